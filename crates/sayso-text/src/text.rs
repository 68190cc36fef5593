//! An immutable text, spans of it, and their conversion to other units.
//!
//! Inside sayso an offset is a UTF-8 byte offset into one [`Text`]. In outputs (JSONL, brat, HTML) it is
//! a Unicode code point or a UTF-16 unit, converted by an [`OffsetMap`].

use std::fmt;
use std::ops::{Deref, Index, Range};

/// A stretch of one [`Text`]: UTF-8 byte offsets on character boundaries, end exclusive.
///
/// ```
/// use sayso_text::text::{Span, Text};
/// let text = Text::new("Mayor Ada Quill said the bridge is closed.".into()).unwrap();
/// let source = Span::new(0, 15);
/// assert_eq!(&text[source], "Mayor Ada Quill");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from byte `start` to byte `end`, end exclusive.
    ///
    /// # Panics
    /// If `start > end`.
    pub fn new(start: u32, end: u32) -> Span {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Span { start, end }
    }

    /// First byte.
    pub fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last one.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// True if the span is empty.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// True if `other` is within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The part of the text that it covers.
    ///
    /// # Panics
    /// If it is not a span of this text.
    pub fn passage(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The same as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A text longer than 4 GiB, which 32-bit offsets cannot address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is longer than 4 GiB")]
pub struct TooLong;

/// The text of one report. It never changes, so every [`Span`] of it stays valid.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Text(Box<str>);

impl Text {
    /// Takes a string and checks its length.
    ///
    /// # Errors
    /// [`TooLong`] over 4 GiB.
    pub fn new(string: String) -> Result<Text, TooLong> {
        if u32::try_from(string.len()).is_err() {
            Err(TooLong)
        } else {
            Ok(Text(string.into_boxed_str()))
        }
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span {
            start: 0,
            end: self.0.len() as u32,
        }
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Index<Span> for Text {
    type Output = str;
    fn index(&self, span: Span) -> &str {
        &self.0[span.range()]
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// The number of code points and UTF-16 units before each 64th byte.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    code_points: u32,
    utf16: u32,
}

/// Converts byte offsets of one text to Unicode code points and UTF-16 units, and back.
///
/// It takes an eighth of the memory of the text, and none for ASCII. A conversion reads 64 bytes at
/// most.
///
/// ```
/// use sayso_text::text::OffsetMap;
/// let text = "“Döner for all,” said Öznur.";
/// let map = OffsetMap::new(text);
/// let byte = text.find("said").unwrap() as u32;
/// assert_eq!(map.code_points(text, byte), 17);
/// assert_eq!(map.byte_of_code_point(text, 17), byte);
/// ```
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// Empty for ASCII, because all units are the same.
    marks: Vec<Mark>,
}

const STRIDE: usize = 64;

/// True for the first byte of a character.
fn leads(byte: u8) -> bool {
    (byte as i8) >= -0x40
}

/// UTF-16 units that the character starting with `byte` takes; 0 inside a character.
fn units(byte: u8) -> u32 {
    u32::from(leads(byte)) + u32::from(byte >= 0xF0)
}

impl OffsetMap {
    /// The map of `text`.
    pub fn new(text: &str) -> OffsetMap {
        if text.is_ascii() {
            return OffsetMap::default();
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut seen = Mark::default();
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(seen);
            seen.code_points += chunk.iter().map(|&b| u32::from(leads(b))).sum::<u32>();
            seen.utf16 += chunk.iter().map(|&b| units(b)).sum::<u32>();
        }
        OffsetMap { marks }
    }

    /// The number of code points before byte `byte` of `text`, the text the map was made of.
    pub fn code_points(&self, text: &str, byte: u32) -> u32 {
        self.forward(text, byte, |mark| mark.code_points, |b| u32::from(leads(b)))
    }

    /// The number of UTF-16 units before byte `byte`.
    pub fn utf16(&self, text: &str, byte: u32) -> u32 {
        self.forward(text, byte, |mark| mark.utf16, units)
    }

    /// The byte at which code point number `index` starts; the length of the text if there are
    /// fewer.
    pub fn byte_of_code_point(&self, text: &str, index: u32) -> u32 {
        self.backward(
            text,
            index,
            |mark| mark.code_points,
            |b| u32::from(leads(b)),
        )
    }

    /// The byte at which UTF-16 unit number `index` starts; for the second half of a pair, that of
    /// the next character.
    pub fn byte_of_utf16(&self, text: &str, index: u32) -> u32 {
        self.backward(text, index, |mark| mark.utf16, units)
    }

    fn forward(&self, text: &str, byte: u32, of: fn(&Mark) -> u32, count: fn(u8) -> u32) -> u32 {
        let byte = byte as usize;
        if self.marks.is_empty() {
            return byte as u32;
        }
        // The end of a text whose length is a multiple of the stride is after the last mark.
        let cell = (byte / STRIDE).min(self.marks.len() - 1);
        of(&self.marks[cell])
            + text.as_bytes()[cell * STRIDE..byte]
                .iter()
                .map(|&b| count(b))
                .sum::<u32>()
    }

    fn backward(&self, text: &str, index: u32, of: fn(&Mark) -> u32, count: fn(u8) -> u32) -> u32 {
        if self.marks.is_empty() {
            return index.min(text.len() as u32);
        }
        let cell = self
            .marks
            .partition_point(|mark| of(mark) <= index)
            .saturating_sub(1);
        let mut seen = of(&self.marks[cell]);
        for (byte, &b) in text.as_bytes().iter().enumerate().skip(cell * STRIDE) {
            if leads(b) {
                if seen >= index {
                    return byte as u32;
                }
                seen += count(b);
            }
        }
        text.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn offsets_go_there_and_back(text in "(\\PC|[a-z]{1,40}|“|😀|é|\n){0,60}") {
            let map = OffsetMap::new(&text);
            let mut code_points = 0;
            let mut utf16 = 0;
            for (byte, c) in text.char_indices() {
                let byte = byte as u32;
                prop_assert_eq!(map.code_points(&text, byte), code_points);
                prop_assert_eq!(map.utf16(&text, byte), utf16);
                prop_assert_eq!(map.byte_of_code_point(&text, code_points), byte);
                prop_assert_eq!(map.byte_of_utf16(&text, utf16), byte);
                code_points += 1;
                utf16 += c.len_utf16() as u32;
            }
            let end = text.len() as u32;
            prop_assert_eq!(map.code_points(&text, end), code_points);
            prop_assert_eq!(map.utf16(&text, end), utf16);
            prop_assert_eq!(map.byte_of_code_point(&text, code_points), end);
            prop_assert_eq!(map.byte_of_code_point(&text, code_points + 7), end);
        }

        #[test]
        fn spans_cover_what_they_cover(a in 0u32..50, b in 0u32..50, c in 0u32..50, d in 0u32..50) {
            let (x, y) = (Span::new(a.min(b), a.max(b)), Span::new(c.min(d), c.max(d)));
            prop_assert_eq!(x.overlaps(y), (x.start().max(y.start())) < x.end().min(y.end()));
            prop_assert!(x.cover(y).contains(x) && x.cover(y).contains(y));
            prop_assert_eq!(x.contains(y), x.cover(y) == x);
        }
    }

    #[test]
    #[should_panic(expected = "ends before it starts")]
    fn a_span_does_not_run_backwards() {
        let _ = Span::new(3, 2);
    }
}
