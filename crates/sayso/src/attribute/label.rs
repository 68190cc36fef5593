//! In: a paragraph's features and the model. Out: source, cue and content chunks, with how likely
//! each is.
//!
//! A linear-chain conditional random field over the labels outside and begin / inside of source,
//! cue and content; what speaks for a label at a token is summed from the table of the fast tier or
//! computed by a network (`network`). The best sequence is found by Viterbi in integers; the
//! likelihood of a chunk by forward and backward sums in f32 of fixed order, with an exponential of
//! our own, so that both are the same on every machine.

use super::chunk::{Chunk, Role};
use super::features::Featuriser;
use super::model::{Model, Scorer};
use super::rules::Found;
use crate::segment::Segments;
use sayso_weights::LABELS;
use sayso_weights::net::dot::Kernel;
use sayso_weights::net::numbers::exp;

/// Not allowed: a chunk goes on that has not begun.
pub const FORBIDDEN: i32 = -10_000_000;

/// What tagging finds.
#[derive(Clone, Default)]
pub struct Tagged {
    /// Chunks of the best label sequences, in text order.
    pub chunks: Vec<Chunk>,
    /// What the rules find, with how likely the model thinks each chunk.
    pub found: Vec<Found>,
}

/// Tags all paragraphs. `bonus`, in hundredths of log-odds as in [`super::Bias::bonus`], is added
/// to the weight of every beginning of a chunk: above 0 finds more and errs more.
pub fn label(text: &str, parts: &Segments, model: &Model, bonus: i32) -> Tagged {
    let mut decoder = Decoder {
        parts,
        model,
        bonus: bonus * model.scale() / 100,
        labels: Vec::new(),
        sums: Sums::default(),
        out: Tagged::default(),
    };
    weigh(text, parts, model, &mut |index, emissions, found| {
        decoder.paragraph(index, emissions, found)
    });
    decoder.out
}

/// How likely each label is at each token: what a smaller model learns from a larger one.
pub fn likelihoods(text: &str, parts: &Segments, model: &Model) -> Vec<[f32; LABELS]> {
    let (mut out, mut sums) = (Vec::with_capacity(parts.tokens.len()), Sums::default());
    weigh(text, parts, model, &mut |_, emissions, _| {
        sums.run(emissions, &model.transitions, model.scale());
        out.extend_from_slice(&sums.label);
    });
    out
}

/// Calls `each` with the number of every paragraph, what speaks for each label at its tokens, what
/// rules find in it.
fn weigh(
    text: &str,
    parts: &Segments,
    model: &Model,
    each: &mut dyn FnMut(usize, &[[i32; LABELS]], &mut Vec<Found>),
) {
    let prior = |word: u64| model.priors.get(&word).copied().unwrap_or(0);
    match model.scorer() {
        Scorer::Table(table) => {
            let mut featuriser = Featuriser::new(text, parts);
            let mut emissions = Vec::new();
            for index in 0..parts.paragraphs.len() {
                emissions.clear();
                featuriser.paragraph(index, &prior, &mut |_, keys| {
                    let sum = table.sum(keys);
                    emissions.push(std::array::from_fn(|y| i32::from(sum[y])));
                });
                each(index, &emissions, featuriser.found());
            }
        }
        Scorer::Net(net, beside) => {
            let mut found = Vec::with_capacity(parts.paragraphs.len());
            let seen = net.look(text, parts, &prior, &mut |f| {
                found.push(std::mem::take(f.found()))
            });
            let mut emissions = net.scores(Kernel::best(), parts, &seen, model.scale());
            if let Some((other, share)) = beside {
                let more = other.scores(Kernel::best(), parts, &seen, model.scale());
                for (x, y) in emissions
                    .as_flattened_mut()
                    .iter_mut()
                    .zip(more.as_flattened())
                {
                    *x = (*x * (256 - share) + y * share) >> 8;
                }
            }
            for (index, (paragraph, found)) in parts.paragraphs.iter().zip(&mut found).enumerate() {
                let tokens = paragraph.tokens.start as usize..paragraph.tokens.end as usize;
                each(index, &emissions[tokens], found);
            }
        }
    }
}

/// Makes chunks of the scores of paragraph after paragraph.
struct Decoder<'a> {
    parts: &'a Segments,
    model: &'a Model,
    bonus: i32,
    labels: Vec<u8>,
    sums: Sums,
    out: Tagged,
}

impl Decoder<'_> {
    fn paragraph(&mut self, index: usize, emissions: &[[i32; LABELS]], found: &mut Vec<Found>) {
        let Decoder {
            labels, sums, out, ..
        } = self;
        viterbi(emissions, &self.model.transitions, self.bonus, labels);
        out.found.append(found);
        let number = index as u32;
        // Rules reach one paragraph ahead at most.
        let near = out
            .found
            .iter()
            .rposition(|f| f.draft.cue.paragraph + 1 < number)
            .map_or(0, |i| i + 1);
        let asked = out.found[near..]
            .iter()
            .any(|f| f.draft.chunks().any(|c| c.paragraph == number));
        if !asked && labels.iter().all(|&label| label == 0) {
            return;
        }
        sums.run(emissions, &self.model.transitions, self.model.scale());
        let first = self.parts.paragraphs[index].tokens.start;
        chunks_of(labels, |role, start, end| {
            let chunk = Chunk::certain(role, first + start as u32, first + end as u32, number);
            out.chunks.push(sums.weigh(chunk, first));
        });
        for found in &mut out.found[near..] {
            for chunk in found.draft.chunks_mut().filter(|c| c.paragraph == number) {
                *chunk = sums.weigh(*chunk, first);
            }
        }
    }
}

/// Calls `found` with role, first token and end of each chunk of a label sequence.
pub fn chunks_of(labels: &[u8], mut found: impl FnMut(Role, usize, usize)) {
    let mut start = 0;
    while start < labels.len() {
        let Some(role) = Role::of(labels[start]) else {
            start += 1;
            continue;
        };
        let inside = role.begin() as u8 + 1;
        let mut end = start + 1;
        while end < labels.len() && labels[end] == inside {
            end += 1;
        }
        found(role, start, end);
        start = end;
    }
}

/// The best label sequence; of equal ones the one with lower labels.
fn viterbi(
    emissions: &[[i32; LABELS]],
    transitions: &[[i32; LABELS]; LABELS],
    bonus: i32,
    out: &mut Vec<u8>,
) {
    let len = emissions.len();
    let mut from: Vec<[u8; LABELS]> = vec![[0; LABELS]; len];
    let with_bonus = |k: usize| {
        let mut e = emissions[k];
        for begin in [1, 3, 5] {
            e[begin] += bonus;
        }
        e
    };
    let mut best = with_bonus(0);
    for inside in [2, 4, 6] {
        best[inside] += FORBIDDEN;
    }
    for k in 1..len {
        let emission = with_bonus(k);
        let mut next = [0; LABELS];
        for label in 0..LABELS {
            let (mut top, mut top_from) = (i32::MIN, 0);
            for before in 0..LABELS {
                let value = best[before] + transitions[before][label];
                if value > top {
                    (top, top_from) = (value, before);
                }
            }
            // The floor keeps a forbidden path from running below the range of the integer.
            next[label] = top.max(-1_000_000_000) + emission[label];
            from[k][label] = top_from as u8;
        }
        best = next;
    }
    let mut label = 0;
    for other in 1..LABELS {
        if best[other] > best[label] {
            label = other;
        }
    }
    out.clear();
    out.resize(len, 0);
    for k in (0..len).rev() {
        out[k] = label as u8;
        label = from[k][label] as usize;
    }
}

type Vector = [f32; LABELS];

/// Forward and backward sums of one paragraph, each step scaled to sum 1.
#[derive(Default)]
struct Sums {
    /// Likelihood of each label at each token.
    label: Vec<Vector>,
    forward: Vec<Vector>,
    /// Likelihood that a source, cue or content chunk ends at the token.
    ends: Vec<[f32; 3]>,
}

fn scaled(mut v: Vector) -> Vector {
    let scale = 1.0 / v.iter().sum::<f32>();
    for x in &mut v {
        *x *= scale;
    }
    v
}

impl Sums {
    fn run(
        &mut self,
        emissions: &[[i32; LABELS]],
        transitions: &[[i32; LABELS]; LABELS],
        scale: i32,
    ) {
        let scale = scale as f32;
        let steps = transitions.map(|row| {
            row.map(|t| {
                if t <= FORBIDDEN / 2 {
                    0.0
                } else {
                    exp(t as f32 / scale)
                }
            })
        });
        let local = |e: &[i32; LABELS]| {
            let top = e.iter().copied().max().unwrap_or(0);
            e.map(|x| exp((x - top) as f32 / scale))
        };
        let len = emissions.len();
        let potentials: Vec<Vector> = emissions.iter().map(local).collect();
        self.forward.clear();
        let mut forward = potentials[0];
        for inside in [2, 4, 6] {
            forward[inside] = 0.0;
        }
        self.forward.push(scaled(forward));
        for k in 1..len {
            let before = self.forward[k - 1];
            let mut next = [0.0; LABELS];
            for from in 0..LABELS {
                for to in 0..LABELS {
                    next[to] += before[from] * steps[from][to];
                }
            }
            for to in 0..LABELS {
                next[to] *= potentials[k][to];
            }
            self.forward.push(scaled(next));
        }
        self.label.clear();
        self.label.resize(len, [0.0; LABELS]);
        self.ends.clear();
        self.ends.resize(len, [0.0; 3]);
        let mut backward = [1.0; LABELS];
        for k in (0..len).rev() {
            let mut both = [0.0; LABELS];
            for y in 0..LABELS {
                both[y] = self.forward[k][y] * backward[y];
            }
            let both = scaled(both);
            self.label[k] = both;
            // A chunk ends where the next token does not go on with it.
            for role in 0..3 {
                let inside = 2 * role + 2;
                let here = both[inside] + both[inside - 1];
                let on = if k + 1 < len {
                    self.label[k + 1][inside]
                } else {
                    0.0
                };
                self.ends[k][role] = (here - on).max(0.0);
            }
            let mut back = [0.0; LABELS];
            for from in 0..LABELS {
                for to in 0..LABELS {
                    back[from] += steps[from][to] * potentials[k][to] * backward[to];
                }
            }
            backward = scaled(back);
        }
    }

    /// The chunk with its likelihoods; `first` is the paragraph's first token.
    fn weigh(&self, chunk: Chunk, first: u32) -> Chunk {
        let (start, end) = ((chunk.start - first) as usize, (chunk.end - first) as usize);
        let begin = chunk.role.begin();
        let at = |k: usize| self.label[k][begin] + self.label[k][begin + 1];
        Chunk {
            weakest: (start..end).map(at).fold(1.0, f32::min),
            mean: (start..end).map(at).sum::<f32>() / (end - start) as f32,
            starts: self.label[start][begin],
            ends: self.ends[end - 1][begin / 2],
            ..chunk
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sums against all label sequences, one by one.
    #[test]
    fn likelihoods_are_those_of_all_sequences() {
        let mut transitions = [[3; LABELS]; LABELS];
        for (from, row) in transitions.iter_mut().enumerate() {
            for inside in [2, 4, 6] {
                if from != inside && from != inside - 1 {
                    row[inside] = FORBIDDEN;
                }
            }
        }
        transitions[0][5] = 9;
        let emissions = [
            [5, 9, 1, 4, 2, 1, 0],
            [2, 1, 7, 8, 3, 0, 1],
            [0, 3, 1, 2, 9, 6, 5],
        ];
        let mut sums = Sums::default();
        sums.run(&emissions, &transitions, 4);
        let mut total = 0.0;
        let mut label = [[0.0; LABELS]; 3];
        let mut best = (0.0, vec![]);
        for code in 0..LABELS * LABELS * LABELS {
            let y = [code / 49, code / 7 % 7, code % 7];
            let mut weight = if y[0] > 0 && y[0] % 2 == 0 {
                return_forbidden()
            } else {
                0
            };
            for k in 0..3 {
                weight += emissions[k][y[k]];
                if k > 0 {
                    weight += transitions[y[k - 1]][y[k]];
                }
            }
            if weight < -1000 {
                continue;
            }
            let p = f64::from(weight as f32 / 4.0).exp();
            total += p;
            for k in 0..3 {
                label[k][y[k]] += p;
            }
            if p > best.0 {
                best = (p, y.map(|l| l as u8).to_vec());
            }
        }
        for k in 0..3 {
            for y in 0..LABELS {
                assert!((f64::from(sums.label[k][y]) - label[k][y] / total).abs() < 1e-5);
            }
        }
        let mut out = Vec::new();
        viterbi(&emissions, &transitions, 0, &mut out);
        assert_eq!(out, best.1);
    }

    fn return_forbidden() -> i32 {
        FORBIDDEN
    }
}
