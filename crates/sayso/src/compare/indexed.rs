//! In: a [`Sketch`]. Out: the same with its words sorted, so that it can be compared with many others.

use super::sketch::{SentenceKind, Sketch, SketchQuotation};
use sayso_english::hash::mix;
use std::ops::Range;

/// A sketch that is ready to be compared. It takes about five times the time of a comparison to make,
/// so keep it where a report is compared with many.
///
/// ```
/// use sayso::compare::{CopyRelation, Indexed, Sketch};
/// let sketch = Sketch::default();
/// let empty = Indexed::new(&sketch);
/// assert_eq!(empty.compare(&empty).relation, CopyRelation::Unrelated);
/// ```
#[derive(Clone, Debug)]
pub struct Indexed<'a> {
    /// The sketch.
    pub sketch: &'a Sketch,
    /// Whether each word is within a quotation.
    pub(super) quoted: Vec<bool>,
    /// Each run of four words, sorted by hash, then by place.
    pub(super) runs: Vec<Run>,
    /// Each content word and each name, with its sentence, sorted; see [`posting`].
    pub(super) postings: Vec<u32>,
    /// The sentences with what each says in particular: names, numbers, months and weekdays; sorted,
    /// without repetition.
    pub(super) particulars: Vec<(u32, u32)>,
    /// The keys of the names, sorted, without repetition.
    pub(super) names: Vec<u32>,
    /// Hashes of the figures with their units, sorted, without repetition.
    pub(super) figures: Vec<u32>,
    /// The keys of the sources, sorted, without repetition.
    pub(super) sources: Vec<u32>,
    /// The sentences in which a source says something, with the key of the source.
    pub(super) said: Vec<(usize, u32)>,
    /// Hashes of the whole quotations, sorted, without repetition.
    pub(super) cuts: Vec<u32>,
    /// Words of narration without headlines, and quoted words.
    pub(super) size: Size,
}

/// A run of four words of a sentence. It is telling if it has no name and no number, and a word with
/// content: two reports of one event have its names, its numbers and "one of the" in common
/// without either being made from the other, and "towed the empty barge" seldom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    pub hash: u32,
    /// Its first word, times two, and one if it is telling.
    place: u32,
}

/// How many words a run has.
const RUN: usize = 4;

impl Run {
    pub(super) fn words(self) -> Range<usize> {
        let first = (self.place >> 1) as usize;
        first..first + RUN
    }

    pub(super) fn is_telling(self) -> bool {
        self.place & 1 == 1
    }
}

/// How many words a report has of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub narration: u32,
    pub quoted: u32,
}

impl Size {
    pub(super) fn all(self) -> u32 {
        self.narration + self.quoted
    }
}

/// Bits of a posting that hold the number of the sentence. A report has fewer sentences than words,
/// and at most 20,000 words.
const SENTENCE_BITS: u32 = 15;

/// A key of 17 bits and the number of a sentence.
fn posting(key: u32, sentence: usize) -> u32 {
    key << SENTENCE_BITS | sentence as u32
}

/// The key of a posting.
pub(super) fn key_of(posting: u32) -> u32 {
    posting >> SENTENCE_BITS
}

/// The sentence of a posting.
pub(super) fn sentence_of(posting: u32) -> usize {
    (posting & ((1 << SENTENCE_BITS) - 1)) as usize
}

impl<'a> Indexed<'a> {
    /// Sorts the words of a sketch.
    pub fn new(sketch: &'a Sketch) -> Indexed<'a> {
        let quoted = quoted(sketch);
        let mut size = Size::default();
        for sentence in &sketch.sentences {
            for word in sentence.words.clone() {
                if quoted[word as usize] {
                    size.quoted += 1;
                } else if sentence.kind != SentenceKind::Headline {
                    size.narration += 1;
                }
            }
        }
        let named = named(sketch);
        Indexed {
            sketch,
            runs: runs(sketch, &named),
            postings: postings(sketch),
            particulars: particulars(sketch),
            names: sorted(sketch.names.iter().map(|name| name.key)),
            sources: sorted(sketch.claims.iter().filter_map(|claim| claim.source_key)),
            said: said(sketch),
            cuts: sorted(
                sketch
                    .quotations
                    .iter()
                    .map(|quotation| cut(sketch, quotation)),
            ),
            figures: sorted(
                sketch
                    .figures
                    .iter()
                    .map(|figure| (figure.hash() >> 32) as u32),
            ),
            quoted,
            size,
        }
    }
}

/// Numbers have a key above those of names, and months and weekdays one above those of numbers.
const NUMBERS: u32 = 1 << 16;
const CALENDAR: u32 = 1 << 17;

/// Whether a particular is a word of a name.
pub(super) fn is_name(particular: u32) -> bool {
    particular < NUMBERS
}

fn particulars(sketch: &Sketch) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for (number, sentence) in (0..).zip(&sketch.sentences) {
        let words = sentence.words.start as usize..sentence.words.end as usize;
        for (word, place) in sketch.words[words.clone()]
            .iter()
            .zip(&sketch.places[words])
        {
            if word.is_number() {
                all.push((number, NUMBERS | u32::from(word.0)));
            } else if place.spelling.is_calendar() {
                all.push((number, CALENDAR | u32::from(place.spelling.byte())));
            } else if place.spelling.is_capital() && word.has_content() {
                all.push((number, u32::from(place.spelling.byte())));
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn said(sketch: &Sketch) -> Vec<(usize, u32)> {
    let mut all = Vec::new();
    for claim in &sketch.claims {
        let Some(source) = claim.source_key else {
            continue;
        };
        let first = sketch.sentence_of(claim.words.start);
        let last = sketch.sentence_of(claim.words.end.saturating_sub(1));
        if let (Some(first), Some(last)) = (first, last) {
            all.extend((first..=last).map(|sentence| (sentence, source)));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// A hash of all words of a quotation.
fn cut(sketch: &Sketch, quotation: &SketchQuotation) -> u32 {
    let words = sketch.words_of(&quotation.words);
    let whole = words
        .iter()
        .fold(7, |hash, word| mix(hash, u64::from(word.0)));
    (whole >> 32) as u32
}

fn sorted(keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut all: Vec<u32> = keys.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether each word is within a quotation.
pub(super) fn quoted(sketch: &Sketch) -> Vec<bool> {
    let mut quoted = vec![false; sketch.words.len()];
    for quotation in &sketch.quotations {
        quoted[quotation.words.start as usize..quotation.words.end as usize].fill(true);
    }
    quoted
}

/// Whether each word is part of a name or a number.
fn named(sketch: &Sketch) -> Vec<bool> {
    let mut named: Vec<bool> = sketch.words.iter().map(|word| word.is_number()).collect();
    for name in &sketch.names {
        let end = name.word as usize + usize::from(name.words);
        named[name.word as usize..end.min(sketch.words.len())].fill(true);
    }
    named
}

fn runs(sketch: &Sketch, named: &[bool]) -> Vec<Run> {
    let mut all = Vec::with_capacity(sketch.words.len());
    for sentence in &sketch.sentences {
        let first = sentence.words.start as usize;
        let words = sketch.words_of(&sentence.words);
        for (offset, four) in words.windows(RUN).enumerate() {
            let place = first + offset;
            let whole = four
                .iter()
                .fold(0u64, |whole, key| whole << 16 | u64::from(key.0));
            let has_name = named[place..place + RUN].contains(&true);
            let is_telling = !has_name && four.iter().any(|word| word.has_content());
            all.push(Run {
                hash: (mix(whole, 3) >> 32) as u32,
                place: (place as u32) << 1 | u32::from(is_telling),
            });
        }
    }
    all.sort_unstable();
    all
}

/// Names have a key above those of words.
const NAMES: u32 = 1 << 16;

fn postings(sketch: &Sketch) -> Vec<u32> {
    let mut all = Vec::with_capacity(sketch.words.len() / 2 + sketch.names.len());
    for (number, sentence) in sketch.sentences.iter().enumerate() {
        let words = sketch.words_of(&sentence.words);
        let content = words.iter().filter(|word| word.has_content());
        all.extend(content.map(|word| posting(u32::from(word.0), number)));
    }
    for name in &sketch.names {
        if let Some(sentence) = sketch.sentence_of(name.word) {
            all.push(posting(NAMES | name.key & 0xFFFF, sentence));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}
