//! In: the pieces of a window and the facts of its tokens. Out: a row of numbers for each piece.
//!
//! Six layers of attention (BERT, Devlin et al. 2019; `MiniLM`, Wang et al. 2020). Matrices are
//! 8-bit and so are their inputs, each row with a step size of its own. Attention itself is computed in
//! `f32`.

use super::Scratch;
use super::dot::{Kernel, product};
use super::numbers::{exp, gelu, normalise, quantise, sum};
use super::read::{Dense, Norm, Numbers, Rows};

struct Layer {
    qkv: Dense,
    out: Dense,
    norm1: Norm,
    up: Dense,
    down: Dense,
    norm2: Norm,
}

/// The encoder of the accurate tier.
pub struct Transformer {
    /// The numbers in a row.
    pub width: usize,
    heads: usize,
    /// Facts are added before this layer.
    join: usize,
    words: Rows,
    places: Rows,
    norm: Norm,
    layers: Vec<Layer>,
}

/// The numbers of an attention head, as in the base model.
const SIZE: usize = 32;
/// How many pieces are compared with a query at once.
const LANES: usize = 64;
/// Keeps a row of equal numbers from being divided by zero. The same as in the base model.
const EPSILON: f32 = 1e-12;

impl Transformer {
    /// Reads the encoder from a weights section; none if its parts do not fit together.
    pub fn read(numbers: &mut Numbers<'_>) -> Option<Transformer> {
        let (heads, join, count) = (numbers.whole()?, numbers.whole()?, numbers.whole()?);
        let (words, places) = (numbers.rows()?, numbers.rows()?);
        let width = words.width;
        if heads.checked_mul(SIZE) != Some(width) || places.width != width || count > 24 {
            return None;
        }
        let norm = numbers.norm(width)?;
        let mut layers = Vec::new();
        for _ in 0..count {
            let (qkv, out, norm1) = (numbers.dense()?, numbers.dense()?, numbers.norm(width)?);
            let (up, down, norm2) = (numbers.dense()?, numbers.dense()?, numbers.norm(width)?);
            let fits = |dense: &Dense, inputs, outputs| {
                dense.matrix.inputs == inputs && dense.matrix.outputs == outputs
            };
            let inner = up.matrix.outputs;
            let sound = fits(&qkv, width, 3 * width)
                && fits(&out, width, width)
                && fits(&up, width, inner)
                && fits(&down, inner, width);
            layers.push(sound.then_some(Layer {
                qkv,
                out,
                norm1,
                up,
                down,
                norm2,
            })?);
        }
        Some(Transformer {
            width,
            heads,
            join,
            words,
            places,
            norm,
            layers,
        })
    }

    /// The number of pieces that a window may have.
    pub fn places(&self) -> usize {
        self.places.count()
    }

    /// The number of word pieces that it knows.
    pub fn vocabulary(&self) -> usize {
        self.words.count()
    }

    /// Leaves in `s.x` a row for each piece. `facts` adds the facts of a piece's token to its row.
    #[inline(always)]
    pub fn run(
        &self,
        kernel: Kernel,
        pieces: &[u16],
        facts: impl Fn(usize, &mut [f32]),
        s: &mut Scratch,
    ) {
        let (n, w) = (pieces.len(), self.width);
        s.x.clear();
        s.x.resize(n * w, 0.0);
        for (place, (&piece, x)) in pieces.iter().zip(s.x.chunks_exact_mut(w)).enumerate() {
            self.words.add(piece as usize, 1.0, x);
            self.places.add(place, 1.0, x);
            normalise(x, &self.norm.scale, &self.norm.shift, EPSILON);
        }
        for (number, layer) in self.layers.iter().enumerate() {
            if number == self.join {
                for (piece, x) in s.x.chunks_exact_mut(w).enumerate() {
                    facts(piece, x);
                }
            }
            dense(
                kernel,
                &layer.qkv,
                &s.x,
                &mut s.wide,
                &mut s.bytes,
                &mut s.sums,
                &mut s.steps,
            );
            self.attend(n, &s.wide, &mut s.y, &mut s.turned, &mut s.shares);
            dense(
                kernel,
                &layer.out,
                &s.y,
                &mut s.z,
                &mut s.bytes,
                &mut s.sums,
                &mut s.steps,
            );
            join(&mut s.x, &s.z, w, &layer.norm1);
            dense(
                kernel,
                &layer.up,
                &s.x,
                &mut s.wide,
                &mut s.bytes,
                &mut s.sums,
                &mut s.steps,
            );
            for x in &mut s.wide {
                *x = gelu(*x);
            }
            dense(
                kernel,
                &layer.down,
                &s.wide,
                &mut s.z,
                &mut s.bytes,
                &mut s.sums,
                &mut s.steps,
            );
            join(&mut s.x, &s.z, w, &layer.norm2);
        }
    }

    /// Attention: each piece becomes a mean of all pieces, weighted by how well its query fits their
    /// keys.
    #[inline(always)]
    fn attend(
        &self,
        n: usize,
        qkv: &[f32],
        out: &mut Vec<f32>,
        turned: &mut Vec<f32>,
        shares: &mut Vec<f32>,
    ) {
        let w = self.width;
        let scale = 1.0 / (SIZE as f32).sqrt();
        let wide = n.next_multiple_of(LANES);
        out.clear();
        out.resize(n * w, 0.0);
        turned.clear();
        turned.resize(SIZE * wide, 0.0);
        shares.clear();
        shares.resize(wide, 0.0);
        for head in 0..self.heads {
            let part = |row: &[f32], which: usize| -> [f32; SIZE] {
                let at = which * w + head * SIZE;
                row[at..at + SIZE].try_into().unwrap_or([0.0; SIZE])
            };
            // The keys side by side: lanes of pieces, and in them one number of each after the
            // other.
            for (j, row) in qkv.chunks_exact(3 * w).enumerate() {
                let to = &mut turned[j / LANES * LANES * SIZE..];
                for (d, x) in part(row, 1).into_iter().enumerate() {
                    to[d * LANES + j % LANES] = x;
                }
            }
            for (row, out) in qkv.chunks_exact(3 * w).zip(out.chunks_exact_mut(w)) {
                let query = part(row, 0);
                let shares = shares.as_chunks_mut::<LANES>().0;
                for (share, keys) in shares.iter_mut().zip(turned.chunks_exact(SIZE * LANES)) {
                    let mut sum = [0.0; LANES];
                    for (q, keys) in query.iter().zip(keys.as_chunks::<LANES>().0) {
                        for l in 0..LANES {
                            sum[l] += q * keys[l];
                        }
                    }
                    *share = sum;
                }
                let shares = &mut shares.as_flattened_mut()[..n];
                let top = shares
                    .iter()
                    .fold(f32::MIN, |a, &b| if b > a { b } else { a });
                for share in shares.iter_mut() {
                    *share = exp((*share - top) * scale);
                }
                let by = 1.0 / sum(shares, |x| x);
                let mut mean = [0.0; SIZE];
                for (share, row) in shares.iter().zip(qkv.chunks_exact(3 * w)) {
                    let value = part(row, 2);
                    for d in 0..SIZE {
                        mean[d] += share * value[d];
                    }
                }
                for (x, mean) in out[head * SIZE..(head + 1) * SIZE].iter_mut().zip(mean) {
                    *x = mean * by;
                }
            }
        }
    }
}

/// Adds `z` to `x` and normalises the rows.
#[inline(always)]
fn join(x: &mut [f32], z: &[f32], width: usize, norm: &Norm) {
    for (x, z) in x.chunks_exact_mut(width).zip(z.chunks_exact(width)) {
        for (x, z) in x.iter_mut().zip(z) {
            *x += z;
        }
        normalise(x, &norm.scale, &norm.shift, EPSILON);
    }
}

/// Applies a layer to rows, each quantised with a step size of its own.
#[inline(always)]
pub(super) fn dense(
    kernel: Kernel,
    layer: &Dense,
    rows: &[f32],
    out: &mut Vec<f32>,
    bytes: &mut Vec<u8>,
    sums: &mut Vec<i32>,
    steps: &mut Vec<f32>,
) {
    let (k, n) = (layer.matrix.inputs, layer.matrix.outputs);
    let count = rows.len() / k;
    bytes.clear();
    bytes.resize(rows.len(), 128);
    steps.clear();
    for (row, bytes) in rows.chunks_exact(k).zip(bytes.chunks_exact_mut(k)) {
        steps.push(quantise(row, bytes));
    }
    sums.clear();
    sums.resize(count * n, 0);
    product(kernel, bytes, &layer.matrix, sums);
    out.clear();
    out.resize(count * n, 0.0);
    layer.scale(sums, steps, out);
}
