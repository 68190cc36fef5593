//! In: a claim. Out: how its source, the outlet or another source puts it, in plain words.

use crate::records::Claim;
use crate::speakers::outer_source;
use crate::view::View;
use crate::visible;
use sayso::certainty::{Polarity, Status, Strength, Voice};

/// How a claim is put, where it is not plainly asserted and the words `seen` do not show it: "says it
/// may be so: “might”". Also whether the outlet vouches for it. Empty if there is nothing to say.
pub fn how_it_is_put(view: &View<'_>, claim: &Claim, seen: &str) -> String {
    let seen = seen.to_lowercase();
    let triggers: Vec<String> = claim
        .triggers
        .iter()
        .map(|trigger| visible(&trigger.span.text))
        .collect();
    let is_seen = triggers
        .iter()
        .all(|word| seen.contains(&word.to_lowercase()));
    // "may" and "denied" say themselves what a note would say.
    let status = if is_seen && !triggers.is_empty() {
        ""
    } else {
        status_in_words(claim.status, claim.polarity, claim.strength)
    };
    let voice = voice_in_words(view, claim);
    let notes: Vec<&str> = [status, &voice]
        .into_iter()
        .filter(|note| !note.is_empty())
        .collect();
    if notes.is_empty() {
        return String::new();
    }
    let by = if is_seen {
        String::new()
    } else {
        format!(": “{}”", triggers.join(" … "))
    };
    format!("{}{by}", notes.join("; "))
}

/// How the source puts a claim: "says it may be so". Empty if it is plainly asserted.
pub fn status_in_words(
    status: Status,
    polarity: Option<Polarity>,
    strength: Option<Strength>,
) -> &'static str {
    let is_not = polarity == Some(Polarity::Negative);
    let is_strong = strength.is_none_or(|strength| strength == Strength::Strong);
    match (status, is_not) {
        (Status::Asserted | Status::Topic, _) => "",
        (Status::Negated, _) => "says it is not so",
        (Status::Denied, _) => "denies it",
        (Status::Withdrawn, _) => "no longer says so",
        (Status::Declined, _) => "would not say",
        (Status::Probable, false) => "says it is likely",
        (Status::Probable, true) => "says it is likely not so",
        (Status::Possible, false) => "says it may be so",
        (Status::Possible, true) => "says it may not be so",
        (Status::Unlikely, _) => "says it is unlikely",
        (Status::Prediction, false) if is_strong => "says it will",
        (Status::Prediction, true) if is_strong => "says it will not",
        (Status::Prediction, false) => "expects it",
        (Status::Prediction, true) => "expects that it will not",
        (Status::Conditional, false) => "says so if something else is",
        (Status::Conditional, true) => "says it is not so if something else is",
        (Status::Directive, false) => "says it should",
        (Status::Directive, true) => "says it should not",
        (Status::Question, _) => "leaves it open",
    }
}

/// Whether the outlet, or the source around it, vouches for it or keeps a distance.
fn voice_in_words(view: &View<'_>, claim: &Claim) -> String {
    let by = outer_source(view, claim).map_or(String::new(), |who| format!(" by {who}"));
    match claim.voice {
        None | Some(Voice::Neutral) => String::new(),
        Some(Voice::Factive) => format!("given as a fact{by}"),
        Some(Voice::Distancing) => format!("not vouched for{by}"),
    }
}
