//! Any bytes as JSON lines and as JSON, by the names of common fields and by those of a user.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, check, check_places, checked};

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| {
        for name in ["rows.jsonl", "rows.json"] {
            check_places(&check(name, bytes, Growth::of(bytes)));
        }
    });
});
