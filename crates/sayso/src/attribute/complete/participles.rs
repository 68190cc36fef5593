//! Inside the content of another attribution: "villagers had gathered at the mill, claiming the water
//! had made them ill". The subject of the clause is who claims it, not the words next to the
//! participle.

use super::{Row, Rows};
use crate::attribute::chunk::Chunk;
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, noun};
use std::ops::Range;

/// The longest subject of the clause, in tokens.
const LONGEST_SUBJECT: u32 = 9;
/// How many tokens after the participle "that" may follow: "warning people that".
const REACH_OF_THAT: u32 = 4;
/// A content of fewer tokens has no room for a clause inside it.
const SHORTEST: u32 = 8;
/// What is said has at least this many tokens.
const SHORTEST_CLAUSE: u32 = 3;

impl Rows<'_> {
    /// Adds attributions by a participle of saying inside contents.
    pub(super) fn participles(&mut self) {
        for row in 0..self.rows.len() {
            for content in self.rows[row].contents.clone() {
                if content.end - content.start < SHORTEST {
                    continue;
                }
                let within = content.start..content.end;
                if let Some(parts) = self.participle(&within) {
                    self.add_participle(row, parts, content.paragraph);
                }
            }
        }
    }

    /// The first participle of saying in a content, with the subject of its clause and what is said.
    fn participle(&self, content: &Range<u32>) -> Option<Parts> {
        let is_participle = |&k: &u32| {
            let word = self.word(k);
            word.ends_with("ing") && self.is(k, class::SPEECH) && self.is_free_of_noun_signs(k)
        };
        let verb = (content.start + 2..content.end).find(is_participle)?;
        let sentence = self.sentence_of(verb);
        let start = sentence.start.max(content.start);
        let first = (start..verb)
            .find(|&k| self.token(k).kind != TokenKind::Mark && self.word(k) != "that")?;
        let source = self.subject_from(first, verb)?;
        let said = self.clause_after(verb, content.end.min(sentence.end))?;
        Some(Parts {
            rule: Rule::Participle,
            cue: verb..verb + 1,
            source,
            contents: vec![said],
        })
    }

    /// Not "was saying", "by saying", "the warning", and not "a sign saying".
    fn is_free_of_noun_signs(&self, k: u32) -> bool {
        let before = class::AUXILIARY | class::PREPOSITION | class::DETERMINER;
        let is_about = matches!(
            self.word(k - 1),
            "and" | "or" | "about" | "without" | "by" | "of" | "for"
        );
        let is_on_paper = NOUNS.has(self.word(k - 1), noun::DOCUMENT);
        !self.is(k - 1, before) && !is_about && !is_on_paper && self.mark(k - 1) == Mark::None
    }

    /// The noun phrase of a person or a body before the first verb of a clause.
    fn subject_from(&self, first: u32, before: u32) -> Option<Range<u32>> {
        let furthest = before.min(first + LONGEST_SUBJECT);
        let verb = (first + 1..furthest).find(|&k| self.begins_predicate(k))?;
        let subject = first..verb;
        let is_plain = |k: u32| self.token(k).kind == TokenKind::Word && self.mark(k) == Mark::None;
        let head = subject
            .clone()
            .find(|&k| k > first && self.is(k, class::PREPOSITION));
        let head = head.unwrap_or(verb) - 1;
        let is_pronoun = self.is(first, class::SUBJECT) && subject.len() == 1;
        let speaks = self.is_speaker_noun(head) || is_pronoun || self.is_upper(head);
        let is_empty = ["it", "there", "this"]
            .iter()
            .any(|w| self.word(first).eq_ignore_ascii_case(w));
        (speaks && !is_empty && subject.clone().all(is_plain)).then_some(subject)
    }

    /// A finite verb in small letters.
    pub(super) fn begins_predicate(&self, k: u32) -> bool {
        let word = self.word(k);
        let is_past = word.ends_with("ed") || knows(word) & known::PAST != 0;
        let is_verb = self.is(k, class::AUXILIARY | class::FINITE) || is_past;
        is_verb && !self.is_upper(k)
    }

    /// What is said after a participle: after "that", or a clause that begins with its subject.
    fn clause_after(&self, verb: u32, end: u32) -> Option<Range<u32>> {
        let furthest = end.min(verb + 1 + REACH_OF_THAT);
        let that = (verb + 1..furthest).find(|&k| self.word(k) == "that");
        let start = match that {
            Some(that) => that,
            None => (verb + 1 < end).then_some(verb + 1)?,
        };
        let begins = class::DETERMINER | class::SUBJECT;
        let is_clause = that.is_some() || self.is(start, begins) && self.has_verb(start + 1, end);
        let is_mark = |k: u32| self.token(k).kind == TokenKind::Mark;
        let end = end - u32::from(is_mark(end - 1) && self.word(end - 1) == ".");
        (is_clause && end >= start + SHORTEST_CLAUSE).then_some(start..end)
    }

    fn has_verb(&self, start: u32, end: u32) -> bool {
        (start..end).any(|k| self.begins_predicate(k))
    }

    /// Adds the attribution inside `outer`, or gives its subject to a row that has the same cue and as
    /// its source the words next to it.
    fn add_participle(&mut self, outer: usize, parts: Parts, paragraph: u32) {
        let cue = parts.cue.start;
        let subject = parts.source.clone();
        let has_cue = |row: &Row| {
            let draft = row.draft.as_ref();
            draft.is_some_and(|d| d.cue.start <= cue && cue < d.cue.end)
        };
        if let Some(known) = self.rows.iter().position(has_cue) {
            let row = &mut self.rows[known];
            if row.parent.is_some()
                && let Some(source) = row.draft.as_mut().and_then(|d| d.source.as_mut())
                && source.end == cue
                && source.start > subject.end
            {
                (source.start, source.end) = (subject.start, subject.end);
            }
            return;
        }
        if let Some(found) = parts.found_in(paragraph) {
            let contents: Vec<Chunk> = found.draft.contents.clone();
            self.rows.push(Row {
                parent: Some(outer),
                ..Row::by_rule(found.rule, found.draft, contents)
            });
        }
    }
}
