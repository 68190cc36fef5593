//! Sentences that stand in every report of an outlet, because they are the page's or the outlet's own: an
//! invitation to subscribe, a copyright line (`data/standing-words.txt`).
//!
//! ```
//! use sayso_english::standing::{is_standing, opens_description};
//! let is_page = |sentence: &str| is_standing(sentence.split(' '));
//! assert!(is_page("Sign up for our newsletter"));
//! assert!(is_page("If you have seen something write to our night desk"));
//! assert!(!is_page("The union sent a newsletter to its members"));
//! assert!(opens_description("About the Tarn Herald: The Tarn Herald is a daily."));
//! assert!(!opens_description("About 120 people came to the hall."));
//! ```

use crate::classes::hash_lower;
use crate::data::{Cells, Row, Table};
use crate::hash::{HashKeys, HashTable};
use std::sync::LazyLock;

/// Where words stand in a sentence that is the page's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Begins,
    Has,
    Ours,
}

struct StandingWords {
    words: &'static str,
    at: Use,
}

impl Row for StandingWords {
    fn read(cells: &mut Cells) -> Option<StandingWords> {
        let words = cells.next()?;
        let at = match cells.next()? {
            "begins" => Use::Begins,
            "has" => Use::Has,
            "ours" => Use::Ours,
            _ => return None,
        };
        Some(StandingWords { words, at })
    }
}

static ROWS: Table<StandingWords> = Table::new(
    "standing-words.txt",
    include_str!("../data/standing-words.txt"),
);

/// Words after their first one, with where they stand.
struct Rest {
    words: Vec<u64>,
    at: Use,
}

static BY_FIRST_WORD: LazyLock<HashTable<Vec<Rest>>> = LazyLock::new(|| {
    let mut all: HashTable<Vec<Rest>> = HashTable::default();
    for row in ROWS.rows() {
        let mut words = row.words.split(' ').map(hash_lower);
        if let Some(first) = words.next() {
            let words = words.collect();
            all.entry(first)
                .or_default()
                .push(Rest { words, at: row.at });
        }
    }
    all
});

/// The outlet and its readers, as the outlet calls them.
static OURS: LazyLock<HashKeys> = LazyLock::new(|| {
    let words = ["our", "us", "we", "you", "your", "yours"];
    words.iter().map(|word| hash_lower(word)).collect()
});

/// Whether a sentence of these words is the page's or the outlet's own. What is quoted in it has to be left out, because
/// a speaker says "our", too.
pub fn is_standing<'a>(words: impl Iterator<Item = &'a str> + Clone) -> bool {
    let words = words.filter(|word| word.starts_with(|c: char| c.is_alphanumeric() || c == '©'));
    let words = words.map(hash_lower);
    let is_ours = || words.clone().any(|word| OURS.contains(&word));
    let mut after = words.clone();
    let mut is_first = true;
    while let Some(first) = after.next() {
        let mut rests = BY_FIRST_WORD.get(&first).into_iter().flatten();
        let is_page = rests.any(|rest| {
            let mut here = after.clone();
            rest.words.iter().all(|word| here.next() == Some(*word))
                && match rest.at {
                    Use::Begins => is_first,
                    Use::Has => true,
                    Use::Ours => is_ours(),
                }
        });
        if is_page {
            return true;
        }
        is_first = false;
    }
    false
}

/// More words are no heading.
const HEADING_WORDS: usize = 7;

/// Whether a paragraph begins a standing description of an outlet or a company: "About Velm Lines" alone or before a
/// colon.
pub fn opens_description(paragraph: &str) -> bool {
    let Some(rest) = paragraph.strip_prefix("About ") else {
        return false;
    };
    let heading = rest.split([':', '\n']).next().unwrap_or_default();
    let name = heading.strip_prefix("the ").unwrap_or(heading);
    let is_name = name.starts_with(char::is_uppercase) && !heading.contains(['.', '?', ',']);
    is_name && heading.split_whitespace().count() <= HEADING_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(ROWS.check().map_err(|bad| bad.to_string()), Ok(()));
    }

    fn is_page(sentence: &str) -> bool {
        is_standing(sentence.split(|c: char| !(c.is_alphanumeric() || c == '©')))
    }

    #[test]
    fn sentences_of_the_page_are_known_by_their_form() {
        for sentence in [
            "Subscribe to the Morning Ferry!",
            "© 2024 Tarn Herald.",
            "Get the news of the valley in your inbox.",
            "This material may not be published, broadcast, rewritten or redistributed.",
            "Reporting by Ada Quill; editing by Odo Brandt",
            "Our journalism is free because readers pay for it.",
            "You can unsubscribe at any time.",
            "Forward-looking statements involve risks.",
        ] {
            assert!(is_page(sentence), "{sentence}");
        }
        for sentence in [
            "The union sent a newsletter to its members.",
            "The court copyrighted nothing.",
            "Our reporter sees two ambulances and a fire boat.",
            "Subscribers to the plan lost money.",
            "The mayor signed up for a course in first aid.",
            "",
        ] {
            assert!(!is_page(sentence), "{sentence}");
        }
    }
}
