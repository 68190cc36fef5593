//! In: the pieces and facts of a window's tokens. Out: a row of numbers for each token.
//!
//! Gated residual convolutions (Gehring et al. 2017) over three tokens with growing gaps. Inputs of
//! the convolutions are normalised, so the sizes of their steps are part of the weights.

use super::Scratch;
use super::dot::{Kernel, product};
use super::numbers::{normalise, quantise_by, sigmoid};
use super::read::{Dense, Norm, Numbers, Rows};
use super::transformer::dense;

struct Step {
    norm: Norm,
    gap: usize,
    /// How many steps of the inputs make 1.
    by: f32,
    weights: Dense,
}

/// The encoder of the standard tier.
pub struct Convolution {
    /// Numbers in a row.
    pub width: usize,
    words: Rows,
    mix: Dense,
    norm: Norm,
    steps: Vec<Step>,
}

/// As in training.
const EPSILON: f32 = 1e-5;

impl Convolution {
    /// Reads the encoder from a weights section; none if its parts do not fit together.
    pub fn read(numbers: &mut Numbers<'_>) -> Option<Convolution> {
        let count = numbers.whole()?;
        let (words, mix) = (numbers.rows()?, numbers.dense()?);
        let width = mix.matrix.outputs;
        if mix.matrix.inputs != words.width || count > 24 {
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

    /// Number of word pieces that it knows.
    pub fn vocabulary(&self) -> usize {
        self.words.count()
    }

    /// Leaves in `s.x` a row for each token. `ends[t]` is where the pieces of token t end; `facts`
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
        let (n, w) = (ends.len(), self.width);
        s.y.clear();
        s.y.resize(n * self.words.width, 0.0);
        let mut start = 0;
        for (&end, y) in ends.iter().zip(s.y.chunks_exact_mut(self.words.width)) {
            let by = 1.0 / (end - start).max(1) as f32;
            for &piece in &pieces[start..end] {
                self.words.add(piece as usize, by, y);
            }
            start = end;
        }
        dense(
            kernel,
            &self.mix,
            &s.y,
            &mut s.x,
            &mut s.bytes,
            &mut s.sums,
            &mut s.steps,
        );
        for (token, x) in s.x.chunks_exact_mut(w).enumerate() {
            facts(token, x);
            for x in x.iter_mut() {
                *x = if *x > 0.0 { *x } else { 0.0 };
            }
            normalise(x, &self.norm.scale, &self.norm.shift, EPSILON);
        }
        for step in &self.steps {
            // Three tokens side by side; beyond the ends there is nothing.
            s.bytes.clear();
            s.bytes.resize(n * 3 * w, 128);
            s.y.clear();
            s.y.resize(w, 0.0);
            s.row.clear();
            s.row.resize(w, 128);
            for i in 0..n {
                s.y.copy_from_slice(&s.x[i * w..(i + 1) * w]);
                normalise(&mut s.y, &step.norm.scale, &step.norm.shift, EPSILON);
                quantise_by(&s.y, step.by, &mut s.row);
                let mut put = |token: Option<usize>, tap: usize| {
                    if let Some(t) = token.filter(|&t| t < n) {
                        s.bytes[(3 * t + tap) * w..(3 * t + tap + 1) * w].copy_from_slice(&s.row);
                    }
                };
                put(i.checked_add(step.gap), 0);
                put(Some(i), 1);
                put(i.checked_sub(step.gap), 2);
            }
            s.sums.clear();
            s.sums.resize(n * 2 * w, 0);
            product(kernel, &s.bytes, &step.weights.matrix, &mut s.sums);
            s.steps.clear();
            s.steps.resize(n, 1.0 / step.by);
            s.wide.clear();
            s.wide.resize(n * 2 * w, 0.0);
            step.weights.scale(&s.sums, &s.steps, &mut s.wide);
            for (x, wide) in s.x.chunks_exact_mut(w).zip(s.wide.chunks_exact(2 * w)) {
                let (value, gate) = wide.split_at(w);
                for ((x, value), gate) in x.iter_mut().zip(value).zip(gate) {
                    *x += value * sigmoid(*gate);
                }
            }
        }
    }
}
