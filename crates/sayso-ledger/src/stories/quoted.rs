//! In: the attributions of a ledger. Out: the names of those whom each report quotes.

use rusqlite::{Connection, Result};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Whom attributions quote.
const WHO: &str = "JOIN entity ON entity.number = attribution.speaker
     WHERE entity.kind IN ('person', 'organisation', 'document') AND entity.folded IS NOT NULL
       AND attribution.uncertain = 0";

/// Names of bodies and documents that some report has without a capital letter, without accents: "police", "commission",
/// "report". Many have them, so that they do not name a source.
fn common_nouns(connection: &Connection) -> Result<HashSet<String>> {
    let mut query = connection.prepare(&format!(
        "SELECT DISTINCT entity.folded, entity.name FROM attribution {WHO} AND entity.kind <> 'person'"
    ))?;
    let mut nouns = HashSet::new();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        if !name.contains(|letter: char| letter.is_uppercase() || letter.is_ascii_digit()) {
            nouns.insert(row.get(0)?);
        }
    }
    Ok(nouns)
}

/// The names of the persons, bodies and documents that each report quotes, by the number of the report, without accents
/// and in lower case. What may well be wrong is left out.
pub fn names(connection: &Connection) -> Result<HashMap<i64, Vec<String>>> {
    let nouns = common_nouns(connection)?;
    let mut query = connection.prepare(&format!(
        "SELECT DISTINCT attribution.report, entity.folded FROM attribution {WHO}
         ORDER BY attribution.report, entity.folded"
    ))?;
    let mut names: HashMap<i64, Vec<String>> = HashMap::new();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        if !nouns.contains(&name) {
            names.entry(row.get(0)?).or_default().push(name);
        }
    }
    Ok(names)
}

/// How many there are of these names: one that is the end of another is the same ("quint", "rosalba quint").
pub fn count<'a>(names: impl Iterator<Item = &'a String>) -> usize {
    let names: BTreeSet<&str> = names.map(String::as_str).collect();
    let is_whole = |name: &&&str| !names.iter().any(|other| ends(other, name));
    names.iter().filter(is_whole).count()
}

/// Whether the second name is the last words of the first.
fn ends(long: &str, short: &str) -> bool {
    let rest = long.strip_suffix(short);
    rest.is_some_and(|rest| rest.ends_with(' '))
}

/// Someone or something that reports quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedName {
    /// The name.
    pub name: String,
    /// How many of the reports quote it.
    pub reports: usize,
}

/// Whom these reports quote, those first whom most do: persons, bodies and documents with a name.
///
/// # Errors
/// If the file cannot be read.
pub fn quoted(connection: &Connection, reports: &[i64]) -> Result<Vec<QuotedName>> {
    let nouns = common_nouns(connection)?;
    let numbers = serde_json::Value::from(reports).to_string();
    let mut query = connection.prepare(&format!(
        "SELECT DISTINCT entity.folded, entity.name, attribution.report FROM attribution {WHO}
           AND attribution.report IN (SELECT value FROM json_each(?))
         ORDER BY entity.folded, entity.name, attribution.report"
    ))?;
    let mut names: BTreeMap<String, (String, BTreeSet<i64>)> = BTreeMap::new();
    let mut rows = query.query([numbers])?;
    while let Some(row) = rows.next()? {
        let (folded, name): (String, String) = (row.get(0)?, row.get(1)?);
        if nouns.contains(&folded) {
            continue;
        }
        let (_, quoting) = names.entry(folded).or_insert((name, BTreeSet::new()));
        quoting.insert(row.get(2)?);
    }
    let whole = |short: &String| {
        let long = names.keys().filter(|long| ends(long, short));
        long.max_by_key(|long| long.len()).cloned()
    };
    let wholes: Vec<(String, String)> = names
        .keys()
        .filter_map(|short| Some((short.clone(), whole(short)?)))
        .collect();
    for (short, long) in wholes {
        let Some((_, quoting)) = names.remove(&short) else {
            continue;
        };
        if let Some((_, all)) = names.get_mut(&long) {
            all.extend(quoting);
        }
    }
    let mut quoted: Vec<QuotedName> = names
        .into_values()
        .map(|(name, quoting)| QuotedName {
            name,
            reports: quoting.len(),
        })
        .collect();
    quoted.sort_by(|a, b| b.reports.cmp(&a.reports).then(a.name.cmp(&b.name)));
    Ok(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_the_person_with_that_surname() {
        let names = ["quint", "rosalba quint", "velm council", "ilquint"].map(String::from);
        assert_eq!(count(names.iter()), 3);
    }
}
