//! In: tokens. Out: lengths: "two years", "a year and a half", "two to three weeks", "the first
//! nine months", "recent years".

use crate::time::Mod as M;
use crate::time::calendar::{Period, Unit};
use crate::time::forms::grammar::{
    Amount, Grammar, Length, Meaning, Named, Parsed, Which, Year, unit_of,
};
use crate::time::forms::phrases::Reading;
use crate::time::words::{Class as C, FORTNIGHT};
impl Grammar<'_> {
    pub(crate) fn unit(&self, i: usize) -> Parsed<(Unit, bool)> {
        let token = self.token(i)?;
        let plural = match token.class {
            C::Unit => false,
            C::Units => true,
            C::PartOfDay
                if i > 0
                    && (self.says(i, "nights")
                        || self.says(i, "night")
                            && (self.is(i - 1, C::Digits) || self.mark(i - 1, '-'))) =>
            {
                return Some(((Unit::Day, self.says(i, "nights")), i + 1));
            }
            C::Ordinal if token.n == 2 && self.says(i, "second") => {
                return Some(((Unit::Second, false), i + 1));
            }
            _ => return None,
        };
        // "an SEC filing"
        if self.word(i) == "SEC" {
            return None;
        }
        Some(((unit_of(token.n)?, plural), i + 1))
    }

    /// "two years", "a year and a half", "two hours and 30 minutes", "four-day", "half an hour",
    /// "three full days".
    pub(crate) fn length(&self, i: usize) -> Parsed<Length> {
        let (amount, mut at) = self.amount(i)?;
        let hyphen = self.dash_joined(at);
        at += usize::from(hyphen);
        if self.mark(at, '-') && self.says(at + 1, "plus") {
            at += 2;
        }
        while self.is(at, C::Additional)
            || self.is(at, C::More)
            || self.is(at, C::Long) && self.says(at, "long")
        {
            at += 1;
        }
        if self.is(at, C::Of)
            && self.is(at + 1, C::A)
            && matches!(amount, Amount::Hundredths(25 | 75))
        {
            at += 2;
        }
        let ((unit, plural), mut at) = match self.unit(at) {
            Some(((Unit::Second, false), _))
                if self.says(at, "second") && amount != Amount::ONE =>
            {
                return None;
            }
            Some(found) => found,
            None if self.is(at, C::ShortUnit)
                && (self.is(i, C::Digits) || self.word(at).len() > 2) =>
            {
                self.short_unit(at, i)?
            }
            None => return None,
        };
        let one = matches!(amount, Amount::Hundredths(h) if h <= 100) || hyphen;
        // "a second" and "one second" may be an ordinal: "a second term".
        if unit == Unit::Second
            && !plural
            && self.says(at - 1, "second")
            && (!self.ends_phrase(at) || self.is(at, C::Cardinal))
        {
            return None;
        }
        // "5 year plan" is written; "some year", "several day" is not.
        if !plural && !one && amount == Amount::Some {
            return None;
        }
        if plural && amount == Amount::ONE && self.is(i, C::A) {
            return None;
        }
        // "the 1988 quarter", "two hour" without a hyphen; "a quarter of the vote", "three-quarters
        // of it".
        let year = matches!(amount, Amount::Hundredths(h) if h >= 100_000) && !plural;
        let first = i > 0 && matches!(self.class(i - 1), Some(C::Ordinal | C::Last));
        let share = unit == Unit::Quarter
            && (self.is(at, C::Of) && !first && !self.is(i, C::Several)
                || hyphen && plural
                || self.is(i, C::A)
                    && !matches!(self.class(at), Some(C::Ago | C::Earlier | C::Later)));
        let title = self.token(at - 1).is_some_and(|t| t.capital)
            && self.token(i).is_some_and(|t| t.class == C::Digits);
        if year
            || share
            || title
            || self.is(i, C::A) && self.is(i + 1, C::Additional) && self.n(i + 1) == 1
        {
            return None;
        }
        let fortnight = unit_is_fortnight(self.n(at - 1))
            && matches!(self.class(at - 1), Some(C::Unit | C::Units));
        let mut length = vec![(amount.times(if fortnight { 2 } else { 1 }), unit)];
        at = self.half_more(at, &mut length);
        at = self.further(at, &mut length);
        Some((length, at))
    }

    /// "two to three weeks", "12 to 18 months", "10-15 minutes": least and greatest length.
    pub(crate) fn length_range(&self, i: usize) -> Parsed<(Length, Length)> {
        let (least, at) = self.amount(i)?;
        let between = i > 0 && self.is(i - 1, C::Between) && self.is(at, C::And);
        let joint = between
            || self.is(at, C::To) && self.says(at, "to")
            || self.is(at, C::Or)
            || self.dash(at);
        if !joint || !matches!(self.class(i), Some(C::Digits | C::Cardinal)) {
            return None;
        }
        let (greatest, end) = self.length(at + 1)?;
        let plural = self.is(end - 1, C::Units) || self.dash(end - 2);
        let (Amount::Hundredths(a), Amount::Hundredths(b)) = (least, greatest.first()?.0) else {
            return None;
        };
        (a < b && plural && greatest.len() == 1)
            .then(|| ((vec![(least, greatest[0].1)], greatest), end))
    }

    pub(crate) fn short_unit(&self, at: usize, i: usize) -> Parsed<(Unit, bool)> {
        let unit = unit_of(self.n(at))?;
        let letters = self.word(at);
        // "5m" is five million or five metres as often as five minutes; "3s" a plural.
        let fraction = at > 1 && self.mark(at - 2, '/');
        let sure =
            letters.len() > 1 || letters == "h" && (self.glued(at) && i + 1 == at || fraction);
        (sure && !self.mark(at + 1, '/')).then_some(((unit, true), at + 1))
    }

    /// "… and a half" after the unit.
    pub(crate) fn half_more(&self, at: usize, length: &mut Length) -> usize {
        if !self.is(at, C::And) {
            return at;
        }
        let half = self.skip(at + 1, C::A);
        if self.is(half, C::Half)
            && !self.is(half + 1, C::Dozen)
            && self.unit(half + 1).is_none()
            && let Some((Amount::Hundredths(h), _)) = length.last_mut()
        {
            *h += 50;
            return half + 1;
        }
        // "a year and a quarter"
        if self.says(half, "quarter")
            && half > at + 1
            && !self.is(half + 1, C::Of)
            && self.unit(half + 1).is_none()
            && let Some((Amount::Hundredths(h), _)) = length.last_mut()
        {
            *h += 25;
            return half + 1;
        }
        at
    }

    /// Smaller units that follow: "two years and three months", "1 hour 30 minutes".
    pub(crate) fn further(&self, mut at: usize, length: &mut Length) -> usize {
        // "two hours ten"
        let bare = self.skip(at, C::And);
        if let (Some(&(_, Unit::Hour)), Some((n @ 1..=59, end))) = (length.last(), self.count(bare))
        {
            let over = self.token(end).is_none_or(|t| t.fresh)
                || self.mark(end, '.')
                    && self
                        .token(end + 1)
                        .is_none_or(|t| t.fresh || t.capital && !t.glued);
            if over {
                length.push((Amount::Hundredths(n * 100), Unit::Minute));
                return end;
            }
        }
        while let Some(&(_, least)) = length.last() {
            let mut next = self.comma(at);
            next = self.skip(next, C::And);
            let Some((amount @ Amount::Hundredths(_), unit_at)) = self.amount(next) else {
                break;
            };
            let Some(((unit, _), end)) = self.unit(unit_at) else {
                break;
            };
            if unit >= least || length.len() > 4 || self.is(end, C::Ago) && next == at {
                break;
            }
            length.push((amount, unit));
            at = end;
        }
        at
    }

    /// "years", "for decades", "months": an amount that is not said.
    pub(crate) fn bare_units(&self, i: usize) -> Parsed<Length> {
        let ((unit, plural), at) = self.unit(i)?;
        let lead = i.checked_sub(1).and_then(|p| self.class(p));
        let led = matches!(
            lead,
            Some(C::In | C::For | C::Within | C::Over | C::After | C::During)
        ) || self.is(at, C::Ago)
            || self.is(at, C::Later)
            || self.is(at, C::Earlier);
        if !plural || unit <= Unit::Minute || unit == Unit::Season || unit == Unit::Weekend || !led
        {
            return None;
        }
        let mut length = vec![(Amount::Some, unit)];
        // "weeks or months", "days and weeks"
        if matches!(self.class(at), Some(C::Or | C::And))
            && let Some(((second, true), end)) = self.unit(at + 1)
        {
            length[0].1 = unit.max(second).min(unit);
            return Some((length, end));
        }
        Some((length, at))
    }

    /// "(won in) 4:52:17", "(a time of) 1:58:03": hours, minutes and seconds of a race.
    fn race_time(&self, i: usize) -> Parsed<Length> {
        let led = i > 0
            && (matches!(self.class(i - 1), Some(C::In | C::Of))
                || ["time", "clocked", "ran"]
                    .iter()
                    .any(|word| self.says(i - 1, word)));
        let digits = |k: usize, len: u32| {
            self.token(k)
                .filter(|t| t.class == C::Digits && (t.len() == 2 || t.len() == len))
                .map(|t| t.n)
        };
        let colon = |k: usize| self.mark(k, ':') && self.glued(k) && self.glued(k + 1);
        let (hours, minutes, seconds) = (digits(i, 1)?, digits(i + 2, 2)?, digits(i + 4, 2)?);
        if !led
            || !colon(i + 1)
            || !colon(i + 3)
            || self.am_pm(i + 5).is_some()
            || self.is(i + 5, C::Zone)
        {
            return None;
        }
        let of = |n: i32, unit| (Amount::Hundredths(i64::from(n) * 100), unit);
        let length = vec![
            of(hours, Unit::Hour),
            of(minutes, Unit::Minute),
            of(seconds, Unit::Second),
        ];
        (minutes < 60 && seconds < 60).then_some((length, i + 5))
    }

    /// "over the years", "recent years", "the weeks ahead": lengths of which nobody says how many.
    fn plural_units(&self, i: usize, the: usize) -> Reading {
        // "over the years"
        if the > i
            && i > 0
            && self.is(i - 1, C::Over)
            && self.is(the, C::Units)
            && self.n(the) == Unit::Year as i32
            && self.ends_phrase(the + 1)
            && !self.is(the + 1, C::Of)
        {
            return Some((
                Meaning::Length(vec![(Amount::Some, Unit::Year)]),
                None,
                the + 1,
                "length",
            ));
        }
        // "recent years", "the weeks ahead"
        let recent = the + usize::from(self.says(the, "recent"));
        if self.is(recent, C::Units) && (recent > the || self.is(recent + 1, C::Ahead)) {
            let unit = unit_of(self.n(recent)).filter(|unit| *unit >= Unit::Day)?;
            let more = recent + 1;
            let to = if matches!(self.class(more), Some(C::And | C::Or))
                && self.is(more + 1, C::Units)
            {
                more + 2
            } else {
                more
            };
            let sign = if recent > the { -1 } else { 1 };
            return Some((
                Meaning::Window(vec![(Amount::Some, unit)], sign),
                None,
                to + usize::from(sign > 0),
                "window",
            ));
        }
        None
    }

    /// "(the first) nine months", but not "the second 15 minutes later".
    fn first_length(&self, i: usize) -> Reading {
        let (length, at) = self.length(i).or_else(|| {
            let unit = unit_of(self.n(i)).filter(|_| self.is(i, C::Units))?;
            Some((vec![(Amount::Some, unit)], i + 1))
        })?;
        let point = matches!(self.class(at), Some(C::Later | C::Earlier | C::Ago));
        (!point).then_some((Meaning::Length(length), None, at, "length"))
    }

    pub(crate) fn lengthy(&self, i: usize, the: usize) -> Reading {
        if let Some((length, at)) = self.race_time(i) {
            return Some((Meaning::Length(length), None, at, "length"));
        }
        if let Some((n, at)) = self.count(the).filter(|(n, _)| *n < 1000)
            && matches!(self.class(at), Some(C::Last | C::Next))
            && matches!(self.class(at + 1), Some(C::Units))
        {
            let sign = if self.is(at, C::Last) { -1 } else { 1 };
            let unit = unit_of(self.n(at + 1))?;
            return Some((
                Meaning::Window(vec![(Amount::Hundredths(n * 100), unit)], sign),
                None,
                at + 2,
                "window",
            ));
        }
        if let Some((what, at)) = self.first_lengths(the) {
            return Some((what, None, at, "within"));
        }
        if let Some(reading) = self.plural_units(i, the) {
            return Some(reading);
        }
        if the > i && self.is(the, C::Ordinal) {
            return self.first_length(the + 1);
        }
        if let Some(((least, greatest), to)) = self.length_range(the) {
            let range = Meaning::Range(
                Box::new(Meaning::Length(least)),
                Box::new(Meaning::Length(greatest)),
            );
            return (!self.old(to)).then_some((range, None, to, "length"));
        }
        let (length, at) = self
            .length(the)
            .filter(|(l, _)| the == i || self.the_length(i, the, l))
            .or_else(|| self.bare_units(i))?;
        // "Monday is a day of rest"
        let named = self.is(at, C::Of)
            && self.is(i, C::A)
            && i > 0
            && (matches!(self.class(i - 1), Some(C::Is | C::Was)) || self.says(i - 1, "as"));
        let idiom = named
            || self.mark(at, '-') && self.says(at + 1, "to")
            || self.is(at, C::After) && self.is(i, C::A) && self.says(at + 1, self.word(at - 1));
        if idiom
            || self.old(at)
            || self.rate(i, at)
            || self.is(at, C::A) && self.is(at + 1, C::Unit)
        {
            return None;
        }
        if let Some((more, to)) = self.or_length(at, &length) {
            return Some((Meaning::Length(more), Some(M::Approx), to, "length"));
        }
        if the > i || i > 0 && self.is(i - 1, C::In) {
            if let Some(what) = self.ending(&length, at) {
                return Some((what, None, at, "length"));
            }
            // "the six weeks since the vote": they end now.
            if the > i && self.is(at, C::Since) && self.point(self.skip(at + 1, C::The)).is_none() {
                return Some((Meaning::Window(length, -1), None, at, "window"));
            }
        }
        let period = usize::from(self.is(at, C::PeriodWord) && self.says(at, "period"))
            + usize::from(self.says(at, "term") && self.says(at - 1, "year"));
        Some((Meaning::Length(length), None, at + period, "length"))
    }

    /// A length and what it ends with: "12 months (to June 2023)", "the three months (ended Sept.
    /// 30)". The end stands for itself.
    pub(crate) fn ending(&self, length: &Length, at: usize) -> Option<Meaning> {
        let to = self.is(at, C::To) && self.n(at) < 2
            || self.says(at, "ending")
            || self.says(at, "ended");
        let point = self.skip(at + 1, C::On);
        let the = self.skip(point, C::The);
        let the = if self.is(the, C::StartOrEnd) && self.is(the + 1, C::Of) {
            self.skip(the + 2, C::The)
        } else {
            the
        };
        let (what, _) = self.stretch(the).filter(|_| to)?;
        let dated = matches!(
            what,
            Meaning::Named(
                Named::Month(_) | Named::MonthDay(..) | Named::Weekday(_) | Named::Quarter(_),
                Which::Unstated,
                _
            ) | Meaning::Exact(_)
                | Meaning::Weekday(..)
        );
        dated.then(|| Meaning::Within(length.clone(), -1, Box::new(what)))
    }

    /// "first two weeks of 2021", "last three weeks of this year", "first two quarters of 1990".
    pub(crate) fn first_lengths(&self, i: usize) -> Parsed<Meaning> {
        let sign = match self.word(i) {
            "first" | "First" => 1,
            "last" | "Last" | "final" => -1,
            _ => return None,
        };
        let (length, at) = self
            .length(i + 1)
            .filter(|_| self.is(i + 1, C::Digits) || self.is(i + 1, C::Cardinal))?;
        if !self.is(at, C::Of) {
            return None;
        }
        let (what, to) = self.point(at + 1 + usize::from(self.is(at + 1, C::The)))?;
        let year = match what {
            Meaning::Exact(Period::Year(year)) => Year::Given(year),
            Meaning::FromNow(Unit::Year, shift) => Year::FromNow(shift),
            Meaning::Named(Named::Month(_), ..) | Meaning::FromNow(Unit::Month, _) => {
                Year::Unstated
            }
            _ => return None,
        };
        if let (Some(2), Unit::Quarter, false) =
            (length[0].0.whole(), length[0].1, year == Year::Unstated)
        {
            return Some((
                Meaning::Named(
                    Named::Half(if sign > 0 { 1 } else { 2 }),
                    Which::Unstated,
                    year,
                ),
                to,
            ));
        }
        Some((Meaning::Within(length, sign, Box::new(what)), to))
    }

    /// "the four days", but not "the day" and "the one hour".
    pub(crate) fn the_length(&self, i: usize, the: usize, length: &Length) -> bool {
        self.n(i) == 0
            && (self.is(the, C::Digits) || self.is(the, C::Cardinal))
            && length.len() == 1
            || self.n(i) == 1 && !self.is(the, C::A)
    }

    /// Ages are no times: "six years old", "a 6-year-old".
    pub(crate) fn old(&self, at: usize) -> bool {
        let hyphen = at + usize::from(self.mark(at, '-'));
        self.says(hyphen, "old")
            || self.says(hyphen, "olds")
            || self.says(at, "of") && self.says(at + 1, "age")
    }

    /// "$2,000 a month", "four flights a week": a rate, a figure's part.
    pub(crate) fn rate(&self, i: usize, at: usize) -> bool {
        if !self.is(i, C::A) || at != i + 2 || i == 0 {
            return false;
        }
        let before = self.token(i - 1).copied();
        let plural = before.is_some_and(|t| {
            t.class == C::Other
                && self.word(i - 1).ends_with('s')
                && !self.word(i - 1).ends_with("ss")
                && t.n == 0
                && !VERBS_S.iter().any(|w| self.says(i - 1, w))
        });
        // "1,000 litres of water a day"
        let of = (2..=4.min(i)).find(|back| self.is(i - back, C::Of) && self.is(i - 1, C::Other));
        let measured = of.is_some_and(|of| {
            (of + 1..=(of + 4).min(i))
                .any(|back| matches!(self.class(i - back), Some(C::Digits | C::Cardinal)))
        });
        measured
            || before.is_some_and(|t| {
                t.class == C::Digits
                    || t.class == C::Cardinal
                    || t.class == C::Units
                    || t.glued && i > 1 && self.is(i - 2, C::Digits)
                    || t.is_mark('%')
                    || matches!(t.class, C::Once)
            })
            || plural
            || self.says(i - 1, "million")
            || self.says(i - 1, "billion")
            || self.says(i - 1, "percent")
            || self.says(i - 1, "times")
            || self.says(i - 1, "share")
    }

    /// "or two", "or so", "or more" after a length.
    pub(crate) fn or_length(&self, at: usize, length: &Length) -> Parsed<Length> {
        if !self.is(at, C::Or) {
            return None;
        }
        if self.says(at + 1, "so") {
            return Some((length.clone(), at + 2));
        }
        if self.is(at + 1, C::More) {
            return Some((length.clone(), at + 2));
        }
        let two = self.is(at + 1, C::Cardinal)
            && length.first().is_some_and(|(n, _)| *n == Amount::ONE)
            && !self.is(at + 2, C::Units);
        two.then(|| (vec![(Amount::Some, length[0].1)], at + 2))
    }
}

pub(crate) fn unit_is_fortnight(n: i32) -> bool {
    n == FORTNIGHT
}

/// Verbs in -s: "lasts a year", "takes a week" are no rates.
pub(crate) const VERBS_S: &[&str] = &[
    "lasts", "takes", "was", "is", "has", "spends", "needs", "this", "lets", "gives", "was", "its",
];
