//! In: the words of a report and its attributions. Out: the hedges in the outlet's own voice: clauses
//! outside every attribution whose main verb is weakened, as by "may have", "is expected to" or
//! "appears to".

use super::clause::{Group, Stretch};
use super::cues::class;
use super::factuality::Factuality;
use super::signal::Signal;
use super::status::{Decision, first, turned};
use super::words::Words;
use super::{Claim, Rule, Status, Trigger, Voice};
use crate::attribute::Attribution;
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

fn hedge(words: &Words, clause: Range<u32>, weights: Option<&Factuality>) -> Option<Claim> {
    let seq: Vec<u32> = clause.clone().take(200).collect();
    let looker = Stretch { words, seq: &seq };
    let mut from = looker.opening(0);
    let mut conditions = Vec::new();
    if let Some(after) = looker.leading_condition(from, &mut conditions) {
        from = after;
    } else if looker.opens_aside(from) {
        from = looker.past_comma(from);
    }
    // A subordinate clause makes no statement by itself.
    let hangs = |w: &super::words::Word| {
        w.has(class::SUBORDINATE | class::IF) && w.pos == crate::names::Pos::Sconj
    };
    if looker.at(from).is_some_and(hangs) {
        return None;
    }
    let mut best: Option<(Vec<Signal>, Range<usize>, usize)> = None;
    if let Some(group) = looker.group(from) {
        let mut signals = conditions;
        looker.signals(&group, &mut signals, 0);
        looker.trailing_condition(group.head + 1, &mut signals);
        best = Some((signals, from..seq.len(), group.head));
    }
    if !best
        .as_ref()
        .is_some_and(|(signals, _, _)| is_hedge(signals))
    {
        best = joined(&looker, from);
    }
    if best.is_none() {
        // A relative clause by itself.
        let relative = (from + 1..seq.len()).find(|&i| {
            looker
                .at(i)
                .is_some_and(|w| w.has(class::RELATIVE) && !w.is("whose"))
        })?;
        let group = looker.group(relative + 1)?;
        let mut signals = Vec::new();
        looker.signals(&group, &mut signals, 0);
        if group.words.start > relative + 3 || !is_hedge(&signals) {
            return None;
        }
        let end = (group.words.end..seq.len()).find(|&i| looker.at(i).is_some_and(|w| w.is(",")));
        best = Some((signals, relative..end.unwrap_or(seq.len()), group.head));
    }
    let (signals, range, head) = best?;
    let asked = looker.at(seq.len() - 1).is_some_and(|w| w.is("?"));
    let (status, strength, signal) = first(&signals);
    let fits = matches!(
        status,
        Status::Probable
            | Status::Possible
            | Status::Unlikely
            | Status::Prediction
            | Status::Question
            | Status::Conditional
    );
    if asked || !fits {
        return None;
    }
    let mut end = range.end;
    while end > range.start + 1 && looker.at(end - 1).is_some_and(|w| w.is_mark && !w.is(")")) {
        end -= 1;
    }
    let mut triggers: Vec<Trigger> = signals
        .iter()
        .map(|s| Trigger {
            span: words.span(s.at),
            kind: s.kind,
        })
        .collect();
    triggers.sort_unstable();
    triggers.dedup();
    let span: Span = words.span(seq[range.start]).cover(words.span(seq[end - 1]));
    let rule = signal.map_or(Rule::Plain, |s| s.rule);
    let turned = turned(&signals);
    let decided = Decision {
        status,
        strength,
        voice: Voice::Neutral,
        head: Some(seq[head]),
        turned,
        triggers,
        rule,
    };
    Some(Claim {
        attribution: None,
        content: vec![span],
        status,
        strength,
        voice: None,
        chain: vec![],
        factuality: weights.and_then(|w| super::figure(words, &[span], &decided, w)),
        triggers: decided.triggers,
        rule,
    })
}

/// The hedge of a second verb with the same subject: "limped off and is likely to miss three weeks".
fn joined(looker: &Stretch, from: usize) -> Option<(Vec<Signal>, Range<usize>, usize)> {
    let first = looker.group(from)?;
    let is_and = |i: usize| looker.at(i).is_some_and(|w| w.any(&["and", "but"]));
    for i in (first.words.end..looker.seq.len()).filter(|&i| is_and(i)) {
        let near = |g: &Group| g.words.start <= i + 2;
        if let Some(group) = looker.group(i + 1).filter(near) {
            let verb_first = group.words.start == i + 1
                || looker
                    .at(i + 1)
                    .is_some_and(|w| w.pos == crate::names::Pos::Adv);
            let mut signals = Vec::new();
            looker.signals(&group, &mut signals, 0);
            looker.trailing_condition(group.head + 1, &mut signals);
            if verb_first && is_hedge(&signals) {
                return Some((signals, i + 1..looker.seq.len(), group.head));
            }
        }
    }
    None
}
