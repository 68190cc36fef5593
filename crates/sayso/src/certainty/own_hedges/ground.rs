//! In: the words of a report, its attributions and their claims. Out: which tokens are the outlet's own,
//! and the clauses that they make.

use super::phrases::{self, SUGGESTING};
use super::would::PLAN_NOUNS;
use crate::attribute::Attribution;
use crate::certainty::cues::{Use, class};
use crate::certainty::words::{Word, Words};
use crate::certainty::{Claim, Status, TriggerKind};
use crate::names::Pos;
use crate::text::Span;
use std::ops::Range;

/// The score from which an attribution is more likely right than wrong.
const LIKELY: f32 = 0.5;

/// For each token, whether it is outside all quotations and attributions. A topic states nothing, so
/// that the clauses in it are the outlet's: "approved a law that will cost millions". An attribution
/// that is more likely wrong than right takes nothing from the outlet, because a hedge that is lost
/// costs a reader more than one that is listed twice.
pub(super) fn free(
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
    let is_thing = source.len() == 1 && source[0].any(&["this", "that", "these"]);
    is_source(&["it"]) && is_passive
        || is_source(&things) && has(&["threaten", "threatens", "threatened"])
        || is_source(&["we"]) && has(&["know"])
        || is_column && is_source(&["I"])
        || has(&["will"]) && has(&["showcase", "explore", "highlight", "examine"])
        || is_plan && has(&["would"])
        || told_to_us
        || is_thing && has(&SUGGESTING)
        || is_source(&["it"]) && has(&["feels", "felt", "looks", "looked", "sounds", "sounded"])
        || phrases::is_raised(&raised)
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

pub(super) fn is_dash(word: &Word) -> bool {
    word.any(&["—", "–"])
}

/// "The debate — and a vote in March — could turn on it": the tokens of an insertion between dashes
/// before the verb.
pub(super) fn insertion(words: &Words, sentence: &Range<u32>) -> Range<u32> {
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

/// The clauses of a sentence as marks and conjunctions separate them. The buffers are kept between
/// sentences.
#[derive(Default)]
pub(super) struct Clauses {
    tokens: Vec<u32>,
    /// Where each clause ends among the tokens.
    ends: Vec<usize>,
}

impl Clauses {
    /// The tokens of each clause of a sentence.
    pub fn of(
        &mut self,
        words: &Words,
        free: &[bool],
        sentence: Range<u32>,
    ) -> impl Iterator<Item = &[u32]> {
        self.tokens.clear();
        self.ends.clear();
        let inserted = insertion(words, &sentence);
        let mut has_verb = false;
        for k in sentence.clone().filter(|k| !inserted.contains(k)) {
            let word = words.at(k);
            has_verb |= word.is_verbal();
            // "Ministers, bankers, and farmers are due": a list has no verb before "and".
            let joins = || {
                k > sentence.start
                    && (has_verb || !word.is("and"))
                    && words.at(k - 1).is(",")
                    && word.any(&["and", "but", "so", "though", "although", "while", "whereas"])
            };
            let separates = word.is_mark && (word.any(&[";", ":"]) || is_dash(word));
            if !free[k as usize] || separates || joins() {
                self.ends.push(self.tokens.len());
                has_verb = false;
            } else {
                self.tokens.push(k);
            }
        }
        self.ends.push(self.tokens.len());
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let clauses = starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.tokens[start..end]);
        clauses.filter(|clause| !clause.is_empty())
    }
}
