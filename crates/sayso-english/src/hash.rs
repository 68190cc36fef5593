//! Hashes of words and features: what the weights are looked up by. A change here needs new
//! weights.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a, 64 bits.
pub const fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = BASIS;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(PRIME);
        i += 1;
    }
    hash
}

/// The same of the lower-case form of an ASCII word.
pub fn fnv_lower_ascii(word: &str) -> u64 {
    word.bytes().fold(BASIS, |hash, b| {
        (hash ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(PRIME)
    })
}

/// Mixes a part into a feature.
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    let x = (a ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^ (x >> 29)
}

/// For keys that are hashes already.
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

/// A map from hashes. Never iterated into a result.
pub type HashTable<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// The hash of a template's name and its parts; the name's is computed when the program is built.
#[macro_export]
macro_rules! key {
    ($name:literal $(, $part:expr)* $(,)?) => {{
        const NAME: u64 = $crate::hash::fnv($name.as_bytes());
        let hash = NAME;
        $(let hash = $crate::hash::mix(hash, $part);)*
        hash
    }};
}
