//! In: tokens. Out: what comes again and again: "every Tuesday", "each month", "twice a year",
//! "Mondays".

use crate::time::calendar::{PARTS_OF_DAY, PartOfDay};
use crate::time::forms::grammar::{Amount, Grammar, Meaning, Named, Parsed, Which, Year, unit_of};
use crate::time::forms::phrases::Reading;
use crate::time::resolve::length_value;
use crate::time::words::{Class as C, FREQ_DAY, FREQUENCIES};
impl Grammar<'_> {
    /// "every Tuesday", "each month", "every other week", "twice a year", "annually", "Mondays".
    pub(crate) fn set(&self, i: usize) -> Reading {
        let set = |value: String, quant: Option<&str>, freq: Option<u8>, to: usize| {
            Some((
                Meaning::Recurring {
                    value,
                    quant: quant.map(str::to_ascii_lowercase),
                    freq,
                },
                None,
                to,
                "set",
            ))
        };
        match self.class(i)? {
            C::Every => {
                let other = usize::from(self.says(i + 1, "other"));
                let at = i + 1 + other;
                let quant = if other == 1 {
                    "every other"
                } else {
                    self.word(i)
                };
                if self.n(i) == 2 {
                    let plural = self.is(at, C::Weekday)
                        && self.word(at).len() > 6
                        && self.word(at).ends_with('s');
                    let value = format!("XXXX-WXX-{}", self.n(at));
                    return if plural {
                        set(value, Some(quant), None, at + 1)
                    } else {
                        None
                    };
                }
                if self.is(at, C::Of) || self.says(at, "single") && !self.is(at + 1, C::Unit) {
                    return None;
                }
                let at = at + usize::from(self.says(at, "single"));
                if let Some((value, to)) = self.hourly(i) {
                    return set(value, Some(quant), None, to);
                }
                if self.is(at, C::Ordinal) && self.is(at + 1, C::Weekday) {
                    let value = format!("XXXX-WXX-{}", self.n(at + 1));
                    return set(
                        value,
                        Some(&format!("{quant} {}", self.word(at))),
                        None,
                        at + 2,
                    );
                }
                if let Some((value, to)) = self.weekly(at) {
                    return set(value, Some(quant), None, to);
                }
                if let Some((length, to)) = self.length(at) {
                    return set(length_value(&length), Some(quant), None, to);
                }
                let (amount, unit_at) = match self.class(at)? {
                    C::Ordinal => (i64::from(self.n(at)), at + 1),
                    C::Cardinal | C::Digits if self.is(at + 1, C::Unit) => {
                        (i64::from(self.n(at)), at + 1)
                    }
                    _ => (1 + other as i64, at),
                };
                let unit = unit_of(self.n(unit_at)).filter(|_| self.is(unit_at, C::Unit))?;
                let value = length_value(&vec![(Amount::Hundredths(amount * 100), unit)]);
                set(value, Some(quant), None, unit_at + 1)
            }
            C::The if self.each_month(i + 1).is_some() => {
                set("P1M".to_string(), None, None, self.each_month(i + 1)?)
            }
            C::The if self.monthly(i + 1).is_some() => {
                let (value, to) = self.monthly(i + 1)?;
                set(value, None, None, to)
            }
            C::Digits if self.daily_clock(i).is_some() => {
                let (value, to) = self.daily_clock(i)?;
                set(value, None, None, to)
            }
            C::Frequency if self.hourly(i).is_some() => {
                let (value, to) = self.hourly(i)?;
                set(value, None, None, to)
            }
            C::Frequency => {
                let after = self.token(i + 1);
                let adverb = after.is_none_or(|t| {
                    t.fresh || !matches!(t.class, C::Other | C::Season) || self.says(i + 1, "for")
                }) && !self.says(i, "annual");
                let value = FREQUENCIES[usize::try_from(self.n(i) - FREQ_DAY).ok()?];
                let name = self.token(i)?.capital && i > 0 && !self.token(i)?.fresh;
                // "10,000 units annually" is a rate, part of the figure.
                let rate = (i.saturating_sub(5)..i).any(|k| {
                    matches!(self.class(k), Some(C::Digits | C::Cardinal)) || self.mark(k, '%')
                });
                (adverb && !name && !rate).then(|| set(value.to_string(), None, None, i + 1))?
            }
            C::Once | C::Cardinal => {
                let (freq, at) = if self.is(i, C::Once) {
                    (self.n(i), i + 1)
                } else {
                    (self.n(i), i + 2)
                };
                if !self.is(i, C::Once) && !self.says(i + 1, "times") {
                    return None;
                }
                let each = self.is(at, C::A) || self.is(at, C::Every);
                let unit = unit_of(self.n(at + 1)).filter(|_| each && self.is(at + 1, C::Unit))?;
                let value = length_value(&vec![(Amount::ONE, unit)]);
                set(value, None, u8::try_from(freq).ok(), at + 2)
            }
            C::Weekday => {
                let plural = self.word(i).len() > 6 && self.word(i).ends_with('s');
                if let Some(code) = self.nights(i) {
                    return set(code.0, None, None, code.1);
                }
                if !plural {
                    return None;
                }
                let at = i + 1 + usize::from(self.is(i + 1, C::At));
                let (code, to) = self
                    .clock(at)
                    .map_or((String::new(), i + 1), |(clock, to)| (clock.code(), to));
                set(format!("XXXX-WXX-{}{code}", self.n(i)), None, None, to)
            }
            _ => None,
        }
    }

    /// "every day at 7 p.m.", "every evening at 7", "every morning", "everyday 6am".
    fn hourly(&self, i: usize) -> Parsed<String> {
        let day = self.says(i, "everyday") || self.says(i, "daily");
        let at = i + 1 + usize::from(!day);
        let part = if day { None } else { self.part(i + 1) };
        if !day && !self.says(i + 1, "day") && part.is_none() {
            return None;
        }
        let lead = self.skip(self.comma(at), C::At);
        match (self.clock(lead), part) {
            (Some((clock, to)), Some((part, _))) => Some((clock.in_part(part).code(), to)),
            (Some((clock, to)), None) => Some((clock.code(), to)),
            (None, Some((part, to))) => Some((part.code().to_string(), to)),
            (None, None) => None,
        }
    }

    /// "first Monday of each month": past it. How often is told, not the day.
    fn each_month(&self, i: usize) -> Option<usize> {
        let (_, at) = self.nth(i)?;
        let (_, at) = self.weekday(at)?;
        (matches!(self.class(at), Some(C::Of | C::In))
            && self.is(at + 1, C::Every)
            && self.says(at + 2, "month"))
        .then_some(at + 3)
    }

    /// "19th of every month".
    fn monthly(&self, i: usize) -> Parsed<String> {
        let of = i + 2;
        let every =
            self.is(i + 1, C::OrdinalEnd) && self.is(of, C::Of) && self.is(of + 1, C::Every);
        let (day, _) = self
            .day(i)
            .filter(|_| every && self.says(of + 2, "month"))?;
        Some((format!("XXXX-XX-{day:02}"), of + 3))
    }

    /// "3pm each day", "6am everyday".
    fn daily_clock(&self, i: usize) -> Parsed<String> {
        if let Some(monthly) = self.monthly(i) {
            return Some(monthly);
        }
        let (clock, at) = self.clock(i)?;
        let part = self
            .part(at + 1)
            .map(|(part, _)| part)
            .filter(|_| self.is(at, C::Every));
        let every = self.is(at, C::Every) && self.says(at + 1, "day") || part.is_some();
        let everyday = ["everyday", "daily", "nightly"]
            .iter()
            .any(|word| self.says(at, word));
        let clock = part.map_or(clock, |part| clock.in_part(part));
        (every || everyday).then(|| (clock.code(), at + 1 + usize::from(every)))
    }

    /// "Tuesday nights", and the first of "Monday and Tuesday nights": what comes every week.
    fn nights(&self, i: usize) -> Parsed<String> {
        let own = self.parts_of_days(i + 1);
        let joined =
            (self.is(i + 1, C::And) || self.is(i + 1, C::Or)) && self.is(i + 2, C::Weekday);
        let (part, to) = match own {
            Some(part) => (part, i + 2),
            None => (self.parts_of_days(i + 3).filter(|_| joined)?, i + 1),
        };
        Some((format!("XXXX-WXX-{}{}", self.n(i), part.code()), to))
    }

    /// "mornings", "nights".
    fn parts_of_days(&self, i: usize) -> Option<PartOfDay> {
        let plural = self.is(i, C::PartOfDay) && self.word(i).ends_with('s');
        plural.then(|| {
            PARTS_OF_DAY[usize::try_from(self.n(i))
                .unwrap_or(0)
                .min(PARTS_OF_DAY.len() - 1)]
        })
    }

    /// A weekday, its part or hour, as what comes every week: its value.
    pub(crate) fn weekly(&self, at: usize) -> Parsed<String> {
        let (mut what, mut to) = self.point(at)?;
        // "every Thursday until 8pm": the hour is a time of its own.
        if (at..to).any(|k| {
            matches!(
                self.class(k),
                Some(C::To | C::Before | C::After | C::By | C::Since | C::From)
            )
        }) {
            (what, to) = self.stretch(at)?;
        }
        let (named, suffix) = match &what {
            Meaning::Part(part, Some(day)) => (day.as_ref().clone(), part.code().to_string()),
            Meaning::Clock(clock, Some(day)) => (day.as_ref().clone(), clock.code()),
            other => (other.clone(), String::new()),
        };
        let value = match named {
            Meaning::Named(Named::Weekday(day), Which::Unstated, Year::Unstated) => {
                format!("XXXX-WXX-{day}")
            }
            Meaning::Named(Named::Month(month), Which::Unstated, Year::Unstated) => {
                format!("XXXX-{month:02}")
            }
            Meaning::Named(Named::MonthDay(month, day), Which::Unstated, Year::Unstated) => {
                format!("XXXX-{month:02}-{day:02}")
            }
            Meaning::Named(Named::Season(season), Which::Unstated, Year::Unstated) => {
                format!("XXXX-{}", season.code())
            }
            _ => return None,
        };
        Some((value + &suffix, to))
    }
}
