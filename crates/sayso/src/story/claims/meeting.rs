//! In: two lists of weighted keys. Out: how much of each is in the other.

use sayso_weights::net::numbers::exp;
use std::collections::BTreeMap;

/// Keys with what each weighs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weights(BTreeMap<u64, f32>);

impl Weights {
    /// A key that occurs more than once weighs as much as its heaviest occurrence.
    pub(super) fn of(keys: impl IntoIterator<Item = (u64, f32)>) -> Weights {
        let mut weights: BTreeMap<u64, f32> = BTreeMap::new();
        for (key, weight) in keys {
            let entry = weights.entry(key).or_default();
            *entry = entry.max(weight);
        }
        Weights(weights)
    }

    pub(super) fn sum(&self) -> f32 {
        self.0.values().sum()
    }

    /// What the keys weigh that the other has as well.
    pub(super) fn common(&self, other: &Weights) -> f32 {
        let both = self.0.iter().filter_map(|(key, a)| {
            let b = other.0.get(key)?;
            Some(a.min(*b))
        });
        both.sum()
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
