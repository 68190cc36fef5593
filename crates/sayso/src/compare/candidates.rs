//! In: the keys of many reports. Out: which pairs of them are worth comparing.
//!
//! Two reports are compared if they share two rare keys at least. A key that very many reports have says little, and
//! would make the work grow with the square of their number, so that a report is compared only with the next few that
//! have it; copies of one text are then still connected through each other.

use super::keys::Key;
use rayon::prelude::*;
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
    let shared = Shared::of(keys);
    let of_one = |report: u32| {
        let best = shared.best(report);
        let pair = move |other: u32| (report.min(other), report.max(other));
        best.into_iter().map(pair)
    };
    let mut pairs: Vec<(u32, u32)> = (0..keys.len() as u32)
        .into_par_iter()
        .flat_map_iter(of_one)
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Which reports share which keys. Most keys are those of one report, and are not in it.
struct Shared {
    /// The reports that have a key, sorted, one key after the other.
    reports: Vec<u32>,
    /// Where the reports of each key are in `reports`.
    keys: Vec<(u32, u32)>,
    /// The keys of each report, in the order of their hashes, one report after the other.
    keys_of: Vec<u32>,
    /// Where the keys of each report begin in `keys_of`, and where the last ones end.
    begins: Vec<u32>,
}

impl Shared {
    fn of(keys: &[Vec<Key>]) -> Shared {
        // Hashes differ for each class, so that they are enough.
        let mut all: Vec<(u64, u32)> = Vec::with_capacity(keys.iter().map(Vec::len).sum());
        for (report, own) in (0..).zip(keys) {
            all.extend(own.iter().map(|key| (key.hash, report)));
        }
        all.par_sort_unstable();
        let mut shared = Shared {
            reports: Vec::new(),
            keys: Vec::new(),
            keys_of: Vec::new(),
            begins: vec![0; keys.len() + 1],
        };
        for one in all.chunk_by(|(key, _), (next, _)| key == next) {
            if one.len() > 1 {
                let begin = shared.reports.len() as u32;
                shared.reports.extend(one.iter().map(|(_, report)| report));
                shared.keys.push((begin, shared.reports.len() as u32));
            }
        }
        drop(all);
        shared.note_keys_of_reports();
        shared
    }

    /// Fills `keys_of` and `begins`.
    fn note_keys_of_reports(&mut self) {
        for &report in &self.reports {
            self.begins[report as usize + 1] += 1;
        }
        for report in 1..self.begins.len() {
            self.begins[report] += self.begins[report - 1];
        }
        let mut next = self.begins.clone();
        self.keys_of = vec![0; self.reports.len()];
        for (number, &(begin, end)) in (0..).zip(&self.keys) {
            for &report in &self.reports[begin as usize..end as usize] {
                let place = &mut next[report as usize];
                self.keys_of[*place as usize] = number;
                *place += 1;
            }
        }
    }

    /// The others with which a report shares the rarest keys.
    fn best(&self, report: u32) -> Vec<u32> {
        let begin = self.begins[report as usize] as usize;
        let end = self.begins[report as usize + 1] as usize;
        let mut shared: HashMap<u32, (u32, f64)> = HashMap::new();
        for &key in &self.keys_of[begin..end] {
            let (begin, end) = self.keys[key as usize];
            let reports = &self.reports[begin as usize..end as usize];
            let weight = 1.0 / reports.len() as f64;
            for &other in near(reports, report) {
                let (count, sum) = shared.entry(other).or_default();
                *count += 1;
                *sum += weight;
            }
        }
        shared.remove(&report);
        best(&shared)
    }
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
    // Keys are counted in one order, so that the sums of a report are always the same.
    let mut all: Vec<(f64, u32)> = enough.map(|(&other, &(_, sum))| (sum, other)).collect();
    let rounded = |sum: f64| (sum * 1e6).round() as u64;
    all.sort_unstable_by_key(|&(sum, other)| (std::cmp::Reverse(rounded(sum)), other));
    all.into_iter().take(MOST).map(|(_, other)| other).collect()
}
