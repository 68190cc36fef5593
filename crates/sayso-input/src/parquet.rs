//! Parquet: each row is a report, the columns are its fields, in the memory of a few rows.
//!
//! Only the columns that can be of use are read. The crate panics on some broken files, so that each
//! step is caught and costs only what follows in the file. It also makes room for whatever a file says
//! that it has, so that `pages` looks at what it says first.

mod delta;
mod pages;
mod thrift;

use crate::caught::caught;
use crate::fields::{Fields, Object};
use crate::lacks::{RowNoun, why_no_text};
use crate::row::RowReader;
use crate::source::{Seekable, Source};
use crate::{Failure, Item, Options, PassedOver, What};
use bytes::Bytes;
use jiff::Timestamp;
use pages::Why;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::{ChunkReader, FileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use sayso::report::Place;
use serde_json::{Map, Number, Value};
use std::collections::{HashSet, VecDeque};
use std::fs::File;

/// Values of a column that are held in memory at once. A value may be a whole text.
const ROWS_AT_ONCE: usize = 16;

/// The reports of a Parquet file.
pub(crate) struct Parquet {
    place: Place,
    table: RowIter<'static>,
    /// Columns of moments in nanoseconds, which come as plain numbers.
    of_nanoseconds: HashSet<String>,
    rows: RowReader,
    number: u64,
    items: VecDeque<Item>,
    /// Why a page was refused.
    why: Why,
    is_done: bool,
}

impl Parquet {
    /// # Errors
    /// A failure if it is not a whole Parquet file; something passed over, if no column can hold a
    /// text.
    pub fn new(source: Source, options: &Options) -> Result<Parquet, Item> {
        let place = source.place.clone();
        let fields = &options.fields;
        let why = Why::default();
        let reader: Box<dyn FileReader> = match source.seekable()? {
            Seekable::File(path, _) => {
                let file = || File::open(&path).map_err(|error| broken(&place, &error));
                open(file()?, file()?, &place, &why)?
            }
            Seekable::Memory(bytes) => {
                let bytes = Bytes::from_owner(bytes.into_inner());
                open(bytes.clone(), bytes, &place, &why)?
            }
        };
        let schema = reader.metadata().file_metadata().schema().clone();
        let columns = schema.get_fields();
        let header: Object = columns.iter().map(|column| header(column)).collect();
        let names: Vec<String> = columns.iter().map(|c| c.name().to_string()).collect();
        if let Some(why) = why_no_text(&header, &names, fields) {
            return Err(PassedOver::because(place, What::TableWithoutText, why).into());
        }
        let of_nanoseconds = columns.iter().filter(|column| is_of_nanoseconds(column));
        let of_nanoseconds = of_nanoseconds.map(|c| c.name().to_string()).collect();
        let table = caught(|| table(reader, &schema, fields))
            .map_err(|_| broken(&place, &"its list of columns is"))?
            .map_err(|error| broken(&place, &error))?;
        Ok(Parquet {
            place,
            table,
            of_nanoseconds,
            rows: RowReader::new(RowNoun::ROW, options),
            number: 0,
            items: VecDeque::new(),
            why,
            is_done: false,
        })
    }

    /// Reads the next row.
    fn step(&mut self) {
        self.number += 1;
        let place = Place {
            number: Some(self.number),
            ..self.place.clone()
        };
        let error = match caught(|| self.table.next()) {
            Ok(None) => {
                self.is_done = true;
                return;
            }
            Ok(Some(Ok(row))) => {
                let row = self.object(row);
                self.items.extend(self.rows.items(&place, &row));
                return;
            }
            Ok(Some(Err(error))) => error.to_string(),
            Err(_) => "it is not what its list of columns says".into(),
        };
        self.is_done = true;
        self.rows.broken_row();
        let message = match self.why.take() {
            Some(why) => format!("{why}, and what follows is not read"),
            None => format!("the file is broken here ({error}), and what follows is not read"),
        };
        self.items.push_back(Failure::read(place, message).into());
    }

    fn object(&self, row: Row) -> Object {
        let columns = row.into_columns().into_iter();
        let value = |(name, field): (String, Field)| {
            let value = match field {
                Field::Long(moment) if self.of_nanoseconds.contains(&name) => {
                    of_moment(moment / 1_000)
                }
                field => value(field),
            };
            (name, value)
        };
        columns.map(value).collect()
    }
}

impl Iterator for Parquet {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.items.is_empty() && !self.is_done {
            self.step();
            if self.is_done {
                self.items.extend(self.rows.end(&self.place));
            }
        }
        self.items.pop_front()
    }
}

fn open<F: ChunkReader + 'static>(
    file: F,
    copy: F,
    place: &Place,
    why: &Why,
) -> Result<Box<dyn FileReader>, Item> {
    match caught(|| pages::open(file, copy, why.clone())) {
        Ok(Ok(reader)) => Ok(Box::new(reader)),
        Ok(Err(error)) => Err(match why.take() {
            Some(why) => Failure::read(place.clone(), why).into(),
            None => broken(place, &error),
        }),
        Err(_) => Err(broken(place, &"its list of columns is")),
    }
}

fn broken(place: &Place, error: &dyn std::fmt::Display) -> Item {
    let message =
        format!("this is not a whole Parquet file, a part is missing or broken ({error})");
    Failure::read(place.clone(), message).into()
}

/// The rows of a file, with the columns that can be of use.
fn table(
    reader: Box<dyn FileReader>,
    schema: &Type,
    fields: &Fields,
) -> parquet::errors::Result<RowIter<'static>> {
    let columns = schema.get_fields().iter();
    let wanted = columns
        .filter(|column| fields.wants(column.name()))
        .cloned();
    let wanted = Type::group_type_builder(schema.name())
        .with_fields(wanted.collect())
        .build()?;
    let table = RowIter::from_file_into(reader).project(Some(wanted))?;
    Ok(table.with_batch_size(ROWS_AT_ONCE))
}

/// A column, and those in it, as fields whose values are true.
fn header(column: &Type) -> (String, Value) {
    let value = if column.is_group() {
        let inner = column.get_fields().iter();
        Value::Object(inner.map(|column| header(column)).collect())
    } else {
        Value::Bool(true)
    };
    (column.name().to_string(), value)
}

fn is_of_nanoseconds(column: &Type) -> bool {
    let kind = column.get_basic_info().logical_type_ref();
    matches!(
        kind,
        Some(LogicalType::Timestamp {
            unit: TimeUnit::NANOS,
            ..
        })
    )
}

/// A value as JSON has it. Moments and days are written as ISO 8601.
fn value(field: Field) -> Value {
    match field {
        Field::Bool(is) => Value::Bool(is),
        Field::Byte(number) => number.into(),
        Field::Short(number) => number.into(),
        Field::Int(number) => number.into(),
        Field::Long(number) => number.into(),
        Field::UByte(number) => number.into(),
        Field::UShort(number) => number.into(),
        Field::UInt(number) => number.into(),
        Field::ULong(number) => number.into(),
        Field::Float(number) => of_float(number.into()),
        Field::Double(number) => of_float(number),
        Field::Str(text) => text.into(),
        // Older programs do not say that a text is one.
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).map_or(Value::Null, Value::from),
        Field::Date(days) => of_moment(i64::from(days).saturating_mul(86_400_000_000))
            .as_str()
            .map_or(Value::Null, |moment| moment[..DAY].into()),
        Field::TimestampMillis(moment) => of_moment(moment.saturating_mul(1_000)),
        Field::TimestampMicros(moment) => of_moment(moment),
        Field::Group(row) => {
            let columns = row.into_columns().into_iter();
            let inner: Map<_, _> = columns.map(|(name, field)| (name, value(field))).collect();
            Value::Object(inner)
        }
        Field::ListInternal(list) => list.elements().iter().cloned().map(value).collect(),
        _ => Value::Null,
    }
}

/// The length of "2024-03-01".
const DAY: usize = 10;

/// Microseconds since 1970 as ISO 8601.
fn of_moment(microseconds: i64) -> Value {
    let moment = Timestamp::from_microsecond(microseconds);
    moment.map_or(Value::Null, |moment| {
        moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string().into()
    })
}

fn of_float(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}
