//! The table of reports: a row for each input, also where it was not read or could not be.

use super::cell::{Cell, nothing, number, words, words_or_nothing};
use super::{Column, Row, column};
use crate::folder::Reason;
use crate::overview::{Checked, Overview, Speaker};
use crate::records::{Error, Report};
use crate::view::View;
use sayso::check::Counts;
use sayso::document::PageKind;
use sayso::reading::Skip;

/// An input.
pub enum Input<'a> {
    /// It was read.
    Read(&'a View<'a>, Box<Overview<'a>>),
    /// It is not an article, or not in English.
    Skipped(&'a Report, Skip),
    /// It could not be read.
    Failed(&'a Error),
}

/// The row of a report.
pub fn row<'a>(view: &'a View<'a>) -> Input<'a> {
    let report = &view.saved.report;
    match report.skipped {
        Some(why) => Input::Skipped(report, why),
        None => Input::Read(view, Box::new(Overview::new(view))),
    }
}

impl Row for Input<'_> {
    fn report(&self) -> Option<&Report> {
        match self {
            Input::Read(view, _) => Some(&view.saved.report),
            Input::Skipped(report, _) => Some(report),
            Input::Failed(_) => None,
        }
    }

    fn input(&self) -> String {
        match self {
            Input::Failed(error) => error.name(),
            _ => self.report().map_or(String::new(), Report::name),
        }
    }

    fn columns() -> Vec<Column<Self>> {
        let mut columns = whether_it_was_read();
        columns.extend(who_speaks());
        columns.extend(what_adds_up());
        columns
    }
}

fn whether_it_was_read<'a>() -> Vec<Column<Input<'a>>> {
    vec![
        column("section", "The part of the outlet it appeared in.", |row| {
            words_or_nothing(row.report().and_then(|r| r.section.as_deref()))
        }),
        column("changed", "The day of the last change.", |row| {
            words_or_nothing(row.report().and_then(|r| r.modified.as_deref()))
        }),
        column(
            "language",
            "The language of the text, two letters: `en`.",
            |row| words_or_nothing(row.report().and_then(|r| r.language.as_deref())),
        ),
        column(
            "kind of page",
            "`article`, `interview`, `summary`, `liveblog`, `listing`, `stub`, `error page` or `other`.",
            |row| words_or_nothing(row.report().map(|r| r.kind).map(PageKind::name)),
        ),
        column(
            "read",
            "`yes`; `skipped` if it is not an article or not in English; `failed` if it could not be read.",
            |row| {
                words(match row {
                    Input::Read(..) => "yes",
                    Input::Skipped(..) => "skipped",
                    Input::Failed(_) => "failed",
                })
            },
        ),
        column(
            "why not",
            "Why it was skipped or failed. `--all-pages` reads pages of every kind, `--language en` takes every text for English.",
            |row| words(&row.why_not()),
        ),
        column(
            "words",
            "How many words the report has, without what is not part of it.",
            Input::word_count,
        ),
    ]
}

fn who_speaks<'a>() -> Vec<Column<Input<'a>>> {
    vec![
        column(
            "statements",
            "Claims that are shown as certain, without positions on a thing (`topic`).",
            |row| row.count(|overview| overview.sources.statements()),
        ),
        column(
            "from named sources",
            "Those of sources that have a name.",
            |row| row.count(|overview| overview.sources.by_named),
        ),
        column(
            "from unnamed sources",
            "Those of sources without a name.",
            |row| row.count(|overview| overview.sources.by_unnamed),
        ),
        column(
            "from no one",
            "Those for which no source is given.",
            |row| row.count(|overview| overview.sources.by_nobody),
        ),
        column(
            "uncertain claims",
            "Claims that are shown apart, as uncertain.",
            |row| row.count(|overview| overview.uncertain),
        ),
        column(
            "named sources",
            "Who they are, in the order in which they first speak.",
            |row| row.list(|overview| [&overview.sources.named, &overview.sources.spokespersons]),
        ),
        column("unnamed sources", "Likewise.", |row| {
            row.list(|overview| [&overview.sources.unnamed, &[]])
        }),
        column(
            "not said as a fact",
            "What the outlet itself holds at a distance, announces or leaves open: how often.",
            |row| row.count(|overview| overview.held_open.len()),
        ),
    ]
}

fn what_adds_up<'a>() -> Vec<Column<Input<'a>>> {
    vec![
        column(
            "figures",
            "Figures that are shown; ordinal numbers are not.",
            |row| row.count(|overview| overview.checked.figures),
        ),
        column(
            "figures checked",
            "Those that could be compared with others. The others may be right or wrong. Empty if no code that `check --select` chose compares figures.",
            |row| row.checked(|checked| checked.compared),
        ),
        column(
            "figures that disagree",
            "Those among them that do not agree.",
            |row| row.checked(|checked| checked.disagreeing),
        ),
        column("errors", "Findings of severity `error`.", |row| {
            row.findings(|counts| counts.errors)
        }),
        column("warnings", "Findings of severity `warning`.", |row| {
            row.findings(|counts| counts.warnings)
        }),
        column("notes", "Findings of severity `note`.", |row| {
            row.findings(|counts| counts.notes)
        }),
    ]
}

impl Input<'_> {
    fn why_not(&self) -> String {
        match self {
            Input::Read(..) => String::new(),
            Input::Skipped(report, why) => {
                let words = Reason::new(report, *why).in_words();
                match why {
                    Skip::Kind => format!("not an article: {words}"),
                    Skip::Language => format!("not in English, but {words}"),
                }
            }
            Input::Failed(error) => error.message.clone(),
        }
    }

    fn word_count(&self) -> Cell {
        let Input::Read(view, _) = self else {
            return nothing();
        };
        let read = view.blocks.iter().filter(|block| block.is_read());
        let words = read.map(|block| view.words(block.span).split_whitespace().count());
        number(words.sum::<usize>())
    }

    /// A number of the overview. Empty where nothing was read, because zero would say that there is
    /// nothing.
    fn count(&self, count: fn(&Overview<'_>) -> usize) -> Cell {
        match self {
            Input::Read(_, overview) => number(count(overview)),
            Input::Skipped(..) | Input::Failed(_) => nothing(),
        }
    }

    /// A number of figures that were checked. Empty where no code that compares figures was asked for.
    fn checked(&self, count: fn(&Checked) -> usize) -> Cell {
        match self {
            Input::Read(_, overview) if !overview.checked.not_asked_for => {
                number(count(&overview.checked))
            }
            Input::Read(..) | Input::Skipped(..) | Input::Failed(_) => nothing(),
        }
    }

    fn list(&self, lists: for<'b> fn(&'b Overview<'_>) -> [&'b [Speaker]; 2]) -> Cell {
        match self {
            Input::Read(_, overview) => {
                let all = lists(overview).into_iter().flatten();
                let names: Vec<&str> = all.map(|s| &*s.name).collect();
                words(&names.join("; "))
            }
            Input::Skipped(..) | Input::Failed(_) => nothing(),
        }
    }

    fn findings(&self, count: fn(&Counts) -> usize) -> Cell {
        match self {
            Input::Read(view, _) => number(count(&view.saved.counts())),
            Input::Skipped(..) | Input::Failed(_) => nothing(),
        }
    }
}
