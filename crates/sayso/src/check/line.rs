//! In: a paragraph of a reading. Out: its tokens, each with the figure or the time that begins at
//! it: what the patterns of frames are matched against.

use super::voice::Voices;
use crate::measure::scan::{Kind, Token, scan};
use crate::measure::time::{Date, Time};
use crate::measure::{Figure, Stated};
use crate::text::Span;

/// Figures and times by their index in the reading, and the token after them.
type Begins = Option<(u32, u32)>;

/// A paragraph, ready to be matched.
pub struct Line<'r> {
    /// The text of the report.
    pub text: &'r str,
    /// The paragraph's tokens, places in the report.
    pub tokens: Vec<Token>,
    /// For each token the figure that begins there.
    pub figure_at: Vec<Begins>,
    /// For each token the time that begins there.
    pub time_at: Vec<Begins>,
    /// For each token the number of its sentence.
    pub sentence: Vec<u32>,
    /// All figures of the reading.
    pub figures: &'r [Stated<Figure>],
    /// All times of the reading.
    pub times: &'r [Stated<Time>],
    /// The day of publication.
    pub published: Option<Date>,
    /// Whose figures they are.
    pub voices: Voices<'r>,
}

/// What is read, in one bundle.
#[derive(Clone, Copy)]
pub struct Material<'r> {
    /// The text of the report.
    pub text: &'r str,
    /// Its figures, in order.
    pub figures: &'r [Stated<Figure>],
    /// Its times, in order.
    pub times: &'r [Stated<Time>],
    /// The day of publication.
    pub published: Option<Date>,
    /// Whose figures they are.
    pub voices: Voices<'r>,
}

/// Those of `items` that stand in the passage: they are in order.
pub fn within<T>(items: &[Stated<T>], passage: Span) -> std::ops::Range<usize> {
    let from = items.partition_point(|i| i.span.start() < passage.start());
    let to = items.partition_point(|i| i.span.start() < passage.end());
    from..to.max(from)
}

impl<'r> Line<'r> {
    /// Of a paragraph whose sentences stand there.
    pub fn new(material: &Material<'r>, sentences: &[Span]) -> Line<'r> {
        let passage = sentences
            .iter()
            .copied()
            .reduce(Span::cover)
            .unwrap_or_default();
        let mut tokens = scan(&material.text[passage.range()]);
        for token in &mut tokens {
            token.start += passage.start();
            token.end += passage.start();
        }
        let sentence = tokens
            .iter()
            .map(|t| sentences.partition_point(|s| s.end() <= t.start) as u32)
            .collect();
        let figure_at = begins(&tokens, material.figures, passage);
        let time_at = begins(&tokens, material.times, passage);
        let Material {
            text,
            figures,
            times,
            published,
            voices,
        } = *material;
        Line {
            text,
            tokens,
            figure_at,
            time_at,
            sentence,
            figures,
            times,
            published,
            voices,
        }
    }

    /// The words of a token.
    pub fn word(&self, at: usize) -> &'r str {
        self.tokens.get(at).map_or("", |t| t.text(self.text))
    }

    /// Is it a hyphen or a dash?
    pub fn hyphen(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == Kind::Hyphen)
    }

    /// The tokens of the sentences from that of the one token to that of the other.
    pub fn sentences(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let number = |at: usize| {
            self.sentence
                .get(at)
                .or(self.sentence.last())
                .copied()
                .unwrap_or(0)
        };
        let first = self.sentence.partition_point(|&s| s < number(from));
        first
            ..self
                .sentence
                .partition_point(|&s| s <= number(to.max(from)))
    }

    /// Does the paragraph tell of a year?
    pub fn times_in_years(&self) -> bool {
        let year = |n: u32| self.times[n as usize].item.value.len() == 4;
        self.time_at.iter().flatten().any(|t| year(t.0))
    }

    /// The figures that begin between these tokens.
    pub fn figures_in(&self, tokens: std::ops::Range<usize>) -> impl Iterator<Item = u32> + '_ {
        self.figure_at
            .get(tokens)
            .unwrap_or_default()
            .iter()
            .filter_map(|f| f.map(|f| f.0))
    }
}

/// The items that begin at each token.
fn begins<T>(tokens: &[Token], items: &[Stated<T>], passage: Span) -> Vec<Begins> {
    let mut out = vec![None; tokens.len()];
    for n in within(items, passage) {
        let span = items[n].span;
        let from = tokens.partition_point(|t| t.end <= span.start());
        let to = tokens.partition_point(|t| t.start < span.end());
        if let Some(slot) = out.get_mut(from).filter(|_| to > from) {
            *slot = Some((n as u32, to as u32));
        }
    }
    out
}
