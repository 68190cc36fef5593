//! Days of the Gregorian calendar, moments in local time, and the names of months and weekdays.
//!
//! ```
//! use sayso_english::calendar::{Date, month_number};
//! let day = Date::new(2024, month_number("Feb").unwrap(), 29).unwrap();
//! assert_eq!(day.plus_months(12).unwrap().to_string(), "2025-02-28");
//! assert_eq!(day.weekday(), 4);
//! ```

use crate::data::rows;
use std::fmt;
use std::sync::LazyLock;

/// A day of the Gregorian calendar, years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// 0001-01-01 and 9999-12-31, in days since 1970-01-01.
const FIRST: i64 = -719_162;
const LAST: i64 = 2_932_896;

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let in_range = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1;
        (in_range && day <= days_in_month(year, month)).then_some(Date { year, month, day })
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
        // Years are counted from March, because the leap day is then the last day of the year
        // and the lengths of the months before it follow a fixed pattern.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day with this number of days since 1970-01-01.
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

    /// The weekday, from Monday = 1 to Sunday = 7.
    pub fn weekday(self) -> u8 {
        (self.days() + 3).rem_euclid(7) as u8 + 1
    }

    /// The day this number of days later, or earlier if the number is negative.
    pub fn plus_days(self, days: i64) -> Option<Date> {
        Date::from_days(self.days().checked_add(days)?)
    }

    /// The same day this number of months later; the last day of the month if the month is too
    /// short for it.
    pub fn plus_months(self, months: i64) -> Option<Date> {
        let total = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = i32::try_from(total.div_euclid(12))
            .ok()
            .filter(|year| (1..=9999).contains(year))?;
        let month = total.rem_euclid(12) as u8 + 1;
        Date::new(year, month, self.day.min(days_in_month(year, month)))
    }

    /// Year and week of ISO 8601.
    pub fn iso_week(self) -> (i32, u8) {
        let thursday = self.days() + 4 - i64::from(self.weekday());
        let year = Date::from_days(thursday).map_or(self.year, Date::year);
        let new_year = Date {
            year,
            month: 1,
            day: 1,
        };
        (year, ((thursday - new_year.days()) / 7 + 1) as u8)
    }

    /// The day with this weekday (Monday = 1) in a week of ISO 8601.
    pub fn from_iso_week(year: i32, week: u8, weekday: u8) -> Option<Date> {
        // The first week is the one with 4 January.
        let fourth = Date::new(year, 1, 4)?;
        let to_monday = 1 - i64::from(fourth.weekday());
        fourth.plus_days(to_monday + 7 * (i64::from(week) - 1) + i64::from(weekday) - 1)
    }

    /// The next day with this weekday after this day (`n` = 1), the last one before it (-1), and
    /// so on.
    pub fn nth_weekday(self, weekday: u8, n: i64) -> Option<Date> {
        let ahead = (i64::from(weekday) - i64::from(self.weekday())).rem_euclid(7);
        if n > 0 {
            let first = if ahead == 0 { 7 } else { ahead };
            self.plus_days(first + 7 * (n - 1))
        } else {
            self.plus_days(ahead + 7 * n)
        }
    }

    /// The n-th day with this weekday in a month; `n` below 0 counts from the end of the month.
    /// None if the month has fewer.
    pub fn nth_weekday_of_month(year: i32, month: u8, weekday: u8, n: i8) -> Option<Date> {
        let first = Date::new(year, month, 1)?;
        let outside = if n > 0 {
            first.plus_days(-1)?
        } else {
            first.plus_months(1)?
        };
        outside
            .nth_weekday(weekday, i64::from(n))
            .filter(|date| date.month == month)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The number of days in a month.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A day, or a second of a day, in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Seconds since midnight, if the moment is finer than a day.
    pub second: Option<u32>,
}

impl Moment {
    /// Reads an ISO 8601 day, with or without a time: `2024-11-01`, `2024-11-01T08:30`. A zone
    /// after the time is ignored.
    pub fn parse(text: &str) -> Option<Moment> {
        let bytes = text.as_bytes();
        let has_mark = |at: usize, mark: u8| bytes.get(at) == Some(&mark);
        if !(has_mark(4, b'-') && has_mark(7, b'-')) {
            return None;
        }
        let date = Date::new(
            digits(text, 0, 4)? as i32,
            digits(text, 5, 7)? as u8,
            digits(text, 8, 10)? as u8,
        )?;
        if text.len() == 10 {
            return Some(Moment { date, second: None });
        }
        if !(has_mark(10, b'T') || has_mark(10, b' ')) {
            return None;
        }
        let hour = digits(text, 11, 13)?;
        let minute = if has_mark(13, b':') {
            digits(text, 14, 16)?
        } else {
            0
        };
        let second = if has_mark(16, b':') {
            digits(text, 17, 19)?
        } else {
            0
        };
        let in_range = hour < 24 && minute < 60 && second < 60;
        in_range.then_some(Moment {
            date,
            second: Some(hour * 3600 + minute * 60 + second),
        })
    }

    /// Seconds since 1970-01-01T00:00.
    pub fn seconds(self) -> i64 {
        self.date.days() * 86_400 + i64::from(self.second.unwrap_or(0))
    }

    /// The moment with this number of seconds since 1970-01-01T00:00.
    pub fn from_seconds(seconds: i64) -> Option<Moment> {
        let date = Date::from_days(seconds.div_euclid(86_400))?;
        Some(Moment {
            date,
            second: Some(seconds.rem_euclid(86_400) as u32),
        })
    }
}

/// The number at these bytes of a text, if they are ASCII digits.
fn digits(text: &str, from: usize, to: usize) -> Option<u32> {
    let digits = text.get(from..to)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| all_digits)
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
        let (hour, minute) = (second / 3600, second / 60 % 60);
        write!(f, "{}T{hour:02}:{minute:02}", self.date)?;
        match second % 60 {
            0 => Ok(()),
            second => write!(f, ":{second:02}"),
        }
    }
}

/// How the name of a month or a weekday is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameForm {
    /// In full: "January", "Monday".
    Full,
    /// In the plural: "Mondays".
    Plural,
    /// Shortened: "Jan", "Mon".
    Short,
}

/// A name of a month or a weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarName {
    /// The name in lower case.
    pub name: &'static str,
    /// January = 1, Monday = 1.
    pub number: u8,
    /// How the name is written.
    pub form: NameForm,
}

static MONTHS: LazyLock<Vec<CalendarName>> =
    LazyLock::new(|| names(include_str!("../data/months.txt")));

static WEEKDAYS: LazyLock<Vec<CalendarName>> =
    LazyLock::new(|| names(include_str!("../data/weekdays.txt")));

/// The English names of the months, full and short.
pub fn month_names() -> impl Iterator<Item = CalendarName> {
    MONTHS.iter().copied()
}

/// The English names of the weekdays: full, plural and short.
pub fn weekday_names() -> impl Iterator<Item = CalendarName> {
    WEEKDAYS.iter().copied()
}

/// The number of a month by its full or short name, in any case of letters.
pub fn month_number(name: &str) -> Option<u8> {
    number_of(name, &MONTHS)
}

/// The number of a weekday (Monday = 1) by any of its names, in any case of letters.
pub fn weekday_number(name: &str) -> Option<u8> {
    number_of(name, &WEEKDAYS)
}

fn number_of(name: &str, names: &[CalendarName]) -> Option<u8> {
    names
        .iter()
        .find(|known| known.name.eq_ignore_ascii_case(name))
        .map(|known| known.number)
}

fn names(file: &'static str) -> Vec<CalendarName> {
    let names = rows(file).map(|row| CalendarName {
        name: row[0],
        number: row[1].parse().expect("a number in the second column"),
        form: match row[2] {
            "plural" => NameForm::Plural,
            "short" => NameForm::Short,
            _ => NameForm::Full,
        },
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_and_weekday_has_its_names() {
        let full = |name: &CalendarName| name.form == NameForm::Full;
        let mut months: Vec<u8> = month_names().filter(full).map(|name| name.number).collect();
        months.sort_unstable();
        assert_eq!(months, (1..=12).collect::<Vec<u8>>());
        let mut weekdays: Vec<u8> = weekday_names()
            .filter(full)
            .map(|name| name.number)
            .collect();
        weekdays.sort_unstable();
        assert_eq!(weekdays, (1..=7).collect::<Vec<u8>>());
        assert_eq!(month_number("Sept"), Some(9));
        assert_eq!(weekday_number("Tuesdays"), Some(2));
    }

    fn day(year: i32, month: u8, day: u8) -> Date {
        Date::new(year, month, day).expect("a day of the calendar")
    }

    #[test]
    fn days_and_back() {
        for days in (FIRST..LAST).step_by(97) {
            let date = Date::from_days(days).expect("in range");
            assert_eq!(date.days(), days);
        }
        assert_eq!(day(1970, 1, 1).days(), 0);
        assert_eq!(Date::from_days(FIRST - 1), None);
        assert_eq!(Date::new(2023, 2, 29), None);
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        assert_eq!(day(2024, 12, 30).iso_week(), (2025, 1));
        assert_eq!(day(2021, 1, 3).iso_week(), (2020, 53));
        assert_eq!(Date::from_iso_week(2025, 1, 1), Date::new(2024, 12, 30));
        assert_eq!(day(2024, 11, 1).weekday(), 5);
    }

    #[test]
    fn weekdays_of_a_month() {
        assert_eq!(
            Date::nth_weekday_of_month(2024, 11, 4, 4),
            Date::new(2024, 11, 28)
        );
        assert_eq!(
            Date::nth_weekday_of_month(2024, 5, 1, -1),
            Date::new(2024, 5, 27)
        );
        assert_eq!(Date::nth_weekday_of_month(2024, 11, 4, 5), None);
    }

    #[test]
    fn moments_are_read_as_they_are_written() {
        for text in ["2024-11-01", "2024-11-01T08:30", "2024-11-01T08:30:15"] {
            let moment = Moment::parse(text).expect("a moment");
            assert_eq!(moment.to_string(), text);
        }
        assert_eq!(Moment::parse("2024-11-31"), None);
        assert_eq!(Moment::parse("2024-11-01T24:00"), None);
    }
}
