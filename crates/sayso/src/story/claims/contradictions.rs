//! In: what one source says in several reports. Out: pairs of sentences of different days that do not go together: one says
//! that something is so and the other that it is not, or they give figures of one thing that cannot both be right.
//!
//! It is not said why: a source can have learned more, or have been quoted wrongly.

use super::account::{Account, Statement};
use super::denials::{Sentence, StoryWords, likeliest, one_source};
use super::groups::{ClaimMember, ClaimRelation, StoryReport};
use super::relations::{Place, relations};
use super::slots::figure_pairs;
use super::statements::{ONE_SLOT, SAME_CLAIM, compare_statements};
use crate::attribute::AttributionId;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A report in which the source speaks.
#[derive(Clone, Debug)]
pub struct OwnReport<'a> {
    /// What the report says.
    pub account: &'a Account,
    /// The attributions of the source.
    pub attributions: BTreeSet<AttributionId>,
    /// The number of the story that it is of. Reports of one story are held against each other with less in common.
    pub story: Option<i64>,
}

sayso_english::names! {
    /// In what two sentences of a source do not go together.
    pub enum ContradictionKind {
        /// One says that it is so, the other that it is not, or one takes back what was said before.
        Status = "status",
        /// They give other figures of one thing, which is not known to change.
        Figure = "figure",
    }
}

/// Two sentences of one source that do not go together. Members name reports by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// In what.
    pub kind: ContradictionKind,
    /// What was said on the earlier day.
    pub earlier: ClaimMember,
    /// What was said on the later day.
    pub later: ClaimMember,
}

/// What two reports that are not known to be of one story have to have in common.
const STRICT: f32 = 0.8;
/// The same of figures.
const STRICT_FIGURES: f32 = 0.8;

/// What a source says on one day and not on another, by day.
///
/// ```
/// use sayso::report::{GivenDay, RawReport};
/// use sayso::story::claims::{Account, OwnReport, contradictions};
/// use sayso::{Reader, attribute::AttributionId, words::Words};
/// let words = Words::none();
/// let account = |day: &str, text: &str| {
///     let published = Some(GivenDay {
///         written: day.into(),
///         day: Some(day.into()),
///         moment: None,
///         is_default: false,
///     });
///     let raw = RawReport { published, ..RawReport::text(text) };
///     Account::of(&Reader::new(&words).read(&raw).unwrap())
/// };
/// let first = account("2024-03-01", "“The harbour gates were inspected in May,” Ines Moller said.");
/// let second = account("2024-03-04", "Again, “the harbour gates were inspected in May,” Ines Moller said.");
/// let own = |account| OwnReport { account, attributions: [AttributionId(0)].into(), story: Some(1) };
/// // She keeps to what she said. Opposite statements need a reader that finds how sure each claim is.
/// assert!(contradictions(&[own(&first), own(&second)]).is_empty());
/// ```
pub fn contradictions(reports: &[OwnReport<'_>]) -> Vec<Contradiction> {
    let all: Vec<StoryReport<'_>> = reports
        .iter()
        .enumerate()
        .map(|(family, report)| StoryReport {
            account: report.account,
            family,
        })
        .collect();
    let words = StoryWords::of(&all);
    let mut said: Vec<Sentence<'_>> = Vec::new();
    for (place, report) in reports.iter().enumerate() {
        for (number, statement) in report.account.statements.iter().enumerate() {
            if is_own(report, statement) {
                said.push(Sentence::of(&words, place, number, statement));
            }
        }
    }
    let repeated = Repeated::of(&said);
    let of_one = |n: usize| -> Vec<Opposed> {
        let others = (n + 1..said.len()).filter(|&m| {
            let days_differ = are_of_two_days(&reports[said[n].report], &reports[said[m].report]);
            // What both reports have is not said on one day only.
            days_differ && !repeated.is_in_both(&said, n, m)
        });
        others
            .map(|m| Opposed::of(reports, &all, &said[n], &said[m]))
            .filter(|pair| pair.status.is_some() || !pair.figures.is_empty())
            .collect()
    };
    let opposed: Vec<Opposed> = (0..said.len())
        .into_par_iter()
        .flat_map_iter(of_one)
        .collect();
    let opposite = opposed.iter().filter_map(|pair| pair.status).collect();
    let figures = opposed.into_iter().flat_map(|pair| pair.figures);
    let opposite = likeliest(opposite)
        .into_iter()
        .map(|pair| (ContradictionKind::Status, pair));
    let figures = figures.map(|pair| (ContradictionKind::Figure, pair));
    let mut found: Vec<Contradiction> = opposite
        .chain(figures)
        .map(|(kind, [a, b])| {
            let is_first = day(&reports[a.report]) < day(&reports[b.report]);
            let (earlier, later) = if is_first { (a, b) } else { (b, a) };
            Contradiction {
                kind,
                earlier,
                later,
            }
        })
        .collect();
    found.sort_by_key(|one| {
        let days = [one.earlier, one.later].map(|member| day(&reports[member.report]));
        (days, one.earlier, one.later)
    });
    found
}

/// In what two sentences of two days do not go together.
struct Opposed {
    /// One says that something is so, the other that it is not: how likely that is, and which they are.
    status: Option<(f32, [(usize, usize); 2])>,
    figures: Vec<[ClaimMember; 2]>,
}

impl Opposed {
    fn of(
        reports: &[OwnReport<'_>],
        all: &[StoryReport<'_>],
        a: &Sentence<'_>,
        b: &Sentence<'_>,
    ) -> Opposed {
        let (x, y) = (&reports[a.report], &reports[b.report]);
        let is_one_story = x.story.is_some() && x.story == y.story;
        let (least, least_of_figures) = if is_one_story {
            (0.0, ONE_SLOT)
        } else {
            (STRICT, STRICT_FIGURES)
        };
        let score = one_source(a, b).filter(|score| *score >= least);
        Opposed {
            status: score.map(|score| (score, [a.place(), b.place()])),
            figures: differing(reports, all, a, b, least_of_figures),
        }
    }
}

/// Which sentences have the same words.
struct Repeated {
    /// The number of the words of each sentence.
    words: Vec<usize>,
    /// The reports in which the source says them.
    said_in: BTreeSet<(usize, usize)>,
}

impl Repeated {
    fn of(said: &[Sentence<'_>]) -> Repeated {
        let mut numbers: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
        let words: Vec<usize> = said
            .iter()
            .map(|sentence| {
                let keys = sentence.statement.words.iter().map(|word| word.key);
                let next = numbers.len();
                *numbers.entry(keys.collect()).or_insert(next)
            })
            .collect();
        let said_in = words
            .iter()
            .zip(said)
            .map(|(&words, sentence)| (sentence.report, words));
        Repeated {
            said_in: said_in.collect(),
            words,
        }
    }

    /// Whether one of the reports of two sentences has the words of the other sentence, too.
    fn is_in_both(&self, said: &[Sentence<'_>], n: usize, m: usize) -> bool {
        let has = |report: usize, of: usize| self.said_in.contains(&(report, self.words[of]));
        has(said[n].report, m) || has(said[m].report, n)
    }
}

fn is_own(report: &OwnReport<'_>, statement: &Statement) -> bool {
    let mut said = statement.said.iter();
    said.any(|said| report.attributions.contains(&said.attribution))
}

/// The day of publication.
fn day(report: &OwnReport<'_>) -> Option<i64> {
    const DAY: i64 = 86_400;
    report
        .account
        .published
        .map(|when| when.from.div_euclid(DAY))
}

fn are_of_two_days(a: &OwnReport<'_>, b: &OwnReport<'_>) -> bool {
    day(a).zip(day(b)).is_some_and(|(a, b)| a != b)
}

/// Figures of one thing that are in conflict, where the source gives both.
fn differing(
    reports: &[OwnReport<'_>],
    all: &[StoryReport<'_>],
    a: &Sentence<'_>,
    b: &Sentence<'_>,
    least: f32,
) -> Vec<[ClaimMember; 2]> {
    let mut found = Vec::new();
    if a.statement.figures.is_empty() || b.statement.figures.is_empty() {
        return found;
    }
    let likely = figure_pairs(a.statement, b.statement)
        .into_iter()
        .filter(|pair| pair.score >= least);
    for pair in likely {
        let member = |of: &Sentence<'_>, figure: usize| {
            let attribution = of.statement.figures[figure].attribution?;
            let is_own = reports[of.report].attributions.contains(&attribution);
            let (report, statement) = of.place();
            is_own.then_some(ClaimMember {
                report,
                statement,
                figure: Some(figure),
            })
        };
        let (Some(x), Some(y)) = (member(a, pair.a), member(b, pair.b)) else {
            continue;
        };
        let places = [x, y].map(|member| Place::of(all, member));
        let is_conflict = relations(&places)
            .iter()
            .any(|pair| pair.relation == ClaimRelation::Conflict);
        if is_conflict {
            found.push([x, y]);
        }
    }
    // Last, because most pairs have no figures in conflict, and this takes longest.
    if !found.is_empty() && compare_statements(a.statement, b.statement).score < SAME_CLAIM {
        found.clear();
    }
    found
}
