//! Synonyms from the dictionary files of WordNet 3.0 (Debian package `wordnet-base`).
//!
//! In: a word. Out: other words of its two most frequent senses, with the same ending.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::path::Path;

/// The files of a part of speech, and the endings that its words take.
const FILES: [(&str, &[Ending]); 4] = [
    ("noun", &[Ending::Plural]),
    ("verb", &[Ending::Plural, Ending::Past, Ending::Ing]),
    ("adj", &[]),
    ("adv", &[]),
];
/// Synonyms that are considered.
const MOST: usize = 5;

/// A regular ending. `Plural` is also the ending of "says".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Plural,
    Past,
    Ing,
}

/// A word in the dictionary.
struct Entry {
    /// How many of its senses occur in the tagged corpora of WordNet.
    tagged: u32,
    synonyms: Vec<String>,
}

/// The synonyms of all words, by part of speech.
pub struct Synonyms {
    parts: Vec<HashMap<String, Entry>>,
}

impl Synonyms {
    /// Reads a dictionary folder.
    ///
    /// # Errors
    /// If one of the files `data.*` and `index.*` cannot be read.
    pub fn read(folder: &Path) -> Result<Synonyms> {
        let mut parts = Vec::new();
        for (name, _) in FILES {
            let read = |kind: &str| {
                let path = folder.join(format!("{kind}.{name}"));
                let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
                // A few words have accents in Latin 1. They are never replaced.
                anyhow::Ok(String::from_utf8_lossy(&bytes).into_owned())
            };
            let (data, index) = (read("data")?, read("index")?);
            let synsets: HashMap<&str, Vec<&str>> = entries(&data).filter_map(synset).collect();
            let entry = |line| entry(line, &synsets);
            parts.push(entries(&index).filter_map(entry).collect());
        }
        Ok(Synonyms { parts })
    }

    /// Synonyms of a word in lower case, the most common first; none if it is unknown.
    pub fn of(&self, word: &str) -> Vec<String> {
        let mut best: Option<(&Entry, Option<Ending>)> = None;
        for (part, (_, endings)) in self.parts.iter().zip(FILES) {
            let bases = std::iter::once((word.to_string(), None)).chain(bases(word, endings));
            let known = bases.filter_map(|(base, ending)| Some((part.get(&base)?, ending)));
            for (entry, ending) in known {
                // The first of equals stays, so that the order of FILES decides.
                if best.is_none_or(|(other, _)| entry.tagged > other.tagged) {
                    best = Some((entry, ending));
                }
            }
        }
        let Some((entry, ending)) = best else {
            return Vec::new();
        };
        let synonyms = entry.synonyms.iter();
        synonyms.map(|word| with_ending(word, ending)).collect()
    }
}

/// The lines of a file without its licence.
fn entries(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.starts_with("  "))
}

/// The offset of a synset, and its words.
fn synset(line: &str) -> Option<(&str, Vec<&str>)> {
    let fields: Vec<&str> = line.split(' ').collect();
    let count = usize::from_str_radix(fields.get(3)?, 16).ok()?;
    let words = (0..count).filter_map(|n| fields.get(4 + 2 * n));
    // "(a)" and the like are marks of adjectives.
    let words = words.map(|word| word.split('(').next().unwrap_or_default());
    Some((fields[0], words.collect()))
}

/// A word, and the other words of its two most frequent senses.
fn entry(line: &str, synsets: &HashMap<&str, Vec<&str>>) -> Option<(String, Entry)> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let pointers: usize = fields.get(3)?.parse().ok()?;
    let tagged = fields.get(5 + pointers)?.parse().ok()?;
    let senses = fields.get(6 + pointers..)?.iter().take(2);
    let mut synonyms: Vec<String> = Vec::new();
    for word in senses.filter_map(|sense| synsets.get(sense)).flatten() {
        let word = word.to_lowercase();
        let is_plain = word.bytes().all(|b| b.is_ascii_lowercase());
        if is_plain && word != fields[0] && !synonyms.contains(&word) {
            synonyms.push(word);
        }
    }
    synonyms.truncate(MOST);
    Some((fields[0].into(), Entry { tagged, synonyms }))
}

/// The bases that a word may have with regular endings.
fn bases(word: &str, endings: &[Ending]) -> Vec<(String, Option<Ending>)> {
    let mut out = Vec::new();
    for &ending in endings {
        let rules: &[(&str, &str)] = match ending {
            Ending::Plural => &[("ies", "y"), ("es", ""), ("s", "")],
            Ending::Past => &[("ied", "y"), ("ed", "e"), ("ed", "")],
            Ending::Ing => &[("ing", "e"), ("ing", "")],
        };
        for (end, instead) in rules {
            if let Some(stem) = word.strip_suffix(end).filter(|stem| stem.len() > 2) {
                out.push((format!("{stem}{instead}"), Some(ending)));
            }
        }
    }
    out
}

fn with_ending(base: &str, ending: Option<Ending>) -> String {
    let consonant_y = base.strip_suffix('y');
    let consonant_y = consonant_y.filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    let hisses = ["s", "x", "ch", "sh"].iter().any(|end| base.ends_with(end));
    match (ending, consonant_y) {
        (None, _) => base.into(),
        (Some(Ending::Plural), Some(stem)) => format!("{stem}ies"),
        (Some(Ending::Plural), None) if hisses => format!("{base}es"),
        (Some(Ending::Plural), None) => format!("{base}s"),
        (Some(Ending::Past), Some(stem)) => format!("{stem}ied"),
        (Some(Ending::Past), None) if base.ends_with('e') => format!("{base}d"),
        (Some(Ending::Past), None) => format!("{base}ed"),
        (Some(Ending::Ing), _) => {
            let stem = base.strip_suffix('e').filter(|stem| !stem.ends_with('e'));
            format!("{}ing", stem.unwrap_or(base))
        }
    }
}
