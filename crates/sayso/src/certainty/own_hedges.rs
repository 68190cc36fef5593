//! In: the words of a report and its attributions. Out: the hedges in the outlet's own voice: clauses
//! outside every attribution whose main verb is weakened, as by "may have", "is expected to" or
//! "appears to".

use super::clause::Stretch;
use super::cues::class;
use super::factuality::Factuality;
use super::signal::Signal;
use super::status::{Decision, first, turned};
use super::words::{Word, Words};
use super::{Claim, Rule, Status, Trigger, Voice};
use crate::attribute::Attribution;
use crate::names::Pos;
use crate::text::Span;
use std::ops::Range;

/// Rules whose signals are hedges in the outlet's own voice. "will" and "is to" are missing because
/// outlets use them for events that they are sure of.
const HEDGES: &[Rule] = &[
    Rule::May,
    Rule::Could,
    Rule::AdverbOfPossibility,
    Rule::AdverbOfLikelihood,
    Rule::AdverbOfHope,
    Rule::LikelyTo,
    Rule::Likely,
    Rule::UnlikelyTo,
    Rule::Unlikely,
    Rule::Expected,
    Rule::LooksSetTo,
    Rule::Seems,
    Rule::Possible,
    Rule::LeftOpen,
    Rule::MustHave,
    Rule::AChance,
    Rule::NotRuledOut,
];

/// Adds the hedged clauses of the outlet in text order.
pub(super) fn add(
    words: &Words,
    attributions: &[Attribution],
    weights: Option<&Factuality>,
    out: &mut Vec<Claim>,
) {
    let free = free(words, attributions);
    for sentence in &words.parts.sentences {
        let tokens = sentence.tokens.clone();
        for clause in clauses(words, &free, tokens) {
            if let Some(claim) = hedge(words, clause, weights) {
                out.push(claim);
            }
        }
    }
}

/// For each token, whether it is outside all attributions and quotations.
fn free(words: &Words, attributions: &[Attribution]) -> Vec<bool> {
    let mut free: Vec<bool> = words.all.iter().map(|w| !w.quoted).collect();
    for a in attributions.iter().filter(|a| a.parent.is_none()) {
        for &span in a.cue.iter().chain(&a.content) {
            free[words.tokens(span).start as usize..words.tokens(span).end as usize].fill(false);
        }
    }
    free
}

/// The clauses of a sentence as marks and conjunctions separate them.
fn clauses(words: &Words, free: &[bool], sentence: Range<u32>) -> Vec<Range<u32>> {
    let mut out: Vec<Range<u32>> = Vec::new();
    let mut start = sentence.start;
    for k in sentence.clone() {
        let word = words.at(k);
        let joins = word.any(&["and", "but", "so", "though", "although", "while", "whereas"])
            && k > sentence.start
            && words.at(k - 1).is(",");
        if !free[k as usize] || word.any(&[";", ":", "—", "–"]) || joins {
            if start < k {
                out.push(start..k);
            }
            start = k + 1;
        }
    }
    if start < sentence.end {
        out.push(start..sentence.end);
    }
    out
}

fn is_hedge(signals: &[Signal]) -> bool {
    signals.iter().any(|s| HEDGES.contains(&s.rule))
}

/// The number of tokens of a clause that are read.
const MOST_TOKENS: usize = 200;

/// A weakened clause. Positions are those of the tokens of the stretch.
struct Hedge {
    signals: Vec<Signal>,
    clause: Range<usize>,
    /// The main verb.
    head: usize,
}

/// The claim of a clause whose main verb is weakened.
fn hedge(words: &Words, clause: Range<u32>, weights: Option<&Factuality>) -> Option<Claim> {
    let seq: Vec<u32> = clause.take(MOST_TOKENS).collect();
    let stretch = Stretch { words, seq: &seq };
    let is_question = seq.last().is_some_and(|&k| words.at(k).is("?"));
    let mut conditions = Vec::new();
    let from = start_of_main_clause(&stretch, &mut conditions);
    if is_question || stretch.at(from).is_some_and(is_subordinating) {
        return None;
    }
    let found = main_clause(&stretch, from, conditions)
        .or_else(|| second_verb(&stretch, from))
        .or_else(|| relative_clause(&stretch, from))?;
    found.claim(&stretch, weights)
}

/// The position after a condition or a subordinate clause that comes first.
fn start_of_main_clause(stretch: &Stretch, conditions: &mut Vec<Signal>) -> usize {
    let from = stretch.opening(0);
    if let Some(after) = stretch.leading_condition(from, conditions) {
        after
    } else if stretch.opens_aside(from) {
        stretch.past_comma(from)
    } else {
        from
    }
}

/// Whether a word makes its clause subordinate. Such a clause makes no statement by itself.
fn is_subordinating(word: &Word) -> bool {
    word.has(class::SUBORDINATE | class::IF) && word.pos == Pos::Sconj
}

/// The hedge of the main verb. `conditions` has the signals before it.
fn main_clause(stretch: &Stretch, from: usize, conditions: Vec<Signal>) -> Option<Hedge> {
    let group = stretch.group(from)?;
    let mut signals = conditions;
    stretch.signals(&group, &mut signals, 0);
    stretch.trailing_condition(group.head + 1, &mut signals);
    is_hedge(&signals).then_some(Hedge {
        signals,
        clause: from..stretch.seq.len(),
        head: group.head,
    })
}

/// The hedge of a second verb with the same subject: "limped off and is likely to miss three weeks".
fn second_verb(stretch: &Stretch, from: usize) -> Option<Hedge> {
    let first = stretch.group(from)?;
    let is_and = |i: &usize| stretch.at(*i).is_some_and(|w| w.any(&["and", "but"]));
    (first.words.end..stretch.seq.len())
        .filter(is_and)
        .find_map(|and| verb_after_and(stretch, and))
}

fn verb_after_and(stretch: &Stretch, and: usize) -> Option<Hedge> {
    let next = and + 1;
    let group = stretch.group(next)?;
    let is_verb_next = group.words.start == next;
    let is_adverb_between = group.words.start == next + 1 && stretch.pos(next) == Pos::Adv;
    if !is_verb_next && !is_adverb_between {
        return None;
    }
    main_clause(stretch, next, Vec::new())
}

/// The hedge of a relative clause.
fn relative_clause(stretch: &Stretch, from: usize) -> Option<Hedge> {
    const LONGEST_SUBJECT: usize = 2;
    let opens = |w: &Word| w.has(class::RELATIVE) && !w.is("whose");
    let relative = (from + 1..stretch.seq.len()).find(|&i| stretch.at(i).is_some_and(opens))?;
    let group = stretch.group(relative + 1)?;
    let mut signals = Vec::new();
    stretch.signals(&group, &mut signals, 0);
    if group.words.start > relative + 1 + LONGEST_SUBJECT || !is_hedge(&signals) {
        return None;
    }
    let comma = (group.words.end..stretch.seq.len()).find(|&i| stretch.is(i, ","));
    Some(Hedge {
        signals,
        clause: relative..comma.unwrap_or(stretch.seq.len()),
        head: group.head,
    })
}

impl Hedge {
    /// The claim of the hedged clause, if its status is one that weakens a statement.
    fn claim(self, stretch: &Stretch, weights: Option<&Factuality>) -> Option<Claim> {
        let words = stretch.words;
        let (status, strength, signal) = first(&self.signals);
        let is_weakened = matches!(
            status,
            Status::Probable
                | Status::Possible
                | Status::Unlikely
                | Status::Prediction
                | Status::Question
                | Status::Conditional
        );
        if !is_weakened {
            return None;
        }
        let decided = Decision {
            status,
            strength,
            voice: Voice::Neutral,
            head: Some(stretch.seq[self.head]),
            turned: turned(&self.signals),
            triggers: self.triggers(words),
            rule: signal.map_or(Rule::Plain, |s| s.rule),
        };
        let span = self.span(stretch);
        Some(Claim {
            attribution: None,
            content: vec![span],
            status,
            strength,
            voice: None,
            chain: vec![],
            factuality: weights.and_then(|w| super::figure(words, &[span], &decided, w)),
            triggers: decided.triggers,
            rule: decided.rule,
        })
    }

    fn triggers(&self, words: &Words) -> Vec<Trigger> {
        let signals = self.signals.iter();
        let mut triggers: Vec<Trigger> = signals.map(|s| s.trigger(words)).collect();
        triggers.sort_unstable();
        triggers.dedup();
        triggers
    }

    /// The text of the clause without the marks at its end.
    fn span(&self, stretch: &Stretch) -> Span {
        let is_mark = |w: &Word| w.is_mark && !w.is(")");
        let Range { start, mut end } = self.clause.clone();
        while end > start + 1 && stretch.at(end - 1).is_some_and(is_mark) {
            end -= 1;
        }
        let span = |i: usize| stretch.words.span(stretch.seq[i]);
        span(start).cover(span(end - 1))
    }
}
