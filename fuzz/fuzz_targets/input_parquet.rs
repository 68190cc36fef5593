//! Any bytes as a Parquet file. Its crate panics on some of them, which the program catches.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, check, check_places, checked};

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| check_places(&check("rows.parquet", bytes, Growth::Packed)));
});
