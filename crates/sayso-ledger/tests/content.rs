//! What a ledger says: all of the records, whatever the order in which they came.

mod common;

use common::{REPORTS, add, assert_same, assert_sound, dump, offered, open, run_of, writing};
use proptest::prelude::*;
use rusqlite::Connection;
use sayso_export::records::{self, Item, Saved};
use sayso_ledger::{Ledger, Offered, Outcome, Writing};
use std::path::Path;

#[test]
fn a_stored_report_has_the_same_records() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    let samples = include_bytes!("../../sayso-export/tests/records.jsonl");
    let samples = records::read(&samples[..], "records.jsonl").filter_map(|item| match item {
        Ok(Item::Report(saved)) => Some(*saved),
        _ => None,
    });
    let mut reports: Vec<Saved> = samples.collect();
    assert!(!reports.is_empty());
    reports.extend(REPORTS.iter().cloned());
    add(&path, &reports, 7);
    assert_sound(&path);
    let ledger = Ledger::open_to_read(&path).expect("changed");
    for saved in &reports {
        let numbers = ledger.reports_called(&saved.report.id).expect("changed");
        let [number] = numbers[..] else {
            panic!("{numbers:?}")
        };
        assert_eq!(ledger.saved(number).unwrap().as_ref(), Some(saved));
    }
}

#[test]
fn offsets_are_those_of_the_words() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS, 64);
    let connection = Connection::open(&path).expect("changed");
    let checks = [
        ("figure.text", "figure", ""),
        ("time.text", "time", ""),
        ("finding.text", "finding", ""),
        (
            "claim.content",
            "claim",
            " AND claim.content NOT LIKE '% … %'",
        ),
        (
            "role.text",
            "role JOIN entity ON entity.number = role.entity",
            "",
        ),
        (
            "anonymity",
            "attribution_span AS s JOIN attribution ON attribution.number = s.attribution AND s.part = 'anonymity'",
            "",
        ),
    ];
    for (words, table, but) in checks {
        let first = table.split(' ').next().expect("changed");
        let place = if first == "attribution_span" {
            "s"
        } else {
            first
        };
        let query = format!(
            "SELECT COUNT(*), SUM(substr(report.text, {place}.start + 1, {place}.end - {place}.start) = {words}) FROM {table} JOIN report ON report.number = report WHERE 1{but}"
        );
        let (all, same): (i64, Option<i64>) = connection
            .query_row(&query, [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap_or_else(|error| panic!("{query}: {error}"));
        assert!(all > 0, "{table} has rows");
        assert_eq!(Some(all), same, "{table}");
    }
    for part in ["source", "cue"] {
        let query = format!(
            "SELECT COUNT(*), SUM(substr(report.text, {part}_start + 1, length({part})) = {part})
             FROM attribution JOIN report ON report.number = report
             WHERE {part} IS NOT NULL AND {part} NOT LIKE '% … %'"
        );
        let (all, same): (i64, Option<i64>) = connection
            .query_row(&query, [], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect(&query);
        assert!(all > 0);
        assert_eq!(Some(all), same, "{part}");
    }
}

#[test]
fn words_are_found_by_their_stems() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS, 64);
    let connection = Connection::open(&path).expect("changed");
    let count = |query: &str| -> i64 {
        connection
            .query_row(query, [], |row| row.get(0))
            .expect(query)
    };
    assert!(count("SELECT COUNT(*) FROM claim_fts WHERE claim_fts MATCH 'waiting'") > 0);
    assert!(
        count("SELECT COUNT(*) FROM report_fts WHERE report_fts MATCH 'NEAR(minister road, 200)'")
            >= 0
    );
    for view in ["who_said_what", "figures_by_subject", "timeline"] {
        assert!(
            count(&format!("SELECT COUNT(*) FROM {view}")) > 0,
            "{view} has rows"
        );
    }
}

#[test]
fn the_same_twice_is_the_same_once() {
    let folder = tempfile::tempdir().expect("changed");
    let (once, twice) = (
        folder.path().join("once.db"),
        folder.path().join("twice.db"),
    );
    add(&once, &REPORTS, 64);
    add(&twice, &REPORTS, 64);
    add(&twice, &REPORTS, 5);
    assert_same(&dump(&once), &dump(&twice));
}

#[test]
fn the_same_report_of_two_inputs_is_that_of_the_first_by_name() {
    let folder = tempfile::tempdir().expect("changed");
    let first = Saved::clone(&REPORTS[0]);
    let mut second = first.clone();
    second.report.input = "a-copy-of-it.txt".into();
    let (a, b) = (folder.path().join("a.db"), folder.path().join("b.db"));
    add(&a, &[first.clone(), second.clone()], 1);
    add(&b, &[second, first], 1);
    assert_same(&dump(&a), &dump(&b));
    let count: i64 = Connection::open(&a)
        .unwrap()
        .query_row(
            "SELECT COUNT(*) FROM input WHERE report = (SELECT number FROM report)",
            [],
            |row| row.get(0),
        )
        .expect("changed");
    assert_eq!(count, 2);
}

fn correct(path: &Path, saved: &Saved) {
    let connection = Connection::open(path).expect("opened");
    connection
        .execute(
            "INSERT INTO correction (text_sha256, kind, start, end, field, value) VALUES (?, 'attribution', 1, 5, 'speaker', 'Ada Quill')",
            [&saved.report.text_sha256],
        )
        .expect("changed");
}

#[test]
fn a_new_model_reads_again_and_corrections_stay() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS[..5], 64);
    correct(&path, &REPORTS[1]);
    let mut newer = REPORTS[1].clone();
    newer.claims.pop();
    let mut ledger = open(&path);
    let run = run_of(&mut ledger, "standard");
    let number = ledger.reports_called(&newer.report.id).expect("changed");
    // Without --again the reading that is there stays.
    let kept = ledger
        .write(Writing { run, again: false }, &[offered(&newer)])
        .expect("changed");
    assert_eq!((kept.repeated, kept.replaced), (1, 0));
    let written = ledger
        .write(Writing { run, again: true }, &[offered(&newer)])
        .expect("changed");
    assert_eq!((written.replaced, written.added), (1, 0));
    assert_eq!(ledger.reports_called(&newer.report.id).unwrap(), number);
    assert_eq!(ledger.saved(number[0]).unwrap(), Some(newer));
    ledger.close().expect("changed");
    assert_sound(&path);
    let corrections: i64 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT COUNT(*) FROM correction", [], |row| row.get(0))
        .expect("changed");
    assert_eq!(corrections, 1);
}

#[test]
fn a_text_that_is_cleaned_otherwise_takes_the_place_of_the_old_one() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    add(&path, &REPORTS[..3], 64);
    let mut newer = REPORTS[0].clone();
    newer.report.id = "another".into();
    let mut ledger = open(&path);
    let run = run_of(&mut ledger, "standard");
    ledger
        .write(Writing { run, again: true }, &[offered(&newer)])
        .expect("changed");
    assert!(
        ledger
            .reports_called(&REPORTS[0].report.id)
            .unwrap()
            .is_empty()
    );
    ledger.close().expect("changed");
    assert_sound(&path);
}

#[test]
fn what_was_not_read_is_told_and_tried_again() {
    let folder = tempfile::tempdir().expect("changed");
    let path = folder.path().join("news.db");
    let name = REPORTS[0].report.name();
    let mut ledger = open(&path);
    let writing = writing(&mut ledger);
    let failed = Offered {
        name: name.clone(),
        bytes: None,
        sha256: None,
        outcome: Outcome::Failed("there is no such file".into()),
    };
    let logo = Offered {
        name: "logo.png".into(),
        outcome: Outcome::PassedOver("image".into()),
        ..failed.clone()
    };
    ledger.write(writing, &[failed, logo]).expect("changed");
    let outcomes = |ledger: &Ledger| -> String {
        ledger
            .connection()
            .query_row(
                "SELECT group_concat(outcome, ', ' ORDER BY name = 'logo.png') FROM input",
                [],
                |row| row.get(0),
            )
            .unwrap()
    };
    assert_eq!(outcomes(&ledger), "failed, passed over");
    ledger
        .write(writing, &[offered(&REPORTS[0])])
        .expect("changed");
    assert_eq!(outcomes(&ledger), "read, passed over");
    let run = |sha256: &str| ledger.run_of_input(&name, sha256).unwrap();
    assert!(run(&REPORTS[0].report.sha256).is_some());
    assert!(run("other bytes").is_none());
    ledger.close().expect("changed");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_and_the_steps_do_not_matter(
        order in Just((0..24_usize).collect::<Vec<usize>>()).prop_shuffle(),
        cuts in prop::collection::vec(1..9_usize, 1..6),
    ) {
        let folder = tempfile::tempdir().expect("changed");
        let (straight, shuffled) = (folder.path().join("a.db"), folder.path().join("b.db"));
        add(&straight, &REPORTS[..24], 64);
        let mut left = &order[..];
        for cut in cuts.iter().cycle() {
            let (step, rest) = left.split_at((*cut).min(left.len()));
            let step: Vec<Saved> = step.iter().map(|&at| REPORTS[at].clone()).collect();
            add(&shuffled, &step, 3);
            left = rest;
            if left.is_empty() {
                break;
            }
        }
        assert_same(&dump(&straight), &dump(&shuffled));
    }
}
