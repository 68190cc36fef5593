//! What words say of an event, by which the reports of a story are compared (`data/story/`).
//!
//! ```
//! use sayso_english::story_words::meaning;
//! let (killed, dead) = (meaning("killed").unwrap(), meaning("dead").unwrap());
//! assert_eq!(killed, dead);
//! assert!(killed.is_fate);
//! assert_ne!(killed, meaning("injured").unwrap());
//! ```

use crate::classes::hash_lower;
use crate::data::{Cells, Row, Table};
use crate::hash::{HashTable, fnv};
use crate::stems::stem;
use std::sync::LazyLock;

/// What a word says of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// A key that all words of this meaning have.
    pub key: u64,
    /// Whether it says what became of those who are counted: killed, injured, missing.
    pub is_fate: bool,
}

struct WordMeaning {
    word: &'static str,
    meaning: Meaning,
}

impl Row for WordMeaning {
    fn read(cells: &mut Cells) -> Option<WordMeaning> {
        let (word, name) = (cells.next()?, cells.next()?);
        let is_fate = match cells.next() {
            None => false,
            Some("fate") => true,
            Some(_) => return None,
        };
        let key = fnv(name.as_bytes());
        Some(WordMeaning {
            word,
            meaning: Meaning { key, is_fate },
        })
    }
}

static MEANINGS: Table<WordMeaning> = Table::new(
    "story/meanings.txt",
    include_str!("../data/story/meanings.txt"),
);

static OF_WORDS: LazyLock<HashTable<Meaning>> = LazyLock::new(|| {
    let rows = MEANINGS.rows().iter();
    rows.map(|row| (hash_lower(row.word), row.meaning))
        .collect()
});

/// The first row of a stem counts for the words of that stem that have no row.
static OF_STEMS: LazyLock<HashTable<Meaning>> = LazyLock::new(|| {
    let rows = MEANINGS.rows().iter().rev();
    rows.map(|row| (stem(row.word), row.meaning)).collect()
});

/// What a word says of an event, if it is one of the words that are known.
pub fn meaning(word: &str) -> Option<Meaning> {
    let of_word = OF_WORDS.get(&hash_lower(word));
    of_word.or_else(|| OF_STEMS.get(&stem(word))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(MEANINGS.check(), Ok(()));
    }

    #[test]
    fn a_word_of_its_own_comes_before_its_stem() {
        assert_ne!(meaning("planned"), meaning("planes"));
        assert_eq!(meaning("planned"), meaning("intends"));
    }
}
