//! In: names from left to right. Out: the table of entities: which names are the same person or
//! organisation, and what the report says about each.
//!
//! What a name means is decided by the first of these that holds, with the rule in brackets:
//!
//! A full name ("Hanna Orbeck") is
//! 1. the person with exactly this name (`same-name`),
//! 2. the only person of whose full name it can be a variant (`variant-of-name`),
//! 3. the only person known so far by a part of it (`name-after-surname`),
//! 4. a new person (`name`).
//!
//! A lone name ("Orbeck") is
//! 1. the only person named in full who has this surname (`surname`); if several have it, the one
//!    for whom it is mostly used (`surname-of-the-main`), or no one (`surname-open`),
//! 2. the person already mentioned by exactly this name (`same-name`),
//! 3. the only person with that first name (`first-name`); if there are several, no one
//!    (`first-name-open`),
//! 4. an organisation with this name, unless a title shows a man or a woman,
//! 5. the only person named in full later who has this name (`full-name-follows`),
//! 6. a new person (`name`).
//!
//! The name of an organisation or a place is
//! 1. the person whose surname it is, if there is one,
//! 2. the one with exactly this name (`same-name`),
//! 3. the one with this acronym, or whose acronym has occurred (`acronym`),
//! 4. the only one whose name contains it (`part-of-name`),
//! 5. the first one whose name it contains (`name-after-part`),
//! 6. a new one (`name`).

use super::link::{self, Basis};
use super::name_kinds::ProperName;
use super::persons::{PersonName, initials};
use super::roles::{self, RoleWords};
use super::{
    Entity, EntityId, Kind, Link, Mention, Resolution, Role, Speaker, Words, Written, kinds,
    pronouns,
};
use crate::attribute::{Attribution, Form};
use crate::names::{Gender, NameKind};
use crate::text::Span;
use sayso_english::classes::{class, classes};
use sayso_english::sources::{NOUNS, noun};
use sayso_english::titles::{TitleKind, is_title, title};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Entities farther back than this are not linked again, because comparing each name of a crawl in one
/// file with all others would take too long.
const RECENT: usize = 400;
/// Mentions farther back than this do not count when a surname is given to the person it is mostly
/// used for.
const SIGHTS: usize = 100;
/// If several people have a surname, how far the weight of the first must be ahead of the second:
/// about two mentions by surname.
const SURNAME_LEAD: f32 = 6.0;
/// The least share of the first person's weight in that of the first two.
const SURNAME_SHARE: f32 = 0.75;
/// The longest acronym in bytes.
const LONGEST_ACRONYM: usize = 6;
/// The shortest part of a name, in bytes, that can mean the whole.
const SHORTEST_PART: usize = 4;
/// Roles and other names kept of one entity.
pub const MAX_PER_ENTITY: usize = 12;

/// A mention with the properties by which pronouns are weighed.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug)]
pub struct Sight {
    pub tokens: Range<u32>,
    pub sentence: u32,
    /// It is the first person named in its sentence outside quotation marks.
    pub first: bool,
    pub possessive: bool,
    pub after_preposition: bool,
    pub source: bool,
    pub quoted: bool,
}

/// An entity while the table is being filled.
#[derive(Default)]
pub struct Row {
    pub name: String,
    pub kind: Kind,
    /// The ways a person's name is written.
    pub written: Vec<PersonName>,
    /// How strongly titles, roles and pronouns show a man, and a woman.
    pub men: u32,
    pub women: u32,
    /// The gender that the first name is mostly given to.
    pub sex_of_name: Option<Gender>,
    pub roles: Vec<RoleWords>,
    pub aliases: Vec<String>,
    /// What the report says that an organisation is: "brokerage".
    pub types: Vec<String>,
    pub sights: Vec<Sight>,
    /// The last word of the description, if the entity has no name: "lawyer".
    pub head: Option<String>,
    /// The entity in relation to which it is described: Orbeck for "Orbeck’s lawyer".
    pub anchor: Option<usize>,
    pub is_place: bool,
    pub speaks: bool,
    /// Titles written before its name, in full: "senator".
    pub titles: Vec<&'static str>,
    /// The reason that the report gives for not naming it.
    pub anonymity: Option<Span>,
    /// It is several people, such as "residents" or "Ahn and Choi".
    pub plural: bool,
}

impl Row {
    /// Whether it is an organisation, a news outlet or a document with a name.
    fn is_named_body(&self) -> bool {
        matches!(self.kind, Kind::Organisation | Kind::Media | Kind::Document)
            && self.head.is_none()
    }

    /// Whether one of its names has this key.
    fn is_called(&self, own: &str) -> bool {
        has_key(&self.name, own) || self.aliases.iter().any(|alias| has_key(alias, own))
    }
}

/// The table of entities while a report is read from left to right.
pub struct Table<'a> {
    pub words: &'a Words<'a>,
    pub names: &'a [ProperName],
    pub gender: &'a dyn Fn(&str) -> Option<Gender>,
    pub attributions: &'a [Attribution],
    pub rows: Vec<Row>,
    pub mentions: Vec<Mention>,
    /// The entity found at the first token of a name or at a pronoun, and the reason.
    pub at: HashMap<u32, (Option<EntityId>, Link)>,
    /// The end and the kind of the name that begins at a token.
    ends: HashMap<u32, (u32, NameKind)>,
    pub speakers: Vec<Speaker>,
    /// For each token, whether the source of an attribution contains it.
    sourced: Vec<bool>,
    /// Sentences in which a person has been named outside quotation marks.
    named: HashSet<u32>,
    /// Full names of persons anywhere in the report.
    full: Vec<FullName>,
    /// For each surname, whether a title shows a man and whether one shows a woman.
    titled: HashMap<String, (bool, bool)>,
    /// The number of full names up to the current position.
    seen_full: usize,
    /// Speakers in the order in which they spoke, with the sentence.
    pub spoke: Vec<(EntityId, u32)>,
    /// The last source of several ("Ahn and other observers"), and its sentence.
    pub together: (Vec<EntityId>, u32),
    /// The words of each source.
    pub sources: Vec<Option<Range<u32>>>,
    /// First and last token of each attribution's source, sorted.
    pub source_ends: Vec<(u32, u32, usize)>,
    /// First and last token of each direct quotation that is not inside another, with its attribution,
    /// sorted.
    quotations: Vec<(u32, u32, usize)>,
}

/// The person or organisation that a name means: its row, how the name is written, and the reason.
struct Who {
    id: usize,
    written: Written,
    link: Link,
}

impl Who {
    fn new(id: usize, written: Written, basis: Basis) -> Who {
        Who {
            id,
            written,
            link: basis.link(),
        }
    }
}

/// What a lone name can mean.
enum Lone {
    Is(Who),
    /// One of several people with this surname.
    OneOf(Vec<usize>),
    /// No one, because several people have this name and none is more likely than the others.
    Open(Link),
    Organisation,
}

/// The contents of direct quotations that are not inside another.
fn quotations(words: &Words<'_>, attributions: &[Attribution]) -> Vec<(u32, u32, usize)> {
    let mut out = Vec::new();
    for (number, attribution) in attributions.iter().enumerate() {
        if attribution.form == Form::Direct && attribution.parent.is_none() {
            let contents = attribution.content.iter().map(|span| words.tokens(*span));
            out.extend(contents.map(|tokens| (tokens.start, tokens.end, number)));
        }
    }
    out.sort_unstable();
    out
}

/// The name of a person without the titles before it.
fn bare(written: &str) -> String {
    let words: Vec<&str> = written.split_whitespace().collect();
    let titles = words
        .iter()
        .take_while(|w| is_title(w))
        .count()
        .min(words.len().saturating_sub(1));
    let name = &words[titles..];
    // "KELLY Orbeck": some outlets begin a report in capitals.
    let is_shouted = |word: &str| word.chars().count() > 3 && word.chars().all(char::is_uppercase);
    let is_mixed = name.iter().any(|word| word.chars().any(char::is_lowercase));
    if !is_mixed || !name.iter().any(|word| is_shouted(word)) {
        return name.join(" ");
    }
    let quiet = |word: &&str| {
        if is_shouted(word) {
            with_one_capital(word)
        } else {
            (*word).to_string()
        }
    };
    name.iter().map(quiet).collect::<Vec<_>>().join(" ")
}

/// "Kelly" for "KELLY".
fn with_one_capital(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().collect();
    first + &letters.as_str().to_lowercase()
}

/// The word in quotation marks inside a name: "Biscuit" of "Odo “Biscuit” Brandt".
fn nickname(name: &str) -> Option<&str> {
    let (_, rest) = name.split_once(['“', '"', '‘'])?;
    let (nickname, after) = rest.split_once(['”', '"', '’'])?;
    (!nickname.is_empty() && !after.is_empty()).then_some(nickname)
}

/// A full name of a person somewhere in the report.
struct FullName {
    name: PersonName,
    display: String,
    /// The words before it name a relation: "husband", "daughter", "first lady".
    is_kin: bool,
}

/// The full names of persons, and for each surname whether a title shows a man and whether one shows
/// a woman.
fn named_in_full(
    words: &Words<'_>,
    names: &[ProperName],
) -> (Vec<FullName>, HashMap<String, (bool, bool)>) {
    let mut full = Vec::new();
    let mut titled: HashMap<String, (bool, bool)> = HashMap::new();
    for proper in names.iter().filter(|n| n.kind == NameKind::Person) {
        let written = words.slice(proper.tokens.clone());
        let Some(name) = PersonName::of(written) else {
            continue;
        };
        let stop = u32::from(proper.tokens.start > 0 && words.at(proper.tokens.start - 1) == ".");
        let sex = proper
            .tokens
            .start
            .checked_sub(1 + stop)
            .and_then(|k| title(words.at(k)))
            .and_then(|t| t.gender);
        if let (Some(sex), Some(family)) = (sex, name.parts.last()) {
            let of = titled.entry(family.clone()).or_default();
            *of = (of.0 || sex == Gender::Male, of.1 || sex == Gender::Female);
        }
        if name.is_full() {
            full.push(FullName {
                name,
                display: bare(written),
                is_kin: is_kin(words, &proper.tokens),
            });
        }
    }
    (full, titled)
}

/// Whether the words before a name show a relative: "the first lady, Marta Talvi", "his brother Karl
/// Talvi". Such a person often shares the surname of a person already known.
fn is_kin(words: &Words<'_>, name: &Range<u32>) -> bool {
    let from = name
        .start
        .saturating_sub(3)
        .max(words.sentence_tokens(name.start).start);
    (from..name.start).any(|k| kinds::is_kin(&words.lower(k)))
}

/// The full form of a title that shows an office or a rank: "senator" for "Sen."; none for "Mr." and
/// other titles of courtesy.
fn office(word: &str) -> Option<&'static str> {
    let title = title(word).filter(|title| title.kind != TitleKind::Courtesy)?;
    Some(title.full.unwrap_or(title.word))
}

/// The name without "the" in front, in lower case.
fn key(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    lower.strip_prefix("the ").unwrap_or(&lower).to_string()
}

/// Whether a name has this [`key`]. No key is made of a name in ASCII, as nearly all are.
fn has_key(name: &str, own: &str) -> bool {
    if !name.is_ascii() {
        return key(name) == own;
    }
    let bare = match name.get(..4) {
        Some(the) if the.eq_ignore_ascii_case("the ") => &name[4..],
        _ => name,
    };
    bare.eq_ignore_ascii_case(own)
}

/// The entity whose name `written` abbreviates, or whose acronym `written` spells out.
fn find_by_acronym(
    written: &str,
    find: impl Fn(&dyn Fn(&Row) -> bool) -> Option<usize>,
) -> Option<usize> {
    let is_in_capitals = |c: char| c.is_uppercase() || matches!(c, '.' | '&');
    let is_short = written.len() <= LONGEST_ACRONYM && written.chars().all(is_in_capitals);
    let letters: String = written.chars().filter(|c| c.is_alphabetic()).collect();
    let by_letters = if is_short && letters.len() > 1 {
        find(&|row| initials(&row.name) == letters)
    } else {
        None
    };
    by_letters.or_else(|| {
        find(&|row| {
            let is_acronym =
                row.name.len() <= LONGEST_ACRONYM && row.name.chars().all(char::is_uppercase);
            is_acronym && initials(written) == row.name
        })
    })
}

/// Whether a name has more words than `part` and begins or ends with it. Both are keys.
fn is_longer_name(full: &str, part: &str) -> bool {
    let is_before = || {
        full.strip_prefix(part)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    part.len() >= SHORTEST_PART && (ends_with_word(full, part) || is_before())
}

/// Whether a name is `part` with words before it. Both are keys.
fn adds_words_before(name: &str, part: &str) -> bool {
    part.len() >= SHORTEST_PART && ends_with_word(name, part)
}

/// Whether a name ends with `part` after a space.
fn ends_with_word(name: &str, part: &str) -> bool {
    name.strip_suffix(part)
        .is_some_and(|before| before.ends_with(' '))
}

/// The entity that fits, if exactly one does.
fn only(ids: &[usize], fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut ids = ids.iter().copied().filter(|&id| fits(id));
    ids.next().filter(|_| ids.next().is_none())
}

impl<'a> Table<'a> {
    pub fn new(
        words: &'a Words<'a>,
        names: &'a [ProperName],
        gender: &'a dyn Fn(&str) -> Option<Gender>,
        attributions: &'a [Attribution],
    ) -> Table<'a> {
        let mut sourced = vec![false; words.len() as usize];
        for span in attributions.iter().flat_map(|a| &a.source) {
            let tokens = words.tokens(*span);
            sourced[tokens.start as usize..tokens.end as usize].fill(true);
        }
        let mut source_ends: Vec<(u32, u32, usize)> = Vec::new();
        for (number, attribution) in attributions.iter().enumerate() {
            if let (Some(first), Some(last)) =
                (attribution.source.first(), attribution.source.last())
            {
                source_ends.push((words.tokens(*first).start, words.tokens(*last).end, number));
            }
        }
        source_ends.sort_unstable();
        let (full, titled) = named_in_full(words, names);
        let quotations = quotations(words, attributions);
        Table {
            words,
            names,
            gender,
            attributions,
            rows: Vec::new(),
            mentions: Vec::new(),
            at: HashMap::new(),
            ends: names
                .iter()
                .map(|n| (n.tokens.start, (n.tokens.end, n.kind)))
                .collect(),
            speakers: vec![Speaker::default(); attributions.len()],
            sourced,
            named: HashSet::new(),
            full,
            titled,
            seen_full: 0,
            source_ends,
            quotations,
            spoke: Vec::new(),
            together: (Vec::new(), 0),
            sources: vec![None; attributions.len()],
        }
    }

    /// Whether an entity is known to speak the direct quotation around a token. Such a speaker says
    /// "I", so that "he" and "she" are others.
    pub fn speaks_around(&self, id: usize, k: u32) -> bool {
        let before = self.quotations.partition_point(|q| q.0 <= k);
        let quotation = before.checked_sub(1).map(|last| self.quotations[last]);
        quotation.is_some_and(|(_, end, attribution)| {
            let speakers = &self.speakers[attribution].entities;
            k < end && speakers.iter().any(|speaker| speaker.index() == id)
        })
    }

    /// The row of an entity.
    pub fn row(&self, id: EntityId) -> &Row {
        &self.rows[id.index()]
    }

    /// The row of an entity, to be changed.
    pub fn row_mut(&mut self, id: EntityId) -> &mut Row {
        &mut self.rows[id.index()]
    }

    /// Adds an entity.
    pub fn add(&mut self, row: Row) -> usize {
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// The entities that a mention can still mean: see [`RECENT`].
    pub fn near(&self) -> Range<usize> {
        self.rows.len().saturating_sub(RECENT)..self.rows.len()
    }

    /// [`Table::near`] with their rows.
    pub fn recent(&self) -> impl DoubleEndedIterator<Item = (usize, &Row)> {
        self.near().map(|id| (id, &self.rows[id]))
    }

    pub fn find(&self, test: impl Fn(&Row) -> bool) -> Option<usize> {
        self.near().find(|&id| test(&self.rows[id]))
    }

    pub fn find_last(&self, test: impl Fn(&Row) -> bool) -> Option<usize> {
        self.near().rev().find(|&id| test(&self.rows[id]))
    }

    /// Whether the source of an attribution contains a token.
    pub fn sourced(&self, k: u32) -> bool {
        self.sourced[k as usize]
    }

    /// The name that begins at a token: its end and kind.
    pub fn name_at(&self, k: u32) -> Option<(u32, NameKind)> {
        self.ends.get(&k).copied()
    }

    /// The name that ends directly before `end` and begins at `from` or later.
    pub fn name_ending(&self, end: u32, from: u32) -> Option<(u32, NameKind)> {
        (from..end).find_map(|k| {
            self.name_at(k)
                .filter(|(e, _)| *e == end)
                .map(|(_, kind)| (k, kind))
        })
    }

    /// The gender of a person. What titles, roles and pronouns show counts more than the first name,
    /// because "Andrea" and "Jean" are names of men and of women.
    pub fn gender_of(&self, id: usize) -> Option<Gender> {
        let row = &self.rows[id];
        let of_name = |sex| 2 * u32::from(row.sex_of_name == Some(sex));
        let men = row.men + of_name(Gender::Male);
        let women = row.women + of_name(Gender::Female);
        match (men, women) {
            (m, f) if m > 2 * f => Some(Gender::Male),
            (m, f) if f > 2 * m => Some(Gender::Female),
            _ => None,
        }
    }

    pub fn vote(&mut self, id: usize, gender: Option<Gender>, count: u32) {
        match gender {
            Some(Gender::Male) => self.rows[id].men += count,
            Some(Gender::Female) => self.rows[id].women += count,
            None => {}
        }
    }

    /// Records a mention with its position in the sentence.
    pub fn see(&mut self, id: usize, tokens: Range<u32>, written: Written, link: Link) {
        let w = self.words;
        let sentence = w.sentence(tokens.start);
        let quoted = w.quoted(tokens.start);
        let person = matches!(
            self.rows[id].kind,
            Kind::Person | Kind::Role | Kind::Anonymous
        );
        let first = person && !quoted && written != Written::Pronoun && self.named.insert(sentence);
        let mut before = tokens.start;
        while before > 0
            && (is_title(w.at(before - 1))
                || w.at(before - 1) == "."
                || classes(w.at(before - 1)) & class::DETERMINER != 0)
        {
            before -= 1;
        }
        let preposition = before.checked_sub(1).is_some_and(|k| {
            matches!(
                &*w.lower(k),
                "of" | "by"
                    | "with"
                    | "to"
                    | "for"
                    | "against"
                    | "about"
                    | "on"
                    | "from"
                    | "than"
                    | "like"
            )
        });
        let sight = Sight {
            sentence,
            first,
            possessive: w.is_possessive(tokens.end),
            after_preposition: preposition,
            source: self.sourced[tokens.start as usize],
            quoted,
            tokens: tokens.clone(),
        };
        self.rows[id].sights.push(sight);
        let entity = Some(EntityId::of(id));
        self.at.insert(tokens.start, (entity, link));
        self.mentions.push(Mention {
            span: w.span(tokens),
            written,
            entity,
            link,
        });
    }

    pub fn pronoun(&mut self, k: u32) {
        let Some(gender) = pronouns::personal(self.words.at(k)) else {
            return;
        };
        let (mut found, mut link) = self.person_for(k, gender);
        let no_one_fits = found.is_none() && link.rule == link::PRONOUN.rule;
        if no_one_fits
            && self.sourced(k)
            && let Some((id, basis)) = self
                .unnamed_person_for(k, gender)
                .or_else(|| self.only_person_named(k))
        {
            (found, link) = (Some(id), basis);
        }
        if let Some(id) = found {
            self.see(id.index(), k..k + 1, Written::Pronoun, link);
            self.vote(id.index(), Some(gender), 1);
        } else {
            self.at.insert(k, (None, link));
            let span = self.words.span(k..k + 1);
            self.mentions.push(Mention {
                span,
                written: Written::Pronoun,
                entity: None,
                link,
            });
        }
    }

    /// Reads the name with this number.
    pub fn name(&mut self, number: usize) {
        let name = &self.names[number];
        let tokens = name.tokens.clone();
        match name.kind {
            NameKind::Person => self.person(tokens.clone()),
            NameKind::Organisation => self.organisation(tokens.clone(), false),
            NameKind::Place => self.organisation(tokens.clone(), true),
        }
        if name.media
            && let Some((Some(id), _)) = self.at.get(&tokens.start)
            && self.rows[id.index()].kind != Kind::Person
        {
            self.rows[id.index()].kind = Kind::Media;
        }
    }

    /// The persons with a name that passes the test, in the order in which they were added.
    fn persons(&self, test: impl Fn(&PersonName) -> bool) -> Vec<usize> {
        let rows = self.recent();
        rows.filter(|(_, r)| r.kind == Kind::Person && r.written.iter().any(&test))
            .map(|(id, _)| id)
            .collect()
    }

    fn person(&mut self, tokens: Range<u32>) {
        let w = self.words;
        let written = w.slice(tokens.clone());
        let Some(name) = PersonName::of(written) else {
            return;
        };
        self.seen_full += usize::from(name.is_full());
        // "Mrs. Orbeck"
        let stop = u32::from(tokens.start > 0 && w.at(tokens.start - 1) == ".");
        let before = tokens
            .start
            .checked_sub(1 + stop)
            .and_then(|k| title(w.at(k)));
        let own = written
            .split_whitespace()
            .next()
            .and_then(title)
            .filter(|_| written.contains(' '));
        let sex = before.and_then(|t| t.gender).or(own.and_then(|t| t.gender));
        let Who {
            id,
            written: how,
            link,
        } = if name.is_full() {
            self.full_name(&name, &tokens, sex)
        } else {
            match self.lone_name(&name, &tokens, sex) {
                Lone::Is(who) => who,
                Lone::OneOf(family) => {
                    return self.shared_surname(&family, tokens, before.is_some(), sex);
                }
                Lone::Open(link) => return self.open(tokens, Written::FirstName, link),
                Lone::Organisation => return self.organisation(tokens, false),
            }
        };
        self.called(id, &name, bare(written));
        if let Some(title) = before.and_then(|_| office(w.at(tokens.start - 1 - stop))) {
            let titles = &mut self.rows[id].titles;
            if titles.len() < MAX_PER_ENTITY && !titles.contains(&title) {
                titles.push(title);
            }
        }
        self.vote(id, sex, 5);
        // If the family name comes first, the first part of the name shows no gender.
        let family_first = name.family().nth(1).is_some();
        if let Some(given) = name
            .given()
            .filter(|_| how == Written::Name && !family_first)
        {
            let row = &mut self.rows[id];
            row.sex_of_name = row.sex_of_name.or((self.gender)(given));
        }
        self.see(id, tokens.clone(), how, link);
        self.add_roles_beside(id, &tokens);
    }

    /// Whether a person can be of this sex.
    fn can_be_of(&self, id: usize, sex: Option<Gender>) -> bool {
        sex.zip(self.gender_of(id)).is_none_or(|(a, b)| a == b)
    }

    fn full_name(&mut self, name: &PersonName, tokens: &Range<u32>, sex: Option<Gender>) -> Who {
        let sex = sex.or_else(|| name.given().and_then(|given| (self.gender)(given)));
        let same = self.persons(|other| other == name);
        // "Jane Bell" and "John Bell" are different people, although "J. Bell" can be either.
        let mut variant = self.persons(|other| other.is_full() && other.can_be(name));
        variant.retain(|&id| {
            let mut full = self.rows[id].written.iter().filter(|other| other.is_full());
            full.all(|other| other.can_be(name))
        });
        let mut lone = self.persons(|other| !other.is_full() && name.can_be(other));
        lone.retain(|&id| {
            !self.rows[id].written.iter().any(PersonName::is_full) && self.can_be_of(id, sex)
        });
        if is_kin(self.words, tokens) {
            lone.clear();
        }
        let (id, basis) = match (&same[..], &variant[..], &lone[..]) {
            ([id, ..], _, _) => (*id, link::SAME_FULL_NAME),
            ([], [id], _) => (*id, link::VARIANT_OF_NAME),
            ([], [], [id]) => (*id, link::NAME_AFTER_SURNAME),
            _ => (
                self.new_person(&bare(self.words.slice(tokens.clone()))),
                link::NEW_FULL_NAME,
            ),
        };
        Who::new(id, Written::Name, basis)
    }

    fn lone_name(&mut self, name: &PersonName, tokens: &Range<u32>, sex: Option<Gender>) -> Lone {
        let written = self.words.slice(tokens.clone());
        let mut family = self.persons(|other| other.is_full() && other.can_be(name));
        family.retain(|&id| self.can_be_of(id, sex));
        if let Some(lone) = self.distinguished(&family, tokens) {
            return lone;
        }
        let mut same = self.persons(|other| other == name);
        // "Ms Orbeck" is not the Mr Orbeck who was called by his surname before.
        same.retain(|&id| self.can_be_of(id, sex));
        let given = self.persons(|other| other.given() == Some(name.parts[0].as_str()));
        if family.is_empty()
            && same.is_empty()
            && let Some(id) = sex.and_then(|sex| self.relative(&name.parts[0], sex))
        {
            self.add_surname(id, &bare(written));
            return Lone::Is(Who::new(id, Written::Surname, link::TITLE_OF_RELATIVE));
        }
        Lone::Is(match (&family[..], &same[..], &given[..]) {
            ([id], _, _) => Who::new(*id, Written::Surname, link::SURNAME),
            ([_, _, ..], _, _) => return Lone::OneOf(family),
            ([], [id, ..], _) => Who::new(*id, Written::Surname, link::SAME_LONE_NAME),
            ([], [], [id]) => Who::new(*id, Written::FirstName, link::FIRST_NAME),
            ([], [], [_, second, ..]) => {
                let runner_up = Some(EntityId::of(*second));
                return Lone::Open(link::FIRST_NAME_OPEN.link_before(runner_up));
            }
            // A title that shows a man or a woman rules out the firm: "Mrs. Orbeck" after "Orbeck
            // Ferries".
            _ if sex.is_none() && self.organisation_called(&written.to_lowercase()).is_some() => {
                return Lone::Organisation;
            }
            _ => self.new_lone_name(name, written, sex),
        })
    }

    /// The only relative of this sex who was named by a first name alone: "Ms Orbeck" after "Karl
    /// Orbeck" and "his daughter Lena". None if she is known to belong to another family.
    fn relative(&self, family: &str, sex: Gender) -> Option<usize> {
        let has_family = |id: usize| {
            let mut names = self.rows[id].written.iter().filter(|name| name.is_full());
            names.any(|name| name.family().any(|own| own == family))
        };
        let is_known = self.near().any(has_family);
        let fits = |id: usize| {
            let row = &self.rows[id];
            let is_first_name =
                row.kind == Kind::Person && row.written.iter().all(|n| !n.is_full());
            is_first_name
                && self.gender_of(id) == Some(sex)
                && row
                    .roles
                    .iter()
                    .any(|role| self.is_relative_in(role, &has_family))
        };
        let near: Vec<usize> = self.near().collect();
        only(&near, fits).filter(|_| is_known)
    }

    /// Adds the surname to a person known by the first name: "Lena" becomes "Lena Orbeck".
    fn add_surname(&mut self, id: usize, surname: &str) {
        let row = &mut self.rows[id];
        let full = format!("{} {surname}", row.name);
        row.written.extend(PersonName::of(&full));
        let first = std::mem::replace(&mut row.name, full);
        row.aliases.push(first);
    }

    /// Whether a role is that of a relative ("his daughter") whose owner, if known, fits.
    fn is_relative_in(&self, role: &RoleWords, is_owner: &dyn Fn(usize) -> bool) -> bool {
        let w = self.words;
        let mut owners = (role.tokens.start.saturating_sub(1)..role.tokens.end)
            .filter_map(|k| self.at.get(&k)?.0);
        let is_owned = owners.next().is_none_or(|owner| is_owner(owner.index()));
        is_owned && role.tokens.clone().any(|k| kinds::is_kin(&w.lower(k)))
    }

    /// A person not known so far by a lone name: the one named in full later, or a new one.
    fn new_lone_name(&mut self, name: &PersonName, written: &str, sex: Option<Gender>) -> Who {
        let Some((full, display)) = self.ahead(name, sex) else {
            let id = self.new_person(&bare(written));
            return Who::new(id, Written::Surname, link::NEW_LONE_NAME);
        };
        let id = self.new_person(&display);
        self.rows[id].written.push(full);
        Who::new(id, Written::Surname, link::FULL_NAME_FOLLOWS)
    }

    /// The person of a family that the words before the surname show: "the elder Hale", "Senator
    /// Reed".
    fn distinguished(&self, family: &[usize], tokens: &Range<u32>) -> Option<Lone> {
        let w = self.words;
        let before = tokens.start.checked_sub(1)?;
        let generation = match &*w.lower(before) {
            "elder" | "older" | "senior" => Some(1),
            "younger" | "junior" => Some(2),
            _ => None,
        };
        if let Some(generation) = generation {
            return Some(self.of_generation(family, generation));
        }
        if family.len() < 2 {
            return None;
        }
        let stop = u32::from(w.at(before) == "." && before > 0);
        let title = office(w.at(before - stop))?;
        let id = only(family, |id| self.has_title(id, title))?;
        Some(Lone::Is(Who::new(
            id,
            Written::Surname,
            link::TITLE_AND_SURNAME,
        )))
    }

    fn of_generation(&self, family: &[usize], generation: u8) -> Lone {
        let is_of = |id: usize| {
            let mut names = self.rows[id].written.iter();
            names.any(|name| name.generation() == Some(generation))
        };
        match only(family, is_of) {
            Some(id) => Lone::Is(Who::new(id, Written::Surname, link::ELDER_OR_YOUNGER)),
            None => Lone::Open(link::ELDER_OR_YOUNGER_OPEN.link()),
        }
    }

    /// Whether a title, in full, was written before a person's name or is one of their roles.
    fn has_title(&self, id: usize, title: &str) -> bool {
        let w = self.words;
        let row = &self.rows[id];
        let is_title_in = |role: &RoleWords| roles::heads(w, role).any(|k| w.lower(k) == title);
        row.titles.contains(&title) || row.roles.iter().any(is_title_in)
    }

    /// Records a name of a person. The fullest name becomes the name of the entity.
    fn called(&mut self, id: usize, name: &PersonName, bare: String) {
        let row = &mut self.rows[id];
        if row.written.len() < MAX_PER_ENTITY && !row.written.contains(name) {
            row.written.push(name.clone());
        }
        // Odo “Biscuit” Brandt
        if let Some(nickname) = nickname(&bare).and_then(PersonName::of)
            && !row.written.contains(&nickname)
        {
            row.written.push(nickname);
        }
        if bare.len() > row.name.len() && name.is_full() && !bare.chars().all(|c| !c.is_lowercase())
        {
            let old = std::mem::replace(&mut row.name, bare);
            row.aliases.push(old);
        } else if row.name != bare
            && row.aliases.len() < MAX_PER_ENTITY
            && !row.aliases.contains(&bare)
        {
            row.aliases.push(bare);
        }
    }

    /// The one organisation whose name begins or ends with this word.
    pub fn organisation_called(&self, word: &str) -> Option<usize> {
        let fits = |r: &Row| {
            let whole = matches!(r.kind, Kind::Organisation | Kind::Media)
                && r.head.is_none()
                && !r.is_place;
            let has_word = |name: &str| {
                let after = name.strip_prefix(word);
                after.is_some_and(|rest| rest.starts_with(' ')) || ends_with_word(name, word)
            };
            whole && has_word(&key(&r.name))
        };
        let mut ids = self.near().filter(|&id| fits(&self.rows[id]));
        ids.next().filter(|_| ids.next().is_none())
    }

    /// The full name later in the report that a lone name can mean, if there is only one.
    fn ahead(&self, name: &PersonName, sex: Option<Gender>) -> Option<(PersonName, String)> {
        let (men, women) = self.titled.get(&name.parts[0]).copied().unwrap_or_default();
        let same_sex = |full: &PersonName| {
            let own = full.given().and_then(|given| (self.gender)(given));
            let others = match own {
                Some(Gender::Male) => women && !men,
                Some(Gender::Female) => men && !women,
                None => false,
            };
            !others && sex.zip(own).is_none_or(|(a, b)| a == b)
        };
        // Full names far before or after this position are left out because comparing all of them
        // would take too long.
        let from = self.full.len().min(self.seen_full.saturating_sub(RECENT));
        let near = self.full[from..].iter().take(2 * RECENT);
        let mut fits = near.filter(|full| full.name.can_be(name) && same_sex(&full.name));
        let first = fits.next().filter(|full| !full.is_kin)?;
        fits.all(|other| other.name.can_be(&first.name))
            .then(|| (first.name.clone(), first.display.clone()))
    }

    fn new_person(&mut self, name: &str) -> usize {
        let written = PersonName::of(name).into_iter().collect();
        self.add(Row {
            name: name.into(),
            kind: Kind::Person,
            written,
            ..Row::default()
        })
    }

    pub fn open(&mut self, tokens: Range<u32>, written: Written, link: Link) {
        self.at.insert(tokens.start, (None, link));
        self.mentions.push(Mention {
            span: self.words.span(tokens),
            written,
            entity: None,
            link,
        });
    }

    /// Links a surname that several people have to the person it was mostly used for without a first
    /// name, if that person is clearly ahead.
    fn shared_surname(
        &mut self,
        family: &[usize],
        tokens: Range<u32>,
        is_titled: bool,
        sex: Option<Gender>,
    ) {
        let mut ranked: Vec<(f32, usize)> = family
            .iter()
            .map(|&id| (self.weight_of_surname(id), id))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let (top, second) = (ranked[0], ranked[1]);
        let runner_up = Some(EntityId::of(second.1));
        let score = top.0 / (top.0 + second.0).max(0.5);
        let is_ahead = top.0 - second.0 >= SURNAME_LEAD || is_titled && sex.is_some();
        if is_ahead && score >= SURNAME_SHARE {
            let link = link::SURNAME_OF_THE_MAIN.scored(score, runner_up);
            self.vote(top.1, sex, 3);
            self.see(top.1, tokens, Written::Surname, link);
        } else {
            let link = link::SURNAME_OPEN.scored(score, runner_up);
            self.open(tokens, Written::Surname, link);
        }
    }

    /// How strongly a surname alone points to this person. A mention by surname counts four times,
    /// because people who share a name with the main person of a report are named in full each time.
    fn weight_of_surname(&self, id: usize) -> f32 {
        let sights = &self.rows[id].sights;
        let near = sights.iter().rev().take(SIGHTS);
        let lone = near.filter(|sight| sight.tokens.len() == 1).count();
        3.0 * lone as f32 + sights.len().min(SIGHTS) as f32
    }

    fn organisation(&mut self, tokens: Range<u32>, is_place: bool) {
        let w = self.words;
        let written = w.slice(tokens.clone());
        let own = key(written);
        // A word that is the surname of a person in this report means the person.
        if tokens.len() == 1
            && PersonName::of(written)
                .is_some_and(|name| !self.persons(|o| o.is_full() && o.can_be(&name)).is_empty())
        {
            self.person(tokens);
            return;
        }
        let who = self
            .known_organisation(written, is_place)
            .unwrap_or_else(|| {
                let id = self.new_organisation(&tokens, is_place);
                Who::new(id, Written::Name, link::NEW_ORGANISATION)
            });
        let Who {
            id,
            written: how,
            link,
        } = who;
        // "Presumptive White House nominee Ines Moller": the words before the name describe the nominee.
        let is_of_role =
            link.rule == link::NAME_AFTER_PART.rule && kinds::is_role(&w.lower(tokens.end));
        let row = &mut self.rows[id];
        if !row.is_called(&own) && !is_of_role {
            if written.len() > row.name.len() {
                let old = std::mem::replace(
                    &mut row.name,
                    written.strip_prefix("the ").unwrap_or(written).into(),
                );
                row.aliases.push(old);
            } else {
                row.aliases.push(written.into());
            }
        }
        self.see(id, tokens.clone(), how, link);
        if !is_place {
            self.add_type_beside(id, &tokens);
        }
        // "International Grain Fund (IGF)"
        if w.at(tokens.end) == "(" && w.at(tokens.end + 2) == ")" {
            let inner = w.at(tokens.end + 1);
            if inner.len() > 1
                && inner.len() < 9
                && inner.chars().all(|c| c.is_uppercase() || c == '&')
            {
                self.rows[id].aliases.push(inner.into());
            }
        }
    }

    /// Notes what is said of an organisation beside its name: "Northgate Capital, an American
    /// brokerage,", "the brokerage Northgate Capital".
    fn add_type_beside(&mut self, id: usize, tokens: &Range<u32>) {
        let w = self.words;
        let after = (w.at(tokens.end) == ",")
            .then(|| roles::head_of_phrase(w, tokens.end + 1))
            .flatten()
            .filter(|&head| !self.is_source_of_its_own(tokens.start, head));
        // "their union, Alas Unidas,"
        let is_apposed =
            tokens.start > 0 && w.at(tokens.start - 1) == "," && w.at(tokens.end) == ",";
        let comma = u32::from(is_apposed);
        let before = tokens
            .start
            .checked_sub(1 + comma)
            .filter(|&k| !w.is_upper(k));
        for k in after.into_iter().chain(before) {
            let word = w.lower(k);
            let row = &mut self.rows[id];
            let is_told =
                row.types.iter().any(|told| *told == word) || row.types.len() >= MAX_PER_ENTITY;
            if kinds::is_body(&word) && !is_told {
                row.types.push(word.into_owned());
            }
        }
    }

    /// "is similar to the one with Norvik, the union said": the union is a source without the name
    /// before it, and so another body.
    fn is_source_of_its_own(&self, name: u32, head: u32) -> bool {
        let w = self.words;
        let mut spans = self.attributions.iter().flat_map(|a| &a.source);
        spans.any(|&span| {
            let source = w.tokens(span);
            source.contains(&head) && !source.contains(&name)
        })
    }

    /// The organisation or place that has been named before, by this name or another.
    fn known_organisation(&self, written: &str, is_place: bool) -> Option<Who> {
        let own = key(written);
        let named: Vec<(usize, &Row)> = self.recent().filter(|(_, r)| r.is_named_body()).collect();
        let find = |test: &dyn Fn(&Row) -> bool| {
            let row = named.iter().find(|(_, row)| test(row));
            row.map(|(id, _)| *id)
        };
        if let Some(id) = find(&|row| row.is_called(&own)) {
            return Some(Who::new(id, Written::Name, link::SAME_ORGANISATION));
        }
        if let Some(id) = find_by_acronym(written, find) {
            return Some(Who::new(id, Written::Acronym, link::ACRONYM));
        }
        if is_place {
            return None;
        }
        let mut longer = named
            .iter()
            .filter(|(_, row)| !row.is_place && is_longer_name(&key(&row.name), &own));
        match (longer.next(), longer.next()) {
            (Some((id, _)), None) => Some(Who::new(*id, Written::Alias, link::PART_OF_NAME)),
            // Several organisations can have this name, so none of them is chosen.
            (Some(_), Some(_)) => None,
            (None, _) => {
                let id = find(&|row| !row.is_place && adds_words_before(&own, &key(&row.name)))?;
                Some(Who::new(id, Written::Name, link::NAME_AFTER_PART))
            }
        }
    }

    fn new_organisation(&mut self, tokens: &Range<u32>, is_place: bool) -> usize {
        let w = self.words;
        let written = w.slice(tokens.clone());
        let the = tokens.start > 0 && w.at(tokens.start - 1) == "The";
        let media = kinds::is_media(written) || the && kinds::is_media(&format!("The {written}"));
        let kind = if media && !is_place {
            Kind::Media
        } else if kinds::is_paper(written) {
            Kind::Document
        } else {
            Kind::Organisation
        };
        let name = written
            .strip_prefix("the ")
            .or(written.strip_prefix("The "))
            .unwrap_or(written);
        self.add(Row {
            name: name.into(),
            kind,
            is_place,
            ..Row::default()
        })
    }

    /// Adds the roles of a person that are given beside their name.
    fn add_roles_beside(&mut self, id: usize, tokens: &Range<u32>) {
        let w = self.words;
        let mut found: Vec<RoleWords> = Vec::new();
        found.extend(
            roles::before_with_body(w, tokens.start).or_else(|| roles::before(w, tokens.start)),
        );
        found.extend(roles::apposed_before(w, tokens.start));
        let is_person = |k: u32| {
            self.name_at(k)
                .is_some_and(|(_, kind)| kind == NameKind::Person)
        };
        found.extend(roles::after(w, tokens.end, &is_person));
        for role in found {
            let sex = (role.tokens.clone()).find_map(|k| gender_of_role(&w.lower(k)));
            self.vote(id, sex, 2);
            if self.rows[id].roles.len() < MAX_PER_ENTITY
                && !self.rows[id]
                    .roles
                    .iter()
                    .any(|r| w.slice(r.tokens.clone()) == w.slice(role.tokens.clone()))
            {
                self.rows[id].roles.push(role);
            }
        }
    }

    /// Completes a speaker with what the report says after the speaker's first mention: flags, and
    /// the wish not to be named.
    fn complete(&mut self, number: usize) {
        let first = self.speakers[number].entities.first().copied();
        if let Some(row) = first
            .map(|id| &self.rows[id.index()])
            .filter(|row| row.kind == Kind::Anonymous)
        {
            let speaker = &mut self.speakers[number];
            speaker.kind = Kind::Anonymous;
            speaker.anonymity = speaker.anonymity.or(row.anonymity);
        }
        // "Voltra shut its plant" is taken for a person’s deed until the report says "the carmaker".
        let is_body = first.is_some_and(|id| self.row(id).kind == Kind::Organisation);
        if is_body && self.speakers[number].kind == Kind::Person {
            self.speakers[number].kind = Kind::Organisation;
        }
        let has_flags = !matches!(
            self.speakers[number].kind,
            Kind::Document | Kind::Media | Kind::None
        );
        if let Some(source) = self.sources[number].clone().filter(|_| has_flags) {
            self.speakers[number].flags = self.flags(first, &source);
        }
    }

    /// The entities in the order of their first mention. Places that do not speak are left out.
    pub fn finish(mut self) -> Resolution {
        for number in 0..self.speakers.len() {
            self.complete(number);
        }
        self.mentions
            .sort_by_key(|m| (m.span.start(), m.span.end()));
        // Several attributions can share a source, whose mention is then the same.
        self.mentions
            .dedup_by(|b, a| a.span == b.span && a.entity == b.entity);
        let kept = self.kept();
        let mut numbers = vec![None; self.rows.len()];
        for (number, &id) in (0..).zip(&kept) {
            numbers[id] = Some(EntityId(number));
        }
        let renumber = |id: EntityId| numbers[id.index()];
        let renumber_link = |link: Link| Link {
            runner_up: link.runner_up.and_then(renumber),
            ..link
        };
        let is_kept = |m: &&Mention| m.entity.is_none_or(|id| renumber(id).is_some());
        let mentions = self.mentions.iter().filter(is_kept).map(|m| Mention {
            entity: m.entity.and_then(renumber),
            link: renumber_link(m.link),
            ..m.clone()
        });
        let speakers = self.speakers.iter().map(|s| Speaker {
            entities: s.entities.iter().copied().filter_map(renumber).collect(),
            link: s.link.map(renumber_link),
            ..s.clone()
        });
        Resolution {
            entities: kept.iter().map(|&id| self.entity(id, &numbers)).collect(),
            mentions: mentions.collect(),
            speakers: speakers.collect(),
        }
    }

    /// The rows that become entities, by first mention.
    fn kept(&self) -> Vec<usize> {
        let first = |id: usize| {
            let first = self.rows[id].sights.first();
            first.map_or(u32::MAX, |sight| sight.tokens.start)
        };
        let mut kept: Vec<usize> = (0..self.rows.len())
            .filter(|&id| !self.rows[id].is_place || self.rows[id].speaks)
            .collect();
        kept.sort_by_key(|&id| (first(id), id));
        kept
    }

    /// The entity of a row. `numbers`: the new id of each row.
    fn entity(&self, id: usize, numbers: &[Option<EntityId>]) -> Entity {
        let w = self.words;
        let row = &self.rows[id];
        let roles = row.roles.iter().map(|role| Role {
            span: w.span(role.tokens.clone()),
            organisation: self.organisation_in(&role.tokens),
            former: role.former,
        });
        let name = match row.anchor {
            Some(anchor) => format!("{} of {}", row.name, self.rows[anchor].name),
            None => row.name.clone(),
        };
        Entity {
            name,
            kind: row.kind,
            roles: roles.collect(),
            aliases: row.aliases.clone(),
            of: row.anchor.and_then(|anchor| numbers[anchor]),
        }
    }

    /// The first organisation named in the words of a role.
    fn organisation_in(&self, tokens: &Range<u32>) -> Option<Span> {
        let first = self
            .names
            .partition_point(|n| n.tokens.start < tokens.start);
        let mut inside = self.names[first..]
            .iter()
            .take_while(|n| n.tokens.end <= tokens.end);
        let name = inside.find(|n| n.kind == NameKind::Organisation)?;
        Some(self.words.span(name.tokens.clone()))
    }
}

/// The gender that a role in small letters shows: "spokeswoman", "widow", "his father".
pub fn gender_of_role(word: &str) -> Option<Gender> {
    let has_ending = |endings: &[&str]| endings.iter().any(|end| word.ends_with(end));
    if NOUNS.has_exact(word, noun::FEMALE) || has_ending(&["woman"]) {
        Some(Gender::Female)
    } else if NOUNS.has_exact(word, noun::MALE) || has_ending(&["sman", "rman"]) {
        Some(Gender::Male)
    } else {
        None
    }
}
