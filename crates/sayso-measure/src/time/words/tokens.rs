//! Cuts the tokens of the scan into finer ones: runs of letters, runs of digits and single marks, so
//! that "a.m." and "10.31.1974" are taken apart. Each token has its class for the grammar.

use super::classes::Class;
use super::lexicon::{Sense, sense};
use crate::scan::{self, Kind, key};
use crate::time::LineBreak;

/// A run of letters, a run of digits, or one mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    pub class: Class,
    /// Which word of its class it is; the number of digits; the character of a mark.
    pub value: i32,
    /// No space before it.
    pub glued: bool,
    /// It begins with a capital letter.
    pub capital: bool,
    /// It is the first token of the text or of another paragraph.
    pub new_paragraph: bool,
    /// The group of named days it may be the first word of; 0 for none.
    pub named_days: u16,
}

impl Token {
    fn new(start: usize, end: usize, sense: Sense) -> Token {
        Token {
            start: start as u32,
            end: end as u32,
            class: sense.class,
            value: sense.value,
            glued: false,
            capital: false,
            new_paragraph: false,
            named_days: sense.named_days,
        }
    }

    pub(crate) fn is_mark(self, mark: char) -> bool {
        self.class == Class::Mark && self.value == mark as i32
    }

    /// Whether it is digits, this many of them.
    pub(crate) fn has_digits(self, count: u32) -> bool {
        self.class == Class::Digits && self.len() == count
    }

    /// Its length in bytes.
    pub(crate) fn len(self) -> u32 {
        self.end - self.start
    }
}

/// The tokens of a scanned text.
pub(crate) fn tokens(text: &str, scanned: &[scan::Token], line_break: LineBreak) -> Vec<Token> {
    let breaks_of_paragraph = match line_break {
        LineBreak::Wraps => 2,
        LineBreak::EndsParagraph => 1,
    };
    let mut tokens = Vec::with_capacity(scanned.len() + scanned.len() / 8);
    // Line breaks since the last token. The text begins like a paragraph.
    let mut line_breaks = 2;
    for token in scanned {
        if token.kind == Kind::Break {
            line_breaks += 1;
            continue;
        }
        let first = tokens.len();
        push_parts(text, token, &mut tokens);
        if let Some(part) = tokens.get_mut(first) {
            part.glued = token.glued && line_breaks == 0;
            part.new_paragraph = line_breaks >= breaks_of_paragraph;
            line_breaks = 0;
        }
    }
    tokens
}

/// Adds the token of a plain word, or the parts of any other token.
fn push_parts(text: &str, token: &scan::Token, tokens: &mut Vec<Token>) {
    let (start, end) = (token.start as usize, token.end as usize);
    let is_plain_word =
        token.kind == Kind::Word && !token.possessive && !has_marks(&text.as_bytes()[start..end]);
    if !is_plain_word {
        split(text, start, end, tokens);
        return;
    }
    let sense = sense(token.key);
    if sense.is_none() && split_glued_words(text, start, end, tokens) {
        return;
    }
    tokens.push(Token {
        capital: token.capital(),
        ..Token::new(start, end, sense.unwrap_or(Sense::UNKNOWN))
    });
}

/// Whether a word has apostrophes, points or other marks in it.
fn has_marks(word: &[u8]) -> bool {
    const FIRST_BYTE_OF_CURLY_MARKS: u8 = 0xe2;
    word.iter().any(|byte| {
        !byte.is_ascii_alphabetic() && (byte.is_ascii() || *byte == FIRST_BYTE_OF_CURLY_MARKS)
    })
}

/// Takes a word apart if it is several words written together, as in text scraped from the web:
/// "onMondayand", "sinceJan", "expiredlast".
fn split_glued_words(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) -> bool {
    let word = &text[start..end];
    if !word.is_ascii() {
        return false;
    }
    if let Some(cut) = before_last_this_or_next(word) {
        for (from, to) in [(start, start + cut), (start + cut, end)] {
            let sense = sense(key(&text[from..to])).unwrap_or(Sense::UNKNOWN);
            tokens.push(Token::new(from, to, sense));
        }
        return true;
    }
    let Some((from, to)) = inner_name(word) else {
        return false;
    };
    for (from, to) in [(0, from), (from, to), (to, word.len())] {
        if from < to {
            let sense = sense_of(&word[from..to]).unwrap_or(Sense::UNKNOWN);
            tokens.push(Token {
                capital: word.as_bytes()[from].is_ascii_uppercase(),
                ..Token::new(start + from, start + to, sense)
            });
        }
    }
    true
}

/// Where "last", "this" or "next" begins at the end of a participle: "expiredlast".
fn before_last_this_or_next(word: &str) -> Option<usize> {
    const SHORTEST: usize = 9;
    let is_glued = ["edlast", "edthis", "ednext"]
        .iter()
        .any(|end| word.ends_with(end));
    (is_glued && word.len() >= SHORTEST).then(|| word.len() - "last".len())
}

/// Where the name of a month or weekday is in a word that begins with another word: "onMonday",
/// "onMondayand". The name begins with a capital letter after a small one.
fn inner_name(word: &str) -> Option<(usize, usize)> {
    const SHORTEST_NAME: usize = 3;
    // A word may only follow a name that is not an abbreviation.
    const SHORTEST_FULL_NAME: usize = 5;
    let from = 1 + word
        .as_bytes()
        .windows(2)
        .position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())?;
    let rest = &word[from..];
    let length = (SHORTEST_NAME..=rest.len()).rev().find(|length| {
        let (name, next) = rest.split_at(*length);
        let is_name = matches!(
            sense_of(name).map(|sense| sense.class),
            Some(Class::Month | Class::Weekday | Class::ShortMonth)
        );
        let ends = next.is_empty() || *length >= SHORTEST_FULL_NAME && sense_of(next).is_some();
        is_name && ends
    })?;
    sense_of(&word[..from])?;
    Some((from, from + length))
}

fn sense_of(word: &str) -> Option<Sense> {
    sense(key(&word.to_ascii_lowercase()))
}

/// Takes a passage apart into runs of letters, runs of digits and single marks, all glued.
fn split(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let mut at = start;
    while let Some(first) = text[at..end].chars().next() {
        let rest = &text[at..end];
        let (length, sense) = if first.is_ascii_digit() {
            let length = run(rest, |c| c.is_ascii_digit());
            (length, Sense::new(Class::Digits, number(&rest[..length])))
        } else if first.is_alphabetic() {
            let length = run(rest, char::is_alphabetic);
            (length, sense_of(&rest[..length]).unwrap_or(Sense::UNKNOWN))
        } else {
            let mark = unified(first) as i32;
            (first.len_utf8(), Sense::new(Class::Mark, mark))
        };
        tokens.push(Token {
            glued: true,
            capital: first.is_uppercase(),
            ..Token::new(at, at + length, sense)
        });
        at += length;
    }
}

/// How many bytes from the start have characters of this kind.
fn run(text: &str, is_of_kind: fn(char) -> bool) -> usize {
    text.find(|c| !is_of_kind(c)).unwrap_or(text.len())
}

/// The number of some digits; -1 if there are too many of them.
fn number(digits: &str) -> i32 {
    const MOST_DIGITS: usize = 9;
    if digits.len() > MOST_DIGITS {
        return -1;
    }
    digits.parse().unwrap_or(-1)
}

/// One character for all apostrophes, one for hyphens, one for dashes.
fn unified(mark: char) -> char {
    match mark {
        '‘' | '’' | 'ʼ' | '`' | '′' => '\'',
        '‐' | '‑' | '‒' | '−' => '-',
        '—' => '–',
        other => other,
    }
}
