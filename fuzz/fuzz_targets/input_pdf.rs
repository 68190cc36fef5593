//! Any bytes as a PDF file.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, check, check_once, checked};

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| {
        // Reading twice takes twice as long, which is only worth it now and then.
        if bytes.len() % 8 == 0 {
            check("release.pdf", bytes, Growth::Packed);
        } else {
            check_once("release.pdf", bytes, Growth::Packed);
        }
    });
});
