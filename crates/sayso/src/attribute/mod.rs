//! In: a document, its segments, a model. Out: its attributions.

pub mod draft;
pub mod features;
pub mod lexicon;
pub mod link;
pub mod tag;

use crate::model::Model;
use crate::segment::Segments;
use draft::Draft;
use tag::Chunk;

/// Finds drafts of attributions, and contents that belong to no cue.
pub fn find(text: &str, parts: &Segments, model: &Model, bonus: i32) -> (Vec<Draft>, Vec<Chunk>) {
    let chunks = tag::tag(text, parts, model, bonus);
    let links = link::link(text, parts, &chunks, model);
    draft::drafts(&chunks, &links)
}
