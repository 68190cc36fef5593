//! Days of religious calendars on the Gregorian calendar: Easter, and days of the Hebrew and the
//! Islamic calendar.

use super::Date;
use super::holidays::row;

/// Easter Sunday of the western churches, by the anonymous Gregorian computus.
pub(super) fn easter(year: i32) -> Option<Date> {
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
pub(super) fn orthodox_easter(year: i32) -> Option<Date> {
    let moon = (19 * (year % 19) + 15) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let day = moon + sunday + 114;
    let julian = Date::new(year, (day / 31) as u8, (day % 31 + 1) as u8)?;
    julian.plus_days(i64::from(year / 100 - year / 400 - 2))
}

/// The day of the Gregorian year on which a day of the Hebrew calendar begins.
pub(super) fn hebrew_day(year: i32, month: u8, day: u8) -> Option<Date> {
    // The months from Tishri to Kislev are in the Hebrew year that begins in this Gregorian year,
    // the others in the one before.
    let hebrew_year = i64::from(year) + if month <= 3 { 3761 } else { 3760 };
    let new_year = hebrew_new_year(hebrew_year);
    let before_month = days_before_hebrew_month(month, hebrew_new_year(hebrew_year + 1) - new_year);
    Date::from_days(new_year + before_month + i64::from(day) - 1)
}

/// The days from the new year to the first day of a month, in a year of this length in days.
fn days_before_hebrew_month(month: u8, length_of_year: i64) -> i64 {
    /// Days from Adar to the first day of each month from Adar on.
    const FROM_ADAR: [i64; 7] = [0, 29, 59, 88, 118, 147, 177];
    const ADAR: u8 = 6;
    let is_leap = length_of_year > 360;
    let (is_complete, is_deficient) = (length_of_year % 10 == 5, length_of_year % 10 == 3);
    // Tishri to Shevat, and the additional month of a leap year.
    let lengths = [
        30,
        29 + i64::from(is_complete),
        30 - i64::from(is_deficient),
        29,
        30,
        30,
    ];
    let full_months = |count: usize| lengths[..count].iter().sum::<i64>();
    if month < ADAR {
        return full_months(usize::from(month) - 1);
    }
    let after_adar = usize::from(month.min(12) - ADAR);
    full_months(usize::from(ADAR) - 1 + usize::from(is_leap)) + FROM_ADAR[after_adar]
}

/// The first day of a Hebrew year, in days since 1970-01-01. The new year is postponed so that no
/// year has an impossible length.
fn hebrew_new_year(year: i64) -> i64 {
    const EPOCH: i64 = -2_092_590;
    let (before, here, after) = (
        days_to_new_moon(year - 1),
        days_to_new_moon(year),
        days_to_new_moon(year + 1),
    );
    let delay = if after - here == 356 {
        2
    } else {
        i64::from(here - before == 382)
    };
    EPOCH + here + delay
}

/// Days from the Hebrew epoch to the new moon of Tishri, with the postponement for weekdays.
fn days_to_new_moon(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    let is_postponed = (3 * (day + 1)).rem_euclid(7) < 3;
    day + i64::from(is_postponed)
}

/// The day of the Gregorian year on which a day of the Islamic calendar falls: from the table of
/// observed days, or by the thirty-year reckoning, which can be a day off.
pub(super) fn islamic_day(year: i32, month: u8, day: u8) -> Option<Date> {
    if let Some((month, day)) = observed(year, month, day) {
        return Date::new(year, month, day);
    }
    let first = (i64::from(year) - 622) * 33 / 32;
    (first - 1..=first + 2).find_map(|islamic_year| {
        Date::from_days(reckoned_days(islamic_year, month, day)).filter(|date| date.year() == year)
    })
}

/// A day of the Islamic calendar by the thirty-year reckoning, in days since 1970-01-01.
fn reckoned_days(islamic_year: i64, month: u8, day: u8) -> i64 {
    const EPOCH: i64 = -492_149; // 622-07-18
    let before_month = (59 * (i64::from(month) - 1) + 1).div_euclid(2);
    let leap_days = (3 + 11 * islamic_year).div_euclid(30);
    EPOCH + (islamic_year - 1) * 354 + leap_days + before_month + i64::from(day) - 1
}

/// The day on which a feast was or is observed in most countries, as month and day.
fn observed(year: i32, month: u8, day: u8) -> Option<(u8, u8)> {
    let days = row(&OBSERVED, OBSERVED_FROM, year)?;
    let feast = OBSERVED_FEASTS
        .iter()
        .position(|feast| *feast == (month, day))?;
    Some(days[feast])
}

/// The feasts of `OBSERVED`, as Islamic month and day: the first of Ramadan, Eid al-Fitr and Eid
/// al-Adha.
const OBSERVED_FEASTS: [(u8, u8); 3] = [(9, 1), (10, 1), (12, 10)];

/// First year of `OBSERVED`.
const OBSERVED_FROM: i32 = 2015;

/// The days agree with the tables of Umm al-Qura except Eid al-Adha of 2015 and 2016, because the
/// moon was then seen a day later.
const OBSERVED: [[(u8, u8); 3]; 12] = [
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
