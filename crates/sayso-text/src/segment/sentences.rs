//! Sentence ends: a full stop, question or exclamation mark, the quotation marks and brackets that
//! close after it, then something that can start a sentence. An abbreviation or an initial does not
//! end a sentence, and neither does a quotation before "he said".

use super::Sentence;
use super::tokens::{Mark, Token, TokenKind};
use sayso_english::classes::{SENTENCE_OPENINGS, is_abbreviation, is_speech_verb};

/// Tokens of the longest sentence. A text without full stops is cut there, because paragraphs have a
/// maximum length, too.
const MAX_SENTENCE: usize = 1000;
/// Tokens after a quotation in which "he said" may be, and in which it may be followed by more.
const MAX_SPEAKER: usize = 6;
const SHORT_SPEAKER: usize = 3;

/// Adds the sentences of the tokens from `first` on, which are one block.
pub fn split(text: &str, tokens: &[Token], first: usize, out: &mut Vec<Sentence>) {
    let block = Block {
        text,
        tokens,
        first,
    };
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        if at - start >= MAX_SENTENCE {
            out.push(sentence(start, at));
            start = at;
        }
        if !is_stop(block.word(at)) {
            at += 1;
            continue;
        }
        let stop = at;
        at = block.past_stop(stop);
        if at < tokens.len() && block.ends_between(stop, at) {
            out.push(sentence(start, at));
            start = at;
        }
    }
    if start < tokens.len() {
        out.push(sentence(start, tokens.len()));
    }
}

fn sentence(from: usize, to: usize) -> Sentence {
    Sentence {
        tokens: from as u32..to as u32,
    }
}

fn is_stop(word: &str) -> bool {
    matches!(word, "." | "?" | "!" | "…") || is_dotted(word)
}

/// True for "U.S." and "a.m.": they have a stop of their own, and a sentence may end with one.
fn is_dotted(word: &str) -> bool {
    word.len() > 3 && word.as_bytes()[1] == b'.' && word.ends_with('.')
}

/// True for a capital letter that may be the initial of a name. "I" ends more sentences than it begins
/// names.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    is_capital && letters.next().is_none() && word != "I"
}

/// The tokens of one block, which begin at `first`.
struct Block<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
}

impl<'a> Block<'a> {
    fn word(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].span.range()]
    }

    fn begins_with_capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// True if there is no space before the token.
    fn is_joined(&self, at: usize) -> bool {
        self.tokens[at].span.start() == self.tokens[at - 1].span.end()
    }

    /// The token after a stop and what belongs to it: ". . ." and "?!" are one mark, and closing
    /// quotation marks and brackets belong to the sentence.
    fn past_stop(&self, stop: usize) -> usize {
        let mut at = stop + 1;
        while at < self.tokens.len() && self.belongs_to_stop(at) {
            at += 1;
        }
        at
    }

    fn belongs_to_stop(&self, at: usize) -> bool {
        let word = self.word(at);
        is_stop(word) || self.tokens[at].mark == Mark::Close || matches!(word, ")" | "]")
    }

    /// True if a sentence ends between a stop and the next token after it and its closing marks.
    fn ends_between(&self, stop: usize, next: usize) -> bool {
        if !self.can_begin(next) {
            return false;
        }
        let is_quotation_closed = self.tokens[next - 1].mark == Mark::Close;
        if is_quotation_closed {
            return !(self.begins_with_capital(next) && self.names_speaker(next));
        }
        // A stop without a space after it is part of a name or a code: "Velm.Example".
        let opens_quotation = self.tokens[next].mark == Mark::Open;
        if self.is_joined(next) && !opens_quotation {
            return false;
        }
        if is_dotted(self.word(stop)) {
            return opens_quotation || self.begins_after_dotted(next);
        }
        !self.belongs_to_abbreviation(stop)
    }

    /// True if a sentence can begin with the token.
    fn can_begin(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        self.begins_with_capital(at)
            || token.mark == Mark::Open
            || token.kind == TokenKind::Number
            || is_opening_mark(self.word(at))
    }

    /// "U.S. Senate" continues the sentence, "in the U.S. The" does not.
    fn begins_after_dotted(&self, at: usize) -> bool {
        let word = self.word(at);
        let is_in_capitals = word.chars().skip(1).any(char::is_uppercase);
        self.begins_with_capital(at) && !is_in_capitals && SENTENCE_OPENINGS.has(word)
    }

    /// True for the stop of "Mr." and "J.".
    fn belongs_to_abbreviation(&self, stop: usize) -> bool {
        if self.word(stop) != "." || stop == self.first || !self.is_joined(stop) {
            return false;
        }
        let before = self.word(stop - 1);
        is_abbreviation(before) || is_initial(before)
    }

    /// True if the words after a quotation say who spoke, so that the sentence continues: "“Where is
    /// it?” Smith asked".
    fn names_speaker(&self, next: usize) -> bool {
        for at in next..self.tokens.len().min(next + MAX_SPEAKER) {
            if is_speech_verb(self.word(at)) {
                // "President Moss said" at the end of its clause, and not "Moss said that …" at the
                // beginning of a new one.
                let after = self.tokens.get(at + 1);
                let ends_clause = after.is_none_or(|token| token.kind == TokenKind::Mark);
                return ends_clause || at <= next + SHORT_SPEAKER;
            }
            let ends_clause = matches!(self.word(at), "," | "." | ";" | ":");
            if ends_clause || self.tokens[at].mark != Mark::None {
                return false;
            }
        }
        false
    }
}

/// True for marks that can be in front of the first word of a sentence.
fn is_opening_mark(word: &str) -> bool {
    matches!(
        word,
        "(" | "[" | "$" | "£" | "€" | "‘" | "“" | "\"" | "•" | "—"
    )
}
