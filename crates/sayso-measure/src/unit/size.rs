//! In: a unit. Out: how large it is, so that measures in different units can be held against each other.

use super::Unit;
use crate::Decimal;

/// How many metres, square or cubic metres, kilograms or metres per second a unit has: the digits, and the
/// power of ten.
const SIZES: &[(Unit, i128, i32)] = &[
    (Unit::known("acre"), 40_468_564_224, -7),
    (Unit::known("centimetre"), 1, -2),
    (Unit::known("cubic foot"), 28_316_847, -9),
    (Unit::known("cubic metre"), 1, 0),
    (Unit::known("foot"), 3048, -4),
    (Unit::known("gallon"), 3_785_412, -9),
    (Unit::known("gram"), 1, -3),
    (Unit::known("hectare"), 1, 4),
    (Unit::known("inch"), 254, -4),
    (Unit::known("kilogram"), 1, 0),
    (Unit::known("kilometre"), 1, 3),
    (Unit::known("knot"), 514_444, -6),
    (Unit::known("kph"), 277_778, -6),
    (Unit::known("litre"), 1, -3),
    (Unit::known("metre"), 1, 0),
    (Unit::known("mile"), 1_609_344, -3),
    (Unit::known("millimetre"), 1, -3),
    (Unit::known("mph"), 44704, -5),
    (Unit::known("nautical mile"), 1852, 0),
    (Unit::known("ounce"), 28_349_523, -9),
    (Unit::known("pound"), 45_359_237, -8),
    (Unit::known("pound-mass"), 45_359_237, -8),
    (Unit::known("square centimetre"), 1, -4),
    (Unit::known("square foot"), 9_290_304, -8),
    (Unit::known("square inch"), 64516, -8),
    (Unit::known("square kilometre"), 1, 6),
    (Unit::known("square metre"), 1, 0),
    (Unit::known("square mile"), 258_998_811, -2),
    (Unit::known("square yard"), 83_612_736, -8),
    (Unit::known("stone"), 635_029_318, -8),
    (Unit::known("ton"), 1, 3),
    (Unit::known("tonne"), 1, 3),
    (Unit::known("yard"), 9144, -4),
];

impl Unit {
    /// How many metres, square or cubic metres, kilograms or metres per second one is; none for other units. Of
    /// those with several sizes, as the gallon and the ton, it is the most usual one.
    ///
    /// ```
    /// use sayso_measure::unit::Unit;
    /// let mile: Unit = "mile".parse().unwrap();
    /// assert_eq!(mile.size().unwrap().to_string(), "1609.344");
    /// assert!(Unit::PERCENT.size().is_none());
    /// ```
    pub fn size(self) -> Option<Decimal> {
        let &(_, mantissa, exponent) = SIZES.iter().find(|row| row.0 == self)?;
        Decimal::new(mantissa, exponent)
    }
}
