//! In: a ledger and a question. Out: rows that answer it, each with its report, outlet, day and the words
//! themselves.
//!
//! `search` finds claims, figures and reports; `who` what a person says and what is said about them; `audit`
//! whom outlets quote; `figures` groups figures; `timeline` puts what is said to happen in order; `report`
//! finds a report and sums up what is in a ledger.

mod about;
mod audit;
mod context;
mod figures;
mod filter;
mod pronouns;
mod quoted;
mod report;
mod roles;
mod row;
mod search;
mod timeline;
mod unnamed;
mod who;
mod words;

pub use audit::{AuditRow, audit};
pub use figures::{FigureGroup, figure_groups, has_noun};
pub use filter::{Filter, entities_described, outlets_called};
pub use pronouns::Pronoun;
pub use quoted::{Quoted, most_quoted};
pub(crate) use report::IN_INPUT;
pub use report::{
    Contents, InputRow, RunRow, all_reports, contents, ids, inputs_not_read, places_of, reports_at,
    reports_called, reports_named, reports_read_with_ids, run_of, runs,
};
pub use roles::{RoleDays, roles_over_time};
pub use row::{ClaimRow, Context, FigureRow, InContext, InReport, ReportRow, Spot};
pub use search::{ClaimSearch, FigureSearch, Found, ReportSearch};
pub use timeline::{Speaking, TimeRow, TimeSearch};
pub use unnamed::{UnnamedRow, unnamed};
pub use who::{
    Joined, Named, Source, Summary, about, claims_of, names_with, newest_with_speakers,
    sources_named, sources_with_ids, stories_of, summary_of,
};
pub use words::Words;
