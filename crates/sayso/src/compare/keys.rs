//! In: a sketch. Out: its keys: hashes that few other reports have, by which reports that may be
//! related are found.

use super::indexed::quoted;
use super::sketch::{SentenceKind, Sketch, SketchSentence};
use sayso_english::hash::mix;

sayso_english::names! {
    /// What a key is made of.
    pub enum KeyClass {
        /// Three words in a row of the narration.
        Narration = "narration",
        /// Three words in a row of a quotation.
        Quotation = "quotation",
        /// A figure with its unit and what is counted.
        Figure = "figure",
        /// Two names that occur one after the other.
        Names = "names",
    }
}

/// A key of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is made of.
    pub class: KeyClass,
    /// The hash, which is different for each class.
    pub hash: u64,
}

/// How many keys of each class a report has at most.
const MOST: [(KeyClass, usize); 4] = [
    (KeyClass::Narration, 40),
    (KeyClass::Quotation, 16),
    (KeyClass::Figure, 16),
    (KeyClass::Names, 24),
];

/// The keys of a report, sorted, without repetition: at most 96. Two reports that share no key are
/// not compared.
///
/// ```
/// use sayso::compare::{Sketch, keys};
/// use sayso::{Reader, report::RawReport, words::Words};
/// let words = Words::none();
/// let report = RawReport::text("Engineers found rot in 14 of the 60 piles under Velm pier.");
/// let sketch = Sketch::of(&Reader::new(&words).read(&report)?);
/// assert!(!keys(&sketch).is_empty());
/// # Ok::<(), sayso::reader::ReadError>(())
/// ```
pub fn keys(sketch: &Sketch) -> Vec<Key> {
    let mut all = Vec::with_capacity(sketch.words.len());
    shingles(sketch, &mut all);
    figures(sketch, &mut all);
    names(sketch, &mut all);
    all.sort_unstable();
    all.dedup();
    let mut kept = Vec::with_capacity(96);
    for (class, most) in MOST {
        // The lowest hashes are a random sample that is the same in every report.
        kept.extend(all.iter().filter(|key| key.class == class).take(most));
    }
    kept
}

/// Runs of three words of which two at least have content.
fn shingles(sketch: &Sketch, all: &mut Vec<Key>) {
    let quoted = quoted(sketch);
    let own = |sentence: &&SketchSentence| sentence.kind != SentenceKind::Boilerplate;
    for sentence in sketch.sentences.iter().filter(own) {
        let words = sketch.words_of(&sentence.words);
        for (at, three) in words.windows(3).enumerate() {
            if three.iter().filter(|word| word.has_content()).count() < 2 {
                continue;
            }
            let is_quoted = quoted[sentence.words.start as usize + at + 1];
            let class = if is_quoted {
                KeyClass::Quotation
            } else {
                KeyClass::Narration
            };
            let whole = three
                .iter()
                .fold(0u64, |whole, key| whole << 16 | u64::from(key.0));
            all.push(key(class, whole, 0));
        }
    }
}

fn figures(sketch: &Sketch, all: &mut Vec<Key>) {
    for figure in &sketch.figures {
        let of = figure.of.map_or(0, |word| u64::from(word.0) + 1);
        let is_rare = figure.value.0.unsigned_abs() > 12 || figure.unit.is_some() || of != 0;
        if is_rare && !is_boilerplate(sketch, figure.word) {
            all.push(key(KeyClass::Figure, figure.hash(), of));
        }
    }
}

/// Names that follow each other, in either order.
fn names(sketch: &Sketch, all: &mut Vec<Key>) {
    for pair in sketch.names.windows(2) {
        let (first, second) = (pair[0].key.min(pair[1].key), pair[0].key.max(pair[1].key));
        let is_own = pair.iter().any(|name| is_boilerplate(sketch, name.word));
        if first != second && !is_own {
            all.push(key(KeyClass::Names, u64::from(first), u64::from(second)));
        }
    }
}

/// Whether a word is in a sentence of the page.
fn is_boilerplate(sketch: &Sketch, word: u32) -> bool {
    let sentence = sketch.sentence_of(word);
    sentence.is_some_and(|number| sketch.sentences[number].kind == SentenceKind::Boilerplate)
}

fn key(class: KeyClass, a: u64, b: u64) -> Key {
    let hash = mix(mix(a, class as u64 + 1), b);
    Key { class, hash }
}
