//! A frame is a set of patterns of words and figures, each with the arithmetic that a sentence of
//! that form asserts. Only a frame may say that figures do not agree.

use super::derivation::{Derivation, Expr, Leaf, LeafUnit, Relation};
use super::paragraph::Paragraph;
use super::pattern::{Captures, WordClass};
use crate::check::finding::{Label, NamedRule};
use crate::check::pages::Page;
use crate::measure::time::Time;
use crate::measure::{Decimal, Figure, Stated, Unit};
use crate::text::Span;
use std::ops::Range;

/// A pattern, and what a sentence of that form asserts; nothing if the match is not what it looks
/// like.
pub type Rule = (&'static str, fn(&Match) -> Option<Assertion>);

/// Finds in a paragraph what no pattern can, and adds it with the token where it begins.
pub type Search = fn(&Paragraph, &mut Vec<(usize, Assertion)>);

/// A frame.
pub struct Frame {
    /// What `sayso explain` says of it.
    pub page: Page,
    /// Its patterns.
    pub rules: &'static [Rule],
    /// A search besides the patterns.
    pub search: Option<(NamedRule, Search)>,
}

/// What a sentence asserts of its figures.
#[derive(Clone, Debug)]
pub struct Assertion {
    /// The arithmetic.
    pub derivation: Derivation,
    /// What had to be taken for granted.
    pub assumptions: Vec<String>,
    /// Whether agreement is worth a note. That the ends of a range are in order is not.
    pub is_noted_if_it_agrees: bool,
    /// Whether the words have another meaning under which the figures agree, so that they are at
    /// most doubtful.
    pub has_other_meaning: bool,
    /// What the figures of the computed side are, from left to right.
    pub labels: &'static [Label],
}

impl Assertion {
    /// Asserts that `computed` is what is `stated`.
    pub fn equal(computed: Expr, stated: Leaf, labels: &'static [Label]) -> Assertion {
        Assertion {
            derivation: Derivation {
                computed,
                relation: Relation::Equal,
                stated,
            },
            assumptions: Vec::new(),
            is_noted_if_it_agrees: true,
            has_other_meaning: false,
            labels,
        }
    }

    /// Adds an assumption.
    #[must_use]
    pub fn assuming(mut self, what: impl Into<String>) -> Assertion {
        self.assumptions.push(what.into());
        self
    }

    /// Asserts another relation. Agreement is then not worth a note.
    #[must_use]
    pub fn related(mut self, relation: Relation) -> Assertion {
        self.derivation.relation = relation;
        self.is_noted_if_it_agrees = false;
        self
    }
}

/// The direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More.
    Up,
    /// Less.
    Down,
}

/// A match of a pattern in a paragraph. Slots are named by the letter that they have in the pattern.
pub struct Match<'p, 'r> {
    /// The paragraph.
    pub paragraph: &'p Paragraph<'r>,
    /// What the pattern has matched.
    pub caught: &'p Captures,
}

impl<'r> Match<'_, 'r> {
    fn index(&self, slot: u8) -> Option<u32> {
        let filled = self.caught.slots.iter().find(|filled| filled.0 == slot);
        filled.map(|filled| filled.1)
    }

    fn stated(&self, slot: u8) -> Option<&'r Stated<Figure>> {
        self.index(slot).map(|index| self.paragraph.figure(index))
    }

    /// The figure in a slot.
    pub fn figure(&self, slot: u8) -> Option<&'r Figure> {
        self.stated(slot).map(|stated| &stated.item)
    }

    /// The time in a slot, and its place in the text.
    pub fn time(&self, slot: u8) -> Option<(&'r Time, Span)> {
        let stated = self.paragraph.time(self.index(slot)?);
        Some((&stated.item, stated.span))
    }

    /// The figure in a slot as a leaf.
    pub fn leaf(&self, slot: u8) -> Option<Leaf> {
        let stated = self.stated(slot)?;
        Leaf::of(stated.span, &stated.item)
    }

    /// The figure in a slot as a leaf without its modifier, because in "$2 million more than $9
    /// million" the words "more than" do not modify $9 million.
    pub fn bare_leaf(&self, slot: u8) -> Option<Leaf> {
        let stated = self.stated(slot)?;
        let value = stated.item.low.or(stated.item.high);
        let bare = Figure {
            low: value,
            high: value,
            modifier: None,
            ..stated.item.clone()
        };
        // The span of a figure without a unit begins with the words of its modifier.
        let from = if stated.item.unit.is_none() {
            let words = &self.paragraph.text()[stated.span.range()];
            words.find(|c: char| c.is_ascii_digit()).unwrap_or(0)
        } else {
            0
        };
        let span = Span::new(stated.span.start() + from as u32, stated.span.end());
        Leaf::of(span, &bare)
    }

    /// Whether a slot was filled.
    pub fn has(&self, slot: u8) -> bool {
        self.index(slot).is_some()
    }

    /// The two numbers of a "from … to …" or a tally, in text order.
    pub fn ends(&self, slot: u8) -> Option<(Leaf, Leaf)> {
        let stated = self.stated(slot)?;
        let text = &self.paragraph.text()[stated.span.range()];
        let link = link_between(text)?;
        let from = if text.starts_with("from ") {
            "from ".len()
        } else {
            0
        };
        let start = stated.span.start();
        let first = Span::new(start + from as u32, start + link.start as u32);
        let second = Span::new(start + link.end as u32, stated.span.end());
        let single = |value: Option<Decimal>| Figure {
            low: value,
            high: value,
            ..stated.item.clone()
        };
        Some((
            Leaf::of(first, &single(stated.item.low))?,
            Leaf::of(second, &single(stated.item.high))?,
        ))
    }

    /// Whether a figure is a percentage.
    pub fn is_percent(&self, slot: u8) -> Option<bool> {
        Some(self.figure(slot)?.unit == Some(Unit::PERCENT))
    }

    /// Whether these figures have one unit.
    pub fn alike(&self, slots: &[u8]) -> bool {
        let mut figures = slots.iter().filter_map(|slot| self.figure(*slot));
        let Some(first) = figures.next() else {
            return false;
        };
        figures.all(|figure| has_unit_of(figure, first))
    }

    /// Whether these figures count the same thing, as far as they say what they count.
    pub fn counts_one_thing(&self, slots: &[u8]) -> bool {
        let text = self.paragraph.text();
        let mut counted = slots
            .iter()
            .filter_map(|slot| self.figure(*slot)?.of)
            .map(|span| &text[span.range()]);
        counted
            .next()
            .is_none_or(|first| counted.all(|other| other.eq_ignore_ascii_case(first)))
    }

    /// Whether no other figure like this one is in the sentences of the match. Another one may
    /// belong to what is asserted, so that the arithmetic would leave it out.
    pub fn is_alone(&self, slot: u8) -> bool {
        let Some(figure) = self.figure(slot) else {
            return false;
        };
        let is_matched = |index: u32| self.caught.slots.iter().any(|filled| filled.1 == index);
        let is_like_it = |index: u32| {
            let other = &self.paragraph.figure(index).item;
            has_unit_of(other, figure) && other.role == figure.role
        };
        !self
            .paragraph
            .figures_in(self.sentences())
            .any(|index| !is_matched(index) && is_like_it(index))
    }

    /// The tokens of the sentences of the match.
    fn sentences(&self) -> Range<usize> {
        let last = self.caught.to.saturating_sub(1);
        self.paragraph.sentences(self.caught.from, last)
    }

    /// Whether one of these words is in the sentences of the match.
    pub fn says(&self, words: &[&str]) -> bool {
        self.sentences().any(|at| {
            let word = self.paragraph.word(at);
            words.iter().any(|wanted| wanted.eq_ignore_ascii_case(word))
        })
    }

    /// The direction of the first matched word that is of one of these classes.
    pub fn direction(&self, up: &[WordClass], down: &[WordClass]) -> Option<Direction> {
        self.caught.words.iter().find_map(|&at| {
            let word = self.paragraph.tokens[at].key;
            if down.iter().any(|class| class.has(word)) {
                return Some(Direction::Down);
            }
            up.iter()
                .any(|class| class.has(word))
                .then_some(Direction::Up)
        })
    }
}

fn has_unit_of(a: &Figure, b: &Figure) -> bool {
    a.unit == b.unit && a.per.len() == b.per.len()
}

/// The bytes between two numbers: " to ", or a hyphen or dash that is not a sign.
fn link_between(text: &str) -> Option<Range<usize>> {
    if let Some(at) = text.find(" to ") {
        return Some(at..at + " to ".len());
    }
    text.char_indices()
        .skip(1)
        .find(|(_, c)| matches!(c, '-' | '–' | '—'))
        .map(|(at, c)| at..at + c.len_utf8())
}

/// A percentage as points: a leaf has 41% as 0.41, which is 41 points.
pub fn points_of(mut leaf: Leaf) -> Leaf {
    if leaf.unit == Some(LeafUnit::Of(Unit::PERCENT)) {
        leaf.shift(2);
        leaf.unit = Some(LeafUnit::Of(Unit::PERCENTAGE_POINT));
    }
    leaf
}

/// A number that means per cent, as a part of one.
pub fn percent_of(mut leaf: Leaf) -> Leaf {
    leaf.shift(-2);
    leaf
}

/// Whether an end of a figure is below zero.
pub fn is_negative(figure: &Figure) -> bool {
    [figure.low, figure.high]
        .into_iter()
        .flatten()
        .any(Decimal::is_negative)
}
