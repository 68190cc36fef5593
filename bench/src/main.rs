//! Measures sayso. Each command prints a table. With `--out FILE` it also writes its figures as
//! JSON, with machine and date. `just bench` runs them all and keeps the results in
//! `bench/results/`.
#![allow(clippy::print_stdout)]

mod commands;

use anyhow::{Context, Result};
use clap::Parser;
use commands::{
    accuracy, certainty, check, claims, copies, growth, hedges, input, ledger_made, length,
    measure, noise, pages, passages, repairs, score, speakers, speed, stories, tags, versions,
};
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
    /// Write the figures as JSON
    #[arg(long, global = true)]
    out: Option<PathBuf>,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Attributions against gold: linked F1 of all, reported speech and direct quotes; precision of
    /// what is shown; calibration
    Accuracy(accuracy::Options),
    /// The repairs that cleaning makes in reports that need few, to be judged by eye
    Repairs(repairs::Options),
    /// Findings: all in a corpus, agreements by chance, slips caught, cost
    Check(check::Options),
    /// Speakers of given attributions, their kinds and flags, against gold
    Speakers(passages::Options),
    /// Statuses, strengths and voices of the claims of given attributions, and the outlet's own
    /// hedges, against gold
    Certainty(passages::Options),
    /// What the outlet itself holds open in whole reports, against marked statements
    Hedges(passages::Options),
    /// Words a second of each stage and of the whole, on one core
    Speed(speed::Options),
    /// Web pages with known truth: kind, metadata, text, and whether each block is where the
    /// map says
    Pages(pages::Options),
    /// Pages a second on one core, growth with the size of a page, and the ratio to another program
    PageSpeed(pages::SpeedOptions),
    /// Parts of speech and names against gold, and words a second
    Tags(tags::Options),
    /// Write annotated reports with misprints, lost marks or synonyms, to measure what they cost
    Noise(noise::Options),
    /// Scores what a program wrote in sayso's JSONL: figures, times, pages
    Score(score::Options),
    /// Figures and times: words a second on one core; with --gold, accuracy on marked reports
    Measure(measure::Options),
    /// How long the form for people is, beside its article
    Length(length::Options),
    /// The input layer alone: unpacked bytes a second on one core, and peak memory
    Input(input::Options),
    /// Make a ledger of invented reports, to measure how fast it answers
    LedgerMade(ledger_made::Options),
    /// Copies between reports: relations, sentences, speed
    #[command(subcommand)]
    Copies(copies::Options),
    /// Stories: which reports are about one event, and how many of a story are independent
    Stories(stories::Options),
    /// Claims of a story side by side: the same claim, figures of one thing, denials
    #[command(subcommand)]
    Claims(claims::Options),
    /// Versions: what was planted in invented stories as changed after publishing, and what is found of it
    Versions(versions::Options),
    /// Time and peak memory of the program as inputs grow, and on hostile inputs
    Growth(growth::Options),
}

fn main() -> Result<()> {
    let args = Args::parse();
    let figures = match &args.command {
        Command::Accuracy(options) => accuracy::run(options)?,
        Command::Repairs(options) => repairs::run(options)?,
        Command::Check(options) => check::run(options)?,
        Command::Speakers(options) => speakers::run(options)?,
        Command::Certainty(options) => certainty::run(options)?,
        Command::Hedges(options) => hedges::run(options)?,
        Command::Speed(options) => speed::run(options)?,
        Command::Pages(options) => pages::run(options)?,
        Command::PageSpeed(options) => pages::speed(options)?,
        Command::Tags(options) => tags::run(options)?,
        Command::Noise(options) => noise::run(options)?,
        Command::Score(options) => score::run(options)?,
        Command::Measure(options) => measure::run(options)?,
        Command::Length(options) => length::run(options)?,
        Command::Input(options) => input::run(options)?,
        Command::LedgerMade(options) => ledger_made::run(options)?,
        Command::Copies(options) => copies::run(options)?,
        Command::Stories(options) => stories::run(options)?,
        Command::Claims(options) => claims::run(options)?,
        Command::Versions(options) => versions::run(options)?,
        Command::Growth(options) => growth::run(options)?,
    };
    if let Some(out) = &args.out {
        let whole = json!({
            "date": jiff::Zoned::now().date().to_string(),
            "machine": machine(),
            "version": env!("CARGO_PKG_VERSION"),
            "models": { "fast": sayso_model_en::fast().sha256(), "standard": sayso_model_en::standard().sha256(), "accurate": sayso_model_en_accurate::accurate().sha256() },
            "figures": figures,
        });
        let text = serde_json::to_string_pretty(&whole)? + "\n";
        std::fs::write(out, text).with_context(|| out.display().to_string())?;
    }
    Ok(())
}

/// Processor and cores, because speeds mean nothing without them.
fn machine() -> Value {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpu
        .lines()
        .find_map(|l| l.strip_prefix("model name"))
        .map_or("unknown", |l| l.trim_start_matches([' ', '\t', ':']));
    json!({ "processor": name, "cores": std::thread::available_parallelism().map_or(1, usize::from) })
}
