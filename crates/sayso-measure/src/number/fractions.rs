//! Parts of one: "½", "3/4", "a third", "two thirds", "half", and "and a half" after a number.

use super::{Form, Numeral, Part};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{A, AN, AND, BY, OF, THE};
use crate::scan::Kind;
use crate::tokens::Tokens;
use crate::unit::{Dimension, Unit, unit_at};

/// The characters that are a fraction, with its upper and its lower part.
const CHARACTERS: &[(char, u64, u64)] = &[
    ('½', 1, 2),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

fn quotient(upper: u64, lower: u64) -> Option<Decimal> {
    Decimal::whole(upper).by(Decimal::whole(lower))
}

/// The value of "½" and its like.
pub(super) fn of_character(text: &str) -> Option<Decimal> {
    let character = text.chars().next()?;
    let &(_, upper, lower) = CHARACTERS.iter().find(|row| row.0 == character)?;
    quotient(upper, lower)
}

/// "3/4": a fraction of small whole numbers whose lower part is one that people divide by. "9/11"
/// and "24/7" are not fractions.
pub(super) fn slashed(tokens: Tokens, at: usize) -> Option<(usize, Decimal)> {
    let slash = tokens.get(at + 1)?;
    let is_slash = slash.is('/') || slash.is('⁄');
    if !is_slash || !slash.glued || !tokens.glued(at + 2) {
        return None;
    }
    let (upper, lower) = (whole_number(tokens, at)?, whole_number(tokens, at + 2)?);
    let is_divisor = matches!(lower, 2..=6 | 8 | 10 | 16 | 20 | 32 | 64 | 100 | 128);
    if !is_divisor || upper == 0 || upper >= lower || chain_goes_on(tokens, at + 3) {
        return None;
    }
    Some((at + 3, quotient(upper, lower)?))
}

fn whole_number(tokens: Tokens, at: usize) -> Option<u64> {
    if !tokens.is(at, Kind::Number) {
        return None;
    }
    tokens.text(at).parse::<Decimal>().ok()?.as_u64()
}

/// Does a slash or a hyphen make the numbers before it a date or a code ("3/4/2020")?
fn chain_goes_on(tokens: Tokens, at: usize) -> bool {
    let joins_word = tokens.glued(at + 1) && tokens.is(at + 1, Kind::Word);
    let is_dash = tokens.is(at, Kind::Hyphen) && !joins_word;
    tokens.glued(at) && (tokens.mark(at, '/') || is_dash)
}

/// "and a half", "and three quarters", "and one third": the token after it, and its value.
pub fn and_part(tokens: Tokens, at: usize) -> Option<(usize, Decimal)> {
    let and = tokens.past_hyphen(at);
    if tokens.key(and) != AND {
        return None;
    }
    let first = if and > at {
        tokens.past_hyphen(and + 1)
    } else {
        and + 1
    };
    let upper = match tokens.key(first) {
        A | AN => 1,
        _ => match tokens.part(first)? {
            Part::Unit(n) if n > 0 => n,
            _ => return None,
        },
    };
    let next = tokens.past_hyphen(first + 1);
    let lower = tokens.part(next)?.divisor()?;
    Some((next + 1, quotient(u64::from(upper), lower)?))
}

/// `upper` thirds: a fraction whose lower part is at the token, unless what follows makes it an
/// ordinal ("a third term").
pub(super) fn parts(tokens: Tokens, from: usize, at: usize, upper: u64) -> Option<Numeral> {
    let word = tokens.number_word(at)?;
    let lower = match word.part {
        Part::Ten(ten) => return tens_parts(tokens, from, at, upper, u64::from(ten)),
        Part::OrdinalPower(power) => 10u64.pow(u32::from(power)),
        part => part.divisor()?,
    };
    if !word.plural && !is_part(tokens, from, at, upper, lower) {
        return None;
    }
    let n = Numeral::fraction(from, at + 1, quotient(upper, lower)?);
    // "a quarter million", "two thirds of a million"
    let of_a = tokens.key(n.to) == OF && tokens.key(n.to + 1) == A;
    let power_at = n.to + if of_a { 2 } else { 0 };
    let Some(power) = tokens.singular_power(power_at) else {
        return Some(n);
    };
    Some(Numeral {
        to: power_at + 1,
        form: Form::Cardinal,
        digits: 1,
        scale: Some(power),
        value: n.value.times_ten_to(i32::from(power))?,
        ..n
    })
}

/// "two twenty-fifths", "one thirty-second".
fn tens_parts(tokens: Tokens, from: usize, at: usize, upper: u64, ten: u64) -> Option<Numeral> {
    let at = tokens.past_hyphen(at + 1);
    let word = tokens.number_word(at)?;
    match word.part {
        Part::Ordinal(low @ ..10) if word.plural || upper == 1 => {
            let value = quotient(upper, ten + u64::from(low))?;
            Some(Numeral::fraction(from, at + 1, value))
        }
        _ => None,
    }
}

/// Does a singular lower part ("third") mean a part, and not a place in an order?
fn is_part(tokens: Tokens, from: usize, at: usize, upper: u64, lower: u64) -> bool {
    // "a three-quarter-mile walk", "a two-third majority"
    let is_joined = at > 0 && tokens.hyphened(at - 1);
    if upper > 1 && upper < lower && is_joined {
        return true;
    }
    // "rose by a fifth to 40"
    if from > 0 && tokens.key(from - 1) == BY {
        return true;
    }
    // "one third" is not an ordinal, but "a third" may be.
    let is_one = tokens.part(from) == Some(Part::Unit(1));
    upper == 1 && (is_one || takes_part(tokens, at + 1))
}

/// After "a third" and "a quarter": does the next token show that a part is meant, and not the next
/// in an order or fifteen minutes?
fn takes_part(tokens: Tokens, at: usize) -> bool {
    let is_half_or_quarter = matches!(tokens.part(at - 1), Some(Part::Fraction(_)));
    let Some(next) = tokens.get(at) else {
        return true;
    };
    match next.kind {
        // "a quarter-point cut", "a quarter-mile walk"
        Kind::Hyphen => {
            let joined = at + 1;
            let is_unit = is_half_or_quarter && is_divided_unit(tokens, joined);
            tokens.hyphened(at) && (tokens.has(joined, class::RATE_POINT) || is_unit)
        }
        // "a third of them", "a quarter mile", "a third said"
        Kind::Word => {
            tokens.one_of(at, words!["of", "less", "more", "fewer"])
                || tokens.has(at, class::RATE_POINT | class::AFTER_PART)
                || tokens.is_power(at)
                || is_half_or_quarter && is_divided_unit(tokens, at)
        }
        Kind::Break => true,
        // "a second man, 24, and a third, 26" is about men, not parts.
        _ if next.is(',') => !tokens.is(at + 1, Kind::Number),
        _ => next.is('.') || next.is(';') || next.is(')'),
    }
}

/// "half a million", "half a dozen", "half million", "half of", "half the", "quarter million".
pub(super) fn half(tokens: Tokens, at: usize) -> Option<Numeral> {
    let Part::Fraction(by) = tokens.part(at)? else {
        return None;
    };
    if says_which_half(tokens, at) {
        return None;
    }
    let is_half = by == 2;
    let value = quotient(1, u64::from(by))?;
    let article = usize::from(is_half && tokens.key(at + 1) == A);
    let whole_at = tokens.past_hyphen(at + 1 + article);
    match tokens.singular_part(whole_at) {
        Some(Part::Power(power)) => {
            let value = value.times_ten_to(i32::from(power))?;
            let n = Numeral::cardinal(at, whole_at + 1, value);
            let scale = Some(power);
            return Some(Numeral { scale, ..n });
        }
        Some(Part::Pack(count)) => {
            let value = value.times(Decimal::whole(u64::from(count)))?.trimmed();
            return Some(Numeral::cardinal(at, whole_at + 1, value));
        }
        _ => {}
    }
    let next = tokens.past_hyphen(at + 1);
    let is_of_unit = (is_half || next > at + 1) && is_divided_unit(tokens, next);
    let is_of_thing = is_half && matches!(tokens.key(at + 1), OF | THE | A | AN);
    (is_of_unit || is_of_thing).then(|| Numeral::fraction(at, at + 1, value))
}

/// "the second half of the year", "the other half": which half, not how much.
fn says_which_half(tokens: Tokens, at: usize) -> bool {
    at > 0 && (tokens.number_word(at - 1).is_some() || tokens.has(at - 1, class::BEFORE_HALF))
}

/// Does a unit begin at the token that there may be half of without an article ("half mile",
/// "quarter-litre")?
fn is_divided_unit(tokens: Tokens, at: usize) -> bool {
    use Dimension::{Area, Energy, Length, Mass, Time, Volume};
    unit_at(tokens, at, false).is_some_and(|(unit, _)| {
        let dimension = unit.dimension();
        unit == Unit::TURN || matches!(dimension, Area | Energy | Length | Mass | Time | Volume)
    })
}
