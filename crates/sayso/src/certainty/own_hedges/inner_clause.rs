//! In: a clause of the outlet. Out: the hedges of relative and subordinate clauses in it, and of clauses
//! that only their modal verb shows.

use super::counts::is_hedge;
use super::hedge::Hedge;
use super::phrases;
use crate::certainty::Rule;
use crate::certainty::clause::{Group, Stretch};
use crate::certainty::cues::{Use, class};
use crate::certainty::signal::Signal;
use crate::certainty::words::Word;
use crate::names::Pos;

/// "Amending the law or selling the land could be quick", "the cod the crew will catch first": a clause
/// whose beginning none of the other readers sees, by its modal verb.
pub(super) fn modal_clause(stretch: &Stretch, i: usize) -> Option<Hedge> {
    const MODALS: [&str; 7] = ["will", "may", "might", "could", "would", "’ll", "'ll"];
    let word = stretch.at(i)?;
    if word.pos != Pos::Aux || word.quoted || !word.any(&MODALS) {
        return None;
    }
    let start = start_of_clause(stretch, i)?;
    // "later than its age would suggest" compares, "says it will end" is what another says.
    let is_of_another = |w: &Word| w.is("than") || w.is_verbal() && w.entry.cue().is_some();
    let is_contact = stretch.is(i - 1, "you") && start + 1 < i;
    if is_contact || (start..i).any(|b| stretch.at(b).is_some_and(is_of_another)) {
        return None;
    }
    let mut group = stretch.group(i)?;
    if group.words.start != i || group.head == i {
        return None;
    }
    group.from = start;
    let mut signals = Vec::new();
    stretch.signals(&group, &mut signals, 0);
    is_hedge(stretch, &group, &signals).then(|| Hedge {
        clause: start..end_of_inner(stretch, group.words.end),
        signals,
        head: group.head,
    })
}

/// Where the clause begins whose first verb is at a position. `None` if the clause is a question, a
/// condition, a time or the content of a verb.
fn start_of_clause(stretch: &Stretch, verb: usize) -> Option<usize> {
    let opens = |w: &Word| {
        w.has(class::RELATIVE | class::ASKING | class::IF | class::SUBORDINATE) || w.is("that")
    };
    let mut start = verb;
    let mut depth = 0_usize;
    while let Some(b) = start.checked_sub(1) {
        let word = stretch.at(b)?;
        if word.any(&[")", "]"]) {
            depth += 1;
        } else if word.any(&["(", "["]) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            if opens(word) && word.pos != Pos::Adp {
                let follows = |list: &[&str]| b > 0 && stretch.any(b - 1, list);
                let explains = word.is("that") && follows(&["means", "mean", "meant", "so"]);
                let is_plain = explains || word.any(&["because", "although", "though", "while"]);
                return (is_plain && start < verb).then_some(start);
            }
            if word.is(",") {
                break;
            }
        }
        start = b;
    }
    (start < verb).then_some(start)
}

/// Whether a word makes its clause subordinate.
pub(super) fn is_subordinating(word: &Word) -> bool {
    word.has(class::SUBORDINATE | class::IF) && word.pos == Pos::Sconj
}

/// Puts the signal of a phrase in the place of those of its words.
pub(super) fn decide_by_phrase(stretch: &Stretch, group: &Group, signals: &mut Vec<Signal>) {
    if let Some(signal) = phrases::of_verb(stretch, group) {
        signals.clear();
        signals.push(signal);
    }
}

/// The position after the last word of a clause inside a sentence.
pub(super) fn end_of_inner(stretch: &Stretch, from: usize) -> usize {
    let ends = |i: &usize| {
        let opens = stretch.at(*i).is_some_and(is_subordinating);
        stretch.is(*i, ",") || opens
    };
    (from..stretch.seq.len())
        .find(ends)
        .unwrap_or(stretch.seq.len())
}

/// The hedge of a relative clause that begins at `relative`.
pub(super) fn relative_clause(stretch: &Stretch, relative: usize) -> Option<Hedge> {
    const LONGEST_SUBJECT: usize = 4;
    let opens = |w: &&Word| w.has(class::RELATIVE) || w.any(&["that", "what"]);
    let word = stretch
        .at(relative)
        .filter(opens)
        .filter(|_| relative > 0)?;
    let is_that = word.is("that") && stretch.at(relative - 1).is_some_and(Word::is_nominal);
    // "It is unclear who will pay" asks.
    let follows = stretch.at(relative - 1);
    let explains = follows.is_some_and(|w| w.is_nominal() || w.is_mark || w.pos == Pos::Adp);
    let is_relative = word.has(class::RELATIVE) && !word.is("whose") && explains;
    let is_what = word.is("what")
        && (stretch.pos(relative - 1) == Pos::Adp
            || stretch.any(relative - 1, &["on", "of", "in", "with"])
            || is_thing(stretch, relative));
    if !is_relative && !is_that && !is_what {
        return None;
    }
    let first = past_insertion(stretch, relative + 1);
    let group = stretch.group(first)?;
    let longest = if is_that || word.is("what") {
        0
    } else {
        LONGEST_SUBJECT
    };
    let mut signals = Vec::new();
    stretch.signals(&group, &mut signals, 0);
    decide_by_phrase(stretch, &group, &mut signals);
    let is_near = group.words.start <= first + longest;
    (is_near && is_hedge(stretch, &group, &signals)).then(|| Hedge {
        clause: relative..end_of_inner(stretch, group.words.end),
        signals,
        head: group.head,
    })
}

/// "who, under normal rules, would win": the position after an insertion between commas.
fn past_insertion(stretch: &Stretch, from: usize) -> usize {
    const LONGEST: usize = 8;
    let mut near = from + 1..from + LONGEST;
    let close = near.find(|&i| stretch.is(i, ","));
    close
        .filter(|_| stretch.is(from, ","))
        .map_or(from, |close| close + 1)
}

/// "found what may have been a nest", "build what is thought to be the first": a thing, and no question.
fn is_thing(stretch: &Stretch, what: usize) -> bool {
    let verb = what.checked_sub(1).and_then(|b| stretch.at(b));
    let asks =
        |w: &Word| w.has(class::KNOW | class::SAYING | class::ADDRESS) || w.any(&["see", "decide"]);
    let is_verb = verb.is_some_and(|w| w.is_verbal() && !w.is_auxiliary() && !asks(w));
    let weakens = |w: &Word| {
        w.entry.trigger(Use::Predicate).is_some()
            || w.any(&[
                "may", "might", "could", "appears", "appeared", "seems", "seemed",
            ])
    };
    is_verb && (what + 1..what + 4).any(|i| stretch.at(i).is_some_and(weakens))
}

/// Rules that announce what is to come. In a clause of time they do not count: "when the line will
/// close".
const ANNOUNCES: &[Rule] = &[Rule::IsTo, Rule::Will, Rule::Plans];

/// The hedge of a subordinate clause whose first word is before `from`: "after he allegedly broke a
/// window", "because it may rain".
pub(super) fn subordinate_clause(stretch: &Stretch, opener: usize) -> Option<Hedge> {
    const LONGEST_SUBJECT: usize = 8;
    let opens = |w: &&Word| w.has(class::SUBORDINATE) && w.pos != Pos::Pron;
    let word = stretch.at(opener).filter(opens)?;
    let from = opener + 1;
    // "in May, when she will speak" tells of the time, and asks nothing.
    let follows_comma = opener > 0 && stretch.is(opener - 1, ",");
    let is_when = word.is("when") && follows_comma;
    let asks = stretch.asks(opener) && !is_when;
    if asks {
        return None;
    }
    let group = stretch.group(from)?;
    let end = end_of_inner(stretch, from);
    let is_near = group.words.start <= from + LONGEST_SUBJECT && group.words.start < end;
    if !is_near {
        return None;
    }
    let mut signals = Vec::new();
    stretch.signals(&group, &mut signals, 0);
    decide_by_phrase(stretch, &group, &mut signals);
    let is_of_time = word.any(&["when", "until", "before", "after", "once"]) && !follows_comma;
    // "as if they were to reply" announces nothing.
    // "resigned before he could be fired": it did not happen.
    let is_forestalled = word.any(&["before", "until"]);
    signals.retain(|s| {
        s.rule != Rule::IsTo
            && !(is_of_time && ANNOUNCES.contains(&s.rule))
            && !(is_forestalled && s.rule == Rule::Could)
    });
    is_hedge(stretch, &group, &signals).then(|| Hedge {
        clause: from..end_of_inner(stretch, group.words.end),
        signals,
        head: group.head,
    })
}
