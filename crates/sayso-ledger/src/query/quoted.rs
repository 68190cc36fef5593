//! In: a ledger. Out: the names that are quoted most, and the sources without a name.

use super::filter::{Conditions, Filter};
use super::row::CLAIM_TABLES;
use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};
use serde::Serialize;

/// A source, and how often it is quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quoted {
    /// The name.
    pub name: String,
    /// The id of the person or the body. Null for those that are not joined, and if several have the name.
    pub id: Option<String>,
    /// person, organisation, media or document.
    pub kind: String,
    /// How many persons have the name, as far as the reports tell. A person who is called by one name only is
    /// another in each report. 1 for what is no person.
    pub persons: usize,
    /// How many claims they make.
    pub claims: usize,
    /// In how many reports.
    pub reports: usize,
    /// In how many outlets.
    pub outlets: usize,
}

/// The names that are quoted most. The persons of one name are counted together, with how many they are.
///
/// # Errors
/// If the file cannot be read.
pub fn most_quoted(connection: &Connection, filter: &Filter, limit: usize) -> Result<Vec<Quoted>> {
    let mut conditions = Conditions::default();
    conditions.add("entity.folded IS NOT NULL", []);
    filter.of_reports(&mut conditions);
    filter.of_sources(&mut conditions);
    conditions
        .values
        .push(Value::Integer(limit.min(i64::MAX as usize) as i64));
    let query = format!(
        "SELECT COALESCE(MIN(source.name), MIN(entity.name)),
                CASE WHEN MIN(source.id) = MAX(source.id) AND COUNT(source.id) = COUNT(*) THEN MIN(source.id) END,
                COALESCE(source.kind, entity.kind),
                COUNT(DISTINCT COALESCE(source.number, -entity.number)), COUNT(*) AS claims,
                COUNT(DISTINCT attribution.report) AS reports, COUNT(DISTINCT report.outlet)
         FROM attribution
         JOIN entity ON entity.number = attribution.speaker
         JOIN report ON report.number = attribution.report
         LEFT JOIN source_entity ON source_entity.entity = entity.number
         LEFT JOIN source ON source.number = source_entity.source
         {}
         GROUP BY 3, CASE entity.kind WHEN 'person' THEN entity.folded ELSE COALESCE(source.id, entity.folded) END
         ORDER BY claims DESC, reports DESC, 1, 2 LIMIT ?",
        conditions.sql()
    );
    let mut query = connection.prepare(&query)?;
    let rows = query.query_map(params_from_iter(&conditions.values), |row| {
        let count = |at: usize| -> Result<usize> { Ok(row.get::<_, i64>(at)? as usize) };
        let kind: String = row.get(2)?;
        let is_person = kind == sayso::resolve::Kind::Person.name();
        Ok(Quoted {
            name: row.get(0)?,
            id: row.get(1)?,
            kind,
            persons: if is_person { count(3)? } else { 1 },
            claims: count(4)?,
            reports: count(5)?,
            outlets: count(6)?,
        })
    })?;
    rows.collect()
}

/// Sources without a name that are described alike in one outlet. They need not be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnnamedRow {
    /// The words that describe them, in lower case.
    pub description: String,
    /// role, anonymous or group.
    pub kind: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// How many claims.
    pub claims: usize,
    /// In how many reports.
    pub reports: usize,
    /// A reason that a report gives for not naming one of them.
    pub anonymity: Option<String>,
}

/// Sources without a name, by description and outlet.
///
/// # Errors
/// If the file cannot be read.
pub fn unnamed(connection: &Connection, filter: &Filter, limit: usize) -> Result<Vec<UnnamedRow>> {
    let mut conditions = Conditions::default();
    conditions.add(
        "attribution.source_kind IN ('role', 'anonymous', 'group') AND claim.source IS NOT NULL",
        [],
    );
    if let Some(source) = &filter.source {
        conditions.add(
            "claim.number IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH ?)",
            [Value::Text(source.expression_of_source())],
        );
    }
    filter.of_claims(&mut conditions);
    conditions
        .values
        .push(Value::Integer(limit.min(i64::MAX as usize) as i64));
    let query = format!(
        "SELECT lower(claim.source) AS description, attribution.source_kind, report.outlet, COUNT(*) AS claims,
                COUNT(DISTINCT report.number) AS reports, MIN(attribution.anonymity)
         FROM {CLAIM_TABLES} {}
         GROUP BY description, attribution.source_kind, report.outlet
         ORDER BY claims DESC, reports DESC, description, report.outlet LIMIT ?",
        conditions.sql()
    );
    let mut query = connection.prepare(&query)?;
    let rows = query.query_map(params_from_iter(&conditions.values), |row| {
        Ok(UnnamedRow {
            description: row.get(0)?,
            kind: row.get(1)?,
            outlet: row.get(2)?,
            claims: row.get::<_, i64>(3)? as usize,
            reports: row.get::<_, i64>(4)? as usize,
            anonymity: row.get(5)?,
        })
    })?;
    rows.collect()
}
