//! An attribution in tokens, before it has spans, a form or neighbours.

use super::chunk::{Chunk, Role};
use super::why::Rule;

/// An attribution before it has spans, a form or neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The cue.
    pub cue: Chunk,
    /// The source. There is none for "reportedly" and the passive.
    pub source: Option<Chunk>,
    /// One or more parts, in text order.
    pub contents: Vec<Chunk>,
    /// By how much the source was preferred to other ones.
    pub source_margin: i32,
    /// By how much each content was linked to this cue rather than another: the lowest value.
    pub content_margin: i32,
    /// The rule that made it, or that found the same cue as the model.
    pub rule: Option<Rule>,
    /// Whether the model made it, not a rule alone.
    pub by_model: bool,
    /// Whether the other of the two, model or rule, reads the same words in another way.
    pub rival: bool,
    /// Whether a rule found the same in a sentence so plain that it can hardly be read in another way:
    /// "They maintained that they were owed three months of pay".
    pub is_plain: bool,
}

/// Ends that are at most this many tokens apart count as the same.
const SAME_END: u32 = 2;

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

    /// Whether both claim the same words. A source may be shared.
    pub fn meets(&self, other: &Draft) -> bool {
        let is_claimed_twice = |a: &Chunk, b: &Chunk| {
            let are_sources = a.role == Role::Source && b.role == Role::Source;
            a.start < b.end && b.start < a.end && !are_sources
        };
        self.chunks()
            .any(|a| other.chunks().any(|b| is_claimed_twice(a, b)))
    }

    /// Whether all of this draft is part of one content of the other: both can be right.
    pub fn is_within(&self, outer: &Draft) -> bool {
        let holds = |content: &Chunk| {
            self.chunks()
                .all(|c| content.start <= c.start && c.end <= content.end)
        };
        outer.contents.iter().any(holds)
    }

    /// Whether both say the same, to within a few words at the ends of source and content.
    pub(super) fn agrees(&self, other: &Draft) -> bool {
        let is_near = |a: Option<u32>, b: Option<u32>| {
            let both = a.zip(b);
            both.is_some_and(|(a, b)| a.abs_diff(b) <= SAME_END)
        };
        let start = |d: &Draft| d.contents.first().map(|c| c.start);
        let end = |d: &Draft| d.contents.last().map(|c| c.end);
        let source_end = |d: &Draft| d.source.map(|s| s.end);
        is_near(start(self), start(other))
            && is_near(end(self), end(other))
            && is_near(source_end(self), source_end(other))
    }

    /// The first token of all.
    pub fn start(&self) -> u32 {
        self.chunks().map(|c| c.start).min().unwrap_or(u32::MAX)
    }

    /// The token after the last one of all.
    pub(super) fn end(&self) -> u32 {
        self.chunks().map(|c| c.end).max().unwrap_or(0)
    }
}
