//! Reads the JSONL that `sayso read` writes, so that its output can be scored like that of any
//! other program.
//!
//! In: lines `{"type", "data"}`. Out: each report with its figures and times. Fields that no scorer
//! needs are skipped. Offsets are code points of the report's text, end exclusive.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// A report and what was found in it.
#[derive(Debug, Default)]
pub struct Report {
    /// The `report` line.
    pub line: ReportLine,
    /// The `figure` lines.
    pub figures: Vec<FigureLine>,
    /// The `time` lines.
    pub times: Vec<TimeLine>,
}

/// A `report` line.
#[derive(Debug, Default, Deserialize)]
pub struct ReportLine {
    /// The id that the items name.
    pub id: String,
    /// The file it was read from.
    pub input: Option<String>,
    /// The text.
    #[serde(default)]
    pub text: String,
    /// The blocks of the text.
    #[serde(default)]
    pub blocks: Vec<BlockLine>,
    /// The headline.
    pub title: Option<String>,
    /// The authors: a string or a list.
    pub byline: Option<Value>,
    /// The day of publication.
    pub published: Option<String>,
}

/// A block of a report.
#[derive(Debug, Deserialize)]
pub struct BlockLine {
    /// The kind of block: `paragraph`, `furniture` …
    pub kind: String,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Where an item is in the text.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub struct Place {
    /// The first code point.
    pub start: u32,
    /// After the last code point.
    pub end: u32,
}

impl Place {
    /// Do the two places share a code point?
    pub fn overlaps(self, other: Place) -> bool {
        self.start < other.end && self.end > other.start
    }
}

/// A passage of the text: its words, or its place with its words.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// The words.
    Plain(String),
    /// A place with its words.
    Placed {
        /// The words.
        text: String,
    },
}

impl Words {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Words::Plain(text) | Words::Placed { text } => text,
        }
    }
}

/// A `figure` line.
#[derive(Debug, Deserialize)]
pub struct FigureLine {
    /// Where the figure is.
    pub span: Place,
    low: Option<Number>,
    high: Option<Number>,
    /// The name of its unit.
    pub unit: Option<String>,
    #[serde(default)]
    per: Vec<Words>,
    /// What it is: `amount`, `ordinal`, `age` …
    #[serde(default)]
    pub role: String,
    /// `about`, `more than` …
    pub modifier: Option<String>,
    /// What is counted.
    pub of: Option<Words>,
}

/// A number that is written as such or, to keep its digits, as a string.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Number {
    Number(f64),
    Digits(String),
}

impl Number {
    fn value(&self) -> Option<f64> {
        let value = match self {
            Number::Number(value) => Some(*value),
            Number::Digits(digits) => digits.parse().ok(),
        };
        value.filter(|v: &f64| v.is_finite())
    }
}

impl FigureLine {
    /// The lower end; `None` if it is open.
    pub fn low(&self) -> Option<f64> {
        self.low.as_ref().and_then(Number::value)
    }

    /// The upper end; `None` if it is open.
    pub fn high(&self) -> Option<f64> {
        self.high.as_ref().and_then(Number::value)
    }

    /// The units or nouns it is per.
    pub fn per(&self) -> Vec<&str> {
        self.per.iter().map(Words::text).collect()
    }
}

/// A `time` line.
#[derive(Debug, Deserialize)]
pub struct TimeLine {
    /// Where the time is.
    pub span: Place,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The value in the manner of TIMEX3.
    pub value: Option<String>,
    /// `BEFORE`, `START` …
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// The first moment.
    pub begin: Option<String>,
    /// The moment after the last one.
    pub end: Option<String>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    data: Value,
}

/// What a program wrote: its reports, in the order of the file.
#[derive(Debug, Default)]
pub struct Outputs {
    reports: Vec<Report>,
    by_id: HashMap<String, usize>,
}

impl Outputs {
    /// Reads a file.
    ///
    /// # Errors
    /// If the file cannot be read, has a line that is not JSON, has a report twice, or has an item
    /// before its report.
    pub fn read(path: &Path) -> Result<Outputs> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let mut outputs = Outputs::default();
        for (number, line) in (1..).zip(text.lines()) {
            if !line.trim().is_empty() {
                outputs
                    .add(line)
                    .with_context(|| format!("{}:{number}", path.display()))?;
            }
        }
        Ok(outputs)
    }

    fn add(&mut self, line: &str) -> Result<()> {
        let Line { kind, data } = serde_json::from_str(line)?;
        match kind.as_str() {
            "report" => {
                let line: ReportLine = serde_json::from_value(data)?;
                let number = self.reports.len();
                if self.by_id.insert(line.id.clone(), number).is_some() {
                    bail!("the report {} is there twice", line.id);
                }
                self.reports.push(Report {
                    line,
                    ..Report::default()
                });
            }
            "figure" => {
                let report = self.report_of(&data)?;
                report.figures.push(serde_json::from_value(data)?);
            }
            "time" => {
                let report = self.report_of(&data)?;
                report.times.push(serde_json::from_value(data)?);
            }
            _ => {}
        }
        Ok(())
    }

    /// The report that an item names.
    fn report_of(&mut self, data: &Value) -> Result<&mut Report> {
        let id = data["report"].as_str().context("an item names no report")?;
        let number = self.by_id.get(id);
        let number = *number.with_context(|| format!("an item of the unknown report {id}"))?;
        Ok(&mut self.reports[number])
    }

    /// The report with an id.
    pub fn get(&self, id: &str) -> Option<&Report> {
        self.by_id.get(id).map(|&number| &self.reports[number])
    }

    /// All reports, in the order of the file.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The reports by the stem of the file they were read from. Reports that share a file, as in
    /// JSONL, are found by their id.
    pub fn by_stem(&self) -> HashMap<String, &Report> {
        let mut inputs: HashMap<&str, usize> = HashMap::new();
        for report in &self.reports {
            *inputs
                .entry(report.line.input.as_deref().unwrap_or("-"))
                .or_default() += 1;
        }
        let key = |report: &Report| match report.line.input.as_deref() {
            Some(input) if input != "-" && inputs[input] == 1 => stem(input),
            _ => report.line.id.clone(),
        };
        self.reports.iter().map(|r| (key(r), r)).collect()
    }
}

fn stem(path: &str) -> String {
    let stem = Path::new(path).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// Reads a file of gold: one JSON value a line.
///
/// # Errors
/// If the file cannot be read or a line does not have the fields of `T`.
pub fn json_lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{number}", path.display()))
        })
        .collect()
}
