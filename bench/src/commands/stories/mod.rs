//! Stories: which reports are about one event, and how many of a story are independent.
//!
//! The corpora are not in the repository; see `--data`. The invented stories are, in `bench/data/stories`.

mod bcubed;
mod counts;
mod sets;

use super::copies::reports::{Data, readings};
use super::copies::table::three;
use anyhow::Result;
use bcubed::{Scores, bcubed};
use sayso::compare::Sketch;
use sayso::story::{MarkedReport, clusters, story_marks};
use sayso_en::Tier;
use serde_json::{Value, json};
use sets::{Labelled, Set};
use std::collections::BTreeMap;

#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    pub data: Data,
    /// The set to measure, instead of all
    #[arg(long, value_enum)]
    set: Option<Set>,
    /// Print the stories that are not as labelled
    #[arg(short, long)]
    pub verbose: bool,
}

pub fn run(options: &Options) -> Result<Value> {
    let mut figures = BTreeMap::new();
    for &set in &[Set::Events, Set::Real, Set::Seen, Set::Held] {
        let is_wanted = options.set.map_or(set != Set::Held, |only| only == set);
        if is_wanted {
            figures.insert(set.name(), measure(set, options)?);
        }
    }
    Ok(json!(figures))
}

fn measure(set: Set, options: &Options) -> Result<Value> {
    let labelled = set.read(&options.data)?;
    let raw: Vec<_> = labelled.iter().map(Labelled::raw).collect();
    let sketches: Vec<Sketch> = readings(&raw, Tier::Fast, false)
        .iter()
        .map(Sketch::of)
        .collect();
    let reports: Vec<MarkedReport> = sketches
        .iter()
        .map(|sketch| MarkedReport {
            day: sketch.published,
            marks: story_marks(sketch),
        })
        .collect();
    let gold: Vec<&str> = labelled.iter().map(|one| &*one.story).collect();
    let mut found: Vec<usize> = (0..reports.len()).collect();
    for cluster in clusters(&reports, &[]) {
        for &report in &cluster.reports {
            found[report] = cluster.reports[0];
        }
        if options.verbose && set != Set::Held {
            let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
            for &report in &cluster.reports {
                *labels.entry(gold[report]).or_default() += 1;
            }
            println!("  {labels:?}");
        }
    }
    let Scores {
        precision,
        recall,
        f1,
    } = bcubed(&found, &gold);
    println!(
        "{:8} {} reports: B-cubed precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}",
        set.name(),
        reports.len()
    );
    let independent = counts::measure(set, options, &labelled, &sketches)?;
    Ok(json!({
        "reports": reports.len(), "precision": three(precision), "recall": three(recall), "f1": three(f1),
        "independent": independent,
    }))
}
