//! The figures and times of any text are stretches of it. Without any other stage, so that many more
//! texts are tried than by `read`.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_measure::figures::figures;
use sayso_measure::time::{Anchor, Moment, times};

fuzz_target!(|text: &str| {
    let mut end = 0;
    for figure in figures(text) {
        assert!(
            text.get(figure.span.range())
                .is_some_and(|words| !words.is_empty())
        );
        assert!(figure.span.start() >= end);
        end = figure.span.end();
    }
    let published = Moment::parse("2024-03-01");
    for published in [None, published] {
        for time in times(text, published) {
            assert!(
                text.get(time.span.range())
                    .is_some_and(|words| !words.is_empty())
            );
            let anchor = Anchor::from_names(time.anchor.name(), time.anchor.offset());
            assert_eq!(anchor, Some(time.anchor));
        }
    }
});
