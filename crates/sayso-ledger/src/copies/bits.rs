//! Sorted numbers in few bits: Rice codes of the differences between them, for hashes, which are spread evenly.

/// The bits of a difference that are written as they are; what is above them is counted. It is the first byte of the
/// packed numbers, if there are any.
type Rest = u32;

/// Writes sorted numbers after `bytes`.
pub fn pack(numbers: &[u32], bytes: &mut Vec<u8>) {
    let Some(&last) = numbers.last() else { return };
    // About the logarithm of the mean difference, with which the codes are shortest.
    let rest: Rest = (last / numbers.len() as u32).max(1).ilog2();
    bytes.push(rest as u8);
    let mut writer = Writer { bytes, free: 0 };
    let mut before = 0;
    for &number in numbers {
        let difference = number - before;
        for _ in 0..difference >> rest {
            writer.put(true);
        }
        writer.put(false);
        for bit in (0..rest).rev() {
            writer.put(difference >> bit & 1 == 1);
        }
        before = number;
    }
}

/// Reads so many numbers, and takes their bytes away. None if there are fewer.
pub fn unpack(count: usize, bytes: &mut &[u8]) -> Option<Vec<u32>> {
    if count == 0 {
        return Some(Vec::new());
    }
    let (&first, body) = bytes.split_first()?;
    let rest: Rest = u32::from(first);
    let mut reader = Reader { bytes: body, at: 0 };
    // Each number takes a bit at least.
    if count > body.len() * 8 || rest >= u32::BITS {
        return None;
    }
    let mut numbers = Vec::with_capacity(count);
    let mut before = 0u32;
    for _ in 0..count {
        let mut difference = 0u32;
        while reader.take()? {
            difference = difference.checked_add(1)?;
        }
        for _ in 0..rest {
            difference = difference.checked_mul(2)? | u32::from(reader.take()?);
        }
        before = before.checked_add(difference)?;
        numbers.push(before);
    }
    *bytes = &body[reader.at.div_ceil(8)..];
    Some(numbers)
}

struct Writer<'a> {
    bytes: &'a mut Vec<u8>,
    /// Bits of the last byte that are not written yet.
    free: u32,
}

impl Writer<'_> {
    fn put(&mut self, bit: bool) {
        if self.free == 0 {
            self.bytes.push(0);
            self.free = 8;
        }
        self.free -= 1;
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << self.free;
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(mut numbers in prop::collection::vec(0u32..1 << 24, 0..100), after: Vec<u8>) {
            numbers.sort_unstable();
            let mut bytes = Vec::new();
            pack(&numbers, &mut bytes);
            bytes.extend(&after);
            let mut rest = &bytes[..];
            prop_assert_eq!(unpack(numbers.len(), &mut rest), Some(numbers));
            prop_assert_eq!(rest, &after[..]);
        }

        #[test]
        fn any_bytes_are_read(count: usize, bytes: Vec<u8>) {
            let _ = unpack(count, &mut &bytes[..]);
        }
    }

    #[test]
    fn numbers_spread_evenly_take_two_bits_more_than_their_mean_difference() {
        let numbers: Vec<u32> = (1..=40).map(|n| n * 32_768).collect();
        let mut bytes = Vec::new();
        pack(&numbers, &mut bytes);
        assert!(bytes.len() <= 1 + 40 * 17 / 8, "{}", bytes.len());
    }
}
