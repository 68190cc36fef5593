//! A ledger to which much was added takes no more room than it needs.

mod common;

use common::{REPORTS, assert_same, assert_sound, dump, offered, open, writing};
use rusqlite::Connection;
use sayso_export::records::Saved;
use sayso_ledger::{Ledger, Offered};
use std::path::Path;

/// Adds reports one by one, as many small additions do.
fn add_one_by_one(path: &Path, reports: &[Saved]) -> Ledger {
    let mut ledger = open(path);
    let writing = writing(&mut ledger);
    let offered: Vec<Offered> = reports.iter().map(offered).collect();
    for one in offered.chunks(1) {
        ledger.write(writing, one).expect("written");
    }
    ledger
}

/// The pieces of the index of words of the reports, each of which can have a word again.
fn pieces(path: &Path) -> i64 {
    let connection = Connection::open(path).expect("SQLite opens it");
    let query = "SELECT COUNT(DISTINCT segid) FROM report_fts_idx";
    connection
        .query_row(query, [], |row| row.get(0))
        .expect("a count")
}

#[test]
fn a_ledger_that_doubled_is_written_anew_and_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = ["as-it-is.db", "smaller.db"].map(|name| folder.path().join(name));
    add_one_by_one(&paths[0], &REPORTS).close().expect("closed");
    let mut ledger = add_one_by_one(&paths[1], &REPORTS);
    ledger.make_smaller_if_it_grew().expect("written anew");
    ledger.close().expect("closed");

    let [as_it_is, smaller] = &paths;
    assert_same(&dump(as_it_is), &dump(smaller));
    assert_sound(smaller);
    assert_eq!(pieces(smaller), 1);
    assert!(pieces(as_it_is) > 1);
    let size = |path: &Path| std::fs::metadata(path).expect("a file").len();
    assert!(size(smaller) < size(as_it_is));
}

#[test]
fn a_small_addition_leaves_the_file_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let (many, few) = REPORTS.split_at(REPORTS.len() - 3);
    let mut ledger = add_one_by_one(&path, many);
    ledger.make_smaller_if_it_grew().expect("written anew");
    ledger.close().expect("closed");
    let mut ledger = add_one_by_one(&path, few);
    ledger.make_smaller_if_it_grew().expect("left");
    ledger.close().expect("closed");
    assert!(pieces(&path) > 1);
    assert_sound(&path);
}
