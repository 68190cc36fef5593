//! Logarithms, powers and shares that are the same on every machine.

use sayso_weights::net::numbers::exp;

/// The binary logarithm of a number above zero, to within a hundredth: a straight line between powers
/// of two with a correction in the middle, because the logarithm of the platform may differ in its
/// last bit.
pub(crate) fn log2(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let mantissa = f32::from_bits(bits & 0x007F_FFFF | 0x3F80_0000);
    let along = mantissa - 1.0;
    exponent as f32 + along + 0.346 * along * (1.0 - along)
}

/// The probability of these log-odds.
pub(super) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + exp(-log_odds.clamp(-30.0, 30.0)))
}

/// To three decimals, half up.
pub(super) fn rounded(x: f32) -> f32 {
    (x * 1000.0 + 0.5) as i32 as f32 / 1000.0
}

/// A share; 0 of nothing.
pub(super) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_near() {
        for n in 1..5000u32 {
            let x = n as f32 / 7.0;
            assert!((log2(x) - x.log2()).abs() < 0.01, "{x}");
        }
    }
}
