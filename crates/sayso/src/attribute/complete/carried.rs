//! Paragraphs that are one quotation and name no speaker: who speaks there.

use super::{Row, Rows};
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::segment::{Mark, Quotation, TokenKind};
use sayso_english::classes::class;
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, noun};
use std::collections::HashMap;
use std::ops::Range;

/// A quotation of fewer tokens is a title or a scare quote.
const SHORTEST: u32 = 4;
/// A whole quotation of fewer tokens on a line of its own is a heading: "‘The Last Harvest’".
const SHORTEST_WHOLE: u32 = 9;
/// The longest noun phrase of a person who turns to speak, in tokens.
const LONGEST_PERSON: u32 = 7;
/// The longest apposition of such a person, in tokens: ", the harbour master,".
const LONGEST_APPOSITION: u32 = 12;
/// How many tokens may follow indirect speech in its paragraph: "…, Brandt told the council on Monday."
const REST_AFTER_INDIRECT: u32 = 8;
/// The longest and the shortest line that only names a speaker, in tokens.
const LONGEST_SPEAKER_LINE: usize = 24;
const SHORTEST_SPEAKER_LINE: usize = 3;
/// What may be before "statement from" in such a line.
const BEFORE_STATEMENT: [&str; 12] = [
    "a", "also", "an", "and", "another", "full", "here", "is", "joint", "the", "these", "this",
];
/// How many tokens of such a line are searched for "from" or "by".
const REACH_OF_FROM: u32 = 6;
/// How many tokens of capitals can label a paragraph of a transcript, the open mark included.
const LONGEST_LABEL: u32 = 5;

impl Rows<'_> {
    /// Gives paragraphs that are one quotation to the speaker of the paragraph before, or to the
    /// person that the paragraph before shows last.
    pub(super) fn carry(&mut self) {
        let mut last_in = self.last_speakers();
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            if index == 0 {
                continue;
            }
            let Some(quotation) = self.whole_quotation(&paragraph.tokens) else {
                continue;
            };
            let tokens = quotation.tokens.clone();
            let (is_continued, len) = (quotation.continued, tokens.end - tokens.start);
            let content = Chunk::certain(Role::Content, tokens.start, tokens.end, index);
            if let Some(row) = self.quoted_row(&last_in, index - 1) {
                if !is_continued && len < SHORTEST_WHOLE {
                    continue;
                }
                let rule = if is_continued {
                    Rule::CarriedOpenQuote
                } else {
                    Rule::CarriedWholeParagraph
                };
                last_in.insert(index, self.rows.len());
                let root = self.rows[row].carried_from.unwrap_or(row);
                self.carried(root, vec![content], rule);
            } else if let Some(row) = self
                .indirect_row(index - 1)
                .filter(|_| len >= SHORTEST_WHOLE)
            {
                last_in.insert(index, self.rows.len());
                let root = self.rows[row].carried_from.unwrap_or(row);
                self.carried(root, vec![content], Rule::CarriedAfterIndirect);
            } else if let Some((rule, source, cue)) = self.speaker_before(index - 1) {
                let parts = Parts {
                    rule,
                    cue,
                    source,
                    contents: vec![tokens],
                };
                let Some(mut found) = parts.found_in(index - 1) else {
                    continue;
                };
                found.draft.contents = vec![content];
                last_in.insert(index, self.rows.len());
                self.add(Row::by_rule(found.rule, found.draft, vec![content]));
            }
        }
    }

    /// The row that speaks last in each paragraph.
    fn last_speakers(&self) -> HashMap<u32, usize> {
        let end_of = |row: &Row| row.contents.last().map(|c| (c.paragraph, c.end));
        let mut last_in: HashMap<u32, usize> = HashMap::new();
        for (i, row) in self.rows.iter().enumerate() {
            let Some((paragraph, end)) = end_of(row) else {
                continue;
            };
            let best = last_in.entry(paragraph).or_insert(i);
            if end_of(&self.rows[*best]).is_none_or(|(_, other)| end >= other) {
                *best = i;
            }
        }
        last_in
    }

    /// The row that speaks last in a paragraph, if a quotation of it lasts to the end, or to the cue
    /// and the source at the end.
    fn quoted_row(&self, last_in: &HashMap<u32, usize>, paragraph: u32) -> Option<usize> {
        let row = last_in.get(&paragraph).copied()?;
        let last = self.rows[row].contents.last()?;
        let is_quoted = self.token(last.end - 1).depth > 0;
        let said = self.rows[row].cue_and_source().map(|c| c.end).max();
        let ends_said = said.is_some_and(|said| is_quoted && self.ends_paragraph(said, paragraph));
        (self.ends_quoted(last) || ends_said).then_some(row)
    }

    /// Whether only marks follow to the end of the paragraph.
    fn ends_paragraph(&self, from: u32, paragraph: u32) -> bool {
        let end = self.parts.paragraphs[paragraph as usize].tokens.end;
        from <= end && (from..end).all(|k| self.token(k).kind == TokenKind::Mark)
    }

    /// "Voss said the meters had been tampered with.": the only row of a paragraph’s last sentence, if
    /// a person or a body says in it what the outlet puts in its own words.
    fn indirect_row(&self, paragraph: u32) -> Option<usize> {
        let tokens = &self.parts.paragraphs[paragraph as usize].tokens;
        let last = self.sentence_of(tokens.end - 1);
        let is_in_last = |row: &Row| {
            let cue = row.draft.as_ref().map(|d| d.cue.start);
            cue.is_some_and(|cue| last.contains(&cue) && cue < tokens.end)
        };
        let mut rows = (0..self.rows.len()).filter(|&r| is_in_last(&self.rows[r]));
        let row = rows.next()?;
        let source = self.rows[row].draft.as_ref()?.source?;
        let same_source = |r: usize| {
            let other = self.rows[r].draft.as_ref().and_then(|d| d.source);
            other.is_some_and(|other| other.start == source.start)
        };
        let is_only = rows.all(same_source);
        let ends = self.rows[row]
            .contents
            .iter()
            .chain(self.rows[row].cue_and_source());
        let end = ends.map(|c| c.end).max()?;
        let lasts = tokens.end.saturating_sub(end) <= REST_AFTER_INDIRECT;
        let is_plain = last.clone().all(|k| self.mark(k) == Mark::None);
        (is_only && lasts && is_plain && self.can_go_on(&source)).then_some(row)
    }

    /// Whether a source can go on to speak: not "it", "who" or a document.
    fn can_go_on(&self, source: &Chunk) -> bool {
        let first = self.word(source.start);
        let is_empty = ["it", "who", "which", "that", "this", "there"]
            .iter()
            .any(|word| first.eq_ignore_ascii_case(word));
        let head = (source.start..source.end)
            .find(|&k| matches!(self.word(k), "of" | "by" | "from" | ","));
        let head = head.filter(|&k| k > source.start).unwrap_or(source.end) - 1;
        let is_paper = NOUNS.has(self.word(head), noun::DOCUMENT);
        let is_no_one = knows(first) & known::NO_ONE != 0;
        !is_empty && !is_paper && !is_no_one
    }

    /// Who a paragraph before a quotation introduces, and the words that do.
    fn speaker_before(&self, paragraph: u32) -> Option<(Rule, Range<u32>, Range<u32>)> {
        if let Some((source, cue)) = self.speaker_line(paragraph) {
            return Some((Rule::SpeakerLine, source, cue));
        }
        let (source, cue) = self.turns_to_speak(paragraph)?;
        Some((Rule::SpeakerBefore, source, cue))
    }

    /// "From Mayor Dora Vik:", "A statement from the harbour office:", "Statement by Odo Brandt, chief
    /// analyst.": a line that only names a speaker.
    fn speaker_line(&self, paragraph: u32) -> Option<(Range<u32>, Range<u32>)> {
        let tokens = self.parts.paragraphs[paragraph as usize].tokens.clone();
        if !(SHORTEST_SPEAKER_LINE..=LONGEST_SPEAKER_LINE).contains(&tokens.len()) {
            return None;
        }
        let end = tokens.end - 1;
        let from = self.where_from_is(&(tokens.start..end))?;
        let source = from + 1..end;
        let has_verb = |k: u32| self.is(k, class::AUXILIARY | class::FINITE);
        let speaks = |k: u32| self.is_upper(k) || self.is_speaker_noun(k);
        let is_source = source.clone().any(speaks) && !source.clone().any(has_verb);
        is_source.then_some((source, tokens.start..from + 1))
    }

    /// The "from" or "by" of such a line, if only words like "a statement" are before it, and the mark
    /// at its end fits.
    fn where_from_is(&self, line: &Range<u32>) -> Option<u32> {
        let furthest = line.end.min(line.start + REACH_OF_FROM);
        let is_from = |&k: &u32| {
            ["from", "by", "of"]
                .iter()
                .any(|w| self.word(k).eq_ignore_ascii_case(w))
        };
        let from = (line.start..furthest).find(is_from)?;
        let is_statement =
            |k: u32| self.is(k, class::NOUN) || NOUNS.has(self.word(k), noun::DOCUMENT);
        let leads = |k: u32| {
            let lower = self.word(k).to_lowercase();
            is_statement(k) || BEFORE_STATEMENT.contains(&&*lower)
        };
        let has_statement = (line.start..from).any(is_statement);
        let ends = match self.word(line.end) {
            ":" => has_statement || self.word(from).eq_ignore_ascii_case("from"),
            "." => has_statement,
            _ => false,
        };
        (ends && (line.start..from).all(leads)).then_some(from)
    }

    /// The quotation that a paragraph consists of, if no row has a part of it.
    fn whole_quotation(&self, paragraph: &Range<u32>) -> Option<&Quotation> {
        let quotation = self
            .quotation_at(paragraph.start)
            .filter(|q| q.level == 0)?;
        let tokens = &quotation.tokens;
        // Only marks may follow the quotation.
        let is_whole = (tokens.end..paragraph.end).all(|k| self.token(k).kind == TokenKind::Mark);
        let is_speech = tokens.end - tokens.start >= SHORTEST;
        let is_free = is_whole && is_speech && self.is_free(paragraph);
        (is_free && !self.is_labelled(tokens.start)).then_some(quotation)
    }

    /// "“MOSS: Well, …", "“(Applause.)": a paragraph of a transcript, where the speaker changes with
    /// every paragraph.
    pub(super) fn is_labelled(&self, open: u32) -> bool {
        let count = self.parts.tokens.len() as u32;
        let is_capitals = |k: u32| {
            let is_word = self.token(k).kind == TokenKind::Word;
            is_word && self.word(k).chars().all(char::is_uppercase)
        };
        let furthest = count.min(open + LONGEST_LABEL);
        let mut k = open + 1;
        while k < furthest && is_capitals(k) {
            k += 1;
        }
        let has_label = k > open + 1;
        k < count && (has_label && self.word(k) == ":" || self.word(open + 1) == "(")
    }

    /// "Ines Duarte, the harbour master, shook her head.": the person that a paragraph without a
    /// quotation shows last, and the verb. The next paragraph is nothing but a quotation.
    fn turns_to_speak(&self, paragraph: u32) -> Option<(Range<u32>, Range<u32>)> {
        let paragraph = &self.parts.paragraphs[paragraph as usize];
        let sentences = &self.parts.sentences[..paragraph.sentences.end as usize];
        let sentence = &sentences.last()?.tokens;
        let end = sentence.end.min(paragraph.tokens.end);
        let is_plain = paragraph.tokens.clone().all(|k| self.mark(k) == Mark::None);
        if !is_plain || end < sentence.start + 3 || !matches!(self.word(end - 1), "." | ":") {
            return None;
        }
        // "Asked about the money, the treasurer …"
        let start = match self.word(sentence.start) {
            "Asked" | "Pressed" => (sentence.start..end).find(|&k| self.word(k) == ",")? + 1,
            _ => sentence.start,
        };
        let furthest = end.min(start + LONGEST_PERSON);
        let head = (start..furthest)
            .find(|&k| !self.is_of_person(k))
            .unwrap_or(furthest.max(start));
        // "…, the harbour master, …"
        let verb = if self.word(head) == "," {
            let furthest = end.min(head + LONGEST_APPOSITION);
            (head + 1..furthest).find(|&k| self.word(k) == ",")? + 1
        } else {
            head
        };
        let does = verb < end && self.is_deed(verb);
        if !does || !self.is_person(&(start..head), self.is_gesture(verb)) {
            return None;
        }
        let has_comma = self.word(verb - 1) == ",";
        Some((start..verb - u32::from(has_comma), verb..verb + 1))
    }

    /// Whether this word can be part of the noun phrase before a gesture.
    fn is_of_person(&self, k: u32) -> bool {
        if self.is_upper(k) || self.is(k, class::ROLE | class::DETERMINER | class::PRONOUN) {
            return true;
        }
        let word = self.word(k);
        word != "," && !self.is_deed(k)
    }

    /// What people are seen to do as they begin to speak, written in small letters.
    fn is_gesture(&self, k: u32) -> bool {
        !self.is_upper(k) && knows(self.word(k)) & known::GESTURE != 0
    }

    /// A gesture or any other verb in the past.
    fn is_deed(&self, k: u32) -> bool {
        self.is_gesture(k) || self.is(k, class::AUXILIARY) || self.word(k).ends_with("ed")
    }

    /// Whether the tokens name a person: a name of several words, "he" or "she", an office, or any
    /// noun phrase if the verb is a gesture, because only people shake their heads.
    fn is_person(&self, phrase: &Range<u32>, with_gesture: bool) -> bool {
        let (start, len) = (phrase.start, phrase.end - phrase.start);
        let is_of_name = |k: u32| self.is_upper(k) || self.word(k) == ".";
        if len > 1 && phrase.clone().all(is_of_name) {
            return true;
        }
        let is_he_or_she = || {
            ["he", "she"]
                .iter()
                .any(|p| self.word(start).eq_ignore_ascii_case(p))
        };
        if len == 1 && is_he_or_she() {
            return true;
        }
        let has_determiner = self.is(start, class::DETERMINER);
        let is_office = len > 0
            && self.is(phrase.end - 1, class::ROLE)
            && (has_determiner || self.is_upper(start));
        is_office || with_gesture && has_determiner
    }
}
