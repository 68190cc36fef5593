//! What the wording of a whole report shows: two figures for one thing, a headline that says more
//! than its text, claims of unnamed sources only, figures without a source.
//!
//! These checks run only if they are selected, because readers disagree about what they find more
//! often than about figures. They need a reading with speakers and parts of speech.

mod annotated;
pub(crate) mod headline;
pub(crate) mod stems;
pub(crate) mod two_figures;
pub(crate) mod unnamed;
pub(crate) mod unsourced;

use super::Checks;
use super::finding::{Code, Finding};
use crate::reading::Reading;
use annotated::AnnotatedReading;

type WordingCheck = fn(&AnnotatedReading) -> Vec<Finding>;

const WORDING_CHECKS: &[(Code, WordingCheck)] = &[
    (Code::TwoFigures, two_figures::find),
    (Code::Headline, headline::find),
    (Code::Unnamed, unnamed::find),
    (Code::Unsourced, unsourced::find),
];

/// What the wanted checks of wording find; nothing in a reading that has not been resolved.
pub(super) fn findings(reading: &Reading, checks: &Checks) -> Vec<Finding> {
    let wanted: Vec<WordingCheck> = WORDING_CHECKS
        .iter()
        .filter(|check| checks.has(check.0))
        .map(|check| check.1)
        .collect();
    // The reading is prepared only if a check needs it, because that takes the stem of every word.
    if wanted.is_empty() {
        return Vec::new();
    }
    let Some(reading) = AnnotatedReading::new(reading) else {
        return Vec::new();
    };
    wanted.iter().flat_map(|find| find(&reading)).collect()
}
