//! `sayso compare` as a user meets it. What two reports have in common is judged by trained weights, so that these tests
//! look at what must hold whatever the judgement is.

mod common;

use common::sayso;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

const WIRE: &str = "Ferry rams pier at Velm\n\nVELM, Orland (AP) — A ferry with 312 people on board rammed the old pier at \
    Velm on Monday, the coast guard said.\n\nIt tore away 14 of its 60 piles, said Ines Moller, the harbour master. \
    Divers searched the harbour for two boats until dusk.\n\nThe council will meet on Thursday.\n";

const HERALD: &str = "Pier leans after crash\n\nA ferry with 312 people on board rammed the old pier at Velm on Monday, \
    the coast guard told The Associated Press.\n\nIt tore away 40 of its 60 piles, said Ines Moller, the harbour \
    master. Divers searched the harbour for two boats until dusk.\n\nThe mayor asked for calm.\n";

/// A folder with both reports.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("wire.txt"), WIRE).expect("a file");
    std::fs::write(folder.join("herald.txt"), HERALD).expect("a file");
    folder
}

fn out(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn copy(output: &Output) -> Value {
    let last = out(output).lines().last().expect("a line");
    let line: Value = serde_json::from_str(last).expect("JSON");
    assert_eq!(line["type"], "copy");
    line["data"].clone()
}

#[test]
fn a_copy_is_shown_and_its_words_are_those_of_the_reports() {
    let folder = scratch("compare");
    let copy = copy(&sayso(&folder, &["compare", "wire.txt", "herald.txt"]));
    let pairs = copy["sentences"].as_array().expect("pairs");
    assert!(pairs.len() >= 3, "{copy}");
    for (report, side) in [(WIRE, "a"), (HERALD, "b")] {
        for altered in copy["altered"].as_array().expect("a list") {
            let span = &altered[side];
            assert!(span.is_null() || report.contains(span["text"].as_str().expect("words")));
        }
    }
    let human = sayso(
        &folder,
        &["compare", "wire.txt", "herald.txt", "--format", "human"],
    );
    let text = out(&human);
    assert!(
        text.starts_with("A  Ferry rams pier at Velm (wire.txt)\n"),
        "{text}"
    );
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    assert!(
        words.contains("B credits A’s agency, Associated Press"),
        "{text}"
    );
    assert!(words.contains("+ The mayor asked for calm."), "{text}");
}

#[test]
fn a_report_has_its_own_words() {
    let folder = scratch("compare-itself");
    let copy = copy(&sayso(&folder, &["compare", "wire.txt", "wire.txt"]));
    assert_eq!(copy["relation"], "verbatim");
    assert_eq!(
        (&copy["only_a"], &copy["only_b"]),
        (&copy["altered"], &copy["altered"])
    );
}

#[test]
fn what_was_saved_is_shown_again() {
    let folder = scratch("compare-show");
    let compare = |format: &str| {
        let output = sayso(
            &folder,
            &["compare", "wire.txt", "herald.txt", "--format", format],
        );
        out(&output).to_string()
    };
    std::fs::write(folder.join("saved.jsonl"), compare("jsonl")).expect("a file");
    for format in ["jsonl", "human", "html"] {
        let again = sayso(&folder, &["show", "saved.jsonl", "--format", format]);
        assert!(out(&again) == compare(format), "{format}");
    }
    let table = sayso(&folder, &["show", "saved.jsonl", "--format", "csv"]);
    assert_eq!(table.status.code(), Some(2));
    // The page is not a report, so that it is not compared by mistake.
    std::fs::write(folder.join("page.html"), compare("html")).expect("a file");
    let output = sayso(&folder, &["compare", "page.html", "wire.txt"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        message.contains("page.html: sayso wrote this page"),
        "{message}"
    );
}

#[test]
fn what_cannot_be_compared_is_named() {
    let folder = scratch("compare-errors");
    std::fs::write(folder.join("empty.txt"), "").expect("a file");
    std::fs::write(
        folder.join("two.jsonl"),
        "{\"text\":\"One sank.\"}\n{\"text\":\"Two sank.\"}\n",
    )
    .expect("a file");
    std::fs::write(folder.join("de.txt"), "Die Fähre ist am Montag im Hafen gesunken, sagte die Polizei. Niemand wurde verletzt, und der Steg ist gesperrt.\n").expect("a file");
    for (file, words) in [
        ("gone.txt", "gone.txt"),
        ("empty.txt", "empty.txt: there is no text in it"),
        (
            "two.jsonl",
            "two.jsonl: it has 2 reports, and compare takes one from each file",
        ),
        ("de.txt", "de.txt: it is in German"),
    ] {
        let output = sayso(&folder, &["compare", "wire.txt", file]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{file}: {message}");
        assert!(message.contains(words), "{file}: {message}");
        assert!(output.stdout.is_empty(), "{file}");
    }
}

/// A headline that resembles the first sentence of the other report does not hide what was altered there, and the name
/// of a person that is spelled otherwise is told.
#[test]
fn a_figure_and_a_name_altered_in_a_rewording_are_listed() {
    let folder = scratch("compare-altered");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write(
        "a.txt",
        "Velm Dispatch\n\nThe old pier at Velm collapsed on Sunday, and 14 people were taken to hospital, the harbour \
         office said.\n\n“We heard a crack, and then the boards were gone,” said Ida Brack, who sells ice cream on \
         the quay.\n\nThe pier was built in 1911. A ferry that was due at noon was sent to Orsa.\n",
    );
    write(
        "b.txt",
        "Tarn Herald\n\nThe ageing pier in Velm gave way on Sunday, and 17 people were brought to hospital, said the \
         harbour office.\n\n“We heard a crack, and then the boards were gone,” said Ida Brock, an ice cream seller \
         on the quay.\n\nThe pier dates from 1911.\n",
    );
    let copy = copy(&sayso(&folder, &["compare", "a.txt", "b.txt"]));
    let altered = copy["altered"].as_array().expect("a list");
    let has = |kind: &str, a: &str, b: &str| {
        altered
            .iter()
            .any(|one| one["kind"] == kind && one["a"]["text"] == a && one["b"]["text"] == b)
    };
    assert!(has("figure", "14", "17"), "{copy}");
    assert!(has("name", "Brack", "Brock"), "{copy}");
}

/// What was altered in copying is a finding of two reports, with both places, and only if it is selected.
#[test]
fn what_was_altered_is_a_finding_only_if_selected() {
    let folder = scratch("compare-findings");
    let findings = |args: &[&str]| -> Vec<Value> {
        let output = sayso(
            &folder,
            &[&["check", "wire.txt", "herald.txt"], args].concat(),
        );
        let lines = std::str::from_utf8(&output.stdout).expect("UTF-8").lines();
        lines
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
            .filter(|line| line["type"] == "finding")
            .map(|line| line["data"].clone())
            .collect()
    };
    let found = findings(&["--select", "S042"]);
    let is_altered = |finding: &Value| {
        finding["code"] == "S042"
            && finding["primary"]["text"] == "40"
            && finding["related"][0]["text"] == "14"
    };
    assert!(found.iter().any(is_altered), "{found:?}");
    let by_default = findings(&[]);
    assert!(
        by_default.iter().all(|f| f["code"] != "S042"),
        "{by_default:?}"
    );
}

const INQUEST: &str = "Inquest hears of farmer's last hours\n\nA farmer died of cold after he lost his way on the moor, an inquest heard on \
    Tuesday. Odo Brandt, 72, of Velm, was found by walkers near Carr Top on 4 March. The assistant coroner for Ostmark, \
    Agathe Quill, recorded a conclusion of misadventure. She offered her condolences to the family. The family declined to \
    comment after the hearing. A post-mortem examination gave the cause of death as hypothermia.\n";

const OTHER_INQUEST: &str = "Inquest hears of student's last hours\n\nA student died of her injuries after she fell from a bridge, an inquest \
    heard on Friday. Ines Moller, 20, of Tarn Haven, was found by police near Mill Street on 19 May. The assistant coroner for \
    Norland, Hugo Petrov, recorded a conclusion of misadventure. He offered his condolences to the family. The family declined \
    to comment after the hearing. A post-mortem examination gave the cause of death as head injuries.\n";

const FIRE: &str = "Crews fight fire at bakery\n\nFire crews were called to a blaze at a bakery in Mill Street, Velm, at 02:10 on Tuesday. Six \
    engines attended. “Residents are asked to keep windows and doors closed,” a spokesman for Ostmark Fire Service said. The cause \
    is being investigated.\n";

const OTHER_FIRE: &str = "Crews fight fire at school\n\nFire crews were called to a blaze at a school in Quay Road, Tarn, at 17:45 on Saturday. Nine \
    engines attended. “Residents are asked to keep windows and doors closed,” a spokesman for Norland Fire Service said. The cause \
    is being investigated.\n";

/// Two reports of one form are about two events, whatever sentences stand in every report of that form, and whatever is quoted in
/// each.
#[test]
fn a_form_that_is_filled_in_twice_is_no_copy() {
    let folder = scratch("compare-form");
    for (name, one, other) in [
        ("inquest", INQUEST, OTHER_INQUEST),
        ("fire", FIRE, OTHER_FIRE),
    ] {
        std::fs::write(folder.join("one.txt"), one).expect("a file");
        std::fs::write(folder.join("other.txt"), other).expect("a file");
        let copy = copy(&sayso(&folder, &["compare", "one.txt", "other.txt"]));
        let relation = copy["relation"].as_str().expect("a relation");
        assert!(
            matches!(relation, "same_event" | "unrelated"),
            "{name}: {copy}"
        );
    }
    // With one name and one number altered it is a copy.
    let altered = INQUEST.replace("72", "74").replace("Carr Top", "Carr Moor");
    std::fs::write(folder.join("one.txt"), INQUEST).expect("a file");
    std::fs::write(folder.join("other.txt"), altered).expect("a file");
    let copy = copy(&sayso(&folder, &["compare", "one.txt", "other.txt"]));
    assert!(copy["score"].as_f64().expect("a score") > 0.5, "{copy}");
}
