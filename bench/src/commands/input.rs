//! The input layer alone: what a file holds, unpacked bytes a second on one core, and peak memory.
//! Nothing of it is read.

use anyhow::{Result, ensure};
use sayso_input::{Item, Options as InputOptions, reports};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    /// A file of any form that sayso reads, or - for standard input
    file: PathBuf,
    /// The bytes that it unpacks to, where those of its reports are not nearly all of it
    #[arg(long)]
    unpacked: Option<u64>,
}

pub fn run(options: &Options) -> Result<Value> {
    let (mut reports_found, mut bytes, mut passed_over, mut failures) = (0_u64, 0_u64, 0, 0);
    let start = Instant::now();
    for item in reports(&options.file, &InputOptions::default()) {
        match item {
            Item::Report(raw) => {
                reports_found += 1;
                bytes += raw.body.size() as u64;
            }
            Item::PassedOver(_) => passed_over += 1,
            Item::Failed(failure) => {
                failures += 1;
                println!("{failure}");
            }
            Item::Note(note) => println!("{}: {}", note.place, note.message),
        }
    }
    let wall = start.elapsed().as_secs_f64();
    ensure!(reports_found > 0, "there is no report in it");
    let cpu = cpu_seconds().unwrap_or(wall);
    let unpacked = options.unpacked.unwrap_or(bytes);
    let rate = unpacked as f64 / 1e6 / cpu;
    let memory = peak_memory();
    println!(
        "{reports_found} reports of {bytes} bytes, {passed_over} passed over, {failures} failed"
    );
    println!(
        "{cpu:.2} s of one core ({wall:.2} s on the clock): {rate:.0} MB/s of {unpacked} unpacked bytes"
    );
    if let Some(memory) = memory {
        println!("peak memory {memory} MB");
    }
    Ok(json!({
        "reports": reports_found,
        "report_bytes": bytes,
        "passed_over": passed_over,
        "failed": failures,
        "unpacked_bytes": unpacked,
        "cpu_seconds": cpu,
        "seconds": wall,
        "mb_per_cpu_second": rate.round(),
        "peak_memory_mb": memory,
    }))
}

/// Processor time of this process so far, where the system says it.
fn cpu_seconds() -> Option<f64> {
    /// Ticks a second, which Linux fixes for programs.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks / TICKS)
}

/// The most memory that this process had, in MB, where the system says it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1000)
}
