//! Accusations in the passive, which the models seldom find because no source is near: "was accused on
//! Monday of hiding the cost".

use super::{Row, Rows};
use crate::attribute::rules::passives;
use crate::attribute::why::Why;

impl Rows<'_> {
    /// Adds the passive accusations that are in no content. One that the model found is replaced,
    /// because the model takes the accused for the source.
    pub(super) fn accusations(&mut self) {
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            for parts in passives(self.text, self.parts, paragraph.tokens.clone()) {
                let why = Why::Rule(parts.rule);
                let Some(found) = parts.draft_in(index) else {
                    continue;
                };
                let draft = found.draft;
                let verb = draft.cue.end - 1;
                let has_verb = |row: &Row| {
                    let cue = row.draft.as_ref().map(|d| d.cue);
                    cue.is_some_and(|cue| cue.start <= verb && verb < cue.end)
                };
                if self.taken[verb as usize] {
                    continue;
                }
                let contents = draft.contents.clone();
                let same = self.rows.iter().position(has_verb);
                let row = Row::new(Some(draft), contents, why);
                match same {
                    Some(same) => {
                        self.take(&row.contents);
                        self.rows[same] = row;
                    }
                    None => self.add(row),
                }
            }
        }
    }
}
