//! In: JSONL. Out: its records, those of one report together; one report is held at a time.
//!
//! A line that is over the limit costs its report. The reports before and after it are given.

use super::{
    ClaimGroup, Context, Copy, Error, Finding, Record, Report, Run, SCHEMA, Saved, Span, Verb,
    Version,
};
use sayso_input::lines::{Line, read_line};
use serde::Deserialize;
use std::fmt;
use std::io::BufRead;

/// The most bytes of a line: more than the record of the largest report has.
const LONGEST_LINE: u64 = 1 << 28;

/// What JSONL holds, in the order of its lines.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// What made the items that follow.
    Run(Box<Run>),
    /// A report with everything read from it.
    Report(Box<Saved>),
    /// How the two reports before it are related.
    Copy(Box<Copy>),
    /// What the reports of a story say of one thing.
    ClaimGroup(Box<ClaimGroup>),
    /// What was changed between two versions of a report.
    Version(Box<Version>),
    /// An input that could not be read.
    Error(Box<Error>),
}

/// A line that is not a record, or not a record in its place.
#[derive(Debug)]
pub struct ReadError {
    /// The file.
    pub name: String,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.name, self.line, self.message)
    }
}

impl std::error::Error for ReadError {}

/// Reads the records of JSONL; `name` is the name of the file in messages. Unknown fields and lines
/// of unknown types are skipped, because a later version may have written them. Reading ends at the
/// first line that is not a record. A line that is too long is an error, too, but reading goes on after
/// it.
///
/// ```
/// use sayso_export::records::{Item, read};
/// let line = r#"{"type":"error","data":{"input":"a.txt","record":null,"stage":"read","message":"gone"}}"#;
/// let items: Vec<_> = read(line.as_bytes(), "saved.jsonl").collect();
/// assert!(matches!(&items[..], [Ok(Item::Error(error))] if error.input == "a.txt"));
/// let error = read(&b"\n{]\n"[..], "saved.jsonl").next().unwrap().unwrap_err();
/// assert!(error.to_string().starts_with("saved.jsonl:2: "));
/// ```
pub fn read<R: BufRead>(input: R, name: &str) -> Reader<R> {
    Reader {
        input,
        name: name.to_string(),
        line: 0,
        buffer: Vec::new(),
        report: None,
        length: 0,
        waiting: None,
        is_done: false,
        skips: false,
    }
}

/// An iterator over the items of JSONL: see [`read`].
pub struct Reader<R> {
    input: R,
    name: String,
    /// The number of the line in `buffer`.
    line: u64,
    buffer: Vec<u8>,
    /// The report whose lines are being read.
    report: Option<Box<Saved>>,
    /// The length of its text in code points.
    length: u32,
    /// The run or error after the last line of a report, which is given after the report.
    waiting: Option<Item>,
    is_done: bool,
    /// The records up to the next report are skipped, because a line of their report is missing.
    skips: bool,
}

/// Why a line is not read.
enum Unread {
    /// Reading ends.
    Bad(String),
    /// Reading goes on with the next report.
    TooLong(String),
}

impl From<String> for Unread {
    fn from(message: String) -> Unread {
        Unread::Bad(message)
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Item, ReadError>;

    fn next(&mut self) -> Option<Result<Item, ReadError>> {
        if let Some(item) = self.waiting.take() {
            return Some(Ok(item));
        }
        while !self.is_done {
            match self.step() {
                Ok(None) => {}
                Ok(Some(item)) => return Some(Ok(item)),
                Err(unread) => {
                    let (message, goes_on) = match unread {
                        Unread::Bad(message) => (message, false),
                        Unread::TooLong(message) => (message, true),
                    };
                    self.is_done = !goes_on;
                    self.skips = goes_on;
                    self.report = None;
                    return Some(Err(ReadError {
                        name: self.name.clone(),
                        line: self.line,
                        message,
                    }));
                }
            }
        }
        self.report.take().map(|saved| Ok(Item::Report(saved)))
    }
}

impl<R: BufRead> Reader<R> {
    /// Reads a line, and gives the item that it ends or is.
    fn step(&mut self) -> Result<Option<Item>, Unread> {
        self.line += 1;
        let kind = read_line(&mut self.input, LONGEST_LINE, &mut self.buffer);
        match kind.map_err(|error| error.to_string())? {
            Line::Whole => {}
            Line::End => {
                self.is_done = true;
                return Ok(None);
            }
            Line::TooLong => {
                return Err(Unread::TooLong(
                    "the line is over 256 MiB, so that its report is not shown".into(),
                ));
            }
            Line::Endless => {
                let message = "the line goes on for over 1 GiB, and what follows it is not read";
                return Err(Unread::Bad(message.into()));
            }
        }
        let line = match self.line {
            1 => self.buffer.strip_prefix(b"\xef\xbb\xbf"),
            _ => None,
        };
        match record(line.unwrap_or(&self.buffer))? {
            Some(record) => Ok(self.take(record)?),
            None => Ok(None),
        }
    }

    fn take(&mut self, record: Record) -> Result<Option<Item>, String> {
        let next = match record {
            Record::Report(report) => {
                self.skips = false;
                self.length = report.text.chars().count() as u32;
                check_report(&report, self.length)?;
                let before = self.report.replace(Box::new(Saved::of(report)));
                return Ok(before.map(Item::Report));
            }
            Record::Run(run) => Item::Run(Box::new(known(run)?)),
            Record::Error(error) => Item::Error(Box::new(error)),
            Record::Copy(copy) => Item::Copy(Box::new(copy)),
            Record::ClaimGroup(group) => Item::ClaimGroup(Box::new(group)),
            Record::Version(version) => Item::Version(Box::new(version)),
            _ if self.skips => return Ok(None),
            record => {
                self.put(record)?;
                return Ok(None);
            }
        };
        match self.report.take() {
            Some(saved) => {
                self.waiting = Some(next);
                Ok(Some(Item::Report(saved)))
            }
            None => Ok(Some(next)),
        }
    }

    /// Puts a record to those of its report.
    fn put(&mut self, record: Record) -> Result<(), String> {
        let (kind, of) = match &record {
            Record::Entity(r) => ("entity", &r.report),
            Record::Attribution(r) => ("attribution", &r.report),
            Record::Claim(r) => ("claim", &r.report),
            Record::Figure(r) => ("figure", &r.report),
            Record::Time(r) => ("time", &r.report),
            Record::Finding(r) => ("finding", &r.report),
            Record::Run(_)
            | Record::Report(_)
            | Record::Copy(_)
            | Record::ClaimGroup(_)
            | Record::Version(_)
            | Record::Error(_) => {
                return Ok(());
            }
        };
        let saved = self.report.as_mut().filter(|s| s.report.id == *of);
        let saved = saved.ok_or_else(|| {
            format!("this {kind} is of the report {of:?}, whose line is not before it: keep the lines of a report together and in their order")
        })?;
        for span in spans(&record) {
            check_place(kind, span.start, span.end, self.length)?;
        }
        if let Record::Finding(finding) = &record {
            check_finding(finding, self.length)?;
        }
        match record {
            Record::Entity(r) => saved.entities.push(r),
            Record::Attribution(r) => saved.attributions.push(r),
            Record::Claim(r) => saved.claims.push(r),
            Record::Figure(r) => saved.figures.push(r),
            Record::Time(r) => saved.times.push(r),
            Record::Finding(r) => saved.findings.push(r),
            Record::Run(_)
            | Record::Report(_)
            | Record::Copy(_)
            | Record::ClaimGroup(_)
            | Record::Version(_)
            | Record::Error(_) => {}
        }
        Ok(())
    }
}

/// The types of lines that are known.
const TYPES: [&str; 12] = [
    "run",
    "report",
    "entity",
    "attribution",
    "claim",
    "figure",
    "time",
    "finding",
    "copy",
    "claim_group",
    "version",
    "error",
];

/// The record of a line, if its type is known.
fn record(line: &[u8]) -> Result<Option<Record>, String> {
    #[derive(Deserialize)]
    struct Head {
        r#type: String,
    }
    if line.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let head: Head = serde_json::from_slice(line).map_err(|error| explained(&error))?;
    if !TYPES.contains(&&*head.r#type) {
        return Ok(None);
    }
    let record = serde_json::from_slice(line);
    record.map(Some).map_err(|error| explained(&error))
}

/// The parser sees one line, so that only its column means something.
fn explained(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    let what = &in_plain_words(what);
    if error.is_data() {
        format!(
            "the line is not as sayso writes it: {what}, at character {}",
            error.column()
        )
    } else {
        format!(
            "the line is not JSON: {what}, at character {}",
            error.column()
        )
    }
}

/// What the parser says it expected, without the names of the types in this program.
const EXPECTED: [(&str, &str); 6] = [
    ("struct ", "an object"),
    ("internally tagged enum ", "an object"),
    ("adjacently tagged enum ", "an object"),
    ("tuple struct ", "a list"),
    ("enum ", "a name"),
    ("variant ", "a name"),
];

fn in_plain_words(message: &str) -> String {
    let Some((found, expected)) = message.split_once(", expected ") else {
        return message.into();
    };
    let row = EXPECTED.iter().find(|(name, _)| expected.starts_with(name));
    let expected = row.map_or(expected, |(_, words)| words);
    format!("{found}, expected {expected}")
}

/// All spans of a record that belongs to a report.
fn spans(record: &Record) -> Vec<&Span> {
    match record {
        Record::Entity(e) => {
            let roles = e.roles.iter().flat_map(|role| {
                let organisation = role.organisation.iter();
                std::iter::once(&role.span).chain(organisation)
            });
            roles.chain(e.mentions.iter().map(|m| &m.span)).collect()
        }
        Record::Attribution(a) => {
            let parts = [&a.source, &a.cue, &a.content];
            parts.into_iter().flatten().chain(&a.anonymity).collect()
        }
        Record::Claim(c) => {
            let triggers = c.triggers.iter().map(|t| &t.span);
            c.content.iter().chain(triggers).collect()
        }
        Record::Figure(f) => std::iter::once(&f.span).chain(&f.of).collect(),
        Record::Time(t) => vec![&t.span],
        Record::Finding(f) => {
            let related = f.related.iter().map(|r| &r.span);
            std::iter::once(&f.primary).chain(related).collect()
        }
        Record::Run(_)
        | Record::Report(_)
        | Record::Copy(_)
        | Record::ClaimGroup(_)
        | Record::Version(_)
        | Record::Error(_) => Vec::new(),
    }
}

/// Outputs cut the text at blocks and edits, so that these must lie in it, and blocks in order.
fn check_report(report: &Report, length: u32) -> Result<(), String> {
    let mut end = 0;
    for block in &report.blocks {
        check_place("block", block.start, block.end, length)?;
        if block.start < end {
            return Err(format!("the block at {} is out of order", block.start));
        }
        end = block.end;
    }
    for edit in &report.edits {
        check_place("edit", edit.start, edit.end, length)?;
    }
    Ok(())
}

/// The run, if its schema is the one that is read here: another number means that fields have other
/// meanings.
fn known(mut run: Run) -> Result<Run, String> {
    if run.schema != SCHEMA {
        return Err(format!(
            "another version of sayso wrote the file (its schema is {:?}, and this version of sayso reads {SCHEMA:?}): read the reports again with this version",
            run.schema
        ));
    }
    // Earlier versions did not write the verb; only `check` had these options.
    if run.options.check.is_some() {
        run.verb = Verb::Check;
    }
    Ok(run)
}

/// A finding is shown in its sentences, so that these must lie in the text and hold its words.
fn check_finding(finding: &Finding, length: u32) -> Result<(), String> {
    let context = &finding.context;
    if *context == Context::default() {
        return Err(
            "this finding has no context, because an earlier version of sayso saved it: check the report again"
                .into(),
        );
    }
    check_place("context of a finding", context.start, context.end, length)?;
    let related = finding.related.iter().map(|related| &related.span);
    for span in std::iter::once(&finding.primary).chain(related) {
        if span.start < context.start || span.end > context.end {
            return Err(format!(
                "{} to {}, in this finding, is outside of its context",
                span.start, span.end
            ));
        }
    }
    if let Some(other) = finding.related.iter().find(|r| r.report != finding.report) {
        return Err(format!(
            "this finding is of the report {:?}, and words of it are of {:?}",
            finding.report, other.report
        ));
    }
    let begins_with_start = context
        .lines
        .first()
        .is_some_and(|line| line[0] == context.start);
    let is_sorted = context.lines.is_sorted_by(|a, b| a[0] < b[0]);
    if begins_with_start && is_sorted {
        Ok(())
    } else {
        Err("the lines in the context of this finding are out of order".into())
    }
}

fn check_place(what: &str, start: u32, end: u32, length: u32) -> Result<(), String> {
    if start <= end && end <= length {
        return Ok(());
    }
    Err(format!(
        "{start} to {end}, in this {what}, is not a place in the text of {length} characters"
    ))
}
