//! In: two figures of one thing. Out: how their values are related.
//!
//! Values are compared as they are stated. "At least 31" and "31" are one value, because reports drop
//! these words freely. "More than 30" and "31" are the same figure rounded.

use super::account::{MeasureKind, StatedFigure};
use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Figure, Modifier, Role, Unit};

sayso_english::names! {
    /// How the values of two figures are related.
    pub enum FigureRelation {
        /// They are the same, in whatever words or unit.
        Equal = "equal",
        /// One is the other, rounded.
        Rounded = "rounded",
        /// They differ.
        Different = "different",
    }
}

/// How two figures or times of statements are related; none if they cannot be compared.
pub(super) fn stated_relation(a: &StatedFigure, b: &StatedFigure) -> Option<FigureRelation> {
    if a.kind != b.kind {
        return None;
    }
    let (Some(x), Some(y)) = (a.figure.low, b.figure.low) else {
        return figure_relation(&a.figure, &b.figure);
    };
    match a.kind {
        MeasureKind::Figure => figure_relation(&a.figure, &b.figure).filter(|&relation| {
            // A first and a second time are two times.
            let is_place = a.figure.role == Role::Ordinal || b.figure.role == Role::Ordinal;
            !is_place || relation == FigureRelation::Equal
        }),
        _ if x == y => Some(FigureRelation::Equal),
        MeasureKind::Clock if is_near_on_clock(x, y) => Some(FigureRelation::Rounded),
        MeasureKind::Clock | MeasureKind::Day => Some(FigureRelation::Different),
    }
}

/// Times of day are rounded to this many minutes.
const MINUTES: u64 = 5;

fn is_near_on_clock(a: Decimal, b: Decimal) -> bool {
    let (earlier, later) = (a.min(b), a.max(b));
    let latest = earlier.plus(Decimal::whole(MINUTES));
    latest.is_some_and(|latest| later <= latest)
}

/// How the values of two figures are related; none if they cannot be compared, because their units
/// measure different things.
///
/// ```
/// use sayso::measure::figures;
/// use sayso::story::claims::{FigureRelation, figure_relation};
/// let relation = |a: &str, b: &str| figure_relation(&figures(a)[0], &figures(b)[0]);
/// assert_eq!(relation("at least 31 boats", "31 boats"), Some(FigureRelation::Equal));
/// assert_eq!(relation("more than 400 kg", "412 kilograms"), Some(FigureRelation::Rounded));
/// assert_eq!(relation("29 boats", "39 boats"), Some(FigureRelation::Different));
/// assert_eq!(relation("29 boats", "$29"), None);
/// ```
pub fn figure_relation(a: &Figure, b: &Figure) -> Option<FigureRelation> {
    let (a, b) = (Value::of(a)?, Value::of(b)?);
    if !a.is_comparable(&b) {
        let is_one = a.may_lack_unit(&b) || b.may_lack_unit(&a);
        return (is_one && a.is_equal(&b)).then_some(FigureRelation::Equal);
    }
    Some(if a.is_equal(&b) {
        if a.is_strict(&b) {
            FigureRelation::Rounded
        } else {
            FigureRelation::Equal
        }
    } else if a.is_rounded(&b) || b.is_rounded(&a) || a.is_within(&b) || b.is_within(&a) {
        FigureRelation::Rounded
    } else {
        FigureRelation::Different
    })
}

/// A figure as it is compared.
#[derive(Clone, Copy, Debug)]
struct Value {
    low: f64,
    high: f64,
    /// Half of one in the last place that is not zero.
    half: f64,
    dimension: Option<Dimension>,
    unit: Option<Unit>,
    modifier: Option<Modifier>,
    is_age: bool,
}

/// Figures that are further apart than this part of the larger are not one figure rounded, without a
/// word that says so …
const ROUNDED: f64 = 0.035;
/// … with "about" …
const ABOUT: f64 = 0.06;
/// … and where "more than" or "nearly" says on which side the value is.
const BOUNDED: f64 = 0.16;
/// A number from this on is hardly the same by chance. Below it, things are counted one by one.
const LARGE: f64 = 1000.0;
/// Measures in different units are equal if they differ by no more than this.
const CONVERTED: f64 = 0.03;

impl Value {
    fn of(figure: &Figure) -> Option<Value> {
        let (low, high) = match (figure.low, figure.high) {
            // The last value is the one that counts: "from 19 to 17".
            (_, Some(high)) if figure.role == Role::FromTo => (high, high),
            (Some(low), Some(high)) => (low, high),
            (Some(one), None) | (None, Some(one)) => (one, one),
            (None, None) => return None,
        };
        let size = figure.unit.and_then(base_size);
        let in_base = |value: Decimal| size.map_or(Some(value), |size| value.times(size));
        Some(
            Value {
                low: number(in_base(low)?)?,
                high: number(in_base(high)?)?,
                half: number(in_base(half_unit(low)?)?)?,
                dimension: figure.unit.map(Unit::dimension),
                unit: figure.unit,
                modifier: figure.modifier,
                is_age: figure.role == Role::Age,
            }
            .of_digits(figure.digits),
        )
    }

    /// "Dozens" and "a third" are never exact.
    fn of_digits(self, digits: u8) -> Value {
        let half = if digits == 0 {
            self.half.max(self.high * 0.2)
        } else {
            self.half
        };
        Value { half, ..self }
    }

    fn is_comparable(&self, other: &Value) -> bool {
        let is_same_unit = self.unit == other.unit;
        let has_one_dimension = self.dimension == other.dimension
            && self.unit.is_some_and(|unit| base_size(unit).is_some())
            && other.unit.is_some_and(|unit| base_size(unit).is_some());
        is_same_unit || has_one_dimension || is_one_money(self.unit, other.unit)
    }

    /// Whether this is a large number without a unit, or an age, that can be the other figure whose unit is
    /// said: "15,000" and "$15,000", "17" and "17-year-old".
    fn may_lack_unit(&self, other: &Value) -> bool {
        let is_money = other.dimension == Some(Dimension::Money) && self.high >= LARGE;
        self.unit.is_none() && (is_money || other.is_age)
    }

    fn is_equal(&self, other: &Value) -> bool {
        let tolerance = if self.unit == other.unit {
            1e-9
        } else {
            CONVERTED
        };
        near(self.low, other.low, tolerance) && near(self.high, other.high, tolerance)
    }

    /// Whether one says that the value is more or less than its number and the other does not.
    fn is_strict(&self, other: &Value) -> bool {
        let side = |value: &Value| match value.modifier {
            Some(Modifier::MoreThan) => 1,
            Some(Modifier::LessThan | Modifier::Nearly) => -1,
            _ => 0,
        };
        side(self) != side(other)
    }

    /// Whether this is the other one, rounded.
    fn is_rounded(&self, exact: &Value) -> bool {
        let is_coarser = self.half > exact.half || self.modifier.is_some();
        let (a, b) = (self.high, exact.high);
        let is_near = |part| near(a, b, part);
        let is_one_range = near(self.low, exact.low, BOUNDED);
        let fits = match self.modifier {
            Some(Modifier::MoreThan | Modifier::AtLeast) => {
                b > a && is_near(BOUNDED) && self.is_round()
            }
            Some(Modifier::Nearly | Modifier::LessThan | Modifier::UpTo) => {
                b < a && is_near(BOUNDED) && self.is_round()
            }
            Some(Modifier::About | Modifier::PlusOrMinus) => {
                is_near(ABOUT) && (a - b).abs() <= self.half
            }
            _ if self.unit.is_none() && self.high < LARGE => false,
            _ => is_near(ROUNDED) && (a - b).abs() <= self.half,
        };
        is_coarser && is_one_range && fits
    }

    /// Whether the number ends with a zero, or is said in words, so that it can be a rounded one.
    fn is_round(&self) -> bool {
        self.half >= 5.0 || self.half * 30.0 > self.high
    }

    /// Whether it is in the range of the other one.
    fn is_within(&self, range: &Value) -> bool {
        range.low < range.high && range.low <= self.low && self.high <= range.high
    }
}

fn near(a: f64, b: f64, part: f64) -> bool {
    (a - b).abs() <= part * a.abs().max(b.abs())
}

/// How many of a base unit the unit is: metres, kilograms, seconds. None where it is not converted.
fn base_size(unit: Unit) -> Option<Decimal> {
    unit.size().or_else(|| {
        let rows = SECONDS.iter();
        let row = rows.clone().find(|row| row.0 == unit)?;
        Decimal::new(row.1, 0)
    })
}

/// Seconds of the units of time that have always the same length. A month and a year are compared only
/// with their own kind.
const SECONDS: &[(Unit, i128)] = &[
    (Unit::SECOND, 1),
    (Unit::MINUTE, 60),
    (Unit::HOUR, 3600),
    (Unit::DAY, 86_400),
    (Unit::WEEK, 604_800),
    (Unit::YEAR, 31_557_600),
    (Unit::DECADE, 315_576_000),
];

/// "Dollars" of one report are the dollars of the other, and a number without its currency is money
/// where the other report says so.
fn is_one_money(a: Option<Unit>, b: Option<Unit>) -> bool {
    let is_open = |unit: Option<Unit>| unit == Some(Unit::DOLLAR) || unit == Some(Unit::POUND);
    let is_money = |unit: Option<Unit>| unit.is_some_and(Unit::is_money);
    (is_open(a) && is_money(b)) || (is_open(b) && is_money(a))
}

fn half_unit(value: Decimal) -> Option<Decimal> {
    let (mut mantissa, mut exponent) = (value.mantissa(), value.exponent());
    while mantissa != 0 && mantissa % 10 == 0 {
        (mantissa, exponent) = (mantissa / 10, exponent + 1);
    }
    Decimal::new(5, exponent - 1)
}

/// Decimal text is rounded to the nearest double on every machine.
fn number(value: Decimal) -> Option<f64> {
    value.to_string().parse().ok()
}
