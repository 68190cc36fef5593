//! The tagger's weights file: a header of text lines and named sections of little-endian whole numbers.

use super::dictionary::{Dictionary, bits};
use super::names::Chain;
use super::words::hash_of;
use super::{Gender, table};
use crate::certainty::factuality::Factuality;
use crate::model::{self, LABELS, Table};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// The first bytes of a weights file.
const MAGIC: &[u8; 8] = b"SAYSOTAG";
/// Rises when the layout or the features change, so that an old file is refused and never misread.
pub const FORMAT: u32 = 1;
/// Bytes of a bucket of the names' table.
const NAME_BUCKET: usize = 64;

/// Why a weights file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaggerError {
    /// It does not begin like one.
    #[error("this is no weights file of sayso's tagger")]
    NotATagger,
    /// It was made for another version of the program.
    #[error("this weights file has format {0}, the program reads format {FORMAT}")]
    Format(u32),
    /// It ends too early or its checksum does not fit.
    #[error("this weights file is damaged: {0}")]
    Damaged(&'static str),
}

/// What the tagger has learnt.
pub struct Tagger {
    bytes: Cow<'static, [u8]>,
    header: Vec<(String, String)>,
    sha256: String,
    dictionary: Dictionary,
    pos: Range<usize>,
    names: Range<usize>,
    steps: [[i32; LABELS]; LABELS],
    bonus: [i32; 3],
    factuality: Option<Factuality>,
}

impl fmt::Debug for Tagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tagger({})", self.sha256)
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, TaggerError> {
    let four = bytes.get(at..).and_then(|b| b.first_chunk::<4>());
    four.map(|b| u32::from_le_bytes(*b)).ok_or(TaggerError::Damaged("it ends too early"))
}

fn part(bytes: &[u8], at: usize, len: usize) -> Result<Range<usize>, TaggerError> {
    let end = at.checked_add(len).filter(|&end| end <= bytes.len());
    end.map(|end| at..end).ok_or(TaggerError::Damaged("it ends too early"))
}

impl Tagger {
    /// Reads weights that are part of the program: the checksum is taken as written.
    ///
    /// # Errors
    /// If they are of another format.
    pub fn embedded(bytes: &'static [u8]) -> Result<Tagger, TaggerError> {
        Tagger::parse(Cow::Borrowed(bytes), false)
    }

    /// Reads a weights file and checks its checksum.
    ///
    /// # Errors
    /// If it is not one, is damaged, or of another format.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Tagger, TaggerError> {
        Tagger::parse(Cow::Owned(bytes), true)
    }

    fn parse(bytes: Cow<'static, [u8]>, check: bool) -> Result<Tagger, TaggerError> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(TaggerError::NotATagger);
        }
        let format = u32_at(&bytes, 8)?;
        if format != FORMAT {
            return Err(TaggerError::Format(format));
        }
        let written = part(&bytes, 12, 32)?;
        if check && *Sha256::digest(&bytes[written.end..]) != bytes[written.clone()] {
            return Err(TaggerError::Damaged("its checksum does not fit"));
        }
        let header = part(&bytes, 48, u32_at(&bytes, 44)? as usize)?;
        let lines = std::str::from_utf8(&bytes[header.clone()])
            .map_err(|_| TaggerError::Damaged("its header is not text"))?;
        let lines = lines.lines().filter_map(|line| line.split_once(": "));
        let lines = lines.map(|(key, value)| (key.to_string(), value.to_string())).collect();
        let mut at = header.end;
        let mut sections: Vec<([u8; 8], Range<usize>)> = Vec::new();
        while at < bytes.len() {
            let mut name = [0; 8];
            name.copy_from_slice(&bytes[part(&bytes, at, 8)?]);
            let body = part(&bytes, at + 12, u32_at(&bytes, at + 8)? as usize)?;
            at = body.end;
            sections.push((name, body));
        }
        let section = |name: &[u8; 8]| {
            let found = sections.iter().find(|(n, _)| n == name).map(|(_, range)| range.clone());
            found.ok_or(TaggerError::Damaged("a section is missing"))
        };
        let table = |name, bucket| match section(name)? {
            range if range.is_empty() || range.len() % bucket != 0 => {
                Err(TaggerError::Damaged("a table has a wrong size"))
            }
            range => Ok(range),
        };
        let numbers: Vec<i32> = bytes[section(b"chain\0\0\0")?]
            .as_chunks::<4>()
            .0
            .iter()
            .map(|b| i32::from_le_bytes(*b).clamp(super::names::FORBIDDEN, 1 << 16))
            .collect();
        let Some((steps, bonus)) = numbers.split_at_checked(LABELS * LABELS).filter(|(_, b)| b.len() == 3)
        else {
            return Err(TaggerError::Damaged("its steps have a wrong size"));
        };
        let steps = std::array::from_fn(|a| std::array::from_fn(|b| steps[a * LABELS + b]));
        Ok(Tagger {
            header: lines,
            sha256: bytes[written].iter().map(|b| format!("{b:02x}")).collect(),
            dictionary: Dictionary::read(&bytes[section(b"words\0\0\0")?]),
            pos: table(b"postable", table::BUCKET)?,
            names: table(b"nametabl", NAME_BUCKET)?,
            steps,
            bonus: std::array::from_fn(|kind| bonus[kind].max(-(1 << 16))),
            bytes,
            factuality: None,
        })
    }

    /// A line of the header: `name`, `licence`, `trained-on`, …
    pub fn header(&self, key: &str) -> Option<&str> {
        self.header.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// SHA-256 of everything after the checksum itself, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What most bearers of this first name were in the US Census of 1990; none for names of both, and unknown ones.
    pub fn gender(&self, first_name: &str) -> Option<Gender> {
        let entry = self.dictionary.get(hash_of(first_name));
        match (entry & bits::MALE != 0, entry & bits::FEMALE != 0) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }

    /// The same with weights of factuality, which look at its parts of speech.
    #[must_use]
    pub fn with_factuality(self, weights: Factuality) -> Tagger {
        Tagger { factuality: Some(weights), ..self }
    }

    /// The weights of factuality, if it has any.
    pub fn factuality(&self) -> Option<&Factuality> {
        self.factuality.as_ref()
    }

    pub(super) fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    pub(super) fn pos_table(&self) -> table::Table<'_> {
        table::Table::new(&self.bytes[self.pos.clone()])
    }

    pub(super) fn chain(&self) -> Chain<'_> {
        let table = Table::new(&self.bytes[self.names.clone()]);
        Chain { table, steps: &self.steps, bonus: self.bonus }
    }
}

/// What a weights file is made of; `train/` fills it in.
#[derive(Clone, Default)]
pub struct Parts {
    /// Header lines.
    pub header: Vec<(String, String)>,
    /// The dictionary, as `learn::dictionary` makes it.
    pub words: Vec<u8>,
    /// Rows of the parts of speech.
    pub pos: Vec<(u64, table::Row)>,
    /// Bytes they may take.
    pub pos_bytes: usize,
    /// Rows of the names.
    pub names: Vec<(u64, model::Row)>,
    /// Bytes they may take.
    pub names_bytes: usize,
    /// Weights of going from label to label.
    pub steps: [[i32; LABELS]; LABELS],
    /// Added to the weight of each beginning of a name, by kind.
    pub bonus: [i32; 3],
}

impl Parts {
    /// The bytes of the weights file; the same parts give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let header: String = self.header.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        body.extend_from_slice(&(header.len() as u32).to_le_bytes());
        body.extend_from_slice(header.as_bytes());
        let mut section = |name: &[u8; 8], bytes: &[u8]| {
            body.extend_from_slice(name);
            body.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
            body.extend_from_slice(bytes);
        };
        section(b"words\0\0\0", &self.words);
        section(b"postable", &table::pack(&self.pos, self.pos_bytes));
        section(b"nametabl", &model::pack(&self.names, self.names_bytes));
        let numbers = self.steps.iter().flatten().chain(&self.bonus);
        section(b"chain\0\0\0", &numbers.flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>());
        let mut out = Vec::with_capacity(body.len() + 44);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&FORMAT.to_le_bytes());
        out.extend_from_slice(&Sha256::digest(&body));
        out.extend_from_slice(&body);
        out
    }
}
