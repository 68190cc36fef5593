//! What is joined to the verb of saying, not to what is said: "The inquiry asked for the letters, but
//! did not read them".

use crate::attribute::chunk::Chunk;
use crate::attribute::complete::Rows;
use crate::attribute::draft::Draft;
use crate::attribute::rules::Parts;
use crate::attribute::why::{Rule, Why};
use crate::attribute::{Made, PLAIN};
use crate::segment::Mark;
use sayso_english::classes::class;

/// Words that join a second predicate to the first.
const JOINTS: [&str; 2] = ["and", "but"];
/// Prepositions before a verb of saying in "-ing": "accused of calling".
const BEFORE_GERUND: [&str; 7] = ["of", "for", "by", "from", "with", "in", "after"];
/// A content before the joint has at least this many tokens.
const SHORTEST: u32 = 2;
/// A second report has at least this many tokens, with its verb.
const SHORTEST_REPORT: u32 = 4;
/// The words that begin a source of its own inside a content, after "and".
const ACCORDING: [&str; 2] = ["according", "to"];

impl Rows<'_> {
    /// Ends a content before a second predicate of its source, and before a second report.
    pub(super) fn end_before_second_predicate(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let floor = self.token(cue.start).depth;
        for piece in &mut draft.contents {
            if piece.start < cue.end || piece.paragraph != cue.paragraph {
                continue;
            }
            let end = self.before_according_to(piece, floor);
            if let Some(end) = end.or_else(|| self.before_second_predicate(piece, &cue, floor)) {
                piece.end = end;
            }
        }
        self.drop_before_according_to(draft);
    }

    /// "The club said he was ill and according to his agent, he will leave": where the first report
    /// ends.
    fn before_according_to(&self, piece: &Chunk, floor: u8) -> Option<u32> {
        let first = piece.start + SHORTEST;
        let begins_report = |&k: &u32| {
            self.word(k) == ACCORDING[0]
                && self.word(k + 1) == ACCORDING[1]
                && self.token(k).depth <= floor
                && self.end_before_joint(k, piece.start).is_some()
        };
        let k = (first..piece.end.saturating_sub(1)).find(begins_report)?;
        self.end_before_joint(k, piece.start)
    }

    /// Adds what a source says with a second verb, and what another source says after "and according
    /// to", where a content ends before it and the model has not found it.
    pub(super) fn second_reports(&self, drafts: &mut Vec<Made>) {
        let mut i = 0;
        while i < drafts.len() {
            if let Some(made) = self.second_report(drafts, i) {
                drafts.insert(i + 1, made);
            }
            i += 1;
        }
    }

    fn second_report(&self, drafts: &[Made], i: usize) -> Option<Made> {
        let draft = &drafts[i].draft;
        let content = draft.contents.last()?;
        let source = draft.source.filter(|s| s.end <= draft.cue.start)?;
        let sentence = self.sentence_of(content.end - 1);
        let is_near = content.start >= draft.cue.end && sentence.contains(&draft.cue.start);
        let joint =
            content.end + u32::from(content.end < sentence.end && self.word(content.end) == ",");
        let (verb, end) = (joint + 1, self.last_of(&sentence));
        if !is_near || verb + SHORTEST_REPORT > end || !JOINTS.contains(&self.word(joint)) {
            return None;
        }
        let near = i.saturating_sub(super::NEIGHBOURS)..drafts.len().min(i + super::NEIGHBOURS);
        let is_apart = |c: &Chunk| c.end <= verb || c.start >= end;
        let is_free = drafts[near]
            .iter()
            .all(|made| made.draft.chunks().all(is_apart));
        if !is_free {
            return None;
        }
        let parts = if self.word(verb) == ACCORDING[0] {
            self.report_according_to(verb, end)?
        } else {
            self.report_of_second_verb(&source, verb, end)?
        };
        let found = parts.found_in(draft.cue.paragraph)?;
        let score = drafts[i].score.map(|score| score.min(PLAIN));
        Some(Made {
            draft: found.draft,
            score,
            why: Why::Rule(found.rule),
        })
    }

    /// "and argued that the cost was high", "but said it was safe".
    fn report_of_second_verb(&self, source: &Chunk, verb: u32, end: u32) -> Option<Parts> {
        let next = verb + 1;
        let is_verb =
            self.is_said(verb) || self.is(verb, class::VERB) && self.is(verb, class::FINITE);
        let is_clause = self.word(next) == "that"
            || self.is(next, class::SUBJECT) && self.begins_predicate(next + 1);
        (is_verb && is_clause).then(|| Parts {
            rule: Rule::SourceVerbClause,
            cue: verb..next,
            source: source.start..source.end,
            contents: vec![next..end],
        })
    }

    /// "according to his agent, he will leave".
    fn report_according_to(&self, according: u32, end: u32) -> Option<Parts> {
        let start = according + 2;
        let comma = (start..end).find(|&k| self.word(k) == ",")?;
        let parts = Parts {
            rule: Rule::AccordingTo,
            cue: according..start,
            source: start..comma,
            contents: vec![comma + 1..end],
        };
        (comma > start && comma + 2 < end).then_some(parts)
    }

    /// The clause before "and according to" belongs to another report if a clause follows the source.
    fn drop_before_according_to(&self, draft: &mut Draft) {
        let cue = draft.cue.start;
        let is_joined = self.word(cue) == ACCORDING[0] && cue > 0 && self.is_clause_joint(cue - 1);
        let follows = |c: &Chunk| c.start > cue && c.paragraph == draft.cue.paragraph;
        if is_joined && draft.contents.iter().any(follows) {
            draft.contents.retain(|c| c.start > cue);
        }
    }

    fn is_clause_joint(&self, k: u32) -> bool {
        matches!(self.word(k), "and" | "but" | "while" | ";")
    }

    /// Where a content that is a noun phrase ends before "but did not read them" or "and she agreed".
    fn before_second_predicate(&self, piece: &Chunk, cue: &Chunk, floor: u8) -> Option<u32> {
        let is_gerund = self.is_gerund(cue);
        // "asked for", "attacked": a clause after the verb can have several predicates.
        let begins_clause =
            self.is(piece.start, class::SUBJECT | class::CLAUSE) || self.word(piece.start) == "to";
        for k in piece.start + 1..piece.end.saturating_sub(SHORTEST) {
            let is_plain = self.token(k).depth <= floor;
            if is_plain && JOINTS.contains(&self.word(k)) {
                let is_second = self.is_second_gerund(k, is_gerund)
                    || !begins_clause && !is_gerund && self.is_second_predicate(k);
                if is_second {
                    return self.end_of_first(k, piece);
                }
            }
            // With a verb of its own the content can be a clause, or end with one.
            let has_clause = || self.opens_clause(k) || self.begins_predicate(k);
            if is_plain && !is_gerund && (begins_clause || has_clause()) {
                return None;
            }
        }
        None
    }

    fn opens_clause(&self, k: u32) -> bool {
        matches!(
            self.word(k),
            "that"
                | "who"
                | "which"
                | "whose"
                | "where"
                | "whether"
                | "how"
                | "why"
                | "what"
                | "when"
        )
    }

    fn end_of_first(&self, joint: u32, piece: &Chunk) -> Option<u32> {
        let has_comma = self.word(joint - 1) == ",";
        let end = joint - u32::from(has_comma);
        (end > piece.start).then_some(end)
    }

    fn is_gerund(&self, cue: &Chunk) -> bool {
        let verb = (cue.start..cue.end).find(|&k| self.word(k).ends_with("ing"));
        verb.is_some_and(|k| k > 0 && BEFORE_GERUND.contains(&self.word(k - 1)))
    }

    /// "of calling him a liar and allowing them to stay".
    fn is_second_gerund(&self, joint: u32, is_gerund: bool) -> bool {
        let verb = joint + 1;
        let begins_phrase = class::DETERMINER | class::PRONOUN | class::SUBJECT;
        is_gerund
            && self.word(verb).ends_with("ing")
            && (self.is(verb + 1, begins_phrase) || self.is_upper(verb + 1))
    }

    /// "but did not", "and argued", "and she agreed" after `joint`.
    fn is_second_predicate(&self, joint: u32) -> bool {
        let next = joint + 1;
        let word = self.word(next);
        if self.is(next, class::SUBJECT) && !matches!(word, "one" | "many" | "most" | "some") {
            return word != "who" && self.begins_predicate(next + 1);
        }
        let is_verb = self.is(next, class::AUXILIARY)
            && !matches!(
                word,
                "not" | "never" | "also" | "being" | "been" | "may" | "can" | "will"
            );
        let is_of_saying = self.is(next, class::VERB) && self.is(next, class::FINITE);
        // "the planned and promised works" has no verb.
        is_verb || is_of_saying && (self.word(joint) == "but" || self.follows_phrase(next + 1))
    }

    /// Whether a clause or an object follows a verb.
    fn follows_phrase(&self, k: u32) -> bool {
        self.is(k, class::DETERMINER | class::SUBJECT | class::CLAUSE) || self.mark(k) == Mark::Open
    }

    /// "accused him of lying about the cost and hiding the letters": the second thing is part of the
    /// accusation, not a report of its own.
    pub(super) fn join_accusations(&self, drafts: &mut [Made]) {
        for i in 0..drafts.len() {
            let draft = &drafts[i].draft;
            let Some(content) = draft.contents.last().copied() else {
                continue;
            };
            if !self.is_of_gerunds(draft, &content) {
                continue;
            }
            let end = content.end;
            let from = end + u32::from(!self.joins_parts(end - 1));
            let near = i.saturating_sub(super::NEIGHBOURS)..drafts.len().min(i + super::NEIGHBOURS);
            let is_next = |&j: &usize| {
                let cue = drafts[j].draft.cue;
                let is_there = j != i && cue.start == from && self.word(from).ends_with("ing");
                is_there && self.joins_parts(from - 1)
            };
            let Some(j) = near.clone().find(is_next) else {
                continue;
            };
            let Some(last) = drafts[j].draft.contents.last().map(|c| c.end) else {
                continue;
            };
            if last > from {
                if let Some(piece) = drafts[i].draft.contents.last_mut() {
                    piece.end = last;
                }
                drafts[j].draft.contents.clear();
            }
        }
    }

    /// Whether a content is what someone is accused of, blamed for or praised for doing.
    fn is_of_gerunds(&self, draft: &Draft, content: &Chunk) -> bool {
        if content.start < draft.cue.end {
            return false;
        }
        (draft.cue.end..content.end.saturating_sub(1))
            .any(|k| matches!(self.word(k), "of" | "for") && self.word(k + 1).ends_with("ing"))
            || matches!(self.word(draft.cue.end - 1), "of" | "for")
                && self.word(content.start).ends_with("ing")
    }
}
