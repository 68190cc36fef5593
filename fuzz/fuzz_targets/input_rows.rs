//! Any bytes as rows and as a feed: reading ends, and each report has a place of its own.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_input::{Item, Options, reports_in};
use std::collections::HashSet;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    for name in ["rows.jsonl", "rows.json", "rows.csv", "feed.xml"] {
        let mut places = HashSet::new();
        let items = reports_in(name, Cursor::new(bytes.to_vec()), &Options::default());
        for raw in items.filter_map(|item| match item {
            Item::Report(raw) => Some(raw),
            _ => None,
        }) {
            assert!(places.insert(raw.place.clone()), "{} twice", raw.place);
        }
    }
});
