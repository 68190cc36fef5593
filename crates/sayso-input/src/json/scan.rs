//! In: the bytes of JSON of any size. Out: its values one by one, uncut and unparsed, in constant memory.

use crate::unicode::Bytes;
use std::io;

/// Walks through JSON byte by byte, and knows the line.
pub struct Scanner {
    bytes: Bytes,
    /// The line that comes next, from 1.
    pub line: u64,
}

/// A value that was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    Whole,
    /// It is over the limit. It was skipped.
    TooLong,
    /// The bytes end within it.
    Cut,
}

impl Scanner {
    pub fn new(bytes: Bytes) -> Scanner {
        Scanner { bytes, line: 1 }
    }

    /// The next byte that is neither white space nor a comma, which stays. None at the end.
    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let bytes = self.bytes.fill_buf()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let blank = |b: &u8| b.is_ascii_whitespace() || *b == b',' || *b == 0x1e;
            let length = bytes.iter().take_while(|b| blank(b)).count();
            let next = bytes.get(length).copied();
            self.line += newlines(&bytes[..length]);
            self.bytes.consume(length);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Goes past a byte that was peeked at.
    pub fn bump(&mut self) {
        self.bytes.consume(1);
    }

    /// Copies the value that begins at the next byte.
    pub fn value(&mut self, limit: usize, out: &mut Vec<u8>) -> io::Result<Copied> {
        out.clear();
        let mut state = State::default();
        let mut length = 0;
        loop {
            let bytes = self.bytes.fill_buf()?;
            if bytes.is_empty() {
                let is_scalar = state.depth == 0 && !state.is_string && length > 0;
                return Ok(if is_scalar {
                    kind(length, limit)
                } else {
                    Copied::Cut
                });
            }
            let (taken, is_over) = state.take(bytes);
            length += taken;
            if length <= limit {
                out.extend(&bytes[..taken]);
            } else {
                *out = Vec::new();
            }
            self.line += newlines(&bytes[..taken]);
            self.bytes.consume(taken);
            if is_over {
                return Ok(kind(length, limit));
            }
        }
    }
}

fn kind(length: usize, limit: usize) -> Copied {
    if length > limit {
        Copied::TooLong
    } else {
        Copied::Whole
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Where within a value the scanner is.
#[derive(Default)]
struct State {
    depth: u64,
    is_string: bool,
    is_escaped: bool,
    /// The value is a number or a word, which ends before the byte after it.
    is_bare: bool,
}

impl State {
    /// How many bytes belong to the value, and whether it ends with them.
    fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while at < bytes.len() {
            if self.is_string {
                at += self.within_string(&bytes[at..]);
                if !self.is_string && self.depth == 0 {
                    return (at, true);
                }
                continue;
            }
            let byte = bytes[at];
            if self.is_bare
                && (byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'}' | b':'))
            {
                return (at, true);
            }
            at += 1;
            match byte {
                b'"' => self.is_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return (at, true);
                    }
                }
                _ if self.depth == 0 => self.is_bare = true,
                _ => {}
            }
        }
        (at, false)
    }

    /// How many bytes belong to the string, with the mark that ends it.
    fn within_string(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        if self.is_escaped {
            self.is_escaped = false;
            at = 1;
        }
        while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
            at += found + 1;
            if bytes[at - 1] == b'"' {
                self.is_string = false;
                return at;
            }
            if at == bytes.len() {
                self.is_escaped = true;
                return at;
            }
            at += 1;
        }
        bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    fn scanner(text: &str, piece: usize) -> Scanner {
        let bytes = Cursor::new(text.as_bytes().to_vec());
        Scanner::new(Box::new(BufReader::with_capacity(piece, bytes)))
    }

    /// The values of a text one after the other, whatever the pieces that it comes in.
    #[test]
    fn values_are_copied_whole() {
        let text = "{\"a\": \"}\\\"]\", \"b\": [1, {}]}\n 12 \"x\\\\\" [\"é\"] null";
        for piece in 1..20 {
            let mut scanner = scanner(text, piece);
            let mut out = Vec::new();
            let mut values = Vec::new();
            while scanner.peek().expect("memory").is_some() {
                assert_eq!(scanner.value(100, &mut out).expect("memory"), Copied::Whole);
                values.push(String::from_utf8(out.clone()).expect("UTF-8"));
            }
            assert_eq!(
                values,
                [
                    "{\"a\": \"}\\\"]\", \"b\": [1, {}]}",
                    "12",
                    "\"x\\\\\"",
                    "[\"é\"]",
                    "null"
                ]
            );
            assert_eq!(scanner.line, 2);
        }
    }

    #[test]
    fn what_is_too_long_is_skipped_and_what_is_cut_is_said() {
        let mut scanner = scanner("[1,2,3,4,5,6] {\"a\": [", 4);
        let mut out = Vec::new();
        assert_eq!(scanner.value(5, &mut out).expect("memory"), Copied::TooLong);
        assert!(out.is_empty());
        scanner.peek().expect("memory");
        assert_eq!(scanner.value(50, &mut out).expect("memory"), Copied::Cut);
    }
}
