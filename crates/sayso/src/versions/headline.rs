//! Headlines that may be those of one report, before and after a change.

use std::collections::BTreeSet;

/// Headlines with fewer different words say too little: "Live", "Weather today".
const LEAST_WORDS: usize = 3;
/// From this share of all words on that are in both two headlines are near.
const NEAR: f32 = 0.6;

/// The different words of a headline, in small letters.
pub fn headline_words(headline: &str) -> BTreeSet<String> {
    headline
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether two headlines are the same or differ in few words.
///
/// ```
/// use sayso::versions::{are_near_headlines, headline_words};
/// let near = |a, b| are_near_headlines(&headline_words(a), &headline_words(b));
/// assert!(near("Ferry sinks off Velm, 12 dead", "Ferry sinks off Velm: 14 dead"));
/// assert!(!near("Ferry sinks off Velm", "Bread gets dearer in Velm"));
/// ```
pub fn are_near_headlines(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    shared >= LEAST_WORDS && shared as f32 >= NEAR * all as f32
}
