//! In: a sentence. Out: what it denies, and how: the words that follow "no" and "not", and phrases such as "nothing of the
//! kind".

use super::account::{Said, Statement, StatementWord};
use crate::reading::Reading;
use crate::text::Span;
use sayso_english::story_denials::{DenialWords, denial_words};
use std::collections::BTreeSet;

/// What a sentence denies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Denying {
    /// The words of denying that it has.
    pub does: Vec<DenialWords>,
    /// The keys of the words that follow "no", "not a" or "not one": what is said not to be there.
    pub absent: BTreeSet<u64>,
    /// The first of each of these.
    pub heads: BTreeSet<u64>,
    /// It only says that something is not known: "nobody knows", "not clear".
    pub is_open: bool,
    /// Its figures that follow "not", by their numbers: "it was not 400".
    pub figures: Vec<usize>,
}

/// How many words after "no" say what is not there.
const WORDS: usize = 3;
/// How many tokens after "no" they are among.
const TOKENS: u32 = 6;

impl Denying {
    /// What a sentence denies. `words` are its words in small letters, by their places among its tokens, without those that
    /// say who says something.
    pub(super) fn of(statement: &Statement, words: &[(u32, String)]) -> Denying {
        let whole: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
        let mut denying = Denying {
            does: denial_words(&whole.join(" ")),
            ..Denying::default()
        };
        for (n, (place, word)) in words.iter().enumerate() {
            let next = words.get(n + 1).map_or("", |(_, word)| word);
            let is_no = is_negation(word, next);
            denying.is_open |= says_no(word) && !is_no;
            if is_no {
                let follows = |at: u32| (*place + 1..=*place + 2).contains(&at);
                let figures = statement.figures.iter().enumerate();
                let denied = figures.filter(|(_, figure)| follows(figure.places.start));
                denying.figures.extend(denied.map(|(number, _)| number));
            }
            let is_of_a_noun = matches!(word.as_str(), "no" | "nobody" | "none")
                || word == "not" && matches!(next, "a" | "an" | "one" | "any");
            if is_no && is_of_a_noun {
                let mut absent = absent(statement, words, *place).peekable();
                denying.heads.extend(absent.peek());
                denying.absent.extend(absent);
            }
        }
        denying
    }

    /// Whether it has such words.
    pub fn has(&self, words: DenialWords) -> bool {
        self.does.contains(&words)
    }
}

/// The keys of the first words after a place, up to the end of the clause. Numbers are left out: "no 400 substitutes".
fn absent(statement: &Statement, words: &[(u32, String)], place: u32) -> impl Iterator<Item = u64> {
    let end = statement.breaks.iter().copied().find(|&at| at > place);
    let end = end.unwrap_or(u32::MAX).min(place + TOKENS);
    let is_number = |at: u32| {
        let mut here = words.iter().filter(|(place, _)| *place == at);
        here.any(|(_, word)| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let says_something = |word: &&StatementWord| {
        let is_after = (place + 1..end).contains(&word.place);
        is_after && word.weight >= 1.0 && !word.is_name && !is_number(word.place)
    };
    let found: Vec<u64> = statement
        .words
        .iter()
        .filter(says_something)
        .take(WORDS)
        .map(|word| word.key)
        .collect();
    found.into_iter()
}

/// What follows "no", "not" and "nobody" where nothing is denied: "not only", "no doubt", "no fewer than", "nobody yet knows",
/// "not clear", "could not confirm that", "would not rule out".
const NOT_DENIED: &[&str] = &[
    "certain",
    "clear",
    "comment",
    "confirm",
    "confirmed",
    "discuss",
    "doubt",
    "elaborate",
    "exclude",
    "fewer",
    "immediately",
    "just",
    "know",
    "known",
    "knows",
    "later",
    "least",
    "less",
    "matter",
    "merely",
    "more",
    "only",
    "reply",
    "respond",
    "rule",
    "simply",
    "sooner",
    "sure",
    "verified",
    "verify",
    "wonder",
    "yet",
];

/// Whether one of the words says "not", each with its place in the text. Of a sentence in which sources speak only what they
/// say counts, because "who did not give his name" says nothing of it.
pub(super) fn is_negated(
    reading: &Reading,
    words: &[(u32, String)],
    spans: &[Span],
    said: &[Said],
) -> bool {
    let contents = said
        .iter()
        .flat_map(|said| &reading.attributions[said.attribution.0 as usize].content);
    let contents: Vec<Span> = contents.copied().collect();
    let is_said =
        |word: Span| said.is_empty() || contents.iter().any(|content| content.overlaps(word));
    let mut places = words.iter().zip(spans).enumerate();
    places.any(|(n, ((_, word), span))| {
        let next = words.get(n + 1).map_or("", |(_, word)| word);
        is_negation(word, next) && is_said(*span)
    })
}

/// Whether a word says that something is not so, before the next word.
fn is_negation(word: &str, next: &str) -> bool {
    says_no(word) && !NOT_DENIED.contains(&next)
}

fn says_no(word: &str) -> bool {
    match word {
        "not" | "no" | "never" | "nobody" | "none" | "nothing" | "neither" | "nor" => true,
        word => word.ends_with("n't") || word.ends_with("n’t"),
    }
}
