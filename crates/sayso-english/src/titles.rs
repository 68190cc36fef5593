//! Titles: "Sen.", "Detective", "Mrs.".
//!
//! **To teach sayso a title, add a row to `data/titles.txt`.** Every stage looks titles up here:
//! sentences do not end after their abbreviations, names are cut after them, they are roles of the
//! people who have them, and they show gender.
//!
//! ```
//! use sayso_english::gender::Gender;
//! use sayso_english::titles::{TitleKind, ends_with_stop, title};
//! let supt = title("Supt.").unwrap();
//! assert_eq!((supt.full, supt.kind), (Some("superintendent"), TitleKind::Rank));
//! assert_eq!(title("Mrs").unwrap().gender, Some(Gender::Female));
//! assert!(title("bridge").is_none());
//! // "Rt." is written with a stop too, but only as a part of "Rt. Hon.".
//! assert!(title("Rt.").is_none() && ends_with_stop("Rt"));
//! ```

use crate::classes::hash_lower;
use crate::data::{Cells, Row, Table};
use crate::gender::Gender;
use crate::hash::{HashTable, fnv};
use crate::names;
use std::sync::LazyLock;

names! {
    /// What kind of title a word is.
    pub enum TitleKind {
        /// Politeness only: "Mr.", "Lady".
        Courtesy = "courtesy",
        /// A degree: "Dr.".
        Degree = "degree",
        /// A public office: "Sen.", "councillor".
        Office = "office",
        /// A rank in the police or the forces: "Sgt.".
        Rank = "rank",
        /// The clergy: "Rev.", "bishop".
        Clergy = "clergy",
        /// "King", "baroness".
        Nobility = "nobility",
        /// A relation: "brother". Orders of nuns and monks use some of them as titles.
        Kin = "kin",
        /// Any other post: "coach", "nurse".
        Post = "post",
        /// Not a title by itself, but a part of one: "Rt." in "Rt. Hon.".
        Part = "part",
    }
}

/// A row of `data/titles.txt`.
#[derive(Clone, Copy, Debug)]
pub struct Title {
    /// "supt": in small letters, without the stop.
    pub word: &'static str,
    /// "superintendent", if the word is an abbreviation.
    pub full: Option<&'static str>,
    /// The gender of the people who have it, if it shows that.
    pub gender: Option<Gender>,
    /// What kind of title it is.
    pub kind: TitleKind,
    /// It is written with a stop that does not end the sentence.
    pub is_abbreviation: bool,
    /// It is only a form of address: it does not say what a person does.
    pub is_address: bool,
    /// It is often a part of names ("Stephen King"), so a name is not cut after it.
    pub is_in_names: bool,
}

impl Row for Title {
    fn read(cells: &mut Cells) -> Option<Title> {
        let word = cells.next()?;
        let full = cells.next().map(|cell| (cell != "-").then_some(cell))?;
        let gender = match cells.next()? {
            "-" => None,
            name => Some(name.parse().ok()?),
        };
        let mut title = Title {
            word,
            full,
            gender,
            kind: cells.next()?.parse().ok()?,
            is_abbreviation: false,
            is_address: false,
            is_in_names: false,
        };
        for mark in cells.next()?.split(' ') {
            match mark {
                "-" => {}
                "abbreviation" => title.is_abbreviation = true,
                "address" => title.is_address = true,
                "name" => title.is_in_names = true,
                _ => return None,
            }
        }
        Some(title)
    }
}

static TITLES: Table<Title> = Table::new("titles.txt", include_str!("../data/titles.txt"));

static BY_HASH: LazyLock<HashTable<&'static Title>> = LazyLock::new(|| {
    let rows = TITLES.rows().iter();
    rows.map(|title| (fnv(title.word.as_bytes()), title))
        .collect()
});

/// The title that a word is, in any case of letters, with or without its stop. None for words that
/// are only a part of titles.
pub fn title(word: &str) -> Option<&'static Title> {
    title_of_hash(hash_lower(word.trim_end_matches('.')))
}

/// Whether a word is a title: see [`title`].
pub fn is_title(word: &str) -> bool {
    title(word).is_some()
}

/// [`title`] for the word, without its stop, whose lower-case form hashes to `hash`.
pub fn title_of_hash(hash: u64) -> Option<&'static Title> {
    row(hash).filter(|title| title.kind != TitleKind::Part)
}

/// True if a stop after this word belongs to a title ("Supt", "Rt") and does not end the sentence.
///
/// The word must begin with a capital and must not be all capitals, because "RT" and "FR" are
/// acronyms that end sentences.
pub fn ends_with_stop(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.any(char::is_lowercase)
        && is_abbreviation_hash(hash_lower(word))
}

/// True for words that only address a person and do not say what they are: "Mr", "Prof", "Rt".
pub fn is_address(word: &str) -> bool {
    row(hash_lower(word)).is_some_and(|title| title.is_address)
}

/// True if the word whose lower-case form hashes to `hash` abbreviates a title or a part of one.
pub fn is_abbreviation_hash(hash: u64) -> bool {
    row(hash).is_some_and(|title| title.is_abbreviation)
}

fn row(hash: u64) -> Option<&'static Title> {
    BY_HASH.get(&hash).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes::{class, classes};

    #[test]
    fn every_row_of_the_titles_is_read() {
        assert_eq!(TITLES.check(), Ok(()));
    }

    #[test]
    fn full_forms_belong_to_abbreviations_and_are_titles() {
        for row in TITLES.rows() {
            if let Some(full) = row.full {
                assert!(row.is_abbreviation, "{}", row.word);
                let known = title(full).is_some_and(|full| {
                    full.gender == row.gender || row.gender.is_none() && full.gender.is_none()
                });
                assert!(
                    known
                        || row.kind == TitleKind::Part
                        || full == "private"
                        || full == "ensign"
                        || full == "honourable",
                    "{} = {full}",
                    row.word
                );
            }
        }
    }

    #[test]
    fn abbreviated_titles_that_the_models_know_are_titles() {
        for word in [
            "sen", "rep", "gov", "gen", "lt", "col", "supt", "det", "hon",
        ] {
            assert_ne!(classes(word) & class::ABBREVIATION, 0, "{word}");
            assert!(title(word).is_some_and(|t| t.is_abbreviation), "{word}");
        }
    }
}
