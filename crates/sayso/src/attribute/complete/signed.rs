//! Who signed a quotation or a post on the line below it: "— Odo Brandt, harbour commissioner",
//! "— Rep. Ada Nour (@adanour) May 13, 2024".

use super::{Row, Rows};
use crate::attribute::Form;
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use std::ops::Range;

/// The longest signature in tokens.
const LONGEST: u32 = 14;
/// The longest dash, in bytes.
const LONGEST_DASH: u32 = 3;
/// The longest name with an address, in tokens.
const LONGEST_NAME: u32 = 12;

impl Rows<'_> {
    /// Adds an attribution of each signed quotation and post.
    pub(super) fn signed(&mut self) {
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            let tokens = paragraph.tokens.clone();
            if let Some(dash) = tokens.clone().find(|&k| self.opens_signature(k, &tokens)) {
                self.sign(index, dash, &tokens);
            }
        }
    }

    fn is_dash(&self, k: u32) -> bool {
        self.token(k).span.len() <= LONGEST_DASH
            && matches!(self.word(k), "—" | "–" | "―" | "--" | "-")
    }

    /// A dash before a capital, at the start of a paragraph or after a stop.
    fn opens_signature(&self, k: u32, tokens: &Range<u32>) -> bool {
        self.is_dash(k)
            && k + 1 < tokens.end
            && self.is_upper(k + 1)
            && (k == tokens.start
                || self.token(k - 1).kind == TokenKind::Mark
                || self.has_address(k, tokens))
    }

    /// Whether "(@name)" follows a dash and a name.
    fn has_address(&self, dash: u32, tokens: &Range<u32>) -> bool {
        self.address(dash, tokens).is_some()
    }

    /// The bracket before the address of a post.
    fn address(&self, dash: u32, tokens: &Range<u32>) -> Option<u32> {
        let furthest = tokens.end.min(dash + LONGEST_NAME);
        let open = (dash + 2..furthest).find(|&k| self.word(k) == "(")?;
        let is_address = open + 1 < tokens.end && self.word(open + 1).starts_with('@');
        is_address.then_some(open)
    }

    fn sign(&mut self, index: u32, dash: u32, tokens: &Range<u32>) {
        let is_alone = dash == tokens.start;
        let address = self.address(dash, tokens);
        let (rule, source) = match address {
            Some(open) => (Rule::Post, dash + 1..open),
            None if is_alone => (Rule::QuoteDashName, dash + 1..self.end_of_signature(tokens)),
            None => return,
        };
        if source.is_empty() || rule == Rule::QuoteDashName && !self.is_signature(&source) {
            return;
        }
        if is_alone {
            self.free_signed(index);
        }
        let Some(content) = self.signed_content(index, dash, rule == Rule::Post) else {
            return;
        };
        let parts = Parts {
            rule,
            cue: dash..dash + 1,
            source,
            contents: vec![content.start..content.end],
        };
        if let Some(mut found) = parts.found_in(index) {
            found.draft.contents = vec![content];
            let form = Some(Form::Direct);
            self.add(Row {
                form,
                ..Row::by_rule(rule, found.draft, vec![content])
            });
        }
    }

    /// Frees the paragraph above a signature from a row whose cue is in an earlier paragraph.
    fn free_signed(&mut self, index: u32) {
        let Some(above) = index.checked_sub(1) else {
            return;
        };
        let is_far = |row: &Row| {
            let cue = row.draft.as_ref().map(|d| d.cue.paragraph);
            let is_earlier = cue.is_none_or(|cue| cue < above);
            is_earlier && row.contents.iter().all(|c| c.paragraph == above)
        };
        let is_out: Vec<bool> = self.rows.iter().map(is_far).collect();
        if is_out.contains(&true) {
            self.remove(&is_out);
        }
    }

    fn end_of_signature(&self, tokens: &Range<u32>) -> u32 {
        tokens.end - u32::from(self.word(tokens.end - 1) == ".")
    }

    /// A name without a verb.
    fn is_signature(&self, name: &Range<u32>) -> bool {
        let is_verb = |k: u32| self.is(k, class::AUXILIARY) || self.is_said(k);
        name.end - name.start <= LONGEST
            && !name
                .clone()
                .any(|k| is_verb(k) || self.mark(k) != Mark::None)
    }

    /// The words above a signature: those before the dash, or the paragraph before, which must be a
    /// quotation if no address shows that it is a post.
    fn signed_content(&self, index: u32, dash: u32, is_post: bool) -> Option<Chunk> {
        let own = self.parts.paragraphs[index as usize].tokens.start;
        let (tokens, paragraph) = if dash > own {
            (own..dash, index)
        } else {
            let before = index.checked_sub(1)?;
            (
                self.parts.paragraphs[before as usize].tokens.clone(),
                before,
            )
        };
        let last = tokens.end - 1;
        let is_quoted = self.mark(tokens.start) == Mark::Open
            && self
                .quotation_at(tokens.start)
                .is_some_and(|q| q.tokens.end + 1 >= tokens.end);
        let is_free = self.is_free(&tokens);
        let can_be_signed = is_free && (is_quoted || is_post) && last > tokens.start;
        can_be_signed.then(|| Chunk::certain(Role::Content, tokens.start, tokens.end, paragraph))
    }
}
