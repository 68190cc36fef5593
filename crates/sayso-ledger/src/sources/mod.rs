//! Which entities of several reports are one person or one body: the tables `source` and `source_entity`.
//!
//! While reports are written, the names of their persons and bodies are noted. At the end those who have each of
//! these names are worked out from all entities that have it, so that the result is the same as if all were
//! worked out from nothing.

pub(crate) mod bodies;
mod persons;
mod same_body;
mod spelled;

pub use persons::{ALONE, BESIDE, Namesake, Person, persons};
pub use spelled::SpellingJoin;

use crate::names::is_full;
use crate::open::Ledger;
use crate::trouble::Trouble;
use rusqlite::{Connection, Result, params, params_from_iter};
use std::collections::HashMap;

/// A name that was noted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pending {
    folded: String,
    is_body: bool,
}

/// Notes the full names of the persons and bodies in a report.
pub(crate) fn note_names(connection: &Connection, report: i64) -> Result<()> {
    note(connection, Some(report))?;
    same_body::note_acronyms(connection, Some(report))
}

/// Notes all full names.
pub(crate) fn note_all_names(connection: &Connection) -> Result<()> {
    note(connection, None)?;
    same_body::note_acronyms(connection, None)
}

/// The condition on the entities of one report, or of all.
fn condition(report: Option<i64>) -> &'static str {
    if report.is_some() {
        "entity.report = ?"
    } else {
        "1"
    }
}

fn note(connection: &Connection, report: Option<i64>) -> Result<()> {
    let of = condition(report);
    let mut names = connection.prepare_cached(&format!(
        "SELECT DISTINCT folded, name, kind = 'person' FROM entity
         WHERE {of} AND folded IS NOT NULL AND (kind = 'person' OR {})",
        same_body::IS_BODY
    ))?;
    let mut rows = names.query(params_from_iter(report))?;
    while let Some(row) = rows.next()? {
        let folded = row.get_ref(0)?.as_str().unwrap_or_default();
        let name = row.get_ref(1)?.as_str().unwrap_or_default();
        let is_person = row.get(2)?;
        if is_person && is_full(folded) {
            put_pending(connection, folded, false)?;
        } else if !is_person && (bodies::is_full_name(name) || bodies::is_short_form(name)) {
            put_pending(connection, &bodies::joined_name(folded), true)?;
        }
    }
    Ok(())
}

fn put_pending(connection: &Connection, folded: &str, is_body: bool) -> Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO source_pending VALUES (?, ?)")?
        .execute(params![folded, is_body])?;
    Ok(())
}

/// How many names are worked out in one transaction.
const NAMES: usize = 2000;

impl Ledger {
    /// Works out the persons and the bodies of all names that were noted.
    pub(crate) fn settle_sources(&mut self) -> Result<(), Trouble> {
        loop {
            let settled = self.transaction(|connection| Ok(settle(connection)?))?;
            if settled < NAMES {
                return Ok(());
            }
        }
    }

    /// Works out all persons and bodies anew.
    ///
    /// # Errors
    /// If the file cannot be written.
    #[cfg(test)]
    pub(crate) fn settle_all_sources(&mut self) -> Result<(), Trouble> {
        self.transaction(|connection| {
            connection.execute_batch("DELETE FROM source; DELETE FROM source_entity;")?;
            Ok(note_all_names(connection)?)
        })?;
        self.settle_sources()
    }
}

/// Works out the persons and bodies of some names, and gives how many names.
fn settle(connection: &Connection) -> Result<usize> {
    let mut query =
        connection.prepare_cached("SELECT folded, is_body FROM source_pending LIMIT ?")?;
    let names = query.query_map([NAMES as i64], |row| {
        Ok(Pending {
            folded: row.get(0)?,
            is_body: row.get(1)?,
        })
    })?;
    let names: Vec<Pending> = names.collect::<Result<_>>()?;
    for Pending { folded, is_body } in &names {
        if *is_body {
            same_body::settle(connection, folded)?;
        } else {
            let persons = persons(folded, namesakes(connection, folded)?);
            write_sources(connection, folded, "person", &persons)?;
        }
        connection
            .prepare_cached("DELETE FROM source_pending WHERE folded = ? AND is_body = ?")?
            .execute(params![folded, is_body])?;
    }
    Ok(names.len())
}

/// All persons in reports with a full name.
fn namesakes(connection: &Connection, name: &str) -> Result<Vec<Namesake>> {
    let mut query = connection.prepare_cached(
        "SELECT entity.number, report.id, report.text_sha256, entity.id, entity.name, report.number
         FROM entity JOIN report ON report.number = entity.report
         WHERE entity.folded = ? AND entity.kind = 'person'",
    )?;
    let mut roles = connection.prepare_cached(
        "SELECT text, organisation FROM role WHERE entity = ? ORDER BY start, end",
    )?;
    let mut company = connection.prepare_cached(
        "SELECT DISTINCT folded FROM entity
         WHERE report = ? AND kind = 'person' AND folded LIKE '% %' AND folded <> ? ORDER BY folded",
    )?;
    let mut rows = query.query([name])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let others = company.query_map(params![row.get::<_, i64>(5)?, name], |row| row.get(0))?;
        let others: Vec<String> = others.collect::<Result<_>>()?;
        let own = roles.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        out.push(Namesake {
            key: (row.get(1)?, row.get(2)?, row.get(3)?),
            number,
            name: row.get(4)?,
            roles: own.collect::<Result<_>>()?,
            company: others.into_iter().filter(|other| is_full(other)).collect(),
        });
    }
    Ok(out)
}

/// Writes the persons or the body with a full name in place of those that are there. One that stays keeps the
/// number, and only what is new is written, because a name can be in many reports.
fn write_sources(
    connection: &Connection,
    name: &str,
    kind: &str,
    sources: &[Person],
) -> Result<()> {
    let is_person = kind == "person";
    let mut numbers: HashMap<String, i64> = HashMap::new();
    let mut query = connection.prepare_cached(
        "SELECT id, number FROM source WHERE folded = ? AND (kind = 'person') = ?",
    )?;
    let mut rows = query.query(params![name, is_person])?;
    while let Some(row) = rows.next()? {
        numbers.insert(row.get(0)?, row.get(1)?);
    }
    let mut before = entities_of(connection, numbers.values())?;
    for source in sources {
        let roles = serde_json::Value::from(&source.roles[..]).to_string();
        let roles = (!source.roles.is_empty()).then_some(roles);
        connection
            .prepare_cached("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                numbers.remove(&source.id),
                source.id,
                source.name,
                name,
                kind,
                roles,
                source.reports as i64
            ])?;
        let number = connection.last_insert_rowid();
        // An acronym may have been joined to another body before, which is worked out too.
        let mut insert =
            connection.prepare_cached("INSERT OR REPLACE INTO source_entity VALUES (?, ?, ?)")?;
        for (entity, why) in &source.entities {
            let was = before.remove(entity);
            if was.is_none_or(|was| was != (number, why.clone())) {
                insert.execute(params![entity, number, why])?;
            }
        }
    }
    for entity in before.keys() {
        connection
            .prepare_cached("DELETE FROM source_entity WHERE entity = ?")?
            .execute([entity])?;
    }
    for number in numbers.values() {
        connection
            .prepare_cached("DELETE FROM source WHERE number = ?")?
            .execute([number])?;
    }
    Ok(())
}

/// The entities of some persons or bodies: which one each is, and why.
fn entities_of<'a>(
    connection: &Connection,
    sources: impl Iterator<Item = &'a i64>,
) -> Result<HashMap<i64, (i64, String)>> {
    let mut out = HashMap::new();
    let mut query =
        connection.prepare_cached("SELECT entity, why FROM source_entity WHERE source = ?")?;
    for source in sources {
        let mut rows = query.query([source])?;
        while let Some(row) = rows.next()? {
            out.insert(row.get(0)?, (*source, row.get(1)?));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests;
