//! One pass over a text: bytes in, light tokens out. Figures and times are both read from these.
//!
//! A token is a word, a run of digits with its separators, or one mark. It keeps no text, only its
//! place, what it is, whether a blank stands before it, and a key: the hash of its lower-cased
//! letters, so that a word is looked up in a [`Lexicon`] without being copied.

use sayso_english::hash::{BASIS, fnv, fnv_step};
use sayso_text::text::Span;
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with inner apostrophes ("don't"), a closing 's, or the points of an abbreviation
    /// ("U.S.", "a.m.").
    Word,
    /// Digits, grouped ("1,200,000") and with a decimal point: one number as written.
    Number,
    /// Digits with more than one point ("192.168.1.2"): no number.
    Code,
    /// One of ½ ¼ ¾ ⅓ …
    Fraction,
    /// $ € £ ¥ and others.
    Currency,
    /// Any of the hyphens, dashes and the minus sign.
    Hyphen,
    /// The end of a line.
    Break,
    /// Any other mark: its character is the key.
    Mark,
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// All small, or no letters.
    Lower,
    /// The first letter alone is a capital.
    Capital,
    /// All capitals, at least two.
    Upper,
    /// A capital after a small letter ("iPhone").
    Mixed,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// [`key`] of a word's lower-cased letters without a closing 's; of a mark its character; else
    /// 0.
    pub key: u64,
    /// What it is.
    pub kind: Kind,
    /// How it is cased.
    pub case: Case,
    /// No blank before it: "5" and "km" of "5km" are two tokens, the second glued.
    pub glued: bool,
    /// A word that ended in 's: the key is that of the word without it.
    pub possessive: bool,
}

impl Token {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Its letters.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span().passage(text)
    }

    /// Is it this mark?
    pub fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark && self.key == mark as u64
    }

    /// Does it begin with a capital?
    pub fn capital(&self) -> bool {
        self.case != Case::Lower
    }
}

/// The key of a word that is written in small letters: equal to that of any token with these
/// letters.
///
/// ```
/// use sayso_measure::scan::{key, scan};
/// assert_eq!(scan("Million")[0].key, key("million"));
/// ```
pub const fn key(word: &str) -> u64 {
    fnv(word.as_bytes())
}

/// The key of several words: keys of the words in order.
pub const fn then(keys: u64, next: u64) -> u64 {
    fnv_step(keys.rotate_left(23), next)
}

/// Words (or phrases) and what they mean, found by key.
#[derive(Debug)]
pub struct Lexicon<T> {
    slots: Vec<(u64, Option<T>)>,
    mask: usize,
}

impl<T: Copy> Lexicon<T> {
    /// Of entries of key and meaning; where a key comes twice the first one stays.
    pub fn new(entries: impl IntoIterator<Item = (u64, T)>) -> Lexicon<T> {
        let entries: Vec<(u64, T)> = entries.into_iter().collect();
        let size = (entries.len() * 4).next_power_of_two().max(8);
        let mut lexicon = Lexicon {
            slots: vec![(0, None); size],
            mask: size - 1,
        };
        for (key, meaning) in entries {
            let slot = lexicon.slot(key);
            if lexicon.slots[slot].1.is_none() {
                lexicon.slots[slot] = (key, Some(meaning));
            }
        }
        lexicon
    }

    /// What the word means.
    pub fn get(&self, key: u64) -> Option<T> {
        self.slots[self.slot(key)].1
    }

    /// The slot of the key, or the free one where it would stand; a quarter at most is taken, so
    /// there is one.
    fn slot(&self, key: u64) -> usize {
        let mut slot = (key ^ (key >> 29)) as usize & self.mask;
        while self.slots[slot].1.is_some() && self.slots[slot].0 != key {
            slot = (slot + 1) & self.mask;
        }
        slot
    }
}

/// The key of a phrase: words with one blank between them, in small letters; a hyphen is a word of
/// its own.
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
            b'a'..=b'z' | b'A'..=b'Z' => word(text, at),
            b'0'..=b'9' => number(text, at),
            b'.' if !follows_word(bytes, at)
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
            {
                number(text, at)
            }
            b'\n' => mark(at..at + 1, Kind::Break, '\n'),
            0..128 => mark(at..at + 1, ascii_kind(byte), byte as char),
            _ => {
                let Some(token) = other(text, at) else {
                    at += text[at..].chars().next().map_or(1, char::len_utf8);
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

fn mark(at: Range<usize>, kind: Kind, c: char) -> Token {
    Token {
        start: at.start as u32,
        end: at.end as u32,
        key: c as u64,
        kind,
        case: Case::Lower,
        glued: false,
        possessive: false,
    }
}

fn ascii_kind(byte: u8) -> Kind {
    match byte {
        b'$' => Kind::Currency,
        b'-' => Kind::Hyphen,
        _ => Kind::Mark,
    }
}

/// What begins with a byte beyond ASCII; nothing for a blank.
fn other(text: &str, at: usize) -> Option<Token> {
    let c = text[at..].chars().next()?;
    let kind = match c {
        '½' | '¼' | '¾' | '⅓' | '⅔' | '⅕' | '⅖' | '⅗' | '⅘' | '⅙' | '⅚' | '⅛' | '⅜' | '⅝' | '⅞' => {
            Kind::Fraction
        }
        '‐' | '‑' | '‒' | '–' | '—' | '−' => Kind::Hyphen,
        '£' | '¥' | '¢' | '฿' | '元' | '円' | '￥' | '\u{20a0}'..='\u{20cf}' => {
            Kind::Currency
        }
        'µ' | 'μ' => return Some(word(text, at)),
        _ if c.is_alphabetic() => return Some(word(text, at)),
        _ if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}') => {
            return None;
        }
        _ => Kind::Mark,
    };
    Some(mark(at..at + c.len_utf8(), kind, c))
}

/// Is the point the end of a word or number, and no decimal point before digits?
fn follows_word(bytes: &[u8], at: usize) -> bool {
    at > 0
        && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 128 || bytes[at - 1] == b'.')
}

/// Letters from `at`.
fn word(text: &str, at: usize) -> Token {
    let bytes = text.as_bytes();
    let (mut hash, mut end, mut capitals, mut small, mut inner) = (BASIS, at, 0u32, 0u32, false);
    let first_capital = text[at..].chars().next().is_some_and(char::is_uppercase);
    let mut possessive = false;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'a'..=b'z' => {
                (hash, small) = (fnv_step(hash, byte.into()), small + 1);
                end += 1;
            }
            b'A'..=b'Z' => {
                (hash, capitals, inner) = (
                    fnv_step(hash, (byte | 32).into()),
                    capitals + 1,
                    inner || small > 0,
                );
                end += 1;
            }
            b'\'' | 226 => {
                // An apostrophe, straight or curly, with a letter after it.
                let long = if byte == b'\'' { 1 } else { 3 };
                let curly = byte == b'\'' || text[end..].starts_with('’');
                if !curly || !bytes.get(end + long).is_some_and(u8::is_ascii_alphabetic) {
                    break;
                }
                let after = bytes
                    .get(end + long + 1)
                    .is_none_or(|b| !b.is_ascii_alphanumeric());
                if matches!(bytes[end + long], b's' | b'S') && after {
                    (end, possessive) = (end + long + 1, true);
                    break;
                }
                (hash, end) = (fnv_step(hash, b'\''.into()), end + long);
            }
            b'.' if end == at + 1 && capitals + small == 1 && abbreviation(bytes, end) => {
                // "U.S.", "a.m.": letters and points in turn.
                while bytes.get(end) == Some(&b'.')
                    && bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic)
                {
                    hash = fnv_step(fnv_step(hash, b'.'.into()), (bytes[end + 1] | 32).into());
                    end += 2;
                }
                if bytes.get(end) == Some(&b'.') {
                    (hash, end) = (fnv_step(hash, b'.'.into()), end + 1);
                }
                capitals += u32::from(first_capital);
                break;
            }
            0..128 => break,
            _ => {
                let Some(c) = text[end..]
                    .chars()
                    .next()
                    .filter(|c| c.is_alphabetic() || is_combining(*c))
                else {
                    break;
                };
                for low in c.to_lowercase() {
                    hash = low
                        .encode_utf8(&mut [0; 4])
                        .bytes()
                        .fold(hash, |h, b| fnv_step(h, b.into()));
                }
                if c.is_uppercase() {
                    (capitals, inner) = (capitals + 1, inner || small > 0);
                } else {
                    small += 1;
                }
                end += c.len_utf8();
            }
        }
    }
    let case = match () {
        () if inner => Case::Mixed,
        () if small == 0 && capitals > 1 => Case::Upper,
        () if first_capital && capitals == 1 => Case::Capital,
        () if capitals > 0 => Case::Mixed,
        () => Case::Lower,
    };
    // A character that is alphabetic for one test alone must still move the scan on.
    let end = if end == at {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    } else {
        end
    };
    Token {
        start: at as u32,
        end: end as u32,
        key: hash,
        kind: Kind::Word,
        case,
        glued: false,
        possessive,
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | 'µ')
}

/// Does a letter and a point, or nothing more, follow the point after the first letter?
fn abbreviation(bytes: &[u8], point: usize) -> bool {
    let letter = bytes.get(point + 1).is_some_and(u8::is_ascii_alphabetic);
    letter
        && bytes
            .get(point + 2)
            .is_none_or(|b| *b == b'.' || !(b.is_ascii_alphanumeric() || *b >= 128))
}

/// Digits from `at` with their separators.
fn number(text: &str, at: usize) -> Token {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        from + bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut end = digits(at);
    let grouped = groups(text, at, end);
    end = grouped.unwrap_or(end);
    let mut points = 0;
    while bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        (end, points) = (digits(end + 1), points + 1);
    }
    let kind = if points > 1 { Kind::Code } else { Kind::Number };
    // "1.3e6", "12e-3": a power of ten.
    if points < 2 && matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let power = digits((end + 1 + sign).min(bytes.len()));
        if power > end + 1 + sign && bytes.get(power).is_none_or(|b| !b.is_ascii_alphanumeric()) {
            end = power;
        }
    }
    Token {
        key: 0,
        ..mark(at..end, kind, '0')
    }
}

/// The end of "1,200,000", "12,34,567", "10 000" (with a blank that does not break) or "1 414 021
/// 100".
fn groups(text: &str, at: usize, end: usize) -> Option<usize> {
    if end - at > 3 || end == at {
        return None;
    }
    let bytes = text.as_bytes();
    let run = |from: usize| {
        bytes[from.min(bytes.len())..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    // The last group has three digits; those before it three, or two as in India.
    let (mut here, mut commas, mut long) = (end, 0, true);
    while bytes.get(here) == Some(&b',') {
        let n = run(here + 1);
        if !(n == 3 || (n == 2 && bytes.get(here + 3) == Some(&b',') && run(here + 4) >= 2)) {
            break;
        }
        (here, commas, long) = (here + 1 + n, commas + 1, n == 3);
    }
    if commas > 0 {
        return long.then_some(here);
    }
    for blank in ['\u{a0}', '\u{202f}', '\u{2009}', ' '] {
        let (mut here, mut n) = (end, 0);
        while text[here..].starts_with(blank) && run(here + blank.len_utf8()) == 3 {
            (here, n) = (here + blank.len_utf8() + 3, n + 1);
        }
        if n > usize::from(blank == ' ') {
            return Some(here);
        }
    }
    None
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
