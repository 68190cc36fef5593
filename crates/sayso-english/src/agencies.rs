//! News agencies and their short forms: "AP" for the Associated Press. See `data/agencies.txt`.
//!
//! ```
//! use sayso_english::agencies::{AgencyClass, agency};
//! let (found, words) = agency(&["Associated", "Press", "writers"]).unwrap();
//! assert_eq!((found.name, found.class, words), ("Associated Press", AgencyClass::Agency, 2));
//! assert_eq!(agency(&["AP"]).unwrap().0.name, "Associated Press");
//! // "Pa" is short for other things.
//! assert!(agency(&["Pa"]).is_none());
//! ```

use crate::classes::{hash_lower, lower};
use crate::data::{Cells, Row, Table};
use crate::hash::HashTable;
use std::sync::LazyLock;

/// What an agency does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgencyClass {
    /// Supplies news to outlets.
    Agency,
    /// Distributes the releases of others.
    Service,
    /// Any agency, without its name: "wire services". Counts only where a report is credited.
    Unnamed,
}

/// A row of `data/agencies.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agency {
    /// A form of its name, in small letters and without "the".
    pub form: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub class: AgencyClass,
    /// The form counts only in capitals.
    pub in_capitals: bool,
}

impl Row for Agency {
    fn read(cells: &mut Cells) -> Option<Agency> {
        let (form, name) = (cells.next()?, cells.next()?);
        let (class, in_capitals) = match cells.next()? {
            "agency" => (AgencyClass::Agency, false),
            "agency capitals" => (AgencyClass::Agency, true),
            "service" => (AgencyClass::Service, false),
            "unnamed" => (AgencyClass::Unnamed, false),
            _ => return None,
        };
        Some(Agency {
            form,
            name,
            class,
            in_capitals,
        })
    }
}

static AGENCIES: Table<Agency> = Table::new("agencies.txt", include_str!("../data/agencies.txt"));

/// The rows by the hash of their first word, longer forms first.
static BY_FIRST_WORD: LazyLock<HashTable<Vec<&'static Agency>>> = LazyLock::new(|| {
    let mut table: HashTable<Vec<&'static Agency>> = HashTable::default();
    for row in AGENCIES.rows() {
        let first = row.form.split(' ').next().unwrap_or(row.form);
        table.entry(hash_lower(first)).or_default().push(row);
    }
    for rows in table.values_mut() {
        rows.sort_by_key(|row| std::cmp::Reverse(row.form.split(' ').count()));
    }
    table
});

/// The names of all agencies that supply news to outlets; one with several forms is there several times.
pub fn names() -> impl Iterator<Item = &'static str> {
    let agencies = AGENCIES.rows().iter();
    agencies
        .filter(|row| row.class == AgencyClass::Agency)
        .map(|row| row.name)
}

/// The agency whose name begins these words, and how many of them its longest form has.
pub fn agency(words: &[&str]) -> Option<(&'static Agency, usize)> {
    let rows = BY_FIRST_WORD.get(&hash_lower(words.first()?))?;
    rows.iter().find_map(|row| {
        let count = row.form.split(' ').count();
        let written = words.get(..count)?;
        let is_form = row
            .form
            .split(' ')
            .zip(written)
            .all(|(form, word)| lower(word) == form);
        let is_written_so = !row.in_capitals || !written[0].contains(char::is_lowercase);
        (is_form && is_written_so).then_some((*row, count))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(AGENCIES.check(), Ok(()));
    }

    #[test]
    fn every_form_is_found_as_it_is() {
        for row in AGENCIES.rows() {
            let form = if row.in_capitals {
                row.form.to_uppercase()
            } else {
                row.form.to_string()
            };
            let words: Vec<&str> = form.split(' ').collect();
            assert_eq!(agency(&words), Some((row, words.len())), "{form}");
        }
    }

    #[test]
    fn the_longest_form_counts() {
        let name = |words: &[&str]| agency(words).map(|(row, count)| (row.name, count));
        assert_eq!(
            name(&["Thomson", "Reuters", "Foundation", "said"]),
            Some(("Thomson Reuters Foundation", 3))
        );
        assert_eq!(name(&["AP", "reported"]), Some(("Associated Press", 1)));
        assert_eq!(name(&["Ap", "reported"]), None);
    }
}
