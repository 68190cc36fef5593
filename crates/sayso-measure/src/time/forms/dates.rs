//! In: tokens. Out: days and months: "May 3, 2016", "the 3rd of May", "2024-11-01", "October".

use crate::time::calendar::{Date, Period, Unit};
use crate::time::forms::grammar::{Grammar, Meaning, Named, NthOf, Parsed, Which, Year};
use crate::time::forms::years::COUNTED;
use crate::time::forms::years::century_of;
use crate::time::words::Class as C;
use crate::time::words::tokens::Token;
impl Grammar<'_> {
    pub(crate) fn month(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Month => Some((token.n as u8, i + 1)),
            C::ShortMonth
                if token.capital
                    && (self.mark(i + 1, '.')
                        || self.dash(i + 1)
                        || i > 0 && self.dash(i - 1)
                        || self.is(i + 1, C::To)
                        || self.mark(i + 1, ',') && self.year_digits(i + 2).is_some()
                        || i > 0
                            && matches!(
                                self.class(i - 1),
                                Some(
                                    C::In
                                        | C::Since
                                        | C::EarlyLate
                                        | C::Last
                                        | C::Next
                                        | C::This
                                        | C::Of
                                        | C::To
                                )
                            ))
                    || self.near_digits(i)
                    || self.is(i + 1, C::Ordinal)
                    || self.alone(i, i + 1) =>
            {
                Some((token.n as u8, self.short_end(i)))
            }
            _ => None,
        }
    }

    pub(crate) fn near_digits(&self, i: usize) -> bool {
        let slash = self.mark(i + 1, '/') && i > 0 && self.mark(i - 1, '/');
        slash
            || self.mark(i + 1, '/') && self.is(i + 2, C::Digits)
            || self.is(i + 1, C::Digits)
            || i > 0 && matches!(self.class(i - 1), Some(C::Digits | C::OrdinalEnd))
    }

    /// Past the full stop of a shortened month or weekday, unless it ends a sentence.
    pub(crate) fn short_end(&self, i: usize) -> usize {
        let at = self.stop(i + 1);
        let goes_on = self.token(at).is_some_and(|t| {
            matches!(t.class, C::Digits | C::Mark) || !t.capital || t.class != C::Other
        });
        if goes_on { at } else { i + 1 }
    }

    /// A day of the month: "13", "13th", "third", "twenty-first", "twenty nine".
    pub(crate) fn day(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Digits if token.len() <= 2 && (1..=31).contains(&token.n) => {
                if token.glued
                    && i > 0
                    && [',', '.', '$', '£', '€', ':']
                        .iter()
                        .any(|mark| self.mark(i - 1, *mark))
                    && !(self.mark(i - 1, ':') && self.is(i + 1, C::Month))
                {
                    return None;
                }
                let ordinal = self.is(i + 1, C::OrdinalEnd) && self.glued(i + 1);
                let other = self.glued(i + 1) && !ordinal && self.mark(i + 1, '%');
                (!other).then_some((token.n as u8, i + 1 + usize::from(ordinal)))
            }
            C::Ordinal => (token.n <= 30).then_some((token.n as u8, i + 1)),
            C::Cardinal if token.n == 20 || token.n == 30 => {
                let at = i + 1 + usize::from(self.mark(i + 1, '-'));
                let ones = self.token(at)?;
                let day = token.n + ones.n;
                (matches!(ones.class, C::Ordinal | C::Cardinal)
                    && (1..10).contains(&ones.n)
                    && day <= 31)
                    .then_some((day as u8, at + 1))
            }
            _ => None,
        }
    }

    /// Month first: "May 3", "May 3, 2016", "May 2016", "May of last year", "May".
    pub(crate) fn month_first(&self, i: usize) -> Parsed<Meaning> {
        let (month, at) = self.month(i)?;
        let the = self.skip(at, C::The);
        let slash = at
            + usize::from(
                (self.mark(at, '/') || self.mark(at, '-'))
                    && self.glued(at)
                    && self.is(at + 1, C::Digits),
            );
        let comma = self.comma(at);
        // "that April the first riot …"
        let noun = self.is(the, C::Ordinal) && !self.ends_phrase(the + 1);
        let day_at = if the > at && self.is_ordinal(the) && !noun
            || comma > at && self.is_ordinal(comma) && self.is(comma, C::Digits)
        {
            the.max(comma)
        } else {
            slash
        };
        let number = if self.year_words(day_at).is_some() && self.is(day_at, C::Cardinal) {
            None
        } else {
            self.day(day_at)
        };
        if let Some((day, end)) = number {
            let clock = self.mark(end, ':')
                && self.glued(end)
                && self.is(end + 1, C::Digits)
                && self.glued(end + 1)
                || self.is(end, C::AmPm);
            let counted = COUNTED.iter().any(|w| self.says(end, w)) || self.is(end, C::Units);
            if !clock && !counted && Date::new(2000, month, day).is_some() {
                if let Some(beyond) = self.beyond(month, day, end) {
                    return Some(beyond);
                }
                let end = if self.year_digits(self.joined(end)).is_some() {
                    self.joined(end)
                } else {
                    end
                };
                return Some(self.with_year(Named::MonthDay(month, day), end));
            }
            if !clock && !counted && self.is(slash, C::Digits) {
                let year = self.year_digits(self.comma(end));
                return Some((
                    Meaning::Impossible(year.map(|y| y.0), month, day),
                    year.map_or(end, |y| y.1),
                ));
            }
        }
        let year_at = if self.year_digits(slash).is_some() {
            slash
        } else {
            self.joined(at)
        };
        if let Some((Year::Given(year), end)) = self.year_after(year_at) {
            return Some((
                Meaning::Named(Named::Month(month), Which::Unstated, Year::Given(year)),
                end,
            ));
        }
        let bare = self.bare_month(i, at, month);
        bare.then(|| self.with_year(Named::Month(month), at))
    }

    /// "December 31, 9999": a year beyond the calendar has no place in it.
    fn beyond(&self, month: u8, day: u8, at: usize) -> Parsed<Meaning> {
        let token = self
            .token(at + 1)
            .filter(|t| t.class == C::Digits && t.len() >= 4 && self.mark(at, ','))?;
        let far = token.len() > 4 || token.n >= 2200;
        let year = Some(token.n).filter(|_| token.len() == 4);
        (far && self.ends_phrase(at + 2) && !self.counted(at + 2))
            .then_some((Meaning::Impossible(year, month, day), at + 2))
    }

    /// "2020-Sep-23", "23/September/2020", "September-2020-23": year, month and day joined, the
    /// month in letters.
    pub(crate) fn joined_date(&self, i: usize) -> Parsed<Meaning> {
        let mark = self
            .token(i + 1)
            .filter(|t| t.is_mark('-') || t.is_mark('/'))?;
        let tight = (i + 1..i + 5).all(|k| self.glued(k)) && self.mark(i + 3, mark_char(mark.n));
        let free = i == 0 || !self.glued(i) || !self.dash(i - 1) && !self.mark(i - 1, '/');
        if !tight
            || !free
            || self.glued(i + 5) && self.token(i + 5).is_some_and(|t| t.class != C::Mark)
        {
            return None;
        }
        let (mut year, mut month, mut day) = (None, None, None);
        for at in [i, i + 2, i + 4] {
            let token = self.token(at)?;
            match token.class {
                C::Month | C::ShortMonth => month = Some(token.n as u8),
                C::Digits if token.len() == 4 => year = Some(token.n),
                C::Digits if token.len() <= 2 => day = Some(token.n as u8),
                _ => return None,
            }
        }
        Some((
            Meaning::Exact(Period::Day(Date::new(year?, month?, day?)?)),
            i + 5,
        ))
    }

    /// "18" in "18 and 19 June", "25" in "April 24 and 25": a day of a list that names the month
    /// once.
    pub(crate) fn listed_day(&self, i: usize) -> Parsed<Meaning> {
        let token = self
            .token(i)
            .filter(|t| t.class == C::Digits && t.len() <= 2 && !t.glued)?;
        let at = i + 1;
        let joins = |k: usize| matches!(self.class(k), Some(C::And | C::Or)) || self.mark(k, ',');
        let day = u8::try_from(token.n).ok()?;
        if matches!(self.class(at), Some(C::And | C::Or))
            && let Some((Meaning::Named(Named::MonthDay(month, last), which, year), _)) = self
                .day_first(at + 1)
                .filter(|_| self.is(at + 1, C::Digits))
        {
            return (day < last)
                .then_some((Meaning::Named(Named::MonthDay(month, day), which, year), at));
        }
        let counted = !self.ends_phrase(at)
            || self.counted(at)
            || self.mark(at, '%')
            || self.is(at, C::Digits);
        let mut back = i;
        while back >= 2 && joins(back - 1) && self.is(back - 2, C::Digits) && back + 8 > i {
            back -= 2;
        }
        let list = back < i
            && matches!(self.class(i - 1), Some(C::And | C::Or))
            && self.n(i - 2) < token.n;
        let month = back
            .checked_sub(1)
            .and_then(|k| self.token(k - usize::from(k > 0 && self.mark(k, '.'))))?;
        let named =
            matches!(month.class, C::Month | C::ShortMonth) && month.capital && !counted && list;
        let fits = named && Date::new(2000, month.n as u8, day).is_some();
        fits.then_some((
            Meaning::Named(
                Named::MonthDay(month.n as u8, day),
                Which::Unstated,
                Year::Unstated,
            ),
            at,
        ))
    }

    /// "11/2": the second date of a range.
    fn slashed(&self, i: usize) -> bool {
        self.is(i, C::Digits) && self.glued(i) && self.mark(i + 1, '/') && self.is(i + 2, C::Digits)
    }

    /// "20161016": a date in eight digits.
    pub(crate) fn compact(&self, i: usize) -> Parsed<Meaning> {
        let token = self
            .token(i)
            .filter(|t| t.len() == 8 && (19_000_101..21_000_101).contains(&t.n))?;
        let (month, day) = ((token.n / 100 % 100) as u8, (token.n % 100) as u8);
        let alone = !token.glued || i > 0 && (self.dash(i - 1) || self.mark(i - 1, '('));
        let date = Date::new(token.n / 10_000, month, day)
            .filter(|_| alone && !self.is(i + 1, C::Units))?;
        Some((Meaning::Exact(Period::Day(date)), i + 1))
    }

    pub(crate) fn with_year(&self, named: Named, at: usize) -> (Meaning, usize) {
        let mut near = at;
        // "May 3, last year" is not written: a comma only before digits.
        if let Some((year, end)) = self.year_after(at) {
            let given = matches!(year, Year::Given(y) if y >= 1400) && !self.counted(end);
            let of = !self.mark(at, ',') && !matches!(year, Year::Given(_));
            if given || of {
                near = end;
                return (Meaning::Named(named, Which::Unstated, year), near);
            }
        }
        // "April 14, 15" and "31 Oct 74" with two digits, only straight after a day written out.
        (Meaning::Named(named, Which::Unstated, Year::Unstated), near)
    }

    /// Whether a word that is a month is one here.
    pub(crate) fn bare_month(&self, i: usize, end: usize, month: u8) -> bool {
        let Some(token) = self.token(i) else {
            return false;
        };
        let before = i.checked_sub(1).and_then(|p| self.class(p));
        let led = matches!(
            before,
            Some(
                C::In
                    | C::Since
                    | C::By
                    | C::Of
                    | C::From
                    | C::To
                    | C::Last
                    | C::Next
                    | C::This
                    | C::EarlyLate
                    | C::During
                    | C::Between
                    | C::After
                    | C::Before
                    | C::StartOrEnd
                    | C::Every
                    | C::At
                    | C::And
                    | C::Or
                    | C::On
                    | C::Over
            )
        );
        let dashed = i > 0 && self.dash(i - 1) && self.glued(i);
        if !token.capital {
            // "may" and "march" are verbs; other months are seldom written small.
            return !matches!(month, 3 | 5) && token.class == C::Month
                || matches!(before, Some(C::In | C::Since)) && !self.is(end, C::Other)
                || self.alone(i, end);
        }
        let name_goes_on = self
            .token(end)
            .is_some_and(|t| t.capital && t.class == C::Other && !t.fresh);
        let led = led
            && !(name_goes_on
                && matches!(
                    before,
                    Some(C::And | C::Or | C::From | C::To | C::By | C::Of | C::After | C::Before)
                ));
        match month {
            // Names of persons and things: April Jones, Theresa May, March for Our Lives, August
            // Wilson, June Carter.
            3 | 5 => led || dashed || self.alone(i, end),
            4 | 6 | 8 => led || dashed || !name_goes_on && !self.after_name(i),
            _ => token.class == C::Month || led || dashed || self.dash(end) || !self.after_name(i),
        }
    }

    /// Day first: "3 May 2016", "the 3rd of May", "third of October".
    pub(crate) fn day_first(&self, i: usize) -> Parsed<Meaning> {
        let start = self.skip(i, C::The);
        let ordinal = self.is_ordinal(start);
        let spelled = || {
            let token = self
                .token(start)
                .filter(|t| t.class == C::Cardinal && t.n > 0 && t.n < 20)?;
            let (_, at) = self.month(start + 1)?;
            self.year(at).map(|_| (token.n as u8, start + 1))
        };
        let (day, at) = self.day(start).or_else(spelled)?;
        let at = if self.says(at, "day") && ordinal {
            at + 1
        } else {
            at
        };
        let of = self.skip(at, C::Of);
        let of =
            of + usize::from(of == at && (self.dash(of) || self.mark(of, '/')) && self.glued(of));
        if let Some((month, end)) = self.month(of) {
            let capital = self.token(of).is_some_and(|t| t.capital)
                || of > at
                || self.is(start, C::Digits) && month != 5;
            let year_first = self.day(end).is_some() && !ordinal && self.mark(end + 1, ',');
            if Date::new(2000, month, day).is_some() && capital && !year_first {
                let after = self.joined(end);
                let after = after + usize::from(self.mark(after, '/') && self.glued(after));
                let (what, end) = self.with_year(
                    Named::MonthDay(month, day),
                    if self.is(after, C::Digits) {
                        after
                    } else {
                        end
                    },
                );
                return Some((what, end));
            }
            // "31 February 2023"
            if capital && self.is(start, C::Digits) && Date::new(2000, month, day).is_none() {
                let year = self.year_digits(self.comma(end));
                return Some((
                    Meaning::Impossible(year.map(|y| y.0), month, day),
                    year.map_or(end, |y| y.1),
                ));
            }
            return None;
        }
        // "the 20th of next month", "the 15th"
        if ordinal && of > at {
            let month_at = self.skip(of, C::The);
            if let Some(shift) = self.near(month_at)
                && self.says(month_at + 1, "month")
            {
                let inner = Meaning::FromNow(Unit::Month, shift);
                return Some((
                    Meaning::Nth(day as i8, NthOf::Unit(Unit::Day), Box::new(inner)),
                    month_at + 2,
                ));
            }
        }
        let the = start
            .checked_sub(1)
            .filter(|the| self.is(*the, C::The) && self.n(*the) == 0);
        let on = the.is_some_and(|the| the > 0 && self.is(the - 1, C::On)) && self.ends_phrase(at);
        (ordinal && on && self.is(start, C::Digits)).then_some((Meaning::MonthDay(day), at))
    }

    /// Numbers alone: "2024-11-01", "11/1/2024", "31.10.1974", "2014/10".
    pub(crate) fn numeric(&self, i: usize) -> Parsed<Meaning> {
        let first = self
            .token(i)
            .filter(|t| t.class == C::Digits && !self.within_code(i, **t))?;
        let mark = self.token(i + 1)?;
        if mark.class != C::Mark
            || !['-', '/', '.'].iter().any(|m| mark.is_mark(*m))
            || !self.is(i + 2, C::Digits)
        {
            return None;
        }
        let second = self.token(i + 2)?;
        let tight = mark.glued && second.glued;
        let third = self.token(i + 4).filter(|t| {
            t.class == C::Digits
                && t.glued
                && self
                    .token(i + 3)
                    .is_some_and(|m| m.class == C::Mark && m.n == mark.n && m.glued)
        });
        if let Some(third) = third.filter(|_| tight) {
            return self.three_numbers([*first, *second, *third], mark.is_mark('.'), i + 5);
        }
        let last = i + 3;
        if self.glued(last)
            && (self.is(last, C::Digits) || self.is(last, C::Other) || self.mark(last, '%'))
            || self.glued(last) && self.mark(last, mark_char(mark.n))
        {
            return None;
        }
        let month = if tight { self.year_and_month(i) } else { None };
        month.or_else(|| self.two_numbers(i, tight))
    }

    /// Whether digits go on a number or a code: "A11/2", "1250-10-11".
    fn within_code(&self, i: usize, first: Token) -> bool {
        let goes_on = i > 0
            && self.glued(i)
            && !self.mark(i - 1, '(')
            && !self.mark(i - 1, '"')
            && !self.mark(i - 1, '=')
            && !self.dash(i - 1);
        goes_on
            || i > 1
                && self.dash(i - 1)
                && first.glued
                && self.is(i - 2, C::Digits)
                && self
                    .token(i - 2)
                    .is_some_and(|t| t.len() == 3 || t.len() > 4)
    }

    /// "2024-11-01", "11/1/2024", "31.10.1974": year, month and day in one of their orders.
    fn three_numbers(
        &self,
        [first, second, third]: [Token; 3],
        dotted: bool,
        end: usize,
    ) -> Parsed<Meaning> {
        let goes_on = self.is(end, C::Digits)
            || self.mark(end, '.') && self.is(end + 1, C::Digits) && self.glued(end + 1)
            || self.mark(end, '-') && !self.slashed(end + 1)
            || self.mark(end, '/');
        if self.glued(end) && goes_on && !self.says(end, "T") {
            return None;
        }
        let date = if first.len() == 4 {
            Date::new(first.n, second.n as u8, third.n as u8)
                .filter(|_| second.n <= 12 && third.n <= 31)
        } else if matches!(third.len(), 2 | 4) && first.len() <= 2 && second.len() <= 2 {
            let year = if third.len() == 2 {
                century_of(third.n)
            } else {
                third.n
            };
            let (month, day) = month_and_day(first.n, second.n, dotted)
                .filter(|_| (1000..2200).contains(&year))?;
            if Date::new(year, month, day).is_none() {
                return Some((Meaning::Impossible(Some(year), month, day), end));
            }
            Date::new(year, month, day)
        } else {
            None
        };
        date.map(|date| (Meaning::Exact(Period::Day(date)), end))
    }

    /// "2014/10", "2014-10", "10/2014".
    fn year_and_month(&self, i: usize) -> Parsed<Meaning> {
        let (first, mark, second) = (self.token(i)?, self.token(i + 1)?, self.token(i + 2)?);
        let year_first = first.len() == 4
            && (1400..2200).contains(&first.n)
            && second.len() <= 2
            && (1..=12).contains(&second.n)
            && !mark.is_mark('.')
            && !(self.dash(i + 1)
                && second.n > first.n % 100
                && second.len() == 2
                && first.n % 100 < 12);
        if year_first {
            return Some((
                Meaning::Exact(Period::Month(first.n, second.n as u8)),
                i + 3,
            ));
        }
        let year_last = mark.is_mark('/')
            && second.len() == 4
            && (1400..2200).contains(&second.n)
            && (1..=12).contains(&first.n);
        year_last.then(|| {
            (
                Meaning::Exact(Period::Month(second.n, first.n as u8)),
                i + 3,
            )
        })
    }

    /// "(on) 11/2", and where it stands alone "11-2".
    fn two_numbers(&self, i: usize, tight: bool) -> Parsed<Meaning> {
        let (first, mark, second) = (self.token(i)?, self.token(i + 1)?, self.token(i + 2)?);
        let last = i + 3;
        let cued = i > 0
            && (matches!(
                self.class(i - 1),
                Some(C::On | C::Weekday | C::ShortWeekday | C::By | C::Since)
            ) || matches!(
                self.class(i - 1),
                Some(C::From | C::Between | C::To | C::And)
            ) && !(first.n < second.n && matches!(second.n, 2..=8))
                || self.dash(i - 1) && self.glued(i)
                || self.mark(i - 1, ',') && i > 1 && self.is(i - 2, C::Weekday)
                || (self.mark(i - 1, ',') || self.is(i - 1, C::Or))
                    && i > 4
                    && self.mark(i - 3, '/')
                    && matches!(self.class(i - 5), Some(C::On | C::Or | C::Mark)));
        let alone = self.alone(i, last)
            || (i == 0 || self.token(i).is_some_and(|t| t.fresh))
                && matches!(self.class(last), Some(C::At | C::To))
            || self.is(last, C::At) && self.clock(last + 1).is_some()
            || self.mark(last, '-')
                && self.slashed(last + 1)
                && (self.mark(last + 4, '/') || i == 0);
        let slash = mark.is_mark('/') && tight && (cued || alone);
        let dated = slash || alone && (mark.is_mark('-') || mark.is_mark('/'));
        // 9/11 is an event, "5/12 of" a share of something.
        let other = (first.n, second.n) == (9, 11) || self.is(last, C::Of);
        if !dated || other || first.len() > 2 || second.len() > 2 {
            return None;
        }
        let (month, day) = month_and_day(first.n, second.n, false)?;
        Some((
            Meaning::Named(Named::MonthDay(month, day), Which::Unstated, Year::Unstated),
            last,
        ))
    }
}

pub(crate) fn mark_char(n: i32) -> char {
    u32::try_from(n)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or(' ')
}

/// American order, unless only the other fits; with full stops the day comes first.
pub(crate) fn month_and_day(first: i32, second: i32, day_first: bool) -> Option<(u8, u8)> {
    let fits = |month: i32, day: i32| {
        (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && Date::new(2000, month as u8, day as u8).is_some()
    };
    let (a, b) = if day_first {
        ((second, first), (first, second))
    } else {
        ((first, second), (second, first))
    };
    let (month, day) = if fits(a.0, a.1) {
        a
    } else if fits(b.0, b.1) {
        b
    } else {
        return None;
    };
    Some((month as u8, day as u8))
}
