//! Saved JSONL shows the same bytes as the run that saved it, in every format.

use sayso_export::tables::Table;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository, so that paths in the output are short and the same everywhere.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sayso(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .current_dir(root())
        .output()
        .expect("the program runs")
}

/// A folder of its own for a test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

/// The files of a folder, by name.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            let entry = entry.expect("a file");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// Reads or checks `inputs` in every format, and compares with what `show` makes of the JSONL.
fn shows_the_same(name: &str, verb: &[&str], inputs: &[&str]) {
    let folder = scratch(name);
    let saved = folder.join("saved.jsonl");
    let first =
        |format: &str, more: &[&str]| sayso(&[verb, inputs, &["--format", format], more].concat());
    let again = |format: &str, more: &[&str]| {
        sayso(&[&["show", text(&saved), "--format", format], more].concat())
    };
    std::fs::write(&saved, first("jsonl", &[]).stdout).expect("a file");
    for format in ["jsonl", "human"] {
        let (first, again) = (first(format, &[]), again(format, &[]));
        assert_eq!(again.status.code(), Some(0), "{name}, {format}");
        assert!(!first.stdout.is_empty(), "{name}, {format}");
        let same = first.stdout == again.stdout;
        assert!(same, "{name}: {format} is not the same");
    }
    let colored = ["--color", "always"];
    let same = first("human", &colored).stdout == again("human", &colored).stdout;
    assert!(same, "{name}: colours are not the same");
    for format in ["html", "brat"] {
        if verb[0] == "check" && format == "brat" {
            continue;
        }
        let folders = ["first", "again"].map(|run| folder.join(format!("{format}-{run}")));
        first(format, &["--out", text(&folders[0])]);
        again(format, &["--out", text(&folders[1])]);
        let [first, again] = folders.map(|folder| contents(&folder));
        assert!(!first.is_empty(), "{name}, {format}");
        assert_eq!(
            first.keys().collect::<Vec<_>>(),
            again.keys().collect::<Vec<_>>(),
            "{name}, {format}"
        );
        for (file, bytes) in &first {
            assert!(again[file] == *bytes, "{name}: {file} is not the same");
        }
    }
}

const REPORTS: [&str; 3] = [
    "examples/reports",
    "examples/news/dev/reports",
    "examples/news/unseen/reports",
];
const PAGES: [&str; 4] = [
    "examples/pages/dev",
    "examples/pages/unseen",
    "examples/pages/late",
    "examples/pages/blind",
];

#[test]
fn reports_that_were_read() {
    shows_the_same("show-read", &["read"], &REPORTS);
}

#[test]
fn reports_that_were_checked() {
    shows_the_same("show-check", &["check", "--all"], &REPORTS);
}

#[test]
fn pages_that_were_read() {
    shows_the_same("show-pages", &["read", "--model", "fast"], &PAGES);
}

#[test]
fn pages_that_were_checked() {
    let check = ["check", "--model", "fast", "--all-pages"];
    shows_the_same("show-pages-check", &check, &PAGES);
}

#[test]
fn reports_with_much_left_out() {
    let read = ["read", "--min-score", "0.7", "--published", "2024-03-01"];
    shows_the_same("show-min-score", &read, &REPORTS[..1]);
    let check = ["check", "--min-score", "0.9", "--all"];
    shows_the_same("show-min-score-check", &check, &REPORTS[..1]);
}

#[test]
fn one_report_and_rows_of_jsonl() {
    let one = ["examples/reports/fire.txt"];
    let report = std::fs::read_dir(root().join(REPORTS[0])).expect("reports");
    let path = report
        .map(|entry| entry.expect("a file").path())
        .find(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .expect("a report");
    let one = if root().join(one[0]).exists() {
        one[0].to_string()
    } else {
        path.display().to_string()
    };
    shows_the_same("show-one", &["check", "--rules-only"], &[&one]);
    let rows = scratch("show-rows").join("rows.jsonl");
    let words = std::fs::read_to_string(path).expect("a report");
    let row = |id: &str, text: &str| serde_json::json!({ "id": id, "text": text }).to_string();
    let lines = [
        row("x", &words),
        "{]".into(),
        row(
            "../y",
            "Der Hafen der Stadt ist wieder offen, sagte sie am Montag.",
        ),
        row(
            "z",
            "Profit rose 45% to $56.1 million from $50.2 million, the mill said.",
        ),
    ];
    std::fs::write(&rows, lines.join("\n")).expect("a file");
    shows_the_same("show-rows-read", &["read"], &[text(&rows)]);
    shows_the_same("show-rows-check", &["check"], &[text(&rows)]);
}

/// Of reports and of pages, some of which are not read.
#[test]
fn every_table() {
    let saved = scratch("show-tables").join("saved.jsonl");
    for verb in ["read", "check"] {
        let run =
            |more: &[&str]| sayso(&[&[verb, "--rules-only", REPORTS[0], PAGES[2]], more].concat());
        std::fs::write(&saved, run(&["--format", "jsonl"]).stdout).expect("a file");
        for table in Table::ALL {
            let table = ["--table", table.name()];
            let again = sayso(&[&["show", text(&saved)], &table[..]].concat());
            assert!(run(&table).stdout == again.stdout, "{verb}: {table:?}");
        }
    }
}

/// What `show` says on standard error of a file with these lines, and its exit code.
fn refused(name: &str, lines: &str) -> (Option<i32>, String) {
    let path = scratch(name).join("saved.jsonl");
    std::fs::write(&path, lines).expect("a file");
    let output = sayso(&["show", text(&path), "--format", "human"]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), message)
}

#[test]
fn records_that_cannot_be_shown_are_named_with_their_line() {
    let saved = sayso(&["read", "--rules-only", "--format", "jsonl", REPORTS[0]]).stdout;
    let saved = String::from_utf8(saved).expect("text");
    let lines: Vec<&str> = saved.lines().collect();
    let with = |n: usize, line: &str| {
        let mut lines = lines.clone();
        lines[n] = line;
        lines.join("\n")
    };
    let attribution = lines
        .iter()
        .position(|line| line.starts_with(r#"{"type":"attribution""#))
        .expect("an attribution");
    let far = lines[attribution].replacen("\"end\":", "\"end\":99999", 1);
    let loud = lines[attribution].replacen("\"form\":\"", "\"form\":\"loud", 1);
    let cases = [
        ("broken", with(2, "{]"), 3, "not JSON"),
        (
            "far",
            with(attribution, &far),
            attribution + 1,
            "is not a place in the text",
        ),
        ("loud", with(attribution, &loud), attribution + 1, "loud"),
        (
            "alone",
            with(1, "").replacen('\n', "", 1),
            2,
            "whose line is not before it",
        ),
        (
            "cut",
            saved[..saved.len() - 9].to_string(),
            lines.len(),
            "not JSON",
        ),
        (
            "nothing",
            String::new(),
            0,
            "there is nothing in it that sayso wrote",
        ),
        (
            "schema",
            saved.replacen("sayso/0", "sayso/9", 1),
            1,
            "this version of sayso reads \"sayso/0\"",
        ),
    ];
    for (name, lines, line, message) in cases {
        let (code, said) = refused(&format!("show-{name}"), &lines);
        assert_eq!(code, Some(2), "{name}: {said}");
        let place = if line > 0 {
            format!("saved.jsonl:{line}: ")
        } else {
            "saved.jsonl: ".into()
        };
        assert!(
            said.contains(&place) && said.contains(message),
            "{name}: {said}"
        );
    }
    let later = "{\"type\":\"weather\",\"data\":7}";
    let (code, said) = refused("show-later", &[later, &saved].join("\n"));
    assert_eq!(
        code,
        Some(0),
        "lines of a later version are skipped: {said}"
    );
    let wider = saved.replace("\"data\":{", "\"data\":{\"later\":[1],");
    let (code, said) = refused("show-wider", &wider);
    assert_eq!(
        code,
        Some(0),
        "fields of a later version are skipped: {said}"
    );
}

#[test]
fn the_sentences_of_a_finding_are_checked() {
    let saved = sayso(&[
        "check",
        "--rules-only",
        "--all",
        "--format",
        "jsonl",
        REPORTS[0],
    ])
    .stdout;
    let saved = String::from_utf8(saved).expect("text");
    let number = saved
        .lines()
        .position(|line| line.contains(r#""type":"finding""#))
        .expect("a finding");
    let at = saved.find("\"context\":{\"start\":").expect("a context");
    let end = saved[at..].find("]]}").expect("its end") + at + 3;
    let start = "\"context\":{\"start\":";
    let cases = [
        (
            "gone",
            saved[at..end].to_string(),
            String::new(),
            "an earlier version",
        ),
        (
            "moved",
            start.to_string(),
            format!("{start}9"),
            "of this finding",
        ),
    ];
    for (name, was, now, message) in cases {
        let now = if now.is_empty() {
            "\"other\":0".into()
        } else {
            now
        };
        let lines = saved.replacen(&was, &now, 1);
        let (code, said) = refused(&format!("show-context-{name}"), &lines);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(
            said.contains(&format!("saved.jsonl:{}: ", number + 1)),
            "{said}"
        );
        assert!(said.contains(message) || said.contains("context"), "{said}");
    }
}

/// Two runs of one report each are two reports: a page or a brat file cannot hold both.
#[test]
fn two_saved_runs_need_a_folder_for_pages() {
    let saved = sayso(&["read", "--rules-only", "--format", "jsonl", REPORTS[0]]).stdout;
    let path = scratch("show-two-runs").join("saved.jsonl");
    std::fs::write(&path, [&saved[..], &saved[..]].concat()).expect("a file");
    for format in ["html", "brat"] {
        let output = sayso(&["show", text(&path), "--format", format]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains("needs one file per report"), "{message}");
    }
}
