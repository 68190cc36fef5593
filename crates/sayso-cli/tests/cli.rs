//! The program as a user meets it: output, errors, exit codes. Snapshots use `--rules-only`, so
//! that new weights do not change them.

use insta::{assert_snapshot, with_settings};
use sayso_export::tables::Table;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn sayso(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let bytes = input.to_vec();
    // The program may stop reading before all is written: then the rest is lost, as in a shell.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it was fed");
    output
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// The lines of one type.
fn lines(output: &Output, kind: &str) -> Vec<Value> {
    let all = out(output)
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
    all.filter(|v| v["type"] == kind)
        .map(|v| v["data"].clone())
        .collect()
}

/// A folder of its own for a test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn example(name: &str) -> String {
    format!(
        "{}/../../examples/reports/{name}.txt",
        env!("CARGO_MANIFEST_DIR")
    )
}

const STORY: &str = "close\nFerry rams pier\nFerry rams pier\nBy Ada Quill\n\nTARN CROSS (NNA) — A ferry rammed the pier of \
    Tarn Cross , the harbour office said on Monday.\n\n“The fog came fast,” said Ines Moller, the pilot. “We saw \
    nothing.\n\n“Then we heard the bang.”\n\nAccording to Tarnpolice, nobody drowned.\n";

#[test]
fn for_people() {
    let args = ["read", "-", "--format", "human", "--rules-only"];
    assert_snapshot!(out(&sayso(&args, STORY.as_bytes())));
}

#[test]
fn for_people_in_colour() {
    let args = [
        "read",
        "-",
        "--format",
        "human",
        "--rules-only",
        "--color",
        "always",
    ];
    let text = "“It’s late,” said Ines Moller.\u{1b}[31m";
    assert_snapshot!(out(&sayso(&args, text.as_bytes())).replace('\u{1b}', "␛"));
}

#[test]
fn for_programs() {
    let args = [
        "read",
        "-",
        "--rules-only",
        "--published",
        "2024-03-01",
        "--url",
        "https://nna.example/ferry",
    ];
    let output = sayso(&args, STORY.as_bytes());
    let pretty: Vec<String> = out(&output)
        .lines()
        .map(|l| {
            serde_json::to_string_pretty(&serde_json::from_str::<Value>(l).expect("JSON"))
                .expect("JSON")
        })
        .collect();
    with_settings!({filters => vec![(r"[0-9a-f]{64}", "[sha256]")]}, {
        assert_snapshot!(pretty.join("\n"));
    });
}

#[test]
fn for_brat() {
    assert_snapshot!(out(&sayso(
        &["read", "-", "--format", "brat", "--rules-only"],
        STORY.as_bytes()
    )));
}

#[test]
fn help_ends_with_examples() {
    for args in [&["--help"][..], &["read", "--help"], &["read", "-h"]] {
        let output = sayso(args, b"");
        assert_eq!(output.status.code(), Some(0));
        let help = out(&output);
        let examples = help.rfind("Examples:\n").expect("examples");
        assert!(
            help[examples..]
                .lines()
                .skip(1)
                .all(|l| l.starts_with("  ")),
            "{args:?}: examples are last"
        );
        assert!(help.contains("Exit codes:"), "{args:?}");
    }
}

#[test]
fn spans_slice_the_text_and_the_bytes() {
    for (name, encode) in [
        (
            "utf-8",
            (|s: &str| s.as_bytes().to_vec()) as fn(&str) -> Vec<u8>,
        ),
        ("utf-8 with a mark", |s| {
            [b"\xef\xbb\xbf", s.as_bytes()].concat()
        }),
        ("utf-16", |s| {
            std::iter::once(0xfeff)
                .chain(s.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect()
        }),
    ] {
        let story = format!("Café owners met . {STORY}");
        let bytes = encode(&story);
        let output = sayso(&["read", "-"], &bytes);
        let report = &lines(&output, "report")[0];
        let text: Vec<char> = report["text"].as_str().expect("text").chars().collect();
        let attributions = lines(&output, "attribution");
        assert!(attributions.len() >= 3, "{name}: {}", out(&output));
        let number = |v: &Value| v.as_u64().expect("a number") as usize;
        for span in attributions
            .iter()
            .flat_map(|a| ["source", "cue", "content"].map(|r| a[r].clone()))
        {
            for span in span.as_array().expect("spans") {
                let words: String = text[number(&span["start"])..number(&span["end"])]
                    .iter()
                    .collect();
                assert_eq!(span["text"], words);
                if span["edited"] == true {
                    continue;
                }
                let raw = &bytes[number(&span["at"][0])..number(&span["at"][1])];
                let decoded = if name == "utf-16" {
                    String::from_utf16(
                        &raw.as_chunks::<2>()
                            .0
                            .iter()
                            .map(|b| u16::from_le_bytes(*b))
                            .collect::<Vec<_>>(),
                    )
                    .expect("UTF-16")
                } else {
                    String::from_utf8(raw.to_vec()).expect("UTF-8")
                };
                assert_eq!(words, decoded, "{name}");
            }
        }
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    let folder = format!("{}/../../examples/reports", env!("CARGO_MANIFEST_DIR"));
    let one = sayso(&["read", &folder, "--jobs", "1"], b"");
    let four = sayso(&["read", &folder, "--jobs", "4"], b"");
    assert_eq!(one.status.code(), Some(0));
    assert_eq!(lines(&one, "report").len(), 10);
    assert!(one.stdout == four.stdout);
}

#[test]
fn raw_text_is_taken_as_it_is() {
    let text = "Share\r\nTarnwhose pier is shut .\r\n\u{a0}“Yes,” said Ask.";
    let output = sayso(&["read", "-", "--raw-text"], text.as_bytes());
    let report = &lines(&output, "report")[0];
    assert_eq!(report["text"], text);
    assert_eq!(report["edits"], serde_json::json!([]));
}

#[test]
fn failures_are_named_and_the_rest_is_done() {
    let folder = scratch("failures");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    };
    let good = write("good.txt", b"The ferry sank, police said.");
    let cases = [
        (write("empty.txt", b""), "there is no text in it"),
        (write("blank.txt", b" \n\0\n"), "there is no text in it"),
        (
            write("paper.txt", b"%PDF-1.7 ..."),
            "this PDF file is broken",
        ),
        (
            write("noise.txt", &[1, 2, 3, 0, 5, 6].repeat(50)),
            "binary data",
        ),
        (
            write("paper.pdf", b"%PDF-1.7 ..."),
            "print it to a new file",
        ),
        (
            write(
                "minutes.docx",
                b"PK\x03\x04\x14\0\x06\0[Content_Types].xml word/document.xml",
            ),
            "this office document is broken",
        ),
        (
            write("broken.html.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03broken"),
            "gzip",
        ),
        (
            write("lines.txt", b"{\"id\": \"a\", \"text\": \"b\"}"),
            "--from jsonl",
        ),
        (
            folder.join("none.txt").display().to_string(),
            "there is no such file",
        ),
    ];
    for (path, message) in &cases {
        let output = sayso(&["read", path, &good], b"");
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(
            err(&output).contains(path) && err(&output).contains(message),
            "{}",
            err(&output)
        );
        assert_eq!(
            lines(&output, "report").len(),
            1,
            "{path}: the other input is read"
        );
        assert_eq!(lines(&output, "error")[0]["input"], *path);
    }
}

#[test]
fn jsonl_lines_fail_one_by_one() {
    let input = b"\xef\xbb\xbf{\"id\": \"a\", \"text\": \"It sank, police said.\"}\nnot json\n\n{\"id\": \"a\", \"text\": \"x\"}\n\
        {\"id\": \"b\"}\n{\"id\": \"c\", \"text\": \"\\ud800\"}\n{\"id\": 7, \"text\": \"It rose, police said.\", \"date\": \"2024-05-06\"}\n";
    let output = sayso(&["read", "-", "--from", "jsonl"], input);
    assert_eq!(output.status.code(), Some(2));
    let ids: Vec<Value> = lines(&output, "report")
        .iter()
        .map(|r| r["id"].clone())
        .collect();
    // Half of a surrogate pair is a character that is lost, and the rest of the text is read.
    assert_eq!(ids, ["a", "c", "7"]);
    assert_eq!(lines(&output, "report")[1]["text"], "\u{fffd}");
    assert_eq!(lines(&output, "report")[2]["published"], "2024-05-06");
    let failed: Vec<Value> = lines(&output, "error")
        .iter()
        .map(|e| e["record"]["line"].clone())
        .collect();
    assert_eq!(failed, [2.into(), 4.into(), Value::Null]);
    for message in [
        "standard input:2: the line is not JSON: it must begin with {",
        "standard input:4: the id \"a\" is there twice",
        "standard input: 1 of 6 lines has no text in a field that is known to hold one and is not read (5); the fields there are id: name the one",
    ] {
        assert!(
            err(&output).contains(message),
            "{message}: {}",
            err(&output)
        );
    }
    let output = sayso(
        &["read", "-", "--from", "jsonl", "--id-field", "uri"],
        b"{\"id\": 1, \"text\": \"It sank.\"}",
    );
    assert_eq!(output.status.code(), Some(0));
    assert!(
        err(&output).contains(
            "standard input: no line has a field \"uri\", so that the id is not known: name"
        ),
        "{}",
        err(&output)
    );
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let report = example("tram-derails");
    let folder = Path::new(&report).parent().expect("a folder");
    let roundabout = folder.join("../reports/tram-derails.txt");
    let roundabout = roundabout.to_str().expect("UTF-8");
    let args = [
        "read",
        "--rules-only",
        "--format",
        "jsonl",
        &report,
        roundabout,
    ];
    let output = sayso(&args, b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines(&output, "report").len(), 1);
    let message = format!("sayso: {roundabout} is named more than once and read once\n");
    assert_eq!(err(&output), message);
    // One report needs no folder for its page.
    let page = [
        "read",
        "--rules-only",
        "--format",
        "html",
        &report,
        roundabout,
    ];
    assert_eq!(sayso(&page, b"").status.code(), Some(0));
}

#[test]
fn other_field_names_are_read() {
    let input = "{\"uri\": \"u1\", \"body\": \"“It sank,” said Ines Moller, the pilot.\", \"when\": \"2024-05-06T10:00:00\"}\n";
    let args = [
        "read",
        "-",
        "--from",
        "jsonl",
        "--id-field",
        "uri",
        "--text-field",
        "body",
        "--date-field",
        "when",
    ];
    let output = sayso(&args, input.as_bytes());
    let report = &lines(&output, "report")[0];
    assert_eq!(
        (&report["id"], &report["published"]),
        (&"u1".into(), &"2024-05-06".into())
    );
    let attribution = &lines(&output, "attribution")[0];
    assert_eq!(attribution["source"][0]["at"], Value::Null);
}

#[test]
fn wrong_options_are_refused() {
    for args in [
        &["read", "-", "--published", "yesterday"][..],
        &["read", "-", "--min-score", "2"],
        &["read", "-", "--jobs", "0"],
        &["read", "-", "--out", "x"],
        &["reed"],
    ] {
        let output = sayso(args, b"It sank, police said.");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            !output.stderr.is_empty() && output.stdout.is_empty(),
            "{args:?}"
        );
    }
}

#[test]
fn min_score_leaves_out_doubtful_attributions() {
    let all = lines(
        &sayso(&["read", &example("council-garage")], b""),
        "attribution",
    );
    let few = lines(
        &sayso(
            &["read", &example("council-garage"), "--min-score", "0.9"],
            b"",
        ),
        "attribution",
    );
    assert!(few.len() < all.len() && !few.is_empty());
    assert!(
        few.iter()
            .all(|a| a["score"].as_f64().is_none_or(|s| s >= 0.9))
    );
}

#[test]
fn brat_files_do_not_leave_their_folder() {
    let folder = scratch("brat");
    let input = b"{\"id\": \"../up\", \"text\": \"It sank, police said.\"}\n{\"id\": \"..-up\", \"text\": \"It rose, police said.\"}\n";
    let path = folder.display().to_string();
    let output = sayso(
        &[
            "read", "-", "--from", "jsonl", "--format", "brat", "--out", &path,
        ],
        input,
    );
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder")
        .map(|e| e.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn a_page_for_each_report() {
    let one = sayso(
        &["read", "-", "--format", "html"],
        "“<script>,” said Ines Moller.".as_bytes(),
    );
    assert_eq!(one.status.code(), Some(0), "{}", err(&one));
    assert!(out(&one).starts_with("<!doctype html>") && out(&one).contains("“&lt;script&gt;,”"));
    let (first, second) = (example("mine-heat"), example("lido-roof"));
    let both = sayso(&["read", "--format", "html", &first, &second], b"");
    assert_eq!((both.status.code(), out(&both)), (Some(2), ""));
    assert!(
        err(&both).contains("html needs one file per report: add --out FOLDER"),
        "{}",
        err(&both)
    );
    let folder = scratch("pages");
    let path = folder.display().to_string();
    let args = ["read", "--format", "html", "--out", &path, &first, &second];
    let output = sayso(&args, b"");
    assert_eq!((output.status.code(), out(&output)), (Some(0), ""));
    let page = folder.join("flooded-coal-mine-now-heats-a-town-but-some-fear-the-bill.html");
    let page = std::fs::read_to_string(page).expect("a page");
    assert!(
        page.contains("<h1 id=\"b3\">") && page.len() < 120_000,
        "{} bytes",
        page.len()
    );
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["read", &example("mine-heat"), &example("lido-roof")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("/dev/full");
    let output = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["read", &example("mine-heat")])
        .stdout(full)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("the output cannot be written: No space left"),
        "{}",
        err(&output)
    );
}

#[test]
fn odd_texts_are_read() {
    let one_word = "said\n\n".repeat(20_000);
    let marks = "“‘\"'".repeat(5_000);
    let long = format!("{} police said.", "The ferry sank and ".repeat(20_000));
    for text in [
        &*one_word,
        &*marks,
        &*long,
        "\u{202e}desrever “yes,” said Ask.",
        "a\0b said c",
        "\"?”  .  . ",
        "\u{feff}",
        "…",
        "“",
    ] {
        let output = sayso(&["read", "-"], text.as_bytes());
        assert!(
            matches!(output.status.code(), Some(0 | 2)),
            "{}",
            err(&output)
        );
        assert!(!err(&output).contains("panicked"), "{}", err(&output));
    }
}

/// A page as a site would send it: navigation, teasers, a report.
const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>Ferry rams pier in fog | Tarn Herald</title>\
    <meta property='article:published_time' content='2023-03-14T06:10:00Z'><meta name=author content='Ada Quill'>\
    <link rel=canonical href='https://tarnherald.example/2023/03/14/ferry-rams-pier-in-fog'></head><body>\
    <nav><a href=/>Home</a> <a href=/coast>Coast</a></nav><article><h1>Ferry rams pier in fog</h1>\
    <p>A ferry with 84 people on board rammed the pier of Tarn Cross on Monday, the harbour office said.</p>\
    <p>&ldquo;The fog came fast,&rdquo; said Ines Moller, the pilot. &ldquo;We saw nothing until the bang.&rdquo;</p>\
    <p>All passengers were brought ashore by the lifeboat within the hour, and three were treated, police said.</p>\
    </article><footer>All rights reserved</footer></body></html>";
const NOT_FOUND: &str = "<html lang=en><title>Page not found</title><h1>Page not found</h1>\
    <p>Sorry, the page you are looking for does not exist.</p></html>";

#[test]
fn pages_for_people() {
    let args = ["read", "-", "--format", "human", "--rules-only"];
    assert_snapshot!(out(&sayso(&args, PAGE.as_bytes())));
}

#[test]
fn attributions_of_a_page_point_into_its_bytes() {
    let output = sayso(&["read", "-", "--rules-only"], PAGE.as_bytes());
    let quoted = &lines(&output, "attribution")[1];
    let at = |span: &Value| {
        let place = |i: usize| span["at"][i].as_u64().expect("a place") as usize;
        &PAGE[place(0)..place(1)]
    };
    assert_eq!(at(&quoted["source"][0]), "Ines Moller, the pilot");
    assert_eq!(
        at(&quoted["content"][0]),
        "&ldquo;The fog came fast,&rdquo;"
    );
}

#[test]
fn skipped_reports_are_counted_and_named() {
    let folder = scratch("skips");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write("report.html", PAGE);
    write("gone.html", NOT_FOUND);
    write(
        "de.html",
        "<html lang=de><h1>Fähre rammt Steg</h1><p>Eine Fähre mit 84 Menschen an Bord hat am Montag den Steg \
        von Tarn gerammt, wie das Hafenamt mitteilte. Verletzt wurde dabei niemand, sagte die Polizei am Abend.</p>",
    );
    let path = folder.display().to_string();
    let output = sayso(&["read", &path, "--rules-only"], b"");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    for message in [
        "2 of 3 not read",
        "1 error page",
        "gone.html",
        "1 in German",
        "de.html",
    ] {
        assert!(
            err(&output).contains(message),
            "{message}: {}",
            err(&output)
        );
    }
    let skipped: Vec<String> = lines(&output, "report")
        .iter()
        .map(|r| r["skipped"].to_string())
        .collect();
    assert_eq!(
        skipped.iter().filter(|s| *s == "null").count(),
        1,
        "{skipped:?}"
    );
    let all = sayso(&["read", &path, "--rules-only", "--all-pages"], b"");
    assert!(
        err(&all).contains("1 of 3 not read") && !err(&all).contains("gone"),
        "{}",
        err(&all)
    );
    let as_english = sayso(
        &[
            "read",
            &path,
            "--rules-only",
            "--all-pages",
            "--language",
            "en",
        ],
        b"",
    );
    assert_eq!(err(&as_english), "");
}

#[test]
fn archive_formats_are_read() {
    use flate2::{Compression, write::GzEncoder};
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(PAGE.as_bytes()).expect("memory");
    let packed = packed.finish().expect("memory");
    let mhtml = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tarnherald.example/ferry\r\nSubject: Ferry\r\n\
         Date: Wed, 15 Mar 2023 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"XX\"\r\n\r\n--XX\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://tarnherald.example/ferry\r\n\r\n{}\r\n--XX--\r\n",
        PAGE.replace('=', "=3D")
            .replace("the pilot", "the pi=\r\nlot")
    );
    let saved = PAGE.replacen(
        "<html",
        "<!-- saved from url=(0035)https://tarnherald.example/saved -->\n<html",
        1,
    );
    let plain = sayso(&["read", "-", "--rules-only"], PAGE.as_bytes());
    for input in [packed.as_slice(), mhtml.as_bytes(), saved.as_bytes()] {
        let output = sayso(&["read", "-", "--rules-only"], input);
        assert_eq!(
            lines(&output, "report")[0]["text"],
            lines(&plain, "report")[0]["text"],
            "{}",
            err(&output)
        );
        assert_eq!(
            lines(&output, "attribution").len(),
            lines(&plain, "attribution").len()
        );
    }
    let report = &lines(
        &sayso(&["read", "-", "--rules-only"], mhtml.as_bytes()),
        "report",
    )[0];
    assert_eq!(
        (&report["url"], &report["record"]["captured"]),
        (
            &"https://tarnherald.example/ferry".into(),
            &"2023-03-15".into()
        )
    );
    // A soft line break of the mail encoding lies inside the words.
    let output = sayso(&["read", "-", "--rules-only"], mhtml.as_bytes());
    let source = &lines(&output, "attribution")[1]["source"][0]["at"];
    let place = |i: usize| source[i].as_u64().expect("a place") as usize;
    assert_eq!(&mhtml[place(0)..place(1)], "Ines Moller, the pi=\r\nlot");
}

#[test]
fn hostile_pages_are_read_or_refused() {
    let deep = "<div>".repeat(100_000) + "It sank, police said.";
    let nested = "<table><tr><td>".repeat(3_000) + "It sank, police said.";
    let script = format!(
        "<html><script>{}</script><p>It sank, police said.",
        "var x = '<p>';".repeat(300_000)
    );
    let open = format!("<html><p>It sank, police said.<!--{}", "x".repeat(100_000));
    let entities = "<html><p>".to_string() + &"&amp&lt;&#x110000;&notit;&#0;".repeat(5_000);
    let attributes = format!(
        "<html><p {}>It sank, police said.</p>",
        "a=b ".repeat(100_000)
    );
    let charsets =
        "<meta charset=utf-16><meta charset=koi8-r><?xml encoding='big5'?><p>It sank, police said.";
    let json = format!(
        "<script type=application/ld+json>{}</script><p>It sank.",
        "[{\"a\":".repeat(50_000)
    );
    for page in [
        &*deep,
        &*nested,
        &*script,
        &*open,
        &*entities,
        &*attributes,
        charsets,
        &*json,
        "<html",
        "<!DOCTYPE",
    ] {
        let output = sayso(
            &[
                "read",
                "-",
                "--from",
                "html",
                "--all-pages",
                "--language",
                "en",
            ],
            page.as_bytes(),
        );
        assert!(
            matches!(output.status.code(), Some(0 | 2)),
            "{}",
            err(&output)
        );
        assert!(!err(&output).contains("panicked"), "{}", err(&output));
    }
}

const TWO: &str = "Mayor Hanna Orbeck said the bridge would close. She said it was old.";

/// Attributions of `TWO`, in brat standoff.
const TWO_GIVEN: &str = "T1\tSource 0 18\tMayor Hanna Orbeck\nT2\tCue 19 23\tsaid\nT3\tContent 24 46\tthe bridge would close\n\
    T4\tAttribution 19 23\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nT5\tSource 48 51\tShe\nT6\tCue 52 56\tsaid\n\
    T7\tContent 57 67\tit was old\nT8\tAttribution 52 56\tsaid\nE2\tAttribution:T8 Content:T7 Cue:T6 Source:T5\n";

#[test]
fn sources_are_resolved_to_entities() {
    let output = sayso(
        &["read", "-", "--format", "jsonl", "--raw-text"],
        TWO.as_bytes(),
    );
    let (entities, said) = (lines(&output, "entity"), lines(&output, "attribution"));
    assert_eq!(
        (entities[0]["name"].as_str(), entities[0]["kind"].as_str()),
        (Some("Hanna Orbeck"), Some("person"))
    );
    assert_eq!(entities[0]["mentions"].as_array().map(Vec::len), Some(2));
    assert_eq!(said.len(), 2);
    for attribution in &said {
        assert_eq!(
            (&attribution["speaker"], &attribution["source_kind"]),
            (&"e1".into(), &"person".into())
        );
    }
    assert_eq!(said[1]["link"]["rule"], "pronoun");
}

#[test]
fn text_output_shows_doubt_and_sources() {
    let text = "Velm council wants to sell pier\n\nThe council of Velm wants to sell the pier. The Harbour Trust opposes the sale, which it calls \
        “a gift to thieves”.\n\nAccording to the letter, it was sent twice. Moller, head cook, said so. Ines Moller, head cook at \
        Marsh Lane Primary, said it cost $2,000 a month. An official, who asked not to be named because he was not \
        authorised to speak, said the pier was rotten.";
    let output = sayso(
        &[
            "read",
            "-",
            "--format",
            "human",
            "--figures",
            "--published",
            "2024-11-01",
        ],
        text.as_bytes(),
    );
    let shown = out(&output)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for part in [
        "(probably Harbour Trust; or ",
        "According to the letter, it was sent twice",
        "not named: because he was not authorised to speak",
        "Ines Moller, head cook at Marsh Lane Primary ⁶ said",
        "$2,000 = 2,000 USD per month (rate) ·",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[test]
fn given_attributions_are_taken_as_they_are() {
    let folder = scratch("given");
    let given = folder.join("two.ann");
    std::fs::write(&given, TWO_GIVEN).expect("a file");
    let args = [
        "read",
        "-",
        "--format",
        "jsonl",
        "--raw-text",
        "--attributions",
        given.to_str().expect("a path"),
    ];
    let output = sayso(&args, TWO.as_bytes());
    let said = lines(&output, "attribution");
    assert_eq!(said.len(), 2, "{}", err(&output));
    assert!(
        said.iter()
            .all(|a| a["why"]["rule"] == "given" && a["speaker"] == "e1")
    );
    // What the program writes it also takes.
    let again = folder.join("two.jsonl");
    std::fs::write(&again, &output.stdout).expect("a file");
    let args = [
        "read",
        "-",
        "--format",
        "jsonl",
        "--raw-text",
        "--attributions",
        again.to_str().expect("a path"),
    ];
    assert_eq!(lines(&sayso(&args, TWO.as_bytes()), "attribution"), said);
}

/// Reads `text` with a file of attributions; what it says on standard error, if it is refused.
fn refused(folder: &Path, name: &str, given: &str, text: &str, raw: bool) -> Option<String> {
    let path = folder.join(name);
    std::fs::write(&path, given).expect("a file");
    let mut args = vec![
        "read",
        "-",
        "--format",
        "jsonl",
        "--attributions",
        path.to_str().expect("a path"),
    ];
    if raw {
        args.push("--raw-text");
    }
    let output = sayso(&args, text.as_bytes());
    let message = err(&output).to_string();
    match output.status.code() {
        Some(0) => None,
        Some(2) => {
            assert!(message.contains(name), "the file is named: {message}");
            assert!(
                lines(&output, "attribution").is_empty(),
                "nothing is made of it"
            );
            Some(message)
        }
        other => panic!("{name}: {other:?} {message}"),
    }
}

/// A line of JSONL with these fields, of the report `r`.
fn given_line(fields: &str) -> String {
    format!("{{\"type\": \"attribution\", \"data\": {{\"report\": \"r\", {fields}}}}}\n")
}

/// `TWO` as the report `r`, with these attributions in JSONL.
fn refused_lines(folder: &Path, name: &str, given: &str) -> Option<String> {
    let path = folder.join(name);
    std::fs::write(&path, given).expect("a file");
    let args = [
        "read",
        "-",
        "--from",
        "jsonl",
        "--raw-text",
        "--attributions",
        path.to_str().expect("a path"),
    ];
    let report = serde_json::json!({"id": "r", "text": TWO}).to_string();
    let output = sayso(&args, report.as_bytes());
    assert!(
        matches!(output.status.code(), Some(0 | 2)),
        "{name}: {}",
        err(&output)
    );
    (output.status.code() == Some(2)).then(|| err(&output).to_string())
}

#[test]
fn bad_attributions_are_named() {
    let folder = scratch("given-bad");
    let cases = [
        (
            "far.ann",
            "T1\tSource 0 999\tMayor\nE1\tSource:T1\n",
            "line 1, T1: 0 to 999 is not a place in its text of 68",
        ),
        (
            "back.ann",
            "T1\tSource 5 5\t\nE1\tSource:T1\n",
            "line 1, T1: 5 to 5 is not a span",
        ),
        (
            "word.ann",
            "T1\tSource 0 x\tx\nE1\tSource:T1\n",
            "line 1, T1: \"Source 0 x\" has no place",
        ),
        (
            "mute.ann",
            "T1\tSource 0 5\nE1\tSource:T1\n",
            "line 1, T1: the words of the text are missing",
        ),
        (
            "twice.ann",
            "T1\tCue 0 5\tMayor\nT1\tCue 6 11\tHanna\nE1\tCue:T1\n",
            "line 2, T1: this id is used twice",
        ),
        ("lost.ann", "E1\tSource:T7\n", "line 1, E1: there is no T7"),
        (
            "over.ann",
            "T1\tCue 0 5\tMayor\nT2\tCue 0 11\tMayor Hanna\nE1\tCue:T1 Cue2:T2\n",
            "line 3, E1: parts of its cue overlap",
        ),
        ("not.jsonl", "{]\n", "line 1"),
        (
            "recipe.jsonl",
            "Take two eggs.\n",
            "it is neither a .ann file of brat nor JSONL of sayso",
        ),
        ("none.jsonl", "{}\n", "there is no attribution in it"),
        (
            "other.jsonl",
            &given_line("\"id\": \"a1\""),
            "there are none of the report",
        ),
    ];
    for (name, text, message) in cases {
        let said =
            refused(&folder, name, text, TWO, true).unwrap_or_else(|| panic!("{name} is taken"));
        assert!(said.contains(message), "{name}: {said}");
    }
}

#[test]
fn attributions_of_another_report_are_refused() {
    let folder = scratch("given-other");
    let other = "The council met on Tuesday in the old hall by the river, and nobody at all said a word of it.";
    let said = refused(&folder, "two.ann", TWO_GIVEN, other, true).expect("refused");
    for part in [
        "two.ann: line 1, T1: the text at 0 to 18 is \"The council met on\"",
        "where \"Mayor Hanna Orbeck\" was expected",
        "another report",
        "without --raw-text?",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Of a long content the place that differs is shown.
    let long = format!(
        "T1\tContent 0 {}\t{}\nE1\tContent:T1\n",
        other.len(),
        other.replace("a word", "one word")
    );
    let said = refused(&folder, "long.ann", &long, other, true).expect("refused");
    assert!(
        said.contains("nobody at all said a word of it.\", where \"…"),
        "{said}"
    );
    assert!(
        said.contains("said one word of it.\" was expected"),
        "{said}"
    );
    // Cleaning removes a space, so offsets after it change.
    let spaced = TWO.replacen("Mayor", "Mayor ,", 1);
    let moved = "T1\tSource 8 20\tHanna Orbeck\nE1\tAttribution:T1 Source:T1\n";
    assert_eq!(refused(&folder, "raw.ann", moved, &spaced, true), None);
    let said = refused(&folder, "cleaned.ann", moved, &spaced, false).expect("refused");
    assert!(
        said.contains("line 1, T1: the text at 8 to 20") && said.contains("(--raw-text)?"),
        "{said}"
    );
}

#[test]
fn words_of_a_given_attribution_may_run_over_lines() {
    let folder = scratch("given-lines");
    let text = "Mayor Hanna\r\nOrbeck said the bridge\nwould close.";
    let given = "T1\tSource 0 5;6 19\tMayor Hanna Orbeck\nT2\tCue 20 24\tsaid\nT3\tContent 25 47\tthe bridge would close\n\
        E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1\n";
    assert_eq!(refused(&folder, "lines.ann", given, text, true), None);
    let glued = given.replace("Mayor Hanna Orbeck", "Mayor HannaOrbeck");
    assert!(refused(&folder, "glued.ann", &glued, text, true).is_some());
}

#[test]
fn spans_of_a_given_line_hold_its_words() {
    let folder = scratch("given-spans");
    let spans = |source: &str| given_line(&format!("\"id\": \"a1\", \"source\": {source}"));
    let right = [
        "[{\"start\": 0, \"end\": 5, \"text\": \"Mayor\"}]",
        "[{\"start\": 0, \"end\": 5}]",
        "[{\"start\": 0, \"end\": 5, \"text\": null}]",
        "[]",
        "null",
    ];
    for source in right {
        assert_eq!(
            refused_lines(&folder, "right.jsonl", &spans(source)),
            None,
            "{source}"
        );
    }
    let wanted = "where a list of spans with start, end and text is wanted";
    let wrong = [
        (
            "[{\"start\": 0, \"end\": 5, \"text\": \"Edwin\"}]",
            "source: the text at 0 to 5 is \"Mayor\", where \"Edwin\" was expected",
        ),
        (
            "[{\"start\": 0, \"end\": 999, \"text\": \"Edwin\"}]",
            "source: 0 to 999 is not a place",
        ),
        ("\"Edwin\"", "\"source\" is \"Edwin\", where a list"),
        ("{\"start\": 0, \"end\": 5}", wanted),
        ("[\"Edwin\"]", wanted),
        ("[{\"start\": -1, \"end\": 5}]", wanted),
        ("[{\"start\": 0, \"end\": 4294967296}]", wanted),
        ("[{\"start\": 0, \"end\": 5, \"text\": 7}]", wanted),
    ];
    for (source, message) in wrong {
        let said =
            refused_lines(&folder, "wrong.jsonl", &format!("\n{}", spans(source))).expect(source);
        assert!(
            said.contains("wrong.jsonl: line 2, a1") && said.contains(message),
            "{source}: {said}"
        );
    }
}

#[test]
fn given_attributions_depend_on_others_and_not_on_themselves() {
    let folder = scratch("given-ties");
    let all = |ties: &[&str]| -> String {
        let line = |(n, tie): (usize, &&str)| given_line(&format!("\"id\": \"a{n}\"{tie}"));
        (1..).zip(ties).map(line).collect()
    };
    // An attribution may also depend on one that comes later.
    let right = all(&[
        ", \"parent\": \"a3\"",
        ", \"carried_from\": \"a1\", \"parent\": \"a3\"",
        ", \"parent\": null",
    ]);
    assert_eq!(refused_lines(&folder, "ties.jsonl", &right), None);
    let wrong: [(&[&str], &str); 6] = [
        (
            &["", ", \"parent\": \"a2\""],
            "line 2, a2: by \"parent\" and \"carried_from\" it depends on itself",
        ),
        (&[", \"carried_from\": \"a1\""], "line 1, a1: by"),
        (
            &[
                "",
                ", \"parent\": \"a3\"",
                ", \"carried_from\": \"a2\", \"parent\": \"a1\"",
            ],
            "it depends on itself",
        ),
        (
            &["", ", \"parent\": \"a9\""],
            "line 2, a2: \"parent\" is \"a9\", and its report has no such attribution",
        ),
        (
            &[", \"carried_from\": 1"],
            "line 1, a1: \"carried_from\" is 1, where a string is wanted",
        ),
        (
            &[", \"form\": \"loud\""],
            "line 1, a1: \"form\" is \"loud\", where direct",
        ),
    ];
    for (ties, message) in wrong {
        let said = refused_lines(&folder, "ties.jsonl", &all(ties)).expect(message);
        assert!(
            said.contains(message) && said.contains("ties.jsonl"),
            "{message}: {said}"
        );
    }
    let twice = given_line("\"id\": \"a1\"").repeat(2);
    let said = refused_lines(&folder, "twice.jsonl", &twice).expect("refused");
    assert!(said.contains("line 2, a1: this id is used twice"), "{said}");
}

/// A passage whose figures do not agree, one whose figures do, one without any.
const WRONG: &str =
    "Profit rose 45% to $56.1 million from $50.2 million, the mill in Brasko said on Friday.";
const RIGHT: &str =
    "Profit rose 12% to $56.1 million from $50.2 million, the mill in Brasko said on Friday.";
const NONE: &str = "The mill in Brasko said on Friday that it would not open again before spring.";

fn checked(text: &str, options: &[&str]) -> (i32, String) {
    let args = [&["check", "-", "--from", "text", "--rules-only"], options].concat();
    let output = sayso(&args, text.as_bytes());
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[test]
fn check_exits_with_one_for_what_does_not_agree() {
    for (text, options, code) in [
        (WRONG, &[][..], 1),
        (RIGHT, &[], 0),
        (NONE, &[], 0),
        (RIGHT, &["--fail-on", "note"], 1),
        (WRONG, &["--fail-on", "never"], 0),
        (WRONG, &["--ignore", "S001"], 0),
        (WRONG, &["--ignore", "s001,S002"], 0),
        (WRONG, &["--select", "S008"], 0),
        (WRONG, &["--select", "S001"], 1),
        (WRONG, &["--select", "S999"], 2),
        (WRONG, &["--format", "brat"], 2),
        (WRONG, &["--format", "html"], 1),
        (RIGHT, &["--format", "html"], 0),
        (RIGHT, &["--all"], 0),
        (RIGHT, &["--all-pages"], 0),
    ] {
        assert_eq!(checked(text, options).0, code, "{options:?}: {text}");
    }
}

#[test]
fn check_underlines_like_a_compiler() {
    let (_, out) = checked(WRONG, &["--format", "human"]);
    assert!(
        out.starts_with("error[S001]: as read, these figures do not agree:\n")
            && out.contains(
                "\n             $56.1 million ÷ $50.2 million − 1 = 11.75%, stated 45%\n"
            ),
        "{out}"
    );
    assert!(
        out.contains("-:1:13")
            && out.contains("^^^    -------------      ------------- before")
            && out.contains("      after\n")
            && out.contains("  stated\n")
            && out
                .ends_with("-: 1 error; 3 of 3 figures could be checked, and they do not agree\n"),
        "{out}"
    );
    let (_, out) = checked(NONE, &["--format", "human"]);
    // What could not be checked does not add up, and does not fail to.
    assert!(
        out.starts_with("-: no fault found; no") && out.lines().count() == 1,
        "{out}"
    );
}

#[test]
fn check_shows_lines_of_the_file_in_rows_of_the_screen() {
    let long = "The harbour of Velm is shut, and will be until the ice of the upper lake has gone, the pilots said, \
        adding that nobody was to blame. The lock was to cost $12\tmillion from the state and $7 million from the 東京 \
        city, for a total of $25 million, the engineers said, and would be done before the spring of the next year.";
    let text = format!("Harbour shut\n\nNothing happened.\n\n{long}\n");
    let (code, out) = checked(&text, &["--format", "human"]);
    assert_eq!(code, 1);
    let column = long
        .split_once("$25")
        .map_or(0, |(before, _)| before.chars().count() + 1);
    assert!(
        out.contains(&format!("--> -:5:{column}\n")) && out.contains("\n5 | The lock was"),
        "{out}"
    );
    assert!(
        !out.contains("LL") && !out.contains("pilots") && out.contains("next year."),
        "{out}"
    );
    // Two columns for each of the two wide characters.
    assert!(out.lines().all(|row| row.chars().count() <= 90), "{out}");
    let [row, under] = ["city, for a total of $25 million", "^^^^^^^^^^^"].map(|words| {
        out.lines()
            .find_map(|row| Some(row.split_once(words)?.0.replace(['東', '京'], "  ")))
    });
    let row = row.map(|before| before.len() + "city, for a total of ".len());
    assert_eq!(row, under.map(|before| before.len()), "{out}");
}

#[test]
fn check_of_several_reports_shows_those_with_findings() {
    let folder = scratch("check-several");
    for (name, text) in [
        ("wrong.txt", WRONG),
        ("right.txt", RIGHT),
        ("none.txt", NONE),
    ] {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    let output = sayso(
        &[
            "check",
            &folder.to_string_lossy(),
            "--rules-only",
            "--format",
            "human",
        ],
        b"",
    );
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out.contains("\n3 reports read: 1 error in 1 report, 1 sum or comparison agrees;")
            && !out.contains("right.txt: ")
            && out.contains("wrong.txt: 1 error; 3 of 3 figures could be checked"),
        "{out}"
    );
    let each = sayso(
        &[
            "check",
            &folder.to_string_lossy(),
            "--rules-only",
            "--format",
            "human",
            "--each",
        ],
        b"",
    );
    let out = String::from_utf8_lossy(&each.stdout).into_owned();
    assert!(
        out.ends_with("3 reports: 1 error, 1 note in 2 of them\n") && !out.contains("none.txt"),
        "{out}"
    );
}

#[test]
fn read_and_check_write_the_same_page() {
    let page = checked(WRONG, &["--format", "html"]).1;
    assert!(page.contains("Does it add up") && page.contains("these figures do not agree"));
    let read = sayso(
        &[
            "read",
            "-",
            "--from",
            "text",
            "--rules-only",
            "--format",
            "html",
        ],
        WRONG.as_bytes(),
    );
    assert_eq!(page, String::from_utf8_lossy(&read.stdout));
    let without = checked(WRONG, &["--format", "html", "--ignore", "S001"]).1;
    assert!(!without.contains("Does it add up") && without.contains("none of 3 figures"));
}

#[test]
fn check_writes_finding_lines() {
    let (_, out) = checked(WRONG, &["--format", "jsonl"]);
    let line = out
        .lines()
        .find(|l| l.starts_with(r#"{"type":"finding""#))
        .expect("a finding");
    let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let data = &line["data"];
    assert_eq!(
        (data["code"].as_str(), data["severity"].as_str()),
        (Some("S001"), Some("error"))
    );
    assert_eq!(data["primary"]["text"], "45%");
    assert_eq!(data["primary"]["start"], 12);
    assert_eq!(data["related"][1]["label"], "before");
    assert_eq!(data["related"][1]["text"], "$50.2 million");
    assert_eq!(
        data["derivation"],
        "$56.1 million ÷ $50.2 million − 1 = 11.75%"
    );
}

/// Codes about wording are off until they are named; they have no arithmetic.
#[test]
fn codes_that_are_off_are_found_when_selected() {
    const UNNAMED: &str = "The mill will shut two of its three looms by spring, a person familiar with the plan said.\n";
    let checked = |options: &[&str]| {
        let args = [
            &["check", "-", "--from", "text", "--format", "jsonl"],
            options,
        ]
        .concat();
        let output = sayso(&args, UNNAMED.as_bytes());
        (
            output.status.code().unwrap_or(-1),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    };
    let (_, out) = checked(&[]);
    assert!(!out.contains(r#""type":"finding""#), "{out}");
    let (code, out) = checked(&["--select", "s032", "--fail-on", "note"]);
    let line = out
        .lines()
        .find(|l| l.starts_with(r#"{"type":"finding""#))
        .expect("a finding");
    let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let data = &line["data"];
    assert_eq!(
        (data["code"].as_str(), data["severity"].as_str()),
        (Some("S032"), Some("note"))
    );
    assert_eq!(
        data["related"][0]["text"],
        "a person familiar with the plan"
    );
    assert!(data["derivation"].is_null());
    assert_eq!(code, 1);
    let (code, out) = checked(&["--select", "S032", "--ignore", "S032"]);
    assert!(!out.contains(r#""type":"finding""#) && code == 0, "{out}");
}

#[test]
fn explain_describes_a_code() {
    let run = |args: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_sayso"))
            .arg("explain")
            .args(args)
            .output()
            .expect("the program")
    };
    let one = String::from_utf8_lossy(&run(&["s001"]).stdout).into_owned();
    assert!(
        one.starts_with("S001: change\n")
            && one.contains("Why it matters: ")
            && one.contains("Example: ")
            && one.contains("Limits: "),
        "{one}"
    );
    let all = String::from_utf8_lossy(&run(&[]).stdout).into_owned();
    assert_eq!(all.lines().count(), sayso::check::pages::pages().count());
    assert!(
        all.contains("S032  unnamed (off unless selected)\n"),
        "{all}"
    );
    assert_eq!(run(&["S999"]).status.code(), Some(2));
}

/// The rows of a table, each by the names of its columns.
fn table(output: &Output) -> Vec<BTreeMap<String, String>> {
    let bytes = output.stdout.strip_prefix(b"\xef\xbb\xbf");
    let mut reader = csv::Reader::from_reader(bytes.expect("the mark of UTF-8"));
    let rows = reader.deserialize().collect::<Result<_, _>>();
    rows.expect("rows as long as the header")
}

#[test]
fn several_reports_make_one_table() {
    let folder = scratch("table");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let inputs = [
        write("wrong.txt", WRONG),
        write("paper.txt", "%PDF-1.7 ..."),
        write(
            "hafen.txt",
            "Der Hafen der Stadt ist wieder offen, sagte die Leiterin am Montag vor der Presse.",
        ),
        write("none.txt", NONE),
    ];
    let inputs = inputs.each_ref().map(String::as_str);
    let run = |verb: &str, options: &[&str]| {
        sayso(&[&[verb, "--rules-only"], options, &inputs].concat(), b"")
    };
    let claims = run("read", &["--format", "csv"]);
    assert_eq!(claims.status.code(), Some(2), "one input failed");
    let rows = table(&claims);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["source as written"], "the mill in Brasko");
    assert!(rows[0]["input"].ends_with("wrong.txt") && rows[1]["input"].ends_with("none.txt"));
    // The name of a table is enough, and without one `check` writes its findings.
    let findings = table(&run("check", &["--format", "csv"]));
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (&*findings[0]["code"], &*findings[0]["words"]),
        ("S001", "45%")
    );
    assert_eq!(table(&run("read", &["--table", "findings"])), findings);
    let reports = table(&run("read", &["--table", "reports"]));
    let read: Vec<&str> = reports.iter().map(|row| &*row["read"]).collect();
    assert_eq!(read, ["yes", "failed", "skipped", "yes"]);
    assert!(reports[1]["why not"].contains("this PDF file is broken"));
    assert!(reports[2]["why not"].contains("not in English"));
    for table in Table::ALL {
        let output = run("read", &["--table", table.name()]);
        let header = String::from_utf8(table.header()).expect("UTF-8");
        assert!(out(&output).starts_with(&header) && out(&output).matches(&header).count() == 1);
    }
}

#[test]
fn tables_and_other_formats_do_not_go_together() {
    for (options, message) in [
        (
            &["--format", "csv", "--out", "x"][..],
            "send it to a file with > FILE",
        ),
        (
            &["--format", "html", "--table", "claims"],
            "leave out one of the two",
        ),
        (
            &["--table", "verbs"],
            "claims, figures, times, entities, findings, reports",
        ),
    ] {
        let output = sayso(&[&["read", "-"], options].concat(), WRONG.as_bytes());
        assert_eq!(
            (output.status.code(), out(&output)),
            (Some(2), ""),
            "{options:?}"
        );
        assert!(
            err(&output).contains(message),
            "{options:?}: {}",
            err(&output)
        );
    }
    // A table of nothing has its header.
    let output = sayso(&["read", "none.txt", "--table", "claims"], b"");
    assert_eq!(output.stdout, Table::Claims.header());
}

#[test]
fn a_file_without_a_verb_is_read() {
    let report = example("tram-derails");
    let read = sayso(&["read", &report, "--rules-only", "--format", "human"], b"");
    assert!(!read.stdout.is_empty());
    for args in [
        &[&*report, "--rules-only", "--format", "human"][..],
        &["--rules-only", "--format", "human", &report],
    ] {
        let output = sayso(args, b"");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
        assert!(output.stdout == read.stdout, "{args:?}");
    }
    let output = sayso(&["missing.txt"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).ends_with("missing.txt: there is no such file\n"));
}

#[test]
fn a_word_that_is_no_verb_is_answered() {
    for (word, message) in [
        ("reed", "did you mean `sayso read`?"),
        ("chekc", "did you mean `sayso check`?"),
        ("weather", "show and explain are the verbs"),
    ] {
        let output = sayso(&[word, "a.txt"], b"");
        assert_eq!(output.status.code(), Some(2), "{word}");
        assert!(err(&output).contains(message), "{word}: {}", err(&output));
    }
}

#[test]
fn an_address_is_not_fetched() {
    let output = sayso(&["read", "https://nna.example/ferry"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("sayso does not fetch pages: save it in a browser"));
    assert_eq!(
        err(&output),
        err(&sayso(&["https://nna.example/ferry"], b""))
    );
}
