//! In: the bytes of a packed file. Out: its bytes unpacked, in one go, and an error where they are damaged.

use crate::source::{BUFFER, Bytes, Packing};
use crate::unpack::{Members, invalid};
use std::io::{self, Read};

/// The unpacked bytes of a file, its members one after the other as gzip(1) and zstd(1) read them. Zeros
/// after the last one are passed over; anything else between members is damage.
pub struct Unpacked {
    members: Members,
    /// Bytes that were given, and those of members that have ended.
    given: u64,
    whole: u64,
    /// How many bytes are given before the file is said to be damaged.
    sound: Option<u64>,
    is_over: bool,
}

impl Unpacked {
    /// # Errors
    /// Those of [`Members::new`].
    pub fn new(bytes: Bytes, packing: Packing) -> io::Result<Unpacked> {
        Ok(Unpacked {
            members: Members::new(bytes, Some(packing))?,
            given: 0,
            whole: 0,
            sound: None,
            is_over: false,
        })
    }

    /// Ends with an error after this many bytes, because what follows was seen to be damaged.
    pub fn up_to(mut self, sound: Option<u64>) -> Unpacked {
        self.sound = sound;
        self
    }

    /// Reads all, and returns how many bytes come before the first member that is damaged, if one is.
    /// A file that only ends early has none.
    pub fn sound_bytes(mut self) -> Option<u64> {
        let mut out = vec![0; BUFFER];
        loop {
            match self.read(&mut out) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    return Some(self.whole);
                }
                Err(_) => return None,
            }
        }
    }

    fn read_on(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut room = out.len();
        if let Some(sound) = self.sound {
            let left = usize::try_from(sound - self.given).unwrap_or(usize::MAX);
            if left == 0 {
                return Err(invalid(NOT_TRUSTED));
            }
            room = room.min(left);
        }
        loop {
            let length = self.members.read(&mut out[..room]).map_err(too_late)?;
            if length > 0 {
                self.given += length as u64;
                return Ok(length);
            }
            self.whole = self.given;
            let has_more = self.members.next_member()?;
            if self.members.skipped() > 0 {
                return Err(invalid("what follows is not packed, and is not read"));
            }
            if !has_more {
                self.is_over = true;
                return Ok(0);
            }
        }
    }
}

impl Read for Unpacked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.is_over || out.is_empty() {
            return Ok(0);
        }
        let read = self.read_on(out);
        // What comes after damage cannot be told from what is damaged.
        self.is_over |= read.is_err();
        read
    }
}

/// What is said where the damaged part of a file begins that was looked through before.
const NOT_TRUSTED: &str = "its packed bytes are damaged, so that what comes from here on cannot be trusted and is not read: get the file again";

/// What is said of damage that is found when it is too late: in a stream, which cannot be looked through
/// before.
const TOO_LATE: &str = "its packed bytes are damaged: what was read of it before may be wrong, too";

fn too_late(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::InvalidData => invalid(TOO_LATE),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use proptest::prelude::*;
    use std::io::{BufReader, Cursor, Write};

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).expect("memory");
        encoder.finish().expect("memory")
    }

    /// A frame of several blocks.
    fn zstd(text: &[u8]) -> Vec<u8> {
        let mut encoder = zstd::Encoder::new(Vec::new(), 1).expect("memory");
        encoder.include_checksum(true).expect("memory");
        for part in text.chunks(text.len() / 3 + 1) {
            encoder.write_all(part).expect("memory");
            encoder.flush().expect("memory");
        }
        encoder.finish().expect("memory")
    }

    /// Bytes that come so many at a time.
    struct Pieces(Cursor<Vec<u8>>, usize);

    impl Read for Pieces {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(out.len());
            self.0.read(&mut out[..length])
        }
    }

    /// What is unpacked, and how it ends.
    type Outcome = (Vec<u8>, Option<String>);

    /// Unpacks bytes that come `size` at a time into room for `room` bytes.
    fn unpacked(bytes: &[u8], packing: Packing, size: usize, room: usize) -> Outcome {
        let pieces = Pieces(Cursor::new(bytes.to_vec()), size);
        let stream: Bytes = Box::new(BufReader::with_capacity(size, pieces));
        let mut unpacked = Unpacked::new(stream, packing).expect("no dictionary");
        let (mut all, mut out) = (Vec::new(), vec![0; room]);
        loop {
            match unpacked.read(&mut out) {
                Ok(0) => return (all, None),
                Ok(length) => all.extend(&out[..length]),
                Err(error) => return (all, Some(error.to_string())),
            }
        }
    }

    #[test]
    fn members_and_zeros() {
        let (one, two) = (gzip(b"The bridge "), gzip(b"is shut."));
        let whole = (b"The bridge is shut.".to_vec(), None);
        let zeros = vec![0; 5_000];
        let gzip = |bytes: &[u8]| unpacked(bytes, Packing::Gzip, 4096, 4096);
        assert_eq!(gzip(&[&*one, &two].concat()), whole);
        assert_eq!(gzip(&[&*one, &zeros, &two, &zeros].concat()), whole);
        assert!(gzip(&[&*one, b"junk"].concat()).1.is_some());
        assert!(gzip(&[&*one, b"junk", &two].concat()).1.is_some());
        assert!(gzip(&one[..one.len() - 3]).1.is_some());
        let frames = [zstd(b"The bridge "), zstd(b"is shut.")].concat();
        assert_eq!(unpacked(&frames, Packing::Zstd, 4096, 4096), whole);
    }

    #[test]
    fn what_is_before_damage_is_unpacked_however_the_bytes_arrive() {
        let text: String = (0..900)
            .map(|i| format!("{} ships sank. ", i * i))
            .collect();
        for (packing, whole) in [
            (Packing::Gzip, gzip(text.as_bytes())),
            (Packing::Zstd, zstd(text.as_bytes())),
        ] {
            for at in (6..whole.len()).step_by(37) {
                let mut damaged = whole.clone();
                damaged[at] ^= 0x55;
                let expected = unpacked(&damaged, packing, 1 << 16, 1 << 16);
                for (size, room) in [(1, 1 << 16), (1 << 16, 1), (1, 7), (7, 1), (100, 64)] {
                    let found = unpacked(&damaged, packing, size, room);
                    assert!(
                        found == expected,
                        "{packing:?}, byte {at}, {size} at a time"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn damage_anywhere_is_found_however_the_bytes_arrive(
            at in 0_usize..4_000, bits in 1_u8.., cut in 0_usize..40, size in 1_usize..300, room in 1_usize..900,
        ) {
            let text: String = (0..300).map(|i| format!("{} ships sank. ", i * i)).collect();
            for (packing, mut bytes) in [
                (Packing::Gzip, gzip(text.as_bytes())),
                (Packing::Zstd, zstd(text.as_bytes())),
            ] {
                let at = at % bytes.len();
                bytes[at] ^= bits;
                bytes.truncate(bytes.len() - cut);
                let whole = unpacked(&bytes, packing, 1 << 16, 1 << 16);
                prop_assert!(unpacked(&bytes, packing, size, room) == whole, "{packing:?}");
            }
        }
    }
}
