//! In: two sentences. Out: whether they claim the same, and how their figures are related.

use super::account::Statement;
use super::meeting::{logistic, share};
use super::slots::{FigurePair, SlotFeature, figure_pairs};

sayso_english::names! {
    /// What two sentences have in common, or not. Each is from 0 to 1.
    pub enum StatementFeature {
        /// Words, of the sentence with fewer.
        WordsMost = "words most",
        /// The same, of the sentence with more.
        WordsLeast = "words least",
        /// Names that the other one lacks, of the sentence that lacks fewer.
        OtherNames = "other names",
        /// Names in common.
        Names = "names",
        /// Where most words are in one order, words that were put in the place of others.
        Replaced = "replaced",
        /// The best pair of figures is of one thing, by the words around them.
        Figure = "figure",
        /// The figures of the best pair count other things.
        OtherCounted = "other counted",
        /// The figures of the best pair have the same words around them.
        NearFigure = "near figure",
        /// Both have figures, and none are of one thing.
        FiguresApart = "figures apart",
        /// One has figures, the other has none.
        FiguresOfOne = "figures of one",
    }
}

/// How many features there are.
pub const STATEMENT_FEATURES: usize = StatementFeature::ALL.len();

/// What two sentences have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StatementFeatures {
    /// The values in the order of [`StatementFeature::ALL`].
    pub values: [f32; STATEMENT_FEATURES],
}

/// How two sentences are related.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementComparison {
    /// The probability that both claim the same.
    pub score: f32,
    /// The figures of one thing, each in one pair at most.
    pub figures: Vec<FigurePair>,
    /// What it was judged by.
    pub features: StatementFeatures,
}

/// Figures are of one thing from this probability on.
pub(super) const ONE_SLOT: f32 = 0.5;
/// The same, in sentences that claim the same.
const IN_ONE_CLAIM: f32 = 0.15;
/// Sentences claim the same from this probability on, because it finds most of those that do.
pub const SAME_CLAIM: f32 = 0.42;

/// Whether two sentences claim the same, and how their figures are related.
pub fn compare_statements(a: &Statement, b: &Statement) -> StatementComparison {
    let figures = figure_pairs(a, b);
    let features = StatementFeatures::of(a, b, &figures);
    let score = features.score();
    let least = if score >= SAME_CLAIM {
        IN_ONE_CLAIM
    } else {
        ONE_SLOT
    };
    StatementComparison {
        score,
        figures: figures
            .into_iter()
            .filter(|pair| pair.score >= least)
            .collect(),
        features,
    }
}

impl StatementFeatures {
    fn of(a: &Statement, b: &Statement, figures: &[FigurePair]) -> StatementFeatures {
        use StatementFeature as F;
        let mut made = StatementFeatures::default();
        let (most, least) = a.all.shares(&b.all);
        made.set(F::WordsMost, most);
        made.set(F::WordsLeast, least);
        let lacks = |x: &Statement, y: &Statement| x.names.sum() - x.names.common(&y.all);
        let other = lacks(a, b).min(lacks(b, a));
        made.set(F::OtherNames, share(other, other + 2.0));
        let common = a.names.common(&b.names);
        made.set(F::Names, share(common, common + 2.0));
        made.replaced(a, b);
        let best = figures.first().map_or(0.0, |pair| pair.score);
        if let Some(pair) = figures.first() {
            made.set(F::Figure, pair.features.score_of_words());
            made.set(
                F::OtherCounted,
                pair.features.get(SlotFeature::OtherCounted),
            );
            made.set(F::NearFigure, pair.features.get(SlotFeature::NearLeast));
        }
        let (more, fewer) = (
            a.figures.len().max(b.figures.len()),
            a.figures.len().min(b.figures.len()),
        );
        made.set_if(F::FiguresApart, fewer > 0 && best < ONE_SLOT);
        made.set_if(F::FiguresOfOne, more > 0 && fewer == 0);
        made
    }

    /// The value of a feature.
    pub fn get(&self, feature: StatementFeature) -> f32 {
        self.values[feature as usize]
    }

    fn set(&mut self, feature: StatementFeature, value: f32) {
        self.values[feature as usize] = value;
    }

    fn set_if(&mut self, feature: StatementFeature, holds: bool) {
        self.set(feature, f32::from(u8::from(holds)));
    }

    fn replaced(&mut self, a: &Statement, b: &Statement) {
        let keys = |s: &Statement| -> Vec<u64> {
            let words = s.words.iter().filter(|word| !word.in_figure);
            words.map(|word| word.key).collect()
        };
        let (a, b) = (keys(a), keys(b));
        let common = longest_common(&a, &b) as f32;
        let more = a.len().max(b.len()) as f32;
        let missing = |x: &[u64], y: &[u64]| x.iter().filter(|key| !y.contains(key)).count();
        let replaced = missing(&a, &b).min(missing(&b, &a)) as f32;
        let mostly_same = ((share(common, more) - 0.4) / 0.3).clamp(0.0, 1.0);
        self.set(
            StatementFeature::Replaced,
            mostly_same * share(replaced, replaced + 1.0),
        );
    }

    /// The probability that both sentences claim the same.
    pub fn score(&self) -> f32 {
        logistic(TERMS.iter().fold(CONSTANT, |sum, &(feature, weight)| {
            sum + weight * self.get(feature)
        }))
    }
}

const CONSTANT: f32 = -1.96;

const TERMS: &[(StatementFeature, f32)] = &[
    (StatementFeature::WordsMost, 1.99),
    (StatementFeature::WordsLeast, 1.70),
    (StatementFeature::OtherNames, -2.16),
    (StatementFeature::Names, 0.29),
    (StatementFeature::Replaced, -3.46),
    (StatementFeature::Figure, 1.43),
    (StatementFeature::OtherCounted, -1.14),
    (StatementFeature::NearFigure, 0.51),
    (StatementFeature::FiguresApart, -0.91),
    (StatementFeature::FiguresOfOne, -1.26),
];

/// What the features weigh.
pub(super) fn weights() -> impl Iterator<Item = f32> {
    TERMS.iter().map(|(_, weight)| *weight).chain([CONSTANT])
}

/// Whether two sentences without figures can claim the same, by the words that they have in common. It is quicker to say
/// than whether they do.
pub(super) fn can_claim_the_same(a: &Statement, b: &Statement) -> bool {
    let mut best = StatementFeatures::default();
    let (most, least) = a.all.shares(&b.all);
    best.set(StatementFeature::WordsMost, most);
    best.set(StatementFeature::WordsLeast, least);
    best.set(StatementFeature::Names, 1.0);
    best.score() >= SAME_CLAIM
}

/// The length of the longest row of keys that both have in the same order.
fn longest_common(a: &[u64], b: &[u64]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (n, y) in b.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[n])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}
