//! Quotations whose words differ.

use super::super::word_keys::WordKey;
use super::diff::common_words;
use super::{AlteredKind, Pair};

/// Quotations with fewer words are not compared: "no" and "not" are quotations too.
const LEAST_WORDS: usize = 5;
/// Longer ones are not compared: the time grows with the square, and a closing mark may be missing.
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
                let words_a = self.a.sketch.words_of(&x.words);
                let words_b = self.b.sketch.words_of(&y.words);
                if differ_inside(words_a, words_b) {
                    self.add(AlteredKind::Quote, Some(x.span), Some(y.span));
                }
            }
        }
    }
}

/// Whether two quotations share most words in order and differ between the first and the last of
/// them.
fn differ_inside(a: &[WordKey], b: &[WordKey]) -> bool {
    let shorter = a.len().min(b.len());
    let is_long = a.len().max(b.len()) > MOST_WORDS;
    if shorter < LEAST_WORDS || is_long || a == b {
        return false;
    }
    let shared = common_words(a, b);
    let (Some(first), Some(last)) = (shared.first(), shared.last()) else {
        return false;
    };
    let inside = (last.0 - first.0 + 1).max(last.1 - first.1 + 1);
    shared.len() as f32 >= SAME_STATEMENT * shorter as f32 && inside > shared.len()
}
