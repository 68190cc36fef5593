//! In: a claim. Out: in words, how sure it is said to be, and how the report presents it.

use super::escape::Html;
use crate::records::Claim;
use crate::speakers::outer_source;
use crate::view::View;
use sayso::certainty::{Status, Strength, Voice};

/// A word beside a number in the text. Empty where there is nothing to warn of.
pub fn short(claim: &Claim) -> &'static str {
    let is_of_not = claim.is_of_not();
    match claim.status {
        Status::Probable if is_of_not => "likely not",
        Status::Possible if is_of_not => "may not",
        Status::Prediction if is_of_not => "won’t",
        Status::Directive if is_of_not => "should not",
        Status::Asserted if claim.attribution.is_none() => "alleged",
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

/// The status (with its strength unless that is strong, and whether it is of a "not"), the voice, and
/// whether it is hearsay, each after a dot.
pub fn write(h: &mut Html, view: &View<'_>, claim: &Claim) {
    let weaker = claim
        .strength
        .filter(|&strength| strength != Strength::Strong);
    let tag = if short(claim).is_empty() { "span" } else { "b" };
    h.raw(" · ");
    h.element(tag, &[], |h| {
        h.raw(claim.status.name());
        if let Some(strength) = weaker {
            h.raw(", ");
            h.raw(strength.name());
        }
        if claim.is_of_not() {
            h.raw(", negated");
        }
    });
    let outer = outer_source(view, claim);
    match (claim.voice, outer) {
        (Some(Voice::Factive), None) => h.raw(" · vouched for by the report"),
        (Some(Voice::Factive), Some(outer)) => h.text(&format!(" · vouched for by {outer}")),
        (Some(Voice::Distancing), None) => h.raw(" · the report keeps its distance"),
        (Some(Voice::Distancing), Some(outer)) => h.text(&format!(" · {outer} keeps a distance")),
        (Some(Voice::Neutral) | None, _) => {}
    }
    h.raw(if claim.chain.len() > 1 {
        " · hearsay"
    } else {
        ""
    });
}
