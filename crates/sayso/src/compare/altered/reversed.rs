//! Statements that are turned round: a "not" that only one of two sentences has, "fell" in the place of
//! "rose".
//!
//! Words that turn a statement round are rows of [`reversals`]. Two sentences say the opposite of each
//! other if they differ, at one place, by an odd number of them and by no other word with content: "did
//! not survive" and "died" differ by more. A word that was moved within its sentence turns nothing round.

use super::super::word_keys::WordKey;
use super::diff::Difference;
use super::{AlteredKind, Pair, Sentence};
use crate::text::Span;
use sayso_english::reversals::{self, Turning, turnings};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// More words than this in the place of others are another clause.
const MOST_WORDS: usize = 6;

/// With so many words more than the other a sentence may have a clause more: "which was not new".
const MOST_MORE: usize = 3;

/// Words after which a "not" or a "no" turns nothing round: "if not all", "whether or not".
const BEFORE_IDIOM: [&str; 2] = ["if", "or"];
/// Words before which it does not: "not only", "no doubt".
const AFTER_IDIOM: [&str; 8] = [
    "only",
    "just",
    "merely",
    "simply",
    "doubt",
    "matter",
    "least",
    "necessarily",
];

impl Pair<'_> {
    /// Places at which one sentence says the opposite of the other.
    pub(super) fn reversals(&mut self, differences: &[Difference]) {
        let at: Vec<(Terms, Terms)> = differences
            .iter()
            .map(|d| (Terms::at(self.a, &d.a), Terms::at(self.b, &d.b)))
            .collect();
        for (number, (of_a, of_b)) in at.iter().enumerate() {
            let difference = &differences[number];
            let is_short = difference.a.len().max(difference.b.len()) <= MOST_WORDS;
            if !is_short || !of_a.is_opposite_of(of_b) {
                continue;
            }
            let more = |(x, y): &(Terms, Terms)| x.turns().cmp(&y.turns());
            let here = more(&at[number]);
            let is_moved = here.is_ne() && at.iter().any(|other| more(other) == here.reverse());
            if !is_moved {
                let place = |of: Sentence<'_>, words: &Range<u32>| of.around(words);
                let (a, b) = (place(self.a, &difference.a), place(self.b, &difference.b));
                self.add(AlteredKind::Reversed, Some(a), Some(b));
            }
        }
    }
}

impl Sentence<'_> {
    /// Some words, which may be none, with the word before and the word after them.
    fn around(self, words: &Range<u32>) -> Span {
        let all = &self.sentence.words;
        let first = words.start.saturating_sub(1).max(all.start);
        let last = words.end.min(all.end - 1);
        self.place(first).span.cover(self.place(last).span)
    }
}

/// Whether two passages say the opposite of each other, by the words themselves: a sketch knows words by
/// short hashes, of which some are those of other words.
pub(super) fn are_opposite(a: &str, b: &str) -> bool {
    Terms::of_text(a).is_opposite_of(&Terms::of_text(b))
}

/// A word at a place where two sentences differ.
#[derive(Clone, Debug)]
struct Term {
    key: WordKey,
    /// What it does to its sentence here.
    turnings: Vec<Turning>,
}

impl Term {
    fn is(&self, turning: Turning) -> bool {
        self.turnings.contains(&turning)
    }

    fn turns(&self) -> bool {
        self.is(Turning::Not)
    }

    /// The key of the verb, where it is a form with another stem.
    fn base(&self) -> WordKey {
        let base = self.turnings.iter().find_map(|turning| match turning {
            Turning::Form(base) => Some(WordKey::of(base)),
            _ => None,
        });
        base.unwrap_or(self.key)
    }

    /// Whether the two are on the two sides of a contrast.
    fn contrasts(&self, other: &Term) -> bool {
        self.turnings.iter().any(|turning| match *turning {
            Turning::One(contrast) => other.is(Turning::Other(contrast)),
            Turning::Other(contrast) => other.is(Turning::One(contrast)),
            _ => false,
        })
    }
}

/// The words of one side.
struct Terms(Vec<Term>);

impl Terms {
    fn at(of: Sentence<'_>, words: &Range<u32>) -> Terms {
        let all = &of.sentence.words;
        let key = |word: u32| all.contains(&word).then(|| of.word(word));
        let term = |word: u32| {
            let key_here = of.word(word);
            let turnings = OF_KEYS.get(&key_here).cloned().unwrap_or_default();
            let before = word.checked_sub(1).and_then(key);
            Term::here(key_here, turnings, before, key(word + 1))
        };
        Terms(words.clone().map(term).collect())
    }

    fn of_text(text: &str) -> Terms {
        let words = words(text);
        let keys: Vec<WordKey> = words.iter().map(|word| WordKey::of(word)).collect();
        let term = |(number, word): (usize, &&str)| {
            let before = number.checked_sub(1).map(|before| keys[before]);
            let next = keys.get(number + 1).copied();
            Term::here(keys[number], turnings(word).collect(), before, next)
        };
        Terms(words.iter().enumerate().map(term).collect())
    }

    /// How many words turn the statement round.
    fn turns(&self) -> usize {
        self.0.iter().filter(|term| term.turns()).count()
    }

    /// Whether these words and those differ by an odd number of turns, and by nothing else with content.
    fn is_opposite_of(&self, other: &Terms) -> bool {
        let mut theirs: Vec<&Term> = other.0.iter().collect();
        let mut ours: Vec<&Term> = Vec::new();
        let mut turns = 0;
        for term in &self.0 {
            match theirs.iter().position(|other| term.contrasts(other)) {
                Some(at) => {
                    theirs.remove(at);
                    turns += 1;
                }
                None => ours.push(term),
            }
        }
        let left = |terms: &[&Term]| -> (usize, Vec<WordKey>) {
            let turns = terms.iter().filter(|term| term.turns()).count();
            let rest = terms.iter().filter(|term| !term.turns());
            let rest = rest.filter(|t| t.key.has_content() && !t.key.is_number());
            let rest = rest.filter(|t| !t.is(Turning::Neutral));
            let mut rest: Vec<WordKey> = rest.map(|term| term.base()).collect();
            rest.sort_unstable();
            (turns, rest)
        };
        let (of_ours, of_theirs) = (left(&ours), left(&theirs));
        turns += of_ours.0 + of_theirs.0;
        let is_one_clause = self.0.len().abs_diff(other.0.len()) <= MOST_MORE;
        turns % 2 == 1 && of_ours.1 == of_theirs.1 && is_one_clause
    }
}

impl Term {
    /// A word with what it does between these two words.
    fn here(
        key: WordKey,
        mut turnings: Vec<Turning>,
        before: Option<WordKey>,
        next: Option<WordKey>,
    ) -> Term {
        let is_one_of = |word: Option<WordKey>, all: &[&str]| {
            word.is_some_and(|word| all.iter().any(|one| WordKey::of(one) == word))
        };
        let is_idiom = is_one_of(before, &BEFORE_IDIOM) || is_one_of(next, &AFTER_IDIOM);
        // "No. 14" is a number, and "No, no!" a cry.
        let is_no = key == WordKey::of("no");
        let is_number = is_no && next.is_some_and(WordKey::is_number);
        let is_cry = is_no && (before == Some(key) || next == Some(key));
        if is_idiom || is_number || is_cry {
            turnings.retain(|&turning| turning != Turning::Not);
        }
        // "Yet" does so only after a "has".
        let is_yet = key == WordKey::of("yet") && !is_one_of(before, &["has", "have", "had"]);
        if is_one_of(next, &["to"]) && turnings.contains(&Turning::NotTo) && !is_yet {
            turnings.push(Turning::Not);
        }
        // "didn" and "won" are "did" and "will" before "’t".
        if is_one_of(next, &["'t"]) {
            turnings = vec![Turning::Neutral];
        }
        Term { key, turnings }
    }
}

/// What the words do that have a key.
static OF_KEYS: LazyLock<HashMap<WordKey, Vec<Turning>>> = LazyLock::new(|| {
    let mut all: HashMap<WordKey, Vec<Turning>> = HashMap::new();
    for row in reversals::rows() {
        let turnings = all.entry(WordKey::of(row.word)).or_default();
        if !turnings.contains(&row.turning) {
            turnings.push(row.turning);
        }
    }
    all
});

/// The words of a passage as the sketch has them: "didn’t" is "didn" and "’t".
fn words(text: &str) -> Vec<&str> {
    let is_mark = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '’');
    // "No, he said" answers something else.
    let text = ["No,", "no,"]
        .iter()
        .find_map(|answer| text.strip_prefix(answer))
        .unwrap_or(text);
    let parts = text.split(is_mark).flat_map(|word| {
        let word = word.trim_matches(['\'', '’']);
        let mut ends = ["'t", "’t", "'T", "’T"].iter();
        let verb = ends.find_map(|end| word.strip_suffix(end));
        let (verb, end) = word.split_at(verb.map_or(word.len(), str::len));
        [verb, end]
    });
    parts.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_that_say_the_opposite() {
        for (a, b) in [
            ("is not safe", "is safe"),
            ("didn’t sign the deal", "signed the deal"),
            ("did not go there", "went there"),
            ("refused to sign", "agreed to sign"),
            ("failed to stop", "stopped"),
            ("denied that", "confirmed that"),
            ("will never open", "will open"),
            ("pleaded not guilty", "pleaded guilty"),
            ("shares rose sharply", "shares fell sharply"),
            ("No deaths were", "Two deaths were"),
            ("cannot be", "can be"),
            ("will pay", "won’t pay"),
            ("owner didn't pay", "owner paid"),
            ("has yet to say", "has said"),
            ("is unlikely to", "is likely to"),
            ("rejected the", "approved the"),
        ] {
            assert!(are_opposite(a, b) && are_opposite(b, a), "{a} / {b}");
        }
    }

    #[test]
    fn passages_that_say_the_same_or_something_else() {
        for (a, b) in [
            ("will not open", "won’t open"),
            ("did not sign", "refused to sign"),
            ("not only the", "the"),
            ("most, if not all, of", "most of"),
            ("is not likely to", "is unlikely to"),
            ("did not survive", "was drowned"),
            ("found not guilty of", "acquitted of"),
            ("is not guilty", "is innocent"),
            ("cannot be", "can't be"),
            ("No. 14 of", "14 of"),
            ("Yet to others", "But to others"),
            ("No, he", "He"),
            ("cried “No, no, no!” and", "cried “No, no!” and"),
            ("which was not new", ""),
            ("denied that he took", "said that he did not take"),
            ("no one was", "nobody was"),
            ("rose sharply", "climbed sharply"),
            ("did not rule out", "left open"),
        ] {
            assert!(!are_opposite(a, b) && !are_opposite(b, a), "{a} / {b}");
        }
    }
}
