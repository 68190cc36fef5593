//! In: the [`Reading`](crate::Reading)s of the reports of one story. Out: what they claim, side by side.
//!
//! [`Account`] holds what one report says, sentence by sentence. Two sentences are held against each
//! other by [`compare_statements`]: whether they claim the same, and how their figures are related.
//! [`claim_groups`] joins the figures and the claims of all reports of a story into groups: one for
//! each thing that is counted or claimed.
//!
//! A conflict of figures does not make two claims different: it is what a reader wants to know of
//! one claim. So the same claim is looked for by all that is not the value of the figure, and the
//! values are compared afterwards.
//!
//! All are pure functions. Useful for: reports of one event in one language. Not useful for: figures
//! that are said without words of what they count.

mod account;
mod contradictions;
mod denials;
mod denying;
mod groups;
mod joining;
mod meeting;
mod pairing;
mod relations;
mod slots;
mod statements;
mod values;
mod version;

pub use account::{Account, MeasureKind, Said, StatedFigure, Statement, StatementWord, When};
pub use contradictions::{Contradiction, ContradictionKind, OwnReport, contradictions};
pub use denying::Denying;
pub use groups::{ClaimGroup, ClaimMember, ClaimPair, ClaimRelation, StoryReport, claim_groups};
pub use slots::{FigurePair, SLOT_FEATURES, SlotFeature, SlotFeatures, figure_pairs};
pub use statements::{
    SAME_CLAIM, STATEMENT_FEATURES, StatementComparison, StatementFeature, StatementFeatures,
    compare_statements,
};
pub use values::{FigureRelation, figure_relation};
pub use version::claims_version;
