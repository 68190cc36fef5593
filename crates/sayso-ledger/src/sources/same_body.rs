//! Which entities of several reports are one body: those with one full name, and those that have only an acronym of
//! it, if a report gives both and no report gives the acronym with another name.

use super::bodies::{is_full_name, joined_name, names_joined_under};
use super::persons::{Person, id_of, most_often_first};
use super::{condition, put_pending, write_sources};
use rusqlite::{Connection, Result, params_from_iter};
use std::collections::BTreeSet;

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
        for name in names_of(connection, &acronym)? {
            put_pending(connection, &name, true)?;
        }
    }
    Ok(())
}

/// The names that reports give with an acronym, as they are joined.
fn names_of(connection: &Connection, acronym: &str) -> Result<BTreeSet<String>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT entity.folded, entity.name FROM acronym JOIN entity ON entity.number = acronym.entity
         WHERE acronym.folded = ? AND entity.folded IS NOT NULL AND {IS_BODY}"
    ))?;
    let mut rows = query.query([acronym])?;
    let mut names = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (folded, name): (String, String) = (row.get(0)?, row.get(1)?);
        if is_full_name(&name) {
            names.insert(joined_name(&folded));
        }
    }
    Ok(names)
}

/// The only name that reports give with an acronym.
fn only_name_of(connection: &Connection, acronym: &str) -> Result<Option<String>> {
    let mut names = names_of(connection, acronym)?.into_iter();
    Ok(names.next().filter(|_| names.next().is_none()))
}

/// An entity with a name of the body.
struct Member {
    number: i64,
    report: String,
    name: String,
    kind: String,
    why: String,
}

/// Works out the body with a name, or the one that the name is the acronym of.
pub fn settle(connection: &Connection, name: &str) -> Result<()> {
    let owner = match only_name_of(connection, name)? {
        Some(owner) if owner != name => {
            write_sources(connection, name, "organisation", &[])?;
            owner
        }
        _ => name.to_string(),
    };
    let mut members = Vec::new();
    for one in names_joined_under(&owner) {
        let why = if one == owner {
            "name".into()
        } else {
            format!("name: {one}")
        };
        members.extend(named(connection, &one, &why)?);
    }
    for acronym in acronyms_of(connection, &members)? {
        if acronym != owner && only_name_of(connection, &acronym)?.as_ref() == Some(&owner) {
            let report = first_report_with(connection, &acronym)?;
            let why = format!("acronym: {acronym}, spelled out in {report}");
            members.extend(named(connection, &acronym, &why)?);
        }
    }
    let reports: BTreeSet<&str> = members.iter().map(|member| &*member.report).collect();
    let kinds = most_often_first(members.iter().map(|member| &*member.kind));
    match kinds.first() {
        Some(kind) if reports.len() > 1 => {
            let body = body(&owner, &members, reports.len());
            write_sources(connection, &owner, kind, &[body])
        }
        // There is nothing to join.
        _ => write_sources(connection, &owner, "organisation", &[]),
    }
}

fn body(folded: &str, members: &[Member], reports: usize) -> Person {
    let is_whole = |member: &&Member| !member.why.starts_with("acronym");
    let whole = members.iter().filter(is_whole);
    let names = most_often_first(whole.map(|member| &*member.name));
    let entities = members
        .iter()
        .map(|member| (member.number, member.why.clone()));
    Person {
        id: id_of(&format!("body {folded}"), None),
        name: names.first().map(ToString::to_string).unwrap_or_default(),
        roles: Vec::new(),
        reports,
        entities: entities.collect(),
    }
}

/// The bodies with a name.
fn named(connection: &Connection, folded: &str, why: &str) -> Result<Vec<Member>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT entity.number, report.id || ' ' || report.text_sha256, entity.name, entity.kind
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
            why: why.into(),
        };
        if is_full_name(&member.name) {
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

/// The first report, by its id, that gives an acronym with a name.
fn first_report_with(connection: &Connection, acronym: &str) -> Result<String> {
    let mut query = connection.prepare_cached(
        "SELECT MIN(report.id) FROM acronym
         JOIN entity ON entity.number = acronym.entity
         JOIN report ON report.number = entity.report WHERE acronym.folded = ?",
    )?;
    query.query_row([acronym], |row| row.get(0))
}
