//! `sayso show LEDGER`: what is in a ledger, or reports of it in any format.

use super::copies::find_names;
use super::{Answer, Asked, lines};
use crate::args::ShowOptions;
use crate::named;
use crate::output;
use crate::tally::{Done, Tally};
use crate::writer::{Target, Writer};
use anyhow::{Result, bail};
use sayso::compare::Sketch;
use sayso_export::records::{ClaimGroup, Saved};
use sayso_export::terminal::{Look, Screen};
use sayso_export::{grouped, one_line};
use sayso_ledger::query::{self, Contents, InputRow, ReportSearch, RunRow};
use sayso_ledger::stories::{Stories, Story};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The first bytes of every SQLite file.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// The ledger and the reports of it that are to be shown, if the first path is an SQLite file.
pub fn of_paths(paths: &[PathBuf]) -> Option<(&Path, &[PathBuf])> {
    let (first, reports) = paths.split_first()?;
    let mut head = Vec::new();
    let file = File::open(first).ok()?;
    file.take(SQLITE.len() as u64).read_to_end(&mut head).ok()?;
    (head == SQLITE).then_some((first, reports))
}

/// Shows a ledger or reports of it.
pub fn show(
    ledger: &Path,
    reports: &[PathBuf],
    options: &ShowOptions,
    target: &Target,
) -> Result<Done> {
    let asked = Asked::open(ledger)?;
    asked.tell_if_unfinished()?;
    let mut writer = Writer::new(target)?;
    let is_for_people = writer.format() == crate::args::Format::Human;
    if reports.is_empty() && is_for_people && !options.several.each {
        return overview(&asked, options);
    }
    let mut numbers = Vec::new();
    let mut missing = 0;
    for report in reports {
        let name = report.to_string_lossy();
        match asked.reports(&name) {
            Ok(found) => numbers.extend(found),
            Err(message) => {
                missing += 1;
                output::complain(&format!("{message:#}"));
            }
        }
    }
    if reports.is_empty() {
        numbers = asked.ask(query::all_reports)?;
    }
    let mut tally = Tally::default();
    let mut run: Option<i64> = None;
    for number in numbers {
        let Some(saved) = asked.saved(number)? else {
            continue;
        };
        begin_run(&asked, number, &mut run, &mut writer)?;
        let written = writer.written(saved);
        tally.add(&written.counted);
        if let Some(failure) = writer.put(written)? {
            tally.add_failure();
            output::complain(&failure.to_string());
        }
    }
    if tally.has_inputs() {
        writer.end(&tally)?;
    }
    if let Some(message) = writer.finish()? {
        output::complain(&message);
        tally.add_failure();
    }
    let done = tally.done(None);
    Ok(Done {
        failures: done.failures + missing,
        ..done
    })
}

/// Writes what comes before a report, if another run made it than the report before.
fn begin_run(
    asked: &Asked,
    report: i64,
    before: &mut Option<i64>,
    writer: &mut Writer<'_>,
) -> Result<()> {
    let run = asked.ask(|connection| query::run_of(connection, report))?;
    if let Some((number, run)) = run.filter(|(number, _)| Some(*number) != *before) {
        *before = Some(number);
        writer.begin(run)?;
    }
    Ok(())
}

/// How many reports with the same beginning a message names.
const NAMED: usize = 5;

impl Asked {
    /// The reports that a user means.
    pub fn reports(&self, name: &str) -> Result<Vec<i64>> {
        let mut numbers = Vec::new();
        for name in named::meant(name) {
            if numbers.is_empty() {
                numbers = self.ask(|connection| query::reports_named(connection, &name))?;
            }
        }
        let ledger = &self.name;
        if numbers.is_empty() {
            bail!(
                "{ledger}: no report in it has the id, the address or the input {name:?}; `sayso search {ledger} --reports WORDS` finds reports"
            );
        }
        let ids = self.ask(|connection| query::ids(connection, &numbers))?;
        let is_meant = ids.len() == 1 || ids.iter().all(|id| !id.starts_with(name) || id == name);
        if !is_meant {
            let some: Vec<&str> = ids.iter().take(NAMED).map(String::as_str).collect();
            let more = if ids.len() > NAMED { ", …" } else { "" };
            bail!(
                "{ledger}: the ids of {} begin with {name:?}: {}{more}",
                lines::count(ids.len(), "report"),
                some.join(", ")
            );
        }
        Ok(numbers)
    }

    /// The records of a report.
    pub fn saved(&self, number: i64) -> Result<Option<Saved>> {
        self.ledger.saved(number).map_err(super::said)
    }

    /// What the reports of a story claim, side by side.
    pub fn claims(&self, stories: &Stories, story: &Story) -> Result<Vec<ClaimGroup>> {
        let claims = self.ledger.claims(stories, story, &find_names);
        claims.map_err(super::said)
    }

    /// The records of reports with what they are compared by.
    pub fn sketched(&self, numbers: &[i64]) -> Result<Vec<(i64, Saved, Sketch)>> {
        let sketched = self.ledger.sketched(numbers, &find_names);
        sketched.map_err(super::said)
    }
}

/// How many reports an overview lists, unless `--rows` says otherwise.
const ROWS: usize = 20;
/// How many inputs that failed it names.
const FAILED: usize = 10;

/// What is in a ledger, and its newest reports.
fn overview(asked: &Asked, options: &ShowOptions) -> Result<Done> {
    let mut answer = Answer::new(&super::args::Asking {
        format: Some(super::args::AnswerFormat::Human),
        context: false,
        color: options.color,
    });
    let contents = asked.ask(query::contents)?;
    let runs = asked.ask(query::runs)?;
    let failed = asked.ask(|connection| query::inputs_not_read(connection, "failed", FAILED))?;
    let rows = options.several.rows.unwrap_or(ROWS);
    let reports = asked.ask(|connection| ReportSearch::default().rows(connection, rows))?;
    let screen = &mut answer.screen;
    head(screen, &contents, &runs);
    if !failed.is_empty() {
        failures(screen, &failed, contents.failed);
    }
    if !reports.rows.is_empty() {
        screen.heading(if reports.has_more {
            "The newest reports"
        } else {
            "Reports"
        });
    }
    for row in &reports.rows {
        lines::report(screen, row);
    }
    if reports.has_more {
        answer.note("--rows N lists more, --rows all lists all of them");
    }
    answer.has_rows = true;
    answer.end("")
}

fn head(screen: &mut Screen, contents: &Contents, runs: &[RunRow]) {
    let reports = lines::count(contents.read + contents.not_read, "report");
    screen.flow(&reports, Look::Bold);
    let mut notes = Vec::new();
    if contents.outlets > 0 {
        notes.push(format!("of {}", lines::count(contents.outlets, "outlet")));
    }
    notes.extend(lines::days(contents.days.as_ref()));
    if contents.not_read > 0 {
        notes.push(format!("{} of them not read", grouped(contents.not_read)));
    }
    screen.flow(&format!(" {}", notes.join(", ")), Look::Plain);
    screen.paragraph(0, 2);
    let counts = [
        (contents.claims, "claim", " of sources"),
        (contents.figures, "figure", ""),
        (contents.times, "time", ""),
        (contents.findings, "finding", ""),
        (contents.persons, "person", " with a full name"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .map(|(count, what, rest)| lines::count(*count, what) + rest)
        .collect();
    screen.flow(&counts.join(", "), Look::Plain);
    for run in runs {
        screen.paragraph(0, 2);
        let options = if run.options == "{}" {
            String::new()
        } else {
            format!(", options {}", run.options)
        };
        let words = format!(
            "read by {}{options}: {}",
            run.name,
            lines::count(run.reports, "report")
        );
        screen.flow(&one_line(&words), Look::Dim);
    }
}

fn failures(screen: &mut Screen, failed: &[InputRow], all: usize) {
    screen.heading(&format!("{} failed", lines::count(all, "input")));
    for input in failed {
        screen.paragraph(2, 2);
        let why = input.why.as_deref().unwrap_or_default();
        screen.flow(&one_line(&format!("{}: {why}", input.name)), Look::Plain);
    }
    if all > failed.len() {
        screen.paragraph(2, 2);
        let rest = grouped(all - failed.len());
        screen.flow(
            &format!("{rest} more: SELECT name, why FROM input WHERE outcome = 'failed'"),
            Look::Dim,
        );
    }
}
