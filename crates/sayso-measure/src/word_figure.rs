//! Words that are a figure by themselves: "twice", "doubled", "thirties". They are in
//! `word-figures.txt` of the crate `sayso-english`.

use crate::decimal::Decimal;
use crate::scan::{Lexicon, key};
use sayso_english::data::{Cells, Row, Table};
use sayso_english::figures::WORD_FIGURES;
use std::sync::LazyLock;

sayso_english::names! {
    /// How a word is a figure.
    pub enum WordKind {
        /// How many times: "twice".
        Adverb = "adverb",
        /// How many times, if a comparison follows: "double".
        Base = "base",
        /// A change by a factor: "doubled".
        Verb = "verb",
        /// How many times as much, or a change by that factor: "tenfold".
        Fold = "fold",
        /// Ten years of an age, from the value on: "thirties".
        Decade = "decade",
    }
}

/// A word that is a figure.
#[derive(Clone, Copy, Debug)]
pub struct WordFigure {
    /// How it is a figure.
    pub kind: WordKind,
    /// The number.
    pub value: Decimal,
}

struct WordRow {
    word: &'static str,
    figure: WordFigure,
}

impl Row for WordRow {
    fn read(cells: &mut Cells) -> Option<WordRow> {
        Some(WordRow {
            word: cells.next()?,
            figure: WordFigure {
                kind: cells.next()?.parse().ok()?,
                value: cells.next()?.parse().ok()?,
            },
        })
    }
}

static TABLE: Table<WordRow> = Table::new("word-figures.txt", WORD_FIGURES);

static LEXICON: LazyLock<Lexicon<WordFigure>> = LazyLock::new(|| {
    let rows = TABLE.rows().iter();
    Lexicon::new(rows.map(|row| (key(row.word), row.figure)))
});

/// The figure that the word with this key is.
pub fn of_word(key: u64) -> Option<WordFigure> {
    LEXICON.get(key)
}

/// The keys of the words that a figure may begin with.
pub(crate) fn start_words() -> impl Iterator<Item = u64> {
    TABLE.rows().iter().map(|row| key(row.word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        TABLE.check().unwrap();
    }
}
