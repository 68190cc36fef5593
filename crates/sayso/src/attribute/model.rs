//! In: the bytes of a weights file ([`sayso_weights::file`]). Out: a [`Model`], the value that is
//! passed to the stages that have learnt from data.

use super::network::Net;
use sayso_english::classes::HashTable;
pub use sayso_weights::WeightsError;
use sayso_weights::crf::{Transitions, transitions};
use sayso_weights::file::{Kind, WeightsFile, Writer, bytes_of, bytes_of_pairs, numbers, pairs};
use sayso_weights::table::{NarrowRow, NarrowTable};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The number of the format. It rises when the layout or the features change, so that an old file
/// is refused instead of misread.
pub const FORMAT: u32 = 1;
const KIND: Kind = Kind {
    magic: *b"SAYSOMOD",
    format: FORMAT,
};

/// [`Model::shown`] for a weights file that does not say it.
const SHOWN: f32 = 0.67;

sayso_english::names! {
    /// How much is computed for a text.
    pub enum Tier {
        /// A table of feature weights.
        Fast = "fast",
        /// A small network.
        Standard = "standard",
        /// A large network.
        Accurate = "accurate",
    }
}

/// What computes how much speaks for each label at a token.
pub(crate) enum Scorer<'a> {
    /// A table of feature weights.
    Table(&'a NarrowTable),
    /// A network, and another one whose scores are added, with its share of the sum in 256ths.
    Net(&'a Net, Option<(&'a Net, i32)>),
}

/// The weights from which labels are computed.
enum Labeller {
    Table(NarrowTable),
    Net(Arc<Net>),
}

impl Labeller {
    fn read(file: &WeightsFile) -> Result<Labeller, WeightsError> {
        if let Some(table) = file.section("tagtable") {
            let table = NarrowTable::read(table).map(Labeller::Table);
            return table.ok_or(WeightsError::Damaged("its tagger has a wrong size"));
        }
        let net = file.section("net");
        let net = net.ok_or(WeightsError::Damaged("it has no tagger"))?;
        let net = Net::read(net, file.section("pieces").unwrap_or_default());
        let net = net.ok_or(WeightsError::Damaged("its network does not fit together"))?;
        Ok(Labeller::Net(Arc::new(net)))
    }
}

/// Everything learnt from data that reading needs.
pub struct Model {
    file: WeightsFile,
    tier: Tier,
    shown: f32,
    labeller: Labeller,
    /// The network of another tier whose scores are added, and its share of the sum in 256ths.
    beside: Option<(Arc<Net>, i32)>,
    pub(crate) transitions: Transitions,
    scale: i32,
    pub(crate) priors: HashTable<u8>,
    pub(crate) links: HashTable<i32>,
    pub(crate) scores: HashTable<i32>,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Model({} {})", self.name(), self.sha256())
    }
}

impl Model {
    /// Reads weights that are part of the program. The checksum is trusted.
    ///
    /// # Errors
    /// If they are of another kind or format.
    pub fn embedded(bytes: &'static [u8]) -> Result<Model, WeightsError> {
        Model::parse(Cow::Borrowed(bytes), false)
    }

    /// Reads a weights file and compares its checksum.
    ///
    /// # Errors
    /// If it is of another kind or format, or damaged.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Model, WeightsError> {
        Model::parse(Cow::Owned(bytes), true)
    }

    fn parse(bytes: Cow<'static, [u8]>, check: bool) -> Result<Model, WeightsError> {
        let file = WeightsFile::read(&KIND, bytes, check)?;
        let section = |name| file.section(name).unwrap_or_default();
        let labeller = Labeller::read(&file)?;
        let numbers = numbers(section("tagtrans"));
        let Some((transitions, &[scale @ 1..=i32::MAX])) = transitions(&numbers) else {
            return Err(WeightsError::Damaged("its transitions have a wrong size"));
        };
        Ok(Model {
            tier: file
                .header("name")
                .and_then(|name| name.parse().ok())
                .unwrap_or(Tier::Fast),
            shown: file
                .header("shown")
                .and_then(|x| x.parse().ok())
                .unwrap_or(SHOWN),
            labeller,
            beside: None,
            transitions,
            scale,
            priors: pairs(section("priors"))
                .map(|(word, prior)| (word, prior as u8))
                .collect(),
            links: pairs(section("links")).collect(),
            scores: pairs(section("scores")).collect(),
            file,
        })
    }

    /// Adds the scores of another tier's network to those of this one, because two kinds of
    /// network make different errors. The header says for which weights these were made (`beside`)
    /// and how much the other network counts (`share`). The network is shared, not copied.
    ///
    /// # Errors
    /// If these weights were not made for `other`.
    pub fn beside(self, other: &Model) -> Result<Model, WeightsError> {
        let share: Option<f32> = self.header("share").and_then(|x| x.parse().ok());
        let share = share.filter(|share| (0.0..=1.0).contains(share));
        let together = self.header("beside") == Some(other.sha256()) && self.scale == other.scale;
        match (share, self.net(), &other.labeller) {
            (Some(share), Some(net), Labeller::Net(more)) if together && net.fits(more) => {
                Ok(Model {
                    beside: Some((Arc::clone(more), (share * 256.0).round() as i32)),
                    ..self
                })
            }
            _ => Err(WeightsError::NotTogether),
        }
    }

    /// A line of the header: `name`, `kind`, `licence`, `trained-on`, …
    pub fn header(&self, key: &str) -> Option<&str> {
        self.file.header(key)
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        self.header("name").unwrap_or("unnamed")
    }

    /// SHA-256 of everything after the checksum itself, in hexadecimal.
    pub fn sha256(&self) -> &str {
        self.file.sha256()
    }

    /// How many steps of a weight make one unit of log-odds.
    pub fn scale(&self) -> i32 {
        self.scale
    }

    /// How much is computed for a text.
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// Attributions with at least this score are shown as found, the others as uncertain. It is the
    /// lowest score at which 85 of 100 are right on `PolNeAR` dev.
    pub fn shown(&self) -> f32 {
        self.shown
    }

    /// The network, if this tier has one.
    pub fn net(&self) -> Option<&Net> {
        match &self.labeller {
            Labeller::Table(_) => None,
            Labeller::Net(net) => Some(net),
        }
    }

    pub(crate) fn scorer(&self) -> Scorer<'_> {
        match &self.labeller {
            Labeller::Table(table) => Scorer::Table(table),
            Labeller::Net(net) => {
                let beside = self.beside.as_ref();
                Scorer::Net(net, beside.map(|(other, share)| (&**other, *share)))
            }
        }
    }
}

/// The contents of a weights file, as training makes them.
#[derive(Default)]
pub struct Parts {
    /// Header lines.
    pub header: Vec<(String, String)>,
    /// A network and its vocabulary, instead of the rows of a table.
    pub net: Option<(Vec<u8>, Vec<u8>)>,
    /// Rows of the tagger.
    pub rows: Vec<(u64, NarrowRow)>,
    /// The number of bytes that the packed rows may take.
    pub table_bytes: usize,
    /// The weights of the steps from label to label.
    pub transitions: Transitions,
    /// How many steps of a weight make one unit of log-odds.
    pub scale: i32,
    /// The prior of each word, by its hash.
    pub priors: Vec<(u64, i32)>,
    /// Weights of the linker.
    pub links: Vec<(u64, i32)>,
    /// Weights of the score.
    pub scores: Vec<(u64, i32)>,
}

impl Parts {
    /// The bytes of the weights file. The same parts give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut file = Writer::new(&self.header);
        match &self.net {
            Some((net, pieces)) => {
                file.section("net", net);
                file.section("pieces", pieces);
            }
            None => file.section("tagtable", &NarrowTable::pack(&self.rows, self.table_bytes)),
        }
        file.section(
            "tagtrans",
            &bytes_of(self.transitions.iter().flatten().chain([&self.scale])),
        );
        file.section("priors", &bytes_of_pairs(&self.priors));
        file.section("links", &bytes_of_pairs(&self.links));
        file.section("scores", &bytes_of_pairs(&self.scores));
        file.finish(&KIND)
    }
}
