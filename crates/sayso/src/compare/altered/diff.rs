//! In: two corresponding sentences. Out: the places at which their words differ.

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

/// The places at which two sentences differ, in order.
pub(super) fn differences(a: Sentence<'_>, b: Sentence<'_>) -> Vec<Difference> {
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
        return Vec::new();
    }
    let mut out = Vec::new();
    let (start_a, start_b) = (
        a.sentence.words.start + head as u32,
        b.sentence.words.start + head as u32,
    );
    let (mut i, mut j) = (0, 0);
    let end = (middle_a.len(), middle_b.len());
    for (x, y) in common_words(middle_a, middle_b).into_iter().chain([end]) {
        if i < x || j < y {
            out.push(Difference {
                a: start_a + i as u32..start_a + x as u32,
                b: start_b + j as u32..start_b + y as u32,
            });
        }
        (i, j) = (x + 1, y + 1);
    }
    out
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
