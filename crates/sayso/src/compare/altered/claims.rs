//! Hedges and sources that only one of two sentences has.
//!
//! What a sentence is said by is often said in the sentence before, or by other words, so that a hedge or
//! a source counts as lost only if its own words are missing from the other sentence and little
//! else differs where they stand.

use super::super::sketch::SketchClaim;
use super::super::word_keys::WordKey;
use super::diff::Difference;
use super::{AlteredKind, Pair, Sentence};
use crate::certainty::Status;
use crate::text::Span;
use std::ops::Range;

/// A hedge is lost between words that both have: "may be closed" and "is closed".
const HEDGE_WORDS: usize = 3;
/// More words than this that are put in the place of a source may name it in another way.
const INSTEAD: usize = 1;
/// With more words than this around the source, such as "said in a statement", more is missing than who
/// says it.
const AROUND: usize = 6;

impl Pair<'_> {
    /// A hedge that only one has.
    pub(super) fn hedges(&mut self, differences: &[Difference]) {
        for difference in differences {
            let hedge_a = hedge(self.a, &difference.a);
            let hedge_b = hedge(self.b, &difference.b);
            let is_short = difference.a.len().max(difference.b.len()) <= HEDGE_WORDS;
            let is_lost = hedge_a.is_some() != hedge_b.is_some();
            // A word that the other sentence has too was moved.
            let is_moved = has_hedge(self.b, hedge_a, self.a) || has_hedge(self.a, hedge_b, self.b);
            let instead_sure = if hedge_a.is_some() {
                is_sure(self.b, &difference.b)
            } else {
                is_sure(self.a, &difference.a)
            };
            let is_lost = is_lost && instead_sure && !is_moved;
            if is_short && is_lost && is_inside(self.a, &difference.a) {
                self.add(AlteredKind::Status, hedge_a, hedge_b);
            }
        }
    }

    /// A source that only one has, while the rest of its sentence is the same.
    pub(super) fn source(&mut self, differences: &[Difference]) {
        let is_added = |own: &Range<u32>, instead: &Range<u32>| {
            own.len() > instead.len() && instead.len() <= INSTEAD
        };
        if differences.iter().all(|d| is_added(&d.a, &d.b)) {
            let places = differences.iter().map(|d| &d.a);
            if let Some(source) = lost_source(self.a, self.b, places) {
                self.add(AlteredKind::Source, Some(source), None);
            }
        } else if differences.iter().all(|d| is_added(&d.b, &d.a)) {
            let places = differences.iter().map(|d| &d.b);
            if let Some(source) = lost_source(self.b, self.a, places) {
                self.add(AlteredKind::Source, None, Some(source));
            }
        }
    }
}

/// The claims about a sentence.
fn claims(of: Sentence<'_>) -> impl Iterator<Item = &SketchClaim> {
    let words = &of.sentence.words;
    let claims = of.sketch.claims.iter();
    claims.filter(|claim| claim.words.start < words.end && words.start < claim.words.end)
}

/// Whether there are words of the sentence before and after a difference.
fn is_inside(of: Sentence<'_>, at: &Range<u32>) -> bool {
    of.sentence.words.start < at.start && at.end < of.sentence.words.end
}

/// The hedge among some words of a sentence.
fn hedge(of: Sentence<'_>, words: &Range<u32>) -> Option<Span> {
    let hedges = claims(of).filter(|claim| is_hedged(claim.status));
    let mut triggers = hedges.filter_map(|claim| claim.trigger);
    triggers.find(|&trigger| {
        let mut words = words.clone();
        words.any(|word| of.place(word).span.overlaps(trigger) && is_hedge(of.word(word)))
    })
}

/// Words that only say how sure something is. "Believes" and "suggests" say who thinks so, too, so that without
/// them more is lost than a hedge.
const HEDGES: [&str; 24] = [
    "may",
    "might",
    "could",
    "can",
    "would",
    "should",
    "perhaps",
    "maybe",
    "possibly",
    "probably",
    "likely",
    "unlikely",
    "apparently",
    "reportedly",
    "allegedly",
    "seemingly",
    "presumably",
    "supposedly",
    "purportedly",
    "potentially",
    "possible",
    "probable",
    "alleged",
    "suspected",
];

fn is_hedge(word: WordKey) -> bool {
    HEDGES.iter().any(|hedge| WordKey::of(hedge) == word)
}

/// Words that leave open what they say, whether or not they were taken for a hedge.
const OPEN: [&str; 7] = ["may", "might", "could", "can", "would", "should", "must"];

/// Whether no hedge and nothing else of note is put in the place of a hedge: "is" for "may be".
fn is_sure(of: Sentence<'_>, words: &Range<u32>) -> bool {
    let mut words = words.clone().map(|word| of.word(word));
    words.all(|word| !word.has_content() && !OPEN.iter().any(|open| WordKey::of(open) == word))
}

/// Whether a sentence has the first word of a hedge of another sentence.
fn has_hedge(of: Sentence<'_>, hedge: Option<Span>, from: Sentence<'_>) -> bool {
    let mut words = from.sentence.words.clone();
    let first =
        words.find(|&word| hedge.is_some_and(|hedge| from.place(word).span.overlaps(hedge)));
    first.is_some_and(|word| of.words().contains(&from.word(word)))
}

fn is_hedged(status: Status) -> bool {
    matches!(
        status,
        Status::Possible | Status::Probable | Status::Unlikely
    )
}

/// The source of a sentence that is among the words that the other sentence does not have; none if
/// the other sentence has a source too, or one stands in the sentence before or after it, which it may
/// share with it. A pronoun names nobody.
fn lost_source<'a>(
    of: Sentence<'_>,
    other: Sentence<'_>,
    places: impl Iterator<Item = &'a Range<u32>>,
) -> Option<Span> {
    let has_source = |of: Sentence<'_>| claims(of).any(|claim| claim.source.is_some());
    if has_source(other) || other.neighbours().any(has_source) {
        return None;
    }
    let missing: Vec<u32> = places.flat_map(Clone::clone).collect();
    let is_missing = |span: Span| {
        let words = of.sentence.words.clone();
        let mut inside = words
            .filter(|&word| of.place(word).span.overlaps(span))
            .peekable();
        let is_inside = inside.peek().is_some();
        let count = inside.clone().count();
        let names = inside.clone().any(|word| of.word(word).has_content());
        let is_little = missing.len() <= count + AROUND;
        is_inside && names && is_little && inside.all(|word| missing.contains(&word))
    };
    let mut sources = claims(of).filter_map(|claim| claim.source);
    sources.find(|&span| is_missing(span))
}
