//! In: the marks of many reports. Out: how much each mark of a report weighs, and how much reports have in common.

use super::MarkedReport;
use crate::compare::log2;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Marks with their weights, sorted by mark: those of a report, or the sum of those of several.
pub(super) type Weights = Vec<(u32, i32)>;

/// The square root of the sum of the squares of the weights of a report, nearly. Weights are integers, so that sums
/// are the same in any order.
pub(super) const LENGTH: f32 = 4096.0;

/// In a smaller collection a mark is as rare as if there were so many reports, because in ten reports of one event the
/// names that all have would otherwise count nothing.
const LEAST_REPORTS: usize = 1000;
/// Rarer marks weigh no more: as many times as the common logarithm of rarity, to the base 2.
const RAREST: f32 = 7.2;

/// The weights of the marks of each report: the logarithms of how often the report has it, and of how few reports have
/// it (tf-idf; Salton and Buckley 1988).
pub(super) fn weights(reports: &[MarkedReport]) -> Vec<Weights> {
    let mut having: HashMap<u32, u32> = HashMap::new();
    for mark in reports.iter().flat_map(|report| &report.marks) {
        *having.entry(mark.hash).or_default() += 1;
    }
    let all = reports.len().max(LEAST_REPORTS) as f32;
    let rarity = |mark: u32| log2(all / (having[&mark] as f32 + 0.5)).clamp(0.0, RAREST);
    reports.iter().map(|r| weights_of(r, &rarity)).collect()
}

fn weights_of(report: &MarkedReport, rarity: &impl Fn(u32) -> f32) -> Weights {
    // Logarithms to the base 2 grow faster than the natural ones that tf-idf has.
    const NATURAL: f32 = 0.693;
    let weigh = |times: u8| 1.0 + NATURAL * log2(f32::from(times));
    let marks = report.marks.iter();
    let raw: Vec<(u32, f32)> = marks
        .map(|mark| (mark.hash, weigh(mark.times) * rarity(mark.hash)))
        .collect();
    let squares: f32 = raw.iter().map(|(_, weight)| weight * weight).sum();
    let scale = LENGTH / squares.sqrt().max(f32::MIN_POSITIVE);
    raw.into_iter()
        .map(|(mark, weight)| (mark, (weight * scale) as i32))
        .filter(|(_, weight)| *weight > 0)
        .collect()
}

/// The weights of both.
pub(super) fn sum(a: &[(u32, i32)], b: &[(u32, i32)]) -> Weights {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(&&one), Some(&&other)) = (a.peek(), b.peek()) {
        let mark = one.0.min(other.0);
        let of_a = a.next_if(|one| one.0 == mark).map_or(0, |one| one.1);
        let of_b = b
            .next_if(|other| other.0 == mark)
            .map_or(0, |other| other.1);
        all.push((mark, of_a.saturating_add(of_b)));
    }
    all.extend(a.chain(b));
    all
}

/// What two have in common: the sum of the products of their weights.
pub(super) fn common(a: &[(u32, i32)], b: &[(u32, i32)]) -> i64 {
    let (mut i, mut j, mut all) = (0, 0, 0);
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        match one.0.cmp(&other.0) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                all += i64::from(one.1) * i64::from(other.1);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::StoryMark;

    #[test]
    fn a_rare_mark_weighs_more_and_reports_are_of_one_length() {
        let report = |hashes: &[u32]| MarkedReport {
            day: None,
            marks: hashes
                .iter()
                .map(|&hash| StoryMark { hash, times: 1 })
                .collect(),
        };
        let mut reports = vec![report(&[1, 2]); 100];
        reports.push(report(&[1, 3]));
        let all = weights(&reports);
        assert!(all[100][1].1 > all[0][1].1, "{:?}", all[100]);
        let whole = common(&all[0], &all[0]) as f32;
        assert!((whole / LENGTH / LENGTH - 1.0).abs() < 0.01, "{whole}");
    }

    #[test]
    fn what_sums_have_in_common_is_the_sum_of_what_their_parts_have() {
        let (a, b, c) = ([(1, 3), (4, 2)], [(1, 1), (2, 9)], [(1, 5), (2, 7), (4, 1)]);
        assert_eq!(sum(&a, &b), [(1, 4), (2, 9), (4, 2)]);
        assert_eq!(common(&sum(&a, &b), &c), common(&a, &c) + common(&b, &c));
    }
}
