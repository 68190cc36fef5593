//! Do the figures of a report add up?
//!
//! ```text
//! paragraph (tokens, figures, times) ─→ pattern ─→ frame (what is asserted) ─→ derivation ─→ interval ─→ finding
//!                                    └→ search (what follows from what, unless chance explains it)
//! ```
//!
//! A [`frame`] knows the forms in which reports put figures beside each other ("rose 12% to $56
//! million from $50 million") and what arithmetic such a sentence asserts. Only a frame may say that
//! figures do not agree, and only if its words leave no other reading. The `search` needs no
//! particular words, so it only ever says that figures agree.

pub mod derivation;
mod format;
pub mod frame;
mod frames;
mod index;
pub mod interval;
mod judge;
pub(crate) mod paragraph;
pub(crate) mod pattern;
pub(crate) mod search;
mod sources;

pub(crate) use frames::FRAMES;

use super::finding::Finding;
use crate::measure::time::{Date, Time};
use crate::measure::{Figure, Stated};
use crate::reading::Reading;
use crate::text::Span;
use paragraph::{Measured, Paragraph, passage, within};
use sources::FigureSources;

/// What is found in the figures of a reading, in text order, loose findings too.
///
/// Text, figures and times are given apart from the reading so that they can be replaced: the
/// benchmark draws other figures to measure how often chance makes them agree.
pub fn check_figures(
    reading: &Reading,
    text: &str,
    figures: &[Stated<Figure>],
    times: &[Stated<Time>],
    published: Option<Date>,
) -> Vec<Finding> {
    let measured = Measured {
        text,
        figures,
        times,
        published,
        sources: FigureSources::new(reading),
    };
    let mut findings = Vec::new();
    // The sentences of the paragraph just before, if it has figures or times.
    let mut before: Vec<Span> = Vec::new();
    for sentences in paragraphs(reading) {
        if !is_measured(&measured, &sentences) {
            before.clear();
            continue;
        }
        let judged = judge::judge(&Paragraph::new(&measured, &sentences));
        let explained: Vec<Span> = judged.iter().map(|finding| finding.primary).collect();
        findings.extend(judged);
        let followed = search::follows(&measured, &before, &sentences, &explained);
        findings.extend(followed);
        before = sentences;
    }
    findings.sort_by_key(|f| (f.primary.start(), f.primary.end(), f.code));
    findings
}

/// The sentences of each paragraph.
fn paragraphs(reading: &Reading) -> impl Iterator<Item = Vec<Span>> {
    let segments = &reading.segments;
    segments.paragraphs.iter().map(|paragraph| {
        let numbers = paragraph.sentences.start as usize..paragraph.sentences.end as usize;
        segments.sentences[numbers]
            .iter()
            .map(|sentence| segments.span(sentence.tokens.clone()))
            .collect()
    })
}

fn is_measured(measured: &Measured, sentences: &[Span]) -> bool {
    let passage = passage(sentences);
    !within(measured.figures, passage).is_empty() || !within(measured.times, passage).is_empty()
}
