//! What a run counts: reports, failures, findings, and what was not read.

use crate::args::FailOn;
use crate::output;
use sayso::check::Counts;
use sayso::document::PageKind;
use sayso::report::Place;
use sayso_export::folder::Reason;
use sayso_export::records::Saved;
use sayso_export::{grouped, terminal};
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
    /// The user stopped it.
    pub stopped: bool,
}

/// What is counted of a report.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Where it was found.
    pub place: Place,
    /// How many findings it has.
    pub counts: Counts,
    /// It is only a summary of a report.
    pub is_summary: bool,
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
            is_summary: report.kind == PageKind::Summary,
            skipped: report.skipped.map(|why| Reason::new(report, why)),
        }
    }
}

impl Done {
    /// Nothing in a ledger matches.
    pub fn nothing() -> Done {
        Done {
            found: true,
            ..Done::default()
        }
    }

    /// The user stopped it.
    pub fn stopped() -> Done {
        Done {
            stopped: true,
            ..Done::default()
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
    /// What is not a report, by what it is.
    passed_over: BTreeMap<What, Seen>,
    /// Something was passed over for a reason that only a look into it shows.
    has_why: bool,
    /// The first such thing in an archive, which cannot be named by itself, and the reason.
    why_in_archive: Option<String>,
    /// Reports of which only the summary was there.
    summaries: Seen,
    /// What was not read, by why.
    skipped: BTreeMap<Reason, Seen>,
}

/// Things of one kind: how many, and where the first of them are.
#[derive(Debug, Default)]
struct Seen {
    count: usize,
    first: Vec<Place>,
}

impl Seen {
    fn add(&mut self, place: &Place) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(place.clone());
        }
    }

    /// Where they are. An input is named once, with what is in it.
    fn named(&self) -> String {
        let groups = self.first.chunk_by(|a, b| a.input == b.input);
        let groups: Vec<String> = groups
            .map(|places| match places {
                [place] => place.to_string(),
                places => {
                    let inside: Vec<String> = places.iter().map(inside).collect();
                    format!("{}: {}", places[0].input, inside.join(", "))
                }
            })
            .collect();
        let has_several = groups.len() < self.first.len();
        let more = if self.count > self.first.len() {
            ", …"
        } else {
            ""
        };
        format!(
            "{}{more}",
            groups.join(if has_several { "; " } else { ", " })
        )
    }
}

/// Where within its input a place is: `photos/ferry.jpg`, `@4711`, `line 12`.
fn inside(place: &Place) -> String {
    match place {
        Place {
            member: None,
            line: Some(line),
            number: None,
            ..
        } => format!("line {line}"),
        Place {
            member: None,
            number: Some(number),
            offset: None,
            ..
        } => format!("#{number}"),
        _ => {
            let whole = place.to_string();
            whole[place.input.len()..].trim_start_matches('/').into()
        }
    }
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

    /// Whether something was passed over.
    pub fn has_passed_over(&self) -> bool {
        !self.passed_over.is_empty()
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
        if report.is_summary {
            self.summaries.add(&report.place);
        }
        if let Some(why) = &report.skipped {
            self.skipped
                .entry(why.clone())
                .or_default()
                .add(&report.place);
        }
    }

    /// Counts something of an input that is no report.
    pub fn add_passed_over(&mut self, passed_over: &PassedOver) {
        let why = passed_over.why.as_deref();
        match why.filter(|_| passed_over.what != What::Empty) {
            Some(why) if passed_over.place.member.is_some() => {
                let first = || format!("{}: {why}", passed_over.place);
                self.why_in_archive.get_or_insert_with(first);
            }
            Some(_) => self.has_why = true,
            None => {}
        }
        self.passed_over
            .entry(passed_over.what)
            .or_default()
            .add(&passed_over.place);
    }

    /// Says on standard error what was passed over because it is no report.
    pub fn tell_passed_over(&self) {
        let total: usize = self.passed_over.values().map(|seen| seen.count).sum();
        if total == 0 {
            return;
        }
        let why = if total == 1 {
            "it is not a report".into()
        } else {
            format!("they are not reports ({})", grouped(total))
        };
        output::complain(&format!("not read, because {why}:"));
        for (what, seen) in &self.passed_over {
            let line = format!("  {} ({})", what.counted(seen.count), seen.named());
            output::complain(&line);
        }
        if let Some(why) = &self.why_in_archive {
            output::complain(&format!("  {why}"));
        }
        if self.has_why {
            output::complain(
                "  what was looked for in such a file is said if it is named by itself",
            );
        }
    }

    /// Says on standard error of which reports only a summary was read.
    pub fn tell_summaries(&self) {
        let are = match self.summaries.count {
            0 => return,
            1 => "1 report is only a summary".into(),
            count => format!("{} reports are only summaries", grouped(count)),
        };
        output::complain(&format!("{are} ({})", self.summaries.named()));
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
        let total: usize = self.skipped.values().map(|seen| seen.count).sum();
        if total == 0 {
            return;
        }
        output::complain(&format!("{total} of {} not read:", self.reports));
        for (why, seen) in &self.skipped {
            let line = format!("  {} ({})", why.counted(seen.count), seen.named());
            output::complain(&line);
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
            stopped: false,
        }
    }
}
