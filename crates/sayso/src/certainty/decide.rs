//! What a claim's status is.

use super::{Status, Strength, Trigger, TriggerKind, Voice};
use crate::attribute::{Attribution, By, Why};

pub(super) struct Decision {
    pub status: Status,
    pub strength: Strength,
    pub voice: Voice,
    pub triggers: Vec<Trigger>,
    pub why: Why,
}

pub(super) fn decide(text: &str, attribution: &Attribution) -> Decision {
    let word = |kind, words: &[&str]| {
        let span =
            attribution.cue.iter().copied().find(|s| words.iter().any(|w| text[s.range()].contains(w)));
        span.map(|span| Trigger { span, kind })
    };
    let denial = word(TriggerKind::Denial, &["den", "reject"]);
    let distance = word(TriggerKind::Distance, &["claim", "alleg", "reported"]);
    let (status, rule) = match denial {
        Some(_) => (Status::Denied, "denial"),
        None => (Status::Asserted, "plain"),
    };
    let voice = if distance.is_some() { Voice::Distancing } else { Voice::Neutral };
    Decision {
        status,
        strength: Strength::Strong,
        voice,
        triggers: denial.into_iter().chain(distance).collect(),
        why: Why { by: By::Rule, rule },
    }
}
