//! In: the times of a report. Out: when it happened: the days that it names, with what relative ones
//! mean.

use crate::measured::{Measure, measures};
use crate::records::Time;
use crate::view::View;
use crate::worked_out::{self, day_of};
use sayso::measure::time::{Kind, Of};
use std::collections::HashSet;

/// A day that a report names.
#[derive(Clone, Debug)]
pub struct Day<'a> {
    /// The words.
    pub time: &'a Time,
    /// The day, where the words do not say all of it.
    pub means: Option<String>,
}

/// The days on which something happens, in the order of the text, each once. Months, years and "now"
/// are left out, and relative days that could not be worked out are kept, because a reader has to
/// know that they are open. Days that the words give in full come last, because there is nothing to
/// work out.
pub fn days<'a>(view: &View<'a>) -> Vec<Day<'a>> {
    let published = view.saved.report.published.as_deref();
    let (_, times) = measures(view);
    let times = times.into_iter().filter_map(|measure| match measure {
        Measure::Time(time) => Some(time),
        Measure::Figure(_) => None,
    });
    let mut seen: HashSet<&str> = HashSet::new();
    let mut days: Vec<Day<'a>> = times
        .filter(|time| time.of == Of::Event && matches!(time.kind, Kind::Date | Kind::Time))
        .filter(|time| !is_stamp(time, published))
        .filter(|time| is_a_day(time) || worked_out::is_unresolved(time, published))
        .filter(|time| seen.insert(time.begin.as_deref().map_or(&*time.span.text, day_of)))
        .map(|time| Day {
            time,
            means: worked_out::day(time, published),
        })
        .collect();
    // A stable sort, so that each of the two kinds stays in the order of the text.
    days.sort_by_key(|day| day.means.is_none() && day.time.begin.is_some());
    days
}

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
