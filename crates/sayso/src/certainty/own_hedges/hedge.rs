//! A weakened clause, and the claim that it makes.

use crate::certainty::clause::Stretch;
use crate::certainty::factuality::Factuality;
use crate::certainty::signal::Signal;
use crate::certainty::status::{Decision, first, turned};
use crate::certainty::words::{Word, Words};
use crate::certainty::{Claim, Rule, Status, Trigger, Voice, figure};
use crate::text::Span;
use std::ops::Range;

/// A weakened clause. Positions are those of the tokens of the stretch.
pub(super) struct Hedge {
    pub signals: Vec<Signal>,
    pub clause: Range<usize>,
    /// The main verb.
    pub head: usize,
}

impl Hedge {
    /// The claim of the hedged clause, if its status is one that weakens a statement.
    pub fn claim(self, stretch: &Stretch, weights: Option<&Factuality>) -> Option<Claim> {
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
            factuality: weights.and_then(|w| figure(words, &[span], &decided, w)),
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
        let is_mark = |w: &Word| w.is_mark && !w.any(&[")", "%"]);
        let Range { start, mut end } = self.clause.clone();
        while end > start + 1 && stretch.at(end - 1).is_some_and(is_mark) {
            end -= 1;
        }
        let span = |i: usize| stretch.words.span(stretch.seq[i]);
        span(start).cover(span(end - 1))
    }
}
