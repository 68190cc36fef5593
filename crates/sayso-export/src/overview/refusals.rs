//! In: a report. Out: who would not say something, or could not be asked: "declined to comment", "has not
//! commented", "No comment."

use super::disputes::refuses;
use super::sentences::{around, in_small, is_outside_quotations, overlap, quotations, sentences};
use crate::records::Attribution;
use crate::speakers::words;
use crate::view::{Numbered, View};
use sayso::certainty::Status;
use sayso::text::Span;

/// A source that gave no answer.
#[derive(Clone, Copy)]
pub enum Refusal<'a> {
    /// An attribution says so. Uncertain ones are among them, because a reader has to know of them.
    Said(Numbered<'a>),
    /// The outlet says so in a sentence of its own, from the byte on at which these words begin.
    Told(Span, u32),
}

/// Words of a source that gives no answer, as a whole content begins with them.
const NO_ANSWERS: [&str; 8] = [
    "no comment",
    "would not comment",
    "will not comment",
    "won't comment",
    "cannot comment",
    "can't comment",
    "could not comment",
    "had no comment",
];

/// Words of a sentence that says that somebody gave no answer, where it has one of [`OF_ASKING`], too.
const NOT_ANSWERED: [&str; 46] = [
    "has not commented",
    "have not commented",
    "had not commented",
    "did not comment",
    "has yet to comment",
    "have yet to comment",
    "declined to comment",
    "declined comment",
    "declined an interview",
    "refused to comment",
    "could not be reached",
    "could not immediately be reached",
    "couldn't be reached",
    "was unavailable for comment",
    "were unavailable for comment",
    "was not available for comment",
    "did not respond to",
    "did not immediately respond to",
    "didn't respond to",
    "has not responded to",
    "have not responded to",
    "did not return",
    "did not reply to",
    "did not answer",
    "didn't answer",
    "didn't return",
    "did not immediately return",
    "did not immediately reply",
    "had not responded",
    "had not replied",
    "has not replied",
    "have not replied",
    "declined interview",
    "declined a request",
    "declined multiple requests",
    "was not returned",
    "were not returned",
    "not immediately returned",
    "were not immediately answered",
    "was not immediately answered",
    "went unanswered",
    "went unreturned",
    "received no response",
    "received no reply",
    "by press time",
    "by deadline",
];

/// The beginnings of words that say so alone: "would not immediately" before a verb of telling.
const WOULD_NOT: [&str; 12] = [
    "would not",
    "would not immediately",
    "wouldn't",
    "did not immediately",
    "did not further",
    "refused to",
    "declined to",
    "declined further to",
    "repeatedly declined to",
    "repeatedly refused to",
    "has refused to",
    "has declined to",
];

/// Verbs of telling. A person who would not pay gives an answer; one who would not say does not.
const TELLING: [&str; 31] = [
    "describe",
    "say",
    "elaborate",
    "specify",
    "disclose",
    "discuss",
    "identify",
    "name",
    "reveal",
    "confirm",
    "comment",
    "explain",
    "answer",
    "provide details",
    "give details",
    "give further",
    "be drawn",
    "be interviewed",
    "be identified",
    "clarify",
    "get into",
    "go into",
    "participate",
    "take part",
    "appear on",
    "share details",
    "speak to",
    "speak with",
    "talk to",
    "talk about",
    "take questions",
];

/// Words that say alone that somebody told less than was asked.
const TOLD_LESS: [&str; 46] = [
    "did not elaborate",
    "didn't elaborate",
    "without elaborating",
    "stopped short of",
    "gave no details",
    "gave no further details",
    "offered no details",
    "provided no details",
    "did not give details",
    "did not give further details",
    "did not provide details",
    "did not provide further",
    "did not say how",
    "did not say why",
    "did not say when",
    "did not say what",
    "did not say who",
    "been approached for comment",
    "been contacted for comment",
    "did not clarify",
    "didn't clarify",
    "did not specify",
    "didn't specify",
    "did not disclose",
    "did not identify",
    "did not explain",
    "did not provide an explanation",
    "did not say whether",
    "didn't say whether",
    "didn't say how",
    "didn't say why",
    "took the fifth",
    "taken the fifth",
    "taking the fifth",
    "pleaded the fifth",
    "pled the fifth",
    "pleading the fifth",
    "invoked the fifth",
    "invoking the fifth",
    "fifth amendment right",
    "invoked his right to silence",
    "invoked her right to silence",
    "right to remain silent",
    "remained silent when",
    "refused to testify",
    "refused to cooperate",
];

/// Words without which "did not return" and "did not respond" are of something else.
const OF_ASKING: [&str; 14] = [
    "comment",
    "reached",
    "request",
    "question",
    "call",
    "email",
    "e-mail",
    "message",
    "inquir",
    "enquir",
    "interview",
    "letter",
    "contacted",
    "asked",
];

/// The sources that gave no answer, in the order of the text.
pub fn refusals<'a>(view: &View<'a>, all: &[Numbered<'a>]) -> Vec<Refusal<'a>> {
    let said = all.iter().filter(|(_, a)| is_refusal(view, a));
    let mut found: Vec<(u32, Refusal<'a>)> = said
        .map(|&(place, a)| (begin(view, a), Refusal::Said((place, a))))
        .collect();
    let known: Vec<Span> = found
        .iter()
        .filter_map(|(_, refusal)| match refusal {
            Refusal::Said((_, a)) => around(view, a),
            Refusal::Told(..) => None,
        })
        .collect();
    let quoted = quotations(view);
    let is_quoted = |sentence: &Span| {
        let holds = |q: &Span| q.start() <= sentence.start() && sentence.end() <= q.end();
        quoted.iter().any(holds)
    };
    let told = sentences(view)
        .filter_map(|sentence| Some((sentence, says_so(view.words(sentence))?)))
        .filter(|(sentence, _)| !is_quoted(sentence));
    let is_new = |sentence: Span| !known.iter().any(|&other| overlap(other, sentence));
    found.extend(
        told.filter(|(sentence, _)| is_new(*sentence))
            .map(|(sentence, at)| {
                let from = sentence.start() + at as u32;
                (sentence.start(), Refusal::Told(sentence, from))
            }),
    );
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, refusal)| refusal).collect()
}

fn is_refusal(view: &View<'_>, a: &Attribution) -> bool {
    let claim = view.claim(a);
    let is_declined = claim.is_some_and(|claim| claim.status == Status::Declined);
    is_declined && refuses(a) || gives_no_answer(a)
}

/// "No comment", "said it would not comment".
pub fn gives_no_answer(a: &Attribution) -> bool {
    let content = words(&a.content, usize::MAX)
        .to_lowercase()
        .replace('’', "'");
    let content = content.trim_start_matches(|c: char| !c.is_alphanumeric());
    let after_pronoun = ["that ", "it ", "he ", "she ", "they ", "we ", "i "]
        .iter()
        .fold(content, |rest, pronoun| {
            rest.strip_prefix(pronoun).unwrap_or(rest)
        });
    NO_ANSWERS
        .iter()
        .any(|words| after_pronoun.starts_with(words))
}

fn begin(view: &View<'_>, a: &Attribution) -> u32 {
    around(view, a).map_or(0, Span::start)
}

/// Where a sentence of the outlet says that somebody gave no answer, in bytes. None if it does not.
fn says_so(written: &str) -> Option<usize> {
    let sentence = in_small(written);
    let is_outside = |at: &usize| is_outside_quotations(&sentence, *at);
    let has = |words: &str| {
        let mut places = sentence.match_indices(words).map(|(at, _)| at);
        places.find(is_outside)
    };
    let is_of_asking = OF_ASKING.iter().any(|words| sentence.contains(words));
    let not_answered = || NOT_ANSWERED.iter().find_map(|words| has(words));
    let at = not_answered()
        .filter(|_| is_of_asking)
        .or_else(|| TOLD_LESS.iter().find_map(|words| has(words)))
        .or_else(|| would_not(&sentence).filter(is_outside))?;
    // Plain apostrophes are shorter, so that the place is counted in characters.
    let count = sentence[..at].chars().count();
    written.char_indices().nth(count).map(|(at, _)| at)
}

/// Where it has "would not" or the like right before a verb of telling.
fn would_not(sentence: &str) -> Option<usize> {
    WOULD_NOT.iter().find_map(|words| {
        let mut places = sentence.match_indices(words).map(|(at, _)| at);
        places.find(|at| {
            let rest = &sentence[at + words.len()..];
            let verb = rest.strip_prefix(' ');
            verb.is_some_and(|verb| TELLING.iter().any(|telling| begins_with(verb, telling)))
        })
    })
}

/// Whether a text begins with these whole words.
fn begins_with(text: &str, words: &str) -> bool {
    text.strip_prefix(words)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
