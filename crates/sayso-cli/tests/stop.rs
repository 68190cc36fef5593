//! Ctrl-C while reports are added: what is said, what is kept, and that the same command goes on. Each
//! step waits for what the program says or does, and not for a time.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

/// More rows than are read at once, so that some are added while the program waits for more.
const ROWS: usize = 150;

/// A row that is long enough for some to be read before all are written.
fn row(number: usize) -> String {
    let more = "Rain fell on the quay all day. ".repeat(6);
    format!(
        "{{\"id\": \"r{number}\", \"text\": \"The pier {number} is shut, said Ada Quill, the mayor. {more}\"}}\n"
    )
}

/// A folder of its own for a test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("stop-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn sayso(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(args).current_dir(folder);
    command
}

/// `sayso add`, which waits for rows from a pipe.
fn adding(folder: &Path) -> Child {
    sayso(
        folder,
        &["add", "news.db", "-", "--from", "jsonl", "--rules-only"],
    )
    .stdin(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .expect("the program runs")
}

fn interrupt(child: &Child) {
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status();
    assert!(sent.expect("kill").success());
}

/// Reads what is said up to a line with these words.
fn until(said: &mut BufReader<ChildStderr>, words: &str) -> String {
    let mut all = String::new();
    while !all.contains(words) {
        let read = said.read_line(&mut all).expect("standard error");
        assert!(read > 0, "{words:?} was not said: {all}");
    }
    all
}

/// How many reports there are in the ledger.
fn count(folder: &Path) -> usize {
    let dump = sayso(folder, &["dump", "news.db"])
        .output()
        .expect("a dump");
    let dump = String::from_utf8_lossy(&dump.stdout).into_owned();
    (0..ROWS)
        .filter(|number| dump.contains(&format!("The pier {number} is shut")))
        .count()
}

/// Waits until some of the reports are in the ledger.
fn wait_for_some(folder: &Path) {
    let start = Instant::now();
    while count(folder) == 0 {
        assert!(start.elapsed() < Duration::from_mins(2), "nothing is added");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_first_ends_after_the_report_in_hand_and_the_same_command_goes_on() {
    let folder = scratch("first");
    let mut child = adding(&folder);
    let mut rows = child.stdin.take().expect("a pipe");
    let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
    for number in 0..ROWS - 1 {
        rows.write_all(row(number).as_bytes()).expect("written");
    }
    wait_for_some(&folder);
    interrupt(&child);
    let first = until(&mut said, "\n");
    assert!(
        first.starts_with("sayso: stopping after the report"),
        "{first}"
    );
    // The program waits for a row, and stops when it comes.
    rows.write_all(row(ROWS - 1).as_bytes()).expect("written");
    let rest = until(&mut said, "goes on from here");
    assert!(!rest.contains('\u{1b}'), "no bar in a pipe: {rest:?}");
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    drop(rows);
    let stopped = count(&folder);
    assert!((1..ROWS).contains(&stopped), "{stopped}");

    let mut again = adding(&folder);
    let mut rows = again.stdin.take().expect("a pipe");
    for number in 0..ROWS {
        rows.write_all(row(number).as_bytes()).expect("written");
    }
    drop(rows);
    let output = again.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let there = format!("{} reports added, {stopped} already there", ROWS - stopped);
    assert!(said.contains(&there), "{there}: {said}");
    assert_eq!(count(&folder), ROWS);
}

#[test]
fn reading_ends_after_the_report_in_hand_too() {
    let folder = scratch("read");
    let how = ["read", "-", "--from", "jsonl", "--rules-only"];
    let mut child = sayso(
        &folder,
        &[&how[..], &["--format", "html", "--out", "pages"]].concat(),
    )
    .stdin(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .expect("the program runs");
    let mut rows = child.stdin.take().expect("a pipe");
    let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
    for number in 0..ROWS - 1 {
        rows.write_all(row(number).as_bytes()).expect("written");
    }
    let pages = || std::fs::read_dir(folder.join("pages")).map_or(0, Iterator::count);
    let start = Instant::now();
    while pages() == 0 {
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "nothing is written"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    interrupt(&child);
    until(&mut said, "stopping after the report");
    // The program may have stopped already, or waits for a row.
    let _ = rows.write_all(row(ROWS - 1).as_bytes());
    until(&mut said, "each report so far is written whole");
    drop(rows);
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    assert!((1..=ROWS).contains(&pages()), "{}", pages());
}

#[test]
fn the_second_ends_at_once_and_what_was_added_is_kept() {
    let folder = scratch("second");
    let mut child = adding(&folder);
    let mut rows = child.stdin.take().expect("a pipe");
    let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
    for number in 0..ROWS {
        rows.write_all(row(number).as_bytes()).expect("written");
    }
    wait_for_some(&folder);
    interrupt(&child);
    until(&mut said, "Ctrl-C again stops at once");
    interrupt(&child);
    // No row comes any more, and the pipe is not closed.
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    drop(rows);
    assert!(count(&folder) > 0);
}

/// Files of a folder, each with fewer rows than are read at once.
const FILES: usize = 20;
const ROWS_OF_A_FILE: usize = 10;

/// What `sayso add` of the folder says until it ends. It is interrupted as soon as something more is in the ledger.
fn add_folder(folder: &Path, interrupts: bool) -> (Option<i32>, String) {
    let before = count_rows(folder);
    let mut command = sayso(folder, &["add", "news.db", "rows", "--rules-only"]);
    let child = command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    while interrupts && count_rows(folder) == before && is_running(&child) {
        std::thread::sleep(Duration::from_millis(5));
    }
    if interrupts {
        interrupt(&child);
    }
    let output = child.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}

/// Whether a program has not ended. One that has ended and was not waited for has no command line.
fn is_running(child: &Child) -> bool {
    let words = std::fs::read(format!("/proc/{}/cmdline", child.id()));
    words.is_ok_and(|words| !words.is_empty())
}

fn count_rows(folder: &Path) -> usize {
    let dump = sayso(folder, &["dump", "news.db"])
        .output()
        .expect("a dump");
    String::from_utf8_lossy(&dump.stdout)
        .matches("is shut, said Ada Quill")
        .count()
}

#[test]
fn files_of_which_some_rows_are_left_are_opened_by_the_same_command() {
    let folder = scratch("files");
    let rows = folder.join("rows");
    std::fs::create_dir(&rows).expect("a folder");
    for file in 0..FILES {
        let numbers = file * ROWS_OF_A_FILE..(file + 1) * ROWS_OF_A_FILE;
        let text: String = numbers.map(row).collect();
        std::fs::write(rows.join(format!("{file:02}.jsonl")), text).expect("written");
    }
    let whole = || sayso(&folder, &["dump", "news.db"]).output();
    let (code, said) = add_folder(&folder, false);
    assert_eq!(code, Some(0), "{said}");
    let undisturbed = whole().expect("a dump").stdout;
    std::fs::remove_file(folder.join("news.db")).expect("removed");
    for _ in 0..2 {
        add_folder(&folder, true);
    }
    let (code, said) = add_folder(&folder, false);
    assert_eq!(code, Some(0), "{said}");
    assert!(whole().expect("a dump").stdout == undisturbed, "{said}");
}
