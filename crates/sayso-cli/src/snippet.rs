//! In: a report, the place of a finding in it. Out: the sentence it stands in as rows for a screen,
//! each with the line of the input it begins on.
//!
//! A paragraph of news is one line of a file and several of a screen: what is shown is broken at
//! blanks, and keeps the file's numbers.

use sayso::Reading;
use sayso::origin::Origin;
use sayso::text::Span;
use sayso_export::visible;
use unicode_width::UnicodeWidthChar;

/// Lines and columns of an input.
pub struct Places<'a> {
    bytes: &'a [u8],
    /// Where the lines begin.
    lines: Vec<usize>,
    /// How its bytes became the report's, if they did.
    origin: Option<&'a Origin>,
}

impl<'a> Places<'a> {
    /// Of a report, and the bytes of the input if they are the report's own. Without them, or where
    /// a character is more than a byte of any text, the lines are those of the report's clean text.
    pub fn new(reading: &'a Reading, input: Option<&'a [u8]>) -> Places<'a> {
        let input = input.filter(|bytes| !bytes.contains(&0));
        let bytes = input.unwrap_or(reading.document.text.as_bytes());
        let ends = |at: usize| {
            bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')
        };
        let lines = std::iter::once(0)
            .chain((0..bytes.len()).filter(|&at| ends(at)).map(|at| at + 1))
            .collect();
        Places {
            bytes,
            lines,
            origin: input.map(|_| &reading.document.origin),
        }
    }

    /// Line and column of a place in the clean text, from 1; the column counts characters.
    pub fn of(&self, place: Span) -> (usize, usize) {
        let at = self.origin.map_or(place.start() as usize, |origin| {
            origin.raw(place).range().start
        });
        let at = at.min(self.bytes.len());
        let line = self.lines.partition_point(|&begin| begin <= at);
        let before = &self.bytes[self.lines[line - 1]..at];
        (line, String::from_utf8_lossy(before).chars().count() + 1)
    }
}

/// A stretch of the text as rows of a screen.
pub struct Rows {
    /// The rows, parted by line feeds; what is hidden or would steer a terminal is replaced.
    pub text: String,
    /// Where in the clean text each begins.
    pub begin: Vec<u32>,
    /// Where the stretch begins, and for each of its bytes where that is in `text`.
    from: u32,
    at: Vec<usize>,
}

impl Rows {
    /// `stretch` of `text`, broken where a row would be wider than `width` columns, but not within
    /// what is `marked`.
    pub fn new(text: &str, stretch: Span, width: usize, marked: &[Span]) -> Rows {
        let mut rows = Rows {
            text: String::new(),
            begin: vec![stretch.start()],
            from: stretch.start(),
            at: Vec::new(),
        };
        // The last blank of the row: where it is in the rows, and what follows it in the clean
        // text.
        let (mut column, mut blank) = (0, None);
        for (at, c) in text[stretch.range()].char_indices() {
            let shown = visible(c.encode_utf8(&mut [0; 4]));
            let wide: usize = shown.chars().filter_map(UnicodeWidthChar::width).sum();
            let next = stretch.start() + (at + c.len_utf8()) as u32;
            // A blank at the end needs no room.
            if column + wide > width
                && !matches!(&*shown, " " | "\n")
                && let Some((place, begin)) = blank.take()
            {
                rows.text.replace_range(place..=place, "\n");
                rows.begin.push(begin);
                column = rows.text[place + 1..]
                    .chars()
                    .filter_map(UnicodeWidthChar::width)
                    .sum();
            }
            rows.at
                .extend(std::iter::repeat_n(rows.text.len(), c.len_utf8()));
            let within = || marked.iter().any(|s| s.start() < next && next <= s.end());
            match &*shown {
                " " if !within() => blank = Some((rows.text.len(), next)),
                "\n" => {
                    rows.begin.push(next);
                    (column, blank) = (0, None);
                }
                _ => {}
            }
            column = if c == '\n' { 0 } else { column + wide };
            rows.text.push_str(&shown);
        }
        rows.at.push(rows.text.len());
        rows
    }

    /// Where a span of the clean text stands in the rows.
    pub fn place(&self, span: Span) -> std::ops::Range<usize> {
        let at = |place: u32| {
            self.at[((place.max(self.from) - self.from) as usize).min(self.at.len() - 1)]
        };
        at(span.start())..at(span.end())
    }
}

/// A message in rows, broken where it would be wider.
pub fn wrapped(message: &str, width: usize) -> String {
    Rows::new(message, Span::new(0, message.len() as u32), width, &[]).text
}

/// From the beginning of the sentence that `whole` begins in to the end of the one it ends in.
pub fn sentences(reading: &Reading, whole: Span) -> Span {
    let all = &reading.segments.sentences;
    let span = |n: usize| reading.segments.span(all[n].tokens.clone());
    let first =
        all.partition_point(|s| reading.segments.span(s.tokens.clone()).end() <= whole.start());
    let holds = (first..all.len())
        .map(span)
        .take_while(|s| s.overlaps(whole));
    holds.fold(whole, Span::cover)
}

/// A number for each row such that all have `digits` digits: the renderer takes them for numbers of
/// lines, and they are exchanged for those of the file.
pub struct Gutter {
    /// The number of the first row.
    pub first: usize,
    /// How wide it is.
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

    /// A row as it was rendered, with the number of the file's line; with none where that is the
    /// line `told` last.
    pub fn row(&self, rendered: &str, told: &mut usize) -> String {
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
        let shown = if *told == line {
            String::new()
        } else {
            line.to_string()
        };
        *told = line;
        let style = &rendered[..rendered.len() - number.len()];
        format!("{style}{shown:>width$}{rest}", width = self.digits)
    }
}

/// What comes after the sequences of a terminal at the beginning.
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
    fn rows_are_broken_at_blanks_by_columns() {
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
        let told = &mut 0;
        assert_eq!(gutter.row("10 | a", told), " 7 | a");
        assert_eq!(gutter.row("   | ^", told), "   | ^");
        assert_eq!(
            gutter.row("\x1b[1m\x1b[94m11\x1b[0m | b", told),
            "\x1b[1m\x1b[94m  \x1b[0m | b"
        );
        assert_eq!(gutter.row("12 | c", told), "12 | c");
        // A row that is the first to be shown has a number.
        assert_eq!(gutter.row("11 | b", &mut 0), " 7 | b");
        assert_eq!(Gutter::new(vec![1; 12]).digits, 2);
    }
}
