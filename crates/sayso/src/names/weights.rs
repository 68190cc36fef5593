//! In: the bytes of a weights file of the tagger ([`sayso_weights::file`]). Out: a [`Tagger`].

use super::Gender;
use super::dictionary::{Dictionary, bits};
use super::sentence_names::Chain;
use super::words::hash_of;
use sayso_weights::WeightsError;
use sayso_weights::crf::{FORBIDDEN, Transitions, transitions};
use sayso_weights::file::{Kind, WeightsFile, Writer, bytes_of, numbers};
use sayso_weights::table::{NarrowRow, NarrowTable, WideRow, WideTable};
use std::borrow::Cow;
use std::fmt;

/// The number of the format. It rises when the layout or the features change, so that an old file
/// is refused instead of misread.
pub const FORMAT: u32 = 1;
const KIND: Kind = Kind {
    magic: *b"SAYSOTAG",
    format: FORMAT,
};

const WRONG_SIZE: WeightsError = WeightsError::Damaged("a table has a wrong size");

/// The highest weight that is read. A damaged file cannot make a path of labels leave the range of
/// the integer.
const HIGHEST: i32 = 1 << 16;

/// The weights of the tagger of parts of speech and names.
pub struct Tagger {
    file: WeightsFile,
    dictionary: Dictionary,
    pos: WideTable,
    names: NarrowTable,
    transitions: Transitions,
    bonus: [i32; 3],
}

impl fmt::Debug for Tagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tagger({})", self.sha256())
    }
}

impl Tagger {
    /// Reads weights that are part of the program. The checksum is trusted.
    ///
    /// # Errors
    /// If they are of another kind or format.
    pub fn embedded(bytes: &'static [u8]) -> Result<Tagger, WeightsError> {
        Tagger::parse(Cow::Borrowed(bytes), false)
    }

    /// Reads a weights file and compares its checksum.
    ///
    /// # Errors
    /// If it is of another kind or format, or damaged.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Tagger, WeightsError> {
        Tagger::parse(Cow::Owned(bytes), true)
    }

    fn parse(bytes: Cow<'static, [u8]>, check: bool) -> Result<Tagger, WeightsError> {
        let file = WeightsFile::read(&KIND, bytes, check)?;
        let mut numbers = numbers(file.required("chain")?);
        for x in &mut numbers {
            *x = (*x).clamp(FORBIDDEN, HIGHEST);
        }
        let Some((transitions, &[person, organisation, place])) = transitions(&numbers) else {
            return Err(WeightsError::Damaged("its transitions have a wrong size"));
        };
        Ok(Tagger {
            dictionary: Dictionary::read(file.required("words")?),
            pos: WideTable::read(file.required("postable")?).ok_or(WRONG_SIZE)?,
            names: NarrowTable::read(file.required("nametabl")?).ok_or(WRONG_SIZE)?,
            transitions,
            bonus: [person, organisation, place].map(|x| x.max(-HIGHEST)),
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

    /// The sex of most people with this first name in the US Census of 1990. None for a name that
    /// both have, and for an unknown one.
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

    pub(super) fn pos_table(&self) -> &WideTable {
        &self.pos
    }

    pub(super) fn chain(&self) -> Chain<'_> {
        Chain {
            table: &self.names,
            transitions: &self.transitions,
            bonus: self.bonus,
        }
    }
}

/// The contents of a weights file, as training makes them.
#[derive(Clone, Default)]
pub struct Parts {
    /// Header lines.
    pub header: Vec<(String, String)>,
    /// The dictionary, as [`super::learn::dictionary`] makes it.
    pub words: Vec<u8>,
    /// Rows of the parts of speech.
    pub pos: Vec<(u64, WideRow)>,
    /// The number of bytes that the packed rows may take.
    pub pos_bytes: usize,
    /// Rows of the names.
    pub names: Vec<(u64, NarrowRow)>,
    /// The number of bytes that the packed rows may take.
    pub names_bytes: usize,
    /// The weights of the steps from label to label.
    pub transitions: Transitions,
    /// Added to the weight of each beginning of a name, by kind.
    pub bonus: [i32; 3],
}

impl Parts {
    /// The bytes of the weights file. The same parts give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut file = Writer::new(&self.header);
        file.section("words", &self.words);
        file.section("postable", &WideTable::pack(&self.pos, self.pos_bytes));
        file.section(
            "nametabl",
            &NarrowTable::pack(&self.names, self.names_bytes),
        );
        file.section(
            "chain",
            &bytes_of(self.transitions.iter().flatten().chain(&self.bonus)),
        );
        file.finish(&KIND)
    }
}
