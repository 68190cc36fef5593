//! In: a value that serde can write. Out: bytes that hold the values of each field one after the other, and the
//! same value again, as JSON.
//!
//! Records repeat a few fields many times. Written field by field, their values need no names and resemble
//! each other, so that they compress to two thirds of what their JSON does, in a tenth of the time.

mod places;
mod read;
mod write;

pub use read::read;
pub use write::write;

use std::fmt;

/// What kind of value comes next in a field. Lower-case letters of ASCII are kinds too: such a letter before a
/// number, "a12", which is how records name each other.
mod kind {
    pub const NULL: u8 = 0;
    pub const FALSE: u8 = 1;
    pub const TRUE: u8 = 2;
    /// A number from 0.
    pub const WHOLE: u8 = 3;
    /// A negative number, as what it is below -1.
    pub const NEGATIVE: u8 = 4;
    /// Thousandths, with the sign in the lowest bit.
    pub const THOUSANDTHS: u8 = 5;
    /// The bits of another number.
    pub const SINGLE: u8 = 6;
    pub const DOUBLE: u8 = 7;
    /// Words: 0 if they are new, otherwise their number among the first that this field had.
    pub const WORDS: u8 = 8;
    /// A list, by its length.
    pub const LIST: u8 = 9;
    /// An object, by the number of its shape.
    pub const OBJECT: u8 = 10;
}

/// How many different words of a field are remembered. Kinds and rules are fewer; names are more, and are seldom
/// the same.
const REMEMBERED: usize = 64;

/// The number that thousandths are.
fn in_thousandths(number: u64) -> f64 {
    let size = (number >> 1) as f64 / 1000.0;
    if number & 1 == 1 { -size } else { size }
}

/// A value that cannot be written or read.
#[derive(Debug)]
pub struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl serde::ser::Error for Unreadable {
    fn custom<T: fmt::Display>(message: T) -> Unreadable {
        Unreadable(message.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn again(value: &Value) -> Value {
        read(&write(value).unwrap()).unwrap()
    }

    #[test]
    fn values_come_back() {
        let value = json!([
            {"id": "a1", "span": {"start": 7, "end": 9}, "score": 0.975, "of": null},
            {"id": "a2", "span": {"start": 7}, "score": -0.5, "of": ["a1", "a01", "é", "", "a1"]},
            {"id": -3, "score": 0.123_456_789, "span": [], "of": {"": {"": true}}},
        ]);
        assert_eq!(again(&value), value);
    }

    #[test]
    fn numbers_of_half_the_precision_come_back() {
        for number in [0.97_f32, 1.0, -2.875, 0.333_333_34, f32::MAX] {
            let value = read(&write(&number).unwrap()).unwrap();
            let back: f32 = serde_json::from_value(value).unwrap();
            assert_eq!(back.to_bits(), number.to_bits());
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[a-z]?[0-9]{0,3}".prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("[a-c]{0,2}", inner, 0..4)
                    .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_value_comes_back(value in any_value()) {
            prop_assert_eq!(again(&value), value);
        }

        #[test]
        fn damaged_bytes_are_an_error_or_a_value(value in any_value(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut bytes = write(&value).unwrap();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = read(&bytes);
            let _ = read(&bytes[..at]);
        }
    }
}
