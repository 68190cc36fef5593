//! Whether two items are at the same place of their sentences: between the same words.

use super::super::word_keys::WordKey;
use super::Sentence;

/// An item of a sentence: its first word and how many it has.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub word: u32,
    pub words: u32,
}

impl Sentence<'_> {
    /// The word so many words before or after an item; none beyond the sentence.
    fn beside(self, item: Item, distance: i64) -> Option<WordKey> {
        let at = if distance < 0 {
            i64::from(item.word) + distance
        } else {
            i64::from(item.word + item.words) + distance - 1
        };
        let words = i64::from(self.sentence.words.start)..i64::from(self.sentence.words.end);
        words.contains(&at).then(|| self.sketch.words[at as usize])
    }
}

/// How many of the two words before and the two after are the same. The end of a sentence counts as a
/// word, as both sentences may begin with the item.
pub(super) fn same_beside(a: (Sentence<'_>, Item), b: (Sentence<'_>, Item)) -> usize {
    let is_same = |&distance: &i64| a.0.beside(a.1, distance) == b.0.beside(b.1, distance);
    let before = [-1, -2].iter().take_while(|d| is_same(d)).count();
    let after = [1, 2].iter().take_while(|d| is_same(d)).count();
    before + after
}
