//! Parts of speech and names against gold; words a second.

use anyhow::{Context, Result};
use sayso::names::{self, Name, NameKind, Tagger};
use sayso::segment::{Segments, segment};
use sayso::{clean, document::Document};
use sayso_bench::conllu::{self, Counts};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    /// CoNLL-U files with parts of speech
    #[arg(long, num_args = 1..)]
    ud: Vec<PathBuf>,
    /// Files with names as IOB2; their texts are looked for among those of --ud
    #[arg(long, num_args = 1..)]
    names: Vec<PathBuf>,
    /// A folder of .txt files to measure speed on
    #[arg(long)]
    speed: Option<PathBuf>,
    /// A .txt file or a folder of them, whose names are printed to be judged by eye
    #[arg(long)]
    show: Option<PathBuf>,
    /// Weights to use instead of the embedded ones
    #[arg(long)]
    weights: Option<PathBuf>,
    /// Passes over the folder
    #[arg(long, default_value_t = 7)]
    passes: usize,
}

pub fn run(options: &Options) -> Result<Value> {
    let own;
    let tagger = match &options.weights {
        Some(path) => {
            let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
            own = Tagger::from_bytes(bytes)?;
            &own
        }
        None => sayso_tags_en::tagger(),
    };
    let mut figures = json!({ "weights": tagger.sha256() });
    for path in &options.ud {
        let reports = conllu::read(path)?;
        let counts = reports
            .iter()
            .map(|r| conllu::score_pos(r, &names::pos(&r.document.text, &r.parts, tagger)))
            .fold((0, 0), |sum, (right, all)| (sum.0 + right, sum.1 + all));
        let share = 100.0 * counts.0 as f64 / counts.1.max(1) as f64;
        let name = file_name(path);
        println!("{name}: {share:.2}% of {} words", counts.1);
        figures["pos"][name] = json!({ "accuracy": share, "words": counts.1 });
    }
    for path in &options.names {
        let mut sum = [Counts::default(); 4];
        for report in conllu::read_names(path, &options.ud)? {
            let tags = names::tag(&report.document.text, &report.parts, tagger);
            let place = |name: &Name| (report.parts.span(name.tokens.clone()), name.kind);
            let found: Vec<_> = tags.names.iter().map(place).collect();
            sum.iter_mut()
                .zip(conllu::score_names(&report, &found))
                .for_each(|(sum, c)| sum.add(c));
        }
        let name = file_name(path);
        figures["names"][&name] = conllu::table(&name, &sum);
    }
    if let Some(folder) = &options.speed {
        figures["speed"] = speed(folder, tagger, options.passes)?;
    }
    if let Some(path) = &options.show {
        for (path, document, parts) in documents(path)? {
            show(&path, &document, &parts, tagger);
        }
    }
    Ok(figures)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn documents(path: &Path) -> Result<Vec<(PathBuf, Document, Segments)>> {
    let mut paths = vec![path.to_path_buf()];
    if path.is_dir() {
        paths = std::fs::read_dir(path)?
            .map(|e| e.map(|e| e.path()))
            .collect::<std::io::Result<_>>()?;
        paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
        paths.sort();
    }
    let one = |path: PathBuf| {
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let document =
            clean::plain_with(&bytes, &clean::Given::default(), sayso_model_en::words())?;
        let parts = segment(&document);
        Ok((path, document, parts))
    };
    paths.into_iter().map(one).collect()
}

/// Words a second on one core of tagging alone; the best of several passes.
fn speed(folder: &Path, tagger: &Tagger, passes: usize) -> Result<Value> {
    let documents = documents(folder)?;
    let words: usize = documents
        .iter()
        .map(|(_, d, _)| d.text.split_whitespace().count())
        .sum();
    let tokens: usize = documents
        .iter()
        .map(|(_, _, parts)| parts.tokens.len())
        .sum();
    let mut figures = json!({ "words": words, "tokens": tokens });
    let pos = |d: &Document, parts: &Segments| names::pos(&d.text, parts, tagger).len();
    let both = |d: &Document, parts: &Segments| names::tag(&d.text, parts, tagger).names.len();
    let stages: [(&str, &dyn Fn(&Document, &Segments) -> usize); 2] =
        [("parts of speech", &pos), ("with names", &both)];
    for (name, stage) in stages {
        let time = |_| {
            let began = Instant::now();
            for (_, d, parts) in &documents {
                black_box(stage(d, parts));
            }
            began.elapsed().as_secs_f64()
        };
        let mut times: Vec<f64> = (0..passes.max(1)).map(time).collect();
        times.sort_by(f64::total_cmp);
        let (best, median) = (
            words as f64 / times[0],
            words as f64 / times[times.len() / 2],
        );
        println!("{name:16} {best:9.0} words/s  (median {median:.0})");
        figures[name] = json!({ "words_per_s": best.round(), "median": median.round() });
    }
    Ok(figures)
}

/// Prints the names of a text with how often each is found, and each sentence with its names
/// marked.
fn show(path: &Path, document: &Document, parts: &Segments, tagger: &Tagger) {
    let tags = names::tag(&document.text, parts, tagger);
    let text: &str = &document.text;
    let mut counts: BTreeMap<(NameKind, &str), usize> = BTreeMap::new();
    println!("== {}", path.display());
    for sentence in &parts.sentences {
        let mut line = String::new();
        let mut at = parts.span(sentence.tokens.clone()).start() as usize;
        for name in tags
            .names
            .iter()
            .filter(|n| sentence.tokens.contains(&n.tokens.start))
        {
            let span = parts.span(name.tokens.clone());
            *counts.entry((name.kind, &text[span.range()])).or_default() += 1;
            let mark = &name.kind.name()[..2];
            let before = &text[at..span.start() as usize];
            line.extend([
                before,
                "[",
                mark,
                &name.likely.to_string(),
                " ",
                &text[span.range()],
                "]",
            ]);
            at = span.end() as usize;
        }
        let end = parts.span(sentence.tokens.clone()).end() as usize;
        println!("{line}{}", text[at..end].replace('\n', " "));
    }
    for ((kind, name), count) in counts {
        println!("-- {:12} {count:3} {name}", kind.name());
    }
}
