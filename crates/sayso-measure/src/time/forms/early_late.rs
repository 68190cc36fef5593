//! In: tokens. Out: early, middle and late: "early next year", "mid-1996", "the end of 1990",
//! "later this afternoon".

use crate::time::Mod as M;
use crate::time::calendar::{Period, Unit};
use crate::time::forms::grammar::{Grammar, Meaning, unit_of};
use crate::time::forms::phrases::Reading;
use crate::time::words::Class as C;
impl Grammar<'_> {
    /// "early next year", "mid-1996", "the late 1970s", "the end of 1990", "year-end", "later this
    /// afternoon".
    pub(crate) fn edged(&self, i: usize) -> Reading {
        let the = i + usize::from(self.is(i, C::The));
        if self.is(the + 1, C::Half) && self.is(the + 2, C::Of) {
            let sign = match self.word(the) {
                "first" | "early" => -1,
                "second" | "last" | "latter" | "late" => 1,
                _ => return None,
            };
            let inner = the + 3 + usize::from(self.is(the + 3, C::The));
            let (what, to) = self.point(inner)?;
            let year = matches!(
                what,
                Meaning::Exact(Period::Year(_)) | Meaning::FromNow(Unit::Year, _)
            );
            return (!year).then_some((what, Some(edge(sign)), to, "edge"));
        }
        let very = the + usize::from(self.says(the, "very"));
        match self.class(very)? {
            C::EarlyLate => {
                let at = very + 1;
                let at = at + usize::from(self.mark(at, '-'));
                let on = at
                    + usize::from(
                        self.is(at, C::On) || self.is(at, C::In) && !self.is(at + 1, C::Digits),
                    );
                let inner = on
                    + usize::from(
                        self.is(on, C::The) && on > at
                            || self.is(on, C::The) && self.says(very, "late"),
                    );
                let (what, to) = self.point(inner)?;
                let fine = matches!(what, Meaning::Clock(..) | Meaning::Length(_))
                    || on > at && !Self::is_day_part(&what);
                (!fine).then_some((what, Some(edge(self.n(very))), to, "edge"))
            }
            C::Later | C::Earlier if the == i => {
                let at = i + 1;
                let on = at + usize::from(self.is(at, C::On) || self.is(at, C::In));
                let inner = on + usize::from(self.is(on, C::The) && on > at);
                let (what, to) = self.point(inner)?;
                let near = matches!(what, Meaning::FromNow(..) | Meaning::Part(..));
                let sign = if self.is(i, C::Later) { 1 } else { -1 };
                near.then_some((what, Some(edge(sign)), to, "edge"))
            }
            C::StartOrEnd => {
                let mut at = very + 1;
                if !self.is(at, C::Of) {
                    return None;
                }
                at += 1;
                let inner = at + usize::from(self.is(at, C::The));
                let unit_of_year = self.is(inner, C::Unit) && inner > at
                    || self.says(at, "year")
                    || self.says(at, "month");
                let (what, to) = self.point(inner).or_else(|| {
                    let unit = unit_of(self.n(inner)).filter(|u| {
                        unit_of_year
                            && matches!(
                                u,
                                Unit::Year
                                    | Unit::Month
                                    | Unit::Week
                                    | Unit::Day
                                    | Unit::Quarter
                                    | Unit::Decade
                                    | Unit::Century
                            )
                    })?;
                    let what = if unit == Unit::Quarter {
                        Meaning::Mentioned(unit)
                    } else {
                        Meaning::FromNow(unit, 0)
                    };
                    Some((what, inner + 1))
                })?;
                // "the end of the 1950-53 war": the years are one time, the end is the war's.
                let range = self.ranged(inner).is_some_and(|(_, _, end, _)| end > to);
                let fits = !matches!(what, Meaning::Clock(..) | Meaning::Indefinite(_)) && !range;
                fits.then_some((what, Some(edge(self.n(very))), to, "edge"))
            }
            C::Unit
                if self.says(very, "year")
                    || self.says(very, "month")
                    || self.says(very, "quarter") =>
            {
                let at = very + 1;
                let at = at + usize::from(self.mark(at, '-'));
                let ends = self.says(at, "end") && !self.says(at + 1, "of");
                let unit = unit_of(self.n(very))?;
                ends.then_some((Meaning::FromNow(unit, 0), Some(M::End), at + 1, "edge"))
            }
            _ => None,
        }
    }

    pub(crate) fn is_day_part(what: &Meaning) -> bool {
        matches!(
            what,
            Meaning::Part(..)
                | Meaning::FromNow(..)
                | Meaning::Named(..)
                | Meaning::Exact(_)
                | Meaning::Weekday(..)
        )
    }
}

pub(crate) fn edge(n: i32) -> M {
    match n {
        -1 => M::Start,
        0 => M::Mid,
        _ => M::End,
    }
}
