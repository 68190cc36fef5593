//! Out: a number by which stored comparisons are known to be those of this program.

use super::bytes::SKETCH_VERSION;
use super::judge::CopyModel;
use sayso_english::hash::{fnv, mix};

/// To be raised when keys or comparisons change in another way than by the weights of the models.
const COMPARE_VERSION: u64 = 12;

/// Comparisons that were stored with another number are made anew. It changes with the sketches, the weights of the
/// models, and their terms.
///
/// ```
/// assert_eq!(sayso::compare::compare_version(), sayso::compare::compare_version());
/// ```
pub fn compare_version() -> u32 {
    let mut whole = mix(COMPARE_VERSION, u64::from(SKETCH_VERSION));
    for model in CopyModel::ALL {
        whole = mix(whole, u64::from(model.constant().to_bits()));
        for term in model.terms() {
            whole = mix(whole, fnv(term.name.as_bytes()));
            whole = mix(whole, u64::from(term.weight.to_bits()));
        }
    }
    (whole >> 32) as u32
}
