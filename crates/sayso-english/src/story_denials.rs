//! How speakers accuse others, deny what others say, and take back what they said before (`data/story/denials.txt`).
//!
//! ```
//! use sayso_english::story_denials::{DenialWords, denial_words};
//! assert_eq!(denial_words("the claim is simply untrue"), [DenialWords::Rejects]);
//! assert_eq!(denial_words("our archive has nothing of the kind"), [DenialWords::Answers]);
//! assert!(denial_words("the bridge is closed").is_empty());
//! ```

use crate::data::{Cells, Row, Table};

crate::names! {
    /// What words of denying do.
    pub enum DenialWords {
        /// They say of a claim in the same sentence that it is not so.
        Rejects = "rejects",
        /// They say so of a claim that was made before.
        Answers = "answers",
        /// The speaker says something else than before.
        Retracts = "retracts",
        /// They say of someone what they may deny.
        Accuses = "accuses",
    }
}

struct Phrase {
    words: &'static str,
    does: DenialWords,
}

impl Row for Phrase {
    fn read(cells: &mut Cells) -> Option<Phrase> {
        let words = cells.next()?;
        let does = cells.next()?.parse().ok()?;
        Some(Phrase { words, does })
    }
}

static PHRASES: Table<Phrase> = Table::new(
    "story/denials.txt",
    include_str!("../data/story/denials.txt"),
);

/// What the words of denying in a sentence do, without repeats. The sentence is in small letters, with one space between
/// its words and without marks.
pub fn denial_words(sentence: &str) -> Vec<DenialWords> {
    let is_whole = |at: usize, words: &str| {
        let before = sentence[..at].chars().next_back();
        let after = sentence[at + words.len()..].chars().next();
        [before, after].into_iter().flatten().all(|c| c == ' ')
    };
    let has = |words: &str| {
        let mut places = sentence.match_indices(words);
        places.any(|(at, words)| is_whole(at, words))
    };
    let mut found: Vec<DenialWords> = PHRASES
        .rows()
        .iter()
        .filter(|phrase| has(phrase.words))
        .map(|phrase| phrase.does)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(PHRASES.check(), Ok(()));
    }

    #[test]
    fn words_are_found_whole() {
        assert!(denial_words("it is falsework").is_empty());
        assert_eq!(
            denial_words("that is false"),
            [DenialWords::Rejects, DenialWords::Answers]
        );
    }
}
