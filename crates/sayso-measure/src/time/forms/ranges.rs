//! In: tokens. Out: ranges: "1998–2003", "from May to July", "between 9:30 and 11:00", "May 13-15".

use super::grammar::Grammar;
use super::meaning::{Clock, Form, Meaning, Named, NthOf, Parsed, Which, Year, longest};
use crate::time::TimeRule;
use crate::time::calendar::{PartOfDay, Period, Unit};
use crate::time::words::Class as C;

/// The word that opens a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    /// "between May and July"
    Between,
    /// "from May to July"
    From,
    /// "May to July"
    None,
}

impl Opener {
    fn is_there(self) -> bool {
        self != Opener::None
    }
}

impl Grammar<'_> {
    /// "1998–2003", "1950-53", "from May to July", "between 9:30 and 11:00", "May 13-15", "13 to 15
    /// May".
    pub(crate) fn ranged(&self, i: usize) -> Option<Form> {
        let (opener, start) = self.opener(i);
        let start = self.skip(start, C::The);
        let range = longest([
            self.days_of_month(start, opener),
            self.hour_range(start, opener, false),
            self.year_range(start),
            self.point_range(start, opener),
            if opener == Opener::None {
                self.day_with_hours(i)
            } else {
                None
            },
            if opener == Opener::Between {
                None
            } else {
                self.point_with_length(start, opener)
            },
        ])?;
        Some(Form::of(TimeRule::Range, range))
    }

    /// The opener of a range, and the token after it.
    fn opener(&self, i: usize) -> (Opener, usize) {
        match self.class(i) {
            Some(C::Between) => (Opener::Between, i + 1),
            Some(C::From) => (Opener::From, i + 1),
            _ => (Opener::None, i),
        }
    }

    /// The token after what joins the ends of a range: "to", a dash, "and" after "between".
    fn after_joint(&self, at: usize, opener: Opener) -> Option<usize> {
        let token = self.token(at)?;
        let is_joint = match token.class {
            C::And => opener == Opener::Between,
            C::To => true,
            C::Mark => {
                let is_balanced = self
                    .token(at + 1)
                    .is_some_and(|next| token.glued == next.glued);
                self.any_mark(at, &['-', '–', '~']) && is_balanced
            }
            _ => false,
        };
        is_joint.then_some(at + 1)
    }

    /// "May 13-15", "May 13 to 15, 2016", "13 to 15 May", "the 13th to the 15th of May".
    fn days_of_month(&self, i: usize, opener: Opener) -> Parsed<Meaning> {
        if let Some((Meaning::Named(Named::MonthDay(month, first), which, Year::Unstated), at)) =
            self.month_first(i)
        {
            let (last, end) = self.day(self.skip(self.after_joint(at, opener)?, C::The))?;
            if last <= first || self.is_something_else_than_day(end) {
                return None;
            }
            let (year, end) = self
                .year_after(end)
                .filter(|(year, _)| matches!(year, Year::Given(_)))
                .unwrap_or((Year::Unstated, end));
            return Some((days_in_month(month, first, last, which, year), end));
        }
        let (first, at) = self.day(self.skip(i, C::The))?;
        let (last, end) = self.day_first(self.skip(self.after_joint(at, opener)?, C::The))?;
        let Meaning::Named(Named::MonthDay(month, last), which, year) = last else {
            return None;
        };
        (first < last).then(|| (days_in_month(month, first, last, which, year), end))
    }

    /// Whether the number before this token is an hour, a day of another month, or a count.
    fn is_something_else_than_day(&self, at: usize) -> bool {
        self.is_any(at, &[C::AmPm, C::Units]) || self.mark(at, ':') || self.month(at).is_some()
    }

    /// "Monday 8-9am", "Thursday from 9:30 to 11:00", "this evening from 7 to 7:30", "tomorrow
    /// between 10 and 11:30".
    fn day_with_hours(&self, i: usize) -> Parsed<Meaning> {
        let (day, part, at) = match self.point(i)? {
            (Meaning::Part(part, Some(day)), at) => (*day, Some(part), at),
            (day, at) if day.is_day() => (day, None, at),
            _ => return None,
        };
        let (opener, start) = self.opener(self.skip_comma(at));
        let (range, end) = longest([
            self.hour_range(start, opener, true),
            self.point_range(start, opener),
        ])?;
        let Meaning::Range(first, last) = range else {
            return None;
        };
        let (Meaning::Clock(first, None), Meaning::Clock(last, None)) = (*first, *last) else {
            return None;
        };
        let is_night = matches!(part, Some(PartOfDay::Evening | PartOfDay::Night));
        let side = |clock: Clock| {
            // "Friday night from midnight": the midnight at the end of that day.
            if is_night && clock == Clock::full(0) {
                return Meaning::clock_on(Clock::full(24), day.clone());
            }
            let clock = part.map_or(clock, |part| clock.in_part(part));
            Meaning::clock_on(clock, day.clone())
        };
        Some((Meaning::range(side(first), side(last)), end))
    }

    /// "from 4 p.m. for thirty minutes", "from Dec. 18 for 10 days".
    fn point_with_length(&self, i: usize, opener: Opener) -> Parsed<Meaning> {
        let (point, at) = self.point(i)?;
        let is_day = opener.is_there() && point.is_day();
        if !self.is(at, C::For) || !is_day && !matches!(point, Meaning::Clock(..)) {
            return None;
        }
        let (length, end) = self.length(at + 1)?;
        Some((Meaning::range_of_length(point, length), end))
    }

    /// "3-4pm", "5 to 6:30 p.m. Friday", "between 9 and 11 a.m.", and after a day "from 7 to 7:30".
    fn hour_range(&self, i: usize, opener: Opener, is_after_day: bool) -> Parsed<Meaning> {
        let (hour, at) = self.hour_number(i)?;
        let mut first = Clock::of_24_hours(hour);
        let mut at = at;
        if self.mark(at, ':') {
            let (minute, end) = self.minute_number(at + 1)?;
            first.minute = Some(minute);
            at = end;
        }
        let joint = self.after_joint(at, opener)?;
        match self.point(joint) {
            Some((Meaning::Clock(last, day), end)) => {
                let (first, last) = hours_of_range(first, last, opener)?;
                let side = |clock| Meaning::Clock(clock, day.clone());
                Some((Meaning::range(side(first), side(last)), end))
            }
            _ if opener.is_there() => self.open_hour_range(first, joint, is_after_day),
            _ => None,
        }
    }

    /// "from 7 to 9 (this evening)": `i` is the second hour, which is only a number.
    fn open_hour_range(&self, first: Clock, i: usize, is_after_day: bool) -> Parsed<Meaning> {
        let (hour, at) = self.hour_number(i)?;
        let last = Clock::open(hour);
        let (day, end) = match self.period(self.skip(at, C::On)) {
            Some((Meaning::Part(part, day), end)) => {
                let side = |clock: Clock| Meaning::Clock(clock.in_part(part), day.clone());
                return Some((Meaning::range(side(first), side(last)), end));
            }
            Some((day, end)) if day.is_day() => (Some(Box::new(day)), end),
            _ => (None, at),
        };
        let has_day = day.is_some() || is_after_day;
        if !has_day || last.hour > 12 || first.hour > 12 {
            return None;
        }
        let last = if last.hour <= first.hour {
            Clock::open(last.hour % 12 + 12)
        } else {
            last
        };
        let side = |clock| Meaning::Clock(clock, day.clone());
        Some((Meaning::range(side(first), side(last)), end))
    }

    /// "1998–2003", "1950-53", "2010/11".
    fn year_range(&self, i: usize) -> Parsed<Meaning> {
        let (first, at) = self.year_with_slash(i).or_else(|| self.year_digits(i))?;
        let mark = self.token(at)?;
        let next = self.token(at + 1).filter(|t| t.class == C::Digits)?;
        let is_joined = self.any_mark(at, &['-', '–', '/']) && next.glued == mark.glued;
        if !is_joined || self.number_continues(at + 2) {
            return None;
        }
        let last = match next.len() {
            4 => next.value,
            2 if next.value > first % 100 => first / 100 * 100 + next.value,
            2 if next.value == 0 && first % 100 == 99 => first + 1,
            _ => return None,
        };
        let follows_mark = self.follows(i, C::Mark) && !self.any_mark(i - 1, &['(', ',']);
        (!follows_mark && (1..1000).contains(&(last - first))).then(|| {
            let year = |year| Meaning::Exact(Period::Year(year));
            (Meaning::range(year(first), year(last)), at + 2)
        })
    }

    /// "2010/11": a year and the one after it, as seasons of sport are written.
    fn year_with_slash(&self, i: usize) -> Parsed<i32> {
        let first = self
            .token(i)
            .filter(|t| t.has_digits(4) && (1900..2100).contains(&t.value))?;
        let second = self.token(i + 2).filter(|t| t.len() == 2)?;
        let is_next_year = second.value == (first.value + 1) % 100;
        (self.mark(i + 1, '/') && is_next_year).then_some((first.value, i + 1))
    }

    /// Whether a number continues with this token: "1998-2003-4", "1998-2003%".
    fn number_continues(&self, at: usize) -> bool {
        self.glued(at) && (!self.is(at, C::Mark) || self.any_mark(at, &['-', '%', '/']))
    }

    /// Two points of the same kind.
    fn point_range(&self, i: usize, opener: Opener) -> Parsed<Meaning> {
        let (first, at) = self.end_of_range(i)?;
        let joint = self.after_joint(at, opener)?;
        let may_be_hour =
            opener.is_there() && !self.dash(at) && matches!(first, Meaning::Clock(..));
        let (last, end) = match self.end_of_range(joint) {
            Some(found) => found,
            None if may_be_hour => self.hour_as_end_of_range(joint)?,
            None => return None,
        };
        if !self.are_ends_of_range(&first, &last, at, opener)? {
            return None;
        }
        // "April to June 2017", "9:30 to 11:00 on Thursday": what only the second end has is also
        // true of the first, and the other way round.
        let first = complete_first(from_midnight(first), &last);
        let last = complete_last(&first, last);
        Some((Meaning::range(first, last), end))
    }

    /// Whether two points with the joint at this token are the ends of a range; None if one of
    /// them cannot be.
    fn are_ends_of_range(
        &self,
        first: &Meaning,
        last: &Meaning,
        joint: usize,
        opener: Opener,
    ) -> Option<bool> {
        let (first_grain, last_grain) = (Grain::of(first)?, Grain::of(last)?);
        if first_grain == last_grain {
            // "this year to Friday" is not a range; "Monday to Friday" and "2014 to 2018" are.
            return Some(opener.is_there() || !self.is_loose(first, joint));
        }
        let both_are_days_or_longer = first_grain >= Grain::Day && last_grain >= Grain::Day;
        if opener.is_there() {
            let has_now = first_grain == Grain::Now || last_grain == Grain::Now;
            return Some(has_now || both_are_days_or_longer);
        }
        let is_through = self.says(joint, "through") && both_are_days_or_longer;
        Some(is_through && !self.is_loose(first, joint))
    }

    /// Whether "to" after a time counted from now may belong to something else.
    fn is_loose(&self, first: &Meaning, joint: usize) -> bool {
        !self.is(joint, C::Mark) && matches!(first, Meaning::FromNow(..))
    }

    /// An hour without "a.m." or "p.m." at the end of a range: "from noon to three".
    fn hour_as_end_of_range(&self, i: usize) -> Parsed<Meaning> {
        let (clock, end) = self.bare_hour(i).or_else(|| {
            let (hour, end) = self
                .hour_number(i)
                .filter(|(_, end)| self.is_subject(*end))?;
            Some((Clock::of_24_hours(hour), end))
        })?;
        let (clock, end) = self.with_zone(clock, end);
        Some((Meaning::Clock(clock, None), end))
    }

    /// One end of a range.
    fn end_of_range(&self, i: usize) -> Parsed<Meaning> {
        let current_date = self.any_phrase(i, &["the current date", "current date"]);
        let is_to_date = self.follows(i, C::To) && self.says(i, "date") && self.ends_phrase(i + 1);
        let is_now = is_to_date || self.says(i, "now");
        if let Some(end) = current_date.or_else(|| is_now.then_some(i + 1)) {
            return Some((Meaning::day_from_now(0), end));
        }
        let the = self.skip(i, C::The);
        // "the end of 2008"
        if self.is(the, C::StartOrEnd) && self.is(the + 1, C::Of) {
            return self.point(self.skip(the + 2, C::The));
        }
        let early = self.skip(the, C::EarlyLate);
        let start = if early > the {
            self.skip_mark(early, '-')
        } else {
            early
        };
        self.point(start)
    }
}

/// The hours of "3 to 4pm" or "from 9:30 to 11", whose second end is a clock time: both with the
/// half of the day in which they are.
fn hours_of_range(first: Clock, last: Clock, opener: Opener) -> Option<(Clock, Clock)> {
    let has_minutes = first.minute.is_some() || last.minute.is_some();
    if opener.is_there() && !last.sure && !first.sure && has_minutes {
        let is_past_noon = last.hour < first.hour && last.hour < 12;
        let hour = last.hour + if is_past_noon { 12 } else { 0 };
        return Some((first, Clock { hour, ..last }));
    }
    if !last.sure || first.sure {
        return None;
    }
    // "9 to 11 a.m." begins in the same half of the day, "11 to 2 p.m." in the one before.
    let of_half = |clock: Clock| (clock.hour % 12, clock.minute);
    let is_same_half = of_half(first) < of_half(last);
    let is_afternoon = (last.hour >= 12) == is_same_half;
    let first = Clock {
        hour: first.hour % 12 + if is_afternoon { 12 } else { 0 },
        sure: true,
        zone: last.zone,
        ..first
    };
    Some((first, last))
}

fn days_in_month(month: u8, first: u8, last: u8, which: Which, year: Year) -> Meaning {
    let day = |day| Meaning::Named(Named::MonthDay(month, day), which, year);
    Meaning::range(day(first), day(last))
}

/// How long an end of a range is, as far as both ends must agree in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Now,
    Clock,
    Day,
    MonthOrQuarter,
    Year,
    DecadeOrCentury,
}

impl Grain {
    /// The grain of what can be an end of a range.
    fn of(meaning: &Meaning) -> Option<Grain> {
        match meaning {
            Meaning::Clock(..) | Meaning::Part(..) => Some(Grain::Clock),
            Meaning::FromNow(Unit::Day, 0) => Some(Grain::Now),
            Meaning::FromNow(Unit::Day, _)
            | Meaning::Weekday(..)
            | Meaning::MonthDay(_)
            | Meaning::Nth(_, NthOf::Weekday(_) | NthOf::Unit(Unit::Day), _) => Some(Grain::Day),
            Meaning::Exact(period) => Grain::of_period(*period),
            Meaning::Named(named, ..) => Grain::of_named(*named),
            _ => None,
        }
    }

    fn of_period(period: Period) -> Option<Grain> {
        Some(match period {
            Period::Day(_) => Grain::Day,
            Period::Month(..) | Period::Quarter(..) => Grain::MonthOrQuarter,
            Period::Year(_) => Grain::Year,
            Period::Decade(_) | Period::Century(_) => Grain::DecadeOrCentury,
            _ => return None,
        })
    }

    fn of_named(named: Named) -> Option<Grain> {
        Some(match named {
            Named::MonthDay(..) | Named::Weekday(_) | Named::Holiday(_) => Grain::Day,
            Named::Month(_) | Named::Season(_) | Named::Quarter(_) => Grain::MonthOrQuarter,
            Named::Half(_) | Named::Week(_) => return None,
        })
    }
}

/// "(from) midnight to noon on Saturday": the midnight that begins the day, unless it has a day of its
/// own ("from midnight Friday").
fn from_midnight(first: Meaning) -> Meaning {
    match first {
        Meaning::Clock(clock, None) if clock.hour == 24 => Meaning::Clock(Clock::full(0), None),
        first => first,
    }
}

/// The first end with the year or day that only the second has.
fn complete_first(first: Meaning, last: &Meaning) -> Meaning {
    match (first, last) {
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
        (
            Meaning::Clock(clock, None),
            Meaning::Clock(_, Some(day)) | Meaning::Part(_, Some(day)),
        ) => Meaning::Clock(clock, Some(day.clone())),
        (first, _) => first,
    }
}

/// The second end with the day that only the first has, and after noon if the first is.
fn complete_last(first: &Meaning, last: Meaning) -> Meaning {
    let (Meaning::Clock(first, Some(day)), Meaning::Clock(clock, None)) = (first, &last) else {
        return last;
    };
    let is_afternoon = first.sure && first.hour >= 12 && !clock.sure && clock.hour < 12;
    let clock = if is_afternoon {
        Clock {
            hour: clock.hour + 12,
            sure: true,
            ..*clock
        }
    } else {
        *clock
    };
    Meaning::Clock(clock, Some(day.clone()))
}
