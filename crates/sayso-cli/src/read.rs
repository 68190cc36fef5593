//! `sayso read` and `sayso check`: reports in, readings out, in input order whatever the number of
//! threads.

use crate::args::{CheckOptions, Format, ReadOptions, Sections};
use crate::named;
use crate::notes::Notes;
use crate::output;
use crate::progress::Progress;
use crate::readings::{self, Readings, Sink};
use crate::stop;
use crate::tally::{Done, Tally};
use crate::writer::{Target, Writer, Written, error_of};
use anyhow::{Result, ensure};
use sayso::check::Checks;
use sayso::reading::{Least, Reading};
use sayso::report::{Provenance, RawReport};
use sayso_input::{Failure, PassedOver};
use std::io::{self, IsTerminal as _};
use std::path::Path;

/// Reads all inputs, and checks whether their figures add up if `checked` says so.
pub fn read(
    options: &ReadOptions,
    sections: Sections,
    checked: Option<&CheckOptions>,
) -> Result<Done> {
    let files = readings::files(&options.paths)?;
    let several = readings::are_several(&files, &options.paths);
    let target = target(options, sections);
    readings::refuse_what_does_not_go_together(&options.how, several)?;
    if several {
        target.one_file_each()?;
    }
    readings::use_threads(options.jobs)?;
    let given = readings::given(&options.how)?;
    let given_of =
        |report: &Provenance, text: &str| readings::given_of(given.as_ref(), report, text);
    let mut reader = readings::reader_of(&options.how);
    if given.is_some() {
        reader = reader.with_attributions(&given_of);
    }
    let mut session = Session {
        writer: Writer::new(&target)?,
        least: readings::least(&options.how, &reader),
        checked,
        tally: Tally::default(),
        progress: Progress::of(&files, false)?,
        read: 0,
    };
    let is_brat = session.writer.format() == Format::Brat;
    ensure!(
        checked.is_none() || !is_brat,
        "check has no output for brat, because findings are not annotations: use `sayso read --format brat`"
    );
    // Who types a report ends it by Ctrl-C.
    let is_typed = options
        .paths
        .iter()
        .all(|path| named::is_standard_input(path))
        && io::stdin().is_terminal();
    if !is_typed {
        stop::when_asked("")?;
    }
    let run = readings::run(&options.how, checked, reader.model(), several);
    session.writer.begin(run)?;
    let mut all = Readings {
        reader: &reader,
        how: &options.how,
        paths: &options.paths,
        sink: session,
        pages_of_ours: 0,
        notes: Notes::default(),
    };
    all.files(files)?;
    let (pages, mut session) = (all.pages_of_ours, all.sink);
    session.progress.finish();
    session.tally.tell_summaries();
    session.tally.tell_passed_over();
    readings::tell_pages_of_ours(pages, &options.paths, &mut session.tally);
    readings::tell_if_nothing_was_read(&options.paths, &mut session.tally);
    session.writer.end(&session.tally)?;
    if let Some(message) = session.writer.finish()? {
        output::complain(&message);
        session.tally.add_failure();
    }
    if stop::is_asked() {
        output::complain(STOPPED_EARLY);
        return Ok(Done::stopped());
    }
    Ok(session.tally.done(checked.map(|checked| checked.fail_on)))
}

/// What is said at the end of a run that the user stopped.
const STOPPED_EARLY: &str = "stopped before the end: each report so far is written whole; with --out the same command goes on \
    from here, and sayso add keeps what it has read";

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

/// One run over the inputs.
struct Session<'a> {
    writer: Writer<'a>,
    least: Least,
    /// Which findings are wanted, for `check`.
    checked: Option<&'a CheckOptions>,
    tally: Tally,
    progress: Progress,
    /// How many reports are read.
    read: usize,
}

impl Sink for Session<'_> {
    type Made = Written;

    fn opens(&mut self, path: &Path) -> Result<bool> {
        self.progress.begin(path);
        Ok(true)
    }

    fn wants(&mut self, raw: &RawReport) -> Result<bool> {
        self.progress.pass(raw);
        Ok(true)
    }

    /// Makes a report in the format that was asked for.
    fn maker(&self) -> impl Fn(&RawReport, &Reading) -> Written + Sync {
        // JSONL has everything, so that every other output can be made from it, and the forms for
        // people begin with what does not add up. Standoff annotation has no findings.
        let checks = match (self.checked, self.writer.format()) {
            (None, Format::Brat) => None,
            (checked, _) => Some(checked.map_or_else(Checks::default, CheckOptions::checks)),
        };
        let (writer, least) = (&self.writer, self.least);
        move |raw, reading| {
            let saved = readings::saved(raw, reading, checks.as_ref(), least);
            writer.written(saved)
        }
    }

    fn put(&mut self, written: Written) -> Result<()> {
        self.read += 1;
        self.tally.add(&written.counted);
        if let Some(failure) = self.writer.put(written)? {
            self.fail(&failure)?;
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.tally.add_failure();
        self.writer.fail(error_of(failure))
    }

    fn pass_over(&mut self, passed_over: &PassedOver) -> Result<()> {
        self.tally.add_passed_over(passed_over);
        Ok(())
    }

    fn stopping(&self) -> fn() -> bool {
        stop::is_asked
    }

    fn end_file(&mut self) {
        self.progress.end();
    }

    fn end_batch(&mut self, _is_whole: bool) -> Result<bool> {
        self.progress.tell(self.read);
        Ok(!stop::is_asked())
    }
}
