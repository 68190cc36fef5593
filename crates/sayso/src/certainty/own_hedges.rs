//! In: the words of a report and its attributions. Out: the hedges in the outlet's own voice: clauses
//! outside every attribution that are weakened ("may have", "appears to"), announced ("is set to",
//! "will") or put at a distance ("allegedly", "is said to").

use super::clause::{Group, Stretch};
use super::cues::{Use, class};
use super::factuality::Factuality;
use super::own_phrases;
use super::signal::{self, Signal};
use super::status::{Decision, first, turned};
use super::voices::Voices;
use super::words::{Form, Word, Words};
use super::{Claim, Rule, Status, Trigger, TriggerKind, Voice};
use crate::attribute::Attribution;
use crate::names::Pos;
use crate::segment::Mark;
use crate::text::Span;
use sayso_english::times::SCHEDULED_DEEDS;
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
    Rule::TheHopeIs,
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
    let voices = Voices::read(words);
    let free = free(words, attributions, out, voices.is_column);
    for paragraph in &words.parts.paragraphs {
        if voices.is_of_another(paragraph.tokens.start) {
            continue;
        }
        let sentences = &words.parts.sentences[range_of(&paragraph.sentences)];
        for sentence in sentences {
            let whole = sentence.tokens.clone();
            let is_headline = sentences.len() == 1 && !ends_with_mark(words, &whole);
            for mut clause in clauses(words, &free, whole) {
                clause.truncate(MOST_TOKENS);
                let stretch = Stretch {
                    words,
                    seq: &clause,
                };
                let stretch = Own {
                    stretch,
                    is_headline,
                    is_column: voices.is_column,
                };
                hedges(&stretch, weights, out);
            }
        }
    }
    tales_within(words, attributions, &free, out);
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
            is_column: false,
        };
        let at = seq.iter().position(|&i| i == k);
        if let Some(hedge) = at.and_then(|at| loose_word(&own, at)) {
            out.extend(hedge.claim(&own.stretch, None));
        }
    }
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

/// A stretch of the outlet's own text.
struct Own<'w, 'a> {
    stretch: Stretch<'w, 'a>,
    /// It is a line of its own without a mark at its end.
    is_headline: bool,
    /// The report is a column, in which "I" is its author.
    is_column: bool,
}

/// The score from which an attribution is more likely right than wrong.
const LIKELY: f32 = 0.5;

/// For each token, whether it is outside all quotations and attributions. A topic states nothing, so
/// that the clauses in it are the outlet's: "approved a law that will cost millions". An attribution
/// that is more likely wrong than right takes nothing from the outlet, because a hedge that is lost
/// costs a reader more than one that is listed twice.
fn free(
    words: &Words,
    attributions: &[Attribution],
    claims: &[Claim],
    is_column: bool,
) -> Vec<bool> {
    let mut free: Vec<bool> = words.all.iter().map(|w| !w.quoted).collect();
    let quotations = words.parts.quotations.iter();
    for quotation in quotations.filter(|q| q.level == 0 && is_fragment(words, &q.tokens)) {
        free[quotation.tokens.start as usize..quotation.tokens.end as usize].fill(true);
    }
    let states = |(a, claim): &(&Attribution, &Claim)| {
        let is_likely = a.score.is_none_or(|score| score >= LIKELY);
        let is_hedged = a.cue.iter().any(|&span| hedges_cue(words, span));
        let is_own = is_hedged || names_no_one(words, a, is_column);
        is_likely && !is_own && a.parent.is_none() && claim.status != Status::Topic
    };
    for (a, _) in attributions.iter().zip(claims).filter(states) {
        for &span in a.cue.iter().chain(&a.content) {
            free[words.tokens(span).start as usize..words.tokens(span).end as usize].fill(false);
        }
    }
    free
}

/// "was apparently trying to say", "may have told": the outlet hedges that it was said at all.
fn hedges_cue(words: &Words, cue: Span) -> bool {
    const MODALS: [&str; 2] = ["may", "might"];
    let weakens = |k: u32| {
        let word = words.at(k);
        let adverb = word.entry.trigger(Use::Adverb).filter(|_| !word.quoted);
        let is_weak = |kind| matches!(kind, TriggerKind::Probable | TriggerKind::Possible);
        word.any(&MODALS) || adverb.is_some_and(|row| is_weak(row.kind))
    };
    words.tokens(cue).any(weakens)
}

/// "It is feared that", "The fire raised fears that", "A bill would require them to", "We do not yet know
/// when": an attribution without one who speaks. What it says is the outlet's.
fn names_no_one(words: &Words, a: &Attribution, is_column: bool) -> bool {
    let tokens = |spans: &[Span]| -> Vec<&Word> {
        let tokens = spans.iter().flat_map(|&span| words.tokens(span));
        tokens.map(|k| words.at(k)).collect()
    };
    let Some(&first) = a.cue.first() else {
        return false;
    };
    let source = tokens(&a.source);
    let first = words.tokens(first).start;
    let before = (first.saturating_sub(3)..first).map(|k| words.at(k));
    let cue: Vec<&Word> = before.chain(tokens(&a.cue)).collect();
    let has = |list: &[&str]| cue.iter().any(|w| w.any(list));
    let is_source = |list: &[&str]| source.len() == 1 && source[0].any(list);
    let is_passive = cue.iter().any(|w| w.has(class::BE));
    let is_plan =
        source.iter().any(|w| w.any(&PLAN_NOUNS)) || source.first().is_some_and(|w| w.is("few"));
    let content = tokens(&a.content).into_iter().take(3);
    let raised: Vec<&Word> = cue.iter().copied().chain(content).collect();
    let told_to_us = source.is_empty() && has(&["told"]) && has(&["we"]);
    let things = ["that", "which", "it"];
    is_source(&["it"]) && is_passive
        || is_source(&things) && has(&["threaten", "threatens", "threatened"])
        || is_source(&["we"]) && has(&["know"])
        || is_column && is_source(&["I"])
        || has(&["will"]) && has(&["showcase", "explore", "highlight", "examine"])
        || is_plan && has(&["would"])
        || told_to_us
        || own_phrases::is_raised(&raised)
}

/// “worst floods in years”: a quotation that is a part of the outlet's own clause. The outlet's clause
/// goes on after it.
fn is_fragment(words: &Words, quotation: &Range<u32>) -> bool {
    const LONGEST: u32 = 45;
    let is_own_sentence = |w: &Word| {
        let speaks = w.any(&["I", "we", "you", "my", "our"]);
        w.pos == Pos::Aux || speaks || w.any(&[".", "?", "!"])
    };
    quotation.end - quotation.start <= LONGEST
        && !quotation.clone().any(|k| is_own_sentence(words.at(k)))
}

fn is_dash(word: &Word) -> bool {
    word.any(&["—", "–"])
}

/// "The debate — and a vote in March — could turn on it": the tokens of an insertion between dashes
/// before the verb.
fn insertion(words: &Words, sentence: &Range<u32>) -> Range<u32> {
    let mut dashes = sentence.clone().filter(|&k| is_dash(words.at(k)));
    let (Some(open), Some(close)) = (dashes.next(), dashes.next()) else {
        return sentence.end..sentence.end;
    };
    let goes_on = close + 1 < sentence.end && words.at(close + 1).is_auxiliary();
    if goes_on {
        open..close + 1
    } else {
        sentence.end..sentence.end
    }
}

/// The clauses of a sentence as marks and conjunctions separate them.
fn clauses(words: &Words, free: &[bool], sentence: Range<u32>) -> Vec<Vec<u32>> {
    let mut out: Vec<Vec<u32>> = vec![Vec::new()];
    let inserted = insertion(words, &sentence);
    for k in sentence.clone().filter(|k| !inserted.contains(k)) {
        let word = words.at(k);
        let joins = k > sentence.start
            && words.at(k - 1).is(",")
            && word.any(&["and", "but", "so", "though", "although", "while", "whereas"]);
        if !free[k as usize] || word.any(&[";", ":"]) || is_dash(word) || joins {
            out.push(Vec::new());
        } else if let Some(clause) = out.last_mut() {
            clause.push(k);
        }
    }
    out.retain(|clause| !clause.is_empty());
    out
}

/// Whether one of the signals is a hedge of the verb of a group.
fn is_hedge(stretch: &Stretch, group: &Group, signals: &[Signal]) -> bool {
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
        Rule::Could => !is_author(stretch, group),
        rule => HEDGES.contains(&rule),
    };
    // What a quoted word weakens is not weakened by the outlet.
    let is_own = |s: &&Signal| !stretch.words.at(s.at).quoted;
    signals.iter().filter(is_own).any(counts)
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
    let is_advice = (at..stretch.seq.len()).any(|i| any_at(stretch, i, &["you", "your", "please"]));
    let is_phrase = any_at(
        stretch,
        at + 1,
        &["anything", "not", "only", "so", "ever", "nothing"],
    );
    // "If the first book was slow, the second raced along" compares.
    let is_past =
        |w: &Word| w.form == Form::Ed || super::clause::is_past(w) || w.any(&["was", "were"]);
    let tells = group.words.len() == 1 && stretch.at(group.head).is_some_and(is_past);
    !tells && at < group.words.start && stretch.is(at, "if") && !is_advice && !is_phrase
}

/// "I fully expect it to change": in a column the outlook of the author.
fn author_expects(stretch: &Stretch, group: &Group) -> bool {
    let expects = any_at(stretch, group.head, &["expect", "predict", "anticipate"]);
    let subject = (group.from..group.words.start)
        .rev()
        .find(|&i| stretch.pos(i) != Pos::Adv);
    expects && subject.is_some_and(|i| stretch.is(i, "I"))
}

/// "as I could": in a column an ability of the author.
fn is_author(stretch: &Stretch, group: &Group) -> bool {
    let before = group.words.start.checked_sub(1).and_then(|b| stretch.at(b));
    let is_outlook = any_at(stretch, group.words.end, &["myself"]);
    before.is_some_and(|w| w.is("I")) && !is_outlook
}

/// "The tower would be the tallest in the city": what a plan brings. "He would sit there for hours" and
/// "he would later marry" tell of the past.
fn is_outlook(stretch: &Stretch, group: &Group, signals: &[Signal]) -> bool {
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
    let tells_of_past = near
        .clone()
        .any(|i| stretch.at(i).is_some_and(|w| w.any(&PAST)));
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
    let has_effect = stretch.at(group.head).is_some_and(|w| w.any(&EFFECTS));
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
    let is = |i: usize, words: &[&str]| stretch.at(i).is_some_and(|w| w.any(words));
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
const PLAN_NOUNS: [&str; 34] = [
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
    // "Expect to pay more": without a subject it is advice.
    let has_ending = stretch.at(group.head).is_some_and(|w| w.form == Form::S);
    let has_subject = has_ending || group.words.start > stretch.opening(0);
    let is_past = stretch.at(group.head).is_none_or(|w| w.form == Form::Ed) || !has_subject;
    let can_expect = stretch.is(group.words.start, "can") && stretch.is(group.head, "expect");
    can_expect || !is_past && stretch.to_do(group.words.end)
}

/// "The aim of the plan is to": the infinitive explains the noun, and nothing is arranged.
fn is_aim(stretch: &Stretch, group: &Group) -> bool {
    (group.from..group.words.start)
        .filter_map(|i| stretch.at(i))
        .any(|w| is_aim_word(w) || w.is("what"))
}

fn is_aim_word(word: &Word) -> bool {
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
fn hedges(own: &Own, weights: Option<&Factuality>, out: &mut Vec<Claim>) {
    let stretch = &own.stretch;
    let seq = stretch.seq;
    let mut last = seq.iter().rev().take(3).map(|&k| stretch.words.at(k));
    let asks = last
        .find(|w| !w.any(&["]", ")"]))
        .is_some_and(|w| w.is("?"));
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

/// "I will give an update", "In my view it may fail", "We will publish it in May": a person or a body
/// speaks in words that are reproduced without marks, and not the outlet. With what no one can know,
/// "we" is everyone: "We may never know why".
///
/// In a column "I" is the author, whose hedges are the outlet's, except for what the author will do.
fn is_first_person(own: &Own) -> bool {
    const SINGULAR: [&str; 4] = ["I", "my", "My", "me"];
    let stretch = &own.stretch;
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
    let speaks = |i: usize| is_singular(i) && (!own.is_column || is_will(i + 1));
    is_we_will || (0..stretch.seq.len()).any(speaks)
}

/// "This story will be updated", "This article may contain links": what a page says of itself.
fn is_furniture(stretch: &Stretch) -> bool {
    const PAGES: [&str; 10] = [
        "story",
        "article",
        "page",
        "post",
        "blog",
        "report",
        "live",
        "newsletter",
        "podcast",
        "copy",
    ];
    const KEEPING: [&str; 12] = [
        "updated",
        "update",
        "updates",
        "refreshed",
        "corrected",
        "commission",
        "affiliate",
        "links",
        "developing",
        "reporting",
        "bring",
        "cookies",
    ];
    let is_page = (0..6).any(|i| stretch.at(i).is_some_and(|w| w.any(&PAGES)));
    let is_this = (0..2).any(|i| stretch.at(i).is_some_and(|w| w.any(&["this", "our", "we"])));
    let keeps = (0..stretch.seq.len()).any(|i| stretch.at(i).is_some_and(|w| w.any(&KEEPING)));
    keeps && (is_page && is_this || stretch.is(0, "will") && stretch.is(1, "be"))
        || is_this && keeps && stretch.is(stretch.opening(0), "we")
}

/// "the question of how the club will pay": what is asked is not announced.
fn leave_questions_open(stretch: &Stretch, found: &mut Vec<Hedge>) {
    let is_question = |&i: &usize| own_phrases::question_of(stretch, i).is_some();
    if let Some(at) = (0..stretch.seq.len()).find(is_question) {
        let shows = |hedge: &Hedge| hedge.signals.iter().any(|s| s.at == stretch.seq[at]);
        found.retain(|hedge| hedge.head < at || shows(hedge));
    }
}

/// Whether a hedge is in the clause of an earlier one.
fn is_within(hedge: &Hedge, found: &[Hedge]) -> bool {
    found.iter().any(|other| other.clause.contains(&hedge.head))
}

/// "Amending the law or selling the land could be quick", "the cod the crew will catch first": a clause
/// whose beginning none of the other readers sees, by its modal verb.
fn modal_clause(stretch: &Stretch, i: usize) -> Option<Hedge> {
    const MODALS: [&str; 7] = ["will", "may", "might", "could", "would", "’ll", "'ll"];
    let word = stretch.at(i)?;
    if !word.any(&MODALS) || word.pos != Pos::Aux || word.quoted {
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
                let follows = |list: &[&str]| b > 0 && any_at(stretch, b - 1, list);
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

/// Whether an earlier hedge has a signal of this one.
fn is_known(hedge: &Hedge, found: &[Hedge]) -> bool {
    let mut signals = found.iter().flat_map(|other| &other.signals);
    signals.any(|s| hedge.signals.iter().any(|own| own.at == s.at))
}

/// The position after a condition or a subordinate clause that comes first.
fn start_of_main_clause(stretch: &Stretch, conditions: &mut Vec<Signal>) -> usize {
    let from = stretch.opening(0);
    match stretch.leading_condition(from, conditions) {
        Some(after) => after,
        None => stretch.past_aside(from),
    }
}

/// Whether a word makes its clause subordinate.
fn is_subordinating(word: &Word) -> bool {
    word.has(class::SUBORDINATE | class::IF) && word.pos == Pos::Sconj
}

/// The hedge of the main verb. `conditions` has the signals before it.
fn main_clause(stretch: &Stretch, from: usize, conditions: Vec<Signal>) -> Option<Hedge> {
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

/// Puts the signal of a phrase in the place of those of its words.
fn decide_by_phrase(stretch: &Stretch, group: &Group, signals: &mut Vec<Signal>) {
    if let Some(signal) = own_phrases::of_verb(stretch, group) {
        signals.clear();
        signals.push(signal);
    }
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
    let is = |i: usize, words: &[&str]| stretch.at(i).is_some_and(|w| w.any(words));
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
    let names_charge = stretch
        .at(group.words.end)
        .is_some_and(|w| w.any(&["of", "for", "over"]));
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
    let spreads = stretch.at(group.head).is_some_and(|w| w.any(&SPREADING));
    spreads.then(|| signal::AT_A_DISTANCE.at(stretch.seq[subject]))
}

/// "Port workers to strike over pay", "… as US to urge a pause": a headline leaves out "is".
fn headline_infinitive(own: &Own) -> Option<Hedge> {
    const OPEN: [&str; 15] = [
        "how",
        "what",
        "why",
        "where",
        "when",
        "ways",
        "things",
        "reasons",
        "places",
        "best",
        "top",
        "need",
        "time",
        "tips",
        "everything",
    ];
    let stretch = &own.stretch;
    if !own.is_headline {
        return None;
    }
    let is_verb = |i: usize| {
        stretch
            .at(i)
            .is_some_and(|w| w.pos == Pos::Verb && !w.is_gerund() && !w.quoted)
            || stretch.is(i, "be")
            || stretch
                .at(i)
                .is_some_and(|w| SCHEDULED_DEEDS.has(&w.text.to_ascii_lowercase()))
    };
    let to = (1..stretch.seq.len()).find(|&i| stretch.is(i, "to") && is_verb(i + 1))?;
    let begins = |b: &usize| {
        let opens = |w: &Word| w.any(&["as", ":", ",", "|"]) || is_dash(w);
        stretch.at(*b).is_none_or(opens)
    };
    let start = (0..to).rev().find(begins).map_or(0, |b| b + 1);
    let subject = start..to;
    let is_of_subject = |i: usize| {
        is_of_subject(stretch, i)
            || stretch.at(i).is_some_and(|w| {
                w.is("of") || w.is("and") || w.is_mark && w.any(&["’s", "-", "&"]) || w.is("’s")
            })
    };
    let is_plain = |i: usize| {
        stretch.at(i).is_some_and(|w| {
            !w.any(&OPEN) && !w.has(class::ABSTRACT | class::RELATIVE) && !w.is("to")
        })
    };
    let noun = stretch.at(to - 1)?;
    let is_actor =
        noun.is_nominal() && !matches!(noun.pos, Pos::Pron | Pos::Num) && !is_aim_word(noun);
    let fits = !subject.is_empty()
        && subject.clone().all(|i| is_of_subject(i) && is_plain(i))
        && is_actor
        && stretch.pos(start) != Pos::Num
        && !(start..stretch.seq.len()).any(|i| {
            stretch
                .at(i)
                .is_some_and(|w| w.pos == Pos::Aux && !w.is("be"))
        })
        && (to + 2 < stretch.seq.len() || subject.len() > 1);
    fits.then(|| Hedge {
        signals: vec![signal::IS_TO.at(stretch.seq[to])],
        clause: start..stretch.seq.len(),
        head: to + 1,
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
    const LONGEST_SUBJECT: usize = 4;
    let word = stretch.at(relative).filter(|_| relative > 0)?;
    let is_that = word.is("that") && stretch.at(relative - 1).is_some_and(Word::is_nominal);
    // "It is unclear who will pay" asks.
    let follows = stretch.at(relative - 1);
    let explains = follows.is_some_and(|w| w.is_nominal() || w.is_mark || w.pos == Pos::Adp);
    let is_relative = word.has(class::RELATIVE) && !word.is("whose") && explains;
    let is_what = word.is("what")
        && (stretch.pos(relative - 1) == Pos::Adp
            || any_at(stretch, relative - 1, &["on", "of", "in", "with"])
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

/// The hedge of a subordinate clause whose first word is before `from`: "after he allegedly broke a
/// window", "because it may rain".
fn subordinate_clause(stretch: &Stretch, opener: usize) -> Option<Hedge> {
    const LONGEST_SUBJECT: usize = 8;
    let word = stretch.at(opener)?;
    let from = opener + 1;
    // "in May, when she will speak" tells of the time, and asks nothing.
    let follows_comma = opener > 0 && stretch.is(opener - 1, ",");
    let is_when = word.is("when") && follows_comma;
    let asks = stretch.asks(opener) && !is_when;
    if !word.has(class::SUBORDINATE) || word.pos == Pos::Pron || asks {
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
    signals.retain(|s| s.rule != Rule::IsTo && !(is_of_time && ANNOUNCES.contains(&s.rule)));
    is_hedge(stretch, &group, &signals).then(|| Hedge {
        clause: from..end_of_inner(stretch, group.words.end),
        signals,
        head: group.head,
    })
}

/// The hedge of a word without a finite verb: "after allegedly stealing a car", "sold it, reportedly
/// for a loss", "a man believed to be in his twenties".
fn loose_word(own: &Own, i: usize) -> Option<Hedge> {
    let stretch = &own.stretch;
    let word = stretch.at(i).filter(|w| !w.quoted)?;
    let signal = loose_adverb(stretch, i)
        .or_else(|| opening_adverb(stretch, i))
        .or_else(|| loose_tale(stretch, i))
        .or_else(|| loose_passive(stretch, i))
        .or_else(|| headline_plan(own, i))
        .or_else(|| plan_in_commas(stretch, i))
        .or_else(|| looks_set(stretch, i))
        .or_else(|| plan_after_noun(stretch, i))
        .or_else(|| own_phrases::of_word(stretch, i))?;
    let is_border = |b: &usize| {
        let Some(w) = stretch.at(*b) else { return true };
        let opens = w.has(class::RELATIVE | class::SUBORDINATE) || w.is("that") && *b > 0;
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

/// "faced accusations of fraud", "amid claims that it leaked", "held on suspicion of theft".
fn loose_tale(stretch: &Stretch, i: usize) -> Option<Signal> {
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
    let is_result = before.is("in") && i > 1 && any_at(stretch, i - 2, &["resulted", "resulting"]);
    (is_tale && has_clause && (before.any(&LEADING) || is_result))
        .then(|| signal::AT_A_DISTANCE.at(stretch.seq[i]))
}

/// "Perhaps surprisingly, …", "perhaps most important, …"
fn comments(stretch: &Stretch, i: usize) -> bool {
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

/// "a man set to die in May", "with the cuts due to begin": a plan after its noun, within a clause that
/// has another verb.
fn plan_after_noun(stretch: &Stretch, i: usize) -> Option<Signal> {
    let signal = plan(stretch, i)?;
    let main = stretch.group(stretch.opening(0))?;
    let is_with = stretch.is(stretch.opening(0), "with");
    let is_main = !is_with && main.head + 1 >= i;
    let is_work = any_at(stretch, i + 2, &["work", "music"]);
    // "closures due to de-risking" have a cause.
    let is_cause = stretch.is(i, "due")
        && (stretch.is(i + 3, "-") || !stretch.at(i + 2).is_some_and(Word::is_verbal));
    let is_plan = !is_cause && (stretch.to_do(i + 1) || stretch.to_deed(i + 1));
    (is_after_noun(stretch, i) && is_plan && !is_main && !is_work).then_some(signal)
}

fn any_at(stretch: &Stretch, i: usize, words: &[&str]) -> bool {
    stretch.at(i).is_some_and(|w| w.any(words))
}

/// "Harbour poised to reopen", "more closures likely to follow": a headline leaves out "is".
fn headline_plan(own: &Own, i: usize) -> Option<Signal> {
    let stretch = &own.stretch;
    let signal = plan(stretch, i)?;
    let has_other_verb = stretch.group(0).is_some_and(|group| group.head != i);
    let goes_on = stretch.to_do(i + 1) || stretch.to_deed(i + 1) || stretch.set_for(i);
    if !is_after_noun(stretch, i) || !own.is_headline || has_other_verb || !goes_on {
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
