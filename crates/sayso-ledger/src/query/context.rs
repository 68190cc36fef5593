//! In: a place in a report. Out: the sentences around it.

use super::row::Context;
use rusqlite::{Connection, OptionalExtension, Result, params};
use sayso::document::{Block, BlockKind, Document};
use sayso::segment::segment;
use sayso::text::{Span, Text};

/// The sentence around a place, or the sentences if it goes beyond one. None if the place is not in the text.
pub(super) fn around(
    connection: &Connection,
    report: i64,
    start: u32,
    end: u32,
) -> Result<Option<Context>> {
    // The parts of the text that the place is in: one, except where a quotation goes on.
    let part: Option<(u32, String)> = connection
        .prepare_cached(
            "SELECT part.start, substr(report.text, part.start + 1, part.end - part.start)
             FROM report, (SELECT MIN(start) AS start, MAX(end) AS end FROM block
                           WHERE report = ?1 AND start < ?3 AND end > ?2) AS part
             WHERE report.number = ?1 AND part.start IS NOT NULL",
        )?
        .query_row(params![report, start, end], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(part.and_then(|(first, text)| sentences(first, text, start, end)))
}

/// The sentences of a part of the text, which begins at the code point `first`, that contain a place.
fn sentences(first: u32, text: String, start: u32, end: u32) -> Option<Context> {
    let places: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    let byte = |at: u32| {
        let at = at.checked_sub(first)? as usize;
        Some(places.get(at).map_or(text.len() as u32, |at| *at))
    };
    let (from, to) = (byte(start)?, byte(end)?);
    let length = text.len() as u32;
    let text = Text::new(text).ok()?;
    let document = Document {
        text,
        blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, length))],
        ..Document::default()
    };
    let parts = segment(&document);
    let spans = parts.sentences.iter().map(|s| parts.span(s.tokens.clone()));
    let around: Vec<Span> = spans.filter(|s| s.start() < to && s.end() > from).collect();
    let (begin, end) = (around.first()?.start(), around.last()?.end());
    let code_point = |byte: u32| first + places.partition_point(|at| *at < byte) as u32;
    let words = document.text.get(begin as usize..end as usize)?;
    Some(Context {
        start: code_point(begin),
        end: code_point(end),
        text: words.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_around_a_place_is_found() {
        let text = "É late. “We ran,” said Dr. Iva Moss. It’s gone.";
        let context = sentences(100, text.into(), 109, 117).expect("a sentence");
        assert_eq!(context.text, "“We ran,” said Dr. Iva Moss.");
        assert_eq!((context.start, context.end), (108, 136));
        assert_eq!(sentences(100, text.into(), 20, 30), None);
    }
}
