//! In: what the reports of one story say. Out: groups: one for each thing that is counted or claimed, with
//! how what its reports say is related.
//!
//! Figures, and sentences without figures, are joined to groups pair by pair, the likeliest first. Two
//! groups are joined if their members are likely to be of one thing on average, so that one doubtful pair
//! does not join the dead to the injured.

use super::account::{Account, StatedFigure, Statement};
use super::denials::{Denial, denials};
use super::relations::{Place, relations};
use super::slots::figure_pairs;
use super::statements::{SAME_CLAIM, compare_statements};
use std::collections::BTreeMap;

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

    fn reports(&self) -> usize {
        let mut reports: Vec<usize> = self.members.iter().map(|m| m.report).collect();
        reports.dedup();
        reports.len()
    }
}

/// Two groups are joined from this mean probability of their pairs on.
const MEAN: f32 = 0.42;
/// Pairs of figures and of sentences that are less likely than this do not join groups.
const LEAST: f32 = 0.5;

/// The groups of the reports of one story, those first in which reports disagree, then those that most
/// reports have. The reports have to be in an order of their own, such as that of their ids.
pub fn claim_groups(reports: &[StoryReport<'_>]) -> Vec<ClaimGroup> {
    let mut groups = Vec::new();
    for clusters in [figures_of(reports), claims_of(reports)] {
        groups.extend(clusters.joined());
    }
    let mut groups: Vec<ClaimGroup> = groups
        .into_iter()
        .map(|members| group(reports, members))
        .collect();
    groups.extend(
        denials(reports)
            .into_iter()
            .map(|members| denied(reports, members)),
    );
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
    for a in 0..sides.len() {
        for b in a + 1..sides.len() {
            let is_there = group.pairs.iter().any(|pair| (pair.a, pair.b) == (a, b));
            if sides[a] != sides[b] && !is_there {
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

/// Places that may be of one thing, and how likely pairs of them are.
#[derive(Default)]
struct Clusters {
    members: Vec<ClaimMember>,
    likely: BTreeMap<(usize, usize), f32>,
}

impl Clusters {
    /// The members of each group.
    fn joined(&self) -> Vec<Vec<ClaimMember>> {
        let mut pairs: Vec<(&(usize, usize), &f32)> = self.likely.iter().collect();
        pairs.retain(|(_, likely)| **likely >= LEAST);
        pairs.sort_by(|x, y| y.1.total_cmp(x.1).then(x.0.cmp(y.0)));
        let mut group_of: Vec<usize> = (0..self.members.len()).collect();
        let mut groups: Vec<Vec<usize>> = (0..self.members.len()).map(|n| vec![n]).collect();
        for (&(a, b), _) in pairs {
            let (x, y) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
            if x != y && self.mean(&groups[x], &groups[y]) >= MEAN {
                let moved = std::mem::take(&mut groups[y]);
                for &member in &moved {
                    group_of[member] = x;
                }
                groups[x].extend(moved);
            }
        }
        let groups = groups.into_iter().filter(|group| !group.is_empty());
        groups
            .map(|group| {
                let mut members: Vec<ClaimMember> =
                    group.into_iter().map(|n| self.members[n]).collect();
                members.sort();
                members
            })
            .collect()
    }

    /// The mean probability of the pairs between two groups. Pairs within a sentence are of two things.
    fn mean(&self, a: &[usize], b: &[usize]) -> f32 {
        let mut sum = 0.0;
        for &x in a {
            for &y in b {
                let pair = (x.min(y), x.max(y));
                sum += self.likely.get(&pair).copied().unwrap_or(0.0);
            }
        }
        sum / (a.len() * b.len()) as f32
    }
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

/// The figures of all reports.
fn figures_of(reports: &[StoryReport<'_>]) -> Clusters {
    let all = statements(reports);
    let with: Vec<_> = all
        .into_iter()
        .filter(|(.., s)| !s.figures.is_empty())
        .collect();
    let mut clusters = Clusters::default();
    let mut first = Vec::with_capacity(with.len());
    for (report, number, statement) in &with {
        first.push(clusters.members.len());
        for figure in 0..statement.figures.len() {
            clusters.members.push(ClaimMember {
                report: *report,
                statement: *number,
                figure: Some(figure),
            });
        }
    }
    for (n, (.., a)) in with.iter().enumerate() {
        for (m, (.., b)) in with.iter().enumerate().skip(n + 1) {
            for pair in figure_pairs(a, b) {
                let key = (first[n] + pair.a, first[m] + pair.b);
                clusters.likely.insert(key, pair.score);
            }
        }
    }
    clusters
}

/// The sentences without figures that a source says.
fn claims_of(reports: &[StoryReport<'_>]) -> Clusters {
    let all = statements(reports);
    let is_claim = |s: &Statement| s.figures.is_empty() && !s.said.is_empty() && s.words.len() >= 2;
    let with: Vec<_> = all.into_iter().filter(|(.., s)| is_claim(s)).collect();
    let mut clusters = Clusters::default();
    for (report, number, _) in &with {
        clusters.members.push(ClaimMember {
            report: *report,
            statement: *number,
            figure: None,
        });
    }
    for (n, (x, _, a)) in with.iter().enumerate() {
        for (m, (y, _, b)) in with.iter().enumerate().skip(n + 1) {
            let score = compare_statements(a, b).score;
            if x != y && score >= SAME_CLAIM {
                clusters.likely.insert((n, m), score);
            }
        }
    }
    clusters
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
