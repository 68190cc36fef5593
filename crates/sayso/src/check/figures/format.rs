//! Numbers with units for people: "$1.25 billion", "12%", "5 years".

use super::derivation::LeafUnit;
use crate::measure::time::Date;
use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Unit};

/// The significant digits of percentages, points and multiples, and of everything else.
const DIGITS_OF_SHARES: u32 = 4;
const DIGITS: u32 = 6;

/// Powers of ten with a name.
const SCALES: [(i32, &str); 3] = [(12, " trillion"), (9, " billion"), (6, " million")];

/// A scale is used if the value has at most this number of digits after the point in it.
const DIGITS_AFTER_POINT: i32 = 3;

/// A value with its unit.
pub fn with_unit(value: Decimal, unit: Option<LeafUnit>) -> String {
    match unit {
        None => amount(value),
        Some(LeafUnit::Date) => date(value),
        Some(LeafUnit::Of(unit)) => measured(value, unit),
    }
}

fn measured(value: Decimal, unit: Unit) -> String {
    match unit {
        Unit::PERCENT => format!("{}%", share(value.times_ten_to(2).unwrap_or(value))),
        Unit::PERCENTAGE_POINT | Unit::POINT => format!("{} points", share(value)),
        Unit::TIMES => format!("{} times", share(value)),
        Unit::USD => format!("${}", amount(value)),
        Unit::EUR => format!("€{}", amount(value)),
        Unit::GBP => format!("£{}", amount(value)),
        Unit::CELSIUS => format!("{} °C", amount(value)),
        Unit::FAHRENHEIT => format!("{} °F", amount(value)),
        _ if unit.dimension() == Dimension::Speed => format!("{} {unit}", amount(value)),
        _ if unit.is_money() || value == Decimal::whole(1) => format!("{} {unit}", amount(value)),
        _ => format!("{} {unit}s", amount(value)),
    }
}

fn share(value: Decimal) -> String {
    grouped(rounded(value, DIGITS_OF_SHARES))
}

fn amount(value: Decimal) -> String {
    scaled(rounded(value, DIGITS))
}

/// The date of a number of days since 1970-01-01.
fn date(days: Decimal) -> String {
    let date = days
        .as_u64()
        .and_then(|days| Date::from_days(i64::try_from(days).ok()?));
    date.map_or_else(|| days.to_string(), |date| date.to_string())
}

/// "1.25 billion", "1,250".
fn scaled(value: Decimal) -> String {
    let size = value.exponent() + i32::from(value.digits()) - 1;
    let scale = SCALES
        .iter()
        .find(|(power, _)| size >= *power && value.exponent() >= power - DIGITS_AFTER_POINT);
    match scale {
        Some(&(power, name)) => {
            let part = value.times_ten_to(-power).unwrap_or(value).trimmed();
            format!("{}{name}", grouped(part))
        }
        None => grouped(value.trimmed()),
    }
}

/// The value without zeros at the end, before the point too.
fn without_zeros(value: Decimal) -> Decimal {
    let (mut mantissa, mut exponent) = (value.mantissa(), value.exponent());
    while mantissa != 0 && mantissa % 10 == 0 {
        (mantissa, exponent) = (mantissa / 10, exponent + 1);
    }
    Decimal::new(mantissa, exponent).unwrap_or(value)
}

/// The value rounded to this number of significant digits.
fn rounded(value: Decimal, digits: u32) -> Decimal {
    let value = without_zeros(value);
    let dropped = u32::from(value.digits()).saturating_sub(digits);
    if dropped == 0 {
        return value;
    }
    let unit = 10i128.pow(dropped);
    let half = if value.is_negative() {
        -unit / 2
    } else {
        unit / 2
    };
    let mantissa = (value.mantissa() + half) / unit;
    Decimal::new(mantissa, value.exponent() + dropped as i32).map_or(value, without_zeros)
}

/// Digits before the point in groups of three.
fn grouped(value: Decimal) -> String {
    let plain = value.to_string();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out += fraction;
    }
    out
}
