//! Which entities of several reports are one body: those with one full name, and those that have only an acronym of it.
//!
//! Many bodies have the same acronym, so that it joins only if the reports that spell it out agree. If only one report
//! does, most of the others with the acronym have to name a person or a body of that report, too. A name of one word joins
//! only reports that other names connect.

use super::bodies::{
    is_full_name, is_led, is_short_form, joined_name, names_joined_under, needs_company,
};
use super::persons::{Person, Sets, id_of, most_often_first};
use super::{condition, put_pending, write_sources};
use crate::names::is_full;
use rusqlite::{Connection, Result, params, params_from_iter};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Entities that are bodies by themselves, and not the campaign or the office of another.
pub const IS_BODY: &str = "kind IN ('organisation', 'media') AND of IS NULL";

/// Notes the acronyms in a report or in all of them, and all names that they are given with in any report, because these depend on
/// each other.
pub fn note_acronyms(connection: &Connection, report: Option<i64>) -> Result<()> {
    let of = condition(report);
    let mut acronyms = connection.prepare_cached(&format!(
        "SELECT DISTINCT acronym.folded FROM entity JOIN acronym ON acronym.entity = entity.number WHERE {of}"
    ))?;
    let acronyms = acronyms.query_map(params_from_iter(report), |row| row.get(0))?;
    let acronyms: Vec<String> = acronyms.collect::<Result<_>>()?;
    for acronym in acronyms {
        put_pending(connection, &acronym, true)?;
        for name in names_of(connection, &acronym)?.into_keys() {
            put_pending(connection, &name, true)?;
        }
    }
    Ok(())
}

/// The names that reports give with an acronym, as they are joined, each with the numbers of these reports.
fn names_of(connection: &Connection, acronym: &str) -> Result<BTreeMap<String, BTreeSet<i64>>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT entity.folded, entity.name, entity.report FROM acronym JOIN entity ON entity.number = acronym.entity
         WHERE acronym.folded = ? AND entity.folded IS NOT NULL AND {IS_BODY}"
    ))?;
    let mut rows = query.query([acronym])?;
    let mut names: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (folded, name): (String, String) = (row.get(0)?, row.get(1)?);
        if is_full_name(&name) {
            let reports = names.entry(joined_name(&folded)).or_default();
            reports.insert(row.get(2)?);
        }
    }
    Ok(names)
}

/// What an acronym stands for in a collection.
enum Meaning {
    /// No report spells it out.
    Unknown,
    /// A body, with the reports that spell it out.
    One(String, BTreeSet<i64>),
    /// Several bodies.
    Several,
}

/// In how many reports, and how many times as often as the next one, the name is that an acronym stands for although some
/// reports spell it out otherwise.
const USUAL: usize = 3;
const TIMES_THE_NEXT: usize = 4;

fn meaning(connection: &Connection, acronym: &str) -> Result<Meaning> {
    let mut names: Vec<(String, BTreeSet<i64>)> =
        names_of(connection, acronym)?.into_iter().collect();
    names.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let next = names.get(1).map(|(_, reports)| reports.len());
    let mut names = names.into_iter();
    Ok(match (names.next(), next) {
        (None, _) => Meaning::Unknown,
        (Some((name, reports)), None) => Meaning::One(name, reports),
        (Some((name, reports)), Some(next))
            if reports.len() >= USUAL && reports.len() >= next * TIMES_THE_NEXT =>
        {
            Meaning::One(name, reports)
        }
        _ => Meaning::Several,
    })
}

/// An entity with a name of the body.
struct Member {
    number: i64,
    report: i64,
    /// What is the same in every ledger: the id of the report, the hash of its text, the id of the entity.
    key: (String, String, String),
    name: String,
    kind: String,
    /// The year of publication.
    year: Option<i64>,
    why: String,
}

impl Member {
    /// Whether an acronym has three letters at least. Those of two stand for too many things.
    fn has_three_letters(&self) -> bool {
        self.name.chars().filter(|c| c.is_alphabetic()).count() >= 3
    }
}

/// Works out the body with a name, or the one that the name is the acronym of.
pub fn settle(connection: &Connection, name: &str) -> Result<()> {
    match meaning(connection, name)? {
        Meaning::One(owner, reports) if owner != name => {
            // Those with the acronym are first, because they may go from there to the body.
            let mut bare = named(connection, name, "name", is_short_form)?;
            if are_connected(connection, &bare, &reports)? {
                bare.clear();
            }
            bare.retain(|member| is_full_name(&member.name));
            write(connection, name, &bare)?;
            write(connection, &owner, &members(connection, &owner)?)
        }
        Meaning::Several => write(connection, name, &[]),
        _ => write(connection, name, &members(connection, name)?),
    }
}

/// The entities that are the body with a full name.
fn members(connection: &Connection, owner: &str) -> Result<Vec<Member>> {
    let mut members = Vec::new();
    for one in names_joined_under(owner) {
        let why = if one == owner {
            "name".into()
        } else {
            format!("name: {one}")
        };
        members.extend(named(connection, &one, &why, is_full_name)?);
    }
    for acronym in acronyms_of(connection, &members)? {
        if acronym == owner {
            continue;
        }
        match meaning(connection, &acronym)? {
            Meaning::One(name, reports) if name == owner => {
                let first = first_of(connection, &reports)?;
                let why = format!("acronym: {acronym}, spelled out in {first}");
                let bare = named(connection, &acronym, &why, is_short_form)?;
                if are_connected(connection, &bare, &reports)? {
                    members.extend(bare);
                }
            }
            _ => {}
        }
    }
    Ok(members)
}

/// Writes the body of some entities, or the bodies if they have a single word in common. Those of a single report have nothing
/// to be joined with.
fn write(connection: &Connection, folded: &str, members: &[Member]) -> Result<()> {
    let kinds = most_often_first(members.iter().map(|member| &*member.kind));
    let kind = kinds.first().copied().unwrap_or("organisation");
    let groups: Vec<Vec<&Member>> = if needs_company(folded) {
        in_company(connection, folded, members)?
    } else {
        vec![members.iter().collect()]
    };
    let bodies: Vec<Person> = groups.iter().filter_map(|own| body(folded, own)).collect();
    write_sources(connection, folded, kind, &bodies)
}

/// Parts entities with a one-word name so that the reports of each part are connected by other names that they have in
/// common. What someone leads is of one time, too: there were two of one surname who led a government.
fn in_company<'a>(
    connection: &Connection,
    folded: &str,
    members: &'a [Member],
) -> Result<Vec<Vec<&'a Member>>> {
    let mut sets = Sets::of(members.len());
    let mut first_with: HashMap<((String, bool), Option<usize>), usize> = HashMap::new();
    let periods = periods(members);
    for (place, member) in members.iter().enumerate() {
        let period = member.year.filter(|_| is_led(folded));
        let period = period.map(|year| periods.partition_point(|last| *last < year));
        for name in names_in(connection, member.report)? {
            if name.0 != folded {
                let first = *first_with.entry((name, period)).or_insert(place);
                sets.join(first, place);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Member>> = BTreeMap::new();
    for (place, member) in members.iter().enumerate() {
        groups.entry(sets.first(place)).or_default().push(member);
    }
    Ok(groups.into_values().collect())
}

/// Years without a report between two periods, at least.
const YEARS_APART: i64 = 2;

/// The last year of each period of reports.
fn periods(members: &[Member]) -> Vec<i64> {
    let years: BTreeSet<i64> = members.iter().filter_map(|member| member.year).collect();
    let years: Vec<i64> = years.into_iter().collect();
    let runs = years.chunk_by(|a, b| b - a <= YEARS_APART);
    runs.filter_map(|run| run.last().copied()).collect()
}

/// The full names of persons, and the names of bodies of more than one word, that a report has; and whether each is that of
/// a person.
fn names_in(connection: &Connection, report: i64) -> Result<Vec<(String, bool)>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT folded, name, kind = 'person' FROM entity
         WHERE report = ? AND folded IS NOT NULL AND (kind = 'person' OR {IS_BODY})"
    ))?;
    let mut rows = query.query([report])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        let (folded, name, is_person): (String, String, bool) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let is_body = || folded.contains(' ') && is_full_name(&name);
        if is_person && is_full(&folded) || !is_person && is_body() {
            names.push((folded, is_person));
        }
    }
    Ok(names)
}

/// Whether the entities that have only an acronym are the body for which it is spelled out in some reports. If it is spelled out
/// in one only, most of the reports with the acronym have to name a person or a body that this one names, too: one report can
/// be about another body.
fn are_connected(
    connection: &Connection,
    bare: &[Member],
    spelled_out_in: &BTreeSet<i64>,
) -> Result<bool> {
    let Some(only) = spelled_out_in.first().filter(|_| spelled_out_in.len() == 1) else {
        return Ok(true);
    };
    let mut connected = 0;
    for member in bare {
        let is_connected =
            member.has_three_letters() && name_one(connection, member.report, *only)?;
        connected += usize::from(is_connected);
    }
    Ok(connected * 2 >= bare.len())
}

/// Whether two reports name one person or one body by the same full name.
fn name_one(connection: &Connection, a: i64, b: i64) -> Result<bool> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT entity.folded, entity.name, entity.kind = 'person' FROM entity
         JOIN entity AS other ON other.folded = entity.folded AND (other.kind = 'person') = (entity.kind = 'person')
         WHERE entity.report = ? AND other.report = ? AND (entity.kind = 'person' OR entity.{})",
        IS_BODY.replace(" AND ", " AND entity.")
    ))?;
    let mut rows = query.query(params![a, b])?;
    while let Some(row) = rows.next()? {
        let folded = row.get_ref(0)?.as_str().unwrap_or_default();
        let name = row.get_ref(1)?.as_str().unwrap_or_default();
        let is_person: bool = row.get(2)?;
        let is_one = if is_person {
            is_full(folded)
        } else {
            is_full_name(name)
        };
        if is_one {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The body of some entities; none if one report has all of them.
fn body(folded: &str, members: &[&Member]) -> Option<Person> {
    let reports: BTreeSet<i64> = members.iter().map(|member| member.report).collect();
    if reports.len() < 2 {
        return None;
    }
    let is_whole = |member: &&&Member| !member.why.starts_with("acronym");
    let whole = members.iter().filter(is_whole);
    let names = most_often_first(whole.map(|member| &*member.name));
    let entities = members
        .iter()
        .map(|member| (member.number, member.why.clone()));
    // Several bodies can have a name of one word.
    let first = members.iter().map(|member| &member.key).min();
    let first = first.filter(|_| needs_company(folded));
    Some(Person {
        id: id_of(&format!("body {folded}"), first),
        name: names.first().map(ToString::to_string).unwrap_or_default(),
        roles: Vec::new(),
        reports: reports.len(),
        entities: entities.collect(),
    })
}

/// The bodies with a name that is written as it is accepted.
fn named(
    connection: &Connection,
    folded: &str,
    why: &str,
    accepts: fn(&str) -> bool,
) -> Result<Vec<Member>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT entity.number, entity.report, entity.name, entity.kind, report.id, report.text_sha256, entity.id,
                CAST(substr(report.day, 1, 4) AS INTEGER)
         FROM entity JOIN report ON report.number = entity.report
         WHERE entity.folded = ? AND entity.{}",
        IS_BODY.replace(" AND ", " AND entity.")
    ))?;
    let mut rows = query.query([folded])?;
    let mut members = Vec::new();
    while let Some(row) = rows.next()? {
        let member = Member {
            number: row.get(0)?,
            report: row.get(1)?,
            name: row.get(2)?,
            kind: row.get(3)?,
            key: (row.get(4)?, row.get(5)?, row.get(6)?),
            year: row.get(7)?,
            why: why.into(),
        };
        if accepts(&member.name) {
            members.push(member);
        }
    }
    Ok(members)
}

/// The acronyms that reports give with the names of some entities.
fn acronyms_of(connection: &Connection, members: &[Member]) -> Result<BTreeSet<String>> {
    let numbers: Vec<i64> = members.iter().map(|member| member.number).collect();
    let numbers = serde_json::Value::from(numbers).to_string();
    let mut query = connection.prepare_cached(
        "SELECT folded FROM acronym WHERE entity IN (SELECT value FROM json_each(?))",
    )?;
    query.query_map([numbers], |row| row.get(0))?.collect()
}

/// The id of the first of some reports, by their ids.
fn first_of(connection: &Connection, reports: &BTreeSet<i64>) -> Result<String> {
    let numbers: Vec<i64> = reports.iter().copied().collect();
    let numbers = serde_json::Value::from(numbers).to_string();
    let mut query = connection.prepare_cached(
        "SELECT MIN(id) FROM report WHERE number IN (SELECT value FROM json_each(?))",
    )?;
    query.query_row([numbers], |row| row.get(0))
}
