//! A stream of which no piece may be longer than a limit, and that knows its line.

use crate::unicode::Bytes;
use std::io::{self, BufRead, Read};

/// The most bytes of one tag or one stretch of text.
const LONGEST_PIECE: usize = 1 << 25;

/// The bytes of a feed. The XML parser holds a piece of it at a time: a tag, a text between tags.
pub struct Limited {
    bytes: Bytes,
    left: usize,
    /// The line that is being read, from 1.
    pub line: u64,
}

impl Limited {
    pub fn new(bytes: Bytes) -> Limited {
        Limited {
            bytes,
            left: LONGEST_PIECE,
            line: 1,
        }
    }

    /// A new piece begins.
    pub fn begin_piece(&mut self) {
        self.left = LONGEST_PIECE;
    }
}

impl Read for Limited {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut bytes = self.fill_buf()?;
        let length = bytes.read(out)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Limited {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            let message = "a tag or a text in it is over 32 MiB, and what follows is not read";
            return Err(io::Error::other(message));
        }
        let bytes = self.bytes.fill_buf()?;
        Ok(&bytes[..bytes.len().min(self.left)])
    }

    fn consume(&mut self, length: usize) {
        if let Ok(bytes) = self.bytes.fill_buf() {
            let bytes = &bytes[..length.min(bytes.len())];
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
        }
        self.left -= length.min(self.left);
        self.bytes.consume(length);
    }
}
