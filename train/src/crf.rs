//! In: features and labels. Out: weights of the tagger, by stochastic gradient on the
//! log-likelihood of a linear-chain conditional random field (Lafferty, `McCallum` and Pereira
//! 2001) with `AdaGrad` steps (Duchi et al. 2011) and feature dropout; the weights after each epoch
//! of the second half are averaged.

use crate::corpus::{Features, Report, Sequence};
use sayso_weights::LABELS;

/// How the tagger is trained.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub epochs: usize,
    pub rate: f32,
    /// Share of features left out of each token, in 1,024ths.
    pub dropout: u64,
    pub seed: u64,
    /// How much a teacher's likelihoods count against the gold labels.
    pub soft: f32,
}

pub type Vector = [f32; LABELS];

pub struct Weights {
    pub rows: Vec<Vector>,
    pub transitions: [Vector; LABELS],
}

impl Weights {
    pub fn zero(rows: usize) -> Weights {
        Weights {
            rows: vec![[0.0; LABELS]; rows],
            transitions: [[0.0; LABELS]; LABELS],
        }
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut Vector> {
        self.rows.iter_mut().chain(&mut self.transitions)
    }

    /// Adds the weights of another training run.
    pub fn add(&mut self, other: &Weights) {
        for (sum, row) in self
            .rows_mut()
            .zip(other.rows.iter().chain(&other.transitions))
        {
            for y in 0..LABELS {
                sum[y] += row[y];
            }
        }
    }

    pub fn scale(&mut self, by: f32) {
        self.rows_mut().flatten().for_each(|x| *x *= by);
    }
}

/// May `to` follow `from`? A chunk goes on only after its own beginning or inside.
pub fn allowed(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

fn scaled(v: &mut Vector) -> f32 {
    let sum: f32 = v.iter().sum();
    for x in v.iter_mut() {
        *x /= sum;
    }
    sum
}

/// A generator of our own, so that a seed gives the same weights with any library.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(0x0139_408d_cbbf_7a44 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

#[inline]
fn is_dropped(seed: u64, place: usize, dropout: u64) -> bool {
    ((place as u64 ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15)) >> 54 < dropout
}

/// Trains on the sequences of the reports that `use_report` picks.
pub fn train(
    features: &Features,
    reports: &[Report],
    recipe: &Recipe,
    use_report: &dyn Fn(usize) -> bool,
    name: &str,
) -> Weights {
    let count = features.rows.len();
    let mut weights = vec![[0f32; LABELS]; count];
    let mut squares = vec![[0f32; LABELS]; count];
    let mut transitions = [[0f32; LABELS]; LABELS];
    let mut transition_squares = [[0f32; LABELS]; LABELS];
    let mut sums = Weights::zero(count);
    let mut averaged = 0f32;
    let mut order: Vec<&Sequence> = features
        .sequences
        .iter()
        .filter(|s| use_report(s.report))
        .collect();
    let mut random = Random::new(recipe.seed);
    let keep = 1024.0 / (1024.0 - recipe.dropout as f32);
    let (mut local, mut forward, mut backward): (Vec<Vector>, Vec<Vector>, Vec<Vector>) =
        Default::default();
    for epoch in 0..recipe.epochs {
        random.shuffle(&mut order);
        let (mut loss, mut tokens) = (0f64, 0);
        for sequence in &order {
            let len = sequence.len;
            let gold = &reports[sequence.report].labels[sequence.first..sequence.first + len];
            let soft = &reports[sequence.report].soft;
            let soft = (!soft.is_empty()).then(|| &soft[sequence.first..sequence.first + len]);
            let seed = random.next();
            let ids =
                |k: usize| features.starts[sequence.at + k]..features.starts[sequence.at + k + 1];
            // Potentials, forward and backward sums, each step scaled to sum 1.
            local.clear();
            let mut score = 0f64;
            for k in 0..len {
                let mut e = [0f32; LABELS];
                for place in ids(k) {
                    if is_dropped(seed, place, recipe.dropout) {
                        continue;
                    }
                    let row = &weights[features.ids[place] as usize];
                    for y in 0..LABELS {
                        e[y] += row[y];
                    }
                }
                for x in &mut e {
                    *x *= keep;
                }
                let top = e.iter().copied().fold(f32::MIN, f32::max);
                score += f64::from(e[gold[k] as usize] - top);
                local.push(e.map(|x| (x - top).exp()));
            }
            let steps: [Vector; LABELS] = std::array::from_fn(|a| {
                std::array::from_fn(|b| {
                    if allowed(a, b) {
                        transitions[a][b].exp()
                    } else {
                        0.0
                    }
                })
            });
            forward.clear();
            let mut first = local[0];
            for inside in [2, 4, 6] {
                first[inside] = 0.0;
            }
            let mut log_sum = f64::from(scaled(&mut first).ln());
            forward.push(first);
            for k in 1..len {
                let mut next = [0f32; LABELS];
                for a in 0..LABELS {
                    for b in 0..LABELS {
                        next[b] += forward[k - 1][a] * steps[a][b];
                    }
                }
                for b in 0..LABELS {
                    next[b] *= local[k][b];
                }
                log_sum += f64::from(scaled(&mut next).ln());
                forward.push(next);
                score += f64::from(transitions[gold[k - 1] as usize][gold[k] as usize]);
            }
            loss += log_sum - score;
            tokens += len;
            backward.clear();
            backward.resize(len, [1.0; LABELS]);
            for k in (0..len - 1).rev() {
                let mut back = [0f32; LABELS];
                for a in 0..LABELS {
                    for b in 0..LABELS {
                        back[a] += steps[a][b] * local[k + 1][b] * backward[k + 1][b];
                    }
                }
                scaled(&mut back);
                backward[k] = back;
            }
            let mut slope = [[0f32; LABELS]; LABELS];
            for k in 0..len {
                let mut g: Vector = std::array::from_fn(|y| forward[k][y] * backward[k][y]);
                scaled(&mut g);
                g[gold[k] as usize] -= 1.0 - soft.map_or(0.0, |_| recipe.soft);
                if let Some(soft) = soft {
                    for y in 0..LABELS {
                        g[y] -= recipe.soft * soft[k][y];
                    }
                }
                if k > 0 {
                    let mut pair = [[0f32; LABELS]; LABELS];
                    let mut sum = 0f32;
                    for a in 0..LABELS {
                        for b in 0..LABELS {
                            pair[a][b] =
                                forward[k - 1][a] * steps[a][b] * local[k][b] * backward[k][b];
                            sum += pair[a][b];
                        }
                    }
                    for a in 0..LABELS {
                        for b in 0..LABELS {
                            slope[a][b] += pair[a][b] / sum;
                        }
                    }
                    slope[gold[k - 1] as usize][gold[k] as usize] -= 1.0;
                }
                // Nothing to learn here.
                if g.iter().all(|x| x.abs() < 2e-3) {
                    continue;
                }
                for place in ids(k) {
                    if is_dropped(seed, place, recipe.dropout) {
                        continue;
                    }
                    let i = features.ids[place] as usize;
                    let (row, square) = (&mut weights[i], &mut squares[i]);
                    for y in 0..LABELS {
                        square[y] += g[y] * g[y];
                        row[y] -= recipe.rate * g[y] / (square[y].sqrt() + 1e-3);
                    }
                }
            }
            for a in 0..LABELS {
                for b in 0..LABELS {
                    if allowed(a, b) {
                        let g = slope[a][b];
                        transition_squares[a][b] += g * g;
                        transitions[a][b] -=
                            recipe.rate * g / (transition_squares[a][b].sqrt() + 1e-3);
                    }
                }
            }
        }
        eprintln!(
            "{name}, seed {}: epoch {}: loss per token {:.4}",
            recipe.seed,
            epoch + 1,
            loss / tokens as f64
        );
        if epoch * 2 >= recipe.epochs {
            averaged += 1.0;
            let now = Weights {
                rows: std::mem::take(&mut weights),
                transitions,
            };
            sums.add(&now);
            weights = now.rows;
        }
    }
    sums.scale(1.0 / averaged);
    sums
}
