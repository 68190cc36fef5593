//! A list of English words, so that repairs of a text can distinguish a misprint from a word.

use fst::Set;
use std::borrow::Cow;

/// The bytes are not a word list, or are damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the word list is damaged: {0}")]
pub struct BadWords(String);

/// Endings that a known word may have.
const ENDINGS: [&str; 5] = ["s", "es", "ed", "ing", "d"];

/// A word without its ending must have this many letters, because almost any one or two letters
/// are a word.
const SHORTEST_STEM: usize = 3;

/// Known words in lower case.
///
/// ```
/// let words = sayso_english::spelling::Words::from_list(["ferry", "harbour"]);
/// assert!(words.knows("Ferry") && words.knows("harbours") && !words.knows("ferryand"));
/// ```
pub struct Words(Set<Cow<'static, [u8]>>);

impl Words {
    /// Reads a finite-state set of lower-case ASCII words that is compiled into the program.
    ///
    /// # Errors
    /// If the bytes are not such a set.
    pub fn embedded(bytes: &'static [u8]) -> Result<Words, BadWords> {
        Set::new(Cow::Borrowed(bytes))
            .map(Words)
            .map_err(|e| BadWords(e.to_string()))
    }

    /// Makes a set of these words.
    pub fn from_list<'w>(words: impl IntoIterator<Item = &'w str>) -> Words {
        let words: std::collections::BTreeSet<String> =
            words.into_iter().map(str::to_lowercase).collect();
        // A sorted list without doubles always makes a set, so the empty set is never used.
        let set = Set::from_iter(words).unwrap_or_default();
        Words(set.map_data(Cow::Owned).unwrap_or_else(|_| Words::none().0))
    }

    /// A list without words. With it, no repair that needs a known word is made.
    pub fn none() -> Words {
        Words(
            Set::default()
                .map_data(Cow::Owned)
                .unwrap_or_else(|_| unreachable!("an empty set is a set")),
        )
    }

    /// Whether the list has no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this is a known word, in any case of letters, or one with -s, -es, -ed, -ing or -d.
    pub fn knows(&self, word: &str) -> bool {
        let word = word.to_ascii_lowercase();
        self.0.contains(&word) || self.knows_without_ending(&word)
    }

    fn knows_without_ending(&self, word: &str) -> bool {
        ENDINGS.iter().any(|ending| {
            word.strip_suffix(ending)
                .is_some_and(|stem| stem.len() >= SHORTEST_STEM && self.0.contains(stem))
        })
    }

    /// The set as bytes that [`Words::embedded`] reads.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_fst().as_bytes()
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.0.len())
    }
}
