//! In: a claim. Out: in words, how sure it is said to be, and how the report presents it.

use sayso::certainty::{Claim, Status, Strength, Voice};

/// A word beside a number in the text; none where there is nothing to warn of.
pub fn short(status: Status) -> &'static str {
    match status {
        Status::Asserted | Status::Topic => "",
        Status::Negated => "not",
        Status::Probable => "likely",
        Status::Possible => "may",
        Status::Unlikely => "unlikely",
        Status::Prediction => "will",
        Status::Conditional => "if",
        Status::Directive => "should",
        Status::Question => "whether",
        Status::Denied => "denied",
        Status::Declined => "no comment",
    }
}

/// Status with its strength where it has one to speak of, voice, hearsay.
pub fn words(claim: &Claim) -> Vec<String> {
    let strength = match (claim.status, claim.strength) {
        (Status::Asserted | Status::Topic | Status::Question | Status::Declined, _) | (_, Strength::Strong) => "",
        (_, Strength::Medium) => ", medium",
        (_, Strength::Weak) => ", weak",
    };
    let mut words = vec![format!("{}{strength}", claim.status.name())];
    words.extend(match claim.voice {
        Some(Voice::Factive) => Some("vouched for by the report".to_string()),
        Some(Voice::Distancing) => Some("at a distance".to_string()),
        Some(Voice::Neutral) | None => None,
    });
    if claim.chain.len() > 1 {
        words.push("hearsay".into());
    }
    words
}
