//! In: a question to a ledger. Out: the answer, for people, as JSONL or as a table.

pub mod args;
mod audit;
mod contradictions;
pub mod copies;
mod figures;
mod independent;
pub mod ledger;
mod lines;
mod search;
mod spellings;
pub mod stories;
mod timeline;
mod versions;
mod who;

pub use copies::copies;
pub use figures::figures;
pub use search::search;
pub use stories::{stories, story};
pub use timeline::timeline;
pub use versions::versions;
pub use who::who;

use crate::output;
use crate::tally::Done;
use crate::writer::is_colored;
use anyhow::{Context, Result, anyhow, bail};
use args::{AnswerFormat, Asking, Filters};
use sayso_export::tables::cell::{BYTE_ORDER_MARK, Lines, number, words, words_or_nothing};
use sayso_export::terminal::{Screen, Style};
use sayso_ledger::query::{Filter, Words, entities_described, outlets_called};
use sayso_ledger::{Ledger, LedgerError, Opening, Trouble};
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// A ledger that is asked.
pub struct Asked {
    ledger: Ledger,
    /// What it is called in messages.
    name: String,
}

/// What is said of a ledger that is being added to, or was when the program ended.
const NOT_FINISHED: &str = "not all is worked out yet, because sayso add is writing to it or was ended: persons are not joined \
    across reports, and counts of them are too high; run the same sayso add again";

impl Asked {
    /// Opens a ledger to read it.
    pub fn open(path: &Path) -> Result<Asked> {
        let ledger = Ledger::open_to_read(path).map_err(said)?;
        let name = path.display().to_string();
        Ok(Asked { ledger, name })
    }

    /// Says that persons are not joined yet, if they are not.
    fn tell_if_unfinished(&self) -> Result<()> {
        if !self.ledger.is_finished()? {
            output::complain(&format!("{}: {NOT_FINISHED}", self.name));
        }
        Ok(())
    }

    /// Asks a question. Trouble with the file is named with it.
    pub fn ask<T>(
        &self,
        question: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let answer = question(self.ledger.connection());
        answer.map_err(|error| said(self.ledger.error(error)))
    }

    /// What an answer is limited to. None if no outlet has the name that was given; a message says which
    /// there are.
    fn filter(&self, filters: &Filters) -> Result<Option<Filter>> {
        let Some(outlets) = self.outlets(&filters.outlet)? else {
            return Ok(None);
        };
        tell_if_no_day(filters.since.as_deref(), filters.until.as_deref());
        let source = filters.source.as_deref().map(parse_words).transpose()?;
        let described = match &source {
            Some(words) => self.ask(|connection| entities_described(connection, words))?,
            None => Vec::new(),
        };
        Ok(Some(Filter {
            source,
            described,
            outlets,
            since: filters.since.clone(),
            until: filters.until.clone(),
            statuses: filters.status.clone(),
            kinds: filters.kind.clone(),
            forms: filters.form.clone(),
            uncertain: filters.uncertain,
        }))
    }

    fn outlets(&self, names: &[String]) -> Result<Option<Vec<String>>> {
        let mut outlets = Vec::new();
        for name in names {
            if name.is_empty() {
                outlets.push(String::new());
                continue;
            }
            let called = self.ask(|connection| outlets_called(connection, name))?;
            if called.is_empty() {
                let all = self.ask(|connection| outlets_called(connection, ""))?;
                output::complain(&no_outlet(&self.name, name, &all));
                return Ok(None);
            }
            outlets.extend(called);
        }
        Ok(Some(outlets))
    }
}

/// Does something with a ledger that keeps in it what it finds. If the ledger cannot be written, if another process
/// writes to it or if the disk is full, what is found is only shown. `what` says which verb does it.
fn keeping<T>(
    path: &Path,
    what: &str,
    act: &dyn Fn(&mut Ledger) -> Result<T, LedgerError>,
) -> Result<T, LedgerError> {
    // Opening to write would make a ledger that is missing.
    if let Err(error) = Ledger::open_to_read(path)
        && !matches!(error.trouble, Trouble::Older(_))
    {
        return Err(error);
    }
    let opening = Opening {
        what,
        wait: Duration::ZERO,
        tell: &mut |words| output::complain(&format!("{}: {words}", path.display())),
    };
    let kept = Ledger::open_to_write(path, opening).and_then(|mut ledger| {
        let found = act(&mut ledger)?;
        ledger.close()?;
        Ok(found)
    });
    let Err(error) = kept else { return kept };
    match error.trouble {
        Trouble::ReadOnly | Trouble::Held(_) | Trouble::InUse => {}
        Trouble::Full => output::complain(&format!(
            "{}: the disk is full, so that what was found is shown and not kept",
            path.display()
        )),
        _ => return Err(error),
    }
    act(&mut Ledger::open_to_read(path)?)
}

/// Trouble with a ledger, whose words say all.
#[expect(
    clippy::needless_pass_by_value,
    reason = "`map_err` passes the error itself"
)]
fn said(error: LedgerError) -> anyhow::Error {
    anyhow!("{error}")
}

/// How many outlets a message names.
const NAMED: usize = 12;

fn no_outlet(ledger: &str, name: &str, all: &[String]) -> String {
    let some: Vec<&str> = all.iter().take(NAMED).map(String::as_str).collect();
    let more = if all.len() > NAMED { ", …" } else { "" };
    match some[..] {
        [] => format!("{ledger}: no report in it says which outlet it is of"),
        _ => format!(
            "{ledger}: no outlet in it is called {name:?}; there are {}{more}",
            some.join(", ")
        ),
    }
}

/// Says so if a period ends before it begins, so that nothing can match.
fn tell_if_no_day(since: Option<&str>, until: Option<&str>) {
    if let (Some(since), Some(until)) = (since, until)
        // The month 2024-03 ends after its days.
        && since > until
        && !since.starts_with(until)
    {
        output::complain(&format!(
            "no day is on or after --since {since} and on or before --until {until}"
        ));
    }
}

/// Words to search for.
fn parse_words(typed: &str) -> Result<Words> {
    if let Some(note) = Words::taken_as_text(typed) {
        output::complain(note);
    }
    match Words::parse(typed) {
        Some(words) => Ok(words),
        None => bail!("there is no letter and no digit to search for in {typed:?}"),
    }
}

/// The words of a command line. None if there are none.
fn words_of(typed: &[String]) -> Result<Option<Words>> {
    if typed.is_empty() {
        return Ok(None);
    }
    parse_words(&typed.join(" ")).map(Some)
}

/// Writes an answer.
struct Answer {
    format: AnswerFormat,
    screen: Screen,
    bytes: Vec<u8>,
    /// The table, and the type of its rows.
    table: Option<(&'static str, Lines)>,
    has_rows: bool,
}

/// A row of an answer.
trait AnswerRow: Serialize {
    /// The type of its line in JSONL.
    const TYPE: &'static str;
    /// The columns of its table.
    const COLUMNS: &'static [&'static str];
    /// Columns before these.
    const FIRST: &'static [&'static str] = &[];

    /// All columns.
    fn columns() -> impl Iterator<Item = &'static str> {
        Self::FIRST.iter().chain(Self::COLUMNS).copied()
    }
}

#[derive(Serialize)]
struct Line<'a, T> {
    r#type: &'static str,
    data: &'a T,
}

impl Answer {
    fn new(asking: &Asking) -> Answer {
        let style = Style {
            color: is_colored(asking.color),
            width: output::width(),
        };
        let default = if output::on_terminal() {
            AnswerFormat::Human
        } else {
            AnswerFormat::Jsonl
        };
        Answer {
            format: asking.format.unwrap_or(default),
            screen: Screen::new(style),
            bytes: Vec::new(),
            table: None,
            has_rows: false,
        }
    }

    fn is_for_people(&self) -> bool {
        self.format == AnswerFormat::Human
    }

    fn is_lines(&self) -> bool {
        self.format == AnswerFormat::Jsonl
    }

    /// Adds a row: for people as `show` puts it, otherwise as a line.
    fn row<T: AnswerRow>(&mut self, row: &T, show: impl FnOnce(&mut Screen, &T)) {
        self.has_rows = true;
        match self.format {
            AnswerFormat::Human => show(&mut self.screen, row),
            AnswerFormat::Jsonl => self.line(T::TYPE, row),
            AnswerFormat::Csv => self.cells(row),
        }
    }

    fn line<T: Serialize>(&mut self, of: &'static str, row: &T) {
        let line = Line {
            r#type: of,
            data: row,
        };
        // Writing plain data to memory cannot fail.
        if serde_json::to_writer(&mut self.bytes, &line).is_ok() {
            self.bytes.push(b'\n');
        }
    }

    /// Gives a table without rows the names of the columns that it would have.
    fn with_columns_of<T: AnswerRow>(mut self) -> Answer {
        if self.format == AnswerFormat::Csv {
            self.table.get_or_insert_with(|| (T::TYPE, header::<T>()));
        }
        self
    }

    /// Adds a row to the table. Rows of another type are left out, because a table has one.
    fn cells<T: AnswerRow>(&mut self, row: &T) {
        let (of, lines) = self.table.get_or_insert_with(|| (T::TYPE, header::<T>()));
        if *of != T::TYPE {
            return;
        }
        let Ok(row) = serde_json::to_value(row) else {
            return;
        };
        lines.add(T::columns().map(|column| match row.get(column) {
            None | Some(Value::Null) => words_or_nothing(None),
            Some(Value::String(text)) => words(text),
            Some(Value::Number(value)) => number(value),
            Some(Value::Object(context)) => {
                words_or_nothing(context.get("text").and_then(Value::as_str))
            }
            Some(other) => words(&other.to_string()),
        }));
    }

    /// Writes the lines so far, so that an answer of very many does not fill the memory.
    fn write_lines(&mut self) -> Result<()> {
        if self.format == AnswerFormat::Jsonl {
            let lines = std::mem::take(&mut self.bytes);
            std::io::stdout()
                .write_all(&lines)
                .context("the output cannot be written")?;
        }
        Ok(())
    }

    /// Says how to see what is not shown. For people only.
    fn note(&mut self, note: &str) {
        if self.is_for_people() {
            self.screen.blank_line();
            self.screen.flow(note, sayso_export::terminal::Look::Dim);
        }
    }

    /// Writes it all. Exit code 1 if there are no rows.
    fn end(mut self, nothing: &str) -> Result<Done> {
        let mut out = std::io::stdout().lock();
        if !self.has_rows && self.format != AnswerFormat::Csv {
            output::complain(nothing);
        }
        // Places the last word.
        self.screen.paragraph(0, 0);
        let screen = self.screen.finish();
        let table = self.table.map(|(_, lines)| lines.bytes());
        let bytes = match self.format {
            AnswerFormat::Human if screen.is_empty() => Vec::new(),
            AnswerFormat::Human => format!("{}\n", screen.trim_matches('\n')).into_bytes(),
            AnswerFormat::Jsonl => self.bytes,
            AnswerFormat::Csv => with_mark(table.unwrap_or_default()),
        };
        out.write_all(&bytes)
            .and_then(|()| out.flush())
            .context("the output cannot be written")?;
        Ok(Done {
            failures: 0,
            found: !self.has_rows,
            ..Done::default()
        })
    }
}

fn header<T: AnswerRow>() -> Lines {
    let mut lines = Lines::default();
    lines.add(T::columns().map(words));
    lines
}

/// A table that spreadsheets open as it is.
fn with_mark(table: Vec<u8>) -> Vec<u8> {
    if table.is_empty() {
        return table;
    }
    [BYTE_ORDER_MARK.as_bytes(), &table].concat()
}
