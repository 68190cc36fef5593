//! In: a sentence of a reading. Out: where careless copies end a sentence within it.
//!
//! A sentence begins with a capital letter. Copies that were reworded by a machine or in a hurry lose the first word
//! of a sentence, so that two sentences are read as one, and the one would be linked with two of the original.

use crate::reading::Reading;
use crate::segment::TokenKind;
use sayso_english::classes::is_abbreviation;
use std::ops::Range;

/// Each part of a sentence has so many tokens.
const LEAST_TOKENS: u32 = 3;
/// A shorter word before a stop may be an abbreviation.
const LEAST_LETTERS: usize = 3;

/// The token after the first stop that is followed by a small letter; none if there is no such stop among the tokens.
/// That of an abbreviation is none.
pub(super) fn careless_end(reading: &Reading, tokens: &Range<u32>) -> Option<u32> {
    let token = |at: u32| &reading.segments.tokens[at as usize];
    let word = |at: u32| &reading.document.text[token(at).span];
    let is_stop =
        |at: &u32| token(*at).kind == TokenKind::Mark && matches!(word(*at), "." | "?" | "!");
    let ends = |stop: &u32| {
        let before = word(stop - 1);
        let is_whole = before.chars().count() >= LEAST_LETTERS && !is_abbreviation(before);
        let is_apart = token(*stop).span.end() < token(stop + 1).span.start();
        is_apart && word(stop + 1).starts_with(char::is_lowercase) && is_whole
    };
    let inside = tokens.start + LEAST_TOKENS..tokens.end.saturating_sub(LEAST_TOKENS);
    let mut stops = inside.filter(is_stop);
    stops.find(ends).map(|stop| stop + 1)
}
