//! In: a reading, places of figures in it. Out: whether they are one source's figures: where two
//! disagree neither has made a slip.

use super::line::within;
use crate::attribute::{Attribution, AttributionId};
use crate::measure::Stated;
use crate::reading::Reading;
use crate::text::Span;

/// Whose figures are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sources {
    /// One source's, or all the report's own.
    One,
    /// Perhaps of several: "he" may be somebody named before.
    Open,
    /// Of several, the report among them.
    Several,
}

impl Sources {
    /// What is told of it beside a finding.
    pub fn assumption(self) -> Option<&'static str> {
        match self {
            Sources::One => None,
            Sources::Open => Some("inputs perhaps from different sources"),
            Sources::Several => Some("inputs from different sources"),
        }
    }
}

/// In whose words the figures of a report stand.
#[derive(Clone, Copy)]
pub struct Voices<'r> {
    reading: &'r Reading,
}

impl<'r> Voices<'r> {
    /// Of this reading.
    pub fn new(reading: &'r Reading) -> Voices<'r> {
        Voices { reading }
    }

    /// Whose are the figures that stand there?
    pub fn of(self, places: impl Iterator<Item = Span>) -> Sources {
        let all: Vec<(Span, Option<AttributionId>)> =
            places.map(|span| (span, self.at(span))).collect();
        let pairs = all
            .iter()
            .enumerate()
            .flat_map(|(n, a)| all[n + 1..].iter().map(move |b| (a, b)));
        let sources = pairs.map(|(a, b)| match (a.1, b.1) {
            (Some(one), Some(other)) => self.sources(one, other),
            (Some(said), None) | (None, Some(said)) if self.parted(said, a.0, b.0) => {
                Sources::Several
            }
            _ => Sources::One,
        });
        sources.max().unwrap_or(Sources::One)
    }

    /// The innermost attribution around the figure or time that stands there, or that it is a part
    /// of.
    fn at(self, span: Span) -> Option<AttributionId> {
        fn there<T>(items: &[Stated<T>], span: Span) -> Option<&Stated<T>> {
            let till = within(items, Span::new(0, span.end())).end;
            items[..till]
                .iter()
                .rev()
                .take(2)
                .find(|i| i.span.overlaps(span))
        }
        let figure = there(&self.reading.figures, span).map(|f| f.attribution);
        figure
            .or_else(|| there(&self.reading.times, span).map(|t| t.attribution))
            .flatten()
    }

    /// One attribution or what carries it on, one speaker, a name that comes again, the same words.
    fn sources(self, a: AttributionId, b: AttributionId) -> Sources {
        let (a, b) = (self.begun(a), self.begun(b));
        if a == b {
            return Sources::One;
        }
        let speaker = |id: AttributionId| {
            let known = self.reading.resolution.speakers.get(id.0 as usize);
            known
                .map(|s| &*s.entities)
                .filter(|entities| !entities.is_empty())
        };
        if let Some((a, b)) = speaker(a).zip(speaker(b)) {
            return if a == b {
                Sources::One
            } else {
                Sources::Several
            };
        }
        let (a, b) = (self.words(a), self.words(b));
        let names = |words: &[&'r str]| -> Vec<&'r str> {
            words
                .iter()
                .copied()
                .filter(|w| w.len() > 3 && w.starts_with(char::is_uppercase))
                .collect()
        };
        match (names(&a), names(&b)) {
            _ if a == b && !a.is_empty() => Sources::One,
            (a, b) if a.iter().any(|name| b.contains(name)) => Sources::One,
            (a, b) if a.is_empty() || b.is_empty() => Sources::Open,
            _ => Sources::Several,
        }
    }

    /// The attribution that this one carries on.
    fn begun(self, id: AttributionId) -> AttributionId {
        // Bounded: given attributions can go in circles.
        let chain = std::iter::successors(Some(id), |id| self.attribution(*id).carried_from);
        chain
            .take(self.reading.attributions.len())
            .last()
            .unwrap_or(id)
    }

    fn attribution(self, id: AttributionId) -> &'r Attribution {
        &self.reading.attributions[id.0 as usize]
    }

    /// The words of its source.
    fn words(self, id: AttributionId) -> Vec<&'r str> {
        let spans = self.attribution(id).source.iter();
        let words = spans
            .flat_map(|s| self.reading.document.text[*s].split(|c: char| !c.is_alphanumeric()));
        words.filter(|word| !word.is_empty()).collect()
    }

    /// Is what is said parted from what nobody is named for: by a sentence's end, or by the words
    /// that say who says it? Else the end of what is said may only have been missed.
    fn parted(self, said: AttributionId, a: Span, b: Span) -> bool {
        let end_of_first = a.end().min(b.end());
        let between = Span::new(end_of_first, a.start().max(b.start()).max(end_of_first));
        let sentences = &self.reading.segments.sentences;
        let sentence = |span: Span| {
            sentences.partition_point(|s| {
                self.reading.segments.span(s.tokens.clone()).end() <= span.start()
            })
        };
        let said = self.attribution(said);
        // "The nine-member council voted 7-2": what is told of a source goes with what it says.
        if said.source.iter().any(|s| s.overlaps(a) || s.overlaps(b)) {
            return false;
        }
        sentence(a) != sentence(b)
            || said
                .cue
                .iter()
                .chain(&said.source)
                .any(|s| between.contains(*s))
    }
}
