//! A Parquet file whose pages are looked at before they are unpacked.
//!
//! The crate makes room for what a page says that it has. A file of a few bytes can say anything, so that
//! what is out of all proportion to its bytes is refused.

use super::delta;
use super::thrift::Described;
use crate::fields::shown;
use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::basic::{Compression, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, FileReader, RowGroupReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use std::io::{self, Read};
use std::sync::{Arc, Mutex};

/// The most bytes of the description at the end of a file: its columns and where they are.
const LARGEST_FOOTER: u64 = 1 << 25;
/// The most bytes of the header of a page, which may have its least and its greatest text.
const LARGEST_HEADER: usize = 1 << 22;
/// The most bytes of a page, unpacked, of which one for each column is in memory. Programs make pages of
/// one MiB, but some write a column as a single one.
const LARGEST_PAGE: i64 = 1 << 27;
/// The most bytes of a dictionary, unpacked. Programs end it at one MiB or two.
const LARGEST_DICTIONARY: i64 = 1 << 25;
/// A page of up to this size may be packed as well as can be.
const SMALL_PAGE: i64 = 1 << 22;
/// How many times larger than packed other pages are. Texts that repeat are packed to a hundredth.
const BEST_PACKED: i64 = 250;
/// The most values of a column of lists in a group of rows, because there is no telling how many of them
/// are one row.
const MOST_IN_LISTS: i64 = 1 << 21;
/// Rows of a group that may take no bytes, and how many of the others a byte may hold.
const FREE_ROWS: i64 = 1 << 21;
const ROWS_OF_A_BYTE: i64 = 1_000;

/// What a file is read from, again and again.
type Chunks = Arc<dyn Fn(u64, usize) -> Result<Bytes> + Send + Sync>;

/// Why a page was refused. The crate panics on some errors, which would lose it.
#[derive(Clone, Default)]
pub struct Why(Arc<Mutex<Option<String>>>);

impl Why {
    /// The reason, once.
    pub fn take(&self) -> Option<String> {
        self.0.lock().ok()?.take()
    }

    fn refuse<T>(&self, why: String) -> Result<T> {
        let error = ParquetError::General(why.clone());
        if let Ok(mut slot) = self.0.lock() {
            slot.get_or_insert(why);
        }
        Err(error)
    }
}

/// A file whose pages are checked.
pub struct Checked<F: ChunkReader> {
    file: SerializedFileReader<F>,
    chunks: Chunks,
    why: Why,
}

/// Opens a file, and looks at how it describes itself. `copy` is the same file again.
///
/// # Errors
/// It is not a Parquet file, or its description is broken or out of proportion.
pub fn open<F: ChunkReader + 'static>(file: F, copy: F, why: Why) -> Result<Checked<F>> {
    check_footer(&file)?;
    let file = SerializedFileReader::new(file)?;
    for (index, group) in file.metadata().row_groups().iter().enumerate() {
        if let Some(message) = too_many_rows(group) {
            return why.refuse(format!("its group of rows {}: {message}", index + 1));
        }
    }
    Ok(Checked {
        file,
        chunks: Arc::new(move |start, length| copy.get_bytes(start, length)),
        why,
    })
}

/// Whether the description at the end of a file has all that it says it has.
fn check_footer(file: &impl ChunkReader) -> Result<()> {
    let broken = |why: &str| Err(ParquetError::General(why.into()));
    let Some(end) = file.len().checked_sub(8) else {
        return broken("it is too short");
    };
    let tail = file.get_bytes(end, 8)?;
    let [a, b, c, d, b'P', b'A', b'R', b'1'] = tail[..] else {
        // The crate says what is wrong.
        return Ok(());
    };
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    if length > LARGEST_FOOTER {
        return broken("its list of columns is over 32 MiB");
    }
    let Some(start) = end.checked_sub(length) else {
        return broken("its list of columns is cut");
    };
    match Described::of(&file.get_bytes(start, length as usize)?) {
        Some(_) => Ok(()),
        None => broken("its list of columns is not what it says"),
    }
}

/// What is wrong with the number of rows of a group, if it is out of proportion.
fn too_many_rows(group: &RowGroupMetaData) -> Option<String> {
    let bytes = group
        .columns()
        .iter()
        .map(ColumnChunkMetaData::compressed_size);
    let bytes = bytes.fold(0_i64, i64::saturating_add);
    let most = bytes
        .saturating_mul(ROWS_OF_A_BYTE)
        .saturating_add(FREE_ROWS);
    let rows = group.num_rows();
    (rows > most).then(|| format!("it says that it has {rows} rows, in {bytes} bytes"))
}

impl<F: ChunkReader + 'static> FileReader for Checked<F> {
    fn metadata(&self) -> &ParquetMetaData {
        self.file.metadata()
    }

    fn num_row_groups(&self) -> usize {
        self.file.num_row_groups()
    }

    fn get_row_group(&self, index: usize) -> Result<Box<dyn RowGroupReader + '_>> {
        Ok(Box::new(CheckedGroup {
            group: self.file.get_row_group(index)?,
            chunks: Arc::clone(&self.chunks),
            why: self.why.clone(),
        }))
    }

    fn get_row_iter(&self, columns: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_file(columns, self)
    }
}

/// A group of rows whose pages are checked.
struct CheckedGroup<'a> {
    group: Box<dyn RowGroupReader + 'a>,
    chunks: Chunks,
    why: Why,
}

impl RowGroupReader for CheckedGroup<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.group.metadata()
    }

    fn num_columns(&self) -> usize {
        self.group.num_columns()
    }

    fn get_column_page_reader(&self, index: usize) -> Result<Box<dyn PageReader>> {
        let column = self.group.metadata().column(index).clone();
        let (offset, left) = column.byte_range();
        Ok(Box::new(CheckedPages {
            pages: self.group.get_column_page_reader(index)?,
            column,
            chunks: Arc::clone(&self.chunks),
            why: self.why.clone(),
            offset,
            left,
            next: None,
            in_lists: 0,
        }))
    }

    fn get_column_bloom_filter(&self, _: usize) -> Option<&parquet::bloom_filter::Sbbf> {
        None
    }

    fn get_row_iter(&self, columns: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(columns, self)
    }
}

/// The pages of a column in a group of rows.
struct CheckedPages {
    pages: Box<dyn PageReader>,
    column: ColumnChunkMetaData,
    chunks: Chunks,
    why: Why,
    /// Where the next page begins in the file, and the bytes of the column from there.
    offset: u64,
    left: u64,
    /// The next page, once its header was looked at: how many bytes it takes with it.
    next: Option<u64>,
    /// Values of a column of lists so far.
    in_lists: i64,
}

/// The fields of the header of a page, which Parquet numbers.
mod field {
    pub const KIND: i16 = 1;
    pub const UNPACKED: i16 = 2;
    pub const PACKED: i16 = 3;
    /// Structs, each with the number of values in field 1.
    pub const DATA: i16 = 5;
    pub const DICTIONARY: i16 = 7;
    pub const DATA_V2: i16 = 8;
    pub const VALUES: i16 = 1;
    /// Bytes of levels, which are before what is packed.
    pub const LEVELS_V2: [i16; 2] = [5, 6];
}

/// The kind of a page that the crate passes over.
const INDEX_PAGE: i64 = 1;

impl CheckedPages {
    /// Looks at the header of the next page that is to be read.
    fn look(&mut self) -> Result<()> {
        while self.next.is_none() && self.left > 0 {
            let header = self.header()?;
            let packed = header.number(0, field::PACKED).unwrap_or(-1);
            let length = u64::try_from(packed).ok();
            let length = length.and_then(|length| length.checked_add(header.length as u64));
            let Some(length) = length.filter(|&length| length <= self.left) else {
                return self.refuse("a page says that it goes on after the end of the column");
            };
            if header.number(0, field::KIND) == Some(INDEX_PAGE) {
                self.pass(length);
                continue;
            }
            if let Some(why) = self.out_of_proportion(&header, packed) {
                return self.refuse(&why);
            }
            self.next = Some(length);
        }
        Ok(())
    }

    /// The header of the page that begins at the next byte.
    fn header(&self) -> Result<Described> {
        let mut length = 1 << 10;
        loop {
            let most = usize::try_from(self.left).unwrap_or(usize::MAX);
            let bytes = (self.chunks)(self.offset, length.min(most))?;
            if let Some(header) = Described::of(&bytes) {
                return Ok(header);
            }
            if length >= most.min(LARGEST_HEADER) {
                return self.refuse("the header of a page is broken");
            }
            length *= 8;
        }
    }

    /// What is wrong with the sizes of a page, if they are out of proportion.
    fn out_of_proportion(&mut self, header: &Described, packed: i64) -> Option<String> {
        let unpacked = header.number(0, field::UNPACKED)?;
        let dictionary = header.number(field::DICTIONARY, field::VALUES);
        let of_data = header.number(field::DATA, field::VALUES);
        let of_data = of_data.or_else(|| header.number(field::DATA_V2, field::VALUES));
        if packed.max(unpacked) > LARGEST_PAGE {
            return Some(
                "a page is over 128 MiB: write the file again with pages of a few MiB, which is what most programs do".into(),
            );
        }
        if unpacked > SMALL_PAGE && unpacked / BEST_PACKED > packed {
            return Some(format!(
                "a page says that it unpacks to {unpacked} bytes, out of {packed}"
            ));
        }
        if let Some(values) = dictionary {
            let most = unpacked / self.least_size();
            if values > most || unpacked > LARGEST_DICTIONARY {
                return Some(format!(
                    "its dictionary says that it has {values} values, in {unpacked} bytes"
                ));
            }
        }
        if self.column.column_descr().max_rep_level() > 0 {
            self.in_lists = self.in_lists.saturating_add(of_data.unwrap_or(0));
            if self.in_lists > MOST_IN_LISTS {
                return Some(format!(
                    "its lists say that they have over {MOST_IN_LISTS} values in one group of rows"
                ));
            }
        }
        let is_gzip = matches!(self.column.compression(), Compression::GZIP(_));
        if is_gzip && self.unpacks_to_more(header, packed, unpacked) {
            return Some(format!(
                "a page unpacks to more than the {unpacked} bytes that it says"
            ));
        }
        None
    }

    /// The fewest bytes of a value in a dictionary.
    fn least_size(&self) -> i64 {
        match self.column.column_type() {
            Physical::INT64 | Physical::DOUBLE => 8,
            Physical::INT96 => 12,
            Physical::INT32 | Physical::FLOAT | Physical::BYTE_ARRAY => 4,
            Physical::FIXED_LEN_BYTE_ARRAY | Physical::BOOLEAN => 1,
        }
    }

    /// Whether a page that is packed by gzip has more bytes than it says: the crate unpacks all that there
    /// is.
    fn unpacks_to_more(&self, header: &Described, packed: i64, unpacked: i64) -> bool {
        let levels = field::LEVELS_V2.map(|field| header.number(field::DATA_V2, field));
        let levels = levels.into_iter().flatten().fold(0, i64::saturating_add);
        let start = self.offset + header.length as u64;
        let Ok(bytes) = (self.chunks)(start, packed as usize) else {
            return false;
        };
        let bytes = usize::try_from(levels).ok().and_then(|at| bytes.get(at..));
        let limit = unpacked as u64 + 1;
        let unpacker = MultiGzDecoder::new(bytes.unwrap_or_default());
        let length = io::copy(&mut unpacker.take(limit), &mut io::sink());
        // The crate says what is wrong with bytes that cannot be unpacked. Some pages are not packed.
        length.is_ok_and(|length| length == limit)
    }

    fn pass(&mut self, length: u64) {
        self.offset += length;
        self.left -= length;
        self.next = None;
    }

    fn refuse<T>(&self, why: &str) -> Result<T> {
        let path = self.column.column_path().parts().join(".");
        self.why.refuse(format!("column {}: {why}", shown(&path)))
    }
}

impl Iterator for CheckedPages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for CheckedPages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.look()?;
        let page = self.pages.get_next_page()?;
        if let Some(length) = self.next {
            self.pass(length);
        }
        match page {
            Some(page) if !delta::fits(&page, self.column.column_descr()) => {
                self.refuse("a page says that it has more texts than values")
            }
            page => Ok(page),
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.look()?;
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.look()?;
        self.pages.skip_next_page()?;
        if let Some(length) = self.next {
            self.pass(length);
        }
        Ok(())
    }
}
