//! Times against TIMEX3 gold, counted as in TempEval-3.
//!
//! A predicted time belongs to a gold time if they overlap, one to one; the same span is preferred.
//! F1 is given for the same span (strict), an overlap (relaxed), and an overlap with the same type
//! or value.

use crate::outputs::{Outputs, Place, TimeLine};
use serde::Deserialize;

/// A document of the gold.
#[derive(Debug, Deserialize)]
pub struct Document {
    /// The id that the program's report has.
    pub id: String,
    gold: Vec<GoldTime>,
}

/// A time of the gold; offsets are code points.
#[derive(Debug, Deserialize)]
struct GoldTime {
    begin: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    value: Option<String>,
}

/// How many times there are, and how many of them agree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// Documents that the program wrote nothing about.
    pub missing: usize,
    /// Times of the gold.
    pub gold: usize,
    /// Times that were predicted.
    pub predicted: usize,
    /// Pairs with the same span.
    pub strict: usize,
    /// Pairs that overlap.
    pub relaxed: usize,
    /// Those with the same type.
    pub kind: usize,
    /// Those with the same value.
    pub value: usize,
    /// Those with the same value and the same span.
    pub value_strict: usize,
}

impl Scores {
    /// F1 in percent, if `right` of the times are right.
    pub fn f1(&self, right: usize) -> f64 {
        200.0 * right as f64 / (self.predicted + self.gold).max(1) as f64
    }
}

/// Scores the times that a program found.
pub fn score(documents: &[Document], outputs: &Outputs) -> Scores {
    let mut scores = Scores::default();
    for document in documents {
        let found = outputs.get(&document.id);
        scores.missing += usize::from(found.is_none());
        let times = found.map_or(&[][..], |report| &report.times);
        scores.gold += document.gold.len();
        scores.predicted += times.len();
        let mut used = vec![false; times.len()];
        for gold in &document.gold {
            if let Some(number) = best(gold, times, &used) {
                used[number] = true;
                scores.add(gold, &times[number]);
            }
        }
    }
    scores
}

/// The first unused time with the same span, else the first that overlaps.
fn best(gold: &GoldTime, times: &[TimeLine], used: &[bool]) -> Option<usize> {
    let place = gold.place();
    let is_free = |&number: &usize| !used[number] && times[number].span.overlaps(place);
    let free = || (0..times.len()).filter(is_free);
    free()
        .find(|&number| times[number].span == place)
        .or_else(|| free().next())
}

impl GoldTime {
    fn place(&self) -> Place {
        Place {
            start: self.begin,
            end: self.end,
        }
    }
}

impl Scores {
    fn add(&mut self, gold: &GoldTime, time: &TimeLine) {
        let is_strict = time.span == gold.place();
        let is_same_value = time.value.is_some() && time.value == gold.value;
        self.relaxed += 1;
        self.strict += usize::from(is_strict);
        self.kind += usize::from(time.kind == gold.kind);
        self.value += usize::from(is_same_value);
        self.value_strict += usize::from(is_strict && is_same_value);
    }
}
