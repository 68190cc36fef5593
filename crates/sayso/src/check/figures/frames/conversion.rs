//! A measure and the same in another unit: "40 hectares (99 acres)", "30 degrees Celsius (86
//! Fahrenheit)".

use crate::check::figures::derivation::{Expr, Leaf};
use crate::check::figures::frame::{Assertion, Frame, Match};
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Figure, Unit};

/// Converts a measure into the unit that is given beside it.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Conversion,
        name: "conversion",
        what: "Converts a measure into the unit of the measure in brackets after it: \"40 hectares \
            (99 acres)\", \"30 degrees Celsius (86 Fahrenheit)\".",
        why: "Conversions are added by another hand than the report, and a slip in them changes sizes \
            by half or by ten.",
        example: "The fire burned 40 hectares (400 acres). → as read, these figures do not agree: 40 hectares × 2.471 \
                  = 98.84 acres, stated 400 acres",
        limits: "Converted measures are rounded freely, so that a tenth more or less is not reported, or a \
            quarter where one of the two has a single digit or a unit with several sizes (ton, \
            gallon). That a conversion is right is not reported.",
        off: false,
    },
    rules: &[
        (
            "A:measure ( [ about|or|nearly|roughly|some ] B:measure )",
            conversion,
        ),
        (
            "A:measure , or [ about|nearly|roughly|some ] B:measure ,",
            conversion,
        ),
        ("A:measure , about|nearly|roughly B:measure ,", conversion),
    ],
    search: None,
};

const LABELS: &[Label] = &[Label::Figure];

/// Units with several sizes, which differ by less than a quarter.
const GALLON: Unit = Unit::known("gallon");
const TON: Unit = Unit::known("ton");

fn conversion(m: &Match) -> Option<Assertion> {
    let (from, to) = (m.figure(b'A')?, m.figure(b'B')?);
    if from.unit == to.unit || is_of_another_kind(from, to) {
        return None;
    }
    let stated = m.leaf(b'B')?.widened_by(tolerance(from, to)?)?;
    let is_temperature = from.unit.map(Unit::dimension) == Some(Dimension::Temperature);
    // "30 degrees" is not rounded to tens.
    let first = m.leaf(b'A')?;
    let first = Expr::from(if is_temperature {
        first.as_shown()
    } else {
        first
    });
    match (from.unit?, to.unit?) {
        (Unit::CELSIUS, Unit::FAHRENHEIT) => {
            let degrees = first.times(number(18, -1)?);
            let computed = Expr::Sum(vec![degrees.clone(), Expr::number(32)]);
            Some(of_temperatures(computed, degrees, stated))
        }
        (Unit::FAHRENHEIT, Unit::CELSIUS) => {
            let degrees = first.clone().by(number(18, -1)?);
            let computed = first.minus(Expr::number(32)).by(number(18, -1)?);
            Some(of_temperatures(computed, degrees, stated))
        }
        (from, to) => {
            let ratio = rounded(from.size()?.by(to.size()?)?)?;
            let computed = first.times(Expr::Number(ratio));
            Some(unless_right(computed, stated))
        }
    }
}

/// That a conversion is right is not worth a note.
fn unless_right(computed: Expr, stated: Leaf) -> Assertion {
    Assertion {
        is_noted_if_it_agrees: false,
        ..Assertion::equal(computed, stated, LABELS)
    }
}

/// A temperature, or a difference of two ("3 degrees warmer"), whichever agrees.
fn of_temperatures(temperature: Expr, difference: Expr, stated: Leaf) -> Assertion {
    let difference = unless_right(difference, stated.clone());
    if difference.derivation.verdict().agrees() {
        return difference;
    }
    unless_right(temperature, stated)
}

fn number(mantissa: i128, exponent: i32) -> Option<Expr> {
    Decimal::new(mantissa, exponent).map(Expr::Number)
}

/// The number with the digits that a ratio is shown with.
fn rounded(value: Decimal) -> Option<Decimal> {
    const DIGITS: u8 = 4;
    let (mut mantissa, mut exponent) = (value.mantissa(), value.exponent());
    while mantissa >= 10i128.pow(u32::from(DIGITS)) {
        (mantissa, exponent) = ((mantissa + 5) / 10, exponent + 1);
    }
    Some(Decimal::new(mantissa, exponent)?.trimmed())
}

/// How far the converted measure may be off: a few degrees, a tenth, or a quarter where one of the
/// two is as round as "10 km" or "half a mile".
fn tolerance(from: &Figure, to: &Figure) -> Option<Decimal> {
    const DEGREES: u64 = 3;
    if to.unit.map(Unit::dimension) == Some(Dimension::Temperature) {
        return Some(Decimal::whole(DEGREES));
    }
    let value = to.high?;
    let value = if value.is_negative() {
        value.negated()
    } else {
        value
    };
    let is_round = |figure: &Figure| {
        let digits = figure.high.map_or(0, |high| high.trimmed().digits());
        digits < 2 || figure.digits < 2
    };
    let is_vague = |figure: &Figure| matches!(figure.unit, Some(GALLON | TON)) || is_round(figure);
    let part = if is_vague(from) || is_vague(to) {
        Decimal::new(25, -2)?
    } else {
        Decimal::new(1, -1)?
    };
    value.times(part)
}

/// Do the two measure different things, as a length and an area do?
fn is_of_another_kind(from: &Figure, to: &Figure) -> bool {
    let kind = |figure: &Figure| match figure.unit {
        Some(Unit::POUND) => Some(Dimension::Mass),
        unit => unit.map(Unit::dimension),
    };
    kind(from) != kind(to)
}
