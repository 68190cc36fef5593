//! In: a [`Reading`]. Out: its [`Sketch`].

use super::careless::careless_end;
use super::credits::credits;
use super::word_keys::{Spelling, WordKey, body_key, name_key};
use crate::attribute::Attribution;
use crate::certainty::{Claim, Status, TriggerKind};
use crate::credits::CreditKind;
use crate::document::BlockKind;
use crate::measure::{Decimal, Figure, Stated, Time, Unit, time::TimeRule};
use crate::reading::Reading;
use crate::segment::TokenKind;
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
    /// The key of its last word, see [`name_key`].
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
    /// The agency, outlet or organisation, see [`body_key`].
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
    /// The outlet, see [`body_key`].
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

/// Words of the longest report that is compared. A longer one is compared by its beginning, so that
/// time and memory are bounded.
const MOST_WORDS: usize = 20_000;
/// The same for sentences: each of one report is held against each of the other.
pub(super) const MOST_SENTENCES: usize = 2_000;

/// From this share of quoted words on a sentence counts as a quotation.
const MOSTLY_QUOTED: f32 = 0.6;

impl Sketch {
    /// The sketch of a report.
    pub fn of(reading: &Reading) -> Sketch {
        let document = &reading.document;
        let mut made = Making::new(reading);
        made.sentences();
        made.names();
        made.figures();
        made.times();
        made.quotations();
        made.claims();
        Sketch {
            published: document.published.as_deref().and_then(day_number),
            outlet: document.outlet.as_deref().map(body_key),
            credits: credits(reading),
            ..made.sketch
        }
    }

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

fn day_number(day: &str) -> Option<i32> {
    let moment = crate::measure::time::Moment::parse(day)?;
    i32::try_from(moment.date.days()).ok()
}

/// A sketch that is being made.
struct Making<'a> {
    reading: &'a Reading,
    sketch: Sketch,
}

impl<'a> Making<'a> {
    fn new(reading: &'a Reading) -> Making<'a> {
        let words = reading.segments.tokens.len().min(MOST_WORDS);
        let mut sketch = Sketch::default();
        sketch.words.reserve(words);
        sketch.places.reserve(words);
        sketch.sentences.reserve(reading.segments.sentences.len());
        Making { reading, sketch }
    }

    fn text(&self, span: Span) -> &'a str {
        &self.reading.document.text[span]
    }

    fn sentences(&mut self) {
        let segments = &self.reading.segments;
        for paragraph in &segments.paragraphs {
            let block = self.reading.document.blocks[paragraph.block as usize].kind;
            for (number, at) in paragraph.sentences.clone().enumerate() {
                let is_full = self.sketch.words.len() >= MOST_WORDS
                    || self.sketch.sentences.len() >= MOST_SENTENCES;
                if is_full {
                    return;
                }
                let mut rest = segments.sentences[at as usize].tokens.clone();
                let mut begins_paragraph = number == 0;
                while let Some(end) = careless_end(self.reading, &rest) {
                    self.sentence(rest.start..end, block, begins_paragraph);
                    (rest.start, begins_paragraph) = (end, false);
                }
                self.sentence(rest, block, begins_paragraph);
            }
        }
    }

    fn sentence(&mut self, tokens: Range<u32>, block: BlockKind, begins_paragraph: bool) {
        let segments = &self.reading.segments;
        let first = self.sketch.words.len() as u32;
        let mut quoted = 0;
        for token in &segments.tokens[tokens.start as usize..tokens.end as usize] {
            if token.kind != TokenKind::Mark {
                quoted += u32::from(token.depth > 0);
                let word = self.text(token.span);
                self.sketch.words.push(WordKey::of(word));
                self.sketch.places.push(WordPlace {
                    span: token.span,
                    spelling: Spelling::of(word),
                });
            }
        }
        let words = first..self.sketch.words.len() as u32;
        if words.is_empty() {
            return;
        }
        let is_quoted = quoted as f32 >= MOSTLY_QUOTED * words.len() as f32;
        let kind = match block {
            BlockKind::Headline | BlockKind::Heading => SentenceKind::Headline,
            BlockKind::Quote => SentenceKind::Quotation,
            _ if is_quoted => SentenceKind::Quotation,
            _ => SentenceKind::Narration,
        };
        self.sketch.sentences.push(SketchSentence {
            span: segments.span(tokens),
            kind,
            words,
            begins_paragraph,
        });
    }

    /// The words within a span.
    fn words_in(&self, span: Span) -> Range<u32> {
        let places = &self.sketch.places;
        let first = places.partition_point(|place| place.span.start() < span.start());
        let end = places.partition_point(|place| place.span.start() < span.end());
        first as u32..end.max(first) as u32
    }

    fn names(&mut self) {
        let reading = self.reading;
        for name in &reading.tags.names {
            let span = reading.segments.span(name.tokens.clone());
            let words = self.words_in(span);
            if !words.is_empty() {
                let text = self.text(span);
                self.sketch.names.push(SketchName {
                    span,
                    word: words.start,
                    words: short(words.len()),
                    key: name_key(text),
                });
            }
        }
    }

    fn figures(&mut self) {
        for stated in &self.reading.figures {
            if let Some(figure) = self.figure(stated) {
                self.sketch.figures.push(figure);
            }
        }
    }

    fn figure(&self, stated: &Stated<Figure>) -> Option<SketchFigure> {
        let figure = &stated.item;
        let words = self.words_in(stated.span);
        let value = packed(figure.low.or(figure.high)?)?;
        let high = figure.high.and_then(packed);
        Some(SketchFigure {
            span: stated.span,
            words: short(words.len()),
            word: words.into_iter().next()?,
            value,
            high: high.filter(|&high| figure.low.is_some() && high != value),
            unit: figure.unit,
            of: figure.of.map(|span| WordKey::of(self.text(span))),
        })
    }

    fn times(&mut self) {
        for stated in &self.reading.times {
            if let Some(time) = self.time(stated) {
                self.sketch.times.push(time);
            }
        }
    }

    fn time(&self, stated: &Stated<Time>) -> Option<SketchTime> {
        let time = &stated.item;
        let words = self.words_in(stated.span);
        let mut key = 0;
        for word in words.clone() {
            let word = self.sketch.words[word as usize].0;
            key = mix(key, u64::from(word));
        }
        let day = |moment: &crate::measure::time::Moment| i32::try_from(moment.date.days()).ok();
        let begin = time.begin.as_ref().and_then(day);
        let end = time.end.as_ref().and_then(day);
        Some(SketchTime {
            span: stated.span,
            words: short(words.len()),
            word: words.into_iter().next()?,
            key: (key >> 16) as u32,
            days: begin.zip(end),
            is_explicit: time.why == TimeRule::Calendar,
        })
    }

    fn quotations(&mut self) {
        let reading = self.reading;
        for quotation in reading.segments.quotations.iter().filter(|q| q.level == 0) {
            let span = reading.segments.span(quotation.tokens.clone());
            let words = self.words_in(span);
            if !words.is_empty() {
                let speaker = self.speaker(span);
                self.sketch.quotations.push(SketchQuotation {
                    span,
                    words,
                    speaker,
                });
            }
        }
    }

    /// The key of the speaker of the attribution whose content has this quotation.
    fn speaker(&self, quotation: Span) -> Option<u32> {
        let reading = self.reading;
        let holds = |a: &Attribution| a.content.iter().any(|c| c.overlaps(quotation));
        let number = reading.attributions.iter().position(holds)?;
        self.source_key(number)
    }

    /// The key of the source of an attribution: of its name, or of its last word.
    fn source_key(&self, attribution: usize) -> Option<u32> {
        let reading = self.reading;
        let speakers = &reading.resolution.speakers;
        let entity = speakers.get(attribution).and_then(|s| s.entities.first());
        if let Some(id) = entity {
            return Some(name_key(&reading.resolution.entities[id.0 as usize].name));
        }
        let source = reading.attributions[attribution].speaker(&reading.attributions);
        source.first().map(|&span| name_key(self.text(span)))
    }

    fn claims(&mut self) {
        let reading = self.reading;
        if reading.claims.is_empty() {
            // Without a tagger there are attributions and no claims.
            for (number, attribution) in reading.attributions.iter().enumerate() {
                self.claim(Some(number), &attribution.content, Status::Asserted, None);
            }
        }
        for claim in &reading.claims {
            let attribution = claim.attribution.map(|id| id.0 as usize);
            let trigger = trigger(claim);
            self.claim(attribution, &claim.content, claim.status, trigger);
        }
        self.sketch
            .claims
            .sort_by_key(|c| (c.words.start, c.words.end));
    }

    fn claim(
        &mut self,
        attribution: Option<usize>,
        content: &[Span],
        status: Status,
        trigger: Option<Span>,
    ) {
        let (Some(first), Some(last)) = (content.first(), content.last()) else {
            return;
        };
        let words = self.words_in(first.cover(*last));
        if words.is_empty() {
            return;
        }
        let source = attribution.and_then(|number| {
            let all = &self.reading.attributions;
            let spans = all[number].speaker(all);
            spans.first().copied()
        });
        self.sketch.claims.push(SketchClaim {
            words,
            source,
            source_key: attribution.and_then(|number| self.source_key(number)),
            status,
            trigger,
        });
    }
}

/// The first word that makes a claim less than sure. "Not" says that something is not so, which is as sure.
fn trigger(claim: &Claim) -> Option<Span> {
    let is_sure = matches!(claim.status, Status::Asserted | Status::Topic);
    let mut triggers = claim.triggers.iter();
    let first = triggers.find(|t| t.kind != TriggerKind::Negation)?;
    Some(first.span).filter(|_| !is_sure)
}

/// A number of words that fits a byte.
fn short(words: usize) -> u8 {
    words.min(usize::from(u8::MAX)) as u8
}

/// A number as mantissa and power of ten, without zeros at its end, so that equal numbers are equal;
/// none if it has more than 18 digits.
pub(super) fn packed(number: Decimal) -> Option<(i64, i8)> {
    let (mut mantissa, mut exponent) = (number.mantissa(), number.exponent());
    while mantissa != 0 && mantissa % 10 == 0 {
        (mantissa, exponent) = (mantissa / 10, exponent + 1);
    }
    let exponent = if mantissa == 0 { 0 } else { exponent };
    Some((i64::try_from(mantissa).ok()?, i8::try_from(exponent).ok()?))
}
