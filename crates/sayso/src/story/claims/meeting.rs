//! In: two lists of weighted keys. Out: how much of each is in the other.

use sayso_weights::net::numbers::exp;
use std::cmp::Ordering;

/// Keys with what each weighs, sorted by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weights(Vec<(u64, f32)>);

impl Weights {
    /// A key that occurs more than once weighs as much as its heaviest occurrence.
    pub(super) fn of(keys: impl IntoIterator<Item = (u64, f32)>) -> Weights {
        let mut weights: Vec<(u64, f32)> = keys.into_iter().collect();
        weights.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        weights.dedup_by_key(|(key, _)| *key);
        Weights(weights)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(|(key, _)| *key)
    }

    pub(super) fn sum(&self) -> f32 {
        self.0.iter().map(|(_, weight)| weight).sum()
    }

    /// What the keys weigh that the other has as well.
    pub(super) fn common(&self, other: &Weights) -> f32 {
        let (mut sum, mut a, mut b) = (0.0, 0, 0);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            match x.0.cmp(&y.0) {
                Ordering::Less => a += 1,
                Ordering::Greater => b += 1,
                Ordering::Equal => {
                    sum += x.1.min(y.1);
                    a += 1;
                    b += 1;
                }
            }
        }
        sum
    }

    /// The common weight by that of the one with less and by that of the one with more.
    pub(super) fn shares(&self, other: &Weights) -> (f32, f32) {
        let (common, a, b) = (self.common(other), self.sum(), other.sum());
        (share(common, a.min(b)), share(common, a.max(b)))
    }
}

/// A share; 0 of nothing.
pub(super) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The probability of these log-odds.
pub(super) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + exp(-log_odds.clamp(-30.0, 30.0)))
}
