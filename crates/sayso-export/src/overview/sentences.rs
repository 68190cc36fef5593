//! In: a report. Out: its sentences, and the words of one that say a thing.

use crate::records::Attribution;
use crate::view::View;
use crate::visible;
use sayso::text::Span;

/// The sentences of the text that is read, roughly: up to a full stop with a space or a line end.
pub fn sentences<'v>(view: &'v View<'_>) -> impl Iterator<Item = Span> + 'v {
    let blocks = view.blocks.iter().filter(|block| block.is_read());
    blocks.flat_map(move |block| {
        let words = view.words(block.span);
        let mut ends: Vec<usize> = words
            .match_indices(['.', '?', '!', '\n'])
            .map(|(at, mark)| at + mark.len())
            .filter(|&end| {
                words[end..].chars().next().is_none_or(char::is_whitespace)
                    || words[..end].ends_with('\n')
            })
            .collect();
        ends.push(words.len());
        let begins = std::iter::once(0).chain(ends.clone());
        let pairs: Vec<Span> = begins
            .zip(ends)
            .filter(|(begin, end)| begin < end)
            .map(|(begin, end)| {
                trimmed(
                    view,
                    block.span.start() + begin as u32,
                    block.span.start() + end as u32,
                )
            })
            .collect();
        pairs
    })
}

/// The span without white space at its beginning.
fn trimmed(view: &View<'_>, start: u32, end: u32) -> Span {
    let words = view.words(Span::new(start, end));
    let space = words.len() - words.trim_start().len();
    Span::new(start + space as u32, end)
}

/// The bytes from the first to the last word of an attribution.
pub fn around(view: &View<'_>, a: &Attribution) -> Option<Span> {
    let spans = || a.source.iter().chain(&a.cue).chain(&a.content);
    let start = spans().map(|span| span.start).min()?;
    let end = spans().map(|span| span.end).max()?;
    Some(view.bytes(start, end))
}

/// Whether two spans have a byte in common.
pub fn overlap(a: Span, b: Span) -> bool {
    a.start() < b.end() && b.start() < a.end()
}

/// A sentence on one line, without its full stop.
pub fn on_one_line(view: &View<'_>, sentence: Span) -> String {
    let line = visible(view.words(sentence)).replace('\n', " ");
    line.trim().trim_end_matches('.').into()
}

/// A text in small letters with plain apostrophes.
pub fn in_small(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}
