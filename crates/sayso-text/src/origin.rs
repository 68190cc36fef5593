//! The place of each character of the clean text in the bytes of the input.

use crate::text::Span;
use serde::ser::SerializeTuple;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::Range;

/// A stretch of the input: byte offsets, end exclusive. Written as a pair of numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RawSpan {
    start: u64,
    end: u64,
}

impl RawSpan {
    /// The bytes from `start` to `end`, end exclusive.
    ///
    /// # Panics
    /// If `start > end`.
    pub fn new(start: u64, end: u64) -> RawSpan {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        RawSpan { start, end }
    }

    /// The first byte.
    pub fn start(self) -> u64 {
        self.start
    }

    /// The byte after the last one.
    pub fn end(self) -> u64 {
        self.end
    }

    /// True if it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a range, for slicing the input.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for RawSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<RawSpan> for [u64; 2] {
    fn from(span: RawSpan) -> [u64; 2] {
        [span.start, span.end]
    }
}

impl Serialize for RawSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.start)?;
        pair.serialize_element(&self.end)?;
        pair.end()
    }
}

impl<'de> Deserialize<'de> for RawSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawSpan, D::Error> {
        let (start, end) = <(u64, u64)>::deserialize(deserializer)?;
        if start > end {
            return Err(serde::de::Error::custom("a span ends before it starts"));
        }
        Ok(RawSpan { start, end })
    }
}

/// A stretch of clean text whose characters are side by side in the input and of one shape: `units`
/// times, `clean` bytes of text come from `raw` bytes of input (1 and 1 for plain ASCII or
/// UTF-8, 2 and 1 for an "é" of Windows-1252, 1 and 2 for ASCII in UTF-16, 1 and 0 for a space that
/// a repair has added).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    clean_start: u32,
    raw_start: u64,
    units: u32,
    clean: u8,
    raw: u8,
}

impl Run {
    fn clean_end(&self) -> u32 {
        self.clean_start + self.units * u32::from(self.clean)
    }

    fn raw_end(&self) -> u64 {
        self.raw_start + u64::from(self.units) * u64::from(self.raw)
    }

    /// Takes the rest of the run from the clean byte `at` on as units of `width` bytes. None if the
    /// characters of the run have several bytes, because a unit may then be half of one, or if not even
    /// one unit fits.
    fn rest(&self, at: u32, width: u8) -> Option<Stretch> {
        if self.clean != 1 || self.clean_start > at {
            return None;
        }
        let units = (self.clean_end() - at) / u32::from(width);
        let raw = self.raw.checked_mul(width)?;
        let raw_start = self.raw_start + u64::from(at - self.clean_start) * u64::from(self.raw);
        (units > 0).then_some(Stretch {
            units,
            raw,
            raw_start,
        })
    }
}

/// Units side by side in the input, each of `raw` bytes.
struct Stretch {
    units: u32,
    raw: u8,
    raw_start: u64,
}

/// Maps byte offsets of the clean text to byte offsets of the input, and back; O(log n) in the
/// number of breaks.
///
/// ```
/// use sayso_text::{origin::{Origin, RawSpan}, text::Span};
/// // The input was "Fire crews left ." and the space before the full stop was taken out.
/// let mut origin = Origin::default();
/// origin.push(15, 1, 1, 0);
/// origin.push(1, 1, 1, 16);
/// origin.seal();
/// assert_eq!(origin.raw(Span::new(15, 16)), RawSpan::new(16, 17));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    runs: Vec<Run>,
    /// The runs in input order, where that is not the order of the text. Made by [`Origin::seal`].
    in_input_order: Vec<u32>,
}

impl Origin {
    /// The map of a text whose bytes are those of the input from byte `raw_start` on.
    pub fn identity(len: u32, raw_start: u64) -> Origin {
        let mut origin = Origin::default();
        origin.push(len, 1, 1, raw_start);
        origin
    }

    /// Adds `units` units at the end of the clean text, each of `clean` bytes, from `raw` bytes
    /// each at `raw_start`.
    pub fn push(&mut self, units: u32, clean: u8, raw: u8, raw_start: u64) {
        if units == 0 || clean == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && (last.clean, last.raw) == (clean, raw)
            && last.raw_end() == raw_start
        {
            last.units += units;
            return;
        }
        let clean_start = self.len();
        self.runs.push(Run {
            clean_start,
            raw_start,
            units,
            clean,
            raw,
        });
    }

    /// Joins two maps: `self` leads from a clean text to a decoded one, `below` from that to bytes, and
    /// the result from the clean text to the bytes.
    #[must_use]
    pub fn through(&self, below: &Origin) -> Origin {
        let mut out = Origin {
            runs: Vec::with_capacity(self.runs.len()),
            in_input_order: Vec::new(),
        };
        let mut next = 0;
        for run in &self.runs {
            if run.raw == 0 {
                let place = below.raw_start(run.raw_start.min(u64::from(u32::MAX)) as u32);
                out.push(run.units, run.clean, 0, place);
                continue;
            }
            next = below.run_at_or_after(run.raw_start as u32, next);
            let mut unit = 0;
            while unit < run.units {
                let at = run.raw_start as u32 + unit * u32::from(run.raw);
                while below.runs.get(next).is_some_and(|b| b.clean_end() <= at) {
                    next += 1;
                }
                let stretch = below.runs.get(next).and_then(|b| b.rest(at, run.raw));
                // A unit that is part of several runs is mapped alone.
                let stretch = stretch.unwrap_or_else(|| below.single(at, run.raw));
                let units = stretch.units.min(run.units - unit);
                out.push(units, run.clean, stretch.raw, stretch.raw_start);
                unit += units;
            }
        }
        out
    }

    /// The index of the first run that ends after a byte of the clean text. The search starts at `hint`,
    /// because runs are mostly asked for in order.
    fn run_at_or_after(&self, byte: u32, hint: usize) -> usize {
        let from = match self.runs.get(hint) {
            Some(run) if run.clean_start <= byte && byte < run.clean_end() => return hint,
            Some(run) if run.clean_start <= byte => hint,
            _ => 0,
        };
        from + self.runs[from..].partition_point(|run| run.clean_end() <= byte)
    }

    /// The place of one unit of `width` bytes at a byte of the clean text.
    fn single(&self, at: u32, width: u8) -> Stretch {
        let bytes = self.raw(Span::new(at, at + u32::from(width)));
        let length = bytes.end - bytes.start;
        Stretch {
            units: 1,
            raw: length.min(u64::from(u8::MAX)) as u8,
            raw_start: bytes.start,
        }
    }

    /// The number of bytes of clean text in the map.
    pub fn len(&self) -> u32 {
        self.runs.last().map_or(0, Run::clean_end)
    }

    /// True if the map is empty.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Adds the part `span` of `other` at the end. An edited text keeps its origin so.
    pub fn append(&mut self, other: &Origin, span: Span) {
        let first = other
            .runs
            .partition_point(|run| run.clean_end() <= span.start());
        for run in &other.runs[first..] {
            if run.clean_start >= span.end() {
                break;
            }
            let clean = u32::from(run.clean);
            let skip = span.start().saturating_sub(run.clean_start) / clean;
            let until = (span.end().min(run.clean_end()) - run.clean_start).div_ceil(clean);
            let raw_start = run.raw_start + u64::from(skip) * u64::from(run.raw);
            self.push(until - skip, run.clean, run.raw, raw_start);
        }
    }

    /// The bytes of the input that a span of the clean text comes from: from the first byte of its first
    /// character to the end of its last one, with everything that repairs took out between them. An
    /// empty span has an empty place.
    pub fn raw(&self, span: Span) -> RawSpan {
        let start = self.raw_start(span.start());
        let end = if span.is_empty() {
            start
        } else {
            self.raw_end(span.end()).max(start)
        };
        RawSpan { start, end }
    }

    fn raw_start(&self, byte: u32) -> u64 {
        let next = self.runs.partition_point(|run| run.clean_end() <= byte);
        match self.runs.get(next) {
            Some(run) => {
                let unit = byte.saturating_sub(run.clean_start) / u32::from(run.clean);
                run.raw_start + u64::from(unit) * u64::from(run.raw)
            }
            None => self.runs.last().map_or(0, Run::raw_end),
        }
    }

    fn raw_end(&self, byte: u32) -> u64 {
        let Some(run) = self
            .runs
            .get(self.runs.partition_point(|run| run.clean_end() < byte))
        else {
            return self.runs.last().map_or(0, Run::raw_end);
        };
        let units = byte
            .saturating_sub(run.clean_start)
            .div_ceil(u32::from(run.clean));
        run.raw_start + u64::from(units) * u64::from(run.raw)
    }

    /// Prepares the way back. To be called after the last push if the text may not be in the order of
    /// the input, as for a headline taken from further down the page.
    pub fn seal(&mut self) {
        if self
            .runs
            .is_sorted_by(|a, b| a.raw_start <= b.raw_start && a.raw_end() <= b.raw_end())
        {
            return;
        }
        let runs = &self.runs;
        // Characters that are not in the input are left out, because their place may be within
        // another run.
        self.in_input_order = (0..runs.len() as u32)
            .filter(|&i| runs[i as usize].raw > 0)
            .collect();
        self.in_input_order
            .sort_by_key(|&i| runs[i as usize].raw_start);
    }

    /// The byte of the clean text that comes from byte `raw` of the input, if the text still has it.
    pub fn clean(&self, raw: u64) -> Option<u32> {
        let run = if self.in_input_order.is_empty() {
            let next = self.runs.partition_point(|run| run.raw_end() <= raw);
            self.runs[next..].iter().find(|run| run.raw > 0)?
        } else {
            let of = |i: &u32| &self.runs[*i as usize];
            let next = self
                .in_input_order
                .partition_point(|i| of(i).raw_end() <= raw);
            self.in_input_order[next..]
                .iter()
                .map(of)
                .find(|run| run.raw > 0)?
        };
        if raw < run.raw_start {
            return None;
        }
        Some(
            run.clean_start
                + ((raw - run.raw_start) / u64::from(run.raw)) as u32 * u32::from(run.clean),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Random runs against a plain table of one entry a byte.
        #[test]
        fn runs_agree_with_a_table(parts in prop::collection::vec((1u32..5, 1u8..4, 0u8..3, 0u64..3), 0..20)) {
            let mut origin = Origin::default();
            let mut table = Vec::new();
            let mut raw_at = 0;
            for (units, clean, raw, skip) in parts {
                raw_at += skip;
                origin.push(units, clean, raw, raw_at);
                for _ in 0..units {
                    for _ in 0..clean {
                        table.push((raw_at, raw_at + u64::from(raw)));
                    }
                    raw_at += u64::from(raw);
                }
            }
            prop_assert_eq!(origin.len() as usize, table.len());
            for start in 0..table.len() {
                for end in start + 1..=table.len() {
                    let want = RawSpan::new(table[start].0, table[end - 1].1);
                    prop_assert_eq!(origin.raw(Span::new(start as u32, end as u32)), want);
                }
                if table[start].1 > table[start].0 {
                    let back = origin.clean(table[start].0).map(|byte| table[byte as usize].0);
                    prop_assert_eq!(back, Some(table[start].0));
                }
            }
            // A part taken over into another origin says the same.
            let n = table.len() as u32;
            let mut copy = Origin::default();
            copy.append(&origin, Span::new(0, n));
            prop_assert_eq!(&copy, &origin);
        }

        /// Each character has the place that the two maps give one after the other.
        #[test]
        fn joined_maps_agree_with_both(
            upper in prop::collection::vec((1u32..5, 1u8..4, 0u8..3, 0u64..3), 0..20),
            lower in prop::collection::vec((1u32..9, 1u8..4, 0u8..3, 0u64..3), 1..30),
        ) {
            let (upper, units) = map(&upper);
            let (lower, _) = map(&lower);
            let joined = upper.through(&lower);
            prop_assert_eq!(joined.len(), upper.len());
            for unit in units {
                let place = upper.raw(unit);
                let decoded = Span::new(place.start() as u32, place.end() as u32);
                prop_assert_eq!(joined.raw(unit), lower.raw(decoded));
            }
        }
    }

    /// A map of runs as pushed, with the bytes of input left out before each, and the span of each unit.
    fn map(runs: &[(u32, u8, u8, u64)]) -> (Origin, Vec<Span>) {
        let mut origin = Origin::default();
        let mut spans = Vec::new();
        let mut raw_at = 0;
        for &(units, clean, raw, skip) in runs {
            raw_at += skip;
            for unit in 0..units {
                let start = origin.len() + unit * u32::from(clean);
                spans.push(Span::new(start, start + u32::from(clean)));
            }
            origin.push(units, clean, raw, raw_at);
            raw_at += u64::from(units) * u64::from(raw);
        }
        (origin, spans)
    }
}
