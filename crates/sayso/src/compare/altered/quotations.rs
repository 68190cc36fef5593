//! Quotations whose words differ.

use super::super::sketch::SketchQuotation;
use super::super::word_keys::WordKey;
use super::{AlteredKind, Pair, Sentence};

/// Quotations with fewer words are not compared: "no" and "not" are quotations too.
const LEAST_WORDS: usize = 5;
/// Longer ones are compared by their beginning, because the time grows with the square.
const MOST_WORDS: usize = 120;
/// Two quotations are of the same statement if this share of the shorter is in both, in order.
const SAME_STATEMENT: f32 = 0.6;

impl Pair<'_> {
    /// Quotations of the same statement that differ between words that they share. One that is only
    /// shortened at its ends is not altered.
    pub(super) fn quotations(&mut self) {
        let of_a = self.a.items(&self.a.sketch.quotations, |q| q.words.start);
        let of_b = self.b.items(&self.b.sketch.quotations, |q| q.words.start);
        for x in of_a {
            for y in of_b {
                if differ_inside(words(self.a, x), words(self.b, y)) {
                    self.found
                        .push((AlteredKind::Quote, Some(x.span), Some(y.span)));
                }
            }
        }
    }
}

fn words<'a>(sentence: Sentence<'a>, quotation: &SketchQuotation) -> &'a [WordKey] {
    let all = &sentence.sketch.words[quotation.words.start as usize..quotation.words.end as usize];
    &all[..all.len().min(MOST_WORDS)]
}

/// Whether two quotations share most words in order and differ between the first and the last of
/// them.
fn differ_inside(a: &[WordKey], b: &[WordKey]) -> bool {
    let shorter = a.len().min(b.len());
    if shorter < LEAST_WORDS || a == b {
        return false;
    }
    let shared = common_words(a, b);
    let (Some(first), Some(last)) = (shared.first(), shared.last()) else {
        return false;
    };
    let inside = (last.0 - first.0 + 1).max(last.1 - first.1 + 1);
    shared.len() as f32 >= SAME_STATEMENT * shorter as f32 && inside > shared.len()
}

/// The places of a longest common sequence of words.
fn common_words(a: &[WordKey], b: &[WordKey]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // `longest[i * width + j]` is the length for the words from `i` and `j` on.
    let mut longest = vec![0u8; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == b[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}
