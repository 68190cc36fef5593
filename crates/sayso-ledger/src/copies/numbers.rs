//! Numbers that grow, as bytes: differences to the one before, as LEB128 varints.

/// Sorted numbers as bytes.
pub fn pack(numbers: impl IntoIterator<Item = u64>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = 0;
    for number in numbers {
        put(&mut bytes, number.wrapping_sub(before));
        before = number;
    }
    bytes
}

/// The numbers of [`pack`]. None if the bytes end within a number.
pub fn unpack(mut bytes: &[u8]) -> Option<Vec<u64>> {
    let mut numbers = Vec::new();
    let mut before = 0u64;
    while !bytes.is_empty() {
        before = before.wrapping_add(take(&mut bytes)?);
        numbers.push(before);
    }
    Some(numbers)
}

/// Writes a number.
pub fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number. None if there is none.
pub fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(mut numbers: Vec<u64>) {
            numbers.sort_unstable();
            prop_assert_eq!(unpack(&pack(numbers.iter().copied())), Some(numbers));
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            let _ = unpack(&bytes);
        }
    }
}
