//! In: a text, its [`Segments`], parts of speech, attributions. Out: its claims: what is said, and
//! how sure.
//!
//! Useful for: telling what a source asserts from what it holds possible, predicts, demands, asks,
//! denies or will not say, and whether the outlet vouches for it; finding what the outlet itself
//! hedges. Not useful for: whether a claim is true; irony; hints that are in no word.

mod clause;
mod decide;
pub mod factuality;
mod lexicon;
mod own;
mod rule;
mod signal;
mod signals;
mod words;

use crate::attribute::{Attribution, AttributionId};
use crate::names::Pos;
use crate::segment::Segments;
use crate::text::Span;
use factuality::Factuality;
pub use rule::Rule;
use words::Words;

sayso_english::names! {
    /// How sure a claim's content is, as its source presents it. For a claim without an
    /// attribution, as the outlet presents it.
    pub enum Status {
        /// It is so.
        Asserted = "asserted",
        /// It is not so.
        Negated = "negated",
        /// It is likely so.
        Probable = "probable",
        /// It may be so.
        Possible = "possible",
        /// It is hardly so.
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
        /// The source will not say, or has not said.
        Declined = "declined",
        /// What is talked about: not a proposition, so there is nothing to be sure of.
        Topic = "topic",
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
    /// How the outlet presents what its source says.
    pub enum Voice {
        /// It takes no side: "said".
        Neutral = "neutral",
        /// It presents it as a fact: "showed", "admitted".
        Factive = "factive",
        /// It keeps its distance: "claimed", "allegedly", a source that is not named.
        Distancing = "distancing",
    }
}

sayso_english::names! {
    /// What a word that decides about a claim does.
    pub enum TriggerKind {
        /// The words of saying themselves, where they decide.
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
        /// "declined".
        Refusal = "refusal",
        /// "claimed", "allegedly".
        Distance = "distance",
        /// "showed".
        Fact = "fact",
    }
}

/// A word that decides about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trigger {
    /// Where it stands.
    pub span: Span,
    /// What it does.
    pub kind: TriggerKind,
}

/// What is said, and how sure.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Who says it, where; none where the outlet hedges in its own voice.
    pub attribution: Option<AttributionId>,
    /// What is claimed: the attribution's content, or the outlet's clause.
    pub content: Vec<Span>,
    /// How its source presents it.
    pub status: Status,
    /// How strongly a probable, possible, unlikely or predicted thing is put; none of other claims.
    pub strength: Option<Strength>,
    /// How the outlet presents its source; none where the outlet speaks itself.
    pub voice: Option<Voice>,
    /// The attributions it stands in, from the outermost to its own: two or more are hearsay.
    pub chain: Vec<AttributionId>,
    /// From −3 (is not so) to 3 (is so), as the source has it, in hundredths; none where nothing is
    /// held true or untrue (topics, questions, directives, refusals), and without weights.
    pub factuality: Option<f32>,
    /// The words that decided, in text order.
    pub triggers: Vec<Trigger>,
    /// The rule that decided.
    pub rule: Rule,
}

/// The claims of a report: those of its attributions, in their order (so that claim *n* is that of
/// attribution *n*), then what the outlet hedges in its own voice, in text order. `pos` has the
/// part of speech of each token. Without weights no claim has a factuality.
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
    let mut out = Vec::with_capacity(attributions.len());
    let mut inside: Vec<Vec<Span>> = vec![Vec::new(); attributions.len()];
    for attribution in attributions {
        if let Some(parent) = attribution.parent {
            inside[parent.0 as usize].extend(&attribution.cue);
        }
    }
    for (id, attribution) in (0..).map(AttributionId).zip(attributions) {
        let decided = decide::decide(&words, attribution, &inside[id.0 as usize]);
        out.push(Claim {
            attribution: Some(id),
            content: attribution.content.clone(),
            status: decided.status,
            strength: decided.strength,
            voice: Some(decided.voice),
            chain: chain(id, attributions),
            factuality: weights.and_then(|w| figure(&words, &attribution.content, &decided, w)),
            triggers: decided.triggers,
            rule: decided.rule,
        });
    }
    own::hedges(&words, attributions, weights, &mut out);
    out
}

/// The factuality of a claim's main verb, kept within what its status allows, so that the two never
/// contradict.
fn figure(
    words: &Words,
    content: &[Span],
    decided: &decide::Decision,
    weights: &Factuality,
) -> Option<f32> {
    let head = decided.head?;
    let seq: Vec<u32> = content.iter().flat_map(|&s| words.tokens(s)).collect();
    let at = seq.iter().position(|&k| k == head)?;
    let (from, to) = (at.saturating_sub(40), (at + 40).min(seq.len()));
    let x = weights.of(words, &seq[from..to], at - from, factuality::Scale::Held);
    let by = |graded: [f32; 3]| graded[decided.strength.unwrap_or(Strength::Strong) as usize];
    match decided.status {
        Status::Topic | Status::Question | Status::Directive | Status::Declined => None,
        Status::Asserted => Some(x.max(0.0)),
        // From nought, so that there is no "-0".
        Status::Negated | Status::Denied => Some(0.0 - x.abs()),
        // A prediction, a doubt or a condition of what is not so never leans to its being so.
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

/// The attributions that one stands in, from the outermost, and itself.
fn chain(id: AttributionId, all: &[Attribution]) -> Vec<AttributionId> {
    let mut out = vec![id];
    let mut at = &all[id.0 as usize];
    // What is carried on stands where its beginning does. Bounded, since given attributions can go
    // in circles.
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
