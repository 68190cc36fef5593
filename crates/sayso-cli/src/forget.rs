//! `sayso forget`: reports out of a ledger. `sayso dump`: all that a ledger says.

use crate::add::open_to_write;
use crate::args::{DumpOptions, ForgetOptions};
use crate::named;
use crate::output;
use crate::tally::Done;
use anyhow::{Result, bail};
use sayso_export::plural;
use sayso_ledger::Ledger;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

/// Removes reports from a ledger.
pub fn forget(options: &ForgetOptions) -> Result<Done> {
    let path = options.ledger.display();
    if !options.ledger.exists() {
        bail!("{path}: there is no such ledger");
    }
    let mut ledger = open_to_write(&options.ledger, "sayso forget")?;
    let mut numbers = BTreeSet::new();
    let mut failures = 0;
    for name in &options.reports {
        let mut called = ledger.reports_called(name)?;
        if called.is_empty() {
            let input = named::in_ledger(Path::new(name));
            called = ledger.reports_called(&input.to_string_lossy())?;
        }
        if called.is_empty() {
            output::complain(&format!("{path}: there is no report {name:?} in it"));
            failures += 1;
        }
        numbers.extend(called);
    }
    let numbers: Vec<i64> = numbers.into_iter().collect();
    ledger.forget(&numbers)?;
    ledger.close()?;
    output::complain(&format!(
        "{path}: {} forgotten",
        plural(numbers.len(), "report")
    ));
    Ok(Done {
        failures,
        found: false,
        ..Done::default()
    })
}

/// Writes all that a ledger says.
pub fn dump(options: &DumpOptions) -> Result<Done> {
    let ledger = Ledger::open_to_read(&options.ledger)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    ledger.dump(&mut out)?;
    out.flush()?;
    Ok(Done::default())
}
