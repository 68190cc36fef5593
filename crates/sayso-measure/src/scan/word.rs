//! Words: their end, their key, and the case of their letters.

use super::{Case, Kind, Token, char_at};
use sayso_english::hash::{BASIS, fnv_step};

/// The first byte of '’' in UTF-8.
const CURLY: u8 = 0xe2;

/// A word, as far as it has been read.
struct Letters<'t> {
    text: &'t str,
    bytes: &'t [u8],
    start: usize,
    end: usize,
    key: u64,
    capitals: u32,
    small: u32,
    /// A capital letter after a small one.
    has_inner_capital: bool,
}

/// The word that begins at the byte. It has at least one character.
pub(super) fn word(text: &str, at: usize) -> Token {
    let mut letters = Letters {
        text,
        bytes: text.as_bytes(),
        start: at,
        end: at,
        key: BASIS,
        capitals: 0,
        small: 0,
        has_inner_capital: false,
    };
    let possessive = letters.read();
    let begins_with_capital = char_at(text, at).is_some_and(char::is_uppercase);
    // A character that only the caller takes for a letter must still be passed.
    let first = char_at(text, at).map_or(1, char::len_utf8);
    Token {
        start: at as u32,
        end: letters.end.max(at + first) as u32,
        key: letters.key,
        kind: Kind::Word,
        case: letters.case(begins_with_capital),
        glued: false,
        possessive,
    }
}

impl Letters<'_> {
    /// Reads up to the end of the word. Returns whether it ends in 's.
    fn read(&mut self) -> bool {
        while let Some(&byte) = self.bytes.get(self.end) {
            match byte {
                b'a'..=b'z' => {
                    self.add(byte);
                    self.small += 1;
                }
                b'A'..=b'Z' => {
                    self.add(byte | 32);
                    self.add_capital();
                }
                b'\'' | CURLY => match self.apostrophe(byte) {
                    Apostrophe::Inner(end) => {
                        self.hash(b'\'');
                        self.end = end;
                    }
                    Apostrophe::Possessive(end) => {
                        self.end = end;
                        return true;
                    }
                    Apostrophe::None => return false,
                },
                b'.' if self.is_abbreviation() => {
                    self.read_abbreviation();
                    return false;
                }
                0..128 => return false,
                _ if self.read_wide() => {}
                _ => return false,
            }
        }
        false
    }

    fn hash(&mut self, byte: u8) {
        self.key = fnv_step(self.key, byte.into());
    }

    /// Adds a byte, which is given in lower case.
    fn add(&mut self, byte: u8) {
        self.hash(byte);
        self.end += 1;
    }

    fn add_capital(&mut self) {
        self.capitals += 1;
        self.has_inner_capital |= self.small > 0;
    }

    /// A letter beyond ASCII. Returns false if the character is not one.
    fn read_wide(&mut self) -> bool {
        let Some(c) = char_at(self.text, self.end) else {
            return false;
        };
        if !c.is_alphabetic() && !is_combining(c) {
            return false;
        }
        for low in c.to_lowercase() {
            for byte in low.encode_utf8(&mut [0; 4]).bytes() {
                self.hash(byte);
            }
        }
        if c.is_uppercase() {
            self.add_capital();
        } else {
            self.small += 1;
        }
        self.end += c.len_utf8();
        true
    }

    /// What the apostrophe, straight or curly, is in the word.
    fn apostrophe(&self, byte: u8) -> Apostrophe {
        let is_curly = byte == CURLY;
        if is_curly && !self.text[self.end..].starts_with('’') {
            return Apostrophe::None;
        }
        let letter = self.end + if is_curly { '’'.len_utf8() } else { 1 };
        let Some(next) = self.bytes.get(letter).filter(|b| b.is_ascii_alphabetic()) else {
            return Apostrophe::None;
        };
        let after = self.bytes.get(letter + 1);
        let is_last = after.is_none_or(|b| !b.is_ascii_alphanumeric());
        if is_last && matches!(next, b's' | b'S') {
            Apostrophe::Possessive(letter + 1)
        } else {
            Apostrophe::Inner(letter)
        }
    }

    /// Is the point after the first letter that of "U.S." or "a.m."? Then a letter follows, and after
    /// it a point or the end of the word.
    fn is_abbreviation(&self) -> bool {
        let point = self.end;
        let is_after_first = point == self.start + 1 && self.capitals + self.small == 1;
        let has_letter = self
            .bytes
            .get(point + 1)
            .is_some_and(u8::is_ascii_alphabetic);
        let ends = self
            .bytes
            .get(point + 2)
            .is_none_or(|b| *b == b'.' || !(b.is_ascii_alphanumeric() || *b >= 128));
        is_after_first && has_letter && ends
    }

    /// The letters and points of an abbreviation after its first letter. It counts as one more
    /// capital, so that "U.S." is all capitals.
    fn read_abbreviation(&mut self) {
        while self.bytes.get(self.end) == Some(&b'.') {
            self.add(b'.');
            let Some(letter) = self.bytes.get(self.end).filter(|b| b.is_ascii_alphabetic()) else {
                break;
            };
            self.add(letter | 32);
        }
        self.capitals += self.capitals;
    }

    fn case(&self, begins_with_capital: bool) -> Case {
        if self.has_inner_capital {
            Case::Mixed
        } else if self.small == 0 && self.capitals > 1 {
            Case::Upper
        } else if begins_with_capital && self.capitals == 1 {
            Case::Capital
        } else if self.capitals > 0 {
            Case::Mixed
        } else {
            Case::Lower
        }
    }
}

/// What an apostrophe is in a word.
enum Apostrophe {
    /// "don't": the word continues at this byte.
    Inner(usize),
    /// "mayor's": the word ends before this byte.
    Possessive(usize),
    /// The word ends before it.
    None,
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | 'µ')
}
