//! Figures and times of a report: a document and its attributions in, figures and times out, each
//! with the attribution whose content holds it. Times are counted from the day of publication, if
//! the report shows it.
//!
//! The crate `sayso-measure` reads figures and times from a text. It is re-exported here, because it
//! does not know reports.

pub use sayso_measure::*;

use crate::attribute::{Attribution, AttributionId};
use crate::document::Document;
use sayso_measure::time::LineBreak;
use sayso_text::address::Address;
use sayso_text::candidate::{Field, Source};

/// A figure or a time, and who states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// What was read.
    pub item: T,
    /// Its span in the text of the document.
    pub span: Span,
    /// The innermost attribution whose content holds it.
    pub attribution: Option<AttributionId>,
}

/// The top-level domains of countries that have dollars of their own, and what "$" means there.
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

/// What "$" and "dollars" mean in the report: the dollars of the outlet's country if its address shows
/// one that has dollars, and US dollars everywhere else.
pub fn setting(document: &Document) -> Setting {
    let url = document.url.as_deref();
    let domain = url.and_then(|url| Address::new(url).top_level());
    let own = domain.and_then(|domain| {
        let mut rows = DOLLARS.iter();
        rows.find(|(known, _)| known.eq_ignore_ascii_case(domain))
    });
    Setting {
        dollar: Some(own.map_or(Unit::USD, |&(_, dollar)| dollar)),
    }
}

/// The figures and the times of the blocks that are read, in text order.
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
    let published = published(document);
    let times = time::times_of(text, &tokens, LineBreak::EndsParagraph, published);
    let mut figures = figures_in(text, &tokens, setting(document));
    drop_numbers_of_dates(&mut figures, &times);
    let figures = figures.into_iter().map(|f| (f.span, f));
    let times = times.into_iter().map(|t| (t.span, t));
    (
        attributed(document, attributions, figures),
        attributed(document, attributions, times),
    )
}

/// When the report was published: the day, with the hour if that was given with the report.
fn published(document: &Document) -> Option<time::Moment> {
    let day = time::Moment::parse(document.published.as_deref()?)?;
    let given = document.candidates.iter().find(|candidate| {
        candidate.chosen
            && candidate.field == Field::Published
            && candidate.rule == Source::Given.into()
    });
    let moment = given.and_then(|given| time::Moment::parse(given.value.trim()));
    Some(
        moment
            .filter(|moment| moment.date == day.date)
            .unwrap_or(day),
    )
}

/// Leaves out the numbers inside dates and times of day: the "5" of "on 5 and 6 May" is no figure.
fn drop_numbers_of_dates(figures: &mut Vec<Figure>, times: &[Time]) {
    let mut dates = times
        .iter()
        .filter(|time| {
            matches!(time.kind, time::Kind::Date | time::Kind::Time)
                && matches!(
                    time.why,
                    time::TimeRule::Calendar | time::TimeRule::Edge | time::TimeRule::Range
                )
        })
        .peekable();
    figures.retain(|figure| {
        while dates
            .next_if(|date| date.span.end() < figure.span.end())
            .is_some()
        {}
        !dates
            .peek()
            .is_some_and(|date| date.span.contains(figure.span))
    });
}

/// The items in blocks that are read, each with its attribution. `items` are in text order.
fn attributed<T>(
    document: &Document,
    attributions: &[Attribution],
    items: impl Iterator<Item = (Span, T)>,
) -> Vec<Stated<T>> {
    let mut contents = Contents::of(attributions);
    let mut blocks = document.blocks.iter().peekable();
    let mut out = Vec::new();
    for (span, item) in items {
        while blocks.next_if(|b| b.span.end() < span.end()).is_some() {}
        let is_read = blocks
            .peek()
            .is_some_and(|b| b.is_read() && b.span.contains(span));
        contents.move_to(span);
        if is_read {
            out.push(Stated {
                item,
                span,
                attribution: contents.innermost(span),
            });
        }
    }
    out
}

/// The contents of attributions, walked through in text order, so that all items together take one
/// pass.
struct Contents {
    /// All, by start.
    all: Vec<(Span, AttributionId)>,
    /// The first that begins after the current item.
    next: usize,
    /// Those that began and have not ended before the current item.
    open: Vec<(Span, AttributionId)>,
}

impl Contents {
    fn of(attributions: &[Attribution]) -> Contents {
        let mut all = Vec::new();
        for (id, attribution) in (0..).map(AttributionId).zip(attributions) {
            all.extend(attribution.content.iter().map(|&content| (content, id)));
        }
        all.sort_by_key(|&(content, id)| (content.start(), content.end(), id.0));
        Contents {
            all,
            next: 0,
            open: Vec::new(),
        }
    }

    /// Goes on to the item at this span.
    fn move_to(&mut self, span: Span) {
        while let Some(&content) = self.all.get(self.next)
            && content.0.start() <= span.start()
        {
            self.open.push(content);
            self.next += 1;
        }
        self.open
            .retain(|(content, _)| content.end() > span.start());
    }

    /// The attribution with the shortest open content that holds the span.
    fn innermost(&self, span: Span) -> Option<AttributionId> {
        let holding = self
            .open
            .iter()
            .filter(|(content, _)| content.contains(span));
        holding
            .min_by_key(|(content, id)| (content.len(), id.0))
            .map(|&(_, id)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollar(url: Option<&str>) -> Option<Unit> {
        let url = url.map(Into::into);
        let document = Document {
            url,
            ..Document::default()
        };
        setting(&document).dollar
    }

    #[test]
    fn dollars_are_those_of_the_country_in_the_address() {
        let aud = Some(Unit::known("AUD"));
        for rest in ["", "/news", "#top", "?page=2", ":8080/news"] {
            let url = format!("https://tarnherald.example.au{rest}");
            assert_eq!(dollar(Some(&url)), aud, "{url}");
        }
        assert_eq!(dollar(Some("https://velm.example/au")), Some(Unit::USD));
        assert_eq!(dollar(None), Some(Unit::USD));
    }
}
