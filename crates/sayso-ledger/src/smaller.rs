//! In: a ledger with room in its file that nothing is in. Out: the same in a smaller file.

use crate::open::Ledger;
use crate::trouble::{LedgerError, Trouble};
use rusqlite::Connection;

impl Ledger {
    /// Writes the file anew if half of its reports or more were added since it was opened, because adding leaves a
    /// twentieth of it empty and the words of the indexes in many pieces. Smaller additions leave the file as it is, so
    /// that all of this work together is less than twice the file.
    ///
    /// It needs as much room on the disk as the file takes, and again for temporary files. If there is not so much, or if
    /// others read the ledger for too long, the file stays as it is.
    ///
    /// # Errors
    /// If the file cannot be read or written for another reason, or if the disk is too full for what was added.
    pub fn make_smaller_if_it_grew(&mut self) -> Result<(), LedgerError> {
        let make_smaller = |ledger: &mut Ledger| -> Result<(), Trouble> {
            let added = number_of_reports(ledger.connection())? - ledger.reports_before;
            if added <= ledger.reports_before.max(SO_FEW) {
                return Ok(());
            }
            ledger.settle_sources()?;
            merge_words(ledger.connection())?;
            ledger.connection().execute_batch(CHECKPOINT)?;
            Ok(write_anew(ledger.connection())?)
        };
        match make_smaller(self) {
            Err(Trouble::Full | Trouble::Disk(_) | Trouble::InUse) => {
                // What was begun is not needed any more, and takes room. If there is none even for what was added, that stays
                // in the log beside the file, and has to be said.
                let put = self.connection().execute_batch(CHECKPOINT);
                put.map_err(|error| self.error(error))
            }
            result => result.map_err(|trouble| self.error(trouble)),
        }
    }
}

/// Puts what was written into the file itself, so that nothing is in the log beside it. It does nothing, and says so in
/// a row, while others read.
const CHECKPOINT: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// Of so few reports the room is not worth the time.
const SO_FEW: i64 = 20;

/// How many reports are in a ledger.
pub(crate) fn number_of_reports(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT COUNT(*) FROM report", [], |row| row.get(0))
}

/// Merges the pieces of the indexes of words into one each. Words of what was deleted are then gone.
pub(crate) fn merge_words(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "INSERT INTO claim_fts (claim_fts) VALUES ('optimize');
         INSERT INTO report_fts (report_fts) VALUES ('optimize');",
    )
}

/// Writes the file anew. What is in between is in a temporary file, because it can be larger than the memory.
pub(crate) fn write_anew(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA temp_store = FILE")?;
    let written = connection.execute_batch("VACUUM");
    connection.execute_batch("PRAGMA temp_store = MEMORY")?;
    written
}
