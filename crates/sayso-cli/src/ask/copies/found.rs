//! In: a ledger. Out: which of its reports are copies of which, ready to be shown.

use super::super::Asked;
use anyhow::Result;
use rayon::prelude::*;
use sayso::compare::{Family, Indexed, Sketch};
use sayso::text::Span;
use sayso_export::records::{Copy, Saved, Sketched};
use sayso_ledger::copies::{Copies, CopyPair};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The names of a report whose names the ledger does not have.
pub fn find_names(saved: &Saved) -> Vec<Span> {
    let mut reading = saved.reading();
    sayso_en::resolve(&mut reading);
    let sketch = Sketch::of(&reading);
    sketch.names.iter().map(|name| name.span).collect()
}

/// The copies of a ledger.
pub struct Found {
    /// What the ledger says.
    pub copies: Copies,
    /// The pairs of each report, by their places in the pairs of `copies`.
    pairs_of: Vec<Vec<u32>>,
}

/// A report of a family, or one that has parts of it.
#[derive(Clone)]
pub struct FamilyMember {
    /// Its records.
    pub saved: Saved,
    sketch: Sketch,
}

/// A family with the records of its reports.
pub struct FamilyShown<'a> {
    /// The family.
    pub family: &'a Family<usize>,
    /// Its reports, by id, then those that have parts of it and of other families.
    pub members: Vec<FamilyMember>,
    /// For each report but the root what it has of the root, or of the report that it has most in common with: the
    /// places of the two members, and what the second has of the first.
    pub copies: Vec<(usize, usize, Copy)>,
}

impl Found {
    /// Makes what was found ready to be shown.
    pub fn of(copies: Copies) -> Found {
        let mut pairs_of = vec![Vec::new(); copies.reports.len()];
        for (number, pair) in (0..).zip(&copies.pairs) {
            pairs_of[pair.a].push(number);
            pairs_of[pair.b].push(number);
        }
        Found { copies, pairs_of }
    }

    /// Families, those with most reports first. If reports are `wanted`, only the families that have one of them.
    pub fn families(&self, wanted: Option<&[i64]>) -> Vec<&Family<usize>> {
        let is_wanted = |family: &&Family<usize>| {
            let number = |report: &usize| self.copies.reports[*report];
            let mut numbers = family.reports.iter().chain(&family.merged).map(number);
            wanted.is_none_or(|wanted| numbers.any(|number| wanted.contains(&number)))
        };
        let mut families: Vec<&Family<usize>> =
            self.copies.families.iter().filter(is_wanted).collect();
        families.sort_by_key(|family| (Reverse(family.reports.len()), family.reports[0]));
        families
    }

    /// The records of families, and what their reports have of each other.
    pub fn shown<'a>(
        &self,
        asked: &Asked,
        families: &[&'a Family<usize>],
    ) -> Result<Vec<FamilyShown<'a>>> {
        let reports = families
            .iter()
            .flat_map(|f| f.reports.iter().chain(&f.merged));
        let mut reports: Vec<usize> = reports.copied().collect();
        reports.sort_unstable();
        reports.dedup();
        let numbers: Vec<i64> = reports.iter().map(|&r| self.copies.reports[r]).collect();
        let mut members: HashMap<i64, FamilyMember> = HashMap::new();
        for (number, saved, sketch) in asked.sketched(&numbers)? {
            members.insert(number, FamilyMember { saved, sketch });
        }
        let mut shown = Vec::with_capacity(families.len());
        for &family in families {
            let take = |&report: &usize| {
                let number = &self.copies.reports[report];
                // A merged report is shown with each of its families.
                let is_merged = family.merged.contains(&report);
                if is_merged {
                    members.get(number).cloned()
                } else {
                    members.remove(number)
                }
            };
            let all = family.reports.iter().chain(&family.merged);
            shown.push(FamilyShown {
                family,
                members: all.filter_map(take).collect(),
                copies: Vec::new(),
            });
        }
        shown.par_iter_mut().for_each(|family| {
            let all = family.family.reports.len() + family.family.merged.len();
            if family.members.len() == all {
                family.copies = self.copies_of(family);
            }
        });
        Ok(shown)
    }

    /// The pairs of copies in a family, by their places among all reports, the earlier id first.
    pub fn pairs_of_family(&self, family: &Family<usize>) -> impl Iterator<Item = &CopyPair> {
        family.reports.iter().flat_map(|&report| {
            let pairs = self.pairs_of[report].iter();
            let pairs = pairs.map(|&number| &self.copies.pairs[number as usize]);
            pairs.filter(move |pair| pair.a == report && pair.relation.is_copy())
        })
    }

    fn copies_of(&self, shown: &FamilyShown<'_>) -> Vec<(usize, usize, Copy)> {
        let FamilyShown {
            family, members, ..
        } = shown;
        let place = |report: usize| family.place(&report);
        let copies = family.reports.iter().chain(&family.merged);
        let copies = copies.filter(|&&r| family.root != Some(r));
        let pairs: Vec<(usize, usize)> = copies
            .filter_map(|&report| Some((self.beside(report, family)?, report)))
            .collect();
        let indexed: Vec<Indexed<'_>> = members
            .par_iter()
            .map(|member| Indexed::new(&member.sketch))
            .collect();
        // The kept comparison is not shown with its sides exchanged, because of two sentences that are the same either
        // may be called moved.
        let copy = |&(a, b): &(usize, usize)| {
            let (a, b) = (place(a)?, place(b)?);
            let compared = indexed[a].compare(&indexed[b]);
            let copy = Copy::new(members[a].sketched(), members[b].sketched(), &compared);
            Some((a, b, copy))
        };
        pairs.par_iter().filter_map(copy).collect()
    }

    /// The report beside which a report of a family is shown: its root, otherwise that with which it has most in
    /// common.
    fn beside(&self, report: usize, family: &Family<usize>) -> Option<usize> {
        let pairs = self.pairs_of[report].iter();
        let pairs = pairs.map(|&number| &self.copies.pairs[number as usize]);
        let rank = |pair: &&CopyPair| {
            let other = pair.other(report);
            let score = (pair.score * 1000.0).round() as u32;
            (family.root == Some(other), score, Reverse(other))
        };
        let is_of = |pair: &&CopyPair| family.reports.binary_search(&pair.other(report)).is_ok();
        let copies = pairs.filter(|pair| pair.relation.is_copy()).filter(is_of);
        copies.max_by_key(rank).map(|pair| pair.other(report))
    }
}

impl FamilyMember {
    fn sketched(&self) -> Sketched<'_> {
        Sketched {
            saved: &self.saved,
            sketch: &self.sketch,
        }
    }
}
