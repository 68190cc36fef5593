//! In: two reports and how near their sentences are. Out: what they share, as numbers.

use super::align::{NEAR, Nearest, Nearness, in_order};
use super::comparison::Shares;
use super::indexed::{Indexed, Shingle};
use super::numbers::{log2, rounded, share};
use super::sketch::SentenceKind;
use std::cmp::Ordering;

sayso_english::names! {
    /// What two reports share. "Most" is the share of the report that has the larger one, "least" that
    /// of the other.
    pub enum Feature {
        /// Words of narration in runs of three words that the other report has.
        RunsMost = "runs most",
        /// The same, of the report with less.
        RunsLeast = "runs least",
        /// Words of narration in runs of seven words or more.
        LongRunsMost = "long runs most",
        /// The same, of the report with less.
        LongRunsLeast = "long runs least",
        /// The longest run of narration: the logarithm of its words, 1 for 128.
        LongestRun = "longest run",
        /// Quoted words in runs of three words.
        QuotesMost = "quotes most",
        /// The same, of the report with less.
        QuotesLeast = "quotes least",
        /// Sentences of narration, by the weight of their words, that correspond to a sentence.
        AlignedMost = "aligned most",
        /// The same, of the report with less.
        AlignedLeast = "aligned least",
        /// How near the sentences of narration are to the nearest of the other report, on average.
        NearMost = "near most",
        /// The same, of the report with less.
        NearLeast = "near least",
        /// How near the nearer half of the sentences is.
        NearHalf = "near half",
        /// How near the nearest four sentences in a row are.
        NearFour = "near four",
        /// Corresponding sentences that are in the same order, less where there are few.
        Order = "order",
        /// Names, of the report with fewer.
        Names = "names",
        /// Figures, of the report with fewer.
        Figures = "figures",
        /// Content words, by weight, of the report with fewer.
        Words = "words",
        /// The length of the shorter report by that of the longer.
        Length = "length",
        /// Quoted words among all words of the report with more.
        Quoted = "quoted",
    }
}

/// How many features there are.
pub const FEATURES: usize = Feature::ALL.len();

/// What two reports share, by which their relation is judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features {
    /// The value of each feature, from 0 to 1, in the order of [`Feature::ALL`].
    pub values: [f32; FEATURES],
    pub(super) shares: Shares,
}

/// Runs of so many words are long.
const LONG_RUN: usize = 7;

impl Features {
    /// The value of a feature.
    pub fn get(&self, feature: Feature) -> f32 {
        self.values[feature as usize]
    }

    fn set(&mut self, feature: Feature, value: f32) {
        self.values[feature as usize] = value;
    }

    /// Sets the feature of the report with more and that of the report with less.
    fn set_pair(&mut self, most: Feature, least: Feature, (a, b): (f32, f32)) {
        self.set(most, a.max(b));
        self.set(least, a.min(b));
    }

    pub(super) fn of(
        a: &Indexed<'_>,
        b: &Indexed<'_>,
        nearness: &Nearness,
        nearest: &(Vec<Nearest>, Vec<Nearest>),
    ) -> Features {
        let (in_a, in_b) = covered(a, b);
        let (runs_a, runs_b) = (Runs::of(a, &in_a), Runs::of(b, &in_b));
        let of_a = Near::of(a, &nearest.0, &nearness.weight_a);
        let of_b = Near::of(b, &nearest.1, &nearness.weight_b);
        let mut features = Features {
            values: [0.0; FEATURES],
            shares: Shares {
                narration_a: rounded(runs_a.narration.max(of_a.aligned)),
                narration_b: rounded(runs_b.narration.max(of_b.aligned)),
                quotes_a: rounded(runs_a.quoted),
                quotes_b: rounded(runs_b.quoted),
            },
        };
        features.runs(&runs_a, &runs_b);
        features.near(&of_a, &of_b);
        let order = order(&nearest.0, &nearest.1).min(order(&nearest.1, &nearest.0));
        features.set(Feature::Order, order);
        features.set(Feature::Names, common(&a.names, &b.names));
        features.set(Feature::Figures, common(&a.figures, &b.figures));
        features.set(Feature::Words, nearness.words_in_common());
        let (size_a, size_b) = (a.size.all() as f32, b.size.all() as f32);
        features.set(
            Feature::Length,
            share(size_a.min(size_b), size_a.max(size_b)),
        );
        let quoted = |of: &Indexed<'_>| share(of.size.quoted as f32, of.size.all() as f32);
        features.set(Feature::Quoted, quoted(a).max(quoted(b)));
        features
    }

    fn runs(&mut self, a: &Runs, b: &Runs) {
        use Feature::{
            LongRunsLeast, LongRunsMost, LongestRun, QuotesLeast, QuotesMost, RunsLeast, RunsMost,
        };
        self.set_pair(RunsMost, RunsLeast, (a.narration, b.narration));
        self.set_pair(LongRunsMost, LongRunsLeast, (a.long, b.long));
        let longest = a.longest.min(b.longest) as f32;
        self.set(LongestRun, (log2(longest + 1.0) / 7.0).min(1.0));
        self.set_pair(QuotesMost, QuotesLeast, (a.quoted, b.quoted));
    }

    fn near(&mut self, a: &Near, b: &Near) {
        use Feature::{AlignedLeast, AlignedMost, NearFour, NearHalf, NearLeast, NearMost};
        self.set_pair(AlignedMost, AlignedLeast, (a.aligned, b.aligned));
        self.set_pair(NearMost, NearLeast, (a.mean, b.mean));
        self.set(NearHalf, a.half.max(b.half));
        self.set(NearFour, a.four.max(b.four));
    }
}

/// Which words of each report are in runs of three words of the other.
fn covered(a: &Indexed<'_>, b: &Indexed<'_>) -> (Vec<bool>, Vec<bool>) {
    let mut in_a = vec![false; a.sketch.words.len()];
    let mut in_b = vec![false; b.sketch.words.len()];
    let (mut i, mut j) = (0, 0);
    while i < a.shingles.len() && j < b.shingles.len() {
        let (hash_a, hash_b) = (a.shingles[i].hash, b.shingles[j].hash);
        match hash_a.cmp(&hash_b) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                i += mark(&a.shingles[i..], &mut in_a);
                j += mark(&b.shingles[j..], &mut in_b);
            }
        }
    }
    (in_a, in_b)
}

/// Marks the words of all runs of the first hash; returns how many they are.
fn mark(shingles: &[Shingle], words: &mut [bool]) -> usize {
    let hash = shingles[0].hash;
    let same = shingles.iter().take_while(|s| s.hash == hash);
    same.map(|s| words[s.word as usize..s.word as usize + 3].fill(true))
        .count()
}

/// What share of a report is in runs of words of the other.
struct Runs {
    narration: f32,
    long: f32,
    longest: usize,
    quoted: f32,
}

impl Runs {
    fn of(report: &Indexed<'_>, covered: &[bool]) -> Runs {
        let (mut narration, mut long, mut longest, mut quoted) = (0, 0, 0, 0);
        for sentence in &report.sketch.sentences {
            let is_headline = sentence.kind == SentenceKind::Headline;
            let mut run = 0;
            for word in sentence.words.start as usize..sentence.words.end as usize {
                let is_narration = !report.quoted[word] && !is_headline;
                if is_narration && covered[word] {
                    narration += 1;
                    run += 1;
                    // A run counts whole from the word on that makes it long.
                    long += match run {
                        LONG_RUN => LONG_RUN,
                        run if run > LONG_RUN => 1,
                        _ => 0,
                    };
                    longest = longest.max(run);
                } else {
                    run = 0;
                }
                quoted += u32::from(report.quoted[word] && covered[word]);
            }
        }
        let all = report.size.narration as f32;
        Runs {
            narration: share(narration as f32, all),
            long: share(long as f32, all),
            longest,
            quoted: share(quoted as f32, report.size.quoted as f32),
        }
    }
}

/// How near the sentences of a report's narration are to those of the other.
#[derive(Default)]
struct Near {
    aligned: f32,
    mean: f32,
    half: f32,
    four: f32,
}

impl Near {
    fn of(report: &Indexed<'_>, nearest: &[Nearest], weights: &[f32]) -> Near {
        let mut near = Vec::with_capacity(nearest.len());
        let (mut aligned, mut all, mut sum) = (0.0, 0.0, 0.0);
        for ((sentence, best), weight) in report.sketch.sentences.iter().zip(nearest).zip(weights) {
            if sentence.kind == SentenceKind::Narration {
                let value = best.near.min(1.0);
                all += weight;
                sum += weight * value;
                aligned += if best.near >= NEAR { *weight } else { 0.0 };
                near.push(value);
            }
        }
        let four = near.windows(4).map(|four| four.iter().sum::<f32>() / 4.0);
        let four = four.fold(0.0, f32::max);
        let few = if near.len() < 4 {
            near.iter().sum::<f32>() / 4.0
        } else {
            0.0
        };
        near.sort_unstable_by(|a, b| b.total_cmp(a));
        near.truncate(near.len().div_ceil(2));
        Near {
            aligned: share(aligned, all),
            mean: share(sum, all),
            half: share(near.iter().sum(), near.len() as f32),
            four: four.max(few),
        }
    }
}

/// How many corresponding sentences make their order telling.
const TELLING: f32 = 5.0;

/// The share of corresponding sentences that are in the same order. Fewer than five count less.
fn order(nearest: &[Nearest], back: &[Nearest]) -> f32 {
    let links: Vec<(usize, usize)> = nearest
        .iter()
        .enumerate()
        .filter(|(row, best)| best.near >= NEAR && back[best.sentence].sentence == *row)
        .map(|(row, best)| (row, best.sentence))
        .collect();
    let kept = in_order(&links).into_iter().filter(|&kept| kept).count() as f32;
    share(kept, links.len() as f32) * (links.len() as f32 / TELLING).min(1.0)
}

/// The share of common items of the shorter of two sorted lists without repetition.
fn common(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let order = a[i].cmp(&b[j]);
        both += u32::from(order == Ordering::Equal);
        i += usize::from(order != Ordering::Greater);
        j += usize::from(order != Ordering::Less);
    }
    share(both as f32, a.len().min(b.len()) as f32)
}
