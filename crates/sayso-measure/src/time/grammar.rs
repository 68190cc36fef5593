//! In: tokens. Out: what stands at a token, if it is a time: its meaning, not yet its place in the calendar. One function
//! a form; each takes the token it begins at and gives the meaning with the token after it. The longest form wins.

use super::calendar::{Date, Moment, Part, SEASONS, Season, Stretch, Unit};
use super::lex::Token;
use super::words::{Class as C, FORTNIGHT};

/// How many of a unit: hundredths, or some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    Hundredths(i64),
    Some,
}

impl Amount {
    pub(super) const ONE: Amount = Amount::Hundredths(100);

    pub(super) fn whole(self) -> Option<i64> {
        match self {
            Amount::Hundredths(h) if h % 100 == 0 => Some(h / 100),
            _ => None,
        }
    }
}

/// A length: amounts of units, the greatest first.
pub(super) type Length = Vec<(Amount, Unit)>;

/// The year of a day, month or quarter, as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Unsaid,
    Given(i32),
    /// Counted from this year.
    Near(i32),
}

/// What comes every year or every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
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
pub(super) enum Which {
    Unsaid,
    Last,
    This,
    Next,
    /// The nearest one behind: "this past spring".
    Past,
    /// The nearest one ahead: "this coming Sunday".
    Coming,
}

/// Where an offset is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of publication.
    Now,
    /// The time told before in the text.
    Told,
    /// The quarter told before, as reports on earnings compare them, else the day of publication.
    Business,
    Of(Box<What>),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
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
pub(super) enum What {
    /// Complete in itself.
    Known(Stretch),
    Named(Named, Which, Year),
    /// A weekday with a month and day, or a day of the month alone.
    Weekday(u8, Box<What>),
    MonthDay(u8),
    /// A unit counted from now: last week = (Week, -1).
    Near(Unit, i32),
    /// The week, quarter … told before: "the latest quarter".
    Told(Unit),
    /// The n-th day, week or weekday of something; n below 0 counts from its end.
    Nth(i8, NthOf, Box<What>),
    /// Behind (-1) or ahead (1) of the base.
    Offset(Length, i8, Base),
    Part(Part, Option<Box<What>>),
    Clock(Clock, Option<Box<What>>),
    Length(Length),
    /// A length that ends (-1) or begins (1) now.
    Window(Length, i8),
    /// A first (1) or last (-1) length within something: "the first nine months of 2015".
    Within(Length, i8, Box<What>),
    Set {
        value: String,
        quant: Option<String>,
        freq: Option<u8>,
    },
    Vague(&'static str),
    Range(Box<What>, Box<What>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NthOf {
    Unit(Unit),
    Weekday(u8),
}

/// How the meaning is narrowed: TIMEX3's mod.
pub(super) type Mod = Option<super::Mod>;

/// A time found: tokens `from..to`.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub from: usize,
    pub to: usize,
    pub what: What,
    pub modifier: Mod,
    pub why: &'static str,
}

type Parsed<T> = Option<(T, usize)>;

pub(super) struct Grammar<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
}

/// Nouns that are counted: what stands before them is no year.
const COUNTED: &[&str] = &[
    "people",
    "dollars",
    "euros",
    "pounds",
    "miles",
    "feet",
    "meters",
    "metres",
    "km",
    "kilometers",
    "kilometres",
    "percent",
    "per",
    "votes",
    "jobs",
    "tons",
    "tonnes",
    "troops",
    "soldiers",
    "calories",
    "seats",
    "points",
    "words",
    "times",
    "copies",
    "million",
    "billion",
    "employees",
    "workers",
    "students",
    "acres",
    "kg",
    "square",
    "inches",
    "yards",
    "cases",
    "units",
    "homes",
    "houses",
    "yen",
    "mg",
    "mph",
    "rpm",
    "members",
    "delegates",
    "kcal",
    "watts",
    "megawatts",
    "hp",
    "migrants",
    "refugees",
    "families",
    "patients",
    "deaths",
    "residents",
    "passengers",
    "shares",
    "barrels",
    "pieces",
    "rupees",
];

impl<'t> Grammar<'t> {
    pub(super) fn token(&self, i: usize) -> Option<&'t Token> {
        self.tokens.get(i)
    }

    pub(super) fn class(&self, i: usize) -> Option<C> {
        self.tokens.get(i).map(|t| t.class)
    }

    pub(super) fn is(&self, i: usize, class: C) -> bool {
        self.class(i) == Some(class)
    }

    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_mark(mark))
    }

    fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.glued)
    }

    fn n(&self, i: usize) -> i32 {
        self.tokens.get(i).map_or(0, |t| t.n)
    }

    pub(super) fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    pub(super) fn says(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    fn comma(&self, i: usize) -> usize {
        i + usize::from(self.mark(i, ','))
    }

    /// Past a full stop that belongs to the shortened word before.
    fn stop(&self, i: usize) -> usize {
        i + usize::from(self.mark(i, '.') && self.glued(i))
    }

    fn skip(&self, i: usize, class: C) -> usize {
        i + usize::from(self.is(i, class))
    }

    pub(super) fn dash(&self, i: usize) -> bool {
        self.mark(i, '-') || self.mark(i, '–')
    }

    // ---------------------------------------------------------------- numbers

    /// A whole number in digits or words.
    pub(super) fn count(&self, i: usize) -> Parsed<i64> {
        match self.class(i)? {
            C::Digits => {
                let mut value = i64::from(self.n(i));
                let mut at = i + 1;
                while self.mark(at, ',')
                    && self.glued(at)
                    && self.glued(at + 1)
                    && self.token(at + 1).is_some_and(|t| t.class == C::Digits && t.len() == 3)
                {
                    value = value.checked_mul(1000)? + i64::from(self.n(at + 1));
                    at += 2;
                }
                (0..1_000_000_000).contains(&value).then_some((value, at))
            }
            C::Cardinal => Some(self.cardinal(i)),
            _ => None,
        }
    }

    /// "twenty-two", "one hundred and five", "two thousand".
    fn cardinal(&self, i: usize) -> (i64, usize) {
        let (mut total, mut part, mut at) = (0_i64, 0_i64, i);
        let mut last = i64::MAX;
        while self.is(at, C::Cardinal) {
            let n = i64::from(self.n(at));
            if n >= 100 {
                part = part.max(1) * n;
                if n == 1000 {
                    (total, part) = (total + part, 0);
                }
                last = 100;
            } else if (n < 10 && (20..100).contains(&last)) || last >= 100 {
                part += n;
                last = n;
            } else {
                break;
            }
            at += 1;
            let hyphen = self.mark(at, '-')
                && self.glued(at)
                && self.glued(at + 1)
                && self.is(at + 1, C::Cardinal)
                && (20..100).contains(&last)
                && self.n(at + 1) < 10;
            let and =
                self.is(at, C::And) && last == 100 && self.is(at + 1, C::Cardinal) && self.n(at + 1) < 100;
            at += usize::from(hyphen || and);
        }
        (total + part, at)
    }

    /// How many: "2.5", "two and a half", "several", "a couple of", "half a", "a dozen".
    pub(super) fn amount(&self, i: usize) -> Parsed<Amount> {
        match self.class(i)? {
            C::Digits | C::Cardinal => {
                let (n, at) = self.count(i)?;
                if self.mark(at, '.')
                    && self.glued(at)
                    && self.glued(at + 1)
                    && self.is(at + 1, C::Digits)
                    && self.is(i, C::Digits)
                {
                    let digits = self.word(at + 1);
                    let fraction = match digits.len() {
                        1 => self.n(at + 1) * 10,
                        2 => self.n(at + 1),
                        _ => return None,
                    };
                    return Some((Amount::Hundredths(n * 100 + i64::from(fraction)), at + 2));
                }
                if self.mark(at, '/') && self.glued(at) && self.is(at + 1, C::Digits) && self.glued(at + 1) {
                    let below = i64::from(self.n(at + 1));
                    return matches!((n, below), (1, 2 | 4) | (3, 4))
                        .then(|| (Amount::Hundredths(n * 100 / below), at + 2));
                }
                // 5 1/2, five and a half
                if self.is(at, C::Digits) && self.n(at) == 1 && self.mark(at + 1, '/') && self.n(at + 2) == 2
                {
                    return Some((Amount::Hundredths(n * 100 + 50), at + 3));
                }
                if let Some((quarters, end)) = self.quarters(at) {
                    return Some((Amount::Hundredths(n * 100 + quarters * 25), end));
                }
                if self.is(at, C::And) {
                    let half = self.skip(at + 1, C::A);
                    if self.is(half, C::HalfWord) {
                        return Some((Amount::Hundredths(n * 100 + 50), half + 1));
                    }
                }
                if let Some(part) = self.vulgar(at) {
                    return Some((Amount::Hundredths(n * 100 + part), at + 1));
                }
                if self.is(at, C::Dozen) {
                    return Some((Amount::Hundredths(n * 1200), at + 1));
                }
                Some((Amount::Hundredths(n * 100), at))
            }
            C::A if self.n(i) == 3 => {
                let next = i + 1;
                let whole = self.is(next, C::Unit)
                    && matches!(
                        unit_of(self.n(next)),
                        Some(
                            Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend | Unit::Season
                        )
                    );
                whole.then_some((Amount::ONE, next))
            }
            C::A => {
                let next = i + 1;
                match self.class(next)? {
                    C::Few | C::Several => Some((Amount::Some, next + 1)),
                    C::Mark if self.vulgar(i).is_some() => {
                        Some((Amount::Hundredths(self.vulgar(i)?), self.skip(i + 1, C::A)))
                    }
                    C::Couple => Some((Amount::Hundredths(200), self.skip(next + 1, C::Of))),
                    C::Dozen => Some((Amount::Hundredths(1200), next + 1)),
                    C::HalfWord if self.is(next + 1, C::Dozen) => Some((Amount::Hundredths(600), next + 2)),
                    C::HalfWord => Some((Amount::Hundredths(50), next + 1)),
                    C::Cardinal if self.n(next) >= 100 => {
                        let (n, at) = self.cardinal(next);
                        Some((Amount::Hundredths(n * 100), at))
                    }
                    C::Unit
                        if self.n(next) == Unit::Quarter as i32
                            && self.is(next + 1, C::Of)
                            && self.is(next + 2, C::A) =>
                    {
                        Some((Amount::Hundredths(25), next + 3))
                    }
                    _ => Some((Amount::ONE, next)),
                }
            }
            C::Couple => Some((Amount::Hundredths(200), self.skip(i + 1, C::Of))),
            C::Dozen => Some((Amount::Hundredths(1200), i + 1)),
            C::HalfWord if self.is(i + 1, C::A) => Some((Amount::Hundredths(50), i + 2)),
            // "half day", "half-hour"
            C::HalfWord if self.is(i + 1 + usize::from(self.mark(i + 1, '-')), C::Unit) => {
                let unit = unit_of(self.n(i + 1 + usize::from(self.mark(i + 1, '-'))))?;
                matches!(unit, Unit::Hour | Unit::Day).then_some((Amount::Hundredths(50), i + 1))
            }
            C::HalfWord if self.is(i + 1, C::Dozen) => Some((Amount::Hundredths(600), i + 2)),
            C::Several | C::Few => {
                let at = self.skip(i + 1, C::Of);
                Some((Amount::Some, at))
            }
            C::Some => Some((Amount::Some, i + 1)),
            _ => None,
        }
    }

    /// "and a quarter", "and three quarters" before a unit: how many quarters.
    fn quarters(&self, at: usize) -> Parsed<i64> {
        if !self.is(at, C::And) {
            return None;
        }
        let (count, quarter) = match self.class(at + 1)? {
            C::Cardinal if (1..=3).contains(&self.n(at + 1)) => (i64::from(self.n(at + 1)), at + 2),
            _ => (1, self.skip(at + 1, C::A)),
        };
        let named =
            matches!(self.class(quarter)?, C::Unit | C::Units) && self.n(quarter) == Unit::Quarter as i32;
        let unit = self.skip(quarter + 1, C::Of);
        (named && matches!(self.class(unit)?, C::Unit | C::Units)).then_some((count, unit))
    }

    /// ½, ¼, ¾ in hundredths.
    fn vulgar(&self, i: usize) -> Option<i64> {
        [('½', 50), ('¼', 25), ('¾', 75)].iter().find_map(|(mark, part)| self.mark(i, *mark).then_some(*part))
    }

    // ---------------------------------------------------------------- lengths

    pub(super) fn unit(&self, i: usize) -> Parsed<(Unit, bool)> {
        let token = self.token(i)?;
        let plural = match token.class {
            C::Unit => false,
            C::Units => true,
            C::Part
                if i > 0
                    && (self.says(i, "nights")
                        || self.says(i, "night") && (self.is(i - 1, C::Digits) || self.mark(i - 1, '-'))) =>
            {
                return Some(((Unit::Day, self.says(i, "nights")), i + 1));
            }
            C::Ordinal if token.n == 2 && self.says(i, "second") => {
                return Some(((Unit::Second, false), i + 1));
            }
            _ => return None,
        };
        Some(((unit_of(token.n)?, plural), i + 1))
    }

    /// "two years", "a year and a half", "two hours and 30 minutes", "four-day", "half an hour", "three full days".
    pub(super) fn length(&self, i: usize) -> Parsed<Length> {
        let (amount, mut at) = self.amount(i)?;
        let hyphen = self.dash_joined(at);
        at += usize::from(hyphen);
        if self.mark(at, '-') && self.says(at + 1, "plus") {
            at += 2;
        }
        while self.is(at, C::Additional)
            || self.is(at, C::More)
            || self.is(at, C::Long) && self.says(at, "long")
        {
            at += 1;
        }
        if self.is(at, C::Of) && self.is(at + 1, C::A) && matches!(amount, Amount::Hundredths(25 | 75)) {
            at += 2;
        }
        let ((unit, plural), mut at) = match self.unit(at) {
            Some(((Unit::Second, false), _)) if self.says(at, "second") && amount != Amount::ONE => {
                return None;
            }
            Some(found) => found,
            None if self.is(at, C::ShortUnit) && (self.is(i, C::Digits) || self.word(at).len() > 2) => {
                self.short_unit(at, i)?
            }
            None => return None,
        };
        let one = matches!(amount, Amount::Hundredths(h) if h <= 100) || hyphen;
        // "a second" and "one second" may be an ordinal: "a second term".
        if unit == Unit::Second && !plural && self.says(at - 1, "second") && !self.ends_phrase(at) {
            return None;
        }
        // "5 year plan" is written; "some year", "several day" is not.
        if !plural && !one && amount == Amount::Some {
            return None;
        }
        if plural && amount == Amount::ONE && self.is(i, C::A) {
            return None;
        }
        // "the 1988 quarter", "two hour" without a hyphen; "a quarter of the vote", "three-quarters of it".
        let year = matches!(amount, Amount::Hundredths(h) if h >= 100_000) && !plural;
        let first = i > 0 && matches!(self.class(i - 1), Some(C::Ordinal | C::Last));
        let share = unit == Unit::Quarter
            && (self.is(at, C::Of) && !first
                || hyphen && plural
                || self.is(i, C::A) && !matches!(self.class(at), Some(C::Ago | C::Earlier | C::Later)));
        let title = self.token(at - 1).is_some_and(|t| t.capital)
            && self.token(i).is_some_and(|t| t.class == C::Digits);
        if year || share || title || self.is(i, C::A) && self.is(i + 1, C::Additional) && self.n(i + 1) == 1 {
            return None;
        }
        let fortnight =
            unit_is_fortnight(self.n(at - 1)) && matches!(self.class(at - 1), Some(C::Unit | C::Units));
        let mut length = vec![(amount.times(if fortnight { 2 } else { 1 }), unit)];
        at = self.half_more(at, &mut length);
        at = self.further(at, &mut length);
        Some((length, at))
    }

    /// "two to three weeks", "12 to 18 months", "10-15 minutes": least and greatest length.
    pub(super) fn length_range(&self, i: usize) -> Parsed<(Length, Length)> {
        let (least, at) = self.amount(i)?;
        let joint = self.is(at, C::To) && self.says(at, "to") || self.is(at, C::Or) || self.dash(at);
        if !joint || !matches!(self.class(i), Some(C::Digits | C::Cardinal)) {
            return None;
        }
        let (greatest, end) = self.length(at + 1)?;
        let plural = self.is(end - 1, C::Units) || self.dash(end - 2);
        let (Amount::Hundredths(a), Amount::Hundredths(b)) = (least, greatest.first()?.0) else {
            return None;
        };
        (a < b && plural && greatest.len() == 1).then(|| ((vec![(least, greatest[0].1)], greatest), end))
    }

    /// A hyphen between an amount and its unit.
    fn dash_joined(&self, i: usize) -> bool {
        self.mark(i, '-')
            && self.glued(i)
            && self.glued(i + 1)
            && matches!(self.class(i + 1), Some(C::Unit | C::Units | C::Ordinal | C::Additional))
    }

    fn short_unit(&self, at: usize, i: usize) -> Parsed<(Unit, bool)> {
        let unit = unit_of(self.n(at))?;
        let letters = self.word(at);
        // "5m" is five million or five metres as often as five minutes; "3s" a plural.
        let fraction = at > 1 && self.mark(at - 2, '/');
        let sure = letters.len() > 1 || letters == "h" && (self.glued(at) && i + 1 == at || fraction);
        (sure && !self.mark(at + 1, '/')).then_some(((unit, true), at + 1))
    }

    /// "… and a half" after the unit.
    fn half_more(&self, at: usize, length: &mut Length) -> usize {
        if !self.is(at, C::And) {
            return at;
        }
        let half = self.skip(at + 1, C::A);
        if self.is(half, C::HalfWord)
            && !self.is(half + 1, C::Dozen)
            && self.unit(half + 1).is_none()
            && let Some((Amount::Hundredths(h), _)) = length.last_mut()
        {
            *h += 50;
            return half + 1;
        }
        at
    }

    /// Smaller units that follow: "two years and three months", "1 hour 30 minutes".
    fn further(&self, mut at: usize, length: &mut Length) -> usize {
        // "two hours ten"
        let bare = self.skip(at, C::And);
        if let (Some(&(_, Unit::Hour)), Some((n @ 1..=59, end))) = (length.last(), self.count(bare)) {
            let over = self.token(end).is_none_or(|t| t.fresh)
                || self.mark(end, '.')
                    && self.token(end + 1).is_none_or(|t| t.fresh || t.capital && !t.glued);
            if over {
                length.push((Amount::Hundredths(n * 100), Unit::Minute));
                return end;
            }
        }
        while let Some(&(_, least)) = length.last() {
            let mut next = self.comma(at);
            next = self.skip(next, C::And);
            let Some((amount @ Amount::Hundredths(_), unit_at)) = self.amount(next) else { break };
            let Some(((unit, _), end)) = self.unit(unit_at) else { break };
            if unit >= least || length.len() > 4 || self.is(end, C::Ago) && next == at {
                break;
            }
            length.push((amount, unit));
            at = end;
        }
        at
    }

    /// Whether a phrase ends before this token: no noun follows.
    pub(super) fn ends_phrase(&self, i: usize) -> bool {
        self.token(i).is_none_or(|t| t.class != C::Other || t.fresh || t.n != 0)
    }

    /// "years", "for decades", "months": an amount that is not said.
    pub(super) fn bare_units(&self, i: usize) -> Parsed<Length> {
        let ((unit, plural), at) = self.unit(i)?;
        let lead = i.checked_sub(1).and_then(|p| self.class(p));
        let led = matches!(lead, Some(C::In | C::For | C::Within | C::Over | C::After | C::During))
            || self.is(at, C::Ago)
            || self.is(at, C::Later)
            || self.is(at, C::Earlier);
        if !plural || unit <= Unit::Minute || unit == Unit::Season || unit == Unit::Weekend || !led {
            return None;
        }
        let mut length = vec![(Amount::Some, unit)];
        // "weeks or months", "days and weeks"
        if matches!(self.class(at), Some(C::Or | C::And))
            && let Some(((second, true), end)) = self.unit(at + 1)
        {
            length[0].1 = unit.max(second).min(unit);
            return Some((length, end));
        }
        Some((length, at))
    }

    // ---------------------------------------------------------------- years

    /// A year in four digits that reads as one.
    pub(super) fn year_digits(&self, i: usize) -> Parsed<i32> {
        let token = self.token(i)?;
        let year = token.n;
        if token.class != C::Digits || token.len() != 4 || !(1000..=2199).contains(&year) {
            return None;
        }
        let next = self.token(i + 1);
        let joined = next.is_some_and(|t| {
            t.glued
                && (matches!(t.class, C::Digits | C::Other | C::AmPm | C::ShortUnit) && !t.capital
                    || t.is_mark('%')
                    || t.is_mark('/')
                    || t.is_mark('_')
                    || t.is_mark('°'))
        });
        let number = self.glued(i + 1)
            && self.glued(i + 2)
            && (self.mark(i + 1, ',') || self.mark(i + 1, '.'))
            && self.is(i + 2, C::Digits);
        (!joined && !number).then_some((year, i + 1))
    }

    /// "two thousand ten", "nineteen ninety-four", "twenty sixteen".
    fn year_words(&self, i: usize) -> Parsed<i32> {
        if !self.is(i, C::Cardinal) {
            return None;
        }
        let (first, at) = self.cardinal(i);
        if (2000..2100).contains(&first) {
            return Some((first as i32, at));
        }
        if !(13..=20).contains(&first) || !self.is(at, C::Cardinal) {
            return None;
        }
        let (second, end) = self.cardinal(at);
        let long = (10..100).contains(&second) && self.unit(end).is_none();
        long.then_some(((first * 100 + second) as i32, end))
    }

    pub(super) fn year(&self, i: usize) -> Parsed<i32> {
        self.year_digits(i).or_else(|| self.year_words(i))
    }

    /// The year said with a month or day: "2016", "of 2016", "last year", "of next year", "in 2017".
    pub(super) fn year_after(&self, i: usize) -> Parsed<Year> {
        let at = self.comma(i);
        if let Some((year, end)) = self.year_digits(at) {
            return (year >= 1400).then_some((Year::Given(year), end));
        }
        if let Some((year, end)) = self.year_words(at).filter(|_| at == i) {
            return Some((Year::Given(year), end));
        }
        let of = matches!(self.class(i), Some(C::Of | C::In));
        let at = i + usize::from(of);
        if of && let Some((year, end)) = self.year(at) {
            return Some((Year::Given(year), end));
        }
        if self.mark(at, '\'')
            && self.token(at + 1).is_some_and(|t| t.class == C::Digits && t.glued && t.len() == 2)
        {
            return Some((Year::Given(century_of(self.n(at + 1))), at + 2));
        }
        if self.is(at, C::The) && self.says(at + 1, "year") && self.year(at + 2).is_some() {
            return self.year(at + 2).map(|(y, end)| (Year::Given(y), end));
        }
        if self.is(at, C::A) && self.says(at + 1, "year") && self.says(i, "in") {
            return Some((Year::Near(1), at + 2));
        }
        let shift = self.near(at)?;
        (self.n(at + 1) == Unit::Year as i32 && self.is(at + 1, C::Unit) && !self.mark(at + 2, '\''))
            .then_some((Year::Near(shift), at + 2))
    }

    fn near(&self, i: usize) -> Option<i32> {
        match self.class(i)? {
            C::Last if self.n(i) == 0 => Some(-1),
            C::This => Some(0),
            C::Next => Some(1),
            _ => None,
        }
    }

    // ---------------------------------------------------------------- days and months

    pub(super) fn month(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Month => Some((token.n as u8, i + 1)),
            C::ShortMonth
                if token.capital
                    && (self.mark(i + 1, '.')
                        || self.dash(i + 1)
                        || i > 0 && self.dash(i - 1)
                        || self.is(i + 1, C::To)
                        || self.mark(i + 1, ',') && self.year_digits(i + 2).is_some()
                        || i > 0
                            && matches!(
                                self.class(i - 1),
                                Some(
                                    C::In | C::Since | C::Edge | C::Last | C::Next | C::This | C::Of | C::To
                                )
                            ))
                    || self.near_digits(i)
                    || self.is(i + 1, C::Ordinal)
                    || self.alone(i, i + 1) =>
            {
                Some((token.n as u8, self.short_end(i)))
            }
            _ => None,
        }
    }

    fn near_digits(&self, i: usize) -> bool {
        let slash = self.mark(i + 1, '/') && i > 0 && self.mark(i - 1, '/');
        slash
            || self.is(i + 1, C::Digits)
            || i > 0 && matches!(self.class(i - 1), Some(C::Digits | C::OrdinalEnd))
    }

    /// Past the full stop of a shortened month or weekday, unless it ends a sentence.
    fn short_end(&self, i: usize) -> usize {
        let at = self.stop(i + 1);
        let goes_on = self
            .token(at)
            .is_some_and(|t| matches!(t.class, C::Digits | C::Mark) || !t.capital || t.class != C::Other);
        if goes_on { at } else { i + 1 }
    }

    /// A day of the month: "13", "13th", "third", "twenty-first", "twenty nine".
    pub(super) fn day(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Digits if token.len() <= 2 && (1..=31).contains(&token.n) => {
                if token.glued
                    && i > 0
                    && [',', '.', '$', '£', '€', ':'].iter().any(|mark| self.mark(i - 1, *mark))
                {
                    return None;
                }
                let ordinal = self.is(i + 1, C::OrdinalEnd) && self.glued(i + 1);
                let other = self.glued(i + 1) && !ordinal && self.mark(i + 1, '%');
                (!other).then_some((token.n as u8, i + 1 + usize::from(ordinal)))
            }
            C::Ordinal => (token.n <= 30).then_some((token.n as u8, i + 1)),
            C::Cardinal if token.n == 20 || token.n == 30 => {
                let at = i + 1 + usize::from(self.mark(i + 1, '-'));
                let ones = self.token(at)?;
                let day = token.n + ones.n;
                (matches!(ones.class, C::Ordinal | C::Cardinal) && (1..10).contains(&ones.n) && day <= 31)
                    .then_some((day as u8, at + 1))
            }
            _ => None,
        }
    }

    pub(super) fn is_ordinal(&self, i: usize) -> bool {
        self.is(i, C::Ordinal)
            || self.is(i + 1, C::OrdinalEnd) && self.glued(i + 1)
            || self.is(i, C::Cardinal) && (self.is(i + 1, C::Ordinal) || self.is(i + 2, C::Ordinal))
    }

    /// Month first: "May 3", "May 3, 2016", "May 2016", "May of last year", "May".
    pub(super) fn month_first(&self, i: usize) -> Parsed<What> {
        let (month, at) = self.month(i)?;
        let the = self.skip(at, C::The);
        let slash = at
            + usize::from(
                (self.mark(at, '/') || self.mark(at, '-')) && self.glued(at) && self.is(at + 1, C::Digits),
            );
        let comma = self.comma(at);
        let day_at = if the > at && self.is_ordinal(the)
            || comma > at && self.is_ordinal(comma) && self.is(comma, C::Digits)
        {
            the.max(comma)
        } else {
            slash
        };
        let number = if self.year_words(day_at).is_some() && self.is(day_at, C::Cardinal) {
            None
        } else {
            self.day(day_at)
        };
        if let Some((day, end)) = number {
            let clock =
                self.mark(end, ':') && self.glued(end) && self.is(end + 1, C::Digits) && self.glued(end + 1)
                    || self.is(end, C::AmPm);
            let counted = COUNTED.iter().any(|w| self.says(end, w)) || self.is(end, C::Units);
            if !clock && !counted && Date::new(2000, month, day).is_some() {
                let end = if self.year_digits(self.joined(end)).is_some() { self.joined(end) } else { end };
                return Some(self.with_year(Named::MonthDay(month, day), end));
            }
        }
        if let Some((Year::Given(year), end)) = self.year_after(self.joined(at)) {
            return Some((What::Named(Named::Month(month), Which::Unsaid, Year::Given(year)), end));
        }
        let bare = self.bare_month(i, at, month);
        bare.then(|| self.with_year(Named::Month(month), at))
    }

    fn joined(&self, at: usize) -> usize {
        at + usize::from(self.mark(at, '-') && self.glued(at) && self.glued(at + 1))
    }

    fn with_year(&self, named: Named, at: usize) -> (What, usize) {
        let mut near = at;
        // "May 3, last year" is not written: a comma only before digits.
        if let Some((year, end)) = self.year_after(at) {
            let given = matches!(year, Year::Given(y) if y >= 1400) && !self.counted(end);
            let of = !self.mark(at, ',') && !matches!(year, Year::Given(_));
            if given || of {
                near = end;
                return (What::Named(named, Which::Unsaid, year), near);
            }
        }
        // "April 14, 15" and "31 Oct 74" with two digits, only straight after a day written out.
        (What::Named(named, Which::Unsaid, Year::Unsaid), near)
    }

    /// Whether a word that is a month is one here.
    fn bare_month(&self, i: usize, end: usize, month: u8) -> bool {
        let Some(token) = self.token(i) else { return false };
        let before = i.checked_sub(1).and_then(|p| self.class(p));
        let led = matches!(
            before,
            Some(
                C::In
                    | C::Since
                    | C::By
                    | C::Of
                    | C::From
                    | C::To
                    | C::Last
                    | C::Next
                    | C::This
                    | C::Edge
                    | C::During
                    | C::Between
                    | C::After
                    | C::Before
                    | C::EdgeOf
                    | C::Every
                    | C::At
                    | C::And
                    | C::Or
                    | C::On
                    | C::Over
            )
        );
        let dashed = i > 0 && self.dash(i - 1) && self.glued(i);
        if !token.capital {
            // "may" and "march" are verbs; other months are seldom written small.
            return !matches!(month, 3 | 5) && token.class == C::Month
                || matches!(before, Some(C::In | C::Since)) && !self.is(end, C::Other)
                || self.alone(i, end);
        }
        let name_goes_on = self.token(end).is_some_and(|t| t.capital && t.class == C::Other && !t.fresh);
        let led = led
            && !(name_goes_on
                && matches!(
                    before,
                    Some(C::And | C::Or | C::From | C::To | C::By | C::Of | C::After | C::Before)
                ));
        match month {
            // Names of persons and things: April Jones, Theresa May, March for Our Lives, August Wilson, June Carter.
            3 | 5 => led || dashed || self.alone(i, end),
            4 | 6 | 8 => led || dashed || !name_goes_on && !self.after_name(i),
            _ => token.class == C::Month || led || dashed || self.dash(end) || !self.after_name(i),
        }
    }

    /// Whether nothing else stands in the text, or a sentence begins and a verb does not follow.
    fn alone(&self, i: usize, end: usize) -> bool {
        (i == 0 || self.token(i).is_some_and(|t| t.fresh)) && self.token(end).is_none_or(|t| t.fresh)
    }

    fn after_name(&self, i: usize) -> bool {
        i > 0
            && self.token(i - 1).is_some_and(|t| t.capital && t.class == C::Other)
            && !self.token(i).is_some_and(|t| t.fresh)
    }

    /// Day first: "3 May 2016", "the 3rd of May", "third of October".
    pub(super) fn day_first(&self, i: usize) -> Parsed<What> {
        let start = self.skip(i, C::The);
        let ordinal = self.is_ordinal(start);
        let (day, at) = self.day(start)?;
        let at = if self.says(at, "day") && ordinal { at + 1 } else { at };
        let of = self.skip(at, C::Of);
        let of = of + usize::from(of == at && (self.dash(of) || self.mark(of, '/')) && self.glued(of));
        if let Some((month, end)) = self.month(of) {
            let capital = self.token(of).is_some_and(|t| t.capital)
                || of > at
                || self.is(start, C::Digits) && month != 5;
            let year_first = self.day(end).is_some() && !ordinal && self.mark(end + 1, ',');
            if Date::new(2000, month, day).is_some() && capital && !year_first {
                let after = self.joined(end);
                let after = after + usize::from(self.mark(after, '/') && self.glued(after));
                let (what, end) = self.with_year(
                    Named::MonthDay(month, day),
                    if self.is(after, C::Digits) { after } else { end },
                );
                return Some((what, end));
            }
            return None;
        }
        // "the 20th of next month", "the 15th"
        if ordinal && of > at {
            let month_at = self.skip(of, C::The);
            if let Some(shift) = self.near(month_at)
                && self.says(month_at + 1, "month")
            {
                let inner = What::Near(Unit::Month, shift);
                return Some((What::Nth(day as i8, NthOf::Unit(Unit::Day), Box::new(inner)), month_at + 2));
            }
        }
        let the = start.checked_sub(1).filter(|the| self.is(*the, C::The) && self.n(*the) == 0);
        let on = the.is_some_and(|the| the > 0 && self.is(the - 1, C::On)) && self.ends_phrase(at);
        (ordinal && on && self.is(start, C::Digits)).then_some((What::MonthDay(day), at))
    }

    /// Numbers alone: "2024-11-01", "11/1/2024", "31.10.1974", "2014/10".
    fn numeric(&self, i: usize) -> Parsed<What> {
        let first = self.token(i)?;
        if first.class != C::Digits
            || i > 0
                && self.glued(i)
                && !self.mark(i - 1, '(')
                && !self.mark(i - 1, '"')
                && !self.mark(i - 1, '=')
                && !self.dash(i - 1)
        {
            return None;
        }
        if i > 1
            && self.dash(i - 1)
            && first.glued
            && self.is(i - 2, C::Digits)
            && self.token(i - 2).is_some_and(|t| t.len() == 3 || t.len() > 4)
        {
            return None;
        }
        let mark = self.token(i + 1)?;
        if mark.class != C::Mark
            || !['-', '/', '.'].iter().any(|m| mark.is_mark(*m))
            || !self.is(i + 2, C::Digits)
        {
            return None;
        }
        let second = self.token(i + 2)?;
        let tight = mark.glued && second.glued;
        let third = self.token(i + 4).filter(|t| {
            t.class == C::Digits
                && t.glued
                && self.token(i + 3).is_some_and(|m| m.class == C::Mark && m.n == mark.n && m.glued)
        });
        if let Some(third) = third.filter(|_| tight) {
            let end = i + 5;
            if self.glued(end)
                && (self.is(end, C::Digits)
                    || self.mark(end, '.') && self.is(end + 1, C::Digits) && self.glued(end + 1)
                    || self.mark(end, '-')
                    || self.mark(end, '/'))
                && !self.says(end, "T")
            {
                return None;
            }
            let date = if first.len() == 4 {
                Date::new(first.n, second.n as u8, third.n as u8).filter(|_| second.n <= 12 && third.n <= 31)
            } else if matches!(third.len(), 2 | 4) && first.len() <= 2 && second.len() <= 2 {
                let year = if third.len() == 2 { century_of(third.n) } else { third.n };
                month_and_day(first.n, second.n, mark.is_mark('.'))
                    .and_then(|(m, d)| Date::new(year, m, d))
                    .filter(|d| (1000..2200).contains(&d.year()))
            } else {
                None
            };
            return date.map(|date| (What::Known(Stretch::Day(date)), end));
        }
        let last = i + 3;
        if self.glued(last) && (self.is(last, C::Digits) || self.is(last, C::Other) || self.mark(last, '%'))
            || self.glued(last) && self.mark(last, mark_char(mark.n))
        {
            return None;
        }
        if tight
            && first.len() == 4
            && (1400..2200).contains(&first.n)
            && second.len() <= 2
            && (1..=12).contains(&second.n)
            && !mark.is_mark('.')
            && !(self.dash(i + 1) && second.n > first.n % 100 && second.len() == 2 && first.n % 100 < 12)
        {
            return Some((What::Known(Stretch::Month(first.n, second.n as u8)), last));
        }
        if tight
            && mark.is_mark('/')
            && second.len() == 4
            && (1400..2200).contains(&second.n)
            && (1..=12).contains(&first.n)
        {
            return Some((What::Known(Stretch::Month(second.n, first.n as u8)), last));
        }
        let cued = i > 0
            && (matches!(self.class(i - 1), Some(C::On | C::Weekday | C::ShortWeekday | C::By | C::Since))
                || matches!(self.class(i - 1), Some(C::From | C::Between | C::To | C::And))
                    && !(first.n < second.n && matches!(second.n, 2..=8))
                || self.dash(i - 1) && self.glued(i)
                || self.mark(i - 1, ',') && i > 1 && self.is(i - 2, C::Weekday));
        let alone = self.alone(i, last)
            || (i == 0 || self.token(i).is_some_and(|t| t.fresh))
                && matches!(self.class(last), Some(C::At | C::To))
            || self.is(last, C::At) && self.clock(last + 1).is_some();
        let slash = mark.is_mark('/') && tight && (cued || alone);
        if (slash || alone && (mark.is_mark('-') || mark.is_mark('/')))
            && first.len() <= 2
            && second.len() <= 2
        {
            // An event and a share of something.
            if (first.n, second.n) == (9, 11) || self.is(last, C::Of) {
                return None;
            }
            let (month, day) = month_and_day(first.n, second.n, false)?;
            return Some((What::Named(Named::MonthDay(month, day), Which::Unsaid, Year::Unsaid), last));
        }
        None
    }

    // ---------------------------------------------------------------- weekdays

    fn weekday(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Weekday => Some((token.n as u8, i + 1)),
            C::ShortWeekday
                if token.capital && !self.says(i, "sun") && !self.says(i, "sat")
                    || self.alone(i, self.stop(i + 1)) =>
            {
                Some((token.n as u8, self.short_end(i)))
            }
            C::ShortWeekday
                if self.mark(i + 1, ',') && self.month(i + 2).is_some()
                    || token.capital && (self.is(i + 1, C::At) || i > 0 && self.is(i - 1, C::On))
                    || self.mark(i + 1, '.') && self.month(i + 2).is_some()
                    || self.month(i + 1).is_some() =>
            {
                Some((token.n as u8, self.short_end(i)))
            }
            _ => None,
        }
    }

    /// "Friday", "Friday, May 3", "Friday the 13th", "Friday last week", "Friday of next week".
    fn weekday_first(&self, i: usize) -> Parsed<What> {
        let (day, at) = self.weekday(i)?;
        let quoted = at + usize::from(self.mark(at, ','));
        if i > 0
            && self.token(i - 1).is_some_and(|t| t.capital && t.class == C::Other)
            && ["”", "\""].contains(&self.word(quoted))
            && self.glued(quoted)
        {
            return None;
        }
        let plural = self.is(i, C::Weekday) && self.word(i).len() > 6 && self.word(i).ends_with(['s', 'S']);
        if plural {
            return None;
        }
        let next = self.comma(at);
        for from in [next, self.skip(next, C::On)] {
            if let Some((date @ What::Named(Named::MonthDay(..), ..), end)) =
                self.month_first(from).or_else(|| self.day_first(from))
            {
                return Some((What::Weekday(day, Box::new(date)), end));
            }
            if let Some((date @ (What::Known(Stretch::Day(_)) | What::Named(..)), end)) = self.numeric(from) {
                return Some((What::Weekday(day, Box::new(date)), end));
            }
        }
        let the = self.skip(at, C::The);
        if self.is_ordinal(the)
            && (the > at || self.is(the, C::Digits))
            && let Some((number, end)) = self.day(the).filter(|(_, end)| {
                the > at && self.is(the, C::Digits) || self.ends_phrase(*end) || self.is(*end, C::Digits)
            })
        {
            return Some((What::Weekday(day, Box::new(What::MonthDay(number))), end));
        }
        if let Some((number, end)) = self.day(at).filter(|(_, end)| {
            self.is(at, C::Digits)
                && end - at == 1
                && self.token(*end).is_none_or(|t| {
                    t.fresh
                        || matches!(t.n, 33 | 46 | 63) && t.class == C::Mark && !self.is(*end + 1, C::Digits)
                })
        }) {
            return Some((What::Weekday(day, Box::new(What::MonthDay(number))), end));
        }
        let of = self.skip(at, C::Of);
        let of = if of == at && self.is(of, C::From) { of + 1 } else { of };
        let of = if of > at { self.skip(of, C::The) } else { of };
        if let Some(shift) = self.near(of)
            && self.is(of + 1, C::Unit)
            && self.n(of + 1) == Unit::Week as i32
        {
            return Some((
                What::Nth(day as i8, NthOf::Unit(Unit::Day), Box::new(What::Near(Unit::Week, shift))),
                of + 2,
            ));
        }
        if self.is(at, C::After) && self.is(at + 1, C::Next) {
            return Some((
                What::Nth(day as i8, NthOf::Unit(Unit::Day), Box::new(What::Near(Unit::Week, 1))),
                at + 2,
            ));
        }
        Some((What::Named(Named::Weekday(day), Which::Unsaid, Year::Unsaid), at))
    }

    // ---------------------------------------------------------------- names of stretches

    /// "third quarter", "first half", "Q3", "fiscal fourth quarter", each with its year.
    fn quarter(&self, i: usize) -> Parsed<What> {
        let mut at = i;
        let mut year = Year::Unsaid;
        if let Some((given, end)) = self.year_digits(at) {
            (year, at) = (Year::Given(given), self.joined(end));
        }
        at = self.skip(at, C::Fiscal);
        let named;
        if self.token(at).is_some_and(|t| t.class == C::Other && t.len() == 1)
            && matches!(self.word(at), "Q" | "q" | "H")
            && self.is(at + 1, C::Digits)
            && self.glued(at + 1)
        {
            let n = self.n(at + 1);
            let last = if self.word(at) == "H" { 2 } else { 4 };
            if !(1..=last).contains(&n) || self.glued(at + 2) && self.is(at + 2, C::Digits) {
                return None;
            }
            named = if last == 2 { Named::Half(n as u8) } else { Named::Quarter(n as u8) };
            at += 2;
        } else {
            let (n, next) = self.nth(at)?;
            at = next + usize::from(self.mark(next, '-') && self.glued(next));
            at = self.skip(at, C::Fiscal);
            if self.is(at, C::Unit) && self.n(at) == Unit::Quarter as i32 && (1..=4).contains(&n) {
                named = Named::Quarter(n as u8);
            } else if (1..=2).contains(&n) && (self.is(at, C::HalfWord) || self.says(at, "semester")) {
                let year_follows = self.year_after(at + 1).is_some() || year != Year::Unsaid;
                if !year_follows && !self.year_half(at + 1) {
                    return None;
                }
                named = Named::Half(n as u8);
            } else if n == -1
                && (self.is(at, C::HalfWord) || self.is(at, C::Unit) && self.n(at) == Unit::Quarter as i32)
                && matches!(self.year_after(at + 1), Some((Year::Given(_), _)))
            {
                named = if self.is(at, C::HalfWord) { Named::Half(2) } else { Named::Quarter(4) };
            } else {
                return None;
            }
            at += 1;
        }
        if year == Year::Unsaid {
            if let Some((said, end)) = self.fiscal_year(self.joined(at)) {
                (year, at) = (said, end);
            } else if self.is(at, C::Of) && self.is(at + 1, C::The) && self.says(at + 2, "year") {
                (year, at) = (Year::Near(0), at + 3);
            }
        }
        Some((What::Named(named, Which::Unsaid, year), at))
    }

    fn year_half(&self, at: usize) -> bool {
        self.is(at, C::Of) && self.is(at + 1, C::The) && self.says(at + 2, "year")
    }

    fn fiscal_year(&self, at: usize) -> Parsed<Year> {
        let of = self.skip(at, C::Of);
        let fiscal = self.skip(of, C::Fiscal);
        if fiscal > of
            && let Some((year, end)) = self.year_digits(self.skip_word(fiscal, "year"))
        {
            return Some((Year::Given(year), end));
        }
        self.year_after(at).filter(|_| !self.mark(at, ','))
    }

    fn skip_word(&self, i: usize, word: &str) -> usize {
        i + usize::from(self.says(i, word))
    }

    /// "first" … as a number; "last" is -1, "second last" -2.
    pub(super) fn nth(&self, i: usize) -> Parsed<i8> {
        let token = self.token(i)?;
        let (n, at) = match token.class {
            C::Ordinal if token.n < 32 => (token.n, i + 1),
            C::Digits if self.is(i + 1, C::OrdinalEnd) && self.glued(i + 1) && token.n < 54 => {
                (token.n, i + 2)
            }
            C::Last if token.n == 0 && self.says(i, "last") => return Some((-1, i + 1)),
            C::EdgeOf if self.says(i, "opening") => return Some((1, i + 1)),
            _ => return None,
        };
        if self.says(at, "last") || self.says(at + 1, "last") && self.mark(at, '-') {
            return Some((-(n as i8), at + 1 + usize::from(self.mark(at, '-'))));
        }
        Some((n as i8, at))
    }

    fn season(&self, i: usize) -> Parsed<Season> {
        let token = self.token(i)?;
        (token.class == C::Season).then(|| (SEASONS[token.n as usize], i + 1))
    }

    /// "summer 2016", "the winter of 1994", "the summer", "in spring".
    fn season_first(&self, i: usize) -> Parsed<What> {
        let (season, at) = self.season(i)?;
        if let Some((year, end)) = self.year_after(at).filter(|_| !self.mark(at, ',')) {
            return Some((What::Named(Named::Season(season), Which::Unsaid, year), end));
        }
        let before = i.checked_sub(1).and_then(|p| self.class(p));
        let the = matches!(before, Some(C::The)) && self.n(i - 1) == 0;
        let lead = if the { i.checked_sub(2).and_then(|p| self.class(p)) } else { before };
        let led = matches!(
            lead,
            Some(
                C::In
                    | C::During
                    | C::Over
                    | C::Since
                    | C::By
                    | C::Of
                    | C::From
                    | C::To
                    | C::Edge
                    | C::After
                    | C::Before
                    | C::This
                    | C::Last
                    | C::Next
                    | C::Every
            )
        );
        let verb = matches!(self.word(i), "fall" | "Fall" | "springs" | "spring")
            && matches!(before, Some(C::To))
            || self.word(i) == "springs";
        let noun_follows =
            self.token(at).is_some_and(|t| t.class == C::Other && !t.fresh && !the) || self.mark(at, '-');
        let of = self.is(at, C::Of) || self.is(at, C::From) || self.is(at, C::In);
        let fall = self.says(i, "fall")
            && (of
                || !matches!(
                    lead,
                    Some(C::In | C::This | C::Last | C::Next | C::By | C::Since | C::During | C::Edge)
                ));
        (led && !verb && !fall && !noun_follows && !of)
            .then_some((What::Named(Named::Season(season), Which::Unsaid, Year::Unsaid), at))
    }

    /// "the 1990s", "the '90s", "the nineties", "the mid-1980s".
    fn decade(&self, i: usize) -> Parsed<What> {
        let token = self.token(i)?;
        if token.class == C::Decade {
            let the = i > 0 && matches!(self.class(i - 1), Some(C::The | C::Edge))
                || i > 1 && self.mark(i - 1, '-') && self.is(i - 2, C::Edge);
            let his = i > 0 && self.is(i - 1, C::The) && self.n(i - 1) == 1;
            let before = i > 0 && self.is(i - 1, C::Cardinal);
            return (the && !his && !before).then_some((What::Known(Stretch::Decade(190 + token.n)), i + 1));
        }
        let short = self.mark(i, '\'') && self.glued(i + 1);
        let at = i + usize::from(short);
        let digits = self.token(at).filter(|t| t.class == C::Digits)?;
        let s_at = at + 1 + usize::from(self.mark(at + 1, '\'') && self.glued(at + 1));
        let s = self.word(s_at) == "s" && (self.glued(s_at) || digits.len() == 4);
        if !s || digits.n % 10 != 0 || digits.n < 0 {
            return None;
        }
        let end = s_at + 1;
        match digits.len() {
            4 if (1000..2200).contains(&digits.n) => Some((What::Known(Stretch::Decade(digits.n / 10)), end)),
            2 => {
                let the = short
                    || i > 0
                        && (self.is(i - 1, C::The) && self.n(i - 1) == 0
                            || self.is(i - 1, C::Edge)
                                && i > 1
                                && self.is(i - 2, C::The)
                                && self.n(i - 2) == 0);
                let weather = COUNTED.iter().any(|w| self.says(end, w)) || self.says(end, "degrees");
                let decade = if digits.n < 30 && !short { 200 } else { 190 } + digits.n / 10;
                (the && !weather && (digits.n >= 20 || short))
                    .then_some((What::Known(Stretch::Decade(decade)), end))
            }
            _ => None,
        }
    }

    /// "the 20th century", "the nineteenth century".
    fn century(&self, i: usize) -> Parsed<What> {
        let (n, at) = match self.class(i)? {
            C::Ordinal | C::Digits => self.nth(i)?,
            C::Cardinal => self.day(i).filter(|_| self.is_ordinal(i)).map(|(n, at)| (n as i8, at))?,
            _ => return None,
        };
        let at = at + usize::from(self.mark(at, '-') && self.glued(at));
        let is = self.is(at, C::Unit) && self.n(at) == Unit::Century as i32 && (1..=30).contains(&n);
        is.then(|| (What::Known(Stretch::Century(i32::from(n) - 1)), at + 1))
    }

    /// A named day: the longest name that stands here, with its year.
    pub(super) fn feast(&self, i: usize) -> Parsed<What> {
        let mut best: Parsed<u16> = None;
        for (index, name) in super::lex::feasts(*self.token(i)?) {
            if let Some(end) = self.name(i, name)
                && best.is_none_or(|(_, to)| end > to)
            {
                best = Some((*index, end));
            }
        }
        let (index, at) = best?;
        let led = i > 0
            && matches!(
                self.class(i - 1),
                Some(
                    C::Last | C::Next | C::This | C::Of | C::After | C::Before | C::Since | C::By | C::Every
                )
            );
        let capital = self.token(i)?.capital || led || self.alone(i, at) || self.year_after(at).is_some();
        if !capital {
            return None;
        }
        let thing = [
            "tree", "trees", "island", "islands", "card", "cards", "gift", "gifts", "carol", "carols",
            "song", "songs", "egg", "eggs", "bunny", "parade",
        ]
        .iter()
        .any(|word| self.says(at, word));
        if self.is(at, C::Eve) || thing {
            return None;
        }
        let (year, at) = self.year_after(at).unwrap_or((Year::Unsaid, at));
        Some((What::Named(Named::Feast(index), Which::Unsaid, year), at))
    }

    /// Whether the words of a name stand here; apostrophes may be left out.
    fn name(&self, i: usize, name: &str) -> Option<usize> {
        let mut at = i;
        for (order, word) in name.split(' ').enumerate() {
            if order > 0 && self.token(at).is_some_and(|t| t.fresh) {
                return None;
            }
            let mut rest = word;
            while !rest.is_empty() {
                if self.mark(at, '\'') && !rest.starts_with('\'') {
                    at += 1;
                    continue;
                }
                let here = self.word(at);
                let begins = !here.is_empty()
                    && rest.len() >= here.len()
                    && rest.is_char_boundary(here.len())
                    && rest[..here.len()].eq_ignore_ascii_case(here);
                let glued = rest.len() == word.len() || self.glued(at);
                if !begins || !glued {
                    return None;
                }
                rest = &rest[here.len()..];
                at += 1;
            }
        }
        // The name must not go on in the word: "easter" in "Easter's" is fine, in "Mayday" is not.
        Some(at)
    }

    // ---------------------------------------------------------------- last, this, next

    /// "last week", "this summer", "next May", "the past two weeks", "the coming days", "this past spring", "that year".
    fn deictic(&self, i: usize) -> Parsed<What> {
        let class = self.class(i)?;
        // "CBS This Morning", "Russia This Week" are names.
        let name = self.token(i).is_some_and(|t| t.capital)
            && !self.sentence_start(i)
            && self.token(i - 1).is_some_and(|t| t.capital && t.class == C::Other);
        if name {
            return None;
        }
        let (mut which, mut at) = match class {
            C::Last => (Which::Last, i + 1),
            C::This => (Which::This, i + 1),
            C::Next => (
                if self.says(i, "next") || self.says(i, "following") { Which::Next } else { Which::Coming },
                i + 1,
            ),
            C::Same if self.says(i, "same") || self.says(i, "that") => return self.that(i),
            _ => return None,
        };
        if which == Which::This {
            match self.class(at)? {
                C::Last => (which, at) = (Which::Past, at + 1),
                C::Next => (which, at) = (Which::Coming, at + 1),
                _ => {}
            }
        }
        let shift = match which {
            Which::Last | Which::Past => -1,
            Which::This | Which::Unsaid => 0,
            Which::Next | Which::Coming => 1,
        };
        if let Some((what, end)) = self.deictic_stretch(at, which, shift) {
            return Some((what, end));
        }
        let named = self
            .weekday(at)
            .map(|(d, end)| (Named::Weekday(d), end))
            .or_else(|| {
                self.month(at)
                    .filter(|(m, _)| self.token(at).is_some_and(|t| t.capital || !matches!(m, 3 | 5)))
                    .map(|(m, end)| (Named::Month(m), end))
            })
            .or_else(|| self.season(at).map(|(s, end)| (Named::Season(s), end)));
        if let Some((named, end)) = named {
            let which = if self.says(i, "past") && which == Which::Last { Which::Past } else { which };
            // "this Friday, May 3": the date says it.
            if let Some((what @ (What::Weekday(..) | What::Named(Named::MonthDay(..), ..)), end)) =
                self.weekday_first(at).or_else(|| self.month_first(at))
            {
                return Some((what, end));
            }
            let plural =
                self.word(at).ends_with('s') && matches!(named, Named::Weekday(_)) && self.word(at).len() > 6;
            return (!plural).then_some((What::Named(named, which, Year::Unsaid), end));
        }
        if let Some((What::Named(feast @ Named::Feast(_), _, Year::Unsaid), end)) = self.feast(at) {
            return Some((What::Named(feast, which, Year::Unsaid), end));
        }
        self.window(at, shift).filter(|_| !matches!(class, C::This) || which != Which::This)
    }

    /// A unit or part of a day after "last", "this", "next".
    fn deictic_stretch(&self, at: usize, which: Which, shift: i32) -> Parsed<What> {
        if let Some((part, end)) = self.part(at) {
            return match (which, part) {
                (Which::This, part) if !matches!(part, Part::Noon | Part::Midnight) => {
                    Some((What::Part(part, Some(Box::new(What::Near(Unit::Day, 0)))), end))
                }
                (Which::Last, Part::Night | Part::Evening) => {
                    Some((What::Part(part, Some(Box::new(What::Near(Unit::Day, -1)))), end))
                }
                _ => None,
            };
        }
        let at = self.skip(at, C::Fiscal);
        let at = at + usize::from(self.is(at, C::Additional) && self.n(at) == 1 && self.says(at + 1, "year"));
        let hyphen = self.mark(at, '-') && self.glued(at);
        let week_end = self.says(at, "week")
            && (self.mark(at + 1, '-') && self.says(at + 2, "end")
                || self.says(at + 1, "end") && self.is(at + 2, C::Of));
        if week_end {
            return Some((What::Near(Unit::Weekend, shift), at + 2 + usize::from(self.mark(at + 1, '-'))));
        }
        let ((unit, plural), end) = self.unit(at)?;
        if hyphen || plural || unit <= Unit::Hour && shift == 0 || self.says(at, "second") {
            return None;
        }
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                Some((What::Window(vec![(Amount::ONE, unit)], shift as i8), end))
            }
            Unit::Day if shift == 0 || which != Which::Next => None,
            Unit::Season => None,
            Unit::Quarter | Unit::Half if which == Which::Last && self.is(end, C::Of) => None,
            Unit::Decade | Unit::Century
                if shift != 0 && (self.says(at - 1, "past") || at > 1 && self.is(at - 2, C::The)) =>
            {
                Some((What::Window(vec![(Amount::ONE, unit)], shift as i8), end))
            }
            _ => {
                if which == Which::Last && self.says(at - 1, "latest") {
                    return Some((What::Told(unit), end));
                }
                // "in the past year" is twelve months, "last year" the year before.
                if shift == -1 && self.says(at - 1, "past") && which == Which::Last && unit == Unit::Year {
                    return Some((What::Window(vec![(Amount::ONE, unit)], -1), end));
                }
                if unit == Unit::Year || unit == Unit::Week {
                    if let Some((day, to)) = self
                        .weekday(self.skip(end, C::On))
                        .filter(|_| unit == Unit::Week && !self.mark(end, ','))
                    {
                        return Some((
                            What::Nth(day as i8, NthOf::Unit(Unit::Day), Box::new(What::Near(unit, shift))),
                            to,
                        ));
                    }
                    if self.mark(end, '\'')
                        && self.says(end + 1, "s")
                        && let Some((what, to)) = self.possessed(end + 2, unit, shift)
                    {
                        return Some((what, to));
                    }
                }
                Some((What::Near(unit, shift), end))
            }
        }
    }

    /// "last year's third quarter", "last week's Sunday".
    fn possessed(&self, at: usize, unit: Unit, shift: i32) -> Parsed<What> {
        if unit == Unit::Year {
            if let Some((What::Named(named, _, Year::Unsaid), to)) = self.quarter(at) {
                return Some((What::Named(named, Which::Unsaid, Year::Near(shift)), to));
            }
            return None;
        }
        let (day, to) = self.weekday(at)?;
        Some((What::Nth(day as i8, NthOf::Unit(Unit::Day), Box::new(What::Near(unit, shift))), to))
    }

    /// "that year", "that day", "the same month": the one told before.
    fn that(&self, i: usize) -> Parsed<What> {
        let at = i + 1;
        if let Some((part, end)) = self.part(at).filter(|(p, _)| !matches!(p, Part::Noon | Part::Midnight)) {
            return Some((What::Part(part, Some(Box::new(What::Told(Unit::Day)))), end));
        }
        let ((unit, plural), end) = self.unit(at)?;
        (!plural && unit >= Unit::Day && unit != Unit::Season && !self.says(at, "second"))
            .then_some((What::Told(unit), end))
    }

    /// "two weeks" after "past" or "next"; "years" after "recent" and "coming".
    fn window(&self, at: usize, shift: i32) -> Parsed<What> {
        let sign = shift as i8;
        if sign == 0 {
            return None;
        }
        // "last July 4" and "last 20th" are no lengths.
        if let Some((length, end)) = self.length(at).filter(|_| !self.is(at, C::A)) {
            return Some((What::Window(length, sign), end));
        }
        if self.is(at, C::Few) || self.is(at, C::Several) {
            return None;
        }
        // "two to three years"
        let ((unit, plural), end) = self.unit(at)?;
        (plural && unit >= Unit::Hour).then(|| (What::Window(vec![(Amount::Some, unit)], sign), end))
    }

    // ---------------------------------------------------------------- parts of a day and clocks

    pub(super) fn part(&self, i: usize) -> Parsed<Part> {
        const PARTS: [Part; 8] = [
            Part::Morning,
            Part::Noon,
            Part::Midday,
            Part::Afternoon,
            Part::Evening,
            Part::Night,
            Part::Daytime,
            Part::Midnight,
        ];
        let token = self.token(i)?;
        if token.class != C::Part || self.word(i).ends_with('s') || self.says(i, "overnight") {
            return None;
        }
        Some((PARTS[token.n as usize], i + 1))
    }

    /// "a.m.", "pm", "p . m .".
    fn am_pm(&self, i: usize) -> Parsed<u8> {
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
            && self.token(at).is_none_or(|t| !t.glued || t.class == C::Mark);
        short.then_some((twelve, i + 1))
    }

    /// Past the full stop of "p.m.", which belongs to it even where it ends the sentence too.
    fn am_pm_end(&self, i: usize) -> usize {
        let dotted = i >= 2 && (self.mark(i - 2, '.') || self.says(i - 1, "am") || self.says(i - 1, "pm"));
        let abbreviated = i >= 3 && self.mark(i - 2, '.')
            || dotted && self.token(i + 1).is_some_and(|t| !t.capital || t.class != C::Other);
        if self.mark(i, '.') && self.glued(i) && abbreviated { i + 1 } else { i }
    }

    pub(super) fn hour_number(&self, i: usize) -> Parsed<u8> {
        match self.class(i)? {
            C::Digits if self.token(i)?.len() <= 2 && self.n(i) <= 24 => Some((self.n(i) as u8, i + 1)),
            C::Cardinal if self.n(i) <= 12 && self.n(i) > 0 => Some((self.n(i) as u8, i + 1)),
            _ => None,
        }
    }

    pub(super) fn minute_number(&self, i: usize) -> Parsed<u8> {
        match self.class(i)? {
            C::Digits if self.token(i)?.len() == 2 && self.n(i) < 60 => Some((self.n(i) as u8, i + 1)),
            C::Cardinal if self.n(i) < 60 => {
                let (n, at) = self.cardinal(i);
                (n < 60).then_some((n as u8, at))
            }
            _ => None,
        }
    }

    /// A time of day that is sure to be one: "10:30", "10 p.m.", "3 o'clock", "half past 3", "noon", "15h30".
    pub(super) fn clock(&self, i: usize) -> Parsed<Clock> {
        if i > 0
            && self.glued(i)
            && (self.mark(i - 1, '$')
                || self.mark(i - 1, ':')
                || self.mark(i - 1, ',')
                || self.mark(i - 1, '.'))
            && self.is(i, C::Digits)
        {
            return None;
        }
        if let Some((clock, at)) = self.spoken_clock(i) {
            return Some(self.zone(clock, at));
        }
        if self.is(i, C::Digits)
            && self.token(i)?.len() <= 2
            && self.n(i) == 12
            && self.is(i + 1, C::Part)
            && matches!(self.n(i + 1), n if n == Part::Noon as i32 || n == Part::Midnight as i32)
        {
            let (part, at) = self.part(i + 1)?;
            return Some(self.zone(Clock::full(if part == Part::Noon { 12 } else { 24 }), at));
        }
        // "330 p.m.", "1140 a.m."
        if let Some(token) = self.token(i).filter(|t| {
            t.class == C::Digits && (3..=4).contains(&t.len()) && t.n % 100 < 60 && t.n / 100 <= 12
        }) {
            let (half, end) = self.am_pm(i + 1)?;
            let clock = Clock {
                hour: (token.n / 100) as u8,
                minute: Some((token.n % 100) as u8),
                second: None,
                sure: false,
                zone: None,
            };
            return clock.half(half).map(|c| self.zone(c, end));
        }
        let (hour, at) = self.hour_number(i)?;
        let mut clock = Clock { hour, minute: None, second: None, sure: false, zone: None };
        let mut at = at;
        let digits = self.is(i, C::Digits);
        if digits
            && (self.mark(at, ':') || self.mark(at, '.'))
            && self.glued(at)
            && self.glued(at + 1)
            && self.is(at + 1, C::Digits)
        {
            let colon = self.mark(at, ':');
            let (minute, next) = self.minute_number(at + 1)?;
            clock.minute = Some(minute);
            at = next;
            if colon && self.mark(at, ':') && self.glued(at) && self.glued(at + 1) {
                let (second, next) = self.minute_number(at + 1)?;
                clock.second = Some(second);
                at = next;
            }
            if self.glued(at) && (self.mark(at, ':') || self.mark(at, '%'))
                || self.mark(at, '.') && self.glued(at) && self.glued(at + 1) && self.is(at + 1, C::Digits)
            {
                return None;
            }
            if let Some((half, end)) = self.am_pm(at) {
                return clock.half(half).map(|c| self.zone(c, end));
            }
            clock.sure = hour > 12 || self.token(i)?.len() == 2 && hour < 10;
            let dotted = !colon
                && i > 0
                && self.is(i - 1, C::At)
                && self.ends_phrase(at)
                && !self.is(at, C::Units)
                && !self.mark(at, '%');
            return ((colon || dotted) && hour < 24).then(|| self.zone(clock, at));
        }
        if digits && self.glued(at) && matches!(self.word(at), "h" | "H") && hour < 24 {
            clock.sure = true;
            let minute =
                self.minute_number(at + 1).filter(|_| self.glued(at + 1) && self.is(at + 1, C::Digits));
            clock.minute = minute.map(|(m, _)| m);
            let end = minute.map_or(at + 1, |(_, end)| end);
            let led = i == 0 && self.token(end).is_none()
                || i > 0
                    && (matches!(self.class(i - 1), Some(C::At | C::From | C::To | C::Last | C::Weekday))
                        || self.dash(i - 1))
                || self.is(end, C::Zone)
                || self.dash(end);
            return (minute.is_some() || hour > 12 && led || self.is(end, C::Zone))
                .then(|| self.zone(clock, end));
        }
        if let Some((half, end)) = self.am_pm(at).filter(|_| digits || self.is(i, C::Cardinal)) {
            // "I am 5 am I" does not occur; "10 am" does.
            return clock.half(half).map(|c| self.zone(c, end));
        }
        if self.says(at, "o") && (self.mark(at + 1, '\'') || self.says(at + 1, "clock"))
            || self.says(at, "oclock")
        {
            let end =
                if self.says(at, "oclock") { at + 1 } else { at + 2 + usize::from(self.mark(at + 1, '\'')) };
            if let Some((half, to)) = self.am_pm(end) {
                return clock.half(half).map(|c| self.zone(c, to));
            }
            return Some(self.zone(clock, end));
        }
        // "seven thirty p.m."
        if self.is(i, C::Cardinal) {
            let (minute, next) = self.minute_number(at + usize::from(self.mark(at, '-')))?;
            clock.minute = Some(minute);
            let Some((half, end)) = self.am_pm(next) else {
                // "at seven twenty"
                let led = i > 0
                    && self.is(i - 1, C::At)
                    && minute >= 10
                    && self.ends_phrase(next)
                    && !self.is(next, C::Units);
                return led.then(|| self.zone(clock, next));
            };
            return clock.half(half).map(|c| self.zone(c, end));
        }
        None
    }

    /// "half past three", "a quarter to noon", "20 minutes past 3pm", "noon", "midnight".
    fn spoken_clock(&self, i: usize) -> Parsed<Clock> {
        if i > 0 && self.says(i - 1, "high") {
            return None;
        }
        if let Some((part @ (Part::Noon | Part::Midnight), at)) = self.part(i) {
            return Some((Clock::full(if part == Part::Noon { 12 } else { 24 }), at));
        }
        let (minutes, at) = if self.is(i, C::HalfWord) {
            (30, i + 1)
        } else if self.says(self.skip(i, C::A), "quarter") {
            (15, self.skip(i, C::A) + 1)
        } else {
            let (n, at) = self.minute_number(i)?;
            (n, self.skip(at, C::Units))
        };
        let back = match self.class(at)? {
            C::Last if self.says(at, "past") => false,
            C::After => false,
            C::To if self.says(at, "to") => true,
            _ => return None,
        };
        if self.is(i, C::Digits) && !self.is(at - 1, C::Units) && !self.glued(i) && minutes % 5 != 0 {
            return None;
        }
        let (mut base, end) = if let Some((part @ (Part::Noon | Part::Midnight), end)) = self.part(at + 1) {
            (Clock::full(if part == Part::Noon { 12 } else { 24 }), end)
        } else {
            let (hour, next) = self.hour_number(at + 1)?;
            let clock = Clock { hour, minute: None, second: None, sure: false, zone: None };
            match self.am_pm(next) {
                Some((half, to)) => (clock.half(half)?, to),
                None if self.is(i, C::HalfWord) && !back || self.says(at - 1, "quarter") => (clock, next),
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

    /// The zone after a time of day.
    fn zone(&self, mut clock: Clock, at: usize) -> (Clock, usize) {
        let bracket = usize::from(self.mark(at, '('));
        let is = self.is(at + bracket, C::Zone)
            && self.token(at + bracket).is_some_and(|t| t.end - t.start > 2 || t.capital);
        if is {
            clock.zone = Some(self.n(at + bracket));
            let closed = bracket == 0 || self.mark(at + 2, ')');
            return if closed { (clock, at + 1 + 2 * bracket) } else { (clock, at) };
        }
        let region = match self.word(at) {
            "Eastern" => -300,
            "Central" => -360,
            "Mountain" => -420,
            "Pacific" => -480,
            _ => return (clock, at),
        };
        let mut end = at + 1;
        let summer = self.says(end, "daylight");
        end += usize::from(summer || self.says(end, "standard"));
        if !self.says(end, "time") && end == at + 1 {
            return (clock, at);
        }
        clock.zone = Some(region + if summer { 60 } else { 0 });
        (clock, self.skip_word(end, "time"))
    }

    // ---------------------------------------------------------------- points

    /// A day (or longer) without a time of day.
    pub(super) fn stretch(&self, i: usize) -> Parsed<What> {
        let token = self.token(i)?;
        let simple = match token.class {
            C::DayFromNow
                if token.capital
                    && !self.sentence_start(i)
                    && self.token(i - 1).is_some_and(|t| t.capital) =>
            {
                None
            }
            C::DayFromNow => Some((What::Near(Unit::Day, token.n), i + 1)),
            C::Month | C::ShortMonth => self.month_first(i),
            C::Weekday | C::ShortWeekday => self.weekday_first(i),
            C::Last | C::This | C::Next | C::Same => best([self.deictic(i), self.quarter(i), self.nth_of(i)]),
            C::Season => self.season_first(i),
            C::Decade => self.decade(i),
            C::Ordinal => best([self.day_first(i), self.quarter(i), self.century(i), self.nth_of(i)]),
            C::Cardinal => best([
                self.day_first(i),
                self.century(i),
                self.nth_of(i),
                self.year_words(i).map(|(y, at)| (What::Known(Stretch::Year(y)), at)),
            ]),
            C::Digits => best([
                self.numeric(i),
                self.day_first(i),
                self.quarter(i),
                self.century(i),
                self.decade(i),
                self.nth_of(i),
                self.year_first(i),
            ]),
            C::Fiscal => self.quarter(i).or_else(|| self.fiscal(i)),
            C::Unit => self.unit_first(i),
            C::Other if token.len() == 1 => self.quarter(i),
            C::Mark if token.is_mark('\'') => self.decade(i).or_else(|| self.short_year(i)),
            _ => None,
        };
        best([simple, self.feast(i)])
    }

    /// "2016", "2016 April".
    fn year_first(&self, i: usize) -> Parsed<What> {
        let (year, at) = self.year_digits(i)?;
        if self.is(at, C::Month)
            && (self.token(at)?.capital || !matches!(self.n(at), 3 | 5))
            && !self.is(at + 1, C::Digits)
        {
            return Some((
                What::Named(Named::Month(self.n(at) as u8), Which::Unsaid, Year::Given(year)),
                at + 1,
            ));
        }
        self.reads_as_year(i, at, year).then_some((What::Known(Stretch::Year(year)), at))
    }

    fn counted(&self, at: usize) -> bool {
        COUNTED.iter().any(|w| self.says(at, w)) || matches!(self.class(at), Some(C::Units | C::Dozen))
    }

    fn reads_as_year(&self, i: usize, at: usize, year: i32) -> bool {
        if self.counted(at) {
            return false;
        }
        let before = i.checked_sub(1).and_then(|p| self.token(p));
        let Some(before) = before else { return (1400..2150).contains(&year) };
        let glued = self.glued(i);
        if glued
            && !(before.is_mark('(')
                || before.is_mark('"')
                || before.is_mark('“')
                || before.is_mark('-')
                || before.is_mark('–')
                || before.is_mark('=')
                || before.is_mark('‘'))
        {
            return false;
        }
        let led = matches!(
            before.class,
            C::In
                | C::Since
                | C::By
                | C::From
                | C::To
                | C::Between
                | C::During
                | C::Edge
                | C::EdgeOf
                | C::After
                | C::Before
                | C::And
                | C::Within
        );
        // "A380-2000", "Vision 2030", "Agenda 2063" are names; "Expo 2020" is one too, but has its year.
        let name = before.is_mark('-')
            && glued
            && i > 1
            && !(matches!(self.class(i - 2), Some(C::Edge | C::Month | C::ShortMonth))
                || self.token(i - 2).is_some_and(|t| t.class == C::Digits && t.len() == 4));
        if name
            || before.is_mark('#')
            || before.is_mark('$')
            || before.is_mark('£')
            || before.is_mark('€')
            || before.is_mark('.') && self.glued(i - 1) && glued
        {
            return false;
        }
        if matches!(
            self.word(i - 1),
            "No" | "Agenda"
                | "Vision"
                | "Boeing"
                | "Airbus"
                | "Area"
                | "Room"
                | "Route"
                | "Highway"
                | "Nasdaq"
                | "Russell"
                | "Windows"
                | "Studio"
                | "Channel"
                | "Nikkei"
        ) {
            return false;
        }
        if led { (1000..2150).contains(&year) } else { (1700..2100).contains(&year) }
    }

    /// "'98" after "in", "since", "of".
    fn short_year(&self, i: usize) -> Parsed<What> {
        let digits = self.token(i + 1).filter(|t| t.class == C::Digits && t.len() == 2 && t.glued)?;
        let led = i > 0
            && matches!(
                self.class(i - 1),
                Some(C::In | C::Since | C::Of | C::From | C::By | C::To | C::Edge | C::Season)
            );
        let ends = self.token(i + 2).is_none_or(|t| !t.glued || t.class == C::Mark);
        (led && ends && !self.glued(i)).then(|| (What::Known(Stretch::Year(century_of(digits.n))), i + 2))
    }

    /// "fiscal 2016", "fiscal year 2016", "the fiscal year".
    fn fiscal(&self, i: usize) -> Parsed<What> {
        let at = i + 1;
        if let Some((year, end)) = self.year_digits(self.skip_word(at, "year")) {
            return Some((What::Known(Stretch::Year(year)), end));
        }
        (self.says(at, "year") && i > 0 && self.is(i - 1, C::The)).then_some((What::Told(Unit::Year), at + 1))
    }

    /// "week 10", "year-end", "year end", "year 2000", "the week of October 6", "weekend".
    fn unit_first(&self, i: usize) -> Parsed<What> {
        let unit = unit_of(self.n(i))?;
        let at = i + 1;
        let the = i > 0 && self.is(i - 1, C::The);
        match unit {
            Unit::Day
                if matches!(self.class(at), Some(C::Before | C::After)) && self.is(at + 1, C::DayFromNow) =>
            {
                let n = self.n(at + 1) + if self.is(at, C::Before) { -1 } else { 1 };
                Some((What::Near(Unit::Day, n), at + 2))
            }
            Unit::Year => {
                if let Some((year, end)) = self.year(self.skip(at, C::Of)) {
                    return Some((What::Known(Stretch::Year(year)), end));
                }
                None
            }
            Unit::Week => {
                if self.is(at, C::Digits)
                    && self.token(at)?.len() <= 2
                    && (1..=53).contains(&self.n(at))
                    && !self.token(i)?.capital
                {
                    let week = Named::Week(self.n(at) as u8);
                    let (year, to) = self.year_after(at + 1).unwrap_or((Year::Near(0), at + 1));
                    return Some((What::Named(week, Which::Unsaid, year), to));
                }
                if self.is(at, C::After) && self.says(at + 1, "next") {
                    return Some((What::Near(Unit::Week, 2), at + 2));
                }
                if self.is(at, C::Of) {
                    let inner = self.month_first(at + 1).or_else(|| self.day_first(at + 1));
                    if let Some((day @ What::Named(Named::MonthDay(..), ..), end)) = inner {
                        return Some((What::Nth(0, NthOf::Unit(Unit::Week), Box::new(day)), end));
                    }
                }
                None
            }
            Unit::Weekend
                if the
                    && i > 1
                    && matches!(
                        self.class(i - 2),
                        Some(C::Over | C::During | C::At | C::On | C::For | C::Of)
                    )
                    || the && self.ends_phrase(at) =>
            {
                Some((What::Told(Unit::Weekend), at))
            }
            _ => None,
        }
    }

    /// "the first Monday of October", "the last week of May", "the third day of 2016".
    pub(super) fn nth_of(&self, i: usize) -> Parsed<What> {
        let long = self
            .day(i)
            .filter(|_| self.is(i, C::Cardinal) && self.is_ordinal(i))
            .map(|(n, at)| (n as i8, at));
        let (n, at) = self.nth(i).or(long)?;
        let (of, end) = if let Some((day, end)) = self.weekday(at) {
            (NthOf::Weekday(day), end)
        } else {
            let week_end = self.says(at, "week") && self.mark(at + 1, '-') && self.says(at + 2, "end");
            let ((unit, plural), end) =
                if week_end { ((Unit::Weekend, false), at + 3) } else { self.unit(at)? };
            if plural || !matches!(unit, Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Decade)
            {
                return None;
            }
            (NthOf::Unit(unit), end)
        };
        if !matches!(self.class(end), Some(C::Of | C::In)) {
            return None;
        }
        let inner_at = self.skip(end + 1, C::The);
        let (inner, to) = self.stretch(inner_at).or_else(|| {
            let ((unit, plural), to) = self.unit(inner_at)?;
            let which =
                if matches!(unit, Unit::Month | Unit::Year | Unit::Week) && inner_at > end + 1 && !plural {
                    unit
                } else {
                    return None;
                };
            Some((What::Near(which, 0), to))
        })?;
        let longer = matches!(
            inner,
            What::Named(Named::Month(_) | Named::Season(_) | Named::Quarter(_), ..)
                | What::Near(Unit::Week | Unit::Month | Unit::Year | Unit::Quarter, _)
                | What::Known(
                    Stretch::Year(_) | Stretch::Month(..) | Stretch::Decade(_) | Stretch::Century(_)
                )
        );
        longer.then(|| (What::Nth(n, of, Box::new(inner)), to))
    }

    /// Whether the meaning is a day, or comes down to one.
    pub(super) fn is_day(what: &What) -> bool {
        match what {
            What::Known(stretch) => matches!(stretch, Stretch::Day(_)),
            What::Named(named, ..) => {
                matches!(named, Named::MonthDay(..) | Named::Weekday(_) | Named::Feast(_))
            }
            What::Weekday(..) | What::MonthDay(_) => true,
            What::Near(unit, _) | What::Told(unit) => *unit == Unit::Day,
            What::Nth(_, of, _) => matches!(of, NthOf::Weekday(_) | NthOf::Unit(Unit::Day)),
            What::Offset(length, ..) => length.iter().all(|(_, unit)| *unit >= Unit::Day),
            _ => false,
        }
    }

    /// A point: a stretch, or a time of day with or without its day.
    pub(super) fn point(&self, i: usize) -> Parsed<What> {
        if let Some((what, at)) = self.stretch(i) {
            if let What::Part(part, Some(day)) = &what {
                let lead = self.at_word(at);
                if lead > at
                    && !self.mark(lead - 1, ',')
                    && let Some((clock, end)) = self.clock(lead).or_else(|| self.bare_hour(lead))
                {
                    return Some((What::Clock(clock.in_part(*part), Some(day.clone())), end));
                }
            }
            let (what, at) = if Self::is_day(&what) { self.hour_of(what, at) } else { (what, at) };
            if let What::Part(part, Some(day)) = &what {
                // "Wednesday evening next week"
                if let (What::Named(Named::Weekday(day), Which::Unsaid, _), Some(shift)) =
                    (day.as_ref(), self.near(at))
                    && self.says(at + 1, "week")
                {
                    let day = What::Nth(
                        *day as i8,
                        NthOf::Unit(Unit::Day),
                        Box::new(What::Near(Unit::Week, shift)),
                    );
                    return Some((What::Part(*part, Some(Box::new(day))), at + 2));
                }
            }
            return Some((what, at));
        }
        if self.is(i, C::Tonight) {
            let what = What::Part(Part::Night, Some(Box::new(What::Near(Unit::Day, 0))));
            let lead = self.at_word(i + 1);
            if let Some((clock, at)) =
                self.clock(lead).or_else(|| if lead > i + 1 { self.bare_hour(lead) } else { None })
            {
                return Some((
                    What::Clock(clock.in_part(Part::Night), Some(Box::new(What::Near(Unit::Day, 0)))),
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
            let clock = Clock { hour, minute: None, second: None, sure: false, zone: None };
            let lead = self.comma(at);
            if hour <= 12 && self.is(lead, C::Tonight) {
                return Some((
                    What::Clock(clock.in_part(Part::Night), Some(Box::new(What::Near(Unit::Day, 0)))),
                    lead + 1,
                ));
            }
            if hour <= 12 && self.is(at, C::In) && self.is(at + 1, C::The) && self.part(at + 2).is_some() {
                return Some(self.day_of(clock, at));
            }
            if hour <= 12
                && self.is(at, C::DayFromNow)
                && let Some((part, end)) = self.part(at + 1)
            {
                return Some((
                    What::Clock(clock.in_part(part), Some(Box::new(What::Near(Unit::Day, self.n(at))))),
                    end,
                ));
            }
        }
        self.part_first(i)
    }

    /// Past "at", "@", a comma between a day and its hour.
    fn at_word(&self, i: usize) -> usize {
        let at = self.comma(i);
        let about = at + usize::from(self.is(at, C::At));
        if self.is(about, C::About) || self.is(about, C::Nearly) {
            return about + 1;
        }
        if self.is(at, C::At) || self.mark(at, '@') { at + 1 } else { at }
    }

    pub(super) fn bare_hour(&self, i: usize) -> Parsed<Clock> {
        let (hour, at) = self.hour_number(i)?;
        let clock = Clock { hour, minute: None, second: None, sure: hour > 12, zone: None };
        let number = self
            .token(at)
            .is_some_and(|t| t.class == C::Mark && self.is(at + 1, C::Digits) && self.glued(at + 1))
            || self.mark(at, '%')
            || self.mark(at, '-')
            || self.mark(at, '/')
            || self.is(at, C::Units)
            || self.is(at, C::Digits);
        (self.ends_phrase(at) && !number).then_some((clock, at))
    }

    /// The part or hour after a day: "Friday night", "tomorrow at 5", "Friday in the early hours", "today at noon".
    fn hour_of(&self, day: What, at: usize) -> (What, usize) {
        let boxed = |day: &What| Some(Box::new(day.clone()));
        // Nights of a weekday: "Friday night"; "Friday early morning"
        let edge = at + usize::from(self.is(at, C::Edge));
        if let Some((part, end)) = self.part(edge)
            && !matches!(part, Part::Noon | Part::Midnight)
        {
            let lead = self.at_word(end);
            let hour = self.clock(lead).or_else(|| {
                if lead > end && !self.mark(lead - 1, ',') { self.bare_hour(lead) } else { None }
            });
            if let Some((clock, to)) = hour {
                return (What::Clock(clock.in_part(part), boxed(&day)), to);
            }
            return (What::Part(part, boxed(&day)), end);
        }
        let edge = at + usize::from(self.is(at, C::Edge) && self.is(at + 1, C::In));
        if self.is(edge, C::In) && self.is(edge + 1, C::The) {
            let at = edge;
            let mut early = self.skip(at + 2, C::Edge);
            if early > at + 2 && self.says(early, "hours") && self.is(early + 1, C::Of) {
                early = self.skip(early + 2, C::The);
            }
            if let Some((part, end)) = self.part(early) {
                return (What::Part(part, boxed(&day)), end);
            }
        }
        let lead = self.at_word(at);
        if (matches!(self.class(lead), Some(C::Before | C::After | C::By | C::Since | C::For))
            || self.is(lead, C::To) && self.n(lead) == 2)
            && let Some((clock, end)) = self.clock(lead + 1)
        {
            return (What::Clock(clock, boxed(&day)), end);
        }
        if let Some((clock, end)) = self.clock(lead).or_else(|| {
            if lead > at && matches!(self.class(lead - 1), Some(C::At | C::About)) {
                self.bare_hour(lead)
            } else {
                None
            }
        }) {
            // "May 3, 10 p.m." but not "Monday, 12 percent".
            return (What::Clock(clock, boxed(&day)), end);
        }
        if lead > at
            && self.is(lead - 1, C::At)
            && let Some((part @ (Part::Midday | Part::Night), end)) = self.part(lead)
        {
            return (What::Part(part, boxed(&day)), end);
        }
        (day, at)
    }

    /// The day after a time of day: "10 p.m. on Wednesday", "noon Thursday", "3 in the morning".
    fn day_of(&self, mut clock: Clock, at: usize) -> (What, usize) {
        let mut at = at;
        if self.is(at, C::In) && self.is(at + 1, C::The) {
            if let Some((part, end)) = self.part(at + 2) {
                (clock, at) = (clock.in_part(part), end);
            }
        } else if self.is(at, C::This)
            && let Some((part, end)) = self.part(at + 1)
        {
            return (What::Clock(clock.in_part(part), Some(Box::new(What::Near(Unit::Day, 0)))), end);
        }
        let lead = self.comma(at);
        let lead = if matches!(self.class(lead), Some(C::On | C::Of)) { lead + 1 } else { lead };
        let lead = if lead > at { self.skip(lead, C::The) } else { lead };
        if let Some((day, end)) = self.stretch(lead).filter(|(what, _)| Self::is_day(what)) {
            if let Some((part, to)) =
                self.part(end).filter(|(p, _)| !matches!(p, Part::Noon | Part::Midnight))
            {
                return (What::Clock(clock.in_part(part), Some(Box::new(day))), to);
            }
            return (What::Clock(clock, Some(Box::new(day))), end);
        }
        (What::Clock(clock, None), at)
    }

    /// "the morning of May 3", "the afternoon", "the night".
    fn part_first(&self, i: usize) -> Parsed<What> {
        let (part, at) = self.part(i)?;
        if matches!(part, Part::Noon | Part::Midnight | Part::Midday) {
            return (part == Part::Midday && self.says(i, "midday"))
                .then_some((What::Clock(Clock::full(12), None), at));
        }
        let of = matches!(self.class(at), Some(C::Of | C::On)) || self.mark(at, ',');
        if of {
            let lead = self.skip(at + 1, C::The);
            if let Some((day, end)) = self.stretch(lead).filter(|(what, _)| Self::is_day(what)) {
                return Some((What::Part(part, Some(Box::new(day))), end));
            }
        }
        let before = i.checked_sub(1).and_then(|p| self.class(p));
        let the = matches!(before, Some(C::The)) && i > 1;
        let lead = if the { self.class(i - 2) } else { before };
        let lead =
            if matches!(lead, Some(C::Edge)) { i.checked_sub(3).and_then(|p| self.class(p)) } else { lead };
        let led = the && matches!(lead, Some(C::In | C::During | C::Later | C::Earlier | C::Of));
        let hour = self.at_word(at);
        if led
            && hour > at
            && let Some((clock, end)) = self.clock(hour).or_else(|| self.bare_hour(hour))
        {
            return Some((What::Clock(clock.in_part(part), None), end));
        }
        (led && self.ends_phrase(at)).then_some((What::Part(part, None), at))
    }
}

impl Clock {
    /// The same with the hour alone where no minute is said, as sets have it.
    pub(super) fn short_code(self) -> String {
        self.minute.map_or_else(|| format!("T{:02}", self.hour), |_| self.code())
    }

    /// The value's part after the day.
    pub(super) fn code(self) -> String {
        format!("T{:02}:{:02}", self.hour, self.minute.unwrap_or(0))
    }
}

/// The longest of several readings, the first of equals.
pub(super) fn best<T, const N: usize>(readings: [Parsed<T>; N]) -> Parsed<T> {
    let mut best: Parsed<T> = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|(_, to)| reading.1 > *to) {
            best = Some(reading);
        }
    }
    best
}

/// The unit with this number in the table of words.
pub(super) fn unit_of(n: i32) -> Option<Unit> {
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

fn unit_is_fortnight(n: i32) -> bool {
    n == FORTNIGHT
}

fn mark_char(n: i32) -> char {
    u32::try_from(n).ok().and_then(char::from_u32).unwrap_or(' ')
}

/// A year of two digits: 1974, 2024. News tells of the past: only years up to 49 are of this century.
fn century_of(two: i32) -> i32 {
    if two < 50 { 2000 + two } else { 1900 + two }
}

/// American order, unless only the other fits; with full stops the day comes first.
fn month_and_day(first: i32, second: i32, day_first: bool) -> Option<(u8, u8)> {
    let fits = |month: i32, day: i32| {
        (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && Date::new(2000, month as u8, day as u8).is_some()
    };
    let (a, b) =
        if day_first { ((second, first), (first, second)) } else { ((first, second), (second, first)) };
    let (month, day) = if fits(a.0, a.1) {
        a
    } else if fits(b.0, b.1) {
        b
    } else {
        return None;
    };
    Some((month as u8, day as u8))
}

impl Amount {
    fn times(self, n: i64) -> Amount {
        match self {
            Amount::Hundredths(h) => Amount::Hundredths(h * n),
            Amount::Some => Amount::Some,
        }
    }
}

impl Clock {
    pub(super) fn full(hour: u8) -> Clock {
        Clock { hour, minute: Some(0), second: None, sure: true, zone: None }
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
    pub(super) fn in_part(mut self, part: Part) -> Clock {
        if !self.sure && self.hour <= 12 {
            match part {
                Part::Morning => self.hour %= 12,
                Part::Night if self.hour < 5 || self.hour == 12 => self.hour %= 12,
                _ => self.hour = self.hour % 12 + 12,
            }
            self.sure = true;
        }
        self
    }

    /// The stretch on this day.
    pub(super) fn on(self, date: Date) -> Option<Stretch> {
        let (date, hour) = if self.hour == 24 { (date.plus_days(1)?, 0) } else { (date, self.hour) };
        Some(match (self.minute, self.second) {
            (Some(minute), Some(second)) => Stretch::Second(Moment {
                date,
                second: Some(u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second)),
            }),
            (Some(minute), None) => Stretch::Minute(date, hour, minute),
            (None, _) => Stretch::Hour(date, hour),
        })
    }
}
