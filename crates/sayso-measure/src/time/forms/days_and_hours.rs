//! In: tokens. Out: points: a day with or without its hour, an hour with or without its day.

use crate::time::calendar::{PartOfDay, Period, Unit};
use crate::time::forms::grammar::{
    Amount, Base, Clock, Grammar, Meaning, Named, NthOf, Parsed, Which, Year, unit_of,
};
use crate::time::words::Class as C;
impl Grammar<'_> {
    /// Whether the meaning is a day, or comes down to one.
    pub(crate) fn is_day(what: &Meaning) -> bool {
        match what {
            Meaning::Exact(stretch) => matches!(stretch, Period::Day(_)),
            Meaning::Named(named, ..) => {
                matches!(
                    named,
                    Named::MonthDay(..) | Named::Weekday(_) | Named::Feast(_)
                )
            }
            Meaning::Weekday(..) | Meaning::MonthDay(_) => true,
            Meaning::FromNow(unit, _) | Meaning::Mentioned(unit) => *unit == Unit::Day,
            Meaning::Nth(_, of, _) => matches!(of, NthOf::Weekday(_) | NthOf::Unit(Unit::Day)),
            Meaning::Offset(length, ..) => length.iter().all(|(_, unit)| *unit >= Unit::Day),
            _ => false,
        }
    }

    /// A point: a stretch, or a time of day with or without its day.
    pub(crate) fn point(&self, i: usize) -> Parsed<Meaning> {
        if let Some((what, at)) = self.stretch(i) {
            if let Meaning::Part(part, Some(day)) = &what {
                let lead = self.at_word(at);
                if lead > at
                    && !self.mark(lead - 1, ',')
                    && let Some((clock, end)) = self.clock(lead).or_else(|| self.bare_hour(lead))
                {
                    return Some((Meaning::Clock(clock.in_part(*part), Some(day.clone())), end));
                }
            }
            let (what, at) = if Self::is_day(&what) {
                self.hour_of(what, at)
            } else {
                (what, at)
            };
            if let Meaning::Part(part, Some(day)) = &what {
                // "Wednesday evening next week"
                if let (Meaning::Named(Named::Weekday(day), Which::Unstated, _), Some(shift)) =
                    (day.as_ref(), self.near(at))
                    && self.says(at + 1, "week")
                {
                    let day = Meaning::Nth(
                        *day as i8,
                        NthOf::Unit(Unit::Day),
                        Box::new(Meaning::FromNow(Unit::Week, shift)),
                    );
                    return Some((Meaning::Part(*part, Some(Box::new(day))), at + 2));
                }
            }
            return Some((what, at));
        }
        if self.is(i, C::Tonight) {
            let what = Meaning::Part(
                PartOfDay::Night,
                Some(Box::new(Meaning::FromNow(Unit::Day, 0))),
            );
            let lead = self.at_word(i + 1);
            if let Some((clock, at)) = self.clock(lead).or_else(|| {
                if lead > i + 1 {
                    self.bare_hour(lead)
                } else {
                    None
                }
            }) {
                return Some((
                    Meaning::Clock(
                        clock.in_part(PartOfDay::Night),
                        Some(Box::new(Meaning::FromNow(Unit::Day, 0))),
                    ),
                    at,
                ));
            }
            return Some((what, i + 1));
        }
        if let Some((clock, at)) = self.clock(i) {
            return Some(self.day_of(clock, at));
        }
        if let Some((hour, at)) = self.hour_number(i).filter(|_| i == 0 || !self.glued(i)) {
            // "8 tonight", "9 tomorrow morning"
            let clock = Clock::open(hour);
            let lead = self.comma(at);
            if hour <= 12 && self.is(lead, C::Tonight) {
                return Some((
                    Meaning::Clock(
                        clock.in_part(PartOfDay::Night),
                        Some(Box::new(Meaning::FromNow(Unit::Day, 0))),
                    ),
                    lead + 1,
                ));
            }
            if let Some(found) = self.hour_of_part(clock, i, at) {
                return Some(found);
            }
            if hour <= 12
                && self.is(at, C::In)
                && self.is(at + 1, C::The)
                && self.part(at + 2).is_some()
            {
                return Some(self.day_of(clock, at));
            }
            if hour <= 12
                && self.is(at, C::DayFromNow)
                && let Some((part, end)) = self.part(at + 1)
            {
                return Some((
                    Meaning::Clock(
                        clock.in_part(part),
                        Some(Box::new(Meaning::FromNow(Unit::Day, self.n(at)))),
                    ),
                    end,
                ));
            }
        }
        self.overnight(i)
            .or_else(|| self.part_first(i))
            .or_else(|| self.bare_part(i))
    }

    /// "overnight", "overnight Friday": the night begun.
    fn overnight(&self, i: usize) -> Parsed<Meaning> {
        if !self.says(i, "overnight")
            || !self.ends_phrase(i + 1)
            || i > 0 && matches!(self.class(i - 1), Some(C::A | C::The))
        {
            return None;
        }
        // "overnight into Friday": the night before it.
        if self.says(i + 1, "into")
            && let Some((day, end)) = self.stretch(i + 2).filter(|(what, _)| Self::is_day(what))
        {
            let eve = Meaning::Offset(vec![(Amount::ONE, Unit::Day)], -1, Base::Of(Box::new(day)));
            return Some((Meaning::Part(PartOfDay::Night, Some(Box::new(eve))), end));
        }
        let on = i + 1 + usize::from(matches!(self.class(i + 1), Some(C::On | C::From)));
        if let Some((day, end)) = self.stretch(on).filter(|(what, _)| Self::is_day(what)) {
            return Some((
                Meaning::Part(PartOfDay::Night, Some(Box::new(day))),
                self.next_day(end),
            ));
        }
        Some((Meaning::Overnight, i + 1))
    }

    /// Past the day on which a night ends: "(the night of Tuesday) to Wednesday".
    fn next_day(&self, at: usize) -> usize {
        let joint = matches!(self.class(at), Some(C::To)) || self.dash(at) || self.says(at, "into");
        self.weekday(at + 1)
            .filter(|_| joint)
            .map_or(at, |(_, end)| end)
    }

    /// Past "at", "@", a comma between a day and its hour.
    pub(crate) fn at_word(&self, i: usize) -> usize {
        let at = self.comma(i);
        let about = at + usize::from(self.is(at, C::At));
        if self.is(about, C::About) || self.is(about, C::Nearly) {
            return about + 1;
        }
        if self.is(at, C::At) || self.mark(at, '@') {
            at + 1
        } else {
            at
        }
    }

    /// The part or hour after a day: "Friday night", "tomorrow at 5", "Friday in the early hours",
    /// "today at noon".
    pub(crate) fn hour_of(&self, day: Meaning, at: usize) -> (Meaning, usize) {
        let boxed = |day: &Meaning| Some(Box::new(day.clone()));
        // Nights of a weekday: "Friday night"; "Friday early morning"
        let edge = at + usize::from(self.is(at, C::EarlyLate));
        if let Some((part, end)) = self.part(edge)
            && !matches!(part, PartOfDay::Noon | PartOfDay::Midnight)
        {
            let lead = self.at_word(end);
            let hour = self.clock(lead).or_else(|| {
                if lead > end && !self.mark(lead - 1, ',') {
                    self.bare_hour(lead)
                } else {
                    None
                }
            });
            if let Some((clock, to)) = hour {
                return (Meaning::Clock(clock.in_part(part), boxed(&day)), to);
            }
            return (Meaning::Part(part, boxed(&day)), end);
        }
        let edge = at + usize::from(self.is(at, C::EarlyLate) && self.is(at + 1, C::In));
        if self.is(edge, C::In) && self.is(edge + 1, C::The) {
            let at = edge;
            let mut early = self.skip(at + 2, C::EarlyLate);
            if early > at + 2 && self.says(early, "hours") && self.is(early + 1, C::Of) {
                early = self.skip(early + 2, C::The);
            }
            if let Some((part, end)) = self.part(early) {
                return (Meaning::Part(part, boxed(&day)), end);
            }
        }
        let lead = self.at_word(at);
        if (matches!(
            self.class(lead),
            Some(C::Before | C::After | C::By | C::Since | C::For)
        ) || self.is(lead, C::To) && self.n(lead) == 2)
            && let Some((clock, end)) = self.clock(lead + 1)
            && self.day_told(end).is_none()
        {
            return (Meaning::Clock(clock, boxed(&day)), end);
        }
        if let Some((clock, end)) = self.clock(lead).or_else(|| {
            if lead > at && matches!(self.class(lead - 1), Some(C::At | C::About)) {
                self.bare_hour(lead)
            } else {
                None
            }
        }) {
            // "Tuesday, at 2:15 in the afternoon"
            if let Some((part, to)) = self
                .part(end + 2)
                .filter(|_| self.is(end, C::In) && self.is(end + 1, C::The))
            {
                return (Meaning::Clock(clock.in_part(part), boxed(&day)), to);
            }
            // "May 3, 10 p.m." but not "Monday, 12 percent".
            return (Meaning::Clock(clock, boxed(&day)), end);
        }
        if lead > at
            && self.is(lead - 1, C::At)
            && let Some((part @ (PartOfDay::Midday | PartOfDay::Night), end)) = self.part(lead)
        {
            return (Meaning::Part(part, boxed(&day)), end);
        }
        (day, at)
    }

    /// The day after a time of day: "10 p.m. on Wednesday", "noon Thursday", "3 in the morning".
    pub(crate) fn day_of(&self, mut clock: Clock, at: usize) -> (Meaning, usize) {
        let mut at = at;
        let local = self
            .phrase(at, "local time")
            .filter(|end| self.is(*end, C::On) || self.is(*end, C::Weekday));
        at = local.unwrap_or(at);
        if self.is(at, C::In) && self.is(at + 1, C::The) {
            if let Some((part, end)) = self.part(at + 2) {
                (clock, at) = (clock.in_part(part), end);
            }
        } else if self.is(at, C::This)
            && let Some((part, end)) = self.part(at + 1)
        {
            return (
                Meaning::Clock(
                    clock.in_part(part),
                    Some(Box::new(Meaning::FromNow(Unit::Day, 0))),
                ),
                end,
            );
        }
        if let Some(day) = self.day_past_bracket(at) {
            return (Meaning::Clock(clock, Some(Box::new(day))), at);
        }
        let lead = self.comma(at);
        // "… at 9 p.m. On Tuesday": a sentence of its own.
        let new_sentence =
            at > 0 && self.mark(at - 1, '.') && self.token(lead).is_some_and(|t| t.capital);
        let on = matches!(self.class(lead), Some(C::On | C::Of));
        if on && new_sentence {
            return (Meaning::Clock(clock, None), at);
        }
        let lead = if on { lead + 1 } else { lead };
        if let Some((day, part, end)) = self.day_told(lead) {
            let clock = part.map_or(clock, |part| clock.in_part(part));
            return (Meaning::Clock(clock, Some(Box::new(day))), end);
        }
        let lead = if lead > at {
            self.skip(lead, C::The)
        } else {
            lead
        };
        if let Some((day, end)) = self.stretch(lead).filter(|(what, _)| Self::is_day(what)) {
            if let Some((part, to)) = self
                .part(end)
                .filter(|(p, _)| !matches!(p, PartOfDay::Noon | PartOfDay::Midnight))
            {
                return (Meaning::Clock(clock.in_part(part), Some(Box::new(day))), to);
            }
            return (Meaning::Clock(clock, Some(Box::new(day))), end);
        }
        (Meaning::Clock(clock, None), at)
    }

    /// "22:00 (21:00 GMT) on Sunday": the day behind the same hour in another zone.
    fn day_past_bracket(&self, at: usize) -> Option<Meaning> {
        let open = at + 2 * usize::from(self.says(at, "local"));
        if !self.mark(open, '(') {
            return None;
        }
        let (_, end) = self.clock(open + 1)?;
        let on = self.skip(end + 1, C::On);
        let (day, _) = if self.mark(end, ')') {
            self.stretch(on)?
        } else {
            return None;
        };
        Self::is_day(&day).then_some(day)
    }

    /// The day of an hour, said by a part of it or by the day told: "(10 o'clock) that evening",
    /// "(11 p.m.) the night before", "(six) the next morning", "(6 p.m.) tonight", "(eleven) last
    /// night", "(3) this morning", "(9 a.m.) the same day".
    fn day_told(&self, i: usize) -> Option<(Meaning, Option<PartOfDay>, usize)> {
        if self.is(i, C::Tonight) {
            return Some((
                Meaning::FromNow(Unit::Day, 0),
                Some(PartOfDay::Night),
                i + 1,
            ));
        }
        let (what, end) = match self.class(i)? {
            C::Same => self.that(i)?,
            C::This | C::Last => self.deictic(i)?,
            C::The if self.says(i + 1, "same") => self.that(i + 1)?,
            C::The => self
                .day_before(i)
                .or_else(|| self.day_or_so(i).map(|(what, _, end, _)| (what, end)))?,
            _ => return None,
        };
        match what {
            Meaning::Part(part, Some(day)) => Some((*day, Some(part), end)),
            Meaning::Mentioned(Unit::Day) => Some((what, None, end)),
            Meaning::Offset(ref length, ..) if length.len() == 1 && length[0].1 == Unit::Day => {
                Some((what, None, end))
            }
            _ => None,
        }
    }

    /// "the night before", "the day after", "the month before": a unit or part of a day counted
    /// from what was told.
    pub(crate) fn day_before(&self, i: usize) -> Parsed<Meaning> {
        let at = i + 1;
        let named = self
            .season(at)
            .map(|(season, end)| (Named::Season(season), end));
        let named = named.or_else(|| {
            self.weekday(at)
                .map(|(day, end)| (Named::Weekday(day), end))
        });
        if let Some((named, end)) =
            named.filter(|(_, end)| self.is(*end, C::Before) && self.closes(*end + 1))
        {
            return Some((
                Meaning::Named(named, Which::Preceding, Year::Unstated),
                end + 1,
            ));
        }
        let part = self
            .part(at)
            .filter(|(part, _)| !matches!(part, PartOfDay::Noon | PartOfDay::Midnight));
        let unit = match part {
            Some(_) => Unit::Day,
            None => unit_of(self.n(at)).filter(|_| self.is(at, C::Unit))?,
        };
        let sign = match self.class(at + 1)? {
            C::Before => -1,
            C::After => 1,
            _ => return None,
        };
        if !self.closes(at + 2)
            || !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year)
        {
            return None;
        }
        let day = Meaning::Offset(vec![(Amount::ONE, unit)], sign, Base::Mentioned);
        let what = match part {
            Some((part, _)) => Meaning::Part(part, Some(Box::new(day))),
            None => day,
        };
        Some((what, at + 2))
    }

    /// Whether what stands before "before" is not before something named: a mark, a verb or a
    /// preposition follows.
    fn closes(&self, at: usize) -> bool {
        self.token(at).is_none_or(|t| {
            t.fresh
                || t.class == C::Mark && !t.is_mark('\'')
                || matches!(t.class, C::And | C::Or | C::At | C::Was | C::Is)
        })
    }

    /// "(at) six the next morning", "(around) 3 this morning": a number is an hour before a part of
    /// a day, after "at".
    fn hour_of_part(&self, clock: Clock, i: usize, at: usize) -> Parsed<Meaning> {
        const LEADS: &[C] = &[
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
        let led = i > 0 && self.class(i - 1).is_some_and(|lead| LEADS.contains(&lead));
        if !led || !(1..=12).contains(&clock.hour) {
            return None;
        }
        let (day, part, end) = self.day_told(at)?;
        Some((
            Meaning::Clock(clock.in_part(part?), Some(Box::new(day))),
            end,
        ))
    }

    /// "the early hours of Sunday", "the small hours".
    pub(crate) fn small_hours(&self, i: usize) -> Parsed<Meaning> {
        let at = ["the early hours", "the small hours", "the wee hours"]
            .iter()
            .find_map(|w| self.phrase(i, w))?;
        let of = self.skip(at + 1, C::The);
        if self.is(at, C::Of) {
            if let Some((day, end)) = self.stretch(of).filter(|(what, _)| Self::is_day(what)) {
                return Some((Meaning::Part(PartOfDay::Morning, Some(Box::new(day))), end));
            }
            if let Some((Meaning::Part(_, day), end)) = self
                .part(of)
                .map(|(part, end)| (Meaning::Part(part, None), end))
                .or_else(|| self.deictic(of))
            {
                return Some((Meaning::Part(PartOfDay::Morning, day), end));
            }
        }
        let led = i > 0
            && matches!(
                self.class(i - 1),
                Some(C::In | C::During | C::To | C::Before | C::By)
            );
        (led && self.ends_phrase(at) && !self.is(at, C::Of))
            .then_some((Meaning::Part(PartOfDay::Morning, None), at))
    }

    /// "(by) dawn", "(at) dusk", "(until) late evening": a part of the day told, after a
    /// preposition.
    pub(crate) fn bare_part(&self, i: usize) -> Parsed<Meaning> {
        let (part, at) = self.part(i)?;
        let light = ["dawn", "sunrise", "daybreak", "dusk", "sunset", "nightfall"]
            .iter()
            .any(|w| self.says(i, w));
        let fits = light
            || matches!(
                part,
                PartOfDay::Morning | PartOfDay::Afternoon | PartOfDay::Evening
            )
            || self.says(i, "lunchtime");
        let mut lead = i.checked_sub(1)?;
        let edge = self.is(lead, C::EarlyLate)
            || self.mark(lead, '-') && lead > 0 && self.is(lead - 1, C::EarlyLate);
        if edge {
            lead = lead.checked_sub(1 + usize::from(self.mark(lead, '-')))?;
        }
        let led = match self.class(lead)? {
            C::By | C::Before | C::Since => true,
            C::To => self.n(lead) == 2,
            C::At | C::After | C::From | C::About => light || edge && !self.is(lead, C::At),
            C::In | C::During => edge,
            _ => false,
        };
        // "by late afternoon trams were running", but not "in late afternoon trading".
        let bound = (edge || light) && matches!(self.class(lead), Some(C::By | C::Before | C::To));
        (fits && led && (bound || self.ends_phrase(at)) && !self.mark(at, '-'))
            .then_some((Meaning::Part(part, None), at))
    }

    /// "the morning of May 3", "the afternoon", "the night".
    pub(crate) fn part_first(&self, i: usize) -> Parsed<Meaning> {
        let (part, at) = self.part(i)?;
        if matches!(part, PartOfDay::Noon | PartOfDay::Midnight)
            || part == PartOfDay::Midday && !self.says(i, "lunchtime")
        {
            return None;
        }
        let of = matches!(self.class(at), Some(C::Of | C::On)) || self.mark(at, ',');
        if of {
            let lead = self.skip(at + 1, C::The);
            if let Some((day, end)) = self.stretch(lead).filter(|(what, _)| Self::is_day(what)) {
                let end = if part == PartOfDay::Night {
                    self.next_day(end)
                } else {
                    end
                };
                return Some((Meaning::Part(part, Some(Box::new(day))), end));
            }
        }
        let before = i.checked_sub(1).and_then(|p| self.class(p));
        let the = matches!(before, Some(C::The)) && i > 1;
        let lead = if the { self.class(i - 2) } else { before };
        let lead = if matches!(lead, Some(C::EarlyLate)) {
            i.checked_sub(3).and_then(|p| self.class(p))
        } else {
            lead
        };
        let led = the
            && (matches!(
                lead,
                Some(C::In | C::During | C::Later | C::Earlier | C::Of)
            ) || self.says(i - 2, "through"));
        let hour = self.at_word(at);
        if led
            && hour > at
            && let Some((clock, end)) = self.clock(hour).or_else(|| self.bare_hour(hour))
        {
            return Some((Meaning::Clock(clock.in_part(part), None), end));
        }
        (led && self.ends_phrase(at)).then_some((Meaning::Part(part, None), at))
    }
}
