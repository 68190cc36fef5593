//! The words that sources are described and named with.
//!
//! To add a role, a body or a document, add a row to `data/source-nouns.txt`; to add a word that shows
//! what a name names, add a row to `data/name-words.txt`.
//!
//! ```
//! use sayso_english::sources::{NOUNS, noun};
//! assert!(NOUNS.has("widow", noun::FEMALE) && NOUNS.has("widow", noun::KIN));
//! ```

use crate::data::{Cells, ClassedWords, Row, Table, WordList};
use crate::hash::{HashTable, fnv};
use std::sync::LazyLock;

/// The classes of nouns in `data/source-nouns.txt`.
pub mod noun {
    /// "report", "statement".
    pub const DOCUMENT: u32 = 1;
    /// Several people: "families", "crew".
    pub const PEOPLE: u32 = 1 << 1;
    /// An organisation: "committee".
    pub const BODY: u32 = 1 << 2;
    /// A news outlet: "newspaper".
    pub const OUTLET: u32 = 1 << 3;
    /// One person: "spokesman".
    pub const ROLE: u32 = 1 << 4;
    /// A source that is not named: "insider".
    pub const SOURCE: u32 = 1 << 5;
    /// Who holds an office or is an authority: "mayor".
    pub const OFFICIAL: u32 = 1 << 6;
    /// Who knows by profession: "economist".
    pub const EXPERT: u32 = 1 << 7;
    /// Who was there or was affected: "resident".
    pub const WITNESS: u32 = 1 << 8;
    /// A woman: "widow".
    pub const FEMALE: u32 = 1 << 9;
    /// A man: "widower".
    pub const MALE: u32 = 1 << 10;
    /// A relation: "brother".
    pub const KIN: u32 = 1 << 11;
    /// Whom a person has: "lawyer", "brother".
    pub const TIE: u32 = 1 << 12;
    /// A place: "village".
    pub const PLACE: u32 = 1 << 13;
    /// What belongs to a person or body: "campaign".
    pub const BELONGS: u32 = 1 << 14;
    /// What can mean the organisation named last: "firm".
    pub const COMPANY: u32 = 1 << 15;
    /// What only organisations have: "shareholders".
    pub const OWNED: u32 = 1 << 16;
    /// What bodies of many types can be called: "organisation".
    pub const GENERAL: u32 = 1 << 17;
}

/// The classes of words in `data/name-words.txt`.
pub mod in_name {
    /// A news outlet by itself: "Reuters".
    pub const OUTLET: u32 = 1;
    /// Begins names of news outlets: "Daily".
    pub const MEDIA_FIRST: u32 = 1 << 1;
    /// Ends names of news outlets: "Herald".
    pub const MEDIA_LAST: u32 = 1 << 2;
    /// Is in names of news outlets only: "TV".
    pub const MEDIA_ANYWHERE: u32 = 1 << 3;
    /// Begins names of companies and clubs: "Banco".
    pub const COMPANY_FIRST: u32 = 1 << 4;
    /// Ends names of companies and movements: "Holdings".
    pub const COMPANY_LAST: u32 = 1 << 5;
    /// The legal form of a company: "plc".
    pub const LEGAL_FORM: u32 = 1 << 6;
    /// Ends names of streets: "Lane".
    pub const STREET: u32 = 1 << 7;
    /// Ends names of laws and treaties: "Act".
    pub const PAPER: u32 = 1 << 8;
    /// What opponents put before a first name: "Crooked".
    pub const EPITHET: u32 = 1 << 9;
    /// A surname too: "Emily Post", "David Bank".
    pub const SURNAME: u32 = 1 << 10;
}

/// The classes of words in `data/body-words.txt`.
pub mod in_body {
    /// Says what kind of body it is: "agency".
    pub const KIND: u32 = 1;
    /// Begins or ends the name of a body that is in charge of something: "ministry".
    pub const CHARGE: u32 = 1 << 1;
    /// What such a body is in charge of: "health".
    pub const FIELD: u32 = 1 << 2;
    /// Is in names of many news outlets: "daily".
    pub const PAPER: u32 = 1 << 3;
    /// Stands for a country: "US".
    pub const COUNTRY: u32 = 1 << 4;
    /// Is of bodies of which a country has several: "embassy".
    pub const MANY: u32 = 1 << 5;
    /// Ends what someone is: "director".
    pub const PERSON: u32 = 1 << 6;
    /// What members of a party are called: "Republican".
    pub const LABEL: u32 = 1 << 7;
    /// Ends the name of an event: "debate".
    pub const EVENT: u32 = 1 << 8;
    /// Is called by whoever leads it: "administration".
    pub const LED: u32 = 1 << 9;
}

/// The classes of words in `data/description-words.txt`.
pub mod small {
    /// Begins what is attached to a source: "of", "familiar".
    pub const ATTACHES: u32 = 1;
    /// Begins a list or a clause after a comma: "including".
    pub const LISTS: u32 = 1 << 1;
    /// Counts people: "many".
    pub const COUNT: u32 = 1 << 2;
    /// Makes another office of an office: "vice".
    pub const RANK: u32 = 1 << 3;
    /// Does not distinguish holders of an office: "veteran".
    pub const LITTLE: u32 = 1 << 4;
    /// What a person does: "heads", after "who".
    pub const LEADS: u32 = 1 << 5;
    /// A role is over: "former".
    pub const OVER: u32 = 1 << 6;
    /// Begins what a person is: "deputy".
    pub const BEGINS_ROLE: u32 = 1 << 7;
    /// Another body than the one just named: "central", "rival".
    pub const APART: u32 = 1 << 8;
}

/// The classes of words in `data/anonymity-words.txt`.
pub mod wish {
    /// Who can know of a matter: "a person close to the investigation".
    pub const PERSON: u32 = 1;
    /// "on condition of anonymity".
    pub const CONDITION: u32 = 1 << 1;
    /// "asked for anonymity".
    pub const ANONYMITY: u32 = 1 << 2;
    /// "spoke anonymously".
    pub const ANONYMOUSLY: u32 = 1 << 3;
    /// "spoke on background".
    pub const BACKGROUND: u32 = 1 << 4;
    /// "asked not to be named".
    pub const NOT: u32 = 1 << 5;
    /// What is not done to the source: "named", "identified".
    pub const NAMED: u32 = 1 << 6;
    /// What is not done with the name: "used", "printed".
    pub const PUBLISHED: u32 = 1 << 7;
    /// What the source does not do with the name: "give", "disclose".
    pub const GIVES: u32 = 1 << 8;
    /// "declined to be named".
    pub const DECLINES: u32 = 1 << 9;
    /// "name", "names".
    pub const NAME: u32 = 1 << 10;
    /// What is done with the name instead: "withheld", "changed".
    pub const HIDDEN: u32 = 1 << 11;
    /// "withheld his name".
    pub const WITHHELD: u32 = 1 << 12;
    /// "not authorised to speak".
    pub const ALLOWED: u32 = 1 << 13;
    /// What the source is not allowed to do: "speak", "comment".
    pub const SPEAK: u32 = 1 << 14;
    /// Begins the reason: "because", "citing".
    pub const BEGINS_REASON: u32 = 1 << 15;
}

/// Words with which a report says that a source is not named, and why.
pub static WISHES: ClassedWords = ClassedWords::new(
    include_str!("../data/anonymity-words.txt"),
    &[
        ("person", wish::PERSON),
        ("condition", wish::CONDITION),
        ("anonymity", wish::ANONYMITY),
        ("anonymously", wish::ANONYMOUSLY),
        ("background", wish::BACKGROUND),
        ("not", wish::NOT),
        ("named", wish::NAMED),
        ("published", wish::PUBLISHED),
        ("gives", wish::GIVES),
        ("declines", wish::DECLINES),
        ("name", wish::NAME),
        ("hidden", wish::HIDDEN),
        ("withheld", wish::WITHHELD),
        ("allowed", wish::ALLOWED),
        ("speak", wish::SPEAK),
        ("begins-reason", wish::BEGINS_REASON),
    ],
);

/// Nouns that sources are described with.
pub static NOUNS: ClassedWords = ClassedWords::new(
    include_str!("../data/source-nouns.txt"),
    &[
        ("document", noun::DOCUMENT),
        ("people", noun::PEOPLE),
        ("body", noun::BODY),
        ("outlet", noun::OUTLET),
        ("role", noun::ROLE),
        ("source", noun::SOURCE),
        ("official", noun::OFFICIAL),
        ("expert", noun::EXPERT),
        ("witness", noun::WITNESS),
        ("female", noun::FEMALE),
        ("male", noun::MALE),
        ("kin", noun::KIN),
        ("tie", noun::TIE),
        ("place", noun::PLACE),
        ("belongs", noun::BELONGS),
        ("company", noun::COMPANY),
        ("owned", noun::OWNED),
        ("general", noun::GENERAL),
    ],
);

/// Words that show what a name names.
pub static NAME_WORDS: ClassedWords = ClassedWords::new(
    include_str!("../data/name-words.txt"),
    &[
        ("outlet", in_name::OUTLET),
        ("media-first", in_name::MEDIA_FIRST),
        ("media-last", in_name::MEDIA_LAST),
        ("media-anywhere", in_name::MEDIA_ANYWHERE),
        ("company-first", in_name::COMPANY_FIRST),
        ("company-last", in_name::COMPANY_LAST),
        ("legal-form", in_name::LEGAL_FORM),
        ("street", in_name::STREET),
        ("paper", in_name::PAPER),
        ("epithet", in_name::EPITHET),
        ("surname", in_name::SURNAME),
    ],
);

/// Words that more than one body has in its name.
pub static BODY_WORDS: ClassedWords = ClassedWords::new(
    include_str!("../data/body-words.txt"),
    &[
        ("kind", in_body::KIND),
        ("charge", in_body::CHARGE),
        ("field", in_body::FIELD),
        ("paper", in_body::PAPER),
        ("country", in_body::COUNTRY),
        ("many", in_body::MANY),
        ("person", in_body::PERSON),
        ("label", in_body::LABEL),
        ("event", in_body::EVENT),
        ("led", in_body::LED),
    ],
);

/// Small words in descriptions.
pub static SMALL_WORDS: ClassedWords = ClassedWords::new(
    include_str!("../data/description-words.txt"),
    &[
        ("attaches", small::ATTACHES),
        ("lists", small::LISTS),
        ("count", small::COUNT),
        ("rank", small::RANK),
        ("little", small::LITTLE),
        ("leads", small::LEADS),
        ("over", small::OVER),
        ("begins-role", small::BEGINS_ROLE),
        ("apart", small::APART),
    ],
);

crate::names! {
    /// What a noun describes by WordNet.
    pub enum NounKind {
        /// An organisation.
        Body = "body",
        /// A document.
        Document = "document",
        /// Several people.
        Group = "group",
        /// One person.
        Person = "person",
    }
}

struct WordNetNoun {
    word: &'static str,
    kind: NounKind,
}

impl Row for WordNetNoun {
    fn read(cells: &mut Cells) -> Option<WordNetNoun> {
        Some(WordNetNoun {
            word: cells.next()?,
            kind: cells.next()?.parse().ok()?,
        })
    }
}

static WORDNET: Table<WordNetNoun> = Table::new(
    "wordnet-nouns.txt",
    include_str!("../data/wordnet-nouns.txt"),
);

static WORDNET_KINDS: LazyLock<HashTable<NounKind>> = LazyLock::new(|| {
    let rows = WORDNET.rows().iter();
    rows.map(|noun| (fnv(noun.word.as_bytes()), noun.kind))
        .collect()
});

/// What a noun in small letters describes by WordNet (`data/wordnet-nouns.txt`).
pub fn wordnet_kind(noun: &str) -> Option<NounKind> {
    WORDNET_KINDS.get(&fnv(noun.as_bytes())).copied()
}

/// Family names that are mostly written before the given name: "Kim".
pub static FAMILY_FIRST: WordList = WordList::new(include_str!("../data/family-first-names.txt"));

/// Particles that belong to the family name after them: "van".
pub static PARTICLES: WordList = WordList::new(include_str!("../data/name-particles.txt"));

struct ShortNames {
    name: &'static str,
    short: &'static str,
}

impl Row for ShortNames {
    fn read(cells: &mut Cells) -> Option<ShortNames> {
        Some(ShortNames {
            name: cells.next()?,
            short: cells.next()?,
        })
    }
}

static SHORT_NAMES: Table<ShortNames> =
    Table::new("short-names.txt", include_str!("../data/short-names.txt"));

static SHORT_FORMS: LazyLock<HashTable<&'static str>> = LazyLock::new(|| {
    let rows = SHORT_NAMES.rows().iter();
    rows.map(|row| (fnv(row.name.as_bytes()), row.short))
        .collect()
});

/// Whether `short` is a short form of a first name, both in small letters: "bill" of "william".
pub fn is_short_form(name: &str, short: &str) -> bool {
    let forms = SHORT_FORMS.get(&fnv(name.as_bytes()));
    forms.is_some_and(|forms| forms.split(' ').any(|form| form == short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for words in [&NOUNS, &NAME_WORDS, &SMALL_WORDS, &WISHES] {
            assert_eq!(words.check(), Ok(()));
        }
        assert_eq!(WORDNET.check(), Ok(()));
        assert_eq!(SHORT_NAMES.check(), Ok(()));
    }
}
