//! In: tokens. Out: the whole phrase that gives a time, with its modifier: "nearly three years ago",
//! "at least the past 18 months". The other modules of this folder read what a phrase is made of.

use super::grammar::Grammar;
use super::meaning::{Amount, Base, Form, Meaning, Named, Phrase, Which, longest};
use crate::time::calendar::Period;
use crate::time::words::{Class as C, Token};
use crate::time::{Mod, TimeRule};

/// Words before an amount or a point that widen or bound it.
const MODIFIERS: &[(&str, Mod)] = &[
    ("no more than", Mod::EqualOrLess),
    ("not more than", Mod::EqualOrLess),
    ("no fewer than", Mod::EqualOrMore),
    ("no less than", Mod::EqualOrMore),
    ("as many as", Mod::EqualOrLess),
    ("as long as", Mod::EqualOrLess),
    ("at least", Mod::EqualOrMore),
    ("at most", Mod::EqualOrLess),
    ("at the most", Mod::EqualOrLess),
    ("at the least", Mod::EqualOrMore),
    ("a minimum of", Mod::EqualOrMore),
    ("a maximum of", Mod::EqualOrLess),
    ("up to", Mod::EqualOrLess),
    ("more than", Mod::MoreThan),
    ("greater than", Mod::MoreThan),
    ("longer than", Mod::MoreThan),
    ("well over", Mod::MoreThan),
    ("just over", Mod::MoreThan),
    ("over", Mod::MoreThan),
    ("less than", Mod::LessThan),
    ("fewer than", Mod::LessThan),
    ("shorter than", Mod::LessThan),
    ("just under", Mod::LessThan),
    ("under", Mod::LessThan),
    ("nearly", Mod::LessThan),
    ("almost", Mod::LessThan),
    ("about", Mod::Approx),
    ("around", Mod::Approx),
    ("roughly", Mod::Approx),
    ("approximately", Mod::Approx),
    ("circa", Mod::Approx),
    ("some", Mod::Approx),
    ("no later than", Mod::OnOrBefore),
    ("as late as", Mod::OnOrBefore),
    ("as early as", Mod::OnOrAfter),
    ("no earlier than", Mod::OnOrAfter),
    ("later than", Mod::After),
    ("earlier than", Mod::Before),
];

/// The classes of the first words of these modifiers.
const FIRST_WORDS_OF_MODIFIERS: &[C] = &[
    C::About,
    C::Nearly,
    C::Over,
    C::Less,
    C::More,
    C::ModifierStart,
    C::At,
    C::A,
    C::Some,
    C::Later,
    C::Earlier,
];

/// What is before "more than a year earlier" when it compares amounts.
const BEFORE_COMPARISON: &[&str] = &[
    "%", "million", "billion", "percent", "cent", "points", "times", "and", "is",
];

/// Words after which "over" means "more than": elsewhere it is a preposition, as in "over the past
/// two weeks".
const BEFORE_OVER: &[C] = &[
    C::For,
    C::In,
    C::After,
    C::Within,
    C::By,
    C::PastAuxiliary,
    C::PresentAuxiliary,
    C::A,
    C::At,
    C::ModifierStart,
];

const WORDS_BEFORE_OVER: &[&str] = &[
    "lasting", "lasted", "just", "little", "spent", "took", "takes", "waited",
];

/// Prepositions that begin indefinite phrases, but are not part of the time.
const PREPOSITIONS_OF_INDEFINITE: &[&str] = &["at", "in"];

/// Words before a day on which something begins.
const STARTING: &[&str] = &["starting", "beginning", "effective", "commencing"];

impl Grammar<'_> {
    /// The time that begins at this token, if one does.
    pub(crate) fn phrase_at(&self, i: usize) -> Option<Phrase> {
        if self.is_within_address(i) {
            return None;
        }
        let form = longest([
            self.recurring(i),
            self.modified(i),
            self.ranged(i),
            self.indefinite(i),
            self.early_or_late(i),
            self.unmodified(i),
        ])?;
        let mut phrase = Phrase {
            from: i,
            to: form.end,
            meaning: form.meaning,
            modifier: form.modifier,
            rule: form.rule,
        };
        phrase.from = self.first_token_of_span(&phrase);
        if phrase.modifier.is_none() {
            phrase.modifier = self
                .bound_before(i, &phrase.meaning)
                .or_else(|| self.modifier_within(&phrase));
        }
        if phrase.modifier.is_none() {
            self.add_or_later(&mut phrase);
        }
        Some(phrase)
    }

    /// Adds "or later", "or earlier" after a point.
    fn add_or_later(&self, phrase: &mut Phrase) {
        let is_point = matches!(
            phrase.meaning,
            Meaning::Clock(..) | Meaning::Exact(_) | Meaning::Named(..)
        );
        if !is_point || !self.is(phrase.to, C::Or) {
            return;
        }
        let modifier = match self.class(phrase.to + 1) {
            Some(C::Later) => Mod::OnOrAfter,
            Some(C::Earlier) => Mod::OnOrBefore,
            _ => return,
        };
        phrase.modifier = Some(modifier);
        phrase.to += 2;
    }

    /// Whether a token is part of an address, a code or a number: "x3h7", "/2016", "#60".
    fn is_within_address(&self, i: usize) -> bool {
        let (Some(token), Some(before)) = (
            self.token(i),
            i.checked_sub(1).and_then(|at| self.token(at)),
        ) else {
            return false;
        };
        if !token.glued || token.class == C::Mark {
            return false;
        }
        let follows_digits_and_mark = i > 1 && self.is(i - 2, C::Digits);
        let is_date_with_slash = follows_digits_and_mark && before.is_mark('/');
        let follows_mark_of_address =
            self.any_mark(i - 1, &['/', '_', '#', '&', '@']) && !is_date_with_slash;
        let follows_hyphen = before.is_mark('-') && token.class == C::A;
        // "000" in "$5,000-a-month"
        let is_thousands =
            token.has_digits(3) && before.is_mark(',') && before.glued && follows_digits_and_mark;
        follows_mark_of_address || follows_hyphen || is_thousands || is_glued_to_word(token, before)
    }

    /// The first token of the span. The preposition of an indefinite phrase is not part of it.
    /// "The" is part of "the third quarter" and "the 1990s", but not when the time describes a noun
    /// ("the 1987 crash", "the third-quarter loss"); a possessive never is.
    fn first_token_of_span(&self, phrase: &Phrase) -> usize {
        let i = phrase.from;
        let has_preposition = phrase.rule == TimeRule::Vague
            && self.says_any(i, PREPOSITIONS_OF_INDEFINITE)
            && phrase.to > i + 1;
        let is_left_out = has_preposition
            || self.is_possessive(i)
            || self.is_any(i, &[C::The, C::A])
                && (self.is_article_of_noun(phrase) || self.describes_noun_with_hyphen(phrase));
        i + usize::from(is_left_out)
    }

    /// Whether the article belongs to a noun after a time that is written without one: "the 1987
    /// crash".
    fn is_article_of_noun(&self, phrase: &Phrase) -> bool {
        let i = phrase.from;
        let is_written_without_article = match &phrase.meaning {
            Meaning::Range(..)
            | Meaning::Exact(Period::Year(_) | Period::Month(..) | Period::Day(_)) => true,
            Meaning::Named(named, Which::Unstated, _) => matches!(
                named,
                Named::Month(_) | Named::MonthDay(..) | Named::Weekday(_)
            ),
            _ => false,
        };
        let next = i + 1;
        is_written_without_article
            && self.is(i, C::The)
            && !self.is(next, C::StartOrEnd)
            && !self.is_ordinal(next)
            && !self.says(next, "year")
    }

    /// "the third-quarter (loss)", "a year-end (deadline)".
    fn describes_noun_with_hyphen(&self, phrase: &Phrase) -> bool {
        let (next, to) = (phrase.from + 1, phrase.to);
        let has_hyphen = (next..to).any(|k| self.mark(k, '-') && self.glued(k));
        let noun_follows =
            (self.is(to, C::Other) || self.mark(to, '-')) && !self.ends_paragraph(to);
        let can_describe =
            self.is(phrase.from, C::The) || self.says(next, "year") || self.is(next, C::Several);
        has_hyphen && noun_follows && can_describe && !self.says(to - 1, "period")
    }

    /// What a preposition before a point says: since, until, before, after.
    fn bound_before(&self, i: usize, meaning: &Meaning) -> Option<Mod> {
        let cannot_be_bounded = matches!(
            meaning,
            Meaning::Length(_)
                | Meaning::Window(..)
                | Meaning::Within(..)
                | Meaning::Ended { .. }
                | Meaning::Recurring { .. }
                | Meaning::Indefinite(_)
                | Meaning::Range(..)
        );
        if cannot_be_bounded {
            return None;
        }
        let before = self.preposition_before(i)?;
        if self.says_any(before, STARTING) {
            return Some(Mod::OnOrAfter);
        }
        let is_clock = matches!(meaning, Meaning::Clock(..));
        match self.class(before)? {
            C::Since => Some(Mod::OnOrAfter),
            C::To if self.is_to(before) => None,
            C::To | C::By if is_clock => Some(Mod::Before),
            C::To | C::By => Some(Mod::OnOrBefore),
            C::From if is_clock => Some(Mod::OnOrAfter),
            C::Before => Some(Mod::Before),
            C::After => Some(Mod::After),
            _ => None,
        }
    }

    /// The token before a point, without "the" and without the "on" of "starting on".
    fn preposition_before(&self, i: usize) -> Option<usize> {
        let mut before = i.checked_sub(1)?;
        if before > 0 && self.says(before, "the") {
            before -= 1;
        }
        if before > 0 && self.is(before, C::On) && self.says(before - 1, "starting") {
            before -= 1;
        }
        Some(before)
    }

    /// The modifier inside a phrase: "Thursday before 5 p.m.", "Friday early morning".
    fn modifier_within(&self, phrase: &Phrase) -> Option<Mod> {
        let mut inside = phrase.from + 1..phrase.to;
        match phrase.meaning {
            Meaning::Part(_, Some(_)) => inside
                .find(|k| self.is(*k, C::EarlyLate))
                .map(|k| self.third(k)),
            // "30 minutes after noon on Friday" is exact.
            Meaning::Clock(_, Some(_)) if inside.clone().any(|k| self.is_unit(k)) => None,
            Meaning::Clock(_, Some(_)) => inside.find_map(|k| match self.class(k)? {
                C::Before | C::By => Some(Mod::Before),
                C::To if self.is_until(k) => Some(Mod::Before),
                C::After => Some(Mod::After),
                C::Since => Some(Mod::OnOrAfter),
                _ => None,
            }),
            _ => None,
        }
    }

    /// "nearly three years ago", "around Nov. 1", "at least the past 18 months".
    fn modified(&self, i: usize) -> Option<Form> {
        if !FIRST_WORDS_OF_MODIFIERS.contains(&self.class(i)?) {
            return None;
        }
        let (modifier, at) = MODIFIERS
            .iter()
            .find_map(|(words, modifier)| Some((*modifier, self.phrase(i, words)?)))?;
        let form = longest([self.early_or_late(at), self.unmodified(at)])?;
        if self.compares_amounts(i, &form.meaning) || !self.modifier_fits(i, modifier, &form) {
            return None;
        }
        let modifier = self.side_of_point(i, modifier, &form.meaning);
        Some(form.with(modifier))
    }

    /// "1.2 million fewer than a year before": the amount is less, not the year.
    fn compares_amounts(&self, i: usize, meaning: &Meaning) -> bool {
        let is_counted_from_mentioned = matches!(
            meaning,
            Meaning::Offset(_, _, Base::Mentioned | Base::Business)
        );
        let follows_amount = self.follows_any(i, &[C::Digits, C::Cardinal])
            || i > 0 && BEFORE_COMPARISON.contains(&self.word(i - 1));
        is_counted_from_mentioned && follows_amount
    }

    /// Whether a modifier that begins at `i` can modify this form.
    fn modifier_fits(&self, i: usize, modifier: Mod, form: &Form) -> bool {
        let is_length = form.meaning.is_length();
        match modifier {
            Mod::Approx if self.is(i, C::About) => {
                is_length || form.modifier == Some(Mod::End) || can_be_approximate(&form.meaning)
            }
            // "some two years", but not "some years".
            Mod::Approx => !self.is(i, C::Some) || is_more_than_one(&form.meaning),
            Mod::MoreThan if self.is(i, C::Over) => {
                let is_measured =
                    self.follows_any(i, BEFORE_OVER) || self.follows_any_word(i, WORDS_BEFORE_OVER);
                matches!(form.meaning, Meaning::Offset(..))
                    || matches!(form.meaning, Meaning::Length(_)) && is_measured
            }
            Mod::OnOrBefore | Mod::OnOrAfter | Mod::After | Mod::Before => !is_length,
            _ => is_length,
        }
    }

    /// More than a year ago is before the point a year ago, less than a year ago is after it.
    fn side_of_point(&self, i: usize, modifier: Mod, meaning: &Meaning) -> Mod {
        let Meaning::Offset(_, sign, _) = meaning else {
            return modifier;
        };
        let is_in_past = *sign < 0;
        match modifier {
            Mod::MoreThan if is_in_past => Mod::Before,
            Mod::MoreThan => Mod::After,
            Mod::LessThan if !self.is(i, C::Less) => Mod::LessThan,
            Mod::LessThan if is_in_past => Mod::After,
            Mod::LessThan => Mod::Before,
            other => other,
        }
    }

    /// A phrase without a modifier before it.
    fn unmodified(&self, i: usize) -> Option<Form> {
        let the = self.skip(i, C::The);
        if the == i {
            return longest([
                self.distance(i),
                self.length_or_window(i, i),
                self.point_or_so(i),
            ]);
        }
        longest([
            self.form_with_article(i),
            self.distance(i),
            self.distance(the),
            self.length_or_window(i, the),
            self.point_or_so(i),
            self.point_or_so(the),
            self.mentioned_period(i, the),
        ])
    }

    /// The forms that begin with "the" and have a name of their own: "the next day", "the early
    /// hours", "the night before", "the new year".
    fn form_with_article(&self, i: usize) -> Option<Form> {
        if let Some(form) = self.following_or_previous(i) {
            return Some(form);
        }
        if let Some(found) = self.small_hours(i) {
            return Some(Form::of(TimeRule::Calendar, found).with(Mod::Start));
        }
        if let Some(found) = self.day_before_or_after(i) {
            return Some(Form::of(TimeRule::Told, found));
        }
        let found = self.new_year(i)?;
        Some(Form::of(TimeRule::Calendar, found).with(Mod::Start))
    }

    /// A point, and "next year or so".
    fn point_or_so(&self, i: usize) -> Option<Form> {
        let form = Form::of(TimeRule::Calendar, self.point(i)?);
        let can_be_approximate = matches!(form.meaning, Meaning::FromNow(..) | Meaning::Window(..));
        let is_or_so = self.is(form.end, C::Or) && self.says(form.end + 1, "so");
        if !can_be_approximate || !is_or_so {
            return Some(form);
        }
        let end = form.end + 2;
        Some(Form { end, ..form }.with(Mod::Approx))
    }
}

/// "x3h7": whether digits or letters are glued to a word or number before them.
fn is_glued_to_word(token: &Token, before: &Token) -> bool {
    let is_digits = token.class == C::Digits;
    before.class != C::Mark && (is_digits || before.class == C::Digits && before.glued)
}

/// Whether "about" before a point belongs to it: "about noon", "around Nov. 1".
fn can_be_approximate(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Clock(..) | Meaning::Exact(_) => true,
        Meaning::Named(named, ..) => matches!(
            named,
            Named::MonthDay(..) | Named::Month(_) | Named::Holiday(_)
        ),
        _ => false,
    }
}

/// Whether a length is more than one of its longest unit.
fn is_more_than_one(meaning: &Meaning) -> bool {
    let (Meaning::Length(length) | Meaning::Offset(length, ..)) = meaning else {
        return false;
    };
    matches!(length.first(), Some((Amount::Hundredths(h), _)) if *h > 100)
}
