//! In: the signals of a group of verbs. Out: whether one of them is a hedge of the outlet there.

use super::loose::comments;
use super::would::is_outlook;
use crate::certainty::Rule;
use crate::certainty::clause::{self, Group, Stretch};
use crate::certainty::cues::class;
use crate::certainty::signal::Signal;
use crate::certainty::words::{Form, Word};
use crate::names::Pos;

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
    Rule::TheHopeIs,
];

/// Whether one of the signals is a hedge of the verb of a group.
pub(super) fn is_hedge(stretch: &Stretch, group: &Group, signals: &[Signal]) -> bool {
    let counts = |s: &Signal| match s.rule {
        Rule::Plans => is_present_plan(stretch, group) || author_expects(stretch, group),
        Rule::Possible => !is_past_ability(stretch, group) && !is_worry(stretch, *s),
        Rule::Condition => is_leading_condition(stretch, group, *s),
        Rule::IsTo => !is_aim(stretch, group) && !is_later_past(stretch, group),
        Rule::Would => is_outlook(stretch, group, signals),
        Rule::AdverbOfPossibility => {
            let at = stretch.seq.iter().position(|&k| k == s.at);
            !at.is_some_and(|at| at == stretch.opening(0) && comments(stretch, at))
        }
        Rule::Could | Rule::WouldHave => !is_author(stretch, group),
        Rule::ShouldByRights => !is_advice(stretch, group),
        Rule::LikelyTo => !is_rate(stretch, group),
        rule => HEDGES.contains(&rule),
    };
    // What a quoted word weakens is not weakened by the outlet.
    let is_own = |s: &&Signal| !stretch.words.at(s.at).quoted;
    signals.iter().filter(is_own).any(counts)
}

/// "The good news you should know": advice to the reader.
fn is_advice(stretch: &Stretch, group: &Group) -> bool {
    let subject = group.words.start.checked_sub(1);
    subject.is_some_and(|b| stretch.any(b, &["you", "You"]))
}

/// "Women are three times more likely to be stopped than men": a comparison of rates, which were counted.
fn is_rate(stretch: &Stretch, group: &Group) -> bool {
    let Some(likely) = (group.words.start..stretch.seq.len()).find(|&i| stretch.is(i, "likely"))
    else {
        return false;
    };
    let is_compared = likely > 0 && stretch.any(likely - 1, &["more", "less", "as"]);
    let is_counted = (group.words.start..likely).any(|i| stretch.any(i, &["times", "twice"]));
    let has_other = (likely..stretch.seq.len()).any(|i| stretch.is(i, "than"));
    is_compared && (is_counted || has_other)
}

/// "They were concerned about the cost": what they feel is a fact.
fn is_worry(stretch: &Stretch, signal: Signal) -> bool {
    let is_felt = stretch
        .words
        .at(signal.at)
        .any(&["concerned", "afraid", "worried"]);
    let next = stretch
        .seq
        .iter()
        .position(|&k| k == signal.at)
        .map(|at| at + 1);
    is_felt && !next.is_some_and(|next| stretch.is(next, "that"))
}

/// "If the price falls and the size stays, something has to give". "If you want a seat, come early" is
/// advice, and "if anything" no condition.
fn is_leading_condition(stretch: &Stretch, group: &Group, signal: Signal) -> bool {
    let Some(at) = stretch.seq.iter().position(|&k| k == signal.at) else {
        return false;
    };
    let is_advice = (at..stretch.seq.len()).any(|i| stretch.any(i, &["you", "your", "please"]));
    let is_phrase = stretch.any(
        at + 1,
        &["anything", "not", "only", "so", "ever", "nothing"],
    );
    // "If the first book was slow, the second raced along" compares.
    let is_past = |w: &Word| w.form == Form::Ed || clause::is_past(w) || w.any(&["was", "were"]);
    let tells = group.words.len() == 1 && stretch.at(group.head).is_some_and(is_past);
    !tells && at < group.words.start && stretch.is(at, "if") && !is_advice && !is_phrase
}

/// "I fully expect it to change": in a column the outlook of the author.
fn author_expects(stretch: &Stretch, group: &Group) -> bool {
    let expects = stretch.any(group.head, &["expect", "predict", "anticipate"]);
    let subject = (group.from..group.words.start)
        .rev()
        .find(|&i| stretch.pos(i) != Pos::Adv);
    expects && subject.is_some_and(|i| stretch.is(i, "I"))
}

/// "as I could": in a column an ability of the author.
fn is_author(stretch: &Stretch, group: &Group) -> bool {
    let before = group.words.start.checked_sub(1).and_then(|b| stretch.at(b));
    let is_outlook = stretch.any(group.words.end, &["myself"]);
    before.is_some_and(|w| w.is("I")) && !is_outlook
}

/// "was only possible through": it was done.
fn is_past_ability(stretch: &Stretch, group: &Group) -> bool {
    let is_past = stretch.any(group.head, &["was", "were"]);
    let after = group.words.end..group.words.end + 3;
    is_past
        && after.clone().any(|i| stretch.is(i, "possible"))
        && !after.clone().any(|i| stretch.is(i, "that"))
}

/// "plans to", "hopes to", "can expect"; but "planned to" tells of the past, and "plans a roof" of a
/// thing.
fn is_present_plan(stretch: &Stretch, group: &Group) -> bool {
    // "Expect to pay more": without a subject it is advice.
    let has_ending = stretch.at(group.head).is_some_and(|w| w.form == Form::S);
    let has_subject = has_ending || group.words.start > stretch.opening(0);
    let is_past = stretch.at(group.head).is_none_or(|w| w.form == Form::Ed) || !has_subject;
    let can_expect = stretch.is(group.words.start, "can") && stretch.is(group.head, "expect");
    // "Ministers are pondering a ban"
    let weighs = stretch.any(
        group.head,
        &[
            "considering",
            "pondering",
            "mulling",
            "contemplating",
            "weighing",
            "eyeing",
        ],
    ) && stretch.any(group.words.start, &["is", "are", "’re", "'re"]);
    can_expect || weighs || !is_past && stretch.to_do(group.words.end)
}

/// "The aim of the plan is to": the infinitive explains the noun, and nothing is arranged.
fn is_aim(stretch: &Stretch, group: &Group) -> bool {
    (group.from..group.words.start)
        .filter_map(|i| stretch.at(i))
        .any(|w| is_aim_word(w) || w.is("what"))
}

pub(super) fn is_aim_word(word: &Word) -> bool {
    const AIMS: [&str; 54] = [
        "bid",
        "appointment",
        "visit",
        "trip",
        "call",
        "calls",
        "move",
        "way",
        "ways",
        "chance",
        "battle",
        "race",
        "fight",
        "push",
        "drive",
        "right",
        "deal",
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
    word.any(&AIMS) || word.has(class::ABSTRACT)
}

/// "was to become mayor": what happened later, and no longer a plan.
fn is_later_past(stretch: &Stretch, group: &Group) -> bool {
    let is_past = stretch.any(group.head, &["was", "were"]);
    let verb = stretch.at(group.words.end + 1);
    is_past
        && verb.is_some_and(|w| w.any(&["become", "prove", "remain", "last", "be"]))
        && !stretch.at(group.words.end + 2).is_some_and(Word::is_verbal)
}
