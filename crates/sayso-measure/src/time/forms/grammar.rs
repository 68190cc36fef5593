//! Access to the tokens of a text, in the terms that the forms are written in. A form is a function
//! that takes the token it begins at and returns what it read with the token after it.

use crate::time::calendar::Date;
use crate::time::calendar::Unit;
use crate::time::words::classes::{
    Article, Determiner, FORTNIGHT, LastWord, LengthAdjective, ToWord,
};
use crate::time::words::{Class as C, Token};
use crate::tokens::Tokens;

/// The tokens of a text. All positions are indices of tokens and may be past the end.
pub(crate) struct Grammar<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    /// The tokens that figures are read from.
    pub scanned: Tokens<'t>,
    /// The day of publication.
    pub published: Option<Date>,
}

impl<'t> Grammar<'t> {
    pub(crate) fn token(&self, i: usize) -> Option<&'t Token> {
        self.tokens.get(i)
    }

    pub(crate) fn class(&self, i: usize) -> Option<C> {
        self.tokens.get(i).map(|t| t.class)
    }

    pub(crate) fn is(&self, i: usize, class: C) -> bool {
        self.class(i) == Some(class)
    }

    pub(crate) fn is_any(&self, i: usize, classes: &[C]) -> bool {
        self.class(i).is_some_and(|class| classes.contains(&class))
    }

    /// The class of the token before this one.
    pub(crate) fn class_before(&self, i: usize) -> Option<C> {
        i.checked_sub(1).and_then(|before| self.class(before))
    }

    /// Whether the token before this one has this class.
    pub(crate) fn follows(&self, i: usize, class: C) -> bool {
        self.class_before(i) == Some(class)
    }

    /// Whether the token before this one has one of these classes.
    pub(crate) fn follows_any(&self, i: usize, classes: &[C]) -> bool {
        self.class_before(i)
            .is_some_and(|class| classes.contains(&class))
    }

    /// Whether the token before this one is this word.
    pub(crate) fn follows_word(&self, i: usize, word: &str) -> bool {
        i > 0 && self.says(i - 1, word)
    }

    /// Whether the token before this one is one of these words.
    pub(crate) fn follows_any_word(&self, i: usize, words: &[&str]) -> bool {
        i > 0 && self.says_any(i - 1, words)
    }

    pub(crate) fn mark(&self, i: usize, mark: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_mark(mark))
    }

    pub(crate) fn any_mark(&self, i: usize, marks: &[char]) -> bool {
        marks.iter().any(|mark| self.mark(i, *mark))
    }

    /// Whether there is no space before the token.
    pub(crate) fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.glued)
    }

    /// The value of the token in its class.
    pub(crate) fn value(&self, i: usize) -> i32 {
        self.tokens.get(i).map_or(0, |t| t.value)
    }

    /// The token as it is written.
    pub(crate) fn word(&self, i: usize) -> &'t str {
        self.tokens
            .get(i)
            .map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// Whether the token is this word, in any case of letters.
    pub(crate) fn says(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    pub(crate) fn says_any(&self, i: usize, words: &[&str]) -> bool {
        let here = self.word(i);
        words.iter().any(|word| here.eq_ignore_ascii_case(word))
    }

    /// The token after a phrase, if the phrase is here.
    pub(crate) fn phrase(&self, i: usize, words: &str) -> Option<usize> {
        // The first word is compared before the phrase is split, because most phrases fail there.
        let first = self.word(i).as_bytes();
        let (head, rest) = words.as_bytes().split_at_checked(first.len())?;
        if first.is_empty()
            || !matches!(rest.first(), None | Some(b' '))
            || !head.eq_ignore_ascii_case(first)
        {
            return None;
        }
        let mut at = i + 1;
        for word in words.split(' ').skip(1) {
            if !self.says(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The token after the first of these phrases that is here.
    pub(crate) fn any_phrase(&self, i: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|words| self.phrase(i, words))
    }

    // Optional tokens: each returns the token after it if it is here, or else the token itself.

    pub(crate) fn skip(&self, i: usize, class: C) -> usize {
        i + usize::from(self.is(i, class))
    }

    pub(crate) fn skip_any(&self, i: usize, classes: &[C]) -> usize {
        i + usize::from(self.is_any(i, classes))
    }

    pub(crate) fn skip_word(&self, i: usize, word: &str) -> usize {
        i + usize::from(self.says(i, word))
    }

    pub(crate) fn skip_mark(&self, i: usize, mark: char) -> usize {
        i + usize::from(self.mark(i, mark))
    }

    pub(crate) fn skip_comma(&self, i: usize) -> usize {
        self.skip_mark(i, ',')
    }

    /// Skips the full stop of the abbreviation before it.
    pub(crate) fn skip_stop(&self, i: usize) -> usize {
        i + usize::from(self.mark(i, '.') && self.glued(i))
    }

    /// Skips a hyphen without spaces around it.
    pub(crate) fn skip_hyphen(&self, i: usize) -> usize {
        i + usize::from(self.mark(i, '-') && self.glued(i) && self.glued(i + 1))
    }

    /// Skips a hyphen without a space before it.
    pub(crate) fn skip_glued_hyphen(&self, i: usize) -> usize {
        i + usize::from(self.mark(i, '-') && self.glued(i))
    }

    pub(crate) fn dash(&self, i: usize) -> bool {
        self.mark(i, '-') || self.mark(i, '–')
    }

    /// Whether a mark is followed by digits without spaces: the point of "9.30".
    pub(crate) fn digits_glued_after(&self, mark: usize) -> bool {
        self.glued(mark) && self.glued(mark + 1) && self.is(mark + 1, C::Digits)
    }

    // Words of a class that differ in their value.

    pub(crate) fn is_until(&self, i: usize) -> bool {
        self.is(i, C::To) && self.value(i) == ToWord::Until as i32
    }

    pub(crate) fn is_to(&self, i: usize) -> bool {
        self.is(i, C::To) && self.value(i) == ToWord::To as i32
    }

    /// Whether the token is the article "the".
    pub(crate) fn is_article(&self, i: usize) -> bool {
        self.is(i, C::The) && self.value(i) == Determiner::Article as i32
    }

    /// Whether the token is "its", "their" or another possessive.
    pub(crate) fn is_possessive(&self, i: usize) -> bool {
        self.is(i, C::The) && self.value(i) == Determiner::Possessive as i32
    }

    pub(crate) fn is_all(&self, i: usize) -> bool {
        self.is(i, C::A) && self.value(i) == Article::All as i32
    }

    /// Whether the token is "last", "previous", "past", but not "latest".
    pub(crate) fn is_last(&self, i: usize) -> bool {
        self.is(i, C::Last) && self.value(i) == LastWord::Last as i32
    }

    /// Whether the token is an adjective that says which days or years are counted: "business".
    pub(crate) fn is_sort_of_year(&self, i: usize) -> bool {
        self.is(i, C::LengthAdjective) && self.value(i) == LengthAdjective::Sort as i32
    }

    /// Whether the token is a unit in the singular or in the plural.
    pub(crate) fn is_unit(&self, i: usize) -> bool {
        matches!(self.class(i), Some(C::Unit | C::Units))
    }

    pub(crate) fn is_fortnight(&self, i: usize) -> bool {
        self.is_unit(i) && self.value(i) == FORTNIGHT
    }

    /// The unit of a token that is a unit in the singular.
    pub(crate) fn singular(&self, i: usize) -> Option<Unit> {
        unit_of(self.value(i)).filter(|_| self.is(i, C::Unit))
    }

    /// The unit of a token that is a unit in the plural.
    pub(crate) fn plural(&self, i: usize) -> Option<Unit> {
        unit_of(self.value(i)).filter(|_| self.is(i, C::Units))
    }

    // What is around a form.

    /// Whether the tokens from `i` to `end` are a paragraph of their own.
    pub(crate) fn is_whole_paragraph(&self, i: usize, end: usize) -> bool {
        self.begins_paragraph(i) && self.ends_paragraph(end)
    }

    pub(crate) fn begins_paragraph(&self, i: usize) -> bool {
        i == 0 || self.token(i).is_some_and(|t| t.new_paragraph)
    }

    /// Whether the text or the paragraph ends before this token.
    pub(crate) fn ends_paragraph(&self, i: usize) -> bool {
        self.token(i).is_none_or(|t| t.new_paragraph)
    }

    /// Whether a phrase ends before this token, because no noun follows in the paragraph.
    pub(crate) fn ends_phrase(&self, i: usize) -> bool {
        self.token(i)
            .is_none_or(|t| t.class != C::Other || t.new_paragraph)
    }

    /// Whether a clause begins with this token: "(at ten past nine) I", "(from noon till three)
    /// she".
    pub(crate) fn is_subject(&self, i: usize) -> bool {
        ["I", "he", "she", "we", "they", "it", "there"].contains(&self.word(i))
    }

    pub(crate) fn begins_sentence(&self, i: usize) -> bool {
        self.begins_paragraph(i)
            || [".", "!", "?", "“", "\"", ":", "‘"].contains(&self.word(i - 1))
            || self.mark(i - 1, '\'')
    }

    /// Whether the token follows an unknown word with a capital letter in the same paragraph.
    pub(crate) fn follows_name(&self, i: usize) -> bool {
        self.follows_capital(i) && !self.begins_paragraph(i)
    }

    /// Whether the token before this one is an unknown word with a capital letter.
    pub(crate) fn follows_capital(&self, i: usize) -> bool {
        i > 0 && self.is_capital_other(i - 1)
    }

    /// Whether the token is an unknown word with a capital letter.
    pub(crate) fn is_capital_other(&self, i: usize) -> bool {
        self.token(i)
            .is_some_and(|t| t.capital && t.class == C::Other)
    }

    /// Whether the token begins with a capital letter.
    pub(crate) fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.capital)
    }
}

/// The unit that a token keeps as its value.
pub(crate) fn unit_of(value: i32) -> Option<Unit> {
    if value == FORTNIGHT {
        return Some(Unit::Week);
    }
    Unit::ALL.get(usize::try_from(value).ok()?).copied()
}
