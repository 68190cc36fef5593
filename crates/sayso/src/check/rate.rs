//! Rate: so much a month, for so many months, comes to so much.

use super::derivation::{Expr, Leaf, Verdict};
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame};
use super::pages::Page;
use crate::measure::{Figure, Per, Unit};

/// "$250 million a month for five months, a total of $1.25 billion".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Rate,
        name: "rate",
        what: "Multiplies a rate by the time it is paid for, where the sum is said beside them: \"$250 million a month for five months, a total of \
               $1.25 billion\", \"$900 a month, or $10,800 a year\".",
        why: "Monthly, yearly and whole sums are easily mixed up; each of them reads well alone.",
        example: "The loan costs $400 a month for 24 months, a total of $12,000. → as read, these figures do not agree: $400 × 24 months = $9,600, \
                  stated $12,000",
        limits: "Rate and time must be in the same unit, but for months and weeks and days of a year. Wages by the hour are left alone: nobody says \
                 how many hours.",
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
    more: None,
};

/// Unit, how many of them a year, fewest and most that are usual: working days are days too.
const YEAR: &[(Unit, u64, u64)] = &[
    (Unit::MONTH, 12, 12),
    (Unit::WEEK, 50, 52),
    (Unit::QUARTER, 4, 4),
    (Unit::DAY, 250, 366),
];

/// The length of time a rate is per, if nothing else.
fn per(figure: &Figure) -> Option<Unit> {
    match figure.per.as_slice() {
        [Per::Unit(unit)] => Some(*unit),
        _ => None,
    }
}

/// How many of the rate's units the length has, and what was taken for that.
fn periods(rate: &Figure, length: &Figure, leaf: Leaf) -> Option<(Expr, Option<String>)> {
    let (per, unit) = (per(rate)?, length.unit?);
    let counted = leaf.taken_exactly();
    if per == unit {
        return Some((counted.into(), None));
    }
    match (per, unit) {
        (Unit::MONTH, Unit::YEAR) => Some((
            Expr::from(counted).times(Expr::number(12)),
            Some("12 months a year".into()),
        )),
        (Unit::YEAR, Unit::MONTH) => Some((
            Expr::from(counted).by(Expr::number(12)),
            Some("12 months a year".into()),
        )),
        (Unit::DAY, Unit::WEEK) => Some((
            Expr::from(counted).times(Expr::number(7)),
            Some("seven days a week".into()),
        )),
        (Unit::YEAR, Unit::DECADE) => Some((Expr::from(counted).times(Expr::number(10)), None)),
        _ => None,
    }
}

fn total(c: &Catch) -> Option<Asserted> {
    let (rate, length) = (c.figure(b'R')?, c.figure(b'L')?);
    let (periods, assumption) = periods(rate, length, c.leaf(b'L')?)?;
    if rate.unit != c.figure(b'T')?.unit
        || rate.of.is_some() != c.figure(b'T')?.of.is_some() && rate.unit.is_none()
    {
        return None;
    }
    let asserted = Asserted::equal(
        Expr::from(c.leaf(b'R')?).times(periods),
        c.leaf(b'T')?,
        &[Label::Rate, Label::Time],
    );
    Some(match assumption {
        Some(assumption) => asserted.assuming(assumption),
        None => asserted,
    })
}

/// "$120 more a year, or $10 a month": the sum stands before its rate, and a word says that it is
/// that of a year.
fn by_year(c: &Catch) -> Option<Asserted> {
    let (rate, sum) = (c.figure(b'R')?, c.figure(b'T')?);
    let said = c.says(&["year", "annual", "annually", "yearly"])
        && rate.unit.is_some()
        && rate.unit == sum.unit;
    if !said || per(rate)? != Unit::MONTH || !c.alone(b'T') {
        return None;
    }
    let computed = Expr::from(c.leaf(b'R')?).times(Expr::number(12));
    let asserted =
        Asserted::equal(computed, c.leaf(b'T')?, &[Label::Rate]).assuming("12 months a year");
    // That the sum is that of a year is not said of it: agreement is worth a note, the lack of it
    // nothing.
    let agrees = matches!(
        asserted.derivation.verdict(),
        Verdict::Agrees | Verdict::AgreesRounded
    );
    agrees.then_some(asserted)
}

/// "$10 a month, or $120 a year".
fn yearly(c: &Catch) -> Option<Asserted> {
    let (short, long) = (c.figure(b'R')?, c.figure(b'Q')?);
    if short.unit != long.unit || per(long)? != Unit::YEAR {
        return None;
    }
    let &(_, fewest, most) = YEAR.iter().find(|y| Some(y.0) == per(short))?;
    let name = per(short)?;
    let mut stated = c.leaf(b'Q')?;
    // As many weeks and days as a working year has, or all of them.
    for reading in &mut stated.readings[1..] {
        let most = crate::measure::Decimal::whole(most);
        reading.high = reading
            .high
            .and_then(|v| v.times(most)?.by(crate::measure::Decimal::whole(fewest)));
    }
    let computed = Expr::from(c.leaf(b'R')?).times(Expr::number(most));
    let said = if fewest == most {
        format!("{most} {name}s a year")
    } else {
        format!("{fewest} to {most} {name}s a year")
    };
    Some(Asserted::equal(computed, stated, &[Label::Rate]).assuming(said))
}
