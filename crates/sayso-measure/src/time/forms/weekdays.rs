//! In: tokens. Out: weekdays, alone and with a date or week: "Friday", "Friday, May 3", "Friday of
//! next week".

use super::grammar::Grammar;
use super::meaning::{Base, Meaning, Named, Parsed, Which, Year, one};
use crate::time::calendar::{Period, Unit};
use crate::time::words::Class as C;

/// Abbreviated weekdays that are words of their own.
const SUN_AND_SAT: &[&str] = &["sun", "sat"];

/// The length of "Monday": no name of a weekday in the singular that is longer ends with "s".
const SHORTEST_WEEKDAY: usize = 6;

impl Grammar<'_> {
    /// A weekday by its name or abbreviation.
    pub(crate) fn weekday(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Weekday => Some((token.value as u8, i + 1)),
            C::ShortWeekday if self.is_short_weekday(i) => {
                Some((token.value as u8, self.abbreviation_end(i)))
            }
            _ => None,
        }
    }

    /// Whether an abbreviation like "sat" or "wed" is a weekday here.
    fn is_short_weekday(&self, i: usize) -> bool {
        let next = i + 1;
        let is_capital = self.is_capital(i);
        let month_follows = self.month(next).is_some()
            || (self.mark(next, ',') || self.mark(next, '.')) && self.month(i + 2).is_some();
        let day_follows = self.is(next, C::Digits) && self.is(i + 2, C::OrdinalEnd);
        let is_led = self.is(next, C::At) || self.follows(i, C::On);
        is_capital && !self.says_any(i, SUN_AND_SAT)
            || self.is_whole_paragraph(i, self.skip_stop(next))
            || month_follows
            || is_capital && (day_follows || is_led)
    }

    /// Whether the token is a weekday in the plural: "Mondays".
    pub(crate) fn is_plural_weekday(&self, i: usize) -> bool {
        let word = self.word(i);
        word.len() > SHORTEST_WEEKDAY && word.ends_with('s')
    }

    /// "Friday", "Friday, May 3", "Friday the 13th", "Friday last week", "Friday of next week".
    pub(crate) fn weekday_first(&self, i: usize) -> Parsed<Meaning> {
        let (day, at) = self.weekday(i)?;
        let word = self.word(i);
        let is_plural =
            self.is(i, C::Weekday) && word.len() > SHORTEST_WEEKDAY && word.ends_with(['s', 'S']);
        if is_plural || self.ends_quoted_name(i, at) {
            return None;
        }
        self.weekday_with_date(day, at)
            .or_else(|| self.weekday_with_day_of_month(day, at))
            .or_else(|| self.weekday_with_week(day, at))
            .or_else(|| self.weekday_last(day, at))
            .or_else(|| {
                let alone = Meaning::named(Named::Weekday(day));
                (!self.is_any_weekday(i, at)).then_some((alone, at))
            })
    }

    /// "It could have been a Monday.": no particular one. "A Monday meeting" is on a particular one.
    fn is_any_weekday(&self, i: usize, at: usize) -> bool {
        let has_article = i > 0 && self.word(i - 1).eq_ignore_ascii_case("a");
        let ends = self.token(at).is_none_or(|t| {
            t.new_paragraph || t.is_mark('.') || t.is_mark(',') || t.is_mark('”') || t.is_mark('"')
        });
        has_article && ends
    }

    /// "(on) Thursday last": the nearest one in the past. "Monday last week" and "finished
    /// Monday last of six" have something after "last".
    fn weekday_last(&self, day: u8, at: usize) -> Parsed<Meaning> {
        let end = at + 1;
        let goes_on =
            self.is_any(end, &[C::To, C::At, C::In, C::And, C::By]) && self.follows(at - 1, C::On);
        let ends = goes_on
            || self.token(end).is_none_or(|t| {
                t.new_paragraph || t.is_mark(',') || t.is_mark('.') || t.is_mark(';')
            });
        let last = Meaning::Named(Named::Weekday(day), Which::Past, Year::Unstated);
        (self.word(at) == "last" && ends).then_some((last, end))
    }

    /// "(the film “Casual) Friday,”": a weekday at the end of a quoted title.
    fn ends_quoted_name(&self, i: usize, at: usize) -> bool {
        let quote = self.skip_comma(at);
        self.follows_capital(i) && ["”", "\""].contains(&self.word(quote)) && self.glued(quote)
    }

    /// "Friday, May 3", "Friday on 3 May", "Friday 11/2/2016".
    fn weekday_with_date(&self, day: u8, at: usize) -> Parsed<Meaning> {
        let next = self.skip_comma(at);
        [next, self.skip(next, C::On), self.skip_hyphen(at)]
            .into_iter()
            .find_map(|from| self.date_of_weekday(from))
            .map(|(date, end)| (Meaning::Weekday(day, Box::new(date)), end))
    }

    fn date_of_weekday(&self, from: usize) -> Parsed<Meaning> {
        if let Some((date @ Meaning::Named(Named::MonthDay(..), ..), end)) =
            self.month_first(from).or_else(|| self.day_first(from))
        {
            return Some((date, end));
        }
        self.numeric_date(from)
            .filter(|(date, _)| matches!(date, Meaning::Exact(Period::Day(_)) | Meaning::Named(..)))
    }

    /// "Friday the 13th", "Friday 13" at the end of a sentence.
    fn weekday_with_day_of_month(&self, weekday: u8, at: usize) -> Parsed<Meaning> {
        let (day, end) = self
            .ordinal_after_weekday(at)
            .or_else(|| self.number_after_weekday(at))?;
        let date = Meaning::Weekday(weekday, Box::new(Meaning::MonthDay(day)));
        Some((date, end))
    }

    fn ordinal_after_weekday(&self, at: usize) -> Parsed<u8> {
        // "on Monday his second (ad)" has no day of a month.
        let start = at + usize::from(self.is_article(at));
        let has_article = start > at;
        let has_digits = self.is(start, C::Digits);
        if !self.is_ordinal(start) || !(has_article || has_digits) {
            return None;
        }
        self.day(start).filter(|(_, end)| {
            has_article && has_digits || self.ends_phrase(*end) || self.is(*end, C::Digits)
        })
    }

    fn number_after_weekday(&self, at: usize) -> Parsed<u8> {
        let (day, end) = self.day(at)?;
        let is_plain_number = self.is(at, C::Digits) && end == at + 1;
        let ends_sentence = self.any_mark(end, &['.', '!', '?']) && !self.is(end + 1, C::Digits);
        (is_plain_number && (self.ends_paragraph(end) || ends_sentence)).then_some((day, end))
    }

    /// "Tuesday and Wednesday last week", "Saturday week", "Friday of next week", "Friday after
    /// next".
    fn weekday_with_week(&self, day: u8, at: usize) -> Parsed<Meaning> {
        // Both weekdays of a pair are of the week after the second.
        if self.is_any(at, &[C::And, C::Or])
            && let Some((_, end)) = self.weekday(at + 1)
            && let Some(shift) = self
                .shift_from_now(end)
                .filter(|_| self.says(end + 1, "week"))
        {
            return Some((Meaning::weekday_of_week(day, shift), at));
        }
        if self.is_british_week(at) {
            let coming = Base::Of(Box::new(Meaning::coming_weekday(day)));
            return Some((Meaning::Offset(one(Unit::Week), 1, coming), at + 1));
        }
        let of = self.skip_any(at, &[C::Of, C::From]);
        let week = if of > at { self.skip(of, C::The) } else { of };
        if let Some(shift) = self.shift_from_now(week)
            && self.is(week + 1, C::Unit)
            && self.value(week + 1) == Unit::Week as i32
        {
            return Some((Meaning::weekday_of_week(day, shift), week + 2));
        }
        let is_after_next = self.is(at, C::After) && self.is(at + 1, C::Next);
        is_after_next.then(|| (Meaning::weekday_of_week(day, 1), at + 2))
    }

    /// "(Saturday) week": British English for a week after the coming one.
    fn is_british_week(&self, at: usize) -> bool {
        self.word(at) == "week"
            && self.ends_phrase(at + 1)
            && !self.is(at + 1, C::Ago)
            && !self.mark(at + 1, '-')
    }
}

impl Meaning {
    /// "this coming Sunday"
    pub(super) fn coming_weekday(weekday: u8) -> Meaning {
        Meaning::Named(Named::Weekday(weekday), Which::Coming, Year::Unstated)
    }
}
