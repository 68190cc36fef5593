//! How names from other scripts are written in Latin letters (`data/romanised.txt`).
//!
//! Korean, Arabic and Slavic names have no one spelling in English. [`name_sound`] gives the same letters for the usual
//! ones of a name, so that spellings of one person can be found. Two people can have names with one sound, as they can have
//! one name: something else has to show that they are one.
//!
//! ```
//! use sayso_english::romanised::name_sound;
//! assert_eq!(name_sound("paek sungu"), name_sound("baek seungwoo"));
//! assert_eq!(name_sound("abdul rahman alkhatib"), name_sound("abdelrahman el khateeb"));
//! assert_eq!(name_sound("oleksandr hnatiuk"), name_sound("aleksandr gnatyuk"));
//! assert_ne!(name_sound("dmytro savchuk"), name_sound("andrij savchuk"));
//! ```

use crate::data::{Cells, Row, Table};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

crate::names! {
    /// What a row of spellings is of: which part of a name it is about.
    pub enum SpellingPart {
        /// A whole word.
        Word = "word",
        /// The beginning of a word.
        Begin = "begin",
        /// The end of a word.
        End = "end",
        /// Letters anywhere in a word.
        Letters = "letters",
        /// A Korean surname.
        KoreanSurname = "korean-surname",
        /// Letters anywhere in the other words of a Korean name.
        KoreanLetters = "korean-letters",
    }
}

struct Spelling {
    of: SpellingPart,
    written: &'static str,
    /// Empty for what does not count.
    sounds: &'static str,
    /// The letters of `written`.
    letters: Letters,
}

impl Row for Spelling {
    fn read(cells: &mut Cells) -> Option<Spelling> {
        let of = cells.next()?.parse().ok()?;
        let written = cells.next()?;
        let sounds = cells.next()?;
        Some(Spelling {
            of,
            written,
            sounds: if sounds == "-" { "" } else { sounds },
            letters: Letters::of(written),
        })
    }
}

/// Which of the letters from a to z are in some words, as the bits of a number.
#[derive(Clone, Copy)]
struct Letters(u32);

impl Letters {
    fn of(words: &str) -> Letters {
        let letters = words.bytes().filter(u8::is_ascii_lowercase);
        Letters(letters.fold(0, |all, letter| all | 1 << (letter - b'a')))
    }

    fn has_all(self, others: Letters) -> bool {
        self.0 & others.0 == others.0
    }
}

static SPELLINGS: Table<Spelling> =
    Table::new("romanised.txt", include_str!("../data/romanised.txt"));

/// The rows by what they are of, the longest first.
struct Rules {
    words: HashMap<&'static str, &'static str>,
    begins: Vec<&'static Spelling>,
    ends: Vec<&'static Spelling>,
    letters: Vec<&'static Spelling>,
    surnames: HashMap<&'static str, &'static str>,
    korean: Vec<&'static Spelling>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let of = |wanted: SpellingPart| {
        let rows = SPELLINGS.rows().iter().filter(move |row| row.of == wanted);
        let mut rows: Vec<&Spelling> = rows.collect();
        rows.sort_by_key(|row| (Reverse(row.written.len()), row.written));
        rows.into_iter()
    };
    Rules {
        words: of(SpellingPart::Word)
            .map(|row| (row.written, row.sounds))
            .collect(),
        begins: of(SpellingPart::Begin).collect(),
        ends: of(SpellingPart::End).collect(),
        letters: of(SpellingPart::Letters).collect(),
        surnames: of(SpellingPart::KoreanSurname)
            .map(|row| (row.written, row.sounds))
            .collect(),
        korean: of(SpellingPart::KoreanLetters).collect(),
    }
});

/// The letters of a name as they sound, without spaces. The name is in small letters without accents and hyphens.
pub fn name_sound(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    if let Some(sound) = korean(&words) {
        return sound;
    }
    words.iter().map(|word| word_sound(word)).collect()
}

/// The sound of a Korean name: its surname is the first word, or else the last.
fn korean(words: &[&str]) -> Option<String> {
    let (&first, &last) = (words.first()?, words.last()?);
    if !(2..=3).contains(&words.len()) {
        return None;
    }
    let surname = |word: &str| RULES.surnames.get(word).copied();
    let (surname, given) = match (surname(first), surname(last)) {
        (Some(surname), _) => (surname, &words[1..]),
        (None, Some(surname)) => (surname, &words[..words.len() - 1]),
        (None, None) => return None,
    };
    let mut sound = given.concat();
    for row in &RULES.korean {
        sound = sound.replace(row.written, row.sounds);
    }
    Some(format!("{surname} {}", once(&sound)))
}

fn word_sound(word: &str) -> String {
    if let Some(sounds) = RULES.words.get(word) {
        return (*sounds).to_string();
    }
    let mut sound = word.to_string();
    let is_long = |rest: &str| rest.len() >= LEAST_REST;
    let begin = RULES.begins.iter().find_map(|row| {
        let rest = word
            .strip_prefix(row.written)
            .filter(|rest| is_long(rest))?;
        // "Al-Khatib" has an article, "Albert" has not; neither has "Elena".
        let is_article = row.sounds.is_empty();
        let has_consonants = !rest.starts_with(['a', 'e', 'i', 'o', 'u']);
        (!is_article || has_consonants).then(|| format!("{}{rest}", row.sounds))
    });
    sound = begin.unwrap_or(sound);
    let end = RULES.ends.iter().find_map(|row| {
        let rest = sound.strip_suffix(row.written)?;
        (!rest.is_empty()).then(|| format!("{rest}{}", row.sounds))
    });
    sound = end.unwrap_or(sound);
    let mut letters = Letters::of(&sound);
    for row in &RULES.letters {
        // Most words lack a letter of most rows, which is seen faster than searched for.
        if letters.has_all(row.letters) && sound.contains(row.written) {
            sound = sound.replace(row.written, row.sounds);
            letters = Letters::of(&sound);
        }
    }
    once(&sound)
}

/// Letters that a word has after a beginning, at least.
const LEAST_REST: usize = 4;

/// Each letter once where it is doubled.
fn once(sound: &str) -> String {
    let mut out = String::with_capacity(sound.len());
    for c in sound.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(SPELLINGS.check(), Ok(()));
    }

    #[test]
    fn usual_spellings_sound_the_same() {
        for (one, other) in [
            ("lee ungil", "yi eungil"),
            ("hyeon woonggil", "hyun unggil"),
            ("ahn doyeong", "an toyoung"),
            ("sungu paek", "paik seungwoo"),
            ("abd alrahman alkhateeb", "abdelrahman el khatib"),
            ("muhammad haddadin", "mohammed haddadeen"),
            ("serhiy vlasenko", "sergei vlasenko"),
            ("dmytro savchuk", "dmitri savchuk"),
            ("volodymyr petrovskyy", "vladimir petrovsky"),
            ("yevhen hrytsenko", "yevgeny grytsenko"),
        ] {
            assert_eq!(name_sound(one), name_sound(other), "{one} {other}");
        }
    }

    #[test]
    fn other_names_sound_otherwise() {
        for (one, other) in [
            ("paek sungu", "paek sunghee"),
            ("jorgen thue", "jonas thue"),
            ("ivan petrov", "ivana petrova"),
            ("maria delgado", "mario delgado"),
            ("alan mercer", "paul mercer"),
        ] {
            assert_ne!(name_sound(one), name_sound(other), "{one} {other}");
        }
    }
}
