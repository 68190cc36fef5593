//! Magnitudes after a number: "million", "hundred thousand", "bn", "dozen", and what follows them:
//! "and a half", "3 hundred and 21".

use super::digits::in_digits;
use super::fractions::and_part;
use super::{Form, Numeral, Part};
use crate::decimal::Decimal;
use crate::keys::AND;
use crate::scan::{Kind, Lexicon, Token, key};
use crate::tokens::Tokens;
use sayso_english::data::{Cells, Row, Table};
use sayso_english::figures::MAGNITUDES;
use std::sync::LazyLock;

/// A short form and its exponent.
struct ShortForm(&'static str, u8);

impl Row for ShortForm {
    fn read(cells: &mut Cells) -> Option<ShortForm> {
        Some(ShortForm(cells.next()?, cells.next()?.parse().ok()?))
    }
}

static TABLE: Table<ShortForm> = Table::new("magnitudes.txt", MAGNITUDES);

/// Short forms after digits ("1.2bn"), by the key of their letters in their own case.
static SHORT: LazyLock<Lexicon<u8>> = LazyLock::new(|| {
    let rows = TABLE.rows().iter();
    Lexicon::new(rows.map(|ShortForm(form, exponent)| (key(form), *exponent)))
});

/// The number with the magnitudes after it, and with what follows them.
pub(super) fn scaled(tokens: Tokens, n: Numeral) -> Option<Numeral> {
    if let Some(exponent) = short_magnitude(tokens, &n) {
        return n.magnified(n.to + 1, exponent);
    }
    let (from, mut n) = (n.to, n);
    while let Some((to, magnitude)) = magnitude_word(tokens, n.to, n.to == from) {
        let (value, power) = match magnitude {
            Magnitude::Power(power) => (n.value.times_ten_to(i32::from(power))?, power),
            Magnitude::Dozen => (n.value.times(Decimal::whole(12))?, 0),
        };
        let scale = Some(n.scale.unwrap_or(0) + power).filter(|s| *s > 0);
        n = Numeral {
            scale,
            ..n.extended(to, value)
        };
    }
    if n.to == from {
        return Some(n);
    }
    with_remainder(tokens, n)
}

/// The exponent of the short form after digits.
fn short_magnitude(tokens: Tokens, n: &Numeral) -> Option<u8> {
    let next = tokens.get(n.to)?;
    if next.kind != Kind::Word || !n.figures {
        return None;
    }
    let form = next.text(tokens.text);
    let exponent = SHORT.get(key(form))?;
    let after = tokens.get(n.to + 1);
    if !after.is_none_or(ends_form) {
        return None;
    }
    // A single letter must be glued ("8B"), or come before a word that the number can count ("8 B
    // people"), because it may also be a name.
    let is_clear = match form {
        "k" => true,
        // "5G" is a name.
        "G" => n.value >= Decimal::whole(10) && (next.glued || is_word(after)),
        "b" | "T" => next.glued,
        "M" => next.glued || is_word(after) || after.is_none(),
        _ => next.glued || form.len() > 1 || is_word(after),
    };
    is_clear.then_some(exponent)
}

fn is_word(token: Option<&Token>) -> bool {
    token.is_some_and(|t| t.kind == Kind::Word)
}

/// Does the token end a short form, so that no letter or digit is glued to it?
fn ends_form(token: &Token) -> bool {
    !token.glued || !matches!(token.kind, Kind::Number | Kind::Word)
}

/// A word that multiplies the number before it.
enum Magnitude {
    /// By ten to this exponent.
    Power(u8),
    /// By twelve.
    Dozen,
}

/// The magnitude at the token, and the token after it. A hyphen may join the first one to the number,
/// and only the first may be "dozen".
fn magnitude_word(tokens: Tokens, at: usize, is_first: bool) -> Option<(usize, Magnitude)> {
    let at = if is_first { tokens.past_hyphen(at) } else { at };
    let word = tokens.number_word(at)?;
    let magnitude = match word.part {
        Part::Hundred if !word.plural => Magnitude::Power(2),
        Part::Power(power) => Magnitude::Power(power),
        Part::Pack(12) if is_first => Magnitude::Dozen,
        _ => return None,
    };
    Some((at + 1, magnitude))
}

/// The number with what follows its magnitude: "and a half", "3 hundred and 21", "4 thousand 3
/// hundred and 21".
pub(super) fn with_remainder(tokens: Tokens, n: Numeral) -> Option<Numeral> {
    let Some(scale) = n.scale else { return Some(n) };
    if let Some((to, part)) = and_part(tokens, n.to) {
        let (to, part) = part_of_magnitude(tokens, to, part, scale)?;
        let value = n.value.plus(part)?;
        return Some(Numeral { to, value, ..n });
    }
    match remainder_in_digits(tokens, &n, scale) {
        Some(rest) => {
            let value = n.value.plus(rest.value)?;
            Some(Numeral {
                to: rest.to,
                value,
                ..n
            })
        }
        None => Some(n),
    }
}

/// "a million and a half" is 1.5 million, "one billion and a quarter million" 1,000.25 million, "one
/// hundred and three quarters" 100.75: the end and the value of the part.
fn part_of_magnitude(
    tokens: Tokens,
    to: usize,
    part: Decimal,
    scale: u8,
) -> Option<(usize, Decimal)> {
    match tokens.singular_power(to).filter(|power| *power < scale) {
        Some(power) if scale > 2 => Some((to + 1, part.times_ten_to(i32::from(power))?)),
        _ if scale > 2 => Some((to, part.times_ten_to(i32::from(scale))?)),
        _ => Some((to, part)),
    }
}

/// The smaller number in digits that is added to the number: "21" of "3 hundred and 21".
fn remainder_in_digits(tokens: Tokens, n: &Numeral, scale: u8) -> Option<Numeral> {
    let and = tokens.key(n.to) == AND;
    let at = n.to + usize::from(and);
    if !tokens.is(at, Kind::Number) || tokens.glued(at) || (and && scale > 2) {
        return None;
    }
    let rest = in_digits(tokens, at)?;
    let is_smaller = Decimal::new(1, i32::from(scale)).is_some_and(|limit| rest.value < limit);
    let is_whole = rest.form == Form::Cardinal && rest.value.exponent() >= 0;
    let belongs = and || rest.scale.is_some();
    let fits = is_smaller && is_whole && belongs && !rest.value.is_negative();
    fits.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        TABLE.check().unwrap();
    }
}
