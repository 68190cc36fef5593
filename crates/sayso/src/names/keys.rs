//! The features of a token for the weights of names.

use super::context::Context;
use super::dictionary::bits;
use super::words::{PAD, Word, classes, lists};
use sayso_english::key;
use std::ops::Range;

/// The part of speech before the first and after the last word of a sentence.
const NO_POS: u64 = 31;
/// The place code before the first and after the last word of a sentence.
const NO_PLACE: u64 = 9;
/// Distances to the ends of a run of capitals, and its length, count up to these.
const MOST_TO_END: usize = 3;
const LONGEST_RUN: usize = 5;

/// A token of a sentence.
pub struct Target<'a> {
    pub sentence: &'a Range<usize>,
    /// The sentence is written like a headline.
    pub is_headline: bool,
    /// The token.
    pub k: usize,
}

impl Target<'_> {
    /// The token at an offset, if the sentence has it.
    #[inline]
    fn at(&self, offset: isize) -> Option<usize> {
        let k = self.k.checked_add_signed(offset)?;
        self.sentence.contains(&k).then_some(k)
    }

    /// Whether the token begins its sentence, and whether it is in a headline.
    fn first(&self) -> u64 {
        u64::from(self.k == self.sentence.start) | self.headline_bit()
    }

    fn headline_bit(&self) -> u64 {
        u64::from(self.is_headline) << 1
    }
}

impl Context<'_> {
    /// Writes the features of a token.
    pub fn keys(&self, target: &Target, keys: &mut Vec<u64>) {
        keys.clear();
        self.word_keys(target, keys);
        self.tag_keys(target, keys);
        self.list_keys(target, keys);
        self.run_keys(target, keys);
    }

    #[inline]
    fn word_at(&self, target: &Target, offset: isize) -> &Word {
        target.at(offset).map_or(&PAD, |k| &self.words[k])
    }

    /// Words, endings, shapes.
    #[inline]
    fn word_keys(&self, target: &Target, keys: &mut Vec<u64>) {
        let (a2, a1) = (self.word_at(target, -2), self.word_at(target, -1));
        let (b1, b2) = (self.word_at(target, 1), self.word_at(target, 2));
        let w = &self.words[target.k];
        let first = target.first();
        let (c1, c, d1) = (a1.case as u64, w.case as u64, b1.case as u64);
        keys.extend_from_slice(&[
            key!("b"),
            key!("w", w.lower),
            key!("wc", w.lower, c),
            key!("w-1", a1.lower),
            key!("w+1", b1.lower),
            key!("w-2", a2.lower),
            key!("w+2", b2.lower),
            key!("w-1w", a1.lower, w.lower),
            key!("ww+1", w.lower, b1.lower),
            key!("w-1c", a1.lower, c),
            key!("w+1c", b1.lower, c),
            key!("w-2w-1c", a2.lower, a1.lower, c),
            key!("w+1w+2c", b1.lower, b2.lower, c),
            key!("sh", w.shape, first),
            key!("sh3", a1.shape, w.shape, b1.shape),
            key!("case5", a2.case as u64, c1, c, d1, b2.case as u64),
            key!("e2", w.ends[1], c),
            key!("e3", w.ends[2], c),
            key!("e4", w.ends[3], c),
            key!("s3", w.starts[1], c),
        ]);
    }

    /// Parts of speech, and how the text writes the word elsewhere.
    #[inline]
    fn tag_keys(&self, target: &Target, keys: &mut Vec<u64>) {
        let tag = |offset: isize| target.at(offset).map_or(NO_POS, |k| self.pos[k] as u64);
        let (a1, b1) = (self.word_at(target, -1), self.word_at(target, 1));
        let w = &self.words[target.k];
        let (t1, t, u1) = (tag(-1), tag(0), tag(1));
        let case = w.case as u64 | target.first() << 3;
        let seen = self.seen(w);
        keys.extend_from_slice(&[
            key!("t", t, case),
            key!("t3", t1, t, u1),
            key!("t5", tag(-2), t1, t, u1, tag(2)),
            key!("tw-1", a1.lower, t),
            key!("tw+1", t, b1.lower),
            key!("seen", seen, case),
            key!("seent", seen, t, case),
            key!("entry", u64::from(w.entry & bits::SET), case),
        ]);
    }

    /// Lists of names and places, and word classes.
    #[inline]
    fn list_keys(&self, target: &Target, keys: &mut Vec<u64>) {
        let code = |offset: isize| target.at(offset).map_or(NO_PLACE, |k| self.place(k));
        let (a2, a1) = (self.word_at(target, -2), self.word_at(target, -1));
        let (b1, b2) = (self.word_at(target, 1), self.word_at(target, 2));
        let w = &self.words[target.k];
        let t = self.pos[target.k] as u64;
        let case = w.case as u64 | target.first() << 3;
        let (c1, c, d1) = (a1.case as u64, w.case as u64, b1.case as u64);
        let (l1, l, m1) = (lists(a1), lists(w), lists(b1));
        keys.extend_from_slice(&[
            key!("l", l, c),
            key!("l3", l1, l, m1, c1, c, d1),
            key!("l-1", l1, c1, c),
            key!("l+1", m1, d1, c),
            key!("lt", l, t, case),
            key!("p", code(0), c),
            key!("p3", code(-1), code(0), code(1), c),
            key!("pl", code(0), l, t),
            key!("k3", classes(a1), classes(w), classes(b1), c),
            key!("k-2", classes(a2), classes(a1), c),
            key!("k+2", classes(b1), classes(b2), c),
            key!("kl", classes(a1), l, c, d1),
        ]);
    }

    /// The run of capitals that the token is part of, its ends and the words around it.
    #[inline]
    fn run_keys(&self, target: &Target, keys: &mut Vec<u64>) {
        let (k, run) = (target.k, self.run(target.k));
        if run.is_empty() {
            return;
        }
        let word = |i: usize| {
            let is_in = target.sentence.contains(&i);
            if is_in { &self.words[i] } else { &PAD }
        };
        let (before, after) = (word(run.start.wrapping_sub(1)), word(run.end));
        let (head, tail) = (&self.words[run.start], &self.words[run.end - 1]);
        let from = (k - run.start).min(MOST_TO_END) as u64;
        let to = (run.end - 1 - k).min(MOST_TO_END) as u64;
        let long = run.len().min(LONGEST_RUN) as u64;
        let opens = u64::from(run.start == target.sentence.start) | target.headline_bit();
        let w = &self.words[k];
        keys.extend_from_slice(&[
            key!("r", from, to, opens),
            key!("rl", tail.lower, to),
            key!("rf", head.lower, from),
            key!("re", tail.ends[2], to),
            key!("rb", before.lower, from, long),
            key!("ra", after.lower, to, long),
            key!("rba", before.lower, after.lower),
            key!("rk", classes(before), classes(after), from, to),
            key!("rll", lists(head), lists(tail), from, to),
            key!("rlw", tail.lower, w.lower),
            key!("rh", head.case as u64, tail.case as u64, long, from),
        ]);
    }
}
