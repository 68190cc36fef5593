//! Out: a number by which stored groups of claims are known to be those of this program.

use super::{slots, statements};
use sayso_english::hash::mix;

/// To be raised when groups of claims, or what counts as one in them, change in another way than by the weights of their features.
const CLAIMS_VERSION: u64 = 5;

/// Groups that were stored with another number are made anew. It changes with the weights of the features.
///
/// ```
/// use sayso::story::claims::claims_version;
/// assert_eq!(claims_version(), claims_version());
/// ```
pub fn claims_version() -> u64 {
    let weights = slots::weights().chain(statements::weights());
    weights.fold(CLAIMS_VERSION, |whole, weight| {
        mix(whole, u64::from(weight.to_bits()))
    })
}
