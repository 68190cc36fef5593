//! The words that decide how certain a claim is, as data files. The crate `sayso` reads their rows,
//! because the statuses and rules in the columns are its types.
//!
//! To add a word of saying, add a row to `data/certainty/cues.txt`; to add a word that weakens a
//! claim, add a row to `data/certainty/triggers.txt`.

use crate::data::{Cells, Row, Table};
use std::ops::Range;

/// Cues of attributions and their classes.
pub const CUES: &str = include_str!("../data/certainty/cues.txt");

/// Beginnings of words that accuse, deny and refuse, and their classes.
static DISPUTING: Table<(&str, Disputing)> = Table::new(
    "disputing.txt",
    include_str!("../data/certainty/disputing.txt"),
);

crate::names! {
    /// What a word says of a dispute.
    pub enum Disputing {
        /// It accuses.
        Accusing = "accusing",
        /// It accuses where the reading is sure: "blame" is also a noun.
        Blaming = "blaming",
        /// The outlet says that somebody is accused, above all before the law: "on suspicion of".
        Charged = "charged",
        /// It is a verb that finds fault.
        Condemning = "condemning",
        /// It is a verb that denies only what somebody else has said: "rejected the claim".
        Contesting = "contesting",
        /// The outlet says that somebody denies or disputes something: "which she denies".
        Countered = "countered",
        /// It finds fault, in a content.
        Criticising = "criticising",
        /// It denies.
        Denying = "denying",
        /// It holds against what somebody said before, in a content: "I don't think".
        Doubting = "doubting",
        /// The outlet says that somebody finds fault: "came under fire".
        Faulted = "faulted",
        /// It answers a charge, in a content, where somebody makes one.
        Justifying = "justifying",
        /// It is about what somebody else has said: "the claim".
        Meant = "meant",
        /// It is a verb of a source that will not say something.
        Refusing = "refusing",
        /// It answers a charge, in a content.
        Rejecting = "rejecting",
        /// It refuses only with a "not": "don't say".
        Saying = "saying",
        /// It calls what somebody else says untrue.
        Untrue = "untrue",
    }
}

impl Row for (&'static str, Disputing) {
    fn read(cells: &mut Cells) -> Option<Self> {
        Some((cells.next()?, cells.next()?.parse().ok()?))
    }
}

impl Disputing {
    /// Whether a text in small letters has a word that begins so. Words for what is untrue and for
    /// charges are whole.
    ///
    /// ```
    /// use sayso_english::certainty_words::Disputing;
    /// assert!(Disputing::Accusing.is_in("the mayor accused her"));
    /// assert!(Disputing::Untrue.is_in("pleaded not guilty"));
    /// assert!(!Disputing::Untrue.is_in("the falsehoods"));
    /// assert!(!Disputing::Refusing.is_in("the recommenders"));
    /// ```
    pub fn is_in(self, text: &str) -> bool {
        self.places_in(text).next().is_some()
    }

    /// Whether its rows are whole words: "charged over" is not in "charged overnight".
    fn has_whole_words(self) -> bool {
        matches!(self, Disputing::Untrue | Disputing::Charged)
    }

    /// The bytes of such beginnings of words in a text in small letters.
    ///
    /// ```
    /// use sayso_english::certainty_words::Disputing;
    /// let text = "it is a disgrace";
    /// let places: Vec<_> = Disputing::Criticising.places_in(text).collect();
    /// assert_eq!(&text[places[0].clone()], "a disgrace");
    /// ```
    pub fn places_in(self, text: &str) -> impl Iterator<Item = Range<usize>> {
        // Every row begins with a letter, so that only the beginnings of words are compared.
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let places = text.char_indices().filter(move |(at, c)| {
            c.is_alphanumeric() && !is_letter(text[..*at].chars().next_back())
        });
        places.flat_map(move |(at, _)| {
            let rest = &text[at..];
            let rows = DISPUTING.rows().iter().filter(move |row| row.1 == self);
            let found = rows.filter(move |row| {
                rest.strip_prefix(row.0).is_some_and(|after| {
                    let goes_on = is_letter(after.chars().next());
                    !(goes_on && self.has_whole_words())
                })
            });
            found.map(move |row| at..at + row.0.len())
        })
    }
}

/// Words inside a content that weaken or reverse it.
pub const TRIGGERS: &str = include_str!("../data/certainty/triggers.txt");

/// Words by which the grammar of a content is read, and their classes.
pub const WORD_CLASSES: &str = include_str!("../data/certainty/word-classes.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_can_be_read() -> Result<(), crate::data::BadRow> {
        DISPUTING.check()
    }
}
