//! In: the records of a report. Out: rows of a table that opens in a spreadsheet as it is.
//!
//! Each table has a type of row and a list of columns. A column is its name, what it means, and how
//! its cell is made; `docs/format.md` is written from the same list. Every table begins with the
//! columns that say which report a row is of, so that tables of several reports are one table.
//! `cell` is the only place that decides how words and numbers are written.

pub mod cell;
mod claims;
mod entities;
mod findings;
mod measures;
mod reports;

use crate::records::{Error, Report, Saved};
use crate::view::View;
use cell::{BYTE_ORDER_MARK, Cell, Lines, words, words_or_nothing};
use claims::Claimed;
use entities::Named;
use findings::Found;
use measures::{Counted, Timed};
use reports::Input;

sayso_english::names! {
    /// Which table is written.
    pub enum Table {
        /// What is said: a row for each attribution, then one for each hedge of the outlet itself.
        Claims = "claims",
        /// What is counted or measured.
        Figures = "figures",
        /// When, how long, how often.
        Times = "times",
        /// Everyone and everything that is named or speaks.
        Entities = "entities",
        /// What does not add up, what follows from other figures, and what was seen in the wording.
        Findings = "findings",
        /// The reports themselves, also those that were not read, with the reason.
        Reports = "reports",
    }
}

impl Table {
    /// What its rows are, for people.
    pub fn about(self) -> &'static str {
        match self {
            Table::Claims => {
                "What is said: a row for each claim, with who says it, how sure, and where"
            }
            Table::Figures => "What is counted or measured, and who says so",
            Table::Times => "When, how long, how often, and who says so",
            Table::Entities => "Everyone and everything that is named or speaks",
            Table::Findings => "What does not add up, and what follows from other figures",
            Table::Reports => {
                "A row for each input, also those that were not read, with the reason"
            }
        }
    }

    /// The first line of the table, after the mark by which spreadsheets know UTF-8.
    ///
    /// ```
    /// use sayso_export::tables::Table;
    /// let header = String::from_utf8(Table::Claims.header()).unwrap();
    /// assert!(header.starts_with("\u{feff}report,input,outlet,day,headline,"));
    /// assert!(header.ends_with(",address\r\n"));
    /// ```
    pub fn header(self) -> Vec<u8> {
        let names = self.columns().into_iter().map(|(name, _)| words(name));
        let mut lines = Lines::default();
        lines.add(names);
        let mut out = BYTE_ORDER_MARK.as_bytes().to_vec();
        out.extend(lines.bytes());
        out
    }

    /// The lines of a report. A report that was not read has one in the table of reports only.
    pub fn rows(self, saved: &Saved) -> Vec<u8> {
        let view = View::new(saved);
        match self {
            Table::Claims => lines(claims::rows(&view)),
            Table::Figures => lines(measures::figures(&view)),
            Table::Times => lines(measures::times(&view)),
            Table::Entities => lines(entities::rows(&view)),
            Table::Findings => lines(findings::rows(&view)),
            Table::Reports => lines([reports::row(&view)]),
        }
    }

    /// The line of an input that failed. Only the table of reports has one.
    pub fn failed(self, error: &Error) -> Vec<u8> {
        match self {
            Table::Reports => lines([Input::Failed(error)]),
            _ => Vec::new(),
        }
    }

    /// The names of the columns and what they mean, in order.
    pub fn columns(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Table::Claims => described::<Claimed<'_>>(),
            Table::Figures => described::<Counted<'_>>(),
            Table::Times => described::<Timed<'_>>(),
            Table::Entities => described::<Named<'_>>(),
            Table::Findings => described::<Found<'_>>(),
            Table::Reports => described::<Input<'_>>(),
        }
    }
}

/// A column of a table whose rows are made from an `R`.
struct Column<R> {
    name: &'static str,
    /// A sentence for `docs/format.md`.
    meaning: &'static str,
    cell: fn(&R) -> Cell,
}

fn column<R>(name: &'static str, meaning: &'static str, cell: fn(&R) -> Cell) -> Column<R> {
    Column {
        name,
        meaning,
        cell,
    }
}

/// What a row of a table is made from.
trait Row: Sized {
    /// The report that the row is about. None for an input that could not be read.
    fn report(&self) -> Option<&Report>;

    /// The columns between those of the report.
    fn columns() -> Vec<Column<Self>>;

    /// The input as people know it.
    fn input(&self) -> String {
        self.report().map_or(String::new(), Report::name)
    }
}

/// The columns of a table: which report, what of it, and its address.
fn all_columns<R: Row>() -> Vec<Column<R>> {
    let mut columns = which_report();
    columns.extend(R::columns());
    columns.push(column(
        "address",
        "The address it was published under.",
        |row: &R| words_or_nothing(row.report().and_then(|r| r.url.as_deref())),
    ));
    columns
}

fn which_report<R: Row>() -> Vec<Column<R>> {
    vec![
        column("report", "The id of the report.", |row: &R| {
            words_or_nothing(row.report().map(|r| &*r.id))
        }),
        column(
            "input",
            "The file as it was named, with the line of a JSONL file after a colon.",
            |row: &R| words(&row.input()),
        ),
        column("outlet", "Who published it.", |row: &R| {
            words_or_nothing(row.report().and_then(|r| r.outlet.as_deref()))
        }),
        column(
            "day",
            "The day of publication, as 2024-03-01.",
            |row: &R| words_or_nothing(row.report().and_then(|r| r.published.as_deref())),
        ),
        column("headline", "The headline.", |row: &R| {
            words_or_nothing(row.report().and_then(|r| r.title.as_deref()))
        }),
        column("byline", "The author line.", |row: &R| {
            words_or_nothing(row.report().and_then(|r| r.byline.as_deref()))
        }),
    ]
}

fn lines<R: Row>(rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    let columns = all_columns::<R>();
    let mut lines = Lines::default();
    for row in rows {
        lines.add(columns.iter().map(|column| (column.cell)(&row)));
    }
    lines.bytes()
}

fn described<R: Row>() -> Vec<(&'static str, &'static str)> {
    let columns = all_columns::<R>();
    let described = columns.iter().map(|column| (column.name, column.meaning));
    described.collect()
}
