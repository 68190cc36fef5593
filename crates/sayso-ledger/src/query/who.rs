//! In: a name. Out: who has it, how the entities of several reports were joined, and what each says.
//!
//! Persons and bodies with a full name are joined as the tables `source` and `source_entity` have them. Persons who
//! are called by one name only are not joined, and neither are sources without a name. Documents, and bodies with a
//! name that many have, are shown together by their name, which is all that is known of them.

use super::about::attributions_about;
use super::filter::{Conditions, Filter};
use super::row::{CLAIM, CLAIM_TABLES, ClaimRow, IN_REPORT, InReport, columns_after_report};
use super::search::Found;
use crate::folded;
use crate::sources::bodies;
use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, Rows, params_from_iter};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// A person or a body of the collection.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// The id of a person or a body that was joined across reports. Null for persons who are called by one name only,
    /// for documents, and for bodies with a name that many have.
    pub id: Option<String>,
    /// The ids of the same person under other spellings of the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_ids: Vec<String>,
    /// The spelling that most reports have.
    pub name: String,
    /// person, organisation, media or document.
    pub kind: String,
    /// Other spellings of the name.
    pub aliases: Vec<String>,
    /// What reports say that it is, those said most often first.
    pub roles: Vec<String>,
    /// The entities of reports that are this person or have this name.
    pub entities: Vec<Joined>,
}

/// An entity of a report, and why it is the same person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Joined {
    /// Where it is.
    #[serde(flatten)]
    pub place: InReport,
    /// The id of the entity within the report.
    pub entity: String,
    /// Its name there.
    pub name: String,
    /// What it has in common with the others: "body: river police". "alone" if it is the only one, and "name" or
    /// "acronym: fec, spelled out in 6a8fb648" for bodies.
    pub why: String,
    /// The number of its row in this file.
    #[serde(skip)]
    pub number: i64,
}

impl Source {
    /// How many reports it is in.
    pub fn reports(&self) -> usize {
        let mut reports: Vec<i64> = self.entities.iter().map(|e| e.place.number).collect();
        reports.sort_unstable();
        reports.dedup();
        reports.len()
    }

    /// Whether it is the person or the body with an id, or has taken it in.
    pub fn has_id(&self, id: &str) -> bool {
        self.id.as_deref() == Some(id) || self.other_ids.iter().any(|other| other == id)
    }

    /// Takes in the same person under another spelling. `why` says what shows that it is the same.
    pub fn absorb(&mut self, other: Source, why: &str) {
        self.other_ids.extend(other.id);
        self.other_ids.extend(other.other_ids);
        self.other_ids.sort_unstable();
        let entities = other.entities.into_iter().map(|entity| Joined {
            why: why.to_string(),
            ..entity
        });
        self.entities.extend(entities);
        self.entities.sort_by_cached_key(|entity| {
            let place = &entity.place;
            let day = (place.day.is_none(), place.day.clone());
            (
                day,
                place.outlet.clone(),
                place.report.clone(),
                place.text_sha256.clone(),
                entity.entity.clone(),
            )
        });
        let own = self.name.clone();
        self.aliases.push(other.name);
        self.aliases.extend(other.aliases);
        self.aliases.retain(|alias| *alias != own);
        self.aliases.sort_unstable();
        self.aliases.dedup();
        for role in other.roles {
            if !self.roles.contains(&role) {
                self.roles.push(role);
            }
        }
    }

    /// The numbers of its entities, as a list of JSON.
    pub(super) fn numbers(&self) -> String {
        let numbers: Vec<i64> = self.entities.iter().map(|entity| entity.number).collect();
        serde_json::Value::from(numbers).to_string()
    }
}

/// Why bodies of one name are shown together.
const BY_NAME: &str = "name";
/// Why a person who is called by one name only is apart.
const ONE_NAME: &str = "one name only";

const ENTITY: &str =
    "entity.number, entity.id, entity.name, entity.kind, source_entity.source, source_entity.why";
const ENTITY_TABLES: &str = "entity JOIN report ON report.number = entity.report LEFT JOIN source_entity ON source_entity.entity = entity.number";

/// Those who have a name: the persons, apart; the bodies; and the persons who are called only so, in each
/// report. Those who speak most come first. Capitals, accents and hyphens do not matter.
///
/// # Errors
/// If the file cannot be read.
pub fn sources_named(connection: &Connection, name: &str) -> Result<Vec<Source>> {
    // A body has other names and acronyms too.
    let query = format!(
        "WITH named AS (
           SELECT number FROM entity WHERE folded = ?1
           UNION SELECT entity FROM acronym WHERE folded = ?1
         ),
         joined AS (
           SELECT source AS number FROM source_entity WHERE entity IN named
           UNION SELECT number FROM source WHERE folded = ?2
         )
         SELECT {IN_REPORT}, {ENTITY} FROM {ENTITY_TABLES}
         WHERE entity.number IN (
           SELECT number FROM named
           UNION SELECT entity FROM source_entity WHERE source IN joined
         )
         {BY_PLACE}"
    );
    let mut query = connection.prepare(&query)?;
    let folded = folded(name);
    let joined = bodies::joined_name(&folded);
    let sources = sources_of_rows(connection, query.query([folded, joined])?)?;
    most_quoted_first(connection, sources)
}

/// The persons and bodies with these ids. Those who speak most come first.
///
/// # Errors
/// If the file cannot be read.
pub fn sources_with_ids(connection: &Connection, ids: &[String]) -> Result<Vec<Source>> {
    let query = format!(
        "SELECT {IN_REPORT}, {ENTITY} FROM {ENTITY_TABLES}
         WHERE entity.number IN (
           SELECT entity FROM source_entity WHERE source IN (
             SELECT number FROM source WHERE id IN (SELECT value FROM json_each(?))))
         {BY_PLACE}"
    );
    let mut query = connection.prepare(&query)?;
    let ids = serde_json::Value::from(ids).to_string();
    let sources = sources_of_rows(connection, query.query([ids])?)?;
    most_quoted_first(connection, sources)
}

/// The order of entities.
const BY_PLACE: &str = "ORDER BY report.day IS NULL, report.day, report.outlet, report.id, report.text_sha256, entity.id";

/// Entities, put together to those that are one.
fn sources_of_rows(connection: &Connection, mut rows: Rows<'_>) -> Result<Vec<Source>> {
    let mut sources: Vec<(Group, Source)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (group, joined, kind) = entity(row)?;
        match sources.iter_mut().find(|(of, _)| *of == group) {
            Some((_, source)) => source.entities.push(joined),
            None => sources.push((
                group,
                Source {
                    id: None,
                    other_ids: Vec::new(),
                    name: joined.name.clone(),
                    kind,
                    aliases: Vec::new(),
                    roles: Vec::new(),
                    entities: vec![joined],
                },
            )),
        }
    }
    for (group, source) in &mut sources {
        complete(connection, group, source)?;
    }
    Ok(sources.into_iter().map(|(_, source)| source).collect())
}

fn most_quoted_first(connection: &Connection, mut sources: Vec<Source>) -> Result<Vec<Source>> {
    let statements = statements_of(connection, &sources)?;
    let said_by = |source: &Source| -> usize {
        let of_entity = |entity: &Joined| statements.get(&entity.number).copied();
        source.entities.iter().filter_map(of_entity).sum()
    };
    sources.sort_by_cached_key(|source| {
        let most_first = Reverse((said_by(source), source.reports()));
        (most_first, source.id.clone())
    });
    Ok(sources)
}

/// How often entities speak, by their number, without what may well be wrong.
fn statements_of(connection: &Connection, sources: &[Source]) -> Result<BTreeMap<i64, usize>> {
    let entities = sources.iter().flat_map(|source| &source.entities);
    let numbers: Vec<i64> = entities.map(|entity| entity.number).collect();
    let mut query = connection.prepare_cached(
        "SELECT speaker, COUNT(*) FROM attribution WHERE uncertain = 0 AND speaker IN (SELECT value FROM json_each(?)) GROUP BY speaker",
    )?;
    let rows = query.query_map([serde_json::Value::from(numbers).to_string()], |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)? as usize))
    })?;
    rows.collect()
}

/// The reports in which a source speaks, the newest if there are more than `most`, by id.
///
/// # Errors
/// If the file cannot be read.
pub fn newest_with_speakers(
    connection: &Connection,
    source: &Source,
    most: usize,
) -> Result<Vec<i64>> {
    let numbers = source.numbers();
    let mut query = connection.prepare_cached(
        "SELECT number FROM report WHERE number IN (
           SELECT report FROM attribution WHERE uncertain = 0 AND (
             speaker IN (SELECT value FROM json_each(?1))
             OR number IN (SELECT attribution FROM attribution_speaker WHERE entity IN (SELECT value FROM json_each(?1)))))
         ORDER BY day IS NULL, day DESC, id, text_sha256 LIMIT ?2",
    )?;
    let rows = query.query_map((numbers, most as i64), |row| row.get(0))?;
    rows.collect()
}

/// The stories that reports are of, as `sayso stories` found when it was last run: the number of each by that of the
/// report.
///
/// # Errors
/// If the file cannot be read.
pub fn stories_of(connection: &Connection, reports: &[i64]) -> Result<HashMap<i64, i64>> {
    let numbers = serde_json::Value::from(reports).to_string();
    let mut query = connection.prepare_cached(
        "SELECT report, story FROM story_report WHERE report IN (SELECT value FROM json_each(?))",
    )?;
    let rows = query.query_map([numbers], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// What is shown together.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Group {
    /// A person or a body that was joined, by number.
    Joined(i64),
    /// Documents and bodies of one name and kind.
    Named(String),
    /// A person who is called by one name only, by the number of the entity.
    OneName(i64),
}

fn entity(row: &Row<'_>) -> Result<(Group, Joined, String)> {
    let mut next = columns_after_report();
    let number: i64 = row.get(next())?;
    let (entity, name): (String, String) = (row.get(next())?, row.get(next())?);
    let kind: String = row.get(next())?;
    let source: Option<i64> = row.get(next())?;
    let why: Option<String> = row.get(next())?;
    let is_person = kind == sayso::resolve::Kind::Person.name();
    let group = match source {
        Some(source) => Group::Joined(source),
        None if is_person => Group::OneName(number),
        None => Group::Named(kind.clone()),
    };
    let why = why.unwrap_or_else(|| if is_person { ONE_NAME } else { BY_NAME }.into());
    let joined = Joined {
        place: InReport::of(row, 0)?,
        number,
        entity,
        name,
        why,
    };
    Ok((group, joined, kind))
}

/// Finds the name, the other spellings and the roles.
fn complete(connection: &Connection, group: &Group, source: &mut Source) -> Result<()> {
    if let Group::Joined(number) = group {
        let (id, name): (String, String) = connection.query_row(
            "SELECT id, name FROM source WHERE number = ?",
            [number],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        (source.id, source.name) = (Some(id), name);
    }
    let mut spellings: Vec<&str> = source.entities.iter().map(|e| &*e.name).collect();
    spellings.sort_unstable();
    spellings.dedup();
    spellings.retain(|name| *name != source.name);
    source.aliases = spellings.into_iter().map(str::to_string).collect();
    let mut roles = connection.prepare_cached(
        "SELECT text, COUNT(*) FROM role WHERE entity IN (SELECT value FROM json_each(?))
         GROUP BY lower(text) ORDER BY 2 DESC, 1 LIMIT 12",
    )?;
    let rows = roles.query_map([source.numbers()], |row| row.get(0))?;
    source.roles = rows.collect::<Result<_>>()?;
    Ok(())
}

/// A name in the ledger that contains what a user typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// person, organisation, media or document.
    pub kind: String,
    /// In how many reports it is.
    pub reports: usize,
}

/// The names of persons and bodies that have these words, those in most reports first.
///
/// # Errors
/// If the file cannot be read.
pub fn names_with(connection: &Connection, words: &str, limit: usize) -> Result<Vec<Named>> {
    let wanted = folded(words);
    let mut names: Vec<(String, Named)> = Vec::new();
    for query in [
        "SELECT folded, name, kind, reports FROM source WHERE ' ' || folded || ' ' LIKE ?",
        "SELECT folded, MIN(name), kind, COUNT(DISTINCT report) FROM entity
         WHERE folded IS NOT NULL AND ' ' || folded || ' ' LIKE ? AND kind <> 'person'
         AND NOT EXISTS (SELECT 1 FROM source_entity WHERE source_entity.entity = entity.number)
         GROUP BY folded, kind",
    ] {
        let mut query = connection.prepare_cached(query)?;
        let rows = query.query_map([format!("% {wanted} %")], |row| {
            let named = Named {
                name: row.get(1)?,
                kind: row.get(2)?,
                reports: row.get::<_, i64>(3)? as usize,
            };
            Ok((row.get::<_, String>(0)?, named))
        })?;
        for row in rows {
            let (folded, named) = row?;
            // Several persons of one name are shown together, apart from each other.
            let same =
                |(of, other): &&mut (String, Named)| *of == folded && other.kind == named.kind;
            match names.iter_mut().find(same) {
                Some((_, other)) => other.reports += named.reports,
                None => names.push((folded, named)),
            }
        }
    }
    let mut names: Vec<Named> = names.into_iter().map(|(_, named)| named).collect();
    names.sort_by(|a, b| (b.reports, &a.name).cmp(&(a.reports, &b.name)));
    names.truncate(limit);
    Ok(names)
}

/// The claims that some entities make. Both values are a list of JSON.
const SPEAKS: &str = "claim.attribution IN (
  SELECT number FROM attribution WHERE speaker IN (SELECT value FROM json_each(?))
  UNION SELECT attribution FROM attribution_speaker WHERE entity IN (SELECT value FROM json_each(?)))";

/// What a source says, by day.
///
/// # Errors
/// If the file cannot be read.
pub fn claims_of(
    connection: &Connection,
    source: &Source,
    filter: &Filter,
    limit: usize,
) -> Result<Found<ClaimRow>> {
    let numbers = source.numbers();
    let mut conditions = Conditions::default();
    conditions.add(SPEAKS, [numbers.clone(), numbers].map(Value::Text));
    filter.of_claims(&mut conditions);
    by_day(connection, conditions, limit)
}

/// What others say about a source, by day: claims whose words mention it, and that it does not make itself.
///
/// # Errors
/// If the file cannot be read.
pub fn about(
    connection: &Connection,
    source: &Source,
    filter: &Filter,
    limit: usize,
) -> Result<Found<ClaimRow>> {
    let mentioning = attributions_about(connection, &source.numbers())?;
    let mut conditions = Conditions::default();
    conditions.add(
        "claim.attribution IN (SELECT value FROM json_each(?))",
        [Value::Text(mentioning)],
    );
    filter.of_claims(&mut conditions);
    by_day(connection, conditions, limit)
}

/// What a number of claims comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many claims.
    pub claims: usize,
    /// In how many reports.
    pub reports: usize,
    /// In how many outlets.
    pub outlets: usize,
    /// The first and the last day of publication.
    pub days: Option<(String, String)>,
    /// How many claims have each status, the most frequent first.
    pub statuses: Vec<(String, usize)>,
}

/// What the claims of a source come to.
///
/// # Errors
/// If the file cannot be read.
pub fn summary_of(connection: &Connection, source: &Source, filter: &Filter) -> Result<Summary> {
    let numbers = source.numbers();
    let mut conditions = Conditions::default();
    conditions.add(SPEAKS, [numbers.clone(), numbers].map(Value::Text));
    filter.of_claims(&mut conditions);
    let values = || params_from_iter(&conditions.values);
    let count = |row: &Row<'_>, at: usize| -> Result<usize> { Ok(row.get::<_, i64>(at)? as usize) };
    let query = format!(
        "SELECT COUNT(*), COUNT(DISTINCT report.number), COUNT(DISTINCT report.outlet), MIN(report.day), MAX(report.day)
         FROM {CLAIM_TABLES} {}",
        conditions.sql()
    );
    let mut summary = connection.query_row(&query, values(), |row| {
        let days: (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        Ok(Summary {
            claims: count(row, 0)?,
            reports: count(row, 1)?,
            outlets: count(row, 2)?,
            days: days.0.zip(days.1),
            statuses: Vec::new(),
        })
    })?;
    let query = format!(
        "SELECT claim.status, COUNT(*) FROM {CLAIM_TABLES} {} GROUP BY 1 ORDER BY 2 DESC, 1",
        conditions.sql()
    );
    let mut query = connection.prepare(&query)?;
    let rows = query.query_map(values(), |row| Ok((row.get(0)?, count(row, 1)?)))?;
    summary.statuses = rows.collect::<Result<_>>()?;
    Ok(summary)
}

fn by_day(
    connection: &Connection,
    mut conditions: Conditions,
    limit: usize,
) -> Result<Found<ClaimRow>> {
    conditions.values.push(Value::Integer(
        limit.saturating_add(1).min(i64::MAX as usize) as i64,
    ));
    let query = format!(
        "SELECT {IN_REPORT}, {CLAIM} FROM {CLAIM_TABLES} {}
         ORDER BY report.day IS NULL, report.day, report.outlet, report.id, report.text_sha256, claim.start, claim.id LIMIT ?",
        conditions.sql()
    );
    let mut query = connection.prepare(&query)?;
    let rows = query.query_map(params_from_iter(&conditions.values), ClaimRow::of)?;
    Ok(Found::first(rows.collect::<Result<_>>()?, limit))
}
