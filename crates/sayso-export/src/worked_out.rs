//! In: figures, times and findings. Out: what working one out gives a reader that its words do not: the
//! day of "on Friday", by how much "from 3.9% to 5.8%" has risen, how many kilometres 12 miles are,
//! what adds up. Nothing where the words say all of it.

use crate::conversions::Conversions;
use crate::measured::{Measure, last_moment, measures};
use crate::overview::agreement_in_words;
use crate::records::{Anchor, Attribution, Figure, Finding, Span, Time};
use crate::speakers::words;
use crate::view::View;
use crate::visible;
use crate::words::day_in_words;
use sayso::check::Code;
use sayso::check::derivation::Verdict;
use sayso::measure::time::Mod;
use sayso::measure::{Decimal, Role, Unit};
use sayso_english::calendar::month_number;
use std::collections::HashMap;
use std::slice;

/// The length of a day of ISO 8601. A week, a month or a year is shorter.
const DAY: usize = "2024-03-01".len();

/// What is worked out, by the attribution that it is in. What is in none has the key "".
pub struct WorkedOut<'a> {
    by_attribution: HashMap<&'a str, Vec<String>>,
}

impl<'a> WorkedOut<'a> {
    /// Works out all of a report.
    pub fn new(view: &View<'a>) -> WorkedOut<'a> {
        WorkedOut::without(view, |_| false)
    }

    /// Works out a report, without the times that a reader has seen already.
    pub fn without(view: &View<'a>, is_known: impl Fn(&Time) -> bool) -> WorkedOut<'a> {
        let published = view.saved.report.published.as_deref();
        let mut by_attribution: HashMap<&str, Vec<String>> = HashMap::new();
        let (figures, times) = measures(view);
        let mut all: Vec<Measure<'a>> = figures.into_iter().chain(times).collect();
        all.sort_by_key(|measure| measure.span().start);
        let mut conversions = Conversions::new(view);
        for measure in all {
            let gained = match measure {
                Measure::Figure(figure) => change(figure).or_else(|| conversions.next(figure)),
                Measure::Time(time) if is_known(time) => None,
                Measure::Time(time) => day(time, published),
            };
            let Some(gained) = gained else { continue };
            let written = words(slice::from_ref(measure.span()), usize::MAX);
            let key = measure.attribution().unwrap_or_default();
            let notes = by_attribution.entry(key).or_default();
            notes.push(format!("{written} = {gained}"));
        }
        for finding in &view.saved.findings {
            if let (Some(note), Some(place)) = (sum(finding), innermost(view, &finding.primary)) {
                by_attribution.entry(&place.id).or_default().push(note);
            }
        }
        WorkedOut { by_attribution }
    }

    /// What is worked out in an attribution, or outside of all with the id "": "12 miles = 19 km".
    pub fn of(&self, id: &str) -> &[String] {
        self.by_attribution.get(id).map_or(&[], |notes| notes)
    }
}

/// The arithmetic of a finding. That a weekday fits its date is not worth a note.
fn sum(finding: &Finding) -> Option<String> {
    let derivation = finding.derivation.as_deref().map(visible)?;
    let verdict = finding
        .verdict
        .filter(|verdict| *verdict != Verdict::Open)?;
    match (verdict.agrees(), finding.code) {
        (true, Code::Weekday) => None,
        (true, _) => Some(agreement_in_words(finding)),
        (false, _) => Some(format!("does not agree: {derivation}")),
    }
}

/// The innermost attribution that contains a span.
fn innermost<'a>(view: &View<'a>, span: &Span) -> Option<&'a Attribution> {
    let contains = |content: &Span| content.start <= span.start && span.end <= content.end;
    let all = view.saved.attributions.iter();
    let around = all.filter(|a| a.content.iter().any(contains));
    around.min_by_key(|a| a.content.iter().map(|c| c.end - c.start).sum::<u32>())
}

/// The day or days that a relative time means: "1 March 2024", "23 to 29 December 2010". None if its
/// words name the day, or if it cannot be worked out. `published` is the day of publication.
pub fn day(time: &Time, published: Option<&str>) -> Option<String> {
    let first = time.begin.as_deref()?;
    let is_relative = time.anchor.is_some() && !time.value.ends_with("_REF");
    let year = |day: &str| day.get(..4).map(str::to_string);
    let is_this_year = published.and_then(year) == year(first);
    if !is_relative || is_this_year && names_a_month(&time.span.text) {
        return None;
    }
    let about = match time.modifier {
        Some(Mod::Approx) => "about ",
        Some(Mod::Start) if time.value.len() < DAY => "early in ",
        Some(Mod::End) if time.value.len() < DAY => "late in ",
        _ => "",
    };
    let last = time.end.as_deref().and_then(last_moment);
    // "The week before" that was counted from a day is known as a week only.
    let is_longer = time.value.contains("-W") || time.value.len() < DAY;
    let is_one_day = last.as_deref().map(day_of) == Some(day_of(first));
    if is_longer && is_one_day {
        return None;
    }
    Some(format!("{about}{}", from_to(&time.value, first, last)))
}

/// The day of a moment: "2024-03-01" of "2024-03-01T10:00".
pub fn day_of(moment: &str) -> &str {
    moment.get(..DAY).unwrap_or(moment)
}

/// Whether a time is relative and could not be worked out, because the day of publication is not
/// known.
pub fn is_unresolved(time: &Time, published: Option<&str>) -> bool {
    let is_ref = time.value.ends_with("_REF");
    published.is_none() && time.anchor == Some(Anchor::Published) && time.begin.is_none() && !is_ref
}

/// Whether the words have the name of a month.
pub(crate) fn names_a_month(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphabetic());
    words.any(|word| month_number(&word.to_lowercase()).is_some())
}

/// A day, a month or a year as the value has it; otherwise the first and the last day.
fn from_to(value: &str, first: &str, last: Option<String>) -> String {
    let is_date = value.split(['-', 'T']).take(3).all(|part| {
        let is_number = part.bytes().all(|b| b.is_ascii_digit() || b == b':');
        is_number && !part.is_empty()
    });
    let clock = value.split_once('T').map(|(_, clock)| clock);
    let is_clock = clock.is_some_and(|clock| clock.starts_with(|c: char| c.is_ascii_digit()));
    let is_whole = matches!(value.len(), 4 | 7 | 10) && clock.is_none() || is_clock;
    match last {
        _ if is_date && is_whole => day_in_words(value),
        // A part of a day: its words say which.
        _ if value.contains('T') => day_in_words(first.get(..10).unwrap_or(first)),
        Some(last) if last.get(..10) > first.get(..10) => {
            format!("{} to {}", day_in_words(first), day_in_words(&last))
        }
        _ => day_in_words(first.get(..10).unwrap_or(first)),
    }
}

/// By how much a figure that is given before and after has changed: "+50%", "+1.9 points". None for
/// other figures.
pub fn change(figure: &Figure) -> Option<String> {
    if figure.role != Role::FromTo {
        return None;
    }
    let before: Decimal = figure.low.as_deref()?.parse().ok()?;
    let after: Decimal = figure.high.as_deref()?.parse().ok()?;
    let by = after.plus(before.negated())?;
    if figure.unit == Some(Unit::PERCENT) {
        return Some(format!("{} points", signed(tenths(by)?)));
    }
    let share = by.by(before)?.times_ten_to(2)?;
    Some(format!("{}%", signed(tenths(share)?)))
}

/// A number in tenths, rounded.
fn tenths(number: Decimal) -> Option<i128> {
    let hundredths = number.times_ten_to(2)?;
    let mut whole = hundredths.mantissa();
    for _ in 0..hundredths.exponent().unsigned_abs().min(40) {
        whole = if hundredths.exponent() > 0 {
            whole.checked_mul(10)?
        } else {
            whole / 10
        };
    }
    Some((whole + 5 * whole.signum()) / 10)
}

/// Tenths with a sign: "+1.9", "−12".
fn signed(tenths: i128) -> String {
    let sign = if tenths < 0 { '−' } else { '+' };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Saved;
    use sayso::attribute::Bias;
    use sayso::clean;
    use sayso::reading::{self, Least};

    fn saved(text: &str, published: Option<&str>) -> Saved {
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
        Saved::new(&reading, None, &[], least)
    }

    #[test]
    fn relative_days_are_worked_out_and_others_are_not() {
        for (text, gives) in [
            ("It sank on Wednesday.", Some("30 October 2024")),
            (
                "It sank this week.",
                Some("28 October 2024 to 3 November 2024"),
            ),
            ("It sank last month.", Some("October 2024")),
            ("It sank on 3 May.", None),
            ("It sank on 3 May 2019.", None),
            ("It now sinks.", None),
        ] {
            let saved = saved(text, Some("2024-11-01"));
            let days = saved.times.iter().find_map(|t| day(t, Some("2024-11-01")));
            assert_eq!(days.as_deref(), gives, "{text}: {:?}", saved.times);
        }
        let unknown = saved("It sank on Wednesday.", None);
        assert!(unknown.times.iter().any(|t| is_unresolved(t, None)));
    }

    #[test]
    fn changes_are_worked_out() {
        for (text, gives) in [
            ("Fares rose from $40 to $50.", Some("+25%")),
            ("Fares fell from $60 to $40.", Some("−33.3%")),
            ("It rose from 3.9% to 5.8%.", Some("+1.9 points")),
            ("Fares rose to $50.", None),
            ("Fares rose from 0 boats to 40 boats.", None),
        ] {
            let saved = saved(text, None);
            let found = saved.figures.iter().find_map(change);
            assert_eq!(found.as_deref(), gives, "{text}: {:?}", saved.figures);
        }
    }
}
