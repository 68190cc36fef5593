//! In: the bytes of a table or a feed in any encoding. Out: UTF-8, in constant memory.
//!
//! A byte order mark decides first, then what the file declares. A file that declares another encoding
//! than UTF-8 and is UTF-8 is read as UTF-8, because letters beyond ASCII are hardly ever valid UTF-8
//! by chance. In a file that should be UTF-8, bytes that are not are read as Windows-1252, as
//! spreadsheets write it, and [`Changed`] says so.

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes that are read at once.
const CHUNK: usize = 1 << 16;
/// Bytes of the beginning that decide the encoding.
const HEAD: u64 = 1 << 14;
/// The longest character of UTF-8, in bytes.
const LONGEST_CHARACTER: usize = 4;

/// Bytes to read from, as the readers of forms are given them.
pub type Bytes = Box<dyn BufRead + Send>;

/// Whether bytes that are not UTF-8 were read as Windows-1252. It is known once they have been read.
#[derive(Clone, Debug, Default)]
pub struct Changed(Arc<AtomicBool>);

impl Changed {
    /// True the first time that it is asked after there were such bytes.
    pub fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

/// What to say if there were such bytes.
pub const READ_AS_WINDOWS: &str = "it is not all UTF-8, and the bytes that are not are read as Windows-1252: save it as UTF-8 if letters are wrong";

/// The same text as UTF-8, without a byte order mark. `declared` finds the encoding that the first
/// bytes of the file declare.
///
/// # Errors
/// Those of the bytes.
pub fn utf8(
    mut bytes: Bytes,
    declared: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> io::Result<(Bytes, Changed)> {
    // The first piece of a stream can be shorter than a declaration.
    let mut head = Vec::new();
    bytes.by_ref().take(HEAD).read_to_end(&mut head)?;
    let (encoding, mark) = match Encoding::for_bom(&head) {
        Some((encoding, length)) => (encoding, length),
        None => (unmarked(&head, declared(&head)), 0),
    };
    head.drain(..mark);
    let bytes: Bytes = Box::new(io::Cursor::new(head).chain(bytes));
    let changed = Changed::default();
    let how = if encoding == UTF_8 {
        How::Utf8
    } else {
        How::Legacy(Box::new(encoding.new_decoder_without_bom_handling()))
    };
    let reader = Utf8 {
        inner: bytes,
        how,
        cut: Vec::new(),
        out: Vec::new(),
        at: 0,
        is_over: false,
        changed: changed.clone(),
    };
    Ok((Box::new(BufReader::with_capacity(CHUNK, reader)), changed))
}

/// The encoding of bytes without a byte order mark.
fn unmarked(head: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let zeros = |from: usize| head.iter().skip(from).step_by(2).take(32).all(|&b| b == 0);
    if head.len() >= 8 && zeros(1) {
        return UTF_16LE;
    }
    if head.len() >= 8 && zeros(0) {
        return UTF_16BE;
    }
    match declared {
        None => UTF_8,
        // What was declared in single bytes is not UTF-16.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
        Some(encoding) => {
            let is_utf8 = !head.is_ascii()
                && match std::str::from_utf8(head) {
                    Ok(_) => true,
                    Err(error) => error.error_len().is_none(),
                };
            if is_utf8 { UTF_8 } else { encoding }
        }
    }
}

/// How bytes become UTF-8.
enum How {
    Utf8,
    Legacy(Box<Decoder>),
}

/// The bytes of a stream as UTF-8.
struct Utf8 {
    inner: Bytes,
    how: How,
    /// The beginning of a character whose rest is not read yet.
    cut: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    is_over: bool,
    changed: Changed,
}

impl Utf8 {
    /// Reads the next piece into `out`.
    fn next_piece(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        let bytes = self.inner.fill_buf()?;
        let length = bytes.len();
        self.is_over = length == 0;
        match &mut self.how {
            How::Legacy(decoder) => {
                let most = decoder
                    .max_utf8_buffer_length(length)
                    .unwrap_or(length * 3 + 16);
                self.out.resize(most, 0);
                let (_, _, written, _) = decoder.decode_to_utf8(bytes, &mut self.out, self.is_over);
                self.out.truncate(written);
            }
            How::Utf8 if self.cut.is_empty() => {
                let rest = take_utf8(bytes, self.is_over, &mut self.out, &self.changed);
                self.cut.extend(&bytes[length - rest..]);
            }
            How::Utf8 => {
                let mut joined = std::mem::take(&mut self.cut);
                joined.extend(bytes);
                let rest = take_utf8(&joined, self.is_over, &mut self.out, &self.changed);
                self.cut.extend(&joined[joined.len() - rest..]);
            }
        }
        self.inner.consume(length);
        Ok(())
    }
}

/// Adds bytes that are UTF-8 as they are and others as Windows-1252. Returns how many bytes at the end
/// are the beginning of a character.
fn take_utf8(mut bytes: &[u8], is_over: bool, out: &mut Vec<u8>, changed: &Changed) -> usize {
    loop {
        let Err(error) = std::str::from_utf8(bytes) else {
            out.extend(bytes);
            return 0;
        };
        let (valid, rest) = bytes.split_at(error.valid_up_to());
        out.extend(valid);
        let wrong = match error.error_len() {
            None if !is_over => return rest.len().min(LONGEST_CHARACTER),
            None => rest.len(),
            Some(length) => length,
        };
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&rest[..wrong]);
        out.extend(text.as_bytes());
        changed.0.store(true, Ordering::Relaxed);
        bytes = &rest[wrong..];
    }
}

impl Read for Utf8 {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.out.len() {
            if self.is_over {
                return Ok(0);
            }
            self.next_piece()?;
        }
        let length = to.len().min(self.out.len() - self.at);
        to[..length].copy_from_slice(&self.out[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of bytes that come in pieces of this many, and whether some were not UTF-8.
    fn read(bytes: &[u8], piece: usize, declared: Option<&str>) -> (String, bool) {
        let stream = BufReader::with_capacity(piece, io::Cursor::new(bytes.to_vec()));
        let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
        let (mut utf8, changed) = utf8(Box::new(stream), |_| declared).expect("memory");
        let mut text = String::new();
        utf8.read_to_string(&mut text).expect("UTF-8");
        (text, changed.take())
    }

    #[test]
    fn encodings() {
        let text = "Zoë said “no”";
        for piece in [8, 9, 11, 4096] {
            assert_eq!(read(text.as_bytes(), piece, None), (text.into(), false));
            let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
            assert_eq!(read(&marked, piece, None), (text.into(), false));
            let (windows, ..) = WINDOWS_1252.encode(text);
            assert_eq!(read(&windows, piece, None), (text.into(), true));
            assert_eq!(read(&windows, piece, Some("utf-8")), (text.into(), true));
            assert_eq!(read(&windows, piece, Some("latin1")), (text.into(), false));
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let marked = [&b"\xff\xfe"[..], &wide].concat();
            assert_eq!(read(&marked, piece, None), (text.into(), false));
        }
        // It declares what it is not.
        assert_eq!(
            read(text.as_bytes(), 64, Some("latin1")),
            (text.into(), false)
        );
        let cut = &"ë".as_bytes()[..1];
        assert_eq!(read(cut, 8, None), ("Ã".into(), true));
    }
}
