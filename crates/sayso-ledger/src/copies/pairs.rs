//! In: pairs of reports. Out: those that are copies or have one source.
//!
//! The sketches that are needed are made once and written to a temporary file. Blocks of them are read from it, so that
//! the memory that is needed does not grow with the number of reports.

use super::packed_reports::{self, BATCH, PackedReport};
use super::{CopyPair, FindNames};
use crate::trouble::Trouble;
use rayon::prelude::*;
use rusqlite::{Connection, params};
use sayso::compare::{Indexed, Sketch};

/// Sketches that are held at once on each side of a comparison. One takes about 40 kB when it is ready.
const BLOCK: usize = 2048;

/// Compares pairs of reports, which are named by their places in `reports`. Those that have nothing of note in common
/// are left out.
pub fn compare(
    connection: &Connection,
    reports: &[i64],
    find_names: &FindNames,
    pairs: &[(u32, u32)],
) -> Result<Vec<CopyPair>, Trouble> {
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let mut needed: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    needed.par_sort_unstable();
    needed.dedup();
    let spilled = Spilled::make(connection, reports, find_names, &needed)?;
    let block = |report: u32| needed.partition_point(|&other| other < report) / BLOCK;
    let mut in_blocks: Vec<(usize, usize, u32, u32)> = pairs
        .par_iter()
        .map(|&(a, b)| (block(a), block(b), a, b))
        .collect();
    in_blocks.par_sort_unstable();
    let mut found = Vec::new();
    for of_first in in_blocks.chunk_by(|one, next| one.0 == next.0) {
        let first = spilled.read(of_first.iter().map(|pair| pair.2))?;
        let first = Block::of(&first);
        for of_both in of_first.chunk_by(|one, next| one.1 == next.1) {
            let second = spilled.read(of_both.iter().map(|pair| pair.3))?;
            let second = Block::of(&second);
            let related = of_both.par_iter().filter_map(|&(_, _, a, b)| {
                let compared = first.get(a)?.compare(second.get(b)?);
                CopyPair::of(a as usize, b as usize, &compared)
            });
            found.par_extend(related);
        }
    }
    Ok(found)
}

/// Sketches in a temporary file, which is gone when it is closed.
struct Spilled {
    file: Connection,
}

impl Spilled {
    fn make(
        connection: &Connection,
        reports: &[i64],
        find_names: &FindNames,
        needed: &[u32],
    ) -> Result<Spilled, Trouble> {
        // SQLite makes a temporary file for a database without a name.
        let file = Connection::open("")?;
        file.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             CREATE TABLE sketch (report INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
             BEGIN;",
        )?;
        for batch in needed.chunks(BATCH) {
            let numbers: Vec<i64> = batch.iter().map(|&at| reports[at as usize]).collect();
            let packed = PackedReport::read(connection, &numbers)?;
            let sketches = packed_reports::unpack(packed, |number, saved, names| {
                let names = names.unwrap_or_else(|| find_names(&saved));
                (number, saved.sketch(&names).to_bytes())
            })?;
            let mut sketches = sketches.into_iter().peekable();
            let mut insert = file.prepare_cached("INSERT INTO sketch VALUES (?, ?)")?;
            for (report, number) in batch.iter().zip(numbers) {
                // A report without records has nothing in common with another.
                let bytes = sketches.next_if(|(other, _)| *other == number);
                let bytes = bytes.map(|(_, bytes)| bytes).unwrap_or_default();
                insert.execute(params![report, bytes])?;
            }
        }
        file.execute_batch("COMMIT")?;
        Ok(Spilled { file })
    }

    /// The sketches of some reports, sorted by report.
    fn read(&self, reports: impl Iterator<Item = u32>) -> Result<Vec<(u32, Sketch)>, Trouble> {
        let mut wanted: Vec<u32> = reports.collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut query = self
            .file
            .prepare_cached("SELECT bytes FROM sketch WHERE report = ?")?;
        let mut all: Vec<(u32, Vec<u8>)> = Vec::with_capacity(wanted.len());
        for report in wanted {
            all.push((report, query.query_row([report], |row| row.get(0))?));
        }
        // They were written by this program just now.
        let sketch = |(report, bytes): (u32, Vec<u8>)| {
            let sketch = Sketch::from_bytes(&bytes).unwrap_or_default();
            (report, sketch)
        };
        Ok(all.into_par_iter().map(sketch).collect())
    }
}

/// Sketches that are ready to be compared.
struct Block<'a> {
    reports: Vec<u32>,
    indexed: Vec<Indexed<'a>>,
}

impl Block<'_> {
    fn of(sketches: &[(u32, Sketch)]) -> Block<'_> {
        Block {
            reports: sketches.iter().map(|(report, _)| *report).collect(),
            indexed: sketches
                .par_iter()
                .map(|(_, sketch)| Indexed::new(sketch))
                .collect(),
        }
    }

    fn get(&self, report: u32) -> Option<&Indexed<'_>> {
        let at = self.reports.binary_search(&report).ok()?;
        Some(&self.indexed[at])
    }
}
