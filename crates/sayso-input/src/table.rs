//! CSV and its like: a row a report, the names of the columns in the first row, in constant memory.
//!
//! The separator is found in the first row. A cell can have line feeds between quotation marks, so that
//! a row is named by the line that it begins on.

use crate::fields::{Object, shown};
use crate::lacks::{RowNoun, why_no_text};
use crate::lines::LineCount;
use crate::row::RowReader;
use crate::rows::LONGEST_ROW;
use crate::source::{Source, in_words};
use crate::unicode::{self, Bytes, Changed};
use crate::{Failure, Item, Note, Options, PassedOver, What};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use sayso::report::Place;
use serde_json::Value;
use std::collections::VecDeque;
use std::io;

/// The bytes that separate cells, each with its name. The first is the usual one.
const SEPARATORS: [(u8, &str); 4] = [
    (b',', "commas"),
    (b';', "semicolons"),
    (b'\t', "tabs"),
    (b'|', "vertical bars"),
];

/// Columns of the widest table.
const MAX_COLUMNS: usize = 10_000;

/// The line by which Excel is told the separator: "sep=;".
const SEPARATOR_LINE: &str = "sep=";

/// The reports of a table.
pub struct Table {
    place: Place,
    cells: Cells,
    changed: Changed,
    columns: Vec<Column>,
    rows: RowReader,
    /// A row had fewer cells than there are columns, which is told once.
    told_short: bool,
    /// A cell went on after its closing quotation mark, which is told once.
    told_open_mark: bool,
    items: VecDeque<Item>,
    is_done: bool,
}

struct Column {
    name: String,
    is_wanted: bool,
}

impl Table {
    /// # Errors
    /// A failure for the first bytes; something passed over, if the first row names no column with a
    /// text.
    pub fn new(source: Source, options: &Options) -> Result<Table, Item> {
        let Source { place, bytes, .. } = source;
        let failed = |error: io::Error| Item::from(Failure::read(place.clone(), in_words(&error)));
        let (mut bytes, changed) = unicode::utf8(bytes, |_| None).map_err(failed)?;
        let (separator, lines) = separator(&mut bytes).map_err(failed)?;
        let has_escapes = has_escapes(bytes.fill_buf().map_err(failed)?, separator.0);
        let mut cells = Cells::new(bytes, separator.0, has_escapes, lines);
        let mut names = Vec::new();
        let row = cells.row(&mut names).map_err(failed)?;
        let rows = RowReader::new(RowNoun::ROW, options);
        let mut table = Table {
            place,
            cells,
            changed,
            columns: Vec::new(),
            rows,
            told_short: false,
            told_open_mark: false,
            items: VecDeque::new(),
            is_done: false,
        };
        if row == CellRow::Whole {
            table.name_columns(&names)?;
            if separator.0 != SEPARATORS[0].0 {
                table.note(format!("its cells are separated by {}", separator.1));
            }
            if has_escapes {
                table.note("quotation marks within its cells are written with a backslash");
            }
        } else if row == CellRow::TooLong {
            return Err(Failure::read(table.place, TOO_LONG).into());
        }
        Ok(table)
    }

    fn name_columns(&mut self, names: &[String]) -> Result<(), PassedOver> {
        let fields = self.rows.fields();
        self.columns = names
            .iter()
            .map(|name| Column {
                name: name.trim().to_string(),
                is_wanted: fields.wants(name.trim()),
            })
            .collect();
        let header: Object = self
            .columns
            .iter()
            .map(|column| (column.name.clone(), Value::Bool(true)))
            .collect();
        match why_no_text(&header, names, fields) {
            None => {
                self.note_columns_of_one_name();
                Ok(())
            }
            Some(why) => Err(PassedOver::because(
                self.place.clone(),
                What::TableWithoutText,
                format!("{why}, or add a row with the names of the columns if there is none"),
            )),
        }
    }

    /// Says which of several columns with one name is read, if any of them is.
    fn note_columns_of_one_name(&mut self) {
        let mut wanted: Vec<&str> = self
            .columns
            .iter()
            .filter(|column| column.is_wanted)
            .map(|column| &*column.name)
            .collect();
        wanted.sort_unstable();
        let repeated: Vec<String> = wanted
            .chunk_by(|a, b| a == b)
            .filter(|alike| alike.len() > 1)
            .map(|alike| {
                let (count, name) = (alike.len(), alike[0]);
                format!(
                    "{count} columns are called {}: the first of them is read",
                    shown(name)
                )
            })
            .collect();
        for message in repeated {
            self.note(message);
        }
    }

    fn note(&mut self, message: impl Into<String>) {
        self.items.push_back(Item::Note(Note {
            place: self.place.clone(),
            message: message.into(),
        }));
    }

    /// Reads the next row.
    fn step(&mut self) {
        let mut cells = Vec::new();
        let row = self.cells.row(&mut cells);
        let place = Place {
            line: Some(self.cells.line),
            ..self.place.clone()
        };
        if self.changed.take() {
            self.note(unicode::READ_AS_WINDOWS);
        }
        if self.cells.goes_on && !self.told_open_mark {
            self.told_open_mark = true;
            self.items.push_back(Item::Note(Note {
                place: place.clone(),
                message: GOES_ON.into(),
            }));
        }
        let message = match row {
            Ok(CellRow::End) => {
                self.is_done = true;
                return;
            }
            Ok(CellRow::Whole) if cells.len() > self.columns.len() => format!(
                "the row has {} cells and the first row {}: perhaps a separator or a quotation mark in a cell is not between quotation marks",
                cells.len(),
                self.columns.len()
            ),
            Ok(CellRow::Whole) => return self.row(&place, cells),
            Ok(CellRow::Unclosed) => UNCLOSED.into(),
            Ok(CellRow::TooLong) => TOO_LONG.into(),
            Err(error) => {
                self.is_done = true;
                in_words(&error)
            }
        };
        self.rows.broken_row();
        self.items.push_back(Failure::read(place, message).into());
    }

    fn row(&mut self, place: &Place, cells: Vec<String>) {
        if cells.len() < self.columns.len() && !self.told_short {
            self.told_short = true;
            self.items.push_back(Item::Note(Note {
                place: place.clone(),
                message: format!(
                    "the row has {} cells and the first row {}: what is missing is not known (such rows are told once)",
                    cells.len(),
                    self.columns.len()
                ),
            }));
        }
        let mut row = Object::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let value = if column.is_wanted {
                Value::String(cell)
            } else {
                Value::Null
            };
            row.entry(column.name.clone()).or_insert(value);
        }
        self.items.extend(self.rows.items(place, &row));
    }
}

impl Iterator for Table {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.items.is_empty() && !self.is_done {
            self.step();
            if self.is_done {
                self.items.extend(self.rows.end(&self.place));
            }
        }
        self.items.pop_front()
    }
}

const UNCLOSED: &str = "a quotation mark in this row is not closed, so that the row reaches to the end of the file, with all rows that may follow: it is not read; close the mark, or copy the whole file again if it was cut off";

const GOES_ON: &str = "a cell goes on after its closing quotation mark: perhaps a mark within it is not written twice, so that the cell may be wrong (such rows are told once)";

const TOO_LONG: &str =
    "the row is over 32 MiB, which no single report is: perhaps a quotation mark is not closed";

/// The separator that the first row has most of, and the lines before that row.
fn separator(bytes: &mut Bytes) -> io::Result<((u8, &'static str), u64)> {
    let head = bytes.fill_buf()?;
    let first = head.split(|&b| b == b'\n').next().unwrap_or_default();
    let said = std::str::from_utf8(first).ok().map(str::trim);
    let said = said.and_then(|line| line.strip_prefix(SEPARATOR_LINE)?.bytes().next());
    if let Some(row) = SEPARATORS.iter().find(|row| Some(row.0) == said) {
        let length = (first.len() + 1).min(head.len());
        bytes.consume(length);
        return Ok((*row, 1));
    }
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut is_quoted = false;
    for &byte in head {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if !is_quoted => {
                if let Some(at) = SEPARATORS.iter().position(|row| row.0 == byte) {
                    counts[at] += 1;
                }
            }
            _ => {}
        }
    }
    // The first of those with the same count.
    let most = (0..SEPARATORS.len())
        .rev()
        .max_by_key(|&at| counts[at])
        .unwrap_or(0);
    Ok((SEPARATORS[most], 0))
}

/// Whether quotation marks within cells are written `\"`, as some databases export them, and not twice.
fn has_escapes(head: &[u8], separator: u8) -> bool {
    let mut marks = Marks::of(separator, true);
    let mut has_escapes = false;
    for (at, byte) in head.iter().enumerate() {
        let before = marks.state;
        marks.pass(std::slice::from_ref(byte));
        let next = head.get(at + 1);
        match (before, marks.state) {
            // A cell may end with a backslash.
            (State::Escaped, State::Quoted) if *byte == b'"' => {
                let ends = |next: &u8| [separator, b'"', b'\n', b'\r'].contains(next);
                has_escapes |= next.is_some_and(|next| !ends(next));
            }
            (State::Closed, State::Quoted) => return false,
            (State::Start | State::Plain | State::Closed, _)
                if *byte == separator || *byte == b'\n' =>
            {
                marks.begin();
            }
            _ => {}
        }
    }
    has_escapes
}

/// What there was to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellRow {
    Whole,
    /// It was skipped.
    TooLong,
    /// The file ends within quotation marks.
    Unclosed,
    End,
}

/// The cells of a table.
struct Cells {
    bytes: Bytes,
    reader: Reader,
    /// A piece of a cell.
    piece: Vec<u8>,
    lines: LineCount,
    /// The line that the last row begins on.
    line: u64,
    /// Of the cell in hand.
    marks: Marks,
    /// Whether a cell of the last row goes on after its closing quotation mark.
    goes_on: bool,
}

impl Cells {
    /// Reads cells with this separator, in which quotation marks may be escaped by backslashes. `lines` were read before.
    fn new(bytes: Bytes, separator: u8, has_escapes: bool, lines: u64) -> Cells {
        let escape = has_escapes.then_some(b'\\');
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .escape(escape)
            .double_quote(!has_escapes)
            .build();
        Cells {
            bytes,
            reader,
            piece: vec![0; PIECE],
            lines: LineCount::after(lines),
            line: 0,
            marks: Marks::of(separator, has_escapes),
            goes_on: false,
        }
    }

    /// Goes past empty lines, so that the line of the next row is known.
    fn skip_empty_lines(&mut self) -> io::Result<()> {
        loop {
            let bytes = self.bytes.fill_buf()?;
            let length = bytes
                .iter()
                .take_while(|b| matches!(b, b'\n' | b'\r'))
                .count();
            if length == 0 {
                return Ok(());
            }
            self.lines.pass(&bytes[..length]);
            self.bytes.consume(length);
        }
    }

    /// Reads the next row into `cells`, which is empty if it is too long.
    fn row(&mut self, cells: &mut Vec<String>) -> io::Result<CellRow> {
        cells.clear();
        self.skip_empty_lines()?;
        self.line = self.lines.line();
        let limit = LONGEST_ROW as usize;
        let (mut cell, mut length) = (Vec::new(), 0);
        self.marks.begin();
        self.goes_on = false;
        loop {
            let bytes = self.bytes.fill_buf()?;
            let is_at_end = bytes.is_empty();
            let (result, read, written) = self.reader.read_field(bytes, &mut self.piece);
            self.marks.pass(&bytes[..read]);
            self.lines.pass(&bytes[..read]);
            self.bytes.consume(read);
            length += written;
            let is_too_long = length > limit || cells.len() > MAX_COLUMNS;
            if is_too_long {
                cell = Vec::new();
            } else {
                cell.extend(&self.piece[..written]);
            }
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::End => return Ok(CellRow::End),
                ReadFieldResult::Field { record_end } => {
                    if !is_too_long {
                        let text = String::from_utf8_lossy(&cell).into_owned();
                        cells.push(text);
                        cell.clear();
                    }
                    if record_end && is_too_long {
                        cells.clear();
                        return Ok(CellRow::TooLong);
                    }
                    self.goes_on |= self.marks.goes_on;
                    if record_end && is_at_end && self.marks.are_open() {
                        return Ok(CellRow::Unclosed);
                    }
                    if record_end {
                        return Ok(CellRow::Whole);
                    }
                    self.marks.begin();
                }
            }
        }
    }
}

/// The quotation marks of a cell.
struct Marks {
    separator: u8,
    has_escapes: bool,
    state: State,
    /// Whether something follows the closing mark.
    goes_on: bool,
}

/// Where in a cell one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    /// The cell does not begin with a mark, so that none means anything.
    Plain,
    Quoted,
    /// After a backslash between marks.
    Escaped,
    /// After a mark that closes the cell, unless another follows.
    Closed,
}

impl Marks {
    fn of(separator: u8, has_escapes: bool) -> Marks {
        Marks {
            separator,
            has_escapes,
            state: State::Start,
            goes_on: false,
        }
    }

    /// Begins the next cell.
    fn begin(&mut self) {
        self.state = State::Start;
        self.goes_on = false;
    }

    /// Passes the next bytes of the cell, with what ends it.
    fn pass(&mut self, mut bytes: &[u8]) {
        while let Some((&byte, rest)) = bytes.split_first() {
            bytes = rest;
            self.state = match (self.state, byte) {
                (State::Plain, _) => return,
                (State::Start | State::Closed, b'"') | (State::Escaped, _) => State::Quoted,
                (State::Start, _) => State::Plain,
                (State::Quoted, b'"') => State::Closed,
                (State::Quoted, b'\\') if self.has_escapes => State::Escaped,
                (State::Quoted, _) => {
                    let next = memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len());
                    bytes = &bytes[next..];
                    State::Quoted
                }
                (State::Closed, _) => {
                    self.goes_on |= ![self.separator, b'\n', b'\r'].contains(&byte);
                    State::Closed
                }
            };
        }
    }

    /// Whether the cell is not closed.
    fn are_open(&self) -> bool {
        matches!(self.state, State::Quoted | State::Escaped)
    }
}

/// Bytes of a cell that are read at once.
const PIECE: usize = 1 << 14;
