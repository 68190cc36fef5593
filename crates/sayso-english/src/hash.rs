//! Hashes of words and features. The weights of the models are looked up by them, so a change here
//! needs new weights.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// The hash of no bytes.
pub const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The 64-bit FNV-1a hash.
#[inline]
pub const fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = BASIS;
    let mut i = 0;
    while i < bytes.len() {
        hash = fnv_step(hash, bytes[i] as u64);
        i += 1;
    }
    hash
}

/// The hash of what was hashed before and one more byte, for words that are hashed while they are
/// read.
#[inline]
pub const fn fnv_step(hash: u64, byte: u64) -> u64 {
    (hash ^ byte).wrapping_mul(PRIME)
}

/// Each byte, capital letters of ASCII as small ones.
static SMALL: [u8; 256] = {
    let mut small = [0; 256];
    let mut byte = 0;
    while byte < small.len() {
        small[byte] = (byte as u8).to_ascii_lowercase();
        byte += 1;
    }
    small
};

/// The 64-bit FNV-1a hash of the lower-case form of an ASCII word; none for any other word. Whether it
/// is one is seen while it is hashed, because words are short.
pub fn fnv_lower_ascii(word: &str) -> Option<u64> {
    let (mut hash, mut all) = (BASIS, 0);
    for byte in word.bytes() {
        all |= byte;
        hash = fnv_step(hash, u64::from(SMALL[usize::from(byte)]));
    }
    all.is_ascii().then_some(hash)
}

/// Mixes one more part into the hash of a feature.
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    let x = (a ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^ (x >> 29)
}

/// A hasher for keys that are hashes already: it returns them as they are.
#[derive(Default, Clone, Copy)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fnv(bytes);
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A map whose keys are hashes. Its order is not defined, so it must never be iterated into a result.
pub type HashTable<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// A set of hashes. Its order is not defined either.
pub type HashKeys = HashSet<u64, BuildHasherDefault<AsIs>>;

/// The hash of a feature: the name of its template and its parts. The name is hashed when the
/// program is built.
#[macro_export]
macro_rules! key {
    ($name:literal $(, $part:expr)* $(,)?) => {{
        const NAME: u64 = $crate::hash::fnv($name.as_bytes());
        let hash = NAME;
        $(let hash = $crate::hash::mix(hash, $part);)*
        hash
    }};
}
