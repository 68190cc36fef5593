//! In: two corresponding sentences. Out: the places at which their words differ, and how much of them
//! is the same.

use super::super::numbers::share;
use super::super::word_keys::WordKey;
use super::Sentence;
use std::ops::Range;

/// Words of the first sentence in whose place the second has others. One side may be empty. Both are
/// numbers of words of their sketches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub a: Range<u32>,
    pub b: Range<u32>,
}

/// Words between the first and the last difference that are compared; sentences that differ over
/// more than this are not looked at, because the time grows with the square.
const MOST_WORDS: usize = 120;

/// Two sentences word by word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Differing {
    /// The places at which they differ, in order.
    pub places: Vec<Difference>,
    /// The share of the words of the shorter sentence that the other has in the same order, from 0 to
    /// 1; 0 if the sentences are not looked at.
    pub same: f32,
}

/// Compares two sentences word by word.
pub(super) fn differing(a: Sentence<'_>, b: Sentence<'_>) -> Differing {
    let (words_a, words_b) = (a.words(), b.words());
    let shorter = words_a.len().min(words_b.len());
    let both = words_a.iter().zip(words_b);
    let head = both.take_while(|(x, y)| x == y).count();
    let both = words_a.iter().rev().zip(words_b.iter().rev());
    let tail = both
        .take(shorter - head)
        .take_while(|(x, y)| x == y)
        .count();
    let middle_a = &words_a[head..words_a.len() - tail];
    let middle_b = &words_b[head..words_b.len() - tail];
    if middle_a.len().max(middle_b.len()) > MOST_WORDS {
        return Differing::default();
    }
    let mut places = Vec::new();
    let (start_a, start_b) = (
        a.sentence.words.start + head as u32,
        b.sentence.words.start + head as u32,
    );
    let (mut i, mut j) = (0, 0);
    let end = (middle_a.len(), middle_b.len());
    let common = common_words(middle_a, middle_b);
    let same = head + tail + common.len();
    for (x, y) in common.into_iter().chain([end]) {
        if i < x || j < y {
            places.push(Difference {
                a: start_a + i as u32..start_a + x as u32,
                b: start_b + j as u32..start_b + y as u32,
            });
        }
        (i, j) = (x + 1, y + 1);
    }
    Differing {
        places,
        same: share(same as f32, shorter as f32),
    }
}

/// The places of a longest common sequence of words.
pub(super) fn common_words(a: &[WordKey], b: &[WordKey]) -> Vec<(usize, usize)> {
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
