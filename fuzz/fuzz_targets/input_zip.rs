//! Any bytes as a zip archive, and any names and contents of its members: reading ends, nothing is
//! written, and each thing is in the archive.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, archive, check, checked, sections};

/// The members of an archive: each begins with a line that is its name.
fn members(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let member = |bytes| {
        let mut lines = <[u8]>::splitn(bytes, 2, |&byte| byte == b'\n');
        let name = String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
        (name, lines.next().unwrap_or_default())
    };
    sections(bytes).map(member).collect()
}

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| {
        if bytes.starts_with(b"PK") {
            check("files.zip", bytes, Growth::Packed);
        } else if let Some(whole) = archive(&members(bytes)) {
            check("files.zip", &whole, Growth::Packed);
        }
    });
});
