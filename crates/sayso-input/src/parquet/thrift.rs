//! In: bytes by which a Parquet file describes itself, in Thrift's compact protocol. Out: how many of them
//! the description takes, and its numbers.
//!
//! The crate makes room for as many things as a description says that it has. What is accepted here has
//! them all.

/// Structs and lists in one another. Parquet has eight.
const DEEPEST: usize = 32;

/// Kinds of values, as the protocol numbers them.
mod kind {
    pub const STOP: u8 = 0;
    pub const TRUE: u8 = 1;
    pub const FALSE: u8 = 2;
    pub const BYTE: u8 = 3;
    pub const I16: u8 = 4;
    pub const I64: u8 = 6;
    pub const DOUBLE: u8 = 7;
    pub const BINARY: u8 = 8;
    pub const LIST: u8 = 9;
    pub const SET: u8 = 10;
    pub const STRUCT: u8 = 12;
}

/// A struct at the beginning of some bytes.
#[derive(Debug, Default)]
pub struct Described {
    /// How many bytes it takes.
    pub length: usize,
    /// Its whole numbers and those of the structs in it, by their fields: that of the struct, 0 for the
    /// outermost one, and that of the number.
    numbers: Vec<((i16, i16), i64)>,
}

impl Described {
    /// The struct that these bytes begin with; none if it is broken, cut, or says that it has more than
    /// there is.
    pub fn of(bytes: &[u8]) -> Option<Described> {
        let mut cursor = Cursor { bytes, at: 0 };
        let mut described = Described::default();
        cursor.fields(0, DEEPEST, &mut described)?;
        described.length = cursor.at;
        Some(described)
    }

    /// The number of a field in a struct; 0 is the outermost one.
    pub fn number(&self, within: i16, field: i16) -> Option<i64> {
        let all = self.numbers.iter();
        let mut found = all.filter(|(place, _)| *place == (within, field));
        found.next().map(|&(_, number)| number)
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn skip(&mut self, length: u64) -> Option<()> {
        let left = (self.bytes.len() - self.at) as u64;
        self.at += usize::try_from(length).ok().filter(|_| length <= left)?;
        Some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let (number, length) = varint(&self.bytes[self.at..])?;
        self.at += length;
        Some(number)
    }

    /// A number that may be negative.
    fn zigzag(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// Passes the fields of a struct. Its numbers are kept if it is the outermost one or in that.
    fn fields(&mut self, within: i16, deepest: usize, out: &mut Described) -> Option<()> {
        let mut field: i16 = 0;
        loop {
            let head = self.byte()?;
            let kind = head & 0x0f;
            if kind == kind::STOP {
                return Some(());
            }
            field = match head >> 4 {
                0 => i16::try_from(self.zigzag()?).ok()?,
                step => field.checked_add(step.into())?,
            };
            match kind {
                kind::TRUE | kind::FALSE => {}
                kind::I16..=kind::I64 if deepest + 1 >= DEEPEST => {
                    let number = self.zigzag()?;
                    out.numbers.push(((within, field), number));
                }
                kind::STRUCT => self.fields(field, deepest.checked_sub(1)?, out)?,
                kind => self.value(kind, deepest)?,
            }
        }
    }

    /// Passes a value by itself or in a list.
    fn value(&mut self, kind: u8, deepest: usize) -> Option<()> {
        let deepest = deepest.checked_sub(1)?;
        match kind {
            kind::TRUE | kind::FALSE | kind::BYTE => self.skip(1),
            kind::I16..=kind::I64 => self.varint().map(drop),
            kind::DOUBLE => self.skip(8),
            kind::BINARY => {
                let length = self.varint()?;
                self.skip(length)
            }
            kind::LIST | kind::SET => self.list(deepest),
            // The numbers of structs in lists are not kept.
            kind::STRUCT => self.fields(0, deepest.min(DEEPEST - 2), &mut Described::default()),
            _ => None,
        }
    }

    fn list(&mut self, deepest: usize) -> Option<()> {
        let head = self.byte()?;
        let length = match head >> 4 {
            15 => self.varint()?,
            length => length.into(),
        };
        for _ in 0..length {
            self.value(head & 0x0f, deepest)?;
        }
        Some(())
    }
}

/// The number that some bytes begin with, seven bits in each, and how many bytes it takes.
pub fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0;
    for (index, &byte) in bytes.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_by_their_fields() {
        // 1: 0, 2: 150, 5: { 1: 7, 2: a list of two bytes }, 8: "abc".
        let bytes = [
            0x15, 0, 0x15, 0xac, 0x02, 0x3c, 0x15, 14, 0x19, 0x23, 1, 2, 0, 0x38, 3, b'a', b'b',
            b'c', 0, 99,
        ];
        let described = Described::of(&bytes).expect("whole");
        assert_eq!(described.length, bytes.len() - 1);
        assert_eq!(described.number(0, 1), Some(0));
        assert_eq!(described.number(0, 2), Some(150));
        assert_eq!(described.number(5, 1), Some(7));
        assert_eq!(described.number(0, 5), None);
        for length in 0..described.length {
            assert!(Described::of(&bytes[..length]).is_none(), "{length}");
        }
    }

    #[test]
    fn a_description_that_claims_more_than_it_has_is_none() {
        // A list of two billion structs, and a text of as many bytes.
        let list = [0x19, 0xfc, 0x80, 0x94, 0xeb, 0xdc, 0x07, 0, 0, 0];
        let text = [0x18, 0x80, 0x94, 0xeb, 0xdc, 0x07, b'a', 0];
        assert!(Described::of(&list).is_none());
        assert!(Described::of(&text).is_none());
        assert!(Described::of(&[0x1c; 1_000]).is_none());
    }
}
