//! Contents that the model breaks off: before the verb of their clause, or after a word that joins
//! them to what follows.

use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::complete::Rows;
use crate::attribute::draft::Draft;
use crate::attribute::{Made, PLAIN};
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use std::ops::Range;

/// Words that do not end a content.
const NOT_LAST: [&str; 7] = ["and", "but", "or", "because", "while", "which", "although"];
/// What is left of a content has at least this many tokens.
const SHORTEST: u32 = 1;
/// An aside after an adverb, and the clause after it, have at least this many tokens.
const SHORTEST_ASIDE: u32 = 5;
/// How many tokens after the end of a content its verb may be: after a mark and a comma.
const REACH_OF_VERB: u32 = 3;

impl Rows<'_> {
    /// "heard when the hunter, known as “Sam”, | was shot": a content that ends before the verb of its
    /// clause goes on to the end of the sentence, or to a second predicate of the source.
    pub(super) fn finish_clauses(&self, drafts: &mut [Made]) {
        for i in 0..drafts.len() {
            if let Some(end) = self.end_after_aside(&drafts[i].draft) {
                let made = &mut drafts[i];
                made.draft.contents[0].end = end;
                made.score = made.score.map(|score| score.max(PLAIN));
                continue;
            }
            let Some(end) = self.end_of_clause(drafts, i) else {
                continue;
            };
            if let Some(piece) = drafts[i].draft.contents.last_mut() {
                piece.end = end;
            }
        }
    }

    /// "said shortly | after they left, a clerk had called": a content of one adverb goes on to the end
    /// of the sentence, because the clause after the comma is what is said.
    fn end_after_aside(&self, draft: &Draft) -> Option<u32> {
        let [content] = draft.contents.as_slice() else {
            return None;
        };
        let word = self.word(content.start);
        let is_adverb =
            content.len() == 1 && (word.ends_with("ly") || matches!(word, "soon" | "just"));
        let is_after = content.start == draft.cue.end && self.is_said(content.start - 1);
        let sentence = self.sentence_of(content.start);
        let end = self.last_of(&sentence);
        if !is_adverb || !is_after || content.end + SHORTEST_ASIDE >= end {
            return None;
        }
        let is_aside = matches!(self.word(content.end), "after" | "before" | "when" | "as");
        let comma = (content.end..end).find(|&k| self.word(k) == ",")?;
        let has_clause = (comma + 1..end).any(|k| self.begins_predicate(k));
        (is_aside && has_clause).then_some(end)
    }

    fn end_of_clause(&self, drafts: &[Made], i: usize) -> Option<u32> {
        let draft = &drafts[i].draft;
        let content = draft.contents.last()?;
        let begins_clause = self.is(content.start, class::SUBJECT | class::CLAUSE)
            && self.word(content.start) != "to"
            && draft.source.is_some();
        let sentence = self.sentence_of(content.end - 1);
        let is_after = content.start >= draft.cue.end && sentence.contains(&draft.cue.start);
        let is_quoted = self.mark(content.start) == Mark::Open;
        if !is_after || !begins_clause || is_quoted {
            return None;
        }
        let verb = self.verb_after(content.end, &sentence)?;
        if self.is_relative_end(draft.source.as_ref(), &sentence) {
            return None;
        }
        let chunks = drafts.iter().flat_map(|made| made.draft.chunks());
        let next = chunks.map(|c| c.start).filter(|&start| start >= verb).min();
        let limit = self.last_of(&sentence).min(next.unwrap_or(u32::MAX));
        let is_joint = |&k: &u32| {
            let is_auxiliary = self.is(k + 1, class::AUXILIARY) || self.word(k + 1) == "cannot";
            matches!(self.word(k), "but" | "and") && is_auxiliary
        };
        let last = limit.saturating_sub(1);
        let end = (verb..last).find(is_joint).unwrap_or(limit);
        (end > verb + 1).then_some(end)
    }

    /// The auxiliary that follows a content, with only a mark and a comma between them.
    fn verb_after(&self, end: u32, sentence: &Range<u32>) -> Option<u32> {
        let furthest = sentence.end.min(end + REACH_OF_VERB);
        let is_passed = |k: u32| self.word(k) == "," || self.mark(k) == Mark::Close;
        let verb = (end..furthest).find(|&k| !is_passed(k))?;
        let is_verb = self.is(verb, class::AUXILIARY)
            && !matches!(
                self.word(verb),
                "not" | "never" | "also" | "being" | "be" | "been"
            );
        // Only a subject with something in commas is followed by a comma.
        let has_comma = (end..verb).any(|k| self.word(k) == ",") || self.word(end - 1) == ",";
        (is_verb && has_comma).then_some(verb)
    }

    /// "The man who police said was armed": the source is inside the subject of another verb.
    fn is_relative_end(&self, source: Option<&Chunk>, sentence: &Range<u32>) -> bool {
        let Some(source) = source.filter(|s| s.start > sentence.start) else {
            return false;
        };
        let is_relative =
            |k: u32| matches!(self.word(k), "who" | "which" | "that" | "whom" | "what");
        is_relative(source.start - 1) || is_relative(source.start)
    }

    /// The end of a sentence without its stop.
    pub(super) fn last_of(&self, sentence: &Range<u32>) -> u32 {
        let is_stop = self.is_stop(sentence.end - 1);
        sentence.end - u32::from(is_stop)
    }

    /// Leaves out words at the end of a content that join it to what follows.
    pub(super) fn trim_joints(&self, piece: &mut Chunk) {
        while piece.end > piece.start + SHORTEST {
            let last = piece.end - 1;
            let is_joint = NOT_LAST.contains(&self.word(last));
            let is_before_end = self.token(last).kind == TokenKind::Mark
                && self.word(last) == ","
                && self.mark(last) == Mark::None
                && self.was_joint(last);
            if !is_joint && !is_before_end {
                return;
            }
            piece.end = last;
        }
    }

    /// Whether the comma at `k` was before a joint that was left out.
    fn was_joint(&self, k: u32) -> bool {
        let next = self.parts.tokens.get(k as usize + 1);
        next.is_some_and(|t| NOT_LAST.contains(&&self.text[t.span.range()]))
    }

    /// "The plan was dear, he said, causing a row": the end of the clause alone is not what he said.
    pub(super) fn join_tails(&self, drafts: &mut [Made]) {
        for i in 0..drafts.len() {
            let Some(clause) = self.clause_of_tail(&drafts[i].draft.contents, &drafts[i]) else {
                continue;
            };
            let near = i.saturating_sub(super::NEIGHBOURS)..drafts.len().min(i + super::NEIGHBOURS);
            let ends_there = |&j: &usize| {
                let last = drafts[j].draft.contents.last();
                j != i && last.is_some_and(|c| c.end == clause.end && c.start >= clause.start)
            };
            if let Some(j) = near.clone().find(ends_there) {
                let tail = std::mem::take(&mut drafts[i].draft.contents);
                drafts[j].draft.contents.extend(tail);
                continue;
            }
            let is_free = near.filter(|&j| j != i).all(|j| {
                let mut chunks = drafts[j].draft.chunks();
                chunks.all(|c| c.end <= clause.start || c.start >= clause.end)
            });
            if is_free {
                let paragraph = drafts[i].draft.cue.paragraph;
                let piece = Chunk::certain(Role::Content, clause.start, clause.end, paragraph);
                drafts[i].draft.contents.insert(0, piece);
            }
        }
    }

    /// The clause before ", he said," if the only content is a participle or a relative clause after
    /// it.
    fn clause_of_tail(&self, contents: &[Chunk], made: &Made) -> Option<Range<u32>> {
        let [tail] = contents else {
            return None;
        };
        let source = made.draft.source?;
        let cue = made.draft.cue;
        let said = cue.start.min(source.start)..cue.end.max(source.end);
        let sentence = self.sentence_of(cue.start);
        let is_between = said.start > sentence.start + 2
            && self.word(said.start - 1) == ","
            && said.end < sentence.end
            && self.word(said.end) == ","
            && tail.start == said.end + 1;
        let is_near = said.end - said.start == cue.len() + source.len();
        if !is_between || !is_near || !self.is_said(cue.start) {
            return None;
        }
        let word = self.word(tail.start);
        let is_tail = word.ends_with("ing") || matches!(word, "which" | "and" | "but" | "with");
        // After a closing mark the second part has a rule of its own.
        let is_quoted = self.mark(said.start - 2) == Mark::Close;
        (is_tail && !is_quoted).then_some(sentence.start..said.start - 1)
    }
}
