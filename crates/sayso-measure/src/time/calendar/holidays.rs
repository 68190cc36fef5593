//! In: the rule of a named day and a year. Out: the day it falls on.

use std::str::FromStr;

use sayso_english::calendar::{month_number, weekday_number};

use super::Date;
use super::religious::{easter, hebrew_day, islamic_day, orthodox_easter};

/// How the date of a named day is found in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayRule {
    pub base: BaseDay,
    /// How many days the named day is after the base.
    pub days_after: i16,
}

/// The day that a rule counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BaseDay {
    Fixed {
        month: u8,
        day: u8,
    },
    /// The n-th weekday of the month; `n` below 0 counts from its end.
    Weekday {
        n: i8,
        weekday: u8,
        month: u8,
    },
    Easter,
    OrthodoxEaster,
    /// Month and day of the Hebrew calendar, from Tishri = 1 to Nisan = 7 and on.
    Hebrew {
        month: u8,
        day: u8,
    },
    /// Month and day of the Islamic calendar.
    Islamic {
        month: u8,
        day: u8,
    },
    ChineseNewYear,
    Diwali,
    Holi,
}

impl DayRule {
    /// The day in this year, if the rule covers the year.
    pub(crate) fn date(self, year: i32) -> Option<Date> {
        self.base.date(year)?.plus_days(i64::from(self.days_after))
    }
}

impl BaseDay {
    fn date(self, year: i32) -> Option<Date> {
        match self {
            BaseDay::Fixed { month, day } => Date::new(year, month, day),
            BaseDay::Weekday { n, weekday, month } => {
                Date::nth_weekday_of_month(year, month, weekday, n)
            }
            BaseDay::Easter => easter(year),
            BaseDay::OrthodoxEaster => orthodox_easter(year),
            BaseDay::Hebrew { month, day } => hebrew_day(year, month, day),
            BaseDay::Islamic { month, day } => islamic_day(year, month, day),
            BaseDay::ChineseNewYear => {
                let day_of_year = row(&CHINESE_NEW_YEAR, CHINESE_NEW_YEAR_FROM, year)?;
                Date::new(year, 1, 1)?.plus_days(i64::from(*day_of_year) - 1)
            }
            BaseDay::Diwali => {
                let (month, day) = row(&DIWALI, DIWALI_AND_HOLI_FROM, year)?;
                Date::new(year, *month, *day)
            }
            BaseDay::Holi => {
                let (month, day) = row(&HOLI, DIWALI_AND_HOLI_FROM, year)?;
                Date::new(year, *month, *day)
            }
        }
    }
}

/// The row of a year in a table that begins with the year `first`.
pub(super) fn row<T>(table: &[T], first: i32, year: i32) -> Option<&T> {
    table.get(usize::try_from(year.checked_sub(first)?).ok()?)
}

const ORDINALS: [(&str, i8); 5] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("last", -1),
];

impl FromStr for DayRule {
    type Err = String;

    /// Reads a rule as `data/named-days.txt` of `sayso-english` writes it.
    fn from_str(rule: &str) -> Result<DayRule, String> {
        let (base, days_after) = match rule.rsplit_once(' ') {
            Some((base, days)) if days.starts_with(['+', '-']) => (base, days.parse().ok()),
            _ => (rule, Some(0)),
        };
        let base = base_day(base);
        base.zip(days_after)
            .map(|(base, days_after)| DayRule { base, days_after })
            .ok_or_else(|| format!("unknown rule of a named day: {rule}"))
    }
}

fn base_day(words: &str) -> Option<BaseDay> {
    let words: Vec<&str> = words.split(' ').collect();
    Some(match words[..] {
        ["easter"] => BaseDay::Easter,
        ["orthodox", "easter"] => BaseDay::OrthodoxEaster,
        ["chinese", "new", "year"] => BaseDay::ChineseNewYear,
        ["diwali"] => BaseDay::Diwali,
        ["holi"] => BaseDay::Holi,
        ["hebrew", month, day] => BaseDay::Hebrew {
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        },
        ["islamic", month, day] => BaseDay::Islamic {
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        },
        [month, day] => BaseDay::Fixed {
            month: month_number(month)?,
            day: day.parse().ok()?,
        },
        [ordinal, weekday, month] => BaseDay::Weekday {
            n: ORDINALS.iter().find(|(name, _)| *name == ordinal)?.1,
            weekday: weekday_number(weekday)?,
            month: month_number(month)?,
        },
        _ => return None,
    })
}

/// First year of the tables of Diwali and Holi.
const DIWALI_AND_HOLI_FROM: i32 = 2005;

/// Diwali as month and day; each was checked against the moon at sunset in Delhi.
const DIWALI: [(u8, u8); 22] = [
    (11, 1),
    (10, 21),
    (11, 9),
    (10, 28),
    (10, 17),
    (11, 5),
    (10, 26),
    (11, 13),
    (11, 3),
    (10, 23),
    (11, 11),
    (10, 30),
    (10, 19),
    (11, 7),
    (10, 27),
    (11, 14),
    (11, 4),
    (10, 24),
    (11, 12),
    (10, 31),
    (10, 20),
    (11, 8),
];

/// Holi as month and day; (0, 0) in years in which printed calendars and the full moon at sunset
/// disagree.
const HOLI: [(u8, u8); 22] = [
    (3, 26),
    (3, 15),
    (3, 4),
    (3, 22),
    (3, 11),
    (3, 1),
    (3, 20),
    (3, 8),
    (3, 27),
    (3, 17),
    (3, 6),
    (0, 0),
    (3, 13),
    (3, 2),
    (3, 21),
    (3, 10),
    (3, 29),
    (3, 18),
    (0, 0),
    (3, 25),
    (3, 14),
    (0, 0),
];

/// First year of the table of Chinese new years.
const CHINESE_NEW_YEAR_FROM: i32 = 1990;

/// Chinese new years as day of the year; each was checked against the moon over Beijing.
const CHINESE_NEW_YEAR: [u8; 61] = [
    27, 46, 35, 23, 41, 31, 50, 38, 28, 47, 36, 24, 43, 32, 22, 40, 29, 49, 38, 26, 45, 34, 23, 41,
    31, 50, 39, 28, 47, 36, 25, 43, 32, 22, 41, 29, 48, 37, 26, 44, 34, 23, 42, 31, 50, 39, 28, 46,
    35, 24, 43, 32, 22, 41, 30, 48, 37, 26, 45, 33, 23,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(rule: &str, year: i32) -> String {
        let rule: DayRule = rule.parse().expect("a rule");
        rule.date(year)
            .map_or("none".into(), |date| date.to_string())
    }

    #[test]
    fn movable_days() {
        assert_eq!(day("easter", 2024), "2024-03-31");
        assert_eq!(day("easter", 2013), "2013-03-31");
        assert_eq!(day("orthodox easter", 2024), "2024-05-05");
        assert_eq!(day("fourth thursday november", 2024), "2024-11-28");
        assert_eq!(day("last monday may", 2024), "2024-05-27");
        assert_eq!(day("first monday november +1", 2016), "2016-11-08");
        assert_eq!(day("chinese new year", 2024), "2024-02-10");
        assert_eq!(day("chinese new year", 2050), "2050-01-23");
        assert_eq!(day("holi", 2016), "none");
    }

    #[test]
    fn days_of_the_hebrew_calendar() {
        assert_eq!(day("hebrew 1 1", 2024), "2024-10-03");
        assert_eq!(day("hebrew 1 10", 2023), "2023-09-25");
        assert_eq!(day("hebrew 3 25", 2023), "2023-12-08");
        assert_eq!(day("hebrew 7 15", 2024), "2024-04-23");
        assert_eq!(day("hebrew 6 14", 2023), "2023-03-07");
    }

    #[test]
    fn days_of_the_islamic_calendar() {
        assert_eq!(day("islamic 10 1", 2018), "2018-06-15");
        assert_eq!(day("islamic 9 1", 2024), "2024-03-11");
    }
}
