//! What the tests of inputs have in common.

use sayso::report::{Body, RawReport};
use sayso_input::{Fields, Item, Options, PassedOver, What, reports};
use std::fs;
use std::path::{Path, PathBuf};

/// A file that was made with other tools, by `rows/make.py`.
#[allow(dead_code)]
pub fn made(name: &str, options: &Options) -> Vec<Item> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/rows")
        .join(name);
    reports(&path, options).collect()
}

/// What a file with this name and content holds. `test` is the name of the test.
pub fn read(test: &str, name: &str, content: impl AsRef<[u8]>, options: &Options) -> Vec<Item> {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    fs::write(&path, content).expect("written");
    reports(&path, options).collect()
}

#[allow(dead_code)]
pub fn raw(items: &[Item]) -> Vec<&RawReport> {
    items.iter().filter_map(Item::report).collect()
}

#[allow(dead_code)]
pub fn text(raw: &RawReport) -> String {
    String::from_utf8_lossy(&raw.body.bytes()).into_owned()
}

#[allow(dead_code)]
pub fn is_html(raw: &RawReport) -> bool {
    matches!(raw.body, Body::Html(_))
}

/// The day of a report, and the time of day with its zone.
#[allow(dead_code)]
pub fn day(raw: &RawReport) -> (Option<&str>, Option<&str>) {
    let given = raw.published.as_ref();
    (
        given.and_then(|given| given.day.as_deref()),
        given.and_then(|given| given.moment.as_deref()),
    )
}

/// What the items are that are passed over.
#[allow(dead_code)]
pub fn passed_over(items: &[Item]) -> Vec<What> {
    let what = |item: &Item| match item {
        Item::PassedOver(passed_over) => Some(passed_over.what),
        _ => None,
    };
    items.iter().filter_map(what).collect()
}

/// Messages of failures and notes, each with its line and number.
pub fn said(items: &[Item]) -> Vec<String> {
    let place = |line: Option<u64>, number: Option<u64>| {
        let line = line.map_or(String::new(), |line| format!("{line}: "));
        let number = number.map_or(String::new(), |number| format!("#{number}: "));
        line + &number
    };
    let said = |item: &Item| match item {
        Item::Failed(failure) => {
            let place = place(failure.place.line, failure.place.number);
            Some(format!("{place}{}", failure.message))
        }
        // What a user is told who names the file.
        Item::PassedOver(PassedOver {
            why: Some(why),
            place: at,
            ..
        }) => Some(format!("{}{why}", place(at.line, at.number))),
        Item::Note(note) => {
            let place = place(note.place.line, note.place.number);
            Some(format!("note: {place}{}", note.message))
        }
        _ => None,
    };
    items.iter().filter_map(said).collect()
}

#[allow(dead_code)]
pub fn fields(text: &str) -> Options {
    Options {
        fields: Fields {
            text: Some(text.into()),
            ..Fields::default()
        },
        ..Options::default()
    }
}
