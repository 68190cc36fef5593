//! How many reports of a story are independent, and how many families of copies it has, against the labels.

use super::Options;
use super::sets::{Labelled, Set};
use crate::commands::copies::reports::lines;
use anyhow::{Context, Result};
use sayso::compare::{
    Comparison, CopyEdge, CopyRelation, Indexed, Shares, Sketch, counts_once, families, independent,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// What is labelled of a story.
struct Gold {
    /// From how many to how many independent reports is right.
    independent: (usize, usize),
    /// The reports that are of one family, those that are of none by themselves. None if that is not labelled.
    families: Option<usize>,
}

/// How often counts are right.
#[derive(Default)]
struct Counts {
    stories: usize,
    exact: usize,
    off_by_one: usize,
    /// Stories whose families are as many as labelled.
    families: usize,
    labelled_families: usize,
}

/// Counts the independent reports of each labelled story, from comparisons of all its reports.
pub fn measure(
    set: Set,
    options: &Options,
    labelled: &[Labelled],
    sketches: &[Sketch],
) -> Result<Value> {
    let gold = match set {
        Set::Events => return Ok(Value::Null),
        Set::Real => real(&options.data.path("copies/real-dev/stories.jsonl")?)?,
        Set::Seen | Set::Held => invented(labelled)?,
    };
    let mut counts = Counts::default();
    for (story, gold) in &gold {
        let reports = labelled.iter().zip(sketches);
        let of_story: Vec<&Sketch> = reports
            .filter(|(report, _)| &report.story == story)
            .map(|(_, sketch)| sketch)
            .collect();
        let (found, found_families) = found(&of_story);
        let (least, most) = gold.independent;
        counts.stories += 1;
        counts.exact += usize::from((least..=most).contains(&found));
        counts.off_by_one += usize::from((least.saturating_sub(1)..=most + 1).contains(&found));
        if let Some(families) = gold.families {
            counts.labelled_families += 1;
            counts.families += usize::from(families == found_families);
        }
        if options.verbose && set != Set::Held {
            println!(
                "  {story}: {} reports, independent {found}, labelled {least} to {most}; families {found_families}, labelled {:?}",
                of_story.len(),
                gold.families
            );
        }
    }
    println!(
        "{:8} independent reports of {} stories: {} exact, {} exact or off by one; families as many as labelled {} of {}",
        set.name(),
        counts.stories,
        counts.exact,
        counts.off_by_one,
        counts.families,
        counts.labelled_families
    );
    Ok(json!({
        "stories": counts.stories, "exact": counts.exact, "exact_or_off_by_one": counts.off_by_one,
        "families_exact": counts.families, "families_labelled": counts.labelled_families,
    }))
}

/// How many reports are independent, and how many families there are if a report without copies is one, too.
fn found(sketches: &[&Sketch]) -> (usize, usize) {
    let indexed: Vec<Indexed<'_>> = sketches.iter().map(|sketch| Indexed::new(sketch)).collect();
    let (mut copies, mut once) = (Vec::new(), Vec::new());
    for a in 0..indexed.len() {
        for b in a + 1..indexed.len() {
            let compared = indexed[a].compare(&indexed[b]);
            copies.push(edge(a, b, &compared));
            let has_source =
                compared.relation.is_copy() || compared.relation == CopyRelation::SameSource;
            if has_source && counts_once(compared.relation, compared.shares) {
                once.push(edge(a, b, &compared));
            }
        }
    }
    let all: Vec<usize> = (0..indexed.len()).collect();
    let families = families(&copies);
    let in_families: usize = families.iter().map(|family| family.reports.len()).sum();
    (
        independent(&all, &once),
        all.len() - in_families + families.len(),
    )
}

fn edge(a: usize, b: usize, compared: &Comparison) -> CopyEdge<usize> {
    CopyEdge {
        a,
        b,
        relation: compared.relation,
        from: None,
        shares: compared.shares,
    }
}

/// Pages that are copies of each other, or have one source and words in common, count once. A page that has one source
/// with another and no words in common can count once or not.
fn real(path: &Path) -> Result<BTreeMap<String, Gold>> {
    let mut all = BTreeMap::new();
    for story in lines(path)? {
        let pages = story["pages"].as_array().context("pages")?;
        let ids: HashMap<&str, usize> = (pages.iter().zip(0..))
            .map(|(page, at)| (page["id"].as_str().unwrap_or_default(), at))
            .collect();
        let (mut copies, mut with_words, mut without) = (Vec::new(), Vec::new(), Vec::new());
        for pair in story["pairs"].as_array().context("pairs")? {
            let place = |side: &str| ids.get(pair[side].as_str()?).copied();
            let (a, b) = (place("a").context("a")?, place("b").context("b")?);
            match pair["label"].as_str().unwrap_or_default() {
                "verbatim" | "trimmed" | "light" | "heavy" | "merged" => copies.push((a, b)),
                "same-source" if pair["no_shared_words"] == true => without.push((a, b)),
                "same-source" => with_words.push((a, b)),
                _ => {}
            }
        }
        let families = groups(pages.len(), &copies);
        let most = groups(pages.len(), &[&copies[..], &with_words].concat());
        let least = groups(pages.len(), &[copies, with_words, without].concat());
        let name = story["story"].as_str().unwrap_or_default().to_string();
        let gold = Gold {
            independent: (least, most),
            families: Some(families),
        };
        all.insert(name, gold);
    }
    Ok(all)
}

/// How many groups pairs make of so many reports.
fn groups(reports: usize, pairs: &[(usize, usize)]) -> usize {
    let all: Vec<usize> = (0..reports).collect();
    let edges: Vec<CopyEdge<usize>> = pairs
        .iter()
        .map(|&(a, b)| CopyEdge {
            a,
            b,
            relation: CopyRelation::Light,
            from: None,
            shares: Shares {
                narration_a: 1.0,
                narration_b: 1.0,
                ..Shares::default()
            },
        })
        .collect();
    independent(&all, &edges)
}

/// The invented stories say how many reports are independent: with several of one outlet on different days, and with
/// these joined.
fn invented(labelled: &[Labelled]) -> Result<BTreeMap<String, Gold>> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data/stories"));
    let mut all = BTreeMap::new();
    for story in labelled.iter().map(|report| &report.story) {
        if all.contains_key(story) {
            continue;
        }
        let path = folder.join(story).join("truth.json");
        let truth = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let truth: Value = serde_json::from_str(&truth)?;
        let number = |field: &str| truth[field].as_u64().map(|number| number as usize);
        let independent = number("independent").context("independent")?;
        let outlets = number("independent_outlets").unwrap_or(independent);
        let gold = Gold {
            independent: (outlets.min(independent), independent),
            families: number("families"),
        };
        all.insert(story.clone(), gold);
    }
    Ok(all)
}
