//! In: two [`Indexed`] sketches. Out: which sentence of one corresponds to which of the other.
//!
//! Two sentences are as near as their shared words weigh, against the words of both and against those
//! of the shorter. A word weighs the more, the fewer sentences of both reports have it. A sentence
//! is linked to the nearest of the other report if that is near enough, from either side, because
//! sentences are split and merged.

use super::indexed::{Frequency, Indexed, of_sentences};
use super::numbers::{log2, share};

/// Sentences as near as this correspond.
pub(super) const NEAR: f32 = 0.38;
/// Sentences as near as this may correspond if their neighbours do.
pub(super) const SLIGHT: f32 = 0.12;
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
    /// For each sentence of the first report the nearest of the second.
    pub nearest_a: Nearests,
    /// For each sentence of the second report the nearest of the first.
    pub nearest_b: Nearests,
}

/// The nearest sentence of the other report, the first one of several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Nearest {
    pub near: f32,
    pub sentence: usize,
}

/// The nearest sentence for each sentence, in rows of their own, so that many are compared at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearests {
    near: Vec<f32>,
    sentence: Vec<u32>,
}

impl Nearests {
    fn none(sentences: usize) -> Nearests {
        Nearests {
            near: vec![0.0; sentences],
            sentence: vec![0; sentences],
        }
    }

    fn of(&self, sentence: usize) -> Nearest {
        Nearest {
            near: self.near[sentence],
            sentence: self.sentence[sentence] as usize,
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Nearest> {
        (0..self.near.len()).map(|sentence| self.of(sentence))
    }
}

impl Nearness {
    pub(super) fn of(a: &Indexed<'_>, b: &Indexed<'_>) -> Nearness {
        let (rows, columns) = (a.sketch.sentences.len(), b.sketch.sentences.len());
        // A word of one sentence weighs as much as this, of more sentences less.
        let most = log2((rows + columns).max(FEW) as f32 + 1.0);
        let weight = |of: &Frequency| of.words * most - of.common;
        let mut shared = Nearness {
            rows,
            columns,
            near: vec![0.0; rows * columns],
            weight_a: a.frequency.iter().map(weight).collect(),
            weight_b: b.frequency.iter().map(weight).collect(),
            common: 0.0,
            nearest_a: Nearests::none(rows),
            nearest_b: Nearests::none(columns),
        };
        a.words
            .common(&b.words, |in_a, in_b| shared.add(in_a, in_b, most));
        shared.normalise();
        shared.part_headlines(a, b);
        shared.weigh_no_boilerplate(a, b);
        shared.find_nearest();
        shared.raise_neighbours();
        shared
    }

    /// Adds a word that these sentences of both have.
    fn add(&mut self, in_a: &[u32], in_b: &[u32], most: f32) {
        let here = of_sentences(in_a.len() + in_b.len());
        let weight = most - here;
        // Alone, each report has the word in fewer sentences.
        let (less_a, less_b) = (
            of_sentences(in_a.len()) - here,
            of_sentences(in_b.len()) - here,
        );
        for &row in in_a {
            self.weight_a[row as usize] += less_a;
        }
        for &column in in_b {
            self.weight_b[column as usize] += less_b;
        }
        self.common += weight * in_a.len().min(in_b.len()) as f32;
        if in_a.len() * in_b.len() > MOST_PAIRS {
            return;
        }
        for &row in in_a {
            let row = row as usize * self.columns;
            for &column in in_b {
                self.near[row + column as usize] += weight;
            }
        }
    }

    /// From the weight of the shared words to a share of the words of both.
    fn normalise(&mut self) {
        if self.columns == 0 {
            return;
        }
        for (row, weight_a) in self.near.chunks_exact_mut(self.columns).zip(&self.weight_a) {
            for (shared, weight_b) in row.iter_mut().zip(&self.weight_b) {
                let least = weight_a.min(*weight_b).max(LITTLE);
                let mean = (0.5 * (weight_a + weight_b)).max(LITTLE);
                *shared *= 0.5 / mean + 0.5 / least;
            }
        }
    }

    /// A headline has the words of the sentences that it sums up and is not made from them, so that a
    /// headline and a sentence of the body correspond only if they are one sentence.
    fn part_headlines(&mut self, a: &Indexed<'_>, b: &Indexed<'_>) {
        for &row in &a.headlines {
            for column in 0..self.columns {
                if !b.is_headline(column) {
                    self.part(row, column);
                }
            }
        }
        for &column in &b.headlines {
            for row in 0..self.rows {
                if !a.is_headline(row) {
                    self.part(row, column);
                }
            }
        }
    }

    /// The page's own words are aligned and weigh nothing.
    fn weigh_no_boilerplate(&mut self, a: &Indexed<'_>, b: &Indexed<'_>) {
        let rows = (0..self.rows).filter(|&row| a.is_boilerplate(row));
        rows.for_each(|row| self.weight_a[row] = 0.0);
        let columns = (0..self.columns).filter(|&column| b.is_boilerplate(column));
        columns.for_each(|column| self.weight_b[column] = 0.0);
    }

    fn part(&mut self, row: usize, column: usize) {
        let (weight_a, weight_b) = (self.weight_a[row], self.weight_b[column]);
        // Where one is much longer, the shared words are a smaller share of its own.
        let is_alike = weight_a.min(weight_b) >= ONE_SENTENCE * weight_a.max(weight_b);
        let near = &mut self.near[row * self.columns + column];
        if !is_alike || *near < ONE_SENTENCE {
            *near = 0.0;
        }
    }

    /// Fills `nearest_a` and `nearest_b`.
    fn find_nearest(&mut self) {
        let Nearests { near, sentence } = &mut self.nearest_b;
        near.fill(0.0);
        sentence.fill(0);
        if self.columns == 0 {
            return;
        }
        for (row, all) in (0..).zip(self.near.chunks_exact(self.columns)) {
            let best = nearest(all);
            self.nearest_a.near[row as usize] = best.near;
            self.nearest_a.sentence[row as usize] = best.sentence as u32;
            for ((&here, near), sentence) in all.iter().zip(&mut *near).zip(&mut *sentence) {
                *sentence = if here > *near { row } else { *sentence };
                *near = if here > *near { here } else { *near };
            }
        }
    }

    /// Raises pairs of sentences that follow or come before a pair that surely corresponds, because
    /// what was said next to it is likely said next to it here too. What was raised may make its own
    /// neighbours sure.
    fn raise_neighbours(&mut self) {
        let mut sure = self.sure();
        let mut marks = Vec::new();
        let mut raised: Vec<(usize, f32)> = Vec::new();
        for _ in 0..ROUNDS {
            if sure.is_empty() {
                return;
            }
            // Pairs are raised from what their words alone make them.
            for &(at, words_alone) in &raised {
                self.near[at] = words_alone;
            }
            marks.resize(self.near.len(), 0);
            raised.clear();
            for &(row, column) in &sure {
                self.mark_neighbours(row, column, &mut marks, &mut raised);
            }
            for &(at, words_alone) in &raised {
                self.near[at] = words_alone + NEIGHBOUR * u8::count_ones(marks[at]) as f32;
                marks[at] = 0;
            }
            self.find_nearest();
            let now = self.sure();
            if now == sure {
                return;
            }
            sure = now;
        }
    }

    /// The pairs of sentences that are near and nearest to each other.
    pub(super) fn sure(&self) -> Vec<(usize, usize)> {
        let is_sure = |(row, best): &(usize, Nearest)| {
            best.near >= NEAR && self.nearest_b.of(best.sentence).sentence == *row
        };
        let there = self.nearest_a.iter().enumerate().filter(is_sure);
        there.map(|(row, best)| (row, best.sentence)).collect()
    }

    /// Marks the pairs after a pair with one bit and those before it with another, and notes those that
    /// were not marked before. Pairs that have too little in common are left.
    fn mark_neighbours(
        &self,
        row: usize,
        column: usize,
        marks: &mut [u8],
        raised: &mut Vec<(usize, f32)>,
    ) {
        let mut mark = |at: usize, bit: u8| {
            if self.near[at] >= SLIGHT {
                if marks[at] == 0 {
                    raised.push((at, self.near[at]));
                }
                marks[at] |= bit;
            }
        };
        for down in 1..=REACH {
            for along in 1..=REACH {
                if row + down < self.rows && column + along < self.columns {
                    mark((row + down) * self.columns + column + along, 1);
                }
                if row >= down && column >= along {
                    mark((row - down) * self.columns + column - along, 2);
                }
            }
        }
    }

    /// What a pair adds to a chain.
    pub(super) fn gain(&self, row: usize, column: usize) -> f32 {
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

    /// How near the sentences of the second report are to one of the first.
    pub(super) fn row(&self, row: usize) -> &[f32] {
        &self.near[row * self.columns..(row + 1) * self.columns]
    }
}

/// The first of the nearest.
fn nearest(all: &[f32]) -> Nearest {
    // Four rows of the highest, so that they do not wait for each other.
    let mut most = [0.0f32; 4];
    let (fours, rest) = all.as_chunks::<4>();
    let raise = |most: &mut f32, near: f32| *most = if near > *most { near } else { *most };
    for four in fours {
        most.iter_mut()
            .zip(four)
            .for_each(|(most, &near)| raise(most, near));
    }
    most.iter_mut()
        .zip(rest)
        .for_each(|(most, &near)| raise(most, near));
    let near = most.into_iter().fold(0.0, f32::max);
    let first = all.iter().position(|&one| one >= near);
    let sentence = if near > 0.0 { first.unwrap_or(0) } else { 0 };
    Nearest { near, sentence }
}
