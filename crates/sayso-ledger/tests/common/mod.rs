//! Reports that sayso has read, and ledgers in folders of their own.
#![allow(dead_code, reason = "each test uses some of it")]

use sayso::compare::Sketch;
use sayso::reading::{Least, Reading};
use sayso::text::Span;
use sayso_export::records::{self, Run, Saved};
use sayso_input::files::Files;
use sayso_ledger::{Entry, Ledger, LedgerError, Offered, Opening, Outcome, Writing};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

/// The invented reports and pages of the repository, read with the fast tier.
pub static REPORTS: LazyLock<Vec<Saved>> = LazyLock::new(|| {
    let reader = sayso_en::reader(sayso_en::Tier::Fast);
    let folder = |name: &str| {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples")).join(name)
    };
    let files = Files::list(&[folder("reports"), folder("pages/late"), folder("claims")]);
    let mut out = Vec::new();
    for path in files.files.into_iter().flatten() {
        for item in sayso_input::reports(&path, &sayso_input::Options::default()) {
            let Some(raw) = item.report() else { continue };
            let Ok(reading) = reader.read(raw) else {
                continue;
            };
            let findings = reading.findings(&sayso::check::Checks::default());
            let bytes = raw.body.bytes();
            let input = raw.body.has_bytes().then_some(&*bytes);
            let least = Least {
                kept: 0.0,
                shown: 0.5,
            };
            out.push(Saved::new(&reading, input, &findings, least));
        }
    }
    assert!(out.len() > 20, "the examples are there");
    out
});

pub fn offered(saved: &Saved) -> Offered {
    Offered {
        name: saved.report.name(),
        bytes: Some(saved.report.text.len() as u64),
        sha256: Some(saved.report.sha256.clone()),
        outcome: Outcome::Report(Box::new(Entry::new(saved.clone()))),
    }
}

pub fn try_open(path: &Path) -> Result<Ledger, LedgerError> {
    let opening = Opening {
        what: "a test",
        wait: Duration::ZERO,
        tell: &mut |_| {},
    };
    Ledger::open_to_write(path, opening)
}

pub fn open(path: &Path) -> Ledger {
    try_open(path).unwrap_or_else(|error| panic!("{error}"))
}

/// A run with a model of this name.
pub fn run_of(ledger: &mut Ledger, model: &str) -> i64 {
    let run = Run {
        schema: records::SCHEMA.into(),
        version: "0.1.0".into(),
        model: Some(records::Model {
            name: model.into(),
            sha256: format!("hash of {model}"),
        }),
        ..Run::default()
    };
    ledger.run(&run).expect("a run")
}

pub fn writing(ledger: &mut Ledger) -> Writing {
    Writing {
        run: run_of(ledger, "fast"),
        again: false,
    }
}

/// Adds reports to a ledger in batches of this size, and closes it.
pub fn add(path: &Path, reports: &[Saved], batch: usize) {
    let mut ledger = open(path);
    let writing = writing(&mut ledger);
    let offered: Vec<Offered> = reports.iter().map(offered).collect();
    for batch in offered.chunks(batch.max(1)) {
        ledger.write(writing, batch).expect("written");
    }
    ledger.close().expect("closed");
}

pub fn dump(path: &Path) -> String {
    let mut out = Vec::new();
    let ledger = Ledger::open_to_read(path).unwrap_or_else(|error| panic!("{error}"));
    ledger.dump(&mut out).expect("a dump");
    String::from_utf8(out).expect("UTF-8")
}

/// Asserts that two dumps are the same, and shows where they are not.
pub fn assert_same(left: &str, right: &str) {
    for (n, (left, right)) in left.lines().zip(right.lines()).enumerate() {
        assert_eq!(left, right, "line {n}");
    }
    assert_eq!(left.lines().count(), right.lines().count());
}

/// Asserts that SQLite finds nothing wrong with a ledger, and that each full-text index has what its table
/// has.
pub fn assert_sound(path: &Path) {
    let connection = rusqlite::Connection::open(path).expect("SQLite opens it");
    let text = |query: &str| -> String {
        connection
            .query_row(query, [], |row| row.get(0))
            .expect(query)
    };
    assert_eq!(text("PRAGMA integrity_check"), "ok");
    let broken: i64 = connection
        .query_row("SELECT COUNT(*) FROM pragma_foreign_key_check", [], |row| {
            row.get(0)
        })
        .expect("a count");
    assert_eq!(broken, 0, "rows refer to rows that are not there");
    for index in ["claim_fts", "report_fts"] {
        connection
            .execute_batch(&format!(
                "INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
            ))
            .unwrap_or_else(|error| panic!("{index}: {error}"));
    }
}

const LEAST: Least = Least {
    kept: 0.0,
    shown: 0.5,
};

/// A report, with what its copies are found by or without it, as an earlier version would have added it.
pub fn offered_with(reading: &Reading, has_sketch: bool) -> Offered {
    let saved = Saved::new(reading, None, &[], LEAST);
    let name = format!("{}.txt", saved.report.id);
    let entry = Entry::new(saved);
    let entry = if has_sketch {
        entry.with_sketch(&Sketch::of(reading))
    } else {
        entry
    };
    Offered {
        name,
        bytes: Some(1),
        sha256: Some(entry.report().text_sha256.clone()),
        outcome: Outcome::Report(Box::new(entry)),
    }
}

/// The names of a report whose names the ledger does not have.
pub fn find_names(saved: &Saved) -> Vec<Span> {
    let mut reading = saved.reading();
    sayso_en::resolve(&mut reading);
    let names = Sketch::of(&reading).names;
    names.iter().map(|name| name.span).collect()
}

/// Adds reports that were offered.
pub fn add_offered(path: &Path, reports: &[Offered]) {
    let mut ledger = open(path);
    let writing = writing(&mut ledger);
    ledger.write(writing, reports).expect("written");
    ledger.close().expect("closed");
}

/// A folder, which is gone when it is dropped, and paths in it.
pub fn scratch() -> (tempfile::TempDir, impl Fn(&str) -> PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_path_buf();
    (folder, move |name: &str| path.join(name))
}
