//! Powers after a number in digits, as science news writes them: "1.3 × 10^6", "10⁻³", "2^10".

use super::Tokens;
use crate::decimal::Decimal;
use crate::scan::{Kind, key};

/// The power after the number at the token ("× 10^6", "x10⁻³", "^10"): the token after it, and the
/// value, which is `None` if it is too large for a [`Decimal`].
pub(super) fn power(tokens: Tokens, at: usize, value: Decimal) -> Option<(usize, Option<Decimal>)> {
    let next = at + 1;
    if let Some((to, exponent)) = exponent(tokens, next, tokens.text(at) == "10") {
        return Some((to, exponent.and_then(|e| raised(value, e))));
    }
    let times = tokens.mark(next, '×') || tokens.mark(next, '·') || tokens.key(next) == key("x");
    if !times || tokens.text(next + 1) != "10" {
        return None;
    }
    let (to, exponent) = exponent(tokens, next + 2, true)?;
    Some((to, exponent.and_then(|e| value.times_ten_to(e))))
}

/// The exponent at the token: "^6", "^-1", and "⁶" after ten. After other numbers a small raised digit
/// is a note.
fn exponent(tokens: Tokens, at: usize, ten: bool) -> Option<(usize, Option<i32>)> {
    if !tokens.glued(at) {
        return None;
    }
    if tokens.mark(at, '^') {
        let minus = tokens.is(at + 1, Kind::Hyphen);
        let digits = at + 1 + usize::from(minus || tokens.mark(at + 1, '+'));
        if !(tokens.is(digits, Kind::Number) && (at + 1..=digits).all(|i| tokens.glued(i))) {
            return None;
        }
        let exponent = tokens
            .text(digits)
            .parse::<i32>()
            .ok()
            .map(|e| if minus { -e } else { e });
        return Some((digits + 1, exponent));
    }
    let minus = usize::from(tokens.mark(at, '⁻'));
    let (mut to, mut exponent) = (at + minus, Some(0i32));
    while let Some(digit) = tokens
        .get(to)
        .filter(|t| t.glued && ten)
        .and_then(|_| raised_digit(tokens.text(to)))
    {
        exponent = exponent.and_then(|e| e.checked_mul(10)?.checked_add(digit));
        to += 1;
    }
    (to > at + minus).then(|| (to, exponent.map(|e| if minus > 0 { -e } else { e })))
}

fn raised_digit(text: &str) -> Option<i32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹"
        .chars()
        .position(|c| text.starts_with(c))
        .map(|digit| digit as i32)
}

/// The value to the power of the exponent. One divided by it, if the exponent is negative.
fn raised(value: Decimal, exponent: i32) -> Option<Decimal> {
    // A power of ten is only an exponent. No other power of two or more has 100 factors and at most 30
    // digits.
    if value == Decimal::whole(10) {
        return Decimal::new(1, exponent);
    }
    if exponent.unsigned_abs() > 100 {
        return None;
    }
    let one = Decimal::whole(1);
    let power = (0..exponent.unsigned_abs()).try_fold(one, |all, _| all.times(value))?;
    if exponent < 0 {
        one.by(power)
    } else {
        Some(power)
    }
}
