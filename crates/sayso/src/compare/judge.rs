//! In: what two reports share. Out: how they are related.

use super::comparison::CopyRelation;
use super::features::{Feature, Features};
use super::numbers::logistic;

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
    /// The log-odds that one report was copied from the other, or both from a third.
    pub fn log_odds_of_copy(&self) -> f32 {
        8.0 * self.get(Feature::RunsMost) + 6.0 * self.get(Feature::AlignedMost) - 6.0
    }
}

/// How two reports are related.
pub(super) fn judge(features: &Features) -> Judgement {
    let most = features.get(Feature::RunsMost);
    let least = features.get(Feature::RunsLeast);
    let aligned = features.get(Feature::AlignedMost);
    let score = logistic(features.log_odds_of_copy());
    let relation = if score >= 0.5 {
        match (least, most) {
            (least, _) if least > 0.9 => CopyRelation::Verbatim,
            (_, most) if most > 0.9 => CopyRelation::Trimmed,
            (_, most) if most > 0.4 => CopyRelation::Light,
            _ => CopyRelation::Heavy,
        }
    } else if features.get(Feature::QuotesMost) > 0.2 {
        CopyRelation::SameSource
    } else if aligned > 0.05 {
        CopyRelation::SameEvent
    } else {
        CopyRelation::Unrelated
    };
    Judgement { relation, score }
}
