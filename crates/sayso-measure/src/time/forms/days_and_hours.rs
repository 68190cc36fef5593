//! In: tokens. Out: points in time: a day with or without its hour, an hour with or without its day.

use super::clock::MOMENTS_OF_LIGHT;
use super::grammar::Grammar;
use super::meaning::{Base, Clock, Meaning, Named, Parsed, Which, Year, one};
use crate::time::calendar::{PartOfDay, Unit};
use crate::time::words::Class as C;

/// Words after which a number can be an hour: "around 3 this morning".
const BEFORE_HOUR: &[C] = &[
    C::At,
    C::By,
    C::About,
    C::Nearly,
    C::To,
    C::From,
    C::Since,
    C::After,
    C::Before,
];

/// The day of an hour, and the part of it that the hour is in, if the text gives it.
struct DayOfHour {
    day: Meaning,
    part: Option<PartOfDay>,
}

impl DayOfHour {
    /// The day of a meaning that is a day or a part of one.
    fn of(meaning: Meaning) -> Option<DayOfHour> {
        let is_day = match &meaning {
            Meaning::Mentioned(unit) => *unit == Unit::Day,
            Meaning::Offset(length, ..) => matches!(length[..], [(_, Unit::Day)]),
            _ => false,
        };
        match meaning {
            Meaning::Part(part, Some(day)) => Some(DayOfHour {
                day: *day,
                part: Some(part),
            }),
            day => is_day.then_some(DayOfHour { day, part: None }),
        }
    }
}

fn tonight() -> Meaning {
    Meaning::part_of(PartOfDay::Night, Meaning::day_from_now(0))
}

fn hour_of_tonight(clock: Clock) -> Meaning {
    Meaning::clock_on(clock.in_part(PartOfDay::Night), Meaning::day_from_now(0))
}

impl Grammar<'_> {
    /// A point: a period, or a time of day with or without its day.
    pub(crate) fn point(&self, i: usize) -> Parsed<Meaning> {
        if let Some((meaning, end)) = self.period(i) {
            return Some(self.with_hour(meaning, end));
        }
        if self.is(i, C::Tonight) {
            return Some(self.tonight(i + 1));
        }
        if let Some((clock, end)) = self.clock(i) {
            return Some(self.with_day(clock, end));
        }
        self.number_as_hour(i)
            .or_else(|| self.overnight(i))
            .or_else(|| self.part_of_named_day(i))
            .or_else(|| self.part_after_preposition(i))
    }

    /// A period with the hour after it, if there is one.
    fn with_hour(&self, period: Meaning, at: usize) -> (Meaning, usize) {
        if let Meaning::Part(part, Some(day)) = &period
            && let Some((clock, end)) = self.hour_after_part(at)
        {
            return (Meaning::Clock(clock.in_part(*part), Some(day.clone())), end);
        }
        let (meaning, end) = if period.is_day() {
            self.hour_of_day(period, at)
        } else {
            (period, at)
        };
        self.part_of_weekday_of_week(&meaning, end)
            .unwrap_or((meaning, end))
    }

    /// "Wednesday evening next week"
    fn part_of_weekday_of_week(&self, meaning: &Meaning, at: usize) -> Parsed<Meaning> {
        let Meaning::Part(part, Some(day)) = meaning else {
            return None;
        };
        let Meaning::Named(Named::Weekday(weekday), Which::Unstated, _) = **day else {
            return None;
        };
        let shift = self.shift_from_now(at)?;
        let weekday = Meaning::weekday_of_week(weekday, shift);
        self.says(at + 1, "week")
            .then(|| (Meaning::part_of(*part, weekday), at + 2))
    }

    /// "tonight", "tonight at 8".
    fn tonight(&self, at: usize) -> (Meaning, usize) {
        let lead = self.skip_at_word(at);
        let hour = self.clock(lead).or_else(|| {
            if lead > at {
                self.bare_hour(lead)
            } else {
                None
            }
        });
        match hour {
            Some((clock, end)) => (hour_of_tonight(clock), end),
            None => (tonight(), at),
        }
    }

    /// "8 tonight", "(at) 9 this morning", "9 in the evening", "9 tomorrow morning": a number that
    /// is an hour because of what follows.
    fn number_as_hour(&self, i: usize) -> Parsed<Meaning> {
        let (hour, at) = self.hour_number(i).filter(|_| i == 0 || !self.glued(i))?;
        let clock = Clock::open(hour);
        let is_of_half_day = hour <= 12;
        let lead = self.skip_comma(at);
        if is_of_half_day && self.is(lead, C::Tonight) {
            return Some((hour_of_tonight(clock), lead + 1));
        }
        if let Some(found) = self.hour_of_mentioned_day(clock, i, at) {
            return Some(found);
        }
        if !is_of_half_day {
            return None;
        }
        if self.in_the_part(at).is_some() {
            return Some(self.with_day(clock, at));
        }
        if !self.is(at, C::DayFromNow) {
            return None;
        }
        let (part, end) = self.part_of_day(at + 1)?;
        let day = Meaning::day_from_now(self.value(at));
        Some((Meaning::clock_on(clock.in_part(part), day), end))
    }

    /// "overnight", "overnight Friday": the night that has begun.
    fn overnight(&self, i: usize) -> Parsed<Meaning> {
        if !self.says(i, "overnight")
            || !self.ends_phrase(i + 1)
            || self.follows_any(i, &[C::A, C::The])
        {
            return None;
        }
        // "overnight into Friday" is the night before it.
        if self.says(i + 1, "into")
            && let Some((day, end)) = self.day_period(i + 2)
        {
            let eve = Meaning::Offset(one(Unit::Day), -1, Base::Of(Box::new(day)));
            return Some((Meaning::part_of(PartOfDay::Night, eve), end));
        }
        let on = self.skip_any(i + 1, &[C::On, C::From]);
        if let Some((day, end)) = self.day_period(on) {
            let night = Meaning::part_of(PartOfDay::Night, day);
            return Some((night, self.skip_end_of_night(end)));
        }
        Some((Meaning::Overnight, i + 1))
    }

    /// A period that is a day.
    fn day_period(&self, i: usize) -> Parsed<Meaning> {
        self.period(i).filter(|(day, _)| day.is_day())
    }

    /// Skips the day on which a night ends: "(the night of Tuesday) to Wednesday".
    fn skip_end_of_night(&self, at: usize) -> usize {
        let is_joined = self.is(at, C::To) || self.dash(at) || self.says(at, "into");
        match self.weekday(at + 1) {
            Some((_, end)) if is_joined => end,
            _ => at,
        }
    }

    /// Skips a comma, "at", "at about" or "@" between a day and its hour.
    pub(crate) fn skip_at_word(&self, i: usize) -> usize {
        let at = self.skip_comma(i);
        let about = self.skip(at, C::At);
        if self.is_any(about, &[C::About, C::Nearly]) {
            return about + 1;
        }
        at + usize::from(self.is(at, C::At) || self.mark(at, '@'))
    }

    /// The hour after a part of a day: "Friday night at 9", "this evening, 8:30".
    fn hour_after_part(&self, at: usize) -> Parsed<Clock> {
        let lead = self.skip_at_word(at);
        if lead == at || self.mark(lead - 1, ',') {
            return None;
        }
        self.clock(lead).or_else(|| self.bare_hour(lead))
    }

    /// A day with the part or hour after it: "Friday night", "tomorrow at 5", "Friday in the early
    /// hours", "today at noon".
    fn hour_of_day(&self, day: Meaning, at: usize) -> (Meaning, usize) {
        if let Some((part, end)) = self.hours_of_day(self.skip(at, C::EarlyLate)) {
            return match self.hour_after_part_of_day(end) {
                Some((clock, end)) => (Meaning::clock_on(clock.in_part(part), day), end),
                None => (Meaning::part_of(part, day), end),
            };
        }
        if let Some((part, end)) = self.early_in_the_part(at) {
            return (Meaning::part_of(part, day), end);
        }
        if let Some((clock, end)) = self.bounded_hour(at) {
            return (Meaning::clock_on(clock, day), end);
        }
        let lead = self.skip_at_word(at);
        if let Some((clock, end)) = self.hour_after_day(at, lead) {
            // "Tuesday, at 2:15 in the afternoon"
            return match self.in_the_part(end) {
                Some((part, end)) => (Meaning::clock_on(clock.in_part(part), day), end),
                None => (Meaning::clock_on(clock, day), end),
            };
        }
        match self.part_after_at(at, lead) {
            Some((part, end)) => (Meaning::part_of(part, day), end),
            None => (day, at),
        }
    }

    /// The hour after the part of a day: "(Friday night) at 9", "(Friday night), 8:30".
    fn hour_after_part_of_day(&self, at: usize) -> Parsed<Clock> {
        let lead = self.skip_at_word(at);
        self.clock(lead).or_else(|| {
            if lead > at && !self.mark(lead - 1, ',') {
                self.bare_hour(lead)
            } else {
                None
            }
        })
    }

    /// "(Friday) in the morning", "(Friday) early in the morning", "(Friday) in the early hours of
    /// the morning".
    fn early_in_the_part(&self, at: usize) -> Parsed<PartOfDay> {
        let is_early = self.is(at, C::EarlyLate) && self.is(at + 1, C::In);
        let at = at + usize::from(is_early);
        if !self.is(at, C::In) || !self.is(at + 1, C::The) {
            return None;
        }
        let start = at + 2;
        let early = self.skip(start, C::EarlyLate);
        let is_early_hours =
            early > start && self.says(early, "hours") && self.is(early + 1, C::Of);
        let part = if is_early_hours {
            self.skip(early + 2, C::The)
        } else {
            early
        };
        self.part_of_day(part)
    }

    /// "(Thursday) before 5 p.m.", "(Thursday) until noon", unless the hour has a day of its own.
    fn bounded_hour(&self, at: usize) -> Parsed<Clock> {
        let lead = self.skip_at_word(at);
        let is_bound = self.is_until(lead)
            || self.is_any(lead, &[C::Before, C::After, C::By, C::Since, C::For]);
        if !is_bound {
            return None;
        }
        self.clock(lead + 1)
            .filter(|(_, end)| self.mentioned_day(*end).is_none())
    }

    /// "(May 3), 10 p.m.", "(May 3) at 10", but not "(Monday), 12 percent".
    fn hour_after_day(&self, at: usize, lead: usize) -> Parsed<Clock> {
        self.clock(lead).or_else(|| {
            if lead > at && self.is_any(lead - 1, &[C::At, C::About]) {
                self.bare_hour(lead)
            } else {
                None
            }
        })
    }

    /// "(Friday) at lunchtime", "(Friday) at night".
    fn part_after_at(&self, at: usize, lead: usize) -> Parsed<PartOfDay> {
        if lead == at || !self.is(lead - 1, C::At) {
            return None;
        }
        self.part_of_day(lead)
            .filter(|(part, _)| matches!(part, PartOfDay::Midday | PartOfDay::Night))
    }

    /// A time of day with the day after it: "10 p.m. on Wednesday", "noon Thursday", "3 in the
    /// morning".
    pub(crate) fn with_day(&self, clock: Clock, at: usize) -> (Meaning, usize) {
        let at = self.skip_local_time(at);
        if self.is(at, C::This)
            && let Some((part, end)) = self.part_of_day(at + 1)
        {
            let today = Meaning::day_from_now(0);
            return (Meaning::clock_on(clock.in_part(part), today), end);
        }
        let (clock, at) = match self.in_the_part(at) {
            Some((part, end)) => (clock.in_part(part), end),
            None => (clock, at),
        };
        if let Some(day) = self.day_after_bracket(at) {
            return (Meaning::clock_on(clock, day), at);
        }
        self.day_after_clock(clock, at)
            .unwrap_or((Meaning::Clock(clock, None), at))
    }

    /// "(10 p.m.) local time" before a day.
    fn skip_local_time(&self, at: usize) -> usize {
        self.phrase(at, "local time")
            .filter(|end| self.is_any(*end, &[C::On, C::Weekday]))
            .unwrap_or(at)
    }

    /// "(10 p.m.) on Wednesday", "(noon) Thursday", "(10 p.m.) the night before".
    fn day_after_clock(&self, clock: Clock, at: usize) -> Parsed<Meaning> {
        let lead = self.skip_comma(at);
        let on = self.skip_any(lead, &[C::On, C::Of]);
        // "… at 9 p.m. On Tuesday": "On" begins another sentence.
        let begins_sentence = at > 0 && self.mark(at - 1, '.') && self.is_capital(lead);
        if on > lead && begins_sentence {
            return None;
        }
        if let Some((DayOfHour { day, part }, end)) = self.mentioned_day(on) {
            let clock = part.map_or(clock, |part| clock.in_part(part));
            return Some((Meaning::clock_on(clock, day), end));
        }
        let day_at = if on > at { self.skip(on, C::The) } else { on };
        let (day, end) = self.day_period(day_at)?;
        Some(match self.hours_of_day(end) {
            Some((part, end)) => (Meaning::clock_on(clock.in_part(part), day), end),
            None => (Meaning::clock_on(clock, day), end),
        })
    }

    /// "22:00 (21:00 GMT) on Sunday": the day after the same hour in another zone.
    fn day_after_bracket(&self, at: usize) -> Option<Meaning> {
        let open = at + 2 * usize::from(self.says(at, "local"));
        if !self.mark(open, '(') {
            return None;
        }
        let (_, end) = self.clock(open + 1)?;
        if !self.mark(end, ')') {
            return None;
        }
        let (day, _) = self.day_period(self.skip(end + 1, C::On))?;
        Some(day)
    }

    /// The day of an hour, given by a part of it or as a day mentioned before: "(10 o'clock) that
    /// evening", "(11 p.m.) the night before", "(six) the next morning", "(6 p.m.) tonight",
    /// "(eleven) last night", "(3) this morning", "(9 a.m.) the same day".
    fn mentioned_day(&self, i: usize) -> Parsed<DayOfHour> {
        if self.is(i, C::Tonight) {
            let tonight = DayOfHour {
                day: Meaning::day_from_now(0),
                part: Some(PartOfDay::Night),
            };
            return Some((tonight, i + 1));
        }
        let (meaning, end) = match self.class(i)? {
            C::Same => self.mentioned(i)?,
            C::This | C::Last => self.relative(i)?,
            C::The => self.mentioned_day_with_article(i)?,
            _ => return None,
        };
        Some((DayOfHour::of(meaning)?, end))
    }

    /// "the same day", "the night before", "the next morning"
    fn mentioned_day_with_article(&self, i: usize) -> Parsed<Meaning> {
        if self.says(i + 1, "same") {
            return self.mentioned(i + 1);
        }
        self.day_before_or_after(i).or_else(|| {
            let form = self.following_or_previous(i)?;
            Some((form.meaning, form.end))
        })
    }

    /// "the night before", "the day after", "the month before": a unit or part of a day counted
    /// from what was mentioned before.
    pub(crate) fn day_before_or_after(&self, i: usize) -> Parsed<Meaning> {
        let at = i + 1;
        if let Some((named, end)) = self.season_or_weekday(at)
            && self.is(end, C::Before)
            && self.nothing_named_follows(end + 1)
        {
            let meaning = Meaning::Named(named, Which::Preceding, Year::Unstated);
            return Some((meaning, end + 1));
        }
        let part = self.hours_of_day(at).map(|(part, _)| part);
        let unit = match part {
            Some(_) => Unit::Day,
            None => self.singular(at)?,
        };
        let sign = match self.class(at + 1)? {
            C::Before => -1,
            C::After => 1,
            C::Last if self.says(at + 1, "prior") => -1,
            _ => return None,
        };
        // "the day after Easter"
        if unit == Unit::Day
            && part.is_none()
            && let Some((day @ Meaning::Named(Named::Holiday(_), ..), end)) = self.named_day(at + 2)
            && self.ends_phrase(end)
            && !self.mark(end, '\'')
        {
            let base = Base::Of(Box::new(day));
            return Some((Meaning::Offset(one(Unit::Day), sign, base), end));
        }
        let is_counted = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
        if !is_counted || !self.nothing_named_follows(at + 2) {
            return None;
        }
        let day = Meaning::beside_mentioned(unit, sign);
        let meaning = match part {
            Some(part) => Meaning::part_of(part, day),
            None => day,
        };
        Some((meaning, at + 2))
    }

    fn season_or_weekday(&self, at: usize) -> Parsed<Named> {
        if let Some((season, end)) = self.season(at) {
            return Some((Named::Season(season), end));
        }
        let (day, end) = self.weekday(at)?;
        Some((Named::Weekday(day), end))
    }

    /// Whether "before" counts from what was mentioned and not from something named after it: a
    /// mark, a verb or a preposition follows.
    fn nothing_named_follows(&self, at: usize) -> bool {
        self.token(at).is_none_or(|t| {
            t.new_paragraph
                || t.class == C::Mark && !t.is_mark('\'')
                || matches!(
                    t.class,
                    C::And | C::Or | C::At | C::PastAuxiliary | C::PresentAuxiliary
                )
        })
    }

    /// "(at) six the next morning", "(around) 3 this morning": after these words a number before a
    /// part of a day is an hour.
    fn hour_of_mentioned_day(&self, clock: Clock, i: usize, at: usize) -> Parsed<Meaning> {
        if !self.follows_any(i, BEFORE_HOUR) || !(1..=12).contains(&clock.hour) {
            return None;
        }
        let (DayOfHour { day, part }, end) = self.mentioned_day(at)?;
        Some((Meaning::clock_on(clock.in_part(part?), day), end))
    }

    /// "the early hours of Sunday", "the small hours".
    pub(crate) fn small_hours(&self, i: usize) -> Parsed<Meaning> {
        let at = self.any_phrase(i, &["the early hours", "the small hours", "the wee hours"])?;
        if self.is(at, C::Of) {
            return self.small_hours_of(self.skip(at + 1, C::The));
        }
        let is_led = self.follows_any(i, &[C::In, C::During, C::To, C::Before, C::By]);
        (is_led && self.ends_phrase(at)).then_some((Meaning::Part(PartOfDay::Morning, None), at))
    }

    /// The day of the early hours: "Sunday", "the morning", "this morning".
    fn small_hours_of(&self, i: usize) -> Parsed<Meaning> {
        if let Some((day, end)) = self.day_period(i) {
            return Some((Meaning::part_of(PartOfDay::Morning, day), end));
        }
        if let Some((_, end)) = self.part_of_day(i) {
            return Some((Meaning::Part(PartOfDay::Morning, None), end));
        }
        match self.relative(i)? {
            (Meaning::Part(_, day), end) => Some((Meaning::Part(PartOfDay::Morning, day), end)),
            _ => None,
        }
    }

    /// "(by) dawn", "(at) dusk", "(until) late evening": a part of the day mentioned before, after
    /// a preposition.
    fn part_after_preposition(&self, i: usize) -> Parsed<Meaning> {
        let (part, at) = self.part_of_day(i)?;
        let is_moment_of_light = self.says_any(i, MOMENTS_OF_LIGHT);
        let can_be_bare = matches!(
            part,
            PartOfDay::Morning | PartOfDay::Afternoon | PartOfDay::Evening
        );
        let fits = is_moment_of_light || can_be_bare || self.says(i, "lunchtime");
        let start = self.before_early_or_late(i);
        let lead = start.checked_sub(1)?;
        let is_narrowed = start < i;
        let is_led = self.leads_part_of_day(lead, is_moment_of_light, is_narrowed);
        // "by late afternoon trams were running", but not "in late afternoon trading".
        let is_bound =
            (is_narrowed || is_moment_of_light) && self.is_any(lead, &[C::By, C::Before, C::To]);
        let ends = (is_bound || self.ends_phrase(at)) && !self.mark(at, '-');
        (fits && is_led && ends).then_some((Meaning::Part(part, None), at))
    }

    /// Whether a part of a day after this preposition is that of the day mentioned before.
    fn leads_part_of_day(&self, i: usize, is_moment_of_light: bool, is_narrowed: bool) -> bool {
        match self.class(i) {
            Some(C::By | C::Before | C::Since) => true,
            Some(C::To) => self.is_until(i),
            Some(C::At) => is_moment_of_light,
            Some(C::After | C::From | C::About) => is_moment_of_light || is_narrowed,
            Some(C::In | C::During) => is_narrowed,
            _ => false,
        }
    }

    /// Where "early" or "late" before this token begins, with or without a hyphen; the token
    /// itself if there is none.
    fn before_early_or_late(&self, i: usize) -> usize {
        if self.follows(i, C::EarlyLate) {
            return i - 1;
        }
        let is_hyphened = i >= 2 && self.mark(i - 1, '-') && self.is(i - 2, C::EarlyLate);
        if is_hyphened { i - 2 } else { i }
    }

    /// "the morning of May 3", "(in) the afternoon", "(in) the evening at 8".
    fn part_of_named_day(&self, i: usize) -> Parsed<Meaning> {
        let (part, at) = self.hours_of_day(i)?;
        if part == PartOfDay::Midday && !self.says(i, "lunchtime") {
            return None;
        }
        if self.is_any(at, &[C::Of, C::On]) || self.mark(at, ',') {
            let start = self.skip(at + 1, C::The);
            if let Some((day, end)) = self.day_period(start) {
                let end = if part == PartOfDay::Night {
                    self.skip_end_of_night(end)
                } else {
                    end
                };
                return Some((Meaning::part_of(part, day), end));
            }
        }
        if !self.is_part_led_by_preposition(i) {
            return None;
        }
        let hour = self.skip_at_word(at);
        if hour > at
            && let Some((clock, end)) = self.clock(hour).or_else(|| self.bare_hour(hour))
        {
            return Some((Meaning::Clock(clock.in_part(part), None), end));
        }
        self.ends_phrase(at)
            .then_some((Meaning::Part(part, None), at))
    }

    /// "in the (morning)", "later the (evening)", "through the (night)".
    fn is_part_led_by_preposition(&self, i: usize) -> bool {
        if i < 2 || !self.is(i - 1, C::The) {
            return false;
        }
        let lead = if self.is(i - 2, C::EarlyLate) {
            i.checked_sub(3).and_then(|lead| self.class(lead))
        } else {
            self.class(i - 2)
        };
        matches!(
            lead,
            Some(C::In | C::During | C::Later | C::Earlier | C::Of)
        ) || self.says(i - 2, "through")
    }
}
