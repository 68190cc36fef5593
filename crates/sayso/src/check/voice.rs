//! In: a reading, places of figures in it. Out: whether they are known to be one source's figures: two sources may well
//! disagree, and neither be wrong.

use super::line::within;
use crate::attribute::{Attribution, AttributionId};
use crate::measure::Stated;
use crate::reading::Reading;
use crate::text::Span;

/// What is told where figures of several sources are put together.
pub const DIFFERENT: &str = "inputs from different sources";

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

    /// Are these figures of more than one source, or not known to be of one?
    pub fn apart(&self, places: impl Iterator<Item = Span>) -> bool {
        let all: Vec<(Span, Option<AttributionId>)> = places.map(|span| (span, self.at(span))).collect();
        let pairs = all.iter().enumerate().flat_map(|(n, a)| all[n + 1..].iter().map(move |b| (a, b)));
        pairs.into_iter().any(|(a, b)| match (a.1, b.1) {
            (None, None) => false,
            (Some(one), Some(other)) => !self.one(one, other),
            (Some(said), None) | (None, Some(said)) => self.parted(said, a.0, b.0),
        })
    }

    /// The innermost attribution around the figure or time that stands there, or that it is a part of.
    fn at(&self, span: Span) -> Option<AttributionId> {
        fn there<T>(items: &[Stated<T>], span: Span) -> Option<&Stated<T>> {
            let till = within(items, Span::new(0, span.end())).end;
            items[..till].iter().rev().take(2).find(|i| i.span.overlaps(span))
        }
        let figure = there(&self.reading.figures, span).map(|f| f.attribution);
        figure.or_else(|| there(&self.reading.times, span).map(|t| t.attribution)).flatten()
    }

    /// Are these known to be of one source: one attribution or what carries it on, one speaker, or a name that comes again?
    fn one(&self, a: AttributionId, b: AttributionId) -> bool {
        let (a, b) = (self.begun(a), self.begun(b));
        if a == b {
            return true;
        }
        let speaker = |id: AttributionId| {
            let known = self.reading.resolution.speakers.get(id.0 as usize);
            known.map(|s| &*s.entities).filter(|entities| !entities.is_empty())
        };
        match speaker(a).zip(speaker(b)) {
            Some((a, b)) => a == b,
            None => self.named_alike(a, b),
        }
    }

    /// The attribution that this one carries on.
    fn begun(&self, id: AttributionId) -> AttributionId {
        // Bounded: given attributions can go in circles.
        let chain = std::iter::successors(Some(id), |id| self.attribution(*id).carried_from);
        chain.take(self.reading.attributions.len()).last().unwrap_or(id)
    }

    fn attribution(&self, id: AttributionId) -> &'r Attribution {
        &self.reading.attributions[id.0 as usize]
    }

    /// Does a word of the one source with a capital letter come again in the other's?
    fn named_alike(&self, a: AttributionId, b: AttributionId) -> bool {
        let names = |id: AttributionId| {
            let spans = self.attribution(id).source.iter();
            let words = spans.flat_map(|s| self.reading.document.text[*s].split(|c: char| !c.is_alphanumeric()));
            words.filter(|w| w.chars().next().is_some_and(char::is_uppercase) && w.chars().count() > 2)
        };
        names(a).any(|name| names(b).any(|other| other == name))
    }

    /// Is what is said parted from what nobody is named for: by a sentence's end, or by the words that say who says it? Else
    /// the end of what is said may only have been missed.
    fn parted(&self, said: AttributionId, a: Span, b: Span) -> bool {
        let end_of_first = a.end().min(b.end());
        let between = Span::new(end_of_first, a.start().max(b.start()).max(end_of_first));
        let sentences = &self.reading.segments.sentences;
        let sentence = |span: Span| {
            sentences.partition_point(|s| self.reading.segments.span(s.tokens.clone()).end() <= span.start())
        };
        let said = self.attribution(said);
        sentence(a) != sentence(b) || said.cue.iter().chain(&said.source).any(|s| between.contains(*s))
    }
}
