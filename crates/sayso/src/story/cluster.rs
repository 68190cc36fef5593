//! In: the days and the marks of reports. Out: which of them are about one event.
//!
//! The two groups of reports that have most in common on average are joined, again and again, until no two have enough
//! (agglomerative clustering with average linkage; Sokal and Michener 1958). Two that have only one name in common are not
//! joined. What groups have in common is summed up in integers, and all ties are decided by the order of the reports, so that
//! the result does not depend on the order in which reports were added, on the number of threads or on the machine.

use super::StoryMark;
use super::link::{Group, Link};
use super::neighbours::neighbours;
use super::vectors::{Weights, weights};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// What is known of a report to find its story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedReport {
    /// The day of publication, in days since 1970-01-01.
    pub day: Option<i32>,
    /// Its marks, see [`story_marks`](super::story_marks).
    pub marks: Vec<StoryMark>,
}

/// Reports that are about one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Their places among all reports, sorted: two at least.
    pub reports: Vec<usize>,
    /// The report that has most in common with the others.
    pub center: usize,
}

/// Groups are joined if their reports have so much in common, in millionths of what two reports with the same marks and
/// no day have. Chosen with ECB+ (topics 1 to 22), 21 real stories and ten invented ones.
const ENOUGH: i64 = 250_000;

/// Groups are joined if they have more marks in common than this. A name of two words gives three marks, so that the name of a
/// company or a minister alone does not make one story of two events of one day.
const ONE_NAME: f64 = 3.05;

/// The reports that are about one event, sorted by their first one. A report that no other is about is in none.
/// `joined` are reports that are of one story in any case, such as copies; no report is in two of them.
///
/// ```
/// use sayso::compare::Sketch;
/// use sayso::story::{MarkedReport, clusters, story_marks};
/// use sayso::{Reader, report::RawReport, words::Words};
/// let words = Words::none();
/// let report = |text: &str| {
///     let reading = Reader::new(&words).read(&RawReport::text(text)).unwrap();
///     MarkedReport { day: None, marks: story_marks(&Sketch::of(&reading)) }
/// };
/// let reports = [
///     report("The ferry Norvik Star rammed the pier at Velm with 312 people on board."),
///     report("The ferry Carla rammed the pier at Tarn Haven with 85 people on board."),
///     report("All 312 people left the Norvik Star after it hit the pier at Velm."),
/// ];
/// let stories = clusters(&reports, &[]);
/// assert_eq!(stories.len(), 1);
/// assert_eq!(stories[0].reports, [0, 2]);
/// ```
pub fn clusters(reports: &[MarkedReport], joined: &[Vec<usize>]) -> Vec<Cluster> {
    let weights = weights(reports);
    let begin = beginnings(reports.len(), joined);
    let mut merging = Merging::of(reports, &weights, &begin);
    merging.run();
    let groups: Vec<Group> = merging.groups.into_iter().flatten().collect();
    let stories = groups.par_iter().filter(|group| group.reports.len() > 1);
    let mut clusters: Vec<Cluster> = stories
        .map(|group| Cluster {
            center: group.center(&weights),
            reports: group.reports.clone(),
        })
        .collect();
    clusters.sort_unstable_by(|a, b| a.reports.cmp(&b.reports));
    clusters
}

/// The groups that there are at first, sorted: those that are joined in any case, and each other report by itself.
fn beginnings(reports: usize, joined: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut is_alone = vec![true; reports];
    for &place in joined.iter().flatten() {
        is_alone[place] = false;
    }
    let alone = (0..reports).filter(|&place| is_alone[place]);
    let mut all: Vec<Vec<usize>> = alone.map(|place| vec![place]).collect();
    all.extend(joined.iter().filter(|own| !own.is_empty()).cloned());
    for own in &mut all {
        own.sort_unstable();
    }
    all.sort_unstable();
    all
}

/// Groups that are being joined. A group is called by its place, which is that of the first of its parts.
struct Merging {
    groups: Vec<Option<Group>>,
    /// What each group has in common with others.
    links: Vec<BTreeMap<usize, Link>>,
    /// Groups that have enough in common, those with most on top. What has changed since is skipped.
    next: BinaryHeap<(i64, Reverse<(usize, usize)>)>,
}

impl Merging {
    fn of(reports: &[MarkedReport], weights: &[Weights], begin: &[Vec<usize>]) -> Merging {
        let mut group_of = vec![0; reports.len()];
        for (number, own) in begin.iter().enumerate() {
            for &place in own {
                group_of[place] = number;
            }
        }
        let group = |own: &Vec<usize>| Group::of(own, reports, weights);
        let groups: Vec<Group> = begin.par_iter().map(group).collect();
        let mut pairs: Vec<(usize, usize)> = neighbours(reports, weights)
            .into_par_iter()
            .map(|(a, b)| (group_of[a as usize], group_of[b as usize]))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        // What has less in common than would be enough joins nothing by itself, and is worked out when it is needed.
        let links: Vec<(usize, usize, Link)> = pairs
            .into_par_iter()
            .map(|(a, b)| (a, b, groups[a].link(&groups[b])))
            .filter(|(_, _, link)| link.strength() >= ENOUGH)
            .collect();
        let mut merging = Merging {
            links: vec![BTreeMap::new(); groups.len()],
            groups: groups.into_iter().map(Some).collect(),
            next: BinaryHeap::new(),
        };
        for (a, b, link) in links {
            merging.note(a, b, link);
        }
        merging
    }

    fn note(&mut self, a: usize, b: usize, link: Link) {
        self.links[a].insert(b, link);
        self.links[b].insert(a, link);
        let strength = link.strength();
        if strength >= ENOUGH {
            self.next.push((strength, Reverse((a.min(b), a.max(b)))));
        }
    }

    fn run(&mut self) {
        while let Some((strength, Reverse((a, b)))) = self.next.pop() {
            let link = self.links[a].get(&b);
            let is_current = link.is_some_and(|link| link.strength() == strength);
            if is_current && !self.are_far_apart(a, b) {
                self.join(a, b);
            }
        }
    }

    /// Whether two groups are of different times. Only reports without a day can then have something in common with both.
    fn are_far_apart(&self, a: usize, b: usize) -> bool {
        let groups = self.groups[a].as_ref().zip(self.groups[b].as_ref());
        groups.is_some_and(|(a, b)| a.is_far_from(b))
    }

    /// Takes the group `b` into `a`, which comes before it, if they have more than one name in common.
    fn join(&mut self, a: usize, b: usize) {
        let (Some(mut first), Some(second)) = (self.groups[a].take(), self.groups[b].take()) else {
            return;
        };
        if first.breadth(&second) < ONE_NAME {
            self.groups[a] = Some(first);
            self.groups[b] = Some(second);
            self.links[a].remove(&b);
            self.links[b].remove(&a);
            return;
        }
        let of_a = std::mem::take(&mut self.links[a]);
        let of_b = std::mem::take(&mut self.links[b]);
        let others: BTreeSet<usize> = of_a.keys().chain(of_b.keys()).copied().collect();
        for other in others.into_iter().filter(|&other| other != a && other != b) {
            self.links[other].remove(&b);
            let Some(third) = &self.groups[other] else {
                continue;
            };
            let known = |links: &BTreeMap<usize, Link>| links.get(&other).copied();
            let to_a = known(&of_a).unwrap_or_else(|| first.link(third));
            let to_b = known(&of_b).unwrap_or_else(|| second.link(third));
            self.note(a, other, to_a.plus(to_b));
        }
        first.add(second);
        self.groups[a] = Some(first);
    }
}
