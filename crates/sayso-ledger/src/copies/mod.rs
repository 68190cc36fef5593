//! In: a ledger. Out: which of its reports are copies of which.
//!
//! What was compared before is kept in the ledger, so that only what is new is compared. Which pairs of reports could
//! have something in common is worked out from the keys of all, each time, because a key that was rare can have become
//! common. So the answer is the one that a ledger gives in which nothing was compared before.
//!
//! No whole sketch is kept. `sketches` keeps the keys and the places of the names, `pairs` makes the sketches that
//! are needed again and compares them, and `stored` reads and writes what was compared.

mod bits;
mod numbers;
mod packed_reports;
mod pairs;
mod sketches;
mod stored;

pub(crate) use packed_reports::{BATCH, PackedReport, unpack};
pub(crate) use sketches::{Members, SketchRow};

use crate::open::Ledger;
use crate::trouble::{LedgerError, Trouble};
use sayso::compare::{
    Comparison, CopyEdge, CopyRelation, DirectionRule, Family, Shares, Side, Sketch, candidates,
    counts_once, families, independent,
};
use sayso::text::Span;
use sayso_export::records::Saved;
use stored::{Known, Stored};

/// Finds the names of a report again, as places in bytes of its text. It is asked for reports whose names an earlier
/// version of sayso did not keep.
pub type FindNames = dyn Fn(&Saved) -> Vec<Span> + Sync;

/// Two reports of which one has words of the other, or that rest on one source.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyPair {
    /// The place of the first among [`Copies::reports`].
    pub a: usize,
    /// The place of the second one, which comes after it.
    pub b: usize,
    /// How they are related.
    pub relation: CopyRelation,
    /// The estimate that one was made from the other, or both from a third text.
    pub score: f32,
    /// What share of each is in the other, to three decimals.
    pub shares: Shares,
    /// The report that the other was made from, and the rule that says so.
    pub made_from: Option<(Side, DirectionRule)>,
}

impl CopyPair {
    /// None if the two are neither copies nor have one source.
    fn of(a: usize, b: usize, compared: &Comparison) -> Option<CopyPair> {
        let has_one_source = compared.relation == CopyRelation::SameSource;
        let is_related = compared.relation.is_copy() || has_one_source;
        let Shares {
            narration_a,
            narration_b,
            quotes_a,
            quotes_b,
        } = compared.shares;
        is_related.then(|| CopyPair {
            a,
            b,
            relation: compared.relation,
            score: thousandths(compared.score),
            shares: Shares {
                narration_a: thousandths(narration_a),
                narration_b: thousandths(narration_b),
                quotes_a: thousandths(quotes_a),
                quotes_b: thousandths(quotes_b),
            },
            made_from: compared.direction.from.zip(compared.direction.rule),
        })
    }

    /// The other report of the two.
    pub fn other(&self, one: usize) -> usize {
        if one == self.a { self.b } else { self.a }
    }

    pub(crate) fn edge(&self) -> CopyEdge<usize> {
        CopyEdge {
            a: self.a,
            b: self.b,
            relation: self.relation,
            from: self.made_from.map(|(side, _)| match side {
                Side::A => self.a,
                Side::B => self.b,
            }),
            shares: self.shares,
        }
    }

    /// Whether the two count as one independent report at most.
    pub(crate) fn counts_once(&self) -> bool {
        counts_once(self.relation, self.shares)
    }
}

fn thousandths(share: f32) -> f32 {
    (share * 1000.0).round() / 1000.0
}

/// The copies in a ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Copies {
    /// The numbers of all reports that were read, in the order of their ids.
    pub reports: Vec<i64>,
    /// Pairs that are copies or have one source, sorted.
    pub pairs: Vec<CopyPair>,
    /// The families of copies. They name reports by their places in `reports`.
    pub families: Vec<Family<usize>>,
    /// How many reports are independent of each other: families count once, and so do reports and families that rest on
    /// one source.
    pub independent: usize,
    /// How many pairs were compared to find this, because they were not compared before.
    pub compared: usize,
}

impl Ledger {
    /// Finds all copies. If the ledger is open to be written, what was compared is kept in it, and the tables `copy`
    /// and `family` say what was found.
    ///
    /// # Errors
    /// If the file cannot be read or written, or if its records are damaged.
    pub fn copies(&mut self, find_names: &FindNames) -> Result<Copies, LedgerError> {
        self.of_one_moment(|ledger| {
            let members = Members::complete(ledger, find_names)?;
            ledger.find_copies(find_names, &members)
        })
    }

    /// Does what may have to write. If the ledger is only read, what is read is of one moment, also while others write.
    pub(crate) fn of_one_moment<T>(
        &mut self,
        mut find: impl FnMut(&mut Ledger) -> Result<T, Trouble>,
    ) -> Result<T, LedgerError> {
        let mut find = || -> Result<T, Trouble> {
            if self.is_open_to_write() {
                return find(self);
            }
            self.connection().execute_batch("BEGIN")?;
            let found = find(self)?;
            self.connection().execute_batch("COMMIT")?;
            Ok(found)
        };
        find().map_err(|trouble| self.error(trouble))
    }

    pub(crate) fn find_copies(
        &mut self,
        find_names: &FindNames,
        members: &Members,
    ) -> Result<Copies, Trouble> {
        let wanted = candidates(&members.keys);
        let reports = members.numbers.clone();
        let stored = Stored::read(self.connection(), &reports)?;
        let unknown: Vec<(u32, u32)> = wanted
            .iter()
            .copied()
            .filter(|&(a, b)| stored.known(a, b) == Known::Nothing)
            .collect();
        let mut pairs = pairs::compare(self.connection(), &reports, find_names, &unknown)?;
        let compared = unknown.len();
        drop(unknown);
        pairs.extend(wanted.iter().filter_map(|&(a, b)| stored.pair(a, b)));
        pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        let edges: Vec<CopyEdge<usize>> = pairs.iter().map(CopyPair::edge).collect();
        let counted: Vec<CopyEdge<usize>> = pairs
            .iter()
            .filter(|pair| pair.counts_once())
            .map(CopyPair::edge)
            .collect();
        let all: Vec<usize> = (0..reports.len()).collect();
        let copies = Copies {
            independent: independent(&all, &counted),
            families: families(&edges),
            reports,
            pairs,
            compared,
        };
        if self.is_open_to_write() {
            self.transaction(|connection| stored.write(connection, &copies, &wanted))?;
        }
        Ok(copies)
    }

    /// The records of reports with what they are compared by, in the order of `numbers`. Numbers of no report are left
    /// out.
    ///
    /// # Errors
    /// If the file cannot be read, or if its records are damaged.
    pub fn sketched(
        &self,
        numbers: &[i64],
        find_names: &FindNames,
    ) -> Result<Vec<(i64, Saved, Sketch)>, LedgerError> {
        let sketched = self.read_sketched(numbers, find_names);
        sketched.map_err(|trouble| self.error(trouble))
    }

    pub(crate) fn read_sketched(
        &self,
        numbers: &[i64],
        find_names: &FindNames,
    ) -> Result<Vec<(i64, Saved, Sketch)>, Trouble> {
        let packed = PackedReport::read(self.connection(), numbers)?;
        packed_reports::unpack(packed, |number, saved, names| {
            let names = names.unwrap_or_else(|| find_names(&saved));
            let sketch = saved.sketch(&names);
            (number, saved, sketch)
        })
    }
}
