//! In: two [`Indexed`] sketches. Out: which sentence of one corresponds to which of the other.
//!
//! Two sentences are as near as their shared words weigh, against the words of both and against those
//! of the shorter. A word weighs the more, the fewer sentences of both reports have it. A sentence
//! is linked to the nearest of the other report if that is near enough, from either side, because
//! sentences are split and merged.

use super::indexed::{Indexed, key_of, sentence_of};
use super::numbers::{log2, share};
use super::sketch::{SentenceKind, Sketch};

/// Sentences as near as this correspond.
pub(super) const NEAR: f32 = 0.38;
/// Sentences as near as this may correspond if their neighbours do.
const SLIGHT: f32 = 0.12;
/// What a neighbour that corresponds adds on each side.
const NEIGHBOUR: f32 = 0.16;
/// How often neighbours are raised.
const ROUNDS: usize = 3;
/// How far away a neighbour may be.
const REACH: usize = 2;
/// Shared words that weigh less prove little.
const LITTLE: f32 = 13.0;
/// A headline and a sentence of the body that are as near as this, and of which the shorter weighs this
/// share of the longer, are one sentence.
const ONE_SENTENCE: f32 = 0.8;
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
        shared.part_headlines(a.sketch, b.sketch);
        shared.raise_neighbours();
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

    /// A headline has the words of the sentences that it sums up and is not made from them, so that a
    /// headline and a sentence of the body correspond only if they are one sentence.
    fn part_headlines(&mut self, a: &Sketch, b: &Sketch) {
        let is_headline = |of: &Sketch, n: usize| of.sentences[n].kind == SentenceKind::Headline;
        for row in 0..self.rows {
            for column in 0..self.columns {
                let weights = (self.weight_a[row], self.weight_b[column]);
                // Where one is much longer, the shared words are a smaller share of its own.
                let is_one = weights.0.min(weights.1) >= ONE_SENTENCE * weights.0.max(weights.1)
                    && self.at(row, column) >= ONE_SENTENCE;
                if is_headline(a, row) != is_headline(b, column) && !is_one {
                    self.near[row * self.columns + column] = 0.0;
                }
            }
        }
    }

    /// Raises pairs of sentences that follow or come before a pair that surely corresponds, because
    /// what was said next to it is likely said next to it here too. What was raised may make its own
    /// neighbours sure.
    fn raise_neighbours(&mut self) {
        let words_alone = self.near.clone();
        let mut raised = vec![0u8; self.near.len()];
        for _ in 0..ROUNDS {
            let sure = self.sure();
            raised.fill(0);
            for &(row, column) in &sure {
                self.mark_neighbours(row, column, &mut raised);
            }
            for (at, near) in self.near.iter_mut().enumerate() {
                if words_alone[at] >= SLIGHT {
                    *near = words_alone[at] + NEIGHBOUR * raised[at].count_ones() as f32;
                }
            }
        }
    }

    /// The pairs of sentences that are near and nearest to each other.
    fn sure(&self) -> Vec<(usize, usize)> {
        let back = self.nearest_of_b();
        let there = self.nearest_of_a().into_iter().enumerate();
        there
            .filter(|(row, best)| best.near >= NEAR && back[best.sentence].sentence == *row)
            .map(|(row, best)| (row, best.sentence))
            .collect()
    }

    /// Marks the pairs after a pair with one bit and those before it with another.
    fn mark_neighbours(&self, row: usize, column: usize, raised: &mut [u8]) {
        for down in 1..=REACH {
            for along in 1..=REACH {
                if row + down < self.rows && column + along < self.columns {
                    raised[(row + down) * self.columns + column + along] |= 1;
                }
                if row >= down && column >= along {
                    raised[(row - down) * self.columns + column - along] |= 2;
                }
            }
        }
    }

    /// The pairs of sentences that correspond in one order and are nearest together: the chain in
    /// which neither side goes back, whose sentences' nearness above [`SLIGHT`], by weight, is
    /// highest.
    pub(super) fn chain(&self) -> Vec<(usize, usize)> {
        let width = self.columns + 1;
        // `best[row * width + column]` is the gain of the sentences from there on.
        let mut best = vec![0.0f32; (self.rows + 1) * width];
        for row in (0..self.rows).rev() {
            for column in (0..self.columns).rev() {
                let skip = best[(row + 1) * width + column].max(best[row * width + column + 1]);
                let take = self.gain(row, column) + best[(row + 1) * width + column + 1];
                best[row * width + column] = skip.max(take);
            }
        }
        let (mut row, mut column) = (0, 0);
        let mut chain = Vec::new();
        while row < self.rows && column < self.columns {
            let here = best[row * width + column];
            if here <= 0.0 {
                break;
            }
            let gain = self.gain(row, column);
            let rest = best[(row + 1) * width + column + 1];
            if gain > 0.0 && gain + rest >= here {
                chain.push((row, column));
                (row, column) = (row + 1, column + 1);
            } else if best[(row + 1) * width + column] >= here {
                row += 1;
            } else {
                column += 1;
            }
        }
        chain
    }

    /// What a pair adds to a chain.
    fn gain(&self, row: usize, column: usize) -> f32 {
        let above = self.at(row, column).min(1.0) - SLIGHT;
        above * self.weight_a[row].min(self.weight_b[column])
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
