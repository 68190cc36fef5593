//! `sayso search`: claims, figures or reports that match.

use super::args::SearchOptions;
use super::{Answer, AnswerRow, Asked, lines, words_of};
use crate::output;
use crate::tally::Done;
use anyhow::{Result, bail, ensure};
use sayso_export::grouped;
use sayso_ledger::query::{
    ClaimRow, ClaimSearch, FigureRow, FigureSearch, Filter, InContext, ReportRow, ReportSearch,
    Words,
};
use serde::Serialize;

/// Searches a ledger.
pub fn search(options: &SearchOptions) -> Result<Done> {
    let has_range = options.from.is_some() || options.to.is_some();
    let has_unit = options.unit.is_some() || options.per.is_some();
    ensure!(
        options.figures || !(has_range || has_unit),
        "--from, --to, --unit and --per are for figures: add --figures"
    );
    if let (Some(from), Some(to)) = (options.from, options.to)
        && from > to
    {
        output::complain(&format!(
            "no figure is at least --from {from} and at most --to {to}"
        ));
    }
    let words = words_of(&options.words)?;
    let asked = Asked::open(&options.ledger)?;
    let Some(filter) = asked.filter(&options.filters)? else {
        return Ok(Done::nothing());
    };
    let searching = Searching {
        asked: &asked,
        options,
        answer: Answer::new(&options.asking),
        nothing: nothing(options),
    };
    if options.reports {
        ensure!(
            !filter.is_about_claims() && options.pronoun.is_empty(),
            "--source, --status, --kind, --form and --pronoun are for claims: leave out --reports"
        );
        searching.reports(&ReportSearch { words, filter })
    } else if options.figures {
        searching.figures(words, filter)
    } else {
        let is_limited = filter.is_about_claims() || !options.pronoun.is_empty();
        let has_days = filter.since.is_some() || filter.until.is_some();
        let has_filter = is_limited || has_days || !filter.outlets.is_empty();
        if words.is_none() && !has_filter {
            bail!("name words to search for, or a filter such as --source");
        }
        searching.claims(&ClaimSearch {
            words,
            filter,
            pronouns: options.pronoun.clone(),
        })
    }
}

fn nothing(options: &SearchOptions) -> String {
    let what = match (options.figures, options.reports) {
        (true, _) => "figure",
        (_, true) => "report",
        _ => "claim",
    };
    format!("no {what} in {} matches", options.ledger.display())
}

/// How many match.
#[derive(Serialize)]
struct Count {
    count: usize,
    of: &'static str,
}

impl AnswerRow for Count {
    const TYPE: &'static str = "count";
    const COLUMNS: &'static [&'static str] = &["of", "count"];
}

struct Searching<'a> {
    asked: &'a Asked,
    options: &'a SearchOptions,
    answer: Answer,
    nothing: String,
}

impl Searching<'_> {
    fn claims(mut self, search: &ClaimSearch) -> Result<Done> {
        if self.options.count {
            let count = self.asked.ask(|connection| search.count(connection))?;
            return self.count(count, "claim", "claims");
        }
        let limit = self.options.limit;
        let mut found = self
            .asked
            .ask(|connection| search.rows(connection, limit))?;
        for row in &mut found.rows {
            if self.options.asking.context {
                self.asked.ask(|connection| row.find_context(connection))?;
            }
            self.answer.row(row, |screen, row| {
                lines::claim(screen, row, 0, true);
                lines::context(screen, row.context.as_ref(), 2);
                lines::place(screen, &row.place, 2);
            });
        }
        self.end::<ClaimRow>(found.has_more, found.rows.len(), "claim")
    }

    fn figures(mut self, words: Option<Words>, filter: Filter) -> Result<Done> {
        let search = FigureSearch {
            words,
            from: self.options.from,
            to: self.options.to,
            unit: self.options.unit.clone(),
            per: self.options.per.clone(),
            filter,
        };
        let mut rows = self.asked.ask(|connection| search.rows(connection))?;
        if self.options.count {
            return self.count(rows.len(), "figure", "figures");
        }
        let has_more = rows.len() > self.options.limit;
        rows.truncate(self.options.limit);
        for row in &mut rows {
            if self.options.asking.context {
                self.asked.ask(|connection| row.find_context(connection))?;
            }
            self.answer.row(row, |screen, row| {
                lines::figure(screen, row, 0);
                lines::context(screen, row.context.as_ref(), 2);
                lines::place(screen, &row.place, 2);
            });
        }
        self.end::<FigureRow>(has_more, rows.len(), "figure")
    }

    fn reports(mut self, search: &ReportSearch) -> Result<Done> {
        if self.options.count {
            let count = self.asked.ask(|connection| search.count(connection))?;
            return self.count(count, "report", "reports");
        }
        let limit = self.options.limit;
        let found = self
            .asked
            .ask(|connection| search.rows(connection, limit))?;
        for row in &found.rows {
            self.answer.row(row, lines::report);
        }
        self.end::<ReportRow>(found.has_more, found.rows.len(), "report")
    }

    fn count(mut self, count: usize, one: &'static str, of: &'static str) -> Result<Done> {
        self.answer.row(&Count { count, of }, |screen, row| {
            let words = if row.count == 1 {
                format!("1 {one}")
            } else {
                format!("{} {}", grouped(row.count), row.of)
            };
            screen.flow(&words, sayso_export::terminal::Look::Plain);
            screen.paragraph(0, 0);
        });
        let done = self.answer.end(&self.nothing)?;
        Ok(Done {
            found: count == 0,
            ..done
        })
    }

    fn end<T: AnswerRow>(mut self, has_more: bool, shown: usize, one: &str) -> Result<Done> {
        if has_more {
            self.answer.note(&format!(
                "{} shown, and more match: --limit shows more, --count says how many",
                lines::count(shown, one)
            ));
        }
        self.answer.with_columns_of::<T>().end(&self.nothing)
    }
}
