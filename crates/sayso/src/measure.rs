//! Figures and times of a report: a document and its attributions in, figures and times out, each
//! with the attribution it stands in. Times are counted from the day of publication, where the
//! report tells it.
//!
//! The reading itself is the crate `sayso-measure`, of which all is here too; it knows texts, not
//! reports.

pub use sayso_measure::*;

use crate::attribute::{Attribution, AttributionId};
use crate::document::Document;

/// A figure or a time and on whose say-so it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// What was read.
    pub item: T,
    /// Where.
    pub span: Span,
    /// The innermost attribution whose content holds it.
    pub attribution: Option<AttributionId>,
}

/// Outlets' countries by the end of their address, and what "$" means there.
const DOLLARS: &[(&str, Unit)] = &[
    ("au", Unit::known("AUD")),
    ("ca", Unit::known("CAD")),
    ("nz", Unit::known("NZD")),
    ("sg", Unit::known("SGD")),
    ("hk", Unit::known("HKD")),
    ("tw", Unit::known("TWD")),
    ("jm", Unit::known("JMD")),
    ("fj", Unit::known("FJD")),
];

/// What "$" and "dollars" mean in the report: the outlet's own where its address tells a country
/// with dollars, else those of the United States.
pub fn setting(document: &Document) -> Setting {
    let host = document
        .url
        .as_deref()
        .and_then(|url| url.split("://").nth(1)?.split(['/', ':', '?']).next());
    let country = host
        .and_then(|host| host.rsplit('.').next())
        .unwrap_or_default();
    let own = DOLLARS
        .iter()
        .find(|d| d.0.eq_ignore_ascii_case(country))
        .map(|d| d.1);
    Setting {
        dollar: Some(own.unwrap_or(Unit::USD)),
    }
}

/// The figures and the times in those blocks of the report that are read, in text order.
///
/// ```
/// use sayso::{attribute::Bias, clean, reading};
/// let text = "“We lost 12 boats,” said Ines Moller.";
/// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
/// let reading = reading::read(document, None, Bias::Balanced);
/// let boats = &reading.figures[0];
/// assert_eq!(&reading.document.text[boats.span], "12");
/// assert_eq!(boats.attribution.unwrap().0, 0);
/// ```
pub fn measure(
    document: &Document,
    attributions: &[Attribution],
) -> (Vec<Stated<Figure>>, Vec<Stated<Time>>) {
    let text = &*document.text;
    let tokens = scan::scan(text);
    let figures = figures_in(text, &tokens, setting(document))
        .into_iter()
        .map(|f| (f.span, f));
    let published = document.published.as_deref().and_then(time::Moment::parse);
    let times = time::times_of(text, &tokens, published)
        .into_iter()
        .map(|t| (t.span, t));
    (
        state(document, attributions, figures),
        state(document, attributions, times),
    )
}

/// Leaves out what stands in blocks that are not read, and finds the attribution of the rest.
/// `items` are in text order.
pub fn state<T>(
    document: &Document,
    attributions: &[Attribution],
    items: impl Iterator<Item = (Span, T)>,
) -> Vec<Stated<T>> {
    let mut contents: Vec<(Span, AttributionId)> = (0..)
        .map(AttributionId)
        .zip(attributions)
        .flat_map(|(id, a)| a.content.iter().map(move |&content| (content, id)))
        .collect();
    contents.sort_by_key(|&(content, id)| (content.start(), content.end(), id.0));
    let (mut next, mut open): (usize, Vec<(Span, AttributionId)>) = (0, Vec::new());
    let mut block = 0;
    let mut out = Vec::new();
    for (span, item) in items {
        while document
            .blocks
            .get(block)
            .is_some_and(|b| b.span.end() < span.end())
        {
            block += 1;
        }
        let read = document
            .blocks
            .get(block)
            .is_some_and(|b| b.is_read() && b.span.contains(span));
        while contents
            .get(next)
            .is_some_and(|c| c.0.start() <= span.start())
        {
            open.push(contents[next]);
            next += 1;
        }
        open.retain(|c| c.0.end() > span.start());
        if read {
            let holds = open.iter().filter(|c| c.0.contains(span));
            let attribution = holds.min_by_key(|c| (c.0.len(), c.1.0)).map(|c| c.1);
            out.push(Stated {
                item,
                span,
                attribution,
            });
        }
    }
    out
}
