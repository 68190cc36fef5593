//! Lines that say who wrote a report.

use sayso_english::classes::{class, classes};
use sayso_english::pages;

/// Words of the longest byline, and of the longest name list in it.
const MAX_WORDS: usize = 14;
const MAX_NAME_WORDS: usize = 9;

/// The names of a byline, if the line is one: "By Ada Quill and Tom Brack, Science Editor".
///
/// "From Ada Quill in Velm" is one, too.
pub fn byline(text: &str) -> Option<&str> {
    const OPENINGS: [&str; 5] = ["By ", "BY ", "by ", "By: ", "From "];
    let rest = OPENINGS
        .iter()
        .find_map(|opening| text.strip_prefix(opening))?
        .trim();
    let words = rest.split_whitespace().count();
    let ends_sentence = rest.ends_with(['.', '?', '!', ':']) && !rest.ends_with("Jr.");
    if !(1..=MAX_WORDS).contains(&words) || ends_sentence || has_quotation(rest) {
        return None;
    }
    let names = names_of(rest);
    let count = names.split_whitespace().count();
    let is_byline = if text.starts_with("From ") {
        count >= 2 && rest.contains(" in ") && words <= 8
    } else {
        // "By Monday" is not a byline, and neither is a heading such as "By The Numbers".
        (2..=MAX_NAME_WORDS).contains(&count)
            && names.split_whitespace().all(is_word_of_names)
            && !names.split_whitespace().any(is_calendar_or_determiner)
    };
    is_byline.then_some(names)
}

/// A byline without what follows the names. "Ada Quill, Lena Pell and Odo Brandt" are names to its end.
fn names_of(rest: &str) -> &str {
    let names = rest.split(['|', '•', '·', '—', '–']).next().unwrap_or(rest);
    let is_of_role = |word: &str| pages::BYLINE_ROLES.has(word) || pages::NOT_PERSONS.has(word);
    let is_list = names
        .rsplit_once(", ")
        .is_some_and(|(_, last)| last.contains(" and "))
        && names
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .all(|word| is_word_of_names(word) && !is_of_role(word));
    if is_list {
        return names.trim();
    }
    names.split(", ").next().unwrap_or(names).trim()
}

fn is_word_of_names(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || matches!(
            word,
            "and" | "&" | "de" | "van" | "von" | "der" | "bin" | "al"
        )
}

fn is_calendar_or_determiner(word: &str) -> bool {
    classes(word) & (class::CALENDAR | class::DETERMINER) != 0
}

/// True if a line begins as a credit does: "Posted by Ada Quill".
pub fn is_credit(line: &str) -> bool {
    pages::CREDIT_OPENINGS.iter().any(|opening| {
        let start = line.get(..opening.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(opening))
            && line[opening.len()..].starts_with(' ')
    })
}

/// True if a text has a double quotation mark.
pub fn has_quotation(text: &str) -> bool {
    text.contains(['“', '"', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bylines() {
        assert_eq!(
            byline("By Ada Quill and Tom Brack, Science Editor"),
            Some("Ada Quill and Tom Brack")
        );
        assert_eq!(
            byline("By Ada Quill, Lena Pell and Odo Brandt"),
            Some("Ada Quill, Lena Pell and Odo Brandt")
        );
        assert_eq!(
            byline("By Ada Quill, Crime and Courts Reporter"),
            Some("Ada Quill")
        );
        assert_eq!(byline("By Monday the river had risen"), None);
        assert_eq!(byline("By The Numbers"), None);
        assert!(is_credit("Posted by Ada Quill") && !is_credit("Bypass shut"));
    }
}
