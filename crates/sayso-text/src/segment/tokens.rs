//! Tokens: words, numbers, clitics ("’s"), abbreviations with inner full stops ("U.S."), single marks.

use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, or letters and digits.
    Word,
    /// Starts with a digit: "2,400", "1990s", "5th".
    Number,
    /// Any other single character.
    Mark,
}

/// What a quotation mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is not a quotation mark.
    None,
    /// Opens a quotation.
    Open,
    /// Closes a quotation.
    Close,
}

/// A token of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its place in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it opens or closes a quotation.
    pub mark: Mark,
    /// The number of quotations it is in. The marks belong to their quotation.
    pub depth: u8,
}

/// The class of an ASCII byte for tokenising.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Digit,
    Letter,
    Other,
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        classes[byte] = if b >= 128 {
            Class::Wide
        } else if b.is_ascii_whitespace() || b < 32 || b == 127 {
            // Control characters separate words like spaces, and are never tokens.
            Class::Space
        } else if b.is_ascii_digit() {
            Class::Digit
        } else if b.is_ascii_alphabetic() {
            Class::Letter
        } else {
            Class::Other
        };
        byte += 1;
    }
    classes
};

/// Adds the tokens of `span` to `out`.
pub fn tokenise(text: &str, span: Span, out: &mut Vec<Token>) {
    let bytes = &text.as_bytes()[..span.end() as usize];
    let mut at = span.start() as usize;
    while at < bytes.len() {
        let start = at;
        let (kind, end) = token_at(text, bytes, start, out);
        at = end;
        if let Some(kind) = kind {
            out.push(Token {
                span: Span::new(start as u32, end as u32),
                kind,
                mark: Mark::None,
                depth: 0,
            });
        }
    }
}

/// The kind of the token that starts at `start`, and the byte after it. The kind is none for a space
/// or a character that is not shown.
#[inline]
fn token_at(
    text: &str,
    bytes: &[u8],
    start: usize,
    before: &[Token],
) -> (Option<TokenKind>, usize) {
    match CLASSES[bytes[start] as usize] {
        Class::Space => (None, start + 1),
        Class::Digit => (Some(TokenKind::Number), number_end(text, bytes, start)),
        Class::Letter => (Some(TokenKind::Word), word_end(text, bytes, start)),
        Class::Other => mark_or_clitic(text, bytes, start, char::from(bytes[start]), before),
        Class::Wide => {
            let c = char_at(text, start);
            if c.is_whitespace() || is_invisible(c) {
                (None, start + c.len_utf8())
            } else if c.is_numeric() {
                (Some(TokenKind::Number), word_end(text, bytes, start))
            } else if c.is_alphabetic() {
                (Some(TokenKind::Word), word_end(text, bytes, start))
            } else {
                mark_or_clitic(text, bytes, start, c, before)
            }
        }
    }
}

/// A clitic if the mark `c` is an apostrophe that begins one, and the mark alone if not.
fn mark_or_clitic(
    text: &str,
    bytes: &[u8],
    start: usize,
    c: char,
    before: &[Token],
) -> (Option<TokenKind>, usize) {
    if is_apostrophe(c)
        && let Some(end) = clitic_end(text, bytes, start, before)
    {
        return (Some(TokenKind::Word), end);
    }
    (Some(TokenKind::Mark), start + c.len_utf8())
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// True for characters that are neither shown nor part of a word: byte order marks, joiners,
/// directional marks.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// True for the apostrophes of keyboards and of print.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Length in bytes of the apostrophe at `at`, 0 if there is none.
fn apostrophe_len(text: &str, bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\'') => 1,
        Some(0xE2 | 0xCA) if is_apostrophe(char_at(text, at)) => char_at(text, at).len_utf8(),
        _ => 0,
    }
}

/// The end of the run of letters and digits that starts at `at`.
fn run_end(text: &str, bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match CLASSES[bytes[at] as usize] {
            Class::Letter | Class::Digit => at += 1,
            Class::Wide => {
                let c = char_at(text, at);
                // An accent that is a character of its own belongs to the letter before.
                if !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}') {
                    break;
                }
                at += c.len_utf8();
            }
            _ => break,
        }
    }
    at
}

/// The end of a word. "O’Brien" is one word, "don’t" ends before its clitic, and "U.S." includes its
/// stops.
fn word_end(text: &str, bytes: &[u8], start: usize) -> usize {
    let initials = initials_end(bytes, start);
    if initials > start {
        return initials;
    }
    let mut end = run_end(text, bytes, start);
    loop {
        let mark = apostrophe_len(text, bytes, end);
        if mark == 0 || is_clitic(text, bytes, end + mark) {
            return end;
        }
        let next = run_end(text, bytes, end + mark);
        // Lower-case letters after the apostrophe are more likely a quotation that is joined to
        // the word.
        let name = end - start <= 3 || bytes.get(end + mark).is_some_and(u8::is_ascii_uppercase);
        if next == end + mark || !name {
            return end;
        }
        end = next;
    }
}

/// The end of "U.S." or "a.m." at `start`: two or more single letters with a full stop each.
fn initials_end(bytes: &[u8], start: usize) -> usize {
    let pair = |at: usize| {
        bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && bytes.get(at + 1) == Some(&b'.')
    };
    if !(pair(start) && pair(start + 2)) {
        return start;
    }
    let mut end = start;
    while pair(end) {
        end += 2;
    }
    end
}

/// The end of a number with inner marks and letters after it: "1,200.50", "10:30", "1990s", "3rd".
fn number_end(text: &str, bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        let inner = matches!(bytes.get(end), Some(b'.' | b',' | b':'))
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !inner {
            return run_end(text, bytes, end);
        }
        end += 1;
    }
}

/// True if the letters at `at` are those of a clitic and nothing more.
fn is_clitic(text: &str, bytes: &[u8], at: usize) -> bool {
    let end = run_end(text, bytes, at);
    let mut small = [0u8; 2];
    let letters = &bytes[at.min(end)..end];
    if letters.is_empty() || letters.len() > 2 {
        return false;
    }
    small[..letters.len()].copy_from_slice(letters);
    small.make_ascii_lowercase();
    matches!(
        &small[..letters.len()],
        b"s" | b"t" | b"d" | b"m" | b"re" | b"ve" | b"ll"
    )
}

/// The end of a clitic whose apostrophe is at `at`, directly after the last token.
fn clitic_end(text: &str, bytes: &[u8], at: usize, before: &[Token]) -> Option<usize> {
    let last = before.last()?;
    if last.span.end() as usize != at || last.kind == TokenKind::Mark {
        return None;
    }
    let letters = at + apostrophe_len(text, bytes, at);
    is_clitic(text, bytes, letters).then(|| run_end(text, bytes, letters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenise(text, Span::new(0, text.len() as u32), &mut out);
        out.iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn news_english() {
        assert_eq!(
            words("The U.S. won’t pay $1,200.50."),
            ["The", "U.S.", "won", "’t", "pay", "$", "1,200.50", "."]
        );
        assert_eq!(
            words("O’Brien's '90s, 6'2\""),
            ["O’Brien", "'s", "'", "90s", ",", "6", "'", "2", "\""]
        );
        assert_eq!(
            words("voters’ 10:30 a.m. Jong-un"),
            ["voters", "’", "10:30", "a.m.", "Jong", "-", "un"]
        );
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_hold_all_letters(text in "(\\PC|[a-z.’'“ ]{1,9}){0,30}") {
            let mut out = Vec::new();
            tokenise(&text, Span::new(0, text.len() as u32), &mut out);
            let mut at = 0;
            for token in &out {
                prop_assert!(token.span.start() >= at && !token.span.is_empty());
                prop_assert!(!text[at as usize..token.span.start() as usize].contains(char::is_alphanumeric));
                at = token.span.end();
            }
            prop_assert!(!text[at as usize..].contains(char::is_alphanumeric));
        }
    }
}
