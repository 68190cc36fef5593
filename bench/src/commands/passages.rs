//! Reads invented passages with marked attributions, as in examples/speakers and examples/claims:
//! `{s1|source} {c1|cue} {q1|content}`, `{h2|a statement that the outlet hedges}`, and rows of gold
//! after the text.

use anyhow::{Context, Result, bail};
use sayso::attribute::{Attribution, AttributionId, Form, Rule, Why};
use sayso::text::Span;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Passages of ours, and the corpora.
#[derive(clap::Args)]
pub struct Options {
    /// Passages with marked attributions, as in examples/speakers (speakers) and examples/claims
    /// (certainty)
    passages: Vec<PathBuf>,
    /// The folder of the corpora: `PolNeAR` dev and the gold over it, factuality
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Print the errors
    #[arg(short, long)]
    pub verbose: bool,
}

impl Options {
    /// The score of each file of passages, by its name.
    pub fn scores(
        &self,
        score: impl Fn(&str, &str, bool) -> Result<Value>,
    ) -> Result<Map<String, Value>> {
        let mut out = Map::new();
        for path in &self.passages {
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .to_string();
            out.insert(name.clone(), score(&name, &text, self.verbose)?);
        }
        Ok(out)
    }
}

/// A passage with its marks and the cells of its rows of gold.
pub struct Passage {
    pub title: String,
    pub text: String,
    /// By number: source, cue, content, hedged statement.
    pub marked: BTreeMap<usize, [Vec<Span>; 4]>,
    pub rows: Vec<Vec<String>>,
}

impl Passage {
    /// Source, cue and content of an attribution.
    pub fn marked(&self, number: usize) -> [Vec<Span>; 3] {
        let [source, cue, content, _] = self.marked.get(&number).cloned().unwrap_or_default();
        [source, cue, content]
    }
}

fn is_row(line: &str) -> bool {
    let number = line.split([' ', '|']).next().unwrap_or("");
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    digits && (line.contains(" | ") || line.contains(" anonymity |"))
}

pub fn parse(file: &str) -> Result<Vec<Passage>> {
    let mut out = Vec::new();
    for chunk in file
        .split("\n## ")
        .skip(usize::from(!file.starts_with("## ")))
    {
        let (title, body) = chunk
            .trim_start_matches("## ")
            .split_once('\n')
            .context("a passage has a heading")?;
        let (rows, lines): (Vec<&str>, Vec<&str>) = body.lines().partition(|line| is_row(line));
        let cells = |row: &&str| {
            let row = row.split_once(" # ").map_or(*row, |(row, _)| row);
            row.split('|').map(|cell| cell.trim().to_string()).collect()
        };
        let mut passage = Passage {
            title: title.into(),
            text: String::new(),
            marked: BTreeMap::new(),
            rows: rows.iter().map(cells).collect(),
        };
        read_marks(lines.join("\n").trim(), &mut passage)?;
        out.push(passage);
    }
    Ok(out)
}

fn read_marks(source: &str, passage: &mut Passage) -> Result<()> {
    let title = passage.title.clone();
    let mut open: Vec<(usize, usize, u32)> = Vec::new();
    let mut chars = source.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '{' => {
                let bar = source[at..]
                    .find('|')
                    .with_context(|| format!("{title}: a mark without a bar"))?
                    + at;
                let label = &source[at + 1..bar];
                let role = match label.chars().next() {
                    Some('s') => 0,
                    Some('c') => 1,
                    Some('q') => 2,
                    Some('h') => 3,
                    _ => bail!("{title}: {label}"),
                };
                open.push((role, label[1..].parse()?, passage.text.len() as u32));
                while chars.offset() <= bar {
                    chars.next();
                }
            }
            '}' => {
                let (role, number, start) = open
                    .pop()
                    .with_context(|| format!("{title}: a brace too many"))?;
                let span = Span::new(start, passage.text.len() as u32);
                passage.marked.entry(number).or_default()[role].push(span);
            }
            c => passage.text.push(c),
        }
    }
    Ok(())
}

/// The given attributions. One whose cue is in the content of another has that as its parent.
pub fn given(spans: &[[Vec<Span>; 3]]) -> Vec<Attribution> {
    let contains = |outer: &[Span], inner: &[Span]| {
        inner
            .first()
            .is_some_and(|i| outer.iter().any(|o| o.contains(*i)))
    };
    let len = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<u32>();
    spans
        .iter()
        .enumerate()
        .map(|(number, [source, cue, content])| {
            let around = (0..spans.len()).filter(|&o| o != number && contains(&spans[o][2], cue));
            let parent = around.min_by_key(|&o| len(&spans[o][2]));
            Attribution {
                source: source.clone(),
                cue: cue.clone(),
                content: content.clone(),
                form: Form::Indirect,
                parent: parent.map(|p| AttributionId(p as u32)),
                carried_from: None,
                score: None,
                why: Why::Rule(Rule::Given),
            }
        })
        .collect()
}
