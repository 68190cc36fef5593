//! The tables: each on an invented report, read back by a reader of CSV. The records are saved, so
//! that better readings do not change these tests.

use csv::StringRecord;
use insta::assert_snapshot;
use sayso_export::records::{self, Item, Saved};
use sayso_export::tables::Table;
use std::fmt::Write;

/// A report, one that is not in English, and an input that failed.
const LINES: &str = include_str!("tables.jsonl");

fn items() -> Vec<Item> {
    let items = records::read(LINES.as_bytes(), "tables.jsonl");
    items.collect::<Result<_, _>>().expect("records")
}

/// The whole table.
fn written(table: Table, items: &[Item]) -> Vec<u8> {
    let mut out = table.header();
    for item in items {
        match item {
            Item::Run(_) | Item::Copy(_) | Item::ClaimGroup(_) | Item::Version(_) => {}
            Item::Report(saved) => out.extend(table.rows(saved)),
            Item::Error(error) => out.extend(table.failed(error)),
        }
    }
    out
}

/// The names of the columns, and the rows.
fn read_back(bytes: &[u8]) -> (StringRecord, Vec<StringRecord>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").expect("the mark");
    assert!(bytes.ends_with(b"\r\n"));
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().expect("a header").clone();
    let rows = reader.records().collect::<Result<_, _>>().expect("rows");
    (header, rows)
}

/// The cells of each row that are not empty, by the names of their columns.
fn shown(bytes: &[u8]) -> String {
    let (header, rows) = read_back(bytes);
    let mut out = String::new();
    for row in rows {
        for (name, cell) in header.iter().zip(&row).filter(|(_, cell)| !cell.is_empty()) {
            let _ = writeln!(out, "{name}: {cell}");
        }
        out += "\n";
    }
    out
}

#[test]
fn each_table_of_an_invented_report() {
    for &table in Table::ALL {
        assert_snapshot!(table.name(), shown(&written(table, &items())));
    }
}

#[test]
fn columns_have_names_of_their_own() {
    for &table in Table::ALL {
        let (header, _) = read_back(&table.header());
        let columns = table.columns();
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        assert_eq!(header.iter().collect::<Vec<_>>(), names);
        for (n, (name, meaning)) in columns.iter().enumerate() {
            assert!(!names[..n].contains(name), "{table}: {name} is there twice");
            assert!(meaning.ends_with('.'), "{table}: {name}: {meaning}");
        }
    }
}

fn report() -> Saved {
    let saved = items().into_iter().find_map(|item| match item {
        Item::Report(saved) => Some(*saved),
        _ => None,
    });
    saved.expect("a report")
}

/// What a report says cannot run in a spreadsheet, break a row or leave its cell.
#[test]
fn hostile_words_stay_in_their_cells() {
    let mut saved = report();
    saved.report.title = Some("=HYPERLINK(\"https://x.example\",\"a\")\r\n\",\"b".into());
    saved.report.byline = Some("\t-2+3".into());
    saved.report.outlet = Some("@nna\u{202e}\u{1b}[31m\0".into());
    saved.report.url = None;
    saved.figures[0].low = Some("-12".into());
    saved.figures[0].high = Some("=1+1".into());
    saved.claims.clear();
    saved.entities.clear();
    for &table in Table::ALL {
        let (header, rows) = read_back(&written(table, &[Item::Report(Box::new(saved.clone()))]));
        let cell = |name: &str| {
            let place = header.iter().position(|other| other == name)?;
            rows.first()?.get(place)
        };
        if rows.is_empty() {
            assert_eq!(table, Table::Entities);
            continue;
        }
        let title = "'=HYPERLINK(\"https://x.example\",\"a\") \",\"b";
        assert_eq!(cell("headline"), Some(title), "{table}");
        assert_eq!(cell("byline"), Some("'-2+3"), "{table}");
        let outlet = "'@nna\u{fffd}\u{fffd}[31m\u{fffd}";
        assert_eq!(cell("outlet"), Some(outlet), "{table}");
        assert_eq!(cell("address"), Some(""), "{table}");
        if table == Table::Figures {
            assert_eq!([cell("low"), cell("high")], [Some("-12"), Some("'=1+1")]);
        }
    }
}

/// A report that was not read makes no claim of having nothing: its counts are empty, not 0.
#[test]
fn what_was_not_read_is_not_counted() {
    let (header, rows) = read_back(&written(Table::Reports, &items()));
    let place = |name: &str| header.iter().position(|other| other == name).expect(name);
    let read: Vec<&str> = rows.iter().map(|row| &row[place("read")]).collect();
    assert_eq!(read, ["yes", "skipped", "failed"]);
    for name in ["statements", "figures", "errors"] {
        let cells: Vec<&str> = rows.iter().map(|row| &row[place(name)]).collect();
        assert!(
            !cells[0].is_empty() && cells[1..] == ["", ""],
            "{name}: {cells:?}"
        );
    }
}
