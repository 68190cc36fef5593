//! Exact decimal numbers: a mantissa and a power of ten, so that "1.20" and "1.2" stay as they were
//! written.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// The most digits of a mantissa, so that a mantissa fits into 128 bits even after a division.
const MOST_DIGITS: u32 = 30;
/// The largest exponent, because a greater number is not a figure of news and would be printed as
/// pages of zeros.
const MOST_EXPONENT: i32 = 60;
/// How many significant digits a quotient has that no decimal can show, such as a third.
const QUOTIENT_DIGITS: u32 = 15;

/// An exact decimal number, `mantissa` × 10^`exponent`, as it was written: "1.20" is 120 × 10^-2,
/// and "1.2 million" is 12 × 10^5.
///
/// Two decimals are equal if their values are equal, however they were written.
///
/// ```
/// use sayso_measure::Decimal;
/// let shown: Decimal = "1.20".parse().unwrap();
/// assert_eq!(shown, "1.2".parse().unwrap());
/// assert_eq!((shown.to_string().as_str(), shown.digits()), ("1.20", 3));
/// assert_eq!(shown.times_ten_to(6).unwrap().to_string(), "1200000");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    mantissa: i128,
    exponent: i32,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal {
        mantissa: 0,
        exponent: 0,
    };

    /// `mantissa` × 10^`exponent`; `None` beyond 30 digits or 10^60, because news does not count that
    /// far.
    pub fn new(mantissa: i128, exponent: i32) -> Option<Decimal> {
        let small =
            mantissa.unsigned_abs() < 10u128.pow(MOST_DIGITS) && exponent.abs() <= MOST_EXPONENT;
        small.then_some(Decimal { mantissa, exponent })
    }

    /// A whole number.
    pub fn whole(value: u64) -> Decimal {
        Decimal {
            mantissa: i128::from(value),
            exponent: 0,
        }
    }

    /// The digits as written, with the sign, without the power of ten.
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// The power of ten of the last digit written: -2 for "1.20", 5 for "1.2 million".
    pub fn exponent(self) -> i32 {
        self.exponent
    }

    /// How many digits are written, with trailing zeros and without leading ones: 3 for "1.20", 5
    /// for "10,000", 2 for "1.2 million".
    pub fn digits(self) -> u8 {
        (self.mantissa.unsigned_abs().checked_ilog10().unwrap_or(0) + 1) as u8
    }

    /// Is it below zero?
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The same number with the other sign.
    #[must_use]
    pub fn negated(self) -> Decimal {
        Decimal {
            mantissa: -self.mantissa,
            ..self
        }
    }

    /// Multiplied by a power of ten, with the same digits.
    pub fn times_ten_to(self, power: i32) -> Option<Decimal> {
        Decimal::new(self.mantissa, self.exponent.checked_add(power)?)
    }

    /// The product.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        Decimal::new(
            self.mantissa.checked_mul(other.mantissa)?,
            self.exponent + other.exponent,
        )
    }

    /// The sum, with the smaller of both powers of ten.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let (a, b, exponent) = self.aligned(other)?;
        Decimal::new(a.checked_add(b)?, exponent)
    }

    /// The quotient; rounded to 15 digits if no decimal is exact, as for 1 by 3. `None` if `other`
    /// is zero.
    pub fn by(self, other: Decimal) -> Option<Decimal> {
        if other.mantissa == 0 || self.mantissa == 0 {
            return (other.mantissa != 0).then_some(Decimal::ZERO);
        }
        let (mut m, mut e) = (self.mantissa, self.exponent - other.exponent);
        let wanted = i128::from(10u64.pow(QUOTIENT_DIGITS - 1));
        while m % other.mantissa != 0 && (m / other.mantissa).abs() < wanted {
            (m, e) = (m.checked_mul(10)?, e - 1);
        }
        let rest = (m % other.mantissa).unsigned_abs() * 2 >= other.mantissa.unsigned_abs();
        let up = if (m < 0) == (other.mantissa < 0) {
            1
        } else {
            -1
        };
        Decimal::new(m / other.mantissa + if rest { up } else { 0 }, e)
    }

    /// Without zeros after the decimal point: 6 for 6.0.
    #[must_use]
    pub fn trimmed(mut self) -> Decimal {
        while self.exponent < 0 && self.mantissa % 10 == 0 {
            (self.mantissa, self.exponent) = (self.mantissa / 10, self.exponent + 1);
        }
        self
    }

    /// As a whole number, if it is one and fits into 64 bits.
    pub fn as_u64(self) -> Option<u64> {
        if self.exponent >= 0 {
            let factor = 10i128.checked_pow(self.exponent.unsigned_abs())?;
            return self
                .mantissa
                .checked_mul(factor)
                .and_then(|m| u64::try_from(m).ok());
        }
        let factor = 10i128.checked_pow(self.exponent.unsigned_abs())?;
        (self.mantissa % factor == 0).then(|| u64::try_from(self.mantissa / factor).ok())?
    }

    /// Both mantissas at the smaller of both powers of ten, which is the third number.
    fn aligned(self, other: Decimal) -> Option<(i128, i128, i32)> {
        let exponent = self.exponent.min(other.exponent);
        let at = |d: Decimal| {
            if d.mantissa == 0 {
                return Some(0);
            }
            d.mantissa
                .checked_mul(10i128.checked_pow((d.exponent - exponent).unsigned_abs())?)
        };
        Some((at(self)?, at(other)?, exponent))
    }

    /// The power of ten of the first digit, to compare numbers that are too far apart to be aligned.
    fn magnitude(self) -> i32 {
        self.exponent + self.mantissa.unsigned_abs().checked_ilog10().unwrap_or(0) as i32
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let (a, b) = (self.mantissa.signum(), other.mantissa.signum());
        if a != b || a == 0 {
            return a.cmp(&b);
        }
        match self.aligned(*other) {
            Some((a, b, _)) => a.cmp(&b),
            None if a > 0 => self.magnitude().cmp(&other.magnitude()),
            None => other.magnitude().cmp(&self.magnitude()),
        }
    }
}

impl fmt::Display for Decimal {
    /// Without a power of ten: "1200000", "0.05", "-3.10".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let places = self.exponent.min(0).unsigned_abs() as usize;
        if self.mantissa == 0 && self.exponent > 0 {
            return write!(f, "0");
        }
        if places == 0 {
            return write!(f, "{sign}{digits}{}", "0".repeat(self.exponent as usize));
        }
        let padded = format!(
            "{}{digits}",
            "0".repeat((places + 1).saturating_sub(digits.len()))
        );
        let (whole, rest) = padded.split_at(padded.len() - places);
        write!(f, "{sign}{whole}.{rest}")
    }
}

/// The text is not a plain decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADecimal;

impl fmt::Display for NotADecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not a plain decimal number of at most {MOST_DIGITS} digits"
        )
    }
}

impl std::error::Error for NotADecimal {}

/// A whole number of more digits than a mantissa may have, without as many zeros at its end as that are
/// too many, and their number. Large numbers are printed so, and must be read again.
fn without_last_zeros(digits: &str) -> (&str, i32) {
    let too_many = digits.len().saturating_sub(MOST_DIGITS as usize);
    let (short, last) = digits
        .split_at_checked(digits.len() - too_many)
        .unwrap_or((digits, ""));
    let is_whole = short.bytes().all(|b| b.is_ascii_digit());
    if !is_whole || last.bytes().any(|b| b != b'0') {
        return (digits, 0);
    }
    (short, last.len() as i32)
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    /// Digits with at most one point, and perhaps a power of ten ("1.3e6"). Commas and spaces between
    /// digits are ignored.
    fn from_str(text: &str) -> Result<Decimal, NotADecimal> {
        if let Some((mantissa, power)) = text.split_once(['e', 'E']) {
            let power: i32 = power.parse().map_err(|_| NotADecimal)?;
            return mantissa
                .parse::<Decimal>()?
                .times_ten_to(power)
                .ok_or(NotADecimal);
        }
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (digits, zeros) = without_last_zeros(digits);
        let (mut mantissa, mut exponent, mut any, mut point) = (0i128, zeros, false, false);
        for c in digits.chars() {
            match c {
                '0'..='9' => {
                    mantissa =
                        mantissa.checked_mul(10).ok_or(NotADecimal)? + i128::from(c as u8 - b'0');
                    exponent -= i32::from(point);
                    any = true;
                }
                '.' if !point => point = true,
                ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' if any && !point => {}
                _ => return Err(NotADecimal),
            }
        }
        if any {
            Decimal::new(sign * mantissa, exponent).ok_or(NotADecimal)
        } else {
            Err(NotADecimal)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn prints_what_it_was_given() {
        for text in ["0", "7", "-3.10", "0.05", "1200000", "0.00", "-0.5"] {
            assert_eq!(d(text).to_string(), text);
        }
        assert_eq!(d("12,34,567.89").to_string(), "1234567.89");
        assert_eq!(d(".5").to_string(), "0.5");
        assert!("1.2.3".parse::<Decimal>().is_err() && ".".parse::<Decimal>().is_err());
    }

    #[test]
    fn divides_to_fifteen_digits() {
        assert_eq!(d("1").by(d("3")).unwrap().to_string(), "0.333333333333333");
        assert_eq!(d("2").by(d("3")).unwrap().to_string(), "0.666666666666667");
        assert_eq!(d("3").by(d("4")).unwrap().to_string(), "0.75");
        assert_eq!(
            d("-1").by(d("3")).unwrap().to_string(),
            "-0.333333333333333"
        );
        assert_eq!(d("1").by(d("0")), None);
    }

    #[test]
    fn compares_values_not_digits() {
        assert_eq!(d("1.50"), d("1.5"));
        assert!(d("-2") < d("-1.5") && d("0.3") < d("1") && d("0") == d("0.00"));
        let huge = Decimal::new(1, 60).unwrap();
        let tiny = Decimal::new(1, -60).unwrap();
        assert!(huge > tiny && huge.negated() < tiny.negated());
    }

    proptest! {
        #[test]
        fn prints_and_parses(mantissa in -999_999_999_999_999_999_999_999_999_999i128..1_000_000_000_000_000_000_000_000_000_000, exponent in -60i32..=60) {
            let value = Decimal::new(mantissa, exponent).unwrap();
            prop_assert_eq!(value.to_string().parse::<Decimal>().unwrap(), value);
        }
    }
}
