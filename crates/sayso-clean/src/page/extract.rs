//! In: a page. Out: the text that an extractor takes for the report, in blocks. The extractor only says
//! which words belong to the report; their places and paragraphs are taken from the page itself.

use super::stream::{Stream, context};
use sayso_text::text::Span;

/// A block of the report as an extractor gives it. Its white space has no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// Its words.
    pub text: String,
    /// It was in a heading element.
    pub heading: bool,
    /// Its place in the text of the stream, if the extractor knows it.
    pub place: Option<Span>,
}

/// Finds the main text of a page.
pub trait Extractor {
    /// The name in the metadata.
    fn name(&self) -> &'static str;
    /// The blocks of the report in page order; none if there is no report.
    fn extract(&self, stream: &Stream) -> Option<Vec<Extracted>>;
}

/// The extractors in the order they are asked.
#[cfg(feature = "extractors")]
pub const EXTRACTORS: [&dyn Extractor; 3] = [&trees::Trafilatura, &trees::Readability, &Dense];
/// The extractors in the order they are asked.
#[cfg(not(feature = "extractors"))]
pub const EXTRACTORS: [&dyn Extractor; 1] = [&Dense];

/// Pages that are larger are not given to extractors that build a tree, because their time grows
/// faster than the page.
#[cfg(feature = "extractors")]
const MAX_REDUCED: usize = 6 << 20;
#[cfg(feature = "extractors")]
const MAX_TAGS: usize = 120_000;

#[cfg(feature = "extractors")]
fn is_too_large(stream: &Stream) -> bool {
    stream.reduced.len() > MAX_REDUCED || stream.tags > MAX_TAGS
}

/// What was extracted.
pub struct Found {
    /// The name of the extractor.
    pub by: &'static str,
    /// The names of extractors that panicked before.
    pub broke: Vec<&'static str>,
    pub blocks: Vec<Extracted>,
}

/// Asks one extractor after the other until one finds a report. If one panics, the next is asked,
/// because extractors of other authors must not end the run.
pub fn extract(stream: &Stream, extractors: &[&dyn Extractor]) -> Found {
    let mut broke = Vec::new();
    for extractor in extractors {
        let asked =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| extractor.extract(stream)));
        match asked {
            Ok(Some(blocks))
                if blocks
                    .iter()
                    .any(|b| b.place.is_some() || !b.text.trim().is_empty()) =>
            {
                return Found {
                    by: extractor.name(),
                    broke,
                    blocks,
                };
            }
            Ok(_) => {}
            Err(_) => broke.push(extractor.name()),
        }
    }
    Found {
        by: "none",
        broke,
        blocks: Vec::new(),
    }
}

/// The lines of an extractor's HTML.
#[cfg(feature = "extractors")]
fn lines(html: &str) -> Vec<Extracted> {
    let stream = super::stream::stream(html);
    let text = |line: &super::stream::PageLine| Extracted {
        text: stream.text[line.span.range()].to_string(),
        heading: line.level > 0,
        place: None,
    };
    stream.lines.iter().map(text).collect()
}

#[cfg(feature = "extractors")]
mod trees {
    use super::{Extracted, Extractor, Stream, is_too_large, lines};

    /// The port of Trafilatura, balanced, with its fallbacks.
    pub struct Trafilatura;

    impl Extractor for Trafilatura {
        fn name(&self) -> &'static str {
            "trafilatura"
        }

        fn extract(&self, stream: &Stream) -> Option<Vec<Extracted>> {
            if is_too_large(stream) {
                return None;
            }
            let options = trafilatura::Options::default()
                .with_fallback(true)
                .with_exclude_comments(true)
                .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
            Some(lines(
                &trafilatura::extract(&stream.reduced, &options)
                    .ok()?
                    .content_html,
            ))
        }
    }

    /// The port of Readability.
    pub struct Readability;

    impl Extractor for Readability {
        fn name(&self) -> &'static str {
            "readability"
        }

        fn extract(&self, stream: &Stream) -> Option<Vec<Extracted>> {
            if is_too_large(stream) {
                return None;
            }
            Some(lines(
                &libreadability::extract(&stream.reduced, None).ok()?.content,
            ))
        }
    }
}

/// Takes the stretch of the page with the most running text, for pages that are too large for trees.
pub struct Dense;

impl Extractor for Dense {
    fn name(&self) -> &'static str {
        "dense"
    }

    fn extract(&self, stream: &Stream) -> Option<Vec<Extracted>> {
        let value = |line: &super::stream::PageLine| -> i64 {
            let words = stream.text[line.span.range()].split_whitespace().count() as i64;
            let open = line.context & context::MARGIN == 0;
            let linked = line.linked * 2 > line.span.len();
            match (open && !linked, words >= 8) {
                (true, true) => words,
                (true, false) => -2,
                (false, _) => -8,
            }
        };
        // The stretch of lines with the largest sum of values.
        let (mut best, mut sum, mut start) = ((0, 0, 0), 0, 0);
        for (i, line) in stream.lines.iter().enumerate() {
            if sum <= 0 {
                (sum, start) = (0, i);
            }
            sum += value(line);
            if sum > best.0 {
                best = (sum, start, i + 1);
            }
        }
        let (sum, start, end) = best;
        if sum == 0 {
            return None;
        }
        let kept = stream.lines[start..end]
            .iter()
            .filter(|l| l.context & context::MARGIN == 0 && l.linked * 2 <= l.span.len());
        // The text is not copied, because the places are known.
        Some(
            kept.map(|l| Extracted {
                text: String::new(),
                heading: l.level > 0,
                place: Some(l.span),
            })
            .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::stream::stream;
    use super::*;

    #[test]
    fn dense_text_without_a_tree() {
        let html = "<nav><a>Home</a><a>News</a></nav><div><h1>Bridge shut</h1>\
            <p>The bridge over the Orle is shut until May, the county said.</p><p>Why?</p>\
            <p>Divers found cracks in two of its piers on Tuesday night.</p></div><footer>All rights reserved by the Tarn Herald and others</footer>";
        let page = stream(html);
        let blocks = Dense.extract(&page).unwrap();
        let texts: Vec<&str> = blocks
            .iter()
            .map(|b| &page.text[b.place.unwrap().range()])
            .collect();
        assert_eq!(texts.len(), 3);
        assert_eq!(texts[1], "Why?");
    }
}
