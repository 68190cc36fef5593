//! The weights of parts of speech: a hash table like that of [`sayso_weights::Table`], with sixteen
//! weights a row. What speaks for the seventeenth part of speech is nought, since only differences
//! count.

use super::POS_LANES;
use sayso_weights::packed::{Layout, Line, check, check_at, home, next, touch};

/// Bytes of a bucket: three 16-bit checks, a byte that says whether rows of it went to the next
/// one, a byte of nothing, three rows.
pub const BUCKET: usize = WEIGHTS_AT + ROWS * POS_LANES;
const ROWS: usize = 3;
/// Buckets that a row may be away from its own.
const REACH: usize = 12;
const SPILLS_AT: usize = 2 * ROWS;
const WEIGHTS_AT: usize = 8;
const LAYOUT: Layout = Layout {
    bucket: BUCKET,
    rows: ROWS,
    weights_at: WEIGHTS_AT,
    spills_at: SPILLS_AT,
    reach: REACH,
    leaves_room: true,
};

/// The weights of one feature.
pub type Row = [i8; POS_LANES];
/// Their sums.
pub type Sum = [i16; POS_LANES];

/// A packed table.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    buckets: &'a [Line<BUCKET>],
}

impl<'a> Table<'a> {
    pub fn new(buckets: &'a [Line<BUCKET>]) -> Table<'a> {
        Table { buckets }
    }

    /// Adds the weights of these features, of which there may be at most 250, so that 16 bits hold
    /// the sums.
    pub fn add(&self, hashes: &[u64], sum: &mut Sum) {
        let never = touch(self.buckets, SPILLS_AT, hashes);
        for &hash in hashes {
            self.add_one(hash, sum);
        }
        sum[0] += i16::from(never);
    }

    #[inline]
    fn add_one(&self, hash: u64, sum: &mut Sum) {
        let wanted = check(hash);
        let mut at = home(hash, self.buckets.len());
        for _ in 0..REACH {
            let bucket = &self.buckets[at].0;
            let found = [0, 1, 2].map(|row| check_at(bucket, row) == wanted);
            let row = usize::from(found[1]) + 2 * usize::from(found[2]);
            let is_found = found[0] | found[1] | found[2];
            let mask = -i16::from(is_found);
            let from = WEIGHTS_AT + row.min(ROWS - 1) * POS_LANES;
            for (sum, &weight) in sum.iter_mut().zip(&bucket[from..from + POS_LANES]) {
                *sum += i16::from(weight as i8) & mask;
            }
            if is_found || bucket[SPILLS_AT] == 0 {
                return;
            }
            at = next(at, self.buckets.len());
        }
    }
}

/// [`Layout::pack`] of these rows.
pub fn pack(rows: &[(u64, Row)], limit: usize) -> Vec<u8> {
    LAYOUT.pack(rows, limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_weights::packed::lines;

    #[test]
    fn what_is_packed_is_found() {
        let mut state = 7u64;
        let mut rows = Vec::new();
        for i in 0..3000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let mut row = [0; POS_LANES];
            (row[0], row[15]) = ((i % 100) as i8 + 1, -9);
            rows.push((state.rotate_left(27).wrapping_mul(state | 1), row));
        }
        let packed = pack(&rows, 1 << 20);
        let sum_in = |bytes: &[u8], hash: u64| {
            let mut sum = Sum::default();
            Table::new(&lines(bytes)).add(&[hash], &mut sum);
            sum
        };
        let lost = rows
            .iter()
            .filter(|(hash, row)| sum_in(&packed, *hash) != row.map(i16::from))
            .count();
        assert!(lost <= 5, "{lost} of 3000 rows share a check");
        // Far too small a table: looking for what found no place ends.
        let full = pack(&rows, 10 * BUCKET);
        let kept = rows
            .iter()
            .filter(|(hash, row)| sum_in(&full, *hash) == row.map(i16::from))
            .count();
        assert!(kept <= 30, "{kept}");
        rows.reverse();
        assert_eq!(pack(&rows, 1 << 20), packed);
    }
}
