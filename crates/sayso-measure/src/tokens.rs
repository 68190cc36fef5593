//! The tokens of a text with the text: what all grammars read.

use crate::class::{self, Classes};
use crate::scan::{Case, Kind, Token, key};
use sayso_text::text::Span;

/// A text with its tokens. A place in it is the index of a token; places after the last token may
/// be asked for and are empty.
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'t> {
    /// What was scanned.
    pub text: &'t str,
    /// What [`crate::scan::scan`] made of it.
    pub all: &'t [Token],
}

impl<'t> Tokens<'t> {
    /// The token, if there is one.
    pub fn get(&self, at: usize) -> Option<&'t Token> {
        self.all.get(at)
    }

    /// The key of a word; 0 for any other token.
    pub fn key(&self, at: usize) -> u64 {
        self.all
            .get(at)
            .filter(|t| t.kind == Kind::Word)
            .map_or(0, |t| t.key)
    }

    /// The key of a token as part of a phrase: of a word, of a sign that of its character, of any
    /// dash that of "-"; 0 for any other token.
    pub fn atom(&self, at: usize) -> u64 {
        match self.all.get(at) {
            Some(t) if t.kind == Kind::Word && !t.possessive => t.key,
            Some(t) if t.kind == Kind::Hyphen => key("-"),
            Some(t) if matches!(t.kind, Kind::Mark | Kind::Currency) => {
                char::from_u32(t.key as u32).map_or(0, |c| key(c.encode_utf8(&mut [0; 4])))
            }
            _ => 0,
        }
    }

    /// The classes of a word; none for any other token.
    pub fn classes(&self, at: usize) -> Classes {
        match self.all.get(at) {
            Some(token) if token.kind == Kind::Word => class::of_word(token.key),
            _ => Classes::NONE,
        }
    }

    /// Is the token a word of one of these classes?
    pub fn has(&self, at: usize, classes: Classes) -> bool {
        self.classes(at).any(classes)
    }

    /// Is the token one of the words with these keys?
    pub fn one_of(&self, at: usize, keys: &[u64]) -> bool {
        let key = self.key(at);
        key != 0 && keys.contains(&key)
    }

    /// The text of the token.
    pub fn text(&self, at: usize) -> &'t str {
        self.all.get(at).map_or("", |t| t.text(self.text))
    }

    /// The text from the first of these tokens to the last, which is before `to`.
    pub fn passage(&self, from: usize, to: usize) -> &'t str {
        &self.text[self.between(from, to).range()]
    }

    /// Is the token of this kind?
    pub fn is(&self, at: usize, kind: Kind) -> bool {
        self.all.get(at).is_some_and(|t| t.kind == kind)
    }

    /// Is the token a word in lower case?
    pub fn is_lower(&self, at: usize) -> bool {
        let token = self.all.get(at);
        token.is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower)
    }

    /// Does the token begin with a capital letter?
    pub fn is_capital(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(Token::capital)
    }

    /// Does the token follow the one before it without a space?
    pub fn glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| t.glued)
    }

    /// Is the token a word or number that follows without a space, so that it makes one word with
    /// the token before?
    pub fn goes_on(&self, at: usize) -> bool {
        let token = self.all.get(at);
        token.is_some_and(|t| t.glued && matches!(t.kind, Kind::Number | Kind::Word))
    }

    /// Is the token this mark?
    pub fn mark(&self, at: usize, mark: char) -> bool {
        self.all.get(at).is_some_and(|t| t.is(mark))
    }

    /// Is the token one of these marks?
    pub fn one_of_marks(&self, at: usize, marks: &[char]) -> bool {
        self.all
            .get(at)
            .is_some_and(|t| marks.iter().any(|&mark| t.is(mark)))
    }

    /// Is the token a hyphen with a space on both sides or on neither?
    pub fn hyphen(&self, at: usize) -> bool {
        let next = self.get(at + 1);
        self.is(at, Kind::Hyphen) && next.is_some_and(|next| next.glued == self.glued(at))
    }

    /// Is the token a hyphen without a space on either side?
    pub fn hyphened(&self, at: usize) -> bool {
        self.is(at, Kind::Hyphen) && self.glued(at) && self.glued(at + 1)
    }

    /// The place after a hyphen at this place that joins two words; the same place if there is
    /// none.
    pub fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.hyphened(at))
    }

    /// From the first byte of the token to the last byte of the one before `to`; at least one
    /// token.
    pub fn between(&self, from: usize, to: usize) -> Span {
        Span::new(self.all[from].start, self.all[to.max(from + 1) - 1].end)
    }
}
