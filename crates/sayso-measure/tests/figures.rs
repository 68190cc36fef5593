//! Runs the literate cases of `tests/specs/figures.md`, and says when `docs/units.md` is out of
//! date.
//!
//! A case is a row: a sentence, and the figures that must be found in it, in order, each as `words:
//! value unit per …, role, modifier, of what`; `–` for none. A role of plain amount is left out.

use sayso_measure::{Figure, Per, Role, figures, unit};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn shown(figure: &Figure, text: &str) -> String {
    let mut out = format!("{}: ", figure.span.of(text));
    let end = |v: Option<sayso_measure::Decimal>| v.map_or(String::new(), |v| v.to_string());
    if let (Some(low), true) = (figure.low, figure.low == figure.high) {
        let _ = write!(out, "{low}");
    } else {
        let _ = write!(out, "{}..{}", end(figure.low), end(figure.high));
    }
    if let Some(unit) = figure.unit {
        let _ = write!(out, " {unit}");
    }
    for per in &figure.per {
        let name = match *per {
            Per::Unit(name) => name,
            Per::Noun(span) => span.of(text),
        };
        let _ = write!(out, " per {name}");
    }
    if figure.role != Role::Amount {
        let _ = write!(out, ", {}", figure.role.name());
    }
    if let Some(direction) = figure.direction {
        let _ = write!(out, " {}", direction.name());
    }
    if let Some(modifier) = figure.modifier {
        let _ = write!(out, ", {modifier}");
    }
    if let Some(of) = figure.of {
        let _ = write!(out, ", of {}", of.of(text));
    }
    out
}

#[test]
fn literate_cases() {
    let spec =
        std::fs::read_to_string(root().join("tests/specs/figures.md")).expect("a readable spec");
    let (mut count, mut wrong) = (0, String::new());
    let rows = spec
        .lines()
        .filter(|l| l.starts_with('|') && !l.starts_with("| -") && !l.starts_with("| sentence"));
    for line in rows {
        let (sentence, wanted) = line
            .trim_matches('|')
            .rsplit_once(" | ")
            .expect("a sentence and its figures");
        let sentence = sentence.trim();
        let found: Vec<String> = figures(sentence)
            .iter()
            .map(|f| shown(f, sentence))
            .collect();
        let found = if found.is_empty() {
            "–".to_string()
        } else {
            found.join("; ")
        };
        count += 1;
        if found != wanted.trim() {
            let _ = writeln!(wrong, "| {sentence} | {found} |");
        }
    }
    assert!(count > 100, "only {count} cases");
    assert!(wrong.is_empty(), "found otherwise:\n{wrong}");
}

#[test]
fn units_are_listed() {
    let listed = std::fs::read_to_string(root().join("docs/units.md")).expect("docs/units.md");
    let table = unit::table();
    let (_, there) = listed
        .split_once("<!-- made by a test -->\n")
        .expect("the mark that the table follows");
    if there != table {
        std::fs::write(std::env::temp_dir().join("units.md"), &table).expect("a temporary file");
        panic!(
            "docs/units.md differs from the tables in unit.rs; the right table is in the temporary folder"
        );
    }
}
