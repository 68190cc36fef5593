//! In: tokens and a phrase. Out: whether the phrase is of no day that the text tells: "shops are busy at
//! Christmas", "if you need a dollar today", "was up until 4 a.m. recently".

use super::grammar::Grammar;
use super::meaning::{Meaning, Named, Phrase, Which, Year};
use crate::time::calendar::Unit;
use crate::time::tense::{Tense, ends_sentence};
use crate::time::words::Class as C;

/// Words after a time of day that say that its day is not told.
const SOME_DAY: &[&str] = &["recently", "lately", "once", "sometimes"];

/// Words before a feast that is named as what comes every year.
const BEFORE_FEAST: &[&str] = &["at", "over", "during", "around", "before", "after"];

impl Grammar<'_> {
    /// Whether a phrase has a value, but no day.
    pub(crate) fn is_of_no_day(&self, phrase: &Phrase, tense: Tense) -> bool {
        match &phrase.meaning {
            Meaning::Clock(_, None) => self.says_any(phrase.to, SOME_DAY),
            Meaning::FromNow(Unit::Day, 0) => {
                self.says(phrase.from, "today") && self.is_of_any_reader(phrase.from)
            }
            Meaning::Named(Named::Holiday(_), Which::Unstated, Year::Unstated) => {
                let is_compared = self.says_any(phrase.to, &["than", "as"]);
                let has_no_verb = matches!(tense, Tense::Unknown | Tense::Verbless);
                let is_usual = tense == Tense::Present || is_compared && has_no_verb;
                is_usual && self.is_every_year(phrase)
            }
            Meaning::Window(_, 1) => self.is_told_ahead(phrase),
            _ => false,
        }
    }

    /// "If you need a dollar today", "when you go hungry today": the day on which it is so.
    fn is_of_any_reader(&self, from: usize) -> bool {
        const MOST_TOKENS: usize = 12;
        self.back_in_sentence(from, MOST_TOKENS)
            .any(|at| self.says(at, "you") && self.follows_any_word(at, &["if", "If", "when"]))
    }

    /// "Shoppers spend more at Christmas than in June": a feast of every year. "The king visits Tarn at
    /// Christmas" is planned, and has another tense.
    fn is_every_year(&self, phrase: &Phrase) -> bool {
        let (from, to) = (phrase.from, phrase.to);
        let is_led = self.follows_any_word(from, BEFORE_FEAST);
        let is_compared = self.says_any(to, &["than", "as"]);
        is_led && (is_compared || self.ends_phrase(to) && !self.says(to, "this"))
    }

    /// "For the next hundred years, the goats would roam the island": a story of long ago looks ahead
    /// from its own time.
    fn is_told_ahead(&self, phrase: &Phrase) -> bool {
        const MOST_TOKENS: usize = 10;
        let first = phrase.from;
        let opens = first > 0
            && self.is_capital(first - 1)
            && self.says_any(first - 1, &["for", "over", "in"])
            && self.begins_sentence(first - 1);
        opens
            && (phrase.to..phrase.to + MOST_TOKENS)
                .take_while(|at| !ends_sentence(self, *at))
                .any(|at| self.says(at, "would"))
    }

    /// "the warmest October ever", "the driest May on record": a month of all years.
    pub(super) fn is_month_of_all_years(&self, phrase: &Phrase) -> bool {
        let month = phrase.from;
        let is_bare = phrase.to == month + 1 && self.is(month, C::Month);
        let before = if month > 0 { self.word(month - 1) } else { "" };
        let is_superlative = before.len() > 5 && before.ends_with("est");
        let is_of_all = self.says(phrase.to, "ever")
            || self
                .any_phrase(phrase.to, &["on record", "since records"])
                .is_some();
        is_bare && is_superlative && is_of_all
    }

    /// "The show ran for eight seasons": parts of a programme, and no length.
    pub(super) fn is_seasons_of_programme(&self, phrase: &Phrase) -> bool {
        const MOST_TOKENS: usize = 3;
        const RUNNING: &[&str] = &[
            "ran",
            "runs",
            "aired",
            "renewed",
            "starred",
            "airs",
            "cancelled",
            "canceled",
        ];
        let from = phrase.from;
        let is_length = matches!(phrase.meaning, Meaning::Length(_) | Meaning::Window(..));
        is_length
            && self.says_any(phrase.to - 1, &["seasons", "season"])
            && (1..=MOST_TOKENS.min(from)).any(|back| self.says_any(from - back, RUNNING))
    }

    /// "The £120,00-a-year chair": the end of an amount that is written wrongly.
    pub(super) fn is_end_of_amount(&self, phrase: &Phrase) -> bool {
        let from = phrase.from;
        from > 1
            && self.is(from, C::Digits)
            && self.glued(from)
            && self.any_mark(from - 1, &[',', '.'])
            && self.glued(from - 1)
            && self.is(from - 2, C::Digits)
            && matches!(
                phrase.meaning,
                Meaning::Length(_) | Meaning::Recurring { .. } | Meaning::Range(..)
            )
    }

    /// "ordered the doctors to return within 48 hours": the hours begin with the order.
    pub(crate) fn is_from_order_on(&self, from: usize) -> bool {
        const MOST_TOKENS: usize = 14;
        const ORDERED: &[&str] = &[
            "ordered",
            "told",
            "gave",
            "given",
            "directed",
            "instructed",
            "commanded",
            "demanded",
            "required",
        ];
        self.back_in_sentence(from, MOST_TOKENS)
            .any(|at| self.says_any(at, ORDERED))
    }

    /// The tokens before one in its sentence, at most so many, the nearest first.
    fn back_in_sentence(&self, from: usize, most: usize) -> impl Iterator<Item = usize> {
        (1..=most.min(from))
            .map(move |back| from - back)
            .take_while(|at| !ends_sentence(self, *at))
    }
}
