//! In: an attribution and its claim. Out: the second line that is copied: how sure it is said to be and
//! by whom, whether it is hearsay, whether it is a quotation.

use super::Citations;
use super::statement::no_one_who_says;
use crate::manner::is_within;
use crate::naming::speaks_in_own_quotation;
use crate::quoted;
use crate::records::{Attribution, Claim, Span};
use crate::speakers::probably;
use crate::standing;
use sayso::attribute::Form;
use sayso::certainty::Status;

/// How the parts of a content are called, so that a status is not taken for that of all of them.
const ORDINALS: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

impl Citations<'_> {
    /// The parts of the second line.
    pub(super) fn standing(&self, a: &Attribution, claim: Option<&Claim>) -> Vec<String> {
        let view = self.view;
        let mut parts: Vec<String> = Vec::new();
        if let Some(claim) = claim {
            parts.push(self.status(a, claim));
            parts.extend(standing::hearsay(view, claim));
            parts.extend(standing::voice(view, claim));
        }
        let is_silent = claim.is_some_and(|claim| claim.status == Status::Declined);
        parts.push(
            match quoted::form(a) {
                _ if self.is_of_a_quotation(a) => "words of a quotation",
                Form::Direct => "a quotation",
                Form::Mixed => "only the words in quotation marks are quoted",
                Form::Indirect if is_silent => "no words are quoted",
                Form::Indirect => "not a quotation, but the words of the report",
            }
            .into(),
        );
        if a.carried_from.is_some() {
            parts.push("it continues the paragraph before".into());
        }
        if self.going_on.contains(&*a.id) {
            parts.push("it goes on in the next paragraph".into());
        }
        parts
    }

    /// Whether the words of a paraphrase are those of somebody who is quoted: “My aide told me that …”.
    fn is_of_a_quotation(&self, a: &Attribution) -> bool {
        let outer = a.parent.as_deref().and_then(|id| self.view.attribution(id));
        let is_in_quotation = outer.is_some_and(|(_, outer)| outer.form == Form::Direct);
        a.form == Form::Indirect
            && (is_in_quotation || speaks_in_own_quotation(self.view, a).is_some())
    }

    /// How sure it is said to be and by whom, with what of the content that is about.
    pub(super) fn status(&self, a: &Attribution, claim: &Claim) -> String {
        let view = self.view;
        let status = match no_one_who_says(view, a, Some(claim)) {
            Some(no_one) => not_said_by_anyone(no_one),
            None => self.status_of_what(a, claim),
        };
        if a.uncertain {
            format!("If read rightly, {status}")
        } else if probably(view, a).is_some() {
            format!("If the speaker is read rightly, {status}")
        } else {
            status
        }
    }

    /// The status with the part of the content in which its words are. What is plainly asserted in
    /// several sentences is only "said", because the words that follow may be less sure.
    fn status_of_what(&self, a: &Attribution, claim: &Claim) -> String {
        let status = standing::status(self.view, claim);
        let sentences = self.sentences.numbers(&a.content).len();
        if claim.status == Status::Asserted && sentences > 1 {
            return match status.strip_prefix("asserted by ") {
                Some(who) => format!("said by {who}"),
                None => status,
            };
        }
        match self.part_of_status(a, claim) {
            Some(part) => format!("of its {part}: {status}"),
            None => status,
        }
    }

    /// "first sentence" where the words that decide the status are in only one of several sentences,
    /// "first part" where the name of the speaker parts a sentence.
    fn part_of_status(&self, a: &Attribution, claim: &Claim) -> Option<String> {
        let all = self.sentences.numbers(&a.content);
        let deciding: Vec<Span> = standing::deciding(claim)
            .filter(|span| is_within(&a.content, span))
            .cloned()
            .collect();
        if deciding.is_empty() {
            return None;
        }
        if all.len() > 1 {
            let mut of_status: Vec<usize> = deciding
                .iter()
                .map(|span| self.sentences.number(span))
                .collect();
            of_status.dedup();
            let [one] = of_status[..] else {
                return None;
            };
            let at = all.iter().position(|n| *n == one)?;
            return Some(format!("{} sentence", ordinal(at, all.len())));
        }
        let holds = |part: &&Span| {
            let part = std::slice::from_ref(*part);
            deciding.iter().any(|span| is_within(part, span))
        };
        let parts: Vec<usize> = (0..a.content.len())
            .filter(|&n| holds(&&a.content[n]))
            .collect();
        // A condition and a "not" may reach from one part into the other.
        let is_of_all = matches!(
            claim.status,
            Status::Conditional
                | Status::Negated
                | Status::Denied
                | Status::Withdrawn
                | Status::Declined
        );
        match parts[..] {
            [at] if a.content.len() > 1 && !is_of_all => {
                Some(format!("{} part", ordinal(at, a.content.len())))
            }
            _ => None,
        }
    }
}

/// For "Neither side has ruled out a war".
fn not_said_by_anyone(no_one: &Span) -> String {
    let first = no_one.text.split(' ').next().unwrap_or_default();
    format!(
        "no one is given as saying that it is so, and no one as saying that it is not so (“{first}”)"
    )
}

fn ordinal(at: usize, all: usize) -> &'static str {
    match ORDINALS.get(at) {
        Some(_) if at + 1 == all => "last",
        Some(ordinal) => ordinal,
        None => "later",
    }
}
