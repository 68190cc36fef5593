//! Bytes that are not a sketch are refused. A sketch that is read from any others can be stored again,
//! has keys and can be compared, and the comparison is the same from both sides.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::compare::{SKETCH_VERSION, Sketch, compare, keys};

/// A sketch of bytes without their version, so that what comes after it is reached.
fn sketch(bytes: &[u8]) -> Option<Sketch> {
    let whole = [&[SKETCH_VERSION], bytes].concat();
    Sketch::from_bytes(&whole).ok()
}

fuzz_target!(|bytes: &[u8]| {
    let _ = Sketch::from_bytes(bytes);
    let half = bytes.len() / 2;
    let whole = sketch(bytes);
    let first = sketch(&bytes[..half]);
    for one in [&whole, &first].into_iter().flatten() {
        assert_eq!(Sketch::from_bytes(&one.to_bytes()).as_ref(), Ok(one));
        assert!(keys(one).len() <= 96);
        assert!(compare(one, one).altered.is_empty());
    }
    if let (Some(a), Some(b)) = (first.or(whole), sketch(&bytes[half..])) {
        assert_eq!(compare(&a, &b), compare(&b, &a).exchanged());
    }
});
