//! In: rows as objects, one after the other. Out: the reports that they are.
//!
//! All forms that have rows (JSONL, JSON, tables) give their rows to a [`RowReader`], so that
//! fields, ids and days mean the same in all of them.

use crate::fields::{Fields, Found, Object, Purpose, at};
use crate::given::{UnreadDays, day, default_day, given_day};
use crate::lacks::{Lacks, RowNoun, option_for};
use crate::markup;
use crate::whole::too_large;
use crate::{Failure, Item, Note, Options, PassedOver, What};
use sayso::report::{Place, RawReport, Told};
use serde_json::Value;
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// Bytes of the longest headline, outlet, author or section that a row is believed to have.
const LONGEST_NAME: usize = 1_000;

/// What rows are rows of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A list, or lines.
    Listed,
    /// The row is the only one and in no list: it may be the settings of a program.
    Alone,
    /// A chat: those without a text are messages of other kinds, and no failures.
    Message,
    /// A feed: their fields have fixed names, and their ids are those of records.
    Entry,
}

/// Makes reports of rows.
pub struct RowReader {
    fields: Fields,
    published: Option<String>,
    as_is: bool,
    /// The outlet that the file names for all of its rows.
    pub outlet: Option<String>,
    /// What the rows are rows of.
    pub kind: RowKind,
    /// Hashes of the ids so far, because the ids of millions of rows would fill the memory.
    ids: HashSet<u128>,
    lacks: Lacks,
    noun: RowNoun,
    unread_days: UnreadDays,
    /// The guessed names that were told.
    told: HashSet<(Purpose, String)>,
    /// Names that were guessed for the row in hand and not yet told.
    guesses: Vec<(Purpose, String)>,
}

impl RowReader {
    pub fn new(noun: RowNoun, options: &Options) -> RowReader {
        RowReader {
            fields: options.fields.clone(),
            published: options.published.clone(),
            as_is: options.as_is,
            outlet: None,
            kind: RowKind::Listed,
            ids: HashSet::new(),
            lacks: Lacks::new(noun, &options.fields),
            noun,
            unread_days: UnreadDays::default(),
            told: HashSet::new(),
            guesses: Vec::new(),
        }
    }

    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Counts a row that cannot be parsed.
    pub fn broken_row(&mut self) {
        self.lacks.row();
    }

    /// What a row is: a note on what was chosen, if that is new, and the report or why there is none.
    pub fn items(&mut self, place: &Place, row: &Object) -> Vec<Item> {
        self.lacks.row();
        let item = match self.report(place, row) {
            Ok(report) => report,
            Err(message) => Some(Failure::read(place.clone(), message).into()),
        };
        let mut items: Vec<Item> = self.note(place).map(Item::Note).into_iter().collect();
        items.extend(item);
        items
    }

    /// What is to be said after the last row.
    pub fn end(&mut self, place: &Place) -> Vec<Item> {
        let mut items = Vec::new();
        if self.lacks.rows() == 0 {
            let message = self.noun.none();
            items.push(PassedOver::because(place.clone(), What::Empty, message).into());
        }
        match (self.lacks.message(&self.fields), self.lacks.what()) {
            (Some(message), Some(what)) => {
                items.push(PassedOver::because(place.clone(), what, message).into());
                return items;
            }
            (Some(message), None) => items.push(Failure::read(place.clone(), message).into()),
            (None, _) => {}
        }
        let noun = self.noun;
        let unread_days = self.unread_days.message(|count| noun.count(count));
        let mut messages: Vec<String> = unread_days.into_iter().collect();
        while let Some(message) = self.lacks.never_found(&self.fields) {
            messages.push(message);
        }
        items.extend(messages.into_iter().map(|message| {
            Item::Note(Note {
                place: place.clone(),
                message,
            })
        }));
        items
    }

    fn report(&mut self, place: &Place, row: &Object) -> Result<Option<Item>, String> {
        let Some((text, is_summary)) = self.text(row)? else {
            return Ok(self.without_text(place, row));
        };
        if let Some(message) = too_large(text.len()) {
            return Err(message.into());
        }
        let id = self
            .find(row, Purpose::Id, is_id)
            .and_then(|found| scalar(found.value));
        let (id, record) = if self.kind == RowKind::Entry {
            (None, id)
        } else {
            (id, None)
        };
        if let Some(id) = &id
            && !self.ids.insert(hash(id))
        {
            return Err(format!(
                "the id {id:?} is there twice, and the second report is not read"
            ));
        }
        let published = self
            .find(row, Purpose::Day, is_date)
            .and_then(|found| scalar(found.value))
            .map(given_day);
        self.unread_days.count(published.as_ref());
        let url = self
            .find(row, Purpose::Address, is_address)
            .and_then(|found| scalar(found.value));
        let changed = self.fields.find(row, Purpose::Changed, is_date);
        let changed = changed.and_then(|found| scalar(found.value));
        let told = Told {
            title: self.name(row, Purpose::Title),
            outlet: self
                .name(row, Purpose::Outlet)
                .or_else(|| self.outlet.clone()),
            byline: self.name(row, Purpose::Byline),
            section: self.name(row, Purpose::Section),
            record,
            modified: changed.as_deref().and_then(day),
            is_summary: is_summary || markup::is_teaser(&text),
            ..Told::default()
        };
        let raw = RawReport {
            id,
            url,
            published: published.or(self.published.clone().map(default_day)),
            told,
            ..RawReport::new(place.clone(), markup::body(text, self.as_is))
        };
        Ok(Some(raw.into()))
    }

    /// The text of a row, or its summary; None if it has neither.
    fn text(&mut self, row: &Object) -> Result<Option<(String, bool)>, String> {
        if let Some(name) = &self.fields.text {
            return match self.fields.find(row, Purpose::Text, |_| true) {
                Some(found) => match words_of(found.value) {
                    Some(text) => Ok((!is_nothing(&text)).then_some((text, false))),
                    None => Err(format!(
                        "the field {name:?} has no text in it, but something else"
                    )),
                },
                None => Ok(None),
            };
        }
        for purpose in [Purpose::Text, Purpose::Summary] {
            if purpose == Purpose::Summary && !self.is_of_news(row) {
                continue;
            }
            let found = self.find(row, purpose, has_words);
            if let Some(text) = found.and_then(|found| words_of(found.value)) {
                return Ok(Some((text, purpose == Purpose::Summary)));
            }
        }
        Ok(None)
    }

    /// Whether a row says of itself what reports say, because packages, products and settings have a
    /// "description", too.
    fn is_of_news(&self, row: &Object) -> bool {
        let has = |purpose, accepts: fn(&Value) -> bool| {
            self.fields.find(row, purpose, accepts).is_some()
        };
        self.kind == RowKind::Entry
            || has(Purpose::Day, is_date)
            || has(Purpose::Address, is_address)
            || self.kind != RowKind::Alone && has(Purpose::Title, is_name)
    }

    /// Whether this row would be read.
    pub fn is_report(&self, row: &Object) -> bool {
        let has = |purpose| self.fields.find(row, purpose, has_words).is_some();
        has(Purpose::Text)
            || self.fields.text.is_none() && has(Purpose::Summary) && self.is_of_news(row)
    }

    fn without_text(&mut self, place: &Place, row: &Object) -> Option<Item> {
        if self.kind == RowKind::Message {
            return Some(PassedOver::new(place.clone(), What::NoText).into());
        }
        if self.kind != RowKind::Alone && self.has_empty_text(row) {
            return Some(PassedOver::new(place.clone(), What::EmptyRow).into());
        }
        self.lacks
            .no_text(place.line.or(place.number).unwrap_or(0), row.keys());
        None
    }

    /// Whether a row has the field for the text, and nothing in it.
    fn has_empty_text(&self, row: &Object) -> bool {
        let found = self.fields.find(row, Purpose::Text, is_empty);
        found.is_some_and(|found| is_empty(found.value)) || self.is_null(row)
    }

    /// Whether the field that the user names for the text is there and null.
    fn is_null(&self, row: &Object) -> bool {
        let named = self.fields.text.as_deref();
        named.and_then(|name| at(row, name)) == Some(&Value::Null)
    }

    /// A short text of a row: a headline, an outlet, an author.
    fn name(&mut self, row: &Object, purpose: Purpose) -> Option<String> {
        let found = self.find(row, purpose, is_name)?;
        let name = names_in(found.value)?;
        let name = if name.contains(['<', '&']) {
            sayso::clean::words_of_html(&name)
        } else {
            name
        };
        (!is_blank(&name)).then(|| name.trim().to_string())
    }

    /// The field for a purpose. A name that was guessed is kept to be told.
    fn find<'a>(
        &mut self,
        row: &'a Object,
        purpose: Purpose,
        accepts: impl Fn(&Value) -> bool,
    ) -> Option<Found<'a>> {
        let found = self.fields.find(row, purpose, accepts)?;
        if self.fields.given(purpose).is_some() {
            self.lacks.has(purpose);
        }
        let is_new = found.is_guessed && self.kind != RowKind::Entry;
        if is_new && !self.told.contains(&(purpose, found.name.clone())) {
            self.guesses.push((purpose, found.name.clone()));
        }
        Some(found)
    }

    /// The choices that were not yet told.
    fn note(&mut self, place: &Place) -> Option<Note> {
        if self.guesses.is_empty() {
            return None;
        }
        let guesses = std::mem::take(&mut self.guesses);
        let choices: Vec<String> = guesses
            .iter()
            .map(|(purpose, name)| format!("the {} is the field {name:?}", purpose.name()))
            .collect();
        let options: Vec<&str> = guesses
            .iter()
            .filter_map(|(purpose, _)| option_for(*purpose))
            .collect();
        self.told.extend(guesses);
        let otherwise = match options.as_slice() {
            [] => String::new(),
            [option] => format!("; {option} decides otherwise"),
            options => format!("; {} decide otherwise", options.join(", ")),
        };
        Some(Note {
            place: Place {
                line: None,
                number: None,
                ..place.clone()
            },
            message: format!("{}{otherwise}", choices.join(", ")),
        })
    }
}

/// The hash of an id, of 128 bits, so that two ids of millions hardly ever have the same.
fn hash(id: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, id).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Cells that say that there is nothing.
fn is_nothing(text: &str) -> bool {
    matches!(
        text.trim(),
        "" | "null" | "NULL" | "NA" | "N/A" | "NaN" | "nan" | "None" | "\\N"
    )
}

/// A word or a whole number. A cell that says "null" is neither.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !is_nothing(text) => Some(text.trim().to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn is_id(value: &Value) -> bool {
    let is_whole = |value: &Value| value.is_i64() || value.is_u64() || value.is_string();
    is_whole(value) && scalar(value).is_some()
}

fn is_date(value: &Value) -> bool {
    scalar(value).is_some()
}

fn is_address(value: &Value) -> bool {
    let is_url = |text: &str| text.contains("://") && !text.trim().contains(char::is_whitespace);
    value.as_str().is_some_and(is_url)
}

fn is_name(value: &Value) -> bool {
    let is_short =
        |name: &String| name.len() <= LONGEST_NAME && !name.contains("://") && !is_nothing(name);
    names_in(value).as_ref().is_some_and(is_short)
}

/// Whether a value is that of a text of which there is none.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => is_nothing(text),
        _ => false,
    }
}

fn has_words(value: &Value) -> bool {
    words_of(value).is_some_and(|text| !is_nothing(&text))
}

/// The text of a value: words, paragraphs as a list, or words and links as a list, as chats write them.
fn words_of(value: &Value) -> Option<String> {
    let list = match value {
        Value::String(text) => return Some(text.clone()),
        Value::Array(list) if !list.is_empty() => list,
        _ => return None,
    };
    let piece = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => object
            .get("text")
            .and_then(Value::as_str)
            .map(str::to_string),
        _ => None,
    };
    let pieces: Vec<String> = list.iter().filter_map(piece).collect();
    let are_paragraphs = list.iter().all(Value::is_string);
    (!pieces.is_empty()).then(|| pieces.join(if are_paragraphs { "\n\n" } else { "" }))
}

/// A name, or names in a list, also of objects with a name.
fn names_in(value: &Value) -> Option<String> {
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => object
            .get("name")
            .and_then(Value::as_str)
            .map(str::to_string),
        _ => None,
    };
    match value {
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        value => name(value),
    }
}
