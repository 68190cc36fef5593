//! Copies in a ledger: what was compared before changes nothing in what is found.

mod common;

use common::{
    REPORTS, add_offered, assert_same, assert_sound, dump, find_names, offered_with, open, scratch,
};
use sayso::compare::Sketch;
use sayso::reading::Reading;
use sayso::report::RawReport;
use sayso::text::Span;
use sayso_en::{Tier, reader};
use sayso_export::records::Saved;
use sayso_ledger::copies::Copies;
use sayso_ledger::{Ledger, Offered, Outcome};
use std::path::Path;
use std::sync::LazyLock;

/// Invented reports, and of some of them copies without the last paragraph and with another headline.
static READ: LazyLock<Vec<Offered>> = LazyLock::new(|| {
    let reader = reader(Tier::Fast);
    let read = |text: &str| reader.read(&RawReport::text(text)).expect("a reading");
    let mut all = Vec::new();
    for (number, saved) in REPORTS.iter().take(12).enumerate() {
        let text = &saved.report.text;
        all.push(offered_with(&read(text), number % 2 == 0));
        if let Some((rest, _)) = text.rsplit_once('\n')
            && number % 3 != 2
        {
            let copy = format!("What is known so far\n\n{rest}");
            all.push(offered_with(&read(&copy), number % 2 == 1));
        }
    }
    all
});

fn copies(path: &Path) -> Copies {
    let mut ledger = open(path);
    let copies = ledger.copies(&find_names).expect("copies");
    ledger.close().expect("closed");
    assert_sound(path);
    copies
}

#[test]
fn steps_order_and_forgetting_change_nothing() {
    let (_folder, path) = scratch();
    let all = &READ[..];
    add_offered(&path("once.db"), all);
    let once = copies(&path("once.db"));
    assert!(once.families.len() >= 6, "{:?}", once.families);
    assert!(once.compared >= once.pairs.len());
    let expected = dump(&path("once.db"));

    let steps = path("steps.db");
    let (first, rest) = all.split_at(all.len() / 2);
    add_offered(&steps, rest);
    copies(&steps);
    for one in first.iter().rev() {
        add_offered(&steps, std::slice::from_ref(one));
        copies(&steps);
    }
    assert_same(&dump(&steps), &expected);
    assert_eq!(copies(&steps).compared, 0, "nothing is new");

    let Outcome::Report(entry) = &all[1].outcome else {
        panic!("a report");
    };
    let mut ledger = open(&steps);
    let numbers = ledger.reports_of_id(&entry.report().id).expect("a number");
    ledger.forget(&numbers).expect("forgotten");
    ledger.close().expect("closed");
    copies(&steps);
    let without: Vec<Offered> = [&all[..1], &all[2..]].concat();
    add_offered(&path("without.db"), &without);
    copies(&path("without.db"));
    assert_same(&dump(&steps), &dump(&path("without.db")));

    add_offered(&steps, &all[1..2]);
    copies(&steps);
    assert_same(&dump(&steps), &expected);
}

#[test]
fn what_another_version_compared_is_compared_anew() {
    let (_folder, path) = scratch();
    add_offered(&path("news.db"), &READ);
    let before = copies(&path("news.db"));
    let expected = dump(&path("news.db"));
    let connection = rusqlite::Connection::open(path("news.db")).expect("SQLite opens it");
    for statement in [
        "UPDATE sketch SET version = 0, keys = x'00'",
        "UPDATE compared SET version = 0, apart = x'00'",
        "UPDATE copy SET relation = 'same_source'",
    ] {
        connection.execute(statement, []).expect(statement);
    }
    drop(connection);
    let again = copies(&path("news.db"));
    assert_eq!(again, before);
    assert_same(&dump(&path("news.db")), &expected);
}

#[test]
fn a_ledger_that_is_only_read_says_the_same_and_does_not_change() {
    let (_folder, path) = scratch();
    add_offered(&path("news.db"), &READ);
    let bytes = std::fs::read(path("news.db")).expect("bytes");
    let mut ledger = Ledger::open_to_read(&path("news.db")).expect("a ledger");
    let read = ledger.copies(&find_names).expect("copies");
    ledger.close().expect("closed");
    assert_eq!(std::fs::read(path("news.db")).expect("bytes"), bytes);
    assert_eq!(copies(&path("news.db")), read);
}

#[test]
fn a_sketch_that_is_made_again_is_the_sketch_of_the_reading() {
    let (_folder, path) = scratch();
    let reader = reader(Tier::Fast);
    let readings: Vec<Reading> = REPORTS
        .iter()
        .map(|saved| RawReport::text(&*saved.report.text))
        .map(|raw| reader.read(&raw).expect("a reading"))
        .collect();
    let all: Vec<Offered> = readings.iter().map(|r| offered_with(r, true)).collect();
    add_offered(&path("news.db"), &all);
    let ledger = Ledger::open_to_read(&path("news.db")).expect("a ledger");
    let not_asked = |_: &Saved| -> Vec<Span> { panic!("the names are kept") };
    for reading in &readings {
        let numbers = ledger
            .reports_of_id(&reading.provenance.id)
            .expect("a number");
        let sketched = ledger.sketched(&numbers, &not_asked).expect("a sketch");
        let [(_, saved, again)] = &sketched[..] else {
            panic!("{numbers:?}");
        };
        assert_eq!(again, &Sketch::of(reading), "{}", saved.report.text);
    }
}
