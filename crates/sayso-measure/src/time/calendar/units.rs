//! Units of the calendar and the clock, seasons, and parts of a day.

/// A unit of the calendar or of the clock, from the shortest to the longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    pub(crate) const ALL: [Unit; 14] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Weekend,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Season,
        Unit::Half,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
        Unit::Millennium,
    ];

    /// The unit's letters in the value of a duration: the `Y` of `P3Y`.
    pub(crate) fn code(self) -> &'static str {
        match self {
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

    /// Whether the unit is shorter than a day.
    pub(crate) fn is_of_clock(self) -> bool {
        self <= Unit::Hour
    }

    /// How many months the unit has, if it is counted in months.
    pub(crate) fn months(self) -> Option<i64> {
        Some(match self {
            Unit::Month => 1,
            Unit::Quarter | Unit::Season => 3,
            Unit::Half => 6,
            Unit::Year => 12,
            Unit::Decade => 120,
            Unit::Century => 1200,
            Unit::Millennium => 12_000,
            _ => return None,
        })
    }

    /// How many seconds the unit has, if it always has the same number. A weekend counts as a day,
    /// because "two weekends ago" is not resolved more finely.
    pub(crate) fn seconds(self) -> Option<i64> {
        Some(match self {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3600,
            Unit::Day | Unit::Weekend => 86_400,
            Unit::Week => 604_800,
            _ => return None,
        })
    }

    /// The next shorter unit, and how many of it make this one, if parts of this unit are given
    /// in it: half an hour is 30 minutes.
    pub(crate) fn smaller(self) -> Option<(i64, Unit)> {
        Some(match self {
            Unit::Minute => (60, Unit::Second),
            Unit::Hour => (60, Unit::Minute),
            Unit::Day => (24, Unit::Hour),
            Unit::Year => (12, Unit::Month),
            Unit::Century => (100, Unit::Year),
            _ => return None,
        })
    }
}

/// A season of the northern hemisphere: spring is March to May, winter begins in December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(crate) const ALL: [Season; 4] = [
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ];

    /// The season's letters in a TIMEX3 value.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PartOfDay {
    Morning,
    Noon,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
    Midnight,
}

impl PartOfDay {
    pub(crate) const ALL: [PartOfDay; 8] = [
        PartOfDay::Morning,
        PartOfDay::Noon,
        PartOfDay::Midday,
        PartOfDay::Afternoon,
        PartOfDay::Evening,
        PartOfDay::Night,
        PartOfDay::Daytime,
        PartOfDay::Midnight,
    ];

    /// The end of the TIMEX3 value, after the day.
    pub(crate) fn code(self) -> &'static str {
        match self {
            PartOfDay::Morning => "TMO",
            PartOfDay::Noon => "T12:00",
            PartOfDay::Midday => "TMI",
            PartOfDay::Afternoon => "TAF",
            PartOfDay::Evening => "TEV",
            PartOfDay::Night => "TNI",
            PartOfDay::Daytime => "TDT",
            PartOfDay::Midnight => "T24:00",
        }
    }

    /// Noon and midnight are moments, the other parts last for hours.
    pub(crate) fn is_moment(self) -> bool {
        matches!(self, PartOfDay::Noon | PartOfDay::Midnight)
    }

    /// An hour in the middle of this part.
    pub(crate) fn middle(self) -> u8 {
        match self {
            PartOfDay::Morning => 9,
            PartOfDay::Noon | PartOfDay::Midday | PartOfDay::Daytime => 12,
            PartOfDay::Afternoon => 15,
            PartOfDay::Evening => 20,
            PartOfDay::Night => 22,
            PartOfDay::Midnight => 24,
        }
    }

    /// First hour and the hour after the last. They are wide, because "in the evening" may be
    /// any hour after work. Noon and midnight have no hours in between.
    pub(crate) fn hours(self) -> (u32, u32) {
        match self {
            PartOfDay::Morning => (0, 12),
            PartOfDay::Noon => (12, 12),
            PartOfDay::Midday => (12, 14),
            PartOfDay::Afternoon => (12, 19),
            PartOfDay::Evening | PartOfDay::Night => (18, 24),
            PartOfDay::Daytime => (8, 18),
            PartOfDay::Midnight => (24, 24),
        }
    }

    /// The hour up to which it is early, and the hour from which it is late.
    pub(crate) fn early_and_late(self) -> Option<(u32, u32)> {
        Some(match self {
            PartOfDay::Morning => (9, 9),
            PartOfDay::Afternoon => (15, 15),
            PartOfDay::Evening => (20, 20),
            PartOfDay::Night => (21, 21),
            _ => return None,
        })
    }
}
