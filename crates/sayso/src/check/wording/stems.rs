//! The stems of the tokens of a text, by which its sentences are compared with each other and with
//! those of another report.

use crate::segment::{Token, TokenKind};
use sayso_english::stems::{NO_CONTENT, stem};

/// For each token the key of its stem; [`NO_CONTENT`] for marks and for words that do not say what a
/// sentence is about.
pub(crate) fn stems(text: &str, tokens: &[Token]) -> Vec<u64> {
    tokens
        .iter()
        .map(|token| match token.kind {
            TokenKind::Mark => NO_CONTENT,
            _ => stem(&text[token.span.range()]),
        })
        .collect()
}
