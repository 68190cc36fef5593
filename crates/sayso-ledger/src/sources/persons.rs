//! In: the entities of all reports that have one full name. Out: which of them are one person, and why.
//!
//! The same name is not enough: many people have it. Two entities are one person if they also have a
//! role or a body in common, or if both reports name two other persons, too. A role that is part of another ("governor", "governor of Ostmark") counts if
//! it is part of the roles of one person only. What is found depends on the entities alone, not on the
//! order in which they came.

use crate::names::folded;
use sayso_english::titles::title;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// An entity of a report with a full name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Namesake {
    /// What is the same in every ledger: the id of the report, the hash of its text, and the id of the
    /// entity within the report.
    pub key: (String, String, String),
    /// The number of its row.
    pub number: i64,
    /// Its name as the report has it.
    pub name: String,
    /// The words that say what it is, and the body that is named in them.
    pub roles: Vec<(String, Option<String>)>,
    /// The full names, folded, of the other persons whom its report names, in the order of the alphabet.
    pub company: Vec<String>,
}

/// One person, who may be in several reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// 16 hexadecimal digits made from the name and the first of its entities.
    pub id: String,
    /// The spelling that most entities have.
    pub name: String,
    /// What reports say that the person is, those said most often first.
    pub roles: Vec<String>,
    /// In how many reports the person is.
    pub reports: usize,
    /// Its entities by the numbers of their rows, and what each has in common with others.
    pub entities: Vec<(i64, String)>,
}

/// What an entity can have in common with another, by what it is in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trait {
    /// A body that is named in a role.
    Body(String),
    /// The words of a role that say something, in alphabetical order.
    Role(Vec<String>),
}

impl Trait {
    pub(super) fn in_words(&self) -> String {
        match self {
            Trait::Body(body) => format!("body: {body}"),
            Trait::Role(words) => format!("role: {}", words.join(" ")),
        }
    }
}

/// What the names of two other persons come after who stand in the reports of both entities.
pub const BESIDE: &str = "beside: ";

/// Why an entity that has nothing in common with another is a person of its own.
pub const ALONE: &str = "alone";

/// Who the entities with one full name are. `folded_name` is that name.
pub fn persons(folded_name: &str, mut namesakes: Vec<Namesake>) -> Vec<Person> {
    namesakes.sort();
    let traits: Vec<BTreeSet<Trait>> = namesakes.iter().map(traits_of).collect();
    let company = Company::of(&namesakes);
    let groups = groups(&traits, &company);
    let mut out: Vec<Person> = Vec::new();
    for members in groups {
        let known: Vec<Known<'_>> = members
            .into_iter()
            .map(|place| Known {
                namesake: &namesakes[place],
                traits: &traits[place],
                company: company.shared.get(&place).copied(),
            })
            .collect();
        out.push(person(folded_name, &known));
    }
    out
}

/// The traits of an entity. A role without a word that says something has none.
fn traits_of(namesake: &Namesake) -> BTreeSet<Trait> {
    traits_of_roles(&namesake.roles)
}

/// What roles say, each with the body that is named in it.
pub(super) fn traits_of_roles(roles: &[(String, Option<String>)]) -> BTreeSet<Trait> {
    let mut out = BTreeSet::new();
    for (role, body) in roles {
        let body = body.as_deref().map(folded).filter(|b| !b.is_empty());
        out.extend(body.map(Trait::Body));
        let words = words_of_role(role);
        let says_something = words.iter().any(|word| !WEAK.contains(&&**word));
        if says_something && !is_office_of_another(role, &words) {
            out.insert(Trait::Role(words));
        }
    }
    out
}

/// Whether a role is an office of something that is named elsewhere: "its director". Each body has one.
fn is_office_of_another(role: &str, words: &[String]) -> bool {
    let first = role.trim().split(' ').next().unwrap_or_default();
    words.len() == 1 && OWNERS.contains(&&*first.to_lowercase())
}

/// Words for whose something is.
const OWNERS: [&str; 6] = ["her", "his", "its", "my", "our", "their"];

/// The words of a role that say something: without articles, prepositions and numbers. "Sen." and "senator" are one word.
fn words_of_role(role: &str) -> Vec<String> {
    let folded = folded(role);
    let words = folded.split(' ').filter(|word| {
        let is_word = word.chars().any(char::is_alphabetic);
        is_word && !SMALL.contains(word)
    });
    let whole = |word| title(word).and_then(|title| title.full).unwrap_or(word);
    let words: BTreeSet<String> = words.map(|word| whole(word).to_string()).collect();
    words.into_iter().collect()
}

/// Words that say nothing of what a person is, "former", because a person stays the same, and "anti" and
/// "pro", which say it of somebody else: "anti-Moller".
const SMALL: &[&str] = &[
    "a", "an", "and", "anti", "pro", "never", "non", "as", "at", "by", "current", "ex", "for",
    "former", "from", "her", "his", "in", "its", "my", "new", "now", "of", "on", "our", "retired",
    "s", "that", "the", "their", "then", "to", "who", "whose", "with", "yearold", "years", "old",
    "year",
];

/// Words that say of many people with one name what they are, so that two reports that have only these
/// words may be of two people.
const WEAK: &[&str] = &[
    "accused",
    "alleged",
    "arrested",
    "author",
    "boy",
    "brother",
    "child",
    "children",
    "colleague",
    "convicted",
    "critic",
    "customer",
    "daughter",
    "defendant",
    "detainee",
    "driver",
    "either",
    "expert",
    "father",
    "friend",
    "girl",
    "grandfather",
    "grandmother",
    "husband",
    "inmate",
    "killer",
    "local",
    "madam",
    "man",
    "member",
    "missing",
    "modern",
    "more",
    "mother",
    "murderer",
    "neighbor",
    "neighbour",
    "one",
    "opponent",
    "owner",
    "parent",
    "partner",
    "passenger",
    "patient",
    "people",
    "person",
    "prisoner",
    "reader",
    "relative",
    "resident",
    "rival",
    "sister",
    "son",
    "spectator",
    "student",
    "supporter",
    "survivor",
    "suspect",
    "suspected",
    "teacher",
    "three",
    "tourist",
    "two",
    "victim",
    "visitor",
    "voter",
    "widow",
    "wife",
    "witness",
    "woman",
    "worker",
];

/// The other persons whom reports name.
struct Company<'a> {
    /// Places of entities whose reports name the same two of them.
    together: Vec<Vec<usize>>,
    /// The first two whom the report of each entity and another report name, by its place.
    shared: BTreeMap<usize, (&'a str, &'a str)>,
}

/// A report that names more persons is a list, in which anyone can be beside anyone.
const MOST_IN_COMPANY: usize = 40;

impl<'a> Company<'a> {
    fn of(namesakes: &'a [Namesake]) -> Company<'a> {
        let report = |one: &'a Namesake| (&*one.key.0, &*one.key.1);
        let mut in_report: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for namesake in namesakes {
            *in_report.entry(report(namesake)).or_default() += 1;
        }
        let counts = |one: &'a Namesake| {
            let is_list = one.company.len() > MOST_IN_COMPANY;
            // A father and a son are in the same company.
            let is_one_of_two = in_report[&report(one)] > 1;
            !is_list && !is_one_of_two && !is_one_of_many(one)
        };
        let mut pairs: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (place, namesake) in namesakes.iter().enumerate() {
            if !counts(namesake) {
                continue;
            }
            for (n, one) in namesake.company.iter().enumerate() {
                for other in &namesake.company[n + 1..] {
                    pairs.entry((one, other)).or_default().push(place);
                }
            }
        }
        pairs.retain(|_, places| places.len() > 1);
        let mut shared = BTreeMap::new();
        for (pair, places) in &pairs {
            for place in places {
                shared.entry(*place).or_insert(*pair);
            }
        }
        Company {
            together: pairs.into_values().collect(),
            shared,
        }
    }
}

/// Whether the roles of a person say nothing but what many people are, such as a voter or a resident.
fn is_one_of_many(namesake: &Namesake) -> bool {
    let says_something = |(role, body): &(String, Option<String>)| {
        let words = words_of_role(role);
        body.is_some() || words.iter().any(|word| !WEAK.contains(&&**word))
    };
    !namesake.roles.is_empty() && !namesake.roles.iter().any(says_something)
}

/// The entities of each person, by their places, in order of the first.
fn groups(traits: &[BTreeSet<Trait>], company: &Company<'_>) -> Vec<Vec<usize>> {
    let mut sets = Sets::of(traits.len());
    let mut first_with: BTreeMap<&Trait, usize> = BTreeMap::new();
    for (place, own) in traits.iter().enumerate() {
        for one in own {
            let first = *first_with.entry(one).or_insert(place);
            sets.join(first, place);
        }
    }
    for places in &company.together {
        for place in &places[1..] {
            sets.join(places[0], *place);
        }
    }
    for (part, whole) in parts_of_one_person(&first_with, &mut sets) {
        sets.join(part, whole);
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..traits.len() {
        out.entry(sets.first(place)).or_default().push(place);
    }
    out.into_values().collect()
}

/// Pairs of entities of which the first has a role that is part of a role of the second, where all roles
/// that it is part of are of one person.
fn parts_of_one_person(
    first_with: &BTreeMap<&Trait, usize>,
    sets: &mut Sets,
) -> Vec<(usize, usize)> {
    let roles: Vec<(&Vec<String>, usize)> = first_with
        .iter()
        .filter_map(|(one, place)| match one {
            Trait::Role(words) => Some((words, *place)),
            Trait::Body(_) => None,
        })
        .collect();
    let mut out = Vec::new();
    for (part, place) in &roles {
        let own = sets.first(*place);
        let wholes: BTreeSet<usize> = roles
            .iter()
            .filter(|(whole, _)| whole.len() > part.len() && part.iter().all(|w| whole.contains(w)))
            .map(|(_, place)| sets.first(*place))
            .collect();
        let mut wholes = wholes.into_iter();
        if let (Some(one), None) = (wholes.next(), wholes.next())
            && one != own
        {
            out.push((*place, one));
        }
    }
    out
}

/// Disjoint sets of places; the first of a set stands for it.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn of(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    pub(super) fn first(&mut self, place: usize) -> usize {
        let mut at = place;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// An entity of a person, and what it can have in common with others.
struct Known<'a> {
    namesake: &'a Namesake,
    traits: &'a BTreeSet<Trait>,
    company: Option<(&'a str, &'a str)>,
}

fn person(folded_name: &str, members: &[Known<'_>]) -> Person {
    let mut holders: BTreeMap<&Trait, usize> = BTreeMap::new();
    for one in members.iter().flat_map(|member| member.traits.iter()) {
        *holders.entry(one).or_default() += 1;
    }
    let namesakes = || members.iter().map(|member| member.namesake);
    let reports: BTreeSet<(&str, &str)> = namesakes()
        .map(|member| (&*member.key.0, &*member.key.1))
        .collect();
    let roles = namesakes().flat_map(|member| &member.roles);
    let roles = most_often_first(roles.map(|(role, _)| role.trim()));
    let names = most_often_first(namesakes().map(|member| &*member.name));
    let entities = members
        .iter()
        .map(|member| (member.namesake.number, member.why(&holders, members.len())))
        .collect();
    Person {
        id: id_of(
            folded_name,
            members.first().map(|member| &member.namesake.key),
        ),
        name: names.first().map(ToString::to_string).unwrap_or_default(),
        roles: roles
            .into_iter()
            .take(MOST_ROLES)
            .map(str::to_string)
            .collect(),
        reports: reports.len(),
        entities,
    }
}

/// How many roles of a person are kept: more are variants of the same.
const MOST_ROLES: usize = 10;

pub(super) fn most_often_first<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut out: Vec<(&str, usize)> = counts.into_iter().collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    out.into_iter().map(|(word, _)| word).collect()
}

impl Known<'_> {
    /// What an entity has in common with others of the same person.
    fn why(&self, holders: &BTreeMap<&Trait, usize>, members: usize) -> String {
        if members == 1 {
            return ALONE.into();
        }
        let is_shared = |one: &&Trait| holders.get(one).is_some_and(|count| *count > 1);
        let shared: Vec<String> = self
            .traits
            .iter()
            .filter(is_shared)
            .map(Trait::in_words)
            .collect();
        if !shared.is_empty() {
            return shared.join("; ");
        }
        if let Some((one, other)) = self.company {
            return format!("{BESIDE}{one}; {other}");
        }
        let own: Vec<String> = self.traits.iter().map(Trait::in_words).collect();
        format!("similar {}", own.join("; "))
    }
}

pub(super) fn id_of(folded_name: &str, first: Option<&(String, String, String)>) -> String {
    let mut hash = Sha256::new();
    hash.update(folded_name);
    if let Some((report, text, entity)) = first {
        for part in [report, text, entity] {
            hash.update([0]);
            hash.update(part);
        }
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|b| format!("{b:02x}"))
        .collect()
}
