//! In: an attribution. Out: whether its words are quoted. A quotation with "that it" before its mark
//! is quoted in part.

use crate::records::{Attribution, Span};
use sayso::attribute::Form;

/// The form of an attribution as its quotation marks show it.
pub fn form(a: &Attribution) -> Form {
    let is_transcript = !a
        .cue
        .iter()
        .any(|cue| cue.text.contains(char::is_alphanumeric));
    if a.form == Form::Direct && !is_transcript && has_both(&a.content) {
        Form::Mixed
    } else {
        a.form
    }
}

/// Whether there are words in small letters outside quotation marks, and words inside.
fn has_both(content: &[Span]) -> bool {
    let all: Vec<char> = content
        .iter()
        .flat_map(|span| span.text.chars().chain([' ']))
        .collect();
    let mut is_inside = begins_inside(&all);
    let (mut begins_outside, mut inside) = (false, false);
    for (n, &c) in all.iter().enumerate() {
        let before = n.checked_sub(1).map(|n| all[n]);
        match mark(c, before, is_inside) {
            Some(opens) => is_inside = opens,
            None if c.is_alphabetic() && is_inside => inside = true,
            // A capital letter may begin a quotation that has lost its mark.
            None if c.is_lowercase() && !inside => begins_outside = true,
            None => {}
        }
    }
    begins_outside && inside
}

/// Whether the first mark closes.
fn begins_inside(all: &[char]) -> bool {
    let first = all
        .iter()
        .find(|c| matches!(c, '“' | '”' | '"' | '«' | '»'));
    matches!(first, Some('”' | '»'))
}

/// Whether a character opens (true) or closes (false) a quotation. An apostrophe does neither.
fn mark(c: char, before: Option<char>, is_inside: bool) -> Option<bool> {
    let is_in_word = before.is_some_and(char::is_alphanumeric);
    match c {
        '“' | '«' => Some(true),
        '”' | '»' => Some(false),
        '"' => Some(!is_inside),
        '‘' if !is_inside && !is_in_word => Some(true),
        _ => None,
    }
}
