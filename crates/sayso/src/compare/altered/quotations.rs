//! Quotations whose words differ.

use super::super::sketch::SketchQuotation;
use super::super::word_keys::WordKey;
use super::diff::common_words;
use super::key_list::KeyList;
use super::{AlteredKind, Pair, Sentence};
use std::cmp::Reverse;
use std::ops::Range;

/// Quotations with fewer words are compared only where the same words are around them, and as many in them.
const SHORT: usize = 5;
/// Longer ones are not compared: the time grows with the square, and a closing mark may be missing.
const MOST_WORDS: usize = 120;
/// Two quotations are of the same statement if this share of the shorter is in both, in order.
const SAME_STATEMENT: f32 = 0.6;
/// Words that are shared but scattered over a longer quotation are chance: at least this share of the words
/// from the first to the last of them is shared.
const DENSE: f32 = 0.5;
/// Of the words of a short one.
const SAME_SHORT: f32 = 0.5;
/// Words without content that make another statement of one that begins or ends with them.
static SAYING: KeyList = KeyList::of(&[
    "i", "we", "you", "he", "she", "it", "they", "us", "him", "her", "them", "my", "our", "your",
    "his", "their", "no", "not", "all", "some", "more", "less",
]);

impl Pair<'_> {
    /// Quotations of the same statement that differ between words that they share, or have as many other words
    /// before the first or after the last of them. One that is only shortened at its ends is not altered, and
    /// neither is one that the other sentence has as it is.
    pub(super) fn quotations(&mut self) {
        let all_a = self.a.items(&self.a.sketch.quotations, |q| q.words.start);
        let all_b = self.b.items(&self.b.sketch.quotations, |q| q.words.start);
        let words_a = |q: &SketchQuotation| self.a.sketch.words_of(&q.words);
        let words_b = |q: &SketchQuotation| self.b.sketch.words_of(&q.words);
        let is_kept = |x: &SketchQuotation, y: &SketchQuotation| {
            is_part(words_a(x), words_b(y)) || is_part(words_b(y), words_a(x))
        };
        let left_a: Vec<_> = all_a
            .iter()
            .filter(|x| !all_b.iter().any(|y| is_kept(x, y)))
            .collect();
        let left_b: Vec<_> = all_b
            .iter()
            .filter(|y| !all_a.iter().any(|x| is_kept(x, y)))
            .collect();
        let mut near = Vec::new();
        for (number_a, x) in left_a.iter().enumerate() {
            for (number_b, y) in left_b.iter().enumerate() {
                let (inner_a, inner_b) = (words_a(x), words_b(y));
                let is_short = inner_a.len().min(inner_b.len()) < SHORT;
                let shared = if is_short && !self.stand_alike(&x.words, &y.words) {
                    None
                } else {
                    shared_of_altered(inner_a, inner_b)
                };
                if let Some(shared) = shared {
                    near.push((Reverse(shared), number_a + number_b, number_a, number_b));
                }
            }
        }
        near.sort_unstable();
        // Each quotation once, with the nearest that is left.
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (_, _, x, y) in near {
            if pairs.iter().all(|pair| pair.0 != x && pair.1 != y) {
                pairs.push((x, y));
            }
        }
        pairs.sort_unstable();
        for (x, y) in pairs {
            self.add(
                AlteredKind::Quote,
                Some(left_a[x].span),
                Some(left_b[y].span),
            );
        }
    }
}

/// Whether the words stand in the other ones, one after the other.
fn is_part(words: &[WordKey], of: &[WordKey]) -> bool {
    !words.is_empty() && of.windows(words.len()).any(|part| part == words)
}

impl Pair<'_> {
    /// Whether the same word is before these words and those, or the same after them, or they begin or end
    /// both sentences.
    fn stand_alike(&self, a: &Range<u32>, b: &Range<u32>) -> bool {
        let word = |of: Sentence<'_>, at: Option<u32>| {
            at.filter(|at| of.sentence.words.contains(at))
                .map(|at| of.word(at))
        };
        let before = |of, words: &Range<u32>| word(of, words.start.checked_sub(1));
        let after = |of, words: &Range<u32>| word(of, Some(words.end));
        before(self.a, a) == before(self.b, b) && after(self.a, a) == after(self.b, b)
    }
}

/// How many words two quotations share in order, if they are of one statement and one of them was altered.
fn shared_of_altered(a: &[WordKey], b: &[WordKey]) -> Option<usize> {
    let shorter = a.len().min(b.len());
    let is_short = shorter < SHORT;
    if a.len().max(b.len()) > MOST_WORDS || is_short && a.len() != b.len() {
        return None;
    }
    let shared = common_words(a, b);
    let (first, last) = (shared.first()?, shared.last()?);
    let inside = (last.0 - first.0 + 1).max(last.1 - first.1 + 1);
    let least = if is_short { SAME_SHORT } else { SAME_STATEMENT };
    let is_same_statement = shared.len() as f32 >= least * shorter as f32;
    let is_dense = shared.len() as f32 >= DENSE * inside as f32;
    let differs = inside > shared.len()
        || are_others(&a[..first.0], &b[..first.1])
        || are_others(&a[last.0 + 1..], &b[last.1 + 1..]);
    (is_same_statement && is_dense && differs).then_some(shared.len())
}

/// Whether as many other words begin or end a quotation: "in a week" and "in a year". "But" for "and" is none.
fn are_others(a: &[WordKey], b: &[WordKey]) -> bool {
    let says = |words: &[WordKey]| {
        words
            .iter()
            .any(|&word| word.has_content() || SAYING.has(word))
    };
    a.len() == b.len() && says(a) && says(b)
}

/// Endings of shortened verbs, and the words that they stand for.
const SHORTENED: &[(&str, &[&str])] = &[
    ("'d", &["would", "had"]),
    ("'ll", &["will", "shall"]),
    ("'m", &["am"]),
    ("'re", &["are"]),
    ("'s", &["is", "has", "us"]),
    ("'t", &["not"]),
    ("'ve", &["have"]),
];
/// Verbs that have another form before "’t".
const BEFORE_NOT: &[(&str, &str)] = &[
    ("ain", "is"),
    ("can", "can"),
    ("shan", "shall"),
    ("won", "will"),
];

/// Whether the words of two quotations differ in more than whether verbs are shortened, and in more than words in
/// square brackets, which the reports put there.
pub(super) fn are_other_words(a: &str, b: &str) -> bool {
    let (a, b) = (spoken(a), spoken(b));
    let (long, short) = if a.len() < b.len() {
        (&b, &a)
    } else {
        (&a, &b)
    };
    let are_same = |part: &[String]| part.iter().zip(short).all(|(x, y)| is_one_word(x, y));
    short.is_empty() || !long.windows(short.len()).any(are_same)
}

fn is_one_word(x: &str, y: &str) -> bool {
    let stands_for = |short: &str, long: &str| {
        let mut rows = SHORTENED.iter();
        rows.any(|(ending, words)| *ending == short && words.contains(&long))
    };
    x == y || stands_for(x, y) || stands_for(y, x) || WordKey::of(x) == WordKey::of(y)
}

/// The words of a quotation in small letters, with the ending of a shortened verb as a word of its own and without
/// what is in square brackets.
fn spoken(text: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let kept = text.chars().map(|c| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '’' if depth == 0 => return '\'',
            _ if depth == 0 => return c,
            _ => {}
        }
        ' '
    });
    let kept: String = kept.flat_map(char::to_lowercase).collect();
    let is_mark = |c: char| !(c.is_alphanumeric() || c == '\'');
    let words = kept.split(is_mark).map(|word| word.trim_matches('\''));
    let mut out = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        let ending = SHORTENED.iter().map(|(ending, _)| *ending);
        let ending = ending.clone().find(|ending| word.ends_with(ending));
        let Some(ending) = ending.filter(|ending| word.len() > ending.len()) else {
            match word.strip_suffix("not") {
                Some("can") => out.extend(["can".to_string(), "not".to_string()]),
                _ => out.push(word.to_string()),
            }
            continue;
        };
        let verb = &word[..word.len() - ending.len()];
        let is_not = ending == "'t";
        let whole = BEFORE_NOT
            .iter()
            .find(|(short, _)| is_not && *short == verb);
        let verb = whole.map_or(verb, |(_, whole)| whole);
        let verb = if is_not && whole.is_none() {
            verb.trim_end_matches('n')
        } else {
            verb
        };
        out.push(verb.to_string());
        out.push(if is_not { "not" } else { ending }.to_string());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<WordKey> {
        text.split(' ').map(WordKey::of).collect()
    }

    #[test]
    fn other_words_at_the_ends_alter_a_quotation() {
        for (a, b) in [
            (
                "the ferry turned straight into a squall",
                "the ferry turned straight into a harbour",
            ),
            (
                "we told the owner about the rot",
                "they told the owner about the rot",
            ),
            ("it was rotten", "it was stolen"),
            ("without haste", "without regret"),
        ] {
            assert!(shared_of_altered(&keys(a), &keys(b)).is_some(), "{a} / {b}");
        }
    }

    #[test]
    fn a_quotation_cut_at_its_ends_is_not_altered() {
        for (a, b) in [
            (
                "and we told the owner about the rot",
                "we told the owner about the rot in spring",
            ),
            (
                "but we told the owner about the rot",
                "and we told the owner about the rot",
            ),
            (
                "we told the owner about the rot",
                "told the owner about the rot again",
            ),
            ("it was rotten", "a clear day"),
        ] {
            assert_eq!(shared_of_altered(&keys(a), &keys(b)), None, "{a} / {b}");
        }
    }

    #[test]
    fn shortened_verbs_are_no_other_words() {
        for (a, b) in [
            ("“We’d have sunk,”", "\"We would have sunk\""),
            (
                "“It’s rotten and can’t hold”",
                "“It is rotten and cannot hold”",
            ),
            ("“They won't pay”", "“They will not pay”"),
            ("“[The owner] told us”", "“He told us”"),
            ("“We didn’t know”", "“We did not know”"),
        ] {
            assert!(
                !are_other_words(a, b) && !are_other_words(b, a),
                "{a} / {b}"
            );
        }
        for (a, b) in [
            ("“We’d have sunk”", "“We will have sunk”"),
            ("“We can pay”", "“We can’t pay”"),
            ("“in a week”", "“in a year”"),
        ] {
            assert!(are_other_words(a, b) && are_other_words(b, a), "{a} / {b}");
        }
    }
}
