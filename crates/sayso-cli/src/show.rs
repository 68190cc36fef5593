//! `sayso show`: saved JSONL in, any output out, without reading the reports again.

use crate::args::{CompareFormat, Format, ShowOptions};
use crate::ask::ledger;
use crate::compare::SavedComparison;
use crate::named;
use crate::output;
use crate::tally::{Done, Tally};
use crate::writer::{Target, Writer, error_of};
use anyhow::{Result, bail};
use sayso::report::Place;
use sayso_export::records::{self, Item};
use sayso_input::Failure;
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, stdin};
use std::path::{Path, PathBuf};

/// Shows what the files of saved JSONL contain.
pub fn show(options: &ShowOptions) -> Result<Done> {
    let target = Target {
        format: options.format,
        table: options.table,
        out: options.out.clone(),
        color: options.color,
        several: options.several,
        sections: options.sections,
    };
    if let Some((path, reports)) = ledger::of_paths(&options.paths) {
        return ledger::show(path, reports, options, &target);
    }
    if let [path] = &options.paths[..]
        && let Some(comparison) = SavedComparison::read(path)
    {
        return comparison.write(comparison_format(options)?, options.color);
    }
    let mut shown = Shown {
        writer: Writer::new(&target)?,
        tally: Tally::default(),
        has_begun: false,
    };
    for path in paths(options)? {
        shown.file(&path)?;
    }
    shown.end()?;
    if let Some(message) = shown.writer.finish()? {
        output::complain(&message);
        shown.tally.add_failure();
    }
    Ok(shown.tally.done(None))
}

/// The format of two reports that were compared.
fn comparison_format(options: &ShowOptions) -> Result<Option<CompareFormat>> {
    Ok(match options.format {
        None => None,
        Some(Format::Human) => Some(CompareFormat::Human),
        Some(Format::Jsonl) => Some(CompareFormat::Jsonl),
        Some(Format::Html) => Some(CompareFormat::Html),
        Some(Format::Csv | Format::Brat) => {
            bail!("two reports that were compared have no table: use --format human, jsonl or html")
        }
    })
}

/// The files to show; standard input if none is named and something is piped in.
fn paths(options: &ShowOptions) -> Result<Vec<PathBuf>> {
    if !options.paths.is_empty() {
        return Ok(options.paths.clone());
    }
    if stdin().is_terminal() {
        bail!("no input: name a file of JSONL that sayso wrote, or pipe it in");
    }
    Ok(vec![PathBuf::from("-")])
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, String> {
    if named::is_standard_input(path) {
        return Ok(Box::new(stdin().lock()));
    }
    if path.is_dir() {
        return Err("this is a folder: name the JSONL files that sayso wrote".into());
    }
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| sayso_input::why_not_opened(&name, &error))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

/// What is shown.
struct Shown<'a> {
    writer: Writer<'a>,
    /// The counts of the run that is being shown.
    tally: Tally,
    /// Something of the run has been shown.
    has_begun: bool,
}

impl Shown<'_> {
    fn file(&mut self, path: &Path) -> Result<()> {
        let name = path.display().to_string();
        let input = match open(path) {
            Ok(input) => input,
            Err(message) => return self.fail(&Failure::read(Place::of(&name), message)),
        };
        let mut is_empty = true;
        for item in records::read(input, &name) {
            is_empty = false;
            match item {
                Ok(item) => self.item(item)?,
                Err(error) => {
                    let mut message = error.message;
                    if error.line == 1 && message.starts_with("the line is not") {
                        message = format!(
                            "it was not saved by sayso; to read reports use `sayso read {}`",
                            output::quoted(&name)
                        );
                    }
                    self.fail(&Failure::read(Place::line(&name, error.line), message))?;
                }
            }
        }
        if is_empty {
            self.fail(&Failure::read(Place::of(&name), "there is nothing in it that sayso wrote: `sayso read --format jsonl` writes such a file"))?;
        }
        Ok(())
    }

    /// Names what cannot be shown. The rest is shown.
    fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.has_begun = true;
        self.tally.add_failure();
        self.writer.fail(error_of(failure))
    }

    fn item(&mut self, item: Item) -> Result<()> {
        match item {
            Item::Run(run) => {
                self.end()?;
                self.writer.begin(*run)
            }
            Item::Report(saved) => {
                self.has_begun = true;
                let written = self.writer.written(*saved);
                self.tally.add(&written.counted);
                match self.writer.put(written)? {
                    Some(failure) => self.fail(&failure),
                    None => Ok(()),
                }
            }
            // Where other lines are before it, the reports that it is about were shown alone.
            Item::Copy(_) | Item::ClaimGroup(_) | Item::Version(_) => Ok(()),
            // The run that saved this failure has counted it; showing it did not fail.
            Item::Error(error) => {
                self.has_begun = true;
                self.writer.fail(*error)
            }
        }
    }

    /// Ends a run. Its failures are kept, because they decide the exit code.
    fn end(&mut self) -> Result<()> {
        if self.has_begun {
            self.writer.end(&self.tally)?;
            self.tally = self.tally.next_run();
            self.has_begun = false;
        }
        Ok(())
    }
}
