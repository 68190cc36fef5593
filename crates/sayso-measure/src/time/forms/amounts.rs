//! In: tokens. Out: how many: "two thousand", "2.5", "several", "a couple of", "half a", "first".

use crate::time::calendar::Unit;
use crate::time::forms::grammar::{Amount, Grammar, Parsed, unit_of};
use crate::time::words::Class as C;
impl Grammar<'_> {
    /// A whole number in digits or words.
    pub(crate) fn count(&self, i: usize) -> Parsed<i64> {
        match self.class(i)? {
            C::Digits => {
                let mut value = i64::from(self.n(i));
                let mut at = i + 1;
                while self.mark(at, ',')
                    && self.glued(at)
                    && self.glued(at + 1)
                    && self
                        .token(at + 1)
                        .is_some_and(|t| t.class == C::Digits && t.len() == 3)
                {
                    value = value.checked_mul(1000)? + i64::from(self.n(at + 1));
                    at += 2;
                }
                (0..1_000_000_000).contains(&value).then_some((value, at))
            }
            C::Cardinal => Some(self.cardinal(i)),
            _ => None,
        }
    }

    /// "twenty-two", "one hundred and five", "two thousand".
    pub(crate) fn cardinal(&self, i: usize) -> (i64, usize) {
        let (mut total, mut part, mut at) = (0_i64, 0_i64, i);
        let mut last = i64::MAX;
        while self.is(at, C::Cardinal) {
            let n = i64::from(self.n(at));
            if n >= 100 {
                part = part.max(1) * n;
                if n == 1000 {
                    (total, part) = (total + part, 0);
                }
                last = 100;
            } else if (n < 10 && (20..100).contains(&last)) || last >= 100 {
                part += n;
                last = n;
            } else {
                break;
            }
            at += 1;
            let hyphen = self.mark(at, '-')
                && self.glued(at)
                && self.glued(at + 1)
                && self.is(at + 1, C::Cardinal)
                && (20..100).contains(&last)
                && self.n(at + 1) < 10;
            let and = self.is(at, C::And)
                && last == 100
                && self.is(at + 1, C::Cardinal)
                && self.n(at + 1) < 100;
            at += usize::from(hyphen || and);
        }
        (total + part, at)
    }

    /// How many: "2.5", "two and a half", "several", "a couple of", "half a", "a dozen".
    pub(crate) fn amount(&self, i: usize) -> Parsed<Amount> {
        match self.class(i)? {
            C::Digits | C::Cardinal => self.counted_amount(i),
            C::A if self.n(i) == 3 => {
                let next = i + 1;
                let whole = self.is(next, C::Unit)
                    && matches!(
                        unit_of(self.n(next)),
                        Some(
                            Unit::Day
                                | Unit::Week
                                | Unit::Month
                                | Unit::Year
                                | Unit::Weekend
                                | Unit::Season
                        )
                    );
                whole.then_some((Amount::ONE, next))
            }
            C::A => self.amount_of_one(i),
            C::Couple => Some((Amount::Hundredths(200), self.skip(i + 1, C::Of))),
            C::Dozen => Some((Amount::Hundredths(1200), i + 1)),
            C::Half if self.is(i + 1, C::A) => Some((Amount::Hundredths(50), i + 2)),
            // "half day", "half-hour"
            C::Half if self.is(i + 1 + usize::from(self.mark(i + 1, '-')), C::Unit) => {
                let unit = unit_of(self.n(i + 1 + usize::from(self.mark(i + 1, '-'))))?;
                matches!(unit, Unit::Hour | Unit::Day).then_some((Amount::Hundredths(50), i + 1))
            }
            C::Half if self.is(i + 1, C::Dozen) => Some((Amount::Hundredths(600), i + 2)),
            C::Several | C::Few => {
                let at = self.skip(i + 1, C::Of);
                Some((Amount::Some, at))
            }
            C::Some => Some((Amount::Some, i + 1)),
            _ => None,
        }
    }

    /// "2.5", "5 1/2", "two and a half", "two dozen": a number and what is added to it.
    fn counted_amount(&self, i: usize) -> Parsed<Amount> {
        let (n, at) = self.count(i)?;
        if self.mark(at, '.')
            && self.glued(at)
            && self.glued(at + 1)
            && self.is(at + 1, C::Digits)
            && self.is(i, C::Digits)
        {
            let digits = self.word(at + 1);
            let fraction = match digits.len() {
                1 => self.n(at + 1) * 10,
                2 => self.n(at + 1),
                _ => return None,
            };
            return Some((Amount::Hundredths(n * 100 + i64::from(fraction)), at + 2));
        }
        if self.mark(at, '/') && self.glued(at) && self.is(at + 1, C::Digits) && self.glued(at + 1)
        {
            let below = i64::from(self.n(at + 1));
            return matches!((n, below), (1, 2 | 4) | (3, 4))
                .then(|| (Amount::Hundredths(n * 100 / below), at + 2));
        }
        // 5 1/2, five and a half
        if self.is(at, C::Digits)
            && self.n(at) == 1
            && self.mark(at + 1, '/')
            && self.n(at + 2) == 2
        {
            return Some((Amount::Hundredths(n * 100 + 50), at + 3));
        }
        if let Some((quarters, end)) = self.quarters(at) {
            return Some((Amount::Hundredths(n * 100 + quarters * 25), end));
        }
        if self.is(at, C::And) {
            let half = self.skip(at + 1, C::A);
            if self.is(half, C::Half) {
                return Some((Amount::Hundredths(n * 100 + 50), half + 1));
            }
        }
        if let Some(part) = self.vulgar(at) {
            return Some((Amount::Hundredths(n * 100 + part), at + 1));
        }
        if self.is(at, C::Dozen) {
            return Some((Amount::Hundredths(n * 1200), at + 1));
        }
        Some((Amount::Hundredths(n * 100), at))
    }

    /// "a few", "a couple of", "a dozen", "half a", "a hundred": how many "a" begins.
    fn amount_of_one(&self, i: usize) -> Parsed<Amount> {
        let next = i + 1;
        match self.class(next)? {
            C::Few | C::Several => Some((Amount::Some, next + 1)),
            C::Mark if self.vulgar(next).is_some() => {
                Some((Amount::Hundredths(self.vulgar(next)?), next + 1))
            }
            C::Couple => Some((Amount::Hundredths(200), self.skip(next + 1, C::Of))),
            C::Dozen => Some((Amount::Hundredths(1200), next + 1)),
            C::Half if self.is(next + 1, C::Dozen) => Some((Amount::Hundredths(600), next + 2)),
            C::Half => Some((Amount::Hundredths(50), next + 1)),
            C::Cardinal if self.n(next) >= 100 => {
                let (n, at) = self.cardinal(next);
                Some((Amount::Hundredths(n * 100), at))
            }
            C::Unit
                if self.n(next) == Unit::Quarter as i32
                    && self.is(next + 1, C::Of)
                    && self.is(next + 2, C::A) =>
            {
                Some((Amount::Hundredths(25), next + 3))
            }
            _ => Some((Amount::ONE, next)),
        }
    }

    /// "and a quarter", "and three quarters" before a unit: how many quarters.
    pub(crate) fn quarters(&self, at: usize) -> Parsed<i64> {
        if !self.is(at, C::And) {
            return None;
        }
        let (count, quarter) = match self.class(at + 1)? {
            C::Cardinal if (1..=3).contains(&self.n(at + 1)) => (i64::from(self.n(at + 1)), at + 2),
            _ => (1, self.skip(at + 1, C::A)),
        };
        let named = matches!(self.class(quarter)?, C::Unit | C::Units)
            && self.n(quarter) == Unit::Quarter as i32;
        let unit = self.skip(quarter + 1, C::Of);
        (named && matches!(self.class(unit)?, C::Unit | C::Units)).then_some((count, unit))
    }

    /// ½, ¼, ¾ in hundredths.
    pub(crate) fn vulgar(&self, i: usize) -> Option<i64> {
        [('½', 50), ('¼', 25), ('¾', 75)]
            .iter()
            .find_map(|(mark, part)| self.mark(i, *mark).then_some(*part))
    }

    /// "first" … as a number; "last" is -1, "second last" -2.
    pub(crate) fn nth(&self, i: usize) -> Parsed<i8> {
        let token = self.token(i)?;
        let (n, at) = match token.class {
            C::Ordinal if token.n < 32 => (token.n, i + 1),
            C::Digits if self.is(i + 1, C::OrdinalEnd) && self.glued(i + 1) && token.n < 54 => {
                (token.n, i + 2)
            }
            C::Final => return Some((-1, i + 1)),
            C::Last if token.n == 0 && self.says(i, "last") => return Some((-1, i + 1)),
            C::StartOrEnd if self.says(i, "opening") => return Some((1, i + 1)),
            _ => return None,
        };
        if self.says(at, "last") || self.says(at + 1, "last") && self.mark(at, '-') {
            return Some((-(n as i8), at + 1 + usize::from(self.mark(at, '-'))));
        }
        Some((n as i8, at))
    }

    pub(crate) fn is_ordinal(&self, i: usize) -> bool {
        self.is(i, C::Ordinal)
            || self.is(i + 1, C::OrdinalEnd) && self.glued(i + 1)
            || self.is(i, C::Cardinal) && (self.is(i + 1, C::Ordinal) || self.is(i + 2, C::Ordinal))
    }
}

impl Amount {
    pub(crate) fn times(self, n: i64) -> Amount {
        match self {
            Amount::Hundredths(h) => Amount::Hundredths(h * n),
            Amount::Some => Amount::Some,
        }
    }
}
