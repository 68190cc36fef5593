//! In: the records of a report. Out: the bytes that the table `saved` has, and the same records again.
//!
//! What can be found out from the text or from other records is left out: the text itself, which is in
//! `report.text`, the words of spans, the content of claims, and ids that only count. Places are written as how
//! far they are from the one before. What is left is written field by field and compressed with a dictionary of
//! such bytes, because a report alone has too few of them to learn from.

mod bare;
mod lines;
mod spans;

use crate::columns;
use crate::trouble::Trouble;
pub use bare::OfReport;
use bare::{complete, leave_out, put_back};
use rusqlite::Row;
use sayso_export::records::{Attribution, Claim, Entity, Figure, Finding, Report, Saved, Time};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::io::Read;
use std::sync::LazyLock;
use zstd::bulk::Compressor;
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::stream::read::Decoder;

/// What the bytes of records have in common. Made from the invented reports of `examples/` (see the tests). It
/// must never change, because ledgers cannot be read without it; a better one gets a name of its own, and
/// frames say by its id which one they need.
const DICTIONARY: &[u8] = include_bytes!("packed/records.zdict");

/// A higher level makes the bytes a twentieth smaller in five times the time.
const LEVEL: i32 = 3;

static ENCODER: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static DECODER: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

thread_local! {
    /// Making one takes as long as compressing a report.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

/// The most bytes that the records of a report are unpacked to, so that a damaged file does not fill the memory.
const MOST: u64 = 1 << 32;

/// The records of a report without what its text has.
pub fn pack(saved: &mut Saved) -> Vec<u8> {
    let whole = leave_out(saved);
    // Records can be written.
    let columns = columns::write(&Written::of(saved)).unwrap_or_default();
    put_back(saved, whole);
    compress(&columns)
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let packed = COMPRESSOR.with_borrow_mut(|compressor| {
        if compressor.is_none() {
            *compressor = Compressor::with_prepared_dictionary(&ENCODER).ok();
        }
        let compressor = compressor.as_mut()?;
        compressor.compress(bytes).ok()
    });
    // Compressing in memory does not fail.
    packed.unwrap_or_default()
}

/// The columns of the row of a report that its records need.
pub const COLUMNS: &str =
    "report.id, report.sha256, report.text_sha256, report.text, saved.records";

/// The records in a row of [`COLUMNS`], which begin at `first`.
pub fn of_row(row: &Row<'_>, first: usize) -> Result<Saved, Trouble> {
    let of_report = OfReport::of_row(row, first)?;
    unpack(
        row.get_ref(first + 4)?.as_blob().unwrap_or_default(),
        of_report,
    )
}

/// The records of a report.
pub fn unpack(packed: &[u8], of_report: OfReport) -> Result<Saved, Trouble> {
    let id = of_report.id.clone();
    let unreadable = |why: String| Trouble::Records { report: id, why };
    unpack_bytes(packed, of_report).map_err(unreadable)
}

fn unpack_bytes(packed: &[u8], of_report: OfReport) -> Result<Saved, String> {
    if lines::are_in(packed) {
        return lines::unpack(packed, &of_report.id, of_report.text);
    }
    let mut bytes = Vec::new();
    Decoder::with_prepared_dictionary(packed, &DECODER)
        .and_then(|decoder| decoder.take(MOST).read_to_end(&mut bytes))
        .map_err(|error| error.to_string())?;
    let records = columns::read(&bytes).map_err(|error| error.to_string())?;
    let records: Records = serde_json::from_value(records).map_err(|error| error.to_string())?;
    let mut saved = records.into_saved();
    complete(&mut saved, of_report);
    Ok(saved)
}

/// The records of a report as they are written.
#[derive(Serialize)]
struct Written<'a> {
    report: &'a Report,
    entities: &'a [Entity],
    attributions: &'a [Attribution],
    claims: &'a [Claim],
    figures: &'a [Figure],
    times: &'a [Time],
    findings: &'a [Finding],
}

impl Written<'_> {
    fn of(saved: &Saved) -> Written<'_> {
        Written {
            report: &saved.report,
            entities: &saved.entities,
            attributions: &saved.attributions,
            claims: &saved.claims,
            figures: &saved.figures,
            times: &saved.times,
            findings: &saved.findings,
        }
    }
}

/// The same as they are read.
#[derive(Deserialize)]
struct Records {
    report: Report,
    entities: Vec<Entity>,
    attributions: Vec<Attribution>,
    claims: Vec<Claim>,
    figures: Vec<Figure>,
    times: Vec<Time>,
    findings: Vec<Finding>,
}

impl Records {
    fn into_saved(self) -> Saved {
        Saved {
            entities: self.entities,
            attributions: self.attributions,
            claims: self.claims,
            figures: self.figures,
            times: self.times,
            findings: self.findings,
            ..Saved::of(self.report)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_export::records::Record;

    /// Writes what the dictionary is made from, out of what `sayso read examples --format jsonl` wrote:
    ///
    /// ```sh
    /// SAYSO_SAMPLES=examples.jsonl cargo test -p sayso-ledger samples_of_records -- --ignored
    /// zstd --train examples.jsonl.samples/* --maxdict=32768 -o records.zdict
    /// ```
    #[test]
    #[ignore = "writes files"]
    fn samples_of_records() {
        let path = std::env::var("SAYSO_SAMPLES").expect("SAYSO_SAMPLES names a file");
        let file = std::io::BufReader::new(std::fs::File::open(&path).unwrap());
        let folder = format!("{path}.samples");
        std::fs::create_dir_all(&folder).unwrap();
        for (number, item) in sayso_export::records::read(file, &path).enumerate() {
            if let Ok(sayso_export::records::Item::Report(mut saved)) = item {
                leave_out(&mut saved);
                let columns = columns::write(&Written::of(&saved)).unwrap();
                std::fs::write(format!("{folder}/{number}"), columns).unwrap();
            }
        }
    }

    #[test]
    fn words_that_are_not_those_of_the_text_come_back() {
        let line = r#"{"type":"report","data":{"id":"r1","input":"a.txt","record":null,"sha256":"","text_sha256":"","url":null,"outlet":null,"title":null,"byline":null,"published":null,"modified":null,"section":null,"language":null,"kind":"article","text":"Ünal said so.","blocks":[],"edits":[],"metadata":{}}}"#;
        let Ok(Record::Report(report)) = serde_json::from_str(line) else {
            panic!("a report");
        };
        let mut saved = Saved::of(report);
        for (start, end, text) in [
            (0, 4, "Ünal"),
            (5, 9, ""),
            (5, 9, "\0said"),
            (2, 2, ""),
            (3, 90, "far"),
            (9, 5, ""),
        ] {
            let line = format!(r#"{{"type":"time","data":{{"report":"r1","id":"t1","span":{{"start":{start},"end":{end},"text":"{text}","at":[7,3]}},"type":"DATE","value":"X","mod":null,"begin":null,"end":null,"anchor":null,"offset":null,"of":"event","attribution":null,"why":"calendar"}}}}"#).replace('\0', "\\u0000");
            match serde_json::from_str(&line) {
                Ok(Record::Time(time)) => saved.times.push(time),
                other => panic!("{other:?}"),
            }
        }
        let of_report = OfReport {
            id: "r1".into(),
            text: saved.report.text.clone(),
            ..OfReport::default()
        };
        let packed = pack(&mut saved);
        assert_eq!(unpack(&packed, of_report).unwrap(), saved);
    }
}
