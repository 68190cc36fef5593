//! Words that are looked for by their keys.

use super::super::word_keys::WordKey;
use std::sync::OnceLock;

/// Some words. Their keys are made once, because every word that differs is looked for among them.
pub(super) struct KeyList {
    words: &'static [&'static str],
    keys: OnceLock<Vec<WordKey>>,
}

impl KeyList {
    pub(super) const fn of(words: &'static [&'static str]) -> KeyList {
        KeyList {
            words,
            keys: OnceLock::new(),
        }
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: WordKey) -> bool {
        let keys = || self.words.iter().map(|word| WordKey::of(word)).collect();
        self.keys.get_or_init(keys).contains(&word)
    }
}
