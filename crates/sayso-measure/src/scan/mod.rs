//! One pass over a text: bytes in, light tokens out. Figures and times are both read from these.
//!
//! A token is a word, a run of digits with its separators, or one mark. It does not have its text. It
//! has its span, what it is, whether a space comes before it, and a key: the hash of its letters in
//! lower case. So a word is looked up in a [`Lexicon`] without being copied.

mod lexicon;
mod number;
mod word;

pub use lexicon::Lexicon;

use sayso_english::hash::{fnv, fnv_step};
use sayso_text::text::Span;
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with inner apostrophes ("don't"), a final 's, or the points of an abbreviation
    /// ("U.S.", "a.m.").
    Word,
    /// Digits, grouped ("1,200,000") and with a decimal point: one number as written.
    Number,
    /// Digits with more than one point ("192.168.1.2"), which are not a number.
    Code,
    /// One of ½ ¼ ¾ ⅓ …
    Fraction,
    /// $ € £ ¥ and others.
    Currency,
    /// Any of the hyphens and dashes, and the minus sign.
    Hyphen,
    /// The end of a line.
    Break,
    /// Any other mark. Its character is the key.
    Mark,
}

/// The case of the letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// All lower case, or no letters.
    Lower,
    /// Only the first letter is a capital.
    Capital,
    /// All capitals, at least two.
    Upper,
    /// Any other mixture, such as "iPhone".
    Mixed,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The [`key`] of a word in lower case without a final 's; the character of a mark; 0 for a
    /// number.
    pub key: u64,
    /// What it is.
    pub kind: Kind,
    /// The case of its letters.
    pub case: Case,
    /// There is no space before it: "5" and "km" of "5km" are two tokens, and the second is glued.
    pub glued: bool,
    /// A word that ends in 's. The key is that of the word without it.
    pub possessive: bool,
}

impl Token {
    /// A token that is not a word.
    fn mark(at: Range<usize>, kind: Kind, key: u64) -> Token {
        Token {
            start: at.start as u32,
            end: at.end as u32,
            key,
            kind,
            case: Case::Lower,
            glued: false,
            possessive: false,
        }
    }

    /// Its span in the text.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Its text.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span().passage(text)
    }

    /// Is it this mark?
    pub fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark && self.key == mark as u64
    }

    /// Does it begin with a capital letter?
    pub fn capital(&self) -> bool {
        self.case != Case::Lower
    }
}

/// The key of a word that is given in lower case. It is equal to the key of any token with the same
/// letters.
///
/// ```
/// use sayso_measure::scan::{key, scan};
/// assert_eq!(scan("Million")[0].key, key("million"));
/// ```
pub const fn key(word: &str) -> u64 {
    fnv(word.as_bytes())
}

/// The key of several words: the key of the first ones, and that of the next.
pub const fn then(keys: u64, next: u64) -> u64 {
    fnv_step(keys.rotate_left(23), next)
}

/// The key of a phrase in lower case, with one space between its words. A hyphen is a word of its
/// own.
pub fn phrase(words: &str) -> u64 {
    let mut parts = words.split(' ').filter(|w| !w.is_empty()).map(key);
    let first = parts.next().unwrap_or(0);
    parts.fold(first, then)
}

/// Cuts a text into tokens.
///
/// ```
/// use sayso_measure::scan::{Kind, scan};
/// let text = "Up 1,200.5% to £5m";
/// let words: Vec<&str> = scan(text).iter().map(|t| t.text(text)).collect();
/// assert_eq!(words, ["Up", "1,200.5", "%", "to", "£", "5", "m"]);
/// assert_eq!(scan(text)[1].kind, Kind::Number);
/// ```
pub fn scan(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5 + 8);
    let bytes = text.as_bytes();
    let (mut at, mut glued) = (0, false);
    while at < bytes.len() {
        let byte = bytes[at];
        let token = match byte {
            b' ' | b'\t' | b'\r' => {
                (at, glued) = (at + 1, false);
                continue;
            }
            b'a'..=b'z' | b'A'..=b'Z' => word::word(text, at),
            b'0'..=b'9' => number::number(text, at),
            b'.' if number::begins_with_point(bytes, at) => number::number(text, at),
            b'\n' => Token::mark(at..at + 1, Kind::Break, byte.into()),
            0..128 => Token::mark(at..at + 1, ascii_kind(byte), byte.into()),
            _ => {
                let Some(token) = beyond_ascii(text, at) else {
                    at += char_at(text, at).map_or(1, char::len_utf8);
                    glued = false;
                    continue;
                };
                token
            }
        };
        at = token.end as usize;
        out.push(Token { glued, ..token });
        glued = token.kind != Kind::Break;
    }
    out
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

fn ascii_kind(byte: u8) -> Kind {
    match byte {
        b'$' => Kind::Currency,
        b'-' => Kind::Hyphen,
        _ => Kind::Mark,
    }
}

/// The token that begins with a character beyond ASCII; none for a space.
fn beyond_ascii(text: &str, at: usize) -> Option<Token> {
    let c = char_at(text, at)?;
    let kind = match c {
        '½' | '¼' | '¾' | '⅓' | '⅔' | '⅕' | '⅖' | '⅗' | '⅘' | '⅙' | '⅚' | '⅛' | '⅜' | '⅝' | '⅞' => {
            Kind::Fraction
        }
        '‐' | '‑' | '‒' | '–' | '—' | '−' => Kind::Hyphen,
        '£' | '¥' | '¢' | '฿' | '元' | '円' | '￥' | '\u{20a0}'..='\u{20cf}' => {
            Kind::Currency
        }
        'µ' | 'μ' => return Some(word::word(text, at)),
        _ if c.is_alphabetic() => return Some(word::word(text, at)),
        _ if c.is_whitespace() || is_invisible(c) => return None,
        _ => Kind::Mark,
    };
    Some(Token::mark(at..at + c.len_utf8(), kind, c.into()))
}

/// Marks of direction, joiners, byte order marks and soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        scan(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn words_and_numbers() {
        assert_eq!(
            cut("U.S. farms don't pay 5.5%."),
            ["U.S.", "farms", "don't", "pay", "5.5", "%", "."]
        );
        assert_eq!(
            cut("the mayor’s 12,567 votes"),
            ["the", "mayor’s", "12,567", "votes"]
        );
        assert_eq!(
            cut("22,24,26 and 1,3"),
            ["22", ",", "24", ",", "26", "and", "1", ",", "3"]
        );
        assert_eq!(
            cut("a .300 hitter. 3 men"),
            ["a", ".300", "hitter", ".", "3", "men"]
        );
        assert_eq!(
            cut("EUR50m at 10\u{a0}000 £1½"),
            ["EUR", "50", "m", "at", "10\u{a0}000", "£", "1", "½"]
        );
        assert_eq!(cut("11 a.m. 192.168.1.2"), ["11", "a.m.", "192.168.1.2"]);
        assert_eq!(cut("2-ton"), ["2", "-", "ton"]);
    }

    #[test]
    fn keys_and_cases() {
        let tokens = scan("The BBC’s iPhone");
        assert_eq!(tokens[1].key, key("bbc"));
        assert!(tokens[1].possessive);
        let cases: Vec<Case> = tokens.iter().map(|t| t.case).collect();
        assert_eq!(cases, [Case::Capital, Case::Upper, Case::Mixed]);
        assert_eq!(phrase("more than"), then(key("more"), key("than")));
    }
}
