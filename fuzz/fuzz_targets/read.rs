//! Any text is read, with the model and by rules, with and without cleaning.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::attribute::Bias;
use sayso::clean::{self, Given};
use sayso::reading;

fuzz_target!(|text: &str| {
    let given = Given::default();
    let clean = clean::plain_with(text.as_bytes(), &given, sayso_model_en::words()).expect("short");
    let raw = clean::raw(text.to_string(), &given).expect("short");
    for document in [clean, raw] {
        for model in [
            None,
            Some(sayso_model_en::fast()),
            Some(sayso_model_en::standard()),
        ] {
            let reading = reading::read(document.clone(), model, Bias::Recall);
            for a in &reading.attributions {
                for span in a.source.iter().chain(&a.cue).chain(&a.content) {
                    assert!(!reading.document.text[*span].is_empty());
                }
            }
        }
    }
});
