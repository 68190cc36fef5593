//! Words a second of each stage and of the whole, on one core. The best of several passes counts,
//! because other work of the machine only adds time.

use crate::commands::which::Which;
use anyhow::{Context, Result};
use sayso::attribute::{self, Bias, label, link};
use sayso::certainty;
use sayso::clean::{self, Given};
use sayso::document::Document;
use sayso::model::Model;
use sayso::reading::Least;
use sayso::resolve;
use sayso::segment::{self, Segments};
use sayso::{Reading, reading};
use sayso_export::records::Saved;
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::{Path, PathBuf};
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

/// What a stage needs: the outputs of all stages before it.
struct Inputs {
    texts: Vec<String>,
    documents: Vec<Document>,
    segments: Vec<Segments>,
    readings: Vec<Reading>,
    model: &'static Model,
}

/// A stage. It returns a count of what it made, so that the compiler cannot leave it out.
type Stage = fn(&Inputs) -> usize;

const STAGES: &[(&str, Stage)] = &[
    ("clean", |inputs| {
        let blocks = inputs.texts.iter().map(|text| cleaned(text).blocks.len());
        blocks.sum()
    }),
    ("segment", |inputs| {
        let segments = inputs.documents.iter().map(segment::segment);
        segments.map(|s| s.tokens.len()).sum()
    }),
    ("tag + link", Inputs::label_and_link),
    ("attribute", |inputs| {
        let one = |(document, segments)| {
            attribute::attribute(document, segments, Some(inputs.model), Bias::Balanced).len()
        };
        inputs.segmented().map(one).sum()
    }),
    ("names", |inputs| {
        let one = |(document, segments): (&Document, &Segments)| {
            let tags = sayso::names::tag(&document.text, segments, sayso_tags_en::tagger());
            tags.names.len()
        };
        inputs.segmented().map(one).sum()
    }),
    ("resolve", Inputs::resolve),
    ("certainty", Inputs::claims),
    ("jsonl", |inputs| {
        let sizes = inputs.readings.iter().map(Inputs::written);
        sizes.sum()
    }),
    ("whole, rules only", |inputs| inputs.whole(None)),
    ("whole", |inputs| inputs.whole(Some(inputs.model))),
];

pub fn run(options: &Options) -> Result<Value> {
    let inputs = Inputs::new(texts(&options.folder)?, options.which.get()?);
    let texts = &inputs.texts;
    let words: usize = texts.iter().map(|t| t.split_whitespace().count()).sum();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!(
        "{} reports, {words} words, {bytes} bytes; one core, best of {} passes",
        texts.len(),
        options.passes
    );
    let mut figures = json!({
        "model": inputs.model.name(), "reports": texts.len(), "words": words, "bytes": bytes,
    });
    for (name, stage) in STAGES {
        let (best, median) = seconds(options.passes, || stage(&inputs));
        let speed = |seconds: f64| words as f64 / seconds;
        println!(
            "{name:18} {:9.0} words/s  {:7.2} MB/s  (median {:.0})",
            speed(best),
            bytes as f64 / 1e6 / best,
            speed(median)
        );
        figures[name] =
            json!({ "words_per_s": speed(best).round(), "median": speed(median).round() });
    }
    Ok(figures)
}

/// The `.txt` files of a folder.
fn texts(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            texts.push(std::fs::read_to_string(path)?);
        }
    }
    texts.sort();
    Ok(texts)
}

/// The best and the median of several passes.
fn seconds(passes: usize, stage: impl Fn() -> usize) -> (f64, f64) {
    let pass = |_| {
        let began = Instant::now();
        black_box(stage());
        began.elapsed().as_secs_f64()
    };
    let mut times: Vec<f64> = (0..passes.max(1)).map(pass).collect();
    times.sort_by(f64::total_cmp);
    (times[0], times[times.len() / 2])
}

fn cleaned(text: &str) -> Document {
    let words = sayso_model_en::words();
    clean::plain_with(text.as_bytes(), &Given::default(), words).unwrap_or_default()
}

fn read(document: Document, model: Option<&Model>) -> Reading {
    let mut reading = reading::read(document, model, Bias::Balanced);
    reading.provenance.has_bytes = true;
    reading
}

fn resolved(mut reading: Reading) -> Reading {
    reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
    reading
}

impl Inputs {
    fn new(texts: Vec<String>, model: &'static Model) -> Inputs {
        let documents: Vec<Document> = texts.iter().map(|text| cleaned(text)).collect();
        let read = |d: &Document| resolved(read(d.clone(), Some(model)));
        Inputs {
            segments: documents.iter().map(segment::segment).collect(),
            readings: documents.iter().map(read).collect(),
            documents,
            texts,
            model,
        }
    }

    fn segmented(&self) -> impl Iterator<Item = (&Document, &Segments)> {
        self.documents.iter().zip(&self.segments)
    }

    fn label_and_link(&self) -> usize {
        let bonus = Bias::Balanced.bonus();
        let one = |(document, segments): (&Document, &Segments)| {
            let tagged = label::label(&document.text, segments, self.model, bonus);
            link::link(&document.text, segments, &tagged.chunks, self.model).len()
        };
        self.segmented().map(one).sum()
    }

    fn resolve(&self) -> usize {
        let gender = |name: &str| sayso_tags_en::tagger().gender(name);
        let one = |r: &Reading| {
            let text = &r.document.text;
            let found = resolve::resolve(text, &r.segments, &r.tags, &gender, &r.attributions);
            found.entities.len()
        };
        self.readings.iter().map(one).sum()
    }

    fn claims(&self) -> usize {
        let weights = Some(sayso_tags_en::factuality());
        let one = |r: &Reading| {
            let text = &r.document.text;
            certainty::claims(text, &r.segments, &r.tags.pos, &r.attributions, weights).len()
        };
        self.readings.iter().map(one).sum()
    }

    /// The bytes of a reading as JSONL.
    fn written(reading: &Reading) -> usize {
        let mut out = Vec::new();
        let least = Least {
            kept: 0.0,
            shown: 0.0,
        };
        Saved::new(reading, None, &[], least).write(&mut out);
        out.len()
    }

    /// From text to JSONL, stage by stage over a batch, as the program does it.
    fn whole(&self, model: Option<&Model>) -> usize {
        let mut size = 0;
        for batch in self.texts.chunks(BATCH) {
            let read = |text: &String| read(cleaned(text), model);
            let mut readings: Vec<Reading> = batch.iter().map(read).collect();
            if model.is_some() {
                readings = readings.into_iter().map(resolved).collect();
            }
            size += readings.iter().map(Self::written).sum::<usize>();
        }
        size
    }
}
