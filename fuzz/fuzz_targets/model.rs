//! A weights file that is none, or is damaged, is refused and never misread.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::model::Model;

fuzz_target!(|bytes: &[u8]| {
    let _ = Model::from_bytes(bytes.to_vec());
    // The same with a right checksum, so that what comes after it is reached.
    if let Some(body) = bytes.get(44..) {
        let _ = sayso::model::with_checksum(body).map(Model::from_bytes);
    }
});
