//! Any bytes as a crawl, as they are and packed: reading ends, and each place is in the file.
#![no_main]
use flate2::{Compression, write::GzEncoder};
use libfuzzer_sys::fuzz_target;
use sayso_input::{Item, Options, reports_in};
use std::io::{Cursor, Write};

fn check(bytes: Vec<u8>) {
    let length = bytes.len() as u64;
    for item in reports_in("crawl.warc", Cursor::new(bytes), &Options::default()) {
        let place = match &item {
            Item::Report(raw) => &raw.place,
            Item::PassedOver(passed_over) => &passed_over.place,
            Item::Failed(failure) => &failure.place,
            Item::Note(note) => &note.place,
        };
        assert!(place.offset.is_none_or(|at| at <= length), "{place}");
    }
}

fuzz_target!(|bytes: &[u8]| {
    check(bytes.to_vec());
    // Cut in two, so that a record goes on in another member.
    let (a, b) = bytes.split_at(bytes.len() / 2);
    let mut packed = Vec::new();
    for part in [a, b] {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(part).expect("memory");
        packed.extend(encoder.finish().expect("memory"));
    }
    check(packed);
});
