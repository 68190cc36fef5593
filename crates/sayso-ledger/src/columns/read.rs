//! Reads a value that was written field by field.

use super::{REMEMBERED, Unreadable, in_thousandths, kind};
use serde::ser::Error;
use serde_json::{Map, Value};

/// The value of some bytes, as JSON.
///
/// # Errors
/// If they are damaged.
pub fn read(bytes: &[u8]) -> Result<Value, Unreadable> {
    let left = (bytes.len() + MOST).saturating_mul(MOST);
    let mut bytes = Bytes(bytes);
    let mut places = Places {
        all: Vec::new(),
        left,
    };
    places.read_names(&mut bytes, 0)?;
    for place in &mut places.all {
        for _ in 0..bytes.count()? {
            let fields = (0..bytes.count()?).map(|_| bytes.number().map(|field| field as usize));
            place.shapes.push(fields.collect::<Result<_, _>>()?);
        }
    }
    for place in &mut places.all {
        place.kinds = Column::read(&mut bytes)?;
    }
    for place in &mut places.all {
        place.numbers = Column::read(&mut bytes)?;
    }
    for place in &mut places.all {
        place.words = bytes.bytes()?;
    }
    places.value(0)
}

/// The most values that a byte stands for, so that a damaged file does not fill the memory. Each object takes a
/// byte, and records have less than thirty fields.
const MOST: usize = 64;

/// How deep places are in places. Those of records are seven deep.
const DEEPEST: usize = 64;

/// Bytes that are read from their beginning.
#[derive(Default)]
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: u64) -> Result<&'a [u8], Unreadable> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let Some((taken, rest)) = self.0.split_at_checked(length) else {
            return Err(Unreadable::custom("it ends too early"));
        };
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Unreadable> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> Result<u64, Unreadable> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unreadable::custom("a number is too long"))
    }

    /// A number of things, of which each takes a byte at least.
    fn count(&mut self) -> Result<usize, Unreadable> {
        let count = self.number()?;
        match usize::try_from(count) {
            Ok(count) if count <= self.0.len() => Ok(count),
            _ => Err(Unreadable::custom("it ends too early")),
        }
    }

    fn bytes(&mut self) -> Result<Bytes<'a>, Unreadable> {
        let length = self.number()?;
        Ok(Bytes(self.take(length)?))
    }

    fn words(&mut self, length: u64) -> Result<String, Unreadable> {
        let words = std::str::from_utf8(self.take(length)?);
        words.map(str::to_string).map_err(Unreadable::custom)
    }
}

/// The numbers of a field.
enum Column<'a> {
    /// They are all the same.
    Same(u64),
    Each(Bytes<'a>),
}

impl<'a> Column<'a> {
    fn read(bytes: &mut Bytes<'a>) -> Result<Column<'a>, Unreadable> {
        let count = bytes.count()?;
        if count == 0 {
            return Ok(Column::Same(bytes.number()?));
        }
        let all = bytes.0;
        for _ in 0..count {
            bytes.number()?;
        }
        Ok(Column::Each(Bytes(&all[..all.len() - bytes.0.len()])))
    }

    fn next(&mut self) -> Result<u64, Unreadable> {
        match self {
            Column::Same(number) => Ok(*number),
            Column::Each(numbers) => numbers.number(),
        }
    }
}

/// A field, or the items of a list, wherever it is in the value.
struct Place<'a> {
    kinds: Column<'a>,
    numbers: Column<'a>,
    words: Bytes<'a>,
    remembered: Vec<String>,
    fields: Vec<(String, usize)>,
    shapes: Vec<Vec<usize>>,
    items: Option<usize>,
}

impl Place<'_> {
    /// New words, or those with a number.
    fn words(&mut self, number: u64) -> Result<Value, Unreadable> {
        if let Some(before) = number.checked_sub(1) {
            let words = self.remembered.get(before as usize);
            let words = words.ok_or_else(|| Unreadable::custom("words are missing"))?;
            return Ok(words.clone().into());
        }
        let length = self.words.number()?;
        let words = self.words.words(length)?;
        if self.remembered.len() < REMEMBERED {
            self.remembered.push(words.clone());
        }
        Ok(words.into())
    }
}

struct Places<'a> {
    all: Vec<Place<'a>>,
    /// How many more values there may be.
    left: usize,
}

impl<'a> Places<'a> {
    /// Reads the names of the fields of a place and of those in it, and gives its number.
    fn read_names(&mut self, bytes: &mut Bytes<'a>, depth: usize) -> Result<usize, Unreadable> {
        if depth > DEEPEST {
            return Err(Unreadable::custom("it is too deep"));
        }
        let number = self.all.len();
        self.all.push(Place {
            kinds: Column::Same(kind::NULL.into()),
            numbers: Column::Same(0),
            words: Bytes::default(),
            remembered: Vec::new(),
            fields: Vec::new(),
            shapes: Vec::new(),
            items: None,
        });
        let mut names = Vec::new();
        for _ in 0..bytes.count()? {
            let length = bytes.number()?;
            names.push(bytes.words(length)?);
        }
        let has_items = bytes.byte()? == 1;
        for name in names {
            let field = self.read_names(bytes, depth + 1)?;
            self.all[number].fields.push((name, field));
        }
        if has_items {
            self.all[number].items = Some(self.read_names(bytes, depth + 1)?);
        }
        Ok(number)
    }

    /// The next value of a place.
    fn value(&mut self, number: usize) -> Result<Value, Unreadable> {
        self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| Unreadable::custom("it has too many values"))?;
        let place = &mut self.all[number];
        let kind = u8::try_from(place.kinds.next()?).map_err(Unreadable::custom)?;
        match kind {
            kind::NULL => return Ok(Value::Null),
            kind::FALSE => return Ok(false.into()),
            kind::TRUE => return Ok(true.into()),
            _ => {}
        }
        let value = place.numbers.next()?;
        Ok(match kind {
            kind::WHOLE => value.into(),
            kind::NEGATIVE => (!(value as i64)).into(),
            kind::THOUSANDTHS => in_thousandths(value).into(),
            kind::SINGLE => f32::from_bits(value as u32).into(),
            kind::DOUBLE => f64::from_bits(value).into(),
            kind::WORDS => place.words(value)?,
            kind::LIST => self.list(number, value)?,
            kind::OBJECT => self.object(number, value)?,
            letter if letter.is_ascii_lowercase() => {
                format!("{}{value}", char::from(letter)).into()
            }
            _ => return Err(Unreadable::custom("a kind of value is not known")),
        })
    }

    fn list(&mut self, number: usize, length: u64) -> Result<Value, Unreadable> {
        let mut list = Vec::new();
        if length > 0 {
            let items = self.all[number].items;
            let items = items.ok_or_else(|| Unreadable::custom("a list has no items"))?;
            for _ in 0..length {
                list.push(self.value(items)?);
            }
        }
        Ok(list.into())
    }

    fn object(&mut self, number: usize, shape: u64) -> Result<Value, Unreadable> {
        let Some(shape) = self.all[number].shapes.get(shape as usize).cloned() else {
            return Err(Unreadable::custom("a shape is missing"));
        };
        let mut object = Map::new();
        for field in shape {
            let Some((name, field)) = self.all[number].fields.get(field) else {
                return Err(Unreadable::custom("a field is missing"));
            };
            let (name, field) = (name.clone(), *field);
            object.insert(name, self.value(field)?);
        }
        Ok(object.into())
    }
}
