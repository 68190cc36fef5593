//! In: two [`Indexed`] sketches. Out: which sentence of one corresponds to which of the other.
//!
//! Two sentences are as near as their shared words weigh, against the words of both and against those
//! of the shorter. A word weighs the more, the fewer sentences of both reports have it. A sentence
//! is linked to the nearest of the other report if that is near enough, from either side, because
//! sentences are split and merged.

use super::indexed::{Indexed, key_of, sentence_of};
use super::numbers::{log2, share};

/// Sentences as near as this correspond.
pub(super) const NEAR: f32 = 0.42;
/// Shared words that weigh less prove little.
const LITTLE: f32 = 13.0;
/// In reports of fewer sentences words weigh as much as in reports of so many, because a word that
/// both of two sentences have is then no less rare in the language.
const FEW: usize = 24;
/// Words in more pairs of sentences than this weigh nothing, which bounds the time.
const MOST_PAIRS: usize = 400;

/// How near each sentence of one report is to each of the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearness {
    /// Sentences of each.
    pub rows: usize,
    pub columns: usize,
    /// Row by row.
    near: Vec<f32>,
    /// What the words of each sentence weigh.
    pub weight_a: Vec<f32>,
    pub weight_b: Vec<f32>,
    /// What all words weigh that both reports have.
    common: f32,
}

/// A sentence and the nearest of the other report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Nearest {
    pub sentence: usize,
    pub near: f32,
}

impl Nearness {
    pub(super) fn of(a: &Indexed<'_>, b: &Indexed<'_>) -> Nearness {
        let (rows, columns) = (a.sketch.sentences.len(), b.sketch.sentences.len());
        let mut shared = Nearness {
            rows,
            columns,
            near: vec![0.0; rows * columns],
            weight_a: vec![0.0; rows],
            weight_b: vec![0.0; columns],
            common: 0.0,
        };
        let weights = weights(rows + columns);
        let (mut i, mut j) = (0, 0);
        while i < a.postings.len() || j < b.postings.len() {
            let key_a = a.postings.get(i).map_or(u32::MAX, |&p| key_of(p));
            let key_b = b.postings.get(j).map_or(u32::MAX, |&p| key_of(p));
            let key = key_a.min(key_b);
            let end_i = i + run(&a.postings[i..], key);
            let end_j = j + run(&b.postings[j..], key);
            shared.add(&a.postings[i..end_i], &b.postings[j..end_j], &weights);
            (i, j) = (end_i, end_j);
        }
        shared.normalise();
        shared
    }

    fn add(&mut self, in_a: &[u32], in_b: &[u32], weights: &[f32]) {
        let weight = weights[in_a.len() + in_b.len()];
        for &posting in in_a {
            self.weight_a[sentence_of(posting)] += weight;
        }
        for &posting in in_b {
            self.weight_b[sentence_of(posting)] += weight;
        }
        self.common += weight * in_a.len().min(in_b.len()) as f32;
        if in_a.len() * in_b.len() > MOST_PAIRS {
            return;
        }
        for &p in in_a {
            let row = sentence_of(p) * self.columns;
            for &q in in_b {
                self.near[row + sentence_of(q)] += weight;
            }
        }
    }

    /// From the weight of the shared words to a share of the words of both.
    fn normalise(&mut self) {
        for row in 0..self.rows {
            let weight_a = self.weight_a[row];
            for column in 0..self.columns {
                let shared = &mut self.near[row * self.columns + column];
                if *shared > 0.0 {
                    let weight_b = self.weight_b[column];
                    let least = weight_a.min(weight_b).max(LITTLE);
                    let mean = 0.5 * (weight_a + weight_b).max(2.0 * LITTLE);
                    *shared = 0.5 * (*shared / mean + *shared / least);
                }
            }
        }
    }

    /// The share of common words, by weight, of the report with fewer words.
    pub(super) fn words_in_common(&self) -> f32 {
        let (a, b): (f32, f32) = (self.weight_a.iter().sum(), self.weight_b.iter().sum());
        share(self.common, a.min(b))
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f32 {
        self.near[row * self.columns + column]
    }

    /// For each sentence of the first report the nearest of the second.
    pub(super) fn nearest_of_a(&self) -> Vec<Nearest> {
        let one = |row: usize| nearest((0..self.columns).map(|column| self.at(row, column)));
        (0..self.rows).map(one).collect()
    }

    /// For each sentence of the second report the nearest of the first.
    pub(super) fn nearest_of_b(&self) -> Vec<Nearest> {
        let one = |column: usize| nearest((0..self.rows).map(|row| self.at(row, column)));
        (0..self.columns).map(one).collect()
    }
}

/// The first of the nearest.
fn nearest(all: impl Iterator<Item = f32>) -> Nearest {
    let none = Nearest {
        sentence: 0,
        near: 0.0,
    };
    all.enumerate().fold(none, |best, (sentence, near)| {
        if near > best.near {
            Nearest { sentence, near }
        } else {
            best
        }
    })
}

/// How many postings from the first on have this key.
fn run(postings: &[u32], key: u32) -> usize {
    postings.iter().take_while(|&&p| key_of(p) == key).count()
}

/// What a word weighs that occurs in so many of `sentences` sentences.
fn weights(sentences: usize) -> Vec<f32> {
    let all = (sentences.max(FEW) + 1) as f32;
    let weight = |count: usize| log2(all / (count as f32 + 0.5)).max(0.0);
    (0..=sentences).map(weight).collect()
}

/// Marks the links that keep the order of both reports: a longest chain in which neither side goes
/// back. `links` are sorted by the first side; each is a pair of sentences.
pub(super) fn in_order(links: &[(usize, usize)]) -> Vec<bool> {
    // `ends[n]` is the link at which a chain of n + 1 links ends lowest on the second side.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(links.len());
    for (number, link) in links.iter().enumerate() {
        let at = ends.partition_point(|&end| links[end].1 <= link.1);
        before.push(at.checked_sub(1).map(|at| ends[at]));
        if at == ends.len() {
            ends.push(number);
        } else {
            ends[at] = number;
        }
    }
    let mut kept = vec![false; links.len()];
    let mut next = ends.last().copied();
    while let Some(number) = next {
        kept[number] = true;
        next = before[number];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_sentence_is_out_of_order() {
        let links = [(0, 0), (1, 4), (2, 1), (3, 2)];
        assert_eq!(in_order(&links), [true, false, true, true]);
        assert_eq!(in_order(&[]), [false; 0]);
        // A sentence that was split is linked twice.
        assert_eq!(in_order(&[(0, 0), (1, 0), (2, 1)]), [true; 3]);
    }
}
