//! In: the meaning of a time, the day of publication, the tense, the times mentioned before. Out:
//! its place on the calendar: TIMEX3 value, begin and end, and what it was counted from.

mod named;
mod offsets;
mod ranges;
mod story;
pub(crate) mod values;

use super::calendar::period::Bounds;
use super::calendar::{Date, Moment, PartOfDay, Period, Unit};
use super::forms::meaning::{
    Amount, Base, Clock, Indefinite, Length, Meaning, Named, NthOf, Phrase, Year, one,
};
use super::tense::Tense;
use super::words::lexicon::named_day;
use super::{Anchor, Kind, Mod};
use offsets::plus_length;
pub(crate) use story::Story;
use values::{
    clock_value, fiscal_value, length_value, range_without_date, shift_code, value_without_date,
    zone_suffix,
};

/// What is known about the text as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextFacts {
    /// It is about history: many years of long ago, hardly any weekdays.
    pub is_history: bool,
    /// It writes hours up to 24, so that "9:30" is in the morning.
    pub counts_to_24: bool,
    /// It reports on a match in quarters.
    pub is_about_match: bool,
}

/// What is around a time, as far as its meaning depends on it.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about what is around a time"
)]
pub(crate) struct Surroundings {
    /// The time is the whole text: an entry of a list of events, not part of a sentence.
    pub is_whole_text: bool,
    /// It follows "by", "until" or "through", so that the nearest one is meant.
    pub is_bound: bool,
    /// It follows "as of", which tells a state: "as of March 20, 40 people were in the camp".
    pub is_as_of: bool,
    /// It follows "until".
    pub follows_until: bool,
    /// It follows "from" and nothing says to when: "will be free from Monday".
    pub follows_from: bool,
    /// The hours recur: "every Thursday until 8pm".
    pub recurs: bool,
    /// It follows "in", which makes a length a point ahead.
    pub follows_in: bool,
    /// It follows an opening bracket.
    pub is_in_brackets: bool,
    /// What is counted is before "in": "three games in eight days".
    pub is_counted: bool,
    /// It says how long something went on or since when nothing was like it: "in nine years of war",
    /// "the worst storm in nine years".
    pub is_of_what_was: bool,
    /// It follows "within": if the sentence looks ahead, the length begins now.
    pub follows_within: bool,
    /// It follows "since" and a verb: "since operations expanded on Friday".
    pub is_since_clause: bool,
    /// It describes a report: "the November jobs report".
    pub is_of_report: bool,
    /// A word like "attack" follows it.
    pub is_of_attack: bool,
    /// It follows a verb of putting off: "moved from September to January".
    pub is_put_off: bool,
    /// It precedes "since" and an event: "in the two years since the attack".
    pub is_since_event: bool,
    /// It is in a quotation.
    pub is_quoted: bool,
}

/// What is known where a time is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context {
    pub published: Option<Moment>,
    pub text: TextFacts,
    pub story: Story,
    pub tense: Tense,
    pub surroundings: Surroundings,
}

/// A time in its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub kind: Kind,
    pub value: String,
    pub begin: Option<Moment>,
    pub end: Option<Moment>,
    pub anchor: Anchor,
    /// The period that later times can be counted from.
    pub period: Option<Period>,
}

impl Placed {
    /// A time of which the text tells no day.
    pub(crate) fn of_no_day(meaning: &Meaning) -> Placed {
        let kind = match meaning {
            Meaning::Clock(..) => Kind::Time,
            Meaning::Window(..) => Kind::Duration,
            _ => Kind::Date,
        };
        Placed::value_only(kind, value_without_date(meaning), Anchor::None)
    }

    /// A value without a place on the calendar.
    fn value_only(kind: Kind, value: String, anchor: Anchor) -> Placed {
        Placed {
            kind,
            value,
            begin: None,
            end: None,
            anchor,
            period: None,
        }
    }

    fn with_bounds(mut self, bounds: Option<Bounds>) -> Placed {
        (self.begin, self.end) = bounds.unzip();
        self
    }
}

/// The kind of a period.
fn kind_of(period: Period) -> Kind {
    if period.is_time_of_day() {
        Kind::Time
    } else {
        Kind::Date
    }
}

/// Counted from the day of publication.
fn from_publication(offset: String) -> Anchor {
    Anchor::Published { offset }
}

/// Whether no amount of the length is missing.
fn is_exact(length: &Length) -> bool {
    length.iter().all(|(amount, _)| *amount != Amount::Some)
}

impl Context {
    /// The context at the beginning of a text.
    pub(crate) fn new(published: Option<Moment>, text: TextFacts) -> Context {
        Context {
            published,
            text,
            story: Story::default(),
            tense: Tense::Unknown,
            surroundings: Surroundings::default(),
        }
    }

    /// The day of publication.
    fn today(&self) -> Option<Date> {
        self.published.map(|now| now.date)
    }

    /// Puts a time in its place.
    pub(crate) fn place(&self, phrase: &Phrase) -> Placed {
        let meaning = &phrase.meaning;
        if self.surroundings.recurs
            && let Some(value) = value_of_recurring_hours(meaning)
        {
            return Placed::value_only(Kind::Time, value, Anchor::None);
        }
        match meaning {
            Meaning::Length(length) => self.length(phrase, length),
            Meaning::Window(length, sign) => self.window(length, *sign),
            Meaning::Within(length, sign, whole) => self.part_of_whole(length, *sign, whole),
            Meaning::Fiscal(year) => {
                let value = fiscal_value(self.year(*year));
                Placed::value_only(Kind::Date, value, self.anchor_of(meaning))
            }
            Meaning::Recurring { value, .. } => {
                Placed::value_only(Kind::Set, value.clone(), Anchor::None)
            }
            Meaning::Indefinite(when) => self.indefinite(*when),
            Meaning::Offset(length, sign, base) => {
                self.without_unknown_months(self.offset(length, *sign, base))
            }
            Meaning::Mentioned(Unit::Quarter) => {
                self.without_unknown_months(self.point(meaning, phrase.modifier))
            }
            Meaning::Range(first, last) => match (first.as_ref(), last.as_ref()) {
                (Meaning::Length(least), Meaning::Length(greatest)) => {
                    let value = format!("{}/{}", length_value(least), length_value(greatest));
                    Placed::value_only(Kind::Duration, value, Anchor::None)
                }
                (first, last) => self.range(first, last),
            },
            Meaning::UpToNow(whole, sign) => self.up_to_now(whole, *sign),
            Meaning::OfFiscalYear(part) => self.point(part, None).with_bounds(None),
            Meaning::Ended {
                unit,
                end,
                is_fiscal,
            } => self.ended(*unit, end, *is_fiscal),
            meaning => self.point(meaning, phrase.modifier),
        }
    }

    /// A quarter of a business year that was mentioned, or the one before it, has no bounds.
    fn without_unknown_months(&self, placed: Placed) -> Placed {
        let is_quarter = matches!(placed.period, Some(Period::Quarter(..)));
        if is_quarter && self.story.quarter_is_fiscal {
            placed.with_bounds(None)
        } else {
            placed
        }
    }

    /// "the year (ended June 30)", "the quarter (ended Sept. 30)": the unit up to that day. The value of
    /// a year is the year in which it ends, that of a quarter is one only if it is one of the calendar.
    fn ended(&self, unit: Unit, end: &Meaning, is_fiscal: bool) -> Placed {
        let placed = self.part_of_whole(&one(unit), -1, end);
        let last_day = placed.end.and_then(|end| end.date.plus_days(-1));
        if unit == Unit::Year {
            let year = last_day.map(Date::year);
            let value = match year {
                _ if is_fiscal => fiscal_value(year),
                Some(year) => Period::Year(year).value(),
                None => "XXXX".into(),
            };
            let kind = Kind::Date;
            return Placed {
                kind,
                value,
                ..placed
            };
        }
        let quarter = last_day
            .map(|day| Period::containing(day, unit))
            .filter(|quarter| quarter.bounds() == placed.begin.zip(placed.end));
        match quarter {
            Some(quarter) => Placed {
                kind: Kind::Date,
                value: quarter.value(),
                period: Some(quarter),
                ..placed
            },
            None => placed,
        }
    }

    /// "earlier this year" is up to the day of publication, "later this year" from it on. That day is
    /// part of both.
    fn up_to_now(&self, whole: &Meaning, sign: i8) -> Placed {
        // "earlier this month" on the first day of a month was written before.
        const FIRST_DAYS: u8 = 2;
        let is_month = matches!(whole, Meaning::FromNow(Unit::Month, 0));
        if is_month && sign < 0 && self.today().is_some_and(|day| day.day() <= FIRST_DAYS) {
            let value = value_without_date(whole);
            return Placed::value_only(Kind::Date, value, self.anchor_of(whole));
        }
        let placed = self.point(whole, None);
        let tomorrow = self.today().and_then(|today| today.plus_days(1));
        let (Some((begin, end)), Some(today), Some(tomorrow)) =
            (placed.begin.zip(placed.end), self.today(), tomorrow)
        else {
            return placed;
        };
        let (today, tomorrow) = (Moment::from(today), Moment::from(tomorrow));
        let is_current = begin <= today && tomorrow <= end;
        let bounds = match sign {
            _ if !is_current => (begin, end),
            -1 => (begin, tomorrow),
            _ => (today, end),
        };
        placed.with_bounds(Some(bounds))
    }

    /// A length. After "in" and "within" it can be a point ahead.
    fn length(&self, phrase: &Phrase, length: &Length) -> Placed {
        let around = &self.surroundings;
        let is_about = phrase.modifier == Some(Mod::Approx);
        let is_point_ahead = around.follows_in
            && !around.is_counted
            && !around.is_of_what_was
            && !matches!(self.tense, Tense::Past | Tense::Present)
            && (is_exact(length) || is_about)
            && !matches!(
                phrase.modifier,
                Some(Mod::LessThan | Mod::MoreThan | Mod::EqualOrLess | Mod::EqualOrMore)
            );
        if is_point_ahead {
            return self.offset(length, 1, &Base::Now);
        }
        if around.follows_within && self.tense.is_to_come() && is_exact(length) {
            return self.window(length, 1);
        }
        Placed::value_only(Kind::Duration, length_value(length), Anchor::None)
    }

    /// "(the first) nine months of 2015": a length at the beginning (1) or end (-1) of a whole.
    fn part_of_whole(&self, length: &Length, sign: i8, whole: &Meaning) -> Placed {
        let value = length_value(length);
        let placed = Placed::value_only(Kind::Duration, value, self.anchor_of(whole));
        let Some((from, to)) = self.period(whole).and_then(Period::bounds) else {
            return placed;
        };
        let (begin, end) = if sign > 0 {
            (Some(from), plus_length(from, length, 1))
        } else {
            (plus_length(to, length, -1), Some(to))
        };
        Placed {
            begin,
            end,
            ..placed
        }
    }

    /// Now, some time ago, some time to come.
    fn indefinite(&self, when: Indefinite) -> Placed {
        let anchor = from_publication(String::new());
        let mut placed = Placed::value_only(Kind::Date, when.value().into(), anchor);
        if when == Indefinite::Present {
            placed.begin = self.published;
            placed.end = self.published.and_then(|now| match now.second {
                Some(_) => Moment::from_seconds(now.seconds() + 1),
                None => now.date.plus_days(1).map(Moment::from),
            });
        }
        placed
    }

    /// The year, if it is known.
    fn year(&self, year: Year) -> Option<i32> {
        match year {
            Year::Given(year) => Some(year),
            Year::FromNow(shift) => self.today().map(|day| day.year() + shift),
            Year::Unstated => None,
        }
    }

    /// A point: a period of the calendar, or its value without a date.
    fn point(&self, meaning: &Meaning, modifier: Option<Mod>) -> Placed {
        let anchor = self.anchor_of(meaning);
        let Some(period) = self.period(meaning) else {
            let is_time_of_day = matches!(
                meaning,
                Meaning::Part(..) | Meaning::Clock(..) | Meaning::Overnight
            );
            let kind = if is_time_of_day {
                Kind::Time
            } else {
                Kind::Date
            };
            return Placed::value_only(kind, value_without_date(meaning), anchor);
        };
        let narrowed = modifier.and_then(|modifier| narrowed(period, modifier));
        if self.is_century_of_story(meaning, modifier, narrowed) {
            return Placed::value_only(Kind::Date, value_without_date(meaning), anchor);
        }
        let mut placed = Placed {
            period: Some(period),
            ..Placed::value_only(kind_of(period), period.value(), anchor)
        }
        .with_bounds(narrowed.or_else(|| period.bounds()));
        if let Meaning::Named(Named::Holiday(number), ..) = meaning {
            let days = i64::from(named_day(*number).days);
            let last = placed.begin.and_then(|from| from.date.plus_days(days));
            placed.end = last.map(Moment::from);
        }
        if let Meaning::Clock(Clock { zone, .. }, _) = meaning {
            placed.value += &zone_suffix(*zone, placed.begin.map(|from| from.date));
        }
        placed
    }

    /// "By the middle of the century, the signs were everywhere": a story of the past does not mean the
    /// middle that is to come.
    fn is_century_of_story(
        &self,
        meaning: &Meaning,
        modifier: Option<Mod>,
        narrowed: Option<Bounds>,
    ) -> bool {
        let is_middle = matches!(meaning, Meaning::OfStory(Unit::Century))
            && matches!(modifier, Some(Mod::Mid | Mod::Start));
        let is_ahead = narrowed
            .zip(self.published)
            .is_some_and(|((from, _), now)| from > now);
        is_middle && is_ahead && self.tense == Tense::Past
    }

    /// What a point is counted from.
    fn anchor_of(&self, meaning: &Meaning) -> Anchor {
        match meaning {
            Meaning::Exact(_)
            | Meaning::Named(_, _, Year::Given(_))
            | Meaning::Fiscal(Year::Given(_)) => Anchor::None,
            Meaning::FromNow(unit, n) => from_publication(shift_code(*n, *unit)),
            Meaning::Mentioned(_) if self.story.mentioned.is_some() => Anchor::Told,
            Meaning::OfStory(unit) if self.told_unit(*unit).is_some() => Anchor::Told,
            Meaning::Part(part, Some(day)) if self.is_evening_of_speaker(*part, day) => {
                Anchor::Told
            }
            Meaning::Weekday(_, inner)
            | Meaning::Nth(_, _, inner)
            | Meaning::OfFiscalYear(inner)
            | Meaning::UpToNow(inner, _)
            | Meaning::Part(_, Some(inner))
            | Meaning::Clock(_, Some(inner)) => self.anchor_of(inner),
            Meaning::Part(_, None) | Meaning::Clock(_, None) if self.scene().is_some() => {
                Anchor::Told
            }
            _ => from_publication(String::new()),
        }
    }

    /// The period of the calendar that a meaning is.
    fn period(&self, meaning: &Meaning) -> Option<Period> {
        match meaning {
            Meaning::Exact(period) => Some(*period),
            Meaning::Named(named, which, year) => self.named(*named, *which, *year),
            Meaning::Weekday(weekday, date) => self.weekday_with_date(*weekday, date),
            Meaning::MonthDay(day) => self.day_of_month(*day, |_| true),
            Meaning::FromNow(unit, n) => {
                Period::containing(self.today()?, *unit).shift(i64::from(*n))
            }
            Meaning::Overnight => {
                let night = if self.tense.looks_ahead() { 0 } else { -1 };
                let day = self.today()?.plus_days(night)?;
                Some(Period::Part(day, PartOfDay::Night))
            }
            Meaning::NewYear => {
                let today = self.today()?;
                let is_second_half = today.month() > 6;
                Some(Period::Year(today.year() + i32::from(is_second_half)))
            }
            Meaning::Mentioned(unit) => self.mentioned(*unit),
            Meaning::OfStory(unit) => self
                .told_unit(*unit)
                .or_else(|| Some(Period::containing(self.today()?, *unit))),
            Meaning::UpToNow(whole, _) => self.period(whole),
            Meaning::OfFiscalYear(part) => self.period(part),
            Meaning::Nth(n, of, whole) => nth(*n, *of, self.period(whole)?),
            Meaning::Part(part, Some(day)) if self.is_evening_of_speaker(*part, day) => {
                Some(Period::Part(self.today()?.plus_days(-1)?, *part))
            }
            Meaning::Part(part, day) => {
                let day = self.day_for(day.as_deref(), None, Some(*part))?;
                Some(Period::Part(day, *part))
            }
            Meaning::Clock(clock, day) => self.clock(*clock, day.as_deref()),
            Meaning::Offset(length, sign, base) => {
                self.counted(length, *sign, base).map(|point| point.period)
            }
            _ => None,
        }
    }

    /// A time of day on its day, on the day of the story, or on the day of publication.
    fn clock(&self, clock: Clock, day: Option<&Meaning>) -> Option<Period> {
        let clock = if day.is_none() {
            self.next_in_announcement(clock)
        } else {
            clock
        };
        if day.is_none()
            && let Some(period) = self.in_other_zone(clock).or_else(|| self.near_scene(clock))
        {
            return Some(period);
        }
        Some(clock.on(self.day_for(day, Some(clock), None)?))
    }

    /// "3:30" alone, in a line that announces, is the next one to come.
    fn next_in_announcement(&self, clock: Clock) -> Clock {
        const HALF_A_DAY: u32 = 12 * 60 * 60;
        let Some(now) = self.published.and_then(|now| now.second) else {
            return clock;
        };
        let seconds = clock.minutes() * 60;
        let is_afternoon = !clock.sure
            && self.tense == Tense::Verbless
            && (1..=11).contains(&clock.hour)
            && (seconds < now && now < seconds + HALF_A_DAY);
        Clock {
            hour: clock.hour + if is_afternoon { 12 } else { 0 },
            ..clock
        }
    }

    /// The week, quarter … that was mentioned before.
    fn mentioned(&self, unit: Unit) -> Option<Period> {
        match unit {
            Unit::Quarter => self.mentioned_quarter(),
            Unit::Weekend => self.mentioned_weekend(),
            _ => {
                let day = match self.story.mentioned {
                    Some(mentioned) => {
                        let day = mentioned.first_day()?;
                        // A year mentioned before does not say which day.
                        if mentioned.days()? > Period::containing(day, unit).days()? {
                            return None;
                        }
                        day
                    }
                    None => self.today()?,
                };
                Some(Period::containing(day, unit))
            }
        }
    }

    /// The month, year … in the past that the paragraph has come to: "The town was cut off on March 3.
    /// By the end of the month …".
    fn told_unit(&self, unit: Unit) -> Option<Period> {
        let told = self.story.told_here.filter(|_| self.tense == Tense::Past)?;
        let period = Period::containing(told.first_day()?, unit);
        let is_within = told.days()? <= period.days()?;
        let is_over = self.today().is_none_or(|today| {
            period
                .bounds()
                .is_some_and(|(_, end)| end <= Moment::from(today))
        });
        (is_within && is_over).then_some(period)
    }

    /// The quarter mentioned before, if a month of it is over; otherwise the last one.
    fn mentioned_quarter(&self) -> Option<Period> {
        const FIRST_DAYS: i64 = 30;
        let has_begun = |quarter: &Period| {
            self.today().is_none_or(|today| {
                quarter
                    .first_day()
                    .is_some_and(|first| first.days() + FIRST_DAYS <= today.days())
            })
        };
        if let Some(quarter) = self.story.quarter().filter(has_begun) {
            return Some(quarter);
        }
        Period::containing(self.today()?, Unit::Quarter).shift(-1)
    }

    /// The weekend of this week if it is to come or has begun; otherwise the last one.
    fn mentioned_weekend(&self) -> Option<Period> {
        let today = self.today()?;
        let weekend = Period::containing(today, Unit::Weekend);
        if self.tense.looks_ahead() || today.weekday() >= SATURDAY {
            Some(weekend)
        } else {
            weekend.shift(-1)
        }
    }
}

/// The value of hours without their day: "(every Thursday) until 8pm", "(open daily) from 8am to
/// 8pm".
fn value_of_recurring_hours(meaning: &Meaning) -> Option<String> {
    match meaning {
        Meaning::Clock(clock, None) => Some(clock_value(clock)),
        Meaning::Range(first, last) => Some(format!(
            "{}/{}",
            value_of_recurring_hours(first)?,
            value_of_recurring_hours(last)?
        )),
        _ => None,
    }
}

const THURSDAY: u8 = 4;
const SATURDAY: u8 = 6;

/// The n-th day, week or weekday of a period, counted from its end if `n` is negative.
fn nth(n: i8, of: NthOf, whole: Period) -> Option<Period> {
    match of {
        NthOf::Weekday(weekday) => nth_weekday(n, weekday, whole),
        NthOf::Unit(unit) => Days::of(whole)?.nth_unit(i64::from(n), unit),
    }
}

/// The n-th weekday of a period, or after a single day.
fn nth_weekday(n: i8, weekday: u8, whole: Period) -> Option<Period> {
    let days = Days::of(whole)?;
    let day = match whole {
        Period::Day(day) => return day.nth_weekday(weekday, i64::from(n)).map(Period::Day),
        Period::Month(year, month) => Date::nth_weekday_of_month(year, month, weekday, n)?,
        _ => days.nth_weekday(i64::from(n), weekday)?,
    };
    days.day_within(day)
}

/// The days of a period.
struct Days {
    first: Date,
    last: Date,
}

impl Days {
    fn of(period: Period) -> Option<Days> {
        let (from, to) = period.bounds()?;
        Some(Days {
            first: from.date,
            last: to.date.plus_days(-1)?,
        })
    }

    fn nth_unit(&self, n: i64, unit: Unit) -> Option<Period> {
        match unit {
            Unit::Day => self.day_within(self.nth_day(n)?),
            // The week that contains a day.
            Unit::Week if n == 0 => Some(Period::containing(self.first, Unit::Week)),
            // A week is in the month of its Thursday, as in ISO 8601, a weekend in the month of its
            // Saturday.
            Unit::Week => Some(Period::containing(self.nth_weekday(n, THURSDAY)?, unit)),
            Unit::Weekend => Some(Period::containing(self.nth_weekday(n, SATURDAY)?, unit)),
            Unit::Month | Unit::Decade => {
                let (end, steps) = self.end_and_steps(n);
                Period::containing(end, unit).shift(steps)
            }
            _ => None,
        }
    }

    fn nth_day(&self, n: i64) -> Option<Date> {
        let (end, steps) = self.end_and_steps(n);
        end.plus_days(steps)
    }

    /// The n-th weekday from the first day on, or from the last day back.
    fn nth_weekday(&self, n: i64, weekday: u8) -> Option<Date> {
        let outside = if n > 0 {
            self.first.plus_days(-1)?
        } else {
            self.last.plus_days(1)?
        };
        outside.nth_weekday(weekday, n)
    }

    /// The day from which the n-th is counted, and the steps from there: the first day is the first.
    fn end_and_steps(&self, n: i64) -> (Date, i64) {
        if n > 0 {
            (self.first, n - 1)
        } else {
            (self.last, n + 1)
        }
    }

    fn day_within(&self, day: Date) -> Option<Period> {
        (self.first <= day && day <= self.last).then_some(Period::Day(day))
    }
}

/// Begin and end of the early, middle or late part of a period.
fn narrowed(period: Period, modifier: Mod) -> Option<Bounds> {
    if let Period::Part(date, part) = period {
        return narrowed_part_of_day(date, part, modifier);
    }
    let [early, middle, late] = period.thirds()?;
    match modifier {
        Mod::Start => Some(early),
        Mod::Mid => Some(middle),
        Mod::End => Some(late),
        _ => None,
    }
}

fn narrowed_part_of_day(date: Date, part: PartOfDay, modifier: Mod) -> Option<Bounds> {
    let (from, to) = Period::Part(date, part).bounds()?;
    let (early, late) = part.early_and_late()?;
    let at = |hour: u32| Moment::from_seconds(date.days() * 86_400 + i64::from(hour) * 3600);
    match modifier {
        Mod::Start => Some((from, at(early)?)),
        Mod::End => Some((at(late)?, to)),
        _ => None,
    }
}
