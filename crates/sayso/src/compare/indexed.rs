//! In: a [`Sketch`]. Out: the same with its words sorted, so that it can be compared with many others.

use super::bits::WordSet;
use super::buckets::Buckets;
use super::numbers::{log2, share};
use super::sketch::{SentenceKind, Sketch, SketchQuotation, SketchSentence};
use super::word_keys::WordKey;
use sayso_english::hash::mix;

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
    /// The words within quotations.
    pub(super) quoted: WordSet,
    /// The words of narration, without headlines.
    pub(super) told: WordSet,
    /// The first words of sentences.
    pub(super) begins: WordSet,
    /// Each run of four words, see [`Run`].
    pub(super) runs: Buckets,
    /// Each content word and each name, with its sentences.
    pub(super) words: Buckets,
    /// How many words each sentence has, and how often the report has them.
    pub(super) frequency: Vec<Frequency>,
    /// The numbers of the headlines among the sentences.
    pub(super) headlines: Vec<usize>,
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

/// A run of four words of a sentence, as its first word and whether it is telling. It is telling if it
/// has no name and no number, and a word with content: two reports of one event have its names, its numbers
/// and "one of the" in common without either being made from the other, and "towed the empty barge" seldom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run(u32);

/// How many words a run has.
const RUN: usize = 4;

impl Run {
    /// The run of a place in [`Indexed::runs`].
    pub(super) fn at(place: u32) -> Run {
        Run(place)
    }

    fn new(first: usize, is_telling: bool) -> Run {
        Run((first as u32) << 1 | u32::from(is_telling))
    }

    pub(super) fn first(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(super) fn is_telling(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The content words and names of a sentence, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frequency {
    /// How many they are.
    pub words: f32,
    /// The sum of what takes from their weight that other sentences of the report have them too; see
    /// [`of_sentences`].
    pub common: f32,
}

/// The logarithm of the number of sentences that a word is in.
pub(super) fn of_sentences(count: usize) -> f32 {
    log2(count as f32 + 0.5)
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

    /// The share of all words, if so much of the narration and so much of the quotations counts.
    pub(super) fn share_of_all(self, narration: f32, quoted: f32) -> f32 {
        let words = narration * self.narration as f32 + quoted * self.quoted as f32;
        share(words, self.all() as f32)
    }
}

impl<'a> Indexed<'a> {
    /// Sorts the words of a sketch.
    pub fn new(sketch: &'a Sketch) -> Indexed<'a> {
        let (quoted, told, begins) = sets(sketch);
        let size = Size {
            narration: told.count_in(&told),
            quoted: quoted.count_in(&quoted),
        };
        let words = words(sketch);
        let headlines = (0..).zip(&sketch.sentences);
        let headlines = headlines.filter(|(_, s)| s.kind == SentenceKind::Headline);
        Indexed {
            sketch,
            runs: runs(sketch, &named(sketch)),
            frequency: frequency(sketch, &words),
            words,
            headlines: headlines.map(|(number, _)| number).collect(),
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
            told,
            begins,
            size,
        }
    }
}

/// The words in quotations, those of narration without headlines, and the first words of sentences.
fn sets(sketch: &Sketch) -> (WordSet, WordSet, WordSet) {
    let none = WordSet::none(sketch.words.len());
    let (mut in_quotes, mut told, mut begins) = (none.clone(), none.clone(), none);
    for (word, is_quoted) in quoted(sketch).into_iter().enumerate() {
        if is_quoted {
            in_quotes.add(word);
        }
    }
    for sentence in &sketch.sentences {
        begins.add(sentence.words.start as usize);
        if !matches!(
            sentence.kind,
            SentenceKind::Headline | SentenceKind::Boilerplate
        ) {
            for word in sentence.words.start as usize..sentence.words.end as usize {
                if !in_quotes.has(word) {
                    told.add(word);
                }
            }
        }
    }
    (in_quotes, told, begins)
}

impl Indexed<'_> {
    pub(super) fn is_headline(&self, sentence: usize) -> bool {
        self.sketch.sentences[sentence].kind == SentenceKind::Headline
    }

    pub(super) fn is_boilerplate(&self, sentence: usize) -> bool {
        self.sketch.sentences[sentence].kind == SentenceKind::Boilerplate
    }

    /// What a sentence says in particular, sorted.
    pub(super) fn particulars_of(&self, sentence: usize) -> impl Iterator<Item = u32> {
        let sentence = sentence as u32;
        let first = self.particulars.partition_point(|item| item.0 < sentence);
        let end = self.particulars.partition_point(|item| item.0 <= sentence);
        self.particulars[first..end].iter().map(|item| item.1)
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

fn runs(sketch: &Sketch, named: &[bool]) -> Buckets {
    let mut all = Vec::with_capacity(sketch.words.len());
    let own = |sentence: &&SketchSentence| sentence.kind != SentenceKind::Boilerplate;
    for sentence in sketch.sentences.iter().filter(own) {
        let first = sentence.words.start as usize;
        let words = sketch.words_of(&sentence.words);
        for (offset, four) in words.windows(RUN).enumerate() {
            let place = first + offset;
            let whole = four
                .iter()
                .fold(0u64, |whole, key| whole << 16 | u64::from(key.0));
            let has_name = named[place..place + RUN].contains(&true);
            let is_telling = !has_name && four.iter().any(|word| word.has_content());
            let hash = (mix(whole, 3) >> 32) as u32;
            all.push((hash, Run::new(place, is_telling).0));
        }
    }
    Buckets::new(all)
}

/// A word as a hash whose upper bits are mixed: the hash of the stem comes before the class of the word.
fn spread(word: WordKey) -> u32 {
    u32::from(word.0).rotate_right(WordKey::HASH_BITS)
}

/// The same for a name, which is not taken for a word.
fn spread_name(key: u32) -> u32 {
    key << 16 | NAMES
}

/// Hashes of names have this bit, and those of words do not.
const NAMES: u32 = 1 << 8;

fn words(sketch: &Sketch) -> Buckets {
    let mut all = Vec::with_capacity(sketch.words.len() / 2 + sketch.names.len());
    for (number, sentence) in (0..).zip(&sketch.sentences) {
        let words = sketch.words_of(&sentence.words);
        let content = words.iter().filter(|word| word.has_content());
        all.extend(content.map(|&word| (spread(word), number)));
    }
    for name in &sketch.names {
        if let Some(sentence) = sketch.sentence_of(name.word) {
            all.push((spread_name(name.key), sentence as u32));
        }
    }
    Buckets::new(all)
}

fn frequency(sketch: &Sketch, words: &Buckets) -> Vec<Frequency> {
    let mut all = vec![Frequency::default(); sketch.sentences.len()];
    for sentences in words.each() {
        let common = of_sentences(sentences.len());
        for &sentence in sentences {
            let here = &mut all[sentence as usize];
            here.words += 1.0;
            here.common += common;
        }
    }
    all
}
