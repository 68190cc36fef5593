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
    let text: Option<String> = connection
        .prepare_cached("SELECT text FROM report WHERE number = ?")?
        .query_row([report], |row| row.get(0))
        .optional()?;
    // A paragraph is a line of the text, without the parts that are something else, such as a dateline.
    let (ended, begins): (Option<u32>, Option<u32>) = connection
        .prepare_cached(
            "SELECT MAX(CASE WHEN end <= ?2 THEN end END), MIN(CASE WHEN start >= ?3 THEN start END)
             FROM block WHERE report = ?1",
        )?
        .query_row(params![report, start, end], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(text.and_then(|text| {
        let (first, part) = lines(&text, start, end, ended, begins)?;
        sentences(first, part, start, end)
    }))
}

/// The lines that a place is in, without the part before it, which `ended` somewhere, and the part that comes next,
/// which `begins` somewhere. Also the code point at which they begin.
fn lines(
    text: &str,
    start: u32,
    end: u32,
    ended: Option<u32>,
    begins: Option<u32>,
) -> Option<(u32, String)> {
    let is_end = |at: &usize| text.as_bytes()[*at] == b'\n';
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let (start, end) = (start as usize, end as usize);
    if start >= end || end > places.len() {
        return None;
    }
    let line = places[..start].iter().rposition(is_end);
    let first = line.map_or(0, |at| at + 1).max(ended.unwrap_or(0) as usize);
    let next = places[end..].iter().position(is_end);
    let last = next.map_or(places.len(), |at| end + at);
    let last = begins.map_or(last, |begins| last.min(begins as usize));
    let byte = |at: usize| places.get(at).copied().unwrap_or(text.len());
    let part = text.get(byte(first)..byte(last))?;
    Some((first as u32, part.to_string()))
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
    fn a_paragraph_is_a_line_without_what_is_something_else() {
        let text = "Long wait.\nVELM — É late.\nEnd.";
        let part = |start, end, ended, begins| lines(text, start, end, ended, begins);
        assert_eq!(part(18, 19, Some(18), None), Some((18, "É late.".into())));
        assert_eq!(
            part(11, 13, Some(10), Some(18)),
            Some((11, "VELM — ".into()))
        );
        assert_eq!(
            part(5, 20, None, None),
            Some((0, "Long wait.\nVELM — É late.".into()))
        );
        assert_eq!(part(26, 29, None, None), Some((26, "End.".into())));
        assert_eq!(part(26, 99, None, None), None);
        assert_eq!(part(9, 3, None, None), None);
    }

    #[test]
    fn the_sentence_around_a_place_is_found() {
        let text = "É late. “We ran,” said Dr. Iva Moss. It’s gone.";
        let context = sentences(100, text.into(), 109, 117).expect("a sentence");
        assert_eq!(context.text, "“We ran,” said Dr. Iva Moss.");
        assert_eq!((context.start, context.end), (108, 136));
        assert_eq!(sentences(100, text.into(), 20, 30), None);
    }
}
