//! In: the records of a report. Out: its figures and times as people want to see them: which ones,
//! with values and notes in words.

use crate::records::{Anchor, Figure, Span, Time};
use crate::view::View;
use crate::{day_in_words, visible};
use sayso::measure::time::{Mod, Moment, Of};
use sayso::measure::{Decimal, Direction, Modifier, Role, Unit};
use std::fmt::Write;

/// A figure or a time that is shown.
#[derive(Clone, Copy, Debug)]
pub enum Measure<'a> {
    /// A figure.
    Figure(&'a Figure),
    /// A time.
    Time(&'a Time),
}

impl<'a> Measure<'a> {
    /// Where it is.
    pub fn span(&self) -> &'a Span {
        match self {
            Measure::Figure(figure) => &figure.span,
            Measure::Time(time) => &time.span,
        }
    }

    /// The id of the attribution that contains it.
    pub fn attribution(&self) -> Option<&'a str> {
        match self {
            Measure::Figure(figure) => figure.attribution.as_deref(),
            Measure::Time(time) => time.attribution.as_deref(),
        }
    }

    /// It is in an attribution that was left out of the records.
    pub fn is_in_left_out(&self) -> bool {
        match self {
            Measure::Figure(figure) => figure.attribution_left_out,
            Measure::Time(time) => time.attribution_left_out,
        }
    }

    /// The id that it has in every format: `f3`, `t1`.
    pub fn id(&self) -> &'a str {
        match self {
            Measure::Figure(figure) => &figure.id,
            Measure::Time(time) => &time.id,
        }
    }

    /// The value, in a line.
    pub fn value(&self, view: &View<'_>) -> String {
        match self {
            Measure::Figure(figure) => figure_value(figure, view),
            Measure::Time(time) => time_value(&time.value),
        }
    }

    /// What a text has in place of its words, without units: "2,100,000,000", "14 May 2024". None where
    /// that is not known.
    pub fn read_as(&self) -> Option<String> {
        match self {
            // A small number tells no more than its words.
            Measure::Figure(figure) => numbers_in_words(figure).filter(|n| n.contains(',')),
            Measure::Time(time) => days_in_words(time),
        }
    }

    /// What else is known of it. `published`: the day of publication is known.
    pub fn notes(&self, published: bool) -> Vec<String> {
        match self {
            Measure::Figure(figure) => figure_notes(figure),
            Measure::Time(time) => time_notes(time, published),
        }
    }
}

/// The figures and the times that are shown, each in text order. No two of them overlap: the length
/// in "for 30 years" is shown as a time. Ordinal numbers are not shown, because a place in an order
/// is rarely news.
pub fn measures<'a>(view: &View<'a>) -> (Vec<Measure<'a>>, Vec<Measure<'a>>) {
    let times = without_overlaps(view.saved.times.iter().map(Measure::Time));
    let is_in_time = |span: &Span| {
        let near = times.partition_point(|time| time.span().end <= span.start);
        times
            .get(near)
            .is_some_and(|time| time.span().start.max(span.start) < time.span().end.min(span.end))
    };
    let figures = view.saved.figures.iter();
    let figures = figures.filter(|f| f.role != Role::Ordinal && !is_in_time(&f.span));
    (without_overlaps(figures.map(Measure::Figure)), times)
}

/// The figures that are shown, in text order; see [`measures`].
pub(crate) fn figures<'a>(view: &View<'a>) -> Vec<&'a Figure> {
    let (shown, _) = measures(view);
    let figures = shown.into_iter().filter_map(|measure| match measure {
        Measure::Figure(figure) => Some(figure),
        Measure::Time(_) => None,
    });
    figures.collect()
}

/// The value of a figure that is one number, not a range.
pub(crate) fn single_value(figure: &Figure) -> Option<Decimal> {
    let low = figure.low.as_deref()?;
    (figure.low == figure.high).then(|| low.parse().ok())?
}

/// A figure as the report has it, on one line.
pub(crate) fn as_written(figure: &Figure) -> String {
    visible(&figure.span.text).replace('\n', " ")
}

/// Leaves out what begins within another one, and what is empty.
fn without_overlaps<'a>(all: impl Iterator<Item = Measure<'a>>) -> Vec<Measure<'a>> {
    let mut end = 0;
    let mut kept = Vec::new();
    for measure in all {
        let span = measure.span();
        if span.start >= end && span.start < span.end {
            end = span.end;
            kept.push(measure);
        }
    }
    kept
}

/// Units that have a plural in words.
const SPANS_OF_TIME: [Unit; 7] = [
    Unit::SECOND,
    Unit::MINUTE,
    Unit::HOUR,
    Unit::DAY,
    Unit::WEEK,
    Unit::MONTH,
    Unit::YEAR,
];

/// "2,000 USD per month per person", "≥ 10 boats", "90–95 %".
fn figure_value(figure: &Figure, view: &View<'_>) -> String {
    let mut out = number_value(figure);
    let is_one = is_one(figure);
    if let Some(unit) = figure.unit {
        let is_plural = !is_one && SPANS_OF_TIME.contains(&unit);
        let _ = write!(out, " {unit}{}", if is_plural { "s" } else { "" });
    }
    for per in &figure.per {
        let _ = write!(out, " per {}", on_one_line(per));
    }
    if let Some(of) = &figure.of {
        // "one of the boats"
        let after = &view.text()[view.span(&figure.span).end() as usize..];
        let is_one_of = is_one && after.starts_with(" of ");
        let takes_of = figure.unit.is_some() || figure.role == Role::Share || is_one_of;
        let preposition = if takes_of { "of " } else { "" };
        let _ = write!(out, " {preposition}{}", on_one_line(&of.text));
    }
    out.trim_start().to_string()
}

fn on_one_line(words: &str) -> String {
    visible(words).replace('\n', " ")
}

/// The number or the two numbers of a figure.
fn number_value(figure: &Figure) -> String {
    match (figure.low.as_deref(), figure.high.as_deref()) {
        (Some(low), Some(high)) if figure.role != Role::Tally && is_same(low, high) => grouped(low),
        (Some(low), Some(high)) => {
            let joined = if figure.role == Role::FromTo {
                " → "
            } else {
                "–"
            };
            format!("{}{joined}{}", grouped(low), grouped(high))
        }
        (Some(low), None) => format!("≥ {}", grouped(low)),
        (None, Some(high)) => format!("≤ {}", grouped(high)),
        (None, None) => String::new(),
    }
}

/// "2,100,000,000", "90 to 95", "at least 10".
fn numbers_in_words(figure: &Figure) -> Option<String> {
    Some(match (figure.low.as_deref(), figure.high.as_deref()) {
        (Some(low), Some(high)) if is_same(low, high) => grouped(low),
        (Some(low), Some(high)) => format!("{} to {}", grouped(low), grouped(high)),
        (Some(low), None) => format!("at least {}", grouped(low)),
        (None, Some(high)) => format!("at most {}", grouped(high)),
        (None, None) => return None,
    })
}

/// "14 May 2024", "May 2024", "14 May 2024 to 20 May 2024". None where the value has a part that is
/// not known.
fn days_in_words(time: &Time) -> Option<String> {
    let is_day = time.value.starts_with(|c: char| c.is_ascii_digit());
    if !is_day || time.value.contains('X') {
        return None;
    }
    let last = time.end.as_deref().and_then(last_moment);
    let days = match (time.begin.as_deref(), last.as_deref()) {
        (Some(first), Some(last)) if first < last && !spelt_out(&time.value, first, last) => {
            format!("{} to {}", day_in_words(first), day_in_words(last))
        }
        _ => day_in_words(&time_value(&time.value)),
    };
    let how = time.modifier.map_or("", before_a_day);
    Some(format!("{how}{days}"))
}

/// How a day is to be taken, in words before it.
fn before_a_day(modifier: Mod) -> &'static str {
    match modifier {
        Mod::Before => "before ",
        Mod::After => "after ",
        Mod::OnOrBefore => "at the latest ",
        Mod::OnOrAfter => "at the earliest ",
        Mod::LessThan => "less than ",
        Mod::MoreThan => "more than ",
        Mod::EqualOrLess => "at most ",
        Mod::EqualOrMore => "at least ",
        Mod::Start => "the start of ",
        Mod::Mid => "the middle of ",
        Mod::End => "the end of ",
        Mod::Approx => "about ",
    }
}

/// Do two decimal numbers have the same value, such as "1.2" and "1.20"?
fn is_same(a: &str, b: &str) -> bool {
    let value = |number: &str| number.parse::<Decimal>().ok();
    a == b || value(a).is_some_and(|a| Some(a) == value(b))
}

/// Is it the figure 1?
fn is_one(figure: &Figure) -> bool {
    let ends = [&figure.low, &figure.high];
    ends.iter()
        .all(|end| end.as_ref().is_some_and(|number| is_same(number, "1")))
}

/// A plain decimal number with commas between its thousands.
pub(crate) fn grouped(number: &str) -> String {
    let (sign, plain) = number
        .strip_prefix('-')
        .map_or(("", number), |plain| ("−", plain));
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut out = String::from(sign);
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

fn figure_notes(figure: &Figure) -> Vec<String> {
    let role = (figure.role != Role::Amount).then(|| figure.role.name());
    let notes = role
        .into_iter()
        .chain(figure.direction.map(Direction::name))
        .chain(figure.modifier.map(Modifier::name));
    notes.map(str::to_string).collect()
}

/// Designators of ISO 8601 and TIMEX3 in words. Those after the T begin with it.
const LENGTHS: [(&str, &str); 12] = [
    ("CE", "century"),
    ("DE", "decade"),
    ("WE", "weekend"),
    ("Y", "year"),
    ("Q", "quarter"),
    ("S", "season"),
    ("M", "month"),
    ("W", "week"),
    ("D", "day"),
    ("TH", "hour"),
    ("TM", "minute"),
    ("TS", "second"),
];

/// Parts of days, weeks and years in TIMEX3, in words.
const PARTS: [(&str, &str); 9] = [
    ("TMO", "morning"),
    ("TAF", "afternoon"),
    ("TEV", "evening"),
    ("TNI", "night"),
    ("-WE", "weekend"),
    ("-SP", "spring"),
    ("-SU", "summer"),
    ("-FA", "autumn"),
    ("-WI", "winter"),
];

/// The length of a decade of TIMEX3: "200" is the 2000s.
const DECADE: usize = "200".len();

/// A value of TIMEX3 as people say it: "30 years", "now". What people can read as it is, such as
/// "2024-10-30", stays.
fn time_value(value: &str) -> String {
    let reference = match value {
        "PRESENT_REF" => "now",
        "PAST_REF" => "in the past",
        "FUTURE_REF" => "in the future",
        _ => "",
    };
    if !reference.is_empty() {
        return reference.into();
    }
    if value.len() == DECADE && value.chars().all(|c| c.is_ascii_digit()) {
        return format!("{value}0s");
    }
    let is_weekday_only = value.starts_with("XXXX-WXX");
    let is_unknown = !value.is_empty() && value.chars().all(|c| "X-".contains(c));
    if is_weekday_only || is_unknown {
        return "?".into();
    }
    let part = PARTS
        .iter()
        .find_map(|(short, name)| Some((value.strip_suffix(short)?, name)));
    match part.filter(|(rest, _)| !rest.is_empty() && !rest.contains('/')) {
        Some((rest, name)) => format!("{rest}, {name}"),
        None => length(value).unwrap_or_else(|| value.to_string()),
    }
}

/// "P3W" → "3 weeks", "PXD" → "some days". None for a length in more than one unit.
fn length(value: &str) -> Option<String> {
    let rest = value.strip_prefix('P')?;
    let (time, rest) = rest
        .strip_prefix('T')
        .map_or(("", rest), |rest| ("T", rest));
    let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?;
    let (number, unit) = rest.split_at(digits);
    let unit = format!("{time}{unit}");
    let name = LENGTHS.iter().find(|(short, _)| *short == unit)?.1;
    let many = if name == "century" {
        "centuries".into()
    } else {
        format!("{name}s")
    };
    match number {
        "" => None,
        "1" => Some(format!("1 {name}")),
        number if number.contains('X') => Some(format!("some {many}")),
        number => Some(format!("{} {many}", grouped(number))),
    }
}

/// How a value is to be taken, in words.
fn taken(modifier: Mod) -> &'static str {
    match modifier {
        Mod::Before => "before",
        Mod::After => "after",
        Mod::OnOrBefore => "then or earlier",
        Mod::OnOrAfter => "then or later",
        Mod::LessThan => "less than",
        Mod::MoreThan => "more than",
        Mod::EqualOrLess => "at most",
        Mod::EqualOrMore => "at least",
        Mod::Start => "its start",
        Mod::Mid => "its middle",
        Mod::End => "its end",
        Mod::Approx => "about",
    }
}

fn time_notes(time: &Time, published: bool) -> Vec<String> {
    let mut notes: Vec<String> = time
        .modifier
        .map(|m| taken(m).to_string())
        .into_iter()
        .collect();
    notes.extend(time.quant.clone());
    notes.extend(time.freq.map(|n| format!("{n} times")));
    notes.extend(bounds(time));
    if time.of == Of::Speaking {
        notes.push("when it was said".into());
    }
    if time.anchor == Some(Anchor::Published) && time.begin.is_none() && !published {
        notes.push("day of publication not known".into());
    }
    notes
}

/// The first and the last day, where the value does not show them itself.
fn bounds(time: &Time) -> Option<String> {
    let first = time.begin.as_ref()?;
    let last = time.end.as_deref().and_then(last_moment);
    match last {
        // A moment.
        _ if *first == time.value => None,
        Some(last) if spelt_out(&time.value, first, &last) => None,
        Some(last) if last > *first => Some(format!("{first} to {last}")),
        _ => Some(first.clone()),
    }
}

/// The last day before an exclusive end. An end with a time of day is given as it is.
pub(crate) fn last_moment(end: &str) -> Option<String> {
    let moment = Moment::parse(end).filter(|_| !end.contains('T'));
    match moment {
        Some(moment) => moment.date.plus_days(-1).map(|day| day.to_string()),
        None => Some(end.to_string()),
    }
}

/// Does the value itself show these first and last days? It does if it is a day, a month, a year, or
/// two of one kind: "1998/2003".
fn spelt_out(value: &str, first: &str, last: &str) -> bool {
    let (from, to) = value.split_once('/').unwrap_or((value, value));
    let begins = "0000-01-01"
        .get(from.len()..)
        .is_some_and(|rest| first == format!("{from}{rest}"));
    let ends = match to.len() {
        4 => last == format!("{to}-12-31"),
        // The last day of a month is the 28th or later. Which one it is follows from the month.
        7 => last.get(..7) == Some(to) && last.get(8..).is_some_and(|day| day >= "28"),
        _ => last == to,
    };
    begins && ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Saved;
    use proptest::prelude::*;
    use sayso::reading::{self, Least};
    use sayso::{attribute::Bias, clean};

    /// The first time in a text of this day of publication.
    fn first_time(text: &str, published: Option<&str>) -> Time {
        let given = clean::Given {
            published: published.map(str::to_string),
            ..clean::Given::default()
        };
        let document = clean::plain(text.as_bytes(), &given).expect("short enough");
        let reading = reading::read(document, None, Bias::Balanced);
        let least = Least {
            kept: 0.0,
            shown: 0.0,
        };
        Saved::new(&reading, None, &[], least).times.remove(0)
    }

    #[test]
    fn lengths_and_numbers_in_words() {
        for (value, words) in [
            ("P30Y", "30 years"),
            ("P1D", "1 day"),
            ("PT90M", "90 minutes"),
            ("P3M", "3 months"),
            ("PXW", "some weeks"),
            ("P2CE", "2 centuries"),
            ("P1.5Y", "1.5 years"),
            ("PT2H30M", "PT2H30M"),
            ("PRESENT_REF", "now"),
            ("PAST_REF", "in the past"),
            ("2024-10-30", "2024-10-30"),
            ("XXXX-WXX-1", "?"),
            ("XXXX-WXX-5TMO", "?"),
            ("XXXX", "?"),
            ("2024-03-01TMO", "2024-03-01, morning"),
            ("2024-SP", "2024, spring"),
            ("TMO", "TMO"),
            ("XXXX-12-25", "XXXX-12-25"),
            ("P", "P"),
            ("P€", "P€"),
        ] {
            assert_eq!(time_value(value), words);
        }
        for (number, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-1234567.25", "−1,234,567.25"),
            ("0.1234", "0.1234"),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn bounds_are_shown_where_the_value_does_not_show_them() {
        for (text, notes) in [
            ("It sank on Wednesday.", vec![]),
            ("It sank in May.", vec![]),
            ("It sank about 2012.", vec!["about"]),
            ("It sank this week.", vec!["2024-10-28 to 2024-11-03"]),
            ("It was shut from 1998 to 2003.", vec![]),
            (
                "The pilot said Wednesday it sank.",
                vec!["when it was said"],
            ),
        ] {
            let time = first_time(text, Some("2024-11-01"));
            assert_eq!(time_notes(&time, true), notes, "{text}: {time:?}");
        }
        let unknown = first_time("It sank on Wednesday.", None);
        assert_eq!(
            time_notes(&unknown, false),
            ["day of publication not known"]
        );
    }

    proptest! {
        #[test]
        fn any_value_has_words(value in "P?T?[0-9X.]{0,4}\\PC{0,4}") {
            prop_assert_eq!(time_value(&value).is_empty(), value.is_empty());
        }
    }
}
