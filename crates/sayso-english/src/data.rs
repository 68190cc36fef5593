//! How the data files under `data/` are read.
//!
//! A file has one row a line: a word or phrase in lower case, then, separated by tabs, what is known
//! of it. Empty lines and lines that begin with `#` are comments. Rows are sorted by their first
//! column and no row occurs twice; a test of this crate checks every file. The files are compiled into
//! the program.

use crate::classes::hash_lower;
use crate::hash::HashTable;
use std::sync::OnceLock;

/// The rows of a data file, each split at its tabs.
///
/// ```
/// let rows: Vec<Vec<&str>> = sayso_english::data::rows("# Days\nfri\tfriday\nsat\tsaturday\n").collect();
/// assert_eq!(rows, [["fri", "friday"], ["sat", "saturday"]]);
/// ```
pub fn rows(file: &str) -> impl Iterator<Item = Vec<&str>> {
    lines(file).map(|line| line.split('\t').collect())
}

/// The lines of a data file that are not comments.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A set of words, read from a data file when it is first asked for a word.
///
/// ```
/// use sayso_english::data::WordList;
/// static KIN: WordList = WordList::new("# Kin\nbrother\nsister\n");
/// assert!(KIN.has("Sister") && !KIN.has("neighbour"));
/// ```
#[derive(Debug)]
pub struct WordList {
    file: &'static str,
    hashes: OnceLock<HashTable<()>>,
}

impl WordList {
    /// The words of a data file: the first column of each row.
    pub const fn new(file: &'static str) -> WordList {
        WordList {
            file,
            hashes: OnceLock::new(),
        }
    }

    /// Whether the list has this word, in any case of letters.
    pub fn has(&self, word: &str) -> bool {
        self.has_hash(hash_lower(word))
    }

    /// Whether the list has the word whose lower-case form hashes to `hash`.
    pub fn has_hash(&self, hash: u64) -> bool {
        self.hashes().contains_key(&hash)
    }

    /// The words in the order of the file.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        lines(self.file).map(|line| line.split('\t').next().unwrap_or(line))
    }

    fn hashes(&self) -> &HashTable<()> {
        self.hashes
            .get_or_init(|| self.words().map(|word| (hash_lower(word), ())).collect())
    }
}
