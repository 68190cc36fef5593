//! Days of publication as users and inputs write them.

use sayso::report::GivenDay;

/// A day of publication as it was given.
pub(crate) fn given_day(written: String) -> GivenDay {
    let day = day(&written);
    GivenDay { written, day }
}

/// The day of a date or a time, as ISO 8601: as it is written, in its own zone.
///
/// ```
/// assert_eq!(sayso_input::day("2024-03-01T23:30:00+09:00").as_deref(), Some("2024-03-01"));
/// assert_eq!(sayso_input::day("last Friday"), None);
/// ```
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix('Z').unwrap_or(text);
    let date = text.parse::<jiff::civil::Date>().or_else(|_| {
        text.parse::<jiff::civil::DateTime>()
            .map(jiff::civil::DateTime::date)
    });
    date.ok().map(|date| date.to_string())
}
