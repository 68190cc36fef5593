//! Parquet files, made by pyarrow and by the crate that reads them.
#![cfg(feature = "parquet")]

mod shared;

use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use sayso_input::{Options, What};
use shared::{day, fields, made, passed_over, raw, read, said, text};
use std::sync::Arc;

/// A file with columns `body` (text), `date` and `at` (milliseconds), with this many rows in each of
/// its row groups.
fn file(groups: &[usize]) -> Vec<u8> {
    let schema = "message rows {
        required binary body (UTF8);
        required int32 date (DATE);
        required int64 at (TIMESTAMP_MILLIS);
    }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).expect("memory");
    for &rows in groups {
        let mut group = writer.next_row_group().expect("memory");
        let texts = vec![ByteArray::from("The ferry sank, police said."); rows];
        let mut column = group.next_column().expect("memory").expect("body");
        let typed = column.typed::<ByteArrayType>();
        typed.write_batch(&texts, None, None).expect("memory");
        column.close().expect("memory");
        let mut column = group.next_column().expect("memory").expect("date");
        let typed = column.typed::<Int32Type>();
        typed
            .write_batch(&vec![19_783; rows], None, None)
            .expect("memory");
        column.close().expect("memory");
        let mut column = group.next_column().expect("memory").expect("at");
        let typed = column.typed::<Int64Type>();
        typed
            .write_batch(&vec![1_709_219_400_000; rows], None, None)
            .expect("memory");
        column.close().expect("memory");
        group.close().expect("memory");
    }
    writer.close().expect("memory");
    bytes
}

#[test]
fn a_file_of_pyarrow() {
    let items = made("pyarrow.parquet", &Options::default());
    let reports = raw(&items);
    assert_eq!(reports.len(), 2, "{:?}", said(&items));
    let numbers: Vec<Option<u64>> = reports.iter().map(|raw| raw.place.number).collect();
    assert_eq!(numbers, [Some(1), Some(3)]);
    let first = reports[0];
    assert!(text(first).starts_with("A ferry sank"));
    assert_eq!(first.told.title.as_deref(), Some("Ferry sinks off Velm"));
    assert_eq!(first.told.outlet.as_deref(), Some("Velm Post"));
    assert_eq!(first.told.byline.as_deref(), Some("Ada Quill, Jan Orr"));
    assert_eq!(first.url.as_deref(), Some("https://nna.example/1"));
    assert_eq!(
        day(first),
        (Some("2024-03-01"), Some("2024-03-01T00:10:00Z"))
    );
    assert_eq!(
        (day(reports[1]), reports[1].told.outlet.as_deref()),
        ((None, None), None)
    );
    assert_eq!(passed_over(&items), [What::EmptyRow]);
}

#[test]
fn rows_of_several_groups() {
    let items = read(
        "parquet",
        "rows.parquet",
        file(&[3, 0, 40]),
        &Options::default(),
    );
    let reports = raw(&items);
    assert_eq!(reports.len(), 43, "{:?}", said(&items));
    assert_eq!(reports[42].place.to_string().rsplit('#').next(), Some("43"));
    assert_eq!(day(reports[0]), (Some("2024-03-01"), None));
    // The name of the file does not matter.
    let items = read("parquet", "unnamed", file(&[2]), &fields("body"));
    assert_eq!(raw(&items).len(), 2);
}

#[test]
fn what_is_not_a_table_of_reports_is_named() {
    let items = read("parquet", "wrong.parquet", file(&[2]), &fields("article"));
    assert_eq!(passed_over(&items), [What::TableWithoutText]);
    assert_eq!(
        said(&items),
        [
            "no column has the name \"article\"; the columns are \"body\", \"date\", \"at\": name the column with the text by --text-field"
        ]
    );
    let items = read("parquet", "none.parquet", file(&[]), &Options::default());
    assert_eq!(passed_over(&items), [What::Empty]);
}

/// Whatever is broken costs only what follows, and never the program.
#[test]
fn broken_files() {
    let whole = file(&[30, 30]);
    let cut = read(
        "parquet",
        "cut.parquet",
        &whole[..whole.len() - 20],
        &Options::default(),
    );
    assert!(
        said(&cut)[0].starts_with("this is not a whole Parquet file"),
        "{cut:?}"
    );
    for at in 4..whole.len() {
        let mut broken = whole.clone();
        broken[at] ^= 0x55;
        let items = read("parquet", "broken.parquet", &broken, &Options::default());
        assert!(!items.is_empty(), "byte {at}");
    }
}
