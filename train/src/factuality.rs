//! Trains the weights of factuality: ridge regression on the figures of UDS-IH2, with the tagger's
//! own parts of speech.
#![allow(clippy::print_stdout)]

use anyhow::{Context, Result};
use sayso::certainty::factuality::{Factuality, Scale, look, of_tokens};
use sayso::names;
use sayso_bench::factuality::{agreement, read};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// A folder with train.jsonl and dev.jsonl
    data: PathBuf,
    /// The weights file to write
    #[arg(long)]
    out: Option<PathBuf>,
    /// Files to measure on besides
    #[arg(long)]
    also: Vec<PathBuf>,
    /// The penalty on weights
    #[arg(long, default_value_t = 30.0)]
    alpha: f64,
    /// Features of fewer examples are left out
    #[arg(long, default_value_t = 3)]
    least: usize,
}

/// Features and figure of each event of a file.
fn examples(path: &std::path::Path) -> Result<Vec<(Vec<u64>, f64)>> {
    let mut out = Vec::new();
    for item in read(path)? {
        let pos = names::pos(&item.document.text, &item.parts, sayso_tags_en::tagger());
        let tokens: Vec<u32> = item.targets.iter().map(|t| t.0).collect();
        let features = look(&item.document.text, &item.parts, &pos, &tokens);
        out.extend(features.into_iter().zip(item.targets.iter().map(|t| t.1)));
    }
    Ok(out)
}

pub fn run(options: &Options) -> Result<()> {
    let train = examples(&options.data.join("train.jsonl"))?;
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for feature in train.iter().flat_map(|(features, _)| features) {
        *counts.entry(*feature).or_insert(0) += 1;
    }
    counts.retain(|_, n| *n >= options.least);
    let ids: BTreeMap<u64, usize> = counts
        .keys()
        .enumerate()
        .map(|(i, &key)| (key, i))
        .collect();
    let rows: Vec<Vec<usize>> = train
        .iter()
        .map(|(features, _)| {
            features
                .iter()
                .filter_map(|f| ids.get(f).copied())
                .collect()
        })
        .collect();
    let gold: Vec<f64> = train.iter().map(|(_, y)| *y).collect();
    println!("{} events, {} features", train.len(), ids.len());
    let weights = ridge(&rows, &gold, ids.len(), options.alpha);
    let whole = |w: f64| (w * 1000.0).round().clamp(-30_000.0, 30_000.0) as i16;
    let mut kept: Vec<(u64, i16)> = ids
        .iter()
        .map(|(&key, &i)| (key, whole(weights[i])))
        .collect();
    kept.retain(|(_, w)| w.abs() >= 4);
    let recipe = format!(
        "ridge, alpha {}, features seen {} times",
        options.alpha, options.least
    );
    let header = [
        ("name", "factuality-en"),
        ("kind", "linear"),
        (
            "trained-on",
            "UDS-Factuality (It Happened v2) on UD English EWT, train",
        ),
        ("licence", "CC-BY-SA-4.0"),
        ("recipe", &recipe),
    ];
    let header = header.map(|(key, value)| (key.to_string(), value.to_string()));
    let bytes = Factuality::write(&header, &kept);
    let model = Factuality::from_bytes(bytes.clone())?;
    println!(
        "{} weights, {} bytes, {}",
        kept.len(),
        bytes.len(),
        model.sha256()
    );
    for path in std::iter::once(&options.data.join("dev.jsonl")).chain(&options.also) {
        let (mut found, mut gold) = (Vec::new(), Vec::new());
        for item in read(path)? {
            let pos = names::pos(&item.document.text, &item.parts, sayso_tags_en::tagger());
            let tokens: Vec<u32> = item.targets.iter().map(|t| t.0).collect();
            let scores = of_tokens(
                &item.document.text,
                &item.parts,
                &pos,
                &tokens,
                &model,
                Scale::Happened,
            );
            found.extend(scores.into_iter().map(f64::from));
            gold.extend(item.targets.iter().map(|t| t.1));
        }
        let (r, error) = agreement(&found, &gold);
        println!(
            "{}: n {}, r {r:.3}, mean absolute error {error:.3}",
            path.display(),
            gold.len()
        );
    }
    if let Some(out) = &options.out {
        std::fs::write(out, &bytes).with_context(|| out.display().to_string())?;
    }
    Ok(())
}

/// Least squares with a penalty, by conjugate gradients on the normal equations.
fn ridge(rows: &[Vec<usize>], gold: &[f64], width: usize, alpha: f64) -> Vec<f64> {
    let product = |w: &[f64]| -> Vec<f64> {
        let mut out: Vec<f64> = w.iter().map(|x| x * alpha).collect();
        for row in rows {
            let sum: f64 = row.iter().map(|&i| w[i]).sum();
            for &i in row {
                out[i] += sum;
            }
        }
        out
    };
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let mut weights = vec![0.0; width];
    let mut rest = vec![0.0; width];
    for (row, y) in rows.iter().zip(gold) {
        for &i in row {
            rest[i] += y;
        }
    }
    let mut direction = rest.clone();
    let mut size = dot(&rest, &rest);
    for _ in 0..300 {
        let through = product(&direction);
        let step = size / dot(&direction, &through).max(1e-12);
        for i in 0..width {
            weights[i] += step * direction[i];
            rest[i] -= step * through[i];
        }
        let next = dot(&rest, &rest);
        if next < 1e-6 {
            break;
        }
        for i in 0..width {
            direction[i] = rest[i] + next / size * direction[i];
        }
        size = next;
    }
    weights
}
