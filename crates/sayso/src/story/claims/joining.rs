//! In: what the reports of one story say. Out: which of their figures, and of their sentences without figures, are of one
//! thing.
//!
//! They are joined pair by pair, the likeliest first. Two groups are joined if their members are likely to be of one thing on
//! average, so that one doubtful pair does not join the dead to the injured. What copies have in the same words is
//! compared once.

use super::account::Statement;
use super::groups::{ClaimMember, StoryReport, statements};
use super::pairing::each_pair;
use super::slots::figure_pairs;
use super::statements::{SAME_CLAIM, can_claim_the_same, compare_statements};
use sayso_english::hash::mix;
use std::collections::{BTreeMap, HashMap};

/// Two groups are joined from this mean probability of their pairs on.
const MEAN: f32 = 0.42;
/// Pairs of figures and of sentences that are less likely than this do not join groups.
const LEAST: f32 = 0.5;

/// A sentence that several reports have in the same words.
struct Wording<'a> {
    statement: &'a Statement,
    /// The reports, each with the number of the sentence in it. No report is there twice.
    places: Vec<(usize, usize)>,
}

impl Wording<'_> {
    fn members(&self, figure: Option<usize>) -> Vec<ClaimMember> {
        let member = |&(report, statement): &(usize, usize)| ClaimMember {
            report,
            statement,
            figure,
        };
        self.places.iter().map(member).collect()
    }

    fn keys(&self) -> Vec<u64> {
        let plain = self.statement.words.iter().filter(|word| !word.in_figure);
        plain.map(|word| word.key).collect()
    }

    /// What part of the pairs of sentences of the two are of different reports.
    fn apart(&self, other: &Wording<'_>) -> f32 {
        let reports = |of: &Wording<'_>| -> Vec<usize> { of.places.iter().map(|p| p.0).collect() };
        let others = reports(other);
        let both = reports(self).iter().filter(|r| others.contains(r)).count();
        let all = self.places.len() * other.places.len();
        (all - both) as f32 / all as f32
    }
}

/// The wordings of sentences, in the order of their first places.
fn wordings<'a>(
    reports: &[StoryReport<'a>],
    is_wanted: impl Fn(&Statement) -> bool,
) -> Vec<Wording<'a>> {
    let mut wordings: Vec<Wording<'a>> = Vec::new();
    let mut seen: HashMap<(Vec<u64>, String), Vec<usize>> = HashMap::new();
    let wanted = statements(reports).into_iter();
    for (report, number, statement) in wanted.filter(|(.., statement)| is_wanted(statement)) {
        let same = seen.entry(what_is_compared(statement)).or_default();
        // The second time that a report says it is another wording.
        let is_free = |&&n: &&usize| wordings[n].places.last().is_none_or(|p| p.0 != report);
        if let Some(&free) = same.iter().find(is_free) {
            wordings[free].places.push((report, number));
        } else {
            same.push(wordings.len());
            wordings.push(Wording {
                statement,
                places: vec![(report, number)],
            });
        }
    }
    wordings
}

/// All that sentences are compared by.
fn what_is_compared(statement: &Statement) -> (Vec<u64>, String) {
    let words = statement.words.iter().map(|word| {
        let flags = [word.is_name, word.is_fate, word.in_figure, word.in_source];
        let flags = flags
            .iter()
            .fold(1, |all, &flag| all << 1 | u64::from(flag));
        mix(word.key, u64::from(word.place) << 8 | flags)
    });
    let breaks = statement.breaks.iter().map(|&place| u64::from(place));
    let figures = statement.figures.iter().map(|stated| {
        let said = (
            stated.is_before,
            stated.is_part,
            stated.of_people,
            stated.of,
        );
        let of = &stated.figure;
        let value = (of.low, of.high, of.digits, of.unit, of.role, of.modifier);
        format!("{:?} {:?} {said:?} {value:?}", stated.kind, stated.places)
    });
    (words.chain(breaks).collect(), figures.collect())
}

/// The figures of all reports: for each thing the members of its group.
pub(super) fn joined_figures(reports: &[StoryReport<'_>]) -> Vec<Vec<ClaimMember>> {
    let wordings = wordings(reports, |statement| !statement.figures.is_empty());
    let mut figures: Vec<(usize, usize)> = Vec::new();
    let mut first = Vec::with_capacity(wordings.len());
    for (number, wording) in wordings.iter().enumerate() {
        first.push(figures.len());
        let own = 0..wording.statement.figures.len();
        figures.extend(own.map(|figure| (number, figure)));
    }
    let mut likely = Vec::new();
    let keys: Vec<Vec<u64>> = wordings.iter().map(Wording::keys).collect();
    each_pair(&keys, |n, m| {
        for pair in figure_pairs(wordings[n].statement, wordings[m].statement) {
            likely.push(((first[n] + pair.a, first[m] + pair.b), pair.score));
        }
    });
    let score = |a: usize, b: usize| {
        let ((n, a), (m, b)) = (figures[a.min(b)], figures[a.max(b)]);
        // Two figures of one sentence are of two things.
        if n == m {
            return 0.0;
        }
        let pairs = figure_pairs(wordings[n].statement, wordings[m].statement);
        let mut pairs = pairs.iter().filter(|pair| (pair.a, pair.b) == (a, b));
        pairs.next().map_or(0.0, |pair| pair.score)
    };
    let members = |&(number, figure): &(usize, usize)| wordings[number].members(Some(figure));
    let things: Vec<Vec<ClaimMember>> = figures.iter().map(members).collect();
    joined(&things, likely, &score)
}

/// The sentences without figures that a source says: for each thing the members of its group.
pub(super) fn joined_claims(reports: &[StoryReport<'_>]) -> Vec<Vec<ClaimMember>> {
    let is_claim = |s: &Statement| s.figures.is_empty() && !s.said.is_empty() && s.words.len() >= 2;
    let wordings = wordings(reports, is_claim);
    let keys: Vec<Vec<u64>> = wordings.iter().map(Wording::keys).collect();
    let mut scores: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    each_pair(&keys, |n, m| {
        let (a, b) = (&wordings[n], &wordings[m]);
        if can_claim_the_same(a.statement, b.statement) {
            let score = compare_statements(a.statement, b.statement).score;
            let apart = a.apart(b);
            if score >= SAME_CLAIM && apart > 0.0 {
                scores.insert((n, m), score * apart);
            }
        }
    });
    let score = |a: usize, b: usize| {
        let pair = (a.min(b), a.max(b));
        scores.get(&pair).copied().unwrap_or(0.0)
    };
    let members = |wording: &Wording<'_>| wording.members(None);
    let things: Vec<Vec<ClaimMember>> = wordings.iter().map(members).collect();
    let likely = scores.iter().map(|(pair, score)| (*pair, *score)).collect();
    joined(&things, likely, &score)
}

/// Joins things that are likely one. `things` are members that are one already; `likely` has pairs of them by their places,
/// and `score` says how likely any two are one.
fn joined(
    things: &[Vec<ClaimMember>],
    mut likely: Vec<((usize, usize), f32)>,
    score: &dyn Fn(usize, usize) -> f32,
) -> Vec<Vec<ClaimMember>> {
    likely.retain(|(_, likely)| *likely >= LEAST);
    likely.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let sizes: Vec<f32> = things.iter().map(|members| members.len() as f32).collect();
    let mean = |a: &[usize], b: &[usize]| {
        let (mut sum, mut all) = (0.0, 0.0);
        for &x in a {
            for &y in b {
                let both = sizes[x] * sizes[y];
                sum += score(x, y) * both;
                all += both;
            }
        }
        sum / all
    };
    let mut group_of: Vec<usize> = (0..things.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..things.len()).map(|n| vec![n]).collect();
    // Groups that were not joined are not held against each other again before one of them grows.
    let mut refused: HashMap<(usize, usize), (usize, usize)> = HashMap::new();
    for ((a, b), _) in likely {
        let (x, y) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        let lengths = (groups[x].len(), groups[y].len());
        if x == y || refused.get(&(x, y)) == Some(&lengths) {
            continue;
        }
        if mean(&groups[x], &groups[y]) < MEAN {
            refused.insert((x, y), lengths);
            continue;
        }
        let moved = std::mem::take(&mut groups[y]);
        for &thing in &moved {
            group_of[thing] = x;
        }
        groups[x].extend(moved);
    }
    let groups = groups.into_iter().filter(|group| !group.is_empty());
    groups
        .map(|group| {
            let of_group = group.into_iter().flat_map(|n| things[n].iter().copied());
            let mut members: Vec<ClaimMember> = of_group.collect();
            members.sort_unstable();
            members
        })
        .collect()
}
