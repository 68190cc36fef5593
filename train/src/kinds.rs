//! Learns what the signs of a report weigh: logistic regression over pages whose kind is known, each folder of pages
//! left out in turn to see what it does on sites it has not learnt from.

use anyhow::{Context, Result};
use sayso::clean::{self, Given};
use sayso::words::Words;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// Folders of pages with a truth.json that tells their kind
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Folders of pages that are articles, with few exceptions
    #[arg(long)]
    articles: Vec<PathBuf>,
    /// What each of those counts
    #[arg(long, default_value_t = 0.15)]
    share: f64,
    /// What an article counts: to lose one is worse than to read another page for one
    #[arg(long, default_value_t = 2.0)]
    worth: f64,
    /// Penalty on the square of each weight
    #[arg(long, default_value_t = 0.6)]
    penalty: f64,
    /// The source file to write
    #[arg(long)]
    out: PathBuf,
}

struct Page {
    name: String,
    group: usize,
    signs: Vec<String>,
    report: bool,
    weight: f64,
}

fn signs(bytes: &[u8]) -> Result<(Vec<String>, Option<String>)> {
    let document = clean::page_with(bytes, &Given::default(), &Words::none())?;
    let found =
        document.candidates.iter().find(|c| c.field == "signs").map(|c| c.value.clone()).unwrap_or_default();
    Ok((found.split_whitespace().map(str::to_string).collect(), document.language))
}

fn labelled(folder: &Path, group: usize, worth: f64, out: &mut Vec<Page>) -> Result<()> {
    let path = folder.join("truth.json");
    let truth: Value =
        serde_json::from_slice(&std::fs::read(&path).with_context(|| path.display().to_string())?)?;
    for (name, page) in truth.as_object().context("truth.json: not an object")? {
        if page["language"].as_str() != Some("en") {
            continue;
        }
        let report = matches!(page["kind"].as_str(), Some("article" | "interview"));
        let (signs, _) = signs(&std::fs::read(folder.join(name)).with_context(|| name.clone())?)?;
        out.push(Page { name: name.clone(), group, signs, report, weight: if report { worth } else { 1.0 } });
    }
    Ok(())
}

/// Weights by gradient descent, the bias first; the same every time.
fn learn(pages: &[&Page], names: &[String], penalty: f64) -> Vec<f64> {
    let rows: Vec<(Vec<usize>, f64, f64)> = pages
        .iter()
        .map(|page| {
            let mut row = vec![0];
            row.extend(page.signs.iter().filter_map(|s| names.binary_search(s).ok().map(|i| i + 1)));
            (row, f64::from(u8::from(page.report)), page.weight)
        })
        .collect();
    let mut weights = vec![0.0; names.len() + 1];
    let mut speed = vec![0.0; names.len() + 1];
    for _ in 0..3_000 {
        let mut slope: Vec<f64> = weights.iter().map(|w| w * penalty).collect();
        slope[0] = 0.0;
        for (row, report, weight) in &rows {
            let sum: f64 = row.iter().map(|&i| weights[i]).sum();
            let error = (1.0 / (1.0 + (-sum).exp()) - report) * weight;
            for &i in row {
                slope[i] += error;
            }
        }
        for i in 0..weights.len() {
            speed[i] = 0.9 * speed[i] - 0.002 * slope[i];
            weights[i] += speed[i];
        }
    }
    weights
}

fn score(page: &Page, names: &[String], weights: &[f64]) -> f64 {
    weights[0]
        + page.signs.iter().filter_map(|s| names.binary_search(s).ok().map(|i| weights[i + 1])).sum::<f64>()
}

pub fn run(options: &Options) -> Result<()> {
    let mut pages = Vec::new();
    for (group, folder) in options.folders.iter().enumerate() {
        labelled(folder, group, options.worth, &mut pages)?;
    }
    for folder in &options.articles {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
        paths.sort();
        for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "html")) {
            let (signs, language) = signs(&std::fs::read(path)?)?;
            if language.as_deref() == Some("en") {
                let name = path.display().to_string();
                pages.push(Page {
                    name,
                    group: usize::MAX,
                    signs,
                    report: true,
                    weight: options.share * options.worth,
                });
            }
        }
    }
    let names: BTreeSet<String> = pages.iter().flat_map(|p| p.signs.iter().cloned()).collect();
    let names: Vec<String> = names.into_iter().collect();
    let (mut lost, mut articles, mut taken, mut others) = (0, 0, 0, 0);
    for group in 0..options.folders.len() {
        let rest: Vec<&Page> = pages.iter().filter(|p| p.group != group).collect();
        let weights = learn(&rest, &names, options.penalty);
        for page in pages.iter().filter(|p| p.group == group) {
            let report = score(page, &names, &weights) > 0.0;
            articles += usize::from(page.report);
            others += usize::from(!page.report);
            lost += usize::from(page.report && !report);
            taken += usize::from(!page.report && report);
            if page.report != report {
                eprintln!("  left out, wrong: {} {:.1}", page.name, score(page, &names, &weights));
            }
        }
    }
    eprintln!(
        "each folder left out in turn: {lost} of {articles} articles lost, {taken} of {others} others read as articles"
    );
    let all: Vec<&Page> = pages.iter().collect();
    let weights = learn(&all, &names, options.penalty);
    let wrong = |p: &&&Page| (score(p, &names, &weights) > 0.0) != p.report;
    for report in [true, false] {
        let of: Vec<&&Page> = all.iter().filter(|p| p.report == report && p.group != usize::MAX).collect();
        eprintln!(
            "learnt from all: {} of {} {} wrong",
            of.iter().filter(|p| wrong(p)).count(),
            of.len(),
            if report { "articles" } else { "others" }
        );
    }
    let mut out = String::from(
        "//! What each sign of a report weighs, in hundredths of a natural logarithm of the odds: learnt by `sayso-train kinds`.\n\n",
    );
    let round = |x: f64| (x * 100.0).round() as i32;
    let list: Vec<(&str, i32)> = std::iter::once(("bias", round(weights[0])))
        .chain(names.iter().zip(&weights[1..]).map(|(name, &w)| (name.as_str(), round(w))))
        .filter(|(_, w)| *w != 0)
        .collect();
    let _ = writeln!(
        out,
        "/// Sign and weight; `bias` counts always.\npub const WEIGHTS: [(&str, i32); {}] = [",
        list.len()
    );
    for (name, weight) in list {
        let _ = writeln!(out, "    ({name:?}, {weight}),");
    }
    out.push_str("];\n");
    std::fs::write(&options.out, out).with_context(|| options.out.display().to_string())?;
    Ok(())
}
