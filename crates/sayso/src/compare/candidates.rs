//! In: the keys of many reports. Out: which pairs of them are worth comparing.
//!
//! Two reports are compared if they share two rare keys at least. A key that very many reports have says little, and
//! would make the work grow with the square of their number, so that a report is compared only with the next few that
//! have it; copies of one text are then still connected through each other.

use super::keys::Key;
use std::collections::HashMap;

/// A key that more reports have is common.
const RARE: usize = 100;
/// With so many of the next reports that have the same common key a report is compared.
const NEXT: usize = 4;
/// Reports that share fewer keys are not compared.
const LEAST_SHARED: u32 = 2;
/// With so many others a report is compared at most: those with which it shares the rarest keys.
const MOST: usize = 40;

/// The pairs of reports to compare, as numbers in `keys`, the lower one first, sorted. The result for each pair does
/// not depend on the order of the reports, as long as they are sorted alike.
///
/// ```
/// use sayso::compare::{Sketch, candidates, keys};
/// use sayso::{Reader, report::RawReport, words::Words};
/// let words = Words::none();
/// let keys_of = |text: &str| {
///     let reading = Reader::new(&words).read(&RawReport::text(text)).unwrap();
///     keys(&Sketch::of(&reading))
/// };
/// let pier = "Engineers found rot in 14 of the 60 piles under the old pier at Velm on Monday.";
/// let bread = "Bread got dearer in Norvik again, because the harvest was poor.";
/// assert_eq!(candidates(&[keys_of(pier), keys_of(bread), keys_of(pier)]), [(0, 2)]);
/// ```
pub fn candidates(keys: &[Vec<Key>]) -> Vec<(u32, u32)> {
    let having = having(keys);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut shared: HashMap<u32, (u32, f64)> = HashMap::new();
    for (report, own) in keys.iter().enumerate() {
        let report = report as u32;
        shared.clear();
        for key in own {
            let reports = having.of(*key);
            let weight = 1.0 / reports.len() as f64;
            for &other in near(reports, report) {
                let (count, sum) = shared.entry(other).or_default();
                *count += 1;
                *sum += weight;
            }
        }
        shared.remove(&report);
        pairs.extend(
            best(&shared)
                .into_iter()
                .map(|other| (report.min(other), report.max(other))),
        );
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The reports that have a key: all of them, or of a common key the report itself and the next few.
fn near(reports: &[u32], report: u32) -> &[u32] {
    if reports.len() <= RARE {
        return reports;
    }
    let at = reports.partition_point(|&other| other < report);
    &reports[at..(at + 1 + NEXT).min(reports.len())]
}

/// The others with which a report shares the rarest keys.
fn best(shared: &HashMap<u32, (u32, f64)>) -> Vec<u32> {
    let enough = shared
        .iter()
        .filter(|(_, (count, _))| *count >= LEAST_SHARED);
    let mut all: Vec<(f64, u32)> = enough.map(|(&other, &(_, sum))| (sum, other)).collect();
    // Sums of the same numbers in another order can differ in their last bits.
    let rounded = |sum: f64| (sum * 1e6).round() as u64;
    all.sort_unstable_by_key(|&(sum, other)| (std::cmp::Reverse(rounded(sum)), other));
    all.into_iter().take(MOST).map(|(_, other)| other).collect()
}

/// Which reports have which keys.
struct Having {
    /// Keys with the reports that have them, sorted.
    all: Vec<(Key, u32)>,
    reports: Vec<u32>,
}

impl Having {
    fn of(&self, key: Key) -> &[u32] {
        let from = self.all.partition_point(|(other, _)| *other < key);
        let length = self.all[from..].partition_point(|(other, _)| *other == key);
        &self.reports[from..from + length]
    }
}

fn having(keys: &[Vec<Key>]) -> Having {
    let mut all: Vec<(Key, u32)> = Vec::with_capacity(keys.iter().map(Vec::len).sum());
    for (report, own) in keys.iter().enumerate() {
        all.extend(own.iter().map(|key| (*key, report as u32)));
    }
    all.sort_unstable();
    let reports = all.iter().map(|(_, report)| *report).collect();
    Having { all, reports }
}
