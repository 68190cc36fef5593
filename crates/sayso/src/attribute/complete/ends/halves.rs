//! A quotation that its cue interrupts: “The plan,” said Vik, standing on a chair, “is dead.”

use crate::attribute::Made;
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::complete::Rows;
use crate::attribute::draft::Draft;
use crate::segment::Mark;
use sayso_english::classes::class;
use std::ops::Range;

/// The most tokens between the speaker and the second half.
const REACH: u32 = 40;

/// What is between a speaker and the second half of the quotation, and the second half.
struct Interrupted {
    between: Range<u32>,
    half: Range<u32>,
}

impl Rows<'_> {
    /// Gives the second half of an interrupted quotation to the speaker of the first half alone.
    /// What is between the halves is the outlet's.
    pub(super) fn halves(&self, drafts: &mut [Made]) {
        for i in 0..drafts.len() {
            let Some(Interrupted { between, half }) = self.interrupted(&drafts[i].draft) else {
                continue;
            };
            let near = i.saturating_sub(super::NEIGHBOURS)..drafts.len().min(i + super::NEIGHBOURS);
            for j in near {
                let draft = &mut drafts[j].draft;
                let is_between = between.start <= draft.cue.start && draft.cue.end <= half.start;
                let takes_half = draft.contents.iter().any(|c| c.end > half.start);
                if j != i && is_between && takes_half && !self.has_verb_of_speech(&draft.cue) {
                    // "laughing so loudly that …" reports nothing.
                    draft.contents.clear();
                }
                let from = if j == i { between.start } else { half.start };
                for piece in &mut draft.contents {
                    self.leave_to(piece, from, half.end);
                }
                draft.contents.retain(|c| c.start < c.end);
            }
            let draft = &mut drafts[i].draft;
            let paragraph = draft.cue.paragraph;
            let half = Chunk::certain(Role::Content, half.start, half.end, paragraph);
            draft.contents.push(half);
            draft.contents.sort_by_key(|c| c.start);
        }
    }

    fn has_verb_of_speech(&self, cue: &Chunk) -> bool {
        (cue.start..cue.end).any(|k| self.is(k, class::SPEECH))
    }

    /// Leaves the tokens from `start` to `end` to another content, with the comma before them.
    fn leave_to(&self, piece: &mut Chunk, start: u32, end: u32) {
        if piece.end <= start || piece.start >= end {
            return;
        }
        if piece.end > end && piece.start >= start {
            piece.start = end;
            return;
        }
        piece.end = start.max(piece.start);
        if piece.end > piece.start && self.word(piece.end - 1) == "," {
            piece.end -= 1;
        }
    }

    fn interrupted(&self, draft: &Draft) -> Option<Interrupted> {
        let source = draft
            .source
            .filter(|s| s.paragraph == draft.cue.paragraph)?;
        let said = draft.cue.start.min(source.start)..draft.cue.end.max(source.end);
        let ends_open = |c: &&Chunk| {
            c.end == said.start
                && self.mark(c.end - 1) == Mark::Close
                && self.word(c.end - 2) == ","
        };
        draft
            .contents
            .iter()
            .filter(|c| c.len() > 2)
            .find(ends_open)?;
        let sentence = self.sentence_of(said.start);
        if said.end >= sentence.end || self.word(said.end) != "," {
            return None;
        }
        let between = said.end + 1;
        let open = (between..sentence.end.min(between + REACH))
            .find(|&k| self.mark(k) == Mark::Open && self.token(k).depth == 1)?;
        let begins_small = self
            .parts
            .tokens
            .get(open as usize + 1)
            .is_some_and(|t| self.text[t.span.range()].starts_with(char::is_lowercase));
        let is_second = self.word(open - 1) == "," && begins_small;
        if !is_second || (between..open).any(|k| self.is_said(k)) {
            return None;
        }
        let quotation = self.quotation_at(open).filter(|q| q.closed)?;
        Some(Interrupted {
            between: between..open,
            half: quotation.tokens.clone(),
        })
    }
}
