//! In: a ledger. Out: whom outlets quote: by kind, named or not, and by the pronouns that the texts use.

use super::filter::{Conditions, Filter};
use super::pronouns::Pronoun;
use rusqlite::{Connection, Result, params_from_iter};
use sayso::resolve::Kind;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many sources of one kind an outlet quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditRow {
    /// Who published it. Null if that is not known.
    pub outlet: Option<String>,
    /// The kind of the source.
    pub kind: Kind,
    /// Whether it is named. Null where no source is given.
    pub named: Option<bool>,
    /// The pronouns that the texts use for a person. Null for other kinds.
    pub pronoun: Option<Pronoun>,
    /// How many sources there are. A person or a body that was joined across reports counts once, all others count
    /// once in each report.
    pub sources: usize,
    /// How many claims they make.
    pub claims: usize,
    /// In how many reports.
    pub reports: usize,
}

#[derive(Default)]
struct Counts {
    /// Persons who were joined, and other entities.
    sources: BTreeSet<(bool, i64)>,
    reports: BTreeSet<i64>,
    claims: usize,
}

/// Whom each outlet quotes, by outlet, kind and pronoun.
///
/// # Errors
/// If the file cannot be read.
pub fn audit(connection: &Connection, filter: &Filter) -> Result<Vec<AuditRow>> {
    let pronouns = pronouns_of_persons(connection, filter)?;
    let mut conditions = Conditions::default();
    conditions.add("attribution.source_kind IS NOT NULL", []);
    filter.of_reports(&mut conditions);
    filter.of_sources(&mut conditions);
    let query = format!(
        "SELECT report.outlet, attribution.source_kind, attribution.speaker, source_entity.source, report.number, attribution.number
         FROM attribution
         JOIN report ON report.number = attribution.report
         LEFT JOIN source_entity ON source_entity.entity = attribution.speaker
         {}",
        conditions.sql()
    );
    let mut query = connection.prepare(&query)?;
    let mut rows = query.query(params_from_iter(&conditions.values))?;
    let mut all: BTreeMap<(Option<String>, Kind, Option<Pronoun>), Counts> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(1)?;
        let Ok(kind) = kind.parse::<Kind>() else {
            continue;
        };
        let speaker: Option<i64> = row.get(2)?;
        let person: Option<i64> = row.get(3)?;
        let pronoun = (kind == Kind::Person).then(|| {
            let pronoun = speaker.and_then(|speaker| pronouns.get(&speaker));
            pronoun.copied().unwrap_or(Pronoun::None)
        });
        let counts = all.entry((row.get(0)?, kind, pronoun)).or_default();
        // A source that no entity was found for counts once for each attribution.
        let source = match (person, speaker) {
            (Some(person), _) => (true, person),
            (None, Some(speaker)) => (false, speaker),
            (None, None) => (false, -row.get::<_, i64>(5)?),
        };
        counts.sources.insert(source);
        counts.reports.insert(row.get(4)?);
        counts.claims += 1;
    }
    let rows = all
        .into_iter()
        .map(|((outlet, kind, pronoun), counts)| AuditRow {
            outlet,
            kind,
            named: (kind != Kind::None).then(|| crate::has_name(kind)),
            pronoun,
            sources: counts.sources.len(),
            claims: counts.claims,
            reports: counts.reports.len(),
        });
    Ok(rows.collect())
}

/// The pronouns that the texts use for persons who speak, by the number of the entity.
fn pronouns_of_persons(connection: &Connection, filter: &Filter) -> Result<HashMap<i64, Pronoun>> {
    let mut conditions = Conditions::default();
    conditions.add("entity.kind = 'person' AND mention.form = 'pronoun'", []);
    filter.of_reports(&mut conditions);
    let query = format!(
        "SELECT entity.number, substr(report.text, mention.start + 1, mention.end - mention.start)
         FROM report
         JOIN entity ON entity.report = report.number
         JOIN mention ON mention.entity = entity.number
         {}",
        conditions.sql()
    );
    let mut query = connection.prepare(&query)?;
    let mut rows = query.query(params_from_iter(&conditions.values))?;
    let mut words: HashMap<i64, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        words.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    let pronouns = words.into_iter().map(|(entity, words)| {
        let used = Pronoun::of(words.iter().map(String::as_str));
        (entity, used)
    });
    Ok(pronouns.collect())
}
