//! In: the records of the reports in which one source speaks. Out: what it says on one day and not on another.

use super::claim_group::ClaimMember;
use super::of_story::{OfStory, Read};
use super::{Attribution, Saved};
use sayso::attribute::AttributionId;
use sayso::story::claims::{ContradictionKind, OwnReport, contradictions};
use sayso::text;
use serde::Serialize;
use std::collections::BTreeSet;

/// A report in which a source speaks.
#[derive(Clone, Debug)]
pub struct OfSource<'a> {
    /// Its records.
    pub saved: &'a Saved,
    /// The places of the names in bytes of its text, as for [`Saved::sketch`].
    pub names: &'a [text::Span],
    /// The ids of the entities of the report that are the source.
    pub entities: BTreeSet<String>,
    /// The number of the story that the report is of, if that is known.
    pub story: Option<i64>,
}

/// Two sentences of one source that do not go together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SelfContradiction {
    /// In what.
    pub kind: ContradictionKind,
    /// What was said on the earlier day.
    pub earlier: ClaimMember,
    /// What was said on the later day.
    pub later: ClaimMember,
}

impl SelfContradiction {
    /// What a source says on one day and not on another, by day. The result does not depend on the order of the reports.
    pub fn all(reports: &[OfSource<'_>]) -> Vec<SelfContradiction> {
        let mut reports = reports.to_vec();
        reports.sort_by_key(|of| {
            let report = &of.saved.report;
            (
                report.published.clone(),
                report.id.clone(),
                report.text_sha256.clone(),
            )
        });
        let read: Vec<Read<'_>> = reports
            .iter()
            .map(|of| {
                Read::new(OfStory {
                    saved: of.saved,
                    names: of.names,
                    family: 0,
                    unit: 0,
                })
            })
            .collect();
        let own: Vec<OwnReport<'_>> = reports
            .iter()
            .zip(&read)
            .map(|(of, read)| OwnReport {
                account: read.account(),
                attributions: attributions(of),
                story: of.story,
            })
            .collect();
        let found = contradictions(&own).into_iter();
        found
            .map(|one| SelfContradiction {
                kind: one.kind,
                earlier: read[one.earlier.report].member(one.earlier),
                later: read[one.later.report].member(one.later),
            })
            .collect()
    }
}

/// The attributions of the source in a report.
fn attributions(of: &OfSource<'_>) -> BTreeSet<AttributionId> {
    let is_own = |attribution: &Attribution| {
        let speaker = attribution.speaker.iter();
        let mut speakers = speaker.chain(&attribution.speakers);
        speakers.any(|id| of.entities.contains(id))
    };
    let all = (0..).map(AttributionId).zip(&of.saved.attributions);
    all.filter(|(_, attribution)| is_own(attribution))
        .map(|(id, _)| id)
        .collect()
}
