//! In: a pronoun that no earlier name or source explains. Out: what the sentences before it show that
//! it means: a role that has not spoken ("The farmer walked to the gate. “I built it,” he said."),
//! two people named side by side, the body that a sentence is about.
//!
//! These are looked for only where a pronoun needs them, because most phrases of a report are never
//! spoken of again.

use super::entities::{Row, Sight, Table, gender_of_role};
use super::name_kinds::ProperName;
use super::phrases::{Found, Phrase};
use super::{EntityId, Kind, Link, Words, Written, kinds, link, roles};
use crate::names::{Gender, NameKind, Pos};
use sayso_english::classes::{class, classes};
use sayso_english::titles::is_title;
use std::ops::Range;

/// Sentences back in which a role without a name can be "he" or "she".
const ROLE_REACH: u32 = 2;
/// Sentences back in which two people named side by side can be "they" or "the pair".
const PAIR_REACH: u32 = 2;
/// Tokens between two names that stand side by side: "Orbeck and her former deputy, Ruiz".
const LONGEST_BETWEEN: u32 = 7;

/// A role without a name in a sentence.
struct RolePhrase {
    /// From its determiner to its head.
    tokens: Range<u32>,
    /// Nothing but an adverbial is before it.
    is_subject: bool,
    /// "Her lawyer", "the pilot, Samir Aoun": who it is depends on other words.
    depends: bool,
}

impl Table<'_> {
    /// The person without a name that "he" or "she" at token `k` means if no one who was named or
    /// has spoken fits: the role that a sentence shortly before is about.
    pub(super) fn unnamed_person_for(
        &mut self,
        k: u32,
        gender: Gender,
    ) -> Option<(EntityId, Link)> {
        let sentence = self.words.sentence(k);
        let first = sentence.saturating_sub(ROLE_REACH);
        // "whoever is the next president … he or she"
        let is_general = k > 0 && self.words.at(k - 1) == "or";
        if is_general {
            return None;
        }
        let phrases = (first..=sentence).rev().find_map(|number| {
            let phrases = self.role_phrases(number, k, gender);
            (!phrases.is_empty()).then_some(phrases)
        })?;
        let role = only_subject(&phrases).filter(|role| !role.depends)?;
        let own = role.tokens.start + 1..role.tokens.end;
        let head = self.words.lower(own.end - 1).into_owned();
        if !self.with_role(&own, &head).is_empty() {
            return None;
        }
        let id = self.add(Row {
            name: self.words.slice(own.clone()).to_string(),
            kind: Kind::Role,
            head: Some(head.clone()),
            ..Row::default()
        });
        self.vote(id, gender_of_role(&head), 2);
        self.see(id, own, Written::Role, link::DESCRIPTION.link());
        Some((EntityId::of(id), link::PRONOUN_OF_ROLE.link()))
    }

    /// The roles of one person in a sentence, before token `k` and outside quotation marks, that the
    /// pronoun fits.
    fn role_phrases(&self, sentence: u32, k: u32, gender: Gender) -> Vec<RolePhrase> {
        let w = self.words;
        let Some(tokens) = w.parts.sentences.get(sentence as usize) else {
            return Vec::new();
        };
        let range = tokens.tokens.start..tokens.tokens.end.min(k);
        let mut out = Vec::new();
        let mut has_verb = false;
        for from in range.clone() {
            if w.quoted(from) {
                continue;
            }
            has_verb |= matches!(w.pos(from), Pos::Verb | Pos::Aux);
            if classes(&w.lower(from)) & class::DETERMINER == 0 {
                continue;
            }
            let Some(head) = roles::role_after(w, from).filter(|&head| head < k) else {
                continue;
            };
            let noun = w.lower(head);
            let fits = gender_of_role(&noun).is_none_or(|own| own == gender);
            if !fits || !self.is_one_without_name(from..head + 1, &noun) {
                continue;
            }
            let is_governed =
                from > range.start && classes(&w.lower(from - 1)) & class::PREPOSITION != 0;
            out.push(RolePhrase {
                tokens: from..head + 1,
                is_subject: !has_verb && !is_governed,
                depends: self.depends_on_others(from..head + 1),
            });
        }
        out
    }

    /// Whether a phrase describes one person and is not the role of a name right after it.
    fn is_one_without_name(&self, phrase: Range<u32>, noun: &str) -> bool {
        let end = phrase.end;
        let is_role = kinds::is_role(noun) && kinds::of_head(noun, false, true) == Kind::Role;
        let is_several = kinds::is_people(noun) || noun.ends_with("people");
        // "the general assembly"
        let describes_next = matches!(self.words.pos(end), Pos::Noun | Pos::Propn);
        is_role
            && !is_several
            && !describes_next
            && self.name_at(end).is_none()
            && !self.words.is_possessive(end)
    }

    /// "her lawyer", "no doctor", "the pilot, Samir Aoun".
    fn depends_on_others(&self, phrase: Range<u32>) -> bool {
        let w = self.words;
        let points_out = matches!(
            &*w.lower(phrase.start),
            "a" | "an" | "another" | "one" | "that" | "the" | "this"
        );
        let is_apposed = w.at(phrase.end) == "," && self.name_at(phrase.end + 1).is_some();
        !points_out || is_apposed || phrase.into_iter().any(|k| w.is_possessive(k))
    }

    /// The only person named shortly before, if only the first name speaks against the pronoun: "Jean
    /// Morcel, a baker, … He said". Lists of first names know most names of one country only.
    pub(super) fn only_person_named(&self, k: u32) -> Option<(EntityId, Link)> {
        let sentence = self.words.sentence(k);
        let is_near = |row: &Row, reach: u32| {
            let mut sights = row.sights.iter().rev();
            sights.any(|sight| !sight.quoted && sentence.saturating_sub(sight.sentence) <= reach)
        };
        let is_person = |row: &Row| matches!(row.kind, Kind::Person | Kind::Role | Kind::Anonymous);
        let mut people = self
            .recent()
            .filter(|(_, row)| is_person(row) && is_near(row, PERSON_REACH));
        let (id, row) = people.next().filter(|_| people.next().is_none())?;
        let shown_by_name_alone = row.men == 0 && row.women == 0 && row.sex_of_name.is_some();
        // Not the author in "Ann Orbeck: And then there was one".
        let acts = |sight: &Sight| sight.source || acts_next(self.words, sight.tokens.end);
        let is_meant = row.kind == Kind::Person
            && shown_by_name_alone
            && is_near(row, NAME_REACH)
            && row.sights.iter().rev().take(4).any(acts);
        is_meant.then(|| (EntityId::of(id), link::PRONOUN_OF_THE_ONLY_ONE.link()))
    }

    /// The people or bodies named side by side that "they" at token `k` means. They must be the
    /// subject of a sentence shortly before, and no others may have spoken since.
    pub(super) fn just_named_together(&self, k: u32) -> Option<Vec<EntityId>> {
        let (all, sentence) = self.named_side_by_side(k, None)?;
        let spoke_since = self.spoke.last().is_some_and(|(id, at)| {
            let row = self.row(*id);
            let is_several = row.plural || matches!(row.kind, Kind::Organisation | Kind::Media);
            *at >= sentence && is_several && !all.contains(id)
        });
        (!spoke_since).then_some(all)
    }

    /// The last names that stand side by side before token `k`, and their sentence: `count` of them
    /// wherever they are in the sentence, or any number as its subject.
    fn named_side_by_side(&self, k: u32, count: Option<usize>) -> Option<(Vec<EntityId>, u32)> {
        let w = self.words;
        let first = w.sentence(k).saturating_sub(PAIR_REACH);
        let before = self.names.partition_point(|name| name.tokens.start < k);
        let names = &self.names[..before];
        let mut end = names.len();
        while end > 0 {
            let sentence = w.sentence(names[end - 1].tokens.start);
            if sentence < first {
                return None;
            }
            let same = |name: &&ProperName| w.sentence(name.tokens.start) == sentence;
            let start = end - names[..end].iter().rev().take_while(same).count();
            let fits = |all: &Vec<EntityId>| count.is_none_or(|count| all.len() == count);
            let lists = self.lists_of_names(&names[start..end], count.is_none());
            if let Some(all) = lists.into_iter().rev().find(fits) {
                return Some((all, sentence));
            }
            end = start;
        }
        None
    }

    /// The names of a sentence that are joined by "and", outside quotation marks.
    fn lists_of_names(&self, names: &[ProperName], as_subject: bool) -> Vec<Vec<EntityId>> {
        let w = self.words;
        let (mut out, mut from) = (Vec::new(), 0);
        for n in 1..names.len() {
            let between = names[n - 1].tokens.end..names[n].tokens.start;
            match joint(w, &between) {
                Joint::Comma => {}
                Joint::And => {
                    let list = &names[from..=n];
                    let stands = !as_subject || is_subject(w, list[0].tokens.start);
                    if let Some(all) = self.of_one_kind(list).filter(|_| stands) {
                        out.push(all);
                    }
                    from = n;
                }
                Joint::None => from = n,
            }
        }
        out
    }

    /// The entities of these names if they are different people, or different bodies.
    fn of_one_kind(&self, names: &[ProperName]) -> Option<Vec<EntityId>> {
        let mut all = Vec::new();
        for name in names {
            let id = self.at.get(&name.tokens.start)?.0?;
            if all.contains(&id) || self.words.quoted(name.tokens.start) {
                return None;
            }
            all.push(id);
        }
        let kind = self.row(all[0]).kind;
        let is_kind = matches!(kind, Kind::Person | Kind::Organisation | Kind::Media);
        (is_kind && all.iter().all(|id| self.row(*id).kind == kind)).then_some(all)
    }

    /// "Both", "the pair", "the two men": those named side by side last, if they are so many.
    pub(super) fn counted_pair(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let first = w.lower(phrase.first);
        let has_the = first == "the" && phrase.first + 1 < phrase.tokens.end;
        let at = phrase.first + u32::from(has_the);
        let word = w.lower(at);
        let row = COUNTED.iter().find(|row| row.word == word)?;
        let has_article = has_the || !row.needs_article;
        let end = at + 1 + u32::from(at + 1 < phrase.tokens.end);
        let is_whole = end == phrase.tokens.end;
        let is_men = |k: u32| {
            matches!(
                &*w.lower(k),
                "men" | "women" | "people" | "sides" | "companies"
            )
        };
        let is_plain = end == at + 1 || is_men(at + 1);
        let is_known = self
            .find(|row| row.head.as_deref() == Some(&*word))
            .is_some();
        if !has_article || !is_whole || !is_plain || is_known {
            return None;
        }
        let (all, _) = self.named_side_by_side(phrase.first, Some(row.count))?;
        Some(self.several(phrase.tokens.clone(), &all, Written::Role))
    }

    /// Notes that a source is several entities.
    pub(super) fn several(&mut self, at: Range<u32>, all: &[EntityId], written: Written) -> Found {
        let link = link::THEY_NAMED_TOGETHER.link();
        self.see(all[0].index(), at, written, link);
        Found {
            entity: Some(all[0]),
            others: all[1..].to_vec(),
            kind: self.row(all[0]).kind,
            link,
        }
    }

    /// The person of whom the report says that they are called "they": "Robin Achter, who uses
    /// they/them pronouns,".
    pub(super) fn person_called_they(&self, k: u32) -> Option<EntityId> {
        let w = self.words;
        let last = w.sentence(k);
        let first = w
            .parts
            .sentences
            .get(last.saturating_sub(THEY_REACH) as usize)?;
        let at = (first.tokens.start..k).rev().find(|&at| says_they(w, at))?;
        let before = self.names.partition_point(|name| name.tokens.start < at);
        let name = self.names[..before]
            .iter()
            .rev()
            .find(|name| name.kind == NameKind::Person)?;
        let is_same_sentence = w.sentence(name.tokens.start) == w.sentence(at);
        self.at
            .get(&name.tokens.start)?
            .0
            .filter(|_| is_same_sentence)
    }

    /// Whether the person quoted in an attribution says "I".
    pub(super) fn says_i(&self, attribution: usize) -> bool {
        let w = self.words;
        let content = &self.attributions[attribution].content;
        let mut tokens = content.iter().flat_map(|span| w.tokens(*span));
        tokens.any(|k| matches!(w.at(k), "I" | "me" | "my" | "My") && w.quoted(k))
    }

    /// The body that "it" at token `k` means because the clause or the sentence before is about it:
    /// "The town of Tessmar has no money, and it said …". None if a source spoke since.
    pub(super) fn body_spoken_of(&mut self, k: u32) -> Option<EntityId> {
        let w = self.words;
        let sentence = w.sentence(k);
        for number in [Some(sentence), sentence.checked_sub(1)]
            .into_iter()
            .flatten()
        {
            let last = self.spoke.last();
            if last.is_some_and(|(_, at)| *at >= number) {
                return None;
            }
            if let Some(id) = self.body_as_subject(number, k) {
                return Some(id);
            }
        }
        None
    }

    /// The name that the tagger missed at the beginning of the last sentences, for "the lender" after
    /// "Coastal Savings cut its rates".
    pub(super) fn untagged_subject_before(&mut self, k: u32) -> Option<EntityId> {
        let w = self.words;
        let sentence = w.sentence(k);
        let first = sentence.saturating_sub(NAME_REACH);
        let name = (first..sentence).rev().find_map(|number| {
            let tokens = &w.parts.sentences.get(number as usize)?.tokens;
            let start = after_adverbial(w, tokens);
            let own = start + u32::from(matches!(w.at(start), "The" | "the"));
            let end = (own..tokens.end).find(|&k| !w.is_upper(k))?;
            let is_lone = end == own + 1 && w.pos(own) == Pos::Propn && w.at(own).len() > 2;
            let is_name = (end > own + 1 || is_lone) && acts_next(w, end) && w.at(end) != ",";
            let is_office =
                |k: u32| is_title(w.at(k)) || kinds::is_role(w.at(k)) || kinds::is_body(w.at(k));
            let is_known = self.name_at(own).is_some() || w.quoted(own);
            let is_known = is_known || (own..end).any(is_office);
            (is_name && !is_known).then_some(own..end)
        })?;
        self.untagged(name, true).entity
    }

    /// A lone name that the tagger took for a person's, although the report says nothing of a person:
    /// "Voltra recalled 3,000 cars" before "the carmaker".
    pub(super) fn lone_name_before(&self, k: u32) -> Option<usize> {
        let sentence = self.words.sentence(k);
        let is_near = |row: &Row| {
            let last = row.sights.last().map(|sight| sight.sentence);
            last.is_some_and(|last| sentence.saturating_sub(last) <= NAME_REACH)
        };
        let people = self.recent().filter(|(_, row)| row.kind == Kind::Person);
        let mut near = people.filter(|(_, row)| is_near(row));
        let (id, row) = near.next().filter(|_| near.next().is_none())?;
        let is_lone = row.written.iter().all(|name| !name.is_full());
        let shows_person =
            row.men + row.women > 0 || !row.roles.is_empty() || !row.titles.is_empty();
        let begins = row
            .sights
            .iter()
            .any(|sight| sight.first && !sight.possessive);
        (is_lone && !shows_person && begins && (self.gender)(&row.name).is_none()).then_some(id)
    }

    /// The body that is the subject of a sentence, before token `k`.
    fn body_as_subject(&mut self, sentence: u32, k: u32) -> Option<EntityId> {
        let w = self.words;
        let tokens = w.parts.sentences.get(sentence as usize)?.tokens.clone();
        let start = after_adverbial(w, &tokens);
        if w.quoted(start) || start >= k {
            return None;
        }
        let own = start + u32::from(classes(&w.lower(start)) & class::DETERMINER != 0);
        // "the town of Tessmar"
        let is_place_of = w.at(own + 1) == "of" && kinds::is_place_word(&w.lower(own));
        let named = own + if is_place_of { 2 } else { 0 };
        if let Some((end, kind)) = self.name_at(named).filter(|(end, _)| *end < k) {
            let id = self.at.get(&named)?.0?;
            let acts = kind != NameKind::Person && acts_next(w, end);
            return Some(id).filter(|_| acts && is_body(self.row(id)));
        }
        // "Tarn Lines has closed", a name that the tagger missed.
        let capitals = (own..k).find(|&k| !w.is_upper(k)).unwrap_or(k);
        if capitals > own + 1 && kinds::is_company(w.slice(own..capitals)) {
            let acts = acts_next(w, capitals);
            return acts
                .then(|| self.untagged(own..capitals, true).entity)
                .flatten();
        }
        if is_place_of && w.is_upper(named) {
            let end = (named..k).find(|&k| !w.is_upper(k))?;
            return acts_next(w, end)
                .then(|| self.phrase(0, start..end).entity)
                .flatten();
        }
        let head = (own > start)
            .then(|| roles::head_after(w, start))
            .flatten()?;
        // "The rail operator, PLX Cargo, has sent"
        let apposed = (w.at(head + 1) == ",")
            .then(|| self.name_at(head + 2))
            .flatten();
        if w.at(head + 1) == "," && w.is_upper(head + 2) {
            let id = apposed.and_then(|_| self.at.get(&(head + 2))?.0)?;
            return is_body(self.row(id)).then_some(id);
        }
        let kind = kinds::of_head(&w.lower(head), false, true);
        let is_body = matches!(kind, Kind::Organisation | Kind::Media) && acts_next(w, head + 1);
        let points = matches!(&*w.lower(start), "the" | "a" | "an" | "this");
        if !is_body || !points || head + 1 >= k {
            return None;
        }
        self.phrase(0, start..head + 1).entity
    }
}

fn is_body(row: &Row) -> bool {
    matches!(row.kind, Kind::Organisation | Kind::Media) && !row.plural
}

/// Sentences back in which a person named against the gender of the first name can be meant.
const NAME_REACH: u32 = 2;
/// Sentences back in which no other person may have been mentioned then.
const PERSON_REACH: u32 = 12;
/// Sentences back in which the report says that a person is called "they".
const THEY_REACH: u32 = 12;

/// A word that counts those who were named together.
struct Counted {
    word: &'static str,
    count: usize,
    needs_article: bool,
}

const COUNTED: [Counted; 7] = [
    Counted {
        word: "both",
        count: 2,
        needs_article: false,
    },
    Counted {
        word: "couple",
        count: 2,
        needs_article: true,
    },
    Counted {
        word: "duo",
        count: 2,
        needs_article: true,
    },
    Counted {
        word: "pair",
        count: 2,
        needs_article: true,
    },
    Counted {
        word: "three",
        count: 3,
        needs_article: true,
    },
    Counted {
        word: "trio",
        count: 3,
        needs_article: true,
    },
    Counted {
        word: "two",
        count: 2,
        needs_article: true,
    },
];

/// What is between two names.
enum Joint {
    /// "Orbeck, Ruiz and Ahn"
    Comma,
    /// "Orbeck and Ruiz", "Orbeck and her deputy, Ruiz"
    And,
    None,
}

fn joint(w: &Words<'_>, between: &Range<u32>) -> Joint {
    if between.len() == 1 && w.at(between.start) == "," {
        return Joint::Comma;
    }
    let ands = between.clone().filter(|&k| w.at(k) == "and").count();
    let has_comma_first = w.at(between.start) == ",";
    let joins = w.at(between.start + u32::from(has_comma_first)) == "and";
    let can_be_between = |k: u32| {
        let is_verb = matches!(w.pos(k), Pos::Verb | Pos::Aux);
        !is_verb && classes(&w.lower(k)) & class::PREPOSITION == 0 && !w.quoted(k)
    };
    let is_short = between.len() as u32 <= LONGEST_BETWEEN;
    if ands == 1 && joins && is_short && between.clone().all(can_be_between) {
        Joint::And
    } else {
        Joint::None
    }
}

/// Whether no verb is before a name in its sentence, and no preposition right before it.
fn is_subject(w: &Words<'_>, name: u32) -> bool {
    let start = w.sentence_tokens(name).start;
    let has_verb = (start..name).any(|k| matches!(w.pos(k), Pos::Verb | Pos::Aux));
    let is_governed = name > start && classes(&w.lower(name - 1)) & class::PREPOSITION != 0;
    !has_verb && !is_governed
}

/// "who uses they/them pronouns", "who goes by they".
fn says_they(w: &Words<'_>, k: u32) -> bool {
    let word = w.lower(k);
    let is_pair = word.starts_with("they/") || word == "they" && w.at(k + 1) == "/";
    let is_after = |words: &[&str]| k > 0 && words.contains(&&*w.lower(k - 1));
    is_pair || word == "they" && is_after(&["by", "uses", "use", "using", "pronouns", "pronoun"])
}

/// Where a sentence begins after a short adverbial: "On Friday, ".
fn after_adverbial(w: &Words<'_>, sentence: &Range<u32>) -> u32 {
    const LONGEST_ADVERBIAL: usize = 6;
    let start = sentence.start;
    if classes(&w.lower(start)) & class::PREPOSITION == 0 {
        return start;
    }
    let mut near = sentence.clone().take(LONGEST_ADVERBIAL);
    near.find(|&k| w.at(k) == ",")
        .map_or(start, |comma| comma + 1)
}

/// Whether a verb, an adverb before it or an apposition follows a name, so that it is the subject.
fn acts_next(w: &Words<'_>, k: u32) -> bool {
    let is_verb = |k: u32| matches!(w.pos(k), Pos::Verb | Pos::Aux);
    let is_adverb = w.pos(k) == Pos::Adv && is_verb(k + 1);
    is_verb(k) || is_adverb || w.at(k) == ","
}

/// The only subject, or the only role if none is a subject.
fn only_subject(phrases: &[RolePhrase]) -> Option<&RolePhrase> {
    let mut subjects = phrases.iter().filter(|phrase| phrase.is_subject);
    match (subjects.next(), subjects.next()) {
        (Some(subject), None) => Some(subject),
        (None, _) if phrases.len() == 1 => phrases.first(),
        _ => None,
    }
}
