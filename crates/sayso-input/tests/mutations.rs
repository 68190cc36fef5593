//! Documents and mails with broken bytes: whatever is broken costs only its file, in bounded time.
//!
//! `SAYSO_SECONDS=600 cargo test -p sayso-input --test mutations` goes on for so long; without it a
//! few hundred files are tried.

use sayso::report::{Body, joined};
use sayso_input::{Item, Options, reports};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// xorshift64*, so that a run can be repeated from its seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end.max(1)
    }
}

/// What is put into files: marks and numbers that their readers act on.
const PIECES: &[&[u8]] = &[
    b"0",
    b"-1",
    b"4294967296",
    b"99999999999999999999",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"R",
    b"obj",
    b"endstream",
    b"stream\n",
    b"/Filter [/FlateDecode /FlateDecode]",
    b"/Kids [1 0 R]",
    b"Do",
    b"q q q",
    b"Tf",
    b"1e30",
    b"From ",
    b"\n\n",
    b"--",
    b"Content-Type: multipart/mixed; boundary=x\n",
    b"=?utf-8?B?",
    b"=\n",
    b">From",
    b"\0",
    b"\xff\xfe",
    b"<w:p>",
    b"</w:tbl>",
    b"&#x0;",
    b"]]>",
    b"PK\x03\x04",
];

fn broken(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(8) {
        if bytes.is_empty() {
            break;
        }
        let (at, other) = (random.below(bytes.len()), random.below(bytes.len()));
        match random.below(6) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.next() as u8,
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at.min(other)..at.max(other).min(at.min(other) + 200))),
            4 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            _ => {
                let end = bytes.len().min(other + random.below(400));
                let copy = bytes[other..end].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
    bytes
}

/// An office document of which the XML is broken and the archive is whole.
fn broken_within(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(std::borrow::Cow::into_owned)
        .collect();
    for name in names {
        let mut xml = Vec::new();
        archive.by_name(&name).ok()?.read_to_end(&mut xml).ok()?;
        let is_text = name.ends_with("document.xml") || name.ends_with("content.xml");
        if is_text || random.below(4) == 0 {
            xml = broken(&xml, random);
        }
        made.start_file(name, SimpleFileOptions::default()).ok()?;
        made.write_all(&xml).ok()?;
    }
    Some(made.finish().ok()?.into_inner())
}

/// Reads a file and checks what comes out of it.
fn check(path: &Path, bytes: usize) {
    let start = Instant::now();
    let items: Vec<Item> = reports(path, &Options::default()).collect();
    assert!(
        !items.is_empty(),
        "an input is never passed over in silence"
    );
    for item in &items {
        match item {
            Item::Report(report) => {
                let Body::Parts(parts) = &report.body else {
                    continue;
                };
                assert!(
                    parts.iter().all(|part| !part.text.trim().is_empty()),
                    "{parts:?}"
                );
                let size = joined(parts).len();
                assert!(
                    size < 1_000 * bytes + 100_000,
                    "{size} bytes of text out of {bytes}"
                );
            }
            Item::Failed(failure) => assert!(!failure.message.is_empty()),
            _ => {}
        }
    }
    assert!(
        start.elapsed() < Duration::from_mins(1),
        "it took {:?}",
        start.elapsed()
    );
}

/// Breaks the samples with these endings, again and again.
fn mutate(endings: &[&str], few: usize) {
    let seconds = std::env::var("SAYSO_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let seed = std::env::var("SAYSO_SEED")
        .ok()
        .and_then(|text| text.parse().ok());
    let mut samples: Vec<PathBuf> = std::fs::read_dir("tests/documents")
        .expect("samples")
        .map(|entry| entry.expect("a sample").path())
        .filter(|path| {
            endings
                .iter()
                .any(|ending| path.extension().is_some_and(|e| e == *ending))
        })
        .collect();
    samples.sort();
    let folder = std::env::temp_dir().join(format!(
        "sayso-broken-{}-{}",
        endings[0],
        std::process::id()
    ));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut random = Random(seed.unwrap_or(0x5eed));
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut count = 0;
    while end.map_or(count < few, |end| Instant::now() < end) {
        let sample = &samples[random.below(samples.len())];
        let whole = std::fs::read(sample).expect("a sample");
        let within = (random.below(2) == 0).then(|| broken_within(&whole, &mut random));
        let bytes = within
            .flatten()
            .unwrap_or_else(|| broken(&whole, &mut random));
        let path = folder.join(format!("broken.{}", endings[random.below(endings.len())]));
        std::fs::write(&path, &bytes).expect("a file");
        check(&path, bytes.len());
        count += 1;
    }
    std::fs::remove_dir_all(&folder).expect("a folder");
    eprintln!(
        "{}: {count} broken files, none of which broke more",
        endings[0]
    );
}

#[test]
fn pdf() {
    mutate(&["pdf"], 150);
}

#[test]
fn office() {
    mutate(&["docx", "odt"], 150);
}

#[test]
fn mail() {
    mutate(&["eml"], 300);
}

#[test]
fn mbox() {
    mutate(&["mbox", "eml"], 300);
}
