//! In: the tokens of a text and a neural model. Out: for each token how much speaks for each label,
//! as the fast tier's tagger gives it, so that all that follows is the same.
//!
//! A window is a few whole paragraphs. Its tokens are word pieces (`pieces`) and facts
//! ([`Featuriser::facts`]); one of two encoders makes a row of numbers of each, a last layer the
//! scores. Every machine gives the same bits (`dot`, `numbers`).

// What is not inlined is not compiled for the kernel that calls it.
#![allow(clippy::inline_always)]

use super::features::{FACTS, Featuriser, Prior, written};
use crate::segment::Segments;
use sayso_weights::LABELS;
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

/// A trained network.
pub struct Net {
    encoder: Encoder,
    /// Pieces in a window, with one mark a paragraph.
    most: usize,
    /// What each fact adds to a row.
    facts: Vec<f32>,
    /// Weights of the labels, eight a number of the row.
    tag: Vec<f32>,
    /// Weights of the labels for each fact.
    tag_facts: Vec<f32>,
    tag_shift: Vec<f32>,
    /// Weights of going from label to label.
    pub chain: [[f32; LABELS]; LABELS],
    pieces: Pieces<Vec<u8>>,
}

/// Labels, filled up to a round number.
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
        let (encoder, width, known) = match kind {
            1 => {
                let t = Transformer::read(&mut numbers)?;
                let (width, known, fits) = (t.width, t.vocabulary(), most < t.places());
                (fits.then_some(Encoder::Transformer(t))?, width, known)
            }
            2 => {
                let c = Convolution::read(&mut numbers)?;
                let (width, known) = (c.width, c.vocabulary());
                (Encoder::Convolution(c), width, known)
            }
            _ => return None,
        };
        let facts = numbers.floats(FACTS * width)?;
        let tag = numbers.floats(WIDE * width)?;
        let tag_facts = numbers.floats(WIDE * FACTS)?;
        let tag_shift = numbers.floats(WIDE)?;
        let flat = numbers.floats(LABELS * LABELS)?;
        let chain = std::array::from_fn(|a| std::array::from_fn(|b| flat[a * LABELS + b]));
        let pieces = Pieces::new(vocabulary.to_vec()).ok()?;
        (most >= 16 && pieces.largest() < known && numbers.0.is_empty()).then_some(Net {
            encoder,
            most,
            facts,
            tag,
            tag_facts,
            tag_shift,
            chain,
            pieces,
        })
    }

    /// Whether both see a text as the same pieces.
    pub(crate) fn fits(&self, other: &Net) -> bool {
        self.pieces == other.pieces
    }

    /// Scores of all tokens, in `1 / scale` of log-odds, by one of the processor's kernels: all
    /// give the same bits.
    pub fn scores(
        &self,
        kernel: Kernel,
        parts: &Segments,
        seen: &Seen,
        scale: i32,
    ) -> Vec<[i32; LABELS]> {
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
                s: &mut scratch,
            };
            dot::with(kernel, work);
        }
        out
    }

    /// What the network sees of a text. `prior` as for [`Featuriser`], which has then seen all
    /// paragraphs; `each` is called with it after each of them.
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

    /// Ranges of tokens of at most so many pieces: whole paragraphs, or parts of one that is
    /// longer.
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

struct Window<'a> {
    net: &'a Net,
    parts: &'a Segments,
    seen: &'a Seen,
    start: usize,
    end: usize,
    scale: i32,
    out: &'a mut [[i32; LABELS]],
    s: &'a mut Scratch,
}

impl dot::Work for Window<'_> {
    #[inline(always)]
    fn run(self, kernel: Kernel) {
        let Window {
            net,
            parts,
            seen,
            start,
            end,
            scale,
            out,
            s,
        } = self;
        let width = net.facts.len() / FACTS;
        let add = |token: usize, x: &mut [f32]| {
            for &fact in seen.facts(token) {
                for (x, f) in x.iter_mut().zip(&net.facts[fact as usize * width..]) {
                    *x += f;
                }
            }
        };
        // Which row of the encoder is which token's.
        let mut row_of = Vec::with_capacity(end - start);
        match &net.encoder {
            Encoder::Transformer(t) => {
                let (mut ids, mut of) = (vec![BEGIN], vec![None]);
                for token in start..end {
                    let paragraph = parts
                        .paragraphs
                        .partition_point(|p| p.tokens.start as usize <= token);
                    let begins = parts.paragraphs[paragraph - 1].tokens.start as usize == token;
                    if begins && token > start {
                        ids.push(END);
                        of.push(None);
                    }
                    row_of.push(ids.len());
                    ids.extend_from_slice(seen.pieces(token));
                    of.resize(ids.len(), Some(token));
                }
                ids.push(END);
                of.push(None);
                let facts = |piece: usize, x: &mut [f32]| {
                    if let Some(token) = of[piece] {
                        add(token, x);
                    }
                };
                t.run(kernel, &ids, facts, s);
            }
            Encoder::Convolution(c) => {
                row_of.extend(0..end - start);
                let from = seen.ends[start] - seen.pieces(start).len();
                let ends: Vec<usize> = seen.ends[start..end].iter().map(|e| e - from).collect();
                let pieces = &seen.pieces[from..from + ends[ends.len() - 1]];
                c.run(kernel, pieces, &ends, |token, x| add(start + token, x), s);
            }
        }
        for (token, row) in (start..end).zip(row_of) {
            let mut sum = [0.0f32; WIDE];
            sum.copy_from_slice(&net.tag_shift);
            for (x, weights) in s.x[row * width..(row + 1) * width]
                .iter()
                .zip(net.tag.as_chunks::<WIDE>().0)
            {
                for y in 0..WIDE {
                    sum[y] += x * weights[y];
                }
            }
            for &fact in seen.facts(token) {
                let weights = &net.tag_facts[fact as usize * WIDE..(fact as usize + 1) * WIDE];
                for y in 0..WIDE {
                    sum[y] += weights[y];
                }
            }
            // Half away from nought; scores beyond these bounds are certain enough.
            let whole = |x: f32| {
                let x = (x * scale as f32).clamp(-8192.0, 8192.0);
                (x + if x < 0.0 { -0.5 } else { 0.5 }) as i32
            };
            out[token] = std::array::from_fn(|y| whole(sum[y]));
        }
    }
}
