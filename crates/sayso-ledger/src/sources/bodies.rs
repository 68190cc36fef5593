//! In: the names of bodies: ministries, agencies, companies, outlets. Out: which of them may be joined across
//! reports, and under which name.
//!
//! A body is known by its full name. Names that many bodies have ("the ministry", "police", "Supreme Court", "Interior
//! Ministry", "U.S. Embassy", "Daily News") join nothing, and neither do what someone is ("CIA Director") and single words
//! that mean something by themselves ("Center").

use crate::names::folded;
use sayso::resolve::Kind;
use sayso_english::calendar::{NameForm, weekday_names};
use sayso_english::name_words::COMPASS_POINTS;
use sayso_english::sources::{BODY_WORDS, NAME_WORDS, in_body, in_name, wordnet_kind};

/// Whether entities of a kind are bodies.
pub fn is_body(kind: Kind) -> bool {
    matches!(kind, Kind::Organisation | Kind::Media)
}

/// Whether a name is that of one body: it has a capital, and what it has beside words of kinds of bodies shows which one it
/// is.
pub fn is_full_name(name: &str) -> bool {
    let folded = folded(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    if !name.contains(char::is_uppercase) || is_day(last) || BODY_WORDS.has(last, in_body::EVENT) {
        return false;
    }
    let is_one_word = words.len() == 1;
    if is_one_word {
        return is_name_by_itself(name, first);
    }
    !is_of_many(&words) && !is_someone(head(&words))
}

/// Whether a single word is a name that hardly two bodies have. Acronyms of two letters stand for too many things.
fn is_name_by_itself(name: &str, folded: &str) -> bool {
    let is_short = folded.is_ascii() && folded.len() < 3;
    let is_common = BODY_WORDS.has(folded, !in_body::LABEL)
        || COMPASS_POINTS.has(folded)
        || NAME_WORDS.has(folded, in_name::LEGAL_FORM);
    let is_acronym = !name.contains(char::is_lowercase);
    let is_outlet = NAME_WORDS.has(folded, in_name::OUTLET);
    let is_noun = wordnet_kind(folded).is_some() && !is_acronym && !is_outlet;
    !is_short && !is_common && !is_noun
}

/// Whether a name is a single word that is not that of a known outlet, or has such a word before that for what someone leads
/// ("Brandt administration"). Towns, teams, firms and persons share such names, so that an equal name alone shows little.
pub fn needs_company(folded: &str) -> bool {
    let is_one_word = !folded.contains(' ') && !NAME_WORDS.has(folded, in_name::OUTLET);
    is_one_word || is_led(folded)
}

/// Whether a name is that of what someone leads, by the surname: "Brandt administration", "Quill campaign".
pub fn is_led(folded: &str) -> bool {
    let name = folded.strip_prefix("the ").unwrap_or(folded);
    let head = name.split_once(' ').map(|(_, head)| head);
    head.is_some_and(|head| BODY_WORDS.has(head, in_body::LED))
}

/// Whether many bodies have a name of these words.
fn is_of_many(words: &[&str]) -> bool {
    let all_are = |classes: u32| {
        words
            .iter()
            .all(|word| BODY_WORDS.has(word, classes) || SMALL.contains(word))
    };
    let any_is = |class: u32| words.iter().any(|word| BODY_WORDS.has(word, class));
    let is_office = any_is(in_body::CHARGE);
    let is_one_of_a_country = any_is(in_body::MANY) && !words.contains(&"supreme");
    all_are(in_body::KIND)
        || all_are(in_body::PAPER)
        || is_office && all_are(in_body::KIND | in_body::CHARGE | in_body::FIELD)
        || is_one_of_a_country && all_are(OF_A_COUNTRY)
}

/// The classes of words in names such as "U.S. District Court".
const OF_A_COUNTRY: u32 =
    in_body::KIND | in_body::COUNTRY | in_body::MANY | in_body::CHARGE | in_body::FIELD;

/// The last word before what is attached by a preposition: "Chief" in "White House Chief of Staff".
fn head<'a>(words: &[&'a str]) -> &'a str {
    let end = words.iter().position(|word| ATTACHES.contains(word));
    let end = end.filter(|end| *end > 0).unwrap_or(words.len());
    words[end - 1]
}

/// Whether a name with this head is that of someone, or of members of a party.
fn is_someone(head: &str) -> bool {
    BODY_WORDS.has(head, in_body::PERSON | in_body::LABEL)
}

/// Whether a word is the whole name of a weekday. "Sun" is of an outlet.
fn is_day(word: &str) -> bool {
    weekday_names().any(|day| day.form != NameForm::Short && day.name == word)
}

/// The name under which a body is joined: "defence ministry" for "ministry of defence".
pub fn joined_name(folded: &str) -> String {
    for head in HEADS {
        if let Some((_, subject)) = folded.split_once(' ').filter(|(first, _)| *first == head)
            && let Some(subject) = subject.strip_prefix("of ")
            && !subject.split(' ').any(|word| word == "of")
        {
            return format!("{} {head}", subject.strip_prefix("the ").unwrap_or(subject));
        }
    }
    folded.to_string()
}

/// All names that are joined under one.
pub fn names_joined_under(joined: &str) -> Vec<String> {
    let mut names = vec![joined.to_string()];
    if let Some((subject, head)) = joined.rsplit_once(' ')
        && HEADS.contains(&head)
    {
        names.push(format!("{head} of {subject}"));
        names.push(format!("{head} of the {subject}"));
    }
    names
}

/// Whether a name may be an acronym: two to eight capitals, perhaps with full stops.
pub fn is_short_form(name: &str) -> bool {
    let letters = || name.chars().filter(|c| *c != '.');
    (2..=8).contains(&letters().count()) && letters().all(char::is_uppercase)
}

/// Whether a short form is the acronym of a name: "FEC" of "Federal Election Commission".
pub fn is_acronym(short: &str, name: &str) -> bool {
    let letters: String = short.chars().filter(|c| *c != '.').collect();
    let initials = |with_small: bool| -> String {
        let words = name.split([' ', '-']);
        let words = words.filter(|word| with_small || !SMALL.contains(&&*word.to_lowercase()));
        words.filter_map(|word| word.chars().next()).collect()
    };
    is_short_form(short) && (initials(false) == letters || initials(true) == letters)
}

/// What ministries are called in two orders of words.
const HEADS: [&str; 3] = ["department", "ministry", "office"];

/// Words that acronyms leave out.
const SMALL: [&str; 8] = ["and", "at", "for", "in", "of", "on", "the", "to"];

/// Words that attach something to a name.
const ATTACHES: [&str; 5] = ["at", "for", "in", "of", "on"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_bodies_join_nothing() {
        for name in [
            "police",
            "the company",
            "Police",
            "Supreme Court",
            "the Ministry",
            "Government",
            "Interior Ministry",
            "Ministry of Health",
            "House Judiciary Committee",
            "U.S. Embassy",
            "U.S. Court of Appeals",
            "U.S. Attorney’s Office",
            "Daily News",
            "Center",
            "Health",
            "DA",
            "CIA Director",
            "White House Chief of Staff",
            "Democrat of Ostmark",
            "Ostmark Tuesday",
            "Party Debate",
            "North",
        ] {
            assert!(!is_full_name(name), "{name}");
        }
        for name in [
            "Ostmark Defence Ministry",
            "Ministry of Health of Ostmark",
            "Tarn Post",
            "FEC",
            "GOP",
            "Ostmark Police",
            "U.S. Supreme Court",
            "UK Government",
            "U.S. Justice Department",
            "Reuters",
            "National Public Radio",
            "European Court of Human Rights",
        ] {
            assert!(is_full_name(name), "{name}");
        }
    }

    #[test]
    fn names_of_one_word_need_company() {
        for name in ["velm", "brandt administration", "quill campaign"] {
            assert!(needs_company(name), "{name}");
        }
        for name in ["reuters", "tarn port", "federal harbour administration"] {
            assert!(!needs_company(name), "{name}");
        }
    }

    #[test]
    fn ministries_are_joined_in_both_orders() {
        assert_eq!(joined_name("ministry of defence"), "defence ministry");
        assert_eq!(joined_name("ministry of the interior"), "interior ministry");
        assert_eq!(
            joined_name("office of the mayor of velm"),
            "office of the mayor of velm"
        );
        assert_eq!(joined_name("ministry"), "ministry");
        for name in [
            "ministry of defence",
            "ministry of the interior",
            "tarn post",
        ] {
            assert!(
                names_joined_under(&joined_name(name))
                    .iter()
                    .any(|one| one == name)
            );
        }
    }

    #[test]
    fn acronyms_are_initials() {
        for (short, name) in [
            ("FEC", "Federal Election Commission"),
            ("T.U.C.", "Trades Union Congress"),
            ("AFT", "American Federation of Teachers"),
            ("MoD", "Ministry of Defence"),
        ] {
            assert_eq!(is_acronym(short, name), short != "MoD", "{short}");
        }
        assert!(!is_acronym("League", "Growers League"));
        assert!(!is_acronym("GOP", "Republican Party"));
    }
}
