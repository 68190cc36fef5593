//! Attributions inside the content of others.

use super::{Row, Rows};
use crate::attribute::Bias;
use crate::attribute::chunk::Chunk;
use crate::attribute::draft::Draft;
use crate::attribute::model::Model;
use crate::attribute::nested::nested;
use crate::attribute::rules::{self, Found};
use crate::attribute::why::{Rule, Why};
use crate::segment::{Mark, TokenKind};
use sayso_english::reporting::{known, knows};

/// Attributions are looked for inside attributions, and inside those, but no deeper.
const DEEPEST: usize = 2;
/// A content of fewer tokens has no room for another attribution.
const SHORTEST: u32 = 6;

impl Rows<'_> {
    /// A row whose words are all part of another row's content is inside that row.
    pub(super) fn adopt(&mut self) {
        const NEAR: usize = 8;
        for row in 0..self.rows.len() {
            let Some(draft) = &self.rows[row].draft else {
                continue;
            };
            let near = row.saturating_sub(NEAR)..self.rows.len().min(row + NEAR);
            let is_outer = |&other: &usize| {
                let outer = self.rows[other].draft.as_ref();
                other != row && outer.is_some_and(|outer| draft.is_within(outer))
            };
            self.rows[row].parent = near.clone().find(is_outer);
        }
    }

    fn has_row(&self, draft: &Draft, outer: usize) -> bool {
        let rows = self.rows.iter().filter(|row| row.parent == Some(outer));
        let mut cues = rows.filter_map(|row| row.draft.as_ref().map(|d| d.cue.start));
        cues.any(|cue| cue == draft.cue.start)
    }

    /// The model reads contents once more, and the contents of what it finds there.
    pub(super) fn nest(&mut self, model: &Model, bias: Bias) {
        let mut from = 0;
        for _ in 0..DEEPEST {
            let rows = from..self.rows.len();
            from = rows.end;
            let (outer, contents): (Vec<usize>, Vec<Chunk>) = rows
                .flat_map(|row| self.rows[row].contents.iter().map(move |c| (row, *c)))
                .unzip();
            let found = nested(self.text, self.parts, model, bias, &contents);
            for (content, mut draft, score) in found {
                let is_known = self.has_row(&draft, outer[content]);
                if is_known || self.is_hedge(&draft) || !self.correct(&mut draft) {
                    continue;
                }
                self.end_before_second_predicate(&mut draft);
                let mut pieces = draft.contents.clone();
                for piece in &mut pieces {
                    self.leave_outer_marks(piece);
                    self.keep_to_marks(piece);
                }
                pieces.retain(|c| c.end > c.start);
                if let Some(last) = pieces.last_mut() {
                    self.trim_joints(last);
                }
                if pieces.is_empty() {
                    continue;
                }
                self.rows.push(Row {
                    score: Some(score),
                    parent: Some(outer[content]),
                    ..Row::new(Some(draft), pieces, Why::Model(model.tier()))
                });
            }
        }
    }

    /// Rules find attributions inside the content of others.
    pub(super) fn nest_by_rules(&mut self) {
        for row in 0..self.rows.len() {
            for piece in self.rows[row].contents.clone() {
                if piece.end - piece.start < SHORTEST {
                    continue;
                }
                let floor = self.token(piece.start).depth;
                let (index, within) = (piece.paragraph, piece.start..piece.end);
                for found in rules::paragraph(self.text, self.parts, index, within, floor) {
                    let is_known =
                        self.has_same_cue(row, &found) || self.has_row(&found.draft, row);
                    if self.is_plain_report(&found) && !is_known {
                        self.add_inside(row, found);
                    }
                }
            }
        }
    }

    /// Whether this is the plainest form of a report: a source, its verb and a clause. Anything else
    /// inside a content is too often wrong.
    fn is_plain_report(&self, found: &Found) -> bool {
        let is_plain = matches!(
            found.rule,
            Rule::SourceVerbClause | Rule::SourceVerbQuote | Rule::AccordingTo
        );
        let source = found.draft.source.map(|s| self.word(s.start));
        let is_no_one = source.is_some_and(|word| knows(word) & known::NO_ONE != 0);
        let is_thought = knows(self.word(found.draft.cue.start)) & known::THOUGHT != 0;
        is_plain && !is_thought && !is_no_one
    }

    /// Whether the outer attribution was found once more.
    fn has_same_cue(&self, outer: usize, found: &Found) -> bool {
        let cue = self.rows[outer].draft.as_ref().map(|d| d.cue.start);
        cue == Some(found.draft.cue.start)
    }

    fn add_inside(&mut self, outer: usize, mut found: Found) {
        if !self.correct(&mut found.draft) {
            return;
        }
        let mut contents = found.draft.contents.clone();
        for content in &mut contents {
            self.leave_outer_marks(content);
        }
        contents.retain(|c| c.end > c.start + 1 && self.begins_with_words(c));
        if !contents.is_empty() {
            self.rows.push(Row {
                parent: Some(outer),
                ..Row::by_rule(found.rule, found.draft, contents)
            });
        }
    }

    fn begins_with_words(&self, content: &Chunk) -> bool {
        let is_mark = self.token(content.start).kind == TokenKind::Mark;
        !is_mark || self.mark(content.start) == Mark::Open
    }
}
