//! In: a report. Out: what its outlet has from somebody else and says so: from another outlet, a poll or
//! a document, or from no one that it names: "claims of fraud", "it has emerged".

use super::headline::Headline;
use super::sentences::{around, in_small, overlap, sentences};
use crate::records::Attribution;
use crate::speakers::{is_pronoun, words};
use crate::view::{Numbered, View};
use sayso::resolve::Kind;
use sayso::text::Span;
use std::cmp::Reverse;

/// What the outlet has at second hand.
#[derive(Clone, Copy)]
pub enum SecondHand<'a> {
    /// An attribution says from whom.
    Said(Numbered<'a>),
    /// The outlet says so in a sentence of its own, from the words on that say so.
    Told(Span, u32),
}

/// Words of the outlet for what it has from no one that it names.
const FROM_NO_ONE: [&str; 20] = [
    "was quoted as saying",
    "were quoted as saying",
    "it has emerged",
    "it emerged",
    "investigating claims",
    "claims of ",
    "claims that ",
    "allegations of ",
    "allegations that ",
    "allegations involving ",
    "allegations against ",
    "accusations of ",
    "accusations that ",
    "rumours of ",
    "rumours that ",
    "rumors of ",
    "rumors that ",
    "unconfirmed reports",
    "it is believed",
    "it is claimed",
];

/// What a document may be called that counts what people think.
const POLLS: [&str; 2] = ["poll", "survey"];

/// What the outlet has at second hand, the nearest to the headline first in each kind: from nobody, from
/// other outlets, from documents.
pub fn second_hand<'a>(view: &View<'a>, all: &[Numbered<'a>]) -> Vec<SecondHand<'a>> {
    let headline = Headline::of(view);
    let mut said: Vec<Numbered<'a>> = all
        .iter()
        .copied()
        .filter(|(_, a)| a.parent.is_none() && is_of_outlet_or_document(view, a))
        .collect();
    said.sort_by_key(|(place, a)| {
        let is_document = a.source_kind == Some(Kind::Document);
        (is_document, Reverse(headline.shared_with(a)), *place)
    });
    let contents: Vec<Span> = all
        .iter()
        .filter(|(_, a)| !a.uncertain)
        .filter_map(|(_, a)| around(view, a))
        .collect();
    let told = sentences(view).filter(|&sentence| !contents.iter().any(|&c| overlap(c, sentence)));
    let told = told.filter_map(|sentence| {
        let at = from_no_one(view.words(sentence))?;
        Some(SecondHand::Told(sentence, sentence.start() + at as u32))
    });
    told.chain(said.into_iter().map(SecondHand::Said)).collect()
}

/// Whether another outlet says it, or a document that the words name as the source: "according to".
fn is_of_outlet_or_document(view: &View<'_>, a: &Attribution) -> bool {
    let source = in_small(&words(view.source(a), usize::MAX));
    let cue = in_small(&words(&a.cue, usize::MAX));
    let own = in_small(view.saved.report.outlet.as_deref().unwrap_or_default());
    let is_own = !own.is_empty() && (own.contains(&*source) || source.contains(&*own));
    let is_a_name = view.source(a).iter().any(|span| {
        let mut words = span.text.split_whitespace();
        words.any(|word| word.starts_with(char::is_uppercase))
    });
    let is_poll = POLLS.iter().any(|poll| source.contains(poll));
    match a.source_kind {
        _ if cue.contains("quoted as saying") => true,
        Some(Kind::Media) => !source.is_empty() && !is_pronoun(&source) && is_a_name && !is_own,
        Some(Kind::Document) if is_poll => true,
        Some(Kind::Document) => !a.uncertain && cue.starts_with("according to"),
        _ => false,
    }
}

/// Where a sentence has such words, in bytes. None where small letters are longer or shorter.
fn from_no_one(sentence: &str) -> Option<usize> {
    let small = sentence.to_lowercase();
    let is_begin = |at: &usize| !small[..*at].ends_with(char::is_alphanumeric);
    let places = FROM_NO_ONE
        .iter()
        .flat_map(|words| small.match_indices(words).map(|(at, _)| at));
    let first = places.filter(is_begin).min()?;
    (small.len() == sentence.len()).then_some(first)
}
