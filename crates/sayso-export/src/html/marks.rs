//! In: a reading and what of it is shown. Out: the marks over its text: what each stretch is, in which attribution.

use super::kinds::{self, Look};
use crate::Numbered;
use sayso::attribute::{Attribution, AttributionId};
use sayso::certainty::Claim;
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
    /// How many others it stands in.
    pub depth: usize,
}

impl<'a> Item<'a> {
    /// An attribution of `reading` as the page shows it.
    pub fn new(reading: &'a Reading, (id, a): Numbered<'a>, sure: bool) -> Item<'a> {
        let up = |a: &Attribution| a.parent.map(|id| &reading.attributions[id.0 as usize]);
        // Bounded: given attributions can go in circles.
        let depth = std::iter::successors(up(a), |a| up(a)).take(DEEPEST).count();
        // A claim an attribution, in their order.
        let claim = reading.claims.get(id.0 as usize).filter(|c| c.attribution == Some(id));
        Item { id, a, claim, look: kinds::of(reading, id, a), sure, depth }
    }

    /// The number that people see: `P3`; with a question mark if it is uncertain.
    pub fn label(&self) -> String {
        let doubt = if self.sure { "" } else { "?" };
        format!("{}{}{doubt}", self.look.letter, self.id.0 + 1)
    }
}

/// What a stretch of the text is. The number is that of an item, or of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who says it.
    Source(usize),
    /// The words that say that it is said.
    Cue(usize),
    /// A part of what is said: the item, and which part.
    Content(usize, usize),
    /// A word that decides how sure a claim of an item is.
    Trigger(usize),
    /// What the report hedges in its own voice: the hedge, and which part.
    Hedge(usize, usize),
    /// Something repaired, or that would be.
    Edit(usize),
}

/// What the report hedges in its own voice: claims without an attribution.
pub struct Hedge<'a> {
    /// Its number among all claims, from 1.
    pub number: usize,
    /// What it says.
    pub claim: &'a Claim,
}

/// The hedges of a reading.
pub fn hedges(reading: &Reading) -> Vec<Hedge<'_>> {
    let own = (1..).zip(&reading.claims).filter(|(_, claim)| claim.attribution.is_none());
    own.map(|(number, claim)| Hedge { number, claim }).collect()
}

/// A stretch of the text and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What.
    pub role: Role,
}

/// The marks of all items, hedges and edits.
pub fn marks(reading: &Reading, items: &[Item<'_>], hedges: &[Hedge<'_>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut all = |spans: &[Span], role: &dyn Fn(usize) -> Role| {
        marks.extend(spans.iter().enumerate().map(|(part, &span)| Mark { span, role: role(part) }));
    };
    let triggers = |claim: &Claim| claim.triggers.iter().map(|t| t.span).collect::<Vec<Span>>();
    for (n, item) in items.iter().enumerate() {
        all(&item.a.source, &|_| Role::Source(n));
        all(&item.a.cue, &|_| Role::Cue(n));
        all(&item.a.content, &|part| Role::Content(n, part));
        all(&item.claim.map_or(vec![], triggers), &|_| Role::Trigger(n));
    }
    for (n, hedge) in hedges.iter().enumerate() {
        all(&hedge.claim.content, &|part| Role::Hedge(n, part));
    }
    let edits = reading.document.edits.iter().enumerate();
    marks.extend(edits.map(|(n, edit)| Mark { span: edit.span, role: Role::Edit(n) }));
    marks
}
