//! Reads event factuality as JSON lines: the tokens of a sentence joined by spaces, and values from
//! −3 to 3 on some of them.

use anyhow::{Context, Result};
use sayso::clean::{self, Given};
use sayso::document::Document;
use sayso::segment::{Segments, segment};
use serde_json::Value;
use std::path::Path;

/// A sentence with values on some of its tokens.
pub struct Item {
    /// The sentence with normal spacing.
    pub document: Document,
    /// Its tokens.
    pub parts: Segments,
    /// Tokens with their values.
    pub targets: Vec<(u32, f64)>,
}

/// Reads a file.
///
/// # Errors
/// If it cannot be read or a line lacks a field.
pub fn read(path: &Path) -> Result<Vec<Item>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    file.lines()
        .map(|line| item(&serde_json::from_str(line)?))
        .collect()
}

fn item(line: &Value) -> Result<Item> {
    let (text, starts) = close_up(line["text"].as_str().context("no text")?);
    let document = clean::raw(text, &Given::default())?;
    let parts = segment(&document);
    let mut targets = Vec::new();
    for target in line["targets"].as_array().context("no targets")? {
        let first = target["span1"][0].as_u64().context("no span")? as usize;
        let place = starts.get(first).context("a span past the end")?;
        let token = parts.tokens.partition_point(|t| t.span.end() <= *place);
        if token < parts.tokens.len() {
            targets.push((token as u32, target["label"].as_f64().context("no label")?));
        }
    }
    Ok(Item {
        document,
        parts,
        targets,
    })
}

/// The text with normal spacing around punctuation and "n't", and where each token begins in it.
fn close_up(tokens: &str) -> (String, Vec<u32>) {
    let (mut text, mut starts) = (String::new(), Vec::new());
    let mut open = false;
    let all: Vec<&str> = tokens.split(' ').collect();
    for (i, token) in all.iter().enumerate() {
        let clitic = ["n't", "'s", "'re", "'ve", "'ll", "'m", "'d", "n’t", "’s"]
            .contains(&token.to_lowercase().as_str());
        let closes = [",", ".", ";", ":", "?", "!", "%", ")", "]", "...", "'"].contains(token)
            || *token == "\"" && open;
        let before = i.checked_sub(1).map_or("", |b| all[b]);
        let opened = ["(", "[", "$"].contains(&before) || before == "\"" && open;
        let hyphen = *token == "-" || before == "-";
        if !(text.is_empty() || clitic || closes || opened || hyphen) {
            text.push(' ');
        }
        open ^= *token == "\"";
        starts.push(text.len() as u32);
        text.push_str(token);
    }
    (text, starts)
}

/// Pearson's r and the mean absolute error of values against gold.
pub fn agreement(found: &[f64], gold: &[f64]) -> (f64, f64) {
    let n = gold.len().max(1) as f64;
    let mean = |x: &[f64]| x.iter().sum::<f64>() / n;
    let (f, g) = (mean(found), mean(gold));
    let (mut both, mut one, mut other, mut error) = (0.0, 0.0, 0.0, 0.0);
    for (a, b) in found.iter().zip(gold) {
        both += (a - f) * (b - g);
        one += (a - f) * (a - f);
        other += (b - g) * (b - g);
        error += (a - b).abs();
    }
    (both / (one * other).sqrt().max(1e-12), error / n)
}
