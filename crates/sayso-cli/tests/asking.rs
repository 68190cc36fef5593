//! A ledger answers questions: search, who, figures, timeline, show.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn sayso(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .output()
        .expect("the program starts")
}

/// The lines of an answer, each with its type and its data.
fn lines(args: &[&str]) -> Vec<(String, Value)> {
    let output = sayso(args);
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let parsed = out.lines().map(|line| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let of = line["type"].as_str().expect("a type").to_string();
        (of, line["data"].clone())
    });
    parsed.collect()
}

/// A ledger of the invented reports.
fn ledger(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("news.db");
    let reports = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports");
    let output = sayso(&[
        "add",
        path.to_str().expect("UTF-8"),
        reports,
        "--model",
        "fast",
    ]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    path
}

#[test]
fn a_ledger_answers() {
    let path = ledger("asking");
    let db = path.to_str().expect("UTF-8");

    let found = lines(&["search", db, "heat", "--context"]);
    assert!(!found.is_empty());
    for (of, row) in &found {
        assert_eq!(of, "claim_row");
        let words = format!("{} {}", row["content"], row["source"]).to_lowercase();
        assert!(words.contains("heat"), "{row}");
        assert!(row["context"]["text"].is_string(), "{row}");
    }
    // Any text can be searched for.
    for words in ["it's", "un-gil", "a:b", "\"open", "NEAR(", "(", "5\""] {
        let code = sayso(&["search", db, words]).status.code();
        let expected = if words == "(" { Some(2) } else { code };
        assert_eq!(code, expected, "{words}");
        assert!(matches!(code, Some(0..=2)), "{words}");
    }
    assert_eq!(sayso(&["search", db, "zyzzyva"]).status.code(), Some(1));

    let homes = lines(&[
        "search",
        db,
        "homes",
        "--figures",
        "--from",
        "4,000",
        "--to",
        "5000",
    ]);
    assert!(!homes.is_empty());
    assert!(homes.iter().all(|(_, row)| row["low"] == 4200), "{homes:?}");

    let who = lines(&["who", db, "agathe", "brandt"]);
    assert_eq!(who[0].0, "source");
    let relation = |of: &str| who.iter().filter(|(_, row)| row["relation"] == of).count();
    assert!(relation("says") > 5 && relation("about") > 0, "{who:?}");
    assert_eq!(who[0].1["claims"]["claims"], relation("says"));

    let groups = lines(&["figures", db, "homes"]);
    assert_eq!(groups[0].0, "figure_group");
    assert_eq!(groups[0].1["count"], groups.len() - 1);
}

#[test]
fn every_number_of_the_audit_leads_to_its_rows() {
    let path = ledger("audit");
    let db = path.to_str().expect("UTF-8");
    let audit = lines(&["who", db, "--audit"]);
    assert!(audit.len() > 4);
    for (_, row) in &audit {
        let mut args = vec!["search", db, "--outlet", "", "--limit", "all"];
        args.extend(["--kind", row["kind"].as_str().expect("a kind")]);
        if let Some(pronoun) = row["pronoun"].as_str() {
            args.extend(["--pronoun", pronoun]);
        }
        assert_eq!(row["claims"], lines(&args).len(), "{row}");
        let list = row["list"].as_str().expect("a command");
        assert!(list.contains("--outlet ''"), "{list}");
    }
}

#[test]
fn reports_are_shown_by_the_beginning_of_their_id() {
    let path = ledger("show");
    let db = path.to_str().expect("UTF-8");
    let reports = lines(&["search", db, "heat", "--reports"]);
    let id = reports[0].1["report"].as_str().expect("an id");
    let shown = lines(&["show", db, &id[..10]]);
    assert_eq!(shown[0].0, "run");
    assert_eq!(shown[1].1["id"], id);
    let missing = sayso(&["show", db, "nowhere"]);
    assert_eq!(missing.status.code(), Some(2));
}
