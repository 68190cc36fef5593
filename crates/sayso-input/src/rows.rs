//! JSON lines: one report a line, as an object with the text in one of its fields.

use crate::{Failure, Item, Options, given_day};
use sayso::report::{Body, Place, RawReport};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::io::BufRead;

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
        let mut fields = object(line)?;
        let id = id(&fields, self.fields.id.as_deref())?;
        if let Some(name) = &self.fields.date
            && !fields.contains_key(name)
        {
            return Err(missing(name, &fields));
        }
        let date = self.fields.date.as_deref().unwrap_or("date");
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
            match self.lines.read_until(b'\n', &mut self.line) {
                Ok(0) => {
                    self.is_done = true;
                    if self.is_empty {
                        let message = "there is no report in it";
                        return Some(Err(Failure::read(&self.input, None, message)));
                    }
                }
                Ok(_) if is_blank(&self.line) => {}
                Ok(_) => {
                    self.is_empty = false;
                    return Some(self.row());
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

fn object(line: &[u8]) -> Result<Map<String, Value>, String> {
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        // The parser sees a single line, so that only its column means something.
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        format!("not JSON: {what}, column {}", error.column())
    })?;
    match value {
        Value::Object(fields) => Ok(fields),
        _ => Err("not a JSON object".into()),
    }
}

fn text(fields: &mut Map<String, Value>, name: &str) -> Result<String, String> {
    match fields.remove(name) {
        Some(Value::String(text)) => Ok(text),
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
