//! The record of what an outlet changed between two versions of a report.

use super::Span;
use sayso::compare::{AlteredKind, CopyRelation};
use sayso::versions::{VersionBy, VersionOrder};
use serde::{Deserialize, Serialize};

/// What differs between two versions of a report, one after the other. Words of `from` and of the first of two spans are
/// in the earlier version, the others in the later one. `at` is null in its spans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// The address without scheme, `www`, form and tracking. Null where there is none.
    pub address: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The headline of the later version.
    pub title: Option<String>,
    /// What shows that the two are versions of one report.
    pub by: VersionBy,
    /// The id of the first version of all.
    pub first: String,
    /// The id of the earlier version.
    pub from: String,
    /// The id of the later version.
    pub to: String,
    /// The place of the later version among all of the report: 2 is the one after the first.
    pub number: u32,
    /// What shows which one is the later. Null if nothing does; they are then in the order of their ids.
    pub order: Option<VersionOrder>,
    /// What the earlier version says of its time.
    pub from_time: VersionTime,
    /// What the later version says of its time.
    pub to_time: VersionTime,
    /// How the texts are related. Where it is `unrelated` the address has another report, and what differs is not listed.
    pub relation: CopyRelation,
    /// Both headlines, if they differ.
    pub headline: Option<ChangedHeadline>,
    /// Sentences that only the later version has.
    pub added: Vec<Span>,
    /// Sentences that only the earlier version has.
    pub dropped: Vec<Span>,
    /// Sentences with other words of which nothing is in `altered`.
    pub reworded: Vec<ChangedWords>,
    /// Quotations, figures, names, times, hedges and sources that differ.
    pub altered: Vec<ChangedPart>,
    /// How many sentences are at another place.
    pub moved: u32,
    /// The later version has a note that the earlier one has not: a correction, a clarification, "this article was
    /// updated".
    pub notice: bool,
    /// The words of that note.
    pub notice_words: Option<Span>,
    /// The later version has a later day or hour of publication or of its last change.
    pub dated: bool,
    /// Something differs, and neither a note nor another day or hour says so.
    pub silent: bool,
}

/// What a version says of its time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionTime {
    /// When it was published, with the hour if it is known.
    pub published: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// When the page was captured.
    pub captured: Option<String>,
}

/// A headline before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedHeadline {
    /// The earlier one.
    pub from: String,
    /// The later one.
    pub to: String,
}

/// Sentences before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangedWords {
    /// In the earlier version.
    pub from: Span,
    /// In the later version.
    pub to: Span,
}

/// Something that differs within a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangedPart {
    /// What differs.
    pub kind: AlteredKind,
    /// In the earlier version. Null if it has none there.
    pub from: Option<Span>,
    /// In the later version. Null if it has none there.
    pub to: Option<Span>,
}

impl Version {
    /// How many things differ: the headline, sentences and parts of sentences.
    pub fn changes(&self) -> usize {
        usize::from(self.headline.is_some())
            + self.added.len()
            + self.dropped.len()
            + self.reworded.len()
            + self.altered.len()
            + self.moved as usize
    }

    /// Whether the address has another report, and not another version of this one.
    pub fn is_another_report(&self) -> bool {
        self.relation == CopyRelation::Unrelated
    }
}
