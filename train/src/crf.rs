//! In: features and labels. Out: the weights of a linear-chain conditional random field (Lafferty,
//! `McCallum` and Pereira 2001).
//!
//! It is trained by stochastic gradient descent on the log-likelihood, with `AdaGrad` steps (Duchi
//! et al. 2011) and feature dropout. The weights after each epoch of the second half are averaged,
//! because the average generalises better than the last epoch.

use crate::corpus::{Features, Report, Sequence};
use sayso_weights::LABELS;

/// How the tagger is trained.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub epochs: usize,
    pub rate: f32,
    /// The share of features that are left out of each token, in 1,024ths.
    pub dropout: u64,
    pub seed: u64,
    /// The share of the loss that comes from a teacher's likelihoods.
    pub soft: f32,
}

pub type Vector = [f32; LABELS];
type Matrix = [Vector; LABELS];

pub struct Weights {
    /// By feature.
    pub rows: Vec<Vector>,
    /// From label to label.
    pub transitions: Matrix,
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

/// May `to` follow `from`? A label inside a chunk follows only the same chunk's beginning or inside.
pub fn allowed(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// Divides a vector by its sum, and returns the sum.
fn normalise(v: &mut Vector) -> f32 {
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

/// Trains on the sequences of the reports that `use_report` picks.
pub fn train(
    features: &Features,
    reports: &[Report],
    recipe: &Recipe,
    use_report: &dyn Fn(usize) -> bool,
    name: &str,
) -> Weights {
    let used = |s: &&Sequence| use_report(s.report);
    let mut order: Vec<&Sequence> = features.sequences.iter().filter(used).collect();
    let mut random = Random::new(recipe.seed);
    let mut trainer = Trainer::new(features, recipe);
    let mut sum = Weights::zero(features.rows.len());
    let mut summed = 0f32;
    for epoch in 0..recipe.epochs {
        random.shuffle(&mut order);
        let (mut loss, mut tokens) = (0f64, 0);
        for sequence in &order {
            let wanted = Wanted::new(reports, sequence);
            loss += trainer.step(sequence, &wanted, random.next());
            tokens += sequence.len;
        }
        eprintln!(
            "{name}, seed {}: epoch {}: loss per token {:.4}",
            recipe.seed,
            epoch + 1,
            loss / tokens as f64
        );
        if epoch * 2 >= recipe.epochs {
            sum.add(&trainer.weights);
            summed += 1.0;
        }
    }
    sum.scale(1.0 / summed);
    sum
}

/// The labels that a sequence should get.
struct Wanted<'a> {
    gold: &'a [u8],
    /// A teacher's likelihoods.
    soft: Option<&'a [Vector]>,
}

impl Wanted<'_> {
    fn new<'a>(reports: &'a [Report], sequence: &Sequence) -> Wanted<'a> {
        let report = &reports[sequence.report];
        let range = sequence.first..sequence.first + sequence.len;
        Wanted {
            gold: &report.labels[range.clone()],
            soft: (!report.soft.is_empty()).then(|| &report.soft[range]),
        }
    }
}

/// Steps of less than this change nothing, so they are skipped.
const LEAST_GRADIENT: f32 = 2e-3;
/// Keeps the first `AdaGrad` steps finite.
const EPSILON: f32 = 1e-3;

struct Trainer<'a> {
    features: &'a Features,
    recipe: &'a Recipe,
    weights: Weights,
    /// The sums of squared gradients, which set the size of each `AdaGrad` step.
    squares: Weights,
    lattice: Lattice,
}

/// The probabilities of a sequence. The vectors of a token are scaled to a sum of 1, so that long
/// sequences do not underflow.
#[derive(Default)]
struct Lattice {
    /// The potential of each label by the token's features.
    local: Vec<Vector>,
    /// The potential of going from label to label.
    steps: Matrix,
    forward: Vec<Vector>,
    backward: Vec<Vector>,
}

impl<'a> Trainer<'a> {
    fn new(features: &'a Features, recipe: &'a Recipe) -> Trainer<'a> {
        let count = features.rows.len();
        Trainer {
            features,
            recipe,
            weights: Weights::zero(count),
            squares: Weights::zero(count),
            lattice: Lattice::default(),
        }
    }

    /// One step on one sequence; `seed` decides which features are dropped. Returns the loss.
    fn step(&mut self, sequence: &Sequence, wanted: &Wanted, seed: u64) -> f64 {
        let mut score = self.potentials(sequence, wanted.gold, seed);
        let log_sum = self.lattice.run_forward();
        self.lattice.run_backward();
        for k in 1..sequence.len {
            let (from, to) = (wanted.gold[k - 1], wanted.gold[k]);
            score += f64::from(self.weights.transitions[from as usize][to as usize]);
        }
        let slope = self.lattice.transition_slope(wanted.gold);
        for k in 0..sequence.len {
            let gradient = self.gradient(k, wanted);
            if gradient.iter().any(|x| x.abs() >= LEAST_GRADIENT) {
                self.move_rows(sequence, k, seed, &gradient);
            }
        }
        self.move_transitions(&slope);
        log_sum - score
    }

    /// The features of a token that are not dropped.
    fn kept(
        &self,
        sequence: &Sequence,
        k: usize,
        seed: u64,
    ) -> impl Iterator<Item = usize> + use<'a> {
        let (features, dropout) = (self.features, self.recipe.dropout);
        let (first, next) = (sequence.at + k, sequence.at + k + 1);
        let places = features.starts[first]..features.starts[next];
        let kept = places.filter(move |&place| !is_dropped(seed, place, dropout));
        kept.map(|place| features.ids[place] as usize)
    }

    /// Fills the potentials, and returns the sum of the gold labels' scores. The largest score of
    /// each token is taken out, so that its potential is 1.
    fn potentials(&mut self, sequence: &Sequence, gold: &[u8], seed: u64) -> f64 {
        let keep = 1024.0 / (1024.0 - self.recipe.dropout as f32);
        self.lattice.local.clear();
        let mut score = 0f64;
        for (k, &gold) in gold.iter().enumerate() {
            let mut e = [0f32; LABELS];
            for i in self.kept(sequence, k, seed) {
                let row = &self.weights.rows[i];
                for y in 0..LABELS {
                    e[y] += row[y];
                }
            }
            for x in &mut e {
                *x *= keep;
            }
            let top = e.iter().copied().fold(f32::MIN, f32::max);
            score += f64::from(e[gold as usize] - top);
            self.lattice.local.push(e.map(|x| (x - top).exp()));
        }
        let transitions = &self.weights.transitions;
        self.lattice.steps = std::array::from_fn(|a| {
            std::array::from_fn(|b| {
                if allowed(a, b) {
                    transitions[a][b].exp()
                } else {
                    0.0
                }
            })
        });
        score
    }

    /// The gradient of the loss by the scores of a token's labels.
    fn gradient(&self, k: usize, wanted: &Wanted) -> Vector {
        let Lattice {
            forward, backward, ..
        } = &self.lattice;
        let mut g: Vector = std::array::from_fn(|y| forward[k][y] * backward[k][y]);
        normalise(&mut g);
        g[wanted.gold[k] as usize] -= 1.0 - wanted.soft.map_or(0.0, |_| self.recipe.soft);
        if let Some(soft) = wanted.soft {
            for y in 0..LABELS {
                g[y] -= self.recipe.soft * soft[k][y];
            }
        }
        g
    }

    /// Moves the weights of a token's features.
    fn move_rows(&mut self, sequence: &Sequence, k: usize, seed: u64, gradient: &Vector) {
        for i in self.kept(sequence, k, seed) {
            let (row, square) = (&mut self.weights.rows[i], &mut self.squares.rows[i]);
            for y in 0..LABELS {
                move_weight(&mut row[y], &mut square[y], gradient[y], self.recipe.rate);
            }
        }
    }

    fn move_transitions(&mut self, slope: &Matrix) {
        for a in 0..LABELS {
            for b in (0..LABELS).filter(|&b| allowed(a, b)) {
                let weight = &mut self.weights.transitions[a][b];
                let square = &mut self.squares.transitions[a][b];
                move_weight(weight, square, slope[a][b], self.recipe.rate);
            }
        }
    }
}

impl Lattice {
    /// Fills the forward sums, and returns the logarithm of the sum over all label sequences.
    fn run_forward(&mut self) -> f64 {
        self.forward.clear();
        let mut first = self.local[0];
        for inside in [2, 4, 6] {
            first[inside] = 0.0;
        }
        let mut log_sum = f64::from(normalise(&mut first).ln());
        self.forward.push(first);
        for k in 1..self.local.len() {
            let mut next = [0f32; LABELS];
            for a in 0..LABELS {
                for b in 0..LABELS {
                    next[b] += self.forward[k - 1][a] * self.steps[a][b];
                }
            }
            for b in 0..LABELS {
                next[b] *= self.local[k][b];
            }
            log_sum += f64::from(normalise(&mut next).ln());
            self.forward.push(next);
        }
        log_sum
    }

    fn run_backward(&mut self) {
        let len = self.local.len();
        self.backward.clear();
        self.backward.resize(len, [1.0; LABELS]);
        for k in (0..len - 1).rev() {
            let mut back = [0f32; LABELS];
            for a in 0..LABELS {
                for b in 0..LABELS {
                    back[a] += self.steps[a][b] * self.local[k + 1][b] * self.backward[k + 1][b];
                }
            }
            normalise(&mut back);
            self.backward[k] = back;
        }
    }

    /// The gradient of the loss by the transitions, over the whole sequence.
    fn transition_slope(&self, gold: &[u8]) -> Matrix {
        let mut slope = Matrix::default();
        for k in 1..gold.len() {
            let mut pair = Matrix::default();
            let mut sum = 0f32;
            for a in 0..LABELS {
                for b in 0..LABELS {
                    pair[a][b] = self.forward[k - 1][a]
                        * self.steps[a][b]
                        * self.local[k][b]
                        * self.backward[k][b];
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
        slope
    }
}

/// One `AdaGrad` step of one weight.
fn move_weight(weight: &mut f32, square: &mut f32, gradient: f32, rate: f32) {
    *square += gradient * gradient;
    *weight -= rate * gradient / (square.sqrt() + EPSILON);
}

/// Is a feature left out? Decided by a hash of its place, so that no list of draws is kept.
#[inline]
fn is_dropped(seed: u64, place: usize, dropout: u64) -> bool {
    ((place as u64 ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15)) >> 54 < dropout
}
