//! In: tokens. Out: early, middle and late parts of a period: "early next year", "mid-1996", "the
//! end of 1990", "later this afternoon".

use super::grammar::Grammar;
use super::meaning::{Form, Meaning, Named, Parsed, Which};
use crate::time::calendar::{Period, Unit};
use crate::time::words::Class as C;
use crate::time::words::classes::{DAWN, Third};
use crate::time::{Mod, TimeRule};

fn third_form(meaning: Meaning, third: Mod, end: usize) -> Form {
    Form::new(TimeRule::Edge, meaning, end).with(third)
}

impl Grammar<'_> {
    /// "early next year", "mid-1996", "the late 1970s", "the end of 1990", "year-end", "later this
    /// afternoon".
    pub(crate) fn early_or_late(&self, i: usize) -> Option<Form> {
        let the = self.skip(i, C::The);
        if self.is(the + 1, C::Half) && self.is(the + 2, C::Of) {
            return self.half_of(the);
        }
        let very = self.skip_word(the, "very");
        match self.class(very)? {
            C::EarlyLate => self.early_point(very),
            C::Later | C::Earlier if the == i => self.later_point(i),
            C::StartOrEnd => self.start_or_end_of(very),
            C::Unit => self.end_of_unit(very),
            _ => None,
        }
    }

    /// The part of a period that "early", "late" or "the end" names.
    pub(crate) fn third(&self, i: usize) -> Mod {
        const EARLY: i32 = Third::Early as i32;
        const MIDDLE: i32 = Third::Middle as i32;
        match self.value(i) {
            EARLY | DAWN => Mod::Start,
            MIDDLE => Mod::Mid,
            _ => Mod::End,
        }
    }

    /// "the first half of May", but not "the first half of 2016", which is a half year.
    fn half_of(&self, at: usize) -> Option<Form> {
        let third = match self.word(at) {
            "first" | "early" => Mod::Start,
            "second" | "last" | "latter" | "late" => Mod::End,
            _ => return None,
        };
        let (meaning, end) = self.point(self.skip(at + 3, C::The))?;
        let is_year = matches!(
            meaning,
            Meaning::Exact(Period::Year(_)) | Meaning::FromNow(Unit::Year, _)
        );
        (!is_year).then(|| third_form(meaning, third, end))
    }

    /// "early next year", "mid-1996", "late on Friday", "early in the year".
    fn early_point(&self, early: usize) -> Option<Form> {
        let at = self.skip_mark(early + 1, '-');
        let is_in_period = self.is(at, C::In) && !self.is(at + 1, C::Digits);
        let has_preposition = self.is(at, C::On) || is_in_period;
        let start = at + usize::from(has_preposition);
        let may_have_article = has_preposition || self.says(early, "late");
        let inner = start + usize::from(may_have_article && self.is(start, C::The));
        let (meaning, end) = self.point(inner)?;
        let is_exact = matches!(meaning, Meaning::Clock(..) | Meaning::Length(_));
        let can_be_divided = !has_preposition || has_early_part(&meaning);
        (!is_exact && can_be_divided).then(|| third_form(meaning, self.third(early), end))
    }

    /// "later this week", "earlier in the month".
    fn later_point(&self, i: usize) -> Option<Form> {
        let (third, sign) = if self.is(i, C::Later) {
            (Mod::End, 1)
        } else {
            (Mod::Start, -1)
        };
        let start = self.skip_any(i + 1, &[C::On, C::In]);
        let has_preposition = start > i + 1;
        let inner = if has_preposition {
            self.skip(start, C::The)
        } else {
            start
        };
        let has_article = inner > start;
        let (meaning, end) = self.point(inner).or_else(|| {
            self.unit_with_start_and_end(inner, has_article)
                .filter(|(_, end)| {
                    has_article && (self.ends_mention(*end) || self.is_subject(*end))
                })
        })?;
        let meaning = match meaning {
            Meaning::OfStory(Unit::Day) => return None,
            Meaning::FromNow(Unit::Day, _) | Meaning::Part(..) | Meaning::OfStory(_) => meaning,
            Meaning::FromNow(_, 0) | Meaning::Named(_, Which::This, _) => {
                Meaning::UpToNow(Box::new(meaning), sign)
            }
            // "later in 2024", "earlier in May"
            Meaning::Exact(Period::Year(_) | Period::Month(..))
            | Meaning::Named(Named::Month(_) | Named::Season(_), ..)
                if has_preposition =>
            {
                Meaning::UpToNow(Box::new(meaning), sign)
            }
            Meaning::FromNow(..) => meaning,
            _ => return None,
        };
        Some(third_form(meaning, third, end))
    }

    /// "the end of 1990", "the beginning of the week", "the start of the quarter".
    fn start_or_end_of(&self, at: usize) -> Option<Form> {
        let of = at + 1;
        if !self.is(of, C::Of) {
            return None;
        }
        let inner = self.skip(of + 1, C::The);
        let (meaning, end) = self
            .point(inner)
            .or_else(|| self.unit_with_start_and_end(inner, inner > of + 1))?;
        // "the end of the 1950-53 war": the years are a time, but it is the war that ends.
        let is_range = self.ranged(inner).is_some_and(|range| range.end > end);
        let is_exact = matches!(meaning, Meaning::Clock(..) | Meaning::Indefinite(_));
        (!is_exact && !is_range).then(|| third_form(meaning, self.third(at), end))
    }

    /// "(the end of) the week", "(the start of) the quarter", "(the end of) year".
    fn unit_with_start_and_end(&self, i: usize, has_article: bool) -> Parsed<Meaning> {
        if !has_article && !self.says_any(i, &["year", "month"]) {
            return None;
        }
        let unit = self.singular(i)?;
        let meaning = match unit {
            Unit::Quarter => Meaning::Mentioned(unit),
            Unit::Year | Unit::Month | Unit::Week | Unit::Day | Unit::Decade | Unit::Century => {
                Meaning::OfStory(unit)
            }
            _ => return None,
        };
        (!self.mark(i + 1, '-')).then_some((meaning, i + 1))
    }

    /// "year-end", "month end", "quarter-end".
    fn end_of_unit(&self, i: usize) -> Option<Form> {
        if !self.says_any(i, &["year", "month", "quarter"]) {
            return None;
        }
        let at = self.skip_mark(i + 1, '-');
        let is_end = self.says(at, "end") && !self.says(at + 1, "of");
        let meaning = Meaning::FromNow(self.singular(i)?, 0);
        is_end.then(|| third_form(meaning, Mod::End, at + 1))
    }
}

/// Whether a period has an early part that is written with a preposition: "early on Friday".
fn has_early_part(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Part(..)
            | Meaning::FromNow(..)
            | Meaning::Named(..)
            | Meaning::Exact(_)
            | Meaning::Weekday(..)
    )
}
