//! In: a reading. Out: whom the report credits, as a sketch keeps it.

use super::sketch::{Credit, CreditKind};
use super::word_keys::body_key;
use crate::credits;
use crate::reading::Reading;

/// The credits of a report, in text order. Marks of a release that name no one have the key of no name.
pub fn credits(reading: &Reading) -> Vec<Credit> {
    let one = |credit: &credits::Credit| Credit {
        body: body_key(credit.name.as_deref().unwrap_or_default()),
        kind: kind(credit.kind),
        span: credit.span.unwrap_or_default(),
    };
    reading.credits.iter().map(one).collect()
}

fn kind(kind: credits::CreditKind) -> CreditKind {
    use credits::CreditKind as Found;
    match kind {
        Found::Byline => CreditKind::Byline,
        Found::Dateline => CreditKind::Dateline,
        Found::Signature | Found::Contribution | Found::Republication => CreditKind::Line,
        Found::Report | Found::Interview => CreditKind::Text,
        Found::Release => CreditKind::Release,
    }
}
