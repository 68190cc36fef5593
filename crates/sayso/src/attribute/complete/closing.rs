//! Reports at the end of a sentence that the models seldom find: "The fares will fall, the mayor pledged
//! this week", "Sales will rise by 2027, the firm said in a filing."

use super::{Row, Rows};
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use std::ops::Range;

/// Verbs of saying and promising.
const SAYING: [&str; 9] = [
    "said",
    "says",
    "pledged",
    "vowed",
    "promised",
    "pledges",
    "vows",
    "promises",
    "announced",
];
/// Where a thing is said: "in a filing".
const PLACES: [&str; 12] = [
    "statement",
    "filing",
    "letter",
    "memo",
    "notice",
    "post",
    "email",
    "report",
    "release",
    "presentation",
    "speech",
    "note",
];
/// How many tokens may follow the verb: "in a filing on Monday.".
const LONGEST_TIME: u32 = 7;
/// The longest source in tokens.
const LONGEST_SOURCE: u32 = 9;
/// The shortest content in tokens.
const SHORTEST: u32 = 4;

impl Rows<'_> {
    /// Adds an attribution of each report at the end of a sentence of which no other row has a word.
    pub(super) fn closing_reports(&mut self) {
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            let sentences = paragraph.sentences.start as usize..paragraph.sentences.end as usize;
            for sentence in &self.parts.sentences[sentences] {
                let parts = self.closing_report(&sentence.tokens);
                let found = parts.and_then(|parts| parts.found_in(index));
                if let Some(found) = found {
                    let contents = found.draft.contents.clone();
                    self.add(Row::by_rule(found.rule, found.draft, contents));
                }
            }
        }
    }

    /// "…, Premier Ulla Dorn pledged on Monday."
    fn closing_report(&self, sentence: &Range<u32>) -> Option<Parts> {
        let first = sentence
            .end
            .saturating_sub(LONGEST_TIME + 1)
            .max(sentence.start);
        let verb = (first..sentence.end)
            .rev()
            .find(|&k| self.is_word_of(k, &SAYING))?;
        if !(verb + 1..sentence.end).all(|k| self.can_be_of_time(k)) {
            return None;
        }
        let furthest = verb.saturating_sub(LONGEST_SOURCE).max(sentence.start);
        let comma = (furthest..verb).rev().find(|&k| self.word(k) == ",")?;
        let (source, content) = (comma + 1..verb, sentence.start..comma);
        let is_whole = !source.is_empty()
            && content.len() as u32 >= SHORTEST
            && self.is_subject(&source)
            && self.is_clause(&content)
            && self.is_free(sentence);
        is_whole.then(|| Parts {
            rule: Rule::ClauseSourceVerb,
            cue: verb..verb + 1,
            source,
            contents: vec![content],
        })
    }

    /// Whether a token can belong to the time or the place of speaking: "on Monday", "this week", "in a filing".
    fn can_be_of_time(&self, k: u32) -> bool {
        const WORDS: [&str; 14] = [
            "on",
            "a",
            "this",
            "last",
            "in",
            "week",
            "month",
            "year",
            "night",
            "morning",
            "yesterday",
            "earlier",
            "evening",
            "afternoon",
        ];
        self.token(k).kind == TokenKind::Mark
            || self.is(k, class::CALENDAR)
            || self.is_word_of(k, &WORDS)
            || self.is_word_of(k, &PLACES)
            || self.word(k).starts_with(|c: char| c.is_ascii_digit())
    }

    /// A name or a noun phrase without a verb.
    fn is_subject(&self, source: &Range<u32>) -> bool {
        let first = source.start;
        let begins = self.is_upper(first) || self.is(first, class::DETERMINER | class::SUBJECT);
        let is_plain =
            |k: u32| self.mark(k) == Mark::None && !self.is(k, class::AUXILIARY | class::CLAUSE);
        let is_relative = self.is_word_of(first, &["who", "which", "that", "what"]);
        begins && !is_relative && source.clone().all(is_plain)
    }

    /// Words of the outlet, not of a quotation, with a finite verb.
    fn is_clause(&self, content: &Range<u32>) -> bool {
        let begins_late = self.is(content.start, class::CLAUSE);
        !begins_late
            && content.clone().all(|k| self.mark(k) == Mark::None)
            && content.clone().any(|k| self.begins_predicate(k))
    }
}
