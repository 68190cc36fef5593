//! In: two reports of which one is a copy. Out: which was made from the other, by the first rule that
//! says so.

use super::comparison::{CopyDirection, CopyRelation, DirectionRule, Side};
use super::sketch::Sketch;
use super::word_keys::body_key;
use crate::credits::CreditKind;
use sayso_english::agencies;
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Which report the other was made from. They are related as `relation` says.
pub(super) fn direction(a: &Sketch, b: &Sketch, relation: CopyRelation) -> CopyDirection {
    let is_cut = relation == CopyRelation::Trimmed;
    if is_cut && (credits_text_cut_later(a, b) || credits_text_cut_later(b, a)) {
        return CopyDirection::default();
    }
    by_credit(a, b)
        .or_else(|| by_wire(a, b))
        .or_else(|| by_time(a, b))
        .unwrap_or_default()
}

/// A report that credits the outlet of the other, or the agency whose text the other is, was made from
/// it, if the other does not credit it too.
fn by_credit(a: &Sketch, b: &Sketch) -> Option<CopyDirection> {
    let (side, number) = only_one(credit_of(a, b), credit_of(b, a))?;
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

/// Whether a report credits an agency, and the other one is a shorter text of that agency, which another outlet printed on a
/// later day. If all of the shorter one is in the longer one, both were cut from a third, and neither was made from the other.
fn credits_text_cut_later(report: &Sketch, printed: &Sketch) -> bool {
    let Some(number) = credit_of(report, printed) else {
        return false;
    };
    let agency = report.credits[number].body;
    let is_of_outlet = printed.outlet.is_some_and(|outlet| outlet != agency);
    let is_cut = printed.words.len() < report.words.len();
    let days = report.published.zip(printed.published);
    is_of_outlet && is_cut && days.is_some_and(|(day, later)| day < later)
}

/// The text of an agency comes before a report that names no agency, because outlets print the texts of
/// agencies, and an agency names the outlet that it has something from.
fn by_wire(a: &Sketch, b: &Sketch) -> Option<CopyDirection> {
    let line_of = |report: &Sketch, other: &Sketch| {
        let names_one = other.outlet.is_some_and(is_agency)
            || other.credits.iter().any(|credit| is_agency(credit.body));
        line(report).filter(|_| !names_one)
    };
    let (side, number) = only_one(line_of(a, b), line_of(b, a))?;
    Some(CopyDirection {
        from: Some(side),
        rule: Some(DirectionRule::Wire),
        credit: Some((side, number)),
    })
}

/// The side that has something which the other has not.
fn only_one(a: Option<usize>, b: Option<usize>) -> Option<(Side, usize)> {
    match (a, b) {
        (Some(number), None) => Some((Side::A, number)),
        (None, Some(number)) => Some((Side::B, number)),
        _ => None,
    }
}

/// The first credit of `copy` that names the outlet of `original` or the agency whose text it is.
fn credit_of(copy: &Sketch, original: &Sketch) -> Option<usize> {
    let credits = |body: u32| copy.credits.iter().position(|credit| credit.body == body);
    original.outlet.and_then(credits).or_else(|| {
        let agency = original.credits[line(original)?].body;
        let own = line(copy).map(|number| copy.credits[number].body);
        let is_own = copy.outlet == Some(agency) || own == Some(agency);
        credits(agency).filter(|_| !is_own)
    })
}

/// The dateline, byline or last line that says that a report is the text of an agency; none if such a line
/// names another body too, as in "VELM (NNA/AP)".
fn line(report: &Sketch) -> Option<usize> {
    let is_line = |kind| {
        matches!(
            kind,
            CreditKind::Dateline | CreditKind::Byline | CreditKind::Signature
        )
    };
    let credits = report.credits.iter().enumerate();
    let mut lines = credits.filter(|(_, credit)| is_line(credit.kind));
    let (first, credit) = lines.next()?;
    let is_only = lines.all(|(_, other)| other.body == credit.body);
    (is_only && is_agency(credit.body)).then_some(first)
}

/// Whether a key is that of an agency.
fn is_agency(body: u32) -> bool {
    static AGENCIES: LazyLock<Vec<u32>> = LazyLock::new(|| {
        let mut all: Vec<u32> = agencies::names().map(body_key).collect();
        all.sort_unstable();
        all
    });
    AGENCIES.binary_search(&body).is_ok()
}

/// The report of the earlier day comes first, and of one day that of the earlier hour. Where both have an hour and a
/// zone, these decide, because one moment has two days in two zones.
fn by_time(a: &Sketch, b: &Sketch) -> Option<CopyDirection> {
    let days = a.published.zip(b.published).map(|(a, b)| a.cmp(&b));
    let moments = a.moment.zip(b.moment).map(|(a, b)| a.cmp(&b));
    let order = moments.or(days)?;
    let from = match order {
        Ordering::Less => Side::A,
        Ordering::Greater => Side::B,
        Ordering::Equal => return None,
    };
    let rule = if days == Some(order) {
        DirectionRule::Published
    } else {
        DirectionRule::Hour
    };
    Some(CopyDirection {
        from: Some(from),
        rule: Some(rule),
        credit: None,
    })
}
