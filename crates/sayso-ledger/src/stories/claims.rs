//! In: stories. Out: what the reports of each claim, side by side, and the rows that say so.
//!
//! The claims of a story depend on its reports and on which of them are copies. So the rows of a story in which both are as
//! they were are left as they are.

use super::{Stories, Story};
use crate::copies::{BATCH, FindNames, PackedReport, unpack};
use crate::open::Ledger;
use crate::trouble::{LedgerError, Trouble};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, params};
use sayso::report::sha256_hex;
use sayso::story::claims::{ClaimRelation, claims_version};
use sayso::text::Span;
use sayso_export::records::{ClaimGroup, OfStory, Saved};
use sayso_export::side_by_side::rows;
use std::collections::{HashMap, HashSet};

impl Ledger {
    /// What the reports of a story claim, side by side.
    ///
    /// # Errors
    /// If the file cannot be read, or if its records are damaged.
    pub fn claims(
        &self,
        stories: &Stories,
        story: &Story,
        find_names: &FindNames,
    ) -> Result<Vec<ClaimGroup>, LedgerError> {
        let members = StoryMembers::of(stories, story);
        let find = || -> Result<Vec<ClaimGroup>, Trouble> {
            let read = read(self.connection(), &members.numbers, find_names)?;
            let first = read.first().map(|of| of.saved.report.id.clone());
            Ok(members.groups(first.as_deref(), &read))
        };
        find().map_err(|trouble| self.error(trouble))
    }
}

/// The reports of a story, and which of them are copies.
struct StoryMembers {
    /// The numbers of the reports.
    numbers: Vec<i64>,
    /// The family of each. A report without copies has a number of its own.
    families: Vec<usize>,
    /// What each counts as.
    units: Vec<usize>,
}

impl StoryMembers {
    fn of(stories: &Stories, story: &Story) -> StoryMembers {
        let families = story.families.iter();
        let families = families.map(|&number| &stories.copies.families[number].reports[..]);
        let units = story.counted.units.iter().map(|unit| &unit.reports[..]);
        StoryMembers {
            numbers: stories.numbers(story),
            families: numbered(&story.reports, families),
            units: numbered(&story.reports, units),
        }
    }

    /// What the groups are made from.
    fn made_from(&self) -> String {
        let all = (claims_version(), &self.numbers, &self.families, &self.units);
        let mut hash = sha256_hex(format!("{all:?}").as_bytes());
        hash.truncate(16);
        hash
    }

    fn groups(&self, story: Option<&str>, read: &[ReadReport]) -> Vec<ClaimGroup> {
        let numbered = read.iter().zip(self.families.iter().zip(&self.units));
        let reports: Vec<OfStory<'_>> = numbered
            .map(|(report, (&family, &unit))| OfStory {
                saved: &report.saved,
                names: &report.names,
                family,
                unit,
            })
            .collect();
        ClaimGroup::all(story, &reports)
    }
}

/// For each report the number of the group that it is of. Those of none have numbers of their own.
fn numbered<'a>(reports: &[usize], groups: impl Iterator<Item = &'a [usize]>) -> Vec<usize> {
    let mut number_of: HashMap<usize, usize> = HashMap::new();
    for (number, group) in groups.enumerate() {
        number_of.extend(group.iter().map(|&report| (report, number)));
    }
    let alone = reports.len()..;
    let number = |(&report, alone): (&usize, usize)| *number_of.get(&report).unwrap_or(&alone);
    reports.iter().zip(alone).map(number).collect()
}

/// A report with what its claims are made of.
struct ReadReport {
    saved: Saved,
    names: Vec<Span>,
}

/// Reads reports, in the order of `numbers`.
fn read(
    connection: &Connection,
    numbers: &[i64],
    find_names: &FindNames,
) -> Result<Vec<ReadReport>, Trouble> {
    let packed = PackedReport::read(connection, numbers)?;
    let read = unpack(packed, |_, saved, names| {
        let names = names.unwrap_or_else(|| find_names(&saved));
        ReadReport { saved, names }
    })?;
    if read.len() < numbers.len() {
        return Err(Trouble::Damaged("a report has no saved records".into()));
    }
    Ok(read)
}

/// Writes the claims of all stories, in place of those that were found before.
pub fn write(
    connection: &Connection,
    stories: &Stories,
    find_names: &FindNames,
) -> Result<HashMap<i64, String>, Trouble> {
    let members = stories
        .stories
        .iter()
        .map(|story| StoryMembers::of(stories, story));
    let members: Vec<StoryMembers> = members.collect();
    let made_from = members.iter().map(|of| (of.numbers[0], of.made_from()));
    let made_from: HashMap<i64, String> = made_from.collect();
    let kept = keep(connection, &made_from)?;
    let anew = members.iter().filter(|of| !kept.contains(&of.numbers[0]));
    let anew: Vec<&StoryMembers> = anew.collect();
    let mut rest = &anew[..];
    while !rest.is_empty() {
        let mut reports = 0;
        let fit = |of: &&&StoryMembers| {
            reports += of.numbers.len();
            reports <= BATCH
        };
        let (now, after) = rest.split_at(rest.iter().take_while(fit).count().max(1));
        rest = after;
        write_some(connection, now, find_names)?;
    }
    Ok(made_from)
}

/// Deletes the groups of stories that are not as they were. Returns the numbers of the others.
fn keep(
    connection: &Connection,
    made_from: &HashMap<i64, String>,
) -> Result<HashSet<i64>, Trouble> {
    let mut query = connection.prepare("SELECT number, claims_from FROM story")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let before: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
    let mut kept = HashSet::new();
    for (story, was) in before {
        if made_from.get(&story) == Some(&was) {
            kept.insert(story);
            continue;
        }
        for statement in [
            "DELETE FROM claim_group_member WHERE claim_group IN (SELECT number FROM claim_group WHERE story = ?)",
            "DELETE FROM claim_group WHERE story = ?",
        ] {
            connection.prepare_cached(statement)?.execute([story])?;
        }
    }
    Ok(kept)
}

fn write_some(
    connection: &Connection,
    stories: &[&StoryMembers],
    find_names: &FindNames,
) -> Result<(), Trouble> {
    let numbers: Vec<i64> = stories.iter().flat_map(|of| of.numbers.clone()).collect();
    let mut read = read(connection, &numbers, find_names)?;
    // Two reports can have one id, but not one text as well.
    let mut number_of: HashMap<String, i64> = HashMap::new();
    for (report, number) in read.iter_mut().zip(numbers) {
        let report = &mut report.saved.report;
        report.id = format!("{}\0{}", report.id, report.text_sha256);
        number_of.insert(report.id.clone(), number);
    }
    let mut rest = &read[..];
    let with_reports: Vec<(&StoryMembers, &[ReadReport])> = stories
        .iter()
        .map(|of| {
            let (own, after) = rest.split_at(of.numbers.len());
            rest = after;
            (*of, own)
        })
        .collect();
    let groups = with_reports.par_iter().map(|(of, own)| {
        let groups = of.groups(None, own).into_iter();
        let several = groups.take_while(|group| !group.pairs.is_empty());
        several
            .map(|group| GroupRow::of(&group, &number_of))
            .collect()
    });
    let groups: Vec<Vec<GroupRow>> = groups.collect();
    for (of, groups) in stories.iter().zip(&groups) {
        for (n, group) in (1..).zip(groups) {
            group.insert(connection, of.numbers[0], n)?;
        }
    }
    Ok(())
}

/// A row of `claim_group`.
struct GroupRow {
    name: String,
    relation: ClaimRelation,
    reports: usize,
    independent: u32,
    unnamed: bool,
    members: Vec<MemberRow>,
}

/// A row of `claim_group_member`.
struct MemberRow {
    report: i64,
    claim: Option<String>,
    figure: Option<String>,
    start: u32,
    end: u32,
    relation: Option<ClaimRelation>,
    copy_of: Option<i64>,
}

impl GroupRow {
    fn of(group: &ClaimGroup, number_of: &HashMap<String, i64>) -> GroupRow {
        let rows = rows(group);
        let of_row = |place: usize| rows.iter().find(|row| row.place == place);
        let member = |(place, member): (usize, &sayso_export::records::ClaimMember)| {
            // A copy that says what it was copied from has no row of its own.
            let same = (place > 0).then_some(ClaimRelation::Same);
            MemberRow {
                report: number_of[&member.report],
                claim: member.claim.clone(),
                figure: member.figure.as_ref().map(|figure| figure.id.clone()),
                start: member.span.start,
                end: member.span.end,
                relation: of_row(place).and_then(|row| row.relation).or(same),
                copy_of: member.copy_of.as_ref().map(|of| number_of[of]),
            }
        };
        let members: Vec<MemberRow> = group.members.iter().enumerate().map(member).collect();
        let reports: HashSet<i64> = members.iter().map(|member| member.report).collect();
        GroupRow {
            name: group.subject.clone(),
            relation: what_differs(group),
            reports: reports.len(),
            independent: group.independent,
            unnamed: group.unnamed,
            members,
        }
    }

    fn insert(&self, connection: &Connection, story: i64, n: i64) -> Result<(), Trouble> {
        connection
            .prepare_cached("INSERT INTO claim_group VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                story,
                n,
                self.name,
                self.relation.name(),
                self.reports as i64,
                self.independent,
                self.unnamed,
            ])?;
        let number = connection.last_insert_rowid();
        for (n, member) in (0i64..).zip(&self.members) {
            member.insert(connection, number, n)?;
        }
        Ok(())
    }
}

impl MemberRow {
    fn insert(&self, connection: &Connection, group: i64, n: i64) -> Result<(), Trouble> {
        let number = |table: &str, id: Option<&String>| -> rusqlite::Result<Option<i64>> {
            let Some(id) = id else { return Ok(None) };
            connection
                .prepare_cached(&format!(
                    "SELECT number FROM {table} WHERE report = ? AND id = ?"
                ))?
                .query_row(params![self.report, id], |row| row.get(0))
                .optional()
        };
        let measure = |letter: char| self.figure.as_ref().filter(|id| id.starts_with(letter));
        connection
            .prepare_cached("INSERT INTO claim_group_member VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                group,
                n,
                self.report,
                number("claim", self.claim.as_ref())?,
                number("figure", measure('f'))?,
                number("time", measure('t'))?,
                self.start,
                self.end,
                self.relation.map(ClaimRelation::name),
                self.copy_of,
            ])?;
        Ok(())
    }
}

/// What the reports of a group disagree in, and how far: the first of the relations that one of its pairs has.
fn what_differs(group: &ClaimGroup) -> ClaimRelation {
    use ClaimRelation::{Conflict, Denied, Outdated, Rounded, Same, Updated};
    let has = |relation: &ClaimRelation| group.pairs.iter().any(|pair| pair.relation == *relation);
    let ranked = [Conflict, Denied, Outdated, Updated, Rounded];
    ranked.into_iter().find(has).unwrap_or(Same)
}
