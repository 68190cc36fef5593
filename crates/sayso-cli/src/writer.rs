//! Where records go: standard output or a folder, in the format asked for.

use crate::args::{Color, Format, Sections, Several};
use crate::list::{End, List, Listed};
use crate::output;
use crate::pages::Pages;
use crate::tally::{Counted, Tally};
use anyhow::{Context, Result, anyhow, bail, ensure};
use sayso_export::folder::Row;
use sayso_export::records::{self, InputRecord, Record, Report, Run, Saved, Verb};
use sayso_export::tables::Table;
use sayso_export::terminal::{self, Style};
use sayso_export::{brat, html};
use sayso_input::Failure;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The options that say where records go.
pub struct Target {
    pub format: Option<Format>,
    pub table: Option<Table>,
    /// The folder for a file a report.
    pub out: Option<PathBuf>,
    pub color: Color,
    pub several: Several,
    /// What the human form shows besides.
    pub sections: Sections,
}

impl Target {
    /// The format that was asked for. A table is asked for by its name alone, too.
    fn format(&self) -> Result<Format> {
        let is_for_people = output::on_terminal() || self.names_the_human_form();
        let default = match (self.table, is_for_people) {
            (Some(_), _) => Format::Csv,
            (None, true) => Format::Human,
            (None, false) => Format::Jsonl,
        };
        let format = self.format.unwrap_or(default);
        ensure!(
            self.table.is_none() || format == Format::Csv,
            "--table chooses one of the tables of --format csv, and another format was asked for: leave out one of the two"
        );
        let is_for_a_folder = matches!(format, Format::Brat | Format::Html);
        if self.out.is_some() && !is_for_a_folder {
            bail!(
                "--out writes a file for each report, for --format html and brat. The other formats are one output for all reports: leave out --out and send it to a file with > FILE"
            );
        }
        Ok(format)
    }

    /// Whether an option was given that has a meaning only in the human form.
    fn names_the_human_form(&self) -> bool {
        let Sections {
            text,
            figures,
            times,
        } = self.sections;
        let has_section = text || figures || times;
        has_section || self.several.each || self.several.rows.is_some()
    }

    /// Refuses several reports in a format with one file per report, if there is no folder for
    /// them.
    pub fn one_file_each(&self) -> Result<()> {
        let format = match self.format {
            Some(Format::Brat) => "brat",
            Some(Format::Html) => "html",
            Some(Format::Human | Format::Jsonl | Format::Csv) | None => return Ok(()),
        };
        ensure!(
            self.out.is_some(),
            "{format} needs one file per report: add --out FOLDER"
        );
        Ok(())
    }
}

/// Makes the folder of `--out` if it is not there.
fn make_folder(folder: &Path) -> Result<()> {
    let name = folder.display();
    ensure!(
        folder.is_dir() || !folder.exists(),
        "--out {name}: {name} is a file, not a folder"
    );
    std::fs::create_dir_all(folder).map_err(|error| {
        let why = output::without_number(&error);
        anyhow!("--out {name}: the folder cannot be made: {why}")
    })
}

/// A report in its format.
pub struct Written {
    /// What is counted of it.
    pub counted: Counted,
    bytes: Vec<u8>,
    /// What the list of several reports needs, where there is one.
    listed: Option<Listed>,
    /// The name of its file, without an ending, for brat.
    stem: String,
    /// The report's text, where it has to be written to a file of its own.
    text: Option<Vec<u8>>,
}

/// Writes reports in one format.
pub struct Writer<'a> {
    target: &'a Target,
    /// What made the records.
    run: Run,
    format: Format,
    /// The table whose first line is written.
    begun: Option<Table>,
    style: Style,
    /// The list of several reports, in the human form.
    list: Option<List>,
    /// The folder of pages, for HTML.
    pages: Option<Pages>,
    out: io::BufWriter<io::Stdout>,
    /// Names of files written, so that two reports of one name do not overwrite each other.
    names: HashSet<String>,
    /// Reports written so far, in all runs.
    reports: usize,
    /// A page or a file for brat that goes to standard output if no other report follows.
    only: Vec<u8>,
}

impl<'a> Writer<'a> {
    pub fn new(target: &'a Target) -> Result<Writer<'a>> {
        let format = target.format()?;
        if let Some(folder) = &target.out {
            make_folder(folder)?;
        }
        let style = Style {
            color: is_colored(target.color),
            width: output::width(),
        };
        let is_list = format == Format::Human && !target.several.each;
        let of_pages = target.out.as_deref().filter(|_| format == Format::Html);
        let pages = of_pages.map(|folder| Pages::open(folder, target.several.force));
        Ok(Writer {
            target,
            run: Run::default(),
            format,
            begun: None,
            list: is_list.then(|| {
                let width = output::table_width();
                List::new(target.several, Style { width, ..style })
            }),
            pages: pages.transpose()?,
            style,
            out: io::BufWriter::new(io::stdout()),
            names: HashSet::new(),
            reports: 0,
            only: Vec::new(),
        })
    }

    pub fn format(&self) -> Format {
        self.format
    }

    /// Writes what comes before the first report of a run.
    pub fn begin(&mut self, run: Run) -> Result<()> {
        self.run = run.clone();
        self.begin_table()?;
        self.write_record(&Record::Run(run))
    }

    /// Writes the first line of a table, once for all runs.
    fn begin_table(&mut self) -> Result<()> {
        let Some(table) = self.table().filter(|_| self.begun.is_none()) else {
            return Ok(());
        };
        self.begun = Some(table);
        self.write(&table.header())
    }

    /// The table that is written, if one is. Without --table the first run decides, because `check` is
    /// about findings.
    fn table(&self) -> Option<Table> {
        let by_verb = match self.run.verb {
            Verb::Read | Verb::Compare => Table::Claims,
            Verb::Check => Table::Findings,
        };
        let wanted = self.target.table.unwrap_or(by_verb);
        (self.format == Format::Csv).then(|| self.begun.unwrap_or(wanted))
    }

    /// Writes what comes after the last report of a run, and says what was not read.
    pub fn end(&mut self, tally: &Tally) -> Result<()> {
        let is_each = self.format == Format::Human && self.target.several.each;
        let is_one_of_several = self.run.several || tally.reports() > 1;
        if is_each && self.run.verb == Verb::Check && is_one_of_several {
            self.write(tally.summary().as_bytes())?;
        }
        self.out.flush().context("the output cannot be written")?;
        // A list says for each report why it was not read, and so does a report alone.
        let is_said = self.list.is_some() || is_each && tally.reports() == 1;
        if !is_said {
            tally.tell_skipped();
        }
        Ok(())
    }

    /// Writes what comes after all runs: the list of all reports, or of all pages. Returns a message if
    /// that failed.
    pub fn finish(&mut self) -> Result<Option<String>> {
        match self.list.take().and_then(List::end) {
            Some(End::Whole(whole)) => {
                let bytes = self.for_people(&whole.saved, whole.verb, false);
                self.write(&bytes)?;
            }
            Some(End::List(list)) => self.write(list.as_bytes())?,
            None => {}
        }
        let only = std::mem::take(&mut self.only);
        self.write(&only)?;
        self.out.flush().context("the output cannot be written")?;
        match self
            .pages
            .take()
            .map(|pages| pages.finish(&self.run.version))
        {
            Some(Ok(message)) => output::complain(&message),
            Some(Err(message)) => return Ok(Some(message)),
            None => {}
        }
        Ok(None)
    }

    /// A report in the format of this writer. Called on many threads.
    pub fn written(&self, mut saved: Saved) -> Written {
        saved.figures_compared = self.run.figures_compared();
        let report = &saved.report;
        let has_text_file = self.target.out.is_some() && self.format == Format::Brat;
        let mut written = Written {
            counted: Counted::of(&saved),
            stem: stem(report),
            text: has_text_file.then(|| report.text.clone().into_bytes()),
            listed: None,
            bytes: Vec::new(),
        };
        match &self.list {
            Some(list) => written.listed = Some(list.listed(saved, &self.run, self.style)),
            None => written.bytes = self.bytes(saved),
        }
        written
    }

    /// A report in the form for people.
    fn for_people(&self, saved: &Saved, verb: Verb, is_one_of_several: bool) -> Vec<u8> {
        let text = match verb {
            Verb::Check => terminal::check(saved, is_one_of_several, self.style),
            Verb::Read | Verb::Compare => {
                terminal::reading(saved, self.style, self.target.sections.into())
            }
        };
        text.into_bytes()
    }

    fn bytes(&self, saved: Saved) -> Vec<u8> {
        match self.format {
            Format::Jsonl => {
                let mut lines = Vec::new();
                saved.write(&mut lines);
                lines
            }
            Format::Human => {
                let is_one_of_several = self.run.several || saved.report.place().is_inside();
                self.for_people(&saved, self.run.verb, is_one_of_several)
            }
            Format::Csv => self.table().map_or(Vec::new(), |table| table.rows(&saved)),
            Format::Brat => brat::annotations(&saved).into_bytes(),
            Format::Html => html::page(&saved, &self.run).into_bytes(),
        }
    }

    /// Writes a report. A file that cannot be written is a failure of this report alone.
    pub fn put(&mut self, mut written: Written) -> Result<Option<Failure>> {
        self.reports += 1;
        if let Some((list, listed)) = self.list.as_mut().zip(written.listed.take()) {
            let findings = list.add(listed);
            self.write(&findings)?;
            return Ok(None);
        }
        if let Some(pages) = &mut self.pages {
            let message = pages.put(&written.bytes)?.err();
            return Ok(message.map(|message| failed_to_write(&written, message)));
        }
        if self.target.out.is_none() {
            self.begin_table()?;
            if self.reports == 2 {
                self.target.one_file_each()?;
            }
            if matches!(self.format, Format::Brat | Format::Html) {
                self.only = written.bytes;
            } else {
                self.write(&written.bytes)?;
            }
            return Ok(None);
        }
        Ok(self.put_files(&written))
    }

    /// Writes the two files of a report for brat.
    fn put_files(&mut self, written: &Written) -> Option<Failure> {
        let folder = self.target.out.as_deref()?;
        let name = self.free_name(&written.stem);
        let text = written.text.as_deref().map(|text| ("txt", text));
        for (ending, bytes) in text.into_iter().chain([("ann", &*written.bytes)]) {
            let path = folder.join(format!("{name}.{ending}"));
            if let Err(error) = write_new(&path, bytes) {
                let message = match error.kind() {
                    io::ErrorKind::AlreadyExists => format!(
                        "{} is there already, and nothing is overwritten",
                        path.display()
                    ),
                    _ => format!("{}: {error}", path.display()),
                };
                return Some(failed_to_write(written, message));
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
    pub fn fail(&mut self, error: records::Error) -> Result<()> {
        let place = output::place_in_words(&error.name());
        let message = format!("{place}: {}", error.message);
        self.begin_table()?;
        if let Some(table) = self.begun {
            self.write(&table.failed(&error))?;
        }
        if let Some(list) = &mut self.list {
            let findings = list.fail(Row::failed(&error));
            self.write(&findings)?;
        }
        if let Some(pages) = &mut self.pages {
            pages.fail(Row::failed(&error));
        }
        self.write_record(&Record::Error(error))?;
        output::complain(&message);
        Ok(())
    }

    /// Writes a record that is not about a report. Only JSONL has such records.
    fn write_record(&mut self, record: &Record) -> Result<()> {
        if self.format != Format::Jsonl {
            return Ok(());
        }
        let mut line = Vec::new();
        records::write(&mut line, record);
        self.write(&line)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.out
            .write_all(bytes)
            .context("the output cannot be written")
    }
}

fn failed_to_write(written: &Written, message: String) -> Failure {
    Failure {
        place: written.counted.place.clone(),
        stage: "export",
        message,
    }
}

/// The record of a failure.
pub fn error_of(failure: &Failure) -> records::Error {
    let place = &failure.place;
    records::Error {
        input: place.input.clone(),
        record: InputRecord::of_part(place),
        stage: failure.stage.into(),
        message: failure.message.clone(),
    }
}

/// Whether the human form has colours.
pub fn is_colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            output::on_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    }
}

/// The name of a report's file: the name of its input, or its id if the input has many reports.
fn stem(report: &Report) -> String {
    let place = report.place();
    if place.is_part() {
        return report.id.clone();
    }
    let path = place.member.as_ref().unwrap_or(&place.input);
    let name = Path::new(path).file_stem();
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
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    write_whole(path, bytes)
}

/// Writes a file, which has its name only once it is whole, so that a full disk or the end of the
/// program leaves no part of a report that looks like all of it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let file = std::fs::File::options()
        .write(true)
        .create_new(true)
        .open(&part);
    let written = file
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| std::fs::rename(&part, path));
    if written.is_err() {
        // What could not be written is named; a part of it that stays is named as one.
        let _ = std::fs::remove_file(&part);
    }
    written
}
