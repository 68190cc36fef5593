//! In: a page. Out: the text that an extractor takes for the report, in blocks. Which words belong
//! to the report is the extractor's to say; where they stand, and which of them make a paragraph,
//! is read off the page itself.

use super::stream::{Stream, around};
use sayso_text::text::Span;

/// A block of the report as an extractor gives it; its white space means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// Its words.
    pub text: String,
    /// It was in a heading element.
    pub heading: bool,
    /// Where it stands in the stream, if the extractor knows.
    pub place: Option<Span>,
}

/// Finds the main text of a page.
pub trait Extractor {
    /// Its name, as metadata give it.
    fn name(&self) -> &'static str;
    /// The blocks of the report in page order; none if it finds no report.
    fn extract(&self, page: &Stream) -> Option<Vec<Extracted>>;
}

/// The extractors in the order they are asked.
#[cfg(feature = "extractors")]
pub const EXTRACTORS: [&dyn Extractor; 3] = [&trees::Trafilatura, &trees::Readability, &Dense];
/// The extractors in the order they are asked.
#[cfg(not(feature = "extractors"))]
pub const EXTRACTORS: [&dyn Extractor; 1] = [&Dense];

/// Extractors that build a tree take time that grows faster than the page: beyond this they find
/// nothing.
#[cfg(feature = "extractors")]
fn is_too_large(page: &Stream) -> bool {
    page.reduced.len() > 6 << 20 || page.tags > 120_000
}

/// What was extracted, by which extractor, and which ones broke before.
pub struct Found {
    pub by: &'static str,
    pub broke: Vec<&'static str>,
    pub blocks: Vec<Extracted>,
}

/// Asks one extractor after the other until one finds a report. Should one break, the next is
/// asked.
pub fn extract(page: &Stream, extractors: &[&dyn Extractor]) -> Found {
    let mut broke = Vec::new();
    for extractor in extractors {
        let asked =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| extractor.extract(page)));
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
    let text = |line: &super::stream::Line| Extracted {
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

        fn extract(&self, page: &Stream) -> Option<Vec<Extracted>> {
            if is_too_large(page) {
                return None;
            }
            let options = trafilatura::Options::default()
                .with_fallback(true)
                .with_exclude_comments(true)
                .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
            Some(lines(
                &trafilatura::extract(&page.reduced, &options)
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

        fn extract(&self, page: &Stream) -> Option<Vec<Extracted>> {
            if is_too_large(page) {
                return None;
            }
            Some(lines(
                &libreadability::extract(&page.reduced, None).ok()?.content,
            ))
        }
    }
}

/// The stretch of the page with the most running text: built in, for pages on which trees are of no
/// use.
pub struct Dense;

impl Extractor for Dense {
    fn name(&self) -> &'static str {
        "dense"
    }

    fn extract(&self, page: &Stream) -> Option<Vec<Extracted>> {
        let worth = |line: &super::stream::Line| -> i64 {
            let words = page.text[line.span.range()].split_whitespace().count() as i64;
            let open = line.around & around::MARGIN == 0;
            let linked = line.linked * 2 > line.span.len();
            match (open && !linked, words >= 8) {
                (true, true) => words,
                (true, false) => -2,
                (false, _) => -8,
            }
        };
        // The stretch of lines whose worth adds up to most.
        let (mut best, mut sum, mut start) = ((0, 0, 0), 0, 0);
        for (i, line) in page.lines.iter().enumerate() {
            if sum <= 0 {
                (sum, start) = (0, i);
            }
            sum += worth(line);
            if sum > best.0 {
                best = (sum, start, i + 1);
            }
        }
        let (sum, start, end) = best;
        if sum == 0 {
            return None;
        }
        let kept = page.lines[start..end]
            .iter()
            .filter(|l| l.around & around::MARGIN == 0 && l.linked * 2 <= l.span.len());
        // The text is the page's own and is not copied.
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
