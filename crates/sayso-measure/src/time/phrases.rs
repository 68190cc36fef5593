//! In: tokens. Out: the whole phrase that tells a time, from its modifier on: "nearly three years ago", "the end of 1990",
//! "every other Tuesday", "from May to July". What the phrase is made of stands in `grammar`.

use super::Mod as M;
use super::calendar::{Part, Stretch, Unit};
use super::grammar::{
    Amount, Base, Found, Grammar, Length, Mod, Named, NthOf, What, Which, Year, best, unit_of,
};
use super::words::{Class as C, FREQ_DAY, FREQUENCIES};

type Parsed<T> = Option<(T, usize)>;
type Reading = Option<(What, Mod, usize, &'static str)>;

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

/// Phrases for now, some time ago, some time to come: in small letters. The flag says whether the first word may begin it.
const VAGUE: &[(&str, &str)] = &[
    ("right now", "PRESENT_REF"),
    ("just now", "PRESENT_REF"),
    ("now", "PRESENT_REF"),
    ("nowadays", "PRESENT_REF"),
    ("currently", "PRESENT_REF"),
    ("presently", "PRESENT_REF"),
    ("these days", "PRESENT_REF"),
    ("at the moment", "PRESENT_REF"),
    ("at this moment", "PRESENT_REF"),
    ("at this time", "PRESENT_REF"),
    ("at this point", "PRESENT_REF"),
    ("at present", "PRESENT_REF"),
    ("this moment", "PRESENT_REF"),
    ("the present", "PRESENT_REF"),
    ("recently", "PAST_REF"),
    ("more recently", "PAST_REF"),
    ("most recently", "PAST_REF"),
    ("lately", "PAST_REF"),
    ("previously", "PAST_REF"),
    ("the recent past", "PAST_REF"),
    ("the past", "PAST_REF"),
    ("the future", "FUTURE_REF"),
    ("future", "FUTURE_REF"),
    ("long ago", "PAST_REF"),
    ("at the time", "PAST_REF"),
    ("at that time", "PAST_REF"),
    ("soon", "FUTURE_REF"),
    ("someday", "FUTURE_REF"),
    ("the near future", "FUTURE_REF"),
    ("the not too distant future", "FUTURE_REF"),
    ("the foreseeable future", "FUTURE_REF"),
    ("near future", "FUTURE_REF"),
];

/// Prepositions that open the vague phrases and do not belong to their span.
const OPENERS: &[&str] = &["at", "in"];

impl Grammar<'_> {
    /// The time that begins at this token, if one does.
    pub(super) fn found(&self, i: usize) -> Option<Found> {
        if self.in_address(i) {
            return None;
        }
        let mut found: Option<Found> = None;
        let readings =
            [self.modified(i), self.ranged(i), self.vague(i), self.edged(i), self.plain(i), self.set(i)];
        for (what, modifier, to, why) in readings.into_iter().flatten() {
            if found.as_ref().is_none_or(|best| to > best.to) {
                found = Some(Found { from: i, to, what, modifier, why });
            }
        }
        let mut found = found?;
        found.from = self.without_article(&found);
        if found.why == "vague" && self.tokens.get(i).is_some() {
            found.from += usize::from(OPENERS.iter().any(|word| self.says(i, word)) && found.to > i + 1);
        }
        if found.modifier.is_none() {
            found.modifier = self.bound(i, &found.what).or_else(|| self.bound_within(&found));
        }
        if let (Some(C::Or), None) = (self.class(found.to), found.modifier) {
            let later = match self.class(found.to + 1) {
                Some(C::Later) => Some(M::OnOrAfter),
                Some(C::Earlier) => Some(M::OnOrBefore),
                _ => None,
            };
            if later.is_some() && matches!(found.what, What::Clock(..) | What::Known(_) | What::Named(..)) {
                (found.modifier, found.to) = (later, found.to + 2);
            }
        }
        Some(found)
    }

    /// Digits within an address or a code: "x3h7", "/2016", "#60".
    fn in_address(&self, i: usize) -> bool {
        let (Some(token), Some(before)) = (self.token(i), i.checked_sub(1).and_then(|p| self.token(p)))
        else {
            return false;
        };
        if !token.glued || token.class == C::Mark {
            return false;
        }
        let word = before.class != C::Mark
            && (token.class == C::Digits || before.class == C::Digits && before.glued);
        word || ['/', '_', '#', '&', '@'].iter().any(|mark| before.is_mark(*mark))
            && !(i > 1 && self.is(i - 2, C::Digits) && before.is_mark('/'))
            || before.is_mark('-') && token.class == C::A
    }

    /// The first token of the span: "the" belongs to "the third quarter" and "the 1990s", not to what only qualifies a noun
    /// ("the 1987 crash", "the third-quarter loss", "the May 3 vote"); a possessive ("its") never does.
    fn without_article(&self, found: &Found) -> usize {
        let i = found.from;
        if !matches!(self.class(i), Some(C::The | C::A)) {
            return i;
        }
        let possessive = self.is(i, C::The) && self.n_of(i) == 1;
        let hyphened = (i + 1..found.to).any(|k| self.mark(k, '-') && self.token(k).is_some_and(|t| t.glued));
        let noun = self.token(found.to).is_some_and(|t| {
            (t.class == C::Other || t.class == C::Mark && self.mark(found.to, '-')) && !t.fresh
        });
        let bare = matches!(
            &found.what,
            What::Range(..)
                | What::Known(Stretch::Year(_) | Stretch::Month(..) | Stretch::Day(_))
                | What::Named(Named::Month(_) | Named::MonthDay(..) | Named::Weekday(_), Which::Unsaid, _)
        );
        let bare = bare && !self.is(i + 1, C::EdgeOf) && !self.is_ordinal(i + 1) && !self.says(i + 1, "year");
        let article = bare
            || hyphened
                && noun
                && (self.is(i, C::The) || self.says(i + 1, "year") || self.is(i + 1, C::Several))
                && !self.says(found.to - 1, "period");
        i + usize::from(possessive || article)
    }

    /// What a preposition before a point says: since, until, before, after.
    fn bound(&self, i: usize, what: &What) -> Mod {
        if matches!(
            what,
            What::Length(_)
                | What::Window(..)
                | What::Within(..)
                | What::Set { .. }
                | What::Vague(_)
                | What::Range(..)
        ) {
            return None;
        }
        let before = i.checked_sub(1)?;
        let before = if self.says(before, "the") && before > 0 { before - 1 } else { before };
        if ["starting", "beginning", "effective", "commencing"].iter().any(|w| self.says(before, w)) {
            return Some(M::OnOrAfter);
        }
        match self.class(before)? {
            C::Since => Some(M::OnOrAfter),
            C::To | C::By if matches!(what, What::Clock(..)) && !self.says(before, "to") => Some(M::Before),
            C::To if self.n_of(before) > 0 => Some(M::OnOrBefore),
            C::By => Some(M::OnOrBefore),
            C::From if matches!(what, What::Clock(..)) => Some(M::OnOrAfter),
            C::Before => Some(M::Before),
            C::After => Some(M::After),
            _ => None,
        }
    }

    /// "Thursday before 5 p.m."
    fn bound_within(&self, found: &Found) -> Mod {
        if matches!(found.what, What::Part(_, Some(_))) {
            return (found.from + 1..found.to).find_map(|k| self.is(k, C::Edge).then(|| edge(self.n_of(k))));
        }
        if !matches!(found.what, What::Clock(_, Some(_))) {
            return None;
        }
        (found.from + 1..found.to).find_map(|k| match self.class(k)? {
            C::Before | C::By => Some(M::Before),
            C::To if self.n_of(k) == 2 => Some(M::Before),
            C::After => Some(M::After),
            C::Since => Some(M::OnOrAfter),
            _ => None,
        })
    }

    fn n_of(&self, i: usize) -> i32 {
        self.token(i).map_or(0, |t| t.n)
    }

    /// Past the words of a phrase, if they stand here.
    fn phrase(&self, i: usize, words: &str) -> Option<usize> {
        let first = self.word(i).bytes().next()?;
        if !words.as_bytes().first().is_some_and(|letter| letter.eq_ignore_ascii_case(&first)) {
            return None;
        }
        let mut at = i;
        for word in words.split(' ') {
            if !self.says(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// "nearly three years ago", "around Nov. 1", "at least the past 18 months".
    fn modified(&self, i: usize) -> Reading {
        if !matches!(
            self.class(i)?,
            C::About
                | C::Nearly
                | C::Over
                | C::Less
                | C::More
                | C::AsMany
                | C::At
                | C::A
                | C::Some
                | C::Later
                | C::Earlier
        ) {
            return None;
        }
        let (modifier, at) =
            MODIFIERS.iter().find_map(|(words, modifier)| Some((*modifier, self.phrase(i, words)?)))?;
        let (what, inner, to, why) = best2([self.edged(at), self.plain(at)])?;
        let length = matches!(what, What::Length(_) | What::Window(..) | What::Offset(..));
        let some_bare = self.is(i, C::Some)
            && !matches!(&what, What::Length(l) | What::Offset(l, ..) if matches!(l.first(), Some((Amount::Hundredths(h), _)) if *h > 100));
        let fits = match modifier {
            M::Approx if self.is(i, C::About) => {
                length
                    || matches!(
                        what,
                        What::Clock(..)
                            | What::Known(_)
                            | What::Named(Named::MonthDay(..) | Named::Month(_) | Named::Feast(_), ..)
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
                            | C::AsMany
                    )
                ) || i > 0
                    && ["lasting", "lasted", "just", "little", "spent", "took", "takes", "waited"]
                        .iter()
                        .any(|w| self.says(i - 1, w));
                matches!(what, What::Offset(..)) || matches!(what, What::Length(_)) && measured
            }
            M::OnOrBefore | M::OnOrAfter | M::After | M::Before => !length,
            _ => length,
        };
        fits.then_some((what, Some(modifier), to, why))
    }

    /// A phrase without a modifier before it.
    fn plain(&self, i: usize) -> Reading {
        let the = i + usize::from(self.is(i, C::The));
        best2([
            self.offset(i),
            self.offset(the).filter(|_| the > i),
            self.lengthy(i, the),
            self.point(i).map(|(what, at)| self.or_so(what, at)),
            self.point(the).filter(|_| the > i).map(|(what, at)| self.or_so(what, at)),
            self.told(i, the),
            self.day_or_so(i),
        ])
    }

    /// "next year or so"
    fn or_so(&self, what: What, at: usize) -> (What, Mod, usize, &'static str) {
        let so = matches!(what, What::Near(..) | What::Window(..))
            && self.is(at, C::Or)
            && self.says(at + 1, "so");
        if so { (what, Some(M::Approx), at + 2, "calendar") } else { (what, None, at, "calendar") }
    }

    // ---------------------------------------------------------------- lengths

    fn lengthy(&self, i: usize, the: usize) -> Reading {
        if let Some((n, at)) = self.count(the).filter(|(n, _)| *n < 1000)
            && matches!(self.class(at), Some(C::Last | C::Next))
            && matches!(self.class(at + 1), Some(C::Units))
        {
            let sign = if self.is(at, C::Last) { -1 } else { 1 };
            let unit = unit_of(self.n_of(at + 1))?;
            return Some((
                What::Window(vec![(Amount::Hundredths(n * 100), unit)], sign),
                None,
                at + 2,
                "window",
            ));
        }
        if let Some((what, at)) = self.first_lengths(the) {
            return Some((what, None, at, "within"));
        }
        // "recent years", "the weeks ahead"
        let recent = the + usize::from(self.says(the, "recent"));
        if self.is(recent, C::Units) && (recent > the || self.is(recent + 1, C::Ahead)) {
            let unit = unit_of(self.n_of(recent)).filter(|unit| *unit >= Unit::Day)?;
            let more = recent + 1;
            let to = if matches!(self.class(more), Some(C::And | C::Or)) && self.is(more + 1, C::Units) {
                more + 2
            } else {
                more
            };
            let sign = if recent > the { -1 } else { 1 };
            return Some((
                What::Window(vec![(Amount::Some, unit)], sign),
                None,
                to + usize::from(sign > 0),
                "window",
            ));
        }
        let first = if self.is(the, C::Ordinal) || self.is(the, C::Last) || self.is(the, C::Next) {
            the + 1
        } else {
            the
        };
        if the > i && first > the && self.is(the, C::Ordinal) {
            // "the first nine months"
            let (length, at) = self.length(first).or_else(|| {
                let unit = unit_of(self.n_of(first)).filter(|_| self.is(first, C::Units))?;
                Some((vec![(Amount::Some, unit)], first + 1))
            })?;
            return Some((What::Length(length), None, at, "length"));
        }
        if let Some(((least, greatest), to)) = self.length_range(the) {
            let range = What::Range(Box::new(What::Length(least)), Box::new(What::Length(greatest)));
            return (!self.old(to)).then_some((range, None, to, "length"));
        }
        let (length, at) = self
            .length(the)
            .filter(|(l, _)| the == i || self.the_length(i, the, l))
            .or_else(|| self.bare_units(i))?;
        let idiom = self.mark(at, '-') && self.says(at + 1, "to")
            || self.is(at, C::After) && self.is(i, C::A) && self.says(at + 1, self.word(at - 1));
        if idiom || self.old(at) || self.rate(i, at) || self.is(at, C::A) && self.is(at + 1, C::Unit) {
            return None;
        }
        if let Some((more, to)) = self.or_length(at, &length) {
            return Some((What::Length(more), Some(M::Approx), to, "length"));
        }
        let period = usize::from(self.is(at, C::Period) && self.says(at, "period"))
            + usize::from(self.says(at, "term") && self.says(at - 1, "year"));
        Some((What::Length(length), None, at + period, "length"))
    }

    /// "first two weeks of 2021", "last three weeks of this year", "first two quarters of 1990".
    fn first_lengths(&self, i: usize) -> Parsed<What> {
        let sign = match self.word(i) {
            "first" | "First" => 1,
            "last" | "Last" | "final" => -1,
            _ => return None,
        };
        let (length, at) =
            self.length(i + 1).filter(|_| self.is(i + 1, C::Digits) || self.is(i + 1, C::Cardinal))?;
        if !self.is(at, C::Of) {
            return None;
        }
        let (what, to) = self.point(at + 1 + usize::from(self.is(at + 1, C::The)))?;
        let year = match what {
            What::Known(Stretch::Year(year)) => Year::Given(year),
            What::Near(Unit::Year, shift) => Year::Near(shift),
            What::Named(Named::Month(_), ..) | What::Near(Unit::Month, _) => Year::Unsaid,
            _ => return None,
        };
        if let (Some(2), Unit::Quarter, false) = (length[0].0.whole(), length[0].1, year == Year::Unsaid) {
            return Some((What::Named(Named::Half(if sign > 0 { 1 } else { 2 }), Which::Unsaid, year), to));
        }
        Some((What::Within(length, sign, Box::new(what)), to))
    }

    /// "the four days", but not "the day" and "the one hour".
    fn the_length(&self, i: usize, the: usize, length: &Length) -> bool {
        self.n_of(i) == 0 && (self.is(the, C::Digits) || self.is(the, C::Cardinal)) && length.len() == 1
            || self.n_of(i) == 1 && !self.is(the, C::A)
    }

    /// Ages are no times: "six years old", "a 6-year-old".
    fn old(&self, at: usize) -> bool {
        let hyphen = at + usize::from(self.mark(at, '-'));
        self.says(hyphen, "old")
            || self.says(hyphen, "olds")
            || self.says(at, "of") && self.says(at + 1, "age")
    }

    /// "$2,000 a month", "four flights a week": a rate, a figure's part.
    fn rate(&self, i: usize, at: usize) -> bool {
        if !self.is(i, C::A) || at != i + 2 || i == 0 {
            return false;
        }
        let before = self.token(i - 1).copied();
        let plural = before.is_some_and(|t| {
            t.class == C::Other
                && self.word(i - 1).ends_with('s')
                && !self.word(i - 1).ends_with("ss")
                && t.n == 0
                && !VERBS_S.iter().any(|w| self.says(i - 1, w))
        });
        before.is_some_and(|t| {
            t.class == C::Digits
                || t.class == C::Cardinal
                || t.class == C::Units
                || t.is_mark('%')
                || matches!(t.class, C::Once)
        }) || plural
            || self.says(i - 1, "million")
            || self.says(i - 1, "billion")
            || self.says(i - 1, "percent")
            || self.says(i - 1, "times")
            || self.says(i - 1, "share")
    }

    /// "or two", "or so", "or more" after a length.
    fn or_length(&self, at: usize, length: &Length) -> Parsed<Length> {
        if !self.is(at, C::Or) {
            return None;
        }
        if self.says(at + 1, "so") {
            return Some((length.clone(), at + 2));
        }
        if self.is(at + 1, C::More) {
            return Some((length.clone(), at + 2));
        }
        let two = self.is(at + 1, C::Cardinal)
            && length.first().is_some_and(|(n, _)| *n == Amount::ONE)
            && !self.is(at + 2, C::Units);
        two.then(|| (vec![(Amount::Some, length[0].1)], at + 2))
    }

    // ---------------------------------------------------------------- offsets

    /// A length with its direction: "two years ago", "in five years", "three days later", "a year earlier".
    fn offset(&self, i: usize) -> Reading {
        if let Some(reading) = self.year_ago(i) {
            return Some(reading);
        }
        if let Some((n @ 1..=52, at)) = self.count(i) {
            let weekday = self.token(at).filter(|t| t.class == C::Weekday).map(|t| t.n as u8);
            let sign = if self.is(at + 1, C::Ago) { -1 } else { 1 };
            let ahead = self.is(at + 1, C::From) && self.says(at + 2, "now");
            if let (Some(weekday), true) = (weekday, sign < 0 || ahead) {
                let what =
                    What::Nth(n as i8 * sign, NthOf::Weekday(weekday), Box::new(What::Near(Unit::Day, 0)));
                return Some((what, None, at + 2 + usize::from(ahead), "offset"));
            }
        }
        let lead = usize::from(self.is(i, C::In) || self.is(i, C::Within));
        let at = i + lead;
        let (length, end) = self.length(at).or_else(|| self.bare_units(at))?;
        if lead > 0 {
            return None;
        }
        let (length, end, approx) = match self.or_length(end, &length) {
            Some((length, to)) => (length, to, Some(M::Approx)),
            None => (length, end, None),
        };
        let (sign, base, to) = match self.class(end)? {
            C::Ago => (-1, Base::Now, end + 1),
            C::Earlier => (-1, Base::Told, end + 1),
            C::Later => (1, if self.says(end, "hence") { Base::Now } else { Base::Told }, end + 1),
            C::From if self.says(end + 1, "now") => (1, Base::Now, end + 2),
            C::From if i > 0 && self.is(i - 1, C::For) && self.point(end + 1).is_some() => {
                let (what, to) = self.point(end + 1)?;
                let fits = matches!(what, What::Clock(..)) || Self::is_day(&what);
                let last = What::Offset(length, 1, Base::Of(Box::new(what.clone())));
                return fits.then(|| (What::Range(Box::new(what), Box::new(last)), None, to, "range"));
            }
            C::From | C::After | C::Before => {
                let sign = if self.is(end, C::Before) { -1 } else { 1 };
                let the = end + 1 + usize::from(self.is(end + 1, C::The));
                let (what, to) = self.point(the)?;
                let whole = matches!(
                    what,
                    What::Near(Unit::Day, _)
                        | What::Known(Stretch::Day(_))
                        | What::Weekday(..)
                        | What::Named(Named::Feast(_) | Named::MonthDay(..) | Named::Weekday(_), ..)
                );
                let noun = self.token(to).is_some_and(|t| t.class == C::Other && !t.fresh || t.is_mark('\''));
                let near = whole && the == end + 1 && !noun;
                if !near {
                    return None;
                }
                (sign, Base::Of(Box::new(what)), to)
            }
            _ => return None,
        };
        Some((What::Offset(length, sign, base), approx, to, "offset"))
    }

    /// "a year earlier", "year-ago", "the year-earlier quarter", "the corresponding period last year".
    fn year_ago(&self, i: usize) -> Reading {
        let a = i + usize::from(self.is(i, C::A) || self.is(i, C::The) || self.says(i, "one"));
        let same = ["same", "comparable", "corresponding", "like"].iter().any(|w| self.says(a, w));
        let at = a + usize::from(same);
        if same && let Some(to) = ["period", "quarter"].iter().find_map(|w| self.phrase(at, w)) {
            let of = to + usize::from(self.is(to, C::Of));
            for words in [
                "a year ago",
                "a year earlier",
                "last year",
                "the previous year",
                "the prior year",
                "the year before",
            ] {
                if let Some(to) = self.phrase(of, words) {
                    return Some((
                        What::Offset(vec![(Amount::ONE, Unit::Year)], -1, Base::Business),
                        None,
                        to,
                        "year-ago",
                    ));
                }
            }
        }
        if !self.says(at, "year") {
            return None;
        }
        let hyphen = self.mark(at + 1, '-');
        let ago = at + 1 + usize::from(hyphen);
        let is = self.is(ago, C::Ago) && self.says(ago, "ago")
            || self.is(ago, C::Earlier) && self.says(ago, "earlier");
        if !is || !hyphen && a == i && !same {
            return None;
        }
        let mut to = ago + 1;
        if hyphen && (self.says(to, "quarter") || self.says(to, "period")) {
            to += 1;
        } else if hyphen
            && self.says(to, "third")
                | self.says(to, "second")
                | self.says(to, "first")
                | self.says(to, "fourth")
            && self.says(to + 1, "quarter")
        {
            to += 2;
        }
        let base = match () {
            () if self.says(ago, "ago") && self.sentence_start(i) => Base::Now,
            () if self.says(ago, "ago") || same => Base::Business,
            () => Base::Told,
        };
        Some((What::Offset(vec![(Amount::ONE, Unit::Year)], -1, base), None, to, "year-ago"))
    }

    /// "the day before yesterday", "the day after tomorrow", "a day or two".
    fn day_or_so(&self, i: usize) -> Reading {
        let the = i + usize::from(self.is(i, C::The));
        let one = the > i
            && (self.says(the, "following")
                || self.says(the, "next")
                || self.says(the, "previous")
                || self.says(the, "preceding"));
        if one {
            let sign = if self.is(the, C::Next) { 1 } else { -1 };
            if let Some((part, to)) =
                self.part(the + 1).filter(|(p, _)| !matches!(p, Part::Noon | Part::Midnight))
            {
                let day = What::Offset(vec![(Amount::ONE, Unit::Day)], sign, Base::Told);
                return Some((What::Part(part, Some(Box::new(day))), None, to, "told"));
            }
            if self.is(the + 1, C::Unit) {
                let unit = unit_of(self.n_of(the + 1))
                    .filter(|u| matches!(u, Unit::Day | Unit::Week | Unit::Month | Unit::Year))?;
                if unit == Unit::Day
                    || self.says(the, "following")
                    || self.says(the, "preceding")
                    || self.says(the, "previous")
                {
                    return Some((
                        What::Offset(vec![(Amount::ONE, unit)], sign, Base::Told),
                        None,
                        the + 2,
                        "told",
                    ));
                }
            }
        }
        None
    }

    // ---------------------------------------------------------------- told before

    /// "the quarter", "the year", "the latest period", "the 1988 period": what the text told before.
    fn told(&self, i: usize, the: usize) -> Reading {
        if the == i {
            return None;
        }
        let latest = usize::from(self.says(the, "latest"));
        let at = the + latest;
        if self.says(at, "period") && latest == 1 {
            return Some((What::Told(Unit::Quarter), None, at + 1, "told"));
        }
        if self.is(the, C::Digits) && (self.says(the + 1, "period") || self.says(the + 1, "quarter")) {
            let year = self.token(the).filter(|t| t.len() == 4 && (1900..2100).contains(&t.n))?.n;
            return Some((
                What::Named(Named::Quarter(0), Which::Unsaid, Year::Given(year)),
                None,
                the + 2,
                "told",
            ));
        }
        let full = usize::from(self.says(at, "full") || self.says(at, "entire") || self.is(at, C::Fiscal));
        if !self.is(at + full, C::Unit) {
            return None;
        }
        let unit = unit_of(self.n_of(at + full))?;
        let lead = i.checked_sub(1).and_then(|p| self.class(p));
        let led = matches!(lead, Some(C::For | C::In | C::During | C::Of | C::Over | C::Later | C::Earlier));
        let fits = match unit {
            Unit::Quarter | Unit::Year | Unit::Month => led || full == 1,
            Unit::Week | Unit::Day => {
                led && matches!(lead, Some(C::For | C::In | C::Of | C::Later | C::Earlier | C::During))
                    && !self.is(at + 1, C::Of)
            }
            Unit::Decade | Unit::Century => led,
            _ => false,
        };
        let ends = self.ends(at + full + 1);
        let what = if unit == Unit::Quarter { What::Told(unit) } else { What::Near(unit, 0) };
        (fits && ends && latest == 0).then_some((what, None, at + full + 1, "told"))
    }

    fn ends(&self, i: usize) -> bool {
        self.token(i)
            .is_none_or(|t| t.fresh || t.class != C::Other || self.says(i, "ended") || self.says(i, "ending"))
            && !self.mark(i, '-')
            && !self.is(i, C::Before)
            && !self.is(i, C::After)
            && !self.is(i, C::Earlier)
    }

    // ---------------------------------------------------------------- edges

    /// "early next year", "mid-1996", "the late 1970s", "the end of 1990", "year-end", "later this afternoon".
    fn edged(&self, i: usize) -> Reading {
        let the = i + usize::from(self.is(i, C::The));
        if self.is(the + 1, C::HalfWord) && self.is(the + 2, C::Of) {
            let sign = match self.word(the) {
                "first" | "early" => -1,
                "second" | "last" | "latter" | "late" => 1,
                _ => return None,
            };
            let inner = the + 3 + usize::from(self.is(the + 3, C::The));
            let (what, to) = self.point(inner)?;
            let year = matches!(what, What::Known(Stretch::Year(_)) | What::Near(Unit::Year, _));
            return (!year).then_some((what, Some(edge(sign)), to, "edge"));
        }
        let very = the + usize::from(self.says(the, "very"));
        match self.class(very)? {
            C::Edge => {
                let at = very + 1;
                let at = at + usize::from(self.mark(at, '-'));
                let on =
                    at + usize::from(self.is(at, C::On) || self.is(at, C::In) && !self.is(at + 1, C::Digits));
                let inner = on
                    + usize::from(
                        self.is(on, C::The) && on > at || self.is(on, C::The) && self.says(very, "late"),
                    );
                let (what, to) = self.point(inner)?;
                let fine =
                    matches!(what, What::Clock(..) | What::Length(_)) || on > at && !Self::is_day_part(&what);
                (!fine).then_some((what, Some(edge(self.n_of(very))), to, "edge"))
            }
            C::Later | C::Earlier if the == i => {
                let at = i + 1;
                let on = at + usize::from(self.is(at, C::On) || self.is(at, C::In));
                let inner = on + usize::from(self.is(on, C::The) && on > at);
                let (what, to) = self.point(inner)?;
                let near = matches!(what, What::Near(..) | What::Part(..));
                let sign = if self.is(i, C::Later) { 1 } else { -1 };
                near.then_some((what, Some(edge(sign)), to, "edge"))
            }
            C::EdgeOf => {
                let mut at = very + 1;
                if !self.is(at, C::Of) {
                    return None;
                }
                at += 1;
                let inner = at + usize::from(self.is(at, C::The));
                let unit_of_year =
                    self.is(inner, C::Unit) && inner > at || self.says(at, "year") || self.says(at, "month");
                let (what, to) = self.point(inner).or_else(|| {
                    let unit = unit_of(self.n_of(inner)).filter(|u| {
                        unit_of_year
                            && matches!(
                                u,
                                Unit::Year
                                    | Unit::Month
                                    | Unit::Week
                                    | Unit::Day
                                    | Unit::Quarter
                                    | Unit::Decade
                                    | Unit::Century
                            )
                    })?;
                    let what = if unit == Unit::Quarter { What::Told(unit) } else { What::Near(unit, 0) };
                    Some((what, inner + 1))
                })?;
                // "the end of the 1950-53 war": the years are one time, the end is the war's.
                let range = self.ranged(inner).is_some_and(|(_, _, end, _)| end > to);
                let fits = !matches!(what, What::Clock(..) | What::Vague(_)) && !range;
                fits.then_some((what, Some(edge(self.n_of(very))), to, "edge"))
            }
            C::Unit if self.says(very, "year") || self.says(very, "month") || self.says(very, "quarter") => {
                let at = very + 1;
                let at = at + usize::from(self.mark(at, '-'));
                let ends = self.says(at, "end") && !self.says(at + 1, "of");
                let unit = unit_of(self.n_of(very))?;
                ends.then_some((What::Near(unit, 0), Some(M::End), at + 1, "edge"))
            }
            _ => None,
        }
    }

    fn is_day_part(what: &What) -> bool {
        matches!(what, What::Part(..) | What::Near(..) | What::Named(..) | What::Known(_) | What::Weekday(..))
    }

    // ---------------------------------------------------------------- sets

    /// "every Tuesday", "each month", "every other week", "twice a year", "annually", "Mondays".
    fn set(&self, i: usize) -> Reading {
        let set = |value: String, quant: Option<&str>, freq: Option<u8>, to: usize| {
            Some((What::Set { value, quant: quant.map(str::to_ascii_lowercase), freq }, None, to, "set"))
        };
        match self.class(i)? {
            C::Every => {
                let other = usize::from(self.says(i + 1, "other"));
                let at = i + 1 + other;
                let quant = if other == 1 { "every other" } else { self.word(i) };
                if self.is(at, C::Of) || self.says(at, "single") && !self.is(at + 1, C::Unit) {
                    return None;
                }
                let at = at + usize::from(self.says(at, "single"));
                if let Some((value, to)) = self.weekly(at) {
                    return set(value, Some(quant), None, to);
                }
                if let Some((length, to)) = self.length(at) {
                    return set(super::resolve::length_value(&length), Some(quant), None, to);
                }
                let (amount, unit_at) = match self.class(at)? {
                    C::Ordinal => (i64::from(self.n_of(at)), at + 1),
                    C::Cardinal | C::Digits if self.is(at + 1, C::Unit) => (i64::from(self.n_of(at)), at + 1),
                    _ => (1 + other as i64, at),
                };
                let unit = unit_of(self.n_of(unit_at)).filter(|_| self.is(unit_at, C::Unit))?;
                let value = super::resolve::length_value(&vec![(Amount::Hundredths(amount * 100), unit)]);
                set(value, Some(quant), None, unit_at + 1)
            }
            C::Frequency => {
                let after = self.token(i + 1);
                let adverb = after.is_none_or(|t| t.fresh || t.class != C::Other || self.says(i + 1, "for"))
                    && !self.says(i, "annual");
                let value = FREQUENCIES[usize::try_from(self.n_of(i) - FREQ_DAY).ok()?];
                let name = self.token(i)?.capital && i > 0 && !self.token(i)?.fresh;
                // "10,000 units annually" is a rate, part of the figure.
                let rate = (i.saturating_sub(5)..i)
                    .any(|k| matches!(self.class(k), Some(C::Digits | C::Cardinal)) || self.mark(k, '%'));
                (adverb && !name && !rate).then(|| set(value.to_string(), None, None, i + 1))?
            }
            C::Once | C::Cardinal => {
                let (freq, at) =
                    if self.is(i, C::Once) { (self.n_of(i), i + 1) } else { (self.n_of(i), i + 2) };
                if !self.is(i, C::Once) && !self.says(i + 1, "times") {
                    return None;
                }
                let each = self.is(at, C::A) || self.is(at, C::Every);
                let unit = unit_of(self.n_of(at + 1)).filter(|_| each && self.is(at + 1, C::Unit))?;
                let value = super::resolve::length_value(&vec![(Amount::ONE, unit)]);
                set(value, None, u8::try_from(freq).ok(), at + 2)
            }
            C::Weekday => {
                let plural = self.word(i).len() > 6 && self.word(i).ends_with('s');
                if !plural {
                    return None;
                }
                let at = i + 1 + usize::from(self.is(i + 1, C::At));
                let (code, to) =
                    self.clock(at).map_or((String::new(), i + 1), |(clock, to)| (clock.short_code(), to));
                set(format!("XXXX-WXX-{}{code}", self.n_of(i)), None, None, to)
            }
            _ => None,
        }
    }

    /// A weekday, its part or hour, as what comes every week: its value.
    fn weekly(&self, at: usize) -> Parsed<String> {
        let (what, to) = self.point(at)?;
        let (named, suffix) = match &what {
            What::Part(part, Some(day)) => (day.as_ref().clone(), part.code().to_string()),
            What::Clock(clock, Some(day)) => (day.as_ref().clone(), clock.short_code()),
            other => (other.clone(), String::new()),
        };
        let value = match named {
            What::Named(Named::Weekday(day), Which::Unsaid, Year::Unsaid) => format!("XXXX-WXX-{day}"),
            What::Named(Named::Month(month), Which::Unsaid, Year::Unsaid) => format!("XXXX-{month:02}"),
            What::Named(Named::MonthDay(month, day), Which::Unsaid, Year::Unsaid) => {
                format!("XXXX-{month:02}-{day:02}")
            }
            What::Named(Named::Season(season), Which::Unsaid, Year::Unsaid) => {
                format!("XXXX-{}", season.code())
            }
            _ => return None,
        };
        Some((value + &suffix, to))
    }

    // ---------------------------------------------------------------- now, then, some time

    fn vague(&self, i: usize) -> Reading {
        if self.says(i, "one")
            && self.says(i + 1, "day")
            && i > 0
            && matches!(self.class(i - 1), Some(C::Will | C::Modal))
        {
            return Some((What::Vague("FUTURE_REF"), None, i + 2, "vague"));
        }
        if !matches!(
            self.class(i)?,
            C::Now
                | C::Recent
                | C::Soon
                | C::The
                | C::In
                | C::At
                | C::More
                | C::Other
                | C::This
                | C::Ago
                | C::Long
                | C::UpTo
                | C::AsMany
                | C::Moment
        ) {
            return None;
        }
        let mut found: Option<(usize, &'static str)> = None;
        for (words, value) in VAGUE {
            if let Some(to) = self.phrase(i, words)
                && found.is_none_or(|(best, _)| to > best)
            {
                found = Some((to, value));
            }
        }
        let (to, value) = found?;
        let alone = to == i + 1;
        // "in the past", "in the future", but not "the past two weeks", "the future of the port".
        let noun = self.says(to - 1, "past") || self.says(to - 1, "future");
        let led = i > 0 && matches!(self.class(i - 1), Some(C::In | C::From)) || words_long(to - i);
        if noun
            && (!led
                || !self.ends(to)
                || self.is(to, C::Of)
                || self.is(to, C::Cardinal)
                || self.is(to, C::Digits)
                || self.is(to, C::Few)
                || self.is(to, C::Several)
                || self.is(to, C::Couple)
                || self.is(to, C::Units)
                || self.is(to, C::Unit))
        {
            return None;
        }
        let participle = self.says(i, "previously") && self.word(to).ends_with("ed");
        // "as soon as", "sooner or later", "now that" are conjunctions; "recent" counts only before a noun of time.
        let joined = self.says(i, "soon")
            && (self.says(to, "as")
                || i > 0 && self.says(i - 1, "as")
                || self.is(to, C::After)
                || self.is(to, C::Or));
        let name = alone && self.token(i)?.capital && i > 0 && !self.sentence_start(i);
        let now = self.says(i, "now") && (self.mark(to, '-') || i > 0 && self.mark(i - 1, '-'));
        let time = self.phrase(i, "at the time").is_some() && self.is(to, C::Of);
        (!joined && !name && !now && !time && !participle).then_some((What::Vague(value), None, to, "vague"))
    }

    pub(super) fn sentence_start(&self, i: usize) -> bool {
        i == 0
            || self.token(i).is_some_and(|t| t.fresh)
            || [".", "!", "?", "“", "\"", ":", "‘"].iter().any(|m| self.word(i - 1) == *m)
            || self.mark(i - 1, '\'')
    }

    // ---------------------------------------------------------------- ranges

    /// "1998–2003", "1950-53", "from May to July", "between 9:30 and 11:00", "May 13-15", "13 to 15 May".
    fn ranged(&self, i: usize) -> Reading {
        let between = self.is(i, C::Between);
        let opened = between || self.is(i, C::From);
        let start = i + usize::from(opened);
        let start = start + usize::from(self.is(start, C::The));
        let (what, to) = best([
            self.day_range(start, between),
            self.hour_range(start, between, opened, false),
            self.year_range(start),
            self.point_range(start, between, opened),
            if opened { None } else { self.day_hours(i) },
            if between { None } else { self.point_for(start, opened) },
        ])?;
        Some((what, None, to, "range"))
    }

    /// Past what joins the ends of a range.
    fn joint(&self, at: usize, between: bool) -> Option<usize> {
        let token = self.token(at)?;
        let to = match token.class {
            C::And => between,
            C::To => true,
            C::Mark => {
                (token.is_mark('-') || token.is_mark('–') || token.is_mark('~'))
                    && self.token(at + 1).is_some_and(|next| token.glued == next.glued)
            }
            _ => false,
        };
        to.then_some(at + 1)
    }

    /// "May 13-15", "May 13 to 15, 2016", "13 to 15 May", "the 13th to the 15th of May".
    fn day_range(&self, i: usize, between: bool) -> Parsed<What> {
        let the = |at: usize| at + usize::from(self.is(at, C::The));
        if let Some((What::Named(Named::MonthDay(month, first), which, Year::Unsaid), at)) =
            self.month_first(i)
        {
            let (last, end) = self.day(the(self.joint(at, between)?))?;
            if last <= first
                || self.is(end, C::AmPm)
                || self.mark(end, ':')
                || self.month(end).is_some()
                || self.is(end, C::Units)
            {
                return None;
            }
            let (year, end) = self
                .year_after(end)
                .filter(|(y, _)| matches!(y, Year::Given(_)))
                .unwrap_or((Year::Unsaid, end));
            let side = |day| Box::new(What::Named(Named::MonthDay(month, day), which, year));
            return Some((What::Range(side(first), side(last)), end));
        }
        let (first, at) = self.day(the(i))?;
        let (What::Named(Named::MonthDay(month, last), which, year), end) =
            self.day_first(the(self.joint(at, between)?))?
        else {
            return None;
        };
        let side = |day| Box::new(What::Named(Named::MonthDay(month, day), which, year));
        (first < last).then(|| (What::Range(side(first), side(last)), end))
    }

    /// "Monday 8-9am", "Thursday from 9:30 to 11:00", "this evening from 7 to 7:30", "tomorrow between 10 and 11:30".
    fn day_hours(&self, i: usize) -> Parsed<What> {
        let (day, part, at) = match self.point(i)? {
            (What::Part(part, Some(day)), at) => (*day, Some(part), at),
            (day, at) if Self::is_day(&day) => (day, None, at),
            _ => return None,
        };
        let from = at + usize::from(self.mark(at, ','));
        let between = self.is(from, C::Between);
        let opened = between || self.is(from, C::From);
        let start = from + usize::from(opened);
        let (range, to) =
            best([self.hour_range(start, between, opened, true), self.point_range(start, between, opened)])?;
        let What::Range(a, b) = range else { return None };
        let (What::Clock(a, None), What::Clock(b, None)) = (*a, *b) else { return None };
        let (a, b) = part.map_or((a, b), |part| (a.in_part(part), b.in_part(part)));
        let side = |clock| Box::new(What::Clock(clock, Some(Box::new(day.clone()))));
        Some((What::Range(side(a), side(b)), to))
    }

    /// "from 4 p.m. for thirty minutes", "from Dec. 18 for 10 days".
    fn point_for(&self, i: usize, opened: bool) -> Parsed<What> {
        let (what, at) = self.point(i)?;
        let fits = matches!(what, What::Clock(..)) || opened && Self::is_day(&what);
        if !fits || !self.is(at, C::For) {
            return None;
        }
        let (length, to) = self.length(at + 1)?;
        let end = What::Offset(length, 1, Base::Of(Box::new(what.clone())));
        Some((What::Range(Box::new(what), Box::new(end)), to))
    }

    /// "3-4pm", "5 to 6:30 p.m. Friday", "between 9 and 11 a.m.", and after a day "from 7 to 7:30".
    fn hour_range(&self, i: usize, between: bool, opened: bool, beside: bool) -> Parsed<What> {
        let (hour, at) = self.hour_number(i)?;
        let (minute, at) = if self.mark(at, ':') {
            self.minute_number(at + 1).map(|(m, to)| (Some(m), to))?
        } else {
            (None, at)
        };
        let first = super::grammar::Clock { hour, minute, second: None, sure: hour > 12, zone: None };
        let joint = self.joint(at, between)?;
        let (last, day, end) = match self.point(joint) {
            Some((What::Clock(last, day), end)) => (last, day, end),
            _ if opened => {
                let (last, end) = self.hour_number(joint)?;
                let last =
                    super::grammar::Clock { hour: last, minute: None, second: None, sure: false, zone: None };
                let (day, end) = match self.stretch(end + usize::from(self.is(end, C::On))) {
                    Some((What::Part(part, day), to)) => {
                        let side = |clock: super::grammar::Clock| {
                            Box::new(What::Clock(clock.in_part(part), day.clone()))
                        };
                        return Some((What::Range(side(first), side(last)), to));
                    }
                    Some((day, to)) if Self::is_day(&day) => (Some(Box::new(day)), to),
                    _ => (None, end),
                };
                if day.is_none() && !beside || last.hour > 12 || first.hour > 12 {
                    return None;
                }
                let hour = if last.hour <= first.hour { last.hour % 12 + 12 } else { last.hour };
                let last = super::grammar::Clock { hour, ..last };
                return Some((
                    What::Range(Box::new(What::Clock(first, day.clone())), Box::new(What::Clock(last, day))),
                    end,
                ));
            }
            _ => return None,
        };
        let plain = opened && !last.sure && !first.sure && (first.minute.is_some() || last.minute.is_some());
        if plain {
            let hour = if last.hour < first.hour && last.hour < 12 { last.hour + 12 } else { last.hour };
            let last = super::grammar::Clock { hour, ..last };
            return Some((
                What::Range(Box::new(What::Clock(first, day.clone())), Box::new(What::Clock(last, day))),
                end,
            ));
        }
        if !last.sure || first.sure {
            return None;
        }
        let hour12 = |hour: u8| hour % 12;
        // "9 to 11 a.m." begins in the same half of the day, "11 to 2 p.m." in the one before.
        let earlier = (hour12(first.hour), first.minute) < (hour12(last.hour), last.minute);
        let half = if (last.hour >= 12) == earlier { 12 } else { 0 };
        let first =
            super::grammar::Clock { hour: hour12(first.hour) + half, sure: true, zone: last.zone, ..first };
        Some((What::Range(Box::new(What::Clock(first, day.clone())), Box::new(What::Clock(last, day))), end))
    }

    /// "1998–2003", "1950-53", "2010/11".
    fn year_range(&self, i: usize) -> Parsed<What> {
        let (first, at) = self.year_digits(i)?;
        let mark = self.token(at)?;
        let joined = (mark.is_mark('-') || mark.is_mark('–') || mark.is_mark('/'))
            && self.token(at + 1).is_some_and(|t| t.glued == mark.glued);
        let next = self.token(at + 1).filter(|t| t.class == C::Digits && joined)?;
        if self.token(at + 2).is_some_and(|t| {
            t.glued && (t.class != C::Mark || t.is_mark('-') || t.is_mark('%') || t.is_mark('/'))
        }) {
            return None;
        }
        let led = i > 0
            && self.token(i - 1).is_some_and(|t| t.class != C::Mark || t.is_mark('(') || t.is_mark(','))
            || i == 0;
        let last = match next.len() {
            4 => next.n,
            2 if next.n > first % 100 => first / 100 * 100 + next.n,
            2 if next.n == 0 && first % 100 == 99 => first + 1,
            _ => return None,
        };
        (led && last > first && last - first < 1000).then(|| {
            (
                What::Range(
                    Box::new(What::Known(Stretch::Year(first))),
                    Box::new(What::Known(Stretch::Year(last))),
                ),
                at + 2,
            )
        })
    }

    /// Two points of a kind.
    fn point_range(&self, i: usize, between: bool, opened: bool) -> Parsed<What> {
        let (a, at) = self.side(i)?;
        let (b, end) = self.side(self.joint(at, between)?)?;
        let tight = self.token(at).is_some_and(|t| t.class == C::Mark);
        let (rank_a, rank_b) = (rank(&a)?, rank(&b)?);
        let kin = rank_a == rank_b || opened && (rank_a == 0 || rank_b == 0 || rank_a >= 2 && rank_b >= 2);
        // "this year to Friday" is no range; "Monday to Friday" and "2014 to 2018" are.
        let loose = !opened && !tight && matches!(a, What::Near(..));
        if !kin || loose {
            return None;
        }
        // "April to June 2017", "9:30 to 11:00 on Thursday": what the second end has more holds for the first.
        let a = share(a, &b);
        let b = share_back(&a, b);
        Some((What::Range(Box::new(a), Box::new(b)), end))
    }

    fn side(&self, i: usize) -> Parsed<What> {
        let the = i + usize::from(self.is(i, C::The));
        if self.says(i, "now") {
            return Some((What::Near(Unit::Day, 0), i + 1));
        }
        // "the end of 2008"
        if self.is(the, C::EdgeOf) && self.is(the + 1, C::Of) {
            return self.point(the + 2 + usize::from(self.is(the + 2, C::The)));
        }
        let edge = usize::from(self.is(the, C::Edge));
        let hyphen = usize::from(edge == 1 && self.mark(the + 1, '-'));
        self.point(the + edge + hyphen)
    }
}

/// Verbs in -s: "lasts a year", "takes a week" are no rates.
const VERBS_S: &[&str] =
    &["lasts", "takes", "was", "is", "has", "spends", "needs", "this", "lets", "gives", "was", "its"];

/// Whether a vague phrase is long enough to need nothing before it.
fn words_long(words: usize) -> bool {
    words > 2
}

fn edge(n: i32) -> M {
    match n {
        -1 => M::Start,
        0 => M::Mid,
        _ => M::End,
    }
}

fn best2<const N: usize>(readings: [Reading; N]) -> Reading {
    let mut best: Reading = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|b| reading.2 > b.2) {
            best = Some(reading);
        }
    }
    best
}

/// What can stand at both ends of a range: clocks 1, days 2, months and quarters 3, years 4; now 0.
fn rank(what: &What) -> Option<u8> {
    Some(match what {
        What::Clock(..) | What::Part(..) => 1,
        What::Near(Unit::Day, 0) => 0,
        What::Near(Unit::Day, _)
        | What::Weekday(..)
        | What::MonthDay(_)
        | What::Nth(_, NthOf::Weekday(_) | NthOf::Unit(Unit::Day), _) => 2,
        What::Known(stretch) => match stretch {
            Stretch::Day(_) => 2,
            Stretch::Month(..) | Stretch::Quarter(..) => 3,
            Stretch::Year(_) => 4,
            Stretch::Decade(_) | Stretch::Century(_) => 5,
            _ => return None,
        },
        What::Named(named, ..) => match named {
            Named::MonthDay(..) | Named::Weekday(_) | Named::Feast(_) => 2,
            Named::Month(_) | Named::Season(_) | Named::Quarter(_) => 3,
            Named::Half(_) | Named::Week(_) => return None,
        },
        _ => return None,
    })
}

/// The first end with the year or day that only the second names.
fn share(a: What, b: &What) -> What {
    match (a, b) {
        (
            What::Named(
                named @ (Named::Month(_) | Named::MonthDay(..) | Named::Season(_) | Named::Quarter(_)),
                Which::Unsaid,
                Year::Unsaid,
            ),
            What::Named(_, _, year @ Year::Given(_)),
        ) => What::Named(named, Which::Unsaid, *year),
        (What::Clock(clock, None), What::Clock(_, Some(day))) => What::Clock(clock, Some(day.clone())),
        (a, _) => a,
    }
}

fn share_back(a: &What, b: What) -> What {
    match (a, b) {
        (What::Clock(first, Some(day)), What::Clock(clock, None)) => {
            let clock = if first.sure && !clock.sure && first.hour >= 12 && clock.hour < 12 {
                super::grammar::Clock { hour: clock.hour + 12, sure: true, ..clock }
            } else {
                clock
            };
            What::Clock(clock, Some(day.clone()))
        }
        (_, b) => b,
    }
}
