//! The classes of words, and what the value of a word means in each class.

use sayso_english::names;

use crate::time::calendar::{PartOfDay, Season, Unit};

names! {
    /// What a token is to the grammar. The data file `time-words.txt` uses the names.
    pub(crate) enum Class {
        /// A word that is in no table.
        Other = "other",
        /// Digits. The value is their number, or -1 if it has ten digits or more.
        Digits = "digits",
        /// Punctuation. The value is the character, after dashes and apostrophes are unified.
        Mark = "mark",
        /// Zero to ninety, hundred, thousand. The value is the number.
        Cardinal = "cardinal",
        /// First to thirtieth. The value is the number. "Second" is also a unit.
        Ordinal = "ordinal",
        /// The letters after digits: st, nd, rd, th.
        OrdinalEnd = "ordinal_end",
        /// The value is the number of the month.
        Month = "month",
        ShortMonth = "short_month",
        /// The value is the number of the weekday; Monday is 1.
        Weekday = "weekday",
        ShortWeekday = "short_weekday",
        /// A unit in the singular. The value is a [`Unit`] or [`FORTNIGHT`].
        Unit = "unit",
        /// A unit in the plural.
        Units = "units",
        /// An abbreviation of a unit: "h", "min".
        ShortUnit = "short_unit",
        /// The value is a [`Season`].
        Season = "season",
        /// The value is a [`PartOfDay`].
        PartOfDay = "part_of_day",
        /// The value is the number of days from today: yesterday -1, tomorrow 1.
        DayFromNow = "day_from_now",
        Tonight = "tonight",
        /// The value is a [`LastWord`].
        Last = "last",
        /// The last of a year: "the final quarter".
        Final = "final",
        Next = "next",
        This = "this",
        /// The article and the possessives in its place. The value is a [`Determiner`].
        The = "the",
        /// The value is an [`Article`].
        A = "a",
        Ago = "ago",
        Earlier = "earlier",
        Later = "later",
        /// The value is an [`EveryWord`].
        Every = "every",
        /// Early, mid, late. The value is a [`Third`].
        EarlyLate = "early_late",
        /// Beginning, middle, end. The value is a [`Third`] or [`DAWN`].
        StartOrEnd = "start_or_end",
        Several = "several",
        Few = "few",
        Couple = "couple",
        Dozen = "dozen",
        Half = "half",
        Of = "of",
        In = "in",
        On = "on",
        At = "at",
        From = "from",
        /// To, through, until. The value is a [`ToWord`].
        To = "to",
        And = "and",
        Or = "or",
        Between = "between",
        Since = "since",
        By = "by",
        Before = "before",
        After = "after",
        During = "during",
        Within = "within",
        For = "for",
        About = "about",
        Nearly = "nearly",
        Over = "over",
        Less = "less",
        More = "more",
        Than = "than",
        /// The first word of a longer modifier: "no more than", "at least", "well over".
        ModifierStart = "modifier_start",
        /// The first word of a phrase for now or some time ago: "these days", "right now".
        IndefiniteStart = "indefinite_start",
        /// An adjective between an amount and its unit. The value is a [`LengthAdjective`].
        LengthAdjective = "length_adjective",
        Fiscal = "fiscal",
        /// The value is the tens of its years: "the nineties" 9.
        Decade = "decade",
        Now = "now",
        Recent = "recent",
        Soon = "soon",
        /// The value is the number of hours it adds: "pm" 12.
        AmPm = "am_pm",
        /// The noun of "at the moment", "in the near future".
        NounOfTime = "noun_of_time",
        /// Daily, weekly. The value is a [`Frequency`].
        Frequency = "frequency",
        /// Once, twice. The value is the number.
        Once = "once",
        /// The value is made by [`Zone::value`].
        Zone = "zone",
        Era = "era",
        Same = "same",
        Ahead = "ahead",
        Old = "old",
        PeriodWord = "period_word",
        Then = "then",
        Some = "some",
        Eve = "eve",
        Will = "will",
        Modal = "modal",
        PastAuxiliary = "past_auxiliary",
        PresentAuxiliary = "present_auxiliary",
        /// The past tense of an irregular verb.
        PastVerb = "past_verb",
        /// A verb or adjective that announces something: "plans", "due", "opens".
        PlanningVerb = "planning_verb",
        SpeechVerb = "speech_verb",
    }
}

/// The value of "fortnight" among the units, because it is two weeks and not a unit of its own.
pub(crate) const FORTNIGHT: i32 = 100;

/// The value of "dawn" among beginnings, because it is also a part of a day.
pub(crate) const DAWN: i32 = 100;

/// Defines enums whose values are stored in tokens, with a name for each in the data file.
macro_rules! values {
    ($($(#[$outer:meta])* $Name:ident { $($(#[$inner:meta])* $Value:ident = $name:literal),+ $(,)? })+) => {
        $(
            $(#[$outer])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub(crate) enum $Name {
                $($(#[$inner])* $Value),+
            }

            impl $Name {
                const NAMES: &'static [(&'static str, i32)] = &[$(($name, $Name::$Value as i32)),+];
            }
        )+
    };
}

values! {
    /// Which word of [`Class::To`].
    ToWord { To = "to", Through = "through", Until = "until" }

    /// Which word of [`Class::The`].
    Determiner {
        Article = "article",
        /// "its", "their".
        Possessive = "possessive",
    }

    /// Which word of [`Class::A`].
    Article {
        /// "a", "an", "another".
        Single = "single",
        All = "all",
    }

    /// Which word of [`Class::Every`].
    EveryWord { Each = "each", Alternate = "alternate" }

    /// Which word of [`Class::Last`].
    LastWord {
        /// "last", "previous", "past".
        Last = "last",
        Latest = "latest",
    }

    /// Which part of a period: the values of early, middle, late and of beginning, middle, end.
    Third { Early = "early", Middle = "mid", Late = "late" }

    /// What an adjective of [`Class::LengthAdjective`] says.
    LengthAdjective {
        /// That nothing is missing or that more comes: "full", "extra", "straight".
        Extent = "extent",
        /// Which days or years are counted: "trading", "calendar", "school".
        Sort = "sort",
    }

    /// What recurs with [`Class::Frequency`].
    Frequency {
        Daily = "day",
        Weekly = "week",
        Fortnightly = "fortnight",
        Monthly = "month",
        Quarterly = "quarter",
        Yearly = "year",
        Hourly = "hour",
    }
}

impl Frequency {
    const ALL: [Frequency; 7] = [
        Frequency::Daily,
        Frequency::Weekly,
        Frequency::Fortnightly,
        Frequency::Monthly,
        Frequency::Quarterly,
        Frequency::Yearly,
        Frequency::Hourly,
    ];

    /// The frequency with this value in a token.
    pub(crate) fn of(value: i32) -> Option<Frequency> {
        Frequency::ALL.get(usize::try_from(value).ok()?).copied()
    }

    /// The value in TIMEX3.
    pub(crate) fn value(self) -> &'static str {
        match self {
            Frequency::Daily => "P1D",
            Frequency::Weekly => "P1W",
            Frequency::Fortnightly => "P2W",
            Frequency::Monthly => "P1M",
            Frequency::Quarterly => "P1Q",
            Frequency::Yearly => "P1Y",
            Frequency::Hourly => "PT1H",
        }
    }
}

/// A time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zone {
    /// Minutes east of Greenwich; in winter, if clocks change.
    pub minutes: i32,
    /// Whether clocks change in summer as in the United States: "ET", but not "EST" and "EDT".
    pub changes_in_summer: bool,
}

impl Zone {
    /// Added to the minutes of a zone whose clocks change, so that both fit in one value.
    const CHANGES: i32 = 10_000;

    /// The value that a token keeps of the zone.
    pub(crate) fn value(self) -> i32 {
        self.minutes
            + if self.changes_in_summer {
                Zone::CHANGES
            } else {
                0
            }
    }

    /// The zone that has this value.
    pub(crate) fn of(value: i32) -> Zone {
        let changes_in_summer = value > Zone::CHANGES / 2;
        Zone {
            minutes: value
                - Zone {
                    minutes: 0,
                    changes_in_summer,
                }
                .value(),
            changes_in_summer,
        }
    }

    /// Reads a zone as the data file writes it: "-300", "summer-300".
    fn parse(text: &str) -> Option<Zone> {
        let minutes = text.strip_prefix("summer");
        Some(Zone {
            minutes: minutes.unwrap_or(text).parse().ok()?,
            changes_in_summer: minutes.is_some(),
        })
    }
}

impl Class {
    /// The value that the third column of the data file gives to a word of this class.
    pub(super) fn value(self, text: &str) -> Option<i32> {
        let named = |names: &[(&str, i32)]| {
            let (_, value) = names.iter().find(|(name, _)| *name == text)?;
            Some(*value)
        };
        match self {
            Class::Unit | Class::Units | Class::ShortUnit if text == "fortnight" => Some(FORTNIGHT),
            Class::Unit | Class::Units | Class::ShortUnit => position(&Unit::ALL, text),
            Class::Season => position(&Season::ALL, text),
            Class::PartOfDay => position(&PartOfDay::ALL, text),
            Class::StartOrEnd if text == "dawn" => Some(DAWN),
            Class::EarlyLate | Class::StartOrEnd => named(Third::NAMES),
            Class::To => named(ToWord::NAMES),
            Class::The => named(Determiner::NAMES),
            Class::A => named(Article::NAMES),
            Class::Every => named(EveryWord::NAMES),
            Class::Last => named(LastWord::NAMES),
            Class::LengthAdjective => named(LengthAdjective::NAMES),
            Class::Frequency => named(Frequency::NAMES),
            Class::Zone => Zone::parse(text).map(Zone::value),
            _ => text.parse().ok(),
        }
    }
}

/// The place of a value among all values of an enum, by its name in small letters.
fn position<T: std::fmt::Debug>(all: &[T], name: &str) -> Option<i32> {
    all.iter()
        .position(|value| format!("{value:?}").eq_ignore_ascii_case(name))
        .map(|at| at as i32)
}
