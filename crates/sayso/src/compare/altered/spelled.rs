//! In: something that differs between two sketches, and the texts. Out: whether it differs when it is read,
//! too. A sketch knows words by short hashes, so that it cannot tell another name from the same one in another
//! form.

use super::quotations::are_other_words;
use super::reversed::are_opposite;
use super::{Altered, AlteredKind};
use crate::text::Span;

impl Altered {
    /// Whether the words themselves differ in more than their form: "India’s" is no other name than "Indian", "4 pm"
    /// no other time than "4:00 p.m.", and "the governor" and a surname that both reports have are two names for
    /// one person. `a` and `b` are the texts of the two reports.
    ///
    /// ```
    /// use sayso::compare::{Altered, AlteredKind};
    /// use sayso::text::Span;
    /// let name = |a, b| Altered { kind: AlteredKind::Name, link: 0, a: Some(a), b: Some(b) };
    /// let (a, b) = ("The Indian navy came.", "India’s navy came.");
    /// assert!(!name(Span::new(4, 10), Span::new(0, 9)).is_so(a, b));
    /// let (a, b) = ("Ines Moller came.", "Ines Mollet came.");
    /// assert!(name(Span::new(5, 11), Span::new(5, 11)).is_so(a, b));
    /// ```
    pub fn is_so(&self, a: &str, b: &str) -> bool {
        let (Some(at_a), Some(at_b)) = (self.a, self.b) else {
            return true;
        };
        match self.kind {
            AlteredKind::Reversed => are_opposite(at_a.passage(a), at_b.passage(b)),
            AlteredKind::Name => !is_one_name(at_a.passage(a), at_b.passage(b)),
            AlteredKind::Figure | AlteredKind::Time => {
                let time = clock(from(a, at_a));
                time.is_none() || time != clock(from(b, at_b))
            }
            AlteredKind::Quote => are_other_words(at_a.passage(a), at_b.passage(b)),
            AlteredKind::Status | AlteredKind::Source => true,
        }
    }
}

/// The text from the beginning of a place on.
fn from(text: &str, place: Span) -> &str {
    &text[place.start() as usize..]
}

/// Endings of the forms of a name: of a country and of those who are from there, of one and of several.
const ENDINGS: [&str; 14] = [
    "", "s", "es", "'s", "s'", "n", "an", "ian", "ese", "i", "ish", "ic", "a", "y",
];
/// What names have before such endings, at least: "Iraq", "Iraqi".
const LEAST_STEM: usize = 3;
/// What those of several have before an "s", at least: "KO", "KOs".
const LEAST_BEFORE_S: usize = 2;

/// Whether the names are one in two forms, or one runs into the number after it ("Velm300").
fn is_one_name(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    let is_glued = |long: &str, short: &str| {
        let rest = long.strip_prefix(short).unwrap_or_default();
        rest.starts_with(|c: char| c.is_ascii_digit())
    };
    a == b || is_glued(&a, &b) || is_glued(&b, &a) || are_forms(&a, &b)
}

/// A name in small letters, without marks.
fn plain(name: &str) -> String {
    let lower = name.chars().flat_map(char::to_lowercase);
    let letters = lower.map(|c| if c == '’' { '\'' } else { c });
    letters
        .filter(|c| c.is_alphanumeric() || *c == '\'')
        .collect()
}

/// Whether the two differ in their endings only. "Petrov" and "Petrova" are two names: the ending "a" is one of
/// a country beside "n", "ese" and the like.
fn are_forms(a: &str, b: &str) -> bool {
    let both = a.chars().zip(b.chars());
    let shared: usize = both
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum();
    // "Petrov" and "Petrova", "Dremsky" and "Dremski" are two spellings of persons.
    let is_plain = |ending: &str| matches!(ending, "" | "a" | "y" | "i");
    let is_country = |x: &str, y: &str| matches!((x, y), ("", "i") | ("i", ""));
    (LEAST_BEFORE_S..=shared).any(|stem| {
        let ends = (a.get(stem..), b.get(stem..));
        let (Some(x), Some(y)) = ends else {
            return false;
        };
        let is_several = matches!((x, y), ("", "s") | ("s", ""));
        let are_plain = is_plain(x) && is_plain(y) && !is_country(x, y);
        let is_long = stem >= LEAST_STEM || is_several;
        is_long && ENDINGS.contains(&x) && ENDINGS.contains(&y) && !are_plain
    })
}

/// The time of day with which a text begins, in minutes: "4 p.m.", "10.30am", "18:00"; none if it begins with another
/// number. Without a half of the day it is taken as it is written.
fn clock(text: &str) -> Option<u32> {
    let (hour, rest) = number(text)?;
    let after_mark = rest.strip_prefix([':', '.']).and_then(number);
    let (minute, rest) = after_mark.unwrap_or((0, rest));
    let letters: String = rest
        .chars()
        .take(6)
        .filter(|c| !matches!(c, '.' | ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    let letters = letters.to_ascii_lowercase();
    let is_night = letters.starts_with("pm");
    let has_half = is_night || letters.starts_with("am");
    let has_colon = text[..text.len() - rest.len()].contains(':');
    if !(has_half || has_colon) || hour > 24 || minute > 59 {
        return None;
    }
    let hour = if has_half { hour % 12 } else { hour % 24 };
    Some((hour + if is_night { 12 } else { 0 }) * 60 + minute)
}

/// The number of at most two digits with which a text begins, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_short = (1..=2).contains(&digits);
    is_short.then(|| Some((text[..digits].parse().ok()?, &text[digits..])))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name_are_one_name() {
        for (a, b) in [
            ("Indian", "India’s"),
            ("Nepalese", "Nepali"),
            ("KOs", "KO"),
            ("Somalis", "Somali"),
            ("China", "Chinese"),
            ("Velm300", "Velm"),
            ("VELM", "Velm"),
            ("Brackers", "Brackers'"),
        ] {
            assert!(is_one_name(a, b) && is_one_name(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("Moller", "Mollet"),
            ("Petrov", "Petrova"),
            ("Brack", "Brock"),
            ("Dremsky", "Dremski"),
            ("Velm", "Tarn"),
            ("Iran", "Iraq"),
            ("Ana", "Ann"),
        ] {
            assert!(!is_one_name(a, b) && !is_one_name(b, a), "{a} {b}");
        }
    }

    #[test]
    fn times_of_day_are_compared_by_what_they_are() {
        let same = |a: &str, b: &str| clock(a).is_some() && clock(a) == clock(b);
        assert!(same("4 p.m. on Friday", "4:00 p.m. Friday"));
        assert!(same("10am", "10 a. m. that day"));
        assert!(same("10:30 a.m.", "10.30am"));
        assert!(same("6pm", "18:00"));
        assert!(same("12 a.m.", "00:00"));
        assert!(!same("4 p.m.", "5 p.m."));
        assert!(!same("4 a.m.", "4 p.m."));
        assert_eq!(clock("14 boats"), None);
        assert_eq!(clock("4.5 million"), None);
        assert_eq!(clock("2024"), None);
    }
}
