//! In: a report and the bytes it was read from. Out: lines and columns of the input for places in the
//! text.

use sayso::document::Document;
use sayso::text::Span;
use std::cell::Cell;

/// The lines of an input.
pub struct Lines<'a> {
    document: &'a Document,
    bytes: &'a [u8],
    /// Where each line begins in `bytes`.
    begins: Vec<usize>,
    /// Whether `bytes` is the input and not the text of the report.
    is_input: bool,
    /// The byte whose column was counted last, and the characters before it on its line. Columns are
    /// counted from there on, because a report can be one line with thousands of findings.
    last: Cell<(usize, usize)>,
}

impl<'a> Lines<'a> {
    /// The lines of `input`, the bytes that the report was read from. Without an input, or if it has
    /// zero bytes, as UTF-16 has, the lines are the lines of the report's text.
    pub fn new(document: &'a Document, input: Option<&'a [u8]>) -> Lines<'a> {
        let input = input.filter(|bytes| !bytes.contains(&0));
        let bytes = input.unwrap_or(document.text.as_bytes());
        let ends_line = |at: usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let ends = (0..bytes.len()).filter(|&at| ends_line(at));
        Lines {
            document,
            bytes,
            begins: std::iter::once(0).chain(ends.map(|at| at + 1)).collect(),
            is_input: input.is_some(),
            last: Cell::new((0, 0)),
        }
    }

    /// The line and the column at which a span of the text begins, both from 1. The column is in
    /// code points.
    pub fn place(&self, span: Span) -> (u32, u32) {
        let at = self.byte(span);
        let line = self.line_of_byte(at);
        let begin = self.begins[line - 1];
        let (last, counted) = self.last.get();
        let (from, counted) = if (begin..=at).contains(&last) {
            (last, counted)
        } else {
            (begin, 0)
        };
        let before = counted
            + String::from_utf8_lossy(&self.bytes[from..at])
                .chars()
                .count();
        self.last.set((at, before));
        (line as u32, before as u32 + 1)
    }

    /// The places in a stretch of the text at which a line of the input begins: offsets in bytes of
    /// the text, each with the number of the line. The first place is the beginning of the stretch.
    pub fn begins(&self, stretch: Span) -> Vec<(u32, u32)> {
        let text = &*self.document.text;
        let inside = text[stretch.range()].char_indices();
        let mut out: Vec<(u32, u32)> = Vec::new();
        for at in inside.map(|(at, _)| at).chain([stretch.len() as usize]) {
            let at = stretch.start() + at as u32;
            let next = text[at as usize..].chars().next();
            let length = next.map_or(0, char::len_utf8) as u32;
            let line = self.line_of_byte(self.byte(Span::new(at, at + length))) as u32;
            if out.last().is_none_or(|(_, last)| *last != line) {
                out.push((at, line));
            }
        }
        out
    }

    /// The offset in `bytes` at which a span of the text begins.
    fn byte(&self, span: Span) -> usize {
        let at = if self.is_input {
            self.document.origin.raw(span).range().start
        } else {
            span.start() as usize
        };
        at.min(self.bytes.len())
    }

    fn line_of_byte(&self, at: usize) -> usize {
        self.begins.partition_point(|&begin| begin <= at)
    }
}
