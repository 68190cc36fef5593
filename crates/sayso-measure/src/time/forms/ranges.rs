//! In: tokens. Out: ranges: "1998–2003", "from May to July", "between 9:30 and 11:00", "May 13-15".

use crate::time::calendar::{Period, Unit};
use crate::time::forms::grammar::{
    Base, Clock, Grammar, Meaning, Named, NthOf, Parsed, Which, Year, best,
};
use crate::time::forms::phrases::Reading;
use crate::time::words::Class as C;
impl Grammar<'_> {
    /// "1998–2003", "1950-53", "from May to July", "between 9:30 and 11:00", "May 13-15", "13 to 15
    /// May".
    pub(crate) fn ranged(&self, i: usize) -> Reading {
        let between = self.is(i, C::Between);
        let opened = between || self.is(i, C::From);
        let start = i + usize::from(opened);
        let start = start + usize::from(self.is(start, C::The));
        let (what, to) = best([
            self.day_range(start, between),
            self.hour_range(start, between, opened, false),
            self.year_range(start),
            self.point_range(start, between, opened),
            if opened { None } else { self.day_hours(i) },
            if between {
                None
            } else {
                self.point_for(start, opened)
            },
        ])?;
        Some((what, None, to, "range"))
    }

    /// Past what joins the ends of a range.
    pub(crate) fn joint(&self, at: usize, between: bool) -> Option<usize> {
        let token = self.token(at)?;
        let to = match token.class {
            C::And => between,
            C::To => true,
            C::Mark => {
                (token.is_mark('-') || token.is_mark('–') || token.is_mark('~'))
                    && self
                        .token(at + 1)
                        .is_some_and(|next| token.glued == next.glued)
            }
            _ => false,
        };
        to.then_some(at + 1)
    }

    /// "May 13-15", "May 13 to 15, 2016", "13 to 15 May", "the 13th to the 15th of May".
    pub(crate) fn day_range(&self, i: usize, between: bool) -> Parsed<Meaning> {
        let the = |at: usize| at + usize::from(self.is(at, C::The));
        if let Some((Meaning::Named(Named::MonthDay(month, first), which, Year::Unstated), at)) =
            self.month_first(i)
        {
            let (last, end) = self.day(the(self.joint(at, between)?))?;
            if last <= first
                || self.is(end, C::AmPm)
                || self.mark(end, ':')
                || self.month(end).is_some()
                || self.is(end, C::Units)
            {
                return None;
            }
            let (year, end) = self
                .year_after(end)
                .filter(|(y, _)| matches!(y, Year::Given(_)))
                .unwrap_or((Year::Unstated, end));
            let side = |day| Box::new(Meaning::Named(Named::MonthDay(month, day), which, year));
            return Some((Meaning::Range(side(first), side(last)), end));
        }
        let (first, at) = self.day(the(i))?;
        let (Meaning::Named(Named::MonthDay(month, last), which, year), end) =
            self.day_first(the(self.joint(at, between)?))?
        else {
            return None;
        };
        let side = |day| Box::new(Meaning::Named(Named::MonthDay(month, day), which, year));
        (first < last).then(|| (Meaning::Range(side(first), side(last)), end))
    }

    /// "Monday 8-9am", "Thursday from 9:30 to 11:00", "this evening from 7 to 7:30", "tomorrow
    /// between 10 and 11:30".
    pub(crate) fn day_hours(&self, i: usize) -> Parsed<Meaning> {
        let (day, part, at) = match self.point(i)? {
            (Meaning::Part(part, Some(day)), at) => (*day, Some(part), at),
            (day, at) if Self::is_day(&day) => (day, None, at),
            _ => return None,
        };
        let from = at + usize::from(self.mark(at, ','));
        let between = self.is(from, C::Between);
        let opened = between || self.is(from, C::From);
        let start = from + usize::from(opened);
        let (range, to) = best([
            self.hour_range(start, between, opened, true),
            self.point_range(start, between, opened),
        ])?;
        let Meaning::Range(a, b) = range else {
            return None;
        };
        let (Meaning::Clock(a, None), Meaning::Clock(b, None)) = (*a, *b) else {
            return None;
        };
        let (a, b) = part.map_or((a, b), |part| (a.in_part(part), b.in_part(part)));
        let side = |clock| Box::new(Meaning::Clock(clock, Some(Box::new(day.clone()))));
        Some((Meaning::Range(side(a), side(b)), to))
    }

    /// "from 4 p.m. for thirty minutes", "from Dec. 18 for 10 days".
    pub(crate) fn point_for(&self, i: usize, opened: bool) -> Parsed<Meaning> {
        let (what, at) = self.point(i)?;
        let fits = matches!(what, Meaning::Clock(..)) || opened && Self::is_day(&what);
        if !fits || !self.is(at, C::For) {
            return None;
        }
        let (length, to) = self.length(at + 1)?;
        let end = Meaning::Offset(length, 1, Base::Of(Box::new(what.clone())));
        Some((Meaning::Range(Box::new(what), Box::new(end)), to))
    }

    /// "3-4pm", "5 to 6:30 p.m. Friday", "between 9 and 11 a.m.", and after a day "from 7 to 7:30".
    pub(crate) fn hour_range(
        &self,
        i: usize,
        between: bool,
        opened: bool,
        beside: bool,
    ) -> Parsed<Meaning> {
        let (hour, at) = self.hour_number(i)?;
        let (minute, at) = if self.mark(at, ':') {
            self.minute_number(at + 1).map(|(m, to)| (Some(m), to))?
        } else {
            (None, at)
        };
        let first = Clock {
            hour,
            minute,
            second: None,
            sure: hour > 12,
            zone: None,
        };
        let joint = self.joint(at, between)?;
        let (last, day, end) = match self.point(joint) {
            Some((Meaning::Clock(last, day), end)) => (last, day, end),
            _ if opened => {
                let (last, end) = self.hour_number(joint)?;
                let last = Clock {
                    hour: last,
                    minute: None,
                    second: None,
                    sure: false,
                    zone: None,
                };
                let (day, end) = match self.stretch(end + usize::from(self.is(end, C::On))) {
                    Some((Meaning::Part(part, day), to)) => {
                        let side = |clock: Clock| {
                            Box::new(Meaning::Clock(clock.in_part(part), day.clone()))
                        };
                        return Some((Meaning::Range(side(first), side(last)), to));
                    }
                    Some((day, to)) if Self::is_day(&day) => (Some(Box::new(day)), to),
                    _ => (None, end),
                };
                if day.is_none() && !beside || last.hour > 12 || first.hour > 12 {
                    return None;
                }
                let hour = if last.hour <= first.hour {
                    last.hour % 12 + 12
                } else {
                    last.hour
                };
                let last = Clock { hour, ..last };
                return Some((
                    Meaning::Range(
                        Box::new(Meaning::Clock(first, day.clone())),
                        Box::new(Meaning::Clock(last, day)),
                    ),
                    end,
                ));
            }
            _ => return None,
        };
        let plain = opened
            && !last.sure
            && !first.sure
            && (first.minute.is_some() || last.minute.is_some());
        if plain {
            let hour = if last.hour < first.hour && last.hour < 12 {
                last.hour + 12
            } else {
                last.hour
            };
            let last = Clock { hour, ..last };
            return Some((
                Meaning::Range(
                    Box::new(Meaning::Clock(first, day.clone())),
                    Box::new(Meaning::Clock(last, day)),
                ),
                end,
            ));
        }
        if !last.sure || first.sure {
            return None;
        }
        let hour12 = |hour: u8| hour % 12;
        // "9 to 11 a.m." begins in the same half of the day, "11 to 2 p.m." in the one before.
        let earlier = (hour12(first.hour), first.minute) < (hour12(last.hour), last.minute);
        let half = if (last.hour >= 12) == earlier { 12 } else { 0 };
        let first = Clock {
            hour: hour12(first.hour) + half,
            sure: true,
            zone: last.zone,
            ..first
        };
        Some((
            Meaning::Range(
                Box::new(Meaning::Clock(first, day.clone())),
                Box::new(Meaning::Clock(last, day)),
            ),
            end,
        ))
    }

    /// "1998–2003", "1950-53", "2010/11".
    pub(crate) fn year_range(&self, i: usize) -> Parsed<Meaning> {
        let season = self.token(i).filter(|t| {
            t.class == C::Digits
                && t.len() == 4
                && (1900..2100).contains(&t.n)
                && self.mark(i + 1, '/')
        });
        let next_year = season.filter(|t| {
            self.n(i + 2) == (t.n + 1) % 100 && self.token(i + 2).is_some_and(|t| t.len() == 2)
        });
        let (first, at) = match next_year {
            Some(first) => (first.n, i + 1),
            None => self.year_digits(i)?,
        };
        let mark = self.token(at)?;
        let joined = (mark.is_mark('-') || mark.is_mark('–') || mark.is_mark('/'))
            && self.token(at + 1).is_some_and(|t| t.glued == mark.glued);
        let next = self
            .token(at + 1)
            .filter(|t| t.class == C::Digits && joined)?;
        if self.token(at + 2).is_some_and(|t| {
            t.glued && (t.class != C::Mark || t.is_mark('-') || t.is_mark('%') || t.is_mark('/'))
        }) {
            return None;
        }
        let led = i > 0
            && self
                .token(i - 1)
                .is_some_and(|t| t.class != C::Mark || t.is_mark('(') || t.is_mark(','))
            || i == 0;
        let last = match next.len() {
            4 => next.n,
            2 if next.n > first % 100 => first / 100 * 100 + next.n,
            2 if next.n == 0 && first % 100 == 99 => first + 1,
            _ => return None,
        };
        (led && last > first && last - first < 1000).then(|| {
            (
                Meaning::Range(
                    Box::new(Meaning::Exact(Period::Year(first))),
                    Box::new(Meaning::Exact(Period::Year(last))),
                ),
                at + 2,
            )
        })
    }

    /// Two points of a kind.
    pub(crate) fn point_range(&self, i: usize, between: bool, opened: bool) -> Parsed<Meaning> {
        let (a, at) = self.side(i)?;
        let joint = self.joint(at, between)?;
        let hour = || {
            let (clock, end) = self.bare_hour(joint).or_else(|| {
                let (hour, end) = self
                    .hour_number(joint)
                    .filter(|(_, end)| self.subject(*end))?;
                Some((
                    Clock {
                        hour,
                        minute: None,
                        second: None,
                        sure: hour > 12,
                        zone: None,
                    },
                    end,
                ))
            })?;
            let (clock, end) = self.zone(clock, end);
            Some((Meaning::Clock(clock, None), end))
        };
        let (b, end) = self.side(joint).or_else(|| {
            hour().filter(|_| opened && !self.dash(at) && matches!(a, Meaning::Clock(..)))
        })?;
        let tight = self.token(at).is_some_and(|t| t.class == C::Mark);
        let (rank_a, rank_b) = (rank(&a)?, rank(&b)?);
        let through = self.says(at, "through") && rank_a >= 2 && rank_b >= 2;
        let kin = rank_a == rank_b
            || through
            || opened && (rank_a == 0 || rank_b == 0 || rank_a >= 2 && rank_b >= 2);
        // "this year to Friday" is no range; "Monday to Friday" and "2014 to 2018" are.
        let loose = !opened && !tight && matches!(a, Meaning::FromNow(..));
        if !kin || loose {
            return None;
        }
        // "April to June 2017", "9:30 to 11:00 on Thursday": what the second end has more holds for
        // the first.
        let a = share(a, &b);
        let b = share_back(&a, b);
        Some((Meaning::Range(Box::new(a), Box::new(b)), end))
    }

    pub(crate) fn side(&self, i: usize) -> Parsed<Meaning> {
        let the = i + usize::from(self.is(i, C::The));
        let today = self
            .phrase(i, "the current date")
            .or_else(|| self.phrase(i, "current date"));
        let date =
            i > 0 && self.is(i - 1, C::To) && self.says(i, "date") && self.ends_phrase(i + 1);
        if let Some(to) = today.or_else(|| date.then_some(i + 1)) {
            return Some((Meaning::FromNow(Unit::Day, 0), to));
        }
        if self.says(i, "now") {
            return Some((Meaning::FromNow(Unit::Day, 0), i + 1));
        }
        // "the end of 2008"
        if self.is(the, C::StartOrEnd) && self.is(the + 1, C::Of) {
            return self.point(the + 2 + usize::from(self.is(the + 2, C::The)));
        }
        let edge = usize::from(self.is(the, C::EarlyLate));
        let hyphen = usize::from(edge == 1 && self.mark(the + 1, '-'));
        self.point(the + edge + hyphen)
    }
}

/// Meaning can stand at both ends of a range: clocks 1, days 2, months and quarters 3, years 4; now 0.
pub(crate) fn rank(what: &Meaning) -> Option<u8> {
    Some(match what {
        Meaning::Clock(..) | Meaning::Part(..) => 1,
        Meaning::FromNow(Unit::Day, 0) => 0,
        Meaning::FromNow(Unit::Day, _)
        | Meaning::Weekday(..)
        | Meaning::MonthDay(_)
        | Meaning::Nth(_, NthOf::Weekday(_) | NthOf::Unit(Unit::Day), _) => 2,
        Meaning::Exact(stretch) => match stretch {
            Period::Day(_) => 2,
            Period::Month(..) | Period::Quarter(..) => 3,
            Period::Year(_) => 4,
            Period::Decade(_) | Period::Century(_) => 5,
            _ => return None,
        },
        Meaning::Named(named, ..) => match named {
            Named::MonthDay(..) | Named::Weekday(_) | Named::Feast(_) => 2,
            Named::Month(_) | Named::Season(_) | Named::Quarter(_) => 3,
            Named::Half(_) | Named::Week(_) => return None,
        },
        _ => return None,
    })
}

/// The first end with the year or day that only the second names.
pub(crate) fn share(a: Meaning, b: &Meaning) -> Meaning {
    match (a, b) {
        (
            Meaning::Named(
                named @ (Named::Month(_)
                | Named::MonthDay(..)
                | Named::Season(_)
                | Named::Quarter(_)),
                Which::Unstated,
                Year::Unstated,
            ),
            Meaning::Named(_, _, year @ Year::Given(_)),
        ) => Meaning::Named(named, Which::Unstated, *year),
        (Meaning::Clock(clock, None), Meaning::Clock(_, Some(day))) => {
            Meaning::Clock(clock, Some(day.clone()))
        }
        (a, _) => a,
    }
}

pub(crate) fn share_back(a: &Meaning, b: Meaning) -> Meaning {
    match (a, b) {
        (Meaning::Clock(first, Some(day)), Meaning::Clock(clock, None)) => {
            let clock = if first.sure && !clock.sure && first.hour >= 12 && clock.hour < 12 {
                Clock {
                    hour: clock.hour + 12,
                    sure: true,
                    ..clock
                }
            } else {
                clock
            };
            Meaning::Clock(clock, Some(day.clone()))
        }
        (_, b) => b,
    }
}
