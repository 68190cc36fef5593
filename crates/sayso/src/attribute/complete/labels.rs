//! "Moller: Bridge will open in May": whether the words before a colon say what follows, or are its
//! topic.
//!
//! A topic before a colon looks like a speaker ("Moller: Inquiry dropped"). So a label at the start of
//! a paragraph is a source only if the text has that source saying the same, if it is an office or a
//! body with a clause in a headline, or if a name with a quotation.

use super::{Row, Rows};
use crate::document::{BlockKind, Document};
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::{class, hash_lower};
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, noun};
use sayso_english::stems::{NO_CONTENT, stem};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// So many stems of what a label says must be in what the text has its source say, or half of them.
const SHARED: usize = 2;

/// Labels of headlines that report what was found: "Poll: Voters want the bridge".
const FINDINGS: [&str; 6] = ["poll", "polls", "report", "research", "study", "survey"];

/// What each source of the text says: the stems of the contents, by the words of the source.
type Said = HashMap<u64, HashSet<u64>>;

impl Rows<'_> {
    /// Leaves out the rows whose source is a label that says nothing.
    pub(super) fn drop_labels(&mut self, document: &Document) {
        let labels: Vec<Option<Range<u32>>> = self.rows.iter().map(|row| self.label(row)).collect();
        if labels.iter().all(Option::is_none) {
            return;
        }
        let names = labels.iter().flatten();
        let names: HashSet<u64> = names.map(|label| self.name_in_label(label)).collect();
        let said = self.said(&labels, &names);
        let is_topic = |(row, label): (&Row, &Option<Range<u32>>)| {
            let label = label.as_ref();
            label.is_some_and(|label| !self.label_speaks(row, label, &said, document))
        };
        let is_out: Vec<bool> = self.rows.iter().zip(&labels).map(is_topic).collect();
        self.remove(&is_out);
    }

    /// The label that is the source of a row: the words before a colon at the start of a paragraph.
    fn label(&self, row: &Row) -> Option<Range<u32>> {
        let draft = row.draft.as_ref()?;
        let source = draft.source?;
        let start = self.parts.paragraphs[source.paragraph as usize]
            .tokens
            .start;
        let at_start = source.start == start && source.end < self.parts.tokens.len() as u32;
        // "Moller reports: …" has a verb.
        let is_label = at_start && self.word(source.end) == ":" && !self.is_said(source.end - 1);
        let is_near = draft.cue.start <= source.end + 1;
        (is_label && is_near).then_some(source.start..source.end)
    }

    /// What the text has the sources with these names say, without the rows of labels. A pronoun
    /// continues the source before it.
    fn said(&self, labels: &[Option<Range<u32>>], names: &HashSet<u64>) -> Said {
        let mut said = Said::new();
        let mut before: Vec<u64> = Vec::new();
        for (row, label) in self.rows.iter().zip(labels) {
            let source = row.draft.as_ref().and_then(|d| d.source);
            let Some(source) = source.filter(|_| label.is_none()) else {
                continue;
            };
            if !self.is(source.start, class::PRONOUN | class::SUBJECT) {
                let heads = (source.start..source.end).filter(|&k| self.is_head(k, source.end));
                before = heads
                    .map(|k| hash_lower(self.word(k)))
                    .filter(|head| names.contains(head))
                    .collect();
            }
            if before.is_empty() {
                continue;
            }
            let stems: Vec<u64> = self.stems(row).collect();
            for &word in &before {
                said.entry(word).or_default().extend(&stems);
            }
        }
        said
    }

    /// Whether a token ends a phrase of a source that ends at `end`: "mayor" and "Moller" of "the
    /// mayor, Ines Moller, who".
    fn is_head(&self, k: u32, end: u32) -> bool {
        let ends = |word: &str| matches!(word, "," | "who" | "which" | "and" | "(" | "’s" | "'s");
        k + 1 == end || ends(self.word(k + 1)) || self.is(k + 1, class::PREPOSITION)
    }

    /// The stems of what a row says, without those of words without content.
    fn stems(&self, row: &Row) -> impl Iterator<Item = u64> {
        let tokens = row.contents.iter().flat_map(|c| c.start..c.end);
        let words = tokens.filter(|&k| self.token(k).kind == TokenKind::Word);
        words
            .map(|k| stem(self.word(k)))
            .filter(|&s| s != NO_CONTENT)
    }

    fn label_speaks(
        &self,
        row: &Row,
        label: &Range<u32>,
        said: &Said,
        document: &Document,
    ) -> bool {
        let is_finding = FINDINGS.contains(&&*self.word(label.end - 1).to_lowercase());
        let is_topic = knows(self.word(label.start)) & known::HEADLINE_LABEL != 0;
        if is_topic && !is_finding {
            return false;
        }
        // "Here Comes the Pun" is a title, not a name.
        let is_name = !(label.start + 1..label.end).any(|k| self.is(k, class::DETERMINER));
        let said = said.get(&self.name_in_label(label)).filter(|_| is_name);
        let shares = said.is_some_and(|said| {
            let own: HashSet<u64> = self.stems(row).collect();
            let shared = own.intersection(said).count();
            shared >= SHARED || shared * 2 >= own.len().max(1)
        });
        let paragraph = self.parts.paragraphs[row.contents[0].paragraph as usize].clone();
        let kind = document.blocks[paragraph.block as usize].kind;
        let is_headline = matches!(kind, BlockKind::Headline | BlockKind::Standfirst);
        let is_quoted = self.mark(row.contents[0].start) == Mark::Open;
        shares
            || is_finding && is_headline
            || is_quoted && (self.is_named_again(label) || self.is_of_office(label))
            || is_headline && self.is_of_office(label) && self.has_clause(row)
    }

    /// The hash of the last word of the name in a label.
    fn name_in_label(&self, label: &Range<u32>) -> u64 {
        hash_lower(self.word(self.end_of_name(label) - 1))
    }

    /// The end of what names the speaker in a label: "Moller on climate".
    fn end_of_name(&self, label: &Range<u32>) -> u32 {
        let is_on = |&k: &u32| k > label.start && self.is(k, class::PREPOSITION);
        label.clone().find(is_on).unwrap_or(label.end)
    }

    /// Whether the last word of a label is the name of a source or person elsewhere in the text.
    fn is_named_again(&self, label: &Range<u32>) -> bool {
        let name = self.word(label.end - 1);
        let is_name =
            self.token(label.end - 1).kind == TokenKind::Word && self.is_upper(label.end - 1);
        let count = self.parts.tokens.len() as u32;
        is_name && (label.end..count).any(|k| self.word(k) == name)
    }

    /// "Police chief", "Water firm", "Farmers’ union": an office or a body without a name.
    pub(super) fn is_of_office(&self, label: &Range<u32>) -> bool {
        let speaks =
            noun::ROLE | noun::OFFICIAL | noun::BODY | noun::PEOPLE | noun::EXPERT | noun::SOURCE;
        let last = self.word(label.end - 1);
        let is_named = (label.start + 1..label.end).any(|k| self.is_upper(k));
        let is_place = NOUNS.has(last, noun::PLACE | noun::KIN);
        NOUNS.has(last, speaks) && !is_place && !is_named
    }

    /// Whether what a label says has a verb, or is partly quoted.
    fn has_clause(&self, row: &Row) -> bool {
        let mut tokens = row.contents.iter().flat_map(|c| c.start + 1..c.end);
        tokens.any(|k| self.is(k, class::AUXILIARY) || self.mark(k) != Mark::None)
    }
}
