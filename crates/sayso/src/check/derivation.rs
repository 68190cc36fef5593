//! In: figures and what is done with them. Out: a tree that can be evaluated again under any
//! reading of the digits, and printed as one line of arithmetic.

use super::interval::{Digits, Interval};
use crate::measure::time::Date;
use crate::measure::{Decimal, Figure, Unit};
use crate::text::Span;

/// The unit of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafUnit {
    /// The unit of a figure.
    Of(Unit),
    /// A day, as a number of days, or a year.
    Date,
}

/// A figure in a derivation: where it stands, and what it stands for under each reading of its
/// digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Where it stands.
    pub span: Span,
    /// Its unit, if it has one.
    pub unit: Option<LeafUnit>,
    /// Stated, shown, rounded, coarse.
    pub readings: [Interval; 4],
}

impl Leaf {
    /// A figure; of per cents the parts of one.
    pub fn of(span: Span, figure: &Figure) -> Option<Leaf> {
        let mut readings = [Interval {
            low: None,
            high: None,
        }; 4];
        for (reading, digits) in readings.iter_mut().zip(Digits::ALL) {
            *reading = Interval::of(figure, digits)?;
            if figure.unit == Some(Unit::PERCENT) {
                let hundredth = |v: Decimal| v.times_ten_to(-2);
                *reading = Interval {
                    low: reading.low.and_then(hundredth),
                    high: reading.high.and_then(hundredth),
                };
            }
        }
        Some(Leaf {
            span,
            unit: figure.unit.map(LeafUnit::Of),
            readings,
        })
    }

    /// A number that is not rounded: a count of months, a year, a day.
    pub fn exactly(span: Span, unit: Option<LeafUnit>, value: i64) -> Leaf {
        let value = Decimal::whole(value.unsigned_abs());
        Leaf {
            span,
            unit,
            readings: [Interval::exactly(value); 4],
        }
    }

    /// The same, taken at its word: not rounded.
    #[must_use]
    pub fn taken_exactly(self) -> Leaf {
        Leaf {
            readings: [self.readings[0]; 4],
            ..self
        }
    }

    /// The same, every digit shown taken to count: nobody rounds a poll to tens.
    #[must_use]
    pub fn as_shown(self) -> Leaf {
        let [stated, shown, ..] = self.readings;
        Leaf {
            readings: [stated, shown, shown, shown],
            ..self
        }
    }

    /// Two figures of about one size side by side are rounded to the same place: of "$56 million"
    /// and "$50 million" the second is as exact as the first.
    #[must_use]
    pub fn beside(mut self, other: &Leaf) -> Leaf {
        let finer = |a: &Leaf, b: &Leaf| {
            let width =
                |l: &Leaf, i: usize| l.readings[i].high?.plus(l.readings[0].high?.negated());
            let (stated, beside) = (a.readings[0].high?, b.readings[0].high?);
            let near = stated <= beside.times(Decimal::whole(4))?
                && beside <= stated.times(Decimal::whole(4))?;
            let most = width(b, 2)?.max(width(a, 1)?);
            (near && most < width(a, 2)?).then_some(most)
        };
        if let Some(most) = finer(&self, other).filter(|_| self.readings[2].low.is_some()) {
            let [stated, ..] = self.readings;
            let low = stated.low.and_then(|v| v.plus(most.negated()));
            self.readings[2] = Interval {
                low,
                high: stated.high.and_then(|v| v.plus(most)),
            };
        }
        self
    }

    /// The same, at most so much more or less.
    #[must_use]
    pub fn give(mut self, under: u64, over: u64) -> Leaf {
        for reading in &mut self.readings[1..] {
            let low = reading
                .low
                .and_then(|v| v.plus(Decimal::whole(under).negated()));
            *reading = Interval {
                low,
                high: reading.high.and_then(|v| v.plus(Decimal::whole(over))),
            };
        }
        self
    }
}

/// Arithmetic over figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A figure of the text.
    Figure(Leaf),
    /// A number that is no figure of the text: 12 months a year.
    Number(Decimal),
    /// a + b + c
    Sum(Vec<Expr>),
    /// a − b
    Difference(Box<Expr>, Box<Expr>),
    /// a × b
    Product(Box<Expr>, Box<Expr>),
    /// a ÷ b
    Quotient(Box<Expr>, Box<Expr>),
    /// The weekday of a day, Monday = 1.
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

    /// Its value under a reading of the digits; none where it cannot be told.
    pub fn value(&self, digits: Digits) -> Option<Interval> {
        match self {
            Expr::Figure(leaf) => Some(leaf.readings[digits as usize]),
            Expr::Number(value) => Some(Interval::exactly(*value)),
            Expr::Sum(parts) => {
                let nought = Interval::exactly(Decimal::ZERO);
                parts
                    .iter()
                    .try_fold(nought, |sum, part| sum.plus(part.value(digits)?))
            }
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

    /// As arithmetic, figures in the words of the text.
    pub fn shown(&self, text: &str) -> String {
        let bracketed = |e: &Expr| match e {
            Expr::Sum(_) | Expr::Difference(..) => format!("({})", e.shown(text)),
            _ => e.shown(text),
        };
        match self {
            Expr::Figure(leaf) => words(text, leaf.span),
            Expr::Number(value) => value.to_string(),
            Expr::Sum(parts) => parts
                .iter()
                .map(|p| p.shown(text))
                .collect::<Vec<_>>()
                .join(" + "),
            Expr::Difference(a, b) => format!("{} − {}", a.shown(text), bracketed(b)),
            Expr::Product(a, b) => format!("{} × {}", bracketed(a), bracketed(b)),
            Expr::Quotient(a, b) => format!("{} ÷ {}", bracketed(a), bracketed(b)),
            Expr::Weekday(leaf) => format!("the weekday of {}", words(text, leaf.span)),
        }
    }
}

/// What stands there, on one line.
fn words(text: &str, span: Span) -> String {
    text[span.range()]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// How what is stated and what was computed must stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are the same.
    Equal,
    /// What was computed is at most what is stated.
    AtMost,
    /// What was computed is at least what is stated.
    AtLeast,
}

/// What is stated, and what follows from other figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// What was computed.
    pub computed: Expr,
    /// How it must stand to what is stated.
    pub relation: Relation,
    /// What is stated.
    pub stated: Leaf,
}

sayso_english::names! {
    /// What comes of a derivation.
    pub enum Verdict {
        /// The figures agree by the digits shown.
        Agrees = "agrees",
        /// The figures agree if zeros at the end are rounding.
        AgreesRounded = "agrees-rounded",
        /// The figures agree only if one was rounded by more than a tenth.
        DoubtfullyNot = "doubtful",
        /// The figures do not agree under any reading.
        DoesNot = "disagrees",
        /// The computed figure has no value.
        Open = "open",
    }
}

impl Verdict {
    /// Do the figures agree, if need be by rounding?
    pub fn agrees(self) -> bool {
        matches!(self, Verdict::Agrees | Verdict::AgreesRounded)
    }
}

impl Derivation {
    /// Evaluates both sides under each reading of the digits.
    pub fn verdict(&self) -> Verdict {
        let meets = |digits: Digits| {
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
        };
        match (
            meets(Digits::Shown),
            meets(Digits::Rounded),
            meets(Digits::Coarse),
        ) {
            (Some(true), ..) => Verdict::Agrees,
            (_, Some(true), _) => Verdict::AgreesRounded,
            (Some(_), Some(_), Some(true)) => Verdict::DoubtfullyNot,
            (Some(_), Some(_), Some(_)) => Verdict::DoesNot,
            _ => Verdict::Open,
        }
    }

    /// One line of arithmetic: "$56 million ÷ $50 million − 1 = 12%".
    pub fn line(&self, text: &str) -> String {
        if let Expr::Figure(leaf) = &self.computed {
            return words(text, leaf.span);
        }
        format!("{} = {}", self.computed.shown(text), self.result())
    }

    /// What was computed, of the numbers as stated.
    pub fn result(&self) -> String {
        let Some(Interval {
            low: Some(low),
            high: Some(high),
        }) = self.computed.value(Digits::Stated)
        else {
            return "?".into();
        };
        if matches!(self.computed, Expr::Weekday(_)) {
            return WEEKDAYS
                .get(low.as_u64().unwrap_or(0) as usize)
                .map_or("?".into(), |d| (*d).into());
        }
        if low == high {
            return with_unit(low, self.stated.unit);
        }
        format!(
            "{} to {}",
            with_unit(low, self.stated.unit),
            with_unit(high, self.stated.unit)
        )
    }
}

/// By number, Monday = 1.
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

/// Without zeros at the end, before the point too.
fn bare(value: Decimal) -> Decimal {
    let (mut mantissa, mut exponent) = (value.mantissa(), value.exponent());
    while mantissa != 0 && mantissa % 10 == 0 {
        (mantissa, exponent) = (mantissa / 10, exponent + 1);
    }
    Decimal::new(mantissa, exponent).unwrap_or(value)
}

/// Rounded to so many significant digits.
fn rounded(value: Decimal, digits: u32) -> Decimal {
    let value = bare(value);
    let shown = u32::from(value.digits());
    if shown <= digits {
        return value;
    }
    let drop = shown - digits;
    let unit = 10i128.pow(drop);
    let half = if value.is_negative() {
        -unit / 2
    } else {
        unit / 2
    };
    let mantissa = (value.mantissa() + half) / unit;
    Decimal::new(mantissa, value.exponent() + drop as i32).map_or(value, bare)
}

/// Digits in groups of three.
fn grouped(value: Decimal) -> String {
    let plain = value.to_string();
    let (sign, plain) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, rest) = plain.split_once('.').map_or((plain, ""), |(w, r)| (w, r));
    let mut out = String::from(sign);
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out = out + "." + rest;
    }
    out
}

/// A value for people: "$1.25 billion", "12%", "5 years".
pub fn with_unit(value: Decimal, unit: Option<LeafUnit>) -> String {
    let short = rounded(value, 6);
    let scaled = |v: Decimal| {
        let scales = [(12, " trillion"), (9, " billion"), (6, " million")];
        let size = v.exponent() + i32::from(v.digits()) - 1;
        match scales
            .iter()
            .find(|s| size >= s.0 && v.exponent() >= s.0 - 3)
        {
            Some(&(power, name)) => {
                let part = v.times_ten_to(-power).unwrap_or(v).trimmed();
                format!("{}{name}", grouped(part))
            }
            None => grouped(v.trimmed()),
        }
    };
    let unit = match unit {
        None => return scaled(short),
        Some(LeafUnit::Date) => {
            let days = value.as_u64().and_then(|days| i64::try_from(days).ok());
            let date = days.and_then(Date::from_days);
            return date.map_or_else(|| value.to_string(), |date| date.to_string());
        }
        Some(LeafUnit::Of(unit)) => unit,
    };
    match unit {
        Unit::PERCENT => format!(
            "{}%",
            grouped(rounded(value.times_ten_to(2).unwrap_or(value), 4))
        ),
        Unit::PERCENTAGE_POINT | Unit::POINT => format!("{} points", grouped(rounded(value, 4))),
        Unit::TIMES => format!("{} times", grouped(rounded(value, 4))),
        Unit::USD => format!("${}", scaled(short)),
        Unit::EUR => format!("€{}", scaled(short)),
        Unit::GBP => format!("£{}", scaled(short)),
        _ if unit.is_money() => format!("{} {unit}", scaled(short)),
        _ => {
            let plural = if value == Decimal::whole(1) { "" } else { "s" };
            format!("{} {unit}{plural}", scaled(short))
        }
    }
}

/// The value of a leaf for people.
pub fn bound(leaf: &Leaf) -> String {
    leaf.readings[0]
        .high
        .or(leaf.readings[0].low)
        .map_or("?".into(), |v| with_unit(v, leaf.unit))
}
