//! A paragraph of a report as patterns read it: its tokens, and the figures and times that begin at
//! them.

use super::sources::FigureSources;
use crate::measure::scan::{Kind, Token, scan};
use crate::measure::time::{Date, Time};
use crate::measure::{Figure, Stated};
use crate::text::Span;
use std::ops::Range;

/// A figure or time by its index in the report, and the token after it.
type Beginning = Option<(u32, u32)>;

/// What is measured in a report, and what is needed to compare it.
#[derive(Clone, Copy)]
pub struct Measured<'r> {
    /// The text of the report.
    pub text: &'r str,
    /// Its figures, in text order.
    pub figures: &'r [Stated<Figure>],
    /// Its times, in text order.
    pub times: &'r [Stated<Time>],
    /// The day of publication.
    pub published: Option<Date>,
    /// Whose figures they are.
    pub sources: FigureSources<'r>,
}

/// A paragraph of a report.
pub struct Paragraph<'r> {
    /// What is measured in the whole report.
    pub measured: Measured<'r>,
    /// The paragraph's tokens. Their offsets are bytes of the report.
    pub tokens: Vec<Token>,
    /// For each token, the figure that begins there.
    pub figure_at: Vec<Beginning>,
    /// For each token, the time that begins there.
    pub time_at: Vec<Beginning>,
    /// For each token, the number of its sentence in the paragraph.
    sentence: Vec<u32>,
}

/// The span from the first of some sentences to the last.
pub fn passage(sentences: &[Span]) -> Span {
    sentences
        .iter()
        .copied()
        .reduce(Span::cover)
        .unwrap_or_default()
}

/// The indices of the items that begin in a passage. The items are in text order.
pub fn within<T>(items: &[Stated<T>], passage: Span) -> Range<usize> {
    let from = items.partition_point(|item| item.span.start() < passage.start());
    let to = items.partition_point(|item| item.span.start() < passage.end());
    from..to.max(from)
}

impl<'r> Paragraph<'r> {
    /// The paragraph that consists of these sentences.
    pub fn new(measured: &Measured<'r>, sentences: &[Span]) -> Paragraph<'r> {
        let passage = passage(sentences);
        let mut tokens = scan(&measured.text[passage.range()]);
        for token in &mut tokens {
            token.start += passage.start();
            token.end += passage.start();
        }
        let sentence = tokens
            .iter()
            .map(|token| sentences.partition_point(|s| s.end() <= token.start) as u32)
            .collect();
        Paragraph {
            figure_at: beginnings(&tokens, measured.figures, passage),
            time_at: beginnings(&tokens, measured.times, passage),
            measured: *measured,
            tokens,
            sentence,
        }
    }

    /// The text of the report.
    pub fn text(&self) -> &'r str {
        self.measured.text
    }

    /// The day of publication.
    pub fn published(&self) -> Option<Date> {
        self.measured.published
    }

    /// A figure of the report by its index.
    pub fn figure(&self, index: u32) -> &'r Stated<Figure> {
        &self.measured.figures[index as usize]
    }

    /// A time of the report by its index.
    pub fn time(&self, index: u32) -> &'r Stated<Time> {
        &self.measured.times[index as usize]
    }

    /// The index of the figure that begins at a token, and the token after it.
    pub fn figure_from(&self, at: usize) -> Beginning {
        self.figure_at.get(at).copied().flatten()
    }

    /// The index of the time that begins at a token, and the token after it.
    pub fn time_from(&self, at: usize) -> Beginning {
        self.time_at.get(at).copied().flatten()
    }

    /// The figure that begins at a token.
    pub fn figure_beginning(&self, at: usize) -> Option<&'r Stated<Figure>> {
        self.figure_from(at).map(|(index, _)| self.figure(index))
    }

    /// The text of a token; empty after the last one.
    pub fn word(&self, at: usize) -> &'r str {
        self.tokens
            .get(at)
            .map_or("", |token| token.text(self.text()))
    }

    /// Whether a token is a hyphen or a dash.
    pub fn is_hyphen(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Hyphen)
    }

    /// The tokens of all sentences from that of one token to that of another.
    pub fn sentences(&self, from: usize, to: usize) -> Range<usize> {
        let (first, last) = (self.sentence_of(from), self.sentence_of(to.max(from)));
        let begin = self.sentence.partition_point(|&s| s < first);
        begin..self.sentence.partition_point(|&s| s <= last)
    }

    fn sentence_of(&self, at: usize) -> u32 {
        let number = self.sentence.get(at).or(self.sentence.last());
        number.copied().unwrap_or(0)
    }

    /// Whether a time of the paragraph is a year.
    pub fn has_a_year(&self) -> bool {
        self.time_at
            .iter()
            .flatten()
            .any(|(index, _)| self.time(*index).item.value.len() == "2016".len())
    }

    /// The indices of the figures that begin at these tokens.
    pub fn figures_in(&self, tokens: Range<usize>) -> impl Iterator<Item = u32> + '_ {
        self.figure_at
            .get(tokens)
            .unwrap_or_default()
            .iter()
            .filter_map(|beginning| beginning.map(|(index, _)| index))
    }
}

/// For each token, the item of the passage that begins there.
fn beginnings<T>(tokens: &[Token], items: &[Stated<T>], passage: Span) -> Vec<Beginning> {
    let mut out = vec![None; tokens.len()];
    for index in within(items, passage) {
        let span = items[index].span;
        let from = tokens.partition_point(|token| token.end <= span.start());
        let to = tokens.partition_point(|token| token.start < span.end());
        if let Some(beginning) = out.get_mut(from).filter(|_| to > from) {
            *beginning = Some((index as u32, to as u32));
        }
    }
    out
}
