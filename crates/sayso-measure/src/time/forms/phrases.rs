//! In: tokens. Out: the whole phrase that tells a time, from its modifier on: "nearly three years
//! ago", "at least the past 18 months". Meaning the phrase is made of stands in the modules beside
//! this one.

use crate::time::Mod as M;
use crate::time::calendar::Period;
use crate::time::forms::early_late::edge;
use crate::time::forms::grammar::{Amount, Base, Grammar, Meaning, Mod, Named, Phrase, Which};
use crate::time::words::Class as C;
pub(crate) type Reading = Option<(Meaning, Mod, usize, &'static str)>;

/// Words before an amount or a point that widen or bound it, by their tokens in small letters.
const MODIFIERS: &[(&str, M)] = &[
    ("no more than", M::EqualOrLess),
    ("not more than", M::EqualOrLess),
    ("no fewer than", M::EqualOrMore),
    ("no less than", M::EqualOrMore),
    ("as many as", M::EqualOrLess),
    ("as long as", M::EqualOrLess),
    ("at least", M::EqualOrMore),
    ("at most", M::EqualOrLess),
    ("at the most", M::EqualOrLess),
    ("at the least", M::EqualOrMore),
    ("a minimum of", M::EqualOrMore),
    ("a maximum of", M::EqualOrLess),
    ("up to", M::EqualOrLess),
    ("more than", M::MoreThan),
    ("greater than", M::MoreThan),
    ("longer than", M::MoreThan),
    ("well over", M::MoreThan),
    ("just over", M::MoreThan),
    ("over", M::MoreThan),
    ("less than", M::LessThan),
    ("fewer than", M::LessThan),
    ("shorter than", M::LessThan),
    ("just under", M::LessThan),
    ("under", M::LessThan),
    ("nearly", M::LessThan),
    ("almost", M::LessThan),
    ("about", M::Approx),
    ("around", M::Approx),
    ("roughly", M::Approx),
    ("approximately", M::Approx),
    ("circa", M::Approx),
    ("some", M::Approx),
    ("no later than", M::OnOrBefore),
    ("as late as", M::OnOrBefore),
    ("as early as", M::OnOrAfter),
    ("no earlier than", M::OnOrAfter),
    ("later than", M::After),
    ("earlier than", M::Before),
];

/// Meaning stands before "more than a year earlier" where it compares amounts.
const COMPARED: &[&str] = &[
    "%", "million", "billion", "percent", "cent", "points", "times", "and", "is",
];

/// Prepositions that open the vague phrases and do not belong to their span.
const OPENERS: &[&str] = &["at", "in"];

impl Grammar<'_> {
    /// The time that begins at this token, if one does.
    pub(crate) fn found(&self, i: usize) -> Option<Phrase> {
        if self.in_address(i) {
            return None;
        }
        let mut found: Option<Phrase> = None;
        let readings = [
            self.set(i),
            self.modified(i),
            self.ranged(i),
            self.vague(i),
            self.edged(i),
            self.plain(i),
        ];
        for (what, modifier, to, why) in readings.into_iter().flatten() {
            if found.as_ref().is_none_or(|best| to > best.to) {
                found = Some(Phrase {
                    from: i,
                    to,
                    what,
                    modifier,
                    why,
                });
            }
        }
        let mut found = found?;
        found.from = self.without_article(&found);
        if found.why == "vague" && self.tokens.get(i).is_some() {
            found.from +=
                usize::from(OPENERS.iter().any(|word| self.says(i, word)) && found.to > i + 1);
        }
        if found.modifier.is_none() {
            found.modifier = self
                .bound(i, &found.what)
                .or_else(|| self.bound_within(&found));
        }
        if let (Some(C::Or), None) = (self.class(found.to), found.modifier) {
            let later = match self.class(found.to + 1) {
                Some(C::Later) => Some(M::OnOrAfter),
                Some(C::Earlier) => Some(M::OnOrBefore),
                _ => None,
            };
            if later.is_some()
                && matches!(
                    found.what,
                    Meaning::Clock(..) | Meaning::Exact(_) | Meaning::Named(..)
                )
            {
                (found.modifier, found.to) = (later, found.to + 2);
            }
        }
        Some(found)
    }

    /// Digits within an address or a code: "x3h7", "/2016", "#60".
    pub(crate) fn in_address(&self, i: usize) -> bool {
        let (Some(token), Some(before)) =
            (self.token(i), i.checked_sub(1).and_then(|p| self.token(p)))
        else {
            return false;
        };
        if !token.glued || token.class == C::Mark {
            return false;
        }
        let word = before.class != C::Mark
            && (token.class == C::Digits || before.class == C::Digits && before.glued);
        // "000" of "$5,000-a-month"
        let thousands = before.is_mark(',')
            && before.glued
            && token.len() == 3
            && i > 1
            && self.is(i - 2, C::Digits);
        word || thousands && token.class == C::Digits
            || ['/', '_', '#', '&', '@']
                .iter()
                .any(|mark| before.is_mark(*mark))
                && !(i > 1 && self.is(i - 2, C::Digits) && before.is_mark('/'))
            || before.is_mark('-') && token.class == C::A
    }

    /// The first token of the span: "the" belongs to "the third quarter" and "the 1990s", not to
    /// what only qualifies a noun ("the 1987 crash", "the third-quarter loss", "the May 3 vote"); a
    /// possessive ("its") never does.
    pub(crate) fn without_article(&self, found: &Phrase) -> usize {
        let i = found.from;
        if !matches!(self.class(i), Some(C::The | C::A)) {
            return i;
        }
        let possessive = self.is(i, C::The) && self.n(i) == 1;
        let hyphened =
            (i + 1..found.to).any(|k| self.mark(k, '-') && self.token(k).is_some_and(|t| t.glued));
        let noun = self.token(found.to).is_some_and(|t| {
            (t.class == C::Other || t.class == C::Mark && self.mark(found.to, '-')) && !t.fresh
        });
        let bare = matches!(
            &found.what,
            Meaning::Range(..)
                | Meaning::Exact(Period::Year(_) | Period::Month(..) | Period::Day(_))
                | Meaning::Named(
                    Named::Month(_) | Named::MonthDay(..) | Named::Weekday(_),
                    Which::Unstated,
                    _
                )
        );
        let bare = bare
            && self.is(i, C::The)
            && !self.is(i + 1, C::StartOrEnd)
            && !self.is_ordinal(i + 1)
            && !self.says(i + 1, "year");
        let article = bare
            || hyphened
                && noun
                && (self.is(i, C::The) || self.says(i + 1, "year") || self.is(i + 1, C::Several))
                && !self.says(found.to - 1, "period");
        i + usize::from(possessive || article)
    }

    /// Meaning a preposition before a point says: since, until, before, after.
    pub(crate) fn bound(&self, i: usize, what: &Meaning) -> Mod {
        if matches!(
            what,
            Meaning::Length(_)
                | Meaning::Window(..)
                | Meaning::Within(..)
                | Meaning::Recurring { .. }
                | Meaning::Indefinite(_)
                | Meaning::Range(..)
        ) {
            return None;
        }
        let before = i.checked_sub(1)?;
        let before = if self.says(before, "the") && before > 0 {
            before - 1
        } else {
            before
        };
        let before = if self.is(before, C::On) && before > 0 && self.says(before - 1, "starting") {
            before - 1
        } else {
            before
        };
        if ["starting", "beginning", "effective", "commencing"]
            .iter()
            .any(|w| self.says(before, w))
        {
            return Some(M::OnOrAfter);
        }
        match self.class(before)? {
            C::Since => Some(M::OnOrAfter),
            C::To | C::By if matches!(what, Meaning::Clock(..)) && !self.says(before, "to") => {
                Some(M::Before)
            }
            C::To if self.n(before) > 0 => Some(M::OnOrBefore),
            C::By => Some(M::OnOrBefore),
            C::From if matches!(what, Meaning::Clock(..)) => Some(M::OnOrAfter),
            C::Before => Some(M::Before),
            C::After => Some(M::After),
            _ => None,
        }
    }

    /// "Thursday before 5 p.m."
    pub(crate) fn bound_within(&self, found: &Phrase) -> Mod {
        if matches!(found.what, Meaning::Part(_, Some(_))) {
            return (found.from + 1..found.to)
                .find_map(|k| self.is(k, C::EarlyLate).then(|| edge(self.n(k))));
        }
        if !matches!(found.what, Meaning::Clock(_, Some(_))) {
            return None;
        }
        (found.from + 1..found.to).find_map(|k| match self.class(k)? {
            C::Before | C::By => Some(M::Before),
            C::To if self.n(k) == 2 => Some(M::Before),
            C::After => Some(M::After),
            C::Since => Some(M::OnOrAfter),
            _ => None,
        })
    }

    /// "nearly three years ago", "around Nov. 1", "at least the past 18 months".
    pub(crate) fn modified(&self, i: usize) -> Reading {
        if !matches!(
            self.class(i)?,
            C::About
                | C::Nearly
                | C::Over
                | C::Less
                | C::More
                | C::ModifierStart
                | C::At
                | C::A
                | C::Some
                | C::Later
                | C::Earlier
        ) {
            return None;
        }
        let (modifier, at) = MODIFIERS
            .iter()
            .find_map(|(words, modifier)| Some((*modifier, self.phrase(i, words)?)))?;
        let (what, inner, to, why) = best2([self.edged(at), self.plain(at)])?;
        // "1.2 million fewer than a year before": what is less is not the year.
        let told = matches!(
            what,
            Meaning::Offset(_, _, Base::Mentioned | Base::Business)
        );
        if told
            && i > 0
            && (matches!(self.class(i - 1), Some(C::Digits | C::Cardinal))
                || COMPARED.contains(&self.word(i - 1)))
        {
            return None;
        }
        let length = matches!(
            what,
            Meaning::Length(_) | Meaning::Window(..) | Meaning::Offset(..)
        );
        let some_bare = self.is(i, C::Some)
            && !matches!(&what, Meaning::Length(l) | Meaning::Offset(l, ..) if matches!(l.first(), Some((Amount::Hundredths(h), _)) if *h > 100));
        let fits = match modifier {
            M::Approx if self.is(i, C::About) => {
                length
                    || matches!(
                        what,
                        Meaning::Clock(..)
                            | Meaning::Exact(_)
                            | Meaning::Named(
                                Named::MonthDay(..) | Named::Month(_) | Named::Feast(_),
                                ..
                            )
                    )
                    || inner == Some(M::End)
            }
            M::Approx => !some_bare,
            // "over the past two weeks" is a preposition, "over a year ago" is not.
            M::MoreThan if self.is(i, C::Over) => {
                let lead = i.checked_sub(1).and_then(|p| self.class(p));
                let measured = matches!(
                    lead,
                    Some(
                        C::For
                            | C::In
                            | C::After
                            | C::Within
                            | C::By
                            | C::Was
                            | C::Is
                            | C::A
                            | C::At
                            | C::ModifierStart
                    )
                ) || i > 0
                    && [
                        "lasting", "lasted", "just", "little", "spent", "took", "takes", "waited",
                    ]
                    .iter()
                    .any(|w| self.says(i - 1, w));
                matches!(what, Meaning::Offset(..))
                    || matches!(what, Meaning::Length(_)) && measured
            }
            M::OnOrBefore | M::OnOrAfter | M::After | M::Before => !length,
            _ => length,
        };
        // More than a year ago is before, less than a year ago after the point counted out.
        let modifier = match (&what, modifier) {
            (Meaning::Offset(_, sign, _), M::MoreThan) => {
                if *sign < 0 {
                    M::Before
                } else {
                    M::After
                }
            }
            (Meaning::Offset(_, sign, _), M::LessThan) if self.is(i, C::Less) => {
                if *sign < 0 {
                    M::After
                } else {
                    M::Before
                }
            }
            (_, modifier) => modifier,
        };
        fits.then_some((what, Some(modifier), to, why))
    }

    /// A phrase without a modifier before it.
    pub(crate) fn plain(&self, i: usize) -> Reading {
        let the = i + usize::from(self.is(i, C::The));
        // Each of these begins with "the" and a word that none of the others has.
        let named = || {
            self.day_or_so(i)
                .or_else(|| {
                    self.small_hours(i)
                        .map(|(what, at)| (what, Some(M::Start), at, "calendar"))
                })
                .or_else(|| {
                    self.day_before(i)
                        .map(|(what, at)| (what, None, at, "told"))
                })
                .or_else(|| {
                    self.new_year(i)
                        .map(|(what, at)| (what, Some(M::Start), at, "calendar"))
                })
        };
        best2([
            if the > i { named() } else { None },
            self.offset(i),
            self.offset(the).filter(|_| the > i),
            self.lengthy(i, the),
            self.point(i).map(|(what, at)| self.or_so(what, at)),
            self.point(the)
                .filter(|_| the > i)
                .map(|(what, at)| self.or_so(what, at)),
            self.told(i, the),
        ])
    }

    /// "next year or so"
    pub(crate) fn or_so(&self, what: Meaning, at: usize) -> (Meaning, Mod, usize, &'static str) {
        let so = matches!(what, Meaning::FromNow(..) | Meaning::Window(..))
            && self.is(at, C::Or)
            && self.says(at + 1, "so");
        if so {
            (what, Some(M::Approx), at + 2, "calendar")
        } else {
            (what, None, at, "calendar")
        }
    }
}

pub(crate) fn best2<const N: usize>(readings: [Reading; N]) -> Reading {
    let mut best: Reading = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|b| reading.2 > b.2) {
            best = Some(reading);
        }
    }
    best
}
