//! Reads a file of literate cases.
//!
//! In: Markdown with settings (`floor: 90%`) above the first `## ` heading, and under each heading
//! at most one fenced input and any number of tables. Out: [`Spec`].

use anyhow::{Context, Result, bail, ensure};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A file of literate cases.
#[derive(Debug)]
pub struct Spec {
    /// Where the file is.
    pub path: PathBuf,
    /// The file's name without `.md`.
    pub name: String,
    /// The file's lines, so that tables can be rewritten in place.
    pub lines: Vec<String>,
    /// The share of the rows of `model` cases that must be found, in percent.
    pub floor: Option<f64>,
    /// The share of what is found in `model` cases that the rows must list, in percent.
    pub precision: Option<f64>,
    /// The cases, in the order of the file.
    pub cases: Vec<Case>,
}

/// A heading with what is under it.
#[derive(Debug, Default)]
pub struct Case {
    /// The heading without its marks.
    pub name: String,
    /// The marks in the parentheses at the heading's end.
    pub marks: Marks,
    /// The fenced text or page that the tables are about; `None` if each row has its own text.
    pub input: Option<Input>,
    /// What is expected.
    pub tables: Vec<Table>,
}

/// What the parentheses at a heading's end say: `(model, raw)`.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Marks {
    /// `model`: read with the standard weights; rows may miss, within the file's floor.
    pub model: bool,
    /// `raw`: the text is read as it is, without cleaning.
    pub raw: bool,
    /// `published DAY`: the day of publication. `published: not known` is `None`.
    pub published: Option<String>,
}

/// A fenced block.
#[derive(Debug)]
pub struct Input {
    /// The block's text, lines joined by line feeds.
    pub text: String,
    /// Is it a web page (```` ```page ````) rather than a text (```` ```report ````)?
    pub is_page: bool,
}

/// A table: what is expected of a case.
#[derive(Debug)]
pub struct Table {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The cells of the rows below the head.
    pub rows: Vec<Vec<String>>,
    /// The lines of the rows in the file, counted from zero.
    pub lines: Range<usize>,
}

impl Table {
    /// The name of the first column, which says what the table lists.
    pub fn subject(&self) -> &str {
        &self.head[0]
    }

    /// A row as a line of Markdown.
    pub fn line(row: &[String]) -> String {
        let cells = row.iter().map(|cell| {
            if cell.is_empty() {
                " |".into()
            } else {
                format!(" {cell} |")
            }
        });
        format!("|{}", cells.collect::<String>())
    }
}

impl Spec {
    /// Reads a file of cases.
    ///
    /// # Errors
    /// If the file cannot be read or is not in the form that `tests/README.md` describes.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut spec = Self {
            path: path.into(),
            name: name.into_owned(),
            lines: text.lines().map(str::to_string).collect(),
            floor: percent(&text, "floor: "),
            precision: percent(&text, "precision: "),
            cases: Vec::new(),
        };
        let mut at = 0;
        while at < spec.lines.len() {
            at = spec
                .block(at)
                .with_context(|| format!("{}:{}", path.display(), at + 1))?;
        }
        for case in &spec.cases {
            spec.validate(case)
                .with_context(|| format!("{}: {}", path.display(), case.name))?;
        }
        Ok(spec)
    }

    /// Reads the block that begins at a line, and returns the line after it.
    fn block(&mut self, at: usize) -> Result<usize> {
        let line = &self.lines[at];
        if let Some(heading) = line.strip_prefix("## ") {
            let (name, marks) = heading_parts(heading)?;
            self.cases.push(Case {
                name,
                marks,
                ..Case::default()
            });
            return Ok(at + 1);
        }
        let fence = matches!(line.as_str(), "```report" | "```page");
        if !fence && !line.starts_with('|') {
            return Ok(at + 1);
        }
        let rest = &self.lines[at + 1..];
        let case = self
            .cases
            .last_mut()
            .context("a table or a fence must be under a heading")?;
        if fence {
            let end = rest.iter().position(|l| l.starts_with("```"));
            let body = &rest[..end.context("the fence is not closed")?];
            ensure!(case.input.is_none(), "a case has one input");
            case.input = Some(Input {
                text: body.join("\n"),
                is_page: line == "```page",
            });
            return Ok(at + body.len() + 2);
        }
        let height = rest.iter().take_while(|l| l.starts_with('|')).count();
        ensure!(
            rest.first().is_some_and(|l| l.starts_with("| -")),
            "a table needs a line of dashes under its head"
        );
        let end = at + 1 + height;
        case.tables.push(Table {
            head: cells(line),
            rows: self.lines[at + 2..end].iter().map(|l| cells(l)).collect(),
            lines: at + 2..end,
        });
        Ok(end)
    }

    fn validate(&self, case: &Case) -> Result<()> {
        ensure!(!case.tables.is_empty(), "no table");
        for table in &case.tables {
            let width = table.head.len();
            if let Some(row) = table.rows.iter().find(|r| r.len() != width) {
                bail!("{width} columns, but this row has {}: {row:?}", row.len());
            }
        }
        ensure!(
            !case.marks.model || self.floor.is_some(),
            "a file with `model` cases needs a `floor:` line"
        );
        Ok(())
    }
}

/// The percentage in a line of settings: `floor: 90%`.
fn percent(text: &str, key: &str) -> Option<f64> {
    let value = text.lines().find_map(|l| l.strip_prefix(key))?;
    value.strip_suffix('%')?.parse().ok()
}

/// Splits `Years (published 2024-11-01)` into the name and the marks.
fn heading_parts(heading: &str) -> Result<(String, Marks)> {
    let mut marks = Marks::default();
    let Some((name, inside)) = heading.rsplit_once(" (") else {
        return Ok((heading.into(), marks));
    };
    let inside = inside.strip_suffix(')').context("a heading ends in `)`")?;
    for mark in inside.split(", ") {
        match mark {
            "rules" | "published: not known" => {}
            "model" => marks.model = true,
            "raw" => marks.raw = true,
            _ => match mark.strip_prefix("published ") {
                Some(day) => marks.published = Some(day.into()),
                None => bail!("unknown mark `{mark}`"),
            },
        }
    }
    Ok((name.into(), marks))
}

/// The cells of a line of a table.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    line.split('|').map(|c| c.trim().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_into_cells_and_put_together_again() {
        for line in ["| a | b, c |", "| a | | — |", "| x |"] {
            assert_eq!(Table::line(&cells(line)), line);
        }
        assert_eq!(cells("| a |  |"), ["a", ""]);
    }

    #[test]
    fn a_heading_ends_in_marks() {
        let (name, marks) = heading_parts("Years (published 2024-11-01)").expect("a heading");
        assert_eq!(name, "Years");
        assert_eq!(marks.published.as_deref(), Some("2024-11-01"));
        let (_, marks) = heading_parts("Split by the verb (model, raw)").expect("a heading");
        assert!(marks.model && marks.raw);
        assert!(heading_parts("Years (modle)").is_err());
    }
}
