//! In: what an answer is limited to, as a user gives it. Out: conditions of SQL with their values.

use super::words::Words;
use crate::folded;
use rusqlite::types::Value;
use rusqlite::{Connection, Result};
use sayso::attribute::Form;
use sayso::certainty::Status;
use sayso::resolve::Kind;
use std::collections::HashMap;

/// What an answer is limited to. Nothing by default, except that what may well be wrong is left out.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words of the name or of the description of the source.
    pub source: Option<Words>,
    /// The numbers of the entities whose role has these words, too: see [`entities_described`].
    pub described: Vec<i64>,
    /// Outlets as the ledger names them: see [`outlets_called`]. An empty name is that of reports whose
    /// outlet is not known.
    pub outlets: Vec<String>,
    /// The first day, month or year of publication, ISO 8601.
    pub since: Option<String>,
    /// The last day, month or year of publication.
    pub until: Option<String>,
    /// How sure the claim is.
    pub statuses: Vec<Status>,
    /// What kind of source it is.
    pub kinds: Vec<Kind>,
    /// How the content is given.
    pub forms: Vec<Form>,
    /// Also what may well be wrong.
    pub uncertain: bool,
}

/// Conditions that are joined by AND, and the values of their question marks.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    conditions: Vec<String>,
    pub values: Vec<Value>,
}

impl Conditions {
    pub fn add(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    /// A column that has one of some values. Nothing if there are none.
    pub fn one_of<T: ToString>(&mut self, column: &str, values: &[T]) {
        if values.is_empty() {
            return;
        }
        let marks = vec!["?"; values.len()].join(", ");
        let values = values.iter().map(|value| Value::Text(value.to_string()));
        self.add(&format!("{column} IN ({marks})"), values);
    }

    /// `WHERE` and the conditions, or nothing.
    pub fn sql(&self) -> String {
        if self.conditions.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.conditions.join(" AND "))
        }
    }
}

impl Filter {
    /// The conditions on the report.
    pub(super) fn of_reports(&self, conditions: &mut Conditions) {
        if self.outlets.iter().any(String::is_empty) {
            conditions.one_of("COALESCE(report.outlet, '')", &self.outlets);
        } else {
            conditions.one_of("report.outlet", &self.outlets);
        }
        if let Some(since) = &self.since {
            conditions.add("report.day >= ?", [Value::Text(since.clone())]);
        }
        if let Some(until) = &self.until {
            // A month or a year comes before its days as text, and "~" after them.
            conditions.add("report.day <= ?", [Value::Text(format!("{until}~"))]);
        }
    }

    /// The conditions on the report, the claim and the attribution, but not those on the source, which is
    /// found by its words.
    pub(super) fn of_claims(&self, conditions: &mut Conditions) {
        self.of_reports(conditions);
        conditions.one_of("claim.status", &names(&self.statuses, Status::name));
        conditions.one_of("attribution.source_kind", &names(&self.kinds, Kind::name));
        conditions.one_of("attribution.form", &names(&self.forms, Form::name));
        if !self.uncertain {
            conditions.add("attribution.uncertain IS NOT 1", []);
        }
    }

    /// The condition on the name, the description or the role of the source. `by_name` finds the name.
    pub(super) fn of_source_words(&self, by_name: &str, conditions: &mut Conditions) {
        if let Some(source) = &self.source {
            let expression = source.expression_of_source();
            let described = serde_json::Value::from(&*self.described).to_string();
            conditions.add(
                &format!("({by_name} OR attribution.speaker IN (SELECT value FROM json_each(?)))"),
                [Value::Text(expression), Value::Text(described)],
            );
        }
    }

    /// The conditions on the attribution that something is in.
    pub(super) fn of_sources(&self, conditions: &mut Conditions) {
        conditions.one_of("attribution.source_kind", &names(&self.kinds, Kind::name));
        conditions.one_of("attribution.form", &names(&self.forms, Form::name));
        if !self.uncertain {
            conditions.add("attribution.uncertain IS NOT 1", []);
        }
        self.of_source_words(
            "attribution.number IN (SELECT claim.attribution FROM claim WHERE claim.number IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH ?))",
            conditions,
        );
        if !self.statuses.is_empty() {
            let marks = vec!["?"; self.statuses.len()].join(", ");
            let values = self.statuses.iter().map(|s| Value::Text(s.name().into()));
            let condition = format!(
                "attribution.number IN (SELECT claim.attribution FROM claim WHERE claim.attribution = attribution.number AND claim.status IN ({marks}))"
            );
            conditions.add(&condition, values);
        }
    }

    /// Whether something is asked of the claim or its source, and not only of the report.
    pub fn is_about_claims(&self) -> bool {
        let has_lists =
            !self.statuses.is_empty() || !self.kinds.is_empty() || !self.forms.is_empty();
        has_lists || self.source.is_some()
    }
}

fn names<T: Copy>(values: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    values.iter().map(|value| name(*value)).collect()
}

/// The outlets of a ledger that have a name: those with exactly this name if there are any, otherwise
/// those whose name contains it. Capitals and accents do not matter.
///
/// # Errors
/// If the file cannot be read.
pub fn outlets_called(connection: &Connection, name: &str) -> Result<Vec<String>> {
    let wanted = folded(name);
    let all = distinct(connection, "report", "outlet")?;
    let named = |is_wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        let named = all.iter().filter(|outlet| is_wanted(&folded(outlet)));
        named.cloned().collect()
    };
    // "Tarn Post" and "tarn post" are counted apart, so that either leads to its own reports.
    if all.iter().any(|outlet| outlet == name) {
        return Ok(vec![name.to_string()]);
    }
    let exact = named(&|outlet| outlet == wanted);
    Ok(if exact.is_empty() {
        named(&|outlet| outlet.contains(&wanted))
    } else {
        exact
    })
}

/// The values of an indexed column of text, in order. Each is sought in the index, because there are few
/// values and many rows.
pub(super) fn distinct(connection: &Connection, table: &str, column: &str) -> Result<Vec<String>> {
    let query = format!(
        "WITH RECURSIVE value (of) AS (
           SELECT MIN({column}) FROM {table} WHERE {column} IS NOT NULL
           UNION ALL
           SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > value.of) FROM value WHERE value.of IS NOT NULL
         )
         SELECT of FROM value WHERE of IS NOT NULL"
    );
    let mut query = connection.prepare(&query)?;
    let values = query.query_map([], |row| row.get(0))?;
    values.collect()
}

/// The numbers of the entities with a role that has these words: "police chief" in "the police chief of Velm".
///
/// # Errors
/// If the file cannot be read.
pub fn entities_described(connection: &Connection, words: &Words) -> Result<Vec<i64>> {
    let mut query = connection.prepare_cached("SELECT entity, text FROM role ORDER BY entity")?;
    let mut rows = query.query([])?;
    let mut known: HashMap<String, bool> = HashMap::new();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let role: String = row.get(1)?;
        let has_words = *known
            .entry(role)
            .or_insert_with_key(|role| words.are_in(role));
        if has_words {
            found.push(row.get(0)?);
        }
    }
    found.dedup();
    Ok(found)
}
