//! Finds figures that follow from others near them.
//!
//! This is a search over the figures of a paragraph and of the one before it. It tries every sum,
//! difference, part, change and rate of the right types, and keeps those that fit. With many figures
//! something always fits, so each hit has an expectation: the number of derivations of its relation
//! that were tried, times the probability that a figure with as many digits fits one of them by
//! chance. A hit is shown only if that is small, and without a word that hints at the relation, only
//! if it is much smaller.

use super::derivation::{Derivation, Expr, Leaf, Relation, on_one_line};
use super::frame::{is_negative, points_of};
use super::interval::{Digits, Interval};
use super::paragraph::{Measured, passage, within};
use super::pattern::dimension;
use crate::check::finding::{Code, Finding, FindingRule, Label, NamedRule, Severity};
use crate::check::pages::Page;
use crate::measure::scan::Lexicon;
use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Figure, Modifier, Per, Role, Stated, Unit};
use crate::text::Span;
use sayso_english::check_words::RELATION_CUES;
use sayso_english::classes::hash_lower;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// What `sayso explain` says of the check.
pub const PAGE: Page = Page {
    code: Code::Follows,
    name: "follows",
    what: "Shows a figure that follows from others near it: a sum, a part, a change or a rate over \
        time, with the arithmetic in one line and the assumptions it needs. It never says that \
        figures do not agree.",
    why: "A figure that follows from others needs no source of its own, and is only as good as \
        they are.",
    example: "\"The post pays at least $3,000 a month. About 80-90% goes to the agency. A year leaves a guard between $3,600 and $7,200.\" → $3,000 × 12 × (1 − \
              80-90%) = $3,600 to $7,200; 12 months a year; lower bound, because of \"at least\"",
    limits: "Some figures fit by chance: about one in ten of those shown. `check --all` also shows \
        looser matches, most of which are chance.",
    off: false,
};

/// A relation that is looked for. Words that hint at it are in `data/check/relation-cues.txt`.
struct Relationship {
    rule: NamedRule,
    /// How often chance finds it, in tenths of what it would be if all figures were equally common.
    /// It is more, because round figures are more common than others, and their sums and shares are
    /// round too. The values are measured by `sayso-bench check permute`, which replaces figures by
    /// those of other reports and counts what still agrees.
    prior: u64,
    /// Whether it is found only with a word that hints at it.
    needs_a_cue: bool,
}

static SUM: Relationship = Relationship {
    rule: NamedRule::Sum,
    prior: 100,
    needs_a_cue: true,
};
static DIFFERENCE: Relationship = Relationship {
    rule: NamedRule::Difference,
    prior: 80,
    needs_a_cue: true,
};
static POINTS: Relationship = Relationship {
    rule: NamedRule::Points,
    prior: 40,
    needs_a_cue: true,
};
static PART: Relationship = Relationship {
    rule: NamedRule::Part,
    prior: 30,
    needs_a_cue: true,
};
static CHANGE: Relationship = Relationship {
    rule: NamedRule::Change,
    prior: 30,
    needs_a_cue: true,
};
static YEARLY_RATE: Relationship = Relationship {
    rule: NamedRule::YearlyRate,
    prior: 20,
    needs_a_cue: false,
};
static RATE_BY_TIME: Relationship = Relationship {
    rule: NamedRule::RateByTime,
    prior: 20,
    needs_a_cue: false,
};
static YEARLY_PART: Relationship = Relationship {
    rule: NamedRule::YearlyPart,
    prior: 20,
    needs_a_cue: true,
};

/// The relations that each word hints at, as bits in the order of [`NamedRule`].
static CUES: LazyLock<Lexicon<u32>> = LazyLock::new(|| {
    let rows = RELATION_CUES.rows().iter();
    Lexicon::new(rows.map(|row| (hash_lower(row.word), relations(row.classes))))
});

fn relations(names: &str) -> u32 {
    names
        .split(',')
        .filter_map(|name| name.parse::<NamedRule>().ok())
        .fold(0, |bits, rule| bits | bit(rule))
}

fn bit(rule: NamedRule) -> u32 {
    1 << rule as u32
}

/// A unit of time, how many of it a year has, and the assumption that is shown for that.
const UNITS_OF_A_YEAR: &[(Unit, u64, &str)] = &[
    (Unit::MONTH, 12, "12 months a year"),
    (Unit::WEEK, 52, "52 weeks a year"),
    (Unit::DAY, 365, "365 days a year"),
    (Unit::QUARTER, 4, "four quarters a year"),
];

/// A passage with more figures than this is a table, in which something always fits.
const MOST_FIGURES: usize = 16;
/// Smaller counts and amounts follow from too much to be looked for.
const LEAST_AMOUNT: u64 = 20;

/// All expectations are in millionths.
const MILLION: u64 = 1_000_000;
/// A hit without a cue is shown below this expectation.
const SHOWN: u64 = 50_000;
/// A hit with a cue is shown below this expectation, because the writer says that there is a
/// relation.
const SHOWN_WITH_CUE: u64 = 500_000;
/// A loose hit is found below this expectation.
const LOOSE: u64 = 2 * SHOWN_WITH_CUE;
/// The expectation is multiplied by this if the figures are in two paragraphs, because these are
/// seldom about one thing.
const TWO_PARAGRAPHS: u64 = 10;
/// Figures more sentences apart than this are only loosely related.
const SENTENCES_APART: usize = 2;

/// A figure that may take part in a relation.
struct Item<'r> {
    stated: &'r Stated<Figure>,
    leaf: Leaf,
    kind: Kind,
}

/// What relations a figure may take part in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Amount,
    Percent,
    Points,
    /// An amount per unit of time.
    Rate(Unit),
    /// A length of time in a unit.
    Length(Unit),
}

/// What follows in a paragraph from its own figures and from those of the paragraph before it.
/// Figures that are `explained` already need no other explanation.
pub fn follows(
    measured: &Measured,
    before: &[Span],
    sentences: &[Span],
    explained: &[Span],
) -> Vec<Finding> {
    let here = passage(sentences);
    let own = within(measured.figures, here).len();
    let has_company = own > 1 || !before.is_empty();
    if own == 0 || own > MOST_FIGURES || !has_company {
        return Vec::new();
    }
    let mut findings = Search::new(measured, sentences.to_vec(), here).run(explained);
    if before.is_empty() {
        return findings;
    }
    let both: Vec<Span> = before.iter().chain(sentences).copied().collect();
    let search = Search::new(measured, both, here);
    if search.items.len() <= MOST_FIGURES {
        let found = findings.iter().map(|finding| finding.primary);
        let explained: Vec<Span> = explained.iter().copied().chain(found).collect();
        findings.extend(search.run(&explained));
    }
    findings
}

/// The leaf of a figure. Bounds are taken as if they were the figure itself, which the finding then
/// says: "at least $2,000" is $2,000. "about" does not widen a figure here, because that something
/// fits a wide figure proves little.
fn leaf(stated: &Stated<Figure>) -> Option<Leaf> {
    let figure = &stated.item;
    let bound = figure.low.or(figure.high);
    let closed = Figure {
        low: figure.low.or(bound),
        high: figure.high.or(bound),
        modifier: None,
        ..figure.clone()
    };
    Leaf::of(stated.span, &closed)
}

fn kind(figure: &Figure) -> Option<Kind> {
    let has_role = matches!(
        figure.role,
        Role::Amount | Role::Change | Role::Share | Role::Rate
    );
    if !has_role || figure.digits == 0 || is_negative(figure) {
        return None;
    }
    let dimension = dimension(figure);
    if let Some(unit) = per_time(figure) {
        return (dimension != Some(Dimension::Ratio)).then_some(Kind::Rate(unit));
    }
    match (figure.unit, dimension) {
        (Some(Unit::PERCENT), _) => Some(Kind::Percent),
        (Some(Unit::PERCENTAGE_POINT | Unit::POINT), _) => Some(Kind::Points),
        (Some(unit), Some(Dimension::Time)) => Some(Kind::Length(unit)),
        (_, dimension) => {
            (has_addable_dimension(dimension) && is_great(figure)).then_some(Kind::Amount)
        }
    }
}

/// The unit of time that a figure is per.
fn per_time(figure: &Figure) -> Option<Unit> {
    figure.per.iter().find_map(|per| match per {
        Per::Unit(unit) if unit.is_time() => Some(*unit),
        _ => None,
    })
}

fn has_addable_dimension(dimension: Option<Dimension>) -> bool {
    matches!(
        dimension,
        None | Some(
            Dimension::Money
                | Dimension::Mass
                | Dimension::Volume
                | Dimension::Area
                | Dimension::Energy
        )
    )
}

/// Whether a figure measures or counts something, and is not so small that it follows from
/// everything.
fn is_great(figure: &Figure) -> bool {
    let measures_something = figure.unit.is_some() || figure.of.is_some();
    let least = Decimal::whole(LEAST_AMOUNT);
    measures_something && figure.low.is_some_and(|value| value >= least)
}

/// A search in the figures of a passage.
struct Search<'m, 'r> {
    measured: &'m Measured<'r>,
    sentences: Vec<Span>,
    items: Vec<Item<'r>>,
    /// The paragraph that is looked at. A figure of it must take part.
    here: Span,
}

/// A derivation that is tried for a figure.
struct Candidate {
    relationship: &'static Relationship,
    computed: Expr,
    /// The items that it is computed from.
    parts: Vec<usize>,
    assumption: Option<&'static str>,
}

impl Candidate {
    fn new(relationship: &'static Relationship, computed: Expr, parts: &[usize]) -> Candidate {
        Candidate {
            relationship,
            computed,
            parts: parts.to_vec(),
            assumption: None,
        }
    }

    fn assuming(self, assumption: &'static str) -> Candidate {
        Candidate {
            assumption: Some(assumption),
            ..self
        }
    }
}

impl<'m, 'r> Search<'m, 'r> {
    fn new(measured: &'m Measured<'r>, sentences: Vec<Span>, here: Span) -> Search<'m, 'r> {
        let all = &measured.figures[within(measured.figures, passage(&sentences))];
        let items = all.iter().filter_map(|stated| {
            Some(Item {
                stated,
                leaf: leaf(stated)?,
                kind: kind(&stated.item)?,
            })
        });
        Search {
            measured,
            items: items.collect(),
            sentences,
            here,
        }
    }

    /// For each figure that is not explained, the derivation that chance explains least.
    fn run(&self, explained: &[Span]) -> Vec<Finding> {
        let findings: Vec<Finding> = (0..self.items.len())
            .filter(|&target| !explained.contains(&self.items[target].stated.span))
            .filter_map(|target| self.best(target))
            .collect();
        one_of_each_relation(findings)
    }

    fn best(&self, target: usize) -> Option<Finding> {
        let candidates = self.candidates(target);
        let mut best: Option<(u64, Finding)> = None;
        for candidate in &candidates {
            let is_of_one_rule =
                |other: &&Candidate| other.relationship.rule == candidate.relationship.rule;
            let tried = candidates.iter().filter(is_of_one_rule).count() as u64;
            let Some(found) = self.judge(target, candidate, tried) else {
                continue;
            };
            if best.as_ref().is_none_or(|(least, _)| found.0 < *least) {
                best = Some(found);
            }
        }
        best.map(|(_, finding)| finding)
    }

    /// All derivations for a figure.
    fn candidates(&self, target: usize) -> Vec<Candidate> {
        let item = &self.items[target];
        let mut out = Vec::new();
        match item.kind {
            Kind::Amount => {
                self.add_sums(target, &mut out);
                self.add_parts(target, &mut out);
                self.add_rates(target, &mut out);
            }
            Kind::Rate(Unit::YEAR) => self.add_rates(target, &mut out),
            Kind::Points => self.add_points(target, &mut out),
            Kind::Percent if item.stated.item.role == Role::Change => {
                self.add_changes(target, &mut out);
            }
            Kind::Percent | Kind::Rate(_) | Kind::Length(_) => {}
        }
        out
    }

    fn others(&self, target: usize, kind: Kind) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(move |&n| n != target && self.items[n].kind == kind)
    }

    /// Whether two figures have one unit, and count the same thing if they have none.
    fn alike(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.items[a].stated.item, &self.items[b].stated.item);
        if a.unit != b.unit {
            return false;
        }
        let text = self.measured.text;
        let counts_one_thing = || match (a.of, b.of) {
            (Some(a), Some(b)) => text[a.range()].eq_ignore_ascii_case(&text[b.range()]),
            _ => true,
        };
        a.unit.is_some() || counts_one_thing()
    }

    fn leaf(&self, n: usize) -> Expr {
        self.items[n].leaf.clone().into()
    }

    /// Two figures, the greater one first.
    fn by_size(&self, a: usize, b: usize) -> (usize, usize) {
        let low = |n: usize| self.items[n].stated.item.low;
        if low(a) >= low(b) { (a, b) } else { (b, a) }
    }

    /// A share, and what is left of the whole without it.
    fn share_and_rest(&self, n: usize) -> [Expr; 2] {
        [self.leaf(n), Expr::number(1).minus(self.leaf(n))]
    }

    fn add_sums(&self, target: usize, out: &mut Vec<Candidate>) {
        let amounts: Vec<usize> = self
            .others(target, Kind::Amount)
            .filter(|&n| self.alike(n, target))
            .collect();
        for (i, &a) in amounts.iter().enumerate() {
            for &b in &amounts[i + 1..] {
                let sum = Expr::Sum(vec![self.leaf(a), self.leaf(b)]);
                out.push(Candidate::new(&SUM, sum, &[a, b]));
                let (high, low) = self.by_size(a, b);
                let difference = self.leaf(high).minus(self.leaf(low));
                out.push(Candidate::new(&DIFFERENCE, difference, &[high, low]));
            }
        }
    }

    fn add_parts(&self, target: usize, out: &mut Vec<Candidate>) {
        let wholes = self
            .others(target, Kind::Amount)
            .filter(|&n| self.alike(n, target));
        for whole in wholes {
            let percentages = self.others(target, Kind::Percent);
            for part in percentages.filter(|&n| self.items[n].stated.item.role == Role::Share) {
                for share in self.share_and_rest(part) {
                    let computed = self.leaf(whole).times(share);
                    out.push(Candidate::new(&PART, computed, &[whole, part]));
                }
            }
        }
    }

    fn add_rates(&self, target: usize, out: &mut Vec<Candidate>) {
        let unit = self.items[target].stated.item.unit;
        for rate in (0..self.items.len()).filter(|&n| n != target) {
            let Kind::Rate(per) = self.items[rate].kind else {
                continue;
            };
            if self.items[rate].stated.item.unit != unit {
                continue;
            }
            self.add_yearly(target, rate, per, out);
            for length in self.others(target, Kind::Length(per)) {
                let counted = self.items[length].leaf.clone().taken_exactly();
                let computed = self.leaf(rate).times(counted);
                out.push(Candidate::new(&RATE_BY_TIME, computed, &[rate, length]));
            }
        }
    }

    /// A rate for a year, and shares of it.
    fn add_yearly(&self, target: usize, rate: usize, per: Unit, out: &mut Vec<Candidate>) {
        let Some(&(_, times, assumption)) = UNITS_OF_A_YEAR.iter().find(|row| row.0 == per) else {
            return;
        };
        let yearly = self.leaf(rate).times(Expr::number(times));
        let candidate = Candidate::new(&YEARLY_RATE, yearly.clone(), &[rate]);
        out.push(candidate.assuming(assumption));
        for part in self.others(target, Kind::Percent) {
            for share in self.share_and_rest(part) {
                let computed = yearly.clone().times(share);
                let candidate = Candidate::new(&YEARLY_PART, computed, &[rate, part]);
                out.push(candidate.assuming(assumption));
            }
        }
    }

    fn add_points(&self, target: usize, out: &mut Vec<Candidate>) {
        let sides: Vec<usize> = self.others(target, Kind::Percent).collect();
        let points = |n: usize| Expr::from(points_of(self.items[n].leaf.clone()));
        for (i, &a) in sides.iter().enumerate() {
            for &b in &sides[i + 1..] {
                let (high, low) = self.by_size(a, b);
                let computed = points(high).minus(points(low));
                out.push(Candidate::new(&POINTS, computed, &[high, low]));
            }
        }
    }

    fn add_changes(&self, target: usize, out: &mut Vec<Candidate>) {
        let amounts: Vec<usize> = self.others(target, Kind::Amount).collect();
        for &after in &amounts {
            let others = amounts.iter().filter(|&&n| n != after);
            for &before in others.filter(|&&n| self.alike(after, n)) {
                let ratio = self.leaf(after).by(self.leaf(before));
                let has_risen = self.by_size(after, before).0 == after;
                let computed = if has_risen {
                    ratio.minus(Expr::number(1))
                } else {
                    Expr::number(1).minus(ratio)
                };
                out.push(Candidate::new(&CHANGE, computed, &[after, before]));
            }
        }
    }

    /// The expectation that chance makes a candidate fit, and the finding, if it fits and chance
    /// does not explain it.
    fn judge(&self, target: usize, candidate: &Candidate, tried: u64) -> Option<(u64, Finding)> {
        let stated = &self.items[target].leaf;
        let spans = self.spans(target, candidate);
        let own = spans
            .iter()
            .filter(|span| self.here.contains(**span))
            .count();
        if own == 0 {
            return None;
        }
        let chance = chance_of_fitting(&candidate.computed, stated)?;
        let mut expected = chance
            .saturating_mul(tried)
            .saturating_mul(candidate.relationship.prior)
            / 10;
        if own < spans.len() {
            expected = expected.saturating_mul(TWO_PARAGRAPHS);
        }
        let is_shown = if self.has_cue(candidate.relationship.rule, &spans) {
            expected < SHOWN_WITH_CUE
        } else {
            !candidate.relationship.needs_a_cue && expected < SHOWN
        };
        let loose = !is_shown || !self.are_near(&spans);
        if loose && expected >= LOOSE {
            return None;
        }
        Some((expected, self.finding(target, candidate, loose)))
    }

    /// The spans of the computed side, and that of the figure itself.
    fn spans(&self, target: usize, candidate: &Candidate) -> Vec<Span> {
        let items = candidate.parts.iter().chain([&target]);
        items.map(|&n| self.items[n].stated.span).collect()
    }

    /// Whether all figures are in sentences near each other.
    fn are_near(&self, spans: &[Span]) -> bool {
        let sentences = spans
            .iter()
            .map(|span| self.sentences.partition_point(|s| s.end() <= span.start()));
        let (first, last) = (sentences.clone().min(), sentences.max());
        last.zip(first)
            .is_some_and(|(last, first)| last - first <= SENTENCES_APART)
    }

    /// Whether a sentence of one of the figures has a word that hints at a relation.
    fn has_cue(&self, rule: NamedRule, spans: &[Span]) -> bool {
        let with_figures = self
            .sentences
            .iter()
            .filter(|sentence| spans.iter().any(|span| sentence.overlaps(*span)));
        with_figures
            .flat_map(|s| self.measured.text[s.range()].split(|c: char| !c.is_alphabetic()))
            .filter_map(|word| CUES.get(hash_lower(word)))
            .any(|relations| relations & bit(rule) != 0)
    }

    fn finding(&self, target: usize, candidate: &Candidate, loose: bool) -> Finding {
        let text = self.measured.text;
        let item = &self.items[target];
        let derivation = Derivation {
            computed: candidate.computed.clone(),
            relation: Relation::Equal,
            stated: item.leaf.clone(),
        };
        let spans = self.spans(target, candidate);
        let items = candidate.parts.iter().chain([&target]);
        let bounds = items.filter_map(|&n| bound_assumption(&self.items[n].stated.item));
        let sources = self.measured.sources.of(spans.iter().copied());
        let computed = &spans[..candidate.parts.len()];
        Finding {
            code: Code::Follows,
            severity: Severity::Note,
            message: format!(
                "{} follows from other figures: {}",
                on_one_line(text, item.stated.span),
                derivation.line(text)
            ),
            primary: item.stated.span,
            related: computed.iter().map(|span| (Label::Figure, *span)).collect(),
            derivation: Some(derivation),
            assumptions: candidate
                .assumption
                .map(str::to_string)
                .into_iter()
                .chain(bounds)
                .chain(sources.assumption().map(str::to_string))
                .collect(),
            why: FindingRule::Named(candidate.relationship.rule),
            loose,
        }
    }
}

/// That a bound was taken as the figure itself.
fn bound_assumption(figure: &Figure) -> Option<String> {
    let bound = match (figure.low, figure.high) {
        (Some(_), None) => "lower",
        (None, Some(_)) => "upper",
        _ => return None,
    };
    let modifier = figure.modifier.map_or("open", Modifier::name);
    Some(format!("{bound} bound, because of \"{modifier}\""))
}

/// Leaves one finding of those with the same figures, the one about the last figure in the text,
/// because a = b × p and b = a ÷ p are one relation. Findings come last first.
fn one_of_each_relation(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| Reverse(finding.primary.start()));
    let mut seen: Vec<Vec<Span>> = Vec::new();
    findings.retain(|finding| {
        let related = finding.related.iter().map(|(_, span)| *span);
        let mut spans: Vec<Span> = related.chain([finding.primary]).collect();
        spans.sort_unstable();
        let is_new = !seen.contains(&spans);
        seen.push(spans);
        is_new
    });
    findings
}

/// The ends of a range must each be met to a fiftieth of their value.
const RANGE_PRECISION: u64 = 50;

/// In millionths, the probability that a figure with as many significant digits fits by chance;
/// none if the figure does not fit.
fn chance_of_fitting(computed: &Expr, stated: &Leaf) -> Option<u64> {
    let goal = stated.readings[Digits::Stated as usize];
    let (low, high) = (goal.low?, goal.high?);
    if low == high {
        chance_of_number(computed, stated, low)
    } else {
        chance_of_range(computed, low, high)
    }
}

fn chance_of_number(computed: &Expr, stated: &Leaf, value: Decimal) -> Option<u64> {
    computed.value(Digits::Stated)?;
    let shown = computed.value(Digits::Shown)?;
    if !shown.meets(stated.readings[Digits::Shown as usize]) {
        return None;
    }
    let coarse = stated.readings[Digits::Coarse as usize];
    let width = width(coarse)?.plus(width(shown)?)?;
    covered_share(width.max(last_place(value)?), value)
}

fn chance_of_range(computed: &Expr, low: Decimal, high: Decimal) -> Option<u64> {
    computed.value(Digits::Shown)?;
    let exact = computed.value(Digits::Stated)?;
    let (at_low, at_high) = (
        chance_of_end(low, exact.low?)?,
        chance_of_end(high, exact.high?)?,
    );
    Some((at_low * at_high / MILLION).max(1))
}

fn chance_of_end(value: Decimal, computed: Decimal) -> Option<u64> {
    let gap = value.plus(computed.negated())?;
    let gap = if gap.is_negative() {
        gap.negated()
    } else {
        gap
    };
    if gap.times(Decimal::whole(RANGE_PRECISION))? > value {
        return None;
    }
    // As much above the value as below it would have fitted.
    let width = value.by(Decimal::whole(RANGE_PRECISION / 2))?;
    covered_share(width.max(last_place(value)?), value)
}

fn width(interval: Interval) -> Option<Decimal> {
    interval.high?.plus(interval.low?.negated())
}

/// One in the last place that is not zero.
fn last_place(value: Decimal) -> Option<Decimal> {
    let digits = value.mantissa().to_string();
    let zeros = digits.bytes().rev().take_while(|b| *b == b'0').count();
    Decimal::new(1, value.exponent() + zeros as i32)
}

/// In millionths, the share of figures between one power of ten and the next that an interval of
/// this width around a value covers: width ÷ (value × ln 10), if figures are spread evenly by their
/// logarithm.
fn covered_share(width: Decimal, value: Decimal) -> Option<u64> {
    let ln_10 = Decimal::new(2303, -3)?;
    let decade = value.times(ln_10)?;
    if decade == Decimal::ZERO {
        return None;
    }
    let share = width.by(decade)?.times_ten_to(6)?;
    let whole = share.to_string();
    let whole: u64 = whole.split('.').next()?.parse().ok()?;
    Some(whole.clamp(1, MILLION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_names_known_relations() {
        for row in RELATION_CUES.rows() {
            for name in row.classes.split(',') {
                assert!(name.parse::<NamedRule>().is_ok(), "{} {name}", row.word);
            }
        }
    }
}
