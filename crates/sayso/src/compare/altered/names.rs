//! Names that differ.

use super::super::sketch::{SentenceKind, SketchName};
use super::super::word_keys::WordKey;
use super::diff::Difference;
use super::{AlteredKind, Pair, Sentence};
use std::ops::Range;

/// More words than this in the place of others are another clause, not another name.
const MOST_WORDS: usize = 5;
/// More words of a name than this in the place of others are another person or body that does the same,
/// not a name that was altered.
const MOST_CAPITALS: usize = 2;

impl Pair<'_> {
    /// Capitalised words in the place of as many others that are spelled otherwise.
    pub(super) fn names(&mut self, differences: &[Difference]) {
        for difference in differences {
            if difference.a.len().max(difference.b.len()) > MOST_WORDS {
                continue;
            }
            let of_a = capitals(self.a, difference.a.clone());
            let of_b = capitals(self.b, difference.b.clone());
            let is_name = (1..=MOST_CAPITALS).contains(&of_a.len()) && of_a.len() == of_b.len();
            if is_name && self.are_other_names(&of_a, &of_b, difference, differences) {
                self.add(AlteredKind::Name, self.a.cover(&of_a), self.b.cover(&of_b));
            }
        }
    }

    fn are_other_names(
        &self,
        of_a: &[u32],
        of_b: &[u32],
        here: &Difference,
        all: &[Difference],
    ) -> bool {
        let differ = |(&x, &y): (&u32, &u32)| {
            let (x, y) = (self.a.place(x), self.b.place(y));
            x.spelling != y.spelling
        };
        // A word that is new at another place of the other sentence was moved.
        let is_moved = |(&x, &y): (&u32, &u32)| {
            let (x, y) = (self.a.word(x), self.b.word(y));
            let is_in = |of: Sentence<'_>, words: &Range<u32>, word: WordKey| {
                words.clone().any(|other| of.word(other) == word)
            };
            all.iter()
                .any(|d| is_in(self.b, &d.b, x) || is_in(self.a, &d.a, y))
        };
        // In a headline and at the beginning of a sentence other words have capitals too.
        let is_named = of_a.iter().any(|&x| in_name(self.a, x))
            || of_b.iter().any(|&y| in_name(self.b, y))
            || !has_capitals(self.a) && !has_capitals(self.b);
        // "NNA" and "the Norvik News Agency" are one name.
        let is_whole = |of: Sentence<'_>, word: u32, at: &Range<u32>| {
            name(of, word)
                .is_some_and(|name| name.words > 2 && at.start <= name.word && name.end() <= at.end)
        };
        let is_shortened = of_a.len() == 1
            && is_whole(self.a, of_a[0], &here.a) != is_whole(self.b, of_b[0], &here.b);
        let pairs = || of_a.iter().zip(of_b);
        let is_other = pairs().any(differ) || self.is_respelled(of_a, of_b);
        is_named && is_other && !pairs().any(is_moved) && !is_shortened
    }
}

impl Pair<'_> {
    /// "Ida Brack" and "Ida Brock": one word of a name of two is spelled otherwise. Of names of one word and of
    /// longer ones, "US" and "U.S.", other spellings are no news.
    fn is_respelled(&self, of_a: &[u32], of_b: &[u32]) -> bool {
        let ([x], [y]) = (of_a, of_b) else {
            return false;
        };
        let is_full = |of: Sentence<'_>, word: u32| name(of, word).is_some_and(|n| n.words == 2);
        is_full(self.a, *x) && is_full(self.b, *y)
    }
}

/// From this share of words with content on that have a capital letter a sentence is in title case.
const TITLE_CASE: f32 = 0.6;

/// Whether most words of a sentence have capital letters.
fn has_capitals(of: Sentence<'_>) -> bool {
    let words = of
        .sentence
        .words
        .clone()
        .filter(|&word| of.word(word).has_content());
    let all = words.clone().count();
    let capital = words.filter(|&word| of.place(word).spelling.is_capital());
    of.sentence.kind == SentenceKind::Headline || capital.count() as f32 >= TITLE_CASE * all as f32
}

/// The capitalised words of a part of a sentence. The first word of a sentence and of a quotation has a
/// capital anyway, so that it counts only within a name. "GMT" in a time and "AP" in a credit are not
/// what the sentence is about.
fn capitals(of: Sentence<'_>, words: Range<u32>) -> Vec<u32> {
    let begins = |word: u32| {
        let quotations = of.items(&of.sketch.quotations, |q| q.words.start);
        word == of.sentence.words.start || quotations.iter().any(|q| q.words.start == word)
    };
    let is_apart = |word: u32| {
        let span = of.place(word).span;
        of.is_in_time(word)
            || of
                .sketch
                .credits
                .iter()
                .any(|credit| credit.span.overlaps(span))
    };
    words
        .filter(|&word| of.place(word).spelling.is_capital() && of.word(word).has_content())
        .filter(|&word| !begins(word) || in_name(of, word))
        .filter(|&word| !is_apart(word))
        .collect()
}

/// Whether a word is part of a name that was found.
fn in_name(of: Sentence<'_>, word: u32) -> bool {
    name(of, word).is_some()
}

/// The name that a word is part of.
fn name(of: Sentence<'_>, word: u32) -> Option<&SketchName> {
    let names = of.items(&of.sketch.names, |name| name.word);
    names
        .iter()
        .find(|name| (name.word..name.end()).contains(&word))
}

impl SketchName {
    fn end(&self) -> u32 {
        self.word + u32::from(self.words)
    }
}
