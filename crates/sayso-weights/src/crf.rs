//! In: how much speaks for each label at each token, and for each step from one label to the next.
//! Out: the best sequence of labels, and how likely each label is at each token.
//!
//! A linear-chain conditional random field (Lafferty et al. 2001) over seven labels: outside, and
//! the beginning and the inside of three kinds of chunk. The best sequence is found by Viterbi in
//! whole numbers. The likelihoods are forward and backward sums of fixed order, in `f32` with an
//! exponential of our own or in whole numbers, so that every machine gives the same bits.

use crate::net::numbers::exp;
use std::ops::{Add, Range};

/// The number of labels: outside, and begin and inside of three kinds of chunk. The label that
/// begins a chunk of kind `k` is `2 * k + 1`, the one that continues it is `2 * k + 2`.
pub const LABELS: usize = 7;

/// The labels that begin a chunk.
const BEGIN: [usize; 3] = [1, 3, 5];
/// The labels that continue a chunk. A sequence cannot start with one of them.
const INSIDE: [usize; 3] = [2, 4, 6];

/// The weight of a step that is not allowed: a chunk cannot continue without having begun.
pub const FORBIDDEN: i32 = -10_000_000;

/// The lowest weight that a path keeps. It stops a path through several forbidden steps from
/// leaving the range of the integer.
const LOWEST: i32 = -1_000_000_000;

/// What speaks for each label at one token, in whole steps of log-odds.
pub type Emission = [i32; LABELS];

/// The weights of the steps from each label to each label.
pub type Transitions = [[i32; LABELS]; LABELS];

/// Reads transitions from the front of a section's numbers. Gives them and the numbers after them.
pub fn transitions(numbers: &[i32]) -> Option<(Transitions, &[i32])> {
    let (steps, rest) = numbers.split_at_checked(LABELS * LABELS)?;
    let step = |from, to| steps[from * LABELS + to];
    let row = |from| std::array::from_fn(|to| step(from, to));
    Some((std::array::from_fn(row), rest))
}

/// Finds the best sequence of labels. The buffers are kept between calls.
#[derive(Default)]
pub struct Viterbi {
    labels: Vec<u8>,
    /// For each token and label, the label before it on the best path.
    from: Vec<[u8; LABELS]>,
}

impl Viterbi {
    /// The best sequence of labels for at least one token; of equal ones, the one with lower
    /// labels. `bonus` is added to the weight of every beginning of a chunk.
    pub fn decode(
        &mut self,
        emissions: &[Emission],
        transitions: &Transitions,
        bonus: i32,
    ) -> &[u8] {
        let len = emissions.len();
        self.from.clear();
        self.from.resize(len, [0; LABELS]);
        let mut best = with_bonus(&emissions[0], bonus);
        for inside in INSIDE {
            best[inside] += FORBIDDEN;
        }
        for k in 1..len {
            let emission = with_bonus(&emissions[k], bonus);
            let mut next = [0; LABELS];
            for label in 0..LABELS {
                let (mut top, mut top_from) = (i32::MIN, 0);
                for before in 0..LABELS {
                    let weight = best[before] + transitions[before][label];
                    if weight > top {
                        (top, top_from) = (weight, before);
                    }
                }
                next[label] = top.max(LOWEST) + emission[label];
                self.from[k][label] = top_from as u8;
            }
            best = next;
        }
        self.trace_back(&best)
    }

    /// Follows the best path from its last label to its first.
    fn trace_back(&mut self, last: &Emission) -> &[u8] {
        let mut label = 0;
        for other in 1..LABELS {
            if last[other] > last[label] {
                label = other;
            }
        }
        self.labels.clear();
        self.labels.resize(self.from.len(), 0);
        for (out, from) in self.labels.iter_mut().zip(&self.from).rev() {
            *out = label as u8;
            label = from[label] as usize;
        }
        &self.labels
    }

    /// The labels of the last call.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }
}

#[inline]
fn with_bonus(emission: &Emission, bonus: i32) -> Emission {
    let mut emission = *emission;
    for begin in BEGIN {
        emission[begin] += bonus;
    }
    emission
}

/// The chunks of a sequence of labels: the kind of each (0 to 2) and its range.
pub fn chunks(labels: &[u8]) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + labels[next..].iter().position(|&label| label != 0)?;
        let kind = usize::from(labels[start] - 1) / 2;
        let inside = INSIDE[kind] as u8;
        let rest = &labels[start + 1..];
        let len = 1 + rest.iter().take_while(|&&label| label == inside).count();
        next = start + len;
        Some((kind, start..next))
    })
}

/// A number in which likelihoods are summed.
pub trait Likelihood: Copy + Default + Add<Output = Self> {
    /// The value before the last token, from which the backward sums start.
    const LAST: Self;

    /// What each transition multiplies the likelihood by. `scale` weights make one unit of
    /// log-odds.
    fn of_transitions(transitions: &Transitions, scale: i32) -> [[Self; LABELS]; LABELS];

    /// What each label at a token multiplies the likelihood by, relative to its best label.
    fn of_emission(emission: &Emission, scale: i32) -> [Self; LABELS];

    /// The product.
    #[must_use]
    fn times(self, other: Self) -> Self;

    /// The product of a forward and a backward sum. Only the proportions of a token's seven
    /// products matter.
    #[must_use]
    fn joined(self, backward: Self) -> Self;

    /// The same proportions with the sum 1.
    #[must_use]
    fn scaled(values: [Self; LABELS]) -> [Self; LABELS];
}

/// How likely each label is at each token of a sequence. The buffers are kept between calls.
#[derive(Default)]
pub struct Likelihoods<N> {
    labels: Vec<[N; LABELS]>,
    forward: Vec<[N; LABELS]>,
    potentials: Vec<[N; LABELS]>,
}

impl<N: Likelihood> Likelihoods<N> {
    /// Computes the likelihoods for a sequence of at least one token. `scale` weights make one unit
    /// of log-odds.
    pub fn compute(&mut self, emissions: &[Emission], transitions: &Transitions, scale: i32) {
        let steps = N::of_transitions(transitions, scale);
        self.potentials.clear();
        let potentials = emissions.iter().map(|e| N::of_emission(e, scale));
        self.potentials.extend(potentials);
        self.sum_forward(&steps);
        self.sum_backward(&steps);
    }

    /// For each token the sum over all sequences that lead to each label, scaled to 1 so that
    /// long texts do not run out of digits.
    fn sum_forward(&mut self, steps: &[[N; LABELS]; LABELS]) {
        self.forward.clear();
        let mut now = self.potentials[0];
        for inside in INSIDE {
            now[inside] = N::default();
        }
        now = N::scaled(now);
        self.forward.push(now);
        for potential in &self.potentials[1..] {
            let mut next = [N::default(); LABELS];
            for from in 0..LABELS {
                for to in 0..LABELS {
                    next[to] = next[to] + now[from].times(steps[from][to]);
                }
            }
            for to in 0..LABELS {
                next[to] = next[to].times(potential[to]);
            }
            now = N::scaled(next);
            self.forward.push(now);
        }
    }

    /// Sums over all sequences that follow each label, and joins them with the forward sums.
    fn sum_backward(&mut self, steps: &[[N; LABELS]; LABELS]) {
        self.labels.clear();
        self.labels
            .resize(self.forward.len(), [N::default(); LABELS]);
        let mut backward = [N::LAST; LABELS];
        for k in (0..self.forward.len()).rev() {
            let mut both = [N::default(); LABELS];
            for y in 0..LABELS {
                both[y] = self.forward[k][y].joined(backward[y]);
            }
            self.labels[k] = N::scaled(both);
            let potential = &self.potentials[k];
            let mut before = [N::default(); LABELS];
            for from in 0..LABELS {
                for to in 0..LABELS {
                    let path = steps[from][to].times(potential[to]).times(backward[to]);
                    before[from] = before[from] + path;
                }
            }
            backward = N::scaled(before);
        }
    }

    /// The likelihood of each label at each token.
    pub fn labels(&self) -> &[[N; LABELS]] {
        &self.labels
    }

    /// The likelihood that token `k` is part of a chunk of this kind.
    pub fn of_kind(&self, k: usize, kind: usize) -> N {
        self.labels[k][BEGIN[kind]] + self.labels[k][INSIDE[kind]]
    }

    /// The likelihood that a chunk of this kind begins at token `k`.
    pub fn begins(&self, k: usize, kind: usize) -> N {
        self.labels[k][BEGIN[kind]]
    }
}

impl Likelihoods<f32> {
    /// The likelihood that a chunk of this kind ends at token `k`, which is where the next token
    /// does not continue it.
    pub fn ends(&self, k: usize, kind: usize) -> f32 {
        let here = self.labels[k][INSIDE[kind]] + self.labels[k][BEGIN[kind]];
        let continues = self.labels.get(k + 1).map_or(0.0, |y| y[INSIDE[kind]]);
        (here - continues).max(0.0)
    }
}

impl Likelihood for f32 {
    const LAST: f32 = 1.0;

    fn of_transitions(transitions: &Transitions, scale: i32) -> [[f32; LABELS]; LABELS] {
        let step = |weight: i32| {
            if weight <= FORBIDDEN / 2 {
                0.0
            } else {
                exp(weight as f32 / scale as f32)
            }
        };
        transitions.map(|row| row.map(step))
    }

    #[inline]
    fn of_emission(emission: &Emission, scale: i32) -> [f32; LABELS] {
        let top = emission.iter().copied().max().unwrap_or(0);
        emission.map(|x| exp((x - top) as f32 / scale as f32))
    }

    #[inline]
    fn times(self, other: f32) -> f32 {
        self * other
    }

    #[inline]
    fn joined(self, backward: f32) -> f32 {
        self * backward
    }

    #[inline]
    fn scaled(mut values: [f32; LABELS]) -> [f32; LABELS] {
        let scale = 1.0 / values.iter().sum::<f32>();
        for x in &mut values {
            *x *= scale;
        }
        values
    }
}

/// A likelihood in whole numbers, as a share of [`Share::ONE`]. The scale is fixed: 32 weights are
/// one unit of log-odds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u64);

/// The binary digits of a share.
const BITS: u32 = 30;
/// The product of a forward and a backward sum keeps this many binary digits more than a share,
/// because both may be small.
const MORE_BITS: u32 = 10;
/// e^(-1/32), as a share of 2^32.
const ONE_WEIGHT: u64 = 4_162_825_044;
/// Differences of this many weights and more count as never: e^-16 is below what matters.
const WEIGHTS: usize = 512;

/// `e^(-n/32)` for each number of weights.
static POWERS: [u64; WEIGHTS] = {
    let mut powers = [Share::ONE.0; WEIGHTS];
    let mut i = 1;
    while i < WEIGHTS {
        powers[i] = (powers[i - 1] * ONE_WEIGHT) >> 32;
        i += 1;
    }
    powers
};

impl Share {
    /// Certainty.
    pub const ONE: Share = Share(1 << BITS);

    /// In hundredths, rounded down.
    pub fn percent(self) -> u8 {
        (self.0 * 100 / Share::ONE.0) as u8
    }

    fn power(weights_below_top: i32) -> Share {
        let index = weights_below_top.max(0) as usize;
        Share(POWERS.get(index).copied().unwrap_or(0))
    }
}

impl Add for Share {
    type Output = Share;

    #[inline]
    fn add(self, other: Share) -> Share {
        Share(self.0 + other.0)
    }
}

impl Likelihood for Share {
    const LAST: Share = Share(Share::ONE.0 / LABELS as u64);

    fn of_transitions(transitions: &Transitions, _scale: i32) -> [[Share; LABELS]; LABELS] {
        let highest = transitions.iter().flatten().copied().max().unwrap_or(0);
        transitions.map(|row| row.map(|weight| Share::power(highest - weight)))
    }

    #[inline]
    fn of_emission(emission: &Emission, _scale: i32) -> [Share; LABELS] {
        let top = emission.iter().copied().max().unwrap_or(0);
        emission.map(|weight| Share::power(top - weight))
    }

    #[inline]
    fn times(self, other: Share) -> Share {
        Share((self.0 * other.0) >> BITS)
    }

    #[inline]
    fn joined(self, backward: Share) -> Share {
        Share((self.0 * backward.0) >> (BITS - MORE_BITS))
    }

    #[inline]
    fn scaled(values: [Share; LABELS]) -> [Share; LABELS] {
        let sum: u64 = values.iter().map(|x| x.0).sum::<u64>().max(1);
        values.map(|x| Share(((u128::from(x.0) << BITS) / u128::from(sum)) as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Transitions that forbid to continue a chunk that has not begun.
    fn allowed(outside_to_third: i32) -> Transitions {
        let mut transitions = [[3; LABELS]; LABELS];
        for (from, row) in transitions.iter_mut().enumerate() {
            for inside in INSIDE {
                if from != inside && from != inside - 1 {
                    row[inside] = FORBIDDEN;
                }
            }
        }
        transitions[0][5] = outside_to_third;
        transitions
    }

    /// The best labels and the likelihoods of three tokens, from all sequences one by one.
    fn from_all_sequences(
        emissions: &[Emission; 3],
        transitions: &Transitions,
        scale: f32,
    ) -> (Vec<u8>, [[f64; LABELS]; 3]) {
        let mut likelihoods = [[0.0; LABELS]; 3];
        let (mut total, mut best) = (0.0, (0.0, vec![]));
        for code in 0..LABELS * LABELS * LABELS {
            let y = [code / 49, code / 7 % 7, code % 7];
            let mut weight = if INSIDE.contains(&y[0]) { FORBIDDEN } else { 0 };
            for k in 0..3 {
                weight += emissions[k][y[k]];
                weight += if k > 0 {
                    transitions[y[k - 1]][y[k]]
                } else {
                    0
                };
            }
            let p = f64::from(weight.max(-100_000) as f32 / scale).exp();
            total += p;
            for k in 0..3 {
                likelihoods[k][y[k]] += p;
            }
            if p > best.0 {
                best = (p, y.map(|label| label as u8).to_vec());
            }
        }
        (best.1, likelihoods.map(|row| row.map(|p| p / total)))
    }

    #[test]
    fn sums_in_floats_are_those_of_all_sequences() {
        let emissions = [
            [5, 9, 1, 4, 2, 1, 0],
            [2, 1, 7, 8, 3, 0, 1],
            [0, 3, 1, 2, 9, 6, 5],
        ];
        let transitions = allowed(9);
        let (best, likelihoods) = from_all_sequences(&emissions, &transitions, 4.0);
        assert_eq!(Viterbi::default().decode(&emissions, &transitions, 0), best);
        let mut computed = Likelihoods::<f32>::default();
        computed.compute(&emissions, &transitions, 4);
        for k in 0..3 {
            for y in 0..LABELS {
                assert!((f64::from(computed.labels()[k][y]) - likelihoods[k][y]).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn sums_in_whole_numbers_are_those_of_all_sequences() {
        let emissions = [
            [50, 90, 1, 4, 2, 1, 0],
            [20, 1, 70, 80, 3, 0, 1],
            [0, 3, 1, 2, 90, 60, 50],
        ];
        let transitions = allowed(70);
        let (best, likelihoods) = from_all_sequences(&emissions, &transitions, 32.0);
        assert_eq!(Viterbi::default().decode(&emissions, &transitions, 0), best);
        let mut computed = Likelihoods::<Share>::default();
        computed.compute(&emissions, &transitions, 32);
        for k in 0..3 {
            for y in 0..LABELS {
                let share = computed.labels()[k][y].0 as f64 / Share::ONE.0 as f64;
                assert!((share - likelihoods[k][y]).abs() < 1e-4, "{k} {y}");
            }
        }
    }

    #[test]
    fn chunks_are_those_of_the_labels() {
        let found: Vec<_> = chunks(&[0, 1, 2, 2, 1, 5, 6, 0, 3]).collect();
        assert_eq!(found, [(0, 1..4), (0, 4..5), (2, 5..7), (1, 8..9)]);
        assert_eq!(chunks(&[0, 0]).count(), 0);
    }
}
