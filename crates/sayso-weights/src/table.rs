//! Tables of feature weights: hash tables of small buckets, one memory line a look-up.
//!
//! A bucket holds the 16-bit checks of its rows, a byte that says whether rows of this bucket had
//! to go to the next one, and rows of 8-bit weights. How the checks of a bucket are compared
//! depends on how many rows it has, so that each [`Shape`] compares them in its own way: seven rows
//! of seven weights ([`Narrow`]) or three rows of sixteen ([`Wide`]).

use crate::crf::LABELS;
use crate::packed::{Layout, Line, check, check_at, home, lines, next, touch};
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
    shape: PhantomData<S>,
}

impl<S: Shape<BUCKET>, const BUCKET: usize, const SUMS: usize> Table<S, BUCKET, SUMS> {
    /// Reads the table of a section; none if the section is not a whole number of buckets.
    pub fn read(section: &[u8]) -> Option<Self> {
        let is_whole = !section.is_empty() && section.len().is_multiple_of(BUCKET);
        is_whole.then(|| Table {
            buckets: lines(section),
            shape: PhantomData,
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
        let mut sum = [0; SUMS];
        for &hash in hashes {
            self.add(hash, &mut sum);
        }
        sum[SUMS - 1] += i16::from(never);
        sum
    }

    /// Adds the weights of a feature, if it has any.
    #[inline]
    fn add(&self, hash: u64, sum: &mut [i16; SUMS]) {
        let wanted = check(hash);
        let mut at = home(hash, self.buckets.len());
        for _ in 0..S::LAYOUT.reach {
            let bucket = &self.buckets[at].0;
            let (row, is_found) = S::find(bucket, wanted);
            let mask = -i16::from(is_found);
            let mut weights = [0; SUMS];
            let from = S::LAYOUT.weights_at + row * S::LAYOUT.lanes;
            weights.copy_from_slice(&bucket[from..from + SUMS]);
            for (sum, weight) in sum.iter_mut().zip(weights) {
                *sum += i16::from(weight as i8) & mask;
            }
            if is_found || bucket[S::LAYOUT.spills_at] == 0 {
                return;
            }
            at = next(at, self.buckets.len());
        }
    }
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

    /// Compares four checks at once.
    #[inline]
    fn find(bucket: &[u8; NARROW], wanted: u16) -> (usize, bool) {
        const EACH: u64 = 0x0001_0001_0001_0001;
        // The fourth check of the upper half is the first two weights; it must not be found.
        const NOT_A_CHECK: u64 = 0xffff << 48;
        // The lowest 16-bit lane that is zero is found exactly. Lanes above it may be found though
        // they are not zero.
        let zero = |x: u64| x.wrapping_sub(EACH) & !x & (EACH << 15);
        let wanted = u64::from(wanted) * EACH;
        let low = zero(four_checks(bucket, 0) ^ wanted);
        let high = zero(four_checks(bucket, 8) ^ wanted | NOT_A_CHECK);
        let row = if low != 0 {
            low.trailing_zeros() / 16
        } else {
            4 + high.trailing_zeros() / 16
        };
        ((row as usize).min(Self::LAYOUT.rows - 1), low | high != 0)
    }
}

#[inline]
fn four_checks(bucket: &[u8; NARROW], at: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&bucket[at..at + 8]);
    u64::from_le_bytes(bytes)
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
        let found = [0, 1, 2].map(|row| check_at(bucket, row) == wanted);
        let row = usize::from(found[1]) + 2 * usize::from(found[2]);
        (
            row.min(Self::LAYOUT.rows - 1),
            found[0] | found[1] | found[2],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Features with weights, from a fixed seed.
    fn rows<const LANES: usize>(count: usize, mut state: u64) -> Vec<(u64, [i8; LANES])> {
        let row = |i: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let mut row = [0; LANES];
            row[0] = (i % 100) as i8 + 1;
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
