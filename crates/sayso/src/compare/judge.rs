//! In: what two reports share. Out: how they are related.

use super::align::{NEAR, Nearest, Nearness};
use super::comparison::{CopyRelation, Shares};
use super::indexed::{Indexed, Shingle};
use super::numbers::{logistic, rounded, share};
use super::sketch::SentenceKind;
use std::cmp::Ordering;

/// What two reports share: the features that their relation is judged by, each from 0 to 1 unless it
/// says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Features {
    /// Share of each report's narration that is in runs of three words of the other.
    pub runs: (f32, f32),
    /// The same of quoted words.
    pub quoted_runs: (f32, f32),
    /// Share of each report's narration, by weight, in sentences that correspond.
    pub aligned: (f32, f32),
}

/// A relation and the probability that it is copying.
pub(super) struct Judgement {
    pub relation: CopyRelation,
    pub score: f32,
}

impl Judgement {
    /// All words are the same.
    pub(super) const VERBATIM: Judgement = Judgement {
        relation: CopyRelation::Verbatim,
        score: 1.0,
    };
}

impl Features {
    pub(super) fn of(
        a: &Indexed<'_>,
        b: &Indexed<'_>,
        nearness: &Nearness,
        nearest: &(Vec<Nearest>, Vec<Nearest>),
    ) -> Features {
        let (in_a, in_b) = covered(a, b);
        let runs_a = covered_shares(a, &in_a);
        let runs_b = covered_shares(b, &in_b);
        Features {
            runs: (runs_a.0, runs_b.0),
            quoted_runs: (runs_a.1, runs_b.1),
            aligned: (
                aligned(a, &nearest.0, &nearness.weight_a),
                aligned(b, &nearest.1, &nearness.weight_b),
            ),
        }
    }

    /// What share of each report the other has.
    pub(super) fn shares(&self) -> Shares {
        Shares {
            narration_a: rounded(self.runs.0.max(self.aligned.0)),
            narration_b: rounded(self.runs.1.max(self.aligned.1)),
            quotes_a: rounded(self.quoted_runs.0),
            quotes_b: rounded(self.quoted_runs.1),
        }
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

/// The shares of narration and of quoted words that are marked.
fn covered_shares(of: &Indexed<'_>, covered: &[bool]) -> (f32, f32) {
    let (mut narration, mut quoted) = (0u32, 0u32);
    for sentence in &of.sketch.sentences {
        for word in sentence.words.start as usize..sentence.words.end as usize {
            if of.quoted[word] {
                quoted += u32::from(covered[word]);
            } else if sentence.kind != SentenceKind::Headline {
                narration += u32::from(covered[word]);
            }
        }
    }
    (
        share(narration as f32, of.size.narration as f32),
        share(quoted as f32, of.size.quoted as f32),
    )
}

fn aligned(of: &Indexed<'_>, nearest: &[Nearest], weights: &[f32]) -> f32 {
    let (mut near, mut all) = (0.0, 0.0);
    for ((sentence, best), weight) in of.sketch.sentences.iter().zip(nearest).zip(weights) {
        if sentence.kind == SentenceKind::Narration {
            all += weight;
            near += if best.near >= NEAR { *weight } else { 0.0 };
        }
    }
    share(near, all)
}

/// How two reports are related.
pub(super) fn judge(features: &Features) -> Judgement {
    let most = features.runs.0.max(features.runs.1);
    let least = features.runs.0.min(features.runs.1);
    let aligned = features.aligned.0.max(features.aligned.1);
    let score = logistic(8.0 * most + 6.0 * aligned - 6.0);
    let relation = if score >= 0.5 {
        match (least, most) {
            (least, _) if least > 0.9 => CopyRelation::Verbatim,
            (_, most) if most > 0.9 => CopyRelation::Trimmed,
            (_, most) if most > 0.4 => CopyRelation::Light,
            _ => CopyRelation::Heavy,
        }
    } else if features.quoted_runs.0.max(features.quoted_runs.1) > 0.2 {
        CopyRelation::SameSource
    } else if aligned > 0.05 {
        CopyRelation::SameEvent
    } else {
        CopyRelation::Unrelated
    };
    Judgement { relation, score }
}
