//! In: a stretch of a report's text. Out: rows for a screen, each with the line of the input that it
//! begins on.
//!
//! A paragraph of news is one line of a file and several rows of a screen, so that the text is broken
//! at spaces and keeps the numbers of the file.

use crate::visible;
use sayso::text::Span;
use unicode_width::UnicodeWidthChar;

/// A stretch of the text as rows of a screen.
pub struct Rows {
    /// The rows, separated by line feeds. Characters that are hidden or would control a terminal are
    /// replaced.
    pub text: String,
    /// The byte of the report's text that each row begins at.
    pub begin: Vec<u32>,
    /// The byte that the stretch begins at.
    from: u32,
    /// For each byte of the stretch, the byte of `text` that it became.
    at: Vec<usize>,
}

impl Rows {
    /// `stretch` of `text`, broken at spaces so that no row is wider than `width` columns. It is not
    /// broken within the `marked` spans.
    pub fn new(text: &str, stretch: Span, width: usize, marked: &[Span]) -> Rows {
        let mut rows = Rows {
            text: String::new(),
            begin: vec![stretch.start()],
            from: stretch.start(),
            at: Vec::new(),
        };
        let mut column = 0;
        let mut last_space = None;
        for (at, c) in text[stretch.range()].char_indices() {
            let shown = visible(c.encode_utf8(&mut [0; 4]));
            let wide = columns(&shown);
            let next = stretch.start() + (at + c.len_utf8()) as u32;
            // A space at the end of a row needs no room.
            let is_too_wide = column + wide > width && !matches!(&*shown, " " | "\n");
            if is_too_wide && let Some(space) = last_space.take() {
                column = rows.break_at(&space);
            }
            rows.at
                .extend(std::iter::repeat_n(rows.text.len(), c.len_utf8()));
            if shown == "\n" {
                rows.begin.push(next);
                last_space = None;
            }
            let is_within = |s: &Span| s.start() < next && next <= s.end();
            if shown == " " && !marked.iter().any(is_within) {
                last_space = Some(Space {
                    at: rows.text.len(),
                    next,
                });
            }
            column = if c == '\n' { 0 } else { column + wide };
            rows.text.push_str(&shown);
        }
        rows.at.push(rows.text.len());
        rows
    }

    /// Ends a row at a space, and gives the columns of what is after it.
    fn break_at(&mut self, space: &Space) -> usize {
        self.text.replace_range(space.at..=space.at, "\n");
        self.begin.push(space.next);
        columns(&self.text[space.at + 1..])
    }

    /// Where a span of the report's text is in the rows.
    pub fn place(&self, span: Span) -> std::ops::Range<usize> {
        let at = |place: u32| {
            self.at[((place.max(self.from) - self.from) as usize).min(self.at.len() - 1)]
        };
        at(span.start())..at(span.end())
    }
}

/// A space where a row can be broken.
struct Space {
    /// Its byte in the rows.
    at: usize,
    /// The byte of the report's text after it.
    next: u32,
}

/// The columns that a text takes.
fn columns(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// A message in rows of at most `width` columns.
pub fn wrapped(message: &str, width: usize) -> String {
    Rows::new(message, Span::new(0, message.len() as u32), width, &[]).text
}

/// The numbers in front of rows. The renderer numbers rows one by one, but a line of the file can be
/// several rows, so that its numbers are replaced by those of the file. The renderer starts at
/// `first`, so that all its numbers have `digits` digits.
pub struct Gutter {
    /// The number of the first row.
    pub first: usize,
    /// The width of the numbers.
    pub digits: usize,
    /// The line of the file each row begins on, from 1.
    lines: Vec<usize>,
}

impl Gutter {
    /// For rows that begin on these lines.
    pub fn new(lines: Vec<usize>) -> Gutter {
        let last = lines.iter().max().map_or(1, |line| line.to_string().len());
        let mut digits = last;
        while lines.len() > 9 * 10usize.pow(digits as u32 - 1) {
            digits += 1;
        }
        Gutter {
            first: 10usize.pow(digits as u32 - 1),
            digits,
            lines,
        }
    }

    /// A rendered row with the number of the file's line, or without a number if that is the line
    /// `shown` last.
    pub fn row(&self, rendered: &str, shown: &mut usize) -> String {
        let number = unstyled(rendered);
        let Some((digits, rest)) = number.split_at_checked(self.digits) else {
            return rendered.into();
        };
        let row = digits
            .parse::<usize>()
            .ok()
            .and_then(|n| n.checked_sub(self.first));
        let Some(&line) = row.and_then(|row| self.lines.get(row)) else {
            return rendered.into();
        };
        let number_of_line = if *shown == line {
            String::new()
        } else {
            line.to_string()
        };
        *shown = line;
        let style = &rendered[..rendered.len() - number.len()];
        format!("{style}{number_of_line:>width$}{rest}", width = self.digits)
    }
}

/// The text after the control sequences at its beginning.
pub fn unstyled(mut text: &str) -> &str {
    while let Some((_, rest)) = text
        .strip_prefix("\x1b[")
        .and_then(|rest| rest.split_once('m'))
    {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Rows {
        Rows::new(text, Span::new(0, text.len() as u32), width, &[])
    }

    #[test]
    fn rows_are_broken_at_spaces_by_columns() {
        assert_eq!(rows("one two three four", 9).text, "one two\nthree\nfour");
        assert_eq!(rows("one two three four", 9).begin, [0, 8, 14]);
        // Two columns each.
        assert_eq!(rows("東京 大阪 京都", 9).text, "東京 大阪\n京都");
        assert_eq!(rows("averylongword is", 5).text, "averylongword\nis");
        assert_eq!(rows("a\tb c\nd e", 20).text, "a b c\nd e");
        assert_eq!(rows("a b\nc", 20).begin, [0, 4]);
        assert_eq!(
            Rows::new("it is 9 m wide", Span::new(0, 14), 8, &[Span::new(6, 9)]).text,
            "it is\n9 m wide"
        );
    }

    #[test]
    fn places_move_with_what_is_replaced() {
        let text = "a\u{7} 12% \u{202e}of it";
        let rows = rows(text, 40);
        let at = text.find("12%").expect("there") as u32;
        assert_eq!(&rows.text[rows.place(Span::new(at, at + 3))], "12%");
        assert_eq!(rows.text, "a\u{fffd} 12% \u{fffd}of it");
    }

    #[test]
    fn gutters_have_the_lines_of_the_file() {
        let gutter = Gutter::new(vec![7, 7, 12]);
        assert_eq!((gutter.first, gutter.digits), (10, 2));
        let shown = &mut 0;
        assert_eq!(gutter.row("10 | a", shown), " 7 | a");
        assert_eq!(gutter.row("   | ^", shown), "   | ^");
        assert_eq!(
            gutter.row("\x1b[1m\x1b[94m11\x1b[0m | b", shown),
            "\x1b[1m\x1b[94m  \x1b[0m | b"
        );
        assert_eq!(gutter.row("12 | c", shown), "12 | c");
        // A row that is the first to be shown has a number.
        assert_eq!(gutter.row("11 | b", &mut 0), " 7 | b");
        assert_eq!(Gutter::new(vec![1; 12]).digits, 2);
    }
}
