//! `sayso read` and `sayso check`: reports in, readings out, in input order whatever the number of
//! threads.

use crate::args::{self, CheckOptions, Format, ReadOptions, Sections};
use crate::given;
use crate::output;
use crate::tally::{Done, Tally};
use crate::writer::{Target, Writer, Written, error_of};
use anyhow::{Context, Result, bail, ensure};
use rayon::prelude::*;
use sayso::attribute::{Attribution, Bias};
use sayso::check::Checks;
use sayso::model::Model;
use sayso::reader::{self, ReadError, Reader};
use sayso::reading::{Least, Reading};
use sayso::report::{Provenance, RawReport, sha256_hex};
use sayso_export::html;
use sayso_export::plural;
use sayso_export::records::{self, Run, Saved, Verb};
use sayso_input::files::Files;
use sayso_input::{Failure, Fields, Item, Items, PassedOver};
use std::collections::HashSet;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

/// A batch is full at this many reports or bytes: enough to keep all threads busy, and little enough
/// to hold in memory.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 2 << 20;

/// The stack of each thread: that of the main thread on most systems, so that a report is read or
/// refused alike wherever it is read.
const STACK: usize = 8 << 20;

/// Reads all inputs, and checks whether their figures add up if `checked` says so.
pub fn read(
    options: &ReadOptions,
    sections: Sections,
    checked: Option<&CheckOptions>,
) -> Result<Done> {
    let files = files(&options.paths)?;
    let several = files.files.len() > 1 || options.paths.iter().any(|p| p.is_dir());
    let target = target(options, sections);
    refuse_what_does_not_go_together(options, &target, several)?;
    rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs.map_or(0, Into::into))
        .stack_size(STACK)
        .build_global()?;
    let given = options
        .attributions
        .as_deref()
        .map(|path| given::load(path, options.raw_text))
        .transpose()?;
    let given_of = |report: &Provenance, text: &str| -> Result<Vec<Attribution>, String> {
        let given = given.as_ref().map(|given| given.of(&report.id, text));
        given
            .unwrap_or(Ok(Vec::new()))
            .map_err(|error| format!("{error:#}"))
    };
    let reader: Reader<'_> = match given {
        Some(_) => reader_of(options).with_attributions(&given_of),
        None => reader_of(options),
    };
    let mut session = Session {
        reader: &reader,
        writer: Writer::new(&target)?,
        least: Least {
            kept: options.min_score,
            shown: reader.model().map_or(0.0, Model::shown),
        },
        checked,
        tally: Tally::default(),
        pages_of_ours: 0,
    };
    let is_brat = session.writer.format() == Format::Brat;
    ensure!(
        checked.is_none() || !is_brat,
        "check has no output for brat, because findings are not annotations: use `sayso read --format brat`"
    );
    let run = run(options, checked, reader.model(), several);
    session.writer.begin(run)?;
    session.files(files, options)?;
    session.tally.tell_passed_over();
    session.tell_pages_of_ours(&options.paths);
    session.writer.end(&session.tally)?;
    if let Some(message) = session.writer.finish()? {
        output::complain(&message);
        session.tally.add_failure();
    }
    Ok(session.tally.done(checked.map(|checked| checked.fail_on)))
}

/// The files to read; standard input if none is named and something is piped in.
fn files(paths: &[PathBuf]) -> Result<Files> {
    if paths.is_empty() {
        if stdin().is_terminal() {
            bail!("no input: name a file or a folder, or pipe a text in (see sayso read --help)");
        }
        return Ok(Files::list(&[PathBuf::from("-")]));
    }
    let found = Files::list(paths);
    if !found.files.iter().any(has_something) {
        for item in found.files.iter().filter_map(|file| file.as_ref().err()) {
            if let Item::PassedOver(passed_over) = item {
                output::complain(&passed_over.to_string());
            }
        }
        bail!(
            "{}: there is nothing to read: {}; links in folders are not followed",
            named(paths),
            args::forms_in_words()
        );
    }
    for path in &found.repeated {
        output::complain(&format!(
            "{} is named more than once and read once",
            path.display()
        ));
    }
    Ok(found)
}

/// Whether there is something to read, or something to say that failed.
fn has_something(file: &Result<PathBuf, Item>) -> bool {
    !matches!(file, Err(Item::PassedOver(_)))
}

/// The paths, for messages.
fn named(paths: &[PathBuf]) -> String {
    let names = paths.iter().map(|path| path.display().to_string());
    names.collect::<Vec<String>>().join(", ")
}

/// Options that contradict each other or the inputs.
fn refuse_what_does_not_go_together(
    options: &ReadOptions,
    target: &Target,
    several: bool,
) -> Result<()> {
    if several && options.url.is_some() {
        bail!(
            "--url is the address of one report, and there are several inputs: leave it out, or read them one by one"
        );
    }
    let is_brat = options
        .attributions
        .as_ref()
        .is_some_and(|path| path.extension().is_some_and(|ending| ending == "ann"));
    if several && is_brat {
        bail!(
            "--attributions: a .ann file is of one report, and there are several inputs: read them one by one"
        );
    }
    if several {
        target.one_file_each()?;
    }
    if let Some(date) = &options.published {
        sayso_input::day(date)
            .with_context(|| format!("--published {date}: not a date such as 2024-03-01"))?;
    }
    Ok(())
}

/// Where the readings go.
fn target(options: &ReadOptions, sections: Sections) -> Target {
    Target {
        format: options.format,
        table: options.table,
        out: options.out.clone(),
        color: options.color,
        several: options.several,
        sections,
    }
}

/// What makes the readings.
fn run(
    options: &ReadOptions,
    checked: Option<&CheckOptions>,
    model: Option<&Model>,
    several: bool,
) -> Run {
    let verb = match checked {
        Some(_) => Verb::Check,
        None => Verb::Read,
    };
    Run {
        schema: records::SCHEMA.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        verb,
        several,
        model: model.map(|model| records::Model {
            name: model.name().into(),
            sha256: model.sha256().into(),
        }),
        options: options_of_run(options, checked),
    }
}

/// The options that change results.
fn options_of_run(o: &ReadOptions, checked: Option<&CheckOptions>) -> records::Options {
    let bias = format!("{:?}", o.bias).to_lowercase();
    let attributions_sha256 = o.attributions.as_ref().map(|path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        sha256_hex(&bytes)
    });
    let min_score = (f64::from(o.min_score) * 1e6).round() / 1e6;
    records::Options {
        all_pages: o.all_pages,
        attributions_sha256,
        bias: Some(bias).filter(|_| !o.rules_only),
        check: checked.map(|wanted| records::CheckOptions {
            all: wanted.all,
            ignore: wanted.ignore.clone(),
            select: wanted.select.clone(),
        }),
        date_field: o.date_field.clone(),
        id_field: o.id_field.clone(),
        language: o.language.clone(),
        min_score: Some(min_score).filter(|_| o.min_score > 0.0),
        published: o.published.clone(),
        raw_text: o.raw_text,
        rules_only: o.rules_only,
        text_field: Some(o.text_field.clone()).filter(|field| field != "text"),
        url: o.url.clone(),
    }
}

/// The reader that the options ask for.
fn reader_of(options: &ReadOptions) -> Reader<'static> {
    let reader = if options.rules_only {
        sayso_en::reader_by_rules()
    } else {
        sayso_en::reader(options.model.into())
    };
    reader.with_options(reader::Options {
        bias: match options.bias {
            args::Bias::Recall => Bias::Recall,
            args::Bias::Balanced => Bias::Balanced,
            args::Bias::Precise => Bias::Precise,
        },
        every_kind: options.all_pages,
        language: options.language.clone(),
        as_is: options.raw_text,
    })
}

/// What the options say about the inputs.
fn input_options(options: &ReadOptions) -> sayso_input::Options {
    sayso_input::Options {
        form: options.from,
        as_is: options.raw_text,
        url: options.url.clone(),
        published: options.published.clone(),
        fields: Fields {
            text: options.text_field.clone(),
            id: options.id_field.clone(),
            date: options.date_field.clone(),
        },
    }
}

/// One run over the inputs.
struct Session<'a> {
    reader: &'a Reader<'a>,
    writer: Writer<'a>,
    least: Least,
    /// Which findings are wanted, for `check`.
    checked: Option<&'a CheckOptions>,
    tally: Tally,
    /// Pages that sayso wrote, in folders of reports.
    pages_of_ours: usize,
}

impl Session<'_> {
    fn files(&mut self, files: Files, options: &ReadOptions) -> Result<()> {
        let input = input_options(options);
        let mut batch: Batch = Vec::new();
        let mut bytes = 0;
        let named: HashSet<&Path> = options.paths.iter().map(PathBuf::as_path).collect();
        for file in files.files {
            let is_named = file.as_ref().is_ok_and(|path| named.contains(&**path));
            let items: Items = match file {
                Ok(path) => sayso_input::reports(&path, &input),
                Err(item) => Box::new(std::iter::once(item)),
            };
            for item in items {
                let item = match item {
                    Item::PassedOver(passed_over) if is_named && !passed_over.place.is_inside() => {
                        Err(not_a_report(passed_over))
                    }
                    Item::PassedOver(passed_over) => {
                        self.tally.add_passed_over(&passed_over);
                        continue;
                    }
                    Item::Note(note) => {
                        output::complain(&format!("{}: {}", note.place, note.message));
                        continue;
                    }
                    Item::Report(raw) if !is_named && is_a_page_of_ours(&raw) => {
                        self.pages_of_ours += 1;
                        continue;
                    }
                    Item::Report(raw) => acceptable(*raw, options),
                    Item::Failed(failure) => Err(failure),
                };
                bytes += item.as_ref().map_or(0, |raw| raw.body.size());
                batch.push(item);
                if batch.len() >= BATCH || bytes >= BATCH_BYTES {
                    bytes = 0;
                    self.process(std::mem::take(&mut batch))?;
                }
            }
        }
        self.process(batch)
    }

    /// Says that pages in folders were passed over. If there was nothing else, that is a failure, because
    /// nothing was read.
    fn tell_pages_of_ours(&mut self, paths: &[PathBuf]) {
        if self.pages_of_ours == 0 {
            return;
        }
        let pages = plural(self.pages_of_ours, "page");
        if self.tally.has_inputs() {
            let were = if self.pages_of_ours == 1 {
                "was"
            } else {
                "were"
            };
            output::complain(&format!("{pages} that sayso wrote {were} passed over"));
            return;
        }
        output::complain(&format!(
            "{}: there is nothing to read: sayso wrote all that is there ({pages}); name the reports that they were made from",
            named(paths)
        ));
        self.tally.add_failure();
    }

    /// Reads a batch on all threads and writes it in order.
    fn process(&mut self, batch: Batch) -> Result<()> {
        let (reports, mut failures) = apart(batch);
        let readings = self.reader.read_all(&reports);
        let session = &*self;
        let written: Vec<Result<Written, Failure>> = readings
            .into_par_iter()
            .zip(&reports)
            .map(|(reading, raw)| {
                reading
                    .and_then(|reading| reader::unbroken(|| session.written(raw, &reading)))
                    .map_err(|error| failed(raw, &error))
            })
            .collect();
        for (index, result) in written.into_iter().enumerate() {
            self.fail_before(index, &mut failures)?;
            match result {
                Ok(written) => self.put(written)?,
                Err(failure) => self.fail(&failure)?,
            }
        }
        self.fail_before(usize::MAX, &mut failures)
    }

    /// A report in the format that was asked for. It is called on many threads.
    fn written(&self, raw: &RawReport, reading: &Reading) -> Written {
        // JSONL has everything, so that every other output can be made from it, and the forms for
        // people begin with what does not add up. Standoff annotation has no findings.
        let findings = match (self.checked, self.writer.format()) {
            (None, Format::Brat) => Vec::new(),
            (checked, _) => {
                let checks = checked.map_or_else(Checks::default, CheckOptions::checks);
                reading.findings(&checks)
            }
        };
        let bytes = raw.body.bytes();
        let input = raw.body.has_bytes().then_some(&*bytes);
        let saved = Saved::new(reading, input, &findings, self.least);
        self.writer.written(saved)
    }

    /// Reports the failures that come before the report of this index.
    fn fail_before(&mut self, index: usize, failures: &mut Failures) -> Result<()> {
        while failures.front().is_some_and(|(before, _)| *before <= index) {
            if let Some((_, failure)) = failures.pop_front() {
                self.fail(&failure)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, written: Written) -> Result<()> {
        self.tally.add(&written);
        if let Some(failure) = self.writer.put(written)? {
            self.fail(&failure)?;
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.tally.add_failure();
        self.writer.fail(error_of(failure))
    }
}

/// What is read at once.
type Batch = Vec<Result<RawReport, Failure>>;

/// Failures, each with the index of the report that it comes before.
type Failures = std::collections::VecDeque<(usize, Failure)>;

/// The reports of a batch, and its failures.
fn apart(batch: Batch) -> (Vec<RawReport>, Failures) {
    let mut reports = Vec::new();
    let mut failures = Failures::new();
    for item in batch {
        match item {
            Ok(raw) => reports.push(raw),
            Err(failure) => failures.push_back((reports.len(), failure)),
        }
    }
    (reports, failures)
}

/// Whether sayso wrote this page. It is not a report, and its report is elsewhere.
fn is_a_page_of_ours(raw: &RawReport) -> bool {
    raw.body.has_bytes() && html::shows(&raw.body.bytes()).is_some()
}

fn acceptable(raw: RawReport, options: &ReadOptions) -> Result<RawReport, Failure> {
    if options.url.is_some() && raw.place.is_part() {
        return Err(Failure {
            stage: "clean",
            ..Failure::read(
                raw.place,
                "--url is the address of one report, and this input has several: leave it out, and let each have its own, such as a field \"url\" in JSONL",
            )
        });
    }
    if is_a_page_of_ours(&raw) {
        return Err(Failure {
            stage: "clean",
            ..Failure::read(
                raw.place,
                "sayso wrote this page: name the report that it was made from, or write pages to a folder of their own",
            )
        });
    }
    Ok(raw)
}

/// A file that the user named and that is of a kind that is not read.
fn not_a_report(passed_over: PassedOver) -> Failure {
    let what = passed_over.what.with_article();
    let message = format!("this is {what}, not a report");
    Failure::read(passed_over.place, message)
}

fn failed(raw: &RawReport, error: &ReadError) -> Failure {
    Failure {
        place: raw.place.clone(),
        stage: error.stage(),
        message: error.to_string(),
    }
}
