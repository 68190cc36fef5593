//! Hostile inputs in one run: each is read or refused by name, none costs another, and none makes
//! the program say what it does not say.
//!
//! There are several inputs, so that worker threads read them, whose stacks are smaller than that of
//! the main thread.

mod common;

use common::sayso;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

const GOOD: &str = "The bridge is shut until May, the county said on Tuesday.";
const MAYOR: &str =
    "The mayor of Tarn said on Monday that 12 of 40 bridges over the Orle are shut until May.";

/// A folder of its own for a test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn page(body: &str) -> Vec<u8> {
    format!("<html lang=en><title>Bridge shut | Tarn Herald</title><h1>Bridge shut</h1>{body}")
        .into_bytes()
}

fn paragraphs() -> [String; 3] {
    ["road", "rail", "lock"].map(|what| {
        format!("<p>Police said the {what} is open and that nobody was hurt on it at all on Sunday night.</p>")
    })
}

/// A report with `middle` among its paragraphs.
fn report(middle: &str) -> Vec<u8> {
    let [road, rail, lock] = paragraphs();
    page(&format!("<article>{road}{middle}{rail}{lock}</article>"))
}

fn utf32(text: &str) -> Vec<u8> {
    let chars = "\u{feff}".chars().chain(text.chars());
    chars.flat_map(|c| (c as u32).to_le_bytes()).collect()
}

/// The inputs by name.
fn inputs() -> Vec<(&'static str, Vec<u8>)> {
    let fonts: String = (0..150).map(|i| format!("<b class=c{i}>")).collect();
    let many = "<p>x y z</p>".repeat(500);
    let quotation = "We won the vote and the town will have its bridge. ".repeat(200);
    let rises = "up 45% to $56.1 million from $50.2 million ".repeat(200);
    vec![
        ("00-good.txt", GOOD.into()),
        ("spans.html", page(&("<span><div></span>".repeat(12_000) + "<p>It is shut, police said."))),
        ("divs.html", page(&("<div>".repeat(50_000) + "It is shut, police said."))),
        ("tables.html", page(&("<table><tr><td>".repeat(63) + &many))),
        ("fonts.html", page(&format!("<div>{fonts}</div>{many}"))),
        ("open-fonts.html", page(&format!("<p>{fonts}{many}"))),
        ("lists.html", page(&("<ul><li>".repeat(90) + &many))),
        ("inline.html", report(&format!("<strong><em><u>{MAYOR}</u></em></strong>"))),
        ("hidden.html", report("<p hidden>The mayor stole ninety million, Tom Brack said on Monday.</p>")),
        ("clock.txt", "It opens at ten o’".into()),
        ("brothers.txt", "Police said two O'Neill brothers were hurt.".into()),
        ("quotation.txt", format!("The mayor said in a statement:\n\n“{quotation}”").into()),
        ("letters.txt", "The mayor said on Tuesday that he 登山ed the hill.".into()),
        ("mill.txt", "The mill emits too much CO₂, the county said on Tuesday.".into()),
        ("rises.txt", format!("The county said {rises}").into()),
        ("wide.txt", utf32(&format!("{GOOD} ").repeat(5))),
        (
            "rows.jsonl",
            format!(
                "{{\"id\":\"a\",\"text\":{GOOD:?},\"n\":1e999,\"deep\":{}{}}}\n{}\n{{\"id\":\"b\",\"text\":\"\\ud83d {GOOD}\"}}\n",
                "[".repeat(300),
                "]".repeat(300),
                "x".repeat(33 << 20)
            )
            .into(),
        ),
        ("zz-good.txt", GOOD.into()),
    ]
}

const INPUTS: usize = 19;

#[test]
fn one_page_does_not_cost_the_others() {
    let folder = scratch("hostile");
    for (name, bytes) in inputs() {
        std::fs::write(folder.join(name), bytes).expect("a file");
    }
    let check = [
        "check",
        "--select",
        "S001,S030,S031,S032,S033",
        "--fail-on",
        "note",
    ];
    for verb in [&["read"][..], &check] {
        let args = [
            "--all-pages",
            "--language",
            "en",
            "--jobs",
            "2",
            "--format",
            "jsonl",
            ".",
        ];
        let output = sayso(&folder, &[verb, &args[..]].concat());
        let (out, err) = (out(&output), err(&output));
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(!err.contains("panicked") && !err.contains("broke"), "{err}");
        let records: Vec<Value> = out
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let of = |kind: &str| -> Vec<&Value> {
            let records = records.iter().filter(|record| record["type"] == kind);
            records.map(|record| &record["data"]).collect()
        };
        assert_eq!(of("report").len(), INPUTS, "{err}");
        let errors = of("error");
        assert_eq!(errors.len(), 1, "{err}");
        let message = errors[0]["message"].as_str().expect("a message");
        assert!(message.contains("over 32 MiB"), "{message}");
        let said = of("attribution");
        let says = |input: &str, words: &str| {
            let id = of("report")
                .into_iter()
                .find(|report| {
                    report["input"]
                        .as_str()
                        .is_some_and(|name| name.ends_with(input))
                })
                .expect("read")["id"]
                .clone();
            let said = said.iter().filter(|a| a["report"] == id);
            said.filter(|a| {
                a["content"][0]["text"]
                    .as_str()
                    .is_some_and(|text| text.contains(words))
            })
            .count()
        };
        for input in ["00-good.txt", "zz-good.txt", "wide.txt"] {
            assert!(says(input, "The bridge is shut until May") > 0, "{input}");
        }
        assert_eq!(says("inline.html", "12 of 40"), 1);
        assert_eq!(
            says("inline.html", "the rail is open and that nobody was hurt"),
            1
        );
        assert_eq!(
            says("hidden.html", "the lock is open and that nobody was hurt"),
            1
        );
        assert!(!out.contains("ninety") && !out.contains("XXXX-XX-XXT02:00"));
    }
}
