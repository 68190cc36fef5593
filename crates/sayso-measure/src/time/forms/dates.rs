//! In: tokens. Out: days and months with the month in letters: "May 3, 2016", "the 3rd of May",
//! "October", "2020-Sep-23".

use sayso_english::times::COUNTED_NOUNS;

use super::grammar::Grammar;
use super::meaning::{Meaning, Named, NthOf, Parsed, Which, Year};
use super::years::full_year;
use crate::time::calendar::{Date, Period, Unit};
use crate::time::words::{Class as C, Token};

/// A leap year: a day and a month that fit it are in the calendar of some year.
const ANY_LEAP_YEAR: i32 = 2000;

/// Months whose names are also verbs.
pub(super) const MARCH_AND_MAY: [u8; 2] = [3, MAY];
const MAY: u8 = 5;

/// Months whose names are also names of people.
const APRIL_JUNE_AND_AUGUST: [u8; 3] = [4, 6, 8];

/// What can be before an abbreviated month without a full stop and without a day.
const BEFORE_SHORT_MONTH: &[C] = &[
    C::In,
    C::Since,
    C::EarlyLate,
    C::Last,
    C::Next,
    C::This,
    C::Of,
    C::To,
];

/// What shows that the name of a month after it is a month.
const BEFORE_BARE_MONTH: &[C] = &[
    C::In,
    C::Since,
    C::By,
    C::Of,
    C::From,
    C::To,
    C::Last,
    C::Next,
    C::This,
    C::EarlyLate,
    C::During,
    C::Between,
    C::After,
    C::Before,
    C::StartOrEnd,
    C::Every,
    C::At,
    C::And,
    C::Or,
    C::On,
    C::Over,
];

/// Some of the same words: these can also be before a person ("by April Moore").
const BEFORE_PERSON: &[C] = &[
    C::And,
    C::Or,
    C::From,
    C::To,
    C::By,
    C::Of,
    C::After,
    C::Before,
];

/// A day of a year; the year may not have it.
pub(super) fn exact_day(year: i32, month: u8, day: u8) -> Meaning {
    match Date::new(year, month, day) {
        Some(date) => Meaning::Exact(Period::Day(date)),
        None => Meaning::Impossible(Some(year), month, day),
    }
}

/// A day or month of a year; the year may not have the day.
fn with_given_year(named: Named, year: Year) -> Meaning {
    match (named, year) {
        (Named::MonthDay(month, day), Year::Given(given))
            if Date::new(given, month, day).is_none() =>
        {
            Meaning::Impossible(Some(given), month, day)
        }
        _ => Meaning::Named(named, Which::Unstated, year),
    }
}

/// Whether the day is in the calendar, in a leap year at least.
pub(super) fn is_day_of_month(month: u8, day: u8) -> bool {
    Date::new(ANY_LEAP_YEAR, month, day).is_some()
}

impl Grammar<'_> {
    /// A month by its name or abbreviation.
    pub(crate) fn month(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            // "clients MAY reply"
            C::Month if self.word(i) == "MAY" && self.is_small_word(i + 1) => None,
            C::Month => Some((token.value as u8, i + 1)),
            // "Jan-Erik", "Mar-a-Lago"
            C::ShortMonth
                if self.skip_hyphen(i + 1) > i + 1 && self.is_any(i + 2, &[C::Other, C::A]) =>
            {
                None
            }
            C::ShortMonth if self.is_short_month(i, token) => {
                Some((token.value as u8, self.abbreviation_end(i)))
            }
            _ => None,
        }
    }

    fn is_small_word(&self, i: usize) -> bool {
        self.word(i).starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// Whether an abbreviation like "mar" or "dec" is a month here.
    fn is_short_month(&self, i: usize, token: &Token) -> bool {
        let next = i + 1;
        let year_follows = self.mark(next, ',') && self.year_digits(i + 2).is_some()
            || self.is_comma_for_point(i, next);
        let is_joined =
            self.mark(next, '.') || self.dash(next) || i > 0 && self.dash(i - 1) || year_follows;
        let is_led = self.is(next, C::To) || self.follows_any(i, BEFORE_SHORT_MONTH);
        token.capital && (is_joined || is_led)
            || self.is_beside_digits(i)
            || self.is(next, C::Ordinal)
            || self.is_whole_paragraph(i, next)
    }

    fn is_beside_digits(&self, i: usize) -> bool {
        let is_between_slashes = self.mark(i + 1, '/') && i > 0 && self.mark(i - 1, '/');
        is_between_slashes
            || self.mark(i + 1, '/') && self.is(i + 2, C::Digits)
            || self.is(i + 1, C::Digits)
            || self.follows_any(i, &[C::Digits, C::OrdinalEnd])
    }

    /// Skips an abbreviated month or weekday with its full stop, unless that ends the sentence.
    pub(crate) fn abbreviation_end(&self, i: usize) -> usize {
        let at = self.skip_stop(i + 1);
        let goes_on = self.token(at).is_some_and(|t| {
            matches!(t.class, C::Digits | C::Mark) || !t.capital || t.class != C::Other
        });
        if goes_on { at } else { i + 1 }
    }

    /// A day of the month: "13", "13th", "third", "twenty-first", "twenty nine".
    pub(crate) fn day(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i)?;
        match token.class {
            C::Digits => self.day_in_digits(i, token),
            C::Ordinal => (token.value <= 30).then_some((token.value as u8, i + 1)),
            C::Cardinal if token.value == 20 || token.value == 30 => {
                let at = self.skip_mark(i + 1, '-');
                let ones = self.token(at)?;
                let day = token.value + ones.value;
                let fits = matches!(ones.class, C::Ordinal | C::Cardinal)
                    && (1..10).contains(&ones.value)
                    && day <= 31;
                fits.then_some((day as u8, at + 1))
            }
            _ => None,
        }
    }

    fn day_in_digits(&self, i: usize, token: &Token) -> Parsed<u8> {
        if token.len() > 2 || !(1..=31).contains(&token.value) {
            return None;
        }
        let is_glued_to_mark =
            token.glued && i > 0 && self.any_mark(i - 1, &[',', '.', '$', '£', '€', ':']);
        let is_after_colon = i > 0 && self.mark(i - 1, ':') && self.is(i + 1, C::Month);
        if is_glued_to_mark && !is_after_colon {
            return None;
        }
        if self.is_ordinal_end(i + 1) {
            return Some((token.value as u8, i + 2));
        }
        let is_share = self.glued(i + 1) && self.mark(i + 1, '%');
        (!is_share).then_some((token.value as u8, i + 1))
    }

    /// Month first: "May 3", "May 3, 2016", "May 2016", "May of last year", "May".
    pub(crate) fn month_first(&self, i: usize) -> Parsed<Meaning> {
        let (month, at) = self.month(i)?;
        let is_joined = self.is_joined_number(at) || self.is_comma_for_point(i, at);
        let joined = at + usize::from(is_joined);
        let day_at = self.ordinal_after_month(at).unwrap_or(joined);
        let is_year = self.year_words(day_at).is_some();
        if let Some((day, end)) = self.day(day_at).filter(|_| !is_year)
            && !self.is_clock_or_count(end)
        {
            if is_day_of_month(month, day) {
                return Some(self.month_and_day(month, day, end));
            }
            if self.is(joined, C::Digits) {
                return Some(self.impossible_day(month, day, end));
            }
        }
        let year_at = if self.year_digits(joined).is_some() {
            joined
        } else {
            self.skip_hyphen(at)
        };
        if let Some((year @ Year::Given(_), end)) = self.year_after(year_at) {
            let month = Meaning::Named(Named::Month(month), Which::Unstated, year);
            return Some((month, end));
        }
        self.is_bare_month(i, at, month)
            .then(|| self.with_year(Named::Month(month), at))
    }

    /// "Nov, 29, 2016": a comma for the point of a short month.
    fn is_comma_for_point(&self, i: usize, comma: usize) -> bool {
        self.is(i, C::ShortMonth)
            && self.mark(comma, ',')
            && self.is(comma + 1, C::Digits)
            && self.mark(comma + 2, ',')
            && self.year_digits(comma + 3).is_some()
    }

    /// A slash or hyphen before digits, without spaces: "Oct-12", "Oct/12".
    fn is_joined_number(&self, at: usize) -> bool {
        (self.mark(at, '/') || self.mark(at, '-')) && self.glued(at) && self.is(at + 1, C::Digits)
    }

    /// Where an ordinal after a month begins: "May the 3rd", "May, 3rd". Not the ordinal of
    /// another noun: "that April the first riot …".
    fn ordinal_after_month(&self, at: usize) -> Option<usize> {
        let (the, comma) = (self.skip(at, C::The), self.skip_comma(at));
        let counts_noun = self.is(the, C::Ordinal) && !self.ends_phrase(the + 1);
        if the > at && self.is_ordinal(the) && !counts_noun {
            return Some(the);
        }
        let is_after_comma = comma > at && self.is_ordinal(comma) && self.is(comma, C::Digits);
        is_after_comma.then_some(comma)
    }

    /// Whether the number before this token is an hour or counts something: "May 3:30", "May 3 pm",
    /// "May 20 people".
    fn is_clock_or_count(&self, at: usize) -> bool {
        let is_clock = self.mark(at, ':') && self.digits_glued_after(at) || self.is(at, C::AmPm);
        is_clock || self.is_counted_noun(at) || self.is(at, C::Units)
    }

    /// Whether the token is a noun that is counted.
    pub(crate) fn is_counted_noun(&self, i: usize) -> bool {
        COUNTED_NOUNS.has(self.word(i))
    }

    /// A month and its day, and the year after them.
    fn month_and_day(&self, month: u8, day: u8, end: usize) -> (Meaning, usize) {
        if let Some(beyond) = self.year_beyond_calendar(month, day, end) {
            return beyond;
        }
        let joined = self.skip_hyphen(end);
        let year_at = if self.year_digits(joined).is_some() {
            joined
        } else {
            end
        };
        let named = Named::MonthDay(month, day);
        let (date, date_end) = self.with_year(named, year_at);
        if date_end > year_at {
            return (date, date_end);
        }
        // The year after a list is that of all its days: "May 5 and 6, 2026".
        match self.rest_of_list(day, end) {
            Some((_, list_end)) => (self.with_year(named, list_end).0, end),
            None => (date, date_end),
        }
    }

    /// "December 31, 9999": a day whose year is not one that news writes about.
    fn year_beyond_calendar(&self, month: u8, day: u8, at: usize) -> Parsed<Meaning> {
        const FIRST_YEAR_BEYOND: i32 = 2200;
        let token = self
            .token(at + 1)
            .filter(|t| t.class == C::Digits && t.len() >= 4 && self.mark(at, ','))?;
        let is_beyond = token.len() > 4 || token.value >= FIRST_YEAR_BEYOND;
        let year = Some(token.value).filter(|_| token.len() == 4);
        (is_beyond && self.ends_phrase(at + 2) && !self.counts_something(at + 2))
            .then_some((Meaning::Impossible(year, month, day), at + 2))
    }

    /// "31 February 2023": a day that no calendar has, and the year after it.
    fn impossible_day(&self, month: u8, day: u8, end: usize) -> (Meaning, usize) {
        match self.year_digits(self.skip_comma(end)) {
            Some((year, end)) => (Meaning::Impossible(Some(year), month, day), end),
            None => (Meaning::Impossible(None, month, day), end),
        }
    }

    /// "2020-Sep-23", "23/September/2020", "September-2020-23": year, month and day joined, the
    /// month in letters.
    pub(crate) fn joined_date(&self, i: usize) -> Parsed<Meaning> {
        let end = i + 5;
        let mark = self
            .token(i + 1)
            .filter(|t| t.is_mark('-') || t.is_mark('/'))?;
        let is_joined = (i + 1..end).all(|k| self.glued(k))
            && self
                .token(i + 3)
                .is_some_and(|t| t.class == C::Mark && t.value == mark.value);
        let continues_number =
            i > 0 && self.glued(i) && (self.dash(i - 1) || self.mark(i - 1, '/'));
        let is_continued = self.glued(end) && !self.is(end, C::Mark)
            || self.dash(end) && self.digits_glued_after(end);
        if !is_joined || continues_number || is_continued {
            return None;
        }
        Some((self.day_of_parts([i, i + 2, i + 4])?, end))
    }

    /// The day of a year, a month in letters and a day, in any order. A year of two digits is after
    /// the day: "19-Nov-12".
    fn day_of_parts(&self, parts: [usize; 3]) -> Option<Meaning> {
        let (mut year, mut month, mut day) = (None, None, None);
        for part in parts {
            let token = self.token(part)?;
            match token.class {
                C::Month | C::ShortMonth => month = Some(token.value as u8),
                C::Digits if token.len() == 4 => year = Some(token.value),
                C::Digits if token.len() <= 2 && day.is_none() => day = Some(token.value as u8),
                C::Digits if token.len() == 2 => year = Some(full_year(token.value)),
                _ => return None,
            }
        }
        let (year, month, day) = (year?, month?, day?);
        is_day_of_month(month, day).then(|| exact_day(year, month, day))
    }

    /// "18" in "18 and 19 June", "the 3rd" in "the 3rd, 4th and 5th of May", "25" in "April 24 and
    /// 25": a day of a list that names the month once.
    pub(crate) fn listed_day(&self, i: usize) -> Parsed<Meaning> {
        let (day, at) = self.number_of_list(i)?;
        let rest = self.rest_of_list(day, at);
        if let Some((_, end)) = rest
            && let Some(found) = self.day_before_month_of_list(day, end)
        {
            return Some((found, at));
        }
        let closes_list = rest.is_none() && self.follows_any(i, &[C::And, C::Or]);
        let end = rest.map_or(at, |(_, end)| end);
        let ends_list = self.ends_phrase(end)
            && !self.counts_something(end)
            && !self.mark(end, '%')
            && !self.is(end, C::Digits);
        let is_of_list = ends_list && (closes_list || rest.is_some());
        let month = self.month_before_list(i).filter(|_| is_of_list)?;
        let (date, end) = self.with_year(Named::MonthDay(month, day), end);
        is_day_of_month(month, day).then_some((date, if closes_list { end } else { at }))
    }

    /// A number that can be one of a list of days: "18", "18th", "third".
    fn number_of_list(&self, i: usize) -> Parsed<u8> {
        let token = self.token(i).filter(|t| !t.glued)?;
        let is_number = matches!(token.class, C::Digits | C::Ordinal);
        self.day(i).filter(|_| is_number)
    }

    /// The last day of a list that goes on here, and the token after it: "(5), 6 and 7".
    fn rest_of_list(&self, day: u8, at: usize) -> Parsed<u8> {
        const MOST_DAYS: usize = 6;
        let (mut last, mut end) = (day, at);
        for _ in 0..MOST_DAYS {
            let comma = self.skip_comma(end);
            let joint = self.skip_any(comma, &[C::And, C::Or]);
            if joint == end {
                return None;
            }
            let next = self.number_of_list(self.skip(joint, C::The))?;
            if next.0 <= last {
                return None;
            }
            (last, end) = next;
            if joint > comma {
                return Some((last, end));
            }
        }
        None
    }

    /// A day of a list whose month is after its last day: "(5 and 6) May", "(the 5th and 6th) of
    /// May 2024".
    fn day_before_month_of_list(&self, day: u8, at: usize) -> Option<Meaning> {
        let of = self.skip(at, C::Of);
        let (month, end) = self.month(of).filter(|_| self.is_capital(of))?;
        let (date, _) = self.with_year(Named::MonthDay(month, day), end);
        is_day_of_month(month, day).then_some(date)
    }

    /// The month before a list of days in which this token is: "April 24 and 25".
    fn month_before_list(&self, i: usize) -> Option<u8> {
        /// How many tokens before a day the list may begin.
        const LONGEST_LIST: usize = 12;
        let mut first = i;
        while first + LONGEST_LIST > i
            && let Some(before) = self.day_before_in_list(first)
        {
            first = before;
        }
        let before = first.checked_sub(1).filter(|_| first < i)?;
        let name = before - usize::from(before > 0 && self.mark(before, '.'));
        let is_month = self.is_any(name, &[C::Month, C::ShortMonth]) && self.is_capital(name);
        is_month.then(|| self.value(name) as u8)
    }

    /// The day before this one in a list of days, if there is a smaller one.
    fn day_before_in_list(&self, i: usize) -> Option<usize> {
        let is_joint = |k: usize| self.is_any(k, &[C::And, C::Or]) || self.mark(k, ',');
        let mut joint = i.checked_sub(1).filter(|joint| is_joint(*joint))?;
        if joint > 0 && self.mark(joint - 1, ',') {
            joint -= 1;
        }
        let end = joint.checked_sub(1)?;
        let number = end - usize::from(end > 0 && self.is(end, C::OrdinalEnd));
        (self.is(number, C::Digits) && self.value(number) < self.value(i)).then_some(number)
    }

    /// A day or month with the year after it, if there is one. The calendar of that year may not
    /// have the day: "Feb. 29, 2015".
    pub(crate) fn with_year(&self, named: Named, at: usize) -> (Meaning, usize) {
        if let Some((year, end)) = self.year_after(at) {
            let is_given =
                matches!(year, Year::Given(y) if y >= 1400) && !self.counts_something(end);
            // A comma is only written before digits, not in "May 3 last year".
            let is_from_now = !self.mark(at, ',') && !matches!(year, Year::Given(_));
            if is_given || is_from_now {
                return (with_given_year(named, year), end);
            }
        }
        (Meaning::named(named), at)
    }

    /// Whether a word that can be a month is one here, without a day or year.
    fn is_bare_month(&self, i: usize, end: usize, month: u8) -> bool {
        let Some(token) = self.token(i) else {
            return false;
        };
        if !token.capital {
            return self.is_small_month(i, end, month);
        }
        let is_followed_by_name = self.is_capital_other(end) && !self.ends_paragraph(end);
        let may_be_person = is_followed_by_name && self.follows_any(i, BEFORE_PERSON);
        // "Babies Who Eat Early May Avoid Allergies": a heading with its verb.
        let may_be_verb = MARCH_AND_MAY.contains(&month)
            && self.follows(i, C::EarlyLate)
            && self.is_capital(i - 1)
            && is_followed_by_name
            && !self.says_any(end, &["bank", "day"]);
        let is_led = self.follows_any(i, BEFORE_BARE_MONTH) && !may_be_person && !may_be_verb;
        let is_dashed = i > 0 && self.dash(i - 1) && self.glued(i);
        let is_planned = i > 1 && self.is(i - 1, C::For) && self.is(i - 2, C::PlanningVerb);
        if is_led || is_dashed || is_planned {
            return true;
        }
        if MARCH_AND_MAY.contains(&month) {
            return self.is_whole_paragraph(i, end);
        }
        if APRIL_JUNE_AND_AUGUST.contains(&month) {
            return !is_followed_by_name && !self.follows_name(i);
        }
        token.class == C::Month || self.dash(end) || !self.follows_name(i)
    }

    /// Whether a month in small letters is one: "may" and "march" are verbs, the other full names
    /// are rarely anything else.
    fn is_small_month(&self, i: usize, end: usize, month: u8) -> bool {
        let is_full_name = self.is(i, C::Month) && !MARCH_AND_MAY.contains(&month);
        is_full_name
            || self.follows_any(i, &[C::In, C::Since]) && !self.is(end, C::Other)
            || self.is_whole_paragraph(i, end)
    }

    /// Day first: "3 May 2016", "the 3rd of May", "third of October", "the 20th of next month".
    pub(crate) fn day_first(&self, i: usize) -> Parsed<Meaning> {
        let start = self.skip(i, C::The);
        let is_ordinal = self.is_ordinal(start);
        let (day, after_day) = self.day(start).or_else(|| self.spelled_day(start))?;
        let at = if is_ordinal {
            self.skip_word(after_day, "day")
        } else {
            after_day
        };
        let of = self.before_month_of_day(at);
        if let Some((month, end)) = self.month(of) {
            let is_month =
                self.is_capital(of) || of > at || self.is(start, C::Digits) && month != MAY;
            return if is_month {
                self.day_of_named_month(start, day, month, end)
            } else {
                None
            };
        }
        if is_ordinal
            && of > at
            && let Some(found) = self.day_of_month_from_now(day, of)
        {
            return Some(found);
        }
        // "on the 15th"
        let is_alone = is_ordinal
            && self.is(start, C::Digits)
            && start >= 2
            && self.is_article(start - 1)
            && self.is(start - 2, C::On)
            && self.ends_phrase(at);
        is_alone.then_some((Meaning::MonthDay(day), at))
    }

    /// "(on) three (May 2016)": a day as a cardinal word, only with a year after the month.
    fn spelled_day(&self, i: usize) -> Parsed<u8> {
        let token = self
            .token(i)
            .filter(|t| t.class == C::Cardinal && (1..20).contains(&t.value))?;
        let (_, year_at) = self.month(i + 1)?;
        self.year(year_at)?;
        Some((token.value as u8, i + 1))
    }

    /// Skips "of", a dash or a slash between a day and its month.
    fn before_month_of_day(&self, at: usize) -> usize {
        let of = self.skip(at, C::Of);
        let is_joined = of == at && (self.dash(of) || self.mark(of, '/')) && self.glued(of);
        of + usize::from(is_joined)
    }

    /// A day, whose first token is `start`, with the month that ends before `end`.
    fn day_of_named_month(&self, start: usize, day: u8, month: u8, end: usize) -> Parsed<Meaning> {
        if !is_day_of_month(month, day) {
            return self
                .is(start, C::Digits)
                .then(|| self.impossible_day(month, day, end));
        }
        // "(the 2016) May 3, …": the number before the month is not its day.
        let has_day_after = self.day(end).is_some() && self.mark(end + 1, ',');
        if has_day_after && !self.is_ordinal(start) {
            return None;
        }
        let joined = self.skip_hyphen(end);
        let year = joined + usize::from(self.mark(joined, '/') && self.glued(joined));
        let year_at = if self.is(year, C::Digits) { year } else { end };
        Some(self.with_year(Named::MonthDay(month, day), year_at))
    }

    /// "the 20th of next month": `of` is the token after "of".
    fn day_of_month_from_now(&self, day: u8, of: usize) -> Parsed<Meaning> {
        let month = self.skip(of, C::The);
        let shift = self.shift_from_now(month)?;
        let inner = Meaning::FromNow(Unit::Month, shift);
        self.says(month + 1, "month").then(|| {
            let nth = Meaning::Nth(day as i8, NthOf::Unit(Unit::Day), Box::new(inner));
            (nth, month + 2)
        })
    }
}
