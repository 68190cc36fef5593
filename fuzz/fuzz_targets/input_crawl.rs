//! Any bytes as a crawl, as they are and packed: reading ends, and each place is in the file.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, check, check_places, checked, gzip, place};

fn crawl(bytes: &[u8]) {
    // A body may be packed by itself, so that pages may be far larger than the crawl.
    let items = check("crawl.warc", bytes, Growth::Packed);
    for item in &items {
        let (place, length) = (place(item), bytes.len() as u64);
        assert!(place.offset.is_none_or(|at| at <= length), "{place}");
    }
    check_places(&items);
}

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| {
        crawl(bytes);
        // Cut in two, so that a record goes on in another member.
        let (a, b) = bytes.split_at(bytes.len() / 2);
        crawl(&[gzip(a), gzip(b)].concat());
    });
});
