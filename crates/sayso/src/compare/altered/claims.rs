//! Hedges and sources that only one of two sentences has.
//!
//! What a sentence is said by is often said in the sentence before, or by other words, so that a hedge or
//! a source counts as lost only if its own words are missing from the other sentence and little
//! else differs where they stand.

use super::super::sketch::SketchClaim;
use super::super::word_keys::WordKey;
use super::diff::Difference;
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
    row: &'static HedgeRow,
}

/// A word that only says how sure something is. "Believes" and "suggests" say who thinks so, too, so that without
/// them more is lost than a hedge.
struct HedgeRow {
    word: &'static str,
    is: HedgeKind,
}

/// When such a word is a hedge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HedgeKind {
    /// Always.
    Always,
    /// Before "to", "that" or "as": "appears to".
    Before,
    /// Only where the claim about it is less than sure: "could" is also the past of "can".
    Claimed,
}

const HEDGES: &[HedgeRow] = &[
    HedgeRow {
        word: "may",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "might",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "perhaps",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "maybe",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "possibly",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "possible",
        is: HedgeKind::Before,
    },
    HedgeRow {
        word: "probable",
        is: HedgeKind::Before,
    },
    HedgeRow {
        word: "probably",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "likely",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "apparently",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "apparent",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "reportedly",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "allegedly",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "alleged",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "suspected",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "seemingly",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "presumably",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "supposedly",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "purportedly",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "potentially",
        is: HedgeKind::Always,
    },
    HedgeRow {
        word: "appears",
        is: HedgeKind::Before,
    },
    HedgeRow {
        word: "seems",
        is: HedgeKind::Before,
    },
    HedgeRow {
        word: "could",
        is: HedgeKind::Claimed,
    },
    HedgeRow {
        word: "can",
        is: HedgeKind::Claimed,
    },
    HedgeRow {
        word: "would",
        is: HedgeKind::Claimed,
    },
    HedgeRow {
        word: "should",
        is: HedgeKind::Claimed,
    },
    HedgeRow {
        word: "unlikely",
        is: HedgeKind::Claimed,
    },
    HedgeRow {
        word: "possible",
        is: HedgeKind::Claimed,
    },
    HedgeRow {
        word: "probable",
        is: HedgeKind::Claimed,
    },
];

/// What is after a hedge of [`HedgeKind::Before`].
const AFTER_HEDGE: [&str; 3] = ["to", "that", "as"];

/// The hedge among some words of a sentence.
fn hedge(of: Sentence<'_>, words: &Range<u32>) -> Option<Hedge> {
    let is_claimed = |word: u32| {
        let mut hedged = claims(of).filter(|claim| is_hedged(claim.status));
        let span = of.place(word).span;
        hedged.any(|claim| claim.trigger.is_some_and(|trigger| trigger.overlaps(span)))
    };
    let is_before =
        |word: u32| word + 1 < of.sentence.words.end && is_one_of(of.word(word + 1), &AFTER_HEDGE);
    let is = |word: u32, row: &HedgeRow| {
        let key = of.word(word);
        // "May" is a month, too.
        let is_word = WordKey::of(row.word) == key && !of.place(word).spelling.is_calendar();
        is_word
            && match row.is {
                HedgeKind::Always => true,
                HedgeKind::Before => is_before(word),
                HedgeKind::Claimed => is_claimed(word),
            }
    };
    words.clone().find_map(|word| {
        let row = HEDGES.iter().find(|row| is(word, row))?;
        Some(Hedge { word, row })
    })
}

/// Words that leave open what they say, whether or not they were taken for a hedge.
const OPEN: [&str; 7] = ["may", "might", "could", "can", "would", "should", "must"];

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
    let is_open = others
        .clone()
        .any(|word| is_one_of(other.word(word), &OPEN));
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
    let is_rest_there = match hedge.row.is {
        HedgeKind::Claimed => has_before && theirs.is_empty(),
        HedgeKind::Always | HedgeKind::Before => own == theirs && !has_other_reason(of, other),
    };
    has_after && is_rest_there && !is_moved && !is_open
}

/// Whether another sentence has a source, or a hedge, that a sentence does not have.
fn has_other_reason(of: Sentence<'_>, other: Sentence<'_>) -> bool {
    let has_source = |of: Sentence<'_>| claims(of).any(|claim| claim.source.is_some());
    let is_hedge = |word: &WordKey| {
        HEDGES
            .iter()
            .any(|row| row.is != HedgeKind::Claimed && WordKey::of(row.word) == *word)
    };
    let mut words = other.words().iter().filter(|word| is_hedge(word));
    has_source(other) && !has_source(of) || words.any(|word| !of.words().contains(word))
}

fn is_one_of(word: WordKey, all: &[&str]) -> bool {
    all.iter().any(|one| WordKey::of(one) == word)
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
