//! Time and peak memory of the program itself as inputs grow, and on inputs made to hurt.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Options {
    /// The sayso program
    #[arg(long, default_value = "target/release/sayso")]
    program: PathBuf,
    /// A folder of .txt files to make inputs of
    #[arg(long, default_value = "examples/reports")]
    reports: PathBuf,
    /// A folder for the inputs, removed afterwards
    #[arg(long, default_value = "target/growth")]
    scratch: PathBuf,
    /// Largest input in bytes
    #[arg(long, default_value_t = 100_000_000)]
    most: usize,
}

pub fn run(options: &Options) -> Result<Value> {
    std::fs::create_dir_all(&options.scratch)?;
    let result = measure(options);
    std::fs::remove_dir_all(&options.scratch)?;
    result
}

fn measure(options: &Options) -> Result<Value> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&options.reports)?
        .map(|e| Ok(e?.path()))
        .collect::<Result<_>>()?;
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .map(|p| Ok(std::fs::read_to_string(p)?))
        .collect::<Result<_>>()?;
    let all = texts.join("\n\n");
    let mut rows = Vec::new();
    println!("input                              bytes   seconds   MB/s  peak MB  exit");
    let mut row = |name: &str, path: &Path, extra: &[&str]| -> Result<()> {
        let bytes = std::fs::metadata(path)?.len();
        let (seconds, peak, code) = time(&options.program, path, extra)?;
        let rate = bytes as f64 / 1e6 / seconds;
        println!(
            "{name:30} {bytes:9} {seconds:9.3} {rate:6.2} {:8.1} {code:5}",
            peak as f64 / 1e6
        );
        rows.push(json!({ "input": name, "bytes": bytes, "seconds": (seconds * 1000.0).round() / 1000.0, "peak_bytes": peak, "exit": code }));
        Ok(())
    };
    let thousand = options.scratch.join("thousand.jsonl");
    write(&thousand, |out| {
        for i in 0..1000 {
            let text = &texts[i % texts.len()];
            writeln!(out, "{}", json!({ "id": format!("r{i}"), "text": text }))?;
        }
        Ok(())
    })?;
    row("JSONL of 1,000 reports", &thousand, &[])?;
    let mut size = 10_000;
    while size <= options.most {
        let path = options.scratch.join("grown.txt");
        write(&path, |out| repeat(out, &all, "\n\n", size))?;
        row("one report of many paragraphs", &path, &[])?;
        let one_line = all.split_whitespace().collect::<Vec<_>>().join(" ");
        write(&path, |out| repeat(out, &one_line, " ", size))?;
        row("one report on one line", &path, &[])?;
        size *= 10;
    }
    let path = options.scratch.join("hostile.txt");
    let hostile: [(&str, Box<dyn Fn(&mut dyn Write) -> std::io::Result<()>>); 8] = [
        (
            "100,000 one-word paragraphs",
            Box::new(|out| repeat(out, "said", "\n\n", 600_000)),
        ),
        (
            "1 MB of quotation marks",
            Box::new(|out| repeat(out, "“", "", 1_000_000)),
        ),
        (
            "1 MB of straight marks",
            Box::new(|out| repeat(out, "\"a ", "", 1_000_000)),
        ),
        (
            "1 MB of apostrophes",
            Box::new(|out| repeat(out, "'a ", "", 1_000_000)),
        ),
        (
            "1 MB of stops",
            Box::new(|out| repeat(out, ". ", "", 1_000_000)),
        ),
        (
            "1 MB of one word",
            Box::new(|out| repeat(out, "a", "", 1_000_000)),
        ),
        (
            "1 MB of said",
            Box::new(|out| repeat(out, "he said, ", "", 1_000_000)),
        ),
        (
            "1 MB of blanks",
            Box::new(|out| repeat(out, "a \t \u{a0} ", "", 1_000_000)),
        ),
    ];
    for (name, make) in &hostile {
        write(&path, |out| make(out))?;
        row(name, &path, &[])?;
    }
    Ok(json!(rows))
}

fn write(path: &Path, fill: impl Fn(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
    let mut out = BufWriter::new(File::create(path).with_context(|| path.display().to_string())?);
    fill(&mut out)?;
    Ok(out.flush()?)
}

/// `text` again and again up to about `size` bytes.
fn repeat(out: &mut dyn Write, text: &str, between: &str, size: usize) -> std::io::Result<()> {
    let mut written = 0;
    while written < size {
        let rest = size - written;
        let end = if rest < text.len() {
            (0..=rest)
                .rev()
                .find(|&i| text.is_char_boundary(i))
                .unwrap_or(0)
        } else {
            text.len()
        };
        if end == 0 {
            break;
        }
        out.write_all(&text.as_bytes()[..end])?;
        out.write_all(between.as_bytes())?;
        written += end + between.len();
    }
    Ok(())
}

/// Seconds, peak resident bytes (Linux) and exit code of `sayso read PATH` on one thread.
fn time(program: &Path, path: &Path, extra: &[&str]) -> Result<(f64, u64, i32)> {
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(["read", "--format", "jsonl", "--jobs", "1"])
        .args(extra)
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| {
            format!(
                "{} (build it first: cargo build --release)",
                program.display()
            )
        })?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // The high-water mark only rises, so the last look before the end is the peak, or nearly.
        if let Ok(text) = std::fs::read_to_string(&status) {
            let mark = text
                .lines()
                .find_map(|l| l.strip_prefix("VmHWM:"))
                .and_then(|l| l.trim().strip_suffix(" kB"));
            peak = peak.max(
                mark.and_then(|kb| kb.trim().parse::<u64>().ok())
                    .unwrap_or(0)
                    * 1024,
            );
        }
        if let Some(status) = child.try_wait()? {
            return Ok((
                began.elapsed().as_secs_f64(),
                peak,
                status.code().unwrap_or(-1),
            ));
        }
        if began.elapsed() > Duration::from_mins(15) {
            child.kill()?;
            bail!("{}: more than 15 minutes", path.display());
        }
        std::thread::sleep(Duration::from_millis(
            if began.elapsed() < Duration::from_millis(200) {
                1
            } else {
                10
            },
        ));
    }
}
