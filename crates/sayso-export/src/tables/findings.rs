//! The table of findings.

use super::cell::{number, words, words_or_nothing, yes_or_no};
use super::{Column, Row, column};
use crate::records::{Finding, Report};
use crate::view::View;
use sayso::check::derivation::Verdict;
use sayso::check::pages;

/// A finding and the report that it is in.
pub struct Found<'a> {
    view: &'a View<'a>,
    finding: &'a Finding,
}

/// The findings of a report.
pub fn rows<'a>(view: &'a View<'a>) -> impl Iterator<Item = Found<'a>> {
    let all = view.saved.findings.iter();
    all.map(move |finding| Found { view, finding })
}

impl Row for Found<'_> {
    fn report(&self) -> Option<&Report> {
        Some(&self.view.saved.report)
    }

    fn columns() -> Vec<Column<Self>> {
        let mut columns = what();
        columns.extend(on_what());
        columns
    }
}

fn what<'a>() -> Vec<Column<Found<'a>>> {
    vec![
        column(
            "severity",
            "`error`: figures agree under no reading. `warning`: they do not agree as read. `note`: they agree, or something else was observed.",
            |row| words(row.finding.severity.name()),
        ),
        column(
            "code",
            "The code: `sayso explain S001` says what it means.",
            |row| words(row.finding.code.name()),
        ),
        column("name of the code", "What the check is called.", |row| {
            words(pages::page(row.finding.code).name)
        }),
        column("finding", "What was observed, in a sentence.", |row| {
            words(&row.finding.message)
        }),
        column("arithmetic", "The calculation, if there is any.", |row| {
            words_or_nothing(row.finding.derivation.as_deref())
        }),
        column(
            "verdict",
            "What comes of the calculation: `agrees`, `agrees-rounded`, `doubtful`, `disagrees` or `open`.",
            |row| words_or_nothing(row.finding.verdict.map(Verdict::name)),
        ),
        column("assumed", "What was assumed.", |row| {
            words(&row.finding.assumptions.join("; "))
        }),
        column(
            "loose",
            "`yes`: the figures may go together by chance only; shown with --all.",
            |row| yes_or_no(row.finding.far),
        ),
    ]
}

fn on_what<'a>() -> Vec<Column<Found<'a>>> {
    vec![
        column(
            "words",
            "The figure or the words that it is about.",
            |row| words(&row.finding.primary.text),
        ),
        column(
            "with",
            "The other figures or words that it rests on, each with what it is for the finding.",
            |row| words(&row.related()),
        ),
        column("sentence", "The sentences that all these are in.", |row| {
            let context = &row.finding.context;
            words(
                row.view
                    .between(context.start, context.end)
                    .unwrap_or_default(),
            )
        }),
        column("line", "The line in the file, from 1.", |row| {
            number(row.finding.context.line)
        }),
        column("column", "The character in this line, from 1.", |row| {
            number(row.finding.context.column)
        }),
        column(
            "start",
            "The first code point of the words in the text of the report.",
            |row| number(row.finding.primary.start),
        ),
        column("end", "The code point after the last one.", |row| {
            number(row.finding.primary.end)
        }),
    ]
}

impl Found<'_> {
    /// "after: $56.1 million; before: $50.2 million"
    fn related(&self) -> String {
        let related = self.finding.related.iter();
        let related: Vec<String> = related
            .map(|part| format!("{}: {}", part.label, part.span.text))
            .collect();
        related.join("; ")
    }
}
