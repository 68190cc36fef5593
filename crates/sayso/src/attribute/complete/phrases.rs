//! Sentences of a fixed form that the models have not learnt: "…, per the Tarn Herald", "Asked if the
//! dam was safe, Moller said no", "The union’s demands are:" before a list.

use super::{Row, Rows};
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::document::{BlockKind, Document};
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use sayso_english::morphology::simple_singular;
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, NounKind, noun, wordnet_kind};
use std::ops::Range;

/// The longest source after "per", in tokens.
const LONGEST_AFTER_PER: u32 = 20;
/// The longest source before "said no", in tokens.
const LONGEST_BEFORE_NO: u32 = 14;
/// A content of fewer tokens is not a clause.
const SHORTEST_CLAUSE: u32 = 3;
/// The most items of a list that are taken.
const MOST_ITEMS: usize = 40;

impl Rows<'_> {
    /// Adds attributions of these forms, where the words are free.
    pub(super) fn phrases(&mut self, document: &Document) {
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            for k in paragraph.tokens.clone() {
                // Most words are none of these by their first letter.
                let start = self.token(k).span.start() as usize;
                if !matches!(self.text.as_bytes()[start], b'p' | b'P' | b'n' | b'y') {
                    continue;
                }
                match self.word(k) {
                    "per" | "Per" => {
                        let parts = self.per(k).filter(|parts| self.is_new(parts));
                        self.add_parts(parts, index);
                    }
                    "no" | "yes" => self.add_answer(k, index),
                    _ => (),
                }
            }
            if self.word(paragraph.tokens.end - 1) == ":" {
                self.list_of_demands(index, document);
            }
        }
    }

    /// Whether no row has this content or this cue.
    fn is_new(&self, parts: &Parts) -> bool {
        let is_cue = |c: &Chunk| c.start < parts.cue.end && parts.cue.start < c.end;
        parts.contents.iter().all(|tokens| self.is_free(tokens))
            && !self.rows.iter().any(|row| row.cue_and_source().any(is_cue))
    }

    /// "…, per the Tarn Herald." and "As per the police, …", but not "40 crowns per metre".
    fn per(&self, k: u32) -> Option<Parts> {
        let sentence = self.sentence_of(k);
        let has_as = k > sentence.start && self.word(k - 1).eq_ignore_ascii_case("as");
        let first = k - u32::from(has_as);
        let is_initial = first == sentence.start;
        let follows_comma = first > sentence.start && self.word(first - 1) == ",";
        if self.token(k).depth > 0 || !(is_initial || follows_comma) {
            return None;
        }
        let end = self.clause_end(&sentence);
        let furthest = end.min(k + 1 + LONGEST_AFTER_PER);
        let ends = |&j: &u32| matches!(self.word(j), "," | ";") || self.mark(j) != Mark::None;
        let stop = (k + 1..furthest).find(ends);
        let source = k + 1..stop.unwrap_or(furthest);
        if source.is_empty() || !self.can_be_per(&source) {
            return None;
        }
        let content = if is_initial {
            stop.filter(|&j| self.word(j) == ",")? + 1..end
        } else {
            sentence.start..first - 1
        };
        let is_clause = content.end >= content.start + SHORTEST_CLAUSE
            && (is_initial || (content.start + 1..content.end).any(|j| self.begins_predicate(j)));
        is_clause.then(|| Parts {
            rule: Rule::Per,
            cue: first..k + 1,
            source,
            contents: vec![content],
        })
    }

    /// Whether a phrase after "per" can speak: a name, or a determiner and a noun of a person, a body
    /// or a document. A unit has neither, and "Section 12" ends with a number.
    fn can_be_per(&self, phrase: &Range<u32>) -> bool {
        let papers = noun::DOCUMENT | noun::OUTLET;
        let is_number = |k: u32| self.word(k).starts_with(|c: char| c.is_ascii_digit());
        if is_number(phrase.end - 1) || is_number(phrase.start) {
            return false;
        }
        let is_name = self.is_upper(phrase.start) && self.word(phrase.start).len() > 2;
        // "court documents", "researchers", but not "person" and "household", which are units.
        let head = phrase
            .clone()
            .find(|&k| k > phrase.start && self.is(k, class::PREPOSITION));
        let at = head.unwrap_or(phrase.end) - 1;
        let head = self.word(at);
        let several = simple_singular(head);
        let is_paper =
            |word: &str| NOUNS.has(word, papers) || wordnet_kind(word) == Some(NounKind::Document);
        let speaks = |k: u32| self.is_speaker_noun(k) || self.is_upper(k) || is_paper(self.word(k));
        let are_several = several != head && (is_paper(&several) || self.is_speaker_noun(at));
        is_name
            || are_several
            || head == "police"
            || self.is(phrase.start, class::DETERMINER) && phrase.clone().any(speaks)
    }

    /// The end of a sentence without its full stop.
    fn clause_end(&self, sentence: &Range<u32>) -> u32 {
        let is_stop = |k: u32| matches!(self.word(k), "." | "!" | "?");
        sentence.end - u32::from(is_stop(sentence.end - 1))
    }

    /// Adds the attribution of an answer. It replaces what the model made of the same words: the
    /// question without a source, and the answer without its question.
    fn add_answer(&mut self, k: u32, index: u32) {
        let Some(parts) = self.yes_or_no(k) else {
            return;
        };
        let sentence = self.sentence_of(k).start..k + 1;
        let is_within = |c: &Chunk| c.start >= sentence.start && c.end <= sentence.end;
        let is_of_answer = |row: &Row| {
            let source = row.draft.as_ref().and_then(|d| d.source);
            let is_own = source.is_none_or(|s| s.start >= parts.source.start);
            is_own && row.contents.iter().all(is_within) && row.cue_and_source().all(is_within)
        };
        let is_out: Vec<bool> = self.rows.iter().map(is_of_answer).collect();
        if is_out.contains(&true) {
            self.remove(&is_out);
        }
        if self.is_new(&parts) {
            self.add_parts(Some(parts), index);
        }
    }

    /// "Asked if the dam was safe, the minister said no.": `k` is "no" or "yes".
    fn yes_or_no(&self, k: u32) -> Option<Parts> {
        let sentence = self.sentence_of(k);
        let next = k + 1;
        let is_last = next >= sentence.end || self.token(next).kind == TokenKind::Mark;
        if k < sentence.start + 2 || !is_last || !self.is_said(k - 1) || self.token(k).depth > 0 {
            return None;
        }
        let verb = k - 1;
        let ends = |&j: &u32| {
            self.token(j).kind == TokenKind::Mark || matches!(self.word(j), "and" | "but")
        };
        let start = (sentence.start..verb).rev().find(ends);
        let start = start.map_or(sentence.start, |j| j + 1);
        let source = start..verb;
        let is_short = !source.is_empty() && verb - start <= LONGEST_BEFORE_NO;
        let speaks =
            |j: u32| self.is_upper(j) || self.is_speaker_noun(j) || self.is(j, class::SUBJECT);
        if !is_short || !source.clone().any(speaks) {
            return None;
        }
        let answer = k..k + 1;
        let asked = self.asked_clause(&(sentence.start..start));
        let contents = asked.into_iter().chain([answer]).collect();
        let (rule, cue) = (Rule::YesOrNo, verb..k);
        Some(Parts {
            rule,
            cue,
            source,
            contents,
        })
    }

    /// "the dam was safe" of "Asked if the dam was safe,".
    fn asked_clause(&self, before: &Range<u32>) -> Option<Range<u32>> {
        if before.end < before.start + SHORTEST_CLAUSE + 1 {
            return None;
        }
        let is_asked = matches!(self.word(before.start), "Asked" | "Pressed" | "Questioned");
        let mut tokens = before.clone();
        let opens = tokens.find(|&k| matches!(self.word(k), "if" | "whether"))?;
        let clause = opens + 1..before.end - 1;
        (is_asked && clause.end >= clause.start + 2).then_some(clause)
    }

    /// "The union’s demands are:" before a list: what the union says.
    fn list_of_demands(&mut self, index: u32, document: &Document) {
        let end = self.parts.paragraphs[index as usize].tokens.end;
        let Some((source, cue)) = self.leads_in_list(end) else {
            return;
        };
        let items = self.items_after(index, document);
        let parts = Parts {
            rule: Rule::ListOfDemands,
            cue,
            source,
            contents: items.iter().map(|c| c.start..c.end).collect(),
        };
        if !self.is_new(&parts) {
            return;
        }
        if let Some(mut found) = parts.found_in(index) {
            found.draft.contents.clone_from(&items);
            self.add(Row::by_rule(found.rule, found.draft, items));
        }
    }

    /// The source and the cue of the sentence that ends at a colon before a list.
    fn leads_in_list(&self, end: u32) -> Option<(Range<u32>, Range<u32>)> {
        let sentence = self.sentence_of(end - 1);
        let is_noun = |&k: &u32| knows(self.word(k)) & known::LIST_NOUN != 0;
        let is_possessive = |k: u32| matches!(self.word(k), "’s" | "'s" | "’" | "'");
        let list = (sentence.start..end).find(is_noun)?;
        let mark = (sentence.start..list).rev().find(|&k| is_possessive(k))?;
        let is_near = list - mark <= 3 && end - list <= 6;
        let source = sentence.start..mark;
        let speaks = |k: u32| self.is_speaker_noun(k) || k > source.start && self.is_upper(k);
        let is_source = is_near && source.clone().any(speaks);
        is_source.then(|| (source.clone(), list..end))
    }

    /// The items of the list after a paragraph, without their marks.
    fn items_after(&self, index: u32, document: &Document) -> Vec<Chunk> {
        let after = (index + 1..).zip(&self.parts.paragraphs[index as usize + 1..]);
        let items = after.take_while(|(_, paragraph)| {
            document.blocks[paragraph.block as usize].kind == BlockKind::List
        });
        let items = items.take(MOST_ITEMS).filter_map(|(item, paragraph)| {
            let tokens = paragraph.tokens.clone();
            let start = tokens
                .clone()
                .find(|&k| self.token(k).kind != TokenKind::Mark)?;
            let is_mark = |k: u32| matches!(self.word(k), "." | ";" | ",");
            let end = tokens.end - u32::from(is_mark(tokens.end - 1));
            (end > start).then(|| Chunk::certain(Role::Content, start, end, item))
        });
        items.collect()
    }
}
