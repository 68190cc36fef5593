//! Runs the literate cases of `tests/specs/times.md`.
//!
//! A case is a row: a sentence, and the times that must be found in it, in order. A heading ends
//! with the day of publication of its cases: "## Years (published 2024-11-01)", or "(published: not
//! known)". With `SPECS_WRITE=1` the rows are written anew, to be read and judged.

use sayso_measure::time::{Moment, Of, Time, times};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/specs/times.md")
}

fn shown(time: &Time, text: &str) -> String {
    let mut out = format!(
        "{}: {} {}",
        time.span.of(text),
        time.kind.name(),
        time.value
    );
    if let Some(modifier) = time.modifier {
        write!(out, " {}", modifier.name()).expect("a string");
    }
    if let Some(quant) = &time.quant {
        write!(out, " ({quant})").expect("a string");
    }
    if let Some(freq) = time.freq {
        write!(out, " {freq}X").expect("a string");
    }
    if time.of == Of::Speaking {
        out += " speaking";
    }
    if let (Some(begin), Some(end)) = (time.begin, time.end) {
        write!(out, " {begin}..{end}").expect("a string");
    }
    out
}

#[test]
fn literate_cases() {
    let path = file();
    let cases = std::fs::read_to_string(&path).expect("the cases are there");
    let (mut published, mut rows, mut wrong, mut anew) = (None, 0, String::new(), String::new());
    for line in cases.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            published = heading
                .split("(published ")
                .nth(1)
                .and_then(|rest| Moment::parse(rest.trim_end_matches(')')));
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let row = line.starts_with("| ")
            && cells.len() == 2
            && !cells[0].starts_with("---")
            && cells[0] != "sentence";
        if !row {
            anew += &(line.to_string() + "\n");
            continue;
        }
        rows += 1;
        let found: Vec<String> = times(cells[0], published)
            .iter()
            .map(|time| shown(time, cells[0]))
            .collect();
        let found = if found.is_empty() {
            "–".to_string()
        } else {
            found.join("; ")
        };
        writeln!(anew, "| {} | {found} |", cells[0]).expect("a string");
        if found != cells[1] {
            writeln!(
                wrong,
                "{}\n  expected {}\n  found    {found}",
                cells[0], cells[1]
            )
            .expect("a string");
        }
    }
    if std::env::var_os("SPECS_WRITE").is_some() {
        std::fs::write(&path, anew).expect("the cases can be written");
        return;
    }
    assert!(rows > 150, "only {rows} cases were read");
    assert!(wrong.is_empty(), "{wrong}");
}
