//! In: what a user calls a report. Out: its number. Also what is in a ledger as a whole.

use super::row::{IN_REPORT, InReport};
use rusqlite::{Connection, OptionalExtension, Result, params};
use sayso::versions::address_key;
use sayso_export::records::{Model, Run, Verb};
use serde::Serialize;

/// What is in an input: itself, the files of a folder or an archive, the lines, records and rows of a file.
/// Each range ends at the character that comes after the one that stands between the two names. The folder
/// that the user is in has no name in those of its files.
pub(crate) const IN_INPUT: &str = "(name = ?1 OR
  ?1 = '.' AND substr(name, 1, 1) NOT IN ('/', '-') AND substr(name, 1, 2) <> '..' OR
  name >= rtrim(?1, '/') || '/' AND name < rtrim(?1, '/') || '0' OR
  name >= ?1 || ':' AND name < ?1 || ';' OR
  name >= ?1 || '@' AND name < ?1 || 'A' OR
  name >= ?1 || '#' AND name < ?1 || '$')";

/// Ids are letters and digits of ASCII, so that "~" comes after them.
const BEGINNING: &str =
    "SELECT number FROM report WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id, text_sha256";

/// The numbers of the reports that have this id, this number after a `#`, this address, or came in this input:
/// a file, a folder, or a file of several reports.
///
/// # Errors
/// If the file cannot be read.
pub fn reports_called(connection: &Connection, name: &str) -> Result<Vec<i64>> {
    let in_input = format!(
        "SELECT DISTINCT report FROM input WHERE report IS NOT NULL AND {IN_INPUT} ORDER BY report"
    );
    let queries = [
        "SELECT number FROM report WHERE id = ?1 ORDER BY text_sha256",
        "SELECT number FROM report WHERE '#' || number = ?1",
        "SELECT number FROM report WHERE url = ?1 ORDER BY id, text_sha256",
        &in_input,
    ];
    first_found(connection, &queries, name)
}

/// The reports of [`reports_called`]. If there are none, those whose id begins so.
///
/// # Errors
/// If the file cannot be read.
pub fn reports_named(connection: &Connection, name: &str) -> Result<Vec<i64>> {
    let called = reports_called(connection, name)?;
    if called.is_empty() {
        first_found(connection, &[BEGINNING], name)
    } else {
        Ok(called)
    }
}

/// What the first of the queries finds that finds anything.
fn first_found(connection: &Connection, queries: &[&str], name: &str) -> Result<Vec<i64>> {
    for query in queries {
        let mut query = connection.prepare_cached(query)?;
        let numbers: Vec<i64> = query
            .query_map([name], |row| row.get(0))?
            .collect::<Result<_>>()?;
        if !numbers.is_empty() {
            return Ok(numbers);
        }
    }
    Ok(Vec::new())
}

/// The numbers of the reports with an address that has this key, by id. See [`address_key`].
///
/// # Errors
/// If the file cannot be read.
pub fn reports_at(connection: &Connection, key: &str) -> Result<Vec<i64>> {
    let mut query = connection
        .prepare("SELECT number, url FROM report WHERE url IS NOT NULL ORDER BY id, text_sha256")?;
    let mut rows = query.query([])?;
    let mut numbers = Vec::new();
    while let Some(row) = rows.next()? {
        let url: String = row.get(1)?;
        if address_key(&url).as_deref() == Some(key) {
            numbers.push(row.get(0)?);
        }
    }
    Ok(numbers)
}

/// The numbers of all reports: those that one run made together, by day, outlet and id.
///
/// # Errors
/// If the file cannot be read.
pub fn all_reports(connection: &Connection) -> Result<Vec<i64>> {
    let mut query = connection.prepare(
        "SELECT report.number FROM report JOIN run ON run.number = report.run
         ORDER BY run.name, run.options, report.day, report.outlet, report.id, report.text_sha256",
    )?;
    query.query_map([], |row| row.get(0))?.collect()
}

/// The numbers and ids of all reports that were read, by id.
///
/// # Errors
/// If the file cannot be read.
pub fn reports_read_with_ids(connection: &Connection) -> Result<Vec<(i64, String)>> {
    let mut query = connection
        .prepare("SELECT number, id FROM report WHERE skipped IS NULL ORDER BY id, text_sha256")?;
    query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Reports as answers name them, in the order of their numbers. Numbers of no report are left out.
///
/// # Errors
/// If the file cannot be read.
pub fn places_of(connection: &Connection, reports: &[i64]) -> Result<Vec<InReport>> {
    let mut query =
        connection.prepare_cached(&format!("SELECT {IN_REPORT} FROM report WHERE number = ?"))?;
    let mut places = Vec::with_capacity(reports.len());
    for report in reports {
        let mut rows = query.query([report])?;
        if let Some(row) = rows.next()? {
            places.push(InReport::of(row, 0)?);
        }
    }
    Ok(places)
}

/// The different ids of some reports, in order.
///
/// # Errors
/// If the file cannot be read.
pub fn ids(connection: &Connection, reports: &[i64]) -> Result<Vec<String>> {
    let numbers = serde_json::Value::from(reports).to_string();
    let mut query = connection.prepare(
        "SELECT DISTINCT id FROM report WHERE number IN (SELECT value FROM json_each(?)) ORDER BY id",
    )?;
    query.query_map([numbers], |row| row.get(0))?.collect()
}

/// What is in a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Reports that were read.
    pub read: usize,
    /// Reports that were not, because of their kind or their language.
    pub not_read: usize,
    /// Inputs that failed.
    pub failed: usize,
    /// Outlets.
    pub outlets: usize,
    /// The first and the last day of publication.
    pub days: Option<(String, String)>,
    /// Claims of sources.
    pub claims: usize,
    /// Figures.
    pub figures: usize,
    /// Times.
    pub times: usize,
    /// Findings of `sayso check`.
    pub findings: usize,
    /// Persons with a full name.
    pub persons: usize,
}

/// What is in a ledger.
///
/// # Errors
/// If the file cannot be read.
pub fn contents(connection: &Connection) -> Result<Contents> {
    let count = |query: &str| -> Result<usize> {
        let count: i64 = connection.query_row(query, [], |row| row.get(0))?;
        Ok(count as usize)
    };
    let all = count("SELECT COUNT(*) FROM report")?;
    let not_read = count("SELECT COUNT(*) FROM report WHERE skipped IS NOT NULL")?;
    let first: Option<String> =
        connection.query_row("SELECT MIN(day) FROM report", [], |row| row.get(0))?;
    let last: Option<String> =
        connection.query_row("SELECT MAX(day) FROM report", [], |row| row.get(0))?;
    Ok(Contents {
        read: all - not_read,
        not_read,
        failed: count("SELECT COUNT(*) FROM input WHERE outcome = 'failed'")?,
        outlets: super::filter::distinct(connection, "report", "outlet")?.len(),
        days: first.zip(last),
        claims: count("SELECT COUNT(*) FROM attribution")?,
        figures: count("SELECT COUNT(*) FROM figure")?,
        times: count("SELECT COUNT(*) FROM time")?,
        findings: count("SELECT COUNT(*) FROM finding")?,
        persons: count("SELECT COUNT(*) FROM source WHERE kind = 'person'")?,
    })
}

/// What made readings, and how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunRow {
    /// The version and the model in words.
    pub name: String,
    /// The options that change results, as JSON.
    pub options: String,
    /// How many reports it read.
    pub reports: usize,
}

/// All that made readings.
///
/// # Errors
/// If the file cannot be read.
pub fn runs(connection: &Connection) -> Result<Vec<RunRow>> {
    let mut query = connection.prepare(
        "SELECT name, options, (SELECT COUNT(*) FROM report WHERE report.run = run.number)
         FROM run ORDER BY name, options",
    )?;
    let rows = query.query_map([], |row| {
        Ok(RunRow {
            name: row.get(0)?,
            options: row.get(1)?,
            reports: row.get::<_, i64>(2)? as usize,
        })
    })?;
    rows.collect()
}

/// An input of which no report came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InputRow {
    /// The file, with the member and the record.
    pub name: String,
    /// failed or passed over.
    pub outcome: String,
    /// Why.
    pub why: Option<String>,
}

/// The inputs with an outcome, such as `failed`, by name.
///
/// # Errors
/// If the file cannot be read.
pub fn inputs_not_read(
    connection: &Connection,
    outcome: &str,
    limit: usize,
) -> Result<Vec<InputRow>> {
    let mut query = connection
        .prepare("SELECT name, outcome, why FROM input WHERE outcome = ? ORDER BY name LIMIT ?")?;
    let limit = limit.min(i64::MAX as usize) as i64;
    let rows = query.query_map(params![outcome, limit], |row| {
        Ok(InputRow {
            name: row.get(0)?,
            outcome: row.get(1)?,
            why: row.get(2)?,
        })
    })?;
    rows.collect()
}

/// The number of the run that made the reading of a report, and the run as the JSONL has it.
///
/// # Errors
/// If the file cannot be read.
pub fn run_of(connection: &Connection, report: i64) -> Result<Option<(i64, Run)>> {
    connection
        .prepare_cached(
            "SELECT run.number, run.schema, run.version, run.model, run.model_sha256, run.options
             FROM report JOIN run ON run.number = report.run WHERE report.number = ?",
        )?
        .query_row([report], |row| {
            let (name, sha256): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
            let options: String = row.get(5)?;
            let options: sayso_export::records::Options =
                serde_json::from_str(&options).unwrap_or_default();
            let verb = match options.check {
                Some(_) => Verb::Check,
                None => Verb::Read,
            };
            let run = Run {
                schema: row.get(1)?,
                version: row.get(2)?,
                verb,
                several: true,
                model: name
                    .zip(sha256)
                    .map(|(name, sha256)| Model { name, sha256 }),
                options,
            };
            Ok((row.get(0)?, run))
        })
        .optional()
}
