//! In: the tokens of the scan. Out: finer ones (runs of letters, runs of digits, single marks:
//! "a.m." and "10.31.1974" are taken apart), each with its class for the grammar.

use std::sync::LazyLock;

use crate::scan::{self, Kind, Lexicon, key};
use crate::time::forms::named_days::FEASTS;
use crate::time::words::{Class, WORDS};

/// A run of letters, a run of digits, or one mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    pub class: Class,
    /// Which of its class; the value of digits; the character of a mark.
    pub n: i32,
    /// Follows the token before without a blank.
    pub glued: bool,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Follows a blank line, or is the first.
    pub fresh: bool,
    /// The group of named days it may be the first word of; 0 for none.
    pub feast: u16,
}

impl Token {
    pub(crate) fn is_mark(self, mark: char) -> bool {
        self.class == Class::Mark && self.n == mark as i32
    }

    pub(crate) fn len(self) -> u32 {
        self.end - self.start
    }
}

/// Meaning a word is: its class, which of its class, and which group of named days may begin with it
/// (0: none).
type Sense = (Class, i32, u16);

/// The words, and the named days grouped by their first word.
struct Words {
    lexicon: Lexicon<Sense>,
    feasts: Vec<Vec<(u16, &'static str)>>,
}

static WORD: LazyLock<Words> = LazyLock::new(|| {
    let mut senses: Vec<(u64, Sense)> = Vec::new();
    for (class, n, list) in WORDS {
        senses.extend(list.split(' ').map(|word| (key(word), (*class, *n, 0))));
    }
    let mut feasts = vec![Vec::new()];
    for (index, (_, _, names)) in FEASTS.iter().enumerate() {
        for name in names.split(", ") {
            let first = name.split([' ', '.', '-', '\'']).next().unwrap_or(name);
            // "mothers day" is also written "mother's day".
            for word in [Some(first), first.strip_suffix('s')].into_iter().flatten() {
                let at = senses
                    .iter()
                    .position(|(known, _)| *known == key(word))
                    .unwrap_or_else(|| {
                        senses.push((key(word), (Class::Other, 0, 0)));
                        senses.len() - 1
                    });
                let group = &mut senses[at].1.2;
                if *group == 0 {
                    *group = feasts.len() as u16;
                    feasts.push(Vec::new());
                }
                feasts[usize::from(*group)].push((index as u16, name));
            }
        }
    }
    Words {
        lexicon: Lexicon::new(senses),
        feasts,
    }
});

/// The named days, as index and name, whose first word is this token.
pub(crate) fn feasts(token: Token) -> &'static [(u16, &'static str)] {
    &WORD.feasts[usize::from(token.feast)]
}

const UNKNOWN: Sense = (Class::Other, 0, 0);

/// Makes the dashes one dash, the apostrophes one apostrophe.
fn plain(mark: char) -> char {
    match mark {
        '‘' | '’' | 'ʼ' | '`' | '′' => '\'',
        '‐' | '‑' | '‒' | '−' => '-',
        '—' => '–',
        other => other,
    }
}

/// The tokens of a text that was scanned.
pub(crate) fn tokens(text: &str, scanned: &[scan::Token]) -> Vec<Token> {
    let words = &*WORD;
    let mut tokens: Vec<Token> = Vec::with_capacity(scanned.len() + scanned.len() / 8);
    let mut lines = 2;
    for token in scanned {
        let plain_word = token.kind == Kind::Word
            && !token.possessive
            && !has_marks(&text.as_bytes()[token.start as usize..token.end as usize]);
        if token.kind == Kind::Break {
            lines += 1;
            continue;
        }
        let first = tokens.len();
        if plain_word {
            let known = words.lexicon.get(token.key);
            if known.is_none()
                && glued_name(text, token.start as usize, token.end as usize, &mut tokens)
            {
                if let Some(token_of) = tokens.get_mut(first) {
                    (token_of.glued, token_of.fresh) = (token.glued && lines == 0, lines > 1);
                    lines = 0;
                }
                continue;
            }
            let (class, n, feast) = known.unwrap_or(UNKNOWN);
            let capital = token.capital();
            tokens.push(Token {
                start: token.start,
                end: token.end,
                class,
                n,
                glued: false,
                capital,
                fresh: false,
                feast,
            });
        } else {
            split(text, token.start as usize, token.end as usize, &mut tokens);
        }
        if let Some(token_of) = tokens.get_mut(first) {
            (token_of.glued, token_of.fresh) = (token.glued && lines == 0, lines > 1);
            lines = 0;
        }
    }
    tokens
}

fn has_marks(word: &[u8]) -> bool {
    word.iter()
        .any(|b| !b.is_ascii_alphabetic() && (b.is_ascii() || *b == 0xe2))
}

/// Takes a word apart that swallowed the name of a month or weekday, as scraped news has it:
/// "onMondayand", "sinceJan".
fn glued_name(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) -> bool {
    let word = &text[start..end];
    // "expiredlast month"
    let deictic = ["edlast", "edthis", "ednext"]
        .iter()
        .any(|end| word.ends_with(end))
        && word.len() > 8;
    if deictic && word.is_ascii() {
        let cut = word.len() - 4;
        for (from, to) in [(start, start + cut), (start + cut, end)] {
            let (class, n, feast) = WORD.lexicon.get(key(&text[from..to])).unwrap_or(UNKNOWN);
            let (from, to) = (from as u32, to as u32);
            tokens.push(Token {
                start: from,
                end: to,
                class,
                n,
                glued: false,
                capital: false,
                fresh: false,
                feast,
            });
        }
        return true;
    }
    let inner = word
        .as_bytes()
        .windows(2)
        .position(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let Some(cut) = inner.map(|at| at + 1).filter(|_| word.is_ascii()) else {
        return false;
    };
    let words = &*WORD;
    let sense = |part: &str| words.lexicon.get(key(&part.to_ascii_lowercase()));
    let is_name = |part: &str| {
        matches!(
            sense(part),
            Some((Class::Month | Class::Weekday | Class::ShortMonth, ..))
        )
    };
    let rest = &word[cut..];
    // Meaning follows the name, if anything does, is a word of its own: "and", "to".
    let long = (3..=rest.len()).rev().find(|to| {
        is_name(&rest[..*to]) && (*to == rest.len() || *to > 4 && sense(&rest[*to..]).is_some())
    });
    let Some(long) = long.filter(|_| sense(&word[..cut]).is_some()) else {
        return false;
    };
    for (from, to) in [(0, cut), (cut, cut + long), (cut + long, word.len())] {
        if from < to {
            let (class, n, feast) = sense(&word[from..to]).unwrap_or(UNKNOWN);
            let capital = word.as_bytes()[from].is_ascii_uppercase();
            let (from, to) = ((start + from) as u32, (start + to) as u32);
            tokens.push(Token {
                start: from,
                end: to,
                class,
                n,
                glued: false,
                capital,
                fresh: false,
                feast,
            });
        }
    }
    true
}

/// Takes a passage apart into runs of letters, runs of digits and single marks, all glued.
fn split(text: &str, mut at: usize, end: usize, tokens: &mut Vec<Token>) {
    let words = &*WORD;
    while at < end {
        let start = at;
        let Some(c) = text[at..end].chars().next() else {
            return;
        };
        let mut sense = UNKNOWN;
        let run = |from: usize, is: fn(char) -> bool| {
            from + text[from..end].find(|c| !is(c)).unwrap_or(end - from)
        };
        if c.is_ascii_digit() {
            at = run(at, |c| c.is_ascii_digit());
            sense = (
                Class::Digits,
                if at - start < 10 {
                    text[start..at].parse().unwrap_or(-1)
                } else {
                    -1
                },
                0,
            );
        } else if c.is_alphabetic() {
            at = run(at, char::is_alphabetic);
            let lower = text[start..at].to_ascii_lowercase();
            sense = words.lexicon.get(key(&lower)).unwrap_or(UNKNOWN);
        } else {
            at += c.len_utf8();
            sense = (Class::Mark, plain(c) as i32, sense.2);
        }
        tokens.push(Token {
            start: start as u32,
            end: at as u32,
            class: sense.0,
            n: sense.1,
            glued: true,
            capital: c.is_uppercase(),
            fresh: false,
            feast: sense.2,
        });
    }
}
