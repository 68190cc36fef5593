//! In: the words of a report. Out: which paragraphs reproduce what others say without quotation
//! marks, and whether "I" is the author of a column.
//!
//! The answers of an interview and a statement printed in full have no marks, and their hedges are
//! not the outlet's.

use super::words::Words;
use crate::names::Pos;
use std::ops::Range;

/// Whose voice the paragraphs outside quotation marks are in.
pub(super) struct Voices {
    /// The tokens that are in the voice of others.
    of_others: Vec<Range<u32>>,
    /// The report is a column, in which "I" is its author.
    pub is_column: bool,
}

/// The most tokens of a heading and of a question of an interview.
const LONGEST_HEADING: u32 = 14;
const LONGEST_QUESTION: u32 = 60;
/// The fewest answers in the first person of an interview, and the fewest such paragraphs of a column.
const FEWEST_ANSWERS: usize = 2;
const FEWEST_PARAGRAPHS: usize = 3;

impl Voices {
    pub fn read(words: &Words) -> Voices {
        let paragraphs: Vec<Range<u32>> = words
            .parts
            .paragraphs
            .iter()
            .map(|p| p.tokens.clone())
            .filter(|tokens| !tokens.is_empty())
            .collect();
        let mut of_others: Vec<Range<u32>> = statement(words, &paragraphs).into_iter().collect();
        of_others.extend(answers(words, &paragraphs));
        let mut personal = paragraphs.iter().filter(|p| has_author(words, p));
        let is_column = of_others.is_empty() && personal.nth(FEWEST_PARAGRAPHS - 1).is_some();
        Voices {
            of_others,
            is_column,
        }
    }

    /// Whether the paragraph that begins at a token is in the voice of another.
    pub fn is_of_another(&self, token: u32) -> bool {
        self.of_others.iter().any(|range| range.contains(&token))
    }
}

/// "Statement from the Office of the Governor": from there to the end of the report.
fn statement(words: &Words, paragraphs: &[Range<u32>]) -> Option<Range<u32>> {
    const OPENINGS: [&[&str]; 9] = [
        &["statement", "from"],
        &["statement", "by"],
        &["statement", "of"],
        &["message", "from"],
        &["letter", "from"],
        &["open", "letter"],
        &["full", "statement"],
        &["full", "text"],
        &["press", "statement"],
    ];
    let opens = |p: &&Range<u32>| {
        let is_heading = p.len() as u32 <= LONGEST_HEADING && !words.at(p.end - 1).is(".");
        let is = |opening: &&[&str]| {
            let mut words_of = opening.iter().zip((*p).clone());
            opening.len() < p.len() && words_of.all(|(word, k)| words.at(k).is(word))
        };
        is_heading && OPENINGS.iter().any(is)
    };
    let heading = paragraphs.iter().find(opens)?;
    Some(heading.end..paragraphs.last()?.end)
}

/// The paragraphs after each question of an interview, up to the next one. The questions of an
/// explainer are headings too, but their answers are not in the first person.
fn answers(words: &Words, paragraphs: &[Range<u32>]) -> Vec<Range<u32>> {
    let asks = |p: &Range<u32>| {
        p.len() as u32 <= LONGEST_QUESTION
            && words.at(p.end - 1).is("?")
            && !words.at(p.start).quoted
    };
    let questions: Vec<usize> = (0..paragraphs.len())
        .filter(|&i| asks(&paragraphs[i]))
        .collect();
    let answered = |&i: &usize| paragraphs.get(i + 1).is_some_and(|p| has_author(words, p));
    if questions.iter().filter(|i| answered(i)).count() < FEWEST_ANSWERS {
        return Vec::new();
    }
    let first = paragraphs[questions[0]].end;
    let last = paragraphs.last().map_or(first, |p| p.end);
    vec![first..last]
}

/// Whether a paragraph has "I", "my" or "me" outside quotation marks. "World War I" has a number.
fn has_author(words: &Words, paragraph: &Range<u32>) -> bool {
    const SINGULAR: [&str; 5] = ["I", "my", "My", "me", "Me"];
    let is_singular = |k: u32| {
        let word = words.at(k);
        let is_number = k > paragraph.start && words.at(k - 1).pos == Pos::Propn;
        !word.quoted && SINGULAR.contains(&word.text) && !is_number
    };
    paragraph.clone().any(is_singular)
}
