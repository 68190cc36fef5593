//! In: hashes of a report, each with a place. Out: the hashes that two reports have in common, found without a look
//! at most of the others.
//!
//! A map of bits says which buckets of hashes a report has. Two reports have few buckets in common if they have
//! little in common, so that most of the time of comparing them is that of joining two short rows of bits.

/// Buckets of hashes. More of them make chance less likely and the rows of bits longer.
const BUCKETS: usize = 1 << 13;
/// Rows of 64 bits.
const ROWS: usize = BUCKETS / 64;
/// From a hash to its row.
const ROW_SHIFT: u32 = 32 - ROWS.trailing_zeros();
/// From a hash to its bucket.
const BUCKET_SHIFT: u32 = 32 - BUCKETS.trailing_zeros();

/// Hashes with places, sorted by hash, then by place.
#[derive(Clone, Debug)]
pub(super) struct Buckets {
    /// Bit `n % 64` of row `n / 64` says that there are hashes in bucket `n`.
    bits: Box<[u64; ROWS]>,
    /// Where the hashes of each row begin, and where the last ones end.
    begins: Box<[u32; ROWS + 1]>,
    hashes: Vec<u32>,
    places: Vec<u32>,
}

impl Buckets {
    /// Hashes, of which the upper bits must be well mixed, with places; what is there twice counts once.
    pub(super) fn new(mut all: Vec<(u32, u32)>) -> Buckets {
        all.sort_unstable();
        all.dedup();
        let mut bits = Box::new([0; ROWS]);
        let mut begins = Box::new([0; ROWS + 1]);
        for &(hash, _) in &all {
            let bucket = hash >> BUCKET_SHIFT;
            bits[bucket as usize / 64] |= 1 << (bucket % 64);
            begins[(hash >> ROW_SHIFT) as usize + 1] += 1;
        }
        for row in 0..ROWS {
            begins[row + 1] += begins[row];
        }
        let (hashes, places) = all.into_iter().unzip();
        Buckets {
            bits,
            begins,
            hashes,
            places,
        }
    }

    /// The places of each hash, one hash after the other.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = &self.places[..];
        self.hashes.chunk_by(|x, y| x == y).map(move |same| {
            let (here, after) = rest.split_at(same.len());
            rest = after;
            here
        })
    }

    /// Gives `act` the places of each hash that both have, in the order of the hashes.
    #[inline]
    pub(super) fn common(&self, other: &Buckets, mut act: impl FnMut(&[u32], &[u32])) {
        for row in 0..ROWS {
            if self.bits[row] & other.bits[row] != 0 {
                self.common_of_row(other, row, &mut act);
            }
        }
    }

    fn common_of_row(&self, other: &Buckets, row: usize, act: &mut impl FnMut(&[u32], &[u32])) {
        let (mut i, end_i) = (self.begins[row] as usize, self.begins[row + 1] as usize);
        let (mut j, end_j) = (other.begins[row] as usize, other.begins[row + 1] as usize);
        while i < end_i && j < end_j {
            let (x, y) = (self.hashes[i], other.hashes[j]);
            if x == y {
                let (next_i, next_j) = (
                    i + count(&self.hashes[i..end_i], x),
                    j + count(&other.hashes[j..end_j], x),
                );
                act(&self.places[i..next_i], &other.places[j..next_j]);
                (i, j) = (next_i, next_j);
            } else {
                i += usize::from(x < y);
                j += usize::from(y < x);
            }
        }
    }
}

/// How many hashes from the first on are this one.
fn count(hashes: &[u32], hash: u32) -> usize {
    hashes.iter().take_while(|&&other| other == hash).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_english::hash::mix;

    fn common(a: &[(u32, u32)], b: &[(u32, u32)]) -> Vec<(Vec<u32>, Vec<u32>)> {
        let mut out = Vec::new();
        let (a, b) = (Buckets::new(a.to_vec()), Buckets::new(b.to_vec()));
        a.common(&b, |x, y| out.push((x.to_vec(), y.to_vec())));
        out
    }

    #[test]
    fn common_hashes_have_the_places_of_both() {
        let found = common(
            &[(7, 1), (7, 0), (9, 2), (u32::MAX, 3)],
            &[(7, 5), (8, 6), (u32::MAX, 8), (u32::MAX, 7)],
        );
        assert_eq!(found, [(vec![0, 1], vec![5]), (vec![3], vec![7, 8])]);
        assert_eq!(common(&[], &[(7, 5)]), []);
    }

    #[test]
    fn all_common_hashes_are_found() {
        let some = |begin: u32, step: u32| -> Vec<(u32, u32)> {
            let numbers = (0..400).map(|n| begin + n * step);
            numbers
                .map(|n| ((mix(u64::from(n), 1) >> 32) as u32, n))
                .collect()
        };
        // Multiples of 6 below 800.
        assert_eq!(common(&some(0, 2), &some(0, 3)).len(), 134);
        let twos = Buckets::new(some(0, 2));
        assert_eq!(twos.each().map(<[u32]>::len).sum::<usize>(), 400);
    }
}
