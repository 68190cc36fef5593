//! Figures that differ, and numbers in dates.

use super::super::making::packed;
use super::super::sketch::SketchFigure;
use super::diff::Difference;
use super::{AlteredKind, Pair, Sentence};
use crate::measure::Unit;
use std::ops::Range;

/// More words than this in the place of others are another clause, not another figure.
const MOST_WORDS: usize = 6;
/// Measures are rounded when they are converted: to within this share they are the same.
const CONVERTED: f64 = 0.1;

impl Pair<'_> {
    /// Figures at the same place that differ. One that is only rounded is not altered.
    pub(super) fn figures(&mut self, differences: &[Difference]) {
        let of_a = self.a.items(&self.a.sketch.figures, |figure| figure.word);
        let of_b = self.b.items(&self.b.sketch.figures, |figure| figure.word);
        let is_short = |d: &&Difference| d.a.len().max(d.b.len()) <= MOST_WORDS;
        for difference in differences.iter().filter(is_short) {
            let here_a = touched(of_a, of_b, &difference.a);
            let here_b = touched(of_b, of_a, &difference.b);
            match (&here_a[..], &here_b[..]) {
                ([x], [y]) if x.is_of_another_kind(y) || x.is_as_much_as(y) => {}
                ([x], [y]) => self.add(AlteredKind::Figure, Some(x.span), Some(y.span)),
                _ => self.numbers(difference),
            }
        }
    }

    /// A number that is not a figure, as in a date or an address, in the place of another.
    fn numbers(&mut self, difference: &Difference) {
        let number = |of: Sentence<'_>, words: &Range<u32>| {
            let mut numbers = words.clone().filter(|&word| of.word(word).is_number());
            numbers.next().filter(|_| numbers.next().is_none())
        };
        let of_a = number(self.a, &difference.a);
        let of_b = number(self.b, &difference.b);
        if let (Some(x), Some(y)) = (of_a, of_b) {
            if self.are_rounded(x, y) {
                return;
            }
            let is_date = self.a.is_in_time(x) && self.b.is_in_time(y);
            let kind = if is_date {
                AlteredKind::Time
            } else {
                AlteredKind::Figure
            };
            self.add(kind, self.a.cover(&[x]), self.b.cover(&[y]));
        }
    }

    /// Whether two words are of figures of which one is the other rounded.
    fn are_rounded(&self, x: u32, y: u32) -> bool {
        let (of_a, of_b) = (self.a.figure_at(x), self.b.figure_at(y));
        of_a.zip(of_b)
            .is_some_and(|(x, y)| x.says_the_same(y) || x.is_as_much_as(y))
    }
}

impl<'a> Sentence<'a> {
    /// The figure that a word is part of.
    fn figure_at(self, word: u32) -> Option<&'a SketchFigure> {
        let figures = self.items(&self.sketch.figures, |figure| figure.word);
        let mut figures = figures.iter();
        figures.find(|figure| (figure.word..figure.word + u32::from(figure.words)).contains(&word))
    }

    /// Whether a word is part of a date or a time.
    pub(super) fn is_in_time(self, word: u32) -> bool {
        let times = self.items(&self.sketch.times, |time| time.word);
        times
            .iter()
            .any(|time| (time.word..time.word + u32::from(time.words)).contains(&word))
    }
}

/// The figures at a difference that the other sentence does not have. A figure that ends where the
/// other sentence has a word more is at it too: "$184" and "$184 million".
fn touched<'a>(
    own: &'a [SketchFigure],
    other: &[SketchFigure],
    at: &Range<u32>,
) -> Vec<&'a SketchFigure> {
    let is_at = |figure: &&SketchFigure| {
        let end = figure.word + u32::from(figure.words);
        let is_next = at.is_empty() && figure.word <= at.start && at.start <= end;
        is_next || figure.word < at.end && at.start < end
    };
    let is_new = |figure: &&SketchFigure| !other.iter().any(|o| o.says_the_same(figure));
    own.iter().filter(is_at).filter(is_new).collect()
}

impl SketchFigure {
    /// The same value, in the same unit if both have one. "£40" and "40 pounds" are in the same.
    fn says_the_same(&self, other: &SketchFigure) -> bool {
        let units = self.unit.zip(other.unit);
        let has_same_unit = units.is_none_or(|(own, others)| own.may_be(others));
        self.value == other.value && self.high == other.high && has_same_unit
    }

    /// Whether one counts and the other measures, or they measure different things.
    fn is_of_another_kind(&self, other: &SketchFigure) -> bool {
        let dimension = |figure: &SketchFigure| figure.unit.map(Unit::dimension);
        dimension(self) != dimension(other)
    }

    /// Whether one is the other rounded, or the other in another unit: "24 km" for "15 miles".
    fn is_as_much_as(&self, other: &SketchFigure) -> bool {
        self.is_rounded(other) || other.is_rounded(self) || self.is_converted(other)
    }

    fn is_converted(&self, other: &SketchFigure) -> bool {
        let size = |figure: &SketchFigure| {
            let unit = figure.unit?.size()?;
            Some(number(figure.value) * number(packed(unit)?))
        };
        let (Some(own), Some(others)) = (size(self), size(other)) else {
            return false;
        };
        self.unit != other.unit && (own - others).abs() <= CONVERTED * own.abs().max(others.abs())
    }

    /// Whether this figure is the other one rounded to fewer digits: "about 1,200" for 1,203.
    fn is_rounded(&self, other: &SketchFigure) -> bool {
        let (m, e) = self.value;
        let step = number((1, e));
        let is_coarser = e > other.value.1;
        m != 0 && is_coarser && (number(self.value) - number(other.value)).abs() <= step
    }
}

/// The value. Powers of ten beyond a double are as good as endless here.
fn number((mantissa, exponent): (i64, i8)) -> f64 {
    let mut number = mantissa as f64;
    for _ in 0..exponent.unsigned_abs() {
        number = if exponent < 0 {
            number / 10.0
        } else {
            number * 10.0
        };
    }
    number
}
