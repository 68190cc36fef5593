//! Any bytes under any name, packed or not: the form is recognised, the text decoded, the page read,
//! and what is said of the text is in it.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, check, check_reading, checked, gzip};

/// Names that say what is in a file, or do not.
const NAMES: [&str; 16] = [
    "report",
    "report.txt",
    "report.html",
    "report.mhtml",
    "report.gz",
    "report.txt.gz",
    "report.html.zst",
    "rows.jsonl.gz",
    "rows.json",
    "rows.tsv.zst",
    "feed.rss",
    "crawl.warc.gz",
    "files.zip",
    "release.mbox",
    "release.eml.gz",
    "logo.png",
];

/// Reports of one input that are read to their end.
const READ: usize = 3;

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| {
        let Some((&how, bytes)) = bytes.split_first() else {
            return;
        };
        let name = NAMES[usize::from(how & 15)];
        let items = if how & 16 == 0 {
            check(name, bytes, Growth::Packed)
        } else {
            check(name, &gzip(bytes), Growth::Packed)
        };
        let reports = items.iter().filter_map(sayso_input::Item::report);
        reports.take(READ).for_each(check_reading);
    });
});
