//! In: the words of an attribution's source. Out: its speakers: by the name that its phrase ends
//! with, by whose it is ("her lawyer"), by what has been told of somebody ("the judge"), by its own
//! description.

use super::proper::{self, Told};
use super::roles::{self, RoleWords};
use super::sieve;
use super::table::{Row, Table, sex_of_role};
use super::{EntityId, Kind, Link, LinkRule, Speaker, Written, kinds};
use crate::names::{NameKind, Pos};
use sayso_english::classes::{class, classes};
use sayso_english::titles::{is_title, title};
use std::borrow::Cow;
use std::ops::Range;

/// Adjectives that do not tell one holder of an office from another.
const LITTLE: [&str; 18] = [
    "new",
    "old",
    "young",
    "longtime",
    "veteran",
    "outgoing",
    "embattled",
    "angry",
    "local",
    "same",
    "late",
    "popular",
    "current",
    "retired",
    "year",
    "the",
    "own",
    "former",
];
/// What makes another office of one: "vice president".
const RANKS: [&str; 9] = [
    "vice",
    "deputy",
    "assistant",
    "associate",
    "acting",
    "junior",
    "under",
    "interim",
    "shadow",
];

/// One speaker of a source, before its place among several.
struct Found {
    entity: Option<EntityId>,
    /// Others that speak with it, of "they".
    others: Vec<EntityId>,
    kind: Kind,
    link: Link,
}

impl Found {
    fn of(entity: Option<EntityId>, kind: Kind, link: Link) -> Found {
        Found {
            entity,
            others: Vec::new(),
            kind,
            link,
        }
    }
}

const PREPOSITIONS: [&str; 30] = [
    "of",
    "for",
    "from",
    "with",
    "in",
    "at",
    "on",
    "by",
    "to",
    "about",
    "near",
    "inside",
    "within",
    "outside",
    "against",
    "behind",
    "around",
    "across",
    "among",
    "under",
    "familiar",
    "close",
    "along",
    "beside",
    "throughout",
    "over",
    "between",
    "after",
    "before",
    "during",
];
const ENDS_PHRASE: [&str; 11] = [
    ",", "(", "–", "—", ":", ";", "who", "which", "that", "whose", "whom",
];

/// Heads that need somebody they belong to: with "of X" or "for X" the speaker is theirs.
fn is_anchored(head: &str) -> bool {
    kinds::is_role(head)
        || matches!(
            head,
            "campaign"
                | "office"
                | "team"
                | "family"
                | "party"
                | "lawyers"
                | "parents"
                | "relatives"
                | "friends"
                | "allies"
                | "aides"
                | "supporters"
                | "advisers"
                | "advisors"
                | "attorneys"
                | "children"
                | "neighbours"
                | "neighbors"
                | "colleagues"
                | "staff"
                | "government"
                | "administration"
        )
}

impl Table<'_> {
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
        let unnamed = self.unnamed_by_wish(number, &whole);
        let mut speaker = Speaker::default();
        for one in &found {
            for &id in one.entity.iter().chain(&one.others) {
                if !speaker.entities.contains(&id) {
                    speaker.entities.push(id);
                }
                self.rows[id.0 as usize].speaks = true;
                self.spoke.push((id, w.sentence(tokens.start)));
            }
        }
        if speaker.entities.len() > 1 {
            self.together = (speaker.entities.clone(), w.sentence(tokens.start));
        }
        let Some(first) = found.first() else { return };
        speaker.kind = first.kind;
        speaker.link = Some(first.link);
        if let Some(wish) = unnamed.filter(|_| first.kind != Kind::Person) {
            speaker.kind = Kind::Anonymous;
            speaker.anonymity = wish.reason;
            if let Some(id) = first.entity {
                let row = &mut self.rows[id.0 as usize];
                row.kind = Kind::Anonymous;
                row.anonymity = row.anonymity.or(wish.reason);
            }
        }
        self.sources[number] = Some(whole);
        self.speakers[number] = speaker;
    }

    /// What the words of a source, and what has been told of its entity, say of how it stands to
    /// what it says.
    pub fn flags(&self, entity: Option<EntityId>, source: &Range<u32>) -> kinds::Flags {
        let w = self.words;
        // "The company, whose president is a cousin of the senator": no senator.
        let relative = |k: &u32| matches!(w.at(*k), "who" | "whose" | "whom" | "which");
        let own = source.start..source.clone().find(relative).unwrap_or(source.end);
        let own = roles::heads(
            w,
            &RoleWords {
                tokens: own,
                former: false,
            },
        );
        let row = entity.map(|id| &self.rows[id.0 as usize]);
        let told = row
            .iter()
            .flat_map(|r| &r.roles)
            .flat_map(|r| roles::heads(w, r))
            .map(|k| w.at(k));
        let described = row
            .filter(|r| r.head.is_some())
            .map_or("", |r| r.name.as_str());
        let described = described
            .split(' ')
            .take_while(|word| !PREPOSITIONS.contains(word));
        let mut flags = kinds::flags(own.clone().map(|k| w.at(k)).chain(told).chain(described));
        let roles = row.map_or(&[][..], |r| &r.roles);
        flags.former = if roles.is_empty() {
            row.is_some_and(|r| r.head.is_some()) && kinds::flags(own.map(|k| w.at(k))).former
        } else {
            roles.iter().all(|role| role.former)
        };
        flags
    }

    /// "Ahn and other observers": the phrases of a source that are joined by "and" before anything
    /// hangs on them.
    fn coordinated(&self, tokens: &Range<u32>) -> Vec<Range<u32>> {
        let w = self.words;
        let mut parts = Vec::new();
        let (mut start, mut k, mut hangs) = (tokens.start, tokens.start, false);
        while k < tokens.end {
            if let Some((end, _)) = self.name_at(k) {
                k = end.max(k + 1);
                continue;
            }
            let word = w.lower(k);
            if matches!(&*word, "who" | "which" | "that" | "(" | "–" | "—") {
                break;
            }
            hangs |= PREPOSITIONS.contains(&&*word);
            let others = matches!(&*w.lower(k + 1), "other" | "others");
            if word == "and" && k > start && k + 1 < tokens.end && (others || !hangs) {
                parts.push(start..k);
                start = k + 1;
            }
            k += 1;
        }
        parts.push(start..tokens.end);
        // "The Speaker, a farmer and banker,": what hangs after a comma is one.
        if parts.len() > 1 && (parts[0].clone()).any(|k| w.at(k) == ",") {
            return vec![tokens.clone()];
        }
        // "safety and health officials": no phrase of its own.
        let stands = |part: &Range<u32>| {
            let first = w.lower(part.start);
            w.is_upper(part.start)
                || classes(&first) & (class::DETERMINER | class::PRONOUN) != 0
                || first == "other"
                || first.ends_with('s')
        };
        if parts.iter().all(stands) {
            parts
        } else {
            vec![tokens.clone()]
        }
    }

    /// One phrase.
    fn phrase(&mut self, number: usize, tokens: Range<u32>) -> Found {
        let w = self.words;
        let mut start = tokens.start;
        if (tokens.len() == 1 || tokens.len() == 2 && w.lower(start + 1) == "all")
            && let Some(found) = self.single(number, start)
        {
            return found;
        }
        while start < tokens.end && matches!(w.at(start), "“" | "\"" | "‘" | "'" | "," | "(") {
            start += 1;
        }
        // "who insisted on anonymity": whoever stands before.
        if tokens.len() > 1
            && matches!(w.at(start), "who" | "whom")
            && start > w.sentence_tokens(start).start
        {
            return self.antecedent(start);
        }
        // "Bill and Hilda Carter"
        let first_name =
            start + 1 == tokens.end && w.is_upper(start) && (self.gender)(w.at(start)).is_some();
        if first_name
            && w.at(start + 1) == "and"
            && w.is_upper(start + 2)
            && self.name_at(start).is_none()
        {
            return self.unseen_name(start..start + 1, false);
        }
        if start == tokens.end {
            // Marks alone: what follows them is not of this source.
            return Found::of(
                None,
                Kind::None,
                Link {
                    rule: LinkRule::NoWords,
                    score: 0.0,
                    runner_up: None,
                },
            );
        }
        if let Some(found) = self.one_of(&tokens, start) {
            return found;
        }
        let determiner = start;
        while start + 1 < tokens.end
            && self.name_at(start).is_none()
            && classes(&w.lower(start)) & class::DETERMINER != 0
        {
            start += 1;
        }
        // Where what hangs on it begins: "of", "who", a comma.
        let mut end = start;
        while end < tokens.end {
            if let Some((after, _)) = self.name_at(end) {
                end = after.max(end + 1);
                continue;
            }
            let word = w.lower(end);
            // "a study published in June", but "a retired driver"
            let next = w.pos(end + 1);
            let governs = word.ends_with("ing") && end > start && w.pos(end - 1) == Pos::Noun;
            let participle = w.pos(end) == Pos::Verb
                && (governs || !matches!(next, Pos::Noun | Pos::Propn | Pos::Adj))
                && !kinds::is_common(&word);
            let dash = word == "-" && !(w.is_glued(end) && w.is_glued(end + 1));
            if end > start
                && (participle
                    || dash
                    || PREPOSITIONS.contains(&&*word)
                    || ENDS_PHRASE.contains(&&*word))
            {
                break;
            }
            end += 1;
        }
        let end = end.min(tokens.end).max(start + 1);
        // "Orbeck’s lawyer": the last possessive with something after it.
        let mut from = start;
        let mut owner = None;
        for k in start..end {
            if w.is_possessive(k) && k + 1 < end {
                from = k + 1;
                owner = self
                    .name_ending(k, start)
                    .and_then(|(at, _)| self.at.get(&at)?.0)
                    .or(owner);
            }
        }
        let last = end - 1 - u32::from(w.is_possessive(end - 1) && end - 1 > from);
        // "Growers’ League"
        let joins =
            |k: u32| w.is_upper(k) || w.is_possessive(k) || matches!(w.at(k), "and" | "of" | "&");
        if last > start
            && kinds::is_body(w.at(last))
            && w.is_upper(start)
            && (start..=last).all(joins)
            && w.is_upper(last)
        {
            return self.unseen_name(start..last + 1, true);
        }
        let counted = determiner < start && is_count(&w.lower(determiner));
        let several = kinds::is_people(w.at(last))
            || kinds::is_plural_acronym(w.at(last))
            || counted && w.at(last).ends_with('s');
        if let Some((at, kind)) = self.name_ending(last + 1, from).filter(|_| !several) {
            let (entity, link) = self.at.get(&at).copied().unwrap_or((
                None,
                Link {
                    rule: LinkRule::Name,
                    score: 0.5,
                    runner_up: None,
                },
            ));
            // "the daily Corran Dawn"
            if let Some(id) = entity.filter(|_| {
                at > from && kinds::of_head(&w.lower(at - 1), false, true) == Kind::Media
            }) {
                self.rows[id.0 as usize].kind = Kind::Media;
            }
            let kind = entity.map_or(
                if kind == NameKind::Person {
                    Kind::Person
                } else {
                    Kind::Organisation
                },
                |id| self.rows[id.0 as usize].kind,
            );
            return Found::of(entity, kind, link);
        }
        if let Some(found) = self.apposed(&tokens, end, determiner..last + 1) {
            return found;
        }
        // A name that the tagger passed over: capitals to the end of the phrase.
        let capitals = (from..=last)
            .rev()
            .take_while(|&k| is_part_of_name(w, k))
            .count() as u32;
        let head = w.lower(last);
        // "Reuters", "The Post"
        let the = determiner < start && matches!(w.at(determiner), "The" | "the");
        if capitals == 1 && last == start && kinds::is_outlet(&head, the) {
            return self.unseen_name(last..last + 1, false);
        }
        // A common word in a capital begins its sentence, or is an office.
        let begins = capitals == 1 && last == w.sentence_tokens(last).start;
        let common = kinds::is_common(&head) || classes(&head) != 0 || w.pos(last) == Pos::Noun;
        let office = capitals == 1 && kinds::is_common(&head);
        let ends = kinds::is_ending(w.at(last)) || w.at(last) == "." && capitals > 2;
        if capitals > 0
            && !(begins && common)
            && !office
            && (head.len() > 1 || ends)
            && !counted
            && !several
        {
            return self.unseen_name(last + 1 - capitals..last + 1, determiner < start);
        }
        // "Crane" after "Crane Holdings", whatever a crane is else.
        if capitals == 1
            && last == start
            && let Some(id) = self.organisation_called(&head)
        {
            let link = Link {
                rule: LinkRule::PartOfName,
                score: 0.85,
                runner_up: None,
            };
            self.see(id, last..last + 1, Written::Alias, link);
            return Found::of(Some(EntityId(id as u32)), self.rows[id].kind, link);
        }
        let owner = owner.or_else(|| self.pronoun_owner(determiner..start));
        self.unnamed(&tokens, determiner, from, end, last, owner)
    }

    /// "Orbeck’s state director, Mike Rubino," and "the port operator, Brandel Marine,": what
    /// stands between two commas ends with a name, which is the one meant.
    fn apposed(&mut self, tokens: &Range<u32>, end: u32, own: Range<u32>) -> Option<Found> {
        let w = self.words;
        let mut comma = (end..tokens.end).find(|&k| w.at(k) == ",")?;
        while comma + 1 < tokens.end {
            let stop = (comma + 1..tokens.end)
                .find(|&k| w.at(k) == ",")
                .unwrap_or(tokens.end);
            let first = w.lower(comma + 1);
            let listed = matches!(
                &*first,
                "including"
                    | "such"
                    | "and"
                    | "or"
                    | "who"
                    | "which"
                    | "whose"
                    | "like"
                    | "along"
                    | "now"
                    | "from"
                    | "of"
            );
            let named = self.name_ending(stop, comma + 1).filter(|(at, kind)| {
                let before = comma + 1..*at;
                // "the retired harbour pilot Gunvor Steen"
                let verb =
                    |k: u32| w.pos(k) == Pos::Verb && !matches!(w.pos(k + 1), Pos::Noun | Pos::Adj);
                let plain = before
                    .clone()
                    .all(|k| !verb(k) && !PREPOSITIONS.contains(&w.at(k)));
                !listed
                    && plain
                    && *at <= comma + 5
                    && (*kind != NameKind::Place || before.is_empty())
            });
            if let Some((Some(id), link)) = named.and_then(|(at, _)| self.at.get(&at).copied()) {
                let row = id.0 as usize;
                let former = own.clone().any(|k| w.lower(k) == "former");
                let sex = own.clone().find_map(|k| sex_of_role(&w.lower(k)));
                self.vote(row, sex, 2);
                // "the state broadcaster, Canal Uno", "the fruit importer Del Campo"
                let head = w.lower(own.end - 1);
                match kinds::of_head(&head, false, true) {
                    Kind::Media if self.rows[row].kind != Kind::Person => {
                        self.rows[row].kind = Kind::Media
                    }
                    Kind::Organisation
                        if kinds::is_body(&head) && self.rows[row].sights.len() < 2 =>
                    {
                        self.rows[row].kind = Kind::Organisation;
                    }
                    _ => {}
                }
                let roles = &self.rows[row].roles;
                if roles.len() < super::table::MOST
                    && !roles.iter().any(|r| r.tokens.end == own.end)
                {
                    self.rows[row].roles.push(RoleWords {
                        tokens: own,
                        former,
                    });
                }
                return Some(Found::of(Some(id), self.rows[row].kind, link));
            }
            comma = stop;
        }
        None
    }

    /// "one of them", "another of the men": one without a name, of the people last spoken of,
    /// unless one is named.
    fn one_of(&mut self, tokens: &Range<u32>, start: u32) -> Option<Found> {
        let w = self.words;
        let one = matches!(&*w.lower(start), "one" | "another" | "neither" | "either")
            && w.at(start + 1) == "of";
        if !one || start + 2 >= tokens.end {
            return None;
        }
        if let Some(found) = self.apposed(tokens, start + 2, start..start + 1) {
            return Some(found);
        }
        let stop = (start..tokens.end)
            .find(|&k| w.at(k) == ",")
            .unwrap_or(tokens.end);
        let own = w.lower(stop - 1);
        let last = self
            .recent()
            .rev()
            .map(|(_, r)| r)
            .find(|r| r.plural && r.head.is_some());
        let many = if matches!(&*own, "them" | "whom" | "these" | "those") {
            last.map_or(own, |r| r.head.clone().unwrap_or_default().into())
        } else {
            own
        };
        let head = singular(&many);
        let kind = if self.last_unnamed() {
            Kind::Anonymous
        } else {
            Kind::Role
        };
        self.rows.push(Row {
            name: head.clone(),
            kind,
            head: Some(head),
            ..Row::default()
        });
        let id = self.rows.len() - 1;
        let link = Link {
            rule: LinkRule::OneOf,
            score: 0.8,
            runner_up: None,
        };
        self.see(id, start..stop, Written::Role, link);
        Some(Found::of(Some(EntityId(id as u32)), kind, link))
    }

    /// A source of one word that is no name.
    fn single(&mut self, number: usize, k: u32) -> Option<Found> {
        let w = self.words;
        let word = w.lower(k);
        let known = self.at.get(&k).copied();
        if sieve::is_personal(&word) {
            let (entity, link) = known.unwrap_or((
                None,
                Link {
                    rule: LinkRule::Pronoun,
                    score: 0.0,
                    runner_up: None,
                },
            ));
            let kind = entity.map_or(Kind::Person, |id| self.rows[id.0 as usize].kind);
            return Some(Found::of(entity, kind, link));
        }
        let sentence = w.sentence(k);
        match &*word {
            "they" | "them" | "their" if self.were_together(sentence) => {
                let link = Link {
                    rule: LinkRule::They,
                    score: 0.85,
                    runner_up: None,
                };
                let all = self.together.0.clone();
                self.see(all[0].0 as usize, k..k + 1, Written::Pronoun, link);
                let kind = self.rows[all[0].0 as usize].kind;
                Some(Found {
                    entity: Some(all[0]),
                    others: all[1..].to_vec(),
                    kind,
                    link,
                })
            }
            "they" | "them" | "their" => {
                let several = |row: &Row| {
                    row.plural || matches!(row.kind, Kind::Group | Kind::Organisation | Kind::Media)
                };
                Some(self.last_speaker(k, sentence, 3, LinkRule::They, several, Kind::Group))
            }
            "it" | "its" => {
                let thing = |row: &Row| {
                    !row.plural
                        && matches!(row.kind, Kind::Organisation | Kind::Media | Kind::Document)
                };
                Some(self.last_speaker(k, sentence, 3, LinkRule::It, thing, Kind::Organisation))
            }
            "i" | "we" | "me" | "us" | "my" | "our" => {
                let parent = self.attributions[number].parent.map(|p| p.0 as usize);
                let outer = parent.map(|p| self.speakers[p].clone());
                let link = Link {
                    rule: LinkRule::SpeakerOfTheQuotation,
                    score: 0.9,
                    runner_up: None,
                };
                Some(if let Some(s) = outer.filter(|s| !s.entities.is_empty()) {
                    Found::of(s.entities.first().copied(), s.kind, link)
                } else {
                    let kind = if word == "we" {
                        Kind::Media
                    } else {
                        Kind::Person
                    };
                    Found::of(
                        None,
                        kind,
                        Link {
                            rule: LinkRule::Author,
                            score: 0.5,
                            runner_up: None,
                        },
                    )
                })
            }
            "who" | "which" | "that" => Some(self.antecedent(k)),
            _ => None,
        }
    }

    /// Several spoke together last, not more than two sentences ago.
    fn were_together(&self, sentence: u32) -> bool {
        let (all, at) = &self.together;
        sentence.saturating_sub(*at) <= 2
            && self.spoke.last().is_some_and(|(id, _)| all.contains(id))
    }

    /// The last speaker that fits, at most so many sentences back.
    fn last_speaker(
        &mut self,
        k: u32,
        sentence: u32,
        reach: u32,
        rule: LinkRule,
        fits: impl Fn(&Row) -> bool,
        kind: Kind,
    ) -> Found {
        let near = self
            .spoke
            .iter()
            .rev()
            .filter(|(_, s)| *s <= sentence && sentence - *s <= reach);
        let mut ids = near
            .map(|(id, _)| *id)
            .filter(|id| fits(&self.rows[id.0 as usize]));
        let first = ids.next();
        let runner_up = ids.find(|id| Some(*id) != first);
        if let Some(id) = first {
            let link = Link {
                rule,
                score: if runner_up.is_some() { 0.7 } else { 0.85 },
                runner_up,
            };
            self.see(id.0 as usize, k..k + 1, Written::Pronoun, link);
            Found::of(Some(id), self.rows[id.0 as usize].kind, link)
        } else {
            let link = Link {
                rule: LinkRule::PronounOpen,
                score: 0.0,
                runner_up: None,
            };
            self.open(k..k + 1, Written::Pronoun, link);
            Found::of(None, kind, link)
        }
    }

    /// "who", "which": what stands before it.
    fn antecedent(&mut self, k: u32) -> Found {
        let w = self.words;
        let sentence = w.sentence_tokens(k);
        let end = k - u32::from(k > sentence.start && w.at(k - 1) == ",");
        // "Piotr Wrona, an analyst at Stellan Fitch, who": the source that has just been read.
        let passed = self.source_ends.partition_point(|s| s.0 < k);
        let near = self.source_ends[..passed].iter().rev().take(8);
        let mut near = near.filter(|s| (end..=k).contains(&s.1)).map(|s| s.2);
        let before = near.find(|&a| !self.speakers[a].entities.is_empty());
        if let Some(a) = before.filter(|_| w.lower(k) == "who") {
            let (id, kind) = (self.speakers[a].entities[0], self.speakers[a].kind);
            let link = Link {
                rule: LinkRule::Relative,
                score: 0.9,
                runner_up: None,
            };
            self.see(id.0 as usize, k..k + 1, Written::Relative, link);
            return Found::of(Some(id), kind, link);
        }
        let named = (sentence.start..end)
            .rev()
            .take(12)
            .find_map(|at| self.name_at(at).map(|(e, kind)| (at, e, kind)));
        let between =
            |e: u32| (e..end).all(|k| !w.is_upper(k) && classes(w.at(k)) & class::AUXILIARY == 0);
        if let Some((at, e, _)) = named.filter(|(_, e, kind)| {
            *e == end || *kind == NameKind::Person && w.at(*e) == "," && between(*e)
        }) {
            let _ = e;
            if let Some((Some(id), link)) = self.at.get(&at).copied() {
                let link = Link {
                    rule: LinkRule::Relative,
                    ..link
                };
                self.see(id.0 as usize, k..k + 1, Written::Relative, link);
                return Found::of(Some(id), self.rows[id.0 as usize].kind, link);
            }
        }
        // A phrase without a name: from its determiner on.
        let stop = |k: u32| {
            matches!(
                w.at(k),
                "," | "." | ";" | ":" | "—" | "–" | "and" | "but" | "that"
            )
        };
        let mut start = end;
        while start > sentence.start && end - start < 8 && !stop(start - 1) {
            start -= 1;
            if classes(&w.lower(start)) & class::DETERMINER != 0 {
                break;
            }
        }
        if start >= end {
            let link = Link {
                rule: LinkRule::RelativeOpen,
                score: 0.0,
                runner_up: None,
            };
            return Found::of(None, Kind::None, link);
        }
        let mut found = self.phrase(0, start..end);
        if let Some(id) = found.entity {
            found.link = Link {
                rule: LinkRule::Relative,
                ..found.link
            };
            self.see(id.0 as usize, k..k + 1, Written::Relative, found.link);
        }
        found
    }

    /// Whom "his" or "her" in front of a phrase stands for; "its", "their": the last speaker that
    /// can own.
    fn pronoun_owner(&self, determiners: Range<u32>) -> Option<EntityId> {
        let w = self.words;
        let k = determiners
            .into_iter()
            .find(|&k| matches!(&*w.lower(k), "his" | "her" | "their" | "its" | "whose"))?;
        match &*w.lower(k) {
            "his" | "her" => self.at.get(&k)?.0,
            _ => {
                let its = w.lower(k) == "its";
                // Whose they are can be told only of those who have just spoken.
                let spoken = self
                    .spoke
                    .last()
                    .filter(|(_, s)| w.sentence(k).saturating_sub(*s) <= 1);
                if !its {
                    return spoken
                        .map(|(id, _)| *id)
                        .filter(|id| self.rows[id.0 as usize].plural);
                }
                let can_own =
                    |r: &Row| matches!(r.kind, Kind::Organisation | Kind::Media) && !r.is_place;
                let near = self.recent().filter(|(_, r)| can_own(r));
                let last = near.filter_map(|(id, r)| Some((r.sights.last()?, id)));
                let last = last.filter(|(s, _)| w.sentence(k).saturating_sub(s.sentence) <= 2);
                last.max_by_key(|(s, _)| s.tokens.start)
                    .map(|(_, id)| EntityId(id as u32))
            }
        }
    }

    /// Capitals that the tagger did not take for a name.
    fn unseen_name(&mut self, tokens: Range<u32>, determined: bool) -> Found {
        let w = self.words;
        let written = w.slice(tokens.clone());
        let last = w.lower(tokens.end - 1);
        let group = kinds::is_people(w.at(tokens.end - 1));
        let body =
            determined || kinds::is_body(&last) || written.chars().all(|c| !c.is_lowercase());
        let kind = match proper::told_of(w, &tokens) {
            _ if kinds::is_paper(written) => Kind::Document,
            _ if group => Kind::Group,
            Some((_, Told::Media)) => Kind::Media,
            Some((_, Told::Person)) => Kind::Person,
            None if !body => Kind::Person,
            Some((_, Told::Organisation | Told::Place)) | None => Kind::Organisation,
        };
        let acronym =
            (w.at(tokens.end) == "(" && w.at(tokens.end + 2) == ")").then(|| w.at(tokens.end + 1));
        let known = acronym.and_then(|a| self.place_of(|r| r.name == a));
        if let Some(id) = known {
            let old = std::mem::replace(&mut self.rows[id].name, written.into());
            self.rows[id].aliases.push(old);
        }
        let same = known.or_else(|| self.place_of(|r| r.name == written));
        let link = Link {
            rule: if same.is_some() {
                LinkRule::SameName
            } else {
                LinkRule::Name
            },
            score: 0.7,
            runner_up: None,
        };
        let id = same.unwrap_or_else(|| {
            let person = super::names::PersonName::of(written).filter(|_| kind == Kind::Person);
            self.rows.push(Row {
                name: written.into(),
                kind,
                written: person.into_iter().collect(),
                plural: kind == Kind::Group,
                ..Row::default()
            });
            self.rows.len() - 1
        });
        self.see(id, tokens, Written::Name, link);
        Found::of(Some(EntityId(id as u32)), self.rows[id].kind, link)
    }

    /// A source without a name: `from..end` its own words, `last` its head.
    fn unnamed(
        &mut self,
        tokens: &Range<u32>,
        determiner: u32,
        from: u32,
        end: u32,
        last: u32,
        owner: Option<EntityId>,
    ) -> Found {
        let w = self.words;
        let head = w.lower(last);
        let first = w.lower(determiner);
        let counted = is_count(&first);
        let definite = matches!(&*first, "the" | "this" | "that" | "these" | "those")
            || determiner == from && self.recent().any(|(_, r)| r.head.as_deref() == Some(&head));
        let kind = match &*head {
            // "the paper", but "a paper in Surface Letters"
            "paper" if definite && !PREPOSITIONS.contains(&w.at(end)) => Kind::Media,
            "one" | "another" | "other" | "second" | "third" if self.last_unnamed() => {
                Kind::Anonymous
            }
            "one" | "another" => Kind::Role,
            _ => kinds::of_head(
                &head,
                counted,
                determiner < from || first == "a" || first == "an",
            ),
        };
        // "a spokesman for the ministry", "the brother of Hanna Orbeck"
        let mut anchor = owner;
        if anchor.is_none() && is_anchored(&head) && matches!(w.at(end), "of" | "for" | "to") {
            anchor = (end + 1..tokens.end.min(end + 5))
                .find_map(|k| self.name_at(k).and_then(|_| self.at.get(&k)?.0));
            // "a spokeswoman for Three Wells": capitals that the tagger passed over.
            let from = end + 1 + u32::from(w.at(end + 1) == "the");
            let capitals = (from..tokens.end).take_while(|&k| w.is_upper(k)).count() as u32;
            if anchor.is_none() && capitals > 0 {
                anchor = self.unseen_name(from..from + capitals, true).entity;
            }
        }
        let place = |id: EntityId| self.rows[id.0 as usize].is_place;
        if let Some(owner) = anchor.filter(|id| is_anchored(&head) && !place(*id)) {
            return self.anchored(from..end, &head, owner, kind);
        }
        if head == "latter" {
            let spoken = self.recent().filter(|(_, r)| r.kind == Kind::Person);
            let last = spoken
                .filter_map(|(id, r)| Some((r.sights.last()?.tokens.start, id)))
                .max();
            if let Some((_, id)) = last {
                return self.linked(
                    id,
                    from..last_of(from, end),
                    Link {
                        rule: LinkRule::Latter,
                        score: 0.7,
                        runner_up: None,
                    },
                );
            }
        }
        if definite
            && !counted
            && let Some(found) = self.by_role(from..last + 1, &head, kind)
        {
            return found;
        }
        // The same description again.
        if let Some(found) = self.by_age(from..last + 1) {
            return found;
        }
        let own = w.slice(from..last + 1).to_lowercase();
        let same = |r: &Row| r.head.as_deref() == Some(&*head) && r.anchor.is_none();
        let again = self.last_place_of(|r| {
            let name = r.name.to_lowercase();
            same(r)
                && (name == own
                    || name.starts_with(&format!("{own} "))
                    || definite && first == "the"
                    || definite && own == head)
        });
        let (id, link) = match again {
            Some(id) if definite || kind == Kind::Group => (
                id,
                Link {
                    rule: LinkRule::SameDescription,
                    score: 0.8,
                    runner_up: None,
                },
            ),
            _ => {
                // With what hangs on it, up to a comma: "residents of the valley".
                let stop = (end..tokens.end)
                    .find(|&k| ENDS_PHRASE.contains(&&*w.lower(k)))
                    .unwrap_or(tokens.end);
                let name = w.slice(from..stop.min(from + 12).max(last + 1)).to_string();
                self.rows.push(Row {
                    name,
                    kind,
                    head: Some(head.to_string()),
                    plural: kind == Kind::Group,
                    ..Row::default()
                });
                (
                    self.rows.len() - 1,
                    Link {
                        rule: LinkRule::Description,
                        score: 0.9,
                        runner_up: None,
                    },
                )
            }
        };
        self.vote(id, sex_of_role(&head), 2);
        self.see(id, from..last + 1, Written::Role, link);
        Found::of(Some(EntityId(id as u32)), self.rows[id].kind, link)
    }

    /// Whether those last spoken of are several that asked not to be named.
    fn last_unnamed(&self) -> bool {
        self.recent()
            .rev()
            .map(|(_, r)| r)
            .find(|r| r.plural)
            .is_some_and(|r| r.kind == Kind::Anonymous)
    }

    /// "her lawyer": the one whose role says so, else the lawyer of her.
    fn anchored(&mut self, own: Range<u32>, head: &str, owner: EntityId, kind: Kind) -> Found {
        let w = self.words;
        let anchor = owner.0 as usize;
        let told = |row: &Row| {
            row.roles.iter().any(|r| {
                let words: Vec<_> = roles::heads(w, r).map(|k| w.lower(k)).collect();
                let theirs = r
                    .tokens
                    .clone()
                    .any(|k| self.at.get(&k).is_some_and(|(id, _)| *id == Some(owner)));
                theirs && words.iter().any(|word| word == head)
            })
        };
        let named = self.place_of(|r| r.kind == Kind::Person && told(r));
        let named = named.or_else(|| self.told_alone(head, anchor));
        let known = self.place_of(|r| r.anchor == Some(anchor) && r.head.as_deref() == Some(head));
        let (id, link) = match (named, known) {
            (Some(id), _) => (
                id,
                Link {
                    rule: LinkRule::RoleTold,
                    score: 0.9,
                    runner_up: None,
                },
            ),
            (None, Some(id)) => (
                id,
                Link {
                    rule: LinkRule::AnchoredAgain,
                    score: 0.9,
                    runner_up: None,
                },
            ),
            (None, None) => {
                self.rows.push(Row {
                    name: head.into(),
                    kind,
                    head: Some(head.into()),
                    anchor: Some(anchor),
                    plural: kind == Kind::Group,
                    ..Row::default()
                });
                (
                    self.rows.len() - 1,
                    Link {
                        rule: LinkRule::Anchored,
                        score: 0.85,
                        runner_up: None,
                    },
                )
            }
        };
        self.vote(id, sex_of_role(head), 2);
        self.see(id, own, Written::Role, link);
        Found::of(Some(EntityId(id as u32)), self.rows[id].kind, link)
    }

    /// "his finance minister": the only one in the report who is one. "her husband": the only other
    /// one of her name.
    fn told_alone(&self, head: &str, anchor: usize) -> Option<usize> {
        let w = self.words;
        let only = |fits: &dyn Fn(usize) -> bool| {
            let others = self
                .near()
                .filter(|&id| id != anchor && self.rows[id].kind == Kind::Person);
            let mut ids = others.filter(|&id| fits(id));
            ids.next().filter(|_| ids.next().is_none())
        };
        if matches!(head, "husband" | "wife") {
            let families = |id: usize| {
                self.rows[id]
                    .written
                    .iter()
                    .filter_map(|name| name.parts.last())
            };
            let shares =
                |id: usize| families(id).any(|family| families(anchor).any(|own| own == family));
            let sex = |id: usize| {
                self.gender_of(id)
                    .is_none_or(|g| Some(g) == sex_of_role(head))
            };
            return only(&|id| shares(id) && sex(id));
        }
        if kinds::is_personal_tie(head) {
            return None;
        }
        // "The mayor of Velm" is not the mayor of Ardel.
        let other = |r: &RoleWords| matches!(w.at(r.tokens.end), "of" | "for" | "in");
        let told = |r: &RoleWords| !other(r) && roles::heads(w, r).any(|k| w.lower(k) == head);
        only(&|id| self.rows[id].roles.iter().any(told))
    }

    /// "the judge": the one of whom that has been told. Of several the one named last, if the
    /// others are far.
    fn by_role(&mut self, own: Range<u32>, head: &str, kind: Kind) -> Option<Found> {
        let w = self.words;
        let sentence = w.sentence(own.start);
        let former = (own.clone()).any(|k| w.lower(k) == "former");
        let stem = |word: &str| word.trim_end_matches('.').to_lowercase();
        let mut found: Vec<(u32, usize)> = Vec::new();
        for (id, row) in self.recent() {
            let told = row.kind == Kind::Person
                && (kinds::is_role(head) || is_title(head))
                && row.roles.iter().any(|r| {
                    r.former == former
                        && self.agrees(&own, head, r)
                        && roles::heads(w, r).any(|k| {
                            stem(w.at(k)) == head
                                || title(w.at(k)).and_then(|t| t.full) == Some(head)
                        })
                });
            let typed = matches!(row.kind, Kind::Organisation | Kind::Media)
                && row.head.is_none()
                && self.is_within(&own, head, &row.name)
                && (row
                    .name
                    .split([' ', '-'])
                    .any(|word| stem(word) == head && kinds::is_body(head))
                    || row.kind == Kind::Media && kinds::of_head(head, false, true) == Kind::Media);
            if told || typed {
                let last = row.sights.last().map_or(0, |s| s.sentence);
                found.push((last, id));
            }
        }
        found.sort_by(|a, b| b.cmp(a));
        let company = matches!(
            head,
            "company"
                | "firm"
                | "manufacturer"
                | "airline"
                | "bank"
                | "group"
                | "agency"
                | "club"
                | "team"
                | "charity"
                | "chain"
                | "operator"
                | "organisation"
                | "organization"
        );
        if found.is_empty() && company && kind == Kind::Organisation {
            let near = self
                .recent()
                .filter(|(_, r)| r.kind == Kind::Organisation && !r.is_place && r.head.is_none());
            let near: Vec<(u32, usize)> = near
                .filter_map(|(id, r)| Some((r.sights.last()?.sentence, id)))
                .filter(|(s, _)| sentence.saturating_sub(*s) <= 3)
                .collect();
            if let [one] = near[..] {
                return Some(self.linked(
                    one.1,
                    own,
                    Link {
                        rule: LinkRule::OnlyOneNear,
                        score: 0.65,
                        runner_up: None,
                    },
                ));
            }
        }
        let &(last, id) = found.first()?;
        let second = found.get(1);
        let runner_up = second.map(|s| EntityId(s.1 as u32));
        if second.is_some_and(|s| last - s.0 < 2 && sentence.saturating_sub(s.0) < 6) {
            let link = Link {
                rule: LinkRule::RoleOpen,
                score: 0.5,
                runner_up,
            };
            self.open(own, Written::Role, link);
            return Some(Found::of(None, kind, link));
        }
        let rule = if self.rows[id].kind == Kind::Person {
            LinkRule::Role
        } else {
            LinkRule::TypeOfName
        };
        Some(self.linked(
            id,
            own,
            Link {
                rule,
                score: if second.is_some() { 0.75 } else { 0.9 },
                runner_up,
            },
        ))
    }

    /// Whether a description says of its head what a role does: "the fire chief" is no police
    /// chief, "the president" no vice president.
    fn agrees(&self, own: &Range<u32>, head: &str, role: &RoleWords) -> bool {
        let w = self.words;
        let ranked = role.tokens.clone().skip(1).any(|k| {
            let this = w.lower(k).trim_end_matches('.') == head;
            this && RANKS.contains(&&*w.lower(k - 1))
                && !own.clone().any(|o| w.lower(o) == w.lower(k - 1))
        });
        let told = |word: &str| role.tokens.clone().any(|k| is_same_word(&w.lower(k), word));
        !ranked && self.qualifiers(own, head).iter().all(|word| told(word))
    }

    /// Whether a description says of its head nothing but what a name does: "the central bank" is
    /// no Velm Bank.
    fn is_within(&self, own: &Range<u32>, head: &str, name: &str) -> bool {
        let name = name.to_lowercase();
        let told = |word: &str| name.split([' ', '-']).any(|part| is_same_word(part, word));
        self.qualifiers(own, head).iter().all(|word| told(word))
    }

    /// The words of a description that say which: "fire" of "the fire chief", "Velm" of "the mayor
    /// of Velm".
    fn qualifiers(&self, own: &Range<u32>, head: &str) -> Vec<Cow<'_, str>> {
        let w = self.words;
        let says_little = |word: &str| LITTLE.contains(&word) || word == head || word == "former";
        let before = own
            .clone()
            .map(|k| w.lower(k))
            .filter(|word| word.len() > 2 && !says_little(word));
        let of = own.end + 1 + u32::from(w.at(own.end + 1) == "the");
        let after = matches!(w.at(own.end), "of" | "for" | "in") && w.is_upper(of);
        before.chain(after.then(|| w.lower(of))).collect()
    }

    /// "the 43-year-old": the one of whom that age has been told.
    fn by_age(&mut self, own: Range<u32>) -> Option<Found> {
        let w = self.words;
        let digits = |k: &u32| w.at(*k).len() == 2 && w.at(*k).bytes().all(|b| b.is_ascii_digit());
        let age = own
            .clone()
            .find(digits)
            .filter(|_| own.clone().any(|k| w.lower(k) == "old"))?;
        let told = |row: &Row| {
            row.roles
                .iter()
                .any(|r| r.tokens.clone().any(|k| w.at(k) == w.at(age)))
        };
        let mut ids = self.near().filter(|&id| told(&self.rows[id]));
        let id = ids.next().filter(|_| ids.next().is_none())?;
        Some(self.linked(
            id,
            own,
            Link {
                rule: LinkRule::Age,
                score: 0.85,
                runner_up: None,
            },
        ))
    }

    fn linked(&mut self, id: usize, own: Range<u32>, link: Link) -> Found {
        self.see(id, own, Written::Role, link);
        Found::of(Some(EntityId(id as u32)), self.rows[id].kind, link)
    }
}

/// A word with a capital, or what stands between such: "Tamsin Grocers plc", "J. Orbeck-Ruiz".
fn is_part_of_name(w: &super::Words<'_>, k: u32) -> bool {
    w.is_upper(k)
        || matches!(w.at(k), "." | "-" | "&")
        || kinds::is_legal_form(w.at(k)) && k > 0 && w.is_upper(k - 1)
}

/// One of many: "city" of "cities".
fn singular(many: &str) -> String {
    match many.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => many
            .strip_suffix('s')
            .filter(|stem| !stem.is_empty())
            .unwrap_or(many)
            .to_string(),
    }
}

fn last_of(from: u32, end: u32) -> u32 {
    end.max(from + 1)
}

/// One word, or one and its plural, possessive or adjective: "Orlovia" and "Orlovian".
fn is_same_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || short.len() > 3 && long.starts_with(short) && long.len() - short.len() <= 2
}

/// A word that counts people: "many", "dozens", "31".
fn is_count(word: &str) -> bool {
    const COUNTS: &str = "many some several few most all both two three four five six seven eight nine ten dozens hundreds thousands \
        other others more";
    COUNTS.split_ascii_whitespace().any(|w| w == word)
        || word.starts_with(|c: char| c.is_ascii_digit())
}
