//! In: the sentences of a report. Out: those in which the outlet itself says that somebody is accused, is
//! criticised or denies something, and names no one who says so: "was booked on suspicion of murder",
//! "came under fire". A reader who asks who is accused wants these as much as what somebody says.

use super::disputes::{Dispute, accuses, is_mostly};
use super::headline::Headline;
use super::sentences::{around, in_small, is_outside_quotations, overlap, quotations, sentences};
use super::unnamed::{stems, stems_of};
use crate::speakers::{SURE, is_pronoun};
use crate::view::{Numbered, View};
use crate::visible;
use sayso::resolve::Kind;
use sayso::text::Span;
use sayso_english::certainty_words::Disputing;
use std::cmp::Reverse;
use std::collections::HashSet;

/// A sentence of the outlet on a dispute.
#[derive(Clone, Copy)]
pub struct Told {
    /// The sentence.
    pub sentence: Span,
    /// The byte at which the words begin that say so: "on suspicion of".
    pub from: u32,
    /// What they say.
    pub says: Says,
}

/// What the outlet says of somebody, in the order in which an editor wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// They are accused.
    Accused,
    /// They deny or dispute something.
    Denies,
    /// They deny something in words of their own, which no statement has that is sure.
    DeniesInQuotation,
    /// They are criticised.
    Criticised,
}

/// The classes of words, and what they say.
const CLASSES: [(Disputing, Says); 3] = [
    (Disputing::Charged, Says::Accused),
    (Disputing::Countered, Says::Denies),
    (Disputing::Faulted, Says::Criticised),
];

/// Words before such a word that turn it round: "was not charged with", "without criticism".
const TURNING: [&str; 8] = [
    "not", "no", "never", "without", "nor", "avoid", "if", "whether",
];
/// How many words before it one of these is looked for.
const REACH: usize = 3;

/// The sentences that say so, one for each way of saying and subject, without those that a dispute
/// among attributions has already.
pub fn told(view: &View<'_>, shown: &[Numbered<'_>], known: &[Dispute<'_>]) -> Vec<Told> {
    let known = known
        .iter()
        .flat_map(|d| d.claim.into_iter().chain(d.denial));
    let known: Vec<Numbered<'_>> = known.collect();
    let said: Vec<HashSet<u64>> = known.iter().map(|(_, a)| stems(&a.content)).collect();
    let is_said = |sentence: Span| {
        let own = stems_of(view.words(sentence));
        said.iter().any(|said| is_mostly(said, &own))
    };
    let accusing = shown.iter().filter(|(_, a)| accuses(a));
    let known: Vec<Span> = known
        .iter()
        .chain(accusing)
        .filter_map(|(_, a)| around(view, a))
        .collect();
    let quoted = quotations(view);
    let is_free = |sentence: &Span| {
        let is_quoted = |q: &Span| q.start() <= sentence.start() && sentence.end() <= q.end();
        let is_known = known.iter().any(|&k| overlap(k, *sentence));
        !is_known && !quoted.iter().any(is_quoted)
    };
    let headline = Headline::of(view);
    let mut made: HashSet<Vec<String>> = HashSet::new();
    let mut all: Vec<Told> = sentences(view)
        .filter_map(|sentence| {
            let (at, says) = words_of_dispute(view.words(sentence))?;
            let from = sentence.start() + at as u32;
            Some(Told {
                sentence,
                from,
                says,
            })
        })
        .filter(|told| is_free(&told.sentence) && !is_said(told.sentence))
        .filter(|told| made.insert(first_words(view, told)))
        .take(MOST_TOLD)
        .collect();
    all.extend(denials_in_quotations(view, shown));
    all.sort_by_cached_key(|told| {
        let shared = headline.shared_in(view.words(told.sentence));
        let subject = subject(view, told);
        let mentions = subject.as_ref().map_or(0, |subject| subject.mentions);
        let is_of_headline = subject.is_some_and(|one| headline.shared_in(&one.name) > 0);
        (
            told.says,
            !is_of_headline,
            Reverse(mentions),
            Reverse(shared),
            told.sentence.start(),
        )
    });
    all
}

/// The sentences in which somebody denies something in the first person, in quotation marks: “I am not a
/// crook,” if no statement has them that is sure. A report tells of the past like this.
fn denials_in_quotations(view: &View<'_>, shown: &[Numbered<'_>]) -> Vec<Told> {
    let known: Vec<Span> = shown.iter().filter_map(|(_, a)| around(view, a)).collect();
    let found = sentences(view).filter_map(|sentence| {
        let at = denial_of_oneself(view.words(sentence))?;
        let is_new = !known.iter().any(|&k| overlap(k, sentence));
        is_new.then_some(Told {
            sentence,
            from: sentence.start() + at as u32,
            says: Says::DeniesInQuotation,
        })
    });
    found.take(MOST_IN_QUOTATIONS).collect()
}

/// The most denials in quotations, because a report has few.
const MOST_IN_QUOTATIONS: usize = 4;

/// Where a sentence has words in the first person that answer a charge, in bytes: "I did nothing wrong".
fn denial_of_oneself(sentence: &str) -> Option<usize> {
    let small = sentence.to_lowercase().replace('’', "'");
    if small.chars().count() != sentence.chars().count() {
        return None;
    }
    let of_oneself = |place: &std::ops::Range<usize>| {
        let begin = &small[place.clone()];
        let is_own = ["i ", "i'm "].iter().any(|i| begin.starts_with(i));
        is_own || small[..place.start].ends_with("i ")
    };
    let place = Disputing::Rejecting.places_in(&small).find(of_oneself)?;
    let count = small[..place.start].chars().count();
    sentence.char_indices().nth(count).map(|(at, _)| at)
}

/// Whom a sentence of the outlet is about.
pub struct Subject {
    /// The name.
    pub name: String,
    /// The byte at which the sentence names it.
    pub start: u32,
    /// How often the report mentions it.
    pub mentions: usize,
}

/// The last person that a sentence names before the words that matter, or the last body. None where it
/// only criticises, because that is mostly of what the sentence begins with.
pub fn subject(view: &View<'_>, told: &Told) -> Option<Subject> {
    if matches!(told.says, Says::Criticised | Says::DeniesInQuotation) {
        return None;
    }
    let found = last_named(view, Span::new(told.sentence.start(), told.from))?;
    // "Levy said that three were charged": whoever speaks is not accused.
    let between = view.words(Span::new(found.start, told.from));
    let speaks = [
        " said ",
        " says ",
        " told ",
        " announced ",
        " confirmed ",
        " wrote ",
        " added ",
        " alleged ",
        " claimed ",
        " reported ",
    ];
    (!speaks.iter().any(|word| between.contains(word))).then_some(found)
}

/// The last person named in a part of the text, or the last body.
pub fn last_named(view: &View<'_>, part: Span) -> Option<Subject> {
    let people = view.saved.entities.iter().filter(|entity| {
        matches!(entity.kind, Kind::Person | Kind::Organisation) && !is_pronoun(&entity.name)
    });
    let mentions = people.flat_map(|entity| entity.mentions.iter().map(move |m| (entity, m)));
    let within = mentions.filter_map(|(entity, mention)| {
        let start = view.span(&mention.span).start();
        let is_in = part.start() <= start && start < part.end() && mention.link.score >= SURE;
        is_in.then_some((entity, start))
    });
    // A person is accused rather than the body beside it.
    let (entity, start) =
        within.max_by_key(|(entity, start)| (entity.kind == Kind::Person, *start))?;
    Some(Subject {
        name: visible(&entity.name),
        start,
        mentions: entity.mentions.len(),
    })
}

/// The most sentences of one report, the first ones, so that the time stays linear in its length.
const MOST_TOLD: usize = 40;

/// The words by which two sentences are known to say one thing: "on suspicion of murder".
fn first_words(view: &View<'_>, told: &Told) -> Vec<String> {
    let rest = view.words(Span::new(told.from, told.sentence.end()));
    let words = rest.split_whitespace().take(SAME_WORDS);
    words.map(in_small).collect()
}

const SAME_WORDS: usize = 4;

/// Where a sentence has such words outside quotation marks, in bytes, and what they say. None where
/// small letters are longer or shorter.
fn words_of_dispute(sentence: &str) -> Option<(usize, Says)> {
    let small = sentence.to_lowercase();
    // "What will happen if he is convicted?" accuses no one.
    if small.len() != sentence.len() || small.trim_end().ends_with('?') {
        return None;
    }
    CLASSES.iter().find_map(|(class, says)| {
        let places = class.places_in(&small).map(|place| place.start);
        let is_meant = |&at: &usize| is_outside_quotations(&small, at) && !is_turned(&small[..at]);
        let first = places.filter(is_meant).min()?;
        Some((first, *says))
    })
}

fn is_turned(before: &str) -> bool {
    let near = before.split_whitespace().rev().take(REACH);
    let mut near = near.take_while(|word| !word.ends_with([',', ';', ':']));
    near.any(|word| TURNING.contains(&word) || word.ends_with("n't") || word.ends_with("n’t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_the_outlet_on_a_dispute_is_found() {
        for (sentence, found) in [
            (
                "Quill was held on suspicion of theft.",
                Some(("held on suspicion of", Says::Accused)),
            ),
            (
                "The ferry line came under fire for its delays.",
                Some(("came under fire", Says::Criticised)),
            ),
            (
                "Despite a row over the pier, which she denies, Quill leads.",
                Some(("denies", Says::Denies)),
            ),
            ("What will happen if she is convicted of theft?", None),
            ("Quill was not charged with theft.", None),
            ("“He was charged with theft,” she said.", None),
            ("The crane was charged overnight.", None),
        ] {
            let words = words_of_dispute(sentence);
            let is_right = match (words, found) {
                (Some((at, says)), Some((words, expected))) => {
                    sentence[at..].starts_with(words) && says == expected
                }
                (None, None) => true,
                _ => false,
            };
            assert!(is_right, "{sentence}: {words:?}");
        }
    }
}
