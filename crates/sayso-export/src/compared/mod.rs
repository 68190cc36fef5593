//! In: the records of two reports and of their comparison. Out: what a reader wants to know: the verdict in a sentence,
//! what was altered, and the sentences of both reports in rows.

mod across;
mod altered;
mod differing;
mod rows;
mod verdict;

use crate::about::headline;
use crate::records::{Copy, Saved, SentencePlace};
use crate::view::View;
use crate::{day_in_words, plural};
pub use across::across;
pub use altered::{
    AlteredWords, alterations, altered, altered_count, altered_in_words, worst_altered,
};
pub use differing::{Word, differing};
pub use rows::{Mark, Moves, Row, rows};
use sayso::compare::{SentenceKind, Side};
use sayso::document::BlockKind;
use std::collections::BTreeSet;
pub use verdict::verdict;

/// Two reports and how they are related, ready to be shown.
pub struct Compared<'a> {
    /// The first report.
    pub a: View<'a>,
    /// The second report.
    pub b: View<'a>,
    /// How they are related.
    pub copy: &'a Copy,
}

impl<'a> Compared<'a> {
    /// The two reports of a comparison.
    pub fn new(a: &'a Saved, b: &'a Saved, copy: &'a Copy) -> Compared<'a> {
        Compared {
            a: View::new(a),
            b: View::new(b),
            copy,
        }
    }

    /// One of the reports.
    pub fn view(&self, side: Side) -> &View<'a> {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }

    /// What only one of the reports has.
    pub fn only(&self, side: Side) -> &'a [SentencePlace] {
        match side {
            Side::A => &self.copy.only_a,
            Side::B => &self.copy.only_b,
        }
    }

    /// The words of a sentence.
    pub fn words(&self, side: Side, place: SentencePlace) -> &'a str {
        let view = self.view(side);
        view.words(view.bytes(place.start, place.end))
    }

    /// The report in a line: "Tarn Herald · 3 March 2024 · Storm shuts harbour".
    pub fn name(&self, side: Side) -> String {
        let view = self.view(side);
        let report = &view.saved.report;
        let day = report.published.as_deref();
        let day = day.map(|day| day_in_words(day.get(..10).unwrap_or(day)));
        let parts = [
            report.outlet.clone(),
            day,
            headline(view).map(str::to_string),
        ];
        let known: Vec<String> = parts.into_iter().flatten().collect();
        if known.is_empty() {
            report.name()
        } else {
            known.join(" · ")
        }
    }

    /// How many sentences of a kind a report has that the other has too, and how many it has in all.
    pub fn shared(&self, side: Side, kind: SentenceKind) -> (usize, usize) {
        let linked = self.copy.sentences.iter().map(|pair| match side {
            Side::A => pair.a,
            Side::B => pair.b,
        });
        let linked: BTreeSet<u32> = linked
            .filter(|place| place.kind == kind)
            .map(|place| place.start)
            .collect();
        let only = self.only(side).iter().filter(|place| place.kind == kind);
        (linked.len(), linked.len() + only.count())
    }

    /// How many paragraphs of a report have no sentence that the other has.
    pub fn paragraphs_only_in(&self, side: Side) -> usize {
        let view = self.view(side);
        let only: Vec<SentencePlace> = self.only(side).to_vec();
        let shared: Vec<SentencePlace> = self
            .copy
            .sentences
            .iter()
            .map(|pair| match side {
                Side::A => pair.a,
                Side::B => pair.b,
            })
            .collect();
        let is_running = |kind| {
            matches!(
                kind,
                BlockKind::Paragraph | BlockKind::Quote | BlockKind::List | BlockKind::Standfirst
            )
        };
        let blocks = view.saved.report.blocks.iter();
        let own = blocks.filter(|block| {
            let holds =
                |place: &SentencePlace| block.start <= place.start && place.end <= block.end;
            is_running(block.kind) && only.iter().any(holds) && !shared.iter().any(holds)
        });
        own.count()
    }
}

/// "2 paragraphs", or the sentences where there is no whole paragraph.
pub(crate) fn paragraphs_or_sentences(paragraphs: usize, sentences: usize) -> Option<String> {
    match (paragraphs, sentences) {
        (0, 0) => None,
        (0, n) => Some(plural(n, "sentence")),
        (n, _) => Some(plural(n, "paragraph")),
    }
}
