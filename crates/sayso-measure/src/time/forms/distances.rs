//! In: tokens. Out: a length with its direction: "two years ago", "three days later", "a year
//! earlier".

use crate::time::Mod as M;
use crate::time::calendar::{Period, Unit};
use crate::time::forms::grammar::{Amount, Base, Grammar, Meaning, Named, NthOf, Which, Year};
use crate::time::forms::phrases::Reading;
use crate::time::words::Class as C;
impl Grammar<'_> {
    /// A length with its direction: "two years ago", "in five years", "three days later", "a year
    /// earlier".
    pub(crate) fn offset(&self, i: usize) -> Reading {
        if let Some(reading) = self.year_ago(i) {
            return Some(reading);
        }
        if let Some((n @ 1..=52, at)) = self.count(i) {
            let weekday = self
                .token(at)
                .filter(|t| t.class == C::Weekday)
                .map(|t| t.n as u8);
            let sign = if self.is(at + 1, C::Ago) { -1 } else { 1 };
            let ahead = self.is(at + 1, C::From) && self.says(at + 2, "now");
            if let (Some(weekday), true) = (weekday, sign < 0 || ahead) {
                let what = Meaning::Nth(
                    n as i8 * sign,
                    NthOf::Weekday(weekday),
                    Box::new(Meaning::FromNow(Unit::Day, 0)),
                );
                return Some((what, None, at + 2 + usize::from(ahead), "offset"));
            }
        }
        let lead = usize::from(self.is(i, C::In) || self.is(i, C::Within));
        let at = i + lead;
        let (length, end) = self.length(at).or_else(|| self.bare_units(at))?;
        // "three seasons ago" are a club's, of no known length.
        if lead > 0 || length.iter().any(|(_, unit)| *unit == Unit::Season) {
            return None;
        }
        let (length, end, approx) = match self.or_length(end, &length) {
            Some((length, to)) => (length, to, Some(M::Approx)),
            None => (length, end, None),
        };
        if let Some((what, to)) = self.starting(end, i > 0 && self.is(i - 1, C::For)) {
            let last = Meaning::Offset(length, 1, Base::Of(Box::new(what.clone())));
            return Some((
                Meaning::Range(Box::new(what), Box::new(last)),
                None,
                to,
                "range",
            ));
        }
        let (sign, base, to) = match self.class(end)? {
            C::Ago => (-1, Base::Now, end + 1),
            // "two years later than planned" is only how much.
            C::Earlier | C::Later if self.is(end + 1, C::Than) => return None,
            C::Earlier => (-1, Base::Mentioned, end + 1),
            // "30 minutes later this week": a length, and later this week.
            C::Later if matches!(self.class(end + 1), Some(C::This | C::DayFromNow)) => {
                return None;
            }
            C::Later => (
                1,
                if self.says(end, "hence") {
                    Base::Now
                } else {
                    Base::Mentioned
                },
                end + 1,
            ),
            C::From if self.says(end + 1, "now") => (1, Base::Now, end + 2),
            C::From if i > 0 && self.is(i - 1, C::For) && self.point(end + 1).is_some() => {
                let (what, to) = self.point(end + 1)?;
                let fits = matches!(what, Meaning::Clock(..)) || Self::is_day(&what);
                let last = Meaning::Offset(length, 1, Base::Of(Box::new(what.clone())));
                return fits.then(|| {
                    (
                        Meaning::Range(Box::new(what), Box::new(last)),
                        None,
                        to,
                        "range",
                    )
                });
            }
            // "a week on Sunday": British for a week after the coming one.
            C::On if matches!(length[..], [(_, Unit::Week)]) && self.is(end + 1, C::Weekday) => {
                let (day, to) = self.weekday(end + 1)?;
                (
                    1,
                    Base::Of(Box::new(Meaning::Named(
                        Named::Weekday(day),
                        Which::Coming,
                        Year::Unstated,
                    ))),
                    to,
                )
            }
            // "a week today", "two weeks tomorrow"
            C::DayFromNow
                if matches!(length[..], [(_, Unit::Week)])
                    && self.n(end) >= 0
                    && self.ends_phrase(end + 1)
                    && !self.mark(end + 1, '\'') =>
            {
                (
                    1,
                    Base::Of(Box::new(Meaning::FromNow(Unit::Day, self.n(end)))),
                    end + 1,
                )
            }
            C::Before | C::After
                if self.token(end + 1).is_none_or(|t| {
                    t.fresh || t.class == C::Mark && !t.glued | !t.is_mark('-')
                }) =>
            {
                (
                    if self.is(end, C::Before) { -1 } else { 1 },
                    Base::Mentioned,
                    end + 1,
                )
            }
            C::From | C::After | C::Before => {
                let sign = if self.is(end, C::Before) { -1 } else { 1 };
                let the = end + 1 + usize::from(self.is(end + 1, C::The));
                let (what, to) = self.point(the)?;
                let whole = matches!(
                    what,
                    Meaning::FromNow(Unit::Day, _)
                        | Meaning::Exact(Period::Day(_))
                        | Meaning::Weekday(..)
                        | Meaning::Named(
                            Named::Feast(_) | Named::MonthDay(..) | Named::Weekday(_),
                            ..
                        )
                );
                let noun = self
                    .token(to)
                    .is_some_and(|t| t.class == C::Other && !t.fresh || t.is_mark('\''));
                let near = whole && the == end + 1 && !noun;
                if !near {
                    return None;
                }
                (sign, Base::Of(Box::new(what)), to)
            }
            _ => return None,
        };
        Some((Meaning::Offset(length, sign, base), approx, to, "offset"))
    }

    /// Where a length begins: "(3 days) starting from Monday", "(for a week), from May 3".
    fn starting(&self, end: usize, led: bool) -> Option<(Meaning, usize)> {
        let word = ["starting", "beginning"].iter().any(|w| self.says(end, w));
        let comma = self.mark(end, ',') && led && self.is(end + 1, C::From);
        let at = if word {
            end + 1 + usize::from(matches!(self.class(end + 1), Some(C::From | C::On)))
        } else {
            end + 2
        };
        let (what, to) = if word || comma {
            self.point(at)?
        } else {
            return None;
        };
        Self::is_day(&what).then_some((what, to))
    }

    /// "a year earlier", "year-ago", "the year-earlier quarter", "the corresponding period last
    /// year".
    pub(crate) fn year_ago(&self, i: usize) -> Reading {
        let a = i + usize::from(self.is(i, C::A) || self.is(i, C::The) || self.says(i, "one"));
        let same = ["same", "comparable", "corresponding", "like"]
            .iter()
            .any(|w| self.says(a, w));
        let at = a + usize::from(same);
        if same
            && let Some(to) = ["period", "quarter", "month"]
                .iter()
                .find_map(|w| self.phrase(at, w))
        {
            let of = to + usize::from(self.is(to, C::Of));
            for words in [
                "a year ago",
                "a year earlier",
                "last year",
                "the previous year",
                "the prior year",
                "the year before",
            ] {
                if let Some(to) = self.phrase(of, words) {
                    let base = if self.says(at, "month") {
                        Base::Month
                    } else {
                        Base::Business
                    };
                    return Some((
                        Meaning::Offset(vec![(Amount::ONE, Unit::Year)], -1, base),
                        None,
                        to,
                        "year-ago",
                    ));
                }
            }
        }
        if !self.says(at, "year") {
            return None;
        }
        let hyphen = self.mark(at + 1, '-');
        let ago = at + 1 + usize::from(hyphen);
        let is = self.is(ago, C::Ago) && self.says(ago, "ago")
            || self.is(ago, C::Earlier) && self.says(ago, "earlier");
        if !is || !hyphen && a == i && !same {
            return None;
        }
        let mut to = ago + 1;
        if hyphen && (self.says(to, "quarter") || self.says(to, "period")) {
            to += 1;
        } else if hyphen
            && self.says(to, "third")
                | self.says(to, "second")
                | self.says(to, "first")
                | self.says(to, "fourth")
            && self.says(to + 1, "quarter")
        {
            to += 2;
        }
        let base = match () {
            () if self.says(ago, "ago") && self.sentence_start(i) => Base::Now,
            () if self.says(ago, "ago") || same => Base::Business,
            () => Base::Mentioned,
        };
        Some((
            Meaning::Offset(vec![(Amount::ONE, Unit::Year)], -1, base),
            None,
            to,
            "year-ago",
        ))
    }
}
