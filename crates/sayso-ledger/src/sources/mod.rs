//! Which entities of several reports are one person: the tables `source` and `source_entity`.
//!
//! While reports are written, the names of their persons are noted. At the end the persons with each of these
//! names are worked out from all entities that have it, so that the result is the same as if all were worked
//! out from nothing.

mod persons;

pub use persons::{ALONE, Namesake, Person, persons};

use crate::names::is_full;
use crate::open::Ledger;
use crate::trouble::Trouble;
use rusqlite::{Connection, Result, params};
use std::collections::HashMap;

/// Notes the full names of the persons in a report.
pub(crate) fn note_names(connection: &Connection, report: i64) -> Result<()> {
    let mut names = connection.prepare_cached(
        "SELECT DISTINCT folded FROM entity WHERE report = ? AND kind = 'person' AND folded IS NOT NULL",
    )?;
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO source_pending VALUES (?)")?;
    let mut rows = names.query([report])?;
    while let Some(row) = rows.next()? {
        let name = row.get_ref(0)?.as_str().unwrap_or_default();
        if is_full(name) {
            insert.execute([name])?;
        }
    }
    Ok(())
}

/// How many names are worked out in one transaction.
const NAMES: usize = 2000;

impl Ledger {
    /// Works out the persons of all names that were noted.
    pub(crate) fn settle_sources(&mut self) -> Result<(), Trouble> {
        loop {
            let settled = self.transaction(|connection| Ok(settle(connection)?))?;
            if settled < NAMES {
                return Ok(());
            }
        }
    }

    /// Works out all persons anew.
    ///
    /// # Errors
    /// If the file cannot be written.
    #[cfg(test)]
    pub(crate) fn settle_all_sources(&mut self) -> Result<(), Trouble> {
        self.transaction(|connection| {
            connection.execute_batch("DELETE FROM source; DELETE FROM source_entity;")?;
            let mut reports = connection.prepare("SELECT number FROM report")?;
            let numbers = reports.query_map([], |row| row.get(0))?;
            for number in numbers {
                note_names(connection, number?)?;
            }
            Ok(())
        })?;
        self.settle_sources()
    }
}

/// Works out the persons of some names, and gives how many names.
fn settle(connection: &Connection) -> Result<usize> {
    let mut query = connection.prepare_cached("SELECT folded FROM source_pending LIMIT ?")?;
    let names = query.query_map([NAMES as i64], |row| row.get(0))?;
    let names: Vec<String> = names.collect::<Result<_>>()?;
    for name in &names {
        write_persons(
            connection,
            name,
            &persons(name, namesakes(connection, name)?),
        )?;
        connection
            .prepare_cached("DELETE FROM source_pending WHERE folded = ?")?
            .execute([name])?;
    }
    Ok(names.len())
}

/// All persons in reports with a full name.
fn namesakes(connection: &Connection, name: &str) -> Result<Vec<Namesake>> {
    let mut query = connection.prepare_cached(
        "SELECT entity.number, report.id, report.text_sha256, entity.id, entity.name
         FROM entity JOIN report ON report.number = entity.report
         WHERE entity.folded = ? AND entity.kind = 'person'",
    )?;
    let mut roles = connection.prepare_cached(
        "SELECT text, organisation FROM role WHERE entity = ? ORDER BY start, end",
    )?;
    let mut rows = query.query([name])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let own = roles.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        out.push(Namesake {
            key: (row.get(1)?, row.get(2)?, row.get(3)?),
            number,
            name: row.get(4)?,
            roles: own.collect::<Result<_>>()?,
        });
    }
    Ok(out)
}

/// Writes the persons with a full name in place of those that are there. A person who stays keeps the number.
fn write_persons(connection: &Connection, name: &str, persons: &[Person]) -> Result<()> {
    let mut numbers: HashMap<String, i64> = HashMap::new();
    let mut query = connection.prepare_cached("SELECT id, number FROM source WHERE folded = ?")?;
    let mut rows = query.query([name])?;
    while let Some(row) = rows.next()? {
        numbers.insert(row.get(0)?, row.get(1)?);
    }
    connection
        .prepare_cached(
            "DELETE FROM source_entity WHERE source IN (SELECT number FROM source WHERE folded = ?)",
        )?
        .execute([name])?;
    connection
        .prepare_cached("DELETE FROM source WHERE folded = ?")?
        .execute([name])?;
    // Those that keep their number first, so that no other takes it.
    let (stay, come): (Vec<&Person>, Vec<&Person>) = persons
        .iter()
        .partition(|person| numbers.contains_key(&person.id));
    for person in stay.into_iter().chain(come) {
        let roles = serde_json::Value::from(&person.roles[..]).to_string();
        let roles = (!person.roles.is_empty()).then_some(roles);
        connection
            .prepare_cached("INSERT INTO source VALUES (?, ?, ?, ?, 'person', ?, ?)")?
            .execute(params![
                numbers.get(&person.id),
                person.id,
                person.name,
                name,
                roles,
                person.reports as i64
            ])?;
        let number = connection.last_insert_rowid();
        let mut insert = connection.prepare_cached("INSERT INTO source_entity VALUES (?, ?, ?)")?;
        for (entity, why) in &person.entities {
            insert.execute(params![entity, number, why])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
