//! Any page is cut into tokens that lie in order on it; its stream of text points back into it.
#![no_main]
use libfuzzer_sys::fuzz_target;
use sayso::clean::page::parts::{Token, attributes, stream, tokens, unescape};
use sayso::text::Span;

fuzz_target!(|html: &str| {
    let mut at = 0;
    for token in tokens(html) {
        let range = match token {
            Token::Text(range) => {
                unescape(&html[range.clone()], false);
                range
            }
            Token::Raw(range) | Token::Comment(range) => range,
            Token::Open(tag) | Token::Close(tag) => {
                for (name, value) in attributes(html, tag.attributes.clone()) {
                    assert!(!name.is_empty());
                    unescape(&html[value], true);
                }
                tag.at
            }
        };
        assert!(range.start >= at && html.get(range.clone()).is_some());
        at = range.end;
    }
    let stream = stream(html);
    assert_eq!(stream.origin.len() as usize, stream.text.len());
    let mut end = 0;
    for line in &stream.lines {
        assert!(line.span.start() >= end && line.linked <= line.span.len());
        assert!(
            stream
                .text
                .get(line.span.range())
                .is_some_and(|text| !text.is_empty())
        );
        end = line.span.end();
    }
    for (at, c) in stream.text.char_indices() {
        let place = stream
            .origin
            .raw(Span::new(at as u32, (at + c.len_utf8()) as u32));
        let (start, end) = (place.start(), place.end());
        assert!(start <= end && end <= html.len() as u64);
        if c.is_alphanumeric() {
            let there = &html[start as usize..end as usize];
            assert!(
                there.starts_with(c) || there.starts_with('&'),
                "{c:?} at {there:?}"
            );
        }
    }
});
