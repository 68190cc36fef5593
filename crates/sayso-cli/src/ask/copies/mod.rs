//! `sayso copies`: a ledger in, families of copies out.

mod found;
mod shown;

use super::args::{AnswerFormat, Asking};
use super::{Answer, Asked, said};
use crate::args::{CopiesFormat, CopiesOptions};
use crate::output;
use crate::readings;
use crate::tally::Done;
use anyhow::{Result, bail};
use found::Found;
pub use found::find_names;
use sayso_ledger::copies::Copies;
use sayso_ledger::{Ledger, LedgerError, Opening, Trouble};
use std::path::Path;
use std::time::Duration;

/// Shows the families of copies in a ledger, or the one that a report is in.
pub fn copies(options: &CopiesOptions) -> Result<Done> {
    readings::use_threads(options.jobs)?;
    let copies = find(&options.ledger).map_err(said)?;
    let asked = Asked::open(&options.ledger)?;
    let wanted = match &options.report {
        Some(name) => Some(asked.reports(name)?),
        None => None,
    };
    if copies.reports.is_empty() {
        bail!("{}: there is no report in it that was read", asked.name);
    }
    let format = options.format.map(|format| match format {
        CopiesFormat::Human => AnswerFormat::Human,
        CopiesFormat::Jsonl => AnswerFormat::Jsonl,
    });
    let mut answer = Answer::new(&Asking {
        format,
        context: false,
        color: options.color,
    });
    shown::show(&mut answer, &asked, &Found::of(copies), wanted.as_deref())?;
    answer.end(&nothing(&asked.name, options))
}

/// Finds the copies in a ledger, and keeps in it what was compared. If it cannot be written, or another process writes to
/// it, what was found is only shown.
fn find(path: &Path) -> Result<Copies, LedgerError> {
    // Opening to write would make a ledger that is missing.
    if let Err(error) = Ledger::open_to_read(path)
        && !matches!(error.trouble, Trouble::Older(_))
    {
        return Err(error);
    }
    let opening = Opening {
        what: "sayso copies",
        wait: Duration::ZERO,
        tell: &mut |words| output::complain(&format!("{}: {words}", path.display())),
    };
    match Ledger::open_to_write(path, opening) {
        Ok(mut ledger) => {
            let copies = ledger.copies(&find_names)?;
            ledger.close()?;
            Ok(copies)
        }
        Err(LedgerError {
            trouble: Trouble::ReadOnly | Trouble::Held(_),
            ..
        }) => Ledger::open_to_read(path)?.copies(&find_names),
        Err(error) => Err(error),
    }
}

fn nothing(ledger: &str, options: &CopiesOptions) -> String {
    match &options.report {
        Some(report) => format!("{ledger}: no report in it has words of {report}"),
        None => format!("{ledger}: no report in it has the words of another"),
    }
}
