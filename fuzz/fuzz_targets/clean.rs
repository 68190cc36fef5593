//! Any bytes are cleaned; every character leads back into them.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::clean::{self, Given};
use sayso::text::Span;

fuzz_target!(|bytes: &[u8]| {
    let document =
        clean::plain_with(bytes, &Given::default(), sayso_model_en::words()).expect("short");
    assert_eq!(document.origin.len() as usize, document.text.len());
    for (at, c) in document.text.char_indices() {
        let place = document
            .origin
            .raw(Span::new(at as u32, (at + c.len_utf8()) as u32));
        let (start, end) = (place.start(), place.end());
        assert!(start <= end && end <= bytes.len() as u64);
    }
    for edit in &document.edits {
        assert!(edit.at.end() <= bytes.len() as u64);
        assert!(document.text.get(edit.span.range()).is_some());
    }
});
