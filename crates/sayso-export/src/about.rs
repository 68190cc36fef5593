//! In: a report. Out: what people want to know before they read it: where it appeared, when, by
//! whom, and how sure that is.

use crate::folder::Reason;
use crate::records::Report;
use crate::view::View;
use sayso::candidate::Field;
use sayso::document::{BlockKind, PageKind};
use sayso::reading::Skip;

/// The headline: the line that is marked as one, or the title without one. None if there is neither.
pub fn headline<'a>(view: &View<'a>) -> Option<&'a str> {
    let has_words = |text: &&str| !text.trim().is_empty();
    let block = view.blocks.iter().find(|b| b.kind == BlockKind::Headline);
    let headline = block.map(|b| view.words(b.span)).filter(has_words);
    let title = || view.saved.report.title.as_deref().filter(has_words);
    headline.or_else(title)
}

/// Something known of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<'a> {
    /// The words before the value, with a space after them.
    pub label: &'static str,
    /// The value.
    pub value: &'a str,
    /// How sure that is, in percent, and the rule that found it, where that is known.
    pub doubt: Option<(u8, &'static str)>,
}

/// What is said of a report that is not whole, because a reader would miss what it leaves out.
const ONLY_A_SUMMARY: &str = "only a summary";

/// Outlet, byline, days, address, and whether it is only a summary.
pub fn facts(report: &Report) -> Vec<Fact<'_>> {
    let modified = report.modified.as_ref();
    let changed = modified.filter(|day| Some(*day) != report.published.as_ref());
    let captured = report.record.as_ref().and_then(|r| r.captured.as_ref());
    let all = [
        ("", report.outlet.as_ref(), None),
        ("by ", report.byline.as_ref(), doubt(report, Field::Byline)),
        (
            "published ",
            report.published.as_ref(),
            doubt(report, Field::Published),
        ),
        ("changed ", changed, None),
        ("saved ", captured, None),
        ("", report.url.as_ref(), None),
    ];
    let facts = all.into_iter().filter_map(|(label, value, doubt)| {
        Some(Fact {
            label,
            value: value?,
            doubt,
        })
    });
    let mut facts: Vec<Fact<'_>> = facts.collect();
    if report.kind == PageKind::Summary {
        facts.push(Fact {
            label: "",
            value: ONLY_A_SUMMARY,
            doubt: None,
        });
    }
    facts
}

/// How sure the chosen value of a field is, and the rule that found it.
fn doubt(report: &Report, field: Field) -> Option<(u8, &'static str)> {
    let chosen = report
        .metadata
        .get(field.name())?
        .iter()
        .find(|c| c.chosen)?;
    let percent = (chosen.confidence? * 100.0).round() as u8;
    Some((percent, chosen.rule.name()))
}

/// Why a report was not read, and what to do about it.
pub fn not_read(report: &Report, why: Skip) -> String {
    match why {
        Skip::Kind => {
            let kinds = report.metadata.get(Field::Kind.name());
            let kind = kinds.and_then(|all| all.first());
            let rule = kind.map_or("", |candidate| candidate.rule.name());
            format!(
                "Not read: this is not an article ({}, by the rule \"{rule}\"). Use --all-pages to read it anyway.",
                report.kind.name()
            )
        }
        Skip::Language => format!(
            "Not read: it is {}, and sayso reads English. Use --language en to read it as English.",
            Reason::new(report, why).in_words()
        ),
    }
}
