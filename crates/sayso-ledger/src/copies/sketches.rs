//! In: sketches. Out: what the ledger keeps of them: the keys, the marks of stories, and the places of the names.

use super::packed_reports::{self, BATCH, PackedReport};
use super::{FindNames, bits, numbers};
use crate::open::Ledger;
use crate::trouble::Trouble;
use rusqlite::{Connection, params};
use sayso::compare::{
    Key, KeyClass, Printed, SKETCH_VERSION, Sketch, body_key, drop_standing_keys, keys,
};
use sayso::resolve::Written;
use sayso::story::{MOST_TIMES, MarkedReport, StoryMark, story_marks};
use sayso::text::{OffsetMap, Span};
use sayso_export::records::Saved;
use std::collections::HashMap;

/// The row of a report in the table `sketch`.
#[derive(Clone, Debug)]
pub struct SketchRow {
    names: Vec<u8>,
    keys: Vec<u8>,
    marks: Vec<u8>,
}

impl SketchRow {
    /// What is kept of the sketch of a report with these records.
    pub fn of(sketch: &Sketch, saved: &Saved) -> SketchRow {
        let names: Vec<Span> = sketch.names.iter().map(|name| name.span).collect();
        SketchRow {
            names: pack_names(&names, saved),
            keys: pack_keys(&keys(sketch)),
            marks: pack_marks(&story_marks(sketch)),
        }
    }

    /// Writes it, in place of one that is there.
    pub fn insert(&self, connection: &Connection, report: i64) -> rusqlite::Result<()> {
        connection
            .prepare_cached("INSERT OR REPLACE INTO sketch VALUES (?, ?, ?, ?, ?)")?
            .execute(params![
                report,
                SKETCH_VERSION,
                self.names,
                self.keys,
                self.marks
            ])?;
        Ok(())
    }
}

/// The places of the names as bytes. Three quarters of them are mentions of entities, which the records have, so that
/// only the others are written, and which of the mentions are no names.
fn pack_names(names: &[Span], saved: &Saved) -> Vec<u8> {
    let mentions = mentions(saved);
    let is_name = |mention: &Span| names.binary_search(mention).is_ok();
    let others = names
        .iter()
        .filter(|name| mentions.binary_search(name).is_err());
    let mut bytes = Vec::new();
    let wrong: Vec<u64> = (0..)
        .zip(&mentions)
        .filter(|(_, mention)| !is_name(mention))
        .map(|(number, _)| number)
        .collect();
    numbers::put(&mut bytes, wrong.len() as u64);
    bytes.extend(numbers::pack(wrong));
    let mut start = 0;
    for name in others {
        numbers::put(&mut bytes, u64::from(name.start() - start));
        numbers::put(&mut bytes, u64::from(name.len()));
        start = name.start();
    }
    bytes
}

/// The places of the names, sorted. None if the bytes are damaged.
pub fn unpack_names(mut bytes: &[u8], saved: &Saved) -> Option<Vec<Span>> {
    let mentions = mentions(saved);
    let mut is_name = vec![true; mentions.len()];
    let mut number = 0u64;
    for _ in 0..numbers::take(&mut bytes)? {
        number = number.checked_add(numbers::take(&mut bytes)?)?;
        *is_name.get_mut(usize::try_from(number).ok()?)? = false;
    }
    let are_names = mentions.into_iter().zip(is_name);
    let mut names: Vec<Span> = are_names
        .filter_map(|(span, is)| is.then_some(span))
        .collect();
    let take = |bytes: &mut &[u8]| u32::try_from(numbers::take(bytes)?).ok();
    let mut start = 0u32;
    while !bytes.is_empty() {
        start = start.checked_add(take(&mut bytes)?)?;
        names.push(Span::new(start, start.checked_add(take(&mut bytes)?)?));
    }
    names.sort_unstable();
    Some(names)
}

/// Where the records have names, in bytes of the text, sorted.
fn mentions(saved: &Saved) -> Vec<Span> {
    let map = OffsetMap::new(&saved.report.text);
    let byte = |point: u32| map.byte_of_code_point(&saved.report.text, point);
    let mentions = saved.entities.iter().flat_map(|entity| &entity.mentions);
    let named = mentions.filter(|mention| {
        use Written::{Acronym, Alias, FirstName, Name, Surname};
        matches!(mention.form, Name | Surname | FirstName | Acronym | Alias)
    });
    let mut spans: Vec<Span> = named
        .map(|mention| (byte(mention.span.start), byte(mention.span.end)))
        .filter(|(start, end)| start <= end)
        .map(|(start, end)| Span::new(start, end))
        .collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// Bits of a hash that are kept. Two reports are compared if they share two keys, so that it does little harm if one key
/// in a million reports is taken for another one: they are compared and found to have nothing in common.
const HASH_BITS: u32 = 24;
const DROPPED_BITS: u32 = u64::BITS - HASH_BITS;

/// For each class the number of keys, and their hashes.
fn pack_keys(keys: &[Key]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for &class in KeyClass::ALL {
        let of_class = keys.iter().filter(|key| key.class == class);
        let mut hashes: Vec<u32> = of_class
            .map(|key| (key.hash >> DROPPED_BITS) as u32)
            .collect();
        hashes.dedup();
        numbers::put(&mut bytes, hashes.len() as u64);
        bits::pack(&hashes, &mut bytes);
    }
    bytes
}

fn unpack_keys(mut bytes: &[u8]) -> Option<Vec<Key>> {
    let mut keys = Vec::new();
    for &class in KeyClass::ALL {
        let count = usize::try_from(numbers::take(&mut bytes)?).ok()?;
        for hash in bits::unpack(count, &mut bytes)? {
            // Classes share no key.
            let hash = u64::from(hash) << DROPPED_BITS | class as u64;
            keys.push(Key { class, hash });
        }
    }
    Some(keys)
}

/// For each number of times how many marks there are, and their hashes.
fn pack_marks(marks: &[StoryMark]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for times in 1..=MOST_TIMES {
        let of_times = marks.iter().filter(|mark| mark.times == times);
        let hashes: Vec<u32> = of_times.map(|mark| mark.hash).collect();
        numbers::put(&mut bytes, hashes.len() as u64);
        bits::pack(&hashes, &mut bytes);
    }
    bytes
}

fn unpack_marks(mut bytes: &[u8]) -> Option<Vec<StoryMark>> {
    let mut marks = Vec::new();
    for times in 1..=MOST_TIMES {
        let count = usize::try_from(numbers::take(&mut bytes)?).ok()?;
        let hashes = bits::unpack(count, &mut bytes)?;
        marks.extend(hashes.into_iter().map(|hash| StoryMark { hash, times }));
    }
    marks.sort_unstable();
    Some(marks)
}

/// All reports that were read, with what copies and stories are found by.
pub struct Members {
    /// Their numbers, in the order of ids.
    pub numbers: Vec<i64>,
    /// The keys of each, without those that its outlet has on many days.
    pub keys: Vec<Vec<Key>>,
    /// The day and the marks of each.
    pub marked: Vec<MarkedReport>,
}

impl Members {
    /// Reads the keys of all reports. Those that are missing, or of another version, are made and, if the ledger is open
    /// to be written, kept.
    pub fn complete(ledger: &mut Ledger, find_names: &FindNames) -> Result<Members, Trouble> {
        let missing: Vec<i64> = column(
            ledger.connection(),
            "SELECT report.number FROM report LEFT JOIN sketch ON sketch.report = report.number AND sketch.version = ?
             WHERE report.skipped IS NULL AND sketch.report IS NULL ORDER BY report.number",
        )?;
        let mut made: HashMap<i64, SketchRow> = HashMap::new();
        for batch in missing.chunks(BATCH) {
            let packed = PackedReport::read(ledger.connection(), batch)?;
            let rows = packed_reports::unpack(packed, |number, saved, names| {
                let names = names.unwrap_or_else(|| find_names(&saved));
                (number, SketchRow::of(&saved.sketch(&names), &saved))
            })?;
            if ledger.is_open_to_write() {
                ledger.transaction(|connection| {
                    for (number, row) in &rows {
                        row.insert(connection, *number)?;
                    }
                    Ok(())
                })?;
            } else {
                made.extend(rows);
            }
        }
        Members::read(ledger.connection(), &made)
    }

    fn read(connection: &Connection, made: &HashMap<i64, SketchRow>) -> Result<Members, Trouble> {
        // Days since 1970-01-01: days of astronomers begin at noon.
        let mut query = connection.prepare(
            "SELECT report.number, sketch.keys, sketch.marks, CAST(julianday(report.day) - 2440587.5 AS INTEGER),
                    report.outlet
             FROM report LEFT JOIN sketch ON sketch.report = report.number
             WHERE report.skipped IS NULL ORDER BY report.id, report.text_sha256",
        )?;
        let mut members = Members {
            numbers: Vec::new(),
            keys: Vec::new(),
            marked: Vec::new(),
        };
        let mut printed = Vec::new();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let kept = |at: usize| {
                row.get_ref(at)
                    .map(|value| value.as_blob().unwrap_or_default())
            };
            let (keys, marks) = match made.get(&number) {
                Some(row) => (&row.keys[..], &row.marks[..]),
                None => (kept(1)?, kept(2)?),
            };
            members.numbers.push(number);
            members.keys.push(unpack_keys(keys).unwrap_or_default());
            let day: Option<i32> = row.get(3)?;
            let outlet: Option<String> = row.get(4)?;
            printed.push(Printed {
                outlet: outlet.as_deref().map(body_key),
                day,
            });
            members.marked.push(MarkedReport {
                day,
                marks: unpack_marks(marks).unwrap_or_default(),
            });
        }
        drop_standing_keys(&mut members.keys, &printed);
        Ok(members)
    }
}

/// The numbers that a query with the version of sketches gives.
fn column(connection: &Connection, query: &str) -> rusqlite::Result<Vec<i64>> {
    let mut query = connection.prepare(query)?;
    query
        .query_map([SKETCH_VERSION], |row| row.get(0))?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back() {
        let key = |class, hash| Key { class, hash };
        let own = [
            key(KeyClass::Narration, 5 << 40),
            key(KeyClass::Narration, 7 << 60),
            key(KeyClass::Names, 5 << 40),
        ];
        let back = unpack_keys(&pack_keys(&own)).expect("keys");
        assert_eq!(back.len(), 3);
        assert_ne!(back[0].hash, back[2].hash, "classes share no key");
        assert_eq!(back[1].hash >> DROPPED_BITS, own[1].hash >> DROPPED_BITS);
        assert_eq!(unpack_keys(&[200]), None);
    }

    #[test]
    fn marks_come_back() {
        let mark = |hash, times| StoryMark { hash, times };
        let marks = [mark(3, 1), mark(70_000, 8), mark(1_000_000, 1)];
        assert_eq!(unpack_marks(&pack_marks(&marks)), Some(marks.to_vec()));
        assert_eq!(unpack_marks(&[200]), None);
    }
}
