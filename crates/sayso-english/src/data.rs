//! How the data files under `data/` are read.
//!
//! A file has one row a line: a word or phrase in lower case, then, separated by tabs, what is known
//! about it. Lines that are empty or begin with `#` are comments; the first line says what the file
//! is. Rows are sorted by their first column and no row occurs twice. The files are compiled into
//! the program.
//!
//! Use [`WordList`] for a set of words, [`Table`] for rows with more columns, and [`rows`] if neither
//! fits. Reading never fails in the program: a row that cannot be read is left out. Instead,
//! `tests/data.rs` checks the order of every file, and a module with a [`Table`] has a test that
//! calls [`Table::check`].

use crate::classes::hash_lower;
use crate::hash::{HashKeys, HashTable, fnv};
use std::sync::OnceLock;

/// The columns of a row that have not been read yet.
pub type Cells = std::str::Split<'static, char>;

/// The rows of a data file, each split at its tabs.
///
/// ```
/// let rows: Vec<Vec<&str>> = sayso_english::data::rows("# Days\nfri\tfriday\nsat\tsaturday\n").collect();
/// assert_eq!(rows, [["fri", "friday"], ["sat", "saturday"]]);
/// ```
pub fn rows(file: &str) -> impl Iterator<Item = Vec<&str>> {
    lines(file).map(|(_, line)| line.split('\t').collect())
}

/// The lines of a data file that are not comments, with their numbers from 1.
fn lines(file: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(file.lines())
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// A row of a data file as a value.
pub trait Row: Sized {
    /// Reads the columns of a row; none if a column is missing or has no meaning.
    fn read(cells: &mut Cells) -> Option<Self>;
}

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {row:?} has a column that is missing, unknown or one too many")]
pub struct BadRow {
    /// The name of the file under `data/`.
    pub file: &'static str,
    /// The number of the line, from 1.
    pub line: usize,
    /// The whole line.
    pub row: &'static str,
}

/// A data file whose rows are values of one type, read when they are first asked for.
///
/// ```
/// use sayso_english::data::{Cells, Row, Table};
///
/// /// A kind of boat and how many it carries.
/// struct Boat(&'static str, u32);
///
/// impl Row for Boat {
///     fn read(cells: &mut Cells) -> Option<Boat> {
///         Some(Boat(cells.next()?, cells.next()?.parse().ok()?))
///     }
/// }
///
/// static BOATS: Table<Boat> = Table::new("boats.txt", "# Boats\ndinghy\t4\nferry\tmany\n");
/// assert_eq!(BOATS.rows().len(), 1);
/// assert_eq!(BOATS.check().unwrap_err().line, 3);
/// ```
#[derive(Debug)]
pub struct Table<R> {
    name: &'static str,
    file: &'static str,
    rows: OnceLock<Vec<R>>,
}

impl<R: Row> Table<R> {
    /// The table of a file: its name under `data/`, for messages, and its text.
    pub const fn new(name: &'static str, file: &'static str) -> Table<R> {
        Table {
            name,
            file,
            rows: OnceLock::new(),
        }
    }

    /// The rows in the order of the file, without those that cannot be read.
    pub fn rows(&self) -> &[R] {
        self.rows.get_or_init(|| self.read().flatten().collect())
    }

    /// Whether every row can be read.
    ///
    /// # Errors
    /// The first row that cannot.
    pub fn check(&self) -> Result<(), BadRow> {
        self.read().try_for_each(|row| row.map(drop))
    }

    fn read(&self) -> impl Iterator<Item = Result<R, BadRow>> {
        lines(self.file).map(|(line, row)| {
            let mut cells = row.split('\t');
            R::read(&mut cells)
                .filter(|_| cells.next().is_none())
                .ok_or(BadRow {
                    file: self.name,
                    line,
                    row,
                })
        })
    }
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
    hashes: OnceLock<HashKeys>,
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
        self.hashes().contains(&hash)
    }

    /// The words in the order of the file.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        lines(self.file).map(|(_, line)| line.split('\t').next().unwrap_or(line))
    }

    fn hashes(&self) -> &HashKeys {
        self.hashes
            .get_or_init(|| self.words().map(hash_lower).collect())
    }
}

/// Phrases to look for in a text, split when they are first asked for.
///
/// ```
/// use sayso_english::data::PhraseList;
/// static CREDITS: PhraseList = PhraseList::new("# Credits\nphoto by\nstory by\n");
/// assert!(CREDITS.begins("story by ada quill") && !CREDITS.begins("the story by the river"));
/// ```
#[derive(Debug)]
pub struct PhraseList {
    file: &'static str,
    phrases: OnceLock<Vec<&'static str>>,
    /// The same by their bytes, so that only phrases with the first letter of a text are compared.
    sorted: OnceLock<Vec<&'static str>>,
}

impl PhraseList {
    /// The phrases of a data file: the first column of each row.
    pub const fn new(file: &'static str) -> PhraseList {
        PhraseList {
            file,
            phrases: OnceLock::new(),
            sorted: OnceLock::new(),
        }
    }

    /// The phrases in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        let phrases = self.phrases.get_or_init(|| {
            lines(self.file)
                .map(|(_, line)| line.split('\t').next().unwrap_or(line))
                .collect()
        });
        phrases.iter().copied()
    }

    /// True if a text begins with one of the phrases. Case matters.
    pub fn begins(&self, text: &str) -> bool {
        let sorted = self.sorted.get_or_init(|| {
            let mut phrases: Vec<&str> = self.iter().collect();
            phrases.sort_unstable();
            phrases
        });
        let first = |text: &str| text.as_bytes().first().copied();
        let from = sorted.partition_point(|phrase| first(phrase) < first(text));
        let alike = sorted[from..].iter();
        alike
            .take_while(|phrase| first(phrase) == first(text))
            .any(|phrase| text.starts_with(phrase))
    }

    /// True if a text contains one of the phrases, in whole words or not. Case matters.
    pub fn within(&self, text: &str) -> bool {
        self.iter().any(|phrase| text.contains(phrase))
    }
}

/// Words with classes, read from a data file when they are first asked for: the first column is the
/// word, the second its classes, separated by spaces.
///
/// ```
/// use sayso_english::data::ClassedWords;
/// const BOAT: u32 = 1;
/// const FAST: u32 = 1 << 1;
/// static BOATS: ClassedWords =
///     ClassedWords::new("# Boats\ndinghy\tboat\nhydrofoil\tboat fast\n", &[("boat", BOAT), ("fast", FAST)]);
/// assert!(BOATS.has("Dinghy", BOAT) && !BOATS.has("dinghy", FAST));
/// assert_eq!(BOATS.check(), Ok(()));
/// ```
#[derive(Debug)]
pub struct ClassedWords {
    file: &'static str,
    classes: &'static [(&'static str, u32)],
    table: OnceLock<HashTable<u32>>,
}

impl ClassedWords {
    /// The words of a data file, and the bits of the classes that it names.
    pub const fn new(file: &'static str, classes: &'static [(&'static str, u32)]) -> ClassedWords {
        ClassedWords {
            file,
            classes,
            table: OnceLock::new(),
        }
    }

    /// Whether a word, in any case of letters, has one of these classes.
    pub fn has(&self, word: &str, class: u32) -> bool {
        self.classes_of_hash(hash_lower(word)) & class != 0
    }

    /// Whether a word has one of these classes as it is written: never a word with a capital.
    pub fn has_exact(&self, word: &str, class: u32) -> bool {
        self.classes_of_hash(fnv(word.as_bytes())) & class != 0
    }

    /// The classes of the word whose lower-case form hashes to `hash`; 0 if it is not in the file.
    pub fn classes_of_hash(&self, hash: u64) -> u32 {
        let table = self.table.get_or_init(|| {
            let rows = lines(self.file).filter_map(|(_, line)| line.split_once('\t'));
            rows.map(|(word, names)| (fnv(word.as_bytes()), self.bits(names).unwrap_or(0)))
                .collect()
        });
        table.get(&hash).copied().unwrap_or(0)
    }

    fn bits(&self, names: &str) -> Option<u32> {
        names.split(' ').try_fold(0, |bits, name| {
            let class = self.classes.iter().find(|class| class.0 == name)?;
            Some(bits | class.1)
        })
    }

    /// Whether every row has a word and known classes, and every class has a word.
    ///
    /// # Errors
    /// The first row or class that is wrong.
    pub fn check(&self) -> Result<(), &'static str> {
        for (_, line) in lines(self.file) {
            let (_, names) = line.split_once('\t').ok_or(line)?;
            self.bits(names).ok_or(line)?;
        }
        for (name, _) in self.classes {
            let mut rows = lines(self.file).filter_map(|(_, line)| line.split_once('\t'));
            let is_used = rows.any(|(_, names)| names.split(' ').any(|own| own == *name));
            if !is_used {
                return Err(name);
            }
        }
        Ok(())
    }
}
