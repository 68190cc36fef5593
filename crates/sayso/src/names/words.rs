//! In: the tokens of a text and the dictionary. Out: for each token what the features are made of.

use super::dictionary::{Dictionary, bits};
use crate::segment::{Segments, TokenKind};
use sayso_english::classes::{self as lexicon, class};
use sayso_english::hash::{fnv, mix};

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// The first character is not a letter, or the token is a mark.
    #[default]
    None,
    /// Small letters.
    Lower,
    /// One capital, then small letters: "Moss".
    Title,
    /// Two capitals or more and nothing else: "IMF".
    Upper,
    /// A single capital: "A".
    Single,
    /// A capital at the beginning and others later: "`McDonald`".
    Mixed,
}

/// What is known of a token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of its lower-case form, with every digit as 0.
    pub lower: u64,
    /// Hash of its shape: runs of capitals, small letters, digits, marks.
    pub shape: u64,
    /// Hashes of its last 1 to 4 bytes.
    pub ends: [u64; 4],
    /// Hashes of its first 2 and 3 bytes.
    pub starts: [u64; 2],
    /// Its entry in the dictionary, as [`bits`].
    pub entry: u32,
    /// Classes of `attribute::lexicon`.
    pub class: u16,
    /// How it is written.
    pub case: Case,
    /// Whether it has letters or digits and is not a mark.
    pub is_word: bool,
    /// Whether there is no space before it.
    pub glued: bool,
    /// Number of bytes.
    pub len: u8,
    /// Its first byte, or 0 if that is not ASCII.
    pub first_byte: u8,
}

impl Word {
    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(
            self.case,
            Case::Title | Case::Upper | Case::Single | Case::Mixed
        )
    }

    /// Whether its entry has one of these bits.
    pub fn has(&self, bits: u32) -> bool {
        self.entry & bits != 0
    }
}

/// What is before the first token of a sentence and after its last one.
pub const PAD: Word = Word {
    lower: 1,
    shape: 1,
    ends: [1; 4],
    starts: [1; 2],
    entry: 0,
    class: 0,
    case: Case::None,
    is_word: false,
    glued: false,
    len: 0,
    first_byte: 0,
};

/// The words of all tokens.
pub fn words(text: &str, parts: &Segments, dictionary: &Dictionary) -> Vec<Word> {
    let mut buffer = Vec::with_capacity(32);
    let mut end = u32::MAX;
    parts
        .tokens
        .iter()
        .map(|token| {
            let mut word = look(&text[token.span.range()], token.kind, &mut buffer);
            word.glued = token.span.start() == end;
            end = token.span.end();
            word.entry = dictionary.get(word.lower);
            if word.is_word {
                word.class = lexicon::classes_of_hash(word.lower);
            }
            word
        })
        .collect()
}

/// Writes the form that is looked up into `buffer`: small letters, digits as 0, typographic marks as
/// ASCII ones.
pub fn normal(word: &str, buffer: &mut Vec<u8>) {
    buffer.clear();
    let plain = |b: u8| {
        if b.is_ascii_digit() {
            b'0'
        } else {
            b.to_ascii_lowercase()
        }
    };
    if word.is_ascii() {
        buffer.extend(word.bytes().map(plain));
        return;
    }
    match word {
        "“" | "”" | "„" | "«" | "»" => buffer.push(b'"'),
        "‘" | "’" | "‚" => buffer.push(b'\''),
        "–" | "—" | "−" | "‐" | "‑" => buffer.push(b'-'),
        "…" => buffer.extend_from_slice(b"..."),
        _ => {
            let mut bytes = [0; 4];
            for c in word.chars().flat_map(char::to_lowercase) {
                let c = if matches!(c, '’' | 'ʼ') { '\'' } else { c };
                buffer.extend(c.encode_utf8(&mut bytes).bytes().map(plain));
            }
        }
    }
}

/// The hash under which the dictionary knows a word.
pub fn hash_of(word: &str) -> u64 {
    let mut buffer = Vec::new();
    normal(word, &mut buffer);
    fnv(&buffer)
}

/// The hash of several words that follow each other, for names of places of more than one word.
pub fn join(hashes: &[u64]) -> u64 {
    hashes.iter().fold(0x51, |sum, &hash| mix(sum, hash))
}

fn look(word: &str, kind: TokenKind, buffer: &mut Vec<u8>) -> Word {
    normal(word, buffer);
    let len = buffer.len();
    let (case, shape) = shape(word);
    let end = |n: usize| fnv(&buffer[len.saturating_sub(n)..]);
    let start = |n: usize| fnv(&buffer[..n.min(len)]);
    Word {
        lower: fnv(buffer),
        shape,
        ends: [end(1), end(2), end(3), end(4)],
        starts: [start(2), start(3)],
        entry: 0,
        class: 0,
        case: if kind == TokenKind::Word {
            case
        } else {
            Case::None
        },
        is_word: kind != TokenKind::Mark,
        glued: false,
        len: len.min(255) as u8,
        first_byte: word
            .as_bytes()
            .first()
            .copied()
            .filter(u8::is_ascii)
            .unwrap_or(0),
    }
}

/// How a word is written, and the hash of its shape, in which a run of one kind counts at most
/// twice.
fn shape(word: &str) -> (Case, u64) {
    let mut shape = Shape::default();
    if word.is_ascii() {
        word.bytes().for_each(|b| shape.add(kind_of_byte(b)));
    } else {
        word.chars().for_each(|c| shape.add(kind_of_char(c)));
    }
    (shape.case(), shape.hash)
}

/// The kind of an ASCII character: X, x or d, or the character itself.
fn kind_of_byte(b: u8) -> u8 {
    match b {
        b'A'..=b'Z' => b'X',
        b'a'..=b'z' => b'x',
        b'0'..=b'9' => b'd',
        other => other,
    }
}

/// The kind of any character: X, x or d, or a mark in ASCII.
fn kind_of_char(c: char) -> u8 {
    match c {
        '’' | '‘' => b'\'',
        '“' | '”' => b'"',
        '–' | '—' => b'-',
        _ if c.is_uppercase() => b'X',
        _ if c.is_alphabetic() => b'x',
        _ if c.is_numeric() => b'd',
        _ => b'?',
    }
}

/// The shape of a word, built up from the kinds of its characters.
struct Shape {
    hash: u64,
    first: Option<u8>,
    last: u8,
    /// How many characters of the last kind follow each other.
    run: u32,
    capitals: u32,
    small: u32,
}

impl Default for Shape {
    fn default() -> Shape {
        Shape {
            hash: 0x5ead,
            first: None,
            last: 0,
            run: 0,
            capitals: 0,
            small: 0,
        }
    }
}

impl Shape {
    #[inline]
    fn add(&mut self, kind: u8) {
        self.first.get_or_insert(kind);
        self.run = if kind == self.last { self.run + 1 } else { 1 };
        self.last = kind;
        if self.run <= 2 {
            self.hash = mix(self.hash, u64::from(kind));
        }
        self.capitals += u32::from(kind == b'X');
        self.small += u32::from(kind == b'x');
    }

    fn case(&self) -> Case {
        match (self.first, self.capitals, self.small) {
            (Some(b'X'), 1, 0) => Case::Single,
            (Some(b'X'), _, 0) => Case::Upper,
            (Some(b'X'), 1, _) => Case::Title,
            (Some(b'X'), _, _) => Case::Mixed,
            (Some(b'x'), _, _) => Case::Lower,
            _ => Case::None,
        }
    }
}

/// The parts of [`Word::entry`] that say which lists have the word, as one small number.
pub fn lists(word: &Word) -> u64 {
    u64::from(word.entry >> bits::LISTS_FROM)
}

/// The word classes that matter here, as one small number.
pub fn classes(word: &Word) -> u64 {
    const KEPT: [u16; 6] = [
        class::ROLE,
        class::ABBREVIATION,
        class::SPEECH,
        class::CALENDAR,
        class::DETERMINER,
        class::PREPOSITION,
    ];
    KEPT.iter()
        .zip(0u32..)
        .map(|(&bit, i)| u64::from(word.class & bit != 0) << i)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_seen_as_written() {
        let case = |word| shape(word).0;
        assert_eq!(
            ["Moss", "IMF", "A", "McDonald", "said", "12", "Ö", "Özil"].map(case),
            [
                Case::Title,
                Case::Upper,
                Case::Single,
                Case::Mixed,
                Case::Lower,
                Case::None,
                Case::Single,
                Case::Title
            ]
        );
        assert_eq!(hash_of("’S"), hash_of("'s"));
        assert_eq!(hash_of("1998"), hash_of("2024"));
        assert_eq!(hash_of("“"), hash_of("\""));
    }
}
