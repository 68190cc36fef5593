//! Words and what is known of them before any context: the parts of speech they were seen as, and the
//! lists of names that have them.

use sayso_english::classes::HashTable;

/// The bits of an entry.
pub mod bits {
    /// The most frequent part of speech, where `KNOWN` is set: the lowest five bits.
    pub const MOST: u32 = 31;
    /// The set of parts of speech that the word was seen as starts here, a bit each. It is empty for
    /// a word that only the lists have.
    pub const SET_FROM: u32 = 5;
    /// The seventeen bits of that set.
    pub const SET: u32 = 0x1ffff << SET_FROM;
    /// In small letters it is always its most frequent part of speech.
    pub const ALWAYS: u32 = 1 << 22;
    /// Lists of names start here.
    pub const LISTS_FROM: u32 = 23;
    /// First name of men.
    pub const MALE: u32 = 1 << 23;
    /// First name of women.
    pub const FEMALE: u32 = 1 << 24;
    /// Surname.
    pub const SURNAME: u32 = 1 << 25;
    /// Frequent surname.
    pub const FREQUENT: u32 = 1 << 26;
    /// A place of this one word, or of these words if they are looked up together.
    pub const PLACE: u32 = 1 << 27;
    /// First word of a place of several words.
    pub const PLACE_BEGINS: u32 = 1 << 28;
    /// Country or state, its whole name.
    pub const COUNTRY: u32 = 1 << 29;
}

/// Entries by hash.
#[derive(Clone, Default)]
pub struct Dictionary(HashTable<u32>);

/// Only 32 bits of a hash are kept in the file. They are spread over 64 bits, because the hash table
/// uses the upper bits.
fn spread(hash: u64) -> u64 {
    u64::from((hash >> 32) as u32 ^ hash as u32).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Dictionary {
    /// Reads pairs of 32-bit key and 32-bit entry.
    pub fn read(bytes: &[u8]) -> Dictionary {
        let number = |b: &[u8]| u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        let entry = |c: &[u8]| {
            (
                u64::from(number(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15),
                number(&c[4..]),
            )
        };
        Dictionary(bytes.chunks_exact(8).map(entry).collect())
    }

    /// The entry of a word, 0 if there is none.
    pub fn get(&self, hash: u64) -> u32 {
        self.0.get(&spread(hash)).copied().unwrap_or(0)
    }

    /// The bytes of a dictionary of these entries. If two words have the same key, the lower entry is
    /// kept.
    pub fn write(entries: &[(u64, u32)]) -> Vec<u8> {
        let mut pairs: Vec<(u32, u32)> = entries
            .iter()
            .map(|&(hash, entry)| ((hash >> 32) as u32 ^ hash as u32, entry))
            .collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|pair| pair.0);
        pairs
            .iter()
            .flat_map(|(key, entry)| key.to_le_bytes().into_iter().chain(entry.to_le_bytes()))
            .collect()
    }
}
