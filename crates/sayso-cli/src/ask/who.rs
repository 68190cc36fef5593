//! `sayso who`: what a source says, what others say about it, and who is quoted most.

use super::args::WhoOptions;
use super::{Answer, AnswerRow, Asked, lines};
use crate::tally::Done;
use anyhow::Result;
use sayso::resolve::Kind;
use sayso_export::grouped;
use sayso_export::terminal::{Look, Screen};
use sayso_ledger::query::{
    self, ClaimRow, Filter, InContext, Named, Quoted, RoleDays, Source, Summary, UnnamedRow,
};
use sayso_ledger::sources::BESIDE;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Answers a question about sources.
pub fn who(options: &WhoOptions) -> Result<Done> {
    let asked = Asked::open(&options.ledger)?;
    asked.tell_if_unfinished()?;
    let Some(filter) = asked.filter(&options.filters)? else {
        return Ok(Done::nothing());
    };
    let asking = Asking {
        asked: &asked,
        options,
        filter,
        answer: Answer::new(&options.asking),
    };
    if options.audit {
        super::audit::audit(&asked, options, &asking.filter, asking.answer)
    } else if options.spellings {
        super::spellings::list(&asked, asking.answer, options.limit)
    } else if options.unnamed {
        asking.unnamed()
    } else if options.name.is_empty() {
        asking.most_quoted()
    } else {
        asking.named(&options.name.join(" "))
    }
}

/// Of those who share a name so many are shown in full, those in most reports first: a well-known name is
/// that of hundreds whom nothing joins.
const MOST_IN_FULL: usize = 3;

struct Asking<'a> {
    asked: &'a Asked,
    options: &'a WhoOptions,
    filter: Filter,
    answer: Answer,
}

/// A claim of a source, or of another about it.
#[derive(Serialize)]
struct Said<'a> {
    /// Whether the source says it, or others say it about the source: `says` or `about`.
    relation: &'static str,
    /// The id of the source. Null if it was not joined across reports.
    source_id: Option<&'a str>,
    /// Its name.
    name: &'a str,
    #[serde(flatten)]
    claim: &'a ClaimRow,
}

impl AnswerRow for Said<'_> {
    const TYPE: &'static str = "claim_row";
    const COLUMNS: &'static [&'static str] = ClaimRow::COLUMNS;
    const FIRST: &'static [&'static str] = &["relation", "name", "source_id"];
}

/// A source with what its claims come to.
#[derive(Serialize)]
struct SourceLine<'a> {
    #[serde(flatten)]
    source: &'a Source,
    /// What reports say that it is, by the first day on which they do.
    roles_over_time: &'a [RoleDays],
    claims: &'a Summary,
}

impl AnswerRow for Named {
    const TYPE: &'static str = "name";
    const COLUMNS: &'static [&'static str] = &["name", "kind", "reports"];
}

impl AnswerRow for Quoted {
    const TYPE: &'static str = "quoted";
    const COLUMNS: &'static [&'static str] = &[
        "name", "kind", "persons", "claims", "reports", "outlets", "id",
    ];
}

impl AnswerRow for UnnamedRow {
    const TYPE: &'static str = "unnamed";
    const COLUMNS: &'static [&'static str] = &[
        "description",
        "kind",
        "outlet",
        "claims",
        "reports",
        "anonymity",
    ];
}

impl Asking<'_> {
    /// Everyone with this name. If there is no one, or if it is one word only, the names that have it.
    fn named(mut self, name: &str) -> Result<Done> {
        let sources = self
            .asked
            .ask(|connection| query::sources_named(connection, name))?;
        let limit = self.options.limit;
        // A person has a first name and a surname; other bodies have the name of one in theirs.
        let is_person = |source: &Source| source.kind == Kind::Person.name();
        let is_full_name = name.trim().contains(' ') && sources.iter().any(is_person);
        let mut names = Vec::new();
        if !is_full_name {
            names = self
                .asked
                .ask(|connection| query::names_with(connection, name, limit))?;
            let is_shown = |named: &Named| sources.iter().any(|source| source.name == named.name);
            names.retain(|named| !is_shown(named));
        }
        let is_body = |named: &Named| named.kind != Kind::Person.name();
        let are_few = names.len() <= 1 || names.len() <= FEW && names.iter().all(is_body);
        if sources.is_empty() && are_few {
            return self.named_exactly(&names, name);
        }
        self.sources(&sources, name)?;
        self.names(&names, name, sources.is_empty());
        self.end(name)
    }

    /// Everyone with one of a few names that contain what was asked for.
    fn named_exactly(mut self, names: &[Named], asked_for: &str) -> Result<Done> {
        for Named { name, .. } in names {
            let sources = self
                .asked
                .ask(|connection| query::sources_named(connection, name))?;
            self.sources(&sources, name)?;
        }
        self.end(asked_for)
    }

    fn end(self, name: &str) -> Result<Done> {
        let ledger = self.options.ledger.display();
        let nothing = format!(
            "{ledger}: nobody in it is called {name:?}; `sayso who {ledger}` lists who is quoted most, and `sayso search {ledger} --source` finds descriptions"
        );
        self.answer.with_columns_of::<Said<'_>>().end(&nothing)
    }

    /// Those of one name, apart.
    fn sources(&mut self, sources: &[Source], name: &str) -> Result<()> {
        let sources = &super::spellings::joined(self.asked, sources.to_vec())?[..];
        let is_person =
            |source: &&Source| source.id.is_some() && source.kind == Kind::Person.name();
        let persons = sources.iter().filter(is_person).count();
        if !self.answer.is_for_people() {
            return sources.iter().try_for_each(|source| self.source(source));
        }
        let (first, others) = sources.split_at(sources.len().min(MOST_IN_FULL));
        if persons > 1 {
            let apart = format!(
                "{persons} persons of the reports are called {}. They may be one or several: nothing in the ledger shows that they are the same.",
                lines::flat(name)
            );
            self.answer.screen.flow(&apart, Look::Plain);
        }
        first.iter().try_for_each(|source| self.source(source))?;
        if !others.is_empty() {
            let reports: usize = others.iter().map(Source::reports).sum();
            let left_out = format!(
                "{} more of this name, in {}, are left out; --format jsonl has all",
                grouped(others.len()),
                lines::count(reports, "report")
            );
            self.answer.screen.heading(&left_out);
        }
        Ok(())
    }

    fn source(&mut self, source: &Source) -> Result<()> {
        let (filter, limit) = (&self.filter, self.options.limit);
        let summary = self.asked.ask(|c| query::summary_of(c, source, filter))?;
        let says = self
            .asked
            .ask(|c| query::claims_of(c, source, filter, limit))?;
        let about = self.asked.ask(|c| query::about(c, source, filter, limit))?;
        let roles = self.asked.ask(|c| query::roles_over_time(c, source))?;
        if self.answer.is_for_people() {
            head(&mut self.answer.screen, source, &roles, &summary);
        } else if self.answer.is_lines() {
            let line = SourceLine {
                source,
                roles_over_time: &roles,
                claims: &summary,
            };
            self.answer.line("source", &line);
        }
        self.answer.has_rows = true;
        self.claims(source, says.rows, "says")?;
        if says.has_more {
            self.more(&says_more(summary.claims, limit));
        }
        super::contradictions::show(self.asked, &mut self.answer, source, limit)?;
        if about.rows.is_empty() {
            return Ok(());
        }
        if self.answer.is_for_people() {
            let heading = format!("What others say about {}", lines::flat(&source.name));
            self.answer.screen.heading(&heading);
        }
        self.claims(source, about.rows, "about")?;
        if about.has_more {
            self.more("more is said: --limit shows it");
        }
        Ok(())
    }

    fn more(&mut self, words: &str) {
        if self.answer.is_for_people() {
            self.answer.screen.paragraph(2, 2);
            self.answer.screen.flow(words, Look::Dim);
        }
    }

    /// Claims under the report that they are in.
    fn claims(
        &mut self,
        source: &Source,
        mut rows: Vec<ClaimRow>,
        relation: &'static str,
    ) -> Result<()> {
        let mut before: Option<i64> = None;
        for row in &mut rows {
            if self.options.asking.context {
                self.asked.ask(|connection| row.find_context(connection))?;
            }
            let said = Said {
                relation,
                source_id: source.id.as_deref(),
                name: &source.name,
                claim: row,
            };
            let is_new = before != Some(row.place.number);
            self.answer.row(&said, |screen, said| {
                if is_new {
                    lines::place(screen, &said.claim.place, 0);
                }
                lines::claim(screen, said.claim, 4, said.relation == "about");
                lines::context(screen, said.claim.context.as_ref(), 6);
            });
            before = Some(row.place.number);
        }
        Ok(())
    }

    /// Names that have a word, to choose from.
    fn names(&mut self, names: &[Named], word: &str, are_all: bool) {
        if names.is_empty() {
            return;
        }
        if self.answer.is_for_people() {
            let also = if are_all { "" } else { "also " };
            let have = if names.len() == 1 { "has" } else { "have" };
            let heading = format!(
                "{} {also}{have} “{}”",
                lines::count(names.len(), "name"),
                lines::flat(word)
            );
            self.answer.screen.heading(&heading);
        }
        for named in names {
            self.answer.row(named, |screen, named| {
                screen.paragraph(2, 4);
                screen.flow(&lines::flat(&named.name), Look::Source);
                let where_ = format!(" {}, {}", named.kind, lines::count(named.reports, "report"));
                screen.flow(&where_, Look::Dim);
            });
        }
    }

    fn most_quoted(mut self) -> Result<Done> {
        let (filter, limit) = (&self.filter, self.options.limit);
        let rows = self
            .asked
            .ask(|connection| query::most_quoted(connection, filter, limit))?;
        for row in &rows {
            self.answer.row(row, |screen, row| {
                screen.paragraph(0, 4);
                screen.label(&grouped(row.claims), NUMBER, Look::Plain);
                screen.flow(&lines::flat(&row.name), Look::Source);
                let of = format!(
                    " {}, {}",
                    row.kind,
                    lines::reports_of_outlets(row.reports, row.outlets)
                );
                screen.flow(&of, Look::Dim);
                if row.persons > 1 {
                    screen.flow(&of_several(row), Look::Dim);
                }
            });
        }
        self.answer.note("The numbers are claims. Persons are joined across reports if they have a full name and a role, a body or two other persons in common; otherwise reports of one name may mean one person or several. Bodies are joined if they have a full name, or an acronym of it that a report explains.");
        let nothing = format!(
            "no source with a name in {} matches",
            self.options.ledger.display()
        );
        self.answer.with_columns_of::<Quoted>().end(&nothing)
    }

    fn unnamed(mut self) -> Result<Done> {
        let (filter, limit) = (&self.filter, self.options.limit);
        let rows = self
            .asked
            .ask(|connection| query::unnamed(connection, filter, limit))?;
        for row in &rows {
            self.answer.row(row, |screen, row| {
                screen.paragraph(0, 4);
                screen.label(&grouped(row.claims), NUMBER, Look::Plain);
                screen.flow(&lines::flat(&row.description), Look::Source);
                let outlet = row
                    .outlet
                    .as_deref()
                    .map_or("unknown outlet".into(), lines::flat);
                let of = format!(
                    " {} · {outlet} · {}",
                    row.kind,
                    lines::count(row.reports, "report")
                );
                screen.flow(&of, Look::Dim);
                if let Some(reason) = &row.anonymity {
                    screen.flow(&format!(" · not named: {}", lines::flat(reason)), Look::Dim);
                }
            });
        }
        self.answer
            .note("The numbers are claims. Sources that are described alike need not be the same.");
        let nothing = format!(
            "no source without a name in {} matches",
            self.options.ledger.display()
        );
        self.answer.with_columns_of::<UnnamedRow>().end(&nothing)
    }
}

/// How many bodies are shown if their names contain what was asked for.
const FEW: usize = 5;

/// Columns of a number at the beginning of a line.
const NUMBER: usize = 8;

fn says_more(all: usize, limit: usize) -> String {
    format!(
        "{} more: --limit shows them",
        grouped(all.saturating_sub(limit))
    )
}

/// Who it is, why the entities are one, and what the claims come to.
fn head(screen: &mut Screen, source: &Source, roles: &[RoleDays], summary: &Summary) {
    screen.heading(&lines::flat(&source.name));
    screen.paragraph(0, 2);
    let mut about = vec![source.kind.clone()];
    about.extend(source.roles.iter().map(|role| lines::flat(role)));
    screen.flow(&about.join("; "), Look::Plain);
    if let Some(over_time) = over_time(roles) {
        screen.paragraph(0, 2);
        screen.flow(&over_time, Look::Plain);
    }
    if !source.aliases.is_empty() {
        let aliases: Vec<String> = source
            .aliases
            .iter()
            .map(|name| lines::flat(name))
            .collect();
        screen.paragraph(0, 2);
        screen.flow(&format!("also written {}", aliases.join(", ")), Look::Plain);
    }
    screen.paragraph(0, 2);
    screen.flow(&joined(source), Look::Dim);
    screen.paragraph(0, 2);
    let statuses = summary.statuses.iter();
    let statuses: Vec<String> = statuses
        .map(|(status, count)| format!("{} {status}", grouped(*count)))
        .collect();
    let mut said = lines::count(summary.claims, "claim");
    if summary.claims > 0 {
        let _ = write!(
            said,
            " in {}",
            lines::reports_of_outlets(summary.reports, summary.outlets)
        );
        if let Some(days) = lines::days(summary.days.as_ref()) {
            let _ = write!(said, ", {days}");
        }
        let _ = write!(said, ": {}", statuses.join(", "));
    }
    screen.flow(&said, Look::Bold);
}

/// Roles that are shown with their days.
const ROLES: usize = 12;

/// "over time: minister (3 May 2024 to 9 May 2024); former minister (12 June 2024)". None if all are of one day, or if there
/// is only one.
fn over_time(roles: &[RoleDays]) -> Option<String> {
    let dated = roles.iter().filter_map(|role| {
        let days = role.first_day.clone().zip(role.last_day.clone())?;
        Some((role, days))
    });
    let dated: Vec<(&RoleDays, (String, String))> = dated.collect();
    let (_, first) = dated.first()?;
    if dated.len() < 2 || dated.iter().all(|(_, days)| days == first) {
        return None;
    }
    let one = |(role, days): &(&RoleDays, (String, String))| {
        let days = lines::days(Some(days)).unwrap_or_default();
        format!("{} ({days})", lines::flat(&role.role))
    };
    let mut all: Vec<String> = dated.iter().take(ROLES).map(one).collect();
    if dated.len() > ROLES {
        all.push(format!("{} more", grouped(dated.len() - ROLES)));
    }
    Some(format!("over time: {}", all.join("; ")))
}

/// Why the entities of several reports are shown together.
fn joined(source: &Source) -> String {
    let reports = lines::count(source.reports(), "report");
    if source.id.is_none() {
        return match source.kind.as_str() {
            "person" => {
                format!("in {reports}; called by this name only, so not joined with others")
            }
            _ if source.entities.len() == 1 => format!("in {reports}"),
            _ => format!(
                "in {reports}; shown together because of the name, and there may be several of it"
            ),
        };
    }
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in &source.entities {
        let is_beside = entity.why.starts_with(BESIDE);
        let why = if is_beside { IN_COMPANY } else { &entity.why };
        *reasons.entry(why).or_default() += 1;
    }
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(why, count)| (std::cmp::Reverse(*count), *why));
    if source.entities.len() == 1 {
        return format!("in {reports}; nothing shows that another report has the same person");
    }
    let more = reasons.len().saturating_sub(MOST_REASONS);
    let mut reasons: Vec<String> = reasons
        .iter()
        .take(MOST_REASONS)
        .map(|(why, count)| format!("{} ({count})", lines::flat(why)))
        .collect();
    if more > 0 {
        reasons.push(format!("{more} more"));
    }
    format!("in {reports}; joined by {}", reasons.join("; "))
}

/// What joins reports that name two other persons, too; which ones differs from report to report.
const IN_COMPANY: &str = "two other persons in both reports";
/// How many reasons are shown to people.
const MOST_REASONS: usize = 8;

/// What is not known of those who have one name.
fn of_several(row: &Quoted) -> String {
    let names_only_one = !row.name.contains(' ');
    if names_only_one {
        return " · by one name only, not joined".into();
    }
    format!(
        " · may be up to {} people of that name",
        grouped(row.persons)
    )
}
