//! JSON lines: one report a line, as an object with the text in one of its fields.

use crate::given::given_day;
use crate::lacks::{Lack, Lacks, Purpose};
use crate::lines::{Line, read_line};
use crate::source::{Source, in_words};
use crate::whole::too_large;
use crate::{Failure, Item, Options};
use sayso::report::{Body, Place, RawReport};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fmt;

/// The most bytes of a row. It can have more than the text of its report.
const LONGEST_ROW: u64 = 1 << 25;

/// Which fields of a row hold what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The text of the report.
    pub text: String,
    /// The id, which every row must then have; `None`: `id`, where a row has it.
    pub id: Option<String>,
    /// The day of publication, which every row must then have; `None`: `date`, where a row has it.
    pub date: Option<String>,
}

impl Default for Fields {
    fn default() -> Fields {
        Fields {
            text: "text".into(),
            id: None,
            date: None,
        }
    }
}

/// The reports of a file of JSON lines. One line is held in memory at a time.
pub struct Rows {
    source: Source,
    number: u64,
    line: Vec<u8>,
    ids: HashSet<String>,
    fields: Fields,
    published: Option<String>,
    /// Lines that are not empty, so far.
    rows: u64,
    /// What lines do not have, to be named once and not for each line.
    lacks: Lacks,
    is_done: bool,
}

impl Rows {
    pub fn new(source: Source, options: &Options) -> Rows {
        Rows {
            source,
            number: 0,
            line: Vec::new(),
            ids: HashSet::new(),
            fields: options.fields.clone(),
            published: options.published.clone(),
            rows: 0,
            lacks: Lacks::default(),
            is_done: false,
        }
    }

    /// The line that is being read.
    fn place(&self) -> Place {
        Place {
            line: Some(self.number),
            ..self.source.place.clone()
        }
    }

    fn failure(&self, message: impl Into<String>) -> Failure {
        Failure::read(self.place(), message)
    }

    /// The report of the line that was just read. None if it lacks a field, which is named at the end.
    fn row(&mut self) -> Option<Item> {
        let mut line = &self.line[..];
        if self.number == 1 {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        let (id, url, published, text) = match self.parts(line) {
            Ok(parts) => parts,
            Err(Unread::Wrong(message)) => return Some(self.failure(message).into()),
            Err(Unread::Lacks(lack)) => {
                self.lacks.add(self.number, lack);
                return None;
            }
        };
        if let Some(id) = &id
            && !self.ids.insert(id.clone())
        {
            let message =
                format!("the id {id:?} is there twice, and the second report is not read");
            return Some(self.failure(message).into());
        }
        let raw = RawReport {
            id,
            url,
            published: published.map(given_day),
            ..RawReport::new(self.place(), Body::Text(text))
        };
        Some(raw.into())
    }

    /// Id, address, day and text of a row.
    fn parts(&self, line: &[u8]) -> Result<RowParts, Unread> {
        let date = self.fields.date.as_deref().unwrap_or("date");
        let id_field = self.fields.id.as_deref().unwrap_or("id");
        let mut fields = object(line, &[&self.fields.text, id_field, date, "url"])?;
        let id = id(&fields, self.fields.id.as_deref())?;
        if let Some(name) = &self.fields.date
            && !fields.contains_key(name)
        {
            return Err(lacks(Purpose::Day, name, &fields));
        }
        let published = string(&fields, date).or_else(|| self.published.clone());
        let url = string(&fields, "url");
        Ok((id, url, published, text(&mut fields, &self.fields.text)?))
    }

    /// What is to be said when the file has been read: that it is empty, or what its lines lack.
    fn last(&mut self) -> Option<Item> {
        if self.rows == 0 {
            // Said once.
            self.rows = 1;
            let message = "there is no report in it, only empty lines or nothing";
            return Some(Failure::read(self.source.place.clone(), message).into());
        }
        let message = self.lacks.next_message(self.rows)?;
        Some(Failure::read(self.source.place.clone(), message).into())
    }

    /// The report of the next line, or why there is none. None for a line without anything to say.
    fn step(&mut self) -> Option<Item> {
        self.number += 1;
        self.line.clear();
        let line = read_line(&mut self.source.bytes, LONGEST_ROW, &mut self.line);
        let is_counted = match &line {
            Ok(Line::Whole) => !is_blank(&self.line),
            Ok(Line::End) => false,
            _ => true,
        };
        self.rows += u64::from(is_counted);
        self.is_done = matches!(line, Ok(Line::End | Line::Endless) | Err(_));
        let message = match line {
            Ok(Line::Whole) if is_counted => return self.row(),
            Ok(Line::Whole | Line::End) => return None,
            Ok(Line::TooLong) => "the line is over 32 MiB, which no single report is".into(),
            Ok(Line::Endless) => {
                "the line goes on for over 1 GiB, and what follows it is not read".into()
            }
            // The rows before this one stay read; the file itself cannot be read further.
            Err(error) => in_words(&error),
        };
        Some(self.failure(message).into())
    }
}

/// Id, address, day and text of a row.
type RowParts = (Option<String>, Option<String>, Option<String>, String);

/// Why a line is not read.
enum Unread {
    Wrong(String),
    Lacks(Lack),
}

impl From<String> for Unread {
    fn from(message: String) -> Unread {
        Unread::Wrong(message)
    }
}

impl Iterator for Rows {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.is_done {
            if let Some(item) = self.step() {
                return Some(item);
            }
        }
        self.last()
    }
}

fn is_blank(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    line.iter().all(u8::is_ascii_whitespace)
}

/// The fields of a row. Those that are not `wanted` are null, because a number or a depth there that
/// the parser does not allow says nothing about the report.
fn object(line: &[u8], wanted: &[&str]) -> Result<Map<String, Value>, String> {
    let parsed = parse(line, wanted).or_else(|error| match without_lone_surrogates(line) {
        Some(line) => parse(&line, wanted),
        None => Err(error),
    });
    parsed.map_err(|error| {
        if error.is_data() {
            return "the line is not a JSON object, such as {\"text\": \"…\"}".into();
        }
        // The parser sees a single line, so that only its column means something.
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        format!(
            "the line is not JSON: {what}, at character {}",
            error.column()
        )
    })
}

fn parse(line: &[u8], wanted: &[&str]) -> serde_json::Result<Map<String, Value>> {
    let mut parser = serde_json::Deserializer::from_slice(line);
    let fields = Wanted(wanted).deserialize(&mut parser)?;
    parser.end()?;
    Ok(fields)
}

/// The fields that are wanted of an object.
struct Wanted<'a>(&'a [&'a str]);

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Map<String, Value>;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Self::Value, D::Error> {
        parser.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let value = if self.0.contains(&&*name) {
                object.next_value()?
            } else {
                object.next_value::<IgnoredAny>()?;
                Value::Null
            };
            fields.insert(name, value);
        }
        Ok(fields)
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

fn text(fields: &mut Map<String, Value>, name: &str) -> Result<String, Unread> {
    match fields.remove(name) {
        Some(Value::String(text)) => match too_large(text.len()) {
            Some(message) => Err(Unread::Wrong(message.into())),
            None => Ok(text),
        },
        Some(_) => Err(Unread::Wrong(format!(
            "the field {name:?} has no text in it, but something else"
        ))),
        None => Err(lacks(Purpose::Text, name, fields)),
    }
}

fn id(fields: &Map<String, Value>, name: Option<&str>) -> Result<Option<String>, Unread> {
    match (name, fields.get(name.unwrap_or("id"))) {
        (_, Some(Value::String(id))) if !id.is_empty() => Ok(Some(id.clone())),
        (_, Some(Value::Number(id))) if id.is_i64() || id.is_u64() => Ok(Some(id.to_string())),
        (Some(name), Some(_)) => Err(Unread::Wrong(format!(
            "the id in the field {name:?} is neither words nor a whole number"
        ))),
        (Some(name), None) => Err(lacks(Purpose::Id, name, fields)),
        (None, _) => Ok(None),
    }
}

fn string(fields: &Map<String, Value>, name: &str) -> Option<String> {
    fields.get(name).and_then(Value::as_str).map(str::to_string)
}

/// A field that is not there, with those that are, because the name is often nearly right.
fn lacks(purpose: Purpose, name: &str, fields: &Map<String, Value>) -> Unread {
    Unread::Lacks(Lack {
        purpose,
        name: name.into(),
        others: fields.keys().cloned().collect(),
    })
}
