//! Scores what a program wrote, in sayso's JSONL, against a gold of figures, times or pages.

use anyhow::Result;
use clap::Subcommand;
use sayso_bench::outputs::{Outputs, json_lines};
use sayso_bench::{page_truth, quantities, suites, timex};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Figures against the quantities of `NewsQuant`: value, and value with unit
    Quantities {
        #[command(flatten)]
        files: Files,
        /// Print the first sentences that differ
        #[arg(long, default_value_t = 0)]
        errors: usize,
    },
    /// Figures and times against the cases of Recognizers-Text and Duckling
    Suites {
        #[command(flatten)]
        files: Files,
        /// Only the rows of this task
        #[arg(long)]
        task: Option<String>,
        /// Print the first cases that fail
        #[arg(long, default_value_t = 0)]
        errors: usize,
    },
    /// Times against TIMEX3 gold, as in TempEval-3
    Times {
        #[command(flatten)]
        files: Files,
    },
    /// Web pages against their truth: passages, title, authors, day of publication
    Pages {
        /// A folder with ground-truth.json
        folder: PathBuf,
        /// What the program wrote of the pages: `sayso read FOLDER/html --format jsonl`
        predictions: PathBuf,
    },
}

#[derive(clap::Args)]
struct Files {
    /// The gold, one record a line
    gold: PathBuf,
    /// What the program wrote of the same records, with the same ids
    predictions: PathBuf,
}

pub fn run(options: &Options) -> Result<Value> {
    match &options.what {
        What::Quantities { files, errors } => score_quantities(files, *errors),
        What::Suites {
            files,
            task,
            errors,
        } => score_suites(files, task.as_deref(), *errors),
        What::Times { files } => score_times(files),
        What::Pages {
            folder,
            predictions,
        } => score_pages(folder, predictions),
    }
}

/// Warns of records that the program wrote nothing about; they count as empty.
fn warn(missing: usize, of: usize) {
    if missing > 0 {
        eprintln!("warning: {missing} of {of} have no report and count as empty");
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn score_quantities(files: &Files, errors: usize) -> Result<Value> {
    let gold: Vec<quantities::Sentence> = json_lines(&files.gold)?;
    let outputs = Outputs::read(&files.predictions)?;
    let mut left = errors;
    let scores = quantities::score(&gold, &outputs, |sentence, wanted, found| {
        if left > 0 {
            left -= 1;
            println!("{} {}", sentence.id, sentence.text);
            println!("    gold {wanted:?}\n    read {found:?}");
        }
    });
    warn(scores.missing, scores.sentences);
    println!(
        "{} sentences, {} quantities, {} predicted, {} left out",
        scores.sentences, scores.gold, scores.predicted, scores.left_out
    );
    let mut figures = json!({
        "sentences": scores.sentences, "gold": scores.gold, "predicted": scores.predicted,
        "left_out": scores.left_out,
    });
    println!("{:<12} {:>6} {:>6} {:>6}", "", "P", "R", "F1");
    let rows = [
        ("value", scores.value),
        ("value+unit", scores.value_and_unit),
    ];
    for (name, right) in rows {
        let p = percent(right, scores.predicted);
        let r = percent(right, scores.gold);
        let f1 = percent(2 * right, scores.predicted + scores.gold);
        println!("{name:<12} {p:6.1} {r:6.1} {f1:6.1}");
        figures[name] = json!({ "P": tenth(p), "R": tenth(r), "F1": tenth(f1) });
    }
    Ok(figures)
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn score_suites(files: &Files, task: Option<&str>, errors: usize) -> Result<Value> {
    let cases: Vec<suites::Case> = json_lines(&files.gold)?;
    let outputs = Outputs::read(&files.predictions)?;
    let missing = cases.iter().filter(|c| outputs.get(&c.id).is_none());
    warn(missing.count(), cases.len());
    let mut left = errors;
    let table = suites::score(&cases, &outputs, |case| {
        if left > 0 {
            left -= 1;
            println!("{case:?}");
        }
    });
    println!(
        "{:<27} {:<11} {:>5} {:>5} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "source",
        "task",
        "cases",
        "items",
        "pred",
        "spanF1",
        "val",
        "full",
        "loose",
        "loosef",
        "pass",
        "passL"
    );
    let mut figures = serde_json::Map::new();
    let wanted = |name: &str| task.is_none_or(|task| task == name);
    for ((source, task), counts) in table.iter().filter(|(key, _)| wanted(key.1)) {
        let shares = shares(counts);
        let columns: String = shares.iter().map(|s| format!(" {s:6.3}")).collect();
        println!(
            "{source:<27} {task:<11} {:5} {:5} {:5}{columns}",
            counts.cases, counts.items, counts.predicted
        );
        let names = ["spanF1", "val", "full", "loose", "loosef", "pass", "passL"];
        let thousandths = shares.map(|share| (share * 1000.0).round() / 1000.0);
        let row: serde_json::Map<String, Value> = names
            .iter()
            .zip(thousandths)
            .map(|(name, share)| ((*name).to_string(), json!(share)))
            .collect();
        figures.insert(format!("{source} {task}"), Value::Object(row));
    }
    Ok(Value::Object(figures))
}

/// The shares of a row, in the order of the columns.
fn shares(counts: &suites::Counts) -> [f64; 7] {
    let of = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    [
        counts.span_f1(),
        of(counts.value, counts.items),
        of(counts.full, counts.items),
        of(counts.loose_value, counts.items),
        of(counts.loose_full, counts.items),
        of(counts.pass, counts.cases),
        of(counts.loose_pass, counts.cases),
    ]
}

fn score_times(files: &Files) -> Result<Value> {
    let documents: Vec<timex::Document> = json_lines(&files.gold)?;
    let outputs = Outputs::read(&files.predictions)?;
    let scores = timex::score(&documents, &outputs);
    warn(scores.missing, documents.len());
    let name = files.gold.file_stem().unwrap_or_default().to_string_lossy();
    let rows = [
        ("strict", scores.strict),
        ("relaxed", scores.relaxed),
        ("type", scores.kind),
        ("value", scores.value),
        ("v|strict", scores.value_strict),
    ];
    let heads: String = rows.iter().map(|row| format!(" {:>8}", row.0)).collect();
    println!(
        "{:<18} {:>5} {:>5}{heads}  P/R relaxed",
        "gold", "gold", "pred"
    );
    let columns: String = rows
        .iter()
        .map(|row| format!(" {:8.2}", scores.f1(row.1)))
        .collect();
    println!(
        "{name:<18} {:5} {:5}{columns}  {:.1}/{:.1}",
        scores.gold,
        scores.predicted,
        percent(scores.relaxed, scores.predicted),
        percent(scores.relaxed, scores.gold)
    );
    let mut figures = json!({ "gold": scores.gold, "predicted": scores.predicted });
    for (name, right) in rows {
        figures[name] = json!((scores.f1(right) * 100.0).round() / 100.0);
    }
    Ok(figures)
}

fn score_pages(folder: &Path, predictions: &Path) -> Result<Value> {
    let truths = page_truth::read(folder)?;
    let outputs = Outputs::read(predictions)?;
    let stems = outputs.by_stem();
    let missing = truths.keys().filter(|stem| !stems.contains_key(*stem));
    warn(missing.count(), truths.len());
    let all = page_truth::score(&truths, &outputs, |_| true);
    let english = page_truth::score(&truths, &outputs, |truth| truth.en);
    Ok(json!({ "all": page_figures("all", &all), "English": page_figures("English", &english) }))
}

/// Precision, recall and F1 as a line and as JSON.
fn prf(name: &str, right: usize, given: usize, known: usize, note: &str) -> Value {
    let p = right as f64 / given.max(1) as f64;
    let r = right as f64 / known.max(1) as f64;
    let f1 = if p + r > 0.0 {
        2.0 * p * r / (p + r)
    } else {
        0.0
    };
    println!("   {name:<9} P {p:.4}  R {r:.4}  F1 {f1:.4}   {note}");
    json!({ "P": ten_thousandth(p), "R": ten_thousandth(r), "F1": ten_thousandth(f1) })
}

fn ten_thousandth(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn page_figures(name: &str, counts: &page_truth::Counts) -> Value {
    println!("{name:<8} {} pages", counts.pages);
    let mut figures = json!({ "pages": counts.pages });
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let [found, missed] = counts.inside;
    let [extra, left_out] = counts.outside;
    if found + missed > 0 {
        let kept_out = share(left_out, extra + left_out);
        let note = format!(
            "{} inside, {} outside; outside left out {kept_out:.4}",
            found + missed,
            extra + left_out
        );
        figures["passages"] = prf("passages", found, found + extra, found + missed, &note);
    }
    let [right, known] = counts.titles;
    if known > 0 {
        println!("   title     right {:.4} of {known}", share(right, known));
        figures["title"] = json!(ten_thousandth(share(right, known)));
    }
    if counts.pages_with_authors > 0 {
        let [right, given, known] = counts.authors;
        let pages = counts.pages_with_authors;
        let note = format!("{known} names, {given} given, on {pages} pages");
        figures["authors"] = prf("authors", right, given, known, &note);
    }
    let [right, given, known] = counts.days;
    if known > 0 {
        let (of_known, of_given) = (share(right, known), share(right, given));
        println!("   day       right {of_known:.4} of {known}, {of_given:.4} of {given} given");
        figures["day"] =
            json!({ "right": ten_thousandth(of_known), "precision": ten_thousandth(of_given) });
    }
    figures
}
