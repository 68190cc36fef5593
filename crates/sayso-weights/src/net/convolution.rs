//! In: the pieces and facts of the tokens of a window. Out: a row of numbers for each token.
//!
//! Gated residual convolutions (Gehring et al. 2017) over three tokens with growing gaps. The inputs
//! of the convolutions are normalised, so that the sizes of their steps can be part of the weights.

use super::Scratch;
use super::dot::{Kernel, product};
use super::numbers::{normalise, quantise_by, sigmoid};
use super::read::{Dense, Norm, Numbers, Rows};
use super::transformer::dense;

/// One convolution.
struct Step {
    norm: Norm,
    /// How many tokens away the two other tokens are.
    gap: usize,
    /// How many steps of the quantised inputs make 1.
    by: f32,
    weights: Dense,
}

/// The encoder of the standard tier.
pub struct Convolution {
    /// The numbers in a row.
    pub width: usize,
    words: Rows,
    mix: Dense,
    norm: Norm,
    steps: Vec<Step>,
}

/// Keeps a row of equal numbers from being divided by zero. The same as in training.
const EPSILON: f32 = 1e-5;
/// Zero as a quantised number: they are stored 128 too high.
const ZERO: u8 = 128;
/// More convolutions than this are taken for damage.
const MOST_STEPS: usize = 24;

impl Convolution {
    /// Reads the encoder from a weights section; none if its parts do not fit together.
    pub fn read(numbers: &mut Numbers<'_>) -> Option<Convolution> {
        let count = numbers.whole()?;
        let (words, mix) = (numbers.rows()?, numbers.dense()?);
        let width = mix.matrix.outputs;
        if mix.matrix.inputs != words.width || count > MOST_STEPS {
            return None;
        }
        let norm = numbers.norm(width)?;
        let mut steps = Vec::new();
        for _ in 0..count {
            let (gap, by, norm) = (
                numbers.whole()?,
                numbers.floats(1)?[0],
                numbers.norm(width)?,
            );
            let weights = numbers.dense()?;
            let fits = weights.matrix.inputs == 3 * width && weights.matrix.outputs == 2 * width;
            steps.push(fits.then_some(Step {
                norm,
                gap,
                by,
                weights,
            })?);
        }
        Some(Convolution {
            width,
            words,
            mix,
            norm,
            steps,
        })
    }

    /// The number of word pieces that it knows.
    pub fn vocabulary(&self) -> usize {
        self.words.count()
    }

    /// Leaves in `s.x` a row for each token. `ends[t]` is where the pieces of token `t` end. `facts`
    /// adds the facts of a token to its row.
    #[inline(always)]
    pub fn run(
        &self,
        kernel: Kernel,
        pieces: &[u16],
        ends: &[usize],
        facts: impl Fn(usize, &mut [f32]),
        s: &mut Scratch,
    ) {
        self.embed(pieces, ends, s);
        dense(
            kernel,
            &self.mix,
            &s.y,
            &mut s.x,
            &mut s.bytes,
            &mut s.sums,
            &mut s.steps,
        );
        for (token, x) in s.x.chunks_exact_mut(self.width).enumerate() {
            facts(token, x);
            for x in x.iter_mut() {
                *x = if *x > 0.0 { *x } else { 0.0 };
            }
            normalise(x, &self.norm.scale, &self.norm.shift, EPSILON);
        }
        for step in &self.steps {
            self.lay_side_by_side(step, ends.len(), s);
            self.add_gated(kernel, step, ends.len(), s);
        }
    }

    /// Leaves in `s.y` the mean of the vectors of each token's pieces.
    #[inline(always)]
    fn embed(&self, pieces: &[u16], ends: &[usize], s: &mut Scratch) {
        s.y.clear();
        s.y.resize(ends.len() * self.words.width, 0.0);
        let mut start = 0;
        for (&end, y) in ends.iter().zip(s.y.chunks_exact_mut(self.words.width)) {
            let by = 1.0 / (end - start).max(1) as f32;
            for &piece in &pieces[start..end] {
                self.words.add(piece as usize, by, y);
            }
            start = end;
        }
    }

    /// Leaves in `s.bytes` for each token the normalised rows of three tokens side by side: the one
    /// `gap` tokens before it, itself, and the one `gap` tokens after it. Beyond the ends of the
    /// window the rows are zero, which is stored as 128.
    #[inline(always)]
    fn lay_side_by_side(&self, step: &Step, count: usize, s: &mut Scratch) {
        let w = self.width;
        s.bytes.clear();
        s.bytes.resize(count * 3 * w, ZERO);
        s.y.clear();
        s.y.resize(w, 0.0);
        s.row.clear();
        s.row.resize(w, ZERO);
        for i in 0..count {
            s.y.copy_from_slice(&s.x[i * w..(i + 1) * w]);
            normalise(&mut s.y, &step.norm.scale, &step.norm.shift, EPSILON);
            quantise_by(&s.y, step.by, &mut s.row);
            // The row is the first of three for the token after it, and the last for the one before.
            let tokens = [i.checked_add(step.gap), Some(i), i.checked_sub(step.gap)];
            for (tap, token) in tokens.into_iter().enumerate() {
                if let Some(t) = token.filter(|&t| t < count) {
                    s.bytes[(3 * t + tap) * w..(3 * t + tap + 1) * w].copy_from_slice(&s.row);
                }
            }
        }
    }

    /// Adds to each row of `s.x` what the step makes of the three rows in `s.bytes`, each number
    /// multiplied by a gate.
    #[inline(always)]
    fn add_gated(&self, kernel: Kernel, step: &Step, count: usize, s: &mut Scratch) {
        let w = self.width;
        s.sums.clear();
        s.sums.resize(count * 2 * w, 0);
        product(kernel, &s.bytes, &step.weights.matrix, &mut s.sums);
        s.steps.clear();
        s.steps.resize(count, 1.0 / step.by);
        s.wide.clear();
        s.wide.resize(count * 2 * w, 0.0);
        step.weights.scale(&s.sums, &s.steps, &mut s.wide);
        for (x, wide) in s.x.chunks_exact_mut(w).zip(s.wide.chunks_exact(2 * w)) {
            let (value, gate) = wide.split_at(w);
            for ((x, value), gate) in x.iter_mut().zip(value).zip(gate) {
                *x += value * sigmoid(*gate);
            }
        }
    }
}
