//! Trains the weights of the signs of a report: logistic regression over pages whose kind is known.
//! Each folder of pages is left out in turn, to see how the weights do on sites they have not seen.

use anyhow::{Context, Result};
use sayso::candidate::{Field, Sign};
use sayso::clean::page::parts::{Signs, decided};
use sayso::clean::{self, Given};
use sayso::words::Words;
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// Folders of pages with a truth.json that gives their kind
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Folders of pages that are articles, with few exceptions
    #[arg(long)]
    articles: Vec<PathBuf>,
    /// The weight of each of those pages
    #[arg(long, default_value_t = 0.15)]
    share: f64,
    /// The weight of an article: losing one is worse than reading another page as one
    #[arg(long, default_value_t = 2.0)]
    worth: f64,
    /// Penalty on the square of each weight
    #[arg(long, default_value_t = 0.6)]
    penalty: f64,
    /// The source file to write
    #[arg(long)]
    out: PathBuf,
}

/// Signs that can only speak for a report. Their weight is not below zero, because a few pages of a
/// small set may say otherwise by chance.
const FOR: [Sign; 14] = [
    Sign::Byline,
    Sign::DayInAddress,
    Sign::DayFrom50,
    Sign::DayFrom75,
    Sign::HeadlineShown,
    Sign::ManyParagraphsTogether,
    Sign::ParagraphsTogether,
    Sign::PastTense,
    Sign::MuchPastTense,
    Sign::Quotation,
    Sign::Said,
    Sign::SaidFrom4,
    Sign::SaysArticle,
    Sign::SaysNewsArticle,
];
/// Signs that can only speak against a report.
const AGAINST: [Sign; 27] = [
    Sign::ClocksFrom4,
    Sign::ClocksFrom8,
    Sign::ErrorTitle,
    Sign::ErrorWords,
    Sign::ErrorWordsFrom2,
    Sign::Forum,
    Sign::FrontPage,
    Sign::LinkedFrom15,
    Sign::LinkedFrom30,
    Sign::LinkedFrom50,
    Sign::ListingAddress,
    Sign::ListingTitle,
    Sign::ListingWords,
    Sign::NearWall,
    Sign::NearWallFrom2,
    Sign::NoTitle,
    Sign::Prices,
    Sign::SaysLiveblog,
    Sign::SaysListing,
    Sign::SaysNotFree,
    Sign::SaysOther,
    Sign::TeasedFrom25,
    Sign::TeasedFrom50,
    Sign::TeasedFrom75,
    Sign::Wall,
    Sign::WallClass,
    Sign::WallWithin,
];
/// The weight of a report that was cut to a brief, relative to an article.
const BRIEF: f64 = 0.2;

/// The group of pages that are never left out.
const NO_GROUP: usize = usize::MAX;

struct Page {
    name: String,
    /// The folder it is from.
    group: usize,
    /// A report cut to its first paragraphs.
    brief: bool,
    signs: Signs,
    report: bool,
    weight: f64,
}

/// The signs of a page and its language.
fn signs(bytes: &[u8]) -> Result<(Signs, Option<String>)> {
    let document = clean::page_with(bytes, &Given::default(), &Words::none())?;
    let found = document
        .candidates
        .iter()
        .find(|c| c.field == Field::Signs)
        .map_or("", |c| c.value.as_str());
    let signs: Result<Signs, _> = found.split_whitespace().map(str::parse).collect();
    Ok((signs?, document.language))
}

/// Does a rule decide the kind of this page, so that its signs do not matter?
fn is_decided(signs: Signs) -> bool {
    decided(signs).is_some()
}

/// The index of a sign in a list sorted by name.
fn index_of(sign: Sign, list: &[Sign]) -> Option<usize> {
    list.binary_search_by_key(&sign.name(), |other| other.name())
        .ok()
}

/// The page without the paragraphs after the first `keep`; `None` if it has no more.
fn brief(bytes: &[u8], page: &Value, keep: usize) -> Option<Vec<u8>> {
    let paragraphs = page["blocks"]
        .as_array()?
        .iter()
        .filter(|b| b["kind"] == "paragraph");
    let mut cut: Vec<(usize, usize)> = paragraphs
        .skip(keep)
        .filter_map(|b| Some((b["begin"].as_u64()? as usize, b["end"].as_u64()? as usize)))
        .collect();
    cut.sort_unstable();
    (!cut.is_empty()).then_some(())?;
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for (begin, end) in cut {
        out.extend_from_slice(&bytes[at..begin.max(at)]);
        at = end.max(at);
    }
    out.extend_from_slice(&bytes[at..]);
    Some(out)
}

fn labelled(folder: &Path, group: usize, worth: f64, out: &mut Vec<Page>) -> Result<()> {
    let path = folder.join("truth.json");
    let truth: Value =
        serde_json::from_slice(&std::fs::read(&path).with_context(|| path.display().to_string())?)?;
    for (name, page) in truth.as_object().context("truth.json: not an object")? {
        if page["language"].as_str() != Some("en") {
            continue;
        }
        let report = matches!(page["kind"].as_str(), Some("article" | "interview"));
        let bytes = std::fs::read(folder.join(name)).with_context(|| name.clone())?;
        let mut add = |brief: bool, bytes: &[u8], weight: f64| {
            signs(bytes).map(|(signs, _)| {
                out.push(Page {
                    name: name.clone(),
                    group,
                    brief,
                    signs,
                    report,
                    weight,
                });
            })
        };
        add(false, &bytes, if report { worth } else { 1.0 })?;
        // Briefs are common in the news but rare among these pages.
        for keep in [2, 3].into_iter().filter(|_| report) {
            if let Some(brief) = brief(&bytes, page, keep) {
                add(true, &brief, worth * BRIEF)?;
            }
        }
    }
    Ok(())
}

/// How many pages are wrong, and how many there are.
#[derive(Default)]
struct Tally {
    articles: [u32; 2],
    briefs: [u32; 2],
    others: [u32; 2],
}

impl Tally {
    /// Counts a page, and returns whether it is classified correctly.
    fn count(&mut self, page: &Page, report: bool) -> bool {
        let counts = match page {
            Page { brief: true, .. } => &mut self.briefs,
            Page { report: true, .. } => &mut self.articles,
            _ => &mut self.others,
        };
        counts[0] += u32::from(page.report != report);
        counts[1] += 1;
        page.report == report
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Tally {
            articles: [a, of_a],
            briefs: [b, of_b],
            others: [o, of_o],
        } = self;
        write!(
            f,
            "{a} of {of_a} articles and {b} of {of_b} briefs lost, {o} of {of_o} others read as articles"
        )
    }
}

/// Weights by gradient descent, the bias first. There is no random number, so they are the same
/// every time.
fn learn(pages: &[&Page], list: &[Sign], penalty: f64) -> Vec<f64> {
    let rows: Vec<(Vec<usize>, f64, f64)> = pages
        .iter()
        .filter(|page| !is_decided(page.signs))
        .map(|page| {
            let mut row = vec![0];
            row.extend(
                page.signs
                    .iter()
                    .filter_map(|sign| index_of(sign, list).map(|i| i + 1)),
            );
            (row, f64::from(u8::from(page.report)), page.weight)
        })
        .collect();
    let mut weights = vec![0.0; list.len() + 1];
    let mut speed = vec![0.0; list.len() + 1];
    for _ in 0..3_000 {
        let mut slope: Vec<f64> = weights.iter().map(|w| w * penalty).collect();
        slope[0] = 0.0;
        for (row, report, weight) in &rows {
            let sum: f64 = row.iter().map(|&i| weights[i]).sum();
            let error = (1.0 / (1.0 + (-sum).exp()) - report) * weight;
            for &i in row {
                slope[i] += error;
            }
        }
        for i in 0..weights.len() {
            speed[i] = 0.9 * speed[i] - 0.002 * slope[i];
            weights[i] += speed[i];
            let Some(sign) = i.checked_sub(1).map(|i| list[i]) else {
                continue;
            };
            if FOR.contains(&sign) {
                weights[i] = weights[i].max(0.0);
            } else if AGAINST.contains(&sign) {
                weights[i] = weights[i].min(0.0);
            }
        }
    }
    weights
}

fn score(page: &Page, list: &[Sign], weights: &[f64]) -> f64 {
    weights[0]
        + page
            .signs
            .iter()
            .filter_map(|sign| index_of(sign, list).map(|i| weights[i + 1]))
            .sum::<f64>()
}

pub fn run(options: &Options) -> Result<()> {
    let mut pages = Vec::new();
    for (group, folder) in options.folders.iter().enumerate() {
        labelled(folder, group, options.worth, &mut pages)?;
    }
    for folder in &options.articles {
        articles(folder, options.share * options.worth, &mut pages)?;
    }
    let found: Signs = pages.iter().flat_map(|page| page.signs.iter()).collect();
    let mut list: Vec<Sign> = found.iter().collect();
    list.sort_by_key(|sign| sign.name());
    let (mut left_out, mut known) = (Tally::default(), Tally::default());
    for group in 0..options.folders.len() {
        let rest: Vec<&Page> = pages.iter().filter(|p| p.group != group).collect();
        let weights = learn(&rest, &list, options.penalty);
        for page in pages.iter().filter(|p| p.group == group) {
            let score = score(page, &list, &weights);
            let is_right = left_out.count(page, is_report(page, score));
            if !is_right && !page.brief {
                eprintln!("  left out, wrong: {} {score:.1}", page.name);
            }
        }
    }
    let all: Vec<&Page> = pages.iter().collect();
    let weights = learn(&all, &list, options.penalty);
    for page in all.iter().filter(|p| p.group != NO_GROUP) {
        known.count(page, is_report(page, score(page, &list, &weights)));
    }
    eprintln!("each folder left out in turn: {left_out}");
    eprintln!("trained on all: {known}");
    let out = source_file(&list, &weights);
    std::fs::write(&options.out, out).with_context(|| options.out.display().to_string())
}

fn is_report(page: &Page, score: f64) -> bool {
    !is_decided(page.signs) && score > 0.0
}

/// Adds the English pages of a folder of articles.
fn articles(folder: &Path, weight: f64, out: &mut Vec<Page>) -> Result<()> {
    let entries = std::fs::read_dir(folder)?;
    let mut paths: Vec<PathBuf> = entries.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "html"));
    paths.sort();
    for path in &paths {
        let (signs, language) = signs(&std::fs::read(path)?)?;
        if language.as_deref() == Some("en") {
            out.push(Page {
                name: path.display().to_string(),
                group: NO_GROUP,
                brief: false,
                signs,
                report: true,
                weight,
            });
        }
    }
    Ok(())
}

/// The Rust source file that holds the weights, in hundredths, without those that are zero.
fn source_file(list: &[Sign], weights: &[f64]) -> String {
    let hundredths = |weight: f64| (weight * 100.0).round() as i32;
    let rows: Vec<(Sign, i32)> = list
        .iter()
        .zip(&weights[1..])
        .map(|(&sign, &weight)| (sign, hundredths(weight)))
        .filter(|&(_, weight)| weight != 0)
        .collect();
    let mut out = format!(
        "{HEADER}/// The weight of every page.\npub const BIAS: i32 = {};\n\n\
         /// The weight of each sign that a page has.\npub const WEIGHTS: [(Sign, i32); {}] = [\n",
        hundredths(weights[0]),
        rows.len()
    );
    for (sign, weight) in rows {
        let _ = writeln!(out, "    (Sign::{sign:?}, {weight}),");
    }
    out.push_str("];\n");
    out
}

/// The first lines of the source file.
const HEADER: &str = "//! What each sign of a report weighs, in hundredths of a natural logarithm of the odds. Written by
//! `sayso-train kinds`.

use sayso_text::candidate::Sign;

";
