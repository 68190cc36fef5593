//! Parquet files, made by pyarrow and by the crate that reads them.
#![cfg(feature = "parquet")]

mod shared;

use parquet::basic::{Compression, Encoding, ZstdLevel};
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

/// A file with a column `body` of these texts, written so.
fn texts(texts: &[String], properties: WriterProperties) -> Vec<u8> {
    let schema = "message rows { optional binary body (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).expect("memory");
    let mut group = writer.next_row_group().expect("memory");
    let mut column = group.next_column().expect("memory").expect("body");
    let values: Vec<ByteArray> = texts.iter().map(|text| text.as_bytes().into()).collect();
    let typed = column.typed::<ByteArrayType>();
    typed
        .write_batch(&values, Some(&vec![1; texts.len()]), None)
        .expect("memory");
    column.close().expect("memory");
    group.close().expect("memory");
    writer.close().expect("memory");
    bytes
}

fn many_texts(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| format!("The ferry {number} sank, police said."))
        .collect()
}

/// A number as Thrift writes it.
fn varint(number: u64) -> Vec<u8> {
    let mut left = number * 2;
    let mut out = Vec::new();
    while left >= 0x80 {
        out.push((left & 0x7f) as u8 | 0x80);
        left >>= 7;
    }
    out.push(left as u8);
    out
}

/// The file with another number where these bytes are first.
fn patched(file: &[u8], before: &[u8], after: &[u8]) -> Vec<u8> {
    let at = memchr::memmem::find(file, before).expect("there");
    [&file[..at], after, &file[at + before.len()..]].concat()
}

#[test]
fn every_way_of_writing_texts_is_read() {
    let plain = || WriterProperties::builder().set_dictionary_enabled(false);
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let gzip = Compression::GZIP(parquet::basic::GzipLevel::default());
    let delta = plain().set_encoding(Encoding::DELTA_BYTE_ARRAY);
    let lengths = plain().set_encoding(Encoding::DELTA_LENGTH_BYTE_ARRAY);
    let version = parquet::file::properties::WriterVersion::PARQUET_2_0;
    let ways = [
        ("plain", plain().build()),
        ("dictionary", WriterProperties::builder().build()),
        ("zstd", plain().set_compression(zstd).build()),
        ("gzip", plain().set_compression(gzip).build()),
        (
            "snappy",
            plain().set_compression(Compression::SNAPPY).build(),
        ),
        ("delta", delta.build()),
        ("lengths", lengths.build()),
        (
            "version 2",
            WriterProperties::builder()
                .set_writer_version(version)
                .set_compression(gzip)
                .build(),
        ),
        (
            "delta of version 2",
            plain().set_writer_version(version).build(),
        ),
    ];
    for (way, properties) in ways {
        let file = texts(&many_texts(700), properties);
        let items = read("parquet", "way.parquet", file, &Options::default());
        assert_eq!(raw(&items).len(), 700, "{way}: {:?}", said(&items));
    }
}

/// A small file can say that it has anything. Nothing is made ready for it.
#[test]
fn what_is_out_of_all_proportion_is_refused() {
    let plain = || WriterProperties::builder().set_dictionary_enabled(false);
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let said_of = |file: Vec<u8>| {
        let items = read("parquet", "huge.parquet", file, &Options::default());
        assert!(raw(&items).is_empty());
        said(&items).join("; ")
    };

    let words = "The ferry sank. ".repeat(70_000);
    let file = texts(
        std::slice::from_ref(&words),
        plain().set_compression(zstd).build(),
    );
    // A level of two bytes and its length, and the length of the text.
    let size = varint(words.len() as u64 + 4 + 2 + 4);
    let file = patched(&file, &size, &varint((1 << 26) - 1));
    assert!(file.len() < 2_000, "{}", file.len());
    let message = said_of(file);
    let expected = "#1: column body: a page says that it unpacks to 67108863 bytes, out of ";
    assert!(message.starts_with(expected), "{message}");

    let file = texts(&many_texts(9_000), WriterProperties::builder().build());
    let file = patched(&file, &varint(9_000), &varint((1 << 20) - 1));
    let message = said_of(file);
    let expected = "#1: column body: its dictionary says that it has 1048575 values, in ";
    assert!(message.starts_with(expected), "{message}");

    let lengths = plain().set_encoding(Encoding::DELTA_LENGTH_BYTE_ARRAY);
    let file = texts(&many_texts(9_000), lengths.build());
    // Blocks of 128 lengths in 4 parts, and how many there are: no zigzag.
    let file = patched(&file, &[0x80, 1, 4, 0xa8, 0x46], &[0x80, 1, 4, 0xff, 0x7f]);
    let message = said_of(file);
    let expected = "#1: column body: a page says that it has more texts than values";
    assert!(message.starts_with(expected), "{message}");

    // A list of two billion columns, in 10 bytes.
    let columns = [0x15, 2, 0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0];
    let length = (columns.len() as u32).to_le_bytes();
    let file = [b"PAR1", &columns[..], &length, b"PAR1"].concat();
    let message = said_of(file);
    let expected = "this is not a whole Parquet file, a part is missing or broken";
    assert!(message.starts_with(expected), "{message}");
}
