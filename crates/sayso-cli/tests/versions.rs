//! `sayso versions`: what outlets changed in reports after publishing them, whatever the order and the steps of adding.

mod common;
#[path = "common/rows.rs"]
mod rows;

use common::sayso;
use insta::assert_snapshot;
use rows::{add, folder_of, out};
use serde_json::Value;
use std::path::PathBuf;

/// The first version of a report, in the form for telephones.
const FERRY: &str = r#"{"id":"f1","date":"2024-03-04T09:00:00Z","url":"https://m.tarnpost.example/2024/ferry?utm_source=mail","outlet":"Tarn Post","title":"Ferry rams pier at Velm","text":"The ferry Norvik Star rammed the pier at Velm on Monday with 312 people on board.\n\nAt least 12 people were hurt, Ines Moller, the captain of the Norvik Star, said.\n\n“We lost power in both engines at once,” Moller said.\n\nThe harbour stays closed until Friday.\n\nDivers looked at the piles of the pier in the afternoon."}"#;
/// A later one: another headline, another figure, another quotation; a sentence is gone.
const FERRY_2: &str = r#"{"id":"f2","date":"2024-03-04T09:00:00Z","url":"http://www.tarnpost.example/2024/ferry/#top","outlet":"Tarn Post","title":"Ferry rams pier at Velm, captain blames engine","text":"The ferry Norvik Star rammed the pier at Velm on Monday with 312 people on board.\n\nAt least 21 people were hurt, Ines Moller, the captain of the Norvik Star, said.\n\n“We lost power in one engine at once,” Moller said.\n\nDivers looked at the piles of the pier in the afternoon."}"#;
/// The last one has a note.
const FERRY_3: &str = r#"{"id":"f3","date":"2024-03-05T09:00:00Z","url":"https://tarnpost.example/2024/ferry","outlet":"Tarn Post","title":"Ferry rams pier at Velm, captain blames engine","text":"The ferry Norvik Star rammed the pier at Velm on Monday with 312 people on board.\n\nAt least 21 people were hurt, Ines Moller, the captain of the Norvik Star, said.\n\n“We lost power in one engine at once,” Moller said.\n\nDivers looked at the piles of the pier in the afternoon.\n\nThe owner will pay for the pier, Odo Brandt, its director, said.\n\nCorrection: An earlier version of this article gave a wrong number of engines."}"#;
/// The second one once more, captured again in another form.
const FERRY_AGAIN: &str = r#"{"id":"f4","date":"2024-03-04T09:00:00Z","url":"https://tarnpost.example/amp/2024/ferry","outlet":"Tarn Post","title":"Ferry rams pier at Velm, captain blames engine","text":"The ferry Norvik Star rammed the pier at Velm on Monday with 312 people on board.\n\nAt least 21 people were hurt, Ines Moller, the captain of the Norvik Star, said.\n\n“We lost power in one engine at once”, Moller said.\n\nDivers looked at the piles of the pier in the afternoon."}"#;
/// Another report of the same outlet.
const BREAD: &str = r#"{"id":"b1","date":"2024-03-05","url":"https://tarnpost.example/2024/bread","outlet":"Tarn Post","title":"Bread gets dearer","text":"A loaf costs 4 crowns in Ostmark, the bakers said. The harvest of the year was poor."}"#;
/// Two texts of one outlet and one headline without addresses.
const PIER: &str = r#"{"id":"p1","date":"2024-03-05","outlet":"Velm Herald","title":"Pier at Velm to be rebuilt by May","text":"The pier at Velm is to be rebuilt by May, the council said on Tuesday.\n\nIt lost 14 of its 60 piles when a ferry rammed it.\n\nThe work will cost 3 million crowns."}"#;
const PIER_2: &str = r#"{"id":"p2","date":"2024-03-06","outlet":"Velm Herald","title":"Pier at Velm to be rebuilt by June","text":"The pier at Velm is to be rebuilt by June, the council said on Tuesday.\n\nIt lost 14 of its 60 piles when a ferry rammed it.\n\nThe work will cost 3 million crowns."}"#;
/// A report of another outlet with the headline and the words of the first.
const COPY: &str = r#"{"id":"c1","date":"2024-03-06","outlet":"Orland Times","title":"Pier at Velm to be rebuilt by June","text":"The pier at Velm is to be rebuilt by June, the council said on Tuesday.\n\nIt lost 14 of its 60 piles when a ferry rammed it.\n\nThe work will cost 3 million crowns."}"#;

const ROWS: [&str; 8] = [
    FERRY,
    FERRY_2,
    FERRY_3,
    FERRY_AGAIN,
    BREAD,
    PIER,
    PIER_2,
    COPY,
];

fn scratch(name: &str) -> PathBuf {
    folder_of(&format!("versions-{name}"), &ROWS)
}

fn lines(text: &str) -> Vec<Value> {
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn order_and_steps_change_nothing() {
    let folder = scratch("order");
    add(&folder, "once.db", "all.jsonl");
    for number in (0..ROWS.len()).rev() {
        add(&folder, "steps.db", &format!("{number}.jsonl"));
        sayso(&folder, &["versions", "steps.db"]);
    }
    let once = out(&folder, &["versions", "once.db", "--jobs", "1"]);
    assert_eq!(out(&folder, &["versions", "steps.db", "--jobs", "2"]), once);
    let pairs: Vec<String> = lines(&once)
        .iter()
        .map(|line| format!("{} {}", line["data"]["from"], line["data"]["to"]))
        .collect();
    assert_eq!(pairs, [r#""f1" "f2""#, r#""f2" "f3""#, r#""p1" "p2""#]);
    // What is kept in the ledger does not depend on it either.
    let dump = |ledger: &str| {
        let dump = out(&folder, &["dump", ledger]);
        let versions = dump.lines().filter(|line| line.starts_with("version "));
        versions.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(dump("once.db").lines().count(), 3);
    assert_eq!(dump("steps.db"), dump("once.db"));
}

#[test]
fn what_was_changed_is_told_with_what_says_so() {
    let folder = scratch("told");
    add(&folder, "news.db", "all.jsonl");
    assert_snapshot!(out(&folder, &["versions", "news.db", "--format", "human"]), @r#"
    2 reports in several versions: 3 changes, 1 of them silent

    Ferry rams pier at Velm, captain blames engine · Tarn Post · 3 versions in 4 texts
      tarnpost.example/2024/ferry
      1 headline changed, 1 sentence added, 1 sentence dropped, 1 quotation altered, 1 figure
        altered
      1 of 2 changes silent: neither a note nor a date says so · f3
    Pier at Velm to be rebuilt by June · Velm Herald · 2 versions
      1 headline changed, 1 time altered
      no note; the later dates say so · p2

    `sayso versions news.db ID` shows what was changed in one
    "#);
    // Any form of the address, and any of the versions, names them all.
    let whole = out(&folder, &["versions", "news.db", "f3", "--format", "human"]);
    assert_snapshot!(whole, @r#"
    Ferry rams pier at Velm, captain blames engine · Tarn Post · 3 versions in 4 texts
      tarnpost.example/2024/ferry
    1   published 4 March 2024, 09:00 UTC · f1
    2   published 4 March 2024, 09:00 UTC · f2
        silent: neither a note nor a later day or hour says that it was changed
        nothing shows which of the two is the later one
        headline     Ferry rams pier at Velm → Ferry rams pier at Velm, captain blames engine
        figure       At least 12 → At least 21
        quotation    “We lost power in both engines at once,” → “We lost power in one engine
                     at once,”
        dropped      The harbour stays closed until Friday.

    3   published 5 March 2024, 09:00 UTC · f3
        a note says so: Correction: An earlier version of this article gave a wrong number of
          engines.
        added        The owner will pay for the pier, Odo Brandt, its director, said.
    "#);
    for name in ["f1", "http://tarnpost.example/2024/ferry?ref=x", "f4"] {
        assert_eq!(
            out(&folder, &["versions", "news.db", name, "--format", "human"]),
            whole
        );
    }
}

#[test]
fn what_programs_get() {
    let folder = scratch("programs");
    add(&folder, "news.db", "all.jsonl");
    let found = lines(&out(&folder, &["versions", "news.db"]));
    let first = &found[0]["data"];
    assert_eq!(first["silent"], true);
    assert_eq!(first["notice"], false);
    assert_eq!(first["by"], "address");
    assert_eq!(first["address"], "tarnpost.example/2024/ferry");
    assert_eq!(first["order"], Value::Null);
    assert_eq!(
        first["dropped"][0]["text"],
        "The harbour stays closed until Friday."
    );
    let kinds: Vec<&Value> = first["altered"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["kind"])
        .collect();
    assert_eq!(kinds, ["figure", "quote"]);
    let second = &found[1]["data"];
    assert_eq!(second["silent"], false);
    assert_eq!(second["order"], "dated");
    assert_eq!(
        second["notice_words"]["text"],
        "Correction: An earlier version of this article gave a wrong number of engines."
    );
    assert_eq!(found[2]["data"]["by"], "headline");
    let table = out(
        &folder,
        &["versions", "news.db", "--format", "csv", "--silent"],
    );
    assert_eq!(table.lines().count(), 3, "{table}");
}

#[test]
fn exit_codes() {
    let folder = scratch("codes");
    add(&folder, "news.db", "4.jsonl");
    let none = sayso(&folder, &["versions", "news.db"]);
    assert_eq!(none.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&none.stderr),
        "sayso: news.db: no report is in it in several versions\n"
    );
    let one = sayso(&folder, &["versions", "news.db", "b1"]);
    assert_eq!(one.status.code(), Some(1));
    let missing = sayso(
        &folder,
        &["versions", "news.db", "https://tarnpost.example/none"],
    );
    assert_eq!(missing.status.code(), Some(2), "{missing:?}");
    assert_eq!(
        sayso(&folder, &["versions", "none.db"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_version_that_is_forgotten_is_gone_with_its_row() {
    let folder = scratch("forgotten");
    add(&folder, "news.db", "all.jsonl");
    out(&folder, &["versions", "news.db"]);
    assert_eq!(
        sayso(&folder, &["forget", "news.db", "f2", "f4"])
            .status
            .code(),
        Some(0)
    );
    let dump = out(&folder, &["dump", "news.db"]);
    let kept: Vec<&str> = dump
        .lines()
        .filter(|line| line.starts_with("version "))
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let found = lines(&out(&folder, &["versions", "news.db", "f1"]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["data"]["to"], "f3");
}
