//! In: tokens. Out: a length with its direction: "two years ago", "three days later", "a year
//! earlier".

use super::grammar::Grammar;
use super::meaning::{Base, Form, Length, Meaning, Named, NthOf, Parsed, one};
use crate::time::calendar::{Period, Unit};
use crate::time::words::Class as C;
use crate::time::{Mod, TimeRule};

/// Which way a length is counted, and from what.
struct Direction {
    /// -1 before the base, 1 after it.
    sign: i8,
    base: Base,
}

impl Direction {
    fn new(sign: i8, base: Base) -> Direction {
        Direction { sign, base }
    }

    fn after(meaning: Meaning) -> Direction {
        Direction::new(1, Base::Of(Box::new(meaning)))
    }
}

/// Adjectives of the period that reports on earnings compare with.
const SAME: &[&str] = &["same", "comparable", "corresponding", "like"];

const A_YEAR_AGO: &[&str] = &[
    "a year ago",
    "a year earlier",
    "last year",
    "the previous year",
    "the prior year",
    "the year before",
];

impl Grammar<'_> {
    /// A length with its direction: "two years ago", "three days later", "a year earlier".
    pub(crate) fn distance(&self, i: usize) -> Option<Form> {
        self.year_ago(i)
            .or_else(|| self.weekdays_ago(i))
            .or_else(|| self.length_with_direction(i))
    }

    /// "three Sundays ago", "two Fridays from now".
    fn weekdays_ago(&self, i: usize) -> Option<Form> {
        const MOST: i64 = 52;
        let (n, at) = self.count(i).filter(|(n, _)| (1..=MOST).contains(n))?;
        let weekday = self.token(at).filter(|t| t.class == C::Weekday)?.value as u8;
        let (sign, end) = if self.is(at + 1, C::Ago) {
            (-1, at + 2)
        } else if self.is_from_now(at + 1) {
            (1, at + 3)
        } else {
            return None;
        };
        let today = Box::new(Meaning::day_from_now(0));
        let meaning = Meaning::Nth(n as i8 * sign, NthOf::Weekday(weekday), today);
        Some(Form::new(TimeRule::Offset, meaning, end))
    }

    fn is_from_now(&self, at: usize) -> bool {
        self.is(at, C::From) && self.says(at + 1, "now")
    }

    /// "two years ago", "three days later", "two weeks from Friday", "a week on Sunday".
    fn length_with_direction(&self, i: usize) -> Option<Form> {
        if self.is_any(i, &[C::In, C::Within]) {
            return None;
        }
        let (length, end) = self.length(i).or_else(|| self.bare_units(i))?;
        // "three seasons ago" counts the seasons of a club, whose length is not known.
        if length.iter().any(|(_, unit)| *unit == Unit::Season) {
            return None;
        }
        let (length, end, modifier) = match self.or_more(end, &length) {
            Some((length, end)) => (length, end, Some(Mod::Approx)),
            None => (length, end, None),
        };
        if let Some((meaning, to)) = self.start_of_length(end, self.follows(i, C::For)) {
            let range = Meaning::range_of_length(meaning, length);
            return Some(Form::new(TimeRule::Range, range, to));
        }
        if self.is(end, C::From) && !self.is_from_now(end) && self.follows(i, C::For) {
            return self.length_from_point(end + 1, length);
        }
        let (direction, to) = self.direction(end, &length)?;
        let meaning = Meaning::Offset(length, direction.sign, direction.base);
        Some(Form {
            modifier,
            ..Form::new(TimeRule::Offset, meaning, to)
        })
    }

    /// "(for three days from) Monday"
    fn length_from_point(&self, i: usize, length: Length) -> Option<Form> {
        let (point, end) = self.point(i)?;
        let fits = matches!(point, Meaning::Clock(..)) || point.is_day();
        let range = Meaning::range_of_length(point, length);
        fits.then(|| Form::new(TimeRule::Range, range, end))
    }

    /// The direction after a length: "ago", "later", "from now", "before".
    fn direction(&self, end: usize, length: &Length) -> Parsed<Direction> {
        let next = end + 1;
        match self.class(end)? {
            C::Ago => Some((Direction::new(-1, Base::Now), next)),
            C::Earlier | C::Later => self.earlier_or_later(end).map(|found| (found, next)),
            C::From if self.is_from_now(end) => Some((Direction::new(1, Base::Now), end + 2)),
            C::On if is_weeks(length) && self.is(next, C::Weekday) => {
                let (day, to) = self.weekday(next)?;
                Some((Direction::of_week_on(day), to))
            }
            C::DayFromNow if is_weeks(length) && self.ends_week_from(end) => {
                let day = Meaning::day_from_now(self.value(end));
                Some((Direction::after(day), next))
            }
            C::Before | C::After if self.ends_before_or_after(next) => {
                let sign = if self.is(end, C::Before) { -1 } else { 1 };
                Some((Direction::new(sign, Base::Mentioned), next))
            }
            C::Last if self.says(end, "prior") && self.ends_before_or_after(next) => {
                Some((Direction::new(-1, Base::Mentioned), next))
            }
            C::From | C::After | C::Before => self.counted_from_named_day(end),
            _ => None,
        }
    }

    fn earlier_or_later(&self, at: usize) -> Option<Direction> {
        // "two years later than planned" only says how much.
        if self.is(at + 1, C::Than) {
            return None;
        }
        if self.is(at, C::Earlier) {
            return Some(Direction::new(-1, Base::Mentioned));
        }
        // "30 minutes later this week" is a length, and "later this week".
        if self.is_any(at + 1, &[C::This, C::DayFromNow]) {
            return None;
        }
        let base = if self.says(at, "hence") {
            Base::Now
        } else {
            Base::Mentioned
        };
        Some(Direction::new(1, base))
    }

    /// "(a week) today", "(two weeks) tomorrow", but not "(a week) today's …".
    fn ends_week_from(&self, day: usize) -> bool {
        self.value(day) >= 0 && self.ends_phrase(day + 1) && !self.mark(day + 1, '\'')
    }

    /// Whether nothing follows "before" or "after" from which it could count.
    fn ends_before_or_after(&self, at: usize) -> bool {
        self.token(at).is_none_or(|t| {
            let is_hyphen = t.glued && t.is_mark('-');
            t.new_paragraph || t.class == C::Mark && !is_hyphen
        })
    }

    /// "(two days) after May 3", "(a week) from Tuesday".
    fn counted_from_named_day(&self, end: usize) -> Parsed<Direction> {
        if self.is(end + 1, C::The) {
            return None;
        }
        let (day, to) = self.point(end + 1)?;
        let is_day = matches!(
            day,
            Meaning::FromNow(Unit::Day, _)
                | Meaning::Exact(Period::Day(_))
                | Meaning::Weekday(..)
                | Meaning::Named(
                    Named::Holiday(_) | Named::MonthDay(..) | Named::Weekday(_),
                    ..
                )
        );
        let describes_noun = !self.ends_phrase(to) || self.mark(to, '\'');
        let sign = if self.is(end, C::Before) { -1 } else { 1 };
        (is_day && !describes_noun).then(|| (Direction::new(sign, Base::Of(Box::new(day))), to))
    }

    /// Where a length begins: "(3 days) starting from Monday", "(for a week), from May 3".
    fn start_of_length(&self, end: usize, is_led: bool) -> Parsed<Meaning> {
        let at = if self.says_any(end, &["starting", "beginning"]) {
            self.skip_any(end + 1, &[C::From, C::On])
        } else if self.mark(end, ',') && is_led && self.is(end + 1, C::From) {
            end + 2
        } else {
            return None;
        };
        self.point(at).filter(|(day, _)| day.is_day())
    }

    /// "a year earlier", "year-ago", "the year-earlier quarter", "the corresponding period last
    /// year".
    fn year_ago(&self, i: usize) -> Option<Form> {
        let article = i + usize::from(self.is_any(i, &[C::A, C::The]) || self.says(i, "one"));
        let is_same = self.says_any(article, SAME);
        let at = article + usize::from(is_same);
        if is_same && let Some(form) = self.same_period_last_year(at) {
            return Some(form);
        }
        if !self.says(at, "year") {
            return None;
        }
        let ago = self.skip_mark(at + 1, '-');
        let has_hyphen = ago > at + 1;
        let says_ago = self.says(ago, "ago");
        let has_lead = has_hyphen || article > i || is_same;
        if !has_lead || !says_ago && !self.says(ago, "earlier") {
            return None;
        }
        let end = if has_hyphen {
            self.skip_quarter(ago + 1)
        } else {
            ago + 1
        };
        let base = if says_ago && self.begins_sentence(i) {
            Base::Now
        } else if says_ago || is_same {
            Base::Business
        } else {
            Base::Mentioned
        };
        Some(year_before(base, end))
    }

    /// "(the same) period a year ago", "(the corresponding) quarter of last year".
    fn same_period_last_year(&self, at: usize) -> Option<Form> {
        let period = self.any_phrase(at, &["period", "quarter", "month"])?;
        let end = self.any_phrase(self.skip(period, C::Of), A_YEAR_AGO)?;
        let base = if self.says(at, "month") {
            Base::Month
        } else {
            Base::Business
        };
        Some(year_before(base, end))
    }

    /// Skips the noun of "the year-ago quarter", "the year-earlier third quarter".
    fn skip_quarter(&self, at: usize) -> usize {
        if self.says_any(at, &["quarter", "period"]) {
            return at + 1;
        }
        let is_ordinal = self.says_any(at, &["first", "second", "third", "fourth"]);
        at + 2 * usize::from(is_ordinal && self.says(at + 1, "quarter"))
    }
}

impl Direction {
    /// "(a week) on Sunday": British English for a week after the coming one.
    fn of_week_on(weekday: u8) -> Direction {
        Direction::after(Meaning::coming_weekday(weekday))
    }
}

/// Whether a length is a number of weeks.
fn is_weeks(length: &Length) -> bool {
    matches!(length[..], [(_, Unit::Week)])
}

fn year_before(base: Base, end: usize) -> Form {
    let meaning = Meaning::Offset(one(Unit::Year), -1, base);
    Form::new(TimeRule::YearAgo, meaning, end)
}
