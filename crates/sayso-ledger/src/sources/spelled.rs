//! Which persons of the table `source` are one under two spellings of a name, and what shows it.
//!
//! A spelling alone shows nothing. Two persons are taken for one if two copies of one text have the two names in the same
//! place; or if the names are usual spellings of one name from another script, and they have a role or a body in common,
//! or, where one of them has neither, a story. Nothing of this is written into the ledger, so that it can be left out again,
//! and where two persons of one name would both fit, neither is taken.

use super::persons::{Trait, traits_of_roles};
use crate::copies::FindNames;
use crate::names::{folded, is_full};
use crate::open::Ledger;
use crate::trouble::{LedgerError, Trouble};
use rayon::prelude::*;
use rusqlite::{Connection, params_from_iter};
use sayso::compare::{AlteredKind, compare_versions};
use sayso_english::romanised::name_sound;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use strsim::normalized_levenshtein;

/// Two persons of the ledger who are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SpellingJoin {
    /// The name of the one that comes first by name, then by id.
    pub name: String,
    /// The id of the first.
    pub id: String,
    /// The name of the other.
    pub other_name: String,
    /// The id of the other.
    pub other_id: String,
    /// What shows it.
    pub why: String,
}

/// A row of the table `source` that is a person.
struct PersonRow {
    number: i64,
    id: String,
    name: String,
    folded: String,
}

/// How alike two words in one place of a copy have to be to be spellings of one, from 0 to 1.
const ALIKE: f64 = 0.5;
/// The same where no word of the two names is the same.
const ALL_ALIKE: f64 = 0.6;
/// Copies whose names are compared, at most, for one person.
const COPIES: usize = 200;

impl Ledger {
    /// The persons who are one under two spellings; only those of whom one has one of these ids, or all.
    ///
    /// # Errors
    /// If the file cannot be read, or if its records are damaged.
    pub fn spellings(
        &self,
        find_names: &FindNames,
        of: Option<&BTreeSet<String>>,
    ) -> Result<Vec<SpellingJoin>, LedgerError> {
        let found = || -> Result<Vec<SpellingJoin>, Trouble> {
            let persons = match of {
                Some(ids) => persons_near(self.connection(), ids)?,
                None => persons(self.connection(), None)?,
            };
            let mut joins = by_sound(self.connection(), &persons, of)?;
            joins.extend(self.by_place(find_names, &persons, of)?);
            joins.sort();
            joins.dedup_by(|a, b| (&a.id, &a.other_id) == (&b.id, &b.other_id));
            Ok(joins)
        };
        found().map_err(|trouble| self.error(trouble))
    }

    /// Names that stand in the same place of two copies.
    fn by_place(
        &self,
        find_names: &FindNames,
        persons: &[PersonRow],
        of: Option<&BTreeSet<String>>,
    ) -> Result<Vec<SpellingJoin>, Trouble> {
        let named = Named::all(self.connection(), persons)?;
        let mut pairs = copies(self.connection(), of)?;
        if of.is_some() {
            pairs.truncate(COPIES);
        }
        let mut joins = Vec::new();
        for (a, b) in pairs {
            let alike = named.alike(persons, a, b);
            if alike.is_empty() {
                continue;
            }
            let sketched = self.read_sketched(&[a, b], find_names)?;
            let [(_, saved_a, sketch_a), (_, saved_b, sketch_b)] = &sketched[..] else {
                continue;
            };
            let (text_a, text_b) = (&saved_a.report.text, &saved_b.report.text);
            let compared = compare_versions(sketch_a, sketch_b);
            for altered in compared
                .altered
                .iter()
                .filter(|one| one.kind == AlteredKind::Name)
            {
                let (Some(at_a), Some(at_b)) = (altered.a, altered.b) else {
                    continue;
                };
                let words = (folded(at_a.passage(text_a)), folded(at_b.passage(text_b)));
                for &(x, y) in &alike {
                    let (x, y) = (&persons[x], &persons[y]);
                    let is_wanted = of.is_none_or(|ids| ids.contains(&x.id) || ids.contains(&y.id));
                    if is_wanted
                        && is_place_of(&words.0, &x.folded)
                        && is_place_of(&words.1, &y.folded)
                    {
                        let why = format!(
                            "“{}” in {} is “{}” in the same place of {}",
                            x.name, saved_a.report.id, y.name, saved_b.report.id
                        );
                        joins.push(join(x, y, why));
                    }
                }
            }
        }
        Ok(joins)
    }
}

/// The first by name and id comes first, so that a join is told in one way.
fn join(x: &PersonRow, y: &PersonRow, why: String) -> SpellingJoin {
    let (x, y) = if (&x.name, &x.id) <= (&y.name, &y.id) {
        (x, y)
    } else {
        (y, x)
    };
    SpellingJoin {
        name: x.name.clone(),
        id: x.id.clone(),
        other_name: y.name.clone(),
        other_id: y.id.clone(),
        why,
    }
}

/// Whether words are a name, or a word of it.
fn is_place_of(words: &str, name: &str) -> bool {
    words == name || name.split(' ').any(|word| word == words)
}

/// All persons, or those with some names.
fn persons(
    connection: &Connection,
    names: Option<&BTreeSet<String>>,
) -> Result<Vec<PersonRow>, Trouble> {
    let of_some = names.map_or("1", |_| "folded IN (SELECT value FROM json_each(?))");
    let mut query = connection.prepare(&format!(
        "SELECT number, id, name, folded FROM source WHERE kind = 'person' AND {of_some} ORDER BY folded, id"
    ))?;
    let names = names.map(|names| serde_json::json!(names).to_string());
    let rows = query.query_map(params_from_iter(names), |row| {
        Ok(PersonRow {
            number: row.get(0)?,
            id: row.get(1)?,
            name: row.get(2)?,
            folded: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The persons who could be one with those of some ids: those whose names sound the same, and those in copies and versions of
/// their reports. Reading all persons would take longest.
fn persons_near(
    connection: &Connection,
    ids: &BTreeSet<String>,
) -> Result<Vec<PersonRow>, Trouble> {
    let ids = serde_json::json!(ids).to_string();
    let strings = |query: &str, value: Option<&str>| -> Result<Vec<String>, Trouble> {
        let mut query = connection.prepare(query)?;
        let rows = query.query_map(params_from_iter(value), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let own = strings(
        "SELECT folded FROM source WHERE id IN (SELECT value FROM json_each(?))",
        Some(&ids),
    )?;
    let sounds: BTreeSet<String> = own.iter().map(|name| name_sound(name)).collect();
    // Names of bodies, too: the index has no kinds.
    let all = strings("SELECT DISTINCT folded FROM source", None)?;
    let alike = all
        .into_par_iter()
        .filter(|name| sounds.contains(&name_sound(name)));
    let mut names: BTreeSet<String> = alike.collect();
    names.extend(strings(&in_copies(), Some(&ids))?);
    persons(connection, Some(&names))
}

/// The reports that name some persons. The value is a list of JSON, of their ids.
const OWN: &str = "own AS (
    SELECT entity.report FROM source_entity JOIN entity ON entity.number = source_entity.entity
    WHERE source_entity.source IN (
      SELECT number FROM source WHERE id IN (SELECT value FROM json_each(?))))";

/// The names of the persons in the reports of some persons, and in the copies and versions of these.
fn in_copies() -> String {
    format!(
        "WITH {OWN},
         pair AS (
           SELECT a, b FROM copy WHERE a IN own OR b IN own
           UNION SELECT earlier, later FROM version WHERE earlier IN own OR later IN own)
         SELECT DISTINCT entity.folded FROM entity
         WHERE entity.report IN (SELECT a FROM pair UNION SELECT b FROM pair)
           AND entity.kind = 'person' AND entity.folded IS NOT NULL"
    )
}

/// Pairs of reports that are copies or versions, as was found when `sayso copies` and `sayso versions` were last run, in
/// the order of their ids: all, or those of which one report names one of some persons.
fn copies(
    connection: &Connection,
    of: Option<&BTreeSet<String>>,
) -> Result<Vec<(i64, i64)>, Trouble> {
    let (own, of_copy, of_version) = match of {
        Some(_) => (
            format!("WITH {OWN}"),
            "AND (a IN own OR b IN own)",
            "WHERE earlier IN own OR later IN own",
        ),
        None => (String::new(), "", ""),
    };
    let mut query = connection.prepare(&format!(
        "{own} SELECT x.number, y.number FROM (
           SELECT a, b FROM copy
           WHERE relation IN ('verbatim', 'trimmed', 'light', 'heavy', 'merged') {of_copy}
           UNION SELECT earlier, later FROM version {of_version})
         JOIN report AS x ON x.number = a JOIN report AS y ON y.number = b
         ORDER BY x.id, y.id, x.text_sha256, y.text_sha256"
    ))?;
    let ids = of.map(|ids| serde_json::json!(ids).to_string());
    let rows = query.query_map(params_from_iter(ids), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The persons of each report, by their places among all.
struct Named {
    of_report: HashMap<i64, BTreeSet<usize>>,
}

impl Named {
    fn all(connection: &Connection, persons: &[PersonRow]) -> Result<Named, Trouble> {
        let place_of: HashMap<i64, usize> = persons
            .iter()
            .enumerate()
            .map(|(place, person)| (person.number, place))
            .collect();
        let numbers: Vec<i64> = persons.iter().map(|person| person.number).collect();
        let mut query = connection.prepare(
            "SELECT entity.report, source_entity.source FROM source_entity JOIN entity ON entity.number = source_entity.entity
             WHERE source_entity.source IN (SELECT value FROM json_each(?)) AND entity.report IN (
               SELECT a FROM copy UNION SELECT b FROM copy UNION SELECT earlier FROM version UNION SELECT later FROM version)",
        )?;
        let mut rows = query.query([serde_json::Value::from(numbers).to_string()])?;
        let mut of_report: HashMap<i64, BTreeSet<usize>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let source: i64 = row.get(1)?;
            if let Some(&place) = place_of.get(&source) {
                of_report.entry(row.get(0)?).or_default().insert(place);
            }
        }
        Ok(Named { of_report })
    }

    /// Persons of the two reports with names that differ in one word, of which no report has both.
    fn alike(&self, persons: &[PersonRow], a: i64, b: i64) -> Vec<(usize, usize)> {
        let none = BTreeSet::new();
        let of = |report: i64| self.of_report.get(&report).unwrap_or(&none);
        let names = |report: i64| -> BTreeSet<&str> {
            let places = of(report).iter();
            places.map(|&place| &*persons[place].folded).collect()
        };
        let (names_a, names_b) = (names(a), names(b));
        let only = |report: i64, other: &BTreeSet<&str>| -> Vec<usize> {
            let places = of(report).iter().copied();
            places
                .filter(|&place| !other.contains(&*persons[place].folded))
                .collect()
        };
        let (only_a, only_b) = (only(a, &names_b), only(b, &names_a));
        let mut alike = Vec::new();
        for &x in &only_a {
            for &y in &only_b {
                if differ_in_spelling(&persons[x].folded, &persons[y].folded) {
                    alike.push((x, y));
                }
            }
        }
        alike
    }
}

/// Whether two full names have as many words and those that differ look alike, or the names sound the same.
fn differ_in_spelling(a: &str, b: &str) -> bool {
    let (words_a, words_b): (Vec<&str>, Vec<&str>) =
        (a.split(' ').collect(), b.split(' ').collect());
    let pairs = || words_a.iter().zip(&words_b);
    let likeness = pairs().map(|(x, y)| normalized_levenshtein(x, y));
    let has_same_word = pairs().any(|(x, y)| x == y);
    let least = if has_same_word { ALIKE } else { ALL_ALIKE };
    let is_alike = words_a.len() == words_b.len() && likeness.fold(1.0, f64::min) >= least;
    a != b && is_full(a) && is_full(b) && (is_alike || name_sound(a) == name_sound(b))
}

/// What is known of a person besides the name.
struct Known {
    traits: BTreeSet<Trait>,
    reports: BTreeSet<i64>,
    stories: BTreeSet<i64>,
}

impl Known {
    fn of(connection: &Connection, person: &PersonRow) -> Result<Known, Trouble> {
        let mut roles = connection.prepare_cached(
            "SELECT role.text, role.organisation FROM source_entity JOIN role ON role.entity = source_entity.entity
             WHERE source_entity.source = ?",
        )?;
        let roles: Vec<(String, Option<String>)> = roles
            .query_map([person.number], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut reports = connection.prepare_cached(
            "SELECT entity.report, story_report.story FROM source_entity
             JOIN entity ON entity.number = source_entity.entity
             LEFT JOIN story_report ON story_report.report = entity.report WHERE source_entity.source = ?",
        )?;
        let mut known = Known {
            traits: traits_of_roles(&roles),
            reports: BTreeSet::new(),
            stories: BTreeSet::new(),
        };
        let mut rows = reports.query([person.number])?;
        while let Some(row) = rows.next()? {
            known.reports.insert(row.get(0)?);
            known.stories.extend(row.get::<_, Option<i64>>(1)?);
        }
        Ok(known)
    }

    /// What two have in common that shows that they are one; none if one report has both.
    fn shows(&self, other: &Known) -> Option<Shown> {
        if !self.reports.is_disjoint(&other.reports) {
            return None;
        }
        let shared: Vec<String> = self
            .traits
            .intersection(&other.traits)
            .map(Trait::in_words)
            .collect();
        if !shared.is_empty() {
            return Some(Shown::Trait(shared.join("; ")));
        }
        let is_open = self.traits.is_empty() || other.traits.is_empty();
        (is_open && !self.stories.is_disjoint(&other.stories)).then_some(Shown::Story)
    }
}

/// What shows that two persons are one.
enum Shown {
    Trait(String),
    Story,
}

/// Names from other scripts that sound the same, of persons with something in common.
fn by_sound(
    connection: &Connection,
    persons: &[PersonRow],
    of: Option<&BTreeSet<String>>,
) -> Result<Vec<SpellingJoin>, Trouble> {
    let sounds: Vec<String> = persons
        .par_iter()
        .map(|person| name_sound(&person.folded))
        .collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, sound) in sounds.iter().enumerate() {
        groups.entry(sound).or_default().push(place);
    }
    let mut joins = Vec::new();
    for group in groups.into_values() {
        let is_wanted =
            of.is_none_or(|ids| group.iter().any(|&place| ids.contains(&persons[place].id)));
        let has_spellings = group
            .iter()
            .any(|&place| persons[place].folded != persons[group[0]].folded);
        if !is_wanted || !has_spellings {
            continue;
        }
        let known: Vec<Known> = group
            .iter()
            .map(|&place| Known::of(connection, &persons[place]))
            .collect::<Result<_, _>>()?;
        for (n, &x) in group.iter().enumerate() {
            for (m, &y) in group.iter().enumerate().skip(n + 1) {
                let (x, y) = (&persons[x], &persons[y]);
                if x.folded == y.folded {
                    continue;
                }
                match known[n].shows(&known[m]) {
                    Some(Shown::Trait(words)) => {
                        joins.push(join(x, y, format!("spellings of one name; {words}")));
                    }
                    Some(Shown::Story) if is_only(persons, &group, &known, (n, m)) => {
                        joins.push(join(
                            x,
                            y,
                            "spellings of one name, in reports of one story".into(),
                        ));
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(joins)
}

/// Whether no other person with the name of one of two could be the other, too.
fn is_only(
    persons: &[PersonRow],
    group: &[usize],
    known: &[Known],
    (n, m): (usize, usize),
) -> bool {
    let fits = |one: usize, other: usize| known[one].shows(&known[other]).is_some();
    let name = |place: usize| &persons[group[place]].folded;
    (0..group.len()).all(|other| {
        let is_namesake_of_m = other != m && name(other) == name(m) && fits(n, other);
        let is_namesake_of_n = other != n && name(other) == name(n) && fits(m, other);
        !is_namesake_of_m && !is_namesake_of_n
    })
}
