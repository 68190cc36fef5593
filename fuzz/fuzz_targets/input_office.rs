//! Any bytes as an office document, and any XML in the archive of one.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_fuzz::{Growth, allow_caught_panics, archive, check, checked, sections};

/// The files of a document of Word that are read.
const DOCX: [&str; 7] = [
    "word/document.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "docProps/core.xml",
    "word/header1.xml",
    "word/footer1.xml",
];

/// The same of one of LibreOffice.
const ODT: [&str; 4] = [
    "content.xml",
    "styles.xml",
    "meta.xml",
    "META-INF/manifest.xml",
];

/// A document of these sections. The first letter says of which form.
fn document(bytes: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let (form, rest) = bytes.split_first()?;
    let (name, files): (_, &[&str]) = match form {
        b'w' => ("minutes.docx", &DOCX),
        _ => ("minutes.odt", &ODT),
    };
    let named = files.iter().map(ToString::to_string).zip(sections(rest));
    Some((name, archive(&named.collect::<Vec<_>>())?))
}

fuzz_target!(init: allow_caught_panics(), |bytes: &[u8]| {
    checked(|| {
        if bytes.starts_with(b"PK") {
            check("minutes.docx", bytes, Growth::Packed);
        } else if let Some((name, whole)) = document(bytes) {
            check(name, &whole, Growth::Plain);
        }
    });
});
