//! In: a report. Out: its sentences, and the words of one that say a thing.

use crate::records::Attribution;
use crate::view::View;
use crate::visible;
use sayso::attribute::Form;
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

/// The quotations of a report, whose words are not the outlet's.
pub fn quotations(view: &View<'_>) -> Vec<Span> {
    let all = view.saved.attributions.iter();
    let direct = all.filter(|a| a.form == Form::Direct);
    direct
        .flat_map(|a| &a.content)
        .map(|span| view.span(span))
        .collect()
}

/// Whether the place in a sentence, in bytes, is outside quotation marks.
pub fn is_outside_quotations(sentence: &str, at: usize) -> bool {
    let before = &sentence[..at];
    before.matches('“').count() <= before.matches('”').count()
        && before.matches('"').count().is_multiple_of(2)
}

/// The byte at which the last clause begins that a text has begun: after a mark, or at a "that" or "who".
pub fn last_clause(text: &str) -> usize {
    const BEGINS: [&str; 9] = [
        ", ", "; ", " – ", " — ", ": ", " that ", " which ", " who ", " and ",
    ];
    let ends = BEGINS.iter().filter_map(|mark| {
        let at = text.rfind(mark)?;
        let is_word = mark.trim().starts_with(char::is_alphabetic);
        Some(if is_word { at + 1 } else { at + mark.len() })
    });
    ends.max().unwrap_or(0)
}
