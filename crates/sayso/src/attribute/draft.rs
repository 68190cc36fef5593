//! An attribution in tokens, before it has spans, a form or neighbours.

use super::chunk::{Chunk, Role};
use super::why::Rule;

/// An attribution before it has spans, form or neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The cue.
    pub cue: Chunk,
    /// The source; none for "reportedly" and the passive.
    pub source: Option<Chunk>,
    /// One or more parts, in text order.
    pub contents: Vec<Chunk>,
    /// How clearly the source was preferred to other ones.
    pub source_margin: i32,
    /// How clearly each content was linked to this cue: the least of them.
    pub content_margin: i32,
    /// The rule that made it, or that found the same cue as the model.
    pub rule: Option<Rule>,
    /// The model made it, not a rule alone.
    pub by_model: bool,
    /// The other of the two, model or rule, reads the same words in another way.
    pub rival: bool,
}

impl Draft {
    /// All its chunks: contents, source, cue.
    pub fn chunks(&self) -> impl Iterator<Item = &Chunk> {
        self.contents
            .iter()
            .chain(&self.source)
            .chain(std::iter::once(&self.cue))
    }

    pub(super) fn chunks_mut(&mut self) -> impl Iterator<Item = &mut Chunk> {
        self.contents
            .iter_mut()
            .chain(&mut self.source)
            .chain(std::iter::once(&mut self.cue))
    }

    /// Do both claim the same words? A source may be shared.
    pub fn meets(&self, other: &Draft) -> bool {
        let met = |a: &Chunk, b: &Chunk| a.start < b.end && b.start < a.end;
        let shares_source = |a: &Chunk, b: &Chunk| a.role == Role::Source && b.role == Role::Source;
        self.chunks()
            .any(|a| other.chunks().any(|b| met(a, b) && !shares_source(a, b)))
    }

    /// Do both say the same, to within a few words of content?
    pub(super) fn agrees(&self, other: &Draft) -> bool {
        let source = |d: &Draft| d.source.map(|s| s.end);
        let ends = |d: &Draft| {
            d.contents
                .first()
                .map(|c| c.start)
                .zip(d.contents.last().map(|c| c.end))
        };
        let near = |a: u32, b: u32| a.abs_diff(b) <= 2;
        let same = ends(self)
            .zip(ends(other))
            .is_some_and(|(a, b)| near(a.0, b.0) && near(a.1, b.1));
        same && source(self)
            .zip(source(other))
            .is_some_and(|(a, b)| near(a, b))
    }

    /// The token after the last one of all.
    pub(super) fn end(&self) -> u32 {
        self.chunks().map(|c| c.end).max().unwrap_or(0)
    }

    /// The first token of all.
    pub fn start(&self) -> u32 {
        let first = self
            .contents
            .iter()
            .chain(&self.source)
            .map(|c| c.start)
            .min();
        first.unwrap_or(u32::MAX).min(self.cue.start)
    }
}
