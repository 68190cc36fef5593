//! Attributions against annotated reports, by the metrics of `score`.

use crate::commands::which::Which;
use anyhow::{Context, Result};
use sayso::attribute::Bias;
use sayso::model::Model;
use sayso_bench::polnear::{self, Spans3};
use sayso_bench::score::{self, Subset};
use sayso_bench::{predict, reference_format};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// A folder with text/*.txt and attributions/*.ann
    folder: PathBuf,
    #[command(flatten)]
    which: Which,
    /// Use the rules only
    #[arg(long)]
    rules_only: bool,
    /// Decoding bias
    #[arg(long, default_value = "balanced", value_parser = ["recall", "balanced", "precise"])]
    bias: String,
    /// All metrics, not the headline alone
    #[arg(long, short)]
    verbose: bool,
    /// Write the predictions in the format of the reference scorer, to cross-check
    #[arg(long)]
    dump: Option<PathBuf>,
}

pub fn run(options: &Options) -> Result<Value> {
    let gold = polnear::load(&options.folder)?;
    let model = if options.rules_only {
        None
    } else {
        Some(options.which.get()?)
    };
    let bias = match options.bias.as_str() {
        "recall" => Bias::Recall,
        "precise" => Bias::Precise,
        _ => Bias::Balanced,
    };
    let mut spans: Vec<Vec<Spans3>> = Vec::new();
    let mut judged: Vec<(Option<f32>, bool)> = Vec::new();
    let mut by_rule: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    for report in &gold {
        let found = predict(report, model, bias)?;
        spans.push(found.iter().map(|f| f.spans.clone()).collect());
        let right = score::linked_flags(report, &spans[spans.len() - 1]);
        for (found, right) in found.iter().zip(right) {
            judged.push((found.score, right));
            let counts = by_rule.entry(found.rule).or_default();
            counts[0] += 1;
            counts[1] += u32::from(right);
        }
    }
    let mut figures = json!({ "model": model.map(Model::name), "reports": gold.len(), "rules_only": options.rules_only, "bias": options.bias });
    println!("linked        P     R    F1   95% F1");
    for (name, subset) in [
        ("all", Subset::All),
        ("speech", Subset::Speech),
        ("direct", Subset::Direct),
    ] {
        let scores = score::score(&gold, &spans, subset);
        let linked = scores.linked();
        let (low, high) = score::bootstrap_linked(&gold, &spans, subset, 1000);
        let percent = |x: f64| (x * 10_000.0).round() / 100.0;
        let (p, r, f) = (percent(linked.p), percent(linked.r), percent(linked.f1));
        println!(
            "{name:<9} {p:5.1} {r:5.1} {f:5.1}   {:.1}-{:.1}",
            percent(low),
            percent(high)
        );
        figures[name] =
            json!({ "P": p, "R": r, "F1": f, "low": percent(low), "high": percent(high) });
        if options.verbose {
            println!("{scores}");
        }
    }
    for (rule, [all, right]) in &by_rule {
        println!(
            "made by {rule:<20} {all:5}, right {right:5} ({:.0}%)",
            f64::from(*right) * 100.0 / f64::from(*all)
        );
    }
    let count: usize = gold.iter().map(|g| g.attributions.len()).sum();
    shown(
        &judged,
        count,
        model.map_or(0.0, Model::shown),
        &mut figures,
    );
    calibration(&judged, &mut figures);
    if let Some(path) = &options.dump {
        std::fs::write(path, reference_format(&gold, &spans))
            .with_context(|| path.display().to_string())?;
    }
    Ok(figures)
}

/// Precision and recall of what is shown by default: attributions with a score of at least the
/// threshold, and those made by a rule.
fn shown(judged: &[(Option<f32>, bool)], gold: usize, least: f32, figures: &mut Value) {
    let over: Vec<_> = judged
        .iter()
        .filter(|(score, _)| score.is_none_or(|s| s >= least))
        .collect();
    let right = over.iter().filter(|(_, right)| *right).count();
    let by_rule = judged.iter().filter(|(score, _)| score.is_none());
    let (rules, rules_right) = (
        by_rule.clone().count(),
        by_rule.filter(|(_, right)| *right).count(),
    );
    let share =
        |part: usize, all: usize| (part as f64 / all.max(1) as f64 * 1000.0).round() / 1000.0;
    let (p, r) = (share(right, over.len()), share(right, gold));
    println!(
        "shown by default (score {least} or more, or none): precision {p:.3} at recall {r:.3}"
    );
    print!("precision at recall by threshold:");
    for step in [50, 60, 64, 68, 70, 72, 74, 76, 78, 80, 90] {
        let over = judged
            .iter()
            .filter(|(score, _)| score.is_none_or(|s| s >= step as f32 / 100.0));
        let right = over.clone().filter(|(_, right)| *right).count();
        print!(
            " .{step} {:.3}@{:.3}",
            share(right, over.count()),
            share(right, gold)
        );
    }
    println!();
    println!("without a score, by rules: {rules}, of which {rules_right} in the gold");
    let scored: Vec<_> = over.iter().filter(|(score, _)| score.is_some()).collect();
    let scored_right = scored.iter().filter(|(_, right)| *right).count();
    figures["shown"] = json!({
        "threshold": least, "precision": p, "recall": r, "precision_of_scored": share(scored_right, scored.len()),
        "without_score": rules, "without_score_right": rules_right
    });
}

/// Expected calibration error over ten bins of equal width (Naeini et al. 2015), in points.
fn calibration(judged: &[(Option<f32>, bool)], figures: &mut Value) {
    let scored: Vec<(f32, bool)> = judged
        .iter()
        .filter_map(|&(score, right)| Some((score?, right)))
        .collect();
    if scored.is_empty() {
        return;
    }
    let mut error = 0.0;
    let mut bins = Vec::new();
    println!("score      said  true     n");
    for bin in 0..10 {
        let inside: Vec<_> = scored
            .iter()
            .filter(|(s, _)| ((s * 10.0) as usize).min(9) == bin)
            .collect();
        if inside.is_empty() {
            continue;
        }
        let n = inside.len() as f64;
        let said = inside.iter().map(|(s, _)| f64::from(*s)).sum::<f64>() / n;
        let right = inside.iter().filter(|(_, right)| *right).count() as f64 / n;
        error += (said - right).abs() * n / scored.len() as f64;
        println!(
            "{:.1}-{:.1}   {said:.3} {right:.3} {n:5}",
            bin as f64 / 10.0,
            (bin + 1) as f64 / 10.0
        );
        bins.push(json!({ "said": (said * 1000.0).round() / 1000.0, "true": (right * 1000.0).round() / 1000.0, "n": inside.len() }));
    }
    println!("expected calibration error: {:.1} points", error * 100.0);
    figures["calibration"] =
        json!({ "error_points": (error * 1000.0).round() / 10.0, "bins": bins });
}
