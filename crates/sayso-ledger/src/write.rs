//! In: what was offered, and what became of it. Out: its rows, each report whole or not at all.

use crate::copies::SketchRow;
use crate::files::{self, ReportFile};
use crate::open::Ledger;
use crate::packed::{self, pack};
use crate::rows::{Free, Inserts, day, insert_parts, insert_report};
use crate::sources;
use crate::taken_out::{delete_parts, delete_report};
use crate::trouble::{LedgerError, Trouble};
use rusqlite::{Connection, OptionalExtension, params};
use sayso::compare::Sketch;
use sayso_export::records::{Report, Run, Saved};

/// Something that was offered to a ledger.
#[derive(Clone, Debug)]
pub struct Offered {
    /// How it is named to people: the file, with the member and the record.
    pub name: String,
    /// Its length.
    pub bytes: Option<u64>,
    /// SHA-256, in hexadecimal, of its bytes and of what its file says beside them, if it does: outlet, day, headline.
    pub sha256: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of something that was offered.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was read, or skipped because of its kind or its language, as its record says.
    Report(Box<Entry>),
    /// It is not a report: why.
    PassedOver(String),
    /// It could not be read: why.
    Failed(String),
    /// It is a file of several reports, which were offered before, and it is read to its end.
    Ended(ReportFile),
}

/// The records of a report, ready to be written. Making it is work that many threads can share.
#[derive(Clone, Debug)]
pub struct Entry {
    saved: Saved,
    packed: Vec<u8>,
    sketch: Option<SketchRow>,
}

impl Entry {
    /// The entry of a report.
    pub fn new(mut saved: Saved) -> Entry {
        let packed = pack(&mut saved);
        Entry {
            saved,
            packed,
            sketch: None,
        }
    }

    /// The same with what its copies are found by. Without it, that is found when copies are asked for.
    #[must_use]
    pub fn with_sketch(self, sketch: &Sketch) -> Entry {
        Entry {
            sketch: Some(SketchRow::of(sketch, &self.saved)),
            ..self
        }
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.saved.report
    }
}

/// How a batch is written.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    /// What read it, as [`Ledger::run`] numbers it.
    pub run: i64,
    /// Reports that are there are replaced.
    pub again: bool,
}

/// How many reports a batch brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New reports.
    pub added: usize,
    /// Reports that were there and were written anew, because their input says something else of them now, or because all
    /// were to be read anew.
    pub replaced: usize,
    /// Reports that were there, from another input.
    pub repeated: usize,
    /// Reports that were there, of which another input gives another outlet or day.
    pub told_otherwise: usize,
}

impl Ledger {
    /// The number of the run that reads what is added. All runs with the same version, model and options
    /// have one.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn run(&mut self, run: &Run) -> Result<i64, LedgerError> {
        let number = self.transaction(|connection| Ok(number_of_run(connection, run)?));
        number.map_err(|trouble| self.error(trouble))
    }

    /// Writes a batch. All of it is written, or if there is an error, nothing.
    ///
    /// # Errors
    /// If the file cannot be written: the disk is full.
    pub fn write(&mut self, writing: Writing, batch: &[Offered]) -> Result<Written, LedgerError> {
        let written = self.transaction(|connection| {
            let mut batch_writer = BatchWriter {
                connection,
                free: Free::of(connection),
                inserts: Inserts::of(connection)?,
                writing,
                written: Written::default(),
            };
            for offered in batch {
                batch_writer.put(offered)?;
            }
            Ok(batch_writer.written)
        });
        written.map_err(|trouble| self.error(trouble))
    }

    /// The run that read this input, if it was offered before with the same bytes and a report came of it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn run_of_input(&self, name: &str, sha256: &str) -> Result<Option<i64>, LedgerError> {
        let query = "SELECT report.run FROM input JOIN report ON report.number = input.report \
            WHERE name = ? AND input.sha256 = ?";
        let run = || {
            let mut query = self.connection().prepare_cached(query)?;
            query.query_row([name, sha256], |row| row.get(0)).optional()
        };
        run().map_err(|error| self.error(error))
    }

    /// Whether all persons and bodies that were noted are worked out. They are at the end of an addition.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn is_finished(&self) -> Result<bool, LedgerError> {
        let pending = || {
            let mut query = self
                .connection()
                .prepare_cached("SELECT 1 FROM source_pending")?;
            query.exists([])
        };
        pending()
            .map(|is_pending| !is_pending)
            .map_err(|error| self.error(error))
    }

    /// The records of a report by its number, as `sayso read --format jsonl` writes them.
    ///
    /// # Errors
    /// If the file cannot be read, or if its records are damaged.
    pub fn saved(&self, number: i64) -> Result<Option<Saved>, LedgerError> {
        let read = || -> Result<Option<Saved>, Trouble> {
            let query = format!(
                "SELECT {} FROM report JOIN saved ON saved.report = report.number WHERE report.number = ?",
                packed::COLUMNS
            );
            let mut query = self.connection().prepare_cached(&query)?;
            let mut rows = query.query([number])?;
            rows.next()?.map(|row| packed::of_row(row, 0)).transpose()
        };
        read().map_err(|trouble| self.error(trouble))
    }
}

fn number_of_run(connection: &Connection, run: &Run) -> rusqlite::Result<i64> {
    let model = run.model.as_ref();
    let options = serde_json::to_string(&run.options).unwrap_or_default();
    let there = connection
        .query_row(
            "SELECT number FROM run WHERE schema = ? AND version = ? AND model_sha256 IS ? AND options = ?",
            params![run.schema, run.version, model.map(|m| &m.sha256), options],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(number) = there {
        return Ok(number);
    }
    let model_name = model.map_or("rules only", |model| &model.name);
    connection.execute(
        "INSERT INTO run (name, schema, version, model, model_sha256, options) VALUES (?, ?, ?, ?, ?, ?)",
        params![
            format!("sayso {}, {model_name}", run.version),
            run.schema,
            run.version,
            model.map(|m| &m.name),
            model.map(|m| &m.sha256),
            options
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Writes what was offered, within a transaction.
struct BatchWriter<'a> {
    connection: &'a Connection,
    free: Free<'a>,
    inserts: Inserts<'a>,
    writing: Writing,
    written: Written,
}

/// A report that is in the ledger.
struct Known {
    number: i64,
    /// The input that it was taken from.
    input: String,
    /// Its outlet and its day, as that input gives them.
    outlet: Option<String>,
    day: Option<String>,
}

impl Known {
    /// Whether a report has another outlet or day.
    fn is_told_otherwise(&self, report: &Report) -> bool {
        self.outlet != report.outlet || self.day.as_deref() != report.published.as_deref().map(day)
    }
}

impl BatchWriter<'_> {
    fn put(&mut self, offered: &Offered) -> Result<(), Trouble> {
        let before = self.report_of_input(offered)?;
        let (outcome, why, report) = match &offered.outcome {
            Outcome::Report(entry) => {
                let number = self.put_report(entry, offered)?;
                match entry.saved.report.skipped {
                    Some(skip) => ("skipped", Some(skip.name()), Some(number)),
                    None => ("read", None, Some(number)),
                }
            }
            Outcome::Ended(file) => {
                return Ok(files::put(self.connection, file, self.writing.run)?);
            }
            Outcome::PassedOver(why) => ("passed over", Some(&**why), None),
            Outcome::Failed(why) => ("failed", Some(&**why), None),
        };
        if report.is_some() || before.is_none() {
            self.put_input(offered, outcome, why, report)?;
        }
        if let (Some(before), Some(now)) = (before, report)
            && before != now
        {
            self.drop_if_unused(before)?;
        }
        Ok(())
    }

    /// The report that came of the same input before.
    fn report_of_input(&self, offered: &Offered) -> rusqlite::Result<Option<i64>> {
        self.connection
            .prepare_cached(
                "SELECT report FROM input WHERE name = ? AND sha256 IS ? AND report IS NOT NULL",
            )?
            .query_row(params![offered.name, offered.sha256], |row| row.get(0))
            .optional()
    }

    fn put_input(
        &self,
        offered: &Offered,
        outcome: &str,
        why: Option<&str>,
        report: Option<i64>,
    ) -> rusqlite::Result<()> {
        // What failed before is forgotten when it is read, and so is what the input said of the same report before.
        self.connection
            .prepare_cached(
                "DELETE FROM input WHERE name = ? AND (sha256 IS ? OR outcome = 'failed' OR report = ?)",
            )?
            .execute(params![offered.name, offered.sha256, report])?;
        self.connection
            .prepare_cached(
                "INSERT INTO input (name, outcome, why, report, bytes, sha256, run) VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                offered.name,
                outcome,
                why,
                report,
                offered.bytes.map(|bytes| bytes as i64),
                offered.sha256,
                self.writing.run
            ])?;
        Ok(())
    }

    /// Writes a report, if it is new or has to be written anew, and gives its number.
    ///
    /// The same report can come from several inputs. What is kept is that of the first input by name, so
    /// that it does not depend on the order in which they come. Of one file it is what the file says now, wherever in it that
    /// is, and if it says several things, the last.
    fn put_report(&mut self, entry: &Entry, offered: &Offered) -> Result<i64, Trouble> {
        let report = &entry.saved.report;
        let Some(known) = self.known(report)? else {
            let number = self.free.take("report")?;
            self.insert(number, entry)?;
            self.written.added += 1;
            return Ok(number);
        };
        let file = report.input.as_str();
        let is_of_one_file = is_within(&known.input, file);
        let is_told_otherwise = !is_of_one_file && known.is_told_otherwise(report);
        self.written.told_otherwise += usize::from(is_told_otherwise);
        let is_better = if is_of_one_file {
            let is_kept = report.name() == known.input;
            self.writing.again && (is_kept || self.has_moved(&known)?)
                || self.says_something_new(&known, file, offered.sha256.as_deref())?
        } else {
            report.name() < known.input
        };
        if is_better {
            self.delete(known.number)?;
            self.insert(known.number, entry)?;
            self.written.replaced += 1;
        } else {
            self.written.repeated += 1;
        }
        Ok(known.number)
    }

    /// Whether a file says something else of a report than it did before, which is then forgotten.
    fn says_something_new(
        &self,
        known: &Known,
        file: &str,
        sha256: Option<&str>,
    ) -> rusqlite::Result<bool> {
        let is_known = self
            .connection
            .prepare_cached(&format!(
                "SELECT 1 FROM input WHERE report = ?1 AND {IN_FILE} AND sha256 IS ?3"
            ))?
            .exists(params![known.number, file, sha256])?;
        if !is_known {
            self.connection
                .prepare_cached(&format!(
                    "DELETE FROM input WHERE report = ?1 AND {IN_FILE}"
                ))?
                .execute(params![known.number, file])?;
        }
        Ok(!is_known)
    }

    /// Whether another report is now where a known one was in its file.
    fn has_moved(&self, known: &Known) -> rusqlite::Result<bool> {
        self.connection
            .prepare_cached("SELECT 1 FROM input WHERE name = ? AND report <> ?")?
            .exists(params![known.input, known.number])
    }

    fn known(&self, report: &Report) -> rusqlite::Result<Option<Known>> {
        self.connection
            .prepare_cached(
                "SELECT number, input, outlet, day FROM report WHERE id = ? AND text_sha256 = ?",
            )?
            .query_row(params![report.id, report.text_sha256], |row| {
                Ok(Known {
                    number: row.get(0)?,
                    input: row.get(1)?,
                    outlet: row.get(2)?,
                    day: row.get(3)?,
                })
            })
            .optional()
    }

    fn insert(&mut self, number: i64, entry: &Entry) -> rusqlite::Result<()> {
        insert_report(
            self.connection,
            number,
            self.writing.run,
            &entry.saved.report,
        )?;
        insert_parts(&mut self.inserts, &mut self.free, number, &entry.saved)?;
        self.connection
            .prepare_cached("INSERT INTO saved VALUES (?, ?)")?
            .execute(params![number, entry.packed])?;
        if let Some(sketch) = &entry.sketch {
            sketch.insert(self.connection, number)?;
        }
        sources::note_names(self.connection, number)
    }

    fn delete(&self, number: i64) -> rusqlite::Result<()> {
        delete_whole(self.connection, number)
    }

    /// Takes out a report that no input has any more.
    fn drop_if_unused(&self, number: i64) -> rusqlite::Result<()> {
        let is_used = self
            .connection
            .prepare_cached("SELECT 1 FROM input WHERE report = ?")?
            .exists([number])?;
        if is_used {
            return Ok(());
        }
        self.delete(number)
    }
}

/// Whether an input is of a file, `?2`: the file itself, or something in it.
const IN_FILE: &str = "(name = ?2 OR substr(name, 1, length(?2)) = ?2
  AND substr(name, length(?2) + 1, 1) IN ('/', ':', '@', '#'))";

/// Whether the input of this name is a file or something in it, as `news.jsonl:3` is in `news.jsonl`.
fn is_within(name: &str, file: &str) -> bool {
    let rest = name.strip_prefix(file);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':', '@', '#']))
}

/// Takes out all rows of a report, except those of `input`.
pub(crate) fn delete_whole(connection: &Connection, number: i64) -> rusqlite::Result<()> {
    sources::note_names(connection, number)?;
    delete_parts(connection, number)?;
    connection
        .prepare_cached("DELETE FROM saved WHERE report = ?")?
        .execute([number])?;
    delete_report(connection, number)
}
