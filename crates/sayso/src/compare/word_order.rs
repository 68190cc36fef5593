//! In: the words of two sentences. Out: how many of them are in the same order in both.

use super::word_keys::WordKey;

/// The order of more words of a sentence is not compared.
pub(super) const MOST_ORDERED: usize = 64;

/// The length of a longest sequence of words that two sentences have in the same order, of the first words of the
/// first one. Each bit of a row stands for a word of the first sentence (Hyyrö 2004).
pub(super) fn in_one_order(a: &[WordKey], b: &[WordKey]) -> u32 {
    let a = &a[..a.len().min(MOST_ORDERED)];
    let bit = |word: WordKey| 1u64 << (word.0 % 64);
    let some = a.iter().fold(0, |some, &word| some | bit(word));
    let mut row = !0u64;
    for &word in b.iter().filter(|&&word| some & bit(word) != 0) {
        let same = (0..)
            .zip(a)
            .fold(0, |same, (n, &other)| same | u64::from(other == word) << n);
        let ends = row & same;
        row = row.wrapping_add(ends) | (row & !same);
    }
    let used = (!0u64).checked_shl(a.len() as u32).unwrap_or(0);
    (!row & !used).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_one_order_are_counted() {
        let words = |text: &str| -> Vec<WordKey> { text.split(' ').map(WordKey::of).collect() };
        let order = |a: &str, b: &str| in_one_order(&words(a), &words(b));
        assert_eq!(
            order(
                "divers searched the harbour until dusk",
                "the divers searched until dusk"
            ),
            4
        );
        assert_eq!(order("dusk until harbour", "harbour until dusk"), 1);
        let long = vec!["pier"; 70].join(" ");
        assert_eq!(order(&long, &long), 64);
    }
}
