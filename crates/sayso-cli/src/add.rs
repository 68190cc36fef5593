//! `sayso add`: reports in, a ledger out. What was added before and has not changed is not read again.

mod offered;
mod unchanged;

use crate::args::{AddOptions, HowToRead};
use crate::named;
use crate::notes::Notes;
use crate::output;
use crate::progress::Progress;
use crate::readings::{self, Readings, Sink};
use crate::stop;
use crate::tally::{Counted, Done, Tally};
use anyhow::{Result, anyhow, bail};
use sayso::check::Checks;
use sayso::compare::Sketch;
use sayso::reading::{Least, Reading};
use sayso::report::{Provenance, RawReport};
use sayso_export::plural;
use sayso_export::records::Saved;
use sayso_input::{Failure, PassedOver, why_not_opened};
use sayso_ledger::{
    Entry, Ledger, LedgerError, Offered, Opening, Outcome, Trouble, Writing, Written,
};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;
use unchanged::FilesRead;

/// How long to wait for another process that writes to the ledger.
const WAIT: Duration = Duration::from_secs(10);

/// Batches that wait to be written: enough to keep the writer busy, and few enough to hold in memory.
const WAITING: usize = 2;

/// Adds all inputs to the ledger.
pub fn add(options: &AddOptions) -> Result<Done> {
    if named::is_standard_input(&options.ledger) {
        bail!("the ledger comes first, and it is a file: sayso add news.db - adds standard input");
    }
    let paths: Vec<PathBuf> = options
        .paths
        .iter()
        .map(|path| named::in_ledger(path))
        .collect();
    if paths.is_empty() && brought_up_to_date(&options.ledger)? && io::stdin().is_terminal() {
        return Ok(Done::default());
    }
    let files = readings::files(&paths)?;
    let several = readings::are_several(&files, &paths);
    readings::refuse_what_does_not_go_together(&options.how, several)?;
    if !options.ledger.exists() {
        refuse_if_nothing_is_there(&options.paths)?;
    }
    readings::use_threads(options.jobs)?;
    let given = readings::given(&options.how)?;
    let given_of =
        |report: &Provenance, text: &str| readings::given_of(given.as_ref(), report, text);
    let mut reader = readings::reader_of(&options.how);
    if given.is_some() {
        reader = reader.with_attributions(&given_of);
    }
    let mut ledger = open_to_write(&options.ledger, "sayso add")?;
    // A ledger is of many additions, so that it does not matter how many inputs one of them had.
    let run = ledger.run(&readings::run(&options.how, None, reader.model(), false))?;
    let known = Ledger::open_to_read(&options.ledger)?;
    stop::when_asked("; what was added is kept")?;
    let progress = Progress::of(&files, true)?;
    let (sender, receiver) = sync_channel(WAITING);
    let writing = Writing {
        run,
        again: options.again,
    };
    let (read, stored) = thread::scope(|scope| {
        let writer = scope.spawn(move || store(ledger, writing, &receiver));
        let sink = Adding {
            known,
            how: &options.how,
            again: options.again,
            least: readings::least(&options.how, &reader),
            batch: Vec::new(),
            sender,
            tally: Tally::default(),
            there: 0,
            read_otherwise: 0,
            run,
            files: FilesRead::of(options.how.from, run),
            read: 0,
            progress: &progress,
        };
        let mut all = Readings {
            reader: &reader,
            how: &options.how,
            paths: &paths,
            sink,
            pages_of_ours: 0,
            notes: Notes::default(),
        };
        let read = all.files(files);
        let Readings {
            sink,
            pages_of_ours,
            ..
        } = all;
        // The writer ends when there is no sender any more.
        let Adding {
            tally,
            there,
            read_otherwise,
            files,
            sender,
            ..
        } = sink;
        drop(sender);
        let stored = writer.join();
        let there = There {
            reports: there + files.reports_of_unchanged,
            unchanged: files.unchanged,
        };
        let read = read.map(|()| (tally, there, read_otherwise, pages_of_ours));
        (read, stored)
    });
    progress.finish();
    let (mut ledger, sum) =
        stored.map_err(|_| anyhow!("the writer of the ledger has failed"))??;
    let (mut tally, there, read_otherwise, pages) = read?;
    if !stop::is_asked() {
        ledger.make_smaller_if_it_grew()?;
    }
    ledger.close()?;
    tally.tell_summaries();
    tally.tell_passed_over();
    tally.tell_skipped();
    readings::tell_pages_of_ours(pages, &paths, &mut tally);
    if there.reports == 0 {
        readings::tell_if_nothing_was_read(&paths, &mut tally);
    }
    output::complain(&summary(&options.ledger, sum, there, &tally));
    if sum.told_otherwise > 0 {
        output::complain(&format!(
            "{} came in several inputs with another outlet or day: those of the first input by name are kept",
            plural(sum.told_otherwise, "report")
        ));
    }
    if read_otherwise > 0 {
        output::complain(&format!(
            "{read_otherwise} of them as read before, with other options or by another version: --again reads them anew"
        ));
    }
    if stop::is_asked() {
        output::complain("stopped before the end: the same command goes on from here");
        return Ok(Done::stopped());
    }
    Ok(tally.done(None))
}

/// Whether a ledger was of an earlier schema, and is of this one now.
fn brought_up_to_date(path: &Path) -> Result<bool> {
    let is_older = |error: LedgerError| matches!(error.trouble, Trouble::Older(_));
    let is_older = Ledger::open_to_read(path).is_err_and(is_older);
    if is_older {
        open_to_write(path, "sayso add")?.close()?;
        let path = path.display();
        output::complain(&format!(
            "{path}: it is up to date now, and nothing was added"
        ));
    }
    Ok(is_older)
}

/// Names inputs of which none is there, so that no ledger is made for them.
fn refuse_if_nothing_is_there(paths: &[PathBuf]) -> Result<()> {
    let missing = |path: &PathBuf| {
        let error = path.symlink_metadata().err()?;
        let is_input = !named::is_standard_input(path);
        is_input.then(|| why_not_opened(&path.display().to_string(), &error))
    };
    let whys: Vec<String> = paths.iter().filter_map(missing).collect();
    if paths.is_empty() || whys.len() < paths.len() {
        return Ok(());
    }
    for (path, why) in paths.iter().zip(whys) {
        output::complain(&format!("{}: {why}", path.display()));
    }
    bail!("no ledger is made, because there is nothing to add")
}

/// Opens a ledger for `what`, and says on standard error what takes time.
pub fn open_to_write(path: &Path, what: &str) -> Result<Ledger, LedgerError> {
    let opening = Opening {
        what,
        wait: WAIT,
        tell: &mut |words| output::complain(&format!("{}: {words}", path.display())),
    };
    Ledger::open_to_write(path, opening)
}

/// Writes batches as they come, and gives the ledger back when there are no more.
fn store(
    mut ledger: Ledger,
    writing: Writing,
    batches: &Receiver<Vec<Offered>>,
) -> Result<(Ledger, Written)> {
    let mut sum = Written::default();
    for batch in batches {
        let one = ledger.write(writing, &batch)?;
        sum.added += one.added;
        sum.replaced += one.replaced;
        sum.repeated += one.repeated;
        sum.told_otherwise += one.told_otherwise;
    }
    Ok((ledger, sum))
}

/// What was done, in a line.
fn summary(path: &Path, sum: Written, there: There, tally: &Tally) -> String {
    let mut parts = vec![format!("{} added", plural(sum.added, "report"))];
    if sum.replaced > 0 {
        parts.push(format!("{} read anew", sum.replaced));
    }
    let there_before = there.reports + sum.repeated;
    if there_before > 0 {
        parts.push(format!("{there_before} already there"));
    }
    match there.unchanged {
        0 => {}
        1 => parts.push("1 file of several reports not changed".into()),
        files => parts.push(format!("{files} files of several reports not changed")),
    }
    if tally.failures() > 0 {
        parts.push(format!("{} failed", tally.failures()));
    }
    format!("{}: {}", path.display(), parts.join(", "))
}

/// What was in the ledger before, from the same inputs.
#[derive(Clone, Copy)]
struct There {
    reports: usize,
    /// Files of several reports that were not opened.
    unchanged: usize,
}

/// Reads reports for the ledger.
struct Adding<'a> {
    /// The ledger as it was before.
    known: Ledger,
    how: &'a HowToRead,
    again: bool,
    least: Least,
    batch: Vec<Offered>,
    sender: SyncSender<Vec<Offered>>,
    tally: Tally,
    /// Reports that are in the ledger from the same input.
    there: usize,
    /// Those of them that were read with other options or by another version.
    read_otherwise: usize,
    run: i64,
    /// Reports that were read so far, and are written or on their way.
    read: usize,
    files: FilesRead,
    progress: &'a Progress,
}

impl Sink for Adding<'_> {
    type Made = (Counted, Offered);

    fn opens(&mut self, path: &Path) -> Result<bool> {
        self.progress.begin(path);
        self.files.opens(path, &self.known, self.again)
    }

    fn wants(&mut self, raw: &RawReport) -> Result<bool> {
        self.files.count(raw);
        self.progress.pass(raw);
        if self.again {
            return Ok(true);
        }
        let sha256 = offered::sha256(raw, self.how);
        let run = self.known.run_of_input(&raw.place.to_string(), &sha256)?;
        self.there += usize::from(run.is_some());
        self.read_otherwise += usize::from(run.is_some_and(|run| run != self.run));
        Ok(run.is_none())
    }

    fn maker(&self) -> impl Fn(&RawReport, &Reading) -> (Counted, Offered) + Sync {
        let (checks, how, least) = (Checks::default(), self.how, self.least);
        move |raw, reading| {
            let saved = readings::saved(raw, reading, Some(&checks), least);
            let counted = Counted::of(&saved);
            let offered = Offered {
                name: raw.place.to_string(),
                bytes: Some(raw.body.size() as u64),
                sha256: Some(offered::sha256(raw, how)),
                outcome: Outcome::Report(Box::new(entry(saved, reading))),
            };
            (counted, offered)
        }
    }

    fn put(&mut self, (counted, offered): (Counted, Offered)) -> Result<()> {
        self.tally.add(&counted);
        self.read += 1;
        self.batch.push(offered);
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        output::complain(&failure.to_string());
        self.tally.add_failure();
        self.files.fail(failure);
        self.batch.push(without_report(
            failure.place.to_string(),
            Outcome::Failed(failure.message.clone()),
        ));
        Ok(())
    }

    fn pass_over(&mut self, passed_over: &PassedOver) -> Result<()> {
        self.tally.add_passed_over(passed_over);
        self.batch.push(without_report(
            passed_over.place.to_string(),
            Outcome::PassedOver(passed_over.what.name().into()),
        ));
        Ok(())
    }

    fn stopping(&self) -> fn() -> bool {
        stop::is_asked
    }

    fn end_file(&mut self) {
        self.files.end();
        self.progress.end();
    }

    fn end_batch(&mut self, is_whole: bool) -> Result<bool> {
        let mut batch = std::mem::take(&mut self.batch);
        // Files whose reports are left for the next time are opened again then.
        if is_whole {
            batch.extend(self.files.take_ended());
        }
        if !batch.is_empty() && self.sender.send(batch).is_err() {
            // The writer has failed, and says why.
            return Ok(false);
        }
        self.progress.tell(self.read);
        Ok(!stop::is_asked())
    }
}

/// The records of a report, and what its copies are found by if it was read.
fn entry(saved: Saved, reading: &Reading) -> Entry {
    let is_read = saved.report.skipped.is_none();
    let entry = Entry::new(saved);
    if is_read {
        entry.with_sketch(&Sketch::of(reading))
    } else {
        entry
    }
}

/// Something of which no report came.
fn without_report(name: String, outcome: Outcome) -> Offered {
    Offered {
        name,
        bytes: None,
        sha256: None,
        outcome,
    }
}
