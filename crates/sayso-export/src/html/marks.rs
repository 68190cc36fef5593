//! In: a reading and what of it is shown. Out: the marks over its text: what each stretch is, in
//! which attribution.

use super::kinds::{self, Look};
use crate::Numbered;
use crate::measured::Measure;
use crate::speakers::probably;
use sayso::attribute::{Attribution, AttributionId};
use sayso::certainty::Claim;
use sayso::check::Finding;
use sayso::document::Document;
use sayso::reading::Reading;
use sayso::text::Span;

/// Deeper nesting looks no different.
const DEEPEST: usize = 8;

/// An attribution that the page shows.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// Its place in the reading.
    pub id: AttributionId,
    /// What was found.
    pub a: &'a Attribution,
    /// What it claims and how sure, where that was asked.
    pub claim: Option<&'a Claim>,
    /// How its kind of source looks.
    pub look: &'static Look,
    /// Shown as found, not as uncertain.
    pub sure: bool,
    /// It may well be somebody else who speaks.
    pub perhaps: bool,
    /// How many others it stands in.
    pub depth: usize,
}

impl<'a> Item<'a> {
    /// An attribution of `reading` as the page shows it.
    pub fn new(reading: &'a Reading, (id, a): Numbered<'a>, sure: bool) -> Item<'a> {
        let up = |a: &Attribution| a.parent.map(|id| &reading.attributions[id.0 as usize]);
        // Bounded: given attributions can go in circles.
        let depth = std::iter::successors(up(a), |a| up(a))
            .take(DEEPEST)
            .count();
        // A claim an attribution, in their order.
        let claim = reading
            .claims
            .get(id.0 as usize)
            .filter(|c| c.attribution == Some(id));
        let perhaps = probably(reading, (id, a)).is_some();
        Item {
            id,
            a,
            claim,
            look: kinds::of(reading, id, a),
            sure,
            perhaps,
            depth,
        }
    }

    /// The number that people see: `P3`; with a question mark if it is uncertain.
    pub fn label(&self) -> String {
        let doubt = if self.sure { "" } else { "?" };
        format!("{}{}{doubt}", self.look.letter, self.id.0 + 1)
    }
}

/// What a stretch of the text is. The number is that of an item, a hedge, an edit, a measure, a
/// finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who says it.
    Source(usize),
    /// The words that say that it is said.
    Cue(usize),
    /// A part of what is said: the item, and whether it is the first one seen.
    Content(usize, bool),
    /// A word that decides how sure a claim of an item is.
    Trigger(usize),
    /// What the report hedges in its own voice: the hedge, and whether it is the first part seen.
    Hedge(usize, bool),
    /// A word that decides how it is hedged.
    HedgeTrigger(usize),
    /// Something repaired, or that would be.
    Edit(usize),
    /// A figure or a time.
    Measure(usize),
    /// A figure of a finding: the finding, and whether it is the one that it is about.
    Finding(usize, bool),
}

/// What the report hedges in its own voice: claims without an attribution.
pub struct Hedge<'a> {
    /// Its number among the hedges, from 1.
    nth: usize,
    /// Its number among all claims, from 1.
    pub number: usize,
    /// What it says.
    pub claim: &'a Claim,
}

/// The hedges of a reading.
pub fn hedges(reading: &Reading) -> Vec<Hedge<'_>> {
    let own = (1..)
        .zip(&reading.claims)
        .filter(|(_, claim)| claim.attribution.is_none());
    (1..)
        .zip(own)
        .map(|(nth, (number, claim))| Hedge { nth, number, claim })
        .collect()
}

impl Hedge<'_> {
    /// The number that people see: `H1`.
    pub fn label(&self) -> String {
        format!("{}{}", kinds::HEDGE.letter, self.nth)
    }
}

/// A stretch of the text and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What.
    pub role: Role,
    /// Where in the article it begins, if it is seen there: what lies between blocks is not.
    pub seen: Option<u32>,
}

/// Where a span is first seen in the article.
pub fn seen(document: &Document, span: Span) -> Option<u32> {
    let blocks = &document.blocks;
    let near = blocks.partition_point(|b| b.span.end() < span.start());
    let holds = |b: Span| {
        if span.is_empty() {
            b.start() <= span.start()
        } else {
            b.overlaps(span)
        }
    };
    // A span that begins right behind a block is seen in the next one.
    let first = blocks[near..]
        .iter()
        .take(2)
        .map(|b| b.span)
        .find(|&b| holds(b))?;
    Some(first.start().max(span.start()))
}

/// The part of a content that is seen first, if any is.
pub fn first_seen(document: &Document, content: &[Span]) -> Option<usize> {
    content
        .iter()
        .position(|span| !span.is_empty() && seen(document, *span).is_some())
}

/// What of a reading is marked.
#[derive(Clone, Copy)]
pub struct Marked<'a> {
    /// Attributions, in the order of their numbers.
    pub items: &'a [Item<'a>],
    /// What the report hedges itself.
    pub hedges: &'a [Hedge<'a>],
    /// Figures and times; none overlaps another.
    pub measures: &'a [Measure<'a>],
    /// What does not add up, and what does.
    pub findings: &'a [Finding],
}

/// The marks of all items, hedges, edits, measures and findings.
pub fn marks(reading: &Reading, marked: &Marked<'_>) -> Vec<Mark> {
    let document = &reading.document;
    let Marked {
        items,
        hedges,
        measures,
        findings,
    } = *marked;
    let mut marks = Vec::new();
    let mut all = |spans: &[Span], role: &dyn Fn(usize) -> Role| {
        for (part, &span) in spans.iter().enumerate() {
            marks.push(Mark {
                span,
                role: role(part),
                seen: seen(document, span),
            });
        }
    };
    let triggers = |claim: &Claim| claim.triggers.iter().map(|t| t.span).collect::<Vec<Span>>();
    for (n, item) in items.iter().enumerate() {
        let first = first_seen(document, &item.a.content);
        all(&item.a.source, &|_| Role::Source(n));
        all(&item.a.cue, &|_| Role::Cue(n));
        all(&item.a.content, &|part| {
            Role::Content(n, first == Some(part))
        });
        all(&item.claim.map_or(vec![], triggers), &|_| Role::Trigger(n));
    }
    for (n, hedge) in hedges.iter().enumerate() {
        let first = first_seen(document, &hedge.claim.content);
        all(&hedge.claim.content, &|part| {
            Role::Hedge(n, first == Some(part))
        });
        all(&triggers(hedge.claim), &|_| Role::HedgeTrigger(n));
    }
    for (n, edit) in document.edits.iter().enumerate() {
        all(&[edit.span], &|_| Role::Edit(n));
    }
    for (n, measure) in measures.iter().enumerate() {
        all(&[measure.span()], &|_| Role::Measure(n));
    }
    for (n, finding) in findings.iter().enumerate() {
        all(&[finding.primary], &|_| Role::Finding(n, true));
        let others: Vec<Span> = finding
            .related
            .iter()
            .map(|r| r.1)
            .filter(|&s| s != finding.primary)
            .collect();
        all(&others, &|_| Role::Finding(n, false));
    }
    marks
}
