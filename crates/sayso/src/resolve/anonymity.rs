//! In: the words of a source and those after it. Out: whether the source asked not to be named, and
//! the reason that the report gives.

use super::Words;
use super::entities::Table;
use crate::names::Pos;
use crate::text::Span;
use sayso_english::classes::{class, classes, hash_lower};
use sayso_english::sources::{WISHES, wish};
use std::ops::Range;

/// A source that asked not to be named.
pub struct Wish {
    /// The reason, if the report gives one.
    pub reason: Option<Span>,
}

/// Words that show that a source without a name knows of a matter: "a person close to the
/// investigation".
const KNOWS: [(&str, &str); 5] = [
    ("familiar", "with"),
    ("acquainted", "with"),
    ("close", "to"),
    ("briefed", "on"),
    ("with", "knowledge"),
];

impl Table<'_> {
    /// The wish of the source of the attribution with this number; none if the source has a name or
    /// the report does not say that it asked for anonymity.
    pub fn unnamed_by_wish(&self, number: usize, source: &Range<u32>) -> Option<Wish> {
        let w = self.words;
        // What the report says about a source is in it, or after it and before the next source, or in
        // a sentence of its own: "He asked not to be named because …".
        let whole = w.sentence_tokens(source.start);
        let after = self.source_ends.partition_point(|s| s.0 < source.end);
        let next = self
            .source_ends
            .get(after)
            .map_or(w.len(), |s| s.0.max(source.end));
        let follows = w.sentence_tokens(whole.end);
        let goes_on = matches!(w.at(follows.start), "He" | "She" | "They" | "Both" | "The")
            && follows.start == whole.end;
        let asked_in = |tokens: &Range<u32>| tokens.clone().find(|&k| !w.quoted(k) && asks(w, k));
        let own = source.start..whole.end.min(next);
        let (asked, stretch) = match (
            asked_in(&own),
            goes_on.then(|| asked_in(&follows)).flatten(),
        ) {
            (Some(asked), _) => (asked, own),
            (None, Some(asked)) => (asked, follows),
            (None, None) => return is_informed(w, source).then_some(Wish { reason: None }),
        };
        // A cue after the wish begins the content, which gives no reason.
        let cue = self.attributions[number]
            .cue
            .first()
            .map_or(0, |span| w.tokens(*span).start);
        let end = if cue > asked {
            stretch.end.min(cue)
        } else {
            stretch.end
        };
        Some(Wish {
            reason: reason(w, asked, end),
        })
    }
}

/// Whether a source without a name is described as knowing of a matter: "people familiar with the
/// talks".
fn is_informed(w: &Words<'_>, source: &Range<u32>) -> bool {
    let knows = |k: u32| KNOWS.contains(&(&*w.lower(k), &*w.lower(k + 1)));
    source.clone().any(knows) && source.clone().any(|k| WISHES.has(w.at(k), wish::PERSON))
}

/// The reason in the words from `asked` on: "because he feared for his job", "citing company
/// rules".
fn reason(w: &Words<'_>, asked: u32, end: u32) -> Option<Span> {
    let begin = (asked..end)
        .find(|&k| begins_reason(w, asked, k))
        .or_else(|| lack_of_permission(w, asked))?;
    let stop = (begin + 1..end)
        .find(|&k| ends_reason(w, k, end))
        .unwrap_or(end);
    Some(w.span(begin..stop))
}

/// The first token of "not authorised to speak", which is a wish and its reason.
fn lack_of_permission(w: &Words<'_>, asked: u32) -> Option<u32> {
    WISHES
        .has(w.at(asked), wish::ALLOWED)
        .then(|| asked - u32::from(asked > 0 && w.at(asked - 1) == "not"))
}

/// Whether the reason ends before this token. `end` is where the words about the source end.
fn ends_reason(w: &Words<'_>, k: u32, end: u32) -> bool {
    if w.at(k) != "," {
        return matches!(w.at(k), "." | ";" | "—");
    }
    let is_last = k + 1 == end;
    let speaks = || classes(&w.lower(k + 1)) & class::SPEECH != 0;
    is_last || k + 1 < end && (speaks() || matches!(w.at(k + 1), "and" | "that" | "but"))
}

/// Whether a reason begins here.
fn begins_reason(w: &Words<'_>, asked: u32, k: u32) -> bool {
    let (word, next) = (w.lower(k), w.lower(k + 1));
    match &*word {
        "for" => next == "fear",
        "out" => next == "of",
        "as" => k > asked && !matches!(&*next, "well" | "part" | "long"),
        "to" => w.pos(k + 1) == Pos::Verb && can_be_purpose(w, asked, k),
        _ => WISHES.has(&word, wish::BEGINS_REASON),
    }
}

/// Whether "to" at `k` can begin a purpose: "anonymity to speak frankly". The first "to" of "not to be
/// named" belongs to the wish.
fn can_be_purpose(w: &Words<'_>, asked: u32, k: u32) -> bool {
    const LONGEST_WISH: u32 = 4;
    let is_noun_or_adverb = WISHES.has(
        w.at(asked),
        wish::ANONYMITY | wish::ANONYMOUSLY | wish::CONDITION,
    );
    is_noun_or_adverb && k > asked || k > asked + LONGEST_WISH
}

/// Reads the wish that begins at a token.
type WishReader = fn(&Words<'_>, u32) -> bool;

/// The ways to say that a source is not to be named, by the class of their first word. A word can have
/// two of these classes.
const WAYS: [(u32, WishReader); 9] = [
    (wish::CONDITION, is_on_condition),
    (wish::ANONYMITY, |w, k| !follows(w, k, "of")),
    (wish::ANONYMOUSLY, |_, _| true),
    (wish::BACKGROUND, |w, k| follows(w, k, "on")),
    (wish::NOT, is_not_to_be_named),
    (wish::DECLINES, declines_to_be_named),
    (wish::NAME, is_name_hidden),
    (wish::WITHHELD, |w, k| has_name_within(w, k, 4)),
    (wish::ALLOWED, is_about_speaking),
];

/// Whether words that begin here say that the source is not to be named.
fn asks(w: &Words<'_>, k: u32) -> bool {
    let first = WISHES.classes_of_hash(hash_lower(w.at(k)));
    first != 0
        && WAYS
            .iter()
            .any(|(class, read)| first & class != 0 && read(w, k))
}

fn has(w: &Words<'_>, k: u32, class: u32) -> bool {
    WISHES.has(w.at(k), class)
}

fn follows(w: &Words<'_>, k: u32, word: &str) -> bool {
    w.lower(k.saturating_sub(1)) == word
}

/// Whether "name" is less than `tokens` after `k`.
fn has_name_within(w: &Words<'_>, k: u32, tokens: u32) -> bool {
    (1..tokens).any(|n| has(w, k + n, wish::NAME))
}

/// "condition of anonymity", "condition that he not be named"
fn is_on_condition(w: &Words<'_>, k: u32) -> bool {
    let is_not_named = |n: u32| {
        let after = k + n + 1;
        w.lower(k + n) == "not" && (has(w, after, wish::NAMED) || has(w, after + 1, wish::NAMED))
    };
    w.lower(k + 1) == "of" && w.lower(k + 2) == "anonymity" || (1..7).any(is_not_named)
}

/// "not to be named", "would not be identified", "did not give his name", "did not want her name used"
fn is_not_to_be_named(w: &Words<'_>, k: u32) -> bool {
    let be = (1..5).find(|&n| w.lower(k + n) == "be");
    let is_passive = be.is_some_and(|n| has(w, k + n + 1, wish::NAMED | wish::PUBLISHED));
    let is_active = || w.lower(k + 1) == "to" && w.lower(k + 2) == "name";
    let keeps_name = || (1..3).any(|n| has(w, k + n, wish::GIVES)) && has_name_within(w, k, 6);
    is_passive || is_active() || keeps_name()
}

/// "declined to be named", "refused to give his name"
fn declines_to_be_named(w: &Words<'_>, k: u32) -> bool {
    w.lower(k + 1) == "to"
        && match &*w.lower(k + 2) {
            "be" => has(w, k + 3, wish::NAMED),
            "give" => w.lower(k + 4).starts_with("name"),
            _ => false,
        }
}

/// "whose name was withheld", "names have been changed"
fn is_name_hidden(w: &Words<'_>, k: u32) -> bool {
    (1..5).any(|n| has(w, k + n, wish::HIDDEN))
}

/// "not authorised to speak", "not allowed to discuss the talks"
fn is_about_speaking(w: &Words<'_>, k: u32) -> bool {
    w.lower(k + 1) == "to" && has(w, k + 2, wish::SPEAK)
}
