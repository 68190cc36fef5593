//! The tokens of a paragraph with what the rules know of each word.

use crate::segment::{Mark, Segments, TokenKind};
use sayso_english::classes::{class, classes_of_hash, hash_lower};
use sayso_english::reporting::{known, knows_hash};
use std::ops::Range;

/// What is known of a word.
#[derive(Clone, Copy, Default)]
struct Known {
    /// Its [`class`]es.
    classes: u16,
    /// What the rules know of it, as [`known`] bits.
    rules: u32,
}

/// What the rules know only of words in small letters: "is said", but not "Is said".
const ONLY_SMALL: u32 = known::BEFORE_NO_VERB | known::BEFORE_NO_VERB_BUT_SAID | known::ADVERB;

/// The words of a paragraph, or of a part of one.
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub parts: &'a Segments,
    /// The quotation depth that counts as outside: 0, or 1 within a quotation.
    floor: u8,
    known: Vec<Known>,
    /// The first token.
    pub first: u32,
}

impl<'a> Words<'a> {
    /// Looks up the words of these tokens.
    pub fn new(text: &'a str, parts: &'a Segments, within: &Range<u32>, floor: u8) -> Words<'a> {
        let tokens = &parts.tokens[within.start as usize..within.end as usize];
        Words {
            text,
            parts,
            floor,
            known: tokens
                .iter()
                .map(|token| look_up(&text[token.span.range()]))
                .collect(),
            first: within.start,
        }
    }

    /// The word as written.
    pub fn word(&self, k: u32) -> &'a str {
        &self.text[self.parts.tokens[k as usize].span.range()]
    }

    /// A word outside of the paragraph is not known.
    fn known(&self, k: u32) -> Known {
        let place = k.checked_sub(self.first);
        place
            .and_then(|i| self.known.get(i as usize))
            .copied()
            .unwrap_or_default()
    }

    /// Whether the word has one of these classes.
    pub fn is(&self, k: u32, bits: u16) -> bool {
        self.known(k).classes & bits != 0
    }

    /// Whether the rules know one of these facts of the word.
    pub fn knows(&self, k: u32, bits: u32) -> bool {
        self.known(k).rules & bits != 0
    }

    pub fn mark(&self, k: u32) -> Mark {
        self.parts.tokens[k as usize].mark
    }

    pub fn kind(&self, k: u32) -> TokenKind {
        self.parts.tokens[k as usize].kind
    }

    /// Whether the token is outside of quotation marks.
    pub fn is_outside(&self, k: u32) -> bool {
        self.parts.tokens[k as usize].depth <= self.floor
    }

    pub fn is_upper(&self, k: u32) -> bool {
        self.word(k).starts_with(char::is_uppercase)
    }

    /// A finite form of a verb of saying, thinking or wishing.
    pub fn is_finite_verb(&self, k: u32) -> bool {
        self.is(k, class::VERB) && self.is(k, class::FINITE)
    }

    /// The stop of "Mr." or of an initial. `from` is the first token that may be its word.
    pub fn is_abbreviation_stop(&self, k: u32, from: u32) -> bool {
        if self.word(k) != "." || k <= from {
            return false;
        }
        let is_initial = self.word(k - 1).len() == 1 && self.is_upper(k - 1);
        is_initial || self.is(k - 1, class::ABBREVIATION)
    }

    /// A finite verb of speech that can be a cue here.
    pub fn is_cue(&self, k: u32, sentence: &Range<u32>) -> bool {
        if !self.is(k, class::SPEECH) || !self.is_outside(k) {
            return false;
        }
        let is_plain = self.knows(k, known::PLAIN_VERB);
        if !is_plain && !self.is(k, class::FINITE) {
            return false;
        }
        if k == sentence.start {
            return !is_plain;
        }
        // "experts say", but not "would say".
        let after_auxiliary = self.is(k - 1, class::AUXILIARY) && self.word(k - 1) != "also";
        if is_plain && after_auxiliary {
            return false;
        }
        // Not "to say", "was told", "we’re told", "the reported loss", "is said".
        let is_said = matches!(self.word(k), "said" | "says");
        let is_verb_but_said = !is_said && self.knows(k - 1, known::BEFORE_NO_VERB_BUT_SAID);
        !is_verb_but_said && !self.knows(k - 1, known::BEFORE_NO_VERB)
    }

    /// The token after the last one that content may hold: the sentence's full stop is left out.
    pub fn last_content(&self, sentence: &Range<u32>) -> u32 {
        let is_stop =
            |k: u32| matches!(self.word(k), "." | "!" | "?") && self.mark(k) == Mark::None;
        let last = sentence.clone().rev().find(|&k| !is_stop(k));
        last.map_or(sentence.start, |k| k + 1)
    }
}

fn look_up(word: &str) -> Known {
    let hash = hash_lower(word);
    let mut rules = knows_hash(hash);
    if rules & ONLY_SMALL != 0 && word.bytes().any(|b| b.is_ascii_uppercase()) {
        rules &= !ONLY_SMALL;
    }
    Known {
        classes: classes_of_hash(hash),
        rules,
    }
}
