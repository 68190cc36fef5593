//! In: two reports that were judged to be copies, and what differs in them. Out: whether they contradict
//! each other so much that they only have a form in common.
//!
//! Two reports of one form, "a fire broke out at a … in …, injuring … people", have long rows of words in
//! common without either being made from the other. What tells them apart is what they say in particular:
//! a copy has the names, numbers, days and whole sentences of its original, and a few of them altered.

use super::altered::{Altered, AlteredKind};
use super::comparison::SentenceLink;
use super::features::{Feature, Features, weight};
use super::indexed::Indexed;
use std::collections::BTreeSet;

/// What each thing weighs that stands in the place of another.
fn weight_of(kind: AlteredKind) -> u32 {
    match kind {
        AlteredKind::Figure | AlteredKind::Time => 2,
        AlteredKind::Name => 1,
        AlteredKind::Reversed | AlteredKind::Quote | AlteredKind::Status | AlteredKind::Source => 0,
    }
}

/// What it weighs that any statement is turned round, and more where the other words are not the same either. Several
/// weigh no more, because who copies a text with many of them turned round has copied it.
const REVERSED: u32 = 4;
const REVERSED_AND_REWORDED: u32 = 6;
/// With a smaller share of its words in runs of the other a report is reworded.
const SAME_WORDS: f32 = 0.6;
/// One difference alone may be a slip.
const LEAST: u32 = 3;

/// A report with less of names, numbers and days says too little to tell.
const LEAST_PARTICULARS: u32 = 6;

/// Reports have a form in common from this share of common words in runs on. Independent reports that rest on one statement have
/// less, and so have most that are reworded much.
const FORM: f32 = 0.35;

/// Whether much of the words is the same, and most of the names, numbers and days are not, wherever in the two they are: a
/// form that is filled in for every inquest. Who rewords lightly keeps them, and who rewords much may leave some out.
pub(super) fn have_only_a_form(a: &Indexed<'_>, b: &Indexed<'_>, features: &Features) -> bool {
    if features.get(Feature::RunsMost) < FORM {
        return false;
    }
    let (all_a, all_b) = (all_particulars(a), all_particulars(b));
    let sum = |items: &BTreeSet<u32>| -> u32 { items.iter().copied().map(weight).sum() };
    let both: u32 = all_a.intersection(&all_b).copied().map(weight).sum();
    let less = sum(&all_a).min(sum(&all_b));
    less >= LEAST_PARTICULARS && 2 * both <= less
}

/// What the text says in particular, without its headline and what is the page's own.
fn all_particulars(of: &Indexed<'_>) -> BTreeSet<u32> {
    let own =
        (0..of.sketch.sentences.len()).filter(|&n| !of.is_boilerplate(n) && !of.is_headline(n));
    own.flat_map(|sentence| of.particulars_of(sentence))
        .collect()
}

/// Whether corresponding sentences differ in more particulars than they share.
pub(super) fn are_contradicted(
    a: &Indexed<'_>,
    b: &Indexed<'_>,
    features: &Features,
    links: &[SentenceLink],
    altered: &[Altered],
) -> bool {
    let slots: u32 = altered.iter().map(|one| weight_of(one.kind)).sum();
    let is_reversed = altered.iter().any(|one| one.kind == AlteredKind::Reversed);
    let reversed = match is_reversed {
        false => 0,
        true if features.get(Feature::RunsMost) < SAME_WORDS => REVERSED_AND_REWORDED,
        true => REVERSED,
    };
    let differ = slots + reversed;
    differ >= LEAST && differ >= shared(a, b, links) + same_sentences(a, links, altered)
}

/// A sentence of as many words that is the same in both weighs as much as a figure.
const LONG: usize = 8;
const SAME_SENTENCE: u32 = 2;
/// Sentences as near as this are the same.
const SAME: f32 = 0.9;

/// What the long sentences weigh that are the same in both.
fn same_sentences(a: &Indexed<'_>, links: &[SentenceLink], altered: &[Altered]) -> u32 {
    let is_long = |link: &SentenceLink| a.sketch.sentences[link.a].words.len() >= LONG;
    let is_own = |link: &SentenceLink| !a.is_boilerplate(link.a) && !a.is_headline(link.a);
    let is_same = |(number, link): &(usize, &SentenceLink)| {
        let is_altered = altered.iter().any(|one| one.link == *number);
        link.score >= SAME && is_long(link) && is_own(link) && !is_altered
    };
    let same = links.iter().enumerate().filter(is_same);
    SAME_SENTENCE * same.count() as u32
}

/// What the names, numbers and days weigh that corresponding sentences of the text share, each counted once.
fn shared(a: &Indexed<'_>, b: &Indexed<'_>, links: &[SentenceLink]) -> u32 {
    let mut all: Vec<u32> = Vec::new();
    for link in links.iter().filter(|link| !a.is_headline(link.a)) {
        let of_b: Vec<u32> = b.particulars_of(link.b).collect();
        all.extend(a.particulars_of(link.a).filter(|item| of_b.contains(item)));
    }
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(weight).sum()
}
