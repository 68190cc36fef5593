//! In: a figure as it is stated. Out: the interval it stands for, under each reading of its digits;
//! arithmetic on intervals. Only here is a figure rounded or widened.

use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Figure, FigureRule, Modifier, Role, Unit};

/// From `low` to `high`, both included; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Decimal>,
    /// The upper end.
    pub high: Option<Decimal>,
}

/// How the digits of a figure are read, from the narrowest to the widest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Digits {
    /// As stated, to the point: what is printed in a derivation.
    Stated,
    /// Every digit shown counts: "$2,000" is 1,999.5 to 2,000.5.
    Shown,
    /// Zeros at the end may be rounding, up to a tenth: "$2,000" is 1,800 to 2,200.
    Rounded,
    /// Zeros at the end are rounding, however coarse: "$2,000" is 1,500 to 2,500.
    Coarse,
}

impl Digits {
    /// All of them.
    pub const ALL: [Digits; 4] = [
        Digits::Stated,
        Digits::Shown,
        Digits::Rounded,
        Digits::Coarse,
    ];
}

/// A word before a figure widens it by this: "about 500" is 450 to 550.
const ABOUT: (i128, i32) = (1, -1);
/// Nobody rounds by more than this without a word of it.
const MOST_ROUNDED: (i128, i32) = (1, -1);
/// Counts below this are counted out, not rounded: "30 men".
const COUNTED_OUT: u64 = 1000;
/// "a third", "one in five" stand for what is near them.
const FRACTION: (i128, i32) = (5, -2);

fn part(of: Decimal, (mantissa, exponent): (i128, i32)) -> Option<Decimal> {
    let of = if of.is_negative() { of.negated() } else { of };
    of.times(Decimal::new(mantissa, exponent)?)
}

/// Half of one in this place.
fn half_unit(place: i32) -> Option<Decimal> {
    Decimal::new(5, place - 1)
}

/// The place of the last digit that is not nought.
fn significant_place(value: Decimal) -> i32 {
    let (mut mantissa, mut exponent) = (value.mantissa(), value.exponent());
    while mantissa != 0 && mantissa % 10 == 0 {
        (mantissa, exponent) = (mantissa / 10, exponent + 1);
    }
    exponent
}

/// How far from what is stated the value may lie.
fn half_width(figure: &Figure, value: Decimal, digits: Digits) -> Option<Decimal> {
    let dimension = figure.unit.map(Unit::dimension);
    let relative = matches!(dimension, Some(Dimension::Ratio | Dimension::Points));
    if digits == Digits::Stated {
        return Some(Decimal::ZERO);
    }
    if figure.digits == 0 || figure.role == Role::Multiple || dimension == Some(Dimension::Times) {
        return part(
            value,
            if figure.why == FigureRule::Many {
                (0, 0)
            } else {
                FRACTION
            },
        );
    }
    let counted = figure.unit.is_none() && value.exponent() >= 0;
    if counted
        && (digits == Digits::Shown && value.exponent() == 0 || value < Decimal::whole(COUNTED_OUT))
    {
        return Some(Decimal::ZERO);
    }
    let shown = half_unit(value.exponent())?;
    let last = half_unit(significant_place(value))?;
    let most = part(value, MOST_ROUNDED)?;
    let most = if relative { most.max(shown) } else { most };
    Some(match digits {
        Digits::Stated => Decimal::ZERO,
        Digits::Shown => shown.min(most),
        Digits::Rounded => last.min(most),
        Digits::Coarse => last,
    })
}

impl Interval {
    /// One value.
    pub fn exactly(value: Decimal) -> Interval {
        Interval {
            low: Some(value),
            high: Some(value),
        }
    }

    /// From one value to another.
    pub fn between(low: Decimal, high: Decimal) -> Interval {
        Interval {
            low: Some(low),
            high: Some(high),
        }
    }

    /// What a figure stands for: its digits, widened by its modifier. Of a bound the open end stays
    /// open, but `Stated` is the bound itself.
    pub fn of(figure: &Figure, digits: Digits) -> Option<Interval> {
        let (low, high) = match (figure.low, figure.high) {
            (Some(low), Some(high)) => (low.min(high), high.max(low)),
            (Some(one), None) | (None, Some(one)) => (one, one),
            (None, None) => return None,
        };
        if digits == Digits::Stated {
            return Some(Interval::between(low, high));
        }
        let (mut under, mut over) = (
            half_width(figure, low, digits)?,
            half_width(figure, high, digits)?,
        );
        let one = low == high;
        match figure.modifier {
            Some(Modifier::About) if one => {
                under = under.max(part(low, ABOUT)?);
                over = over.max(part(high, ABOUT)?);
            }
            Some(Modifier::Nearly) if one => {
                under = under.max(part(low, ABOUT)?);
            }
            _ => {}
        }
        let low = if figure.low.is_some() {
            Some(low.plus(under.negated())?)
        } else {
            None
        };
        let high = if figure.high.is_some() {
            Some(high.plus(over)?)
        } else {
            None
        };
        Some(Interval { low, high })
    }

    /// Do both share a value?
    pub fn meets(self, other: Interval) -> bool {
        let below =
            |a: Option<Decimal>, b: Option<Decimal>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// The sum.
    pub fn plus(self, other: Interval) -> Option<Interval> {
        both(self, other, Decimal::plus)
    }

    /// The difference.
    pub fn minus(self, other: Interval) -> Option<Interval> {
        let negated = Interval {
            low: other.high.map(Decimal::negated),
            high: other.low.map(Decimal::negated),
        };
        self.plus(negated)
    }

    /// The product of two that are not below nought; none else.
    pub fn times(self, other: Interval) -> Option<Interval> {
        both(
            self.at_least_nought()?,
            other.at_least_nought()?,
            Decimal::times,
        )
    }

    /// The quotient of two that are not below nought, the second above it; none else.
    pub fn by(self, other: Interval) -> Option<Interval> {
        let (a, b) = (self.at_least_nought()?, other.at_least_nought()?);
        let least = b.low?;
        if least == Decimal::ZERO {
            return None;
        }
        let low = match b.high {
            Some(most) => Some(a.low?.by(most)?),
            None => Some(Decimal::ZERO),
        };
        let high = match a.high {
            Some(most) => Some(most.by(least)?),
            None => None,
        };
        Some(Interval { low, high })
    }

    /// Is any of it below nought? What is open below begins at nought: nothing in news is fewer
    /// than none.
    fn at_least_nought(self) -> Option<Interval> {
        let low = self.low.unwrap_or(Decimal::ZERO);
        (!low.is_negative()).then_some(Interval {
            low: Some(low),
            high: self.high,
        })
    }
}

/// Two ends made of two pairs of ends; open where one is.
fn both(
    a: Interval,
    b: Interval,
    make: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Interval> {
    let end = |a: Option<Decimal>, b: Option<Decimal>| match a.zip(b) {
        Some((a, b)) => Ok(Some(make(a, b).ok_or(())?)),
        None => Ok::<_, ()>(None),
    };
    Some(Interval {
        low: end(a.low, b.low).ok()?,
        high: end(a.high, b.high).ok()?,
    })
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
