//! In: a reading and what of it is shown. Out: the marks over its text: what each stretch is, in which attribution.

use super::kinds::{self, Look};
use crate::Numbered;
use sayso::attribute::{Attribution, AttributionId};
use sayso::reading::Reading;
use sayso::text::Span;

/// An attribution that the page shows.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// Its place in the reading.
    pub id: AttributionId,
    /// What was found.
    pub a: &'a Attribution,
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
        let depth = std::iter::successors(up(a), |a| up(a)).count();
        Item { id, a, look: kinds::of(reading, id, a), sure, depth }
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
    /// Something repaired, or that would be.
    Edit(usize),
}

/// A stretch of the text and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What.
    pub role: Role,
}

/// The marks of all items and edits.
pub fn marks(reading: &Reading, items: &[Item<'_>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (n, item) in items.iter().enumerate() {
        let mut all = |spans: &[Span], role: &dyn Fn(usize) -> Role| {
            marks.extend(spans.iter().enumerate().map(|(part, &span)| Mark { span, role: role(part) }));
        };
        all(&item.a.source, &|_| Role::Source(n));
        all(&item.a.cue, &|_| Role::Cue(n));
        all(&item.a.content, &|part| Role::Content(n, part));
    }
    let edits = reading.document.edits.iter().enumerate();
    marks.extend(edits.map(|(n, edit)| Mark { span: edit.span, role: Role::Edit(n) }));
    marks
}
