//! Which one of the days, months, seasons … of a name is meant.

use super::Context;
use crate::time::calendar::period::Bounds;
use crate::time::calendar::{Date, Moment, Period};
use crate::time::forms::meaning::{Meaning, Named, Which, Year};
use crate::time::tense::Tense;
use crate::time::words::lexicon::named_day;

/// A period that may be meant, with its begin and end.
type Candidate = (Period, Bounds);

/// Days of attacks that are known without their year: year, month, day.
const DAYS_OF_ATTACKS: &[(i32, u8, u8)] = &[(2001, 9, 11), (2021, 1, 6), (2023, 10, 7)];

impl Named {
    /// The period with this name in a year. A weekday has none.
    pub(super) fn in_year(self, year: i32) -> Option<Period> {
        if !(1..=9998).contains(&year) {
            return None;
        }
        Some(match self {
            Named::Month(month) => Period::Month(year, month),
            Named::MonthDay(month, day) => Period::Day(Date::new(year, month, day)?),
            Named::Season(season) => Period::Season(year, season),
            Named::Quarter(quarter) => Period::Quarter(year, quarter.max(1)),
            Named::Half(half) => Period::Half(year, half),
            Named::Holiday(number) => Period::Day(named_day(number).rule.date(year)?),
            Named::Week(week) => Period::Week(year, week),
            Named::Weekday(_) => return None,
        })
    }

    fn is_day_of_year(self) -> bool {
        matches!(self, Named::MonthDay(..) | Named::Holiday(_))
    }
}

impl Context {
    /// The period of a name.
    pub(super) fn named(&self, named: Named, which: Which, year: Year) -> Option<Period> {
        match year {
            Year::Given(year) if named == Named::Quarter(0) => {
                Some(Period::Quarter(year, self.number_of_mentioned_quarter()))
            }
            Year::Given(year) => named.in_year(year),
            Year::FromNow(shift) => named.in_year(self.today()?.year() + shift),
            Year::Unstated => self.named_without_year(named, which),
        }
    }

    /// The number of the quarter mentioned before, or of the current one.
    fn number_of_mentioned_quarter(&self) -> u8 {
        let of_today = || self.today().map_or(1, |day| (day.month() - 1) / 3 + 1);
        self.story
            .quarter
            .map_or_else(of_today, |(_, number)| number)
    }

    fn named_without_year(&self, named: Named, which: Which) -> Option<Period> {
        if let Some(day) = self.today().and_then(|day| self.day_of_attack(named, day)) {
            return Some(Period::Day(day));
        }
        if let Some(year) = self.year_of_history(named, which) {
            return named.in_year(year);
        }
        if let Some(period) = self.soon_after_told(named, which) {
            return Some(period);
        }
        if let Some(mentioned) = self.story.mentioned.and_then(Period::bounds) {
            match which {
                Which::Following => return named.after(mentioned),
                Which::Preceding => return named.before(mentioned),
                _ => {}
            }
        }
        if which == Which::Mentioned {
            return named.in_year(self.story.mentioned?.first_day()?.year());
        }
        let today = self.today()?;
        if let Named::Weekday(weekday) = named {
            return self.weekday(today, weekday, which).map(Period::Day);
        }
        let candidates: Vec<Candidate> = (-2..=2)
            .filter_map(|shift| {
                let period = named.in_year(today.year() + shift)?;
                Some((period, period.bounds()?))
            })
            .collect();
        let choice = Choice {
            context: self,
            named,
            today,
            candidates: &candidates,
        };
        choice.of(which).map(|(period, _)| *period)
    }

    /// "the Sept. 11 attacks": a day that is known without its year.
    fn day_of_attack(&self, named: Named, today: Date) -> Option<Date> {
        let Named::MonthDay(month, day) = named else {
            return None;
        };
        let row = DAYS_OF_ATTACKS
            .iter()
            .find(|row| (row.1, row.2) == (month, day) && self.surroundings.is_of_attack)?;
        Date::new(row.0, row.1, row.2).filter(|day| *day <= today)
    }

    /// "It shut on December 16, 2010. On December 27, crews came back": a day soon after the day of a
    /// past year that was mentioned last, unless it is near the day of publication too.
    fn soon_after_told(&self, named: Named, which: Which) -> Option<Period> {
        const MOST_DAYS_AFTER: i64 = 45;
        const MOST_DAYS_AGO: i64 = 60;
        let is_told = self.tense == Tense::Past && which == Which::Unstated;
        let Some(Period::Day(told)) = self.story.mentioned.filter(|_| is_told) else {
            return None;
        };
        let today = self.today()?;
        if !named.is_day_of_year() || told.year() >= today.year() {
            return None;
        }
        let found = named.after(Period::Day(told).bounds()?)?;
        let days_after = found.first_day()?.days() - told.days();
        let is_near_today = [today.year() - 1, today.year()].into_iter().any(|year| {
            let day = named.in_year(year).and_then(Period::first_day);
            day.is_some_and(|day| (0..=MOST_DAYS_AGO).contains(&(today.days() - day.days())))
        });
        (days_after <= MOST_DAYS_AFTER && !is_near_today).then_some(found)
    }

    /// The year that a text about history is about, if a name without a year belongs to it.
    fn year_of_history(&self, named: Named, which: Which) -> Option<i32> {
        let is_told = matches!(self.tense, Tense::Past | Tense::Unknown);
        let has_one_a_year =
            matches!(named, Named::Month(_) | Named::Season(_)) || named.is_day_of_year();
        let is_of_history = self.text.is_history && which == Which::Unstated && is_told;
        self.story
            .past_year
            .filter(|_| is_of_history && has_one_a_year)
    }

    /// A weekday near the day of publication.
    fn weekday(&self, today: Date, weekday: u8, which: Which) -> Option<Date> {
        match which {
            Which::Coming | Which::Following => today.nth_weekday(weekday, 1),
            Which::Next => weekday_of_week(today.plus_days(7)?, weekday),
            Which::Last => weekday_of_week(today.plus_days(-7)?, weekday),
            Which::This => {
                let date = weekday_of_week(today, weekday)?;
                if date < today && self.tense != Tense::Past {
                    date.plus_days(7)
                } else {
                    Some(date)
                }
            }
            Which::Unstated => self.weekday_by_tense(today, weekday),
            Which::Past | Which::Preceding | Which::Mentioned => today.nth_weekday(weekday, -1),
        }
    }

    /// "Friday": which one the tense says.
    fn weekday_by_tense(&self, today: Date, weekday: u8) -> Option<Date> {
        let around = &self.surroundings;
        let is_entry = self.tense == Tense::Verbless && around.is_whole_text;
        if today.weekday() == weekday && !is_entry {
            let is_week_ago = around.is_since_clause && self.tense == Tense::Past;
            return today.plus_days(if is_week_ago { -7 } else { 0 });
        }
        // "voted to close the pool Tuesday", reported on Wednesday.
        if self.tense == Tense::Resolved {
            let yesterday = today.plus_days(-1)?;
            if yesterday.weekday() == weekday {
                return Some(yesterday);
            }
        }
        let is_past_until = around.follows_until && self.tense == Tense::Past;
        if self.tense == Tense::Planned || is_past_until {
            let ahead = (i64::from(weekday) - i64::from(today.weekday()) + 10) % 7 - 3;
            return today.plus_days(ahead);
        }
        let is_open_until =
            around.follows_until && matches!(self.tense, Tense::Present | Tense::Unknown);
        // "is making the bus free from Monday": what has begun would be "since".
        let is_open_from = around.follows_from && self.tense == Tense::Present;
        let n = if is_open_until || is_open_from || self.tense.looks_ahead() {
            1
        } else {
            -1
        };
        today.nth_weekday(weekday, n)
    }

    /// A weekday with a date: in the year in which they agree, or else the date alone.
    pub(super) fn weekday_with_date(&self, weekday: u8, date: &Meaning) -> Option<Period> {
        if let Meaning::MonthDay(day) = date {
            return self.day_of_month(*day, |date| date.weekday() == weekday);
        }
        let found = self.period(date)?;
        let (Period::Day(day), Meaning::Named(Named::MonthDay(..), _, Year::Unstated)) =
            (found, date)
        else {
            return Some(found);
        };
        if day.weekday() == weekday {
            return Some(found);
        }
        let year = self.today()?.year();
        let agreeing = [year, year + 1, year - 1].into_iter().find_map(|year| {
            Date::new(year, day.month(), day.day()).filter(|day| day.weekday() == weekday)
        });
        Some(agreeing.map_or(found, Period::Day))
    }

    /// A day of a month that is not given: the next one to come, or the last one.
    pub(super) fn day_of_month(&self, day: u8, fits: impl Fn(Date) -> bool) -> Option<Period> {
        const MOST_MONTHS: i64 = 7;
        let today = self.today()?;
        let first = Date::new(today.year(), today.month(), 1)?;
        let in_month = |shift: i64| {
            let month = first.plus_months(shift)?;
            Date::new(month.year(), month.month(), day).filter(|date| fits(*date))
        };
        let found = if self.tense.looks_ahead() {
            (0..=MOST_MONTHS)
                .filter_map(in_month)
                .find(|date| *date >= today)
        } else {
            (0..=MOST_MONTHS)
                .filter_map(|months| in_month(-months))
                .find(|date| *date <= today)
        };
        found.map(Period::Day)
    }
}

/// The day with this weekday in the calendar week of a day.
fn weekday_of_week(day: Date, weekday: u8) -> Option<Date> {
    let (year, week) = day.iso_week();
    Date::from_iso_week(year, week, weekday)
}

impl Named {
    /// The first one after a time that was mentioned.
    pub(super) fn after(self, mentioned: Bounds) -> Option<Period> {
        let day = mentioned.1.date.plus_days(-1)?;
        if let Named::Weekday(weekday) = self {
            return day.nth_weekday(weekday, 1).map(Period::Day);
        }
        (-1..=1).find_map(|shift| {
            self.in_year(day.year() + shift)
                .filter(|period| period.begin().is_some_and(|from| from.date > day))
        })
    }

    /// The last one before a time that was mentioned.
    fn before(self, mentioned: Bounds) -> Option<Period> {
        let day = mentioned.0.date;
        if let Named::Weekday(weekday) = self {
            return day.nth_weekday(weekday, -1).map(Period::Day);
        }
        (-1..=1).rev().find_map(|shift| {
            self.in_year(day.year() + shift)
                .filter(|period| period.bounds().is_some_and(|(_, to)| to.date <= day))
        })
    }
}

/// The choice between the periods of a name in the years around the day of publication.
struct Choice<'c> {
    context: &'c Context,
    named: Named,
    today: Date,
    /// In order of time.
    candidates: &'c [Candidate],
}

impl<'c> Choice<'c> {
    /// The one that is meant.
    fn of(&self, which: Which) -> Option<&'c Candidate> {
        if which == Which::Unstated && matches!(self.named, Named::Quarter(_)) {
            return self.nearest_quarter();
        }
        match which {
            Which::Last if self.is_month_before() => self.year_before_last(),
            Which::Last | Which::Past | Which::Preceding => self.last_over(),
            Which::Next | Which::Coming | Which::Following => self.first_to_begin(),
            Which::This => self.this(),
            Which::Unstated | Which::Mentioned => self.by_tense(),
        }
    }

    /// The last one that has begun.
    fn last_begun(&self) -> Option<&'c Candidate> {
        let now = self.now();
        self.candidates
            .iter()
            .rev()
            .find(|(_, (from, _))| *from <= now)
    }

    /// The last one that is over.
    fn last_over(&self) -> Option<&'c Candidate> {
        let now = self.now();
        self.candidates.iter().rev().find(|(_, (_, to))| *to <= now)
    }

    /// The first one that is not over.
    fn first_to_end(&self) -> Option<&'c Candidate> {
        let now = self.now();
        self.candidates.iter().find(|(_, (_, to))| *to > now)
    }

    /// The first one that has not begun.
    fn first_to_begin(&self) -> Option<&'c Candidate> {
        let now = self.now();
        self.candidates.iter().find(|(_, (from, _))| *from > now)
    }

    /// The one of this year.
    fn of_this_year(&self) -> Option<&'c Candidate> {
        let period = self.named.in_year(self.today.year())?;
        self.candidates.iter().find(|(other, _)| *other == period)
    }

    fn now(&self) -> Moment {
        Moment::from(self.today)
    }

    /// How many days from today it begins.
    fn days_ahead(&self, (_, (from, _)): &Candidate) -> i64 {
        from.date.days() - self.today.days()
    }

    /// Whether the name is the name of the month before this one.
    fn is_month_before(&self) -> bool {
        let last_month = Date::new(self.today.year(), self.today.month(), 1)
            .and_then(|first| first.plus_months(-1))
            .map(Date::month);
        matches!(self.named, Named::Month(month) if last_month == Some(month))
    }

    /// "last May" written in June is in last year, because this year's would be "last month".
    fn year_before_last(&self) -> Option<&'c Candidate> {
        let (last, _) = self.last_over()?;
        let before = last.plus_years(-1)?;
        self.candidates.iter().find(|(other, _)| *other == before)
    }

    /// "this summer", "this May".
    fn this(&self) -> Option<&'c Candidate> {
        let now = self.now();
        let of_this_year = self.of_this_year();
        if self.context.tense.is_to_come() {
            return of_this_year
                .filter(|(_, (_, to))| *to > now)
                .or_else(|| self.first_to_begin());
        }
        // "this winter", written in March about the past, began last year.
        if self.context.tense == Tense::Past && matches!(self.named, Named::Season(_)) {
            return of_this_year
                .filter(|(_, (from, _))| *from <= now)
                .or_else(|| self.last_begun());
        }
        of_this_year
    }

    /// The one that the tense and the words before the time say.
    fn by_tense(&self) -> Option<&'c Candidate> {
        let tense = self.context.tense;
        let around = &self.context.surroundings;
        let is_open = matches!(tense, Tense::Present | Tense::Unknown);
        // "in summer it gets hot" is of any year.
        if tense == Tense::Present && matches!(self.named, Named::Season(_)) {
            return None;
        }
        if tense == Tense::Verbless && !around.is_as_of {
            return self.in_line_without_verb();
        }
        if is_open && around.follows_until {
            return self.first_to_end();
        }
        if around.is_bound && !tense.is_to_come() {
            return self
                .candidates
                .iter()
                .min_by_key(|candidate| self.days_ahead(candidate).abs());
        }
        if around.is_as_of {
            return self.nearest(2);
        }
        if around.is_of_report {
            return self.last_begun();
        }
        if self.is_in_doubt() {
            return None;
        }
        if self.named.is_day_of_year() {
            return self.nearest_day();
        }
        // "said they could be ready in September", reported in November: it is rather over, but it may be
        // to come.
        if matches!(tense, Tense::Told | Tense::Resolved) && self.is_nearer_in_past() {
            return None;
        }
        if tense.is_to_come() {
            return self.first_to_end();
        }
        if matches!(self.named, Named::Month(_)) {
            // What was planned and did not happen is rather over.
            match tense {
                Tense::Planned => return self.nearest(3),
                _ if is_open => return self.nearest(2),
                _ => {}
            }
        }
        self.last_begun()
    }

    /// "whoever wins in November": a month to come that is nearer than the last one, where no tense says
    /// which one is meant.
    fn is_in_doubt(&self) -> bool {
        let tense = self.context.tense;
        let is_open = matches!(tense, Tense::Present | Tense::Unknown);
        if !matches!(self.named, Named::Month(_)) || !is_open {
            return false;
        }
        let (Some(last), Some(next)) = (self.last_begun(), self.first_to_begin()) else {
            return false;
        };
        let (ago, ahead) = (-self.days_ahead(last), self.days_ahead(next));
        // Where the tense is open, one that is half as far is meant.
        ahead < ago && ahead * 2 > ago
    }

    /// Whether the last one that is over is nearer than the next one.
    fn is_nearer_in_past(&self) -> bool {
        let days_ago = |(_, (_, to)): &Candidate| self.today.days() - to.date.days();
        self.last_over()
            .zip(self.first_to_end())
            .is_some_and(|(last, next)| days_ago(last) < self.days_ahead(next))
    }

    /// A line without a verb announces, but a dateline has the day that has just passed: "Nov. 3
    /// (Velm Wire)".
    fn in_line_without_verb(&self) -> Option<&'c Candidate> {
        const LONGEST_ANNOUNCEMENT: i64 = 300;
        const JUST_OVER: i64 = 14;
        let next = self.first_to_end();
        // "Terror on Bastille Day", of the day before
        let last = self.last_over();
        let is_just_over = |last: &&Candidate| -self.days_ahead(last) <= JUST_OVER;
        if matches!(self.named, Named::Holiday(_)) && last.as_ref().is_some_and(is_just_over) {
            return last;
        }
        if !matches!(self.named, Named::MonthDay(..)) {
            return next;
        }
        next.filter(|candidate| self.days_ahead(candidate) < LONGEST_ANNOUNCEMENT)
            .or_else(|| self.last_over())
    }

    /// The nearest day. The tense only counts if both are nearly as far, because a day without its
    /// year is rarely far away.
    fn nearest_day(&self) -> Option<&'c Candidate> {
        const MOST_DAYS_AGO: i64 = 120;
        let tense = self.context.tense;
        let nearest = self.candidates.iter().min_by_key(|candidate| {
            let ahead = self.days_ahead(candidate);
            let contradicts = tense == Tense::Past && ahead > 0 || tense.is_to_come() && ahead < 0;
            if contradicts {
                ahead.abs() * 6 + 30
            } else {
                ahead.abs()
            }
        });
        // In a story of years ago a feast that is not recent may be of one of those years.
        let is_of_story = self.context.story.past_year.is_some()
            && tense == Tense::Past
            && matches!(self.named, Named::Holiday(_));
        nearest.filter(|candidate| !is_of_story || -self.days_ahead(candidate) <= MOST_DAYS_AGO)
    }

    /// The nearest one, rather in the past: a day ahead counts as so many days ago.
    fn nearest(&self, weight_ahead: i64) -> Option<&'c Candidate> {
        self.candidates.iter().min_by_key(|candidate| {
            let ahead = self.days_ahead(candidate);
            if ahead > 0 {
                ahead * weight_ahead
            } else {
                -ahead
            }
        })
    }

    /// The nearest quarter, rather one in the past, because news reports on a quarter before it is
    /// over or only months later.
    fn nearest_quarter(&self) -> Option<&'c Candidate> {
        let tense = self.context.tense;
        self.candidates.iter().min_by_key(|(_, (from, to))| {
            let middle = i64::midpoint(from.date.days(), to.date.days());
            let ahead = middle - self.today.days();
            if tense == Tense::Verbless && from.date.year() == self.today.year() {
                0
            } else if ahead > 0 && !tense.is_to_come() {
                ahead * 3
            } else {
                ahead.abs()
            }
        })
    }
}
