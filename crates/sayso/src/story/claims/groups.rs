//! In: what the reports of one story say. Out: groups: one for each thing that is counted or claimed, with
//! how what its reports say is related.
//!
//! `joining` finds which figures and which sentences are of one thing, `denials` which sentences deny each other, and
//! `relations` how the members of each group are related.

use super::account::{Account, StatedFigure, Statement};
use super::denials::{Denial, denials};
use super::joining::{joined_claims, joined_figures};
use super::relations::{Place, relations};
use std::collections::BTreeSet;

sayso_english::names! {
    /// How what two reports say of one thing is related.
    pub enum ClaimRelation {
        /// They say the same.
        Same = "same",
        /// One has the figure of the other, rounded.
        Rounded = "rounded",
        /// A later report has another figure of something that changes, such as a count that grows.
        Updated = "updated",
        /// A later report still has a figure that another report had replaced before.
        Outdated = "outdated",
        /// They differ.
        Conflict = "conflict",
        /// One says that it is so, the other that it is not.
        Denied = "denied",
    }
}

/// A report of a story.
#[derive(Clone, Copy, Debug)]
pub struct StoryReport<'a> {
    /// What it says.
    pub account: &'a Account,
    /// Its family of copies. Reports of one number were made from each other.
    pub family: usize,
}

/// What one report says of the thing of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimMember {
    /// The report, by its place among the reports of the story.
    pub report: usize,
    /// The sentence, among the statements of its account.
    pub statement: usize,
    /// The figure, among those of the sentence; none for a claim without figures.
    pub figure: Option<usize>,
}

/// How two members of a group are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimPair {
    /// The place of the first among the members of the group.
    pub a: usize,
    /// The place of the second one, which comes after it.
    pub b: usize,
    /// How they are related.
    pub relation: ClaimRelation,
    /// Whether one source, by its name, says both.
    pub one_source: bool,
}

/// What the reports of a story say of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimGroup {
    /// Where it is said, in the order of the reports.
    pub members: Vec<ClaimMember>,
    /// How the members of different reports are related, and members of one report that differ.
    pub pairs: Vec<ClaimPair>,
}

impl ClaimGroup {
    /// How much its reports disagree, for the order of groups: conflicts first, then what is denied, what
    /// changed, and what all agree on.
    fn disagreement(&self) -> usize {
        use ClaimRelation::{Conflict, Denied, Outdated, Rounded, Updated};
        let has = |relation| self.pairs.iter().any(|pair| pair.relation == relation);
        let ranked = [Conflict, Denied, Outdated, Updated, Rounded];
        ranked.iter().position(|&r| has(r)).unwrap_or(ranked.len())
    }

    /// The members of which one denies the other.
    fn denied(&self) -> impl Iterator<Item = [ClaimMember; 2]> {
        let pairs = self.pairs.iter();
        let denied = pairs.filter(|pair| pair.relation == ClaimRelation::Denied);
        denied.map(|pair| [pair.a, pair.b].map(|place| self.members[place]))
    }

    fn reports(&self) -> usize {
        let mut reports: Vec<usize> = self.members.iter().map(|m| m.report).collect();
        reports.dedup();
        reports.len()
    }
}

/// The groups of the reports of one story, those first in which reports disagree, then those that most
/// reports have. The reports have to be in an order of their own, such as that of their ids.
pub fn claim_groups(reports: &[StoryReport<'_>]) -> Vec<ClaimGroup> {
    let things = joined_figures(reports)
        .into_iter()
        .chain(joined_claims(reports));
    let mut groups: Vec<ClaimGroup> = things.map(|members| group(reports, members)).collect();
    // Sentences that are one claim for all that they say, of which one says that it is not so, are told already.
    let told: BTreeSet<[ClaimMember; 2]> = groups.iter().flat_map(ClaimGroup::denied).collect();
    let denials = denials(reports).into_iter();
    let denied = denials.map(|members| denied(reports, members));
    groups.extend(denied.filter(|group| !group.denied().all(|pair| told.contains(&pair))));
    groups.sort_by_key(|group| {
        let most = usize::MAX - group.reports();
        (group.disagreement(), most, group.members[0])
    });
    groups
}

fn group(reports: &[StoryReport<'_>], members: Vec<ClaimMember>) -> ClaimGroup {
    let places: Vec<Place<'_>> = members.iter().map(|&m| Place::of(reports, m)).collect();
    let pairs = relations(&places);
    ClaimGroup { members, pairs }
}

/// Sentences of which some deny the others.
fn denied(reports: &[StoryReport<'_>], [one, other]: Denial) -> ClaimGroup {
    let mut members = [one.clone(), other].concat();
    members.sort();
    let mut group = group(reports, members);
    let side = |n: usize| one.contains(&group.members[n]);
    let sides: Vec<bool> = (0..group.members.len()).map(side).collect();
    for pair in &mut group.pairs {
        if sides[pair.a] != sides[pair.b] {
            pair.relation = ClaimRelation::Denied;
        }
    }
    // Two sentences of one report that agree are not a pair otherwise.
    let there: BTreeSet<(usize, usize)> = group.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    for a in 0..sides.len() {
        for b in a + 1..sides.len() {
            let is_one_report = group.members[a].report == group.members[b].report;
            if is_one_report && sides[a] != sides[b] && !there.contains(&(a, b)) {
                group.pairs.push(ClaimPair {
                    a,
                    b,
                    relation: ClaimRelation::Denied,
                    one_source: false,
                });
            }
        }
    }
    group.pairs.sort_by_key(|pair| (pair.a, pair.b));
    group
}

pub(super) fn statements<'a>(reports: &[StoryReport<'a>]) -> Vec<(usize, usize, &'a Statement)> {
    let mut all = Vec::new();
    for (report, of) in reports.iter().enumerate() {
        for (number, statement) in of.account.statements.iter().enumerate() {
            all.push((report, number, statement));
        }
    }
    all
}

impl ClaimMember {
    /// Its sentence.
    pub fn statement<'a>(&self, reports: &[StoryReport<'a>]) -> &'a Statement {
        &reports[self.report].account.statements[self.statement]
    }

    /// Its figure.
    pub fn figure<'a>(&self, reports: &[StoryReport<'a>]) -> Option<&'a StatedFigure> {
        Some(&self.statement(reports).figures[self.figure?])
    }
}
