//! In: names from left to right. Out: the table of entities: which names are one and the same, what
//! is told of each.
//!
//! Who a name is, by the first of these that holds; in brackets the rule that a mention gives as
//! its reason:
//!
//! A full name ("Hanna Orbeck") is
//! 1. who has been named just so (`same-name`),
//! 2. the only one whose full name it can be (`variant-of-name`),
//! 3. the only one named by a part of it so far (`name-after-surname`),
//! 4. somebody new (`name`).
//!
//! A lone name ("Orbeck") is
//! 1. the only one named in full who can be called so (`surname`); of several the one it is used
//!    for all the time (`surname-of-the-main`), or nobody (`surname-open`),
//! 2. who has been named just so (`same-name`),
//! 3. the only one of that first name (`first-name`); of several nobody (`first-name-open`),
//! 4. an organisation that is called so, unless a title tells a man or a woman,
//! 5. the only one named in full later who can be called so (`full-name-follows`),
//! 6. somebody new (`name`).
//!
//! The name of an organisation or a place is
//! 1. a person's, where it is the surname of one,
//! 2. what has been named just so (`same-name`),
//! 3. what has this acronym, or the acronym of this (`acronym`),
//! 4. the only one that it is a part of (`part-of-name`),
//! 5. the first one that is a part of it (`name-after-part`),
//! 6. something new (`name`).

use super::names::{PersonName, initials};
use super::proper::ProperName;
use super::roles::{self, RoleWords};
use super::sieve;
use super::{
    Entity, EntityId, Kind, Link, LinkRule, Mention, Resolution, Role, Speaker, Words, Written,
    kinds,
};
use crate::attribute::Attribution;
use crate::names::{Gender, NameKind};
use crate::text::Span;
use sayso_english::classes::{class, classes};
use sayso_english::titles::{TitleKind, is_title, title};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Entities farther back than this are not met again.
const RECENT: usize = 400;
/// Mentions farther back than this do not count for whom a surname is used.
const SIGHTS: usize = 100;
/// Roles and other names kept of one entity.
pub const MOST: usize = 12;

/// A mention as the sieve sees it.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug)]
pub struct Sight {
    pub tokens: Range<u32>,
    pub sentence: u32,
    /// The first person named in its sentence, outside quotation marks.
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
    pub men: u32,
    pub women: u32,
    pub roles: Vec<RoleWords>,
    pub aliases: Vec<String>,
    pub sights: Vec<Sight>,
    /// Of an unnamed one: the last word of its description, and whose it is.
    pub head: Option<String>,
    pub anchor: Option<usize>,
    pub is_place: bool,
    pub speaks: bool,
    /// Titles written before its name, in full: "senator".
    pub titles: Vec<&'static str>,
    /// The reason that is given for not naming it.
    pub anonymity: Option<Span>,
    /// Several, as "residents" or "Ahn and Choi".
    pub plural: bool,
}

pub struct Table<'a> {
    pub words: &'a Words<'a>,
    names: &'a [ProperName],
    pub gender: &'a dyn Fn(&str) -> Option<Gender>,
    pub attributions: &'a [Attribution],
    pub rows: Vec<Row>,
    pub mentions: Vec<Mention>,
    /// What was found at a token: the first of a name, or a pronoun.
    pub at: HashMap<u32, (Option<EntityId>, Link)>,
    /// Where the name that begins at a token ends.
    ends: HashMap<u32, (u32, NameKind)>,
    pub speakers: Vec<Speaker>,
    /// Tokens that are in some source.
    sourced: Vec<bool>,
    /// Sentences in which a person has been named outside quotation marks.
    named: HashSet<u32>,
    /// Full names of persons anywhere in the report.
    full: Vec<FullName>,
    /// Of which sex the bearers of a surname are by their titles: men, women.
    titled: HashMap<String, (bool, bool)>,
    /// How many of them have been passed.
    seen_full: usize,
    /// Speakers in the order they spoke: entity, sentence.
    pub spoke: Vec<(EntityId, u32)>,
    /// The last source of several ("Ahn and other observers"), and its sentence.
    pub together: (Vec<EntityId>, u32),
    /// The words of each source.
    pub sources: Vec<Option<Range<u32>>>,
    /// First and last token of each attribution's source, sorted.
    pub source_ends: Vec<(u32, u32, usize)>,
}

/// Who a name is: the row, how the name is written, and why.
type Who = (usize, Written, Link);

/// Who a lone name can be.
enum Lone {
    Is(Who),
    /// One of several of this surname.
    OneOf(Vec<usize>),
    /// Nobody who stands out among several of this first name.
    Open(Link),
    Organisation,
}

fn sure(rule: LinkRule, score: f32) -> Link {
    Link {
        rule,
        score,
        runner_up: None,
    }
}

/// A person's name without the titles before it.
fn bare(written: &str) -> String {
    let words: Vec<&str> = written.split_whitespace().collect();
    let titles = words
        .iter()
        .take_while(|w| is_title(w))
        .count()
        .min(words.len().saturating_sub(1));
    words[titles..].join(" ")
}

/// A full name of a person somewhere in the report.
struct FullName {
    name: PersonName,
    display: String,
    /// Named as somebody's husband, daughter, first lady.
    is_kin: bool,
}

/// The full names of persons, and of which sex the bearers of each surname are by their titles.
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

/// Whether a name is that of somebody's kin: "the first lady, Marta Talvi", "his brother Karl
/// Talvi".
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
            spoke: Vec::new(),
            together: (Vec::new(), 0),
            sources: vec![None; attributions.len()],
        }
    }

    /// The entities that are looked at: a report has fewer, and a crawl in one file would take for
    /// ever with all.
    pub fn near(&self) -> Range<usize> {
        self.rows.len().saturating_sub(RECENT)..self.rows.len()
    }

    /// [`Table::near`] with their rows.
    pub fn recent(&self) -> impl DoubleEndedIterator<Item = (usize, &Row)> {
        self.near().map(|id| (id, &self.rows[id]))
    }

    pub fn place_of(&self, test: impl Fn(&Row) -> bool) -> Option<usize> {
        self.near().find(|&id| test(&self.rows[id]))
    }

    pub fn last_place_of(&self, test: impl Fn(&Row) -> bool) -> Option<usize> {
        self.near().rev().find(|&id| test(&self.rows[id]))
    }

    /// A token stands in some source.
    pub fn sourced(&self, k: u32) -> bool {
        self.sourced[k as usize]
    }

    /// The name that begins at a token: its end and kind.
    pub fn name_at(&self, k: u32) -> Option<(u32, NameKind)> {
        self.ends.get(&k).copied()
    }

    /// The name that ends before a token, not before `from`.
    pub fn name_ending(&self, end: u32, from: u32) -> Option<(u32, NameKind)> {
        (from..end).find_map(|k| {
            self.name_at(k)
                .filter(|(e, _)| *e == end)
                .map(|(_, kind)| (k, kind))
        })
    }

    pub fn gender_of(&self, id: usize) -> Option<Gender> {
        let row = &self.rows[id];
        match (row.men, row.women) {
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

    /// Notes a mention and how it stands in its sentence.
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
        let entity = Some(EntityId(id as u32));
        self.at.insert(tokens.start, (entity, link));
        self.mentions.push(Mention {
            span: w.span(tokens),
            written,
            entity,
            link,
        });
    }

    pub fn pronoun(&mut self, k: u32) {
        let Some(gender) = sieve::personal(self.words.at(k)) else {
            return;
        };
        let (found, link) = self.person_for(k, gender);
        if let Some(id) = found {
            self.see(id.0 as usize, k..k + 1, Written::Pronoun, link);
            self.vote(id.0 as usize, Some(gender), 1);
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

    /// The name with this number, which is now reached.
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
        {
            self.rows[id.0 as usize].kind = Kind::Media;
        }
    }

    /// Whether rows of persons can have this name, best known first.
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
        let (id, how, link) = if name.is_full() {
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
            if titles.len() < MOST && !titles.contains(&title) {
                titles.push(title);
            }
        }
        self.vote(id, sex, 3);
        // Where the family name comes first, the first part is no first name.
        let family_first = name.family().nth(1).is_some();
        if let Some(given) = name
            .given()
            .filter(|_| how == Written::Name && !family_first)
        {
            self.vote(id, (self.gender)(given), 2);
        }
        self.see(id, tokens.clone(), how, link);
        self.tell(id, &tokens);
    }

    /// Whether a person can be of this sex.
    fn can_be_of(&self, id: usize, sex: Option<Gender>) -> bool {
        sex.zip(self.gender_of(id)).is_none_or(|(a, b)| a == b)
    }

    fn full_name(&mut self, name: &PersonName, tokens: &Range<u32>, sex: Option<Gender>) -> Who {
        let sex = sex.or_else(|| name.given().and_then(|given| (self.gender)(given)));
        let same = self.persons(|other| other == name);
        // "Jane Bell" and "John Bell" are two, though "J. Bell" can be either.
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
        let (id, link) = match (&same[..], &variant[..], &lone[..]) {
            ([id, ..], _, _) => (*id, sure(LinkRule::SameName, 1.0)),
            ([], [id], _) => (*id, sure(LinkRule::VariantOfName, 0.9)),
            ([], [], [id]) => (*id, sure(LinkRule::NameAfterSurname, 0.85)),
            _ => (
                self.new_person(&bare(self.words.slice(tokens.clone()))),
                sure(LinkRule::Name, 1.0),
            ),
        };
        (id, Written::Name, link)
    }

    fn lone_name(&mut self, name: &PersonName, tokens: &Range<u32>, sex: Option<Gender>) -> Lone {
        let written = self.words.slice(tokens.clone());
        let mut family = self.persons(|other| other.is_full() && other.can_be(name));
        family.retain(|&id| self.can_be_of(id, sex));
        if let Some(lone) = self.told_apart(&family, tokens) {
            return lone;
        }
        let same = self.persons(|other| other == name);
        let given = self.persons(|other| other.given() == Some(name.parts[0].as_str()));
        Lone::Is(match (&family[..], &same[..], &given[..]) {
            ([id], _, _) => (*id, Written::Surname, sure(LinkRule::Surname, 0.97)),
            ([_, _, ..], _, _) => return Lone::OneOf(family),
            ([], [id, ..], _) => (*id, Written::Surname, sure(LinkRule::SameName, 0.9)),
            ([], [], [id]) => (*id, Written::FirstName, sure(LinkRule::FirstName, 0.9)),
            ([], [], [_, second, ..]) => {
                let runner_up = Some(EntityId(*second as u32));
                return Lone::Open(Link {
                    rule: LinkRule::FirstNameOpen,
                    score: 0.4,
                    runner_up,
                });
            }
            // Whom a title tells to be a man or a woman is no firm: "Mrs. Orbeck" after "Orbeck
            // Ferries".
            _ if sex.is_none() && self.organisation_called(&written.to_lowercase()).is_some() => {
                return Lone::Organisation;
            }
            _ => match self.ahead(name, sex) {
                Some((full, display)) => {
                    let id = self.new_person(&display);
                    self.rows[id].written.push(full);
                    (id, Written::Surname, sure(LinkRule::FullNameFollows, 0.85))
                }
                None => (
                    self.new_person(&bare(written)),
                    Written::Surname,
                    sure(LinkRule::Name, 0.8),
                ),
            },
        })
    }

    /// Which of a family is meant by what stands before their surname: "the elder Hale", "Senator
    /// Reed".
    fn told_apart(&self, family: &[usize], tokens: &Range<u32>) -> Option<Lone> {
        let w = self.words;
        let before = tokens.start.checked_sub(1)?;
        let generation = match &*w.lower(before) {
            "elder" | "older" | "senior" => Some(1),
            "younger" | "junior" => Some(2),
            _ => None,
        };
        if let Some(generation) = generation {
            let of = |&&id: &&usize| {
                self.rows[id]
                    .written
                    .iter()
                    .any(|name| name.generation() == Some(generation))
            };
            let mut ids = family.iter().filter(of);
            let id = ids.next().filter(|_| ids.next().is_none());
            let open = Link {
                rule: LinkRule::ElderOrYoungerOpen,
                score: 0.4,
                runner_up: None,
            };
            return Some(match id {
                Some(&id) => Lone::Is((id, Written::Surname, sure(LinkRule::ElderOrYounger, 0.9))),
                None => Lone::Open(open),
            });
        }
        let title = office(w.at(before - u32::from(w.at(before) == "." && before > 0)))?;
        let has = |&&id: &&usize| {
            let row = &self.rows[id];
            let told = |r: &RoleWords| roles::heads(w, r).any(|k| w.lower(k) == title);
            row.titles.contains(&title) || row.roles.iter().any(told)
        };
        let mut ids = family.iter().filter(has);
        let id = ids
            .next()
            .filter(|_| family.len() > 1 && ids.next().is_none())?;
        Some(Lone::Is((
            *id,
            Written::Surname,
            sure(LinkRule::TitleAndSurname, 0.95),
        )))
    }

    /// Notes how a person is called; the fullest name becomes theirs.
    fn called(&mut self, id: usize, name: &PersonName, bare: String) {
        let row = &mut self.rows[id];
        if row.written.len() < MOST && !row.written.contains(name) {
            row.written.push(name.clone());
        }
        if bare.len() > row.name.len() && name.is_full() && !bare.chars().all(|c| !c.is_lowercase())
        {
            let old = std::mem::replace(&mut row.name, bare);
            row.aliases.push(old);
        } else if row.name != bare && row.aliases.len() < MOST && !row.aliases.contains(&bare) {
            row.aliases.push(bare);
        }
    }

    /// The one organisation whose name begins or ends with this word.
    pub fn organisation_called(&self, word: &str) -> Option<usize> {
        let fits = |r: &Row| {
            let name = key(&r.name);
            let whole = matches!(r.kind, Kind::Organisation | Kind::Media)
                && r.head.is_none()
                && !r.is_place;
            whole && (name.starts_with(&format!("{word} ")) || name.ends_with(&format!(" {word}")))
        };
        let mut ids = self.near().filter(|&id| fits(&self.rows[id]));
        ids.next().filter(|_| ids.next().is_none())
    }

    /// The one full name in the report that a lone name before it can stand for.
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
        // Not before the entities that are still looked at, and not far ahead.
        let from = self.full.len().min(self.seen_full.saturating_sub(RECENT));
        let near = self.full[from..].iter().take(2 * RECENT);
        let mut fits = near.filter(|full| full.name.can_be(name) && same_sex(&full.name));
        let first = fits.next().filter(|full| !full.is_kin)?;
        fits.all(|other| other.name.can_be(&first.name))
            .then(|| (first.name.clone(), first.display.clone()))
    }

    fn new_person(&mut self, name: &str) -> usize {
        let written = PersonName::of(name).into_iter().collect();
        self.rows.push(Row {
            name: name.into(),
            kind: Kind::Person,
            written,
            ..Row::default()
        });
        self.rows.len() - 1
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

    /// Several have the surname: whoever it was last used for without a first name, else whoever is
    /// told most of.
    fn shared_surname(
        &mut self,
        family: &[usize],
        tokens: Range<u32>,
        titled: bool,
        sex: Option<crate::names::Gender>,
    ) {
        let lone = |id: usize| {
            let row = &self.rows[id];
            row.sights
                .iter()
                .rev()
                .take(SIGHTS)
                .filter(|s| s.tokens.end - s.tokens.start == 1)
                .count() as f32
        };
        // People who share a name with the one the report is about are named in full each time.
        let weigh = |id: usize| 3.0 * lone(id) + self.rows[id].sights.len().min(SIGHTS) as f32;
        let mut ranked: Vec<(f32, usize)> = family.iter().map(|&id| (weigh(id), id)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let (top, second) = (ranked[0], ranked[1]);
        let runner_up = Some(EntityId(second.1 as u32));
        let score = top.0 / (top.0 + second.0).max(0.5);
        if top.0 - second.0 >= 6.0 && score >= 0.75 || titled && sex.is_some() && score >= 0.75 {
            let link = Link {
                rule: LinkRule::SurnameOfTheMain,
                score,
                runner_up,
            };
            self.vote(top.1, sex, 3);
            self.see(top.1, tokens, Written::Surname, link);
        } else {
            self.open(
                tokens,
                Written::Surname,
                Link {
                    rule: LinkRule::SurnameOpen,
                    score,
                    runner_up,
                },
            );
        }
    }

    fn organisation(&mut self, tokens: Range<u32>, is_place: bool) {
        let w = self.words;
        let written = w.slice(tokens.clone());
        let own = key(written);
        // What is a person's surname in this report is the person.
        if tokens.len() == 1
            && PersonName::of(written)
                .is_some_and(|name| !self.persons(|o| o.is_full() && o.can_be(&name)).is_empty())
        {
            self.person(tokens);
            return;
        }
        let (id, how, link) = self
            .known_organisation(written, is_place)
            .unwrap_or_else(|| {
                (
                    self.new_organisation(&tokens, is_place),
                    Written::Name,
                    sure(LinkRule::Name, 1.0),
                )
            });
        let row = &mut self.rows[id];
        if key(&row.name) != own && !row.aliases.iter().any(|a| key(a) == own) {
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

    /// The organisation or place that has been named before, by this name or another.
    fn known_organisation(&self, written: &str, is_place: bool) -> Option<Who> {
        let own = key(written);
        let named = |r: &Row| {
            matches!(r.kind, Kind::Organisation | Kind::Media | Kind::Document) && r.head.is_none()
        };
        let rows: Vec<usize> = self.near().filter(|&id| named(&self.rows[id])).collect();
        let find =
            |test: &dyn Fn(&Row) -> bool| rows.iter().copied().find(|&id| test(&self.rows[id]));
        if let Some(id) = find(&|r| key(&r.name) == own || r.aliases.iter().any(|a| key(a) == own))
        {
            return Some((id, Written::Name, sure(LinkRule::SameName, 1.0)));
        }
        let short = written.len() <= 6
            && written
                .chars()
                .all(|c| c.is_uppercase() || c == '.' || c == '&');
        let letters: String = written.chars().filter(|c| c.is_alphabetic()).collect();
        let acronym = find(&|r| short && letters.len() > 1 && initials(&r.name) == letters);
        let spelt = || {
            find(&|r| {
                r.name.len() <= 6
                    && r.name.chars().all(char::is_uppercase)
                    && initials(written) == r.name
            })
        };
        if let Some(id) = acronym.or_else(spelt) {
            return Some((id, Written::Acronym, sure(LinkRule::Acronym, 0.95)));
        }
        if is_place {
            return None;
        }
        let words = own.split(' ').count();
        let mut wholes = rows.iter().copied().filter(|&id| {
            let full = key(&self.rows[id].name);
            let part = full.ends_with(&format!(" {own}")) || full.starts_with(&format!("{own} "));
            !self.rows[id].is_place && own.len() > 3 && words < full.split(' ').count() && part
        });
        match (wholes.next(), wholes.next()) {
            (Some(id), None) => return Some((id, Written::Alias, sure(LinkRule::PartOfName, 0.9))),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let part = find(&|r| {
            let part = key(&r.name);
            !r.is_place
                && part.len() > 3
                && own.len() > part.len()
                && own.ends_with(&format!(" {part}"))
        });
        part.map(|id| (id, Written::Name, sure(LinkRule::NameAfterPart, 0.8)))
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
        self.rows.push(Row {
            name: name.into(),
            kind,
            is_place,
            ..Row::default()
        });
        self.rows.len() - 1
    }

    /// What is told of a person around their name.
    fn tell(&mut self, id: usize, tokens: &Range<u32>) {
        let w = self.words;
        let mut found: Vec<RoleWords> = Vec::new();
        found.extend(roles::before(w, tokens.start));
        found.extend(roles::apposed_before(w, tokens.start));
        found.extend(roles::after(w, tokens.end));
        for role in found {
            let sex = (role.tokens.clone()).find_map(|k| sex_of_role(&w.lower(k)));
            self.vote(id, sex, 2);
            if self.rows[id].roles.len() < MOST
                && !self.rows[id]
                    .roles
                    .iter()
                    .any(|r| w.slice(r.tokens.clone()) == w.slice(role.tokens.clone()))
            {
                self.rows[id].roles.push(role);
            }
        }
    }

    /// What a source is told to be may stand after its first words: flags, and that it is not to be
    /// named.
    fn complete(&mut self, number: usize) {
        let first = self.speakers[number].entities.first().copied();
        if let Some(row) = first
            .map(|id| &self.rows[id.0 as usize])
            .filter(|row| row.kind == Kind::Anonymous)
        {
            let speaker = &mut self.speakers[number];
            speaker.kind = Kind::Anonymous;
            speaker.anonymity = speaker.anonymity.or(row.anonymity);
        }
        let told = !matches!(
            self.speakers[number].kind,
            Kind::Document | Kind::Media | Kind::None
        );
        if let Some(source) = self.sources[number].clone().filter(|_| told) {
            self.speakers[number].flags = self.flags(first, &source);
        }
    }

    /// Entities in the order of their first mention, without places that neither speak nor are
    /// spoken of as sources.
    pub fn finish(mut self) -> Resolution {
        let w = self.words;
        for number in 0..self.speakers.len() {
            self.complete(number);
        }
        self.mentions
            .sort_by_key(|m| (m.span.start(), m.span.end()));
        // Several attributions share a source: its mention is one, by what was found first.
        self.mentions
            .dedup_by(|b, a| a.span == b.span && a.entity == b.entity);
        let kept: Vec<usize> = {
            let mut order: Vec<usize> = (0..self.rows.len())
                .filter(|&id| !self.rows[id].is_place || self.rows[id].speaks)
                .collect();
            let first = |id: usize| {
                self.rows[id]
                    .sights
                    .first()
                    .map_or(u32::MAX, |s| s.tokens.start)
            };
            order.sort_by_key(|&id| (first(id), id));
            order
        };
        let mut number = vec![None; self.rows.len()];
        for (n, &id) in (0..).zip(&kept) {
            number[id] = Some(EntityId(n));
        }
        let renumber = |id: EntityId| number[id.0 as usize];
        let organisation = |tokens: &Range<u32>| {
            let first = self
                .names
                .partition_point(|n| n.tokens.start < tokens.start);
            let inside = self.names[first..]
                .iter()
                .take_while(|n| n.tokens.end <= tokens.end);
            inside
                .filter(|n| n.kind == NameKind::Organisation)
                .map(|n| n.tokens.clone())
                .next()
        };
        let entities = kept
            .iter()
            .map(|&id| {
                let row = &self.rows[id];
                let roles = row.roles.iter().map(|r| Role {
                    span: w.span(r.tokens.clone()),
                    organisation: organisation(&r.tokens).map(|t| w.span(t)),
                    former: r.former,
                });
                let name = match row.anchor {
                    Some(anchor) => format!("{} of {}", row.name, self.rows[anchor].name),
                    None => row.name.clone(),
                };
                let of = row.anchor.and_then(|anchor| number[anchor]);
                Entity {
                    name,
                    kind: row.kind,
                    roles: roles.collect(),
                    aliases: row.aliases.clone(),
                    of,
                }
            })
            .collect();
        let link = |l: Link| Link {
            runner_up: l.runner_up.and_then(renumber),
            ..l
        };
        let mentions = self
            .mentions
            .iter()
            .filter(|m| m.entity.is_none_or(|id| renumber(id).is_some()));
        let mentions = mentions.map(|m| Mention {
            entity: m.entity.and_then(renumber),
            link: link(m.link),
            ..m.clone()
        });
        let speakers = self.speakers.iter().map(|s| Speaker {
            entities: s.entities.iter().copied().filter_map(renumber).collect(),
            link: s.link.map(link),
            ..s.clone()
        });
        Resolution {
            entities,
            mentions: mentions.collect(),
            speakers: speakers.collect(),
        }
    }
}

/// The sex that a role tells: "spokeswoman", "widow", "his father".
pub fn sex_of_role(word: &str) -> Option<Gender> {
    const WOMEN: [&str; 16] = [
        "mother",
        "wife",
        "daughter",
        "sister",
        "widow",
        "aunt",
        "niece",
        "grandmother",
        "actress",
        "queen",
        "woman",
        "girl",
        "ex-wife",
        "fiancée",
        "nun",
        "princess",
    ];
    const MEN: [&str; 16] = [
        "father",
        "husband",
        "son",
        "brother",
        "widower",
        "uncle",
        "nephew",
        "grandfather",
        "actor",
        "king",
        "man",
        "boy",
        "ex-husband",
        "fiancé",
        "monk",
        "prince",
    ];
    if WOMEN.contains(&word) || word.ends_with("woman") {
        Some(Gender::Female)
    } else if MEN.contains(&word) || word.ends_with("sman") || word.ends_with("rman") {
        Some(Gender::Male)
    } else {
        None
    }
}
