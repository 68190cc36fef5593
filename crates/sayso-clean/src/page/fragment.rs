//! In: HTML that is all report: the content of an entry of a feed, a cell of a table, a part of a
//! mail. Out: a [`Document`].
//!
//! A page is a report among menus, so that an extractor has to find it. A fragment has no menus, and an
//! extractor would leave out what is short or linked. Each line that a reader sees is a block; what
//! blocks are is said by the elements around them and by the lists that plain texts are compared with.

use super::body::{self, Part};
use super::stream::{self, Stream, context};
use crate::assembly::{Assembled, Input, assemble};
use crate::paragraphs::RawParagraph;
use crate::{Given, add_metadata};
use sayso_english::language;
use sayso_english::spelling::Words;
use sayso_text::document::{BlockKind, Document};
use sayso_text::origin::Origin;
use sayso_text::text::{Span, Text, TooLong};

/// What surrounds a report even in a fragment: buttons for sharing, forms, lists of other reports.
const AROUND: u32 =
    context::CONTROL | context::NAV | context::FOOTER | context::COMMENTS | context::ELSEWHERE;

/// Words of the longest line around a report that is taken for furniture.
const MAX_AROUND: usize = 20;

/// The line that blogs add to each entry of a feed: "The post … appeared first on …."
const FEED_FOOTER: (&str, &str) = ("The post ", " appeared first on ");

/// Reads a fragment of HTML, all of which is the report.
///
/// ```
/// use sayso_clean as clean;
/// let html = "<p>Rain fell on Tarn, <b>officials</b> said.</p><figure><figcaption>The weir</figcaption></figure>";
/// let words = sayso_english::spelling::Words::none();
/// let document = clean::fragment_with(html, &Default::default(), &words).unwrap();
/// let kinds: Vec<&str> = document.blocks.iter().map(|block| block.kind.name()).collect();
/// assert_eq!(kinds, ["paragraph", "caption"]);
/// assert_eq!(&document.text[document.blocks[0].span], "Rain fell on Tarn, officials said.");
/// ```
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn fragment_with(html: &str, given: &Given, words: &Words) -> Result<Document, TooLong> {
    let length = u32::try_from(html.len()).map_err(|_| TooLong)?;
    let stream = stream::stream(html);
    let mut parts = body::parts(&stream, &seen_lines(&stream));
    let repeats = body::margins_and_repeats(&stream, &mut parts);
    mark_furniture(&stream, &mut parts);
    let body = body::text(&stream, &parts);
    let paragraphs: Vec<RawParagraph> = parts
        .iter()
        .zip(&body.spans)
        .zip(repeats)
        .map(|((part, &span), of)| RawParagraph::of_page(span, part.kind, of))
        .collect();
    let origin = body.origin.through(&Origin::identity(length, 0));
    let source = Text::new(body.text)?;
    let input = Input {
        source: &source,
        origin: &origin,
        changes: &[],
    };
    let Assembled {
        mut document,
        parts,
    } = assemble(&input, &paragraphs, words)?;
    document.origin.seal();
    document.url.clone_from(&given.url);
    document.published.clone_from(&given.published);
    document.language = language::detect(&document.text).map(str::to_string);
    add_metadata(&mut document, &parts);
    Ok(document)
}

/// The words of a piece of HTML, such as the title of an entry, on one line.
///
/// ```
/// assert_eq!(sayso_clean::words_of_html("Ferry <i>Orle</i> &amp; two boats"), "Ferry Orle & two boats");
/// ```
pub fn words_of_html(html: &str) -> String {
    let stream = stream::stream(html);
    let lines = seen_lines(&stream);
    let words = lines
        .iter()
        .flatten()
        .map(|span| &stream.text[span.range()]);
    words.collect::<Vec<&str>>().join(" ")
}

/// The places of the lines that a reader sees.
fn seen_lines(stream: &Stream) -> Vec<Vec<Span>> {
    let seen = stream
        .lines
        .iter()
        .filter(|line| line.context & context::HIDDEN == 0);
    seen.map(|line| vec![line.span]).collect()
}

fn mark_furniture(stream: &Stream, parts: &mut [Part]) {
    let (begins, contains) = FEED_FOOTER;
    for part in parts {
        let text = part.text(stream);
        let is_footer = text.starts_with(begins) && text.contains(contains);
        let is_around = part.context & AROUND != 0 && text.split_whitespace().count() <= MAX_AROUND;
        if is_footer || is_around {
            part.kind = BlockKind::Furniture;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind and the text of each block.
    fn blocks(html: &str) -> Vec<(&'static str, String)> {
        let document = fragment_with(html, &Given::default(), &Words::none()).expect("short");
        let block =
            |b: &sayso_text::document::Block| (b.kind.name(), document.text[b.span].to_string());
        document.blocks.iter().map(block).collect()
    }

    fn texts_of(html: &str, kind: &str) -> Vec<String> {
        let blocks = blocks(html).into_iter().filter(|(of, _)| *of == kind);
        blocks.map(|(_, text)| text).collect()
    }

    /// As blogs write it into `content:encoded`.
    #[test]
    fn an_entry_of_a_blog() {
        let html = "<div class=\"wp-block-image\"><figure><img src=\"a.jpg\" alt=\"weir\"/><figcaption class=\"wp-element-caption\">The weir at Tarn. Photo: Ada Quill</figcaption></figure></div>\
            <p>TARN (NNA) &#8212; The bridge is shut until May, the county said.</p>\
            <h2>Cracks</h2><p>Divers found <a href=\"https://nna.example/2\">cracks in two piers</a>.</p>\
            <p style=\"display:none\">Hidden words that nobody sees.</p><script>var a = 1;</script>\
            <ul><li>Two piers are cracked.</li></ul><blockquote><p>“It is old,” said Ada Moll.</p></blockquote>\
            <p>Advertisement</p><p>Read more: <a href=\"https://nna.example/3\">Ferry sinks off Velm</a></p>\
            <div class=\"sharedaddy\"><h3>Share this:</h3><ul><li><a href=\"#\">Click to share on Chirp</a></li></ul></div>\
            <p>The post <a href=\"https://nna.example/1\">Bridge shut</a> appeared first on <a href=\"https://nna.example\">NNA</a>.</p>\
            <img width=\"1\" height=\"1\" src=\"https://stats.example/p.gif\"/>";
        let paragraphs = texts_of(html, "paragraph");
        assert_eq!(
            paragraphs,
            [
                "The bridge is shut until May, the county said.",
                "Divers found cracks in two piers."
            ]
        );
        assert_eq!(
            texts_of(html, "caption").len() + texts_of(html, "credit").len(),
            1
        );
        assert_eq!(texts_of(html, "heading"), ["Cracks"]);
        assert_eq!(texts_of(html, "list"), ["Two piers are cracked."]);
        assert_eq!(texts_of(html, "quote"), ["“It is old,” said Ada Moll."]);
        let furniture = texts_of(html, "furniture").join(" | ");
        for words in [
            "Advertisement",
            "Read more: Ferry sinks",
            "Share this",
            "The post Bridge shut",
        ] {
            assert!(furniture.contains(words), "{words} not in {furniture}");
        }
        assert!(
            blocks(html)
                .iter()
                .all(|(_, text)| !text.contains("Hidden words"))
        );
    }

    /// What an extractor for pages takes for too little.
    #[test]
    fn short_content_is_kept_whole() {
        assert_eq!(
            blocks("It sank.<br/><br/>Nobody was hurt, police said.").len(),
            2
        );
        assert_eq!(
            texts_of("Police said <em>nobody</em> was hurt.", "paragraph"),
            ["Police said nobody was hurt."]
        );
        assert_eq!(
            texts_of(
                "<a href=\"https://nna.example\">The ferry sank off Velm on Monday, police said.</a>",
                "paragraph"
            ),
            ["The ferry sank off Velm on Monday, police said."]
        );
        assert!(blocks("<img src=\"a.jpg\">").is_empty());
    }

    #[test]
    fn words_of_a_title() {
        assert_eq!(words_of_html("<b>Bridge</b>\n shut"), "Bridge shut");
        assert_eq!(words_of_html("Profits < losses"), "Profits < losses");
    }
}
