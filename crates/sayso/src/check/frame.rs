//! What a frame is: a small grammar of words and figures, and the arithmetic that its figures
//! assert. Only a frame may say that figures do not agree.

use super::derivation::{Derivation, Expr, Leaf, LeafUnit, Relation};
use super::finding::{Label, NamedRule};
use super::line::Line;
use super::pages::Page;
use super::pattern::{Caught, is_of};
use crate::measure::time::Time;
use crate::measure::{Decimal, Figure, Unit};
use crate::text::Span;

/// A pattern and what it asserts.
pub type Rule = (&'static str, fn(&Catch) -> Option<Asserted>);

/// Finds what no pattern can, and adds it with the token it begins at.
pub type Search = fn(&Line, &mut Vec<(usize, Asserted)>);

/// A frame.
pub struct Frame {
    /// Its page.
    pub page: Page,
    /// Its patterns.
    pub rules: &'static [Rule],
    /// What no pattern can tell.
    pub more: Option<(NamedRule, Search)>,
}

/// What figures assert.
#[derive(Clone, Debug)]
pub struct Asserted {
    /// The arithmetic.
    pub derivation: Derivation,
    /// What had to be taken for granted.
    pub assumptions: Vec<String>,
    /// Is agreement worth a note? A range in order says nothing.
    pub telling: bool,
    /// Labels of the figures computed with, in the order of the derivation.
    pub labels: &'static [Label],
}

impl Asserted {
    /// `computed` must be what is `stated`.
    pub fn equal(computed: Expr, stated: Leaf, labels: &'static [Label]) -> Asserted {
        let derivation = Derivation {
            computed,
            relation: Relation::Equal,
            stated,
        };
        Asserted {
            derivation,
            assumptions: Vec::new(),
            telling: true,
            labels,
        }
    }

    /// The same under an assumption.
    #[must_use]
    pub fn assuming(mut self, what: impl Into<String>) -> Asserted {
        self.assumptions.push(what.into());
        self
    }

    /// The same with another relation; agreement is then nothing to tell.
    #[must_use]
    pub fn related(mut self, relation: Relation) -> Asserted {
        (self.derivation.relation, self.telling) = (relation, false);
        self
    }
}

/// Up or down, more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// More.
    Up,
    /// Less.
    Down,
}

/// A match, with what it was matched against.
pub struct Catch<'l, 'r> {
    /// The paragraph.
    pub line: &'l Line<'r>,
    /// What was caught.
    pub caught: &'l Caught,
}

impl<'r> Catch<'_, 'r> {
    fn index(&self, name: u8) -> Option<usize> {
        self.caught
            .slots
            .iter()
            .find(|s| s.0 == name)
            .map(|s| s.1 as usize)
    }

    /// The figure of a slot.
    pub fn figure(&self, name: u8) -> Option<&'r Figure> {
        self.index(name).map(|n| &self.line.figures[n].item)
    }

    /// The time of a slot, and where it stands.
    pub fn time(&self, name: u8) -> Option<(&'r Time, Span)> {
        self.index(name)
            .map(|n| (&self.line.times[n].item, self.line.times[n].span))
    }

    /// The figure of a slot as a leaf.
    pub fn leaf(&self, name: u8) -> Option<Leaf> {
        let stated = &self.line.figures[self.index(name)?];
        Leaf::of(stated.span, &stated.item)
    }

    /// The figure of a slot without its modifier: in "$2 million more than $9 million" nothing is
    /// more than $9 million.
    pub fn bare_leaf(&self, name: u8) -> Option<Leaf> {
        let stated = &self.line.figures[self.index(name)?];
        let value = stated.item.low.or(stated.item.high);
        let bare = Figure {
            low: value,
            high: value,
            modifier: None,
            ..stated.item.clone()
        };
        // The words of a bound belong to a figure without a unit.
        let words = &self.line.text[stated.span.range()];
        let number = words
            .find(|c: char| c.is_ascii_digit())
            .filter(|_| stated.item.unit.is_none())
            .unwrap_or(0);
        Leaf::of(
            Span::new(stated.span.start() + number as u32, stated.span.end()),
            &bare,
        )
    }

    /// Was the slot filled?
    pub fn has(&self, name: u8) -> bool {
        self.index(name).is_some()
    }

    /// The two numbers of a "from … to …" or a tally, as leaves, in the order of the text.
    pub fn ends(&self, name: u8) -> Option<(Leaf, Leaf)> {
        let stated = &self.line.figures[self.index(name)?];
        let text = &self.line.text[stated.span.range()];
        let cut = text.find(" to ").map(|at| (at, at + 4)).or_else(|| {
            text.char_indices()
                .skip(1)
                .find(|(_, c)| matches!(c, '-' | '–' | '—'))
                .map(|(at, c)| (at, at + c.len_utf8()))
        })?;
        let start = stated.span.start() + if text.starts_with("from ") { 5 } else { 0 };
        let first = Span::new(start, stated.span.start() + cut.0 as u32);
        let second = Span::new(stated.span.start() + cut.1 as u32, stated.span.end());
        let one = |value: Option<Decimal>| Figure {
            low: value,
            high: value,
            ..stated.item.clone()
        };
        Some((
            Leaf::of(first, &one(stated.item.low))?,
            Leaf::of(second, &one(stated.item.high))?,
        ))
    }

    /// Are all of these figures counted in the same unit, and, as far as it is told, of the same
    /// thing?
    pub fn alike(&self, names: &[u8]) -> bool {
        let figures: Vec<&Figure> = names.iter().filter_map(|n| self.figure(*n)).collect();
        let Some(first) = figures.first() else {
            return false;
        };
        figures
            .iter()
            .all(|f| f.unit == first.unit && f.per.len() == first.per.len())
    }

    /// Is what is counted called the same wherever it is told?
    pub fn of_one_thing(&self, names: &[u8]) -> bool {
        let mut heads = names
            .iter()
            .filter_map(|n| self.figure(*n)?.of)
            .map(|of| of.passage(self.line.text));
        heads
            .next()
            .is_none_or(|first| heads.all(|other| other.eq_ignore_ascii_case(first)))
    }

    /// Are there no other figures of this unit in the sentences it stands in? What else is told may
    /// belong to it.
    pub fn alone(&self, name: u8) -> bool {
        let Some(figure) = self.figure(name) else {
            return false;
        };
        let caught = |n: u32| self.caught.slots.iter().any(|s| s.1 == n);
        let same = |n: u32| {
            let other = &self.line.figures[n as usize].item;
            other.unit == figure.unit
                && other.role == figure.role
                && other.per.len() == figure.per.len()
        };
        let sentences = self
            .line
            .sentences(self.caught.from, self.caught.to.saturating_sub(1));
        !self
            .line
            .figures_in(sentences)
            .any(|n| !caught(n) && same(n))
    }

    /// Does one of these words stand in the sentences of the match?
    pub fn says(&self, words: &[&str]) -> bool {
        let sentences = self
            .line
            .sentences(self.caught.from, self.caught.to.saturating_sub(1));
        sentences.into_iter().any(|at| {
            words
                .iter()
                .any(|w| self.line.word(at).eq_ignore_ascii_case(w))
        })
    }

    /// The word after the match.
    pub fn next_word(&self) -> &'r str {
        self.line.word(self.caught.to)
    }

    /// The first way told by the words of the pattern.
    pub fn way(&self, up: &[&str], down: &[&str]) -> Option<Way> {
        self.caught.words.iter().find_map(|&at| {
            let word = self.line.tokens[at].key;
            if down.iter().any(|class| is_of(class, word)) {
                return Some(Way::Down);
            }
            up.iter().any(|class| is_of(class, word)).then_some(Way::Up)
        })
    }
}

/// A share as points: 0.41 is 41 of them.
pub fn points_of(mut share: Leaf) -> Leaf {
    if share.unit == Some(LeafUnit::Of(Unit::PERCENT)) {
        for reading in &mut share.readings {
            let points = |v: Decimal| v.times_ten_to(2);
            (reading.low, reading.high) =
                (reading.low.and_then(points), reading.high.and_then(points));
        }
        share.unit = Some(LeafUnit::Of(Unit::PERCENTAGE_POINT));
    }
    share
}

/// Is any of it below nought?
pub fn is_negative(figure: &Figure) -> bool {
    [figure.low, figure.high]
        .into_iter()
        .flatten()
        .any(Decimal::is_negative)
}
