//! In: years, months, days, weekdays. Out: stretches of the civil calendar (Gregorian, no zones),
//! each with its TIMEX3 value and its begin and end. Nothing here knows about text.

pub(crate) mod holidays;

use std::fmt;

/// A day of the Gregorian calendar, years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

const FIRST: i64 = -719_162; // 0001-01-01, counted from 1970-01-01
const LAST: i64 = 2_932_896; // 9999-12-31

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let fits = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1;
        (fits && day <= days_in_month(year, month)).then_some(Date { year, month, day })
    }

    /// Year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        // Years that begin in March put the leap day last, so that months have a fixed pattern of
        // lengths.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day that lies so many days after 1970-01-01.
    pub fn from_days(days: i64) -> Option<Date> {
        if !(FIRST..=LAST).contains(&days) {
            return None;
        }
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * years + years / 4 - years / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, carry) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        Date::new((era * 400 + years + carry) as i32, month as u8, day as u8)
    }

    /// Monday = 1 … Sunday = 7.
    pub fn weekday(self) -> u8 {
        (self.days() + 3).rem_euclid(7) as u8 + 1
    }

    /// So many days later (or earlier).
    pub fn plus_days(self, days: i64) -> Option<Date> {
        Date::from_days(self.days().checked_add(days)?)
    }

    /// So many months later, on the last day of the month where the month is too short.
    pub fn plus_months(self, months: i64) -> Option<Date> {
        let total = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = i32::try_from(total.div_euclid(12))
            .ok()
            .filter(|year| (1..=9999).contains(year))?;
        let month = total.rem_euclid(12) as u8 + 1;
        Date::new(year, month, self.day.min(days_in_month(year, month)))
    }

    /// ISO 8601 year and week.
    pub fn iso_week(self) -> (i32, u8) {
        let thursday = self.days() + 4 - i64::from(self.weekday());
        let year = Date::from_days(thursday).map_or(self.year, Date::year);
        let first = Date {
            year,
            month: 1,
            day: 1,
        }
        .days();
        (year, ((thursday - first) / 7 + 1) as u8)
    }

    /// The day with this weekday in that ISO week.
    pub fn from_iso_week(year: i32, week: u8, weekday: u8) -> Option<Date> {
        let fourth = Date::new(year, 1, 4)?;
        fourth.plus_days(
            1 - i64::from(fourth.weekday()) + 7 * (i64::from(week) - 1) + i64::from(weekday) - 1,
        )
    }

    /// The next such weekday after this day (`n` = 1), the last before it (-1), and so on.
    pub fn nth_weekday(self, weekday: u8, n: i64) -> Option<Date> {
        let ahead = (i64::from(weekday) - i64::from(self.weekday())).rem_euclid(7);
        let first = if n > 0 && ahead == 0 { 7 } else { ahead };
        self.plus_days(if n > 0 {
            first + 7 * (n - 1)
        } else {
            ahead + 7 * n
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Length of a month.
pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A day, or a minute or second of it, in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Seconds since midnight, where the moment is finer than a day.
    pub second: Option<u32>,
}

impl Moment {
    /// Reads an ISO 8601 day, with or without a time: `2024-11-01`, `2024-11-01T08:30`. A zone is
    /// passed over.
    pub fn parse(text: &str) -> Option<Moment> {
        let number = |from: usize, to: usize| {
            let digits = text.get(from..to)?;
            digits
                .bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| digits.parse::<u32>().ok())
                .flatten()
        };
        let mark =
            |at: usize, marks: &[u8]| text.as_bytes().get(at).is_some_and(|b| marks.contains(b));
        if !(mark(4, b"-") && mark(7, b"-")) {
            return None;
        }
        let date = Date::new(
            number(0, 4)? as i32,
            number(5, 7)? as u8,
            number(8, 10)? as u8,
        )?;
        if text.len() == 10 {
            return Some(Moment { date, second: None });
        }
        let (hour, minute) = (
            number(11, 13)?,
            if mark(13, b":") { number(14, 16)? } else { 0 },
        );
        let second = if mark(16, b":") { number(17, 19)? } else { 0 };
        let fits = mark(10, b"T ") && hour < 24 && minute < 60 && second < 60;
        fits.then_some(Moment {
            date,
            second: Some(hour * 3600 + minute * 60 + second),
        })
    }

    /// Seconds since 1970-01-01T00:00.
    pub(crate) fn seconds(self) -> i64 {
        self.date.days() * 86_400 + i64::from(self.second.unwrap_or(0))
    }

    pub(crate) fn from_seconds(seconds: i64) -> Option<Moment> {
        let date = Date::from_days(seconds.div_euclid(86_400))?;
        Some(Moment {
            date,
            second: Some(seconds.rem_euclid(86_400) as u32),
        })
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Moment {
        Moment { date, second: None }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(second) = self.second else {
            return self.date.fmt(f);
        };
        write!(
            f,
            "{}T{:02}:{:02}",
            self.date,
            second / 3600,
            second / 60 % 60
        )?;
        if second % 60 != 0 {
            write!(f, ":{:02}", second % 60)
        } else {
            Ok(())
        }
    }
}

/// A unit of the calendar or of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A season of the northern hemisphere: spring is March to May, winter begins in December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

pub(crate) const SEASONS: [Season; 4] = [
    Season::Spring,
    Season::Summer,
    Season::Autumn,
    Season::Winter,
];

impl Season {
    pub(crate) fn code(self) -> &'static str {
        ["SP", "SU", "FA", "WI"][self as usize]
    }
}

/// A part of a day: its TIMEX3 code and, wide, its hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PartOfDay {
    Morning,
    Noon,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
    Midnight,
}

/// The parts in the order of their numbers.
pub(crate) const PARTS_OF_DAY: [PartOfDay; 8] = [
    PartOfDay::Morning,
    PartOfDay::Noon,
    PartOfDay::Midday,
    PartOfDay::Afternoon,
    PartOfDay::Evening,
    PartOfDay::Night,
    PartOfDay::Daytime,
    PartOfDay::Midnight,
];

impl PartOfDay {
    pub(crate) fn code(self) -> &'static str {
        match self {
            PartOfDay::Morning => "TMO",
            PartOfDay::Noon => "T12:00",
            PartOfDay::Midday => "TMI",
            PartOfDay::Afternoon => "TAF",
            PartOfDay::Evening => "TEV",
            PartOfDay::Night => "TNI",
            PartOfDay::Daytime => "TDT",
            PartOfDay::Midnight => "T24:00",
        }
    }

    /// An hour in its middle.
    pub(crate) fn middle(self) -> u8 {
        match self {
            PartOfDay::Morning => 9,
            PartOfDay::Noon | PartOfDay::Midday | PartOfDay::Daytime => 12,
            PartOfDay::Afternoon => 15,
            PartOfDay::Evening => 20,
            PartOfDay::Night => 22,
            PartOfDay::Midnight => 24,
        }
    }

    /// First and last hour (exclusive); a moment has none between.
    pub(crate) fn hours(self) -> (u32, u32) {
        match self {
            PartOfDay::Morning => (0, 12),
            PartOfDay::Noon => (12, 12),
            PartOfDay::Midday => (12, 14),
            PartOfDay::Afternoon => (12, 19),
            PartOfDay::Evening | PartOfDay::Night => (18, 24),
            PartOfDay::Daytime => (8, 18),
            PartOfDay::Midnight => (24, 24),
        }
    }
}

/// A stretch of the calendar that has a name of its own: a year, a week, an evening, a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Period {
    Century(i32),
    Decade(i32),
    Year(i32),
    Half(i32, u8),
    Quarter(i32, u8),
    Season(i32, Season),
    Month(i32, u8),
    Week(i32, u8),
    Weekend(i32, u8),
    Day(Date),
    Part(Date, PartOfDay),
    Hour(Date, u8),
    Minute(Date, u8, u8),
    Second(Moment),
}

impl Period {
    /// The stretch of this unit that the day lies in.
    pub(crate) fn around(date: Date, unit: Unit) -> Period {
        let (iso, week) = date.iso_week();
        match unit {
            Unit::Century | Unit::Millennium => Period::Century(date.year / 100),
            Unit::Decade => Period::Decade(date.year / 10),
            Unit::Year => Period::Year(date.year),
            Unit::Half => Period::Half(date.year, (date.month - 1) / 6 + 1),
            Unit::Quarter => Period::Quarter(date.year, (date.month - 1) / 3 + 1),
            Unit::Season => Period::Season(
                date.year - i32::from(date.month < 3),
                SEASONS[usize::from((date.month + 9) % 12 / 3)],
            ),
            Unit::Month => Period::Month(date.year, date.month),
            Unit::Week => Period::Week(iso, week),
            Unit::Weekend => Period::Weekend(iso, week),
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => Period::Day(date),
        }
    }

    /// The same kind of stretch so many later: the year after, two weeks before.
    pub(crate) fn shift(self, n: i64) -> Option<Period> {
        let count = |year: i32, part: u8, parts: i64| {
            let total = (i64::from(year) * parts + i64::from(part) - 1).checked_add(n)?;
            let year = i32::try_from(total.div_euclid(parts))
                .ok()
                .filter(|y| (1..=9999).contains(y))?;
            Some((year, total.rem_euclid(parts) as u8 + 1))
        };
        let step = i32::try_from(n).ok()?;
        let plus =
            |value: i32, last: i32| value.checked_add(step).filter(|v| (0..=last).contains(v));
        Some(match self {
            Period::Century(c) => Period::Century(plus(c, 99)?),
            Period::Decade(d) => Period::Decade(plus(d, 999)?),
            Period::Year(y) => Period::Year(plus(y, 9999).filter(|y| *y > 0)?),
            Period::Half(y, h) => count(y, h, 2).map(|(y, h)| Period::Half(y, h))?,
            Period::Quarter(y, q) => count(y, q, 4).map(|(y, q)| Period::Quarter(y, q))?,
            Period::Season(y, s) => count(y, s as u8 + 1, 4)
                .map(|(y, s)| Period::Season(y, SEASONS[usize::from(s - 1)]))?,
            Period::Month(y, m) => count(y, m, 12).map(|(y, m)| Period::Month(y, m))?,
            Period::Week(y, w) | Period::Weekend(y, w) => {
                let day = Date::from_iso_week(y, w, 1)?.plus_days(n.checked_mul(7)?)?;
                let unit = if matches!(self, Period::Week(..)) {
                    Unit::Week
                } else {
                    Unit::Weekend
                };
                Period::around(day, unit)
            }
            Period::Day(d) => Period::Day(d.plus_days(n)?),
            Period::Part(d, p) => Period::Part(d.plus_days(n)?, p),
            Period::Hour(d, h) => Period::Hour(d.plus_days(n)?, h),
            Period::Minute(d, h, m) => Period::Minute(d.plus_days(n)?, h, m),
            Period::Second(m) => Period::Second(Moment {
                date: m.date.plus_days(n)?,
                ..m
            }),
        })
    }

    /// The same stretch in another year: May 2016 → May 2015. Weeks and decades have no such
    /// neighbour.
    pub(crate) fn plus_years(self, n: i32) -> Option<Period> {
        let year = |y: i32| Some(y.checked_add(n)?).filter(|y| (1..=9999).contains(y));
        Some(match self {
            Period::Year(y) => Period::Year(year(y)?),
            Period::Half(y, h) => Period::Half(year(y)?, h),
            Period::Quarter(y, q) => Period::Quarter(year(y)?, q),
            Period::Season(y, s) => Period::Season(year(y)?, s),
            Period::Month(y, m) => Period::Month(year(y)?, m),
            Period::Day(d) => Period::Day(d.plus_months(12 * i64::from(n))?),
            _ => return None,
        })
    }

    /// Begin and end (exclusive).
    pub(crate) fn bounds(self) -> Option<(Moment, Moment)> {
        let years = |from: i32, count: i32| {
            Some((Date::new(from.max(1), 1, 1)?, Date::new(from + count, 1, 1)))
        };
        let months = |y: i32, m: u8, count: i64| {
            let from = Date::new(y, m, 1)?;
            Some((from, from.plus_months(count)))
        };
        let span = |(from, to): (Date, Option<Date>)| Some((from.into(), to?.into()));
        let clock = |date: Date, from: i64, to: i64| {
            let midnight = date.days() * 86_400;
            Some((
                Moment::from_seconds(midnight + from)?,
                Moment::from_seconds(midnight + to)?,
            ))
        };
        match self {
            Period::Century(c) => span(years(c * 100, 100)?),
            Period::Decade(d) => span(years(d * 10, 10)?),
            Period::Year(y) => span(years(y, 1)?),
            Period::Half(y, h) => span(months(y, h * 6 - 5, 6)?),
            Period::Quarter(y, q) => span(months(y, q * 3 - 2, 3)?),
            Period::Season(y, s) => span(months(y, s as u8 * 3 + 3, 3)?),
            Period::Month(y, m) => span(months(y, m, 1)?),
            Period::Week(y, w) => {
                let from = Date::from_iso_week(y, w, 1)?;
                span((from, from.plus_days(7)))
            }
            Period::Weekend(y, w) => {
                let from = Date::from_iso_week(y, w, 6)?;
                span((from, from.plus_days(2)))
            }
            Period::Day(d) => span((d, d.plus_days(1))),
            Period::Part(d, p) => {
                let (from, to) = p.hours();
                clock(
                    d,
                    i64::from(from) * 3600,
                    i64::from(to) * 3600 + i64::from(from == to) * 60,
                )
            }
            Period::Hour(d, h) => clock(d, i64::from(h) * 3600, (i64::from(h) + 1) * 3600),
            Period::Minute(d, h, m) => {
                let from = i64::from(h) * 3600 + i64::from(m) * 60;
                clock(d, from, from + 60)
            }
            Period::Second(m) => Some((m, Moment::from_seconds(m.seconds() + 1)?)),
        }
    }

    /// How many days it lasts; a time of day less than one.
    pub(crate) fn days(self) -> Option<i64> {
        self.bounds()
            .map(|(from, to)| (to.seconds() - from.seconds()) / 86_400)
    }

    /// The day it begins on.
    pub(crate) fn first_day(self) -> Option<Date> {
        self.bounds().map(|(from, _)| from.date)
    }

    /// The value of TIMEX3.
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
            Period::Day(d) => d.to_string(),
            Period::Part(d, p) => format!("{d}{}", p.code()),
            Period::Hour(d, h) => format!("{d}T{h:02}:00"),
            Period::Minute(d, h, m) => format!("{d}T{h:02}:{m:02}"),
            Period::Second(m) => m.to_string(),
        }
    }

    /// Whether it is a time of a day.
    pub(crate) fn is_clock(self) -> bool {
        matches!(
            self,
            Period::Part(..) | Period::Hour(..) | Period::Minute(..) | Period::Second(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_back() {
        for days in (FIRST..LAST).step_by(97) {
            let date = Date::from_days(days).expect("in range");
            assert_eq!(date.days(), days);
        }
        assert_eq!(Date::new(1970, 1, 1).expect("a day").days(), 0);
        assert_eq!(Date::from_days(FIRST - 1), None);
        assert_eq!(Date::new(2023, 2, 29), None);
    }

    #[test]
    fn weeks_are_iso() {
        let week = |y, m, d| Date::new(y, m, d).expect("a day").iso_week();
        assert_eq!(week(2024, 12, 30), (2025, 1));
        assert_eq!(week(2021, 1, 3), (2020, 53));
        assert_eq!(Date::from_iso_week(2025, 1, 1), Date::new(2024, 12, 30));
        assert_eq!(Date::new(2024, 11, 1).expect("a day").weekday(), 5);
    }

    #[test]
    fn bounds_of_each_grain() {
        let bounds = |s: Period| {
            s.bounds()
                .map(|(a, b)| format!("{a} {b}"))
                .unwrap_or_default()
        };
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
