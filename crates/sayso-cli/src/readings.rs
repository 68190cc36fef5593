//! The loop that every verb shares which reads reports: inputs in, readings out, in input order whatever the
//! number of threads.

use crate::args::{self, CheckOptions, FieldOptions, HowToRead};
use crate::given::{self, Attributions};
use crate::notes::Notes;
use crate::output;
use crate::tally::Tally;
use anyhow::{Context, Result, bail};
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
use std::collections::{HashSet, VecDeque};
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

/// A batch is full at this many reports or bytes: enough to keep all threads busy, and little enough
/// to hold in memory.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 2 << 20;

/// So many reports of a batch a thread reads before it looks whether the user has asked to stop.
const AT_ONCE: usize = 4;

/// The stack of each thread: that of the main thread on most systems, so that a report is read or
/// refused alike wherever it is read.
const STACK: usize = 8 << 20;

/// What becomes of readings.
pub trait Sink {
    /// What is made of a reading.
    type Made: Send;

    /// Whether a report is to be read.
    fn wants(&mut self, _: &RawReport) -> Result<bool> {
        Ok(true)
    }

    /// What makes of a reading what will be put, on many threads.
    fn maker(&self) -> impl Fn(&RawReport, &Reading) -> Self::Made + Sync;

    /// Takes what was made of the next report.
    fn put(&mut self, made: Self::Made) -> Result<()>;

    /// Takes an input that could not be read.
    fn fail(&mut self, failure: &Failure) -> Result<()>;

    /// Takes something that is not a report.
    fn pass_over(&mut self, passed_over: &PassedOver) -> Result<()>;

    /// What says whether the user has asked to stop. What is not yet read is left for the next time.
    fn stopping(&self) -> fn() -> bool {
        || false
    }

    /// Whether a file is to be opened.
    fn opens(&mut self, _: &Path) -> Result<bool> {
        Ok(true)
    }

    /// Called when a file is read to its end or not opened; its last reports may still be on their way.
    fn end_file(&mut self) {}

    /// Called after each batch. `is_whole`: all of it is read; otherwise the user has asked to stop, and the rest of it is left
    /// for the next time. False if no more is to be read.
    fn end_batch(&mut self, _is_whole: bool) -> Result<bool> {
        Ok(true)
    }
}

/// Sets the number of threads.
pub fn use_threads(jobs: Option<u16>) -> Result<()> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, Into::into))
        .stack_size(STACK)
        .build_global()?;
    Ok(())
}

/// The files to read; standard input if none is named and something is piped in.
pub fn files(paths: &[PathBuf]) -> Result<Files> {
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
        bail!(nothing_to_read(paths, found.files.is_empty()));
    }
    for path in &found.repeated {
        output::complain(&format!(
            "{} is named more than once and read once",
            path.display()
        ));
    }
    Ok(found)
}

/// What to say of folders in which nothing is read.
fn nothing_to_read(paths: &[PathBuf], are_empty: bool) -> String {
    let names = named(paths);
    match (are_empty, paths.len()) {
        (true, 1) => format!("{names} is empty"),
        (true, _) => format!("{names} are empty"),
        (false, _) => format!(
            "{names}: there is no file in it that sayso reads (`sayso read --help` names the kinds); links in folders are not followed"
        ),
    }
}

/// Whether there is something to read, or something to say that failed.
fn has_something(file: &Result<PathBuf, Item>) -> bool {
    !matches!(file, Err(Item::PassedOver(_)))
}

/// The paths, for messages.
pub fn named(paths: &[PathBuf]) -> String {
    let names = paths.iter().map(|path| path.display().to_string());
    names.collect::<Vec<String>>().join(", ")
}

/// Whether there are several inputs, as far as that is known before they are read.
pub fn are_several(files: &Files, paths: &[PathBuf]) -> bool {
    files.files.len() > 1 || paths.iter().any(|path| path.is_dir())
}

/// Refuses options that contradict each other or the inputs.
pub fn refuse_what_does_not_go_together(how: &HowToRead, several: bool) -> Result<()> {
    if several && how.url.is_some() {
        bail!(
            "--url is the address of one report, and there are several inputs: leave it out, or read them one by one"
        );
    }
    let is_brat = how
        .attributions
        .as_ref()
        .is_some_and(|path| path.extension().is_some_and(|ending| ending == "ann"));
    if several && is_brat {
        bail!(
            "--attributions: a .ann file is of one report, and there are several inputs: read them one by one"
        );
    }
    if let Some(date) = &how.published {
        sayso_input::day(date)
            .with_context(|| format!("--published {date}: not a date such as 2024-03-01"))?;
    }
    Ok(())
}

/// What makes the readings.
pub fn run(
    how: &HowToRead,
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
        options: options_of_run(how, checked),
    }
}

/// The options that change results.
fn options_of_run(o: &HowToRead, checked: Option<&CheckOptions>) -> records::Options {
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
        date_field: o.fields.date_field.clone(),
        id_field: o.fields.id_field.clone(),
        language: o.language.clone(),
        min_score: Some(min_score).filter(|_| o.min_score > 0.0),
        published: o.published.clone(),
        raw_text: o.raw_text,
        rules_only: o.rules_only,
        outlet_field: o.fields.outlet_field.clone(),
        records: o.fields.records.clone(),
        text_field: o.fields.text_field.clone(),
        title_field: o.fields.title_field.clone(),
        url: o.url.clone(),
        url_field: o.fields.url_field.clone(),
    }
}

/// The reader that the options ask for.
pub fn reader_of(how: &HowToRead) -> Reader<'static> {
    let reader = if how.rules_only {
        sayso_en::reader_by_rules()
    } else {
        sayso_en::reader(how.model.into())
    };
    reader.with_options(reader::Options {
        bias: match how.bias {
            args::Bias::Recall => Bias::Recall,
            args::Bias::Balanced => Bias::Balanced,
            args::Bias::Precise => Bias::Precise,
        },
        every_kind: how.all_pages,
        language: how.language.clone(),
        as_is: how.raw_text,
    })
}

/// The attributions of --attributions.
pub fn given(how: &HowToRead) -> Result<Option<Attributions>> {
    let path = how.attributions.as_deref();
    path.map(|path| given::load(path, how.raw_text)).transpose()
}

/// The attributions of one report.
pub fn given_of(
    given: Option<&Attributions>,
    report: &Provenance,
    text: &str,
) -> Result<Vec<Attribution>, String> {
    let given = given.map(|given| given.of(&report.id, text));
    given
        .unwrap_or(Ok(Vec::new()))
        .map_err(|error| format!("{error:#}"))
}

/// From which score on attributions are kept and shown.
pub fn least(how: &HowToRead, reader: &Reader<'_>) -> Least {
    Least {
        kept: how.min_score,
        shown: reader.model().map_or(0.0, Model::shown),
    }
}

/// The records of a reading.
pub fn saved(raw: &RawReport, reading: &Reading, checks: Option<&Checks>, least: Least) -> Saved {
    let findings = checks.map_or(Vec::new(), |checks| reading.findings(checks));
    let bytes = raw.body.bytes();
    let input = raw.body.has_bytes().then_some(&*bytes);
    Saved::new(reading, input, &findings, least)
}

/// The fields of rows that the user names.
fn fields(options: &FieldOptions) -> Fields {
    let options = options.clone();
    Fields {
        text: options.text_field,
        id: options.id_field,
        date: options.date_field,
        url: options.url_field,
        title: options.title_field,
        outlet: options.outlet_field,
        records: options.records,
    }
}

/// What the options say about the inputs.
fn input_options(how: &HowToRead) -> sayso_input::Options {
    sayso_input::Options {
        form: how.from,
        as_is: how.raw_text,
        url: how.url.clone(),
        published: how.published.clone(),
        fields: fields(&how.fields),
    }
}

/// The inputs of a run, and where their readings go.
pub struct Readings<'a, S> {
    pub reader: &'a Reader<'a>,
    pub how: &'a HowToRead,
    /// The inputs as they were named.
    pub paths: &'a [PathBuf],
    pub sink: S,
    /// Pages that sayso wrote, in folders of reports.
    pub pages_of_ours: usize,
    pub notes: Notes,
}

/// What is read at once.
type Batch = Vec<Result<RawReport, Failure>>;

impl<S: Sink> Readings<'_, S> {
    /// Reads all files.
    pub fn files(&mut self, files: Files) -> Result<()> {
        let input = input_options(self.how);
        let mut batch: Batch = Vec::new();
        let mut bytes = 0;
        let named: HashSet<&Path> = self.paths.iter().map(PathBuf::as_path).collect();
        for file in files.files {
            let is_named = |path: &Path| named.contains(path) || path == Path::new("-");
            let is_named = file.as_ref().is_ok_and(|path| is_named(path));
            let items: Items = match file {
                Ok(path) if !self.sink.opens(&path)? => Box::new(std::iter::empty()),
                Ok(path) => sayso_input::reports(&path, &input),
                Err(item) => Box::new(std::iter::once(item)),
            };
            for item in items {
                if (self.sink.stopping())() {
                    return Ok(());
                }
                let Some(item) = self.readable(item, is_named)? else {
                    continue;
                };
                bytes += item.as_ref().map_or(0, |raw| raw.body.size());
                batch.push(item);
                if batch.len() >= BATCH || bytes >= BATCH_BYTES {
                    bytes = 0;
                    if !self.process(std::mem::take(&mut batch))? {
                        return Ok(());
                    }
                }
            }
            self.sink.end_file();
        }
        self.process(batch)?;
        self.notes.end();
        Ok(())
    }

    /// The report or the failure of an item, if there is one and the report is wanted.
    fn readable(
        &mut self,
        item: Item,
        is_named: bool,
    ) -> Result<Option<Result<RawReport, Failure>>> {
        match item {
            Item::PassedOver(passed_over) if is_named && !passed_over.place.is_inside() => {
                return Ok(Some(Err(passed_over.into_failure())));
            }
            Item::PassedOver(passed_over) => self.sink.pass_over(&passed_over)?,
            Item::Note(note) => self.notes.tell(&note),
            Item::Failed(failure) => return Ok(Some(Err(failure))),
            Item::Report(raw) if !is_named && is_a_page_of_ours(&raw) => self.pages_of_ours += 1,
            Item::Report(raw) => match acceptable(*raw, self.how) {
                Ok(raw) if !self.sink.wants(&raw)? => {}
                item => return Ok(Some(item)),
            },
        }
        Ok(None)
    }

    /// Reads a batch on all threads and puts it in order. False if no more is to be read. If that is so while it is
    /// read, what comes after the first report that is not yet read is left for the next time.
    fn process(&mut self, batch: Batch) -> Result<bool> {
        let (reports, mut failures) = apart(batch);
        let made = self.made(&reports);
        for (index, result) in made.into_iter().enumerate() {
            let Some(result) = result else {
                self.sink.end_batch(false)?;
                return Ok(false);
            };
            self.fail_before(index, &mut failures)?;
            match result {
                Ok(made) => self.sink.put(made)?,
                Err(failure) => self.sink.fail(&failure)?,
            }
        }
        self.fail_before(usize::MAX, &mut failures)?;
        self.sink.end_batch(true)
    }

    /// What is made of each report. None of those that are not read, because the user has asked to stop.
    fn made(&self, reports: &[RawReport]) -> Vec<Option<Result<S::Made, Failure>>> {
        let make = self.sink.maker();
        let (reader, is_stopped) = (self.reader, self.sink.stopping());
        let of_some = |some: &[RawReport]| -> Vec<Option<Result<S::Made, Failure>>> {
            if is_stopped() {
                return some.iter().map(|_| None).collect();
            }
            let readings = reader.read_all(some).into_iter().zip(some);
            let made = readings.map(|(reading, raw)| {
                reading
                    .and_then(|reading| reader::unbroken(|| make(raw, &reading)))
                    .map_err(|error| failed(raw, &error))
            });
            made.map(Some).collect()
        };
        let made = reports.par_chunks(AT_ONCE).flat_map_iter(of_some);
        made.collect()
    }

    /// Reports the failures that come before the report of this index.
    fn fail_before(&mut self, index: usize, failures: &mut Failures) -> Result<()> {
        while failures.front().is_some_and(|(before, _)| *before <= index) {
            if let Some((_, failure)) = failures.pop_front() {
                self.sink.fail(&failure)?;
            }
        }
        Ok(())
    }
}

/// Says that pages in folders were passed over. If there was nothing else, that is a failure, because
/// nothing was read.
pub fn tell_pages_of_ours(pages: usize, paths: &[PathBuf], tally: &mut Tally) {
    if pages == 0 {
        return;
    }
    let were = if pages == 1 { "was" } else { "were" };
    let pages = plural(pages, "page");
    if tally.has_inputs() {
        output::complain(&format!("{pages} that sayso wrote {were} passed over"));
        return;
    }
    output::complain(&format!(
        "{}: there is nothing to read: sayso wrote all that is there ({pages}); name the reports that they were made from",
        named(paths)
    ));
    tally.add_failure();
}

/// Says that there was no report in any input, which is a failure: the user named them to have
/// something read.
pub fn tell_if_nothing_was_read(paths: &[PathBuf], tally: &mut Tally) {
    if tally.has_inputs() || !tally.has_passed_over() {
        return;
    }
    output::complain(&format!(
        "{}: nothing was read, because there is no report in it",
        named(paths)
    ));
    tally.add_failure();
}

/// Failures, each with the index of the report that it comes before.
type Failures = VecDeque<(usize, Failure)>;

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

fn acceptable(raw: RawReport, how: &HowToRead) -> Result<RawReport, Failure> {
    if how.url.is_some() && raw.place.is_inside() {
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

fn failed(raw: &RawReport, error: &ReadError) -> Failure {
    Failure {
        place: raw.place.clone(),
        stage: error.stage(),
        message: error.to_string(),
    }
}
