//! In: the times of a report. Out: when it happened: the day of its first paragraphs, and the other days
//! that it names, with what relative ones mean.

use super::headline::lead;
use crate::measured::{Measure, measures};
use crate::records::Time;
use crate::view::View;
use crate::words::day_in_words;
use crate::worked_out::{self, day_of};
use sayso::measure::time::{Kind, Of};
use sayso::text::Span;
use sayso_english::calendar::{Moment, weekday_number};
use std::collections::HashSet;

/// A day that a report names.
#[derive(Clone, Debug)]
pub struct Day<'a> {
    /// The words.
    pub time: &'a Time,
    /// The day, where the words do not say all of it.
    pub means: Option<String>,
    /// It is the first one of the first paragraphs, so that the main event is on it.
    pub is_of_lead: bool,
}

/// The days on which something happens, each once: the day of the main event first, the others in the
/// order of the text. Other months, years and "now" are left out, and relative days that could not be
/// worked out are kept, because a reader has to know that they are open. Days that the words give in
/// full come last, because there is nothing to work out.
pub fn days<'a>(view: &View<'a>) -> Vec<Day<'a>> {
    let published = view.saved.report.published.as_deref();
    let (_, times) = measures(view);
    let (times, spoken): (Vec<&'a Time>, Vec<&'a Time>) = times
        .into_iter()
        .filter_map(|measure| match measure {
            Measure::Time(time) => Some(time),
            Measure::Figure(_) => None,
        })
        .filter(|time| matches!(time.kind, Kind::Date | Kind::Time))
        .partition(|time| time.of == Of::Event);
    let is_shown = |time: &Time| {
        let is_day = is_a_day(time) || worked_out::is_unresolved(time, published);
        is_day && !is_stamp(time, published)
    };
    let main = main_time(view, &times, is_shown);
    // Where no day of an event is in the lead, one on which something was announced may be the first.
    let first_event = times.iter().find(|time| is_shown(time));
    let lead_end = lead(view).last().map_or(0, Span::end);
    let announced = spoken.into_iter().find(|time| {
        let is_before = first_event.is_none_or(|first| time.span.start < first.span.start);
        is_shown(time) && is_before && view.span(&time.span).start() >= lead_end
    });
    let mut seen: HashSet<&str> = HashSet::new();
    let mut days: Vec<Day<'a>> = main
        .into_iter()
        .chain(announced.filter(|_| main.is_none()))
        .chain(times.into_iter().filter(|time| is_shown(time)))
        .filter(|time| seen.insert(time.begin.as_deref().map_or(&*time.span.text, day_of)))
        .map(|time| Day {
            time,
            means: meaning(view, time),
            is_of_lead: main.is_some_and(|main| std::ptr::eq(main, time)),
        })
        .collect();
    // Where the lead gives only the month, a day of that month is nearest to the answer.
    let period = main.filter(|main| is_month_or_week(main));
    let is_in_main = |day: &Day<'_>| {
        let main = period.and_then(|main| Some((main.begin.as_deref()?, main.end.as_deref()?)));
        let begin = day.time.begin.as_deref().map(day_of);
        main.is_some_and(|(from, to)| begin.is_some_and(|b| day_of(from) <= b && b < day_of(to)))
    };
    // A stable sort, so that each of the kinds stays in the order of the text.
    days.sort_by_key(|day| {
        let is_plain = day.means.is_none() && day.time.begin.is_some();
        (!day.is_of_lead, !is_in_main(day), is_plain)
    });
    days
}

/// The time of the main event: the first day of the first paragraphs, or where they give none, the
/// first month or week.
fn main_time<'a>(
    view: &View<'a>,
    times: &[&'a Time],
    is_day: impl Fn(&Time) -> bool,
) -> Option<&'a Time> {
    let in_lead: Vec<&&Time> = lead(view)
        .flat_map(|paragraph| {
            times.iter().filter(move |time| {
                let start = view.span(&time.span).start();
                paragraph.range().contains(&(start as usize))
            })
        })
        .collect();
    let published = view.saved.report.published.as_deref();
    let is_over = |time: &&&&Time| !is_to_come(time, published);
    // What is told of comes before what is announced in the same paragraphs.
    let first = in_lead.iter().find(|time| is_day(time) && is_over(time));
    let first = first
        .or_else(|| {
            in_lead
                .iter()
                .find(|time| is_month_or_week(time) && is_over(time))
        })
        .or_else(|| in_lead.iter().find(|time| is_day(time)));
    first.map(|time| **time)
}

/// Whether a time begins after the day of publication.
pub fn is_to_come(time: &Time, published: Option<&str>) -> bool {
    let begin = time.begin.as_deref().map(day_of);
    published.is_some_and(|published| begin.is_some_and(|begin| begin > day_of(published)))
}

/// Whether a time is known to the month or the week.
pub fn is_month_or_week(time: &Time) -> bool {
    let is_known = time.begin.is_some() && !time.value.contains(['X', '/']);
    let is_month = time.value.len() == MONTH && !time.value.contains('W');
    is_known && (is_month || time.value.contains("-W"))
}

/// The length of a month of ISO 8601.
const MONTH: usize = "2024-03".len();

/// What a relative day means. A report that was changed on a later day may have its weekdays from
/// then, so that both days are given: "30 November or 7 December 2024".
fn meaning(view: &View<'_>, time: &Time) -> Option<String> {
    let report = &view.saved.report;
    let published = report.published.as_deref();
    let means = worked_out::day(time, published)?;
    Some(match day_of_change(view, time) {
        Some(day) => {
            let day = day_in_words(&day);
            let year = format!(" {}", day.rsplit(' ').next().unwrap_or_default());
            let first = means.strip_suffix(&*year).unwrap_or(&means);
            format!("{first} or {day}")
        }
        None => means,
    })
}

/// The day a week after a weekday, if the report was changed on it or later and published before.
fn day_of_change(view: &View<'_>, time: &Time) -> Option<String> {
    let date = |text: &str| Moment::parse(text).map(|moment| moment.date);
    let report = &view.saved.report;
    let published = date(day_of(report.published.as_deref()?))?;
    let changed = date(day_of(report.modified.as_deref()?))?;
    let is_near = published < changed && changed.days() - published.days() < WEEK;
    let is_weekday = weekday_number(time.span.text.trim().trim_start_matches("on ")).is_some();
    let next = date(day_of(time.begin.as_deref()?))?.plus_days(WEEK)?;
    let is_between = published < next && next <= changed;
    (is_near && is_weekday && is_between).then(|| next.to_string())
}

/// Days of a week.
const WEEK: i64 = 7;

/// Whether a time is the day of publication written out, as pages have it above the text.
fn is_stamp(time: &Time, published: Option<&str>) -> bool {
    let begins = time.begin.as_deref().map(day_of);
    time.anchor.is_none() && begins.is_some() && begins == published.map(day_of)
}

/// Whether a time is known to the day, or is a part of one.
fn is_a_day(time: &Time) -> bool {
    let value = &time.value;
    let begins = time.begin.as_deref().map(day_of);
    begins.is_some_and(|day| value.starts_with(day)) && !value.contains('/')
}
