//! In: the words of a source, of a role or of a name. Out: what kind of source they describe, and whether
//! it is official, an expert or a witness.
//!
//! The words are data: see [`sayso_english::sources`].

use sayso_english::morphology::singular;
use sayso_english::sources::{NAME_WORDS, NOUNS, NounKind, in_name, noun, wordnet_kind};
use sayso_english::titles::title;

sayso_english::names! {
    /// What kind of source says something.
    #[derive(Default)]
    pub enum Kind {
        /// A person with a name.
        Person = "person",
        /// One person without a name: "a spokesman", "her lawyer".
        Role = "role",
        /// A person who asked not to be named, "sources", "a person familiar with the matter".
        Anonymous = "anonymous",
        /// Several people without names: "residents", "critics".
        Group = "group",
        /// An organisation, a government, a place that acts.
        Organisation = "organisation",
        /// A news outlet.
        Media = "media",
        /// A report, poll, statement, law, letter, post.
        Document = "document",
        /// No source is given: "reportedly", a passive.
        #[default]
        None = "none",
    }
}

sayso_english::names! {
    /// What can be known of a source besides its kind: one of the [`Flags`].
    pub enum Flag {
        /// Holds an office, or is an authority or speaks for one.
        Official = "official",
        /// Knows the matter by profession.
        Expert = "expert",
        /// Saw the matter, or was affected by it.
        Witness = "witness",
        /// Is described only by what they no longer are.
        Former = "former",
    }
}

/// What is known of a source besides its kind: how it comes to know what it says.
// Each flag is a question of its own, and most sources have none.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Holds an office, or is or speaks for an authority.
    pub official: bool,
    /// Knows the matter by profession.
    pub expert: bool,
    /// Saw it, or was affected by it.
    pub witness: bool,
    /// Is described only by what they no longer are.
    pub former: bool,
}

impl Flags {
    /// Whether a flag is set.
    pub fn has(self, flag: Flag) -> bool {
        match flag {
            Flag::Official => self.official,
            Flag::Expert => self.expert,
            Flag::Witness => self.witness,
            Flag::Former => self.former,
        }
    }

    /// The flags that are set, in the order of [`Flag::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        let all = Flag::ALL.iter().copied();
        all.filter(move |flag| self.has(*flag))
    }

    /// The names of the flags that are set, as every output shows them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.iter().map(Flag::name)
    }
}

impl FromIterator<Flag> for Flags {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Flags {
        let mut out = Flags::default();
        for flag in flags {
            match flag {
                Flag::Official => out.official = true,
                Flag::Expert => out.expert = true,
                Flag::Witness => out.witness = true,
                Flag::Former => out.former = true,
            }
        }
        out
    }
}

/// Classes of nouns that describe people, bodies or things, so that a capital alone does not make
/// them names.
const COMMON: u32 =
    noun::DOCUMENT | noun::PEOPLE | noun::BODY | noun::OUTLET | noun::ROLE | noun::SOURCE;

/// "MPs", "CEOs".
pub fn is_plural_acronym(word: &str) -> bool {
    word.len() > 2
        && word
            .strip_suffix('s')
            .is_some_and(|stem| stem.bytes().all(|b| b.is_ascii_uppercase()))
}

/// The legal form of a company: "plc". Some forms count only in capitals, because "as" and "sa" are
/// words.
pub fn is_legal_form(word: &str) -> bool {
    let in_capitals = matches!(word, "AS" | "AB" | "SA" | "OY" | "Oy" | "KK");
    in_capitals || NAME_WORDS.has(word.trim_end_matches('.'), in_name::LEGAL_FORM)
}

/// True for words that end names of companies or outlets and are not names by themselves: "FM",
/// "plc".
pub fn is_ending(word: &str) -> bool {
    is_legal_form(word) || NAME_WORDS.has(word, in_name::MEDIA_ANYWHERE)
}

/// True if a word in small letters is an outlet by itself, or after "the": "reuters", "post".
pub fn is_outlet(word: &str, has_the: bool) -> bool {
    // "the Hill" is an outlet only as a whole name.
    let by_itself = word != "hill" && NAME_WORDS.has(word, in_name::OUTLET);
    by_itself || has_the && NAME_WORDS.has(word, in_name::MEDIA_LAST)
}

/// True for relations: "husband", "daughter", and "lady" of "first lady".
pub fn is_kin(word: &str) -> bool {
    NOUNS.has(word, noun::KIN)
}

/// True if this is the name of a news outlet.
pub fn is_media(name: &str) -> bool {
    if is_one_word(name) {
        return NAME_WORDS.has(name, in_name::OUTLET);
    }
    let lower = name.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    // "Hochmark-Bote" is two words, but "Geun-sun" in "Kim Geun-sun" is one.
    let has_space = lower.contains(' ');
    let words: Vec<&str> = lower
        .split(|c| c == ' ' || c == '-' && !has_space)
        .collect();
    let any_has = |class| words.iter().any(|word| NAME_WORDS.has(word, class));
    // "The Hill" is an outlet, "Capitol Hill" and "Fiona Hill" are not.
    let is_outlet = |word: &&str| {
        NAME_WORDS.has(word, in_name::OUTLET) && (*word != "hill" || words.len() == 1)
    };
    if words.iter().any(is_outlet) {
        return true;
    }
    let [first, .., last] = &words[..] else {
        return false;
    };
    // "News Corp Union" is a body, whatever words it has.
    NAME_WORDS.has(last, in_name::MEDIA_LAST)
        || NAME_WORDS.has(first, in_name::MEDIA_FIRST)
        || any_has(in_name::MEDIA_ANYWHERE) && !NOUNS.has(last, noun::BODY)
}

/// True if the first or last word of this name is one that companies, clubs and movements have, and
/// hardly any person.
pub fn is_company(name: &str) -> bool {
    if is_one_word(name) {
        return false;
    }
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '-']).collect();
    let [first, .., last] = &words[..] else {
        return false;
    };
    let last_as_written = name.rsplit(' ').next().unwrap_or_default();
    let ends_company =
        is_ending(last_as_written) && !NAME_WORDS.has(last_as_written, in_name::MEDIA_ANYWHERE);
    NAME_WORDS.has(last.trim_end_matches('.'), in_name::COMPANY_LAST)
        || ends_company
        || NAME_WORDS.has(first, in_name::COMPANY_FIRST)
        || words.contains(&"&")
}

/// True if no space and no hyphen parts a name.
fn is_one_word(name: &str) -> bool {
    !name.bytes().any(|b| matches!(b, b' ' | b'-'))
}

/// True if this name ends like that of a street: "Mill Lane".
pub fn is_place_name(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(_, last)| {
        let mut letters = last.chars();
        let is_capitalised =
            letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase);
        is_capitalised && NAME_WORDS.has(last, in_name::STREET)
    })
}

/// True if a noun says that what it describes is a place: "a village".
pub fn is_place_word(word: &str) -> bool {
    NOUNS.has(word, noun::PLACE)
}

/// True if this name of several people ends like that of a people or a party: "Mexicans",
/// "Democrats".
pub fn is_people(name: &str) -> bool {
    const ENDINGS: [&str; 7] = ["ans", "ians", "crats", "ists", "anis", "ites", "men"];
    const OTHERS: [&str; 8] = [
        "Democrat",
        "Republican",
        "Latinos",
        "Germans",
        "Greeks",
        "Swedes",
        "Poles",
        "Kurds",
    ];
    let ends = ENDINGS.iter().any(|end| name.ends_with(end));
    !name.contains(' ') && ends || OTHERS.contains(&name)
}

/// True if this name ends like that of a law, a treaty or a survey.
pub fn is_paper(name: &str) -> bool {
    name.rsplit_once(' ')
        .is_some_and(|(_, last)| NAME_WORDS.has(last, in_name::PAPER))
}

/// True for a relation or another person whom someone has: "brother", "lawyer". A report that names
/// such a person says so, so that "her lawyer" is not just any lawyer in the report.
pub fn is_personal_tie(word: &str) -> bool {
    NOUNS.has(word, noun::TIE)
}

/// True if a word describes people, bodies or documents without naming them.
pub fn is_common(word: &str) -> bool {
    let one = word.strip_suffix(['s', 'S']).unwrap_or(word);
    NOUNS.has(word, COMMON) || NOUNS.has(one, COMMON)
}

/// The kind of source that the last word of a phrase without a name describes. `is_counted`: a count
/// of people is before it; `is_determined`: a determiner is before it.
pub fn of_head(head: &str, is_counted: bool, is_determined: bool) -> Kind {
    let word = head.to_lowercase();
    let word = word.trim_end_matches(['.', '’', '\'']);
    if let Some(kind) = listed_kind(word, is_counted) {
        return kind;
    }
    let several = singular(word);
    let known = wordnet_kind(word);
    let known_several = several.as_deref().and_then(wordnet_kind);
    match (known, known_several) {
        (Some(NounKind::Document), _) | (None, Some(NounKind::Document)) => Kind::Document,
        (Some(NounKind::Group), _) | (None, Some(_)) => Kind::Group,
        (Some(_), _) if is_counted => Kind::Group,
        (Some(NounKind::Person), _) => Kind::Role,
        (Some(NounKind::Body), _) => Kind::Organisation,
        (None, None) if several.is_some() || is_counted || word.ends_with("people") => Kind::Group,
        (None, None) if is_determined || is_one_person(word) => Kind::Role,
        (None, None) => Kind::Group,
    }
}

/// The kind that the word lists give, if they have the word. The order matters: "press" is an outlet
/// rather than people.
fn listed_kind(word: &str, is_counted: bool) -> Option<Kind> {
    let has = |class| NOUNS.has(word, class);
    Some(if has(noun::SOURCE) {
        Kind::Anonymous
    } else if has(noun::DOCUMENT) {
        Kind::Document
    } else if has(noun::PEOPLE) {
        Kind::Group
    } else if has(noun::OUTLET) {
        Kind::Media
    } else if (has(noun::BODY) || word == "police") && !is_counted {
        Kind::Organisation
    } else if has(noun::ROLE) {
        Kind::Role
    } else {
        return None;
    })
}

fn is_one_person(word: &str) -> bool {
    word.ends_with("man") || word.ends_with("woman")
}

/// True if a word is the name of one person's role.
pub fn is_role(word: &str) -> bool {
    NOUNS.has(word, noun::ROLE)
        || wordnet_kind(&word.to_lowercase()) == Some(NounKind::Person)
        || word.starts_with(char::is_lowercase) && has_ending_of_role(word)
}

/// "pulmonologist", "defenseman": endings that only words for people have.
fn has_ending_of_role(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["eman", "iatrist", "ologist", "rman", "sman", "woman"];
    const OTHERS: [&str; 5] = ["german", "norman", "ottoman", "sherman", "talisman"];
    ENDINGS.iter().any(|ending| word.ends_with(ending)) && !OTHERS.contains(&word)
}

/// True if a word names a body by its type, so that "the company" can mean the one just named.
pub fn is_company_type(word: &str) -> bool {
    NOUNS.has_exact(word, noun::COMPANY)
}

/// True if a word names a body of people by its type: "union", "newspaper".
pub fn is_body(word: &str) -> bool {
    NOUNS.has(word, noun::BODY | noun::OUTLET)
}

/// The flags that words of a role or a source show.
pub fn flags<'a>(words: impl Iterator<Item = &'a str>) -> Flags {
    let mut out = Flags::default();
    for word in words {
        let word = word.to_lowercase();
        let word = word.trim_end_matches('.');
        out.official |= NOUNS.has(word, noun::OFFICIAL) || is_official_abbreviation(word);
        out.expert |= NOUNS.has(word, noun::EXPERT) || is_scientist(word);
        out.witness |= NOUNS.has(word, noun::WITNESS);
        out.former |= word == "former" || word == "ex" || word.starts_with("ex-");
    }
    out
}

/// "geologist", "astronomers".
fn is_scientist(word: &str) -> bool {
    let one = word.trim_end_matches('s');
    one.ends_with("ologist") || one.ends_with("onomer")
}

/// True for "Supt", "Cllr": abbreviations whose full form is the word of an office.
fn is_official_abbreviation(word: &str) -> bool {
    title(word)
        .and_then(|title| title.full)
        .is_some_and(|full| NOUNS.has(full, noun::OFFICIAL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_tell_kinds() {
        for (head, kind) in [
            ("spokeswoman", Kind::Role),
            ("residents", Kind::Group),
            ("poll", Kind::Document),
            ("ministry", Kind::Organisation),
            ("sources", Kind::Anonymous),
            ("newspaper", Kind::Media),
        ] {
            assert_eq!(of_head(head, false, true), kind, "{head}");
        }
        assert!(
            is_media("The Corran Herald")
                && is_media("Reuters")
                && !is_media("Harbour Workers' Union")
        );
    }
}
