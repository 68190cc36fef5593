//! Zip archives (see `crawls/make.py`), and files that are known by their first bytes.

use sayso::report::{Body, RawReport};
use sayso_input::files::Files;
use sayso_input::{Form, Item, Options, What, reports};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("archives")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn items(name: &str, bytes: &[u8]) -> Vec<Item> {
    let path = scratch(name).join(name);
    fs::write(&path, bytes).expect("written");
    reports(&path, &Options::default()).collect()
}

/// What an item is, and its member.
fn what(item: &Item) -> (String, String) {
    let (place, name) = match item {
        Item::Report(raw) => (&raw.place, kind(raw).to_string()),
        Item::PassedOver(passed_over) => (&passed_over.place, passed_over.what.name().into()),
        Item::Failed(failure) => (&failure.place, failure.message.clone()),
        Item::Note(note) => (&note.place, note.message.clone()),
    };
    (place.member.clone().unwrap_or_default(), name)
}

fn kind(raw: &RawReport) -> &'static str {
    match raw.body {
        Body::Page(_) => "page",
        Body::Plain(_) | Body::Text(_) => "text",
        _ => "other",
    }
}

fn archive(members: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in members {
        zip.start_file(*name, options).expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

#[test]
fn members_are_read_in_their_order_and_others_are_named() {
    let items: Vec<Item> =
        reports(Path::new("tests/crawls/files.zip"), &Options::default()).collect();
    let told: Vec<(String, String)> = items.iter().map(what).collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(
        told,
        [
            ("pages/ferry.html", "page"),
            ("pages/bridge", "page"),
            ("a note.txt", "text"),
            ("../../escape.txt", "text"),
            ("rows.jsonl.gz", "text"),
            ("rows.jsonl.gz", "text"),
            ("logo.png", "image"),
            ("picture.html", "image"),
            ("README", "file of an unknown kind"),
            ("__MACOSX/._ferry.html", "hidden file"),
            ("more.zip", "archive"),
        ]
    );
    let row = items[5].report().expect("a report");
    assert_eq!(
        row.place.to_string(),
        "tests/crawls/files.zip/rows.jsonl.gz:2"
    );
}

#[test]
fn members_that_cannot_be_read_are_named_and_cost_the_others_nothing() {
    let text = b"The ferry sank, police said.".repeat(40);
    let members = [("a.txt", &*text), ("b.txt", &*text)];
    let good = archive(&members, CompressionMethod::Deflated);
    let at = good
        .windows(5)
        .position(|bytes| bytes == b"a.txt")
        .expect("a name")
        + 20;
    let mut broken = good.clone();
    broken[at] ^= 0xff;
    let told: Vec<(String, String)> = items("broken.zip", &broken).iter().map(what).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].0 == "a.txt" && told[0].1.contains("it cannot be"),
        "{told:?}"
    );
    assert_eq!(told[1], ("b.txt".into(), "text".into()));
    // The flag of encryption, in the list of contents of the first member.
    let mut locked = archive(&members, CompressionMethod::Stored);
    let list = locked
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .expect("a list");
    locked[list + 8] |= 1;
    let told: Vec<(String, String)> = items("locked.zip", &locked).iter().map(what).collect();
    assert!(told[0].1.starts_with("it is encrypted"), "{told:?}");
    assert_eq!(told[1].1, "text");
    let cut = items("cut.zip", &good[..good.len() - 30]);
    let message = &cut[0].failure().expect("a failure").message;
    assert!(
        message.starts_with("it is not a whole zip archive"),
        "{message}"
    );
}

/// Two entries of the list of contents that point at the same bytes: with thousands of them, a small
/// archive unpacks to terabytes.
#[test]
fn members_that_share_their_bytes_are_refused() {
    let text = [("a.txt", &b"The ferry sank."[..])];
    let one = archive(&text, CompressionMethod::Stored);
    let list = one
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .expect("a list");
    let end = one
        .windows(4)
        .position(|bytes| bytes == b"PK\x05\x06")
        .expect("an end");
    let mut second = one[list..end].to_vec();
    let name = second
        .windows(5)
        .position(|bytes| bytes == b"a.txt")
        .expect("a name");
    second[name] = b'b';
    let mut last = one[end..].to_vec();
    (last[8], last[10]) = (2, 2);
    let length = ((end - list) * 2) as u32;
    last[12..16].copy_from_slice(&length.to_le_bytes());
    let two = [&one[..end], &second, &last].concat();
    let told: Vec<(String, String)> = items("shared.zip", &two).iter().map(what).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    for (_, message) in told {
        assert!(message.starts_with("it shares its bytes"), "{message}");
    }
}

#[test]
fn an_archive_is_what_its_members_say() {
    let book = archive(
        &[("mimetype", b"application/epub+zip"), ("a.html", b"<html>")],
        CompressionMethod::Stored,
    );
    assert_eq!(what(&items("book", &book)[0]).1, What::Office.name());
    let sheet = archive(&[("xl/workbook.xml", b"<x/>")], CompressionMethod::Deflated);
    assert_eq!(what(&items("sheet", &sheet)[0]).1, What::Office.name());
    let empty = archive(&[], CompressionMethod::Stored);
    assert_eq!(what(&items("empty.zip", &empty)[0]).1, What::Empty.name());
}

#[test]
fn documents_that_are_stored_in_an_archive_do_not_make_it_one() {
    let document = |name: &str| fs::read(format!("tests/documents/{name}")).expect("a sample");
    let (columns, minutes) = (document("columns.pdf"), document("minutes.docx"));
    let survey = document("survey.odt");
    for first in [
        ("columns.pdf", &*columns),
        ("minutes.docx", &minutes),
        ("survey.odt", &survey),
    ] {
        let members = [first, ("page.html", b"<html><p>The ferry sank.</p>")];
        let items = items("post.zip", &archive(&members, CompressionMethod::Stored));
        let found: Vec<(String, String)> = items.iter().map(what).collect();
        let expected = [(first.0, "other"), ("page.html", "page")];
        let expected = expected.map(|(member, kind)| (member.to_string(), kind.to_string()));
        assert_eq!(found, expected);
    }
    // One of these begins with its properties, so that only the list of its files says what it is.
    for bytes in [minutes, survey] {
        assert_eq!(what(&items("saved-as", &bytes)[0]).1, "other");
    }
}

#[test]
fn a_packed_file_is_read_by_what_is_in_it() {
    let page = b"<html><body><p>The ferry sank, police said.</p></body></html>";
    let zst = zstd::encode_all(&page[..], 1).expect("memory");
    for name in ["page.html.zst", "page.zst", "page"] {
        assert_eq!(what(&items(name, &zst)[0]).1, "page", "{name}");
    }
    let cut = items("cut.html.zst", &zst[..zst.len() - 5]);
    let message = &cut[0].failure().expect("a failure").message;
    assert!(
        message.starts_with("it is not a whole zstd file"),
        "{message}"
    );
    assert_eq!(Form::of_name(Path::new("crawl.warc.zst")), Some(Form::Warc));
}

#[test]
fn files_of_folders_are_known_by_their_first_bytes() {
    let folder = scratch("folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("written");
    write("index", b"<!DOCTYPE html><title>Ferry sinks</title>");
    write("rows", b"{\"text\": \"It sank.\"}\n");
    write("photo", b"\xff\xd8\xff\xe0\0\x10JFIF");
    write("LICENSE", b"Permission is granted");
    write("empty", b"");
    write("wrong.html", b"\x89PNG\r\n\x1a\n");
    let found = Files::list(&[folder]);
    let mut told: Vec<String> = Vec::new();
    for file in found.files {
        match file {
            Ok(path) => told.extend(reports(&path, &Options::default()).map(|item| what(&item).1)),
            Err(item) => told.push(what(&item).1),
        }
    }
    let unknown = "file of an unknown kind";
    assert_eq!(
        told,
        [
            unknown,
            "empty file or page",
            "page",
            "image",
            "text",
            "image"
        ]
    );
}
