//! In: a reading. Out: whom the report credits, as a sketch keeps it.

use super::sketch::SketchCredit;
use super::word_keys::body_key;
use crate::credits::Credit;
use crate::reading::Reading;

/// The credits of a report, in text order. Marks of a release that name no one have the key of no name.
pub fn credits(reading: &Reading) -> Vec<SketchCredit> {
    let one = |credit: &Credit| SketchCredit {
        body: body_key(credit.name.as_deref().unwrap_or_default()),
        kind: credit.kind,
        span: credit.span.unwrap_or_default(),
    };
    reading.credits.iter().map(one).collect()
}
