//! Real stories with labelled pairs of figures.

use super::story::Story;
use crate::commands::copies::real::page;
use crate::commands::copies::reports::{Data, lines};
use anyhow::{Context, Result};
use sayso::story::claims::ClaimRelation;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    data: Data,
}

/// Pairs of a relation: all, found in one group, and with the right relation.
type Tally = BTreeMap<String, [usize; 3]>;

pub fn run(options: &Options) -> Result<Value> {
    let mut tally = Tally::new();
    for story in lines(&options.data.path("copies/real-dev/stories.jsonl")?)? {
        score(&story, &mut tally)?;
    }
    let sum = |rows: &mut dyn Iterator<Item = &[usize; 3]>| {
        rows.fold([0; 3], |sum: [usize; 3], row| {
            [sum[0] + row[0], sum[1] + row[1], sum[2] + row[2]]
        })
    };
    let all = sum(&mut tally.values());
    let differ = tally.iter().filter(|(relation, _)| *relation != "equal");
    let differ = sum(&mut differ.map(|(_, row)| row));
    println!("pairs, found, right: all {all:?}, not equal {differ:?}");
    println!("by relation {tally:?}");
    Ok(json!({ "all": all, "not_equal": differ, "by_relation": tally }))
}

fn score(labelled: &Value, tally: &mut Tally) -> Result<()> {
    let pages = labelled["pages"].as_array().context("pages")?;
    let id = |page: &Value| page["id"].as_str().unwrap_or_default().to_string();
    let story = Story::read(pages.iter().map(|p| (id(p), page(p))).collect());
    for slot in labelled["figures"].as_array().context("figures")? {
        for (a, b, relation) in pairs(slot) {
            let row = tally.entry(relation.clone()).or_default();
            let told = told(&story, slot, &a, &b);
            row[0] += 1;
            row[1] += usize::from(told.is_some());
            row[2] += usize::from(told.is_some_and(|told| told.contains(&relation)));
        }
    }
    Ok(())
}

/// The pairs of a slot whose relation is known.
fn pairs(slot: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let given: Vec<_> = slot["pairs"].as_array().into_iter().flatten().collect();
    if !given.is_empty() {
        let pair = |p: &&Value| (text(&p["a"]), text(&p["b"]), text(&p["relation"]));
        return given.iter().map(pair).collect();
    }
    let relation = text(&slot["relation"]);
    let pages: BTreeSet<&String> = slot["pages"]
        .as_object()
        .into_iter()
        .flat_map(|o| o.keys())
        .collect();
    let pages: Vec<&String> = pages.into_iter().collect();
    if relation != "equal" && pages.len() != 2 {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (n, a) in pages.iter().enumerate() {
        for b in &pages[n + 1..] {
            all.push(((*a).clone(), (*b).clone(), relation.clone()));
        }
    }
    all
}

/// The relations of two pages in the groups that have the labelled figures of both; none if no group has.
fn told(story: &Story, slot: &Value, a: &str, b: &str) -> Option<BTreeSet<String>> {
    let groups = |id: &str| groups_with(story, id, slot["pages"][id].as_str().unwrap_or_default());
    let both: BTreeSet<usize> = groups(a).intersection(&groups(b)).copied().collect();
    let (a, b) = (story.report(a)?, story.report(b)?);
    let mut relations = BTreeSet::new();
    for &group in &both {
        let members = &story.groups[group].members;
        for pair in &story.groups[group].pairs {
            let reports = (members[pair.a].report, members[pair.b].report);
            if reports == (a, b) || reports == (b, a) {
                relations.insert(match pair.relation {
                    ClaimRelation::Same => "equal".to_string(),
                    relation => relation.name().to_string(),
                });
            }
        }
    }
    (!both.is_empty()).then_some(relations)
}

/// The groups with a figure of a report that is written as the label has it, or within it.
fn groups_with(story: &Story, id: &str, label: &str) -> BTreeSet<usize> {
    let label = letters(label);
    let mut found = BTreeSet::new();
    for (number, group) in story.groups.iter().enumerate() {
        for member in group.members.iter().filter(|m| story.ids[m.report] == id) {
            let Some(span) = story.figure(*member) else {
                continue;
            };
            let words = letters(&story.texts[member.report][span.range()]);
            let is_written = label.contains(&words) || words.contains(&label);
            if !words.is_empty() && !label.is_empty() && is_written {
                found.insert(number);
            }
        }
    }
    found
}

fn letters(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.chars().filter(char::is_ascii_alphanumeric).collect()
}
