//! The record of what the reports of a story say of one thing.

use super::Span;
use sayso::certainty::Status;
use sayso::compare::JoinedBy;
use sayso::resolve::Kind as SourceKind;
use sayso::story::claims::ClaimRelation;
use serde::{Deserialize, Serialize};

/// What the reports of a story say of one thing that is counted or claimed, side by side. Groups in which reports
/// disagree come first. `at` is null in its spans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimGroup {
    /// The id within its story: `g1` is the first.
    pub id: String,
    /// The id of the story. Null if the reports were not taken from a ledger.
    pub story: Option<String>,
    /// The words of the first report around the figure, or its sentence.
    pub subject: String,
    /// How many of the reports are independent: how many `units` there are.
    pub independent: u32,
    /// Which of the reports count as one. Files of an earlier version do not have them.
    #[serde(default)]
    pub units: Vec<ClaimUnit>,
    /// No report gives a source with a name, or says it itself.
    pub unnamed: bool,
    /// Where it is said, by day, then by the id of the report.
    pub members: Vec<ClaimMember>,
    /// How members of different reports are related, and members of one report that differ.
    pub pairs: Vec<ClaimPair>,
}

/// Reports of a group that count as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimUnit {
    /// Their ids, in the order of the members.
    pub reports: Vec<String>,
    /// Why they count as one. Empty if it is one report.
    pub joined_by: Vec<JoinedBy>,
}

/// What one report says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimMember {
    /// The id of the report.
    pub report: String,
    /// The id of the claim that contains it. Null if the outlet says it.
    pub claim: Option<String>,
    /// The figure. Null for a claim without figures.
    pub figure: Option<MemberFigure>,
    /// When the report was published.
    pub time: Option<String>,
    /// The sentence.
    pub span: Span,
    /// Who says it, as written. Null if the outlet says it.
    pub source: Option<String>,
    /// The kind of the source.
    pub source_kind: Option<SourceKind>,
    /// How sure the source presents it.
    pub status: Option<Status>,
    /// The id of an earlier report that it was copied from, or that was copied from the same one, if that report is in the
    /// group.
    pub copy_of: Option<String>,
}

/// A figure of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemberFigure {
    /// The id of the figure within the report, or of the time: `f1`, `t1`.
    pub id: String,
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// The words.
    pub text: String,
    /// The value that is compared, a plain decimal number: the upper end of a range. Null for times.
    pub value: Option<String>,
}

/// How two members of a group are related.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimPair {
    /// The id of the first report.
    pub a: String,
    /// The id of the second report.
    pub b: String,
    /// The places of both among the members, from 0.
    pub members: [u32; 2],
    /// How they are related.
    pub relation: ClaimRelation,
    /// The same source, by its name, says both. Absent if not.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub one_source: bool,
}
