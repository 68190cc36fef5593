//! For training: what the tagger looks up, so that what is learnt is what is looked up.

use super::context::Context;
use super::dictionary::Dictionary;
use super::keys::Target;
use super::{Pos, pos, sentence_range, words};
use crate::segment::Segments;
use std::ops::Range;

pub use super::dictionary::bits;
pub use super::words::{Word, hash_of, join};

/// The words of a text's tokens.
pub fn look(text: &str, parts: &Segments, dictionary: &[u8]) -> Vec<Word> {
    words::words(text, parts, &Dictionary::read(dictionary))
}

/// The bytes of a dictionary.
pub fn dictionary(entries: &[(u64, u32)]) -> Vec<u8> {
    Dictionary::write(entries)
}

/// The features of the words of a sentence, in order. `each` gets the index of the word, its
/// features, and its tag if that is always the same, and gives the tag that the next words see.
pub fn walk(words: &[Word], each: &mut dyn FnMut(usize, &[u64], Option<u8>) -> u8) {
    pos::walk(words, each);
}

/// The features of names. `each` gets the index of the sentence, a stretch of tokens where names are
/// possible, the token, and its features.
pub fn names(
    parts: &Segments,
    words: &[Word],
    pos: &[Pos],
    dictionary: &[u8],
    each: &mut dyn FnMut(usize, &Range<usize>, usize, &[u64]),
) {
    let context = Context::new(parts, words, pos, &Dictionary::read(dictionary));
    let (mut stretches, mut keys) = (Vec::new(), Vec::new());
    for (s, sentence) in parts.sentences.iter().enumerate() {
        let tokens = sentence_range(&sentence.tokens);
        context.stretches(tokens.clone(), &mut stretches);
        for stretch in &stretches {
            for k in stretch.clone() {
                let target = Target {
                    sentence: &tokens,
                    is_headline: context.titles[s],
                    k,
                };
                context.keys(&target, &mut keys);
                each(s, stretch, k, &keys);
            }
        }
    }
}
