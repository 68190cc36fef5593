//! In: source, cue and content chunks. Out: to which cue each content belongs, and which source to
//! each cue.
//!
//! A ranker over the candidates of the same and the neighbouring paragraphs: each pair has a dozen
//! features with integer weights, and the best candidate wins. A cue can also have no source.

use super::chunk::{Chunk, Role};
use super::model::Model;
use crate::segment::{Mark, Segments};
use sayso_english::classes::hash_lower;
use sayso_english::hash::mix;
use sayso_english::key;

/// How many candidates are compared on each side of a chunk. The right one is nearly always the
/// nearest or the next, so that more would cost time and change nothing.
const REACH: usize = 6;

/// A link from a chunk to the one it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The index of the chunk it belongs to. `None` for a cue without a source, or a content without
    /// a cue in reach.
    pub to: Option<usize>,
    /// By how much the best candidate beats the second one. `i32::MAX` if there is no second one.
    pub margin: i32,
}

/// What the pair features look at.
pub struct Pairs<'a> {
    parts: &'a Segments,
    chunks: &'a [Chunk],
    /// Chunk indices by role, in text order.
    by_role: [Vec<usize>; 3],
    /// Sentence of each chunk's first and last token.
    sentences: Vec<(u32, u32)>,
    text: &'a str,
}

/// Paragraphs and sentences farther apart than this count the same.
const FAR_APART: u32 = 2;
/// Up to this distance in tokens the words between two chunks are a feature.
const LONGEST_BRIDGE: u32 = 3;
/// The bridge of chunks that are farther apart.
const NO_BRIDGE: u64 = 99;

/// A distance in tokens, coarser as it grows.
fn far(gap: u32) -> u64 {
    u64::from(if gap < 3 {
        gap
    } else {
        (1 + u32::BITS - gap.leading_zeros()).min(9)
    })
}

impl<'a> Pairs<'a> {
    /// For the chunks of one text, in text order.
    pub fn new(text: &'a str, parts: &'a Segments, chunks: &'a [Chunk]) -> Pairs<'a> {
        let mut by_role = [Vec::new(), Vec::new(), Vec::new()];
        for (i, chunk) in chunks.iter().enumerate() {
            by_role[chunk.role as usize].push(i);
        }
        let sentence =
            |token: u32| parts.sentences.partition_point(|s| s.tokens.end <= token) as u32;
        let sentences = chunks
            .iter()
            .map(|c| (sentence(c.start), sentence(c.end - 1)))
            .collect();
        Pairs {
            parts,
            chunks,
            by_role,
            sentences,
            text,
        }
    }

    /// The hash of a word; quotation marks of all styles count as the same two marks.
    fn hash(&self, token: u32) -> u64 {
        let Some(token) = self.parts.tokens.get(token as usize) else {
            return 0;
        };
        match token.mark {
            Mark::Open => 1,
            Mark::Close => 2,
            Mark::None => hash_lower(&self.text[token.span.range()]),
        }
    }

    /// The candidates of `role` for chunk `x`: the nearest ones, at most a paragraph away.
    pub fn candidates(&self, x: usize, role: Role) -> &[usize] {
        let all = &self.by_role[role as usize];
        let paragraph = self.chunks[x].paragraph;
        let here = all.partition_point(|&c| c < x);
        let (mut start, mut end) = (here, here);
        while start > 0
            && here - start < REACH
            && self.chunks[all[start - 1]].paragraph + 1 >= paragraph
        {
            start -= 1;
        }
        while end < all.len()
            && end - here < REACH
            && self.chunks[all[end]].paragraph <= paragraph + 1
        {
            end += 1;
        }
        &all[start..end]
    }

    /// How many chunks of a role begin between two tokens, at most two.
    fn between(&self, role: Role, start: u32, end: u32) -> u64 {
        let all = &self.by_role[role as usize];
        let first = all.partition_point(|&c| self.chunks[c].start < start);
        let count = all[first..]
            .iter()
            .take(2)
            .take_while(|&&c| self.chunks[c].start < end)
            .count();
        count as u64
    }

    /// The features of linking chunk `x` to chunk `y`.
    pub fn keys(&self, x: usize, y: usize, out: &mut Vec<u64>) {
        let (from, to) = (&self.chunks[x], &self.chunks[y]);
        let right = to.start >= from.end;
        let (low, high) = if right {
            (from.end, to.start)
        } else {
            (to.end, from.start)
        };
        let gap = high.saturating_sub(low);
        let sentences = if right {
            self.sentences[y].0.saturating_sub(self.sentences[x].1)
        } else {
            self.sentences[x].0.saturating_sub(self.sentences[y].1)
        };
        let ns = u64::from(sentences.min(FAR_APART));
        let np = u64::from(from.paragraph.abs_diff(to.paragraph).min(FAR_APART));
        let cues = self.between(Role::Cue, low, high);
        let sources = self.between(Role::Source, low, high);
        let contents = self.between(Role::Content, low, high);
        let cue = if from.role == Role::Content { to } else { from };
        let word = self.hash(cue.end - 1);
        let quoted = u64::from(self.parts.tokens[from.start as usize].mark == Mark::Open);
        let after = self.hash(to.end);
        let b = mix(from.role as u64 + 1, u64::from(right));
        let bridge = if gap <= LONGEST_BRIDGE {
            (low..high).fold(gap.into(), |h, k| mix(h, self.hash(k)))
        } else {
            NO_BRIDGE
        };
        let d = far(gap);
        out.clear();
        out.extend_from_slice(&[
            key!("b", b),
            key!("d", b, d),
            key!("np", b, ns, np),
            key!("qsc", b, cues, sources, contents),
            key!("qnpx", b, cues, ns, np, quoted),
            key!("dqx", b, d, cues, quoted),
            key!("br", b, bridge),
            key!("w", b, word),
            key!("wd", b, word, d),
            key!("sn", b, sources, ns),
            key!("nx", b, after, cues, ns),
            key!("all", b, contents, cues, sources, ns, np, quoted),
        ]);
    }

    /// The features of a cue without a source.
    pub fn keys_of_none(&self, cue: usize, candidates: usize, out: &mut Vec<u64>) {
        let chunk = &self.chunks[cue];
        out.clear();
        out.extend_from_slice(&[
            key!("none"),
            key!("none w", self.hash(chunk.start)),
            key!("none n", candidates.min(3) as u64),
            key!("none wn", self.hash(chunk.start), candidates.min(1) as u64),
            key!("none v", self.hash(chunk.end - 1)),
        ]);
    }
}

/// Links contents to cues and cues to sources. Gives one link for each chunk; sources belong to
/// nothing.
pub fn link(text: &str, parts: &Segments, chunks: &[Chunk], model: &Model) -> Vec<Link> {
    let pairs = Pairs::new(text, parts, chunks);
    let mut keys = Vec::new();
    let chunks = chunks.iter().enumerate();
    chunks
        .map(|(x, chunk)| match chunk.role {
            Role::Content => pairs.best(x, Role::Cue, model, &mut keys),
            Role::Cue => pairs.best(x, Role::Source, model, &mut keys),
            Role::Source => Link::NONE,
        })
        .collect()
}

impl Link {
    const NONE: Link = Link {
        to: None,
        margin: i32::MAX,
    };
}

impl Pairs<'_> {
    /// The link of chunk `x` to the best candidate of a role; of equal ones the first in the text.
    fn best(&self, x: usize, role: Role, model: &Model, keys: &mut Vec<u64>) -> Link {
        let weight = |keys: &[u64]| -> i32 {
            let weights = keys.iter().map(|k| model.links.get(k));
            weights.map(|w| w.copied().unwrap_or(0)).sum()
        };
        let candidates = self.candidates(x, role);
        let mut ranked: Vec<(i32, Option<usize>)> = Vec::with_capacity(candidates.len() + 1);
        for &y in candidates {
            self.keys(x, y, keys);
            ranked.push((weight(keys), Some(y)));
        }
        if role == Role::Source {
            self.keys_of_none(x, candidates.len(), keys);
            ranked.push((weight(keys), None));
        }
        ranked.sort_by_key(|&(weight, _)| std::cmp::Reverse(weight));
        let Some(&(best, to)) = ranked.first() else {
            return Link::NONE;
        };
        let margin = ranked.get(1).map_or(i32::MAX, |&(second, _)| best - second);
        Link { to, margin }
    }
}
