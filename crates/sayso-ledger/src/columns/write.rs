//! Writes a value field by field.

use super::places::{Place, Places};
use super::{Unreadable, in_thousandths, kind};
use serde::Serialize;
use serde::ser::{
    Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};

/// The bytes of a value.
///
/// # Errors
/// If serde cannot write the value, which does not happen for records.
pub fn write(value: &impl Serialize) -> Result<Vec<u8>, Unreadable> {
    let mut places = Places(vec![Place::default()]);
    value.serialize(At {
        places: &mut places,
        place: 0,
    })?;
    Ok(places.put())
}

/// The thousandths that a number is near to, with the sign in the lowest bit.
fn thousandths(value: f64) -> Option<u64> {
    let number = (value * 1000.0).round();
    let is_small = number.abs() < 1e9;
    is_small.then(|| (number.abs() as u64) << 1 | u64::from(number < 0.0))
}

/// Where the next value goes.
struct At<'a> {
    places: &'a mut Places,
    place: usize,
}

impl At<'_> {
    fn put(self, kind: u8, number: u64) {
        self.places.0[self.place].put(kind, number);
    }
}

type Done = Result<(), Unreadable>;

impl<'a> Serializer for At<'a> {
    type Ok = ();
    type Error = Unreadable;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Impossible<(), Unreadable>;
    type SerializeMap = Fields<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Impossible<(), Unreadable>;

    fn serialize_bool(self, value: bool) -> Done {
        let kind = if value { kind::TRUE } else { kind::FALSE };
        self.places.0[self.place].kinds.push(kind);
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Done {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Done {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Done {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Done {
        match u64::try_from(value) {
            Ok(value) => self.put(kind::WHOLE, value),
            Err(_) => self.put(kind::NEGATIVE, !value as u64),
        }
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Done {
        self.put(kind::WHOLE, value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Done {
        match thousandths(value.into()) {
            Some(number) if (in_thousandths(number) as f32).to_bits() == value.to_bits() => {
                self.put(kind::THOUSANDTHS, number);
            }
            _ => self.put(kind::SINGLE, value.to_bits().into()),
        }
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Done {
        match thousandths(value) {
            Some(number) if in_thousandths(number).to_bits() == value.to_bits() => {
                self.put(kind::THOUSANDTHS, number);
            }
            _ => self.put(kind::DOUBLE, value.to_bits()),
        }
        Ok(())
    }

    fn serialize_char(self, value: char) -> Done {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Done {
        self.places.0[self.place].words(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        value.serialize(self)
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.places.0[self.place].kinds.push(kind::NULL);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        let mut fields = Fields::of(self);
        fields.field(variant, value)?;
        fields.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Unreadable> {
        Ok(Items::of(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Unreadable> {
        Ok(Items::of(self))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Unreadable> {
        Ok(Items::of(self))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unreadable> {
        Err(Unreadable::custom(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'a>, Unreadable> {
        Ok(Fields::of(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'a>, Unreadable> {
        Ok(Fields::of(self))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unreadable> {
        Err(Unreadable::custom(name))
    }
}

/// The items of a list, as they come.
struct Items<'a> {
    at: At<'a>,
    items: usize,
    length: u64,
}

impl<'a> Items<'a> {
    fn of(at: At<'a>) -> Items<'a> {
        let items = at.places.items(at.place);
        Items {
            at,
            items,
            length: 0,
        }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.length += 1;
        value.serialize(At {
            places: self.at.places,
            place: self.items,
        })
    }

    fn close(self) {
        self.at.put(kind::LIST, self.length);
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Unreadable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.item(value)
    }

    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for Items<'_> {
    type Ok = ();
    type Error = Unreadable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.item(value)
    }

    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl SerializeTupleStruct for Items<'_> {
    type Ok = ();
    type Error = Unreadable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.item(value)
    }

    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

/// The fields of an object, as they come.
struct Fields<'a> {
    at: At<'a>,
    shape: Vec<usize>,
    /// The name of the next field of a map.
    key: String,
}

impl<'a> Fields<'a> {
    fn of(at: At<'a>) -> Fields<'a> {
        Fields {
            at,
            shape: Vec::new(),
            key: String::new(),
        }
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Done {
        let expected = self.shape.last().map_or(0, |last| last + 1);
        let field = self.at.places.field(self.at.place, name, expected);
        self.shape.push(field);
        let place = self.at.places.0[self.at.place].fields[field].1;
        value.serialize(At {
            places: self.at.places,
            place,
        })
    }

    fn close(self) {
        let place = &mut self.at.places.0[self.at.place];
        let known = place.shapes.iter().position(|shape| *shape == self.shape);
        let shape = known.unwrap_or_else(|| {
            place.shapes.push(self.shape);
            place.shapes.len() - 1
        });
        place.put(kind::OBJECT, shape as u64);
    }
}

impl SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = Unreadable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.key = match serde_json::to_value(key) {
            Ok(serde_json::Value::String(key)) => key,
            _ => return Err(Unreadable::custom("a key is not text")),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let key = std::mem::take(&mut self.key);
        self.field(&key, value)
    }

    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Unreadable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.field(key, value)
    }

    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}
