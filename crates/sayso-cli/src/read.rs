//! `sayso read` and `sayso check`: reports in, readings out, in input order whatever the number of
//! threads.

use crate::args::Tier;
use crate::args::{self, CheckOptions, Color, Format, ReadOptions};
use crate::check;
use crate::given;
use crate::human::{self, Style};
use crate::input::{self, Body, Failure, Item, Raw};
use crate::output;
use anyhow::{Context, Result, bail, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use sayso::attribute::Bias;
use sayso::clean::{self, Given};
use sayso::document::{Candidate, Document};
use sayso::model::Model;
use sayso::reading::{self, Reading, Skip};
use sayso_export::{Least, Provenance, brat, html, jsonl, report_id, sha256_hex};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Reports read at a time, and bytes: enough to keep all threads busy, little enough to hold.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 2 << 20;
/// Skipped inputs named for each reason.
const NAMED: usize = 5;

/// What came of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    /// Inputs that failed.
    pub failures: usize,
    /// There are findings that matter.
    pub found: bool,
}

/// Reads all inputs, and looks whether their figures add up if that is asked for.
pub fn read(options: &ReadOptions, checked: Option<&CheckOptions>) -> Result<Done> {
    let files = input::files(options)?;
    let several = options.paths.len() > 1 || options.paths.iter().any(|p| p.is_dir());
    if several && options.url.is_some() {
        bail!("--url is the address of one report, and there are several inputs");
    }
    if several
        && options
            .attributions
            .as_ref()
            .is_some_and(|p| p.extension().is_some_and(|e| e == "ann"))
    {
        bail!("--attributions: a .ann file is of one report, and there are several inputs");
    }
    if several {
        one_file_each(options)?;
    }
    if let Some(date) = &options.published {
        day(date).with_context(|| format!("--published {date}: not a date such as 2024-03-01"))?;
    }
    if let Some(jobs) = options.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.into())
            .build_global()?;
    }
    let mut session = Session::new(options, checked, several)?;
    session.begin()?;
    let mut batch: Vec<Item> = Vec::new();
    let mut bytes = 0;
    for file in files {
        let mut take = |item: Item| -> Result<()> {
            bytes += item.as_ref().map_or(0, |raw| raw.body.bytes().len());
            batch.push(item);
            if batch.len() >= BATCH || bytes >= BATCH_BYTES {
                bytes = 0;
                session.process(&mut batch)?;
            }
            Ok(())
        };
        match file {
            Ok(path) => input::reports(&path, options, &mut take)?,
            Err(failure) => take(Err(failure))?,
        }
    }
    session.process(&mut batch)?;
    session.end()
}

/// The weights of a tier.
fn model(tier: Tier) -> &'static Model {
    match tier {
        Tier::Fast => sayso_model_en::fast(),
        Tier::Standard => sayso_model_en::standard(),
        #[cfg(feature = "accurate")]
        Tier::Accurate => sayso_model_en_accurate::accurate(),
    }
}

/// One run over the inputs.
struct Session<'a> {
    options: &'a ReadOptions,
    /// Which findings are wanted, if any.
    checked: Option<&'a CheckOptions>,
    /// There may be more than one report.
    several: bool,
    counts: check::Counts,
    /// Reports that have any.
    with_findings: usize,
    format: Format,
    style: Style,
    model: Option<&'static Model>,
    /// Attributions that are given, not found.
    given: Option<given::Attributions>,
    out: io::BufWriter<io::Stdout>,
    progress: ProgressBar,
    reports: usize,
    failures: usize,
    /// What was not read: why, how often, and the first names.
    skipped: BTreeMap<String, (usize, Vec<String>)>,
    /// Names of files written, so that two reports of one name do not overwrite each other.
    written: std::collections::HashSet<String>,
}

impl<'a> Session<'a> {
    fn new(
        options: &'a ReadOptions,
        checked: Option<&'a CheckOptions>,
        several: bool,
    ) -> Result<Session<'a>> {
        let format = options.format.unwrap_or(if output::on_terminal() {
            Format::Human
        } else {
            Format::Jsonl
        });
        if options.out.is_some() && !matches!(format, Format::Brat | Format::Html) {
            bail!(
                "--out goes with --format html and brat; the other formats write to standard output"
            );
        }
        if let Some(folder) = &options.out {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        let color = match options.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                output::on_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
            }
        };
        let progress = if io::stderr().is_terminal() && !output::on_terminal() {
            ProgressBar::new_spinner().with_style(ProgressStyle::with_template(
                "{spinner} {pos} reports, {per_sec}",
            )?)
        } else {
            ProgressBar::hidden()
        };
        if checked.is_some() && format == Format::Brat {
            bail!("check writes human, jsonl and html; read writes brat too");
        }
        Ok(Session {
            options,
            checked,
            several,
            counts: check::Counts::default(),
            with_findings: 0,
            format,
            style: Style {
                color,
                width: human::width(),
            },
            model: if options.rules_only {
                None
            } else {
                Some(model(options.model))
            },
            given: options
                .attributions
                .as_deref()
                .map(|path| given::load(path, options.raw_text))
                .transpose()?,
            out: io::BufWriter::new(io::stdout()),
            progress,
            reports: 0,
            failures: 0,
            skipped: BTreeMap::new(),
            written: std::collections::HashSet::new(),
        })
    }

    fn begin(&mut self) -> Result<()> {
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

    fn least(&self) -> Least {
        let shown = self.model.map_or(0.0, Model::shown);
        Least {
            kept: self.options.min_score,
            shown,
        }
    }

    /// The options that change results.
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
        for (name, value) in given
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_ref()?)))
        {
            map.insert(name.into(), json!(value));
        }
        if o.text_field != "text" {
            map.insert("text_field".into(), json!(o.text_field));
        }
        if let Some(path) = &o.attributions {
            let bytes = std::fs::read(path).unwrap_or_default();
            map.insert("attributions_sha256".into(), json!(sha256_hex(&bytes)));
        }
        for (name, on) in [
            ("raw_text", o.raw_text),
            ("rules_only", o.rules_only),
            ("all_pages", o.all_pages),
        ] {
            if on {
                map.insert(name.into(), json!(true));
            }
        }
        if let Some(wanted) = self.checked {
            map.insert(
                "check".into(),
                json!({ "select": wanted.select, "ignore": wanted.ignore, "all": wanted.all }),
            );
        }
        if o.min_score > 0.0 {
            map.insert(
                "min_score".into(),
                json!((f64::from(o.min_score) * 1e6).round() / 1e6),
            );
        }
        map
    }

    /// Reads a batch on all threads and writes it in order. It goes stage by stage, not report by
    /// report, so that one stage's weights stay at hand from report to report.
    fn process(&mut self, batch: &mut Vec<Item>) -> Result<()> {
        let session = &*self;
        let read =
            |item: Item| item.and_then(|raw| safely(raw.place(), || session.one(raw)).flatten());
        let mut reports: Vec<Result<Read, Failure>> = batch.par_drain(..).map(read).collect();
        if session.model.is_some() {
            reports.par_iter_mut().for_each(|item| {
                let Ok(report) = item else { return };
                let resolve = || {
                    report
                        .reading
                        .resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality())
                };
                if let Err(failure) = safely(report.raw.place(), resolve) {
                    *item = Err(failure);
                }
            });
        }
        let finish = |item: Result<Read, Failure>| {
            item.and_then(|report| safely(report.raw.place(), || session.finish(&report)))
        };
        let done: Vec<_> = reports.into_par_iter().map(finish).collect();
        for result in done {
            match result {
                Ok(output) => self.put(output)?,
                Err(failure) => self.fail(&failure)?,
            }
            self.progress.inc(1);
        }
        Ok(())
    }

    /// Cleans a report and finds who says what in it.
    fn one(&self, raw: Raw) -> Result<Read, Failure> {
        let o = self.options;
        let failed = |message: String| raw.failed("clean", message);
        if o.url.is_some() && raw.line.is_some() {
            return Err(failed(
                "--url is the address of one report; a JSONL line may have a field \"url\"".into(),
            ));
        }
        let document = self.document(&raw)?;
        let bias = match o.bias {
            args::Bias::Recall => Bias::Recall,
            args::Bias::Balanced => Bias::Balanced,
            args::Bias::Precise => Bias::Precise,
        };
        // Lines of one file may share an address; their place in it they do not.
        let name = match raw.line {
            Some(line) => format!("{}:{line}", raw.input),
            None => raw.input.clone(),
        };
        let address = raw.url.as_deref().filter(|_| raw.line.is_none());
        let id = raw
            .id
            .clone()
            .unwrap_or_else(|| report_id(address, &name, &document.text));
        let reading = match (Skip::of(&document, o.all_pages), &self.given) {
            (Some(why), _) => reading::skip(document, why),
            (None, Some(given)) => {
                let attributions = given
                    .of(&id, &document.text)
                    .map_err(|error| failed(format!("{error:#}")))?;
                reading::given(document, attributions)
            }
            (None, None) => reading::read(document, self.model, bias),
        };
        if reading.document.blocks.is_empty() && !matches!(raw.body, Body::Page(_)) {
            return Err(failed("there is no text in it".into()));
        }
        Ok(Read {
            raw,
            name,
            id,
            reading,
        })
    }

    /// The clean report, with what the user says of it.
    fn document(&self, raw: &Raw) -> Result<Document, Failure> {
        let o = self.options;
        let failed = |message: String| raw.failed("clean", message);
        let published = raw.published.as_deref().and_then(day);
        let given = Given {
            url: raw.url.clone(),
            published: published.clone(),
        };
        let document = match (&raw.body, o.raw_text) {
            (Body::Bytes(bytes), true) => clean::raw_bytes(bytes, &given),
            (Body::Text(text), true) => clean::raw(text.clone(), &given),
            (Body::Page(bytes), false) => clean::page_with(bytes, &given, sayso_model_en::words()),
            (Body::Page(_), true) => {
                return Err(failed(
                    "--raw-text is for texts, and this is a web page".into(),
                ));
            }
            (body, false) => clean::plain_with(body.bytes(), &given, sayso_model_en::words()),
        };
        let mut document = document.map_err(|error| failed(error.to_string()))?;
        if let Some(value) = raw.published.clone() {
            let rule = if published.is_some() {
                "given"
            } else {
                "given-not-a-date"
            };
            document
                .candidates
                .iter_mut()
                .filter(|c| c.field == "published")
                .for_each(|c| c.chosen = false);
            let given = Candidate {
                chosen: published.is_some(),
                ..Candidate::new("published", &value, rule)
            };
            document.candidates.push(given);
        }
        if let Some(code) = &o.language {
            document.language = Some(code.clone());
            document
                .candidates
                .iter_mut()
                .filter(|c| c.field == "language")
                .for_each(|c| c.chosen = false);
            document.candidates.push(Candidate {
                chosen: true,
                ..Candidate::new("language", code, "given")
            });
        }
        Ok(document)
    }

    /// Puts a report that was read into its format.
    fn finish(&self, report: &Read) -> Output {
        let o = self.options;
        let Read {
            raw,
            name,
            id,
            reading,
        } = report;
        let from = Provenance {
            id: id.clone(),
            input: raw.input.clone(),
            line: raw.line,
            sha256: sha256_hex(raw.body.bytes()),
            has_bytes: !matches!(raw.body, Body::Text(_)),
        };
        let mut text = Vec::new();
        // The page shows all there is to know of a report, whichever verb writes it.
        let findings = match (self.checked, self.format) {
            (None, Format::Human | Format::Jsonl | Format::Brat) => Vec::new(),
            (wanted, _) => check::findings(reading, wanted),
        };
        match self.format {
            Format::Jsonl => {
                jsonl::reading(&mut text, reading, &from, o.min_score);
                jsonl::findings(&mut text, reading, &from, &findings);
            }
            Format::Human if self.checked.is_some() => {
                let input = from.has_bytes.then(|| raw.body.bytes());
                let how = (self.style, self.several || raw.line.is_some());
                text = check::human(reading, name, input, &findings, how).into_bytes();
            }
            Format::Human => {
                text = human::reading(reading, name, self.least(), self.style).into_bytes()
            }
            Format::Brat => text = brat::reading(reading, o.min_score).into_bytes(),
            Format::Html => {
                let made = html::Made {
                    version: env!("CARGO_PKG_VERSION"),
                    model: self.model,
                };
                text = html::reading(reading, &findings, &from, self.least(), made).into_bytes();
            }
        }
        let stem = match &raw.id {
            Some(id) => id.clone(),
            None => Path::new(&raw.input)
                .file_stem()
                .map_or("report".into(), |s| s.to_string_lossy().into_owned()),
        };
        Output {
            input: raw.input.clone(),
            line: raw.line,
            text,
            counts: check::Counts::of(&findings),
            skipped: reading.skipped.map(|why| match why {
                Skip::Kind => reading.document.kind.name().to_string(),
                Skip::Language => {
                    format!(
                        "language {}",
                        reading.document.language.as_deref().unwrap_or("unknown")
                    )
                }
            }),
            stem: if raw.line.is_some() && raw.id.is_none() {
                from.id
            } else {
                stem
            },
            beside: (o.out.is_some() && self.format == Format::Brat)
                .then(|| reading.document.text.as_bytes().to_vec()),
        }
    }

    fn put(&mut self, output: Output) -> Result<()> {
        self.reports += 1;
        self.counts.add(output.counts);
        self.with_findings += usize::from(!output.counts.none());
        if let Some(why) = output.skipped.clone() {
            let (count, names) = self.skipped.entry(why).or_default();
            *count += 1;
            if names.len() < NAMED {
                names.push(output.input.clone());
            }
        }
        let Some(folder) = &self.options.out else {
            if self.reports == 2 {
                one_file_each(self.options)?;
            }
            return self.write(&output.text);
        };
        // A name from a JSONL field must not lead out of the folder.
        let safe: String = output
            .stem
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let safe: String = safe.trim_start_matches('.').chars().take(100).collect();
        let safe = if safe.is_empty() {
            "report".to_string()
        } else {
            safe
        };
        let mut name = safe.clone();
        for n in 2.. {
            if self.written.insert(name.clone()) {
                break;
            }
            name = format!("{safe}-{n}");
        }
        let ending = if self.format == Format::Html {
            "html"
        } else {
            "ann"
        };
        let beside = output.beside.as_deref().map(|text| ("txt", text));
        for (ending, bytes) in beside.into_iter().chain([(ending, &*output.text)]) {
            let path = folder.join(format!("{name}.{ending}"));
            // Nothing is overwritten: the folder may be the one the reports are in.
            let file = std::fs::File::options()
                .write(true)
                .create_new(true)
                .open(&path);
            if let Err(error) = file.and_then(|mut file| file.write_all(bytes)) {
                let message = match error.kind() {
                    io::ErrorKind::AlreadyExists => {
                        format!(
                            "{} is there already, and nothing is overwritten",
                            path.display()
                        )
                    }
                    _ => format!("{}: {error}", path.display()),
                };
                return self.fail(&Failure {
                    input: output.input,
                    line: output.line,
                    stage: "export",
                    message,
                });
            }
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.failures += 1;
        if self.format == Format::Jsonl {
            let mut line = Vec::new();
            jsonl::error(
                &mut line,
                &failure.input,
                failure.line,
                failure.stage,
                &failure.message,
            );
            self.write(&line)?;
        }
        let place = failure
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        self.progress.suspend(|| {
            output::complain(&format!("{}{place}: {}", failure.input, failure.message))
        });
        Ok(())
    }

    /// Says what was not read and how it can be. To a person who looks at one report it was said
    /// there.
    fn tell_skipped(&self) {
        let total: usize = self.skipped.values().map(|(count, _)| count).sum();
        if total == 0 || self.format == Format::Human && self.reports == 1 {
            return;
        }
        output::complain(&format!("{total} of {} not read:", self.reports));
        for (why, (count, names)) in &self.skipped {
            let more = if *count > names.len() { ", …" } else { "" };
            output::complain(&format!("  {count} {why} ({}{more})", names.join(", ")));
        }
        let hint = if self.skipped.keys().any(|why| !why.starts_with("language")) {
            "--all-pages reads every kind of page"
        } else {
            ""
        };
        let other = if self.skipped.keys().any(|why| why.starts_with("language")) {
            "--language en takes a text for English"
        } else {
            ""
        };
        let hints: Vec<&str> = [hint, other]
            .into_iter()
            .filter(|h| !h.is_empty())
            .collect();
        output::complain(&format!("  {}", hints.join("; ")));
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).context("standard output")
    }

    fn end(mut self) -> Result<Done> {
        if self.checked.is_some()
            && self.format == Format::Human
            && (self.several || self.reports > 1)
        {
            let reports = human::plural(self.reports, "report");
            let told = match self.with_findings {
                0 => "nothing found".into(),
                n => format!("{} in {n} of them", self.counts.told()),
            };
            self.write(format!("{reports}: {told}\n").as_bytes())?;
        }
        self.out.flush().context("standard output")?;
        self.progress.finish_and_clear();
        self.tell_skipped();
        let found = self
            .checked
            .is_some_and(|wanted| self.counts.fails(wanted.fail_on));
        Ok(Done {
            failures: self.failures,
            found,
        })
    }
}

/// Refuses several reports in a format that has a file for each, where there is no folder for them.
fn one_file_each(options: &ReadOptions) -> Result<()> {
    let format = match options.format {
        Some(Format::Brat) => "brat",
        Some(Format::Html) => "html",
        Some(Format::Human | Format::Jsonl) | None => return Ok(()),
    };
    ensure!(
        options.out.is_some(),
        "{format} wants a file for each report: add --out FOLDER"
    );
    Ok(())
}

/// Stages never fail on text. Should one do so all the same, the other reports are still read.
fn safely<T>(
    (input, line): (String, Option<u64>),
    stage: impl FnOnce() -> T,
) -> Result<T, Failure> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(stage)).map_err(|_| {
        let message = "sayso broke on this report; please tell its makers".to_string();
        Failure {
            input,
            line,
            stage: "read",
            message,
        }
    })
}

/// A report of which it is known who says what.
struct Read {
    raw: Raw,
    /// How it is named to people.
    name: String,
    id: String,
    reading: Reading,
}

/// A report in its format.
struct Output {
    input: String,
    line: Option<u64>,
    text: Vec<u8>,
    /// Its findings.
    counts: check::Counts,
    /// Why it was not read.
    skipped: Option<String>,
    /// The name of its file.
    stem: String,
    /// The report's text, where it has to be written too.
    beside: Option<Vec<u8>>,
}

/// The day of a date or a time, as ISO 8601: as it is written, in its own zone.
fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix('Z').unwrap_or(text);
    let date = text.parse::<jiff::civil::Date>().or_else(|_| {
        text.parse::<jiff::civil::DateTime>()
            .map(jiff::civil::DateTime::date)
    });
    date.ok().map(|date| date.to_string())
}
