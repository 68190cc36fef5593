//! Runs the literate cases of `tests/specs/*.md`.
//!
//! In: Markdown files. Out: one test a heading, one a file that has a floor, one a catalogue of
//! codes. `tests/README.md` describes the files and how to add a case.
//!
//! [`markdown`] reads the files and knows nothing of sayso. [`evaluate`] fills a table with what
//! sayso finds. [`suite`] compares the two and makes the tests.

pub mod evaluate;
mod figures;
mod findings;
pub mod markdown;
mod report;
pub mod suite;
mod times;
