//! Periods of the calendar that have a value of their own in TIMEX3: a year, a week, an evening, a
//! minute.

use super::{Date, Moment, PartOfDay, Season, Unit};

/// A period of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Period {
    /// The number is the first two digits of its years.
    Century(i32),
    /// The number is the first three digits of its years.
    Decade(i32),
    Year(i32),
    Half(i32, u8),
    Quarter(i32, u8),
    Season(i32, Season),
    Month(i32, u8),
    /// Year and week of ISO 8601.
    Week(i32, u8),
    Weekend(i32, u8),
    Day(Date),
    Part(Date, PartOfDay),
    Hour(Date, u8),
    Minute(Date, u8, u8),
    Second(Moment),
}

/// Begin and end of a period; the end is exclusive.
pub(crate) type Bounds = (Moment, Moment);

impl Period {
    /// The period of this unit that contains the day; the day itself for units of the clock.
    pub(crate) fn containing(date: Date, unit: Unit) -> Period {
        let (year, month) = (date.year(), date.month());
        let (iso_year, week) = date.iso_week();
        match unit {
            Unit::Century | Unit::Millennium => Period::Century(year / 100),
            Unit::Decade => Period::Decade(year / 10),
            Unit::Year => Period::Year(year),
            Unit::Half => Period::Half(year, (month - 1) / 6 + 1),
            Unit::Quarter => Period::Quarter(year, (month - 1) / 3 + 1),
            // Winter has the year in which it begins.
            Unit::Season => Period::Season(
                year - i32::from(month < 3),
                Season::ALL[usize::from((month + 9) % 12 / 3)],
            ),
            Unit::Month => Period::Month(year, month),
            Unit::Week => Period::Week(iso_year, week),
            Unit::Weekend => Period::Weekend(iso_year, week),
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => Period::Day(date),
        }
    }

    /// The same kind of period `n` later: the year after (1), two weeks before (-2).
    pub(crate) fn shift(self, n: i64) -> Option<Period> {
        Some(match self {
            Period::Century(c) => Period::Century(plus(c, n, 99)?),
            Period::Decade(d) => Period::Decade(plus(d, n, 999)?),
            Period::Year(y) => Period::Year(plus(y, n, 9999).filter(|y| *y > 0)?),
            Period::Half(y, h) => {
                let (year, half) = plus_parts(y, h, 2, n)?;
                Period::Half(year, half)
            }
            Period::Quarter(y, q) => {
                let (year, quarter) = plus_parts(y, q, 4, n)?;
                Period::Quarter(year, quarter)
            }
            Period::Season(y, s) => {
                let (year, season) = plus_parts(y, s as u8 + 1, 4, n)?;
                Period::Season(year, Season::ALL[usize::from(season - 1)])
            }
            Period::Month(y, m) => {
                let (year, month) = plus_parts(y, m, 12, n)?;
                Period::Month(year, month)
            }
            Period::Week(y, w) => Period::containing(plus_weeks(y, w, n)?, Unit::Week),
            Period::Weekend(y, w) => Period::containing(plus_weeks(y, w, n)?, Unit::Weekend),
            _ => return self.shift_days(n),
        })
    }

    /// The same day, or time of day, `n` days later.
    fn shift_days(self, n: i64) -> Option<Period> {
        Some(match self {
            Period::Day(day) => Period::Day(day.plus_days(n)?),
            Period::Part(day, part) => Period::Part(day.plus_days(n)?, part),
            Period::Hour(day, hour) => Period::Hour(day.plus_days(n)?, hour),
            Period::Minute(day, hour, minute) => Period::Minute(day.plus_days(n)?, hour, minute),
            Period::Second(moment) => Period::Second(Moment {
                date: moment.date.plus_days(n)?,
                ..moment
            }),
            _ => return None,
        })
    }

    /// The same period in another year: May 2016 → May 2015. None for weeks, decades and times of
    /// day, because they have no counterpart.
    pub(crate) fn plus_years(self, n: i32) -> Option<Period> {
        let plus = |year: i32| Some(year.checked_add(n)?).filter(|y| (1..=9999).contains(y));
        Some(match self {
            Period::Year(y) => Period::Year(plus(y)?),
            Period::Half(y, h) => Period::Half(plus(y)?, h),
            Period::Quarter(y, q) => Period::Quarter(plus(y)?, q),
            Period::Season(y, s) => Period::Season(plus(y)?, s),
            Period::Month(y, m) => Period::Month(plus(y)?, m),
            Period::Day(day) => Period::Day(day.plus_months(12 * i64::from(n))?),
            _ => return None,
        })
    }

    pub(crate) fn bounds(self) -> Option<Bounds> {
        match self {
            Period::Century(c) => years(c * 100, 100),
            Period::Decade(d) => years(d * 10, 10),
            Period::Year(y) => years(y, 1),
            Period::Half(y, h) => months(y, h * 6 - 5, 6),
            Period::Quarter(y, q) => months(y, q * 3 - 2, 3),
            Period::Season(y, s) => months(y, s as u8 * 3 + 3, 3),
            Period::Month(y, m) => months(y, m, 1),
            Period::Week(y, w) => days(Date::from_iso_week(y, w, 1)?, 7),
            Period::Weekend(y, w) => days(Date::from_iso_week(y, w, 6)?, 2),
            Period::Day(day) => days(day, 1),
            Period::Part(day, part) => {
                let (from, to) = part.hours();
                // A moment lasts a minute, because bounds must not be equal.
                let minute = u32::from(part.is_moment());
                seconds_of(day, from * 3600, to * 3600 + minute * 60)
            }
            Period::Hour(day, h) => seconds_of(day, u32::from(h) * 3600, u32::from(h + 1) * 3600),
            Period::Minute(day, h, m) => {
                let from = u32::from(h) * 3600 + u32::from(m) * 60;
                seconds_of(day, from, from + 60)
            }
            Period::Second(moment) => Some((moment, Moment::from_seconds(moment.seconds() + 1)?)),
        }
    }

    /// How many days the period has; 0 for a time of day.
    pub(crate) fn days(self) -> Option<i64> {
        let (from, to) = self.bounds()?;
        Some((to.seconds() - from.seconds()) / 86_400)
    }

    /// The moment the period begins.
    pub(crate) fn begin(self) -> Option<Moment> {
        self.bounds().map(|(from, _)| from)
    }

    /// The day the period begins on.
    pub(crate) fn first_day(self) -> Option<Date> {
        self.begin().map(|from| from.date)
    }

    /// The value in TIMEX3.
    pub(crate) fn value(self) -> String {
        match self {
            Period::Century(c) => format!("{c:02}"),
            Period::Decade(d) => format!("{d:03}"),
            Period::Year(y) => format!("{y:04}"),
            Period::Half(y, h) => format!("{y:04}-H{h}"),
            Period::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Period::Season(y, s) => format!("{y:04}-{}", s.code()),
            Period::Month(y, m) => format!("{y:04}-{m:02}"),
            Period::Week(y, w) => format!("{y:04}-W{w:02}"),
            Period::Weekend(y, w) => format!("{y:04}-W{w:02}-WE"),
            Period::Day(day) => day.to_string(),
            Period::Part(day, part) => format!("{day}{}", part.code()),
            Period::Hour(day, h) => format!("{day}T{h:02}:00"),
            Period::Minute(day, h, m) => format!("{day}T{h:02}:{m:02}"),
            Period::Second(moment) => moment.to_string(),
        }
    }

    /// Whether the period is a time of day.
    pub(crate) fn is_time_of_day(self) -> bool {
        matches!(
            self,
            Period::Part(..) | Period::Hour(..) | Period::Minute(..) | Period::Second(_)
        )
    }

    /// Begin and end of the early, middle and late third of the period, if it is divided so: the
    /// early part of a year is its first three months.
    pub(crate) fn thirds(self) -> Option<[Bounds; 3]> {
        let (from, to) = self.bounds()?;
        let plus_months = |n| from.date.plus_months(n).map(Moment::from);
        let plus_days = |n| from.date.plus_days(n).map(Moment::from);
        let (middle, late) = match self {
            Period::Century(_) => (plus_months(33 * 12), plus_months(67 * 12)),
            Period::Decade(_) => (plus_months(4 * 12), plus_months(6 * 12)),
            Period::Year(_) => (plus_months(3), plus_months(8)),
            Period::Half(..) => (plus_months(2), plus_months(4)),
            Period::Quarter(..) | Period::Season(..) => (plus_months(1), plus_months(2)),
            Period::Month(..) => (plus_days(10), plus_days(20)),
            Period::Week(..) => (plus_days(3), plus_days(4)),
            _ => return None,
        };
        let (middle, late) = (middle?, late?);
        Some([(from, middle), (middle, late), (late, to)])
    }
}

/// `value + n`, if that is from 0 to `last`.
fn plus(value: i32, n: i64, last: i32) -> Option<i32> {
    let sum = value.checked_add(i32::try_from(n).ok()?)?;
    Some(sum).filter(|sum| (0..=last).contains(sum))
}

/// The n-th part after a part of a year that has this number of parts: quarters, months.
fn plus_parts(year: i32, part: u8, parts: i64, n: i64) -> Option<(i32, u8)> {
    let total = (i64::from(year) * parts + i64::from(part) - 1).checked_add(n)?;
    let year = i32::try_from(total.div_euclid(parts)).ok()?;
    (1..=9999)
        .contains(&year)
        .then(|| (year, total.rem_euclid(parts) as u8 + 1))
}

/// The Monday `n` weeks after a week.
fn plus_weeks(year: i32, week: u8, n: i64) -> Option<Date> {
    Date::from_iso_week(year, week, 1)?.plus_days(n.checked_mul(7)?)
}

fn years(from: i32, count: i32) -> Option<Bounds> {
    let end = Date::new(from + count, 1, 1)?;
    Some((Date::new(from.max(1), 1, 1)?.into(), end.into()))
}

fn months(year: i32, month: u8, count: i64) -> Option<Bounds> {
    let from = Date::new(year, month, 1)?;
    Some((from.into(), from.plus_months(count)?.into()))
}

fn days(from: Date, count: i64) -> Option<Bounds> {
    Some((from.into(), from.plus_days(count)?.into()))
}

/// Bounds within a day, as seconds since its midnight.
fn seconds_of(day: Date, from: u32, to: u32) -> Option<Bounds> {
    let midnight = day.days() * 86_400;
    Some((
        Moment::from_seconds(midnight + i64::from(from))?,
        Moment::from_seconds(midnight + i64::from(to))?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(period: Period) -> String {
        let (from, to) = period.bounds().expect("a period within the calendar");
        format!("{from} {to}")
    }

    #[test]
    fn bounds_of_each_grain() {
        assert_eq!(bounds(Period::Decade(199)), "1990-01-01 2000-01-01");
        assert_eq!(
            bounds(Period::Season(1993, Season::Winter)),
            "1993-12-01 1994-03-01"
        );
        assert_eq!(bounds(Period::Quarter(2024, 4)), "2024-10-01 2025-01-01");
        let day = Date::new(2024, 11, 1).expect("a day");
        assert_eq!(bounds(Period::Weekend(2024, 44)), "2024-11-02 2024-11-04");
        assert_eq!(
            bounds(Period::Part(day, PartOfDay::Midnight)),
            "2024-11-02T00:00 2024-11-02T00:01"
        );
        assert_eq!(
            bounds(Period::Hour(day, 15)),
            "2024-11-01T15:00 2024-11-01T16:00"
        );
    }
}
