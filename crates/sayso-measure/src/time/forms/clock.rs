//! In: tokens. Out: parts of a day and times of day: "morning", "10:30", "half past three", "9 p.m.
//! EST".

use crate::time::calendar::{Date, Moment, PARTS_OF_DAY, PartOfDay, Period};
use crate::time::forms::grammar::{Clock, Grammar, Parsed};
use crate::time::words::{CIVIL, Class as C};
impl Grammar<'_> {
    pub(crate) fn part(&self, i: usize) -> Parsed<PartOfDay> {
        let token = self.token(i)?;
        // "at dawn", but not "the dawn of the century" and "Dawn Leigh".
        if token.class == C::StartOrEnd
            && self.says(i, "dawn")
            && !self.is(i + 1, C::Of)
            && (!token.capital || self.is(i + 1, C::On))
        {
            return Some((PartOfDay::Morning, i + 1));
        }
        if token.class != C::PartOfDay || self.word(i).ends_with('s') || self.says(i, "overnight") {
            return None;
        }
        Some((PARTS_OF_DAY[token.n as usize], i + 1))
    }

    /// "a.m.", "pm", "p . m .".
    pub(crate) fn am_pm(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        if token.class == C::AmPm {
            return (!token.capital || self.word(i).len() == 2)
                .then_some((token.n as u8, self.am_pm_end(i + 1)));
        }
        let letter = self.word(i);
        let twelve = match letter {
            "a" | "A" => 0,
            "p" | "P" => 12,
            _ => return None,
        };
        let mut at = i + 1;
        let dotted = self.mark(at, '.');
        at += usize::from(dotted);
        if self.says(at, "m") && (dotted || !self.glued(at)) {
            return Some((twelve, self.am_pm_end(at + 1)));
        }
        // "9a", "3:15p" only where glued.
        let short = token.glued
            && i >= 3
            && self.mark(i - 2, ':')
            && self
                .token(at)
                .is_none_or(|t| !t.glued || t.class == C::Mark);
        short.then_some((twelve, i + 1))
    }

    /// Past the full stop of "p.m.", which belongs to it even where it ends the sentence too.
    pub(crate) fn am_pm_end(&self, i: usize) -> usize {
        let dotted =
            i >= 2 && (self.mark(i - 2, '.') || self.says(i - 1, "am") || self.says(i - 1, "pm"));
        let abbreviated = i >= 3 && self.mark(i - 2, '.')
            || dotted
                && self.token(i + 1).is_some_and(|t| {
                    !t.capital || matches!(t.class, C::Weekday | C::Month | C::Zone)
                });
        if self.mark(i, '.') && self.glued(i) && abbreviated {
            i + 1
        } else {
            i
        }
    }

    pub(crate) fn hour_number(&self, i: usize) -> Parsed<u8> {
        match self.class(i)? {
            C::Digits if self.token(i)?.len() <= 2 && self.n(i) <= 24 => {
                Some((self.n(i) as u8, i + 1))
            }
            C::Cardinal if self.n(i) <= 12 && self.n(i) > 0 => Some((self.n(i) as u8, i + 1)),
            _ => None,
        }
    }

    pub(crate) fn minute_number(&self, i: usize) -> Parsed<u8> {
        match self.class(i)? {
            C::Digits if self.token(i)?.len() == 2 && self.n(i) < 60 => {
                Some((self.n(i) as u8, i + 1))
            }
            C::Cardinal if self.n(i) < 60 => {
                let (n, at) = self.cardinal(i);
                (n < 60).then_some((n as u8, at))
            }
            _ => None,
        }
    }

    /// A time of day that is sure to be one: "10:30", "10 p.m.", "3 o'clock", "half past 3",
    /// "noon", "15h30".
    pub(crate) fn clock(&self, i: usize) -> Parsed<Clock> {
        let in_number = i > 0
            && self.glued(i)
            && ['$', ':', ',', '.']
                .iter()
                .any(|mark| self.mark(i - 1, *mark))
            && self.is(i, C::Digits);
        if in_number {
            return None;
        }
        if let Some((clock, at)) = self.spoken_clock(i).or_else(|| self.twelve(i)) {
            return Some(self.zone(clock, at));
        }
        if let Some(found) = self.four_digits(i) {
            return Some(found);
        }
        // "330 p.m.", "1140 a.m."
        if let Some(token) = self.token(i).filter(|t| {
            t.class == C::Digits && (3..=4).contains(&t.len()) && t.n % 100 < 60 && t.n / 100 <= 12
        }) {
            let clock = Clock {
                minute: Some((token.n % 100) as u8),
                ..Clock::open((token.n / 100) as u8)
            };
            return self.halved(clock, i + 1);
        }
        let (hour, at) = self.hour_number(i)?;
        let clock = Clock::open(hour);
        let digits = self.is(i, C::Digits);
        if digits && (self.mark(at, ':') || self.mark(at, '.')) && self.digits_joined(at) {
            return self.digital(i, clock, at);
        }
        if digits && self.glued(at) && matches!(self.word(at), "h" | "H") && hour < 24 {
            return self.continental(i, clock, at);
        }
        let point = usize::from(
            digits
                && self.mark(at, '.')
                && self.glued(at)
                && self.is(at + 1, C::AmPm)
                && self.glued(at + 1),
        );
        if (digits || self.is(i, C::Cardinal)) && self.am_pm(at + point).is_some() {
            return self.halved(clock, at + point);
        }
        let o = self.says(at, "o") && (self.mark(at + 1, '\'') || self.says(at + 1, "clock"));
        if o || self.says(at, "oclock") {
            let end = if o {
                at + 2 + usize::from(self.mark(at + 1, '\''))
            } else {
                at + 1
            };
            let half = self.am_pm(end).is_some();
            return if half {
                self.halved(clock, end)
            } else {
                Some(self.zone(clock, end))
            };
        }
        if self.is(i, C::Cardinal) {
            self.worded(i, clock, at)
        } else {
            None
        }
    }

    /// With the "a.m." or "p.m." that must stand here, and the zone.
    fn halved(&self, clock: Clock, at: usize) -> Parsed<Clock> {
        let (half, end) = self.am_pm(at)?;
        clock.half(half).map(|c| self.zone(c, end))
    }

    /// Whether digits follow a mark without a blank.
    fn digits_joined(&self, at: usize) -> bool {
        self.glued(at) && self.glued(at + 1) && self.is(at + 1, C::Digits)
    }

    /// "12 noon", "12 midnight".
    fn twelve(&self, i: usize) -> Parsed<Clock> {
        let named = self.is(i, C::Digits)
            && self.token(i)?.len() <= 2
            && self.n(i) == 12
            && self.is(i + 1, C::PartOfDay)
            && matches!(self.n(i + 1), n if n == PartOfDay::Noon as i32 || n == PartOfDay::Midnight as i32);
        let (part, at) = self.part(i + 1).filter(|_| named)?;
        Some((
            Clock::full(if part == PartOfDay::Noon { 12 } else { 24 }),
            at,
        ))
    }

    /// "1430 GMT", "0600 local time", "(sailed at) 0630".
    fn four_digits(&self, i: usize) -> Parsed<Clock> {
        let token = self
            .token(i)
            .filter(|t| t.class == C::Digits && t.len() == 4)?;
        let (hour, minute) = (token.n / 100, token.n % 100);
        if hour >= 24 || minute >= 60 {
            return None;
        }
        let clock = Clock {
            minute: Some(minute as u8),
            sure: true,
            ..Clock::open(hour as u8)
        };
        let early = i > 0
            && matches!(self.class(i - 1), Some(C::At | C::By | C::From))
            && self.word(i).starts_with('0')
            && self.ends_phrase(i + 1)
            && !self.is(i + 1, C::Zone)
            && !self.glued(i + 1) | self.mark(i + 1, '.') | self.mark(i + 1, ',');
        if early {
            return Some((clock, i + 1));
        }
        let local = self.says(i + 1, "local") && self.says(i + 2, "time");
        if !local && !self.is(i + 1, C::Zone) && !self.says(i + 1, "hours") {
            return None;
        }
        let (clock, end) = self.zone(clock, i + 1);
        Some((
            clock,
            if end > i + 1 {
                end
            } else {
                i + 2 + usize::from(local)
            },
        ))
    }

    /// "10:30", "10:30:15", "9.30 p.m.", "(at) 9.30".
    fn digital(&self, i: usize, mut clock: Clock, at: usize) -> Parsed<Clock> {
        let colon = self.mark(at, ':');
        let (minute, mut at) = self.minute_number(at + 1)?;
        clock.minute = Some(minute);
        if colon && self.mark(at, ':') && self.glued(at) && self.glued(at + 1) {
            let (second, next) = self.minute_number(at + 1)?;
            clock.second = Some(second);
            at = next;
        }
        if self.glued(at) && (self.mark(at, ':') || self.mark(at, '%'))
            || self.mark(at, '.') && self.digits_joined(at)
        {
            return None;
        }
        if self.am_pm(at).is_some() {
            return self.halved(clock, at);
        }
        clock.sure = clock.hour > 12 || self.token(i)?.len() == 2 && clock.hour < 10;
        let dotted = !colon
            && i > 0
            && self.is(i - 1, C::At)
            && self.ends_phrase(at)
            && !self.is(at, C::Units)
            && !self.mark(at, '%');
        ((colon || dotted) && clock.hour < 24).then(|| self.zone(clock, at))
    }

    /// "15h30", "(at) 15h".
    fn continental(&self, i: usize, mut clock: Clock, at: usize) -> Parsed<Clock> {
        clock.sure = true;
        let minute = self
            .minute_number(at + 1)
            .filter(|_| self.glued(at + 1) && self.is(at + 1, C::Digits));
        clock.minute = minute.map(|(m, _)| m);
        let end = minute.map_or(at + 1, |(_, end)| end);
        let led = i == 0 && self.token(end).is_none()
            || i > 0
                && (matches!(
                    self.class(i - 1),
                    Some(C::At | C::From | C::To | C::Last | C::Weekday)
                ) || self.dash(i - 1))
            || self.is(end, C::Zone)
            || self.dash(end);
        (minute.is_some() || clock.hour > 12 && led || self.is(end, C::Zone))
            .then(|| self.zone(clock, end))
    }

    /// "seven thirty p.m.", "(at) seven twenty".
    fn worded(&self, i: usize, mut clock: Clock, at: usize) -> Parsed<Clock> {
        let (minute, next) = self.minute_number(at + usize::from(self.mark(at, '-')))?;
        clock.minute = Some(minute);
        if self.am_pm(next).is_some() {
            return self.halved(clock, next);
        }
        let led = i > 0
            && self.is(i - 1, C::At)
            && minute >= 10
            && self.ends_phrase(next)
            && !self.is(next, C::Units);
        led.then(|| self.zone(clock, next))
    }

    /// "half past three", "a quarter to noon", "20 minutes past 3pm", "noon", "midnight".
    pub(crate) fn spoken_clock(&self, i: usize) -> Parsed<Clock> {
        if i > 0 && self.says(i - 1, "high") {
            return None;
        }
        if let Some((part @ (PartOfDay::Noon | PartOfDay::Midnight), at)) = self.part(i) {
            // After midnight the day begins, until midnight it ends.
            let begins =
                i > 0 && matches!(self.class(i - 1), Some(C::After | C::Since | C::Between));
            return Some((
                Clock::full(if part == PartOfDay::Noon {
                    12
                } else {
                    24 * u8::from(!begins)
                }),
                at,
            ));
        }
        if self.is(i, C::PartOfDay) && self.says(i, "midday") {
            return Some((Clock::full(12), i + 1));
        }
        let (minutes, at) = if self.is(i, C::Half) {
            (30, i + 1)
        } else if self.says(self.skip(i, C::A), "quarter") {
            (15, self.skip(i, C::A) + 1)
        } else {
            let (n, at) = self.minute_number(i)?;
            (
                n,
                at + usize::from(matches!(self.class(at), Some(C::Unit | C::Units))),
            )
        };
        let back = match self.class(at)? {
            C::Last if self.says(at, "past") => false,
            C::After => false,
            C::To if self.says(at, "to") => true,
            _ => return None,
        };
        if self.is(i, C::Digits) && !self.is(at - 1, C::Units) && !self.glued(i) && minutes % 5 != 0
        {
            return None;
        }
        let (mut base, end) = if let Some((part @ (PartOfDay::Noon | PartOfDay::Midnight), end)) =
            self.part(at + 1)
        {
            (
                Clock::full(if part == PartOfDay::Noon { 12 } else { 24 }),
                end,
            )
        } else {
            let (hour, next) = self.hour_number(at + 1)?;
            let clock = Clock::open(hour);
            match self.am_pm(next) {
                Some((half, to)) => (clock.half(half)?, to),
                None if minutes % 5 == 0 && self.past_hour(i, next).is_some() => {
                    (clock, self.past_hour(i, next)?)
                }
                // "one minute past nine"
                None if self.says(at - 1, "minute") || self.says(at - 1, "minutes") => {
                    (clock, next)
                }
                None if self.is(i, C::Half) && !back || self.says(at - 1, "quarter") => {
                    (clock, next)
                }
                None => return None,
            }
        };
        if back {
            base.hour = base.hour.checked_sub(1)?;
            base.minute = Some(60 - minutes);
        } else {
            base.minute = Some(minutes);
        }
        (base.hour < 24).then_some((base, end))
    }

    /// "(at 10 past 9)", "(15 past seven) o'clock", "(ten past 9) in the evening": past what makes
    /// it a time of day.
    fn past_hour(&self, i: usize, at: usize) -> Option<usize> {
        if self.says(at, "o") && self.mark(at + 1, '\'') && self.says(at + 2, "clock") {
            return Some(at + 3);
        }
        let part = self.is(at, C::In) && self.is(at + 1, C::The) && self.part(at + 2).is_some();
        let ends = self.ends_phrase(at) || self.subject(at);
        (part || i > 0 && self.is(i - 1, C::At) && ends).then_some(at)
    }

    /// The zone after a time of day.
    pub(crate) fn zone(&self, mut clock: Clock, at: usize) -> (Clock, usize) {
        let bracket = usize::from(self.mark(at, '('));
        let is = self.is(at + bracket, C::Zone)
            && self
                .token(at + bracket)
                .is_some_and(|t| t.end - t.start > 2 || t.capital);
        if is {
            clock.zone = Some(self.n(at + bracket));
            let closed = bracket == 0 || self.mark(at + 2, ')');
            return if closed {
                (clock, at + 1 + 2 * bracket)
            } else {
                (clock, at)
            };
        }
        let region = match self.word(at) {
            "Eastern" => -300,
            "Central" => -360,
            "Mountain" => -420,
            "Pacific" => -480,
            _ => return (clock, at),
        };
        let mut end = at + 1;
        let (summer, winter) = (self.says(end, "daylight"), self.says(end, "standard"));
        end += usize::from(summer || winter);
        let alone = clock.sure && self.ends_phrase(end) && !self.mark(end, '-');
        if !self.says(end, "time") && end == at + 1 && !alone {
            return (clock, at);
        }
        clock.zone = Some(match (summer, winter) {
            (true, _) => region + 60,
            (_, true) => region,
            _ => region + CIVIL,
        });
        (clock, self.skip_word(end, "time"))
    }

    pub(crate) fn bare_hour(&self, i: usize) -> Parsed<Clock> {
        let (hour, at) = self.hour_number(i)?;
        let clock = Clock {
            hour,
            minute: None,
            second: None,
            sure: hour > 12,
            zone: None,
        };
        let number = self.token(at).is_some_and(|t| {
            t.class == C::Mark && self.is(at + 1, C::Digits) && self.glued(at + 1)
        }) || self.mark(at, '%')
            || self.mark(at, '-')
            || self.mark(at, '/')
            || self.is(at, C::Units)
            || self.is(at, C::Digits);
        (self.ends_phrase(at) && !number).then_some((clock, at))
    }
}

impl Clock {
    /// The value's part after the day.
    pub(crate) fn code(self) -> String {
        format!("T{:02}:{:02}", self.hour, self.minute.unwrap_or(0))
    }
}

impl Clock {
    /// An hour of which nobody says more.
    pub(crate) fn open(hour: u8) -> Clock {
        Clock {
            hour,
            minute: None,
            second: None,
            sure: false,
            zone: None,
        }
    }

    pub(crate) fn full(hour: u8) -> Clock {
        Clock {
            hour,
            minute: Some(0),
            second: None,
            sure: true,
            zone: None,
        }
    }

    /// With "a.m." (0) or "p.m." (12).
    fn half(mut self, half: u8) -> Option<Clock> {
        if self.hour > 12 && half == 0 || self.hour > 23 {
            return None;
        }
        if self.hour <= 12 {
            self.hour = self.hour % 12 + half;
        }
        self.sure = true;
        Some(self)
    }

    /// Within a part of a day: "at 8 in the evening".
    pub(crate) fn in_part(mut self, part: PartOfDay) -> Clock {
        if !self.sure && self.hour <= 12 {
            match part {
                PartOfDay::Morning => self.hour %= 12,
                PartOfDay::Night if self.hour < 5 || self.hour == 12 => self.hour %= 12,
                _ => self.hour = self.hour % 12 + 12,
            }
            self.sure = true;
        }
        self
    }

    /// The stretch on this day; midnight ends it.
    pub(crate) fn on(self, date: Date) -> Period {
        let hour = self.hour;
        match (self.minute, self.second) {
            _ if hour == 24 => Period::Part(date, PartOfDay::Midnight),
            (Some(minute), Some(second)) => Period::Second(Moment {
                date,
                second: Some(u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second)),
            }),
            (Some(minute), None) => Period::Minute(date, hour, minute),
            (None, _) => Period::Hour(date, hour),
        }
    }
}
