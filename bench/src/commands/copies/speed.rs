//! How many reports a second become sketches and keys, and how many pairs a second are compared, on
//! one core. Reading is not counted.

use super::reports::{Data, raw, texts};
use anyhow::Result;
use sayso::compare::{Indexed, Key, Sketch, keys};
use sayso::reader::Options as ReaderOptions;
use sayso_en::{Tier, reader};
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    data: Data,
    /// The folder of reports, instead of ECB+ in `--data`
    #[arg(long)]
    reports: Option<PathBuf>,
    /// Passes, of which the best counts
    #[arg(long, default_value_t = 5)]
    passes: usize,
}

pub fn run(options: &Options) -> Result<Value> {
    let folder = match &options.reports {
        Some(folder) => folder.clone(),
        None => options.data.path("copies/ecbplus")?,
    };
    let all = texts(&folder)?;
    let as_is = ReaderOptions {
        as_is: true,
        ..ReaderOptions::default()
    };
    let reader = reader(Tier::Fast).with_options(as_is);
    let reports: Vec<_> = all.iter().map(|(_, text)| raw(text, None, None)).collect();
    let readings: Vec<_> = reader
        .read_all(&reports)
        .into_iter()
        .map(Result::unwrap_or_default)
        .collect();
    let sketches: Vec<Sketch> = readings.iter().map(Sketch::of).collect();
    let words: usize = sketches.iter().map(|s| s.words.len()).sum();
    let sizes: Vec<usize> = sketches.iter().map(|s| s.to_bytes().len()).collect();
    let bytes: usize = sizes.iter().sum();
    let keys_of: Vec<Vec<Key>> = sketches.iter().map(keys).collect();
    let count: usize = keys_of.iter().map(Vec::len).sum();
    println!(
        "{} reports of {} words on average; a sketch has {} bytes, {:.0} for 800 words; {} keys",
        readings.len(),
        words / readings.len(),
        bytes / readings.len(),
        bytes as f64 * 800.0 / words as f64,
        count / readings.len()
    );
    let mut figures = json!({
        "reports": readings.len(), "words": words / readings.len(), "sketch_bytes_for_800_words": bytes * 800 / words,
    });
    let mut row = |name: &str, count: usize, work: &dyn Fn() -> usize| {
        let best = (0..options.passes).map(|_| {
            let began = Instant::now();
            black_box(work());
            began.elapsed().as_secs_f64()
        });
        let best = best.fold(f64::INFINITY, f64::min);
        let speed = (count as f64 / best).round();
        println!("{name:44} {speed:10} a second ({count})");
        figures[name] = json!(speed);
    };
    row("sketch", readings.len(), &|| {
        readings.iter().map(|r| Sketch::of(r).words.len()).sum()
    });
    row("sketch and keys", readings.len(), &|| {
        readings.iter().map(|r| keys(&Sketch::of(r)).len()).sum()
    });
    row("keys", readings.len(), &|| {
        sketches.iter().map(|s| keys(s).len()).sum()
    });
    row("index", readings.len(), &|| {
        sketches
            .iter()
            .map(|s| black_box(Indexed::new(s)).sketch.words.len())
            .sum()
    });
    row("to bytes and back", readings.len(), &|| {
        sketches
            .iter()
            .filter(|s| Sketch::from_bytes(&s.to_bytes()).is_ok())
            .count()
    });
    let indexed: Vec<Indexed> = sketches.iter().map(Indexed::new).collect();
    let event = |n: usize| all[n].0.split("__").next();
    let pairs: Vec<(usize, usize)> = (0..all.len())
        .flat_map(|a| (0..a).map(move |b| (a, b)))
        .collect();
    let same: Vec<(usize, usize)> = pairs
        .iter()
        .copied()
        .filter(|&(a, b)| event(a) == event(b))
        .collect();
    let share_a_key: Vec<(usize, usize)> = pairs
        .iter()
        .copied()
        .filter(|&(a, b)| meet(&keys_of[a], &keys_of[b]))
        .collect();
    let compare = |pairs: &[(usize, usize)]| -> usize {
        pairs
            .iter()
            .map(|&(a, b)| indexed[a].compare(&indexed[b]).sentences.len())
            .sum()
    };
    row(
        "all pairs, compared if they share a key",
        pairs.len(),
        &|| {
            let near = pairs
                .iter()
                .filter(|&&(a, b)| meet(&keys_of[a], &keys_of[b]));
            near.map(|&(a, b)| indexed[a].compare(&indexed[b]).sentences.len())
                .sum()
        },
    );
    row("all pairs, each compared", pairs.len(), &|| compare(&pairs));
    row("pairs that share a key", share_a_key.len(), &|| {
        compare(&share_a_key)
    });
    row("pairs of the same event", same.len(), &|| compare(&same));
    Ok(figures)
}

/// Whether two sorted lists have a key in common.
fn meet(a: &[Key], b: &[Key]) -> bool {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}
