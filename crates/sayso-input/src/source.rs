//! In: a file, a member of an archive, or a stream. Out: its bytes, as they are and unpacked.

use crate::Failure;
use crate::recognise::{GZIP, HEAD, ZSTD};
use crate::unpacked::Unpacked;
use flate2::bufread::GzDecoder;
use sayso::report::Place;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom, stdin};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes that are read at once.
pub(crate) const BUFFER: usize = 1 << 16;

/// The most bytes of a file that has to be held in memory because its reader needs to move back and
/// forth in it, and it is not a file on disk: a document in an archive.
const LARGEST_IN_MEMORY: u64 = 1 << 27;

/// A stream of bytes.
pub(crate) type Bytes = Box<dyn BufRead + Send>;

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// What a user calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }

    /// How a file is packed that begins with these bytes.
    fn of(raw: &[u8]) -> Option<Packing> {
        if raw.starts_with(GZIP) {
            return Some(Packing::Gzip);
        }
        let is_zstd = raw.starts_with(ZSTD) || is_skippable_frame(raw);
        is_zstd.then_some(Packing::Zstd)
    }
}

/// Whether a zstd file begins with a frame that is not content. In a WARC file it is a dictionary.
fn is_skippable_frame(raw: &[u8]) -> bool {
    raw.len() >= 4 && raw[0] & 0xf0 == 0x50 && raw[1..4] == ZSTD_SKIPPABLE
}

/// The last three bytes of the magic number of a skippable frame. The first is 0x50 to 0x5f.
const ZSTD_SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];

/// The first byte of the skippable frame that holds the dictionary of a WARC file.
const WARC_DICTIONARY: u8 = 0x5d;

/// An input as it is, packed or not, with its first bytes.
pub(crate) struct Packed {
    /// Where it is. The reports in it add to it.
    pub place: Place,
    /// All bytes, as they are in the file.
    pub bytes: Bytes,
    /// How they are packed.
    pub packing: Option<Packing>,
    /// The first bytes, unpacked: at most [`HEAD`], and fewer only if the input has fewer or is
    /// broken.
    pub head: Vec<u8>,
    /// The file on disk, if these are all its bytes.
    pub path: Option<PathBuf>,
}

impl Packed {
    /// Opens a file. `-` is standard input.
    ///
    /// # Errors
    /// The file cannot be opened or its first bytes cannot be read.
    pub fn open(path: &Path, place: Place) -> io::Result<Packed> {
        if place.input == "-" {
            return Packed::new(stdin(), place);
        }
        let packed = Packed::new(File::open(path)?, place)?;
        // A pipe or a device cannot be read twice.
        let is_file = path.metadata().is_ok_and(|data| data.is_file());
        Ok(Packed {
            path: is_file.then(|| path.into()),
            ..packed
        })
    }

    /// An input of these bytes.
    ///
    /// # Errors
    /// Those of reading the first bytes.
    pub fn new(mut bytes: impl Read + Send + 'static, place: Place) -> io::Result<Packed> {
        let mut raw = Vec::new();
        bytes.by_ref().take(HEAD as u64).read_to_end(&mut raw)?;
        let packing = Packing::of(&raw);
        let head = match packing {
            Some(packing) => unpacked_head(&raw, packing),
            None => raw.clone(),
        };
        let bytes = BufReader::with_capacity(BUFFER, Cursor::new(raw).chain(bytes));
        Ok(Packed {
            place,
            bytes: Box::new(bytes),
            packing,
            head,
            path: None,
        })
    }

    /// Whether there is nothing in it but white space. Of a packed file that cannot be known before
    /// it is unpacked to its end.
    pub fn is_blank(&self) -> bool {
        let is_all = self.packing.is_none() && self.head.len() < HEAD;
        is_all && self.head.iter().all(u8::is_ascii_whitespace)
    }

    /// The input unpacked. `is_streamed`: its reader gives reports before it has read all. A file on disk
    /// is then looked through before, because what damaged bytes unpack to is not what was packed, and
    /// it is the checksum at the end that says so.
    pub fn unpacked(self, is_streamed: bool) -> Source {
        let path = self.path.as_ref().filter(|_| is_streamed);
        let sound = path
            .zip(self.packing)
            .and_then(|(path, packing)| sound_bytes(path, packing));
        let bytes: Bytes = match self.packing {
            None => self.bytes,
            Some(packing) => match Unpacked::new(self.bytes, packing) {
                Ok(unpacked) => Box::new(BufReader::with_capacity(BUFFER, unpacked.up_to(sound))),
                Err(error) => Box::new(BufReader::new(Broken(Some(error)))),
            },
        };
        Source {
            place: self.place,
            bytes,
            packing: self.packing.map(Packing::name),
            path: self.path.filter(|_| self.packing.is_none()),
        }
    }
}

/// How many unpacked bytes of a file come before the first damage, if there is any.
fn sound_bytes(path: &Path, packing: Packing) -> Option<u64> {
    let file = File::open(path).ok()?;
    let bytes = BufReader::with_capacity(BUFFER, file);
    Unpacked::new(Box::new(bytes), packing).ok()?.sound_bytes()
}

/// The first bytes of a packed file, unpacked, as far as its first bytes go.
fn unpacked_head(raw: &[u8], packing: Packing) -> Vec<u8> {
    let mut head = Vec::new();
    let limit = HEAD as u64;
    // An error is expected where the bytes end, and what was unpacked before it remains.
    let _ = match packing {
        Packing::Gzip => GzDecoder::new(raw).take(limit).read_to_end(&mut head),
        Packing::Zstd if raw[0] == WARC_DICTIONARY => {
            // What follows cannot be unpacked without the dictionary, which may be long.
            head.extend(b"WARC/");
            Ok(0)
        }
        Packing::Zstd => match zstd::Decoder::with_buffer(raw) {
            Ok(decoder) => decoder.take(limit).read_to_end(&mut head),
            Err(error) => Err(error),
        },
    };
    head
}

/// A stream that cannot be read.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Bytes to read reports from.
pub(crate) struct Source {
    /// Where they are. The reports in them add to it.
    pub place: Place,
    /// The bytes, unpacked.
    pub bytes: Bytes,
    /// How they were packed, as a user would say it: "gzip".
    pub packing: Option<&'static str>,
    /// The file on disk, if its bytes are these.
    pub path: Option<PathBuf>,
}

impl Source {
    /// All bytes, but at most one more than `limit`.
    ///
    /// # Errors
    /// A failure that names the place: the bytes cannot be read, or are not what they are packed as.
    pub fn whole(&mut self, limit: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let read = self.bytes.by_ref().take(limit + 1).read_to_end(&mut bytes);
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => Err(self.failure(match self.packing {
                Some(packing) => {
                    format!("it is not a whole {packing} file: a part is missing or broken")
                }
                None => in_words(&error),
            })),
        }
    }

    /// The bytes for a reader that moves back and forth in them: the file on disk, or all in memory
    /// if they are packed, in an archive or from a pipe.
    ///
    /// # Errors
    /// A failure that names the place: the bytes cannot be read, or are too many for the memory.
    pub fn seekable(mut self) -> Result<Seekable, Failure> {
        if let Some(path) = &self.path {
            return Seekable::file(path).map_err(|error| self.failure(in_words(&error)));
        }
        let bytes = self.whole(LARGEST_IN_MEMORY)?;
        if bytes.len() as u64 > LARGEST_IN_MEMORY {
            return Err(self.failure(
                "it is over 128 MiB, which is read only from a file on disk: unpack it first",
            ));
        }
        Ok(Seekable::Memory(Cursor::new(bytes.into())))
    }

    /// A failure to read these bytes.
    pub fn failure(&self, message: impl Into<String>) -> Failure {
        Failure::read(self.place.clone(), message)
    }
}

/// Bytes in which a reader can move back and forth.
#[derive(Debug)]
pub(crate) enum Seekable {
    /// A file on disk.
    File(PathBuf, BufReader<File>),
    /// Bytes in memory.
    Memory(Cursor<Arc<[u8]>>),
}

impl Seekable {
    fn file(path: &Path) -> io::Result<Seekable> {
        let file = BufReader::with_capacity(BUFFER, File::open(path)?);
        Ok(Seekable::File(path.into(), file))
    }

    /// The same bytes for another reader, from the beginning.
    ///
    /// # Errors
    /// The file cannot be opened again.
    pub fn again(&self) -> io::Result<Seekable> {
        match self {
            Seekable::File(path, _) => Seekable::file(path),
            Seekable::Memory(bytes) => Ok(Seekable::Memory(Cursor::new(bytes.get_ref().clone()))),
        }
    }
}

impl Read for Seekable {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Seekable::File(_, file) => file.read(out),
            Seekable::Memory(bytes) => bytes.read(out),
        }
    }
}

impl BufRead for Seekable {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Seekable::File(_, file) => file.fill_buf(),
            Seekable::Memory(bytes) => bytes.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Seekable::File(_, file) => file.consume(amount),
            Seekable::Memory(bytes) => bytes.consume(amount),
        }
    }
}

impl Seek for Seekable {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Seekable::File(_, file) => file.seek(to),
            Seekable::Memory(bytes) => bytes.seek(to),
        }
    }
}

/// An error of reading a file in plain words.
pub(crate) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "you are not allowed to read it".into(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".into(),
        io::ErrorKind::UnexpectedEof => "it ends too early: a part of it is missing".into(),
        // The unpackers say what is damaged.
        io::ErrorKind::InvalidData => error.to_string(),
        _ => {
            let message = error.to_string();
            let words = message.split(" (os error").next().unwrap_or(&message);
            format!("it cannot be read: {words}")
        }
    }
}
