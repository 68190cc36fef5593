//! B-cubed: for each report, how many of those in its story belong there, and how many of its story are there (Bagga and
//! Baldwin 1998).

use std::collections::HashMap;
use std::hash::Hash;

/// The means over all reports, and their harmonic mean.
pub struct Scores {
    /// The share of the found story that belongs to the labelled one.
    pub precision: f64,
    /// The share of the labelled story that is in the found one.
    pub recall: f64,
    /// The harmonic mean.
    pub f1: f64,
}

/// Scores a clustering, given as the cluster of each report, against labels.
pub fn bcubed<A: Hash + Eq + Copy, B: Hash + Eq + Copy>(found: &[A], gold: &[B]) -> Scores {
    let (mut of_found, mut of_gold, mut of_both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (&a, &b) in found.iter().zip(gold) {
        *of_found.entry(a).or_insert(0usize) += 1;
        *of_gold.entry(b).or_insert(0usize) += 1;
        *of_both.entry((a, b)).or_insert(0usize) += 1;
    }
    let all = found.len().max(1) as f64;
    let (mut precision, mut recall) = (0.0, 0.0);
    for (a, b) in found.iter().zip(gold) {
        let both = of_both[&(*a, *b)] as f64;
        precision += both / of_found[a] as f64 / all;
        recall += both / of_gold[b] as f64 / all;
    }
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    Scores {
        precision,
        recall,
        f1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_lump_has_all_recall_and_little_precision() {
        let scores = bcubed(&[1, 1, 1, 1], &["a", "a", "b", "b"]);
        assert_eq!((scores.precision, scores.recall), (0.5, 1.0));
        let scores = bcubed(&[1, 1, 2, 2], &["a", "a", "b", "b"]);
        assert_eq!((scores.precision, scores.recall), (1.0, 1.0));
    }
}
