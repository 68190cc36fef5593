//! Any text is tagged, and its sources are resolved: those that rules find, and others at random places.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::attribute::{Attribution, AttributionId, Bias, Form, Rule, Why};
use sayso::clean::{self, Given};
use sayso::reading::{self, Reading};

#[path = "../../crates/sayso-tags-en/tests/whole/mod.rs"]
mod whole;

/// Attributions as a user could give them: sources of a few tokens, in one part or two, at places
/// that a hash of the text picks. Some continue an earlier one, and some are inside one.
fn anywhere(reading: &Reading) -> Vec<Attribution> {
    let tokens = &reading.segments.tokens;
    let text = &*reading.document.text;
    let mut state = text.bytes().fold(7u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut pick = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let mut out: Vec<Attribution> = Vec::new();
    for number in 0..tokens.len().min(40) {
        let start = pick(tokens.len());
        let end = (start + 1 + pick(9)).min(tokens.len());
        let mut source = vec![reading.segments.span(start as u32..end as u32)];
        if end + 1 < tokens.len() && pick(4) == 0 {
            source.push(reading.segments.span(end as u32 + 1..end as u32 + 2));
        }
        if pick(8) == 0 {
            source.clear();
        }
        let mut earlier =
            || (number > 0 && pick(3) == 0).then(|| AttributionId(pick(number) as u32));
        let (parent, carried_from) = (earlier(), earlier());
        out.push(Attribution {
            source,
            cue: Vec::new(),
            content: Vec::new(),
            form: Form::Indirect,
            parent,
            carried_from,
            score: None,
            why: Why::Rule(Rule::Given),
        });
    }
    out
}

fuzz_target!(|text: &str| {
    let given = Given::default();
    let clean = clean::plain_with(text.as_bytes(), &given, sayso_model_en::words()).expect("short");
    let raw = clean::raw(text.to_string(), &given).expect("short");
    for document in [clean, raw] {
        let mut read = reading::read(document.clone(), None, Bias::Recall);
        let mut given = reading::given(document, anywhere(&read));
        for reading in [&mut read, &mut given] {
            reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
            whole::check(reading);
        }
    }
});
