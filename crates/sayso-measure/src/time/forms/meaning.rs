//! What a time can mean before it is placed on the calendar.

use crate::time::calendar::{Date, Moment, PartOfDay, Period, Season, Unit};
use crate::time::words::Zone;
use crate::time::{Mod, TimeRule};

/// How many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// In hundredths, so that "two and a half" is exact.
    Hundredths(i64),
    /// A number that is not given: "several", "recent years".
    Some,
}

impl Amount {
    pub(crate) const ONE: Amount = Amount::Hundredths(100);

    pub(crate) fn of(n: i64) -> Amount {
        Amount::Hundredths(n * 100)
    }

    /// The amount, if it is a whole number.
    pub(crate) fn whole(self) -> Option<i64> {
        match self {
            Amount::Hundredths(h) if h % 100 == 0 => Some(h / 100),
            _ => None,
        }
    }

    pub(crate) fn times(self, n: i64) -> Amount {
        match self {
            Amount::Hundredths(h) => Amount::Hundredths(h * n),
            Amount::Some => Amount::Some,
        }
    }
}

/// A length: amounts of units, the longest unit first.
pub(crate) type Length = Vec<(Amount, Unit)>;

/// The length of one unit.
pub(crate) fn one(unit: Unit) -> Length {
    vec![(Amount::ONE, unit)]
}

/// The shortest unit of a length.
pub(crate) fn shortest_unit(length: &Length) -> Option<Unit> {
    length.iter().map(|(_, unit)| *unit).min()
}

/// The year of a day, month or quarter, as far as the text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    Unstated,
    Given(i32),
    /// Counted from the year of publication: "last year" is -1.
    FromNow(i32),
}

/// A period or day that comes every year or every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Month(u8),
    MonthDay(u8, u8),
    Weekday(u8),
    Season(Season),
    /// 0 is the quarter that was mentioned, in another year: "the 1988 period".
    Quarter(u8),
    Half(u8),
    /// The number of a day in the table of named days.
    Holiday(u16),
    Week(u8),
}

/// Which one of the periods with this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Unstated,
    /// "last Friday"
    Last,
    /// "this summer"
    This,
    /// "next Christmas"
    Next,
    /// The nearest one in the past: "this past spring".
    Past,
    /// The nearest one in the future: "this coming Sunday".
    Coming,
    /// The next one after the time mentioned before: "the following January".
    Following,
    /// The last one before it: "the previous May".
    Preceding,
    /// The one in the year that was mentioned: "that April".
    Mentioned,
}

/// What an offset is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Base {
    /// The day of publication.
    Now,
    /// The time mentioned before in the text.
    Mentioned,
    /// The quarter mentioned before, because reports on earnings compare quarters; the day of
    /// publication if there was none.
    Business,
    /// The month mentioned before.
    Month,
    Of(Box<Meaning>),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    /// Whether morning or afternoon is given, or follows from the hour.
    pub sure: bool,
    pub zone: Option<Zone>,
}

impl Clock {
    /// An hour without minutes that may be in the morning or in the afternoon.
    pub(crate) fn open(hour: u8) -> Clock {
        Clock {
            hour,
            minute: None,
            second: None,
            sure: false,
            zone: None,
        }
    }

    /// An hour that is in the afternoon if it is greater than 12.
    pub(crate) fn of_24_hours(hour: u8) -> Clock {
        Clock {
            sure: hour > 12,
            ..Clock::open(hour)
        }
    }

    /// A full hour of the day, exact to the minute.
    pub(crate) fn full(hour: u8) -> Clock {
        Clock {
            minute: Some(0),
            sure: true,
            ..Clock::open(hour)
        }
    }

    /// The same time with "a.m." (0 hours added) or "p.m." (12 hours added).
    pub(crate) fn in_half(mut self, added_hours: u8) -> Option<Clock> {
        if self.hour > 12 && added_hours == 0 || self.hour > 23 {
            return None;
        }
        if self.hour <= 12 {
            self.hour = self.hour % 12 + added_hours;
        }
        self.sure = true;
        Some(self)
    }

    /// The same time within a part of the day: "at 8 in the evening".
    pub(crate) fn in_part(mut self, part: PartOfDay) -> Clock {
        if self.sure || self.hour > 12 {
            return self;
        }
        let after_midnight = part == PartOfDay::Night && (self.hour < 5 || self.hour == 12);
        self.hour %= 12;
        if part != PartOfDay::Morning && !after_midnight {
            self.hour += 12;
        }
        self.sure = true;
        self
    }

    /// Minutes since midnight.
    pub(crate) fn minutes(self) -> u32 {
        u32::from(self.hour) * 60 + u32::from(self.minute.unwrap_or(0))
    }

    /// The period on this day; 24:00 is midnight at its end.
    pub(crate) fn on(self, date: Date) -> Period {
        let hour = self.hour;
        match (self.minute, self.second) {
            _ if hour == 24 => Period::Part(date, PartOfDay::Midnight),
            (Some(_), Some(second)) => Period::Second(Moment {
                date,
                second: Some(self.minutes() * 60 + u32::from(second)),
            }),
            (Some(minute), None) => Period::Minute(date, hour, minute),
            (None, _) => Period::Hour(date, hour),
        }
    }

    /// The end of the TIMEX3 value, after the day and without the zone.
    pub(crate) fn code(self) -> String {
        format!("T{:02}:{:02}", self.hour, self.minute.unwrap_or(0))
    }
}

/// A unit or a weekday that is counted within something: "the third week of May".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NthOf {
    Unit(Unit),
    Weekday(u8),
}

/// Time that is not given as a number or a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Indefinite {
    Past,
    Present,
    Future,
}

impl Indefinite {
    /// The value in TIMEX3.
    pub(crate) fn value(self) -> &'static str {
        match self {
            Indefinite::Past => "PAST_REF",
            Indefinite::Present => "PRESENT_REF",
            Indefinite::Future => "FUTURE_REF",
        }
    }
}

/// The meaning of a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A period that does not depend on anything.
    Exact(Period),
    Named(Named, Which, Year),
    /// A weekday with a date, which is a month with a day or a day of the month alone.
    Weekday(u8, Box<Meaning>),
    /// A day of the month without the month: "on the 15th".
    MonthDay(u8),
    /// A unit counted from the day of publication: "last week" is a week, -1.
    FromNow(Unit, i32),
    /// A business year. It has no bounds, because companies choose them.
    Fiscal(Year),
    /// A day that the calendar does not have: "Feb. 30".
    Impossible(Option<i32>, u8, u8),
    /// The night that has just passed or the one that is coming.
    Overnight,
    /// "the new year", as one says before it begins.
    NewYear,
    /// The week, quarter … mentioned before: "the latest quarter".
    Mentioned(Unit),
    /// The part of a period up to the day of publication (-1) or from it on (1): "earlier this year".
    UpToNow(Box<Meaning>, i8),
    /// The month, year … that the story is in, which is not over if the text says nothing else: "(by
    /// the end of) the month".
    OfStory(Unit),
    /// A quarter or half of a business year, whose months are not known.
    OfFiscalYear(Box<Meaning>),
    /// "the year (ended June 30)", "the quarter (ended Sept. 30)".
    Ended {
        unit: Unit,
        end: Box<Meaning>,
        is_fiscal: bool,
    },
    /// The n-th day, week or weekday of something; n below 0 counts from its end. The week that
    /// contains a day is n = 0.
    Nth(i8, NthOf, Box<Meaning>),
    /// A length before (-1) or after (1) the base.
    Offset(Length, i8, Base),
    Part(PartOfDay, Option<Box<Meaning>>),
    Clock(Clock, Option<Box<Meaning>>),
    Length(Length),
    /// A length that ends (-1) or begins (1) now.
    Window(Length, i8),
    /// The first (1) or last (-1) length of something: "the first nine months of 2015".
    Within(Length, i8, Box<Meaning>),
    /// A time that recurs: "every Tuesday".
    Recurring {
        value: String,
        quant: Option<String>,
        freq: Option<u8>,
    },
    Indefinite(Indefinite),
    Range(Box<Meaning>, Box<Meaning>),
}

impl Meaning {
    /// A month, weekday … without its year, and without "last" or "next".
    pub(crate) fn named(named: Named) -> Meaning {
        Meaning::Named(named, Which::Unstated, Year::Unstated)
    }

    pub(crate) fn day_from_now(n: i32) -> Meaning {
        Meaning::FromNow(Unit::Day, n)
    }

    /// A weekday of a week counted from now: "Friday of next week".
    pub(crate) fn weekday_of_week(weekday: u8, weeks_from_now: i32) -> Meaning {
        Meaning::Nth(
            weekday as i8,
            NthOf::Unit(Unit::Day),
            Box::new(Meaning::FromNow(Unit::Week, weeks_from_now)),
        )
    }

    /// One unit before (-1) or after (1) the time mentioned before.
    pub(crate) fn beside_mentioned(unit: Unit, sign: i8) -> Meaning {
        Meaning::Offset(one(unit), sign, Base::Mentioned)
    }

    pub(crate) fn part_of(part: PartOfDay, day: Meaning) -> Meaning {
        Meaning::Part(part, Some(Box::new(day)))
    }

    pub(crate) fn clock_on(clock: Clock, day: Meaning) -> Meaning {
        Meaning::Clock(clock, Some(Box::new(day)))
    }

    pub(crate) fn range(first: Meaning, last: Meaning) -> Meaning {
        Meaning::Range(Box::new(first), Box::new(last))
    }

    /// The range from a point to a length after it: "from Dec. 18 for 10 days".
    pub(crate) fn range_of_length(first: Meaning, length: Length) -> Meaning {
        let last = Meaning::Offset(length, 1, Base::Of(Box::new(first.clone())));
        Meaning::range(first, last)
    }

    /// Whether the meaning is a day or comes down to one.
    pub(crate) fn is_day(&self) -> bool {
        match self {
            Meaning::Exact(period) => matches!(period, Period::Day(_)),
            Meaning::Named(named, ..) => matches!(
                named,
                Named::MonthDay(..) | Named::Weekday(_) | Named::Holiday(_)
            ),
            Meaning::Weekday(..) | Meaning::MonthDay(_) => true,
            Meaning::FromNow(unit, _) | Meaning::Mentioned(unit) => *unit == Unit::Day,
            Meaning::Nth(_, of, _) => matches!(of, NthOf::Weekday(_) | NthOf::Unit(Unit::Day)),
            Meaning::Offset(length, ..) => length.iter().all(|(_, unit)| !unit.is_of_clock()),
            _ => false,
        }
    }

    /// Whether the meaning is a length in the widest sense, not a point.
    pub(crate) fn is_length(&self) -> bool {
        matches!(
            self,
            Meaning::Length(_) | Meaning::Window(..) | Meaning::Offset(..)
        )
    }
}

/// A form found in the text: what it means, how that is narrowed, and where it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub meaning: Meaning,
    pub modifier: Option<Mod>,
    /// The token after the form.
    pub end: usize,
    pub rule: TimeRule,
}

impl Form {
    pub(crate) fn new(rule: TimeRule, meaning: Meaning, end: usize) -> Form {
        Form {
            meaning,
            modifier: None,
            end,
            rule,
        }
    }

    /// The form of a parsed meaning.
    pub(crate) fn of(rule: TimeRule, (meaning, end): (Meaning, usize)) -> Form {
        Form::new(rule, meaning, end)
    }

    pub(crate) fn with(self, modifier: Mod) -> Form {
        Form {
            modifier: Some(modifier),
            ..self
        }
    }
}

/// A time found in the text: the tokens `from..to`.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    pub from: usize,
    pub to: usize,
    pub meaning: Meaning,
    pub modifier: Option<Mod>,
    pub rule: TimeRule,
}

/// Something read from the text, and the token after it.
pub(crate) type Parsed<T> = Option<(T, usize)>;

/// What can be compared by where it ends.
pub(crate) trait EndsAt {
    /// The token after it.
    fn end(&self) -> usize;
}

impl EndsAt for Form {
    fn end(&self) -> usize {
        self.end
    }
}

impl<T> EndsAt for (T, usize) {
    fn end(&self) -> usize {
        self.1
    }
}

/// The longest of several readings; the first of those with the same length.
pub(crate) fn longest<T: EndsAt, const N: usize>(readings: [Option<T>; N]) -> Option<T> {
    readings
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.end() > best.end() { next } else { best })
}
