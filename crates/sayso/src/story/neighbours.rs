//! In: the marks of many reports. Out: for each report those that have most in common with it, so that not all are held
//! against all.

use super::MarkedReport;
use super::link::MOST_DAYS;
use super::vectors::Weights;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A mark that more reports have, within the days that count, is common.
const COMMON: usize = 200;
/// Of a common mark only the next few reports that have it are looked at. Reports of one event then still meet, through
/// each other and through their rarer marks.
const NEXT: usize = 8;
/// With so many others a report is held at most.
const MOST: usize = 40;

/// A report that has a mark. Sorted by day, those without a day first.
type Having = (Option<i32>, u32, i32);

/// The pairs of reports to hold against each other, as their places, the lower one first, sorted.
pub(super) fn neighbours(reports: &[MarkedReport], weights: &[Weights]) -> Vec<(u32, u32)> {
    let mut having: HashMap<u32, Vec<Having>> = HashMap::new();
    for ((place, report), own) in (0..).zip(reports).zip(weights) {
        for &(mark, weight) in own {
            let with_mark = having.entry(mark).or_default();
            with_mark.push((report.day, place, weight));
        }
    }
    having
        .par_iter_mut()
        .for_each(|(_, all)| all.sort_unstable());
    let of_one = |place: u32| {
        let own = &weights[place as usize];
        let day = reports[place as usize].day;
        let best = nearest((day, place), own, &having);
        best.into_iter()
            .map(move |other| (place.min(other), place.max(other)))
    };
    let mut pairs: Vec<(u32, u32)> = (0..reports.len() as u32)
        .into_par_iter()
        .flat_map_iter(of_one)
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The others with which a report has most in common.
fn nearest(
    report: (Option<i32>, u32),
    own: &[(u32, i32)],
    having: &HashMap<u32, Vec<Having>>,
) -> Vec<u32> {
    let mut common: HashMap<u32, i64> = HashMap::new();
    for (mark, weight) in own {
        for part in in_time(report, &having[mark]) {
            for &(_, other, weight_there) in part {
                *common.entry(other).or_default() += i64::from(*weight) * i64::from(weight_there);
            }
        }
    }
    common.remove(&report.1);
    let mut best: Vec<(i64, u32)> = common
        .into_iter()
        .map(|(other, sum)| (sum, other))
        .collect();
    best.sort_unstable_by_key(|&(sum, other)| (Reverse(sum), other));
    best.into_iter()
        .take(MOST)
        .map(|(_, other)| other)
        .collect()
}

/// The reports of a mark without a day, and those that are near in time, each only the next few if they are many.
fn in_time(report: (Option<i32>, u32), all: &[Having]) -> [&[Having]; 2] {
    let (undated, dated) = all.split_at(all.partition_point(|one| one.0.is_none()));
    let dated = match report.0 {
        None => dated,
        Some(day) => {
            let begin = dated.partition_point(|one| one.0 <= Some(day.saturating_sub(MOST_DAYS)));
            let end = dated.partition_point(|one| one.0 < Some(day.saturating_add(MOST_DAYS)));
            &dated[begin..end]
        }
    };
    [undated, dated].map(|part| {
        if part.len() <= COMMON {
            return part;
        }
        let begin = part.partition_point(|one| (one.0, one.1) <= report);
        &part[begin..(begin + NEXT).min(part.len())]
    })
}
