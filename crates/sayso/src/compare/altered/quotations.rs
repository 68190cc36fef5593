//! Quotations whose words differ.

use super::super::sketch::SketchQuotation;
use super::super::word_keys::WordKey;
use super::diff::common_words;
use super::{AlteredKind, Pair};
use std::cmp::Reverse;

/// Quotations with fewer words are not compared: "no" and "not" are quotations too.
const LEAST_WORDS: usize = 5;
/// Longer ones are not compared: the time grows with the square, and a closing mark may be missing.
const MOST_WORDS: usize = 120;
/// Two quotations are of the same statement if this share of the shorter is in both, in order.
const SAME_STATEMENT: f32 = 0.6;
/// Words that are shared but scattered over a longer quotation are chance: at least this share of the words
/// from the first to the last of them is shared.
const DENSE: f32 = 0.5;

impl Pair<'_> {
    /// Quotations of the same statement that differ between words that they share. One that is only
    /// shortened at its ends is not altered, and neither is one that the other sentence has as it is.
    pub(super) fn quotations(&mut self) {
        let all_a = self.a.items(&self.a.sketch.quotations, |q| q.words.start);
        let all_b = self.b.items(&self.b.sketch.quotations, |q| q.words.start);
        let words_a = |q: &SketchQuotation| self.a.sketch.words_of(&q.words);
        let words_b = |q: &SketchQuotation| self.b.sketch.words_of(&q.words);
        let is_kept = |x: &SketchQuotation, y: &SketchQuotation| {
            is_part(words_a(x), words_b(y)) || is_part(words_b(y), words_a(x))
        };
        let left_a: Vec<_> = all_a
            .iter()
            .filter(|x| !all_b.iter().any(|y| is_kept(x, y)))
            .collect();
        let left_b: Vec<_> = all_b
            .iter()
            .filter(|y| !all_a.iter().any(|x| is_kept(x, y)))
            .collect();
        let mut near = Vec::new();
        for (number_a, x) in left_a.iter().enumerate() {
            for (number_b, y) in left_b.iter().enumerate() {
                if let Some(shared) = shared_inside(words_a(x), words_b(y)) {
                    near.push((Reverse(shared), number_a + number_b, number_a, number_b));
                }
            }
        }
        near.sort_unstable();
        // Each quotation once, with the nearest that is left.
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (_, _, x, y) in near {
            if pairs.iter().all(|pair| pair.0 != x && pair.1 != y) {
                pairs.push((x, y));
            }
        }
        pairs.sort_unstable();
        for (x, y) in pairs {
            self.add(
                AlteredKind::Quote,
                Some(left_a[x].span),
                Some(left_b[y].span),
            );
        }
    }
}

/// Whether the words stand in the other ones, one after the other.
fn is_part(words: &[WordKey], of: &[WordKey]) -> bool {
    !words.is_empty() && of.windows(words.len()).any(|part| part == words)
}

/// How many words two quotations share in order, if they are of one statement and differ between the
/// first and the last of them.
fn shared_inside(a: &[WordKey], b: &[WordKey]) -> Option<usize> {
    let shorter = a.len().min(b.len());
    let is_long = a.len().max(b.len()) > MOST_WORDS;
    if shorter < LEAST_WORDS || is_long {
        return None;
    }
    let shared = common_words(a, b);
    let (first, last) = (shared.first()?, shared.last()?);
    let inside = (last.0 - first.0 + 1).max(last.1 - first.1 + 1);
    let is_same_statement = shared.len() as f32 >= SAME_STATEMENT * shorter as f32;
    let is_dense = shared.len() as f32 >= DENSE * inside as f32;
    let differs = inside > shared.len();
    (is_same_statement && is_dense && differs).then_some(shared.len())
}
