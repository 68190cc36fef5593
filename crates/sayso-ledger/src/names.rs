//! Names, so that they can be looked up whatever their accents, hyphens and capitals.

use sayso::resolve::Kind;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name in lower case without accents, hyphens, apostrophes and full stops, one space between its words.
///
/// ```
/// use sayso_ledger::folded;
/// assert_eq!(folded("Hyeon  Woong-gil"), "hyeon woonggil");
/// assert_eq!(folded("José P. O’Dell Jr."), "jose p odell jr");
/// ```
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return fold(name.bytes().map(|byte| byte.to_ascii_lowercase().into()));
    }
    let letters = name.nfkd().filter(|c| !is_combining_mark(*c));
    fold(letters.flat_map(char::to_lowercase))
}

/// Small letters with one space between words.
fn fold(letters: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in letters {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !is_within_a_word(c) && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_within_a_word(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '‘' | '.' | '\u{ad}')
}

/// Whether entities of this kind have names, and not only descriptions.
pub fn has_name(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Person | Kind::Organisation | Kind::Media | Kind::Document
    )
}

/// Whether a folded name is the full name of a person: its first and its last word are not initials.
pub fn is_full(folded: &str) -> bool {
    let is_whole = |word: &str| word.chars().count() > 1;
    let mut words = folded.split(' ');
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) => is_whole(first) && is_whole(last),
        _ => false,
    }
}
