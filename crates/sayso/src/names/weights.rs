//! In: the bytes of a weights file of the tagger, of the layout in `model::file`. Out: a
//! [`Tagger`].

use super::dictionary::{Dictionary, bits};
use super::sentence_names::Chain;
use super::words::hash_of;
use super::{Gender, table};
use crate::attribute::label::FORBIDDEN;
use crate::attribute::model::{Steps, steps as read_steps};
use sayso_weights::file::{Kind, Refused, WeightsFile, Writer, bytes_of, numbers};
use sayso_weights::packed::{Line, lines};
use sayso_weights::{BUCKET, LABELS, Row, Table, pack};
use std::borrow::Cow;
use std::fmt;

/// Rises when the layout or the features change, so that an old file is refused and never misread.
pub const FORMAT: u32 = 1;
const KIND: Kind = Kind {
    magic: *b"SAYSOTAG",
    format: FORMAT,
};

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

impl From<Refused> for TaggerError {
    fn from(why: Refused) -> TaggerError {
        match why {
            Refused::OtherKind => TaggerError::NotATagger,
            Refused::Format(format) => TaggerError::Format(format),
            Refused::Cut(_) => TaggerError::Damaged("it ends too early"),
            Refused::Damaged(what) => TaggerError::Damaged(what),
        }
    }
}

/// What the tagger has learnt.
pub struct Tagger {
    file: WeightsFile,
    dictionary: Dictionary,
    pos: Vec<Line<{ table::BUCKET }>>,
    names: Vec<Line<{ BUCKET }>>,
    steps: Steps,
    bonus: [i32; 3],
}

impl fmt::Debug for Tagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tagger({})", self.sha256())
    }
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
        let file = WeightsFile::read(&KIND, bytes, check)?;
        let section = |name| {
            file.section(name)
                .ok_or(TaggerError::Damaged("a section is missing"))
        };
        let mut numbers = numbers(section("chain")?);
        for x in &mut numbers {
            *x = (*x).clamp(FORBIDDEN, 1 << 16);
        }
        let Some((steps, &[a, b, c])) = read_steps(&numbers) else {
            return Err(TaggerError::Damaged("its steps have a wrong size"));
        };
        let dictionary = Dictionary::read(section("words")?);
        for (name, bucket) in [("postable", table::BUCKET), ("nametabl", BUCKET)] {
            let table = section(name)?;
            if table.is_empty() || table.len() % bucket != 0 {
                return Err(TaggerError::Damaged("a table has a wrong size"));
            }
        }
        let (pos, names) = (lines(section("postable")?), lines(section("nametabl")?));
        Ok(Tagger {
            dictionary,
            pos,
            names,
            steps,
            bonus: [a, b, c].map(|x| x.max(-(1 << 16))),
            file,
        })
    }

    /// A line of the header: `name`, `licence`, `trained-on`, …
    pub fn header(&self, key: &str) -> Option<&str> {
        self.file.header(key)
    }

    /// SHA-256 of everything after the checksum itself, in hexadecimal.
    pub fn sha256(&self) -> &str {
        self.file.sha256()
    }

    /// What most bearers of this first name were in the US Census of 1990; none for names of both,
    /// and unknown ones.
    pub fn gender(&self, first_name: &str) -> Option<Gender> {
        let entry = self.dictionary.get(hash_of(first_name));
        match (entry & bits::MALE != 0, entry & bits::FEMALE != 0) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }

    pub(super) fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    pub(super) fn pos_table(&self) -> table::Table<'_> {
        table::Table::new(&self.pos)
    }

    pub(super) fn chain(&self) -> Chain<'_> {
        let table = Table::new(&self.names);
        Chain {
            table,
            steps: &self.steps,
            bonus: self.bonus,
        }
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
    pub names: Vec<(u64, Row)>,
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
        let mut file = Writer::new(&self.header);
        file.section("words", &self.words);
        file.section("postable", &table::pack(&self.pos, self.pos_bytes));
        file.section("nametabl", &pack(&self.names, self.names_bytes));
        file.section(
            "chain",
            &bytes_of(self.steps.iter().flatten().chain(&self.bonus)),
        );
        file.finish(&KIND)
    }
}
