//! Numbers in words: "three", "a hundred", "twenty-five", "two hundred and three thousand five
//! hundred", "two thirds", "one hundred twenty-fifth".

use super::fractions::{and_part, half, parts};
use super::magnitudes::{scaled, with_remainder};
use super::many::many;
use super::{Numeral, Part, Word};
use crate::decimal::Decimal;
use crate::keys::{A, AND, FEW, MANY, OF, ONE, POINT, SEVERAL};
use crate::scan::Kind;
use crate::tokens::Tokens;

/// The largest power of ten that a whole number in words has, because 10^18 fits into 64 bits.
const LARGEST_POWER: u8 = 18;

/// "a hundred", "a dozen", "a third of", "a million and a half", "a quarter million", "a half".
pub(super) fn after_article(tokens: Tokens, at: usize) -> Option<Numeral> {
    match tokens.singular_part(at + 1)? {
        Part::Pack(2) => couple_of(tokens, at),
        Part::Hundred | Part::Power(_) => {
            let n = counted_by_article(tokens, at)
                .or_else(|| scaled(tokens, Numeral::one(at)))
                .filter(|n| n.to > at + 1)?;
            ordinal_power(tokens, n).or(Some(n))
        }
        Part::Pack(_) => scaled(tokens, Numeral::one(at)).filter(|n| n.to > at + 1),
        Part::Fraction(_) | Part::Ordinal(3..) | Part::OrdinalPower(_) => {
            parts(tokens, at, at + 1, 1)
        }
        _ => None,
    }
}

/// "a couple of towns", "a couple of hundred". Without "of" a couple is two people who belong
/// together, not a number.
fn couple_of(tokens: Tokens, at: usize) -> Option<Numeral> {
    if tokens.key(at + 2) != OF {
        return None;
    }
    let two = Numeral::cardinal(at, at + 2, Decimal::whole(2));
    let with_of = Numeral { to: at + 3, ..two };
    scaled(tokens, with_of)
        .filter(|n| n.to > with_of.to)
        .or(Some(two))
}

/// "a hundred thousandths".
fn ordinal_power(tokens: Tokens, n: Numeral) -> Option<Numeral> {
    let at = tokens.past_hyphen(n.to);
    match tokens.part(at)? {
        Part::OrdinalPower(power) => {
            let value = n.value.times_ten_to(-i32::from(power))?;
            Some(Numeral::fraction(n.from, at + 1, value))
        }
        _ => None,
    }
}

/// The number that begins with the word.
pub(super) fn in_words(tokens: Tokens, at: usize) -> Option<Numeral> {
    let Word { part, plural } = tokens.number_word(at)?;
    if part.is_small() {
        return one_part(tokens, at).or_else(|| cardinal(tokens, at));
    }
    if plural {
        return match part {
            Part::Hundred | Part::Power(_) | Part::Pack(_) => many(tokens, at),
            _ => None,
        };
    }
    match part {
        Part::Fraction(_) => half(tokens, at),
        Part::Ordinal(value) => Some(Numeral::ordinal(at, at + 1, u64::from(value))),
        Part::OrdinalPower(power) => {
            Some(Numeral::ordinal(at, at + 1, 10u64.pow(u32::from(power))))
        }
        Part::Hundred | Part::Power(_) | Part::Pack(12) if is_vague(tokens, at) => {
            let has_article = at > 1 && tokens.key(at - 1) == FEW && tokens.key(at - 2) == A;
            let from = at - 1 - usize::from(has_article);
            many(tokens, at).map(|n| Numeral { from, ..n })
        }
        // The number before it was too long to be read: "999…9 trillion" is not a trillion.
        Part::Hundred | Part::Power(_) if at > 0 && takes_magnitude(tokens, at - 1) => None,
        Part::Hundred | Part::Power(_) => scaled(tokens, Numeral::implied_one(at, at)),
        _ => None,
    }
}

/// "several hundred", "a few dozen": as vague as "hundreds" and "dozens".
fn is_vague(tokens: Tokens, at: usize) -> bool {
    at > 0 && matches!(tokens.key(at - 1), SEVERAL | FEW | MANY)
}

/// Is the token part of a number that a magnitude may follow?
fn takes_magnitude(tokens: Tokens, at: usize) -> bool {
    if tokens.is(at, Kind::Number) || tokens.is(at, Kind::Code) {
        return true;
    }
    let part = tokens.singular_part(at);
    part.is_some_and(|part| part.is_small() || matches!(part, Part::Power(_)))
}

/// "one one-hundredth", "one one hundred and fifth".
fn one_part(tokens: Tokens, at: usize) -> Option<Numeral> {
    if tokens.key(at) != ONE || tokens.key(at + 1) != ONE || tokens.glued(at + 1) {
        return None;
    }
    let lower = cardinal(tokens, at + 1)?;
    match lower.form {
        super::Form::Fraction => Some(Numeral { from: at, ..lower }),
        super::Form::Ordinal => {
            let value = Decimal::whole(1).by(lower.value)?;
            Some(Numeral::fraction(at, lower.to, value))
        }
        _ => None,
    }
}

/// A number below a hundred in words.
#[derive(Clone, Copy)]
struct Small {
    value: u64,
    /// The token after it.
    to: usize,
    is_ordinal: bool,
}

/// The number below a hundred at the token.
fn below_hundred(tokens: Tokens, at: usize) -> Option<Small> {
    let small = |value, to, is_ordinal| {
        Some(Small {
            value,
            to,
            is_ordinal,
        })
    };
    match tokens.singular_part(at)? {
        Part::Unit(n) | Part::Teen(n) => small(u64::from(n), at + 1, false),
        Part::Ordinal(n) => small(u64::from(n), at + 1, true),
        Part::Ten(tens) => {
            let tens = u64::from(tens);
            let next = if is_spaced_hyphen_in_tens(tokens, at + 1) {
                at + 2
            } else {
                tokens.past_hyphen(at + 1)
            };
            match tokens.singular_part(next) {
                Some(Part::Unit(n @ 1..)) => small(tens + u64::from(n), next + 1, false),
                Some(Part::Ordinal(n @ ..10)) => small(tens + u64::from(n), next + 1, true),
                _ => small(tens, at + 1, false),
            }
        }
        _ => None,
    }
}

/// "ninety - five hundred": a hyphen with spaces around it, as in text that was cut into tokens.
/// Without a magnitude after it the hyphen may be a dash.
fn is_spaced_hyphen_in_tens(tokens: Tokens, at: usize) -> bool {
    let magnitude = tokens.part(at + 2).and_then(Part::exponent);
    magnitude.is_some() && tokens.text(at) == "-" && !tokens.glued(at) && !tokens.glued(at + 1)
}

/// A whole number in words, as far as it has been read.
struct Spoken<'t> {
    tokens: Tokens<'t>,
    /// The next token.
    at: usize,
    /// The sum of the groups with a magnitude: 203,000 of "two hundred and three thousand five".
    total: u64,
    /// The group that is being read, below its magnitude.
    group: u64,
    /// The exponent of the last magnitude.
    scale: Option<u8>,
    /// The next magnitude must have a smaller exponent than this.
    limit: u8,
    is_ordinal: bool,
    /// The last word read is a number below a hundred, not a magnitude.
    ends_small: bool,
}

/// "three", "twenty-five", "two hundred and three thousand five hundred", "one hundred
/// twenty-fifth", "two thirds".
fn cardinal(tokens: Tokens, from: usize) -> Option<Numeral> {
    let mut number = Spoken::at(tokens, from);
    number.read_group()?;
    number.finish(from)
}

/// "a hundred and twenty", "a thousand two hundred": the article is the number one.
fn counted_by_article(tokens: Tokens, article: usize) -> Option<Numeral> {
    let mut number = Spoken::at(tokens, article + 1);
    number.group = 1;
    number.read_hundreds();
    number.finish(article).filter(|n| n.to > article + 1)
}

impl<'t> Spoken<'t> {
    /// A number of which nothing is read, before the token.
    fn at(tokens: Tokens<'t>, at: usize) -> Spoken<'t> {
        Spoken {
            tokens,
            at,
            total: 0,
            group: 0,
            scale: None,
            limit: u8::MAX,
            is_ordinal: false,
            ends_small: false,
        }
    }

    /// Reads the rest after the first group, and what may follow the whole part.
    fn finish(mut self, from: usize) -> Option<Numeral> {
        while !self.is_ordinal && self.read_magnitude()? && self.find_next_group() {
            self.read_group()?;
        }
        let value = self.total.checked_add(self.group)?;
        if self.is_ordinal {
            return Some(Numeral::ordinal(from, self.at, value));
        }
        // "hundred" alone is not a magnitude that something smaller may follow.
        let scale = self.scale.filter(|s| *s > 2 || !self.ends_small);
        finish(self.tokens, from, self.at, value, scale)
    }

    fn add(&mut self, small: Small) {
        self.group += small.value;
        self.at = small.to;
        self.is_ordinal = small.is_ordinal;
        self.ends_small = true;
    }

    /// A group: a number below a hundred, and the hundreds that it may count with a number below a
    /// hundred after them.
    fn read_group(&mut self) -> Option<()> {
        self.add(below_hundred(self.tokens, self.at)?);
        self.read_hundreds();
        Some(())
    }

    /// "hundred" and a number below a hundred after it, if the group counts hundreds.
    fn read_hundreds(&mut self) {
        let tokens = self.tokens;
        let hundred = tokens.past_hyphen(self.at);
        if self.is_ordinal || tokens.singular_part(hundred) != Some(Part::Hundred) {
            return;
        }
        self.group *= 100;
        self.at = hundred + 1;
        self.ends_small = false;
        self.scale = self.scale.or(Some(2));
        let (next, has_and) = (self.past_and(), tokens.key(self.at) == AND);
        let rest = below_hundred(tokens, next)
            .filter(|rest| has_and || !describes_alone(tokens, *rest))
            .filter(|rest| follows_hundred(tokens, *rest));
        if let Some(rest) = rest {
            self.add(rest);
        }
    }

    /// The magnitudes of the group. `Some(false)` if there are none, `None` if the number becomes
    /// too large.
    fn read_magnitude(&mut self) -> Option<bool> {
        let mut exponent = 0;
        while let Some(Part::Power(more)) = self.tokens.part(self.tokens.past_hyphen(self.at)) {
            let sum = exponent + more;
            if sum >= self.limit || sum > LARGEST_POWER {
                break;
            }
            exponent = sum;
            self.at = self.tokens.past_hyphen(self.at) + 1;
        }
        if exponent == 0 {
            return Some(false);
        }
        let factor = 10u64.checked_pow(u32::from(exponent))?;
        self.total = self.total.checked_add(self.group.checked_mul(factor)?)?;
        self.group = 0;
        self.scale = Some(exponent);
        self.limit = exponent;
        self.ends_small = false;
        Some(true)
    }

    /// Goes past "and" to the next group, if it is part of this number.
    fn find_next_group(&mut self) -> bool {
        let next = self.past_and();
        let has_and = next > self.at;
        let belongs = below_hundred(self.tokens, next).is_some_and(|small| {
            continues(self.tokens, small)
                && (has_and || !describes_alone(self.tokens, small))
                && is_lower(self.tokens, small.to, self.limit, has_and)
        });
        if belongs {
            self.at = next;
        }
        belongs
    }

    fn past_and(&self) -> usize {
        self.at + usize::from(self.tokens.key(self.at) == AND)
    }
}

/// "a hundred five-dollar notes": does a hyphen join a number below ten to the word that it counts,
/// so that it is a figure of its own?
fn describes_alone(tokens: Tokens, small: Small) -> bool {
    let joins = tokens.hyphened(small.to) && tokens.part(small.to + 1).is_none();
    small.value < 10 && joins
}

/// Is a number below a hundred added to the number before it? It may begin a fraction instead.
fn continues(tokens: Tokens, small: Small) -> bool {
    let Some(next) = tokens.number_word(tokens.past_hyphen(small.to)) else {
        return true;
    };
    // "two million and three fifths", "one hundred thirty-fifths"; but "one hundred thirty-two
    // fifths"
    let may_be_upper = small.value < 10 || small.value.is_multiple_of(10);
    match next.part {
        Part::Fraction(_) => false,
        Part::Ordinal(_) => !(next.plural && may_be_upper),
        _ => true,
    }
}

/// After "hundred": is a number below a hundred added to it? It may count hundreds of its own instead.
fn follows_hundred(tokens: Tokens, small: Small) -> bool {
    let next = tokens.part(tokens.past_hyphen(small.to));
    continues(tokens, small) && next != Some(Part::Hundred)
}

/// After a magnitude: is the group whose first number ends before `to` part of the same number
/// ("two thousand three hundred"), and not a number of its own ("two million and three million")?
fn is_lower(tokens: Tokens, mut to: usize, exponent: u8, has_and: bool) -> bool {
    let mut own = 0;
    while let Some(more) = tokens.part(tokens.past_hyphen(to)).and_then(Part::exponent) {
        own += more;
        to = tokens.past_hyphen(to) + 1;
    }
    own < exponent && !(has_and && exponent > 3 && own > 3)
}

/// What may follow the whole part of a number in words: a fraction, a decimal point, dozens, a half.
fn finish(
    tokens: Tokens,
    from: usize,
    at: usize,
    value: u64,
    scale: Option<u8>,
) -> Option<Numeral> {
    let next = if is_spaced_hyphen_in_fraction(tokens, at) {
        at + 1
    } else {
        tokens.past_hyphen(at)
    };
    let has_and = (from..at).any(|i| tokens.key(i) == AND);
    let mut n = Numeral {
        scale,
        ..Numeral::cardinal(from, at, shown(value))
    };
    match tokens.part(next) {
        Some(Part::Ten(_) | Part::Fraction(_) | Part::Ordinal(3..) | Part::OrdinalPower(2..=3)) => {
            let hundredths = has_and.then(|| hundredths(tokens, from, next, value));
            let fraction = hundredths
                .flatten()
                .or_else(|| parts(tokens, from, next, value));
            if fraction.is_some() {
                return fraction;
            }
        }
        // "three hundred and two dozen": only what follows "and" is counted in dozens.
        Some(Part::Pack(12)) => {
            let counted = if has_and { value % 100 } else { value };
            n = Numeral::cardinal(from, next + 1, shown(value + counted * 11));
        }
        _ => {}
    }
    if tokens.key(n.to) == POINT {
        n = with_spoken_decimals(tokens, n)?;
        return scaled(tokens, n);
    }
    if n.scale.is_some() {
        return with_remainder(tokens, n);
    }
    match and_part(tokens, n.to) {
        Some((to, part)) => {
            let value = n.value.plus(part)?;
            scaled(tokens, Numeral { to, value, ..n })
        }
        None => Some(n),
    }
}

/// "five - eighths": a hyphen with spaces around it, as in text that was cut into tokens.
fn is_spaced_hyphen_in_fraction(tokens: Tokens, at: usize) -> bool {
    let spaced = !tokens.glued(at) && !tokens.glued(at + 1);
    spaced && tokens.is(at, Kind::Hyphen) && matches!(tokens.part(at + 1), Some(Part::Ordinal(3..)))
}

/// "two hundred and fifty-four hundredths": the part after "and" is in hundredths, because no one
/// counts more than a hundred of them.
fn hundredths(tokens: Tokens, from: usize, at: usize, value: u64) -> Option<Numeral> {
    let word = tokens.number_word(at).filter(|word| word.plural)?;
    let Part::OrdinalPower(power @ 2..=3) = word.part else {
        return None;
    };
    let low = value % 100;
    if low == 0 || low == value {
        return None;
    }
    let part = Decimal::new(i128::from(low), -i32::from(power))?;
    let value = Decimal::whole(value - low).plus(part)?;
    Some(Numeral::cardinal(from, at + 1, value))
}

/// The number with its trailing zeros as a power of ten, because "two million" in words shows one
/// digit.
fn shown(mut value: u64) -> Decimal {
    let mut exponent = 0;
    while value >= 1000 && value.is_multiple_of(1000) {
        (value, exponent) = (value / 1000, exponent + 3);
    }
    Decimal::new(i128::from(value), exponent).unwrap_or(Decimal::ZERO)
}

/// "two point nought five": decimals said digit by digit.
fn with_spoken_decimals(tokens: Tokens, n: Numeral) -> Option<Numeral> {
    let (mut value, mut at, mut place) = (n.value, n.to + 1, 0);
    while let Some(Part::Unit(digit)) = tokens.part(at) {
        place -= 1;
        value = value.plus(Decimal::new(i128::from(digit), place)?)?;
        at += 1;
    }
    if place == 0 {
        return Some(n);
    }
    Some(Numeral { to: at, value, ..n })
}
