//! In: a text, its [`Segments`], parts of speech, attributions. Out: its claims: what is said and how
//! certain it is.
//!
//! A claim shows whether its source asserts the content, finds it possible, predicts, demands, asks
//! or denies it, or declines to say it, and whether the outlet presents it as a fact. Hedges in the
//! outlet's own voice are claims too. A claim does not show whether its content is true, and irony
//! and hints that no word expresses are not found.

mod clause;
mod cues;
pub mod factuality;
mod own_hedges;
mod rule;
mod signal;
mod signals;
mod status;
mod voices;
mod words;

use crate::attribute::{Attribution, AttributionId};
use crate::names::Pos;
use crate::segment::Segments;
use crate::text::Span;
use factuality::Factuality;
pub use rule::Rule;
use words::Words;

sayso_english::names! {
    /// How certain the content of a claim is, as its source presents it, or as the outlet presents
    /// it if the claim has no attribution.
    pub enum Status {
        /// It is so.
        Asserted = "asserted",
        /// It is not so.
        Negated = "negated",
        /// It is likely so.
        Probable = "probable",
        /// It may be so.
        Possible = "possible",
        /// It is probably not so.
        Unlikely = "unlikely",
        /// It will be so, or will not: forecasts, plans, promises.
        Prediction = "prediction",
        /// It is, or would be, so if something else is.
        Conditional = "conditional",
        /// It ought to be so: demands, orders, advice, proposals.
        Directive = "directive",
        /// Whether it is so is asked or left open.
        Question = "question",
        /// The source rejects it.
        Denied = "denied",
        /// The source said so before and no longer does: "retracted her claim that".
        Withdrawn = "withdrawn",
        /// The source will not say, or has not said.
        Declined = "declined",
        /// The content is what the source talks about. It is not a proposition, so it has no degree of
        /// certainty.
        Topic = "topic",
    }
}

sayso_english::names! {
    /// Whether a claim says that its content is so, or that it is not. The status alone does not
    /// show it: "will close" and "will not close" are both predictions.
    pub enum Polarity {
        /// It is so, will be so, ought to be so.
        Positive = "positive",
        /// It is not so, will not be so, ought not to be so.
        Negative = "negative",
    }
}

sayso_english::names! {
    /// How strongly a claim is put: "will" and "must" are strong, "is expected to" and "should"
    /// medium, "hopes" and "might" weak.
    pub enum Strength {
        /// Without reserve.
        Strong = "strong",
        /// With some reserve.
        Medium = "medium",
        /// With much reserve.
        Weak = "weak",
    }
}

sayso_english::names! {
    /// How the outlet presents what its source says. For an attribution inside the content of
    /// another one it is how the outer source presents it.
    pub enum Voice {
        /// It takes no side: "said".
        Neutral = "neutral",
        /// It presents it as a fact: "showed", "admitted".
        Factive = "factive",
        /// It does not vouch for it: "claimed", "allegedly", "is said to".
        Distancing = "distancing",
    }
}

sayso_english::names! {
    /// The effect of a word that decides the status of a claim.
    pub enum TriggerKind {
        /// The cue itself decides.
        Cue = "cue",
        /// "not", "never", "no".
        Negation = "negation",
        /// "may", "perhaps", "risk".
        Possible = "possible",
        /// "likely", "seems", "think".
        Probable = "probable",
        /// "unlikely", "doubt".
        Unlikely = "unlikely",
        /// "will", "plans", "next".
        Future = "future",
        /// "if", "unless".
        Condition = "condition",
        /// "should", "urged".
        Directive = "directive",
        /// "whether", "?".
        Question = "question",
        /// "denied".
        Denial = "denial",
        /// "retracted".
        Withdrawal = "withdrawal",
        /// "declined".
        Refusal = "refusal",
        /// "claimed", "allegedly".
        Distance = "distance",
        /// "showed".
        Fact = "fact",
    }
}

/// A word that decides the status of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trigger {
    /// Where it is in the text.
    pub span: Span,
    /// Its effect.
    pub kind: TriggerKind,
}

/// What is said and how certain it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The attribution of the claim; none if the outlet hedges in its own voice.
    pub attribution: Option<AttributionId>,
    /// The content of the attribution, or the clause of the outlet.
    pub content: Vec<Span>,
    /// How its source presents it.
    pub status: Status,
    /// How strongly a probable, possible, unlikely or predicted content is put; none for any other
    /// status.
    pub strength: Option<Strength>,
    /// Whether it says that the content is so or not; none for topics, questions and refusals,
    /// because they say neither.
    pub polarity: Option<Polarity>,
    /// How the outlet presents its source, or the outer source if there is one. If the outlet itself
    /// speaks, it is distancing after "allegedly" or "is said to", and otherwise none.
    pub voice: Option<Voice>,
    /// The attributions that contain it, from the outermost to its own. Two or more are hearsay.
    pub chain: Vec<AttributionId>,
    /// From −3 (it is not so) to 3 (it is so) as the source presents it, rounded to hundredths. None
    /// without weights, and for topics, questions, directives and refusals, because they hold nothing
    /// true or untrue.
    pub factuality: Option<f32>,
    /// The words that decided the status, in text order.
    pub triggers: Vec<Trigger>,
    /// The rule that decided the status.
    pub rule: Rule,
}

/// The spans of the attributions inside another one.
#[derive(Clone, Debug, Default)]
struct Inside {
    cues: Vec<Span>,
    /// The contents that follow their cue.
    contents: Vec<Span>,
}

/// The claims of a report. The first are those of its attributions: claim *n* belongs to attribution
/// *n*. The hedges in the outlet's own voice follow in text order. `pos` has the part of speech of
/// each token. Without weights no claim has a factuality.
///
/// ```
/// use sayso::certainty::{Status, Voice, claims};
/// use sayso::names::Pos::{Aux, Pron, Propn, Punct, Verb};
/// use sayso::{attribute::Bias, clean, reading};
/// let document = clean::plain("“It may rain,” said Ines Moller.".as_bytes(), &Default::default()).unwrap();
/// let reading = reading::read(document, None, Bias::Balanced);
/// let pos = [Punct, Pron, Aux, Verb, Punct, Punct, Verb, Propn, Propn, Punct];
/// let text = &reading.document.text;
/// let claims = claims(text, &reading.segments, &pos, &reading.attributions, None);
/// assert_eq!((claims[0].status, claims[0].voice), (Status::Possible, Some(Voice::Neutral)));
/// assert_eq!(&text[claims[0].triggers[0].span], "may");
/// ```
pub fn claims(
    text: &str,
    parts: &Segments,
    pos: &[Pos],
    attributions: &[Attribution],
    weights: Option<&Factuality>,
) -> Vec<Claim> {
    let words = Words::new(text, parts, pos);
    let mut out: Vec<Claim> = Vec::with_capacity(attributions.len());
    let inside = inside(&words, attributions);
    for (id, attribution) in (0..).map(AttributionId).zip(attributions) {
        let outer = attribution.parent.and_then(|p| out.get(p.0 as usize));
        let outer = outer.map(|claim: &Claim| claim.status);
        let inside = &inside[id.0 as usize];
        let decided = status::of_attribution(&words, attribution, inside, outer);
        out.push(Claim {
            attribution: Some(id),
            content: attribution.content.clone(),
            status: decided.status,
            strength: decided.strength,
            polarity: decided.polarity(),
            voice: Some(decided.voice),
            chain: chain(id, attributions),
            factuality: weights.and_then(|w| figure(&words, &attribution.content, &decided, w)),
            triggers: decided.triggers,
            rule: decided.rule,
        });
    }
    own_hedges::add(&words, attributions, weights, &mut out);
    out
}

/// For each attribution, the cues and contents of those inside it. "I think" in what a source says is
/// the source's own thought, and no attribution of its own.
fn inside(words: &Words, attributions: &[Attribution]) -> Vec<Inside> {
    let mut out: Vec<Inside> = vec![Inside::default(); attributions.len()];
    let is_speaker = |a: &Attribution| {
        let mut source = a.source.iter().flat_map(|&s| words.tokens(s));
        source.next().is_some_and(|k| words.at(k).any(&["i", "we"])) && source.next().is_none()
    };
    for attribution in attributions.iter().filter(|a| !is_speaker(a)) {
        let Some(parent) = attribution.parent else {
            continue;
        };
        let cue = attribution.cue.first().map(|s| s.start());
        let inside = &mut out[parent.0 as usize];
        inside.cues.extend(&attribution.cue);
        let follows = |s: &&Span| cue.is_some_and(|cue| cue < s.start());
        inside
            .contents
            .extend(attribution.content.iter().filter(follows));
    }
    out
}

/// The factuality of the main verb of a claim, limited to the range that the status allows, so that
/// the two never contradict each other.
fn figure(
    words: &Words,
    content: &[Span],
    decided: &status::Decision,
    weights: &Factuality,
) -> Option<f32> {
    let head = decided.head?;
    let seq: Vec<u32> = content.iter().flat_map(|&s| words.tokens(s)).collect();
    let at = seq.iter().position(|&k| k == head)?;
    let (from, to) = (at.saturating_sub(40), (at + 40).min(seq.len()));
    let x = weights.of(words, &seq[from..to], at - from, factuality::Scale::Held);
    let by = |graded: [f32; 3]| graded[decided.strength.unwrap_or(Strength::Strong) as usize];
    match decided.status {
        Status::Topic
        | Status::Question
        | Status::Directive
        | Status::Declined
        | Status::Withdrawn => None,
        Status::Asserted => Some(x.max(0.0)),
        // Subtracted from zero, so that the result is never "-0".
        Status::Negated | Status::Denied => Some(0.0 - x.abs()),
        // If the verb is held not to be so, a prediction, a doubt or a condition never gets a
        // factuality above zero.
        Status::Prediction if decided.turned => Some(0.0 - x.abs().clamp(0.5, by([3.0, 2.0, 1.0]))),
        Status::Probable if decided.turned => Some(0.0 - x.abs().min(by([2.5, 2.0, 1.5]))),
        Status::Possible if decided.turned => Some(0.0 - x.abs().min(by([1.5, 1.5, 1.0]))),
        Status::Conditional if decided.turned => Some(0.0 - x.abs().min(1.5)),
        Status::Probable => Some(x.abs().min(by([2.5, 2.0, 1.5]))),
        Status::Possible => Some(x.clamp(0.0, by([1.5, 1.5, 1.0]))),
        Status::Unlikely => Some(0.0 - x.abs().min(by([2.5, 2.0, 1.5]))),
        Status::Prediction => Some(x.clamp(by([-3.0, -2.0, -1.0]), by([3.0, 2.0, 1.0]))),
        Status::Conditional => Some(x.clamp(-1.5, 1.5)),
    }
}

/// The attributions that contain an attribution, from the outermost, and the attribution itself.
fn chain(id: AttributionId, all: &[Attribution]) -> Vec<AttributionId> {
    let mut out = vec![id];
    let mut at = &all[id.0 as usize];
    // A continued attribution is contained where its first part is. The length is limited because
    // attributions given by a caller can form a circle.
    while out.len() < 16 {
        match (at.parent, at.carried_from) {
            (Some(parent), _) if !out.contains(&parent) => {
                out.push(parent);
                at = &all[parent.0 as usize];
            }
            (None, Some(from)) if from != id => at = &all[from.0 as usize],
            _ => break,
        }
        if at.carried_from == Some(id) {
            break;
        }
    }
    out.reverse();
    out
}
