//! In: reports with several versions. Out: the table that says what was changed.

use super::VersionedReport;
use crate::trouble::Trouble;
use rusqlite::{Connection, params};
use sayso::versions::VersionOrder;

/// Writes all versions, in place of those that were found before.
pub fn write(connection: &Connection, reports: &[VersionedReport]) -> Result<(), Trouble> {
    connection.execute("DELETE FROM version", [])?;
    let mut insert = connection.prepare(
        "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for report in reports {
        let Some(first) = report.changes.first().map(|change| change.earlier) else {
            continue;
        };
        for change in &report.changes {
            let version = &change.version;
            insert.execute(params![
                change.later,
                change.earlier,
                first,
                version.number,
                version.address,
                version.by.name(),
                version.order.map(VersionOrder::name),
                version.relation.name(),
                version.headline.is_some(),
                version.added.len() as i64,
                version.dropped.len() as i64,
                version.reworded.len() as i64,
                version.altered.len() as i64,
                version.moved,
                version.notice_words.as_ref().map(|span| &span.text),
                version.dated,
                version.silent,
            ])?;
        }
    }
    Ok(())
}
