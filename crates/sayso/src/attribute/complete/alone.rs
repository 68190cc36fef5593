//! Quotations without a speaker: "“Half of us will be gone by Christmas.”" as a paragraph of its own,
//! after words that no one says.
//!
//! They are listed without a source, because a reader wants to know what is quoted even if the
//! report does not say of whom.

use super::{Row, Rows};
use crate::attribute::Form;
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::why::{Rule, Why};
use crate::document::{BlockKind, Document};
use crate::segment::{Paragraph, Quotation};
use std::ops::Range;

/// A quotation of fewer tokens can be a title, a sign or a slogan.
const SHORTEST: u32 = 9;
/// A report with more of them is a list of examples or a dialogue of a game or a play.
const MOST: usize = 6;

impl Rows<'_> {
    /// Adds the whole sentences in quotation marks that no row has.
    pub(super) fn quotations_alone(&mut self, document: &Document) {
        let mut used = vec![false; self.parts.tokens.len()];
        for c in self.rows.iter().flat_map(Row::cue_and_source) {
            used[c.start as usize..c.end as usize].fill(true);
        }
        let is_unused = |q: &&Quotation| {
            let tokens = q.tokens.start as usize..q.tokens.end as usize;
            !used[tokens].contains(&true)
        };
        let quotations = self.parts.quotations.iter().filter(|q| self.is_alone(q));
        let found: Vec<Chunk> = quotations
            .filter(is_unused)
            .filter_map(|q| self.content_alone(q, document))
            .take(MOST + 1)
            .collect();
        if found.len() > MOST {
            return;
        }
        for content in found {
            self.add_alone(content, None);
        }
    }

    fn add_alone(&mut self, content: Chunk, form: Option<Form>) {
        let why = Why::Rule(Rule::QuotationAlone);
        let score = Rule::QuotationAlone.score();
        self.add(Row {
            score,
            form,
            ..Row::new(None, vec![content], why)
        });
    }

    /// Adds the paragraphs that the page sets off as quotations and that have no marks, because their
    /// words are not the outlet's.
    pub(super) fn blocks_of_quotation(&mut self, document: &Document) {
        let is_set_off = |p: &&Paragraph| {
            let block = &document.blocks[p.block as usize];
            block.kind == BlockKind::Quote && p.tokens.end - p.tokens.start >= SHORTEST
        };
        let set_off: Vec<(u32, Range<u32>)> = (0..)
            .zip(&self.parts.paragraphs)
            .filter(|(_, p)| is_set_off(p))
            .map(|(index, p)| (index, p.tokens.clone()))
            .take(MOST + 1)
            .collect();
        // A page that sets off most of its text has other reasons to.
        if set_off.len() > MOST {
            return;
        }
        for (index, tokens) in set_off {
            let has_marks = tokens.clone().any(|k| self.token(k).depth > 0);
            let is_whole = self.is_upper(tokens.start) && self.is_stop(tokens.end - 1);
            if !has_marks && is_whole && self.is_free(&tokens) {
                let content = Chunk::certain(Role::Content, tokens.start, tokens.end, index);
                self.add_alone(content, Some(Form::Direct));
            }
        }
    }

    /// Whether a quotation is a sentence of its own, with both marks, that no content has.
    fn is_alone(&self, quotation: &Quotation) -> bool {
        let tokens = &quotation.tokens;
        let is_whole = quotation.level == 0 && quotation.opened && quotation.closed;
        if !is_whole || tokens.end - tokens.start < SHORTEST || !self.is_upper(tokens.start + 1) {
            return false;
        }
        let begins = self.sentence_of(tokens.start).start == tokens.start
            || tokens.start > 0 && matches!(self.word(tokens.start - 1), "." | "?" | "!" | ":");
        begins
            && self.is_stop(tokens.end - 2)
            && self.is_free(tokens)
            && !self.is_labelled(tokens.start)
    }

    /// The content of a quotation that ends its paragraph, in the body of the report.
    fn content_alone(&self, quotation: &Quotation, document: &Document) -> Option<Chunk> {
        let tokens = &quotation.tokens;
        let paragraphs = &self.parts.paragraphs;
        let index = paragraphs.partition_point(|p| p.tokens.end <= tokens.start);
        let paragraph = paragraphs.get(index)?;
        let kind = document.blocks[paragraph.block as usize].kind;
        let is_body = matches!(kind, BlockKind::Paragraph | BlockKind::Quote);
        let ends = tokens.end >= paragraph.tokens.end || self.is_upper(tokens.end);
        (is_body && ends && index > 0)
            .then(|| Chunk::certain(Role::Content, tokens.start, tokens.end, index as u32))
    }
}
