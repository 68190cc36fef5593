//! Sets of words of a report, as rows of bits.

/// Words by their numbers.
#[derive(Clone, Debug)]
pub(super) struct WordSet(Vec<u64>);

impl WordSet {
    /// No word of so many.
    pub(super) fn none(words: usize) -> WordSet {
        // One row more, so that a run of words may end in it.
        WordSet(vec![0; words / 64 + 2])
    }

    pub(super) fn add(&mut self, word: usize) {
        self.0[word / 64] |= 1 << (word % 64);
    }

    /// Adds four words.
    pub(super) fn add_run(&mut self, first: usize) {
        let (row, bit) = (first / 64, first % 64);
        self.0[row] |= 0xF << bit;
        if bit > 60 {
            self.0[row + 1] |= 0xF >> (64 - bit);
        }
    }

    pub(super) fn has(&self, word: usize) -> bool {
        self.0[word / 64] >> (word % 64) & 1 == 1
    }

    /// How many words are in both.
    pub(super) fn count_in(&self, other: &WordSet) -> u32 {
        let both = self.0.iter().zip(&other.0);
        both.map(|(x, y)| (x & y).count_ones()).sum()
    }

    /// The length of the longest row of words in both, of which only the first may be in `begins`.
    pub(super) fn longest_row(&self, other: &WordSet, begins: &WordSet) -> usize {
        let (mut longest, mut row, mut next) = (0, 0, usize::MAX);
        for (number, (x, y)) in self.0.iter().zip(&other.0).enumerate() {
            let mut bits = x & y;
            while bits != 0 {
                let word = number * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                row = if word == next && !begins.has(word) {
                    row + 1
                } else {
                    1
                };
                next = word + 1;
                longest = longest.max(row);
            }
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_both_are_counted_and_rows_end_where_a_sentence_begins() {
        let mut some = WordSet::none(200);
        some.add_run(10);
        some.add_run(62);
        let mut all = WordSet::none(200);
        for word in 0..200 {
            all.add(word);
        }
        assert_eq!(some.count_in(&all), 8);
        assert!(some.has(65) && !some.has(66) && !some.has(61));
        let mut begins = WordSet::none(200);
        assert_eq!(some.longest_row(&all, &begins), 4);
        begins.add(63);
        begins.add(12);
        assert_eq!(some.longest_row(&all, &begins), 3);
        assert_eq!(some.longest_row(&WordSet::none(200), &begins), 0);
    }
}
