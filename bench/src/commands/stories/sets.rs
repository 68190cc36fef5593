//! The collections whose stories are known.

use crate::commands::copies::reports::{Data, lines, raw, texts};
use anyhow::Result;
use sayso::report::RawReport;
use serde_json::Value;
use std::path::Path;

/// A collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Set {
    /// ECB+, topics 1 to 22: two events of one kind a topic, without days
    Events,
    /// Real stories whose words are replaced
    Real,
    /// Invented stories, those for development
    Seen,
    /// Invented stories, those that are held
    Held,
}

/// A report with its labels.
pub struct Labelled {
    /// The headline and the text.
    pub text: String,
    /// The day of publication.
    pub day: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its story.
    pub story: String,
}

impl Labelled {
    /// The report as it is read.
    pub fn raw(&self) -> RawReport {
        raw(&self.text, self.day.as_deref(), self.outlet.as_deref())
    }
}

impl Set {
    /// What it is called in results.
    pub fn name(self) -> &'static str {
        match self {
            Set::Events => "events",
            Set::Real => "real",
            Set::Seen => "seen",
            Set::Held => "held",
        }
    }

    /// All its reports.
    pub fn read(self, data: &Data) -> Result<Vec<Labelled>> {
        match self {
            Set::Events => events(&data.path("copies/ecbplus")?),
            Set::Real => real(&data.path("copies/real-dev/stories.jsonl")?),
            Set::Seen => invented(
                &(1..=10)
                    .map(|n| format!("seen/s{n:02}"))
                    .collect::<Vec<_>>(),
            ),
            Set::Held => invented(
                &(11..=20)
                    .map(|n| format!("held/s{n:02}"))
                    .collect::<Vec<_>>(),
            ),
        }
    }
}

/// The name of a file begins with its event: `10ecb__10_1ecb.txt`.
fn events(folder: &Path) -> Result<Vec<Labelled>> {
    let one = |(name, text): (String, String)| Labelled {
        story: name.split("__").next().unwrap_or_default().to_string(),
        text,
        day: None,
        outlet: None,
    };
    Ok(texts(folder)?.into_iter().map(one).collect())
}

fn real(path: &Path) -> Result<Vec<Labelled>> {
    let mut all = Vec::new();
    for story in lines(path)? {
        for page in story["pages"].as_array().into_iter().flatten() {
            // A day that is not certain has a mark, and is not used.
            let day = string(&page["date"]).filter(|day| is_day(day));
            all.push(Labelled {
                text: with_title(page),
                day,
                outlet: string(&page["outlet"]),
                story: string(&story["story"]).unwrap_or_default(),
            });
        }
    }
    Ok(all)
}

fn invented(stories: &[String]) -> Result<Vec<Labelled>> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data/stories"));
    let mut all = Vec::new();
    for story in stories {
        for report in lines(&folder.join(story).join("reports.jsonl"))? {
            all.push(Labelled {
                text: with_title(&report),
                day: string(&report["published"]).and_then(|day| Some(day.get(..10)?.to_string())),
                outlet: string(&report["outlet"]),
                story: story.clone(),
            });
        }
    }
    Ok(all)
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_string)
}

fn is_day(day: &str) -> bool {
    day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// The headline before the text, if the text does not begin with it.
fn with_title(report: &Value) -> String {
    let title = report["title"].as_str().unwrap_or_default();
    let text = report["text"].as_str().unwrap_or_default();
    let start: String = title.chars().take(40).collect();
    if title.is_empty() || text.trim_start().starts_with(&start) {
        text.to_string()
    } else {
        format!("{title}\n\n{text}")
    }
}
