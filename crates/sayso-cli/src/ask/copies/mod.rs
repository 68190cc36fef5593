//! `sayso copies`: a ledger in, families of copies out.

mod found;
mod shown;

use super::args::{AnswerFormat, Asking};
use super::{Answer, Asked};
use crate::args::{CopiesFormat, CopiesOptions};
use crate::readings;
use crate::tally::Done;
use anyhow::{Result, bail};
use found::Found;
use sayso_ledger::query;

/// Shows the families of copies in a ledger, or the one that a report is in.
pub fn copies(options: &CopiesOptions) -> Result<Done> {
    readings::use_threads(options.jobs)?;
    let asked = Asked::open(&options.ledger)?;
    let wanted = match &options.report {
        Some(name) => Some(asked.reports(name)?),
        None => None,
    };
    let numbers = asked.ask(query::reports_read)?;
    if numbers.is_empty() {
        bail!("{}: there is no report in it that was read", asked.name);
    }
    let found = Found::of(&asked, &numbers)?;
    let format = options.format.map(|format| match format {
        CopiesFormat::Human => AnswerFormat::Human,
        CopiesFormat::Jsonl => AnswerFormat::Jsonl,
    });
    let mut answer = Answer::new(&Asking {
        format,
        context: false,
        color: options.color,
    });
    shown::show(&mut answer, &asked, &found, wanted.as_deref())?;
    answer.end(&nothing(&asked.name, options))
}

fn nothing(ledger: &str, options: &CopiesOptions) -> String {
    match &options.report {
        Some(report) => format!("{ledger}: no report in it has words of {report}"),
        None => format!("{ledger}: no report in it has the words of another"),
    }
}
