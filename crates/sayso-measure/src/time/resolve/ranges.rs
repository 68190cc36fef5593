//! Ranges: the second end is the next one after the first, or the first the last one before the
//! second.

use super::offsets::plus_length;
use super::{Context, Placed, Story, from_publication, kind_of, range_without_date};
use crate::time::calendar::{Moment, PartOfDay, Period};
use crate::time::forms::meaning::{Base, Clock, Meaning, Named, Which, Year};
use crate::time::{Anchor, Kind};

impl Context {
    /// From one point to another.
    pub(super) fn range(&self, first: &Meaning, last: &Meaning) -> Placed {
        if let Meaning::Offset(length, _, Base::Of(_)) = last {
            return self.range_of_length(first, |from| plus_length(from, length, 1));
        }
        let anchor = match (self.anchor_of(first), self.anchor_of(last)) {
            (Anchor::None, Anchor::None) => Anchor::None,
            _ => from_publication(String::new()),
        };
        let Some((begins, ends)) = self.ends_of_range(first, last) else {
            let kind = if matches!(first, Meaning::Clock(..)) {
                Kind::Time
            } else {
                Kind::Date
            };
            return Placed::value_only(kind, range_without_date(first, last), anchor);
        };
        let kind = kind_of(begins);
        let begin = begins.begin();
        // Days are part of the range, a clock time is its end.
        let end = ends.bounds().map(|(from, to)| {
            // "until dawn": the morning begins at midnight, but dawn comes later.
            let is_morning = matches!(ends, Period::Part(_, PartOfDay::Morning));
            if ends.is_time_of_day() && !is_morning {
                from
            } else {
                to
            }
        });
        if begin >= end {
            return Placed::value_only(kind, range_without_date(first, last), anchor);
        }
        Placed {
            kind,
            value: format!("{}/{}", begins.value(), ends.value()),
            begin,
            end,
            anchor,
            period: Some(ends),
        }
    }

    /// "from Dec. 18 for 10 days": from a point to the end that is counted from it.
    fn range_of_length(
        &self,
        first: &Meaning,
        end_after: impl Fn(Moment) -> Option<Moment>,
    ) -> Placed {
        let placed = self.point(first, None);
        let end = placed.begin.and_then(end_after);
        let value = match end {
            Some(end) => format!("{}/{}", placed.value, last_value(end)),
            None => placed.value.clone(),
        };
        Placed {
            value,
            end,
            ..placed
        }
    }

    /// Both ends of a range on the calendar, in order.
    fn ends_of_range(&self, first: &Meaning, last: &Meaning) -> Option<(Period, Period)> {
        if let Some(moved) = self.ends_of_put_off(first, last) {
            return Some(moved);
        }
        let begins = self.period(first)?;
        // "from May 2022 to the following January"
        let after_first = Context {
            story: Story {
                mentioned: Some(begins),
                ..self.story
            },
            ..*self
        };
        let ends = after_first.period(last)?;
        let (begins, ends) = if ends.begin() < begins.begin() {
            self.in_order((first, begins), (last, ends))
        } else {
            (begins, ends)
        };
        // A range of weekdays ahead stays together.
        let are_weekdays = is_weekday(first) && is_weekday(last);
        let is_split = begins
            .first_day()
            .zip(ends.first_day())
            .is_some_and(|(from, to)| to.days() - from.days() > 7);
        if are_weekdays && is_split {
            return Some((begins.shift(7).unwrap_or(begins), ends));
        }
        Some((begins, ends))
    }

    /// "was moved from September to January": the September nearest to now, and the January after it.
    fn ends_of_put_off(&self, first: &Meaning, last: &Meaning) -> Option<(Period, Period)> {
        let (Meaning::Named(first_name, ..), Meaning::Named(last_name, ..)) = (first, last) else {
            return None;
        };
        let year = self.today()?.year();
        let first_day = |name: Named| name.in_year(year).and_then(Period::first_day);
        let crosses_years = first_day(*last_name) < first_day(*first_name);
        let is_meant =
            self.surroundings.is_put_off && crosses_years && is_open(first) && is_open(last);
        let today = self.today().filter(|_| is_meant)?;
        let begins = (-1..=1)
            .filter_map(|shift| first_name.in_year(today.year() + shift))
            .min_by_key(|period| {
                let day = period
                    .first_day()
                    .map_or(i64::MAX, |day| day.days() - today.days());
                day.abs()
            })?;
        let ends = last_name.after(begins.bounds()?)?;
        Some((begins, ends))
    }

    /// Moves the end of a range that is before its begin: into the next week or year, or the begin
    /// into the year before.
    fn in_order(
        &self,
        (first, begins): (&Meaning, Period),
        (last, ends): (&Meaning, Period),
    ) -> (Period, Period) {
        if is_weekday(last) && is_open(last) {
            return (begins, after(begins, ends));
        }
        if is_open(last) && !is_open(first) {
            return (begins, ends.plus_years(1).unwrap_or(ends));
        }
        if is_open(first) {
            return (begins.plus_years(-1).unwrap_or(begins), ends);
        }
        // "from 10 p.m. until dawn on Monday"
        if let (Meaning::Clock(..), Meaning::Part(_, Some(_))) = (first, last) {
            return (begins.shift(-1).unwrap_or(begins), ends);
        }
        if let (Meaning::Clock(..), Meaning::Clock(clock, day)) = (first, last) {
            let afternoon = self
                .in_afternoon(*clock, day.as_deref())
                .filter(|period| period.begin() > begins.begin());
            let ends = afternoon.or_else(|| ends.shift(1)).unwrap_or(ends);
            return (begins, ends);
        }
        (begins, ends)
    }

    /// The same hour in the afternoon, if it may be one.
    fn in_afternoon(&self, clock: Clock, day: Option<&Meaning>) -> Option<Period> {
        if clock.sure || clock.hour >= 12 {
            return None;
        }
        let clock = Clock {
            hour: clock.hour + 12,
            ..clock
        };
        self.clock(clock, day)
    }
}

fn is_weekday(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Named(Named::Weekday(_), ..))
}

/// Whether neither the year nor which one is given.
fn is_open(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Named(_, Which::Unstated, Year::Unstated))
}

/// A weekday moved by weeks until it is not before the begin of a range.
fn after(begins: Period, ends: Period) -> Period {
    const MOST_WEEKS: usize = 3;
    let mut ends = ends;
    for _ in 0..MOST_WEEKS {
        if ends.begin() < begins.begin() {
            ends = ends.shift(7).unwrap_or(ends);
        }
    }
    ends
}

/// The value of the last day of a range that is over at this moment; a clock time is its own
/// value, because it is not part of the range.
fn last_value(end: Moment) -> String {
    let last_day = match end.second {
        None => end.date.plus_days(-1),
        Some(_) => None,
    };
    last_day.map_or(end.to_string(), |day| day.to_string())
}
