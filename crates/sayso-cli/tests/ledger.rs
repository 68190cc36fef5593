//! `sayso add` and `sayso forget`: what they say, what they do the second time, and what they refuse.

mod common;

use common::sayso;
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
        "sayso: news.db: 1 report added, 4 already there, 1 file of several reports not changed"
    );
    let third = add(&folder, &["in", "--again"]);
    assert_eq!(last(&third), "sayso: news.db: 0 reports added, 5 read anew");
    let beside = std::fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(beside, 2, "only the ledger and the folder of reports");
    let forgotten = sayso(&folder, &["forget", "news.db", "in/new.txt"]);
    assert_eq!(last(&forgotten), "sayso: news.db: 1 report forgotten");
    assert_eq!(dump(&folder), once);
}

/// A correction in a table reaches the ledger, whatever was in it before.
#[test]
fn a_row_with_the_same_text_and_another_outlet_or_day_is_read_anew() {
    let folder = scratch("corrected");
    let text = "The bridge may close, said Ada Quill, the governor of Ostmark.";
    let row = |outlet: &str, day: &str| {
        format!(
            "{{\"id\": \"7\", \"text\": \"{text}\", \"outlet\": \"{outlet}\", \"date\": \"{day}\"}}\n"
        )
    };
    let first = row("Tarn Post", "2024-03-01");
    let variants = [
        row("Elm Courier", "2024-03-01"),
        row("Tarn Post", "2024-03-02"),
        row("Tarn Post", "2024-03-01T18:00:00+01:00"),
    ];
    let file = folder.join("in/rows.jsonl");
    let ledger = folder.join("news.db");
    for corrected in &variants {
        let alone = {
            let _ = std::fs::remove_file(&ledger);
            std::fs::write(&file, corrected).expect("a file");
            add(&folder, &["in"]);
            dump(&folder)
        };
        let _ = std::fs::remove_file(&ledger);
        std::fs::write(&file, &first).expect("a file");
        add(&folder, &["in"]);
        std::fs::write(&file, corrected).expect("a file");
        let second = add(&folder, &["in"]);
        assert_eq!(
            last(&second),
            "sayso: news.db: 0 reports added, 1 read anew, 2 already there",
            "{corrected}"
        );
        assert_eq!(dump(&folder), alone, "{corrected}");
        // What was there at first is news again.
        std::fs::write(&file, &first).expect("a file");
        assert!(last(&add(&folder, &["in"])).contains("1 read anew"));
        std::fs::write(&file, corrected).expect("a file");
        add(&folder, &["in"]);
        assert_eq!(dump(&folder), alone, "{corrected}");
    }
}

/// A feed that is fetched again has its newest report first, so that all others are at other places.
#[test]
fn a_row_that_has_moved_says_what_the_file_says_now() {
    let folder = scratch("moved");
    let row = |id: &str, outlet: &str| {
        format!(
            "{{\"id\": \"{id}\", \"text\": \"The bridge {id} may close, said Ada Quill.\", \"outlet\": \"{outlet}\"}}\n"
        )
    };
    let before: String = ["1", "2", "3", "4"].map(|id| row(id, "Tarn Post")).concat();
    let after: String = ["5", "4", "3", "2", "1"]
        .map(|id| row(id, "Elm Courier"))
        .concat();
    let file = folder.join("in/rows.jsonl");
    let ledger = folder.join("news.db");
    std::fs::write(&file, &after).expect("a file");
    add(&folder, &["in"]);
    let alone = dump(&folder);
    std::fs::remove_file(&ledger).expect("there");
    for (rows, expected) in [
        (&before, "sayso: news.db: 6 reports added"),
        (
            &after,
            "sayso: news.db: 1 report added, 4 read anew, 2 already there",
        ),
    ] {
        std::fs::write(&file, rows).expect("a file");
        assert_eq!(last(&add(&folder, &["in"])), expected);
    }
    assert_eq!(dump(&folder), alone);
    add(&folder, &["in", "--again"]);
    assert_eq!(dump(&folder), alone);
}

#[test]
fn a_day_for_all_reports_is_not_that_of_a_page_with_its_own() {
    let folder = scratch("own-day");
    std::fs::remove_dir_all(folder.join("in")).expect("there");
    std::fs::create_dir(folder.join("in")).expect("a folder");
    let page = |head: &str, name: &str| {
        format!(
            "<html><head><title>{name} stuck off Velm</title>{head}</head><body><article><h1>{name} stuck off Velm</h1>\
             <p>The ferry {name} ran aground off Velm with 84 people on board, harbour master Ada Moller said.</p>\
             <p>Divers were sent, police said. The mayor said that nobody was hurt and that all would be home soon.</p>\
             </article></body></html>"
        )
    };
    let own = "<meta property=\"article:published_time\" content=\"2024-03-02T22:30:00+0530\">";
    for (file, head, name) in [("a.html", own, "Marit"), ("b.html", "", "Orle")] {
        std::fs::write(folder.join("in").join(file), page(head, name)).expect("a file");
    }
    let rows = "{\"id\": \"c\", \"text\": \"It rained, said Odo Marn.\", \"date\": \"2024-03-05 11:30 PM EST\"}\n";
    std::fs::write(folder.join("in/c.jsonl"), rows).expect("a file");
    add(&folder, &["in", "--published", "2020-01-01", "--all-pages"]);
    let dump = dump(&folder);
    for day in [
        "2024-03-02T22:30:00+05:30",
        "2020-01-01",
        "2024-03-05T23:30:00-05:00",
    ] {
        assert!(dump.contains(day), "{day}: {dump}");
    }
}

#[test]
fn a_file_of_a_folder_is_not_standard_input_whatever_its_name() {
    let folder = scratch("dash-in-folder");
    std::fs::write(
        folder.join("in/-"),
        "{\"text\": \"The bridge may close, said Ada Quill.\"}\n",
    )
    .expect("a file");
    let child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["add", "../news.db", ".", "-", "--model", "fast"])
        .current_dir(folder.join("in"))
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program runs");
    let said = err(&child);
    assert!(said.contains("5 reports added"), "{said}");
    assert!(!said.contains("named more than once"), "{said}");
}

/// Adds what is piped in.
fn add_piped(folder: &Path, args: &[&str], text: &str) -> Output {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args([&["add"], args, &["--model", "fast"]].concat())
        .current_dir(folder)
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("piped");
    // The program may refuse before it reads.
    let _ = input.write_all(text.as_bytes());
    drop(input);
    child.wait_with_output().expect("the program ends")
}

#[test]
fn standard_input_is_not_a_file_that_is_called_so() {
    let folder = scratch("dash");
    let row = |words: &str| format!("{{\"text\": \"The bridge {words}, said Ada Quill.\"}}\n");
    std::fs::write(folder.join("-"), row("may close")).expect("a file");
    for words in ["may close", "will close", "stays open"] {
        let rows = row(words) + &row(&format!("really {words}"));
        let added = add_piped(&folder, &["news.db", "-"], &rows);
        assert_eq!(last(&added), "sayso: news.db: 2 reports added", "{words}");
    }
    let file = add(&folder, &["./-"]);
    assert_eq!(file.status.code(), Some(0), "{}", err(&file));
    let again = add(&folder, &["./-"]);
    assert!(last(&again).contains("already there"), "{}", err(&again));
    let shown = sayso(&folder, &["show", "news.db", "./-", "--format", "jsonl"]);
    assert_eq!(shown.status.code(), Some(0), "{}", err(&shown));
}

#[test]
fn a_ledger_is_a_file() {
    let folder = scratch("no-ledger");
    let refused = add_piped(&folder, &["-"], "The bridge may close, said Ada Quill.");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        last(&refused),
        "sayso: the ledger comes first, and it is a file: sayso add news.db - adds standard input"
    );
    assert!(!folder.join("-").exists());
}

#[test]
fn a_file_is_one_report_however_its_path_is_written() {
    let folder = scratch("spelled");
    add(&folder, &["in"]);
    let once = dump(&folder);
    let whole = folder.join("in");
    for path in ["./in", "in/../in", whole.to_str().expect("UTF-8")] {
        let again = add(&folder, &[path]);
        assert_eq!(
            last(&again),
            "sayso: news.db: 0 reports added, 4 already there, 1 file of several reports not changed",
            "{path}"
        );
    }
    assert_eq!(dump(&folder), once);
    let forgotten = sayso(&folder, &["forget", "news.db", "./in/pier.txt"]);
    assert_eq!(last(&forgotten), "sayso: news.db: 1 report forgotten");
}

/// What was forgotten is still in a copy that was kept beside the ledger: the user is told.
#[test]
fn a_copy_that_holds_what_was_forgotten_is_named() {
    let folder = scratch("copy");
    add(&folder, &["in"]);
    let without = sayso(&folder, &["forget", "news.db", "in/pier.txt"]);
    assert!(!err(&without).contains("copy"), "{}", err(&without));
    std::fs::copy(folder.join("news.db"), folder.join("news.db-schema-0")).expect("a copy");
    let with = sayso(&folder, &["forget", "news.db", "in/mayor.txt"]);
    assert_eq!(with.status.code(), Some(0), "{}", err(&with));
    assert!(
        last(&with).starts_with("sayso: news.db-schema-0: this copy was kept"),
        "{}",
        err(&with)
    );
}

/// A name that is no UTF-8 is shown with a mark for what cannot be read, and can be given as it is.
#[cfg(unix)]
#[test]
fn a_file_whose_name_is_no_text_is_forgotten() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = scratch("no-text");
    let name = OsStr::from_bytes(b"in/pier-\xff.txt");
    std::fs::rename(folder.join("in/pier.txt"), folder.join(name)).expect("renamed");
    add(&folder, &["in"]);
    let forgotten = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args([OsStr::new("forget"), OsStr::new("news.db"), name])
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    assert_eq!(last(&forgotten), "sayso: news.db: 1 report forgotten");
}

/// Feeds and tables are written anew every day, with what is new at the top.
#[test]
fn a_row_that_has_moved_is_the_same_report() {
    let folder = scratch("moved");
    let texts = [
        "The quay is shut, said Ada Quill.",
        "The lock is open, said Tom Brack.",
    ];
    let new = "The tug is late, said Ines Moller.";
    let mut forms: Vec<(&str, fn(&[&str]) -> String)> = Vec::new();
    forms.push(("rows.csv", |texts| {
        let rows = texts.iter().map(|text| format!("{text:?}\n"));
        format!("text\n{}", rows.collect::<String>())
    }));
    forms.push(("lines.jsonl", |texts| {
        let row =
            |text: &&str| format!("{{\"text\": {text:?}, \"url\": \"https://nna.example/\"}}\n");
        texts.iter().map(row).collect()
    }));
    forms.push(("feed.rss", |texts| {
        let entry = |text: &&str| {
            format!(
                "<item><guid>{}</guid><title>News</title><description>{text}</description></item>",
                text.len()
            )
        };
        let entries: String = texts.iter().map(entry).collect();
        format!("<rss version=\"2.0\"><channel>{entries}</channel></rss>")
    }));
    for (name, written) in forms {
        let file = folder.join(name);
        std::fs::write(&file, written(&texts)).expect("a file");
        let first = add(&folder, &[name]);
        assert_eq!(last(&first), "sayso: news.db: 2 reports added", "{name}");
        std::fs::write(&file, written(&[new, texts[0], texts[1]])).expect("a file");
        let second = add(&folder, &[name]);
        let expected = "sayso: news.db: 1 report added, 2 already there";
        assert_eq!(last(&second), expected, "{name}: {}", err(&second));
        let forgotten = sayso(&folder, &["forget", "news.db", name]);
        assert_eq!(
            last(&forgotten),
            "sayso: news.db: 3 reports forgotten",
            "{name}"
        );
    }
}

#[test]
fn a_file_of_several_reports_and_a_folder_are_forgotten_whole() {
    let folder = scratch("whole");
    add(&folder, &["in"]);
    let rows = sayso(&folder, &["forget", "news.db", "in/rows.jsonl"]);
    assert_eq!(last(&rows), "sayso: news.db: 2 reports forgotten");
    let rest = sayso(&folder, &["forget", "news.db", "in/"]);
    let expected = "sayso: news.db: 2 reports and 1 input that came to no report forgotten";
    assert_eq!(last(&rest), expected);
    let none = sayso(&folder, &["forget", "news.db", "in/"]);
    assert_eq!(none.status.code(), Some(2), "{}", err(&none));
    add(&folder, &["in"]);
    let here = sayso(&folder, &["forget", "news.db", "."]);
    let expected = "sayso: news.db: 4 reports and 1 input that came to no report forgotten";
    assert_eq!(last(&here), expected);
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

/// What is noted of a file that failed is forgotten by its name, and an id that two reports have is not
/// enough to say which.
#[test]
fn what_is_forgotten_must_be_clear_and_is_forgotten_whole() {
    let folder = scratch("clear");
    std::fs::write(folder.join("blank.txt"), " ").expect("a file");
    add(&folder, &["blank.txt"]);
    let failed = sayso(&folder, &["forget", "news.db", "blank.txt"]);
    let expected = "sayso: news.db: 0 reports and 1 input that came to no report forgotten";
    assert_eq!(last(&failed), expected);
    for name in ["a.jsonl", "b.jsonl"] {
        let row = format!(
            "{{\"id\": \"1\", \"text\": \"The quay of {name} is shut, said Ada Quill.\"}}\n"
        );
        std::fs::write(folder.join(name), row).expect("a file");
        add(&folder, &[name]);
    }
    let unclear = sayso(&folder, &["forget", "news.db", "1"]);
    assert_eq!(unclear.status.code(), Some(2));
    assert_eq!(
        err(&unclear),
        "sayso: news.db: 2 reports in it have the id \"1\": say which by number (#1, #2), or by the file\nsayso: news.db: 0 reports forgotten\n"
    );
    let one = sayso(&folder, &["forget", "news.db", "#2"]);
    assert_eq!(last(&one), "sayso: news.db: 1 report forgotten");
    let days = sayso(
        &folder,
        &["search", "news.db", "quay", "--since", "2024-13-40"],
    );
    assert_eq!(days.status.code(), Some(2), "{}", err(&days));
    assert!(
        err(&days).contains("there is no such day"),
        "{}",
        err(&days)
    );
}

#[test]
fn an_empty_name_forgets_nothing() {
    let folder = scratch("forget-nothing");
    add(&folder, &["in"]);
    let before = dump(&folder);
    let output = sayso(&folder, &["forget", "news.db", ""]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("nothing was forgotten"),
        "{}",
        err(&output)
    );
    assert_eq!(dump(&folder), before);
}

#[test]
fn what_was_read_with_other_options_is_told() {
    let folder = scratch("other-options");
    add(&folder, &["in/pier.txt"]);
    let again = add(&folder, &["in/pier.txt"]);
    assert!(!err(&again).contains("--again"), "{}", err(&again));
    let other = sayso(
        &folder,
        &[
            "add",
            "news.db",
            "in/pier.txt",
            "--model",
            "fast",
            "--published",
            "2024-03-01",
        ],
    );
    assert!(
        err(&other).contains("1 of them as read before, with other options"),
        "{}",
        err(&other)
    );
}

#[test]
fn the_hour_of_publication_is_kept_and_a_ledger_is_no_report() {
    let folder = scratch("hour");
    let row = r#"{"id":"n1","text":"The pier at Velm was closed, Ines Moller said.","date":"2031-05-05T10:00:00+14:00"}"#;
    std::fs::write(folder.join("hour.jsonl"), row).expect("a file");
    add(&folder, &["hour.jsonl"]);
    assert!(
        dump(&folder).contains("2031-05-05T10:00:00+14:00"),
        "{}",
        dump(&folder)
    );
    let table = sayso(&folder, &["search", "news.db", "pier", "--format", "csv"]);
    assert!(table.stdout.starts_with("\u{feff}day".as_bytes()));
    let check = sayso(&folder, &["check", "news.db"]);
    assert!(
        err(&check).contains("this is a database, not a report: sayso show"),
        "{}",
        err(&check)
    );
}

/// The first input by name decides what is kept, whichever came first.
#[test]
fn another_outlet_or_day_of_a_report_is_told() {
    let folder = scratch("told-otherwise");
    let row = |day: &str| {
        format!(
            r#"{{"text":"The pier is safe, Ada Brandt said.","url":"https://tarn.example/pier","date":"{day}"}}"#
        )
    };
    std::fs::write(folder.join("a.jsonl"), row("2024-03-01")).expect("a file");
    std::fs::write(folder.join("b.jsonl"), row("2024-03-02")).expect("a file");
    std::fs::write(folder.join("c.jsonl"), row("2024-03-01")).expect("a file");
    let told = "1 report came in several inputs with another outlet or day: those of the first input by name are kept";

    let added = add(&folder, &["b.jsonl"]);
    assert!(!err(&added).contains(told), "{}", err(&added));
    let added = add(&folder, &["a.jsonl"]);
    assert!(err(&added).contains(told), "{}", err(&added));
    let added = add(&folder, &["c.jsonl"]);
    assert!(!err(&added).contains(told), "{}", err(&added));
    assert!(dump(&folder).contains("2024-03-01"));
    assert!(!dump(&folder).contains("2024-03-02"));
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

#[test]
fn a_file_of_several_reports_is_opened_again_only_if_it_changed() {
    let folder = scratch("unchanged");
    add(&folder, &["in/rows.jsonl"]);
    let once = dump(&folder);
    let again = add(&folder, &["in/rows.jsonl"]);
    let not_changed =
        "sayso: news.db: 0 reports added, 2 already there, 1 file of several reports not changed";
    assert_eq!(last(&again), not_changed);
    assert_eq!(dump(&folder), once);
    let otherwise = add(&folder, &["in/rows.jsonl", "--from", "jsonl"]);
    assert_eq!(
        last(&otherwise),
        "sayso: news.db: 0 reports added, 2 already there"
    );

    // The same length, but another word.
    let rows = folder.join("in/rows.jsonl");
    let text = std::fs::read_to_string(&rows).expect("a file");
    std::fs::write(&rows, text.replacen("close,", "stay,,", 1)).expect("a file");
    let changed = add(&folder, &["in/rows.jsonl"]);
    assert_eq!(
        last(&changed),
        "sayso: news.db: 1 report added, 1 already there"
    );

    // What was forgotten comes back, and what failed is named again.
    sayso(&folder, &["forget", "news.db", "r2"]);
    let back = add(&folder, &["in/rows.jsonl"]);
    assert_eq!(
        last(&back),
        "sayso: news.db: 1 report added, 1 already there"
    );
    std::fs::write(
        folder.join("in/broken.jsonl"),
        "{\"id\": \"r3\", \"text\": \"It may snow, said Tom Brack.\"}\n{broken\n",
    )
    .expect("a file");
    for _ in 0..2 {
        let output = add(&folder, &["in/broken.jsonl"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(last(&output).ends_with("1 failed"), "{}", err(&output));
    }
}

/// Rows of reports with numbers in them, so that all are different.
fn rows(from: usize, to: usize) -> String {
    let row = |n: usize| {
        format!(
            "{{\"id\": \"n{n}\", \"outlet\": \"Tarn Post\", \"date\": \"2024-03-{:02}\", \"text\": \"Ines Moller, the mayor of Tarn Cross, said on Tuesday that {} ferries would sail. \u{201c}The pier may close on Friday,\u{201d} said Tom Brack, the pilot of the ferry. She denied that {n} people had left.\"}}\n",
            n % 28 + 1,
            n + 2
        )
    };
    (from..to).map(row).collect()
}

#[test]
fn two_processes_add_what_one_does() {
    let folder = scratch("two");
    std::fs::write(folder.join("a.jsonl"), rows(0, 40)).expect("a file");
    std::fs::write(folder.join("b.jsonl"), rows(30, 80)).expect("a file");
    add(&folder, &["a.jsonl", "b.jsonl"]);
    let whole = dump(&folder);
    for steps in [["a.jsonl", "b.jsonl"], ["b.jsonl", "a.jsonl"]] {
        std::fs::remove_file(folder.join("news.db")).expect("a ledger");
        for step in steps {
            assert_eq!(add(&folder, &[step]).status.code(), Some(0));
        }
        assert_eq!(dump(&folder), whole, "{steps:?}");
    }
    // At once: one of them waits for the other.
    std::fs::remove_file(folder.join("news.db")).expect("a ledger");
    let start = |name: &str| {
        Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(["add", "news.db", name, "--model", "fast"])
            .current_dir(&folder)
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program runs")
    };
    let both = [start("a.jsonl"), start("b.jsonl")];
    for process in both {
        let output = process.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    assert_eq!(dump(&folder), whole);
}

#[test]
fn a_ledger_answers_while_reports_are_added() {
    let folder = scratch("answers");
    std::fs::write(folder.join("few.jsonl"), rows(0, 3)).expect("a file");
    std::fs::write(folder.join("many.jsonl"), rows(0, 1500)).expect("a file");
    add(&folder, &["few.jsonl"]);
    let mut adding = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["add", "news.db", "many.jsonl", "--model", "fast"])
        .current_dir(&folder)
        .spawn()
        .expect("the program runs");
    let questions: [&[&str]; 4] = [
        &["search", "news.db", "pier", "--count"],
        &["who", "news.db", "--audit"],
        &["timeline", "news.db", "pier"],
        &["figures", "news.db", "ferries"],
    ];
    let mut while_adding = 0;
    let mut counts = Vec::new();
    while adding.try_wait().expect("a state").is_none() {
        for question in questions {
            let output = sayso(&folder, question);
            assert_eq!(
                output.status.code(),
                Some(0),
                "{question:?}: {}",
                err(&output)
            );
            let is_about_persons =
                question[0] == "who" && err(&output).contains("persons are not joined");
            assert!(
                err(&output).is_empty() || is_about_persons,
                "{}",
                err(&output)
            );
            let lines = String::from_utf8(output.stdout).expect("UTF-8");
            let mut values = lines.lines().map(|line| {
                serde_json::from_str::<serde_json::Value>(line).expect("a line of JSON")
            });
            let first = values.next().expect("an answer");
            counts.extend(
                first["data"]["count"]
                    .as_u64()
                    .filter(|_| question[0] == "search"),
            );
            assert!(values.all(|value| value["data"].is_object()));
        }
        while_adding += 1;
    }
    assert!(adding.wait().expect("it ends").success());
    assert!(while_adding > 0, "it was asked while reports were added");
    assert!(counts.is_sorted(), "claims do not vanish: {counts:?}");
    let output = sayso(
        &folder,
        &["search", "news.db", "pier", "--reports", "--count"],
    );
    let answer = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(answer.contains("\"count\":1500"), "{answer}");
}
