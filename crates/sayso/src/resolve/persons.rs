//! In: the words of a person's or an organisation's name. Out: whether two names can be the same
//! person's or organisation's.
//!
//! Useful for: names within one report, where "Lee" after "Lee Un-gil" is the same person. Not useful
//! for: names across reports, where spelling alone proves nothing.

use sayso_english::sources::{FAMILY_FIRST, PARTICLES, is_short_form};
use sayso_english::titles::title;

/// A person's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// The parts in lower case, without marks, titles and generation.
    pub parts: Vec<String>,
    /// 1 for "Sr.", 2 for "Jr.", 3 for "III".
    generation: Option<u8>,
}

/// Letters and digits of a word, in lower case.
fn plain(word: &str) -> String {
    let letters = word
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric());
    letters.collect()
}

impl PersonName {
    /// Takes a name apart; none if nothing is left of it without its titles.
    pub fn of(written: &str) -> Option<PersonName> {
        let mut words: Vec<&str> = written.split_whitespace().collect();
        while words.len() > 1 && title(words[0]).is_some() {
            words.remove(0);
        }
        let generation = words.last().and_then(|w| match &*plain(w) {
            "sr" => Some(1),
            "jr" | "ii" => Some(2),
            "iii" => Some(3),
            _ => None,
        });
        if generation.is_some() {
            words.pop();
        }
        let parts: Vec<String> = words
            .iter()
            .map(|w| plain(w))
            .filter(|w| !w.is_empty())
            .collect();
        (!parts.is_empty()).then_some(PersonName { parts, generation })
    }

    /// 1 for "Sr.", 2 for "Jr.", 3 for "III".
    pub fn generation(&self) -> Option<u8> {
        self.generation
    }

    /// More than one part.
    pub fn is_full(&self) -> bool {
        self.parts.len() > 1
    }

    /// The parts that can mean the whole name later on: the last part, and the first if family names
    /// come first.
    pub fn family(&self) -> impl Iterator<Item = &str> {
        let last = self.parts.last().map(String::as_str);
        let first = self.parts.first().map(String::as_str);
        let family_first = first.filter(|first| self.is_full() && FAMILY_FIRST.has(first));
        last.into_iter().chain(family_first)
    }

    /// The first name, where there is one.
    pub fn given(&self) -> Option<&str> {
        self.is_full().then(|| self.parts[0].as_str())
    }

    /// Whether both can name one person. "Kim Jong-un" and "Kim Jong Un" can, "Bill" and "Hillary
    /// Clinton" cannot.
    pub fn can_be(&self, other: &PersonName) -> bool {
        let generations = self.generation.zip(other.generation);
        if generations.is_some_and(|(a, b)| a != b) {
            return false;
        }
        // This is asked for every pair of names, and most pairs have no part in common.
        if !self.shares_end_with(other) {
            return self.is_spelt_like(other) && self.parts.len() != other.parts.len();
        }
        let (short, long) = if self.parts.len() <= other.parts.len() {
            (self, other)
        } else {
            (other, self)
        };
        if !short.is_full() {
            let one = &short.parts[0];
            return long.parts.last() == Some(one) || long.family().any(|family| family == one);
        }
        self.is_spelt_like(other)
            || short.parts.last() == long.parts.last() && short.abbreviates(long)
    }

    /// Whether the first or last part of this name is a part of the other.
    fn shares_end_with(&self, other: &PersonName) -> bool {
        let is_in_other = |part: Option<&String>| part.is_some_and(|p| other.parts.contains(p));
        is_in_other(self.parts.first()) || is_in_other(self.parts.last())
    }

    /// Whether both names have the same letters, however they are divided: "Jong-un", "Jong Un".
    fn is_spelt_like(&self, other: &PersonName) -> bool {
        self.parts.concat() == other.parts.concat()
    }

    /// Whether each first name of this name is one of the longer name's, in order and without
    /// particles, or an initial or a short form of it.
    fn abbreviates(&self, long: &PersonName) -> bool {
        let mut left = long.first_names();
        let mut own = self.first_names();
        own.all(|name| left.any(|other| is_short_for(name, other)))
    }

    /// The parts before the last one, without particles.
    fn first_names(&self) -> impl Iterator<Item = &str> {
        let before_last = &self.parts[..self.parts.len() - 1];
        let names = before_last.iter().map(String::as_str);
        names.filter(|part| !PARTICLES.has(part))
    }
}

/// Whether one first name is the other, an initial of it or its short form.
fn is_short_for(a: &str, b: &str) -> bool {
    let is_initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a);
    a == b || is_initial(a, b) || is_initial(b, a) || is_short_form(a, b) || is_short_form(b, a)
}

/// The first letters of an organisation's words: "IMF" of "International Monetary Fund".
pub fn initials(name: &str) -> String {
    let small = ["of", "the", "and", "for", "in", "on", "to", "de", "&"];
    let words = name
        .split([' ', '-'])
        .filter(|w| !small.contains(&&*w.to_lowercase()));
    words
        .filter_map(|w| w.chars().next())
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn can_be(a: &str, b: &str) -> bool {
        let name = |s| PersonName::of(s).expect("a name");
        assert_eq!(
            name(a).can_be(&name(b)),
            name(b).can_be(&name(a)),
            "{a} / {b}"
        );
        name(a).can_be(&name(b))
    }

    #[test]
    fn one_person_written_in_several_ways() {
        for (a, b) in [
            ("Kim Jong-un", "Kim Jong Un"),
            ("Lee Un-gil", "Lee"),
            ("Mr. Orbeck", "Hanna Orbeck"),
            ("Hanna Orbeck", "Hanna M. Orbeck"),
            ("Bill Orbeck", "William Orbeck"),
            ("H. Orbeck", "Hanna Orbeck"),
            ("Jan van der Aa", "Jan Aa"),
            ("Gov. Ana Ruiz", "Ana Ruiz"),
        ] {
            assert!(can_be(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn two_persons() {
        for (a, b) in [
            ("Kim Jong-un", "Kim Jong-il"),
            ("Kim Jong-un", "Kim Yo-jong"),
            ("Bill Orbeck", "Hilda Orbeck"),
            ("Karl Orbeck Sr.", "Karl Orbeck Jr."),
            ("Ahn Chan-il", "Ahn Chang-il"),
            ("Hanna Orbeck", "Hanna Ruiz"),
        ] {
            assert!(!can_be(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn acronyms() {
        assert_eq!(initials("Union of Harbour Workers"), "UHW");
    }
}
