//! Figures and dates that differ.

use super::super::sketch::{SketchFigure, SketchTime};
use super::slot::{Item, same_beside};
use super::{AlteredKind, Pair};

impl Pair<'_> {
    /// Figures at the same place that differ. One that is only rounded is not altered.
    pub(super) fn figures(&mut self) {
        let of_a = self.a.items(&self.a.sketch.figures, |figure| figure.word);
        let of_b = self.b.items(&self.b.sketch.figures, |figure| figure.word);
        let (left_a, left_b) = unmatched(of_a, of_b, SketchFigure::says_the_same);
        let is_only = left_a.len() == 1 && left_b.len() == 1;
        let mut taken = vec![false; left_b.len()];
        for x in &left_a {
            let fits = |y: &SketchFigure| {
                let place = same_beside((self.a, x.item()), (self.b, y.item()));
                let counts_the_same =
                    x.of.is_some() && x.of == y.of || x.unit.is_some() && x.unit == y.unit;
                let is_there = place >= 2 || place >= 1 && (is_only || counts_the_same);
                is_there && !x.is_rounded(y) && !y.is_rounded(x)
            };
            let found = (0..left_b.len()).find(|&n| !taken[n] && fits(left_b[n]));
            if let Some(number) = found {
                taken[number] = true;
                let spans = (Some(x.span), Some(left_b[number].span));
                self.found.push((AlteredKind::Figure, spans.0, spans.1));
            }
        }
    }

    /// Dates that name other days.
    pub(super) fn times(&mut self) {
        let of_a = self.a.items(&self.a.sketch.times, |time| time.word);
        let of_b = self.b.items(&self.b.sketch.times, |time| time.word);
        let explicit = |times: &[SketchTime]| -> Vec<SketchTime> {
            times
                .iter()
                .filter(|time| time.is_explicit)
                .copied()
                .collect()
        };
        let (of_a, of_b) = (explicit(of_a), explicit(of_b));
        let (left_a, left_b) = unmatched(&of_a, &of_b, SketchTime::may_be_the_same);
        if let ([x], [y]) = (&left_a[..], &left_b[..]) {
            let place = same_beside((self.a, x.item()), (self.b, y.item()));
            if place >= 1 {
                self.found
                    .push((AlteredKind::Time, Some(x.span), Some(y.span)));
            }
        }
    }
}

/// The items of each list without an equal in the other.
fn unmatched<'a, T>(
    a: &'a [T],
    b: &'a [T],
    is_equal: impl Fn(&T, &T) -> bool,
) -> (Vec<&'a T>, Vec<&'a T>) {
    let left_a = a.iter().filter(|x| !b.iter().any(|y| is_equal(x, y)));
    let left_b = b.iter().filter(|y| !a.iter().any(|x| is_equal(x, y)));
    (left_a.collect(), left_b.collect())
}

impl SketchFigure {
    fn item(&self) -> Item {
        Item {
            word: self.word,
            words: u32::from(self.words),
        }
    }

    /// The same value, in the same unit if both have one.
    fn says_the_same(&self, other: &SketchFigure) -> bool {
        let has_same_unit = self.unit.is_none() || other.unit.is_none() || self.unit == other.unit;
        self.value == other.value && self.high == other.high && has_same_unit
    }

    /// Whether this figure is the other one rounded to fewer digits: "about 1,200" for 1,203.
    fn is_rounded(&self, other: &SketchFigure) -> bool {
        let (ours, theirs) = (self.number(), other.number());
        let (m, e) = self.value;
        let is_coarser = e > other.value.1;
        let step = SketchFigure {
            value: (1, e),
            ..*self
        }
        .number();
        m != 0 && is_coarser && (ours - theirs).abs() <= step
    }

    /// The value. Powers of ten beyond a double are as good as endless here.
    fn number(&self) -> f64 {
        let (mantissa, exponent) = self.value;
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
}

impl SketchTime {
    fn item(&self) -> Item {
        Item {
            word: self.word,
            words: u32::from(self.words),
        }
    }

    /// The same words, or days that overlap, or nothing to compare.
    fn may_be_the_same(&self, other: &SketchTime) -> bool {
        let (Some(days), Some(others)) = (self.days, other.days) else {
            return self.key == other.key;
        };
        self.key == other.key || days.0 <= others.1 && others.0 <= days.1
    }
}
