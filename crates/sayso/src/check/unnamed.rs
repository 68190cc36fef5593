//! What rests on unnamed sources only.
//!
//! In: a view of a reading. Out: one finding at most: the first claim whose source is unnamed by its own wish or by what it is
//! called, and which nobody named, no document and not the outlet says as well.

use super::frame::Page;
use super::view::{Observed, View, range, set};
use super::{Finding, Severity};
use crate::attribute::{Attribution, AttributionId};
use crate::certainty::{Claim, Status};
use crate::measure::scan::Lexicon;
use crate::resolve::Kind;
use crate::tag::Pos;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What `sayso explain` says.
pub const PAGE: Page = Page {
    code: "S032",
    name: "unnamed",
    what: "Shows the first claim of a report that rests on unnamed sources only: \"a person familiar with the matter\", \"sources\", somebody who \
           asked not to be named; nobody named, no document and not the outlet itself says the same.",
    why: "Such a claim cannot be checked with who made it; it is as good as the outlet's knowledge of its sources.",
    example: "The mill will shut two of its three looms by spring, a person familiar with the plan said. The mill declined to comment. → said by \
              unnamed sources only: a person familiar with the plan",
    limits: "One a report, the one that comes first. Spokesmen, officials and witnesses without a name are not counted as unnamed: they speak for \
             somebody, or saw it. The same said in other words further on is not seen.",
    off: true,
};

/// Content words that a claim has at least.
const FEWEST: usize = 5;
/// Somebody who says so much of it, in hundredths of its words, says the same.
const SAME: usize = 40;
/// An attribution less likely right than this is left alone.
const LIKELY: f32 = 0.5;

/// What opinions are made of: whoever says so is of little matter.
static VAGUE: LazyLock<Lexicon<()>> = LazyLock::new(|| set("many some most others critics everyone nobody observers people voters"));

/// Finds the first one.
pub fn find(view: &View) -> Vec<Finding> {
    let found = view.reading.claims.iter().find_map(|claim| unnamed(view, claim));
    found.into_iter().map(|o| o.finding(&PAGE)).collect()
}

fn unnamed(view: &View, claim: &Claim) -> Option<Observed> {
    let id = claim.attribution?;
    let attribution = view.attribution(id);
    let weighs = !matches!(
        claim.status,
        Status::Question | Status::Declined | Status::Topic | Status::Directive | Status::Conditional | Status::Denied
    );
    if !weighs || attribution.parent.is_some() || attribution.carried_from.is_some() || attribution.score.is_some_and(|s| s < LIKELY) {
        return None;
    }
    let source = *attribution.source.first()?;
    if view.speaker(id)?.kind != Kind::Anonymous || view.says(view.tokens(source), &VAGUE) {
        return None;
    }
    // Somebody named stands beside them: "Lee and two people familiar with it".
    let joined = view.tokens(source).any(|k| view.word(k) == "and") && view.tokens(source).any(|k| view.pos(k) == Pos::Propn);
    let words = words(view, attribution);
    if joined || words.len() < FEWEST || said_by_others(view, id, &words) {
        return None;
    }
    Some(Observed {
        severity: Severity::Note,
        message: format!("said by unnamed sources only: {}", view.quoted(source)),
        primary: *attribution.content.first()?,
        related: vec![("unnamed", source)],
        assumptions: vec!["nobody named says the same in other words".into()],
        why: "unnamed",
    })
}

fn words(view: &View, attribution: &Attribution) -> BTreeSet<u64> {
    let tokens = attribution.content.iter().flat_map(|&part| view.tokens(part));
    tokens.map(|k| view.stems[k]).filter(|s| *s != 0).collect()
}

/// Does anybody named, a document or the outlet say as much?
fn said_by_others(view: &View, id: AttributionId, words: &BTreeSet<u64>) -> bool {
    let unnamed = |other: AttributionId| view.speaker(other).is_none_or(|s| matches!(s.kind, Kind::Anonymous | Kind::None));
    let said = |tokens: Range<usize>| {
        let mut told: BTreeSet<u64> = BTreeSet::new();
        for k in tokens {
            let other = match view.within[k] {
                Some(other) => other != id && !unnamed(other),
                None => !view.attribution(id).content.iter().any(|c| view.token(k).is_some_and(|t| c.contains(t.span))),
            };
            if other && words.contains(&view.stems[k]) {
                told.insert(view.stems[k]);
            }
        }
        told.len() * 100 >= words.len() * SAME && told.len() > 2
    };
    view.reading.segments.sentences.iter().any(|s| said(range(&s.tokens)))
}
