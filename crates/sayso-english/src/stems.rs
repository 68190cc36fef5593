//! Stems: keys by which the words of two texts are compared.
//!
//! ```
//! use sayso_english::stems::{NO_CONTENT, stem};
//! assert_eq!(stem("kills"), stem("Killing"));
//! assert_eq!(stem("companies"), stem("company’s"));
//! assert_eq!(stem("the"), NO_CONTENT);
//! ```

use crate::classes::{hash_lower, lower};
use crate::data::WordList;
use crate::hash::fnv;

static WORDS_WITHOUT_CONTENT: WordList =
    WordList::new(include_str!("../data/words-without-content.txt"));

/// The stem of words that do not say what a sentence is about, such as "the" and "was".
pub const NO_CONTENT: u64 = 0;

/// An ending that is cut from a word.
struct Ending {
    ending: &'static str,
    /// The fewest bytes that must be left.
    shortest_rest: usize,
    /// What takes its place.
    instead: &'static str,
}

const fn ending(ending: &'static str, shortest_rest: usize, instead: &'static str) -> Ending {
    Ending {
        ending,
        shortest_rest,
        instead,
    }
}

/// The first that fits is cut.
const ENDINGS: &[Ending] = &[
    ending("ies", 2, "y"),
    ending("ied", 2, "y"),
    ending("sses", 2, "ss"),
    ending("ings", 3, ""),
    ending("ing", 3, ""),
    ending("ment", 4, ""),
    ending("ness", 4, ""),
    ending("ed", 3, ""),
    ending("es", 3, ""),
    ending("ly", 3, ""),
    ending("s", 3, ""),
];

/// Bytes of the longest word that is cut without a copy on the heap.
const SHORT: usize = 40;

/// The key of a word's stem, so that "kills", "killed" and "killing" have one key; [`NO_CONTENT`]
/// for a word that does not say what a sentence is about.
pub fn stem(word: &str) -> u64 {
    stem_or_word(word).unwrap_or(NO_CONTENT)
}

/// The key of a word's stem, or, for a word that does not say what a sentence is about, the hash of
/// its lower-case form.
///
/// # Errors
/// The hash of a word without content.
pub fn stem_or_word(word: &str) -> Result<u64, u64> {
    let hash = hash_lower(word);
    if WORDS_WITHOUT_CONTENT.has_hash(hash) {
        return Err(hash);
    }
    Ok(stem_of(word))
}

fn stem_of(word: &str) -> u64 {
    let mut short = [0; SHORT];
    if word.len() <= SHORT && word.is_ascii() {
        let letters = &mut short[..word.len()];
        letters.copy_from_slice(word.as_bytes());
        letters.make_ascii_lowercase();
        return fnv(cut(letters));
    }
    fnv(cut(&mut lower(word).into_bytes()))
}

/// The stem of a word in small letters with straight apostrophes.
fn cut(word: &mut [u8]) -> &[u8] {
    let mut end = word.len();
    while word[..end].ends_with(b"'s") {
        end -= 2;
    }
    let word = &mut word[..end];
    let end = without_ending(word);
    without_doubled_letter(&word[..end])
}

/// Cuts the first ending that fits; returns the length of what is left.
fn without_ending(word: &mut [u8]) -> usize {
    for row in ENDINGS {
        let Some(rest) = word.strip_suffix(row.ending.as_bytes()) else {
            continue;
        };
        // "boss", "virus" and "basis" end in "s" and are not plurals.
        let is_plural = row.ending != "s" || !matches!(rest.last(), Some(b's' | b'u' | b'i'));
        if rest.len() >= row.shortest_rest && is_plural {
            let length = rest.len();
            let end = length + row.instead.len();
            word[length..end].copy_from_slice(row.instead.as_bytes());
            return end;
        }
    }
    word.len()
}

/// "stop" of "stopp(ed)", and "clos" of "close" as of "clos(ing)".
fn without_doubled_letter(stem: &[u8]) -> &[u8] {
    let is_doubled = matches!(stem, [_, _, .., a, b] if a == b && b.is_ascii());
    if is_doubled && !matches!(stem.last(), Some(b'l' | b's' | b'e')) {
        return &stem[..stem.len() - 1];
    }
    let silent = stem.iter().rev().take_while(|&&letter| letter == b'e');
    &stem[..stem.len() - silent.count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_letters_are_cut_and_doubled_bytes_are_not() {
        assert_eq!(stem("stopped"), stem("stop"));
        // The last two bytes of this letter are equal.
        assert_ne!(stem("aも"), NO_CONTENT);
    }
}
