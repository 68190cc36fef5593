//! Words that the rules of attribution know besides their word classes, see
//! `data/reporting-words.txt`.
//!
//! ```
//! use sayso_english::reporting::{known, knows};
//! assert_ne!(knows("because") & known::BEFORE_SOURCE, 0);
//! assert_eq!(knows("bridge"), 0);
//! ```

use crate::classes::hash_lower;
use crate::data::{Cells, Row, Table};
use crate::hash::HashTable;
use std::sync::LazyLock;

/// What the rules know of a word, as bits. The examples are in the data file.
pub mod known {
    /// A verb that takes a thing as often as a clause.
    pub const WEAK_VERB: u32 = 1;
    /// A verb whose base form is not a noun.
    pub const PLAIN_VERB: u32 = 1 << 1;
    /// After this word a form of speech is a passive or a noun.
    pub const BEFORE_NO_VERB: u32 = 1 << 2;
    /// The same, but not for "said" and "says".
    pub const BEFORE_NO_VERB_BUT_SAID: u32 = 1 << 3;
    /// The noun phrase of a source begins at the latest after this word.
    pub const BEFORE_SOURCE: u32 = 1 << 4;
    /// The noun phrase of a source ends at the latest before this word.
    pub const AFTER_SOURCE: u32 = 1 << 5;
    /// A word before the colon of a headline that does not name a speaker.
    pub const HEADLINE_LABEL: u32 = 1 << 6;
    /// What people do as they begin to speak.
    pub const GESTURE: u32 = 1 << 7;
    /// A source that names no person or body.
    pub const NO_ONE: u32 = 1 << 8;
    /// A word of the outlet's own doubt.
    pub const HEDGE: u32 = 1 << 9;
    /// A verb of thinking.
    pub const THOUGHT: u32 = 1 << 10;
    /// An adverb that may be between source and verb.
    pub const ADVERB: u32 = 1 << 11;
    /// A verb whose subject can be a document.
    pub const DOCUMENT_VERB: u32 = 1 << 12;
    /// A verb of asking someone to do something.
    pub const APPEAL: u32 = 1 << 13;
    /// A verb after which someone has to say something.
    pub const BRINGS_TO_SAY: u32 = 1 << 14;
    /// The past of a verb that does not end in "-ed".
    pub const PAST: u32 = 1 << 15;
    /// After "no" or "not", this word says that a person does not speak.
    pub const NO_ANSWER: u32 = 1 << 16;
    /// A verb of speech that things do as well.
    pub const BY_THINGS: u32 = 1 << 17;
    /// A list of what a person says has this name.
    pub const LIST_NOUN: u32 = 1 << 18;
    /// A verb of deciding.
    pub const DECISION: u32 = 1 << 19;
    /// A verb that gives a name.
    pub const NAMING: u32 = 1 << 20;
    /// What those do who are told something, or of whom something is said.
    pub const RECEIVES: u32 = 1 << 21;
    /// A verb that reports what is said, besides those of the word classes.
    pub const SAYS_TOO: u32 = 1 << 22;
    /// A verb that answers what another one said.
    pub const ANSWERS: u32 = 1 << 23;
}

/// The names of the bits in the data file.
const NAMES: &[(&str, u32)] = &[
    ("weak-verb", known::WEAK_VERB),
    ("plain-verb", known::PLAIN_VERB),
    ("before-no-verb", known::BEFORE_NO_VERB),
    ("before-no-verb-but-said", known::BEFORE_NO_VERB_BUT_SAID),
    ("before-source", known::BEFORE_SOURCE),
    ("after-source", known::AFTER_SOURCE),
    ("headline-label", known::HEADLINE_LABEL),
    ("gesture", known::GESTURE),
    ("no-one", known::NO_ONE),
    ("hedge", known::HEDGE),
    ("thought", known::THOUGHT),
    ("adverb", known::ADVERB),
    ("document-verb", known::DOCUMENT_VERB),
    ("appeal", known::APPEAL),
    ("brings-to-say", known::BRINGS_TO_SAY),
    ("past", known::PAST),
    ("no-answer", known::NO_ANSWER),
    ("by-things", known::BY_THINGS),
    ("list-noun", known::LIST_NOUN),
    ("decision", known::DECISION),
    ("naming", known::NAMING),
    ("receives", known::RECEIVES),
    ("says-too", known::SAYS_TOO),
    ("answers", known::ANSWERS),
];

/// A row of the data file.
#[derive(Debug)]
struct KnownWord {
    word: &'static str,
    bits: u32,
}

impl Row for KnownWord {
    fn read(cells: &mut Cells) -> Option<KnownWord> {
        let word = cells.next()?;
        let bits = cells.next()?.split(' ').try_fold(0, |bits, name| {
            let named = NAMES.iter().find(|named| named.0 == name)?;
            Some(bits | named.1)
        })?;
        Some(KnownWord { word, bits })
    }
}

static ROWS: Table<KnownWord> = Table::new(
    "reporting-words.txt",
    include_str!("../data/reporting-words.txt"),
);

static WORDS: LazyLock<HashTable<u32>> = LazyLock::new(|| {
    let rows = ROWS.rows().iter();
    rows.map(|row| (hash_lower(row.word), row.bits)).collect()
});

/// What the rules know of the word whose lower-case form hashes to `hash`.
pub fn knows_hash(hash: u64) -> u32 {
    WORDS.get(&hash).copied().unwrap_or(0)
}

/// What the rules know of a word, in any case of letters.
pub fn knows(word: &str) -> u32 {
    knows_hash(hash_lower(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(ROWS.check(), Ok(()));
    }
}
