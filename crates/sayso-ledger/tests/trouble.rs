//! What goes wrong is said in words, and costs nothing that was there.

mod common;

use common::{
    REPORTS, add, assert_same, assert_sound, dump, find_names, offered, open, try_open, writing,
};
use rusqlite::Connection;
use sayso_ledger::{Ledger, Offered, earlier_copies};
use std::fs;
use std::path::Path;

fn refusal(path: &Path) -> String {
    match try_open(path) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => error.trouble.to_string(),
    }
}

#[test]
fn files_that_are_not_ledgers_are_left_alone() {
    let folder = tempfile::tempdir().expect("changed");
    let path = |name: &str| folder.path().join(name);
    assert_eq!(
        refusal(folder.path()),
        "this is a folder: name a file, such as news.db"
    );
    let missing = refusal(&path("none/news.db"));
    assert!(missing.starts_with("there is no folder "), "{missing}");

    fs::write(
        path("notes.txt"),
        "Some notes of a reporter, long enough to look at.",
    )
    .expect("changed");
    assert_eq!(
        refusal(&path("notes.txt")),
        "this is not a ledger, and sayso does not overwrite it: name another file"
    );
    let torn = [&b"SQLite format 3\0"[..], &[7; 200]].concat();
    fs::write(path("torn.db"), &torn).expect("changed");
    assert!(try_open(&path("torn.db")).is_err());
    assert_eq!(fs::read(path("torn.db")).unwrap(), torn);

    let foreign = Connection::open(path("addresses.db")).expect("changed");
    foreign
        .execute_batch("CREATE TABLE person (name TEXT); INSERT INTO person VALUES ('Ada Quill')")
        .expect("changed");
    drop(foreign);
    let before = fs::read(path("addresses.db")).expect("changed");
    assert_eq!(
        refusal(&path("addresses.db")),
        "this SQLite file was not made by sayso, which does not write into it: name another file"
    );
    assert_eq!(fs::read(path("addresses.db")).unwrap(), before);
    // Nothing is left beside them.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn an_empty_file_becomes_a_ledger() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    fs::write(&path, "").expect("changed");
    add(&path, &REPORTS[..2], 64);
    assert_sound(&path);
}

#[test]
fn a_missing_ledger_is_not_made_for_reading() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    let error = Ledger::open_to_read(&path).unwrap_err().to_string();
    assert!(error.contains("there is no such ledger"), "{error}");
    assert!(!path.exists());
}

#[test]
fn a_later_schema_is_refused() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS[..2], 64);
    Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .expect("changed");
    let before = fs::read(&path).expect("changed");
    assert!(
        refusal(&path).starts_with("a later version of sayso made this ledger (its schema is 99")
    );
    let error = Ledger::open_to_read(&path).unwrap_err().to_string();
    assert!(error.contains("a later version"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// Makes a ledger what it was with the schema 0.
fn make_old(path: &Path) {
    let connection = Connection::open(path).expect("opened");
    connection
        .execute_batch("DROP TABLE source_pending; PRAGMA user_version = 0")
        .expect("changed");
}

#[test]
fn an_earlier_schema_is_migrated_after_a_copy() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS, 64);
    let whole = dump(&path);
    make_old(&path);
    // What is made anew does not depend on what was there.
    Connection::open(&path)
        .unwrap()
        .execute_batch("DELETE FROM mention; DROP INDEX claim_report; DROP VIEW timeline; ALTER TABLE time DROP COLUMN mod")
        .expect("changed");
    let error = Ledger::open_to_read(&path).unwrap_err().to_string();
    assert!(
        error.contains("an earlier version of sayso made this ledger"),
        "{error}"
    );
    open(&path).close().expect("changed");
    assert_sound(&path);
    assert_same(&dump(&path), &whole);
    let copy = folder.path().join("news.db-schema-0");
    assert!(earlier_copies(&path).contains(&copy));
    let reports: i64 = Connection::open(&copy)
        .unwrap()
        .query_row("SELECT COUNT(*) FROM report", [], |row| row.get(0))
        .expect("changed");
    assert_eq!(reports as usize, REPORTS.len());
}

/// Schema 5 had stories without their claims.
#[test]
fn a_ledger_of_schema_5_gets_the_claims_of_its_stories() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let find = || {
        let mut ledger = open(&path);
        ledger.stories(&find_names).expect("stories");
        ledger.close().expect("closed");
    };
    add(&path, &REPORTS, 64);
    find();
    let whole = dump(&path);
    assert!(whole.contains("\nclaim_group_member {"));
    Connection::open(&path)
        .expect("opened")
        .execute_batch(
            "DROP VIEW claims_in_stories; DROP TABLE claim_group_member; DROP TABLE claim_group;
             ALTER TABLE story DROP COLUMN claims_from; PRAGMA user_version = 5",
        )
        .expect("changed");
    find();
    assert_sound(&path);
    assert_same(&dump(&path), &whole);
    assert!(earlier_copies(&path).contains(&folder.path().join("news.db-schema-5")));
}

/// Three invented reports, added by the version of sayso that made schema 1.
const SCHEMA_1: &[u8] = include_bytes!("schema-1.db.zst");

#[test]
fn a_ledger_of_schema_1_has_the_same_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    fs::write(&path, zstd::decode_all(SCHEMA_1).expect("unpacked")).expect("written");
    open(&path).close().expect("brought up to date");
    assert_sound(&path);
    let ledger = Ledger::open_to_read(&path).expect("opened");
    let saved = |number| ledger.saved(number).expect("read");
    let reports: Vec<_> = (1..).map_while(saved).collect();
    assert_eq!(reports.len(), 3);
    // What is made from the records does not depend on how they were packed.
    let anew = folder.path().join("anew.db");
    add(&anew, &reports, 64);
    let made = |path: &Path| -> Vec<String> {
        let is_made = |line: &&str| {
            !["run ", "report ", "input "]
                .iter()
                .any(|t| line.starts_with(t))
        };
        let dump = dump(path);
        dump.lines().filter(is_made).map(str::to_string).collect()
    };
    assert_same(&made(&path).join("\n"), &made(&anew).join("\n"));
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    let first = open(&path);
    let held = refusal(&path);
    let own = format!("process {} (a test) is writing to it", std::process::id());
    assert!(held.starts_with(&own), "{held}");
    // A reader is let in.
    Ledger::open_to_read(&path).expect("changed");
    first.close().expect("changed");
    open(&path).close().expect("changed");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "it is a plain file"
    );
}

#[test]
fn a_program_that_is_in_the_middle_of_reading_is_named_as_such() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS[..2], 64);
    let other = rusqlite::Connection::open(&path).expect("opened");
    other
        .execute_batch("BEGIN; SELECT COUNT(*) FROM report;")
        .expect("begun");
    let refused = refusal(&path);
    assert!(
        refused.starts_with("another program is in the middle of reading or writing it"),
        "{refused}"
    );
    other.execute_batch("COMMIT").expect("ended");
    open(&path).close().expect("changed");
}

#[test]
fn another_program_that_writes_is_waited_for() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS[..2], 64);
    let other = rusqlite::Connection::open(&path).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("begun");
    let ends = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(200));
        other.execute_batch("COMMIT").expect("ended");
    });
    open(&path).close().expect("changed");
    ends.join().expect("ended");
}

#[test]
fn a_read_only_file_is_not_written() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS[..2], 64);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("changed");
    assert_eq!(
        refusal(&path),
        "this file is read-only, so that nothing can be added or removed"
    );
    assert!(Ledger::open_to_read(&path).is_ok());
}

#[test]
fn what_was_begun_when_a_program_was_ended_is_taken_back_by_one_who_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS[..2], 64);
    let whole = dump(&path);
    // What is on the disk while a program changes the file is what is left if it is ended.
    let left = folder.path().join("left.db");
    let writer = Connection::open(&path).expect("opened");
    writer
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN; UPDATE report SET text = text || 'x', outlet = 'x';",
        )
        .expect("begun");
    let journal = |path: &Path| path.with_extension("db-journal");
    fs::copy(&path, &left).expect("copied");
    fs::copy(journal(&path), journal(&left)).expect("copied");
    drop(writer);
    Ledger::open_to_read(&left).expect("opened");
    assert!(!journal(&left).exists());
    assert_sound(&left);
    assert_same(&dump(&left), &whole);
}

#[test]
fn a_full_disk_costs_only_the_batch_in_hand() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    let mut ledger = open(&path);
    let writing = writing(&mut ledger);
    let batches: Vec<Vec<Offered>> = REPORTS
        .chunks(4)
        .map(|reports| reports.iter().map(offered).collect())
        .collect();
    ledger
        .connection()
        .execute_batch("PRAGMA max_page_count = 800")
        .expect("changed");
    let mut done = 0;
    let error = batches.iter().find_map(|batch| {
        let written = ledger.write(writing, batch);
        done += usize::from(written.is_ok());
        written.err()
    });
    let error = error.expect("the file has no room").to_string();
    assert!(error.contains("the disk is full"), "{error}");
    assert!(done > 0);
    let reports: i64 = ledger
        .connection()
        .query_row("SELECT COUNT(*) FROM report", [], |row| row.get(0))
        .expect("changed");
    assert_eq!(reports as usize, done * 4);
    drop(ledger);
    // With room again, the same command does what is missing.
    add(&path, &REPORTS, 4);
    let whole = folder.path().join("whole.db");
    add(&whole, &REPORTS, 64);
    assert_sound(&path);
    assert_same(&dump(&path), &dump(&whole));
}
