//! In: what the reports of one story say. Out: pairs of sentences of which one says that something is so, and the
//! other that it is not: what one source denies, and what one source says on one day and not on another.
//!
//! Both have to be about the same thing. Several signs show it, each by itself: words in common that few of the reports
//! have, because the words of the story itself are in most sentences; words that follow "no" in one and are in the other;
//! a figure that one has and the other denies; in one report, an answer such as "nothing of the kind" soon after what it
//! answers. Of a sentence only the likeliest counterparts are told.

use super::account::{Said, Statement, StatementWord};
use super::groups::{ClaimMember, StoryReport, statements};
use super::meeting::{Weights, share};
use super::pairing::each_pair;
use super::values::{FigureRelation, stated_relation};
use crate::certainty::Status;
use sayso_english::story_denials::DenialWords;
use std::collections::{BTreeMap, BTreeSet};

/// How much two sentences have to have in common.
#[derive(Clone, Copy)]
struct Least {
    /// The weight of their common words.
    common: f32,
    /// The share of these words of the sentence with fewer.
    share: f32,
}

/// Of which one denies the other.
const DENIED: Least = Least {
    common: 1.6,
    share: 0.4,
};
/// Of which one source says both on two days.
const ONE_SOURCE: Least = Least {
    common: 1.0,
    share: 0.3,
};
/// In one report, near each other.
const NEAR: Least = Least {
    common: 1.4,
    share: 0.3,
};
/// Of which one follows "no" and the other has what is said not to be there. All words count, also those of the story.
const ABSENT: Least = Least {
    common: 1.0,
    share: 0.25,
};
/// The share of the words after "no" that the other has.
const ABSENT_WORDS: f32 = 0.5;
/// Of which one source says both on two days, by all words, also those of the story.
const ONE_SOURCE_ALL: Least = Least {
    common: 2.0,
    share: 0.4,
};
/// Of which one takes back what the same source said, by all words.
const TAKEN_BACK: Least = Least {
    common: 1.0,
    share: 0.12,
};

/// How many sentences are between a claim and what is near it, at most.
const NEAR_BY: usize = 4;
/// How many sentences are between a claim and an answer to it that has no words of it, at most.
const ANSWERED: usize = 3;

/// What words count that may be those of the story, against rare ones.
const ALL_WORDS: f32 = 0.3;
/// What a sign other than common words adds, so that the clearer sign comes first.
const CLEAR: f32 = 2.0;

/// Two groups of sentences: those of one deny those of the other. The sentences of a group are the same in several copies.
pub(super) type Denial = [Vec<ClaimMember>; 2];

/// What shows that two sentences deny each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// They are about one thing.
    Content,
    /// One is an answer to the other.
    Answer,
    /// One source with a name says both.
    OneSource,
}

/// In how many pairs of one sign a sentence is, because a claim can be denied twice.
const MOST: usize = 2;

/// Sentences that deny each other, the likeliest first.
pub(super) fn denials(reports: &[StoryReport<'_>]) -> Vec<Denial> {
    let words = StoryWords::of(reports);
    let all = statements(reports);
    let said: Vec<Sentence<'_>> = all
        .into_iter()
        .filter(|(.., statement)| is_claim(statement))
        .map(|(report, number, statement)| Sentence::of(&words, report, number, statement))
        .collect();
    let copies = Copies::of(reports, &said);
    let mut found: BTreeMap<(Sign, usize, usize), f32> = BTreeMap::new();
    let mut hold = |n: usize, m: usize| {
        let (a, b) = (&said[n], &said[m]);
        let is_copy = a.report != b.report && reports[a.report].family == reports[b.report].family;
        if is_copy {
            return;
        }
        if let Some((sign, score)) = likeness(a, b) {
            let (x, y) = (copies.first[n], copies.first[m]);
            // What is answered comes before its answer.
            let is_in_order = sign == Sign::Answer || x < y;
            let key = if is_in_order {
                (sign, x, y)
            } else {
                (sign, y, x)
            };
            let best = found.entry(key).or_default();
            *best = best.max(score);
        }
    };
    let keys: Vec<Vec<u64>> = said.iter().map(Sentence::keys).collect();
    each_pair(&keys, &mut hold);
    // In a large story those that are near each other need not have a rare word in common.
    for (n, a) in said.iter().enumerate() {
        let is_near = |b: &&Sentence<'_>| a.report == b.report && b.number - a.number <= NEAR_BY;
        let near = said[n + 1..].iter().take_while(is_near).count();
        (n + 1..=n + near).for_each(|m| hold(n, m));
    }
    let mut found: Vec<((Sign, usize, usize), f32)> = found.into_iter().collect();
    found.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let mut used: BTreeMap<(Sign, usize), usize> = BTreeMap::new();
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut denials = Vec::new();
    for ((sign, a, b), _) in found {
        let is_free = |(place, most): (usize, usize)| {
            used.get(&(sign, place)).is_none_or(|count| *count < most)
        };
        // An answer is to one claim.
        let most = if sign == Sign::Answer { 1 } else { MOST };
        // An answer can also be shown by its words.
        let pair = (a.min(b), a.max(b));
        if a != b && !seen.contains(&pair) && is_free((a, MOST)) && is_free((b, most)) {
            for place in [a, b] {
                *used.entry((sign, place)).or_default() += 1;
            }
            seen.insert(pair);
            denials.push([a, b].map(|first| copies.members(&said, first)));
        }
    }
    denials
}

/// Sentences that have the same words in reports of one family.
struct Copies {
    /// The first of those that each sentence is the same as.
    first: Vec<usize>,
}

impl Copies {
    fn of(reports: &[StoryReport<'_>], said: &[Sentence<'_>]) -> Copies {
        let mut seen: BTreeMap<(usize, Vec<u64>), usize> = BTreeMap::new();
        let first = said.iter().enumerate().map(|(number, sentence)| {
            let words = sentence.statement.words.iter().map(|word| word.key);
            let key = (reports[sentence.report].family, words.collect());
            *seen.entry(key).or_insert(number)
        });
        Copies {
            first: first.collect(),
        }
    }

    fn members(&self, said: &[Sentence<'_>], first: usize) -> Vec<ClaimMember> {
        let same = (first..said.len()).filter(|&n| self.first[n] == first);
        same.map(|n| {
            let (report, statement) = said[n].place();
            ClaimMember {
                report,
                statement,
                figure: None,
            }
        })
        .collect()
    }
}

/// The likeliest pairs, each place in one at most.
pub(super) fn likeliest(mut found: Vec<(f32, [(usize, usize); 2])>) -> Vec<[ClaimMember; 2]> {
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

/// A sentence with what it is held against others by.
pub(super) struct Sentence<'a> {
    pub(super) report: usize,
    number: usize,
    pub(super) statement: &'a Statement,
    is_denial: bool,
    /// Its words, those less that are in most reports.
    rare: Weights,
    /// All its words.
    all: Weights,
    sources: BTreeSet<u64>,
}

impl<'a> Sentence<'a> {
    pub(super) fn of(
        words: &StoryWords,
        report: usize,
        number: usize,
        statement: &'a Statement,
    ) -> Sentence<'a> {
        Sentence {
            report,
            number,
            statement,
            is_denial: is_denial(statement),
            rare: words.weights(statement),
            all: Weights::of(topic(statement).map(|word| (word.key, word.weight))),
            sources: statement
                .said
                .iter()
                .filter_map(|said| said.source)
                .collect(),
        }
    }

    pub(super) fn place(&self) -> (usize, usize) {
        (self.report, self.number)
    }

    /// The keys of which two sentences have one in common if one can deny the other: of a rare word, or of the accused.
    fn keys(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.rare.keys().collect();
        if self.has(DenialWords::Accuses) {
            keys.extend(self.statement.words.iter().map(|word| word.key));
        }
        if self.is_denial {
            let named_by = self.statement.said.iter().flat_map(|said| &said.named_by);
            keys.extend(named_by.filter_map(|keys| keys.first()));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn has(&self, words: DenialWords) -> bool {
        self.statement.denying.has(words)
    }
}

/// What shows that two sentences deny each other, and how clearly; none if nothing does.
fn likeness(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<(Sign, f32)> {
    let is_one_report = a.report == b.report;
    if is_one_report && (says_one(a.statement, b.statement) || has_one_source(a, b)) {
        return None;
    }
    if has_one_source(a, b) {
        return Some((Sign::OneSource, one_source(a, b)?));
    }
    let is_near = is_one_report && a.number.abs_diff(b.number) <= NEAR_BY;
    let is_opposite = a.is_denial != b.is_denial;
    let of_content = [
        is_opposite.then(|| common(a, b, DENIED)).flatten(),
        (is_opposite && is_near)
            .then(|| common(a, b, NEAR))
            .flatten(),
        is_opposite.then(|| absent(a, b)).flatten(),
        is_opposite.then(|| accusation(a, b)).flatten(),
        figure(a, b),
    ];
    let content = of_content.into_iter().flatten().max_by(f32::total_cmp);
    match content {
        Some(content) => Some((Sign::Content, content)),
        None => Some((Sign::Answer, answer(a, b)?)),
    }
}

/// Whether one source with a name says both.
fn has_one_source(a: &Sentence<'_>, b: &Sentence<'_>) -> bool {
    a.sources.intersection(&b.sources).next().is_some()
}

/// Whether one and the same says both in a report, with a name or without.
fn says_one(a: &Statement, b: &Statement) -> bool {
    let mut entities = a.said.iter().filter_map(|said| said.entity);
    entities.any(|entity| b.said.iter().any(|said| said.entity == Some(entity)))
}

/// The same of one source, in two reports.
pub(super) fn one_source(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<f32> {
    let is_opposite = a.is_denial != b.is_denial;
    let takes_back = a.has(DenialWords::Retracts) || b.has(DenialWords::Retracts);
    let signs = [
        is_opposite.then(|| common(a, b, ONE_SOURCE)).flatten(),
        is_opposite.then(|| absent(a, b)).flatten(),
        is_opposite
            .then(|| common_of_all(a, b, ONE_SOURCE_ALL))
            .flatten(),
        takes_back
            .then(|| common_of_all(a, b, TAKEN_BACK))
            .flatten(),
        figure(a, b),
    ];
    signs.into_iter().flatten().max_by(f32::total_cmp)
}

/// Words in common that few reports have.
fn common(a: &Sentence<'_>, b: &Sentence<'_>, least: Least) -> Option<f32> {
    let (common, most) = (a.rare.common(&b.rare), a.rare.shares(&b.rare).0);
    (common >= least.common && most >= least.share).then_some(common * most)
}

/// Words in common, also those of the story. Such pairs come after those with words that few reports have.
fn common_of_all(a: &Sentence<'_>, b: &Sentence<'_>, least: Least) -> Option<f32> {
    let (common, most) = (a.all.common(&b.all), a.all.shares(&b.all).0);
    let is_enough = common >= least.common && most >= least.share;
    is_enough.then_some(ALL_WORDS * common * most)
}

/// One says "no" before what the other has.
fn absent(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<f32> {
    let one = |denies: &Sentence<'_>, says: &Sentence<'_>| {
        let absent = &denies.statement.denying.absent;
        let has = |key: &&u64| says.statement.words.iter().any(|word| word.key == **key);
        let shared = absent.iter().filter(has).count();
        let has_head = denies.statement.denying.heads.iter().any(|head| has(&head));
        let is_it = has_head && shared as f32 >= ABSENT_WORDS * absent.len() as f32;
        is_it.then_some(shared as f32)
    };
    let shared = one(a, b).or_else(|| one(b, a))?;
    let (common, most) = (a.all.common(&b.all), a.all.shares(&b.all).0);
    let is_enough = common >= ABSENT.common && most >= ABSENT.share;
    is_enough.then_some(shared * common * most)
}

/// One denies a figure that the other has: "there are no 400 substitutes".
fn figure(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<f32> {
    let one = |denies: &Sentence<'_>, says: &Sentence<'_>| {
        let denied = &denies.statement.denying.figures;
        let mut figures = denied
            .iter()
            .filter_map(|&n| denies.statement.figures.get(n));
        figures.any(|figure| {
            let mut others = says.statement.figures.iter().enumerate();
            others.any(|(n, other)| {
                let is_equal = stated_relation(figure, other) == Some(FigureRelation::Equal);
                let is_denied = says.statement.denying.figures.contains(&n);
                is_equal && figure.of == other.of && !is_denied
            })
        })
    };
    (one(a, b) || one(b, a)).then_some(CLEAR)
}

/// One accuses somebody, and the other is what the accused says is not so, in whatever words.
fn accusation(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<f32> {
    let one = |accuses: &Sentence<'_>, denies: &Sentence<'_>| {
        let has = |key: &u64| accuses.statement.words.iter().any(|word| word.key == *key);
        let is_named = |said: &Said| said.named_by.iter().any(|keys| keys.iter().all(has));
        accuses.has(DenialWords::Accuses)
            && !accuses.is_denial
            && denies.is_denial
            && denies.statement.said.iter().any(is_named)
    };
    let is_it = one(a, b) || one(b, a);
    is_it.then(|| CLEAR + a.rare.common(&b.rare))
}

/// One answers what the other says shortly before in the same report: "nothing of the kind".
fn answer(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<f32> {
    let (first, second) = if a.number < b.number { (a, b) } else { (b, a) };
    let distance = second.number - first.number;
    let is_near = a.report == b.report && (1..=ANSWERED).contains(&distance);
    let is_claim = !first.has(DenialWords::Answers) && !first.is_denial;
    let is_answer = second.has(DenialWords::Answers) && is_claim;
    // The nearer one is the likelier, and what has words in common.
    (is_near && is_answer).then(|| CLEAR / distance as f32 + first.rare.common(&second.rare))
}

fn is_claim(statement: &Statement) -> bool {
    !statement.said.is_empty() && statement.words.len() >= 2
}

/// Whether the source or the outlet says that it is not so. What is rejected may itself be that something is not so.
pub(super) fn is_denial(statement: &Statement) -> bool {
    // "If the steel did not come, the bridge would not open" leaves open whether it will.
    let is_condition = |said: &Said| said.status == Some(Status::Conditional);
    if statement.said.iter().any(is_condition) {
        return false;
    }
    let is_so = |said: &Said| match said.status {
        Some(Status::Denied) => true,
        Some(Status::Negated) => said.is_whole && !statement.denying.is_open,
        _ => false,
    };
    let is_rejected = statement.denying.has(DenialWords::Rejects);
    let is_said_not_to_be = statement.is_negated || statement.said.iter().any(is_so);
    is_said_not_to_be != is_rejected
}

/// The words that say what a sentence is about, besides names.
fn topic(statement: &Statement) -> impl Iterator<Item = &StatementWord> {
    let is_topic = |word: &&StatementWord| !(word.in_figure || word.in_source || word.is_name);
    statement.words.iter().filter(is_topic)
}

/// In a story of fewer families than this a word that two have is not yet one of the story.
const FEW_REPORTS: f32 = 6.0;

/// How much the words of a story say: the less, the more of its reports have them.
pub(super) struct StoryWords {
    reports: f32,
    of_word: BTreeMap<u64, f32>,
}

impl StoryWords {
    pub(super) fn of(reports: &[StoryReport<'_>]) -> StoryWords {
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
        Weights::of(topic(statement).map(|word| {
            let share_of_reports = share(
                self.of_word.get(&word.key).copied().unwrap_or(0.0) - 1.0,
                self.reports.max(FEW_REPORTS),
            );
            (word.key, word.weight * (1.0 - share_of_reports))
        }))
    }
}
