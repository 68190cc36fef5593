//! JSON lines: one report a line, as an object with the text in one of its fields.

use crate::lines::{Line, read_line};
use crate::whole::too_large;
use crate::{Failure, Item, Options, given_day};
use sayso::report::{Body, Place, RawReport};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fmt;
use std::io::BufRead;

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
pub struct Rows<R> {
    input: String,
    lines: R,
    number: u64,
    line: Vec<u8>,
    ids: HashSet<String>,
    fields: Fields,
    published: Option<String>,
    is_empty: bool,
    is_done: bool,
}

impl<R: BufRead> Rows<R> {
    pub fn new(input: String, lines: R, options: &Options) -> Rows<R> {
        Rows {
            input,
            lines,
            number: 0,
            line: Vec::new(),
            ids: HashSet::new(),
            fields: options.fields.clone(),
            published: options.published.clone(),
            is_empty: true,
            is_done: false,
        }
    }

    fn failure(&self, message: impl Into<String>) -> Failure {
        Failure::read(&self.input, Some(self.number), message)
    }

    /// The report of the line that was just read.
    fn row(&mut self) -> Item {
        let mut line = &self.line[..];
        if self.number == 1 {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        let (id, url, published, text) =
            self.parts(line).map_err(|message| self.failure(message))?;
        if let Some(id) = &id
            && !self.ids.insert(id.clone())
        {
            return Err(self.failure(format!("the id {id:?} occurs twice in this input")));
        }
        Ok(RawReport {
            place: Place {
                input: self.input.clone(),
                line: Some(self.number),
            },
            id,
            url,
            published: published.map(given_day),
            body: Body::Text(text),
        })
    }

    /// Id, address, day and text of a row.
    fn parts(&self, line: &[u8]) -> Result<RowParts, String> {
        let date = self.fields.date.as_deref().unwrap_or("date");
        let id_field = self.fields.id.as_deref().unwrap_or("id");
        let mut fields = object(line, &[&self.fields.text, id_field, date, "url"])?;
        let id = id(&fields, self.fields.id.as_deref())?;
        if let Some(name) = &self.fields.date
            && !fields.contains_key(name)
        {
            return Err(missing(name, &fields));
        }
        let published = string(&fields, date).or_else(|| self.published.clone());
        let url = string(&fields, "url");
        Ok((id, url, published, text(&mut fields, &self.fields.text)?))
    }
}

/// Id, address, day and text of a row.
type RowParts = (Option<String>, Option<String>, Option<String>, String);

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.is_done {
            self.number += 1;
            self.line.clear();
            match read_line(&mut self.lines, LONGEST_ROW, &mut self.line) {
                Ok(Line::End) => {
                    self.is_done = true;
                    if self.is_empty {
                        let message = "there is no report in it";
                        return Some(Err(Failure::read(&self.input, None, message)));
                    }
                }
                Ok(Line::Whole) if is_blank(&self.line) => {}
                Ok(Line::Whole) => {
                    self.is_empty = false;
                    return Some(self.row());
                }
                Ok(Line::TooLong) => {
                    self.is_empty = false;
                    return Some(Err(
                        self.failure("the line is over 32 MiB, which no single report is")
                    ));
                }
                Ok(Line::Endless) => {
                    self.is_done = true;
                    return Some(Err(self.failure(
                        "the line goes on for over 1 GiB, and what follows it is not read",
                    )));
                }
                // The rows before this one stay read; the file itself cannot be read further.
                Err(error) => {
                    self.is_done = true;
                    return Some(Err(self.failure(error.to_string())));
                }
            }
        }
        None
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
            return "not a JSON object".into();
        }
        // The parser sees a single line, so that only its column means something.
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        format!("not JSON: {what}, column {}", error.column())
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

fn text(fields: &mut Map<String, Value>, name: &str) -> Result<String, String> {
    match fields.remove(name) {
        Some(Value::String(text)) => match too_large(text.len()) {
            Some(message) => Err(message.into()),
            None => Ok(text),
        },
        Some(_) => Err(format!("the field {name:?} is not a string")),
        None => Err(missing(name, fields)),
    }
}

fn id(fields: &Map<String, Value>, name: Option<&str>) -> Result<Option<String>, String> {
    match (name, fields.get(name.unwrap_or("id"))) {
        (_, Some(Value::String(id))) if !id.is_empty() => Ok(Some(id.clone())),
        (_, Some(Value::Number(id))) if id.is_i64() || id.is_u64() => Ok(Some(id.to_string())),
        (Some(name), Some(_)) => Err(format!(
            "the field {name:?} is neither a string nor a whole number"
        )),
        (Some(name), None) => Err(missing(name, fields)),
        (None, _) => Ok(None),
    }
}

fn string(fields: &Map<String, Value>, name: &str) -> Option<String> {
    fields.get(name).and_then(Value::as_str).map(str::to_string)
}

/// A field that is not there, with those that are, because the name is often nearly right.
fn missing(name: &str, fields: &Map<String, Value>) -> String {
    let names: Vec<&str> = fields.keys().map(String::as_str).take(8).collect();
    if names.is_empty() {
        return format!("no field {name:?}");
    }
    format!("no field {name:?} (the fields are: {})", names.join(", "))
}
