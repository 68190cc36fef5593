//! Persons who are one under two spellings of a name: joined under `sayso who NAME`, listed by `sayso who --spellings`.

use super::copies::find_names;
use super::{Answer, AnswerRow, Asked, lines, said};
use crate::tally::Done;
use anyhow::Result;
use sayso::resolve::Kind;
use sayso_export::terminal::Look;
use sayso_ledger::query::{self, Source};
use sayso_ledger::sources::SpellingJoin;
use std::collections::{BTreeMap, BTreeSet};

impl AnswerRow for SpellingJoin {
    const TYPE: &'static str = "spelling";
    const COLUMNS: &'static [&'static str] = &["name", "other_name", "why", "id", "other_id"];
}

/// Of so many persons of one name other spellings are looked for.
const PERSONS: usize = 20;
/// How often spellings of what was found are looked for.
const ROUNDS: usize = 3;

/// Lists all.
pub fn list(asked: &Asked, mut answer: Answer, limit: usize) -> Result<Done> {
    let joins = asked.ledger.spellings(&find_names, None).map_err(said)?;
    for join in joins.iter().take(limit) {
        answer.row(join, |screen, join| {
            screen.paragraph(0, 4);
            screen.flow(&lines::flat(&join.name), Look::Source);
            screen.flow(" = ", Look::Dim);
            screen.flow(&lines::flat(&join.other_name), Look::Source);
            screen.flow(&format!(" {}", lines::flat(&join.why)), Look::Dim);
        });
    }
    answer.note("Copies, versions and stories count as `sayso copies`, `sayso versions` and `sayso stories` found them when they were last run.");
    answer.with_columns_of::<SpellingJoin>().end(&format!(
        "{}: no person in it has two spellings",
        asked.name
    ))
}

/// The persons with those who are one with them under another spelling. Each entity that came with another spelling says
/// what shows that it is the same person.
pub fn joined(asked: &Asked, mut sources: Vec<Source>) -> Result<Vec<Source>> {
    let is_person = |source: &&Source| source.kind == Kind::Person.name();
    let mut ids: BTreeSet<String> = sources
        .iter()
        .filter(is_person)
        .filter_map(|source| source.id.clone())
        .take(PERSONS)
        .collect();
    if ids.is_empty() {
        return Ok(sources);
    }
    let mut why: BTreeMap<(String, String), String> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let joins = asked
            .ledger
            .spellings(&find_names, Some(&ids))
            .map_err(said)?;
        let before = ids.len();
        for join in joins {
            ids.extend([join.id.clone(), join.other_id.clone()]);
            why.insert((join.id, join.other_id), join.why);
        }
        if ids.len() == before {
            break;
        }
    }
    let known: BTreeSet<String> = sources
        .iter()
        .filter_map(|source| source.id.clone())
        .collect();
    let new: Vec<String> = ids.difference(&known).cloned().collect();
    sources.extend(asked.ask(|connection| query::sources_with_ids(connection, &new))?);
    for ((one, other), why) in &why {
        let place = |id: &str| sources.iter().position(|source| source.has_id(id));
        if let (Some(x), Some(y)) = (place(one), place(other))
            && x != y
        {
            let added = sources.remove(x.max(y));
            sources[x.min(y)].absorb(added, why);
        }
    }
    Ok(sources)
}
