//! Numbers that begin with digits: "12", "1,200", "10 1/2", "1.2 million", "42nd", "3/4".

use super::fractions::{and_part, of_character, slashed};
use super::magnitudes::scaled;
use super::power::power;
use super::{Form, Numeral};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{ND, RD, ST, TH};
use crate::scan::Kind;
use crate::tokens::Tokens;
use crate::unit;

/// The number whose digits are at the token.
pub(super) fn in_digits(tokens: Tokens, at: usize) -> Option<Numeral> {
    if let Some((to, value)) = decimal_comma(tokens, at) {
        let figures = true;
        let number = Numeral::cardinal(at, to, value);
        return scaled(tokens, Numeral { figures, ..number });
    }
    if let Some(value) = spaced_thousands(tokens, at) {
        let figures = true;
        let number = Numeral::cardinal(at, at + 2, value);
        return scaled(tokens, Numeral { figures, ..number });
    }
    let value = tokens.text(at).parse().ok()?;
    let n = Numeral {
        figures: true,
        bare: true,
        ..Numeral::cardinal(at, at + 1, value)
    };
    if has_ordinal_ending(tokens, at) {
        let form = Form::Ordinal;
        return Some(Numeral {
            form,
            ..n.extended(at + 2, value)
        });
    }
    if let Some((to, value)) = power(tokens, at, value) {
        return Some(n.extended(to, value?));
    }
    if let Some((to, value)) = slashed(tokens, at) {
        let figures = true;
        return Some(Numeral {
            figures,
            ..Numeral::fraction(at, to, value)
        });
    }
    let part = fraction_after(tokens, at + 1).or_else(|| and_part(tokens, at + 1));
    match part {
        Some((to, part)) => scaled(tokens, n.extended(to, n.value.plus(part)?)),
        None => scaled(tokens, n),
    }
}

/// How far before a telephone number a word for calling may be, in tokens.
const TO_CALL: usize = 3;

/// "12 500", "800 000": two groups of digits with a plain space between them. The first may also be
/// a day ("On May 12 500 people"), the number of a name ("Flight 12 300 miles off") or of a list, so
/// that the tokens around must not show one.
fn spaced_thousands(tokens: Tokens, at: usize) -> Option<Decimal> {
    let (first, rest) = (plain_digits(tokens, at)?, tokens.text(at + 1));
    let group = rest.split('.').next().unwrap_or_default();
    let are_groups = first.len() <= 3
        && !first.starts_with('0')
        && group.len() == 3
        && group.bytes().all(|b| b.is_ascii_digit())
        && tokens.is(at + 1, Kind::Number);
    let (start, end) = (
        tokens.get(at)?.end as usize,
        tokens.get(at + 1)?.start as usize,
    );
    if !are_groups || &tokens.text[start..end] != " " || is_in_row(tokens, at) {
        return None;
    }
    let is_named = at.checked_sub(1).is_some_and(|last| {
        const NOT_A_NAME: class::Classes = class::FUNCTION.with(class::STOP);
        let is_name = tokens.is_capital(last) && !tokens.has(last, NOT_A_NAME);
        is_name || tokens.has(last, class::MONTH | class::LABEL)
    });
    // "call 116 123", "the helpline on 116 123"
    let is_line = (at.saturating_sub(TO_CALL)..at).any(|before| {
        tokens.has(before, class::CALL) || tokens.one_of(before, words!["helpline", "hotline"])
    });
    if is_named || is_line {
        return None;
    }
    format!("{first}{rest}").parse().ok()
}

/// Are the two numbers from the token on part of a row of numbers, or does a letter or a mark join
/// them to what is beside them ("G20 100", "12 500-1", "12 300/2")?
fn is_in_row(tokens: Tokens, at: usize) -> bool {
    let next = at + 2;
    let is_number = |at: usize| tokens.is(at, Kind::Number) || tokens.is(at, Kind::Code);
    let follows = at.checked_sub(1).is_some_and(|last| {
        let joins = tokens.glued(at) && !tokens.is(last, Kind::Currency) && !tokens.mark(last, '(');
        is_number(last) || joins
    });
    let joins_next = tokens.glued(next)
        && (tokens.hyphen(next) || tokens.one_of_marks(next, &[':', '/']))
        && is_number(next + 1);
    // "12 787s" and "40 777x jets" are planes of that number.
    let is_model = tokens.glued(next) && matches!(tokens.text(next), "s" | "x");
    follows || is_number(next) || joins_next || is_model
}

/// The fraction after a whole number: "½", "1/2", "-1/2".
fn fraction_after(tokens: Tokens, at: usize) -> Option<(usize, Decimal)> {
    let next = tokens.get(at)?;
    match next.kind {
        Kind::Fraction => of_character(tokens.text(at)).map(|part| (at + 1, part)),
        Kind::Number if !next.glued => slashed(tokens, at),
        Kind::Hyphen if next.glued && tokens.glued(at + 1) => slashed(tokens, at + 1),
        _ => None,
    }
}

/// "42nd", "11th"; "15st" is a weight, because 15 is not a first.
fn has_ordinal_ending(tokens: Tokens, at: usize) -> bool {
    if !tokens.glued(at + 1) {
        return false;
    }
    let digits = tokens.text(at).as_bytes();
    let is_teen = digits.len() > 1 && digits[digits.len() - 2] == b'1';
    let last = digits.last().copied().filter(|_| !is_teen);
    match tokens.key(at + 1) {
        ST => last == Some(b'1'),
        ND => last == Some(b'2'),
        RD => last == Some(b'3'),
        TH => true,
        _ => false,
    }
}

/// "1,5 million", "5,00": a decimal comma, as other languages write it, where it does not separate
/// the items of a list.
fn decimal_comma(tokens: Tokens, at: usize) -> Option<(usize, Decimal)> {
    let (comma, to) = (at + 1, at + 3);
    let is_chain = at > 0 && is_glued_comma(tokens, at - 1) || is_glued_comma(tokens, to);
    if !is_glued_comma(tokens, comma) || is_chain {
        return None;
    }
    let whole = plain_digits(tokens, at)?;
    let part = plain_digits(tokens, at + 2).filter(|part| part.len() < 3)?;
    let ends = tokens
        .get(to)
        .is_none_or(|t| matches!(t.kind, Kind::Break | Kind::Currency) || t.is('.') || t.is('%'));
    if ends || tokens.is_power(to) || unit::is_unit(tokens, to, false) {
        let value = format!("{whole}.{part}").parse().ok()?;
        return Some((to, value));
    }
    None
}

fn is_glued_comma(tokens: Tokens, at: usize) -> bool {
    tokens.mark(at, ',') && tokens.glued(at) && tokens.glued(at + 1)
}

/// The text of a number without separators.
fn plain_digits(tokens: Tokens<'_>, at: usize) -> Option<&str> {
    let text = tokens.text(at);
    let is_plain = tokens.is(at, Kind::Number) && text.bytes().all(|b| b.is_ascii_digit());
    is_plain.then_some(text)
}
