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
use std::collections::BTreeSet;

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
    let (mut opposite, mut figures) = (Vec::new(), Vec::new());
    for (n, a) in said.iter().enumerate() {
        for b in &said[n + 1..] {
            let (x, y) = (&reports[a.report], &reports[b.report]);
            // What both reports have is not said on one day only.
            let is_in_both = has(&said, a.report, b.statement) || has(&said, b.report, a.statement);
            if !are_of_two_days(x, y) || is_in_both {
                continue;
            }
            let is_one_story = x.story.is_some() && x.story == y.story;
            let least = if is_one_story { 0.0 } else { STRICT };
            if let Some(score) = one_source(a, b).filter(|score| *score >= least) {
                opposite.push((score, [a.place(), b.place()]));
            }
            let least = if is_one_story {
                ONE_SLOT
            } else {
                STRICT_FIGURES
            };
            figures.extend(differing(reports, &all, a, b, least));
        }
    }
    let opposite = likeliest(opposite)
        .into_iter()
        .map(|pair| (ContradictionKind::Status, pair));
    let figures = figures
        .into_iter()
        .map(|pair| (ContradictionKind::Figure, pair));
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

/// Whether the source says the same words in a report.
fn has(said: &[Sentence<'_>], report: usize, statement: &Statement) -> bool {
    let words = |of: &Statement| -> Vec<u64> { of.words.iter().map(|word| word.key).collect() };
    let mut own = said.iter().filter(|sentence| sentence.report == report);
    own.any(|sentence| words(sentence.statement) == words(statement))
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
    let is_one_claim = compare_statements(a.statement, b.statement).score >= SAME_CLAIM;
    for pair in figure_pairs(a.statement, b.statement) {
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
        if is_one_claim && pair.score >= least && is_conflict {
            found.push([x, y]);
        }
    }
    found
}
