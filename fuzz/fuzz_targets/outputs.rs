//! Any text is read, resolved and checked for everything, and every output is made of it. The saved
//! records are read back as they were.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::attribute::Bias;
use sayso::check::{Checks, Code};
use sayso::clean::{self, Given};
use sayso::reading::{self, Least};
use sayso_export::records::{self, Item, Run, Saved};
use sayso_export::terminal::{self, Sections, Style};
use sayso_export::{brat, html};

fuzz_target!(|text: &str| {
    let given = Given::default();
    let clean = clean::plain_with(text.as_bytes(), &given, sayso_model_en::words()).expect("short");
    let raw = clean::raw(text.to_string(), &given).expect("short");
    for document in [clean, raw] {
        let mut reading = reading::read(document, Some(sayso_model_en::fast()), Bias::Recall);
        reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
        let findings = reading.findings(&Checks::only(&Code::ALL).with_loose());
        let least = Least {
            kept: 0.0,
            shown: 0.5,
        };
        let saved = Saved::new(&reading, Some(text.as_bytes()), &findings, least);
        for color in [false, true] {
            for width in [40, 100] {
                let style = Style { color, width };
                terminal::check(&saved, false, style);
                for shown in [false, true] {
                    let sections = Sections {
                        text: shown,
                        figures: shown,
                        times: shown,
                    };
                    terminal::reading(&saved, style, sections);
                }
            }
        }
        html::page(&saved, &Run::default());
        brat::annotations(&saved);
        let mut lines = Vec::new();
        saved.clone().write(&mut lines);
        let mut items = records::read(&*lines, "saved");
        match items.next() {
            Some(Ok(Item::Report(again))) => assert_eq!(*again, saved),
            other => panic!("{other:?}"),
        }
        assert!(items.next().is_none());
    }
});
