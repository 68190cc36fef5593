//! Properties of any text: no panic, spans on character boundaries and in order, places that lead
//! back to the input.

use proptest::prelude::*;
use sayso::attribute::{Bias, Rule, Why};
use sayso::clean::{self, Given};
use sayso::document::{Document, RepairTier};
use sayso::reading::{self, Reading};
use sayso::text::Span;
use sayso::words::Words;

/// Pieces of news reports, remains of scraped pages, and arbitrary characters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "“We won,” ", "said Ines Moller, a farmer. ", "Ask said ", "that the pier is shut. ", "\n", "\n\n", "‘It’s ", "late,’ ",
            "according to ", "he told them: ", "\"", "”", "'", "Mr. ", "U.S. ", "Tarnwhose ", "Tarn ", " . ", "close\n", "By Ada Quill\n",
            "TARN (NNA) — ", "Read more: x\n", "â€œ", "caf\u{e9} ", "\t", "\0", "\u{202e}", "😀 ", "— ", ": ", "?” ", "(", ")", "\r\n", "   ",
        ]).prop_map(String::from),
        1 => "\\PC{0,12}",
        1 => "[a-zA-Z ,.]{0,40}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Pieces of pages: whole and broken tags, text, entities, metadata.
fn html() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        5 => prop::sample::select(vec![
            "<p>", "</p>", "<div>", "</div>", "<h1>Ferry rams pier</h1>", "<article>", "</article>", "<li>", "<br>", "<td>", "<table>",
            "<a href=x>", "</a>", "<b>", "</b>", "<blockquote>", "<nav>", "</nav>", "<aside class=teaser>", "</aside>", "<!--", "-->",
            "<script>", "</script>", "<p class=\"byline\">", "<time datetime=2023-03-14>", "<", ">", "&", "\"", "<title>Ferry rams pier | Tarn</title>",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry rams pier\"}</script>", "<meta name=author content=\"Ada Quill\">",
        ]).prop_map(String::from),
        5 => prop::sample::select(vec![
            "A ferry with 84 people on board rammed the pier of Tarn Cross on Monday, the harbour office said. ", "&ldquo;We won,&rdquo; said Ask. ",
            "Ferry rams pier", "caf&eacute; ", "&#8220;", "&amp;lt; ", "&nbsp;", "Nobody was hurt. ", "By Ada Quill", "\n", "\u{202e}", "&#x202e;", "\u{ad}", "&shy;",
        ]).prop_map(String::from),
        1 => "\\PC{0,12}",
    ];
    piece
}

fn check_spans(document: &Document, reading: &Reading) {
    let text = &document.text;
    let check = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    let mut end = 0;
    for block in &document.blocks {
        check(block.span);
        assert!(block.span.start() >= end, "blocks overlap");
        end = block.span.end();
        assert!(
            block
                .of
                .is_none_or(|of| (of as usize) < document.blocks.len())
        );
    }
    for span in document
        .edits
        .iter()
        .map(|e| e.span)
        .chain(reading.segments.tokens.iter().map(|t| t.span))
    {
        check(span);
    }
    for (i, a) in reading.attributions.iter().enumerate() {
        for spans in [&a.source, &a.cue, &a.content] {
            for &span in spans {
                check(span);
            }
            assert!(
                spans.windows(2).all(|w| w[0].end() <= w[1].start()),
                "parts out of order: {a:?}"
            );
        }
        assert!(!a.content.is_empty() && a.content.iter().all(|s| !s.is_empty()));
        for id in [a.parent, a.carried_from].into_iter().flatten() {
            assert!((id.0 as usize) < reading.attributions.len() && id.0 as usize != i);
        }
        // A quotation that no words introduce is continued, or its speaker is not given.
        let is_alone = a.why == Why::Rule(Rule::QuotationAlone);
        let has_no_cue = a.carried_from.is_some() || is_alone;
        assert!(a.cue.is_empty() == has_no_cue, "{a:?}");
    }
}

/// Each edit gives what the input has at its place and what the text has instead.
fn check_edits(text: &str) {
    let document = clean::plain(text.as_bytes(), &Given::default()).expect("short");
    for edit in &document.edits {
        let now = &document.text[edit.span];
        let expected = if edit.tier == RepairTier::Safe {
            &*edit.now
        } else {
            &*edit.was
        };
        assert_eq!(now, expected, "{text:?}");
        assert_eq!(text.get(edit.at.range()), Some(&*edit.was), "{text:?}");
    }
}

/// A mark that is repaired, with a backslash within it that another repair has removed.
#[test]
fn a_repair_within_a_repair_is_accounted_for() {
    check_edits("?'\\'");
    check_edits("He said \\'\\'no\\'\\' to it.");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in text()) {
        let words = Words::from_list(["pier", "shut", "whose", "late", "farmer"]);
        let document = clean::plain_with(text.as_bytes(), &Given::default(), &words).unwrap();
        let reading = reading::read(document.clone(), None, Bias::Balanced);
        check_spans(&document, &reading);
        let raw = clean::raw(text.clone(), &Given::default()).unwrap();
        prop_assert_eq!(&*raw.text, &*text);
        check_spans(&raw, &reading::read(raw.clone(), None, Bias::Balanced));
    }

    /// A character that was not inserted by a repair is in the input, byte for byte, at the place
    /// that the document gives for it.
    #[test]
    fn characters_lead_back_to_their_bytes(text in text()) {
        let document = clean::plain(text.as_bytes(), &Given::default()).unwrap();
        let repaired: Vec<Span> =
            document.edits.iter().filter(|e| e.tier == RepairTier::Safe).map(|e| e.span).collect();
        for (at, c) in document.text.char_indices() {
            let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
            let place = document.origin.raw(span);
            let (start, end) = (place.start(), place.end());
            prop_assert!(start <= end && end <= text.len() as u64);
            let joint = document.blocks.iter().all(|b| !b.span.contains(span));
            if !joint && !repaired.iter().any(|r| r.overlaps(span)) {
                let there = text.get(start as usize..end as usize).map(str::to_string);
                prop_assert_eq!(there, Some(c.to_string()));
            }
        }
    }

    #[test]
    fn edits_account_for_every_change(text in text()) {
        check_edits(&text);
    }

    /// A page of arbitrary pieces: no panic, spans in order, and a character with a place is at
    /// that place, as it is or as an entity. How many characters have no place is measured on real pages
    /// (`bench/tests/floors.rs`).
    #[test]
    fn any_page_is_read(pieces in prop::collection::vec(html(), 0..60)) {
        let page = pieces.concat();
        let document = clean::page(page.as_bytes(), &Given::default()).unwrap();
        check_spans(&document, &reading::read(document.clone(), None, Bias::Balanced));
        let repaired: Vec<Span> =
            document.edits.iter().filter(|e| e.tier == RepairTier::Safe).map(|e| e.span).collect();
        for (at, c) in document.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
            let place = document.origin.raw(span);
            let (start, end) = (place.start(), place.end());
            let there = page.get(start as usize..end as usize);
            prop_assert!(there.is_some(), "{span:?} at {start}..{end}");
            if !repaired.iter().any(|r| r.overlaps(span)) {
                let there = there.unwrap_or_default();
                prop_assert!(there.is_empty() || there == c.to_string() || there.starts_with('&'), "{c:?} at {there:?}");
            }
        }
        for candidate in &document.candidates {
            prop_assert!(candidate.at.is_none_or(|place| page.get(place.range()).is_some()));
        }
    }
}
