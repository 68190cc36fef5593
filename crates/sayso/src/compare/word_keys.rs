//! In: a word, a name. Out: the hash by which the words of two reports are compared.
//!
//! A [`WordKey`] is 16 bits: two bits for the class of the word and 14 for its stem. Two words that
//! differ have the same key once in 16,384 times, which does not matter, because nothing is concluded
//! from a single word. Names have 32 bits, because they are compared alone.

use sayso_english::calendar::{month_number, weekday_number};
use sayso_english::hash::{fnv, mix};
use sayso_english::stems::stem_or_word;
use sayso_english::titles::is_title;

/// A word of a sketch: its class and the hash of its stem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordKey(pub u16);

const HASH_MASK: u64 = (1 << WordKey::HASH_BITS) - 1;

/// Words that say little of what a sentence is about, such as "the".
const FUNCTION: u16 = 0;
/// All others.
const CONTENT: u16 = 1 << WordKey::HASH_BITS;
/// Numbers in digits.
const NUMBER: u16 = 2 << WordKey::HASH_BITS;

impl WordKey {
    /// The bits of the hash of the stem, below those of the class.
    pub(super) const HASH_BITS: u32 = 14;

    /// The key of a word.
    pub fn of(word: &str) -> WordKey {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return WordKey(NUMBER | short(number_hash(word)));
        }
        match stem_or_word(word) {
            Ok(stem) => WordKey(CONTENT | short(stem)),
            Err(word) => WordKey(FUNCTION | short(word)),
        }
    }

    /// Whether the word says what the sentence is about.
    pub fn has_content(self) -> bool {
        self.0 >= CONTENT
    }

    /// Whether it is a number in digits.
    pub fn is_number(self) -> bool {
        self.0 >= NUMBER
    }
}

/// The upper bits of the product are the best mixed.
fn short(hash: u64) -> u16 {
    (mix(hash, 0x5A) >> 24 & HASH_MASK) as u16
}

/// "12,000" and "12000" are one number, and so are "36th" and "36", "300M" and "300": what follows the
/// digits is compared where it makes a figure of another unit. Only the half of the day is kept.
fn number_hash(word: &str) -> u64 {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let is_half_day = matches!(&word[digits.len()..], "am" | "pm" | "AM" | "PM");
    let word = if is_half_day { word } else { digits };
    if word.contains(',') {
        fnv(word.replace(',', "").as_bytes())
    } else {
        fnv(word.as_bytes())
    }
}

/// The key of a name, which is the same for usual spellings of it: "Zelensky" and "Zelenskyy",
/// "Woong-gil" and "Ung-gil". The last word of the name counts, because reports shorten names to
/// the surname.
///
/// ```
/// use sayso::compare::name_key;
/// assert_eq!(name_key("Mr. Orlan Petrovsky"), name_key("Petrovskyy"));
/// assert_ne!(name_key("Petrovsky"), name_key("Pavlov"));
/// ```
pub fn name_key(name: &str) -> u32 {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_end_matches("'s").trim_end_matches("’s");
    word_skeleton(last)
}

/// The key of the spelling skeleton of one word of a name: the first letter and the consonants, with
/// letters that stand for one sound taken as one.
fn word_skeleton(word: &str) -> u32 {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut skeleton: Vec<u8> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let (sound, length) = match pair_sound(letter, letters.get(at + 1).copied()) {
            Some(sound) => (Some(sound), 2),
            None => (letter_sound(letter), 1),
        };
        at += length;
        let Some(sound) = sound else { continue };
        let is_first = skeleton.is_empty();
        // All vowels at the beginning are one, because "Yelena" is also "Elena".
        let sound = if is_first && is_weak(sound) {
            b'a'
        } else {
            sound
        };
        if (is_first || !is_weak(sound)) && skeleton.last() != Some(&sound) {
            skeleton.push(sound);
        }
    }
    let hash = fnv(&skeleton);
    (hash ^ (hash >> 32)) as u32
}

/// The sound of two letters that are often written as one: "Michael" and "Mikael", "Phan" and "Fan".
fn pair_sound(first: char, second: Option<char>) -> Option<u8> {
    match (first, second?) {
        ('p', 'h') => Some(b'v'),
        ('k' | 'c', 'h') | ('t', 'c' | 'k') => Some(b'k'),
        ('n', 'g') => Some(b'n'),
        _ => None,
    }
}

/// The letter that a letter is usually confused with in other spellings of a name; none for what is
/// not a letter.
fn letter_sound(c: char) -> Option<u8> {
    Some(match c {
        'w' | 'f' => b'v',
        'j' => b'y',
        'q' | 'c' | 'x' | 'ç' => b'k',
        'z' | 'š' | 'ş' | 'ž' => b's',
        'ñ' => b'n',
        'a'..='z' | '0'..='9' => c as u8,
        'à'..='å' | 'è'..='ï' | 'ò'..='ö' | 'ø' | 'ù'..='ü' | 'ı' => b'a',
        _ if c.is_alphabetic() => b'#',
        _ => return None,
    })
}

/// Vowels and letters that come and go between spellings.
fn is_weak(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h')
}

/// What the spelling of a word says, in a byte: whether it has a capital letter and how it sounds,
/// or which month or weekday it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spelling(u8);

const MONTHS: u8 = 0;
const WEEKDAYS: u8 = 12;
const NAMES: u8 = 20;

impl Spelling {
    pub(super) fn of(word: &str) -> Spelling {
        if !word.starts_with(char::is_uppercase) || is_title(word) {
            return Spelling(0);
        }
        let month = month_number(word).map(|number| MONTHS + number);
        let calendar = month.or_else(|| weekday_number(word).map(|number| WEEKDAYS + number));
        let sound = || NAMES + (word_skeleton(word) % u32::from(u8::MAX - NAMES)) as u8;
        Spelling(calendar.unwrap_or_else(sound))
    }

    pub(super) fn from_byte(byte: u8) -> Spelling {
        Spelling(byte)
    }

    pub(super) fn byte(self) -> u8 {
        self.0
    }

    /// A month or a weekday.
    pub fn is_calendar(self) -> bool {
        (1..NAMES).contains(&self.0)
    }

    /// A word with a capital letter that is neither a title nor a month nor a weekday.
    pub fn is_capital(self) -> bool {
        self.0 >= NAMES
    }
}

/// The keys and the spellings of words that were looked at before, because most words of a report are in many: making them
/// takes half of the time of a sketch.
pub(super) struct KnownWords {
    /// A word is in the row that its hash names, until another takes its place.
    rows: Vec<KnownWord>,
}

#[derive(Clone, Copy)]
struct KnownWord {
    /// The hash of the word as it is written.
    hash: u64,
    key: WordKey,
    spelling: Spelling,
}

impl KnownWords {
    /// A power of two: 64 kB, which the processor keeps near.
    const ROWS: usize = 1 << 12;

    pub(super) fn new() -> KnownWords {
        KnownWords {
            rows: vec![KnownWord::of(""); KnownWords::ROWS],
        }
    }

    /// The key and the spelling of a word.
    pub(super) fn of(&mut self, word: &str) -> (WordKey, Spelling) {
        let hash = fnv(word.as_bytes());
        let row = &mut self.rows[(hash >> 32) as usize % KnownWords::ROWS];
        if row.hash != hash {
            *row = KnownWord::of(word);
        }
        (row.key, row.spelling)
    }
}

impl KnownWord {
    fn of(word: &str) -> KnownWord {
        KnownWord {
            hash: fnv(word.as_bytes()),
            key: WordKey::of(word),
            spelling: Spelling::of(word),
        }
    }
}

/// The key of an outlet or an agency: the hash of the letters and digits of its name without "the". All forms of the
/// name of an agency have one key.
///
/// ```
/// use sayso::compare::body_key;
/// assert_eq!(body_key("The Tarn Herald"), body_key("Tarn Herald"));
/// assert_eq!(body_key("AP News"), body_key("The Associated Press"));
/// ```
pub fn body_key(name: &str) -> u32 {
    let lower = crate::credits::full_name(name).to_lowercase();
    let rest = lower.strip_prefix("the ").unwrap_or(&lower);
    let letters: String = rest.chars().filter(|c| c.is_alphanumeric()).collect();
    let hash = fnv(letters.as_bytes());
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_key_and_function_words_no_content() {
        assert_eq!(WordKey::of("kills"), WordKey::of("Killing"));
        assert_eq!(WordKey::of("12,000"), WordKey::of("12000"));
        assert_eq!(WordKey::of("300M"), WordKey::of("300"));
        assert_ne!(WordKey::of("4.30am"), WordKey::of("4.30pm"));
        assert!(!WordKey::of("the").has_content());
        assert!(WordKey::of("bridge").has_content());
        assert_ne!(WordKey::of("the"), WordKey::of("of"));
    }

    #[test]
    fn a_word_that_was_looked_at_before_has_its_own_key() {
        let mut known = KnownWords::new();
        let words: Vec<String> = (0..20_000).map(|n| format!("Word{}", n % 9_000)).collect();
        for word in words
            .iter()
            .map(String::as_str)
            .chain(["", "the", "12,000", "May"])
        {
            assert_eq!(
                known.of(word),
                (WordKey::of(word), Spelling::of(word)),
                "{word}"
            );
        }
    }

    #[test]
    fn a_name_in_other_letters_does_not_break_it() {
        assert_ne!(word_skeleton("Мария"), word_skeleton(""));
        assert_eq!(name_key(""), name_key(" "));
    }
}
