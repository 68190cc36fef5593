//! In: a report. Out: who would not say something, or could not be asked: "declined to comment", "has not
//! commented", "No comment."

use super::disputes::refuses;
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
    /// The outlet says so in a sentence of its own.
    Told(Span),
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

/// Words of a sentence that says that somebody gave no answer.
const NOT_ANSWERED: [&str; 24] = [
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
];

/// Words without which "did not return" and "did not respond" are of something else.
const OF_ASKING: [&str; 12] = [
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
            Refusal::Told(_) => None,
        })
        .collect();
    let told = sentences(view).filter(|sentence| says_so(view.words(*sentence)));
    let is_new = |sentence: &Span| {
        let overlaps =
            |other: &Span| other.start() < sentence.end() && sentence.start() < other.end();
        !known.iter().any(overlaps)
    };
    found.extend(
        told.filter(is_new)
            .map(|sentence| (sentence.start(), Refusal::Told(sentence))),
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

/// The bytes from the first to the last word of an attribution.
fn around(view: &View<'_>, a: &Attribution) -> Option<Span> {
    let spans = || a.source.iter().chain(&a.cue).chain(&a.content);
    let start = spans().map(|span| span.start).min()?;
    let end = spans().map(|span| span.end).max()?;
    Some(view.bytes(start, end))
}

fn begin(view: &View<'_>, a: &Attribution) -> u32 {
    around(view, a).map_or(0, Span::start)
}

/// Whether a sentence of the outlet says that somebody gave no answer.
fn says_so(sentence: &str) -> bool {
    let sentence = sentence.to_lowercase().replace('’', "'");
    let has = |words: &&str| sentence.contains(words);
    NOT_ANSWERED.iter().any(has) && OF_ASKING.iter().any(has)
}

/// The sentences of the text that is read, roughly: up to a full stop with a space or a line end.
fn sentences<'v>(view: &'v View<'_>) -> impl Iterator<Item = Span> + 'v {
    let blocks = view.blocks.iter().filter(|block| block.is_read());
    blocks.flat_map(move |block| {
        let words = view.words(block.span);
        let mut ends: Vec<usize> = words
            .match_indices(['.', '?', '!', '\n'])
            .map(|(at, mark)| at + mark.len())
            .filter(|&end| {
                words[end..].chars().next().is_none_or(char::is_whitespace)
                    || words[..end].ends_with('\n')
            })
            .collect();
        ends.push(words.len());
        let begins = std::iter::once(0).chain(ends.clone());
        let pairs: Vec<Span> = begins
            .zip(ends)
            .filter(|(begin, end)| begin < end)
            .map(|(begin, end)| {
                trimmed(
                    view,
                    block.span.start() + begin as u32,
                    block.span.start() + end as u32,
                )
            })
            .collect();
        pairs
    })
}

/// The span without white space at its beginning.
fn trimmed(view: &View<'_>, start: u32, end: u32) -> Span {
    let words = view.words(Span::new(start, end));
    let space = words.len() - words.trim_start().len();
    Span::new(start + space as u32, end)
}
