//! In: a rule and a year. Out: the day a named day falls on: fixed days, weekdays of a month,
//! Easter, and the calendars of moons.

use crate::time::calendar::Date;

/// A day that has a name, and how its date is found.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rule {
    /// Month, day.
    Fixed(u8, u8),
    /// The n-th such weekday of the month, from its end where n is below 0.
    Nth(i8, u8, u8),
    /// Days after Easter Sunday.
    Easter(i16),
    /// Days after Orthodox Easter Sunday.
    Orthodox(i16),
    /// Month and day of the Hebrew calendar, month 1 = Tishri … 7 = Nisan.
    Hebrew(u8, u8),
    /// Month and day of the Islamic calendar, as reckoned (what is seen in the sky can be a day
    /// off).
    Islamic(u8, u8),
    /// Chinese new year.
    Chinese,
    Diwali,
    Holi,
    /// Days after another rule: the Friday after the fourth Thursday of November.
    After(i16, &'static Rule),
    /// The Tuesday after the first Monday of November.
    Election,
}

/// Diwali from 2005 on, as month and day; each checked against the moon at sunset in Delhi.
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

/// Holi from 2005 on; (0, 0) where the reckoning from the full moon at sunset and the calendars
/// part.
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

/// First of Ramadan, Eid al-Fitr, Eid al-Adha from 2015 on, as kept in most countries: month and
/// day. They agree with the tables of Umm al-Qura but for Eid al-Adha of 2015 and 2016, when the
/// moon was seen a day later.
const KEPT: [[(u8, u8); 3]; 12] = [
    [(6, 18), (7, 17), (9, 24)],
    [(6, 6), (7, 6), (9, 12)],
    [(5, 27), (6, 25), (9, 1)],
    [(5, 16), (6, 15), (8, 21)],
    [(5, 6), (6, 4), (8, 11)],
    [(4, 24), (5, 24), (7, 31)],
    [(4, 13), (5, 13), (7, 20)],
    [(4, 2), (5, 2), (7, 9)],
    [(3, 23), (4, 21), (6, 28)],
    [(3, 11), (4, 10), (6, 16)],
    [(3, 1), (3, 30), (6, 6)],
    [(2, 18), (3, 20), (5, 27)],
];

/// Chinese new years from 1990 on, as day of the year: each checked against the moons over Beijing.
const CHINESE: [u8; 61] = [
    27, 46, 35, 23, 41, 31, 50, 38, 28, 47, 36, 24, 43, 32, 22, 40, 29, 49, 38, 26, 45, 34, 23, 41,
    31, 50, 39, 28, 47, 36, 25, 43, 32, 22, 41, 29, 48, 37, 26, 44, 34, 23, 42, 31, 50, 39, 28, 46,
    35, 24, 43, 32, 22, 41, 30, 48, 37, 26, 45, 33, 23,
];

impl Rule {
    /// The day in this year.
    pub(crate) fn date(self, year: i32) -> Option<Date> {
        match self {
            Rule::Fixed(month, day) => Date::new(year, month, day),
            Rule::Nth(n, weekday, month) => nth_weekday(year, month, weekday, n),
            Rule::Easter(days) => easter(year)?.plus_days(i64::from(days)),
            Rule::Orthodox(days) => orthodox_easter(year)?.plus_days(i64::from(days)),
            Rule::Hebrew(month, day) => hebrew(year, month, day),
            Rule::Islamic(month, day) => islamic(year, month, day),
            Rule::Chinese => {
                let day = CHINESE.get(usize::try_from(year.checked_sub(1990)?).ok()?)?;
                Date::new(year, 1, 1)?.plus_days(i64::from(*day) - 1)
            }
            Rule::Diwali | Rule::Holi => {
                let table = if matches!(self, Rule::Diwali) {
                    &DIWALI
                } else {
                    &HOLI
                };
                let (month, day) = table.get(usize::try_from(year.checked_sub(2005)?).ok()?)?;
                Date::new(year, *month, *day)
            }
            Rule::After(days, rule) => rule.date(year)?.plus_days(i64::from(days)),
            Rule::Election => nth_weekday(year, 11, 1, 1)?.plus_days(1),
        }
    }
}

/// The n-th such weekday of a month; n below 0 counts from its end.
pub(crate) fn nth_weekday(year: i32, month: u8, weekday: u8, n: i8) -> Option<Date> {
    let date = if n > 0 {
        Date::new(year, month, 1)?
            .plus_days(-1)?
            .nth_weekday(weekday, i64::from(n))?
    } else {
        Date::new(year, month, 1)?
            .plus_months(1)?
            .nth_weekday(weekday, i64::from(n))?
    };
    (date.month() == month).then_some(date)
}

/// Easter Sunday of the western churches (the anonymous Gregorian computus).
fn easter(year: i32) -> Option<Date> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let day = epact + sunday - 7 * late + 114;
    Date::new(year, (day / 31) as u8, (day % 31 + 1) as u8)
}

/// Easter Sunday of the eastern churches: the Julian computus, on the Gregorian calendar.
fn orthodox_easter(year: i32) -> Option<Date> {
    let moon = (19 * (year % 19) + 15) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let day = moon + sunday + 114;
    let julian = Date::new(year, (day / 31) as u8, (day % 31 + 1) as u8)?;
    julian.plus_days(i64::from(year / 100 - year / 400 - 2))
}

/// Days from the Hebrew epoch to the new year, with the postponements.
fn hebrew_new_year(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 {
        day + 1
    } else {
        day
    }
}

/// The day of the Gregorian year on which a day of the Hebrew calendar begins.
fn hebrew(year: i32, month: u8, day: u8) -> Option<Date> {
    const EPOCH: i64 = -2_092_590; // counted from 1970-01-01
    let correct = |year: i64| {
        let (before, here, after) = (
            hebrew_new_year(year - 1),
            hebrew_new_year(year),
            hebrew_new_year(year + 1),
        );
        let delay = if after - here == 356 {
            2
        } else {
            i64::from(here - before == 382)
        };
        EPOCH + here + delay
    };
    // Autumn months belong to the year that begins in this Gregorian year, the others to the one
    // before.
    let hebrew_year = i64::from(year) + if month <= 3 { 3761 } else { 3760 };
    let (start, next) = (correct(hebrew_year), correct(hebrew_year + 1));
    let length = next - start;
    let leap = length > 360;
    let (long_second, short_third) = (length % 10 == 5, length % 10 == 3);
    let mut lengths = vec![
        30,
        29 + i64::from(long_second),
        30 - i64::from(short_third),
        29,
        30,
    ];
    if leap {
        lengths.push(30);
    }
    let before_adar = lengths.iter().sum::<i64>();
    let of_month = match month {
        1..=5 => lengths[..usize::from(month) - 1].iter().sum(),
        _ => before_adar + [0, 29, 59, 88, 118, 147, 177][usize::from(month.min(12)) - 6],
    };
    Date::from_days(start + of_month + i64::from(day) - 1)
}

/// The day of the Gregorian year on which a day of the Islamic calendar falls: as kept, else by the
/// thirty-year reckoning.
fn islamic(year: i32, month: u8, day: u8) -> Option<Date> {
    const EPOCH: i64 = -492_149; // 622-07-18
    let kept = year
        .checked_sub(2015)
        .and_then(|at| KEPT.get(usize::try_from(at).ok()?));
    let which = [(9, 1), (10, 1), (12, 10)]
        .iter()
        .position(|feast| *feast == (month, day));
    if let (Some(kept), Some(which)) = (kept, which) {
        return Date::new(year, kept[which].0, kept[which].1);
    }
    let first = (i64::from(year) - 622) * 33 / 32;
    (first - 1..=first + 2).find_map(|hijri| {
        let of_year = (59 * (i64::from(month) - 1) + 1).div_euclid(2);
        let days =
            EPOCH + (hijri - 1) * 354 + (3 + 11 * hijri).div_euclid(30) + of_year + i64::from(day)
                - 1;
        Date::from_days(days).filter(|date| date.year() == year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::forms::named_days::THANKSGIVING;

    fn day(rule: Rule, year: i32) -> String {
        rule.date(year).map_or("none".into(), |d| d.to_string())
    }

    #[test]
    fn movable_feasts() {
        assert_eq!(day(Rule::Easter(0), 2024), "2024-03-31");
        assert_eq!(day(Rule::Easter(0), 2013), "2013-03-31");
        assert_eq!(day(Rule::Orthodox(0), 2024), "2024-05-05");
        assert_eq!(day(THANKSGIVING, 2024), "2024-11-28");
        assert_eq!(day(Rule::Nth(-1, 1, 5), 2024), "2024-05-27");
        assert_eq!(day(Rule::Election, 2016), "2016-11-08");
        assert_eq!(day(Rule::Chinese, 2024), "2024-02-10");
        assert_eq!(day(Rule::Chinese, 2050), "2050-01-23");
    }

    #[test]
    fn days_of_the_hebrew_calendar() {
        assert_eq!(day(Rule::Hebrew(1, 1), 2024), "2024-10-03");
        assert_eq!(day(Rule::Hebrew(1, 10), 2023), "2023-09-25");
        assert_eq!(day(Rule::Hebrew(3, 25), 2023), "2023-12-08");
        assert_eq!(day(Rule::Hebrew(7, 15), 2024), "2024-04-23");
        assert_eq!(day(Rule::Hebrew(6, 14), 2023), "2023-03-07");
    }

    #[test]
    fn days_of_the_islamic_calendar() {
        assert_eq!(day(Rule::Islamic(10, 1), 2018), "2018-06-15");
        assert_eq!(day(Rule::Islamic(9, 1), 2024), "2024-03-11");
    }
}
