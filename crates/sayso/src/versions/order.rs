//! The order of versions.

use sayso_english::calendar::Moment;
use std::cmp::Ordering;

sayso_english::names! {
    /// What shows which of two versions is the later one.
    pub enum VersionOrder {
        /// It was captured later.
        Captured = "captured",
        /// Its day or hour of publication, or of its last change, is later.
        Dated = "dated",
    }
}

/// When a version was published, changed and captured, in ISO 8601, as far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionTimes {
    /// When it was published.
    pub published: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// When the page was captured.
    pub captured: Option<String>,
}

impl VersionTimes {
    /// When this text was made, as the report says: its last change, or its publication.
    fn dated(&self) -> Option<Instant> {
        let both = [&self.modified, &self.published];
        let mut known: Vec<Instant> = both
            .iter()
            .filter_map(|time| time.as_deref().and_then(instant))
            .collect();
        known.sort_by(Instant::order);
        known.pop()
    }

    fn captured(&self) -> Option<Instant> {
        self.captured.as_deref().and_then(instant)
    }
}

/// A day, with the second of it in UTC where the hour is known.
#[derive(Clone, Copy)]
struct Instant {
    day: i64,
    second: Option<i64>,
}

impl Instant {
    /// By the second if both have one, otherwise by the day.
    fn order(&self, other: &Instant) -> Ordering {
        match (self.second, other.second) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.day.cmp(&other.day),
        }
    }
}

/// Reads a day or a moment. A moment without a zone is taken as one in UTC.
fn instant(text: &str) -> Option<Instant> {
    let moment = Moment::parse(text)?;
    let zone = text.get(11..).and_then(zone_seconds).unwrap_or(0);
    Some(Instant {
        day: moment.date.days(),
        second: moment.second.map(|_| moment.seconds() - zone),
    })
}

/// The distance of a zone from UTC in seconds: "10:00+02:00" is 7,200.
fn zone_seconds(clock: &str) -> Option<i64> {
    let at = clock.rfind(['+', '-'])?;
    let (hours, minutes) = clock[at + 1..].split_at_checked(2)?;
    let minutes = minutes.trim_start_matches(':');
    let hours: i64 = hours.parse().ok()?;
    let minutes: i64 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().ok()?
    };
    let seconds = hours * 3600 + minutes * 60;
    Some(if clock.as_bytes()[at] == b'-' {
        -seconds
    } else {
        seconds
    })
}

/// What orders a set of versions. One rule is used for all, because different rules for different pairs can
/// contradict each other.
#[derive(Clone, Copy)]
struct Rule {
    /// All have a time of capture, which then comes first.
    has_captures: bool,
    /// All have an hour of what they are dated, so that hours are compared. Otherwise only days are.
    has_hours: bool,
}

impl Rule {
    fn of(all: &[VersionTimes]) -> Rule {
        let has_hour =
            |times: &VersionTimes| times.dated().is_some_and(|dated| dated.second.is_some());
        Rule {
            has_captures: all.iter().all(|times| times.captured().is_some()),
            has_hours: all.iter().all(has_hour),
        }
    }

    fn captured(self, times: &VersionTimes) -> Option<i64> {
        let captured = times.captured().filter(|_| self.has_captures)?;
        Some(captured.second.unwrap_or(captured.day * 86_400))
    }

    fn dated(self, times: &VersionTimes) -> Option<i64> {
        let dated = times.dated()?;
        if self.has_hours {
            dated.second
        } else {
            Some(dated.day)
        }
    }
}

/// The places of versions in their order: by when they were captured if that is known of all, then by when they were
/// changed or published, those without a day last; what is equal by `id`.
///
/// ```
/// use sayso::versions::{VersionTimes, in_order};
/// let captured = |at: &str| VersionTimes { captured: Some(at.into()), ..VersionTimes::default() };
/// let all = [captured("2024-03-02T08:00:00Z"), captured("2024-03-01T20:00:00Z")];
/// assert_eq!(in_order(&all, &["a", "b"]), [1, 0]);
/// ```
pub fn in_order(all: &[VersionTimes], ids: &[&str]) -> Vec<usize> {
    let rule = Rule::of(all);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_cached_key(|&n| {
        let dated = rule.dated(&all[n]);
        (rule.captured(&all[n]), dated.is_none(), dated, ids[n])
    });
    order
}

/// What shows the order of two versions of `all`, the earlier one first. None if nothing does.
pub fn order_of(all: &[VersionTimes], earlier: usize, later: usize) -> Option<VersionOrder> {
    let rule = Rule::of(all);
    let (a, b) = (&all[earlier], &all[later]);
    if rule.captured(a) < rule.captured(b) {
        return Some(VersionOrder::Captured);
    }
    let are_dated = rule.dated(a).is_some() && rule.dated(a) < rule.dated(b);
    are_dated.then_some(VersionOrder::Dated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(published: &str, modified: &str, captured: &str) -> VersionTimes {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_string());
        VersionTimes {
            published: known(published),
            modified: known(modified),
            captured: known(captured),
        }
    }

    #[test]
    fn captures_come_first_if_all_have_one() {
        let day = "2024-03-01";
        let all = [
            times(day, "", "2024-03-03T10:00:00Z"),
            times(day, "", "2024-03-03T11:00:00+02:00"),
            times("2024-03-02", "", "2024-03-01"),
        ];
        assert_eq!(in_order(&all, &["a", "b", "c"]), [2, 1, 0]);
        assert_eq!(order_of(&all, 1, 0), Some(VersionOrder::Captured));
    }

    #[test]
    fn a_change_is_later_than_the_publication() {
        let all = [
            times("2024-03-01T10:00", "2024-03-01T18:30:00Z", ""),
            times("2024-03-01T10:00", "", ""),
        ];
        assert_eq!(in_order(&all, &["a", "b"]), [1, 0]);
        assert_eq!(order_of(&all, 1, 0), Some(VersionOrder::Dated));
    }

    #[test]
    fn hours_count_only_if_all_have_them() {
        let all = [
            times("2024-03-01T10:00", "", ""),
            times("2024-03-01", "", ""),
            times("", "", ""),
        ];
        assert_eq!(in_order(&all, &["b", "a", "c"]), [1, 0, 2]);
        assert_eq!(order_of(&all, 1, 0), None);
        assert_eq!(order_of(&all, 0, 2), None);
    }
}
