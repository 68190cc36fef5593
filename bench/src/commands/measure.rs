//! Words a second of figures on one core, the best of several passes, because other work of the
//! machine only adds time. With `--gold`, figures and times against marked reports.

use crate::commands::gold;
use anyhow::Result;
use sayso::measure::{Setting, figures, figures_in, scan};
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    /// A folder of .txt files, for speed
    #[arg(required_unless_present = "gold")]
    folder: Option<PathBuf>,
    /// Marked reports (examples/measure), to measure accuracy
    #[arg(long, num_args = 1..)]
    gold: Vec<PathBuf>,
    /// List each difference from the marks
    #[arg(long, short)]
    verbose: bool,
    /// Passes over the folder
    #[arg(long, default_value_t = 15)]
    passes: usize,
}

pub fn run(options: &Options) -> Result<Value> {
    let right = if options.gold.is_empty() {
        Value::Null
    } else {
        gold::run(&options.gold, options.verbose)?
    };
    let Some(folder) = &options.folder else {
        return Ok(right);
    };
    let mut figures = speed(folder, options.passes)?;
    if !right.is_null() {
        figures["gold"] = right;
    }
    Ok(figures)
}

fn speed(folder: &Path, passes: usize) -> Result<Value> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            texts.push(std::fs::read_to_string(path)?);
        }
    }
    texts.sort();
    let words: usize = texts.iter().map(|t| t.split_whitespace().count()).sum();
    let tokens: Vec<_> = texts.iter().map(|t| scan::scan(t)).collect();
    let found: usize = texts.iter().map(|t| figures(t).len()).sum();
    let stages: [(&str, Box<dyn Fn() -> usize>); 3] = [
        (
            "scan",
            Box::new(|| texts.iter().map(|t| scan::scan(t).len()).sum()),
        ),
        (
            "figures of tokens",
            Box::new(|| {
                texts
                    .iter()
                    .zip(&tokens)
                    .map(|(t, s)| figures_in(t, s, Setting::default()).len())
                    .sum()
            }),
        ),
        (
            "scan + figures",
            Box::new(|| texts.iter().map(|t| figures(t).len()).sum()),
        ),
    ];
    let mut speeds = serde_json::Map::new();
    println!("{} reports, {words} words, {found} figures", texts.len());
    for (name, stage) in &stages {
        let mut best = f64::INFINITY;
        for _ in 0..passes {
            let start = Instant::now();
            black_box(stage());
            best = best.min(start.elapsed().as_secs_f64());
        }
        let speed = words as f64 / best;
        println!("{name:<20} {speed:>12.0} words/s");
        speeds.insert((*name).into(), json!(speed.round()));
    }
    Ok(
        json!({ "reports": texts.len(), "words": words, "figures": found, "words_per_second": speeds }),
    )
}
