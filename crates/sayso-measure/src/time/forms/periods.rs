//! In: tokens. Out: named stretches of the year: "third quarter", "fiscal 2016", "the summer",
//! "week 10", "the first Monday of October"; and the longest of all that is a day or more.

use crate::time::calendar::{Period, SEASONS, Season, Unit};
use crate::time::forms::grammar::{
    Grammar, Meaning, Named, NthOf, Parsed, Which, Year, best, unit_of,
};
use crate::time::words::Class as C;
impl Grammar<'_> {
    /// A day (or longer) without a time of day.
    pub(crate) fn stretch(&self, i: usize) -> Parsed<Meaning> {
        let token = self.token(i)?;
        let simple = match token.class {
            C::DayFromNow
                if token.capital
                    && !self.sentence_start(i)
                    && self.token(i - 1).is_some_and(|t| t.capital) =>
            {
                None
            }
            C::DayFromNow => Some((Meaning::FromNow(Unit::Day, token.n), i + 1)),
            C::Month | C::ShortMonth => self.joined_date(i).or_else(|| self.month_first(i)),
            C::Weekday | C::ShortWeekday => self.weekday_first(i),
            C::Last | C::This | C::Next | C::Same => {
                best([self.deictic(i), self.quarter(i), self.nth_of(i)])
            }
            C::Final => best([self.quarter(i), self.nth_of(i)]),
            C::Season => self.season_first(i),
            C::Decade => self.decade(i),
            C::Ordinal => best([
                self.day_first(i),
                self.quarter(i),
                self.century(i),
                self.nth_of(i),
            ]),
            C::Cardinal => best([
                self.day_first(i),
                self.century(i),
                self.nth_of(i),
                self.year_words(i)
                    .map(|(y, at)| (Meaning::Exact(Period::Year(y)), at)),
            ]),
            C::Digits => best([
                self.numeric(i),
                self.joined_date(i),
                self.compact(i),
                self.listed_day(i),
                self.day_first(i),
                self.quarter(i),
                self.century(i),
                self.decade(i),
                self.nth_of(i),
                self.year_first(i),
            ]),
            C::Fiscal => self.quarter(i).or_else(|| self.fiscal(i)),
            C::Unit => self.unit_first(i),
            C::Other if token.len() == 1 => self.quarter(i),
            C::Mark if token.is_mark('\'') => self.decade(i).or_else(|| self.short_year(i)),
            _ => None,
        };
        best([simple, self.feast(i)])
    }

    /// "third quarter", "first half", "Q3", "fiscal fourth quarter", each with its year.
    pub(crate) fn quarter(&self, i: usize) -> Parsed<Meaning> {
        let mut at = i;
        let mut year = Year::Unstated;
        if let Some((given, end)) = self.year_digits(at) {
            (year, at) = (Year::Given(given), self.joined(end));
        }
        at = self.skip(at, C::Fiscal);
        let named;
        if self
            .token(at)
            .is_some_and(|t| t.class == C::Other && t.len() == 1)
            && matches!(self.word(at), "Q" | "q" | "H")
            && self.is(at + 1, C::Digits)
            && self.glued(at + 1)
        {
            let n = self.n(at + 1);
            let last = if self.word(at) == "H" { 2 } else { 4 };
            if !(1..=last).contains(&n) || self.glued(at + 2) && self.is(at + 2, C::Digits) {
                return None;
            }
            named = if last == 2 {
                Named::Half(n as u8)
            } else {
                Named::Quarter(n as u8)
            };
            at += 2;
        } else {
            let (n, next) = self.nth(at)?;
            at = next + usize::from(self.mark(next, '-') && self.glued(next));
            at = self.skip(at, C::Fiscal);
            if self.is(at, C::Unit) && self.n(at) == Unit::Quarter as i32 && (1..=4).contains(&n) {
                named = Named::Quarter(n as u8);
            } else if (1..=2).contains(&n) && (self.is(at, C::Half) || self.says(at, "semester")) {
                let year_follows = self.year_after(at + 1).is_some() || year != Year::Unstated;
                if !year_follows && !self.year_half(at + 1) && !self.business_half(i, at + 1) {
                    return None;
                }
                named = Named::Half(n as u8);
            } else if n == -1
                && (self.is(at, C::Half)
                    || self.is(at, C::Unit) && self.n(at) == Unit::Quarter as i32)
                && matches!(self.year_after(at + 1), Some((Year::Given(_), _)))
            {
                named = if self.is(at, C::Half) {
                    Named::Half(2)
                } else {
                    Named::Quarter(4)
                };
            } else {
                return None;
            }
            at += 1;
        }
        if year == Year::Unstated {
            if let Some((said, end)) = self.fiscal_year(self.joined(at)) {
                (year, at) = (said, end);
            } else if self.is(at, C::Of) && self.is(at + 1, C::The) && self.says(at + 2, "year") {
                (year, at) = (Year::FromNow(0), at + 3);
            }
        }
        Some((Meaning::Named(named, Which::Unstated, year), at))
    }

    /// "(profit fell 3%) in the first half": not of a match, but where money or growth is spoken of
    /// in the sentence.
    fn business_half(&self, i: usize, at: usize) -> bool {
        const TOLD: &[&str] = &[
            "%",
            "percent",
            "profit",
            "profits",
            "sales",
            "revenue",
            "revenues",
            "earnings",
            "growth",
            "economy",
            "output",
            "inflation",
            "exports",
            "orders",
            "deliveries",
            "loss",
            "losses",
        ];
        let led = i > 1
            && self.is(i - 1, C::The)
            && matches!(
                self.class(i - 2),
                Some(C::In | C::For | C::From | C::During | C::By | C::Of)
            );
        let near = i.saturating_sub(15)..(at + 10).min(self.tokens.len());
        led && self.ends_phrase(at)
            && !self.is(at, C::Of)
            && near.into_iter().any(|k| {
                TOLD.iter().any(|word| self.says(k, word))
                    || ['$', '£', '€'].iter().any(|mark| self.mark(k, *mark))
            })
    }

    pub(crate) fn year_half(&self, at: usize) -> bool {
        self.is(at, C::Of) && self.is(at + 1, C::The) && self.says(at + 2, "year")
    }

    pub(crate) fn fiscal_year(&self, at: usize) -> Parsed<Year> {
        let of = self.skip(at, C::Of);
        let fiscal = self.skip(of, C::Fiscal);
        if fiscal > of
            && let Some((year, end)) = self.year_digits(self.skip_word(fiscal, "year"))
        {
            return Some((Year::Given(year), end));
        }
        self.year_after(at).filter(|_| !self.mark(at, ','))
    }

    /// "fiscal 2016", "fiscal year 2016", "the fiscal year".
    pub(crate) fn fiscal(&self, i: usize) -> Parsed<Meaning> {
        let at = i + 1;
        if let Some((year, end)) = self.year_digits(self.skip_word(at, "year")) {
            return Some((Meaning::Fiscal(Year::Given(year)), end));
        }
        (self.says(at, "year") && i > 0 && self.is(i - 1, C::The))
            .then_some((Meaning::Mentioned(Unit::Year), at + 1))
    }

    pub(crate) fn season(&self, i: usize) -> Parsed<Season> {
        let token = self.token(i)?;
        (token.class == C::Season).then(|| (SEASONS[token.n as usize], i + 1))
    }

    /// "summer 2016", "the winter of 1994", "the summer", "in spring".
    pub(crate) fn season_first(&self, i: usize) -> Parsed<Meaning> {
        let (season, at) = self.season(i)?;
        // "to fall this year", "prices fall next year"
        let verb = matches!(self.word(i), "fall" | "spring")
            && i > 0
            && (self.says(i - 1, "to")
                || matches!(self.class(i - 1), Some(C::Will | C::Modal | C::And))
                || self.is(i - 1, C::Other) && self.word(i - 1).ends_with('s'));
        if verb && self.year_digits(at).is_none() {
            return None;
        }
        if let Some((year, end)) = self.year_after(at).filter(|_| !self.mark(at, ',')) {
            return Some((
                Meaning::Named(Named::Season(season), Which::Unstated, year),
                end,
            ));
        }
        let before = i.checked_sub(1).and_then(|p| self.class(p));
        let the = matches!(before, Some(C::The)) && self.n(i - 1) == 0;
        let lead = if the {
            i.checked_sub(2).and_then(|p| self.class(p))
        } else {
            before
        };
        let led = matches!(
            lead,
            Some(
                C::In
                    | C::During
                    | C::Over
                    | C::Since
                    | C::By
                    | C::Of
                    | C::From
                    | C::To
                    | C::EarlyLate
                    | C::After
                    | C::Before
                    | C::This
                    | C::Last
                    | C::Next
                    | C::Every
            )
        );
        let verb = matches!(self.word(i), "fall" | "Fall" | "springs" | "spring")
            && matches!(before, Some(C::To))
            || self.word(i) == "springs";
        let noun_follows = self
            .token(at)
            .is_some_and(|t| t.class == C::Other && !t.fresh && !the)
            || self.mark(at, '-');
        let of = self.is(at, C::Of) || self.is(at, C::From) || self.is(at, C::In);
        let fall = self.says(i, "fall")
            && (of
                || !matches!(
                    lead,
                    Some(
                        C::In
                            | C::This
                            | C::Last
                            | C::Next
                            | C::By
                            | C::Since
                            | C::During
                            | C::EarlyLate
                    )
                ));
        (led && !verb && !fall && !noun_follows && !of).then_some((
            Meaning::Named(Named::Season(season), Which::Unstated, Year::Unstated),
            at,
        ))
    }

    /// "week 10", "year-end", "year end", "year 2000", "the week of October 6", "weekend".
    pub(crate) fn unit_first(&self, i: usize) -> Parsed<Meaning> {
        let unit = unit_of(self.n(i))?;
        let at = i + 1;
        let the = i > 0 && self.is(i - 1, C::The);
        match unit {
            Unit::Day
                if matches!(self.class(at), Some(C::Before | C::After))
                    && self.is(at + 1, C::DayFromNow) =>
            {
                let n = self.n(at + 1) + if self.is(at, C::Before) { -1 } else { 1 };
                Some((Meaning::FromNow(Unit::Day, n), at + 2))
            }
            Unit::Year => {
                if let Some((year, end)) = self.year(self.skip(at, C::Of)) {
                    return Some((Meaning::Exact(Period::Year(year)), end));
                }
                None
            }
            Unit::Week => {
                if self.is(at, C::Digits)
                    && self.token(at)?.len() <= 2
                    && (1..=53).contains(&self.n(at))
                    && !self.token(i)?.capital
                {
                    let week = Named::Week(self.n(at) as u8);
                    let (year, to) = self
                        .year_after(at + 1)
                        .unwrap_or((Year::FromNow(0), at + 1));
                    return Some((Meaning::Named(week, Which::Unstated, year), to));
                }
                if self.is(at, C::After) && self.says(at + 1, "next") {
                    return Some((Meaning::FromNow(Unit::Week, 2), at + 2));
                }
                let bounded = ["beginning", "commencing", "starting", "ended", "ending"]
                    .iter()
                    .any(|w| self.says(at, w));
                if self.is(at, C::Of) || bounded {
                    let inner = self.month_first(at + 1).or_else(|| self.day_first(at + 1));
                    if let Some((day @ Meaning::Named(Named::MonthDay(..), ..), end)) = inner {
                        return Some((
                            Meaning::Nth(0, NthOf::Unit(Unit::Week), Box::new(day)),
                            end,
                        ));
                    }
                }
                None
            }
            Unit::Weekend
                if the
                    && i > 1
                    && matches!(
                        self.class(i - 2),
                        Some(C::Over | C::During | C::At | C::On | C::For | C::Of)
                    )
                    || the && self.ends_phrase(at) =>
            {
                Some((Meaning::Mentioned(Unit::Weekend), at))
            }
            _ => None,
        }
    }

    /// "the first Monday of October", "the last week of May", "the third day of 2016".
    pub(crate) fn nth_of(&self, i: usize) -> Parsed<Meaning> {
        let long = self
            .day(i)
            .filter(|_| self.is(i, C::Cardinal) && self.is_ordinal(i))
            .map(|(n, at)| (n as i8, at));
        let (n, at) = self.nth(i).or(long)?;
        let (of, end) = if let Some((day, end)) = self.weekday(at) {
            (NthOf::Weekday(day), end)
        } else {
            let week_end =
                self.says(at, "week") && self.mark(at + 1, '-') && self.says(at + 2, "end");
            let ((unit, plural), end) = if week_end {
                ((Unit::Weekend, false), at + 3)
            } else {
                self.unit(at)?
            };
            if plural
                || !matches!(
                    unit,
                    Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Decade
                )
            {
                return None;
            }
            (NthOf::Unit(unit), end)
        };
        if !matches!(self.class(end), Some(C::Of | C::In)) {
            return None;
        }
        let inner_at = self.skip(end + 1, C::The);
        let (inner, to) = self.stretch(inner_at).or_else(|| {
            let ((unit, plural), to) = self.unit(inner_at)?;
            let which = if matches!(unit, Unit::Month | Unit::Year | Unit::Week)
                && inner_at > end + 1
                && !plural
            {
                unit
            } else {
                return None;
            };
            Some((Meaning::FromNow(which, 0), to))
        })?;
        let longer = matches!(
            inner,
            Meaning::Named(Named::Month(_) | Named::Season(_) | Named::Quarter(_), ..)
                | Meaning::FromNow(Unit::Week | Unit::Month | Unit::Year | Unit::Quarter, _)
                | Meaning::Exact(
                    Period::Year(_) | Period::Month(..) | Period::Decade(_) | Period::Century(_)
                )
        );
        longer.then(|| (Meaning::Nth(n, of, Box::new(inner)), to))
    }
}
