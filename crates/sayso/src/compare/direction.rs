//! In: two reports of which one is a copy. Out: which was made from the other, by the first rule that
//! says so.

use super::comparison::{CopyDirection, DirectionRule, Side};
use super::sketch::Sketch;
use crate::credits::CreditKind;

/// Which report the other was made from.
pub(super) fn direction(a: &Sketch, b: &Sketch) -> CopyDirection {
    by_credit(a, b).or_else(|| by_day(a, b)).unwrap_or_default()
}

/// A report that credits the outlet of the other was made from it, if the other does not credit it
/// too.
fn by_credit(a: &Sketch, b: &Sketch) -> Option<CopyDirection> {
    let in_a = credit_of(a, b);
    let in_b = credit_of(b, a);
    let (side, number) = match (in_a, in_b) {
        (Some(number), None) => (Side::A, number),
        (None, Some(number)) => (Side::B, number),
        _ => return None,
    };
    let credit = match side {
        Side::A => a.credits[number],
        Side::B => b.credits[number],
    };
    let rule = match credit.kind {
        CreditKind::Report | CreditKind::Interview | CreditKind::Release => DirectionRule::Credit,
        CreditKind::Byline
        | CreditKind::Dateline
        | CreditKind::Signature
        | CreditKind::Contribution
        | CreditKind::Republication => DirectionRule::Byline,
    };
    Some(CopyDirection {
        from: Some(side.other()),
        rule: Some(rule),
        credit: Some((side, number)),
    })
}

/// The first credit of `copy` that names the outlet of `original`.
fn credit_of(copy: &Sketch, original: &Sketch) -> Option<usize> {
    let outlet = original.outlet?;
    copy.credits.iter().position(|credit| credit.body == outlet)
}

/// The report of the earlier day comes first.
fn by_day(a: &Sketch, b: &Sketch) -> Option<CopyDirection> {
    let (day_a, day_b) = (a.published?, b.published?);
    let from = match day_a.cmp(&day_b) {
        std::cmp::Ordering::Less => Side::A,
        std::cmp::Ordering::Greater => Side::B,
        std::cmp::Ordering::Equal => return None,
    };
    Some(CopyDirection {
        from: Some(from),
        rule: Some(DirectionRule::Published),
        credit: None,
    })
}
