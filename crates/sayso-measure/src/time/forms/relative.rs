//! In: tokens. Out: what is counted from now or from what was told: "last week", "this summer",
//! "the past two weeks", "that year", "the latest quarter".

use crate::time::calendar::{PartOfDay, Unit};
use crate::time::forms::grammar::{
    Amount, Base, Grammar, Meaning, Named, NthOf, Parsed, Which, Year, unit_of,
};
use crate::time::forms::phrases::Reading;
use crate::time::words::{Class as C, FORTNIGHT};
impl Grammar<'_> {
    pub(crate) fn near(&self, i: usize) -> Option<i32> {
        match self.class(i)? {
            C::Last if self.n(i) == 0 => Some(-1),
            C::This => Some(0),
            C::Next => Some(1),
            _ => None,
        }
    }

    /// "in the new year", "into the new year".
    pub(crate) fn new_year(&self, i: usize) -> Parsed<Meaning> {
        let led = i > 0 && matches!(self.class(i - 1), Some(C::In | C::Of | C::By));
        let at = self
            .phrase(i, "the new year")
            .filter(|at| led && self.ends_phrase(*at) && !self.mark(*at, '\''))?;
        Some((Meaning::NewYear, at))
    }

    /// "last week", "this summer", "next May", "the past two weeks", "the coming days", "this past
    /// spring", "that year".
    pub(crate) fn deictic(&self, i: usize) -> Parsed<Meaning> {
        let class = self.class(i)?;
        // "CBS This Morning", "Russia This Week" are names.
        let name = self.token(i).is_some_and(|t| t.capital)
            && !self.sentence_start(i)
            && self
                .token(i - 1)
                .is_some_and(|t| t.capital && t.class == C::Other);
        if name {
            return None;
        }
        let (mut which, mut at) = match class {
            C::Last if self.last_is_verb(i) => return None,
            C::Last => (Which::Last, i + 1),
            C::This => (Which::This, i + 1),
            C::Next => (
                if self.says(i, "next") || self.says(i, "following") {
                    Which::Next
                } else {
                    Which::Coming
                },
                i + 1,
            ),
            C::Same if self.says(i, "same") || self.says(i, "that") => return self.that(i),
            _ => return None,
        };
        if which == Which::This {
            match self.class(at)? {
                C::Last => (which, at) = (Which::Past, at + 1),
                C::Next => (which, at) = (Which::Coming, at + 1),
                _ => {}
            }
        }
        let shift = match which {
            Which::Last | Which::Past | Which::Preceding => -1,
            Which::This | Which::Unstated | Which::Mentioned => 0,
            Which::Next | Which::Coming | Which::Following => 1,
        };
        if let Some((what, end)) = self.deictic_stretch(at, which, shift) {
            return Some((what, end));
        }
        let named = self
            .weekday(at)
            .map(|(d, end)| (Named::Weekday(d), end))
            .or_else(|| {
                self.month(at)
                    .filter(|(m, _)| {
                        self.token(at)
                            .is_some_and(|t| t.capital || !matches!(m, 3 | 5))
                    })
                    .map(|(m, end)| (Named::Month(m), end))
            })
            .or_else(|| self.season(at).map(|(s, end)| (Named::Season(s), end)));
        if let Some((named, end)) = named {
            let which = match which {
                Which::Last if self.says(i, "past") => Which::Past,
                Which::Last if self.says(i, "previous") || self.says(i, "preceding") => {
                    Which::Preceding
                }
                Which::Next if self.says(i, "following") => Which::Following,
                which => which,
            };
            // "this Friday, May 3": the date says it.
            if let Some((
                what @ (Meaning::Weekday(..) | Meaning::Named(Named::MonthDay(..), ..)),
                end,
            )) = self.weekday_first(at).or_else(|| self.month_first(at))
            {
                return Some((what, end));
            }
            let plural = self.word(at).ends_with('s')
                && matches!(named, Named::Weekday(_))
                && self.word(at).len() > 6;
            return (!plural).then_some((Meaning::Named(named, which, Year::Unstated), end));
        }
        if let Some((Meaning::Named(feast @ Named::Feast(_), _, Year::Unstated), end)) =
            self.feast(at)
        {
            return Some((Meaning::Named(feast, which, Year::Unstated), end));
        }
        self.window(at, shift)
            .filter(|_| !matches!(class, C::This) || which != Which::This)
    }

    /// "may last two weeks", "is meant to last a year", "the talks last six days".
    fn last_is_verb(&self, i: usize) -> bool {
        let Some(before) = i
            .checked_sub(1)
            .and_then(|p| self.token(p))
            .filter(|_| self.word(i) == "last")
        else {
            return false;
        };
        let amount =
            self.is(i + 1, C::A) || self.length(i + 1).is_some() || self.says(i + 1, "for");
        let verb = match before.class {
            C::Will | C::Modal | C::Did => true,
            C::Month | C::ModifierStart => matches!(self.word(i - 1), "may" | "not"),
            C::To => self.says(i - 1, "to"),
            C::Other => {
                let word = self.word(i - 1);
                word == "not"
                    || word == "t"
                    || !before.capital && word.len() > 3 && word.ends_with('s')
            }
            _ => false,
        };
        amount && verb
    }

    /// A unit or part of a day after "last", "this", "next".
    pub(crate) fn deictic_stretch(&self, at: usize, which: Which, shift: i32) -> Parsed<Meaning> {
        if let Some((part, end)) = self.part(at) {
            return match (which, part) {
                (Which::This, part) if !matches!(part, PartOfDay::Noon | PartOfDay::Midnight) => {
                    Some((
                        Meaning::Part(part, Some(Box::new(Meaning::FromNow(Unit::Day, 0)))),
                        end,
                    ))
                }
                (Which::Last, PartOfDay::Night | PartOfDay::Evening) => Some((
                    Meaning::Part(part, Some(Box::new(Meaning::FromNow(Unit::Day, -1)))),
                    end,
                )),
                _ => None,
            };
        }
        if self.is(at, C::Fiscal)
            && self.says(at + 1, "year")
            && !self.says(at - 1, "latest")
            && which != Which::Unstated
        {
            return Some((Meaning::Fiscal(Year::FromNow(shift)), at + 2));
        }
        let at = self.skip(at, C::Fiscal);
        let at = at
            + usize::from(
                self.is(at, C::Additional) && self.n(at) == 1 && self.says(at + 1, "year"),
            );
        let hyphen = self.mark(at, '-') && self.glued(at);
        let week_end = self.says(at, "week")
            && (self.mark(at + 1, '-') && self.says(at + 2, "end")
                || self.says(at + 1, "end") && self.is(at + 2, C::Of));
        if week_end {
            return Some((
                Meaning::FromNow(Unit::Weekend, shift),
                at + 2 + usize::from(self.mark(at + 1, '-')),
            ));
        }
        let ((unit, plural), end) = self.unit(at)?;
        if hyphen || plural || unit <= Unit::Hour && shift == 0 || self.says(at, "second") {
            return None;
        }
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                Some((Meaning::Window(vec![(Amount::ONE, unit)], shift as i8), end))
            }
            Unit::Day if shift == 0 || which != Which::Next => None,
            Unit::Season => None,
            Unit::Quarter | Unit::Half if which == Which::Last && self.is(end, C::Of) => None,
            Unit::Week if self.n(at) == FORTNIGHT && shift != 0 => Some((
                Meaning::Window(vec![(Amount::Hundredths(200), unit)], shift as i8),
                end,
            )),
            Unit::Decade | Unit::Century
                if shift != 0
                    && (self.says(at - 1, "past") || at > 1 && self.is(at - 2, C::The)) =>
            {
                Some((Meaning::Window(vec![(Amount::ONE, unit)], shift as i8), end))
            }
            _ => {
                if which == Which::Last && self.says(at - 1, "latest") {
                    return Some((Meaning::Mentioned(unit), end));
                }
                // "in the past year" is twelve months, "last year" the year before.
                if shift == -1
                    && self.says(at - 1, "past")
                    && which == Which::Last
                    && unit == Unit::Year
                {
                    return Some((Meaning::Window(vec![(Amount::ONE, unit)], -1), end));
                }
                if unit == Unit::Year || unit == Unit::Week {
                    if let Some((day, to)) = self
                        .weekday(self.skip(end, C::On))
                        .filter(|_| unit == Unit::Week && !self.mark(end, ','))
                    {
                        return Some((
                            Meaning::Nth(
                                day as i8,
                                NthOf::Unit(Unit::Day),
                                Box::new(Meaning::FromNow(unit, shift)),
                            ),
                            to,
                        ));
                    }
                    if self.mark(end, '\'')
                        && self.says(end + 1, "s")
                        && let Some((what, to)) = self.possessed(end + 2, unit, shift)
                    {
                        return Some((what, to));
                    }
                }
                Some((Meaning::FromNow(unit, shift), end))
            }
        }
    }

    /// "last year's third quarter", "last week's Sunday".
    pub(crate) fn possessed(&self, at: usize, unit: Unit, shift: i32) -> Parsed<Meaning> {
        if unit == Unit::Year {
            if let Some((Meaning::Named(named, _, Year::Unstated), to)) = self.quarter(at) {
                return Some((
                    Meaning::Named(named, Which::Unstated, Year::FromNow(shift)),
                    to,
                ));
            }
            return None;
        }
        let (day, to) = self.weekday(at)?;
        Some((
            Meaning::Nth(
                day as i8,
                NthOf::Unit(Unit::Day),
                Box::new(Meaning::FromNow(unit, shift)),
            ),
            to,
        ))
    }

    /// "that year", "that day", "the same month": the one told before.
    pub(crate) fn that(&self, i: usize) -> Parsed<Meaning> {
        let at = i + 1;
        let month = self.month(at).filter(|_| {
            self.says(i, "that")
                && self.is(at, C::Month)
                && self.token(at).is_some_and(|t| t.capital)
        });
        let named = month
            .map(|(month, end)| (Named::Month(month), end))
            .or_else(|| {
                self.season(at)
                    .filter(|_| self.says(i, "that") && !self.says(at, "fall"))
                    .map(|(season, end)| (Named::Season(season), end))
            });
        if let Some((named, end)) = named.filter(|(_, end)| !self.is(*end, C::Digits)) {
            return Some((Meaning::Named(named, Which::Mentioned, Year::Unstated), end));
        }
        if let Some((part, end)) = self
            .part(at)
            .filter(|(p, _)| !matches!(p, PartOfDay::Noon | PartOfDay::Midnight))
        {
            return Some((
                Meaning::Part(part, Some(Box::new(Meaning::Mentioned(Unit::Day)))),
                end,
            ));
        }
        let ((unit, plural), end) = self.unit(at)?;
        (!plural && unit >= Unit::Day && unit != Unit::Season && !self.says(at, "second"))
            .then_some((Meaning::Mentioned(unit), end))
    }

    /// "two weeks" after "past" or "next"; "years" after "recent" and "coming".
    pub(crate) fn window(&self, at: usize, shift: i32) -> Parsed<Meaning> {
        let sign = shift as i8;
        if sign == 0 {
            return None;
        }
        // "last July 4" and "last 20th" are no lengths.
        if let Some((mut length, mut end)) = self.length(at).filter(|_| !self.is(at, C::A)) {
            // "the last 3 months and 2 days ago": two times.
            if self.is(end, C::Ago) && length.len() > 1 {
                let ((unit, _), to) = self.unit(self.amount(at)?.1)?;
                (length, end) = (vec![(length[0].0, unit)], to);
            }
            return Some((Meaning::Window(length, sign), end));
        }
        if self.is(at, C::Few) || self.is(at, C::Several) {
            return None;
        }
        // "two to three years"
        let ((unit, plural), end) = self.unit(at)?;
        (plural && unit >= Unit::Hour)
            .then(|| (Meaning::Window(vec![(Amount::Some, unit)], sign), end))
    }

    /// "the quarter", "the year", "the latest period", "the 1988 period": what the text told
    /// before.
    pub(crate) fn told(&self, i: usize, the: usize) -> Reading {
        if the == i {
            return None;
        }
        let latest = usize::from(self.says(the, "latest"));
        let at = the + latest;
        if self.says(at, "period") && latest == 1 {
            return Some((Meaning::Mentioned(Unit::Quarter), None, at + 1, "told"));
        }
        if self.is(the, C::Digits)
            && (self.says(the + 1, "period") || self.says(the + 1, "quarter"))
        {
            let year = self
                .token(the)
                .filter(|t| t.len() == 4 && (1900..2100).contains(&t.n))?
                .n;
            return Some((
                Meaning::Named(Named::Quarter(0), Which::Unstated, Year::Given(year)),
                None,
                the + 2,
                "told",
            ));
        }
        let full =
            usize::from(self.says(at, "full") || self.says(at, "entire") || self.is(at, C::Fiscal));
        if !self.is(at + full, C::Unit) {
            return None;
        }
        let unit = unit_of(self.n(at + full))?;
        if full == 0
            && latest == 0
            && (unit > Unit::Week || self.n(at) == FORTNIGHT)
            && self.is(at + 1, C::To)
        {
            let weeks = if self.n(at) == FORTNIGHT {
                Amount::Hundredths(200)
            } else {
                Amount::ONE
            };
            if let Some(what) = self.ending(&vec![(weeks, unit)], at + 1) {
                return Some((what, None, at + 1, "length"));
            }
        }
        let lead = i.checked_sub(1).and_then(|p| self.class(p));
        let led = matches!(
            lead,
            Some(C::For | C::In | C::During | C::Of | C::Over | C::Later | C::Earlier)
        );
        let fits = match unit {
            Unit::Quarter | Unit::Year | Unit::Month => led || full == 1,
            Unit::Week | Unit::Day => {
                led && matches!(
                    lead,
                    Some(C::For | C::In | C::Of | C::Later | C::Earlier | C::During)
                ) && !self.is(at + 1, C::Of)
            }
            Unit::Decade | Unit::Century => led,
            _ => false,
        };
        let ends = self.ends(at + full + 1);
        let what = if unit == Unit::Quarter {
            Meaning::Mentioned(unit)
        } else {
            Meaning::FromNow(unit, 0)
        };
        (fits && ends && latest == 0).then_some((what, None, at + full + 1, "told"))
    }

    pub(crate) fn ends(&self, i: usize) -> bool {
        self.token(i).is_none_or(|t| {
            t.fresh || t.class != C::Other || self.says(i, "ended") || self.says(i, "ending")
        }) && !self.mark(i, '-')
            && !self.is(i, C::Before)
            && !self.is(i, C::After)
            && !self.is(i, C::Earlier)
    }

    /// "the day before yesterday", "the day after tomorrow", "a day or two".
    pub(crate) fn day_or_so(&self, i: usize) -> Reading {
        let the = i + usize::from(self.is(i, C::The));
        let one = the > i
            && (self.says(the, "following")
                || self.says(the, "next")
                || self.says(the, "previous")
                || self.says(the, "preceding"));
        if one {
            let sign = if self.is(the, C::Next) { 1 } else { -1 };
            if let Some((part, to)) = self
                .part(the + 1)
                .filter(|(p, _)| !matches!(p, PartOfDay::Noon | PartOfDay::Midnight))
            {
                let day = Meaning::Offset(vec![(Amount::ONE, Unit::Day)], sign, Base::Mentioned);
                return Some((Meaning::Part(part, Some(Box::new(day))), None, to, "told"));
            }
            if self.is(the + 1, C::Unit) {
                let unit = unit_of(self.n(the + 1))
                    .filter(|u| matches!(u, Unit::Day | Unit::Week | Unit::Month | Unit::Year))?;
                if unit == Unit::Day
                    || self.says(the, "following")
                    || self.says(the, "preceding")
                    || self.says(the, "previous")
                {
                    return Some((
                        Meaning::Offset(vec![(Amount::ONE, unit)], sign, Base::Mentioned),
                        None,
                        the + 2,
                        "told",
                    ));
                }
            }
        }
        None
    }
}
