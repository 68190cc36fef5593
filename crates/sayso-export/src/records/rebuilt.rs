//! In: the records of a report. Out: its reading again, without reading its words anew for who says what.
//!
//! What is found by models is taken from the records; sentences, figures and times follow from the text, and are found
//! again. So a ledger needs to keep no more than records, and what can be made from a reading can be made from it.

use super::{Attribution, Report, Saved, Span};
use crate::view::View;
use sayso::attribute::{self, AttributionId};
use sayso::document::{Block, Document};
use sayso::reading::{self, Reading};
use sayso::report::Provenance;
use sayso::text::Text;
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
        // A text that was read before is not too long.
        text: Text::new(report.text.clone()).unwrap_or_default(),
        blocks: blocks.collect(),
        ..Document::default()
    }
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
