//! A sketch as bytes, to be stored or sent.
//!
//! The first byte is the version. Lists follow in the order of the fields of [`Sketch`], each with its
//! length; numbers are LEB128 varints, signed ones zigzag, and places are differences to the place
//! before, because they grow. Bytes that no sketch has give an error and never more memory than
//! their own length times a constant.

use super::sketch::{
    MOST_SENTENCES, SentenceKind, Sketch, SketchClaim, SketchCredit, SketchFigure, SketchName,
    SketchQuotation, SketchSentence, SketchTime, WordPlace,
};
use super::word_keys::{Spelling, WordKey};
use crate::certainty::Status;
use crate::credits::CreditKind;
use crate::measure::Unit;
use crate::text::Span;
use std::ops::Range;

/// The version of the stored form. Sketches of another version are made anew from the report.
pub const SKETCH_VERSION: u8 = 5;

/// Why bytes are not a sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SketchError {
    /// They were written by another version of sayso.
    #[error(
        "the sketch has version {0}, and this program reads version {SKETCH_VERSION}; read the report again"
    )]
    Version(u8),
    /// They end too early, have too much, or refer to what is not there.
    #[error("the sketch is damaged; read the report again")]
    Damaged,
}

impl Sketch {
    /// The stored form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer {
            bytes: vec![SKETCH_VERSION],
            place: 0,
        };
        out.optional(self.published, |out, day| out.signed(i64::from(day)));
        out.optional(self.moment, Writer::signed);
        out.optional(self.outlet, Writer::hash);
        out.list(&self.words, |out, word| {
            out.bytes.extend(word.0.to_le_bytes());
        });
        out.place = 0;
        for place in &self.places {
            out.word_place(place);
        }
        out.list(&self.sentences, Writer::sentence);
        out.list(&self.names, Writer::name);
        out.list(&self.figures, Writer::figure);
        out.list(&self.times, Writer::time);
        out.list(&self.quotations, |out, quotation| {
            out.span(quotation.span);
            out.range(&quotation.words);
            out.optional(quotation.speaker, Writer::hash);
        });
        out.list(&self.claims, Writer::claim);
        out.list(&self.credits, |out, credit| {
            out.hash(credit.body);
            out.bytes.push(credit.kind as u8);
            out.span(credit.span);
        });
        out.bytes
    }

    /// Reads a stored form.
    ///
    /// # Errors
    /// [`SketchError`], if the bytes are of another version or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Sketch, SketchError> {
        let version = *bytes.first().ok_or(SketchError::Damaged)?;
        if version != SKETCH_VERSION {
            return Err(SketchError::Version(version));
        }
        let mut input = Parser {
            bytes: &bytes[1..],
            place: 0,
        };
        let sketch = input.sketch().ok_or(SketchError::Damaged)?;
        let is_whole = input.bytes.is_empty() && is_sound(&sketch);
        is_whole.then_some(sketch).ok_or(SketchError::Damaged)
    }
}

/// Whether everything in a sketch refers to what is there, in order.
fn is_sound(sketch: &Sketch) -> bool {
    let words = sketch.words.len() as u32;
    let mut next = 0;
    for sentence in &sketch.sentences {
        if sentence.words.start != next || sentence.words.is_empty() {
            return false;
        }
        next = sentence.words.end;
    }
    let within = |range: &Range<u32>| range.start <= range.end && range.end <= words;
    next == words
        && sketch.sentences.len() <= MOST_SENTENCES
        && sketch.names.is_sorted_by_key(|n| n.word)
        && sketch.names.iter().all(|n| n.word < words)
        && sketch.figures.is_sorted_by_key(|f| f.word)
        && sketch.figures.iter().all(|f| f.word < words)
        && sketch.times.is_sorted_by_key(|t| t.word)
        && sketch.times.iter().all(|t| t.word < words)
        && sketch.quotations.iter().all(|q| within(&q.words))
        && sketch.claims.iter().all(|c| within(&c.words))
}

/// A length of word and a gap between words that do not fit their bits.
const LONG: u32 = 31;
const FAR: u32 = 3;

struct Writer {
    bytes: Vec<u8>,
    /// The end of the span before, or the start of the range before.
    place: u32,
}

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as u64);
    }

    fn hash(&mut self, hash: u32) {
        self.bytes.extend(hash.to_le_bytes());
    }

    fn optional<T>(&mut self, value: Option<T>, write: impl Fn(&mut Writer, T)) {
        self.bytes.push(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn list<T>(&mut self, list: &[T], write: impl Fn(&mut Writer, &T)) {
        self.number(list.len() as u64);
        self.place = 0;
        for item in list {
            write(self, item);
        }
    }

    fn span(&mut self, span: Span) {
        self.signed(i64::from(span.start()) - i64::from(self.place));
        self.number(u64::from(span.len()));
        self.place = span.start();
    }

    /// A byte of five bits for the length and three for the gap before the word and whether its
    /// spelling follows; longer ones follow too.
    fn word_place(&mut self, place: &WordPlace) {
        let gap = place.span.start() - self.place;
        let length = place.span.len();
        let short_length = length.min(LONG);
        let short_gap = gap.min(FAR);
        let is_spelled = u32::from(place.spelling.byte() != 0);
        let first = short_length | short_gap << 5 | is_spelled << 7;
        self.bytes.push(first as u8);
        if short_length == LONG {
            self.number(u64::from(length));
        }
        if short_gap == FAR {
            self.number(u64::from(gap));
        }
        if is_spelled == 1 {
            self.bytes.push(place.spelling.byte());
        }
        self.place = place.span.end();
    }

    fn range(&mut self, range: &Range<u32>) {
        self.number(u64::from(range.start));
        self.number(u64::from(range.end - range.start));
    }

    fn sentence(&mut self, sentence: &SketchSentence) {
        self.span(sentence.span);
        self.number(sentence.words.len() as u64);
        self.bytes
            .push(sentence.kind as u8 | u8::from(sentence.begins_paragraph) << 7);
    }

    fn name(&mut self, name: &SketchName) {
        self.span(name.span);
        self.number(u64::from(name.word));
        self.bytes.push(name.words);
        self.hash(name.key);
    }

    fn value(&mut self, (mantissa, exponent): (i64, i8)) {
        self.signed(mantissa);
        self.bytes.push(exponent as u8);
    }

    fn figure(&mut self, figure: &SketchFigure) {
        self.span(figure.span);
        self.number(u64::from(figure.word));
        self.bytes.push(figure.words);
        self.value(figure.value);
        self.optional(figure.high, Writer::value);
        let unit = figure.unit.map_or("", Unit::name);
        self.bytes.push(unit.len() as u8);
        self.bytes.extend(unit.as_bytes());
        self.optional(figure.of, |out, of| out.number(u64::from(of.0)));
    }

    fn time(&mut self, time: &SketchTime) {
        self.span(time.span);
        self.number(u64::from(time.word));
        self.bytes.push(time.words);
        self.hash(time.key);
        self.optional(time.days, |out, (first, last)| {
            out.signed(i64::from(first));
            out.signed(i64::from(last) - i64::from(first));
        });
        self.bytes.push(u8::from(time.is_explicit));
    }

    fn claim(&mut self, claim: &SketchClaim) {
        self.range(&claim.words);
        self.optional(claim.source, Writer::span);
        self.optional(claim.source_key, Writer::hash);
        self.bytes.push(claim.status as u8);
        self.optional(claim.trigger, Writer::span);
    }
}

struct Parser<'a> {
    bytes: &'a [u8],
    place: u32,
}

impl Parser<'_> {
    fn sketch(&mut self) -> Option<Sketch> {
        let published = self.optional(Parser::signed32)?;
        let moment = self.optional(Parser::signed)?;
        let outlet = self.optional(Parser::hash)?;
        let words = self.list(|input| {
            let low = input.byte()?;
            Some(WordKey(u16::from_le_bytes([low, input.byte()?])))
        })?;
        self.place = 0;
        let places = words
            .iter()
            .map(|_| self.word_place())
            .collect::<Option<_>>()?;
        let mut next = 0;
        let sentences = self.list(|input| input.sentence(&mut next))?;
        Some(Sketch {
            published,
            moment,
            outlet,
            sentences,
            words,
            places,
            names: self.list(Parser::name)?,
            figures: self.list(Parser::figure)?,
            times: self.list(Parser::time)?,
            quotations: self.list(|input| {
                Some(SketchQuotation {
                    span: input.span()?,
                    words: input.range()?,
                    speaker: input.optional(Parser::hash)?,
                })
            })?,
            claims: self.list(Parser::claim)?,
            credits: self.list(|input| {
                Some(SketchCredit {
                    body: input.hash()?,
                    kind: input.value_of(CreditKind::ALL)?,
                    span: input.span()?,
                })
            })?,
        })
    }

    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(first)
    }

    fn flag(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn number32(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn signed32(&mut self) -> Option<i32> {
        i32::try_from(self.signed()?).ok()
    }

    fn hash(&mut self) -> Option<u32> {
        let (first, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(u32::from_le_bytes(*first))
    }

    #[expect(clippy::option_option, reason = "damaged, or absent")]
    fn optional<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.flag()? {
            Some(Some(read(self)?))
        } else {
            Some(None)
        }
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = usize::try_from(self.number()?).ok()?;
        self.place = 0;
        // Every item takes a byte at least, so that a false count does not take memory.
        if count > self.bytes.len() {
            return None;
        }
        (0..count).map(|_| read(self)).collect()
    }

    fn value_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(usize::from(self.byte()?)).copied()
    }

    fn span(&mut self) -> Option<Span> {
        let start = i64::from(self.place).checked_add(self.signed()?)?;
        let start = u32::try_from(start).ok()?;
        let end = start.checked_add(self.number32()?)?;
        self.place = start;
        Some(Span::new(start, end))
    }

    fn word_place(&mut self) -> Option<WordPlace> {
        let first = u32::from(self.byte()?);
        let (mut length, mut gap) = (first & LONG, first >> 5 & FAR);
        if length == LONG {
            length = self.number32()?;
        }
        if gap == FAR {
            gap = self.number32()?;
        }
        let spelling = if first >> 7 == 1 { self.byte()? } else { 0 };
        let start = self.place.checked_add(gap)?;
        self.place = start.checked_add(length)?;
        Some(WordPlace {
            span: Span::new(start, self.place),
            spelling: Spelling::from_byte(spelling),
        })
    }

    fn range(&mut self) -> Option<Range<u32>> {
        let start = self.number32()?;
        Some(start..start.checked_add(self.number32()?)?)
    }

    fn sentence(&mut self, next: &mut u32) -> Option<SketchSentence> {
        let span = self.span()?;
        let start = *next;
        *next = start.checked_add(self.number32()?)?;
        let flags = self.byte()?;
        Some(SketchSentence {
            span,
            kind: SentenceKind::ALL.get(usize::from(flags & 0x7F)).copied()?,
            words: start..*next,
            begins_paragraph: flags & 0x80 != 0,
        })
    }

    fn name(&mut self) -> Option<SketchName> {
        Some(SketchName {
            span: self.span()?,
            word: self.number32()?,
            words: self.byte()?,
            key: self.hash()?,
        })
    }

    fn value(&mut self) -> Option<(i64, i8)> {
        Some((self.signed()?, self.byte()? as i8))
    }

    fn figure(&mut self) -> Option<SketchFigure> {
        Some(SketchFigure {
            span: self.span()?,
            word: self.number32()?,
            words: self.byte()?,
            value: self.value()?,
            high: self.optional(Parser::value)?,
            unit: self.unit()?,
            of: self.optional(|input| {
                let key = u16::try_from(input.number()?).ok()?;
                Some(WordKey(key))
            })?,
        })
    }

    #[expect(clippy::option_option, reason = "damaged, or absent")]
    fn unit(&mut self) -> Option<Option<Unit>> {
        let length = usize::from(self.byte()?);
        let (name, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        if name.is_empty() {
            return Some(None);
        }
        let name = std::str::from_utf8(name).ok()?;
        Some(Some(name.parse().ok()?))
    }

    fn time(&mut self) -> Option<SketchTime> {
        Some(SketchTime {
            span: self.span()?,
            word: self.number32()?,
            words: self.byte()?,
            key: self.hash()?,
            days: self.optional(|input| {
                let first = input.signed32()?;
                let last = i64::from(first).checked_add(input.signed()?)?;
                Some((first, i32::try_from(last).ok()?))
            })?,
            is_explicit: self.flag()?,
        })
    }

    fn claim(&mut self) -> Option<SketchClaim> {
        Some(SketchClaim {
            words: self.range()?,
            source: self.optional(Parser::span)?,
            source_key: self.optional(Parser::hash)?,
            status: self.value_of(Status::ALL)?,
            trigger: self.optional(Parser::span)?,
        })
    }
}
