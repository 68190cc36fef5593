//! Tables of feature weights: hash tables of small buckets, one memory line a look-up.
//!
//! A bucket holds the 16-bit checks of its rows, a byte that says whether rows of this bucket had
//! to go to the next one, and rows of 8-bit weights. How the checks of a bucket are compared
//! depends on how many rows it has, so that each [`Shape`] compares them in its own way: seven rows
//! of seven weights ([`Narrow`]) or three rows of sixteen ([`Wide`]).

use crate::crf::LABELS;
use crate::packed::{Layout, Line, check, home, lines, mark, next, touch};
use std::marker::PhantomData;

/// How the rows lie in a bucket, and how the row of a feature is found in it.
pub trait Shape<const BUCKET: usize> {
    /// How the rows lie in a bucket.
    const LAYOUT: Layout;

    /// Which row has this check, and whether any has. Without one, any row may be given: its
    /// weights are masked out. There is no branch on whether a feature is known, because no
    /// processor could predict it.
    fn find(bucket: &[u8; BUCKET], wanted: u16) -> (usize, bool);
}

/// A table of feature weights. `SUMS` weights of a row are added up at once.
pub struct Table<S, const BUCKET: usize, const SUMS: usize> {
    buckets: Vec<Line<BUCKET>>,
    /// For each bucket the marks of the checks in those that follow it, as far as its rows can be
    /// there. Most features without a row are known by them, so that few buckets are searched in vain.
    further: Vec<u64>,
    shape: PhantomData<S>,
}

impl<S: Shape<BUCKET>, const BUCKET: usize, const SUMS: usize> Table<S, BUCKET, SUMS> {
    /// Reads the table of a section; none if the section is not a whole number of buckets.
    pub fn read(section: &[u8]) -> Option<Self> {
        let is_whole = !section.is_empty() && section.len().is_multiple_of(BUCKET);
        is_whole.then(|| {
            let buckets = lines(section);
            Table {
                further: S::LAYOUT.further(&buckets),
                buckets,
                shape: PhantomData,
            }
        })
    }

    /// Packs rows into at most `limit` bytes, the largest weights first. What finds no place is
    /// left out. The result depends on the set of rows alone, not on their order.
    pub fn pack<const LANES: usize>(rows: &[(u64, [i8; LANES])], limit: usize) -> Vec<u8> {
        S::LAYOUT.pack(rows, limit)
    }

    /// The sums of the weights of these features. There may be at most 250 features, so that 16
    /// bits hold the sums.
    #[inline]
    pub fn sum(&self, hashes: &[u64]) -> [i16; SUMS] {
        let never = touch(&self.buckets, S::LAYOUT.spills_at, hashes);
        let mut sums = Sums::<SUMS>::default();
        for &hash in hashes {
            let (at, wanted) = (home(hash, self.buckets.len()), check(hash));
            let (mut row, goes_on) = self.row(at, wanted);
            if goes_on && self.further[at] & mark(wanted) != 0 {
                row = self.further_row(at, wanted);
            }
            sums.add(row);
        }
        let mut sums = sums.signed(hashes.len());
        sums[SUMS - 1] += i16::from(never);
        sums
    }

    /// The row of a bucket with this check, zeros if it has none; and whether the next bucket may have
    /// it. That is seldom so, and is found by arithmetic: a branch on whether a feature is known could
    /// not be predicted.
    #[inline]
    fn row(&self, at: usize, wanted: u16) -> (Eights, bool) {
        let bucket = &self.buckets[at].0;
        let (row, is_found) = S::find(bucket, wanted);
        let from = S::LAYOUT.weights_at + row * S::LAYOUT.lanes;
        let weights = &bucket[from..from + SUMS];
        let mut eights = [0; MOST_EIGHTS];
        for (eight, bytes) in eights.iter_mut().zip(weights.as_chunks().0) {
            let weights = u64::from_le_bytes(*bytes);
            *eight = if is_found { weights } else { 0 };
        }
        let most = u32::from(is_found) * u32::from(u8::MAX);
        (eights, u32::from(bucket[S::LAYOUT.spills_at]) > most)
    }

    /// The row with this check in the buckets after this one, zeros if they have none.
    #[cold]
    fn further_row(&self, mut at: usize, wanted: u16) -> Eights {
        for _ in 1..S::LAYOUT.reach {
            at = next(at, self.buckets.len());
            let (row, goes_on) = self.row(at, wanted);
            if !goes_on {
                return row;
            }
        }
        Eights::default()
    }
}

/// The most numbers that the weights of a row take.
const MOST_EIGHTS: usize = 2;
/// The weights of a row, eight in a number.
type Eights = [u64; MOST_EIGHTS];
/// The sign of each of eight weights.
const SIGNS: u64 = 0x8080_8080_8080_8080;
/// Every second one of eight bytes.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// Sums of rows of 8-bit weights, four sums of 16 bits in a number, so that few steps add eight weights
/// on every processor. Each weight is added as 128 more than it is, so that none is negative.
#[derive(Default)]
struct Sums<const SUMS: usize> {
    /// The sums of the weights at even places.
    even: Eights,
    /// Likewise at odd places.
    odd: Eights,
}

impl<const SUMS: usize> Sums<SUMS> {
    #[inline]
    fn add(&mut self, row: Eights) {
        for (i, eight) in row.into_iter().enumerate().take(SUMS / 8) {
            let eight = eight ^ SIGNS;
            self.even[i] += eight & EVEN;
            self.odd[i] += eight >> 8 & EVEN;
        }
    }

    /// The sums with their signs, after so many rows.
    #[inline]
    fn signed(&self, rows: usize) -> [i16; SUMS] {
        let too_high = 128 * rows as u16;
        std::array::from_fn(|i| {
            let half = if i % 2 == 0 { &self.even } else { &self.odd };
            let sum = half[i / 8] >> (16 * (i % 8 / 2));
            (sum as u16).wrapping_sub(too_high) as i16
        })
    }
}

/// The lowest bit of each of four checks, which are compared at once.
const EACH: u64 = 0x0001_0001_0001_0001;
/// The highest of four checks is none, and must not be found.
const NOT_A_CHECK: u64 = 0xffff << 48;

/// The highest bit of each of four 16-bit numbers that is zero. The lowest such number is found
/// exactly; those above it may be found though they are not zero.
#[inline]
fn zero(numbers: u64) -> u64 {
    numbers.wrapping_sub(EACH) & !numbers & (EACH << 15)
}

/// The four checks at a place of a bucket.
#[inline]
fn four_checks<const BUCKET: usize>(bucket: &[u8; BUCKET], at: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&bucket[at..at + 8]);
    u64::from_le_bytes(bytes)
}

/// Seven rows of seven weights. A feature that was never learnt is taken for another one with a
/// probability of less than 7 in 65,536.
pub struct Narrow;

const NARROW: usize = 64;

/// A table with a weight for each label of [`crate::crf`]. The eighth sum is of no use: it makes a
/// row eight bytes, which are added up faster than seven.
pub type NarrowTable = Table<Narrow, NARROW, { LABELS + 1 }>;
/// The weights of a feature in a [`NarrowTable`].
pub type NarrowRow = [i8; LABELS];

impl Shape<NARROW> for Narrow {
    const LAYOUT: Layout = Layout {
        bucket: NARROW,
        rows: 7,
        lanes: LABELS,
        weights_at: 14,
        spills_at: NARROW - 1,
        reach: 8,
        leaves_room: false,
    };

    #[inline]
    fn find(bucket: &[u8; NARROW], wanted: u16) -> (usize, bool) {
        let wanted = u64::from(wanted) * EACH;
        let low = zero(four_checks(bucket, 0) ^ wanted);
        // The fourth check of the upper half is the first two weights.
        let high = zero(four_checks(bucket, 8) ^ wanted | NOT_A_CHECK);
        // The halves side by side: bit 0 for the first row, 16 for the second, 1 for the fifth. So
        // one search gives the row, where two would need a branch between them.
        let both = low >> 15 | high >> 14;
        let first = (both | 1 << 48).trailing_zeros() as usize;
        let row = first / 16 + 4 * (first % 2);
        (row.min(Self::LAYOUT.rows - 1), both != 0)
    }
}

/// Three rows of sixteen weights.
pub struct Wide;

const WIDE: usize = 56;

/// The number of weights in a [`WideRow`].
pub const WIDE_LANES: usize = 16;
/// A table with sixteen weights for each feature.
pub type WideTable = Table<Wide, WIDE, WIDE_LANES>;
/// The weights of a feature in a [`WideTable`].
pub type WideRow = [i8; WIDE_LANES];

impl Shape<WIDE> for Wide {
    const LAYOUT: Layout = Layout {
        bucket: WIDE,
        rows: 3,
        lanes: WIDE_LANES,
        weights_at: 8,
        spills_at: 6,
        reach: 12,
        leaves_room: true,
    };

    #[inline]
    fn find(bucket: &[u8; WIDE], wanted: u16) -> (usize, bool) {
        let wanted = u64::from(wanted) * EACH;
        let found = zero(four_checks(bucket, 0) ^ wanted | NOT_A_CHECK);
        let row = (found | 1 << 47).trailing_zeros() as usize / 16;
        (row.min(Self::LAYOUT.rows - 1), found != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packed::check_at;

    /// Features with weights, from a fixed seed.
    fn rows<const LANES: usize>(count: usize, mut state: u64) -> Vec<(u64, [i8; LANES])> {
        let row = |i: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let mut row = [0; LANES];
            row[0] = (i % 100) as i8 + 1;
            row[3] = 5 - (i % 11) as i8;
            row[LANES - 1] = -9;
            (state.rotate_left(27).wrapping_mul(state | 1), row)
        };
        (0..count).map(row).collect()
    }

    /// How many rows a table gives back as they were.
    fn found<S, const BUCKET: usize, const SUMS: usize, const LANES: usize>(
        table: &Table<S, BUCKET, SUMS>,
        rows: &[(u64, [i8; LANES])],
    ) -> usize
    where
        S: Shape<BUCKET>,
    {
        let is_found =
            |(hash, row): &&(u64, [i8; LANES])| table.sum(&[*hash])[..LANES] == row.map(i16::from);
        rows.iter().filter(is_found).count()
    }

    fn packed_rows_are_found<S, const BUCKET: usize, const SUMS: usize, const LANES: usize>()
    where
        S: Shape<BUCKET>,
    {
        let mut rows = rows::<LANES>(3000, 7);
        let packed = Table::<S, BUCKET, SUMS>::pack(&rows, 1 << 20);
        let table = Table::<S, BUCKET, SUMS>::read(&packed).unwrap();
        // A few rows share a check with another one.
        assert!(found(&table, &rows) >= 2995);
        // In a table that is far too small, looking for a row without a place ends.
        let full = Table::<S, BUCKET, SUMS>::pack(&rows, 10 * BUCKET);
        let full = Table::<S, BUCKET, SUMS>::read(&full).unwrap();
        assert!(found(&full, &rows) <= 10 * S::LAYOUT.rows);
        rows.reverse();
        assert_eq!(Table::<S, BUCKET, SUMS>::pack(&rows, 1 << 20), packed);
    }

    /// The row of a feature, from every check of every bucket that may have it.
    fn searched<S, const BUCKET: usize, const SUMS: usize, const LANES: usize>(
        table: &Table<S, BUCKET, SUMS>,
        hash: u64,
    ) -> [i16; LANES]
    where
        S: Shape<BUCKET>,
    {
        let mut at = home(hash, table.buckets.len());
        for _ in 0..S::LAYOUT.reach {
            let bucket = &table.buckets[at].0;
            for row in 0..S::LAYOUT.rows {
                if check_at(bucket, row) == check(hash) {
                    let from = S::LAYOUT.weights_at + row * LANES;
                    return std::array::from_fn(|i| i16::from(bucket[from + i].cast_signed()));
                }
            }
            if bucket[S::LAYOUT.spills_at] == 0 {
                break;
            }
            at = next(at, table.buckets.len());
        }
        [0; LANES]
    }

    /// Sums of features of which a half has rows, in tables with room and without.
    fn sums_are_those_of_a_plain_search<
        S,
        const BUCKET: usize,
        const SUMS: usize,
        const LANES: usize,
    >()
    where
        S: Shape<BUCKET>,
    {
        let rows = rows::<LANES>(4000, 11);
        for limit in [1 << 20, 300 * BUCKET] {
            let packed = Table::<S, BUCKET, SUMS>::pack(&rows[..2000], limit);
            let table = Table::<S, BUCKET, SUMS>::read(&packed).unwrap();
            let hashes: Vec<u64> = rows.iter().map(|row| row.0).collect();
            for i in 0..hashes.len() / 16 {
                let some: Vec<u64> = hashes.iter().copied().skip(i).step_by(16).collect();
                let mut sum = [0; LANES];
                for &hash in &some {
                    let row = searched::<S, BUCKET, SUMS, LANES>(&table, hash);
                    sum = std::array::from_fn(|lane| sum[lane] + row[lane]);
                }
                assert_eq!(table.sum(&some)[..LANES], sum);
            }
        }
    }

    #[test]
    fn sums_of_seven_are_those_of_a_plain_search() {
        sums_are_those_of_a_plain_search::<Narrow, NARROW, { LABELS + 1 }, LABELS>();
    }

    #[test]
    fn sums_of_sixteen_are_those_of_a_plain_search() {
        sums_are_those_of_a_plain_search::<Wide, WIDE, WIDE_LANES, WIDE_LANES>();
    }

    #[test]
    fn packed_rows_of_seven_are_found() {
        packed_rows_are_found::<Narrow, NARROW, { LABELS + 1 }, LABELS>();
    }

    #[test]
    fn packed_rows_of_sixteen_are_found() {
        packed_rows_are_found::<Wide, WIDE, WIDE_LANES, WIDE_LANES>();
    }

    #[test]
    fn parts_of_buckets_are_refused() {
        assert!(NarrowTable::read(&[]).is_none());
        assert!(NarrowTable::read(&[0; 65]).is_none());
    }
}
