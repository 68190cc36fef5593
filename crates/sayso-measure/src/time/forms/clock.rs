//! In: tokens. Out: parts of a day and times of day: "morning", "10:30", "half past three", "9 p.m.
//! EST".

use super::grammar::Grammar;
use super::meaning::{Amount, Clock, Length, Parsed};
use crate::time::calendar::{PartOfDay, Unit};
use crate::time::words::{Class as C, Zone};

/// Zones of the United States by the adjective before "time", in minutes east of Greenwich.
const REGIONS: [(&str, i32); 4] = [
    ("Eastern", -300),
    ("Central", -360),
    ("Mountain", -420),
    ("Pacific", -480),
];

/// The largest difference from Greenwich, in minutes: that of the Line Islands.
const EASTERNMOST: i32 = 14 * 60;

/// The hours west of Greenwich that half an hour is added to, in Newfoundland and the Marquesas. After any other hour,
/// "-11:30" is the end of a range.
const WESTERN_HALF_HOURS: [i32; 3] = [2, 3, 9];

/// Words for a moment of light, whose parts of a day are used like times of day: "by dawn".
pub(crate) const MOMENTS_OF_LIGHT: &[&str] =
    &["dawn", "sunrise", "daybreak", "dusk", "sunset", "nightfall"];

/// Words before a length that is a time of its own and is not counted from the hour after it: "for 20
/// minutes after midnight".
const BEFORE_LENGTH: &[C] = &[
    C::For,
    C::In,
    C::Within,
    C::During,
    C::Over,
    C::The,
    C::Last,
    C::Next,
    C::Ordinal,
    C::Than,
    C::Every,
    C::Of,
];

/// Noon is 12:00, midnight 24:00.
fn noon_or_midnight(part: PartOfDay) -> Clock {
    Clock::full(if part == PartOfDay::Noon { 12 } else { 24 })
}

/// A length of hours and minutes in minutes; none for any other length.
fn length_in_minutes(length: &Length) -> Option<i64> {
    length.iter().try_fold(0, |sum, &(amount, unit)| {
        let Amount::Hundredths(hundredths) = amount else {
            return None;
        };
        let minutes = match unit {
            Unit::Hour => hundredths * 60,
            Unit::Minute => hundredths,
            _ => return None,
        };
        (minutes % 100 == 0).then_some(sum + minutes / 100)
    })
}

impl Grammar<'_> {
    /// A part of a day: "morning", "night".
    pub(crate) fn part_of_day(&self, i: usize) -> Parsed<PartOfDay> {
        let token = self.token(i)?;
        // "at dawn", but not "the dawn of the century" and "Dawn Leigh".
        let is_dawn = token.class == C::StartOrEnd
            && self.says(i, "dawn")
            && !self.is(i + 1, C::Of)
            && (!token.capital || self.is(i + 1, C::On));
        if is_dawn {
            return Some((PartOfDay::Morning, i + 1));
        }
        let is_part = token.class == C::PartOfDay
            && !self.word(i).ends_with('s')
            && !self.says(i, "overnight");
        is_part.then(|| (PartOfDay::ALL[token.value as usize], i + 1))
    }

    /// A part of a day that lasts for hours: not noon and midnight.
    pub(crate) fn hours_of_day(&self, i: usize) -> Parsed<PartOfDay> {
        self.part_of_day(i).filter(|(part, _)| !part.is_moment())
    }

    /// A part of a day after "in the": "in the morning".
    pub(crate) fn in_the_part(&self, i: usize) -> Parsed<PartOfDay> {
        if self.is(i, C::In) && self.is(i + 1, C::The) {
            self.part_of_day(i + 2)
        } else {
            None
        }
    }

    /// "a.m.", "pm", "p . m .": how many hours it adds.
    pub(crate) fn am_pm(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        if token.class == C::AmPm {
            return (!token.capital || token.len() == 2)
                .then(|| (token.value as u8, self.am_pm_end(i + 1)));
        }
        let added_hours = match self.word(i) {
            "a" | "A" => 0,
            "p" | "P" => 12,
            _ => return None,
        };
        let at = self.skip_mark(i + 1, '.');
        let is_dotted = at > i + 1;
        if self.says(at, "m") && (is_dotted || !self.glued(at)) {
            return Some((added_hours, self.am_pm_end(at + 1)));
        }
        // "3:15p"
        let ends_word = self
            .token(at)
            .is_none_or(|t| !t.glued || t.class == C::Mark);
        let is_letter_of_clock = token.glued && i >= 3 && self.mark(i - 2, ':') && ends_word;
        is_letter_of_clock.then_some((added_hours, i + 1))
    }

    /// Skips the full stop of "p.m.", which belongs to it even if it also ends the sentence.
    fn am_pm_end(&self, i: usize) -> usize {
        if !(self.mark(i, '.') && self.glued(i)) {
            return i;
        }
        let has_inner_stop = i >= 3 && self.mark(i - 2, '.');
        let goes_on = self
            .token(i + 1)
            .is_some_and(|t| !t.capital || matches!(t.class, C::Weekday | C::Month | C::Zone));
        let is_abbreviation =
            i >= 2 && (self.mark(i - 2, '.') || self.says_any(i - 1, &["am", "pm"]));
        i + usize::from(has_inner_stop || is_abbreviation && goes_on)
    }

    /// A number that can be an hour.
    pub(crate) fn hour_number(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        let fits = match token.class {
            C::Digits => token.len() <= 2 && token.value <= 24,
            C::Cardinal => (1..=12).contains(&token.value),
            _ => false,
        };
        fits.then_some((token.value as u8, i + 1))
    }

    /// A number that can be minutes.
    pub(crate) fn minute_number(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Digits => {
                (token.len() == 2 && token.value < 60).then_some((token.value as u8, i + 1))
            }
            C::Cardinal if token.value < 60 => {
                let (n, at) = self.cardinal(i);
                (n < 60).then_some((n as u8, at))
            }
            _ => None,
        }
    }

    /// A time of day that cannot be anything else: "10:30", "10 p.m.", "3 o'clock", "half past 3",
    /// "noon", "15h30".
    pub(crate) fn clock(&self, i: usize) -> Parsed<Clock> {
        let is_inside_number = i > 0
            && self.glued(i)
            && self.is(i, C::Digits)
            && self.any_mark(i - 1, &['$', ':', ',', '.', ';']);
        if is_inside_number {
            return None;
        }
        if let Some((clock, at)) = self.spoken_clock(i).or_else(|| self.twelve(i)) {
            return Some(self.with_zone(clock, at));
        }
        if let Some(found) = self.four_digits(i) {
            return Some(found);
        }
        if let Some(clock) = self.digits_without_mark(i) {
            return self.with_am_pm(clock, i + 1);
        }
        let (hour, at) = self.hour_number(i)?;
        if self.is(i, C::Digits) {
            self.clock_in_digits(i, Clock::open(hour), at)
        } else {
            self.clock_in_words(i, Clock::open(hour), at)
        }
    }

    /// What follows an hour in digits.
    fn clock_in_digits(&self, i: usize, clock: Clock, at: usize) -> Parsed<Clock> {
        if (self.mark(at, ':') || self.mark(at, '.')) && self.digits_glued_after(at) {
            return self.digital(i, clock, at);
        }
        if self.glued(at) && matches!(self.word(at), "h" | "H") && clock.hour < 24 {
            return self.continental(i, clock, at);
        }
        // "9.pm"
        let has_point =
            self.mark(at, '.') && self.glued(at) && self.is(at + 1, C::AmPm) && self.glued(at + 1);
        let half = at + usize::from(has_point);
        if self.am_pm(half).is_some() {
            return self.with_am_pm(clock, half);
        }
        self.o_clock(clock, at)
    }

    /// What follows an hour in words.
    fn clock_in_words(&self, i: usize, clock: Clock, at: usize) -> Parsed<Clock> {
        if self.am_pm(at).is_some() {
            return self.with_am_pm(clock, at);
        }
        if self.o_clock_end(at).is_some() {
            return self.o_clock(clock, at);
        }
        self.hour_and_minute_words(i, clock, at)
    }

    /// "(3) o'clock", "(3) o'clock p.m."
    fn o_clock(&self, clock: Clock, at: usize) -> Parsed<Clock> {
        let end = self.o_clock_end(at)?;
        if self.am_pm(end).is_some() {
            self.with_am_pm(clock, end)
        } else {
            Some(self.with_zone(clock, end))
        }
    }

    /// The token after "o'clock".
    fn o_clock_end(&self, at: usize) -> Option<usize> {
        if self.says(at, "oclock") {
            return Some(at + 1);
        }
        // "Two O'Neill brothers" and "two o' the best" are not times.
        let clock = self.skip_mark(at + 1, '\'');
        let is_split = self.says(at, "o") && self.says(clock, "clock");
        is_split.then_some(clock + 1)
    }

    /// The clock with the "a.m." or "p.m." that must be here, and the zone.
    fn with_am_pm(&self, clock: Clock, at: usize) -> Parsed<Clock> {
        let (added_hours, end) = self.am_pm(at)?;
        Some(self.with_zone(clock.in_half(added_hours)?, end))
    }

    /// "330 (p.m.)", "1140 (a.m.)".
    fn digits_without_mark(&self, i: usize) -> Option<Clock> {
        let token = self.token(i)?;
        let (hour, minute) = (token.value / 100, token.value % 100);
        let fits = (token.has_digits(3) || token.has_digits(4)) && minute < 60 && hour <= 12;
        fits.then(|| Clock {
            minute: Some(minute as u8),
            ..Clock::open(hour as u8)
        })
    }

    /// "12 noon", "12 midnight".
    fn twelve(&self, i: usize) -> Parsed<Clock> {
        let token = self.token(i)?;
        let is_twelve = token.class == C::Digits && token.len() <= 2 && token.value == 12;
        if !is_twelve || !self.is(i + 1, C::PartOfDay) {
            return None;
        }
        let (part, at) = self.part_of_day(i + 1)?;
        part.is_moment().then(|| (noon_or_midnight(part), at))
    }

    /// "1430 GMT", "0600 local time", "(sailed at) 0630".
    fn four_digits(&self, i: usize) -> Parsed<Clock> {
        let token = self.token(i).filter(|t| t.has_digits(4))?;
        let (hour, minute) = (token.value / 100, token.value % 100);
        if hour >= 24 || minute >= 60 {
            return None;
        }
        let clock = Clock {
            minute: Some(minute as u8),
            sure: true,
            ..Clock::open(hour as u8)
        };
        if self.is_early_hour_after_preposition(i) {
            return Some((clock, i + 1));
        }
        let is_local = self.says(i + 1, "local") && self.says(i + 2, "time");
        if !is_local && !self.is(i + 1, C::Zone) && !self.says(i + 1, "hours") {
            return None;
        }
        let (clock, end) = self.with_zone(clock, i + 1);
        if end > i + 1 {
            return Some((clock, end));
        }
        Some((clock, i + 2 + usize::from(is_local)))
    }

    /// "(sailed at) 0630": four digits that begin with 0 are not a year.
    fn is_early_hour_after_preposition(&self, i: usize) -> bool {
        let next = i + 1;
        let is_free = !self.glued(next) || self.any_mark(next, &['.', ',']);
        self.follows_any(i, &[C::At, C::By, C::From])
            && self.word(i).starts_with('0')
            && self.ends_phrase(next)
            && !self.is(next, C::Zone)
            && is_free
    }

    /// "10:30", "10:30:15", "9.30 p.m.", "(at) 9.30". `mark` is the colon or the point.
    fn digital(&self, i: usize, mut clock: Clock, mark: usize) -> Parsed<Clock> {
        let has_colon = self.mark(mark, ':');
        let (minute, mut at) = self.minute_number(mark + 1)?;
        clock.minute = Some(minute);
        if has_colon && self.is_glued_colon(at) {
            let (second, next) = self.minute_number(at + 1)?;
            clock.second = Some(second);
            at = next;
        }
        if self.clock_goes_on(at) {
            return None;
        }
        if self.am_pm(at).is_some() {
            return self.with_am_pm(clock, at);
        }
        let has_zone = self.is(self.skip_mark(at, '('), C::Zone);
        if has_colon && !has_zone && self.is_other_than_time_of_day(i, at) {
            return None;
        }
        let has_zero = clock.hour < 10 && self.word(i).len() == 2;
        clock.sure = clock.hour > 12 || has_zero;
        let is_clock = has_colon || self.is_clock_with_point(i, at);
        // "20:00hrs"
        let at = at + usize::from(has_colon && self.says_any(at, &["hrs", "hrs.", "hours"]));
        (is_clock && clock.hour < 24).then(|| self.with_zone(clock, at))
    }

    /// Whether something is glued to a clock time that makes it part of a number.
    fn clock_goes_on(&self, at: usize) -> bool {
        self.glued(at) && self.any_mark(at, &[':', '%'])
            || self.mark(at, '.') && self.digits_glued_after(at)
    }

    /// Whether "9.30" from `i` to `at` is a clock time: "at 9.30", but not "at 9.30%".
    fn is_clock_with_point(&self, i: usize, at: usize) -> bool {
        self.follows(i, C::At)
            && self.ends_phrase(at)
            && !self.is(at, C::Units)
            && !self.mark(at, '%')
    }

    /// A colon without spaces around it.
    pub(crate) fn is_glued_colon(&self, i: usize) -> bool {
        self.mark(i, ':') && self.glued(i) && self.glued(i + 1)
    }

    /// "15h30", "(at) 15h". `letter` is the "h".
    fn continental(&self, i: usize, mut clock: Clock, letter: usize) -> Parsed<Clock> {
        clock.sure = true;
        let at = letter + 1;
        if self.glued(at)
            && self.is(at, C::Digits)
            && let Some((minute, end)) = self.minute_number(at)
        {
            clock.minute = Some(minute);
            return Some(self.with_zone(clock, end));
        }
        let is_led = i == 0 && self.token(at).is_none()
            || self.follows_any(i, &[C::At, C::From, C::To, C::Last, C::Weekday])
            || i > 0 && self.dash(i - 1)
            || self.dash(at);
        let is_hour = clock.hour > 12 && is_led || self.is(at, C::Zone);
        is_hour.then(|| self.with_zone(clock, at))
    }

    /// "seven thirty p.m.", "(at) seven twenty".
    fn hour_and_minute_words(&self, i: usize, mut clock: Clock, at: usize) -> Parsed<Clock> {
        let (minute, next) = self.minute_number(self.skip_mark(at, '-'))?;
        clock.minute = Some(minute);
        if self.am_pm(next).is_some() {
            return self.with_am_pm(clock, next);
        }
        let is_clock = self.follows(i, C::At)
            && minute >= 10
            && self.ends_phrase(next)
            && !self.is(next, C::Units);
        is_clock.then(|| self.with_zone(clock, next))
    }

    /// "half past three", "a quarter to noon", "20 minutes past 3pm", "noon", "midnight".
    fn spoken_clock(&self, i: usize) -> Parsed<Clock> {
        if self.follows_word(i, "high") {
            return None;
        }
        if let Some((part, at)) = self.part_of_day(i).filter(|(part, _)| part.is_moment()) {
            // A day begins with the midnight after which something happens.
            let begins_day = part == PartOfDay::Midnight
                && self.follows_any(i, &[C::After, C::Since, C::Between]);
            let clock = if begins_day {
                Clock::full(0)
            } else {
                noon_or_midnight(part)
            };
            return Some((clock, at));
        }
        if self.is(i, C::PartOfDay) && self.says(i, "midday") {
            return Some((Clock::full(12), i + 1));
        }
        self.minutes_past_or_to(i)
            .or_else(|| self.length_from_clock(i))
    }

    /// "30 minutes after midnight", "two hours before noon", "half an hour after 9 p.m.": on the day
    /// of that clock time. After "for" or an article the length is a time of its own.
    fn length_from_clock(&self, i: usize) -> Parsed<Clock> {
        const MINUTES_OF_DAY: i64 = 24 * 60;
        if !self.is_any(i, &[C::Digits, C::Cardinal, C::A, C::Half])
            || self.follows_any(i, BEFORE_LENGTH)
        {
            return None;
        }
        let (length, at) = self.length(i)?;
        let sign = match self.class(at)? {
            C::After => 1,
            C::Last if self.says(at, "past") => 1,
            C::Before => -1,
            _ => return None,
        };
        let minutes = length_in_minutes(&length)?;
        let (base, end) = self.clock(at + 1).filter(|(clock, _)| clock.sure)?;
        // The midnight that something is after begins the day.
        let from = if base.hour == 24 && sign > 0 {
            0
        } else {
            i64::from(base.minutes())
        };
        let total = from + sign * minutes;
        (0..MINUTES_OF_DAY).contains(&total).then(|| {
            let clock = Clock {
                hour: (total / 60) as u8,
                minute: Some((total % 60) as u8),
                ..base
            };
            (clock, end)
        })
    }

    /// "half past three", "a quarter to noon", "20 minutes past 3pm".
    fn minutes_past_or_to(&self, i: usize) -> Parsed<Clock> {
        let (minutes, at) = self.spoken_minutes(i)?;
        let is_before_hour = match self.class(at)? {
            C::Last if self.says(at, "past") => false,
            C::After => false,
            C::To if self.says(at, "to") => true,
            _ => return None,
        };
        if self.is_unit(at - 1) && self.follows_any(i, BEFORE_LENGTH) {
            return None;
        }
        let is_round = minutes.is_multiple_of(5);
        if self.is(i, C::Digits) && !self.is(at - 1, C::Units) && !self.glued(i) && !is_round {
            return None;
        }
        let (mut clock, end) = self.spoken_hour(i, at, is_before_hour, is_round)?;
        if is_before_hour {
            clock.hour = clock.hour.checked_sub(1)?;
            clock.minute = Some(60 - minutes);
        } else {
            clock.minute = Some(minutes);
        }
        (clock.hour < 24).then_some((clock, end))
    }

    /// The minutes before "past" and "to": "half", "a quarter", "20", "20 minutes".
    fn spoken_minutes(&self, i: usize) -> Parsed<u8> {
        if self.is(i, C::Half) {
            return Some((30, i + 1));
        }
        let quarter = self.skip(i, C::A);
        if self.says(quarter, "quarter") {
            return Some((15, quarter + 1));
        }
        let (minutes, at) = self.minute_number(i)?;
        let unit = self.unit(at).map(|(word, _)| word.unit);
        if unit == Some(Unit::Quarter) && minutes == 3 {
            return Some((45, at + 1));
        }
        let counts_other_unit = unit.is_some_and(|unit| unit != Unit::Minute);
        (!counts_other_unit).then(|| (minutes, at + usize::from(unit.is_some())))
    }

    /// The hour after the "past" or "to" at this token.
    fn spoken_hour(
        &self,
        i: usize,
        joint: usize,
        is_before_hour: bool,
        is_round: bool,
    ) -> Parsed<Clock> {
        let moment = self.part_of_day(joint + 1);
        if let Some((part, end)) = moment.filter(|(part, _)| part.is_moment()) {
            let begins_day = part == PartOfDay::Midnight && !is_before_hour;
            let clock = if begins_day {
                Clock::full(0)
            } else {
                noon_or_midnight(part)
            };
            return Some((clock, end));
        }
        let (hour, next) = self.hour_number(joint + 1)?;
        let clock = Clock::open(hour);
        if let Some((added_hours, end)) = self.am_pm(next) {
            return Some((clock.in_half(added_hours)?, end));
        }
        if is_round && let Some(end) = self.after_spoken_hour(i, next) {
            return Some((clock, end));
        }
        // "one minute past nine", "half past nine", "a quarter to nine"
        let is_clock = self.says_any(joint - 1, &["minute", "minutes", "quarter"])
            || self.is(i, C::Half) && !is_before_hour;
        is_clock.then_some((clock, next))
    }

    /// What shows that "10 past 9" is a time of day: "(at 10 past 9)", "(15 past seven) o'clock",
    /// "(ten past 9) in the evening". Returns the token after "o'clock".
    fn after_spoken_hour(&self, i: usize, at: usize) -> Option<usize> {
        if self.says(at, "o") && self.mark(at + 1, '\'') && self.says(at + 2, "clock") {
            return Some(at + 3);
        }
        let ends = self.ends_phrase(at) || self.is_subject(at);
        let is_clock = self.in_the_part(at).is_some() || self.follows(i, C::At) && ends;
        is_clock.then_some(at)
    }

    /// The clock with the zone after it, if there is one.
    pub(crate) fn with_zone(&self, mut clock: Clock, at: usize) -> (Clock, usize) {
        if let Some((zone, end)) = self
            .zone_by_difference(at)
            .or_else(|| self.abbreviated_zone(at))
            .or_else(|| self.american_zone(clock, at))
        {
            clock.zone = Some(zone);
            return (clock, end);
        }
        (clock, at)
    }

    /// How far a zone is from Greenwich: "UTC+2", "(GMT -3)", "UTC+5:30", "UTC-3:30", and as ISO 8601 has it after the clock,
    /// "+05:30" and "+0530". Without "UTC" a hyphen is left out, because "09:00-11:30" is a range, and so are "09:00
    /// GMT-11:30" and "09:00 GMT-11:30 GMT".
    fn zone_by_difference(&self, bracket: usize) -> Parsed<Zone> {
        let at = self.skip_mark(bracket, '(');
        let has_bracket = at > bracket;
        let is_named = self.is(at, C::Zone) && self.says_any(at, &["utc", "gmt"]);
        let sign = at + usize::from(is_named);
        let is_east = self.mark(sign, '+') && (is_named || self.glued(sign));
        let is_west = is_named && self.any_mark(sign, &['-', '−', '–']);
        let digits = self.token(sign + 1).filter(|t| t.class == C::Digits)?;
        if !(is_east || is_west) || !self.glued(sign + 1) {
            return None;
        }
        let is_hours = digits.len() <= 2 && (is_named || digits.len() == 2);
        let with_minutes = self.is_glued_colon(sign + 2) && digits.len() <= 2;
        let (minutes, end) = match digits.value {
            value if digits.len() == 4 => (value / 100 * 60 + value % 100, sign + 2),
            hours if with_minutes => {
                let (minute, end) = self.minute_number(sign + 3)?;
                let is_in_use = is_east || minute == 30 && WESTERN_HALF_HOURS.contains(&hours);
                if !is_in_use {
                    return None;
                }
                (hours * 60 + i32::from(minute), end)
            }
            hours if is_hours => (hours * 60, sign + 2),
            _ => return None,
        };
        let is_possible = minutes <= EASTERNMOST && minutes % 15 == 0;
        let is_whole = is_possible && !self.clock_goes_on(end) && !self.is(end, C::Zone);
        let zone = Zone {
            minutes: if is_east { minutes } else { -minutes },
            changes_in_summer: false,
        };
        let is_closed = !has_bracket || self.mark(end, ')');
        (is_whole && is_closed).then_some((zone, end + usize::from(has_bracket)))
    }

    /// "GMT", "(GMT)". An opening bracket without its end is not part of the time.
    fn abbreviated_zone(&self, at: usize) -> Parsed<Zone> {
        let name = self.skip_mark(at, '(');
        let token = self.token(name).filter(|t| t.class == C::Zone)?;
        if token.len() <= 2 && !token.capital {
            return None;
        }
        let has_bracket = name > at;
        let is_closed = !has_bracket || self.mark(name + 1, ')');
        let end = if is_closed {
            name + 1 + usize::from(has_bracket)
        } else {
            at
        };
        Some((Zone::of(token.value), end))
    }

    /// "Eastern time", "Pacific daylight time", "(10 p.m.) Eastern".
    fn american_zone(&self, clock: Clock, at: usize) -> Parsed<Zone> {
        let (_, minutes) = REGIONS.iter().find(|(name, _)| *name == self.word(at))?;
        let is_summer = self.says(at + 1, "daylight");
        let is_winter = self.says(at + 1, "standard");
        let season_end = at + 1 + usize::from(is_summer || is_winter);
        let is_alone = clock.sure && self.ends_phrase(season_end) && !self.mark(season_end, '-');
        let has_season = is_summer || is_winter;
        if !self.says(season_end, "time") && !has_season && !is_alone {
            return None;
        }
        let zone = Zone {
            minutes: minutes + if is_summer { 60 } else { 0 },
            changes_in_summer: !has_season,
        };
        Some((zone, self.skip_word(season_end, "time")))
    }

    /// A number that is an hour because of what is before it: "(at) 9".
    pub(crate) fn bare_hour(&self, i: usize) -> Parsed<Clock> {
        let (hour, at) = self.hour_number(i)?;
        let is_part_of_number = self.is(at, C::Mark) && self.digits_after_mark(at)
            || self.any_mark(at, &['%', '-', '/'])
            || self.is_any(at, &[C::Units, C::Digits]);
        (self.ends_phrase(at) && !is_part_of_number).then(|| (Clock::of_24_hours(hour), at))
    }

    /// Whether digits follow a mark without a space between them.
    fn digits_after_mark(&self, mark: usize) -> bool {
        self.is(mark + 1, C::Digits) && self.glued(mark + 1)
    }
}
