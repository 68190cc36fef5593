//! Contents and quotation marks: which marks belong to a content, and which other parts of a
//! quotation.

use super::Rows;
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::draft::Draft;
use crate::segment::{Mark, Quotation};
use std::ops::Range;

/// Words with which a sentence continues in the outlet's own words after a quotation: "“…,” and
/// left".
const CONTINUES: [&str; 9] = [
    "and", "but", "so", "then", "as", "while", "before", "after", "when",
];
/// How many tokens after the cue and its source the other half of a quotation may begin.
const REACH_OF_HALF: u32 = 9;
/// The other half of a quotation has at least this many tokens. A shorter one is a title or a scare
/// quote.
const SHORTEST_HALF: u32 = 4;
/// How many tokens may follow a quotation that ends its paragraph: “…,” she said.
const REST_OF_PARAGRAPH: u32 = 12;

impl Rows<'_> {
    /// The index of the first quotation that begins at token `k` or later.
    fn first_quotation(&self, k: u32) -> usize {
        self.parts
            .quotations
            .partition_point(|q| q.tokens.start < k)
    }

    /// The quotation that begins at token `k`.
    pub(super) fn quotation_at(&self, k: u32) -> Option<&Quotation> {
        let quotation = self.parts.quotations.get(self.first_quotation(k))?;
        (quotation.tokens.start == k).then_some(quotation)
    }

    /// Adds the quotation marks around a content to it.
    pub(super) fn take_in_marks(&self, piece: &mut Chunk) {
        let paragraph = &self.parts.paragraphs[piece.paragraph as usize].tokens;
        if piece.start > paragraph.start
            && self.mark(piece.start - 1) == Mark::Open
            && self.mark(piece.start) != Mark::Open
        {
            piece.start -= 1;
        }
        let is_quoted = self.token(piece.start).depth > 0;
        let mark_follows = piece.end < paragraph.end && self.mark(piece.end) == Mark::Close;
        if is_quoted && mark_follows && self.mark(piece.end - 1) != Mark::Close {
            piece.end += 1;
        }
    }

    /// Cuts what follows a quotation at the beginning of a content, if it cannot be part of the
    /// content: a comma, the next sentence, or the outlet's own "and left" after a comma inside the
    /// marks.
    pub(super) fn keep_to_marks(&self, piece: &mut Chunk) {
        let quotation = self.quotation_at(piece.start).filter(|q| q.closed);
        let Some(end) = quotation.map(|q| q.tokens.end) else {
            return;
        };
        if end >= piece.end || end <= piece.start + 2 {
            return;
        }
        let is_comma = piece.end == end + 1 && self.word(end) == ",";
        if is_comma || self.is_new_sentence(end) || self.continues_after(end, piece.end) {
            piece.end = end;
        }
    }

    /// "“It takes one mistake.” The boy had left": whether a quotation ends with a stop before `end`, and
    /// words without marks begin the next sentence there.
    fn is_new_sentence(&self, end: u32) -> bool {
        self.is_stop(end - 2)
            && self.is_upper(end)
            && self.mark(end) == Mark::None
            && self.sentence_of(end).start == end
    }

    /// Whether the outlet's own words continue after a quotation that ends before `end`.
    fn continues_after(&self, end: u32, last: u32) -> bool {
        if self.word(end - 2) != "," || !CONTINUES.contains(&self.word(end)) {
            return false;
        }
        // Another quotation follows without a verb of saying in between: it is the same content.
        let next = (end..last).find(|&k| self.mark(k) == Mark::Open);
        next.is_none_or(|next| (end..next).any(|k| self.is_said(k)))
    }

    /// Extends a content that begins with a quotation to the quotation's end, unless another
    /// attribution has words there.
    pub(super) fn whole_quotations(&mut self) {
        for row in 0..self.rows.len() {
            for piece in 0..self.rows[row].contents.len() {
                let content = self.rows[row].contents[piece];
                let Some(end) = self.end_of_quotation(&content) else {
                    continue;
                };
                let rest = Chunk::certain(Role::Content, content.end, end, 0);
                if self.is_free_of_rows(&rest) {
                    self.rows[row].contents[piece].end = end;
                    self.take(&[rest]);
                }
            }
        }
    }

    /// The end of the quotation that a content begins with, if the content ends before it. A
    /// quotation without a closing mark counts only if it continues in the next paragraph or lacks
    /// only its last token.
    fn end_of_quotation(&self, content: &Chunk) -> Option<u32> {
        let quotation = self.quotation_at(content.start).filter(|q| q.opened)?;
        let end = quotation.tokens.end;
        let is_certain =
            quotation.closed || content.end + 1 == end || self.is_continued_later(content.start);
        (content.end < end && is_certain).then_some(end)
    }

    /// Whether the outer quotation after the one at token `k` continues it.
    fn is_continued_later(&self, k: u32) -> bool {
        let later = &self.parts.quotations[self.first_quotation(k) + 1..];
        let next = later.iter().find(|q| q.level == 0);
        next.is_some_and(|q| q.continued)
    }

    /// Whether no row has a token of this chunk.
    fn is_free_of_rows(&self, chunk: &Chunk) -> bool {
        let is_apart = |c: &Chunk| c.end <= chunk.start || c.start >= chunk.end;
        self.rows
            .iter()
            .all(|row| row.contents.iter().all(is_apart) && row.cue_and_source().all(is_apart))
    }

    /// “The well,” said Moller, “is dry.” “We left.”: a quotation right after the cue and its source
    /// that no other row has is the other half of the one before.
    pub(super) fn second_halves(&mut self) {
        for row in 0..self.rows.len() {
            let Some(half) = self.second_half(row) else {
                continue;
            };
            self.take(&[half]);
            self.rows[row].contents.push(half);
            if let Some(draft) = &mut self.rows[row].draft {
                draft.contents.push(half);
            }
        }
    }

    fn second_half(&self, row: usize) -> Option<Chunk> {
        let row = &self.rows[row];
        let draft = row.draft.as_ref()?;
        let paragraph = draft.cue.paragraph;
        let last = row.contents.last().filter(|c| c.paragraph == paragraph)?;
        // The first half is before the cue.
        if last.end > draft.cue.start || self.mark(last.end - 1) != Mark::Close {
            return None;
        }
        let source = draft.source.filter(|s| s.paragraph == paragraph);
        let said = draft.cue.end.max(source.map_or(0, |s| s.end));
        let end = self.parts.paragraphs[paragraph as usize].tokens.end;
        let open = (said..end.min(said + REACH_OF_HALF)).find(|&k| self.mark(k) == Mark::Open)?;
        if open == said || !matches!(self.word(open - 1), "," | "." | ":") {
            return None;
        }
        if self.has_own_lead_in(open, said) {
            return None;
        }
        let quotation = self.quotation_at(open)?;
        let tokens = quotation.tokens.start..quotation.tokens.end.min(end);
        let is_half = tokens.end - tokens.start >= SHORTEST_HALF
            && self.is_free(&tokens)
            && self.ends_sentence(&tokens, quotation.closed, end);
        is_half.then(|| Chunk::certain(Role::Content, tokens.start, tokens.end, paragraph))
    }

    /// Whether no content has a token of these.
    pub(super) fn is_free(&self, tokens: &Range<u32>) -> bool {
        !tokens.clone().any(|k| self.taken[k as usize])
    }

    /// Whether a quotation ends a sentence. What follows one that does not may be its own cue.
    fn ends_sentence(&self, tokens: &Range<u32>, closed: bool, paragraph_end: u32) -> bool {
        let is_stop = |k: u32| matches!(self.word(k), "." | "?" | "!");
        tokens.end >= paragraph_end
            || is_stop(tokens.end - 1 - u32::from(closed))
            || is_stop(tokens.end)
    }

    /// “Is it safe?” “Yes,” said Moller: of two quotations with nothing between them, only the one
    /// next to the cue is hers.
    pub(super) fn part_dialogue(&self, draft: &mut Draft) {
        for piece in &mut draft.contents {
            let is_joint = |&k: &u32| {
                self.mark(k) == Mark::Close
                    && self.mark(k + 1) == Mark::Open
                    && self.token(k).depth == 1
            };
            let mut joints = (piece.start..piece.end.saturating_sub(1)).filter(is_joint);
            if draft.cue.start >= piece.end {
                if let Some(last) = joints.next_back() {
                    piece.start = last + 1;
                }
            } else if let Some(first) = joints.next() {
                piece.end = first + 1;
            }
        }
    }

    /// Whether this content is the quotation that its paragraph begins with, continued from the
    /// paragraph before.
    pub(super) fn opens_paragraph(&self, content: &Chunk) -> bool {
        let first = self.parts.paragraphs[content.paragraph as usize]
            .tokens
            .start;
        content.start == first
            && self.mark(first) == Mark::Open
            && self.quotation_at(first).is_some_and(|q| q.continued)
            && !self.is_labelled(first)
    }

    /// Whether this content ends with a quotation that lasts to the end of its paragraph, or nearly:
    /// after “…,” she said. the quotation may still continue.
    pub(super) fn ends_quoted(&self, content: &Chunk) -> bool {
        let end = self.parts.paragraphs[content.paragraph as usize].tokens.end;
        self.token(content.end - 1).depth > 0 && end - content.end <= REST_OF_PARAGRAPH
    }

    /// Cuts a closing mark whose quotation began before the content, and the comma before it.
    pub(super) fn leave_outer_marks(&self, content: &mut Chunk) {
        let count = |mark: Mark| {
            let tokens = content.start..content.end;
            tokens.filter(|&k| self.mark(k) == mark).count()
        };
        let has_outer_mark = count(Mark::Close) > count(Mark::Open);
        if !has_outer_mark || self.mark(content.end - 1) != Mark::Close {
            return;
        }
        content.end -= 1;
        while content.end > content.start && matches!(self.word(content.end - 1), "," | ".") {
            content.end -= 1;
        }
    }
}
