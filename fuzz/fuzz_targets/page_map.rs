//! Any bytes are read as a page. Every letter of the text must be in the page where the map says.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::clean::page::parts::{Squeezed, place, squeeze, stream};
use sayso::clean::page::{Dense, Extracted, Extractor, Stream, page_with_extractors};
use sayso::clean::{self, Given};
use sayso::text::Span;

/// What extractors do to a page, and worse things: lines in pieces, twice, out of order, with words of
/// their own.
struct Mangled;

impl Extractor for Mangled {
    fn name(&self) -> &'static str {
        "mangled"
    }

    fn extract(&self, page: &Stream) -> Option<Vec<Extracted>> {
        let mut out: Vec<Extracted> = Vec::new();
        for (i, line) in page.lines.iter().enumerate() {
            let words: Vec<&str> = page.text[line.span.range()].split(' ').collect();
            let text = match (i + words.len()) % 7 {
                0 => words[words.len() / 2..].join("  "),
                1 => words
                    .iter()
                    .step_by(2)
                    .copied()
                    .collect::<Vec<_>>()
                    .join(" "),
                2 => words.join("") + " and more",
                3 => words[..words.len().div_ceil(2)].join(" "),
                _ => words.join(" "),
            };
            if i % 5 == 4 {
                out.push(Extracted {
                    text: text.clone(),
                    heading: true,
                    place: None,
                });
            }
            out.insert(
                out.len() - usize::from(i % 11 == 10),
                Extracted {
                    text,
                    heading: line.level > 0,
                    place: None,
                },
            );
        }
        Some(out)
    }
}

fn check(document: &sayso::document::Document, bytes: &[u8]) {
    assert_eq!(document.origin.len() as usize, document.text.len());
    let plain =
        std::str::from_utf8(bytes).is_ok_and(|t| !t.starts_with('\u{feff}') && !t.contains('\0'));
    let plain = plain && !clean::is_mhtml(bytes);
    let repaired: Vec<Span> = document.edits.iter().map(|e| e.span).collect();
    for (at, c) in document.text.char_indices() {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        let place = document.origin.raw(span);
        let (start, end) = (place.start(), place.end());
        assert!(start <= end && end <= bytes.len() as u64);
        if plain && c.is_alphanumeric() && end > start && !repaired.iter().any(|r| r.overlaps(span))
        {
            let there = String::from_utf8_lossy(&bytes[start as usize..end as usize]).into_owned();
            assert!(
                there.starts_with(c) || there.starts_with('&'),
                "{c:?} at {there:?}"
            );
            assert!(document.origin.clean(start).is_some());
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    for extractor in [&Dense as &dyn Extractor, &Mangled] {
        let (given, words) = (Given::default(), sayso_model_en::words());
        let document = page_with_extractors(bytes, &given, words, &[extractor]);
        check(&document.expect("short"), bytes);
    }
    // The second half of the page as blocks of the first: wrong, but placed without breaking.
    if let Ok(html) = std::str::from_utf8(bytes) {
        let half = (0..=html.len() / 2)
            .rev()
            .find(|&i| html.is_char_boundary(i))
            .unwrap_or(0);
        let (page, other) = (stream(&html[..half]), stream(&html[half..]));
        let squeezed = Squeezed::new(&page);
        let blocks: Vec<(&str, bool)> = other
            .lines
            .iter()
            .map(|l| (&other.text[l.span.range()], l.level > 0))
            .collect();
        for (pieces, (text, _)) in place(&squeezed, &blocks).iter().zip(&blocks) {
            for span in pieces {
                assert!(!squeeze(&page.text[span.range()]).is_empty());
            }
            assert!(pieces.is_empty() || !squeeze(text).is_empty());
        }
    }
});
