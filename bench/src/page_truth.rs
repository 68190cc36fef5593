//! Web pages against a known truth: passages that must or must not be in the body, title, authors
//! and day of publication.
//!
//! In: `ground-truth.json` of a folder of pages, and what a program wrote of them. Comparisons fold
//! case, white space and compatible forms of characters. A page without a report counts as empty.

use crate::outputs::{Outputs, Report};
use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// What is known of a page.
#[derive(Debug, Deserialize)]
pub struct Truth {
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    title: Option<String>,
    /// A string, a list, or absent where the authors are not known.
    author: Option<Value>,
    date: Option<String>,
    /// Is the page in English?
    #[serde(default)]
    pub en: bool,
}

/// Kinds of blocks that are not the body.
const OUTSIDE: [&str; 3] = ["headline", "furniture", "repeat"];

/// What is counted over pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// Passages of the body that are there, and that are missing.
    pub inside: [usize; 2],
    /// Passages outside the body that are there, and that are left out.
    pub outside: [usize; 2],
    /// Titles that are right, of those known.
    pub titles: [usize; 2],
    /// Authors that are right, that are given, and that are known.
    pub authors: [usize; 3],
    /// Pages on which the authors are known.
    pub pages_with_authors: usize,
    /// Days that are right, that are given, and that are known.
    pub days: [usize; 3],
}

/// Reads the truth of a folder of pages, by the stem of the page's file.
///
/// # Errors
/// If `ground-truth.json` cannot be read.
pub fn read(folder: &Path) -> Result<BTreeMap<String, Truth>> {
    let path = folder.join("ground-truth.json");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// Scores the pages that `counts` chooses.
pub fn score(
    truths: &BTreeMap<String, Truth>,
    outputs: &Outputs,
    chosen: impl Fn(&Truth) -> bool,
) -> Counts {
    let reports = outputs.by_stem();
    let nothing = Report::default();
    let mut counts = Counts::default();
    for (stem, truth) in truths.iter().filter(|(_, truth)| chosen(truth)) {
        counts.add(truth, reports.get(stem).copied().unwrap_or(&nothing));
    }
    counts
}

impl Counts {
    fn add(&mut self, truth: &Truth, report: &Report) {
        self.pages += 1;
        let body = fold(&body(report));
        for passage in &truth.with {
            self.inside[usize::from(!body.contains(&fold(passage)))] += 1;
        }
        for passage in &truth.without {
            self.outside[usize::from(!body.contains(&fold(passage)))] += 1;
        }
        self.add_title(truth, report);
        self.add_authors(truth, report);
        self.add_day(truth, report);
    }

    fn add_title(&mut self, truth: &Truth, report: &Report) {
        let Some(title) = truth.title.as_deref().filter(|t| !t.is_empty()) else {
            return;
        };
        let given = report.line.title.as_deref().unwrap_or_default();
        self.titles[0] += usize::from(words(given) == words(title));
        self.titles[1] += 1;
    }

    fn add_authors(&mut self, truth: &Truth, report: &Report) {
        let known = truth.author.as_ref();
        let Some(known) = known.filter(|a| a.is_string() || a.is_array()) else {
            return;
        };
        let known = people(known);
        let given = report.line.byline.as_ref().map(people).unwrap_or_default();
        self.pages_with_authors += 1;
        self.authors[0] += known.intersection(&given).count();
        self.authors[1] += given.len();
        self.authors[2] += known.len();
    }

    fn add_day(&mut self, truth: &Truth, report: &Report) {
        let Some(known) = truth.date.as_deref().and_then(day) else {
            return;
        };
        let given = report.line.published.as_deref().and_then(day);
        self.days[0] += usize::from(given == Some(known));
        self.days[1] += usize::from(given.is_some());
        self.days[2] += 1;
    }
}

/// The blocks of the body, one a line; the whole text if there are no blocks.
fn body(report: &Report) -> String {
    let line = &report.line;
    if line.blocks.is_empty() {
        return line.text.clone();
    }
    let chars: Vec<char> = line.text.chars().collect();
    let blocks = line.blocks.iter().filter(|b| !OUTSIDE.contains(&&*b.kind));
    let texts: Vec<String> = blocks
        .map(|b| chars[b.start..b.end].iter().collect())
        .collect();
    texts.join("\n")
}

fn fold(text: &str) -> String {
    let folded = text
        .nfkc()
        .collect::<String>()
        .to_lowercase()
        .replace('ß', "ss");
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

/// Letters and digits in lower case, separated by single spaces.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The names in a byline, without "by".
fn people(byline: &Value) -> BTreeSet<String> {
    if let Value::Array(names) = byline {
        return names.iter().flat_map(people).collect();
    }
    let byline = byline.as_str().unwrap_or_default();
    let byline = byline.replace(" und ", ";").replace(" and ", ";");
    let parts = byline.split([';', ',', '&', '/', '|', '\n']).map(words);
    let bare = |name: String| {
        let rest = name
            .strip_prefix("by ")
            .or_else(|| name.strip_prefix("von "));
        rest.map_or(name.clone(), str::to_string)
    };
    parts.map(bare).filter(|name| !name.is_empty()).collect()
}

/// The first `YYYY-MM-DD` in a string.
fn day(text: &str) -> Option<&str> {
    let is_day = |candidate: &str| {
        let bytes = candidate.bytes().enumerate();
        bytes.into_iter().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
    };
    let starts = 0..text.len().saturating_sub(9);
    starts
        .filter_map(|at| text.get(at..at + 10))
        .find(|c| is_day(c))
}
