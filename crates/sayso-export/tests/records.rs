//! Every type of line is read back as it was written, and is described in `docs/format.md`.

use proptest::prelude::*;
use sayso_export::records::{self, Item, Record, Saved};

/// One line of each type, with every field.
const LINES: &str = include_str!("records.jsonl");

#[test]
fn every_field_is_read_back() {
    for line in LINES.lines() {
        let record: Record = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        let mut again = Vec::new();
        records::write(&mut again, &record);
        assert_eq!(String::from_utf8_lossy(&again), format!("{line}\n"));
    }
}

#[test]
fn records_are_read_by_report() {
    let items: Vec<Item> = records::read(LINES.as_bytes(), "records.jsonl")
        .collect::<Result<_, _>>()
        .expect("records");
    let [
        Item::Run(run),
        Item::Report(saved),
        Item::Copy(copy),
        Item::ClaimGroup(group),
        Item::Version(version),
        Item::Error(error),
    ] = &items[..]
    else {
        panic!("{items:?}");
    };
    let mut lines = Vec::new();
    records::write(&mut lines, &Record::Run(*run.clone()));
    Saved::clone(saved).write(&mut lines);
    records::write(&mut lines, &Record::Copy(*copy.clone()));
    records::write(&mut lines, &Record::ClaimGroup(*group.clone()));
    records::write(&mut lines, &Record::Version(*version.clone()));
    records::write(&mut lines, &Record::Error(*error.clone()));
    assert_eq!(String::from_utf8_lossy(&lines), LINES);
}

proptest! {
    /// Scores have three decimals, but whatever a number is it must not change.
    #[test]
    fn numbers_do_not_change(score in any::<f32>(), factuality in any::<f32>(), confidence in any::<f64>()) {
        let is_finite = score.is_finite() && factuality.is_finite() && confidence.is_finite();
        prop_assume!(is_finite);
        for line in LINES.lines() {
            let mut record: Record = serde_json::from_str(line).expect("a record");
            match &mut record {
                Record::Attribution(a) => a.score = Some(score),
                Record::Claim(c) => c.factuality = Some(factuality),
                Record::Report(r) => {
                    let candidates = r.metadata.values_mut().flatten();
                    candidates.for_each(|c| c.confidence = Some(confidence));
                }
                _ => continue,
            }
            let mut line = Vec::new();
            records::write(&mut line, &record);
            let again: Record = serde_json::from_slice(&line).expect("a record");
            prop_assert_eq!(&again, &record);
            let mut twice = Vec::new();
            records::write(&mut twice, &again);
            prop_assert_eq!(twice, line);
        }
    }
}
