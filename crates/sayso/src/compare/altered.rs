//! In: two sketches and the sentences that correspond. Out: what differs within them.

use super::comparison::SentenceLink;
use super::sketch::{Sketch, SketchFigure, SketchSentence};
use crate::text::Span;

sayso_english::names! {
    /// What was altered between two sentences that correspond.
    pub enum AlteredKind {
        /// The words of a quotation.
        Quote = "quote",
        /// A name.
        Name = "name",
        /// A figure or its unit.
        Figure = "figure",
        /// A date.
        Time = "time",
        /// How sure it is said to be: a hedge was dropped or added.
        Status = "status",
        /// Who says it: the source was dropped or exchanged.
        Source = "source",
    }
}

/// Something that differs between two sentences that correspond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Altered {
    /// What differs.
    pub kind: AlteredKind,
    /// Its number in [`Comparison::sentences`](super::Comparison::sentences).
    pub link: usize,
    /// The place in the first report; none if it has nothing there.
    pub a: Option<Span>,
    /// The place in the second report; none if it has nothing there.
    pub b: Option<Span>,
}

/// What differs within corresponding sentences.
pub(super) fn altered(a: &Sketch, b: &Sketch, links: &[SentenceLink]) -> Vec<Altered> {
    let mut out = Vec::new();
    for (number, link) in links.iter().enumerate() {
        let of_a = figures_in(a, &a.sentences[link.a]);
        let of_b = figures_in(b, &b.sentences[link.b]);
        if let ([one], [other]) = (of_a, of_b)
            && one.value != other.value
        {
            out.push(Altered {
                kind: AlteredKind::Figure,
                link: number,
                a: Some(one.span),
                b: Some(other.span),
            });
        }
    }
    out
}

fn figures_in<'a>(sketch: &'a Sketch, sentence: &SketchSentence) -> &'a [SketchFigure] {
    let first = sketch
        .figures
        .partition_point(|f| f.word < sentence.words.start);
    let end = sketch
        .figures
        .partition_point(|f| f.word < sentence.words.end);
    &sketch.figures[first..end]
}
