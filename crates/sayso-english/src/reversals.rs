//! Words by which one of two sentences with the same words says the opposite of the other
//! (`data/reversals.txt`).
//!
//! ```
//! use sayso_english::reversals::{Turning, turnings};
//! assert!(turnings("Never").any(|turning| turning == Turning::Not));
//! assert!(turnings("refused").any(|turning| turning == Turning::NotTo));
//! assert_eq!(turnings("bridge").count(), 0);
//! ```

use crate::classes::hash_lower;
use crate::data::{Cells, Row, Table};
use crate::hash::{HashTable, fnv};
use std::sync::LazyLock;

/// What a word does to its sentence, or is beside other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turning {
    /// It turns what it is said of round: "not", "denied".
    Not,
    /// It does so before "to": "failed to".
    NotTo,
    /// It says nothing of note where the other sentence has a word that turns it round: "said" for "denied".
    Neutral,
    /// It is on one side of a contrast: "rose".
    One(Contrast),
    /// It is on the other side: "fell".
    Other(Contrast),
    /// It is a form of a verb whose stem is another one: "went" of "go".
    Form(&'static str),
}

/// A pair of meanings of which one statement can have only one, such as to rise and to fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contrast(u64);

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct TurningWord {
    /// The word, in small letters.
    pub word: &'static str,
    /// What it does.
    pub turning: Turning,
}

impl Row for TurningWord {
    fn read(cells: &mut Cells) -> Option<TurningWord> {
        let (word, role) = (cells.next()?, cells.next()?);
        let mut contrast = || Some(Contrast(fnv(cells.next()?.as_bytes())));
        let turning = match role {
            "not" => Turning::Not,
            "not-to" => Turning::NotTo,
            "neutral" => Turning::Neutral,
            "one" => Turning::One(contrast()?),
            "other" => Turning::Other(contrast()?),
            "form" => Turning::Form(cells.next()?),
            _ => return None,
        };
        Some(TurningWord { word, turning })
    }
}

static ROWS: Table<TurningWord> =
    Table::new("reversals.txt", include_str!("../data/reversals.txt"));

static OF_WORDS: LazyLock<HashTable<Vec<Turning>>> = LazyLock::new(|| {
    let mut all: HashTable<Vec<Turning>> = HashTable::default();
    for row in rows() {
        all.entry(hash_lower(row.word))
            .or_default()
            .push(row.turning);
    }
    all
});

/// All rows, sorted by their words.
pub fn rows() -> &'static [TurningWord] {
    ROWS.rows()
}

/// What a word can do to its sentence; nothing of most words.
pub fn turnings(word: &str) -> impl Iterator<Item = Turning> {
    OF_WORDS
        .get(&hash_lower(word))
        .into_iter()
        .flatten()
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(ROWS.check().map_err(|bad| bad.to_string()), Ok(()));
    }

    #[test]
    fn no_word_is_on_both_sides_of_a_contrast() {
        for row in rows() {
            if let Turning::One(contrast) = row.turning {
                let other = Turning::Other(contrast);
                assert!(turnings(row.word).all(|t| t != other), "{}", row.word);
            }
        }
    }
}
