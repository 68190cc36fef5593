//! In: tokens. Out: what comes again and again: "every Tuesday", "each month", "twice a year",
//! "Mondays".

use super::grammar::Grammar;
use super::meaning::{Amount, Form, Meaning, Named, Parsed, Which, Year, one};
use crate::time::TimeRule;
use crate::time::calendar::PartOfDay;
use crate::time::resolve::values::length_value;
use crate::time::words::Class as C;
use crate::time::words::classes::{EveryWord, Frequency};

/// Words that make an hour after a weekday a time of its own: "every Thursday until 8pm".
const BOUNDS: &[C] = &[C::To, C::Before, C::After, C::By, C::Since, C::From];

/// The value of a weekday that recurs.
fn weekday_value(weekday: i32) -> String {
    format!("XXXX-WXX-{weekday}")
}

/// A recurring form with this value.
fn set((value, end): (String, usize)) -> Form {
    set_with(value, None, None, end)
}

fn set_with(value: String, quant: Option<&str>, freq: Option<u8>, end: usize) -> Form {
    let meaning = Meaning::Recurring {
        value,
        quant: quant.map(str::to_ascii_lowercase),
        freq,
    };
    Form::new(TimeRule::Set, meaning, end)
}

impl Grammar<'_> {
    /// "every Tuesday", "each month", "every other week", "twice a year", "annually", "Mondays".
    pub(crate) fn recurring(&self, i: usize) -> Option<Form> {
        match self.class(i)? {
            C::Every => self.every(i),
            C::The => self
                .weekday_of_each_month(i + 1)
                .or_else(|| self.day_of_every_month(i + 1))
                .map(set),
            C::Digits => self
                .day_of_every_month(i)
                .or_else(|| self.clock_of_every_day(i))
                .map(set),
            C::Frequency => self
                .every_day_or_part(i)
                .map(set)
                .or_else(|| self.frequency(i)),
            C::Once | C::Cardinal => self.times_in_unit(i),
            C::Weekday => self
                .nights_of_weekday(i)
                .or_else(|| self.plural_weekday(i))
                .map(set),
            _ => None,
        }
    }

    /// "every Tuesday", "every other week", "each month", "alternate Mondays".
    fn every(&self, i: usize) -> Option<Form> {
        let is_every_other = self.says(i + 1, "other");
        let quant = if is_every_other {
            "every other"
        } else {
            self.word(i)
        };
        let at = i + 1 + usize::from(is_every_other);
        if self.value(i) == EveryWord::Alternate as i32 {
            let is_weekday = self.is(at, C::Weekday) && self.is_plural_weekday(at);
            let value = weekday_value(self.value(at));
            return is_weekday.then(|| set_with(value, Some(quant), None, at + 1));
        }
        let is_single = self.says(at, "single");
        if self.is(at, C::Of) || is_single && !self.is(at + 1, C::Unit) {
            return None;
        }
        let at = at + usize::from(is_single);
        if let Some((value, end)) = self.every_day_or_part(i) {
            return Some(set_with(value, Some(quant), None, end));
        }
        // "every second Tuesday"
        if self.is(at, C::Ordinal) && self.is(at + 1, C::Weekday) {
            let quant = format!("{quant} {}", self.word(at));
            let value = weekday_value(self.value(at + 1));
            return Some(set_with(value, Some(&quant), None, at + 2));
        }
        let (value, end) = self
            .yearly_or_weekly(at)
            .or_else(|| self.every_length(at, is_every_other))?;
        Some(set_with(value, Some(quant), None, end))
    }

    /// "(every) two weeks", "(every) week", "(every) third day".
    fn every_length(&self, at: usize, is_every_other: bool) -> Parsed<String> {
        if let Some((length, end)) = self.length(at) {
            return Some((length_value(&length), end));
        }
        let number = i64::from(self.value(at));
        let (count, unit_at) = match self.class(at)? {
            C::Ordinal => (number, at + 1),
            C::Cardinal | C::Digits if self.is(at + 1, C::Unit) => (number, at + 1),
            _ => (1 + i64::from(is_every_other), at),
        };
        let unit = self.singular(unit_at)?;
        let value = length_value(&vec![(Amount::of(count), unit)]);
        Some((value, unit_at + 1))
    }

    /// "daily", "weekly", "annually": as an adverb, not as in "the daily report".
    fn frequency(&self, i: usize) -> Option<Form> {
        const TOKENS_BEFORE: usize = 5;
        let next = i + 1;
        let describes_noun = self.is_any(next, &[C::Other, C::Season])
            && !self.ends_paragraph(next)
            && !self.says(next, "for");
        let is_name = self.is_capital(i) && !self.begins_paragraph(i);
        // "10,000 units annually" is a rate, which is part of the figure.
        let is_rate = (i.saturating_sub(TOKENS_BEFORE)..i)
            .any(|k| self.is_any(k, &[C::Digits, C::Cardinal]) || self.mark(k, '%'));
        if describes_noun || self.says(i, "annual") || is_name || is_rate {
            return None;
        }
        let frequency = Frequency::of(self.value(i))?;
        Some(set((frequency.value().to_string(), next)))
    }

    /// "twice a year", "three times a week".
    fn times_in_unit(&self, i: usize) -> Option<Form> {
        let at = if self.is(i, C::Once) {
            i + 1
        } else if self.says(i + 1, "times") {
            i + 2
        } else {
            return None;
        };
        let unit = self
            .singular(at + 1)
            .filter(|_| self.is_any(at, &[C::A, C::Every]))?;
        let freq = u8::try_from(self.value(i)).ok();
        Some(set_with(length_value(&one(unit)), None, freq, at + 2))
    }

    /// "Mondays", "Mondays at 8".
    fn plural_weekday(&self, i: usize) -> Parsed<String> {
        if !self.is_plural_weekday(i) {
            return None;
        }
        let value = weekday_value(self.value(i));
        Some(match self.clock(self.skip(i + 1, C::At)) {
            Some((clock, end)) => (value + &clock.code(), end),
            None => (value, i + 1),
        })
    }

    /// "every day at 7 p.m.", "every evening at 7", "every morning", "everyday 6am".
    fn every_day_or_part(&self, i: usize) -> Parsed<String> {
        let is_one_word = self.says_any(i, &["everyday", "daily"]);
        let (part, at) = if is_one_word {
            (None, i + 1)
        } else {
            let part = self.part_of_day(i + 1).map(|(part, _)| part);
            if part.is_none() && !self.says(i + 1, "day") {
                return None;
            }
            (part, i + 2)
        };
        let lead = self.skip(self.skip_comma(at), C::At);
        match (self.clock(lead), part) {
            (Some((clock, end)), Some(part)) => Some((clock.in_part(part).code(), end)),
            (Some((clock, end)), None) => Some((clock.code(), end)),
            (None, Some(part)) => Some((part.code().to_string(), at)),
            (None, None) => None,
        }
    }

    /// "(the) first Monday of each month". The value says how often, not which day.
    fn weekday_of_each_month(&self, i: usize) -> Parsed<String> {
        let (_, at) = self.nth(i)?;
        let (_, at) = self.weekday(at)?;
        let is_of_each_month = self.is_any(at, &[C::Of, C::In])
            && self.is(at + 1, C::Every)
            && self.says(at + 2, "month");
        is_of_each_month.then(|| ("P1M".to_string(), at + 3))
    }

    /// "19th of every month".
    fn day_of_every_month(&self, i: usize) -> Parsed<String> {
        let of = i + 2;
        let is_of_every_month = self.is(i + 1, C::OrdinalEnd)
            && self.is(of, C::Of)
            && self.is(of + 1, C::Every)
            && self.says(of + 2, "month");
        if !is_of_every_month {
            return None;
        }
        let (day, _) = self.day(i)?;
        Some((format!("XXXX-XX-{day:02}"), of + 3))
    }

    /// "3pm each day", "6am everyday".
    fn clock_of_every_day(&self, i: usize) -> Parsed<String> {
        let (clock, at) = self.clock(i)?;
        if self.says_any(at, &["everyday", "daily", "nightly"]) {
            return Some((clock.code(), at + 1));
        }
        if !self.is(at, C::Every) {
            return None;
        }
        if let Some((part, _)) = self.part_of_day(at + 1) {
            return Some((clock.in_part(part).code(), at + 2));
        }
        self.says(at + 1, "day").then(|| (clock.code(), at + 2))
    }

    /// "Tuesday nights", and the first of "Monday and Tuesday nights".
    fn nights_of_weekday(&self, i: usize) -> Parsed<String> {
        let next = i + 1;
        let (part, end) = if let Some(part) = self.plural_part_of_day(next) {
            (part, i + 2)
        } else {
            let is_joined = self.is_any(next, &[C::And, C::Or]) && self.is(i + 2, C::Weekday);
            (self.plural_part_of_day(i + 3).filter(|_| is_joined)?, next)
        };
        Some((weekday_value(self.value(i)) + part.code(), end))
    }

    /// "mornings", "nights".
    fn plural_part_of_day(&self, i: usize) -> Option<PartOfDay> {
        let is_plural = self.is(i, C::PartOfDay) && self.word(i).ends_with('s');
        is_plural.then(|| PartOfDay::ALL[self.value(i) as usize])
    }

    /// A weekday, month, day of a year or season, with its part or hour, as what comes every week
    /// or year.
    fn yearly_or_weekly(&self, at: usize) -> Parsed<String> {
        let (point, end) = self.point(at)?;
        let has_bound = (at..end).any(|k| self.is_any(k, BOUNDS));
        let (meaning, end) = if has_bound {
            self.period(at)?
        } else {
            (point, end)
        };
        let (day, suffix) = match meaning {
            Meaning::Part(part, Some(day)) => (*day, part.code().to_string()),
            Meaning::Clock(clock, Some(day)) => (*day, clock.code()),
            other => (other, String::new()),
        };
        let Meaning::Named(named, Which::Unstated, Year::Unstated) = day else {
            return None;
        };
        let value = match named {
            Named::Weekday(day) => weekday_value(i32::from(day)),
            Named::Month(month) => format!("XXXX-{month:02}"),
            Named::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Named::Season(season) => format!("XXXX-{}", season.code()),
            _ => return None,
        };
        Some((value + &suffix, end))
    }
}
