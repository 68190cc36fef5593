//! Whether figures come from one source. If two sources disagree, neither has made a slip, so that
//! a finding about their figures is a note.

use super::paragraph::within;
use crate::attribute::{Attribution, AttributionId};
use crate::measure::Stated;
use crate::reading::Reading;
use crate::text::Span;

/// How many sources figures come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sources {
    /// From one source, or all from the report itself.
    One,
    /// Perhaps from several: "he" may be a person named before.
    Unclear,
    /// From several; the report itself may be one of them.
    Several,
}

impl Sources {
    /// The assumption that is shown with a finding.
    pub fn assumption(self) -> Option<&'static str> {
        match self {
            Sources::One => None,
            Sources::Unclear => Some("the figures may come from different sources"),
            Sources::Several => Some("the figures come from different sources"),
        }
    }
}

/// Looks up the sources of the figures of a reading.
#[derive(Clone, Copy)]
pub struct FigureSources<'r> {
    reading: &'r Reading,
}

impl<'r> FigureSources<'r> {
    /// The sources of this reading.
    pub fn new(reading: &'r Reading) -> FigureSources<'r> {
        FigureSources { reading }
    }

    /// How many sources the figures and times in these spans come from.
    pub fn of(self, spans: impl Iterator<Item = Span>) -> Sources {
        let all: Vec<(Span, Option<AttributionId>)> = spans
            .map(|span| (span, self.attribution_around(span)))
            .collect();
        let pairs = all
            .iter()
            .enumerate()
            .flat_map(|(n, a)| all[n + 1..].iter().map(move |b| (a, b)));
        pairs
            .map(|(a, b)| self.of_two(*a, *b))
            .max()
            .unwrap_or(Sources::One)
    }

    fn of_two(
        self,
        (a, a_said): (Span, Option<AttributionId>),
        (b, b_said): (Span, Option<AttributionId>),
    ) -> Sources {
        match (a_said, b_said) {
            (Some(one), Some(other)) => self.of_attributions(one, other),
            (Some(said), None) | (None, Some(said)) if self.is_separate(said, a, b) => {
                Sources::Several
            }
            _ => Sources::One,
        }
    }

    /// The innermost attribution around the figure or time at a span, or around the one that the
    /// span is a part of.
    fn attribution_around(self, span: Span) -> Option<AttributionId> {
        let figure = item_at(&self.reading.figures, span).map(|figure| figure.attribution);
        let time = || item_at(&self.reading.times, span).map(|time| time.attribution);
        figure.or_else(time).flatten()
    }

    /// Two attributions have one source if one continues the other, if they have one speaker, if a
    /// name is in both sources, or if both sources have the same words.
    fn of_attributions(self, a: AttributionId, b: AttributionId) -> Sources {
        let (a, b) = (self.origin(a), self.origin(b));
        if a == b {
            return Sources::One;
        }
        if let Some((a, b)) = self.speaker(a).zip(self.speaker(b)) {
            return if a == b {
                Sources::One
            } else {
                Sources::Several
            };
        }
        let (a, b) = (self.source_words(a), self.source_words(b));
        if a == b && !a.is_empty() {
            return Sources::One;
        }
        let (a_names, b_names) = (names(&a), names(&b));
        if a_names.iter().any(|name| b_names.contains(name)) {
            Sources::One
        } else if a_names.is_empty() || b_names.is_empty() {
            Sources::Unclear
        } else {
            Sources::Several
        }
    }

    fn speaker(self, id: AttributionId) -> Option<&'r [crate::resolve::EntityId]> {
        let speaker = self.reading.resolution.speakers.get(id.0 as usize)?;
        Some(&*speaker.entities).filter(|entities| !entities.is_empty())
    }

    /// The attribution that this one continues, over all steps.
    fn origin(self, id: AttributionId) -> AttributionId {
        let chain = std::iter::successors(Some(id), |id| self.attribution(*id).carried_from);
        // The number of steps is limited, because attributions that are given by another program
        // may continue each other in a circle.
        chain
            .take(self.reading.attributions.len())
            .last()
            .unwrap_or(id)
    }

    fn attribution(self, id: AttributionId) -> &'r Attribution {
        &self.reading.attributions[id.0 as usize]
    }

    fn source_words(self, id: AttributionId) -> Vec<&'r str> {
        let text = &self.reading.document.text;
        let spans = self.attribution(id).source.iter();
        spans
            .flat_map(|span| text[*span].split(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .collect()
    }

    /// Whether a figure outside an attribution is clearly not part of it: the end of a sentence, or
    /// the words that say who speaks, are between the two figures. Otherwise the end of the content
    /// may have been missed.
    fn is_separate(self, said: AttributionId, a: Span, b: Span) -> bool {
        let attribution = self.attribution(said);
        // A figure in the words for the source goes with what the source says: "The nine-member
        // council voted 7-2".
        if attribution
            .source
            .iter()
            .any(|span| span.overlaps(a) || span.overlaps(b))
        {
            return false;
        }
        let end_of_first = a.end().min(b.end());
        let between = Span::new(end_of_first, a.start().max(b.start()).max(end_of_first));
        let mut says_who = attribution.cue.iter().chain(&attribution.source);
        self.sentence(a) != self.sentence(b) || says_who.any(|span| between.contains(*span))
    }

    fn sentence(self, span: Span) -> usize {
        let segments = &self.reading.segments;
        segments
            .sentences
            .partition_point(|s| segments.span(s.tokens.clone()).end() <= span.start())
    }
}

/// The item that overlaps a span. Items are in text order; the last two that begin before the end
/// of the span are tried, because one may be within the other.
fn item_at<T>(items: &[Stated<T>], span: Span) -> Option<&Stated<T>> {
    let before = within(items, Span::new(0, span.end())).end;
    items[..before]
        .iter()
        .rev()
        .take(2)
        .find(|item| item.span.overlaps(span))
}

/// A name has more than this number of bytes, so that "The" and "Mr" are not taken for one.
const LONGEST_TITLE: usize = 3;

fn names<'r>(words: &[&'r str]) -> Vec<&'r str> {
    words
        .iter()
        .copied()
        .filter(|word| word.len() > LONGEST_TITLE && word.starts_with(char::is_uppercase))
        .collect()
}
