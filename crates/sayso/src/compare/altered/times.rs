//! Times in words that differ: another month, "last year" in the place of "last month".

use super::diff::Difference;
use super::key_list::KeyList;
use super::{AlteredKind, Pair, Sentence};
use crate::text::Span;
use std::ops::Range;

/// Words that stand in the place of each other in a time, and what is beside them there.
struct Row {
    /// One of them in the place of another one is another time.
    words: KeyList,
    /// One of these is before them,
    before: KeyList,
    /// or one of these after them.
    after: KeyList,
}

static ROWS: [Row; 2] = [
    // "Last month", "two years ago", "the evening before".
    Row {
        words: KeyList::of(&[
            "second",
            "minute",
            "hour",
            "day",
            "night",
            "evening",
            "morning",
            "afternoon",
            "week",
            "weekend",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
            "spring",
            "summer",
            "autumn",
            "winter",
        ]),
        before: KeyList::of(&["last", "next", "this", "past", "previous", "coming"]),
        after: KeyList::of(&["ago", "earlier", "later", "before", "after"]),
    },
    // "In the third quarter".
    Row {
        words: KeyList::of(&["first", "second", "third", "fourth"]),
        before: KeyList::of(&[]),
        after: KeyList::of(&["quarter", "half"]),
    },
];

/// The halves of a day, as they are written.
static HALVES: [KeyList; 2] = [
    KeyList::of(&["am", "a.m", "a.m."]),
    KeyList::of(&["pm", "p.m", "p.m."]),
];

impl Row {
    /// Whether the word at `own` and the one at `other` are of the row, with such words beside them in
    /// both sentences.
    fn fits(&self, own: (Sentence<'_>, u32), other: (Sentence<'_>, u32)) -> bool {
        let is_beside = |(of, word): (Sentence<'_>, u32)| {
            let before = word.checked_sub(1).filter(|&at| of.has(at));
            let after = Some(word + 1).filter(|&at| of.has(at));
            let is = |at: Option<u32>, words: &KeyList| at.is_some_and(|at| words.has(of.word(at)));
            is(before, &self.before) || is(after, &self.after)
        };
        let is_of_row = |(of, word): (Sentence<'_>, u32)| self.words.has(of.word(word));
        [own, other]
            .into_iter()
            .all(|at| is_of_row(at) && is_beside(at))
    }
}

impl Pair<'_> {
    /// A word of a time in the place of another one: a month, a weekday, a word of [`ROWS`], a half of the day.
    pub(super) fn times(&mut self, differences: &[Difference]) {
        for difference in differences {
            let (Some(x), Some(y)) = (only(&difference.a), only(&difference.b)) else {
                continue;
            };
            let is_calendar =
                self.a.place(x).spelling.is_calendar() && self.b.place(y).spelling.is_calendar();
            let (own, other) = ((self.a, x), (self.b, y));
            let is_other = is_calendar
                || ROWS.iter().any(|row| row.fits(own, other))
                || are_halves(own, other);
            let (a, b) = (self.a.cover(&[x]), self.b.cover(&[y]));
            let is_in = |found: Option<Span>, place: Option<Span>| {
                found.zip(place).is_some_and(|(f, p)| f.overlaps(p))
            };
            // "Two months" is a figure, too.
            let is_told = self
                .found
                .iter()
                .any(|(_, f, g)| is_in(*f, a) && is_in(*g, b));
            if is_other && !is_told {
                self.add(AlteredKind::Time, a, b);
            }
        }
    }
}

impl Sentence<'_> {
    /// Whether a word is one of the sentence.
    fn has(self, word: u32) -> bool {
        self.sentence.words.contains(&word)
    }
}

/// The only one of some words.
fn only(words: &Range<u32>) -> Option<u32> {
    (words.len() == 1).then_some(words.start)
}

/// Whether both are halves of a day after a number, and not the same one.
fn are_halves(own: (Sentence<'_>, u32), other: (Sentence<'_>, u32)) -> bool {
    let half = |(of, word): (Sentence<'_>, u32)| {
        let before = word.checked_sub(1).filter(|&at| of.has(at))?;
        let is_half = |forms: &KeyList| forms.has(of.word(word));
        let half = HALVES.iter().position(is_half);
        half.filter(|_| of.word(before).is_number())
    };
    half(own).zip(half(other)).is_some_and(|(x, y)| x != y)
}
