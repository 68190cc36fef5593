//! Where readings go: standard output or a folder, in the format asked for.

use crate::args::{CheckOptions, Color, Format, ReadOptions};
use crate::check;
use crate::human::{self, Style};
use crate::output;
use crate::read::one_file_each;
use crate::tally::Tally;
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use sayso::check::{Counts, Finding};
use sayso::model::Model;
use sayso::reading::{Reading, Skip};
use sayso::report::{Place, RawReport, sha256_hex};
use sayso_export::{Least, brat, html, jsonl};
use sayso_input::Failure;
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// A report in its format.
pub struct Written {
    /// Where it was found.
    pub place: Place,
    /// How many findings it has.
    pub counts: Counts,
    /// Why it was not read.
    pub skipped: Option<String>,
    bytes: Vec<u8>,
    /// The name of its file, without an ending.
    stem: String,
    /// The report's text, where it has to be written to a file of its own.
    text: Option<Vec<u8>>,
}

/// Writes reports in one format.
pub struct Writer<'a> {
    options: &'a ReadOptions,
    checked: Option<&'a CheckOptions>,
    model: Option<&'a Model>,
    /// There may be more than one report.
    several: bool,
    format: Format,
    style: Style,
    out: io::BufWriter<io::Stdout>,
    progress: ProgressBar,
    /// Names of files written, so that two reports of one name do not overwrite each other.
    names: HashSet<String>,
}

impl<'a> Writer<'a> {
    pub fn new(
        options: &'a ReadOptions,
        checked: Option<&'a CheckOptions>,
        model: Option<&'a Model>,
        several: bool,
    ) -> Result<Writer<'a>> {
        let default = if output::on_terminal() {
            Format::Human
        } else {
            Format::Jsonl
        };
        let format = options.format.unwrap_or(default);
        if options.out.is_some() && !matches!(format, Format::Brat | Format::Html) {
            bail!(
                "--out goes with --format html and brat; the other formats write to standard output"
            );
        }
        if let Some(folder) = &options.out {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        if checked.is_some() && format == Format::Brat {
            bail!("check writes human, jsonl and html; read writes brat too");
        }
        Ok(Writer {
            options,
            checked,
            model,
            several,
            format,
            style: Style {
                color: is_colored(options.color),
                width: human::width(),
            },
            out: io::BufWriter::new(io::stdout()),
            progress: progress()?,
            names: HashSet::new(),
        })
    }

    pub fn format(&self) -> Format {
        self.format
    }

    pub fn checked(&self) -> Option<&'a CheckOptions> {
        self.checked
    }

    /// Writes what comes before the first report.
    pub fn begin(&mut self) -> Result<()> {
        if self.format == Format::Jsonl {
            let mut line = Vec::new();
            jsonl::run(
                &mut line,
                env!("CARGO_PKG_VERSION"),
                self.model,
                &self.named_options(),
            );
            self.write(&line)?;
        }
        Ok(())
    }

    /// Writes what comes after the last report.
    pub fn end(&mut self, tally: &Tally) -> Result<()> {
        let is_summed_up = self.checked.is_some() && self.format == Format::Human;
        if is_summed_up && (self.several || tally.reports() > 1) {
            let reports = human::plural(tally.reports(), "report");
            self.write(format!("{reports}: {}\n", tally.told()).as_bytes())?;
        }
        self.out.flush().context("standard output")?;
        self.progress.finish_and_clear();
        Ok(())
    }

    /// The scores that attributions must have.
    fn least(&self) -> Least {
        Least {
            kept: self.options.min_score,
            shown: self.model.map_or(0.0, Model::shown),
        }
    }

    /// The options that change results, as they are written in the `run` line.
    fn named_options(&self) -> Map<String, Value> {
        let o = self.options;
        let mut map = Map::new();
        if self.model.is_some() {
            map.insert("bias".into(), json!(format!("{:?}", o.bias).to_lowercase()));
        }
        let given = [
            ("published", &o.published),
            ("url", &o.url),
            ("language", &o.language),
            ("id_field", &o.id_field),
            ("date_field", &o.date_field),
        ];
        for (name, value) in given {
            if let Some(value) = value {
                map.insert(name.into(), json!(value));
            }
        }
        if o.text_field != "text" {
            map.insert("text_field".into(), json!(o.text_field));
        }
        if let Some(path) = &o.attributions {
            let bytes = std::fs::read(path).unwrap_or_default();
            map.insert("attributions_sha256".into(), json!(sha256_hex(&bytes)));
        }
        let switches = [
            ("raw_text", o.raw_text),
            ("rules_only", o.rules_only),
            ("all_pages", o.all_pages),
        ];
        for (name, _) in switches.into_iter().filter(|(_, on)| *on) {
            map.insert(name.into(), json!(true));
        }
        if let Some(checked) = self.checked {
            let CheckOptions {
                select,
                ignore,
                all,
                ..
            } = checked;
            map.insert(
                "check".into(),
                json!({ "select": select, "ignore": ignore, "all": all }),
            );
        }
        if o.min_score > 0.0 {
            let rounded = (f64::from(o.min_score) * 1e6).round() / 1e6;
            map.insert("min_score".into(), json!(rounded));
        }
        map
    }

    /// A report in the format of this writer. Called on many threads.
    pub fn written(&self, raw: &RawReport, reading: &Reading, findings: &[Finding]) -> Written {
        Written {
            place: raw.place.clone(),
            counts: Counts::of(findings),
            skipped: reading.skipped.map(|why| skipped(why, reading)),
            bytes: self.bytes(raw, reading, findings),
            stem: stem(raw, reading),
            text: (self.options.out.is_some() && self.format == Format::Brat)
                .then(|| reading.document.text.as_bytes().to_vec()),
        }
    }

    fn bytes(&self, raw: &RawReport, reading: &Reading, findings: &[Finding]) -> Vec<u8> {
        let from = &reading.provenance;
        let name = raw.place.to_string();
        match self.format {
            Format::Jsonl => {
                let mut lines = Vec::new();
                jsonl::reading(&mut lines, reading, from, self.options.min_score);
                jsonl::findings(&mut lines, reading, from, findings);
                lines
            }
            Format::Human if self.checked.is_some() => {
                let input = from.has_bytes.then(|| raw.body.bytes());
                let how = (self.style, self.several || raw.place.line.is_some());
                check::human(reading, &name, input, findings, how).into_bytes()
            }
            Format::Human => human::reading(reading, &name, self.least(), self.style).into_bytes(),
            Format::Brat => brat::reading(reading, self.options.min_score).into_bytes(),
            Format::Html => {
                let made = html::Made {
                    version: env!("CARGO_PKG_VERSION"),
                    model: self.model,
                };
                html::reading(reading, findings, from, self.least(), made).into_bytes()
            }
        }
    }

    /// Writes the report that is number `count` of the run. A file that cannot be written is a
    /// failure of this report alone.
    pub fn put(&mut self, written: Written, count: usize) -> Result<Option<Failure>> {
        self.progress.inc(1);
        if self.options.out.is_none() {
            if count == 2 {
                one_file_each(self.options)?;
            }
            self.write(&written.bytes)?;
            return Ok(None);
        }
        Ok(self.put_files(&written))
    }

    fn put_files(&mut self, written: &Written) -> Option<Failure> {
        let folder = self.options.out.as_deref()?;
        let name = self.free_name(&written.stem);
        let ending = if self.format == Format::Html {
            "html"
        } else {
            "ann"
        };
        let text = written.text.as_deref().map(|text| ("txt", text));
        for (ending, bytes) in text.into_iter().chain([(ending, &*written.bytes)]) {
            let path = folder.join(format!("{name}.{ending}"));
            if let Err(error) = write_new(&path, bytes) {
                let message = match error.kind() {
                    io::ErrorKind::AlreadyExists => format!(
                        "{} is there already, and nothing is overwritten",
                        path.display()
                    ),
                    _ => format!("{}: {error}", path.display()),
                };
                return Some(Failure {
                    place: written.place.clone(),
                    stage: "export",
                    message,
                });
            }
        }
        None
    }

    /// A name for a file that no other report of this run has.
    fn free_name(&mut self, stem: &str) -> String {
        let stem = safe_name(stem);
        let mut name = stem.clone();
        for n in 2.. {
            if self.names.insert(name.clone()) {
                break;
            }
            name = format!("{stem}-{n}");
        }
        name
    }

    /// Names an input that failed, in the output and on standard error.
    pub fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.progress.inc(1);
        if self.format == Format::Jsonl {
            let Place { input, line } = &failure.place;
            let mut bytes = Vec::new();
            jsonl::error(&mut bytes, input, *line, failure.stage, &failure.message);
            self.write(&bytes)?;
        }
        self.progress
            .suspend(|| output::complain(&failure.to_string()));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).context("standard output")
    }
}

fn is_colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            output::on_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    }
}

/// A spinner, where a person can see it and it does not mix with the output.
fn progress() -> Result<ProgressBar> {
    if !io::stderr().is_terminal() || output::on_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let style = ProgressStyle::with_template("{spinner} {pos} reports, {per_sec}")?;
    Ok(ProgressBar::new_spinner().with_style(style))
}

/// Why a report was not read, in a word or two.
fn skipped(why: Skip, reading: &Reading) -> String {
    let document = &reading.document;
    match why {
        Skip::Kind => document.kind.name().to_string(),
        Skip::Language => {
            let language = document.language.as_deref().unwrap_or("unknown");
            format!("language {language}")
        }
    }
}

/// The name of a report's file: its given id, the name of its input, or its made id where the input
/// has many reports.
fn stem(raw: &RawReport, reading: &Reading) -> String {
    if let Some(id) = &raw.id {
        return id.clone();
    }
    if raw.place.line.is_some() {
        return reading.provenance.id.clone();
    }
    let name = Path::new(&raw.place.input).file_stem();
    name.map_or("report".into(), |name| name.to_string_lossy().into_owned())
}

/// A file name that does not lead out of its folder, whatever a field of the input says.
fn safe_name(stem: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let safe: String = stem
        .chars()
        .map(|c| if is_safe(c) { c } else { '_' })
        .collect();
    let safe: String = safe.trim_start_matches('.').chars().take(100).collect();
    if safe.is_empty() {
        "report".into()
    } else {
        safe
    }
}

/// Writes a file that is not there yet. Nothing is overwritten, because the folder may be the one
/// that the reports are in.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = std::fs::File::options()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(bytes)
}
