//! A clause before its speaker: "Lenders have backed the plan, buying bonds, the Herald said".

use super::NEIGHBOURS;
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::complete::Rows;
use crate::attribute::draft::Draft;
use crate::attribute::{Made, PLAIN};
use crate::segment::Mark;
use sayso_english::reporting::{known, knows};
use std::ops::Range;

/// Words that join a sentence to the one before and do not belong to its content.
const LINKS: [&str; 5] = ["But", "And", "Still", "Yet", "So"];

/// "In addition,", "On Monday,": a phrase before a clause has at most this many tokens, with the comma.
const LONGEST_OPENING: u32 = 4;
/// The place of a report and a dash have at most this many tokens: "TARN, Norvik (Courier) —".
const LONGEST_DATELINE: u32 = 8;

impl Rows<'_> {
    /// A content before the speaker at the end of its sentence is the whole clause. The model cuts it
    /// after a verb of its own that could be a cue ("have backed", "want") and at participles.
    pub(super) fn whole_clauses(&self, drafts: &mut [Made]) {
        for i in 0..drafts.len() {
            let Some(clause) = self.clause_before_speaker(&drafts[i].draft) else {
                continue;
            };
            let near = i.saturating_sub(NEIGHBOURS)..drafts.len().min(i + NEIGHBOURS);
            let is_apart = |j: usize| {
                let mut chunks = drafts[j].draft.chunks();
                chunks.all(|c| c.end <= clause.start || c.start >= clause.end)
            };
            let is_inside = |j: usize| {
                let mut chunks = drafts[j].draft.chunks();
                chunks.all(|c| c.start >= clause.start && c.end <= clause.end)
            };
            let fits = near
                .filter(|&j| j != i)
                .all(|j| is_apart(j) || is_inside(j));
            if fits {
                if self.has_plain_verb(&drafts[i].draft.cue) {
                    drafts[i].score = drafts[i].score.map(|score| score.max(PLAIN));
                }
                let draft = &mut drafts[i].draft;
                let paragraph = draft.cue.paragraph;
                draft.contents = vec![Chunk::certain(
                    Role::Content,
                    clause.start,
                    clause.end,
                    paragraph,
                )];
            }
        }
    }

    fn has_plain_verb(&self, cue: &Chunk) -> bool {
        let is_document_verb = || knows(self.word(cue.start)) & known::DOCUMENT_VERB != 0;
        cue.end == cue.start + 1 && (self.is_said(cue.start) || is_document_verb())
    }

    /// The clause that a draft's content is a part of: from the beginning of the sentence to the
    /// comma before source and cue, without quotation marks.
    fn clause_before_speaker(&self, draft: &Draft) -> Option<Range<u32>> {
        let source = draft
            .source
            .filter(|s| s.paragraph == draft.cue.paragraph)?;
        let said = draft.cue.start.min(source.start)..draft.cue.end.max(source.end);
        let sentence = self.sentence_of(said.start);
        let comma = said.start.checked_sub(1).filter(|&k| self.word(k) == ",")?;
        let (first, last) = (draft.contents.first()?, draft.contents.last()?);
        let is_inside = first.start >= sentence.start && last.end <= comma;
        let is_apart = draft.cue.end <= source.start || source.end <= draft.cue.start;
        if !is_inside || !is_apart {
            return None;
        }
        let start = self.start_of_clause(&sentence, first.start);
        let clause = start..comma;
        let is_quoted = |k: u32| self.mark(k) != Mark::None || self.token(k).depth > 0;
        let is_whole = draft.contents.len() == 1 && first.start == start && last.end == comma;
        (!is_whole && !clause.clone().any(is_quoted)).then_some(clause)
    }

    /// Where the clause begins whose content was found to begin at `found`: after "But", a dateline
    /// and "In addition,", which the model leaves out too.
    fn start_of_clause(&self, sentence: &Range<u32>, found: u32) -> u32 {
        let is_end_of_opening = |&k: &u32| match self.word(k) {
            "," => k < sentence.start + LONGEST_OPENING,
            "-" | "–" | "—" | "―" => {
                !self.is_joint(k) && k < sentence.start + LONGEST_DATELINE
            }
            _ => false,
        };
        let reach = found.min(sentence.start + LONGEST_DATELINE);
        let opening = (sentence.start..reach).rev().find(is_end_of_opening);
        let start = opening.map_or(sentence.start, |k| k + 1);
        let is_link = found > start && LINKS.contains(&self.word(start));
        start + u32::from(is_link)
    }
}
