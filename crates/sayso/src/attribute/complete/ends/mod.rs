//! Where contents begin and end, before the drafts become rows.
//!
//! The model labels word by word, so that the end of a content can be one that no reader would
//! choose: inside "TG&E", in the subject of the next speaker, after the verb of the clause that is
//! reported. What is around the content decides each case, in the order of
//! [`Rows::mend_ends`].

mod clauses;
mod coordinate;
mod halves;
mod speakers;
mod subordinate;
mod unfinished;

use super::Rows;
use crate::attribute::Made;
use crate::attribute::chunk::Chunk;
use crate::segment::TokenKind;
use sayso_english::classes::class;
use std::ops::Range;

/// A bracket that is closed more tokens than this after the end of a content is not part of it.
const REACH_OF_BRACKET: u32 = 15;
/// How many drafts before and after one are compared with it. The drafts are in text order, and
/// those of one sentence are next to each other.
const NEIGHBOURS: usize = 4;

/// The score of an attribution whose content says nothing by itself.
const SCORE_OF_NOTHING: f32 = 0.5;

impl Rows<'_> {
    /// Mends the ends of the drafts' contents. Drafts that lose their content are left out.
    pub(super) fn mend_ends(&self, drafts: &mut Vec<Made>) {
        // "court-ordered changes": a part of a word reports nothing.
        drafts.retain(|made| !self.is_inside_word(made.draft.cue.start));
        for made in drafts.iter_mut() {
            if let Some(source) = &mut made.draft.source {
                self.trim_source(source);
                self.keep_words_whole(source);
            }
            for piece in &mut made.draft.contents {
                self.take_in_marks(piece);
            }
        }
        self.whole_words(drafts);
        self.halves(drafts);
        self.next_speakers(drafts);
        self.whole_clauses(drafts);
        self.join_tails(drafts);
        self.join_accusations(drafts);
        self.finish_clauses(drafts);
        self.finish_phrases(drafts);
        for made in drafts.iter_mut() {
            self.drop_place_of_report(made);
            self.end_before_main_clause(&mut made.draft);
            self.end_before_remark(&mut made.draft);
            self.end_before_second_predicate(&mut made.draft);
            self.end_before_verb_of_antecedent(&mut made.draft);
            self.end_before_scene(&mut made.draft);
            for piece in &mut made.draft.contents {
                self.end_before_question(piece);
                self.leave_gapped_speaker(piece);
                self.close_brackets(piece);
            }
            if let Some(last) = made.draft.contents.last_mut() {
                self.trim_joints(last);
            }
            if self.says_nothing(&made.draft) {
                made.score = made.score.map(|score| score.min(SCORE_OF_NOTHING));
            }
            made.draft.contents.retain(|c| c.start < c.end);
        }
        drafts.retain(|made| !made.draft.contents.is_empty());
        self.second_reports(drafts);
    }

    /// No content begins or ends inside a word. One that ended there was cut in the middle of a noun
    /// phrase ("match|-fixing claims by players") and goes on to the next mark.
    fn whole_words(&self, drafts: &mut [Made]) {
        for i in 0..drafts.len() {
            for piece in 0..drafts[i].draft.contents.len() {
                let mut content = drafts[i].draft.contents[piece];
                let was_cut = self.is_inside_word(content.end);
                self.keep_words_whole(&mut content);
                // "a 15-count complaint": the source has the word that the content was cut from.
                let source = drafts[i].draft.source;
                if let Some(source) =
                    source.filter(|s| s.start < content.end && content.start < s.end)
                {
                    content.start = source.end.min(content.end);
                }
                drafts[i].draft.contents[piece] = content;
                if was_cut {
                    self.merge_noun_of_saying(drafts, i, piece);
                    let end = self.end_of_phrase(drafts, drafts[i].draft.contents[piece].end);
                    drafts[i].draft.contents[piece].end = end;
                }
            }
        }
    }

    /// The mark or the chunk of a draft that is next from token `k` on.
    pub(super) fn end_of_phrase(&self, drafts: &[Made], k: u32) -> u32 {
        let sentence_end = self.sentence_of(k).end;
        let chunks = drafts.iter().flat_map(|made| made.draft.chunks());
        let next_chunk = chunks.map(|c| c.start).filter(|&start| start >= k).min();
        let limit = sentence_end.min(next_chunk.unwrap_or(u32::MAX)).max(k);
        let is_mark = |&k: &u32| !self.is_word(k) && !self.is_joint(k);
        let end = (k..limit).find(is_mark).unwrap_or(limit);
        // "tweets in" before "which": a preposition does not end a phrase.
        let ends_open = end > k && self.is(end - 1, class::PREPOSITION);
        end - u32::from(ends_open)
    }

    /// The tokens of the sentence of token `k`.
    pub(super) fn sentence_of(&self, k: u32) -> Range<u32> {
        let sentences = &self.parts.sentences;
        let index = sentences.partition_point(|s| s.tokens.end <= k);
        sentences.get(index).map_or(k..k, |s| s.tokens.clone())
    }

    fn is_word(&self, k: u32) -> bool {
        self.token(k).kind != TokenKind::Mark
    }

    fn touches_next(&self, k: u32) -> bool {
        let next = self.parts.tokens.get(k as usize + 1);
        next.is_some_and(|next| next.span.start() == self.token(k).span.end())
    }

    /// Whether token `k` joins the two parts of a word: the mark in "TG&E", "Eva-Marie".
    fn is_joint(&self, k: u32) -> bool {
        k > 0
            && matches!(self.word(k), "&" | "-" | "‐" | "‑")
            && self.touches_next(k - 1)
            && self.touches_next(k)
            && self.is_word(k - 1)
            && self.is_word(k + 1)
    }

    /// Whether the place before token `k` is inside a word.
    fn is_inside_word(&self, k: u32) -> bool {
        k > 0
            && (k as usize) < self.parts.tokens.len()
            && (self.is_joint(k) || self.is_joint(k - 1))
    }

    /// A chunk has all parts of the words at its ends. "told TG&E it must pay": where a clause with
    /// a pronoun follows the word, the word is the hearer and does not belong to the content.
    pub(super) fn keep_words_whole(&self, piece: &mut Chunk) {
        while self.is_inside_word(piece.end) {
            piece.end += 1;
        }
        if !self.is_inside_word(piece.start) {
            return;
        }
        let after = (piece.start + 1..piece.end).find(|&k| !self.is_inside_word(k));
        match after.filter(|&k| self.is(k, class::SUBJECT) || self.word(k) == "that") {
            Some(clause) => piece.start = clause,
            None => {
                while self.is_inside_word(piece.start) {
                    piece.start -= 1;
                }
            }
        }
    }

    /// A bracket that a content opens is closed in it, and the other way round.
    pub(super) fn close_brackets(&self, piece: &mut Chunk) {
        let mut open: Option<u32> = None;
        let mut unopened = None;
        for k in piece.start..piece.end {
            match self.word(k) {
                "(" => open = Some(k),
                ")" if open.is_none() => unopened = Some(k),
                ")" => open = None,
                _ => {}
            }
        }
        if let Some(open) = open {
            let last = self.sentence_of(open).end.min(piece.end + REACH_OF_BRACKET);
            let close = (piece.end..last).find(|&k| self.word(k) == ")");
            piece.end = close.map_or(open, |k| k + 1);
        }
        let Some(unopened) = unopened else {
            return;
        };
        if piece.start > 0 && self.word(piece.start - 1) == "(" {
            piece.start -= 1;
        } else if unopened + 1 == piece.end {
            piece.end = unopened;
        }
    }
}
