//! Statements that are turned round: a "not" that only one of two sentences has, "fell" in the place of
//! "rose".
//!
//! Words that turn a statement round are rows of [`reversals`]. Two sentences say the opposite of each
//! other if they differ, at one place, by an odd number of them and by no other word with content: "did
//! not survive" and "died" differ by more, and so do "was calm" and "was not violent", where the other word is one word
//! on. Words after those that say what is not so may differ: "was not charged with the killing". A word that was moved
//! within its sentence turns nothing round.

use super::super::word_keys::WordKey;
use super::diff::Difference;
use super::key_list::KeyList;
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

/// With so many words between them at most, two differences are of one statement: "will [not] be [large]".
const NEAR: u32 = 3;

/// Words after which a "not" or a "no" turns nothing round: "if not all", "whether or not".
static BEFORE_IDIOM: KeyList = KeyList::of(&["if", "or"]);
/// Words before which it does not: "not only", "no doubt".
static AFTER_IDIOM: KeyList = KeyList::of(&[
    "but",
    "only",
    "just",
    "merely",
    "simply",
    "doubt",
    "matter",
    "least",
    "necessarily",
]);

/// Words that with a "no" or "not" before and a "than" after them say how much it is: "no less than 40".
static YET: KeyList = KeyList::of(&["yet"]);
static HAS: KeyList = KeyList::of(&["has", "have", "had"]);
static TO: KeyList = KeyList::of(&["to"]);
/// "Anything but safe" is not safe.
static ANYTHING: KeyList = KeyList::of(&["anything"]);
static BUT: KeyList = KeyList::of(&["but"]);
static NOT_SHORT: KeyList = KeyList::of(&["'t"]);
static THAN: KeyList = KeyList::of(&["than"]);
static NO: KeyList = KeyList::of(&["no", "not"]);
static OF_DEGREE: KeyList = KeyList::of(&["less", "fewer", "more", "later", "earlier", "longer"]);
/// How far after them the "than" is at most: "no less time than".
const TO_THAN: usize = 3;
/// Words before a "not" or "hardly" after which one of [`UTMOST`] says that it is so: "could not be more pleased".
static COULD: KeyList = KeyList::of(&["could", "couldn", "can"]);
static UTMOST: KeyList = KeyList::of(&["more", "better", "happier", "clearer"]);
/// How far after the "not" they are at most.
const TO_UTMOST: usize = 4;
/// Words that make another statement of a "not": "will reopen on Monday", "will not reopen until Monday".
static LIMITS: KeyList = KeyList::of(&["before", "until", "till"]);

/// Words that begin another statement.
static JOINTS: KeyList = KeyList::of(&["and", "but", "while", "whereas", "though", "although"]);

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
            let is_near = |other: usize| {
                let (first, last) = (number.min(other), number.max(other));
                let gap = differences[last]
                    .a
                    .start
                    .saturating_sub(differences[first].a.end);
                let is_turn_before = other < number && more(&at[other]).is_ne();
                let between = differences[first].a.end..differences[last].a.start;
                let is_of_one_clause = gap <= NEAR && !self.a.begins_clause_in(between);
                let next = || difference.a.end..differences[number + 1].a.start;
                let is_beyond =
                    other > number && self.a.says_what_in(next()) && !bears_on_a_not(&at[other]);
                is_of_one_clause && !is_beyond && (number <= other || is_turn_before)
            };
            let (whole_a, whole_b): (Vec<&Terms>, Vec<&Terms>) = (0..at.len())
                .filter(|&other| is_near(other))
                .map(|other| (&at[other].0, &at[other].1))
                .unzip();
            if !is_moved && are_turned(&whole_a, &whole_b) {
                let place = |of: Sentence<'_>, words: &Range<u32>| of.around(words);
                let (a, b) = (place(self.a, &difference.a), place(self.b, &difference.b));
                self.add(AlteredKind::Reversed, Some(a), Some(b));
            }
        }
    }
}

impl Sentence<'_> {
    /// Whether one of some words begins another clause: "is [safe] and will [not] be drained".
    fn begins_clause_in(self, words: Range<u32>) -> bool {
        let first = self.sentence.words.start;
        let own = self.words().iter().skip((words.start - first) as usize);
        own.take(words.len()).any(|&word| JOINTS.has(word))
    }

    /// Whether some words after a "not" that both sentences have say what is not so, whatever comes after them: "was [not]
    /// charged with [murder]". After a "to" that comes later: "was [not] allowed to [leave]".
    fn says_what_in(self, words: Range<u32>) -> bool {
        let first = self.sentence.words.start;
        let own = &self.words()[(words.start - first) as usize..(words.end - first) as usize];
        let says = own
            .iter()
            .any(|word| word.has_content() && !word.is_number());
        says && !own.iter().any(|&word| TO.has(word))
    }

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

    fn is_limit(&self) -> bool {
        LIMITS.has(self.key)
    }

    /// The key of the verb, where it is a form with another stem.
    fn base(&self) -> WordKey {
        base_of(self.key, &self.turnings)
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

fn base_of(key: WordKey, turnings: &[Turning]) -> WordKey {
    let base = turnings.iter().find_map(|turning| match turning {
        Turning::Form(base) => Some(WordKey::of(base)),
        _ => None,
    });
    base.unwrap_or(key)
}

/// The key of the verb that a word is a form of, where it is one with another stem: "hid" and "hidden" are of "hide".
pub(super) fn verb(word: WordKey) -> WordKey {
    base_of(
        word,
        OF_KEYS.get(&word).map_or(&[], |turnings| &turnings[..]),
    )
}

/// The words of one side.
struct Terms(Vec<Term>);

impl Terms {
    fn at(of: Sentence<'_>, words: &Range<u32>) -> Terms {
        let keys = of.words();
        let first = of.sentence.words.start;
        let range = (words.start - first) as usize..(words.end - first) as usize;
        let term = |at: usize| {
            let turnings = OF_KEYS.get(&keys[at]).cloned().unwrap_or_default();
            Around {
                keys,
                range: &range,
                at,
            }
            .term(turnings)
        };
        Terms(range.clone().map(term).collect())
    }

    fn of_text(text: &str) -> Terms {
        let words = words(text);
        let keys: Vec<WordKey> = words.iter().map(|word| WordKey::of(word)).collect();
        let range = 0..keys.len();
        let term = |(at, word): (usize, &&str)| {
            let around = Around {
                keys: &keys,
                range: &range,
                at,
            };
            around.term(turnings(word).collect())
        };
        Terms(words.iter().enumerate().map(term).collect())
    }

    /// Whether one of them makes another statement of a "not".
    fn limits(&self) -> bool {
        self.0.iter().any(Term::is_limit)
    }

    /// How many words turn the statement round.
    fn turns(&self) -> usize {
        self.0.iter().filter(|term| term.turns()).count()
    }

    /// Whether these words and those differ by an odd number of turns, and by nothing else with content.
    fn is_opposite_of(&self, other: &Terms) -> bool {
        let is_one_clause = self.0.len().abs_diff(other.0.len()) <= MOST_MORE;
        is_one_clause && are_turned(&[self], &[other])
    }
}

/// Whether a place at which two sentences differ has to do with a "not" at an earlier one: it has a turn more or less, or makes
/// another statement of it.
fn bears_on_a_not((a, b): &(Terms, Terms)) -> bool {
    a.turns() != b.turns() || a.is_opposite_of(b) || a.limits() || b.limits()
}

/// Whether words of one sentence and those of another differ by an odd number of turns, and by nothing else with content.
fn are_turned(a: &[&Terms], b: &[&Terms]) -> bool {
    let mut theirs: Vec<&Term> = b.iter().flat_map(|terms| &terms.0).collect();
    let mut ours: Vec<&Term> = Vec::new();
    let mut turns = 0;
    for term in a.iter().flat_map(|terms| &terms.0) {
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
        let rest = rest.filter(|t| t.key.has_content() && !t.key.is_number() || t.is_limit());
        let rest = rest.filter(|t| !t.is(Turning::Neutral));
        let mut rest: Vec<WordKey> = rest.map(|term| term.base()).collect();
        rest.sort_unstable();
        (turns, rest)
    };
    let (of_ours, of_theirs) = (left(&ours), left(&theirs));
    turns += of_ours.0 + of_theirs.0;
    turns % 2 == 1 && of_ours.1 == of_theirs.1
}

/// A word among the others of its sentence.
struct Around<'k> {
    keys: &'k [WordKey],
    /// The place at which two sentences differ.
    range: &'k Range<usize>,
    at: usize,
}

impl Around<'_> {
    /// The word with what it does between its neighbours.
    fn term(&self, mut turnings: Vec<Turning>) -> Term {
        let key = self.keys[self.at];
        let before = self.at.checked_sub(1).map(|at| self.keys[at]);
        let next = self.keys.get(self.at + 1).copied();
        let is = |word: Option<WordKey>, all: &KeyList| word.is_some_and(|word| all.has(word));
        let turns = turnings.contains(&Turning::Not);
        let is_idiom =
            turns && (is(before, &BEFORE_IDIOM) || is(next, &AFTER_IDIOM) || self.is_utmost());
        // "No. 14" is a number, and "No, no!" a cry.
        let is_no = turns && key == WordKey::of("no");
        let is_number = is_no && next.is_some_and(WordKey::is_number);
        let is_cry = is_no && (before == Some(key) || next == Some(key));
        if is_idiom || is_number || is_cry {
            turnings.retain(|&turning| turning != Turning::Not);
        }
        let begins_before = self.at > self.range.start && self.begins_degree(self.at - 1);
        if begins_before || self.begins_degree(self.at) {
            turnings.clear();
        }
        // "Yet" does so only after a "has".
        let is_yet = || YET.has(key) && !is(before, &HAS);
        if turnings.contains(&Turning::NotTo) && is(next, &TO) && !is_yet() {
            turnings.push(Turning::Not);
        }
        if is(next, &BUT) && ANYTHING.has(key) {
            turnings.push(Turning::Not);
        }
        // "didn" and "won" are "did" and "will" before "’t".
        if is(next, &NOT_SHORT) {
            turnings = vec![Turning::Neutral];
        }
        Term { key, turnings }
    }

    /// Whether the word at `at` and those after it say how much it is, all at this place: "no less than".
    fn begins_degree(&self, at: usize) -> bool {
        let here = &self.keys[at..self.range.end.max(at)];
        let [no, degree, rest @ ..] = here else {
            return false;
        };
        NO.has(*no)
            && OF_DEGREE.has(*degree)
            && rest.iter().take(TO_THAN - 1).any(|&word| THAN.has(word))
    }

    /// Whether the word is the "not" of "could not be more pleased".
    fn is_utmost(&self) -> bool {
        let is_after_could = self
            .at
            .checked_sub(1)
            .is_some_and(|before| COULD.has(self.keys[before]));
        let mut ahead = self.keys[self.at + 1..].iter().take(TO_UTMOST);
        let utmost = ahead.position(|&word| UTMOST.has(word));
        let is_compared = |at: usize| {
            self.keys
                .get(self.at + 2 + at)
                .is_some_and(|&word| THAN.has(word))
        };
        is_after_could && utmost.is_some_and(|at| !is_compared(at))
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
            ("was not more", "was more"),
            ("was anything but safe", "was safe"),
            ("were dissatisfied with", "were satisfied with"),
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
            ("least 40 boats", "no less than 40 boats"),
            ("over 40 boats", "not fewer than 40 boats"),
            ("were pleased", "could hardly be more pleased"),
            ("were pleased", "could not have been more pleased"),
            ("been calm", "been nothing but calm"),
            ("was unsafe", "was anything but safe"),
            ("open on", "not open until"),
            ("open on", "not open before"),
            ("be small", "not be large"),
        ] {
            assert!(!are_opposite(a, b) && !are_opposite(b, a), "{a} / {b}");
        }
    }
}
