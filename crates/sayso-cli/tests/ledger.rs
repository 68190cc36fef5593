//! `sayso add` and `sayso forget`: what they say, what they do the second time, and what they refuse.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for a test, with three reports and a picture in `in`.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ledger-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("in")).expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join("in").join(name), text).expect("a file");
    };
    write(
        "pier.txt",
        "“The fog came fast,” said Tom Brack, the pilot of the ferry. Police said that 84 people were on board on Monday.",
    );
    write(
        "mayor.txt",
        "Ines Moller, the mayor of Tarn Cross, said on Tuesday that the pier would stay shut until the spring.",
    );
    write(
        "rows.jsonl",
        "{\"id\": \"r1\", \"text\": \"The bridge may close, said Ada Quill, the governor of Ostmark.\"}\n{\"id\": \"r2\", \"text\": \"Ada Quill, the governor of Ostmark, denied that the bridge would close.\"}\n",
    );
    write("logo.png", "\u{89}PNG");
    folder
}

fn sayso(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn add(folder: &Path, args: &[&str]) -> Output {
    sayso(
        folder,
        &[&["add", "news.db"], args, &["--model", "fast"]].concat(),
    )
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn dump(folder: &Path) -> String {
    let output = sayso(folder, &["dump", "news.db"]);
    assert!(output.status.success(), "{}", err(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The last line of what was said.
fn last(output: &Output) -> String {
    err(output).lines().last().unwrap_or_default().to_string()
}

#[test]
fn the_second_time_only_what_is_new_is_read() {
    let folder = scratch("again");
    let first = add(&folder, &["in"]);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert_eq!(last(&first), "sayso: news.db: 4 reports added");
    assert!(
        err(&first).contains("1 image (in/logo.png)"),
        "{}",
        err(&first)
    );
    let once = dump(&folder);
    std::fs::write(folder.join("in/new.txt"), "It was cold, said Tom Brack.").expect("a file");
    let second = add(&folder, &["in"]);
    assert_eq!(
        last(&second),
        "sayso: news.db: 1 report added, 4 already there"
    );
    let third = add(&folder, &["in", "--again"]);
    assert_eq!(last(&third), "sayso: news.db: 0 reports added, 5 read anew");
    let beside = std::fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(beside, 2, "only the ledger and the folder of reports");
    let forgotten = sayso(&folder, &["forget", "news.db", "in/new.txt"]);
    assert_eq!(last(&forgotten), "sayso: news.db: 1 report forgotten");
    assert_eq!(dump(&folder), once);
}

#[test]
fn the_records_in_a_ledger_are_those_that_read_writes() {
    let folder = scratch("records");
    add(&folder, &["in"]);
    let read = sayso(
        &folder,
        &["read", "in", "--model", "fast", "--format", "jsonl"],
    );
    let read = String::from_utf8(read.stdout).expect("UTF-8");
    let mut expected: Vec<&str> = read
        .lines()
        .filter(|line| !line.starts_with("{\"type\":\"run\""))
        .collect();
    let dump = dump(&folder);
    let mut kept: Vec<&str> = dump
        .lines()
        .filter(|line| line.starts_with("{\"type\""))
        .collect();
    expected.sort_unstable();
    kept.sort_unstable();
    assert_eq!(kept, expected);
}

#[test]
fn what_fails_is_named_and_the_rest_is_added() {
    let folder = scratch("failures");
    let output = add(&folder, &["in/pier.txt", "in/gone.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("sayso: in/gone.txt: there is no such file"),
        "{}",
        err(&output)
    );
    assert_eq!(last(&output), "sayso: news.db: 1 report added, 1 failed");
    let unknown = sayso(&folder, &["forget", "news.db", "r9", "in/pier.txt"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(
        err(&unknown),
        "sayso: news.db: there is no report \"r9\" in it\nsayso: news.db: 1 report forgotten\n"
    );
}

#[test]
fn files_that_are_not_ledgers_are_refused() {
    let folder = scratch("refused");
    let notes = "Notes of a reporter, which are not a database.";
    std::fs::write(folder.join("news.db"), notes).expect("a file");
    let output = add(&folder, &["in"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        err(&output),
        "sayso: news.db: this is not a ledger, and sayso does not overwrite it: name another file\n"
    );
    assert_eq!(
        std::fs::read_to_string(folder.join("news.db")).expect("a file"),
        notes
    );
    let missing = sayso(&folder, &["forget", "none.db", "r1"]);
    assert_eq!(err(&missing), "sayso: none.db: there is no such ledger\n");
    assert!(!folder.join("none.db").exists());
}
