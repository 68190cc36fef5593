//! Reads the corpora of copies and makes sketches of their reports.

use anyhow::{Context, Result};
use sayso::Reading;
use sayso::compare::{Features, Sketch};
use sayso::reader::Options as ReaderOptions;
use sayso::report::{Body, GivenDay, Place, RawReport, Told};
use sayso_en::{Tier, reader};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where the corpora are.
#[derive(clap::Args)]
pub struct Data {
    /// The folder of the corpora, instead of that in `SAYSO_DATA` or ../shared/data
    #[arg(long)]
    data: Option<PathBuf>,
}

impl Data {
    /// A file or folder of the corpora.
    pub fn path(&self, name: &str) -> Result<PathBuf> {
        let given = self.data.clone().map(PathBuf::into_os_string);
        let folder = given.or_else(|| std::env::var_os("SAYSO_DATA"));
        let folder = folder.unwrap_or_else(|| "../shared/data".into());
        let path = PathBuf::from(folder).join(name);
        anyhow::ensure!(
            path.exists(),
            "there is no {}; set SAYSO_DATA to the folder of the corpora",
            path.display()
        );
        Ok(path)
    }
}

/// A report of which the text is known, and what its corpus says of it.
pub fn raw(text: &str, day: Option<&str>, outlet: Option<&str>) -> RawReport {
    RawReport {
        published: day.map(|day| GivenDay {
            written: day.to_string(),
            day: Some(day.to_string()),
            moment: None,
            is_default: false,
        }),
        told: Told {
            outlet: outlet.map(str::to_string),
            ..Told::default()
        },
        ..RawReport::new(Place::of("-"), Body::Text(text.to_string()))
    }
}

/// The readings of reports. `as_is` takes the texts as they are, so that places stay those of the
/// gold.
pub fn readings(reports: &[RawReport], tier: Tier, as_is: bool) -> Vec<Reading> {
    let options = ReaderOptions {
        as_is,
        ..ReaderOptions::default()
    };
    let reader = reader(tier).with_options(options);
    let mut all = Vec::with_capacity(reports.len());
    for batch in reports.chunks(64) {
        let readings = reader.read_all(batch);
        all.extend(readings.into_iter().map(Result::unwrap_or_default));
    }
    all
}

/// The sketches of reports, as [`readings`] reads them.
pub fn sketches(reports: &[RawReport], tier: Tier, as_is: bool) -> Vec<Sketch> {
    readings(reports, tier, as_is)
        .iter()
        .map(Sketch::of)
        .collect()
}

/// The `.txt` files of a folder by name without ending, sorted.
pub fn texts(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
            all.push((
                stem.to_string(),
                String::from_utf8_lossy(&bytes).into_owned(),
            ));
        }
    }
    all.sort();
    Ok(all)
}

/// The folders in a folder, sorted.
pub fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}

/// The objects of a JSONL file.
pub fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
        let place = || format!("{}:{}", path.display(), number + 1);
        all.push(serde_json::from_str(line).with_context(place)?);
    }
    Ok(all)
}

/// Writes the features of pairs with their labels, one JSON object a line, to see what tells them
/// apart.
#[derive(Default)]
pub struct Dump(Vec<u8>);

impl Dump {
    pub fn add(&mut self, labels: Value, features: &Features) -> Result<()> {
        let mut row = labels;
        row["features"] = json!(features.values.to_vec());
        serde_json::to_writer(&mut self.0, &row)?;
        Ok(self.0.write_all(b"\n")?)
    }

    pub fn write(&self, path: Option<&PathBuf>) -> Result<()> {
        match path {
            Some(path) => std::fs::write(path, &self.0).with_context(|| path.display().to_string()),
            None => Ok(()),
        }
    }
}
