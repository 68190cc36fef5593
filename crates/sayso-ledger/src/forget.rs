//! In: reports that must go. Out: a ledger without them and without anything made from them, in a smaller
//! file.

use crate::files;
use crate::open::Ledger;
use crate::query::{IN_INPUT, reports_called};
use crate::smaller::{merge_words, write_anew};
use crate::trouble::{LedgerError, Trouble};
use crate::write::delete_whole;
use rusqlite::{Connection, params};

impl Ledger {
    /// The numbers of the reports that a user means: by id, by number after a `#`, by address, or by what they
    /// came in: a file, a folder, or a file of several reports.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_called(&self, name: &str) -> Result<Vec<i64>, LedgerError> {
        reports_called(self.connection(), name).map_err(|error| self.error(error))
    }

    /// The numbers of the reports that have this id. Two files can give one id to two reports.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_of_id(&self, id: &str) -> Result<Vec<i64>, LedgerError> {
        let find = || -> rusqlite::Result<Vec<i64>> {
            let mut query = self
                .connection()
                .prepare_cached("SELECT number FROM report WHERE id = ? ORDER BY number")?;
            query.query_map([id], |row| row.get(0))?.collect()
        };
        find().map_err(|error| self.error(error))
    }

    /// Removes what is noted of inputs of this name, and of what is in them, that came to no report: what
    /// failed, was skipped or passed over. Returns how many there were.
    ///
    /// # Errors
    /// If the file cannot be written. Then all are still there.
    pub fn forget_inputs(&mut self, name: &str) -> Result<usize, LedgerError> {
        let query = format!("DELETE FROM input WHERE report IS NULL AND {IN_INPUT}");
        let deleted = self.transaction(|connection| Ok(connection.execute(&query, [name])?));
        deleted.map_err(|trouble| self.error(trouble))
    }

    /// Removes reports, with everything that was made from them, corrections of them, and the inputs that
    /// they came in. Nothing of their words stays in the file, and the file shrinks.
    ///
    /// # Errors
    /// If the file cannot be written. Then all reports are still there, or none of them.
    pub fn forget(&mut self, reports: &[i64]) -> Result<(), LedgerError> {
        let forget = |ledger: &mut Ledger| -> Result<(), Trouble> {
            ledger.transaction(|connection| {
                for &report in reports {
                    forget_one(connection, report)?;
                }
                if !reports.is_empty() {
                    // Else the index would still have the words of what is gone.
                    merge_words(connection)?;
                }
                Ok(())
            })?;
            ledger.settle_sources()?;
            let free: i64 = ledger
                .connection()
                .query_row("PRAGMA freelist_count", [], |row| row.get(0))?;
            if free > 0 {
                write_anew(ledger.connection())?;
            }
            Ok(())
        };
        forget(self).map_err(|trouble| self.error(trouble))
    }
}

fn forget_one(connection: &Connection, report: i64) -> rusqlite::Result<()> {
    files::forget_those_of(connection, report)?;
    connection.execute("DELETE FROM input WHERE report = ?", [report])?;
    connection.execute(
        "DELETE FROM correction WHERE text_sha256 = (SELECT text_sha256 FROM report WHERE number = ?1)
         AND NOT EXISTS (SELECT 1 FROM report WHERE number <> ?1 AND report.text_sha256 = correction.text_sha256)",
        params![report],
    )?;
    delete_whole(connection, report)
}
