//! What is needed of a report to compare it with another one: a [`Sketch`].

use super::word_keys::{Spelling, WordKey};
use crate::certainty::Status;
use crate::credits::CreditKind;
use crate::measure::Unit;
use crate::text::Span;
use sayso_english::hash::{fnv, mix};
use std::ops::Range;

sayso_english::names! {
    /// What a sentence of a sketch is.
    pub enum SentenceKind {
        /// Mostly in the reporter's words.
        Narration = "narration",
        /// Mostly between quotation marks.
        Quotation = "quotation",
        /// The headline, or a heading.
        Headline = "headline",
        /// The page's or the outlet's own words, which stand in other reports too: an invitation to subscribe, a
        /// copyright line, a description of the company.
        Boilerplate = "boilerplate",
    }
}

/// A sentence of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchSentence {
    /// Its place in the text, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: SentenceKind,
    /// Its words in [`Sketch::words`].
    pub words: Range<u32>,
    /// Whether it begins a paragraph.
    pub begins_paragraph: bool,
}

/// Where a word is, and how it is spelled if it is a name or belongs to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordPlace {
    /// Its place in the text.
    pub span: Span,
    /// What its spelling says.
    pub spelling: Spelling,
}

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SketchName {
    /// Its place in the text.
    pub span: Span,
    /// Its first word.
    pub word: u32,
    /// How many words it has.
    pub words: u8,
    /// The key of its last word, see [`name_key`](super::name_key).
    pub key: u32,
}

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SketchFigure {
    /// Its place in the text.
    pub span: Span,
    /// The word that it begins at.
    pub word: u32,
    /// How many words it has.
    pub words: u8,
    /// The lower end, or the upper one if that is open: mantissa and power of ten.
    pub value: (i64, i8),
    /// The upper end where the figure is a range.
    pub high: Option<(i64, i8)>,
    /// Its unit.
    pub unit: Option<Unit>,
    /// The key of what is counted.
    pub of: Option<WordKey>,
}

impl SketchFigure {
    /// A hash of its value and its unit.
    pub(crate) fn hash(&self) -> u64 {
        let unit = self.unit.map_or(0, |unit| fnv(unit.name().as_bytes()));
        let (mantissa, exponent) = self.value;
        mix(mix(mantissa as u64, exponent as u64), unit)
    }
}

/// A time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SketchTime {
    /// Its place in the text.
    pub span: Span,
    /// The word that it begins at.
    pub word: u32,
    /// How many words it has.
    pub words: u8,
    /// The hash of its words.
    pub key: u32,
    /// The first and the last day, as days since 1970-01-01, if they are known.
    pub days: Option<(i32, i32)>,
    /// Whether the words themselves name a month, a day or a year ("12 June"), so that they mean the
    /// same in every report.
    pub is_explicit: bool,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchQuotation {
    /// Its place in the text, with its marks.
    pub span: Span,
    /// Its words.
    pub words: Range<u32>,
    /// The key of its speaker's name, if it is known.
    pub speaker: Option<u32>,
}

/// What a source is said to say, or the outlet's own hedge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchClaim {
    /// The words of its content, from the first to the last.
    pub words: Range<u32>,
    /// The source as written; none for the outlet's own hedge.
    pub source: Option<Span>,
    /// The key of the source: of its name, or of its last word.
    pub source_key: Option<u32>,
    /// How sure it is said to be.
    pub status: Status,
    /// The word that makes it less than sure.
    pub trigger: Option<Span>,
}

/// A place in which a report says whom it has its words or facts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SketchCredit {
    /// The agency, outlet or organisation, see [`body_key`](super::body_key).
    pub body: u32,
    /// How it is credited.
    pub kind: CreditKind,
    /// The words that credit it; empty if only the metadata have them.
    pub span: Span,
}

/// What is needed of a report to compare it with another one. All spans are bytes of its text; no
/// list refers beyond another one. See [`Sketch::to_bytes`] for its stored form.
///
/// ```
/// use sayso::compare::Sketch;
/// use sayso::{Reader, report::RawReport, words::Words};
/// let words = Words::none();
/// let reading = Reader::new(&words)
///     .read(&RawReport::text("The pier lost 14 piles, Ines Moller said. It is closed."))?;
/// let sketch = Sketch::of(&reading);
/// assert_eq!((sketch.sentences.len(), sketch.figures.len()), (2, 1));
/// assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Ok(sketch));
/// # Ok::<(), sayso::reader::ReadError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// The day of publication, in days since 1970-01-01.
    pub published: Option<i32>,
    /// The moment of publication, in minutes since 1970-01-01 in UTC, if its hour and its zone are known.
    pub moment: Option<i64>,
    /// The outlet, see [`body_key`](super::body_key).
    pub outlet: Option<u32>,
    /// The sentences, in text order.
    pub sentences: Vec<SketchSentence>,
    /// The words of all sentences, in text order.
    pub words: Vec<WordKey>,
    /// The place of each word.
    pub places: Vec<WordPlace>,
    /// The names, in text order.
    pub names: Vec<SketchName>,
    /// The figures, in text order.
    pub figures: Vec<SketchFigure>,
    /// The times, in text order.
    pub times: Vec<SketchTime>,
    /// The outermost quotations, in text order.
    pub quotations: Vec<SketchQuotation>,
    /// What is said by whom, in text order.
    pub claims: Vec<SketchClaim>,
    /// Whom the report credits, in text order.
    pub credits: Vec<SketchCredit>,
}

/// Sentences of the longest report that is compared: each of one report is held against each of the other.
pub(super) const MOST_SENTENCES: usize = 2_000;

impl Sketch {
    /// The words of a sentence, a quotation or a claim.
    pub fn words_of(&self, words: &Range<u32>) -> &[WordKey] {
        &self.words[words.start as usize..words.end as usize]
    }

    /// The sentence that a word is in.
    pub fn sentence_of(&self, word: u32) -> Option<usize> {
        let number = self.sentences.partition_point(|s| s.words.end <= word);
        (number < self.sentences.len()).then_some(number)
    }
}
