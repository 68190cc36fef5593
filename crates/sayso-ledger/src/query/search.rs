//! In: words and what to limit the answer to. Out: claims, figures or reports that match.
//!
//! Claims and reports are ranked by bm25, and those that are equally near are in the order of day, outlet
//! and id, so that the answer is always the same.

use super::figures::Subject;
use super::filter::{Conditions, Filter};
use super::pronouns::{self, Pronoun};
use super::row::{
    CLAIM, CLAIM_TABLES, ClaimRow, FIGURE, FigureRow, IN_REPORT, InContext, Order, REPORT,
    ReportRow, figure_tables, order,
};
use super::words::Words;
use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

/// Some of the rows that match.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// The rows, the nearest first.
    pub rows: Vec<T>,
    /// There are more.
    pub has_more: bool,
}

impl<T> Found<T> {
    /// The first rows of all.
    pub(super) fn first(mut rows: Vec<T>, limit: usize) -> Found<T> {
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        Found { rows, has_more }
    }
}

/// A row of a table of full text, and how near it is: the lower, the nearer.
struct Ranked {
    rank: f64,
    number: i64,
}

/// All rows of a table of full text that match, the nearest first.
fn ranked(connection: &Connection, table: &str, expression: &str) -> Result<Vec<Ranked>> {
    let query = format!("SELECT rank, rowid FROM {table} WHERE {table} MATCH ?");
    let mut query = connection.prepare_cached(&query)?;
    let rows = query.query_map([expression], |row| {
        Ok(Ranked {
            rank: row.get(0)?,
            number: row.get(1)?,
        })
    })?;
    let mut ranked: Vec<Ranked> = rows.collect::<Result<_>>()?;
    ranked.sort_by(|a, b| a.rank.total_cmp(&b.rank));
    Ok(ranked)
}

/// The nearest rows for which `look_up` gives something. Rows that are equally near are sorted by `order`.
fn nearest<T>(
    ranked: &[Ranked],
    limit: usize,
    mut look_up: impl FnMut(i64) -> Result<Option<T>>,
    order: impl Fn(&T) -> Order,
) -> Result<Found<T>> {
    let mut rows = Vec::new();
    for equally_near in ranked.chunk_by(|a, b| a.rank.total_cmp(&b.rank).is_eq()) {
        let first = rows.len();
        for row in equally_near {
            rows.extend(look_up(row.number)?);
        }
        rows[first..].sort_by_cached_key(&order);
        if rows.len() > limit {
            break;
        }
    }
    Ok(Found::first(rows, limit))
}

/// What claims are searched for.
#[derive(Clone, Debug, Default)]
pub struct ClaimSearch {
    /// Words of the content or of the source. None for all.
    pub words: Option<Words>,
    /// What the answer is limited to.
    pub filter: Filter,
    /// Only claims of persons for whom the report uses these pronouns.
    pub pronouns: Vec<Pronoun>,
}

impl ClaimSearch {
    /// The expression of FTS5. None if there are no words, or none but those of a role, which is not in the
    /// full text.
    fn expression(&self) -> Option<String> {
        let words = self.words.as_ref().map(Words::expression);
        if self.is_of_roles() {
            return words;
        }
        let source = self.filter.source.as_ref();
        let source = source.map(Words::expression_of_source);
        match (words, source) {
            (Some(words), Some(source)) => Some(format!("({words}) AND {source}")),
            (words, source) => words.or(source),
        }
    }

    /// Whether sources are found by their roles, too.
    fn is_of_roles(&self) -> bool {
        !self.filter.described.is_empty()
    }

    fn has_pronoun(&self, connection: &Connection, speaker: Option<i64>) -> Result<bool> {
        if self.pronouns.is_empty() {
            return Ok(true);
        }
        // A person whom no entity was found for has no pronouns.
        let used = match speaker {
            Some(speaker) => pronouns::of_entity(connection, speaker)?,
            None => Pronoun::None,
        };
        Ok(self.pronouns.contains(&used))
    }

    /// The words for which the full text finds more than is wanted.
    fn loose_words(&self) -> impl Iterator<Item = &Words> {
        let source = self.filter.source.iter().filter(|_| !self.is_of_roles());
        let all = self.words.iter().chain(source);
        all.filter(|words| words.finds_more())
    }

    /// The conditions on the claims, apart from the words.
    fn of_claims(&self, conditions: &mut Conditions) {
        self.filter.of_claims(conditions);
        if self.is_of_roles() {
            let by_name = "claim.number IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH ?)";
            self.filter.of_source_words(by_name, conditions);
        }
        if !self.pronouns.is_empty() {
            conditions.add("attribution.source_kind = 'person'", []);
        }
    }

    /// The claims that match.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn rows(&self, connection: &Connection, limit: usize) -> Result<Found<ClaimRow>> {
        let mut conditions = Conditions::default();
        self.of_claims(&mut conditions);
        let Some(expression) = self.expression() else {
            return self.rows_by_day(connection, &conditions, limit);
        };
        conditions.add("claim.number = ?", []);
        let query = format!(
            "SELECT {IN_REPORT}, {CLAIM} FROM {CLAIM_TABLES} {}",
            conditions.sql()
        );
        let mut query = connection.prepare(&query)?;
        let mut values = conditions.values;
        let loose: Vec<&Words> = self.loose_words().collect();
        nearest(
            &ranked(connection, "claim_fts", &expression)?,
            limit,
            |number| {
                values.push(Value::Integer(number));
                let row = query
                    .query_map(params_from_iter(&values), ClaimRow::of)?
                    .next()
                    .transpose()?;
                values.pop();
                match row {
                    Some(row)
                        if loose.iter().all(|words| has_words(&row, words))
                            && self.has_pronoun(connection, row.speaker)? =>
                    {
                        Ok(Some(row))
                    }
                    _ => Ok(None),
                }
            },
            order,
        )
    }

    /// The claims that match, if there are no words, by day.
    fn rows_by_day(
        &self,
        connection: &Connection,
        conditions: &Conditions,
        limit: usize,
    ) -> Result<Found<ClaimRow>> {
        let query = format!(
            "SELECT {IN_REPORT}, {CLAIM} FROM {CLAIM_TABLES} {}
             ORDER BY report.day IS NULL, report.day, report.outlet, report.id, report.text_sha256, claim.start, claim.id",
            conditions.sql()
        );
        let mut query = connection.prepare(&query)?;
        let mut found = query.query(params_from_iter(&conditions.values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let row = ClaimRow::of(row)?;
            if self.has_pronoun(connection, row.speaker)? {
                rows.push(row);
            }
            if rows.len() > limit {
                break;
            }
        }
        Ok(Found::first(rows, limit))
    }

    /// How many claims match.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn count(&self, connection: &Connection) -> Result<usize> {
        if self.loose_words().next().is_some() {
            return Ok(self.rows(connection, usize::MAX)?.rows.len());
        }
        let mut conditions = Conditions::default();
        if let Some(expression) = self.expression() {
            conditions.add(
                "claim.number IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH ?)",
                [Value::Text(expression)],
            );
        }
        self.of_claims(&mut conditions);
        let query = format!(
            "SELECT attribution.speaker FROM {CLAIM_TABLES} {}",
            conditions.sql()
        );
        let mut query = connection.prepare(&query)?;
        let mut found = query.query(params_from_iter(&conditions.values))?;
        let mut count = 0;
        while let Some(row) = found.next()? {
            count += usize::from(self.has_pronoun(connection, row.get(0)?)?);
        }
        Ok(count)
    }
}

/// Whether the content or the source of a claim has the words.
fn has_words(row: &ClaimRow, words: &Words) -> bool {
    let source = row.source_as_written.as_deref().unwrap_or_default();
    let name = row.source.as_deref().unwrap_or_default();
    words.are_in(&format!("{} {source} {name}", row.content))
}

/// What reports are searched for.
#[derive(Clone, Debug, Default)]
pub struct ReportSearch {
    /// Words of the headline or of the text. None for all.
    pub words: Option<Words>,
    /// What the answer is limited to. Only what is about reports counts.
    pub filter: Filter,
}

impl ReportSearch {
    /// The reports that match. Without words, the newest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn rows(&self, connection: &Connection, limit: usize) -> Result<Found<ReportRow>> {
        let mut conditions = Conditions::default();
        self.filter.of_reports(&mut conditions);
        let Some(words) = &self.words else {
            let query = format!(
                "SELECT {IN_REPORT}, {REPORT} FROM report {} ORDER BY report.day DESC, report.outlet, report.id, report.text_sha256 LIMIT ?",
                conditions.sql()
            );
            let mut values = conditions.values;
            values.push(Value::Integer(
                limit.saturating_add(1).min(i64::MAX as usize) as i64,
            ));
            let mut query = connection.prepare(&query)?;
            let rows = query.query_map(params_from_iter(values), ReportRow::of)?;
            return Ok(Found::first(rows.collect::<Result<_>>()?, limit));
        };
        conditions.add("report.number = ?", []);
        let query = format!(
            "SELECT {IN_REPORT}, {REPORT} FROM report {}",
            conditions.sql()
        );
        let mut query = connection.prepare(&query)?;
        let mut values = conditions.values;
        let expression = words.expression();
        let finds_more = words.finds_more();
        let mut found = nearest(
            &ranked(connection, "report_fts", &expression)?,
            limit,
            |number| {
                values.push(Value::Integer(number));
                let row = query
                    .query_map(params_from_iter(&values), ReportRow::of)?
                    .next()
                    .transpose();
                values.pop();
                if finds_more && !words.are_in(&text_of(connection, number)?) {
                    return Ok(None);
                }
                row
            },
            |row: &ReportRow| row.place.order(0),
        )?;
        for row in &mut found.rows {
            row.words = Some(snippet(connection, row.place.number, &expression)?);
        }
        Ok(found)
    }

    /// How many reports match.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn count(&self, connection: &Connection) -> Result<usize> {
        if self.words.as_ref().is_some_and(Words::finds_more) {
            return Ok(self.rows(connection, usize::MAX)?.rows.len());
        }
        let mut conditions = Conditions::default();
        if let Some(words) = &self.words {
            conditions.add(
                "report.number IN (SELECT rowid FROM report_fts WHERE report_fts MATCH ?)",
                [Value::Text(words.expression())],
            );
        }
        self.filter.of_reports(&mut conditions);
        let query = format!("SELECT COUNT(*) FROM report {}", conditions.sql());
        let count: i64 =
            connection.query_row(&query, params_from_iter(conditions.values), |row| {
                row.get(0)
            })?;
        Ok(count as usize)
    }
}

/// The headline and the text of a report.
fn text_of(connection: &Connection, report: i64) -> Result<String> {
    connection
        .prepare_cached("SELECT coalesce(title, '') || ' ' || text FROM report WHERE number = ?")?
        .query_row([report], |row| row.get(0))
}

/// The words around what was found in a report.
fn snippet(connection: &Connection, report: i64, expression: &str) -> Result<String> {
    let words: String = connection
        .prepare_cached(
            "SELECT snippet(report_fts, 1, '', '', '…', 24) FROM report_fts WHERE report_fts MATCH ? AND rowid = ?",
        )?
        .query_row(rusqlite::params![expression, report], |row| row.get(0))?;
    Ok(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What figures are searched for.
#[derive(Clone, Debug, Default)]
pub struct FigureSearch {
    /// Words of what is counted, and of the sentence around it. None for all.
    pub words: Option<Words>,
    /// The least number.
    pub from: Option<f64>,
    /// The greatest number.
    pub to: Option<f64>,
    /// The unit, by its name.
    pub unit: Option<String>,
    /// What it is per.
    pub per: Option<String>,
    /// What the answer is limited to.
    pub filter: Filter,
}

impl FigureSearch {
    pub(super) fn conditions(&self) -> Conditions {
        let mut conditions = Conditions::default();
        if let Some(unit) = &self.unit {
            conditions.add("figure.unit = ?", [Value::Text(unit.clone())]);
        }
        if let Some(per) = &self.per {
            // What it is per is a list: "month, person".
            let value = Value::Text(format!(", {per},"));
            conditions.add("instr(', ' || figure.per || ',', ?) > 0", [value]);
        }
        // "At least three" may be a thousand, but does not say so: an end that is open counts as the other one.
        if let Some(from) = self.from {
            let high = "COALESCE(figure.high, figure.low) >= ?";
            conditions.add(high, [Value::Real(from)]);
        }
        if let Some(to) = self.to {
            let low = "COALESCE(figure.low, figure.high) <= ?";
            conditions.add(low, [Value::Real(to)]);
        }
        self.filter.of_reports(&mut conditions);
        self.filter.of_sources(&mut conditions);
        conditions
    }

    /// What the words mean for figures. None if there are no words.
    pub(super) fn subject(&self, connection: &Connection) -> Result<Option<Subject<'_>>> {
        let words = self.words.as_ref();
        let subject = words.map(|words| Subject::of(connection, words));
        subject.transpose()
    }

    /// All figures that match, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn rows(&self, connection: &Connection) -> Result<Vec<FigureRow>> {
        let subject = self.subject(connection)?;
        let mut conditions = self.conditions();
        if let Some(subject) = &subject {
            subject.limit(&mut conditions);
        }
        let tables = figure_tables(self.filter.uncertain);
        rows_with(connection, tables, &conditions, subject.as_ref(), None)
    }
}

/// The figures in some tables for which some conditions are true, by day: all of them, or the first ones.
pub(super) fn rows_with(
    connection: &Connection,
    tables: &str,
    conditions: &Conditions,
    subject: Option<&Subject<'_>>,
    first: Option<usize>,
) -> Result<Vec<FigureRow>> {
    let limit = first.map_or(String::new(), |first| {
        let first = first.min(i64::MAX as usize);
        format!("ORDER BY report.day IS NULL, report.day, report.outlet, report.id, report.text_sha256, figure.start LIMIT {first}")
    });
    let query = format!(
        "SELECT {IN_REPORT}, {FIGURE} FROM {tables} {} {limit}",
        conditions.sql()
    );
    let mut query = connection.prepare(&query)?;
    let mut found = query.query(params_from_iter(&conditions.values))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut row = FigureRow::of(row)?;
        if let Some(subject) = subject.filter(|subject| subject.needs_sentence()) {
            row.find_context(connection)?;
            let context = row.context.take();
            if !context.is_some_and(|sentence| subject.words.are_in(&sentence.text)) {
                continue;
            }
        }
        rows.push(row);
    }
    rows.sort_by_cached_key(order);
    Ok(rows)
}
