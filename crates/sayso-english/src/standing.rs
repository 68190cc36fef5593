//! Sentences that stand in every report of an outlet, because they are the page's or the outlet's own: an
//! invitation to subscribe, a copyright line (`data/standing-words.txt`).
//!
//! ```
//! use sayso_english::standing::{is_standing, opens_description};
//! assert!(is_standing("Sign up for our newsletter."));
//! assert!(is_standing("If you have seen something, write to our night desk."));
//! assert!(!is_standing("The union sent a newsletter to its members."));
//! assert!(opens_description("About the Tarn Herald: The Tarn Herald is a daily."));
//! assert!(!opens_description("About 120 people came to the hall."));
//! ```

use crate::classes::lower;
use crate::data::{Cells, Row, Table};

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

/// The outlet and its readers, as the outlet calls them.
const OURS: [&str; 6] = ["our", "us", "we", "you", "your", "yours"];

/// Whether a sentence is the page's or the outlet's own. What is quoted in it has to be left out, because a
/// speaker says "our", too.
pub fn is_standing(sentence: &str) -> bool {
    let words = plain(sentence);
    let has = |some: &str| {
        let mut places = words.match_indices(some);
        places.any(|(at, _)| {
            let after = words.as_bytes().get(at + some.len());
            words.as_bytes()[at - 1] == b' ' && after == Some(&b' ')
        })
    };
    let is_ours = OURS.iter().any(|word| has(word));
    ROWS.rows().iter().any(|row| match row.at {
        Use::Begins => words[1..]
            .strip_prefix(row.words)
            .is_some_and(|rest| rest.starts_with(' ')),
        Use::Has => has(row.words),
        Use::Ours => is_ours && has(row.words),
    })
}

/// The words in small letters, with one space before and after each.
fn plain(sentence: &str) -> String {
    let small = lower(sentence);
    let words = small.split(|c: char| !(c.is_alphanumeric() || c == '©'));
    let words = words.filter(|word| !word.is_empty());
    words.fold(" ".to_string(), |all, word| all + word + " ")
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
            assert!(is_standing(sentence), "{sentence}");
        }
        for sentence in [
            "The union sent a newsletter to its members.",
            "The court copyrighted nothing.",
            "Our reporter sees two ambulances and a fire boat.",
            "Subscribers to the plan lost money.",
            "The mayor signed up for a course in first aid.",
            "",
        ] {
            assert!(!is_standing(sentence), "{sentence}");
        }
    }
}
