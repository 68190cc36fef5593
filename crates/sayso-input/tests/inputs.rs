//! Files and rows as reports: order, places, days, and what is refused.

use sayso::report::Body;
use sayso_input::files::Files;
use sayso_input::{Fields, Item, Options, reports};
use std::fs;
use std::path::{Path, PathBuf};

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The reports of a file with this name and content.
fn read(name: &str, content: impl AsRef<[u8]>, options: &Options) -> Vec<Item> {
    let path = scratch(name).join(name);
    fs::write(&path, content).expect("written");
    reports(&path, options).collect()
}

/// The message of each failure, without the folder of its file.
fn messages(items: &[Item]) -> Vec<String> {
    let failures = items.iter().filter_map(|item| item.as_ref().err());
    failures
        .map(|failure| {
            let line = failure
                .place
                .line
                .map_or(String::new(), |l| format!("{l}: "));
            format!("{line}{}", failure.message)
        })
        .collect()
}

#[test]
fn folders_are_opened_up_in_the_order_of_names() {
    let folder = scratch("folders");
    fs::create_dir(folder.join("b")).expect("a folder");
    for name in [
        "c.txt",
        "a.html.gz",
        "b/z.txt",
        "b/a.jsonl",
        "logo.png",
        "notes.gz",
    ] {
        fs::write(folder.join(name), "x").expect("written");
    }
    let found = Files::list(&[folder.clone(), folder.join("c.txt")]);
    let names: Vec<String> = found
        .files
        .iter()
        .map(|file| file.as_ref().expect("a file"))
        .map(|file| {
            file.strip_prefix(&folder)
                .expect("inside")
                .display()
                .to_string()
        })
        .collect();
    assert_eq!(names, ["a.html.gz", "b/a.jsonl", "b/z.txt", "c.txt"]);
    assert_eq!(found.repeated, [folder.join("c.txt")]);
}

#[test]
fn a_row_that_cannot_be_read_costs_the_others_nothing() {
    let rows = "\u{feff}{\"id\": \"a\", \"text\": \"One.\", \"date\": \"2024-03-01T23:00:00+09:00\"}\n\n\
        not JSON\n{\"id\": \"a\", \"text\": \"Two.\"}\n[1]\n{\"text\": 3}\n{\"id\": 7, \"text\": \"Three.\"}";
    let items = read("rows.jsonl", rows, &Options::default());
    let read: Vec<(Option<u64>, Option<&str>, &[u8])> = items
        .iter()
        .flatten()
        .map(|raw| (raw.place.line, raw.id.as_deref(), raw.body.bytes()))
        .collect();
    assert_eq!(
        read,
        [
            (Some(1), Some("a"), b"One.".as_slice()),
            (Some(7), Some("7"), b"Three.".as_slice())
        ]
    );
    let first = items[0].as_ref().expect("a report");
    let day = first.published.as_ref().expect("a day");
    assert_eq!(day.day.as_deref(), Some("2024-03-01"));
    assert_eq!(
        messages(&items),
        [
            "3: not JSON: expected ident, column 2",
            "4: the id \"a\" occurs twice in this input",
            "5: not a JSON object",
            "6: the field \"text\" is not a string",
        ]
    );
}

#[test]
fn fields_have_the_names_that_the_user_gives() {
    let options = Options {
        fields: Fields {
            text: "body".into(),
            id: Some("uri".into()),
            date: Some("day".into()),
        },
        published: Some("2020-01-01".into()),
        ..Options::default()
    };
    let rows = "{\"body\": \"It sank.\", \"uri\": \"u1\", \"day\": \"yesterday\"}\n{\"body\": \"It sank.\", \"uri\": \"u2\"}\n";
    let items = read("fields.jsonl", rows, &options);
    let first = items[0].as_ref().expect("a report");
    let day = first.published.as_ref().expect("as it was given");
    assert_eq!((day.written.as_str(), &day.day), ("yesterday", &None));
    assert_eq!(
        messages(&items),
        ["2: no field \"day\" (the fields are: body, uri)"]
    );
}

#[test]
fn a_text_that_begins_like_a_page_is_a_page_unless_the_user_says_otherwise() {
    let page = "<html><p>The ferry sank, police said.</p></html>";
    let body = |options: &Options| {
        let items = read("page.txt", page, options);
        items
            .into_iter()
            .next()
            .expect("one")
            .expect("a report")
            .body
    };
    assert!(matches!(body(&Options::default()), Body::Page(_)));
    let as_is = Options {
        as_is: true,
        ..Options::default()
    };
    assert!(matches!(body(&as_is), Body::Plain(_)));
}

#[test]
fn what_is_not_a_report_is_named() {
    let refused = |name: &str, content: &[u8]| messages(&read(name, content, &Options::default()));
    assert_eq!(refused("empty.txt", b" \n\n"), ["there is no text in it"]);
    assert_eq!(refused("empty.jsonl", b"\n"), ["there is no report in it"]);
    let feed = refused("feed.txt", b"<?xml version='1.0'?><rss></rss>");
    assert!(
        feed[0].starts_with("this is XML, perhaps a feed"),
        "{feed:?}"
    );
    let pdf = refused("paper.txt", b"%PDF-1.7\n");
    assert!(pdf[0].contains("a PDF file"), "{pdf:?}");
    let cut = refused("cut.txt.gz", b"\x1f\x8b\x08\x00\x00");
    assert!(cut[0].starts_with("not a whole gzip file"), "{cut:?}");
    let missing: Vec<Item> = reports(Path::new("no/such/file.txt"), &Options::default()).collect();
    assert_eq!(missing.len(), 1);
    assert!(missing[0].is_err());
}
