//! In: the figures and findings of a report. Out: what does not agree, and how much could be checked.

use super::compared::Compared;
use crate::measured::{Measure, measures};
use crate::records::{FiguresCompared, Finding, Span};
use crate::view::View;
use sayso::check::derivation::Verdict;
use sayso::check::{Code, Severity};
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
    /// What could be checked in a report, with what agrees `across` its paragraphs.
    pub fn new(view: &View<'_>, across: &[Compared]) -> Checked {
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
        let of_findings = count(&compared);
        let is_across = |figure: &&Measure<'_>| {
            let mut ids = across.iter().flat_map(|one| &one.figures);
            !compared.has(figure.span()) && ids.any(|id| id == figure.id())
        };
        let across = figures.iter().filter(is_across).count();
        Checked {
            figures: figures.len(),
            compared: of_findings + across,
            disagreeing: count(&disagreeing),
            weekdays: weekdays.len(),
            wrong_weekdays: weekdays.iter().filter(|f| does_not_agree(f)).count(),
            not_asked_for: view.saved.figures_compared == FiguresCompared::Not,
            by_some_codes: view.saved.figures_compared == FiguresCompared::BySome,
            by_chance,
        }
    }
}

/// The ids of the figures in a relation that was checked, in a finding or `across` paragraphs.
pub fn checked<'v>(view: &'v View<'_>, across: &'v [Compared]) -> HashSet<&'v str> {
    let findings = view.saved.findings.iter().filter(|finding| {
        let is_of_figures = finding.code != Code::Weekday;
        is_of_figures && finding.verdict.is_some_and(|v| v != Verdict::Open)
    });
    let places = Places::new(findings);
    let figures = view.saved.figures.iter();
    let of_findings = figures.filter(|figure| places.has(&figure.span));
    let across = across.iter().flat_map(|one| &one.figures);
    of_findings
        .map(|figure| &*figure.id)
        .chain(across.map(|id| &**id))
        .collect()
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
