//! The figures and times of any text are stretches of it. Without any other stage, so that many more
//! texts are tried than by `read`.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso_measure::figures::figures;
use sayso_measure::time::{Anchor, Moment, times};

fuzz_target!(|text: &str| {
    let mut end = 0;
    for figure in figures(text) {
        assert!(text.get(figure.span.range()).is_some_and(|words| !words.is_empty()));
        assert!(figure.span.start() >= end);
        end = figure.span.end();
    }
    let published: Option<Moment> = "2024-03-01".parse().ok();
    for published in [None, published] {
        for time in times(text, published) {
            assert!(text.get(time.span.range()).is_some_and(|words| !words.is_empty()));
            let (name, offset) = time.anchor.as_ref().map_or((None, None), |anchor| {
                (anchor.name(), anchor.offset())
            });
            assert!(time.anchor.is_none() || Anchor::from_names(name, offset).is_some());
        }
    }
});
