//! Sentences that say who else worked on the report, or where the whole of it is from.

use super::{Credit, CreditKind, Credited, Part};
use std::ops::Range;

/// "With News Wire Services" is no longer than this, in words and marks.
const LONGEST_LINE: usize = 10;

/// How a line begins that says who else worked on the report.
const CONTRIBUTION_OPENINGS: &[&[&str]] = &[
    &["additional", "reporting"],
    &["additional", "inputs"],
    &["agencies"],
    &["agency"],
    &["compiled", "from"],
    &["editing", "by"],
    &["from", "agencies"],
    &["inputs", "from"],
    &["reporting", "by"],
    &["with", "additional"],
    &["with", "agencies"],
    &["with", "agency"],
    &["with", "assistance"],
    &["with", "contributions"],
    &["with", "files"],
    &["with", "input"],
    &["with", "inputs"],
    &["with", "reporting"],
    &["with", "reports"],
];

/// What a sentence has that says so.
const CONTRIBUTION_PHRASES: &[&[&str]] = &[
    &["contributed", "reporting"],
    &["contributed", "to", "the"],
    &["contributed", "to", "this"],
    &["was", "used", "in", "this"],
    &["were", "used", "in", "this"],
];

/// What a sentence has that says where the whole text is from.
const REPUBLICATION_PHRASES: &[&[&str]] = &[
    &["first", "appeared"],
    &["first", "published"],
    &["originally", "appeared"],
    &["originally", "published"],
    &["originally", "ran"],
    &["original", "article", "at"],
    &["original", "article", "on"],
    &["original", "story", "on"],
    &["read", "the", "original", "article"],
    &["read", "the", "original", "story"],
    &["reprinted", "from"],
    &["reprinted", "with"],
    &["republished", "from"],
    &["republished", "under"],
    &["republished", "with"],
    &["syndicated", "by"],
    &["syndicated", "from"],
];

/// How a line about rights begins. Outlets put their own names there, so only agencies count.
const RIGHTS: [&str; 3] = ["©", "copyright", "tm"];

/// Adds the credits of the sentences of a block.
pub(super) fn add(part: &Part<'_>, found: &mut Vec<Credit>) {
    if part.names.is_empty() {
        return;
    }
    for sentence in sentences(part) {
        let lower: Vec<String> = sentence.clone().map(|at| part.lower(Some(at))).collect();
        let is_inside =
            |words: &Range<usize>| words.start >= sentence.start && words.end <= sentence.end;
        for named in part.names.iter().filter(|named| is_inside(&named.words)) {
            let kind = if is_contribution(&lower, named.is_unnamed) {
                CreditKind::Contribution
            } else if !named.is_unnamed && is_republication(&lower, named.of) {
                CreditKind::Republication
            } else {
                continue;
            };
            found.push(part.credit(kind, named, sentence.start, sentence.end));
        }
    }
}

fn is_contribution(sentence: &[String], is_unnamed: bool) -> bool {
    let first = sentence
        .iter()
        .position(|word| word.starts_with(char::is_alphanumeric));
    let opening = &sentence[first.unwrap_or_default()..];
    let is_line =
        sentence.len() <= LONGEST_LINE && opening.first().is_some_and(|word| word == "with");
    CONTRIBUTION_OPENINGS
        .iter()
        .any(|phrase| begins(opening, phrase))
        || has(sentence, CONTRIBUTION_PHRASES)
        || is_line && is_unnamed
}

fn is_republication(sentence: &[String], of: Credited) -> bool {
    let is_of_rights = sentence
        .first()
        .is_some_and(|word| RIGHTS.contains(&&**word));
    has(sentence, REPUBLICATION_PHRASES) || is_of_rights && of == Credited::Agency
}

fn begins(words: &[String], phrase: &[&str]) -> bool {
    words.len() >= phrase.len()
        && words
            .iter()
            .zip(phrase)
            .all(|(word, wanted)| word == wanted)
}

fn has(sentence: &[String], phrases: &[&[&str]]) -> bool {
    phrases.iter().any(|phrase| {
        let mut parts = sentence.windows(phrase.len());
        parts.any(|words| begins(words, phrase))
    })
}

/// The sentences of a block as ranges of words. A stop before a capital ends one.
fn sentences(part: &Part<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..part.words.len() {
        let is_stop = matches!(part.words[at].text, "." | "?" | "!" | ";");
        let next = part.words.get(at + 1);
        let begins_another = next.is_none_or(|next| !next.text.starts_with(char::is_lowercase));
        if next.is_none() || is_stop && begins_another {
            found.push(from..at + 1);
            from = at + 1;
        }
    }
    found
}
