//! `sayso compare`: two reports in, out what one has of the other.

use crate::args::{Color, CompareFormat, CompareOptions, HowToRead};
use crate::ask::{Asked, ledger};
use crate::notes::Notes;
use crate::output;
use crate::readings::{self, Readings, Sink};
use crate::tally::Done;
use crate::writer::is_colored;
use anyhow::{Context, Result, anyhow, bail};
use sayso::check::Checks;
use sayso::compare::{Sketch, compare as compare_sketches};
use sayso::reader::Reader;
use sayso::reading::{Least, Reading};
use sayso::report::RawReport;
use sayso_export::compared::Compared;
use sayso_export::records::{self, Copy, Item, Record, Run, Saved, Sketched, Verb};
use sayso_export::terminal::{self, Style};
use sayso_export::{html, plural};
use sayso_input::{Failure, PassedOver};
use sayso_ledger::query;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

/// Compares two reports and shows what they have in common.
pub fn compare(options: &CompareOptions) -> Result<Done> {
    readings::refuse_what_does_not_go_together(&options.how, true)?;
    readings::use_threads(options.jobs)?;
    let (run, a, b) = match ledger::of_paths(&options.reports) {
        Some((ledger, [a, b])) => of_ledger(ledger, a, b)?,
        Some((ledger, _)) => bail!(
            "{}: this is a ledger: name two of its reports after it, by id, address or input",
            ledger.display()
        ),
        None => of_files(options)?,
    };
    let copy = Copy::new(
        a.sketched(),
        b.sketched(),
        &compare_sketches(&a.sketch, &b.sketch),
    );
    let run = Run {
        verb: Verb::Compare,
        several: true,
        ..run
    };
    let saved = SavedComparison {
        run,
        a: a.saved,
        b: b.saved,
        copy,
    };
    saved.write(options.format, options.color)
}

/// The reports of two files, with what the second has of the first.
pub fn files(a: &Path, b: &Path, how: &HowToRead) -> Result<(Saved, Saved, Copy)> {
    readings::refuse_what_does_not_go_together(how, true)?;
    let reader = readings::reader_of(how);
    let a = only_report(a, how, &reader)?;
    let b = only_report(b, how, &reader)?;
    let compared = compare_sketches(&a.sketch, &b.sketch);
    let copy = Copy::new(a.sketched(), b.sketched(), &compared);
    Ok((a.saved, b.saved, copy))
}

/// The reports of two files, and what reads them.
fn of_files(options: &CompareOptions) -> Result<(Run, Read, Read)> {
    let [a, b] = &options.reports[..] else {
        bail!("compare takes two files, or a ledger and two of its reports");
    };
    let reader = readings::reader_of(&options.how);
    let run = readings::run(&options.how, None, reader.model(), true);
    let a = only_report(a, &options.how, &reader)?;
    let b = only_report(b, &options.how, &reader)?;
    Ok((run, a, b))
}

/// Two reports of a ledger, and what read the first.
fn of_ledger(path: &Path, a: &Path, b: &Path) -> Result<(Run, Read, Read)> {
    let asked = Asked::open(path)?;
    let (of_a, a) = one_of_ledger(&asked, a)?;
    let (_, b) = one_of_ledger(&asked, b)?;
    let run = asked.ask(|connection| query::run_of(connection, of_a))?;
    Ok((run.map(|(_, run)| run).unwrap_or_default(), a, b))
}

/// A report of a ledger, with its number.
fn one_of_ledger(asked: &Asked, name: &Path) -> Result<(i64, Read)> {
    let name = name.to_string_lossy();
    let numbers = asked.reports(&name)?;
    let [number] = numbers[..] else {
        bail!(
            "{name:?} names {} of the ledger, and compare takes one: name it by its id",
            plural(numbers.len(), "report")
        );
    };
    let sketched = asked.sketched(&[number])?.into_iter().next();
    let (_, saved, sketch) =
        sketched.ok_or_else(|| anyhow!("{name:?} has no records in the ledger"))?;
    let read = Read { saved, sketch };
    match read.saved.report.skipped {
        None => Ok((number, read)),
        Some(why) => Err(anyhow!("{name}: {}", not_read(&read, why))),
    }
}

/// Two reports that were compared.
pub struct SavedComparison {
    run: Run,
    a: Saved,
    b: Saved,
    copy: Copy,
}

impl SavedComparison {
    /// The comparison that a file of JSONL begins with. None if it begins with anything else.
    pub fn read(path: &Path) -> Option<SavedComparison> {
        let file = BufReader::new(File::open(path).ok()?);
        let mut items = records::read(file, &path.display().to_string()).map_while(Result::ok);
        let Item::Run(run) = items.next()? else {
            return None;
        };
        if run.verb != Verb::Compare {
            return None;
        }
        match (items.next()?, items.next()?, items.next()?) {
            (Item::Report(a), Item::Report(b), Item::Copy(copy)) => Some(SavedComparison {
                run: *run,
                a: *a,
                b: *b,
                copy: *copy,
            }),
            _ => None,
        }
    }

    /// Writes it to standard output.
    pub fn write(self, format: Option<CompareFormat>, color: Color) -> Result<Done> {
        let default = if output::on_terminal() {
            CompareFormat::Human
        } else {
            CompareFormat::Jsonl
        };
        let bytes = match format.unwrap_or(default) {
            CompareFormat::Human => {
                let style = Style {
                    color: is_colored(color),
                    width: output::table_width(),
                };
                terminal::compared(&self.compared(), style).into_bytes()
            }
            CompareFormat::Html => html::compared(&self.compared(), &self.run).into_bytes(),
            CompareFormat::Jsonl => self.lines(),
        };
        std::io::stdout()
            .write_all(&bytes)
            .context("standard output")?;
        Ok(Done::default())
    }

    fn compared(&self) -> Compared<'_> {
        Compared::new(&self.a, &self.b, &self.copy)
    }

    /// The run, both reports, and how they are related.
    fn lines(self) -> Vec<u8> {
        let mut out = Vec::new();
        records::write(&mut out, &Record::Run(self.run));
        self.a.write(&mut out);
        self.b.write(&mut out);
        records::write(&mut out, &Record::Copy(self.copy));
        out
    }
}

/// A report that is compared.
struct Read {
    saved: Saved,
    sketch: Sketch,
}

impl Read {
    fn sketched(&self) -> Sketched<'_> {
        Sketched {
            saved: &self.saved,
            sketch: &self.sketch,
        }
    }
}

/// The report in a file, which must be the only one.
fn only_report(path: &Path, how: &HowToRead, reader: &Reader<'_>) -> Result<Read> {
    let paths: [PathBuf; 1] = [path.to_path_buf()];
    let mut all = Readings {
        reader,
        how,
        paths: &paths,
        sink: Reports {
            least: readings::least(how, reader),
            found: Vec::new(),
            failure: None,
        },
        pages_of_ours: 0,
        notes: Notes::default(),
    };
    all.files(readings::files(&paths)?)?;
    let Reports { found, failure, .. } = all.sink;
    if let Some(failure) = failure {
        bail!("{failure}");
    }
    let name = output::place_in_words(&path.display().to_string());
    let several = found.len();
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(read), None) => match read.saved.report.skipped {
            None => Ok(read),
            Some(why) => Err(anyhow!("{name}: {}", not_read(&read, why))),
        },
        (None, _) => bail!("{name}: there is no report in it"),
        (Some(_), Some(_)) => bail!(
            "{name}: it has {}, and compare takes one from each file: write the two into files of their own",
            plural(several, "report")
        ),
    }
}

fn not_read(read: &Read, why: sayso::reading::Skip) -> String {
    let message = sayso_export::about::not_read(&read.saved.report, why);
    message
        .trim_start_matches("Not read: ")
        .trim_end_matches('.')
        .into()
}

/// The reports of a file, with their sketches.
struct Reports {
    least: Least,
    found: Vec<Read>,
    failure: Option<Failure>,
}

impl Sink for Reports {
    type Made = Box<Read>;

    fn maker(&self) -> impl Fn(&RawReport, &Reading) -> Box<Read> + Sync {
        let (checks, least) = (Checks::default(), self.least);
        move |raw, reading| {
            Box::new(Read {
                saved: readings::saved(raw, reading, Some(&checks), least),
                sketch: Sketch::of(reading),
            })
        }
    }

    fn put(&mut self, made: Box<Read>) -> Result<()> {
        self.found.push(*made);
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.failure.get_or_insert_with(|| failure.clone());
        Ok(())
    }

    fn pass_over(&mut self, passed_over: &PassedOver) -> Result<()> {
        output::complain(&passed_over.to_string());
        Ok(())
    }
}
