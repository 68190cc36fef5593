//! In: a ledger. Out: the names that are quoted most.
//!
//! Who speaks in each attribution is counted here and not by SQLite, which would sort all attributions by name.

use super::filter::{Conditions, Filter};
use rusqlite::{Connection, Result, params_from_iter};
use sayso::resolve::Kind;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// A source, and how often it is quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quoted {
    /// The name.
    pub name: String,
    /// The id of the person or the body. Null for those that are not joined, and if several have the name.
    pub id: Option<String>,
    /// person, organisation, media or document.
    pub kind: String,
    /// How many persons have the name, as far as the reports tell. A person who is called by one name only is
    /// another in each report. 1 for what is no person.
    pub persons: usize,
    /// How many claims they make.
    pub claims: usize,
    /// In how many reports.
    pub reports: usize,
    /// In how many outlets.
    pub outlets: usize,
}

/// The names that are quoted most. The persons of one name are counted together, with how many they are.
///
/// # Errors
/// If the file cannot be read.
pub fn most_quoted(connection: &Connection, filter: &Filter, limit: usize) -> Result<Vec<Quoted>> {
    let counts = counts(connection, &claims_by_speaker(connection, filter)?)?;
    let outlets = outlets(connection)?;
    let mut quoted: Vec<Quoted> = counts
        .into_iter()
        .map(|(called, counts)| counts.told(called, &outlets))
        .collect();
    quoted.sort_unstable_by(|a, b| {
        let most_first = |one: &Quoted| Reverse((one.claims, one.reports));
        (most_first(a), &a.name, &a.id, &a.kind).cmp(&(most_first(b), &b.name, &b.id, &b.kind))
    });
    quoted.truncate(limit);
    Ok(quoted)
}

/// How many claims of those that were asked for each entity makes, by its number.
fn claims_by_speaker(connection: &Connection, filter: &Filter) -> Result<HashMap<i64, usize>> {
    let mut conditions = Conditions::default();
    filter.of_reports(&mut conditions);
    let report = if conditions.values.is_empty() {
        ""
    } else {
        "JOIN report ON report.number = attribution.report"
    };
    conditions.add("attribution.speaker IS NOT NULL", []);
    filter.of_sources(&mut conditions);
    let mut claims: HashMap<i64, usize> = HashMap::new();
    for speakers in [
        // The plus sign keeps SQLite from going through an index first, because nearly all have a speaker.
        "+attribution.speaker FROM attribution",
        // The first speaker of several is in `attribution.speaker`.
        "others.entity FROM attribution_speaker AS others JOIN attribution ON attribution.number = others.attribution AND others.n > 0",
    ] {
        let query = format!("SELECT {speakers} {report} {}", conditions.sql());
        let mut query = connection.prepare(&query)?;
        let mut rows = query.query(params_from_iter(&conditions.values))?;
        while let Some(row) = rows.next()? {
            *claims.entry(row.get(0)?).or_default() += 1;
        }
    }
    Ok(claims)
}

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Called {
    /// The entities of a kind that have a name, folded, if they are persons or not joined.
    Name(String, String),
    /// The entities of a body, by its id, with its kind.
    Body(String, String),
}

/// What is counted of them.
#[derive(Clone, Debug, Default)]
struct Counts {
    claims: usize,
    reports: BTreeSet<i64>,
    /// The first by the alphabet of the names of persons and bodies, and of entities.
    source_name: Option<String>,
    entity_name: Option<String>,
    ids: BTreeSet<String>,
    /// Entities that are of no person and of no body.
    alone: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        let first = |a: Option<String>, b: Option<String>| a.into_iter().chain(b).min();
        self.claims += other.claims;
        self.reports.extend(other.reports);
        self.source_name = first(self.source_name.take(), other.source_name);
        self.entity_name = first(self.entity_name.take(), other.entity_name);
        self.ids.extend(other.ids);
        self.alone += other.alone;
    }

    fn told(self, called: Called, outlets: &HashMap<i64, usize>) -> Quoted {
        let (Called::Name(kind, _) | Called::Body(kind, _)) = called;
        let of_reports = self.reports.iter().filter_map(|report| outlets.get(report));
        let outlets: BTreeSet<usize> = of_reports.copied().collect();
        let is_person = kind == Kind::Person.name();
        let persons = self.ids.len() + self.alone;
        let is_one = persons == 1;
        Quoted {
            name: self.source_name.or(self.entity_name).unwrap_or_default(),
            id: self.ids.into_iter().next().filter(|_| is_one),
            kind,
            persons: if is_person { persons } else { 1 },
            claims: self.claims,
            reports: self.reports.len(),
            outlets: outlets.len(),
        }
    }
}

/// The entities that speak, put together by name or by body.
fn counts(
    connection: &Connection,
    claims: &HashMap<i64, usize>,
) -> Result<HashMap<Called, Counts>> {
    let mut query = connection.prepare(
        "SELECT entity.number, entity.report, source_entity.source,
                CASE WHEN source_entity.source IS NULL THEN entity.kind END,
                CASE WHEN source_entity.source IS NULL THEN entity.folded END,
                CASE WHEN source_entity.source IS NULL THEN entity.name END
         FROM entity LEFT JOIN source_entity ON source_entity.entity = entity.number
         WHERE +entity.folded IS NOT NULL",
    )?;
    let mut rows = query.query([])?;
    let mut counts: HashMap<Called, Counts> = HashMap::new();
    let mut joined: HashMap<i64, Counts> = HashMap::new();
    while let Some(row) = rows.next()? {
        let Some(&claims) = claims.get(&row.get(0)?) else {
            continue;
        };
        let source: Option<i64> = row.get(2)?;
        let of = if let Some(source) = source {
            joined.entry(source).or_default()
        } else {
            let called = Called::Name(row.get(3)?, row.get(4)?);
            let of = counts.entry(called).or_default();
            of.add(Counts {
                entity_name: Some(row.get(5)?),
                alone: 1,
                ..Counts::default()
            });
            of
        };
        of.claims += claims;
        of.reports.insert(row.get(1)?);
    }
    let mut query = connection.prepare("SELECT number, id, name, folded, kind FROM source")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let Some(mut of) = joined.remove(&row.get(0)?) else {
            continue;
        };
        let (id, kind): (String, String) = (row.get(1)?, row.get(4)?);
        let called = if kind == Kind::Person.name() {
            Called::Name(kind, row.get(3)?)
        } else {
            Called::Body(kind, id.clone())
        };
        of.source_name = Some(row.get(2)?);
        of.ids.insert(id);
        counts.entry(called).or_default().add(of);
    }
    Ok(counts)
}

/// A number for the outlet of each report that names one, by the number of the report.
fn outlets(connection: &Connection) -> Result<HashMap<i64, usize>> {
    let mut query = connection
        .prepare("SELECT number, outlet FROM report WHERE outlet IS NOT NULL ORDER BY outlet")?;
    let mut rows = query.query([])?;
    let mut outlets = HashMap::new();
    let mut last = String::new();
    let mut number = 0;
    while let Some(row) = rows.next()? {
        let outlet = row.get_ref(1)?.as_str()?;
        if outlet != last {
            last = outlet.into();
            number += 1;
        }
        outlets.insert(row.get(0)?, number);
    }
    Ok(outlets)
}
