//! Makes tests of literate cases and compares.
//!
//! A case without the mark `model` must be found to the letter. In a file with `model` cases, rows
//! may miss, because training the weights again moves single rows; there a test of the whole file
//! holds the shares against its floors, and the test of a heading only shows that it can be read.
//! With `UPDATE_SPECS=1` the rows of cases without the mark `model` are rewritten with what is
//! found. Rows of `model` cases are what a reader expects, so they are never rewritten.

use crate::evaluate::found;
use crate::findings;
use crate::markdown::{Case, Spec, Table};
use anyhow::{Context, Result};
use libtest_mimic::{Failed, Trial};
use std::fmt::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

/// All files of cases.
pub struct Suite {
    files: Vec<Arc<File>>,
}

/// A file with the results so far. Each case is read once, whether its own test or the test of the
/// file's floor comes first.
struct File {
    spec: Spec,
    results: Vec<OnceLock<Result<Vec<Rows>, String>>>,
    updates: Mutex<Vec<(usize, usize)>>,
}

/// The rows that were found for one table.
type Rows = Vec<Vec<String>>;

/// How many rows there are and how many of them are right.
#[derive(Default)]
struct Counts {
    expected: u32,
    found: u32,
    right: u32,
    misses: String,
}

impl Suite {
    /// Reads all `*.md` of a folder, by name.
    ///
    /// # Errors
    /// If a file cannot be read or is not in the form of a file of cases.
    pub fn read(folder: &Path) -> Result<Self> {
        let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "md") {
                paths.push(path);
            }
        }
        paths.sort();
        let file = |path: &std::path::PathBuf| Ok(Arc::new(File::new(Spec::read(path)?)));
        let files: Result<_> = paths.iter().map(file).collect();
        Ok(Self { files: files? })
    }

    /// One test a heading, one a file with a floor, one a code of findings.
    pub fn trials(&self) -> Vec<Trial> {
        let mut trials = Vec::new();
        for file in &self.files {
            for (number, case) in file.spec.cases.iter().enumerate() {
                let name = format!("{}: {}", file.spec.name, case.name);
                let file = Arc::clone(file);
                trials.push(Trial::test(name, move || file.check_case(number)));
            }
            if file.spec.floor.is_some() {
                let name = format!("{}: floor", file.spec.name);
                let file = Arc::clone(file);
                trials.push(Trial::test(name, move || file.check_floor()));
            }
        }
        for code in findings::codes() {
            let files = self.files.clone();
            let name = format!("{code}: has cases with and without a finding");
            trials.push(Trial::test(name, move || check_code(&files, code)));
        }
        trials
    }

    /// Writes the rows that `UPDATE_SPECS=1` asked for.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn write_updates(&self) -> Result<()> {
        for file in &self.files {
            file.write_updates()?;
        }
        Ok(())
    }
}

fn is_updating() -> bool {
    std::env::var_os("UPDATE_SPECS").is_some_and(|value| value == "1")
}

impl File {
    fn new(spec: Spec) -> Self {
        Self {
            results: spec.cases.iter().map(|_| OnceLock::new()).collect(),
            updates: Mutex::default(),
            spec,
        }
    }

    /// The rows found for each table of a case.
    fn results(&self, number: usize) -> Result<&[Rows], Failed> {
        let case = &self.spec.cases[number];
        let fill = || {
            let tables = case.tables.iter().map(|table| found(case, table));
            let rows: Result<Vec<Rows>> = tables.collect();
            rows.map_err(|e| format!("{}: {e:#}", case.name))
        };
        match self.results[number].get_or_init(fill) {
            Ok(rows) => Ok(rows),
            Err(message) => Err(message.into()),
        }
    }

    fn check_case(&self, number: usize) -> Result<(), Failed> {
        let case = &self.spec.cases[number];
        let results = self.results(number)?;
        if case.marks.model {
            return Ok(());
        }
        let mut message = String::new();
        for (at, (table, rows)) in case.tables.iter().zip(results).enumerate() {
            if rows == &table.rows {
                continue;
            }
            if is_updating() {
                let mut updates = self.updates.lock().expect("no test panics holding it");
                updates.push((number, at));
            } else {
                message += &difference(table, rows);
            }
        }
        if message.is_empty() {
            Ok(())
        } else {
            let path = self.spec.path.display();
            Err(format!("{path}: {}\n{message}", case.name).into())
        }
    }

    /// Are the shares of all `model` cases above the file's floors?
    fn check_floor(&self) -> Result<(), Failed> {
        let mut counts = Counts::default();
        for (number, case) in self.spec.cases.iter().enumerate() {
            if case.marks.model {
                counts.add(case, self.results(number)?);
            }
        }
        let recall = share(counts.right, counts.expected);
        let precision = share(counts.right, counts.found);
        let is_low = |share: f64, floor: Option<f64>| floor.is_some_and(|floor| share < floor);
        let summary = format!(
            "{recall:.1}% of {} rows are found, {precision:.1}% of what is found is right",
            counts.expected
        );
        if std::env::var_os("SHOW_MISSES").is_some() {
            eprintln!("{}: {summary}{}", self.spec.name, counts.misses);
        }
        if is_low(recall, self.spec.floor) || is_low(precision, self.spec.precision) {
            return Err(format!("below the floor: {summary}{}", counts.misses).into());
        }
        Ok(())
    }

    fn write_updates(&self) -> Result<()> {
        let mut updates = self.updates.lock().expect("no test panics holding it");
        if updates.is_empty() {
            return Ok(());
        }
        // From the end, so that the lines of earlier tables keep their numbers.
        updates.sort_unstable_by(|a, b| b.cmp(a));
        let mut lines = self.spec.lines.clone();
        for &(number, at) in updates.iter() {
            let table = &self.spec.cases[number].tables[at];
            if let Some(Ok(results)) = self.results[number].get() {
                let rows = results[at].iter().map(|row| Table::line(row));
                lines.splice(table.lines.clone(), rows);
            }
        }
        let path = &self.spec.path;
        let text = lines.join("\n") + "\n";
        std::fs::write(path, text).with_context(|| path.display().to_string())
    }
}

impl Counts {
    fn add(&mut self, case: &Case, results: &[Rows]) {
        for (table, rows) in case.tables.iter().zip(results) {
            self.expected += table.rows.len() as u32;
            self.found += rows.len() as u32;
            self.right += table.rows.iter().filter(|row| rows.contains(row)).count() as u32;
            let lines = difference(table, rows);
            if !lines.is_empty() {
                let _ = write!(self.misses, "\n{}\n{lines}", case.name);
            }
        }
    }
}

fn share(part: u32, whole: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(whole.max(1))
}

/// The rows that only the table has (`-`) and those that only sayso finds (`+`).
fn difference(table: &Table, rows: &Rows) -> String {
    let only = |mark: char, some: &Rows, others: &Rows| -> String {
        let alone = some.iter().filter(|row| !others.contains(row));
        alone
            .map(|row| format!("{mark} {}\n", Table::line(row)))
            .collect()
    };
    let lines = only('-', &table.rows, rows) + &only('+', rows, &table.rows);
    if lines.is_empty() && rows != &table.rows {
        return "the same rows in another order, or another number of times\n".into();
    }
    lines
}

/// Every code needs a case in which it finds something and one in which it does not.
fn check_code(files: &[Arc<File>], code: &str) -> Result<(), Failed> {
    let cases = files.iter().flat_map(|f| &f.spec.cases);
    let cases = cases.filter(|case| findings::code(&case.name) == code);
    let tables = cases.flat_map(|case| &case.tables);
    let tables = tables.filter(|table| table.subject() == "passage");
    let cells: Vec<&String> = tables.flat_map(|t| &t.rows).map(|row| &row[1]).collect();
    if !cells.iter().any(|cell| *cell == "–") {
        return Err("no case without a finding".into());
    }
    let finds = |cell: &&&String| cell.starts_with(code) || (code > "S020" && **cell != "–");
    if cells.iter().any(|cell| finds(&cell)) {
        Ok(())
    } else {
        Err("no case with a finding".into())
    }
}
