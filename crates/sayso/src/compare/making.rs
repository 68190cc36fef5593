//! In: a [`Reading`]. Out: its [`Sketch`].

use super::careless::careless_end;
use super::credits::credits;
use super::published::{day_number, moment};
use super::sketch::{
    MOST_SENTENCES, SentenceKind, Sketch, SketchClaim, SketchFigure, SketchName, SketchQuotation,
    SketchSentence, SketchTime, WordPlace,
};
use super::word_keys::{KnownWords, WordKey, body_key, name_key};
use crate::attribute::Attribution;
use crate::certainty::{Claim, Status, TriggerKind};
use crate::document::BlockKind;
use crate::measure::{Decimal, Figure, Stated, Time, time::TimeRule};
use crate::reading::Reading;
use crate::segment::TokenKind;
use crate::text::Span;
use sayso_english::hash::mix;
use sayso_english::standing::{is_standing, opens_description};
use std::cell::RefCell;
use std::ops::Range;

/// Words of the longest report that is compared. A longer one is compared by its beginning, so that
/// time and memory are bounded.
const MOST_WORDS: usize = 20_000;

/// A paragraph of more sentences is not the page's own only because its first one is.
const MOST_OF_PAGE: usize = 6;

/// From this share of quoted words on a sentence counts as a quotation.
const MOSTLY_QUOTED: f32 = 0.6;

thread_local! {
    /// What is remembered changes no result, only how long it takes.
    static KNOWN_WORDS: RefCell<KnownWords> = RefCell::new(KnownWords::new());
}

impl Sketch {
    /// The sketch of a report.
    pub fn of(reading: &Reading) -> Sketch {
        let document = &reading.document;
        let mut made = Making::new(reading);
        KNOWN_WORDS.with_borrow_mut(|known| made.sentences(known));
        made.names();
        made.figures();
        made.times();
        made.quotations();
        made.claims();
        Sketch {
            published: document.published.as_deref().and_then(day_number),
            moment: moment(document),
            outlet: document.outlet.as_deref().map(body_key),
            credits: credits(reading),
            ..made.sketch
        }
    }
}

/// A sketch that is being made.
struct Making<'a> {
    reading: &'a Reading,
    sketch: Sketch,
    /// The paragraph is after the heading of a standing description.
    in_description: bool,
    /// The paragraph is the page's own.
    in_boilerplate: bool,
}

impl<'a> Making<'a> {
    fn new(reading: &'a Reading) -> Making<'a> {
        let words = reading.segments.tokens.len().min(MOST_WORDS);
        let mut sketch = Sketch::default();
        sketch.words.reserve(words);
        sketch.places.reserve(words);
        sketch.sentences.reserve(reading.segments.sentences.len());
        Making {
            reading,
            sketch,
            in_description: false,
            in_boilerplate: false,
        }
    }

    fn text(&self, span: Span) -> &'a str {
        &self.reading.document.text[span]
    }

    fn sentences(&mut self, known: &mut KnownWords) {
        let segments = &self.reading.segments;
        for paragraph in &segments.paragraphs {
            let block = self.reading.document.blocks[paragraph.block as usize].kind;
            self.paragraph(paragraph.sentences.clone(), block);
            for (number, at) in paragraph.sentences.clone().enumerate() {
                let is_full = self.sketch.words.len() >= MOST_WORDS
                    || self.sketch.sentences.len() >= MOST_SENTENCES;
                if is_full {
                    return;
                }
                let mut rest = segments.sentences[at as usize].tokens.clone();
                let mut begins_paragraph = number == 0;
                while let Some(end) = careless_end(self.reading, &rest) {
                    self.sentence(rest.start..end, block, begins_paragraph, known);
                    (rest.start, begins_paragraph) = (end, false);
                }
                self.sentence(rest, block, begins_paragraph, known);
            }
        }
    }

    fn sentence(
        &mut self,
        tokens: Range<u32>,
        block: BlockKind,
        begins_paragraph: bool,
        known: &mut KnownWords,
    ) {
        let segments = &self.reading.segments;
        let first = self.sketch.words.len() as u32;
        let mut quoted = 0;
        for token in &segments.tokens[tokens.start as usize..tokens.end as usize] {
            if token.kind != TokenKind::Mark {
                quoted += u32::from(token.depth > 0);
                let (key, spelling) = known.of(self.text(token.span));
                self.sketch.words.push(key);
                self.sketch.places.push(WordPlace {
                    span: token.span,
                    spelling,
                });
            }
        }
        let words = first..self.sketch.words.len() as u32;
        if words.is_empty() {
            return;
        }
        let is_quoted = quoted as f32 >= MOSTLY_QUOTED * words.len() as f32;
        let kind = match block {
            _ if self.is_boilerplate(&tokens, is_quoted) => SentenceKind::Boilerplate,
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

    /// Notes whether the sentences of a paragraph are the page's own: those of a short one that begins with such a
    /// sentence, and all after the heading of a standing description.
    fn paragraph(&mut self, sentences: Range<u32>, block: BlockKind) {
        let segments = &self.reading.segments;
        let (Some(first), count) = (sentences.clone().next(), sentences.len()) else {
            return;
        };
        let tokens = segments.sentences[first as usize].tokens.clone();
        let opens = !self.sketch.words.is_empty()
            && opens_description(self.text(segments.span(tokens.clone())));
        let is_heading = matches!(block, BlockKind::Headline | BlockKind::Heading);
        self.in_description = opens || self.in_description && !is_heading;
        self.in_boilerplate = self.in_description
            || count <= MOST_OF_PAGE && !self.is_quoted(&tokens) && self.is_page(&tokens);
    }

    /// Whether a sentence is the page's or the outlet's own.
    fn is_boilerplate(&self, tokens: &Range<u32>, is_quoted: bool) -> bool {
        self.in_boilerplate || !is_quoted && self.is_page(tokens)
    }

    /// Whether the words outside of quotations are those of the page.
    fn is_page(&self, tokens: &Range<u32>) -> bool {
        let tokens = &self.reading.segments.tokens[tokens.start as usize..tokens.end as usize];
        let own = tokens.iter().filter(|token| token.depth == 0);
        is_standing(own.map(|token| self.text(token.span)))
    }

    /// Whether most words are quoted.
    fn is_quoted(&self, tokens: &Range<u32>) -> bool {
        let tokens = &self.reading.segments.tokens[tokens.start as usize..tokens.end as usize];
        let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark);
        let quoted = words.clone().filter(|token| token.depth > 0);
        quoted.count() as f32 >= MOSTLY_QUOTED * words.count() as f32
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
