//! In: a ledger. Out: the reports that it has in several versions, and what was changed from one to the next.
//!
//! Which reports may be versions of one is worked out from their addresses, outlets and headlines (`alike`), and only
//! those are compared. Nothing is kept but the answer, so that it does not depend on the order or the number of steps in
//! which reports were added.

mod alike;
mod stored;

use crate::copies::FindNames;
use crate::open::Ledger;
use crate::trouble::{LedgerError, Trouble};
use alike::{Listed, Together};
use rayon::prelude::*;
use sayso::compare::{CopyRelation, Sketch, compare};
use sayso::versions::{VersionBy, VersionTimes, in_order, order_of};
use sayso_export::records::{Saved, Sketched, Version, VersionPlace};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A report in several versions.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionedReport {
    /// The numbers of all its texts in their order, with those that repeat the one before.
    pub texts: Vec<i64>,
    /// What was changed, in order.
    pub changes: Vec<Change>,
}

impl VersionedReport {
    /// How many things were changed in all.
    pub fn changed(&self) -> usize {
        self.changes
            .iter()
            .map(|change| change.version.changes())
            .sum()
    }

    /// How many changes neither a note nor a date mentions.
    pub fn silent(&self) -> usize {
        let silent = self.changes.iter().filter(|change| change.version.silent);
        silent.count()
    }
}

/// What was changed from one version to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The number of the earlier version.
    pub earlier: i64,
    /// The number of the later version.
    pub later: i64,
    /// What differs.
    pub version: Version,
}

/// Texts that are read and compared at once.
const AT_ONCE: usize = 512;

impl Ledger {
    /// Finds the reports with several versions, the most changed first; if reports are `wanted`, only those. If all are
    /// asked for and the ledger is open to be written, the table `version` says what was found.
    ///
    /// # Errors
    /// If the file cannot be read or written, or if its records are damaged.
    pub fn versions(
        &mut self,
        find_names: &FindNames,
        wanted: Option<&[i64]>,
    ) -> Result<Vec<VersionedReport>, LedgerError> {
        self.of_one_moment(|ledger| {
            let listed = Listed::all(ledger.connection())?;
            let mut together = alike::together(&listed);
            if let Some(wanted) = wanted {
                let is_wanted = |&place: &usize| wanted.contains(&listed[place].number);
                together.retain(|group| group.places.iter().any(is_wanted));
            }
            let mut found = ledger.compare_versions(find_names, &listed, &together)?;
            if let Some(wanted) = wanted {
                found.retain(|report| report.texts.iter().any(|text| wanted.contains(text)));
            } else if ledger.is_open_to_write() {
                ledger.transaction(|connection| stored::write(connection, &found))?;
            }
            found.sort_by_cached_key(|report| {
                let first = report.changes.first();
                let first =
                    first.map(|change| (change.version.first.clone(), change.version.to.clone()));
                (Reverse(report.changed()), first)
            });
            Ok(found)
        })
    }

    fn compare_versions(
        &self,
        find_names: &FindNames,
        listed: &[Listed],
        together: &[Together],
    ) -> Result<Vec<VersionedReport>, Trouble> {
        let mut found = Vec::new();
        let mut rest = together;
        while !rest.is_empty() {
            let mut texts = 0;
            let fit = |group: &&Together| {
                texts += group.places.len();
                texts <= AT_ONCE
            };
            let count = rest.iter().take_while(fit).count().max(1);
            let (now, after) = rest.split_at(count);
            let numbers: Vec<i64> = now
                .iter()
                .flat_map(|group| group.places.iter().map(|&place| listed[place].number))
                .collect();
            let mut sketched: HashMap<i64, (Saved, Sketch)> = self
                .read_sketched(&numbers, find_names)?
                .into_iter()
                .map(|(number, saved, sketch)| (number, (saved, sketch)))
                .collect();
            let mut groups: Vec<Group<'_>> = Vec::with_capacity(now.len());
            for of in now {
                let text = |&place: &usize| {
                    let listed = &listed[place];
                    let (saved, sketch) = sketched.remove(&listed.number)?;
                    Some(Text {
                        listed,
                        saved,
                        sketch,
                    })
                };
                // A report without records has no versions, and neither have those that came together with it.
                if let Some(texts) = of.places.iter().map(text).collect() {
                    groups.push(Group { of, texts });
                }
            }
            let reports = groups.par_iter().flat_map_iter(Group::reports);
            found.extend(reports.collect::<Vec<VersionedReport>>());
            rest = after;
        }
        Ok(found)
    }
}

/// A text that may be a version of others.
struct Text<'a> {
    listed: &'a Listed,
    saved: Saved,
    sketch: Sketch,
}

impl Text<'_> {
    fn sketched(&self) -> Sketched<'_> {
        Sketched {
            saved: &self.saved,
            sketch: &self.sketch,
        }
    }
}

/// Texts that may be versions of one report, ready to be compared.
struct Group<'a> {
    of: &'a Together,
    texts: Vec<Text<'a>>,
}

impl Group<'_> {
    /// The reports whose versions they are: those with one address, joined where texts under near headlines have the
    /// words of each other.
    fn reports(&self) -> Vec<VersionedReport> {
        let mut joined = alike::Joined::new(self.texts.len());
        for &(a, b) in &self.of.by_address {
            joined.join(a, b);
        }
        for &(a, b) in &self.of.by_headline {
            if joined.of(a) != joined.of(b) && self.are_of_one(a, b) {
                joined.join(a, b);
            }
        }
        let reports = joined.groups().into_iter();
        reports
            .filter_map(|members| self.report(&members))
            .collect()
    }

    /// Whether one has the words of the other, with few that differ.
    fn are_of_one(&self, a: usize, b: usize) -> bool {
        use CopyRelation::{Light, Trimmed, Verbatim};
        let compared = compare(&self.texts[a].sketch, &self.texts[b].sketch);
        matches!(compared.relation, Verbatim | Trimmed | Light)
    }

    /// The versions of one report; none if all texts say the same.
    fn report(&self, members: &[usize]) -> Option<VersionedReport> {
        let times: Vec<VersionTimes> = members
            .iter()
            .map(|&n| self.texts[n].saved.report.version_times())
            .collect();
        let ids: Vec<&str> = members
            .iter()
            .map(|&n| &*self.texts[n].saved.report.id)
            .collect();
        let order = in_order(&times, &ids);
        let text = |place: usize| &self.texts[members[place]];
        let (&first, rest) = order.split_first()?;
        let mut changes: Vec<Change> = Vec::new();
        let mut now = first;
        for &next in rest {
            let (before, after) = (text(now), text(next));
            let place = VersionPlace {
                address: after.listed.address.as_deref(),
                by: shown_by(before.listed, after.listed),
                first: ids[first],
                number: changes.len() as u32 + 2,
                order: order_of(&times, now, next),
            };
            if let Some(version) = Version::between(before.sketched(), after.sketched(), &place) {
                changes.push(Change {
                    earlier: before.listed.number,
                    later: after.listed.number,
                    version,
                });
                now = next;
            }
        }
        let texts = order.iter().map(|&place| text(place).listed.number);
        (!changes.is_empty()).then(|| VersionedReport {
            texts: texts.collect(),
            changes,
        })
    }
}

fn shown_by(a: &Listed, b: &Listed) -> VersionBy {
    if a.address.is_some() && a.address == b.address {
        VersionBy::Address
    } else {
        VersionBy::Headline
    }
}
