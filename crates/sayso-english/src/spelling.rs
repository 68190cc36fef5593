//! A list of English words, to tell a misprint from a word.

use fst::Set;
use std::borrow::Cow;

/// The list is not one, or is damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the word list is damaged: {0}")]
pub struct BadWords(String);

/// Known words in lower case.
///
/// ```
/// let words = sayso_english::spelling::Words::from_list(["ferry", "harbour"]);
/// assert!(words.knows("Ferry") && words.knows("harbours") && !words.knows("ferryand"));
/// ```
pub struct Words(Set<Cow<'static, [u8]>>);

impl Words {
    /// Reads a finite-state set of lower-case ASCII words that is part of the program.
    ///
    /// # Errors
    /// If the bytes are no such set.
    pub fn embedded(bytes: &'static [u8]) -> Result<Words, BadWords> {
        Set::new(Cow::Borrowed(bytes))
            .map(Words)
            .map_err(|e| BadWords(e.to_string()))
    }

    /// Makes a set of these words.
    pub fn from_list<'w>(words: impl IntoIterator<Item = &'w str>) -> Words {
        let words: std::collections::BTreeSet<String> =
            words.into_iter().map(str::to_lowercase).collect();
        // A sorted list without doubles always makes a set.
        let set = Set::from_iter(words).unwrap_or_default();
        Words(set.map_data(Cow::Owned).unwrap_or_else(|_| Words::none().0))
    }

    /// A list that knows no word: no repair that needs one is made.
    pub fn none() -> Words {
        Words(
            Set::default()
                .map_data(Cow::Owned)
                .unwrap_or_else(|_| unreachable!("an empty set is a set")),
        )
    }

    /// True if there are no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Is this a word, or one with -s, -es, -ed or -ing?
    pub fn knows(&self, word: &str) -> bool {
        let word = word.to_ascii_lowercase();
        let has = |w: &str| self.0.contains(w);
        has(&word)
            || ["s", "es", "ed", "ing", "d"].iter().any(|end| {
                word.strip_suffix(end)
                    .is_some_and(|w| w.len() > 2 && has(w))
            })
    }

    /// The set as bytes, to be embedded.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_fst().as_bytes()
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.0.len())
    }
}
