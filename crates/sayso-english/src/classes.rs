//! Word classes that matter for finding who says what. The models see them as features, and the
//! rules of every stage read them.
//!
//! The words are data: verbs of saying are rows of `data/verbs.txt` (see [`crate::morphology`],
//! which makes their forms), all other words are rows of `data/word-classes.txt`. To add a word,
//! add a row there.
//!
//! ```
//! use sayso_english::classes::{class, classes};
//! assert_eq!(classes("Said") & (class::SPEECH | class::FINITE), class::SPEECH | class::FINITE);
//! assert_eq!(classes("may"), class::AUXILIARY | class::CALENDAR);
//! ```

use crate::data::{Cells, Row, Table, WordList};
pub use crate::hash::HashTable;
use crate::hash::{fnv, fnv_lower_ascii};
use crate::morphology::{VerbKind, inflect_with, verbs};
use crate::titles;
use std::sync::LazyLock;

/// Word classes, as bits.
///
/// [`SUBJECT`](class::SUBJECT), [`AUXILIARY`](class::AUXILIARY) and [`FINITE`](class::FINITE) are
/// not features of the trained models: only rules read them. All other classes are features, so a
/// word must not lose one of them without new training.
pub mod class {
    /// A verb that reports speech, thought, wish or judgement, in any form.
    pub const VERB: u16 = 1;
    /// A noun or adverb that reports: "statement", "reportedly".
    pub const NOUN: u16 = 1 << 1;
    /// A pronoun.
    pub const PRONOUN: u16 = 1 << 2;
    /// A title, a role or a group of people: "Sen.", "spokeswoman", "officials".
    pub const ROLE: u16 = 1 << 3;
    /// An abbreviation whose stop does not end a sentence: "Mr.", "Gov.".
    pub const ABBREVIATION: u16 = 1 << 4;
    /// A word that opens a clause or a phrase: "that", "because", "with".
    pub const CLAUSE: u16 = 1 << 5;
    /// A verb of plain speech: "said", "told", "added". Such a word is a [`VERB`] too.
    pub const SPEECH: u16 = 1 << 6;
    /// A pronoun that can be the subject: "he", "they".
    pub const SUBJECT: u16 = 1 << 7;
    /// A word between subject and verb: "was", "has", "would", "not".
    pub const AUXILIARY: u16 = 1 << 8;
    /// A word that begins a noun phrase: "the", "his", "two".
    pub const DETERMINER: u16 = 1 << 9;
    /// A preposition: "in", "on", "after".
    pub const PREPOSITION: u16 = 1 << 10;
    /// A form of a [`VERB`] other than the base and the -ing form.
    pub const FINITE: u16 = 1 << 11;
    /// A name of a day or month.
    pub const CALENDAR: u16 = 1 << 12;
}

/// The classes that `data/word-classes.txt` gives, by the name used there. The classes of verbs
/// come from `data/verbs.txt`.
const CLASS_NAMES: &[(&str, u16)] = &[
    ("noun", class::NOUN),
    ("pronoun", class::PRONOUN),
    ("role", class::ROLE),
    ("abbreviation", class::ABBREVIATION),
    ("clause", class::CLAUSE),
    ("subject", class::SUBJECT),
    ("auxiliary", class::AUXILIARY),
    ("determiner", class::DETERMINER),
    ("preposition", class::PREPOSITION),
    ("calendar", class::CALENDAR),
];

/// A row of `data/word-classes.txt`.
#[derive(Debug)]
struct ClassedWord {
    word: &'static str,
    classes: u16,
}

impl Row for ClassedWord {
    fn read(cells: &mut Cells) -> Option<ClassedWord> {
        let word = cells.next()?;
        let classes = cells.next()?.split(' ').try_fold(0, |bits, name| {
            let class = CLASS_NAMES.iter().find(|class| class.0 == name)?;
            Some(bits | class.1)
        })?;
        Some(ClassedWord { word, classes })
    }
}

static WORD_CLASSES: Table<ClassedWord> =
    Table::new("word-classes.txt", include_str!("../data/word-classes.txt"));

static LEXICON: LazyLock<HashTable<u16>> = LazyLock::new(|| {
    let mut lexicon: HashTable<u16> = HashTable::default();
    let mut put = |word: &str, bits: u16| *lexicon.entry(fnv(word.as_bytes())).or_insert(0) |= bits;
    for verb in verbs() {
        let bits = match verb.kind {
            VerbKind::Speech => class::VERB | class::SPEECH,
            VerbKind::Other => class::VERB,
            VerbKind::None => continue,
        };
        inflect_with(verb.base, verb.irregular, &mut |form, finite| {
            put(form, bits | if finite { class::FINITE } else { 0 });
        });
    }
    for row in WORD_CLASSES.rows() {
        put(row.word, row.classes);
    }
    lexicon
});

/// The classes of the word whose lower-case form hashes to `hash`.
pub fn classes_of_hash(hash: u64) -> u16 {
    LEXICON.get(&hash).copied().unwrap_or(0)
}

/// The table itself, for callers that look up many words.
pub fn table() -> &'static HashTable<u16> {
    &LEXICON
}

/// The classes of a word, in any case of letters.
pub fn classes(word: &str) -> u16 {
    classes_of_hash(hash_lower(word))
}

/// The hash of the lower-case form. Curly apostrophes count as straight ones, because reports use
/// both for the same word.
pub fn hash_lower(word: &str) -> u64 {
    fnv_lower_ascii(word).unwrap_or_else(|| fnv(lower(word).as_bytes()))
}

/// The lower-case form, with curly apostrophes made straight.
pub fn lower(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' || c == 'ʼ' { '\'' } else { c })
        .collect()
}

/// Words that begin a sentence even after an abbreviation with stops in it: "in the U.S. The".
pub static SENTENCE_OPENINGS: WordList =
    WordList::new(include_str!("../data/sentence-openings.txt"));

/// True for "said", "explains" and other finite forms of verbs of plain speech.
pub fn is_speech_verb(word: &str) -> bool {
    let bits = classes(word);
    bits & class::SPEECH != 0 && bits & class::FINITE != 0
}

/// True for "Mr", "Gov", "Sept", written without the stop: abbreviations that the models know as a
/// class, and those of all titles.
pub fn is_abbreviation(word: &str) -> bool {
    classes(word) & class::ABBREVIATION != 0 || titles::ends_with_stop(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_word_classes_is_read() {
        assert_eq!(WORD_CLASSES.check(), Ok(()));
    }

    #[test]
    fn verbs_are_inflected() {
        for word in [
            "said",
            "SAYS",
            "explained",
            "replies",
            "concedes",
            "quipped",
            "tweeted",
        ] {
            assert!(is_speech_verb(word), "{word}");
        }
        assert!(!is_speech_verb("saying") && !is_speech_verb("say") && !is_speech_verb("wanted"));
        assert_ne!(classes("wanted") & class::VERB, 0);
    }

    #[test]
    fn curly_and_straight_apostrophes_hash_alike() {
        assert_eq!(hash_lower("’S"), hash_lower("'s"));
    }
}
