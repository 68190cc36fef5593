//! In: a sketch. Out: its marks: the names, the figures and the days by which reports of one event are known.

use crate::compare::Sketch;
use sayso_english::hash::mix;
use std::cmp::Reverse;

/// What a report names or counts, as a hash, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoryMark {
    /// The hash, of [`MARK_BITS`] bits.
    pub hash: u32,
    /// How often the report has it, from 1 to [`MOST_TIMES`].
    pub times: u8,
}

/// The bits of the hash of a mark. Two marks that differ have the same hash once in a million times, which does little
/// harm, because reports of one event have many marks in common.
pub const MARK_BITS: u32 = 20;
/// A mark that a report has more often counts as often as this.
pub const MOST_TIMES: u8 = 8;
/// How many marks a report has at most: those that it has most often.
const MOST_MARKS: usize = 48;
/// A figure says little by itself if it is not above this and has no unit.
const SMALL: u64 = 12;

/// What a mark is made of, so that marks of different kinds have different hashes.
#[derive(Clone, Copy)]
enum MarkKind {
    /// A name, by the sound of its last word.
    Name = 1,
    /// A word with a capital letter within a sentence.
    Capital,
    /// A figure with its unit.
    Figure,
    /// A number and what is counted.
    Counted,
    /// A day that the words themselves name.
    Day,
}

/// The marks of a report, sorted by their hashes: at most 48. Stories are told apart by them, because reports of two
/// floods have most of their words in common, but not the places, the persons, the figures and the days (Cybulska and
/// Vossen 2014 made the collection of look-alike events, ECB+, with which this was measured).
///
/// ```
/// use sayso::compare::Sketch;
/// use sayso::story::story_marks;
/// use sayso::{Reader, report::RawReport, words::Words};
/// let words = Words::none();
/// let report = RawReport::text("Engineers found rot in 14 of the 60 piles under the pier at Velm.");
/// let sketch = Sketch::of(&Reader::new(&words).read(&report)?);
/// // "Velm", "14" and "60 piles", each also by what is counted.
/// assert!(story_marks(&sketch).len() >= 3);
/// # Ok::<(), sayso::reader::ReadError>(())
/// ```
pub fn story_marks(sketch: &Sketch) -> Vec<StoryMark> {
    let mut hashes = Vec::new();
    names(sketch, &mut hashes);
    capitals(sketch, &mut hashes);
    figures(sketch, &mut hashes);
    days(sketch, &mut hashes);
    hashes.sort_unstable();
    let mut marks: Vec<StoryMark> = hashes
        .chunk_by(|one, next| one == next)
        .map(|same| StoryMark {
            hash: same[0],
            times: same.len().min(usize::from(MOST_TIMES)) as u8,
        })
        .collect();
    marks.sort_by_key(|mark| (Reverse(mark.times), mark.hash));
    marks.truncate(MOST_MARKS);
    marks.sort_unstable();
    marks
}

fn names(sketch: &Sketch, hashes: &mut Vec<u32>) {
    let keys = sketch.names.iter().map(|name| u64::from(name.key));
    hashes.extend(keys.map(|key| hash(MarkKind::Name, key, 0)));
}

/// Each word of a name by itself, and names that are not known as such. The first word of a sentence has a capital
/// letter in any case.
fn capitals(sketch: &Sketch, hashes: &mut Vec<u32>) {
    for sentence in &sketch.sentences {
        let words = sentence.words.start as usize + 1..sentence.words.end.max(1) as usize;
        for word in words {
            let key = sketch.words[word];
            if sketch.places[word].spelling.is_capital() && key.has_content() {
                hashes.push(hash(MarkKind::Capital, u64::from(key.0), 0));
            }
        }
    }
}

fn figures(sketch: &Sketch, hashes: &mut Vec<u32>) {
    for figure in &sketch.figures {
        let (mantissa, exponent) = figure.value;
        let is_small = exponent <= 0 && mantissa.unsigned_abs() <= SMALL;
        if figure.unit.is_some() || !is_small {
            hashes.push(hash(MarkKind::Figure, figure.hash(), 0));
        }
        if let Some(of) = figure.of {
            let value = mix(mantissa.cast_unsigned(), exponent as u64);
            hashes.push(hash(MarkKind::Counted, value, u64::from(of.0)));
        }
    }
}

fn days(sketch: &Sketch, hashes: &mut Vec<u32>) {
    let explicit = sketch.times.iter().filter(|time| time.is_explicit);
    for (first, last) in explicit.filter_map(|time| time.days) {
        let (first, last) = (first.cast_unsigned(), last.cast_unsigned());
        hashes.push(hash(MarkKind::Day, first.into(), last.into()));
    }
}

fn hash(kind: MarkKind, a: u64, b: u64) -> u32 {
    (mix(mix(a, kind as u64), b) >> (u64::BITS - MARK_BITS)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reader;
    use crate::report::RawReport;
    use crate::words::Words;

    fn marks(text: &str) -> Vec<StoryMark> {
        let words = Words::none();
        let reading = Reader::new(&words).read(&RawReport::text(text));
        story_marks(&Sketch::of(&reading.expect("a reading")))
    }

    fn shared(a: &str, b: &str) -> usize {
        let there = marks(b);
        let is_there = |mark: &&StoryMark| there.iter().any(|other| other.hash == mark.hash);
        marks(a).iter().filter(is_there).count()
    }

    #[test]
    fn places_and_figures_are_marks_and_common_words_are_not() {
        let flood = "The flood at Velm drove 340 people from their homes on Monday.";
        assert!(shared(flood, "In Velm 340 people left.") >= 2);
        assert_eq!(
            shared(
                flood,
                "The flood at Norvik drove 25 people from their homes on Monday."
            ),
            0
        );
    }

    #[test]
    fn what_is_said_more_often_comes_first() {
        let many: String = (100..400)
            .map(|n| format!("They counted {n} boats. "))
            .collect();
        let text = format!("{many} Ships left Velm. Others left Velm. All left Velm.");
        let all = marks(&text);
        assert_eq!(all.len(), MOST_MARKS);
        assert!(all.iter().any(|mark| mark.times >= 3), "{all:?}");
        assert!(all.is_sorted());
    }
}
