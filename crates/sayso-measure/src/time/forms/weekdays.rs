//! In: tokens. Out: weekdays, alone and with a date or week: "Friday", "Friday, May 3", "Friday of
//! next week".

use crate::time::calendar::{Period, Unit};
use crate::time::forms::grammar::{
    Amount, Base, Grammar, Meaning, Named, NthOf, Parsed, Which, Year,
};
use crate::time::words::Class as C;
impl Grammar<'_> {
    pub(crate) fn weekday(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Weekday => Some((token.n as u8, i + 1)),
            C::ShortWeekday
                if token.capital && !self.says(i, "sun") && !self.says(i, "sat")
                    || self.alone(i, self.stop(i + 1)) =>
            {
                Some((token.n as u8, self.short_end(i)))
            }
            C::ShortWeekday
                if self.mark(i + 1, ',') && self.month(i + 2).is_some()
                    || token.capital
                        && self.is(i + 1, C::Digits)
                        && self.is(i + 2, C::OrdinalEnd)
                    || token.capital
                        && (self.is(i + 1, C::At) || i > 0 && self.is(i - 1, C::On))
                    || self.mark(i + 1, '.') && self.month(i + 2).is_some()
                    || self.month(i + 1).is_some() =>
            {
                Some((token.n as u8, self.short_end(i)))
            }
            _ => None,
        }
    }

    /// "Friday", "Friday, May 3", "Friday the 13th", "Friday last week", "Friday of next week".
    pub(crate) fn weekday_first(&self, i: usize) -> Parsed<Meaning> {
        let (day, at) = self.weekday(i)?;
        let quoted = at + usize::from(self.mark(at, ','));
        if i > 0
            && self
                .token(i - 1)
                .is_some_and(|t| t.capital && t.class == C::Other)
            && ["”", "\""].contains(&self.word(quoted))
            && self.glued(quoted)
        {
            return None;
        }
        let plural =
            self.is(i, C::Weekday) && self.word(i).len() > 6 && self.word(i).ends_with(['s', 'S']);
        if plural {
            return None;
        }
        let next = self.comma(at);
        for from in [next, self.skip(next, C::On), self.joined(at)] {
            if let Some((date @ Meaning::Named(Named::MonthDay(..), ..), end)) =
                self.month_first(from).or_else(|| self.day_first(from))
            {
                return Some((Meaning::Weekday(day, Box::new(date)), end));
            }
            if let Some((date @ (Meaning::Exact(Period::Day(_)) | Meaning::Named(..)), end)) =
                self.numeric(from)
            {
                return Some((Meaning::Weekday(day, Box::new(date)), end));
            }
        }
        let the = self.skip(at, C::The);
        if self.is_ordinal(the)
            && (the > at || self.is(the, C::Digits))
            && let Some((number, end)) = self.day(the).filter(|(_, end)| {
                the > at && self.is(the, C::Digits)
                    || self.ends_phrase(*end)
                    || self.is(*end, C::Digits)
            })
        {
            return Some((
                Meaning::Weekday(day, Box::new(Meaning::MonthDay(number))),
                end,
            ));
        }
        if let Some((number, end)) = self.day(at).filter(|(_, end)| {
            self.is(at, C::Digits)
                && end - at == 1
                && self.token(*end).is_none_or(|t| {
                    t.fresh
                        || matches!(t.n, 33 | 46 | 63)
                            && t.class == C::Mark
                            && !self.is(*end + 1, C::Digits)
                })
        }) {
            return Some((
                Meaning::Weekday(day, Box::new(Meaning::MonthDay(number))),
                end,
            ));
        }
        // "Tuesday and Wednesday last week": both of that week.
        if matches!(self.class(at), Some(C::And | C::Or))
            && let Some((_, end)) = self.weekday(at + 1)
            && let Some(shift) = self.near(end).filter(|_| self.says(end + 1, "week"))
        {
            let week = Box::new(Meaning::FromNow(Unit::Week, shift));
            return Some((Meaning::Nth(day as i8, NthOf::Unit(Unit::Day), week), at));
        }
        // "Saturday week": British for a week after the coming one.
        if self.word(at) == "week"
            && self.ends_phrase(at + 1)
            && !self.is(at + 1, C::Ago)
            && !self.mark(at + 1, '-')
        {
            let coming = Meaning::Named(Named::Weekday(day), Which::Coming, Year::Unstated);
            return Some((
                Meaning::Offset(
                    vec![(Amount::ONE, Unit::Week)],
                    1,
                    Base::Of(Box::new(coming)),
                ),
                at + 1,
            ));
        }
        let of = self.skip(at, C::Of);
        let of = if of == at && self.is(of, C::From) {
            of + 1
        } else {
            of
        };
        let of = if of > at { self.skip(of, C::The) } else { of };
        if let Some(shift) = self.near(of)
            && self.is(of + 1, C::Unit)
            && self.n(of + 1) == Unit::Week as i32
        {
            return Some((
                Meaning::Nth(
                    day as i8,
                    NthOf::Unit(Unit::Day),
                    Box::new(Meaning::FromNow(Unit::Week, shift)),
                ),
                of + 2,
            ));
        }
        if self.is(at, C::After) && self.is(at + 1, C::Next) {
            return Some((
                Meaning::Nth(
                    day as i8,
                    NthOf::Unit(Unit::Day),
                    Box::new(Meaning::FromNow(Unit::Week, 1)),
                ),
                at + 2,
            ));
        }
        Some((
            Meaning::Named(Named::Weekday(day), Which::Unstated, Year::Unstated),
            at,
        ))
    }
}
