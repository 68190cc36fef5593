//! Arithmetic over figures: a tree that is evaluated under each reading of the digits, and printed
//! as one line.
//!
//! A derivation has a computed and a stated side. Whether they agree depends on how exact the
//! stated figures are, so the [`Verdict`] is found by evaluating both sides under one reading of the
//! digits after the other, from the narrowest to the widest (see [`Digits`]).

use super::format::with_unit;
use super::interval::{Digits, Interval};
use crate::measure::time::Date;
use crate::measure::{Decimal, Figure, Unit};
use crate::text::Span;
use sayso_english::names;

/// The unit of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafUnit {
    /// The unit of a figure.
    Of(Unit),
    /// A day, as the number of days since 1970-01-01, or a year.
    Date,
}

/// A figure in a derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its place in the text.
    pub span: Span,
    /// Its unit, if it has one.
    pub unit: Option<LeafUnit>,
    /// What it may mean under each reading of its digits, in the order of [`Digits::ALL`].
    pub readings: [Interval; 4],
}

/// Figures whose values differ by more than this factor are not taken to be rounded to the same
/// place.
const NEAR_FACTOR: u64 = 4;

impl Leaf {
    /// The leaf of a figure. A percentage becomes a part of one: 41% is 0.41.
    pub fn of(span: Span, figure: &Figure) -> Option<Leaf> {
        let mut readings = [Interval::OPEN; 4];
        for (reading, digits) in readings.iter_mut().zip(Digits::ALL) {
            *reading = Interval::of(figure, digits)?;
        }
        let mut leaf = Leaf {
            span,
            unit: figure.unit.map(LeafUnit::Of),
            readings,
        };
        if figure.unit == Some(Unit::PERCENT) {
            leaf.shift(-2);
        }
        Some(leaf)
    }

    /// A number that is not rounded: a number of months, a year, a day.
    pub fn exactly(span: Span, unit: Option<LeafUnit>, value: i64) -> Leaf {
        let value = Decimal::whole(value.unsigned_abs());
        Leaf {
            span,
            unit,
            readings: [Interval::exactly(value); 4],
        }
    }

    /// Multiplies all readings by a power of ten.
    pub(super) fn shift(&mut self, power: i32) {
        for reading in &mut self.readings {
            reading.low = reading.low.and_then(|v| v.times_ten_to(power));
            reading.high = reading.high.and_then(|v| v.times_ten_to(power));
        }
    }

    /// The leaf without rounding: every reading is the stated one.
    #[must_use]
    pub fn taken_exactly(self) -> Leaf {
        Leaf {
            readings: [self.readings[0]; 4],
            ..self
        }
    }

    /// The leaf with every digit shown taken to count, because polls are not rounded to tens.
    #[must_use]
    pub fn as_shown(self) -> Leaf {
        let [stated, shown, ..] = self.readings;
        Leaf {
            readings: [stated, shown, shown, shown],
            ..self
        }
    }

    /// The leaf beside another one of about the same size. Both are taken to be rounded to the same
    /// place: beside "$56 million", "$50 million" is exact to a million too.
    #[must_use]
    pub fn beside(mut self, other: &Leaf) -> Leaf {
        if self.readings[2].low.is_none() {
            return self;
        }
        if let Some(width) = finer_half_width(&self, other) {
            let stated = self.readings[0];
            self.readings[2] = Interval {
                low: stated.low.and_then(|v| v.plus(width.negated())),
                high: stated.high.and_then(|v| v.plus(width)),
            };
        }
        self
    }

    /// The leaf with whole numbers of its unit allowed below and above, except in the stated
    /// reading.
    #[must_use]
    pub fn give(mut self, below: u64, above: u64) -> Leaf {
        let (below, above) = (Decimal::whole(below).negated(), Decimal::whole(above));
        for reading in &mut self.readings[1..] {
            reading.low = reading.low.and_then(|v| v.plus(below));
            reading.high = reading.high.and_then(|v| v.plus(above));
        }
        self
    }

    /// The leaf with this much allowed below and above, except in the stated reading; none if a
    /// reading is open.
    pub(super) fn widened_by(self, width: Decimal) -> Option<Leaf> {
        self.widened_between(width, width)
    }

    /// [`Leaf::widened_by`] with different amounts below and above.
    pub(super) fn widened_between(mut self, below: Decimal, above: Decimal) -> Option<Leaf> {
        for reading in &mut self.readings[1..] {
            *reading = Interval::between(
                reading.low?.plus(below.negated())?,
                reading.high?.plus(above)?,
            );
        }
        Some(self)
    }

    /// How far the upper end of a reading is above the stated one.
    fn half_width(&self, digits: Digits) -> Option<Decimal> {
        let stated = self.readings[Digits::Stated as usize].high?;
        self.readings[digits as usize].high?.plus(stated.negated())
    }
}

/// The half width that a leaf has if it is rounded like the figure beside it, if that is narrower
/// than its own.
fn finer_half_width(leaf: &Leaf, other: &Leaf) -> Option<Decimal> {
    let (value, beside) = (leaf.readings[0].high?, other.readings[0].high?);
    let factor = Decimal::whole(NEAR_FACTOR);
    let is_near = value <= beside.times(factor)? && beside <= value.times(factor)?;
    let width = other
        .half_width(Digits::Rounded)?
        .max(leaf.half_width(Digits::Shown)?);
    let is_finer = width < leaf.half_width(Digits::Rounded)?;
    (is_near && is_finer).then_some(width)
}

/// Arithmetic over figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A figure of the text.
    Figure(Leaf),
    /// A number that is not a figure of the text: 12 months a year.
    Number(Decimal),
    /// a + b + c
    Sum(Vec<Expr>),
    /// a − b
    Difference(Box<Expr>, Box<Expr>),
    /// a × b
    Product(Box<Expr>, Box<Expr>),
    /// a ÷ b
    Quotient(Box<Expr>, Box<Expr>),
    /// The weekday of a day, from Monday = 1.
    Weekday(Leaf),
}

impl From<Leaf> for Expr {
    fn from(leaf: Leaf) -> Expr {
        Expr::Figure(leaf)
    }
}

impl Expr {
    /// A whole number.
    pub fn number(value: u64) -> Expr {
        Expr::Number(Decimal::whole(value))
    }

    /// self − other
    #[must_use]
    pub fn minus(self, other: impl Into<Expr>) -> Expr {
        Expr::Difference(Box::new(self), Box::new(other.into()))
    }

    /// self × other
    #[must_use]
    pub fn times(self, other: impl Into<Expr>) -> Expr {
        Expr::Product(Box::new(self), Box::new(other.into()))
    }

    /// self ÷ other
    #[must_use]
    pub fn by(self, other: impl Into<Expr>) -> Expr {
        Expr::Quotient(Box::new(self), Box::new(other.into()))
    }

    /// The value under a reading of the digits; none if it cannot be computed.
    pub fn value(&self, digits: Digits) -> Option<Interval> {
        match self {
            Expr::Figure(leaf) => Some(leaf.readings[digits as usize]),
            Expr::Number(value) => Some(Interval::exactly(*value)),
            Expr::Sum(parts) => parts
                .iter()
                .try_fold(Interval::exactly(Decimal::ZERO), |sum, part| {
                    sum.plus(part.value(digits)?)
                }),
            Expr::Difference(a, b) => a.value(digits)?.minus(b.value(digits)?),
            Expr::Product(a, b) => a.value(digits)?.times(b.value(digits)?),
            Expr::Quotient(a, b) => a.value(digits)?.by(b.value(digits)?),
            Expr::Weekday(leaf) => {
                let days = leaf.readings[0].low?.as_u64()?;
                let date = Date::from_days(i64::try_from(days).ok()?)?;
                Some(Interval::exactly(Decimal::whole(u64::from(date.weekday()))))
            }
        }
    }

    /// The figures in it, from left to right.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Expr::Figure(leaf) | Expr::Weekday(leaf) => vec![leaf],
            Expr::Number(_) => Vec::new(),
            Expr::Sum(parts) => parts.iter().flat_map(Expr::leaves).collect(),
            Expr::Difference(a, b) | Expr::Product(a, b) | Expr::Quotient(a, b) => {
                let mut all = a.leaves();
                all.extend(b.leaves());
                all
            }
        }
    }

    /// The arithmetic with figures in the words of the text.
    pub fn shown(&self, text: &str) -> String {
        match self {
            Expr::Figure(leaf) => on_one_line(text, leaf.span),
            Expr::Number(value) => value.to_string(),
            Expr::Sum(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| part.shown(text)).collect();
                parts.join(" + ")
            }
            Expr::Difference(a, b) => format!("{} − {}", a.shown(text), b.bracketed(text)),
            Expr::Product(a, b) => format!("{} × {}", a.bracketed(text), b.bracketed(text)),
            Expr::Quotient(a, b) => format!("{} ÷ {}", a.bracketed(text), b.bracketed(text)),
            Expr::Weekday(leaf) => format!("the weekday of {}", on_one_line(text, leaf.span)),
        }
    }

    /// The arithmetic, in brackets if it is a sum or a difference.
    fn bracketed(&self, text: &str) -> String {
        match self {
            Expr::Sum(_) | Expr::Difference(..) => format!("({})", self.shown(text)),
            _ => self.shown(text),
        }
    }
}

/// The text of a span on one line.
pub(super) fn on_one_line(text: &str, span: Span) -> String {
    let words: Vec<&str> = text[span.range()].split_whitespace().collect();
    words.join(" ")
}

/// How the computed side must compare to the stated one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are equal.
    Equal,
    /// The computed side is at most the stated one.
    AtMost,
    /// The computed side is at least the stated one.
    AtLeast,
}

/// What is stated, and what other figures make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// What is computed from other figures.
    pub computed: Expr,
    /// How it must compare to what is stated.
    pub relation: Relation,
    /// What is stated.
    pub stated: Leaf,
}

names! {
    /// Whether the two sides of a derivation agree.
    pub enum Verdict {
        /// They agree by the digits shown.
        Agrees = "agrees",
        /// They agree if some of them are rounded, zeros at the end or all but the first digit.
        AgreesRounded = "agrees-rounded",
        /// They agree only if a figure is rounded by more than a tenth.
        DoubtfullyNot = "doubtful",
        /// They agree under no reading.
        DoesNot = "disagrees",
        /// The arithmetic cannot be done.
        Open = "open",
    }
}

impl Verdict {
    /// Whether the figures agree, perhaps by rounding.
    pub fn agrees(self) -> bool {
        matches!(self, Verdict::Agrees | Verdict::AgreesRounded)
    }
}

/// A stated percentage that is farther than this part of itself from what the figures as stated make
/// of it only agrees with them by rounding.
const NEAR: (i128, i32) = (5, -2);

impl Derivation {
    /// Whether a stated percentage is near what the figures as stated make of it. "10 percent to $4
    /// million from $3 million" is within the digits shown, because each million may be rounded by
    /// half, but nobody would call it right: as stated it is 33 percent.
    fn is_near(&self) -> bool {
        let stated = self.stated.readings[Digits::Shown as usize];
        let exact = self.computed.value(Digits::Stated);
        let (Some(low), Some(high), Some(exact)) = (stated.low, stated.high, exact) else {
            return true;
        };
        let is_percent = self.stated.unit == Some(LeafUnit::Of(Unit::PERCENT));
        let half = |width: Decimal| width.times(Decimal::new(5, -1)?);
        let slack = high
            .plus(low.negated())
            .and_then(half)
            .zip(Decimal::new(NEAR.0, NEAR.1).and_then(|part| high.times(part)))
            .map(|(half, part)| half.max(part));
        let near = slack.and_then(|slack| {
            Some(Interval::between(
                low.plus(slack.negated())?,
                high.plus(slack)?,
            ))
        });
        !is_percent || near.is_none_or(|near| near.meets(exact))
    }

    /// Compares both sides under each reading of the digits.
    pub fn verdict(&self) -> Verdict {
        let (shown, rounded, coarse) = (
            self.holds(Digits::Shown),
            self.holds(Digits::Rounded),
            self.holds(Digits::Coarse),
        );
        match (shown, rounded, coarse) {
            (Some(true), ..) if self.is_near() => Verdict::Agrees,
            (Some(true), ..) | (_, Some(true), _) => Verdict::AgreesRounded,
            (Some(_), Some(_), Some(true)) => Verdict::DoubtfullyNot,
            (Some(_), Some(_), Some(_)) => Verdict::DoesNot,
            _ => Verdict::Open,
        }
    }

    /// Whether the relation holds under a reading of the digits.
    fn holds(&self, digits: Digits) -> Option<bool> {
        let computed = self.computed.value(digits)?;
        let stated = self.stated.readings[digits as usize];
        Some(match self.relation {
            Relation::Equal => computed.meets(stated),
            Relation::AtMost => computed.meets(Interval {
                low: None,
                ..stated
            }),
            Relation::AtLeast => computed.meets(Interval {
                high: None,
                ..stated
            }),
        })
    }

    /// One line of arithmetic: "$56 million ÷ $50 million − 1 = 12%".
    pub fn line(&self, text: &str) -> String {
        match &self.computed {
            Expr::Figure(leaf) => on_one_line(text, leaf.span),
            computed => format!("{} = {}", computed.shown(text), self.result()),
        }
    }

    /// The computed value, from the figures as stated.
    pub fn result(&self) -> String {
        let Some(Interval {
            low: Some(low),
            high: Some(high),
        }) = self.computed.value(Digits::Stated)
        else {
            return "?".into();
        };
        if matches!(self.computed, Expr::Weekday(_)) {
            let number = low.as_u64().unwrap_or(0) as usize;
            return WEEKDAYS.get(number).map_or("?", |name| *name).into();
        }
        let shown = |value| with_unit(value, self.stated.unit);
        if low == high {
            shown(low)
        } else {
            format!("{} to {}", shown(low), shown(high))
        }
    }
}

/// The names of weekdays by number, from Monday = 1.
pub const WEEKDAYS: [&str; 8] = [
    "",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The stated value of a leaf: its upper end if it has one.
pub(super) fn bound(leaf: &Leaf) -> String {
    let stated = leaf.readings[0];
    stated
        .high
        .or(stated.low)
        .map_or("?".into(), |value| with_unit(value, leaf.unit))
}
