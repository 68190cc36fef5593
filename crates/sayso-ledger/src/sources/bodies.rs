//! In: the names of bodies: ministries, agencies, companies, outlets. Out: which of them may be joined across
//! reports, and under which name.
//!
//! A body is known by its full name. Names that many bodies have ("the ministry", "police", "Supreme Court")
//! join nothing. An acronym joins if a report gives it with the name, and if no report gives it with another.

use crate::names::folded;
use sayso::resolve::Kind;

/// Whether entities of a kind are bodies.
pub fn is_body(kind: Kind) -> bool {
    matches!(kind, Kind::Organisation | Kind::Media)
}

/// Whether a name is that of one body: it has a capital, and a word that does not only say what kind of body it is.
pub fn is_full_name(name: &str) -> bool {
    let folded = folded(name);
    let mut words = folded.split(' ').filter(|word| !word.is_empty());
    name.contains(char::is_uppercase) && words.any(|word| !KINDS_OF_BODIES.contains(&word))
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

/// Whether a short form is the acronym of a name: "FEC" of "Federal Election Commission".
pub fn is_acronym(short: &str, name: &str) -> bool {
    let letters: String = short.chars().filter(|c| *c != '.').collect();
    let is_short = (2..=8).contains(&letters.chars().count());
    let initials = |with_small: bool| -> String {
        let words = name.split([' ', '-']);
        let words = words.filter(|word| with_small || !SMALL.contains(&&*word.to_lowercase()));
        words.filter_map(|word| word.chars().next()).collect()
    };
    let is_capital = letters.chars().all(char::is_uppercase);
    is_short && is_capital && (initials(false) == letters || initials(true) == letters)
}

/// What ministries are called in two orders of words.
const HEADS: [&str; 3] = ["department", "ministry", "office"];

/// Words that acronyms leave out.
const SMALL: [&str; 8] = ["and", "at", "for", "in", "of", "on", "the", "to"];

/// Words that say what kind of body one is, and which one only within a report.
const KINDS_OF_BODIES: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "airline",
    "alliance",
    "army",
    "assembly",
    "association",
    "authorities",
    "authority",
    "bank",
    "board",
    "body",
    "branch",
    "bureau",
    "cabinet",
    "campaign",
    "central",
    "chamber",
    "charity",
    "church",
    "city",
    "club",
    "coalition",
    "college",
    "commission",
    "committee",
    "communist",
    "company",
    "congress",
    "constitutional",
    "corporation",
    "council",
    "county",
    "court",
    "department",
    "district",
    "division",
    "embassy",
    "federal",
    "federation",
    "firm",
    "force",
    "foundation",
    "general",
    "government",
    "group",
    "high",
    "hospital",
    "house",
    "inquiry",
    "institute",
    "labour",
    "league",
    "local",
    "lower",
    "magazine",
    "military",
    "ministry",
    "municipality",
    "museum",
    "national",
    "navy",
    "network",
    "newspaper",
    "of",
    "office",
    "opposition",
    "organisation",
    "organization",
    "panel",
    "paper",
    "parliament",
    "party",
    "police",
    "prison",
    "prosecution",
    "public",
    "regional",
    "ruling",
    "school",
    "senate",
    "service",
    "services",
    "society",
    "staff",
    "state",
    "station",
    "store",
    "supreme",
    "team",
    "the",
    "town",
    "tribunal",
    "trust",
    "union",
    "university",
    "upper",
    "village",
];

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
        ] {
            assert!(!is_full_name(name), "{name}");
        }
        for name in [
            "Defence Ministry",
            "Tarn Post",
            "FEC",
            "Ostmark Police",
            "Ministry of Health",
        ] {
            assert!(is_full_name(name), "{name}");
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
