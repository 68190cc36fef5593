//! In: a ledger. Out: the sources without a name, by what they are called.

use super::filter::{Conditions, Filter};
use super::row::CLAIM_TABLES;
use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};
use serde::Serialize;

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
