//! In: clues about the byline. Out: the persons who wrote the report, and how sure that is.
//!
//! Only persons are kept: desks, agencies and roles are taken off. The most trusted place that names
//! a person wins; other places that name the same person support it.

use super::choose::Chosen;
use super::clue::{Clue, key};
use super::trust;
use sayso_english::pages;
use sayso_text::candidate::{Field, Source};
use std::cmp::Reverse;

/// Groups of names that are compared. A page with more is a list of authors.
const MAX_GROUPS: usize = 100;
/// What each supporting kind of place adds, and how many count.
const SUPPORT: u32 = 8;
const MAX_SUPPORT: u32 = 3;
/// Bytes between two names of one byline.
const MAX_DISTANCE: usize = 500;

/// What ends the names of a byline.
const ENDS: [&str; 23] = [
    " | ",
    " For ",
    " In ",
    " – ",
    " — ",
    " - ",
    " • ",
    " · ",
    " (",
    " @",
    " on ",
    " in ",
    " for ",
    " Published",
    " Updated",
    " Posted",
    " at ",
    " am ",
    " / ",
    "\t",
    " #",
    " via ",
    " from ",
];
/// Words between two names.
const JOINTS: [&str; 7] = [" and ", " And ", " AND ", " und ", " & ", " et ", " with "];
/// Words and titles before a single name.
const BEFORE_NAME: [&str; 6] = ["by ", "By ", "BY ", "Dr. ", "Dr ", "Prof. "];
/// What is written after the last comma of a name.
const SUFFIXES: [&str; 5] = ["Jr.", "Sr.", "Jr", "III", "II"];

/// The persons named at one place.
struct Group {
    rule: Source,
    clue: usize,
    /// The clues of further persons.
    with: Vec<usize>,
    names: Vec<String>,
    keys: Vec<String>,
    trust: u32,
}

impl Group {
    fn add(&mut self, index: usize, names: Vec<String>) {
        for name in names {
            let key = key(&name);
            if !self.keys.contains(&key) {
                self.with.push(index);
                self.names.push(name);
                self.keys.push(key);
            }
        }
    }

    /// True if the clue names a further person of the same byline. Persons of one byline are near
    /// each other; others on the page wrote something else.
    fn takes(&self, clue: &Clue, clues: &[Clue]) -> bool {
        let last = &clues[*self.with.last().unwrap_or(&self.clue)];
        let is_near = match (&last.at, &clue.at) {
            (Some(a), Some(b)) if clue.seen.is_some() => {
                b.start.saturating_sub(a.end) < MAX_DISTANCE
            }
            _ => true,
        };
        names_one_person_each(clue.rule)
            && self.rule == clue.rule
            && self.trust == u32::from(clue.trust)
            && is_near
    }
}

/// True for places that are repeated for each person of a byline. Visible bylines name all of them
/// at once.
fn names_one_person_each(rule: Source) -> bool {
    matches!(
        rule,
        Source::JsonLdAuthor
            | Source::MetaCitationAuthor
            | Source::MetaAuthor
            | Source::ItempropAuthor
            | Source::MetaArticleAuthor
            | Source::MetaDcCreator
            | Source::MetaParselyAuthor
            | Source::RelAuthor
            | Source::BylineLink
            | Source::RdfaPerson
    )
}

/// Chooses the persons of the byline. Several are joined by ", ".
pub fn byline(clues: &[Clue], sites: &[String]) -> Option<Chosen> {
    let groups = groups(clues, sites);
    let scores: Vec<u32> = groups
        .iter()
        .map(|group| group.trust + SUPPORT * supporters(group, &groups).min(MAX_SUPPORT))
        .collect();
    let best = (0..groups.len()).max_by_key(|&i| (scores[i], Reverse(i)))?;
    let confidence = scores[best].min(99) as u8;
    let best = fuller(&groups[best], &groups, clues);
    (confidence >= trust::MIN_BYLINE).then(|| Chosen {
        clue: best.clue,
        with: best.with.clone(),
        value: best.names.join(", "),
        confidence,
    })
}

/// The byline that readers see, if it names all persons of the best place and, after an "and", more.
/// Metadata often name the first author only.
fn fuller<'a>(best: &'a Group, groups: &'a [Group], clues: &[Clue]) -> &'a Group {
    let is_fuller = |group: &&Group| {
        let is_list = JOINTS
            .iter()
            .any(|joint| clues[group.clue].value.contains(joint));
        let has_all = best.keys.iter().all(|key| group.keys.contains(key));
        // "Ada Quill Follow Ada Quill" is the same person again.
        let is_other = |key: &String| best.keys.iter().all(|own| own == key || !key.contains(own));
        let has_others = group.keys.iter().all(is_other);
        let is_visible = matches!(group.rule, Source::BylineClass | Source::BylineLine);
        is_visible && is_list && has_all && has_others && group.keys.len() > best.keys.len()
    };
    groups.iter().find(is_fuller).unwrap_or(best)
}

fn groups(clues: &[Clue], sites: &[String]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let bylines = clues.iter().enumerate();
    for (index, clue) in bylines.filter(|(_, c)| c.field == Field::Byline) {
        let names = people(&clue.value, sites, clue.trust < trust::SURE_BYLINE);
        if names.is_empty() {
            continue;
        }
        match groups.iter_mut().find(|group| group.takes(clue, clues)) {
            Some(group) => group.add(index, names),
            None => groups.push(Group {
                rule: clue.rule,
                clue: index,
                with: Vec::new(),
                keys: names.iter().map(|name| key(name)).collect(),
                names,
                trust: u32::from(clue.trust),
            }),
        }
    }
    groups.truncate(MAX_GROUPS);
    groups
}

/// How many other kinds of places name one of the persons.
fn supporters(group: &Group, groups: &[Group]) -> u32 {
    let mut rules: Vec<Source> = Vec::new();
    for other in groups {
        let is_new = other.rule != group.rule && !rules.contains(&other.rule);
        if is_new && other.keys.iter().any(|name| group.keys.contains(name)) {
            rules.push(other.rule);
        }
    }
    rules.len() as u32
}

/// The persons of a byline. If `strict`, names of one word do not count.
fn people(value: &str, sites: &[String], strict: bool) -> Vec<String> {
    let rest = without_openings(value.trim());
    if rest.contains("://") || rest.contains("www.") {
        return Vec::new();
    }
    let end = ENDS.iter().filter_map(|mark| rest.find(mark)).min();
    let rest = &rest[..end.unwrap_or(rest.len())];
    if is_name_of_site(rest, sites) {
        return Vec::new();
    }
    let parts = JOINTS
        .iter()
        .fold(rest.to_string(), |text, word| text.replace(word, ";"));
    let mut out: Vec<String> = Vec::new();
    for part in parts.split([';', ',', '/', '|']) {
        let name = bare_name(part);
        if SUFFIXES.contains(&name)
            && let Some(last) = out.last_mut()
        {
            last.push(' ');
            last.push_str(name);
        } else if is_person(name, sites, strict) && !out.iter().any(|o| key(o) == key(name)) {
            out.push(name.to_string());
        }
    }
    out
}

/// A byline without "By", "Author:" and the like.
fn without_openings(value: &str) -> &str {
    let mut rest = value;
    while let Some(length) = opening(rest) {
        rest = rest[length..].trim_start_matches([' ', ':', '\u{a0}']);
    }
    rest
}

/// The length of the words before the names.
fn opening(text: &str) -> Option<usize> {
    let begins = |phrase: &&str| {
        text.get(..phrase.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(phrase))
    };
    let is_followed_by_space = |phrase: &&str| text[phrase.len()..].starts_with(' ');
    let mut openings = pages::CREDIT_OPENINGS
        .iter()
        .chain(pages::BYLINE_OPENINGS.iter());
    let word = openings.find(|phrase| begins(phrase) && is_followed_by_space(phrase));
    word.or_else(|| pages::BYLINE_LABELS.iter().find(begins))
        .map(str::len)
}

fn bare_name(part: &str) -> &str {
    let name = part
        .trim()
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
        .trim();
    BEFORE_NAME
        .iter()
        .fold(name, |name, word| name.strip_prefix(word).unwrap_or(name))
}

fn is_name_of_site(name: &str, sites: &[String]) -> bool {
    let name = key(name);
    sites
        .iter()
        .any(|site| *site == name || site.len() > 5 && name.contains(site.as_str()))
}

/// True if a part of a byline is the name of a person. If `strict`, it must have two words.
fn is_person(name: &str, sites: &[String], strict: bool) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    if !has_shape_of_name(name, words.len()) || is_name_of_site(name, sites) {
        return false;
    }
    let is_desk_or_role = |word: &&str| {
        let key = key(word);
        pages::NOT_PERSONS.has(&key) || pages::BYLINE_ROLES.has(&key)
    };
    if words.iter().any(is_desk_or_role) {
        return false;
    }
    if let [word] = words[..] {
        return !strict && word.starts_with(char::is_uppercase) && word.len() >= 3;
    }
    let is_more_than_initial = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    words.iter().all(|word| is_word_of_name(word)) && words.iter().any(is_more_than_initial)
}

fn has_shape_of_name(name: &str, words: usize) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (1..=5).contains(&words)
        && letters >= 3
        && name.chars().count() <= 48
        && !name.contains(['@', '=', '<', '{', '!', '?'])
        && !name.contains(|c: char| c.is_ascii_digit())
}

fn is_word_of_name(word: &str) -> bool {
    let has_no_case = !word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric())
        || word.contains(['\'', '’'])
        || pages::NAME_PARTICLES.has(word)
        || has_no_case
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_of_a_byline() {
        let names = |value: &str| people(value, &["tarnherald".into()], true).join("; ");
        for (byline, persons) in [
            ("By Ada Quill, Science Editor", "Ada Quill"),
            (
                "Ada Quill and Tom van der Brack | 14 March 2023",
                "Ada Quill; Tom van der Brack",
            ),
            ("Tarn Herald Staff", ""),
            ("By Staff Reporter", ""),
            ("Lee Orme, Jr., in Velm", "Lee Orme Jr."),
            ("https://facebook.example/tarn", ""),
        ] {
            assert_eq!(names(byline), persons);
        }
    }
}
