//! In: tokens. Out: years, decades and centuries: "2016", "'98", "nineteen ninety-four", "the
//! 1990s", "the 19th century".

use sayso_english::times::SCALE_WORDS;

use super::dates::MARCH_AND_MAY;
use super::grammar::Grammar;
use super::meaning::{Meaning, Named, Parsed, Which, Year};
use crate::class;
use crate::four_digits;
use crate::time::calendar::{Period, Unit};
use crate::time::words::{Class as C, Token};

/// Words after which four digits are a year even if it is long ago or far in the future.
const BEFORE_YEAR: &[C] = &[
    C::In,
    C::Since,
    C::By,
    C::From,
    C::To,
    C::Between,
    C::During,
    C::EarlyLate,
    C::StartOrEnd,
    C::After,
    C::Before,
    C::And,
    C::Within,
];

/// Words before the number of a model, a road or an index: "Boeing 1999", "Nikkei 2000". "Expo" is
/// not among them, because an exhibition has the number of its year.
const BEFORE_NUMBER_OF_NAME: &[&str] = &[
    "No", "Agenda", "Vision", "Boeing", "Airbus", "Area", "Room", "Route", "Highway", "Nasdaq",
    "Russell", "Windows", "Server", "Office", "Studio", "Channel", "Nikkei",
];

/// Marks that may be glued to the front of a year.
const MARKS_BEFORE_YEAR: &[char] = &['(', '"', '“', '-', '–', '='];

impl Grammar<'_> {
    /// Four digits that can be a year.
    pub(crate) fn year_digits(&self, i: usize) -> Parsed<i32> {
        let token = self.token(i).filter(|t| t.has_digits(4))?;
        let year = token.value;
        if !(1000..=2199).contains(&year) {
            return None;
        }
        let next = i + 1;
        let is_joined_to_mark = self.glued(next) && self.any_mark(next, &['%', '/', '_', '°']);
        // "2000N" is a road.
        let is_joined_to_letters = self.token(next).is_some_and(|t| {
            t.glued
                && (!t.capital || t.len() == 1)
                && matches!(t.class, C::Digits | C::Other | C::AmPm | C::ShortUnit)
        });
        let goes_on =
            (self.mark(next, ',') || self.mark(next, '.')) && self.digits_glued_after(next);
        // "2017 GMT" is an hour.
        let is_hour = self.is(next, C::Zone) && self.word(next).len() == 3 && year % 100 < 60;
        (!is_joined_to_mark && !is_joined_to_letters && !goes_on && !is_hour)
            .then_some((year, next))
    }

    /// "two thousand ten", "nineteen hundred", "nineteen ninety-four", "twenty sixteen".
    pub(crate) fn year_words(&self, i: usize) -> Parsed<i32> {
        if !self.is(i, C::Cardinal) {
            return None;
        }
        let (first, at) = self.cardinal(i);
        let has_hundred = at > i + 2 && self.says(i + 1, "hundred");
        let is_one_number = (2000..2100).contains(&first) && self.is_year_in_thousands(i, at)
            || (1100..2000).contains(&first) && has_hundred && !self.counts_something(at);
        if is_one_number {
            return Some((first as i32, at));
        }
        if !(13..=20).contains(&first) || !self.is(at, C::Cardinal) {
            return None;
        }
        let (second, end) = self.cardinal(at);
        let is_pair = (10..100).contains(&second) && self.unit(end).is_none();
        is_pair.then_some(((first * 100 + second) as i32, end))
    }

    fn is_number_word(&self, i: usize) -> bool {
        self.is(i, C::Cardinal) || self.says_any(i, &["hundred", "thousand", "million", "billion"])
    }

    /// Whether a hyphen or "and" at the token has a number in words before it.
    fn joins_number_words(&self, i: usize) -> bool {
        i > 0 && (self.mark(i, '-') || self.says(i, "and")) && self.is_number_word(i - 1)
    }

    /// Whether "two thousand", "two thousand and eight" from `i` to `at` is a year: a word before it
    /// says so, or nothing is counted after it.
    fn is_year_in_thousands(&self, i: usize, at: usize) -> bool {
        // "eighty-two thousand", "three hundred and two thousand": the words begin before.
        if i > 0 && (self.is_number_word(i - 1) || self.joins_number_words(i - 1)) {
            return false;
        }
        let is_led = self.follows_any(i, BEFORE_YEAR)
            || self.follows_any(i, &[C::Month, C::ShortMonth])
            || self.follows_any_word(i, &["year", "of", "until", "till"]);
        let is_round = at == i + 2;
        let next = self.scanned_at(at);
        let counts = next.is_some_and(|next| {
            let is_noun = self.scanned.is_lower(next)
                && !self
                    .scanned
                    .has(next, class::STOP | class::DETERMINER | class::FUNCTION);
            is_noun && (is_round || crate::figures::is_plural(self.scanned, next))
        });
        is_led && !(is_round && counts) || !is_round && !counts
    }

    /// The scanned token that begins where the token begins.
    fn scanned_at(&self, i: usize) -> Option<usize> {
        let (all, start) = (self.scanned.all, self.token(i)?.start);
        let at = all.partition_point(|token| token.start < start);
        all.get(at).filter(|token| token.start == start).map(|_| at)
    }

    pub(crate) fn year(&self, i: usize) -> Parsed<i32> {
        self.year_digits(i).or_else(|| self.year_words(i))
    }

    /// The year after a month or day: "2016", "of 2016", "last year", "of next year", "in 2017".
    pub(crate) fn year_after(&self, i: usize) -> Parsed<Year> {
        let at = self.skip_comma(i);
        if let Some((year, end)) = self.year_digits(at) {
            return (year >= 1400).then_some((Year::Given(year), end));
        }
        if let Some((year, end)) = self.year_words(at).filter(|_| at == i) {
            return Some((Year::Given(year), end));
        }
        let at = self.skip_any(i, &[C::Of, C::In]);
        if at > i
            && let Some((year, end)) = self.year(at)
        {
            return Some((Year::Given(year), end));
        }
        self.two_digit_year(i, at)
            .or_else(|| self.year_with_noun(i, at))
    }

    /// "(April) of 87", "(May) '98": `at` is the token after "of".
    fn two_digit_year(&self, i: usize, at: usize) -> Parsed<Year> {
        /// Smaller numbers are days.
        const LAST_DAY: i32 = 31;
        let is_year_after_of = self.says(i, "of")
            && self.token(at).is_some_and(|t| t.has_digits(2))
            && self.value(at) > LAST_DAY
            && self.ends_phrase(at + 1)
            && !self.counts_something(at + 1)
            && !self.mark(at + 1, '%');
        if is_year_after_of {
            return Some((Year::Given(full_year(self.value(at))), at + 1));
        }
        let digits = at + 1;
        let is_year_after_apostrophe = self.mark(at, '\'')
            && self
                .token(digits)
                .is_some_and(|t| t.has_digits(2) && t.glued);
        is_year_after_apostrophe.then(|| (Year::Given(full_year(self.value(digits))), digits + 1))
    }

    /// "the year 2016", "in a year", "last year": `at` is the token after "of" or "in".
    fn year_with_noun(&self, i: usize, at: usize) -> Parsed<Year> {
        let says_year = self.says(at + 1, "year");
        if self.is(at, C::The)
            && says_year
            && let Some((year, end)) = self.year(at + 2)
        {
            return Some((Year::Given(year), end));
        }
        if self.is(at, C::A) && says_year && self.says(i, "in") {
            return Some((Year::FromNow(1), at + 2));
        }
        let shift = self.shift_from_now(at)?;
        let is_year = self.singular(at + 1) == Some(Unit::Year) && !self.mark(at + 2, '\'');
        is_year.then_some((Year::FromNow(shift), at + 2))
    }

    /// "2016", "2016 April", "2016-Sep".
    pub(crate) fn year_first(&self, i: usize) -> Parsed<Meaning> {
        // "the 2023 fiscal year", "the 2024/25 financial year"
        if let Some((year, end)) = self.number_of_fiscal_year(i)
            && self.is(end, C::Fiscal)
            && self.says(end + 1, "year")
        {
            return Some((Meaning::Fiscal(Year::Given(year)), end + 2));
        }
        let (year, at) = self.year_digits(i)?;
        let name = self.skip_hyphen(at);
        let month = self
            .month(name)
            .filter(|(month, _)| self.is_capital(name) || !MARCH_AND_MAY.contains(month));
        if let Some((month, end)) = month
            && !self.is(end, C::Digits)
        {
            let month = Named::Month(month);
            let meaning = Meaning::Named(month, Which::Unstated, Year::Given(year));
            return Some((meaning, end));
        }
        self.reads_as_year(i, at, year)
            .then_some((Meaning::Exact(Period::Year(year)), at))
    }

    /// Whether a number counts what is named here.
    pub(crate) fn counts_something(&self, at: usize) -> bool {
        self.is_any(at, &[C::Units, C::Dozen]) || self.is_counted_noun(at)
    }

    /// Whether four digits are a year and not a count, a code or part of a name.
    fn reads_as_year(&self, i: usize, at: usize, year: i32) -> bool {
        if self.counts_something(at) || self.is_count_or_house(i) || self.is_size(i, at) {
            return false;
        }
        let Some(before) = i.checked_sub(1).and_then(|before| self.token(before)) else {
            return (1400..2150).contains(&year);
        };
        if self.is_part_of_code(i, before) || BEFORE_NUMBER_OF_NAME.contains(&self.word(i - 1)) {
            return false;
        }
        if BEFORE_YEAR.contains(&before.class) {
            (1000..2150).contains(&year)
        } else {
            (1700..2100).contains(&year)
        }
    }

    /// "1800 x 1920 (pixels)", "a 2000 calorie diet": a side of a picture, or what a diet has.
    fn is_size(&self, i: usize, at: usize) -> bool {
        if self.says_any(at, &["calorie", "kcal", "pixel"]) {
            return true;
        }
        let is_cross = |k: usize| self.says(k, "x") || self.mark(k, '×');
        is_cross(at) && self.is(at + 1, C::Digits)
            || i > 1 && is_cross(i - 1) && self.is(i - 2, C::Digits)
    }

    /// "(has) 2012 beds", "1918 Elm Street": whether four digits are a count or the number of a house.
    fn is_count_or_house(&self, i: usize) -> bool {
        self.scanned_at(i).is_some_and(|at| {
            four_digits::is_count(self.scanned, at)
                || four_digits::is_house_number(self.scanned, at)
        })
    }

    /// Whether four digits belong to what is before them: "x2016", "A380-2000", "#2016", "$2016".
    fn is_part_of_code(&self, i: usize, before: &Token) -> bool {
        let glued = self.glued(i);
        let has_mark_before = self.any_mark(i - 1, MARKS_BEFORE_YEAR);
        let follows_decimal_point = before.is_mark('.') && self.glued(i - 1) && glued;
        glued && (!has_mark_before || self.is_part_of_hyphened_name(i, before))
            || self.any_mark(i - 1, &['#', '$', '£', '€'])
            || follows_decimal_point
    }

    /// "A380-2000", but not "mid-2000", "May-2000", "1998-2000".
    fn is_part_of_hyphened_name(&self, i: usize, before: &Token) -> bool {
        if !before.is_mark('-') || i < 2 {
            return false;
        }
        let is_date_or_range = self.is_any(i - 2, &[C::EarlyLate, C::Month, C::ShortMonth])
            || self.token(i - 2).is_some_and(|t| t.has_digits(4));
        !is_date_or_range
    }

    /// "'98" after "in", "since", "of".
    pub(crate) fn short_year(&self, i: usize) -> Parsed<Meaning> {
        const BEFORE_SHORT_YEAR: &[C] = &[
            C::In,
            C::Since,
            C::Of,
            C::From,
            C::By,
            C::To,
            C::EarlyLate,
            C::Season,
        ];
        let digits = self.token(i + 1).filter(|t| t.has_digits(2) && t.glued)?;
        let ends_word = !self.glued(i + 2) || self.is(i + 2, C::Mark);
        let is_year = self.follows_any(i, BEFORE_SHORT_YEAR) && ends_word && !self.glued(i);
        is_year.then(|| {
            let year = Period::Year(full_year(digits.value));
            (Meaning::Exact(year), i + 2)
        })
    }

    /// "the 1990s", "the '90s", "the nineties", "the mid-1980s".
    pub(crate) fn decade(&self, i: usize) -> Parsed<Meaning> {
        if self.is(i, C::Decade) {
            return self.decade_in_words(i);
        }
        let is_shortened = self.mark(i, '\'') && self.glued(i + 1);
        let at = i + usize::from(is_shortened);
        let digits = self.token(at).filter(|t| t.class == C::Digits)?;
        let apostrophe = at + 1;
        let s = apostrophe + usize::from(self.mark(apostrophe, '\'') && self.glued(apostrophe));
        let has_s = self.word(s) == "s" && (self.glued(s) || digits.len() == 4);
        if !has_s || digits.value % 10 != 0 || digits.value < 0 {
            return None;
        }
        let end = s + 1;
        let decade = match digits.len() {
            4 if (1000..2200).contains(&digits.value) => digits.value / 10,
            2 if self.is_decade_of_two_digits(i, is_shortened, digits.value, end) => {
                let is_of_this_century = digits.value < 30 && !is_shortened;
                digits.value / 10 + if is_of_this_century { 200 } else { 190 }
            }
            _ => return None,
        };
        // "the 1800s" are a century. The 2000s are as often a decade.
        let is_century = digits.len() == 4 && decade % 10 == 0 && decade < 200;
        let period = if is_century {
            Period::Century(decade / 10)
        } else {
            Period::Decade(decade)
        };
        Some((Meaning::Exact(period), end))
    }

    /// Whether "90s" is a decade: "the 90s", "the early 90s", "'90s", not "temperatures in the 90s
    /// degrees".
    fn is_decade_of_two_digits(
        &self,
        i: usize,
        is_shortened: bool,
        digits: i32,
        end: usize,
    ) -> bool {
        let follows_article = i > 0 && self.is_article(i - 1)
            || i > 1 && self.is(i - 1, C::EarlyLate) && self.is_article(i - 2);
        let is_count = self.is_counted_noun(end) || self.says(end, "degrees");
        is_shortened || follows_article && digits >= 20 && !is_count && !self.is_on_a_scale(i, end)
    }

    /// "Temperatures were in the 90s", "fees stayed in the 40s", "she shot in the 70s": a size and not
    /// a decade, because the sentence is about what is measured in tens or the verb says where
    /// something stays.
    fn is_on_a_scale(&self, i: usize, end: usize) -> bool {
        const MOST_TOKENS: usize = 14;
        let is_word = |k: usize| SCALE_WORDS.has(self.word(k));
        let is_mark = |k: usize| self.any_mark(k, &['.', ';', '!', '?']);
        let is_on_scale = (1..=MOST_TOKENS.min(i))
            .map(|back| i - back)
            .take_while(|k| !self.begins_paragraph(k + 1) && !is_mark(*k))
            .any(is_word)
            || (end..end + MOST_TOKENS)
                .take_while(|k| !self.ends_paragraph(*k) && !is_mark(*k))
                .any(is_word);
        is_on_scale || self.follows_verb_of_level(i)
    }

    /// "stayed in (the 40s)", "rounds in (the 60s)".
    fn follows_verb_of_level(&self, i: usize) -> bool {
        const BEFORE_LEVEL: &[&str] = &[
            "stayed", "stay", "stays", "staying", "remained", "remain", "remains", "hovered",
            "hover", "hovers", "hovering", "traded", "trading", "held", "lingered", "peaked",
            "topped", "dipped", "climbed", "climb", "soared", "plunged", "shot", "carded", "round",
            "rounds", "score", "scores", "scored", "highs", "lows", "high", "low",
        ];
        const WORDS_OF_POSITION: &[&str] =
            &["in", "into", "the", "low", "high", "upper", "lower", "mid"];
        /// Verbs before "into": "rose into the 60s", but not "it lasted into the 60s".
        const MOVING: &[&str] = &[
            "rose", "fell", "rise", "fall", "dropped", "drop", "slipped", "sank", "pushed",
            "jumped", "dip", "slid", "slide",
        ];
        let verb = (1..=5.min(i))
            .map(|back| i - back)
            .find(|k| !self.says_any(*k, WORDS_OF_POSITION) && !self.dash(*k));
        verb.is_some_and(|verb| {
            let moves = self.says_any(verb, MOVING) && self.says(verb + 1, "into");
            verb + 1 < i && (moves || self.says_any(verb, BEFORE_LEVEL))
        })
    }

    /// "(the) nineties", "(the mid-)eighties", but not "his sixties".
    fn decade_in_words(&self, i: usize) -> Parsed<Meaning> {
        let is_led = self.follows_any(i, &[C::The, C::EarlyLate, C::In])
            || i > 1 && self.mark(i - 1, '-') && self.is(i - 2, C::EarlyLate);
        let is_age = i > 0 && self.is_possessive(i - 1);
        let is_number = self.follows(i, C::Cardinal);
        let decade = Period::Decade(190 + self.value(i));
        (is_led && !is_age && !is_number).then_some((Meaning::Exact(decade), i + 1))
    }

    /// "the 20th century", "the nineteenth century".
    pub(crate) fn century(&self, i: usize) -> Parsed<Meaning> {
        let (n, at) = match self.class(i)? {
            C::Ordinal | C::Digits => self.nth(i)?,
            C::Cardinal if self.is_ordinal(i) => {
                let (n, at) = self.day(i)?;
                (n as i8, at)
            }
            _ => return None,
        };
        let at = self.skip_glued_hyphen(at);
        let is_century = self.singular(at) == Some(Unit::Century) && (1..=30).contains(&n);
        is_century.then(|| {
            let century = Period::Century(i32::from(n) - 1);
            (Meaning::Exact(century), at + 1)
        })
    }
}

/// A year of two digits with its century. Only years up to 49 are of this century, because news
/// writes more of the past.
pub(super) fn full_year(two_digits: i32) -> i32 {
    if two_digits < 50 {
        2000 + two_digits
    } else {
        1900 + two_digits
    }
}
