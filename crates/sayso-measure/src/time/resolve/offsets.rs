//! Lengths counted from a day or moment: "two weeks ago", "three days later", "the past two weeks".

use super::values::{length_value, signed, value_without_date, zone_suffix};
use super::{Context, Placed, from_publication, is_exact, kind_of};
use crate::time::calendar::period::Bounds;
use crate::time::calendar::{Date, Moment, Period, Unit};
use crate::time::forms::meaning::{Amount, Base, Indefinite, Length, Meaning, shortest_unit};
use crate::time::tense::Tense;
use crate::time::{Anchor, Kind};

/// A point that was counted out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    /// The period of the grain of the length: the week, the day.
    pub period: Period,
    /// Begin and end of the point, one grain finer.
    pub bounds: Bounds,
}

impl Counted {
    /// A period that is not narrowed further.
    fn whole(period: Period) -> Option<Counted> {
        Some(Counted {
            period,
            bounds: period.bounds()?,
        })
    }
}

/// Where counting begins.
enum Start {
    At(Moment),
    /// The result, because periods of the same kind are compared: a year before a quarter is the
    /// same quarter of the year before.
    Result(Period),
}

impl Context {
    /// "two weeks ago", "three days later", with its value, bounds and anchor.
    pub(super) fn offset(&self, length: &Length, sign: i8, base: &Base) -> Placed {
        let anchor = self.anchor_of_offset(length, sign, base);
        let is_from_mentioned = *base == Base::Mentioned;
        if !is_exact(length) {
            // "hours later" is neither past nor to come, but after what was mentioned.
            let value = match length.first() {
                Some((_, unit)) if is_from_mentioned => {
                    value_without_date(&Meaning::FromNow(*unit, 0))
                }
                _ if sign < 0 => Indefinite::Past.value().into(),
                _ => Indefinite::Future.value().into(),
            };
            return Placed::value_only(Kind::Date, value, anchor);
        }
        let Some(Counted { period, bounds }) = self.counted(length, sign, base) else {
            // "nine minutes later" without a clock time before it only says how long.
            if is_from_mentioned && length.iter().all(|(_, unit)| unit.is_of_clock()) {
                return Placed::value_only(Kind::Duration, length_value(length), Anchor::None);
            }
            let unit = shortest_unit(length).unwrap_or(Unit::Day);
            let value = value_without_date(&Meaning::FromNow(unit, 0));
            return Placed::value_only(Kind::Date, value, anchor);
        };
        let zone = self
            .story
            .scene
            .and_then(|scene| scene.zone)
            .filter(|_| period.is_time_of_day() && is_from_mentioned);
        let value = period.value() + &zone_suffix(zone, Some(bounds.0.date));
        Placed {
            period: Some(period),
            ..Placed::value_only(kind_of(period), value, anchor)
        }
        .with_bounds(Some(bounds))
    }

    fn anchor_of_offset(&self, length: &Length, sign: i8, base: &Base) -> Anchor {
        if *base == Base::Mentioned && self.story.mentioned.is_some() {
            return Anchor::Told;
        }
        from_publication(if is_exact(length) {
            signed(sign < 0, length)
        } else {
            String::new()
        })
    }

    /// The point a length before (-1) or after (1) the base.
    pub(super) fn counted(&self, length: &Length, sign: i8, base: &Base) -> Option<Counted> {
        let from = match self.start(length, sign, base)? {
            Start::At(moment) => moment,
            Start::Result(period) => return Counted::whole(period),
        };
        let unit = shortest_unit(length)?;
        if unit.is_of_clock() && from.second.is_none() {
            // Without an hour to count from, hours and minutes only move whole days.
            let after = plus_length(from, length, 1)?;
            let days = after.date.days() - from.date.days();
            let day = from.date.plus_days(days * i64::from(sign))?;
            return Counted::whole(Period::Day(day));
        }
        let at = plus_length(from, length, i64::from(sign))?;
        if *base == Base::Mentioned && sign > 0 && self.passes_publication(from, at) {
            return None;
        }
        if is_one_year(length) && *base == Base::Mentioned {
            // "a year earlier" compares: it is the whole year, if no month or quarter was mentioned.
            return Counted::whole(Period::Year(at.date.year()));
        }
        if unit.is_of_clock() {
            return Counted::whole(Period::Second(at));
        }
        // "a century ago", "three decades later", "four years ago" are not exact to the month.
        let is_past = sign < 0 && *base == Base::Now;
        let is_years = is_past && unit == Unit::Year && !is_one_year(length);
        let is_rough = unit > Unit::Year || is_years;
        self.point_of_grain(at.date, grain(unit, base), base, is_rough)
    }

    /// The period of this grain that contains the day that was counted out.
    fn point_of_grain(
        &self,
        date: Date,
        grain: Unit,
        base: &Base,
        is_rough: bool,
    ) -> Option<Counted> {
        let period = Period::containing(date, grain);
        let finer = if is_rough {
            period
        } else if grain == Unit::Year {
            Period::Month(date.year(), date.month())
        } else {
            Period::Day(date)
        };
        // "two years later" than a year is that year, not its January.
        let mentioned = self.story.mentioned.filter(|_| *base == Base::Mentioned);
        let is_coarse = mentioned
            .and_then(Period::days)
            .is_some_and(|days| finer.days().is_some_and(|finer| days > finer));
        let point = if is_coarse { period } else { finer };
        Some(Counted {
            period,
            bounds: point.bounds()?,
        })
    }

    /// Whether nothing was mentioned that "two years later" could be counted from, and not the day of
    /// publication either: "she moved two years later", "is alive two years later".
    fn is_told_without_base(&self, sign: i8) -> bool {
        self.tense == Tense::Past || self.tense == Tense::Present && sign > 0
    }

    /// Whether a story of the past would pass the day of publication, so that it was not counted from what
    /// was meant.
    fn passes_publication(&self, from: Moment, at: Moment) -> bool {
        self.tense == Tense::Past
            && self
                .published
                .is_some_and(|now| from.date <= now.date && at.date > now.date)
    }

    fn start(&self, length: &Length, sign: i8, base: &Base) -> Option<Start> {
        let years = i32::from(sign);
        match base {
            Base::Now => Some(Start::At(self.published?)),
            Base::Mentioned => self.start_from_mentioned(length, sign),
            Base::Month => Some(Start::Result(self.story.month()?.plus_years(years)?)),
            Base::Business => match self.story.quarter() {
                Some(quarter) => Some(Start::Result(quarter.plus_years(years)?)),
                None => Some(Start::At(self.published?)),
            },
            Base::Of(meaning) => Some(Start::At(self.period(meaning)?.begin()?)),
        }
    }

    /// Where counting from a time mentioned before begins. Minutes and hours are counted only from
    /// a clock time, days and weeks from the day of the story.
    fn start_from_mentioned(&self, length: &Length, sign: i8) -> Option<Start> {
        let unit = shortest_unit(length)?;
        if unit.is_of_clock() {
            return Some(Start::At(self.last_moment()?));
        }
        if let Some(day) = self.day_of_story(unit) {
            return Some(Start::At(day.into()));
        }
        let is_month_before = matches!(length[..], [(Amount::ONE, Unit::Month)]) && sign < 0;
        if is_month_before && matches!(self.story.mentioned, Some(Period::Month(..))) {
            return Some(Start::Result(self.story.month()?.shift(-1)?));
        }
        if is_one_year(length) {
            return self.start_of_year_from_mentioned(sign);
        }
        match self.story.mentioned {
            // "back in four weeks … they would get it the next morning": not the morning after that week.
            Some(mentioned) if is_next_day(length, sign) && !self.can_be_day_before(mentioned) => {
                None
            }
            Some(mentioned) => start_within(mentioned, unit),
            // "two years later" in a story of the past is not counted from now.
            None if self.is_told_without_base(sign) => None,
            None => Some(Start::At(self.published?)),
        }
    }

    /// Whether the day after a time that was mentioned can be "the next day": the time is a day, and what is
    /// told of the past has come to it.
    fn can_be_day_before(&self, mentioned: Period) -> bool {
        let is_day = mentioned.days().is_none_or(|days| days <= 1);
        let is_told = matches!(self.tense, Tense::Past | Tense::Told | Tense::Resolved);
        let begin = mentioned.begin().map(|begin| begin.date);
        let is_ahead = self.published.is_some_and(|now| begin > Some(now.date));
        is_day && !(is_told && is_ahead)
    }

    /// "a year earlier", "a year later": reports compare a quarter, month or year with the same one
    /// in another year.
    fn start_of_year_from_mentioned(&self, sign: i8) -> Option<Start> {
        match self.story.quarter().or(self.story.mentioned) {
            Some(period @ (Period::Quarter(..) | Period::Month(..) | Period::Year(_))) => {
                Some(Start::Result(period.plus_years(i32::from(sign))?))
            }
            Some(mentioned) => start_within(mentioned, Unit::Year),
            None if self.is_told_without_base(sign) && sign > 0 => None,
            None => Some(Start::At(self.published?)),
        }
    }

    /// Whether the paragraph has come to a year long over, in the past, so that years to come are those
    /// after it.
    fn is_in_story_of_years_ago(&self, length: &Length) -> bool {
        let is_long = shortest_unit(length).is_some_and(|unit| unit >= Unit::Year);
        let told = self.story.told_here.and_then(Period::first_day);
        let is_old = told.map(Date::year) == self.story.past_year && told.is_some();
        is_long && is_old && self.tense == Tense::Past && !self.surroundings.is_quoted
    }

    /// The last clock time; if no time was mentioned, the time of publication.
    fn last_moment(&self) -> Option<Moment> {
        match self.last_scene() {
            Some(scene) => scene.moment,
            None => self
                .published
                .filter(|now| now.second.is_some() && self.tense != Tense::Past),
        }
    }

    /// The day of the story, if no day was mentioned since: "in May … two days later".
    fn day_of_story(&self, unit: Unit) -> Option<Date> {
        let has_later_day = self
            .story
            .mentioned
            .is_some_and(|mentioned| mentioned.days().is_some_and(|days| days <= 7));
        // "won in July … the following morning": the day of another month is not meant.
        let is_elsewhere = |day: Date| {
            self.story
                .told_here
                .filter(|_| self.tense == Tense::Past)
                .and_then(Period::bounds)
                .is_some_and(|(from, to)| day < from.date || day >= to.date)
        };
        self.last_scene()
            .filter(|scene| !has_later_day && unit <= Unit::Week && !is_elsewhere(scene.date))
            .map(|scene| scene.date)
    }

    /// "the past two weeks": a length, and where it is on the calendar.
    pub(super) fn window(&self, length: &Length, sign: i8) -> Placed {
        let anchor = from_publication(String::new());
        let placed = Placed::value_only(Kind::Duration, length_value(length), anchor);
        // "(It was found in 1898.) It spread over the next decade": not counted from now.
        if sign > 0 && self.is_in_story_of_years_ago(length) {
            return Placed {
                anchor: Anchor::Told,
                ..placed
            };
        }
        // "He had five operations in the two years since the attack": they may be over.
        let is_over = self.surroundings.is_since_event && self.tense == Tense::Past;
        let Some(now) = self.published.filter(|_| is_exact(length) && !is_over) else {
            return placed;
        };
        // Quarters are counted as wholes: the past two are the last two that are over.
        if let [(amount, Unit::Quarter)] = length[..]
            && let Some(n) = amount.whole().filter(|n| *n < 1000)
        {
            return window_of_quarters(placed, now.date, n, sign);
        }
        let is_fine = length.iter().any(|(_, unit)| unit.is_of_clock());
        let day = Period::Day(now.date)
            .bounds()
            .filter(|_| now.second.is_none());
        if let Some((begin, end)) = day
            && is_fine
            && plus_length(begin, length, 1).is_some_and(|after| after < end)
        {
            // "the past four hours" are of the day of publication if its hour is not known.
            return placed.with_bounds(Some((begin, end)));
        }
        let now = if is_fine { now } else { now.date.into() };
        let (begin, end) = if sign < 0 {
            (plus_length(now, length, -1), Some(now))
        } else {
            let from = if is_fine {
                Some(now)
            } else {
                now.date.plus_days(1).map(Moment::from)
            };
            let end = from.and_then(|from| plus_length(from, length, i64::from(sign)));
            (from, end)
        };
        // "the next half day": a part of a day without an hour to count from has no place.
        if begin.zip(end).is_some_and(|(begin, end)| begin >= end) {
            return placed;
        }
        Placed {
            begin,
            end,
            ..placed
        }
    }
}

/// "The next morning", "a day later".
fn is_next_day(length: &Length, sign: i8) -> bool {
    sign > 0 && matches!(length[..], [(Amount::ONE, Unit::Day)])
}

fn window_of_quarters(placed: Placed, today: Date, n: i64, sign: i8) -> Placed {
    let quarter = |shift| {
        Period::containing(today, Unit::Quarter)
            .shift(shift)
            .and_then(Period::bounds)
    };
    let (first, last) = if sign < 0 {
        (quarter(-n), quarter(-1))
    } else {
        (quarter(1), quarter(n))
    };
    Placed {
        begin: first.map(|(from, _)| from),
        end: last.map(|(_, to)| to),
        ..placed
    }
}

/// The begin of a period mentioned before, if it is short enough to count from it: "three days
/// later" than a year is not a day.
fn start_within(mentioned: Period, unit: Unit) -> Option<Start> {
    const DAYS_OF_WEEK: i64 = 7;
    const MORE_THAN_A_YEAR: i64 = 400;
    let days = mentioned.days()?;
    let is_too_long = days > DAYS_OF_WEEK && unit < Unit::Month || days > MORE_THAN_A_YEAR;
    if is_too_long {
        return None;
    }
    Some(Start::At(mentioned.begin()?))
}

fn is_one_year(length: &Length) -> bool {
    matches!(length[..], [(Amount::ONE, Unit::Year)])
}

/// The grain of a point that was counted out in this unit.
fn grain(unit: Unit, base: &Base) -> Unit {
    match unit {
        Unit::Quarter => Unit::Month,
        // "a week on Sunday" is a Sunday.
        Unit::Week if matches!(base, Base::Of(_)) => Unit::Day,
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        unit => unit,
    }
}

/// A moment moved by a length, back if the sign is negative. None if an amount is not known or the
/// calendar ends.
pub(super) fn plus_length(from: Moment, length: &Length, sign: i64) -> Option<Moment> {
    length.iter().try_fold(from, |at, &(amount, unit)| {
        let Amount::Hundredths(hundredths) = amount else {
            return None;
        };
        if let Some(months) = unit.months() {
            return plus_months(at, hundredths.checked_mul(months)?.checked_mul(sign)?);
        }
        let seconds = hundredths.checked_mul(unit.seconds()?)?.checked_mul(sign)? / 100;
        let moved = Moment::from_seconds(at.seconds().checked_add(seconds)?)?;
        let is_day = at.second.is_none() && !unit.is_of_clock();
        Some(if is_day { moved.date.into() } else { moved })
    })
}

/// A moment moved by hundredths of months; a part of a month is counted in days.
fn plus_months(at: Moment, hundredths: i64) -> Option<Moment> {
    let days = hundredths % 100 * 30 / 100;
    Some(Moment {
        date: at.date.plus_months(hundredths / 100)?.plus_days(days)?,
        ..at
    })
}
