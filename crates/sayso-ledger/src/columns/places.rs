//! The values of each field, as they are collected, and the bytes of all of them.

use super::{REMEMBERED, kind};

/// A field, or the items of a list, wherever it is in the value.
#[derive(Default)]
pub struct Place {
    /// The kind of each value.
    pub kinds: Vec<u8>,
    /// Numbers, lengths of lists, and numbers of shapes.
    numbers: Vec<u64>,
    /// Words that are new, each after its length.
    words: Vec<u8>,
    /// The first different words.
    remembered: Vec<String>,
    /// The fields that objects at this place have, each with its place.
    pub fields: Vec<(String, usize)>,
    /// Which fields objects have, by their numbers in `fields`.
    pub shapes: Vec<Vec<usize>>,
    /// The place of the items of lists.
    items: Option<usize>,
}

impl Place {
    /// Adds a value of a kind with a number.
    pub fn put(&mut self, kind: u8, number: u64) {
        self.kinds.push(kind);
        self.numbers.push(number);
    }

    /// Adds words.
    pub fn words(&mut self, words: &str) {
        if let Some((letter, number)) = reference(words) {
            return self.put(letter, number);
        }
        if let Some(before) = self.remembered.iter().position(|one| one == words) {
            return self.put(kind::WORDS, before as u64 + 1);
        }
        if self.remembered.len() < REMEMBERED {
            self.remembered.push(words.into());
        }
        self.put(kind::WORDS, 0);
        put_bytes(&mut self.words, words.as_bytes());
    }
}

/// The letter and the number of "a12".
fn reference(words: &str) -> Option<(u8, u64)> {
    let (letter, digits) = words.as_bytes().split_first()?;
    let is_reference = letter.is_ascii_lowercase()
        && (1..=9).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && (digits[0] != b'0' || digits.len() == 1);
    if !is_reference {
        return None;
    }
    let number = digits
        .iter()
        .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
    Some((*letter, number))
}

/// Seven bits a byte, the lowest first.
fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes the numbers of a field: how many they are, or 0 and the number if they are all the same.
fn put_column<N: Copy + Default + Eq + Into<u64>>(out: &mut Vec<u8>, numbers: &[N]) {
    let first = numbers.first().copied().unwrap_or_default();
    if numbers.iter().all(|number| *number == first) {
        out.push(0);
        put_number(out, first.into());
    } else {
        put_number(out, numbers.len() as u64);
        for number in numbers {
            put_number(out, (*number).into());
        }
    }
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// All places, of which the first is that of the value itself.
pub struct Places(pub Vec<Place>);

impl Places {
    /// The number of a field at a place, which is expected to be a certain one.
    pub fn field(&mut self, of: usize, name: &str, expected: usize) -> usize {
        let fields = &self.0[of].fields;
        let is_it = |at: &usize| fields.get(*at).is_some_and(|(field, _)| field == name);
        let found = Some(expected).filter(is_it);
        if let Some(at) = found.or_else(|| fields.iter().position(|(field, _)| field == name)) {
            return at;
        }
        let place = self.add();
        self.0[of].fields.push((name.into(), place));
        self.0[of].fields.len() - 1
    }

    /// The place of the items of lists at a place.
    pub fn items(&mut self, of: usize) -> usize {
        if let Some(place) = self.0[of].items {
            return place;
        }
        let place = self.add();
        self.0[of].items = Some(place);
        place
    }

    fn add(&mut self) -> usize {
        self.0.push(Place::default());
        self.0.len() - 1
    }

    /// Writes the names of all fields, then their shapes, kinds, numbers and words. What is alike in all reports
    /// comes first and in one piece, because a dictionary replaces long pieces best.
    pub fn put(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut order = Vec::new();
        self.put_names(0, &mut order, &mut out);
        let places = || order.iter().map(|place| &self.0[*place]);
        for place in places() {
            put_number(&mut out, place.shapes.len() as u64);
            for shape in &place.shapes {
                put_number(&mut out, shape.len() as u64);
                for field in shape {
                    put_number(&mut out, *field as u64);
                }
            }
        }
        places().for_each(|place| put_column(&mut out, &place.kinds));
        places().for_each(|place| put_column(&mut out, &place.numbers));
        places().for_each(|place| put_bytes(&mut out, &place.words));
        out
    }

    /// Writes the names of the fields of a place, then those of the places in it, and gives their order.
    fn put_names(&self, number: usize, order: &mut Vec<usize>, out: &mut Vec<u8>) {
        order.push(number);
        let place = &self.0[number];
        put_number(out, place.fields.len() as u64);
        for (name, _) in &place.fields {
            put_bytes(out, name.as_bytes());
        }
        out.push(u8::from(place.items.is_some()));
        let inner = place.fields.iter().map(|(_, place)| *place);
        for place in inner.chain(place.items) {
            self.put_names(place, order, out);
        }
    }
}
