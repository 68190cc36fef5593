//! In: a group of claims. Out: its rows: one for each report that was not made from another one of the group, with how it
//! is related to the rows before it.

use crate::records::{ClaimGroup, ClaimMember};
use sayso::story::claims::ClaimRelation;

/// A row of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow<'a> {
    /// The place of the member in its group.
    pub place: usize,
    /// What the report says.
    pub member: &'a ClaimMember,
    /// How many copies say the same.
    pub copies: usize,
    /// How it is related to the rows before it. None of the first row.
    pub relation: Option<ClaimRelation>,
    /// The source says something else in a row before.
    pub against_itself: bool,
}

/// The rows of a group, in the order of its members. A copy that says what it was copied from is folded into the row of
/// that report, and so is a second place of one report with the same words.
pub fn rows(group: &ClaimGroup) -> Vec<ClaimRow<'_>> {
    let mut rows: Vec<ClaimRow<'_>> = Vec::new();
    for (number, member) in group.members.iter().enumerate() {
        let family = member.copy_of.as_ref().unwrap_or(&member.report);
        let is_folded = |row: &&mut ClaimRow<'_>| {
            let of = row.member.copy_of.as_ref().unwrap_or(&row.member.report);
            of == family && says_the_same(row.member, member)
        };
        if let Some(row) = rows.iter_mut().find(is_folded) {
            row.copies += usize::from(row.member.report != member.report);
            continue;
        }
        let before: Vec<usize> = rows.iter().map(|row| row.place).collect();
        let (relation, against_itself) = related(group, number, &before);
        rows.push(ClaimRow {
            place: number,
            member,
            copies: 0,
            relation,
            against_itself,
        });
    }
    rows
}

fn says_the_same(a: &ClaimMember, b: &ClaimMember) -> bool {
    match (&a.figure, &b.figure) {
        (Some(a), Some(b)) => match (&a.value, &b.value) {
            (Some(a), Some(b)) => a == b,
            _ => a.text == b.text,
        },
        _ => a.span.text == b.span.text,
    }
}

/// The relation to the rows before that matters most, and whether a row before has the same source with something
/// else.
fn related(group: &ClaimGroup, number: usize, before: &[usize]) -> (Option<ClaimRelation>, bool) {
    use ClaimRelation::{Conflict, Denied, Outdated, Rounded, Same, Updated};
    let pairs = group.pairs.iter().filter(|pair| {
        let [a, b] = pair.members.map(|n| n as usize);
        (a == number && before.contains(&b)) || (b == number && before.contains(&a))
    });
    let pairs: Vec<_> = pairs.collect();
    let by_weight = [Outdated, Denied, Conflict, Updated, Rounded, Same];
    let has = |relation: &ClaimRelation| pairs.iter().any(|pair| pair.relation == *relation);
    let differs = |relation| matches!(relation, Conflict | Denied);
    let against_itself = pairs.iter().any(|p| p.one_source && differs(p.relation));
    (by_weight.into_iter().find(has), against_itself)
}

/// How a relation is put in words beside a row; nothing where it says the same.
pub fn in_words(relation: ClaimRelation) -> &'static str {
    match relation {
        ClaimRelation::Same => "",
        ClaimRelation::Rounded => "rounded",
        ClaimRelation::Updated => "updated",
        ClaimRelation::Outdated => "out of date",
        ClaimRelation::Conflict => "differs",
        ClaimRelation::Denied => "denied",
    }
}
