//! Any bytes as a feed: RSS or Atom. A JSON Feed is JSON, which `input-rows` reads.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, check, check_places, checked};

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| check_places(&check("feed.xml", bytes, Growth::of(bytes))));
});
