//! In: a source without a name. Out: who is meant: a named person or organisation that the words fit,
//! a description that occurred before, or a new entity without a name.

use super::entities::{Row, Table, gender_of_role};
use super::link::{self, Basis};
use super::phrases::{Found, Phrase, attaches, ends_phrase, is_count};
use super::roles::{self, RoleWords};
use super::{EntityId, Kind, Link, Written, kinds};
use sayso_english::sources::{NOUNS, SMALL_WORDS, noun, small};
use sayso_english::titles::{is_title, title};
use std::borrow::Cow;
use std::ops::Range;

/// Sentences back in which an organisation can be "the company". Farther back, reports repeat the
/// name.
const COMPANY_REACH: u32 = 3;
/// Tokens after "of" or "for" in which the name is looked for that a role belongs to.
const ANCHOR_REACH: u32 = 5;
/// Longest name of an entity without a name, in tokens, unless its head is farther on.
const LONGEST_DESCRIPTION: u32 = 12;

/// A description, taken apart.
struct Description<'p> {
    phrase: &'p Phrase,
    /// The last word, in small letters.
    head: String,
    /// The kind of source that it describes.
    kind: Kind,
    /// It begins with a count: "three residents".
    is_counted: bool,
    /// It begins with "the" or "this", or repeats the head of a known description.
    is_definite: bool,
    /// It begins with "the".
    has_the: bool,
}

impl Description<'_> {
    /// The tokens up to the head.
    fn own(&self) -> Range<u32> {
        self.phrase.own..self.phrase.last + 1
    }
}

impl Table<'_> {
    /// Resolves a phrase that none of the readers of names and pronouns recognised.
    pub(super) fn description(&mut self, phrase: &Phrase) -> Found {
        if let Some(found) = self.goes_by(phrase) {
            return found;
        }
        let description = self.describe(phrase);
        let head = description.head.as_str();
        if let Some(owner) = self.anchor(&description) {
            return self.anchored(phrase.own..phrase.end, head, owner, description.kind);
        }
        if head == "latter"
            && let Some(id) = self.last_person()
        {
            let own = phrase.own..phrase.end.max(phrase.own + 1);
            return self.linked(id, own, Written::Role, link::LATTER.link());
        }
        if description.is_definite
            && !description.is_counted
            && let Some(found) = self.by_role(description.own(), head, description.kind)
        {
            return found;
        }
        if let Some(found) = self.by_age(description.own()) {
            return found;
        }
        let (id, link) = self
            .described_before(&description)
            .or_else(|| self.just_named(&description))
            .unwrap_or_else(|| (self.add_described(&description), link::DESCRIPTION.link()));
        self.vote(id, gender_of_role(head), 2);
        self.linked(id, description.own(), Written::Role, link)
    }

    fn describe<'p>(&self, phrase: &'p Phrase) -> Description<'p> {
        let w = self.words;
        let head = w.lower(phrase.last).into_owned();
        let first = w.lower(phrase.first);
        let is_counted = is_count(&first);
        let is_bare = phrase.first == phrase.own;
        let repeats = || {
            let mut rows = self.recent();
            rows.any(|(_, row)| row.head.as_deref() == Some(&*head))
        };
        let points = matches!(&*first, "the" | "this" | "that" | "these" | "those");
        let is_definite = points || is_bare && repeats();
        let is_determined = phrase.first < phrase.own || first == "a" || first == "an";
        let has_nothing_attached = !attaches(w.at(phrase.end));
        let kind = match &*head {
            // "the paper", but not "a paper in Surface Letters".
            "paper" if is_definite && has_nothing_attached => Kind::Media,
            "one" | "another" | "other" | "second" | "third" if self.last_group_is_anonymous() => {
                Kind::Anonymous
            }
            "one" | "another" => Kind::Role,
            _ => kinds::of_head(&head, is_counted, is_determined),
        };
        Description {
            phrase,
            kind,
            is_counted,
            is_definite,
            has_the: first == "the",
            head,
        }
    }

    /// Whose role a description is: "her lawyer", "the brother of Hanna Orbeck". None for places,
    /// because "the mayor of Velm" does not belong to Velm as a lawyer belongs to a client.
    fn anchor(&mut self, description: &Description<'_>) -> Option<EntityId> {
        let phrase = description.phrase;
        let can_belong = can_belong(&description.head);
        let owner = phrase
            .owner
            .or_else(|| self.pronoun_owner(phrase.first..phrase.start));
        let anchor = match owner {
            Some(owner) => Some(owner),
            None if can_belong => self.anchor_after(phrase),
            None => None,
        };
        anchor.filter(|id| can_belong && !self.row(*id).is_place)
    }

    /// The name after "of", "for" or "to": "a spokesman for the ministry".
    fn anchor_after(&mut self, phrase: &Phrase) -> Option<EntityId> {
        let w = self.words;
        let end = phrase.end;
        if !matches!(w.at(end), "of" | "for" | "to") {
            return None;
        }
        let near = end + 1..phrase.tokens.end.min(end + ANCHOR_REACH);
        let mut names = near.filter(|&k| self.name_at(k).is_some());
        if let Some(named) = names.find_map(|k| self.at.get(&k)?.0) {
            return Some(named);
        }
        // "a spokeswoman for Three Wells": capitals that the tagger missed.
        let from = end + 1 + u32::from(w.at(end + 1) == "the");
        let after = from..phrase.tokens.end;
        let capitals = after.take_while(|&k| w.is_upper(k)).count() as u32;
        (capitals > 0)
            .then(|| self.untagged(from..from + capitals, true).entity)
            .flatten()
    }

    /// Who "his" or "her" before a phrase means; for "its" and "their" who can own something.
    fn pronoun_owner(&self, determiners: Range<u32>) -> Option<EntityId> {
        let w = self.words;
        let is_possessive =
            |k: u32| matches!(&*w.lower(k), "his" | "her" | "their" | "its" | "whose");
        let k = determiners.into_iter().find(|&k| is_possessive(k))?;
        match &*w.lower(k) {
            "his" | "her" => self.at.get(&k)?.0,
            "its" => self.owner_of_its(k),
            _ => self.owner_of_their(k),
        }
    }

    /// "their": the last speaker if it is several and has just spoken. Earlier ones are too
    /// uncertain.
    fn owner_of_their(&self, k: u32) -> Option<EntityId> {
        let sentence = self.words.sentence(k);
        let (id, at) = *self.spoke.last()?;
        (sentence.saturating_sub(at) <= 1 && self.row(id).plural).then_some(id)
    }

    /// "its": the organisation mentioned last, at most two sentences ago.
    fn owner_of_its(&self, k: u32) -> Option<EntityId> {
        let sentence = self.words.sentence(k);
        let can_own =
            |row: &Row| matches!(row.kind, Kind::Organisation | Kind::Media) && !row.is_place;
        let owners = self.recent().filter(|(_, row)| can_own(row));
        let last = owners.filter_map(|(id, row)| Some((row.sights.last()?, id)));
        let near = last.filter(|(sight, _)| sentence.saturating_sub(sight.sentence) <= 2);
        near.max_by_key(|(sight, _)| sight.tokens.start)
            .map(|(_, id)| EntityId::of(id))
    }

    /// The person mentioned last.
    fn last_person(&self) -> Option<usize> {
        let people = self.recent().filter(|(_, row)| row.kind == Kind::Person);
        people
            .filter_map(|(id, row)| Some((row.sights.last()?.tokens.start, id)))
            .max()
            .map(|(_, id)| id)
    }

    /// The entity without a name that the same words described before.
    fn described_before(&self, description: &Description<'_>) -> Option<(usize, Link)> {
        if !description.is_definite && description.kind != Kind::Group {
            return None;
        }
        let own = self.words.slice(description.own()).to_lowercase();
        let head = &*description.head;
        let definite_head = description.is_definite && (description.has_the || own == head);
        let longer = format!("{own} ");
        let is_same = |row: &Row| {
            let has_head = row.head.as_deref() == Some(head) && row.anchor.is_none();
            let name = row.name.to_lowercase();
            has_head
                && !self.names_another(&description.own(), &name)
                && (definite_head || name == own || name.starts_with(&longer))
        };
        let id = self.find_last(is_same)?;
        Some((id, link::SAME_DESCRIPTION.link()))
    }

    /// True if a name in a description is not in the name of an entity, in small letters: "the Orbeck
    /// campaign" is not the Ruiz campaign.
    fn names_another(&self, own: &Range<u32>, name: &str) -> bool {
        let w = self.words;
        let is_name = |k: &u32| w.is_upper(*k) && w.sentence_tokens(*k).start != *k;
        let mut names = own.clone().filter(is_name);
        names.any(|k| !name.contains(&*w.lower(k)))
    }

    /// "Ada Quill warned of cuts. … the Conservative MP said": a report says what a person is at the
    /// latest when it first calls them so. If the only person who was named and spoke in the last two
    /// sentences has no role yet, the role is that person's. Only roles with a name in them count
    /// ("Conservative"), because "the judge" may have no name in the report.
    fn just_named(&self, description: &Description<'_>) -> Option<(usize, Link)> {
        let w = self.words;
        let own = description.own();
        let is_singular = description.has_the && !description.is_counted;
        let is_of_a_person = description.kind == Kind::Role || is_title(&description.head);
        let begins = w.sentence_tokens(own.start).start;
        let has_name = own.clone().any(|k| {
            let is_head = k + 1 == own.end;
            w.is_upper(k) && k != begins && !is_head
        });
        let is_apart = own
            .clone()
            .any(|k| SMALL_WORDS.has(&w.lower(k), small::APART));
        // "The Velm spokesman" speaks for whoever was named.
        let speaks_for_others = SPEAKS_FOR_OTHERS.contains(&&*description.head);
        if !is_singular || !is_of_a_person || !has_name || is_apart || speaks_for_others {
            return None;
        }
        let sentence = w.sentence(own.start);
        let is_near = |row: &Row| {
            let last = row.sights.last();
            last.is_some_and(|sight| sentence.saturating_sub(sight.sentence) <= 1)
        };
        let named = |row: &Row| row.kind == Kind::Person && row.head.is_none();
        let mut near = self.recent().filter(|(_, row)| named(row) && is_near(row));
        let (id, row) = near.next().filter(|_| near.next().is_none())?;
        let (spoke, at) = *self.spoke.last()?;
        let has_just_spoken = spoke.index() == id && sentence.saturating_sub(at) <= 1;
        let gender = gender_of_role(&description.head);
        let is_of_gender =
            gender.is_none() || self.gender_of(id).is_none_or(|of| Some(of) == gender);
        let is_theirs = has_just_spoken && row.roles.is_empty() && is_of_gender;
        is_theirs.then(|| (id, link::NAMED_JUST_BEFORE.link()))
    }

    /// Adds an entity that is called by its description, up to a comma: "residents of the valley".
    fn add_described(&mut self, description: &Description<'_>) -> usize {
        let w = self.words;
        let phrase = description.phrase;
        let stop = (phrase.end..phrase.tokens.end)
            .find(|&k| ends_phrase(&w.lower(k)))
            .unwrap_or(phrase.tokens.end);
        // "The mayor’s office" is more than an office, if no one knows who the mayor is.
        let begins_owned =
            !w.is_possessive(phrase.start) && !is_possessive_pronoun(&w.lower(phrase.start));
        let is_owned = phrase.own > phrase.start && begins_owned;
        let start = if is_owned { phrase.start } else { phrase.own };
        let longest = start + LONGEST_DESCRIPTION;
        let name = w.slice(start..stop.min(longest).max(phrase.last + 1));
        self.add(Row {
            name: name.to_string(),
            kind: description.kind,
            head: Some(description.head.clone()),
            plural: description.kind == Kind::Group,
            ..Row::default()
        })
    }

    /// "her lawyer": the person whose role says so, or else an entity without a name that is "lawyer
    /// of" its owner.
    fn anchored(&mut self, own: Range<u32>, head: &str, owner: EntityId, kind: Kind) -> Found {
        let anchor = owner.index();
        // "Orbeck’s campaign" is not the person who runs it.
        let is_of_body = kind == Kind::Organisation && !kinds::is_role(head);
        let named = self
            .find(|row| row.kind == Kind::Person && self.has_role_with(row, head, owner))
            .or_else(|| self.only_one_with_role(head, anchor))
            .filter(|_| !is_of_body);
        let known =
            self.find(|row| row.anchor == Some(anchor) && row.head.as_deref() == Some(head));
        let (id, basis) = match (named, known) {
            (Some(id), _) => (id, link::ROLE_TOLD),
            (None, Some(id)) => (id, link::ANCHORED_AGAIN),
            (None, None) => {
                let id = self.add(Row {
                    name: head.into(),
                    kind,
                    head: Some(head.into()),
                    anchor: Some(anchor),
                    plural: kind == Kind::Group,
                    ..Row::default()
                });
                (id, link::ANCHORED)
            }
        };
        self.vote(id, gender_of_role(head), 2);
        self.linked(id, own, Written::Role, basis.link())
    }

    /// True if a role of the entity has this head and names this owner: "the lawyer of Hanna Orbeck".
    fn has_role_with(&self, row: &Row, head: &str, owner: EntityId) -> bool {
        let names_owner = |role: &RoleWords| {
            let mut found = role.tokens.clone().filter_map(|k| self.at.get(&k));
            found.any(|(id, _)| *id == Some(owner))
        };
        let mut with_head = row.roles.iter().filter(|role| self.has_head(role, head));
        with_head.any(names_owner)
    }

    fn has_head(&self, role: &RoleWords, head: &str) -> bool {
        let w = self.words;
        roles::heads(w, role).any(|k| w.lower(k) == head)
    }

    /// "his finance minister": the only person in the report who is one. "her husband": the only
    /// other person with her surname.
    fn only_one_with_role(&self, head: &str, anchor: usize) -> Option<usize> {
        let w = self.words;
        if matches!(head, "husband" | "wife") {
            return self.only_person_but(anchor, |id| self.can_be_spouse(id, anchor, head));
        }
        if kinds::is_personal_tie(head) {
            return None;
        }
        // "The mayor of Velm" is not the mayor of Ardel.
        let is_elsewhere = |role: &RoleWords| matches!(w.at(role.tokens.end), "of" | "for" | "in");
        self.only_person_but(anchor, |id| {
            let mut roles = self.rows[id].roles.iter();
            roles.any(|role| !is_elsewhere(role) && self.has_head(role, head))
        })
    }

    /// The person other than `anchor` that fits, if there is only one.
    fn only_person_but(&self, anchor: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let is_other = |id: usize| id != anchor && self.rows[id].kind == Kind::Person;
        let mut ids = self.near().filter(|&id| is_other(id) && fits(id));
        ids.next().filter(|_| ids.next().is_none())
    }

    /// True if two people share a surname and the first can be the husband or wife by gender.
    fn can_be_spouse(&self, id: usize, anchor: usize, head: &str) -> bool {
        let families = |id: usize| {
            let names = self.rows[id].written.iter();
            names.filter_map(|name| name.parts.last())
        };
        let shares_family =
            families(id).any(|family| families(anchor).any(|other| other == family));
        let gender = self.gender_of(id);
        shares_family && (gender.is_none() || gender == gender_of_role(head))
    }

    /// "the judge": the entity that is one by its role or name. If several fit, the one named last,
    /// unless another was named shortly before it.
    fn by_role(&mut self, own: Range<u32>, head: &str, kind: Kind) -> Option<Found> {
        let sentence = self.words.sentence(own.start);
        let mut found = self.with_role(&own, head);
        if let Some(&(last, id)) = found.first()
            && self.is_other_company_nearer(&own, head, kind, id, last)
        {
            found.clear();
        }
        if found.is_empty() {
            let (id, basis) = self.company_near(&own, head, kind)?;
            return Some(self.linked(id, own, Written::Role, basis.link()));
        }
        let (last, id) = found[0];
        let second = found.get(1);
        let runner_up = second.map(|(_, id)| EntityId::of(*id));
        let is_open =
            second.is_some_and(|(at, _)| last - at < 2 && sentence.saturating_sub(*at) < 6);
        if is_open {
            let link = link::ROLE_OPEN.link_before(runner_up);
            self.open(own, Written::Role, link);
            return Some(Found::new(None, kind, link));
        }
        let basis = match self.rows[id].kind {
            Kind::Person => link::ROLE,
            _ => link::TYPE_OF_NAME,
        };
        Some(self.linked(id, own, Written::Role, basis.link_before(runner_up)))
    }

    /// "Marlow Company … Harbour Foods cut its prices. The company said": the word is in the name of a body
    /// that was named some sentences ago, and another one was named since. "Company" says so little that
    /// the nearer one can be meant.
    fn is_other_company_nearer(
        &self,
        own: &Range<u32>,
        head: &str,
        kind: Kind,
        id: usize,
        last: u32,
    ) -> bool {
        let sentence = self.words.sentence(own.start);
        let is_general = kind == Kind::Organisation
            && NOUNS.has_exact(head, noun::COMPANY)
            && NOUNS.has_exact(head, noun::GENERAL);
        let is_of_name = self.rows[id].kind == Kind::Organisation;
        let is_since = |row: &Row| row.sights.last().is_some_and(|sight| sight.sentence > last);
        let mut rows = self.recent();
        is_general
            && is_of_name
            && sentence > last + 1
            && rows.any(|(other, row)| {
                other != id && is_company_called(row) && can_be_called(row, head) && is_since(row)
            })
    }

    /// The entities that a role or a type of body fits, with the sentence of their last mention, the
    /// last mentioned first.
    pub(super) fn with_role(&self, own: &Range<u32>, head: &str) -> Vec<(u32, usize)> {
        let w = self.words;
        let former = own.clone().any(|k| w.lower(k) == "former");
        let is_held_by_people = kinds::is_role(head) || is_title(head);
        let mut found: Vec<(u32, usize)> = Vec::new();
        for (id, row) in self.recent() {
            let fits = match row.kind {
                Kind::Person if is_held_by_people => self.holds_role(row, own, head, former),
                Kind::Organisation | Kind::Media => self.is_of_type(row, own, head),
                _ => false,
            };
            if fits {
                let last = row.sights.last().map_or(0, |sight| sight.sentence);
                found.push((last, id));
            }
        }
        found.sort_by(|a, b| b.cmp(a));
        found
    }

    fn holds_role(&self, row: &Row, own: &Range<u32>, head: &str, former: bool) -> bool {
        let w = self.words;
        let is_head = |k: u32| {
            let word = w.at(k);
            stem(word) == head || title(word).and_then(|title| title.full) == Some(head)
        };
        let mut roles = row.roles.iter().filter(|role| role.former == former);
        roles.any(|role| self.agrees(own, head, role) && roles::heads(w, role).any(is_head))
    }

    /// "the bank" can be Velm Bank, "the newspaper" any outlet.
    fn is_of_type(&self, row: &Row, own: &Range<u32>, head: &str) -> bool {
        if row.head.is_some() || !self.is_within(own, head, &row.name) {
            return false;
        }
        let mut parts = row.name.split([' ', '-']);
        let is_told = row.types.iter().any(|told| told == head);
        is_told && !NOUNS.has_exact(head, noun::GENERAL)
            || parts.any(|word| stem(word) == head && kinds::is_body(head))
            || row.kind == Kind::Media && kinds::of_head(head, false, true) == Kind::Media
    }

    /// The organisation with a name in the last sentences that "the company" or "the utility" means:
    /// the only one, or of several the one that spoke just before.
    fn company_near(&mut self, own: &Range<u32>, head: &str, kind: Kind) -> Option<(usize, Basis)> {
        if kind != Kind::Organisation || !NOUNS.has_exact(head, noun::COMPANY) {
            return None;
        }
        let w = self.words;
        let sentence = w.sentence(own.start);
        // "The group of Norvik engineers" is a body of its own, and does not mean Norvik.
        if matches!(w.at(own.end), "of" | "from" | "with") {
            return None;
        }
        // "The rival firm" is not the firm just named.
        let is_apart = |k: u32| SMALL_WORDS.has(&w.lower(k), small::APART);
        if own.clone().any(is_apart) {
            return None;
        }
        let is_central = own.clone().any(|k| w.lower(k) == "central");
        let is_near = |row: &Row| {
            let last = row.sights.last().map(|sight| sight.sentence);
            last.is_some_and(|last| sentence.saturating_sub(last) <= COMPANY_REACH)
        };
        let can_be = |row: &Row| {
            let is_meant = is_company_called(row)
                && can_be_called(row, head)
                && !self.names_another(own, &row.name.to_lowercase());
            is_meant && is_near(row) && (!is_central || is_of_a_country(row))
        };
        let near = self.recent().filter(|(_, row)| can_be(row));
        let near: Vec<usize> = near.map(|(id, _)| id).take(2).collect();
        match near[..] {
            [] if is_central => return None,
            [] => return self.company_mistaken(own, head),
            [only] => return Some((only, link::ONLY_ONE_NEAR)),
            _ => {}
        }
        let (last, at) = *self.spoke.last()?;
        let has_just_spoken = sentence.saturating_sub(at) <= 1 && can_be(self.row(last));
        has_just_spoken.then_some((last.index(), link::SPOKE_JUST_BEFORE))
    }

    /// The name that "the carmaker" means if no organisation is known: one that the tagger missed or
    /// took for a person's.
    fn company_mistaken(&mut self, own: &Range<u32>, head: &str) -> Option<(usize, Basis)> {
        let lone = self
            .lone_name_before(own.start)
            .filter(|_| !NOUNS.has_exact(head, noun::GENERAL));
        if let Some(id) = lone {
            self.rows[id].kind = Kind::Organisation;
            return Some((id, link::ONLY_ONE_NEAR));
        }
        let id = self.untagged_subject_before(own.start)?;
        let is_company = self.row(id).kind == Kind::Organisation;
        is_company.then_some((id.index(), link::ONLY_ONE_NEAR))
    }

    /// True if what a description says about its head is in the role: "the fire chief" is not the
    /// police chief, "the president" not the vice president.
    fn agrees(&self, own: &Range<u32>, head: &str, role: &RoleWords) -> bool {
        let w = self.words;
        let is_other_rank = role.tokens.clone().skip(1).any(|k| {
            let is_head = w.lower(k).trim_end_matches('.') == head;
            let rank = w.lower(k - 1);
            is_head
                && SMALL_WORDS.has(&rank, small::RANK)
                && !own.clone().any(|o| w.lower(o) == rank)
        });
        let says = |word: &str| role.tokens.clone().any(|k| is_same_word(&w.lower(k), word));
        !is_other_rank && self.qualifiers(own, head).iter().all(|word| says(word))
    }

    /// True if what a description says about its head is in the name: "the central bank" is not
    /// Velm Bank.
    fn is_within(&self, own: &Range<u32>, head: &str, name: &str) -> bool {
        let name = name.to_lowercase();
        let says = |word: &str| name.split([' ', '-']).any(|part| is_same_word(part, word));
        self.qualifiers(own, head).iter().all(|word| says(word))
    }

    /// The words of a description that distinguish it: "fire" of "the fire chief", "Velm" of "the
    /// mayor of Velm".
    fn qualifiers(&self, own: &Range<u32>, head: &str) -> Vec<Cow<'_, str>> {
        let w = self.words;
        let says_little =
            |word: &str| word.len() <= 2 || word == head || SMALL_WORDS.has(word, small::LITTLE);
        let before = own.clone().map(|k| w.lower(k));
        let before = before.filter(|word| !says_little(word));
        let of = own.end + 1 + u32::from(w.at(own.end + 1) == "the");
        let after = matches!(w.at(own.end), "of" | "for" | "in") && w.is_upper(of);
        before.chain(after.then(|| w.lower(of))).collect()
    }

    /// "the 43-year-old": the person whose age is given as 43.
    fn by_age(&mut self, own: Range<u32>) -> Option<Found> {
        let w = self.words;
        let is_age = |k: &u32| w.at(*k).len() == 2 && w.at(*k).bytes().all(|b| b.is_ascii_digit());
        let has_old = || own.clone().any(|k| w.lower(k) == "old");
        let age = own.clone().find(is_age).filter(|_| has_old())?;
        let is_of_age = |row: &Row| {
            let mut tokens = row.roles.iter().flat_map(|role| role.tokens.clone());
            tokens.any(|k| w.at(k) == w.at(age))
        };
        let mut ids = self.near().filter(|&id| is_of_age(&self.rows[id]));
        let id = ids.next().filter(|_| ids.next().is_none())?;
        Some(self.linked(id, own, Written::Role, link::AGE.link()))
    }
}

/// An organisation with a name that is not a place.
fn is_company_called(row: &Row) -> bool {
    row.kind == Kind::Organisation && !row.is_place && row.head.is_none()
}

/// "Bank of Norvik", "National Bank": such a bank can be "the central bank", Velm Bank cannot.
fn is_of_a_country(row: &Row) -> bool {
    let name = row.name.to_lowercase();
    let is_bank_of = name.starts_with("bank of ");
    is_bank_of
        || ["central", "federal", "national", "reserve"]
            .iter()
            .any(|word| name.contains(word))
}

/// False if the name or the report says that a body is of another type: a council is not "the bank".
fn can_be_called(row: &Row, head: &str) -> bool {
    // "General Dynamics" is no authority.
    let is_public_body = |word: &str| NOUNS.has(word, noun::OFFICIAL) && kinds::is_body(word);
    let is_authority = row.name.split(' ').any(is_public_body);
    if is_authority && !AUTHORITIES.contains(&head) {
        return false;
    }
    let last = row.name.rsplit(' ').next().map(str::to_lowercase);
    let type_in_name = last.filter(|last| kinds::is_body(last));
    if PUBLIC_BODIES.contains(&&*row.name) && !AUTHORITIES.contains(&head) {
        return false;
    }
    if matches!(head, "company" | "firm") {
        // A mine or a mill is a company, a party is not.
        let is_public = |word: &str| NOUNS.has_exact(word, noun::OFFICIAL | noun::PLACE);
        let is_club = |word: &str| matches!(word, "party" | "union" | "university" | "school");
        return type_in_name.is_none_or(|word| !is_public(&word) && !is_club(&word));
    }
    let is_told_otherwise =
        type_in_name.is_some_and(|word| word != head) || row.types.iter().any(|told| told != head);
    NOUNS.has_exact(head, noun::GENERAL) || !is_told_otherwise
}

/// Public bodies whose names do not say so.
const PUBLIC_BODIES: [&str; 20] = [
    "NASA",
    "Nasa",
    "FBI",
    "CIA",
    "UN",
    "EU",
    "NATO",
    "Nato",
    "WHO",
    "FDA",
    "CDC",
    "FAA",
    "EPA",
    "IMF",
    "NHS",
    "UNICEF",
    "Unicef",
    "UNESCO",
    "Roscosmos",
    "Interpol",
];

/// Heads of people who speak for others or about them, so that they are not the person just named.
const SPEAKS_FOR_OTHERS: [&str; 16] = [
    "agent",
    "aide",
    "attorney",
    "barrister",
    "correspondent",
    "detective",
    "judge",
    "lawyer",
    "officer",
    "official",
    "prosecutor",
    "reporter",
    "solicitor",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];

/// What an authority can be called too.
const AUTHORITIES: [&str; 6] = [
    "agency",
    "group",
    "operator",
    "organisation",
    "organization",
    "team",
];

fn is_possessive_pronoun(word: &str) -> bool {
    matches!(
        word,
        "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose"
    )
}

/// A word of a role in small letters without its stop.
fn stem(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

/// True for heads of sources that belong to someone: "lawyer", "family".
fn can_belong(head: &str) -> bool {
    kinds::is_role(head) || NOUNS.has_exact(head, noun::BELONGS)
}

/// True for one word, or a word and its plural, possessive or adjective: "Orlovia" and "Orlovian".
fn is_same_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || short.len() > 3 && long.starts_with(short) && long.len() - short.len() <= 2
}
