//! Where a name begins and ends.

use super::{Names, is_first_name, is_stop, is_title, is_title_or_day};
use crate::names::dictionary::bits;
use crate::names::words::Case;
use crate::names::{NameKind, Pos};
use sayso_english::classes::class;
use sayso_english::titles;
use std::ops::Range;

/// How many tokens a cut name of an organisation may be continued by.
const MOST_CONTINUED: usize = 3;

impl Names<'_> {
    /// The tokens of a name without what does not belong to it, and with what was cut off.
    pub(super) fn with_right_ends(&self, tokens: Range<usize>, kind: NameKind) -> Range<usize> {
        let tokens = match kind {
            NameKind::Person => self.person_alone(tokens),
            NameKind::Organisation => {
                let end = self.rest_of_organisation(&tokens);
                tokens.start..end.unwrap_or(tokens.end)
            }
            NameKind::Place => self.place_alone(tokens),
        };
        self.without_edges(tokens)
    }

    /// A person's name without titles, and with the syllables that are joined to it.
    fn person_alone(&self, mut tokens: Range<usize>) -> Range<usize> {
        // "DNC Chairwoman Donna Brazile": the name begins after the last title. A title at the end
        // is part of the name.
        let mut reversed = tokens.clone().rev();
        if let Some(title) = reversed.find(|&k| is_title(self.word(k)))
            && (title + 1 < tokens.end || title == tokens.start)
        {
            tokens.start = title + 1;
        }
        while !tokens.is_empty() && is_stop(self.word(tokens.start)) {
            tokens.start += 1;
        }
        if tokens.len() > 2 && self.begins_with_office(&tokens) {
            tokens.start += 1;
        }
        if self.has_first_name_after_title(&tokens) {
            tokens.start -= 1;
        }
        // "Chan-il": the run of capitals ends with the syllables that are joined to it.
        if let Some(last) = tokens.clone().next_back() {
            let run = self.context.run(last);
            if run.end == tokens.end + 2 && self.word(tokens.end).first_byte == b'-' {
                tokens.end = run.end;
            }
        }
        tokens
    }

    /// "Brother Zillur Rahman": between a title and a last name stands the first name, although no list
    /// has it.
    fn has_first_name_after_title(&self, tokens: &Range<usize>) -> bool {
        let Some(first) = tokens.start.checked_sub(1).filter(|_| tokens.len() == 1) else {
            return false;
        };
        let word = self.word(first);
        let is_name = word.is_word
            && word.case == Case::Title
            && self.context.pos[first] == Pos::Propn
            && !is_title_or_day(word);
        let is_after_title = first > 0 && {
            let title = self.word(first - 1);
            title.case == Case::Title
                && (is_title(title) || titles::title_of_hash(title.lower).is_some())
        };
        is_name && is_after_title && self.owner_of(first).is_none()
    }

    /// "CEO John Stumpf": a word that is not a first name comes before a person of the lists.
    fn begins_with_office(&self, tokens: &Range<usize>) -> bool {
        let first = self.word(tokens.start);
        let is_other_word = first.has(bits::SET) || first.case == Case::Upper;
        let rest = tokens.start + 1..tokens.end;
        is_other_word && !is_first_name(first) && self.is_listed_person(&rest)
    }

    /// "Institute of North" + "Korean Studies": the end of the run of capitals in which the name of
    /// an organisation was cut.
    fn rest_of_organisation(&self, tokens: &Range<usize>) -> Option<usize> {
        let last = tokens.clone().next_back()?;
        let end = self.context.run(last).end;
        let is_near = end > tokens.end && end <= tokens.end + MOST_CONTINUED;
        let has_small_word = tokens.clone().any(|k| self.word(k).case == Case::Lower);
        let continues = |k: usize| {
            let word = self.word(k);
            let is_noun = matches!(self.context.pos[k], Pos::Propn | Pos::Adj | Pos::Noun);
            let is_free = self.owner_of(k).is_none();
            word.case == Case::Title && is_noun && is_free && !is_title_or_day(word)
        };
        (is_near && has_small_word && (tokens.end..end).all(continues)).then_some(end)
    }

    /// A place without the offices after it: "Tarn Council".
    fn place_alone(&self, mut tokens: Range<usize>) -> Range<usize> {
        let is_role = |k: usize| self.word(k).class & class::ROLE != 0;
        while tokens.len() > 1 && is_role(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }

    /// The tokens without marks at both ends, and without small words at the end.
    fn without_edges(&self, mut tokens: Range<usize>) -> Range<usize> {
        while !tokens.is_empty() && self.is_loose_end(tokens.end - 1) {
            tokens.end -= 1;
        }
        while !tokens.is_empty() && self.is_edge_mark(tokens.start) {
            tokens.start += 1;
        }
        tokens
    }

    /// A token that no name ends with: a mark, "’s", a small preposition or determiner.
    fn is_loose_end(&self, k: usize) -> bool {
        let word = self.word(k);
        let is_clitic = word.glued && word.is_word && word.case == Case::None;
        let is_small_word =
            word.case == Case::Lower && word.class & (class::PREPOSITION | class::DETERMINER) != 0;
        is_clitic || is_small_word || self.is_edge_mark(k)
    }

    /// A mark that no name begins or ends with.
    fn is_edge_mark(&self, k: usize) -> bool {
        let word = self.word(k);
        !word.is_word && !matches!(word.first_byte, b'.' | b'!' | b')')
    }
}
