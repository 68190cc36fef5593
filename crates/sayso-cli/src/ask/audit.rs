//! `sayso who --audit`: whom outlets quote, by kind, with a name or without, and by pronoun.

use super::args::WhoOptions;
use super::{Answer, AnswerRow, Asked, lines};
use crate::output;
use crate::tally::Done;
use anyhow::{Result, ensure};
use sayso_export::grouped;
use sayso_export::terminal::{Look, Screen};
use sayso_ledger::query::{self, AuditRow, Filter, Pronoun};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Counts whom each outlet quotes.
pub fn audit(
    asked: &Asked,
    options: &WhoOptions,
    filter: &Filter,
    mut answer: Answer,
) -> Result<Done> {
    ensure!(
        filter.source.is_none(),
        "--audit counts all sources: leave out --source"
    );
    let rows = asked.ask(|connection| query::audit(connection, filter))?;
    let mut by_outlet: BTreeMap<Option<&str>, Vec<&AuditRow>> = BTreeMap::new();
    for row in &rows {
        by_outlet
            .entry(row.outlet.as_deref())
            .or_default()
            .push(row);
    }
    for (outlet, rows) in by_outlet {
        if answer.is_for_people() {
            audit_head(&mut answer.screen, outlet, &rows);
        }
        for row in rows {
            let line = AuditLine {
                row,
                list: list(options, row),
            };
            answer.row(&line, audit_line);
        }
    }
    answer.note("Pronouns are those that the texts themselves use of a person. A person or a body that was joined across reports counts once, everyone else once in each report.");
    let nothing = format!("no source in {} matches", options.ledger.display());
    answer.with_columns_of::<AuditLine<'_>>().end(&nothing)
}

/// The command that lists the claims of a row.
fn list(options: &WhoOptions, row: &AuditRow) -> String {
    // An empty name is that of reports without one.
    let outlet = row.outlet.as_deref().unwrap_or_default();
    let ledger = output::quoted(&options.ledger.display().to_string());
    // A name that begins with a dash would be taken for an option.
    let between = if outlet.starts_with('-') { "=" } else { " " };
    let outlet = output::quoted(outlet);
    let mut command = format!("sayso search {ledger} --outlet{between}{outlet}");
    let _ = write!(command, " --kind {}", row.kind.name());
    if let Some(pronoun) = row.pronoun {
        let _ = write!(command, " --pronoun {}", pronoun.name());
    }
    let filters = &options.filters;
    for (option, value) in [("--since", &filters.since), ("--until", &filters.until)] {
        if let Some(value) = value {
            let _ = write!(command, " {option} {value}");
        }
    }
    if !filters.form.is_empty() {
        let forms: Vec<&str> = filters.form.iter().map(|form| form.name()).collect();
        let _ = write!(command, " --form {}", forms.join(","));
    }
    if !filters.status.is_empty() {
        let statuses: Vec<&str> = filters.status.iter().map(|status| status.name()).collect();
        let _ = write!(command, " --status {}", statuses.join(","));
    }
    if filters.uncertain {
        command += " --uncertain";
    }
    command + " --limit all"
}

/// A row of the audit, and the command that lists its claims.
#[derive(Serialize)]
struct AuditLine<'a> {
    #[serde(flatten)]
    row: &'a AuditRow,
    list: String,
}

impl AnswerRow for AuditLine<'_> {
    const TYPE: &'static str = "audit";
    const COLUMNS: &'static [&'static str] = &[
        "outlet", "kind", "named", "pronoun", "sources", "claims", "reports", "list",
    ];
}

fn audit_head(screen: &mut Screen, outlet: Option<&str>, rows: &[&AuditRow]) {
    let outlet = outlet.map_or("Outlet unknown".into(), lines::flat);
    screen.heading(&outlet);
    let claims: usize = rows.iter().map(|row| row.claims).sum();
    let named = rows.iter().filter(|row| row.named == Some(true));
    let named: usize = named.map(|row| row.claims).sum();
    screen.paragraph(2, 2);
    let percent = (named * 200 / claims.max(1)).div_ceil(2);
    let sum = format!(
        "{} claims, {percent}% of them of sources with a name",
        grouped(claims)
    );
    screen.flow(&sum, Look::Plain);
}

fn audit_line(screen: &mut Screen, line: &AuditLine<'_>) {
    let row = line.row;
    let pronoun = match row.pronoun {
        None => "",
        Some(Pronoun::None) => ", no pronoun",
        Some(Pronoun::Several) => ", several pronouns",
        Some(pronoun) => &format!(", {}", pronoun.name()),
    };
    let what = match row.named {
        Some(true) => format!("{}{pronoun}", row.kind.name()),
        Some(false) => format!("{} (unnamed)", row.kind.name()),
        None => "no source given".into(),
    };
    screen.paragraph(2, 4);
    screen.label(&what, 28, Look::Source);
    let sources = format!(
        "{} in {}",
        lines::count(row.sources, "source"),
        lines::count(row.claims, "claim")
    );
    screen.flow(&sources, Look::Plain);
    screen.paragraph(6, 2);
    screen.flow(&line.list, Look::Dim);
}
