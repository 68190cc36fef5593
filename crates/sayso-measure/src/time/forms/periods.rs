//! In: tokens. Out: periods of the year with a name: "third quarter", "fiscal 2016", "the summer",
//! "week 10", "the first Monday of October"; and the longest of all forms that are a day or longer.

use sayso_english::times::BUSINESS_WORDS;

use super::grammar::Grammar;
use super::lengths::UnitWord;
use super::meaning::{Meaning, Named, NthOf, Parsed, Which, Year, longest};
use super::years::full_year;
use crate::time::calendar::{Period, Season, Unit};
use crate::time::words::{Class as C, Token};

/// Words that show that the name of a season after them is one.
const BEFORE_SEASON: &[C] = &[
    C::In,
    C::During,
    C::Over,
    C::Since,
    C::By,
    C::Of,
    C::From,
    C::To,
    C::EarlyLate,
    C::After,
    C::Before,
    C::This,
    C::Last,
    C::Next,
    C::Every,
];

/// Some of the same words: after these "fall" is the season.
const BEFORE_FALL: &[C] = &[
    C::In,
    C::This,
    C::Last,
    C::Next,
    C::By,
    C::Since,
    C::During,
    C::EarlyLate,
];

impl Grammar<'_> {
    /// A day, or something longer, without a time of day.
    pub(crate) fn period(&self, i: usize) -> Parsed<Meaning> {
        let token = self.token(i)?;
        longest([self.unnamed_period(i, token), self.named_day(i)])
    }

    /// A period that is not a named day.
    fn unnamed_period(&self, i: usize, token: &Token) -> Parsed<Meaning> {
        match token.class {
            C::DayFromNow => {
                (!self.is_inside_name(i)).then(|| (Meaning::day_from_now(token.value), i + 1))
            }
            C::Month | C::ShortMonth => self.joined_date(i).or_else(|| self.month_first(i)),
            C::Weekday | C::ShortWeekday => self.weekday_first(i),
            C::Last | C::This | C::Next | C::Same => {
                longest([self.relative(i), self.quarter_or_half(i), self.nth_of(i)])
            }
            C::Final => longest([self.quarter_or_half(i), self.nth_of(i)]),
            C::Season => self.season_first(i),
            C::Decade => self.decade(i),
            C::Ordinal => longest([
                self.listed_day(i),
                self.day_first(i),
                self.quarter_or_half(i),
                self.century(i),
                self.nth_of(i),
            ]),
            C::Cardinal => longest([
                self.day_first(i),
                self.century(i),
                self.nth_of(i),
                self.year_words(i)
                    .map(|(year, end)| (Meaning::Exact(Period::Year(year)), end)),
            ]),
            C::Digits => longest([
                self.numeric_date(i),
                self.joined_date(i),
                self.compact_date(i),
                self.listed_day(i),
                self.day_first(i),
                self.quarter_or_half(i),
                self.century(i),
                self.decade(i),
                self.nth_of(i),
                self.year_first(i),
            ]),
            C::Fiscal => self.quarter_or_half(i).or_else(|| self.fiscal_year(i)),
            C::Unit => self.unit_first(i),
            C::Other if token.len() == 1 => self.quarter_or_half(i),
            C::Mark if token.is_mark('\'') => self.decade(i).or_else(|| self.short_year(i)),
            _ => None,
        }
    }

    /// "USA Today": whether the token is a capital word after another one.
    fn is_inside_name(&self, i: usize) -> bool {
        self.is_capital(i) && !self.begins_sentence(i) && self.is_capital(i - 1)
    }

    /// "third quarter", "first half", "Q3", "fiscal fourth quarter", each with its year.
    pub(crate) fn quarter_or_half(&self, i: usize) -> Parsed<Meaning> {
        let (year_before, start) = match self.year_digits(i) {
            Some((year, end)) => (Year::Given(year), self.skip_hyphen(end)),
            None => (Year::Unstated, i),
        };
        let (named, at) = self.quarter_without_year(i, self.skip(start, C::Fiscal), year_before)?;
        let (year, end) = if year_before == Year::Unstated {
            self.year_of_quarter(at).unwrap_or((Year::Unstated, at))
        } else {
            (year_before, at)
        };
        let quarter = Meaning::Named(named, Which::Unstated, year);
        // "FY25 Q3"
        let follows_fiscal_year = i > 1 && self.is(i - 1, C::Digits) && self.is(i - 2, C::Fiscal);
        let is_fiscal = follows_fiscal_year || (i..end).any(|k| self.is(k, C::Fiscal));
        let meaning = if is_fiscal {
            Meaning::OfFiscalYear(Box::new(quarter))
        } else {
            quarter
        };
        Some((meaning, end))
    }

    /// The quarter or half at this token. `i` is where the form begins, a year may be before it.
    fn quarter_without_year(&self, i: usize, at: usize, year_before: Year) -> Parsed<Named> {
        if self.is_letter_of_quarter(at) {
            return self.quarter_with_letter(at);
        }
        let (n, next) = self.nth(at)?;
        let at = self.skip(self.skip_glued_hyphen(next), C::Fiscal);
        if n == -1 {
            return Some((self.last_quarter_or_half(at)?, at + 1));
        }
        let n = u8::try_from(n).ok()?;
        if self.singular(at) == Some(Unit::Quarter) {
            return (1..=4).contains(&n).then_some((Named::Quarter(n), at + 1));
        }
        let is_half = self.is(at, C::Half) || self.says(at, "semester");
        if !is_half || !(1..=2).contains(&n) {
            return None;
        }
        let is_of_year = year_before != Year::Unstated || self.is_half_of_a_year(i, at + 1);
        is_of_year.then_some((Named::Half(n), at + 1))
    }

    /// Whether the token is the letter of "Q3" or "H1".
    fn is_letter_of_quarter(&self, at: usize) -> bool {
        let is_letter = self
            .token(at)
            .is_some_and(|t| t.class == C::Other && t.len() == 1);
        let has_digits = self.is(at + 1, C::Digits) && self.glued(at + 1);
        is_letter && has_digits && matches!(self.word(at), "Q" | "q" | "H")
    }

    /// "(the last) half of 2016", "(the final) quarter of 2016".
    fn last_quarter_or_half(&self, at: usize) -> Option<Named> {
        let named = if self.is(at, C::Half) {
            Named::Half(2)
        } else if self.singular(at) == Some(Unit::Quarter) {
            Named::Quarter(4)
        } else {
            return None;
        };
        matches!(self.year_after(at + 1), Some((Year::Given(_), _))).then_some(named)
    }

    /// Whether a half is that of a year, because a year follows or the sentence is about business.
    fn is_half_of_a_year(&self, i: usize, at: usize) -> bool {
        self.year_after(at).is_some()
            || self.is_of_the_year(at)
            || self.is_half_of_business_year(i, at)
    }

    /// "Q3", "H1".
    fn quarter_with_letter(&self, at: usize) -> Parsed<Named> {
        let n = self.value(at + 1);
        let is_half = self.word(at) == "H";
        let last = if is_half { 2 } else { 4 };
        let goes_on = self.glued(at + 2) && self.is(at + 2, C::Digits);
        if !(1..=last).contains(&n) || goes_on {
            return None;
        }
        let named = if is_half {
            Named::Half(n as u8)
        } else {
            Named::Quarter(n as u8)
        };
        Some((named, at + 2))
    }

    /// The year after a quarter or half: "of 2016", "of fiscal 2016", "of the year".
    fn year_of_quarter(&self, at: usize) -> Parsed<Year> {
        if let Some(found) = self.year_after_fiscal(self.skip_hyphen(at)) {
            return Some(found);
        }
        if self.is_of_the_year(at) {
            return Some((Year::FromNow(0), at + 3));
        }
        self.fiscal_year_of_quarter(at)
    }

    /// "of the fiscal year", "of its financial year 2025", "of the company's fiscal year", "of the 2024
    /// fiscal year".
    fn fiscal_year_of_quarter(&self, at: usize) -> Parsed<Year> {
        const MOST_TOKENS: usize = 6;
        if !self.is(at, C::Of) {
            return None;
        }
        let fiscal = (at + 1..at + MOST_TOKENS).find(|k| self.is(*k, C::Fiscal))?;
        let owner = at + 1..fiscal;
        let is_owner = |k: usize| {
            self.is_any(k, &[C::The, C::Other, C::Digits, C::ShortUnit])
                || self.any_mark(k, &['\'', '/', '-', '–'])
        };
        if !owner.clone().all(is_owner) || !self.says(fiscal + 1, "year") {
            return None;
        }
        let after = self.number_of_fiscal_year(fiscal + 1);
        let before = owner.rev().find_map(|k| {
            self.number_of_fiscal_year(k)
                .filter(|(_, end)| *end == fiscal)
        });
        Some(match (after, before) {
            (Some((year, end)), _) => (Year::Given(year), end),
            (None, Some((year, _))) => (Year::Given(year), fiscal + 2),
            (None, None) => (Year::Unstated, fiscal + 2),
        })
    }

    /// "of the year"
    fn is_of_the_year(&self, at: usize) -> bool {
        self.is(at, C::Of) && self.is(at + 1, C::The) && self.says(at + 2, "year")
    }

    /// "(profit fell 3%) in the first half": a half year and not a part of a match, because the
    /// sentence is about money or growth.
    fn is_half_of_business_year(&self, i: usize, at: usize) -> bool {
        const TOKENS_BEFORE: usize = 15;
        const TOKENS_AFTER: usize = 10;
        let is_led = self.follows(i, C::The)
            && self.follows_any(i - 1, &[C::In, C::For, C::From, C::During, C::By, C::Of]);
        if !is_led || !self.ends_phrase(at) || self.is(at, C::Of) {
            return false;
        }
        let end = (at + TOKENS_AFTER).min(self.tokens.len());
        (i.saturating_sub(TOKENS_BEFORE)..end)
            .any(|k| BUSINESS_WORDS.has(self.word(k)) || self.any_mark(k, &['%', '$', '£', '€']))
    }

    /// "2016", "of fiscal 2016", "of fiscal year 2016", "of last year".
    fn year_after_fiscal(&self, at: usize) -> Parsed<Year> {
        let of = self.skip(at, C::Of);
        let fiscal = self.skip(of, C::Fiscal);
        if fiscal > of
            && let Some((year, end)) = self.number_of_fiscal_year(fiscal)
        {
            return Some((Year::Given(year), end));
        }
        self.year_after(at).filter(|_| !self.mark(at, ','))
    }

    /// "fiscal 2016", "fiscal year 2016", "the fiscal year".
    fn fiscal_year(&self, i: usize) -> Parsed<Meaning> {
        let at = i + 1;
        if let Some((year, end)) = self.number_of_fiscal_year(at) {
            return Some((Meaning::Fiscal(Year::Given(year)), end));
        }
        let goes_on = self.is(at + 1, C::To) || self.says_any(at + 1, &["ended", "ending"]);
        let is_mentioned = self.says(at, "year")
            && self.follows(i, C::The)
            && self.ends_mention(at + 1)
            && !goes_on;
        is_mentioned.then_some((Meaning::Fiscal(Year::FromNow(0)), at + 1))
    }

    /// "(fiscal) 2016", "(fiscal year) 2016", "(FY)25", "(financial year) 2024/25", whose number is
    /// that of the year it ends in.
    pub(super) fn number_of_fiscal_year(&self, at: usize) -> Parsed<i32> {
        let at = self.skip_word(at, "year");
        let first = self.year_digits(at).or_else(|| {
            let name = at.checked_sub(1)?;
            let is_short = self.says(name, "FY")
                && (self.glued(at) || self.is_capital(name) && self.ends_phrase(at + 1));
            let digits = self.token(at).filter(|t| t.has_digits(2) && is_short)?;
            Some((full_year(digits.value), at + 1))
        });
        let double = |first: i32| {
            let next = self.token(at + 2).filter(|t| t.has_digits(2) && t.glued)?;
            let is_next =
                next.value == (first + 1) % 100 && self.any_mark(at + 1, &['/', '-', '–']);
            is_next.then_some((first + 1, at + 3))
        };
        if let Some((first, end)) = first {
            return Some(double(first).unwrap_or((first, end)));
        }
        // A slash is glued to the digits of a year only if another one follows.
        double(self.token(at).filter(|t| t.has_digits(4))?.value)
    }

    pub(crate) fn season(&self, i: usize) -> Parsed<Season> {
        let token = self.token(i).filter(|t| t.class == C::Season)?;
        Some((Season::ALL[token.value as usize], i + 1))
    }

    /// "summer 2016", "the winter of 1994", "the summer", "in spring".
    fn season_first(&self, i: usize) -> Parsed<Meaning> {
        let (season, at) = self.season(i)?;
        if self.is_fall_or_spring_as_verb(i) && self.year_digits(at).is_none() {
            return None;
        }
        if let Some((year, end)) = self.year_after(at).filter(|_| !self.mark(at, ',')) {
            let named = Meaning::Named(Named::Season(season), Which::Unstated, year);
            return Some((named, end));
        }
        self.is_bare_season(i, at)
            .then(|| (Meaning::named(Named::Season(season)), at))
    }

    /// Whether the name of a season without a year is a time: "in the spring", but not "the spring
    /// of hope" and "winter coats".
    fn is_bare_season(&self, i: usize, at: usize) -> bool {
        let has_article = i > 0 && self.is_article(i - 1);
        let lead = if has_article { i - 1 } else { i };
        let describes_noun = !self.ends_phrase(at) && !has_article || self.mark(at, '-');
        let is_qualified = self.is_any(at, &[C::Of, C::From, C::In]);
        let is_verb = self.word(i) == "springs"
            || matches!(self.word(i), "fall" | "Fall" | "spring") && self.follows(i, C::To);
        let is_other_fall = self.says(i, "fall") && !self.follows_any(lead, BEFORE_FALL);
        let is_something_else = is_verb || is_other_fall || describes_noun || is_qualified;
        self.follows_any(lead, BEFORE_SEASON) && !is_something_else
    }

    /// "to fall this year", "prices fall next year"
    fn is_fall_or_spring_as_verb(&self, i: usize) -> bool {
        let follows_plural = i > 0 && self.is(i - 1, C::Other) && self.word(i - 1).ends_with('s');
        matches!(self.word(i), "fall" | "spring")
            && (self.follows_word(i, "to")
                || self.follows_any(i, &[C::Will, C::Modal, C::And])
                || follows_plural)
    }

    /// "the day before yesterday", "year 2000", "week 10", "the week of October 6", "the weekend".
    fn unit_first(&self, i: usize) -> Parsed<Meaning> {
        let at = i + 1;
        match self.singular(i)? {
            Unit::Day => {
                let is_counted = self.is_any(at, &[C::Before, C::After]);
                if !is_counted || !self.is(at + 1, C::DayFromNow) {
                    return None;
                }
                let step = if self.is(at, C::Before) { -1 } else { 1 };
                Some((Meaning::day_from_now(self.value(at + 1) + step), at + 2))
            }
            Unit::Year => {
                let (year, end) = self.year(self.skip(at, C::Of))?;
                Some((Meaning::Exact(Period::Year(year)), end))
            }
            Unit::Week => self.week_first(i),
            Unit::Weekend => {
                let is_led = self.ends_phrase(at)
                    || i > 1
                        && self
                            .follows_any(i - 1, &[C::Over, C::During, C::At, C::On, C::For, C::Of]);
                (self.follows(i, C::The) && is_led)
                    .then_some((Meaning::Mentioned(Unit::Weekend), at))
            }
            _ => None,
        }
    }

    /// "week 10", "(the) week after next", "(the) week of October 6".
    fn week_first(&self, i: usize) -> Parsed<Meaning> {
        const BEFORE_DAY_OF_WEEK: &[&str] =
            &["beginning", "commencing", "starting", "ended", "ending"];
        let at = i + 1;
        let is_number = self
            .token(at)
            .is_some_and(|t| t.class == C::Digits && t.len() <= 2)
            && (1..=53).contains(&self.value(at))
            && !self.is_capital(i);
        if is_number {
            let week = Named::Week(self.value(at) as u8);
            let (year, end) = self
                .year_after(at + 1)
                .unwrap_or((Year::FromNow(0), at + 1));
            return Some((Meaning::Named(week, Which::Unstated, year), end));
        }
        if self.is(at, C::After) && self.says(at + 1, "next") {
            return Some((Meaning::FromNow(Unit::Week, 2), at + 2));
        }
        if !self.is(at, C::Of) && !self.says_any(at, BEFORE_DAY_OF_WEEK) {
            return None;
        }
        let (day, end) = self
            .month_first(at + 1)
            .or_else(|| self.day_first(at + 1))?;
        matches!(day, Meaning::Named(Named::MonthDay(..), ..))
            .then(|| (Meaning::Nth(0, NthOf::Unit(Unit::Week), Box::new(day)), end))
    }

    /// "the first Monday of October", "the last week of May", "the third day of 2016".
    fn nth_of(&self, i: usize) -> Parsed<Meaning> {
        let (n, at) = self.nth(i).or_else(|| self.ordinal_in_words(i))?;
        let (of, end) = self.counted_day_or_unit(at)?;
        if !self.is_any(end, &[C::Of, C::In]) {
            return None;
        }
        let start = self.skip(end + 1, C::The);
        let (within, to) = self
            .period(start)
            .or_else(|| self.current_unit(start, start > end + 1))?;
        can_contain_nth(&within).then(|| (Meaning::Nth(n, of, Box::new(within)), to))
    }

    /// "twenty-first"
    fn ordinal_in_words(&self, i: usize) -> Parsed<i8> {
        if !self.is(i, C::Cardinal) || !self.is_ordinal(i) {
            return None;
        }
        let (n, end) = self.day(i)?;
        Some((n as i8, end))
    }

    /// What an ordinal counts: a weekday, a day, a week, a weekend, a month or a decade.
    fn counted_day_or_unit(&self, at: usize) -> Parsed<NthOf> {
        if let Some((day, end)) = self.weekday(at) {
            return Some((NthOf::Weekday(day), end));
        }
        let is_week_end =
            self.says(at, "week") && self.mark(at + 1, '-') && self.says(at + 2, "end");
        if is_week_end {
            return Some((NthOf::Unit(Unit::Weekend), at + 3));
        }
        let (UnitWord { unit, is_plural }, end) = self.unit(at)?;
        let can_be_counted = matches!(
            unit,
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Decade
        );
        (can_be_counted && !is_plural).then_some((NthOf::Unit(unit), end))
    }

    /// "(the third week of) the month"
    fn current_unit(&self, i: usize, has_article: bool) -> Parsed<Meaning> {
        let (UnitWord { unit, is_plural }, end) = self.unit(i)?;
        let can_contain = matches!(unit, Unit::Month | Unit::Year | Unit::Week);
        (can_contain && has_article && !is_plural).then_some((Meaning::FromNow(unit, 0), end))
    }
}

/// Whether a period is long enough to have a first Monday or a last week.
fn can_contain_nth(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Named(named, ..) => {
            matches!(
                named,
                Named::Month(_) | Named::Season(_) | Named::Quarter(_)
            )
        }
        Meaning::FromNow(unit, _) => {
            matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Quarter)
        }
        Meaning::Exact(period) => matches!(
            period,
            Period::Year(_) | Period::Month(..) | Period::Decade(_) | Period::Century(_)
        ),
        _ => false,
    }
}
