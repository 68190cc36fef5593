//! A length of time beside its first and last day or year: "five years, from 1998 to 2003"; "ten
//! years ago, in 2014".

use crate::check::figures::derivation::{Expr, Leaf, LeafUnit};
use crate::check::figures::frame::{Assertion, Frame, Match};
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use crate::measure::time::{Anchor, Date, Kind, Time};
use crate::measure::{Decimal, Unit};
use crate::text::Span;

/// Subtracts the first day or year from the last.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Span,
        name: "span",
        what: "Compares a length of time with its first and last year, month, day or clock time: \"served \
            five years, from 1998 to 2003\", \"two hours, from 7 p.m. to 9 p.m.\", \"ten years ago, in 2014\".",
        why: "Lengths are often worked out in the head, and written beside dates that were looked \
            up.",
        example: "He served nine years, from 1998 to 2003. → as read, these figures do not agree: 2003 − 1998 = 5 years, stated nine years",
        limits: "One year more or less is not reported, because the first and the last year may be \
            counted or not. \"ago\" needs the day of publication.",
        off: false,
    },
    rules: &[
        ("<lasted> ~3 L:length [ , ] T:time", length),
        ("L:length ~3 , T:time", length),
        ("L:length ( T:time )", length),
        ("T:time , a|an L:length", length),
        ("T:time , took|lasted L:length", length),
        ("T:time , for L:length", length),
        ("G:time [ , ] in Y:time", ago),
        ("G:time , on Y:time", ago),
        (
            "Y:time , [ just|nearly|almost|some|about|roughly|exactly ] G:time",
            ago,
        ),
    ],
    search: None,
};

/// Agreement of a shorter period is not worth a note, because one unit more or less is allowed and
/// chance then agrees too often.
const SHORTEST_NOTED: i64 = 6;

/// A unit of length, the grain of the dates it is compared with, which is the smallest unit that
/// they give, and how many of that grain it has.
const LENGTHS: &[(Unit, Unit, u64)] = &[
    (Unit::YEAR, Unit::YEAR, 1),
    (Unit::DECADE, Unit::YEAR, 10),
    (Unit::YEAR, Unit::MONTH, 12),
    (Unit::MONTH, Unit::MONTH, 1),
    (Unit::WEEK, Unit::DAY, 7),
    (Unit::DAY, Unit::DAY, 1),
    (Unit::HOUR, Unit::MINUTE, 60),
    (Unit::MINUTE, Unit::MINUTE, 1),
];

/// The number of a year, month or day, and that unit: "1998", "1998-03", "1998-03-05". All dates of
/// one unit are counted from the same day.
fn ordinal(value: &str) -> Option<(i64, Unit)> {
    let begins_with_a_year = value.as_bytes().get(4).is_none_or(|b| *b == b'-');
    let mut parts = value.split('-').map(str::parse::<i64>);
    let year = parts.next()?.ok().filter(|_| begins_with_a_year)?;
    match (value.len(), parts.next(), parts.next()) {
        (4, None, None) => Some((year, Unit::YEAR)),
        (7, Some(Ok(month)), None) => Some((year * 12 + month - 1, Unit::MONTH)),
        (10, Some(Ok(month)), Some(Ok(day))) => Some((days(year, month, day)?, Unit::DAY)),
        _ => None,
    }
}

/// The days from 1970-01-01 to a day of the calendar.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let date = Date::new(
        i32::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    )?;
    Some(date.days())
}

/// The number of a minute: "2024-03-06T19:00", and "XXXX-XX-XXT19:00" of a day that is not known.
fn minute(value: &str) -> Option<(i64, Unit)> {
    let (day, clock) = value.split_once('T')?;
    let (hour, minute) = clock.split_once(':')?;
    let is_unknown = day.bytes().all(|b| matches!(b, b'X' | b'-'));
    let (day, unit) = if is_unknown {
        (0, Unit::DAY)
    } else {
        ordinal(day)?
    };
    let is_to_the_minute = unit == Unit::DAY && hour.len() == 2 && minute.len() == 2;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    is_to_the_minute.then_some(((day * 24 + hour) * 60 + minute, Unit::MINUTE))
}

/// The first and the last day, month or year of a period.
struct Period {
    first: i64,
    last: i64,
    grain: Unit,
    /// The words of the two.
    spans: (Span, Span),
}

fn period(m: &Match, slot: u8) -> Option<Period> {
    let (time, span) = m.time(slot)?;
    let text = &m.paragraph.text()[span.range()];
    let (first, last) = time.value.split_once('/')?;
    let is_clock = time.kind == Kind::Time;
    let place = if is_clock { minute } else { ordinal };
    let ((first, grain), (last, last_grain)) = (place(first)?, place(last)?);
    let names_a_period = matches!(time.kind, Kind::Date | Kind::Time) && time.modifier.is_none();
    // "between 1998 and 2003" is not said to last from the one to the other.
    let is_open = ["between ", "since "]
        .iter()
        .any(|word| text.starts_with(word) && !is_clock);
    // Years that run backwards do not agree with any length. Months and days that do so may belong
    // to two years that are not given.
    let runs_backwards = last < first && grain != Unit::YEAR;
    let has_length = grain == last_grain && last != first && first >= 0 && !runs_backwards;
    if !names_a_period || is_open || !has_length {
        return None;
    }
    Some(Period {
        first,
        last,
        grain,
        spans: halves(text, span)?,
    })
}

/// The words of the beginning and of the end of a period.
fn halves(text: &str, span: Span) -> Option<(Span, Span)> {
    const LINKS: [&str; 8] = [
        " to ",
        " until ",
        " till ",
        " through ",
        " and ",
        "–",
        "—",
        "-",
    ];
    let (at, link) = LINKS
        .iter()
        .find_map(|link| Some((text.find(link)?, link)))?;
    let from = ["from ", "between "]
        .iter()
        .find(|word| text.starts_with(**word))
        .map_or(0, |word| word.len());
    let middle = span.start() + at as u32;
    Some((
        Span::new(span.start() + from as u32, middle),
        Span::new(middle + link.len() as u32, span.end()),
    ))
}

fn length(m: &Match) -> Option<Assertion> {
    // "for six years, from 1998 to 2001 and again from 2010 to 2013"
    if m.says(&["again"]) {
        return None;
    }
    let unit = m.figure(b'L')?.unit?;
    let period = period(m, b'T')?;
    let &(_, _, times) = LENGTHS
        .iter()
        .find(|row| row.0 == unit && row.1 == period.grain)?;
    // The first and the last may be counted or not, and clock times are often rounded.
    let more = if period.grain == Unit::MINUTE { 5 } else { 1 };
    let last = Leaf::exactly(period.spans.1, None, period.last).give(more, more);
    let first = Leaf::exactly(period.spans.0, Some(LeafUnit::Date), period.first);
    let stated = in_grain(m.leaf(b'L')?, period.grain, times);
    let computed = Expr::from(last).minus(first);
    let assertion = Assertion::equal(computed, stated, &[Label::To, Label::From]);
    Some(Assertion {
        is_noted_if_it_agrees: period.last - period.first >= SHORTEST_NOTED,
        ..assertion
    })
}

/// A length in a smaller unit, of which its own unit has this many.
fn in_grain(mut leaf: Leaf, grain: Unit, times: u64) -> Leaf {
    leaf.unit = Some(LeafUnit::Of(grain));
    let all = |v: Decimal| v.times(Decimal::whole(times));
    for reading in &mut leaf.readings {
        reading.low = reading.low.and_then(all);
        reading.high = reading.high.and_then(all);
    }
    leaf
}

/// How many years before publication a time is. The number may be written as a word, so it is taken
/// from the meaning of the time.
fn years_ago(time: &Time) -> Option<i64> {
    let Anchor::Published { offset } = &time.anchor else {
        return None;
    };
    offset.strip_prefix("-P")?.strip_suffix('Y')?.parse().ok()
}

/// The year of a date that does not depend on the day of publication.
fn absolute_year(time: &Time) -> Option<i64> {
    let is_absolute = time.kind == Kind::Date
        && time.anchor == Anchor::None
        && !time.value.contains('/')
        && ordinal(&time.value).is_some();
    let (year, _) = ordinal(time.value.get(..4).filter(|_| is_absolute)?)?;
    Some(year)
}

/// "ten years ago, in 2014".
fn ago(m: &Match) -> Option<Assertion> {
    let ((ago, ago_span), (then, then_span)) = (m.time(b'G')?, m.time(b'Y')?);
    let years = years_ago(ago).filter(|years| *years >= 2)?;
    let year = absolute_year(then)?;
    let published = m.paragraph.published()?;
    if !m.paragraph.text()[ago_span.range()].ends_with("ago") {
        return None;
    }
    // The year of publication is a number, because it is not a figure of the text.
    let now = Expr::number(u64::try_from(published.year()).ok()?);
    let computed = now.minus(Leaf::exactly(then_span, Some(LeafUnit::Date), year));
    let stated = Leaf::exactly(ago_span, Some(LeafUnit::Of(Unit::YEAR)), years).give(1, 1);
    let assertion = Assertion::equal(computed, stated, &[Label::Then])
        .assuming(format!("published in {}", published.year()));
    Some(Assertion {
        // "nearly 30 years ago, in 1988" agrees with too much to be worth a note.
        is_noted_if_it_agrees: ago.modifier.is_none(),
        ..assertion
    })
}
