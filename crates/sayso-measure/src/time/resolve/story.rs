//! The day and hour that a story has come to: times of day without a day of their own belong to it.

use super::{Context, Placed};
use crate::time::calendar::{Date, Moment, PartOfDay, Period, Unit};
use crate::time::forms::meaning::{Base, Clock, Meaning, Named, Phrase};
use crate::time::tense::Tense;
use crate::time::words::Zone;
use crate::time::{Anchor, Mod};

/// A day of the story, and the hour on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene {
    pub date: Date,
    /// The last hour, or an hour in the middle of the last part of a day.
    pub hour: Option<u8>,
    /// The last moment, if it was a clock time; "minutes later" is counted from it.
    pub moment: Option<Moment>,
    pub zone: Option<Zone>,
    /// It is only the day on which someone spoke, or the day of a thing ("Sunday's final").
    pub weak: bool,
}

impl Scene {
    /// The scene after a time was mentioned, if that has a day.
    fn at(period: Period, zone: Option<Zone>, weak: bool) -> Option<Scene> {
        let (date, hour, moment) = match period {
            Period::Day(date) => (date, None, None),
            Period::Part(date, part) => (date, Some(part.middle()), None),
            Period::Hour(date, hour) | Period::Minute(date, hour, _) => {
                (date, Some(hour), period.begin())
            }
            Period::Second(moment) => {
                let hour = moment.second.map(|second| (second / 3600) as u8);
                (moment.date, hour, Some(moment))
            }
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

    /// How many days after this scene a time of day is: after a night comes the morning.
    fn days_to(self, clock: Option<Clock>, part: Option<PartOfDay>) -> i64 {
        let Some(hour) = self.hour else { return 0 };
        let is_late = hour >= 18;
        match (clock, part) {
            (Some(clock), _) if is_late && clock.sure => {
                // After a night every morning hour is on the next day, after 8 p.m. only the small
                // hours are.
                let first_hour_of_this_day = if self.moment.is_none() { 12 } else { 6 };
                i64::from(clock.hour < first_hour_of_this_day)
            }
            (_, Some(PartOfDay::Morning)) if is_late => 1,
            (_, Some(PartOfDay::Night)) if hour < 6 => -1,
            _ => 0,
        }
    }

    /// Minutes from midnight to the last moment, or to the hour.
    fn minutes(self, hour: u8) -> i64 {
        self.moment.map_or(i64::from(hour) * 60, |moment| {
            i64::from(moment.second.unwrap_or(0)) / 60
        })
    }
}

/// What the text has said so far about times.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Story {
    /// The last period mentioned.
    pub mentioned: Option<Period>,
    /// The last period mentioned in this paragraph, without the days on which someone spoke.
    pub told_here: Option<Period>,
    /// The day of the story, up to the day of publication.
    pub scene: Option<Scene>,
    /// The day to come that the story is about.
    pub scene_ahead: Option<Scene>,
    /// Whether that day was mentioned last.
    pub looks_ahead: bool,
    /// The latest month mentioned that has begun.
    pub month: Option<(i32, u8)>,
    /// The latest quarter mentioned that is over.
    pub quarter: Option<(i32, u8)>,
    /// Whether that quarter is one of a business year, whose months are not known.
    pub quarter_is_fiscal: bool,
    /// The year that the text is about, if it is not the year of publication.
    pub past_year: Option<i32>,
}

impl Story {
    /// The last quarter mentioned, as a period.
    pub(super) fn quarter(&self) -> Option<Period> {
        self.quarter
            .map(|(year, quarter)| Period::Quarter(year, quarter))
    }

    /// The last month mentioned, as a period.
    pub(super) fn month(&self) -> Option<Period> {
        self.month.map(|(year, month)| Period::Month(year, month))
    }
}

impl Context {
    /// Begins a new paragraph. It keeps the day of the story only if that is in this week, because
    /// what happened long ago has a paragraph of its own.
    pub(crate) fn begin_paragraph(&mut self) {
        let today = self.today().map(Date::days);
        let stays = |scene: &Scene| {
            let is_near = today.is_some_and(|today| (scene.date.days() - today).abs() < 7);
            !scene.weak && is_near
        };
        self.story.told_here = None;
        self.story.scene = self.story.scene.filter(stays);
        self.story.scene_ahead = self.story.scene_ahead.filter(stays);
    }

    /// The last day mentioned.
    pub(super) fn last_scene(&self) -> Option<Scene> {
        if self.story.looks_ahead {
            self.story.scene_ahead
        } else {
            self.story.scene
        }
    }

    /// The last day mentioned that agrees with the tense.
    pub(super) fn scene(&self) -> Option<Scene> {
        let story = &self.story;
        match self.tense {
            Tense::Verbless => None,
            Tense::Past => story.scene,
            Tense::Future | Tense::Resolved | Tense::Told => story.scene_ahead.or_else(|| {
                let today = self.today();
                story
                    .scene
                    .filter(|scene| today.is_none_or(|today| scene.date >= today))
            }),
            _ => self.last_scene(),
        }
    }

    /// Whether a part of a day is not one of the story but of any day: "In the evening the lights would
    /// change", "best measured in the morning".
    pub(crate) fn is_of_any_day(&self, phrase: &Phrase) -> bool {
        matches!(phrase.meaning, Meaning::Part(_, None))
            && matches!(self.tense, Tense::Present | Tense::Told)
            && self
                .story
                .told_here
                .and_then(Period::days)
                .is_none_or(|days| days > 1)
            && phrase.modifier.is_none()
    }

    /// "“He did well this evening,” the analyst said" in a story of the evening before: it is the evening
    /// of the story, because the speaker spoke on it.
    pub(super) fn is_evening_of_speaker(&self, part: PartOfDay, day: &Meaning) -> bool {
        const EVENING: u8 = 18;
        let is_today = matches!(day, Meaning::FromNow(Unit::Day, 0));
        let yesterday = self.today().and_then(|today| today.plus_days(-1));
        let is_of_yesterday = self.story.scene.is_some_and(|scene| {
            Some(scene.date) == yesterday && scene.hour.is_some_and(|hour| hour >= EVENING)
        });
        // "… Wednesday's debate. “Nothing tonight changed that,” she said", published on Thursday.
        let is_told_of_yesterday = self.tense == Tense::Past
            && yesterday.is_some_and(|day| self.story.mentioned == Some(Period::Day(day)));
        self.surroundings.is_quoted
            && is_today
            && (is_of_yesterday || is_told_of_yesterday)
            && matches!(part, PartOfDay::Evening | PartOfDay::Night)
    }

    /// The day of a time of day.
    pub(super) fn day_for(
        &self,
        day: Option<&Meaning>,
        clock: Option<Clock>,
        part: Option<PartOfDay>,
    ) -> Option<Date> {
        if let Some(day) = day {
            return match self.period(day)? {
                Period::Day(date) | Period::Part(date, _) => Some(date),
                other => other.first_day(),
            };
        }
        if let Some(scene) = self.scene() {
            return scene.date.plus_days(scene.days_to(clock, part));
        }
        let published = self.published?;
        if part == Some(PartOfDay::Night) && self.tense == Tense::Past {
            return published.date.plus_days(-1);
        }
        let has_passed = clock.is_some_and(|clock| {
            published
                .second
                .is_some_and(|second| clock.minutes() * 60 < second)
        });
        let is_tomorrow = has_passed && self.tense == Tense::Verbless;
        published.date.plus_days(i64::from(is_tomorrow))
    }

    /// "04:17 on Wednesday (20:17 GMT)": the same moment in another zone, less than half a day away.
    pub(super) fn in_other_zone(&self, clock: Clock) -> Option<Period> {
        let scene = self
            .last_scene()
            .filter(|scene| self.surroundings.is_in_brackets && scene.zone != clock.zone)?;
        let moment = scene.moment?.seconds();
        clock.zone?;
        (-1..=1)
            .filter_map(|days| Some(clock.on(scene.date.plus_days(days)?)))
            .min_by_key(|same| {
                same.begin()
                    .map_or(i64::MAX, |from| (from.seconds() - moment).abs())
            })
    }

    /// "by 9:30" in a story of a night: without "a.m." or "p.m." the time is the one nearest to the
    /// last hour.
    pub(super) fn near_scene(&self, clock: Clock) -> Option<Period> {
        const HALF_A_DAY: i64 = 720;
        let scene = self.scene()?;
        let can_be_either =
            !clock.sure && !self.text.counts_to_24 && (1..=12).contains(&clock.hour);
        let last = scene.minutes(scene.hour.filter(|_| can_be_either)?);
        let clock = Clock {
            hour: clock.hour % 12,
            ..clock
        };
        // What comes later in the text happens later, unless it is half a day away.
        let distance = |half: i64| {
            let ahead = i64::from(clock.minutes()) + HALF_A_DAY * half - last;
            if ahead < 0 { -4 * ahead } else { ahead }
        };
        let half = (0..=2).min_by_key(|half| distance(*half))?;
        let date = scene.date.plus_days(half / 2)?;
        let is_afternoon = half == 1;
        Some(
            Clock {
                hour: clock.hour + if is_afternoon { 12 } else { 0 },
                ..clock
            }
            .on(date),
        )
    }

    /// Keeps a time for those that are counted from it.
    pub(crate) fn remember(
        &mut self,
        phrase: &Phrase,
        placed: &Placed,
        is_of_speaking: bool,
        is_of_thing: bool,
    ) {
        let meaning = &phrase.meaning;
        if let Meaning::Length(length) = meaning
            && length.iter().any(|(_, unit)| *unit == Unit::Month)
        {
            // "in the nine months … a year earlier": the quarter before is no longer meant.
            self.story.quarter = None;
        }
        let Some(period) = placed.period else {
            return;
        };
        if is_comparison(meaning) {
            return;
        }
        // "he said on Nov. 9. Later that month, …"
        let is_dated = matches!(
            meaning,
            Meaning::Named(Named::MonthDay(..), ..) | Meaning::Exact(_)
        );
        if !is_of_speaking || is_dated || self.story.mentioned.is_none() {
            self.story.mentioned = Some(period);
        }
        if !is_of_speaking {
            self.story.told_here = Some(period);
        }
        self.move_scene(phrase, period, is_of_speaking || is_of_thing);
        let is_fiscal = matches!(meaning, Meaning::OfFiscalYear(_));
        self.remember_month_or_quarter(period, placed, is_fiscal);
        self.remember_past_year(period, placed);
    }

    /// Moves the story to the day of a time, unless that only bounds something ("before
    /// Christmas") or was only planned. A weak day does not replace one that is not.
    fn move_scene(&mut self, phrase: &Phrase, period: Period, is_weak: bool) {
        let is_bound = matches!(
            phrase.modifier,
            Some(Mod::Before | Mod::After | Mod::OnOrBefore | Mod::OnOrAfter)
        ) && !period.is_time_of_day();
        if is_bound || self.tense == Tense::Planned {
            return;
        }
        let zone = match &phrase.meaning {
            Meaning::Clock(clock, _) => clock.zone,
            Meaning::Offset(..) if period.is_time_of_day() => {
                self.scene().and_then(|scene| scene.zone)
            }
            _ => None,
        };
        let Some(scene) = Scene::at(period, zone, is_weak && !period.is_time_of_day()) else {
            return;
        };
        let is_ahead = self.today().is_some_and(|today| scene.date > today);
        let kept = if is_ahead {
            &mut self.story.scene_ahead
        } else {
            &mut self.story.scene
        };
        if scene.weak && kept.is_some_and(|scene| !scene.weak) {
            return;
        }
        *kept = Some(scene);
        self.story.looks_ahead = is_ahead;
    }

    /// Keeps the latest month that has begun, and the latest quarter that is over. A report on a
    /// quarter mentions the quarters it compares with after it.
    fn remember_month_or_quarter(&mut self, period: Period, placed: &Placed, is_fiscal: bool) {
        let is_past = |moment: Option<Moment>| {
            let now = self.published;
            moment.is_none_or(|moment| now.is_none_or(|now| moment.date <= now.date))
        };
        match period {
            Period::Month(year, month) if is_past(placed.begin) => {
                self.story.month = self.story.month.max(Some((year, month)));
            }
            Period::Quarter(year, quarter) if is_past(placed.end) => {
                let found = Some((year, quarter));
                if found >= self.story.quarter {
                    self.story.quarter = found;
                    self.story.quarter_is_fiscal |= is_fiscal;
                }
            }
            _ => {}
        }
    }

    /// Keeps the year of a story of years ago, until a recent time is mentioned.
    fn remember_past_year(&mut self, period: Period, placed: &Placed) {
        let is_recent = placed
            .anchor
            .offset()
            .is_some_and(|offset| offset.starts_with("-P") && offset.ends_with(['D', 'W']));
        if is_recent {
            self.story.past_year = None;
        }
        let is_narrow = !matches!(period, Period::Decade(_) | Period::Century(_));
        if placed.anchor != Anchor::None || !is_narrow {
            return;
        }
        let this_year = self.today().map(Date::year);
        self.story.past_year = period
            .first_day()
            .map(Date::year)
            .filter(|year| this_year.is_none_or(|this_year| *year + 2 <= this_year));
    }
}

/// Whether the time is "a year earlier", "the previous week": said again and again, it is each time a
/// year or week before what is reported on.
fn is_comparison(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Offset(length, -1, Base::Mentioned | Base::Business)
            if matches!(length[..], [(_, Unit::Year | Unit::Month | Unit::Week)])
    )
}
