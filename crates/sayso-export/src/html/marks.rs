//! In: the records of a report. Out: the marks over its text: what each stretch is, and in which
//! attribution.

use super::kinds::{self, Look};
use crate::measured::Measure;
use crate::records::{self, Attribution, Claim, Finding};
use crate::speakers::probably;
use crate::view::{Block, View};
use sayso::text::Span;

/// Deeper nesting looks no different.
const DEEPEST: usize = 8;

/// An attribution that the page shows.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// What was found.
    pub a: &'a Attribution,
    /// What it claims and how sure, if claims were looked for.
    pub claim: Option<&'a Claim>,
    /// How its kind of source looks.
    pub look: &'static Look,
    /// It is not sure who speaks.
    pub perhaps: bool,
    /// How many other attributions it is inside.
    pub depth: usize,
    /// Its number among those that are shown as found, or among the uncertain ones, from 1. What is
    /// seen has no gaps in its numbers, because a reader would look for what is missing.
    number: usize,
}

/// The attributions of a report as the page shows them, in their order.
pub fn items<'a>(view: &View<'a>) -> Vec<Item<'a>> {
    let (mut sure, mut uncertain) = (0, 0);
    let numbered = |a: &'a Attribution| {
        let count = if a.uncertain {
            &mut uncertain
        } else {
            &mut sure
        };
        *count += 1;
        Item::new(view, a, *count)
    };
    view.saved.attributions.iter().map(numbered).collect()
}

impl<'a> Item<'a> {
    /// An attribution as the page shows it.
    fn new(view: &View<'a>, a: &'a Attribution, number: usize) -> Item<'a> {
        let parent = |a: &Attribution| view.attribution(a.parent.as_deref()?).map(|(_, a)| a);
        // The depth is bounded because attributions written by hand may form a circle.
        let depth = std::iter::successors(parent(a), |a| parent(a))
            .take(DEEPEST)
            .count();
        Item {
            a,
            claim: view.claim(a),
            look: kinds::of(view, a),
            perhaps: probably(view, a).is_some(),
            depth,
            number,
        }
    }

    /// It is shown as found, not as uncertain.
    pub fn is_sure(&self) -> bool {
        !self.a.uncertain
    }

    /// The number that people see: `P3`, or `P?3` if it is uncertain.
    pub fn label(&self) -> String {
        let doubt = if self.is_sure() { "" } else { "?" };
        format!("{}{doubt}{}", self.look.letter, self.number)
    }
}

/// What a stretch of the text is. Each has the place of its item, hedge, edit, measure or finding in
/// the list of those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who says it.
    Source(usize),
    /// The cue.
    Cue(usize),
    /// A part of what is said: the item, and whether it is the first one seen.
    Content(usize, bool),
    /// A word that decides how sure a claim of an item is.
    Trigger(usize),
    /// What the report hedges in its own voice, and whether it is the first part seen.
    Hedge(usize, bool),
    /// A word that decides how it is hedged.
    HedgeTrigger(usize),
    /// Something repaired, or that would be.
    Edit(usize),
    /// A figure or a time.
    Measure(usize),
    /// A figure of a finding, and whether it is the one that the finding is about.
    Finding(usize, bool),
}

/// What the report hedges in its own voice: a claim without an attribution.
pub struct Hedge<'a> {
    /// Its number among the hedges, from 1.
    nth: usize,
    /// What it says.
    pub claim: &'a Claim,
}

/// The hedges of a report.
pub fn hedges<'a>(view: &View<'a>) -> Vec<Hedge<'a>> {
    let own = (1..).zip(view.own_hedges());
    own.map(|(nth, claim)| Hedge { nth, claim }).collect()
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
pub fn seen(blocks: &[Block], span: Span) -> Option<u32> {
    let near = blocks.partition_point(|b| b.span.end() < span.start());
    let holds = |block: Span| {
        if span.is_empty() {
            block.start() <= span.start()
        } else {
            block.overlaps(span)
        }
    };
    // A span that begins right after a block is seen in the next one.
    let first = blocks[near..]
        .iter()
        .take(2)
        .map(|b| b.span)
        .find(|&b| holds(b))?;
    Some(first.start().max(span.start()))
}

/// Is any part of the content seen in the article?
pub fn is_seen(view: &View<'_>, content: &[records::Span]) -> bool {
    first_seen(view, content).is_some()
}

/// The part of a content that is seen first, if any is.
fn first_seen(view: &View<'_>, content: &[records::Span]) -> Option<usize> {
    content.iter().position(|span| {
        let span = view.span(span);
        !span.is_empty() && seen(&view.blocks, span).is_some()
    })
}

/// What is marked in the text.
#[derive(Clone, Copy)]
pub struct Marked<'a> {
    /// Attributions, in the order of their numbers.
    pub items: &'a [Item<'a>],
    /// What the report hedges itself.
    pub hedges: &'a [Hedge<'a>],
    /// Figures and times. None overlaps another.
    pub measures: &'a [Measure<'a>],
    /// What does not add up, and what does.
    pub findings: &'a [Finding],
}

/// The marks of all items, hedges, edits, measures and findings.
pub fn marks(view: &View<'_>, marked: &Marked<'_>) -> Vec<Mark> {
    let mut marks = Marks {
        view,
        all: Vec::new(),
    };
    for (n, item) in marked.items.iter().enumerate() {
        marks.item(n, item);
    }
    for (n, hedge) in marked.hedges.iter().enumerate() {
        let content = &hedge.claim.content;
        let first = first_seen(view, content);
        for (part, span) in content.iter().enumerate() {
            marks.add(span, Role::Hedge(n, first == Some(part)));
        }
        marks.triggers(hedge.claim, Role::HedgeTrigger(n));
    }
    for (n, edit) in view.saved.report.edits.iter().enumerate() {
        marks.push(view.bytes(edit.start, edit.end), Role::Edit(n));
    }
    for (n, measure) in marked.measures.iter().enumerate() {
        marks.add(measure.span(), Role::Measure(n));
    }
    for (n, finding) in marked.findings.iter().enumerate() {
        marks.add(&finding.primary, Role::Finding(n, true));
        for related in others(finding) {
            marks.add(&related.span, Role::Finding(n, false));
        }
    }
    marks.all
}

/// The figures of a finding, other than the one it is about.
fn others(finding: &Finding) -> impl Iterator<Item = &records::Related> {
    let related = finding.related.iter();
    related.filter(|related| !is_primary(finding, related))
}

/// Are these words the ones that the finding is about?
pub fn is_primary(finding: &Finding, related: &records::Related) -> bool {
    let (primary, span) = (&finding.primary, &related.span);
    (primary.start, primary.end) == (span.start, span.end)
}

/// Marks as they are collected.
struct Marks<'a> {
    view: &'a View<'a>,
    all: Vec<Mark>,
}

impl Marks<'_> {
    fn push(&mut self, span: Span, role: Role) {
        self.all.push(Mark {
            span,
            role,
            seen: seen(&self.view.blocks, span),
        });
    }

    fn add(&mut self, span: &records::Span, role: Role) {
        self.push(self.view.span(span), role);
    }

    fn item(&mut self, n: usize, item: &Item<'_>) {
        let a = item.a;
        a.source.iter().for_each(|s| self.add(s, Role::Source(n)));
        a.cue.iter().for_each(|s| self.add(s, Role::Cue(n)));
        let first = first_seen(self.view, &a.content);
        for (part, span) in a.content.iter().enumerate() {
            self.add(span, Role::Content(n, first == Some(part)));
        }
        if let Some(claim) = item.claim {
            self.triggers(claim, Role::Trigger(n));
        }
    }

    fn triggers(&mut self, claim: &Claim, role: Role) {
        for trigger in &claim.triggers {
            self.add(&trigger.span, role);
        }
    }
}
