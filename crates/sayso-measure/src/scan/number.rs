//! Numbers in digits, with the separators within them.

use super::{Kind, Token};

/// Spaces that may separate groups of three digits.
const SPACES: [char; 4] = ['\u{a0}', '\u{202f}', '\u{2009}', ' '];

/// Is the point a decimal point without a digit before it (".300")? The point after a word or a number
/// is not.
pub(super) fn begins_with_point(bytes: &[u8], at: usize) -> bool {
    let follows_word = at > 0
        && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 128 || bytes[at - 1] == b'.');
    !follows_word && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// How many digits there are from the byte on.
fn count_digits(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// The digits from the byte on with their separators.
pub(super) fn number(text: &str, at: usize) -> Token {
    let bytes = text.as_bytes();
    let digits = at + count_digits(bytes, at);
    let mut end = end_of_groups(text, at, digits).unwrap_or(digits);
    let mut points = 0;
    while bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end += 1 + count_digits(bytes, end + 1);
        points += 1;
    }
    let kind = if points > 1 { Kind::Code } else { Kind::Number };
    if kind == Kind::Number {
        end = end_of_power(bytes, end).unwrap_or(end);
    }
    Token::mark(at..end, kind, 0)
}

/// The end of a power of ten after the digits: "1.3e6", "12e-3".
fn end_of_power(bytes: &[u8], at: usize) -> Option<usize> {
    if !matches!(bytes.get(at), Some(b'e' | b'E')) {
        return None;
    }
    let has_sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
    let from = at + 1 + usize::from(has_sign);
    let end = from + count_digits(bytes, from);
    let ends_word = bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric());
    (end > from && ends_word).then_some(end)
}

/// The end of "1,200,000", "12,34,567", "10 000" (with a space that does not break the line) or "1 414
/// 021 100", where `end` is the end of the first group.
fn end_of_groups(text: &str, at: usize, end: usize) -> Option<usize> {
    if end - at > 3 || end == at {
        return None;
    }
    let (groups, last) = comma_groups(text.as_bytes(), end);
    if groups > end {
        // The last group must have three digits.
        return (last == 3).then_some(groups);
    }
    SPACES.iter().find_map(|&space| {
        let (mut here, mut groups) = (end, 0);
        while text[here..].starts_with(space)
            && count_digits(text.as_bytes(), here + space.len_utf8()) == 3
        {
            here += space.len_utf8() + 3;
            groups += 1;
        }
        // A plain space must separate at least two groups, because a list may have spaces too.
        (groups > usize::from(space == ' ')).then_some(here)
    })
}

/// The end of the groups after commas, and how many digits the last one has. A group has three digits,
/// or two as in India if another one follows.
fn comma_groups(bytes: &[u8], end: usize) -> (usize, usize) {
    let (mut here, mut last) = (end, 0);
    while bytes.get(here) == Some(&b',') {
        let digits = count_digits(bytes, here + 1);
        let is_pair =
            digits == 2 && bytes.get(here + 3) == Some(&b',') && count_digits(bytes, here + 4) >= 2;
        if digits != 3 && !is_pair {
            break;
        }
        (here, last) = (here + 1 + digits, digits);
    }
    (here, last)
}
