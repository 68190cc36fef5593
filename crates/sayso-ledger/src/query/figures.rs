//! In: words of what is counted. Out: figures in groups of one unit and one noun, with their range.

use super::filter::{Conditions, distinct};
use super::row::{FigureRow, figure_tables, whole_if_it_is};
use super::search::{FigureSearch, rows_with};
use super::words::{Words, stem_of};
use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};
use serde::Serialize;
use std::collections::BTreeMap;

/// What words mean for figures.
pub(super) struct Subject<'a> {
    pub words: &'a Words,
    /// What is counted, in the spellings of the ledger: "troops", "troop". Empty if none of the words is
    /// counted; then figures are sought in claims that have the words.
    nouns: Vec<String>,
}

impl<'a> Subject<'a> {
    pub fn of(connection: &Connection, words: &'a Words) -> Result<Subject<'a>> {
        let wanted = words.stems();
        let is_wanted = |noun: &String| stem_of(noun).is_some_and(|stem| wanted.contains(&stem));
        let mut nouns = distinct(connection, "figure", "of")?;
        nouns.retain(is_wanted);
        Ok(Subject { words, nouns })
    }

    /// Whether the sentence has to be looked at, because there are more words than what is counted.
    pub fn needs_sentence(&self) -> bool {
        !self.nouns.is_empty() && self.words.stems().len() > 1
    }

    pub fn limit(&self, conditions: &mut Conditions) {
        if self.nouns.is_empty() {
            conditions.add(
                "figure.attribution IN (SELECT claim.attribution FROM claim WHERE claim.number IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH ?))",
                [Value::Text(self.words.expression())],
            );
        } else {
            conditions.one_of("figure.of", &self.nouns);
        }
    }
}

/// Whether one of the words is something that is counted in the ledger. If not, figures are found by the
/// claims that they are in.
///
/// # Errors
/// If the file cannot be read.
pub fn has_noun(connection: &Connection, words: &Words) -> Result<bool> {
    Ok(!Subject::of(connection, words)?.nouns.is_empty())
}

/// Figures with one unit that count the same thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureGroup {
    /// What is counted, in its most frequent spelling. Null if that is not known.
    pub of: Option<String>,
    /// The unit. Null for what is counted by itself.
    pub unit: Option<String>,
    /// What it is per.
    pub per: Option<String>,
    /// How many figures there are.
    pub count: usize,
    /// In how many reports.
    pub reports: usize,
    /// The least number.
    #[serde(serialize_with = "whole_if_it_is")]
    pub low: Option<f64>,
    /// The greatest number.
    #[serde(serialize_with = "whole_if_it_is")]
    pub high: Option<f64>,
    /// The first and the last day on which one was published.
    pub days: Option<(String, String)>,
    /// The figures, by day. In the JSONL they follow in lines of their own.
    #[serde(skip)]
    pub rows: Vec<FigureRow>,
}

/// What the figures of a group have in common: the unit, what they are per, and the stem of what is counted.
type Key = (Option<String>, Option<String>, Option<u64>);

fn key(unit: Option<&str>, per: Option<&str>, of: Option<&str>) -> Key {
    let stem = of.and_then(stem_of);
    (unit.map(str::to_string), per.map(str::to_string), stem)
}

/// The groups with the most figures, `each` of whose figures have rows, and whether there are more groups.
///
/// # Errors
/// If the file cannot be read.
pub fn figure_groups(
    connection: &Connection,
    search: &FigureSearch,
    limit: usize,
    each: usize,
) -> Result<(Vec<FigureGroup>, bool)> {
    let subject = search.subject(connection)?;
    let needs_sentence = subject.as_ref().is_some_and(Subject::needs_sentence);
    let mut groups = if needs_sentence {
        groups_of(search.rows(connection)?)
    } else {
        let mut groups = Vec::new();
        let tables = figure_tables(search.filter.uncertain);
        let sizes = sizes(connection, search, subject.as_ref())?;
        let has_more = sizes.len() > limit;
        for size in sizes.into_iter().take(limit) {
            let mut conditions = search.conditions();
            if let Some(subject) = subject.as_ref().filter(|s| s.nouns.is_empty()) {
                subject.limit(&mut conditions);
            }
            size.limit(&mut conditions);
            groups.push(summed(connection, tables, &conditions, &size, each)?);
        }
        return Ok((groups, has_more));
    };
    let has_more = groups.len() > limit;
    groups.truncate(limit);
    for group in &mut groups {
        group.rows.truncate(each);
    }
    Ok((groups, has_more))
}

/// A group as `SQLite` sums it up, because it can be large, with its first rows.
fn summed(
    connection: &Connection,
    tables: &str,
    conditions: &Conditions,
    size: &Size,
    each: usize,
) -> Result<FigureGroup> {
    let query = format!(
        "SELECT COUNT(*), COUNT(DISTINCT figure.report), MIN(COALESCE(figure.low, figure.high)),
                MAX(COALESCE(figure.high, figure.low)), MIN(report.day), MAX(report.day)
         FROM {tables} {}",
        conditions.sql()
    );
    let rows = rows_with(connection, tables, conditions, None, Some(each))?;
    connection.query_row(&query, params_from_iter(&conditions.values), |row| {
        let days: (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
        Ok(FigureGroup {
            of: size.spelling.clone(),
            unit: size.unit.clone(),
            per: size.per.clone(),
            count: row.get::<_, i64>(0)? as usize,
            reports: row.get::<_, i64>(1)? as usize,
            low: row.get(2)?,
            high: row.get(3)?,
            days: days.0.zip(days.1),
            rows,
        })
    })
}

/// How many figures a group has, and the spellings of what is counted.
struct Size {
    unit: Option<String>,
    per: Option<String>,
    spellings: Vec<String>,
    /// The most frequent of them, and how often it occurs.
    spelling: Option<String>,
    most: i64,
    count: i64,
}

impl Size {
    fn limit(&self, conditions: &mut Conditions) {
        let value = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
        conditions.add("figure.unit IS ?", [value(&self.unit)]);
        conditions.add("figure.per IS ?", [value(&self.per)]);
        if self.spellings.is_empty() {
            conditions.add("figure.of IS NULL", []);
        } else {
            conditions.one_of("figure.of", &self.spellings);
        }
    }

    /// Large groups come first, and what counts nothing in no unit last.
    fn order(&self) -> (bool, i64, (Vec<String>, Option<String>, Option<String>)) {
        let is_nothing = self.unit.is_none() && self.spellings.is_empty();
        let names = (self.spellings.clone(), self.unit.clone(), self.per.clone());
        (is_nothing, -self.count, names)
    }
}

/// The groups of figures that match, without their rows.
fn sizes(
    connection: &Connection,
    search: &FigureSearch,
    subject: Option<&Subject<'_>>,
) -> Result<Vec<Size>> {
    let tables = figure_tables(search.filter.uncertain);
    let mut conditions = search.conditions();
    if let Some(subject) = subject {
        subject.limit(&mut conditions);
    }
    let query = format!(
        "SELECT figure.unit, figure.per, figure.of, COUNT(*) FROM {tables} {} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        conditions.sql()
    );
    let mut query = connection.prepare(&query)?;
    let mut found = query.query(params_from_iter(&conditions.values))?;
    let mut sizes: BTreeMap<Key, Size> = BTreeMap::new();
    while let Some(row) = found.next()? {
        let (unit, per): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
        let of: Option<String> = row.get(2)?;
        let key = key(unit.as_deref(), per.as_deref(), of.as_deref());
        let size = sizes.entry(key).or_insert(Size {
            unit,
            per,
            spellings: Vec::new(),
            spelling: None,
            most: 0,
            count: 0,
        });
        let count: i64 = row.get(3)?;
        if count > size.most {
            (size.most, size.spelling) = (count, of.clone());
        }
        size.spellings.extend(of);
        size.count += count;
    }
    let mut sizes: Vec<Size> = sizes.into_values().collect();
    sizes.sort_by_cached_key(Size::order);
    Ok(sizes)
}

/// Figures in groups, large groups first.
fn groups_of(rows: Vec<FigureRow>) -> Vec<FigureGroup> {
    let mut groups: BTreeMap<Key, Vec<FigureRow>> = BTreeMap::new();
    for row in rows {
        let key = key(row.unit.as_deref(), row.per.as_deref(), row.of.as_deref());
        groups.entry(key).or_default().push(row);
    }
    let mut groups: Vec<FigureGroup> = groups.into_values().filter_map(group).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

/// The figures of a group. None if there are none.
fn group(rows: Vec<FigureRow>) -> Option<FigureGroup> {
    let first = rows.first()?;
    let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
    for of in rows.iter().filter_map(|row| row.of.as_deref()) {
        *spellings.entry(of).or_default() += 1;
    }
    let most_frequent = spellings.iter().max_by_key(|(_, count)| **count);
    let mut reports: Vec<i64> = rows.iter().map(|row| row.place.number).collect();
    reports.sort_unstable();
    reports.dedup();
    let days = || rows.iter().filter_map(|row| row.place.day.clone());
    let numbers = || rows.iter().flat_map(|row| [row.low, row.high]).flatten();
    Some(FigureGroup {
        of: most_frequent.map(|(of, _)| (*of).to_string()),
        unit: first.unit.clone(),
        per: first.per.clone(),
        count: rows.len(),
        reports: reports.len(),
        low: numbers().min_by(f64::total_cmp),
        high: numbers().max_by(f64::total_cmp),
        days: days().min().zip(days().max()),
        rows,
    })
}
