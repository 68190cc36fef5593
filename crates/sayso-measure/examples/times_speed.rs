//! Reads text files, finds their times over and over, and says how many words a second that is:
//! best of `PASSES` passes.

use sayso_measure::scan::scan;
use sayso_measure::time::{Date, LineBreak, times_of};
use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

const PASSES: usize = 30;

fn main() -> std::io::Result<()> {
    let mut texts = Vec::new();
    for path in std::env::args().skip(1) {
        texts.push(std::fs::read_to_string(path)?);
    }
    let words: usize = texts
        .iter()
        .map(|text| text.split_whitespace().count())
        .sum();
    let published = Date::new(2016, 9, 30).map(Into::into);
    let (mut best, mut found) = ([f64::INFINITY; 2], 0);
    for _ in 0..PASSES {
        let start = Instant::now();
        let scanned: Vec<_> = texts.iter().map(|text| scan(text)).collect();
        best[0] = best[0].min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        found = texts
            .iter()
            .zip(&scanned)
            .map(|(text, tokens)| {
                black_box(times_of(text, tokens, LineBreak::EndsParagraph, published)).len()
            })
            .sum();
        best[1] = best[1].min(start.elapsed().as_secs_f64());
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} texts, {words} words, {found} times", texts.len())?;
    writeln!(
        out,
        "scan            {:>12.0} words/s",
        words as f64 / best[0]
    )?;
    writeln!(
        out,
        "times           {:>12.0} words/s",
        words as f64 / best[1]
    )?;
    writeln!(
        out,
        "scan and times  {:>12.0} words/s",
        words as f64 / (best[0] + best[1])
    )
}
