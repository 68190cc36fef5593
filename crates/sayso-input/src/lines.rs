//! Lines of a stream that may be hostile: a line can be as long as the stream, and a stream endless.

use std::io::{self, BufRead, Read};

/// Bytes of a line beyond its limit that are skipped in search of the next line. A stream that goes
/// on for longer without a line feed is given up.
const MAX_SKIPPED: u64 = 1 << 30;

/// What there was to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A line within the limit, with its line feed.
    Whole,
    /// A line over the limit. It was skipped, and the next line can be read.
    TooLong,
    /// A line over the limit whose end is too far away. The stream cannot be read further.
    Endless,
    /// There are no more lines.
    End,
}

/// Reads the next line into `line`, which is empty unless the line is within `limit` bytes.
///
/// ```
/// use sayso_input::lines::{Line, read_line};
/// let (mut input, mut line) = (&b"one\nlonger than that\nthree"[..], Vec::new());
/// let mut next = || read_line(&mut input, 8, &mut line).map(|kind| (kind, line.clone()));
/// assert_eq!(next().unwrap(), (Line::Whole, b"one\n".to_vec()));
/// assert_eq!(next().unwrap(), (Line::TooLong, Vec::new()));
/// assert_eq!(next().unwrap(), (Line::Whole, b"three".to_vec()));
/// assert_eq!(next().unwrap().0, Line::End);
/// ```
///
/// # Errors
/// Those of the stream.
pub fn read_line(input: &mut impl BufRead, limit: u64, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    // One byte more shows whether the line goes on.
    let read = input.by_ref().take(limit + 1).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if read as u64 <= limit || line.ends_with(b"\n") {
        return Ok(Line::Whole);
    }
    *line = Vec::new();
    skip_line(input)
}

fn skip_line(input: &mut impl BufRead) -> io::Result<Line> {
    let mut skipped = 0;
    while skipped < MAX_SKIPPED {
        let bytes = input.fill_buf()?;
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let length = end.map_or(bytes.len(), |at| at + 1);
        let is_over = end.is_some() || length == 0;
        input.consume(length);
        if is_over {
            return Ok(Line::TooLong);
        }
        skipped += length as u64;
    }
    Ok(Line::Endless)
}

/// The line that comes next of bytes that come in pieces. Lines end with a line feed, with a carriage
/// return and a line feed, or, in files of old spreadsheets, with a carriage return alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineCount {
    line: u64,
    /// The last byte was a carriage return, so that a line feed does not end another line.
    is_after_return: bool,
}

impl LineCount {
    /// After so many lines.
    pub fn after(lines: u64) -> LineCount {
        LineCount {
            line: lines + 1,
            is_after_return: false,
        }
    }

    /// The line, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Counts the line ends of these bytes.
    pub fn pass(&mut self, bytes: &[u8]) {
        let Some(&last) = bytes.last() else {
            return;
        };
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let is_second = bytes[at] == b'\n'
                && match at.checked_sub(1) {
                    Some(before) => bytes[before] == b'\r',
                    None => self.is_after_return,
                };
            self.line += u64::from(!is_second);
        }
        self.is_after_return = last == b'\r';
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn lines_of_every_system_are_counted() {
        for pieces in [
            &["a\nb\n\nc\n"][..],
            &["a\r\nb\r", "\n\r\n", "c\r\n"],
            &["a\rb", "\r\r", "c\r"],
        ] {
            let mut count = LineCount::after(0);
            for piece in pieces {
                count.pass(piece.as_bytes());
            }
            assert_eq!(count.line(), 5, "{pieces:?}");
        }
    }

    #[test]
    fn an_endless_line_is_given_up() {
        let mut input = BufReader::with_capacity(1 << 16, io::repeat(0));
        let mut line = Vec::new();
        let kind = read_line(&mut input, 1 << 10, &mut line);
        assert_eq!(kind.expect("zeros"), Line::Endless);
        assert_eq!(line.capacity(), 0);
    }
}
