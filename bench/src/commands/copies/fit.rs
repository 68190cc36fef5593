//! Fits the weights of the models that judge how two reports are related, and measures them on
//! stories that were left out of the fit.

use super::reports::lines;
use super::table::{Confusion, auc, three};
use anyhow::{Context, Result};
use sayso::compare::{CopyModel, FEATURES, Features};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// The features of labelled real pairs, as `copies real --dump` writes them
    real: PathBuf,
    /// The features of generated pairs, as `copies generated --dump` writes them, of other seeds than those that
    /// are measured
    #[arg(required = true)]
    generated: Vec<PathBuf>,
}

/// What a pair is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Copy,
    Same,
    Independent,
}

/// A pair of reports with its label.
struct Example {
    /// The real story; empty for generated pairs.
    story: String,
    label: Label,
    /// It has the same source and shares words.
    is_hard: bool,
    features: Features,
}

pub fn run(options: &Options) -> Result<Value> {
    let real = examples(&options.real)?;
    let mut generated = Vec::new();
    for path in &options.generated {
        generated.extend(examples(path)?);
    }
    let mut figures = unseen(&real, &generated);
    println!(
        "weights fitted to all {} real and {} generated pairs:",
        real.len(),
        generated.len()
    );
    let everything: Vec<&Example> = real.iter().collect();
    for &model in CopyModel::ALL {
        let weights = fit(model, &everything, &generated);
        let (terms, constant) = weights.split_at(model.terms().len());
        for (term, weight) in model.terms().iter().zip(terms) {
            println!("  {model}: {:22} {weight:8.2}", term.name);
        }
        println!("  {model}: constant               {:8.2}", constant[0]);
        figures[model.name()] = json!(weights.iter().map(|&w| three(w)).collect::<Vec<_>>());
    }
    Ok(figures)
}

fn examples(path: &Path) -> Result<Vec<Example>> {
    let mut out = Vec::new();
    for row in lines(path)? {
        let label = match row["label"].as_str().unwrap_or_default() {
            "related" => continue,
            "copy" | "verbatim" | "trimmed" | "light" | "heavy" => Label::Copy,
            "same-source" => Label::Same,
            _ => Label::Independent,
        };
        let values = row["features"].as_array().context("features")?;
        let values: Vec<f32> = values
            .iter()
            .map(|v| v.as_f64().unwrap_or_default() as f32)
            .collect();
        let values: [f32; FEATURES] = values
            .try_into()
            .ok()
            .context("the features are of another version")?;
        out.push(Example {
            story: row["story"].as_str().unwrap_or_default().to_string(),
            is_hard: label == Label::Same && row["weak"] != true && row["no_shared_words"] != true,
            label,
            features: Features::of_values(values),
        });
    }
    Ok(out)
}

/// The terms of an example, the wanted answer and its weight in the fit.
type Row = (Vec<f64>, f64, f64);

/// What generated pairs weigh against real ones in the model of the same course.
const GENERATED: f64 = 0.25;

/// The examples that a model is fitted to, and how strongly its weights are drawn to zero. Real
/// copies teach the same words; generated ones the same course, against all real pairs that are not
/// copies.
fn rows(model: CopyModel, real: &[&Example], generated: &[Example]) -> (Vec<Row>, f64) {
    let row = |e: &Example, answer: bool, weight: f64| {
        (values(model, e), f64::from(u8::from(answer)), weight)
    };
    let copies = |e: &Example| e.label == Label::Copy;
    match model {
        CopyModel::SameWords => (real.iter().map(|e| row(e, copies(e), 1.0)).collect(), 1.0),
        CopyModel::SameSource => {
            let others = real.iter().filter(|e| !copies(e));
            (
                others
                    .map(|e| row(e, e.label == Label::Same, 1.0))
                    .collect(),
                1.0,
            )
        }
        CopyModel::SameCourse => {
            let others = real
                .iter()
                .filter(|e| !copies(e))
                .map(|e| row(e, false, 1.0));
            let made = generated.iter().map(|e| row(e, copies(e), GENERATED));
            (others.chain(made).collect(), 0.3)
        }
    }
}

/// The values of the terms, and 1 for the constant.
fn values(model: CopyModel, example: &Example) -> Vec<f64> {
    let terms = model
        .terms()
        .iter()
        .map(|term| f64::from((term.value)(&example.features)));
    terms.chain([1.0]).collect()
}

/// Logistic regression by Newton's method.
fn fit(model: CopyModel, real: &[&Example], generated: &[Example]) -> Vec<f64> {
    let (rows, ridge) = rows(model, real, generated);
    let size = model.terms().len() + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..40 {
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for (values, answer, weight) in &rows {
            let p = 1.0 / (1.0 + (-dot(&weights, values)).exp());
            for i in 0..size {
                gradient[i] += weight * (p - answer) * values[i];
                for j in 0..size {
                    hessian[i][j] += weight * p * (1.0 - p) * values[i] * values[j];
                }
            }
        }
        for i in 0..size {
            let ridge = if i + 1 == size { 1e-6 } else { ridge };
            gradient[i] += ridge * weights[i];
            hessian[i][i] += ridge;
        }
        for (weight, step) in weights.iter_mut().zip(solved(hessian, gradient)) {
            *weight -= step;
        }
    }
    weights
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Solves linear equations by elimination with pivots.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for column in 0..size {
        let best = (column..size)
            .max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()));
        let best = best.unwrap_or(column);
        matrix.swap(column, best);
        right.swap(column, best);
        for row in 0..size {
            let factor = matrix[row][column] / matrix[column][column];
            if row != column && factor != 0.0 {
                for k in column..size {
                    matrix[row][k] -= factor * matrix[column][k];
                }
                right[row] -= factor * right[column];
            }
        }
    }
    (0..size).map(|row| right[row] / matrix[row][row]).collect()
}

/// Judges the pairs of each real story by models that did not see the story.
fn unseen(real: &[Example], generated: &[Example]) -> Value {
    let mut stories: Vec<&str> = real.iter().map(|e| e.story.as_str()).collect();
    stories.sort_unstable();
    stories.dedup();
    let mut confusion = Confusion([[0; 3]; 3]);
    let (mut copies, mut others, mut hard) = (Vec::new(), Vec::new(), Vec::new());
    for story in stories {
        let (left_out, kept): (Vec<&Example>, Vec<&Example>) =
            real.iter().partition(|e| e.story == story);
        let [words, course, source] = [
            CopyModel::SameWords,
            CopyModel::SameCourse,
            CopyModel::SameSource,
        ]
        .map(|model| fit(model, &kept, generated));
        for example in left_out {
            let log_odds = |model, weights: &[f64]| dot(weights, &values(model, example));
            let by_words = log_odds(CopyModel::SameWords, &words);
            let by_course = log_odds(CopyModel::SameCourse, &course);
            let joined = example
                .features
                .joined_log_odds(by_words as f32, by_course as f32);
            let told = if joined > 0.0 {
                Label::Copy
            } else if log_odds(CopyModel::SameSource, &source) > 0.0 {
                Label::Same
            } else {
                Label::Independent
            };
            confusion.0[example.label as usize][told as usize] += 1;
            match example.label {
                Label::Copy => copies.push(joined),
                _ => others.push(joined),
            }
            if example.is_hard {
                hard.push(joined);
            }
        }
    }
    let (all, against_same) = (auc(&copies, &others), auc(&copies, &hard));
    println!(
        "real pairs, each judged without its story: macro F1 {:.3}, AUC copy {all:.3}, against same source {against_same:.3}",
        confusion.macro_f1()
    );
    println!(
        "  copy / same source / independent, taken for each: {:?}",
        confusion.0
    );
    json!({ "unseen_stories": {
        "macro_f1": three(confusion.macro_f1()), "confusion": confusion.0,
        "auc_copy": three(all), "auc_copy_against_same_source": three(against_same),
    } })
}
