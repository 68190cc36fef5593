//! Crawls and archives with bytes changed, cut out and put in: reading ends, and each place is in the
//! file. `MUTANTS=1000000` tries as many.

use sayso_input::{Item, Options, reports_in};
use std::fs;
use std::io::Cursor;

const FILES: [&str; 8] = [
    "browser.warc.gz",
    "browser.warc.zst",
    "dictionary.warc.zst",
    "packed-dictionary.warc.zst",
    "one-member.warc.gz",
    "wget.warc",
    "browser.wacz",
    "files.zip",
];

/// What is put into files: marks and numbers that readers look for.
const PIECES: [&[u8]; 14] = [
    b"WARC/1.0\r\n",
    b"\r\n\r\n",
    b"Content-Length: 0\r\n",
    b"Content-Length: 18446744073709551615\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip, br, deflate\r\n",
    b"ffffffffffffffff\r\n",
    b"\x1f\x8b\x08\0",
    b"\x28\xb5\x2f\xfd",
    b"\x5d\x2a\x4d\x18\xff\xff\xff\xff",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\xff\xff\xff\xff",
];

/// The same numbers in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.truncate(at),
            3 => {
                let part = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                drop(bytes.splice(to..to, part));
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                drop(bytes.splice(at..at, piece.iter().copied()));
            }
        }
    }
}

#[test]
fn whatever_is_broken_is_read_to_its_end() {
    let count = std::env::var("MUTANTS").map_or(4_000, |count| count.parse().expect("a number"));
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let files = FILES.map(|name| fs::read(format!("tests/crawls/{name}")).expect("a file"));
    let (mut reports, mut failures) = (0, 0);
    for round in 0..count {
        let which = round % FILES.len();
        let mut bytes = files[which].clone();
        mutate(&mut bytes, &mut random);
        let length = bytes.len() as u64;
        let name = FILES[which];
        let is_crawl = name.contains(".warc");
        for item in reports_in(name, Cursor::new(bytes), &Options::default()) {
            let place = match &item {
                Item::Report(raw) => &raw.place,
                Item::PassedOver(passed_over) => &passed_over.place,
                Item::Failed(failure) => &failure.place,
                Item::Note(note) => &note.place,
            };
            let is_within = place.offset.is_none_or(|at| at <= length);
            assert!(!is_crawl || is_within, "round {round}, {name}: {place}");
            reports += u64::from(item.report().is_some());
            failures += u64::from(item.failure().is_some());
        }
    }
    assert!(reports > failures, "{reports} reports, {failures} failures");
}
