//! Everything read from one report.

use crate::attribute::{self, Attribution, Bias};
use crate::document::Document;
use crate::model::Model;
use crate::segment::{self, Segments};

/// One report, read: plain vectors that refer to each other by index.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The report itself.
    pub document: Document,
    /// Its paragraphs, sentences, tokens, quotations.
    pub segments: Segments,
    /// Who says what in it, in text order.
    pub attributions: Vec<Attribution>,
}

/// Reads a cleaned report. Without a model, by rules alone.
///
/// ```
/// use sayso::{attribute::Bias, clean, reading};
/// let text = "“The ferry was late,” said Ines Moller, a farmer. “We waited.”";
/// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
/// let reading = reading::read(document, None, Bias::Balanced);
/// let said = &reading.attributions[0];
/// assert_eq!(&reading.document.text[said.source[0]], "Ines Moller, a farmer");
/// assert_eq!(said.content.len(), 2);
/// ```
pub fn read(document: Document, model: Option<&Model>, bias: Bias) -> Reading {
    let segments = segment::segment(&document);
    let attributions = attribute::attribute(&document, &segments, model, bias);
    Reading { document, segments, attributions }
}
