//! In: the statements of a report. Out: those that hold against what somebody else has said right before,
//! though no verb says so: "the slides answer every question" / "I don't think they have been answered".

use super::criticism::holds_against;
use super::disputes::{Dispute, alone, is_same_speaker};
use super::unnamed::{Standing, standing, stems};
use crate::records::Attribution;
use crate::view::{Numbered, View};

/// A statement that only holds against another one ("I don't think so") answers one so many places before.
const NEXT: usize = 2;

/// The statements that hold against what somebody else has said right before, with what they hold
/// against: "the slides answer every question" / "I don't think they have been answered".
pub fn held_against<'a>(
    view: &View<'a>,
    shown: &[Numbered<'a>],
    known: &[Dispute<'a>],
) -> Vec<Dispute<'a>> {
    let is_known = |place: usize| {
        let mut all = known
            .iter()
            .flat_map(|d| d.claim.into_iter().chain(d.denial));
        all.any(|(other, _)| other == place)
    };
    let of_somebody = |a: &Attribution| standing(view, a) == Standing::Named;
    let answering = shown.iter().filter(|(place, a)| {
        a.parent.is_none() && holds_against(a) && of_somebody(a) && !is_known(*place)
    });
    answering
        .filter_map(|&(place, a)| {
            let before = shown.partition_point(|(other, _)| *other < place);
            let near = &shown[before.saturating_sub(NEXT)..before];
            let words = stems(&a.content);
            let claim = near.iter().rev().find(|(other, b)| {
                let is_of_another = of_somebody(b) && !is_same_speaker(a, b);
                let is_claim = b.parent.is_none() && !view.is_topic(b) && !holds_against(b);
                let is_near = place - other <= NEXT;
                is_of_another && is_claim && is_near && !words.is_disjoint(&stems(&b.content))
            })?;
            Some(Dispute {
                denial: Some((place, a)),
                ..alone(*claim)
            })
        })
        .collect()
}
