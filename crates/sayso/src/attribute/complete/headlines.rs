//! Headlines of the form "Moller: Bridge will open in May" and "Bridge will open in May – mayor".

use super::{Row, Rows};
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::document::{BlockKind, Document};
use crate::segment::TokenKind;
use sayso_english::classes::class;
use sayso_english::reporting::{known, knows};
use std::ops::Range;

/// How many tokens of a headline are searched for the colon after a speaker.
const REACH_OF_COLON: usize = 9;
/// The longest speaker before a colon, in tokens.
const LONGEST_BEFORE: u32 = 6;
/// How many tokens at the end of a headline are searched for the dash before a speaker.
const REACH_OF_DASH: usize = 6;
/// The longest speaker after a dash, in tokens.
const LONGEST_AFTER: usize = 4;

impl Rows<'_> {
    /// Makes attributions of headlines in which the model found none.
    pub(super) fn headlines(&mut self, document: &Document) {
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            let kind = document.blocks[paragraph.block as usize].kind;
            let is_headline = matches!(kind, BlockKind::Headline | BlockKind::Standfirst);
            if !is_headline || self.has_content_in(index) {
                continue;
            }
            let parts = self
                .named_before(&paragraph.tokens)
                .or_else(|| self.named_after(&paragraph.tokens));
            if let Some(found) = parts.and_then(|parts| parts.found_in(index)) {
                let contents = found.draft.contents.clone();
                self.add(Row::by_rule(found.rule, found.draft, contents));
            }
        }
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
