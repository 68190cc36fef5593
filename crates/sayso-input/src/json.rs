//! JSON: a list of reports, an object that holds one, or a single report, in constant memory.
//!
//! The lists that hold reports have the names that exports and interfaces use, or the one that the user
//! says. Where none of them is there, the only list of objects is taken, if the rest is small enough to
//! be held. Values one after the other, as in JSON lines, are each taken by themselves.

mod scan;

use crate::fields::{Object, shown};
use crate::lacks::RowNoun;
use crate::row::{RowKind, RowReader};
use crate::rows::{LONGEST_ROW, object};
use crate::source::{Source, in_words};
use crate::unicode::{self, Changed};
use crate::{Failure, Item, Note, Options, PassedOver, What};
use sayso::report::Place;
use scan::{Copied, Scanner};
use serde_json::Value;
use std::collections::VecDeque;
use std::io;

/// Lists that hold reports, by the names that exports and interfaces give them.
const LISTS: [&str; 10] = [
    "messages", "articles", "items", "results", "records", "docs", "data", "posts", "stories",
    "hits",
];
/// Objects that such lists are in.
const CONTAINERS: [&str; 5] = ["response", "hits", "data", "feed", "channel"];
/// Objects within objects in which lists are looked for.
const DEEPEST: usize = 4;
/// Bytes of values beside the list of reports that are kept.
const LARGEST_HEAD: usize = 1 << 25;
/// Lists that a message names.
const LISTS_NAMED: usize = 8;

/// What is said of JSON with comments, which only settings have.
const SETTINGS: &str =
    "there are comments in it, as in the settings of a program, which no list of reports has";

/// Where in the file the reader is.
enum Level {
    /// In an object around a list of reports: its name with those around it, and what is in it so far.
    Object { path: String, map: Object },
    /// In a list of reports.
    Records,
    /// In a list of something else.
    Skipped,
}

/// The reports of a JSON file.
pub struct Json {
    place: Place,
    scanner: Scanner,
    changed: Changed,
    rows: RowReader,
    /// The list that the user names.
    wanted: Option<String>,
    levels: Vec<Level>,
    value: Vec<u8>,
    /// Bytes of values beside lists of reports that were kept for the object in hand.
    kept: usize,
    /// Reports so far.
    number: u64,
    /// Entries of the list in hand that are no objects: what each is, and its number.
    others: Vec<(RowNoun, u64)>,
    /// The object in hand has a list of reports.
    has_records: bool,
    items: VecDeque<Item>,
    is_done: bool,
}

impl Json {
    /// # Errors
    /// Those of the first bytes.
    pub fn new(source: Source, options: &Options) -> Result<Json, Failure> {
        let Source { place, bytes, .. } = source;
        let (bytes, changed) = unicode::utf8(bytes, |_| None)
            .map_err(|error| Failure::read(place.clone(), in_words(&error)))?;
        Ok(Json {
            place,
            scanner: Scanner::new(bytes),
            changed,
            rows: RowReader::new(RowNoun::OBJECT, options),
            wanted: options.fields.records.clone(),
            levels: Vec::new(),
            value: Vec::new(),
            kept: 0,
            number: 0,
            others: Vec::new(),
            has_records: false,
            items: VecDeque::new(),
            is_done: false,
        })
    }

    /// Goes on by one value.
    fn step(&mut self) -> io::Result<()> {
        let next = self.scanner.peek()?;
        let Some(byte) = next else {
            self.is_done = true;
            if !self.levels.is_empty() {
                self.stop("the file ends too early: the end of its JSON is missing");
            }
            return Ok(());
        };
        match (self.levels.last(), byte) {
            (None, b'[') => self.enter_records(""),
            (None, b'{') => self.enter_object(String::new()),
            (None | Some(Level::Object { .. }), b'/') if !self.has_records => {
                self.is_done = true;
                self.pass_over(What::JsonWithoutText, SETTINGS.into());
            }
            (None, _) => self.stop("this is not JSON: it begins with neither { nor ["),
            (Some(Level::Object { .. }), b'}') => {
                self.scanner.bump();
                self.leave_object();
            }
            (Some(Level::Object { .. }), b'"') => self.member()?,
            (Some(Level::Object { .. }), _) => {
                self.stop("this is not JSON: there is no name of a field where one should be");
            }
            (Some(_), b']') => {
                self.scanner.bump();
                self.levels.pop();
                self.tell_others();
            }
            (Some(_), b'}' | b':') => self.stop("this is not JSON: the list is not closed"),
            (Some(Level::Records), _) => self.record()?,
            (Some(Level::Skipped), _) => self.skip()?,
        }
        Ok(())
    }

    fn enter_object(&mut self, path: String) {
        self.scanner.bump();
        if self.levels.is_empty() {
            (self.kept, self.has_records) = (0, false);
            self.number += 1;
        }
        let map = Object::new();
        self.levels.push(Level::Object { path, map });
    }

    fn enter_records(&mut self, path: &str) {
        self.scanner.bump();
        if !self.levels.is_empty() && !self.has_records {
            self.number -= 1;
        }
        self.has_records = true;
        self.know_the_list(path);
        self.levels.push(Level::Records);
    }

    /// Notes what the objects around a list say of all of its reports.
    fn know_the_list(&mut self, path: &str) {
        let text = |name: &str| {
            let maps = self.levels.iter().rev().filter_map(|level| match level {
                Level::Object { map, .. } => map.get(name),
                _ => None,
            });
            maps.filter_map(Value::as_str)
                .map(str::to_string)
                .find(|text| !text.is_empty())
        };
        let is_feed = text("version").is_some_and(|version| version.contains("jsonfeed.org"));
        let is_chat = last_name(path) == "messages";
        self.rows.kind = match (is_feed, is_chat) {
            (true, _) => RowKind::Entry,
            (_, true) => RowKind::Message,
            _ => RowKind::Listed,
        };
        self.rows.outlet = match (is_feed, is_chat) {
            (true, _) => text("title"),
            (_, true) => text("name").or_else(|| text("title")),
            _ => None,
        };
    }

    /// Reads a name and its value in an object.
    fn member(&mut self) -> io::Result<()> {
        if self.scanner.value(LARGEST_HEAD, &mut self.value)? != Copied::Whole {
            self.stop("the file ends too early: the end of its JSON is missing");
            return Ok(());
        }
        let name: Result<String, _> = serde_json::from_slice(&self.value);
        let colon = self.scanner.peek()?;
        let (Ok(name), Some(b':')) = (name, colon) else {
            self.stop("this is not JSON: a field has no name or no value");
            return Ok(());
        };
        self.scanner.bump();
        let Some(next) = self.scanner.peek()? else {
            return Ok(());
        };
        let path = match self.levels.last() {
            Some(Level::Object { path, .. }) if !path.is_empty() => format!("{path}.{name}"),
            _ => name.clone(),
        };
        if next == b'[' && self.is_list(&path) {
            self.enter_list(&path)
        } else if next == b'{' && self.is_container(&path) {
            self.enter_object(path);
            Ok(())
        } else {
            self.keep(name)
        }
    }

    /// Enters a list whose name is one of those of reports, if there are objects in it.
    fn enter_list(&mut self, path: &str) -> io::Result<()> {
        self.enter_records(path);
        if !matches!(self.scanner.peek()?, Some(b'{' | b']') | None) && self.wanted.is_none() {
            self.levels.pop();
            self.levels.push(Level::Skipped);
        }
        Ok(())
    }

    fn is_list(&self, path: &str) -> bool {
        if let Some(wanted) = &self.wanted {
            return wanted == path;
        }
        let (before, name) = path.rsplit_once('.').unwrap_or(("", path));
        let is_inside = before.is_empty() || CONTAINERS.contains(&last_name(before));
        is_inside && LISTS.contains(&name)
    }

    fn is_container(&self, path: &str) -> bool {
        if self.levels.len() >= DEEPEST {
            return false;
        }
        match &self.wanted {
            Some(wanted) => wanted
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('.')),
            None => path.split('.').all(|name| CONTAINERS.contains(&name)),
        }
    }

    /// Keeps a value that is not in a list of reports: it may be a field of a single report.
    fn keep(&mut self, name: String) -> io::Result<()> {
        let left = LARGEST_HEAD - self.kept;
        match self.scanner.value(left, &mut self.value)? {
            Copied::Whole => self.kept += self.value.len(),
            Copied::TooLong => return Ok(()),
            Copied::Cut => {
                self.stop("the file ends too early: the end of its JSON is missing");
                return Ok(());
            }
        }
        let value = serde_json::from_slice(&self.value).unwrap_or_default();
        if let Some(Level::Object { map, .. }) = self.levels.last_mut() {
            map.insert(name, value);
        }
        Ok(())
    }

    /// Ends an object. The outermost one is a report, or its only list of objects holds some.
    fn leave_object(&mut self) {
        let Some(Level::Object { path, map }) = self.levels.pop() else {
            return;
        };
        if let Some(Level::Object { map: outer, .. }) = self.levels.last_mut() {
            outer.insert(last_name(&path).to_string(), Value::Object(map));
            return;
        }
        if !self.has_records {
            self.without_list(&map);
        }
    }

    /// What an object is in which no list of reports was recognised.
    fn without_list(&mut self, map: &Object) {
        let lists = lists_of_objects(map, "", 0);
        if let Some(wanted) = &self.wanted {
            let others = match lists.as_slice() {
                [] => "there is no list of objects in it at all".into(),
                lists => format!("the lists of objects there are {}", names(lists)),
            };
            let message = format!("there is no list {wanted:?} in it, as --records says; {others}");
            return self.pass_over(What::JsonWithoutText, message);
        }
        self.rows.kind = RowKind::Alone;
        if self.rows.is_report(map) {
            return self.row(None, map);
        }
        self.rows.kind = RowKind::Listed;
        let is_of_reports = |list: &[Value]| {
            let mut rows = list.iter().filter_map(Value::as_object);
            rows.any(|row| self.rows.is_report(row))
        };
        let of_reports = lists.iter().filter(|(_, list)| is_of_reports(list));
        let of_reports: Vec<(String, &[Value])> = of_reports.cloned().collect();
        match (of_reports.as_slice(), lists.as_slice()) {
            ([(name, list)], _) => {
                let message = format!(
                    "the reports are taken from the list {name:?}; --records decides otherwise"
                );
                self.note(message);
                self.list(list);
            }
            ([_, _, ..], _) => {
                let message = format!(
                    "it has several lists of reports ({}): say by --records which of them to read",
                    names(&of_reports)
                );
                self.pass_over(What::JsonOfLists, message);
            }
            ([], [(_, list)]) => self.list(list),
            ([], [_, _, ..]) => {
                let message = format!(
                    "it has several lists of objects ({}) and no text in a field that is known to hold one: say by --records and --text-field where the reports are",
                    names(&lists)
                );
                self.pass_over(What::JsonWithoutText, message);
            }
            ([], []) => {
                self.rows.kind = RowKind::Alone;
                self.row(None, map);
            }
        }
    }

    /// Says that the file is whole and that no report is taken from it.
    fn pass_over(&mut self, what: What, message: String) {
        self.rows.broken_row();
        let item = PassedOver::because(self.place.clone(), what, message);
        self.items.push_back(item.into());
    }

    /// Reads the objects of a list that is in memory.
    fn list(&mut self, list: &[Value]) {
        // The object around it is not a report.
        self.number -= 1;
        for value in list {
            self.number += 1;
            match value {
                Value::Object(row) => self.row(None, row),
                _ => self.fail_row(
                    None,
                    "the value is not a JSON object, such as {\"text\": \"…\"}",
                ),
            }
        }
    }

    /// Reads the next object of a list of reports.
    fn record(&mut self) -> io::Result<()> {
        self.number += 1;
        let line = Some(self.scanner.line);
        match self.scanner.value(LONGEST_ROW as usize, &mut self.value)? {
            Copied::Whole => match object(&self.value, self.rows.fields()) {
                Ok(row) => self.row(line, &row),
                Err(what) => match kind_of(&self.value) {
                    Some(kind) => self.others.push((kind, self.number)),
                    None => self.fail_row(line, &format!("the object {what}")),
                },
            },
            Copied::TooLong => {
                self.fail_row(line, "the object is over 32 MiB, which no single report is");
            }
            Copied::Cut => {
                self.tell_others();
                let which = match self.number {
                    1 => "its first report".into(),
                    number => format!("its report {number}, and those before it are read"),
                };
                self.rows.broken_row();
                let message = format!("the file is cut off inside {which}");
                self.items
                    .push_back(Failure::read(self.place.clone(), message).into());
                self.is_done = true;
            }
        }
        Ok(())
    }

    /// Says once of a list what is in it besides objects.
    fn tell_others(&mut self) {
        let others = std::mem::take(&mut self.others);
        let Some((first, _)) = others.first() else {
            return;
        };
        self.rows.broken_row();
        let is_one_kind = others.iter().all(|(kind, _)| kind == first);
        let RowNoun(one, several) = if is_one_kind { *first } else { OTHER_VALUE };
        let all = self.number;
        let which = if others.len() as u64 == all && all > 1 {
            format!("its {all} entries are {several}, not reports")
        } else if let [(_, number)] = others[..] {
            format!("entry {number} of its list is {one}, not a report")
        } else {
            let numbers: Vec<String> = others
                .iter()
                .take(LISTS_NAMED)
                .map(|(_, number)| format!("#{number}"))
                .collect();
            let more = if others.len() > LISTS_NAMED {
                ", …"
            } else {
                ""
            };
            format!(
                "{} of its {all} entries are {several}, not reports ({}{more})",
                others.len(),
                numbers.join(", ")
            )
        };
        let message = format!("{which}; a report looks like {{\"text\": \"…\"}}");
        self.items
            .push_back(Failure::read(self.place.clone(), message).into());
    }

    fn skip(&mut self) -> io::Result<()> {
        self.scanner.value(0, &mut self.value)?;
        Ok(())
    }

    /// The place of the object in hand, which begins on this line.
    fn row_place(&self, line: Option<u64>) -> Place {
        Place {
            line,
            number: Some(self.number),
            ..self.place.clone()
        }
    }

    fn row(&mut self, line: Option<u64>, row: &Object) {
        let place = self.row_place(line);
        self.items.extend(self.rows.items(&place, row));
    }

    fn fail_row(&mut self, line: Option<u64>, message: &str) {
        self.rows.broken_row();
        self.items
            .push_back(Failure::read(self.row_place(line), message).into());
    }

    fn note(&mut self, message: impl Into<String>) {
        self.items.push_back(Item::Note(Note {
            place: self.place.clone(),
            message: message.into(),
        }));
    }

    /// Says why the file cannot be read further. What was read stays read.
    fn stop(&mut self, message: &str) {
        self.is_done = true;
        self.tell_others();
        self.rows.broken_row();
        let place = Place {
            line: Some(self.scanner.line),
            ..self.place.clone()
        };
        self.items.push_back(Failure::read(place, message).into());
    }
}

impl Iterator for Json {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.items.is_empty() && !self.is_done {
            if let Err(error) = self.step() {
                self.stop(&in_words(&error));
            }
            if self.changed.take() {
                self.note(unicode::READ_AS_WINDOWS);
            }
            if self.is_done {
                self.items.extend(self.rows.end(&self.place));
            }
        }
        self.items.pop_front()
    }
}

/// The names of lists, for a message.
fn names(lists: &[(String, &[Value])]) -> String {
    let names = lists.iter().map(|(name, _)| shown(name));
    names.take(LISTS_NAMED).collect::<Vec<_>>().join(", ")
}

/// What values of several kinds are called.
const OTHER_VALUE: RowNoun = RowNoun("another value", "other values");

/// What a value is that is no object. None if it is broken.
fn kind_of(value: &[u8]) -> Option<RowNoun> {
    let value: Value = serde_json::from_slice(value).ok()?;
    match value {
        Value::Number(_) => Some(RowNoun("a number", "numbers")),
        Value::String(_) => Some(RowNoun("a text", "texts")),
        Value::Array(_) => Some(RowNoun("a list", "lists")),
        Value::Bool(_) | Value::Null => Some(OTHER_VALUE),
        Value::Object(_) => None,
    }
}

/// The name after the last dot.
fn last_name(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// The lists of objects in an object and in those within it, with their names.
fn lists_of_objects<'a>(map: &'a Object, before: &str, depth: usize) -> Vec<(String, &'a [Value])> {
    let mut out = Vec::new();
    for (name, value) in map {
        let path = if before.is_empty() {
            name.clone()
        } else {
            format!("{before}.{name}")
        };
        match value {
            Value::Array(list) if list.first().is_some_and(Value::is_object) => {
                out.push((path, &**list));
            }
            Value::Object(inner) if depth < DEEPEST => {
                out.extend(lists_of_objects(inner, &path, depth + 1));
            }
            _ => {}
        }
    }
    out
}
