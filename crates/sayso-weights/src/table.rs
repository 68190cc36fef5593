//! Tables of feature weights: hash tables of small buckets, one memory line a look-up.
//!
//! A bucket holds the 16-bit checks of its rows, a byte that says whether rows of this bucket had
//! to go to the next one, and rows of 8-bit weights: seven rows of seven weights ([`Narrow`]) or
//! three rows of sixteen ([`Wide`]).

use crate::crf::LABELS;
use crate::packed::{Layout, Line, RAISED, check, home, mark, next};
use std::marker::PhantomData;
use wide::u16x8;

/// How the rows lie in the buckets of a kind of table.
pub trait Shape {
    /// The parts of a bucket.
    const LAYOUT: Layout;
}

/// A table of feature weights. `SUMS` weights of a row are added up at once.
pub struct Table<S, const BUCKET: usize, const SUMS: usize> {
    buckets: Vec<Line<BUCKET>>,
    /// For each bucket the marks of the checks in those that follow it, as far as its rows can be
    /// there. Most features without a row are known by them, so that few buckets are searched in vain.
    further: Vec<u64>,
    shape: PhantomData<S>,
}

impl<S: Shape, const BUCKET: usize, const SUMS: usize> Table<S, BUCKET, SUMS> {
    /// Reads the table of a section; none if the section is not a whole number of buckets.
    pub fn read(section: &[u8]) -> Option<Self> {
        let is_whole = !section.is_empty() && section.len().is_multiple_of(BUCKET);
        is_whole.then(|| {
            let buckets = S::LAYOUT.lines(section);
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
        let mut sums = Sums::default();
        for &hash in hashes {
            if let Some((bucket, row)) = self.place(hash) {
                sums.add(Self::weights(bucket, row));
            }
        }
        sums.signed()
    }

    /// The bucket and the row of a feature. Eight to nine of ten features of a report have a row in
    /// their own bucket.
    #[inline]
    fn place(&self, hash: u64) -> Option<(&Line<BUCKET>, usize)> {
        let (at, wanted) = (home(hash, self.buckets.len()), check(hash));
        let bucket = &self.buckets[at];
        if let Some(row) = S::LAYOUT.row(bucket, wanted) {
            return Some((bucket, row));
        }
        let is_further = S::LAYOUT.goes_on(bucket) && self.further[at] & mark(wanted) != 0;
        if is_further {
            self.further_place(at, wanted)
        } else {
            None
        }
    }

    /// The bucket after this one that has a row with this check, and the row.
    #[cold]
    fn further_place(&self, mut at: usize, wanted: u16) -> Option<(&Line<BUCKET>, usize)> {
        for _ in 1..S::LAYOUT.reach {
            at = next(at, self.buckets.len());
            let bucket = &self.buckets[at];
            if let Some(row) = S::LAYOUT.row(bucket, wanted) {
                return Some((bucket, row));
            }
            if !S::LAYOUT.goes_on(bucket) {
                break;
            }
        }
        None
    }

    /// The weights of a row.
    #[inline]
    fn weights(bucket: &Line<BUCKET>, row: usize) -> Weights {
        // There are no more rows, which the compiler does not know.
        let row = row.min(S::LAYOUT.rows - 1);
        let from = S::LAYOUT.weights_at + row * S::LAYOUT.lanes;
        let mut eights = [0; 2];
        for (eight, bytes) in eights
            .iter_mut()
            .zip(bucket.0[from..from + SUMS].as_chunks().0)
        {
            *eight = u64::from_le_bytes(*bytes);
        }
        Weights::new(std::array::from_fn(|i| {
            (eights[i / 4] >> (i % 4 * 16)) as u16
        }))
    }
}

/// The [raised](RAISED) weights of a row, two in a number. Those of a short row leave some empty.
type Weights = u16x8;
/// The first of the two weights in each number.
const FIRST: Weights = Weights::new([0x00ff; 8]);

/// Sums of rows of [raised](RAISED) weights, 16 bits each.
#[derive(Default)]
struct Sums {
    /// The sums of the weights at even places.
    even: Weights,
    /// Likewise at odd places.
    odd: Weights,
    /// How much higher the sums are than those of the weights themselves.
    raised: u16,
}

impl Sums {
    #[inline]
    fn add(&mut self, weights: Weights) {
        self.even += weights & FIRST;
        self.odd += weights >> 8;
        self.raised += u16::from(RAISED);
    }

    /// The sums with their signs.
    #[inline]
    fn signed<const SUMS: usize>(&self) -> [i16; SUMS] {
        let (even, odd) = (self.even.to_array(), self.odd.to_array());
        std::array::from_fn(|i| {
            let half = if i % 2 == 0 { even } else { odd };
            half[i / 2].wrapping_sub(self.raised).cast_signed()
        })
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

impl Shape for Narrow {
    const LAYOUT: Layout = Layout {
        bucket: NARROW,
        rows: 7,
        lanes: LABELS,
        weights_at: 14,
        spills_at: NARROW - 1,
        reach: 8,
        leaves_room: false,
    };
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

impl Shape for Wide {
    const LAYOUT: Layout = Layout {
        bucket: WIDE,
        rows: 3,
        lanes: WIDE_LANES,
        weights_at: 8,
        spills_at: 6,
        reach: 12,
        leaves_room: true,
    };
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
        S: Shape,
    {
        let is_found =
            |(hash, row): &&(u64, [i8; LANES])| table.sum(&[*hash])[..LANES] == row.map(i16::from);
        rows.iter().filter(is_found).count()
    }

    fn packed_rows_are_found<S, const BUCKET: usize, const SUMS: usize, const LANES: usize>()
    where
        S: Shape,
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
        S: Shape,
    {
        let mut at = home(hash, table.buckets.len());
        for _ in 0..S::LAYOUT.reach {
            let bucket = &table.buckets[at].0;
            for row in 0..S::LAYOUT.rows {
                if check_at(bucket, row) == check(hash) {
                    let from = S::LAYOUT.weights_at + row * LANES;
                    let weight = |i: usize| (bucket[from + i] ^ RAISED).cast_signed();
                    return std::array::from_fn(|i| i16::from(weight(i)));
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
        S: Shape,
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
