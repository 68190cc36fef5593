//! In: a clause of the outlet. Out: the hedge of its main verb, or of a second one after "and".

use super::counts::is_hedge;
use super::hedge::Hedge;
use super::inner_clause::decide_by_phrase;
use crate::certainty::clause::{Group, Stretch};
use crate::certainty::cues::{Use, class};
use crate::certainty::signal::{self, Signal};
use crate::certainty::words::Word;
use crate::certainty::{Rule, TriggerKind};
use crate::names::Pos;

/// The position after a condition or a subordinate clause that comes first.
pub(super) fn start_of_main_clause(stretch: &Stretch, conditions: &mut Vec<Signal>) -> usize {
    let from = stretch.opening(0);
    match stretch.leading_condition(from, conditions) {
        Some(after) => after,
        None => stretch.past_aside(from),
    }
}

/// The hedge of the main verb. `conditions` has the signals before it.
pub(super) fn main_clause(
    stretch: &Stretch,
    from: usize,
    conditions: Vec<Signal>,
) -> Option<Hedge> {
    if let Some(hedge) = left_open(stretch, from) {
        return Some(hedge);
    }
    let group = stretch.group(from)?;
    let mut signals = conditions;
    stretch.signals(&group, &mut signals, 0);
    stretch.trailing_condition(&group, &mut signals);
    signals.extend(accused(stretch, &group).or_else(|| tale_spread(stretch, &group)));
    decide_by_phrase(stretch, &group, &mut signals);
    // "So far his death is unexplained": "so" is a part of the clause, and a condition too.
    let is_so_far = from > 0 && stretch.is(from, "far") && stretch.is(from - 1, "so");
    let opening = stretch.opening(0);
    let is_condition = |s: &Signal| s.rule == Rule::Condition && stretch.seq[opening] == s.at;
    let start = if signals.iter().any(is_condition) {
        opening
    } else {
        from - usize::from(is_so_far)
    };
    is_hedge(stretch, &group, &signals).then_some(Hedge {
        signals,
        clause: start..stretch.seq.len(),
        head: group.head,
    })
}

/// "What voters will make of it remains uncertain", "questions remain over the cost": a subject that
/// asks, and a predicate that leaves it open.
fn left_open(stretch: &Stretch, from: usize) -> Option<Hedge> {
    const OPEN: [&str; 4] = ["unclear", "uncertain", "unknown", "unresolved"];
    const LINKING: [&str; 7] = ["is", "are", "was", "were", "remain", "remains", "remained"];
    const QUESTIONS: [&str; 4] = ["questions", "doubts", "uncertainty", "mystery"];
    const LASTING: [&str; 6] = [
        "remain",
        "remains",
        "linger",
        "lingers",
        "swirl",
        "surrounds",
    ];
    let is = |i: usize, words: &[&str]| stretch.any(i, words);
    let len = stretch.seq.len();
    let asks = stretch.has(from, class::ASKING)
        && !stretch.opens_aside(from)
        && !is(from, &["when", "which", "who"]);
    let is_open = |i: &usize| {
        let not_known = stretch.has(i + 1, class::NOT)
            && is(i + 2, &["known", "clear", "certain"])
            && i + 3 >= len.saturating_sub(1);
        is(*i, &LINKING) && (is(i + 1, &OPEN) || not_known)
    };
    // "Whether it will last is an open question", "is anyone’s guess"
    let is_phrase = |i: &usize| {
        let at = i + 1;
        let open = is(at, &["an", "another"]) && is(at + 1, &["open", "unanswered", "big"]);
        let guess = is(at, &["anyone", "anybody"]) && (at + 1..at + 4).any(|k| is(k, &["guess"]));
        is(*i, &LINKING) && (open && is(at + 2, &["question"]) || guess)
    };
    let is_open = |i: &usize| is_open(i) || is_phrase(i);
    let questions = (from..(from + 3).min(len)).find(|&i| is(i, &QUESTIONS));
    let lasting = questions.map(|i| i + 1).filter(|&i| is(i, &LASTING));
    let verb = (from + 1..len).find(is_open).filter(|_| asks).or(lasting)?;
    Some(Hedge {
        signals: vec![signal::LEFT_OPEN.at(stretch.seq[verb])],
        clause: from..len,
        head: verb,
    })
}

/// "was criticised for hiding a debt": a charge that is not vouched for, without the one who makes it.
fn accused(stretch: &Stretch, group: &Group) -> Option<Signal> {
    const ACCUSING: [&str; 9] = [
        "accused",
        "blamed",
        "criticised",
        "criticized",
        "condemned",
        "faulted",
        "denounced",
        "lambasted",
        "slammed",
    ];
    let head = stretch.at(group.head)?;
    let is_passive = group.words.clone().any(|i| stretch.has(i, class::BE));
    let names_charge = stretch.any(group.words.end, &["of", "for", "over"]);
    (is_passive && names_charge && head.any(&ACCUSING))
        .then(|| signal::AT_A_DISTANCE.at(stretch.seq[group.head]))
}

/// "Claims were made that", "rumours spread that": a tale that no one is named for.
fn tale_spread(stretch: &Stretch, group: &Group) -> Option<Signal> {
    const SPREADING: [&str; 12] = [
        "made",
        "emerged",
        "surfaced",
        "circulated",
        "circulating",
        "swirled",
        "swirling",
        "spread",
        "arisen",
        "arose",
        "persisted",
        "abounded",
    ];
    let is_tale = |i: &usize| {
        let row = stretch.at(*i).and_then(|w| w.entry.trigger(Use::Noun));
        row.is_some_and(|row| row.kind == TriggerKind::Distance)
    };
    let subject = (group.from..group.words.start).find(is_tale)?;
    let spreads = stretch.any(group.head, &SPREADING);
    spreads.then(|| signal::AT_A_DISTANCE.at(stretch.seq[subject]))
}

/// The hedge of a second verb: "limped off and is likely to miss three weeks", "the roof is shut and
/// the hall may follow".
pub(super) fn second_verb(stretch: &Stretch, from: usize) -> Option<Hedge> {
    let first = stretch.group(from)?;
    let is_and = |i: &usize| stretch.any(*i, &["and", "but"]);
    (first.words.end..stretch.seq.len())
        .filter(is_and)
        .find_map(|and| verb_after_and(stretch, and))
}

fn verb_after_and(stretch: &Stretch, and: usize) -> Option<Hedge> {
    const LONGEST_SUBJECT: usize = 5;
    let next = and + 1;
    let group = stretch.group(next)?;
    let between = next..group.words.start;
    let is_verb_next = between.is_empty();
    let is_adverb_between = between.len() == 1 && stretch.pos(next) == Pos::Adv;
    let is_subject_between = (1..=LONGEST_SUBJECT).contains(&between.len())
        && between.clone().all(|i| is_of_subject(stretch, i))
        && stretch.at(between.end - 1).is_some_and(Word::is_nominal)
        && stretch
            .at(group.words.start)
            .is_some_and(Word::is_auxiliary);
    if !is_verb_next && !is_adverb_between && !is_subject_between {
        return None;
    }
    main_clause(stretch, next, Vec::new())
}

/// Whether a word can be part of a short subject.
pub(super) fn is_of_subject(stretch: &Stretch, i: usize) -> bool {
    let word = stretch.at(i);
    word.is_some_and(|w| w.is_nominal() || matches!(w.pos, Pos::Det | Pos::Adj | Pos::Part))
}
