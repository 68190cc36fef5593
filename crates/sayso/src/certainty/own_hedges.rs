//! In: the words of a report and its attributions. Out: the hedges in the outlet's own voice: clauses
//! outside every attribution that are weakened ("may have", "appears to"), announced ("is set to",
//! "will") or put at a distance ("allegedly", "is said to").

use super::clause::{Group, Stretch};
use super::cues::{Use, class};
use super::factuality::Factuality;
use super::signal::{self, Signal};
use super::status::{Decision, first, turned};
use super::words::{Form, Word, Words};
use super::{Claim, Rule, Status, Trigger, TriggerKind, Voice};
use crate::attribute::Attribution;
use crate::names::Pos;
use crate::text::Span;
use std::ops::Range;

/// Rules whose signals are hedges in the outlet's own voice.
const HEDGES: &[Rule] = &[
    Rule::AtADistance,
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
    Rule::SetTo,
    Rule::IsTo,
    Rule::Will,
    Rule::Plans,
    Rule::StandsTo,
    Rule::ShouldByRights,
    Rule::LooksSetTo,
    Rule::Seems,
    Rule::Possible,
    Rule::LeftOpen,
    Rule::MustHave,
    Rule::AChance,
    Rule::NotRuledOut,
];

/// Rules that announce what is to come. In a clause of time they do not count: "when the line will
/// close".
const ANNOUNCES: &[Rule] = &[Rule::IsTo, Rule::Will, Rule::Plans];

/// Adds the hedged clauses of the outlet in text order.
pub(super) fn add(
    words: &Words,
    attributions: &[Attribution],
    weights: Option<&Factuality>,
    out: &mut Vec<Claim>,
) {
    let free = free(words, attributions, out);
    for sentence in &words.parts.sentences {
        let tokens = sentence.tokens.clone();
        for clause in clauses(words, &free, tokens) {
            hedges(words, clause, weights, out);
        }
    }
}

/// The score from which an attribution is more likely right than wrong.
const LIKELY: f32 = 0.5;

/// For each token, whether it is outside all quotations and attributions. A topic states nothing, so
/// that the clauses in it are the outlet's: "approved a law that will cost millions". An attribution
/// that is more likely wrong than right takes nothing from the outlet, because a hedge that is lost
/// costs a reader more than one that is listed twice.
fn free(words: &Words, attributions: &[Attribution], claims: &[Claim]) -> Vec<bool> {
    let mut free: Vec<bool> = words.all.iter().map(|w| !w.quoted).collect();
    let states = |(a, claim): &(&Attribution, &Claim)| {
        let is_likely = a.score.is_none_or(|score| score >= LIKELY);
        is_likely && a.parent.is_none() && claim.status != Status::Topic
    };
    for (a, _) in attributions.iter().zip(claims).filter(states) {
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
        let joins = k > sentence.start
            && words.at(k - 1).is(",")
            && word.any(&["and", "but", "so", "though", "although", "while", "whereas"]);
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

/// Whether one of the signals is a hedge of the verb of a group.
fn is_hedge(stretch: &Stretch, group: &Group, signals: &[Signal]) -> bool {
    let counts = |s: &Signal| match s.rule {
        Rule::Plans => is_present_plan(stretch, group),
        Rule::Possible => !is_past_ability(stretch, group),
        Rule::IsTo => !is_aim(stretch, group) && !is_later_past(stretch, group),
        rule => HEDGES.contains(&rule),
    };
    signals.iter().any(counts)
}

/// "was only possible through": it was done.
fn is_past_ability(stretch: &Stretch, group: &Group) -> bool {
    let is_past = stretch
        .at(group.head)
        .is_some_and(|w| w.any(&["was", "were"]));
    let after = group.words.end..group.words.end + 3;
    is_past
        && after.clone().any(|i| stretch.is(i, "possible"))
        && !after.clone().any(|i| stretch.is(i, "that"))
}

/// "plans to", "hopes to", "can expect"; but "planned to" tells of the past, and "plans a roof" of a
/// thing.
fn is_present_plan(stretch: &Stretch, group: &Group) -> bool {
    let is_past = stretch.at(group.head).is_none_or(|w| w.form == Form::Ed);
    let can_expect = stretch.is(group.words.start, "can") && stretch.is(group.head, "expect");
    can_expect || !is_past && stretch.to_do(group.words.end)
}

/// "The aim of the plan is to": the infinitive explains the noun, and nothing is arranged.
fn is_aim(stretch: &Stretch, group: &Group) -> bool {
    const AIMS: [&str; 37] = [
        "aim",
        "aims",
        "goal",
        "goals",
        "idea",
        "purpose",
        "job",
        "task",
        "challenge",
        "point",
        "target",
        "objective",
        "intention",
        "mission",
        "role",
        "response",
        "strategy",
        "answer",
        "solution",
        "priority",
        "trick",
        "key",
        "temptation",
        "step",
        "option",
        "advice",
        "approach",
        "policy",
        "practice",
        "ambition",
        "dream",
        "wish",
        "instinct",
        "reaction",
        "thing",
        "rule",
        "all",
    ];
    (group.from..group.words.start)
        .filter_map(|i| stretch.at(i))
        .any(|w| w.any(&AIMS) || w.has(class::ABSTRACT) || w.is("what"))
}

/// "was to become mayor": what happened later, and no longer a plan.
fn is_later_past(stretch: &Stretch, group: &Group) -> bool {
    let is_past = stretch
        .at(group.head)
        .is_some_and(|w| w.any(&["was", "were"]));
    let verb = stretch.at(group.words.end + 1);
    is_past
        && verb.is_some_and(|w| w.any(&["become", "prove", "remain", "last", "be"]))
        && !stretch.at(group.words.end + 2).is_some_and(Word::is_verbal)
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

/// Adds the claims of a stretch of text: of its main clause or its second verb, of relative and
/// subordinate clauses, and of "allegedly" and "believed to be" without a verb of their own.
fn hedges(words: &Words, clause: Range<u32>, weights: Option<&Factuality>, out: &mut Vec<Claim>) {
    let seq: Vec<u32> = clause.take(MOST_TOKENS).collect();
    let stretch = Stretch { words, seq: &seq };
    if seq.last().is_some_and(|&k| words.at(k).is("?")) || is_first_person(&stretch) {
        return;
    }
    let mut conditions = Vec::new();
    let from = start_of_main_clause(&stretch, &mut conditions);
    let mut found: Vec<Hedge> = Vec::new();
    if !stretch.at(from).is_some_and(is_subordinating) {
        let main = main_clause(&stretch, from, conditions);
        found.extend(main.or_else(|| second_verb(&stretch, from)));
    }
    let main = stretch.group(from).map(|group| group.words.start);
    for i in 0..seq.len() {
        let inner = relative_clause(&stretch, i)
            .or_else(|| subordinate_clause(&stretch, i))
            .or_else(|| loose_word(&stretch, i));
        if let Some(mut hedge) = inner.filter(|hedge| !is_known(hedge, &found)) {
            // "a storm that could bring floods is moving north": the main verb ends it.
            let end = main.filter(|&main| hedge.head < main && main < hedge.clause.end);
            hedge.clause.end = end.unwrap_or(hedge.clause.end);
            found.push(hedge);
        }
    }
    found.sort_by_key(|hedge| hedge.clause.start);
    out.extend(
        found
            .into_iter()
            .filter_map(|hedge| hedge.claim(&stretch, weights)),
    );
}

/// "I will give an update", "In my view it may fail", "We will publish it in May": a person or a body
/// speaks in words that are reproduced without marks, and not the outlet. With what no one can know,
/// "we" is everyone: "We may never know why".
fn is_first_person(stretch: &Stretch) -> bool {
    const SINGULAR: [&str; 4] = ["I", "my", "My", "me"];
    // "World War I may have": a number follows a name.
    let is_number = |i: usize| i > 0 && stretch.pos(i - 1) == Pos::Propn;
    let is_singular =
        |i: usize| stretch.at(i).is_some_and(|w| SINGULAR.contains(&w.text)) && !is_number(i);
    let is_will = |i: usize| {
        stretch
            .at(i)
            .is_some_and(|w| w.any(&["will", "’ll", "'ll"]))
    };
    let opens = stretch.opening(0);
    let is_we_will = stretch.is(opens, "we") && is_will(opens + 1);
    is_we_will || (0..stretch.seq.len()).any(is_singular)
}

/// Whether an earlier hedge has a signal of this one.
fn is_known(hedge: &Hedge, found: &[Hedge]) -> bool {
    let mut signals = found.iter().flat_map(|other| &other.signals);
    signals.any(|s| hedge.signals.iter().any(|own| own.at == s.at))
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

/// Whether a word makes its clause subordinate.
fn is_subordinating(word: &Word) -> bool {
    word.has(class::SUBORDINATE | class::IF) && word.pos == Pos::Sconj
}

/// The hedge of the main verb. `conditions` has the signals before it.
fn main_clause(stretch: &Stretch, from: usize, conditions: Vec<Signal>) -> Option<Hedge> {
    let group = stretch.group(from)?;
    let mut signals = conditions;
    stretch.signals(&group, &mut signals, 0);
    stretch.trailing_condition(&group, &mut signals);
    is_hedge(stretch, &group, &signals).then_some(Hedge {
        signals,
        clause: from..stretch.seq.len(),
        head: group.head,
    })
}

/// The hedge of a second verb: "limped off and is likely to miss three weeks", "the roof is shut and
/// the hall may follow".
fn second_verb(stretch: &Stretch, from: usize) -> Option<Hedge> {
    let first = stretch.group(from)?;
    let is_and = |i: &usize| stretch.at(*i).is_some_and(|w| w.any(&["and", "but"]));
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
fn is_of_subject(stretch: &Stretch, i: usize) -> bool {
    let word = stretch.at(i);
    word.is_some_and(|w| w.is_nominal() || matches!(w.pos, Pos::Det | Pos::Adj | Pos::Part))
}

/// The position after the last word of a clause inside a sentence.
fn end_of_inner(stretch: &Stretch, from: usize) -> usize {
    let ends = |i: &usize| {
        let opens = stretch.at(*i).is_some_and(is_subordinating);
        stretch.is(*i, ",") || opens
    };
    (from..stretch.seq.len())
        .find(ends)
        .unwrap_or(stretch.seq.len())
}

/// The hedge of a relative clause that begins at `relative`.
fn relative_clause(stretch: &Stretch, relative: usize) -> Option<Hedge> {
    const LONGEST_SUBJECT: usize = 2;
    let word = stretch.at(relative).filter(|_| relative > 0)?;
    let is_that = word.is("that") && stretch.at(relative - 1).is_some_and(Word::is_nominal);
    // "It is unclear who will pay" asks.
    let follows = stretch.at(relative - 1);
    let explains = follows.is_some_and(|w| w.is_nominal() || w.is_mark || w.pos == Pos::Adp);
    let is_relative = word.has(class::RELATIVE) && !word.is("whose") && explains;
    let is_what = word.is("what") && stretch.pos(relative - 1) == Pos::Adp;
    if !is_relative && !is_that && !is_what {
        return None;
    }
    let group = stretch.group(relative + 1)?;
    let longest = if is_that { 0 } else { LONGEST_SUBJECT };
    let mut signals = Vec::new();
    stretch.signals(&group, &mut signals, 0);
    let is_near = group.words.start <= relative + 1 + longest;
    (is_near && is_hedge(stretch, &group, &signals)).then(|| Hedge {
        clause: relative..end_of_inner(stretch, group.words.end),
        signals,
        head: group.head,
    })
}

/// The hedge of a subordinate clause whose first word is before `from`: "after he allegedly broke a
/// window", "because it may rain".
fn subordinate_clause(stretch: &Stretch, opener: usize) -> Option<Hedge> {
    const LONGEST_SUBJECT: usize = 8;
    let word = stretch.at(opener)?;
    let from = opener + 1;
    if !word.has(class::SUBORDINATE) || word.pos == Pos::Pron || stretch.asks(opener) {
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
    let is_of_time = word.any(&["when", "until", "before", "after", "once"])
        && !opener.checked_sub(1).is_some_and(|b| stretch.is(b, ","));
    // "as if they were to reply" announces nothing.
    signals.retain(|s| s.rule != Rule::IsTo && !(is_of_time && ANNOUNCES.contains(&s.rule)));
    is_hedge(stretch, &group, &signals).then(|| Hedge {
        clause: from..end_of_inner(stretch, group.words.end),
        signals,
        head: group.head,
    })
}

/// The hedge of a word without a finite verb: "after allegedly stealing a car", "sold it, reportedly
/// for a loss", "a man believed to be in his twenties".
fn loose_word(stretch: &Stretch, i: usize) -> Option<Hedge> {
    let word = stretch.at(i)?;
    let signal = loose_adverb(stretch, i)
        .or_else(|| loose_passive(stretch, i))
        .or_else(|| headline_plan(stretch, i))
        .or_else(|| plan_in_commas(stretch, i))
        .or_else(|| looks_set(stretch, i))?;
    let is_border = |b: &usize| {
        let Some(w) = stretch.at(*b) else { return true };
        let opens = w.has(class::RELATIVE | class::SUBORDINATE) || w.is("that");
        w.any(&[",", "and", "but"]) || opens || w.pos == Pos::Adp && *b + 1 == i
    };
    let start = (0..i).rev().find(is_border).map_or(0, |b| b + 1);
    let end = end_of_inner(stretch, i + 1);
    let head = (i + 1..end).find(|&k| stretch.at(k).is_some_and(Word::is_verbal));
    let is_only_word = end == i + 1 && start == i;
    (!is_only_word && !word.is_mark).then(|| Hedge {
        signals: vec![signal],
        clause: start..end,
        head: head.unwrap_or(i),
    })
}

/// "allegedly", but not within a noun phrase: "an allegedly stolen car".
fn loose_adverb(stretch: &Stretch, i: usize) -> Option<Signal> {
    let row = stretch.at(i)?.entry.trigger(Use::Adverb)?;
    let before = i.checked_sub(1).map_or(Pos::X, |b| stretch.pos(b));
    let is_in_noun_phrase = matches!(before, Pos::Det | Pos::Adj | Pos::Num);
    (row.kind == TriggerKind::Distance && !is_in_noun_phrase)
        .then(|| signal::AT_A_DISTANCE.at(stretch.seq[i]))
}

/// Adjectives and participles of plans, before "to" and a verb.
const PLANS: [&str; 8] = [
    "poised",
    "set",
    "due",
    "likely",
    "unlikely",
    "tipped",
    "slated",
    "scheduled",
];

/// The signal of a word of plans that has no verb of its own before it.
fn plan(stretch: &Stretch, i: usize) -> Option<Signal> {
    let word = stretch.at(i)?;
    // Few words have a row, so that few are compared with the list.
    let entry = word.entry;
    let row = entry.trigger(Use::ToDo).or(entry.trigger(Use::Predicate))?;
    if !word.any(&PLANS) {
        return None;
    }
    let rule = match row.kind {
        TriggerKind::Unlikely => Rule::UnlikelyTo,
        TriggerKind::Probable => Rule::LikelyTo,
        _ => Rule::SetTo,
    };
    Some(Signal::of_trigger(
        row,
        Status::Prediction,
        rule,
        stretch.seq[i],
    ))
}

/// Whether a noun or a name is right before a position.
fn is_after_noun(stretch: &Stretch, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| stretch.at(b));
    before.is_some_and(|w| w.is_nominal() && w.pos != Pos::Pron)
}

/// "The curfew, due to remain until May, is unpopular": a plan beside the noun that it is about.
fn plan_in_commas(stretch: &Stretch, i: usize) -> Option<Signal> {
    let signal = plan(stretch, i)?;
    let comma = i.checked_sub(1).filter(|&b| stretch.is(b, ","))?;
    (is_after_noun(stretch, comma) && stretch.to_do(i + 1)).then_some(signal)
}

/// "Harbour poised to reopen", "more closures likely to follow": a headline leaves out "is".
fn headline_plan(stretch: &Stretch, i: usize) -> Option<Signal> {
    let signal = plan(stretch, i)?;
    let is_sentence = stretch
        .seq
        .last()
        .is_some_and(|&k| stretch.words.at(k).is("."));
    let has_other_verb = stretch.group(0).is_some_and(|group| group.head != i);
    if !is_after_noun(stretch, i) || is_sentence || has_other_verb || !stretch.to_do(i + 1) {
        return None;
    }
    Some(signal)
}

/// "branches look set to close": the tagger takes "look" for a noun.
fn looks_set(stretch: &Stretch, i: usize) -> Option<Signal> {
    const SEEMING: [&str; 6] = ["look", "looks", "looked", "appear", "appears", "appeared"];
    let word = stretch
        .at(i)
        .filter(|w| w.any(&["set", "poised", "bound", "likely"]))?;
    let before = i.checked_sub(1).and_then(|b| stretch.at(b));
    let is_seeming = before.is_some_and(|w| w.any(&SEEMING));
    (is_seeming && stretch.is(i + 1, "to") && !word.is_mark)
        .then(|| signal::LOOKS_SET_TO.at(stretch.seq[i - 1]))
}

/// "said to be", "believed to have": a passive without its auxiliary.
fn loose_passive(stretch: &Stretch, i: usize) -> Option<Signal> {
    const PASSIVES: [&str; 11] = [
        "said",
        "alleged",
        "believed",
        "thought",
        "understood",
        "reported",
        "rumoured",
        "rumored",
        "suspected",
        "feared",
        "presumed",
    ];
    let word = stretch.at(i)?;
    let row = word.entry.trigger(Use::Predicate)?;
    if !word.any(&PASSIVES) {
        return None;
    }
    let is_infinitive =
        stretch.is(i + 1, "to") && stretch.at(i + 2).is_some_and(|w| w.any(&["be", "have"]));
    let before = i.checked_sub(1).and_then(|b| stretch.at(b))?;
    if !is_infinitive || !(before.is_nominal() || before.is(",")) {
        return None;
    }
    let at = stretch.seq[i];
    Some(match row.kind {
        TriggerKind::Distance => signal::AT_A_DISTANCE.at(at),
        TriggerKind::Possible => Signal::of_trigger(row, Status::Possible, Rule::Possible, at),
        _ => Signal::of_trigger(row, Status::Probable, Rule::Likely, at),
    })
}

impl Hedge {
    /// The claim of the hedged clause, if its status is one that weakens a statement.
    fn claim(self, stretch: &Stretch, weights: Option<&Factuality>) -> Option<Claim> {
        let words = stretch.words;
        let (status, strength, signal) = first(&self.signals);
        let is_distant = self.signals.iter().any(|s| s.rule == Rule::AtADistance);
        let is_weakened = is_distant
            || matches!(
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
            voice: if is_distant {
                Voice::Distancing
            } else {
                Voice::Neutral
            },
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
            polarity: decided.polarity(),
            voice: is_distant.then_some(Voice::Distancing),
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
