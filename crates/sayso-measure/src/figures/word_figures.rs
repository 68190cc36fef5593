//! Words that are a figure by themselves: multiples ("doubled", "twice as many") and decades of age
//! ("in her thirties", "in their 20s", "a 30-something founder").

use super::amount::Amount;
use super::changes::{self, Stated};
use super::reader::{Read, Reader};
use super::{Direction, Figure, FigureRule, Role};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{
    A, AN, AND, AS, DOWN, EACH, EARLY, EVERY, FROM, LATE, MID, OR, PER, THAT, THE, THOSE, TO, WHAT,
};
use crate::modifier::{self, Bound, Modifier};
use crate::scan::Kind;
use crate::tokens::Tokens;
use crate::unit::{Unit, unit_at};
use crate::word_figure::{WordFigure, WordKind};
use sayso_english::sources::{NounKind, wordnet_kind};
use sayso_text::text::Span;

/// "20s", "1990s": a decade in digits.
#[derive(Clone, Copy)]
pub(super) struct Decade {
    /// The token after it.
    pub(super) to: usize,
    /// Its first year, if it can be a decade of age.
    pub(super) age: Option<u64>,
}

/// The decade in digits that the amount begins.
pub(super) fn decade(tokens: Tokens, amount: &Amount) -> Option<Decade> {
    let at = amount.number.to;
    let is_glued_s = |at: usize| tokens.text(at) == "s" && tokens.glued(at);
    let to = if is_glued_s(at) {
        at + 1
    } else if tokens.one_of_marks(at, &['\'', '’']) && is_glued_s(at + 1) {
        at + 2
    } else {
        return None;
    };
    let years = amount.number.value.as_u64();
    amount.number.bare.then_some(Decade {
        to,
        age: years.filter(|years| *years < 100 && years.is_multiple_of(10)),
    })
}

/// The word before a decade that says which part of it, and the token before that.
fn part_of_decade(tokens: Tokens, from: usize) -> Option<(Option<Modifier>, usize)> {
    let mut at = from.checked_sub(1)?;
    if tokens.is(at, Kind::Hyphen) {
        at = at.checked_sub(1)?;
    }
    let part = match tokens.key(at) {
        EARLY => Modifier::Early,
        MID => Modifier::Mid,
        LATE => Modifier::Late,
        _ => return Some((None, at)),
    };
    Some((Some(part), at.checked_sub(1)?))
}

/// An age of ten years, from the decade on.
fn age_in_decade(span: Span, decade: Decimal) -> Option<Figure> {
    let mut figure = Figure::new(span, decade, 1);
    figure.high = Some(decade.plus(Decimal::whole(9))?);
    figure.unit = Some(Unit::YEAR);
    figure.role = Role::Age;
    figure.why = FigureRule::DecadeOfAge;
    Some(figure)
}

impl Reader<'_> {
    /// The figure that the word at the token is.
    pub(super) fn word_figure(&self, at: usize, word: WordFigure) -> Option<Read> {
        match word.kind {
            WordKind::Decade => self.decade_of_age(at, at + 1, word.value),
            _ => self.multiple(at, word),
        }
    }

    /// "his late thirties", "in their 30s and 40s": a range of ten years. Less of it with "early"
    /// or "late" is named by the modifier.
    pub(super) fn decade_of_age(&self, from: usize, to: usize, decade: Decimal) -> Option<Read> {
        let tokens = self.tokens;
        let (part, mut before) = part_of_decade(tokens, from)?;
        if matches!(tokens.key(before), AND | OR | TO) {
            let last = before.checked_sub(1)?;
            let has_digits = tokens.text(last) == "s" && tokens.glued(last);
            let first = if has_digits {
                last.checked_sub(1)?
            } else {
                last
            };
            (_, before) = part_of_decade(tokens, first)?;
        }
        if !tokens.has(before, class::POSSESSIVE) {
            return None;
        }
        let mut figure = age_in_decade(tokens.between(from, to), decade)?;
        figure.modifier = part;
        Some(Read::figure(figure, to))
    }

    /// "a 30-something founder"
    pub(super) fn thirty_something(&self, amount: &Amount) -> Option<Read> {
        let tokens = self.tokens;
        let number = &amount.number;
        let is_joined = amount.unit.is_none()
            && tokens.hyphened(number.to)
            && tokens.one_of(number.to + 1, words!["something", "somethings"]);
        if !is_joined || !number.is_plain_whole() {
            return None;
        }
        let decade = number.value.as_u64()?;
        let is_decade = (20..100).contains(&decade) && decade.is_multiple_of(10);
        let to = number.to + 2;
        let span = tokens.between(amount.from, to);
        let figure = age_in_decade(span, Decimal::whole(decade)).filter(|_| is_decade)?;
        Some(Read::figure(figure, to))
    }

    /// "doubled", "twice as many", "tenfold".
    fn multiple(&self, at: usize, word: WordFigure) -> Option<Read> {
        let tokens = self.tokens;
        if !is_multiple(tokens, at, word.kind) {
            return None;
        }
        let mut figure = Figure::new(tokens.between(at, at + 1), word.value, 0);
        figure.unit = Some(Unit::TIMES);
        figure.why = FigureRule::Multiple;
        figure.direction = match word.kind {
            WordKind::Verb if word.value < Decimal::whole(1) => Some(Direction::Down),
            WordKind::Verb => Some(Direction::Up),
            // "rose sixfold"
            WordKind::Fold => {
                let stated = Stated {
                    stands_alone: true,
                    is_relative: true,
                };
                changes::before(tokens, at, stated)
            }
            _ => None,
        };
        figure.role = if figure.direction.is_some() {
            Role::Change
        } else if word.kind == WordKind::Adverb && !is_compared(tokens, at + 1) {
            Role::Amount
        } else {
            Role::Multiple
        };
        match modifier::before(tokens, at) {
            Some((modifier, _)) if modifier.bound() != Some(Bound::Upper) => {
                figure.qualify(modifier);
            }
            _ => {}
        }
        Some(Read::figure(figure, at + 1))
    }
}

/// What may follow "three times that" where "that" is a number: "that of", "that much".
const AFTER_THAT: &[u64] = words![
    "of", "amount", "number", "level", "figure", "size", "sum", "rate", "price", "total", "many",
    "much", "in", "a", "distance", "speed", "length", "for", "at", "on", "and", "or", "when",
    "from"
];

/// After "three times" or "twice": does a comparison follow ("as many", "the price", "what it was",
/// "larger"), and not what happened so often ("the week before", "that he lied", "as mayor")?
pub(super) fn is_compared(tokens: Tokens, at: usize) -> bool {
    let next = at + 1;
    let Some(token) = tokens.get(at).filter(|t| t.kind == Kind::Word) else {
        return tokens.is(at, Kind::Number) || tokens.is(at, Kind::Currency);
    };
    let classes = tokens.classes(at);
    match token.key {
        // "three times as mayor"
        AS => {
            let is_office = wordnet_kind(tokens.text(next)) == Some(NounKind::Person);
            let is_phrase = tokens.has(next, class::DETERMINER | class::POSSESSIVE);
            !is_office && !is_phrase && !tokens.is_capital(next)
        }
        THE => !is_time_word(tokens, next) && !is_time_word(tokens, next + 1),
        THAT => !tokens.is(next, Kind::Word) || tokens.one_of(next, AFTER_THAT),
        WHAT | THOSE => true,
        _ if token.possessive => true,
        _ if classes.any(class::POSSESSIVE | class::MORE | class::LESS) => true,
        _ => is_comparative(tokens, at) || tokens.get(next).is_some_and(|t| t.possessive),
    }
}

/// "larger", "likelier"; not a function word such as "after".
fn is_comparative(tokens: Tokens, at: usize) -> bool {
    const SHORTEST: usize = 5;
    let text = tokens.text(at);
    let is_word_of_time = tokens.one_of(at, words!["earlier", "later", "never"]);
    let is_function = tokens.has(at, class::STOP | class::FUNCTION) || is_word_of_time;
    let has_ending = text.len() >= SHORTEST && text.ends_with("er") && tokens.is_lower(at);
    has_ending && !is_function
        || tokens.one_of(
            at,
            words!["earnings", "sales", "book", "normal", "average", "more"],
        )
}

/// "week", "season", "Friday"
fn is_time_word(tokens: Tokens, at: usize) -> bool {
    let is_unit = unit_at(tokens, at, false).is_some_and(|(unit, _)| unit.is_time());
    is_unit
        || tokens.has(at, class::MONTH | class::WEEKDAY)
        || tokens.one_of(at, words!["season", "night", "morning", "evening", "half"])
}

/// Is the word a multiple there? "scored twice" counts; "twice a day" is a time, "think twice" a
/// phrase.
fn is_multiple(tokens: Tokens, at: usize, kind: WordKind) -> bool {
    let next = at + 1;
    let is_joined = tokens.is(next, Kind::Hyphen) && tokens.glued(next);
    // "double down"
    if is_joined || tokens.key(next) == DOWN {
        return false;
    }
    let is_compared =
        matches!(tokens.key(next), AS | THE | TO | FROM) || tokens.has(next, class::POSSESSIVE);
    let is_by_itself = match kind {
        WordKind::Verb | WordKind::Fold => true,
        WordKind::Adverb => {
            let is_time = matches!(tokens.key(next), A | AN | EACH | EVERY | PER)
                || tokens.one_of(next, words!["daily", "weekly"]);
            let is_phrase =
                at > 0 && tokens.one_of(at - 1, words!["think", "thinking", "thought", "or"]);
            !is_time && !is_phrase
        }
        _ => false,
    };
    is_compared || is_by_itself
}
