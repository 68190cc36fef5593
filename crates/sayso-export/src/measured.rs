//! In: a reading. Out: its figures and times as people want to see them: which of them, their
//! values and notes in words.

use crate::visible;
use sayso::attribute::AttributionId;
use sayso::measure::time::{Anchor, Mod, Of, Time};
use sayso::measure::{self, Direction, Figure, Per, Role, Stated, Unit};
use sayso::reading::Reading;
use sayso::text::{Span, Text};
use std::fmt::Write;

/// A figure or a time that is shown.
#[derive(Clone, Copy, Debug)]
pub enum Measure<'a> {
    /// A figure and its place in the reading.
    Figure(usize, &'a Stated<Figure>),
    /// A time and its place in the reading.
    Time(usize, &'a Stated<Time>),
}

impl Measure<'_> {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Measure::Figure(_, figure) => figure.span,
            Measure::Time(_, time) => time.span,
        }
    }

    /// In whose words.
    pub fn attribution(&self) -> Option<AttributionId> {
        match self {
            Measure::Figure(_, figure) => figure.attribution,
            Measure::Time(_, time) => time.attribution,
        }
    }

    /// The name it has in every format: `f3`, `t1`.
    pub fn id(&self) -> String {
        match self {
            Measure::Figure(n, _) => format!("f{}", n + 1),
            Measure::Time(n, _) => format!("t{}", n + 1),
        }
    }

    /// What it says, in a line.
    pub fn value(&self, text: &Text) -> String {
        match self {
            Measure::Figure(_, figure) => figure_value(&figure.item, text),
            Measure::Time(_, time) => time_value(&time.item.value),
        }
    }

    /// What else there is to know of it. `published`: the day of publication is known.
    pub fn notes(&self, published: bool) -> Vec<String> {
        match self {
            Measure::Figure(_, figure) => figure_notes(&figure.item),
            Measure::Time(_, time) => time_notes(&time.item, published),
        }
    }
}

/// The figures and the times that are shown, each in text order. No two of them overlap: the length
/// in "for 30 years" is told as a time. Which place in a row something has is no news of its own.
pub fn measures(reading: &Reading) -> (Vec<Measure<'_>>, Vec<Measure<'_>>) {
    let times = apart(
        reading
            .times
            .iter()
            .enumerate()
            .map(|(n, time)| Measure::Time(n, time)),
    );
    let in_time = |span: Span| {
        let near = times.partition_point(|time| time.span().end() <= span.start());
        times
            .get(near)
            .is_some_and(|time| time.span().overlaps(span))
    };
    let figures = reading.figures.iter().enumerate();
    let figures = figures.filter(|(_, f)| f.item.role != Role::Ordinal && !in_time(f.span));
    (
        apart(figures.map(|(n, figure)| Measure::Figure(n, figure))),
        times,
    )
}

/// Leaves out what begins within another.
fn apart<'a>(all: impl Iterator<Item = Measure<'a>>) -> Vec<Measure<'a>> {
    let mut end = 0;
    let mut free = |measure: &Measure<'_>| {
        let span = measure.span();
        let free = span.start() >= end && !span.is_empty();
        end = if free { span.end() } else { end };
        free
    };
    all.filter(|measure| free(measure)).collect()
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
fn figure_value(figure: &Figure, text: &Text) -> String {
    let named = |span| visible(&text[span]).replace('\n', " ");
    let show = |number: measure::Decimal| grouped(&number.to_string());
    let mut out = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high && figure.role != Role::Tally => show(low),
        (Some(low), Some(high)) if figure.role == Role::FromTo => {
            format!("{} → {}", show(low), show(high))
        }
        (Some(low), Some(high)) => format!("{}–{}", show(low), show(high)),
        (Some(low), None) => format!("≥ {}", show(low)),
        (None, Some(high)) => format!("≤ {}", show(high)),
        (None, None) => String::new(),
    };
    let one = Some(measure::Decimal::whole(1));
    let single = figure.low == one && figure.high == one;
    if let Some(unit) = figure.unit {
        let years = !single && SPANS_OF_TIME.contains(&unit);
        let _ = write!(out, " {unit}{}", if years { "s" } else { "" });
    }
    for per in &figure.per {
        let name = match *per {
            Per::Unit(unit) => unit.to_string(),
            Per::Noun(span) => named(span),
        };
        let _ = write!(out, " per {name}");
    }
    if let Some(of) = figure.of {
        let one_of = single
            && text
                .get(figure.span.end() as usize..)
                .is_some_and(|rest| rest.starts_with(" of "));
        let of_what = figure.unit.is_some() || figure.role == Role::Share || one_of;
        let _ = write!(out, " {}{}", if of_what { "of " } else { "" }, named(of));
    }
    out.trim_start().to_string()
}

/// A plain decimal number with commas between its thousands.
fn grouped(number: &str) -> String {
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
        .chain(figure.modifier.map(measure::Modifier::name));
    notes.map(str::to_string).collect()
}

/// Designators of ISO 8601 and TIMEX3 in words, before and behind the T.
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

/// A value of TIMEX3 as people say it: "30 years", "now"; what they can read as it is stays:
/// "2024-10-30".
fn time_value(value: &str) -> String {
    let reference = match value {
        "PRESENT_REF" => "now",
        "PAST_REF" => "at some time past",
        "FUTURE_REF" => "at some time ahead",
        _ => "",
    };
    if !reference.is_empty() {
        return reference.into();
    }
    // Nothing, or no more than the day of the week.
    if value.starts_with("XXXX-WXX") || !value.is_empty() && value.chars().all(|c| "X-".contains(c))
    {
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

/// "P3W" → "3 weeks", "PXD" → "some days"; only of one unit.
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
        Mod::OnOrBefore => "then or before",
        Mod::OnOrAfter => "then or after",
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
    if matches!(time.anchor, Anchor::Published { .. }) && time.begin.is_none() && !published {
        notes.push("day of publication not known".into());
    }
    notes
}

/// From when to when, a last day included, where the value does not say it itself.
fn bounds(time: &Time) -> Option<String> {
    let begin = time.begin?;
    let first = begin.to_string();
    let last = match time.end {
        Some(end) if end.second.is_none() => end.date.plus_days(-1).map(|day| day.to_string()),
        Some(end) => Some(end.to_string()),
        None => None,
    };
    match last {
        // A moment.
        _ if first == time.value => None,
        Some(last) if spelt_out(&time.value, &first, &last) => None,
        Some(last) if last > first => Some(format!("{first} to {last}")),
        _ => Some(first),
    }
}

/// Whether a value is a day, month or year, or two of one kind, and begins and ends with it:
/// "1998/2003".
fn spelt_out(value: &str, first: &str, last: &str) -> bool {
    let (from, to) = value.split_once('/').unwrap_or((value, value));
    let begins = "0000-01-01"
        .get(from.len()..)
        .is_some_and(|rest| first == format!("{from}{rest}"));
    let ends = match to.len() {
        4 => last == format!("{to}-12-31"),
        // Its last day: the month itself says how long it is.
        7 => last.get(..7) == Some(to) && last.get(8..).is_some_and(|day| day >= "28"),
        _ => last == to,
    };
    begins && ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sayso::measure::time::{Date, times};

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
            ("PAST_REF", "at some time past"),
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
    fn bounds_are_told_where_the_value_does_not() {
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
            let found = times(text, Date::new(2024, 11, 1).map(Into::into));
            assert_eq!(time_notes(&found[0], true), notes, "{text}: {:?}", found[0]);
        }
        let unknown = times("It sank on Wednesday.", None);
        assert_eq!(
            time_notes(&unknown[0], false),
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
