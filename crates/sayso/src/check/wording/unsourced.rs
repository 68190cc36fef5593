//! Figures that matter and for which a report gives no source.

use super::annotated::{AnnotatedReading, Observation};
use crate::check::figures::pattern::dimension;
use crate::check::finding::{Code, Finding, NamedRule, Severity};
use crate::check::pages::Page;
use crate::document::BlockKind;
use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Figure, FigureRule, Role, Stated};
use sayso_english::check_words::{
    FIGURE_DOCUMENTS, FIGURE_SOURCES, PERCENTAGE_GROUPS, PUBLIC_FIGURES,
};
use std::collections::BTreeSet;
use std::ops::Range;

/// What `sayso explain` says of the check.
pub const PAGE: Page = Page {
    code: Code::Unsourced,
    name: "unsourced",
    what: "Shows figures that matter and have no source: shares and changes, amounts of a million \
        or more, counts of a thousand or more. The outlet states them itself, no one speaks in \
        the paragraph, and no document, poll or data is named in it or just before it.",
    why: "Readers cannot check a figure without a source, and repeat it as if it were known.",
    example: "Rents in Tessmar have risen 38 percent in two years. → as read, 38 percent has no source near it",
    limits: "At most three findings in a report and one in a paragraph, and none in the first three \
        paragraphs, whose sources often follow. Common knowledge, counts by the outlet itself \
        and figures whose source is further away need no source, but are shown all the same. \
        Votes, polls, prices and company results are left alone. Links of a page are not \
        considered.",
    off: true,
};

/// The most figures that are shown.
const MOST_FIGURES: usize = 3;

/// Figures in the first paragraphs are left alone, because a report repeats what it begins with,
/// and then gives its source.
const LEAD_PARAGRAPHS: usize = 3;

/// How many paragraphs before a figure a document may be named that it comes from.
const PARAGRAPHS_BEFORE: usize = 2;

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

/// Finds the weightiest figures without a source, one in a paragraph.
pub fn find(report: &AnnotatedReading) -> Vec<Finding> {
    let figures = &report.reading.figures;
    let mut found: Vec<(Weight, usize)> = figures
        .iter()
        .enumerate()
        .filter_map(|(index, figure)| Some((weight(&figure.item)?, index)))
        .filter(|(_, index)| has_no_source(report, &figures[*index]))
        .collect();
    found.sort_unstable();
    // One figure stands for all of its paragraph, because they lack a source together.
    let mut paragraphs = BTreeSet::new();
    found.retain(|(_, index)| {
        let at = report.tokens_of(&figures[*index]).start;
        paragraphs.insert(report.paragraph_of(at))
    });
    found.truncate(MOST_FIGURES);
    found.sort_unstable_by_key(|(_, index)| *index);
    found
        .into_iter()
        .map(|(_, index)| observation(report, &figures[index]).into_finding(Code::Unsourced))
        .collect()
}

/// Why a figure matters; none if it hardly does.
fn weight(figure: &Figure) -> Option<Weight> {
    let value = figure.low.or(figure.high)?;
    let is_level = matches!(figure.role, Role::Amount | Role::Share | Role::Change);
    let has_digits = figure.digits > 0;
    match dimension(figure) {
        Some(Dimension::Ratio) => (is_level && has_digits).then_some(Weight::Ratio),
        Some(Dimension::Money) => {
            let is_great = value >= Decimal::whole(LEAST_MONEY);
            (is_level && has_digits && is_great).then_some(Weight::Money)
        }
        None => {
            let counts_things = figure.why == FigureRule::Count
                && figure.role == Role::Amount
                && figure.of.is_some();
            let is_great = value >= Decimal::whole(LEAST_COUNT) && figure.digits > 1;
            (counts_things && is_great).then_some(Weight::Count)
        }
        Some(_) => None,
    }
}

/// Whether a figure of the outlet has no source: nobody speaks near it, and nothing is named that it
/// could come from.
fn has_no_source(report: &AnnotatedReading, figure: &Stated<Figure>) -> bool {
    let at = report.tokens_of(figure).start;
    let number = report.paragraph_of(at);
    let paragraph = report.paragraph(number);
    let is_in_lead =
        number < LEAD_PARAGRAPHS && report.reading.segments.paragraphs.len() > LEAD_PARAGRAPHS;
    let is_of_outlet_in_prose = figure.attribution.is_none()
        && report.block(number) == Some(BlockKind::Paragraph)
        && !is_in_lead;
    is_of_outlet_in_prose
        && !names_a_source_near(report, number, &paragraph)
        && !needs_no_source(report, at)
        && !speaks(report, paragraph)
}

/// Whether the paragraph or a sentence beside it has a word for a source, or one of the paragraphs
/// before it names a document.
fn names_a_source_near(report: &AnnotatedReading, number: usize, paragraph: &Range<usize>) -> bool {
    let sentence_before = number
        .checked_sub(1)
        .map_or(paragraph.start, |before| last_sentence(report, before));
    let last_token = report.stems.len().saturating_sub(1);
    let sentence_after = report.sentence_of(paragraph.end.min(last_token)).end;
    let end = sentence_after.max(paragraph.end);
    let paragraphs_before = report
        .paragraph(number.saturating_sub(PARAGRAPHS_BEFORE))
        .start;
    report.has_any(sentence_before..end, &FIGURE_SOURCES)
        || report.has_any(paragraphs_before..end, &FIGURE_DOCUMENTS)
}

/// The first token of the last sentence of a paragraph.
fn last_sentence(report: &AnnotatedReading, paragraph: usize) -> usize {
    let tokens = report.paragraph(paragraph);
    match tokens.end.checked_sub(1) {
        Some(last) => report.sentence_of(last).start,
        None => tokens.start,
    }
}

/// Whether a figure is public, is asked for or supposed, is in a heading, or is the name of a group
/// ("the top 1 percent").
fn needs_no_source(report: &AnnotatedReading, at: usize) -> bool {
    let mut sentence = report.sentence_of(at);
    let word_before = at.checked_sub(1).map_or("", |before| report.word(before));
    let is_in_capitals =
        word_before.len() > 2 && word_before.bytes().all(|b| b.is_ascii_uppercase());
    is_in_capitals
        || PERCENTAGE_GROUPS.has(word_before)
        || report.has_any(sentence.clone(), &PUBLIC_FIGURES)
        || sentence.any(|at| matches!(report.word(at), "?" | "may"))
}

/// Whether a token is in the content of an attribution or in a quotation.
fn speaks(report: &AnnotatedReading, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| report.within[at].is_some() || report.is_quoted(at))
}

fn observation(report: &AnnotatedReading, figure: &Stated<Figure>) -> Observation {
    Observation {
        severity: Severity::Note,
        message: format!(
            "as read, {} has no source near it",
            report.quoted(figure.span)
        ),
        primary: figure.span,
        related: Vec::new(),
        assumption: "links and common knowledge are not considered",
        rule: NamedRule::Unsourced,
    }
}
