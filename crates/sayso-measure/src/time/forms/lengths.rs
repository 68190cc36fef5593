//! In: tokens. Out: lengths: "two years", "a year and a half", "two to three weeks", "the first nine
//! months", "recent years".

use super::grammar::{Grammar, unit_of};
use super::meaning::{Amount, Form, Length, Meaning, Named, Parsed, Which, Year};
use crate::time::calendar::{Period, Unit};
use crate::time::words::Class as C;
use crate::time::{Mod, TimeRule};

/// Verbs that end like plurals: "lasts a year" is not a rate.
const VERBS_THAT_END_WITH_S: &[&str] = &[
    "lasts", "takes", "was", "is", "has", "spends", "needs", "this", "lets", "gives", "its",
];

/// Words of amounts before a rate: "2 million a month".
const BEFORE_RATE: &[&str] = &["million", "billion", "percent", "times", "share"];

/// A unit as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitWord {
    pub unit: Unit,
    pub is_plural: bool,
}

/// An amount with its unit, as far as it decides whether they are a length.
struct Measured {
    /// The first token of the amount.
    from: usize,
    amount: Amount,
    /// A hyphen is between amount and unit.
    has_hyphen: bool,
    unit_at: usize,
    unit: Unit,
    is_plural: bool,
    /// The token after the unit.
    end: usize,
}

fn length_form(length: Length, end: usize) -> Form {
    Form::new(TimeRule::Length, Meaning::Length(length), end)
}

fn window_form(length: Length, sign: i8, end: usize) -> Form {
    Form::new(TimeRule::Window, Meaning::Window(length, sign), end)
}

/// What is counted by "a second" although it is a word of time, or numbers it: "a second day".
const OF_ORDINAL: &[C] = &[
    C::Cardinal,
    C::Unit,
    C::PartOfDay,
    C::Weekday,
    C::Month,
    C::Season,
    C::Half,
    C::StartOrEnd,
    C::PlanningVerb,
];

/// Nouns that are past verbs too: "a second shot".
const NOUNS_LIKE_VERBS: &[&str] = &["shot", "wound", "cut", "hit", "run", "cast", "split"];

impl Grammar<'_> {
    /// A unit in the singular or plural.
    pub(super) fn unit(&self, i: usize) -> Parsed<UnitWord> {
        let token = self.token(i)?;
        let word = match token.class {
            // "an SEC filing"
            C::Unit | C::Units if self.word(i) == "SEC" => return None,
            C::Unit | C::Units => UnitWord {
                unit: unit_of(token.value)?,
                is_plural: token.class == C::Units,
            },
            C::PartOfDay if self.counts_nights(i) => UnitWord {
                unit: Unit::Day,
                is_plural: self.says(i, "nights"),
            },
            C::Ordinal if self.says(i, "second") => UnitWord {
                unit: Unit::Second,
                is_plural: false,
            },
            _ => return None,
        };
        Some((word, i + 1))
    }

    /// "(three) nights", "(a 3-)night (stay)".
    fn counts_nights(&self, i: usize) -> bool {
        let follows_number = self.follows(i, C::Digits) || i > 0 && self.mark(i - 1, '-');
        i > 0 && (self.says(i, "nights") || self.says(i, "night") && follows_number)
    }

    /// "two years", "a year and a half", "two hours and 30 minutes", "four-day", "half an hour",
    /// "three full days".
    pub(crate) fn length(&self, i: usize) -> Parsed<Length> {
        let measured = self.measured(i)?;
        // "a zero-hours contract" is no time.
        let is_nothing = measured.amount == Amount::of(0);
        if is_nothing
            || self.is_count_of_other_kind(&measured)
            || self.is_other_than_length(&measured)
        {
            return None;
        }
        let amount = if self.is_fortnight(measured.unit_at) {
            measured.amount.times(2)
        } else {
            measured.amount
        };
        let mut length = vec![(amount, measured.unit)];
        let end = self.add_fraction(measured.end, &mut length);
        let end = self.add_smaller_units(end, &mut length);
        Some((length, end))
    }

    /// An amount with its unit.
    fn measured(&self, i: usize) -> Option<Measured> {
        let (amount, amount_end) = self.amount(i)?;
        let has_hyphen = self.is_hyphen_before_unit(amount_end);
        let unit_at = self.skip_to_unit(amount_end + usize::from(has_hyphen), amount);
        let (UnitWord { unit, is_plural }, end) = self.unit_of_amount(i, unit_at, amount)?;
        Some(Measured {
            from: i,
            amount,
            has_hyphen,
            unit_at,
            unit,
            is_plural,
            end,
        })
    }

    /// A hyphen between an amount and its unit.
    fn is_hyphen_before_unit(&self, i: usize) -> bool {
        self.skip_hyphen(i) > i
            && self.is_any(i + 1, &[C::Unit, C::Units, C::Ordinal, C::LengthAdjective])
    }

    /// Skips what can be between an amount and its unit: "(two)-plus (years)", "(two) more (days)",
    /// "(three) quarters of an (hour)".
    fn skip_to_unit(&self, i: usize, amount: Amount) -> usize {
        let mut at = i;
        if self.mark(at, '-') && self.says(at + 1, "plus") {
            at += 2;
        }
        while self.is_any(at, &[C::LengthAdjective, C::More]) {
            at += 1;
        }
        let is_fraction = matches!(amount, Amount::Hundredths(25 | 75));
        if is_fraction && self.is(at, C::Of) && self.is(at + 1, C::A) {
            at += 2;
        }
        at
    }

    /// The unit of an amount that begins at `i`.
    fn unit_of_amount(&self, i: usize, at: usize, amount: Amount) -> Parsed<UnitWord> {
        match self.unit(at) {
            Some(_) if self.says(at, "second") && amount != Amount::ONE => None,
            None if self.is(i, C::Digits) || self.word(at).len() > 2 => self.short_unit(at, i),
            found => found,
        }
    }

    /// Whether number and unit do not agree as in a length: "several day", "a years", "the 1988
    /// quarter". "5 year plan" is written.
    fn is_count_of_other_kind(&self, measured: &Measured) -> bool {
        let &Measured {
            amount, is_plural, ..
        } = measured;
        let lacks_plural = !is_plural && amount == Amount::Some && !measured.has_hyphen;
        let has_wrong_plural = is_plural && amount == Amount::ONE && self.is(measured.from, C::A);
        let is_year = matches!(amount, Amount::Hundredths(h) if h >= 100_000) && !is_plural;
        lacks_plural || has_wrong_plural || is_year
    }

    /// Whether an amount with a unit is something else than a length.
    fn is_other_than_length(&self, measured: &Measured) -> bool {
        let &Measured {
            from,
            unit,
            unit_at,
            end,
            ..
        } = measured;
        // "a second" and "one second" may be an ordinal: "a second term".
        let is_ordinal = unit == Unit::Second
            && !measured.is_plural
            && self.says(unit_at, "second")
            && (!self.ends_phrase(end)
                || self.is_any(end, OF_ORDINAL)
                || self.is(end, C::NounOfTime) && self.is(from, C::A)
                || self.says_any(end, NOUNS_LIKE_VERBS));
        let is_share = unit == Unit::Quarter && self.is_share(measured);
        let is_title = self.is_capital(unit_at) && self.is(from, C::Digits);
        // "a trading day"
        let is_sort_of_day = self.is(from, C::A) && self.is_sort_of_year(from + 1);
        is_ordinal || is_share || is_title || is_sort_of_day
    }

    /// "a quarter of the vote", "three-quarters of it": a part and not three months.
    fn is_share(&self, measured: &Measured) -> bool {
        let (i, end) = (measured.from, measured.end);
        let is_first_or_last = self.follows_any(i, &[C::Ordinal, C::Last]);
        let is_quarter_of = self.is(end, C::Of) && !is_first_or_last && !self.is(i, C::Several);
        let is_a_quarter = self.is(i, C::A) && !self.is_any(end, &[C::Ago, C::Earlier, C::Later]);
        is_quarter_of || measured.has_hyphen && measured.is_plural || is_a_quarter
    }

    /// "two to three weeks", "12 to 18 months", "10-15 minutes": shortest and longest length.
    fn length_range(&self, i: usize) -> Parsed<(Length, Length)> {
        let (least, at) = self.amount(i)?;
        let is_between = self.follows(i, C::Between) && self.is(at, C::And);
        let is_joined = is_between || self.is_to(at) || self.is(at, C::Or) || self.dash(at);
        if !is_joined || !self.is_any(i, &[C::Digits, C::Cardinal]) {
            return None;
        }
        let (greatest, end) = self.length(at + 1)?;
        let [(greatest_amount, unit)] = greatest[..] else {
            return None;
        };
        let (Amount::Hundredths(a), Amount::Hundredths(b)) = (least, greatest_amount) else {
            return None;
        };
        let has_plural = self.is(end - 1, C::Units) || self.dash(end - 2);
        (a < b && has_plural).then(|| ((vec![(least, unit)], greatest), end))
    }

    /// "30 min", "2h", "3 hrs": an abbreviated unit. `i` is where the amount begins.
    fn short_unit(&self, at: usize, i: usize) -> Parsed<UnitWord> {
        let token = self.token(at).filter(|t| t.class == C::ShortUnit)?;
        let unit = unit_of(token.value)?;
        // "5m" is five million or five metres as often as five minutes; "3s" is a plural.
        let follows_fraction = at > 1 && self.mark(at - 2, '/');
        let is_hours = self.word(at) == "h" && (self.glued(at) && i + 1 == at || follows_fraction);
        let is_unit = token.len() > 1 || is_hours;
        (is_unit && !self.mark(at + 1, '/')).then(|| {
            let word = UnitWord {
                unit,
                is_plural: true,
            };
            (word, at + 1)
        })
    }

    /// Adds "and a half", "and a quarter" after the unit, and returns the token after it.
    fn add_fraction(&self, at: usize, length: &mut Length) -> usize {
        if !self.is(at, C::And) {
            return at;
        }
        let start = self.skip(at + 1, C::A);
        let added = if self.is(start, C::Half) && !self.is(start + 1, C::Dozen) {
            50
        } else if self.says(start, "quarter") && start > at + 1 && !self.is(start + 1, C::Of) {
            25
        } else {
            return at;
        };
        match length.last_mut() {
            Some((Amount::Hundredths(h), _)) if self.unit(start + 1).is_none() => {
                *h += added;
                start + 1
            }
            _ => at,
        }
    }

    /// Adds the smaller units that follow, and returns the token after them: "two years and three
    /// months", "1 hour 30 minutes".
    fn add_smaller_units(&self, at: usize, length: &mut Length) -> usize {
        const MOST_UNITS: usize = 5;
        if let Some(end) = self.add_minutes_without_unit(at, length) {
            return end;
        }
        let mut at = at;
        while let Some(&(_, last_unit)) = length.last() {
            let next = self.skip(self.skip_comma(at), C::And);
            let Some((amount @ Amount::Hundredths(_), unit_at)) = self.amount(next) else {
                break;
            };
            let Some((UnitWord { unit, .. }, end)) = self.unit(unit_at) else {
                break;
            };
            let is_other_time = self.is(end, C::Ago) && next == at;
            if unit >= last_unit || length.len() >= MOST_UNITS || is_other_time {
                break;
            }
            length.push((amount, unit));
            at = end;
        }
        at
    }

    /// "two hours ten" at the end of a sentence.
    fn add_minutes_without_unit(&self, at: usize, length: &mut Length) -> Option<usize> {
        let (n, end) = self
            .count(self.skip(at, C::And))
            .filter(|(n, _)| (1..=59).contains(n))?;
        let ends_sentence = self.mark(end, '.')
            && self
                .token(end + 1)
                .is_none_or(|t| t.new_paragraph || t.capital && !t.glued);
        let is_hour = length.last().is_some_and(|(_, unit)| *unit == Unit::Hour);
        if !is_hour || !(self.ends_paragraph(end) || ends_sentence) {
            return None;
        }
        length.push((Amount::of(n), Unit::Minute));
        Some(end)
    }

    /// "(for) years", "(in) decades", "months (ago)": an amount that is not given.
    pub(crate) fn bare_units(&self, i: usize) -> Parsed<Length> {
        let (UnitWord { unit, is_plural }, at) = self.unit(i)?;
        let is_led = self.follows_any(i, &[C::In, C::For, C::Within, C::Over, C::After, C::During]);
        let is_counted = self.is_any(at, &[C::Ago, C::Later, C::Earlier]);
        let can_be_bare = unit > Unit::Minute && unit != Unit::Season && unit != Unit::Weekend;
        if !is_plural || !can_be_bare || !(is_led || is_counted) {
            return None;
        }
        // "weeks or months", "days and weeks"
        if self.is_any(at, &[C::Or, C::And])
            && let Some((
                UnitWord {
                    is_plural: true, ..
                },
                end,
            )) = self.unit(at + 1)
        {
            return Some((vec![(Amount::Some, unit)], end));
        }
        Some((vec![(Amount::Some, unit)], at))
    }

    /// "(won in) 4:52:17", "(a time of) 1:58:03": hours, minutes and seconds of a race.
    fn race_time(&self, i: usize) -> Parsed<Length> {
        let is_led = self.follows_any(i, &[C::In, C::Of])
            || self.follows_any_word(i, &["time", "clocked", "ran"]);
        let end = i + 5;
        let is_time_of_day = self.am_pm(end).is_some() || self.is(end, C::Zone);
        if !is_led || !self.is_glued_colon(i + 1) || !self.is_glued_colon(i + 3) || is_time_of_day {
            return None;
        }
        let hours = self
            .token(i)
            .filter(|t| t.has_digits(1) || t.has_digits(2))?
            .value;
        let minutes = self.token(i + 2).filter(|t| t.has_digits(2))?.value;
        let seconds = self.token(i + 4).filter(|t| t.has_digits(2))?.value;
        let amount = |n: i32| Amount::of(i64::from(n));
        (minutes < 60 && seconds < 60).then(|| {
            let length = vec![
                (amount(hours), Unit::Hour),
                (amount(minutes), Unit::Minute),
                (amount(seconds), Unit::Second),
            ];
            (length, end)
        })
    }

    /// "over the years", "recent years", "the weeks ahead": lengths without a number. `the` is the
    /// token after the article, if there is one.
    fn plural_units(&self, i: usize, the: usize) -> Option<Form> {
        let is_over_the_years = the > i
            && self.follows(i, C::Over)
            && self.plural(the) == Some(Unit::Year)
            && self.ends_phrase(the + 1)
            && !self.is(the + 1, C::Of);
        if is_over_the_years {
            return Some(length_form(vec![(Amount::Some, Unit::Year)], the + 1));
        }
        let unit_at = self.skip_word(the, "recent");
        let is_recent = unit_at > the;
        if !is_recent && !self.is(unit_at + 1, C::Ahead) {
            return None;
        }
        let unit = self.plural(unit_at).filter(|unit| !unit.is_of_clock())?;
        let length = vec![(Amount::Some, unit)];
        // "recent weeks and months"
        let next = unit_at + 1;
        let has_more_units = self.is_any(next, &[C::And, C::Or]) && self.is(next + 1, C::Units);
        let end = if has_more_units { next + 2 } else { next };
        Some(if is_recent {
            window_form(length, -1, end)
        } else {
            window_form(length, 1, end + 1)
        })
    }

    /// "(the first) nine months", but not "(the second) 15 minutes later".
    fn length_after_ordinal(&self, i: usize) -> Option<Form> {
        let (length, at) = self.length(i).or_else(|| {
            let unit = self.plural(i)?;
            Some((vec![(Amount::Some, unit)], i + 1))
        })?;
        let is_point = self.is_any(at, &[C::Later, C::Earlier, C::Ago]);
        (!is_point).then(|| length_form(length, at))
    }

    /// Every form that is a length, or a length up to now or from now on. `the` is the token after
    /// the article, if there is one.
    pub(crate) fn length_or_window(&self, i: usize, the: usize) -> Option<Form> {
        if let Some((length, end)) = self.race_time(i) {
            return Some(length_form(length, end));
        }
        let decided = self
            .counted_window(the)
            .or_else(|| self.length_within(the))
            .or_else(|| self.plural_units(i, the));
        if decided.is_some() {
            return decided;
        }
        if the > i && self.is(the, C::Ordinal) {
            return self.length_after_ordinal(the + 1);
        }
        if let Some(((least, greatest), end)) = self.length_range(the) {
            let range = Meaning::range(Meaning::Length(least), Meaning::Length(greatest));
            return (!self.is_age(end)).then(|| Form::new(TimeRule::Length, range, end));
        }
        self.single_length(i, the)
    }

    /// "two last years", "(the) three next days".
    fn counted_window(&self, i: usize) -> Option<Form> {
        let (n, at) = self.count(i).filter(|(n, _)| *n < 1000)?;
        let sign = match self.class(at)? {
            C::Last => -1,
            C::Next => 1,
            _ => return None,
        };
        let unit = self.plural(at + 1)?;
        Some(window_form(vec![(Amount::of(n), unit)], sign, at + 2))
    }

    /// "two years", "two years or more", "12 months to June 2023", "the six weeks since the vote".
    fn single_length(&self, i: usize, the: usize) -> Option<Form> {
        let (length, at) = self
            .length(the)
            .filter(|(length, _)| the == i || self.can_follow_article(i, the, length))
            .or_else(|| self.bare_units(i))?;
        let is_something_else = self.is_idiom(i, at)
            || self.is_age(at)
            || self.is_rate(i, at)
            || self.is(at, C::A) && self.is(at + 1, C::Unit);
        if is_something_else {
            return None;
        }
        if let Some((longer, end)) = self.or_more(at, &length) {
            return Some(length_form(longer, end).with(Mod::Approx));
        }
        if let Some(form) = self.length_with_end(i, the, &length, at) {
            return Some(form);
        }
        let has_noun =
            self.says(at, "period") || self.says(at, "term") && self.says(at - 1, "year");
        Some(length_form(length, at + usize::from(has_noun)))
    }

    /// "(in) 12 months to June 2023", "the six weeks since the vote", which end now.
    fn length_with_end(&self, i: usize, the: usize, length: &Length, at: usize) -> Option<Form> {
        let has_article = the > i;
        if !has_article && !self.follows(i, C::In) {
            return None;
        }
        if let Some(meaning) = self.length_up_to(length, at) {
            return Some(Form::new(TimeRule::Length, meaning, at));
        }
        let is_since = self.is(at, C::Since) && self.point(self.skip(at + 1, C::The)).is_none();
        (has_article && is_since).then(|| window_form(length.clone(), -1, at))
    }

    /// "(Monday is) a day of (rest)", "two years-to-date", "year after year".
    fn is_idiom(&self, i: usize, at: usize) -> bool {
        let is_predicate = self.follows_any(i, &[C::PresentAuxiliary, C::PastAuxiliary])
            || self.follows_word(i, "as");
        let is_description = self.is(at, C::Of) && self.is(i, C::A) && is_predicate;
        let is_to_date = self.mark(at, '-') && self.says(at + 1, "to");
        let is_repeated =
            self.is(at, C::After) && self.is(i, C::A) && self.says(at + 1, self.word(at - 1));
        is_description || is_to_date || is_repeated
    }

    /// A length and what it ends with: "12 months (to June 2023)", "the three months (ended Sept.
    /// 30)". `at` is the token after the length. The end is a time of its own.
    pub(crate) fn length_up_to(&self, length: &Length, at: usize) -> Option<Meaning> {
        let is_to = self.is(at, C::To) && !self.is_until(at);
        if !is_to && !self.says_any(at, &["ending", "ended"]) {
            return None;
        }
        let mut start = self.skip(self.skip_any(at + 1, &[C::On, C::In]), C::The);
        if self.is(start, C::StartOrEnd) && self.is(start + 1, C::Of) {
            start = self.skip(start + 2, C::The);
        }
        let (end, _) = self.period(start)?;
        let is_dated = match &end {
            Meaning::Named(named, Which::Unstated, _) => matches!(
                named,
                Named::Month(_) | Named::MonthDay(..) | Named::Weekday(_) | Named::Quarter(_)
            ),
            Meaning::Exact(_) | Meaning::Weekday(..) => true,
            _ => false,
        };
        is_dated.then(|| Meaning::Within(length.clone(), -1, Box::new(end)))
    }

    /// "first two weeks of 2021", "last three weeks of this year", "first two quarters of 1990".
    fn length_within(&self, i: usize) -> Option<Form> {
        let sign = match self.word(i) {
            "first" | "First" => 1,
            "last" | "Last" | "final" => -1,
            _ => return None,
        };
        if !self.is_any(i + 1, &[C::Digits, C::Cardinal]) {
            return None;
        }
        let (length, of) = self.length(i + 1)?;
        if !self.is(of, C::Of) {
            return None;
        }
        let (whole, end) = self.point(self.skip(of + 1, C::The))?;
        let year = year_of_whole(&whole)?;
        let (amount, unit) = length[0];
        let is_half_year =
            amount.whole() == Some(2) && unit == Unit::Quarter && year != Year::Unstated;
        let meaning = if is_half_year {
            let half = Named::Half(if sign > 0 { 1 } else { 2 });
            Meaning::Named(half, Which::Unstated, year)
        } else {
            Meaning::Within(length, sign, Box::new(whole))
        };
        Some(Form::new(TimeRule::Within, meaning, end))
    }

    /// "the four days", "their two years", but not "the day" and "the one hour".
    fn can_follow_article(&self, i: usize, the: usize, length: &Length) -> bool {
        let has_number = self.is_any(the, &[C::Digits, C::Cardinal]);
        self.is_article(i) && has_number && length.len() == 1
            || self.is_possessive(i) && !self.is(the, C::A)
    }

    /// An age is not a time: "six years old", "a 6-year-old", "two years of age".
    fn is_age(&self, at: usize) -> bool {
        self.says_any(self.skip_mark(at, '-'), &["old", "olds"])
            || self.says(at, "of") && self.says(at + 1, "age")
    }

    /// "$2,000 a month", "four flights a week": a rate, which is part of a figure.
    fn is_rate(&self, i: usize, at: usize) -> bool {
        if !self.is(i, C::A) || at != i + 2 || i == 0 {
            return false;
        }
        let before = i - 1;
        let is_number = self.is_any(before, &[C::Digits, C::Cardinal, C::Units, C::Once])
            || self.mark(before, '%')
            || self.glued(before) && i > 1 && self.is(i - 2, C::Digits);
        is_number
            || self.says_any(before, BEFORE_RATE)
            || self.is_plural_noun(before)
            || self.is_noun_of_amount(i)
    }

    /// Whether an unknown word looks like a plural and is not a verb.
    fn is_plural_noun(&self, i: usize) -> bool {
        let word = self.word(i);
        self.is(i, C::Other)
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !self.says_any(i, VERBS_THAT_END_WITH_S)
    }

    /// "1,000 litres of water (a day)"
    fn is_noun_of_amount(&self, i: usize) -> bool {
        const MOST_WORDS_AFTER_OF: usize = 4;
        const MOST_WORDS_BEFORE_OF: usize = 4;
        if !self.is(i - 1, C::Other) {
            return false;
        }
        let of = (2..=MOST_WORDS_AFTER_OF.min(i)).find(|back| self.is(i - back, C::Of));
        of.is_some_and(|of| {
            (of + 1..=(of + MOST_WORDS_BEFORE_OF).min(i))
                .any(|back| self.is_any(i - back, &[C::Digits, C::Cardinal]))
        })
    }

    /// "or two", "or so", "or more" after a length: the length that is meant.
    pub(crate) fn or_more(&self, at: usize, length: &Length) -> Parsed<Length> {
        if !self.is(at, C::Or) {
            return None;
        }
        if self.says(at + 1, "so") || self.is(at + 1, C::More) {
            return Some((length.clone(), at + 2));
        }
        let (amount, unit) = *length.first()?;
        let is_or_two =
            self.is(at + 1, C::Cardinal) && amount == Amount::ONE && !self.is(at + 2, C::Units);
        is_or_two.then(|| (vec![(Amount::Some, unit)], at + 2))
    }
}

/// The year if a length can be part of this whole and the whole is a year; no year if it is a
/// month.
fn year_of_whole(whole: &Meaning) -> Option<Year> {
    Some(match whole {
        Meaning::Exact(Period::Year(year)) => Year::Given(*year),
        Meaning::FromNow(Unit::Year, shift) => Year::FromNow(*shift),
        Meaning::Named(Named::Month(_), ..) | Meaning::FromNow(Unit::Month, _) => Year::Unstated,
        _ => return None,
    })
}
