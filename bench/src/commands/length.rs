//! How long the form for people is, beside the article it is about: words of the form divided by
//! words of the article, for each English page of folders that have a `ground-truth.json`.

use anyhow::{Context, Result};
use sayso::Reader;
use sayso::check::Checks;
use sayso::model::Model;
use sayso::reading::Least;
use sayso::report::{Body, Place, RawReport};
use sayso_bench::page_truth;
use sayso_en::{Tier, reader};
use sayso_export::records::Saved;
use sayso_export::terminal::{self, Sections, Style};
use sayso_export::view::View;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// Folders with a ground-truth.json, which says which pages are English, and a folder html
    #[arg(required = true)]
    folders: Vec<PathBuf>,
}

/// The columns of the form. A wider one has the same words.
const WIDTH: usize = 100;

/// The words of a page and of the form for people.
struct Length {
    article: usize,
    form: usize,
}

impl Length {
    fn ratio(&self) -> f64 {
        self.form as f64 / self.article.max(1) as f64
    }
}

pub fn run(options: &Options) -> Result<Value> {
    let reader = reader(Tier::Standard);
    let mut lengths: BTreeMap<String, Length> = BTreeMap::new();
    let mut not_read = 0;
    for folder in &options.folders {
        for (stem, _) in page_truth::read(folder)?
            .iter()
            .filter(|(_, truth)| truth.en)
        {
            let path = folder.join("html").join(format!("{stem}.html"));
            match length(&reader, &path)? {
                Some(length) => {
                    let name = folder.file_name().unwrap_or_default().to_string_lossy();
                    lengths.insert(format!("{name}/{stem}"), length);
                }
                None => not_read += 1,
            }
        }
    }
    let mut ratios: Vec<f64> = lengths.values().map(Length::ratio).collect();
    ratios.sort_by(f64::total_cmp);
    let at = |percent: usize| ratios.get(ratios.len() * percent / 100).copied();
    let [quarter, median, three_quarters] = [25, 50, 75].map(|percent| rounded(at(percent)));
    println!(
        "{} pages, {not_read} not read: median {median:.3}, quartiles {quarter:.3} and {three_quarters:.3}",
        lengths.len()
    );
    let pages: Vec<Value> = lengths
        .iter()
        .map(|(page, length)| {
            json!({
                "page": page,
                "article": length.article,
                "form": length.form,
                "ratio": rounded(Some(length.ratio())),
            })
        })
        .collect();
    Ok(json!({
        "median": median,
        "quartiles": [quarter, three_quarters],
        "pages_read": lengths.len(),
        "pages_not_read": not_read,
        "pages": pages,
    }))
}

/// To three decimals. 0 if nothing was read.
fn rounded(ratio: Option<f64>) -> f64 {
    (ratio.unwrap_or_default() * 1000.0).round() / 1000.0
}

/// The words of a page and of its form. None if the page is not read.
fn length(reader: &Reader<'_>, path: &Path) -> Result<Option<Length>> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let place = Place::of(path.display().to_string());
    let raw = RawReport::new(place, Body::Page(bytes));
    let reading = reader.read(&raw)?;
    if reading.skipped.is_some() {
        return Ok(None);
    }
    let least = Least {
        kept: 0.0,
        shown: reader.model().map_or(0.0, Model::shown),
    };
    let findings = reading.findings(&Checks::default());
    let saved = Saved::new(&reading, Some(&raw.body.bytes()), &findings, least);
    let style = Style {
        color: false,
        width: WIDTH,
    };
    let form = terminal::reading(&saved, style, Sections::default());
    let view = View::new(&saved);
    let blocks = view.blocks.iter().filter(|block| block.is_read());
    let article = blocks.map(|block| words(view.words(block.span))).sum();
    Ok(Some(Length {
        article,
        form: words(&form),
    }))
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
