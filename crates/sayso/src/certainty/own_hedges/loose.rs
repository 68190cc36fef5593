//! In: a clause of the outlet. Out: the hedges of words without a finite verb: "allegedly", "believed to
//! be", "due to remain".

use super::Own;
use super::headline::headline_plan;
use super::hedge::Hedge;
use super::inner_clause::end_of_inner;
use super::phrases;
use crate::certainty::clause::{self, Stretch};
use crate::certainty::cues::{Use, class};
use crate::certainty::signal::{self, Signal};
use crate::certainty::words::{Form, Word};
use crate::certainty::{Rule, Status, TriggerKind};
use crate::names::Pos;
use sayso_english::classes::hash_lower;
use sayso_english::hash::HashKeys;
use std::sync::LazyLock;

/// The hashes of the words that can show a hedge here although they are no triggers. The readers below
/// are many and words that show a hedge few, so that this is asked first.
static SHOWING: LazyLock<HashKeys> = LazyLock::new(|| {
    let participles = phrases::PARTICIPLES.map(|row| row.0);
    let own: [&[&str]; 3] = [&TALES, &SEEMED, &participles];
    let lists = own.iter().chain(&phrases::BEGINNING);
    lists
        .flat_map(|list| list.iter())
        .map(|word| hash_lower(word))
        .collect()
});

/// The hedge of a word without a finite verb: "after allegedly stealing a car", "sold it, reportedly
/// for a loss", "a man believed to be in his twenties".
pub(super) fn loose_word(own: &Own, i: usize) -> Option<Hedge> {
    let stretch = &own.stretch;
    let can_show = |w: &&Word| !w.quoted && (w.entry.has_trigger() || SHOWING.contains(&w.hash));
    let word = stretch.at(i).filter(can_show)?;
    let signal = loose_adverb(stretch, i)
        .or_else(|| opening_adverb(stretch, i))
        .or_else(|| guess(stretch, i))
        .or_else(|| likely_did(stretch, i))
        .or_else(|| loose_tale(stretch, i))
        .or_else(|| loose_passive(stretch, i))
        .or_else(|| headline_plan(own, i))
        .or_else(|| plan_in_commas(stretch, i))
        .or_else(|| looks_set(stretch, i))
        .or_else(|| plan_after_noun(stretch, i))
        .or_else(|| phrases::of_word(stretch, i))?;
    let is_border = |b: &usize| {
        let Some(w) = stretch.at(*b) else { return true };
        let opens = w.has(class::RELATIVE | class::SUBORDINATE) || w.is("that") && *b > 0;
        w.any(&[",", "and", "but", "with"]) || opens || w.pos == Pos::Adp && *b + 1 == i
    };
    // "The curfew, due to remain until May": what is due is before the comma.
    let from = i - usize::from(plan_in_commas(stretch, i).is_some());
    let from = phrases::comma_before_belief(stretch, i).unwrap_or(from);
    // "Harbour | on track to break records"
    let from = from - usize::from(from > 0 && stretch.is(i, "track"));
    // "The club has, it seems, a plan": the aside is about the whole.
    let is_aside = phrases::it_seems(stretch, i).is_some();
    let border = (0..from).rev().find(is_border).filter(|_| !is_aside);
    let start = border.map_or(0, |b| b + 1);
    let end = if is_aside {
        stretch.seq.len()
    } else {
        end_of_inner(stretch, i + 1)
    };
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

/// "was moved, presumably so that nobody would look for it", "tore it up, no doubt with a sigh": a guess
/// about a part of a sentence.
fn guess(stretch: &Stretch, i: usize) -> Option<Signal> {
    let word = stretch.at(i)?;
    let is_no_doubt = word.is("doubt") && i > 0 && stretch.is(i - 1, "no");
    let first = i - usize::from(is_no_doubt);
    let is_led = first
        .checked_sub(1)
        .is_some_and(|b| stretch.any(b, &[",", "and", "but", "–", "—"]));
    // ", likely to rise" is a plan, and "there is no doubt that" is a claim of its own.
    let goes_on = !stretch.any(i + 1, &["to", "that", "about", "of", "over", ","]);
    if !is_led || !goes_on {
        return None;
    }
    if is_no_doubt {
        return Some(signal::AN_ESTIMATE.at(stretch.seq[i]));
    }
    let row = word.entry.trigger(Use::Adverb)?;
    (row.kind == TriggerKind::Probable).then(|| {
        Signal::of_trigger(
            row,
            Status::Probable,
            Rule::AdverbOfLikelihood,
            stretch.seq[i],
        )
    })
}

/// "the storm likely added to the cost": an adverb right before the past form that it weakens, after a
/// noun.
fn likely_did(stretch: &Stretch, i: usize) -> Option<Signal> {
    const ADVERBS: [&str; 5] = ["likely", "probably", "presumably", "possibly", "perhaps"];
    let word = stretch.at(i).filter(|w| w.any(&ADVERBS))?;
    let row = word.entry.trigger(Use::Adverb)?;
    let verb = stretch.at(i + 1).filter(|w| w.pos == Pos::Verb)?;
    let is_past = verb.form == Form::Ed || clause::is_past(verb);
    let is_plain = is_past && !stretch.is(i + 2, "by");
    let (status, rule) = match row.kind {
        TriggerKind::Possible => (Status::Possible, Rule::AdverbOfPossibility),
        _ => (Status::Probable, Rule::AdverbOfLikelihood),
    };
    (is_after_noun(stretch, i) && is_plain)
        .then(|| Signal::of_trigger(row, status, rule, stretch.seq[i]))
}

/// Tales that no one is named for.
const TALES: [&str; 8] = [
    "accusations",
    "allegations",
    "claims",
    "reports",
    "rumours",
    "rumors",
    "speculation",
    "suspicion",
];

/// "faced accusations of fraud", "amid claims that it leaked", "held on suspicion of theft".
fn loose_tale(stretch: &Stretch, i: usize) -> Option<Signal> {
    const LEADING: [&str; 11] = [
        "amid",
        "amidst",
        "over",
        "following",
        "faced",
        "faces",
        "facing",
        "after",
        "on",
        "to",
        "despite",
    ];
    let is_tale = stretch.at(i)?.any(&TALES);
    let before = i.checked_sub(1).and_then(|b| stretch.at(b))?;
    let has_clause = stretch.is(i + 1, "that") || stretch.is(i + 1, "of");
    let is_result = before.is("in") && i > 1 && stretch.any(i - 2, &["resulted", "resulting"]);
    (is_tale && has_clause && (before.any(&LEADING) || is_result))
        .then(|| signal::AT_A_DISTANCE.at(stretch.seq[i]))
}

/// "Perhaps surprisingly, …", "perhaps most important, …"
pub(super) fn comments(stretch: &Stretch, i: usize) -> bool {
    (i + 2..i + 4).any(|k| stretch.is(k, ","))
}

/// "Perhaps the boat sank": at the opening of a sentence it weakens the whole, whatever its verb.
fn opening_adverb(stretch: &Stretch, i: usize) -> Option<Signal> {
    let row = stretch.at(i)?.entry.trigger(Use::Adverb)?;
    // "Perhaps surprisingly, profits fell" is a comment on a fact.
    let opens = i == stretch.opening(0) && stretch.seq.len() > i + 4 && !comments(stretch, i);
    (row.kind == TriggerKind::Possible && opens).then(|| {
        Signal::of_trigger(
            row,
            Status::Possible,
            Rule::AdverbOfPossibility,
            stretch.seq[i],
        )
    })
}

/// Adjectives and participles of plans, before "to" and a verb.
const PLANS: [&str; 12] = [
    "expected",
    "poised",
    "set",
    "due",
    "likely",
    "unlikely",
    "tipped",
    "slated",
    "scheduled",
    "forecast",
    "projected",
    "predicted",
];

/// The signal of a word of plans that has no verb of its own before it.
pub(super) fn plan(stretch: &Stretch, i: usize) -> Option<Signal> {
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
        _ if word.is("expected") => Rule::Expected,
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
pub(super) fn is_after_noun(stretch: &Stretch, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| stretch.at(b));
    before.is_some_and(|w| w.is_nominal() && w.pos != Pos::Pron)
}

/// "The curfew, due to remain until May, is unpopular": a plan beside the noun that it is about.
fn plan_in_commas(stretch: &Stretch, i: usize) -> Option<Signal> {
    let signal = plan(stretch, i)?;
    let comma = i.checked_sub(1).filter(|&b| stretch.is(b, ","))?;
    (is_after_noun(stretch, comma) && stretch.to_do(i + 1)).then_some(signal)
}

/// "a man set to die in May", "with the cuts due to begin": a plan after its noun, within a clause that
/// has another verb.
fn plan_after_noun(stretch: &Stretch, i: usize) -> Option<Signal> {
    const FROM_WITH: usize = 4;
    let signal = plan(stretch, i)?;
    let main = stretch.group(stretch.opening(0))?;
    let is_with = (i.saturating_sub(FROM_WITH)..i).any(|k| stretch.is(k, "with"));
    let is_main = !is_with && main.head + 1 >= i;
    let is_work = stretch.any(i + 2, &["work", "music"]);
    // "closures due to de-risking" have a cause.
    let is_cause = stretch.is(i, "due")
        && (stretch.is(i + 3, "-") || !stretch.at(i + 2).is_some_and(Word::is_verbal));
    let is_plan = !is_cause && (stretch.to_do(i + 1) || stretch.to_deed(i + 1));
    (is_after_noun(stretch, i) && is_plan && !is_main && !is_work).then_some(signal)
}

/// What a thing looks or appears.
const SEEMED: [&str; 4] = ["set", "poised", "bound", "likely"];

/// "branches look set to close": the tagger takes "look" for a noun.
fn looks_set(stretch: &Stretch, i: usize) -> Option<Signal> {
    const SEEMING: [&str; 6] = ["look", "looks", "looked", "appear", "appears", "appeared"];
    let word = stretch.at(i).filter(|w| w.any(&SEEMED))?;
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
    let is_infinitive = stretch.is(i + 1, "to") && stretch.any(i + 2, &["be", "have"]);
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
