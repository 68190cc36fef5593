//! Crawls made by the programs that make them (see `crawls/make.py`), whole, cut and broken.

use sayso::report::{Body, RawReport};
use sayso_input::{Item, Options, What, reports, reports_in};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn made(name: &str) -> PathBuf {
    Path::new("tests/crawls").join(name)
}

fn items_of(path: &Path) -> Vec<Item> {
    reports(path, &Options::default()).collect()
}

/// What a file with these bytes holds.
fn items(name: &str, bytes: &[u8]) -> Vec<Item> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crawls");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    fs::write(&path, bytes).expect("written");
    items_of(&path)
}

fn pages(items: &[Item]) -> Vec<&RawReport> {
    items.iter().filter_map(Item::report).collect()
}

/// The end of each page's address.
fn names(items: &[Item]) -> Vec<String> {
    let pages = pages(items).into_iter();
    let name = |page: &RawReport| {
        let url = page.url.as_deref().unwrap_or_default();
        url.rsplit('/').next().unwrap_or_default().to_string()
    };
    pages.map(name).collect()
}

fn counts(items: &[Item]) -> BTreeMap<What, usize> {
    let mut out = BTreeMap::new();
    for item in items {
        if let Item::PassedOver(passed_over) = item {
            *out.entry(passed_over.what).or_default() += 1;
        }
    }
    out
}

/// Failures and notes, with the byte of their record.
fn messages(items: &[Item]) -> Vec<String> {
    let message = |item: &Item| match item {
        Item::Failed(failure) => Some((failure.place.offset, failure.message.clone())),
        Item::Note(note) => Some((note.place.offset, format!("note: {}", note.message))),
        _ => None,
    };
    let messages = items.iter().filter_map(message);
    messages
        .map(|(at, message)| at.map_or(message.clone(), |at| format!("{at}: {message}")))
        .collect()
}

fn text_of(page: &RawReport) -> String {
    String::from_utf8_lossy(&page.body.bytes()).into_owned()
}

#[test]
fn a_crawl_of_warcio() {
    for name in ["warcio.warc.gz", "warcio.warc"] {
        let items = items_of(&made(name));
        assert_eq!(messages(&items), [""; 0], "{name}");
        assert_eq!(
            names(&items),
            ["ferry", "bridge", "cafe", "packed", "br"],
            "{name}"
        );
        let expected = [
            // The start of the crawl and eight requests.
            (What::CrawlRecord, 9),
            (What::Revisit, 1),
            (What::Redirect, 1),
            (What::ErrorAnswer, 1),
            (What::NotAPage, 1),
        ];
        assert_eq!(counts(&items), BTreeMap::from(expected), "{name}");
        let pages = pages(&items);
        for page in &pages {
            let text = text_of(page);
            let is_whole = text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>");
            assert!(is_whole, "{name}: {text}");
            assert!(matches!(page.body, Body::Page(_)));
        }
        let told = &pages[2].told;
        assert_eq!(told.charset.as_deref(), Some("windows-1252"));
        assert!(
            told.captured
                .as_ref()
                .is_some_and(|moment| moment.ends_with('Z'))
        );
        assert!(
            told.record
                .as_ref()
                .is_some_and(|id| id.starts_with("urn:uuid:"))
        );
        assert!(
            told.digest
                .as_ref()
                .is_some_and(|digest| digest.starts_with("sha1:"))
        );
        assert_eq!(pages[2].published, None);
    }
}

/// A place is the byte at which a record can be read by itself.
#[test]
fn a_place_is_a_byte_of_the_file() {
    for name in ["warcio.warc.gz", "warcio.warc", "browser.warc.zst"] {
        let all = fs::read(made(name)).expect("a file");
        for page in pages(&items_of(&made(name))) {
            let at = page.place.offset.expect("a byte") as usize;
            assert_eq!(page.place.number, None);
            let rest = items(&format!("rest-{name}"), &all[at..]);
            let first = pages(&rest)[0];
            assert_eq!(first.told.record, page.told.record, "{name}@{at}");
            assert_eq!(first.place.offset, Some(0));
        }
    }
    // In a file that was packed as a whole it is the byte of the member and which record of it.
    let items = items_of(&made("one-member.warc.gz"));
    let places: Vec<_> = pages(&items)
        .iter()
        .map(|page| (page.place.offset, page.place.number))
        .collect();
    assert_eq!(places, [2, 4, 7].map(|number| (Some(0), Some(number))));
}

#[test]
fn a_crawl_of_wget() {
    for name in ["wget.warc.gz", "wget.warc"] {
        let items = items_of(&made(name));
        assert_eq!(messages(&items), [""; 0], "{name}");
        let mut found = names(&items);
        found.sort_unstable();
        let expected = ["", "bridge", "cafe", "ferry", "ferry", "note.txt", "packed"];
        assert_eq!(found, expected, "{name}");
        let pages = pages(&items);
        let page = |name: &str| {
            let url = format!("http://localhost:8917/{name}");
            let is_it = |page: &&&RawReport| page.url.as_deref() == Some(&url);
            *pages.iter().find(is_it).expect("a page")
        };
        assert!(text_of(page("bridge")).ends_with("said.</p></article></body></html>"));
        assert!(text_of(page("packed")).ends_with("said.</p></article></body></html>"));
        let note = page("note.txt");
        assert_eq!(
            note.body,
            Body::Plain(b"The ferry sank, police said.\n".to_vec())
        );
    }
}

#[test]
fn a_crawl_of_a_browser_in_every_packing() {
    let expected = [(What::CrawlRecord, 4), (What::NotAPage, 2)];
    for name in [
        "browser.warc.gz",
        "one-member.warc.gz",
        "browser.warc.zst",
        "dictionary.warc.zst",
        "packed-dictionary.warc.zst",
    ] {
        let items = items_of(&made(name));
        assert_eq!(messages(&items), [""; 0], "{name}");
        assert_eq!(names(&items), ["ferry", "bridge", "cafe"], "{name}");
        assert_eq!(counts(&items), BTreeMap::from(expected), "{name}");
        let cafe = pages(&items)[2];
        assert!(text_of(cafe).contains("Zoë Bask"), "{name}");
        assert_eq!(
            cafe.told.captured.as_deref(),
            Some("2026-03-01T10:07:30.125Z")
        );
    }
}

#[test]
fn a_wacz_is_the_crawl_in_it() {
    let items = items_of(&made("browser.wacz"));
    assert_eq!(messages(&items), [""; 0]);
    assert_eq!(names(&items), ["ferry", "bridge", "cafe"]);
    let place = &pages(&items)[0].place;
    assert_eq!(place.member.as_deref(), Some("archive/data.warc.gz"));
    assert!(
        place
            .to_string()
            .contains("browser.wacz/archive/data.warc.gz@")
    );
    // Its index, its list of pages and what describes it, besides four records of the crawl.
    assert_eq!(counts(&items)[&What::CrawlRecord], 7);
}

/// A file that is cut anywhere: what comes before is read, and the end is named if it is missing.
#[test]
fn a_file_that_is_cut() {
    for name in [
        "browser.warc.gz",
        "browser.warc.zst",
        "wget.warc",
        "dictionary.warc.zst",
    ] {
        let all = fs::read(made(name)).expect("a file");
        let whole = names(&items_of(&made(name)));
        let mut most = 0;
        for length in (0..all.len()).step_by(97) {
            let items = items(&format!("cut-{name}"), &all[..length]);
            let found = names(&items);
            assert!(whole.starts_with(&found), "{name} {length}: {found:?}");
            assert!(found.len() >= most, "{name} {length}: {found:?}");
            most = found.len();
            let messages = messages(&items);
            assert!(messages.len() <= 1, "{name} {length}: {messages:?}");
        }
        assert!(most + 1 >= whole.len());
    }
    let all = fs::read(made("browser.warc.gz")).expect("a file");
    let items = items("cut.warc.gz", &all[..all.len() - 300]);
    let messages = messages(&items);
    assert!(
        messages[0].ends_with(": the file ends in the middle of this record"),
        "{messages:?}"
    );
}

/// A record with a page, whose length is given.
fn record(name: &str, length: Option<usize>) -> Vec<u8> {
    let block = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>The {name} sank, police said.</p></html>"
    );
    let length = length.unwrap_or(block.len());
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{name}\r\n\
         Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
    .into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    use flate2::{Compression, read::GzEncoder};
    use std::io::Read;
    let mut out = Vec::new();
    let mut encoder = GzEncoder::new(bytes, Compression::fast());
    encoder.read_to_end(&mut out).expect("memory");
    out
}

#[test]
fn lengths_that_are_wrong_cost_no_other_page() {
    for length in [0, 20, 70, 110, 140, 200, 400, 100_000_000] {
        let records = [
            record("ferry", None),
            record("barge", Some(length)),
            record("ship", None),
        ];
        let plain = items("lengths.warc", &records.concat());
        let members = records.each_ref().map(|record| packed(record));
        let gzip = items("lengths.warc.gz", &members.concat());
        let one = items("lengths-one.warc.gz", &packed(&records.concat()));
        for (form, items) in [("plain", plain), ("gzip", gzip), ("one member", one)] {
            let found = names(&items);
            let has_others =
                found.iter().any(|name| name == "ferry") && found.iter().any(|name| name == "ship");
            assert!(has_others, "{form} {length}: {found:?}");
            assert_eq!(
                messages(&items).len(),
                1,
                "{form} {length}: {:?}",
                messages(&items)
            );
        }
    }
}

#[test]
fn many_lengths_that_are_wrong_do_not_read_the_file_over_and_over() {
    // Each claims nearly all that a page may have. Believing each would copy 200 gigabytes.
    const COUNT: usize = 40_000;
    let wrong = |number: usize| record(&format!("ship-{number}"), Some(30_000_000));
    let mut file: Vec<u8> = (0..COUNT).flat_map(wrong).collect();
    file.extend(record("ferry", None));
    let items = items("wrong-lengths.warc", &file);
    assert_eq!(pages(&items).len(), COUNT + 1);
    assert_eq!(messages(&items).len(), COUNT);
}

#[test]
fn a_damaged_record_is_said_to_be_damaged_wherever_it_is() {
    let long: String = (0..2_000_u64).map(|i| (i * i * i).to_string()).collect();
    let whole = packed(&record(&long, None));
    for at in [whole.len() / 3, whole.len() / 2] {
        let mut damaged = whole.clone();
        damaged[at..at + 9].fill(0xff);
        damaged.extend(packed(&record("ferry", None)));
        let items = items("damaged.warc.gz", &damaged);
        let expected =
            "this record cannot be unpacked, it is broken (its packed bytes are damaged)";
        let messages = messages(&items);
        assert!(messages[0].ends_with(expected), "{messages:?}");
        assert_eq!(names(&items), ["ferry"]);
    }
}

#[test]
fn damage_to_records_that_are_packed_together_is_said_with_what_can_be_done() {
    let many: Vec<u8> = (0..400)
        .flat_map(|number| record(&format!("ship-{number}"), None))
        .collect();
    let mut damaged = packed(&many);
    let half = damaged.len() / 2;
    damaged[half] ^= 0x10;
    let items = items("together.warc.gz", &damaged);
    assert!(pages(&items).is_empty());
    let [message] = &messages(&items)[..] else {
        panic!("{:?}", messages(&items));
    };
    assert!(message.starts_with("0: "), "{message}");
    assert!(message.contains("none of them can be trusted"), "{message}");
    assert!(message.contains("gzip -dc"), "{message}");
}

#[test]
fn a_damaged_record_of_a_zstd_crawl_is_said_to_be_damaged() {
    let zstd = |name: &str| zstd::encode_all(&*record(name, None), 3).expect("memory");
    let whole = zstd("barge");
    for at in 20..whole.len() {
        let mut file = whole.clone();
        file[at] ^= 0x55;
        file.extend(zstd("ferry"));
        let items = items("damaged.warc.zst", &file);
        assert_eq!(
            names(&items).last().map(String::as_str),
            Some("ferry"),
            "{at}"
        );
        let broken: Vec<String> = messages(&items)
            .into_iter()
            .filter(|message| message.contains("unpacked"))
            .collect();
        let is_plain = |message: &String| message.ends_with("(its packed bytes are damaged)");
        assert!(broken.iter().all(is_plain), "{at}: {broken:?}");
    }
}

#[test]
fn what_a_damaged_record_is_taken_to_be_longer_by_is_read_again() {
    // Without its end, the bytes of the next record seem to belong to it until they make no sense. This
    // must not depend on how many bytes come at once.
    for cut in 1..60 {
        let whole = packed(&record("barge", None));
        let mut file = whole[..whole.len() - cut].to_vec();
        file.extend(packed(&record("ferry", None)));
        file.extend(packed(&record("ship", None)));
        let in_one = items("shortened.warc.gz", &file);
        let found = names(&in_one);
        assert!(
            found.ends_with(&["ferry".into(), "ship".into()]),
            "{cut}: {found:?}"
        );
        let options = Options::default();
        let in_pieces: Vec<Item> =
            reports_in("shortened.warc.gz", Pieces(file, 7), &options).collect();
        assert_eq!(names(&in_pieces), found, "{cut}");
    }
}

/// Bytes that come so many at a time.
struct Pieces(Vec<u8>, usize);

impl std::io::Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let length = self.0.len().min(out.len()).min(self.1);
        let piece: Vec<u8> = self.0.drain(..length).collect();
        out[..length].copy_from_slice(&piece);
        Ok(length)
    }
}

/// Records that are packed together are named up to the damage, and the same ones whether a file comes in
/// one piece or byte by byte.
#[test]
fn damaged_records_of_a_zstd_crawl_are_named_however_the_bytes_arrive() {
    use std::io::Write;
    let long: String = (0..400_u64).map(|i| (i * i * i).to_string()).collect();
    let frame = |name: &str| {
        let mut encoder = zstd::Encoder::new(Vec::new(), 3).expect("memory");
        encoder.include_checksum(true).expect("memory");
        for record in [record(name, None), record(&format!("{name}-{long}"), None)] {
            encoder.write_all(&record).expect("memory");
            encoder.flush().expect("memory");
        }
        encoder.finish().expect("memory")
    };
    let whole = frame("barge");
    let options = Options::default();
    for at in (5..whole.len()).step_by(whole.len() / 12) {
        let damaged = |name: &str, by: u8| {
            let mut frame = frame(name);
            frame[at] ^= by;
            frame
        };
        let file = [
            damaged("barge", 0x55),
            damaged("tug", 1),
            damaged("raft", 0xff),
            frame("ship"),
        ];
        let file = file.concat();
        let expected = items("damaged-frames.warc.zst", &file);
        let lines = |items: &[Item]| (messages(items), names(items));
        for size in (1..32).chain([100, 1_000]) {
            let pieces = Pieces(file.clone(), size);
            let found: Vec<Item> = reports_in("damaged.warc.zst", pieces, &options).collect();
            assert_eq!(
                lines(&found),
                lines(&expected),
                "byte {at}, {size} at a time"
            );
        }
    }
}

#[test]
fn what_is_between_records_is_named_and_skipped() {
    let junk = b"junk that no crawler writes\r\nWARC/ is only mentioned here\r\n".as_slice();
    let (ferry, ship) = (record("ferry", None), record("ship", None));
    let plain = items("junk.warc", &[&*ferry, junk, &ship].concat());
    assert_eq!(names(&plain), ["ferry", "ship"]);
    assert_eq!(messages(&plain).len(), 1, "{:?}", messages(&plain));
    let gzip = items(
        "junk.warc.gz",
        &[&*packed(&ferry), junk, &packed(&ship)].concat(),
    );
    assert_eq!(names(&gzip), ["ferry", "ship"]);
    assert!(
        messages(&gzip)[0].contains("the 59 bytes before this one"),
        "{:?}",
        messages(&gzip)
    );
    // A member that is broken inside.
    let mut broken = packed(&record("barge", None));
    for byte in &mut broken[40..60] {
        *byte ^= 0x5a;
    }
    let gzip = items(
        "broken.warc.gz",
        &[packed(&ferry), broken, packed(&ship)].concat(),
    );
    assert!(
        names(&gzip).ends_with(&["ship".into()]),
        "{:?}",
        names(&gzip)
    );
    assert_eq!(messages(&gzip).len(), 1, "{:?}", messages(&gzip));
    let expected = format!("{}: this record cannot be unpacked", packed(&ferry).len());
    assert!(
        messages(&gzip)[0].starts_with(&expected),
        "{:?}",
        messages(&gzip)
    );
}

#[test]
fn line_ends_and_names_as_old_crawlers_wrote_them() {
    let record = String::from_utf8(record("ferry", None)).expect("ASCII");
    let lower = record
        .replace("WARC-Type", "warc-type")
        .replace("Content-Length", "content-length")
        .replace("WARC-Target-URI: ", "WARC-Target-URI:\r\n <")
        .replace("/ferry\r\n", "/ferry>\r\n");
    assert_eq!(names(&items("lower.warc", lower.as_bytes())), ["ferry"]);
    let tight = [record.trim_end(), record.trim_end()].concat();
    let items = items("tight.warc", tight.as_bytes());
    assert_eq!(names(&items), ["ferry", "ferry"]);
    assert_eq!(messages(&items), [""; 0]);
}

/// A record that is larger than any page, packed or unpacked, is named and not read.
#[test]
fn large_records_are_named() {
    let large = |body: &[u8], encoding: &str, kind: &str| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{encoding}\r\n");
        let length = head.len() + body.len();
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/large\r\n\
             Content-Length: {length}\r\n\r\n{head}"
        );
        let large = [record.as_bytes(), body, b"\r\n\r\n"].concat();
        packed(&[large, crate::record("ship", None)].concat())
    };
    let zeros = vec![b' '; 33 << 20];
    let page = items("large.warc.gz", &large(&zeros, "", "text/html"));
    assert_eq!(names(&page), ["ship"]);
    assert_eq!(messages(&page), ["0: it is over 32 MiB, which no page is"]);
    let film = items("film.warc.gz", &large(&zeros, "", "video/mp4"));
    assert_eq!(
        (names(&film), messages(&film).len()),
        (vec!["ship".into()], 0)
    );
    let bomb = packed(&zeros);
    let header = "Content-Encoding: gzip\r\n";
    let bomb = items("bomb.warc.gz", &large(&bomb, header, "text/html"));
    assert_eq!(names(&bomb), ["ship"]);
    assert_eq!(
        messages(&bomb),
        ["0: it unpacks to over 32 MiB, which no page is"]
    );
}

/// Press releases and minutes are captured with the pages that link them.
#[test]
fn documents_of_a_crawl_are_read_like_files() {
    let documents = Path::new("tests/documents");
    let record = |name: &str, kind: &str| {
        let body = fs::read(documents.join(name)).expect("a document");
        let mut block = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n").into_bytes();
        block.extend(body);
        let length = block.len();
        let mut record = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n\
             WARC-Date: 2024-03-01T10:00:00Z\r\nWARC-Target-URI: https://velm.example/{name}\r\n\
             Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
        )
        .into_bytes();
        record.extend(block);
        record.extend(b"\r\n\r\n");
        record
    };
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let crawl = [
        record("columns.pdf", "application/pdf"),
        record("minutes.docx", word),
        record("survey.odt", "application/octet-stream"),
        record("scan.pdf", "application/pdf"),
    ];
    let items = items("documents.warc", &crawl.concat());
    assert_eq!(names(&items), ["columns.pdf", "minutes.docx", "survey.odt"]);
    assert_eq!(counts(&items), BTreeMap::from([(What::Scan, 1)]));
    let page = pages(&items)[0];
    assert!(matches!(page.body, Body::Parts(_)));
    assert_eq!(page.told.captured.as_deref(), Some("2024-03-01T10:00:00Z"));
    assert_eq!(page.told.record.as_deref(), Some("urn:uuid:columns.pdf"));
    assert_eq!(page.place.offset, Some(0));
    assert!(page.published.is_none());
}
