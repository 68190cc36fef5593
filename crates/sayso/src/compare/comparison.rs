//! In: two sketches. Out: how the reports are related, with the evidence.

use super::align::Nearness;
use super::altered::{Altered, altered};
use super::contradicted::{are_contradicted, have_only_a_form};
use super::direction::direction;
use super::features::Features;
use super::indexed::Indexed;
use super::judge::{Judgement, judge};
use super::links::links;
use super::numbers::rounded;
use super::sketch::Sketch;

sayso_english::names! {
    /// How two reports are related.
    pub enum CopyRelation {
        /// The same words throughout.
        Verbatim = "verbatim",
        /// The same words, and parts of one report are missing from the other.
        Trimmed = "trimmed",
        /// The same sentences, some with other words.
        Light = "light",
        /// The same course of sentences in other words, or with much of another origin between them.
        Heavy = "heavy",
        /// A part of one report is in the other, which is mostly made of something else.
        Merged = "merged",
        /// The same quotations, briefing or release, each with its own narration.
        SameSource = "same_source",
        /// Reports of the same event that share no words of note.
        SameEvent = "same_event",
        /// Nothing of note in common.
        Unrelated = "unrelated",
    }
}

impl CopyRelation {
    /// Whether one report, or a part of it, was made from the other or both from a third.
    pub fn is_copy(self) -> bool {
        use CopyRelation::{Heavy, Light, Merged, Trimmed, Verbatim};
        matches!(self, Verbatim | Trimmed | Light | Heavy | Merged)
    }
}

sayso_english::names! {
    /// One of the two reports that are compared.
    pub enum Side {
        /// The first.
        A = "a",
        /// The second.
        B = "b",
    }
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::A => Side::B,
            Side::B => Side::A,
        }
    }
}

sayso_english::names! {
    /// The rule that says which report was made from the other.
    pub enum DirectionRule {
        /// The text of one credits the outlet or the agency of the other.
        Credit = "credit",
        /// A byline, dateline or credit line names the outlet or the agency of the other.
        Byline = "byline",
        /// One is the text of an agency by its dateline, byline or last line, and the other names no
        /// agency.
        Wire = "wire",
        /// One was published on an earlier day.
        Published = "published",
        /// One was published at an earlier hour, where the hour and the zone of both are known.
        Hour = "hour",
    }
}

/// Which report was made from the other, if that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CopyDirection {
    /// The report that the other was made from.
    pub from: Option<Side>,
    /// The rule that says so.
    pub rule: Option<DirectionRule>,
    /// The credit that says so: the report that has it, and its number in [`Sketch::credits`].
    pub credit: Option<(Side, usize)>,
}

sayso_english::names! {
    /// How a sentence corresponds to another.
    pub enum LinkHow {
        /// Word for word, or nearly.
        Same = "same",
        /// In other words.
        Reworded = "reworded",
        /// At another place among the sentences.
        Moved = "moved",
        /// Both are quotations.
        Quoted = "quoted",
    }
}

/// A sentence of one report and the sentence of the other that it corresponds to. A sentence that was
/// split or merged has several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SentenceLink {
    /// The sentence of the first report, as number in [`Sketch::sentences`].
    pub a: usize,
    /// The sentence of the second report.
    pub b: usize,
    /// How near they are, from 0 to 1.
    pub score: f32,
    /// How they correspond.
    pub how: LinkHow,
    /// Whether it is out of the common order of both reports.
    pub is_moved: bool,
}

impl SentenceLink {
    /// Sentences that are less near than this correspond by their place between others alone, and most of them have
    /// nothing in common. They do not count where shared sentences are counted.
    pub const DOUBTFUL: f32 = 0.22;
}

/// What share of the words of each report the other one has too, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// Words of the first report's narration that are in sentences, or runs of words, of the second.
    pub narration_a: f32,
    /// The same of the second report.
    pub narration_b: f32,
    /// Quoted words of the first report that the second quotes too.
    pub quotes_a: f32,
    /// The same of the second report.
    pub quotes_b: f32,
}

/// How two reports are related.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How they are related.
    pub relation: CopyRelation,
    /// The probability that one was copied from the other or both from a third, from 0 to 1, to
    /// three decimals.
    pub score: f32,
    /// What share of each the other has.
    pub shares: Shares,
    /// Which was made from the other.
    pub direction: CopyDirection,
    /// The sentences that correspond, sorted by the first report's, then the second's.
    pub sentences: Vec<SentenceLink>,
    /// The sentences that only the first report has.
    pub only_a: Vec<usize>,
    /// The sentences that only the second report has.
    pub only_b: Vec<usize>,
    /// What differs within corresponding sentences of copies, in the order of `sentences`. Reports
    /// that are not copies differ throughout, so that nothing is listed for them.
    pub altered: Vec<Altered>,
    /// What the relation was judged by.
    pub features: Features,
}

/// Compares two reports. The result for (b, a) is that for (a, b) with the sides exchanged.
///
/// ```
/// use sayso::compare::{AlteredKind, CopyRelation, Sketch, compare};
/// use sayso::{Reader, report::RawReport, words::Words};
/// let words = Words::none();
/// let sketch = |text: &str| {
///     let reading = Reader::new(&words).read(&RawReport::text(text)).unwrap();
///     Sketch::of(&reading)
/// };
/// let ours = sketch(
///     "The old pier at Velm was closed on Monday. Engineers found rot in 14 of its 60 piles. \
///      The council will vote on repairs in May.",
/// );
/// let theirs = sketch(
///     "The old pier at Velm was closed on Monday. Engineers found rot in 40 of its 60 piles. \
///      The council will vote on repairs in May.",
/// );
/// let compared = compare(&ours, &theirs);
/// assert!(compared.relation.is_copy());
/// assert_eq!(compared.sentences.len(), 3);
/// assert_eq!(compared.altered[0].kind, AlteredKind::Figure);
/// assert_eq!(compare(&ours, &ours).relation, CopyRelation::Verbatim);
/// ```
pub fn compare(a: &Sketch, b: &Sketch) -> Comparison {
    Indexed::new(a).compare(&Indexed::new(b))
}

impl Comparison {
    /// The comparison of the second report with the first.
    #[must_use]
    pub fn exchanged(self) -> Comparison {
        let Shares {
            narration_a,
            narration_b,
            quotes_a,
            quotes_b,
        } = self.shares;
        // Links are sorted anew, and what was altered follows its link.
        let mut order: Vec<usize> = (0..self.sentences.len()).collect();
        order.sort_by_key(|&n| (self.sentences[n].b, self.sentences[n].a));
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let link = |&n: &usize| SentenceLink {
            a: self.sentences[n].b,
            b: self.sentences[n].a,
            ..self.sentences[n]
        };
        let sentences = order.iter().map(link).collect();
        let altered = self.altered.iter().map(|altered| Altered {
            link: place[altered.link],
            a: altered.b,
            b: altered.a,
            ..*altered
        });
        let mut altered: Vec<Altered> = altered.collect();
        altered.sort_by_key(|altered| altered.link);
        Comparison {
            shares: Shares {
                narration_a: narration_b,
                narration_b: narration_a,
                quotes_a: quotes_b,
                quotes_b: quotes_a,
            },
            direction: CopyDirection {
                from: self.direction.from.map(Side::other),
                credit: self.direction.credit.map(|(side, n)| (side.other(), n)),
                ..self.direction
            },
            only_a: self.only_b,
            only_b: self.only_a,
            sentences,
            altered,
            ..self
        }
    }
}

impl Indexed<'_> {
    /// Compares two reports, as [`compare`] does.
    pub fn compare(&self, other: &Indexed<'_>) -> Comparison {
        // Which of two equally good alignments is taken must not depend on which report is first.
        let order = other.sketch.words.cmp(&self.sketch.words);
        let order = order.then_with(|| other.sketch.to_bytes().cmp(&self.sketch.to_bytes()));
        if order.is_lt() {
            other.compare_in_order(self).exchanged()
        } else {
            self.compare_in_order(other)
        }
    }

    fn compare_in_order(&self, other: &Indexed<'_>) -> Comparison {
        let nearness = Nearness::of(self, other);
        let features = Features::of(self, other, &nearness);
        let has_same_words =
            self.sketch.words == other.sketch.words && !self.sketch.words.is_empty();
        let Judgement { relation, score } = if has_same_words {
            Judgement::VERBATIM
        } else {
            judge(&features)
        };
        let sentences = links(self.sketch, other.sketch, &nearness);
        let altered = if relation.is_copy() {
            altered(self.sketch, other.sketch, &sentences)
        } else {
            Vec::new()
        };
        let says_more_than_event = relation.is_copy() || relation == CopyRelation::SameSource;
        let Judgement { relation, score } = match () {
            () if has_same_words => Judgement { relation, score },
            () if says_more_than_event && have_only_a_form(self, other, &features) => {
                Judgement::form(&features)
            }
            () if are_contradicted(self, other, &features, &sentences, &altered) => {
                Judgement::contradicted(&features)
            }
            () => Judgement { relation, score },
        };
        let linked = |side: fn(&SentenceLink) -> usize, count: usize| -> Vec<usize> {
            let mut is_linked = vec![false; count];
            for link in &sentences {
                is_linked[side(link)] = true;
            }
            (0..count).filter(|&n| !is_linked[n]).collect()
        };
        Comparison {
            relation,
            score: rounded(score),
            shares: features.shares,
            direction: if relation.is_copy() {
                direction(self.sketch, other.sketch, relation)
            } else {
                CopyDirection::default()
            },
            only_a: linked(|link| link.a, nearness.rows),
            only_b: linked(|link| link.b, nearness.columns),
            altered: if relation.is_copy() {
                altered
            } else {
                Vec::new()
            },
            sentences,
            features,
        }
    }
}
