//! `sayso copies`: a ledger in, families of copies out.

mod found;
mod shown;

use super::args::{AnswerFormat, Asking};
use super::{Answer, Asked, keeping, said};
use crate::args::{CopiesFormat, CopiesOptions};
use crate::readings;
use crate::tally::Done;
use anyhow::{Result, bail};
use found::Found;
pub use found::find_names;
use sayso_export::records::{Copy, Saved};
use sayso_ledger::LedgerError;
use sayso_ledger::copies::Copies;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

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

/// Finds the copies in a ledger, and keeps in it what was compared.
fn find(path: &Path) -> Result<Copies, LedgerError> {
    keeping(path, "sayso copies", &|ledger| ledger.copies(&find_names))
}

/// Finds the copies in a ledger, and gives `act` two reports and what the second has of the first: each copy beside the
/// root of its family, or the report that it has most in common with. If reports are named, only of their families.
/// Returns how many reports the ledger has.
pub fn for_each_copy(
    ledger: &Path,
    reports: &[PathBuf],
    act: &mut dyn FnMut(&Saved, &Saved, &Copy),
) -> Result<usize> {
    let copies = find(ledger).map_err(said)?;
    let asked = Asked::open(ledger)?;
    let mut wanted = Vec::new();
    for name in reports {
        wanted.extend(asked.reports(&name.to_string_lossy())?);
    }
    let count = copies.reports.len();
    let found = Found::of(copies);
    let families = found.families((!reports.is_empty()).then_some(&wanted));
    for family in families {
        for shown in found.shown(&asked, &[family])? {
            // Two reports without a root are shown beside each other, and are one copy.
            let mut seen = BTreeSet::new();
            for (a, b, copy) in &shown.copies {
                if !seen.insert((a.min(b), a.max(b))) {
                    continue;
                }
                act(&shown.members[*a].saved, &shown.members[*b].saved, copy);
            }
        }
    }
    Ok(count)
}

fn nothing(ledger: &str, options: &CopiesOptions) -> String {
    match &options.report {
        Some(report) => format!("{ledger}: no report in it has words of {report}"),
        None => format!("{ledger}: no report in it has the words of another"),
    }
}
