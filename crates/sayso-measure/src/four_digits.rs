//! Four digits that look like a year and are not: a count ("the town has 2012 beds") and the number
//! of a house ("1918 Elm Street").

use crate::class;
use crate::keys::{ABOUT, AND, AROUND, CIRCA, OF};
use crate::modifier::{self, Modifier};
use crate::scan::Kind;
use crate::tokens::Tokens;

/// Four digits below this are rarely a year of the news.
const FIRST_YEAR: u64 = 1700;

/// Do the four digits at the token count something?
pub(crate) fn is_count(tokens: Tokens, at: usize) -> bool {
    let next = at + 1;
    let Some(last) = at.checked_sub(1) else {
        return is_round(tokens, at) && counts_noun(tokens, next);
    };
    let has_verb = tokens.is_lower(last) && tokens.has(last, class::HAVING);
    if has_verb && (counts_noun(tokens, next) || is_after_capacity(tokens, last, next)) {
        return true;
    }
    let ends = ends_phrase(tokens, next) || is_round(tokens, at);
    if follows_group(tokens, last) && (counts_noun(tokens, next) || ends) {
        return true;
    }
    let is_led = is_round_and_open(tokens, at, last)
        || follows_quantifier(tokens, last)
        || follows_modifier(tokens, at)
        || continues_list(tokens, last);
    is_led && counts_noun(tokens, next)
}

/// Is a thing in the plural at the token, which is counted by a number and does not belong to a year?
fn counts_noun(tokens: Tokens, at: usize) -> bool {
    const NOT_COUNTED: class::Classes = class::OF_YEAR
        .with(class::STOP)
        .with(class::UP)
        .with(class::DOWN);
    let is_noun = tokens.is_lower(at) && !tokens.glued(at) && !tokens.has(at, NOT_COUNTED);
    is_noun && crate::figures::is_plural(tokens, at)
}

/// "The hall seats 1600.": a verb that says how many, and nothing after the number.
fn is_after_capacity(tokens: Tokens, verb: usize, next: usize) -> bool {
    let is_capacity = tokens.one_of(
        verb,
        words![
            "seats",
            "seat",
            "holds",
            "hold",
            "sleeps",
            "houses",
            "employs",
            "accommodates",
            "accommodate",
            "totalled",
            "totaled",
            "numbered",
            "numbering",
            "numbers"
        ],
    );
    is_capacity && ends_phrase(tokens, next)
}

/// Does the text or a part of the sentence end before the token?
fn ends_phrase(tokens: Tokens, at: usize) -> bool {
    tokens
        .get(at)
        .is_none_or(|t| t.kind == Kind::Break || t.is('.') || t.is(',') || t.is(';') || t.is(')'))
}

fn is_round(tokens: Tokens, at: usize) -> bool {
    tokens.text(at).ends_with("00") || tokens.text(at).ends_with("50")
}

/// "1500 cases were counted.", "with 1500 flags": a round number that begins a sentence, or follows a
/// preposition that years rarely have before them.
fn is_round_and_open(tokens: Tokens, at: usize, last: usize) -> bool {
    let begins = tokens.is(last, Kind::Break) || tokens.mark(last, '.');
    is_round(tokens, at) && (begins || tokens.one_of(last, words!["with", "for"]))
}

/// "another 2000 sheep", "all 1950 seats".
fn follows_quantifier(tokens: Tokens, last: usize) -> bool {
    tokens.one_of(
        last,
        words![
            "another",
            "all",
            "these",
            "only",
            "just",
            "further",
            "estimated",
            "additional",
            "extra",
            "remaining"
        ],
    )
}

/// "some 2000 sheep", "more than 1800 homes". "around 1998" is a year, and "complaints about 2012
/// prices" are about a year.
fn follows_modifier(tokens: Tokens, at: usize) -> bool {
    let Some((modifier, start)) = modifier::before(tokens, at) else {
        return false;
    };
    if modifier != Modifier::About {
        return true;
    }
    let before = start.checked_sub(1);
    let is_open = before.is_none_or(|before| {
        !tokens.is(before, Kind::Word) || tokens.has(before, class::HAVING | class::FUNCTION)
    });
    match tokens.key(start) {
        // "around 1700 dogs", but "around 1998 prices fell"
        AROUND => is_open && is_round(tokens, at) && tokens.text(at) < "1900",
        CIRCA => false,
        ABOUT => is_open,
        _ => true,
    }
}

/// "1200 patients and 1600 visitors": the number continues a list of what is counted.
fn continues_list(tokens: Tokens, last: usize) -> bool {
    let Some(number) = last.checked_sub(2) else {
        return false;
    };
    tokens.key(last) == AND && tokens.is(number, Kind::Number) && counts_noun(tokens, last - 1)
}

/// "a fleet of 1950 boats": a noun for how many, and "of".
fn follows_group(tokens: Tokens, last: usize) -> bool {
    let is_group = last.checked_sub(1).is_some_and(|group| {
        tokens.one_of(
            group,
            words![
                "total",
                "crowd",
                "fleet",
                "herd",
                "flock",
                "staff",
                "workforce",
                "force",
                "collection",
                "capacity",
                "average",
                "list",
                "maximum",
                "minimum",
                "population",
                "number",
                "team",
                "garrison",
                "stock"
            ],
        )
    });
    tokens.key(last) == OF && is_group
}

/// Could the four digits only be a year if a word before them says so? "It counted 1500 cases" has
/// none, "the 1666 fire" and "in 1500" do.
pub(crate) fn needs_word_of_year(tokens: Tokens, at: usize, value: u64) -> bool {
    const BEFORE: class::Classes = class::BEFORE_YEAR
        .with(class::DETERMINER)
        .with(class::POSSESSIVE)
        .with(class::MONTH);
    let Some(last) = at.checked_sub(1) else {
        return value < FIRST_YEAR;
    };
    let is_possessive = tokens.get(last).is_some_and(|t| t.possessive);
    let is_led = is_possessive
        || tokens.has(last, BEFORE)
        || tokens.is_capital(last) && !tokens.has(last, class::FUNCTION)
        || !tokens.is(last, Kind::Word);
    value < FIRST_YEAR && !is_led
}

/// The most words of a street's name.
const STREET_WORDS: usize = 5;

/// "1918 Elm Street", "1999 W. 5th St.", after a word that no year has before it: the number of a
/// house. "In 1918 Elm Street was a field" has a year.
pub(crate) fn is_house_number(tokens: Tokens, at: usize) -> bool {
    let says_when = at.checked_sub(1).is_some_and(|last| {
        // "a 1992 Supreme Court case"
        let has_article = tokens.has(last, class::DETERMINER | class::POSSESSIVE)
            || tokens.get(last).is_some_and(|t| t.possessive);
        has_article
            || tokens.has(last, class::MONTH)
            || tokens.one_of(
                last,
                words!["in", "since", "during", "until", "till", "after", "before"],
            )
    });
    !says_when && names_street(tokens, at + 1)
}

/// "Elm Street", "W. 5th St.", "North Quay Road": one or more names and a word for a street.
pub(crate) fn names_street(tokens: Tokens, from: usize) -> bool {
    let mut at = from;
    for _ in 0..STREET_WORDS {
        let is_name = tokens.is(at, Kind::Word) && tokens.is_capital(at);
        if is_name && at > from && tokens.has(at, class::STREET) {
            return true;
        }
        let is_ordinal = tokens.is(at, Kind::Number) && tokens.goes_on(at + 1);
        at += match (is_name, is_ordinal) {
            (true, _) => 1 + usize::from(tokens.mark(at + 1, '.') && tokens.text(at).len() <= 2),
            (_, true) => 2,
            _ => return false,
        };
    }
    false
}
