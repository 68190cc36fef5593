//! In: words. Out: their parts of speech, by an averaged perceptron (Collins 2002) that reads a
//! sentence from left to right and sees the tags it has given. A word that is always the same part of
//! speech takes no computing.

use super::dictionary::bits;
use super::words::{Case, PAD, Word, lists};
use sayso_english::key;
use sayso_weights::table::{WIDE_LANES, WideTable};

/// The tag before the first word of a sentence.
const NONE: u64 = 31;
/// The part of speech without weights. It has the sum 0, since only differences count.
const X: u8 = 16;

/// The parts of speech that a word can be, with how it is written.
#[inline]
fn could_be(word: &Word) -> u64 {
    u64::from(word.entry & (bits::SET | bits::MOST)) << 3 | word.case as u64
}

/// The features of a word: those of the words alone, then those of the tags before.
pub(super) struct Keys {
    keys: [u64; 40],
    /// Where the features of the tags start.
    tags_from: usize,
}

impl Keys {
    pub fn new() -> Keys {
        Keys {
            keys: [0; 40],
            tags_from: 0,
        }
    }

    /// Writes the features of word `k` that need no tags.
    pub fn of_words(&mut self, words: &[Word], k: usize) {
        let at = |offset: isize| {
            k.checked_add_signed(offset)
                .and_then(|i| words.get(i))
                .unwrap_or(&PAD)
        };
        let (a2, a1, w, b1, b2) = (at(-2), at(-1), at(0), at(1), at(2));
        let case = w.case as u64 | u64::from(k == 0) << 3 | u64::from(w.glued) << 4;
        let (c, c1) = (could_be(w), could_be(b1));
        let keys = [
            key!("w", w.lower),
            key!("wc", w.lower, case),
            key!("w-1", a1.lower),
            key!("w-2", a2.lower),
            key!("w+1", b1.lower),
            key!("w+2", b2.lower),
            key!("w-1w", a1.lower, w.lower),
            key!("ww+1", w.lower, b1.lower),
            key!("e1", w.ends[0], case),
            key!("e2", w.ends[1]),
            key!("e3", w.ends[2]),
            key!("e4", w.ends[3]),
            key!("s2", w.starts[0]),
            key!("s3", w.starts[1]),
            key!("s2e3", w.starts[0], w.ends[2]),
            key!("e3c", w.ends[2], case),
            key!("sh", w.shape, u64::from(k == 0)),
            key!("sh3", a1.shape, w.shape, b1.shape),
            key!("l", lists(w), case),
            key!("c", c),
            key!("c+1", c1),
            key!("cc+1", c, c1),
            key!("c+1c+2", c1, could_be(b2)),
            key!("e3-1", a1.ends[2]),
            key!("e3+1", b1.ends[2], c),
        ];
        self.tags_from = keys.len();
        self.keys[..keys.len()].copy_from_slice(&keys);
    }

    /// Adds the features of the two tags before, and gives all.
    pub fn with_tags(&mut self, words: &[Word], k: usize, t1: u64, t2: u64) -> &[u64] {
        let w = &words[k];
        let next = words.get(k + 1).unwrap_or(&PAD);
        let (c, c1) = (could_be(w), could_be(next));
        let keys = [
            key!("t", t1),
            key!("tt", t1, t2),
            key!("tw", t1, w.lower),
            key!("ttw", t1, t2, w.lower),
            key!("te", t1, w.ends[2], w.case as u64),
            key!("tc", t1, c),
            key!("ttc", t1, t2, c),
            key!("tcc", t1, c, c1),
            key!("tw+1", t1, next.lower),
            key!("tc+1", t1, w.case as u64, c1),
        ];
        self.keys[self.tags_from..self.tags_from + keys.len()].copy_from_slice(&keys);
        &self.keys[..self.tags_from + keys.len()]
    }
}

/// The tag of a word that is always the same part of speech.
#[inline]
pub(super) fn always(word: &Word) -> Option<u8> {
    let is_always = word.has(bits::ALWAYS) && matches!(word.case, Case::Lower | Case::None);
    is_always.then_some((word.entry & bits::MOST) as u8)
}

/// Tags one sentence. `out` gets one tag for each word.
pub(super) fn sentence(words: &[Word], table: &WideTable, out: &mut Vec<u8>) {
    let mut keys = Keys::new();
    let (mut t1, mut t2) = (NONE, NONE);
    for (k, word) in words.iter().enumerate() {
        let tag = always(word).unwrap_or_else(|| {
            keys.of_words(words, k);
            best(&table.sum(keys.with_tags(words, k, t1, t2)))
        });
        out.push(tag);
        (t2, t1) = (t1, u64::from(tag));
    }
}

/// The part of speech with the highest sum; of equal ones, the first. [`X`] if all are negative.
fn best(sums: &[i16; WIDE_LANES]) -> u8 {
    const LAST: i32 = WIDE_LANES as i32 - 1;
    // The sum and the place in one number, so that the search needs no branch.
    let ranked = (0..)
        .zip(sums)
        .map(|(i, &sum)| i32::from(sum) * (LAST + 1) + LAST - i);
    let top = ranked.max().unwrap_or(-1);
    if top < 0 {
        X
    } else {
        (LAST - (top & LAST)) as u8
    }
}

/// For training: the features of the words of a sentence, see [`super::learn::walk`].
pub fn walk(words: &[Word], each: &mut dyn FnMut(usize, &[u64], Option<u8>) -> u8) {
    let mut keys = Keys::new();
    let (mut t1, mut t2) = (NONE, NONE);
    for (k, word) in words.iter().enumerate() {
        keys.of_words(words, k);
        let tag = each(k, keys.with_tags(words, k, t1, t2), always(word));
        (t2, t1) = (t1, u64::from(tag));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_highest_sums_is_taken() {
        let with = |places: &[(usize, i16)]| {
            let mut sums = [i16::MIN; WIDE_LANES];
            for &(place, sum) in places {
                sums[place] = sum;
            }
            best(&sums)
        };
        assert_eq!(with(&[(3, 20), (7, 21), (12, 21)]), 7);
        assert_eq!(with(&[(15, i16::MAX), (0, i16::MAX - 1)]), 15);
        // X has the sum 0 and gives way to an equal one.
        assert_eq!(with(&[(5, 0), (9, 0)]), 5);
        assert_eq!(with(&[(2, -1), (4, -30)]), X);
    }
}
