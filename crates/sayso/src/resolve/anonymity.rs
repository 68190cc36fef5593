//! In: the words of a source and after it. Out: whether it asked not to be named, and the reason
//! that the report gives.

use super::Words;
use super::entities::Table;
use crate::names::Pos;
use crate::text::Span;
use sayso_english::classes::{class, classes};
use std::ops::Range;

/// A source that asked not to be named.
pub struct Wish {
    /// Why, if the report says.
    pub reason: Option<Span>,
}

/// Who knows of a matter without being named: "a person close to the investigation".
const NOBODY: [&str; 8] = [
    "person", "people", "source", "sources", "insider", "insiders", "somebody", "someone",
];
const KNOWS: [(&str, &str); 5] = [
    ("familiar", "with"),
    ("acquainted", "with"),
    ("close", "to"),
    ("briefed", "on"),
    ("with", "knowledge"),
];

impl Table<'_> {
    /// Whether the source of the attribution with this number is unnamed by its own wish.
    pub fn unnamed_by_wish(&self, number: usize, source: &Range<u32>) -> Option<Wish> {
        let w = self.words;
        let knows = |k: u32| KNOWS.contains(&(&*w.lower(k), &*w.lower(k + 1)));
        let nobody = |k: u32| NOBODY.contains(&&*w.lower(k));
        let informed = source.clone().any(knows) && source.clone().any(nobody);
        // What is told of a source stands in or after it before the next one, or in a sentence of
        // its own: "He asked not to be named because …".
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
            (None, None) => return informed.then_some(Wish { reason: None }),
        };
        // What is said begins with its cue, if that stands behind.
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

/// The reason in the words from `asked` on: "because he feared for his job", "citing company
/// rules".
fn reason(w: &Words<'_>, asked: u32, end: u32) -> Option<Span> {
    let begin = (asked..end).find(|&k| begins(w, asked, k)).or_else(|| {
        // "who was not authorised to speak": a reason by itself.
        let barred = matches!(
            &*w.lower(asked),
            "authorised" | "authorized" | "permitted" | "allowed"
        );
        barred.then(|| asked - u32::from(asked > 0 && w.at(asked - 1) == "not"))
    })?;
    let ends = |k: u32| {
        let goes_on = k + 1 < end
            && (classes(&w.lower(k + 1)) & class::SPEECH != 0
                || matches!(w.at(k + 1), "and" | "that" | "but"));
        matches!(w.at(k), "." | ";" | "—") || w.at(k) == "," && (goes_on || k + 1 == end)
    };
    let stop = (begin + 1..end).find(|&k| ends(k)).unwrap_or(end);
    Some(w.span(begin..stop))
}

/// Whether a reason begins here.
fn begins(w: &Words<'_>, asked: u32, k: u32) -> bool {
    let (word, next) = (w.lower(k), w.lower(k + 1));
    match &*word {
        "because" | "citing" | "fearing" | "since" | "saying" | "while" => true,
        "for" => next == "fear",
        "out" => next == "of",
        "as" => k > asked && !matches!(&*next, "well" | "part" | "long"),
        // "anonymity to speak frankly"; "not to be named" asks
        "to" => {
            let wish = matches!(&*w.lower(asked), "anonymity" | "anonymously" | "condition");
            w.pos(k + 1) == Pos::Verb && (wish && k > asked || k > asked + 4)
        }
        _ => false,
    }
}

/// Whether words that begin here say that somebody is not to be named.
fn asks(w: &Words<'_>, k: u32) -> bool {
    let word = |n: u32| w.lower(k + n);
    let named = |n: u32| matches!(&*word(n), "named" | "identified" | "quoted");
    let name_within = |n: u32| (1..n).any(|n| matches!(&*word(n), "name" | "names"));
    match &*word(0) {
        "condition" => {
            word(1) == "of" && word(2) == "anonymity"
                || (1..7).any(|n| word(n) == "not" && (named(n + 1) || named(n + 2)))
        }
        "anonymity" => w.lower(k.saturating_sub(1)) != "of",
        "anonymously" => true,
        "background" => w.lower(k.saturating_sub(1)) == "on",
        // "not to be named", "would not be identified", "did not give his name", "did not want her
        // name used"
        "not" => {
            let be = (1..5).find(|&n| word(n) == "be");
            be.is_some_and(|n| {
                named(n + 1)
                    || matches!(
                        &*word(n + 1),
                        "used" | "published" | "printed" | "given" | "disclosed"
                    )
            }) || word(1) == "to" && word(2) == "name"
                || (1..3).any(|n| matches!(&*word(n), "give" | "want" | "disclose" | "reveal"))
                    && name_within(6)
        }
        "declined" | "refused" | "preferred" | "unwilling" => {
            word(1) == "to" && word(2) == "be" && named(3)
                || word(1) == "to" && word(2) == "give" && word(4).starts_with("name")
        }
        "name" | "names" => (1..5).any(|n| matches!(&*word(n), "withheld" | "changed" | "out")),
        "withheld" | "withhold" => name_within(4),
        "authorised" | "authorized" | "permitted" | "allowed" => {
            let topic = ["speak", "talk", "comment", "brief", "discuss"];
            word(1) == "to" && topic.contains(&&*word(2))
        }
        _ => false,
    }
}
