//! In: a report. Out: when it was published.

use crate::candidate::Field;
use crate::document::Document;
use crate::measure::time::Moment;

/// The moment of publication in minutes, if what the day was chosen from has an hour and a zone.
pub(super) fn moment(document: &Document) -> Option<i64> {
    let day = document.published.as_deref()?.get(..10)?;
    let of_day = document.candidates.iter().filter(|candidate| {
        let rest = candidate.value.strip_prefix(day);
        candidate.field == Field::Published && rest.is_some_and(|rest| rest.starts_with('T'))
    });
    of_day.into_iter().find_map(|candidate| {
        let local = Moment::parse(&candidate.value)?.seconds() / 60;
        Some(local - i64::from(zone(&candidate.value)?))
    })
}

/// The zone at the end of an ISO 8601 moment, in minutes east of Greenwich: "Z", "+09:00", "-0500".
fn zone(moment: &str) -> Option<i32> {
    let clock = moment.get(11..)?;
    if clock.ends_with('Z') {
        return Some(0);
    }
    let (_, zone) = clock.split_at(clock.find(['+', '-'])?);
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes: i32 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().ok()?
    };
    let east = hours.parse::<i32>().ok()? * 60 + minutes;
    Some(if zone.starts_with('-') { -east } else { east })
}

/// The day, in days since 1970-01-01.
pub(super) fn day_number(day: &str) -> Option<i32> {
    let moment = Moment::parse(day)?;
    i32::try_from(moment.date.days()).ok()
}
