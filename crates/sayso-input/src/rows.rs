//! JSON lines: one report a line, as an object with the text in one of its fields.

use crate::fields::{Fields, Object};
use crate::lacks::RowNoun;
use crate::lines::{Line, read_line};
use crate::row::RowReader;
use crate::source::{Source, in_words};
use crate::unicode::{self, Bytes, Changed};
use crate::{Failure, Item, Note, Options};
use sayso::report::Place;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::fmt;

/// The most bytes of a row. It can have more than the text of its report.
pub const LONGEST_ROW: u64 = 1 << 25;

/// The reports of a file of JSON lines. One line is held in memory at a time.
pub struct Rows {
    place: Place,
    bytes: Bytes,
    changed: Changed,
    number: u64,
    line: Vec<u8>,
    rows: RowReader,
    /// What is to be given next.
    items: VecDeque<Item>,
    is_done: bool,
}

impl Rows {
    /// # Errors
    /// Those of the first bytes.
    pub fn new(source: Source, options: &Options) -> Result<Rows, Failure> {
        let Source { place, bytes, .. } = source;
        let (bytes, changed) = unicode::utf8(bytes, |_| None)
            .map_err(|error| Failure::read(place.clone(), in_words(&error)))?;
        Ok(Rows {
            place,
            bytes,
            changed,
            number: 0,
            line: Vec::new(),
            rows: RowReader::new(RowNoun::LINE, options),
            items: VecDeque::new(),
            is_done: false,
        })
    }

    /// The line that is being read.
    fn line_place(&self) -> Place {
        Place {
            line: Some(self.number),
            ..self.place.clone()
        }
    }

    /// Reads the next line.
    fn step(&mut self) {
        self.number += 1;
        let line = read_line(&mut self.bytes, LONGEST_ROW, &mut self.line);
        if self.changed.take() {
            self.items.push_back(Item::Note(Note {
                place: self.place.clone(),
                message: unicode::READ_AS_WINDOWS.into(),
            }));
        }
        self.is_done = matches!(line, Ok(Line::End | Line::Endless) | Err(_));
        let message = match line {
            Ok(Line::Whole) if self.line.iter().all(u8::is_ascii_whitespace) => return,
            Ok(Line::Whole) => match object(&self.line, self.rows.fields()) {
                Ok(row) => {
                    let place = self.line_place();
                    self.items.extend(self.rows.items(&place, &row));
                    return;
                }
                Err(what) => format!("the line {what}"),
            },
            Ok(Line::End) => return,
            Ok(Line::TooLong) => "the line is over 32 MiB, which no single report is".into(),
            Ok(Line::Endless) => {
                "the line goes on for over 1 GiB, and what follows it is not read".into()
            }
            // The rows before this one stay read; the file itself cannot be read further.
            Err(error) => in_words(&error),
        };
        self.rows.broken_row();
        self.items
            .push_back(Failure::read(self.line_place(), message).into());
    }
}

impl Iterator for Rows {
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

/// The fields of a row. Those that cannot be of use are null, because a number or a depth there that
/// the parser does not allow says nothing about the report.
///
/// # Errors
/// What is wrong, to be said of the row: "is broken off".
pub fn object(bytes: &[u8], fields: &Fields) -> Result<Object, String> {
    let parsed = parse(bytes, fields).or_else(|error| match without_lone_surrogates(bytes) {
        Some(bytes) => parse(&bytes, fields),
        None => Err(error),
    });
    parsed.map_err(|error| what_is_wrong(&error, bytes))
}

/// What is wrong with a row that is not an object of JSON, without the words of the parser.
fn what_is_wrong(error: &serde_json::Error, bytes: &[u8]) -> String {
    let bytes = bytes.trim_ascii();
    if error.is_data() {
        return "is not a JSON object, such as {\"text\": \"…\"}".into();
    }
    if !bytes.starts_with(b"{") {
        return "is not JSON: it must begin with {".into();
    }
    let message = error.to_string();
    let is_at_control = message.starts_with("control character");
    let has_control = bytes.iter().any(u8::is_ascii_control);
    if is_at_control && has_control {
        return "has a line break or a tab in a quoted text, which JSON writes as \\n or \\t"
            .into();
    }
    if is_at_control || message.contains("EOF while parsing a string") {
        return "is broken off inside a quoted text".into();
    }
    if error.is_eof() {
        return "is broken off: its end is missing".into();
    }
    // The parser sees a single row, so that only its column means something.
    format!("is not JSON from character {} on", error.column())
}

fn parse(bytes: &[u8], fields: &Fields) -> serde_json::Result<Object> {
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let fields = Wanted(fields).deserialize(&mut parser)?;
    parser.end()?;
    Ok(fields)
}

/// The fields of an object that can be of use.
struct Wanted<'a>(&'a Fields);

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Object;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Self::Value, D::Error> {
        parser.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut row = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let value = if self.0.wants(&name) {
                object.next_value()?
            } else {
                object.next_value::<IgnoredAny>()?;
                Value::Null
            };
            row.insert(name, value);
        }
        Ok(row)
    }
}
/// The line with U+FFFD for halves of surrogate pairs, which some programs write where a text was cut;
/// `None` if it has none.
fn without_lone_surrogates(line: &[u8]) -> Option<Vec<u8>> {
    const LENGTH: usize = "\\ud800".len();
    let code = |at: usize| -> Option<u32> {
        let digits = line.get(at..at + LENGTH)?.strip_prefix(b"\\u")?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut out = Vec::with_capacity(line.len());
    let (mut at, mut has_any) = (0, false);
    while at < line.len() {
        let is_low = |code: u32| (0xdc00..0xe000).contains(&code);
        let length = match code(at) {
            Some(0xd800..0xdc00) if code(at + LENGTH).is_some_and(is_low) => 2 * LENGTH,
            Some(0xd800..0xe000) => {
                has_any = true;
                out.extend(b"\\ufffd");
                at += LENGTH;
                continue;
            }
            Some(_) => LENGTH,
            // A backslash and what it escapes, so that "\\\\ud800" is not taken for an escape.
            None if line[at] == b'\\' => 2,
            None => 1,
        };
        let end = (at + length).min(line.len());
        out.extend(&line[at..end]);
        at = end;
    }
    has_any.then_some(out)
}
