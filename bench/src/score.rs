//! Scores predicted attributions against hand-annotated ones.
//!
//! Gold and predictions are normalised alike: white space is cut from span ends, empty spans go,
//! spans that touch or have only white space between them are joined. Tokens are runs of word
//! characters or single other visible ones.
//!
//! Every figure is a micro average over reports:
//! - `exact`: a role's whole span list equals a gold one, one to one within a report; an
//!   attribution that lacks the role counts for neither side. Its `relation`: source and content
//!   lists both equal, and the content must be there.
//! - `exact~`: the same after cutting quotation marks, commas, stops, colons and dashes off the
//!   ends.
//! - `exact1`: each single span by itself.
//! - `overlap`: shared tokens of span lists that are paired one to one. Its `relation` counts
//!   source and content tokens of pairs whose contents overlap and whose sources agree.
//! - `token`: a token has a role if any attribution gives it that role. Its `relation` sums the
//!   three roles.
//! - `citron-ov`: shared tokens over every predicted and gold pair. It can pass 100 %, and is there
//!   only to compare with the figures published for Citron.
//! - `content@.5`, `linked`, `attrib-exact`: pairs, one to one, whose content tokens have a Jaccard
//!   index of at least one half; `linked` asks also that the sources share a token (or are both
//!   missing), `attrib-exact` that they are equal in the sense of `exact~`.

use crate::polnear::{Gold, Spans3};
use crate::random::Random;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::ops::AddAssign;
use std::sync::LazyLock;

/// Which attributions take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subset {
    /// Every attribution.
    All,
    /// Those whose content begins with a quotation mark or right after one.
    Direct,
    /// Those whose cue has a common reporting verb; a prediction without any cue stays in.
    Speech,
}

/// Precision, recall and F1 between 0 and 1, with the counts they come from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prf {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Harmonic mean of precision and recall.
    pub f1: f64,
    /// The numerator of both precision and recall.
    pub matched: u64,
    /// The denominator of precision: predicted attributions, spans or tokens.
    pub predicted: u64,
    /// The denominator of recall: annotated attributions, spans or tokens.
    pub gold: u64,
}

/// All metrics over a set of reports; displays as a table in per cent.
#[derive(Clone, Debug)]
pub struct Scores {
    rows: Vec<Row>,
    linked_recall: LinkedRecall,
}

/// Scores predictions against gold; `predicted[i]` belongs to `gold[i]`, a missing entry means
/// none.
pub fn score(gold: &[Gold], predicted: &[Vec<Spans3>], subset: Subset) -> Scores {
    let mut scores = Scores {
        rows: Vec::new(),
        linked_recall: LinkedRecall::new(),
    };
    for (report, predicted) in in_step(gold, predicted) {
        let report = Report::new(report, predicted, subset);
        let pairs = report.pairs();
        let rows = report.rows(&pairs);
        if scores.rows.is_empty() {
            scores.rows = rows;
        } else {
            // every report fills the same rows in the same order
            for (sum, row) in scores.rows.iter_mut().zip(rows) {
                sum.count += row.count;
            }
        }
        report.add_linked_recall(&pairs, &mut scores.linked_recall);
    }
    scores
}

/// For each predicted attribution of one report: is it `linked` to a gold one? Pairs as the metric
/// does.
pub fn linked_flags(gold: &Gold, predicted: &[Spans3]) -> Vec<bool> {
    let report = Report::new(gold, predicted, Subset::All);
    let mut linked = vec![false; predicted.len()];
    for pair in report.linked(&report.pairs()) {
        linked[pair.predicted] = true;
    }
    linked
}

/// The 95% interval of the `linked` F1 (0 to 1) over `n` resamples of the reports. It is the same on
/// every call, because the seed is fixed.
///
/// Without resamples or without reports both ends are the F1 itself.
pub fn bootstrap_linked(
    gold: &[Gold],
    predicted: &[Vec<Spans3>],
    subset: Subset,
    n: usize,
) -> (f64, f64) {
    let counts: Vec<Count> = in_step(gold, predicted)
        .map(|(report, predicted)| {
            let report = Report::new(report, predicted, subset);
            report.linked_count(&report.pairs())
        })
        .collect();
    if n == 0 || counts.is_empty() {
        let f1 = Prf::from(total(counts.iter())).f1;
        return (f1, f1);
    }
    let mut random = Random::new(20_261_123);
    let mut f1s: Vec<f64> = (0..n)
        .map(|_| {
            Prf::from(total(
                (0..counts.len()).map(|_| &counts[random.below(counts.len())]),
            ))
            .f1
        })
        .collect();
    f1s.sort_by(f64::total_cmp);
    let at = |share: f64| f1s[((share * n as f64) as usize).min(n - 1)];
    (at(0.025), at(0.975))
}

impl Scores {
    /// The headline figure: content overlaps by half and the sources agree.
    pub fn linked(&self) -> Prf {
        self.get("linked", "pairs").unwrap_or_default()
    }

    /// The figures of one row, such as `("exact", "source")` or `("linked", "pairs")`.
    pub fn get(&self, metric: &str, role: &str) -> Option<Prf> {
        self.rows()
            .find(|&(m, r, _)| m == metric && r == role)
            .map(|(_, _, figures)| figures)
    }

    /// All rows in the table's order: metric, role, figures.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, &'static str, Prf)> {
        self.rows
            .iter()
            .map(|row| (row.metric, row.role, Prf::from(row.count)))
    }

    /// Of the gold attributions of each kind: how many are linked, and how many there are; sorted
    /// by kind.
    pub fn linked_recall(&self) -> impl Iterator<Item = (&'static str, u64, u64)> {
        self.linked_recall
            .iter()
            .map(|(&kind, &(linked, all))| (kind, linked, all))
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<13}{:<10}{:>7}{:>7}{:>7}   pred    gold",
            "metric", "role", "P", "R", "F1"
        )?;
        for (metric, role, figures) in self.rows() {
            let [p, r, f1] = [figures.p, figures.r, figures.f1].map(|share| 100.0 * share);
            write!(f, "{metric:<13}{role:<10}{p:7.1}{r:7.1}{f1:7.1}")?;
            writeln!(f, "{:8}{:8}", figures.predicted, figures.gold)?;
        }
        let kinds: Vec<String> = self
            .linked_recall()
            .map(|(kind, linked, all)| {
                format!("{kind} {:.1} (n={all})", 100.0 * linked as f64 / all as f64)
            })
            .collect();
        write!(f, "linked recall by gold kind: {}", kinds.join("  "))
    }
}

/// Kind of gold attribution -> (linked, all).
type LinkedRecall = BTreeMap<&'static str, (u64, u64)>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    matched: u64,
    predicted: u64,
    gold: u64,
}

impl Count {
    fn new(matched: usize, predicted: usize, gold: usize) -> Count {
        Count {
            matched: matched as u64,
            predicted: predicted as u64,
            gold: gold as u64,
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.matched += other.matched;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

fn total<'a>(counts: impl Iterator<Item = &'a Count>) -> Count {
    let mut sum = Count::default();
    counts.for_each(|&count| sum += count);
    sum
}

impl From<Count> for Prf {
    fn from(count: Count) -> Prf {
        let share = |whole: u64| {
            if whole > 0 {
                count.matched as f64 / whole as f64
            } else {
                0.0
            }
        };
        let (p, r) = (share(count.predicted), share(count.gold));
        let f1 = if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        };
        Prf {
            p,
            r,
            f1,
            matched: count.matched,
            predicted: count.predicted,
            gold: count.gold,
        }
    }
}

#[derive(Clone, Debug)]
struct Row {
    metric: &'static str,
    role: &'static str,
    count: Count,
}

/// A row for each role.
fn by_role(metric: &'static str, count: impl Fn(Role) -> Count) -> [Row; 3] {
    ROLES.map(|role| Row {
        metric,
        role: role.name(),
        count: count(role),
    })
}

fn relation(metric: &'static str, count: Count) -> Row {
    Row {
        metric,
        role: "relation",
        count,
    }
}

fn in_step<'a>(
    gold: &'a [Gold],
    predicted: &'a [Vec<Spans3>],
) -> impl Iterator<Item = (&'a Gold, &'a [Spans3])> {
    gold.iter()
        .enumerate()
        .map(|(i, report)| (report, predicted.get(i).map_or(&[][..], Vec::as_slice)))
}

// -----------------------------------------------------------------------------------------------------------
// Normalising

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Source,
    Cue,
    Content,
}

const ROLES: [Role; 3] = [Role::Source, Role::Cue, Role::Content];

impl Role {
    fn name(self) -> &'static str {
        match self {
            Role::Source => "source",
            Role::Cue => "cue",
            Role::Content => "content",
        }
    }
}

/// Code points of the report's text, end exclusive.
type Span = (usize, usize);

/// One attribution made ready to compare; the arrays are indexed by role.
struct Attribution {
    spans: [Vec<Span>; 3],
    /// The spans without punctuation at their ends.
    trimmed: [Vec<Span>; 3],
    /// Numbers of the covered tokens, ascending.
    tokens: [Vec<u32>; 3],
}

impl Attribution {
    fn new(raw: &Spans3, text: &[char], token_at: &[Option<u32>]) -> Attribution {
        let spans = [&raw.source, &raw.cue, &raw.content].map(|spans| normalise(spans, text));
        let trimmed = spans.each_ref().map(|spans| trim_edges(spans, text));
        let tokens = spans
            .each_ref()
            .map(|spans| covered_tokens(spans, token_at));
        Attribution {
            spans,
            trimmed,
            tokens,
        }
    }

    fn spans(&self, role: Role) -> &[Span] {
        &self.spans[role as usize]
    }

    fn trimmed(&self, role: Role) -> &[Span] {
        &self.trimmed[role as usize]
    }

    fn tokens(&self, role: Role) -> &[u32] {
        &self.tokens[role as usize]
    }
}

fn normalise(raw: &[(u32, u32)], text: &[char]) -> Vec<Span> {
    let mut sorted = raw.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for (begin, end) in sorted {
        let span = cut(
            begin as usize,
            (end as usize).min(text.len()),
            text,
            is_space,
        );
        let Some((begin, end)) = span else { continue };
        match joined.last_mut() {
            Some(last) if begin <= last.1 || text[last.1..begin].iter().copied().all(is_space) => {
                last.1 = last.1.max(end);
            }
            _ => joined.push((begin, end)),
        }
    }
    joined
}

fn trim_edges(spans: &[Span], text: &[char]) -> Vec<Span> {
    spans
        .iter()
        .filter_map(|&(begin, end)| cut(begin, end, text, |c| is_space(c) || is_edge(c)))
        .collect()
}

/// The span without the `unwanted` characters at its ends; `None` when nothing is left.
fn cut(
    mut begin: usize,
    mut end: usize,
    text: &[char],
    unwanted: impl Fn(char) -> bool,
) -> Option<Span> {
    while begin < end && unwanted(text[begin]) {
        begin += 1;
    }
    while begin < end && unwanted(text[end - 1]) {
        end -= 1;
    }
    (begin < end).then_some((begin, end))
}

/// The number of the token that each character belongs to.
fn number_tokens(text: &[char]) -> Vec<Option<u32>> {
    let mut next = 0;
    let mut in_word = false;
    text.iter()
        .map(|&c| {
            let continues = in_word && is_word(c);
            in_word = is_word(c);
            if is_space(c) {
                return None;
            }
            if !continues {
                next += 1;
            }
            Some(next - 1)
        })
        .collect()
}

/// The spans are in order, so the numbers come out ascending.
fn covered_tokens(spans: &[Span], token_at: &[Option<u32>]) -> Vec<u32> {
    let covered = spans.iter().flat_map(|&(begin, end)| &token_at[begin..end]);
    let mut tokens: Vec<u32> = covered.filter_map(|token| *token).collect();
    tokens.dedup();
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Unicode white space, and the four ASCII separators that Python's `isspace` takes as well:
/// published scores were computed with it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

fn is_edge(c: char) -> bool {
    is_quote(c) || "'\u{2018}\u{2019}`,;:.-\u{2013}\u{2014}".contains(c)
}

fn is_quote(c: char) -> bool {
    "\"\u{201c}\u{201d}\u{201e}\u{201f}\u{ab}\u{bb}".contains(c)
}

/// The straight mark counts: it may open.
fn is_opening_quote(c: char) -> bool {
    "\"\u{201c}\u{201e}\u{ab}".contains(c)
}

// -----------------------------------------------------------------------------------------------------------
// Comparing two attributions

/// How many items two sorted lists have in common, each used once.
fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// Shared part of the union.
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let both = shared(a, b);
    let either = a.len() + b.len() - both;
    if either > 0 {
        both as f64 / either as f64
    } else {
        0.0
    }
}

fn dice(a: &[u32], b: &[u32]) -> f64 {
    let sizes = a.len() + b.len();
    if sizes > 0 {
        2.0 * shared(a, b) as f64 / sizes as f64
    } else {
        1.0
    }
}

fn content_jaccard(a: &Attribution, b: &Attribution) -> f64 {
    jaccard(a.tokens(Role::Content), b.tokens(Role::Content))
}

/// Sources agree when they share a token or are both missing.
fn sources_agree(a: &Attribution, b: &Attribution) -> bool {
    let (a, b) = (a.tokens(Role::Source), b.tokens(Role::Source));
    a.is_empty() && b.is_empty() || shared(a, b) > 0
}

/// A predicted and a gold attribution, by position, that might belong together.
struct Pair {
    predicted: usize,
    gold: usize,
    /// Compared in order, larger first.
    likeness: [f64; 3],
}

/// The Jaccard index of the contents from which a prediction counts as having found the content.
const FOUND: f64 = 0.5;

impl Pair {
    fn content_found(&self) -> bool {
        self.likeness[0] >= FOUND
    }
}

/// Takes the likeliest pairs first and uses each attribution once; ties go by position.
fn one_to_one(mut candidates: Vec<Pair>) -> Vec<Pair> {
    candidates.sort_by(|a, b| {
        let likeness = a
            .likeness
            .iter()
            .zip(&b.likeness)
            .map(|(a, b)| b.total_cmp(a));
        likeness
            .fold(Ordering::Equal, Ordering::then)
            .then((a.gold, a.predicted).cmp(&(b.gold, b.predicted)))
    });
    let (mut used_predicted, mut used_gold) = (HashSet::new(), HashSet::new());
    candidates.retain(|pair| {
        let free = !used_predicted.contains(&pair.predicted) && !used_gold.contains(&pair.gold);
        if free {
            used_predicted.insert(pair.predicted);
            used_gold.insert(pair.gold);
        }
        free
    });
    candidates
}

// -----------------------------------------------------------------------------------------------------------
// One report

struct Report {
    text: Vec<char>,
    predicted: Vec<Attribution>,
    gold: Vec<Attribution>,
}

impl Report {
    fn new(gold: &Gold, predicted: &[Spans3], subset: Subset) -> Report {
        let text: Vec<char> = gold.text.chars().collect();
        let token_at = number_tokens(&text);
        let ready = |raw: &[Spans3]| {
            raw.iter()
                .map(|raw| Attribution::new(raw, &text, &token_at))
                .collect()
        };
        let (predicted, gold) = (ready(predicted), ready(&gold.attributions));
        let (predicted, gold) = restrict(predicted, gold, &text, subset);
        Report {
            text,
            predicted,
            gold,
        }
    }

    /// Pairs of attributions whose contents overlap, one to one.
    fn pairs(&self) -> Vec<Pair> {
        one_to_one(self.candidates(|p, g| {
            let content = content_jaccard(p, g);
            (content > 0.0).then(|| {
                let alike = |role| dice(p.tokens(role), g.tokens(role));
                [content, alike(Role::Source), alike(Role::Cue)]
            })
        }))
    }

    fn candidates(
        &self,
        likeness: impl Fn(&Attribution, &Attribution) -> Option<[f64; 3]>,
    ) -> Vec<Pair> {
        let mut candidates = Vec::new();
        for (predicted, p) in self.predicted.iter().enumerate() {
            for (gold, g) in self.gold.iter().enumerate() {
                if let Some(likeness) = likeness(p, g) {
                    candidates.push(Pair {
                        predicted,
                        gold,
                        likeness,
                    });
                }
            }
        }
        candidates
    }

    fn sides(&self, pair: &Pair) -> (&Attribution, &Attribution) {
        (&self.predicted[pair.predicted], &self.gold[pair.gold])
    }

    fn linked<'a>(&'a self, pairs: &'a [Pair]) -> impl Iterator<Item = &'a Pair> {
        pairs.iter().filter(|pair| {
            let (p, g) = self.sides(pair);
            pair.content_found() && sources_agree(p, g)
        })
    }

    fn linked_count(&self, pairs: &[Pair]) -> Count {
        self.count_with_content(self.linked(pairs).count())
    }

    /// `matched` out of the attributions that have a content.
    fn count_with_content(&self, matched: usize) -> Count {
        let sized = |side: &[Attribution]| {
            side.iter()
                .filter(|a| !a.tokens(Role::Content).is_empty())
                .count()
        };
        Count::new(matched, sized(&self.predicted), sized(&self.gold))
    }

    /// The rows of the table, in its order.
    fn rows(&self, pairs: &[Pair]) -> Vec<Row> {
        let labels = ROLES.map(|role| self.labelled_tokens(role));
        let mut rows = Vec::with_capacity(25);
        rows.extend(by_role("exact", |role| self.exact(|a| a.spans(role))));
        rows.push(relation("exact", self.exact_relation(Attribution::spans)));
        rows.extend(by_role("exact~", |role| self.exact(|a| a.trimmed(role))));
        rows.push(relation(
            "exact~",
            self.exact_relation(Attribution::trimmed),
        ));
        rows.extend(by_role("overlap", |role| self.overlap(role)));
        rows.push(relation("overlap", self.overlap_relation(pairs)));
        rows.extend(by_role("token", |role| labels[role as usize]));
        rows.push(relation("token", total(labels.iter())));
        rows.extend(by_role("exact1", |role| self.exact_single_spans(role)));
        rows.extend(by_role("citron-ov", |role| self.overlap_of_all_pairs(role)));
        rows.extend(self.rows_of_pairs(pairs));
        rows
    }

    /// The rows that count pairs of attributions.
    fn rows_of_pairs(&self, pairs: &[Pair]) -> [Row; 3] {
        let found = pairs.iter().filter(|pair| pair.content_found());
        let same_source = found.clone().filter(|pair| {
            let (p, g) = self.sides(pair);
            p.trimmed(Role::Source) == g.trimmed(Role::Source)
        });
        let row = |metric, count| Row {
            metric,
            role: "pairs",
            count,
        };
        [
            row("content@.5", self.count_with_content(found.count())),
            row("linked", self.linked_count(pairs)),
            row("attrib-exact", self.count_with_content(same_source.count())),
        ]
    }

    fn exact<'a>(&'a self, spans: impl Fn(&'a Attribution) -> &'a [Span]) -> Count {
        let lists = |side: &'a [Attribution]| {
            side.iter()
                .map(&spans)
                .filter(|list| !list.is_empty())
                .collect()
        };
        count_equal(lists(&self.predicted), lists(&self.gold))
    }

    fn exact_relation<'a>(&'a self, spans: impl Fn(&'a Attribution, Role) -> &'a [Span]) -> Count {
        let relations = |side: &'a [Attribution]| {
            let both = side
                .iter()
                .map(|a| (spans(a, Role::Source), spans(a, Role::Content)));
            both.filter(|(_, content)| !content.is_empty()).collect()
        };
        count_equal(relations(&self.predicted), relations(&self.gold))
    }

    fn exact_single_spans(&self, role: Role) -> Count {
        let singles =
            |side: &[Attribution]| side.iter().flat_map(|a| a.spans(role)).copied().collect();
        count_equal::<Span>(singles(&self.predicted), singles(&self.gold))
    }

    fn overlap(&self, role: Role) -> Count {
        let shared_tokens =
            |p: &Attribution, g: &Attribution| shared(p.tokens(role), g.tokens(role));
        let pairs = one_to_one(self.candidates(|p, g| {
            let tokens = shared_tokens(p, g);
            (tokens > 0).then_some([tokens as f64, 0.0, 0.0])
        }));
        let matched = pairs
            .iter()
            .map(|pair| self.sides(pair))
            .map(|(p, g)| shared_tokens(p, g))
            .sum();
        self.count_tokens(matched, &[role])
    }

    fn overlap_relation(&self, pairs: &[Pair]) -> Count {
        let roles = [Role::Source, Role::Content];
        let agreeing = pairs
            .iter()
            .map(|pair| self.sides(pair))
            .filter(|(p, g)| sources_agree(p, g));
        let matched =
            agreeing.map(|(p, g)| roles.map(|role| shared(p.tokens(role), g.tokens(role))));
        self.count_tokens(matched.flatten().sum(), &roles)
    }

    fn overlap_of_all_pairs(&self, role: Role) -> Count {
        let with_gold = |p: &Attribution| -> usize {
            self.gold
                .iter()
                .map(|g| shared(p.tokens(role), g.tokens(role)))
                .sum()
        };
        self.count_tokens(self.predicted.iter().map(with_gold).sum(), &[role])
    }

    /// `matched` out of the roles' tokens, where one covered by two attributions counts twice.
    fn count_tokens(&self, matched: usize, roles: &[Role]) -> Count {
        let size =
            |a: &Attribution| -> usize { roles.iter().map(|&role| a.tokens(role).len()).sum() };
        let sizes = |side: &[Attribution]| side.iter().map(size).sum();
        Count::new(matched, sizes(&self.predicted), sizes(&self.gold))
    }

    fn labelled_tokens(&self, role: Role) -> Count {
        let labelled = |side: &[Attribution]| {
            let mut tokens: Vec<u32> = side.iter().flat_map(|a| a.tokens(role)).copied().collect();
            tokens.sort_unstable();
            tokens.dedup();
            tokens
        };
        let (predicted, gold) = (labelled(&self.predicted), labelled(&self.gold));
        Count::new(shared(&predicted, &gold), predicted.len(), gold.len())
    }

    fn add_linked_recall(&self, pairs: &[Pair], recall: &mut LinkedRecall) {
        let linked: HashSet<usize> = self.linked(pairs).map(|pair| pair.gold).collect();
        for (position, gold) in self.gold.iter().enumerate() {
            if gold.tokens(Role::Content).is_empty() {
                continue;
            }
            let text = &self.text;
            for kind in [
                quotation_kind(gold, text),
                source_kind(gold, text),
                cue_kind(gold, text),
            ] {
                let (hits, all) = recall.entry(kind).or_default();
                *hits += u64::from(linked.contains(&position));
                *all += 1;
            }
        }
    }
}

fn count_equal<T: Ord>(mut predicted: Vec<T>, mut gold: Vec<T>) -> Count {
    predicted.sort_unstable();
    gold.sort_unstable();
    Count::new(shared(&predicted, &gold), predicted.len(), gold.len())
}

// -----------------------------------------------------------------------------------------------------------
// Subsets and kinds of attributions

/// Keeps the attributions of the subset. A prediction that matches a gold attribution outside of it
/// is removed, too, because otherwise it would count as wrong. It is kept if it also matches one
/// inside.
fn restrict(
    predicted: Vec<Attribution>,
    gold: Vec<Attribution>,
    text: &[char],
    subset: Subset,
) -> (Vec<Attribution>, Vec<Attribution>) {
    let gold_belongs = |a: &Attribution| match subset {
        Subset::All => true,
        Subset::Direct => starts_quoted(a, text),
        Subset::Speech => has_speech_cue(a, text),
    };
    let prediction_belongs = |a: &Attribution| match subset {
        Subset::Speech => a.spans(Role::Cue).is_empty() || has_speech_cue(a, text),
        _ => gold_belongs(a),
    };
    let (inside, outside): (Vec<_>, Vec<_>) = gold.into_iter().partition(gold_belongs);
    let finds_one =
        |p: &Attribution, gold: &[Attribution]| gold.iter().any(|g| content_jaccard(p, g) >= FOUND);
    let mut predicted = predicted;
    predicted
        .retain(|p| prediction_belongs(p) && (finds_one(p, &inside) || !finds_one(p, &outside)));
    (predicted, inside)
}

fn starts_quoted(a: &Attribution, text: &[char]) -> bool {
    let Some(&(begin, _)) = a.spans(Role::Content).first() else {
        return false;
    };
    is_opening_quote(text[begin]) || follows_opening_quote(begin, text)
}

fn follows_opening_quote(begin: usize, text: &[char]) -> bool {
    begin > 0 && is_opening_quote(text[begin - 1])
}

/// Direct if (nearly) all letters and digits of the content are quoted, mixed if it has any
/// quotation marks.
fn quotation_kind(a: &Attribution, text: &[char]) -> &'static str {
    let (mut quoted, mut all, mut any_mark) = (0, 0, false);
    for &(begin, end) in a.spans(Role::Content) {
        let mut inside = follows_opening_quote(begin, text);
        any_mark |= inside;
        for &c in &text[begin..end] {
            if is_quote(c) {
                any_mark = true;
                // a straight mark opens and closes in turn
                inside = is_opening_quote(c) && (c != '"' || !inside);
            } else if c.is_alphanumeric() {
                all += 1;
                quoted += u32::from(inside);
            }
        }
    }
    if !any_mark {
        "indirect"
    } else if all > 0 && f64::from(quoted) / f64::from(all) > 0.9 {
        "direct"
    } else {
        "mixed"
    }
}

fn source_kind(a: &Attribution, text: &[char]) -> &'static str {
    let mut words = a
        .spans(Role::Source)
        .iter()
        .flat_map(|&span| lower_words(span, text, |c| !is_space(c)));
    match (words.next(), words.next()) {
        (None, _) => "src:no-source",
        (Some(only), None) if PRONOUNS.contains(&only.as_str()) => "src:pronoun",
        _ => "src:other",
    }
}

fn cue_kind(a: &Attribution, text: &[char]) -> &'static str {
    if has_speech_cue(a, text) {
        "cue:speech"
    } else {
        "cue:other"
    }
}

fn has_speech_cue(a: &Attribution, text: &[char]) -> bool {
    let mut words = a
        .spans(Role::Cue)
        .iter()
        .flat_map(|&span| lower_words(span, text, is_word));
    words.any(|word| SPEECH.contains(&word))
}

/// The span's runs of characters that belong to a word, in lower case.
fn lower_words((begin, end): Span, text: &[char], in_word: fn(char) -> bool) -> Vec<String> {
    let lower = text[begin..end].iter().collect::<String>().to_lowercase();
    lower
        .split(|c| !in_word(c))
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}

const PRONOUNS: [&str; 21] = [
    "he", "she", "they", "it", "i", "we", "you", "who", "him", "her", "them", "me", "us", "his",
    "their", "that", "which", "this", "those", "these", "one",
];

const SPEECH_VERBS: &str = "\
    say tell add note explain argue claim insist ask reply respond state declare announce acknowledge \
    admit warn suggest recall conclude predict promise vow complain joke testify report deny confirm \
    assert contend maintain allege accuse urge reveal disclose mention remark comment concede caution \
    stress emphasize reiterate repeat quote cite tweet estimate describe propose tout boast lament \
    observe recount quip demand advise agree disagree speak write according";

/// The reporting verbs in all their forms. Endings are put on blindly: the impossible forms do no
/// harm.
static SPEECH: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut forms: HashSet<String> = ["said", "told", "wrote", "written", "spoke", "spoken"]
        .map(String::from)
        .into();
    for verb in SPEECH_VERBS.split_whitespace() {
        let shortened = &verb[..verb.len() - 1];
        forms.extend(["", "s", "es", "d", "ed", "ing"].map(|ending| format!("{verb}{ending}")));
        forms.extend(["ing", "ies", "ied"].map(|ending| format!("{shortened}{ending}")));
    }
    forms
});

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "shares of small counts are exact")]
mod tests {
    use super::*;

    const TEXT: &str = "Ms Reyes said \u{201c}we are done.\u{201d} She added that rents fell. Snow came, farmers warned.";

    /// Where a phrase first occurs, in code points.
    fn at(phrase: &str) -> (u32, u32) {
        let begin = TEXT[..TEXT.find(phrase).expect("phrase of the text")]
            .chars()
            .count() as u32;
        (begin, begin + phrase.chars().count() as u32)
    }

    fn said(source: &str, cue: &str, content: &str) -> Spans3 {
        Spans3 {
            source: vec![at(source)],
            cue: vec![at(cue)],
            content: vec![at(content)],
        }
    }

    fn quoted() -> Spans3 {
        said("Ms Reyes", "said", "\u{201c}we are done.\u{201d}")
    }

    fn reported() -> Spans3 {
        said("She", "added", "that rents fell")
    }

    fn all() -> Vec<Spans3> {
        vec![quoted(), reported(), said("farmers", "warned", "Snow came")]
    }

    fn gold(attributions: Vec<Spans3>) -> Gold {
        Gold {
            stem: "report".to_string(),
            text: TEXT.to_string(),
            attributions,
        }
    }

    fn run_on(attributions: Vec<Spans3>, predicted: Vec<Spans3>, subset: Subset) -> Scores {
        score(&[gold(attributions)], &[predicted], subset)
    }

    fn run(predicted: Vec<Spans3>) -> Scores {
        run_on(all(), predicted, Subset::All)
    }

    fn figures(scores: &Scores, metric: &str, role: &str) -> (f64, f64, f64) {
        let figures = scores.get(metric, role).expect("known row");
        (figures.p, figures.r, figures.f1)
    }

    fn precision(scores: &Scores, metric: &str, role: &str) -> f64 {
        figures(scores, metric, role).0
    }

    const PERFECT: (f64, f64, f64) = (1.0, 1.0, 1.0);
    const NOTHING: (f64, f64, f64) = (0.0, 0.0, 0.0);

    #[test]
    fn gold_as_prediction_is_perfect() {
        let scores = run(all());
        assert_eq!(scores.rows().count(), 25);
        for (metric, role, _) in scores.rows() {
            assert_eq!(figures(&scores, metric, role), PERFECT, "{metric} {role}");
        }
        assert!(scores.get("linked", "source").is_none());
    }

    #[test]
    fn no_prediction_scores_nothing() {
        for scores in [run(vec![]), score(&[gold(all())], &[], Subset::All)] {
            assert_eq!(figures(&scores, "linked", "pairs"), NOTHING);
            assert_eq!(figures(&scores, "token", "content"), NOTHING);
            assert_eq!(scores.linked().gold, 3);
        }
        assert_eq!(score(&[], &[], Subset::All).linked(), Prf::default());
    }

    #[test]
    fn missing_quotation_marks_matter_to_the_strict_match_only() {
        let scores = run(vec![Spans3 {
            content: vec![at("we are done")],
            ..quoted()
        }]);
        assert_eq!(precision(&scores, "exact", "content"), 0.0);
        assert_eq!(figures(&scores, "exact~", "content"), (1.0, 1.0 / 3.0, 0.5));
        assert_eq!(precision(&scores, "exact~", "relation"), 1.0);
        // three tokens of six: just enough
        assert_eq!(precision(&scores, "linked", "pairs"), 1.0);
        assert_eq!(precision(&scores, "overlap", "content"), 1.0);
        assert_eq!(
            figures(&scores, "overlap", "content").1,
            3.0 / (6.0 + 3.0 + 2.0)
        );
    }

    #[test]
    fn a_wrong_source_is_not_linked() {
        let scores = run(vec![Spans3 {
            source: vec![at("She")],
            ..quoted()
        }]);
        assert_eq!(precision(&scores, "linked", "pairs"), 0.0);
        assert_eq!(precision(&scores, "content@.5", "pairs"), 1.0);
        assert_eq!(precision(&scores, "overlap", "relation"), 0.0);
        // a role's own score does not ask whose source it is
        assert_eq!(precision(&scores, "exact", "source"), 1.0);
    }

    #[test]
    fn a_partial_source_is_linked_but_not_exact() {
        let scores = run(vec![Spans3 {
            source: vec![at("Reyes")],
            ..quoted()
        }]);
        assert_eq!(precision(&scores, "linked", "pairs"), 1.0);
        assert_eq!(precision(&scores, "attrib-exact", "pairs"), 0.0);
    }

    #[test]
    fn a_repeated_prediction_is_wrong_once() {
        let scores = run(vec![quoted(), quoted()]);
        assert_eq!(precision(&scores, "linked", "pairs"), 0.5);
        assert_eq!(precision(&scores, "exact", "content"), 0.5);
        assert_eq!(precision(&scores, "token", "content"), 1.0);
    }

    #[test]
    fn overlap_of_all_pairs_counts_a_shared_source_again() {
        let both = vec![
            quoted(),
            Spans3 {
                source: vec![at("Ms Reyes")],
                ..reported()
            },
        ];
        let scores = run_on(both.clone(), both, Subset::All);
        assert_eq!(precision(&scores, "citron-ov", "source"), 2.0);
        assert_eq!(figures(&scores, "overlap", "source"), PERFECT);
    }

    #[test]
    fn a_missing_source_agrees_with_a_missing_one_only() {
        let sourceless = vec![Spans3 {
            source: vec![],
            ..quoted()
        }];
        let both = run_on(sourceless.clone(), sourceless.clone(), Subset::All);
        assert_eq!(figures(&both, "linked", "pairs"), PERFECT);
        let one = run_on(sourceless, vec![quoted()], Subset::All);
        assert_eq!(figures(&one, "linked", "pairs"), NOTHING);
    }

    #[test]
    fn spans_with_only_white_space_between_are_joined() {
        let (b, _) = at("rents");
        let pieces = vec![(b, b + 5), (b - 5, b), (b + 6, b + 10)];
        let scores = run(vec![Spans3 {
            content: pieces,
            ..reported()
        }]);
        assert_eq!(precision(&scores, "exact", "content"), 1.0);
    }

    #[test]
    fn spans_past_the_text_or_back_to_front_do_not_panic() {
        let wild = Spans3 {
            source: vec![(9000, 9001)],
            cue: vec![(7, 3)],
            content: vec![(0, 9000)],
        };
        assert_eq!(precision(&run(vec![wild]), "content@.5", "pairs"), 0.0);
    }

    #[test]
    fn a_content_that_is_far_too_long_is_not_linked() {
        let scores = run(vec![Spans3 {
            content: vec![at("that rents fell. Snow came, farmers")],
            ..reported()
        }]);
        assert_eq!(precision(&scores, "linked", "pairs"), 0.0);
    }

    #[test]
    fn direct_subset_keeps_what_starts_with_a_quotation_mark() {
        let linked = run_on(all(), all(), Subset::Direct).linked();
        assert_eq!((linked.matched, linked.predicted, linked.gold), (1, 1, 1));
        assert_eq!(linked.f1, 1.0);
    }

    #[test]
    fn speech_subset_keeps_reporting_verbs_and_predictions_without_a_cue() {
        let mut mixed = all();
        mixed.push(said("Snow", "came", "farmers"));
        let linked = run_on(mixed.clone(), mixed.clone(), Subset::Speech).linked();
        assert_eq!((linked.matched, linked.predicted, linked.gold), (3, 3, 3));
        let cueless = |content| Spans3 {
            cue: vec![],
            ..said("Snow", "came", content)
        };
        // the first finds a dropped gold attribution and goes with it, the second is a false
        // positive
        let linked = run_on(
            mixed,
            vec![cueless("farmers"), cueless("rents fell. Snow")],
            Subset::Speech,
        )
        .linked();
        assert_eq!((linked.matched, linked.predicted, linked.gold), (0, 1, 3));
    }

    #[test]
    fn tells_kinds_of_gold_attributions_apart() {
        let mixed = Spans3 {
            content: vec![at("Reyes said \u{201c}we are done.\u{201d} She added")],
            ..quoted()
        };
        let gold = vec![quoted(), reported(), said("farmers", "came", "Snow"), mixed];
        let scores = run_on(gold, vec![quoted()], Subset::All);
        let kinds: Vec<_> = scores.linked_recall().collect();
        let expected = [
            ("cue:other", 0, 1),
            ("cue:speech", 1, 3),
            ("direct", 1, 1),
            ("indirect", 0, 2),
            ("mixed", 0, 1),
            ("src:other", 1, 3),
            ("src:pronoun", 0, 1),
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn numbers_words_and_other_visible_characters() {
        let text: Vec<char> = "don't  go_2 \u{e9}t\u{e9}!\u{1f}?".chars().collect();
        let numbers: Vec<i64> = number_tokens(&text)
            .iter()
            .map(|n| n.map_or(-1, i64::from))
            .collect();
        assert_eq!(
            numbers,
            [0, 0, 0, 1, 2, -1, -1, 3, 3, 3, 3, -1, 4, 4, 4, 5, -1, 6]
        );
    }

    #[test]
    fn flags_follow_the_predictions_order() {
        let wrong = Spans3 {
            source: vec![at("She")],
            ..quoted()
        };
        let predicted = [
            reported(),
            wrong,
            Spans3::default(),
            said("farmers", "warned", "Snow came"),
        ];
        assert_eq!(
            linked_flags(&gold(all()), &predicted),
            [true, false, false, true]
        );
    }

    #[test]
    fn interval_of_the_bootstrap_holds_the_score_and_repeats() {
        let reports: Vec<Gold> = (0..20).map(|_| gold(all())).collect();
        let predicted: Vec<Vec<Spans3>> = (0..20).map(|i| all()[..i % 4].to_vec()).collect();
        let f1 = score(&reports, &predicted, Subset::All).linked().f1;
        let (low, high) = bootstrap_linked(&reports, &predicted, Subset::All, 500);
        assert!(
            0.4 < low && low < f1 && f1 < high && high < 0.95,
            "{low} {f1} {high}"
        );
        assert_eq!(
            bootstrap_linked(&reports, &predicted, Subset::All, 500),
            (low, high)
        );
        assert_eq!(
            bootstrap_linked(&reports, &predicted, Subset::All, 0),
            (f1, f1)
        );
    }

    #[test]
    fn prints_a_table_in_per_cent() {
        let table = run(vec![quoted()]).to_string();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            lines[0],
            "metric       role            P      R     F1   pred    gold"
        );
        assert_eq!(
            lines[1],
            "exact        source      100.0   33.3   50.0       1       3"
        );
        assert_eq!(lines.len(), 27);
        assert!(lines[26].starts_with(
            "linked recall by gold kind: cue:speech 33.3 (n=3)  direct 100.0 (n=1)  "
        ));
    }
}
