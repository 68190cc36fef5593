//! In: rows of 8-bit weights by the hash of their feature. Out: a hash table of small buckets, and
//! where to look in it. What is looked up is summed in [`crate::table`].

use wide::u16x8;

/// Where the parts of a bucket are. The 16-bit checks of its rows come first.
pub struct Layout {
    /// Bytes of a bucket.
    pub bucket: usize,
    /// Rows of a bucket, at most eight.
    pub rows: usize,
    /// Weights of a row, a byte each.
    pub lanes: usize,
    /// Where the weights of the first row begin.
    pub weights_at: usize,
    /// Where the byte is that says whether rows of this bucket had to go to the next one.
    pub spills_at: usize,
    /// How many buckets are looked into for a row: its own and those that follow.
    pub reach: usize,
    /// Whether a quarter of a table that is too small for all rows stays empty. Otherwise every row
    /// that finds a place is kept.
    pub leaves_room: bool,
}

/// A bucket at the beginning of a line of memory. In the file it may lie across two lines, and
/// looking into it would wait for memory twice. Its weights are [raised](RAISED).
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub struct Line<const BUCKET: usize>(pub [u8; BUCKET]);

/// In memory each weight is 128 more than it is, which changes its highest bit, so that none is
/// negative and several are added up in one number.
pub const RAISED: u8 = 128;

/// The bucket that a feature belongs to.
#[inline]
pub fn home(hash: u64, buckets: usize) -> usize {
    (((hash >> 32) * buckets as u64) >> 32) as usize
}

/// The bucket after this one, to which rows without a place go.
#[inline]
pub fn next(at: usize, buckets: usize) -> usize {
    if at + 1 == buckets { 0 } else { at + 1 }
}

/// The part of the hash that is compared. It is never 0, because 0 marks an empty place.
#[inline]
pub fn check(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// The check of a row.
#[inline]
pub fn check_at(bucket: &[u8], row: usize) -> u16 {
    u16::from_le_bytes([bucket[2 * row], bucket[2 * row + 1]])
}

/// The bit that stands for a check where not all of it is kept.
#[inline]
pub fn mark(check: u16) -> u64 {
    1 << (check % 64)
}

impl Layout {
    /// Packs rows into at most `limit` bytes, the largest weights first. What finds no place is
    /// left out. The result depends on the set of rows alone, not on their order.
    pub fn pack<const LANES: usize>(&self, rows: &[(u64, [i8; LANES])], limit: usize) -> Vec<u8> {
        // At most three quarters of the places are used, so that few look-ups need a second bucket.
        let wanted = (rows.len() * 4 / 3).div_ceil(self.rows).max(1);
        let count = wanted.min((limit / self.bucket).max(1));
        let heaviest = |row: &[i8; LANES]| row.iter().map(|w| w.unsigned_abs()).max();
        let mut rows: Vec<&(u64, [i8; LANES])> = rows.iter().collect();
        rows.sort_unstable_by(|a, b| heaviest(&b.1).cmp(&heaviest(&a.1)).then(a.0.cmp(&b.0)));
        if self.leaves_room {
            rows.truncate((count * self.rows * 3).div_ceil(4));
        }
        let mut buckets = vec![0; count * self.bucket];
        for (hash, row) in rows {
            self.place(&mut buckets, *hash, row);
        }
        buckets
    }

    /// The buckets of a section, each on a line of its own.
    pub fn lines<const BUCKET: usize>(&self, section: &[u8]) -> Vec<Line<BUCKET>> {
        let line = |bucket: &[u8; BUCKET]| {
            let mut bucket = *bucket;
            for weight in &mut bucket[self.weights_at..][..self.rows * self.lanes] {
                *weight ^= RAISED;
            }
            Line(bucket)
        };
        section.as_chunks().0.iter().map(line).collect()
    }

    /// The row of a bucket with this check. All checks are compared at once.
    #[inline]
    pub fn row<const BUCKET: usize>(&self, bucket: &Line<BUCKET>, wanted: u16) -> Option<usize> {
        let checks = std::array::from_fn(|row| check_at(&bucket.0, row));
        let equal = u16x8::new(checks)
            .simd_eq(u16x8::splat(wanted))
            .to_bitmask();
        let found = equal & ((1 << self.rows) - 1);
        (found != 0).then(|| found.trailing_zeros() as usize)
    }

    /// Whether rows of this bucket had to go to the next one.
    #[inline]
    pub fn goes_on<const BUCKET: usize>(&self, bucket: &Line<BUCKET>) -> bool {
        bucket.0[self.spills_at] != 0
    }

    /// For each bucket the marks of the checks in the buckets after it where its rows can be. Where
    /// more buckets than are looked into go on to the next one, there are some marks too many.
    pub fn further<const BUCKET: usize>(&self, buckets: &[Line<BUCKET>]) -> Vec<u64> {
        let count = buckets.len();
        let mut further = vec![0; count];
        // The first buckets come after the last one.
        let first = (0..self.reach).map(|at| at % count);
        let mut after = 0;
        for at in (0..count).chain(first).rev() {
            after = if self.goes_on(&buckets[at]) {
                after | self.marks(&buckets[next(at, count)])
            } else {
                0
            };
            further[at] = after;
        }
        further
    }

    /// The marks of all checks of a bucket.
    fn marks<const BUCKET: usize>(&self, bucket: &Line<BUCKET>) -> u64 {
        let mark_of = |row| mark(check_at(&bucket.0, row));
        (0..self.rows).map(mark_of).fold(0, |all, one| all | one)
    }

    /// Puts a row into the first free place within reach.
    fn place<const LANES: usize>(&self, buckets: &mut [u8], hash: u64, row: &[i8; LANES]) {
        let count = buckets.len() / self.bucket;
        let mut at = home(hash, count);
        for _ in 0..self.reach {
            let bucket = &mut buckets[at * self.bucket..][..self.bucket];
            for place in 0..self.rows {
                let held = check_at(bucket, place);
                // Another feature has the same check. It is the heavier one and keeps the place.
                if held == check(hash) {
                    return;
                }
                if held == 0 {
                    bucket[2 * place..2 * place + 2].copy_from_slice(&check(hash).to_le_bytes());
                    let weights = &mut bucket[self.weights_at + place * LANES..][..LANES];
                    weights.copy_from_slice(&row.map(|weight| weight as u8));
                    return;
                }
            }
            bucket[self.spills_at] = 1;
            at = next(at, count);
        }
    }
}
