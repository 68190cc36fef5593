//! Reads the reports of a story and makes its groups.

use crate::commands::copies::reports::readings;
use sayso::Reading;
use sayso::compare::{CopyRelation, Sketch, compare};
use sayso::report::RawReport;
use sayso::story::claims::{
    Account, ClaimGroup, ClaimMember, ClaimRelation, StoryReport, claim_groups,
};
use sayso::text::Span;
use sayso_en::Tier;

/// The reports of a story, by number, and its groups.
pub struct Story {
    pub ids: Vec<String>,
    pub texts: Vec<String>,
    pub accounts: Vec<Account>,
    pub groups: Vec<ClaimGroup>,
}

impl Story {
    /// Reports with their ids, in the order of the ids.
    pub fn read(reports: Vec<(String, RawReport)>) -> Story {
        let (ids, raws): (Vec<String>, Vec<RawReport>) = reports.into_iter().unzip();
        let readings = readings(&raws, Tier::Standard, false);
        let accounts: Vec<Account> = readings.iter().map(Account::of).collect();
        let families = families(&readings);
        let reports = accounts.iter().zip(families);
        let reports: Vec<StoryReport<'_>> = reports
            .map(|(account, family)| StoryReport { account, family })
            .collect();
        let groups = claim_groups(&reports);
        let texts = readings.iter().map(|r| r.document.text.to_string());
        Story {
            ids,
            texts: texts.collect(),
            groups,
            accounts,
        }
    }

    /// The number of a report.
    pub fn report(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|known| known == id)
    }

    /// The place of the figure of a member; none if it has none.
    pub fn figure(&self, member: ClaimMember) -> Option<Span> {
        let statement = &self.accounts[member.report].statements[member.statement];
        Some(statement.figures[member.figure?].span)
    }

    /// The sentence of a member.
    pub fn sentence(&self, member: ClaimMember) -> Span {
        self.accounts[member.report].statements[member.statement].span
    }

    /// The relations of two members of a group.
    pub fn relations(
        &self,
        group: usize,
        a: usize,
        b: usize,
    ) -> impl Iterator<Item = ClaimRelation> {
        let pairs = self.groups[group].pairs.iter();
        let is_pair = move |pair: &(usize, usize)| *pair == (a, b) || *pair == (b, a);
        pairs
            .filter(move |pair| is_pair(&(pair.a, pair.b)))
            .map(|pair| pair.relation)
    }
}

/// The families of copies: the smallest number of each.
fn families(readings: &[Reading]) -> Vec<usize> {
    let sketches: Vec<Sketch> = readings.iter().map(Sketch::of).collect();
    let mut families: Vec<usize> = (0..readings.len()).collect();
    for a in 0..sketches.len() {
        for b in a + 1..sketches.len() {
            let relation: CopyRelation = compare(&sketches[a], &sketches[b]).relation;
            let (first, second) = (families[a].min(families[b]), families[a].max(families[b]));
            if relation.is_copy() {
                let moved = families.iter_mut().filter(|family| **family == second);
                moved.for_each(|family| *family = first);
            }
        }
    }
    families
}
