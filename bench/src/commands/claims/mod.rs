//! Claims of a story side by side: the same claim in other words, figures of one thing, and what is planted in
//! invented stories.
//!
//! The labelled real stories are not in the repository; see `--data`.

mod invented;
mod pairs;
mod real;
mod story;

use anyhow::Result;
use serde_json::Value;

#[derive(clap::Subcommand)]
pub enum Options {
    /// Pairs of sentences: whether they claim the same, and whether conflicting figures are told
    Pairs(pairs::Options),
    /// Figures of labelled pairs of real reports: whether they are found in one group, and how they are related
    Real(real::Options),
    /// Invented stories: planted figures, denials and contradictions, and conflicts where none was planted
    Invented(invented::Options),
}

pub fn run(options: &Options) -> Result<Value> {
    match options {
        Options::Pairs(options) => pairs::run(options),
        Options::Real(options) => real::run(options),
        Options::Invented(options) => invented::run(options),
    }
}
