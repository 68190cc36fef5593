//! In: the bytes of a weights file of some kind. Out: its header and its sections, and the file
//! made from those.
//!
//! A file is eight bytes that say its kind, the number of its format, the SHA-256 of everything that
//! follows, the length of the header, the lines of the header (`key: value`), and sections: eight
//! bytes of name, the length, the bytes. Numbers are little-endian. A section is read in place.
//!
//! Every kind of weights has a [`Kind`], reads its sections from a [`WeightsFile`], and is written
//! by a [`Writer`].

use crate::error::WeightsError;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::ops::Range;

/// A kind of weights file.
pub struct Kind {
    /// The first bytes of the file.
    pub magic: [u8; 8],
    /// The number of the format. It rises when the layout or the features change, so that an old
    /// file is refused instead of misread.
    pub format: u32,
}

/// Where the checksum is: after the kind and the format.
const CHECKSUM: Range<usize> = 12..44;
/// Bytes of a section's name.
const NAME: usize = 8;

const IN_HEADER: WeightsError = WeightsError::Damaged("it ends in its header");

/// A weights file whose sections are known.
pub struct WeightsFile {
    bytes: Cow<'static, [u8]>,
    header: Vec<(String, String)>,
    sha256: String,
    sections: Vec<([u8; NAME], Range<usize>)>,
}

impl WeightsFile {
    /// Reads the header and finds the sections. `check` compares the checksum; otherwise it is
    /// trusted, because the bytes are part of the program.
    ///
    /// # Errors
    /// If the bytes are of another kind or format, or damaged.
    pub fn read(
        kind: &Kind,
        bytes: Cow<'static, [u8]>,
        check: bool,
    ) -> Result<WeightsFile, WeightsError> {
        if bytes.first_chunk() != Some(&kind.magic) {
            return Err(WeightsError::OtherKind);
        }
        let format = u32_at(&bytes, kind.magic.len()).ok_or(IN_HEADER)?;
        if format != kind.format {
            return Err(WeightsError::Format {
                found: format,
                expected: kind.format,
            });
        }
        let written = bytes
            .get(CHECKSUM)
            .ok_or(WeightsError::Damaged("it has no checksum"))?;
        if check && Sha256::digest(&bytes[CHECKSUM.end..]).as_slice() != written {
            return Err(WeightsError::Damaged("its checksum does not fit"));
        }
        let lines = sized(&bytes, CHECKSUM.end).ok_or(IN_HEADER)?;
        let header = std::str::from_utf8(&bytes[lines.clone()])
            .map_err(|_| WeightsError::Damaged("its header is not text"))?;
        let header = header.lines().filter_map(|line| line.split_once(": "));
        Ok(WeightsFile {
            header: header
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
            sha256: written.iter().map(|b| format!("{b:02x}")).collect(),
            sections: sections(&bytes, lines.end)
                .ok_or(WeightsError::Damaged("it ends in a section"))?,
            bytes,
        })
    }

    /// A line of the header: `name`, `licence`, `trained-on`, …
    pub fn header(&self, key: &str) -> Option<&str> {
        self.header
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, value)| value.as_str())
    }

    /// SHA-256 of everything after the checksum itself, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// If there is no section of this name.
    pub fn required(&self, name: &str) -> Result<&[u8], WeightsError> {
        self.section(name)
            .ok_or(WeightsError::Damaged("a section is missing"))
    }

    /// The bytes of a section, if there is one of this name.
    pub fn section(&self, name: &str) -> Option<&[u8]> {
        let name = padded(name);
        self.sections
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, range)| &self.bytes[range.clone()])
    }
}

/// The names and ranges of the sections from `at` on.
fn sections(bytes: &[u8], mut at: usize) -> Option<Vec<([u8; NAME], Range<usize>)>> {
    let mut out = Vec::new();
    while at < bytes.len() {
        let name = *bytes[at..].first_chunk()?;
        let body = sized(bytes, at + NAME)?;
        at = body.end;
        out.push((name, body));
    }
    Some(out)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..)?
        .first_chunk()
        .map(|four| u32::from_le_bytes(*four))
}

/// The range of the bytes whose length is written before them, at `at`.
fn sized(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let start = at + 4;
    let end = start.checked_add(u32_at(bytes, at)? as usize)?;
    (end <= bytes.len()).then_some(start..end)
}

/// The name of a section as it is written in the file: at most eight bytes, filled up with zeros.
fn padded(name: &str) -> [u8; NAME] {
    let mut out = [0; NAME];
    out.iter_mut()
        .zip(name.bytes())
        .for_each(|(to, from)| *to = from);
    out
}

/// The whole numbers of a section.
pub fn numbers(section: &[u8]) -> Vec<i32> {
    section
        .as_chunks()
        .0
        .iter()
        .map(|four| i32::from_le_bytes(*four))
        .collect()
}

/// The bytes of whole numbers.
pub fn bytes_of<'a>(numbers: impl IntoIterator<Item = &'a i32>) -> Vec<u8> {
    numbers.into_iter().flat_map(|x| x.to_le_bytes()).collect()
}

/// The weights of a section, with the hash of their feature.
pub fn pairs(section: &[u8]) -> impl ExactSizeIterator<Item = (u64, i32)> {
    let pair = |&[k0, k1, k2, k3, k4, k5, k6, k7, ref weight @ ..]: &[u8; 12]| {
        let key = u64::from_le_bytes([k0, k1, k2, k3, k4, k5, k6, k7]);
        (key, i32::from_le_bytes(*weight))
    };
    section.as_chunks().0.iter().map(pair)
}

/// The bytes of weights by hash, sorted, so that the same weights give the same bytes.
pub fn bytes_of_pairs(pairs: &[(u64, i32)]) -> Vec<u8> {
    let mut pairs = pairs.to_vec();
    pairs.sort_unstable();
    pairs
        .iter()
        .flat_map(|(key, x)| key.to_le_bytes().into_iter().chain(x.to_le_bytes()))
        .collect()
}

/// A weights file that is being written.
pub struct Writer {
    /// The bytes that the checksum covers.
    body: Vec<u8>,
}

impl Writer {
    /// Begins a file with these header lines, `key: value` each.
    pub fn new(header: &[(String, String)]) -> Writer {
        let header: String = header
            .iter()
            .map(|(key, value)| format!("{key}: {value}\n"))
            .collect();
        let mut body = (header.len() as u32).to_le_bytes().to_vec();
        body.extend_from_slice(header.as_bytes());
        Writer { body }
    }

    /// Adds a section. Names longer than eight bytes are cut.
    pub fn section(&mut self, name: &str, bytes: &[u8]) {
        self.body.extend_from_slice(&padded(name));
        self.body
            .extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        self.body.extend_from_slice(bytes);
    }

    /// The bytes of the file.
    pub fn finish(self, kind: &Kind) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.body.len() + CHECKSUM.end);
        out.extend_from_slice(&kind.magic);
        out.extend_from_slice(&kind.format.to_le_bytes());
        out.extend_from_slice(&Sha256::digest(&self.body));
        out.extend_from_slice(&self.body);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Kind = Kind {
        magic: *b"SAYSOXYZ",
        format: 3,
    };

    fn written() -> Vec<u8> {
        let mut file = Writer::new(&[
            ("name".into(), "made up".into()),
            ("recipe".into(), "a: b".into()),
        ]);
        file.section("numbers", &bytes_of(&[1, -2]));
        file.section("weights", &bytes_of_pairs(&[(9, 5), (7, -6)]));
        file.finish(&KIND)
    }

    fn read(bytes: &[u8], check: bool) -> Result<WeightsFile, WeightsError> {
        WeightsFile::read(&KIND, Cow::Owned(bytes.to_vec()), check)
    }

    #[test]
    fn what_is_written_is_read() {
        let Ok(file) = read(&written(), true) else {
            panic!("it is whole")
        };
        assert_eq!(
            (file.header("name"), file.header("recipe")),
            (Some("made up"), Some("a: b"))
        );
        assert_eq!(file.section("numbers").map(numbers), Some(vec![1, -2]));
        assert_eq!(
            file.section("weights")
                .map(|section| pairs(section).collect()),
            Some(vec![(7, -6), (9, 5)])
        );
        assert!(file.section("number").is_none() && file.header("licence").is_none());
    }

    #[test]
    fn what_is_cut_or_changed_is_refused() {
        let whole = written();
        assert!((0..whole.len()).all(|end| read(&whole[..end], true).is_err()));
        let header = CHECKSUM.end + 4;
        assert!((0..header).all(|end| read(&whole[..end], false).is_err()));
        for (at, refused) in [
            (0, "kind"),
            (8, "format"),
            (20, "damaged"),
            (whole.len() - 1, "damaged"),
        ] {
            let mut other = whole.clone();
            other[at] ^= 1;
            let why = match read(&other, true) {
                Err(WeightsError::OtherKind) => "kind",
                Err(WeightsError::Format { found: 2, .. }) => "format",
                Err(WeightsError::Damaged(_)) => "damaged",
                _ => "something else",
            };
            assert_eq!(why, refused, "{at}");
        }
    }
}
