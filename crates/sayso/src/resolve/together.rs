//! "Hale and leaders of the assembly met. They said …", "officials and customers who said": a pronoun
//! that means all who are joined by "and".

use super::entities::{Row, Table};
use super::link;
use super::phrases::Found;
use super::{EntityId, Kind, Written, kinds};
use crate::names::Pos;
use sayso_english::classes::{class, classes};
use sayso_english::morphology::simple_singular;
use sayso_english::sources::{NOUNS, noun};
use std::ops::Range;

/// The longest subject that is looked at, in tokens.
const LONGEST_SUBJECT: u32 = 24;
/// The longest noun phrase before "and … who", in tokens.
const LONGEST_JOINED: u32 = 4;

impl Table<'_> {
    /// Those whom "they" at token `k` means, if they are the subject of its sentence or of the one
    /// before it, joined by "and", and no one has spoken since.
    pub(super) fn joined_subject(&mut self, k: u32) -> Option<Found> {
        let w = self.words;
        let own = w.sentence_tokens(k);
        let before = own.start.checked_sub(1).map(|last| w.sentence_tokens(last));
        for sentence in [Some(own), before].into_iter().flatten() {
            let number = w.sentence(sentence.start);
            let has_spoken = self.spoke.last().is_some_and(|(_, at)| *at >= number);
            if has_spoken || w.quoted(sentence.start) != w.quoted(k) {
                return None;
            }
            if let Some(found) = self.joined_in(&sentence, k) {
                return Some(found);
            }
        }
        None
    }

    /// "The ministers misled the house when they claimed that": "they" of a clause that depends on
    /// another one is mostly its subject, and not the one who spoke last. True if that speaker is not
    /// in the sentence.
    pub(super) fn follows_other_subject(&self, k: u32) -> bool {
        let w = self.words;
        let sentence = w.sentence(k);
        let first = w.sentence_tokens(k).start;
        let joins = |word: &str| {
            matches!(
                word,
                "when" | "because" | "as" | "while" | "after" | "before" | "until" | "if"
            )
        };
        let depends = k > first + 2 && joins(w.at(k - 1));
        let last = self.spoke.last().map(|(id, _)| self.row(*id));
        let is_here = |row: &Row| {
            row.sights
                .iter()
                .rev()
                .take(4)
                .any(|sight| sight.sentence == sentence)
        };
        depends && last.is_some_and(|row| !is_here(row))
    }

    /// Those who are the subject of a sentence, joined by "and".
    fn joined_in(&mut self, sentence: &Range<u32>, k: u32) -> Option<Found> {
        let w = self.words;
        let furthest = sentence.end.min(sentence.start + LONGEST_SUBJECT).min(k);
        let is_verb = |j: &u32| matches!(w.pos(*j), Pos::Verb | Pos::Aux);
        let verb = (sentence.start..furthest).find(is_verb)?;
        let subject = sentence.start..verb;
        let has_mark = subject
            .clone()
            .any(|j| matches!(w.at(j), "," | ";" | ":" | "("));
        let begins_late = classes(w.at(sentence.start)) & (class::PREPOSITION | class::CLAUSE) != 0;
        if has_mark || begins_late {
            return None;
        }
        let parts = self.split_at_and(&subject);
        if parts.len() < 2 || !parts.iter().all(|part| self.can_be_phrase(part)) {
            return None;
        }
        let all: Vec<Found> = parts.into_iter().map(|part| self.phrase(0, part)).collect();
        self.all_speak(&all, k)
    }

    /// One find for several, if each is known and can speak.
    fn all_speak(&mut self, all: &[Found], k: u32) -> Option<Found> {
        let speaks = |found: &Found| {
            let kind = found.kind;
            found.entity.is_some() && !matches!(kind, Kind::None | Kind::Document)
        };
        if !all.iter().all(speaks) {
            return None;
        }
        let mut ids: Vec<EntityId> = all.iter().filter_map(|found| found.entity).collect();
        ids.dedup();
        let first = *ids.first().filter(|_| ids.len() > 1)?;
        let link = link::THEY_TOGETHER.link();
        self.see(first.index(), k..k + 1, Written::Pronoun, link);
        Some(Found {
            entity: Some(first),
            others: ids[1..].to_vec(),
            kind: self.row(first).kind,
            link,
        })
    }

    /// "local officials" before "and customers who", where `start` is the first token of "customers".
    pub(super) fn joined_before(&mut self, start: u32) -> Option<Found> {
        let w = self.words;
        let first = w.sentence_tokens(start).start;
        if start < first + 2 || w.at(start - 1) != "and" {
            return None;
        }
        let end = start - 1;
        // A noun before an adjective belongs to the words before: "the plan upset farmers".
        let is_of_phrase = |k: u32| match w.pos(k) {
            Pos::Adj => true,
            Pos::Noun => k + 1 == end || w.pos(k + 1) != Pos::Adj,
            _ => false,
        };
        let mut begin = end;
        while begin > first && end - begin < LONGEST_JOINED && is_of_phrase(begin - 1) {
            begin -= 1;
        }
        let head = w.lower(end - 1);
        let are_people = NOUNS.has(&head, noun::PEOPLE) || {
            let one = simple_singular(&head);
            one != *head && (kinds::is_role(&one) || classes(&head) & class::ROLE != 0)
        };
        (begin < end && are_people).then(|| self.phrase(0, begin..end))
    }
}
