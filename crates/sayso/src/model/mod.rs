//! In: the bytes of a weights file. Out: a [`Model`], a value passed into every stage that has learnt something.
//!
//! A file is a header of text lines (name, kind, licence, what it was trained on) and named sections of little-endian
//! integers, read in place. There are no floating-point weights: the same file gives the same result everywhere.

pub(crate) mod packed;
mod table;

use crate::attribute::lexicon::HashTable;
use crate::attribute::neural::Net;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt;

pub use table::{LABELS, Row, Table, pack};

/// The first bytes of a weights file.
const MAGIC: &[u8; 8] = b"SAYSOMOD";
/// Rises when the layout or the features change, so that an old file is refused and never misread.
pub const FORMAT: u32 = 1;

/// Why a weights file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not begin like one.
    #[error("this is no sayso weights file")]
    NotAModel,
    /// It was made for another version of the program.
    #[error("this weights file has format {0}, the program reads format {FORMAT}")]
    Format(u32),
    /// It ends too early or its checksum does not fit.
    #[error("this weights file is damaged: {0}")]
    Damaged(&'static str),
    /// It was made to be used together with other weights than these, or with none.
    #[error("these weights do not go together")]
    NotTogether,
}

/// [`Model::shown`] of a weights file that does not say.
const SHOWN: f32 = 0.67;

/// How much is computed for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// A table of features.
    Fast,
    /// A small network.
    Standard,
    /// A large network.
    Accurate,
}

impl Tier {
    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Fast => "fast",
            Tier::Standard => "standard",
            Tier::Accurate => "accurate",
        }
    }

    fn of(name: &str) -> Option<Tier> {
        [Tier::Fast, Tier::Standard, Tier::Accurate].into_iter().find(|t| t.name() == name)
    }
}

/// What tells how much speaks for a label.
pub(crate) enum Tagger<'a> {
    /// A table of features' weights.
    Table(Table<'a>),
    /// A network, and another that is heard too, with how much it counts, of 256.
    Net(&'a Net, Option<(&'a Net, i32)>),
}

enum Own {
    Table(std::ops::Range<usize>),
    Net(Box<Net>),
}

/// Everything learnt from data that reading needs.
pub struct Model {
    bytes: Cow<'static, [u8]>,
    header: Vec<(String, String)>,
    sha256: String,
    tier: Tier,
    shown: f32,
    tagger: Own,
    /// Another network that is heard too, and how much it counts, of 256.
    beside: Option<(&'static Model, i32)>,
    /// Weights of going from one label to the next.
    pub(crate) transitions: [[i32; LABELS]; LABELS],
    scale: i32,
    pub(crate) priors: HashTable<u8>,
    pub(crate) links: HashTable<i32>,
    pub(crate) scores: HashTable<i32>,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Model({} {})", self.name(), self.sha256)
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Reads (u64, i32) pairs.
fn pairs(bytes: &[u8]) -> HashTable<i32> {
    let pair = |c: &[u8]| -> Option<(u64, i32)> {
        Some((u64::from_le_bytes(c[..8].try_into().ok()?), i32::from_le_bytes(c[8..12].try_into().ok()?)))
    };
    bytes.chunks_exact(12).filter_map(pair).collect()
}

impl Model {
    /// Reads weights that are part of the program: nothing is copied, the checksum is taken as written.
    ///
    /// # Errors
    /// If they are of another format.
    pub fn embedded(bytes: &'static [u8]) -> Result<Model, ModelError> {
        Model::parse(Cow::Borrowed(bytes), false)
    }

    /// Reads a weights file and checks its checksum.
    ///
    /// # Errors
    /// If it is not one, is damaged, or of another format.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Model, ModelError> {
        Model::parse(Cow::Owned(bytes), true)
    }

    fn parse(bytes: Cow<'static, [u8]>, check: bool) -> Result<Model, ModelError> {
        let damaged = |what| move || ModelError::Damaged(what);
        if bytes.get(..8) != Some(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let format = u32_at(&bytes, 8).ok_or_else(damaged("it ends in its header"))?;
        if format != FORMAT {
            return Err(ModelError::Format(format));
        }
        let written: [u8; 32] =
            bytes.get(12..44).and_then(|b| b.try_into().ok()).ok_or_else(damaged("no checksum"))?;
        if check && Sha256::digest(&bytes[44..]).as_slice() != written {
            return Err(ModelError::Damaged("its checksum does not fit"));
        }
        let header_len = u32_at(&bytes, 44).ok_or_else(damaged("it ends in its header"))? as usize;
        let header = bytes.get(48..48 + header_len).ok_or_else(damaged("it ends in its header"))?;
        let header =
            std::str::from_utf8(header).map_err(|_| ModelError::Damaged("its header is not text"))?;
        let header: Vec<(String, String)> = header
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(key, value)| (key.to_string(), value.to_string()))
            .collect();
        let mut at = 48 + header_len;
        let mut sections = Vec::new();
        while at < bytes.len() {
            let name = bytes.get(at..at + 8).ok_or_else(damaged("it ends in a section"))?;
            let len = u32_at(&bytes, at + 8).ok_or_else(damaged("it ends in a section"))? as usize;
            let body = at + 12..at + 12 + len;
            bytes.get(body.clone()).ok_or_else(damaged("it ends in a section"))?;
            sections.push((name.to_vec(), body.clone()));
            at = body.end;
        }
        let find = |name: &[u8; 8]| sections.iter().find(|(n, _)| n == name).map(|(_, range)| range.clone());
        let section = |name| find(name).map_or(&[][..], |range| &bytes[range]);
        let tagger = match find(b"tagtable") {
            Some(table) if table.len() % table::BUCKET != 0 || table.is_empty() => {
                return Err(ModelError::Damaged("its tagger has a wrong size"));
            }
            Some(table) => Own::Table(table),
            None => {
                let net = find(b"net\0\0\0\0\0").ok_or_else(damaged("it has no tagger"))?;
                let net = Net::read(&bytes[net], section(b"pieces\0\0"));
                Own::Net(Box::new(net.ok_or_else(damaged("its network does not fit together"))?))
            }
        };
        let numbers: Vec<i32> = section(b"tagtrans")
            .chunks_exact(4)
            .map(|c| i32::from_le_bytes([c[0], c[1], c[2], c[3]]))
            .collect();
        if numbers.len() != LABELS * LABELS + 1 || numbers[LABELS * LABELS] <= 0 {
            return Err(ModelError::Damaged("its transitions have a wrong size"));
        }
        let mut transitions = [[0; LABELS]; LABELS];
        for (row, chunk) in transitions.iter_mut().zip(numbers.chunks_exact(LABELS)) {
            row.copy_from_slice(chunk);
        }
        let small =
            |values: HashTable<i32>| values.into_iter().map(|(key, value)| (key, value as u8)).collect();
        let line = |key: &str| header.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
        let tier = line("name").and_then(Tier::of).unwrap_or(Tier::Fast);
        let shown = line("shown").and_then(|x| x.parse().ok()).unwrap_or(SHOWN);
        Ok(Model {
            tier,
            shown,
            tagger,
            beside: None,
            header,
            sha256: written.iter().map(|b| format!("{b:02x}")).collect(),
            transitions,
            scale: numbers[LABELS * LABELS],
            priors: small(pairs(section(b"priors\0\0"))),
            links: pairs(section(b"links\0\0\0")),
            scores: pairs(section(b"scores\0\0")),
            bytes,
        })
    }

    /// These weights and those of another tier's network, whose scores are heard together: two kinds of network err in
    /// different places. The header tells which weights (`beside`) and how much they count (`share`).
    ///
    /// # Errors
    /// If these were not made for `other`.
    pub fn beside(self, other: &'static Model) -> Result<Model, ModelError> {
        let share: Option<f32> = self.header("share").and_then(|x| x.parse().ok());
        let together = self.header("beside") == Some(other.sha256()) && self.scale == other.scale;
        match share.filter(|x| together && (0.0..=1.0).contains(x)).zip(self.net()).zip(other.net()) {
            Some(((share, net), more)) if net.fits(more) => {
                Ok(Model { beside: Some((other, (share * 256.0).round() as i32)), ..self })
            }
            _ => Err(ModelError::NotTogether),
        }
    }

    /// A line of the header: `name`, `kind`, `licence`, `trained-on`, …
    pub fn header(&self, key: &str) -> Option<&str> {
        self.header.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        self.header("name").unwrap_or("unnamed")
    }

    /// SHA-256 of everything after the checksum itself, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many steps of a weight make one unit of log-odds.
    pub fn scale(&self) -> i32 {
        self.scale
    }

    /// How much is computed for a text.
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// Attributions with at least this score are shown to people as found, the others as uncertain: the lowest at
    /// which 85 of 100 are right on `PolNeAR` dev.
    pub fn shown(&self) -> f32 {
        self.shown
    }

    /// The network, if this tier has one.
    pub fn net(&self) -> Option<&Net> {
        match &self.tagger {
            Own::Table(_) => None,
            Own::Net(net) => Some(net),
        }
    }

    pub(crate) fn tagger(&self) -> Tagger<'_> {
        match &self.tagger {
            Own::Table(range) => Tagger::Table(Table::new(&self.bytes[range.clone()])),
            Own::Net(net) => {
                let beside = self.beside.and_then(|(other, share)| Some((other.net()?, share)));
                Tagger::Net(net, beside)
            }
        }
    }
}

/// What a weights file is made of; `train/` fills it in.
#[derive(Default)]
pub struct Parts {
    /// Header lines.
    pub header: Vec<(String, String)>,
    /// A network and its vocabulary, instead of the rows of a table.
    pub net: Option<(Vec<u8>, Vec<u8>)>,
    /// Rows of the tagger.
    pub rows: Vec<(u64, Row)>,
    /// Bytes that the packed rows may take.
    pub table_bytes: usize,
    /// Transition weights.
    pub transitions: [[i32; LABELS]; LABELS],
    /// Steps of one unit of log-odds.
    pub scale: i32,
    /// Word hash to prior.
    pub priors: Vec<(u64, i32)>,
    /// Weights of the linker.
    pub links: Vec<(u64, i32)>,
    /// Weights of the score.
    pub scores: Vec<(u64, i32)>,
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
        match &self.net {
            Some((net, pieces)) => {
                section(b"net\0\0\0\0\0", net);
                section(b"pieces\0\0", pieces);
            }
            None => section(b"tagtable", &pack(&self.rows, self.table_bytes)),
        }
        let numbers = self.transitions.iter().flatten().chain([&self.scale]);
        section(b"tagtrans", &numbers.flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>());
        let named =
            [(b"priors\0\0", &self.priors), (b"links\0\0\0", &self.links), (b"scores\0\0", &self.scores)];
        for (name, values) in named {
            let mut values = values.clone();
            values.sort_unstable();
            let bytes: Vec<u8> = values
                .iter()
                .flat_map(|(key, x)| key.to_le_bytes().into_iter().chain(x.to_le_bytes()))
                .collect();
            section(name, &bytes);
        }
        let mut out = Vec::with_capacity(body.len() + 44);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&FORMAT.to_le_bytes());
        out.extend_from_slice(&Sha256::digest(&body));
        out.extend_from_slice(&body);
        out
    }
}
