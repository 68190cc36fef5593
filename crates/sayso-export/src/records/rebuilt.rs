//! In: the records of a report. Out: its reading again, without reading its words anew for who says what.
//!
//! What is found by models is taken from the records; sentences, figures and times follow from the text, and are found
//! again. So a ledger needs to keep no more than records, and what can be made from a reading can be made from it.

use super::{Attribution, Claim, Entity, Report, Saved, Span};
use crate::view::View;
use sayso::attribute::{self, AttributionId};
use sayso::candidate::{Candidate, Field, Source};
use sayso::certainty;
use sayso::compare::Sketch;
use sayso::document::{Block, Document};
use sayso::names::{Name, NameKind, Tags};
use sayso::reading::{self, Reading};
use sayso::report::Provenance;
use sayso::resolve::{self, EntityId, Resolution, Speaker};
use sayso::segment::Segments;
use sayso::text::{self, Text};
use std::collections::HashMap;

impl Saved {
    /// The reading that these records are of, before sources were resolved. A report that was skipped has only its
    /// text. Attributions that were left out of the records are not in it.
    pub fn reading(&self) -> Reading {
        let view = View::new(self);
        let document = document(&self.report, &view);
        let provenance = Provenance {
            id: self.report.id.clone(),
            place: self.report.place(),
            sha256: self.report.sha256.clone(),
            ..Provenance::default()
        };
        let reading = match self.report.skipped {
            Some(why) => reading::skip(document, why),
            None => reading::given(document, attributions(&self.attributions, &view)),
        };
        Reading {
            provenance,
            ..reading
        }
    }
}

impl Saved {
    /// The sketch of the report, as it is made from its reading. `names` are the places of the names in bytes of the
    /// text ([`Sketch::names`]), which the records do not have: to find them again takes a tagger, and several times as
    /// long as all else here.
    pub fn sketch(&self, names: &[text::Span]) -> Sketch {
        Sketch::of(&self.whole_reading(names))
    }

    /// The reading with its sources and claims. `names` are as for [`Saved::sketch`].
    pub(super) fn whole_reading(&self, names: &[text::Span]) -> Reading {
        let mut reading = self.reading();
        let view = View::new(self);
        reading.tags = tags(names, &reading.segments);
        reading.resolution = resolution(&self.entities, &self.attributions);
        reading.claims = claims(self, &view);
        reading
    }
}

/// Names that begin and end with a token. What they are names of does not matter for a sketch.
fn tags(names: &[text::Span], segments: &Segments) -> Tags {
    let tokens = &segments.tokens;
    let name = |span: &text::Span| {
        let first = tokens.partition_point(|token| token.span.start() < span.start());
        let end = tokens.partition_point(|token| token.span.end() <= span.end());
        (first < end).then_some(Name {
            tokens: first as u32..end as u32,
            kind: NameKind::Person,
            likely: 0,
        })
    };
    Tags {
        pos: Vec::new(),
        names: names.iter().filter_map(name).collect(),
    }
}

/// Who speaks in each attribution.
fn resolution(entities: &[Entity], attributions: &[Attribution]) -> Resolution {
    let numbers: HashMap<&str, u32> = entities.iter().map(|e| &*e.id).zip(0..).collect();
    let speaker = |attribution: &Attribution| {
        let id = attribution.speaker.as_deref();
        let number = id.and_then(|id| numbers.get(id).copied());
        Speaker {
            entities: number.map(EntityId).into_iter().collect(),
            kind: attribution.source_kind.unwrap_or_default(),
            flags: attribution.flags,
            ..Speaker::default()
        }
    };
    let entity = |entity: &Entity| resolve::Entity {
        name: entity.name.clone(),
        kind: resolve::Kind::default(),
        roles: Vec::new(),
        aliases: Vec::new(),
        of: None,
    };
    Resolution {
        entities: entities.iter().map(entity).collect(),
        mentions: Vec::new(),
        speakers: attributions.iter().map(speaker).collect(),
    }
}

fn claims(saved: &Saved, view: &View<'_>) -> Vec<certainty::Claim> {
    let number = |id: &str| view.attribution(id).map(|(n, _)| AttributionId(n as u32));
    let one = |claim: &Claim| certainty::Claim {
        attribution: claim.attribution.as_deref().and_then(number),
        content: claim.content.iter().map(|span| view.span(span)).collect(),
        status: claim.status,
        strength: claim.strength,
        polarity: claim.polarity,
        voice: claim.voice,
        chain: claim.chain.iter().filter_map(|id| number(id)).collect(),
        factuality: claim.factuality,
        triggers: claim
            .triggers
            .iter()
            .map(|trigger| certainty::Trigger {
                span: view.span(&trigger.span),
                kind: trigger.kind,
            })
            .collect(),
        rule: claim.why.rule,
    };
    saved.claims.iter().map(one).collect()
}

fn document(report: &Report, view: &View<'_>) -> Document {
    let blocks = view.blocks.iter().map(|block| Block {
        kind: block.kind,
        span: block.span,
        of: block.of,
    });
    Document {
        url: report.url.clone(),
        outlet: report.outlet.clone(),
        section: report.section.clone(),
        title: report.title.clone(),
        byline: report.byline.clone(),
        published: report.published.clone(),
        modified: report.modified.clone(),
        language: report.language.clone(),
        kind: report.kind,
        candidates: published(report),
        // A text that was read before is not too long.
        text: Text::new(report.text.clone()).unwrap_or_default(),
        blocks: blocks.collect(),
        ..Document::default()
    }
}

/// The moments of publication that were found. By which rule does not matter for a sketch.
fn published(report: &Report) -> Vec<Candidate> {
    let found = report.metadata.get(Field::Published.name());
    let found = found.into_iter().flatten();
    found
        .map(|one| Candidate::new(Field::Published, &one.value, Source::Given))
        .collect()
}

fn attributions(all: &[Attribution], view: &View<'_>) -> Vec<attribute::Attribution> {
    let numbers: HashMap<&str, u32> = all.iter().map(|a| &*a.id).zip(0..).collect();
    let number = |id: &Option<String>| {
        let id = id.as_deref()?;
        numbers.get(id).copied().map(AttributionId)
    };
    let spans = |spans: &[Span]| spans.iter().map(|span| view.span(span)).collect();
    let one = |a: &Attribution| attribute::Attribution {
        source: spans(&a.source),
        cue: spans(&a.cue),
        content: spans(&a.content),
        form: a.form,
        parent: number(&a.parent),
        carried_from: number(&a.carried_from),
        score: a.score,
        why: a.why,
    };
    all.iter().map(one).collect()
}
