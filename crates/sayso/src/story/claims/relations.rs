//! In: the members of a group. Out: how each two of them are related.

use super::account::{StatedFigure, Statement, When};
use super::denials::is_denial;
use super::groups::{ClaimMember, ClaimPair, ClaimRelation, StoryReport};
use super::values::{FigureRelation, stated_relation};
use sayso_english::story_words::meaning;
use std::collections::BTreeMap;

/// A member of a group with what its relations are judged by.
pub(super) struct Place<'a> {
    report: usize,
    family: usize,
    published: Option<When>,
    statement: &'a Statement,
    figure: Option<&'a StatedFigure>,
    fate: Option<u64>,
}

impl<'a> Place<'a> {
    pub(super) fn of(reports: &[StoryReport<'a>], member: ClaimMember) -> Place<'a> {
        let report = reports[member.report];
        let statement = member.statement(reports);
        Place {
            report: member.report,
            family: report.family,
            published: report.account.published,
            statement,
            figure: member.figure(reports),
            fate: member.figure(reports).and_then(|figure| figure.around.fate),
        }
    }

    fn value_to(&self, other: &Place<'_>) -> Option<FigureRelation> {
        stated_relation(self.figure?, other.figure?)
    }

    fn is_equal(&self, other: &Place<'_>) -> bool {
        self.value_to(other) == Some(FigureRelation::Equal)
    }

    fn says_the_same(&self, other: &Place<'_>) -> bool {
        if self.figure.is_some() && other.figure.is_some() {
            return self.is_equal(other);
        }
        let words = |of: &Statement| of.words.iter().map(|word| word.key).collect();
        let [own, theirs]: [Vec<u64>; 2] = [self, other].map(|place| words(place.statement));
        own == theirs && is_denial(self.statement) == is_denial(other.statement)
    }

    fn is_before(&self, other: &Place<'_>) -> bool {
        let times = self.published.zip(other.published);
        times.is_some_and(|(a, b)| a.is_before(b))
    }

    /// The key of the source that says it, if it has a name.
    fn source(&self) -> Option<u64> {
        let mut said = self.statement.said.iter();
        let said = match self.figure {
            Some(figure) => said.find(|said| Some(said.attribution) == figure.attribution),
            None => said.next(),
        };
        said?.source
    }
}

/// How what is counted changes with time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    /// It can only grow: the dead.
    Grows,
    /// It rises and falls: the missing.
    Changes,
    /// It is what it is: the number of houses.
    Fixed,
}

/// Words of what becomes of people, one for each meaning, whose count only grows.
const GROWING: &[&str] = &["killed", "injured", "infected", "arrested", "rescued"];
/// The same, whose count rises and falls.
const CHANGING: &[&str] = &["missing", "hospital", "evacuated"];

fn course(places: &[Place<'_>]) -> Course {
    let is_of = |words: &[&str], key: u64| {
        let mut meanings = words.iter().filter_map(|word| meaning(word));
        meanings.any(|meaning| meaning.key == key)
    };
    let has = |words: &[&str]| {
        places
            .iter()
            .any(|p| p.fate.is_some_and(|key| is_of(words, key)))
    };
    if has(CHANGING) {
        Course::Changes
    } else if has(GROWING) {
        Course::Grows
    } else {
        Course::Fixed
    }
}

/// In a group of more members, a copy that says the same is in one pair only: with the first of its family that says so.
const MANY: usize = 100;

/// How each two members of different reports are related, and of one report where they differ.
pub(super) fn relations(places: &[Place<'_>]) -> Vec<ClaimPair> {
    let course = course(places);
    let firsts = (places.len() > MANY).then(|| firsts(places));
    let is_told = |a: usize, b: usize| {
        let own = |firsts: &Vec<usize>| firsts[a] == a && (firsts[b] == b || firsts[b] == a);
        firsts.as_ref().is_none_or(own)
    };
    let mut pairs = Vec::new();
    for a in 0..places.len() {
        for b in (a + 1..places.len()).filter(|&b| is_told(a, b)) {
            let relation = relation(places, (a, b), course);
            let is_one_report = places[a].report == places[b].report;
            if !is_one_report || relation == ClaimRelation::Conflict {
                let source = places[a].source();
                pairs.push(ClaimPair {
                    a,
                    b,
                    relation,
                    one_source: source.is_some() && source == places[b].source(),
                });
            }
        }
    }
    pairs
}

/// For each member the first one of its family that says the same.
fn firsts(places: &[Place<'_>]) -> Vec<usize> {
    let mut of_family: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let first = |(number, place): (usize, &Place<'_>)| {
        let firsts = of_family.entry(place.family).or_default();
        let same = firsts
            .iter()
            .find(|&&first| place.says_the_same(&places[first]));
        same.copied().unwrap_or_else(|| {
            firsts.push(number);
            number
        })
    };
    places.iter().enumerate().map(first).collect()
}

fn relation(places: &[Place<'_>], (a, b): (usize, usize), course: Course) -> ClaimRelation {
    let (x, y) = (&places[a], &places[b]);
    match x.value_to(y) {
        Some(FigureRelation::Rounded) => ClaimRelation::Rounded,
        Some(FigureRelation::Different) if x.is_before(y) => differing(places, x, y, course),
        Some(FigureRelation::Different) if y.is_before(x) => differing(places, y, x, course),
        Some(FigureRelation::Different) => at_one_time(places, x, y, course),
        None if is_denial(x.statement) != is_denial(y.statement) => ClaimRelation::Denied,
        Some(FigureRelation::Equal) | None => ClaimRelation::Same,
    }
}

/// How a figure is related to another one of a later report.
fn differing(
    places: &[Place<'_>],
    earlier: &Place<'_>,
    later: &Place<'_>,
    course: Course,
) -> ClaimRelation {
    if is_one_family(earlier, later) || has_both(places, earlier, later) {
        return ClaimRelation::Conflict;
    }
    let was_said_before = |p: &Place<'_>| p.is_before(earlier) && p.is_equal(later);
    let is_change = later.statement.is_change || earlier.statement.is_change;
    let can_change = course != Course::Fixed || is_change;
    if can_change && places.iter().any(was_said_before) {
        return ClaimRelation::Outdated;
    }
    let fits = match course {
        Course::Grows => has_grown(earlier, later),
        Course::Changes => true,
        // What is measured on another day can have changed.
        Course::Fixed => is_change || is_days_before(earlier, later),
    };
    if fits {
        ClaimRelation::Updated
    } else {
        ClaimRelation::Conflict
    }
}

/// How two figures are related of which none is known to be later.
fn at_one_time(
    places: &[Place<'_>],
    a: &Place<'_>,
    b: &Place<'_>,
    course: Course,
) -> ClaimRelation {
    let is_fixed = course == Course::Fixed;
    if is_fixed || is_one_family(a, b) || has_both(places, a, b) {
        ClaimRelation::Conflict
    } else {
        ClaimRelation::Updated
    }
}

/// A copy has the figures of what it was made from.
fn is_one_family(a: &Place<'_>, b: &Place<'_>) -> bool {
    a.family == b.family
}

/// Whether one of the two reports has both figures, so that it knows of both.
fn has_both(places: &[Place<'_>], a: &Place<'_>, b: &Place<'_>) -> bool {
    let has = |report: usize, value: &Place<'_>| {
        let mut here = places.iter().filter(|p| p.report == report);
        here.any(|p| p.is_equal(value) && p.figure.is_none_or(|f| !f.is_before))
    };
    has(a.report, b) || has(b.report, a)
}

/// Seconds between two reports after which a figure can have changed without a word that says so.
const LONG: i64 = 16 * 3600;

fn is_days_before(earlier: &Place<'_>, later: &Place<'_>) -> bool {
    let times = earlier.published.zip(later.published);
    times.is_some_and(|(a, b)| a.to + LONG < b.from || (a.from < a.to && a.to < b.from))
}

fn has_grown(earlier: &Place<'_>, later: &Place<'_>) -> bool {
    let value = |p: &Place<'_>| p.figure.and_then(|f| f.figure.high.or(f.figure.low));
    value(earlier) < value(later)
}
