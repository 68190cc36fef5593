//! Sides of one thing, of which only the last has its unit: "18 x 24 inches", "6 by 9 metres", "a
//! 30-by-40-foot barn".

use super::not_figures::follows_month;
use crate::class;
use crate::decimal::Decimal;
use crate::number::{Numeral, numeral};
use crate::scan::Kind;
use crate::tokens::Tokens;
use crate::unit::{Dimension, Unit, unit_at};

/// The most sides after the first.
const MOST: usize = 2;
/// The most legs of a relay, which are written as sides are: "4x100m".
const MOST_LEGS: u64 = 4;
/// The shortest leg.
const SHORTEST_LEG: u64 = 50;

/// The unit of length that follows the last side, where the number is a side before it.
pub(super) fn unit_of_last_side(tokens: Tokens, number: &Numeral) -> Option<Unit> {
    if !is_side(number) || !may_be_first(tokens, number) {
        return None;
    }
    let mut at = number.to;
    for _ in 0..MOST {
        let Some(next) = past_link(tokens, at) else {
            break;
        };
        let last = numeral(tokens, next).filter(is_side)?;
        at = last.to;
        if let Some((unit, _)) = unit_at(tokens, tokens.past_hyphen(at), true) {
            let is_length = unit.dimension() == Dimension::Length;
            return (is_length && !is_relay(number, &last)).then_some(unit);
        }
    }
    None
}

/// "40" of "30-by-40-foot", "24" of "18x24 inches": is the number joined to the side before it?
pub(super) fn follows_side(tokens: Tokens, at: usize) -> bool {
    let is_number = |at: Option<usize>| at.is_some_and(|at| tokens.is(at, Kind::Number));
    if is_cross(tokens, at.wrapping_sub(1)) {
        return is_number(at.checked_sub(2));
    }
    let is_by = tokens.one_of(at.wrapping_sub(2), words!["by", "x"]);
    is_by && tokens.hyphened(at - 1) && is_number(at.checked_sub(4))
}

fn is_side(number: &Numeral) -> bool {
    number.figures && number.scale.is_none() && !number.value.is_negative()
}

/// "x", "×"
fn is_cross(tokens: Tokens, at: usize) -> bool {
    tokens.mark(at, '×') || matches!(tokens.text(at), "x" | "X")
}

/// The token after what joins two sides.
fn past_link(tokens: Tokens, at: usize) -> Option<usize> {
    if is_cross(tokens, at) || tokens.one_of(at, words!["by"]) {
        return Some(at + 1);
    }
    let is_joined =
        tokens.hyphened(at) && tokens.one_of(at + 1, words!["by", "x"]) && tokens.hyphened(at + 2);
    is_joined.then_some(at + 3)
}

/// Is the number not a year, a day or part of a name? "the record of 1998 by 20 centimetres", "on
/// May 3 by 40 metres".
fn may_be_first(tokens: Tokens, number: &Numeral) -> bool {
    let is_year = number.bare && tokens.text(number.from).len() == 4;
    let follows_label = number
        .from
        .checked_sub(1)
        .is_some_and(|last| tokens.has(last, class::LABEL));
    !is_year && !follows_label && !follows_month(tokens, number.from)
}

/// "the 4x100m relay" has four legs of a hundred metres.
fn is_relay(first: &Numeral, last: &Numeral) -> bool {
    first.value <= Decimal::whole(MOST_LEGS) && last.value >= Decimal::whole(SHORTEST_LEG)
}
