//! In: tokens. Out: years, decades and centuries: "2016", "'98", "nineteen ninety-four", "the
//! 1990s", "the 19th century".

use crate::time::calendar::{Period, Unit};
use crate::time::forms::grammar::{Grammar, Meaning, Named, Parsed, Which, Year};
use crate::time::words::Class as C;
/// Nouns that are counted: what stands before them is no year.
pub(crate) const COUNTED: &[&str] = &[
    "people",
    "dollars",
    "euros",
    "pounds",
    "miles",
    "feet",
    "meters",
    "metres",
    "km",
    "kilometers",
    "kilometres",
    "percent",
    "per",
    "votes",
    "jobs",
    "tons",
    "tonnes",
    "troops",
    "soldiers",
    "calories",
    "seats",
    "points",
    "words",
    "times",
    "copies",
    "million",
    "billion",
    "employees",
    "workers",
    "students",
    "acres",
    "kg",
    "square",
    "inches",
    "yards",
    "cases",
    "units",
    "homes",
    "houses",
    "yen",
    "mg",
    "mph",
    "rpm",
    "members",
    "delegates",
    "kcal",
    "watts",
    "megawatts",
    "hp",
    "migrants",
    "refugees",
    "families",
    "patients",
    "deaths",
    "residents",
    "passengers",
    "shares",
    "barrels",
    "pieces",
    "rupees",
];

impl Grammar<'_> {
    /// A year in four digits that reads as one.
    pub(crate) fn year_digits(&self, i: usize) -> Parsed<i32> {
        let token = self.token(i)?;
        let year = token.n;
        if token.class != C::Digits || token.len() != 4 || !(1000..=2199).contains(&year) {
            return None;
        }
        let next = self.token(i + 1);
        let joined = next.is_some_and(|t| {
            t.glued
                && (matches!(t.class, C::Digits | C::Other | C::AmPm | C::ShortUnit) && !t.capital
                    || t.is_mark('%')
                    || t.is_mark('/')
                    || t.is_mark('_')
                    || t.is_mark('°'))
        });
        let number = self.glued(i + 1)
            && self.glued(i + 2)
            && (self.mark(i + 1, ',') || self.mark(i + 1, '.'))
            && self.is(i + 2, C::Digits);
        // "2017 GMT" is an hour.
        let hour = self.is(i + 1, C::Zone) && self.word(i + 1).len() == 3 && year % 100 < 60;
        (!joined && !number && !hour).then_some((year, i + 1))
    }

    /// "two thousand ten", "nineteen ninety-four", "twenty sixteen".
    pub(crate) fn year_words(&self, i: usize) -> Parsed<i32> {
        if !self.is(i, C::Cardinal) {
            return None;
        }
        let (first, at) = self.cardinal(i);
        if (2000..2100).contains(&first) {
            return Some((first as i32, at));
        }
        if (1100..2000).contains(&first)
            && at > i + 2
            && self.says(i + 1, "hundred")
            && !self.counted(at)
        {
            return Some((first as i32, at));
        }
        if !(13..=20).contains(&first) || !self.is(at, C::Cardinal) {
            return None;
        }
        let (second, end) = self.cardinal(at);
        let long = (10..100).contains(&second) && self.unit(end).is_none();
        long.then_some(((first * 100 + second) as i32, end))
    }

    pub(crate) fn year(&self, i: usize) -> Parsed<i32> {
        self.year_digits(i).or_else(|| self.year_words(i))
    }

    /// The year said with a month or day: "2016", "of 2016", "last year", "of next year", "in
    /// 2017".
    pub(crate) fn year_after(&self, i: usize) -> Parsed<Year> {
        let at = self.comma(i);
        if let Some((year, end)) = self.year_digits(at) {
            return (year >= 1400).then_some((Year::Given(year), end));
        }
        if let Some((year, end)) = self.year_words(at).filter(|_| at == i) {
            return Some((Year::Given(year), end));
        }
        let of = matches!(self.class(i), Some(C::Of | C::In));
        let at = i + usize::from(of);
        if of && let Some((year, end)) = self.year(at) {
            return Some((Year::Given(year), end));
        }
        // "April of 87"
        let two = self
            .token(at)
            .filter(|t| self.says(i, "of") && t.class == C::Digits && t.len() == 2 && t.n > 31);
        if let Some(two) = two.filter(|_| {
            self.ends_phrase(at + 1) && !self.counted(at + 1) && !self.mark(at + 1, '%')
        }) {
            return Some((Year::Given(century_of(two.n)), at + 1));
        }
        if self.mark(at, '\'')
            && self
                .token(at + 1)
                .is_some_and(|t| t.class == C::Digits && t.glued && t.len() == 2)
        {
            return Some((Year::Given(century_of(self.n(at + 1))), at + 2));
        }
        if self.is(at, C::The) && self.says(at + 1, "year") && self.year(at + 2).is_some() {
            return self.year(at + 2).map(|(y, end)| (Year::Given(y), end));
        }
        if self.is(at, C::A) && self.says(at + 1, "year") && self.says(i, "in") {
            return Some((Year::FromNow(1), at + 2));
        }
        let shift = self.near(at)?;
        (self.n(at + 1) == Unit::Year as i32
            && self.is(at + 1, C::Unit)
            && !self.mark(at + 2, '\''))
        .then_some((Year::FromNow(shift), at + 2))
    }

    /// "2016", "2016 April".
    pub(crate) fn year_first(&self, i: usize) -> Parsed<Meaning> {
        let (year, at) = self.year_digits(i)?;
        if self.is(at, C::Month)
            && (self.token(at)?.capital || !matches!(self.n(at), 3 | 5))
            && !self.is(at + 1, C::Digits)
        {
            return Some((
                Meaning::Named(
                    Named::Month(self.n(at) as u8),
                    Which::Unstated,
                    Year::Given(year),
                ),
                at + 1,
            ));
        }
        self.reads_as_year(i, at, year)
            .then_some((Meaning::Exact(Period::Year(year)), at))
    }

    pub(crate) fn counted(&self, at: usize) -> bool {
        COUNTED.iter().any(|w| self.says(at, w))
            || matches!(self.class(at), Some(C::Units | C::Dozen))
    }

    pub(crate) fn reads_as_year(&self, i: usize, at: usize, year: i32) -> bool {
        if self.counted(at) {
            return false;
        }
        let before = i.checked_sub(1).and_then(|p| self.token(p));
        let Some(before) = before else {
            return (1400..2150).contains(&year);
        };
        let glued = self.glued(i);
        if glued
            && !(before.is_mark('(')
                || before.is_mark('"')
                || before.is_mark('“')
                || before.is_mark('-')
                || before.is_mark('–')
                || before.is_mark('=')
                || before.is_mark('‘'))
        {
            return false;
        }
        let led = matches!(
            before.class,
            C::In
                | C::Since
                | C::By
                | C::From
                | C::To
                | C::Between
                | C::During
                | C::EarlyLate
                | C::StartOrEnd
                | C::After
                | C::Before
                | C::And
                | C::Within
        );
        // "A380-2000", "Vision 2030", "Agenda 2063" are names; "Expo 2020" is one too, but has its
        // year.
        let name = before.is_mark('-')
            && glued
            && i > 1
            && !(matches!(
                self.class(i - 2),
                Some(C::EarlyLate | C::Month | C::ShortMonth)
            ) || self
                .token(i - 2)
                .is_some_and(|t| t.class == C::Digits && t.len() == 4));
        if name
            || before.is_mark('#')
            || before.is_mark('$')
            || before.is_mark('£')
            || before.is_mark('€')
            || before.is_mark('.') && self.glued(i - 1) && glued
        {
            return false;
        }
        if matches!(
            self.word(i - 1),
            "No" | "Agenda"
                | "Vision"
                | "Boeing"
                | "Airbus"
                | "Area"
                | "Room"
                | "Route"
                | "Highway"
                | "Nasdaq"
                | "Russell"
                | "Windows"
                | "Studio"
                | "Channel"
                | "Nikkei"
        ) {
            return false;
        }
        if led {
            (1000..2150).contains(&year)
        } else {
            (1700..2100).contains(&year)
        }
    }

    /// "'98" after "in", "since", "of".
    pub(crate) fn short_year(&self, i: usize) -> Parsed<Meaning> {
        let digits = self
            .token(i + 1)
            .filter(|t| t.class == C::Digits && t.len() == 2 && t.glued)?;
        let led = i > 0
            && matches!(
                self.class(i - 1),
                Some(C::In | C::Since | C::Of | C::From | C::By | C::To | C::EarlyLate | C::Season)
            );
        let ends = self
            .token(i + 2)
            .is_none_or(|t| !t.glued || t.class == C::Mark);
        (led && ends && !self.glued(i))
            .then(|| (Meaning::Exact(Period::Year(century_of(digits.n))), i + 2))
    }

    /// "the 1990s", "the '90s", "the nineties", "the mid-1980s".
    pub(crate) fn decade(&self, i: usize) -> Parsed<Meaning> {
        let token = self.token(i)?;
        if token.class == C::Decade {
            let the = i > 0 && matches!(self.class(i - 1), Some(C::The | C::EarlyLate | C::In))
                || i > 1 && self.mark(i - 1, '-') && self.is(i - 2, C::EarlyLate);
            let his = i > 0 && self.is(i - 1, C::The) && self.n(i - 1) == 1;
            let before = i > 0 && self.is(i - 1, C::Cardinal);
            return (the && !his && !before)
                .then_some((Meaning::Exact(Period::Decade(190 + token.n)), i + 1));
        }
        let short = self.mark(i, '\'') && self.glued(i + 1);
        let at = i + usize::from(short);
        let digits = self.token(at).filter(|t| t.class == C::Digits)?;
        let s_at = at + 1 + usize::from(self.mark(at + 1, '\'') && self.glued(at + 1));
        let s = self.word(s_at) == "s" && (self.glued(s_at) || digits.len() == 4);
        if !s || digits.n % 10 != 0 || digits.n < 0 {
            return None;
        }
        let end = s_at + 1;
        match digits.len() {
            4 if (1000..2200).contains(&digits.n) => {
                Some((Meaning::Exact(Period::Decade(digits.n / 10)), end))
            }
            2 => {
                let the = short
                    || i > 0
                        && (self.is(i - 1, C::The) && self.n(i - 1) == 0
                            || self.is(i - 1, C::EarlyLate)
                                && i > 1
                                && self.is(i - 2, C::The)
                                && self.n(i - 2) == 0);
                let weather =
                    COUNTED.iter().any(|w| self.says(end, w)) || self.says(end, "degrees");
                let decade = if digits.n < 30 && !short { 200 } else { 190 } + digits.n / 10;
                (the && !weather && (digits.n >= 20 || short))
                    .then_some((Meaning::Exact(Period::Decade(decade)), end))
            }
            _ => None,
        }
    }

    /// "the 20th century", "the nineteenth century".
    pub(crate) fn century(&self, i: usize) -> Parsed<Meaning> {
        let (n, at) = match self.class(i)? {
            C::Ordinal | C::Digits => self.nth(i)?,
            C::Cardinal => self
                .day(i)
                .filter(|_| self.is_ordinal(i))
                .map(|(n, at)| (n as i8, at))?,
            _ => return None,
        };
        let at = at + usize::from(self.mark(at, '-') && self.glued(at));
        let is =
            self.is(at, C::Unit) && self.n(at) == Unit::Century as i32 && (1..=30).contains(&n);
        is.then(|| (Meaning::Exact(Period::Century(i32::from(n) - 1)), at + 1))
    }
}

/// A year of two digits: 1974, 2024. News tells of the past: only years up to 49 are of this
/// century.
pub(crate) fn century_of(two: i32) -> i32 {
    if two < 50 { 2000 + two } else { 1900 + two }
}
