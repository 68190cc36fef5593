//! What is known of a token by itself.

use super::Prior;
use crate::segment::{Mark, Token, TokenKind};
use sayso_english::classes::{HashTable, class, lower};
use sayso_english::hash::fnv;

/// A token as the models read it: quotation marks of all styles are one word each, so that a text
/// with straight marks reads like any other.
pub fn written<'a>(text: &'a str, token: &Token) -> &'a str {
    match token.mark {
        Mark::Open => "“",
        Mark::Close => "”",
        Mark::None => &text[token.span.range()],
    }
}

/// How a token is written. The numbers are features of the trained networks.
#[derive(Clone, Copy)]
pub(super) enum Writing {
    Small = 0,
    Capitalised = 1,
    Capitals = 2,
    Mixed = 3,
    Number = 4,
    Mark = 5,
}

impl Writing {
    pub fn of(written: &str, kind: TokenKind) -> Writing {
        match kind {
            TokenKind::Number => Writing::Number,
            TokenKind::Mark => Writing::Mark,
            TokenKind::Word => Writing::of_word(written),
        }
    }

    fn of_word(written: &str) -> Writing {
        let mut letters = written.chars().filter(|c| c.is_alphabetic());
        let begins_upper = letters.next().is_some_and(char::is_uppercase);
        let has_more_upper = letters.clone().any(char::is_uppercase);
        match (begins_upper, has_more_upper) {
            (false, false) => Writing::Small,
            (true, false) => Writing::Capitalised,
            (true, true) if letters.all(char::is_uppercase) => Writing::Capitals,
            _ => Writing::Mixed,
        }
    }
}

/// What is known of a token by itself.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub lower: u64,
    pub shape: u64,
    /// The first two characters of the shape.
    pub form: u64,
    pub end2: u64,
    pub end3: u64,
    pub end4: u64,
    pub start4: u64,
    /// One letter for the word's class: V, N, P, T or -.
    pub class: u8,
    pub prior: Prior,
    pub is_mark: bool,
    pub opens_clause: bool,
    pub is_quoted: bool,
}

/// What is before the first token of a paragraph and after its last one.
pub(super) const PAD: Word = {
    let h = fnv(b"#");
    Word {
        lower: h,
        shape: h,
        form: h,
        end2: h,
        end3: h,
        end4: h,
        start4: h,
        class: b'#',
        prior: 0xff,
        is_mark: false,
        opens_clause: false,
        is_quoted: false,
    }
};

impl Word {
    /// A reporting verb outside quotation marks.
    pub fn is_verb(&self) -> bool {
        self.class == b'V' && !self.is_quoted
    }

    /// A word outside quotation marks that is often a cue.
    pub fn is_likely_cue(&self) -> bool {
        self.prior & 15 >= LIKELY && !self.is_quoted
    }
}

/// A word that was a cue in at least this share of its uses (a step of [`Prior`]) counts as a likely
/// cue.
const LIKELY: u8 = 5;

/// Looks up words. The buffers are kept between words.
pub(super) struct Lookup {
    lexicon: &'static HashTable<u16>,
    small: String,
    shape: String,
}

impl Lookup {
    pub fn new() -> Lookup {
        Lookup {
            lexicon: sayso_english::classes::table(),
            small: String::new(),
            shape: String::new(),
        }
    }

    /// The word classes of a lower-case form.
    pub fn classes(&self, lower: u64) -> u16 {
        self.lexicon.get(&lower).copied().unwrap_or(0)
    }

    /// `prior` gives what the training texts say of a word by its hash.
    pub fn word(&mut self, text: &str, token: &Token, prior: &dyn Fn(u64) -> Prior) -> Word {
        let written = written(text, token);
        write_small(written, &mut self.small);
        write_shape(written, &mut self.shape);
        let (small, shape) = (&*self.small, &*self.shape);
        let hash = fnv(small.as_bytes());
        let classes = self.classes(hash);
        Word {
            lower: hash,
            shape: fnv(shape.as_bytes()),
            form: fnv(first_chars(shape, 2).as_bytes()),
            end2: fnv(last_chars(small, 2).as_bytes()),
            end3: fnv(last_chars(small, 3).as_bytes()),
            end4: fnv(last_chars(small, 4).as_bytes()),
            start4: fnv(first_chars(small, 4).as_bytes()),
            class: class_letter(classes),
            prior: prior(hash),
            is_mark: token.kind == TokenKind::Mark,
            opens_clause: classes & class::CLAUSE != 0,
            is_quoted: token.depth > 0,
        }
    }
}

fn write_small(written: &str, small: &mut String) {
    small.clear();
    if written.is_ascii() {
        small.push_str(written);
        small.make_ascii_lowercase();
    } else {
        small.push_str(&lower(written));
    }
}

/// The shape of a word: letters as X and x, digits as 9, and a plus after the second of a kind.
fn write_shape(written: &str, shape: &mut String) {
    shape.clear();
    let (mut last, mut run) = ('\0', 0);
    for c in written.chars() {
        let c = match c {
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            '0'..='9' => '9',
            c if c.is_ascii() => c,
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_numeric() => '9',
            c => c,
        };
        if c == last {
            run += 1;
            if run == 2 {
                shape.push('+');
            }
        } else {
            shape.push(c);
            (last, run) = (c, 1);
        }
    }
}

/// The first class of a word in this order.
fn class_letter(classes: u16) -> u8 {
    const LETTERS: [(u16, u8); 4] = [
        (class::VERB, b'V'),
        (class::NOUN, b'N'),
        (class::PRONOUN, b'P'),
        (class::ROLE, b'T'),
    ];
    let letter = LETTERS.iter().find(|(class, _)| classes & class != 0);
    letter.map_or(b'-', |(_, letter)| *letter)
}

fn last_chars(s: &str, count: usize) -> &str {
    let from = s.len().saturating_sub(count);
    if s.as_bytes()[from..].is_ascii() {
        // Each byte is a character, as in nearly all words.
        return &s[from..];
    }
    let start = s.char_indices().rev().nth(count - 1);
    start.map_or(s, |(i, _)| &s[i..])
}

fn first_chars(s: &str, count: usize) -> &str {
    if s.as_bytes().get(..count).is_some_and(<[u8]>::is_ascii) {
        return &s[..count];
    }
    s.char_indices().nth(count).map_or(s, |(i, _)| &s[..i])
}
