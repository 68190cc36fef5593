//! In: a block of the text. Out: its words and marks with their places. Blocks that are not read, such as credits, have
//! no tokens in the segments, so they are split here.

use crate::text::Span;

/// A word, or one mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    /// Its place in the whole text.
    pub span: Span,
    /// Its characters.
    pub text: &'a str,
}

impl Word<'_> {
    /// Not a mark.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    /// A word with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// Characters that do not end a word if letters are on both sides: "Agence France-Presse", "Ma’an", "AT&T".
const INNER: [char; 5] = ['-', '\'', '’', '.', '&'];

/// The words and marks of a block. The ending of a genitive is a word of its own.
pub(super) fn words(text: &str, block: Span) -> Vec<Word<'_>> {
    let inner = block.passage(text);
    let mut found = Vec::new();
    let mut rest = inner;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() {
            word_length(rest)
        } else {
            first.len_utf8()
        };
        let start = block.start() + (inner.len() - rest.len()) as u32;
        let (word, after) = rest.split_at(length);
        if !first.is_whitespace() {
            push(&mut found, start, word);
        }
        rest = after;
    }
    found
}

fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let goes_on = letter.is_alphanumeric()
            || INNER.contains(&letter) && next.is_some_and(char::is_alphanumeric);
        if !goes_on {
            return at;
        }
    }
    text.len()
}

fn push<'a>(found: &mut Vec<Word<'a>>, start: u32, word: &'a str) {
    let genitive = ["'s", "’s"].iter().find(|end| word.ends_with(**end));
    let length = word.len() - genitive.map_or(0, |end| end.len());
    for (from, text) in [(0, &word[..length]), (length, &word[length..])] {
        if !text.is_empty() {
            let start = start + from as u32;
            let span = Span::new(start, start + text.len() as u32);
            found.push(Word { span, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks() {
        let text = "VELM (NNA/AP)—“Ma’an’s,” it said. U.S. rain.";
        let block = Span::new(0, text.len() as u32);
        let words: Vec<&str> = words(text, block).iter().map(|word| word.text).collect();
        assert_eq!(
            words,
            [
                "VELM", "(", "NNA", "/", "AP", ")", "—", "“", "Ma’an", "’s", ",", "”", "it",
                "said", ".", "U.S", ".", "rain", "."
            ]
        );
    }
}
