//! Units that may mean something else: single letters, and words such as "second" and "turn".

use super::amount::Amount;
use super::points;
use crate::class;
use crate::keys::{C, CELSIUS, F, FAHRENHEIT, OLD, ONE};
use crate::number::Form;
use crate::scan::{Case, Kind};
use crate::tokens::Tokens;
use crate::unit::{Found, Unit};

/// "(century)-old": is the unit joined to "old", so that it describes what is counted?
fn is_age_of_thing(tokens: Tokens, to: usize) -> bool {
    tokens.hyphened(to) && tokens.key(to + 1) == OLD
}

/// Is the word from `at` up to `to` meant as a unit after the number of `amount`?
pub(super) fn is_meant_as_unit(
    tokens: Tokens,
    amount: &Amount,
    found: Found,
    at: usize,
    to: usize,
) -> bool {
    let number = &amount.number;
    let is_hyphened = amount.hyphen;
    let is_said_one = !number.figures && number.is(1);
    let is_word_one = tokens.key(number.from) == ONE;
    match tokens.text(at) {
        "point" | "points" if points::are_of_a_game(tokens, number.from, at) => false,
        "point" if is_word_one && number.to == number.from + 1 => is_hyphened,
        "point" | "points" if is_hyphened => true,
        "m" if !tokens.glued(at) => {
            let is_name = tokens.is(to, Kind::Word) && tokens.is_capital(to);
            !is_name && !is_hyphened
        }
        "second" | "Second" if is_said_one => false,
        "stone" | "Stone" | "bar" | "crown" | "rand" if number.is(1) => false,
        "st" => tokens.glued(at),
        "turn" | "turns" => number.form == Form::Fraction || is_rotation(tokens, number.from),
        // "SEC" is an agency: "12 SEC filings".
        "time" | "Time" | "quarter" | "SEC" => false,
        // "four century-old schooners" are four.
        "century" | "decade" if !is_hyphened && !number.is(1) => !is_age_of_thing(tokens, to),
        // "one day" says when, and does not count.
        "day" if is_said_one && is_word_one => is_hyphened,
        _ if found.is_letter => is_meant_letter(tokens, found.unit, at, to, is_hyphened),
        // A unit with a capital letter in running text is a name: "12 Miles Street".
        text => {
            let is_long_name =
                text.len() > 3 && tokens.get(at).is_some_and(|t| t.case == Case::Capital);
            !(is_long_name && tokens.has(to, class::STREET))
        }
    }
}

/// "rotated it three turns"
fn is_rotation(tokens: Tokens, from: usize) -> bool {
    (from.saturating_sub(4)..from).any(|at| tokens.has(at, class::ROTATION))
}

/// Is a single letter meant as a unit? It is if it is glued to the digits, or if no word follows
/// it.
fn is_meant_letter(tokens: Tokens, unit: Unit, at: usize, to: usize, is_hyphened: bool) -> bool {
    let is_glued = tokens.glued(at);
    let next = tokens.get(to);
    let ends = next.is_none_or(|t| !t.glued || t.kind != Kind::Hyphen && !t.is('\''));
    match unit {
        _ if is_hyphened => tokens.text(at) != "A" && ends,
        Unit::CELSIUS | Unit::FAHRENHEIT => is_glued && ends && is_temperature(tokens, at),
        Unit::SECOND | Unit::HOUR | Unit::AMPERE | Unit::CENT | Unit::JOULE | Unit::TIMES => {
            is_glued && ends
        }
        Unit::FOOT | Unit::INCH => true,
        _ => ends,
    }
}

/// "minus 14C", "reached 38C", "5C to 7C": the words around the letter show a temperature; "13F" is
/// a form.
fn is_temperature(tokens: Tokens, at: usize) -> bool {
    let is_paired = tokens.one_of(at + 1, words!["to", "and"])
        && tokens.is(at + 2, Kind::Number)
        && tokens.text(at + 3) == tokens.text(at);
    // "20C (68F)"
    let has_other_scale = tokens.mark(at + 1, '(')
        && tokens.is(at + 2, Kind::Number)
        && tokens.one_of(at + 3, &[C, F])
        && tokens.glued(at + 3)
        && tokens.mark(at + 4, ')');
    if is_paired || has_other_scale || tokens.has(at + 1, class::AFTER_DEGREES) {
        return true;
    }
    at.checked_sub(2).is_some_and(|before| {
        tokens.is(before, Kind::Hyphen)
            || tokens.has(before, class::BEFORE_DEGREES)
            || is_other_scale(tokens, at, before)
    })
}

/// "41.2C (106F)": the same temperature on the other scale.
fn is_other_scale(tokens: Tokens, at: usize, open: usize) -> bool {
    let follows_scale = open > 0 && tokens.one_of(open - 1, &[C, F, CELSIUS, FAHRENHEIT]);
    tokens.mark(open, '(') && tokens.mark(at + 1, ')') && follows_scale
}
