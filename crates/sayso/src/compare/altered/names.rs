//! Names that differ.

use super::diff::Difference;
use super::{AlteredKind, Pair, Sentence};
use std::ops::Range;

/// More words than this in the place of others are another clause, not another name.
const MOST_WORDS: usize = 5;

impl Pair<'_> {
    /// Capitalised words in the place of as many others that are spelled otherwise.
    pub(super) fn names(&mut self, differences: &[Difference]) {
        for difference in differences {
            if difference.a.len().max(difference.b.len()) > MOST_WORDS {
                continue;
            }
            let of_a = capitals(self.a, difference.a.clone());
            let of_b = capitals(self.b, difference.b.clone());
            if of_a.is_empty() || of_a.len() != of_b.len() {
                continue;
            }
            let is_other = |(&x, &y): (&u32, &u32)| {
                let (x, y) = (self.a.place(x), self.b.place(y));
                x.spelling != y.spelling
            };
            let is_elsewhere = |(&x, &y): (&u32, &u32)| {
                self.b.words().contains(&self.a.word(x)) || self.a.words().contains(&self.b.word(y))
            };
            // A title, a heading and a word that is put first have capitals too.
            let are_named = of_a.iter().any(|&x| in_name(self.a, x))
                && of_b.iter().any(|&y| in_name(self.b, y));
            let differ = of_a.iter().zip(&of_b).any(is_other);
            // A word that the other sentence has at another place was moved.
            let moved = of_a.iter().zip(&of_b).any(is_elsewhere);
            if differ && are_named && !moved {
                self.add(AlteredKind::Name, self.a.cover(&of_a), self.b.cover(&of_b));
            }
        }
    }
}

/// The capitalised words of a part of a sentence. The first word of the sentence has a capital anyway,
/// so that it counts only within a name.
fn capitals(of: Sentence<'_>, words: Range<u32>) -> Vec<u32> {
    let first = of.sentence.words.start;
    words
        .filter(|&word| of.place(word).spelling.is_capital())
        .filter(|&word| of.word(word).has_content() && (word != first || in_name(of, word)))
        .collect()
}

/// Whether a word is part of a name that was found.
fn in_name(of: Sentence<'_>, word: u32) -> bool {
    let names = of.items(&of.sketch.names, |name| name.word);
    names
        .iter()
        .any(|name| (name.word..name.word + u32::from(name.words)).contains(&word))
}
