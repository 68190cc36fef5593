//! Which values a stated figure may mean, and arithmetic on intervals.
//!
//! A printed figure is seldom exact, but it does not say how exact it is. "$2,000" may be the whole
//! truth, or rounded to hundreds or thousands. Each figure is therefore read in four ways (see
//! [`Digits`]): as stated, for printing, and in three ways that allow more and more rounding. Figures
//! that agree only in a wide reading are reported more cautiously. Only this module rounds or widens
//! a figure, so that all checks share one idea of exactness.

use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Figure, FigureRule, Modifier, Role, Unit};

/// The values from `low` to `high`, both included. An end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Decimal>,
    /// The upper end.
    pub high: Option<Decimal>,
}

/// How the digits of a figure are read, from the narrowest reading to the widest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Digits {
    /// The figure exactly as stated. Derivations are printed with it.
    Stated,
    /// Every digit shown counts: "$2,000" is 1,999.5 to 2,000.5. Figures that agree like this
    /// certainly agree.
    Shown,
    /// Zeros at the end may be rounding, by a tenth of the figure at most: "$2,000" is 1,800 to
    /// 2,200. Figures that agree like this probably agree.
    Rounded,
    /// Zeros at the end are rounding, however coarse: "$2,000" is 1,500 to 2,500. Figures that do
    /// not agree even like this do not agree.
    Coarse,
}

impl Digits {
    /// All readings, from the narrowest to the widest.
    pub const ALL: [Digits; 4] = [
        Digits::Stated,
        Digits::Shown,
        Digits::Rounded,
        Digits::Coarse,
    ];
}

/// A part of a figure, as mantissa and power of ten.
type Part = (i128, i32);

/// "about" and "nearly" widen a figure by this part: "about 500" is 450 to 550.
const ABOUT: Part = (1, -1);
/// The most that a writer rounds without a word for it.
const MOST_ROUNDED: Part = (1, -1);
/// "a third" and "one in five" mean what is within this part of them, because they are chosen for
/// how they sound.
const FRACTION: Part = (5, -2);
/// Fewer things than this are counted, not rounded: "30 men".
const LEAST_ROUNDED_COUNT: u64 = 1000;

fn part(of: Decimal, (mantissa, exponent): Part) -> Option<Decimal> {
    let of = if of.is_negative() { of.negated() } else { of };
    of.times(Decimal::new(mantissa, exponent)?)
}

/// Half of one in a decimal place.
fn half_unit(place: i32) -> Option<Decimal> {
    Decimal::new(5, place - 1)
}

/// The place of the last digit that is not zero.
fn significant_place(value: Decimal) -> i32 {
    let (mut mantissa, mut exponent) = (value.mantissa(), value.exponent());
    while mantissa != 0 && mantissa % 10 == 0 {
        (mantissa, exponent) = (mantissa / 10, exponent + 1);
    }
    exponent
}

/// How far from the stated value the true one may be.
fn half_width(figure: &Figure, value: Decimal, digits: Digits) -> Option<Decimal> {
    if digits == Digits::Stated {
        return Some(Decimal::ZERO);
    }
    let dimension = figure.unit.map(Unit::dimension);
    if is_in_words(figure, dimension) {
        return if figure.why == FigureRule::Many {
            Some(Decimal::ZERO)
        } else {
            part(value, FRACTION)
        };
    }
    if is_counted_out(figure, value, digits) {
        return Some(Decimal::ZERO);
    }
    let shown = half_unit(value.exponent())?;
    let significant = half_unit(significant_place(value))?;
    // A tenth of a small percentage is less than half of its last digit, which is the least that
    // any figure is rounded by.
    let is_relative = matches!(dimension, Some(Dimension::Ratio | Dimension::Points));
    let tenth = part(value, MOST_ROUNDED)?;
    let most = if is_relative { tenth.max(shown) } else { tenth };
    Some(match digits {
        Digits::Stated => Decimal::ZERO,
        Digits::Shown => shown.min(most),
        Digits::Rounded => significant.min(most),
        Digits::Coarse => significant,
    })
}

/// Whether a figure is written in words that are never exact: "a third", "doubled".
fn is_in_words(figure: &Figure, dimension: Option<Dimension>) -> bool {
    figure.digits == 0 || figure.role == Role::Multiple || dimension == Some(Dimension::Times)
}

/// Whether a number of things is exact in a reading of its digits.
fn is_counted_out(figure: &Figure, value: Decimal, digits: Digits) -> bool {
    let is_count = figure.unit.is_none() && value.exponent() >= 0;
    let is_shown_to_the_unit = digits == Digits::Shown && value.exponent() == 0;
    let is_small = value < Decimal::whole(LEAST_ROUNDED_COUNT);
    is_count && (is_shown_to_the_unit || is_small)
}

impl Interval {
    /// All values.
    pub const OPEN: Interval = Interval {
        low: None,
        high: None,
    };

    /// One value.
    pub fn exactly(value: Decimal) -> Interval {
        Interval::between(value, value)
    }

    /// The values from one to another.
    pub fn between(low: Decimal, high: Decimal) -> Interval {
        Interval {
            low: Some(low),
            high: Some(high),
        }
    }

    /// The values that a figure may mean, by its digits and its modifier. A bound has an open end,
    /// except that [`Digits::Stated`] is the bound itself.
    pub fn of(figure: &Figure, digits: Digits) -> Option<Interval> {
        let (low, high) = match (figure.low, figure.high) {
            (Some(low), Some(high)) => (low.min(high), high.max(low)),
            (Some(bound), None) | (None, Some(bound)) => (bound, bound),
            (None, None) => return None,
        };
        if digits == Digits::Stated {
            return Some(Interval::between(low, high));
        }
        let mut below = half_width(figure, low, digits)?;
        let mut above = half_width(figure, high, digits)?;
        let is_single = low == high;
        let modifier = figure.modifier.filter(|_| is_single);
        if matches!(modifier, Some(Modifier::About | Modifier::Nearly)) {
            below = below.max(part(low, ABOUT)?);
        }
        if modifier == Some(Modifier::About) {
            above = above.max(part(high, ABOUT)?);
        }
        let mut interval = Interval::OPEN;
        if figure.low.is_some() {
            interval.low = Some(low.plus(below.negated())?);
        }
        if figure.high.is_some() {
            interval.high = Some(high.plus(above)?);
        }
        Some(interval)
    }

    /// Whether the two have a value in common.
    pub fn meets(self, other: Interval) -> bool {
        let is_below =
            |a: Option<Decimal>, b: Option<Decimal>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !is_below(self.high, other.low) && !is_below(other.high, self.low)
    }

    /// The sum; none if it is too large.
    pub fn plus(self, other: Interval) -> Option<Interval> {
        combine_ends(self, other, Decimal::plus)
    }

    /// The difference; none if it is too large.
    pub fn minus(self, other: Interval) -> Option<Interval> {
        let negated = Interval {
            low: other.high.map(Decimal::negated),
            high: other.low.map(Decimal::negated),
        };
        self.plus(negated)
    }

    /// The product of two that are not negative; none otherwise.
    pub fn times(self, other: Interval) -> Option<Interval> {
        combine_ends(self.with_low_end()?, other.with_low_end()?, Decimal::times)
    }

    /// The quotient of one that is not negative by one that is positive; none otherwise.
    pub fn by(self, other: Interval) -> Option<Interval> {
        let (dividend, divisor) = (self.with_low_end()?, other.with_low_end()?);
        let least_divisor = divisor.low?;
        if least_divisor == Decimal::ZERO {
            return None;
        }
        let low = match divisor.high {
            Some(most) => dividend.low?.by(most)?,
            None => Decimal::ZERO,
        };
        let high = match dividend.high {
            Some(most) => Some(most.by(least_divisor)?),
            None => None,
        };
        Some(Interval {
            low: Some(low),
            high,
        })
    }

    /// The interval with an open lower end set to zero, because hardly anything in news is fewer
    /// than none; none if a part of it is negative.
    fn with_low_end(self) -> Option<Interval> {
        let low = self.low.unwrap_or(Decimal::ZERO);
        (!low.is_negative()).then_some(Interval {
            low: Some(low),
            high: self.high,
        })
    }
}

/// Combines the lower ends and the upper ends. The result is open where one of them is; none if a
/// value is too large.
fn combine_ends(
    a: Interval,
    b: Interval,
    combine: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Interval> {
    let mut interval = Interval::OPEN;
    if let Some((a, b)) = a.low.zip(b.low) {
        interval.low = Some(combine(a, b)?);
    }
    if let Some((a, b)) = a.high.zip(b.high) {
        interval.high = Some(combine(a, b)?);
    }
    Some(interval)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::figures;

    fn interval(text: &str, digits: Digits) -> String {
        let i = Interval::of(&figures(text)[0], digits).unwrap();
        let end = |v: Option<Decimal>| v.map_or("…".into(), |v| v.trimmed().to_string());
        format!("{} {}", end(i.low), end(i.high))
    }

    #[test]
    fn zeros_at_the_end_have_two_readings() {
        assert_eq!(interval("It cost $2,000.", Digits::Shown), "1999.5 2000.5");
        assert_eq!(interval("It cost $2,000.", Digits::Rounded), "1800 2200");
        assert_eq!(interval("It cost $2,000.", Digits::Coarse), "1500 2500");
        assert_eq!(
            interval("It cost $1 billion.", Digits::Rounded),
            "900000000 1100000000"
        );
        assert_eq!(interval("It rose 20 percent.", Digits::Rounded), "18 22");
        assert_eq!(interval("It rose 3 percent.", Digits::Rounded), "2.5 3.5");
        assert_eq!(
            interval("It fell 1.25 percent.", Digits::Coarse),
            "1.245 1.255"
        );
    }

    #[test]
    fn small_counts_are_counted_out() {
        assert_eq!(interval("They saw 30 men.", Digits::Coarse), "30 30");
        assert_eq!(
            interval("They saw 12,000 men.", Digits::Shown),
            "12000 12000"
        );
        assert_eq!(
            interval("They saw 12,000 men.", Digits::Rounded),
            "11500 12500"
        );
    }

    #[test]
    fn modifiers_widen_and_open() {
        assert_eq!(
            interval("They saw about 500 men.", Digits::Shown),
            "450 550"
        );
        assert_eq!(
            interval("They saw nearly 500 men.", Digits::Shown),
            "450 500"
        );
        assert_eq!(
            interval("They saw at least 500 men.", Digits::Shown),
            "500 …"
        );
        assert_eq!(
            interval("They saw fewer than 500 men.", Digits::Shown),
            "… 500"
        );
    }
}
