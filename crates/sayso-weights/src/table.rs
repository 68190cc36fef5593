//! The tagger's weights: a hash table of 64-byte buckets, one memory line a look-up.
//!
//! A bucket holds seven rows: seven 16-bit checks, seven rows of seven 8-bit weights, and a byte
//! that says whether rows of this bucket had to go to the next one. A feature that was never learnt
//! is taken for another one with probability under 7 in 65,536.

use crate::packed::{Layout, Line, check, home, next, touch};

/// Labels of the tagger: outside, and begin / inside of source, cue and content.
pub const LABELS: usize = 7;
/// Bytes of a bucket.
pub const BUCKET: usize = 64;
const ROWS: usize = 7;
/// Buckets that a row may be away from its own.
const REACH: usize = 8;
const WEIGHTS_AT: usize = 2 * ROWS;
const SPILLS_AT: usize = BUCKET - 1;
const LAYOUT: Layout = Layout {
    bucket: BUCKET,
    rows: ROWS,
    weights_at: WEIGHTS_AT,
    spills_at: SPILLS_AT,
    reach: REACH,
    leaves_room: false,
};

/// The weights of one feature, one a label.
pub type Row = [i8; LABELS];

/// A packed table.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    buckets: &'a [Line<BUCKET>],
}

impl<'a> Table<'a> {
    /// The table whose buckets these are.
    pub fn new(buckets: &'a [Line<BUCKET>]) -> Table<'a> {
        Table { buckets }
    }

    /// The sum of the weights of these features, of which there may be at most 258, so that 16 bits
    /// hold it. The eighth number is of no use; it makes a row eight bytes.
    pub fn sum(&self, hashes: &[u64]) -> [i16; LABELS + 1] {
        let never = touch(self.buckets, SPILLS_AT, hashes);
        let mut sum = [0; LABELS + 1];
        for &hash in hashes {
            self.add(hash, &mut sum);
        }
        sum[LABELS] += i16::from(never);
        sum
    }

    /// Adds the weights of a feature, if it has any. There is no branch on whether it is known,
    /// which nothing could predict.
    #[inline]
    fn add(&self, hash: u64, sum: &mut [i16; LABELS + 1]) {
        let wanted = u64::from(check(hash)) * 0x0001_0001_0001_0001;
        let mut at = home(hash, self.buckets.len());
        for _ in 0..REACH {
            let bucket = &self.buckets[at].0;
            let (low, high) = (
                checks(bucket, 0) ^ wanted,
                checks(bucket, 8) ^ wanted | 0xffff << 48,
            );
            // The lowest 16-bit lane that is nought is found exactly; false finds lie above a true
            // one only.
            let zero = |x: u64| x.wrapping_sub(0x0001_0001_0001_0001) & !x & 0x8000_8000_8000_8000;
            let (low, high) = (zero(low), zero(high));
            let found = low | high;
            let lane = if low != 0 {
                low.trailing_zeros() / 16
            } else {
                4 + high.trailing_zeros() / 16
            };
            let lane = (lane as usize).min(ROWS - 1);
            let mask = -i16::from(found != 0);
            let mut row = [0u8; LABELS + 1];
            row.copy_from_slice(&bucket[WEIGHTS_AT + lane * LABELS..][..=LABELS]);
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += i16::from(weight as i8) & mask;
            }
            if found != 0 || bucket[SPILLS_AT] == 0 {
                return;
            }
            at = next(at, self.buckets.len());
        }
    }
}

/// Four checks as one number.
#[inline]
fn checks(bucket: &[u8; BUCKET], at: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&bucket[at..at + 8]);
    u64::from_le_bytes(bytes)
}

/// Packs rows into at most `limit` bytes, by falling weight: what finds no place is left out. The
/// result depends on the set of rows alone, not on their order.
pub fn pack(rows: &[(u64, Row)], limit: usize) -> Vec<u8> {
    LAYOUT.pack(rows, limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packed::lines;

    #[test]
    fn what_is_packed_is_found() {
        let mut state = 1u64;
        let mut rows = Vec::new();
        for i in 0..5000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            rows.push((
                state.rotate_left(27).wrapping_mul(state | 1),
                [(i % 100) as i8 + 1, 0, -3, 0, 0, 0, 7],
            ));
        }
        let packed = pack(&rows, 1 << 20);
        let buckets = lines(&packed);
        let table = Table::new(&buckets);
        let mut lost = 0;
        for (hash, row) in &rows {
            let sum = table.sum(&[*hash]);
            lost += usize::from(sum[..LABELS] != row.map(i16::from));
        }
        assert!(lost <= 5, "{lost} of 5000 rows share a check");
        // Far too small a table: what found no place is gone, and looking for it ends.
        let full = lines(&pack(&rows, 640));
        assert!(
            rows.iter()
                .filter(
                    |(hash, row)| Table::new(&full).sum(&[*hash])[..LABELS] == row.map(i16::from)
                )
                .count()
                <= 70
        );
        rows.reverse();
        assert_eq!(pack(&rows, 1 << 20), packed);
    }
}
