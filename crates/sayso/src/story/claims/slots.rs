//! In: a figure of each of two sentences. Out: whether both are of one thing: whether they are in one
//! *slot*, such as "people killed".
//!
//! The value of a figure is not asked for, because a figure that differs is what is looked for.

use super::account::{StatedFigure, Statement};
use super::meeting::{Weights, logistic, share};
use super::values::{FigureRelation, stated_relation};
use crate::measure::Role;

sayso_english::names! {
    /// What two figures have in common, or not. Each is from 0 to 1.
    pub enum SlotFeature {
        /// The same is counted.
        SameCounted = "same counted",
        /// Something else is counted.
        OtherCounted = "other counted",
        /// People are counted in both, perhaps in other words.
        People = "people",
        /// One is what came before, the other what is.
        OtherTime = "other time",
        /// One is a part of what is counted elsewhere, the other is not.
        OtherPart = "other part",
        /// Both have the same unit, which is more than being both counts.
        SameUnit = "same unit",
        /// The same became of those who are counted.
        SameFate = "same fate",
        /// Both are the whole number of people of whom the same became.
        Toll = "toll",
        /// Something else became of them.
        OtherFate = "other fate",
        /// The words around them, of the one with fewer.
        NearMost = "near most",
        /// The same, of the one with more.
        NearLeast = "near least",
        /// The words of their sentences, of the one with fewer.
        SentenceMost = "sentence most",
        /// The same, of the one with more.
        SentenceLeast = "sentence least",
        /// The word before or after is the same.
        Beside = "beside",
        /// They say another kind of thing: a change and an amount.
        OtherRole = "other role",
        /// Names of the sentences that the other one lacks, of the one that lacks fewer.
        OtherNames = "other names",
        /// Both are the only figure of their sentence.
        Alone = "alone",
        /// The value is the same, …
        Equal = "equal",
        /// … and has many digits, so that it is hardly by chance.
        EqualDigits = "equal digits",
        /// The value is the same, rounded.
        Rounded = "rounded",
        /// One value is several times the other.
        FarValue = "far value",
    }
}

/// How many features there are.
pub const SLOT_FEATURES: usize = SlotFeature::ALL.len();

/// What two figures have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SlotFeatures {
    /// The values in the order of [`SlotFeature::ALL`].
    pub values: [f32; SLOT_FEATURES],
}

impl SlotFeatures {
    /// What two figures have in common; none if their values cannot be compared.
    pub fn of(a: (&Statement, usize), b: (&Statement, usize)) -> Option<SlotFeatures> {
        let (first, second) = (&a.0.figures[a.1], &b.0.figures[b.1]);
        let relation = stated_relation(first, second)?;
        let mut made = SlotFeatures::default();
        made.counted(first, second, relation);
        made.fates(a, b);
        made.around(a, b);
        made.value(first, second, relation);
        Some(made)
    }

    /// The value of a feature.
    pub fn get(&self, feature: SlotFeature) -> f32 {
        self.values[feature as usize]
    }

    fn set(&mut self, feature: SlotFeature, value: f32) {
        self.values[feature as usize] = value;
    }

    fn set_if(&mut self, feature: SlotFeature, holds: bool) {
        self.set(feature, f32::from(u8::from(holds)));
    }

    fn counted(&mut self, a: &StatedFigure, b: &StatedFigure, relation: FigureRelation) {
        let is_same = a.of.is_some() && a.of == b.of;
        let are_people = a.of_people && b.of_people;
        let is_other = a.of.is_some() && b.of.is_some() && !is_same && !are_people;
        self.set_if(SlotFeature::SameCounted, is_same);
        self.set_if(SlotFeature::OtherCounted, is_other);
        self.set_if(SlotFeature::People, are_people);
        self.set_if(SlotFeature::OtherTime, a.is_before != b.is_before);
        let is_other_part = relation != FigureRelation::Equal && a.is_part != b.is_part;
        self.set_if(SlotFeature::OtherPart, is_other_part);
        let has_unit = a.figure.unit.is_some() && b.figure.unit.is_some();
        self.set_if(SlotFeature::SameUnit, has_unit);
        let kind = |role: Role| match role {
            Role::FromTo => Role::Amount,
            role => role,
        };
        self.set_if(
            SlotFeature::OtherRole,
            kind(a.figure.role) != kind(b.figure.role),
        );
    }

    fn fates(&mut self, a: (&Statement, usize), b: (&Statement, usize)) {
        let fate = |of: (&Statement, usize)| of.0.figures[of.1].around.fate;
        if let (Some(x), Some(y)) = (fate(a), fate(b)) {
            self.set_if(SlotFeature::SameFate, x == y);
            self.set_if(SlotFeature::OtherFate, x != y);
            let is_toll = |f: &StatedFigure| {
                let counts_people = f.of_people || f.of.is_none();
                counts_people && f.figure.unit.is_none() && !f.is_part && !f.is_before
            };
            let are_tolls = is_toll(&a.0.figures[a.1]) && is_toll(&b.0.figures[b.1]);
            self.set_if(SlotFeature::Toll, x == y && are_tolls);
        }
    }

    fn around(&mut self, a: (&Statement, usize), b: (&Statement, usize)) {
        let (x, y) = (&a.0.figures[a.1].around, &b.0.figures[b.1].around);
        let (most, least) = x.near.shares(&y.near);
        self.set(SlotFeature::NearMost, most);
        self.set(SlotFeature::NearLeast, least);
        let (most, least) = a.0.all.shares(&b.0.all);
        self.set(SlotFeature::SentenceMost, most);
        self.set(SlotFeature::SentenceLeast, least);
        let beside = x.beside.iter().any(|key| y.beside.contains(key));
        self.set_if(SlotFeature::Beside, beside);
        let lacks = |x: &Statement, y: &Statement| x.names.sum() - x.names.common(&y.all);
        let other = lacks(a.0, b.0).min(lacks(b.0, a.0));
        self.set(SlotFeature::OtherNames, share(other, other + 2.0));
        let is_alone = a.0.figures.len() == 1 && b.0.figures.len() == 1;
        self.set_if(SlotFeature::Alone, is_alone);
    }

    fn value(&mut self, a: &StatedFigure, b: &StatedFigure, relation: FigureRelation) {
        let is_equal = relation == FigureRelation::Equal;
        self.set_if(SlotFeature::Equal, is_equal);
        let digits = f32::from(a.figure.digits.min(b.figure.digits).min(3));
        let digits = if is_equal {
            (digits - 1.0).max(0.0) / 2.0
        } else {
            0.0
        };
        self.set(SlotFeature::EqualDigits, digits);
        self.set_if(SlotFeature::Rounded, relation == FigureRelation::Rounded);
        let value = |f: &StatedFigure| f.figure.high.or(f.figure.low);
        let is_far = |x: &StatedFigure, y: &StatedFigure| {
            let (Some(x), Some(y)) = (value(x), value(y)) else {
                return false;
            };
            x.times_ten_to(1).is_some_and(|x| x < y)
        };
        let is_comparable = a.figure.unit == b.figure.unit;
        self.set_if(
            SlotFeature::FarValue,
            is_comparable && (is_far(a, b) || is_far(b, a)),
        );
    }

    /// The probability that both are of one thing.
    pub fn score(&self) -> f32 {
        self.score_of(TERMS)
    }

    /// The same, judged by their words alone and not by their values.
    pub(super) fn score_of_words(&self) -> f32 {
        self.score_of(&TERMS[..TERMS.len() - VALUES])
    }

    fn score_of(&self, terms: &[(SlotFeature, f32)]) -> f32 {
        logistic(terms.iter().fold(CONSTANT, |sum, &(feature, weight)| {
            sum + weight * self.get(feature)
        }))
    }
}

/// A figure of each of two sentences that may be of one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigurePair {
    /// The place among the figures of the first sentence.
    pub a: usize,
    /// The place among the figures of the second sentence.
    pub b: usize,
    /// The probability that both are of one thing.
    pub score: f32,
    /// How their values are related.
    pub relation: FigureRelation,
    /// What it was judged by.
    pub features: SlotFeatures,
}

/// Pairs of figures of two sentences, the likeliest first, each figure in one pair at most: where one
/// sentence has the dead and the injured and the other too, the dead are not the injured.
pub fn figure_pairs(a: &Statement, b: &Statement) -> Vec<FigurePair> {
    let mut all = Vec::new();
    for (n, first) in a.figures.iter().enumerate() {
        for (m, second) in b.figures.iter().enumerate() {
            let features = SlotFeatures::of((a, n), (b, m));
            if let (Some(relation), Some(features)) = (stated_relation(first, second), features) {
                all.push(FigurePair {
                    a: n,
                    b: m,
                    score: features.score(),
                    relation,
                    features,
                });
            }
        }
    }
    all.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut chosen: Vec<FigurePair> = Vec::new();
    for pair in all {
        if chosen.iter().all(|c| c.a != pair.a && c.b != pair.b) {
            chosen.push(pair);
        }
    }
    chosen
}

/// How many features at the end of [`SlotFeature`] are of the values.
const VALUES: usize = 4;

const CONSTANT: f32 = -1.61;

const TERMS: &[(SlotFeature, f32)] = &[
    (SlotFeature::SameCounted, 0.27),
    (SlotFeature::OtherCounted, -0.80),
    (SlotFeature::People, -0.55),
    (SlotFeature::OtherTime, -1.50),
    (SlotFeature::OtherPart, -1.50),
    (SlotFeature::SameUnit, 0.32),
    (SlotFeature::SameFate, 0.58),
    (SlotFeature::Toll, 0.92),
    (SlotFeature::OtherFate, -1.50),
    (SlotFeature::NearMost, 2.03),
    (SlotFeature::NearLeast, 2.80),
    (SlotFeature::SentenceMost, 0.05),
    (SlotFeature::SentenceLeast, -0.03),
    (SlotFeature::Beside, -0.06),
    (SlotFeature::OtherRole, -0.50),
    (SlotFeature::OtherNames, -0.11),
    (SlotFeature::Alone, -0.49),
    (SlotFeature::Equal, 0.97),
    (SlotFeature::EqualDigits, 1.66),
    (SlotFeature::Rounded, 1.60),
    (SlotFeature::FarValue, -2.59),
];

/// What the features weigh.
pub(super) fn weights() -> impl Iterator<Item = f32> {
    TERMS.iter().map(|(_, weight)| *weight).chain([CONSTANT])
}

/// What is around a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Around {
    /// The words around it, the less the further away.
    near: Weights,
    /// The words right before and after it.
    beside: Vec<u64>,
    /// What became of those whom it counts.
    pub fate: Option<u64>,
}

impl Around {
    pub(super) fn of(statement: &Statement, figure: usize) -> Around {
        Around {
            near: near(statement, figure),
            beside: beside(statement, figure),
            fate: fate(statement, figure),
        }
    }
}

/// A word this many tokens away from a figure says half as much of it.
const HALF: f32 = 4.0;
/// What is left of it beyond a comma, and beyond another figure.
const BEYOND: f32 = 0.7;
/// A fate that is further away than this does not belong to the figure.
const FATE_REACH: f32 = 9.0;
/// How much further away a comma or another figure makes it.
const STEP: f32 = 3.0;
/// How much further away a word counts that comes before, because "nine injured" is more usual than
/// "injured nine".
const EARLIER: f32 = 2.5;

/// The words around a figure, the less the further away. The words of what is counted are among them.
fn near(statement: &Statement, figure: usize) -> Weights {
    let words = statement.words.iter().filter(|word| !word.in_figure);
    Weights::of(words.map(|word| {
        let away = distance(statement, figure, word.place);
        let beyond = BEYOND.powi(between(statement, figure, word.place));
        (word.key, word.weight * beyond * HALF / (HALF + away))
    }))
}

/// Tokens between a figure and a word.
fn distance(statement: &Statement, figure: usize, place: u32) -> f32 {
    let places = &statement.figures[figure].places;
    if place < places.start {
        (places.start - place) as f32
    } else {
        (place + 1).saturating_sub(places.end) as f32
    }
}

/// How many commas and other figures are between a figure and a word.
fn between(statement: &Statement, figure: usize, place: u32) -> i32 {
    let places = &statement.figures[figure].places;
    let (from, to) = if place < places.start {
        (place, places.start)
    } else {
        (places.end, place)
    };
    let is_between = |at: u32| from <= at && at < to;
    let commas = statement.breaks.iter().filter(|&&at| is_between(at));
    let figures = statement.figures.iter().enumerate();
    let others = figures.filter(|(n, other)| *n != figure && is_between(other.places.start));
    (commas.count() + others.count()) as i32
}

/// What became of those whom a figure counts: the nearest word that says so.
fn fate(statement: &Statement, figure: usize) -> Option<u64> {
    let words = statement.words.iter().filter(|word| word.is_fate);
    let steps = |place| between(statement, figure, place) as f32 * STEP;
    let ranked = words.map(|word| {
        let is_earlier = word.place < statement.figures[figure].places.start;
        let earlier = if is_earlier { EARLIER } else { 0.0 };
        let away = distance(statement, figure, word.place) + steps(word.place) + earlier;
        (away, is_earlier, word.key)
    });
    let within = ranked.filter(|(away, ..)| *away <= FATE_REACH);
    let nearest = within.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    nearest.map(|(.., key)| key)
}

/// The words right before and after a figure, with what is counted.
fn beside(statement: &Statement, figure: usize) -> Vec<u64> {
    let is_beside = |place: u32| {
        let away = distance(statement, figure, place);
        (1.0..=2.0).contains(&away)
    };
    let words = statement.words.iter().filter(|word| is_beside(word.place));
    words.map(|word| word.key).collect()
}
