//! Parts of a whole that are said as two numbers: "one in five", "nine out of 10", "one pupil in
//! five", "3-for-4".

use super::amount::Amount;
use super::counted::counted;
use super::reader::{Read, Reader};
use super::{Figure, FigureRule, Role};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{EACH, EVERY, IN, OF, OUT, OVER};
use crate::number::{Form, Numeral, numeral};
use crate::scan::Kind;
use crate::tokens::Tokens;
use crate::unit::{self, Unit};
use sayso_text::text::Span;

/// The words between the two numbers of a ratio.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// "out of", "of every", and "of" before a whole that is a scale.
    OutOf,
    /// "in"
    In,
    /// "one over three"
    Over,
}

impl Link {
    /// The link at the token, and the token after it.
    fn at(tokens: Tokens, at: usize) -> Option<(Link, usize)> {
        match tokens.key(at) {
            OUT if tokens.key(at + 1) == OF => Some((Link::OutOf, at + 2)),
            OF if is_scale(tokens, at + 1) => Some((Link::OutOf, at + 1)),
            IN => Some((Link::In, at + 1)),
            // "over" means more than, if something is counted after it.
            OVER => Some((Link::Over, at + 1)),
            // "one-in-five"
            _ => {
                let is_joined =
                    tokens.hyphened(at) && tokens.key(at + 1) == IN && tokens.hyphened(at + 2);
                is_joined.then_some((Link::In, at + 3))
            }
        }
    }

    /// The token after "in" or "out of", which are the links that can follow a noun.
    fn past_words(tokens: Tokens, at: usize) -> Option<usize> {
        match tokens.key(at) {
            IN => Some(at + 1),
            OUT if tokens.key(at + 1) == OF => Some(at + 2),
            _ => None,
        }
    }
}

/// "eight of 10": ten and a hundred are a scale, as "every" is. Other wholes are counted
/// themselves.
fn is_scale(tokens: Tokens, at: usize) -> bool {
    let is_round = matches!(tokens.text(at), "10" | "100" | "ten");
    is_round && !tokens.is(at + 1, Kind::Hyphen) || matches!(tokens.key(at), EVERY | EACH)
}

/// Is it a whole number that may be a part or a whole of a ratio?
fn is_whole(n: &Numeral) -> bool {
    n.form == Form::Cardinal && n.scale.is_none() && n.value.exponent() >= 0
}

/// Wholes in digits that people use in ratios, besides round numbers after "1 in".
fn is_usual_whole(value: u64) -> bool {
    matches!(
        value,
        3..=10 | 12 | 15 | 16 | 20 | 25 | 30 | 40 | 50 | 100 | 1000 | 10_000 | 100_000 | 1_000_000
    )
}

/// "1 in 200", where the whole is not a year.
fn is_round_whole(value: u64) -> bool {
    value.is_multiple_of(10) && (value < 1000 || value > 2200 && value.is_multiple_of(100))
}

impl Reader<'_> {
    /// "one in five", "nine out of 10".
    pub(super) fn ratio(&self, amount: &Amount) -> Option<Read> {
        if let Some(read) = self.ratio_of_things(amount) {
            return Some(read);
        }
        let tokens = self.tokens;
        let upper = &amount.number;
        if amount.unit.is_some() || !is_whole(upper) {
            return None;
        }
        let (link, next) = Link::at(tokens, amount.to)?;
        let has_every = matches!(tokens.key(next), EVERY | EACH);
        let lower = numeral(tokens, next + usize::from(has_every))?;
        let whole = lower.value.as_u64()?;
        // A whole in digits after "in" must be one that people use, because most of them are years.
        let may_be_year = link == Link::In && !has_every && lower.figures;
        let is_usual = is_usual_whole(whole) || upper.is(1) && is_round_whole(whole);
        if may_be_year && !is_usual || !is_part_of(upper, &lower) {
            return None;
        }
        if counts_something_else(tokens, link, &lower) {
            return None;
        }
        let of = counted(tokens, lower.to, true);
        Some(self.share(amount, &lower, upper.value.by(lower.value)?, of))
    }

    /// "one pupil in five", "two chances in three", "nine times out of ten".
    fn ratio_of_things(&self, amount: &Amount) -> Option<Read> {
        let tokens = self.tokens;
        let number = &amount.number;
        // "times" is read as a unit.
        let is_times = amount.is_in(Unit::TIMES);
        let noun = amount.to - usize::from(is_times);
        let next = Link::past_words(tokens, noun + 1)?;
        if !tokens.is_lower(noun) {
            return None;
        }
        let lower = numeral(tokens, next).filter(|whole| is_whole_of_things(tokens, whole))?;
        let is_one_thing = number.is(1) && !tokens.has(noun, class::STOP);
        let is_several = tokens.one_of(noun, words!["chances", "times", "cases"]);
        let is_counted = (amount.unit.is_none() || is_times) && number.is_plain_whole();
        let is_part = number.value < lower.value && number.value > Decimal::ZERO;
        if !(is_one_thing || is_several) || !is_counted || !is_part {
            return None;
        }
        let of = is_one_thing.then(|| tokens.all[noun].span());
        Some(self.share(amount, &lower, number.value.by(lower.value)?, of))
    }

    /// The share from the first token of the amount to the last of the whole.
    fn share(&self, amount: &Amount, whole: &Numeral, value: Decimal, of: Option<Span>) -> Read {
        let span = self.tokens.between(amount.from, whole.to);
        let mut figure = Figure::new(span, value, 0);
        figure.role = Role::Share;
        figure.why = FigureRule::Ratio;
        figure.of = of;
        let to = self.add_bounds(&mut figure, amount.from, whole.to);
        Read::figure(figure, to)
    }

    /// "3-for-4", "7-of-12": hits and chances, where the token is the first hyphen. "a 3-for-2 split"
    /// are terms, not chances.
    pub(super) fn chances(&self, first: &Amount, at: usize) -> Option<Read> {
        let tokens = self.tokens;
        let second = numeral(tokens, at + 3).filter(Numeral::is_plain_whole)?;
        if tokens.has(second.to, class::TERMS) {
            return Some(Read::nothing(second.to));
        }
        let span = tokens.between(first.from, second.to);
        let mut figure = Figure::new(span, first.number.value, 0);
        figure.high = Some(second.value);
        figure.role = Role::Tally;
        figure.why = FigureRule::Chances;
        Some(Read::figure(figure, second.to))
    }
}

/// Does "-for-" or "-of-" follow the amount, with its first hyphen at the token?
pub(super) fn is_chances(tokens: Tokens, first: &Amount, at: usize) -> bool {
    tokens.one_of(at + 1, words!["for", "of"])
        && tokens.hyphened(at + 2)
        && first.unit.is_none()
        && first.number.is_plain_whole()
}

/// Is the first number a part of the second, as one is of five?
fn is_part_of(upper: &Numeral, lower: &Numeral) -> bool {
    let is_number = lower.form == Form::Cardinal && (is_whole(lower) || lower.scale.is_some());
    is_number && upper.value < lower.value && upper.value.mantissa() != 0
}

/// The whole in "one pupil in five": a number up to a hundred that counts and measures nothing itself.
fn is_whole_of_things(tokens: Tokens, n: &Numeral) -> bool {
    let is_small = n.is_plain_whole() && n.value <= Decimal::whole(100);
    let is_joined = tokens.is(n.to, Kind::Hyphen) || tokens.has(n.to, class::MONTH);
    is_small && !is_joined && !counts_or_measures(tokens, n)
}

/// Does a unit or something counted follow the number?
fn counts_or_measures(tokens: Tokens, number: &Numeral) -> bool {
    unit::is_unit(tokens, number.to, number.figures) || counted(tokens, number.to, true).is_some()
}

/// "two in 10 days" counts days, "2 in 10 May" is a date, "one over three men" is more than three.
fn counts_something_else(tokens: Tokens, link: Link, lower: &Numeral) -> bool {
    let to = lower.to;
    if tokens.is(to, Kind::Hyphen) {
        return true;
    }
    match link {
        Link::OutOf => false,
        Link::In => {
            unit::is_unit(tokens, to, lower.figures)
                || tokens.has(to, class::MONTH)
                || tokens.one_of_marks(to, &[':', '%'])
        }
        Link::Over => counts_or_measures(tokens, lower),
    }
}
