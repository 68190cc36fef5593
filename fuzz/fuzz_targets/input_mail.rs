//! Any bytes as a mail and as a mailbox.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, check, checked};

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| {
        check("release.eml", bytes, Growth::of(bytes));
        check("releases.mbox", bytes, Growth::of(bytes));
    });
});
