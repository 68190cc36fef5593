//! A clause that ends before the outlet goes on in its own words: "While the mayor told the council
//! that the bridge was safe, it is unclear who tested it".

use crate::attribute::chunk::Chunk;
use crate::attribute::complete::Rows;
use crate::attribute::draft::Draft;
use crate::segment::Mark;
use sayso_english::classes::class;
use std::ops::Range;

/// Words that begin a subordinate clause before its main clause.
const OPENERS: [&str; 13] = [
    "after", "although", "as", "because", "before", "even", "if", "once", "since", "though",
    "when", "whereas", "while",
];
/// The opener is one of this many first tokens of the sentence: "Ultimately, while", "But when".
const REACH_OF_OPENER: u32 = 4;
/// The most tokens between the opener and the source: "While some of the city's".
const LONGEST_BEFORE_SOURCE: u32 = 4;
/// The longest subject of a main clause, in tokens.
const LONGEST_SUBJECT: u32 = 10;
/// The words of a relative clause. The verb after one is not the main clause's.
const RELATIVES: [&str; 5] = ["who", "which", "that", "whose", "where"];

impl Rows<'_> {
    /// A content in a subordinate clause at the beginning of the sentence ends before the main
    /// clause, which the outlet says.
    pub(super) fn end_before_main_clause(&self, draft: &mut Draft) {
        let Some(source) = draft.source.filter(|s| s.end <= draft.cue.start) else {
            return;
        };
        let sentence = self.sentence_of(draft.cue.start);
        if !self.is_after_opener(source.start, &sentence) {
            return;
        }
        let floor = self.token(draft.cue.start).depth;
        let said = draft.cue.end;
        let is_own = |c: &Chunk| c.start >= said && c.start < sentence.end;
        let Some(first) = draft.contents.iter().find(|c| is_own(c)).map(|c| c.start) else {
            return;
        };
        let last = draft.contents.iter().filter(|c| is_own(c)).map(|c| c.end);
        let last = last.max().unwrap_or(first).min(sentence.end);
        let Some(end) = self.main_clause(first..last, floor) else {
            return;
        };
        draft.contents.retain(|c| !is_own(c) || c.start < end);
        for piece in draft.contents.iter_mut().filter(|c| is_own(c)) {
            piece.end = piece.end.min(end);
        }
    }

    /// Whether "while", "as" or another opener begins the sentence and is right before the source
    /// that begins at `k`.
    fn is_after_opener(&self, k: u32, sentence: &Range<u32>) -> bool {
        if k <= sentence.start {
            return false;
        }
        let first = sentence
            .start
            .max(k.saturating_sub(LONGEST_BEFORE_SOURCE + 1));
        let furthest = k.min(sentence.start + REACH_OF_OPENER);
        let is_opener = |&j: &u32| {
            let word = self.word(j);
            OPENERS.iter().any(|o| word.eq_ignore_ascii_case(o))
        };
        let Some(opener) = (first..furthest).rev().find(is_opener) else {
            return false;
        };
        let is_first = opener == sentence.start
            || matches!(
                self.word(opener - 1),
                "," | "But" | "And" | "Yet" | "So" | "Even"
            );
        is_first && (opener + 1..k).all(|j| self.is_word(j) && !self.begins_predicate(j))
    }

    /// The end of the reported clause in `content` if a main clause follows it: after the first comma
    /// that follows a verb, or the end of a quotation, and is followed by a subject with its verb.
    fn main_clause(&self, content: Range<u32>, floor: u8) -> Option<u32> {
        let mut has_verb = false;
        for k in content.start..content.end {
            has_verb |= self.begins_predicate(k);
            let is_in_marks = self.mark(k + 1) == Mark::Close && self.token(k).depth == floor + 1;
            if self.word(k) != "," || self.token(k).depth > floor && !is_in_marks {
                continue;
            }
            let next = k + 1 + u32::from(is_in_marks);
            let is_end = has_verb || is_in_marks || self.mark(k - 1) == Mark::Close;
            if is_end && self.begins_main_clause(next, content.end, floor) {
                return Some(if is_in_marks { next } else { k });
            }
        }
        None
    }

    /// Whether a subject and its verb begin at `k`, without a mark or a relative clause between them.
    pub(super) fn begins_main_clause(&self, k: u32, end: u32, floor: u8) -> bool {
        if k + 1 >= end || self.token(k).depth > floor {
            return false;
        }
        let word = self.word(k);
        // "…, in reading the report, the mayor found"
        if matches!(word, "in" | "by" | "after") && self.word(k + 1).ends_with("ing") {
            return true;
        }
        let is_empty = ["no", "there", "none", "neither", "little"];
        let begins = self.is(k, class::SUBJECT | class::DETERMINER | class::ROLE)
            || self.is_upper(k)
            || is_empty.contains(&word)
            || word.ends_with('s') && self.begins_predicate(k + 1);
        if !begins || RELATIVES.contains(&word) && !matches!(word, "that") {
            return false;
        }
        let furthest = end.min(k + LONGEST_SUBJECT);
        for j in k + 1..furthest {
            let is_relative = RELATIVES.contains(&self.word(j));
            let is_of_word = self.is_joint(j) || matches!(self.word(j), "'" | "’" | "'s" | "’s");
            if !self.is_word(j) && !is_of_word || is_relative || self.joins_parts(j) {
                return false;
            }
            if self.begins_predicate(j) {
                return true;
            }
        }
        false
    }

    /// "and", "or": what follows can be one more part of a list.
    pub(super) fn joins_parts(&self, k: u32) -> bool {
        matches!(self.word(k), "and" | "or")
    }

    /// "The letters that the mayor said he had lost | were found": in a relative clause the content ends
    /// before the verb that belongs to the noun before it.
    pub(super) fn end_before_verb_of_antecedent(&self, draft: &mut Draft) {
        let Some(source) = draft.source.filter(|s| s.end <= draft.cue.start) else {
            return;
        };
        if !self.is_after_relative(source.start) {
            return;
        }
        let said = draft.cue.end;
        for piece in draft.contents.iter_mut().filter(|c| c.start >= said) {
            if let Some(verb) = self.second_verb(piece) {
                piece.end = verb;
            }
        }
    }

    /// Whether "who", "which" or the "that" of a relative clause is right before `k`.
    fn is_after_relative(&self, k: u32) -> bool {
        if k < 2 {
            return false;
        }
        match self.word(k - 1) {
            "who" | "which" | "whom" => true,
            "that" => self.is_word(k - 2) && !self.is(k - 2, class::VERB | class::NOUN),
            _ => false,
        }
    }

    /// The second finite verb of a content in one clause.
    fn second_verb(&self, piece: &Chunk) -> Option<u32> {
        const FINITE: [&str; 8] = ["was", "were", "is", "are", "has", "have", "had", "will"];
        let first = (piece.start..piece.end).find(|&k| self.begins_predicate(k))?;
        let mut is_after_verb = false;
        for k in first..piece.end {
            let is_auxiliary = self.is(k, class::AUXILIARY);
            if is_after_verb && FINITE.contains(&self.word(k)) {
                return Some(k);
            }
            // "the bears, which the guide says they chased, had gone"
            let ends_relative = self.word(k) == "," && k + 1 < piece.end;
            if is_after_verb && ends_relative && FINITE.contains(&self.word(k + 1)) {
                return Some(k);
            }
            let is_clause = self.is(k, class::CLAUSE) && self.word(k) != "then"
                || self.is(k, class::VERB) && self.is(k, class::FINITE);
            if !self.is_word(k) || is_clause || self.joins_parts(k) {
                return None;
            }
            is_after_verb |= !is_auxiliary;
        }
        None
    }

    /// "In the video, he says he was tired, and then he sits down": after a verb of saying in the
    /// present and a clause in the past, the present is what the outlet sees.
    pub(super) fn end_before_scene(&self, draft: &mut Draft) {
        let said = draft.cue.end;
        if !matches!(self.word(said - 1), "says" | "tells" | "asks") {
            return;
        }
        for piece in draft.contents.iter_mut().filter(|c| c.start >= said) {
            let begins_scene = |&k: &u32| {
                self.word(k) == ","
                    && self.word(k + 1) == "and"
                    && self.word(k + 2) == "then"
                    && self.is(k + 3, class::SUBJECT)
                    && self.is_present(k + 4)
            };
            let last = piece.end.saturating_sub(4);
            let Some(comma) = (piece.start..last).find(begins_scene) else {
                continue;
            };
            let verb = (piece.start..comma).find(|&k| self.begins_predicate(k));
            if verb.is_some_and(|k| !self.is_present(k)) {
                piece.end = comma;
            }
        }
    }

    fn is_present(&self, k: u32) -> bool {
        let word = self.word(k);
        word.ends_with('s') && !matches!(word, "was" | "his" | "this")
    }
}
