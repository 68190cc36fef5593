//! A reading, prepared for the checks of wording: for each token its stem, its sentence and the
//! attribution that it belongs to.

use super::stems::stems;
use crate::attribute::{Attribution, AttributionId};
use crate::check::finding::{Code, Finding, FindingRule, Label, NamedRule, Severity};
use crate::document::BlockKind;
use crate::measure::{Figure, Stated};
use crate::names::{NameKind, Pos};
use crate::reading::Reading;
use crate::resolve::{EntityId, Speaker};
use crate::segment::{Token, TokenKind};
use crate::text::Span;
use sayso_english::classes::hash_lower;
use sayso_english::data::WordList;
use std::ops::Range;

/// A reading with what the checks of wording look up for each token.
pub struct AnnotatedReading<'r> {
    /// The reading itself.
    pub reading: &'r Reading,
    /// The text of the report.
    pub text: &'r str,
    /// For each token the key of its stem.
    pub stems: Vec<u64>,
    /// For each token the innermost attribution whose content it is in.
    pub within: Vec<Option<AttributionId>>,
    /// For each token the number of its sentence.
    sentence: Vec<u32>,
    /// For each sentence the number of its paragraph.
    pub paragraph_of_sentence: Vec<u32>,
}

impl<'r> AnnotatedReading<'r> {
    /// Prepares a reading; none if it has not been resolved.
    pub fn new(reading: &'r Reading) -> Option<AnnotatedReading<'r>> {
        let segments = &reading.segments;
        let tokens = &segments.tokens;
        let is_resolved = reading.tags.pos.len() == tokens.len() && reading.skipped.is_none();
        if tokens.is_empty() || !is_resolved {
            return None;
        }
        let text: &str = &reading.document.text;
        let mut annotated = AnnotatedReading {
            reading,
            text,
            stems: stems(text, tokens),
            within: vec![None; tokens.len()],
            sentence: vec![0; tokens.len()],
            paragraph_of_sentence: vec![0; segments.sentences.len()],
        };
        for (number, sentence) in (0..).zip(&segments.sentences) {
            annotated.sentence[range(&sentence.tokens)].fill(number);
        }
        for (number, paragraph) in (0..).zip(&segments.paragraphs) {
            annotated.paragraph_of_sentence[range(&paragraph.sentences)].fill(number);
        }
        // An attribution within another one comes after it, so the innermost is written last.
        for (id, attribution) in (0..).map(AttributionId).zip(&reading.attributions) {
            for &part in &attribution.content {
                let tokens = annotated.tokens(part);
                annotated.within[tokens].fill(Some(id));
            }
        }
        Some(annotated)
    }

    /// The tokens that overlap a span.
    pub fn tokens(&self, span: Span) -> Range<usize> {
        let all = &self.reading.segments.tokens;
        let from = all.partition_point(|token| token.span.end() <= span.start());
        let to = all.partition_point(|token| token.span.start() < span.end());
        from..to.max(from)
    }

    /// The token with an index.
    pub fn token(&self, at: usize) -> Option<&'r Token> {
        self.reading.segments.tokens.get(at)
    }

    /// The text of a token; empty after the last one.
    pub fn word(&self, at: usize) -> &'r str {
        self.token(at)
            .map_or("", |token| &self.text[token.span.range()])
    }

    /// The key of a token's lower-case form.
    pub fn key(&self, at: usize) -> u64 {
        hash_lower(self.word(at))
    }

    /// Whether a token is in a word list.
    pub fn is_in(&self, at: usize, words: &WordList) -> bool {
        words.has(self.word(at))
    }

    /// Whether one of some tokens is in a word list.
    pub fn has_any(&self, mut tokens: Range<usize>, words: &WordList) -> bool {
        tokens.any(|at| self.is_in(at, words))
    }

    /// Whether a token is a mark.
    pub fn is_mark(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.kind == TokenKind::Mark)
    }

    /// Whether a token is in a quotation.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.depth > 0)
    }

    /// The part of speech of a token.
    pub fn pos(&self, at: usize) -> Pos {
        self.reading.tags.pos.get(at).copied().unwrap_or(Pos::X)
    }

    /// The tokens of the sentence of a token.
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        let number = self.sentence.get(at).copied().unwrap_or(0) as usize;
        self.reading
            .segments
            .sentences
            .get(number)
            .map_or(0..0, |sentence| range(&sentence.tokens))
    }

    /// The number of the paragraph of a token.
    pub fn paragraph_of(&self, at: usize) -> usize {
        let sentence = self.sentence.get(at).copied().unwrap_or(0) as usize;
        let paragraph = self.paragraph_of_sentence.get(sentence);
        paragraph.copied().unwrap_or(0) as usize
    }

    /// The tokens of a paragraph.
    pub fn paragraph(&self, number: usize) -> Range<usize> {
        self.reading
            .segments
            .paragraphs
            .get(number)
            .map_or(0..0, |paragraph| range(&paragraph.tokens))
    }

    /// What kind of block a paragraph is.
    pub fn block(&self, paragraph: usize) -> Option<BlockKind> {
        let block = self.reading.segments.paragraphs.get(paragraph)?.block;
        let block = self.reading.document.blocks.get(block as usize)?;
        Some(block.kind)
    }

    /// The span of some tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        self.reading
            .segments
            .span(tokens.start as u32..tokens.end as u32)
    }

    /// The stems of the last words of the names of one kind that begin at these tokens.
    pub fn names(&self, tokens: &Range<usize>, kind: NameKind) -> Vec<u64> {
        let names = &self.reading.tags.names;
        let from = names.partition_point(|name| (name.tokens.start as usize) < tokens.start);
        names[from..]
            .iter()
            .take_while(|name| (name.tokens.start as usize) < tokens.end)
            .filter(|name| name.kind == kind && name.tokens.end > 0)
            .map(|name| self.stems[name.tokens.end as usize - 1])
            .collect()
    }

    /// Whether the name of a person begins at a token that satisfies a condition.
    pub fn has_person_at(&self, is_place: impl Fn(usize) -> bool) -> bool {
        let names = self.reading.tags.names.iter();
        names
            .filter(|name| name.kind == NameKind::Person)
            .any(|name| is_place(name.tokens.start as usize))
    }

    /// The attribution with an index.
    pub fn attribution(&self, id: AttributionId) -> &'r Attribution {
        &self.reading.attributions[id.0 as usize]
    }

    /// All attributions with their indices.
    pub fn attributions(&self) -> impl Iterator<Item = (AttributionId, &'r Attribution)> {
        (0..).map(AttributionId).zip(&self.reading.attributions)
    }

    /// The speaker of an attribution.
    pub fn speaker(&self, id: AttributionId) -> Option<&'r Speaker> {
        self.reading.resolution.speakers.get(id.0 as usize)
    }

    /// Who says what is in an attribution, or outside any.
    pub fn voice(&self, id: Option<AttributionId>) -> Voice {
        let Some(id) = id else { return Voice::Outlet };
        match self.speaker(id).map(|speaker| &*speaker.entities) {
            Some([entity, ..]) => Voice::Known(*entity),
            _ => Voice::Unknown,
        }
    }

    /// The tokens of a figure.
    pub fn tokens_of(&self, figure: &Stated<Figure>) -> Range<usize> {
        self.tokens(figure.span)
    }

    /// The text of a span on one line, for a message.
    pub fn quoted(&self, span: Span) -> String {
        on_one_line(&self.text[span.range()])
    }
}

/// A text with one space for each run of white space.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The outlet itself.
    Outlet,
    /// A source.
    Known(EntityId),
    /// A source that is not identified.
    Unknown,
}

/// A finding without arithmetic.
pub struct Observation {
    /// How much it matters.
    pub severity: Severity,
    /// What was observed, in one sentence.
    pub message: String,
    /// The words it is about.
    pub primary: Span,
    /// Other words that belong to it.
    pub related: Vec<(Label, Span)>,
    /// What was taken for granted.
    pub assumption: &'static str,
    /// The rule that found it.
    pub rule: NamedRule,
}

impl Observation {
    /// The observation as a finding of a check.
    pub fn into_finding(self, code: Code) -> Finding {
        Finding {
            code,
            severity: self.severity,
            message: self.message,
            primary: self.primary,
            related: self.related,
            derivation: None,
            assumptions: vec![self.assumption.into()],
            why: FindingRule::Named(self.rule),
            loose: false,
        }
    }
}

/// A range of token or sentence numbers as indices.
pub fn range(numbers: &Range<u32>) -> Range<usize> {
    numbers.start as usize..numbers.end as usize
}
