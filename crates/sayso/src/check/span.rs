//! Span and duration: from when to when, and how long that is said to be.

use super::derivation::{Expr, Leaf, LeafUnit, Relation};
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame};
use super::pages::Page;
use crate::measure::Unit;
use crate::measure::time::{Anchor, Date, Kind, Time};
use crate::text::Span;

/// "five years, from 1998 to 2003"; "ten years ago, in 2014".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Span,
        name: "span",
        what: "Compares a length of time with its first and last year, month or day: \"served five years, from 1998 to 2003\", \"ten years ago, in \
               2014\".",
        why: "Lengths are worked out in the head and written down beside dates that were looked up.",
        example: "He served nine years, from 1998 to 2003. → as read, these figures do not agree: 2003 − 1998 = 5 years, stated nine years",
        limits: "Years are whole: one more or less is no finding, as the first and last may be counted or not. Needs the day of publication for \
                 \"ago\".",
        off: false,
    },
    rules: &[
        ("<lasted> ~3 L:length [ , ] T:time", length),
        ("L:length ~3 , T:time", length),
        ("L:length ( T:time )", length),
        ("T:time , a|an L:length", length),
        ("T:time , for L:length", length),
        ("G:time [ , ] in Y:time", ago),
        ("G:time , on Y:time", ago),
        (
            "Y:time , [ just|nearly|almost|some|about|roughly|exactly ] G:time",
            ago,
        ),
    ],
    more: None,
};

/// Years, months or days as numbers on one line, by the grain of a value: "1998", "1998-03",
/// "1998-03-05".
fn ordinal(value: &str) -> Option<(i64, Unit)> {
    let mut parts = value.split('-').map(str::parse::<i64>);
    let year = parts
        .next()?
        .ok()
        .filter(|_| value.as_bytes().get(4).is_none_or(|b| *b == b'-'))?;
    match (value.len(), parts.next(), parts.next()) {
        (4, None, None) => Some((year, Unit::YEAR)),
        (7, Some(Ok(month)), None) => Some((year * 12 + month - 1, Unit::MONTH)),
        (10, Some(Ok(month)), Some(Ok(day))) => {
            let date = Date::new(
                i32::try_from(year).ok()?,
                u8::try_from(month).ok()?,
                u8::try_from(day).ok()?,
            )?;
            Some((date.days(), Unit::DAY))
        }
        _ => None,
    }
}

/// Spans shorter than this agree with anything.
const SHORT: i64 = 6;

/// Units of length, in the grain of the ends: how many of them make one.
const GRAINS: &[(Unit, Unit, u64)] = &[
    (Unit::YEAR, Unit::YEAR, 1),
    (Unit::DECADE, Unit::YEAR, 10),
    (Unit::YEAR, Unit::MONTH, 12),
    (Unit::MONTH, Unit::MONTH, 1),
    (Unit::WEEK, Unit::DAY, 7),
    (Unit::DAY, Unit::DAY, 1),
];

fn length(c: &Catch) -> Option<Asserted> {
    let (time, span) = c.time(b'T')?;
    let figure = c.figure(b'L')?;
    let text = &c.line.text[span.range()];
    let (first, last) = time
        .value
        .split_once('/')
        .filter(|_| time.kind == Kind::Date)?;
    let ((first, grain), (last, other)) = (ordinal(first)?, ordinal(last)?);
    let &(_, _, times) = GRAINS
        .iter()
        .find(|g| Some(g.0) == figure.unit && g.1 == grain)?;
    let apart = ["between ", "since "].iter().any(|w| text.starts_with(w));
    // Backwards in years it does not agree; in months and days the years are not told, and it is
    // silent.
    let backwards = last <= first && grain != Unit::YEAR;
    if grain != other || apart || backwards || last == first || first < 0 || time.modifier.is_some()
    {
        return None;
    }
    let (from, to) = halves(text, span)?;
    // The first and the last may be counted or not.
    let ends = (
        Leaf::exactly(from, Some(LeafUnit::Date), first),
        Leaf::exactly(to, None, last).give(1, 1),
    );
    let mut stated = c.leaf(b'L')?;
    stated.unit = Some(LeafUnit::Of(grain));
    for reading in &mut stated.readings {
        let whole = |v: crate::measure::Decimal| v.times(crate::measure::Decimal::whole(times));
        (reading.low, reading.high) = (reading.low.and_then(whole), reading.high.and_then(whole));
    }
    let asserted = Asserted::equal(
        Expr::from(ends.1).minus(ends.0),
        stated,
        &[Label::To, Label::From],
    );
    // With one more or less allowed, chance agrees with short spans too often for it to be worth a
    // note.
    Some(Asserted {
        telling: last - first >= SHORT,
        ..asserted
    })
}

/// The words of the first and of the last.
fn halves(text: &str, span: Span) -> Option<(Span, Span)> {
    let links = [
        " to ",
        " until ",
        " till ",
        " through ",
        " and ",
        "–",
        "—",
        "-",
    ];
    let (at, link) = links.iter().find_map(|l| Some((text.find(l)?, l)))?;
    let start = if text.starts_with("from ") { 5 } else { 0 };
    let middle = span.start() + at as u32;
    Some((
        Span::new(span.start() + start, middle),
        Span::new(middle + link.len() as u32, span.end()),
    ))
}

/// Words for numbers in front of "years ago" are part of the time; its offset has the number.
fn years_ago(time: &Time) -> Option<i64> {
    let Anchor::Published { offset } = &time.anchor else {
        return None;
    };
    offset.strip_prefix("-P")?.strip_suffix('Y')?.parse().ok()
}

fn ago(c: &Catch) -> Option<Asserted> {
    let ((ago, ago_span), (then, then_span)) = (c.time(b'G')?, c.time(b'Y')?);
    let years = years_ago(ago).filter(|y| *y >= 2)?;
    let (year, _) = ordinal(then.value.get(..4).filter(|_| then.kind == Kind::Date)?)?;
    let absolute =
        then.anchor == Anchor::None && !then.value.contains('/') && ordinal(&then.value).is_some();
    let published = c.line.published?;
    if !absolute || !c.line.text[ago_span.range()].ends_with("ago") {
        return None;
    }
    // The day of publication is no figure of the text: its year stands as a number.
    let now = Expr::number(u64::try_from(published.year()).ok()?);
    let stated = Leaf::exactly(ago_span, Some(LeafUnit::Of(Unit::YEAR)), years).give(1, 1);
    let computed = now.minus(Leaf::exactly(then_span, Some(LeafUnit::Date), year));
    let asserted = Asserted::equal(computed, stated, &[Label::Then])
        .assuming(format!("published in {}", published.year()));
    // "nearly 30 years ago, in 1988" is near enough.
    Some(if ago.modifier.is_some() {
        asserted.related(Relation::Equal)
    } else {
        asserted
    })
}
