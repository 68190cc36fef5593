//! A rate, how long it is paid for, and what it comes to: "$250 million a month for five months, a
//! total of $1.25 billion".

use crate::check::figures::derivation::{Expr, Leaf};
use crate::check::figures::frame::{Assertion, Frame, Match};
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use crate::measure::{Decimal, Figure, Per, Unit};

/// Multiplies a rate by the time it is paid for.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Rate,
        name: "rate",
        what: "Multiplies a rate by the time it is paid for if the sentence also gives the total: \
            \"$250 million a month for five months, a total of $1.25 billion\", \"$900 a month, \
            or $10,800 a year\".",
        why: "Monthly, yearly and total amounts are easily mixed up, because each of them reads \
            well alone.",
        example: "The loan costs $400 a month for 24 months, a total of $12,000. → as read, these figures do not agree: $400 × 24 months = $9,600, \
                  stated $12,000",
        limits: "Rate and time must have the same unit, except for months, quarters, weeks and days \
            of a year. Hourly wages are left alone, because reports do not say how many hours \
            are worked.",
        off: false,
    },
    rules: &[
        (
            "R:rate ~3 <during> ~1 [ <coming> ] L:length [ , ] [ for ] a total of T:amount",
            total,
        ),
        (
            "R:rate ~3 <during> ~1 [ <coming> ] L:length , or T:amount",
            total,
        ),
        (
            "R:rate ~3 <during> ~1 [ <coming> ] L:length , totaling|totalling T:amount",
            total,
        ),
        (
            "R:rate ~3 <during> ~1 [ <coming> ] L:length ~1 to <reach> ~3 T:amount",
            total,
        ),
        (
            "T:amount ~2 -|, a|an|the <sum> that|which would|will|could ~1 <require> ~9 R:rate ~3 <during> ~1 [ <coming> ] L:length",
            total,
        ),
        (
            "<sum> of T:amount ~4 <require> ~6 R:rate ~3 <during> ~1 [ <coming> ] L:length",
            total,
        ),
        (
            "<reach> T:amount , ~8 <require> ~6 R:rate ~3 <during> ~1 [ <coming> ] L:length",
            total,
        ),
        (
            "total of T:amount , or|at R:rate ~2 <during> ~1 L:length",
            total,
        ),
        ("T:amount , [ or ] R:rate", by_year),
        ("R:rate ~3 [ , ] or Q:rate", yearly),
        ("R:rate ~3 ( [ or ] Q:rate", yearly),
        ("R:rate ~3 - or Q:rate", yearly),
    ],
    search: None,
};

/// How many of a unit of time a year has.
struct UnitsOfAYear {
    unit: Unit,
    /// Fewer than the calendar has, where only working days or weeks count.
    fewest: u64,
    most: u64,
}

const UNITS_OF_A_YEAR: &[UnitsOfAYear] = &[
    UnitsOfAYear {
        unit: Unit::MONTH,
        fewest: 12,
        most: 12,
    },
    UnitsOfAYear {
        unit: Unit::WEEK,
        fewest: 50,
        most: 52,
    },
    UnitsOfAYear {
        unit: Unit::QUARTER,
        fewest: 4,
        most: 4,
    },
    UnitsOfAYear {
        unit: Unit::DAY,
        fewest: 250,
        most: 366,
    },
];

/// The length of time that a rate is per, if it is per nothing else.
fn per(figure: &Figure) -> Option<Unit> {
    match figure.per.as_slice() {
        [Per::Unit(unit)] => Some(*unit),
        _ => None,
    }
}

/// How many of the rate's units a length of time has, and what that takes for granted.
fn periods(rate: &Figure, length: &Figure, leaf: Leaf) -> Option<(Expr, Option<&'static str>)> {
    let (per, unit) = (per(rate)?, length.unit?);
    let counted = Expr::from(leaf.taken_exactly());
    if per == unit {
        return Some((counted, None));
    }
    match (per, unit) {
        (Unit::MONTH, Unit::YEAR) => {
            Some((counted.times(Expr::number(12)), Some("12 months a year")))
        }
        (Unit::YEAR, Unit::MONTH) => Some((counted.by(Expr::number(12)), Some("12 months a year"))),
        (Unit::DAY, Unit::WEEK) => {
            Some((counted.times(Expr::number(7)), Some("seven days a week")))
        }
        (Unit::YEAR, Unit::DECADE) => Some((counted.times(Expr::number(10)), None)),
        _ => None,
    }
}

fn total(m: &Match) -> Option<Assertion> {
    let (rate, length, total) = (m.figure(b'R')?, m.figure(b'L')?, m.figure(b'T')?);
    let (periods, assumption) = periods(rate, length, m.leaf(b'L')?)?;
    let counts_other_things = rate.unit.is_none() && rate.of.is_some() != total.of.is_some();
    if rate.unit != total.unit || counts_other_things {
        return None;
    }
    let computed = Expr::from(m.leaf(b'R')?).times(periods);
    let assertion = Assertion::equal(computed, m.leaf(b'T')?, &[Label::Rate, Label::Time]);
    Some(match assumption {
        Some(assumption) => assertion.assuming(assumption),
        None => assertion,
    })
}

/// "$120 more a year, or $10 a month": the sum is before its rate, and a word says that it is for a
/// year.
fn by_year(m: &Match) -> Option<Assertion> {
    let (rate, sum) = (m.figure(b'R')?, m.figure(b'T')?);
    let has_one_unit = rate.unit.is_some() && rate.unit == sum.unit;
    let says_year = m.says(&["year", "annual", "annually", "yearly"]);
    if !has_one_unit || !says_year || per(rate)? != Unit::MONTH || !m.is_alone(b'T') {
        return None;
    }
    let computed = Expr::from(m.leaf(b'R')?).times(Expr::number(12));
    let assertion = Assertion::equal(computed, m.leaf(b'T')?, &[Label::Rate]);
    // Only agreement is reported, because the words do not say that this sum is the one for a year.
    assertion
        .derivation
        .verdict()
        .agrees()
        .then(|| assertion.assuming("12 months a year"))
}

/// "$10 a month, or $120 a year".
fn yearly(m: &Match) -> Option<Assertion> {
    let (short, long) = (m.figure(b'R')?, m.figure(b'Q')?);
    if short.unit != long.unit || per(long)? != Unit::YEAR {
        return None;
    }
    let short_per = per(short)?;
    let year = UNITS_OF_A_YEAR.iter().find(|row| row.unit == short_per)?;
    let computed = Expr::from(m.leaf(b'R')?).times(Expr::number(year.most));
    let stated = with_free_days(m.leaf(b'Q')?, year);
    let assumption = if year.fewest == year.most {
        format!("{} {short_per}s a year", year.most)
    } else {
        format!("{} to {} {short_per}s a year", year.fewest, year.most)
    };
    Some(Assertion::equal(computed, stated, &[Label::Rate]).assuming(assumption))
}

/// Widens the sum of a working year to what it would be with every day or week of the calendar.
fn with_free_days(mut leaf: Leaf, year: &UnitsOfAYear) -> Leaf {
    let (fewest, most) = (Decimal::whole(year.fewest), Decimal::whole(year.most));
    for reading in &mut leaf.readings[1..] {
        reading.high = reading.high.and_then(|v| v.times(most)?.by(fewest));
    }
    leaf
}
