//! In: the words of a report and its attributions. Out: the hedges in the outlet's own voice: clauses
//! outside every attribution that are weakened ("may have", "appears to"), announced ("is set to",
//! "will") or put at a distance ("allegedly", "is said to").
//!
//! [`ground`] gives the clauses that are the outlet's own. [`main_clause`], [`inner_clause`],
//! [`headline`], [`loose`] and [`phrases`] find what weakens them; [`counts`] decides which of these
//! words are hedges there, and [`hedge`] makes the claims.

mod counts;
mod ground;
mod headline;
mod hedge;
mod inner_clause;
mod loose;
mod main_clause;
mod phrases;
mod questions;
mod skipped;
mod would;

use super::clause::Stretch;
use super::cues::Use;
use super::factuality::Factuality;
use super::voices::Voices;
use super::words::Words;
use super::{Claim, TriggerKind, Voice};
use crate::attribute::Attribution;
use crate::segment::Mark;
use crate::text::Span;
use ground::{Clauses, free};
use headline::headline_infinitive;
use hedge::Hedge;
use inner_clause::{is_subordinating, modal_clause, relative_clause, subordinate_clause};
use loose::loose_word;
use main_clause::{main_clause, second_verb, start_of_main_clause};
use questions::open_question;
use skipped::{is_first_person, is_furniture};
use std::ops::Range;

/// Adds the hedged clauses of the outlet in text order.
pub(super) fn add(
    words: &Words,
    attributions: &[Attribution],
    weights: Option<&Factuality>,
    out: &mut Vec<Claim>,
) {
    let voices = Voices::read(words);
    let free = free(words, attributions, out, voices.is_column);
    let mut clauses = Clauses::default();
    for paragraph in &words.parts.paragraphs {
        if voices.is_of_another(paragraph.tokens.start) {
            continue;
        }
        let sentences = &words.parts.sentences[range_of(&paragraph.sentences)];
        for sentence in sentences {
            let whole = sentence.tokens.clone();
            let is_headline = sentences.len() == 1 && !ends_with_mark(words, &whole);
            for clause in clauses.of(words, &free, whole) {
                let seq = &clause[..clause.len().min(MOST_TOKENS)];
                let stretch = Stretch { words, seq };
                let stretch = Own {
                    stretch,
                    is_headline,
                    opens_paragraph: sentence.tokens.start == paragraph.tokens.start
                        && paragraph.tokens.start > 0,
                    is_column: voices.is_column,
                };
                hedges(&stretch, weights, out);
            }
        }
    }
    tales_within(words, attributions, &free, out);
}

fn range_of(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// Whether a sentence ends with a mark, as those of a headline do not.
fn ends_with_mark(words: &Words, sentence: &Range<u32>) -> bool {
    let mut last = sentence.clone().rev().map(|k| words.at(k));
    last.find(|w| w.mark == Mark::None)
        .is_some_and(|w| w.is_mark && !w.is(")"))
}

/// "…, after his uncle allegedly hit him, police said": a word of distance in a subordinate clause of what
/// others say in the outlet's words is the outlet's. The claim of the attribution does not have it.
fn tales_within(words: &Words, attributions: &[Attribution], free: &[bool], out: &mut Vec<Claim>) {
    let is_tale = |k: u32| {
        let row = words.at(k).entry.trigger(Use::Adverb);
        row.is_some_and(|row| row.kind == TriggerKind::Distance) && !words.at(k).quoted
    };
    let tales: Vec<u32> = (0..words.all.len() as u32)
        .filter(|&k| !free[k as usize] && is_tale(k))
        .collect();
    for k in tales {
        let covers = |spans: &[Span]| spans.iter().any(|&span| words.tokens(span).contains(&k));
        let is_cue = attributions.iter().any(|a| covers(&a.cue));
        let is_known = out
            .iter()
            .any(|claim| claim.voice == Some(Voice::Distancing) && covers(&claim.content));
        if is_cue || is_known {
            continue;
        }
        let sentence = &words.parts.sentences[words.at(k).sentence as usize].tokens;
        let is_of_content = |&i: &u32| !free[i as usize] && !words.at(i).quoted;
        let begins = (sentence.start..=k).rev().take_while(is_of_content).last();
        let first = begins.unwrap_or(k);
        let seq: Vec<u32> = (first..sentence.end).take_while(is_of_content).collect();
        let stretch = Stretch { words, seq: &seq };
        let own = Own {
            stretch,
            is_headline: false,
            opens_paragraph: false,
            is_column: false,
        };
        let at = seq.iter().position(|&i| i == k);
        if let Some(hedge) = at.and_then(|at| loose_word(&own, at)) {
            out.extend(hedge.claim(&own.stretch, None));
        }
    }
}

/// A stretch of the outlet's own text.
pub(super) struct Own<'w, 'a> {
    stretch: Stretch<'w, 'a>,
    /// It is a line of its own without a mark at its end.
    is_headline: bool,
    /// It is of the first sentence of a paragraph after the first one.
    opens_paragraph: bool,
    /// The report is a column, in which "I" is its author.
    is_column: bool,
}

/// The number of tokens of a clause that are read.
const MOST_TOKENS: usize = 200;

/// Adds the claims of a stretch of text: of its main clause or its second verb, of relative and
/// subordinate clauses, and of "allegedly" and "believed to be" without a verb of their own.
pub(super) fn hedges(own: &Own, weights: Option<&Factuality>, out: &mut Vec<Claim>) {
    let stretch = &own.stretch;
    let seq = stretch.seq;
    let mut last = seq.iter().rev().take(3).map(|&k| stretch.words.at(k));
    let asks = last
        .find(|w| !w.any(&["]", ")"]))
        .is_some_and(|w| w.is("?"));
    if asks && let Some(hedge) = open_question(own) {
        out.extend(hedge.claim(stretch, weights));
    }
    if asks || is_first_person(own) || is_furniture(stretch) {
        return;
    }
    let mut conditions = Vec::new();
    let from = start_of_main_clause(stretch, &mut conditions);
    let mut found: Vec<Hedge> = Vec::new();
    if !stretch.at(from).is_some_and(is_subordinating) {
        let main = main_clause(stretch, from, conditions);
        let main = main.or_else(|| second_verb(stretch, from));
        found.extend(main.or_else(|| headline_infinitive(own)));
    }
    let main = stretch.group(from).map(|group| group.words.start);
    for i in 0..seq.len() {
        let inner = relative_clause(stretch, i)
            .or_else(|| subordinate_clause(stretch, i))
            .or_else(|| loose_word(own, i));
        if let Some(mut hedge) = inner.filter(|hedge| !is_known(hedge, &found)) {
            // "a storm that could bring floods is moving north": the main verb ends it.
            let end = main.filter(|&main| hedge.head < main && main < hedge.clause.end);
            hedge.clause.end = end.unwrap_or(hedge.clause.end);
            found.push(hedge);
        }
    }
    for i in 0..seq.len() {
        if let Some(hedge) = modal_clause(stretch, i).filter(|hedge| !is_within(hedge, &found)) {
            found.push(hedge);
        }
    }
    leave_questions_open(stretch, &mut found);
    found.sort_by_key(|hedge| hedge.clause.start);
    out.extend(
        found
            .into_iter()
            .filter_map(|hedge| hedge.claim(stretch, weights)),
    );
}

/// "the question of how the club will pay": what is asked is not announced.
fn leave_questions_open(stretch: &Stretch, found: &mut Vec<Hedge>) {
    if found.is_empty() {
        return;
    }
    let is_question = |&i: &usize| phrases::question_of(stretch, i).is_some();
    if let Some(at) = (0..stretch.seq.len()).find(is_question) {
        let shows = |hedge: &Hedge| hedge.signals.iter().any(|s| s.at == stretch.seq[at]);
        found.retain(|hedge| hedge.head < at || shows(hedge));
    }
}

/// Whether a hedge is in the clause of an earlier one.
fn is_within(hedge: &Hedge, found: &[Hedge]) -> bool {
    found.iter().any(|other| other.clause.contains(&hedge.head))
}

/// Whether an earlier hedge has a signal of this one.
fn is_known(hedge: &Hedge, found: &[Hedge]) -> bool {
    let mut signals = found.iter().flat_map(|other| &other.signals);
    signals.any(|s| hedge.signals.iter().any(|own| own.at == s.at))
}
