//! In: the words of an attribution's source. Out: its speakers.
//!
//! A source is one phrase, or several joined by "and". Each phrase is put to a list of readers, one
//! after another, and the first one that recognises it decides: a pronoun, a name, a description.
//! Descriptions are in [`super::descriptions`].

use super::entities::{MAX_PER_ENTITY, Row, Table, gender_of_role};
use super::link::{self, Basis};
use super::name_kinds::{self, Shown};
use super::persons::PersonName;
use super::roles::{self, RoleWords};
use super::{EntityId, Flags, Kind, Link, Speaker, Words, Written, kinds, pronouns};
use crate::names::{NameKind, Pos};
use sayso_english::classes::{class, classes};
use sayso_english::morphology::simple_singular;
use sayso_english::sources::{NOUNS, SMALL_WORDS, noun, small};
use sayso_english::titles::is_title;
use std::ops::Range;

/// One speaker of a source.
pub(super) struct Found {
    pub entity: Option<EntityId>,
    /// Other entities that speak with it, if the source is "they".
    pub others: Vec<EntityId>,
    pub kind: Kind,
    pub link: Link,
}

impl Found {
    pub fn new(entity: Option<EntityId>, kind: Kind, link: Link) -> Found {
        Found {
            entity,
            others: Vec::new(),
            kind,
            link,
        }
    }
}

/// The words of one phrase of a source, taken apart.
pub(super) struct Phrase {
    /// The number of the attribution.
    pub attribution: usize,
    /// All tokens.
    pub tokens: Range<u32>,
    /// The first token that is not a mark.
    pub first: u32,
    /// The first token after the determiners.
    pub start: u32,
    /// Where the words end that what depends on the phrase begins after: "of", "who", a comma.
    pub end: u32,
    /// The first token after the last possessive: "lawyer" of "Orbeck’s lawyer".
    pub own: u32,
    /// The last token before `end`.
    pub last: u32,
    /// The entity that the last possessive names.
    pub owner: Option<EntityId>,
}

impl Phrase {
    /// True if a determiner begins the phrase.
    pub fn is_determined(&self) -> bool {
        self.first < self.start
    }
}

/// A reader of phrases: it returns none if the phrase is not of its kind.
type Reader<'t> = fn(&mut Table<'t>, &Phrase) -> Option<Found>;

/// Longest role between the beginning of a source and a comma, in tokens.
const LONGEST_ROLE: u32 = 14;

/// Words before which the words that name a source end, because what follows depends on them.
const ENDS_PHRASE: [&str; 11] = [
    ",", "(", "–", "—", ":", ";", "who", "which", "that", "whose", "whom",
];

/// True for the words that end the words that name a source.
pub(super) fn ends_phrase(word: &str) -> bool {
    ENDS_PHRASE.contains(&word)
}

/// True for words, in small letters, that attach something to a source: "of", "familiar".
pub(super) fn attaches(word: &str) -> bool {
    SMALL_WORDS.has_exact(word, small::ATTACHES)
}

impl<'t> Table<'t> {
    /// In the order in which they are asked. The cheap and sure ones come first. The names that the
    /// tagger missed come last, because any capital could be one.
    const READERS: [Reader<'t>; 16] = [
        Table::no_words,
        Table::letter_of_turn,
        Table::pronoun_phrase,
        Table::relative_phrase,
        Table::first_of_couple,
        Table::counted_pair,
        Table::determined_goes_by,
        Table::one_of,
        Table::untagged_body,
        Table::name_at_the_end,
        Table::name_after_body,
        Table::name_before_type,
        Table::apposed_name,
        Table::untagged_outlet,
        Table::untagged_name,
        Table::part_of_organisation,
    ];

    /// Resolves the source of the attribution with this number.
    pub fn source(&mut self, number: usize) {
        let w = self.words;
        let spans = &self.attributions[number].source;
        let tokens = w.tokens(spans[0]);
        if tokens.is_empty() {
            return;
        }
        let whole = tokens.start..spans.last().map_or(tokens.end, |s| w.tokens(*s).end);
        let mut found = Vec::new();
        for part in self.coordinated(&tokens) {
            found.push(self.phrase(number, part));
        }
        let wish = self.unnamed_by_wish(number, &whole);
        let mut speaker = self.speaker_of(&found, w.sentence(tokens.start));
        let Some(first) = found.first() else { return };
        if let Some(wish) = wish.filter(|_| first.kind != Kind::Person) {
            speaker.kind = Kind::Anonymous;
            speaker.anonymity = wish.reason;
            if let Some(id) = first.entity {
                let row = self.row_mut(id);
                row.kind = Kind::Anonymous;
                row.anonymity = row.anonymity.or(wish.reason);
            }
        }
        self.sources[number] = Some(whole);
        self.speakers[number] = speaker;
    }

    /// The speaker of a source whose phrases were read, and notes that these entities spoke.
    fn speaker_of(&mut self, found: &[Found], sentence: u32) -> Speaker {
        let mut speaker = Speaker::default();
        for one in found {
            for &id in one.entity.iter().chain(&one.others) {
                if !speaker.entities.contains(&id) {
                    speaker.entities.push(id);
                }
                self.row_mut(id).speaks = true;
                self.spoke.push((id, sentence));
            }
        }
        if speaker.entities.len() > 1 {
            self.together = (speaker.entities.clone(), sentence);
        }
        if let Some(first) = found.first() {
            speaker.kind = first.kind;
            speaker.link = Some(first.link);
        }
        speaker
    }

    /// The flags that the words of a source show, together with what is known of its entity.
    pub fn flags(&self, entity: Option<EntityId>, source: &Range<u32>) -> Flags {
        let w = self.words;
        // "The company, whose president is a cousin of the senator": the source is not a senator.
        let is_relative = |k: &u32| matches!(w.at(*k), "who" | "whose" | "whom" | "which");
        let end = source.clone().find(is_relative).unwrap_or(source.end);
        let own = RoleWords {
            tokens: source.start..end,
            former: false,
        };
        let own = roles::heads(w, &own);
        let row = entity.map(|id| self.row(id));
        let known_roles = row.map_or(&[][..], |r| &r.roles);
        let in_roles = known_roles
            .iter()
            .flat_map(|role| roles::heads(w, role))
            .map(|k| w.at(k));
        let is_described = row.is_some_and(|r| r.head.is_some());
        let description = row.filter(|_| is_described).map_or("", |r| r.name.as_str());
        let in_description = description.split(' ').take_while(|word| !attaches(word));
        let in_source = own.clone().map(|k| w.at(k));
        let mut flags = kinds::flags(in_source.chain(in_roles).chain(in_description));
        flags.former = if known_roles.is_empty() {
            is_described && kinds::flags(own.map(|k| w.at(k))).former
        } else {
            known_roles.iter().all(|role| role.former)
        };
        flags
    }

    /// The phrases of a source that are joined by "and" before anything is attached to them: "Ahn
    /// and other observers".
    fn coordinated(&self, tokens: &Range<u32>) -> Vec<Range<u32>> {
        let w = self.words;
        let parts = self.split_at_and(tokens);
        // "The Speaker, a farmer and banker,": what follows a comma describes one source.
        let has_comma = parts.len() > 1 && parts[0].clone().any(|k| w.at(k) == ",");
        // "safety and health officials": "safety" is not a source.
        let is_one = self.is_one_of_two_roles(&parts);
        if has_comma || is_one || !parts.iter().all(|part| self.can_be_phrase(part)) {
            return vec![tokens.clone()];
        }
        parts
    }

    /// "Tarn Foods co-founder and CEO Ada Quill": two roles of one person.
    fn is_one_of_two_roles(&self, parts: &[Range<u32>]) -> bool {
        let w = self.words;
        let [role, named] = parts else {
            return false;
        };
        let person = |part: &Range<u32>| {
            let mut names = part.clone().filter_map(|k| self.name_at(k));
            names.rfind(|(_, kind)| *kind == NameKind::Person)
        };
        let is_bare = |part: &Range<u32>| classes(&w.lower(part.start)) & class::DETERMINER == 0;
        // "surgeon and Velm Trust chair Ada Quill" begins with a body, and not with another person.
        let first = self.name_at(named.start);
        let begins_with_person = first.is_some_and(|(_, kind)| kind == NameKind::Person);
        kinds::is_role(&w.lower(role.end - 1))
            && person(role).is_none()
            && person(named).is_some_and(|(end, _)| end == named.end)
            && is_bare(role)
            && is_bare(named)
            && !begins_with_person
    }

    pub(super) fn split_at_and(&self, tokens: &Range<u32>) -> Vec<Range<u32>> {
        let w = self.words;
        let mut parts = Vec::new();
        let mut start = tokens.start;
        let mut has_attached = false;
        let mut k = tokens.start;
        while k < tokens.end {
            if let Some((end, _)) = self.name_at(k) {
                k = end.max(k + 1);
                continue;
            }
            let word = w.lower(k);
            if matches!(&*word, "who" | "which" | "that" | "(" | "–" | "—") {
                break;
            }
            has_attached |= attaches(&word) && !self.is_of_office(k, tokens.end);
            let has_others = matches!(&*w.lower(k + 1), "other" | "others");
            let is_between = k > start && k + 1 < tokens.end;
            if word == "and" && is_between && (has_others || !has_attached) {
                parts.push(start..k);
                start = k + 1;
            }
            k += 1;
        }
        parts.push(start..tokens.end);
        parts
    }

    pub(super) fn can_be_phrase(&self, part: &Range<u32>) -> bool {
        let w = self.words;
        let first = w.lower(part.start);
        w.is_upper(part.start)
            || classes(&first) & (class::DETERMINER | class::PRONOUN) != 0
            || first == "other"
            || first.ends_with('s')
    }

    /// Resolves one phrase of a source.
    pub(super) fn phrase(&mut self, attribution: usize, tokens: Range<u32>) -> Found {
        // "Ada Quill herself"
        let is_reflexive = |k: u32| {
            matches!(
                &*self.words.lower(k),
                "himself" | "herself" | "itself" | "themselves"
            )
        };
        let many = u32::from(tokens.len() > 1 && is_reflexive(tokens.end - 1));
        let phrase = self.take_apart(attribution, tokens.start..tokens.end - many);
        for reader in Self::READERS {
            if let Some(found) = reader(self, &phrase) {
                return found;
            }
        }
        self.description(&phrase)
    }

    fn take_apart(&self, attribution: usize, tokens: Range<u32>) -> Phrase {
        let w = self.words;
        let is_mark = |k: u32| matches!(w.at(k), "“" | "\"" | "‘" | "'" | "," | "(");
        let mut first = tokens.start;
        while first < tokens.end && is_mark(first) {
            first += 1;
        }
        let mut start = first;
        while start + 1 < tokens.end
            && self.name_at(start).is_none()
            && classes(&w.lower(start)) & class::DETERMINER != 0
        {
            start += 1;
        }
        let end = self.end_of_phrase(start, &tokens);
        let (own, owner) = self.last_possessive(start..end);
        let ends_with_possessive = w.is_possessive(end - 1) && end - 1 > own;
        Phrase {
            attribution,
            tokens,
            first,
            start,
            end,
            own,
            last: end - 1 - u32::from(ends_with_possessive),
            owner,
        }
    }

    /// Where what is attached to a phrase begins: "of", "who", a comma.
    fn end_of_phrase(&self, start: u32, tokens: &Range<u32>) -> u32 {
        let mut end = start;
        while end < tokens.end {
            if let Some((after, _)) = self.name_at(end) {
                end = after.max(end + 1);
                continue;
            }
            let is_in_office = end > start && self.is_of_office(end, tokens.end);
            if end > start && !is_in_office && self.is_attached(start, end) {
                break;
            }
            end += 1;
        }
        end.min(tokens.end).max(start + 1)
    }

    /// "chief of staff Ron Klane": the "of" belongs to the office of the person named after it. In "the lawyer
    /// of victim Tom Brack" another person is named.
    fn is_of_office(&self, of: u32, end: u32) -> bool {
        const FIELDS: [&str; 12] = [
            "staff",
            "police",
            "state",
            "security",
            "operations",
            "research",
            "communications",
            "defence",
            "defense",
            "education",
            "health",
            "finance",
        ];
        let w = self.words;
        let is_office = w.at(of) == "of" && FIELDS.contains(&&*w.lower(of + 1));
        let name = self.name_at(of + 2).filter(|_| of + 2 < end);
        is_office && name.is_some_and(|(_, kind)| kind == NameKind::Person)
    }

    /// True if the token begins what is attached to the phrase that begins at `start`.
    fn is_attached(&self, start: u32, k: u32) -> bool {
        let w = self.words;
        let word = w.lower(k);
        let is_dash = word == "-" && !(w.is_glued(k) && w.is_glued(k + 1));
        // "editor-in-chief"
        if w.at(k - 1) == "-" && w.is_glued(k) {
            return false;
        }
        is_dash || attaches(&word) || ends_phrase(&word) || self.is_participle(start, k, &word)
    }

    /// "a study published in June", but not "a retired driver".
    fn is_participle(&self, start: u32, k: u32, word: &str) -> bool {
        let w = self.words;
        let governs = word.ends_with("ing") && k > start && w.pos(k - 1) == Pos::Noun;
        let describes_next = matches!(w.pos(k + 1), Pos::Noun | Pos::Propn | Pos::Adj);
        w.pos(k) == Pos::Verb && (governs || !describes_next) && !kinds::is_common(word)
    }

    /// The first token after the last possessive that has something after it, and the entity that
    /// the last possessive names: "lawyer" and Orbeck of "Orbeck’s lawyer".
    fn last_possessive(&self, tokens: Range<u32>) -> (u32, Option<EntityId>) {
        let mut own = tokens.start;
        let mut owner = None;
        let mut name_end = tokens.start;
        for k in tokens.clone() {
            if let Some((end, _)) = self.name_at(k) {
                name_end = end;
            }
            // "Governor’s Office" is one name.
            let is_in_name = k < name_end;
            if self.words.is_possessive(k) && !is_in_name && k + 1 < tokens.end {
                own = k + 1;
                let name = self.name_ending(k, tokens.start);
                owner = name.and_then(|(at, _)| self.at.get(&at)?.0).or(owner);
            }
        }
        (own, owner)
    }

    /// "she", "they", "both all".
    fn pronoun_phrase(&mut self, phrase: &Phrase) -> Option<Found> {
        let start = phrase.tokens.start;
        let is_single = phrase.tokens.len() == 1
            || phrase.tokens.len() == 2 && self.words.lower(start + 1) == "all";
        is_single
            .then(|| self.single_word(phrase.attribution, start))
            .flatten()
    }

    /// "who insisted on anonymity": the source is what "who" refers to.
    fn relative_phrase(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let is_relative = phrase.tokens.len() > 1 && matches!(w.at(phrase.first), "who" | "whom");
        let follows = phrase.first > w.sentence_tokens(phrase.first).start;
        (is_relative && follows).then(|| self.antecedent(phrase.first))
    }

    /// "Bill" in "Bill and Hilda Carter".
    fn first_of_couple(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let k = phrase.first;
        let is_one_word = k + 1 == phrase.tokens.end;
        let is_first_name = is_one_word && w.is_upper(k) && (self.gender)(w.at(k)).is_some();
        let goes_on = w.at(k + 1) == "and" && w.is_upper(k + 2);
        (is_first_name && goes_on && self.name_at(k).is_none())
            .then(|| self.untagged(k..k + 1, false))
    }

    /// A phrase of marks alone: the words after them are not part of this source. Asked first, because
    /// "who" after marks alone would be its own phrase again, without end.
    #[expect(clippy::unused_self, reason = "readers have one signature")]
    fn no_words(&mut self, phrase: &Phrase) -> Option<Found> {
        (phrase.first == phrase.tokens.end)
            .then(|| Found::new(None, Kind::None, link::NO_WORDS.link()))
    }

    /// "Growers’ League": a body in capitals with a possessive or "of" in it.
    fn untagged_body(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let (start, last) = (phrase.start, phrase.last);
        let joins =
            |k: u32| w.is_upper(k) || w.is_possessive(k) || matches!(w.at(k), "and" | "of" | "&");
        let is_body = last > start
            && kinds::is_body(w.at(last))
            && w.is_upper(start)
            && w.is_upper(last)
            && (start..=last).all(joins);
        is_body.then(|| self.untagged(start..last + 1, true))
    }

    /// "a DJ who calls herself Neon Kat", whatever a DJ is.
    fn determined_goes_by(&mut self, phrase: &Phrase) -> Option<Found> {
        phrase
            .is_determined()
            .then(|| self.goes_by(phrase))
            .flatten()
    }

    /// True if the phrase counts people, or its last word is several: "31", "Mexicans", "MPs".
    fn is_counted(&self, phrase: &Phrase) -> bool {
        phrase.is_determined() && is_count(&self.words.lower(phrase.first))
    }

    fn is_several(&self, phrase: &Phrase) -> bool {
        let last = self.words.at(phrase.last);
        kinds::is_people(last)
            || kinds::is_plural_acronym(last)
            || self.is_counted(phrase) && last.ends_with('s')
    }

    /// The name that the phrase ends with.
    fn name_at_the_end(&mut self, phrase: &Phrase) -> Option<Found> {
        if self.is_several(phrase) {
            return None;
        }
        let w = self.words;
        let (at, kind) = self.name_ending(phrase.last + 1, phrase.own)?;
        let (entity, link) = self
            .at
            .get(&at)
            .copied()
            .unwrap_or((None, link::NAME_IN_SOURCE.link()));
        let Some(id) = entity else {
            let kind = match kind {
                NameKind::Person => Kind::Person,
                NameKind::Organisation | NameKind::Place => Kind::Organisation,
            };
            return Some(Found::new(None, kind, link));
        };
        // "the daily Corran Dawn"
        let is_media =
            at > phrase.own && kinds::of_head(&w.lower(at - 1), false, true) == Kind::Media;
        if is_media {
            self.row_mut(id).kind = Kind::Media;
        }
        Some(Found::new(Some(id), self.row(id).kind, link))
    }

    /// "former director of the F.B.I. James Corvin": the name that ends the source, after a role and
    /// its body.
    fn name_after_body(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        if !matches!(w.at(phrase.end), "of" | "at" | "for") {
            return None;
        }
        let (at, kind) = self.name_ending(phrase.tokens.end, phrase.end)?;
        let role = roles::before_with_body(w, at).filter(|_| kind == NameKind::Person);
        let is_whole = role.is_some_and(|role| role.tokens.start <= phrase.last);
        // "chief of staff Ines Moller", but not "the brother of farmer Olaf Brandt".
        let is_field = |k: u32| {
            let word = w.at(k);
            !w.is_upper(k)
                && !kinds::is_role(word)
                && !kinds::is_people(word)
                && !w.is_possessive(k)
        };
        let has_field = kind == NameKind::Person
            && kinds::is_role(&w.lower(phrase.last))
            && !kinds::is_personal_tie(&w.lower(phrase.last))
            && !kinds::is_kin(&w.lower(phrase.last))
            && phrase.end + 1 < at
            && w.pos(at - 1) == Pos::Noun
            && (phrase.end + 1..at).all(is_field);
        let (id, link) = self.at.get(&at).copied()?;
        let id = id.filter(|_| is_whole || has_field)?;
        Some(Found::new(Some(id), self.row(id).kind, link))
    }

    /// "the Velm Press news agency": the name before what the body is. "The Norvik company" has an
    /// adjective of a place, not a name.
    fn name_before_type(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let (start, last) = (phrase.own, phrase.last);
        let head = w.lower(last);
        let is_type = kinds::is_company_type(&head)
            || kinds::of_head(&head, false, true) == Kind::Media && kinds::is_body(&head);
        let end = (start..last).find(|&k| !w.is_upper(k)).unwrap_or(last);
        let is_small = (end..=last).all(|k| !w.is_upper(k));
        if !phrase.is_determined() || !is_type || !is_small || end == start {
            return None;
        }
        let named = self.name_ending(end, start).filter(|(at, _)| *at == start);
        match named {
            Some((at, NameKind::Organisation)) => {
                let (id, link) = self.at.get(&at).copied()?;
                let id = id?;
                Some(Found::new(Some(id), self.row(id).kind, link))
            }
            Some(_) => None,
            None => (end >= start + 2).then(|| self.untagged(start..end, true)),
        }
    }

    /// "Orbeck’s state director, Mike Rubino,": the name between two commas is who is meant.
    fn apposed_name(&mut self, phrase: &Phrase) -> Option<Found> {
        self.apposed(&phrase.tokens, phrase.end, phrase.first..phrase.last + 1)
    }

    /// "Reuters", "The Post".
    fn untagged_outlet(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let last = phrase.last;
        let has_the = phrase.is_determined() && matches!(w.at(phrase.first), "The" | "the");
        let is_lone = last == phrase.start && capitals(w, phrase) == 1;
        (is_lone && kinds::is_outlet(&w.lower(last), has_the))
            .then(|| self.untagged(last..last + 1, false))
    }

    /// A name that the tagger missed: capitals to the end of the phrase.
    fn untagged_name(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let last = phrase.last;
        let head = w.lower(last);
        let capitals = capitals(w, phrase);
        // A common word with a capital begins its sentence, or is an office.
        let begins_sentence = capitals == 1 && last == w.sentence_tokens(last).start;
        let is_common = kinds::is_common(&head) || classes(&head) != 0 || w.pos(last) == Pos::Noun;
        // "the Liberal MP" is a person of an office.
        let is_acronym = !w.at(last).contains(char::is_lowercase);
        let is_titled = is_acronym && is_title(&head) && NOUNS.has(&head, noun::OFFICIAL);
        let is_office = capitals == 1 && kinds::is_common(&head) || is_titled;
        let ends_name = kinds::is_ending(w.at(last)) || w.at(last) == "." && capitals > 2;
        let is_name = capitals > 0
            && !(begins_sentence && is_common)
            && !is_office
            && (head.len() > 1 || ends_name);
        (is_name && !self.is_counted(phrase) && !self.is_several(phrase))
            .then(|| self.untagged(last + 1 - capitals..last + 1, phrase.is_determined()))
    }

    /// "Crane" after "Crane Holdings", whatever else a crane is.
    fn part_of_organisation(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let last = phrase.last;
        if capitals(w, phrase) != 1 || last != phrase.start {
            return None;
        }
        let id = self.organisation_called(&w.lower(last))?;
        Some(self.linked(
            id,
            last..last + 1,
            Written::Alias,
            link::LONE_PART_OF_NAME.link(),
        ))
    }

    /// The name that ends before a comma after `end`, within `tokens`; `own` is the description
    /// before it, which becomes a role: "the port operator, Brandel Marine,".
    pub(super) fn apposed(
        &mut self,
        tokens: &Range<u32>,
        end: u32,
        own: Range<u32>,
    ) -> Option<Found> {
        let w = self.words;
        let mut comma = (end..tokens.end).find(|&k| w.at(k) == ",")?;
        while comma + 1 < tokens.end {
            let stop = (comma + 1..tokens.end)
                .find(|&k| w.at(k) == ",")
                .unwrap_or(tokens.end);
            let named = self.name_between_commas(comma + 1, stop);
            if let Some((Some(id), link)) = named.and_then(|at| self.at.get(&at).copied()) {
                // "Minister of Works, Transport and Trade, Senator Olga Brenn": the second name is part of
                // the office.
                let is_of_office = stop < tokens.end
                    && self.row(id).kind == Kind::Organisation
                    && kinds::is_role(w.at(tokens.start))
                    && w.at(tokens.start + 1) == "of";
                if is_of_office {
                    comma = stop;
                    continue;
                }
                let role = self.with_what_it_is_of(own.clone());
                self.add_apposed_role(id, own, role);
                return Some(Found::new(Some(id), self.row(id).kind, link));
            }
            comma = stop;
        }
        None
    }

    /// The first token of the name that ends the words between two commas: not of one in a list or
    /// in a clause.
    fn name_between_commas(&self, start: u32, stop: u32) -> Option<u32> {
        let w = self.words;
        if SMALL_WORDS.has(w.at(start), small::LISTS) {
            return None;
        }
        let (at, kind) = self.name_ending(stop, start)?;
        // "the retired harbour pilot Gunvor Steen": "retired" is not the verb of a clause.
        let is_verb =
            |k: u32| w.pos(k) == Pos::Verb && !matches!(w.pos(k + 1), Pos::Noun | Pos::Adj);
        let is_plain = (start..at).all(|k| !is_verb(k) && !attaches(w.at(k)));
        let is_near = at <= start + 4;
        (is_plain && is_near && (kind != NameKind::Place || at == start)).then_some(at)
    }

    /// A description before a comma and a name, with what it is of: "The mayor of Tarn" and not "The mayor".
    fn with_what_it_is_of(&self, own: Range<u32>) -> Range<u32> {
        let w = self.words;
        let is_attached = matches!(w.at(own.end), "of" | "at" | "for" | "in");
        let stop = w
            .sentence_tokens(own.start)
            .end
            .min(own.start + LONGEST_ROLE);
        let Some(comma) = (own.end..stop).find(|&k| w.at(k) == ",") else {
            return own;
        };
        // "The head of a firm that makes boats, Ada Quill": a clause is not what she is.
        let is_clause = |k: u32| {
            let word = w.lower(k);
            w.pos(k) == Pos::Verb || matches!(&*word, "who" | "which" | "that" | "whose" | "and")
        };
        if is_attached && !(own.end..comma).any(is_clause) {
            own.start..comma
        } else {
            own
        }
    }

    /// Notes what the description before a name says of it: gender, kind and, in the words of `role`, its role.
    pub(super) fn add_apposed_role(&mut self, id: EntityId, own: Range<u32>, role: Range<u32>) {
        let w = self.words;
        let former = own.clone().any(|k| w.lower(k) == "former");
        let gender = own.clone().find_map(|k| gender_of_role(&w.lower(k)));
        self.vote(id.index(), gender, 2);
        // "the state broadcaster, Canal Uno", "the fruit importer Del Campo"
        let head = w.lower(own.end - 1);
        let row = self.row_mut(id);
        match kinds::of_head(&head, false, true) {
            Kind::Media if row.kind != Kind::Person => row.kind = Kind::Media,
            Kind::Organisation if kinds::is_body(&head) && row.sights.len() < 2 => {
                row.kind = Kind::Organisation;
                row.types.push(head.into_owned());
            }
            _ => {}
        }
        let is_known = row.roles.iter().any(|known| known.tokens.end == role.end);
        if row.roles.len() < MAX_PER_ENTITY && !is_known {
            row.roles.push(RoleWords {
                tokens: role,
                former,
            });
        }
    }

    /// "one of them", "another of the men": a new source without a name, one of the people last
    /// spoken of, unless a name follows.
    fn one_of(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let (tokens, start) = (&phrase.tokens, phrase.first);
        let has_of = w.at(start + 1) == "of" && start + 2 < tokens.end;
        let is_one = matches!(&*w.lower(start), "one" | "another" | "neither" | "either");
        if has_of && !is_one {
            return self.many_of(phrase);
        }
        if !is_one || !has_of {
            return None;
        }
        if let Some(found) = self.apposed(tokens, start + 2, start..start + 1) {
            return Some(found);
        }
        let stop = (start..tokens.end)
            .find(|&k| w.at(k) == ",")
            .unwrap_or(tokens.end);
        let own = w.lower(stop - 1);
        let several = if matches!(&*own, "them" | "whom" | "these" | "those") {
            let rows = self.recent().rev().map(|(_, row)| row);
            let mut groups = rows.filter(|row| row.plural && row.head.is_some());
            groups
                .next()
                .map_or(own, |row| row.head.clone().unwrap_or_default().into())
        } else {
            own
        };
        let head = simple_singular(&several);
        let kind = if self.last_group_is_anonymous() {
            Kind::Anonymous
        } else {
            Kind::Role
        };
        let id = self.add(Row {
            name: head.clone(),
            kind,
            head: Some(head),
            ..Row::default()
        });
        Some(self.linked(id, start..stop, Written::Role, link::ONE_OF.link()))
    }

    /// "many of them", "some of whom": a part of the group last spoken of. Its name is that of the group.
    fn many_of(&mut self, phrase: &Phrase) -> Option<Found> {
        let w = self.words;
        let start = phrase.first;
        let is_part = matches!(
            &*w.lower(start),
            "many" | "some" | "most" | "several" | "few" | "all" | "both" | "none"
        );
        let points = matches!(&*w.lower(start + 2), "them" | "whom" | "these" | "those");
        if !is_part || !points || start + 3 < phrase.tokens.end {
            return None;
        }
        let group = self
            .recent()
            .rev()
            .map(|(_, row)| row)
            .find(|row| row.plural && row.head.is_some())
            .map(|row| (row.head.clone(), row.kind));
        let Some((name, kind)) = group else {
            return Some(Found::new(None, Kind::Group, link::ONE_OF.link()));
        };
        let id = self.add(Row {
            name: name.clone().unwrap_or_default(),
            kind,
            head: name,
            plural: true,
            ..Row::default()
        });
        Some(self.linked(id, start..start + 3, Written::Role, link::ONE_OF.link()))
    }

    /// A source of one word that is not a name.
    fn single_word(&mut self, attribution: usize, k: u32) -> Option<Found> {
        let w = self.words;
        let word = w.lower(k);
        if pronouns::is_personal(&word) {
            let known = self.at.get(&k).copied();
            let (entity, link) = known.unwrap_or((None, link::PRONOUN.link()));
            let kind = entity.map_or(Kind::Person, |id| self.row(id).kind);
            return Some(Found::new(entity, kind, link));
        }
        match &*word {
            "they" | "them" | "their" => Some(self.they(attribution, k)),
            "it" | "its" => {
                if let Some(id) = self.body_spoken_of(k) {
                    let link = link::IT_SPOKEN_OF.link();
                    return Some(self.linked(id.index(), k..k + 1, Written::Pronoun, link));
                }
                let is_thing = |row: &Row| {
                    let acts = matches!(row.kind, Kind::Organisation | Kind::Media);
                    !row.plural && (acts || row.kind == Kind::Document)
                };
                Some(self.last_speaker(k, link::IT, is_thing, Kind::Organisation))
            }
            "i" | "we" | "me" | "us" | "my" | "our" => {
                Some(self.first_person(attribution, word == "we"))
            }
            "who" | "which" | "that" => Some(self.antecedent(k)),
            _ => None,
        }
    }

    /// "I", "we": the speaker of the quotation around the source, or else the author of the report.
    fn first_person(&self, attribution: usize, is_we: bool) -> Found {
        let parent = self.attributions[attribution].parent;
        let outer = parent.map(|p| &self.speakers[p.0 as usize]);
        if let Some(speaker) = outer.filter(|s| !s.entities.is_empty()) {
            let link = link::SPEAKER_OF_THE_QUOTATION.link();
            return Found::new(speaker.entities.first().copied(), speaker.kind, link);
        }
        let kind = if is_we { Kind::Media } else { Kind::Person };
        Found::new(None, kind, link::AUTHOR.link())
    }

    /// "they": a person of whom the report says so, those who spoke together last, those named
    /// together last, or the last group or organisation that spoke. "“I was told to leave,” they
    /// said" is one person.
    fn they(&mut self, attribution: usize, k: u32) -> Found {
        let is_one = self.says_i(attribution);
        if let Some(id) = self.person_called_they(k)
            && (is_one || !self.has_spoken_since(id))
        {
            let link = link::THEY_OF_ONE.link();
            return self.linked(id.index(), k..k + 1, Written::Pronoun, link);
        }
        if is_one {
            let link = link::PRONOUN_OPEN.link();
            self.open(k..k + 1, Written::Pronoun, link);
            return Found::new(None, Kind::Person, link);
        }
        if !self.have_just_spoken_together(self.words.sentence(k))
            && let Some(all) = self.just_named_together(k)
        {
            return self.several(k..k + 1, &all, Written::Pronoun);
        }
        if !self.have_just_spoken_together(self.words.sentence(k)) {
            if let Some(found) = self.joined_subject(k) {
                return found;
            }
            let is_several = |row: &Row| {
                row.plural || matches!(row.kind, Kind::Group | Kind::Organisation | Kind::Media)
            };
            if self.follows_other_subject(k) {
                let link = link::PRONOUN_OPEN.link();
                self.open(k..k + 1, Written::Pronoun, link);
                return Found::new(None, Kind::Group, link);
            }
            return self.last_speaker(k, link::THEY, is_several, Kind::Group);
        }
        let all = self.together.0.clone();
        let link = link::THEY_TOGETHER.link();
        self.see(all[0].index(), k..k + 1, Written::Pronoun, link);
        Found {
            entity: Some(all[0]),
            others: all[1..].to_vec(),
            kind: self.row(all[0]).kind,
            link,
        }
    }

    /// Whether several people or a body have spoken since an entity was last mentioned.
    fn has_spoken_since(&self, id: EntityId) -> bool {
        let last = self.row(id).sights.last().map_or(0, |sight| sight.sentence);
        let since = self.spoke.iter().rev().take_while(|(_, at)| *at > last);
        since.into_iter().any(|(other, _)| *other != id)
    }

    /// True if the last to speak were several together, not more than two sentences ago.
    fn have_just_spoken_together(&self, sentence: u32) -> bool {
        let (all, at) = &self.together;
        sentence.saturating_sub(*at) <= 2
            && self.spoke.last().is_some_and(|(id, _)| all.contains(id))
    }

    /// The last speaker that fits a pronoun, at most [`SPEAKER_REACH`] sentences back; `kind` is the
    /// kind of the source if none fits.
    fn last_speaker(
        &mut self,
        k: u32,
        basis: Basis,
        fits: impl Fn(&Row) -> bool,
        kind: Kind,
    ) -> Found {
        let sentence = self.words.sentence(k);
        let is_near = |at: u32| at <= sentence && sentence - at <= SPEAKER_REACH;
        let near = self.spoke.iter().rev().filter(|(_, at)| is_near(*at));
        let mut ids = near.map(|(id, _)| *id).filter(|id| fits(self.row(*id)));
        let first = ids.next();
        let runner_up = ids.find(|id| Some(*id) != first);
        let Some(id) = first else {
            let link = link::PRONOUN_OPEN.link();
            self.open(k..k + 1, Written::Pronoun, link);
            return Found::new(None, kind, link);
        };
        self.linked(
            id.index(),
            k..k + 1,
            Written::Pronoun,
            basis.link_before(runner_up),
        )
    }

    /// "who", "which": the source or the name before it.
    fn antecedent(&mut self, k: u32) -> Found {
        let w = self.words;
        let sentence = w.sentence_tokens(k);
        let end = k - u32::from(k > sentence.start && w.at(k - 1) == ",");
        if w.lower(k) == "who"
            && let Some(found) = self.source_before(k, end)
        {
            return found;
        }
        if let Some(found) = self.name_before(k, sentence.start..end) {
            return found;
        }
        // A phrase without a name: from its determiner on.
        let start = self.start_of_phrase_before(sentence.start..end);
        if start >= end {
            return Found::new(None, Kind::None, link::RELATIVE_OPEN.link());
        }
        let joined = self.joined_before(start).and_then(|found| found.entity);
        let start = if w.lower(k) == "who" {
            self.people_before_who(start..end)
        } else {
            start
        };
        let mut found = self.phrase(0, start..end);
        found
            .others
            .extend(joined.filter(|_| found.kind == Kind::Group));
        if let Some(id) = found.entity {
            found.link = link::RELATIVE.scored(found.link.score, found.link.runner_up);
            self.see(id.index(), k..k + 1, Written::Relative, found.link);
        }
        found
    }

    /// Where the people begin that "who" means: in "a short answer to people who ask" they are not the
    /// answer, because "who" means persons.
    fn people_before_who(&self, phrase: Range<u32>) -> u32 {
        let w = self.words;
        let is_preposition = |k: &u32| {
            matches!(
                w.at(*k),
                "of" | "to" | "for" | "from" | "with" | "among" | "by" | "in"
            )
        };
        let person = |k: u32| {
            let word = w.lower(k);
            NOUNS.has(&word, noun::PEOPLE) || kinds::is_role(&word)
        };
        let first = phrase.clone().find(is_preposition);
        let last = phrase.clone().rev().find(is_preposition);
        match (first, last) {
            (Some(first), Some(last))
                if first > phrase.start
                    && last + 1 < phrase.end
                    && !person(first - 1)
                    && person(phrase.end - 1) =>
            {
                last + 1
            }
            _ => phrase.start,
        }
    }

    /// The source that ends right before "who": "Piotr Wrona, an analyst at Stellan Fitch, who".
    fn source_before(&mut self, k: u32, end: u32) -> Option<Found> {
        let passed = self.source_ends.partition_point(|s| s.0 < k);
        let near = self.source_ends[..passed].iter().rev().take(8);
        let mut near = near.filter(|s| (end..=k).contains(&s.1)).map(|s| s.2);
        let before = near.find(|&a| !self.speakers[a].entities.is_empty())?;
        let (id, kind) = (
            self.speakers[before].entities[0],
            self.speakers[before].kind,
        );
        let link = link::RELATIVE.link();
        self.see(id.index(), k..k + 1, Written::Relative, link);
        Some(Found::new(Some(id), kind, link))
    }

    /// The name that ends right before "who", or before a comma and what a person is.
    fn name_before(&mut self, k: u32, before: Range<u32>) -> Option<Found> {
        let w = self.words;
        let end = before.end;
        let (at, after, kind) = before
            .rev()
            .take(12)
            .find_map(|at| self.name_at(at).map(|(after, kind)| (at, after, kind)))?;
        let is_plain = |k: u32| !w.is_upper(k) && classes(w.at(k)) & class::AUXILIARY == 0;
        let is_apposed =
            kind == NameKind::Person && w.at(after) == "," && (after..end).all(is_plain);
        if after != end && !is_apposed {
            return None;
        }
        let (entity, link) = self.at.get(&at).copied()?;
        let id = entity?;
        let link = link::RELATIVE.scored(link.score, link.runner_up);
        Some(self.linked(id.index(), k..k + 1, Written::Relative, link))
    }

    /// Where the phrase before "who" begins: its determiner, at most eight tokens back.
    fn start_of_phrase_before(&self, before: Range<u32>) -> u32 {
        let w = self.words;
        let stops = |k: u32| {
            let is_mark = matches!(w.at(k), "," | "." | ";" | ":" | "—" | "–");
            is_mark || matches!(w.at(k), "and" | "but" | "that")
        };
        let end = before.end;
        let mut start = end;
        while start > before.start && end - start < 8 && !stops(start - 1) {
            start -= 1;
            if classes(&w.lower(start)) & class::DETERMINER != 0 {
                break;
            }
        }
        start
    }

    /// Links capitals that the tagger did not take for a name.
    pub(super) fn untagged(&mut self, tokens: Range<u32>, determined: bool) -> Found {
        let written = self.words.slice(tokens.clone());
        let kind = self.kind_of_untagged(&tokens, determined);
        let known = self.known_by_acronym_after(&tokens);
        if let Some(id) = known {
            let row = &mut self.rows[id];
            let old = std::mem::replace(&mut row.name, written.into());
            row.aliases.push(old);
        }
        let same = known.or_else(|| self.find(|r| r.name == written));
        let basis = match same {
            Some(_) => link::UNTAGGED_NAME_AGAIN,
            None => link::UNTAGGED_NAME,
        };
        let id = same.unwrap_or_else(|| {
            let person = PersonName::of(written).filter(|_| kind == Kind::Person);
            self.add(Row {
                name: written.into(),
                kind,
                written: person.into_iter().collect(),
                plural: kind == Kind::Group,
                ..Row::default()
            })
        });
        self.linked(id, tokens, Written::Name, basis.link())
    }

    fn kind_of_untagged(&self, tokens: &Range<u32>, determined: bool) -> Kind {
        let w = self.words;
        let written = w.slice(tokens.clone());
        let last = w.at(tokens.end - 1);
        let is_body = determined
            || kinds::is_body(&w.lower(tokens.end - 1))
            || written.chars().all(|c| !c.is_lowercase());
        if kinds::is_paper(written) {
            return Kind::Document;
        }
        if kinds::is_people(last) {
            return Kind::Group;
        }
        match name_kinds::shown_kind(w, tokens) {
            Some((_, Shown::Media)) => Kind::Media,
            Some((_, Shown::Person)) => Kind::Person,
            None if !is_body => Kind::Person,
            Some((_, Shown::Organisation | Shown::Place)) | None => Kind::Organisation,
        }
    }

    /// The entity that is called by the acronym in brackets after a name: "Growers’ League (GL)".
    fn known_by_acronym_after(&self, tokens: &Range<u32>) -> Option<usize> {
        let w = self.words;
        let is_bracketed = w.at(tokens.end) == "(" && w.at(tokens.end + 2) == ")";
        let acronym = is_bracketed.then(|| w.at(tokens.end + 1))?;
        self.find(|row| row.name == acronym)
    }

    /// True if the group last spoken of asked not to be named.
    pub(super) fn last_group_is_anonymous(&self) -> bool {
        let mut groups = self.recent().rev().filter(|(_, row)| row.plural);
        groups
            .next()
            .is_some_and(|(_, row)| row.kind == Kind::Anonymous)
    }

    /// Notes a mention of an entity, which is the source.
    pub(super) fn linked(
        &mut self,
        id: usize,
        own: Range<u32>,
        written: Written,
        link: Link,
    ) -> Found {
        self.see(id, own, written, link);
        Found::new(Some(EntityId::of(id)), self.rows[id].kind, link)
    }
}

/// Sentences back in which "they" and "it" look for the last speaker. Farther back another speaker
/// has mostly come between.
const SPEAKER_REACH: u32 = 3;

/// How many words with a capital end the phrase, with what is between them.
fn capitals(w: &Words<'_>, phrase: &Phrase) -> u32 {
    let tokens = (phrase.own..=phrase.last).rev();
    tokens.take_while(|&k| is_part_of_name(w, k)).count() as u32
}

/// A word with a capital, or what can be between such words: "Tamsin Grocers plc", "J. Orbeck-Ruiz".
fn is_part_of_name(w: &Words<'_>, k: u32) -> bool {
    w.is_upper(k)
        || matches!(w.at(k), "." | "-" | "&")
        || kinds::is_legal_form(w.at(k)) && k > 0 && w.is_upper(k - 1)
}

/// True for words that count people: "many", "dozens", "31".
pub(super) fn is_count(word: &str) -> bool {
    SMALL_WORDS.has(word, small::COUNT) || word.starts_with(|c: char| c.is_ascii_digit())
}
