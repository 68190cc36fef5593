//! What a figure is per: "a month", "per person", "/ km", "for every 1,000 births".

use super::amount::Amount;
use super::counted::counted;
use super::reader::Reader;
use super::{Figure, Per};
use crate::class;
use crate::keys::{A, AN, EACH, EVERY, FOR, OF, ONE, PER};
use crate::modifier;
use crate::number::{self, Form, numeral};
use crate::scan::{Case, Kind};
use crate::tokens::Tokens;
use crate::unit::{Dimension, Unit, unit_at};
use sayso_text::text::Span;

/// The most things that one figure is per.
const MOST: usize = 3;

/// How a rate begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// "per", "for every": anything may follow.
    Per,
    /// "a", "an", "each", "every": only what prices and rates are per.
    Article,
    /// "/": only a unit.
    Slash,
}

/// What the rate at the token is per, and the token after it.
pub(super) fn rate(tokens: Tokens, at: usize, has_unit: bool) -> Option<(Per, usize)> {
    let word_at = tokens.past_hyphen(at);
    if has_unit && tokens.one_of(word_at, words!["annually", "yearly"]) {
        return Some((Per::Unit(Unit::YEAR), at + 1));
    }
    let (opening, start) = opening(tokens, at)?;
    if opening == Opening::Per
        && let Some(found) = number_of_things(tokens, start)
    {
        return Some(found);
    }
    if !tokens.is(start, Kind::Word) || is_not_rate(tokens, opening, start) {
        return None;
    }
    if let Some((unit, to)) = unit_at(tokens, start, opening == Opening::Slash) {
        let is_usual = has_unit && tokens.has(start, class::PER);
        if opening != Opening::Article || unit.is_time() || is_usual {
            return Some((Per::Unit(unit), to));
        }
    }
    let can_be_noun = match opening {
        Opening::Per => true,
        Opening::Article => tokens.has(start, class::PER),
        Opening::Slash => false,
    };
    let is_noun = can_be_noun && !tokens.has(start, class::STOP);
    is_noun.then(|| (Per::Noun(tokens.all[start].span()), start + 1))
}

/// "386 million a year earlier" compares, and "$30 million an SEC filing" has an agency, not a second.
fn is_not_rate(tokens: Tokens, opening: Opening, start: usize) -> bool {
    let is_name =
        opening == Opening::Article && tokens.get(start).is_some_and(|t| t.case == Case::Upper);
    let is_comparison = opening != Opening::Per
        && tokens.one_of(start + 1, words!["earlier", "ago", "before", "later", "on"]);
    is_name || is_comparison
}

/// How the rate at the token begins, and the token after that.
fn opening(tokens: Tokens, at: usize) -> Option<(Opening, usize)> {
    if is_for_every(tokens, at) {
        return Some((Opening::Per, at + 2));
    }
    if tokens.mark(at, '/') && tokens.glued(at) && tokens.glued(at + 1) {
        return Some((Opening::Slash, at + 1));
    }
    let word = tokens.past_hyphen(at);
    match tokens.key(word) {
        PER => Some((Opening::Per, word + 1)),
        A | AN | EACH | EVERY => Some((Opening::Article, tokens.past_hyphen(word + 1))),
        _ => None,
    }
}

/// "one doctor for every 1,200 people"
fn is_for_every(tokens: Tokens, at: usize) -> bool {
    tokens.key(at) == FOR
        && matches!(tokens.key(at + 1), EACH | EVERY)
        && tokens.key(at + 2) != ONE
        && starts_amount(tokens, at + 2)
}

/// Does a currency or a number begin at the token?
fn starts_amount(tokens: Tokens, at: usize) -> bool {
    tokens.is(at, Kind::Currency) || tokens.get(at).is_some_and(number::starts)
}

/// "12 per 100,000", "8 cents per $100", "5 per 1,000 births".
fn number_of_things(tokens: Tokens, start: usize) -> Option<(Per, usize)> {
    if !starts_amount(tokens, start) {
        return None;
    }
    let is_money = tokens.is(start, Kind::Currency);
    let n = numeral(tokens, start + usize::from(is_money)).filter(|n| n.form == Form::Cardinal)?;
    let noun =
        counted(tokens, n.to, true).filter(|of| !is_money && tokens.all[n.to].start == of.start());
    let to = n.to + usize::from(noun.is_some());
    Some((Per::Noun(tokens.between(start, to)), to))
}

/// How far before a figure what it is per may be, in tokens.
const BEFORE_FIGURE: usize = 14;

/// Adjectives that say how often a sum is paid.
const HOW_OFTEN: &[(&[u64], Unit)] = &[
    (words!["hourly"], Unit::HOUR),
    (words!["daily"], Unit::DAY),
    (words!["weekly"], Unit::WEEK),
    (words!["monthly"], Unit::MONTH),
    (words!["annual", "yearly"], Unit::YEAR),
];

/// Sums that are paid again and again.
const PAID_OFTEN: &[u64] = words![
    "rent",
    "rents",
    "fee",
    "fees",
    "salary",
    "salaries",
    "wage",
    "wages",
    "pay",
    "payment",
    "payments",
    "premium",
    "premiums",
    "allowance",
    "pension",
    "stipend",
    "bill",
    "bills",
    "rate",
];

/// What the words before the figure say that it is per: "a monthly rent of up to $900", "the rate of
/// infections per 100,000 people is now at 20.4".
pub(super) fn rate_before(tokens: Tokens, amount: &Amount, from: usize) -> Option<Per> {
    let start = modifier::start_of(tokens, from);
    let last = start.checked_sub(1)?;
    if amount.is_money() {
        let noun = last - usize::from(tokens.key(last) == OF && last > 0);
        let how_often = noun.checked_sub(1)?;
        let (_, unit) = HOW_OFTEN
            .iter()
            .find(|(words, _)| tokens.one_of(how_often, words))?;
        return tokens.one_of(noun, PAID_OFTEN).then_some(Per::Unit(*unit));
    }
    let is_level = tokens.one_of(
        last,
        words!["at", "is", "was", "stands", "stood", "reached"],
    );
    if amount.unit.is_some() || !is_level || counted(tokens, amount.to, true).is_some() {
        return None;
    }
    let is_inside = |at: &usize| !tokens.mark(*at, '.') && !tokens.is(*at, Kind::Break);
    let per = (last.saturating_sub(BEFORE_FIGURE)..last)
        .rev()
        .take_while(is_inside)
        .find(|at| tokens.key(*at) == PER)?;
    let (found, to) = number_of_things(tokens, per + 1)?;
    let has_number = (to..last)
        .chain(per.saturating_sub(4)..per)
        .any(|at| tokens.is(at, Kind::Number));
    (!has_number).then_some(found)
}

/// Is the figure per a number, as "11 cents per $1,000 of value" is? Then "of value" is what the
/// thousand dollars are of.
pub(super) fn is_per_number(tokens: Tokens, figure: &Figure) -> bool {
    match figure.per.last() {
        Some(Per::Noun(span)) => !span.passage(tokens.text).starts_with(char::is_alphabetic),
        _ => false,
    }
}

impl Reader<'_> {
    /// Adds what the figure is per right after its unit, and returns the token after it.
    pub(super) fn add_rates(&self, figure: &mut Figure, mut to: usize) -> usize {
        let tokens = self.tokens;
        while let Some((per, next)) = rate(tokens, to, figure.unit.is_some()) {
            figure.per.push(per);
            to = next;
            if figure.per.len() == MOST {
                break;
            }
        }
        // A speed is one measure. Other rates have the number with its unit as their span.
        let is_length = figure
            .unit
            .is_some_and(|u| u.dimension() == Dimension::Length);
        if !figure.per.is_empty() && is_length {
            let end = tokens.between(to - 1, to).end();
            figure.span = Span::new(figure.span.start(), end);
        }
        to
    }

    /// "1,200 passengers a day", "12 tonnes of freight a day": adds what the figure is per after
    /// what it counts, and returns the token after it, if there is any.
    pub(super) fn add_rates_after_noun(&self, figure: &mut Figure, noun: Span) -> Option<usize> {
        let tokens = self.tokens;
        let start = tokens.all.partition_point(|t| t.start < noun.end());
        let mut to = start;
        while let Some((per, next)) = rate(tokens, to, false) {
            let is_clear =
                matches!(per, Per::Unit(_)) || tokens.key(to) == PER || is_for_every(tokens, to);
            if !is_clear {
                break;
            }
            figure.per.push(per);
            to = next;
        }
        (to > start).then_some(to)
    }
}
