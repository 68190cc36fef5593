//! The record of two reports that were compared.

use super::Span;
use sayso::compare::{
    AlteredKind, CopyRelation, DirectionRule, LinkHow, SentenceKind, SentenceLink, Side,
};
use sayso::credits::CreditKind;
use serde::{Deserialize, Serialize};

/// How two reports are related: what of one is in the other, and what differs there. `at` is null in its spans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The id of the first report.
    pub a: String,
    /// The id of the second report.
    pub b: String,
    /// How they are related.
    pub relation: CopyRelation,
    /// The estimate that one was made from the other, or both from a third text, from 0 to 1.
    pub score: f64,
    /// What share of each is in the other.
    pub shares: CopyShares,
    /// Which was made from the other. Null if nothing shows it.
    pub direction: Option<CopiedFrom>,
    /// The words by which a report credits the other, if they show the direction.
    pub credit: Option<CopyCredit>,
    /// The sentences that correspond, in the order of the first report.
    pub sentences: Vec<CopySentence>,
    /// The sentences that only the first report has.
    pub only_a: Vec<SentencePlace>,
    /// The sentences that only the second report has.
    pub only_b: Vec<SentencePlace>,
    /// What differs within sentences that correspond.
    pub altered: Vec<CopyAltered>,
}

impl Copy {
    /// Which of the two the other was made from, if that is known.
    pub fn from(&self) -> Option<Side> {
        let is_first = |direction: &CopiedFrom| direction.from == self.a;
        let side = |direction| {
            if is_first(direction) {
                Side::A
            } else {
                Side::B
            }
        };
        self.direction.as_ref().map(side)
    }
}

/// What share of the words of each report is in the other, from 0 to 1, to three decimals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyShares {
    /// Of the narration of the first report.
    pub narration_a: f64,
    /// Of the narration of the second report.
    pub narration_b: f64,
    /// Of the quotations of the first report.
    pub quotes_a: f64,
    /// Of the quotations of the second report.
    pub quotes_b: f64,
}

/// Which report the other was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopiedFrom {
    /// Its id: that of the first or that of the second.
    pub from: String,
    /// The rule that says so.
    pub rule: DirectionRule,
}

/// A credit that shows which report was made from the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyCredit {
    /// The id of the report that has it.
    #[serde(rename = "in")]
    pub report: String,
    /// Who is credited. Null for a mark of a release that names no one.
    pub name: Option<String>,
    /// Where it is credited.
    pub kind: CreditKind,
    /// The words. Null if only the metadata have them.
    pub span: Option<Span>,
}

/// A sentence of the first report and one of the second that correspond.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopySentence {
    /// The sentence of the first report.
    pub a: SentencePlace,
    /// The sentence of the second report.
    pub b: SentencePlace,
    /// How they correspond.
    pub how: LinkHow,
    /// How near they are, from 0 to 1.
    pub score: f64,
}

impl CopySentence {
    /// The sentence of one of the reports.
    pub fn place(&self, side: Side) -> SentencePlace {
        match side {
            Side::A => self.a,
            Side::B => self.b,
        }
    }

    /// Whether the two correspond by their place between others alone; see [`SentenceLink::DOUBTFUL`].
    pub fn is_doubtful(&self) -> bool {
        self.score < f64::from(SentenceLink::DOUBTFUL)
    }
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentencePlace {
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// What it is.
    pub kind: SentenceKind,
}

/// Something that differs between two sentences that correspond.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyAltered {
    /// What differs.
    pub kind: AlteredKind,
    /// The number of the pair in `sentences`, from 0.
    pub sentence: u32,
    /// The words of the first report. Null if it has none there.
    pub a: Option<Span>,
    /// The words of the second report. Null if it has none there.
    pub b: Option<Span>,
}
