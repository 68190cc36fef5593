//! A weights file that is none, or is damaged, is refused and never misread.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::model::{self, Model};
use sayso::names::{self, Tagger};
use sha2::{Digest, Sha256};

/// The same as the body of a file with the right head and checksum, so that what comes after them
/// is reached.
fn file(kind: &[u8; 8], format: u32, body: &[u8]) -> Vec<u8> {
    let mut file = kind.to_vec();
    file.extend_from_slice(&format.to_le_bytes());
    file.extend_from_slice(&Sha256::digest(body));
    file.extend_from_slice(body);
    file
}

fuzz_target!(|bytes: &[u8]| {
    let _ = Model::from_bytes(bytes.to_vec());
    let _ = Model::from_bytes(file(b"SAYSOMOD", model::FORMAT, bytes));
    let _ = Tagger::from_bytes(bytes.to_vec());
    let _ = Tagger::from_bytes(file(b"SAYSOTAG", names::FORMAT, bytes));
});
