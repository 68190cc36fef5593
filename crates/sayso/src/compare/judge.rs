//! In: what two reports share. Out: how they are related.
//!
//! Three small models, each a sum of a few features, decide. One asks whether the narration has the
//! *same words*, one whether the sentences take the *same course* even where most words are
//! others, and one whether two reports that are not copies have the *same source*. A copy is a copy by
//! either of the first two. `sayso-bench copies fit` makes the weights and says what it made them of.

use super::comparison::CopyRelation;
use super::features::{Feature, Features};
use super::numbers::{log2, logistic};
use sayso_weights::net::numbers::exp;

sayso_english::names! {
    /// What a model decides.
    pub enum CopyModel {
        /// Whether one report has the words of the other's narration.
        SameWords = "same words",
        /// Whether the sentences of both take the same course, in whatever words.
        SameCourse = "same course",
        /// Whether two reports that are not copies have the same source.
        SameSource = "same source",
    }
}

/// A part of a model: a value made of features, and what it adds to the log-odds.
pub struct Term {
    /// What the value is made of.
    pub name: &'static str,
    /// The value, from 0 to 1.
    pub value: fn(&Features) -> f32,
    /// The weight.
    pub weight: f32,
}

const fn term(name: &'static str, weight: f32, value: fn(&Features) -> f32) -> Term {
    Term {
        name,
        value,
        weight,
    }
}

const SAME_WORDS: &[Term] = &[
    term("root of telling most", 4.82, |f| {
        f.get(Feature::TellingMost).sqrt()
    }),
    term("chain most", 3.25, |f| f.get(Feature::ChainMost)),
    term("chain least", 2.44, |f| f.get(Feature::ChainLeast)),
];

const SAME_COURSE: &[Term] = &[
    term("chain most", 4.99, |f| f.get(Feature::ChainMost)),
    term("chain least", 5.96, |f| f.get(Feature::ChainLeast)),
    term("particulars", 7.84, |f| f.get(Feature::Particulars)),
    term("steps", 6.86, |f| f.get(Feature::Steps)),
    term("lengths", 7.52, |f| f.get(Feature::Lengths)),
    term("word order", 7.40, |f| f.get(Feature::WordOrder)),
];

const SAME_SOURCE: &[Term] = &[
    term("root of shared most", 3.58, |f| {
        f.get(Feature::SharedMost).sqrt()
    }),
    term("said most", 2.86, |f| f.get(Feature::SaidMost)),
    term("root of quoted", 2.00, |f| f.get(Feature::Quoted).sqrt()),
    term("cuts", 1.27, |f| f.get(Feature::Cuts)),
];

impl CopyModel {
    /// The terms of the model.
    pub fn terms(self) -> &'static [Term] {
        match self {
            CopyModel::SameWords => SAME_WORDS,
            CopyModel::SameCourse => SAME_COURSE,
            CopyModel::SameSource => SAME_SOURCE,
        }
    }

    /// What is added to the sum of the terms.
    pub fn constant(self) -> f32 {
        match self {
            CopyModel::SameWords => -4.05,
            CopyModel::SameCourse => -22.83,
            CopyModel::SameSource => -1.85,
        }
    }

    /// The log-odds of what the model decides.
    pub fn log_odds(self, features: &Features) -> f32 {
        let terms = self.terms().iter();
        terms.fold(self.constant(), |sum, term| {
            sum + term.weight * (term.value)(features)
        })
    }
}

impl Features {
    /// The log-odds that one report was copied from the other, or both from a third: those of the
    /// same words and those of the same course together.
    pub fn log_odds_of_copy(&self) -> f32 {
        let words = CopyModel::SameWords.log_odds(self);
        let course = CopyModel::SameCourse.log_odds(self);
        self.joined_log_odds(words, course)
    }

    /// The log-odds of a copy from those of the two models of copies. Reports of one form and reports
    /// that only quote the same statement are not copies, whatever the models say.
    pub fn joined_log_odds(&self, words: f32, course: f32) -> f32 {
        let joined = if self.get(Feature::Reworded) < MOSTLY_REWORDED {
            words
        } else {
            let (more, less) = (words.max(course), words.min(course));
            // The logarithm of the sum of both odds.
            more + log2(1.0 + exp((less - more).max(-30.0))) * std::f32::consts::LN_2
        };
        if self.is_form() || self.is_statement() {
            joined.min(NOT_A_COPY)
        } else {
            joined
        }
    }

    /// Whether the sentences correspond and what they say in particular differs: yesterday's weather
    /// and today's.
    fn is_form(&self) -> bool {
        self.get(Feature::Particulars) < FORM
    }

    /// Whether some words are quoted in both.
    fn shares_quotations(&self) -> bool {
        self.get(Feature::QuotesMost) >= SOMETHING
    }

    /// Whether quotations are all that the reports share.
    fn is_statement(&self) -> bool {
        use Feature::{AlignedMost, Quoted, QuotesMost, TellingMost};
        let narration = self.get(AlignedMost).max(self.get(TellingMost));
        let has_narration = self.get(Quoted) < ALL_QUOTED;
        has_narration && narration < LITTLE_NARRATION && self.get(QuotesMost) > narration
    }
}

/// Where fewer of the sentences that correspond are in other words, as with boilerplate, their course says nothing, and
/// only the model of the same words decides.
const MOSTLY_REWORDED: f32 = 0.5;
/// Fewer common names, numbers and days than this in corresponding sentences make a form. No real copy
/// and no generated one has as few.
const FORM: f32 = 0.5;
/// With less common narration than this reports that quote the same words have the same source.
const LITTLE_NARRATION: f32 = 0.15;
/// A report with a larger share of quoted words has no narration of its own to tell by.
const ALL_QUOTED: f32 = 0.9;
/// The log-odds of what is not a copy for one of these reasons.
const NOT_A_COPY: f32 = -1.0;

/// A relation and the probability that it is copying.
pub(super) struct Judgement {
    pub relation: CopyRelation,
    pub score: f32,
}

impl Judgement {
    /// All words are the same.
    pub(super) const VERBATIM: Judgement = Judgement {
        relation: CopyRelation::Verbatim,
        score: 1.0,
    };

    /// Reports that only have a form in common may be about one event, but what they quote alike is part of the form.
    pub(super) fn form(features: &Features) -> Judgement {
        Judgement {
            relation: event(features),
            score: logistic(NOT_A_COPY),
        }
    }

    /// Reports that contradict each other share a form, and may be about one event.
    pub(super) fn contradicted(features: &Features) -> Judgement {
        let relation = if features.shares_quotations() {
            not_a_copy(features)
        } else {
            event(features)
        };
        Judgement {
            relation,
            score: logistic(NOT_A_COPY),
        }
    }
}

/// How two reports are related.
pub(super) fn judge(features: &Features) -> Judgement {
    let log_odds = features.log_odds_of_copy();
    let is_only_form = features.is_form() && !features.shares_quotations();
    let relation = match log_odds > 0.0 {
        true => grade(features),
        false if is_only_form => CopyRelation::Unrelated,
        false => not_a_copy(features),
    };
    Judgement {
        relation,
        score: logistic(log_odds),
    }
}

/// From this share of words in common runs on, a report has the other's words throughout.
const THROUGHOUT: f32 = 0.9;
/// From this share on it has most of them.
const MOSTLY: f32 = 0.4;
/// Reports of which neither shares this much with the other, quotations counted, were made one from a part of the other: a
/// paragraph of background that was used again, a passage that is quoted with its source.
const MORE_THAN_HALF: f32 = 0.55;
/// A report of which less than this has a counterpart was made from more than the other one.
const A_PART: f32 = 0.45;

/// How much was changed in a copy.
fn grade(features: &Features) -> CopyRelation {
    let most = features.get(Feature::RunsMost);
    let least = features.get(Feature::RunsLeast);
    let aligned = features.get(Feature::AlignedMost);
    match (least, most) {
        (least, _) if least > THROUGHOUT => CopyRelation::Verbatim,
        (_, most) if most > THROUGHOUT => CopyRelation::Trimmed,
        (_, most) if most > MOSTLY && features.whole < MORE_THAN_HALF => CopyRelation::Merged,
        (_, most) if most > MOSTLY => CopyRelation::Light,
        _ if aligned < A_PART => CopyRelation::Merged,
        _ => CopyRelation::Heavy,
    }
}

/// Reports with the same source have at least as much in common.
const SOMETHING: f32 = 0.02;
/// Reports of the same event have a sentence or two as near as this, …
const NEAR_SENTENCES: f32 = 0.26;
/// … and this share of the names of the report with fewer.
const SAME_NAMES: f32 = 0.2;

fn not_a_copy(features: &Features) -> CopyRelation {
    use Feature::{Cuts, SaidMost, SharedMost};
    let evidence = [SharedMost, SaidMost, Cuts].map(|feature| features.get(feature));
    let has_evidence = evidence.iter().any(|&share| share >= SOMETHING);
    if has_evidence && CopyModel::SameSource.log_odds(features) > 0.0 {
        CopyRelation::SameSource
    } else {
        event(features)
    }
}

/// Whether two reports that have neither words nor a source in common are about one event.
fn event(features: &Features) -> CopyRelation {
    use Feature::{Names, NearHalf};
    if features.get(NearHalf) >= NEAR_SENTENCES && features.get(Names) >= SAME_NAMES {
        CopyRelation::SameEvent
    } else {
        CopyRelation::Unrelated
    }
}
