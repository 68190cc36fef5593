//! `sayso forget`: reports out of a ledger. `sayso dump`: all that a ledger says.

use crate::add::open_to_write;
use crate::args::{DumpOptions, ForgetOptions};
use crate::named;
use crate::output;
use crate::tally::Done;
use anyhow::{Result, bail};
use sayso_export::plural;
use sayso_ledger::{Ledger, earlier_copies};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Removes reports from a ledger.
pub fn forget(options: &ForgetOptions) -> Result<Done> {
    let path = options.ledger.display();
    if !options.ledger.exists() {
        bail!("{path}: there is no such ledger");
    }
    // An empty name, as of a variable that was not set, would mean the folder and all that lies in it.
    if options.reports.iter().any(|name| name.is_empty()) {
        bail!("an empty name means no report: nothing was forgotten");
    }
    let mut ledger = open_to_write(&options.ledger, "sayso forget")?;
    let mut numbers = BTreeSet::new();
    let mut inputs = 0;
    let mut failures = 0;
    for name in &options.reports {
        // The ledger has the names of files as they are shown.
        match called(&mut ledger, &name.to_string_lossy())? {
            Called::Reports(called, noted) => {
                numbers.extend(called);
                inputs += noted;
            }
            Called::Unclear(why) => {
                output::complain(&format!("{path}: {why}"));
                failures += 1;
            }
        }
    }
    let numbers: Vec<i64> = numbers.into_iter().collect();
    ledger.forget(&numbers)?;
    ledger.close()?;
    let mut forgotten = plural(numbers.len(), "report");
    if inputs > 0 {
        let noted = plural(inputs, "input");
        let _ = write!(forgotten, " and {noted} that came to no report");
    }
    output::complain(&format!("{path}: {forgotten} forgotten"));
    for copy in earlier_copies(&options.ledger) {
        output::complain(&format!(
            "{}: this copy was kept when the ledger was brought up to date, and still holds what was forgotten: \
             delete it when you no longer need it",
            copy.display()
        ));
    }
    Ok(Done {
        failures,
        found: false,
        ..Done::default()
    })
}

/// What a name means in a ledger.
enum Called {
    /// These reports, and how many inputs that came to no report, which are removed already.
    Reports(Vec<i64>, usize),
    /// None, or it does not say which.
    Unclear(String),
}

fn called(ledger: &mut Ledger, name: &str) -> Result<Called> {
    let of_id = ledger.reports_of_id(name)?;
    if of_id.len() > 1 {
        let numbers: Vec<String> = of_id.iter().map(|number| format!("#{number}")).collect();
        return Ok(Called::Unclear(format!(
            "{} in it have the id {name:?}: say which by number ({}), or by the file",
            plural(of_id.len(), "report"),
            numbers.join(", ")
        )));
    }
    for name in named::meant(name) {
        let reports = ledger.reports_called(&name)?;
        let inputs = ledger.forget_inputs(&name)?;
        if !reports.is_empty() || inputs > 0 {
            return Ok(Called::Reports(reports, inputs));
        }
    }
    Ok(Called::Unclear(format!(
        "there is no report {name:?} in it"
    )))
}

/// Writes all that a ledger says.
pub fn dump(options: &DumpOptions) -> Result<Done> {
    let ledger = Ledger::open_to_read(&options.ledger)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    ledger.dump(&mut out)?;
    out.flush()?;
    Ok(Done::default())
}
