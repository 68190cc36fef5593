//! A weights file that is none, or is damaged, is refused and never misread.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::model::{FORMAT, Model};
use sha2::{Digest, Sha256};

fuzz_target!(|bytes: &[u8]| {
    let _ = Model::from_bytes(bytes.to_vec());
    // The same as the body of a file with the right head and checksum, so that what comes after them is reached.
    let mut file = b"SAYSOMOD".to_vec();
    file.extend_from_slice(&FORMAT.to_le_bytes());
    file.extend_from_slice(&Sha256::digest(bytes));
    file.extend_from_slice(bytes);
    let _ = Model::from_bytes(file);
});
