//! In: a group of verbs with "would". Out: whether it tells of what is only planned or supposed.

use crate::certainty::Rule;
use crate::certainty::clause::{Group, Stretch};
use crate::certainty::signal::Signal;
use crate::certainty::words::Word;
use crate::names::Pos;

/// "The tower would be the tallest in the city": what a plan brings. "He would sit there for hours" and
/// "he would later marry" tell of the past.
pub(super) fn is_outlook(stretch: &Stretch, group: &Group, signals: &[Signal]) -> bool {
    const PAST: [&str; 13] = [
        "later",
        "often",
        "always",
        "never",
        "sometimes",
        "regularly",
        "usually",
        "eventually",
        "soon",
        "ago",
        "then",
        "every",
        "once",
    ];
    const POINTING: [&str; 4] = ["it", "that", "this", "which"];
    const EFFECTS: [&str; 30] = [
        "cost", "create", "allow", "mean", "require", "give", "bring", "make", "include", "ban",
        "cut", "replace", "raise", "add", "provide", "force", "affect", "reduce", "increase",
        "have", "prevent", "stop", "help", "protect", "let", "enable", "block", "save", "limit",
        "end",
    ];
    let near = group.from..(group.words.end + 8).min(stretch.seq.len());
    let tells_of_past = near.clone().any(|i| stretch.any(i, &PAST));
    if tells_of_past {
        return false;
    }
    let before = group.words.start.checked_sub(1).and_then(|b| stretch.at(b));
    let is_plan = (group.from..group.words.start).any(|i| {
        stretch
            .at(i)
            .is_some_and(|w| PLAN_NOUNS.contains(&&*w.text.to_lowercase()))
    });
    let is_plan = is_plan || stretch.is(group.from, "under");
    let is_pointing = before.is_some_and(|w| w.any(&POINTING));
    let after = group.words.end..(group.words.end + 5).min(stretch.seq.len());
    let is_rank = |w: &Word| w.any(&["first", "second", "third", "fourth", "fifth", "only"]);
    let is_superlative = |w: &Word| w.pos == Pos::Adj && w.text.ends_with("est");
    let is_ranked = stretch.is(group.head, "be")
        && after.clone().any(|i| {
            stretch
                .at(i)
                .is_some_and(|w| is_rank(w) || is_superlative(w))
        });
    let has_effect = stretch.any(group.head, &EFFECTS);
    let is_conditional = signals.iter().any(|s| s.rule == Rule::Condition);
    let is_supposed = is_conditional || is_supposed(stretch, group);
    is_supposed || is_plan || is_ranked || is_pointing && has_effect
}

/// "Another inquiry would be a waste", "Without it, shops would close", "It would be unwise to wait",
/// "would undoubtedly help": the words beside "would" say that a thing is only supposed.
fn is_supposed(stretch: &Stretch, group: &Group) -> bool {
    const ADVERBS: [&str; 11] = [
        "undoubtedly",
        "certainly",
        "surely",
        "likely",
        "probably",
        "clearly",
        "presumably",
        "ideally",
        "inevitably",
        "theoretically",
        "otherwise",
    ];
    const SUPPOSING: [&str; 6] = [
        "without",
        "otherwise",
        "ideally",
        "theoretically",
        "normally",
        "alternatively",
    ];
    const NEW: [&str; 6] = ["another", "any", "such", "a", "an", "more"];
    let is = |i: usize, words: &[&str]| stretch.any(i, words);
    let mut subject = group.from..group.words.start;
    let opening = stretch.opening(0);
    let has_adverb = group.words.clone().any(|i| is(i, &ADVERBS));
    let is_without = is(opening, &SUPPOSING)
        || subject.any(|i| is(i, &["without", "under"]) && i > 0 && stretch.pos(i) == Pos::Adp);
    let be = stretch.is(group.head, "be");
    // "A guard would sit there for hours" tells of a habit.
    let is_one = is(group.from, &["a", "an"]);
    let is_new = is(group.from, &NEW) && (be || !is_one && group.words.start > group.from + 1);
    let before = group.words.start.checked_sub(1);
    let is_there = before.is_some_and(|b| stretch.is(b, "there"));
    let is_verdict = before.is_some_and(|b| is(b, &["it"]))
        && be
        && (group.words.end..group.words.end + 4)
            .any(|i| stretch.pos(i) == Pos::Adj && stretch.is(i + 1, "to"));
    let is_doing = stretch
        .at(group.from)
        .is_some_and(|w| w.is_gerund() && w.pos == Pos::Verb);
    has_adverb || is_without || is_new || is_there && be || is_verdict || is_doing
}

/// Nouns of things that are planned or may come. What they "would" do is to come.
pub(super) const PLAN_NOUNS: [&str; 34] = [
    "law",
    "bill",
    "plan",
    "plans",
    "measure",
    "measures",
    "deal",
    "proposal",
    "proposals",
    "merger",
    "project",
    "scheme",
    "amendment",
    "rule",
    "rules",
    "ban",
    "tax",
    "legislation",
    "win",
    "victory",
    "tower",
    "treaty",
    "sale",
    "takeover",
    "reform",
    "reforms",
    "ordinance",
    "closure",
    "development",
    "acquisition",
    "agreement",
    "expansion",
    "homes",
    "flats",
];
