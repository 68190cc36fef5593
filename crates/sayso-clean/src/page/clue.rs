//! A clue: one value that a page gives for a field, with the rule that found it.

use super::dates;
use super::stream::Context;
use super::trust;
use sayso_english::calendar::Date;
use sayso_text::candidate::{Field, Source};
use std::ops::Range;

/// One value that a page gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    pub field: Field,
    pub value: String,
    pub rule: Source,
    /// Its place on the decoded page; none for what comes from outside it.
    pub at: Option<Range<usize>>,
    /// How often such a place is right, in percent.
    pub trust: u8,
    /// For days: the day.
    pub day: Option<Date>,
    /// For days: the other reading of a day such as "3/4/2023".
    pub other: Option<Date>,
    /// The elements around it.
    pub context: Context,
    /// For what a reader sees: its place in the text of the stream.
    pub seen: Option<u32>,
}

impl Clue {
    /// A clue with the trust of its rule, without a place.
    pub fn new(field: Field, value: &str, rule: Source) -> Clue {
        Clue {
            field,
            value: tidy(value),
            rule,
            at: None,
            trust: trust::of(rule),
            day: None,
            other: None,
            context: 0,
            seen: None,
        }
    }

    pub fn at(self, at: Range<usize>) -> Clue {
        Clue {
            at: Some(at),
            ..self
        }
    }

    pub fn trust(self, trust: u8) -> Clue {
        Clue { trust, ..self }
    }

    pub fn less(self, less: u8) -> Clue {
        Clue {
            trust: self.trust - less,
            ..self
        }
    }

    pub fn context(self, context: Context) -> Clue {
        Clue { context, ..self }
    }

    pub fn seen(self, seen: u32) -> Clue {
        Clue {
            seen: Some(seen),
            ..self
        }
    }

    pub fn dated(self, found: &dates::Found) -> Clue {
        Clue {
            day: Some(found.day),
            other: found.other,
            ..self
        }
    }
}

/// A text with single spaces, without spaces at its ends and without invisible characters.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_invisible(c: char) -> bool {
    let is_format = matches!(
        c,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    );
    c.is_control() || is_format
}

/// The letters and digits of a text in lower case. Values are compared by this, because pages write
/// the same headline with other marks in other places.
pub fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
