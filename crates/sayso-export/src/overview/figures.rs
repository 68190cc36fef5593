//! In: the figures and findings of a report. Out: what does not agree, how much could be checked, and
//! which figures have no source.

use crate::measured::{Measure, measures};
use crate::records::{Figure, FiguresCompared, Finding, Span};
use crate::view::View;
use sayso::check::derivation::Verdict;
use sayso::check::{Code, Severity};
use sayso::measure::unit::Dimension;
use sayso::measure::{Decimal, Role, Unit};
use std::collections::HashSet;

/// How many figures of a report could be checked against others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Figures of the report. Ordinal numbers and lengths of time are not counted.
    pub figures: usize,
    /// Those that take part in an arithmetic relation.
    pub compared: usize,
    /// Those among them that are in a relation that does not hold.
    pub disagreeing: usize,
    /// Weekdays that were compared with their dates.
    pub weekdays: usize,
    /// Those among them that do not fit their dates.
    pub wrong_weekdays: usize,
    /// No figures were compared, because no code that does so was asked for.
    pub not_asked_for: bool,
    /// Only some codes compared figures, because they were chosen.
    pub by_some_codes: bool,
    /// Relations that chance alone may have made: `check --all` shows them. Their figures are not
    /// counted as checked, so that every form gives the same count.
    pub by_chance: usize,
}

impl Checked {
    /// What could be checked in a report.
    pub fn new(view: &View<'_>) -> Checked {
        let findings = &view.saved.findings;
        let is_weekday = |finding: &&Finding| finding.code == Code::Weekday;
        let (weekdays, sums): (Vec<&Finding>, Vec<&Finding>) = findings
            .iter()
            .filter(|finding| finding.verdict.is_some_and(|v| v != Verdict::Open))
            .partition(is_weekday);
        let (loose, sums): (Vec<&Finding>, Vec<&Finding>) =
            sums.into_iter().partition(|finding| finding.far);
        let by_chance = loose.len();
        let compared = Places::new(sums.iter().copied());
        let disagreeing = Places::new(sums.iter().copied().filter(|f| does_not_agree(f)));
        let (figures, _) = measures(view);
        let count = |places: &Places| {
            let in_places = |figure: &&Measure<'_>| places.has(figure.span());
            figures.iter().filter(in_places).count()
        };
        Checked {
            figures: figures.len(),
            compared: count(&compared),
            disagreeing: count(&disagreeing),
            weekdays: weekdays.len(),
            wrong_weekdays: weekdays.iter().filter(|f| does_not_agree(f)).count(),
            not_asked_for: view.saved.figures_compared == FiguresCompared::Not,
            by_some_codes: view.saved.figures_compared == FiguresCompared::BySome,
            by_chance,
        }
    }
}

/// The spans that findings are about, in text order.
struct Places {
    spans: Vec<(u32, u32)>,
}

impl Places {
    fn new<'f>(findings: impl Iterator<Item = &'f Finding>) -> Places {
        let spans = findings.flat_map(|finding| {
            let related = finding.related.iter().map(|related| &related.span);
            related.chain([&finding.primary])
        });
        let mut spans: Vec<(u32, u32)> = spans.map(|span| (span.start, span.end)).collect();
        spans.sort_unstable();
        Places { spans }
    }

    /// Whether one of them begins or ends within a span, or holds it.
    fn has(&self, span: &Span) -> bool {
        let near = self.spans.partition_point(|&(start, _)| start < span.end);
        // Spans of findings are short, so that only the nearest ones can overlap.
        self.spans[..near]
            .iter()
            .rev()
            .take(4)
            .any(|&(_, end)| end > span.start)
    }
}

/// Whether the two sides of a finding do not agree.
fn does_not_agree(finding: &Finding) -> bool {
    matches!(
        finding.verdict,
        Some(Verdict::DoesNot | Verdict::DoubtfullyNot)
    )
}

/// What does not agree: sums, two figures for one thing, a headline that says more than its text. The
/// worst come first, otherwise they are in the order of the text.
pub fn problems<'a>(view: &View<'a>) -> Vec<&'a Finding> {
    let is_problem = |finding: &&Finding| {
        let is_wording = matches!(finding.code, Code::TwoFigures | Code::Headline);
        does_not_agree(finding) || is_wording || finding.severity >= Severity::Warning
    };
    let mut all: Vec<&Finding> = view.saved.findings.iter().filter(is_problem).collect();
    all.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.primary.start));
    all
}

/// The arithmetic that was checked and agrees, in the order of the text. Weekdays are left out,
/// because that one fits its date is not worth a reader's time.
pub fn agreeing<'a>(view: &View<'a>) -> Vec<&'a Finding> {
    let agrees = |finding: &&Finding| {
        finding.code != Code::Weekday && finding.verdict.is_some_and(Verdict::agrees)
    };
    let mut all: Vec<&Finding> = view.saved.findings.iter().filter(agrees).collect();
    all.sort_by_key(|finding| finding.primary.start);
    all
}

/// Smaller sums of money and smaller counts do not need a source.
const LEAST_MONEY: u64 = 1_000_000;
const LEAST_COUNT: u64 = 1_000;

/// Why a figure matters, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A share or a change.
    Ratio,
    /// A great sum of money.
    Money,
    /// A great number of something.
    Count,
}

/// The figures that matter and that the outlet states itself, the weightiest first. A figure that a
/// source gives elsewhere in the report has a source, because a report repeats what it begins with.
pub fn unsourced<'a>(view: &View<'a>) -> Vec<Measure<'a>> {
    let (shown, _) = measures(view);
    let key = |figure: &Figure| (figure.low.clone(), figure.high.clone(), figure.unit);
    let figures: Vec<&'a Figure> = shown
        .iter()
        .filter_map(|measure| match measure {
            Measure::Figure(figure) => Some(*figure),
            Measure::Time(_) => None,
        })
        .collect();
    let is_said = |figure: &&&Figure| figure.attribution.is_some() || figure.attribution_left_out;
    let said: HashSet<_> = figures.iter().filter(is_said).map(|f| key(f)).collect();
    let mut found: Vec<(Weight, &'a Figure)> = figures
        .into_iter()
        .filter(|figure| !said.contains(&key(figure)))
        .filter_map(|figure| Some((weight(figure)?, figure)))
        .collect();
    let mut named: HashSet<_> = HashSet::new();
    found.retain(|(_, figure)| named.insert(key(figure)));
    // A stable sort, so that figures of one weight stay in the order of the text.
    found.sort_by_key(|(weight, _)| *weight);
    found
        .into_iter()
        .map(|(_, figure)| Measure::Figure(figure))
        .collect()
}

/// Why a figure matters. None if it does not.
fn weight(figure: &Figure) -> Option<Weight> {
    let end = figure.low.as_deref().or(figure.high.as_deref())?;
    let value: Decimal = end.parse().ok()?;
    let is_level = matches!(figure.role, Role::Amount | Role::Share | Role::Change);
    if !is_level || figure.digits == 0 {
        return None;
    }
    let is_ratio = figure.role == Role::Share
        || figure
            .unit
            .is_some_and(|unit| unit.dimension() == Dimension::Ratio);
    let is_money = figure.unit.is_some_and(Unit::is_money);
    if is_ratio {
        Some(Weight::Ratio)
    } else if is_money {
        (value >= Decimal::whole(LEAST_MONEY)).then_some(Weight::Money)
    } else {
        let counts_things = figure.unit.is_none() && figure.of.is_some() && figure.digits > 1;
        (counts_things && value >= Decimal::whole(LEAST_COUNT)).then_some(Weight::Count)
    }
}
