//! In: the meaning of a time, the day of publication, the tense, the time told before. Out: its
//! place in the calendar: TIMEX3 value, begin and end, and what it was counted from.

use crate::time::calendar::holidays::{Rule, nth_weekday};
use crate::time::calendar::{Date, Moment, PartOfDay, Period, Unit, days_in_month};
use crate::time::forms::grammar::{
    Amount, Base, Clock, Length, Meaning, Named, NthOf, Phrase, Which, Year,
};
use crate::time::forms::named_days::FEASTS;
use crate::time::tense::Tense;
use crate::time::words::CIVIL;
use crate::time::{Anchor, Kind, Mod};

/// The day that a story has come to, and the hour: what times of day without a day belong to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene {
    pub date: Date,
    /// The hour told last, or one in the middle of the part of a day told last.
    pub hour: Option<u8>,
    /// The moment told last, if it was a clock time; what follows minutes later is counted from it.
    pub moment: Option<Moment>,
    pub zone: Option<i32>,
    /// Told only as the day on which somebody spoke, or as that of a thing.
    pub weak: bool,
}

/// Meaning is known where a time stands.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts of where a time stands"
)]
pub(crate) struct Context {
    pub published: Option<Moment>,
    /// The last stretch told in the text.
    pub told: Option<Period>,
    /// The day told of in this paragraph, up to that of publication.
    pub scene: Option<Scene>,
    /// The day to come that was told of.
    pub scene_ahead: Option<Scene>,
    /// Whether that was told last.
    pub looks_ahead: bool,
    /// The latest month told that has begun.
    pub month: Option<(i32, u8)>,
    /// The last quarter told.
    pub quarter: Option<(i32, u8)>,
    /// The year that the text tells of, where that is not the year of publication.
    pub past_year: Option<i32>,
    /// Whether the text tells history: many years of long ago, hardly a weekday.
    pub history: bool,
    pub tense: Tense,
    /// The text begins with it: an entry of a list of events, not a sentence.
    pub alone: bool,
    /// The time stands after "by", "until", "through": the nearest one is meant.
    pub nearest: bool,
    /// The time stands after "until".
    pub until: bool,
    /// Hours stand for every day: "every Thursday until 8pm".
    pub recurring: bool,
    /// Whether the text writes hours up to 24, so that "9:30" is in the morning.
    pub by_24: bool,
    /// The time stands after "in" or "within", which makes a length a point ahead.
    pub after_in: bool,
    /// The time stands right after an opening bracket.
    pub bracketed: bool,
    /// Meaning is counted stands before "in": "three games in eight days".
    pub counted: bool,
    /// The time stands after "within": the length begins now where what is to come is told.
    pub within: bool,
}

/// A stretch with its begin and end.
type Bounded = (Period, (Moment, Moment));

/// A time in its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub kind: Kind,
    pub value: String,
    pub begin: Option<Moment>,
    pub end: Option<Moment>,
    pub anchor: Anchor,
    pub stretch: Option<Period>,
}

/// The value of a length: P2Y3M, PT30M, PXW.
pub(crate) fn length_value(length: &Length) -> String {
    let mut value = String::from("P");
    let mut clock = false;
    for &(amount, unit) in length {
        let (amount, unit) = even(amount, unit);
        if unit <= Unit::Hour && !clock {
            value.push('T');
            clock = true;
        }
        match amount {
            Amount::Some => value.push('X'),
            Amount::Hundredths(h) => {
                value.push_str(&(h / 100).to_string());
                if h % 100 != 0 {
                    value.push('.');
                    value.push_str(format!("{:02}", h % 100).trim_end_matches('0'));
                }
            }
        }
        value.push_str(unit_code(unit));
    }
    value
}

fn unit_code(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Season => "S",
        Unit::Minute | Unit::Month => "M",
        Unit::Hour | Unit::Half => "H",
        Unit::Day => "D",
        Unit::Weekend => "WE",
        Unit::Week => "W",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
        Unit::Millennium => "ML",
    }
}

/// A part of a unit in the next smaller one where that is whole: half an hour is 30 minutes, half a
/// day 12 hours.
fn even(amount: Amount, unit: Unit) -> (Amount, Unit) {
    let (count, smaller) = match unit {
        Unit::Hour => (60, Unit::Minute),
        Unit::Minute => (60, Unit::Second),
        Unit::Day => (24, Unit::Hour),
        Unit::Year => (12, Unit::Month),
        Unit::Century => (100, Unit::Year),
        _ => return (amount, unit),
    };
    match amount {
        Amount::Hundredths(h) if h < 100 && h * count % 100 == 0 => {
            (Amount::Hundredths(h * count), smaller)
        }
        _ => (amount, unit),
    }
}

impl Context {
    /// Puts a time found in its place.
    pub(crate) fn place(&self, found: &Phrase) -> Placed {
        if let Some(value) = recurring(&found.what).filter(|_| self.recurring) {
            return plain(Kind::Time, value, Anchor::None);
        }
        match &found.what {
            Meaning::Length(length)
                if self.after_in
                    && !self.counted
                    && self.tense != Tense::Past
                    && (exact(length) || found.modifier == Some(Mod::Approx))
                    && found.modifier != Some(Mod::LessThan) =>
            {
                self.offset(length, 1, &Base::Now)
            }
            Meaning::Length(length) if self.within && self.is_to_come() && exact(length) => {
                Placed {
                    value: length_value(length),
                    ..self.window(length, 1)
                }
            }
            Meaning::Length(length) => plain(Kind::Duration, length_value(length), Anchor::None),
            Meaning::Window(length, sign) => self.window(length, *sign),
            Meaning::Within(length, sign, what) => {
                let mut placed = plain(Kind::Duration, length_value(length), self.anchor_of(what));
                let bounds = self.stretch(what).and_then(Period::bounds);
                (placed.begin, placed.end) = match bounds {
                    Some((from, _)) if *sign > 0 => (Some(from), moved(from, length, 1)),
                    Some((_, to)) => (moved(to, length, -1), Some(to)),
                    None => (None, None),
                };
                placed
            }
            Meaning::Fiscal(year) => {
                plain(Kind::Date, self.fiscal(*year), self.anchor_of(&found.what))
            }
            Meaning::Recurring { value, .. } => plain(Kind::Set, value.clone(), Anchor::None),
            Meaning::Indefinite(value) => {
                let mut placed = plain(Kind::Date, (*value).to_string(), published(""));
                if *value == "PRESENT_REF" {
                    (placed.begin, placed.end) =
                        (self.published, self.published.and_then(after_instant));
                }
                placed
            }
            Meaning::Offset(length, sign, base) => self.offset(length, *sign, base),
            Meaning::Range(a, b) => match (a.as_ref(), b.as_ref()) {
                (Meaning::Length(least), Meaning::Length(greatest)) => plain(
                    Kind::Duration,
                    format!("{}/{}", length_value(least), length_value(greatest)),
                    Anchor::None,
                ),
                (a, b) => self.range(a, b),
            },
            Meaning::FromNow(unit, n)
                if matches!(found.modifier, Some(Mod::End))
                    && *n == 0
                    && found.why == "year-end" =>
            {
                let _ = unit;
                self.point(&found.what, found.modifier)
            }
            what => self.point(what, found.modifier),
        }
    }

    fn fiscal(&self, year: Year) -> String {
        let year = match year {
            Year::Given(year) => Some(year),
            Year::FromNow(shift) => self.day().map(|day| day.year() + shift),
            Year::Unstated => None,
        };
        year.map_or("FYXXXX".into(), |year| format!("FY{year:04}"))
    }

    fn day(&self) -> Option<Date> {
        self.published.map(|m| m.date)
    }

    fn point(&self, what: &Meaning, modifier: Option<Mod>) -> Placed {
        let anchor = self.anchor_of(what);
        let Some(stretch) = self.stretch(what) else {
            let kind = if matches!(
                what,
                Meaning::Part(..) | Meaning::Clock(..) | Meaning::Overnight
            ) {
                Kind::Time
            } else {
                Kind::Date
            };
            return plain(kind, loose(what), anchor);
        };
        let (mut begin, mut end) = stretch
            .bounds()
            .map_or((None, None), |(a, b)| (Some(a), Some(b)));
        if let Some((a, b)) = modifier.and_then(|m| narrowed(stretch, m)) {
            (begin, end) = (Some(a), Some(b));
        }
        if let Meaning::Named(Named::Feast(index), ..) = what {
            let days = FEASTS[usize::from(*index)].1;
            end = begin
                .and_then(|m| m.date.plus_days(i64::from(days)))
                .map(Moment::from);
        }
        let mut value = stretch.value();
        if let Meaning::Clock(
            Clock {
                zone: Some(zone), ..
            },
            _,
        ) = what
        {
            value.push_str(&zone_code(*zone, begin.map(|m| m.date)));
        }
        let kind = if stretch.is_clock() {
            Kind::Time
        } else {
            Kind::Date
        };
        Placed {
            kind,
            value,
            begin,
            end,
            anchor,
            stretch: Some(stretch),
        }
    }

    /// Meaning a point is counted from.
    fn anchor_of(&self, what: &Meaning) -> Anchor {
        match what {
            Meaning::Exact(_)
            | Meaning::Named(_, _, Year::Given(_))
            | Meaning::Fiscal(Year::Given(_)) => Anchor::None,
            Meaning::FromNow(unit, n) => published(&shift_code(*n, *unit)),
            Meaning::Mentioned(_) if self.told.is_some() => Anchor::Told,
            Meaning::Weekday(_, inner)
            | Meaning::Nth(_, _, inner)
            | Meaning::Part(_, Some(inner))
            | Meaning::Clock(_, Some(inner)) => self.anchor_of(inner),
            Meaning::Part(_, None) | Meaning::Clock(_, None) if self.scene_here().is_some() => {
                Anchor::Told
            }
            _ => published(""),
        }
    }

    // ---------------------------------------------------------------- stretches

    pub(crate) fn stretch(&self, what: &Meaning) -> Option<Period> {
        match what {
            Meaning::Exact(stretch) => Some(*stretch),
            Meaning::Named(named, which, year) => self.named(*named, *which, *year),
            Meaning::Weekday(weekday, inner) => self.weekday(*weekday, inner),
            Meaning::MonthDay(day) => self.month_day(*day, |_| true),
            Meaning::FromNow(unit, n) => self.near(*unit, *n),
            Meaning::Overnight => {
                let back = if self.ahead() { 0 } else { -1 };
                Some(Period::Part(self.day()?.plus_days(back)?, PartOfDay::Night))
            }
            Meaning::NewYear => self
                .day()
                .map(|day| Period::Year(day.year() + i32::from(day.month() > 6))),
            Meaning::Mentioned(unit) => self.told(*unit),
            Meaning::Nth(n, of, inner) => nth(*n, *of, self.stretch(inner)?),
            Meaning::Part(part, day) => {
                let day = self.day_for(day.as_deref(), None, Some(*part))?;
                Some(Period::Part(day, *part))
            }
            Meaning::Clock(clock, day) => {
                let mut clock = *clock;
                // "3:30" alone, in a line that announces: the next one to come.
                if let (false, None, Tense::Verbless, Some(now), 1..=11) = (
                    clock.sure,
                    day,
                    self.tense,
                    self.published.and_then(|m| m.second),
                    clock.hour,
                ) {
                    let at =
                        u32::from(clock.hour) * 3600 + u32::from(clock.minute.unwrap_or(0)) * 60;
                    clock.hour += if at < now && at + 43_200 > now { 12 } else { 0 };
                }
                if day.is_none()
                    && let Some(same) = self.in_other_zone(clock)
                {
                    return Some(same);
                }
                if day.is_none()
                    && let Some(near) = self.near_scene(clock)
                {
                    return Some(near);
                }
                Some(clock.on(self.day_for(day.as_deref(), Some(clock), None)?))
            }
            Meaning::Offset(length, sign, base) => self
                .counted(length, *sign, base)
                .map(|(stretch, _)| stretch),
            _ => None,
        }
    }

    /// The day a time of day belongs to.
    fn day_for(
        &self,
        day: Option<&Meaning>,
        clock: Option<Clock>,
        part: Option<PartOfDay>,
    ) -> Option<Date> {
        if let Some(day) = day {
            return match self.stretch(day)? {
                Period::Day(date) | Period::Part(date, _) => Some(date),
                other => other.first_day(),
            };
        }
        if let Some(scene) = self.scene_here() {
            return scene.date.plus_days(scene.days_on(clock, part));
        }
        let published = self.published?;
        if part == Some(PartOfDay::Night) && self.tense == Tense::Past {
            return published.date.plus_days(-1);
        }
        let passed = clock.is_some_and(|c| {
            published.second.is_some_and(|s| {
                u32::from(c.hour) * 3600 + u32::from(c.minute.unwrap_or(0)) * 60 < s
            })
        });
        published
            .date
            .plus_days(i64::from(passed && self.tense == Tense::Verbless))
    }

    /// A new paragraph keeps the day of the story if that is of this week; what came long before is
    /// told in its own paragraph.
    pub(crate) fn turn_paragraph(&mut self) {
        let today = self.published.map(|now| now.date.days());
        let stays = |scene: &Scene| {
            !scene.weak && today.is_some_and(|today| (scene.date.days() - today).abs() < 7)
        };
        self.scene = self.scene.filter(stays);
        self.scene_ahead = self.scene_ahead.filter(stays);
    }

    /// The day told last.
    fn scene_told(&self) -> Option<Scene> {
        if self.looks_ahead {
            self.scene_ahead
        } else {
            self.scene
        }
    }

    /// The day told last; where the verb says so, the one told of as past or as to come.
    pub(crate) fn scene_here(&self) -> Option<Scene> {
        let today = self.published.map(|now| now.date);
        match self.tense {
            Tense::Verbless => None,
            Tense::Past => self.scene,
            Tense::Future | Tense::Resolved => self.scene_ahead.or(self
                .scene
                .filter(|scene| today.is_none_or(|today| scene.date >= today))),
            _ if self.looks_ahead => self.scene_ahead,
            _ => self.scene,
        }
    }

    /// "04:17 on Wednesday (20:17 GMT)": the same moment in another zone, less than half a day off.
    fn in_other_zone(&self, clock: Clock) -> Option<Period> {
        let scene = self
            .scene_told()
            .filter(|scene| self.bracketed && scene.zone != clock.zone)?;
        let told = scene.moment?.seconds();
        clock.zone?;
        (-1..=1)
            .filter_map(|days| Some(clock.on(scene.date.plus_days(days)?)))
            .min_by_key(|same| {
                same.bounds()
                    .map_or(i64::MAX, |(from, _)| (from.seconds() - told).abs())
            })
    }

    /// "by 9:30" of the night told: where nobody says morning or evening, the time nearest to the
    /// hour told last.
    fn near_scene(&self, clock: Clock) -> Option<Period> {
        let scene = self.scene_here()?;
        let hour = scene
            .hour
            .filter(|_| !clock.sure && !self.by_24 && (1..=12).contains(&clock.hour))?;
        let told = scene.moment.map_or(i64::from(hour) * 60, |m| {
            i64::from(m.second.unwrap_or(0)) / 60
        });
        let at = i64::from(clock.hour % 12) * 60 + i64::from(clock.minute.unwrap_or(0));
        // Meaning is told later happens later, unless it is half a day off.
        let ahead = |half: i64| at + 720 * half - told;
        let half = (0..=2).min_by_key(|half| {
            if ahead(*half) < 0 {
                -4 * ahead(*half)
            } else {
                ahead(*half)
            }
        })?;
        let date = scene.date.plus_days(half / 2)?;
        Some(
            Clock {
                hour: clock.hour % 12 + if half == 1 { 12 } else { 0 },
                ..clock
            }
            .on(date),
        )
    }

    fn near(&self, unit: Unit, n: i32) -> Option<Period> {
        let day = self.day()?;
        Period::around(day, unit).shift(i64::from(n))
    }

    fn told(&self, unit: Unit) -> Option<Period> {
        if unit == Unit::Quarter {
            let told = self
                .quarter
                .map(|(year, quarter)| Period::Quarter(year, quarter));
            let over = told.filter(|q| {
                self.published.is_none_or(|now| {
                    q.bounds()
                        .is_some_and(|(from, _)| from.date.days() + 30 <= now.date.days())
                })
            });
            if over.is_some() {
                return over;
            }
            return Period::around(self.day()?, unit).shift(-1);
        }
        if unit == Unit::Weekend {
            let day = self.day()?;
            let here = Period::around(day, unit);
            return if self.ahead() || day.weekday() >= 6 {
                Some(here)
            } else {
                here.shift(-1)
            };
        }
        let from = match self.told {
            // A year told before does not say which day.
            Some(told) if told.days()? > Period::around(told.first_day()?, unit).days()? => {
                return None;
            }
            Some(told) => told.first_day()?,
            None => self.day()?,
        };
        Some(Period::around(from, unit))
    }

    fn is_to_come(&self) -> bool {
        matches!(self.tense, Tense::Future | Tense::Resolved)
    }

    fn ahead(&self) -> bool {
        matches!(
            self.tense,
            Tense::Future | Tense::Resolved | Tense::Verbless
        )
    }

    /// Meaning comes every year or week: the one meant.
    fn named(&self, named: Named, which: Which, year: Year) -> Option<Period> {
        let day = self.day();
        match year {
            Year::Given(year) => {
                if named == Named::Quarter(0) {
                    return Some(Period::Quarter(
                        year,
                        self.quarter
                            .map_or(day.map_or(1, |d| (d.month() - 1) / 3 + 1), |(_, q)| q),
                    ));
                }
                return in_year(named, year);
            }
            Year::FromNow(shift) => return in_year(named, day?.year() + shift),
            Year::Unstated => {}
        }
        if let (
            true,
            Some(year),
            Which::Unstated,
            Tense::Past | Tense::Unknown,
            Named::Month(_) | Named::MonthDay(..) | Named::Season(_) | Named::Feast(_),
        ) = (self.history, self.past_year, which, self.tense, named)
        {
            return in_year(named, year);
        }
        if let (Which::Following | Which::Preceding, Some(told)) =
            (which, self.told.and_then(Period::bounds))
        {
            return beside(named, told, which == Which::Following);
        }
        if which == Which::Mentioned {
            return in_year(named, self.told?.first_day()?.year());
        }
        let day = day?;
        if let Named::Weekday(weekday) = named {
            return self.weekday_near(day, weekday, which).map(Period::Day);
        }
        let here =
            |shift: i32| in_year(named, day.year() + shift).and_then(|s| Some((s, s.bounds()?)));
        let candidates: Vec<Bounded> = [-2, -1, 0, 1, 2].into_iter().filter_map(here).collect();
        let chosen = self.chosen(named, which, day, &candidates);
        // A quarter is the business year's: it may be told before it is over, or only months later.
        let chosen = if let (Named::Quarter(_), Which::Unstated) = (named, which) {
            self.quarter_near(&candidates, day).or(chosen)
        } else {
            chosen
        };
        chosen.map(|(stretch, _)| *stretch)
    }

    /// Which of those of the years around is meant.
    fn chosen<'c>(
        &self,
        named: Named,
        which: Which,
        day: Date,
        candidates: &'c [Bounded],
    ) -> Option<&'c Bounded> {
        let now = Moment::from(day);
        let begun = || candidates.iter().rev().find(|(_, (from, _))| *from <= now);
        let over = || candidates.iter().rev().find(|(_, (_, to))| *to <= now);
        let to_end = || candidates.iter().find(|(_, (_, to))| *to > now);
        let to_come = || candidates.iter().find(|(_, (from, _))| *from > now);
        let this_year = || {
            candidates
                .iter()
                .find(|(s, _)| in_year(named, day.year()) == Some(*s))
        };
        match which {
            // "last May" said in June is last year's: this year's would be "last month".
            Which::Last if matches!(named, Named::Month(month) if Date::new(day.year(), day.month(), 1).and_then(|d| d.plus_months(-1)).is_some_and(|d| d.month() == month)) => {
                over().and_then(|(s, _)| {
                    candidates
                        .iter()
                        .find(|(c, _)| s.plus_years(-1) == Some(*c))
                })
            }
            Which::Last | Which::Past | Which::Preceding => over(),
            Which::Next | Which::Coming | Which::Following => to_come(),
            Which::This if self.is_to_come() => this_year()
                .filter(|(_, (_, to))| *to > now)
                .or_else(to_come),
            // "this winter", told in March as past, began last year.
            Which::This if self.tense == Tense::Past && matches!(named, Named::Season(_)) => {
                this_year()
                    .filter(|(_, (from, _))| *from <= now)
                    .or_else(begun)
            }
            Which::This => this_year(),
            Which::Unstated | Which::Mentioned => match self.tense {
                // Datelines name the day just past: "Nov. 3 (Velm Wire)".
                Tense::Verbless if matches!(named, Named::MonthDay(..)) => to_end()
                    .filter(|(_, (from, _))| from.date.days() - day.days() < 300)
                    .or_else(over),
                Tense::Verbless => to_end(),
                Tense::Present | Tense::Unknown if self.until => to_end(),
                _ if self.nearest && !self.is_to_come() => candidates
                    .iter()
                    .min_by_key(|(_, (from, _))| (from.date.days() - day.days()).abs()),
                // A day of the month is seldom far off: the tense only tips the scales.
                tense if matches!(named, Named::MonthDay(..) | Named::Feast(_)) => {
                    candidates.iter().min_by_key(|(_, (from, _))| {
                        let ahead = from.date.days() - day.days();
                        let against = match tense {
                            Tense::Past => ahead > 0,
                            Tense::Future | Tense::Resolved => ahead < 0,
                            _ => false,
                        };
                        if against {
                            ahead.abs() * 6 + 30
                        } else {
                            ahead.abs()
                        }
                    })
                }
                Tense::Future | Tense::Resolved => to_end(),
                // Nobody says: the nearest one, the past preferred.
                Tense::Present | Tense::Planned | Tense::Unknown
                    if matches!(named, Named::Month(_)) =>
                {
                    candidates.iter().min_by_key(|(_, (from, _))| {
                        let ahead = from.date.days() - day.days();
                        if ahead > 0 { ahead * 2 } else { -ahead }
                    })
                }
                _ => begun(),
            },
        }
    }

    fn quarter_near<'c>(&self, candidates: &'c [Bounded], day: Date) -> Option<&'c Bounded> {
        candidates.iter().min_by_key(|(_, (from, to))| {
            let middle = i64::midpoint(from.date.days(), to.date.days());
            let ahead = middle - day.days();
            // Meaning is past is likelier, the more so the less is told as to come.
            if self.tense == Tense::Verbless && from.date.year() == day.year() {
                0
            } else if ahead > 0 && !self.is_to_come() {
                ahead * 3
            } else {
                ahead.abs()
            }
        })
    }

    fn weekday_near(&self, day: Date, weekday: u8, which: Which) -> Option<Date> {
        let same = day.weekday() == weekday;
        match which {
            Which::Coming | Which::Following => day.nth_weekday(weekday, 1),
            Which::Next => {
                let (year, week) = day.plus_days(7)?.iso_week();
                Date::from_iso_week(year, week, weekday)
            }
            Which::Last => {
                let (year, week) = day.plus_days(-7)?.iso_week();
                Date::from_iso_week(year, week, weekday)
            }
            Which::This => {
                let (year, week) = day.iso_week();
                let date = Date::from_iso_week(year, week, weekday)?;
                if date < day && self.tense != Tense::Past {
                    date.plus_days(7)
                } else {
                    Some(date)
                }
            }
            Which::Unstated if same && !(self.tense == Tense::Verbless && self.alone) => Some(day),
            // "voted to close the pool Tuesday", told on Wednesday.
            Which::Unstated
                if self.tense == Tense::Resolved && day.plus_days(-1)?.weekday() == weekday =>
            {
                day.plus_days(-1)
            }
            Which::Unstated
                if self.tense == Tense::Planned || self.until && self.tense == Tense::Past =>
            {
                day.plus_days((i64::from(weekday) - i64::from(day.weekday()) + 10) % 7 - 3)
            }
            Which::Unstated
                if self.until && matches!(self.tense, Tense::Present | Tense::Unknown) =>
            {
                day.nth_weekday(weekday, 1)
            }
            Which::Unstated if self.ahead() => day.nth_weekday(weekday, 1),
            Which::Unstated | Which::Past | Which::Preceding | Which::Mentioned => {
                day.nth_weekday(weekday, -1)
            }
        }
    }

    /// A weekday with a date: the year in which they agree, else the date alone.
    fn weekday(&self, weekday: u8, inner: &Meaning) -> Option<Period> {
        if let Meaning::MonthDay(day) = inner {
            return self.month_day(*day, |date| date.weekday() == weekday);
        }
        let found = self.stretch(inner)?;
        let (Period::Day(date), Meaning::Named(Named::MonthDay(month, day), _, Year::Unstated)) =
            (found, inner)
        else {
            return Some(found);
        };
        if date.weekday() == weekday {
            return Some(found);
        }
        let year = self.day()?.year();
        let agree =
            |shift: i32| Date::new(year + shift, *month, *day).filter(|d| d.weekday() == weekday);
        Some(
            [0, 1, -1]
                .into_iter()
                .find_map(agree)
                .map_or(found, Period::Day),
        )
    }

    /// A day of the month whose month is not said.
    fn month_day(&self, day: u8, fits: impl Fn(Date) -> bool) -> Option<Period> {
        let today = self.day()?;
        let first = Date::new(today.year(), today.month(), 1)?;
        let at = |shift: i64| {
            first
                .plus_months(shift)
                .and_then(|m| Date::new(m.year(), m.month(), day))
                .filter(|d| fits(*d))
        };
        let ahead: &[i64] = &[0, 1, 2, 3, 4, 5, 6, 7];
        let back: &[i64] = &[0, -1, -2, -3, -4, -5, -6, -7];
        let found = if self.ahead() {
            ahead.iter().filter_map(|s| at(*s)).find(|d| *d >= today)
        } else {
            back.iter().filter_map(|s| at(*s)).find(|d| *d <= today)
        };
        found.map(Period::Day)
    }

    // ---------------------------------------------------------------- offsets, windows, ranges

    /// The stretch a length away from the base, and begin and end of the point itself, one grain
    /// finer.
    fn counted(
        &self,
        length: &Length,
        sign: i8,
        base: &Base,
    ) -> Option<(Period, (Moment, Moment))> {
        let least = length.iter().map(|(_, unit)| *unit).min()?;
        let from = match base {
            Base::Now => self.published?,
            // Minutes and hours are counted from a clock time alone, days and weeks from the day
            // told of.
            Base::Mentioned if least <= Unit::Hour => self.moment_told()?,
            Base::Mentioned if self.day_of_scene(least).is_some() => {
                self.day_of_scene(least)?.into()
            }
            Base::Mentioned
                if matches!(length[..], [(Amount::ONE, Unit::Month)])
                    && sign < 0
                    && self.of_month() =>
            {
                let (year, month) = self.month?;
                let before = Period::Month(year, month).shift(-1)?;
                return Some((before, before.bounds()?));
            }
            Base::Mentioned => {
                let year = matches!(length[..], [(Amount::ONE, Unit::Year)]);
                let quarter = self.quarter.map(|(y, q)| Period::Quarter(y, q));
                let told = if year {
                    quarter.or(self.told)
                } else {
                    self.told
                };
                if let (
                    Some(told @ (Period::Quarter(..) | Period::Month(..) | Period::Year(_))),
                    true,
                ) = (told, year)
                {
                    let stretch = told.plus_years(i32::from(sign))?;
                    return Some((stretch, stretch.bounds()?));
                }
                let unit = length.iter().map(|(_, unit)| *unit).min()?;
                match told {
                    // "three days later" than a year told before is no day.
                    Some(stretch)
                        if stretch.days()? > 7 && unit < Unit::Month || stretch.days()? > 400 =>
                    {
                        return None;
                    }
                    Some(stretch) => stretch.bounds()?.0,
                    // "two years later" of what is past is not counted from now.
                    None if self.tense == Tense::Past && !(year && sign < 0) => return None,
                    None => self.published?,
                }
            }
            Base::Month => {
                let before = self.month.map(|(year, month)| Period::Month(year, month))?;
                let stretch = before.plus_years(i32::from(sign))?;
                return Some((stretch, stretch.bounds()?));
            }
            Base::Business => {
                if let Some((year, quarter)) = self.quarter {
                    let stretch = Period::Quarter(year, quarter).plus_years(i32::from(sign))?;
                    return Some((stretch, stretch.bounds()?));
                }
                self.published?
            }
            Base::Of(what) => self.stretch(what)?.bounds()?.0,
        };
        let at = moved(from, length, i64::from(sign))?;
        // "a year earlier" compares: the whole year, where no month or quarter was told.
        if matches!(
            (&length[..], base),
            ([(Amount::ONE, Unit::Year)], Base::Mentioned)
        ) {
            let year = Period::Year(at.date.year());
            return Some((year, year.bounds()?));
        }
        let unit = length.iter().map(|(_, unit)| *unit).min()?;
        if unit <= Unit::Hour {
            let exact = from.second.is_some();
            let stretch = if exact {
                Period::Second(at)
            } else {
                Period::Day(at.date)
            };
            return Some((stretch, stretch.bounds()?));
        }
        let unit = if unit == Unit::Quarter {
            Unit::Month
        } else {
            unit
        };
        // "a week on Sunday" is a Sunday.
        let of_day = matches!(base, Base::Of(_)) && unit == Unit::Week;
        let grain = if unit >= Unit::Decade {
            Unit::Year
        } else if of_day {
            Unit::Day
        } else {
            unit
        };
        let point = if grain == Unit::Year {
            Period::Month(at.date.year(), at.date.month())
        } else {
            Period::Day(at.date)
        };
        // "two years later" than a year is that year, not its January.
        let stretch = Period::around(at.date, grain);
        let told = self
            .told
            .filter(|_| *base == Base::Mentioned)
            .and_then(Period::days);
        let coarse = told.is_some_and(|days| point.days().is_some_and(|point| days > point));
        Some((stretch, if coarse { stretch } else { point }.bounds()?))
    }

    /// The clock time told last; where nothing was told, that of publication.
    fn moment_told(&self) -> Option<Moment> {
        match self.scene_told() {
            Some(scene) => scene.moment,
            None => self
                .published
                .filter(|now| now.second.is_some() && self.tense != Tense::Past),
        }
    }

    /// The day told of, where what was told since says none: "in May … two days later".
    fn day_of_scene(&self, unit: Unit) -> Option<Date> {
        let coarse = self
            .told
            .is_none_or(|told| told.days().is_none_or(|days| days > 7));
        self.scene_told()
            .filter(|_| coarse && unit <= Unit::Week)
            .map(|scene| scene.date)
    }

    /// Whether a month was told last, and not a day of it.
    fn of_month(&self) -> bool {
        matches!(self.told, Some(Period::Month(..)))
    }

    fn offset(&self, length: &Length, sign: i8, base: &Base) -> Placed {
        let code = if exact(length) {
            format!(
                "{}{}",
                if sign < 0 { '-' } else { '+' },
                length_value(length)
            )
        } else {
            String::new()
        };
        let anchor = if *base == Base::Mentioned && self.told.is_some() {
            Anchor::Told
        } else {
            published(&code)
        };
        if !exact(length) && *base == Base::Mentioned {
            // "hours later": neither past nor to come, but after what was told.
            let unit = length.first().map_or(Unit::Day, |(_, unit)| *unit);
            return plain(Kind::Date, loose(&Meaning::FromNow(unit, 0)), anchor);
        }
        if !exact(length) {
            return plain(
                Kind::Date,
                if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.into(),
                anchor,
            );
        }
        let Some((stretch, (begin, end))) = self.counted(length, sign, base) else {
            // "nine minutes later" of what has no clock time: only how long after it.
            if *base == Base::Mentioned && length.iter().all(|(_, unit)| *unit <= Unit::Hour) {
                return plain(Kind::Duration, length_value(length), Anchor::None);
            }
            let unit = length
                .iter()
                .map(|(_, unit)| *unit)
                .min()
                .unwrap_or(Unit::Day);
            return plain(Kind::Date, loose(&Meaning::FromNow(unit, 0)), anchor);
        };
        let kind = if stretch.is_clock() {
            Kind::Time
        } else {
            Kind::Date
        };
        let zone = self
            .scene
            .and_then(|scene| scene.zone)
            .filter(|_| stretch.is_clock() && *base == Base::Mentioned);
        let zone = zone.map_or(String::new(), |zone| zone_code(zone, Some(begin.date)));
        Placed {
            kind,
            value: stretch.value() + &zone,
            begin: Some(begin),
            end: Some(end),
            anchor,
            stretch: Some(stretch),
        }
    }

    /// "the past two weeks": a length, and where it lies.
    fn window(&self, length: &Length, sign: i8) -> Placed {
        let mut placed = plain(Kind::Duration, length_value(length), published(""));
        let Some(now) = self.published.filter(|_| exact(length)) else {
            return placed;
        };
        let fine = length.iter().any(|(_, unit)| *unit <= Unit::Hour);
        let now = if fine { now } else { now.date.into() };
        let far = |from| moved(from, length, i64::from(sign));
        // Quarters are told whole: the past two are the last two that are over.
        if let [(amount, Unit::Quarter)] = length[..]
            && let Some(n) = amount.whole().filter(|n| *n < 1000)
        {
            let near = |shift| {
                Period::around(now.date, Unit::Quarter)
                    .shift(shift)
                    .and_then(Period::bounds)
            };
            let (first, last) = if sign < 0 {
                (near(-n), near(-1))
            } else {
                (near(1), near(n))
            };
            (placed.begin, placed.end) = (first.map(|b| b.0), last.map(|b| b.1));
            return placed;
        }
        (placed.begin, placed.end) = if sign < 0 {
            (far(now), Some(now))
        } else {
            let from = if fine {
                Some(now)
            } else {
                now.date.plus_days(1).map(Moment::from)
            };
            (from, from.and_then(far))
        };
        placed
    }

    /// Two points: the second is the next one after the first, or the first the last one before the
    /// second.
    fn range(&self, a: &Meaning, b: &Meaning) -> Placed {
        if let Meaning::Offset(length, _, Base::Of(_)) = b {
            let placed = self.point(a, None);
            let end = placed.begin.and_then(|from| moved(from, length, 1));
            let value = end.map_or(placed.value.clone(), |end| {
                format!("{}/{}", placed.value, last_value(end))
            });
            return Placed {
                value,
                end,
                ..placed
            };
        }
        let anchor = match (self.anchor_of(a), self.anchor_of(b)) {
            (Anchor::None, Anchor::None) => Anchor::None,
            _ => published(""),
        };
        // "from May 2022 to the following January"
        let told = self.stretch(a).or(self.told);
        let (Some(mut first), Some(mut last)) =
            (self.stretch(a), Context { told, ..*self }.stretch(b))
        else {
            let kind = if matches!(a, Meaning::Clock(..)) {
                Kind::Time
            } else {
                Kind::Date
            };
            return plain(kind, format!("{}/{}", loose(a), loose(b)), anchor);
        };
        let early = |s: Period| s.bounds().map(|(from, _)| from);
        if early(last) < early(first) {
            let open =
                |what: &Meaning| matches!(what, Meaning::Named(_, Which::Unstated, Year::Unstated));
            let weekday = matches!(b, Meaning::Named(Named::Weekday(_), ..));
            if weekday && open(b) {
                for _ in 0..3 {
                    if early(last) < early(first) {
                        last = last.shift(7).unwrap_or(last);
                    }
                }
            } else if open(b) && !open(a) {
                last = last.plus_years(1).unwrap_or(last);
            } else if open(a) {
                first = first.plus_years(-1).unwrap_or(first);
            } else if let (Meaning::Clock(..), Meaning::Clock(later, day)) = (a, b) {
                let afternoon = (!later.sure && later.hour < 12)
                    .then(|| {
                        self.stretch(&Meaning::Clock(
                            Clock {
                                hour: later.hour + 12,
                                ..*later
                            },
                            day.clone(),
                        ))
                    })
                    .flatten();
                last = afternoon
                    .filter(|s| early(*s) > early(first))
                    .or_else(|| last.shift(1))
                    .unwrap_or(last);
            }
        }
        // A range of weekdays ahead stays together.
        if let (
            Meaning::Named(Named::Weekday(_), ..),
            Meaning::Named(Named::Weekday(_), ..),
            Some((f, l)),
        ) = (a, b, early(first).zip(early(last)))
            && l.date.days() - f.date.days() > 7
        {
            first = first.shift(7).unwrap_or(first);
        }
        let (begin, end) = (
            early(first),
            last.bounds()
                .map(|(from, to)| if last.is_clock() { from } else { to }),
        );
        let kind = if first.is_clock() {
            Kind::Time
        } else {
            Kind::Date
        };
        let sound = begin < end;
        let value = format!("{}/{}", first.value(), last.value());
        if !sound {
            return plain(kind, format!("{}/{}", loose(a), loose(b)), anchor);
        }
        Placed {
            kind,
            value,
            begin,
            end,
            anchor,
            stretch: Some(last),
        }
    }
}

/// Hours without their day: "(every Thursday) until 8pm", "(open daily) from 8am to 8pm".
fn recurring(what: &Meaning) -> Option<String> {
    match what {
        Meaning::Clock(clock, None) => Some(
            clock.code()
                + &clock
                    .zone
                    .map_or(String::new(), |zone| zone_code(zone, None)),
        ),
        Meaning::Range(a, b) => Some(format!("{}/{}", recurring(a)?, recurring(b)?)),
        _ => None,
    }
}

impl Scene {
    /// The scene after a time was told, if that has a day.
    pub(crate) fn at(stretch: Period, zone: Option<i32>, weak: bool) -> Option<Scene> {
        let (date, hour, moment) = match stretch {
            Period::Day(date) => (date, None, None),
            Period::Part(date, part) => (date, Some(part.middle()), None),
            Period::Hour(date, hour) => (date, Some(hour), stretch.bounds().map(|b| b.0)),
            Period::Minute(date, hour, _) => (date, Some(hour), stretch.bounds().map(|b| b.0)),
            Period::Second(moment) => (
                moment.date,
                moment.second.map(|s| (s / 3600) as u8),
                Some(moment),
            ),
            _ => return None,
        };
        Some(Scene {
            date,
            hour,
            moment,
            zone,
            weak,
        })
    }

    /// Days from that told of to that of a time of day told next: after a night comes the morning.
    fn days_on(self, clock: Option<Clock>, part: Option<PartOfDay>) -> i64 {
        let Some(hour) = self.hour else { return 0 };
        let late = hour >= 18;
        match (clock, part) {
            (Some(clock), _) if late && clock.sure => {
                // Of a night any morning hour is the next day's, of 8 p.m. only the small hours.
                i64::from(clock.hour < if self.moment.is_none() { 12 } else { 6 })
            }
            (_, Some(PartOfDay::Morning)) if late => 1,
            (_, Some(PartOfDay::Night)) if hour < 6 => -1,
            _ => 0,
        }
    }
}

/// The value of a range's last part, of which the moment is the end: days are inclusive, clock
/// times are not.
fn last_value(end: Moment) -> String {
    match end.second {
        None => end
            .date
            .plus_days(-1)
            .map_or(end.to_string(), |date| date.to_string()),
        Some(_) => end.to_string(),
    }
}

/// A value without a place.
fn plain(kind: Kind, value: String, anchor: Anchor) -> Placed {
    Placed {
        kind,
        value,
        begin: None,
        end: None,
        anchor,
        stretch: None,
    }
}

fn published(offset: &str) -> Anchor {
    Anchor::Published {
        offset: offset.to_string(),
    }
}

fn after_instant(moment: Moment) -> Option<Moment> {
    match moment.second {
        Some(_) => Moment::from_seconds(moment.seconds() + 1),
        None => moment.date.plus_days(1).map(Moment::from),
    }
}

fn exact(length: &Length) -> bool {
    length.iter().all(|(amount, _)| *amount != Amount::Some)
}

fn shift_code(n: i32, unit: Unit) -> String {
    match n {
        0 => String::new(),
        _ => format!(
            "{}{}",
            if n < 0 { '-' } else { '+' },
            length_value(&vec![(Amount::Hundredths(i64::from(n.abs()) * 100), unit)])
        ),
    }
}

/// How far a zone is from Greenwich, on a day where that tells.
fn zone_code(zone: i32, day: Option<Date>) -> String {
    let minutes = if zone > CIVIL / 2 {
        zone - CIVIL
            + if day.is_some_and(is_american_summer) {
                60
            } else {
                0
            }
    } else {
        zone
    };
    if minutes == 0 {
        return "Z".into();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Whether clocks in the United States stand on summer time: from the second Sunday of March to the
/// first of November, since 2007; before, from the first of April to the last of October.
fn is_american_summer(day: Date) -> bool {
    const SUNDAY: u8 = 7;
    let sunday = |month, n| {
        let before = Date::new(day.year(), month, 1)?.plus_days(-1)?;
        before.nth_weekday(SUNDAY, n)
    };
    let (from, to) = if day.year() >= 2007 {
        (sunday(3, 2), sunday(11, 1))
    } else {
        (
            sunday(4, 1),
            Date::new(day.year(), 11, 1).and_then(|d| d.nth_weekday(SUNDAY, -1)),
        )
    };
    from.zip(to)
        .is_some_and(|(from, to)| from <= day && day < to)
}

/// A moment moved by a length.
fn moved(from: Moment, length: &Length, sign: i64) -> Option<Moment> {
    let mut at = from;
    for &(amount, unit) in length {
        let Amount::Hundredths(hundredths) = amount else {
            return None;
        };
        let months = match unit {
            Unit::Month => 1,
            Unit::Quarter | Unit::Season => 3,
            Unit::Half => 6,
            Unit::Year => 12,
            Unit::Decade => 120,
            Unit::Century => 1200,
            Unit::Millennium => 12_000,
            _ => 0,
        };
        if months > 0 {
            let total = hundredths.checked_mul(months)?.checked_mul(sign)?;
            at.date = at
                .date
                .plus_months(total / 100)?
                .plus_days(total % 100 * 30 / 100)?;
            continue;
        }
        let seconds: i64 = match unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3600,
            Unit::Day | Unit::Weekend => 86_400,
            _ => 604_800,
        };
        let fine = at.second.is_some();
        let total = hundredths.checked_mul(seconds)?.checked_mul(sign)? / 100;
        at = Moment::from_seconds(at.seconds().checked_add(total)?)?;
        if !fine && unit >= Unit::Day {
            at.second = None;
        }
    }
    Some(at)
}

/// The next such month, weekday … after what was told, or the last before it.
fn beside(named: Named, told: (Moment, Moment), after: bool) -> Option<Period> {
    let day = if after {
        told.1.date.plus_days(-1)?
    } else {
        told.0.date
    };
    if let Named::Weekday(weekday) = named {
        return day
            .nth_weekday(weekday, if after { 1 } else { -1 })
            .map(Period::Day);
    }
    let near = |shift: i32| {
        in_year(named, day.year() + shift).filter(|s| {
            s.bounds().is_some_and(|(from, to)| {
                if after {
                    from.date > day
                } else {
                    to.date <= day
                }
            })
        })
    };
    if after {
        (-1..=1).find_map(near)
    } else {
        (-1..=1).rev().find_map(near)
    }
}

/// This month, quarter, day … of a year.
fn in_year(named: Named, year: i32) -> Option<Period> {
    if !(1..=9998).contains(&year) {
        return None;
    }
    Some(match named {
        Named::Month(month) => Period::Month(year, month),
        Named::MonthDay(month, day) => Period::Day(Date::new(year, month, day)?),
        Named::Season(season) => Period::Season(year, season),
        Named::Quarter(quarter) => Period::Quarter(year, quarter.max(1)),
        Named::Half(half) => Period::Half(year, half),
        Named::Feast(index) => Period::Day(FEASTS[usize::from(index)].0.date(year)?),
        Named::Week(week) => Period::Week(year, week),
        Named::Weekday(_) => return None,
    })
}

/// The n-th day, week or weekday of a stretch.
fn nth(n: i8, of: NthOf, within: Period) -> Option<Period> {
    let (from, to) = within.bounds()?;
    let last = to.date.plus_days(-1)?;
    let day = match of {
        // The week that a day lies in.
        NthOf::Unit(Unit::Week) if n == 0 => return Some(Period::around(from.date, Unit::Week)),
        NthOf::Weekday(weekday) => match within {
            Period::Month(year, month) => nth_weekday(year, month, weekday, n)?,
            Period::Day(day) => return day.nth_weekday(weekday, i64::from(n)).map(Period::Day),
            _ if n > 0 => from
                .date
                .plus_days(-1)?
                .nth_weekday(weekday, i64::from(n))?,
            _ => to.date.nth_weekday(weekday, i64::from(n))?,
        },
        NthOf::Unit(Unit::Day) if n > 0 => from.date.plus_days(i64::from(n) - 1)?,
        NthOf::Unit(Unit::Day) => last.plus_days(i64::from(n) + 1)?,
        NthOf::Unit(unit @ (Unit::Week | Unit::Weekend)) => {
            // A week belongs to the month that has its Thursday, as in ISO 8601; a weekend to that
            // of its Saturday.
            let pivot = if unit == Unit::Week { 4 } else { 6 };
            let day = if n > 0 {
                from.date.plus_days(-1)?.nth_weekday(pivot, i64::from(n))?
            } else {
                to.date.nth_weekday(pivot, i64::from(n))?
            };
            return Some(Period::around(day, unit));
        }
        NthOf::Unit(unit @ (Unit::Month | Unit::Decade)) => {
            let start = if n > 0 { from.date } else { last };
            let steps = if n > 0 {
                i64::from(n) - 1
            } else {
                i64::from(n) + 1
            };
            return Period::around(start, unit).shift(steps);
        }
        NthOf::Unit(_) => return None,
    };
    (day >= from.date && day <= last).then_some(Period::Day(day))
}

/// Begin and end of the early, middle or late part of a stretch.
fn narrowed(stretch: Period, modifier: Mod) -> Option<(Moment, Moment)> {
    let (from, to) = stretch.bounds()?;
    if let Period::Part(date, part) = stretch {
        let (first, last) = match part {
            PartOfDay::Morning => (9, 9),
            PartOfDay::Afternoon => (15, 15),
            PartOfDay::Evening => (20, 20),
            PartOfDay::Night => (21, 21),
            _ => return None,
        };
        let at = |hour: i64| Moment::from_seconds(date.days() * 86_400 + hour * 3600);
        return match modifier {
            Mod::Start => Some((from, at(first)?)),
            Mod::End => Some((at(last)?, to)),
            _ => None,
        };
    }
    // First units, and first of the last units, of so many: the early part of a year is its first
    // three months.
    let (first, last, months) = match stretch {
        Period::Century(_) => (33 * 12, 67 * 12, true),
        Period::Decade(_) => (4 * 12, 6 * 12, true),
        Period::Year(_) => (3, 8, true),
        Period::Half(..) => (2, 4, true),
        Period::Quarter(..) | Period::Season(..) => (1, 2, true),
        Period::Month(..) => (10, 20, false),
        Period::Week(..) => (3, 4, false),
        _ => return None,
    };
    let step = |n: i64| {
        if months {
            from.date.plus_months(n)
        } else {
            from.date.plus_days(n)
        }
        .map(Moment::from)
    };
    let (start, mid, end) = (
        (from, step(first)?),
        (step(first)?, step(last)?),
        (step(last)?, to),
    );
    match modifier {
        Mod::Start => Some(start),
        Mod::Mid => Some(mid),
        Mod::End => Some(end),
        _ => None,
    }
}

/// The value of a time that has no place in the calendar yet: X for what is not known.
pub(crate) fn loose(what: &Meaning) -> String {
    let named = |named: &Named| match named {
        Named::Month(month) => format!("XXXX-{month:02}"),
        Named::MonthDay(month, day) => {
            format!(
                "XXXX-{month:02}-{:02}",
                day.min(&days_in_month(2000, *month))
            )
        }
        Named::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Named::Season(season) => format!("XXXX-{}", season.code()),
        Named::Quarter(0) => "XXXX-QX".into(),
        Named::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Named::Half(half) => format!("XXXX-H{half}"),
        Named::Week(week) => format!("XXXX-W{week:02}"),
        Named::Feast(index) => match FEASTS[usize::from(*index)].0 {
            Rule::Fixed(month, day) => format!("XXXX-{month:02}-{day:02}"),
            _ => "XXXX-XX-XX".into(),
        },
    };
    match what {
        Meaning::Exact(stretch) => stretch.value(),
        Meaning::Named(name, ..) => named(name),
        Meaning::Weekday(weekday, inner) => match inner.as_ref() {
            Meaning::MonthDay(_) => format!("XXXX-WXX-{weekday}"),
            inner => loose(inner),
        },
        Meaning::MonthDay(day) => format!("XXXX-XX-{day:02}"),
        Meaning::FromNow(unit, _) | Meaning::Mentioned(unit) => match unit {
            Unit::Week => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter | Unit::Season => "XXXX-QX",
            Unit::Half => "XXXX-HX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century | Unit::Millennium => "XX",
            _ => "XXXX-XX-XX",
        }
        .into(),
        Meaning::Nth(_, of, _) => match of {
            NthOf::Unit(Unit::Week) => "XXXX-WXX".into(),
            NthOf::Unit(Unit::Weekend) => "XXXX-WXX-WE".into(),
            NthOf::Unit(Unit::Month) => "XXXX-XX".into(),
            _ => "XXXX-XX-XX".into(),
        },
        Meaning::Offset(length, ..) => loose(&Meaning::FromNow(
            length
                .iter()
                .map(|(_, unit)| *unit)
                .min()
                .unwrap_or(Unit::Day),
            0,
        )),
        Meaning::Part(part, day) => {
            day.as_deref().map_or("XXXX-XX-XX".into(), loose) + part_code(*part)
        }
        Meaning::Clock(clock, day) => {
            day.as_deref().map_or("XXXX-XX-XX".into(), loose)
                + &clock.code()
                + &clock
                    .zone
                    .map_or(String::new(), |zone| zone_code(zone, None))
        }
        Meaning::Length(length) | Meaning::Window(length, _) | Meaning::Within(length, ..) => {
            length_value(length)
        }
        Meaning::Recurring { value, .. } => value.clone(),
        Meaning::Indefinite(value) => (*value).into(),
        Meaning::Fiscal(Year::Given(year)) => format!("FY{year:04}"),
        Meaning::Fiscal(_) => "FYXXXX".into(),
        Meaning::NewYear => "XXXX".into(),
        Meaning::Impossible(year, month, day) => {
            year.map_or("XXXX".into(), |year| format!("{year:04}"))
                + &format!("-{month:02}-{day:02}")
        }
        Meaning::Overnight => "XXXX-XX-XXTNI".into(),
        Meaning::Range(a, b) => format!("{}/{}", loose(a), loose(b)),
    }
}

fn part_code(part: PartOfDay) -> &'static str {
    part.code()
}
