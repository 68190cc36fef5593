//! A reader that can look ahead by a given number of bytes, and take bytes back.

use std::io::{self, Read};

/// Bytes that are read at once.
const BUFFER: usize = 1 << 16;

/// The bytes of a reader that come next.
pub struct Window<R> {
    reader: R,
    buffer: Vec<u8>,
    /// The bytes of the buffer that come next are those from `at` to `end`.
    at: usize,
    end: usize,
    /// Bytes that were consumed.
    position: u64,
    /// How the reader broke after the bytes of the buffer.
    broken: Option<io::Error>,
}

impl<R: Read> Window<R> {
    pub fn new(reader: R) -> Window<R> {
        Window {
            reader,
            buffer: vec![0; BUFFER],
            at: 0,
            end: 0,
            position: 0,
            broken: None,
        }
    }

    /// What it reads from.
    pub fn reader(&mut self) -> &mut R {
        &mut self.reader
    }

    /// Bytes that were consumed so far.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The next bytes, at least one unless the reader is at its end.
    pub fn fill(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    /// The next bytes, at least `length` of them unless the reader is at its end or breaks. That it
    /// broke is said once the bytes before are consumed, or by [`Window::broken`].
    pub fn peek(&mut self, length: usize) -> io::Result<&[u8]> {
        while self.end - self.at < length && self.broken.is_none() {
            match self.read_more() {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => self.broken = Some(error),
            }
        }
        if self.at == self.end && length > 0 {
            self.broken()?;
        }
        Ok(&self.buffer[self.at..self.end])
    }

    /// How the reader broke after the bytes that come next, if it did.
    pub fn broken(&mut self) -> io::Result<()> {
        self.broken.take().map_or(Ok(()), Err)
    }

    /// Whether damage comes before this many bytes, which were peeked at.
    pub fn is_damaged_within(&self, length: usize) -> bool {
        let is_damage = |error: &io::Error| error.kind() == io::ErrorKind::InvalidData;
        self.end - self.at < length && self.broken.as_ref().is_some_and(is_damage)
    }

    /// Reads on behind the bytes that come next. False at the end.
    fn read_more(&mut self) -> io::Result<bool> {
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.end, 0);
            self.end -= self.at;
            self.at = 0;
        }
        if self.end == 0 && self.buffer.len() > BUFFER {
            self.buffer = vec![0; BUFFER];
        } else if self.end == self.buffer.len() {
            self.buffer.resize(self.end + BUFFER, 0);
        }
        let length = self.reader.read(&mut self.buffer[self.end..])?;
        self.end += length;
        Ok(length > 0)
    }

    /// Consumes bytes that come next.
    pub fn consume(&mut self, length: usize) {
        debug_assert!(length <= self.end - self.at);
        self.at += length;
        self.position += length as u64;
    }

    /// Takes back bytes that were consumed.
    pub fn take_back(&mut self, mut bytes: Vec<u8>) {
        self.position -= bytes.len() as u64;
        if let Some(at) = self.at.checked_sub(bytes.len()) {
            // There is room for them, so that the bytes after them need not move.
            self.buffer[at..self.at].copy_from_slice(&bytes);
            self.at = at;
            return;
        }
        bytes.extend(&self.buffer[self.at..self.end]);
        self.at = 0;
        self.end = bytes.len();
        bytes.resize(self.end.max(BUFFER), 0);
        self.buffer = bytes;
    }

    /// Consumes bytes up to one that is not of `these`. False at the end.
    pub fn skip(&mut self, these: &[u8]) -> io::Result<bool> {
        loop {
            let bytes = self.fill()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let length = bytes.iter().take_while(|byte| these.contains(byte)).count();
            let is_over = length < bytes.len();
            self.consume(length);
            if is_over {
                return Ok(true);
            }
        }
    }

    /// Consumes this number of bytes, or all if there are fewer. Returns how many there were.
    pub fn skip_bytes(&mut self, length: u64) -> io::Result<u64> {
        let mut left = length;
        while left > 0 {
            let bytes = self.fill()?.len();
            if bytes == 0 {
                break;
            }
            let next = bytes.min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(next);
            left -= next as u64;
        }
        Ok(length - left)
    }

    /// Consumes bytes up to the first place where `mark` begins. False if it is nowhere, and all is
    /// consumed.
    pub fn skip_to(&mut self, mark: &[u8]) -> io::Result<bool> {
        loop {
            let bytes = self.peek(mark.len())?;
            if let Some(at) = memchr::memmem::find(bytes, mark) {
                self.consume(at);
                return Ok(true);
            }
            let is_end = bytes.len() < mark.len();
            // The last bytes may be the beginning of the mark.
            let length = if is_end {
                bytes.len()
            } else {
                bytes.len() - (mark.len() - 1)
            };
            self.consume(length);
            if is_end {
                return Ok(false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives one byte at a time.
    struct Slow(&'static [u8]);

    impl Read for Slow {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let length = self.0.len().min(out.len()).min(1);
            out[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    #[test]
    fn bytes_are_looked_at_skipped_and_taken_back() {
        let mut window = Window::new(Slow(b"  junk WARC/1.0"));
        assert!(window.skip(b" ").expect("memory"));
        assert!(window.peek(4).expect("memory").starts_with(b"junk"));
        assert!(window.skip_to(b"WARC/").expect("memory"));
        assert_eq!(window.position(), 7);
        window.take_back(b"junk ".to_vec());
        assert_eq!(window.position(), 2);
        assert!(window.peek(8).expect("memory").starts_with(b"junk WAR"));
        assert!(!window.skip_to(b"none").expect("memory"));
        assert!(window.fill().expect("memory").is_empty());
        assert_eq!(window.position(), 15);
    }
}
