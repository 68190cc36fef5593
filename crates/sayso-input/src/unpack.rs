//! In: the bytes of a file as it is. Out: its bytes unpacked, member by member.
//!
//! Most crawlers pack each record by itself, so that a record can be found by the byte of the file at
//! which its member begins. Others pack the whole file at once, or cut it into members anywhere.
//!
//! What is unpacked before a damaged place does not depend on how many bytes come at once.

use crate::source::{BUFFER, Bytes, Packing};
use crate::window::Window;
use flate2::{Decompress, FlushDecompress, Status};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

/// The packed bytes of a member are held in memory up to this size, because they may contain the next
/// one if the member is broken.
const LARGEST_HELD: u64 = 1 << 20;

/// Once so many bytes were looked through again, those of broken members no longer are. Each could take
/// half the file for itself, and it would be read over and over.
const MOST_GIVEN_BACK: u64 = 1 << 28;

/// The most bytes of a dictionary.
const LARGEST_DICTIONARY: usize = 1 << 25;

/// How a member of a gzip file begins.
const GZIP: &[u8] = b"\x1f\x8b\x08";
/// How a frame of a zstd file begins.
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";
/// How the frame begins that holds the dictionary of the frames after it.
const DICTIONARY: &[u8] = b"\x5d\x2a\x4d\x18";

/// The unpacked bytes of one member of a file after the other. Reading ends where a member ends, and
/// goes on after [`Members::next_member`].
pub struct Members {
    packed: Window<Bytes>,
    kind: Kind,
    /// Where the member begins in the file.
    start: u64,
    /// The member has ended, or none has begun.
    is_end: bool,
    /// The only member of a file that is not packed has begun.
    has_begun: bool,
    /// Bytes before the member that belong to no member.
    skipped: u64,
    /// The packed bytes of the member so far. If it is broken, the next one may begin
    /// in them. `None` if they are too many to be held.
    held: Option<Vec<u8>>,
    /// Packed bytes that were looked through again.
    given_back: u64,
    /// How the member breaks off after the bytes that were unpacked last.
    broken: Option<io::Error>,
    /// There was no room for all that was unpacked: the rest comes before anything else.
    is_full: bool,
}

/// What unpacking some bytes gave.
struct Step {
    /// Packed bytes that were read.
    read: usize,
    /// Bytes that are unpacked.
    unpacked: usize,
    /// Whether the member ends there, or how it is broken.
    is_end: io::Result<bool>,
}

/// How the members are packed.
enum Kind {
    /// The file is not packed, and is one member.
    Plain,
    Gzip(Decompress),
    Zstd {
        unpacker: Decoder<'static>,
        /// Bytes to the end of the next block, and to that of the header after it.
        hint: usize,
    },
}

/// The fewest bytes of the header of a frame, by which its length is known.
const FRAME_HEADER: usize = 5;
/// Bytes of the header of a block.
const BLOCK_HEADER: usize = 3;

impl Kind {
    /// How many packed bytes to unpack at once, if there are so many; none if their number makes no
    /// difference. The library gives nothing of the bytes that it was called with last if it finds
    /// damage in them, so that it is called with one block at a time.
    fn at_once(&self) -> Option<usize> {
        match self {
            Kind::Plain | Kind::Gzip(_) => None,
            Kind::Zstd { hint, .. } if *hint > BLOCK_HEADER => Some(hint - BLOCK_HEADER),
            Kind::Zstd { hint, .. } => Some(*hint),
        }
    }
}

impl Members {
    /// Members before the first.
    ///
    /// # Errors
    /// The dictionary of a zstd file is broken, or the file cannot be read.
    pub fn new(bytes: Bytes, packing: Option<Packing>) -> io::Result<Members> {
        let mut packed = Window::new(bytes);
        let kind = match packing {
            None => Kind::Plain,
            // The most that gzip can look back.
            Some(Packing::Gzip) => Kind::Gzip(Decompress::new_gzip(15)),
            Some(Packing::Zstd) => {
                let dictionary = dictionary(&mut packed)?;
                let unpacker = Decoder::with_dictionary(&dictionary)?;
                Kind::Zstd {
                    unpacker,
                    hint: FRAME_HEADER,
                }
            }
        };
        Ok(Members {
            packed,
            kind,
            start: 0,
            is_end: true,
            has_begun: false,
            skipped: 0,
            held: None,
            given_back: 0,
            broken: None,
            is_full: false,
        })
    }

    /// Unpacks the member of a gzip file that begins at this byte.
    ///
    /// # Errors
    /// It is damaged. That it ends early is none.
    pub fn check(path: &Path, start: u64) -> io::Result<()> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start))?;
        let bytes = BufReader::with_capacity(BUFFER, file);
        let mut members = Members::new(Box::new(bytes), Some(Packing::Gzip))?;
        members.next_member()?;
        let mut out = vec![0; BUFFER];
        loop {
            match members.read(&mut out) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    /// Where the member begins in the file.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Whether the file is packed, so that a byte of a record is not a byte of the file.
    pub fn is_packed(&self) -> bool {
        !matches!(self.kind, Kind::Plain)
    }

    /// How many bytes before the member belong to no member. Zeros do not count, with which tapes and
    /// block devices fill up.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// Goes on to the next member, wherever it begins. False at the end of the file.
    pub fn next_member(&mut self) -> io::Result<bool> {
        let mark = match &mut self.kind {
            Kind::Plain => {
                let is_first = !self.has_begun;
                self.has_begun = true;
                self.is_end = !is_first;
                return Ok(is_first);
            }
            Kind::Gzip(unpacker) => {
                unpacker.reset(true);
                GZIP
            }
            Kind::Zstd { unpacker, hint } => {
                unpacker.reinit()?;
                *hint = FRAME_HEADER;
                ZSTD
            }
        };
        self.packed.skip(b"\0")?;
        self.skip_extensions()?;
        let before = self.packed.position();
        let has_more = self.packed.skip_to(mark)?;
        self.skipped = self.packed.position() - before;
        self.start = self.packed.position();
        self.is_end = !has_more;
        self.held = Some(Vec::new());
        self.broken = None;
        self.is_full = false;
        Ok(has_more)
    }

    /// Skips frames of a zstd file that are not content.
    fn skip_extensions(&mut self) -> io::Result<()> {
        if !matches!(self.kind, Kind::Zstd { .. }) {
            return Ok(());
        }
        while let Some(length) = extension(self.packed.peek(8)?) {
            self.packed.consume(8);
            self.packed.skip_bytes(length)?;
        }
        Ok(())
    }

    /// Goes on after a member that is broken: its mark is not to be found again, but the next one may
    /// begin in the bytes that were taken for this one.
    pub fn give_up_member(&mut self) {
        let held = self.held.take().unwrap_or_default();
        let at_start = self.packed.position() == self.start;
        if at_start && self.packed.fill().is_ok_and(|bytes| !bytes.is_empty()) {
            self.packed.consume(1);
        } else if held.len() > 1 && self.given_back < MOST_GIVEN_BACK {
            self.given_back += held.len() as u64;
            self.packed.take_back(held[1..].to_vec());
        }
        self.is_end = true;
    }

    /// Unpacks some bytes.
    fn step(kind: &mut Kind, packed: &[u8], out: &mut [u8]) -> Step {
        match kind {
            Kind::Plain => {
                let length = packed.len().min(out.len());
                out[..length].copy_from_slice(&packed[..length]);
                Step {
                    read: length,
                    unpacked: length,
                    is_end: Ok(false),
                }
            }
            Kind::Gzip(unpacker) => {
                let (before, out_before) = (unpacker.total_in(), unpacker.total_out());
                let status = unpacker.decompress(packed, out, FlushDecompress::None);
                Step {
                    read: (unpacker.total_in() - before) as usize,
                    unpacked: (unpacker.total_out() - out_before) as usize,
                    is_end: status
                        .map(|status| status == Status::StreamEnd)
                        .map_err(|_| invalid(DAMAGED)),
                }
            }
            Kind::Zstd { unpacker, hint } => {
                let mut input = InBuffer::around(packed);
                let mut output = OutBuffer::around(out);
                let left = unpacker.run(&mut input, &mut output);
                *hint = *left.as_ref().unwrap_or(hint);
                Step {
                    read: input.pos(),
                    unpacked: output.pos(),
                    is_end: left.map(|left| left == 0).map_err(damaged),
                }
            }
        }
    }

    /// Keeps packed bytes of the member that were read.
    fn hold(held: &mut Option<Vec<u8>>, bytes: &[u8]) {
        let has_room = |held: &Vec<u8>| (held.len() + bytes.len()) as u64 <= LARGEST_HELD;
        if let Some(held) = held.as_mut().filter(|held| has_room(held)) {
            held.extend(bytes);
        } else {
            *held = None;
        }
    }
}

impl Read for Members {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.is_end && !out.is_empty() {
            if let Some(error) = self.broken.take() {
                return Err(error);
            }
            let was_full = std::mem::take(&mut self.is_full);
            let at_once = self.kind.at_once();
            let packed = match at_once {
                _ if was_full => &[],
                None => self.packed.fill()?,
                Some(length) => {
                    let bytes = self.packed.peek(length)?;
                    &bytes[..length.min(bytes.len())]
                }
            };
            if packed.is_empty() && !was_full {
                self.is_end = true;
                return match self.kind {
                    Kind::Plain => Ok(0),
                    _ => Err(io::ErrorKind::UnexpectedEof.into()),
                };
            }
            let step = Self::step(&mut self.kind, packed, out);
            Self::hold(&mut self.held, &packed[..step.read]);
            self.packed.consume(step.read);
            self.is_full = step.unpacked == out.len();
            match step.is_end {
                Ok(is_end) => self.is_end = is_end,
                // What is before the break is unpacked first.
                Err(error) if step.unpacked > 0 => self.broken = Some(error),
                Err(error) => return Err(error),
            }
            if step.unpacked > 0 {
                return Ok(step.unpacked);
            }
            if step.read == 0 && !self.is_end && !was_full {
                return Err(invalid(DAMAGED));
            }
        }
        Ok(0)
    }
}

/// Why bytes cannot be unpacked. What the unpackers say themselves depends on how many bytes they are
/// given at once.
const DAMAGED: &str = "its packed bytes are damaged";

/// How a frame of a zstd file is broken, unless it only needs too much memory.
fn damaged(error: io::Error) -> io::Error {
    const TOO_LARGE: &str = "Frame requires too much memory for decoding";
    if error.to_string() == TOO_LARGE {
        return error;
    }
    invalid(DAMAGED)
}

/// How long the content of a frame is that is not content of the file, if bytes begin with one.
fn extension(bytes: &[u8]) -> Option<u64> {
    let [0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d, ..] = *bytes else {
        return None;
    };
    Some(u32::from_le_bytes([a, b, c, d]).into())
}

/// The dictionary at the beginning of a zstd file, which may be packed itself; empty if there is none.
fn dictionary(packed: &mut Window<Bytes>) -> io::Result<Vec<u8>> {
    let head = packed.peek(8)?;
    let length = match extension(head) {
        Some(length) if head.starts_with(DICTIONARY) => length as usize,
        _ => return Ok(Vec::new()),
    };
    packed.consume(8);
    if length > LARGEST_DICTIONARY {
        return Err(invalid("its dictionary is over 32 MiB"));
    }
    let bytes = packed.peek(length)?;
    let Some(bytes) = bytes.get(..length).map(<[u8]>::to_vec) else {
        return Err(io::ErrorKind::UnexpectedEof.into());
    };
    packed.consume(length);
    if !bytes.starts_with(ZSTD) {
        return Ok(bytes);
    }
    let mut dictionary = Vec::new();
    let limit = LARGEST_DICTIONARY as u64 + 1;
    zstd::Decoder::with_buffer(&*bytes)?
        .take(limit)
        .read_to_end(&mut dictionary)?;
    if dictionary.len() > LARGEST_DICTIONARY {
        return Err(invalid("its dictionary is over 32 MiB"));
    }
    Ok(dictionary)
}

/// An error that says that bytes are damaged, and how.
pub fn invalid(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}
