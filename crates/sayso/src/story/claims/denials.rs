//! In: what the reports of one story say. Out: pairs of sentences of which one says that something is so, and the
//! other that it is not: what one source denies, and what one source says on one day and not on another.
//!
//! Both have to be about the same thing, by words that few of the reports have, because the words of the
//! story itself are in most sentences. Of a sentence only the likeliest counterpart is told.

use super::account::{Statement, StatementWord};
use super::groups::{ClaimMember, StoryReport, statements};
use super::meeting::{Weights, share};
use crate::certainty::Status;
use std::collections::{BTreeMap, BTreeSet};

/// The least weight of common words of two sentences of which one denies the other …
const COMMON: f32 = 1.6;
/// … and their least share of the sentence with fewer words.
const SHARE: f32 = 0.4;
/// The same where one source says both on two days.
const COMMON_OF_ONE_SOURCE: f32 = 1.0;
/// The share that goes with it.
const SHARE_OF_ONE_SOURCE: f32 = 0.3;

/// Pairs of sentences that deny each other, the likeliest first.
pub(super) fn denials(reports: &[StoryReport<'_>]) -> Vec<[ClaimMember; 2]> {
    let words = StoryWords::of(reports);
    let all = statements(reports);
    let said: Vec<_> = all.into_iter().filter(|(.., s)| is_claim(s)).collect();
    let mut found = Vec::new();
    for (n, (x, first, a)) in said.iter().enumerate() {
        for (y, second, b) in &said[n + 1..] {
            if is_denial(a) == is_denial(b) {
                continue;
            }
            let is_copy = x != y && reports[*x].family == reports[*y].family;
            let of_one_source = says_one_source(a, b);
            if is_copy || (x == y && of_one_source) {
                continue;
            }
            let (common, most) = words.common(a, b);
            let least = if of_one_source {
                (COMMON_OF_ONE_SOURCE, SHARE_OF_ONE_SOURCE)
            } else {
                (COMMON, SHARE)
            };
            if common >= least.0 && most >= least.1 {
                found.push((common * most, [(*x, *first), (*y, *second)]));
            }
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut used = BTreeSet::new();
    let mut pairs = Vec::new();
    for (_, pair) in found {
        if pair.iter().all(|place| !used.contains(place)) {
            used.extend(pair);
            pairs.push(pair.map(|(report, statement)| ClaimMember {
                report,
                statement,
                figure: None,
            }));
        }
    }
    pairs
}

fn is_claim(statement: &Statement) -> bool {
    !statement.said.is_empty() && statement.words.len() >= 2
}

/// Whether the source or the outlet says that it is not so.
pub(super) fn is_denial(statement: &Statement) -> bool {
    let mut statuses = statement.said.iter().filter_map(|said| said.status);
    statement.is_negated || statuses.any(|s| matches!(s, Status::Denied | Status::Negated))
}

fn says_one_source(a: &Statement, b: &Statement) -> bool {
    let sources =
        |s: &Statement| -> BTreeSet<u64> { s.said.iter().filter_map(|s| s.source).collect() };
    sources(a).intersection(&sources(b)).next().is_some()
}

/// How much the words of a story say: the less, the more of its reports have them.
struct StoryWords {
    reports: f32,
    of_word: BTreeMap<u64, f32>,
}

impl StoryWords {
    fn of(reports: &[StoryReport<'_>]) -> StoryWords {
        let mut of_word: BTreeMap<u64, f32> = BTreeMap::new();
        let families: BTreeSet<usize> = reports.iter().map(|r| r.family).collect();
        for &family in &families {
            let of_family = reports.iter().filter(|r| r.family == family);
            let statements = of_family.flat_map(|r| &r.account.statements);
            let words: BTreeSet<u64> = statements.flat_map(|s| &s.words).map(|w| w.key).collect();
            for word in words {
                *of_word.entry(word).or_default() += 1.0;
            }
        }
        StoryWords {
            reports: families.len() as f32,
            of_word,
        }
    }

    fn weights(&self, statement: &Statement) -> Weights {
        let is_topic = |word: &&StatementWord| !(word.in_figure || word.in_source || word.is_name);
        let words = statement.words.iter().filter(is_topic);
        Weights::of(words.map(|word| {
            let share_of_reports = share(
                self.of_word.get(&word.key).copied().unwrap_or(0.0) - 1.0,
                self.reports,
            );
            (word.key, word.weight * (1.0 - share_of_reports))
        }))
    }

    /// What the common words of two sentences weigh, and their share of the one with less.
    fn common(&self, a: &Statement, b: &Statement) -> (f32, f32) {
        let (a, b) = (self.weights(a), self.weights(b));
        (a.common(&b), a.shares(&b).0)
    }
}
