//! Chunks: stretches of tokens that are the source, the cue or the content of an attribution.

sayso_english::names! {
    /// The part of an attribution that a chunk is.
    pub enum Role {
        /// The person or body that says it.
        Source = "source",
        /// The words of saying: "said", "according to".
        Cue = "cue",
        /// What is said.
        Content = "content",
    }
}

impl Role {
    /// The label that begins a chunk of this role. The next label continues the chunk.
    pub fn begin(self) -> usize {
        2 * self as usize + 1
    }
}

/// A stretch of tokens of one role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chunk {
    /// Its role.
    pub role: Role,
    /// The first token.
    pub start: u32,
    /// The token after the last one.
    pub end: u32,
    /// The index of its paragraph.
    pub paragraph: u32,
    /// The lowest likelihood of this role over its tokens.
    pub weakest: f32,
    /// The mean likelihood of this role over its tokens.
    pub mean: f32,
    /// The likelihood that a chunk of this role begins at its first token.
    pub starts: f32,
    /// The likelihood that a chunk of this role ends at its last token.
    pub ends: f32,
}

impl Chunk {
    /// A chunk that is certain, as annotated or made by a rule.
    pub fn certain(role: Role, start: u32, end: u32, paragraph: u32) -> Chunk {
        Chunk {
            role,
            start,
            end,
            paragraph,
            weakest: 1.0,
            mean: 1.0,
            starts: 1.0,
            ends: 1.0,
        }
    }

    /// The number of its tokens.
    pub(super) fn len(&self) -> u32 {
        self.end - self.start
    }
}
