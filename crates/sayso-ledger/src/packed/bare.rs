//! Records without what the text and other records have, and the whole records again.

use super::spans::{
    absolute, bytes, for_each_report_id, for_each_span, places, relative, with_sign, without_sign,
};
use rusqlite::Row;
use sayso_export::records::{Block, Saved, Span};
use std::collections::HashMap;

/// The first character of words that are kept because they are not those of the text, of ids that begin so or
/// are empty, and all of the content of a claim that has none.
pub const KEPT: char = '\0';

/// What the row of a report has, and its records need not have.
#[derive(Clone, Debug, Default)]
pub struct OfReport {
    /// The id of the report.
    pub id: String,
    /// The hash of the input.
    pub sha256: String,
    /// The hash of the text.
    pub text_sha256: String,
    /// The text.
    pub text: String,
}

impl OfReport {
    /// What a row has whose columns from `first` on are those of [`COLUMNS`](super::COLUMNS).
    pub fn of_row(row: &Row<'_>, first: usize) -> rusqlite::Result<OfReport> {
        Ok(OfReport {
            id: row.get(first)?,
            sha256: row.get(first + 1)?,
            text_sha256: row.get(first + 2)?,
            text: row.get(first + 3)?,
        })
    }
}

/// What was left out of records, so that it can be put back.
pub struct Whole {
    of_report: OfReport,
    blocks: Vec<Block>,
    /// The content of claims, where it was left out.
    contents: Vec<Option<Vec<Span>>>,
    ids: Vec<String>,
    spans: Vec<Span>,
}

/// Leaves out what the text and other records have.
pub fn leave_out(saved: &mut Saved) -> Whole {
    let report = &mut saved.report;
    let of_report = OfReport {
        id: std::mem::take(&mut report.id),
        sha256: std::mem::take(&mut report.sha256),
        text_sha256: std::mem::take(&mut report.text_sha256),
        text: std::mem::take(&mut report.text),
    };
    let blocks = report.blocks.clone();
    shorten_blocks(&mut report.blocks);
    let contents = leave_out_contents(saved);
    let mut ids = Vec::new();
    for_each_report_id(saved, |of| {
        let is_kept = *of != of_report.id;
        let id = std::mem::take(of);
        if is_kept {
            of.push(KEPT);
            of.push_str(&id);
        }
        ids.push(id);
    });
    for_each_id(saved, |id, expected| {
        let whole = std::mem::take(id);
        if whole != expected {
            if whole.is_empty() || whole.starts_with(KEPT) {
                id.push(KEPT);
            }
            id.push_str(&whole);
        }
        ids.push(whole);
    });
    let mut spans = Vec::new();
    let mut before = Before::default();
    let places = places(&of_report.text);
    for_each_span(saved, |span| {
        let whole = std::mem::take(span);
        *span = before.shorten(&whole, &of_report.text, &places);
        spans.push(whole);
    });
    Whole {
        of_report,
        blocks,
        contents,
        ids,
        spans,
    }
}

/// Puts back what was left out.
pub fn put_back(saved: &mut Saved, whole: Whole) {
    let mut spans = whole.spans.into_iter();
    for_each_span(saved, |span| *span = spans.next().unwrap_or_default());
    let mut ids = whole.ids.into_iter();
    for_each_report_id(saved, |id| *id = ids.next().unwrap_or_default());
    for_each_id(saved, |id, _| *id = ids.next().unwrap_or_default());
    for (claim, content) in saved.claims.iter_mut().zip(whole.contents) {
        if let Some(content) = content {
            claim.content = content;
        }
    }
    saved.report.blocks = whole.blocks;
    put_back_what_the_row_has(saved, whole.of_report);
}

fn put_back_what_the_row_has(saved: &mut Saved, of_report: OfReport) {
    saved.report.id = of_report.id;
    saved.report.sha256 = of_report.sha256;
    saved.report.text_sha256 = of_report.text_sha256;
    saved.report.text = of_report.text;
}

/// Completes what was left out from what the row of the report has.
pub fn complete(saved: &mut Saved, of_report: OfReport) {
    let mut before = Before::default();
    let text = &of_report.text;
    let places = places(text);
    for_each_span(saved, |span| before.lengthen(span, text, &places));
    for_each_report_id(saved, |of| {
        if of.is_empty() {
            of.push_str(&of_report.id);
        } else {
            of.remove(0);
        }
    });
    for_each_id(saved, |id, expected| {
        if id.is_empty() {
            id.push_str(&expected);
        } else if id.starts_with(KEPT) {
            id.remove(0);
        }
    });
    complete_contents(saved);
    lengthen_blocks(&mut saved.report.blocks);
    put_back_what_the_row_has(saved, of_report);
}

/// Leaves out the content of claims that is that of their attribution, and gives what was left out.
fn leave_out_contents(saved: &mut Saved) -> Vec<Option<Vec<Span>>> {
    let attributions: HashMap<&str, &[Span]> = saved
        .attributions
        .iter()
        .map(|a| (&*a.id, &*a.content))
        .collect();
    let claims = saved.claims.iter_mut().map(|claim| {
        let of = claim.attribution.as_deref()?;
        let content = *attributions.get(of)?;
        if content.is_empty() {
            None
        } else if claim.content == content {
            Some(std::mem::take(&mut claim.content))
        } else if claim.content.is_empty() {
            claim.content.push(no_content());
            Some(Vec::new())
        } else {
            None
        }
    });
    claims.collect()
}

fn complete_contents(saved: &mut Saved) {
    let attributions: HashMap<&str, &[Span]> = saved
        .attributions
        .iter()
        .map(|a| (&*a.id, &*a.content))
        .collect();
    for claim in &mut saved.claims {
        let of = claim.attribution.as_deref();
        let content = of.and_then(|of| attributions.get(of));
        if claim.content.is_empty() {
            claim.content = content.map(|content| content.to_vec()).unwrap_or_default();
        } else if claim.content[..] == [no_content()] {
            claim.content.clear();
        }
    }
}

/// What a claim without content has in its place, if its attribution has content.
fn no_content() -> Span {
    Span {
        text: KEPT.into(),
        ..Span::default()
    }
}

/// Visits the ids of records with what they are if they only count: "e1", "e2" …
fn for_each_id(saved: &mut Saved, mut visit: impl FnMut(&mut String, String)) {
    let mut count = |letter: char, ids: &mut dyn Iterator<Item = &mut String>| {
        for (id, number) in ids.zip(1..) {
            visit(id, format!("{letter}{number}"));
        }
    };
    count(
        'e',
        &mut saved.entities.iter_mut().map(|record| &mut record.id),
    );
    count(
        'a',
        &mut saved.attributions.iter_mut().map(|record| &mut record.id),
    );
    count(
        'c',
        &mut saved.claims.iter_mut().map(|record| &mut record.id),
    );
    count(
        'f',
        &mut saved.figures.iter_mut().map(|record| &mut record.id),
    );
    count(
        't',
        &mut saved.times.iter_mut().map(|record| &mut record.id),
    );
}

/// The span before, in the order of [`for_each_span`].
#[derive(Default)]
struct Before {
    start: u32,
    /// How far its bytes of the input are from those of the text.
    from: i64,
}

impl Before {
    /// A span without what the text has, as how far it is from the one before.
    fn shorten(&mut self, span: &Span, text: &str, places: &[u32]) -> Span {
        let place = bytes(text, places, span).filter(|place| text[place.clone()] == *span.text);
        let start = without_sign((span.start.wrapping_sub(self.start) as i32).into());
        self.start = span.start;
        let (words, at) = match place {
            Some(place) => (
                String::new(),
                span.at.map(|at| {
                    let [from, longer] = relative(at, &place);
                    let step = from.wrapping_sub(self.from);
                    self.from = from;
                    [without_sign(step), without_sign(longer)]
                }),
            ),
            None => (format!("{KEPT}{}", span.text), span.at),
        };
        Span {
            start: start as u32,
            end: span.end.wrapping_sub(span.start),
            text: words,
            at,
            edited: span.edited,
        }
    }

    /// The other way round.
    fn lengthen(&mut self, span: &mut Span, text: &str, places: &[u32]) {
        let step = with_sign(span.start.into()) as u32;
        span.start = self.start.wrapping_add(step);
        self.start = span.start;
        span.end = span.end.wrapping_add(span.start);
        if !span.text.is_empty() {
            span.text.remove(0);
            return;
        }
        let place = bytes(text, places, span).unwrap_or(0..0);
        span.at = span.at.map(|at| {
            let [step, longer] = at.map(with_sign);
            self.from = self.from.wrapping_add(step);
            absolute([self.from, longer], &place)
        });
        span.text = text[place].to_string();
    }
}

/// Writes the blocks as how far they are from the one before and how long they are.
fn shorten_blocks(blocks: &mut [Block]) {
    let mut end = 0_u32;
    for block in blocks {
        let gap = without_sign((block.start.wrapping_sub(end) as i32).into());
        end = block.end;
        block.end = end.wrapping_sub(block.start);
        block.start = gap as u32;
    }
}

/// The other way round.
fn lengthen_blocks(blocks: &mut [Block]) {
    let mut end = 0_u32;
    for block in blocks {
        block.start = end.wrapping_add(with_sign(block.start.into()) as u32);
        block.end = block.end.wrapping_add(block.start);
        end = block.end;
    }
}
