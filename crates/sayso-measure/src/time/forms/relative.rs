//! In: tokens. Out: what is counted from now or from a time mentioned before: "last week", "this
//! summer", "the past two weeks", "that year", "the latest quarter".

use super::dates::MARCH_AND_MAY;
use super::grammar::Grammar;
use super::lengths::UnitWord;
use super::meaning::{Amount, Form, Meaning, Named, Parsed, Which, Year, one};
use crate::time::TimeRule;
use crate::time::calendar::{PartOfDay, Unit};
use crate::time::words::Class as C;

const TWO: Amount = Amount::Hundredths(200);

impl Which {
    /// How many periods from now it is.
    fn shift(self) -> i32 {
        match self {
            Which::Last | Which::Past | Which::Preceding => -1,
            Which::This | Which::Unstated | Which::Mentioned => 0,
            Which::Next | Which::Coming | Which::Following => 1,
        }
    }
}

impl Grammar<'_> {
    /// "last", "this", "next": how many periods from now.
    pub(crate) fn shift_from_now(&self, i: usize) -> Option<i32> {
        match self.class(i)? {
            C::Last if self.is_last(i) => Some(-1),
            C::This => Some(0),
            C::Next => Some(1),
            _ => None,
        }
    }

    /// "in the new year", "into the new year".
    pub(crate) fn new_year(&self, i: usize) -> Parsed<Meaning> {
        let at = self.phrase(i, "the new year")?;
        let is_led = self.follows_any(i, &[C::In, C::Of, C::By]);
        (is_led && self.ends_phrase(at) && !self.mark(at, '\'')).then_some((Meaning::NewYear, at))
    }

    /// "last week", "this summer", "next May", "the past two weeks", "the coming days", "this past
    /// spring", "that year".
    pub(crate) fn relative(&self, i: usize) -> Parsed<Meaning> {
        let class = self.class(i)?;
        if self.is_end_of_name(i) || class == C::Last && self.is_last_as_verb(i) {
            return None;
        }
        if class == C::Same {
            return self.mentioned(i);
        }
        // "Following Monday's debate": a preposition.
        if self.says(i, "following") && !self.follows_any(i, &[C::The, C::This]) {
            return None;
        }
        let (which, at) = self.which(i)?;
        if let Some(found) = self.relative_unit(at, which) {
            return Some(found);
        }
        if let Some((named, end)) = self.name_after_which(at) {
            return self.relative_name(i, at, which, named, end);
        }
        if let Some((Meaning::Named(day @ Named::Holiday(_), _, Year::Unstated), end)) =
            self.named_day(at)
        {
            return Some((Meaning::Named(day, which, Year::Unstated), end));
        }
        if which == Which::This {
            return None;
        }
        self.window(at, which.shift())
    }

    /// "CBS This Morning", "Russia This Week": the end of a name.
    fn is_end_of_name(&self, i: usize) -> bool {
        self.is_capital(i) && !self.begins_sentence(i) && self.is_capital_other(i - 1)
    }

    /// "last", "this", "next", "this past", "this coming".
    fn which(&self, i: usize) -> Parsed<Which> {
        let at = i + 1;
        match self.class(i)? {
            C::Last => Some((Which::Last, at)),
            C::Next if self.says_any(i, &["next", "following"]) => Some((Which::Next, at)),
            C::Next => Some((Which::Coming, at)),
            C::This => Some(match self.class(at)? {
                C::Last => (Which::Past, at + 1),
                C::Next => (Which::Coming, at + 1),
                _ => (Which::This, at),
            }),
            _ => None,
        }
    }

    /// A weekday, month or season after "last", "this" or "next".
    fn name_after_which(&self, at: usize) -> Parsed<Named> {
        if let Some((day, end)) = self.weekday(at) {
            return Some((Named::Weekday(day), end));
        }
        let month = self
            .month(at)
            .filter(|(month, _)| self.is_capital(at) || !MARCH_AND_MAY.contains(month));
        if let Some((month, end)) = month {
            return Some((Named::Month(month), end));
        }
        let (season, end) = self.season(at)?;
        Some((Named::Season(season), end))
    }

    /// "last Friday", "the following January", "this Friday, May 3".
    fn relative_name(
        &self,
        i: usize,
        at: usize,
        which: Which,
        named: Named,
        end: usize,
    ) -> Parsed<Meaning> {
        let which = match which {
            Which::Last if self.says(i, "past") => Which::Past,
            Which::Last if self.says_any(i, &["previous", "preceding"]) => Which::Preceding,
            Which::Next if self.says(i, "following") => Which::Following,
            which => which,
        };
        // A date after the weekday says which one is meant.
        let dated = self.weekday_first(at).or_else(|| self.month_first(at));
        if let Some((
            date @ (Meaning::Weekday(..) | Meaning::Named(Named::MonthDay(..), ..)),
            end,
        )) = dated
        {
            return Some((date, end));
        }
        let is_plural = matches!(named, Named::Weekday(_)) && self.is_plural_weekday(at);
        (!is_plural).then_some((Meaning::Named(named, which, Year::Unstated), end))
    }

    /// "may last two weeks", "is meant to last a year", "the talks last six days".
    fn is_last_as_verb(&self, i: usize) -> bool {
        if i == 0 || self.word(i) != "last" {
            return false;
        }
        let before = self.word(i - 1);
        let can_be_verb = match self.class(i - 1) {
            Some(C::Will | C::Modal | C::PastVerb) => true,
            Some(C::Month | C::ModifierStart) => matches!(before, "may" | "not"),
            Some(C::To) => before.eq_ignore_ascii_case("to"),
            Some(C::Other) => {
                let is_plural =
                    !self.is_capital(i - 1) && before.len() > 3 && before.ends_with('s');
                matches!(before, "not" | "t") || is_plural
            }
            _ => false,
        };
        let next = i + 1;
        can_be_verb
            && (self.is(next, C::A) || self.length(next).is_some() || self.says(next, "for"))
    }

    /// A unit or part of a day after "last", "this", "next".
    fn relative_unit(&self, at: usize, which: Which) -> Parsed<Meaning> {
        if let Some((part, end)) = self.part_of_day(at) {
            return relative_part(which, part).map(|meaning| (meaning, end));
        }
        let shift = which.shift();
        let is_fiscal_year =
            self.is(at, C::Fiscal) && self.says(at + 1, "year") && !self.says(at - 1, "latest");
        if is_fiscal_year {
            return Some((Meaning::Fiscal(Year::FromNow(shift)), at + 2));
        }
        let at = self.skip(at, C::Fiscal);
        let has_sort = self.is_sort_of_year(at) && self.says(at + 1, "year");
        let at = at + usize::from(has_sort);
        if let Some(end) = self.split_weekend(at) {
            return Some((Meaning::FromNow(Unit::Weekend, shift), end));
        }
        if let Some(found) = self.part_of_century(at, shift) {
            return Some(found);
        }
        let (UnitWord { unit, is_plural }, end) = self.unit(at)?;
        if shift != 0
            && !is_plural
            && let Some((amount, end)) = self.one_and_more(unit, end)
        {
            return Some((Meaning::Window(vec![(amount, unit)], shift as i8), end));
        }
        let cannot_be_this = unit.is_of_clock() && shift == 0;
        if is_plural || cannot_be_this || self.says(at, "second") {
            return None;
        }
        match self.length_of_relative_unit(at, which, unit) {
            Some(length) => Some((Meaning::Window(vec![(length, unit)], shift as i8), end)),
            None => self.relative_period(at, which, unit, end),
        }
    }

    /// "(the last) quarter-century", "(the next) half century": a length of years.
    fn part_of_century(&self, at: usize, shift: i32) -> Parsed<Meaning> {
        let years = match self.word(at) {
            "quarter" => 2500,
            "half" => 5000,
            _ => return None,
        };
        let of = self.skip_mark(at + 1, '-');
        let of = if self.is(of, C::Of) && self.is(of + 1, C::A) {
            of + 2
        } else {
            of
        };
        let is_century = shift != 0 && self.says(of, "century");
        is_century.then(|| {
            let length = vec![(Amount::Hundredths(years), Unit::Year)];
            (Meaning::Window(length, shift as i8), of + 1)
        })
    }

    /// "(the next year) and a half", "(the next year) or longer": how many units it is at least, and the
    /// token after the unit or the half.
    fn one_and_more(&self, unit: Unit, end: usize) -> Parsed<Amount> {
        const ONE_AND_A_HALF: Amount = Amount::Hundredths(150);
        if !matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade) {
            return None;
        }
        if let Some(after) = self.phrase(end, "and a half") {
            return Some((ONE_AND_A_HALF, after));
        }
        let goes_on =
            self.is(end, C::Or) && self.says_any(end + 1, &["longer", "more", "two", "three"]);
        goes_on.then_some((Amount::ONE, end))
    }

    /// "week-end", "week end of": written in two words. Returns the token after it.
    fn split_weekend(&self, at: usize) -> Option<usize> {
        let hyphened = self.mark(at + 1, '-') && self.says(at + 2, "end");
        let spaced = self.says(at + 1, "end") && self.is(at + 2, C::Of);
        (self.says(at, "week") && (hyphened || spaced)).then(|| at + 2 + usize::from(hyphened))
    }

    /// How many units "last" or "next" means if it means a length up to now or from now on: "in
    /// the past year" is twelve months, "last year" is the year before.
    fn length_of_relative_unit(&self, at: usize, which: Which, unit: Unit) -> Option<Amount> {
        let shift = which.shift();
        let is_past = self.says(at - 1, "past");
        let has_article = at > 1 && self.is(at - 2, C::The);
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Some(Amount::ONE),
            Unit::Week if self.is_fortnight(at) && shift != 0 => Some(TWO),
            Unit::Decade | Unit::Century if shift != 0 && (is_past || has_article) => {
                Some(Amount::ONE)
            }
            Unit::Year if which == Which::Last && is_past => Some(Amount::ONE),
            _ => None,
        }
    }

    /// "last week", "last year's third quarter", "next week Friday", "the latest quarter".
    fn relative_period(&self, at: usize, which: Which, unit: Unit, end: usize) -> Parsed<Meaning> {
        let shift = which.shift();
        let is_no_time = match unit {
            Unit::Day => shift == 0 || which != Which::Next,
            Unit::Season => true,
            // "the last quarter of the match"
            Unit::Quarter | Unit::Half => which == Which::Last && self.is(end, C::Of),
            _ => false,
        };
        if is_no_time {
            return None;
        }
        if which == Which::Last && self.says(at - 1, "latest") {
            return Some((Meaning::Mentioned(unit), end));
        }
        if unit == Unit::Week
            && !self.mark(end, ',')
            && let Some((day, end)) = self.weekday(self.skip(end, C::On))
        {
            return Some((Meaning::weekday_of_week(day, shift), end));
        }
        let has_possessive = self.mark(end, '\'') && self.says(end + 1, "s");
        if has_possessive && let Some(found) = self.possessed(end + 2, unit, shift) {
            return Some(found);
        }
        Some((Meaning::FromNow(unit, shift), end))
    }

    /// "(last year's) third quarter", "(last week's) Sunday".
    fn possessed(&self, at: usize, unit: Unit, shift: i32) -> Parsed<Meaning> {
        match unit {
            Unit::Year => {
                let (quarter, end) = self.quarter_or_half(at)?;
                let Meaning::Named(named, _, Year::Unstated) = quarter else {
                    return None;
                };
                let year = Year::FromNow(shift);
                Some((Meaning::Named(named, Which::Unstated, year), end))
            }
            Unit::Week => {
                let (day, end) = self.weekday(at)?;
                Some((Meaning::weekday_of_week(day, shift), end))
            }
            _ => None,
        }
    }

    /// "that year", "that day", "the same month": the one mentioned before. `i` is "that" or
    /// "same".
    pub(crate) fn mentioned(&self, i: usize) -> Parsed<Meaning> {
        let at = i + 1;
        if self.says(i, "that")
            && let Some((named, end)) = self.name_after_that(at)
            && !self.is(end, C::Digits)
        {
            return Some((Meaning::Named(named, Which::Mentioned, Year::Unstated), end));
        }
        if let Some((part, end)) = self.hours_of_day(at) {
            return Some((Meaning::part_of(part, Meaning::Mentioned(Unit::Day)), end));
        }
        let (UnitWord { unit, is_plural }, end) = self.unit(at)?;
        let is_period =
            !is_plural && !unit.is_of_clock() && unit != Unit::Season && !self.says(at, "second");
        is_period.then_some((Meaning::Mentioned(unit), end))
    }

    /// "(that) April", "(that) summer".
    fn name_after_that(&self, at: usize) -> Parsed<Named> {
        if self.is(at, C::Month) && self.is_capital(at) {
            let (month, end) = self.month(at)?;
            return Some((Named::Month(month), end));
        }
        // "showing that autumn/winter storms", "said that summer heat kills"
        let is_that =
            |end: usize| self.mark(end, '/') || self.is(end, C::Other) && !self.is_capital(end);
        let (season, end) = self
            .season(at)
            .filter(|(_, end)| !self.says(at, "fall") && !is_that(*end))?;
        Some((Named::Season(season), end))
    }

    /// "two weeks" after "past" or "next"; "years" after "recent" and "coming".
    fn window(&self, at: usize, shift: i32) -> Parsed<Meaning> {
        let sign = shift as i8;
        if sign == 0 {
            return None;
        }
        if let Some((length, end)) = self.length(at).filter(|_| !self.is(at, C::A)) {
            // "the last 3 months and 2 days ago" are two times.
            if self.is(end, C::Ago) && length.len() > 1 {
                let (_, unit_at) = self.amount(at)?;
                let (UnitWord { unit, .. }, end) = self.unit(unit_at)?;
                return Some((Meaning::Window(vec![(length[0].0, unit)], sign), end));
            }
            return Some((Meaning::Window(length, sign), end));
        }
        let (UnitWord { unit, is_plural }, end) = self.unit(at)?;
        (is_plural && unit >= Unit::Hour)
            .then(|| (Meaning::Window(vec![(Amount::Some, unit)], sign), end))
    }

    /// "the quarter", "the year", "the latest period", "the 1988 period": what the text mentioned
    /// before. `the` is the token after the article, which is `i`.
    pub(crate) fn mentioned_period(&self, i: usize, the: usize) -> Option<Form> {
        if the == i {
            return None;
        }
        if self.says(the, "latest") && self.says(the + 1, "period") {
            let quarter = Meaning::Mentioned(Unit::Quarter);
            return Some(Form::new(TimeRule::Told, quarter, the + 2));
        }
        let is_period_of_year =
            self.is(the, C::Digits) && self.says_any(the + 1, &["period", "quarter"]);
        if is_period_of_year {
            return self.period_of_year(the);
        }
        self.unit_up_to(the)
            .or_else(|| self.current_unit_of_text(i, the))
    }

    /// "(the) 1988 period": the quarter mentioned before, in another year.
    fn period_of_year(&self, at: usize) -> Option<Form> {
        let year = self
            .token(at)
            .filter(|t| t.len() == 4 && (1900..2100).contains(&t.value))?
            .value;
        let quarter = Meaning::Named(Named::Quarter(0), Which::Unstated, Year::Given(year));
        Some(Form::new(TimeRule::Told, quarter, at + 2))
    }

    /// "(the) year to June 2023", "(the) fiscal year ended June 30": a length, and the day it ends.
    fn unit_up_to(&self, at: usize) -> Option<Form> {
        let is_full = self.is(at, C::Fiscal) || self.says_any(at, &["full", "entire"]);
        let at = at + usize::from(is_full);
        let unit = self.singular(at)?;
        let is_fortnight = self.is_fortnight(at);
        let is_ended = unit > Unit::Week && self.says_any(at + 1, &["ended", "ending"]);
        if !self.is(at + 1, C::To) && !is_ended || unit <= Unit::Week && !is_fortnight {
            return None;
        }
        if is_ended && matches!(unit, Unit::Year | Unit::Quarter) {
            let Meaning::Within(_, _, end) = self.length_up_to(&one(unit), at + 1)? else {
                return None;
            };
            let is_fiscal = self.is(at - 1, C::Fiscal);
            let meaning = Meaning::Ended {
                unit,
                end,
                is_fiscal,
            };
            return Some(Form::new(TimeRule::Told, meaning, at + 1));
        }
        let amount = if is_fortnight { TWO } else { Amount::ONE };
        let meaning = self.length_up_to(&vec![(amount, unit)], at + 1)?;
        Some(Form::new(TimeRule::Length, meaning, at + 1))
    }

    /// "(for) the quarter", "the full year": the current one, or the quarter mentioned before.
    fn current_unit_of_text(&self, i: usize, the: usize) -> Option<Form> {
        let is_full = self.is(the, C::Fiscal) || self.says_any(the, &["full", "entire"]);
        let at = the + usize::from(is_full);
        let unit = self.singular(at)?;
        let is_led = self.follows_any(
            i,
            &[
                C::For,
                C::In,
                C::During,
                C::Of,
                C::Over,
                C::Later,
                C::Earlier,
            ],
        );
        let fits = match unit {
            Unit::Quarter | Unit::Year | Unit::Month => is_led || is_full,
            Unit::Week | Unit::Day => {
                is_led && !self.follows(i, C::Over) && !self.is(the + 1, C::Of)
            }
            Unit::Decade | Unit::Century => is_led,
            _ => false,
        };
        let meaning = match unit {
            Unit::Quarter => Meaning::Mentioned(unit),
            Unit::Year if self.is(the, C::Fiscal) => Meaning::Fiscal(Year::FromNow(0)),
            _ => Meaning::FromNow(unit, 0),
        };
        (fits && self.ends_mention(at + 1)).then(|| Form::new(TimeRule::Told, meaning, at + 1))
    }

    /// Whether a time like "the year" ends before this token: no noun follows that it describes,
    /// and nothing is counted from it.
    pub(crate) fn ends_mention(&self, i: usize) -> bool {
        let ends = self.ends_phrase(i) || self.says_any(i, &["ended", "ending"]);
        ends && !self.mark(i, '-')
            && !self.is_any(i, &[C::Before, C::After, C::Earlier])
            && !self.says(i, "prior")
    }

    /// "the following day", "the next morning", "the previous year".
    pub(crate) fn following_or_previous(&self, i: usize) -> Option<Form> {
        let the = self.skip(i, C::The);
        let adjectives = ["following", "next", "previous", "preceding"];
        if the == i || !self.says_any(the, &adjectives) {
            return None;
        }
        let sign = if self.is(the, C::Next) { 1 } else { -1 };
        if let Some((part, end)) = self.hours_of_day(the + 1) {
            let day = Meaning::beside_mentioned(Unit::Day, sign);
            return Some(Form::new(TimeRule::Told, Meaning::part_of(part, day), end));
        }
        let unit = self.singular(the + 1)?;
        // "the next week" is counted from now, "the next day" is not.
        let fits = match unit {
            Unit::Day => true,
            Unit::Year if self.says(the, "next") => {
                (self.follows_year_of_past(i) || self.begins_told_sentence(i, the + 2))
                    && !self.is(the + 2, C::PresentAuxiliary)
            }
            Unit::Week | Unit::Month | Unit::Year => !self.says(the, "next"),
            _ => false,
        };
        let meaning = Meaning::beside_mentioned(unit, sign);
        fits.then(|| Form::new(TimeRule::Told, meaning, the + 2))
    }

    /// "(born in 2005 and moved) the next year": a year is shortly before in the sentence, and nothing
    /// between says what is to come. "over the next year" is counted from now.
    fn follows_year_of_past(&self, i: usize) -> bool {
        const MOST_TOKENS: usize = 12;
        const OF_A_WINDOW: &[C] = &[C::In, C::Over, C::Within, C::During, C::For, C::By];
        !self.follows_any(i, OF_A_WINDOW)
            && (1..=MOST_TOKENS.min(i))
                .map(|back| i - back)
                .take_while(|at| !self.is_any(*at, &[C::Will, C::Modal]) && !self.mark(*at, '.'))
                .any(|at| self.is(at, C::In) && self.is_year_in_digits(at + 1))
    }

    /// "The next year, she moved …": a sentence about the past begins.
    fn begins_told_sentence(&self, i: usize, comma: usize) -> bool {
        const MOST_TOKENS: usize = 6;
        let is_told = || {
            (comma..comma + MOST_TOKENS)
                .take_while(|at| !self.is_any(*at, &[C::Will, C::Modal]) && !self.mark(*at, '.'))
                .any(|at| {
                    self.is_any(at, &[C::PastVerb, C::PastAuxiliary, C::SpeechVerb])
                        || self.is(at, C::Other) && self.word(at).ends_with("ed")
                })
        };
        self.begins_sentence(i) && self.mark(comma, ',') && is_told()
    }

    fn is_year_in_digits(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|t| t.has_digits(4) && (1500..2100).contains(&t.value))
    }
}

/// A part of a day after "this" or "last".
fn relative_part(which: Which, part: PartOfDay) -> Option<Meaning> {
    let day = match (which, part) {
        (Which::This, part) if !part.is_moment() => 0,
        (Which::Last, PartOfDay::Night | PartOfDay::Evening) => -1,
        _ => return None,
    };
    Some(Meaning::part_of(part, Meaning::day_from_now(day)))
}
