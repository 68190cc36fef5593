//! Words a second on one core. Times are the best of several passes, since whatever else runs only
//! adds to them.

use crate::commands::which::Which;
use anyhow::Result;
use sayso::attribute::{self, Bias, label, link};
use sayso::certainty;
use sayso::clean::{self, Given};
use sayso::document::Document;
use sayso::model::Model;
use sayso::resolve;
use sayso::segment::{self, Segments};
use sayso::{Reading, reading};
use sayso_export::{Provenance, jsonl};
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

/// Reports read at a time, as in the program.
const BATCH: usize = 64;

#[derive(clap::Args)]
pub struct Options {
    /// A folder of .txt files
    folder: PathBuf,
    #[command(flatten)]
    which: Which,
    /// Passes over the folder
    #[arg(long, default_value_t = 7)]
    passes: usize,
}

pub fn run(options: &Options) -> Result<Value> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(&options.folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            texts.push(std::fs::read_to_string(path)?);
        }
    }
    texts.sort();
    let model = options.which.get()?;
    let words: usize = texts.iter().map(|t| t.split_whitespace().count()).sum();
    let bytes: usize = texts.iter().map(String::len).sum();
    let given = Given::default();
    let list = sayso_model_en::words();
    let clean = |t: &String| clean::plain_with(t.as_bytes(), &given, list);
    let documents: Vec<Document> = texts.iter().map(clean).collect::<Result<_, _>>()?;
    let parts: Vec<Segments> = documents.iter().map(segment::segment).collect();
    let (tagger, factuality) = (sayso_tags_en::tagger(), sayso_tags_en::factuality());
    let read = |d: &Document| {
        let mut reading = reading::read(d.clone(), Some(model), Bias::Balanced);
        reading.resolve(tagger, factuality);
        reading
    };
    let readings: Vec<Reading> = documents.iter().map(read).collect();
    let bonus = Bias::Balanced.bonus();
    let from = Provenance {
        id: "r".into(),
        input: "-".into(),
        line: None,
        sha256: String::new(),
        has_bytes: true,
    };
    let both = || documents.iter().zip(&parts);
    // Stage by stage over a batch, as the program does it.
    let whole = |texts: &[String], model: Option<&Model>| {
        let read = |t| reading::read(clean(t).unwrap_or_default(), model, Bias::Balanced);
        let mut readings: Vec<Reading> = texts.iter().map(read).collect();
        if model.is_some() {
            for reading in &mut readings {
                reading.resolve(tagger, factuality);
            }
        }
        let written = |reading| {
            let mut out = Vec::new();
            jsonl::reading(&mut out, &reading, &from, 0.0);
            out.len()
        };
        readings.into_iter().map(written).sum::<usize>()
    };
    let stages: [(&str, Box<dyn Fn() -> usize>); 10] = [
        (
            "clean",
            Box::new(|| {
                texts
                    .iter()
                    .map(|t| clean(t).map_or(0, |d| d.blocks.len()))
                    .sum()
            }),
        ),
        (
            "segment",
            Box::new(|| {
                documents
                    .iter()
                    .map(|d| segment::segment(d).tokens.len())
                    .sum()
            }),
        ),
        (
            "tag + link",
            Box::new(|| {
                both()
                    .map(|(d, p)| {
                        let tagged = label::label(&d.text, p, model, bonus);
                        link::link(&d.text, p, &tagged.chunks, model).len()
                    })
                    .sum()
            }),
        ),
        (
            "attribute",
            Box::new(|| {
                both()
                    .map(|(d, p)| attribute::attribute(d, p, Some(model), Bias::Balanced).len())
                    .sum()
            }),
        ),
        (
            "names",
            Box::new(|| {
                both()
                    .map(|(d, p)| sayso::names::tag(&d.text, p, tagger).names.len())
                    .sum()
            }),
        ),
        (
            "resolve",
            Box::new(|| {
                let gender = |name: &str| tagger.gender(name);
                let one = |r: &Reading| {
                    let found = resolve::resolve(
                        &r.document.text,
                        &r.segments,
                        &r.tags,
                        &gender,
                        &r.attributions,
                    );
                    found.entities.len()
                };
                readings.iter().map(one).sum()
            }),
        ),
        (
            "certainty",
            Box::new(|| {
                let one = |r: &Reading| {
                    let (text, weights) = (&r.document.text, Some(factuality));
                    certainty::claims(text, &r.segments, &r.tags.pos, &r.attributions, weights)
                        .len()
                };
                readings.iter().map(one).sum()
            }),
        ),
        (
            "jsonl",
            Box::new(|| {
                readings
                    .iter()
                    .map(|r| {
                        let mut out = Vec::new();
                        jsonl::reading(&mut out, r, &from, 0.0);
                        out.len()
                    })
                    .sum()
            }),
        ),
        (
            "whole, rules only",
            Box::new(|| texts.chunks(BATCH).map(|some| whole(some, None)).sum()),
        ),
        (
            "whole",
            Box::new(|| {
                texts
                    .chunks(BATCH)
                    .map(|some| whole(some, Some(model)))
                    .sum()
            }),
        ),
    ];
    println!(
        "{} reports, {words} words, {bytes} bytes; one core, best of {} passes",
        texts.len(),
        options.passes
    );
    let mut figures =
        json!({ "model": model.name(), "reports": texts.len(), "words": words, "bytes": bytes });
    for (name, stage) in &stages {
        let mut times: Vec<f64> = (0..options.passes)
            .map(|_| {
                let began = Instant::now();
                black_box(stage());
                began.elapsed().as_secs_f64()
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let (best, median) = (times[0], times[times.len() / 2]);
        println!(
            "{name:18} {:9.0} words/s  {:7.2} MB/s  (median {:.0})",
            words as f64 / best,
            bytes as f64 / 1e6 / best,
            words as f64 / median
        );
        figures[name] = json!({ "words_per_s": (words as f64 / best).round(), "median": (words as f64 / median).round() });
    }
    Ok(figures)
}
