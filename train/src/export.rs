//! In: annotated reports. Out: the training data of the neural tiers, one report a line: tokens as
//! word pieces and facts, labels, chunks and their links. Python reads it. The facts are computed by
//! the same code as in reading, so that training and reading agree.

use crate::corpus::{Priors, Report};
use anyhow::{Context, Result};
use sayso::attribute::features::{Featuriser, written};
use sayso_bench::polnear;
use sayso_weights::net::pieces::{self, Pieces};
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// Folders like `PolNeAR`'s train; word priors are counted over the first
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// The base model's vocabulary, one piece a line
    #[arg(long)]
    vocabulary: PathBuf,
    /// The priors are counted over the first folder and the words seen as in a report of another
    /// folder
    #[arg(long)]
    foreign: bool,
    /// The file to write
    #[arg(long)]
    out: PathBuf,
}

/// The pieces that are kept of a vocabulary, numbered from 4 on; 0 pads, 1 to 3 as in [`pieces`].
fn vocabulary(list: &str) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = Vec::new();
    for (line, piece) in list.lines().enumerate() {
        let own = piece.strip_prefix("##").unwrap_or(piece);
        // Pieces of other scripts, and places left free, are never met in English.
        let latin = |c: char| {
            c.is_ascii()
                || ('\u{a0}'..'\u{250}').contains(&c)
                || ('\u{2010}'..'\u{2200}').contains(&c)
        };
        let special = piece.starts_with('[') && piece.len() > 1;
        if !special && !own.is_empty() && own.chars().all(latin) {
            out.push((piece.to_string(), line));
        }
    }
    out
}

/// The map of the pieces that are kept.
pub fn vocabulary_map(list: &str) -> Result<Vec<u8>> {
    Ok(pieces::vocabulary(
        vocabulary(list)
            .into_iter()
            .zip(4..)
            .map(|((piece, _), n)| (piece, n))
            .collect(),
    )?)
}

pub fn run(options: &Options) -> Result<()> {
    let list = std::fs::read_to_string(&options.vocabulary)
        .with_context(|| options.vocabulary.display().to_string())?;
    let kept = vocabulary(&list);
    let pieces = Pieces::new(vocabulary_map(&list)?)?;
    let mut out = std::io::BufWriter::new(
        std::fs::File::create(&options.out).with_context(|| options.out.display().to_string())?,
    );
    let rows: Vec<usize> = kept.iter().map(|(_, line)| *line).collect();
    writeln!(out, "{}", json!({ "rows": rows }))?;
    let load = |folder: &PathBuf| -> Result<Vec<Report>> {
        polnear::load(folder)?
            .into_iter()
            .map(Report::new)
            .collect()
    };
    let first = load(&options.folders[0])?;
    let priors = Priors::count(&first);
    for (i, folder) in options.folders.iter().enumerate() {
        let more;
        let reports = if i == 0 {
            &first
        } else {
            more = load(folder)?;
            &more
        };
        if i == 0 && options.foreign {
            continue;
        }
        for (r, report) in reports.iter().enumerate() {
            // A noisy copy is left out together with its report, because they share their words.
            let own = (!options.foreign).then_some(r);
            writeln!(out, "{}", line(report, &priors, own, &pieces))?;
        }
    }
    out.flush()?;
    Ok(())
}

fn line(
    report: &Report,
    priors: &Priors,
    own: Option<usize>,
    pieces: &Pieces<Vec<u8>>,
) -> serde_json::Value {
    let (mut facts, mut split): (Vec<Vec<u8>>, Vec<Vec<u16>>) = Default::default();
    let mut featuriser = Featuriser::new(&report.gold.text, &report.parts);
    let prior = |word: u64| priors.of(word, own);
    for index in 0..report.parts.paragraphs.len() {
        featuriser.facts(index, &prior, &mut |_, list| facts.push(list.to_vec()));
    }
    for token in &report.parts.tokens {
        let mut list = Vec::new();
        pieces.split(written(&report.gold.text, token), &mut list);
        split.push(list);
    }
    let paragraphs: Vec<[u32; 2]> = report
        .parts
        .paragraphs
        .iter()
        .map(|p| [p.tokens.start, p.tokens.end])
        .collect();
    let chunks: Vec<[u32; 3]> = report
        .chunks
        .iter()
        .map(|c| [c.role.begin() as u32, c.start, c.end])
        .collect();
    json!({
        "stem": report.gold.stem, "paragraphs": paragraphs, "pieces": split, "facts": facts,
        "labels": report.labels, "chunks": chunks, "heads": report.heads,
    })
}
