//! Versions: what was planted in invented stories as changed after publishing, against what a ledger of them finds. Counts only
//! are printed, so that the held half can be scored.

use crate::commands::copies::reports::folders;
use anyhow::{Result, bail};
use sayso::compare::Sketch;
use sayso::reading::Least;
use sayso::text::Span;
use sayso_en::{Tier, reader};
use sayso_export::records::{Run, Saved, Version};
use sayso_input::Item;
use sayso_ledger::{Entry, Ledger, Offered, Opening, Outcome, Writing};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(clap::Args)]
pub struct Options {
    /// The folder of the stories
    #[arg(default_value = "bench/data/stories/seen")]
    folder: PathBuf,
}

/// What is counted.
#[derive(Default)]
struct Tally {
    /// Pairs of versions with a change: planted, found.
    versions: [usize; 2],
    /// Pages that were captured again without a change: planted, and of them taken for versions.
    captured_again: [usize; 2],
    /// Pairs that are found and were not planted.
    not_planted: usize,
    /// Pairs that are found of which it is right whether a note says so.
    notices: usize,
    /// Of each kind of change: planted, shown whole, shown in part.
    changes: BTreeMap<String, [usize; 3]>,
}

pub fn run(options: &Options) -> Result<Value> {
    let stories = folders(&options.folder)?;
    let found = find(&stories)?;
    let mut tally = Tally::default();
    let mut planted: Vec<[String; 2]> = Vec::new();
    for path in &stories {
        let truth = std::fs::read_to_string(path.join("truth.json"))?;
        let truth: Value = serde_json::from_str(&truth)?;
        for version in truth["versions"].as_array().into_iter().flatten() {
            let ids = [0, 1].map(|n| text(&version["ids"][n]).to_string());
            let of_ids = found
                .iter()
                .find(|of| [&of.from, &of.to] == [&ids[0], &ids[1]]);
            tally.add(version, of_ids);
            planted.push(ids);
        }
    }
    let is_planted = |of: &&Version| {
        let mut planted = planted.iter();
        planted.any(|ids| [&of.from, &of.to] == [&ids[0], &ids[1]])
    };
    tally.not_planted = found.len() - found.iter().filter(is_planted).count();
    Ok(tally.told(stories.len()))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The versions that a ledger of all stories has.
fn find(stories: &[PathBuf]) -> Result<Vec<Version>> {
    let folder = std::env::temp_dir().join(format!("sayso-bench-versions-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let found = find_in(stories, &folder.join("stories.db"));
    std::fs::remove_dir_all(&folder)?;
    found
}

fn find_in(stories: &[PathBuf], path: &Path) -> Result<Vec<Version>> {
    let opening = Opening {
        what: "sayso-bench versions",
        wait: Duration::ZERO,
        tell: &mut |_| {},
    };
    let mut ledger = Ledger::open_to_write(path, opening)?;
    let run = ledger.run(&Run::default())?;
    let reader = reader(Tier::Standard);
    for story in stories {
        let rows = story.join("reports.jsonl");
        let mut batch = Vec::new();
        for item in sayso_input::reports(&rows, &sayso_input::Options::default()) {
            let raw = match item {
                Item::Report(raw) => raw,
                Item::Failed(failure) => bail!("{failure}"),
                Item::PassedOver(_) | Item::Note(_) => continue,
            };
            let reading = reader.read(&raw)?;
            let least = Least {
                kept: 0.0,
                shown: 0.5,
            };
            let saved = Saved::new(&reading, None, &[], least);
            batch.push(Offered {
                name: saved.report.name(),
                bytes: Some(saved.report.text.len() as u64),
                sha256: Some(saved.report.sha256.clone()),
                outcome: Outcome::Report(Box::new(Entry::new(saved))),
            });
        }
        ledger.write(Writing { run, again: false }, &batch)?;
    }
    let reports = ledger.versions(&names, None)?;
    let changes = reports.into_iter().flat_map(|report| report.changes);
    Ok(changes.map(|change| change.version).collect())
}

fn names(saved: &Saved) -> Vec<Span> {
    let mut reading = saved.reading();
    sayso_en::resolve(&mut reading);
    let sketch = Sketch::of(&reading);
    sketch.names.iter().map(|name| name.span).collect()
}

impl Tally {
    fn add(&mut self, planted: &Value, found: Option<&Version>) {
        let changed: Vec<&Value> = planted["changed"]
            .as_array()
            .into_iter()
            .flatten()
            .collect();
        let row = if changed.is_empty() {
            &mut self.captured_again
        } else {
            &mut self.versions
        };
        row[0] += 1;
        row[1] += usize::from(found.is_some());
        let Some(found) = found else {
            for change in changed {
                self.changes
                    .entry(text(&change["kind"]).into())
                    .or_default()[0] += 1;
            }
            return;
        };
        self.notices += usize::from(planted["notice"] == found.notice);
        let shown = Shown::of(found);
        for change in changed {
            let row = self
                .changes
                .entry(text(&change["kind"]).into())
                .or_default();
            row[0] += 1;
            let (here, all) = shown.has(text(&change["was"]), text(&change["is"]));
            row[1] += usize::from(here == all);
            row[2] += usize::from(here > 0 && here < all);
        }
    }

    fn told(&self, stories: usize) -> Value {
        let sum = |n: usize| self.changes.values().map(|row| row[n]).sum::<usize>();
        let [planted, whole, part] = [0, 1, 2].map(sum);
        println!(
            "{stories} stories: {} of {} planted versions found, {} that were not planted; {} of {} captures without a change taken for versions",
            self.versions[1],
            self.versions[0],
            self.not_planted,
            self.captured_again[1],
            self.captured_again[0]
        );
        println!("{planted} planted changes: {whole} shown whole, {part} in part");
        println!("by kind, planted, whole, in part: {:?}", self.changes);
        println!(
            "whether a note says so: right for {} of {} that are found",
            self.notices,
            self.versions[1] + self.captured_again[1]
        );
        json!({
            "stories": stories, "versions": self.versions, "not_planted": self.not_planted,
            "captured_again": self.captured_again, "changes": [planted, whole, part], "by_kind": self.changes,
            "notices": self.notices,
        })
    }
}

/// The words that are shown of what differs between two versions.
struct Shown {
    before: Vec<String>,
    after: Vec<String>,
}

impl Shown {
    fn of(version: &Version) -> Shown {
        let headline = version.headline.iter();
        let headlines = headline.map(|both| [Some(&both.from), Some(&both.to)]);
        let reworded = version.reworded.iter();
        let reworded = reworded.map(|both| [Some(&both.from.text), Some(&both.to.text)]);
        let altered = version.altered.iter();
        let altered =
            altered.map(|both| [&both.from, &both.to].map(|s| s.as_ref().map(|s| &s.text)));
        let added = version.added.iter().map(|span| [None, Some(&span.text)]);
        let dropped = version.dropped.iter().map(|span| [Some(&span.text), None]);
        let all = headlines
            .chain(reworded)
            .chain(altered)
            .chain(added)
            .chain(dropped);
        let all: Vec<[Option<&String>; 2]> = all.collect();
        let words_of = |side: usize| {
            let texts = all.iter().filter_map(|both| both[side]);
            texts.flat_map(|text| words(text)).collect()
        };
        Shown {
            before: words_of(0),
            after: words_of(1),
        }
    }

    /// Of the words that differ between what was and what is: how many are shown, and how many there are.
    fn has(&self, was: &str, is: &str) -> (usize, usize) {
        let (was, is) = (words(was), words(is));
        let only = |own: &[String], other: &[String]| -> Vec<String> {
            own.iter()
                .filter(|word| !other.contains(word))
                .cloned()
                .collect()
        };
        let (gone, come) = (only(&was, &is), only(&is, &was));
        let here = |words: &[String], shown: &[String]| {
            words.iter().filter(|word| shown.contains(word)).count()
        };
        let found = here(&gone, &self.before) + here(&come, &self.after);
        (found, gone.len() + come.len())
    }
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
