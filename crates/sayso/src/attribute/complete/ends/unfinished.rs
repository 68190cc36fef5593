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
const NOT_LAST: [&str; 8] = [
    "and", "but", "or", "because", "if", "while", "which", "although",
];
/// "in a statement on its website" has at most this many tokens.
const LONGEST_PLACE: u32 = 8;
/// Where reports are given.
const PLACES: [&str; 18] = [
    "statement",
    "statements",
    "website",
    "email",
    "e-mail",
    "post",
    "tweet",
    "interview",
    "letter",
    "briefing",
    "message",
    "phone",
    "telephone",
    "release",
    "filing",
    "memo",
    "video",
    "speech",
];
/// A content without any noun or verb of its own has at most this many tokens.
const LONGEST_EMPTY: u32 = 3;
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
            if let Some(main) = self.main_clause_after_opening(drafts, i) {
                drafts[i].draft.contents.push(main);
                continue;
            }
            if let Some(end) = self.end_after_concession(&drafts[i].draft) {
                if let Some(piece) = drafts[i].draft.contents.last_mut() {
                    piece.end = end;
                }
                continue;
            }
            let Some(end) = self.end_of_clause(drafts, i) else {
                continue;
            };
            let Some(from) = drafts[i].draft.contents.last().map(|c| c.end) else {
                continue;
            };
            if let Some(piece) = drafts[i].draft.contents.last_mut() {
                piece.end = end;
            }
            // The verb of the clause is not a second report of the same source.
            let source = drafts[i].draft.source;
            let first = (i + 1).min(drafts.len());
            let last = drafts.len().min(i + super::NEIGHBOURS);
            for made in &mut drafts[first..last] {
                let is_inside = from <= made.draft.cue.start && made.draft.cue.end <= end;
                if is_inside && made.draft.source == source {
                    made.draft.contents.clear();
                }
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

    /// "Within weeks of the sale, Lund said, | the shop was cheaper": the clause after the source of a
    /// content that is only a time or a place.
    fn main_clause_after_opening(&self, drafts: &[Made], i: usize) -> Option<Chunk> {
        let draft = &drafts[i].draft;
        let ([content], Some(source)) = (draft.contents.as_slice(), draft.source) else {
            return None;
        };
        let said = draft.cue.end.max(source.end);
        let sentence = self.sentence_of(content.start);
        let is_opening = content.start == sentence.start
            && self.is(content.start, class::PREPOSITION)
            && content.end < draft.cue.start.min(source.start)
            && self.word(content.end) == ","
            && !(content.start..content.end).any(|k| self.begins_predicate(k));
        let end = self.last_of(&sentence);
        let is_main = is_opening
            && said + SHORTEST_ASIDE < end
            && self.word(said) == ","
            && self.begins_main_clause(said + 1, end, self.token(content.start).depth);
        // "…, Lund said, the shop cut its prices, which it said was due to the sale": another report ends it.
        let near = i + 1..drafts.len().min(i + super::NEIGHBOURS);
        let others = drafts[near].iter().map(|made| made.draft.cue.start);
        let other = others.filter(|cue| (said..end).contains(cue)).min();
        let end = match other {
            Some(cue) => (said + SHORTEST_ASIDE..cue)
                .rev()
                .find(|&k| self.word(k) == ",")?,
            None => end,
        };
        is_main.then(|| Chunk::certain(Role::Content, said + 1, end, content.paragraph))
    }

    /// "that although the trains are late, | many people use them": a content that ends before its main
    /// clause goes on to the end of the sentence.
    fn end_after_concession(&self, draft: &Draft) -> Option<u32> {
        const OPENERS: [&str; 10] = [
            "although", "though", "while", "if", "when", "because", "once", "unless", "since",
            "after",
        ];
        let content = draft.contents.last()?;
        let start = content.start + u32::from(self.word(content.start) == "that");
        let is_after = content.start >= draft.cue.end && content.start <= draft.cue.end + 1;
        let floor = self.token(content.start).depth;
        let end = self.last_of(&self.sentence_of(content.start));
        let is_cut = is_after
            && content.end < end
            && self.word(content.end) == ","
            && OPENERS.contains(&self.word(start))
            && self.mark(content.start) == Mark::None;
        (is_cut && self.begins_main_clause(content.end + 1, end, floor)).then_some(end)
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
        // "that keeping the tower, which leans, costs too much": a report inside the content.
        let near = i.saturating_sub(super::NEIGHBOURS)..drafts.len().min(i + super::NEIGHBOURS);
        let inner = drafts[near]
            .iter()
            .find(|made| made.draft.cue.start == verb);
        if let Some(made) = inner {
            let source = made.draft.source;
            let is_inside =
                source.is_none_or(|s| s.start >= content.start) || source == draft.source;
            let last = made.draft.contents.last().map(|c| c.end);
            return last.filter(|&last| is_inside && last > verb && last <= sentence.end);
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

    /// "pleaded with the crew to stay | on deck", "led to | the launch", "the Gaza Refugee | Camp": a
    /// content that ends inside a phrase goes on to the end of it, or to the next chunk.
    pub(super) fn finish_phrases(&self, drafts: &mut [Made]) {
        for i in 0..drafts.len() {
            let Some(last) = drafts[i].draft.contents.last().copied() else {
                continue;
            };
            let sentence = self.sentence_of(last.end - 1);
            let is_inside = last.end < sentence.end && self.is_word(last.end);
            if !is_inside || last.start < drafts[i].draft.cue.end || !self.ends_open(&last) {
                continue;
            }
            let end = self.end_of_phrase(drafts, last.end).max(last.end);
            // "refused to resign after | a fourth defeat left them bottom": the clause is the outlet's.
            let is_before_clause = matches!(self.word(last.end - 1), "after" | "as" | "before")
                && (last.end..end).any(|k| self.begins_predicate(k));
            let end = if is_before_clause { last.end - 1 } else { end };
            if let Some(piece) = drafts[i].draft.contents.last_mut() {
                piece.end = end.max(piece.start + 1);
            }
        }
    }

    /// Whether a content ends inside a phrase: after a preposition or an article, inside a name, after
    /// a bare infinitive or the first of two gerunds.
    fn ends_open(&self, content: &Chunk) -> bool {
        let (last, next) = (content.end - 1, content.end);
        let word = self.word(last);
        let is_open = matches!(
            word,
            "a" | "an" | "the" | "to" | "its" | "their" | "his" | "every"
        ) || self.is(last, class::PREPOSITION) && !self.begins_subject_after(next);
        let is_name = self.is_upper(last)
            && self.is_upper(next)
            && !self.is(next, class::CALENDAR)
            && self.token(next).kind == TokenKind::Word;
        let is_infinitive = last > content.start
            && self.word(last - 1) == "to"
            && matches!(
                self.word(next),
                "on" | "in" | "with" | "for" | "at" | "from" | "by"
            );
        let has_gerund = || {
            (content.start..last).any(|k| {
                matches!(self.word(k), "by" | "of" | "for") && self.word(k + 1).ends_with("ing")
            })
        };
        let is_gerund = self.joins_parts(next)
            && self.parts.tokens.len() > next as usize + 1
            && self.word(next + 1).ends_with("ing")
            && !self.is(next + 1, class::SPEECH)
            && has_gerund();
        is_open || is_name || is_infinitive || is_gerund
    }

    /// Leaves out words at the end of a content that join it to what follows: "and", ", but he", "as a
    /// disgrace after" before the next source.
    pub(in crate::attribute::complete) fn trim_joints(&self, piece: &mut Chunk) {
        let is_pronoun = piece.len() > 3
            && self.is(piece.end - 1, class::SUBJECT)
            && self.word(piece.end - 3) == ","
            && matches!(self.word(piece.end - 2), "and" | "but");
        piece.end -= u32::from(is_pronoun);
        while piece.end > piece.start + SHORTEST {
            let last = piece.end - 1;
            let word = self.word(last);
            let is_joint = NOT_LAST
                .iter()
                .any(|joint| word.eq_ignore_ascii_case(joint));
            let depth = self.token(last).depth;
            let is_comma = word == "," && (depth == 0 || depth == self.token(piece.start).depth);
            let has_clause_after = word == "after" && self.begins_subject_after(piece.end);
            let is_inside_marks = self.mark(piece.end) == Mark::Close;
            if !is_joint && !has_clause_after && (!is_comma || is_inside_marks) {
                return;
            }
            piece.end = last;
        }
    }

    fn begins_subject_after(&self, k: u32) -> bool {
        let is_token = (k as usize) < self.parts.tokens.len();
        is_token && self.is(k, class::SUBJECT)
    }

    /// "said in a statement | it would close": where a report was given belongs to the cue.
    pub(super) fn drop_place_of_report(&self, made: &mut Made) {
        let draft = &mut made.draft;
        let said = draft.cue.end;
        let Some(piece) = draft.contents.iter_mut().find(|c| c.start == said) else {
            return;
        };
        let furthest = piece.end.min(said + LONGEST_PLACE);
        if !self.is_said(said - 1) || !matches!(self.word(said), "in" | "on" | "at" | "by" | "via")
        {
            return;
        }
        let begins = |&k: &u32| {
            let is_noun = PLACES.contains(&self.word(k - 1));
            is_noun && (self.is(k, class::SUBJECT | class::DETERMINER) || self.word(k) == "that")
        };
        if let Some(start) = (said + 2..furthest).find(begins)
            && (start..piece.end).any(|k| self.begins_predicate(k))
        {
            piece.start = start;
            draft.cue.end = start;
            made.score = made.score.map(|score| score.max(PLAIN));
        }
    }

    /// Whether what is left of a draft's contents says nothing: "this", "it complied with" after
    /// "which".
    pub(super) fn says_nothing(&self, draft: &Draft) -> bool {
        let [content] = draft.contents.as_slice() else {
            return false;
        };
        if content.len() > LONGEST_EMPTY {
            return false;
        }
        let is_empty = |k: u32| {
            let word = self.word(k);
            self.is(k, class::PRONOUN | class::SUBJECT | class::PREPOSITION)
                || matches!(word, "so" | "this" | "that" | "these" | "those" | "earlier")
        };
        let is_after_relative = content.start >= draft.cue.end
            && draft
                .source
                .is_some_and(|s| s.start > 0 && self.word(s.start - 1) == "which")
            && self.is(content.end - 1, class::PREPOSITION);
        is_after_relative || (content.start..content.end).all(is_empty)
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
