//! Inputs that are damaged, broken or empty: each is named with its place, nothing of it is read as a report
//! that no one wrote, and the exit code says that something failed.

mod common;

use common::sayso;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for a test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), content).expect("written");
}

/// Reads inputs: the exit code, the number of reports, and what is said on standard error.
fn read(folder: &Path, inputs: &[&str]) -> (i32, usize, String) {
    let args = [&["read", "--rules-only", "--format", "jsonl"], inputs].concat();
    seen(&sayso(folder, &args))
}

fn seen(output: &Output) -> (i32, usize, String) {
    let out = String::from_utf8_lossy(&output.stdout);
    let reports = out
        .lines()
        .filter(|line| line.starts_with("{\"type\":\"report\""));
    (
        output.status.code().expect("no signal"),
        reports.count(),
        String::from_utf8_lossy(&output.stderr).trim().into(),
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn says(number: u64) -> String {
    let other = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!("The mayor of Tarn, Ada Quill, said that bridge {number} of line {other:x} is shut.")
}

fn rows(from: u64, to: u64) -> String {
    let row = |number| format!("{{\"text\": {:?}}}\n", says(number));
    (from..to).map(row).collect()
}

/// The same bytes in the five forms whose reports are given before all of a file is read.
fn streamed() -> Vec<(&'static str, String)> {
    let mut csv = String::from("text\n");
    let mut feed = String::from("<rss version='2.0'><channel><title>Tarn Post</title>");
    let mut mails = String::new();
    for number in 0..300 {
        let text = says(number);
        let _ = writeln!(csv, "{text:?}");
        let _ = write!(
            feed,
            "<item><title>Bridge {number}</title><description>{text}</description></item>"
        );
        let _ = write!(
            mails,
            "From ada@tarn.example Mon Mar  4 10:00:00 2024\nFrom: ada@tarn.example\nSubject: Bridge\n\n{text}\n\n"
        );
    }
    feed += "</channel></rss>";
    let list: Vec<String> = rows(0, 300).lines().map(str::to_string).collect();
    vec![
        ("rows.jsonl", rows(0, 300)),
        ("list.json", format!("[{}]", list.join(","))),
        ("rows.csv", csv),
        ("feed.rss", feed),
        ("mails.mbox", mails),
    ]
}

const NOT_TRUSTED: &str = "its packed bytes are damaged, so that what comes from here on cannot be trusted and is not read: get the file again";

#[test]
fn nothing_of_a_damaged_gzip_file_is_read_as_a_report() {
    let folder = scratch("damaged-gzip");
    for (name, content) in streamed() {
        let name = format!("{name}.gz");
        let whole = gzip(content.as_bytes());
        write(&folder, &name, &whole);
        let (code, reports, error) = read(&folder, &[&name]);
        assert_eq!((code, reports), (0, 300), "{name}: {error}");
        // In its middle, where what follows is unpacked to something else, and in its checksum alone.
        for at in [whole.len() / 2, whole.len() - 7] {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            write(&folder, &name, &damaged);
            let (code, reports, error) = read(&folder, &[&name]);
            assert_eq!((code, reports), (2, 0), "{name}, byte {at}: {error}");
            assert!(error.starts_with(&format!("sayso: {name}")), "{error}");
            assert!(error.ends_with(NOT_TRUSTED), "{error}");
        }
    }
}

#[test]
fn what_is_before_a_damaged_member_is_read() {
    let folder = scratch("damaged-member");
    let mut second = gzip(rows(300, 600).as_bytes());
    let at = second.len() / 2;
    second[at] ^= 0x55;
    let file = [
        gzip(rows(0, 300).as_bytes()),
        second,
        gzip(rows(600, 700).as_bytes()),
    ]
    .concat();
    write(&folder, "rows.jsonl.gz", &file);
    let (code, reports, error) = read(&folder, &["rows.jsonl.gz"]);
    assert_eq!((code, reports), (2, 300), "{error}");
    assert_eq!(error, format!("sayso: rows.jsonl.gz:301: {NOT_TRUSTED}"));
    // A file that only ends too early is read up to there.
    let cut = gzip(rows(0, 300).as_bytes());
    write(&folder, "cut.jsonl.gz", &cut[..cut.len() - 9]);
    let (code, reports, error) = read(&folder, &["cut.jsonl.gz"]);
    assert_eq!(code, 2, "{error}");
    assert!(reports >= 290, "{reports}");
    assert!(
        error.ends_with("it ends too early: a part of it is missing"),
        "{error}"
    );
}

#[test]
fn damage_in_a_stream_is_said_to_concern_what_was_read_before() {
    let folder = scratch("damaged-stream");
    let mut damaged = gzip(rows(0, 300).as_bytes());
    let at = damaged.len() - 7;
    damaged[at] ^= 0x55;
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args([
            "read",
            "--rules-only",
            "--from",
            "jsonl",
            "--format",
            "jsonl",
            "-",
        ])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(&damaged).expect("read");
    drop(input);
    let (code, _, error) = seen(&child.wait_with_output().expect("it ends"));
    assert_eq!(code, 2, "{error}");
    let expected = "its packed bytes are damaged: what was read of it before may be wrong, too";
    assert!(error.ends_with(expected), "{error}");
}

#[test]
fn the_records_of_a_damaged_member_of_a_crawl_are_not_read() {
    let folder = scratch("damaged-crawl");
    let record = |number: u64| {
        let block = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><article><p>{}</p></article></html>",
            says(number)
        );
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let damaged = |number: u64, count: u64, at: fn(usize) -> usize| {
        let records: String = (number..number + count).map(record).collect();
        let mut member = gzip(records.as_bytes());
        let at = at(member.len());
        member[at] ^= 0x55;
        member
    };
    let sound = |number: u64| gzip(record(number).as_bytes());
    for (name, member) in [
        ("checksum", damaged(1, 1, |length| length - 7)),
        ("middle", damaged(1, 100, |length| length / 2)),
        ("several", damaged(1, 100, |length| length - 7)),
    ] {
        let name = format!("{name}.warc.gz");
        write(&folder, &name, [sound(0), member, sound(500)].concat());
        let (code, reports, error) = read(&folder, &["--all-pages", &name]);
        assert_eq!((code, reports), (2, 2), "{name}: {error}");
        let expected = format!(
            "sayso: {name}@{}: this record cannot be unpacked",
            sound(0).len()
        );
        assert!(error.starts_with(&expected), "{error}");
    }
}

/// A zip archive of a member that is stored, with this checksum.
fn archive(name: &str, text: &str, checksum: u32) -> Vec<u8> {
    let bytes_of = |length: usize| u32::try_from(length).expect("small").to_le_bytes();
    let size = bytes_of(text.len());
    let common = [
        &[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x58][..],
        &checksum.to_le_bytes(),
        &size,
        &size,
        &bytes_of(name.len()),
    ]
    .concat();
    let local = [b"PK\x03\x04", &common[..], name.as_bytes(), text.as_bytes()].concat();
    let entry = [
        b"PK\x01\x02\x14\0",
        &common[..],
        &[0; 14][..],
        name.as_bytes(),
    ]
    .concat();
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0",
        &bytes_of(entry.len())[..],
        &bytes_of(local.len()),
        &[0, 0],
    ]
    .concat();
    [local, entry, end].concat()
}

#[test]
fn a_damaged_member_of_an_archive_is_not_read() {
    let folder = scratch("damaged-archive");
    let mut crc = flate2::Crc::new();
    crc.update(rows(1, 201).as_bytes());
    write(
        &folder,
        "saved.zip",
        archive("rows.jsonl", &rows(0, 200), crc.sum()),
    );
    let (code, reports, error) = read(&folder, &["saved.zip"]);
    assert_eq!((code, reports), (2, 0), "{error}");
    assert_eq!(
        error,
        "sayso: saved.zip/rows.jsonl: it cannot be unpacked, it is broken (its checksum is wrong, so that it is not what was packed)"
    );
}

/// A member of an archive cannot be named by itself to be told.
#[test]
fn why_rows_in_an_archive_are_not_read_is_said_as_for_others() {
    let folder = scratch("archived-rows");
    let rows = "{\"words\": \"It sank.\"}\n".repeat(3);
    write(&folder, "rows.jsonl", &rows);
    let (_, _, error) = read(&folder, &["rows.jsonl"]);
    let why = error.strip_prefix("sayso: rows.jsonl: ").expect("a reason");
    assert!(why.starts_with("none of its 3 lines has a text"), "{why}");
    let mut crc = flate2::Crc::new();
    crc.update(rows.as_bytes());
    write(
        &folder,
        "saved.zip",
        archive("rows.jsonl", &rows, crc.sum()),
    );
    let (code, _, error) = read(&folder, &["saved.zip"]);
    assert_eq!(code, 2);
    let expected = format!("sayso:   saved.zip/rows.jsonl: {why}");
    assert!(error.contains(&expected), "{error}");
}

#[test]
fn an_entry_without_the_end_of_an_element_is_named_and_the_others_are_read() {
    let folder = scratch("broken-entries");
    let (one, two, three) = (says(1), says(2), says(3));
    let rss = format!(
        "<rss version='2.0'><channel><title>Tarn Post</title>\n\
         <item><title>One</title><description>{one}</description></item>\n\
         <item><title>Two</titel><description>{two}</description></item>\n\
         <item><title>Three</title><description>{three}</description></item>\n</channel></rss>"
    );
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Tarn Post</title>\n\
         <entry><title>One</title><content>{one}</content></entry>\n\
         <entry><title>Two</titel><content>{two}</content></entry>\n\
         <entry><title>Three</title><content>{three}</content></entry>\n</feed>"
    );
    for (name, feed) in [("tarn.rss", rss), ("tarn.atom", atom)] {
        write(&folder, name, feed);
        let (code, reports, error) = read(&folder, &[name]);
        assert_eq!((code, reports), (2, 2), "{error}");
        let expected = format!(
            "sayso: {name}:3#2: the entry is not read, because the end of its element <title> is missing"
        );
        assert!(error.starts_with(&expected), "{error}");
        assert!(!error.contains("only a title"), "{error}");
    }
}

#[test]
fn feeds_without_entries_are_named_and_entries_without_a_title_are_read() {
    let folder = scratch("feeds");
    write(
        &folder,
        "empty.rss",
        "<rss><channel><title>Tarn Post</title></channel></rss>",
    );
    let (code, _, error) = read(&folder, &["empty.rss"]);
    assert_eq!(
        (code, &*error),
        (2, "sayso: empty.rss: the feed has no entries")
    );
    let feed = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Tarn Post\", \"items\": [\
         {{\"id\": \"1\", \"content_text\": {:?}}}, {{\"id\": \"2\", \"summary\": {:?}}}]}}",
        says(1),
        says(2)
    );
    write(&folder, "feed.json", feed);
    let (code, reports, error) = read(&folder, &["feed.json"]);
    assert_eq!((code, reports), (0, 2), "{error}");
}

#[test]
fn a_page_of_endless_text_is_refused_and_one_with_large_pictures_is_read() {
    let folder = scratch("large-pages");
    let long = says(1).repeat(250_000);
    write(
        &folder,
        "long.html",
        format!("<html><article><p>{long}</p></article></html>"),
    );
    let (code, _, error) = read(&folder, &["long.html"]);
    let expected = "sayso: long.html: it is over 16 MiB of HTML without its pictures, which no single report is: split it first";
    assert_eq!((code, &*error), (2, expected));
    let picture = "iVBORw0KGgo".repeat(2_000_000);
    let page = format!(
        "<html><title>Bridge shut</title><article><p>{}</p><img src=\"data:image/png;base64,{picture}\"></article></html>",
        says(1)
    );
    write(&folder, "picture.html", page);
    let (code, reports, error) = read(&folder, &["--all-pages", "picture.html"]);
    assert_eq!((code, reports), (0, 1), "{error}");
}

#[test]
fn no_ledger_is_made_for_nothing_and_an_empty_file_is_said_to_be_empty() {
    let folder = scratch("no-ledger");
    let (code, _, error) = seen(&sayso(&folder, &["add", "new.db", "nosuch"]));
    assert_eq!(code, 2);
    assert!(
        error.starts_with("sayso: nosuch: there is no such file"),
        "{error}"
    );
    assert!(
        error.ends_with("no ledger is made, because there is nothing to add"),
        "{error}"
    );
    assert!(!folder.join("new.db").exists());
    write(&folder, "empty.db", "");
    let (code, _, error) = seen(&sayso(&folder, &["search", "empty.db", "bridge"]));
    let expected = "sayso: empty.db: the file is empty, so that there is no ledger in it: sayso add empty.db … makes one";
    assert_eq!((code, &*error), (2, expected));
    // A file may have the name of a part of another.
    write(&folder, "#1", says(1));
    let (code, _, error) = seen(&sayso(&folder, &["add", "empty.db", "#1"]));
    assert_eq!(code, 0, "{error}");
    let (code, _, error) = seen(&sayso(&folder, &["forget", "empty.db", "#1"]));
    assert_eq!((code, &*error), (0, "sayso: empty.db: 1 report forgotten"));
}
