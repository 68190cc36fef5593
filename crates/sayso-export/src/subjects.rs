//! In: a clause of the outlet. Out: the words of its sentence that say what it is about, where the clause
//! itself has no subject.

use crate::records::Span;
use crate::view::View;
use crate::visible;

/// Words of the beginning of a sentence that are shown with a clause of it, and words right before the
/// clause. A beginning of no more words is shown whole.
const WORDS_OF_BEGIN: usize = 3;
const WORDS_BEFORE: usize = 3;
/// First words of a clause that has no subject of its own.
const WITHOUT_SUBJECT: [&str; 14] = [
    "which",
    "who",
    "that",
    "is",
    "are",
    "was",
    "were",
    "will",
    "would",
    "has",
    "due",
    "expected",
    "set",
    "allegedly",
];

/// The words before a clause that begins with "which" or "is", because it has no other subject: "The city
/// museum, " before "which will show the boat". Empty for other clauses.
pub fn subject_before(view: &View<'_>, clause: &[Span]) -> String {
    let Some(first) = clause.first() else {
        return String::new();
    };
    let word = first.text.split_whitespace().next().unwrap_or_default();
    if !WITHOUT_SUBJECT.contains(&word) {
        return String::new();
    }
    let before = &view.text()[..view.span(first).start() as usize];
    let sentence = before.rsplit(['.', '\n', ';']).next().unwrap_or_default();
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let many = words.len();
    // "James Lee was held and", before "is due in court": the words right before are of another clause.
    let is_relative = matches!(word, "which" | "who" | "that");
    let kept = if is_relative { WORDS_BEFORE } else { 0 };
    if words.is_empty() {
        String::new()
    } else if many <= WORDS_OF_BEGIN + WORDS_BEFORE {
        format!("{} ", visible(&words.join(" ")))
    } else {
        let begin = visible(&words[..WORDS_OF_BEGIN].join(" "));
        let end = visible(&words[many - kept..].join(" "));
        let space = if kept > 0 { " " } else { "" };
        format!("{begin} … {end}{space}")
    }
}
