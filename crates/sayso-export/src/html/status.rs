//! In: a claim. Out: in words, how sure it is said to be, and how the report presents it.

use super::escape::Html;
use crate::records::Claim;
use sayso::certainty::{Status, Strength, Voice};

/// A word beside a number in the text. Empty where there is nothing to warn of.
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

/// The status (with its strength unless that is strong), the voice, and whether it is hearsay, each
/// after a dot.
pub fn write(h: &mut Html, claim: &Claim) {
    let weaker = claim
        .strength
        .filter(|&strength| strength != Strength::Strong);
    let tag = if short(claim.status).is_empty() {
        "span"
    } else {
        "b"
    };
    h.raw(" · ");
    h.element(tag, &[], |h| {
        h.raw(claim.status.name());
        if let Some(strength) = weaker {
            h.raw(", ");
            h.raw(strength.name());
        }
    });
    h.raw(match claim.voice {
        Some(Voice::Factive) => " · vouched for by the report",
        Some(Voice::Distancing) => " · the report keeps its distance",
        Some(Voice::Neutral) | None => "",
    });
    h.raw(if claim.chain.len() > 1 {
        " · hearsay"
    } else {
        ""
    });
}
