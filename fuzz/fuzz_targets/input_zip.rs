//! Any bytes as a zip archive: reading ends, nothing is written, and each thing is in the archive.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_input::{Options, reports_in};
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let bytes = bytes.to_vec();
    for item in reports_in("files.zip", Cursor::new(bytes), &Options::default()).take(10_000) {
        if let Some(raw) = item.report() {
            assert_eq!(raw.place.input, "files.zip");
        }
    }
});
