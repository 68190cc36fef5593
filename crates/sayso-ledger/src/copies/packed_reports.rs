//! In: numbers of reports. Out: their records as the file has them, so that many threads can unpack them.

use super::sketches;
use crate::packed::{self, OfReport};
use crate::trouble::Trouble;
use rayon::prelude::*;
use rusqlite::Connection;
use sayso::text::Span;
use sayso_export::records::Saved;

/// Reports that are held at once with all that is known of them.
pub const BATCH: usize = 256;

/// What the ledger has of a report.
pub struct PackedReport {
    number: i64,
    of_report: OfReport,
    records: Vec<u8>,
    /// The places of the names. None if they were not kept.
    names: Option<Vec<u8>>,
}

impl PackedReport {
    /// Reads reports, in the order of `numbers`.
    pub fn read(connection: &Connection, numbers: &[i64]) -> Result<Vec<PackedReport>, Trouble> {
        let mut query = connection.prepare_cached(&format!(
            "SELECT {}, sketch.names FROM report JOIN saved ON saved.report = report.number
             LEFT JOIN sketch ON sketch.report = report.number WHERE report.number = ?",
            packed::COLUMNS
        ))?;
        let mut all = Vec::with_capacity(numbers.len());
        for &number in numbers {
            let mut rows = query.query([number])?;
            let Some(row) = rows.next()? else { continue };
            all.push(PackedReport {
                number,
                of_report: OfReport::of_row(row, 0)?,
                records: row.get(4)?,
                names: row.get(5)?,
            });
        }
        Ok(all)
    }
}

/// Unpacks reports on all cores, and makes something of each: of its number, its records, and the places of its names if
/// they were kept.
pub fn unpack<T: Send>(
    all: Vec<PackedReport>,
    make: impl Fn(i64, Saved, Option<Vec<Span>>) -> T + Sync,
) -> Result<Vec<T>, Trouble> {
    let one = |packed: PackedReport| {
        let saved = packed::unpack(&packed.records, packed.of_report)?;
        let names = packed.names.as_deref();
        let names = names.and_then(|names| sketches::unpack_names(names, &saved));
        Ok(make(packed.number, saved, names))
    };
    all.into_par_iter().map(one).collect()
}
