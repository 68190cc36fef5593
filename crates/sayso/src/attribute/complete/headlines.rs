//! Headlines of the form "Moller: Bridge will open in May", "Bridge will open in May – mayor", "Crew
//! ‘were drunk’, say passengers" and "Owner says wall was safe; divers fear more stones will fall".

use super::{Row, Rows};
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::document::{BlockKind, Document};
use crate::segment::TokenKind;
use sayso_english::classes::class;
use sayso_english::morphology::simple_singular;
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, NounKind, noun, wordnet_kind};
use std::ops::Range;

/// How many tokens of a headline are searched for the colon after a speaker.
const REACH_OF_COLON: usize = 9;
/// The longest speaker before a colon, in tokens.
const LONGEST_BEFORE: u32 = 6;
/// How many tokens at the end of a headline are searched for the dash before a speaker.
const REACH_OF_DASH: usize = 6;
/// How many tokens at the end of a headline are searched for the comma before "say passengers".
const REACH_OF_SAID: usize = 7;
/// The longest subject of a further clause, in tokens.
const LONGEST_SUBJECT: u32 = 5;
/// So many paragraphs at the top without a full stop can be headline or standfirst.
const HEAD: u32 = 3;
/// The longest speaker after a dash, in tokens.
const LONGEST_AFTER: usize = 4;

impl Rows<'_> {
    /// Makes attributions of headlines in which the model found none.
    pub(super) fn headlines(&mut self, document: &Document) {
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            let kind = document.blocks[paragraph.block as usize].kind;
            let is_headline = matches!(kind, BlockKind::Headline | BlockKind::Standfirst);
            let tokens = paragraph.tokens.clone();
            let is_head = is_headline || index < HEAD && !self.is_stop(tokens.end - 1);
            if is_head && self.has_content_in(index) {
                self.further_clause(index, &tokens);
            }
            if !is_headline || self.has_content_in(index) {
                continue;
            }
            let parts = self
                .named_before(&tokens)
                .or_else(|| self.said_by(&tokens))
                .or_else(|| self.named_after(&tokens));
            self.add_parts(parts, index);
        }
    }

    /// Adds the attribution of these parts of a paragraph.
    pub(super) fn add_parts(&mut self, parts: Option<Parts>, index: u32) {
        if let Some(found) = parts.and_then(|parts| parts.found_in(index)) {
            let contents = found.draft.contents.clone();
            self.add(Row::by_rule(found.rule, found.draft, contents));
        }
    }

    /// "…; divers fear more stones will fall": a clause after a semicolon with a source and a verb of
    /// its own, which is not part of the content before it.
    fn further_clause(&mut self, index: u32, tokens: &Range<u32>) {
        let Some(mark) = tokens.clone().find(|&k| self.word(k) == ";") else {
            return;
        };
        let clause = mark + 1..tokens.end;
        let furthest = clause.end.min(clause.start + LONGEST_SUBJECT);
        let Some(verb) = (clause.start + 1..furthest).find(|&k| self.is(k, class::VERB)) else {
            return;
        };
        let holds_mark = |row: &Row| {
            let cue = row.draft.as_ref().is_some_and(|d| d.cue.end <= mark);
            cue && row.contents.iter().any(|c| c.start < mark && c.end > mark)
        };
        let Some(row) = self.rows.iter().position(holds_mark) else {
            return;
        };
        let source = clause.start..verb;
        let is_source = source.clone().any(|k| self.is_speaker_noun(k));
        if !is_source || verb + 2 >= clause.end {
            return;
        }
        for c in &mut self.rows[row].contents {
            if c.start < mark && c.end > mark {
                c.end = mark;
            }
        }
        let end = clause.end - u32::from(self.word(clause.end - 1) == ".");
        let parts = Parts {
            rule: Rule::HeadlineClause,
            cue: verb..verb + 1,
            source,
            contents: vec![verb + 1..end],
        };
        self.add_parts(Some(parts), index);
    }

    /// "Crew ‘were drunk’, say passengers"
    fn said_by(&self, tokens: &Range<u32>) -> Option<Parts> {
        let mut last = tokens.clone().rev().take(REACH_OF_SAID);
        let comma = last.find(|&k| self.word(k) == ",")?;
        let (verb, source) = (comma + 1, comma + 2..tokens.end);
        let is_said = verb < tokens.end && self.is(verb, class::SPEECH) && !self.is_upper(verb);
        let is_word = |k: u32| self.token(k).kind == TokenKind::Word;
        let is_source = is_said && !source.is_empty() && source.clone().all(is_word);
        (is_source && comma > tokens.start + 1).then(|| Parts {
            rule: Rule::HeadlineClause,
            cue: verb..verb + 1,
            source,
            contents: vec![tokens.start..comma],
        })
    }

    /// A noun of a person, several people or a body, or a name.
    pub(super) fn is_speaker_noun(&self, k: u32) -> bool {
        let word = self.word(k);
        let speaks = noun::ROLE | noun::OFFICIAL | noun::BODY | noun::PEOPLE | noun::EXPERT;
        let lower = word.to_lowercase();
        let wordnet = || wordnet_kind(&lower).or_else(|| wordnet_kind(&simple_singular(&lower)));
        self.is(k, class::ROLE)
            || NOUNS.has(word, speaks | noun::WITNESS | noun::KIN | noun::SOURCE)
            || wordnet().is_some_and(|kind| kind != NounKind::Document)
    }

    fn has_content_in(&self, paragraph: u32) -> bool {
        let mut contents = self.rows.iter().flat_map(|r| &r.contents);
        contents.any(|c| c.paragraph == paragraph)
    }

    /// A name or an office and a colon before what is said.
    fn named_before(&self, tokens: &Range<u32>) -> Option<Parts> {
        let mut first = tokens.clone().take(REACH_OF_COLON);
        let colon = first.find(|&k| self.word(k) == ":")?;
        let is_label = knows(self.word(tokens.start)) & known::HEADLINE_LABEL != 0;
        let source = tokens.start..colon;
        let has_room =
            (1..=LONGEST_BEFORE).contains(&(colon - tokens.start)) && tokens.end >= colon + 4;
        let phrase = class::ROLE | class::PREPOSITION | class::DETERMINER;
        let is_of_name = |k: u32| self.is_upper(k) || self.is(k, phrase);
        if is_label || !has_room || !source.clone().all(is_of_name) {
            return None;
        }
        Some(Parts {
            rule: Rule::HeadlineColon,
            cue: colon..colon + 1,
            source,
            contents: vec![colon + 1..tokens.end],
        })
    }

    /// A dash and an office after what is said. Names do not count, because as often they are the
    /// outlet's.
    fn named_after(&self, tokens: &Range<u32>) -> Option<Parts> {
        let mut last = tokens.clone().rev().take(REACH_OF_DASH);
        let dash = last.find(|&k| matches!(self.word(k), "–" | "—" | "-"))?;
        let source = dash + 1..tokens.end;
        if source.is_empty() || source.len() > LONGEST_AFTER || dash <= tokens.start + 2 {
            return None;
        }
        let has_space = self.token(dash - 1).span.end() < self.token(dash).span.start();
        let is_office = self.is(tokens.end - 1, class::ROLE | class::NOUN);
        let is_word = |k: u32| self.token(k).kind == TokenKind::Word;
        if !has_space || !is_office || !source.clone().all(is_word) {
            return None;
        }
        Some(Parts {
            rule: Rule::HeadlineDash,
            cue: dash..dash + 1,
            source,
            contents: vec![tokens.start..dash],
        })
    }
}
