//! In: a file of several reports that was read to its end. Out: whether it has to be opened again.

use crate::open::Ledger;
use crate::trouble::LedgerError;
use rusqlite::{Connection, OptionalExtension, Result, params};

/// A file of several reports: a crawl, an archive, a mailbox, a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// How it is named to people.
    pub name: String,
    /// The form that the user says it has. Empty if sayso recognises it.
    pub read_as: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many reports came of it.
    pub reports: usize,
}

impl Ledger {
    /// The file of this name that was read to its end, if the same run read it in the same way.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn report_file(
        &self,
        name: &str,
        read_as: &str,
        run: i64,
    ) -> std::result::Result<Option<ReportFile>, LedgerError> {
        let find = || {
            self.connection()
                .prepare_cached(
                    "SELECT bytes, sha256, reports FROM file WHERE name = ? AND read_as = ? AND run = ?",
                )?
                .query_row(params![name, read_as, run], |row| {
                    Ok(ReportFile {
                        name: name.into(),
                        read_as: read_as.into(),
                        bytes: row.get::<_, i64>(0)? as u64,
                        sha256: row.get(1)?,
                        reports: row.get::<_, i64>(2)? as usize,
                    })
                })
                .optional()
        };
        find().map_err(|error| self.error(error))
    }
}

/// Notes that a file was read to its end.
pub fn put(connection: &Connection, file: &ReportFile, run: i64) -> Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(params![
            file.name,
            file.read_as,
            run,
            file.bytes as i64,
            file.sha256,
            file.reports as i64
        ])?;
    Ok(())
}

/// Forgets the files that a report came in, so that adding them again brings it back.
pub fn forget_those_of(connection: &Connection, report: i64) -> Result<()> {
    connection.execute(
        "DELETE FROM file WHERE EXISTS (
           SELECT 1 FROM input
           WHERE input.report = ? AND substr(input.name, 1, length(file.name)) = file.name)",
        [report],
    )?;
    Ok(())
}
