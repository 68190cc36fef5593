//! In: a report that must go. Out: a ledger without its rows, and without those that were made from it.

use rusqlite::{Connection, Result};

/// Takes out the rows of a report in all tables but `saved` and `input`, and its own.
pub fn delete_parts(connection: &Connection, report: i64) -> Result<()> {
    for statement in DELETE_PARTS {
        connection.prepare_cached(statement)?.execute([report])?;
    }
    Ok(())
}

/// Takes out the row of a report.
pub fn delete_report(connection: &Connection, report: i64) -> Result<()> {
    for statement in [
        "INSERT INTO report_fts (report_fts, rowid, title, text) SELECT 'delete', number, title, text FROM report WHERE number = ?",
        "DELETE FROM report WHERE number = ?",
    ] {
        connection.prepare_cached(statement)?.execute([report])?;
    }
    Ok(())
}

/// What refers to a row is taken out before it.
const DELETE_PARTS: &[&str] = &[
    // A story without one of its reports is found anew.
    "DELETE FROM claim_group_member WHERE claim_group IN
       (SELECT number FROM claim_group WHERE story = (SELECT story FROM story_report WHERE report = ?))",
    "DELETE FROM claim_group WHERE story = (SELECT story FROM story_report WHERE report = ?)",
    "DELETE FROM story WHERE number = (SELECT story FROM story_report WHERE report = ?)",
    "DELETE FROM story_report WHERE story = (SELECT story FROM story_report WHERE report = ?)",
    "INSERT INTO claim_fts (claim_fts, rowid, content, source) SELECT 'delete', number, content, source FROM claim WHERE report = ?",
    "DELETE FROM claim WHERE report = ?",
    "DELETE FROM figure WHERE report = ?",
    "DELETE FROM time WHERE report = ?",
    "DELETE FROM finding_span WHERE finding IN (SELECT number FROM finding WHERE report = ?)",
    "DELETE FROM finding WHERE report = ?",
    "DELETE FROM attribution_span WHERE attribution IN (SELECT number FROM attribution WHERE report = ?)",
    "DELETE FROM attribution_speaker WHERE entity IN (SELECT number FROM entity WHERE report = ?)",
    "DELETE FROM attribution WHERE report = ?",
    "DELETE FROM source_entity WHERE entity IN (SELECT number FROM entity WHERE report = ?)",
    "DELETE FROM mention WHERE entity IN (SELECT number FROM entity WHERE report = ?)",
    "DELETE FROM acronym WHERE entity IN (SELECT number FROM entity WHERE report = ?)",
    "DELETE FROM role WHERE entity IN (SELECT number FROM entity WHERE report = ?)",
    "DELETE FROM entity WHERE report = ?",
    "DELETE FROM block WHERE report = ?",
    "DELETE FROM copy WHERE a = ?",
    "DELETE FROM copy WHERE b = ?",
    "DELETE FROM family WHERE report = ?",
    "DELETE FROM family WHERE family = ?",
    // So is a report without one of its versions.
    "DELETE FROM version WHERE first = (SELECT first FROM version WHERE later = ?1 OR earlier = ?1)",
    "DELETE FROM compared WHERE report = ?",
    "DELETE FROM sketch WHERE report = ?",
];
