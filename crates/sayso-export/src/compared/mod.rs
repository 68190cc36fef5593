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
use std::collections::BTreeMap;
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

    /// The sentences of a report that surely correspond to one of the other.
    fn shared_places(&self, side: Side) -> BTreeMap<u32, SentencePlace> {
        let sure = self.copy.sentences.iter().filter(|p| !p.is_doubtful());
        let places = sure.map(|pair| pair.place(side));
        places.map(|place| (place.start, place)).collect()
    }

    /// The sentences of a report that perhaps correspond to one of the other, and surely to none.
    fn doubtful_places(&self, side: Side) -> BTreeMap<u32, SentencePlace> {
        let shared = self.shared_places(side);
        let all = self.copy.sentences.iter().map(|pair| pair.place(side));
        let doubtful = all.filter(|place| !shared.contains_key(&place.start));
        doubtful.map(|place| (place.start, place)).collect()
    }

    /// The sentences of a report that are its own as far as is known: those that only it has, and those of which it is
    /// doubtful whether the other one has them.
    pub fn own(&self, side: Side) -> Vec<SentencePlace> {
        let only = self.only(side).iter().copied();
        only.chain(self.doubtful_places(side).into_values())
            .collect()
    }

    /// How many sentences of a kind a report has that the other surely has too, and how many it has in all.
    pub fn shared(&self, side: Side, kind: SentenceKind) -> (usize, usize) {
        let is_of_kind = |place: &&SentencePlace| place.kind == kind;
        let shared = self.shared_places(side);
        let shared = shared.values().filter(is_of_kind).count();
        (
            shared,
            shared + self.own(side).iter().filter(is_of_kind).count(),
        )
    }

    /// How many sentences of a kind a report has that the other perhaps has too.
    pub fn doubtful(&self, side: Side, kind: SentenceKind) -> usize {
        let places = self.doubtful_places(side).into_values();
        places.filter(|place| place.kind == kind).count()
    }

    /// How many paragraphs of a report have no sentence that the other surely has.
    pub fn paragraphs_only_in(&self, side: Side) -> usize {
        let own = self.own(side);
        let shared = self.shared_places(side);
        let is_running = |kind| {
            matches!(
                kind,
                BlockKind::Paragraph | BlockKind::Quote | BlockKind::List | BlockKind::Standfirst
            )
        };
        let blocks = self.view(side).saved.report.blocks.iter();
        let whole = blocks.filter(|block| {
            let holds =
                |place: &SentencePlace| block.start <= place.start && place.end <= block.end;
            is_running(block.kind) && own.iter().any(holds) && !shared.values().any(holds)
        });
        whole.count()
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
