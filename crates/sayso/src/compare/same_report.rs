//! In: two texts that are known to be versions of one report. Out: their comparison, with what differs in the sentences
//! that correspond even where too few do for a copy.

use super::altered::altered;
use super::comparison::{Comparison, compare};
use super::sketch::Sketch;

/// Compares two versions of one report. Unlike [`compare`], it lists what was altered whatever the relation is, because
/// the texts need not show that they belong together.
pub fn compare_versions(a: &Sketch, b: &Sketch) -> Comparison {
    let compared = compare(a, b);
    if compared.relation.is_copy() {
        return compared;
    }
    Comparison {
        altered: altered(a, b, &compared.sentences),
        ..compared
    }
}
