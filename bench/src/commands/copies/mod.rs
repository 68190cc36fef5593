//! Copies between reports: how two reports are related, which sentence comes from which, what was
//! altered, how fast.
//!
//! The corpora are not in the repository; see `--data`.

mod generated;
mod human;
mod real;
mod reports;
mod table;

use anyhow::Result;
use serde_json::Value;

#[derive(clap::Subcommand)]
pub enum Options {
    /// Real stories with all pairs labelled: relation, grade of copy, direction
    Real(real::Options),
    /// Copies that a generator made, against reports of the same event: recall where one query in a
    /// thousand is wrong, and which sentence comes from which
    Generated(generated::Options),
    /// Answers that people copied in four grades (Clough & Stevenson)
    Human(human::Options),
}

pub fn run(options: &Options) -> Result<Value> {
    match options {
        Options::Real(options) => real::run(options),
        Options::Generated(options) => generated::run(options),
        Options::Human(options) => human::run(options),
    }
}
