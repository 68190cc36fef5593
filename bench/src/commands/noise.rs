//! Writes noisy copies of annotated reports.

use anyhow::{Context, Result, ensure};
use sayso_bench::noise::{Kind, noisy, standoff};
use sayso_bench::polnear;
use sayso_bench::wordnet::Synonyms;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// A folder with text/*.txt and attributions/*.ann
    folder: PathBuf,
    /// The folder to write, which must not exist
    to: PathBuf,
    /// The kind of noise
    #[arg(long, value_parser = parse_kind)]
    kind: Kind,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A dictionary folder of WordNet 3.0, for reword and mixed (Debian package wordnet-base)
    #[arg(long, default_value = "/usr/share/wordnet")]
    wordnet: PathBuf,
}

fn parse_kind(name: &str) -> Result<Kind, String> {
    let names = || Kind::ALL.map(Kind::name).join(", ");
    let found = Kind::ALL.into_iter().find(|kind| kind.name() == name);
    found.ok_or_else(|| format!("one of {}", names()))
}

pub fn run(options: &Options) -> Result<Value> {
    ensure!(!options.to.exists(), "{}: exists", options.to.display());
    let synonyms = match options.kind {
        Kind::Reword | Kind::Mixed => Some(Synonyms::read(&options.wordnet)?),
        _ => None,
    };
    let (texts, attributions) = (options.to.join("text"), options.to.join("attributions"));
    std::fs::create_dir_all(&texts).with_context(|| texts.display().to_string())?;
    std::fs::create_dir_all(&attributions)?;
    let reports = polnear::load(&options.folder)?;
    for report in &reports {
        let report = noisy(report, options.kind, options.seed, synonyms.as_ref());
        std::fs::write(texts.join(format!("{}.txt", report.stem)), &report.text)?;
        let path = attributions.join(format!("{}_noisy.ann", report.stem));
        std::fs::write(path, standoff(&report))?;
    }
    println!(
        "{} reports with noise: {}",
        reports.len(),
        options.kind.name()
    );
    Ok(json!({ "kind": options.kind.name(), "reports": reports.len(), "seed": options.seed }))
}
