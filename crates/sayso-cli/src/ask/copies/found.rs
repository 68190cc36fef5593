//! In: the reports of a ledger. Out: which of them are copies of which.
//!
//! Everything is worked out from the records that the ledger keeps, in the order of ids, so that the answer does not
//! depend on how and in how many steps the reports were added.

use super::super::Asked;
use anyhow::Result;
use rayon::prelude::*;
use sayso::compare::{
    Comparison, CopyEdge, CopyRelation, Family, Indexed, Side, Sketch, candidates, compare,
    families, independent, keys,
};
use sayso_export::records::{Credit, Saved};

/// Reports that are held with all their records at once.
const BATCH: usize = 256;

/// A report of the ledger.
pub struct Member {
    /// Its number in the ledger.
    pub number: i64,
    /// Whom it credits.
    pub credits: Vec<Credit>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// What it is compared by.
    pub sketch: Sketch,
}

/// Two reports that have something in common, by their places in `members`.
struct Pair {
    a: usize,
    b: usize,
    compared: Comparison,
}

impl Pair {
    fn other(&self, one: usize) -> usize {
        if one == self.a { self.b } else { self.a }
    }

    /// The report that the other was made from, if that is known.
    fn from(&self) -> Option<usize> {
        self.compared.direction.from.map(|side| match side {
            Side::A => self.a,
            Side::B => self.b,
        })
    }
}

/// What was found.
pub struct Found {
    /// All reports that were read, by id.
    pub members: Vec<Member>,
    /// Pairs that are copies or have one source.
    pairs: Vec<Pair>,
    /// The pairs of each report, by their places in `pairs`.
    pairs_of: Vec<Vec<usize>>,
    /// The families of copies.
    pub families: Vec<Family<usize>>,
    /// How many reports are independent of each other.
    pub independent: usize,
}

impl Found {
    /// Compares the reports with these numbers.
    pub fn of(asked: &Asked, numbers: &[i64]) -> Result<Found> {
        let mut members: Vec<Member> = Vec::with_capacity(numbers.len());
        for batch in numbers.chunks(BATCH) {
            let mut all: Vec<(i64, Saved)> = Vec::with_capacity(batch.len());
            for &number in batch {
                all.extend(asked.saved(number)?.map(|saved| (number, saved)));
            }
            members.par_extend(
                all.into_par_iter()
                    .map(|(number, saved)| member(number, saved)),
            );
        }
        let keys: Vec<_> = members
            .par_iter()
            .map(|member| keys(&member.sketch))
            .collect();
        // The pairs of one report come one after the other, so that it is made ready only once for all.
        let pairs: Vec<Pair> = candidates(&keys)
            .par_chunk_by(|(a, _), (next, _)| a == next)
            .flat_map_iter(|of_one| related(&members, of_one))
            .collect();
        let mut pairs_of = vec![Vec::new(); members.len()];
        for (number, pair) in pairs.iter().enumerate() {
            pairs_of[pair.a].push(number);
            pairs_of[pair.b].push(number);
        }
        let edges: Vec<CopyEdge<usize>> = pairs.iter().map(edge).collect();
        let all: Vec<usize> = (0..members.len()).collect();
        Ok(Found {
            independent: independent(&all, &edges),
            families: families(&edges),
            pairs,
            pairs_of,
            members,
        })
    }

    /// The report beside which a report of a family is shown: its root, otherwise that with which it has most in
    /// common.
    pub fn shown_beside(&self, report: usize, root: Option<usize>) -> Option<usize> {
        let own = self.pairs_of[report]
            .iter()
            .map(|&number| &self.pairs[number]);
        let rank = |pair: &&Pair| {
            let other = pair.other(report);
            let score = (pair.compared.score * 1000.0).round() as u32;
            (root == Some(other), score, std::cmp::Reverse(other))
        };
        let copies = own.filter(|pair| pair.compared.relation.is_copy());
        copies.max_by_key(rank).map(|pair| pair.other(report))
    }

    /// What one report has of another. It is not the kept comparison with its sides exchanged, because of two
    /// sentences that are the same either may be called moved.
    pub fn compared(&self, other: usize, own: usize) -> Comparison {
        compare(&self.members[other].sketch, &self.members[own].sketch)
    }
}

fn member(number: i64, saved: Saved) -> Member {
    let mut reading = saved.reading();
    sayso_en::resolve(&mut reading);
    Member {
        number,
        sketch: Sketch::of(&reading),
        credits: saved.report.credits,
        outlet: saved.report.outlet,
    }
}

/// The pairs of one report that are copies or have one source.
fn related(members: &[Member], pairs: &[(u32, u32)]) -> Vec<Pair> {
    let Some(&(a, _)) = pairs.first() else {
        return Vec::new();
    };
    let of_a = Indexed::new(&members[a as usize].sketch);
    let pair = |&(_, b): &(u32, u32)| {
        let compared = of_a.compare(&Indexed::new(&members[b as usize].sketch));
        let has_one_source = compared.relation == CopyRelation::SameSource;
        let is_related = compared.relation.is_copy() || has_one_source;
        is_related.then_some(Pair {
            a: a as usize,
            b: b as usize,
            compared,
        })
    };
    pairs.iter().filter_map(pair).collect()
}

fn edge(pair: &Pair) -> CopyEdge<usize> {
    CopyEdge {
        a: pair.a,
        b: pair.b,
        relation: pair.compared.relation,
        from: pair.from(),
    }
}
