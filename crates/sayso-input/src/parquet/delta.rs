//! Whether the lengths of texts in a page, which may be written as differences, are no more than the page
//! has values. The crate makes room for as many as they say.

use super::thrift::varint;
use parquet::basic::Encoding;
use parquet::column::page::Page;
use parquet::schema::types::ColumnDescriptor;

/// Whether a page of a column has at most as many lengths of texts as it has values. The crate says what
/// else is wrong with it.
pub fn fits(page: &Page, column: &ColumnDescriptor) -> bool {
    let start = match page {
        Page::DataPage { .. } => after_levels(page, column),
        Page::DataPageV2 {
            def_levels_byte_len,
            rep_levels_byte_len,
            ..
        } => def_levels_byte_len
            .checked_add(*rep_levels_byte_len)
            .map(|length| length as usize),
        Page::DictionaryPage { .. } => None,
    };
    let values = start.and_then(|start| page.buffer().get(start..));
    values.is_none_or(|values| has_at_most(page.encoding(), values, page.num_values() as usize))
}

/// Where the values of a page begin: after how deep each of them is in lists and whether it is there.
fn after_levels(page: &Page, column: &ColumnDescriptor) -> Option<usize> {
    let Page::DataPage {
        buf,
        num_values,
        def_level_encoding,
        rep_level_encoding,
        ..
    } = page
    else {
        return None;
    };
    let levels = [
        (column.max_rep_level(), rep_level_encoding),
        (column.max_def_level(), def_level_encoding),
    ];
    let mut at: usize = 0;
    for (greatest, encoding) in levels.into_iter().filter(|(greatest, _)| *greatest > 0) {
        let length = if *encoding == Encoding::RLE {
            let length = buf.get(at..)?.first_chunk::<4>()?;
            4 + u32::from_le_bytes(*length) as usize
        } else {
            let bits = 16 - greatest.leading_zeros() as usize;
            (*num_values as usize * bits).div_ceil(8)
        };
        at = at.checked_add(length)?;
    }
    Some(at)
}

/// Whether there are at most `most` lengths in these values of a page.
fn has_at_most(encoding: Encoding, values: &[u8], most: usize) -> bool {
    match encoding {
        Encoding::DELTA_LENGTH_BYTE_ARRAY => {
            Lengths::of(values).is_some_and(|lengths| lengths.count <= most)
        }
        Encoding::DELTA_BYTE_ARRAY => {
            // The lengths of what each text begins like the one before it are before the texts.
            let prefixes = Lengths::of(values).filter(|lengths| lengths.count <= most);
            let rest = prefixes.and_then(|prefixes| values.get(prefixes.bytes()?..));
            let suffixes = rest.and_then(Lengths::of);
            suffixes.is_some_and(|suffixes| suffixes.count <= most)
        }
        _ => true,
    }
}

/// Numbers written as differences, in blocks of a size of their own.
struct Lengths<'a> {
    /// How many there are.
    count: usize,
    /// Numbers of a part of a block, and its parts.
    of_part: usize,
    parts: usize,
    /// What comes after the first number, and the bytes before it.
    blocks: &'a [u8],
    before: usize,
}

impl Lengths<'_> {
    fn of(bytes: &[u8]) -> Option<Lengths<'_>> {
        let mut at = 0;
        let mut number = || {
            let (number, length) = varint(&bytes[at..])?;
            at += length;
            usize::try_from(number).ok()
        };
        let (of_block, parts, count) = (number()?, number()?, number()?);
        number()?;
        Some(Lengths {
            count,
            of_part: of_block.checked_div(parts).filter(|&of_part| of_part > 0)?,
            parts,
            blocks: &bytes[at..],
            before: at,
        })
    }

    /// How many bytes they take.
    fn bytes(&self) -> Option<usize> {
        let mut left = self.count.saturating_sub(1);
        let mut at = 0;
        while left > 0 {
            at += varint(self.blocks.get(at..)?)?.1;
            let widths = self.blocks.get(at..at.checked_add(self.parts)?)?;
            at += self.parts;
            for &width in widths {
                if left == 0 {
                    break;
                }
                at = at.checked_add(usize::from(width).checked_mul(self.of_part)? / 8)?;
                left = left.saturating_sub(self.of_part);
            }
        }
        self.before.checked_add(at)
    }
}
