//! In: two sketches and the sentences that correspond. Out: what differs within them: statements that are
//! turned round, figures, names and dates in the same place of the sentence, quotations with other words,
//! hedges and sources that only one has.
//!
//! Only sentences that are near are looked at. Of a sentence with several counterparts only what stands
//! in the place of something else counts, in sentences with nearly the same words, because a figure
//! that is missing from half of a split sentence is not altered.

mod claims;
mod diff;
mod figures;
mod key_list;
mod names;
mod quotations;
mod reversed;
mod spelled;
mod times;

use super::comparison::SentenceLink;
use super::sketch::{SentenceKind, Sketch, SketchSentence, WordPlace};
use super::word_keys::WordKey;
use crate::text::Span;
use diff::{Differing, differing};

sayso_english::names! {
    /// What was altered between two sentences that correspond.
    pub enum AlteredKind {
        /// The statement itself: one sentence says the opposite of the other.
        Reversed = "reversed",
        /// The words of a quotation.
        Quote = "quote",
        /// A name.
        Name = "name",
        /// A figure or its unit.
        Figure = "figure",
        /// A date.
        Time = "time",
        /// How sure it is said to be: only one has a hedge.
        Status = "status",
        /// Who says it: only one names a source.
        Source = "source",
    }
}

/// Something that differs between two sentences that correspond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Altered {
    /// What differs.
    pub kind: AlteredKind,
    /// Its number in [`Comparison::sentences`](super::Comparison::sentences).
    pub link: usize,
    /// The place in the first report; none if it has nothing there.
    pub a: Option<Span>,
    /// The place in the second report; none if it has nothing there.
    pub b: Option<Span>,
}

/// Sentences that correspond less are not looked at.
const ALIKE: f32 = 0.5;
/// In sentences with a lower share of the same words in the same order, a figure or a name in the
/// place of another belongs to another statement.
const SAME_WORDS: f32 = 0.5;
/// The same for sentences of which one has another counterpart too.
const NEARLY_SAME_WORDS: f32 = 0.75;

/// A sentence of a sketch.
#[derive(Clone, Copy)]
struct Sentence<'a> {
    sketch: &'a Sketch,
    sentence: &'a SketchSentence,
}

impl<'a> Sentence<'a> {
    fn of(sketch: &'a Sketch, number: usize) -> Sentence<'a> {
        Sentence {
            sketch,
            sentence: &sketch.sentences[number],
        }
    }

    /// The sentences before and after it.
    fn neighbours(self) -> impl Iterator<Item = Sentence<'a>> {
        let all = &self.sketch.sentences;
        let number = all.partition_point(|other| other.words.start < self.sentence.words.start);
        let before = number.checked_sub(1).and_then(|before| all.get(before));
        let both = before.into_iter().chain(all.get(number + 1));
        both.map(move |sentence| Sentence { sentence, ..self })
    }

    fn words(self) -> &'a [WordKey] {
        self.sketch.words_of(&self.sentence.words)
    }

    fn word(self, number: u32) -> WordKey {
        self.sketch.words[number as usize]
    }

    fn place(self, number: u32) -> WordPlace {
        self.sketch.places[number as usize]
    }

    /// From the first to the last of these words.
    fn cover(self, words: &[u32]) -> Option<Span> {
        let (first, last) = (words.first()?, words.last()?);
        Some(self.place(*first).span.cover(self.place(*last).span))
    }

    /// The items of a list of the sketch that begin in the sentence.
    fn items<T>(self, list: &'a [T], word: impl Fn(&T) -> u32) -> &'a [T] {
        let first = list.partition_point(|item| word(item) < self.sentence.words.start);
        let end = list.partition_point(|item| word(item) < self.sentence.words.end);
        &list[first..end]
    }
}

/// A pair of corresponding sentences, and what was found to differ in it.
struct Pair<'a> {
    a: Sentence<'a>,
    b: Sentence<'a>,
    found: Vec<(AlteredKind, Option<Span>, Option<Span>)>,
}

impl Pair<'_> {
    fn add(&mut self, kind: AlteredKind, a: Option<Span>, b: Option<Span>) {
        self.found.push((kind, a, b));
    }
}

/// What differs within corresponding sentences.
pub(super) fn altered(a: &Sketch, b: &Sketch, links: &[SentenceLink]) -> Vec<Altered> {
    let mut times_a = vec![0u8; a.sentences.len()];
    let mut times_b = vec![0u8; b.sentences.len()];
    for link in links {
        times_a[link.a] = times_a[link.a].saturating_add(1);
        times_b[link.b] = times_b[link.b].saturating_add(1);
    }
    let mut out = Vec::new();
    for (number, link) in links.iter().enumerate() {
        let is_only = times_a[link.a] <= 1 && times_b[link.b] <= 1;
        let is_page = a.sentences[link.a].kind == SentenceKind::Boilerplate;
        if link.score < ALIKE || is_page {
            continue;
        }
        let mut pair = Pair {
            a: Sentence::of(a, link.a),
            b: Sentence::of(b, link.b),
            found: Vec::new(),
        };
        let Differing { places, same } = differing(pair.a, pair.b);
        let least = if is_only {
            SAME_WORDS
        } else {
            NEARLY_SAME_WORDS
        };
        if same >= least {
            pair.reversals(&places);
            pair.figures(&places);
            pair.names(&places);
            pair.times(&places);
        }
        if is_only {
            pair.quotations();
            pair.hedges(&places);
            pair.source(&places);
        }
        out.extend(pair.found.into_iter().map(|(kind, a, b)| Altered {
            kind,
            link: number,
            a,
            b,
        }));
    }
    out
}
