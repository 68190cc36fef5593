//! In: tokens. Out: now, some time ago, some time to come: "currently", "recently", "in the near
//! future".

use crate::time::forms::grammar::{Grammar, Meaning};
use crate::time::forms::phrases::Reading;
use crate::time::words::Class as C;
/// Phrases for now, some time ago, some time to come: in small letters. The flag says whether the
/// first word may begin it.
const VAGUE: &[(&str, &str)] = &[
    ("right now", "PRESENT_REF"),
    ("just now", "PRESENT_REF"),
    ("now", "PRESENT_REF"),
    ("nowadays", "PRESENT_REF"),
    ("currently", "PRESENT_REF"),
    ("presently", "PRESENT_REF"),
    ("these days", "PRESENT_REF"),
    ("at the moment", "PRESENT_REF"),
    ("at the minute", "PRESENT_REF"),
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

impl Grammar<'_> {
    pub(crate) fn vague(&self, i: usize) -> Reading {
        if self.says(i, "one")
            && self.says(i + 1, "day")
            && i > 0
            && matches!(self.class(i - 1), Some(C::Will | C::Modal))
        {
            return Some((Meaning::Indefinite("FUTURE_REF"), None, i + 2, "vague"));
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
                | C::IndefiniteStart
                | C::ModifierStart
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
        // "as soon as", "sooner or later", "now that" are conjunctions; "recent" counts only before
        // a noun of time.
        let joined = self.says(i, "soon")
            && (self.says(to, "as")
                || i > 0 && self.says(i - 1, "as")
                || self.is(to, C::After)
                || self.is(to, C::Or));
        let name = alone && self.token(i)?.capital && i > 0 && !self.sentence_start(i);
        let now = self.says(i, "now") && (self.mark(to, '-') || i > 0 && self.mark(i - 1, '-'));
        let time = self.phrase(i, "at the time").is_some() && self.is(to, C::Of);
        (!joined && !name && !now && !time && !participle).then_some((
            Meaning::Indefinite(value),
            None,
            to,
            "vague",
        ))
    }
}

/// Whether a vague phrase is long enough to need nothing before it.
pub(crate) fn words_long(words: usize) -> bool {
    words > 2
}
