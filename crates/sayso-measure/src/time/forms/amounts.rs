//! In: tokens. Out: how many: "two thousand", "2.5", "several", "a couple of", "half a", "first".

use super::grammar::Grammar;
use super::meaning::{Amount, Parsed};
use crate::time::calendar::Unit;
use crate::time::words::Class as C;

const COUPLE: Amount = Amount::Hundredths(200);
const DOZEN: Amount = Amount::Hundredths(1200);
const HALF_A_DOZEN: Amount = Amount::Hundredths(600);
const HALF: Amount = Amount::Hundredths(50);
const QUARTER: Amount = Amount::Hundredths(25);

/// Fractions with a character of their own, in hundredths.
const VULGAR_FRACTIONS: [(char, i64); 3] = [('½', 50), ('¼', 25), ('¾', 75)];

/// Numbers up to a thousand as words are given values, and larger ones are made of them.
const HUNDRED: i64 = 100;
const THOUSAND: i64 = 1000;

/// The value of the last cardinal word, in "twenty two" the 20: it limits what may follow.
fn may_follow(last: i64, n: i64) -> bool {
    let completes_tens = n < 10 && (20..HUNDRED).contains(&last);
    completes_tens || last >= HUNDRED
}

impl Grammar<'_> {
    /// A whole number in digits or words.
    pub(crate) fn count(&self, i: usize) -> Parsed<i64> {
        match self.class(i)? {
            C::Digits => self.grouped_digits(i),
            C::Cardinal => Some(self.cardinal(i)),
            _ => None,
        }
    }

    /// "1,200", "1,200,000".
    fn grouped_digits(&self, i: usize) -> Parsed<i64> {
        let mut value = i64::from(self.value(i));
        let mut at = i + 1;
        while self.mark(at, ',')
            && self.digits_glued_after(at)
            && self.token(at + 1).is_some_and(|t| t.has_digits(3))
        {
            value = value.checked_mul(THOUSAND)? + i64::from(self.value(at + 1));
            at += 2;
        }
        (0..1_000_000_000).contains(&value).then_some((value, at))
    }

    /// "twenty-two", "one hundred and five", "two thousand".
    pub(crate) fn cardinal(&self, i: usize) -> (i64, usize) {
        let (mut thousands, mut below, mut at) = (0, 0, i);
        let mut last = i64::MAX;
        while self.is(at, C::Cardinal) {
            let n = i64::from(self.value(at));
            if n >= HUNDRED {
                below = below.max(1) * n;
                if n == THOUSAND {
                    (thousands, below) = (thousands + below, 0);
                }
                last = HUNDRED;
            } else if may_follow(last, n) {
                below += n;
                last = n;
            } else {
                break;
            }
            at = self.skip_inside_cardinal(at + 1, last);
        }
        (thousands + below, at)
    }

    /// Skips the hyphen of "twenty-two" and the "and" of "one hundred and five"; `last` is the
    /// value of the word before.
    fn skip_inside_cardinal(&self, at: usize, last: i64) -> usize {
        let next = self.value(at + 1);
        let is_cardinal = self.is(at + 1, C::Cardinal);
        let is_hyphen = self.skip_hyphen(at) > at && (20..HUNDRED).contains(&last) && next < 10;
        let is_and = self.is(at, C::And) && last == HUNDRED && i64::from(next) < HUNDRED;
        at + usize::from(is_cardinal && (is_hyphen || is_and))
    }

    /// How many: "2.5", "two and a half", "several", "a couple of", "half a", "a dozen".
    pub(crate) fn amount(&self, i: usize) -> Parsed<Amount> {
        match self.class(i)? {
            C::Digits | C::Cardinal => self.counted_amount(i),
            C::A if self.is_all(i) => self.amount_of_all(i),
            C::A => self.amount_of_one(i),
            C::Couple => Some((COUPLE, self.skip(i + 1, C::Of))),
            C::Dozen => Some((DOZEN, i + 1)),
            C::Half => self.amount_of_half(i),
            C::Several | C::Few => Some((Amount::Some, self.skip(i + 1, C::Of))),
            // "in some quarters": among some people.
            C::Some => (!self.says(i + 1, "quarters")).then_some((Amount::Some, i + 1)),
            _ => None,
        }
    }

    /// "all day", "all week".
    fn amount_of_all(&self, i: usize) -> Parsed<Amount> {
        let is_whole = matches!(
            self.singular(i + 1)?,
            Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend | Unit::Season
        );
        is_whole.then_some((Amount::ONE, i + 1))
    }

    /// "half a (year)", "half-(hour)", "half day", "half dozen".
    fn amount_of_half(&self, i: usize) -> Parsed<Amount> {
        if self.is(i + 1, C::A) {
            return Some((HALF, i + 2));
        }
        if let Some(unit) = self.singular(self.skip_mark(i + 1, '-')) {
            return matches!(unit, Unit::Hour | Unit::Day).then_some((HALF, i + 1));
        }
        self.is(i + 1, C::Dozen).then_some((HALF_A_DOZEN, i + 2))
    }

    /// "2.5", "5 1/2", "two and a half", "two dozen": a number and what is added to it.
    fn counted_amount(&self, i: usize) -> Parsed<Amount> {
        let (n, at) = self.count(i)?;
        let is_decimal = self.mark(at, '.') && self.digits_glued_after(at) && self.is(i, C::Digits);
        if is_decimal {
            return self.decimal(n, at + 1);
        }
        let is_fraction = self.mark(at, '/') && self.digits_glued_after(at);
        if is_fraction {
            return self.fraction(n, at + 1);
        }
        let (added, end) = self.added_fraction(at).unwrap_or((0, at));
        if end == at && self.is(at, C::Dozen) {
            return Some((Amount::of(n * 12), at + 1));
        }
        Some((Amount::Hundredths(n * 100 + added), end))
    }

    /// The digits after a decimal point.
    fn decimal(&self, n: i64, digits: usize) -> Parsed<Amount> {
        let fraction = i64::from(self.value(digits));
        let hundredths = match self.word(digits).len() {
            1 => fraction * 10,
            2 => fraction,
            _ => return None,
        };
        Some((Amount::Hundredths(n * 100 + hundredths), digits + 1))
    }

    /// "1/2", "1/4", "3/4".
    fn fraction(&self, n: i64, denominator: usize) -> Parsed<Amount> {
        let below = i64::from(self.value(denominator));
        matches!((n, below), (1, 2 | 4) | (3, 4))
            .then(|| (Amount::Hundredths(n * 100 / below), denominator + 1))
    }

    /// What is added to a whole number, in hundredths: "5 1/2", "five and three quarters", "five
    /// and a half", "5½".
    fn added_fraction(&self, at: usize) -> Parsed<i64> {
        let is_one_half = self.is(at, C::Digits)
            && self.value(at) == 1
            && self.mark(at + 1, '/')
            && self.value(at + 2) == 2;
        if is_one_half {
            return Some((50, at + 3));
        }
        if let Some((quarters, end)) = self.quarters(at) {
            return Some((quarters * 25, end));
        }
        let half = self.skip(at + 1, C::A);
        if self.is(at, C::And) && self.is(half, C::Half) {
            return Some((50, half + 1));
        }
        self.vulgar_fraction(at).map(|part| (part, at + 1))
    }

    /// How many "a" begins: "a few", "a couple of", "a dozen", "half a", "a hundred".
    fn amount_of_one(&self, i: usize) -> Parsed<Amount> {
        let next = i + 1;
        match self.class(next)? {
            C::Few | C::Several => Some((Amount::Some, next + 1)),
            C::Mark => {
                let part = self.vulgar_fraction(next);
                Some(part.map_or((Amount::ONE, next), |part| {
                    (Amount::Hundredths(part), next + 1)
                }))
            }
            C::Couple => Some((COUPLE, self.skip(next + 1, C::Of))),
            C::Dozen => Some((DOZEN, next + 1)),
            C::Half if self.is(next + 1, C::Dozen) => Some((HALF_A_DOZEN, next + 2)),
            C::Half => Some((HALF, next + 1)),
            C::Cardinal if i64::from(self.value(next)) >= HUNDRED => {
                let (n, at) = self.cardinal(next);
                Some((Amount::of(n), at))
            }
            C::Unit if self.is_quarter_of_one(next) => Some((QUARTER, next + 3)),
            _ => Some((Amount::ONE, next)),
        }
    }

    /// "(a) quarter of a (year)".
    fn is_quarter_of_one(&self, i: usize) -> bool {
        self.singular(i) == Some(Unit::Quarter) && self.is(i + 1, C::Of) && self.is(i + 2, C::A)
    }

    /// "and a quarter", "and three quarters" before a unit: how many quarters.
    fn quarters(&self, at: usize) -> Parsed<i64> {
        if !self.is(at, C::And) {
            return None;
        }
        let number = self.value(at + 1);
        let (count, quarter) = match self.class(at + 1)? {
            C::Cardinal if (1..=3).contains(&number) => (i64::from(number), at + 2),
            _ => (1, self.skip(at + 1, C::A)),
        };
        let is_quarter = self.is_unit(quarter) && self.value(quarter) == Unit::Quarter as i32;
        let unit = self.skip(quarter + 1, C::Of);
        (is_quarter && self.is_unit(unit)).then_some((count, unit))
    }

    /// A fraction with a character of its own, in hundredths.
    fn vulgar_fraction(&self, i: usize) -> Option<i64> {
        VULGAR_FRACTIONS
            .iter()
            .find(|(mark, _)| self.mark(i, *mark))
            .map(|(_, part)| *part)
    }

    /// An ordinal as a number: "first" is 1, "last" -1, "second last" -2.
    pub(crate) fn nth(&self, i: usize) -> Parsed<i8> {
        /// Weeks of a year are counted with digits up to the 53rd.
        const MOST_IN_DIGITS: i32 = 53;
        const MOST_IN_WORDS: i32 = 31;
        let token = self.token(i)?;
        let (n, at) = match token.class {
            C::Ordinal if token.value <= MOST_IN_WORDS => (token.value, i + 1),
            C::Digits if self.is_ordinal_end(i + 1) && token.value <= MOST_IN_DIGITS => {
                (token.value, i + 2)
            }
            C::Final => return Some((-1, i + 1)),
            C::Last if self.says(i, "last") => return Some((-1, i + 1)),
            _ => return None,
        };
        let last = self.skip_mark(at, '-');
        if self.says(last, "last") {
            return Some((-(n as i8), last + 1));
        }
        Some((n as i8, at))
    }

    /// Whether the token is the "th" of "13th".
    pub(crate) fn is_ordinal_end(&self, i: usize) -> bool {
        self.is(i, C::OrdinalEnd) && self.glued(i)
    }

    /// Whether an ordinal begins here: "third", "13th", "twenty-first".
    pub(crate) fn is_ordinal(&self, i: usize) -> bool {
        self.is(i, C::Ordinal)
            || self.is_ordinal_end(i + 1)
            || self.is(i, C::Cardinal) && (self.is(i + 1, C::Ordinal) || self.is(i + 2, C::Ordinal))
    }
}
