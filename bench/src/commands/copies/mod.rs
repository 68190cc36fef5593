//! Copies between reports: how two reports are related, which sentence comes from which, what was
//! altered, how fast.
//!
//! The corpora are not in the repository; see `--data`.

mod altered;
mod fit;
mod generated;
mod human;
pub mod real;
pub mod reports;
mod speed;
pub mod table;

use anyhow::Result;
use serde_json::Value;

#[derive(clap::Subcommand)]
pub enum Options {
    /// Real stories with all pairs labelled: relation, grade of copy, direction
    Real(real::Options),
    /// Copies that a generator made, against reports of the same event: recall where one query in a
    /// thousand is wrong, and which sentence comes from which
    Generated(generated::Options),
    /// Figures and names changed in copies: how many are found, and findings where nothing was changed
    Altered(altered::Options),
    /// Sketches and comparisons a second on one core, and the size of a sketch
    Speed(speed::Options),
    /// Fit the weights of the models that judge, and measure them on stories left out of the fit
    Fit(fit::Options),
    /// Answers that people copied in four grades (Clough & Stevenson)
    Human(human::Options),
}

pub fn run(options: &Options) -> Result<Value> {
    match options {
        Options::Real(options) => real::run(options),
        Options::Generated(options) => generated::run(options),
        Options::Altered(options) => altered::run(options),
        Options::Speed(options) => speed::run(options),
        Options::Fit(options) => fit::run(options),
        Options::Human(options) => human::run(options),
    }
}
