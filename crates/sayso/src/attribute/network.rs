//! In: the tokens of a text and a neural model. Out: for each token how much speaks for each label,
//! as the table of the fast tier gives it, so that everything after it is the same.
//!
//! A window is a few whole paragraphs. Its tokens are word pieces and facts
//! ([`Featuriser::facts`]). One of two encoders makes a row of numbers for each token, and a last
//! layer makes the scores of it. Every machine gives the same bits ([`dot`]).

// A function that is not inlined is not compiled for the kernel that calls it.
#![allow(clippy::inline_always)]

use super::features::{FACTS, Featuriser, Prior, written};
use crate::segment::Segments;
use sayso_weights::crf::{Emission, LABELS};
use sayso_weights::net::Scratch;
use sayso_weights::net::convolution::Convolution;
use sayso_weights::net::dot::{self, Kernel};
use sayso_weights::net::pieces::{BEGIN, END, Pieces};
use sayso_weights::net::read::Numbers;
use sayso_weights::net::transformer::Transformer;

enum Encoder {
    Transformer(Transformer),
    Convolution(Convolution),
}

impl Encoder {
    /// Reads an encoder of a kind, for windows of at most `most` pieces.
    fn read(kind: usize, most: usize, numbers: &mut Numbers<'_>) -> Option<Encoder> {
        match kind {
            1 => {
                let transformer = Transformer::read(numbers)?;
                let fits = most < transformer.places();
                fits.then_some(Encoder::Transformer(transformer))
            }
            2 => Some(Encoder::Convolution(Convolution::read(numbers)?)),
            _ => None,
        }
    }

    /// The numbers in a row, and the word pieces that it knows.
    fn size(&self) -> (usize, usize) {
        match self {
            Encoder::Transformer(t) => (t.width, t.vocabulary()),
            Encoder::Convolution(c) => (c.width, c.vocabulary()),
        }
    }
}

/// A window has room for at least this many pieces, so that every token fits into one.
const SMALLEST_WINDOW: usize = 16;

/// A trained network.
pub struct Net {
    encoder: Encoder,
    /// The most pieces in a window, with one mark for each paragraph.
    most: usize,
    /// What each fact adds to a row.
    facts: Vec<f32>,
    /// Weights of the labels, eight for each number of the row.
    tag: Vec<f32>,
    /// Weights of the labels for each fact.
    tag_facts: Vec<f32>,
    tag_shift: Vec<f32>,
    /// The weights of the steps from label to label.
    pub chain: [[f32; LABELS]; LABELS],
    pieces: Pieces<Vec<u8>>,
}

/// The number of labels, rounded up so that their weights fit a register.
const WIDE: usize = 8;

/// The tokens of a text as a network sees them.
pub struct Seen {
    pieces: Vec<u16>,
    /// Where the pieces of each token end.
    ends: Vec<usize>,
    facts: Vec<u8>,
    fact_ends: Vec<usize>,
}

impl Seen {
    fn pieces(&self, token: usize) -> &[u16] {
        &self.pieces[token.checked_sub(1).map_or(0, |b| self.ends[b])..self.ends[token]]
    }

    fn facts(&self, token: usize) -> &[u8] {
        &self.facts[token.checked_sub(1).map_or(0, |b| self.fact_ends[b])..self.fact_ends[token]]
    }

    fn count(&self, from: usize, to: usize) -> usize {
        let before = |token: usize| token.checked_sub(1).map_or(0, |b| self.ends[b]);
        before(to) - before(from)
    }
}

impl Net {
    /// Reads a network; none if its parts do not fit each other.
    pub fn read(bytes: &[u8], vocabulary: &[u8]) -> Option<Net> {
        let mut numbers = Numbers(bytes);
        let (kind, most) = (numbers.whole()?, numbers.whole()?);
        let encoder = Encoder::read(kind, most, &mut numbers)?;
        let (width, known) = encoder.size();
        let facts = numbers.floats(FACTS * width)?;
        let tag = numbers.floats(WIDE * width)?;
        let tag_facts = numbers.floats(WIDE * FACTS)?;
        let tag_shift = numbers.floats(WIDE)?;
        let flat = numbers.floats(LABELS * LABELS)?;
        let chain = std::array::from_fn(|a| std::array::from_fn(|b| flat[a * LABELS + b]));
        let pieces = Pieces::new(vocabulary.to_vec()).ok()?;
        (most >= SMALLEST_WINDOW && pieces.largest() < known && numbers.0.is_empty()).then_some(
            Net {
                encoder,
                most,
                facts,
                tag,
                tag_facts,
                tag_shift,
                chain,
                pieces,
            },
        )
    }

    /// Whether both networks have the same vocabulary, so that both can read what one has looked up.
    pub(crate) fn fits(&self, other: &Net) -> bool {
        self.pieces == other.pieces
    }

    /// The numbers in a row of the encoder.
    fn width(&self) -> usize {
        self.facts.len() / FACTS
    }

    /// Adds what the facts of a token add to its row.
    #[inline(always)]
    fn add_facts(&self, facts: &[u8], x: &mut [f32]) {
        let width = self.width();
        for &fact in facts {
            for (x, f) in x.iter_mut().zip(&self.facts[fact as usize * width..]) {
                *x += f;
            }
        }
    }

    /// The scores of all tokens; `scale` of them are one unit of log-odds. All kernels give the same
    /// bits.
    pub fn scores(
        &self,
        kernel: Kernel,
        parts: &Segments,
        seen: &Seen,
        scale: i32,
    ) -> Vec<Emission> {
        let mut out = vec![[0; LABELS]; parts.tokens.len()];
        let mut scratch = Scratch::default();
        for (start, end) in self.windows(parts, seen) {
            let work = Window {
                net: self,
                parts,
                seen,
                start,
                end,
                scale,
                out: &mut out,
                scratch: &mut scratch,
            };
            dot::with(kernel, work);
        }
        out
    }

    /// What the network sees of a text. `prior` is as for [`Featuriser`]. `each` is called after each
    /// paragraph, to take what the rules found.
    pub fn look(
        &self,
        text: &str,
        parts: &Segments,
        prior: &dyn Fn(u64) -> Prior,
        each: &mut dyn FnMut(&mut Featuriser<'_>),
    ) -> Seen {
        let mut seen = Seen {
            pieces: Vec::new(),
            ends: Vec::new(),
            facts: Vec::new(),
            fact_ends: Vec::new(),
        };
        let mut featuriser = Featuriser::new(text, parts);
        for index in 0..parts.paragraphs.len() {
            featuriser.facts(index, prior, &mut |_, facts| {
                seen.facts.extend_from_slice(facts);
                seen.fact_ends.push(seen.facts.len());
            });
            each(&mut featuriser);
        }
        for token in &parts.tokens {
            self.pieces.split(written(text, token), &mut seen.pieces);
            seen.ends.push(seen.pieces.len());
        }
        seen
    }

    /// Ranges of tokens that fit into a window: whole paragraphs, or parts of one that is longer.
    fn windows(&self, parts: &Segments, seen: &Seen) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let (mut open, mut used) = (None, 0);
        for paragraph in &parts.paragraphs {
            let (mut begin, end) = (
                paragraph.tokens.start as usize,
                paragraph.tokens.end as usize,
            );
            while begin < end {
                let need = seen.count(begin, end) + 1;
                match open {
                    Some(_) if used + need <= self.most => {
                        used += need;
                        break;
                    }
                    Some(start) => {
                        out.push((start, begin));
                        (open, used) = (None, 0);
                    }
                    None if need <= self.most => {
                        (open, used) = (Some(begin), need);
                        break;
                    }
                    None => {
                        let mut cut = begin + 1;
                        while seen.count(begin, cut + 1) < self.most {
                            cut += 1;
                        }
                        out.push((begin, cut));
                        begin = cut;
                    }
                }
            }
        }
        out.extend(open.map(|start| (start, parts.tokens.len())));
        out
    }
}

/// The tokens of a window, to be scored.
struct Window<'a> {
    net: &'a Net,
    parts: &'a Segments,
    seen: &'a Seen,
    start: usize,
    end: usize,
    scale: i32,
    out: &'a mut [Emission],
    scratch: &'a mut Scratch,
}

impl dot::Work for Window<'_> {
    #[inline(always)]
    fn run(mut self, kernel: Kernel) {
        let rows = match &self.net.encoder {
            Encoder::Transformer(t) => self.transform(kernel, t),
            Encoder::Convolution(c) => self.convolve(kernel, c),
        };
        for (token, row) in (self.start..self.end).zip(rows) {
            self.out[token] = self.emission(token, row);
        }
    }
}

/// Scores beyond this many steps are certain enough.
const HIGHEST_SCORE: f32 = 8192.0;

impl Window<'_> {
    /// Encodes the pieces of the window. Gives the row of each token: that of its first piece.
    #[inline(always)]
    fn transform(&mut self, kernel: Kernel, transformer: &Transformer) -> Vec<usize> {
        let (net, seen) = (self.net, self.seen);
        let mut rows = Vec::with_capacity(self.end - self.start);
        let (mut ids, mut token_of) = (vec![BEGIN], vec![None]);
        for token in self.start..self.end {
            if token > self.start && self.begins_paragraph(token) {
                ids.push(END);
                token_of.push(None);
            }
            rows.push(ids.len());
            ids.extend_from_slice(seen.pieces(token));
            token_of.resize(ids.len(), Some(token));
        }
        ids.push(END);
        token_of.push(None);
        let facts = |piece: usize, x: &mut [f32]| {
            if let Some(token) = token_of[piece] {
                net.add_facts(seen.facts(token), x);
            }
        };
        transformer.run(kernel, &ids, facts, self.scratch);
        rows
    }

    fn begins_paragraph(&self, token: usize) -> bool {
        let paragraphs = &self.parts.paragraphs;
        let next = paragraphs.partition_point(|p| p.tokens.start as usize <= token);
        paragraphs[next - 1].tokens.start as usize == token
    }

    /// Encodes the tokens of the window. Gives the row of each token.
    #[inline(always)]
    fn convolve(&mut self, kernel: Kernel, convolution: &Convolution) -> Vec<usize> {
        let (net, seen, start) = (self.net, self.seen, self.start);
        let from = seen.ends[start] - seen.pieces(start).len();
        let ends: Vec<usize> = seen.ends[start..self.end]
            .iter()
            .map(|e| e - from)
            .collect();
        let pieces = &seen.pieces[from..from + ends[ends.len() - 1]];
        let facts = |token: usize, x: &mut [f32]| net.add_facts(seen.facts(start + token), x);
        convolution.run(kernel, pieces, &ends, facts, self.scratch);
        (0..self.end - start).collect()
    }

    /// The scores of a token from its row and its facts.
    #[inline(always)]
    fn emission(&self, token: usize, row: usize) -> Emission {
        let (net, width) = (self.net, self.net.width());
        let mut sum = [0.0f32; WIDE];
        sum.copy_from_slice(&net.tag_shift);
        let numbers = &self.scratch.x[row * width..(row + 1) * width];
        for (x, weights) in numbers.iter().zip(net.tag.as_chunks::<WIDE>().0) {
            for y in 0..WIDE {
                sum[y] += x * weights[y];
            }
        }
        for &fact in self.seen.facts(token) {
            let weights = &net.tag_facts[fact as usize * WIDE..(fact as usize + 1) * WIDE];
            for y in 0..WIDE {
                sum[y] += weights[y];
            }
        }
        std::array::from_fn(|y| whole(sum[y] * self.scale as f32))
    }
}

/// Rounds half away from zero, without the platform's rounding.
#[inline(always)]
fn whole(x: f32) -> i32 {
    let x = x.clamp(-HIGHEST_SCORE, HIGHEST_SCORE);
    (x + if x < 0.0 { -0.5 } else { 0.5 }) as i32
}
