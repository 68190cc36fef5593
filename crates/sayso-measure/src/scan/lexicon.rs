//! Words and what they mean, looked up by key.

use sayso_english::hash::HashTable;

/// Words or phrases and what they mean.
#[derive(Debug)]
pub struct Lexicon<T>(HashTable<T>);

impl<T: Copy> Lexicon<T> {
    /// A lexicon of keys with meanings. If a key occurs twice, its first meaning is kept.
    pub fn new(entries: impl IntoIterator<Item = (u64, T)>) -> Lexicon<T> {
        let mut table = HashTable::default();
        for (key, meaning) in entries {
            table.entry(key).or_insert(meaning);
        }
        Lexicon(table)
    }

    /// What the word means.
    pub fn get(&self, key: u64) -> Option<T> {
        self.0.get(&key).copied()
    }
}
