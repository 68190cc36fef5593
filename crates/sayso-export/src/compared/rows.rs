//! The sentences of both reports in rows, in the order of the first report.

use super::{Compared, differing};
use crate::records::{CopySentence, SentencePlace};
use sayso::compare::{LinkHow, Side};
use std::collections::BTreeMap;

/// How the two sides of a row are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Word for word, or nearly.
    Same,
    /// In other words.
    Reworded,
    /// At another place.
    Moved,
    /// Both are quotations.
    Quoted,
    /// At the same place between others, with little in common.
    Perhaps,
    /// Only the first report has it.
    OnlyA,
    /// Only the second report has it.
    OnlyB,
}

impl Row {
    /// What to say in place of a sentence that is in another row.
    pub fn in_place_of_b(&self) -> &'static str {
        if self.is_elsewhere {
            "(beside a sentence that is nearer)"
        } else {
            ""
        }
    }
}

impl Mark {
    /// The sign between the columns.
    pub fn sign(self) -> &'static str {
        match self {
            Mark::Same => "=",
            Mark::Reworded => "~",
            Mark::Moved => "»",
            Mark::Quoted => "“",
            Mark::Perhaps => "?",
            Mark::OnlyA => "−",
            Mark::OnlyB => "+",
        }
    }

    /// The same in a word.
    pub fn in_words(self) -> &'static str {
        match self {
            Mark::Same => "same",
            Mark::Reworded => "reworded",
            Mark::Moved => "moved",
            Mark::Quoted => "quoted",
            Mark::Perhaps => "perhaps",
            Mark::OnlyA => "only in A",
            Mark::OnlyB => "only in B",
        }
    }
}

/// How the sentences of a pair are related. Those that are near enough to be called the same are shown as reworded if any
/// word differs.
fn mark(compared: &Compared<'_>, pair: &CopySentence) -> Mark {
    let has_same_words = || {
        let (a, b) = differing(
            compared.words(Side::A, pair.a),
            compared.words(Side::B, pair.b),
        );
        !a.iter().chain(&b).any(|word| word.differs)
    };
    match pair.how {
        LinkHow::Same | LinkHow::Reworded | LinkHow::Quoted if pair.is_doubtful() => Mark::Perhaps,
        LinkHow::Same if has_same_words() => Mark::Same,
        LinkHow::Same | LinkHow::Reworded => Mark::Reworded,
        LinkHow::Moved => Mark::Moved,
        LinkHow::Quoted => Mark::Quoted,
    }
}

/// A row: a sentence of either report, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The sentence of the first report.
    pub a: Option<SentencePlace>,
    /// The sentence of the second report.
    pub b: Option<SentencePlace>,
    /// How they are related.
    pub mark: Mark,
    /// The number of the pair in the record, if it is a pair.
    pub pair: Option<usize>,
    /// The sentence of the first report is in the row above too.
    pub repeats_a: bool,
    /// The sentence of the second report is in a row with another one that is nearer to it.
    pub is_elsewhere: bool,
}

/// What becomes of a pair whose sentences are at different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moves {
    /// One row at the place of the first report has both.
    Together,
    /// Each sentence has a row at its own place.
    Apart,
}

/// All rows. Sentences that only the second report has are before the next one of it that both have.
pub fn rows(compared: &Compared<'_>, moves: Moves) -> Vec<Row> {
    let copy = compared.copy;
    let mut waiting = of_b(compared, moves);
    let mut rows: Vec<Row> = Vec::new();
    let shown = shown(&copy.sentences);
    for (a, pairs) in of_a(compared) {
        if pairs.is_empty() {
            rows.push(Row {
                a: Some(a),
                b: None,
                mark: Mark::OnlyA,
                pair: None,
                repeats_a: false,
                is_elsewhere: false,
            });
        }
        for (nth, number) in pairs.into_iter().enumerate() {
            let CopySentence { b, how, .. } = copy.sentences[number];
            let is_moved = how == LinkHow::Moved;
            let is_shown = shown.get(&b.start) == Some(&number);
            if !is_moved && is_shown {
                let later =
                    waiting.partition_point(|row| row.b.is_some_and(|place| place.start < b.start));
                rows.extend(waiting.drain(..later));
            }
            let is_apart = is_moved && is_shown && moves == Moves::Apart;
            rows.push(Row {
                a: Some(a),
                b: (!is_apart && is_shown).then_some(b),
                mark: mark(compared, &copy.sentences[number]),
                pair: Some(number),
                repeats_a: nth > 0,
                is_elsewhere: !is_apart && !is_shown,
            });
        }
    }
    rows.extend(waiting);
    rows
}

/// For each sentence of the second report, by where it begins, the pair with which it is shown: the nearest one.
fn shown(pairs: &[CopySentence]) -> BTreeMap<u32, usize> {
    let mut shown: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, pair) in pairs.iter().enumerate() {
        let best = shown.entry(pair.b.start).or_insert(number);
        if pair.score > pairs[*best].score {
            *best = number;
        }
    }
    shown
}

/// The sentences of the first report, each with the numbers of its pairs.
fn of_a(compared: &Compared<'_>) -> Vec<(SentencePlace, Vec<usize>)> {
    let only = compared.copy.only_a.iter();
    let mut all: Vec<(SentencePlace, Vec<usize>)> =
        only.map(|place| (*place, Vec::new())).collect();
    for (number, pair) in compared.copy.sentences.iter().enumerate() {
        match all.iter_mut().find(|(place, _)| *place == pair.a) {
            Some((_, pairs)) => pairs.push(number),
            None => all.push((pair.a, vec![number])),
        }
    }
    all.sort_by_key(|(place, _)| place.start);
    all
}

/// Rows of the second report that no row of the first has, in its order.
fn of_b(compared: &Compared<'_>, moves: Moves) -> Vec<Row> {
    let only = compared.copy.only_b.iter().map(|place| Row {
        a: None,
        b: Some(*place),
        mark: Mark::OnlyB,
        pair: None,
        repeats_a: false,
        is_elsewhere: false,
    });
    let pairs = compared.copy.sentences.iter().enumerate();
    let shown = shown(&compared.copy.sentences);
    let moved = pairs.filter(|(number, pair)| {
        let is_moved = moves == Moves::Apart && pair.how == LinkHow::Moved;
        is_moved && shown.get(&pair.b.start) == Some(number)
    });
    let moved = moved.map(|(number, pair)| Row {
        a: None,
        b: Some(pair.b),
        mark: Mark::Moved,
        pair: Some(number),
        repeats_a: false,
        is_elsewhere: false,
    });
    let mut all: Vec<Row> = only.chain(moved).collect();
    all.sort_by_key(|row| row.b.map(|place| place.start));
    all
}
