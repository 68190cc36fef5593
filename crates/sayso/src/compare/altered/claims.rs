//! Hedges and sources that only one of two sentences has.
//!
//! What a sentence is said by is often said in the sentence before, or by other words, so that a hedge or
//! a source counts as lost only if its own words are missing from the other sentence and little
//! else differs where they stand.

use super::super::sketch::{SentenceKind, SketchClaim};
use super::super::word_keys::WordKey;
use super::diff::Difference;
use super::key_list::KeyList;
use super::reversed::verb;
use super::{AlteredKind, Pair, Sentence};
use crate::certainty::Status;
use crate::text::Span;
use std::ops::Range;

/// More words than this in the place of others are another clause: "appears to have been" and "was" are not.
const HEDGE_WORDS: usize = 5;
/// More words than this that are put in the place of a source may name it in another way.
const INSTEAD: usize = 1;
/// With more words than this around the source, such as "said in a statement", more is missing than who
/// says it.
const AROUND: usize = 6;

impl Pair<'_> {
    /// A hedge that only one has: its words are missing, and the rest of what stands at their place is there.
    pub(super) fn hedges(&mut self, differences: &[Difference]) {
        for difference in differences {
            if difference.a.len().max(difference.b.len()) > HEDGE_WORDS {
                continue;
            }
            let of_a = hedge(self.a, &difference.a);
            let of_b = hedge(self.b, &difference.b);
            match (of_a, of_b) {
                (Some(hedge), None)
                    if is_lost(hedge, (self.a, &difference.a), (self.b, &difference.b)) =>
                {
                    self.add(AlteredKind::Status, self.a.cover(&[hedge.word]), None);
                }
                (None, Some(hedge))
                    if is_lost(hedge, (self.b, &difference.b), (self.a, &difference.a)) =>
                {
                    self.add(AlteredKind::Status, None, self.b.cover(&[hedge.word]));
                }
                _ => {}
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

/// A word that makes its sentence less than sure.
#[derive(Clone, Copy)]
struct Hedge {
    word: u32,
    /// Whether a claim shows that it is one, and not the word alone.
    is_of_claim: bool,
}

/// Words that only say how sure something is. "Believes" and "suggests" say who thinks so, too, so that without
/// them more is lost than a hedge.
static HEDGES: KeyList = KeyList::of(&[
    "may",
    "might",
    "perhaps",
    "maybe",
    "possibly",
    "probably",
    "likely",
    "apparently",
    "apparent",
    "reportedly",
    "allegedly",
    "alleged",
    "suspected",
    "seemingly",
    "presumably",
    "supposedly",
    "purportedly",
    "potentially",
]);
/// Words that do before "to", "that" or "as": "appears to".
static HEDGES_BEFORE: KeyList = KeyList::of(&["possible", "probable", "appears", "seems"]);
/// Words that do where the claim that they stand in is less than sure: "could" is also the past of "can".
static HEDGES_OF_CLAIMS: KeyList = KeyList::of(&[
    "could", "can", "would", "should", "unlikely", "possible", "probable",
]);

/// What is after one of [`HEDGES_BEFORE`].
static AFTER_HEDGE: KeyList = KeyList::of(&["to", "that", "as"]);

/// The hedge among some words of a sentence.
fn hedge(of: Sentence<'_>, words: &Range<u32>) -> Option<Hedge> {
    let is_claimed = |word: u32| {
        let mut hedged = claims(of).filter(|claim| is_hedged(claim.status));
        let span = of.place(word).span;
        hedged.any(|claim| claim.trigger.is_some_and(|trigger| trigger.overlaps(span)))
    };
    let is_before =
        |word: u32| word + 1 < of.sentence.words.end && AFTER_HEDGE.has(of.word(word + 1));
    words.clone().find_map(|word| {
        let key = of.word(word);
        // "May" is a month, too.
        let is_alone = HEDGES.has(key) && !of.place(word).spelling.is_calendar()
            || HEDGES_BEFORE.has(key) && is_before(word);
        let is_of_claim = !is_alone && HEDGES_OF_CLAIMS.has(key) && is_claimed(word);
        (is_alone || is_of_claim).then_some(Hedge { word, is_of_claim })
    })
}

/// Words that leave open what they say, whether or not they were taken for a hedge.
static OPEN: KeyList = KeyList::of(&["may", "might", "could", "can", "would", "should", "must"]);

/// Whether a hedge among some words of a sentence is missing at their place in another one, and nothing else of note.
fn is_lost(
    hedge: Hedge,
    at: (Sentence<'_>, &Range<u32>),
    instead: (Sentence<'_>, &Range<u32>),
) -> bool {
    let ((of, words), (other, others)) = (at, instead);
    let key = of.word(hedge.word);
    // A word that the other sentence has too was moved.
    let is_moved = other.words().contains(&key);
    let is_open = others.clone().any(|word| OPEN.has(other.word(word)));
    let verbs = |of: Sentence<'_>, words: &Range<u32>, left_out: Option<u32>| -> Vec<WordKey> {
        let words = words.clone().filter(|&word| Some(word) != left_out);
        let keys = words
            .map(|word| of.word(word))
            .filter(|word| word.has_content());
        keys.map(verb).collect()
    };
    let (own, theirs) = (
        verbs(of, words, Some(hedge.word)),
        verbs(other, others, None),
    );
    let has_after = words.end < of.sentence.words.end;
    let has_before = of.sentence.words.start < words.start;
    let is_rest_there = if hedge.is_of_claim {
        has_before && theirs.is_empty()
    } else {
        own == theirs && !has_other_reason(of, other)
    };
    has_after && is_rest_there && !is_moved && !is_open
}

/// Whether another sentence has a source, or a hedge, that a sentence does not have.
fn has_other_reason(of: Sentence<'_>, other: Sentence<'_>) -> bool {
    let has_source = |of: Sentence<'_>| claims(of).any(|claim| claim.source.is_some());
    let is_hedge = |word: &&WordKey| HEDGES.has(**word) || HEDGES_BEFORE.has(**word);
    let mut words = other.words().iter().filter(is_hedge);
    has_source(other) && !has_source(of) || words.any(|word| !of.words().contains(word))
}

fn is_hedged(status: Status) -> bool {
    matches!(
        status,
        Status::Possible | Status::Probable | Status::Unlikely
    )
}

/// The source of a sentence that is among the words that the other sentence does not have; none if
/// the other sentence has a source too, or may share one with the sentence before or after it: the same one, or one that
/// was not there before. A pronoun names nobody.
fn lost_source<'a>(
    of: Sentence<'_>,
    other: Sentence<'_>,
    places: impl Iterator<Item = &'a Range<u32>>,
) -> Option<Span> {
    // Who is quoted with what another report tells itself is named as its source, and nothing was lost.
    let is_only_quoted = of.sentence.kind == SentenceKind::Quotation
        && other.sentence.kind != SentenceKind::Quotation;
    if is_only_quoted || sources(other).next().is_some() {
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
    let before: Vec<u32> = of
        .neighbours()
        .flat_map(sources)
        .filter_map(|s| s.1)
        .collect();
    let is_shared = |key: Option<u32>| {
        let mut near = other.neighbours().flat_map(sources);
        near.any(|(_, near)| near == key || near.is_none_or(|near| !before.contains(&near)))
    };
    let mut lost = sources(of).filter(|&(span, key)| is_missing(span) && !is_shared(key));
    lost.next().map(|(span, _)| span)
}

/// The sources of the claims about a sentence, with their keys.
fn sources(of: Sentence<'_>) -> impl Iterator<Item = (Span, Option<u32>)> {
    claims(of).filter_map(|claim| Some((claim.source?, claim.source_key)))
}
