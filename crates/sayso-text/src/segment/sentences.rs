//! Sentence ends: a full stop, question or exclamation mark, the quotation marks and brackets that
//! close after it, then something that can start a sentence. An abbreviation or an initial does not
//! end a sentence, and neither does a quotation before "he said".

use super::Sentence;
use super::tokens::{Mark, Token, TokenKind};
use sayso_english::classes::{is_abbreviation, is_speech_verb};

/// Tokens of the longest sentence. A text without full stops is cut there, because paragraphs have a
/// maximum length, too.
const MAX_SENTENCE: usize = 1000;
/// Tokens after a quotation in which "he said" may be, and in which it may be followed by more.
const MAX_SPEAKER: usize = 6;
const SHORT_SPEAKER: usize = 3;

/// Words that begin a sentence after an abbreviation with an inner stop: "in the U.S. The".
const STARTERS: [&str; 16] = [
    "The", "A", "An", "He", "She", "They", "It", "In", "But", "And", "We", "I", "That", "This",
    "His", "Her",
];

/// Adds the sentences of the tokens from `first` on, which are one block.
pub fn split(text: &str, tokens: &[Token], first: usize, out: &mut Vec<Sentence>) {
    let word = |k: usize| &text[tokens[k].span.range()];
    let mut start = first;
    let mut k = first;
    while k < tokens.len() {
        if k - start >= MAX_SENTENCE {
            out.push(Sentence {
                tokens: start as u32..k as u32,
            });
            start = k;
        }
        if !is_stop(word(k)) {
            k += 1;
            continue;
        }
        let at = k;
        k += 1;
        // ". . ." and "?!" are one mark. Closing quotation marks and brackets belong to the
        // sentence.
        while k < tokens.len()
            && (is_stop(word(k)) || tokens[k].mark == Mark::Close || matches!(word(k), ")" | "]"))
        {
            k += 1;
        }
        if k < tokens.len() && ends_here(tokens, at, k, first, &word) {
            out.push(Sentence {
                tokens: start as u32..k as u32,
            });
            start = k;
        }
    }
    if start < tokens.len() {
        out.push(Sentence {
            tokens: start as u32..tokens.len() as u32,
        });
    }
}

fn is_stop(word: &str) -> bool {
    // "U.S." and "a.m." have a stop of their own, and a sentence may end with one.
    matches!(word, "." | "?" | "!" | "…")
        || word.len() > 3 && word.as_bytes()[1] == b'.' && word.ends_with('.')
}

/// True if a sentence ends between the stop at `at` and token `next`.
fn ends_here<'a>(
    tokens: &[Token],
    at: usize,
    next: usize,
    first: usize,
    word: &impl Fn(usize) -> &'a str,
) -> bool {
    let follower = word(next);
    let capital = follower.chars().next().is_some_and(char::is_uppercase);
    let starts = capital
        || tokens[next].mark == Mark::Open
        || tokens[next].kind == TokenKind::Number
        || matches!(
            follower,
            "(" | "[" | "$" | "£" | "€" | "‘" | "“" | "\"" | "•" | "—"
        );
    if !starts {
        return false;
    }
    let glued = tokens[next].span.start() == tokens[next - 1].span.end();
    if glued && tokens[next].mark != Mark::Open && tokens[next - 1].mark != Mark::Close {
        return false;
    }
    let closed = tokens[next - 1].mark == Mark::Close;
    if closed && capital && names_speaker(tokens, next, word) {
        return false;
    }
    if word(at) == "." && !closed && at > first {
        let before = word(at - 1);
        let touching = tokens[at - 1].span.end() == tokens[at].span.start();
        let initial =
            before.chars().count() == 1 && before.chars().all(char::is_uppercase) && before != "I";
        if touching && (is_abbreviation(before) || initial) {
            return false;
        }
    }
    // "U.S. Senate" continues the sentence, "in the U.S. The" does not.
    if word(at).len() > 3 && !closed {
        return STARTERS.contains(&follower) || tokens[next].mark == Mark::Open;
    }
    true
}

/// True if the words after a quotation say who spoke, so that the sentence continues: "“Where is it?”
/// Smith asked".
fn names_speaker<'a>(tokens: &[Token], next: usize, word: &impl Fn(usize) -> &'a str) -> bool {
    for k in next..tokens.len().min(next + MAX_SPEAKER) {
        if is_speech_verb(word(k)) {
            // "President Moss said" at the end of its clause, and not "Moss said that …" at the
            // beginning of a new one.
            return tokens.get(k + 1).is_none_or(|t| t.kind == TokenKind::Mark)
                || k <= next + SHORT_SPEAKER;
        }
        if matches!(word(k), "," | "." | ";" | ":") || tokens[k].mark != Mark::None {
            return false;
        }
    }
    false
}
