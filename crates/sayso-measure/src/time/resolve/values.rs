//! TIMEX3 values of lengths, and of times that have no place on the calendar.

use crate::time::calendar::{Date, Unit};
use crate::time::forms::meaning::{
    Amount, Clock, Length, Meaning, Named, NthOf, Year, shortest_unit,
};
use crate::time::words::Zone;
use crate::time::words::lexicon::named_day;
use sayso_english::calendar::days_in_month;

use crate::time::calendar::holidays::{BaseDay, DayRule};

/// A day about which nothing is known.
const UNKNOWN_DAY: &str = "XXXX-XX-XX";

/// The value of a length: P2Y3M, PT30M, PXW.
pub(crate) fn length_value(length: &Length) -> String {
    let mut value = String::from("P");
    let mut has_clock_units = false;
    for &(amount, unit) in length {
        let (amount, unit) = whole_amount(amount, unit);
        if unit.is_of_clock() && !has_clock_units {
            value.push('T');
            has_clock_units = true;
        }
        match amount {
            Amount::Some => value.push('X'),
            Amount::Hundredths(h) => value.push_str(&decimal(h)),
        }
        value.push_str(unit.code());
    }
    value
}

/// Hundredths as a decimal number without zeros at its end.
fn decimal(hundredths: i64) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    if part == 0 {
        return whole.to_string();
    }
    format!("{whole}.{}", format!("{part:02}").trim_end_matches('0'))
}

/// A part of a unit as a whole number of a smaller unit, if there is one: half an hour is 30
/// minutes, half a day 12 hours.
fn whole_amount(amount: Amount, unit: Unit) -> (Amount, Unit) {
    let (Amount::Hundredths(h), Some((count, smaller))) = (amount, unit.smaller()) else {
        return (amount, unit);
    };
    if h < 100 && h * count % 100 == 0 {
        (Amount::Hundredths(h * count), smaller)
    } else {
        (amount, unit)
    }
}

/// A number of units from now, with its sign; empty for 0.
pub(super) fn shift_code(n: i32, unit: Unit) -> String {
    if n == 0 {
        return String::new();
    }
    signed(n < 0, &vec![(Amount::of(i64::from(n.abs())), unit)])
}

/// A length with the sign of its direction.
pub(super) fn signed(is_back: bool, length: &Length) -> String {
    let sign = if is_back { '-' } else { '+' };
    format!("{sign}{}", length_value(length))
}

/// A clock time with its zone, without a day.
pub(super) fn clock_value(clock: &Clock) -> String {
    clock.code() + &zone_suffix(clock.zone, None)
}

/// The end of a value that says how far a zone is from Greenwich on a day; nothing without a zone.
pub(super) fn zone_suffix(zone: Option<Zone>, day: Option<Date>) -> String {
    let Some(zone) = zone else {
        return String::new();
    };
    let is_summer = zone.changes_in_summer && day.is_some_and(is_american_summer);
    let minutes = zone.minutes + if is_summer { 60 } else { 0 };
    if minutes == 0 {
        return "Z".into();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Whether clocks in the United States are on summer time: since 2007 from the second Sunday of
/// March to the first of November, before from the first Sunday of April to the last of October.
fn is_american_summer(day: Date) -> bool {
    const SUNDAY: u8 = 7;
    let sunday = |month, n| Date::nth_weekday_of_month(day.year(), month, SUNDAY, n);
    let (from, to) = if day.year() >= 2007 {
        (sunday(3, 2), sunday(11, 1))
    } else {
        (sunday(4, 1), sunday(10, -1))
    };
    from.zip(to)
        .is_some_and(|(from, to)| from <= day && day < to)
}

/// The value of a business year.
pub(super) fn fiscal_value(year: Option<i32>) -> String {
    year.map_or("FYXXXX".into(), |year| format!("FY{year:04}"))
}

/// The value of a time that has no place on the calendar: X for what is not known.
pub(super) fn value_without_date(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Exact(period) => period.value(),
        Meaning::Named(named, ..) => value_of_named(*named),
        Meaning::Weekday(weekday, date) => match date.as_ref() {
            Meaning::MonthDay(_) => value_of_named(Named::Weekday(*weekday)),
            date => value_without_date(date),
        },
        Meaning::MonthDay(day) => format!("XXXX-XX-{day:02}"),
        Meaning::FromNow(unit, _) | Meaning::Mentioned(unit) | Meaning::OfStory(unit) => {
            value_of_unit(*unit).into()
        }
        Meaning::UpToNow(whole, _) | Meaning::OfFiscalYear(whole) => value_without_date(whole),
        Meaning::Nth(_, of, _) => match of {
            NthOf::Unit(unit @ (Unit::Week | Unit::Weekend | Unit::Month)) => value_of_unit(*unit),
            _ => UNKNOWN_DAY,
        }
        .into(),
        Meaning::Offset(length, ..) => {
            value_of_unit(shortest_unit(length).unwrap_or(Unit::Day)).into()
        }
        Meaning::Part(part, day) => value_of_day(day.as_deref()) + part.code(),
        Meaning::Clock(clock, day) => value_of_day(day.as_deref()) + &clock_value(clock),
        Meaning::Length(length) | Meaning::Window(length, _) | Meaning::Within(length, ..) => {
            length_value(length)
        }
        Meaning::Recurring { value, .. } => value.clone(),
        Meaning::Indefinite(when) => when.value().into(),
        Meaning::Fiscal(Year::Given(year)) => fiscal_value(Some(*year)),
        Meaning::Fiscal(_) => fiscal_value(None),
        Meaning::Ended { unit, .. } => value_of_unit(*unit).into(),
        Meaning::NewYear => "XXXX".into(),
        Meaning::Impossible(year, month, day) => {
            let year = year.map_or("XXXX".into(), |year| format!("{year:04}"));
            format!("{year}-{month:02}-{day:02}")
        }
        Meaning::Overnight => "XXXX-XX-XXTNI".into(),
        Meaning::Range(first, last) => range_without_date(first, last),
    }
}

/// The value of a range that has no place on the calendar.
pub(super) fn range_without_date(first: &Meaning, last: &Meaning) -> String {
    format!("{}/{}", value_without_date(first), value_without_date(last))
}

fn value_of_day(day: Option<&Meaning>) -> String {
    day.map_or(UNKNOWN_DAY.into(), value_without_date)
}

fn value_of_named(named: Named) -> String {
    match named {
        Named::Month(month) => format!("XXXX-{month:02}"),
        Named::MonthDay(month, day) => {
            // The longest month of this name: 29 February counts.
            let day = day.min(days_in_month(2000, month));
            format!("XXXX-{month:02}-{day:02}")
        }
        Named::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Named::Season(season) => format!("XXXX-{}", season.code()),
        Named::Quarter(0) => "XXXX-QX".into(),
        Named::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Named::Half(half) => format!("XXXX-H{half}"),
        Named::Week(week) => format!("XXXX-W{week:02}"),
        Named::Holiday(number) => match named_day(number).rule {
            DayRule {
                base: BaseDay::Fixed { month, day },
                days_after: 0,
            } => format!("XXXX-{month:02}-{day:02}"),
            _ => UNKNOWN_DAY.into(),
        },
    }
}

fn value_of_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter | Unit::Season => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
        Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => UNKNOWN_DAY,
    }
}
