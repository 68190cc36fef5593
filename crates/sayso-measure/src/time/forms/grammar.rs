//! Meaning a time can mean, and the tokens it is read from: the types, the access to tokens, and the
//! choice of the longest reading. The forms themselves stand in the modules beside this one, one
//! function a form; each takes the token it begins at and gives the meaning with the token after
//! it.

use crate::time::calendar::{PartOfDay, Period, Season, Unit};
use crate::time::words::tokens::Token;
use crate::time::words::{Class as C, FORTNIGHT};
/// How many of a unit: hundredths, or some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    Hundredths(i64),
    Some,
}

impl Amount {
    pub(crate) const ONE: Amount = Amount::Hundredths(100);

    pub(crate) fn whole(self) -> Option<i64> {
        match self {
            Amount::Hundredths(h) if h % 100 == 0 => Some(h / 100),
            _ => None,
        }
    }
}

/// A length: amounts of units, the greatest first.
pub(crate) type Length = Vec<(Amount, Unit)>;

/// The year of a day, month or quarter, as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    Unstated,
    Given(i32),
    /// Counted from this year.
    FromNow(i32),
}

/// Meaning comes every year or every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Month(u8),
    MonthDay(u8, u8),
    Weekday(u8),
    Season(Season),
    Quarter(u8),
    Half(u8),
    /// Index in `FEASTS`.
    Feast(u16),
    Week(u8),
}

/// Which of them: "last Friday", "this summer", "next Christmas".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Unstated,
    Last,
    This,
    Next,
    /// The nearest one behind: "this past spring".
    Past,
    /// The nearest one ahead: "this coming Sunday".
    Coming,
    /// The next one after the time told: "the following January".
    Following,
    /// The last one before it: "the previous May".
    Preceding,
    /// That of the year told: "that April".
    Mentioned,
}

/// Where an offset is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Base {
    /// The day of publication.
    Now,
    /// The time told before in the text.
    Mentioned,
    /// The quarter told before, as reports on earnings compare them, else the day of publication.
    Business,
    /// The month told before.
    Month,
    Of(Box<Meaning>),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    /// Whether morning or afternoon is said (or the hour leaves no choice).
    pub sure: bool,
    /// Minutes east of Greenwich.
    pub zone: Option<i32>,
}

/// The meaning of a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Complete in itself.
    Exact(Period),
    Named(Named, Which, Year),
    /// A weekday with a month and day, or a day of the month alone.
    Weekday(u8, Box<Meaning>),
    MonthDay(u8),
    /// A unit counted from now: last week = (Week, -1).
    FromNow(Unit, i32),
    /// A business year, whose bounds nobody says.
    Fiscal(Year),
    /// A day that no calendar has: "Feb. 30".
    Impossible(Option<i32>, u8, u8),
    /// The night just gone, or the one to come.
    Overnight,
    /// The new year, as those speak of it who stand before it.
    NewYear,
    /// The week, quarter … told before: "the latest quarter".
    Mentioned(Unit),
    /// The n-th day, week or weekday of something; n below 0 counts from its end.
    Nth(i8, NthOf, Box<Meaning>),
    /// Behind (-1) or ahead (1) of the base.
    Offset(Length, i8, Base),
    Part(PartOfDay, Option<Box<Meaning>>),
    Clock(Clock, Option<Box<Meaning>>),
    Length(Length),
    /// A length that ends (-1) or begins (1) now.
    Window(Length, i8),
    /// A first (1) or last (-1) length within something: "the first nine months of 2015".
    Within(Length, i8, Box<Meaning>),
    Recurring {
        value: String,
        quant: Option<String>,
        freq: Option<u8>,
    },
    Indefinite(&'static str),
    Range(Box<Meaning>, Box<Meaning>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NthOf {
    Unit(Unit),
    Weekday(u8),
}

/// How the meaning is narrowed: TIMEX3's mod.
pub(crate) type Mod = Option<crate::time::Mod>;

/// A time found: tokens `from..to`.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    pub from: usize,
    pub to: usize,
    pub what: Meaning,
    pub modifier: Mod,
    pub why: &'static str,
}

/// A meaning, and the token after it.
pub(crate) type Parsed<T> = Option<(T, usize)>;

pub(crate) struct Grammar<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
}

impl<'t> Grammar<'t> {
    pub(crate) fn token(&self, i: usize) -> Option<&'t Token> {
        self.tokens.get(i)
    }

    pub(crate) fn class(&self, i: usize) -> Option<C> {
        self.tokens.get(i).map(|t| t.class)
    }

    pub(crate) fn is(&self, i: usize, class: C) -> bool {
        self.class(i) == Some(class)
    }

    pub(crate) fn mark(&self, i: usize, mark: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_mark(mark))
    }

    pub(crate) fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.glued)
    }

    pub(crate) fn n(&self, i: usize) -> i32 {
        self.tokens.get(i).map_or(0, |t| t.n)
    }

    pub(crate) fn word(&self, i: usize) -> &'t str {
        self.tokens
            .get(i)
            .map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    pub(crate) fn says(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Past the words of a phrase, if they stand here.
    pub(crate) fn phrase(&self, i: usize, words: &str) -> Option<usize> {
        // Most phrases fail at their first word: it is compared before the phrase is taken apart.
        let first = self.word(i).as_bytes();
        let (head, rest) = words.as_bytes().split_at_checked(first.len())?;
        if first.is_empty()
            || !matches!(rest.first(), None | Some(b' '))
            || !head.eq_ignore_ascii_case(first)
        {
            return None;
        }
        let mut at = i + 1;
        for word in words.split(' ').skip(1) {
            if !self.says(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    pub(crate) fn comma(&self, i: usize) -> usize {
        i + usize::from(self.mark(i, ','))
    }

    /// Past a full stop that belongs to the shortened word before.
    pub(crate) fn stop(&self, i: usize) -> usize {
        i + usize::from(self.mark(i, '.') && self.glued(i))
    }

    pub(crate) fn skip(&self, i: usize, class: C) -> usize {
        i + usize::from(self.is(i, class))
    }

    pub(crate) fn skip_word(&self, i: usize, word: &str) -> usize {
        i + usize::from(self.says(i, word))
    }

    pub(crate) fn dash(&self, i: usize) -> bool {
        self.mark(i, '-') || self.mark(i, '–')
    }

    pub(crate) fn joined(&self, at: usize) -> usize {
        at + usize::from(self.mark(at, '-') && self.glued(at) && self.glued(at + 1))
    }

    /// A hyphen between an amount and its unit.
    pub(crate) fn dash_joined(&self, i: usize) -> bool {
        self.mark(i, '-')
            && self.glued(i)
            && self.glued(i + 1)
            && matches!(
                self.class(i + 1),
                Some(C::Unit | C::Units | C::Ordinal | C::Additional)
            )
    }

    /// Whether nothing else stands in the text, or a sentence begins and a verb does not follow.
    pub(crate) fn alone(&self, i: usize, end: usize) -> bool {
        (i == 0 || self.token(i).is_some_and(|t| t.fresh))
            && self.token(end).is_none_or(|t| t.fresh)
    }

    /// Whether a phrase ends before this token: no noun follows.
    pub(crate) fn ends_phrase(&self, i: usize) -> bool {
        self.token(i)
            .is_none_or(|t| t.class != C::Other || t.fresh || t.n != 0)
    }

    /// Whether a clause begins: "(at ten past nine) I", "(from noon till three) she".
    pub(crate) fn subject(&self, i: usize) -> bool {
        ["I", "he", "she", "we", "they", "it", "there"].contains(&self.word(i))
    }

    pub(crate) fn sentence_start(&self, i: usize) -> bool {
        i == 0
            || self.token(i).is_some_and(|t| t.fresh)
            || [".", "!", "?", "“", "\"", ":", "‘"]
                .iter()
                .any(|m| self.word(i - 1) == *m)
            || self.mark(i - 1, '\'')
    }

    pub(crate) fn after_name(&self, i: usize) -> bool {
        i > 0
            && self
                .token(i - 1)
                .is_some_and(|t| t.capital && t.class == C::Other)
            && !self.token(i).is_some_and(|t| t.fresh)
    }
}

/// The longest of several readings, the first of equals.
pub(crate) fn best<T, const N: usize>(readings: [Parsed<T>; N]) -> Parsed<T> {
    let mut best: Parsed<T> = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|(_, to)| reading.1 > *to) {
            best = Some(reading);
        }
    }
    best
}

/// The unit with this number in the table of words.
pub(crate) fn unit_of(n: i32) -> Option<Unit> {
    const UNITS: [Unit; 14] = [
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
    if n == FORTNIGHT {
        Some(Unit::Week)
    } else {
        usize::try_from(n).ok().and_then(|n| UNITS.get(n).copied())
    }
}
