//! Times of the suites: is a time what a case expects?
//!
//! Any of the listed readings is right, because the suites serve assistants that ask back; which
//! one is right in a report is for `TimeBank` to test. A value is compared as it is written, as a
//! length of time, as a time of day, or as an interval. An interval of days or longer must be that
//! very interval: "August" is not its first day. A clock time needs the same begin, and an end
//! within the hour.

use super::{Case, Source};
use crate::outputs::TimeLine;
use jiff::civil::{DateTime, ISOWeekDate, Time, Weekday, date};
use jiff::{SignedDuration, ToSpan};
use serde_json::{Map, Value};

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How fine a moment or an interval is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Century,
    Decade,
    Year,
    Half,
    Quarter,
    Month,
    Week,
    Weekend,
    Day,
    Hour,
    Minute,
    Second,
}

impl Grain {
    fn from_name(name: &str) -> Option<Grain> {
        Some(match name {
            "year" => Grain::Year,
            "quarter" => Grain::Quarter,
            "month" => Grain::Month,
            "week" => Grain::Week,
            "day" => Grain::Day,
            "hour" => Grain::Hour,
            "minute" => Grain::Minute,
            "second" => Grain::Second,
            _ => return None,
        })
    }

    fn is_of_clock(self) -> bool {
        matches!(self, Grain::Hour | Grain::Minute | Grain::Second)
    }

    /// The moment one grain later.
    fn after(self, moment: DateTime) -> Option<DateTime> {
        match self {
            Grain::Century => add_months(moment, 1200),
            Grain::Decade => add_months(moment, 120),
            Grain::Year => add_months(moment, 12),
            Grain::Half => add_months(moment, 6),
            Grain::Quarter => add_months(moment, 3),
            Grain::Month => add_months(moment, 1),
            Grain::Week => moment.checked_add(7 * DAY).ok(),
            Grain::Weekend => moment.checked_add(2 * DAY).ok(),
            Grain::Day => moment.checked_add(DAY).ok(),
            Grain::Hour => moment.checked_add(HOUR).ok(),
            Grain::Minute => moment.checked_add(MINUTE).ok(),
            Grain::Second => moment.checked_add(SECOND).ok(),
        }
    }
}

/// The first day of the month that is some months later.
fn add_months(moment: DateTime, months: i64) -> Option<DateTime> {
    let first = moment.with().day(1).build().ok()?;
    first.checked_add(months.months()).ok()
}

/// A stretch of time; `None` is an open end. The end does not belong to it.
#[derive(Clone, Copy, PartialEq)]
struct Interval {
    begin: Option<DateTime>,
    end: Option<DateTime>,
}

/// A reading that a case lists.
enum Reading {
    /// The words do not say which time is meant, or the date does not exist.
    Unresolved,
    /// A length, in seconds.
    Length(f64),
    /// A moment or an interval, as TIMEX3 or ISO 8601 writes it.
    Point(String),
    /// From a moment to another; `None` is an open end.
    Range(Option<String>, Option<String>),
}

/// Is a time what a case expects?
pub(super) fn is_right(case: &Case, time: &TimeLine, expected: &Map<String, Value>) -> bool {
    let timex = expected.get("timex").and_then(Value::as_str);
    let timex = timex.filter(|timex| !timex.is_empty());
    if timex.is_some() && timex == time.value.as_deref() {
        return true;
    }
    let value = time.value.as_deref().unwrap_or_default();
    let length = seconds(value);
    let is_same_set =
        time.kind == "SET" && length.is_some() && timex.is_some_and(|t| seconds(t) == length);
    let readings = readings(expected);
    // The suite says nothing of the value, so the case tests the span only.
    if readings.is_empty() {
        return timex.is_none() || is_same_set;
    }
    let intervals = intervals(time, case.reference_date.as_deref());
    let grain = expected.get("grain").and_then(Value::as_str);
    let is_met = |reading: &Reading| match reading {
        Reading::Unresolved => time.begin.is_none() && (timex.is_none() || is_same_set),
        Reading::Length(wanted) => {
            time.kind == "DURATION" && length.is_some_and(|l| is_near(l, *wanted))
        }
        Reading::Range(start, end) => {
            let (start, end) = (start.as_deref(), end.as_deref());
            intervals
                .iter()
                .any(|i| is_range(*i, start, end, case.source()))
        }
        Reading::Point(point) => is_point(value, &intervals, point, case.source(), grain),
    };
    readings.iter().any(is_met)
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1.0)
}

/// The readings that a case lists: `values`, or else `past` and `future`.
fn readings(expected: &Map<String, Value>) -> Vec<Reading> {
    if let Some(Value::Array(values)) = expected.get("values") {
        return values.iter().filter_map(reading).collect();
    }
    let both = ["past", "future"].into_iter();
    let given = both.filter_map(|key| expected.get(key));
    given
        .filter(|value| !is_empty(value))
        .filter_map(reading)
        .collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

fn reading(value: &Value) -> Option<Reading> {
    let Value::Object(fields) = value else {
        let text = value.as_str()?;
        return Some(if text.contains("esolved") {
            Reading::Unresolved
        } else {
            Reading::Point(text.into())
        });
    };
    if fields.contains_key("set") {
        return None;
    }
    if let Some(length) = fields.get("seconds").or_else(|| fields.get("duration")) {
        let text = length.as_str().and_then(|text| text.parse().ok());
        return length.as_f64().or(text).map(Reading::Length);
    }
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    // Recognizers writes the year 1 for a date that does not exist.
    let is_missing = |moment: &str| moment.starts_with("0001");
    if let Some(point) = ["date", "time", "dateTime"].into_iter().find_map(text) {
        return Some(if is_missing(point) {
            Reading::Unresolved
        } else {
            Reading::Point(point.into())
        });
    }
    let side = |prefix: &str| {
        let key = fields
            .keys()
            .find(|k| k.starts_with(prefix) && *k != "end_in");
        key.and_then(|key| text(key)).filter(|t| !t.is_empty())
    };
    match (side("start"), side("end")) {
        (None, None) => None,
        (start, end) if start.is_some_and(is_missing) || end.is_some_and(is_missing) => {
            Some(Reading::Unresolved)
        }
        (start, end) => Some(Reading::Range(start.map(Into::into), end.map(Into::into))),
    }
}

/// The intervals that a time may mean: its own, and where it has a modifier the opened ones.
fn intervals(time: &TimeLine, reference: Option<&str>) -> Vec<Interval> {
    let moment = |text: &Option<String>| text.as_deref().and_then(parse).map(|(moment, _)| moment);
    let own = Interval {
        begin: moment(&time.begin),
        end: moment(&time.end),
    };
    let value = time.value.as_deref().unwrap_or_default();
    let now = reference.and_then(parse).map(|(now, _)| now);
    let interval = if own.begin.is_some() || own.end.is_some() {
        Some(own)
    } else if let (Some(now), "PRESENT_REF") = (now, value) {
        Some(Interval {
            begin: Some(now),
            end: now.checked_add(SECOND).ok(),
        })
    } else {
        timex_interval(value).map(|(interval, _)| interval)
    };
    let Some(interval) = interval else {
        return Vec::new();
    };
    let mut all = vec![interval];
    let Interval { begin, end } = interval;
    if begin.is_some() && end.is_some() {
        let open_begin = |end| Interval { begin: None, end };
        let open_end = |begin| Interval { begin, end: None };
        match time.modifier.as_deref() {
            Some("BEFORE") => all.push(open_begin(begin)),
            Some("AFTER") => all.extend([open_end(end), open_end(begin)]),
            Some("ON_OR_BEFORE") => all.push(open_begin(end)),
            Some("ON_OR_AFTER") => all.push(open_end(begin)),
            _ => {}
        }
    }
    all
}

/// Is an interval the expected range? Days may be given as times of day only.
fn is_range(interval: Interval, start: Option<&str>, end: Option<&str>, source: Source) -> bool {
    let is_clock = |side: Option<&str>| side.is_none_or(starts_with_clock);
    if is_clock(start) && is_clock(end) {
        let begin = interval.begin.map(DateTime::time);
        let after = interval.end.map(DateTime::time);
        let begins = match start {
            Some(start) => begin.is_some() && begin == clock(start),
            None => begin.is_none(),
        };
        let ends = match end {
            Some(end) => after.is_some_and(|t| clock_ends(end).contains(&Some(t))),
            None => after.is_none(),
        };
        return begins && ends;
    }
    let begins = match start.and_then(parse) {
        Some((start, _)) => interval.begin == Some(start),
        None => interval.begin.is_none(),
    };
    let ends = match end.and_then(parse) {
        Some((end, grain)) => interval.end.is_some_and(|e| is_end(e, end, grain, source)),
        None => interval.end.is_none(),
    };
    begins && ends
}

/// Is a moment the expected end? Recognizers keeps the last day or second of some ranges, and
/// Duckling ends a range of hours one grain late.
fn is_end(end: DateTime, wanted: DateTime, grain: Grain, source: Source) -> bool {
    let after = |duration| {
        wanted
            .checked_add(duration)
            .is_ok_and(|moment| moment == end)
    };
    let is_near = match source {
        Source::Duckling => {
            grain.is_of_clock() && (after(-MINUTE) || after(-HOUR) || after(-SECOND))
        }
        Source::Recognizers => {
            after(SECOND) || after(MINUTE) || wanted.time() == Time::midnight() && after(DAY)
        }
    };
    end == wanted || is_near
}

fn clock_ends(text: &str) -> [Option<Time>; 3] {
    let time = clock(text);
    let after = |duration| time.map(|time| time.wrapping_add(duration));
    [time, after(SECOND), after(MINUTE)]
}

/// Is a value, or one of the intervals of a time, the expected moment or interval?
fn is_point(
    value: &str,
    intervals: &[Interval],
    point: &str,
    source: Source,
    grain: Option<&str>,
) -> bool {
    let has_hour = point.split_once(':').is_some_and(|(hour, rest)| {
        let two_digits =
            |text: &str| text.len() >= 2 && text.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        hour.len() == 2 && two_digits(hour) && two_digits(rest)
    });
    let within_hour = |i: &Interval, begin: DateTime| {
        i.end
            .is_none_or(|end| begin <= end && begin.checked_add(HOUR).is_ok_and(|h| end <= h))
    };
    if has_hour {
        let wanted = clock(point);
        let is_it = |i: &Interval| {
            let begin = i.begin.filter(|b| Some(b.time()) == wanted);
            begin.is_some_and(|b| {
                i.end
                    .is_none_or(|e| b.checked_add(HOUR).is_ok_and(|h| e <= h))
            })
        };
        return clock(value) == wanted || intervals.iter().any(is_it);
    }
    if value == point {
        return true;
    }
    let Some((wanted, own_grain)) = timex_interval(point) else {
        return false;
    };
    let given = grain.and_then(Grain::from_name);
    let grain = if source == Source::Duckling && own_grain == Grain::Day {
        given
    } else {
        Some(own_grain)
    };
    let is_longer =
        |g: &Grain| matches!(g, Grain::Week | Grain::Quarter | Grain::Month | Grain::Year);
    let begin = wanted.begin;
    let end = match (grain.filter(is_longer), begin) {
        (Some(grain), Some(begin)) => grain.after(begin),
        _ => wanted.end,
    };
    let is_clock = grain.is_some_and(Grain::is_of_clock);
    intervals.iter().any(|i| {
        let is_hour = is_clock && i.begin.is_some_and(|b| within_hour(i, b));
        i.begin == begin && (i.end == end || is_hour)
    })
}

fn starts_with_clock(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 3 && bytes[..2].iter().all(u8::is_ascii_digit) && bytes[2] == b':'
}

/// Reads a string from its start.
struct Cursor<'a> {
    rest: &'a str,
}

impl Cursor<'_> {
    /// A number of exactly some digits.
    fn digits(&mut self, count: usize) -> Option<i16> {
        let digits = self.rest.get(..count)?;
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.rest = &self.rest[count..];
        digits.parse().ok()
    }

    /// A number of two digits after a mark; if there is none, nothing is read.
    fn after(&mut self, mark: char) -> Option<i8> {
        let mut next = Cursor {
            rest: self.rest.strip_prefix(mark)?,
        };
        let number = next.digits(2)?;
        self.rest = next.rest;
        i8::try_from(number).ok()
    }
}

/// A date or a date and time of ISO 8601 at any grain; zones are ignored.
fn parse(text: &str) -> Option<(DateTime, Grain)> {
    let mut cursor = Cursor { rest: text };
    let year = cursor.digits(4)?;
    let month = cursor.after('-');
    let day = month.and_then(|_| cursor.after('-'));
    let hour = cursor.after('T').or_else(|| cursor.after(' '));
    let minute = hour.and_then(|_| cursor.after(':'));
    let second = minute.and_then(|_| cursor.after(':'));
    let mut rest = cursor.rest;
    if second.is_some() && rest.starts_with('.') {
        rest = rest[1..].trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let zone: String = rest
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    if !matches!(&*zone, "" | "Z" | "+00:00" | "-00:00" | "+0000" | "-0000") {
        return None;
    }
    let grain = match (month, day, hour, minute, second) {
        (None, ..) => Grain::Year,
        (_, None, ..) => Grain::Month,
        (_, _, None, ..) => Grain::Day,
        (_, _, _, None, _) => Grain::Hour,
        (_, _, _, _, None) => Grain::Minute,
        _ => Grain::Second,
    };
    let part = |part: Option<i8>, least: i8| part.unwrap_or(least);
    let moment = DateTime::new(
        year,
        part(month, 1),
        part(day, 1),
        part(hour, 0),
        part(minute, 0),
        part(second, 0),
        0,
    );
    (year > 0).then_some((moment.ok()?, grain))
}

/// The interval that a TIMEX3 value means, and its grain.
fn timex_interval(value: &str) -> Option<(Interval, Grain)> {
    let (begin, grain) = timex_begin(value).or_else(|| parse(value))?;
    let interval = Interval {
        begin: Some(begin),
        end: grain.after(begin),
    };
    Some((interval, grain))
}

/// The begin of weeks, weekends, quarters, halves, decades and centuries.
fn timex_begin(value: &str) -> Option<(DateTime, Grain)> {
    if let Some((year, rest)) = value.split_once('-')
        && year.len() == 4
    {
        let year = Cursor { rest: year }.digits(4)?;
        return part_of_year(year, rest);
    }
    let years = value.trim_end_matches('X');
    let unknown = value.len() - years.len();
    let number = Cursor { rest: years }.digits(years.len())?;
    let (year, grain) = match (years.len(), unknown) {
        (3, 0 | 1) => (number * 10, Grain::Decade),
        (2, 0 | 2) => (number * 100, Grain::Century),
        _ => return None,
    };
    let begin = DateTime::new(year, 1, 1, 0, 0, 0, 0);
    (year > 0).then_some((begin.ok()?, grain))
}

/// "W44", "W44-WE", "W44-3", "Q2" or "H1" of a year.
fn part_of_year(year: i16, part: &str) -> Option<(DateTime, Grain)> {
    let month = |month: i8| Some(date(year, month, 1).at(0, 0, 0, 0));
    match part.as_bytes() {
        [b'Q', n @ b'1'..=b'4'] => {
            return Some((month(3 * (*n as i8 - b'0' as i8) - 2)?, Grain::Quarter));
        }
        [b'H', n @ b'1'..=b'2'] => {
            return Some((month(6 * (*n as i8 - b'0' as i8) - 5)?, Grain::Half));
        }
        _ => {}
    }
    let mut cursor = Cursor {
        rest: part.strip_prefix('W')?,
    };
    let week = i8::try_from(cursor.digits(2)?).ok()?;
    let (weekday, grain) = match cursor.rest {
        "" => (1, Grain::Week),
        "-WE" => (6, Grain::Weekend),
        rest => {
            let mut day = Cursor {
                rest: rest.strip_prefix('-')?,
            };
            let number = day.digits(1).filter(|_| day.rest.is_empty())?;
            (i8::try_from(number).ok()?, Grain::Day)
        }
    };
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let day = ISOWeekDate::new(year, week, weekday).ok()?.date();
    Some((day.at(0, 0, 0, 0), grain))
}

/// Letters of a period with the seconds they mean, before and after the "T".
const OF_DAYS: [(char, f64); 4] = [
    ('Y', 31_536_000.0),
    ('M', 2_592_000.0),
    ('W', 604_800.0),
    ('D', 86_400.0),
];
const OF_CLOCK: [(char, f64); 3] = [('H', 3_600.0), ('M', 60.0), ('S', 1.0)];
/// Periods with letters of their own.
const OTHER: [(&str, f64); 4] = [
    ("DE", 315_360_000.0),
    ("CE", 3_153_600_000.0),
    ("Q", 7_776_000.0),
    ("WE", 172_800.0),
];

/// The seconds of a period such as "P1Y6M"; a month has 30 days and a year 365.
fn seconds(value: &str) -> Option<f64> {
    let period = value.strip_prefix('P')?;
    for (letters, length) in OTHER {
        let count = period
            .strip_suffix(letters)
            .and_then(|n| n.parse::<f64>().ok());
        if let Some(count) = count {
            return Some(count * length);
        }
    }
    let (days, clock) = period.split_once('T').unwrap_or((period, ""));
    let total = sum(days, &OF_DAYS)? + sum(clock, &OF_CLOCK)?;
    let is_empty = !period.bytes().any(|b| b.is_ascii_digit());
    (!is_empty).then_some(total)
}

/// The sum of numbers with letters, which must be in the order of the units.
fn sum(text: &str, units: &[(char, f64)]) -> Option<f64> {
    let (mut rest, mut total) = (text, 0.0);
    for (letter, length) in units {
        let end = rest.find(|c: char| c != '.' && !c.is_ascii_digit());
        let Some(end) = end.filter(|end| rest[*end..].starts_with(*letter)) else {
            continue;
        };
        total += rest[..end].parse::<f64>().ok()? * length;
        rest = &rest[end + 1..];
    }
    rest.is_empty().then_some(total)
}

/// The time of day in a value: "T14:30", "2016-11-01T14", "14:30:00".
fn clock(value: &str) -> Option<Time> {
    let starts = value.char_indices().filter(|(_, c)| matches!(c, 'T' | ' '));
    let mut starts = [0].into_iter().chain(starts.map(|(at, _)| at + 1));
    starts.find_map(|at| clock_at(&value[at..]))
}

fn clock_at(text: &str) -> Option<Time> {
    let mut cursor = Cursor { rest: text };
    let hour = i8::try_from(cursor.digits(2)?).ok()?;
    let minute = cursor.after(':');
    let second = minute.and_then(|_| cursor.after(':'));
    let ends = cursor.rest.is_empty() || cursor.rest.starts_with(['Z', '+', '-']);
    let time = Time::new(hour % 24, minute.unwrap_or(0), second.unwrap_or(0), 0);
    time.ok().filter(|_| ends)
}
