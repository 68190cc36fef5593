//! Whatever a page says of itself: values have places on it, days are days, and nothing breaks.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::clean::Given;
use sayso::clean::page::parts::{dates, values};
use sayso::clean::page::{Dense, page_with_extractors};
use sayso::words::Words;

fuzz_target!(|text: &str| {
    for value in values(text, 0..text.len()) {
        value.walk(&[], &mut |v| assert!(text.get(v.at.clone()).is_some()));
    }
    for month_first in [false, true] {
        for found in dates(text, month_first) {
            assert!(text.get(found.at.clone()).is_some());
            assert!((1..=12).contains(&found.day.month()) && (1..=31).contains(&found.day.day()));
        }
    }
    // As a page by itself, and as the script, the title and the values of one.
    let quoted = text.replace('"', "&quot;");
    let page = format!(
        "<html lang=en><title>{text}</title><script type='application/ld+json'>{text}</script>\
         <meta name=author content=\"{quoted}\"><meta name=date content=\"{quoted}\"><h1>{text}</h1>\
         <div class='byline date'>{text}</div><time datetime=\"{quoted}\">{text}</time><p>{text}</p>"
    );
    let given = Given {
        url: Some(text.chars().take(200).collect()),
        published: None,
        ..Default::default()
    };
    for bytes in [text.as_bytes(), page.as_bytes()] {
        let words = Words::none();
        let document = page_with_extractors(bytes, &given, &words, &[&Dense]).expect("short");
        for candidate in &document.candidates {
            if let Some(at) = candidate.at {
                assert!(at.start() <= at.end() && at.end() <= bytes.len() as u64);
            }
        }
        for day in [&document.published, &document.modified, &document.captured]
            .into_iter()
            .flatten()
        {
            assert_eq!(day.len(), 10, "{day}");
        }
    }
});
