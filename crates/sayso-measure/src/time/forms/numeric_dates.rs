//! In: tokens. Out: dates in numbers alone: "2024-11-01", "11/1/2024", "31.10.1974", "20161016".

use super::dates::{exact_day, is_day_of_month};
use super::grammar::Grammar;
use super::meaning::{Meaning, Named, Parsed};
use super::years::full_year;
use crate::time::calendar::{Date, Period};
use crate::time::words::{Class as C, Token};

/// Years that a number in a date can be.
const YEARS: std::ops::Range<i32> = 1400..2200;

/// What can be before a month and day in numbers: "on 11/2".
const BEFORE_MONTH_AND_DAY: &[C] = &[C::On, C::Weekday, C::ShortWeekday, C::By, C::Since];

/// The same, but two numbers after these can also be a fraction: "from 1/2".
const BEFORE_MONTH_AND_DAY_OR_FRACTION: &[C] = &[C::From, C::Between, C::To, C::And];

impl Grammar<'_> {
    /// "20161016": a date in eight digits.
    pub(crate) fn compact_date(&self, i: usize) -> Parsed<Meaning> {
        let token = self
            .token(i)
            .filter(|t| t.has_digits(8) && (19_000_101..21_000_101).contains(&t.value))?;
        let (month, day) = ((token.value / 100 % 100) as u8, (token.value % 100) as u8);
        let is_free = !token.glued || i > 0 && (self.dash(i - 1) || self.mark(i - 1, '('));
        let date = Date::new(token.value / 10_000, month, day)
            .filter(|_| is_free && !self.is(i + 1, C::Units))?;
        Some((Meaning::Exact(Period::Day(date)), i + 1))
    }

    /// Two or three numbers with the same mark between them: "2024-11-01", "11/1/2024",
    /// "31.10.1974", "2014/10".
    pub(crate) fn numeric_date(&self, i: usize) -> Parsed<Meaning> {
        let first = self
            .token(i)
            .filter(|t| t.class == C::Digits && !self.is_within_code(i, t))?;
        let mark = self
            .token(i + 1)
            .filter(|_| self.any_mark(i + 1, &['-', '/', '.']))?;
        let second = self.token(i + 2).filter(|t| t.class == C::Digits)?;
        let is_joined = mark.glued && second.glued;
        if let Some(third) = self.third_number(i, mark).filter(|_| is_joined) {
            let has_points = mark.is_mark('.');
            return self.three_numbers([first, second, third], has_points, i + 5);
        }
        if self.number_goes_on(i + 3, mark) {
            return None;
        }
        if is_joined && let Some(month) = self.year_and_month(i) {
            return Some(month);
        }
        self.month_and_day_in_numbers(i, is_joined)
    }

    /// The third number of a date, after the same mark as before.
    fn third_number(&self, i: usize, mark: &Token) -> Option<&Token> {
        let has_same_mark = self
            .token(i + 3)
            .is_some_and(|m| m.class == C::Mark && m.value == mark.value && m.glued);
        self.token(i + 4)
            .filter(|t| t.class == C::Digits && t.glued && has_same_mark)
    }

    /// Whether something is glued to two numbers that makes them part of a larger one.
    fn number_goes_on(&self, end: usize, mark: &Token) -> bool {
        let has_same_mark = self
            .token(end)
            .is_some_and(|t| t.class == C::Mark && t.value == mark.value);
        self.glued(end)
            && (self.is_any(end, &[C::Digits, C::Other]) || self.mark(end, '%') || has_same_mark)
    }

    /// Whether digits continue a number or a code: "A11/2", "1250-10-11".
    fn is_within_code(&self, i: usize, first: &Token) -> bool {
        if i == 0 {
            return false;
        }
        let is_glued_to_word =
            first.glued && !self.any_mark(i - 1, &['(', '"', '=']) && !self.dash(i - 1);
        let follows_long_number = i > 1
            && self.dash(i - 1)
            && first.glued
            && self
                .token(i - 2)
                .is_some_and(|t| t.class == C::Digits && (t.len() == 3 || t.len() > 4));
        is_glued_to_word || follows_long_number
    }

    /// "2024-11-01", "11/1/2024", "31.10.1974": year, month and day in one of their orders.
    fn three_numbers(
        &self,
        [first, second, third]: [&Token; 3],
        has_points: bool,
        end: usize,
    ) -> Parsed<Meaning> {
        if self.date_goes_on(end) || has_points && self.follows_word_of_version(end - 5) {
            return None;
        }
        let meaning = if first.len() == 4 {
            year_month_day(first.value, second.value, third.value)?
        } else {
            let year = match third.len() {
                2 => full_year(third.value),
                4 => third.value,
                _ => return None,
            };
            if first.len() > 2 || second.len() > 2 {
                return None;
            }
            let has_day_first = has_points || self.is_near_with_day_first([first, second], year);
            date_with_year_last(first.value, second.value, year, has_day_first)?
        };
        Some((meaning, end))
    }

    /// "version 2.6.29", "section 4.2.11"
    fn follows_word_of_version(&self, i: usize) -> bool {
        const WORDS: &[&str] = &[
            "version",
            "versions",
            "kernel",
            "release",
            "section",
            "clause",
            "paragraph",
            "rule",
            "article",
            "update",
            "firmware",
            "v",
        ];
        i > 0 && self.says_any(i - 1, WORDS)
    }

    /// "2/11/23" in a report of November 3, 2023: with the day first it is of these days, with the month
    /// first of long ago.
    fn is_near_with_day_first(&self, [first, second]: [&Token; 2], year: i32) -> bool {
        const NEAR: i64 = 10;
        let distance = |month: i32, day: i32| {
            let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
            Some((date.days() - self.published?.days()).abs())
        };
        let with_month_first = distance(first.value, second.value);
        let with_day_first = distance(second.value, first.value);
        with_day_first.is_some_and(|days| days <= NEAR)
            && with_month_first.is_none_or(|days| days > NEAR)
    }

    /// Whether a number or mark is glued to three numbers, so that they are not a date.
    fn date_goes_on(&self, end: usize) -> bool {
        let point_and_digits =
            self.mark(end, '.') && self.is(end + 1, C::Digits) && self.glued(end + 1);
        let is_range = self.mark(end, '-') && self.is_slashed(end + 1);
        self.glued(end)
            && (self.is(end, C::Digits) || point_and_digits || self.any_mark(end, &['-', '/']))
            && !is_range
    }

    /// "2014/10", "2014-10", "10/2014".
    fn year_and_month(&self, i: usize) -> Parsed<Meaning> {
        let (first, mark, second) = (self.token(i)?, self.token(i + 1)?, self.token(i + 2)?);
        // "2014-15" is a range of years.
        let is_range = self.dash(i + 1)
            && second.len() == 2
            && second.value > first.value % 100
            && first.value % 100 < 12;
        let has_year_first = is_year(first) && is_month(second) && second.len() <= 2;
        let has_year_last = is_year(second) && is_month(first) && mark.is_mark('/');
        let (year, month) = if has_year_first && !is_range && !mark.is_mark('.') {
            (first, second)
        } else if has_year_last {
            (second, first)
        } else {
            return None;
        };
        let month = Period::Month(year.value, month.value as u8);
        Some((Meaning::Exact(month), i + 3))
    }

    /// "(on) 11/2", and "11-2" if it is the whole paragraph.
    fn month_and_day_in_numbers(&self, i: usize, is_joined: bool) -> Parsed<Meaning> {
        let (first, second) = (self.token(i)?, self.token(i + 2)?);
        let end = i + 3;
        let is_alone = self.is_alone_as_date(i, end);
        let has_slash = self.mark(i + 1, '/');
        let is_date = has_slash && is_joined && (is_alone || self.is_led_as_date(i))
            || is_alone && (has_slash || self.mark(i + 1, '-'));
        // 9/11 is an event, "5/12 of" a share.
        let is_other = (first.value, second.value) == (9, 11) || self.is(end, C::Of);
        if !is_date || is_other || first.len() > 2 || second.len() > 2 {
            return None;
        }
        let (month, day) = month_and_day(first.value, second.value, false)?;
        Some((Meaning::named(Named::MonthDay(month, day)), end))
    }

    /// Whether the words before two numbers show that they are a month and a day.
    fn is_led_as_date(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else {
            return false;
        };
        let (first, second) = (self.value(i), self.value(i + 2));
        let may_be_fraction = first < second && (2..=8).contains(&second);
        let is_after_comma = self.mark(before, ',');
        let is_next_of_list = (is_after_comma || self.is(before, C::Or))
            && i > 4
            && self.mark(i - 3, '/')
            && self.is_any(i - 5, &[C::On, C::Or, C::Mark]);
        self.is_any(before, BEFORE_MONTH_AND_DAY)
            || self.is_any(before, BEFORE_MONTH_AND_DAY_OR_FRACTION) && !may_be_fraction
            || self.dash(before) && self.glued(i)
            || is_after_comma && i > 1 && self.is(i - 2, C::Weekday)
            || is_next_of_list
    }

    /// Whether nothing but an hour or the end of a range is around two numbers.
    fn is_alone_as_date(&self, i: usize, end: usize) -> bool {
        let begins_entry = self.begins_paragraph(i) && self.is_any(end, &[C::At, C::To]);
        let has_hour = self.is(end, C::At) && self.clock(end + 1).is_some();
        let begins_range =
            self.mark(end, '-') && self.is_slashed(end + 1) && (self.mark(end + 4, '/') || i == 0);
        let is_whole_text = i == 0 && self.token(end).is_none();
        is_whole_text || begins_entry || has_hour || begins_range
    }

    /// "11/2": the second date of a range.
    fn is_slashed(&self, i: usize) -> bool {
        self.is(i, C::Digits) && self.glued(i) && self.mark(i + 1, '/') && self.is(i + 2, C::Digits)
    }
}

/// Whether a number can be the year of a month.
fn is_year(token: &Token) -> bool {
    token.len() == 4 && YEARS.contains(&token.value)
}

fn is_month(token: &Token) -> bool {
    (1..=12).contains(&token.value)
}

/// "2024-11-01"
fn year_month_day(year: i32, month: i32, day: i32) -> Option<Meaning> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    is_day_of_month(month, day).then(|| exact_day(year, month, day))
}

/// "11/1/2024", "31.10.1974"
fn date_with_year_last(first: i32, second: i32, year: i32, has_points: bool) -> Option<Meaning> {
    if !(1000..2200).contains(&year) {
        return None;
    }
    let (month, day) = month_and_day(first, second, has_points)?;
    Some(exact_day(year, month, day))
}

/// Which number is the month and which the day. The American order is tried first unless the
/// numbers have points between them; the other order counts if only that is in the calendar.
fn month_and_day(first: i32, second: i32, day_first: bool) -> Option<(u8, u8)> {
    let orders = if day_first {
        [(second, first), (first, second)]
    } else {
        [(first, second), (second, first)]
    };
    orders.into_iter().find_map(|(month, day)| {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        is_day_of_month(month, day).then_some((month, day))
    })
}
