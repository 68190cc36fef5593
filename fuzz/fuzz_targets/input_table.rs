//! Any bytes as a table: comma-separated values and their like.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, check, check_places, checked};

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| check_places(&check("rows.csv", bytes, Growth::of(bytes))));
});
