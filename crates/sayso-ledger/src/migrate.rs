//! In: a ledger of an earlier schema. Out: the same reports with the tables of this one, in one
//! transaction.
//!
//! What is kept is in few tables: `run`, `report`, `input`, `file`, `saved`, `sketch` and `correction`. All others
//! are made anew from the saved records, and those that say what was compared by `sayso copies`. A step changes the kept tables, if the schema of one of them changed.

use crate::lock::beside;
use crate::open::{copy_of, marks};
use crate::packed::{self, pack};
use crate::rows::{Free, Inserts, insert_parts};
use crate::schema::{SQL, VERSION};
use crate::sources;
use crate::trouble::Trouble;
use rusqlite::{Connection, TransactionBehavior, params};
use std::fs;
use std::path::{Path, PathBuf};

/// A column that a table which is kept has since a later schema.
struct Added {
    table: &'static str,
    column: &'static str,
    /// What has to be done if the table is there without it.
    statements: &'static str,
}

const ADDED: [Added; 1] = [Added {
    table: "sketch",
    column: "marks",
    // Marks of stories are made when stories or copies are asked for, as for a row of another version.
    statements: "ALTER TABLE sketch ADD COLUMN marks BLOB NOT NULL DEFAULT x''; UPDATE sketch SET version = 0;",
}];

/// The tables that are kept.
const KEPT: [&str; 7] = [
    "run",
    "report",
    "input",
    "file",
    "saved",
    "sketch",
    "correction",
];

/// Copies a ledger as it is, and says where to. A copy that is there is kept, because it can be of a migration
/// that was stopped.
pub fn back_up(connection: &Connection, path: &Path, version: u32) -> Result<PathBuf, Trouble> {
    let copy = copy_of(path, version);
    if copy.exists() {
        return Ok(copy);
    }
    // A copy that is not whole has another name.
    let part = beside(&copy, "-part");
    let _ = fs::remove_file(&part);
    let name = part.to_string_lossy().into_owned();
    connection.execute("VACUUM INTO ?", [name])?;
    fs::rename(&part, &copy)?;
    Ok(copy)
}

/// Brings a ledger of an earlier schema up to date.
pub fn migrate(connection: &mut Connection) -> Result<(), Trouble> {
    connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    for added in &ADDED {
        let columns = columns(&transaction, added.table)?;
        // A table that is not there has no columns.
        if !columns.is_empty() && !columns.iter().any(|column| column == added.column) {
            transaction.execute_batch(added.statements)?;
        }
    }
    drop_what_is_made_anew(&transaction)?;
    let there = tables(&transaction)?;
    for statement in statements() {
        if !makes_a_kept_table(statement, &there) {
            transaction.execute_batch(statement)?;
        }
    }
    fill(&transaction)?;
    transaction.execute_batch(&marks(VERSION))?;
    transaction.commit()?;
    Ok(())
}

fn drop_what_is_made_anew(connection: &Connection) -> Result<(), Trouble> {
    let mut query = connection.prepare(
        "SELECT type, name, tbl_name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master
         WHERE type IN ('table', 'view', 'index') AND sql IS NOT NULL
         ORDER BY CASE WHEN type = 'view' THEN 0 WHEN sql LIKE 'CREATE VIRTUAL%' THEN 1 WHEN type = 'index' THEN 2 ELSE 3 END, name",
    )?;
    let rows = query.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let all: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
    for (kind, name) in all {
        let is_kept = kind == "table" && KEPT.contains(&&*name);
        // The tables of a full-text index go with it.
        let is_of_an_index = kind == "table" && name.contains("_fts_");
        if !is_kept && !is_of_an_index {
            connection.execute_batch(&format!("DROP {kind} IF EXISTS \"{name}\""))?;
        }
    }
    Ok(())
}

/// The statements of the schema, each with the comment before it.
fn statements() -> impl Iterator<Item = &'static str> {
    SQL.split_inclusive(";\n")
}

/// The tables that are left: those that are kept, unless they are newer than the ledger.
fn tables(connection: &Connection) -> Result<Vec<String>, Trouble> {
    let mut query = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
    let names = query.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, Trouble> {
    let mut query = connection.prepare("SELECT name FROM pragma_table_info(?)")?;
    let names = query.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn makes_a_kept_table(statement: &str, there: &[String]) -> bool {
    let is_it = |table: &String| statement.contains(&format!("CREATE TABLE {table} ("));
    there.iter().any(is_it)
}

/// Fills the tables that were made anew.
fn fill(connection: &Connection) -> Result<(), Trouble> {
    let mut free = Free::of(connection);
    let mut inserts = Inserts::of(connection)?;
    let mut query = connection.prepare(&format!(
        "SELECT report.number, {} FROM report JOIN saved ON saved.report = report.number ORDER BY report.number",
        packed::COLUMNS
    ))?;
    let mut pack_anew = connection.prepare("UPDATE saved SET records = ? WHERE report = ?")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let mut saved = packed::of_row(row, 1)?;
        insert_parts(&mut inserts, &mut free, number, &saved)?;
        pack_anew.execute(params![pack(&mut saved), number])?;
    }
    connection.execute("INSERT INTO report_fts (report_fts) VALUES ('rebuild')", [])?;
    Ok(sources::note_all_names(connection)?)
}
