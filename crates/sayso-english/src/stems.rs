//! Stems: keys by which the words of two texts are compared.
//!
//! ```
//! use sayso_english::stems::{NO_CONTENT, stem};
//! assert_eq!(stem("kills"), stem("Killing"));
//! assert_eq!(stem("companies"), stem("company’s"));
//! assert_eq!(stem("the"), NO_CONTENT);
//! ```

use crate::classes::hash_lower;
use crate::data::WordList;

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

/// The key of a word's stem, so that "kills", "killed" and "killing" have one key; [`NO_CONTENT`]
/// for a word that does not say what a sentence is about.
pub fn stem(word: &str) -> u64 {
    if WORDS_WITHOUT_CONTENT.has(word) {
        return NO_CONTENT;
    }
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches("'s").trim_end_matches("’s");
    let stem = without_ending(lower).unwrap_or_else(|| lower.to_string());
    hash_lower(without_doubled_letter(&stem))
}

fn without_ending(word: &str) -> Option<String> {
    ENDINGS.iter().find_map(|row| {
        let rest = word.strip_suffix(row.ending)?;
        // "boss", "virus" and "basis" end in "s" and are not plurals.
        let is_plural = row.ending != "s" || !rest.ends_with(['s', 'u', 'i']);
        let can_be_cut = rest.len() >= row.shortest_rest && is_plural;
        can_be_cut.then(|| format!("{rest}{}", row.instead))
    })
}

/// "stop" of "stopp(ed)", and "clos" of "close" as of "clos(ing)".
fn without_doubled_letter(stem: &str) -> &str {
    let is_doubled = matches!(stem.as_bytes(), [_, _, .., a, b] if a == b && b.is_ascii());
    if is_doubled && !stem.ends_with(['l', 's', 'e']) {
        &stem[..stem.len() - 1]
    } else {
        stem.trim_end_matches('e')
    }
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
