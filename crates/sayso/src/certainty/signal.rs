//! Signals: the effect of a word on the certainty of a claim. The rows below have a fixed status;
//! signals of trigger words take their kind and strength from `data/certainty/triggers.txt`.

use super::cues::Effect;
use super::words::Words;
use super::{Rule, Status, Strength, Trigger, TriggerKind};

/// A word that is a reason for a status.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signal {
    pub status: Status,
    pub strength: Strength,
    pub rule: Rule,
    pub kind: TriggerKind,
    /// The token that shows it.
    pub at: u32,
}

impl Signal {
    /// The signal with another strength.
    pub fn with_strength(self, strength: Strength) -> Signal {
        Signal { strength, ..self }
    }

    /// The word of the signal, for the output.
    pub fn trigger(self, words: &Words) -> Trigger {
        Trigger {
            span: words.span(self.at),
            kind: self.kind,
        }
    }

    /// The signal of a trigger word, with its kind and strength.
    pub fn of_trigger(effect: Effect, status: Status, rule: Rule, at: u32) -> Signal {
        Signal {
            status,
            strength: effect.strength,
            rule,
            kind: effect.kind,
            at,
        }
    }
}

/// A signal without its token.
#[derive(Clone, Copy, Debug)]
pub(super) struct SignalRow {
    rule: Rule,
    status: Status,
    strength: Strength,
    kind: TriggerKind,
}

impl SignalRow {
    /// The signal of this row that a token shows.
    pub fn at(self, at: u32) -> Signal {
        Signal {
            status: self.status,
            strength: self.strength,
            rule: self.rule,
            kind: self.kind,
            at,
        }
    }
}

macro_rules! rows {
    ($($NAME:ident: $rule:ident, $status:ident, $strength:ident, $kind:ident;)*) => {
        $(pub(super) const $NAME: SignalRow = SignalRow {
            rule: Rule::$rule,
            status: Status::$status,
            strength: Strength::$strength,
            kind: TriggerKind::$kind,
        };)*
    };
}

rows! {
    // The form of the sentence.
    IMPERATIVE: Imperative, Directive, Strong, Directive;
    QUESTION_MARK: QuestionMark, Question, Strong, Question;
    CONDITION: Condition, Conditional, Strong, Condition;
    NEGATION: Negation, Negated, Strong, Negation;
    // Modal verbs. "May well" is nearer to "likely" than "may", so it is stronger.
    MAY: May, Possible, Weak, Possible;
    MAY_WELL: May, Possible, Medium, Possible;
    COULD: Could, Possible, Weak, Possible;
    NOT_RULED_OUT: NotRuledOut, Possible, Weak, Possible;
    SHOULD: Should, Directive, Strong, Directive;
    SHOULD_BY_RIGHTS: ShouldByRights, Prediction, Medium, Future;
    MUST: Must, Directive, Strong, Directive;
    MUST_HAVE: MustHave, Probable, Strong, Probable;
    WOULD: Would, Prediction, Strong, Future;
    WOULD_HAVE: WouldHave, Conditional, Strong, Condition;
    WILL: Will, Prediction, Strong, Future;
    // Adverbs, predicates and verbs.
    ALMOST_CERTAINLY: AdverbOfLikelihood, Probable, Strong, Probable;
    AT_A_DISTANCE: AtADistance, Asserted, Strong, Distance;
    LEFT_OPEN: LeftOpen, Question, Strong, Question;
    NOT_SURE: NotSure, Unlikely, Weak, Unlikely;
    LOOKS_SET_TO: LooksSetTo, Prediction, Medium, Future;
    SEEMS: Seems, Probable, Medium, Probable;
    STANDS_TO: StandsTo, Prediction, Medium, Future;
    HAS_TO: HasTo, Directive, Strong, Directive;
    NEEDS: Needs, Directive, Strong, Directive;
    IS_TO: IsTo, Prediction, Strong, Future;
    WANTS: Wants, Directive, Strong, Directive;
    URGES: Wants, Directive, Strong, Directive;
    WOULD_LIKE: Wants, Prediction, Weak, Future;
    // Phrases of the outlet.
    THE_THINKING_IS: TheHopeIs, Probable, Weak, Probable;
    THE_FEAR_IS: TheHopeIs, Possible, Weak, Possible;
    THE_EXPECTATION_IS: TheHopeIs, Prediction, Weak, Future;
    THREATENS: StandsTo, Prediction, Weak, Future;
    NO_EVIDENCE: Unlikely, Unlikely, Weak, Unlikely;
    FEW_WOULD: Unlikely, Unlikely, Medium, Unlikely;
    SAFE_TO_SAY: Likely, Probable, Medium, Probable;
    AN_ESTIMATE: Likely, Probable, Medium, Probable;
    A_POSSIBLE_EVENT: Possible, Possible, Weak, Possible;
    // A cue together with its content.
    TOLD_TO: ToldTo, Directive, Strong, Directive;
    CALLED_FALSE: CalledFalse, Denied, Strong, Denial;
    NO_COMMENT: Refusal, Declined, Strong, Refusal;
    FOUND_NONE: FoundNone, Negated, Strong, Negation;
    TOPIC: Topic, Topic, Strong, Cue;
    SUGGESTS_DOING: SuggestsDoing, Directive, Strong, Directive;
    WANTS_TO_KNOW: WantsToKnow, Question, Strong, Question;
    INDIRECT_QUESTION: IndirectQuestion, Question, Strong, Question;
}
