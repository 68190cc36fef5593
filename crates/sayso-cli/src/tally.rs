//! What a run counts: reports, failures, findings, and what was not read.

use crate::args::FailOn;
use crate::output;
use sayso::check::Counts;
use sayso::report::Place;
use sayso_export::folder::Reason;
use sayso_export::records::Saved;
use sayso_export::terminal;
use sayso_input::{PassedOver, What};
use std::collections::BTreeMap;

/// Skipped inputs that are named for each reason.
const NAMED: usize = 5;

/// What came of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    /// Inputs that failed.
    pub failures: usize,
    /// There are findings that matter, or nothing in a ledger matches.
    pub found: bool,
}

/// What is counted of a report.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Where it was found.
    pub place: Place,
    /// How many findings it has.
    pub counts: Counts,
    /// Why it was not read.
    pub skipped: Option<Reason>,
}

impl Counted {
    /// What is counted of a report with these records.
    pub fn of(saved: &Saved) -> Counted {
        let report = &saved.report;
        Counted {
            place: report.place(),
            counts: saved.counts(),
            skipped: report.skipped.map(|why| Reason::new(report, why)),
        }
    }
}

impl Done {
    /// Nothing in a ledger matches.
    pub fn nothing() -> Done {
        Done {
            failures: 0,
            found: true,
        }
    }
}

/// The counts of a run so far.
#[derive(Debug, Default)]
pub struct Tally {
    reports: usize,
    failures: usize,
    counts: Counts,
    with_findings: usize,
    /// What is no report: what it is, how often, and the first names.
    passed_over: BTreeMap<What, (usize, Vec<String>)>,
    /// What was not read: why, how often, and the first names.
    skipped: BTreeMap<Reason, (usize, Vec<String>)>,
}

impl Tally {
    /// Reports that were read or skipped.
    pub fn reports(&self) -> usize {
        self.reports
    }

    /// Inputs that failed.
    pub fn failures(&self) -> usize {
        self.failures
    }

    /// Whether anything was read, skipped or failed.
    pub fn has_inputs(&self) -> bool {
        self.reports + self.failures > 0
    }

    /// The counts for another run that goes to the same output.
    pub fn next_run(&self) -> Tally {
        Tally {
            failures: self.failures,
            ..Tally::default()
        }
    }

    /// Counts a report.
    pub fn add(&mut self, report: &Counted) {
        self.reports += 1;
        self.counts.add(report.counts);
        self.with_findings += usize::from(!report.counts.is_empty());
        if let Some(why) = &report.skipped {
            let (count, names) = self.skipped.entry(why.clone()).or_default();
            *count += 1;
            if names.len() < NAMED {
                names.push(report.place.to_string());
            }
        }
    }

    /// Counts something of an input that is no report.
    pub fn add_passed_over(&mut self, passed_over: &PassedOver) {
        let (count, names) = self.passed_over.entry(passed_over.what).or_default();
        *count += 1;
        if names.len() < NAMED {
            names.push(passed_over.place.to_string());
        }
    }

    /// Says on standard error what was passed over because it is no report.
    pub fn tell_passed_over(&self) {
        let total: usize = self.passed_over.values().map(|(count, _)| count).sum();
        if total == 0 {
            return;
        }
        let things = if total == 1 {
            "thing that is no report"
        } else {
            "things that are no reports"
        };
        output::complain(&format!("{total} {things} passed over:"));
        for (what, (count, names)) in &self.passed_over {
            let more = if *count > names.len() { ", …" } else { "" };
            output::complain(&format!(
                "  {} ({}{more})",
                what.counted(*count),
                names.join(", ")
            ));
        }
    }

    /// Counts an input that failed.
    pub fn add_failure(&mut self) {
        self.failures += 1;
    }

    /// The line that sums up the findings of all reports.
    pub fn summary(&self) -> String {
        terminal::summary(self.reports, self.with_findings, self.counts)
    }

    /// Says on standard error what was not read and how it can be.
    pub fn tell_skipped(&self) {
        let total: usize = self.skipped.values().map(|(count, _)| count).sum();
        if total == 0 {
            return;
        }
        output::complain(&format!("{total} of {} not read:", self.reports));
        for (why, (count, names)) in &self.skipped {
            let more = if *count > names.len() { ", …" } else { "" };
            output::complain(&format!(
                "  {} ({}{more})",
                why.counted(*count),
                names.join(", ")
            ));
        }
        let is_language = |why: &&Reason| matches!(why, Reason::Language(_));
        let mut hints = Vec::new();
        if !self.skipped.keys().all(|why| is_language(&why)) {
            hints.push("--all-pages reads every kind of page");
        }
        if self.skipped.keys().any(|why| is_language(&why)) {
            hints.push("--language en takes every text for English");
        }
        output::complain(&format!("  {}", hints.join("; ")));
    }

    /// What came of the run. Findings matter from the severity `fail_on` on.
    pub fn done(&self, fail_on: Option<FailOn>) -> Done {
        Done {
            failures: self.failures,
            found: fail_on
                .and_then(FailOn::severity)
                .is_some_and(|severity| self.counts.at_least(severity) > 0),
        }
    }
}
